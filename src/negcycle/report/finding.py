"""Everything that an explanation rests on, computed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from negcycle.analysis.gain.ledger import Ledger, gain_ledger, spectral_radius
from negcycle.analysis.gain.leverage import Leverage, leverage
from negcycle.analysis.loops.finding import find_loops
from negcycle.analysis.loops.loop_set import LoopSet
from negcycle.analysis.loops.way_back import WayBack, ways_back
from negcycle.analysis.rest.stability import Stability, stability
from negcycle.analysis.state import state_at
from negcycle.drawing.content import name_of
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Relation
from negcycle.system.compile import compile_system
from negcycle.system.measuring import gain
from negcycle.system.stuck import Grip, grip, stuck
from negcycle.system.system import System

MOST_LOOPS = 20_000
"""An explanation looks at no more loops than this."""

SECONDS = 5.0
"""How long it looks for them at most."""


@dataclass(frozen=True)
class Found:
    """What was found of one cycle at one state."""

    at: str
    names: Mapping[str, str]
    """What each partner is called, by key."""
    children: frozenset[str]
    """The keys of those who are a child here."""
    system: System
    loops: LoopSet
    ledgers: tuple[Ledger, ...]
    """One for each pair, in the order of the keys."""
    stability: Stability
    leverage: Leverage
    back: tuple[WayBack, ...]
    """How each behavior comes back to who does it."""
    radius: float
    """The spectral radius of weights times gates."""
    grip: Grip
    """What becomes of the cycle from the worst start there is."""
    gain_stuck: float | None
    """The loop gain in the stuck state; None where there is none."""

    @property
    def strongest(self) -> Ledger:
        """The ledger of the pair between whom most comes back."""
        return max(self.ledgers, key=lambda one: abs(one.gain))


def find(cycle: Cycle, *, at: str) -> Found:
    """Return what an explanation rests on.

    Raises:
        UnknownName: if no state has this name.
        SimulationError: if nobody is in a cycle, or there is no stuck state.
    """
    cycle = cycle.canonical()  # so that who is listed first changes not even the last digit
    system = compile_system(cycle)
    state, _ = state_at(system, at)  # once: coming to rest is what takes long
    pairs = sorted({(min(pair), max(pair)) for pair in cycle.all_pairs()})
    loops = find_loops(system, state=state, limit=MOST_LOOPS, seconds=SECONDS)
    held = grip(system)
    return Found(
        at=at,
        names={one.key: name_of(one) for one in cycle.partners},
        children=frozenset(one.key for one in cycle.partners if one.relation is Relation.CHILD),
        system=system,
        loops=replace(loops, arrows=replace(loops.arrows, at=at)),
        ledgers=tuple(gain_ledger(system, at=state, pair=pair) for pair in pairs),
        stability=replace(stability(system, at=state), at=at),
        leverage=replace(leverage(system, at=state), at=at),
        back=tuple(replace(one, at=at) for one in ways_back(system, at=state)),
        radius=spectral_radius(system, at=state),
        grip=held,
        gain_stuck=float(gain(system, stuck(system))) if held in {"holds", "lingers"} else None,
    )
