"""`negcycle ensemble`: many couples of one case, told, kept as rows, or drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from negcycle.cli.asked import forms_of, views_of
from negcycle.cli.assigned import assigned
from negcycle.cli.many_asked import FAN, FORMS, OF_AN_ENSEMBLE, OUTCOMES, AskedOfMany
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
from negcycle.cli.numbers import After, Every, Noise, Runs, Seed, Step, Threads, Turns
from negcycle.cli.options import AsJson, CaseFile, Force, From, as_wrong_usage, choice
from negcycle.cli.pictures import Paper
from negcycle.cli.reading import bytes_of
from negcycle.cli.simulate import STEP
from negcycle.cli.stopped import say_how_to_go_on
from negcycle.cli.writing import note
from negcycle.errors import CaseError, NegcycleError, Problem, SimulationError, UnknownName
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.files.ensemble_couples import CoupleTable

# The library has the same numbers; to import them here would make every start slower.
RUNS = 1_000
MOST_RUNS = 100_000_000


def _views() -> list[str]:
    return list(OF_AN_ENSEMBLE)


def ensemble(
    file: CaseFile,
    runs: Runs = None,
    vary: Annotated[
        list[str] | None,
        typer.Option("--vary", metavar="NAME=FROM", help=say("cli.opt.vary")),
    ] = None,
    couples: Annotated[
        str | None, typer.Option("--couples", metavar="TABLE", help=say("cli.opt.couples"))
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
    view: Annotated[
        str | None,
        typer.Option(
            "--view",
            metavar="VIEW,...",
            autocompletion=_views,
            help=say("cli.opt.ensemble-view", views=", ".join(OF_AN_ENSEMBLE)),
        ),
    ] = None,
    paper: Paper = "a4",
    source: From = "yaml",
    as_json: AsJson = False,
    force: Force = False,
) -> None:
    """Run many couples of one cycle, and say how they end."""
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
    asked = AskedOfMany(
        views=views_of(view, known=OF_AN_ENSEMBLE, otherwise="cli.unknown-many-view"),
        unasked=(OUTCOMES, *([] if record is None else [FAN])),
        forms=forms_of(out, to, known=FORMS, otherwise="cli.unknown-many-format"),
        as_json=as_json,
        paper=paper,
        force=force,
    )
    asked.refuse_what_does_not_fit()
    asked.refuse_record_for_nothing(record=record, every=every)
    options.refuse_what_does_not_fit(couples)
    written = assigned(vary, option="--vary", example="'john.reactivity=uniform(1, 4)'")
    if runs is not None and runs > MOST_RUNS:
        raise typer.BadParameter(say("cli.too-many-couples", runs=runs, limit=MOST_RUNS))
    refuse_outputs(asked)

    from negcycle.simulation.many import ensemble as many

    to_run = options.read()
    differs = _read_vary(written, to_run)
    count = RUNS if runs is None else runs
    if couples is not None:
        table = _read_couples(couples, to_run, {*differs})
        count = len(next(iter(table.values())))
        if runs is not None and runs != count:
            words = {"file": couples, "rows": count, "runs": runs}
            raise typer.BadParameter(say("cli.runs-and-couples", **words))
        differs |= table
    to_run.refuse_shard(count)
    if asked.shows(FAN) and record is None:
        to_run.keep_behaviors(every=every)
    by_chance = bool(written) or to_run.is_noisy or "noise" in differs
    if not (by_chance or differs) and count > 1 and not asked.is_told:
        note(say("cli.all-alike"))

    made = run_with_progress(
        lambda progress: many.ensemble(
            to_run.cycle, count, vary=differs, progress=progress, **to_run.settings
        )
    )
    hand_out(made, asked, command="ensemble", beside=_next(shard))
    say_if_nothing_happened(made, asked)
    if made.missing:
        say_how_to_go_on(made, asked.forms)
    if seed is None and by_chance and not asked.tells_seed:
        note(say("cli.seed-drawn", seed=made.seed))


def _next(shard: str | None) -> str:
    """Return what one may ask for next."""
    if shard is None:
        return say("cli.next-ensemble")
    return say("cli.next-shard", part=shard.partition("/")[0].strip())


def _read_vary(written: dict[str, str], to_run: ToRun) -> dict[str, Any]:
    """Return what each number is drawn from.

    Raises:
        BadParameter: if there is no such number, or it cannot be drawn from that.
    """
    import numpy as np

    from negcycle.simulation.many.distributions import drawn
    from negcycle.simulation.many.varying import range_of
    from negcycle.simulation.many.written import read_distribution

    found: dict[str, Any] = {}
    with as_wrong_usage(UnknownName), as_wrong_usage(SimulationError):
        to_run.refuse_unknown([*written])
        for name, text in written.items():
            low, high = range_of(name)
            one = read_distribution(text)
            drawn(one, np.array([0.5]), name=name, low=low, high=high)
            found[name] = one
    return found


def _read_couples(file: str, to_run: ToRun, others: set[str]) -> dict[str, Any]:
    """Return a number for each couple, by name, from a table.

    Raises:
        BadParameter: if a number is given with `--vary` as well.
        NegcycleError: if it cannot be read, or has faults.
    """
    from negcycle.files.ensemble_couples import LARGEST, to_table
    from negcycle.files.printable import shown_path
    from negcycle.model.faults import cut

    table = to_table(bytes_of(file, largest=LARGEST), file=file)
    found = table.couples
    for name in found:
        if name in others:
            words = {"name": cut(name, 60), "file": shown_path(file)}
            raise typer.BadParameter(say("cli.vary-and-couples", **words))
    try:
        to_run.refuse_unknown([*found, *others])
    except (UnknownName, SimulationError) as error:
        raise NegcycleError(say("cli.in-couples", file=shown_path(file), sentence=error)) from None
    _refuse_out_of_range(table, file)
    return {**found}


def _refuse_out_of_range(table: CoupleTable, file: str) -> None:
    """Refuse numbers that nobody can have, each with its line.

    Raises:
        CaseError: with every one of them, or the first hundred, in the order of the file.
    """
    from negcycle.files.faults import MOST_FAULTS
    from negcycle.model.faults import cut
    from negcycle.simulation.many.varying import out_of_range, range_of

    problems: list[Problem] = []
    for name, values in table.couples.items():
        why, places = out_of_range(name, values)
        low, high = range_of(name)
        for place in places[:MOST_FAULTS].tolist():
            message = say(f"couples.{why}", value=float(values[place]), low=low, high=high)
            line = int(table.lines[place])
            problems.append(Problem(message, cut(name, 60), why, file, line))
    if problems:
        problems.sort(key=lambda one: one.line or 0)
        raise CaseError(problems[:MOST_FAULTS])
