"""`negcycle simulate`: one run of a case, told, kept as numbers, or drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negcycle.cli.asked import (
    DOMINANCE,
    FORMS,
    HYSTERESIS,
    PORTRAIT,
    VIEWS,
    WHAT_IF,
    WORDS,
    Asked,
    forms_of,
    views_of,
)
from negcycle.cli.numbers import Noise, Seed, Step, Turns
from negcycle.cli.options import AsJson, CaseFile, Force, From, choice
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
        str | None,
        typer.Option("--start", metavar="calm|stuck|FILE", help=say("cli.opt.run-start")),
    ] = None,
    noise: Noise = None,
    seed: Seed = None,
    check: Annotated[bool, typer.Option("--check", help=say("cli.opt.step-check"))] = False,
    out: Annotated[
        list[str] | None, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.run-out"))
    ] = None,
    to: Annotated[
        str | None,
        choice("--to", FORMS, help="cli.opt.run-to", otherwise="cli.unknown-run-format"),
    ] = None,
    view: Annotated[
        str | None,
        typer.Option(
            "--view",
            metavar="VIEW,...",
            autocompletion=_views,
            help=say("cli.opt.run-view", views=", ".join(VIEWS)),
        ),
    ] = None,
    paper: Paper = "a4",
    source: From = "yaml",
    as_json: AsJson = False,
    force: Force = False,
) -> None:
    """Run a cycle forward, once, and say what happens."""
    options = {
        "--plan": plan is not None,
        "--turns": turns is not None,
        "--step": step != STEP,
        "--start": start is not None,
        "--noise": noise is not None,
        "--seed": seed is not None,
        "--check": check,
    }
    given = tuple(name for name, is_given in options.items() if is_given)
    asked = Asked(views_of(view), forms_of(out, to), given, as_json)
    asked.refuse_what_does_not_fit()
    if [file, plan, start].count(STREAM) > 1:
        raise typer.BadParameter(say("cli.stream-twice"))
    refuse_to_replace(asked.forms, force=force)

    from negcycle.simulation import run, what_ifs

    cycle = case_of(file, source).cycle
    begin = None if start is None else start_of(start, cycle)
    runs: list[Trajectory] = []
    if asked.wants_run(moves=bool(given or cycle.plan or cycle.dynamics.noise)):
        made = run.simulate(
            cycle,
            plan=None if plan is None else plan_of(plan, source, cycle),
            turns=turns,
            step=step,
            seed=seed,
            noise=noise,
            start=begin or "calm",
            check=check,
        )
        runs.append(made)

    def compared() -> dict[str, Trajectory]:
        lasting = {} if turns is None else {"turns": turns}
        return what_ifs.what_if(cycle, step=step, start=begin or "stuck", **lasting)

    words, contents = "", dict[str, str | bytes]()
    if asked.wants_picture:
        picture = _picture(cycle, runs, compared, asked.pictured, paper)
        contents = contents_of(picture, asked.pictures)
        words = picture.text() if asked.is_told else ""
    for target, form in asked.forms.items():
        content = contents[target] if target in contents else _told_or_kept(runs[0], form)
        contents[target] = content
    for target in asked.forms:
        write(target, contents[target], force=force)
    if as_json:
        from negcycle.files.trajectory_data import as_data

        show_found("simulate", as_data(runs[0]))
    elif asked.is_told:
        show(words.removesuffix("\n") or _summary(runs[0]))
    drawn = [one.seed for one in runs if one.seed is not None and seed is None]
    if drawn and (asked.forms or asked.views) and not as_json:
        note(say("cli.seed-drawn", seed=drawn[0]))


def start_of(start: str, cycle: Cycle) -> str | dict[str, float]:
    """Return a start by its name, or the states that a file or standard input holds."""
    from negcycle.files.start_file import read_start, to_start

    if start in STARTS:
        return start
    if start == STREAM:
        return to_start(bytes_of(start), file=start, cycle=cycle)
    path = Path(start)
    if path.suffix or path.name != start or path.exists():
        return read_start(start, cycle=cycle)
    hint = did_you_mean(start, STARTS) or say("fault.choices", choices=", ".join(STARTS))
    raise typer.BadParameter(say("cli.unknown-start", name=start, hint=hint))


def _told_or_kept(run: Trajectory, form: str) -> str | bytes:
    """Return the summary of a run, or its numbers as one of the forms for numbers."""
    from negcycle.files import trajectory_file

    return f"{_summary(run)}\n" if form == WORDS else trajectory_file.contents_of(run, form)


def _summary(run: Trajectory) -> str:
    from negcycle.simulation.telling import tell

    return tell(run)


def _picture(
    cycle: Cycle,
    runs: Sequence[Trajectory],
    compared: Callable[[], dict[str, Trajectory]],
    views: Sequence[str],
    paper: str,
) -> Picture:
    """Return a picture with a page or more for each view.

    Args:
        cycle: The cycle.
        runs: The run; none where no view needs it.
        compared: Makes the runs that stand side by side.
        views: What to draw.
        paper: The sheet.
    """
    from negcycle.analysis.dominance.dominance import dominance
    from negcycle.drawing.charts import draw
    from negcycle.drawing.picture import Picture
    from negcycle.drawing.views import pages_of

    def drawn(view: str) -> Picture:
        if view == PORTRAIT:
            return draw.draw_portrait(cycle, trajectories=runs, paper=paper)
        if view == HYSTERESIS:
            return draw.draw_hysteresis(cycle, paper=paper)
        if view == WHAT_IF:
            return draw.draw_comparison(compared(), paper=paper)
        if view == DOMINANCE:
            return draw.draw_dominance(dominance(cycle, runs[0]), paper=paper)
        return draw.draw_trajectory(runs[0], view=view, paper=paper)

    return Picture(pages_of([drawn(view).scene for view in views]))
