"""How much of the differences between couples goes with each number: two bars for each, by size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from negcycle.analysis.many.sensitivity import Sensitivity
from negcycle.drawing import theme
from negcycle.drawing.charts.inks import THIN
from negcycle.drawing.charts.legend import Entry, legend_items
from negcycle.drawing.charts.lettering import LABEL, LINE_STEP, TICK, block, one_line
from negcycle.drawing.charts.many import titled
from negcycle.drawing.charts.outcomes import outcome_words
from negcycle.drawing.charts.panel import AXIS, GRID
from negcycle.drawing.charts.quantities import parameter_words, state_words
from negcycle.drawing.charts.scales import Scale, tick_words, ticks
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.scene import Box, Item, Line, Rect, Scene
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.drawing.wrap import wrap
from negcycle.model.ensemble import OUTCOMES
from negcycle.model.trajectory import Outcome
from negcycle.words import say

MOST_ROWS = 14
"""Of more parameters, the largest are drawn."""
OWN, ALL = "#2f6da8", "#cfe0ee"
"""The color of what a parameter does alone, and of what it does in all."""
_NAMES, _KEY = 82.0, 58.0
_HIGHEST_ROW = 28.0
_LOWEST, _HIGHEST = -0.5, 1.5
"""Beyond these an interval is cut off."""


def sensitivity_chart(
    found: Sensitivity,
    people: Mapping[str, str],
    small: Sequence[str],
    *,
    paper: Paper = PAPERS["a4"],
) -> Scene:
    """Return the Sobol indices of each parameter as bars, the largest first.

    Args:
        found: The indices.
        people: The key and the name of each partner.
        small: What is said at the foot.
        paper: The sheet.
    """
    total: list[float] = np.nan_to_num(found.total, nan=-1.0).tolist()
    order = sorted(range(len(total)), key=lambda n: -total[n])
    rows = order[:MOST_ROWS]
    names = [parameter_words(name, people) for name in found.names]
    what = asked_words(found.of, people)
    title = titled("many.sensitivity.title", people)
    says = [_summary(found, names[order[0]], order[0], what)]
    more = len(order) - len(rows)
    left_out = [say("many.sensitivity.more", shown=len(rows), count=len(order))] if more else []
    notes = [*left_out, *small]
    around = sheet(title, says, notes, paper=paper)
    items = _drawn(found, rows, names, around.room)
    told = [say("many.sensitivity.axes", what=what), *(_told(found, n, names[n]) for n in order)]
    return scene([around.page(items)], title, [*says, *told, *notes])


def asked_words(of: str, people: Mapping[str, str]) -> str:
    """Return what was asked of each couple, such as ``"outcome=stuck"``, in words."""
    column, equals, kind = of.partition("=")
    if column == "outcome" and kind in OUTCOMES:
        return say("many.whether", what=outcome_words(Outcome(kind)))
    if equals and column.endswith(".position"):
        words = state_words(f"{column.removesuffix('.position')}.behavior.final", people)
        return say("many.whether", what=f"{words}: {say(f'many.position.{kind}')}")
    return state_words(of, people)


# -- what is drawn ----------------------------------------------------------------------------


def _drawn(
    found: Sensitivity, rows: Sequence[int], names: Sequence[str], room: Box
) -> Iterator[Item]:
    high = min(_HIGHEST_ROW, (room.h - 14.0) / len(rows))
    field = Box(room.x + _NAMES, room.y + 1.0, room.w - _NAMES - _KEY, high * len(rows))
    x = _scale(found, rows, field)
    yield from _grid(x, field)
    for place, n in enumerate(rows):
        row = Box(field.x, field.y + place * high, field.w, high)
        yield from _row(found, n, x, row)
        yield from _name(names[n], row, room.x)
    zero = x.at(0.0)
    yield Line(((zero, field.y), (zero, field.bottom)), theme.INK, 0.35, role="zero")
    yield one_line(
        say("many.sensitivity.axis"), (field.x + field.right) / 2, field.bottom + 4.4 + 2.2 * TICK,
        room=field.w, bold=True, anchor="middle", role="axis-name",
    )  # fmt: skip
    entries = [
        Entry(say("many.sensitivity.own"), "tint", OWN),
        Entry(say("many.sensitivity.all"), "tint", ALL),
        Entry(say("many.sensitivity.interval"), "line", theme.INK, 0.3),
    ]
    yield from legend_items(entries, Box(field.right + 8.0, room.y, _KEY - 8.0, room.h))


def _scale(found: Sensitivity, rows: Sequence[int], field: Box) -> Scale:
    ends = np.concatenate([found.first_interval[rows], found.total_interval[rows]])
    ends = ends[np.isfinite(ends)]
    low = min(0.0, float(ends.min())) if len(ends) else 0.0
    high = max(1.0, float(ends.max())) if len(ends) else 1.0
    return Scale(max(low, _LOWEST), min(high, _HIGHEST), field.x, field.right)


def _grid(x: Scale, field: Box) -> Iterator[Item]:
    for tick in ticks(x.low, x.high, 5):
        at = x.at(tick)
        yield Line(((at, field.y), (at, field.bottom)), GRID, THIN, role="grid")
        yield one_line(
            tick_words(tick, 0.1), at, field.bottom + 1.8 + TICK, room=20.0, size=TICK,
            color=theme.SOFT, anchor="middle", role="tick",
        )  # fmt: skip
    yield Line(((field.x, field.bottom), (field.right, field.bottom)), AXIS, THIN, role="axis")


def _row(found: Sensitivity, n: int, x: Scale, row: Box) -> Iterator[Item]:
    """Yield the two bars of a parameter, below each other, with their intervals."""
    thick = 0.36 * row.h
    both = (
        (float(found.first[n]), found.first_interval[n], OWN, "first"),
        (float(found.total[n]), found.total_interval[n], ALL, "total"),
    )
    for place, (value, interval, fill, role) in enumerate(both):
        if not np.isfinite(value):
            continue
        top = row.y + 0.12 * row.h + place * 1.08 * thick
        left, right = sorted((x.at(0.0), x.at(value)))
        if right > left:
            bar = Box(left, top, right - left, thick)
            yield Rect(bar, fill, theme.SOFT, 0.15, role=role, of=found.names[n])
        if np.all(np.isfinite(interval)):
            y, (low, high) = top + thick / 2, x(interval).tolist()
            yield Line(((low, y), (high, y)), theme.INK, 0.3, role="interval", of=found.names[n])
            for at in (low, high):
                tip = min(0.9, thick / 3)
                ends = ((at, y - tip), (at, y + tip))
                yield Line(ends, theme.INK, 0.3, role="interval", of=found.names[n])


def _name(words: str, row: Box, left: float) -> Iterator[Item]:
    room = row.x - left - 4.0
    most = max(1, min(3, int(row.h / (LABEL * LINE_STEP))))
    count = len(wrap(words, room, LABEL, lines=most).lines)
    first = row.y + row.h / 2 + 0.36 * LABEL - (count - 1) * LABEL * LINE_STEP / 2
    yield from block(
        words, row.x - 4.0, first, room=room, lines=most, anchor="right", role="heading"
    )


# -- words ------------------------------------------------------------------------------------


def _summary(found: Sensitivity, name: str, first: int, what: str) -> str:
    return say(
        "many.sensitivity.most", what=what, name=name, own=_share(float(found.first[first])),
        all=_share(float(found.total[first])),
    )  # fmt: skip


def _told(found: Sensitivity, n: int, name: str) -> str:
    return say(
        "many.sensitivity.row", name=name,
        own=_share(float(found.first[n])), all=_share(float(found.total[n])),
        own_low=_share(float(found.first_interval[n, 0])),
        own_high=_share(float(found.first_interval[n, 1])),
        all_low=_share(float(found.total_interval[n, 0])),
        all_high=_share(float(found.total_interval[n, 1])),
    )  # fmt: skip


def _share(value: float) -> str:
    """Return a share as it stands in a sentence: all of them with two digits."""
    return f"{value:z.2f}".replace("-", "\N{MINUS SIGN}") if np.isfinite(value) else "?"
