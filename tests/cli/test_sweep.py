"""`negcycle sweep`: couples over a grid, or at points that are drawn."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc
from negcycle.drawing.charts import draw_many
from negcycle.model.ensemble import Ensemble
from negcycle.model.trajectory import Outcome
from negcycle.simulation.many import progress
from negcycle.simulation.many import sweep as many
from negcycle.simulation.many.designs import SAMPLINGS, Axis
from negcycle.simulation.many.telling import along, tell

QUICK = ("--turns", "6", "--seed", "4", "--start", "stuck")
GRID = (*QUICK, "--over", "need=0.3:0.7:3", "--over", "john.reactivity=2,4")
DRAWN = (*QUICK, "--over", "need=0.3:0.7", "--over", "john.reactivity=normal(3, 0.2)")
CASE = """\
partners:
  mary: {name: Mary, chain: {behavior: {words: asks again, moves: pursue}}}
  john: {name: John, chain: {behavior: {words: goes quiet, moves: withdraw}}}
dynamics: {defaults: couple-types-1}
"""


@pytest.fixture
def case(here: Path) -> str:
    """Return the name of a case that can be stuck."""
    (here / "case.yaml").write_text(CASE)
    return "case.yaml"


def grid(case: Path, **settings: Any) -> Ensemble:
    over = {"need": [0.3, 0.5, 0.7], "john.reactivity": [2.0, 4.0]}
    return nc.sweep(nc.load(case), over, turns=6, seed=4, start="stuck", **settings)


def drawn(case: Path, **settings: Any) -> Ensemble:
    over: dict[str, Axis] = {"need": [0.3, 0.7], "john.reactivity": nc.Normal(3, 0.2)}
    return nc.sweep(nc.load(case), over, sample=8, turns=6, seed=4, start="stuck", **settings)


# -- what is told ---------------------------------------------------------------------------------


def test_a_grid_is_told_with_the_shares_along_each_number(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    done = command("sweep", case, *GRID)

    assert (done.code, done.out) == (0, f"{tell(grid(here / case))}\n")
    assert done.err == "To see it, add -o map.svg. To keep every couple, add -o couples.nc.\n"
    assert "Along need, whatever the other numbers are:" in done.out


@pytest.mark.parametrize("sampling", ["sobol", "latin", "random"])
def test_points_are_drawn_as_is_said(
    sampling: str, command: Callable[..., Any], case: str, here: Path
) -> None:
    done = command("sweep", case, *DRAWN, "--sample", "8", "--sampling", sampling)

    assert (done.code, done.out) == (0, f"{tell(drawn(here / case, sampling=sampling))}\n")
    assert ("--sensitivity" in done.err) is (sampling == "sobol")


def test_json_tells_the_shares_along_each_number(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    done = command("sweep", case, *GRID, "--runs", "2", "--noise", "0.1", "--json")

    found = json.loads(done.data)
    made = grid(here / case, runs=2, noise=0.1)
    assert (done.code, done.err, found["schema"]) == (0, "", "negcycle/sweep/1")
    assert (found["runs"], found["design"]["points"], found["design"]["runs"]) == (12, 6, 2)
    assert [*found["along"]] == ["need", "john.reactivity"]
    told = [(one["low"], one["high"], one["couples"]) for one in found["along"]["need"]]
    assert told == [(0.3, 0.3, 4), (0.5, 0.5, 4), (0.7, 0.7, 4)]
    for one, expected in zip(found["along"]["need"], along(made, "need"), strict=True):
        assert one["outcomes"] == {str(way): expected.outcomes.get(way, 0) / 4 for way in Outcome}


def test_sensitivity_is_told_drawn_and_in_json(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    run = ["sweep", case, *DRAWN, "--sample", "8"]
    asked = ["--sensitivity", "john.behavior.final"]

    made = drawn(here / case)
    found = nc.sensitivity(made, "john.behavior.final")
    told = command(*run, *asked)
    as_json = json.loads(command(*run, *asked, "--json").data)
    pictured = command(*run, *asked, "-o", "-", "--to", "svg")
    unasked = command(*run, "-o", "-", "--to", "svg")

    assert told.out.endswith("\n\n" + "\n".join(found.sentences) + "\n")
    assert as_json["sensitivity"] == found.as_data()
    assert pictured.out == draw_many.draw_sensitivity(made, found.of).svg()
    assert unasked.out == draw_many.draw_sensitivity(made).svg()


def test_where_nothing_differs_the_summary_is_told_and_the_question_has_no_answer(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    run = ["sweep", case, *DRAWN, "--sample", "8", "--sensitivity", "outcome=calm"]

    done = command(*run)
    kept = command(*run, "-o", "it.nc", "-o", "it.svg")

    sentence = "'outcome=calm' is 0 at every point, so there are no differences to account for."
    assert (done.code, done.out) == (1, f"{tell(drawn(here / case))}\n")
    assert sentence in done.err
    assert (kept.code, kept.err.startswith("Wrote it.nc.\n'outcome=calm' is 0")) == (1, True)


# -- what is drawn --------------------------------------------------------------------------------

PICTURES: dict[str, Callable[[Ensemble], nc.Picture]] = {
    "": draw_many.draw_outcome_map,
    "--view map --x john.reactivity --y need": lambda made: draw_many.draw_outcome_map(
        made, "john.reactivity", "need"
    ),
    "--view map --x need": lambda made: draw_many.draw_outcome_map(made, "need"),
    "--view recovery": draw_many.draw_recovery,
    "--view recovery --x need --y john.reactivity": lambda made: draw_many.draw_recovery(
        made, "need", by="john.reactivity"
    ),
    "--view recovery --paper letter": lambda made: draw_many.draw_recovery(made, paper="letter"),
}


@pytest.mark.parametrize("options", PICTURES)
def test_a_grid_is_drawn_as_is_asked_for(
    options: str, command: Callable[..., Any], case: str, here: Path
) -> None:
    done = command("sweep", case, *GRID, *options.split(), "-o", "it.svg")

    assert done == (0, b"", "Wrote it.svg.\n")
    assert (here / "it.svg").read_text("utf-8") == PICTURES[options](grid(here / case)).svg()


def test_words_are_those_of_the_view(command: Callable[..., Any], case: str, here: Path) -> None:
    done = command("sweep", case, *GRID, "--view", "map")

    assert done == (0, draw_many.draw_outcome_map(grid(here / case)).text().encode(), "")


# -- what is refused ------------------------------------------------------------------------------

MISUSED = {
    "": "Nothing to go over. Add, for instance, --over need=0.3:0.7:5.",
    "--over need": "--over takes NAME=VALUE, such as need=0.3:0.7:5, and 'need' is none.",
    "--over ned=0.3,0.7": "No number is called 'ned' here. Did you mean 'need'?",
    "--over need=0.1,0.2 --over need=0.3": "--over names 'need' twice. Name it once.",
    "--over need=0.1,0.1": (
        "need: 0.1 is given twice. Give each value once, and say with 'runs' how many couples "
        "there are at each point."
    ),
    "--over need=2:3:4": "need: 2 is beyond what is possible, from 0 to 1.",
    "--over need=0:1": (
        "'0:1' gives no values. Write START:STOP:N, such as 0:1:5, or the values with commas "
        "between, such as 0.2, 0.5."
    ),
    "--over need=uniform(0,1)": (
        "--over need=uniform(0,1) is something to draw from, and a grid goes over values. Write "
        "START:STOP:N, or add --sample with the number of points."
    ),
    "--over need=0:1:5 --sample 8": (
        "--over need=0:1:5 is a grid, and --sample draws points between two ends. Write "
        "need=LOW:HIGH, or leave out --sample."
    ),
    "--over need=0:1 --sample 9": (
        "The points of 'sobol' are even only where 'sample' is a power of two, and 9 is none. "
        "Take 16, or 8 for fewer."
    ),
    "--over need=0:1 --sampling sobol": (
        "Say with --sample how many points are drawn, such as --sample 256."
    ),
    "--over need=0,1 --sampling grid --sample 8": (
        "A grid holds every combination of its values, so --sample says nothing about it. Leave "
        "it out, or choose --sampling sobol, latin or random."
    ),
    "--over need=0:1 --sample 8 --sampling latn": (
        "'latn' is no way to choose points. Did you mean 'latin'?"
    ),
    "--over need=0:1:3 --sensitivity outcome=calm": (
        "Sensitivity is worked out from points that belong together. Add --sample with a power of "
        "two, such as --sample 256, and let --sampling be sobol."
    ),
    "--over need=0:1 --sample 8 --sensitivity outcom=calm": (
        "There is no column 'outcom' here. Did you mean 'outcome'?"
    ),
    "--over need=0:1 --sample 8 --sensitivity need": (
        "'need' is what differs between the couples, and no result. Ask for a result, such as "
        "'cycle_strength.final' or 'outcome=stuck'."
    ),
    "--over need=0:1 --sample 8 --sensitivity john.position": (
        "The numbers in 'john.position' only stand for withdraw, neither and pursue, so their "
        "variance says nothing. Ask for one of them, such as 'john.position=withdraw'."
    ),
    "--over need=0:1 --sample 8 --sensitivity outcome=calm -o it.nc": (
        "--sensitivity is told, drawn, or in --json, and none of them is asked for. Add -o with a "
        "name that ends in .svg, or --json, or leave it out."
    ),
    "--over need=0:1 --sample 8 --seed 1 --shard 1/2 --sensitivity outcome=calm": (
        "Sensitivity needs all couples, and --shard computes a part. Keep the parts as .nc files, "
        "and ask merge for it."
    ),
    "--over need=0:1 --sample 8 --view recovery": (
        "The recovery counts couples at the points of a grid. Leave out --sample, and give the "
        "values with --over NAME=START:STOP:N."
    ),
    "--over need=0,1 --x john.need --view map": (
        "--x names 'john.need', and --over does not go over it."
    ),
    "--over john.need=0,1 --y jon.need -o it.svg": (
        "--y names 'jon.need', and --over does not go over it. Did you mean 'john.need'?"
    ),
    "--over need=0,1 --x need": (
        "--x is for the views map and recovery, and here is neither. Leave it out, or ask for one "
        "of them."
    ),
    "--over need=0,1 --runs 0": "'--runs' is a whole number from 1 up, and 0 is not.",
    "--over need=0:1:9999 --over openness=0:1:9999": (
        "99,980,001 points with 1 couples at each are 99,980,001 couples, and 10,000,000 is the "
        "limit. Take fewer values, points or runs."
    ),
    "--over need=0,1 --shard 1/9 --seed 1": (
        "There are 9 shards and 2 couples, so some shards would be empty. Ask for at most 2 shards."
    ),
}


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no couple run, but the one moment of one that tells which columns there are."""

    def refused(*_: Any, **__: Any) -> None:
        pytest.fail("this would have run for nothing")

    monkeypatch.setattr(many, "sweep", refused)


