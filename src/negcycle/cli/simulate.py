"""`negcycle simulate`: one run of a case, told, kept as numbers, or drawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negcycle.cli.numbers import Noise, Seed, Step, Turns
from negcycle.cli.options import AsJson, CaseFile, Force, From, choice, one_of
from negcycle.cli.pictures import Paper, contents_of
from negcycle.cli.reading import STREAM, bytes_of, case_of, plan_of
from negcycle.cli.writing import note, refuse_to_replace, show, show_found, write
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from negcycle.drawing.picture import Picture
    from negcycle.model.cycle import Cycle
    from negcycle.model.trajectory import Trajectory

# The library has the same names and numbers; to import them here would make every start slower.
STARTS = ("calm", "stuck")
OF_THE_RUN = ("time-course", "state-space-grid")
OF_THE_CYCLE = ("phase-portrait", "hysteresis", "what-if")
VIEWS = (*OF_THE_RUN, *OF_THE_CYCLE)
NUMBERS = ("csv", "nc")
DRAWN = ("svg", "pdf", "png", "html")
FORMS = (*NUMBERS, *DRAWN, "txt")
"""What a run is written as: its numbers, its picture, or the summary."""
STEP = 0.25


def _views() -> list[str]:
    return list(VIEWS)


def simulate(
    file: CaseFile,
    plan: Annotated[
        str | None, typer.Option("--plan", metavar="PLAN", help=say("cli.opt.plan"))
    ] = None,
    turns: Turns = None,
    step: Step = STEP,
    start: Annotated[
        str, typer.Option("--start", metavar="calm|stuck|FILE", help=say("cli.opt.run-start"))
    ] = "calm",
    noise: Noise = None,
    seed: Seed = None,
    check: Annotated[bool, typer.Option("--check", help=say("cli.opt.step-check"))] = False,
    out: Annotated[
        list[str] | None, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.run-out"))
    ] = None,
    to: Annotated[
        str, choice("--to", FORMS, help="cli.opt.run-to", otherwise="cli.unknown-run-format")
    ] = "csv",
    view: Annotated[
        str,
        typer.Option(
            "--view",
            metavar="VIEW,...",
            autocompletion=_views,
            help=say("cli.opt.run-view", views=", ".join(VIEWS)),
        ),
    ] = "time-course",
    paper: Paper = "a4",
    source: From = "yaml",
    as_json: AsJson = False,
    force: Force = False,
) -> None:
    """Run a cycle forward, once, and say what happens."""
    views = [
        one_of(name.strip(), VIEWS, otherwise="cli.unknown-run-view") for name in view.split(",")
    ]
    forms = {target: _form_of(target, to) for target in out or ()}
    if [file, plan, start].count(STREAM) > 1:
        raise typer.BadParameter(say("cli.stream-twice"))
    if as_json and STREAM in forms:
        raise typer.BadParameter(say("cli.json-and-stream"))
    refuse_to_replace(forms, force=force)

    from negcycle.simulation import run

    cycle = case_of(file, source).cycle
    made = run.simulate(
        cycle,
        plan=None if plan is None else plan_of(plan, source, cycle),
        turns=turns,
        step=step,
        seed=seed,
        noise=noise,
        start=_start(start),
        check=check,
    )
    drawn = {target: form for target, form in forms.items() if form in DRAWN}
    contents = contents_of(_picture(cycle, made, views, paper), drawn) if drawn else {}
    for target, form in forms.items():
        if target not in drawn:
            contents[target] = _words_or_numbers(made, form)
    for target in forms:
        write(target, contents[target], force=force)
    if as_json:
        from negcycle.files.trajectory_data import as_data

        show_found("simulate", as_data(made))
    elif not forms and set(views) - set(OF_THE_RUN):
        show(_picture(cycle, made, views, paper).text())
    elif not forms:
        show(_summary(made))
    elif made.seed is not None and seed is None:
        note(say("cli.seed-drawn", seed=made.seed))


def _form_of(target: str, otherwise: str) -> str:
    """Return what is written to a file, by its name, or to standard output."""
    if target == STREAM:
        return otherwise
    ending = Path(target).suffix.lower().removeprefix(".")
    if not ending:
        known = ", ".join(f".{form}" for form in FORMS)
        raise typer.BadParameter(say("draw.no-format", file=target, known=known))
    return one_of(ending, FORMS, otherwise="cli.unknown-run-format")


def _start(start: str) -> str | dict[str, float]:
    """Return a start by its name, or the states that a file or standard input holds."""
    from negcycle.files.start_file import read_start, to_start

    if start in STARTS:
        return start
    if start == STREAM:
        return to_start(bytes_of(start), file=start)
    path = Path(start)
    if path.suffix or path.name != start or path.exists():
        return read_start(start)
    hint = did_you_mean(start, STARTS) or say("fault.choices", choices=", ".join(STARTS))
    raise typer.BadParameter(say("cli.unknown-start", name=start, hint=hint))


def _words_or_numbers(run: Trajectory, form: str) -> str | bytes:
    """Return the summary of a run, or its numbers as one of the forms for numbers."""
    from negcycle.files import trajectory_file

    return f"{_summary(run)}\n" if form == "txt" else trajectory_file.contents_of(run, form)


def _picture(cycle: Cycle, run: Trajectory, views: list[str], paper: str) -> Picture:
    """Return a picture of a run with a page or more for each view."""
    from negcycle.drawing.charts import draw
    from negcycle.drawing.picture import Picture
    from negcycle.drawing.views import pages_of
    from negcycle.simulation.what_ifs import what_if

    def drawn(view: str) -> Picture:
        if view == "phase-portrait":
            return draw.draw_portrait(cycle, trajectories=run, paper=paper)
        if view == "hysteresis":
            return draw.draw_hysteresis(cycle, paper=paper)
        if view == "what-if":
            return draw.draw_comparison(what_if(cycle, step=run.step), paper=paper)
        return draw.draw_trajectory(run, view=view, paper=paper)

    return Picture(pages_of([drawn(view).scene for view in views]))


def _summary(run: Trajectory) -> str:
    from negcycle.simulation.telling import tell

    return tell(run)
