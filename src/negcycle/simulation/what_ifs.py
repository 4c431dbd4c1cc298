"""The questions that everybody asks of a stuck cycle: what if one opens, or both, or they pause?"""

from __future__ import annotations

from negcycle.graph.cycle_graph import CycleGraph
from negcycle.model.cycle import Cycle
from negcycle.model.plan import BOTH
from negcycle.model.trajectory import Trajectory
from negcycle.simulation.asked import STEP
from negcycle.simulation.run import simulate
from negcycle.simulation.starting import Start
from negcycle.system.compile import compile_system
from negcycle.words import say

_COUPLE = 2

AT = 20.0
"""When help or a break begins, in turns."""


def what_if(
    cycle: Cycle | CycleGraph,
    *,
    opening: float = 200.0,
    away: float = 40.0,
    turns: float = 800.0,
    step: float = STEP,
    start: Start = "stuck",
) -> dict[str, Trajectory]:
    """Run a cycle as it is, and with each of the changes that people ask about first.

    Each run begins in the same state, and everybody opens in turn, so that nobody is made the one
    who has to. How long it takes is a matter of the assumed numbers: what one couple does after 200
    turns another may do after 400.

    Args:
        cycle: The cycle, or its graph; its own plan is left out.
        opening: How long one or both open up, in turns; both of them also after a break that is
            picked up again.
        away: How long a break lasts, in turns.
        turns: How long each run lasts, in turns.
        step: The longest step, in turns.
        start: Where each run begins, as in `simulate`.

    Returns:
        The runs, each under a title for a picture: as it is, each partner opening, both opening, a
        break that is picked up again, and one that is not.

    Raises:
        SimulationError: if the runs cannot start, such as where no stuck state exists.

    Example:
        >>> import negcycle as nc
        >>> runs = nc.what_if(nc.load("examples/sunday-silence.yaml"))
        >>> [str(run.outcome) for run in runs.values()]
        ['stuck', 'stuck', 'stuck', 'calm', 'calm', 'stuck']
    """
    system = compile_system(cycle)
    changes: dict[str, list[dict[str, object]]] = {say("what-if.as-is"): []}
    for one in system.people:
        title = say("what-if.one", name=one.name)
        changes[title] = [{"at": AT, "open": one.key, "for": opening}]
    everybody = "what-if.both" if len(system.people) == _COUPLE else "what-if.all"
    changes[say(everybody)] = [{"at": AT, "open": BOTH, "for": opening}]
    changes[say("what-if.return")] = [
        {"at": AT, "timeout": {"for": away, "return": True}},
        {"at": AT + away, "open": BOTH, "for": opening},
    ]
    changes[say("what-if.no-return")] = [{"at": AT, "timeout": {"for": away, "return": False}}]
    return {
        title: simulate(system, plan=plan, turns=turns, step=step, start=start)
        for title, plan in changes.items()
    }
