"""The questions of a cross-check: each answered in two ways, from one look at the cycle."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negcycle.analysis.gain.ledger import Ledger, gain_ledger, local_gains, spectral_radius
from negcycle.analysis.loops.finding import find_loops
from negcycle.analysis.loops.loop_set import LoopSet
from negcycle.analysis.rest.stability import Stability, stability
from negcycle.analysis.signs.levins import levins
from negcycle.analysis.signs.sign_stability import sign_stability
from negcycle.drawing.content import name_of
from negcycle.model.cycle import Cycle
from negcycle.model.trajectory import Outcome, Trajectory
from negcycle.report.finding import MOST_LOOPS, SECONDS
from negcycle.simulation.run import simulate
from negcycle.system.compile import compile_system
from negcycle.system.stuck import Grip, fading, grip, stuck, worst
from negcycle.system.swinging import SHORT, may_swing
from negcycle.system.system import System
from negcycle.words import say
from negcycle.words.listing import listed

if TYPE_CHECKING:
    from negcycle.system.protocol import Array

Numbers = dict[str, float | int | str | None]

Answer = tuple[bool | None, str, Numbers]
"""Whether the two agree, the sentence, and the numbers."""

PUSH = 0.02
"""How far a slight upset goes, as a share of the way to the worst state there is."""

CLOSE = 0.2
"""An upset has faded when this share of it or less is left."""

LESS = 0.9
"""And it is fading while each quarter of a run has less of it than this share of the one before."""

SHORTEST, LONGEST = 100.0, 2_500.0
"""How long a run lasts, in turns, between these two: eight times the slowest fading, if it can."""

MOST_NODES = 10
"""Signs are counted exactly up to this many reactions."""

STEP = 0.25
"""The length of a step, in turns, unless answers come more quickly or something may swing."""

MOST_STEPS = 60_000
"""A run has no more steps than this."""

NEARLY = 1e-6
"""Nearer than this to a threshold, rounding decides."""


@dataclass(frozen=True)
class Look:
    """One look at a cycle, at the state where it settles from calm."""

    cycle: Cycle
    system: System
    state: Array
    """The settled state. Shape ``(n_states,)``."""
    loops: LoopSet
    ledger: Ledger
    stability: Stability
    stuck: Array | None
    """The stuck state; None where there is none."""
    grip: Grip
    """What becomes of the cycle from the worst start there is, as `explain` tells it."""
    from_stuck: Trajectory | None
    """A run from the stuck state, or from the worst start where there is none; see `_run`."""

    @property
    def ended(self) -> Outcome | None:
        """How that run ended; None where it was not made, or would have to go on to tell."""
        run = self.from_stuck
        if run is None or run.outcome is Outcome.UNSETTLED:
            return None
        if run.outcome is Outcome.STUCK and abs(self.system.rates(run.states[-1])).max() > NEARLY:
            return None  # it only lingers
        if run.outcome is Outcome.OSCILLATING and self.grip != "swings":
            return None  # it narrows, or has not been seen to last
        return run.outcome

    @property
    def leading(self) -> complex:
        """The leading eigenvalue at the settled state, per turn."""
        return complex(*self.stability.leading_eigenvalue)

    @property
    def all_reinforce(self) -> bool:
        """Whether every loop at the settled state is known and reinforcing."""
        return self.loops.complete and len(self.loops.reinforcing) == len(self.loops)


def look(cycle: Cycle) -> Look:
    """Compute what the checks need.

    Raises:
        SimulationError: if nobody is in a cycle, or the numbers are beyond what is simulated.
    """
    cycle = cycle.canonical()  # so that who is listed first changes not even the last digit
    system = compile_system(cycle)
    found = stability(system)
    state = system.named(found.state)
    held = stuck(system) if grip(system) in {"holds", "lingers"} else None
    start = worst(system) if held is None else held
    return Look(
        cycle=cycle,
        system=system,
        state=state,
        loops=find_loops(system, state=state, limit=MOST_LOOPS, seconds=SECONDS),
        ledger=gain_ledger(system, at=state),
        stability=found,
        stuck=held,
        grip=grip(system),
        from_stuck=_run(system, start, turns=_lasting(system)),
    )


def _lasting(system: System) -> float:
    """Return how long the run from the worst start is: twice as long as what fades, if it can."""
    return float(min(max(1_000.0, 2 * (fading(system) or 0.0)), LONGEST))


def _run(system: System, start: Array, *, turns: float) -> Trajectory | None:
    """Return a run without noise; None where answers come too quickly for so many turns."""
    step = min(SHORT if may_swing(system) else STEP, *system.delays, STEP)
    if turns > MOST_STEPS * step:
        return None
    return simulate(system, start=start.tolist(), turns=turns, step=step, noise=0, plan=())


# -- loops, gain and eigenvalue ------------------------------------------------------------------


def loops_and_gain(seen: Look) -> Answer:
    """Ask whether the loops between the strongest pair add up to the gain of the ledger.

    The ledger goes from first feeling to first feeling, so loops that leave one out do not count.
    """
    pair = tuple(sorted(seen.ledger.pair))
    feelings = {f"{key}.primary" for key in pair}
    own = [
        loop
        for loop in seen.loops.between()
        if loop.partners == pair
        and loop.crossings == len(pair)
        and loop.structural is not None
        and feelings <= {*loop.nodes}
    ]
    total = math.fsum(loop.structural or 0.0 for loop in own)
    numbers: Numbers = {"loops": len(own), "sum": total, "gain": seen.ledger.gain}
    agree: bool | None = math.isclose(total, seen.ledger.gain, rel_tol=1e-9, abs_tol=1e-12)
    if not agree and (not seen.loops.complete or _is_saturated(seen)):
        agree = None
    return agree, _said("loops-and-gain", agree, numbers), numbers


def _is_saturated(seen: Look) -> bool:
    """Whether something is so strong that a slope vanishes, and with it an arrow."""
    _, target = seen.system.targets(seen.state)
    reactions = [place for place, one in enumerate(seen.system.states) if not one.kind.is_slow]
    return bool((1 - target[reactions] ** 2).min() < NEARLY)


def gain_and_eigenvalue(seen: Look) -> Answer:
    """Ask whether local gains and the leading eigenvalue say the same of a slight upset.

    With a spectral radius of the sizes below 1 an upset fades; where every loop reinforces, above 1
    it grows. Between the two the gain alone leaves it open.
    """
    radius = spectral_radius(seen.system, at=seen.state, kind="local")
    leading = seen.leading.real
    numbers: Numbers = {"spectral_radius": radius, "leading_eigenvalue": leading}
    at_threshold = abs(radius - 1) < NEARLY or abs(leading) < NEARLY * NEARLY
    if not seen.stability.at_rest or at_threshold or not math.isfinite(radius):
        agree = None
    elif radius < 1:
        agree = leading < 0
    else:
        agree = leading > 0 if seen.all_reinforce else None
    return agree, _said("gain-and-eigenvalue", agree, numbers, **_fading(radius < 1)), numbers


def _fading(fades: bool) -> dict[str, str]:
    return {"what": say("cross.fades" if fades else "cross.does-not-fade")}


# -- signs ---------------------------------------------------------------------------------------


def signs_and_eigenvalue(seen: Look) -> Answer:
    """Ask whether the signs alone already say that an upset fades; of a cycle they seldom do."""
    import numpy as np

    jacobian = seen.system.jacobian(seen.state)
    clear = np.where(np.abs(jacobian) > NEARLY * NEARLY, jacobian, 0.0)
    found = sign_stability(np.sign(clear).tolist(), names=seen.system.names, rows="target")
    leading = seen.leading.real
    numbers: Numbers = {"sign_stable": str(found.stable), "leading_eigenvalue": leading}
    agree = leading < 0 if found.stable else None
    return agree, _said("signs-and-eigenvalue", agree, numbers), numbers


def signs_and_swinging(seen: Look) -> Answer:
    """Ask whether loops that all reinforce go with an eigenvalue that does not swing."""
    swing = abs(seen.leading.imag)
    numbers: Numbers = {
        "reinforcing": len(seen.loops.reinforcing),
        "balancing": len(seen.loops.balancing),
        "imaginary_part": swing,
    }
    agree = swing < NEARLY if seen.all_reinforce else None
    return agree, _said("signs-and-swinging", agree, numbers), numbers


def signs_and_response(seen: Look) -> Answer:
    """Ask whether signs foretell which way everybody goes after a lasting push on one of them.

    The signs say it for any strengths with which it comes to rest, openness and resentment held;
    the numbers say it for the assumed ones.
    """
    import numpy as np

    system = seen.system
    reactions = [place for place, one in enumerate(system.states) if not one.kind.is_slow]
    names = [system.names[place] for place in reactions]
    jacobian = system.jacobian(seen.state)
    slopes = jacobian[np.ix_(reactions, reactions)]
    own = [name for name in names if name == f"{_first(seen)}.primary"]
    numbers: Numbers = {"told": 0, "alike": 0}
    rests = bool(np.max(np.linalg.eigvals(slopes).real) < -NEARLY)
    if len(names) > MOST_NODES or not own or not rests:
        return None, _said("signs-and-response", None, numbers), numbers
    gains = local_gains(slopes)
    told = levins(
        np.sign(np.where(abs(gains) > NEARLY, gains, 0.0)).tolist(),
        names=names,
        rows="target",
        damped=True,
    )
    pushed = names.index(own[0])
    push = np.eye(len(names))[pushed]
    answers: list[float] = np.asarray(np.linalg.solve(-slopes, push), np.float64).tolist()
    sure = [place for place, name in enumerate(names) if told.holds(of=name, to=own[0])]
    alike = [
        place
        for place in sure
        if told.response(of=names[place], to=own[0]) == _sign(answers[place])
    ]
    numbers = {"told": len(sure), "alike": len(alike), "of": len(names)}
    agree = len(alike) == len(sure) if sure else None
    return agree, _said("signs-and-response", agree, numbers), numbers


def _sign(value: float) -> str:
    return "0" if abs(value) <= NEARLY * NEARLY else "+" if value > 0 else "-"


# -- eigenvalues and runs ------------------------------------------------------------------------


def eigenvalue_and_run(seen: Look) -> Answer:
    """Ask whether a run that is pushed slightly comes back as the eigenvalue says.

    The push goes a small part of the way to the worst state there is, so that it touches everybody.
    """
    import numpy as np

    system, stable, leading = seen.system, seen.stability.stable, seen.leading.real
    turns = float(np.clip(8 / max(abs(leading), 1e-9), SHORTEST, LONGEST))
    pushed = np.clip(seen.state + PUSH * (worst(system) - seen.state), system.low, system.high)
    run = _run(system, pushed, turns=turns)
    numbers: Numbers = {"leading_eigenvalue": leading, "turns": turns}
    if run is None or not seen.stability.at_rest or stable is None or abs(leading) * turns < 4:
        return None, _said("eigenvalue-and-run", None, numbers), numbers
    away = np.max(np.abs(run.states - seen.state), axis=1)
    first, left = float(away[0]), float(away[-1])
    numbers |= {"pushed": first, "at_the_end": left}
    _, _, third, fourth = (float(np.max(part)) for part in np.array_split(away, 4))
    agree: bool | None = (fourth > CLOSE * first) != stable
    if stable and not agree:  # it may only take its time
        agree = True if fourth < LESS * third else None if fourth < first / CLOSE else False
    return agree, _said("eigenvalue-and-run", agree, numbers, **_fading(leading < 0)), numbers


_ENDS: Mapping[str, Outcome] = {"lets_go": Outcome.CALM, "swings": Outcome.OSCILLATING}
"""How a run ends where there is no stuck state."""


def stuck_and_run(seen: Look) -> Answer:
    """Ask whether a run from the stuck state, or from the worst start, ends as was computed."""
    numbers: Numbers = {"outcome": None if seen.ended is None else str(seen.ended)}
    agree = None
    if seen.stuck is None:
        expected = _ENDS.get(seen.grip)
        if seen.ended is not None and expected is not None:
            agree = seen.ended is expected
        return agree, _said("worst-and-run", agree, numbers, expected=str(expected)), numbers
    held = stability(seen.system, at=seen.stuck)
    numbers["leading_eigenvalue"] = held.leading_eigenvalue[0]
    if held.stable and seen.grip == "holds" and seen.ended is not None:
        agree = seen.ended is Outcome.STUCK
    return agree, _said("stuck-and-run", agree, numbers), numbers


def proof_and_run(seen: Look) -> Answer:
    """Ask whether runs keep to what is proved: robust lets go, trapped does not hold calm."""
    regime = seen.stability.regime
    numbers: Numbers = {
        "regime": regime,
        "outcome": None if seen.ended is None else str(seen.ended),
        "leading_eigenvalue": seen.leading.real,
    }
    agree, name = None, "proof-and-run"
    if regime == "robust" and seen.ended is not None:
        agree = seen.ended is Outcome.CALM
    elif regime == "trapped" and abs(seen.leading.real) > NEARLY:
        agree, name = seen.leading.real > 0, "proof-and-eigenvalue"
    return agree, _said(name, agree, numbers), numbers


# -- the file and the run ------------------------------------------------------------------------


def written_and_found(seen: Look) -> Answer:
    """Ask whether people move in the cycle as the file says."""
    run, cycle = seen.from_stuck, seen.cycle
    moves = {} if run is None or seen.stuck is None else run.found
    written = {one.key: one.position.name for one in cycle.partners}
    found = {key: moves.get(key) for key in written}
    both = [key for key in sorted(written) if written[key] and found[key]]
    numbers: Numbers = {}
    for key in sorted(written):
        numbers[f"{key}.written"] = written[key]
        numbers[f"{key}.found"] = found[key]
    if not both:
        return None, _said("written-and-found", None, numbers), numbers
    differ = [key for key in both if written[key] != found[key]]
    names = listed([name_of(cycle.partner(key)) for key in (differ or both)])
    agree = not differ
    return agree, _said("written-and-found", agree, numbers, names=names), numbers


def _first(seen: Look) -> str:
    """Return the key of who is pushed: the first by name of those in a cycle."""
    return min(seen.system.keys[place] for pair in seen.system.pairs for place in pair)


def _said(name: str, agree: bool | None, numbers: Mapping[str, object], **more: object) -> str:
    how = {True: "agree", False: "differ", None: "open"}[agree]
    return say(f"cross.{name}.{how}", **{**numbers, **more})


ALL: Mapping[str, Callable[[Look], Answer]] = {
    "loops-and-gain": loops_and_gain,
    "gain-and-eigenvalue": gain_and_eigenvalue,
    "signs-and-eigenvalue": signs_and_eigenvalue,
    "signs-and-swinging": signs_and_swinging,
    "signs-and-response": signs_and_response,
    "eigenvalue-and-run": eigenvalue_and_run,
    "stuck-and-run": stuck_and_run,
    "proof-and-run": proof_and_run,
    "written-and-found": written_and_found,
}
"""Each question under its stable name, in the order of the telling."""