@pytest.mark.usefixtures("never")
@pytest.mark.parametrize("options", MISUSED)
def test_what_does_not_fit_is_said_before_anything_runs(
    options: str, command: Callable[..., Any], case: str
) -> None:
    done = command("sweep", case, *options.split())

    usage = f"negcycle sweep: {MISUSED[options]}\nTry 'negcycle sweep --help'.\n"
    assert done == (2, b"", usage)


@pytest.mark.usefixtures("never")
@pytest.mark.parametrize("options", ["--sensitivity outcome=calm", "--view sensitivity"])
def test_what_is_not_installed_is_said_before_anything_runs(
    options: str, command: Callable[..., Any], case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("negcycle.cli.many_written.find_spec", dict[str, str]().get)

    done = command("sweep", case, *DRAWN, "--sample", "8", *options.split())

    sentence = "Sobol indices need SALib. Install it with: pip install 'negcycle[research]'\n"
    assert done == (1, b"", sentence)


def test_a_plan_that_cannot_be_carried_out_is_a_sentence(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    (here / "plan.yaml").write_text("- {every: 3, open: both, for: 2}\n")
    run = ["sweep", case, *QUICK, "--plan", "plan.yaml", "--over"]

    done = command(*run, "plan.0.every=0:4:3")

    assert (done.code, done.data) == (1, b"")
    assert done.err == (
        "The plan cannot be carried out with this value of 'plan.0.every': 'every: 0' would start "
        "without end. Write a time above 0.\n"
    )
    assert command(*run, "plan.0.for=0:4:3").code == 0  # 0 leaves it out


def test_couples_that_will_be_the_same_at_a_point_are_said_to_be(
    command: Callable[..., Any], case: str
) -> None:
    run = ["sweep", case, *GRID, "--runs", "2"]

    assert "The 2 couples at each point are the same" in command(*run).out
    assert command(*run, "--json").err.startswith("The couples at each point will be the same")
    assert command(*run, "--json", "--noise", "0.1").err == ""


def test_what_one_may_choose_is_what_the_library_knows() -> None:
    assert sys.modules["negcycle.cli.sweep"].SAMPLINGS == SAMPLINGS


def test_sensitivity_of_couples_that_were_stopped_is_left_out_and_that_is_said(
    command: Callable[..., Any], case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Impatient(progress.TerminalProgress):
        def __call__(self, done: int, total: int) -> None:
            if done >= 0.2 * total:
                raise KeyboardInterrupt

    monkeypatch.setattr(
        "negcycle.simulation.many.batches.Batches.size", lambda _, left: min(64, left)
    )
    monkeypatch.setattr(progress, "terminal_progress", Impatient)
    run = ("sweep", case, *DRAWN, "--sample", "64", "--threads", "1")
    done = command(*run, "--sensitivity", "cycle_strength.final")

    assert done.code == 130
    assert "Sensitivity needs all couples, so it is left out here.\n" in done.err
    assert "Merge" not in done.err
