"""Draw the loops of any graph: get the map on one page, or one layer after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from negcycle.analysis.loops.loop_set import LoopSet
from negcycle.drawing.loopmap.content import Count, MapContent
from negcycle.drawing.loopmap.page import Stage, frame, map_page
from negcycle.drawing.loopmap.plan import Plan, planned
from negcycle.drawing.loopmap.reading import content_of
from negcycle.drawing.loopmap.steps import step_by_step, whole
from negcycle.drawing.loopmap.telling import described
from negcycle.drawing.picture import Picture
from negcycle.drawing.scene import Scene
from negcycle.drawing.theme import PAPERS
from negcycle.errors import UnknownName
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from negcycle.analysis.loops.arrows import AnyGraph


def draw_loops(
    graph: AnyGraph | LoopSet,
    *,
    loop: str | None = None,
    steps: bool = False,
    at: str = "settled",
    paper: str = "a4",
) -> Picture:
    """Draw what moves what, and where it comes round: a causal loop diagram.

    Each arrow has a sign at its head: + where it moves its target the same way, a minus where it
    moves it the other way, ? where nobody knows. Two strokes across it say that it acts late. A
    badge stands in each loop, with an arrow that turns as the loop does: R where each round
    strengthens the next, B where each round works against the one before.

    A page holds so many nodes, arrows and badges; what is left out is said on it.

    Args:
        graph: A cycle, its graph or system, any model, a signed graph, one of NetworkX, or loops
            that were found before.
        loop: The loop that is drawn strongly: its id, its name or its badge, or a node, for the
            strongest loop through it.
        steps: Whether the layers come one by one, each on a page of its own: what there is, the
            arrows, each loop, all of it. In HTML they are one page with buttons.
        at: Where a couple is: ``calm``, ``settled`` (where they settle from calm) or ``stuck``.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if the loop, the state or the paper is not known.
        AnalysisError: if this is no graph, or it has no such state.
        SimulationError: if a couple cannot be compiled, or has no stuck state.
        ConversionError: if a NetworkX graph holds what no signed graph can hold.

    Example:
        >>> import negcycle as nc
        >>> graph = nc.SignedGraph(
        ...     nodes=("problem", "quick fix"),
        ...     links=(
        ...         {"source": "problem", "target": "quick fix"},
        ...         {"source": "quick fix", "target": "problem", "sign": -1},
        ...     ),
        ... )
        >>> print(nc.draw_loops(graph).scene.description.splitlines()[1])
        There is one feedback loop, and it is balancing.

    Sources:
        Sterman, J. D. (2000). Business Dynamics, chapter 5 (the notation).
    """
    if paper not in PAPERS:
        hint = did_you_mean(paper, PAPERS) or say("fault.choices", choices=", ".join(PAPERS))
        raise UnknownName(say("draw.unknown-paper", name=paper, hint=hint), paper, tuple(PAPERS))
    content = content_of(graph, loop=loop, at=at)
    plan: Plan | None = None
    stages = _stages(content, steps=steps)
    around = frame(content, stages, PAPERS[paper])
    if content.nodes:
        plan = planned(content, (around.room.w, around.room.h))
        content = _with_badges(content, plan)
        stages = _stages(content, steps=steps)
    pages = tuple(map_page(around, plan, stage) for stage in stages)
    return Picture(
        Scene(
            pages=pages,
            title=say("map.picture"),
            description="\n".join(described(content)) + "\n",
            one_by_one=steps and len(pages) > 1,
        )
    )


def _stages(content: MapContent, *, steps: bool) -> tuple[Stage, ...]:
    return step_by_step(content) if steps else whole(content)


def _with_badges(content: MapContent, plan: Plan) -> MapContent:
    """Return the same content, knowing how many badges found room."""
    count = Count(len(plan.badges.places), content.loop_count.of)
    return replace(content, loop_count=count)
