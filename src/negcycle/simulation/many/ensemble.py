"""Many couples of one cycle at once: chance, and whatever differs between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Sized
from concurrent.futures import Executor
from hashlib import sha256
from typing import TypeAlias, cast

import numpy as np

from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.model.cycle import Cycle
from negcycle.model.ensemble import Ensemble
from negcycle.model.plan import Plan, PlanItem
from negcycle.simulation.asked import STEP, checked_seed, is_count, is_number
from negcycle.simulation.chance import uniforms
from negcycle.simulation.many.distributions import Distribution, drawn, plain, told
from negcycle.simulation.many.kernels.choosing import KernelName
from negcycle.simulation.many.running import Couples, Options, Precision, refuse_too_much
from negcycle.simulation.many.varying import range_of
from negcycle.simulation.starting import Start
from negcycle.system.protocol import Array
from negcycle.system.system import System
from negcycle.words import say

RUNS = 1_000
"""How many couples there are unless told."""

MOST_RUNS = 100_000_000
"""There are no more couples than this."""

Vary: TypeAlias = Mapping[str, Distribution | Sequence[float] | Array | float]
"""What differs between couples: by name, what it is drawn from, or its value for each of them."""


def ensemble(
    cycle: Cycle | CycleGraph | System,
    runs: int | None = None,
    *,
    vary: Vary | None = None,
    plan: Plan | Sequence[PlanItem | Mapping[str, object]] | None = None,
    turns: float | None = None,
    step: float = STEP,
    seed: int | None = None,
    noise: float | None = None,
    start: Start = "calm",
    after: float = 0.0,
    record: Sequence[str] | str = (),
    every: float = 1.0,
    kernel: KernelName = "auto",
    precision: Precision = "float64",
    threads: int | None = None,
    executor: Executor | None = None,
    shard: tuple[int, int] | str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Ensemble:
    """Run many couples of one cycle, each by itself, and return a row for each.

    Each couple has random numbers of its own, and parameters where something is to differ. Its row
    depends on nothing but the case, the plan, the seed, and its own number and parameters.
    It is a model for thinking: its numbers are assumptions, and so is what differs.

    Args:
        cycle: A cycle; or its graph or compiled system, of which only chance and the start differ.
        runs: How many couples; None for as many as `vary` has values for, else 1,000.
        vary: What differs between them, by name: ``"john.reactivity"`` (also ``need``,
            ``openness``, ``answer``; without a key in front, of all partners alike), ``"tau_bond"``
            and the other numbers of the couple, ``"links.0.strength"``, ``"plan.2.for"`` (also
            ``at``, ``every``, ``strength``), ``"start.john.resentment"``. For each, an array of
            shape ``(runs,)``, a number, or what to draw it from, such as `Uniform`.
        plan: Inputs over time, for all couples; None for the plan of the cycle itself.
        turns: How long, in turns of one exchange; None for 1,000 turns after the last input that
            the plan has a time for.
        step: The longest step, in turns.
        seed: What random numbers are made from, a whole number; None draws one, which is kept in
            the result.
        noise: Stationary standard deviation of the random input to each first feeling; None for
            what the cycle says.
        start: ``"calm"`` (each couple as open as it is when calm), ``"stuck"`` (where the cycle as
            written settles from the worst start), or states by name; all couples start there.
        after: Turns at the beginning that means, variances and extremes leave out.
        record: The states to keep over time, such as ``"john.behavior"``.
        every: How often they are kept, in turns.
        kernel: ``"numpy"``, ``"numba"`` (extra ``fast``), or ``"auto"``: numba where it is
            installed and there is enough to do.
        precision: ``"float64"``, or ``"float32"`` for seven digits, where that is quicker.
        threads: How many threads work side by side; None for as many as there are processors.
        executor: What else to work with: any `concurrent.futures.Executor`, such as a process pool
            or that of a Dask client.
        shard: A part of all couples, such as ``"2/8"``; `merge` puts the parts together.
        progress: Called with the number of couples that are done and of all.

    Raises:
        SimulationError: if the couples cannot start or their plan cannot be carried out.
        UnknownName: if a name of something is not there.
        CaseError: if the plan is not a plan.
        MissingExtra: if numba is asked for and not installed.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.load("examples/sunday-silence.yaml")
        >>> vary = {"reactivity": nc.Uniform(2, 8)}
        >>> nc.ensemble(cycle, 200, vary=vary, noise=0.1, turns=300, seed=1)
        <Ensemble of 200 couples over 300 turns: 48% calm, 45% stuck, 7% escalating>

    Sources:
        Cox, S. M., & Matthews, P. C. (2002). J. Comput. Phys. 176, 430-455 (exponential Euler).
    """
    options = Options(
        plan=plan,
        turns=turns,
        step=step,
        noise=noise,
        start=start,
        after=after,
        record=record,
        every=every,
        kernel=kernel,
        precision=precision,
        threads=threads,
        executor=executor,
        shard=shard,
        progress=progress,
    )
    couples = Couples(cycle, options)
    number = checked_seed(seed)
    given: Vary = {} if vary is None else vary
    if not isinstance(cast("object", given), Mapping):
        raise SimulationError(say("vary.table", kind=type(vary).__name__))
    count = _count(runs, given)
    if shard is None:
        refuse_too_much(couples.system, count, len(given))
    parameters = _parameters(given, count, number)
    drawn = {name: _told(given[name], values) for name, values in parameters.items()}
    return couples.run(count, parameters, number, drawn=drawn)


def _count(runs: int | None, vary: Vary) -> int:
    """Return how many couples there are."""
    if runs is None:
        runs = next((len(given) for given in vary.values() if isinstance(given, Sized)), RUNS)
    if not (is_count(runs) and 1 <= runs <= MOST_RUNS):
        raise SimulationError(say("ensemble.runs", value=runs, limit=MOST_RUNS))
    return int(runs)


def _parameters(vary: Vary, runs: int, seed: int) -> dict[str, Array]:
    """Return what differs between the couples, a value for each."""
    found: dict[str, Array] = {}
    for name, given in vary.items():
        if isinstance(given, Distribution):
            low, high = range_of(name)
            shares = uniforms(seed, np.arange(runs), name)
            found[name] = drawn(given, shares, name=name, low=low, high=high)
            continue
        values = _numbers(name, given)
        if values.ndim == 0:
            values = np.full(runs, values)
        if values.shape != (runs,):
            shape = " x ".join(map(str, values.shape)) or "1"
            raise SimulationError(say("vary.length", name=name, count=shape, runs=runs))
        found[name] = values
    return found


def _numbers(name: str, given: object) -> Array:
    """Return a copy of what was given as numbers.

    Raises:
        SimulationError: if it is something else.
    """
    try:
        values = np.asarray(given)
    except ValueError:  # rows of different lengths
        values = np.array("")
    if values.dtype.kind not in "fiu":
        raise SimulationError(say("vary.no-numbers", name=name))
    return values.astype(np.float64)


def _told(given: object, values: Array) -> str:
    """Return what a parameter was drawn from in words, or which values it was given."""
    if isinstance(given, Distribution):
        return told(given)
    if is_number(given):
        return plain(float(values[0]))
    digest = sha256(values.tobytes()).hexdigest()[:16]
    return say("vary.given", count=len(values), digest=digest)
