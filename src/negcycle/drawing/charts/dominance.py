"""Which loops drive a run, and when: their shares of the change, stacked over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from negcycle.analysis.dominance.dominance import Dominance
from negcycle.drawing.charts.lettering import seen
from negcycle.drawing.charts.reading import shortened
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.charts.stack import Stack
from negcycle.drawing.charts.stacking import Area, areas_of
from negcycle.drawing.scene import Page, Scene
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.errors import DrawingError
from negcycle.words import say
from negcycle.words.listing import listed

MOST_PAGES = 6
"""So many parts of a model that do not act on each other are drawn, each on a page of its own."""
_SENTENCES = 3
_LONG = 400
"""Letters of a summary from which on its loops are numbers, as in the key."""


def dominance_chart(found: Dominance, *, paper: Paper = PAPERS["a4"]) -> Scene:
    """Return the shares of the loops over time as a picture, with a page for each partition.

    Raises:
        DrawingError: if no loops were compared.
    """
    if not found.loops:
        raise DrawingError(say("chart.dominance.empty"))
    pages: list[Page] = []
    words: list[str] = []
    parts = range(min(len(found.partitions), MOST_PAGES))
    for part in parts:
        areas = areas_of(found, part)
        title = _title(found, part)
        says = [_summary(found, part, areas), *_left_out(found)]
        around = sheet(title, says, _small_print(found), paper=paper)
        stack = Stack(found, part, areas, around.room)
        pages.append(around.page(stack.items(), title if len(found.partitions) > 1 else ""))
        words += [*([title] if part else []), *_told(found, part, areas)]
    words += [*_left_out(found), *_small_print(found)]
    return scene(pages, _title(found, 0), words)


def _title(found: Dominance, part: int) -> str:
    names = listed([shortened(seen(name, key)) for key, name in found.people.items()])
    title = say("chart.dominance.title-of", names=names) if names else say("chart.dominance.title")
    if len(found.partitions) < 2:
        return title
    return say("chart.dominance.part", title=title, part=part + 1, count=len(found.partitions))


def _summary(found: Dominance, part: int, areas: Sequence[Area]) -> str:
    """Return what drives the longest periods, in the order of time and the words of the key."""
    periods = found.periods(part)
    if not any(one.moving for one in periods):
        return say("chart.dominance.nothing-moves")
    longest = sorted(sorted(periods, key=lambda one: one.start - one.end)[:_SENTENCES])

    def told(labels: Mapping[int, str]) -> str:
        return " ".join(found.sentence(one, labels=labels) for one in longest)

    named = told({place: area.label for area in areas for place in area.places})
    if found.people and len(named) <= _LONG:
        return named
    return told(
        {
            place: area.label if area.rest else say("chart.dominance.loop", number=number)
            for number, area in enumerate(areas, start=1)
            for place in area.places
        }
    )


def _left_out(found: Dominance) -> list[str]:
    said: list[str] = []
    if not found.complete:
        said.append(say("chart.dominance.incomplete", count=len(found.loops)))
    if len(found.partitions) > MOST_PAGES:
        said.append(say("chart.dominance.parts", shown=MOST_PAGES, count=len(found.partitions)))
    return said


def _small_print(found: Dominance) -> list[str]:
    return [say("chart.dominance.how"), *([say("chart.same-for-any")] if found.people else [])]


def _told(found: Dominance, part: int, areas: Sequence[Area]) -> Iterator[str]:
    yield say("chart.dominance.axes")
    yield from found.sentences(part)
    for area in areas:
        for way, values in (("up", area.up), ("down", area.down)):
            share = float(np.nanmean(values)) if np.any(np.isfinite(values)) else 0.0
            if abs(share) >= 0.005:
                yield say(f"chart.dominance.mean-{way}", label=area.label, share=abs(share))
