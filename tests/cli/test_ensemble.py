"""`negcycle ensemble`: many couples, told, kept as rows or drawn, and stopped on the way."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

import negcycle as nc
from negcycle.cli import many_asked, many_options
from negcycle.cli.asked import DRAWN
from negcycle.drawing.charts import draw_many
from negcycle.drawing.views import pages_of
from negcycle.errors import SimulationError
from negcycle.files import ensemble_file
from negcycle.model.ensemble import Ensemble
from negcycle.simulation.many import ensemble as many
from negcycle.simulation.many import progress
from negcycle.simulation.many.kernels.choosing import KernelName
from negcycle.simulation.many.running import PRECISIONS
from negcycle.simulation.many.telling import tell

CASE = """\
partners:
  mary: {name: Mary, chain: {behavior: {words: asks again, moves: pursue}}}
  john: {name: John, chain: {behavior: {words: goes quiet, moves: withdraw}}}
"""

QUICK = ("--turns", "6", "--runs", "12", "--seed", "4")
VARIED = (*QUICK, "--vary", "john.reactivity=uniform(1, 4)", "--noise", "2")


def quick(case: Path, **settings: Any) -> Ensemble:
    """Return the couples of QUICK."""
    return nc.ensemble(nc.load(case), 12, **{"turns": 6, "seed": 4, **settings})


def varied(case: Path, **settings: Any) -> Ensemble:
    return quick(case, vary={"john.reactivity": nc.Uniform(1, 4)}, noise=2, **settings)


def bytes_of(ensemble: Ensemble, form: str) -> bytes:
    return b"".join(ensemble_file.contents_of(ensemble, form))


# -- what is told ---------------------------------------------------------------------------------


def test_without_more_words_the_summary_is_printed(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    done = command("ensemble", case, *VARIED)

    assert (done.code, done.out) == (0, f"{tell(varied(here / case))}\n")
    assert done.err == (
        "To see it, add -o outcomes.svg, or --view fan -o fan.svg. To keep every couple, add -o "
        "couples.nc.\n"
    )


def test_json_is_one_document_with_the_shares(command: Callable[..., Any], case: str) -> None:
    done = command("ensemble", case, *VARIED, "--json")

    found = json.loads(done.data)
    assert (done.code, done.err, done.data.isascii()) == (0, "", True)
    assert (found["schema"], found["version"]) == ("negcycle/ensemble/1", nc.__version__)
    assert (found["runs"], found["done"], found["seed"]) == (12, 12, 4)
    assert sum(found["outcomes"].values()) == pytest.approx(1)
    assert found["libraries"]["negcycle"] == nc.__version__
    assert {"positions", "settled", "columns", "assumptions", "notes", "missing"} <= found.keys()
    assert found["parameters"]["john.reactivity"]["count"] == 12


def test_couples_that_will_all_be_the_same_are_run_and_said_to_be(
    command: Callable[..., Any], case: str
) -> None:
    alike = "All couples will be the same: "
    run = ["ensemble", case, *QUICK]

    assert "All couples are the same: " in command(*run).out
    assert command(*run, "--json").err.startswith(alike)
    assert command(*run, "-o", "it.csv").err.startswith(alike)
    for differing in (["--noise", "0.1"], ["--vary", "need=0.2:0.4"], ["--runs", "1"]):
        assert alike not in command(*run, *differing, "--json").err


def test_where_nothing_sets_a_cycle_off_that_is_said(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    (here / "plan.yaml").write_text("- {at: 1, trigger: mary, felt: absence, for: 3}\n")
    nothing = (
        "Nobody came to a position on the way: all began calm, and nothing was planned. Begin "
        "stuck, plan a trigger, or raise the noise.\n"
    )
    run = ["ensemble", case, *QUICK, "--vary", "john.reactivity=uniform(1, 4)"]

    assert command(*run, "-o", "it.csv").err == f"Wrote it.csv.\n{nothing}"
    assert command(*run, "--json").err == nothing
    assert nothing in command(*run).out
    for moving in (["--plan", "plan.yaml"], ["--noise", "2"]):
        assert command(*run, *moving, "--json").err == ""


def test_a_seed_that_is_drawn_is_told_and_gives_the_same_again(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    run = ["ensemble", case, "--turns", "6", "--runs", "9", "--noise", "2"]

    noted = command(*run, "-o", "one.csv").err
    seed = re.search(r"with --seed (\d+) the same happens again\.", noted)
    assert seed
    told = command(*run, "--seed", seed[1], "-o", "two.csv", "-o", "two.txt")

    assert "--seed" not in told.err
    assert (here / "one.csv").read_bytes() == (here / "two.csv").read_bytes()
    assert f"Seed {seed[1]}: " in (here / "two.txt").read_text()


# -- what differs ---------------------------------------------------------------------------------

TABLE = "john.reactivity,need\n1,0.5\n2,0.5\n3,0.25\n"


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_a_table_gives_a_couple_for_each_row(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    (here / "t.csv").write_text(TABLE)
    run = ["ensemble", case, "--turns", "2", "--seed", "1", "-o", "-", "--couples"]

    by_file = command(*run, "t.csv")

    assert [row["need"] for row in rows(by_file.data)] == ["0.5", "0.5", "0.25"]
    assert [row["john.reactivity"] for row in rows(by_file.data)] == ["1.0", "2.0", "3.0"]
    assert command(*run, "-", stdin=TABLE) == by_file
    assert command(*run, "t.csv", "--runs", "3") == by_file
    unseeded = command("ensemble", case, "--turns", "2", "--couples", "t.csv", "-o", "it.csv")
    assert "--seed" not in unseeded.err  # where chance has no part
    assert {row["noise"] for row in rows(command(*run, "t.csv", "--vary", "noise=0.1").data)} == {
        "0.1"
    }


def test_a_plan_a_start_and_all_else_reach_the_library(
    command: Callable[..., Any], case: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "plan.yaml").write_text("- {at: 1, open: both, for: 2}\n")
    (here / "start.json").write_text('{"john.behavior": -0.5}')
    made = quick(here / case)
    asked: list[Any] = []

    def run(cycle: nc.Cycle, runs: int, **settings: Any) -> Ensemble:
        settings.pop("progress")(0, runs)
        asked.append((cycle, runs, settings))
        return made

    monkeypatch.setattr(many, "ensemble", run)
    options = (
        "--plan plan.yaml --start start.json --turns 9 --step 0.5 --noise 0.1 --seed 7 --after 2 "
        "--record john.behavior,mary.behavior --every 3 --kernel numpy --precision float32 "
        "--threads 2 --shard 2/4 --runs 40 -o it.nc"
    )
    done = command("ensemble", case, *options.split(), "--vary", "need=normal(0.5, 0.1)")

    cycle, runs, settings = asked[0]
    assert (done.code, cycle, runs) == (0, nc.load(here / case), 40)
    assert settings.pop("plan") == nc.load_plan(here / "plan.yaml", cycle=cycle)
    assert settings.pop("vary") == {"need": nc.Normal(0.5, 0.1)}
    assert settings == {
        "start": {"john.behavior": -0.5},
        "turns": 9,
        "step": 0.5,
        "noise": 0.1,
        "seed": 7,
        "after": 2,
        "record": ("john.behavior", "mary.behavior"),
        "every": 3,
        "kernel": "numpy",
        "precision": "float32",
        "threads": 2,
        "shard": (2, 4),
    }


# -- what is written ------------------------------------------------------------------------------


def test_rows_pictures_and_words_are_written_by_name(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    files = ["it.csv", "it.nc", "it.parquet", "it.svg", "it.html", "it.TXT"]

    done = command("ensemble", case, *VARIED, *(f"-o{file}" for file in files))

    couples = varied(here / case)
    assert (done.code, done.data) == (0, b"")
    assert done.err == "".join(f"Wrote {file}.\n" for file in files)
    for form in ensemble_file.FORMATS:
        assert (here / f"it.{form}").read_bytes() == bytes_of(couples, form)
    drawn = draw_many.draw_outcome_map(couples)
    assert (here / "it.svg").read_text("utf-8") == drawn.svg()
    assert (here / "it.html").read_text("utf-8") == drawn.html()
    assert (here / "it.TXT").read_text() == f"{tell(couples)}\n"


@pytest.mark.parametrize("form", ["csv", "nc", "parquet", "svg"])
def test_standard_output_takes_one_of_them(
    form: str, command: Callable[..., Any], case: str, here: Path
) -> None:
    done = command("ensemble", case, *VARIED, "-o", "-", *(["--to", form] if form != "csv" else []))

    couples = varied(here / case)
    drawn = draw_many.draw_outcome_map(couples).svg().encode()
    expected = drawn if form == "svg" else bytes_of(couples, form)
    assert (done.code, done.err, done.data) == (0, "", expected)


def test_a_fan_records_what_everybody_does_by_itself(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    done = command("ensemble", case, *VARIED, "--view", "fan,outcomes", "-o", "it.svg")
    words = command("ensemble", case, *VARIED, "--view", "fan")

    couples = varied(here / case, record=["mary.behavior", "john.behavior"], every=0.25)
    fan, outcomes = draw_many.draw_fan(couples), draw_many.draw_outcome_map(couples)
    assert done == (0, b"", "Wrote it.svg.\n")
    assert (here / "it.svg").read_text("utf-8") == nc.Picture(
        pages_of([fan.scene, outcomes.scene])
    ).svg()
    assert words == (0, fan.text().encode(), "")


def test_what_is_recorded_goes_to_netcdf_and_the_fan_and_not_to_tables(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    names = "john.resentment, mary.openness"
    files = ("-o", "it.nc", "-o", "it.csv", "-o", "it.svg")

    done = command("ensemble", case, *VARIED, "--record", names, "--every", "2", *files)

    couples = varied(here / case, record=names.split(", "), every=2)
    assert (done.code, done.data) == (0, b"")
    assert (here / "it.nc").read_bytes() == bytes_of(couples, "nc")
    assert (here / "it.csv").read_bytes() == bytes_of(varied(here / case), "csv")
    pages = [
        draw_many.draw_outcome_map(couples).scene,
        draw_many.draw_fan(couples, names.split(", ")).scene,
    ]
    assert (here / "it.svg").read_text("utf-8") == nc.Picture(pages_of(pages)).svg()


# -- what is refused ------------------------------------------------------------------------------

MISUSED = {
    "--runs 0": "'--runs' is a whole number from 1 up, and 0 is not.",
    "--runs 1e3": "'--runs' is a whole number from 1 up, and 1e3 is not.",
    "--runs 1000000000": "1,000,000,000 couples are too many. Ask for 100,000,000 at most.",
    "--threads 0": "'--threads' is a whole number from 1 up, and 0 is not.",
    "--after -1": "--after takes a number from 0 up, and -1 is not.",
    "--every 0": "--every takes a number above 0, and 0 is not.",
    "--kernel numbat": "'numbat' is not a kernel. Did you mean 'numba'?",
    "--precision float6": "'float6' is not a precision. Did you mean 'float64'?",
    "--vary need": (
        "--vary takes NAME=VALUE, such as 'john.reactivity=uniform(1, 4)', and 'need' is none."
    ),
    "--vary need=": (
        "--vary takes NAME=VALUE, such as 'john.reactivity=uniform(1, 4)', and 'need=' is none."
    ),
    "--vary need=0.1 --vary need=0.2": "--vary names 'need' twice. Name it once.",
    "--vary jon.need=0.5": "No number is called 'jon.need' here. Did you mean 'john.need'?",
    "--vary plan.0.for=10:20": (
        "'plan.0.for' is about an item of the plan, and the plan has 0 of them, counted from 0. "
        "Give a plan that has it."
    ),
    "--vary need=0.5 --vary john.need=0.4": (
        "'need' sets every partner's, and 'john.need' is given as well. Give one of the two."
    ),
    "--vary need=unifrom(0,1)": (
        "In 'unifrom(0,1)', 'unifrom' is no distribution. Did you mean 'uniform'? Take uniform, "
        "normal, lognormal or choice."
    ),
    "--vary need=0:2": (
        "need: 'uniform(0, 2)' goes beyond what is possible, from 0 to 1. Choose numbers inside."
    ),
    "--vary noise=0.1 --noise 0.3": (
        "Noise is given twice: for all couples, and for each. Give one of the two."
    ),
    "--couples t.csv --runs 2": (
        "t.csv has 3 rows, one for each couple, and --runs asks for 2. Leave out --runs."
    ),
    "--couples t.csv --vary need=0.5": (
        "'need' stands in t.csv and is given with --vary as well. Keep one of them."
    ),
    "--couples - --plan -": (
        "Standard input can be read once, and '-' is given several times. Give the rest as files."
    ),
    "--shard 1/2": (
        "The parts of an ensemble are made from the same seed, so --shard needs one. Add, for "
        "instance, --seed 1, to each part the same."
    ),
    "--shard 2 --seed 1": "'2' is no shard. Write I/N, such as 2/8 for the second of eight.",
    "--shard 3/2 --seed 1": "'3/2' is no shard: they are counted from 1. The last one is 2/2.",
    "--shard 1/9 --runs 4 --seed 1": (
        "There are 9 shards and 4 couples, so some shards would be empty. Ask for at most 4 shards."
    ),
    "--record john.behavior": (
        "--record keeps states over time, and nothing here holds them. Add -o with a name that "
        "ends in .nc, or --view fan."
    ),
    "--record john.behavior -o it.csv": (
        "--record keeps states over time, and nothing here holds them. Add -o with a name that "
        "ends in .nc, or --view fan."
    ),
    "--record jon.behavior -o it.nc": (
        "No state is called 'jon.behavior'. Did you mean 'john.behavior'?"
    ),
    "--record john.behavior,john.behavior -o it.nc": (
        "--record names 'john.behavior' twice. Name it once."
    ),
    "--every 2": (
        "--every says how often --record keeps states. Add --record, or leave out --every."
    ),
    "--view fun": "'fun' is not a view of many couples. Choose from: outcomes, fan.",
    "--view fan -o it.nc": (
        "--view says what a picture shows, and here is none. Add -o with a name that ends in .svg, "
        ".pdf, .png, .html or .txt, or leave out --view."
    ),
    "--view fan --json": (
        "--view says what a picture shows, and here is none. Add -o with a name that ends in .svg, "
        ".pdf, .png, .html or .txt, or leave out --view."
    ),
    "--json -o -": (
        "--json and -o - would both write to standard output. Keep one of them."
    ),
    "-o it.xlsx": (
        "'xlsx' is not a form of many couples. Choose from: csv, nc, parquet, svg, pdf, png, html, "
        "txt."
    ),
    "-o folder": (
        "The name 'folder' does not say what to write. Let it end with one of: .csv, .nc, "
        ".parquet, .svg, .pdf, .png, .html, .txt."
    ),
}  # fmt: skip

REFUSED = {
    "-o nowhere/it.nc": "There is no folder 'nowhere' to write 'it.nc' into. Make it first.",
    "-o folder.nc": "'folder.nc' is a folder. Give the name of a file to write.",
    "-o it.nc/": "'it.nc/' is a folder. Give the name of a file to write.",
    "-o case.csv": (
        "'case.csv' is already there and is kept. Add --force (in Python: overwrite=True) to "
        "replace it."
    ),
    "--couples nowhere.csv": "There is no file 'nowhere.csv'.",
    "--couples jon.csv": (
        "jon.csv:1: No number is called 'jon.need' here. Did you mean 'john.need'?"
    ),
    "--couples far.csv": (
        "far.csv:2: tau_bond: 0 is not between 1e-09 and 1e+12.\n"
        "far.csv:4: need: 7 is not between 0 and 1.\n"
        "far.csv:4: john.answer: 0.5 is neither 1 nor -1.\n"
        "far.csv:5: need: -1 is not between 0 and 1.\n"
        "far.csv:5: forget: -1 is not from 0 up."
    ),
    "--after 7 --turns 7": (
        "What is left out at the beginning lasts from 0 turns to less than the 7 of the run, at "
        "least a step, and 7.0 is no such number."
    ),
}


@pytest.fixture
def around(case: str, here: Path) -> None:
    """Put files and folders beside the case."""
    del case
    (here / "folder").mkdir()
    (here / "folder.nc").mkdir()
    (here / "case.csv").write_text("mine")
    (here / "t.csv").write_text(TABLE)
    (here / "jon.csv").write_text("jon.need\n0.5\n")
    (here / "far.csv").write_text(
        "need,forget,tau_bond,john.answer\n0.5,0,0,1\n\n7,0,9,0.5\n-1,-1,9,1\n"
    )


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no couple run."""

    def refused(*_: Any, **__: Any) -> None:
        pytest.fail("this would have run for nothing")

    monkeypatch.setattr("negcycle.simulation.many.running.spread", refused)


