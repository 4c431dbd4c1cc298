"""From a cycle to its graph: everything that is drawn and everything that moves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from negcycle.graph.cycle_graph import CycleGraph, Flow, Gate, Kind, Link, Node
from negcycle.graph.numbers import Numbers, Person, numbers_of
from negcycle.model.chain import ELEMENTS, Slot
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Entry
from negcycle.model.link import Station, WrittenLink
from negcycle.model.partner import Partner


def build_graph(cycle: Cycle) -> CycleGraph:
    """Return everything of `cycle` that is drawn and everything that moves.

    Each partner brings the stations that are filled in, the four elements even where they are
    blank, and two slow states. Links run along each chain and cross from every behavior to where
    it lands with the other partner. What the file says about a link replaces the default; a
    further link between the same two stations runs beside the first.

    Example:
        >>> cycle = Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
        >>> [str(link.target) for link in build_graph(cycle).crossings()]
        ['ben.primary', 'ana.primary']
    """
    nodes = [node for one in cycle.partners for node in _nodes(one)]
    numbers = numbers_of(cycle)
    links = [
        *(link for one in cycle.partners for link in _chain_links(one, numbers.person(one.key))),
        *_crossing_links(cycle, numbers),
    ]
    flows = [flow for one in numbers.people for flow in _flows(one, numbers)]
    return CycleGraph(
        nodes=tuple(nodes),
        links=tuple(_with_written(links, cycle, numbers.delay)),
        flows=tuple(flows),
        numbers=numbers,
    )


def _nodes(partner: Partner) -> Iterator[Node]:
    for station, entries in _stations(partner):
        kind = Kind(station.slot.value)
        yield Node(id=str(station), partner=partner.key, kind=kind, entries=entries)
    yield Node(id=f"{partner.key}.openness", partner=partner.key, kind=Kind.OPENNESS)
    yield Node(id=f"{partner.key}.resentment", partner=partner.key, kind=Kind.RESENTMENT)


def _stations(partner: Partner) -> Iterator[tuple[Station, tuple[Entry, ...]]]:
    """Go through the stations of one chain; every behavior is a station of its own."""
    for slot in partner.chain.stations():
        entries = partner.chain[slot]
        if slot is Slot.BEHAVIOR and entries:
            for number, entry in enumerate(entries, start=1):
                yield Station(partner.key, slot, number), (entry,)
        else:
            yield Station(partner.key, slot), entries


def _lands_at(partner: Partner) -> Station:
    """Return where the other's behavior lands: at the trigger, else at the first feeling."""
    return Station(partner.key, partner.chain.stations()[0])


def _behaviors(partner: Partner) -> tuple[Station, ...]:
    return tuple(one for one, _ in _stations(partner) if one.slot is Slot.BEHAVIOR)


def _chain_links(partner: Partner, person: Person) -> Iterator[Link]:
    """Link the stations of one chain in order.

    The weights of landing, primary to secondary, secondary to perception and perception to behavior
    multiply to the partner's reactivity; stations before the primary emotion pass on what they get.
    """
    share = person.reactivity**0.25
    before = [one for one, _ in _stations(partner) if one.slot not in ELEMENTS]
    primary, secondary, perception = (Station(partner.key, slot) for slot in ELEMENTS[:3])
    path = [*before, primary]
    for source, target in pairwise(path):
        yield _link(source, target, weight=share if target == primary else 1.0)
    covered = Gate(node=f"{partner.key}.openness", shape="rest")
    yield _link(primary, secondary, weight=share, gates=(covered,))
    yield _link(secondary, perception, weight=share)
    for behavior in _behaviors(partner):
        yield _link(perception, behavior, sign=person.answer, weight=share)


def _crossing_links(cycle: Cycle, numbers: Numbers) -> Iterator[Link]:
    """Link every behavior to where it lands: your withdrawing is my aloneness, and so on.

    Several behaviors of one partner share one weight, so that writing down more of them does not
    make the cycle stronger.
    """
    for pair in cycle.all_pairs():
        for source, target in (pair, pair[::-1]):
            one, other = cycle.partner(source), cycle.partner(target)
            behaviors = _behaviors(one)
            lands = _lands_at(other)
            weight = 1.0 / len(behaviors)
            if lands.slot is Slot.PRIMARY:
                weight *= numbers.person(target).reactivity ** 0.25
            for behavior in behaviors:
                yield _link(
                    behavior,
                    lands,
                    sign=-1,
                    weight=weight,
                    delay=numbers.delay,
                    in_contact=True,
                )


def _link(
    source: Station,
    target: Station,
    *,
    weight: float,
    sign: Literal[1, -1] = 1,
    delay: float = 0.0,
    gates: tuple[Gate, ...] = (),
    in_contact: bool = False,
) -> Link:
    return Link(
        source=str(source),
        target=str(target),
        sign=sign,
        weight=weight,
        delay=delay,
        gates=gates,
        in_contact=in_contact,
    )


def _with_written(links: list[Link], cycle: Cycle, delay: float) -> list[Link]:
    """Return the links with what the file says about them; what it leaves open stays the default.

    The first word about a link takes its place, and each further one runs beside it, so that the
    order in which links are written changes nothing.
    """
    places = {(link.source, link.target): place for place, link in enumerate(links)}
    made = list(links)
    for written in cycle.links:
        place = places.get((str(written.source), str(written.target)))
        default = _further(written, delay) if place is None else links[place]
        link = _described(default, written)
        if place is None or made[place].written:
            made.append(link)
        else:
            made[place] = link
    return made


def _further(written: WrittenLink, delay: float) -> Link:
    """Return a link that only the file knows, as strong as any."""
    if written.source.partner == written.target.partner:
        return _link(written.source, written.target, weight=1.0)
    return _link(written.source, written.target, weight=1.0, sign=-1, delay=delay, in_contact=True)


def _described(link: Link, written: WrittenLink) -> Link:
    said = {
        "weight": written.strength,
        "delay": written.delay,
        "sign": written.sign,
        "evidence": written.evidence,
    }
    return link.changed(
        **{name: value for name, value in said.items() if value is not None},
        awareness=written.awareness,
        written=True,
    )


def _flows(partner: Person, numbers: Numbers) -> Iterator[Flow]:
    """Return what moves one partner's slow states.

    Openness closes with resentment and with flooding; resentment is filled by hurt that is not
    opened, and drained by contact and by meeting.
    """
    openness, resentment = f"{partner.key}.openness", f"{partner.key}.resentment"
    calm = (
        Gate(node=resentment, shape="rest"),
        Gate(node=f"{partner.key}.secondary", shape="rest-of-square"),
    )
    level = partner.openness
    yield Flow(node=openness, direction="fill", weight=level, gates=calm)
    yield Flow(node=openness, direction="drain", weight=level, gates=calm, rest=True)
    unopened = (
        Gate(node=openness, shape="rest"),
        Gate(node=f"{partner.key}.primary", shape="square"),
    )
    yield Flow(node=resentment, direction="fill", weight=1.0, gates=unopened)
    yield Flow(node=resentment, direction="drain", weight=numbers.forget, in_contact=True)
    for pair in numbers.pairs:
        if partner.key in pair:
            both = tuple(Gate(node=f"{key}.openness", shape="value") for key in sorted(pair))
            yield Flow(
                node=resentment,
                direction="drain",
                weight=numbers.repair,
                gates=both,
                in_contact=True,
            )
