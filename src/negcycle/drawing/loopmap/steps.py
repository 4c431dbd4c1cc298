"""The map one layer at a time: what there is, the arrows, each loop in turn, and then all of it."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.drawing.loopmap.content import MapContent
from negcycle.drawing.loopmap.page import Stage
from negcycle.drawing.loopmap.telling import loop_step, loop_told, summary
from negcycle.words import say


def whole(content: MapContent) -> tuple[Stage, ...]:
    """Return the one page with everything on it."""
    return (Stage(summary(content), strong=content.strong),)


def step_by_step(content: MapContent) -> tuple[Stage, ...]:
    """Return a page for each layer; an empty map has one page."""
    return tuple(_steps(content)) if content.nodes else whole(content)


def _steps(content: MapContent) -> Iterator[Stage]:
    first = say("map.step.nodes")
    count = content.node_count.shown
    says = say("map.step.nodes.says", count=count)
    yield Stage((says,), first, short=first, links=False, badges=False)
    if content.links:
        arrows = say("map.step.links")
        yield Stage((say("map.step.links.says"),), arrows, short=arrows, badges=False)
    for place, loop in enumerate(content.loops):
        yield Stage(
            sentences=(loop_step(loop),),
            label=say("map.step.loop", badge=loop.badge, name=loop.name),
            short=loop.badge,
            strong=place,
            below=loop_told(content, loop),
        )
    last = say("map.step.all")
    yield Stage(summary(content), last, short=last, strong=content.strong)
