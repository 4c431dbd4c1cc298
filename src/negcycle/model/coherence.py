"""What must fit together in a cycle, and no single field can see: names, pairs, links, sides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from negcycle.errors import CaseError
from negcycle.model.chain import Slot
from negcycle.model.faults import Loc, choices, fault, faults_of, together
from negcycle.model.incident import MOST_MOMENTS
from negcycle.model.link import Station, WrittenLink
from negcycle.model.partner import MOST_PARTNERS
from negcycle.model.plan import BOTH
from negcycle.words import did_you_mean

if TYPE_CHECKING:
    from negcycle.model.cycle import Cycle
    from negcycle.model.plan import Plan

Placed = tuple[Loc, PydanticCustomError, object]
"""A fault, with its place before it and the value at fault behind it."""

_COUPLE = 2


def coherence_faults(cycle: Cycle) -> Iterator[Placed]:
    """Yield everything about `cycle` that does not fit together."""
    if len(cycle.partners) > MOST_PARTNERS:
        count = len(cycle.partners)
        error = fault("too-many", "fault.too-many-partners", count=count, limit=MOST_PARTNERS)
        yield ("partners",), error, count
        return
    yield from _partner_faults(cycle)
    yield from _pair_faults(cycle)
    yield from _link_faults(cycle)
    yield from _stressor_faults(cycle)
    yield from _incident_faults(cycle)
    yield from _plan_faults(cycle.plan, cycle)


def check_plan(plan: Plan, cycle: Cycle) -> None:
    """Check that a plan from elsewhere names only partners of `cycle`.

    Raises:
        CaseError: with every name that nobody here has, and the one that may be meant.
    """
    faults = list(_plan_faults(plan, cycle))
    if faults:
        raise CaseError([one.problem() for one in faults_of(together(faults))])


def _partner_faults(cycle: Cycle) -> Iterator[Placed]:
    if not cycle.partners:
        yield ("partners",), fault("no-partner", "fault.no-partner"), None
    for key in dict.fromkeys(key for key in cycle.keys if cycle.keys.count(key) > 1):
        yield ("partners",), fault("same-key", "fault.same-key", key=key), key
    sides = [one.side for one in cycle.partners if one.side is not None]
    if len(cycle.partners) > _COUPLE:
        for one in cycle.partners:
            if one.side is not None:
                place = ("partners", one.key, "side")
                yield place, fault("side", "fault.side-of-many"), one.side
    elif len(sides) > len(set(sides)):
        where = cycle.partners[-1].key
        yield ("partners", where, "side"), fault("side", "fault.same-side", side=sides[0]), None


def _pair_faults(cycle: Cycle) -> Iterator[Placed]:
    seen: set[frozenset[str]] = set()
    for index, pair in enumerate(cycle.pairs):
        yield from (_unknown(cycle, ("pairs", index), key) for key in pair if key not in cycle.keys)
        if pair[0] == pair[1]:
            yield ("pairs", index), fault("pair", "fault.pair-of-one", name=pair[0]), pair
        elif frozenset(pair) in seen:
            error = fault("pair", "fault.pair-twice", first=pair[0], second=pair[1])
            yield ("pairs", index), error, pair
        seen.add(frozenset(pair))


def _link_faults(cycle: Cycle) -> Iterator[Placed]:
    for index, link in enumerate(cycle.links):
        ends: dict[str, Station] = {"source": link.source, "target": link.target}
        unknown = {end: one for end, one in ends.items() if one.partner not in cycle.keys}
        for end, station in unknown.items():
            yield _unknown(cycle, ("links", index, end), station.partner)
        for key in link.awareness:
            if key not in cycle.keys:
                yield _unknown(cycle, ("links", index, "awareness", key), key)
        if unknown:
            continue
        if error := _crossing_fault(cycle, link):
            yield ("links", index), error, None
            continue
        for end, station in ends.items():
            if not _is_there(cycle, station):
                error = fault("blank-station", "fault.blank-station", station=str(station))
                yield ("links", index, end), error, str(station)


def _crossing_fault(cycle: Cycle, link: WrittenLink) -> PydanticCustomError | None:
    source, target = link.source, link.target
    names = {"source": str(source), "target": str(target)}
    if source == target:
        return fault("link-to-itself", "fault.link-to-itself", **names)
    if source.partner == target.partner:
        return None
    if source.slot is not Slot.BEHAVIOR or target.slot not in {Slot.TRIGGER, Slot.PRIMARY}:
        return fault("hidden-crossing", "fault.hidden-crossing", **names)
    pair = {source.partner, target.partner}
    if pair not in [{*other} for other in cycle.all_pairs()]:
        return fault("not-a-pair", "fault.not-a-pair", **names)
    return None


def _is_there(cycle: Cycle, station: Station) -> bool:
    chain = cycle.partner(station.partner).chain
    return station.slot in chain.stations() and station.number <= max(len(chain[station.slot]), 1)


def _stressor_faults(cycle: Cycle) -> Iterator[Placed]:
    for index, stressor in enumerate(cycle.stressors):
        for key in stressor.on:
            if key not in (*cycle.keys, BOTH):
                yield _unknown(cycle, ("stressors", index, "on"), key)


def _incident_faults(cycle: Cycle) -> Iterator[Placed]:
    count = len(cycle.incident)
    if count > MOST_MOMENTS:
        error = fault("too-many", "fault.too-many-moments", count=count, limit=MOST_MOMENTS)
        yield ("incident",), error, count
    for index, moment in enumerate(cycle.incident):
        if moment.who not in cycle.keys:
            yield _unknown(cycle, ("incident", index, "who"), moment.who)


def _plan_faults(plan: Plan, cycle: Cycle) -> Iterator[Placed]:
    for index, item in enumerate(plan.items):
        for field, key in item.partners():
            everybody = key == BOTH and field[0] not in {"trigger", "timeout"}
            if key not in cycle.keys and not everybody:
                yield _unknown(cycle, ("plan", index, *field), key)


def _unknown(cycle: Cycle, loc: Loc, key: str) -> Placed:
    named = [one.key for one in cycle.partners if one.name.casefold() == key.casefold()]
    hint = did_you_mean(named[0] if named else key, cycle.keys) or choices(cycle.keys)
    return loc, fault("unknown-partner", "fault.unknown-partner", name=key, hint=hint), key
