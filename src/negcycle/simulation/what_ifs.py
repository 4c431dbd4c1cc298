"""The questions that everybody asks of a stuck cycle: what if one opens, or both, or they pause?"""

from __future__ import annotations

from negcycle.model.cycle import Cycle
from negcycle.model.plan import BOTH
from negcycle.model.trajectory import Trajectory
from negcycle.simulation.run import STEP, simulate
from negcycle.simulation.starting import Start
from negcycle.words import say

AT = 20.0
"""When help or a break begins, in turns."""


def what_if(
    cycle: Cycle,
    *,
    opening: float = 100.0,
    away: float = 40.0,
    turns: float = 600.0,
    step: float = STEP,
    start: Start = "stuck",
) -> dict[str, Trajectory]:
    """Run a cycle as it is, and with each of the changes that people ask about first.

    Each run begins in the same state, and everybody opens in turn, so that nobody is made the one
    who has to. How long it takes is a matter of the assumed numbers: what one run does after 100
    turns another may do after 300.

    Args:
        cycle: The cycle; its own plan is left out.
        opening: How long one or both open up, in turns.
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
    changes: dict[str, list[dict[str, object]]] = {say("what-if.as-is"): []}
    for one in cycle.partners:
        title = say("what-if.one", name=" ".join(one.name.split()))
        while title in changes:  # two people may share a name
            title = f"{title} ({one.key})"
        changes[title] = [{"at": AT, "open": one.key, "for": opening}]
    changes[say("what-if.both")] = [{"at": AT, "open": BOTH, "for": opening}]
    for picked_up, key in ((True, "what-if.return"), (False, "what-if.no-return")):
        changes[say(key)] = [{"at": AT, "timeout": {"for": away, "return": picked_up}}]
    return {
        title: simulate(cycle, plan=plan, turns=turns, step=step, start=start)
        for title, plan in changes.items()
    }
