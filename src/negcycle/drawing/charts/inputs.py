"""What happened to a couple and what they tried, as rows of bars above a chart.

However many inputs there are, like ones share a row, and what lies too close together is one bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from negcycle.drawing.charts.lettering import LABEL, LINE_STEP, block, seen
from negcycle.drawing.charts.scales import Scale, turns
from negcycle.drawing.scene import Box, Item, Rect
from negcycle.drawing.wrap import wrap
from negcycle.model.trajectory import Band, Trajectory
from negcycle.words import say

MOST_LANES = 5
LANE = 4.4
"""Height in mm of a row whose label takes one line."""
_BELOW = 2.6
SHADE = "#f3eee0"
_BAR = "#8c8674"
_THINNEST = 0.4
_MOST_SHADES = 12
_APART = 0.8
"""Bars that come closer than this, in mm, are drawn as one."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Inputs of one kind."""

    label: str
    spans: tuple[tuple[float, float], ...]
    """When each begins and ends, in turns, by their start."""
    of: str

    @property
    def words(self) -> str:
        """The label, and how often where that is more than once."""
        count = len(self.spans)
        return self.label if count == 1 else say("chart.times", label=self.label, count=count)


def lanes(bands: Sequence[Band]) -> tuple[Lane, ...]:
    """Return the inputs in at most five rows: by label, else by kind, else the last ones in one."""
    rows = _grouped((band.label or band.kind, band) for band in bands)
    if len(rows) > MOST_LANES:
        rows = _grouped((_kind_words(band.kind), band) for band in bands)
    if len(rows) > MOST_LANES:
        names = list(rows)
        rest = [band for name in names[MOST_LANES - 1 :] for band in rows[name]]
        rows = {name: rows[name] for name in names[: MOST_LANES - 1]}
        rows[say("chart.other-inputs")] = rest
    return tuple(
        Lane(
            seen(label, "?"),
            tuple(sorted((min(band.start, band.end), max(band.start, band.end)) for band in row)),
            row[0].kind,
        )
        for label, row in rows.items()
    )


def lanes_height(rows: Sequence[Lane], room: float) -> float:
    """Return how much height the rows take, with labels in `room` mm."""
    return sum(_height(row, room) for row in rows) + (_BELOW if rows else 0.0)


def lane_items(
    rows: Sequence[Lane], x: Scale, top: float, *, label_at: float, room: float
) -> Iterator[Item]:
    """Yield the bars of each row, and its label to their left, on one line or two."""
    for row in rows:
        middle = top + LANE / 2
        for start, end in merged(row.spans, x):
            yield Rect(Box(start, middle - 0.9, end - start, 1.8), _BAR, role="input", of=row.of)
        yield from block(
            row.words, label_at, middle + 0.36 * LABEL, room=room, lines=2, name=True,
            role="input-label", of=row.of,
        )  # fmt: skip
        top += _height(row, room)


def _height(row: Lane, room: float) -> float:
    lines = len(wrap(row.words, room, LABEL, lines=2).lines)
    return LANE + (lines - 1) * LABEL * LINE_STEP


def shades(rows: Sequence[Lane], x: Scale, box: Box) -> Iterator[Item]:
    """Yield a tint behind a panel for the time of any input; none where there are too many."""
    spans = merged([span for row in rows for span in row.spans], x)
    if len(spans) <= _MOST_SHADES:
        for start, end in spans:
            yield Rect(Box(start, box.y, end - start, box.h), SHADE, role="shade")


def merged(spans: Iterable[tuple[float, float]], x: Scale) -> list[tuple[float, float]]:
    """Return from where to where the inputs lie, in mm; each wide enough to be seen."""
    low, high = min(x.start, x.end), max(x.start, x.end)
    found: list[list[float]] = []
    for start, end in sorted(spans):
        if not (start <= x.high and end >= x.low):
            continue
        here, there = x.at(start), x.at(end)
        if there - here < _THINNEST:
            here = min(here, high - _THINNEST)
            there = here + _THINNEST
        if found and here - found[-1][1] < _APART:
            found[-1][1] = max(found[-1][1], there)
        else:
            found.append([max(here, low), min(there, high)])
    return [(start, end) for start, end in found]


def told(rows: Sequence[Lane]) -> Iterator[str]:
    """Yield a sentence for each row: what, how often, when."""
    for row in rows:
        (start, end), last = row.spans[0], row.spans[-1]
        if len(row.spans) == 1:
            yield say("chart.input", label=row.label, start=turns(start), end=turns(end))
        else:
            yield say(
                "chart.inputs",
                label=row.label,
                count=len(row.spans),
                start=turns(start),
                end=turns(last[1]),
            )


def lengths(runs: Iterable[Trajectory]) -> str:
    """Return how long what was tried lasts, as something assumed; empty where it has no end.

    What begins where the same ended, as words found alone and then a talk, counts as one. What goes
    on to the end of a run has no length.
    """
    found: dict[str, set[float]] = {}
    for run in runs:
        last = float(run.times[-1])
        for kind, start, end in _joined(run.bands):
            if start < end < last:
                found.setdefault(kind, set()).add(end - start)
    parts = [
        say(
            "chart.lasts" if len(times) == 1 else "chart.lasts-between",
            what=_noun(kind),
            low=turns(min(times)),
            high=turns(max(times)),
        )
        for kind, times in found.items()
    ]
    return say("chart.lengths", parts=", ".join(parts)) if parts else ""


def _joined(bands: Sequence[Band]) -> Iterator[tuple[str, float, float]]:
    """Yield kind, start and end of inputs, those of a kind that follow on each other as one."""
    rows: dict[str, list[Band]] = {}
    for band in bands:
        rows.setdefault(band.kind, []).append(band)
    for kind, row in rows.items():
        start, end = row[0].start, row[0].end
        for band in row[1:]:
            if abs(band.start - end) > 1e-9:
                yield kind, start, end
                start = band.start
            end = band.end
        yield kind, start, end


_NOUNS = frozenset({
    "trigger", "softening", "reengagement", "open", "pause_risk_reach", "five_steps",
    "repair_attempt", "check_in", "timeout", "stress",
})  # fmt: skip
"""The kinds of inputs that have a noun."""


def _noun(kind: str) -> str:
    return say(f"chart.kind.{kind}") if kind in _NOUNS else seen(_kind_words(kind), "?")


def _grouped(bands: Iterable[tuple[str, Band]]) -> dict[str, list[Band]]:
    rows: dict[str, list[Band]] = {}
    for label, band in bands:
        rows.setdefault(label, []).append(band)
    return rows


def _kind_words(kind: str) -> str:
    return kind.replace("_", " ")
