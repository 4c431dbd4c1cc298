"""What was found, in sentences that are the same whoever is listed first."""

from __future__ import annotations

import math
from collections.abc import Iterator

from negcycle.analysis.gain.ledger import Ledger
from negcycle.analysis.loops.telling import called
from negcycle.model.trajectory import Outcome
from negcycle.report.finding import Found
from negcycle.report.reading import Reading, reading
from negcycle.report.strength import times
from negcycle.words import say
from negcycle.words.listing import listed

MOST_TOLD = 12
"""So many pairs, or loops within a person, are told one by one."""


def what_keeps_it_going(found: Found) -> Iterator[str]:
    """Yield the loops: between the partners, within each, and how many in all."""
    for ledger in found.ledgers[:MOST_TOLD]:
        yield f"{_between(found, ledger)} {say(f'explain.loop.{_way(ledger)}')}"
    yield from _more(found)
    loops = found.loops
    within = [loop for key in loops.arrows.keys for loop in loops.within(key)]
    if within:
        named = [called(one, found.names) for one in within[:MOST_TOLD]]
        if len(within) > MOST_TOLD:
            named.append(say("explain.more-loops", count=len(within) - MOST_TOLD))
        yield say("explain.loop.within", names=listed(named))
    yield _in_all(found)


def _more(found: Found) -> Iterator[str]:
    if len(found.ledgers) > MOST_TOLD:
        yield say("explain.more-pairs", count=len(found.ledgers) - MOST_TOLD)


def _between(found: Found, ledger: Ledger) -> str:
    first, other = ledger.pair
    children = found.children & {first, other}
    if len(children) == 1:
        (child,) = children
        grown = other if child == first else first
        return say("explain.loop.child", grown=found.names[grown], child=found.names[child])
    return say("explain.loop.pair", first=found.names[first], other=found.names[other])


def _way(ledger: Ledger) -> str:
    return {1: "reinforcing", -1: "balancing", 0: "nothing"}[ledger.sign]


def _in_all(found: Found) -> str:
    loops = found.loops
    numbers = {
        "count": len(loops),
        "reinforcing": len(loops.reinforcing),
        "balancing": len(loops.balancing),
    }
    key = "none" if not numbers["count"] else "only" if numbers["count"] == 1 else "in-all"
    said = say(f"explain.loop.{key}", **numbers)
    return said if loops.complete else f"{said} {say('explain.loop.more')}"


def how_strong(found: Found) -> Iterator[str]:
    """Yield how much comes back, pair by pair, and in the stuck state.

    With more than two people no pair decides what becomes of an upset: the eigenvalue does.
    """
    several = len(found.system.people) > 2
    for ledger in found.ledgers[:MOST_TOLD]:
        said = _comes_back(ledger, alone=not several)
        names = listed([found.names[key] for key in ledger.pair])
        yield say("explain.strong.of", names=names, what=said) if several else said
    yield from _more(found)
    stability = found.stability
    if several and stability.at_rest and stability.stable is not None:
        key = "explain.strong.all-fades" if stability.stable else "explain.strong.all-grows"
        yield say(key, leading=stability.leading_eigenvalue[0])
    if found.at != "stuck" and found.gain_stuck is not None:
        turned = "-turned" if found.gain_stuck < 0 else ""
        pair = "-several" if several else ""
        yield say(
            f"explain.strong.stuck{pair}{turned}", times=times(abs(found.gain_stuck), digits=2)
        )


def _comes_back(ledger: Ledger, *, alone: bool) -> str:
    """Say how much comes back between two people, who are `alone` or among more."""
    if ledger.sign == 0:
        return say("explain.strong.nothing")
    turned, size = ledger.sign < 0, abs(ledger.gain)
    grows = "turned" if turned else "more" if size > 1 else "less"
    said = say(
        f"explain.strong.{grows if alone or turned else 'back'}", times=times(size, digits=2)
    )
    through = math.prod(row.factor for row in ledger.rows if row.kind == "gate")
    if 0 < through < 1:
        said += " " + say("explain.strong.ledger", passed=size / through, through=through)
    return said


def how_it_holds(found: Found) -> Iterator[str]:
    """Yield what a slight upset leads to, here and from the worst start.

    That needs differ is never told as a reason: such a difference is human.
    """
    stability = found.stability
    outcome = stability.outcome
    if found.at == "stuck":
        yield say(f"explain.holds.stuck-{found.grip}")
    elif outcome is Outcome.CALM:
        yield say(f"explain.holds.calm-{found.grip}")
    elif outcome is Outcome.STUCK and stability.regime is not None:
        yield say("explain.holds.trapped")
    else:
        yield say(f"explain.holds.{outcome}")
        if outcome is Outcome.STUCK and found.grip == "swings":
            yield say("explain.holds.swings-beside")


def readings_of(found: Found) -> Iterator[Reading]:
    """Yield every metric of an explanation, each with what it rests on."""
    stability = found.stability
    leading = stability.leading_eigenvalue[0]
    yield reading("loops", len(found.loops), _in_all(found))
    yield reading("loop_gain", found.strongest.gain)
    if found.at != "stuck":
        yield reading("loop_gain_stuck", found.gain_stuck, _or("loop_gain_stuck", found.gain_stuck))
    yield reading("spectral_radius", found.radius)
    fades = "fades" if leading < 0 else "grows"
    yield reading("leading_eigenvalue", leading, say(f"reading.leading_eigenvalue.{fades}"))
    regime = stability.regime
    yield reading("regime", regime, stability.bound if regime else say("reading.regime.not-here"))
    critical = stability.critical_resentment
    yield reading("critical_resentment", critical, _critical(found))
    counting = len(found.leverage.strongest)
    yield reading("leverage", counting, say("reading.leverage.sentence", count=counting))


def _or(name: str, value: object) -> str:
    return say(f"reading.{name}.{'not-here' if value is None else 'sentence'}")


def _critical(found: Found) -> str:
    """Say what the critical resentment is, or why there is none."""
    stability = found.stability
    if stability.critical_resentment is not None:
        return say("reading.critical_resentment.sentence")
    if len(found.system.people) > 2:
        why = "many"
    elif stability.gain_calm > 1:
        why = "without"
    else:
        why = "turned" if found.system.answers_differ else "never"
    return say(f"reading.critical_resentment.{why}")
