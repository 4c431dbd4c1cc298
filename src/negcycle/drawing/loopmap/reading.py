"""From any graph to what its loop map says: which nodes, arrows and loops have room on a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from negcycle.analysis.loops.finding import find_loops
from negcycle.analysis.loops.loop_set import Loop, LoopSet, Polarity
from negcycle.analysis.loops.telling import called, told
from negcycle.drawing.charts.lettering import seen
from negcycle.drawing.loopmap.content import (
    COUPLE,
    LETTERS,
    Count,
    MapContent,
    MapLink,
    MapLoop,
    MapNode,
)
from negcycle.drawing.measure import reads_right_to_left
from negcycle.errors import UnknownName
from negcycle.graph.cycle_graph import CycleGraph, Kind
from negcycle.model.cycle import Cycle
from negcycle.system.system import System
from negcycle.words import did_you_mean, say
from negcycle.words.tidying import tidy

if TYPE_CHECKING:
    from negcycle.analysis.loops.arrows import AnyGraph, Arrow

MOST_NODES = 60
MOST_LINKS = 90
MOST_BADGES = 15
MOST_BESIDE = 6
"""More than these cannot be told apart on one sheet."""

_LEAST_NODES = 12
_MOST_LOOPS = 10_000
_SECONDS = 5.0
_MOST_TIES = 2_000


def content_of(
    graph: AnyGraph | LoopSet, *, loop: str | None = None, at: str = "settled"
) -> MapContent:
    """Return what the loop map of `graph` says.

    The page holds so many nodes, arrows and badges; where there are more, the loop that was asked
    for comes first, then the strongest ones, then what is linked most.

    Raises:
        UnknownName: if nothing here is called `loop`.
        AnalysisError: if this is no graph, or it has no such state.
        SimulationError: if a couple cannot be compiled, or has no stuck state.
        ConversionError: if a NetworkX graph holds what no signed graph can hold.
    """
    loops = (
        graph
        if isinstance(graph, LoopSet)
        else find_loops(graph, at=at, limit=_MOST_LOOPS, seconds=_SECONDS)
    )
    title = tidy(graph.title or "") if isinstance(graph, Cycle) else ""
    people = _people(graph, loops)
    return _Reading(loops, people, title, _left(graph, tuple(people.values()))).content(loop)


def _left(graph: object, names: tuple[str, ...]) -> int:
    """Return who of a couple stands on the left, as in the infinity diagram."""
    if len(names) == COUPLE and isinstance(graph, Cycle) and any(p.side for p in graph.partners):
        return graph.keys.index(graph.sides()[0].key)
    mirrored = len(names) == COUPLE and all(map(reads_right_to_left, names))
    return int(mirrored)


def _people(graph: object, loops: LoopSet) -> dict[str, str]:
    """Return the name of each partner by key, in the order of the file where there is one."""
    if isinstance(graph, Cycle):
        known = {one.key: one.name for one in graph.partners}
    elif isinstance(graph, CycleGraph):
        known = {one.key: one.name for one in graph.numbers.people}
    elif isinstance(graph, System):
        known = {one.key: one.name for one in graph.people}
    else:
        known = {key: key for key in loops.arrows.keys}
    return {key: seen(name, key) for key, name in known.items()}


_STATION = re.compile(r"([^.]+)\.([a-z]+)(?:\.([1-9][0-9]*))?")
_KINDS = frozenset(Kind)


@dataclass(frozen=True)
class _Reading:
    """All the loops of a graph, and whose they are."""

    loops: LoopSet
    people: Mapping[str, str]
    title: str
    left: int

    # -- what there is ---------------------------------------------------------------------

    @cached_property
    def stations(self) -> dict[str, tuple[str, Kind, int]]:
        """Partner, kind and number of each node; empty unless all are stations of partners."""
        arrows, found = self.loops.arrows, dict[str, tuple[str, Kind, int]]()
        for name, partner in zip(arrows.names, arrows.partners, strict=True):
            parts = _STATION.fullmatch(name)
            if parts is None or parts[1] != partner or parts[2] not in _KINDS:
                return {}
            found[name] = (parts[1], Kind(parts[2]), int(parts[3] or 1))
        return found if self.people.keys() >= {one for one, _, _ in found.values()} else {}

    @cached_property
    def order(self) -> list[int]:
        """The arrows in an order that does not follow from the order in which they were written."""
        return sorted(range(len(self.loops.arrows.arrows)), key=self._arrow_key)

    def _arrow_key(self, place: int) -> tuple[str, str, int, float, float]:
        one = self.loops.arrows.arrows[place]
        return one.source, one.target, -one.sign, one.delay, -_strength_of(one)

    # -- which loops get a badge -----------------------------------------------------------

    @cached_property
    def strongest(self) -> list[int]:
        """The places of the strongest loops; of equally strong ones the shorter, then by names."""
        loops = self.loops
        if not len(loops):
            return []
        gains = np.where(np.isnan(loops.local), loops.structural, loops.local)
        strengths = np.nan_to_num(np.abs(gains), nan=0.0, posinf=1e300)
        with np.errstate(divide="ignore"):
            digits = np.where(strengths > 0, np.log10(strengths), -400.0)
        rounded: list[float] = np.round(digits, 9).tolist()
        lengths: list[int] = loops.lengths.tolist()
        ranks: list[int] = np.lexsort((loops.lengths, -np.array(rounded))).tolist()
        last = ranks[min(MOST_BADGES, len(ranks)) - 1]
        tied = [
            place
            for place in ranks[: MOST_BADGES + _MOST_TIES]
            if (-rounded[place], lengths[place]) <= (-rounded[last], lengths[last])
        ]

        def key(place: int) -> tuple[float, int, tuple[str, ...], list[int]]:
            return (-rounded[place], *self._loop_key(place))

        tied.sort(key=key)
        return tied[:MOST_BADGES]

    def _loop_key(self, place: int) -> tuple[int, tuple[str, ...], list[int]]:
        loop = self.loops[place]
        return loop.length, loop.nodes, self._links_of(place)

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {arrow: number for number, arrow in enumerate(self.order)}

    @cached_property
    def _firsts(self) -> list[int]:
        ends: list[int] = np.cumsum(self.loops.lengths).tolist()
        return [0, *ends]

    def _links_of(self, place: int) -> list[int]:
        """Return the arrows of a loop by their place in `order`."""
        path: list[int] = self.loops.path[self._firsts[place] : self._firsts[place + 1]].tolist()
        return [self._numbers[arrow] for arrow in path]

    def asked_for(self, loop: str) -> int:
        """Return the loop that is called by its id, name or badge, or the strongest through a node.

        Raises:
            UnknownName: if nothing here is called this.
        """
        badges = self._badges(self.strongest)
        names = [self._name(self.loops[place]) for place in self.strongest]
        for known in (badges, names):
            if loop in known:
                return self.strongest[known.index(loop)]
        for place, one in enumerate(self.loops):
            if loop in (one.id, one.name):
                return place
        if loop not in self.loops.arrows.names:
            every = (*badges, *names, *self.loops.arrows.names)
            hint = did_you_mean(loop, every)
            raise UnknownName(say("map.no-such-loop", name=loop, hint=hint), loop, every)
        for place in self.strongest:
            if loop in self.loops[place].nodes:
                return place
        for place, one in enumerate(self.loops):
            if loop in one.nodes:
                return place
        raise UnknownName(say("map.no-loop-through", name=loop), loop, ())

    def _name(self, loop: Loop) -> str:
        return called(loop, self.people)

    def _badges(self, places: Sequence[int]) -> list[str]:
        counts: Counter[str] = Counter()
        found: list[str] = []
        for place in places:
            letter = LETTERS[self.loops[place].polarity]
            counts[letter] += 1
            found.append(f"{letter}{counts[letter]}")
        return found

    # -- what has room ---------------------------------------------------------------------

    def content(self, loop: str | None) -> MapContent:
        places = list(self.strongest)
        strong: int | None = None
        if loop is not None:
            asked = self.asked_for(loop)
            if asked not in places:
                places = [*places[: MOST_BADGES - 1], asked]
            strong = asked
        names = self._nodes_with_room(places, strong)
        links = self._links_with_room(places, strong, names)
        shown = {link: place for place, link in enumerate(links)}
        node = {name: place for place, name in enumerate(names)}
        badges = dict(zip(places, self._badges(places), strict=True))
        fitting = [one for one in places if all(link in shown for link in self._links_of(one))]
        return MapContent(
            title=self.title or say("map.title"),
            nodes=tuple(self._node(name) for name in names),
            links=tuple(self._drawn(links, node)),
            loops=tuple(self._drawn_loop(place, badges[place], node, shown) for place in fitting),
            people=tuple(self.people.values()) if self.stations else (),
            left=self.left,
            at=self.loops.at,
            node_count=Count(len(names), len(self.loops.arrows.names)),
            link_count=Count(len(links), len(self.order)),
            loop_count=Count(len(fitting), len(self.loops)),
            kinds=self._kinds(),
            all_found=self.loops.complete,
            strong=fitting.index(strong) if strong in fitting else None,
            too_long=int(self.loops.lengths[strong]) if strong not in (*fitting, None) else 0,
        )

    def _kinds(self) -> dict[Polarity, int]:
        some = (
            (Polarity.REINFORCING, self.loops.reinforcing),
            (Polarity.BALANCING, self.loops.balancing),
            (Polarity.AMBIGUOUS, self.loops.ambiguous),
        )
        return {kind: len(found) for kind, found in some if len(found)}

    def _nodes_with_room(self, places: Sequence[int], strong: int | None) -> list[str]:
        """Return the names of the nodes that are drawn, sorted."""
        names = self.loops.arrows.names
        if len(names) <= MOST_NODES:
            return list(names)
        degree: Counter[str] = Counter()
        for one in self.loops.arrows.arrows:
            degree.update((one.source, one.target))
        wanted = dict.fromkeys(self.loops[strong].nodes if strong is not None else ())
        for place in places:
            nodes = self.loops[place].nodes
            if len({*wanted, *nodes}) <= MOST_NODES:
                wanted |= dict.fromkeys(nodes)
        wanted |= dict.fromkeys(sorted(names, key=lambda name: (-degree[name], name)))
        return sorted(self._with_their_links(list(wanted)[:MOST_NODES]))

    def _with_their_links(self, wanted: Sequence[str]) -> list[str]:
        """Return the first of these nodes, so many that all arrows between them have room."""
        beside: dict[str, Counter[str]] = {}
        for one in self.loops.arrows.arrows:
            for end, other in {(one.source, one.target), (one.target, one.source)}:
                beside.setdefault(end, Counter())[other] += 1
        kept: dict[str, None] = {}
        links = 0
        for name in wanted:
            known = beside.get(name, Counter[str]())
            links += sum(known[other] for other in (*kept, name))
            if links > MOST_LINKS and len(kept) >= _LEAST_NODES:
                break
            kept[name] = None
        return list(kept)

    def _links_with_room(
        self, places: Sequence[int], strong: int | None, names: Sequence[str]
    ) -> list[int]:
        """Return the arrows that are drawn, by their place in `order`, sorted."""
        arrows, here = self.loops.arrows.arrows, frozenset(names)
        between = [
            number
            for number, arrow in enumerate(self.order)
            if arrows[arrow].source in here and arrows[arrow].target in here
        ]
        known = frozenset(between)
        wanted: dict[int, None] = {}
        for place in (*(() if strong is None else (strong,)), *places):
            links = self._links_of(place)
            if known.issuperset(links):
                wanted |= dict.fromkeys(links)
        wanted |= dict.fromkeys(
            sorted(between, key=lambda one: (-_strength_of(arrows[self.order[one]]), one))
        )
        beside: Counter[tuple[str, str]] = Counter()
        kept: list[int] = []
        for number in wanted:
            one = arrows[self.order[number]]
            beside[one.source, one.target] += 1
            if beside[one.source, one.target] <= MOST_BESIDE and len(kept) < MOST_LINKS:
                kept.append(number)
        return sorted(kept)

    # -- one of each -----------------------------------------------------------------------

    def _node(self, name: str) -> MapNode:
        if name not in self.stations:
            return MapNode(name, seen(name, "?"))
        key, kind, number = self.stations[name]
        label = say(f"map.station.{kind}")
        if number > 1:
            label = say("map.station.further", station=label, number=number)
        if len(self.people) > COUPLE:
            label = say("map.station.of", name=self.people[key], station=label)
        return MapNode(
            id=name,
            label=label,
            person=list(self.people).index(key),
            station=kind if number == 1 else f"{kind}.{number}",
            slow=kind.is_slow,
        )

    def _drawn(self, links: Sequence[int], node: Mapping[str, int]) -> Iterator[MapLink]:
        beside: Counter[tuple[str, str]] = Counter()
        for link in links:
            one = self.loops.arrows.arrows[self.order[link]]
            ends = (one.source, one.target)
            yield MapLink(node[one.source], node[one.target], one.sign, one.delay > 0, beside[ends])
            beside[ends] += 1

    def _drawn_loop(
        self, place: int, badge: str, node: Mapping[str, int], shown: Mapping[int, int]
    ) -> MapLoop:
        loop = self.loops[place]
        return MapLoop(
            id=loop.id,
            badge=badge,
            polarity=loop.polarity,
            nodes=tuple(node[name] for name in loop.nodes),
            links=tuple(shown[link] for link in self._links_of(place)),
            name=seen(self._name(loop), badge),
            told=seen(told(loop, self.people), badge) if self.stations else "",
        )


def _strength_of(arrow: Arrow) -> float:
    known = next((one for one in (arrow.local, arrow.structural) if one is not None), 0.0)
    return abs(known)