@pytest.mark.usefixtures("around", "never")
@pytest.mark.parametrize("options", MISUSED)
def test_what_does_not_fit_is_said_before_anything_runs(
    options: str, command: Callable[..., Any], case: str
) -> None:
    done = command("ensemble", case, *options.split())

    usage = f"negcycle ensemble: {MISUSED[options]}\nTry 'negcycle ensemble --help'.\n"
    assert done == (2, b"", usage)


@pytest.mark.usefixtures("around", "never")
@pytest.mark.parametrize("options", REFUSED)
def test_what_cannot_be_read_or_written_is_said_before_anything_runs(
    options: str, command: Callable[..., Any], case: str
) -> None:
    done = command("ensemble", case, "--noise", "0.1", *options.split())

    assert done == (1, b"", f"{REFUSED[options]}\n")


@pytest.mark.usefixtures("never", "case")
@pytest.mark.parametrize(
    ("place", "options", "install"),
    [
        ("negcycle.files.netcdf", "-o it.nc", "pip install 'negcycle[research]'"),
        ("negcycle.files.ensemble_parquet", "-o it.parquet", "pip install 'negcycle[research]'"),
        ("negcycle.files.netcdf", "-o - --to nc", "pip install 'negcycle[research]'"),
        ("negcycle.system.machine_code", "--kernel numba", "pip install 'negcycle[fast]'"),
    ],
)
def test_what_is_not_installed_is_said_before_anything_runs(
    place: str,
    options: str,
    install: str,
    command: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(f"{place}.find_spec", dict[str, str]().get)

    done = command("ensemble", "case.yaml", "--noise", "0.1", *options.split())

    assert (done.code, done.data) == (1, b"")
    assert done.err.endswith(f"{install}\n")


def test_what_one_may_choose_is_what_the_library_knows() -> None:
    from negcycle.cli import ensemble as _  # noqa: F401

    of_the_command = sys.modules["negcycle.cli.ensemble"]
    assert get_args(KernelName) == many_options.KERNELS
    assert PRECISIONS == many_options.PRECISIONS
    assert (many.RUNS, many.MOST_RUNS) == (of_the_command.RUNS, of_the_command.MOST_RUNS)
    assert {*ensemble_file.FORMATS} == {*many_asked.NUMBERS}
    assert {*many_asked.FORMS} == {*many_asked.NUMBERS, *DRAWN, "txt"}


# -- what is stopped ------------------------------------------------------------------------------


@pytest.fixture
def stop_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return a function that lets somebody press Ctrl-C when a share of the couples is done."""

    def at(share: float) -> None:
        class Impatient(progress.TerminalProgress):
            def __call__(self, done: int, total: int) -> None:
                if done >= share * total:
                    raise KeyboardInterrupt

        monkeypatch.setattr(progress, "terminal_progress", Impatient)

    return at


STOPPED = ("--turns", "6", "--runs", "640", "--seed", "3", "--noise", "3", "--threads", "1")


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "negcycle.simulation.many.batches.Batches.size", lambda _, left: min(64, left)
    )


NEVER = 2.0


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize(("share", "shard"), [(0.1, ""), (0.8, ""), (0.5, "--shard 2/2")])
def test_what_is_said_after_ctrl_c_leads_to_the_whole(
    share: float,
    shard: str,
    command: Callable[..., Any],
    here: Path,
    stop_at: Callable[[float], None],
) -> None:
    (here / "case.yaml").write_text(CASE)
    run = ["ensemble", "case.yaml", *STOPPED, *shard.split()]
    stop_at(share)
    done = command(*run, "-o", "it.nc", "-o", "it.txt")
    stop_at(NEVER)
    command(*run, "-o", "expected.nc")

    wrote, missing, how = done.err.rstrip("\n").rsplit("\n", maxsplit=2)
    assert (done.code, done.data, wrote) == (130, b"", "Wrote it.nc.\nWrote it.txt.")
    assert missing.startswith("Stopped before the end, so couples are missing: ")
    assert missing in (here / "it.txt").read_text()
    expected = nc.read_ensemble(here / "expected.nc")
    assert 0 < len(nc.read_ensemble(here / "it.nc")) < len(expected)
    if share < 0.5:
        assert how == "To run all of them, run the same again with --seed 3 --force."
        assert command(*run, "-o", "it.nc", "--force").code == 0
        assert (here / "it.nc").read_bytes() == (here / "expected.nc").read_bytes()
        return
    go_on = re.fullmatch(
        r"To go on, run the same with (.*), and put both together: negcycle (.*)", how
    )
    assert go_on
    assert command(*run, *shlex.split(go_on[1])).code == 0
    assert command(*shlex.split(go_on[2])).code == 0
    whole = nc.read_ensemble(here / "it-whole.nc")
    assert {*expected.index.tolist()} <= {*whole.index.tolist()}
    nc.merge([expected, whole])  # it refuses couples that are not the same
    assert shard or (here / "it-whole.nc").read_bytes() == (here / "expected.nc").read_bytes()


@pytest.mark.usefixtures("small_batches")
def test_what_was_stopped_is_told_and_in_json(
    command: Callable[..., Any], case: str, stop_at: Callable[[float], None]
) -> None:
    stop_at(0.1)
    told = command("ensemble", case, *STOPPED)
    found = command("ensemble", case, *STOPPED, "--json")

    assert (told.code, found.code) == (130, 130)
    assert "Stopped before the end, so couples are missing: 64 to 639." in told.out
    assert json.loads(found.data)["missing"] == [[64, 639]]
    assert found.err.endswith("To run all of them, run the same again with --seed 3.\n")


def test_nothing_that_somebody_wrote_steers_the_terminal_or_fills_it(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    odd = "ne\x1b[31med"
    (here / "odd.csv").write_text(f"{odd}\n0.5\n")
    run = ("ensemble", case)

    for options in (
        ("--vary", f"{odd}=1"),
        ("--vary", odd),
        ("--couples", "odd.csv"),
        ("--kernel", odd),
        ("--record", odd, "-o", "it.nc"),
        ("--view", odd),
        ("--runs", odd),
    ):
        done = command(*run, *options)
        assert done.code in {1, 2}
        assert "ne\\u001b[31med" in done.err
        assert "\x1b" not in done.err
    assert len(command(*run, "--vary", f"{'x' * 10_000}=1").err) < 400
    assert len(command(*run, "--kernel", "x" * 10_000).err) < 1_400


def test_what_memory_does_not_hold_is_a_sentence(
    command: Callable[..., Any], case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_much(*_: Any, **__: Any) -> None:
        raise MemoryError

    monkeypatch.setattr("negcycle.simulation.many.running.spread", too_much)

    assert command("ensemble", case, *QUICK) == (
        1,
        b"",
        "There is not enough memory for this. Ask for fewer couples at once, record less, or use "
        "shards.\n",
    )


def test_no_warning_of_a_library_reaches_the_terminal(
    command: Callable[..., Any], case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warned(*_: Any, **__: Any) -> None:
        warnings.warn("invalid value", RuntimeWarning, stacklevel=1)
        raise SimulationError("So it is.")

    monkeypatch.setattr("negcycle.simulation.many.running.spread", warned)
    with warnings.catch_warnings():
        monkeypatch.setattr("sys.warnoptions", [])
        done = command("ensemble", case, *QUICK)

    assert done == (1, b"", "So it is.\n")


def test_stopped_at_once_nothing_is_written(
    command: Callable[..., Any],
    case: str,
    stop_at: Callable[[float], None],
    names: Callable[[], list[str]],
) -> None:
    stop_at(0)
    done = command("ensemble", case, *STOPPED, "-o", "it.nc")

    sentence = "Stopped before any couple was done, so nothing is written.\n"
    assert done == (130, b"", sentence)
    assert names() == [case]


FROM_A_TERMINAL = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from negcycle.cli import main; main()"
)
"""Ctrl-C works as in a terminal, even where the tests run in the background, which ignores it."""

PATIENCE = 30.0  # seconds; all of it is needed only when something is wrong


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing there")
def test_ctrl_c_on_a_terminal_keeps_what_is_done(
    case: str, here: Path, names: Callable[[], list[str]]
) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    long = ["--runs", "1000000", "--turns", "200", "--noise", "0.1", "--seed", "1"]
    options = ["--kernel", "numpy", "--json", "-o", "it.csv"]
    with subprocess.Popen(
        [sys.executable, "-c", FROM_A_TERMINAL, "ensemble", case, *long, *options],
        stdout=subprocess.PIPE,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        try:
            shown = b""
            while b" a second, " not in shown:  # the line on the terminal: something is done
                shown += os.read(ours, 1_000)
            process.send_signal(signal.SIGINT)
            assert process.stdout
            out = process.stdout.read()
            process.wait(PATIENCE)
        finally:
            process.kill()
        os.close(ours)

    assert process.returncode == 130
    done = json.loads(out)["done"]
    assert b"of 1,000,000 couples" in shown
    assert [row["couple"] for row in rows((here / "it.csv").read_bytes())] == [
        *map(str, range(done))
    ]
    assert names() == [case, "it.csv"]
