"""The vital signs of a cycle over time: how often, how long, how hot and how soon made up.

Above, a bar for each week or month; below, a dot for each episode at the time at which it began.
What is not known is marked as not known, and is no zero.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence

from negcycle.drawing import theme
from negcycle.drawing.charts.inks import LINE, THIN
from negcycle.drawing.charts.legend import Entry, legend_items
from negcycle.drawing.charts.lettering import TICK, one_line, seen
from negcycle.drawing.charts.panel import TICK_ROOM, Panel, PanelPlan, placed, time_axis
from negcycle.drawing.charts.scales import Scale, round_reach, ticks
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.scene import Box, Circle, Item, Line, Rect, Scene
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.errors import DrawingError
from negcycle.practices.over_time.episodes import Episode, exit_name
from negcycle.practices.over_time.periods import MEASURES, Period, measured
from negcycle.practices.over_time.telling_time import times
from negcycle.practices.over_time.vital_signs import SAID, VitalSigns, person_name
from negcycle.words import say

_HEADINGS = 34.0
_KEY = 62.0
_GAP = 5.0
_AXIS = 6.0
_MOST_LABELS = 9
_BAR = "#5f7d95"
_DOT, _SMALL_DOT = 1.15, 0.7
_MANY = 80
"""Episodes from which on their dots are small."""
_WIDE = 4.0
"""Width in mm of a week that has room for a letter."""
_NARROW = 1.5
"""Width in mm of a week below which it is too narrow for a dashed edge or a line of its own."""
_LONG = (1, 10, 60, 360, 1440, 10_080, 43_200, 525_600, 5_256_000)
"""Round lengths of time in minutes: from a minute to ten years."""


def vital_signs_chart(signs: VitalSigns, *, paper: Paper = PAPERS["a4"]) -> Scene:
    """Return the vital signs as a picture.

    Raises:
        DrawingError: if nothing is written down, or something in the log comes first.
    """
    if signs.waits:
        raise DrawingError(" ".join(signs.sentences))
    if not signs.periods:
        raise DrawingError(say("vital.nothing"))
    title = say("chart.title.vital")
    around = sheet(
        title,
        [signs.how_many, *signs.known_weeks],
        [say("vital.only-counts"), say("chart.vital.own-scale")],
        paper=paper,
    )
    words = [*signs.sentences, *_weeks_told(signs), say("chart.vital.own-scale")]
    return scene([around.page(_Chart(signs, around.room).items())], title, words)


class _Chart:
    """The panels of a log in their room."""

    def __init__(self, signs: VitalSigns, room: Box) -> None:
        self.signs, self.room = signs, room
        left = room.x + _HEADINGS + TICK_ROOM
        self.field = Box(left, room.y, room.right - _KEY - left, room.h - _AXIS)
        first, last = signs.periods[0].start, signs.periods[-1].until
        ends = (float(first.toordinal()), float(last.toordinal()))
        self.x = Scale(*ends, self.field.x, self.field.right)
        self.panels = placed(_plans(signs), self.field, self.x, gap=_GAP)

    def items(self) -> list[Item]:
        """Return everything from back to front."""
        marks, words = self._ticks()
        often, *measures = self.panels
        items: list[Item] = [*self._unknown()]
        for panel in self.panels:
            items += panel.frame(marks)
        items += self._bars(often)
        for panel in measures:
            items += self._dots(panel)
        for panel in self.panels:
            items += panel.heading(self.room.x, _HEADINGS - 2.0)
        items += time_axis(self.x, marks, words, self.field.bottom, "", right=self.field.right)
        beside = Box(self.field.right + 8.0, self.room.y, _KEY - 8.0, self.room.h)
        wide = self.field.w / len(self.signs.periods) >= _NARROW
        items += legend_items(_key(self.signs, wide=wide), beside)
        return items

    def _ticks(self) -> tuple[list[float], list[str]]:
        """Return where weeks or months begin, and their days; few of them where there are many."""
        periods = self.signs.periods
        shown = periods[:: math.ceil(len(periods) / _MOST_LABELS)]
        length = 10 if self.signs.every == "week" else 7
        at = [float(one.start.toordinal()) for one in shown]
        return at, [one.start.isoformat()[:length] for one in shown]

    def _span(self, period: Period) -> tuple[float, float]:
        return self.x.at(period.start.toordinal()), self.x.at(period.until.toordinal())

    def _unknown(self) -> Iterator[Item]:
        """Yield a pale band, and a question mark, where it is not known how often."""
        for period in self.signs.periods:
            if period.count is None:
                left, right = self._span(period)
                box = Box(left, self.field.y, right - left, self.field.h)
                yield Rect(box, theme.PALE, role="unknown")
                if right - left >= _WIDE:
                    yield self._letter(say("chart.vital.unknown"), left, right, "unknown")

    def _letter(self, word: str, left: float, right: float, role: str) -> Item:
        foot = self.panels[0].box.bottom - 1.2
        return one_line(
            word, (left + right) / 2, foot, room=right - left, size=TICK, color=theme.SOFT,
            anchor="middle", role=role,
        )  # fmt: skip

    def _bars(self, panel: Panel) -> Iterator[Item]:
        """Yield a bar for each week or month in which something is written down."""
        foot = panel.box.bottom
        for period in self.signs.periods:
            left, right = self._span(period)
            gap = min(0.8, 0.1 * (right - left))
            if period.count:
                top = panel.y.at(period.count)
                box = Box(left + gap, top, right - left - 2 * gap, foot - top)
                more = not period.complete and right - left >= _NARROW
                edge, dash = (theme.INK, (1.0, 0.8)) if more else (None, ())
                yield Rect(box, _BAR, edge, THIN, dash, role="count", of=period.start.isoformat())
            elif period.count == 0 and right - left >= _WIDE:
                yield self._letter("0", left, right, "none")
        yield Line(((panel.box.x, foot), (panel.box.right, foot)), theme.SOFT, THIN, role="axis")

    def _dots(self, panel: Panel) -> Iterator[Item]:
        """Yield a dot for each episode, and a line for the middle of a week that has several."""
        name = panel.plan.role
        size = _SMALL_DOT if len(self.signs.episodes) > _MANY else _DOT
        for period in self.signs.periods:
            found = measured(period.episodes, name)
            left, right = self._span(period)
            if found is not None and found.count > 1 and right - left >= _NARROW:
                at = panel.y.at(found.middle)
                yield Line(((left, at), (right, at)), theme.INK, LINE, role="middle", of=name)
        for one in self.signs.episodes:
            value = getattr(one, name)
            if value is not None:
                center = (self.x.at(_day(one)), panel.y.at(float(value)))
                yield Circle(center, size, theme.INK, theme.WHITE, 0.2, "episode", name)


def _day(one: Episode) -> float:
    """Return when an episode began, in days, by its own clock."""
    clock = one.start.replace(tzinfo=None)
    begun = datetime.datetime.combine(clock.date(), datetime.time())
    return clock.toordinal() + (clock - begun).total_seconds() / 86_400


# -- the panels -----------------------------------------------------------------------------------


def _plans(signs: VitalSigns) -> list[PanelPlan]:
    """Return the panel of how often, and one for each number that is known of some episode."""
    known = {name: measured(signs.episodes, name) for name in MEASURES}
    found = [_often(signs)]
    if known["minutes"] is not None:
        found.append(_length(known["minutes"].most))
    if known["peak"] is not None:
        found.append(_plan("peak", 0.0, 10.0, ((0.0, "0"), (5.0, "5"), (10.0, "10"))))
    if known["repair_delay"] is not None:
        found.append(_repair(known["repair_delay"].least, known["repair_delay"].most))
    return found


def _often(signs: VitalSigns) -> PanelPlan:
    most = max(len(one.episodes) for one in signs.periods)
    high = float(max(most, 2))
    marks = [at for at in ticks(0.0, high, 3) if at == round(at)]
    high = max(high, marks[-1])
    words = tuple((at, f"{at:.0f}") for at in marks)
    note = say(f"chart.vital.often.{signs.every}")
    return PanelPlan(
        say("chart.vital.often"), (), 0.0, high, words, note=note, weight=1.2, role="often"
    )


def _length(most: float) -> PanelPlan:
    """Return the panel of how long, in minutes, hours or days."""
    unit = next(size for size, until in ((1, 180), (60, 4320), (1440, math.inf)) if most <= until)
    low, high = round_reach(0.0, max(most / unit, 1.0), 3)
    marks = [(at * unit, _brief(at * unit)) for at in ticks(low, high, 3)]
    return _plan("minutes", low * unit, high * unit, marks)


def _repair(least: float, most: float) -> PanelPlan:
    """Return the panel of how soon made up, in steps from minutes to days."""
    last = len(_LONG) - 1
    low = max(at for at in range(last) if at == 0 or _LONG[at] <= least)
    high = min(at for at in range(low + 1, last + 1) if at == last or _LONG[at] >= most)
    marks = tuple((float(at), _brief(at)) for at in _LONG[low : high + 1])
    return _plan("repair_delay", float(_LONG[low]), float(_LONG[high]), marks, log=True)


def _plan(
    name: str, low: float, high: float, marks: Sequence[tuple[float, str]], *, log: bool = False
) -> PanelPlan:
    heading, note = say(f"chart.vital.{name}"), say(f"chart.vital.note.{name}")
    return PanelPlan(heading, (), low, high, tuple(marks), note=note, log=log, role=name)


def _brief(minutes: float) -> str:
    """Return a round length of time as it stands at a tick."""
    if not minutes:
        return "0"
    for unit, size in (("days", 1440), ("hours", 60)):
        if minutes >= size and minutes * 2 % size == 0:
            return say(f"chart.vital.{unit}", number=f"{minutes / size:,g}")
    return say("chart.vital.minutes-short", number=f"{minutes:,g}")


# -- the key and the words ------------------------------------------------------------------------


def _key(signs: VitalSigns, *, wide: bool) -> list[Entry]:
    """Return what the marks mean, which exits were used, and who made the first step."""
    every, periods = signs.every, signs.periods
    several = wide and any(len(one.episodes) > 1 for one in periods)
    found = [Entry(say(f"chart.vital.key.bar.{every}"), "tint", _BAR)]
    found += [Entry(say("chart.vital.key.dot"), "dot", theme.INK)]
    found += [Entry(say(f"chart.vital.key.middle.{every}"), "line", theme.INK, LINE)] * several
    if any(one.episodes and not one.complete for one in periods):
        key = "dashed" if wide else "incomplete"
        found.append(Entry(say(f"chart.vital.key.{key}"), "none"))
    if signs.unknown:
        found.append(Entry(say("chart.vital.key.unknown"), "tint", theme.PALE))
    for heading, counts in (
        ("exits", {exit_name(one): count for one, count in signs.exits.items()}),
        ("first-steps", {person_name(one): count for one, count in signs.first_steps.items()}),
    ):
        if counts:
            found.append(Entry(say(f"chart.vital.key.{heading}"), "none", bold=True))
            found += [
                Entry(say("chart.vital.part", name=seen(name, "?"), times=times(count)), "none")
                for name, count in counts.items()
            ]
    return found


def _weeks_told(signs: VitalSigns) -> Iterator[str]:
    """Yield a line for each week or month in which something is written down."""
    for period in signs.periods:
        if not period.episodes:
            continue
        parts = [
            say(f"chart.vital.told.{name}", value=SAID[name](found.middle))
            for name in MEASURES
            for found in (measured(period.episodes, name),)
            if found is not None
        ]
        start = period.start.isoformat()[: 10 if signs.every == "week" else 7]
        count = times(len(period.episodes))
        head = say(f"chart.vital.told.{signs.every}", start=start, count=count)
        yield say("chart.vital.told", head=head, parts="".join(parts))
