"""How a cycle, a run, couples and loops show themselves in an f-string and in a notebook."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from negcycle.drawing.painters.svg import escaped
from negcycle.drawing.picture import draw
from negcycle.files.case import dumps
from negcycle.graph.build import build_graph
from negcycle.graph.convert import to_dot, to_mermaid
from negcycle.model.cycle import Cycle
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from negcycle.analysis.loops.loop_set import LoopSet
    from negcycle.model.ensemble import Ensemble
    from negcycle.model.trajectory import Trajectory

FORMS: dict[str, Callable[[Cycle], str]] = {
    "text": lambda cycle: draw(cycle).text(),
    "mermaid": lambda cycle: to_mermaid(build_graph(cycle)),
    "dot": lambda cycle: to_dot(build_graph(cycle)),
    "svg": lambda cycle: draw(cycle).svg(),
    "html": lambda cycle: draw(cycle).figure_html(),
    "yaml": dumps,
    "json": lambda cycle: dumps(cycle, format="json"),
}
"""What may stand after the colon in ``f"{cycle:...}"``."""


def shown_as(cycle: Cycle, spec: str) -> str:
    """Return `cycle` in one of `FORMS`.

    Raises:
        ValueError: if there is no such form, as any value does in an f-string.
    """
    if spec not in FORMS:
        hint = did_you_mean(spec, FORMS) or say("fault.choices", choices=", ".join(FORMS))
        raise ValueError(say("format.unknown", spec=spec, hint=hint))
    return FORMS[spec](cycle)


def trajectory_shown(trajectory: Trajectory) -> str:
    """Return a run over time as an HTML figure: an image with its text alternative."""
    from negcycle.drawing.charts.draw import draw_trajectory

    return draw_trajectory(trajectory).figure_html()


def ensemble_shown(ensemble: Ensemble) -> str:
    """Return many couples as an HTML figure: over time where that was recorded, else how they end.

    Without a couple there is nothing to draw, and it is told in a line.
    """
    from negcycle.drawing.charts.draw_many import draw_fan, draw_outcome_map

    if not len(ensemble):
        return f"<p>{escaped(repr(ensemble))}</p>"
    draw_it = draw_fan if ensemble.recorded is not None else draw_outcome_map
    return draw_it(ensemble).figure_html()


def loops_shown(loops: LoopSet) -> str:
    """Return the map of some loops as an HTML figure: an image with its text alternative."""
    from negcycle.drawing.loopmap.draw import draw_loops

    return draw_loops(loops).figure_html()
