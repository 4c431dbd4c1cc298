"""What was found about the loops of a case or a graph, in lines for a terminal or a page.

First the answer, then what it rests on. Every partner is spoken of in the same words, and where a
change counts is said without saying whose link it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from negcycle.analysis.findings import Findings
from negcycle.analysis.gain.leverage import Leverage
from negcycle.analysis.loops.loop_set import Loop, Polarity
from negcycle.analysis.loops.telling import called, in_order, listed, station, step, told
from negcycle.words import say

MOST_LISTED = 40
"""How many loops are listed; all of them are in the table and in JSON."""

_BADGES = {Polarity.REINFORCING: "R", Polarity.BALANCING: "B", Polarity.AMBIGUOUS: "?"}


def tell_loops(found: Findings, *, one_by_one: bool = False) -> str:
    """Return what was found, in lines.

    Args:
        found: What was found.
        one_by_one: Whether each loop that was asked for is told arrow by arrow.

    Example:
        >>> import negcycle as nc
        >>> from negcycle.analysis.findings import findings
        >>> cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
        >>> print(tell_loops(findings(cycle)).partition(":")[0])
        Where they settle from calm, no loop keeps the cycle going
    """
    parts = [answer(found), _listing(found, one_by_one=one_by_one)]
    if found.ledger is not None:
        levers = where_a_change_counts(found)
        parts += [_ledger(found), levers, _stability(found), _assumptions(found)]
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines)


# -- the answer --------------------------------------------------------------------------------


def answer(found: Findings) -> Iterator[str]:
    """Yield what keeps the cycle going, and whether there is a stuck state beside."""
    if found.ledger is None:
        yield _answer_of_a_graph(found)
        return
    loop = found.strongest
    between = listed([found.people[key] for key in found.ledger.pair])
    name = say("loops.between-two", names=between) if loop is None else called(loop, found.people)
    rests = found.stability is None or found.stability.at_rest
    where = "lingering" if found.loops.at == "stuck" and not rests else found.loops.at
    yield say(
        f"loops.{found.kind}",
        where=say(f"loops.where.{where}"),
        loop=name,
        gain=abs(found.ledger.gain),
    )
    if found.beside is not None:
        yield say(f"loops.beside-{found.beside}")


def _answer_of_a_graph(found: Findings) -> str:
    if not len(found.loops):
        return say("loops.none" if found.loops.complete else "loops.none-yet")
    reinforcing = found.loops.reinforcing
    if not len(reinforcing):
        unknown = len(found.loops.ambiguous)
        return say("loops.nothing-known" if unknown else "loops.nothing-reinforces", count=unknown)
    if len(reinforcing) == 1:
        return say("loops.only-one", loop=called(reinforcing[0]))
    if found.strongest is None:
        return say("loops.as-strong-as-each-other", count=len(reinforcing))
    strongest = found.strongest
    return say("loops.strongest", loop=called(strongest), gain=strongest.structural)


# -- the loops ---------------------------------------------------------------------------------


def _listing(found: Findings, *, one_by_one: bool) -> Iterator[str]:
    loops = found.loops
    counts = {
        Polarity.REINFORCING: len(loops.reinforcing),
        Polarity.BALANCING: len(loops.balancing),
        Polarity.AMBIGUOUS: len(loops.ambiguous),
    }
    said = [say(f"loops.count.{which}", count=count) for which, count in counts.items() if count]
    yield say("loops.counted" if len(loops) != 1 else "loops.counted-one", count=len(loops)) + (
        f": {listed(said)}." if said else "."
    )
    bounds = found.bounds
    if not loops.complete:
        key = "loops.stopped-limit" if len(loops) >= bounds.limit else "loops.stopped-time"
        yield say(key, limit=bounds.limit, seconds=bounds.seconds)
    if bounds.max_length is not None:
        yield say("loops.not-longer", length=bounds.max_length)
    if len(found.chosen) != len(loops):
        yield say("loops.chosen", count=len(found.chosen))
    for loop in found.chosen[:MOST_LISTED]:
        yield "  " + _line(loop, found)
        if one_by_one:
            yield "    " + told(loop, found.people)
    if len(found.chosen) > MOST_LISTED:
        yield "  " + say("loops.more", count=len(found.chosen) - MOST_LISTED)
    if found.chosen:
        yield say("loops.legend" if found.ledger is None else "loops.legend-couple")


def _line(loop: Loop, found: Findings) -> str:
    parts: list[str] = []
    if loop.scope is not None:
        who = listed([found.people.get(key, key) for key in loop.partners])
        parts.append(say(f"loops.scope.{loop.scope}", who=who))
    if loop.structural is not None and math.isfinite(loop.structural):
        key = "loops.structural" if found.ledger is not None else "loops.gain"
        parts.append(say(key, gain=loop.structural))
    if loop.local is not None:
        parts.append(say("loops.local", gain=loop.local))
    if loop.delayed:
        parts.append(say("loops.delay", delay=loop.delay))
    line = f"{_BADGES[loop.polarity]}  {loop.id}  {called(loop, found.people)}"
    return f"{line} ({', '.join(parts)})" if parts else line


# -- what it rests on --------------------------------------------------------------------------


def _ledger(found: Findings) -> Iterator[str]:
    ledger = found.ledger
    if ledger is None:
        return
    names = listed([found.people[key] for key in ledger.pair])
    if ledger.closed:
        yield say("loops.ledger-closed", names=names)
    else:
        yield say("loops.ledger", names=names, total=ledger.total, gain=ledger.gain)
    for (source, target), log in ledger.by_link.items():
        ends = {"source": station(source, found.people), "target": station(target, found.people)}
        key = "loops.ledger-row" if math.isfinite(log) else "loops.ledger-nothing"
        yield "  " + say(key, log=log, **ends)


def where_a_change_counts(found: Findings) -> Iterator[str]:
    """Yield where a small change counts most, for everybody alike, and what is to be asked."""
    levers = found.leverage
    if levers is None:
        return
    if levers.note is not None:
        yield levers.note
    groups = _steps_that_count(levers)
    if groups:
        yield say("loops.counts-most", steps=listed(groups[0]))
        if len(groups) > 1:
            yield say("loops.counts-next", steps=listed(groups[1]))
        yield say("loops.easiest", names=listed(list(found.people.values())))


def _steps_that_count(levers: Leverage) -> list[list[str]]:
    """Return in words the links that count most, then those that come next, each step once."""
    ties = {link: group for group in levers.ties for link in group}
    groups: list[list[str]] = []
    seen: set[str] = set()
    done: set[tuple[str, str]] = set()
    for one in levers.links:
        link = one.source, one.target
        if link in done or not one.sensitivity:
            continue
        group = ties.get(link, (link,))
        done.update(group)
        steps = in_order({step(*ends) for ends in group})
        if fresh := [words for words in steps if words not in seen]:
            groups.append(fresh)
            seen.update(fresh)
        if len(groups) == 2:
            break
    return groups


def _stability(found: Findings) -> Iterator[str]:
    stands = found.stability
    if stands is None:
        return
    real, _ = stands.leading_eigenvalue
    key = "undecided" if stands.stable is None else "holds" if stands.stable else "lost"
    yield say(f"loops.{'moves' if not stands.at_rest else key}", eigenvalue=real)
    yield stands.bound
    tips = [
        say(f"loops.tip.{name}", now=tip.now, at=tip.at)
        for name, tip in stands.tipping.items()
        if tip is not None
    ]
    if tips:
        yield say("loops.tipping")
        yield from (f"  {tip}" for tip in tips)


def _assumptions(found: Findings) -> Iterator[str]:
    yield say("tell.what-it-is")
    yield from (f"  - {sentence}" for sentence in found.assumptions)
