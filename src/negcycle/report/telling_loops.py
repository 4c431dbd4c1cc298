"""What was found about the loops of a case or a graph, in lines for a terminal or a page.

First the answer, then what it rests on. Every partner is spoken of in the same words, and where a
change counts is said without saying whose link it is. Where something in a case comes before any
practice, nobody is asked for a change, and no sentence says that one brings about the other.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from negcycle.analysis.findings import Findings
from negcycle.analysis.gain.by_step import steps_that_count
from negcycle.analysis.gain.leverage import Leverage
from negcycle.analysis.loops.loop_set import Loop, Polarity
from negcycle.analysis.loops.telling import called, in_order, station, step, told
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Relation
from negcycle.model.touch import only_touch
from negcycle.report.strength import not_one, times
from negcycle.words import say
from negcycle.words.listing import listed
from negcycle.words.tidying import tidy

MOST_LISTED = 40
"""How many loops are listed; all of them are in the table and in JSON."""

MOST_NAMED = 3
"""So many rounds that are as strong as each other are named."""

_BADGES = {Polarity.REINFORCING: "R", Polarity.BALANCING: "B", Polarity.AMBIGUOUS: "?"}

_TINY = 1e-300
"""A product of weights that is smaller than this is told as that."""


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
        levers = () if _waits(found) else where_a_change_counts(found)
        parts += [_ledger(found), iter(levers), _stability(found), _assumptions(found)]
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines)


def _waits(found: Findings) -> bool:
    return found.cycle is not None and comes_first(found.cycle)


# -- the answer --------------------------------------------------------------------------------


def answer(found: Findings) -> Iterator[str]:
    """Yield what keeps the cycle going, and whether there is a stuck state beside.

    Where something comes before any practice, that alone is said, in the words of `explain`.
    """
    if found.ledger is None:
        yield _answer_of_a_graph(found)
        return
    if _waits(found):
        yield say("openings.waits")
        return
    rests = found.stability is None or found.stability.at_rest
    at = "lingering" if found.loops.at == "stuck" and not rests else found.loops.at
    where = say(f"loops.where.{at}")
    if found.of_many:
        radius = 0.0 if found.leverage is None else found.leverage.radius
        said = say(f"loops.{found.kind}", where=where, radius=radius)
        yield " ".join(filter(None, (said, _strongest_of_many(found))))
    else:
        size = abs(found.ledger.gain)
        yield say(f"loops.{found.kind}", where=where, loop=_round(found), times=times(size))
    if found.beside is not None:
        yield say(f"loops.beside-{found.beside}")


def _round(found: Findings) -> str:
    """Return what the loop of two is called; no single one where not all were looked at."""
    if found.strongest is not None and found.finished:
        return called(found.strongest, found.people)
    return say("loops.between-two", names=_names(found.paired, found.people))


def _strongest_of_many(found: Findings) -> str:
    alike = found.alike
    if not alike or not found.finished or found.kind == "nothing-together":
        return ""
    how = times(abs(alike[0].structural or 0.0))
    if len(alike) == 1:
        return say("loops.strongest-round", loop=called(alike[0], found.people), times=how)
    if len(alike) > MOST_NAMED:
        return say("loops.equal-rounds", times=how)
    names = listed([called(one, found.people) for one in alike])
    return say("loops.strongest-rounds", loops=names, times=how)


def _answer_of_a_graph(found: Findings) -> str:
    """Return what can keep something going; of a search that did not end, as far as it went."""
    loops, reinforcing = found.loops, found.loops.reinforcing
    far = "" if found.finished else "-so-far"
    if not len(loops):
        return say(f"loops.none{far}")
    if not len(reinforcing):
        unknown = len(loops.ambiguous)
        key = "loops.nothing-known" if unknown else "loops.nothing-reinforces"
        return say(f"{key}{far}", count=unknown)
    if len(reinforcing) == 1:
        return say(f"loops.only-one{far}", loop=called(reinforcing[0]))
    strongest = found.strongest
    if strongest is None:
        return say(f"loops.as-strong-as-each-other{far}", count=len(reinforcing))
    much = _much(strongest.structural)
    return say(f"loops.strongest{far}", loop=called(strongest), much=much)


def _much(gain: float | None) -> str:
    if gain is None or not math.isfinite(gain):
        return say("loops.beyond")
    return say("loops.as-much") if gain == 1 else say("loops.much", gain=not_one(gain))


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
        key = "loops.not-longer-one" if bounds.max_length == 1 else "loops.not-longer"
        yield say(key, length=bounds.max_length)
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
        who = _names(loop.partners, found.people)
        parts.append(say(f"loops.scope.{loop.scope}", who=who))
    if loop.structural is not None and math.isfinite(loop.structural):
        key = "loops.structural" if found.ledger is not None else "loops.gain"
        parts.append(say(key, gain=_gain(loop, loop.structural)))
    if loop.local is not None:
        parts.append(say("loops.local", gain=_gain(loop, loop.local)))
    if loop.delayed:
        parts.append(say("loops.delay", delay=loop.delay))
    line = f"{_BADGES[loop.polarity]}  {loop.id}  {called(loop, found.people)}"
    return f"{line} ({', '.join(parts)})" if parts else line


def _gain(loop: Loop, gain: float) -> str:
    """Return a gain; one that is too small for a number, though its loop has a sign, as that."""
    if gain == 0 and loop.polarity is not Polarity.AMBIGUOUS:
        return say("loops.tiny", tiny=_TINY)
    return f"{gain:.3g}"


def _names(keys: Iterable[str], people: Mapping[str, str]) -> str:
    """Return the names of some people in the order of the file, and other keys as they are."""
    wanted = list(dict.fromkeys(keys))
    known = [name for key, name in people.items() if key in wanted]
    return listed([*known, *(tidy(key) or key for key in wanted if key not in people)])


# -- what it rests on --------------------------------------------------------------------------


def _ledger(found: Findings) -> Iterator[str]:
    ledger = found.ledger
    if ledger is None:
        return
    names = _names(ledger.pair, found.people)
    if ledger.closed:
        yield say("loops.ledger-closed", names=names)
    else:
        yield say("loops.ledger", names=names, total=ledger.total, gain=ledger.gain)
    for (source, target), log in ledger.by_link.items():
        ends = {"source": station(source, found.people), "target": station(target, found.people)}
        key = "loops.ledger-row" if math.isfinite(log) else "loops.ledger-nothing"
        yield "  " + say(key, log=log, **ends)


def where_a_change_counts(found: Findings) -> Iterator[str]:
    """Yield where a small change counts most, for everybody alike, and what is to be asked.

    Nothing where something comes before any practice: see `answer`.
    """
    levers = found.leverage
    if levers is None or _waits(found):
        return
    if levers.note is not None:
        yield levers.note
    groups = _steps_that_count(levers)
    if groups:
        yield say("loops.counts-most", steps=listed(groups[0]))
        if len(groups) > 1:
            yield say("loops.counts-next", steps=listed(groups[1]))
        if found.cycle is not None:
            yield from _asked(found.cycle, found)


def _steps_that_count(levers: Leverage) -> list[list[str]]:
    """Return in words the steps that count most, then those that come next."""
    said = [in_order({step(*one.links[0]) for one in group}) for group in steps_that_count(levers)]
    return said[:2]


def _asked(cycle: Cycle, found: Findings) -> Iterator[str]:
    """Yield the question for those who are in the cycle; of a child, only what would help."""
    partners = [cycle.partner(key) for key in found.paired]
    if any(map(only_touch, partners)):
        yield say("openings.touch")
    grown = [found.people[one.key] for one in partners if one.relation is not Relation.CHILD]
    if grown:
        key = "loops.easiest" if len(grown) > 1 else "loops.easiest-one"
        yield say(key, names=listed(grown))
    for one in partners:
        if one.relation is Relation.CHILD:
            yield say("openings.ask-child", name=found.people[one.key])


def _stability(found: Findings) -> Iterator[str]:
    stands = found.stability
    if stands is None:
        return
    real, _ = stands.leading_eigenvalue
    key = "undecided" if stands.stable is None else "holds" if stands.stable else "lost"
    yield say(f"loops.{'moves' if not stands.at_rest else key}", eigenvalue=real)
    yield stands.bound
    if _waits(found):  # what everybody's numbers would have to be reads as what is to be changed
        return
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
