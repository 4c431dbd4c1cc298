"""One page of a loop map: its labels, arrows, signs and badges, all of it or one loop strongly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from negcycle.drawing import theme
from negcycle.drawing.badge import badge_items
from negcycle.drawing.charts.inks import inks_of
from negcycle.drawing.charts.lettering import one_line
from negcycle.drawing.charts.sheet import Sheet, sheet
from negcycle.drawing.loopmap.arrows import arrow_items, late_items
from negcycle.drawing.loopmap.badges import RADIUS
from negcycle.drawing.loopmap.content import COUPLE, SIGNS, MapContent, MapNode
from negcycle.drawing.loopmap.geometry import Array
from negcycle.drawing.loopmap.key import key_height, key_items
from negcycle.drawing.loopmap.plan import SIZE, STEP, Plan
from negcycle.drawing.measure import reads_right_to_left, text_width
from negcycle.drawing.scene import Box, Item, Page, Point, Rect, Text
from negcycle.drawing.theme import Ink, Paper
from negcycle.words import say

_LINE, _STRONG, _PALE_LINE = 0.5, 1.15, 0.35
_SIGN = 11 * theme.PT
_NAME = 13 * theme.PT
_NAME_ROOM = 7.0
_PALE = "#c4c4c4"
_PALE_WORDS = "#757575"


@dataclass(frozen=True, slots=True)
class Stage:
    """What of the map a page shows."""

    sentences: tuple[str, ...]
    label: str = ""
    links: bool = True
    badges: bool = True
    strong: int | None = None
    """The loop that is drawn strongly, while the rest is pale."""
    below: str = ""
    """What stands below the picture in the place of the names of all loops."""
    short: str = ""
    """The label in a word or two, for a button."""


@dataclass(frozen=True, eq=False)
class Frame:
    """The same room on every page, whatever the sentences above it."""

    content: MapContent
    paper: Paper
    room: Box
    """Where the map goes."""
    key: Box


def frame(content: MapContent, stages: tuple[Stage, ...], paper: Paper) -> Frame:
    """Return the room that all pages of a map leave free for it."""
    sheets = [_sheet(content, stage, paper) for stage in stages]
    top = max(one.room.y for one in sheets)
    bottom = min(one.room.bottom for one in sheets)
    first = sheets[0].room
    high = key_height(content, first.w, [stage.below for stage in stages])
    names = _NAME_ROOM if len(content.people) == COUPLE else 0.0
    key = Box(first.x, bottom - high, first.w, high)
    room = Box(first.x, top + names, first.w, bottom - high - 2.0 - top - names)
    return Frame(content, paper, room, key)


def _sheet(content: MapContent, stage: Stage, paper: Paper) -> Sheet:
    footer = [say("map.no-judgement")] if content.people else []
    return sheet(content.title, stage.sentences, footer, paper=paper)


def map_page(frame: Frame, plan: Plan | None, stage: Stage) -> Page:
    """Return one page; without a plan, an empty one with its sentences."""
    around = _sheet(frame.content, stage, frame.paper)
    items: list[Item] = []
    if plan is not None:
        items += _Brush(frame, plan, stage).items()
        items += key_items(frame.content, frame.key, stage.below)
    words = " ".join(one for one in (*stage.sentences, stage.below) if one)
    page = around.page(items, stage.label or say("map.picture"))
    return replace(page, short=stage.short, words=words)


@dataclass(frozen=True, eq=False)
class _Brush:
    """Paints one stage of a plan into its room."""

    frame: Frame
    plan: Plan
    stage: Stage

    @property
    def content(self) -> MapContent:
        return self.frame.content

    def at(self, point: Array) -> Point:
        room, scale = self.frame.room, self.plan.scale
        return (
            round(room.x + float(point[0]) * scale, 4),
            round(room.y + float(point[1]) * scale, 4),
        )

    def strongly(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the nodes and arrows of the loop that is drawn strongly."""
        if self.stage.strong is None:
            return frozenset(), frozenset()
        loop = self.content.loops[self.stage.strong]
        return frozenset(loop.nodes), frozenset(loop.links)

    def items(self) -> Iterator[Item]:
        nodes, links = self.strongly()
        if self.stage.links:
            order = sorted(range(len(self.content.links)), key=lambda link: link in links)
            for link in order:
                yield from self._arrow(link, strong=link in links)
        for place, node in enumerate(self.content.nodes):
            yield from self._label(place, node, pale=bool(nodes) and place not in nodes)
        if self.stage.badges:
            for loop in self.plan.badges.places:
                if self.stage.strong in (None, loop):
                    yield from self._badge(loop)
        if len(self.content.people) == COUPLE:
            yield from self._names()

    # -- arrows ----------------------------------------------------------------------------

    def _arrow(self, place: int, *, strong: bool) -> Iterator[Item]:
        link = self.content.links[place]
        of = f"{self.content.nodes[link.source].id}>{self.content.nodes[link.target].id}"
        pale = self.stage.strong is not None and not strong
        ink = self._ink(link.source)
        scale = self.plan.scale
        color = (
            _PALE
            if pale
            else ink.strand
            if ink
            else theme.INKS[0].strand
            if strong
            else theme.ARROW
        )
        width = (_STRONG if strong else _PALE_LINE if pale else _LINE) * min(max(scale, 0.6), 1.1)
        points = tuple(self.at(point) for point in self.plan.paths[place])
        dash = ink.dash if ink and not pale else ()
        dash = tuple(0.55 * one for one in dash)
        yield from arrow_items(points, color, width, dash=dash, scale=scale, role="arrow", of=of)
        marks = self.plan.marks
        if place in marks.delays:
            where, way = marks.delays[place]
            yield from late_items(
                self.at(where), (float(way[0]), float(way[1])), color, width,
                scale=min(scale, 1.1), role="delay", of=of,
            )  # fmt: skip
        sign = SIGNS[link.sign]
        size = _SIGN * scale
        x, y = self.at(marks.signs[place])
        yield Text(
            sign, x, y + 0.36 * size, size, text_width(sign, size, bold=True),
            _PALE_WORDS if pale else theme.INK, bold=True, anchor="middle", role="sign", of=of,
        )  # fmt: skip

    # -- labels ----------------------------------------------------------------------------

    def _ink(self, node: int) -> Ink | None:
        person = self.content.nodes[node].person
        return None if person is None else list(inks_of(self.content.people).values())[person]

    def _label(self, place: int, node: MapNode, *, pale: bool) -> Iterator[Item]:
        middle = self.at(self.plan.ways.middles[place])
        wide, high = (float(one) * self.plan.scale for one in self.plan.ways.half[place])
        ink = self._ink(place)
        color = _PALE_WORDS if pale else ink.words if ink else theme.INK
        box = Box(middle[0] - wide, middle[1] - high, 2 * wide, 2 * high)
        stroke = (_PALE if pale else theme.FAINT) if node.slow else None
        yield Rect(box, theme.WHITE, stroke, 0.3, radius=0.8, role="label", of=node.id)
        lines = self.plan.labels[place]
        size = SIZE * self.plan.scale
        top = middle[1] - (len(lines.lines) - 1) * size * STEP / 2
        for number, (line, width) in enumerate(zip(lines.lines, lines.widths, strict=True)):
            yield Text(
                line, middle[0], top + number * size * STEP + 0.35 * size, size,
                width * self.plan.scale, color, bold=node.person is not None, anchor="middle",
                rtl=reads_right_to_left(node.label), role="label", of=node.id,
            )  # fmt: skip

    def _names(self) -> Iterator[Item]:
        inks = list(inks_of(self.content.people).values())
        room = self.frame.room
        for person, name in enumerate(self.content.people):
            side = -1 if person == self.content.left else 1
            yield one_line(
                name, room.center[0] + side * room.w * 0.275, room.y - 1.5, room=room.w * 0.4,
                size=_NAME, color=inks[person].words, bold=True, anchor="middle", name=True,
                role="name",
            )  # fmt: skip

    # -- badges ----------------------------------------------------------------------------

    def _badge(self, place: int) -> Iterator[Item]:
        loop = self.content.loops[place]
        badges = self.plan.badges
        yield from badge_items(
            loop.badge, self.at(badges.places[place]), (RADIUS - 0.3) * self.plan.scale,
            theme.INK, clockwise=badges.clockwise[place], role="badge", of=loop.id,
        )  # fmt: skip
