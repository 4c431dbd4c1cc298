"""`negcycle sweep`: couples over a grid, or at points that are drawn, told, kept or drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from negcycle.cli.asked import forms_of, views_of
from negcycle.cli.assigned import assigned
from negcycle.cli.many_asked import (
    FAN,
    FORMS,
    MAP,
    OF_A_SWEEP,
    RECOVERY,
    SENSITIVITY,
    AskedOfMany,
    Of,
    View,
    X,
    Y,
)
from negcycle.cli.many_options import (
    Begin,
    Kernel,
    PlanFile,
    Precision,
    Record,
    RunOptions,
    Shard,
    ToRun,
    run_with_progress,
)
from negcycle.cli.many_written import hand_out, refuse_outputs, say_if_nothing_happened
from negcycle.cli.numbers import (
    After,
    Every,
    Noise,
    RunsAtPoint,
    Sample,
    Seed,
    Step,
    Threads,
    Turns,
)
from negcycle.cli.options import AsJson, CaseFile, Force, From, as_wrong_usage, choice
from negcycle.cli.pictures import Paper
from negcycle.cli.simulate import STEP
from negcycle.cli.stopped import say_how_to_go_on
from negcycle.cli.writing import note
from negcycle.errors import AnalysisError, SimulationError, UnknownName
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from negcycle.model.ensemble import Design, Sampling

# The library has the same names; to import them here would make every start slower.
SAMPLINGS = ("grid", "sobol", "latin", "random")
GRID, SOBOL = SAMPLINGS[:2]


def sweep(
    file: CaseFile,
    over: Annotated[
        list[str] | None,
        typer.Option("--over", metavar="NAME=VALUES", help=say("cli.opt.over")),
    ] = None,
    runs: RunsAtPoint = 1,
    sample: Sample = None,
    sampling: Annotated[
        str | None,
        choice("--sampling", SAMPLINGS, help="cli.opt.sampling", otherwise="cli.unknown-sampling"),
    ] = None,
    plan: PlanFile = None,
    turns: Turns = None,
    step: Step = STEP,
    start: Begin = None,
    noise: Noise = None,
    seed: Seed = None,
    after: After = 0.0,
    record: Record = None,
    every: Every = None,
    kernel: Kernel = "auto",
    precision: Precision = "float64",
    threads: Threads = None,
    shard: Shard = None,
    out: Annotated[
        list[str] | None, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.many-out"))
    ] = None,
    to: Annotated[
        str | None,
        choice("--to", FORMS, help="cli.opt.many-to", otherwise="cli.unknown-many-format"),
    ] = None,
    view: View = None,
    x: X = None,
    y: Y = None,
    of: Of = None,
    paper: Paper = "a4",
    source: From = "yaml",
    as_json: AsJson = False,
    force: Force = False,
) -> None:
    """Run couples at every point of a design, and say how they end along each number."""
    options = RunOptions(
        file=file,
        source=source,
        plan=plan,
        turns=turns,
        step=step,
        start=start,
        noise=noise,
        seed=seed,
        after=after,
        record=record,
        every=every,
        kernel=kernel,
        precision=precision,
        threads=threads,
        shard=shard,
    )
    chosen = cast("Sampling", sampling or (GRID if sample is None else SOBOL))
    asked = AskedOfMany(
        views=views_of(view, known=OF_A_SWEEP, otherwise="cli.unknown-many-view"),
        unasked=(
            SENSITIVITY if chosen == SOBOL and shard is None else MAP,
            *([] if record is None else [FAN]),
        ),
        forms=forms_of(out, to, known=FORMS, otherwise="cli.unknown-many-format"),
        as_json=as_json,
        paper=paper,
        force=force,
        sensitivity=of,
        x=x,
        y=y,
    )
    written = assigned(over, option="--over", example="need=0.3:0.7:5")
    if not written:
        raise typer.BadParameter(say("cli.no-over"))
    _refuse_what_does_not_fit(asked, chosen, written, shard)
    asked.refuse_record_for_nothing(record=record, every=every)
    options.refuse_what_does_not_fit()
    if chosen == GRID and sample is not None:
        raise typer.BadParameter(say("cli.sample-of-grid"))
    if chosen != GRID and sample is None:
        raise typer.BadParameter(say("cli.no-sample"))
    with as_wrong_usage(SimulationError):
        axes = _read_over(written, chosen)
    refuse_outputs(asked)

    from negcycle.simulation.many import sweep as many

    to_run = options.read()
    with as_wrong_usage(UnknownName), as_wrong_usage(SimulationError):
        to_run.refuse_unknown([*axes])
        design = _design(axes, chosen, sample, runs)
    to_run.refuse_shard(design.points * runs)
    if of is not None:
        _refuse_column(of, to_run, axes)
    if asked.shows(FAN) and record is None:
        to_run.keep_behaviors(every=every)
    is_noisy = to_run.is_noisy or "noise" in axes
    if runs > 1 and not is_noisy and not asked.is_told:
        note(say("cli.alike-at-points"))

    made = run_with_progress(
        lambda progress: many.sweep(
            to_run.cycle,
            axes,
            runs=runs,
            sample=sample,
            sampling=chosen,
            progress=progress,
            **to_run.settings,
        )
    )
    hand_out(made, asked, command="sweep", beside=_next(chosen, shard, of))
    say_if_nothing_happened(made, asked)
    if made.missing:
        say_how_to_go_on(made, asked.forms)
    if seed is None and (chosen != GRID or is_noisy) and not asked.tells_seed:
        note(say("cli.seed-drawn", seed=made.seed))


def _refuse_what_does_not_fit(
    asked: AskedOfMany, sampling: str, over: dict[str, str], shard: str | None
) -> None:
    """Say what cannot be asked of such a design, before it is run.

    Raises:
        BadParameter: if there is something.
    """
    asked.refuse_what_does_not_fit()
    if asked.needs_sensitivity and sampling != SOBOL:
        raise typer.BadParameter(say("cli.sensitivity-needs-sobol"))
    if asked.needs_sensitivity and shard is not None:
        raise typer.BadParameter(say("cli.no-sensitivity-of-a-part"))
    if asked.shows(RECOVERY) and sampling != GRID:
        raise typer.BadParameter(say("cli.recovery-needs-grid"))
    for option, name in (("--x", asked.x), ("--y", asked.y)):
        if name is not None and name not in over:
            hint = did_you_mean(name, tuple(over))
            raise typer.BadParameter(say("cli.no-such-axis", option=option, name=name, hint=hint))


def _read_over(written: dict[str, str], sampling: str) -> dict[str, Any]:
    """Return the values of each axis, or what it is drawn from.

    Raises:
        BadParameter, SimulationError: if that is not what such a design goes over.
    """
    from negcycle.simulation.many.written import read_distribution, read_values

    found: dict[str, Any] = {}
    for name, text in written.items():
        words = {"name": name, "text": text}
        if sampling == GRID and "(" in text:
            raise typer.BadParameter(say("cli.drawn-grid", **words))
        if sampling != GRID and "(" not in text and text.count(":") > 1:
            raise typer.BadParameter(say("cli.steps-sampled", **words))
        found[name] = read_values(text) if sampling == GRID else read_distribution(text)
    return found


def _design(axes: dict[str, Any], sampling: Sampling, sample: int | None, runs: int) -> Design:
    """Return the design, to know before it is run whether there is one."""
    from negcycle.simulation.many.designs import make_design
    from negcycle.simulation.many.varying import range_of

    design, _ = make_design(
        axes,
        sampling=sampling,
        sample=sample,
        runs=runs,
        ranges={name: range_of(name) for name in axes},
    )
    return design


def _refuse_column(of: str, to_run: ToRun, axes: Iterable[str]) -> None:
    """Refuse a column that these couples will not have, by a look at the first moment of one.

    Raises:
        BadParameter: if there is no such column, or it holds no result.
    """
    from negcycle.analysis.many.asked import asked_of_each, refuse_no_result
    from negcycle.simulation.many.ensemble import ensemble

    step = to_run.settings["step"]
    one = ensemble(to_run.cycle, 1, plan=(), turns=step, step=step, seed=0, kernel="numpy")
    with as_wrong_usage(UnknownName), as_wrong_usage(AnalysisError):
        refuse_no_result(of, axes)
        asked_of_each(one, of)


def _next(sampling: str, shard: str | None, of: str | None) -> str:
    """Return what one may ask for next."""
    if shard is not None:
        return say("cli.next-shard", part=shard.partition("/")[0].strip())
    if sampling != SOBOL:
        return say("cli.next-grid")
    return say("cli.next-sobol" if of is None else "cli.next-sensitivity")
