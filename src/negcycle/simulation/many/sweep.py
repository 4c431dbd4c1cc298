"""Many couples at the points of a design: a grid, or points drawn between the ends of axes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from typing import cast

import numpy as np

from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.model.cycle import Cycle
from negcycle.model.ensemble import Ensemble, Sampling
from negcycle.model.plan import Plan, PlanItem
from negcycle.simulation.asked import STEP, checked_seed
from negcycle.simulation.many.designs import Axis, make_design
from negcycle.simulation.many.kernels.choosing import KernelName
from negcycle.simulation.many.running import Couples, Options, Precision
from negcycle.simulation.many.varying import check_names, range_of
from negcycle.simulation.starting import Start
from negcycle.system.system import System
from negcycle.words import say


def sweep(
    cycle: Cycle | CycleGraph | System,
    over: Mapping[str, Axis],
    *,
    runs: int = 1,
    sample: int | None = None,
    sampling: Sampling | None = None,
    second_order: bool = False,
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
    """Run couples at every point of a design, and return a row for each couple.

    A phase diagram is drawn from it (`draw_outcome_map`), Sobol indices are worked out from it
    (`sensitivity`), and how many recover (`recovery`).

    Args:
        cycle: A cycle; or its graph or compiled system, of which only chance and the start differ.
        over: What differs, by the names that `ensemble` has: for a grid, the values of each; else
            its lowest and highest value, or what to draw it from, such as `Uniform`.
        runs: How many couples there are at each point; they differ by chance.
        sample: How many points to draw; None for a grid.
        sampling: ``"grid"`` (every combination), ``"sobol"`` (for sensitivity), ``"latin"`` or
            ``"random"``; None for a grid, and for ``"sobol"`` where `sample` is given.
        second_order: Of ``"sobol"``, whether to tell what two parameters do together.
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
        SimulationError: if there is no such design, or the couples cannot start.
        UnknownName: if a name of something is not there.
        CaseError: if the plan is not a plan.
        MissingExtra: if something is asked for that is not installed.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.load("examples/sunday-silence.yaml")
        >>> over = {"reactivity": [2, 4, 6], "start.john.resentment": [0, 0.5, 1]}
        >>> nc.sweep(cycle, over, noise=0.1, turns=300, seed=1)
        <Ensemble of 9 couples over 300 turns: 44% calm, 56% stuck>

    Sources:
        Saltelli, A., et al. (2010). Comput. Phys. Commun. 181, 259-270.
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
    if not isinstance(cast("object", over), Mapping):
        raise SimulationError(say("vary.table", kind=type(over).__name__))
    check_names(over, cycle=couples.cycle, system=couples.system, plan=couples.plan)
    design, points = make_design(
        over,
        sampling=sampling or ("grid" if sample is None else "sobol"),
        sample=sample,
        runs=runs,
        seed=number,
        second_order=second_order,
        ranges={name: range_of(name) for name in over},
    )
    parameters = {name: np.repeat(values, runs) for name, values in points.items()}
    return couples.run(design.points * runs, parameters, number, design=design)
