"""`negcycle loops`: every feedback loop of a case or a graph, told, as a table, or drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from negcycle.cli.asked import DRAWN, WORDS, forms_of, views_of
from negcycle.cli.numbers import Limit, MaxLength, Seconds
from negcycle.cli.options import AsJson, Force, choice
from negcycle.cli.pictures import Paper, contents_of
from negcycle.cli.reading import STREAM, any_of
from negcycle.cli.writing import found_as_json, refuse_to_replace, show, write
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.analysis.findings import Bounds, Findings
    from negcycle.drawing.picture import Picture
    from negcycle.graph.signed import SignedGraph
    from negcycle.model.cycle import Cycle

# The library has the same names and numbers; to import them here would make every start slower.
STATES = ("calm", "settled", "stuck")
LIMIT = 100_000
SECONDS = 10.0
MAP, STEPS, LEDGER = "map", "steps", "ledger"
VIEWS = (MAP, STEPS, LEDGER)
TABLE, DOCUMENT = "csv", "json"
FORMS = (WORDS, TABLE, DOCUMENT, *DRAWN)

At = Annotated[str | None, choice("--at", STATES, help="cli.opt.at", otherwise="cli.unknown-at")]
FromAny = Annotated[
    str | None, typer.Option("--from", metavar="FORMAT", help=say("cli.opt.loops-from"))
]


def _views() -> list[str]:
    return list(VIEWS)


def loops(
    file: Annotated[str, typer.Argument(metavar="FILE", help=say("cli.arg.loops"))],
    at: At = None,
    through: Annotated[
        str | None, typer.Option("--through", metavar="NODE", help=say("cli.opt.through"))
    ] = None,
    loop: Annotated[
        str | None, typer.Option("--loop", metavar="LOOP", help=say("cli.opt.loop"))
    ] = None,
    limit: Limit = LIMIT,
    max_length: MaxLength = None,
    seconds: Seconds = SECONDS,
    out: Annotated[
        list[str] | None,
        typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.loops-out")),
    ] = None,
    to: Annotated[
        str | None,
        choice("--to", FORMS, help="cli.opt.loops-to", otherwise="cli.unknown-loops-format"),
    ] = None,
    view: Annotated[
        str | None,
        typer.Option(
            "--view",
            metavar="VIEW,...",
            autocompletion=_views,
            help=say("cli.opt.loops-view", views=", ".join(VIEWS)),
        ),
    ] = None,
    paper: Paper = "a4",
    source: FromAny = None,
    as_json: AsJson = False,
    force: Force = False,
) -> None:
    """Say which feedback loops there are, how strong, and where a change counts most."""
    views = views_of(view, known=VIEWS, otherwise="cli.unknown-loops-view")
    forms = forms_of(out, to, known=FORMS, otherwise="cli.unknown-loops-format")
    if as_json and STREAM in forms:
        raise typer.BadParameter(say("cli.json-and-stream"))
    wanted = dict(forms)
    if as_json or not forms:
        wanted[_PRINTED] = DOCUMENT if as_json else WORDS
    drawn = {
        one: form for one, form in wanted.items() if form in DRAWN or (form == WORDS and views)
    }
    if through is not None and drawn:
        raise typer.BadParameter(say("cli.no-through-in-a-picture"))
    refuse_to_replace(forms, force=force)
    graph = any_of(file, source)
    _refuse_what_a_graph_has_not(graph, file, at, views)

    from negcycle.analysis.findings import Bounds, findings

    bounds = Bounds(limit, seconds, max_length)
    contents = dict[str, str | bytes]()
    if drawn:
        contents = contents_of(_picture(graph, at, loop, bounds, views or (MAP,), paper), drawn)
    if len(drawn) < len(wanted):
        found = findings(graph, at=at, through=through, loop=loop, bounds=bounds)
        for target in wanted.keys() - drawn.keys():
            contents[target] = _content(found, wanted[target], one_by_one=loop is not None)
    for target in forms:
        write(target, contents[target], force=force)
    if _PRINTED in contents:
        show(str(contents[_PRINTED]).removesuffix("\n"))


_PRINTED = ""
"""Stands for what is printed where nobody asks for a file; no file has this name."""


def _refuse_what_a_graph_has_not(
    graph: Cycle | SignedGraph, file: str, at: str | None, views: Sequence[str]
) -> None:
    from negcycle.files.printable import shown_path
    from negcycle.graph.signed import SignedGraph

    if not isinstance(graph, SignedGraph):
        return
    if at is not None:
        raise typer.BadParameter(say("cli.no-at-in-a-graph", file=shown_path(file)))
    if LEDGER in views:
        raise typer.BadParameter(say("cli.no-ledger-in-a-graph", file=shown_path(file)))


def _content(found: Findings, form: str, *, one_by_one: bool) -> str:
    """Return what was found as words, as a table, or as one JSON document."""
    from negcycle.report.telling_loops import tell_loops

    if form == TABLE:
        return found.as_csv()
    if form == DOCUMENT:
        return f"{found_as_json('loops', found.as_data())}\n"
    return f"{tell_loops(found, one_by_one=one_by_one)}\n"


def _picture(
    graph: Cycle | SignedGraph,
    at: str | None,
    loop: str | None,
    bounds: Bounds,
    views: Sequence[str],
    paper: str,
) -> Picture:
    """Return a picture with a page or more for each view."""
    from negcycle.drawing.loopmap.draw import draw_loops
    from negcycle.drawing.picture import Picture
    from negcycle.drawing.views import pages_of
    from negcycle.graph.signed import SignedGraph

    def drawn(view: str) -> Picture:
        if isinstance(graph, SignedGraph):
            return draw_loops(bounds.find(graph), loop=loop, steps=view == STEPS, paper=paper)
        state = at or "settled"
        if view == LEDGER:
            return _ledger(graph, at=state, paper=paper)
        return draw_loops(graph, loop=loop, steps=view == STEPS, at=state, paper=paper)

    return Picture(pages_of([drawn(view).scene for view in views]))


def _ledger(cycle: Cycle, *, at: str, paper: str) -> Picture:
    from negcycle.drawing.charts.draw import draw_ledger

    return draw_ledger(cycle, at=at, paper=paper)
