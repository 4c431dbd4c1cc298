"""The gain of a loop as a sum that grows from row to row: what amplifies, and what holds back.

Each row is a link or the openness that gates it; its bar begins where the one above ended. Right
of the line at gain 1 more has come back so far than went out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from negcycle.analysis.gain.ledger import Ledger, LedgerRow
from negcycle.drawing import theme
from negcycle.drawing.charts.inks import THIN, inks_of
from negcycle.drawing.charts.lettering import HEADING, LABEL, TICK, block, one_line, seen
from negcycle.drawing.charts.panel import AXIS, GRID
from negcycle.drawing.charts.reading import shortened
from negcycle.drawing.charts.scales import Scale, number, short
from negcycle.drawing.charts.sheet import MARGIN, scene, sheet
from negcycle.drawing.scene import Box, Item, Line, Rect, Scene, Shape
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.words import say

_WORDS = 82.0
"""Room for the words of a row, in mm."""
_NUMBERS = 24.0
"""Room for its number, right of all bars."""
_HIGHEST = 12.0
"""A row is no higher than this, in mm."""
_HEAD = 7.0
_FOOT = 15.0
_REACH = math.log(1.5)
"""The axis goes at least this far beyond gain 1, both ways."""
_GAINS = (0.001, 0.01, 0.03, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 100.0, 1000.0)


@dataclass(frozen=True, slots=True)
class _Bar:
    """A row, and from where to where its bar goes."""

    row: LedgerRow
    start: float
    end: float
    """Of the sum of logarithms so far; of a closed row the left end of the axis."""


def ledger_chart(ledger: Ledger, *, paper: Paper = PAPERS["a4"]) -> Scene:
    """Return the ledger of a gain as a picture."""
    first, second = (shortened(name) for name in _names(ledger).values())
    title = say("chart.title.ledger", first=first, second=second)
    sentences = [_where(ledger), _answer(ledger)]
    small = [say("chart.ledger.how"), say("chart.same-for-any")]
    around = sheet(title, sentences, small, paper=paper)
    room = around.room
    bars = _bars(ledger)
    height = min((room.h - _HEAD - _FOOT) / (len(bars) + 1), _HIGHEST)
    field = Box(
        room.x + _WORDS, room.y + _HEAD, room.w - _WORDS - _NUMBERS, height * (len(bars) + 1)
    )
    low, high = _limits(bars)
    scale = Scale(low, high, field.x, field.right)
    items = [
        *_axis(scale, field),
        *_rows(ledger, bars, scale, field, height),
        *_total(ledger, scale, field, height),
    ]
    return scene([around.page(items)], title, [*sentences, *_told(ledger), *small])


def _names(ledger: Ledger) -> dict[str, str]:
    return {key: seen(ledger.people.get(key, key), key) for key in ledger.pair}


def _bars(ledger: Ledger) -> list[_Bar]:
    """Return the bars; where a row is closed, the sum goes on as if it were not there."""
    so_far = 0.0
    bars: list[_Bar] = []
    for row in ledger.rows:
        end = so_far if row.is_closed else so_far + row.log
        bars.append(_Bar(row, so_far, end))
        so_far = end
    return bars


def _limits(bars: list[_Bar]) -> tuple[float, float]:
    ends = [0.0, *(bar.end for bar in bars)]
    room = 0.06 * (max(ends) - min(ends))
    return min(*ends, -_REACH) - room, max(*ends, _REACH) + room


# -- what is drawn ----------------------------------------------------------------------------


def _axis(scale: Scale, field: Box) -> Iterator[Item]:
    """Yield the axis, and the line where as much has come back as went out."""
    bottom = field.bottom + 2.0
    last = -math.inf
    for gain in _GAINS:
        if not scale.low < math.log(gain) < scale.high:
            continue
        x = scale.at(math.log(gain))
        yield Line(((x, field.y), (x, bottom)), GRID, THIN, role="grid")
        words = one_line(
            say("chart.ledger.times", factor=short(gain)), x, bottom + TICK + 0.6, room=30.0,
            size=TICK, color=theme.SOFT, anchor="middle", role="tick",
        )  # fmt: skip
        if words.box.x > last + 1.0:
            last = words.box.right
            yield words
    x = scale.at(0.0)
    yield Line(((x, field.y - 2.0), (x, bottom)), theme.INK, 0.5, role="gain-one")
    yield one_line(
        say("chart.ledger.one"), x, field.y - 3.4, room=field.w, size=LABEL, bold=True,
        anchor="middle", role="gain-one",
    )  # fmt: skip
    yield one_line(
        say("chart.ledger.axis"), field.x + field.w / 2, bottom + 2.6 * TICK + 2.2, room=field.w,
        size=HEADING, bold=True, anchor="middle", role="axis-name",
    )  # fmt: skip


def _rows(
    ledger: Ledger,
    bars: list[_Bar],
    scale: Scale,
    field: Box,
    height: float,
) -> Iterator[Item]:
    names = _names(ledger)
    inks = inks_of(ledger.pair)
    thick = 0.62 * height
    for place, bar in enumerate(bars):
        top = field.y + place * height
        middle = top + height / 2
        row = bar.row
        ink = inks[row.partner]
        yield from block(
            _words(row, names), MARGIN, middle + 0.36 * LABEL, room=_WORDS - 4.0, lines=1,
            color=ink.words, role="row", of=row.partner,
        )  # fmt: skip
        x, end = scale.at(bar.start), scale.at(bar.end)
        box = Box(min(x, end), middle - thick / 2, max(abs(end - x), 0.35), thick)
        gate = row.kind == "gate"
        if row.is_closed:
            wide = Box(field.x, box.y, max(x - field.x, 1.0), thick)
            yield Rect(wide, None, ink.strand, 0.5, (1.2, 0.8), role="closed", of=row.partner)
        else:
            fill = theme.WHITE if gate else ink.strand
            yield Rect(box, fill, ink.strand, 0.5, role="bar", of=row.partner)
            if gate:
                yield from _stripes(box, ink.strand, of=row.partner)
        if place + 1 < len(bars):
            down = ((end, middle + thick / 2), (end, middle + height - thick / 2))
            yield Line(down, AXIS, THIN, role="so-far")
        yield one_line(
            _factor(row), field.right + 3.0, middle + 0.36 * LABEL, room=_NUMBERS, size=LABEL,
            color=ink.words, role="factor", of=row.partner,
        )  # fmt: skip


def _stripes(box: Box, color: str, *, of: str) -> Iterator[Item]:
    """Yield upright stripes, which tell a gate from a link without color."""
    count = int(box.w / 1.6)
    for n in range(1, count + 1):
        x = box.x + n * box.w / (count + 1)
        yield Line(((x, box.y), (x, box.bottom)), color, 0.25, role="gate", of=of)


def _total(ledger: Ledger, scale: Scale, field: Box, height: float) -> Iterator[Item]:
    middle = field.bottom - height / 2
    thick = 0.62 * height
    top = field.bottom - height
    yield Line(((MARGIN, top), (field.right + _NUMBERS, top)), AXIS, THIN, role="sum-line")
    yield one_line(
        say("chart.ledger.together"), MARGIN, middle + 0.36 * LABEL, room=_WORDS - 4.0,
        size=LABEL, bold=True, role="row",
    )  # fmt: skip
    zero = scale.at(0.0)
    if ledger.closed:
        wide = Box(field.x, middle - thick / 2, zero - field.x, thick)
        yield Rect(wide, None, theme.INK, 0.5, (1.2, 0.8), role="total")
    else:
        end = scale.at(ledger.total)
        box = Box(min(zero, end), middle - thick / 2, max(abs(end - zero), 0.35), thick)
        yield Rect(box, theme.INK, theme.INK, 0.5, role="total")
        way = 1.0 if end > zero else -1.0
        if box.w > _HEAD_OF_ARROW:
            tip = ((end, middle), (end - way * 2.0, middle - 1.1), (end - way * 2.0, middle + 1.1))
            yield Shape(tip, theme.WHITE, role="total")
    gain = number(ledger.gain) if ledger.gain else "0"
    yield one_line(
        say("chart.ledger.times", factor=gain), field.right + 3.0,
        middle + 0.36 * LABEL, room=_NUMBERS, size=LABEL, bold=True, role="factor",
    )  # fmt: skip


_HEAD_OF_ARROW = 6.0


# -- words ------------------------------------------------------------------------------------


def _words(row: LedgerRow, names: dict[str, str]) -> str:
    """Return what a row is, without anything that somebody wrote but a name."""
    name = shortened(names[row.partner])
    source, target = (_station(end) for end in (row.source, row.target))
    if row.kind == "gate":
        if row.reads == f"{row.partner}.openness":
            return say("chart.ledger.covered", name=name)
        reads = _station(row.reads or "")
        whose = (row.reads or "").partition(".")[0]
        reader = shortened(names.get(whose, whose))
        return say("chart.ledger.gate", name=reader, what=reads)
    if row.kind == "nothing":
        return say("chart.ledger.nothing", name=name)
    other = row.source.partition(".")[0]
    if other != row.partner:
        sender = shortened(names.get(other, other))
        key = "chart.ledger.lands" if row.kind == "weight" else "chart.ledger.lands-ways"
        return say(key, name=name, other=sender, source=source, target=target)
    key = "chart.ledger.link" if row.kind == "weight" else "chart.ledger.ways"
    return say(key, name=name, source=source, target=target)


def _station(node: str) -> str:
    kind = node.split(".")[1] if "." in node else node
    return say(f"chart.ledger.station.{kind}") if kind in _STATIONS else seen(kind, "?")


_STATIONS = frozenset(("primary", "secondary", "perception", "behavior", "openness", "resentment"))


def _factor(row: LedgerRow) -> str:
    if row.is_closed:
        return say("chart.ledger.closed")
    return say("chart.ledger.times", factor=number(abs(row.factor)))


def _where(ledger: Ledger) -> str:
    known = ledger.at in {"calm", "settled", "stuck"}
    return say(f"chart.ledger.at.{ledger.at}" if known else "chart.ledger.at.given")


def _answer(ledger: Ledger) -> str:
    if ledger.closed:
        return say("chart.ledger.answer.closed")
    size = number(abs(ledger.gain))
    if ledger.sign < 0:
        return say("chart.ledger.answer.turned", gain=size)
    if abs(ledger.total) < _EVEN:
        return say("chart.ledger.answer.even")
    return say(f"chart.ledger.answer.{'more' if ledger.total > 0 else 'less'}", gain=size)


_EVEN = 5e-3


def _told(ledger: Ledger) -> Iterator[str]:
    names = _names(ledger)
    so_far = 1.0
    for row in ledger.rows:
        so_far *= abs(row.factor)
        words = _words(row, names)
        if row.is_closed:
            yield say("chart.ledger.told-closed", what=words)
        else:
            yield say(
                "chart.ledger.told", what=words, factor=number(abs(row.factor)),
                so_far=number(so_far),
            )  # fmt: skip
