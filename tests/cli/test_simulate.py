"""`negcycle simulate`: one run, told, kept as numbers or drawn; to stay stuck is a finding."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc
from negcycle.drawing.charts import draw
from negcycle.drawing.views import pages_of
from negcycle.files.trajectory_file import read_trajectory
from negcycle.simulation import what_ifs
from negcycle.simulation.run import simulate
from negcycle.simulation.telling import tell
from negcycle.simulation.what_ifs import what_if

PLAN = "- {at: 1, trigger: mary, felt: absence, for: 3}\n"


@pytest.fixture
def plan(here: Path) -> str:
    """Return the name of a file with a plan."""
    (here / "plan.yaml").write_text(PLAN)
    return "plan.yaml"


def document(done: Any) -> dict[str, Any]:
    """Return the one JSON document that a command printed."""
    assert (done.code, done.err) == (0, "")
    assert done.data.isascii()
    found = json.loads(done.data)
    assert isinstance(found, dict)
    return found


# -- what is told ---------------------------------------------------------------------------------


def test_without_more_words_the_summary_is_printed(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    done = command("simulate", case, "--turns", "20")

    assert (done.code, done.err) == (0, "")
    assert done.out == f"{tell(simulate(nc.load(here / case), turns=20))}\n"


@pytest.mark.parametrize("start", ["calm", "stuck"])
def test_every_outcome_is_a_finding(start: str, command: Callable[..., Any], case: str) -> None:
    found = document(command("simulate", case, "--json", "--turns", "40", "--start", start))

    assert found["outcome"] == start


def test_json_has_the_keys_that_others_rely_on(
    command: Callable[..., Any], case: str, plan: str
) -> None:
    found = document(
        command(
            "simulate",
            case,
            "--json",
            "--turns",
            "8",
            "--plan",
            plan,
            "--noise",
            "0.1",
            "--seed",
            "7",
            "--step",
            "0.5",
        )
    )

    assert list(found) == [
        "schema",
        "version",
        "outcome",
        "decided",
        "turns",
        "seed",
        "step",
        "noise",
        "halving",
        "final",
        "positions",
        "cycle_strength",
        "meeting",
        "felt_security",
        "unmet_need",
        "gain",
        "indices",
        "inputs",
        "assumptions",
        "notes",
        "case",
    ]
    assert (found["schema"], found["version"]) == ("negcycle/simulate/1", nc.__version__)
    assert [found[name] for name in ("turns", "seed", "step", "noise")] == [8, 7, 0.5, 0.1]
    assert {"john.behavior", "john.openness", "mary.resentment"} <= found["final"].keys()
    assert found["positions"]["written"] == {"mary": "pursue", "john": "withdraw"}
    assert [*found["felt_security"]] == [*found["unmet_need"]] == ["mary", "john"]
    assert [one["kind"] for one in found["inputs"]] == ["trigger"]


def test_the_same_seed_gives_the_same_bytes(command: Callable[..., Any], case: str) -> None:
    options = ["--noise", "0.2", "--turns", "9"]

    first = command("simulate", case, *options, "--seed", "1", "--json")

    assert command("simulate", case, *options, "--seed", "1", "--json") == first
    assert command("simulate", case, *options, "--seed", "2", "--json").data != first.data


def test_a_seed_that_is_drawn_is_told_and_gives_the_same_again(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    options = ["--noise", "0.2", "--turns", "9"]

    told = command("simulate", case, *options).out
    drawn = re.search(r"seed (\d+)", told)
    assert drawn
    again = command("simulate", case, *options, "--seed", drawn[1])
    noted = command("simulate", case, *options, "-o", "run.csv").err
    seed = re.search(r"with --seed (\d+) the same happens again\.", noted)
    assert seed
    command("simulate", case, *options, "--seed", seed[1], "-o", "again.csv")

    assert again.out == told
    assert (here / "again.csv").read_bytes() == (here / "run.csv").read_bytes()


def test_the_step_is_checked_when_asked(command: Callable[..., Any], case: str) -> None:
    run = ["simulate", case, "--turns", "5", "--start", "stuck", "--json"]

    assert document(command(*run))["halving"] is None
    assert 0 <= document(command(*run, "--check"))["halving"] < 0.1


# -- what it begins with --------------------------------------------------------------------------


def test_a_plan_comes_from_a_file_or_standard_input(
    command: Callable[..., Any], case: str, plan: str
) -> None:
    by_file = command("simulate", case, "--turns", "9", "--plan", plan, "--json")
    by_stream = command("simulate", case, "--turns", "9", "--plan", "-", "--json", stdin=PLAN)

    assert document(by_stream) == document(by_file)
    assert document(by_file)["inputs"]


def test_the_plan_of_the_case_counts_unless_another_is_given(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    with (here / case).open("a") as opened:
        opened.write("plan: [{at: 2, stress: 1.5, for: 1}]\n")
    (here / "none.yaml").write_text("[]")
    run = ["simulate", case, "--turns", "5", "--json"]

    assert [one["kind"] for one in document(command(*run))["inputs"]] == ["stress"]
    assert document(command(*run, "--plan", "none.yaml"))["inputs"] == []


def test_a_case_comes_from_standard_input(command: Callable[..., Any], case: str) -> None:
    as_json = command("convert", case, "-o", "-", "--to", "json").data
    run = ["simulate", "-", "--from", "json", "--turns", "5", "--json"]

    assert document(command(*run, stdin=as_json)) == document(
        command("simulate", case, "--turns", "5", "--json")
    )


@pytest.mark.parametrize("file", ["end.json", "run.csv", "run.nc", "-"])
def test_a_run_goes_on_from_where_another_ended(
    file: str, command: Callable[..., Any], case: str, here: Path
) -> None:
    first = ["simulate", case, "--start", "stuck", "--turns", "3"]
    printed = command(*first, "--json", "-o", "run.csv", "-o", "run.nc").data
    (here / "end.json").write_bytes(printed)

    on = command("simulate", case, "--start", file, "--turns", "1", "-o", "on.csv", stdin=printed)

    assert on == (0, b"", "Wrote on.csv.\n")
    went_on = read_trajectory(here / "on.csv")
    assert dict(zip(went_on.names, went_on.states[0], strict=True)) == json.loads(printed)["final"]


# -- what is written ------------------------------------------------------------------------------


def test_numbers_pictures_and_the_summary_are_written_by_name(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    done = command("simulate", case, "--turns", "5", "-o", "it.csv", "-o", "it.nc", "-o", "it.TXT")

    assert done == (0, b"", "Wrote it.csv.\nWrote it.nc.\nWrote it.TXT.\n")
    run = simulate(nc.load(here / case), turns=5)
    assert read_trajectory(here / "it.csv").is_close(run, tolerance=0)
    assert read_trajectory(here / "it.nc").decided == run.decided
    assert (here / "it.TXT").read_text() == f"{tell(run)}\n"


def test_a_picture_of_the_run_is_drawn_in_every_form(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    forms = ["svg", "html", "pdf", "png"]

    done = command("simulate", case, "--turns", "5", *(f"-oit.{form}" for form in forms))

    drawn = draw.draw_trajectory(simulate(nc.load(here / case), turns=5))
    assert done == (0, b"", "".join(f"Wrote it.{form}.\n" for form in forms))
    assert (here / "it.svg").read_text("utf-8") == drawn.svg()
    assert (here / "it.html").read_text("utf-8") == drawn.html()
    assert (here / "it.pdf").read_bytes() == drawn.pdf()
    assert (here / "it.png").read_bytes() == drawn.png()


def test_several_views_follow_each_other(
    command: Callable[..., Any], case: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cycle = nc.load(here / case)
    run = simulate(cycle, turns=5)
    grid = draw.draw_trajectory(run, view="state-space-grid", paper="letter")
    asked: list[tuple[Any, ...]] = []

    def quick_portrait(of: nc.Cycle, *, trajectories: Any, paper: str) -> nc.Picture:
        asked.append((of, [one.is_close(run) for one in trajectories], paper))
        return grid

    monkeypatch.setattr(draw, "draw_portrait", quick_portrait)  # a whole portrait takes a while
    views = "time-course, state-space-grid,phase-portrait"
    options = ["--turns", "5", "--paper", "letter", "--view", views, "-o", "-", "--to", "svg"]

    done = command("simulate", case, *options)

    first = draw.draw_trajectory(run, paper="letter")
    pages = pages_of([first.scene, grid.scene, grid.scene])
    assert (done.code, done.err, asked) == (0, "", [(cycle, [True], "letter")])
    assert done.out == nc.Picture(pages).svg()


@pytest.mark.parametrize("view", ["time-course", "state-space-grid", "dominance", "what-if"])
def test_words_are_those_of_the_view_that_is_asked_for(
    view: str, command: Callable[..., Any], case: str, here: Path
) -> None:
    cycle = nc.load(here / case)
    if view == "what-if":
        shown = draw.draw_comparison(what_if(cycle, turns=40))
    elif view == "dominance":
        shown = draw.draw_dominance(nc.dominance(cycle, simulate(cycle, turns=40)))
    else:
        shown = draw.draw_trajectory(simulate(cycle, turns=40), view=view)
    run = ["simulate", case, "--turns", "40", "--view", view]

    printed = command(*run)
    written = command(*run, "-o", "it.txt")

    assert printed == (0, shown.text().encode(), "")
    assert written == (0, b"", "Wrote it.txt.\n")
    assert (here / "it.txt").read_text("utf-8") == shown.text()
    assert command(*run, "-o", "-", "--to", "txt") == printed


def test_what_drives_a_run_is_drawn_with_what_its_plan_did(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    (here / "plan.yaml").write_text("plan: [{at: 5, open: both, for: 10}]")
    run = ["simulate", case, "--start", "stuck", "--turns", "30", "--plan", "plan.yaml"]

    done = command(*run, "--view", "dominance", "-o", "it.svg")
    chance = command(*run, "--view", "dominance", "--noise", "0.1", "--seed", "1")

    assert done == (0, b"", "Wrote it.svg.\n")
    assert "which loops drive what changes" in (here / "it.svg").read_text("utf-8")
    assert (chance.code, chance.data) == (1, b"")
    assert chance.err.startswith("This run has noise in it (0.1)")


def test_a_seed_that_is_drawn_is_told_beside_a_view(command: Callable[..., Any], case: str) -> None:
    done = command("simulate", case, "--turns", "40", "--noise", "0.1", "--view", "time-course")

    assert re.fullmatch(r"Seed (\d+): with --seed \1 the same happens again\.\n", done.err)


FOLLOWED: dict[str, dict[str, Any]] = {
    "": {"step": 0.25, "start": "stuck"},
    "--turns 40 --step 0.5": {"step": 0.5, "start": "stuck", "turns": 40.0},
    "--start calm": {"step": 0.25, "start": "calm"},
    "--start end.json": {"step": 0.25, "start": {"john.behavior": -0.5}},
}
"""Options, and with what the runs are asked for that stand side by side."""


@pytest.mark.parametrize("options", FOLLOWED)
def test_what_would_happen_if_follows_turns_step_and_start(
    options: str,
    command: Callable[..., Any],
    case: str,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (here / "end.json").write_text('{"john.behavior": -0.5}')
    runs = what_if(nc.load(here / case), turns=30)
    asked: list[dict[str, Any]] = []

    def quick(*_: nc.Cycle, **settings: Any) -> Any:
        asked.append(settings)
        return runs

    monkeypatch.setattr(what_ifs, "what_if", quick)
    done = command("simulate", case, "--view", "what-if", *options.split())

    assert (done.code, done.out) == (0, draw.draw_comparison(runs).text())
    assert asked == [FOLLOWED[options]]


VIEWS_AND_RUNS = {
    "--view what-if": 0,
    "--view hysteresis": 0,
    "--view phase-portrait": 0,
    "--view phase-portrait,what-if -o it.svg": 0,
    "--view phase-portrait --plan plan.yaml": 1,
    "--view phase-portrait --turns 40": 1,
    "--view phase-portrait -o it.csv": 1,
    "--view what-if,state-space-grid": 1,
    "--view what-if,time-course -o it.csv -o it.txt": 1,
    "--view what-if,time-course --plan plan.yaml": 1,
    "--json": 1,
    "": 1,
}
"""How often a couple is run beside what a view runs by itself."""


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("options", VIEWS_AND_RUNS)
def test_a_couple_is_run_only_where_that_is_shown(
    options: str,
    command: Callable[..., Any],
    case: str,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = simulate(nc.load(here / case), turns=40)
    picture = draw.draw_trajectory(made)
    runs: list[nc.Trajectory] = []

    def quick(*_: Any, **__: Any) -> nc.Trajectory:
        runs.append(made)
        return made

    def drawn(*_: Any, **settings: Any) -> nc.Picture:
        assert [*settings.get("trajectories", ())] == runs
        return picture

    monkeypatch.setattr("negcycle.simulation.run.simulate", quick)
    for module, name in (
        (what_ifs, "what_if"),
        (draw, "draw_comparison"),
        (draw, "draw_hysteresis"),
    ):
        monkeypatch.setattr(module, name, lambda *_, **__: picture)
    monkeypatch.setattr(draw, "draw_portrait", drawn)
    done = command("simulate", case, *options.split())

    assert (done.code, len(runs)) == (0, VIEWS_AND_RUNS[options])


def test_a_plan_that_the_case_has_is_shown_in_a_portrait(
    command: Callable[..., Any], case: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (here / case).open("a") as opened:
        opened.write(f"plan:\n  {PLAN}")
    asked: list[int] = []
    picture = draw.draw_trajectory(simulate(nc.load(here / case), turns=5))

    def quick_portrait(*_: Any, trajectories: Any, **__: Any) -> nc.Picture:
        asked.extend(len(one.bands) for one in trajectories)
        return picture

    monkeypatch.setattr(draw, "draw_portrait", quick_portrait)

    assert command("simulate", case, "--view", "phase-portrait").code == 0
    assert asked == [1]


def test_standard_output_takes_one_of_them(command: Callable[..., Any], case: str) -> None:
    table = command("simulate", case, "--turns", "1", "-o", "-")
    words = command("simulate", case, "--turns", "1", "-o", "-", "--to", "txt")

    rows = list(csv.DictReader(io.StringIO(table.out)))
    assert (table.code, table.err) == (0, "")
    assert [row["turn"] for row in rows] == ["0.0", "0.25", "0.5", "0.75", "1.0"]
    assert words == command("simulate", case, "--turns", "1")


def test_files_that_are_there_are_kept_and_nothing_else_is_written(
    command: Callable[..., Any], case: str, here: Path, names: Callable[[], list[str]]
) -> None:
    (here / "it.nc").write_text("mine")

    done = command("simulate", case, "-o", "it.csv", "-o", "it.nc")

    assert (done.code, done.data) == (1, b"")
    assert done.err.startswith("'it.nc' is already there and is kept.")
    assert names() == [case, "it.nc"]
    assert (here / "it.nc").read_text() == "mine"
    assert command("simulate", case, "-o", "it.nc", "--force").err == "Wrote it.nc.\n"


# -- what is refused ------------------------------------------------------------------------------

NO_START = (
    "This holds no start. Write JSON, names of states with numbers, such as "
    "'{\"john.behavior\": -0.5}', or what 'negcycle simulate --json' printed."
)

REFUSED = {
    "--plan never-written-down.yaml": "There is no file 'never-written-down.yaml'.",
    "--plan folder": "'folder' is a folder. Give the name of a file in it.",
    "--plan empty.yaml": (
        "empty.yaml: There is no plan here yet. "
        "Write a list of inputs, such as '- {at: 10, softening: 1, for: 400}'."
    ),
    "--plan picture.yaml": "picture.yaml: This is a picture, not a plan.",
    "--plan case.yaml": (
        "case.yaml:2:1: This is a case, and a plan stands in a file of its own. "
        "Copy there what is under 'plan:'."
    ),
    "--plan who.yaml": (
        "who.yaml:1:17: plan[0].open: No partner is called 'jon'. Did you mean 'john'?"
    ),
    "--start never-written-down.json": "There is no file 'never-written-down.json'.",
    "--start folder": "'folder' is a folder. Give the name of a file in it.",
    "--start empty.yaml": f"empty.yaml: {NO_START}",
    "--start case.yaml": f"case.yaml: {NO_START}",
    "--start wrong.json": (
        "wrong.json:1:19: john.behavior: 'much' is not a number. Write it in digits, such as 0.5."
    ),
    "--start other.json": ("other.json:1:2: No partner is called 'jon'. Did you mean 'john'?"),
    "--start far.json": ("far.json:1:19: 'john.behavior' lies between -1 and 1, and 2 does not."),
    "--start theirs.csv": (
        "theirs.csv: This is a run of other people: ines, tom. The case is about mary, john."
    ),
    "--start measures.csv": (
        "measures.csv: This run holds no states, so no other can go on from it. "
        "Keep their columns, such as 'john.behavior'."
    ),
    "-o nowhere/run.csv": ("There is no folder 'nowhere' to write 'run.csv' into. Make it first."),
}


@pytest.fixture
def around(case: str, here: Path) -> None:
    """Put files beside the case that are no plan and no start."""
    del case
    (here / "folder").mkdir()
    (here / "empty.yaml").touch()
    (here / "picture.yaml").write_bytes(b"\x89PNG\r\n\x1a\n")
    (here / "who.yaml").write_text("- {at: 1, open: jon}")
    (here / "wrong.json").write_text('{"john.behavior": "much"}')
    (here / "other.json").write_text('{"jon.behavior": 0.5}')
    (here / "far.json").write_text('{"john.behavior": 2.0}')
    (here / "theirs.csv").write_text("turn,ines.primary,tom.primary\n0,0.5,0.5\n")
    (here / "measures.csv").write_text("turn,meeting\n0,0.5\n")


@pytest.mark.usefixtures("around")
@pytest.mark.parametrize("options", REFUSED)
def test_what_cannot_be_read_or_written_is_a_sentence(
    options: str, command: Callable[..., Any], case: str
) -> None:
    done = command("simulate", case, "--turns", "1", *options.split())

    assert done == (1, b"", f"{REFUSED[options]}\n")


def test_a_run_that_would_never_end_is_refused_at_once(
    command: Callable[..., Any], case: str
) -> None:
    for options in (["--turns", "1e12"], ["--step", "1e-300"], ["--turns", "1e308"]):
        done = command("simulate", case, *options)

        assert (done.code, done.data) == (1, b"")
        assert done.err.endswith("Ask for fewer turns or a longer step.\n")


def test_a_case_with_faults_is_not_run(command: Callable[..., Any], faulty: str) -> None:
    done = command("simulate", faulty)

    assert (done.code, done.data) == (1, b"")
    assert done.err.startswith("faulty.yaml:4:13: partners.ana.chain: 'primery' is not a field")


# -- what is stopped ------------------------------------------------------------------------------

FROM_A_TERMINAL = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from negcycle.cli import main; main()"
)
"""Ctrl-C works as in a terminal, even where the tests run in the background, which ignores it."""

PATIENCE = 20.0  # seconds; all of it is needed only when something is wrong


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing there")
def test_a_long_run_is_stopped_without_a_word(case: str, here: Path) -> None:
    long = ["simulate", "-", "--turns", "450000", "-o", "it.csv"]
    text = (here / case).read_bytes()
    with subprocess.Popen(
        [sys.executable, "-c", FROM_A_TERMINAL, *long],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        # More than a pipe holds: when all of it is written, the command is already reading.
        process.stdin.write(text + b"# so many words\n" * 10_000)
        process.stdin.close()
        process.stdin = None
        try:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=1)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()

    assert (process.returncode, out, err) == (130, b"", b"")
    assert not (here / "it.csv").exists()
