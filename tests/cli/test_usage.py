"""How the command is called: the help, the version, and a plain line for each wrong usage."""

from __future__ import annotations

import inspect
import math
import os
from collections.abc import Callable
from typing import Any, get_args

import pytest

import negcycle
from negcycle.cli import app, asked, loops, numbers
from negcycle.cli import simulate as cli_simulate
from negcycle.cli.draw import DIALECTS, ONE_BY_ONE, REGISTERS, VIEWS
from negcycle.cli.options import SOURCES
from negcycle.cli.pictures import PAPERS, PICTURES
from negcycle.drawing import theme
from negcycle.drawing.charts.draw import VIEWS as CHART_VIEWS
from negcycle.drawing.content import Register, View
from negcycle.drawing.dialect import DIALECTS as KNOWN_DIALECTS
from negcycle.drawing.picture import FORMATS
from negcycle.drawing.views import ONE_BY_ONE as KNOWN_ONE_BY_ONE
from negcycle.errors import SimulationError
from negcycle.files import trajectory_file
from negcycle.files.case import Format
from negcycle.simulation import starting
from negcycle.simulation.asked import STEP

COMMANDS = (
    "demo",
    "new",
    "check",
    "fmt",
    "schema",
    "draw",
    "handout",
    "loops",
    "explain",
    "simulate",
    "ensemble",
    "sweep",
    "merge",
    "convert",
    "status",
    "diff",
    "capture",
    "deidentify",
    "practice",
)

TYPER_SAYS = {
    "drow": ("negcycle", "'draw'"),
    "--bogus": ("negcycle", "--bogus"),
    "draw": ("negcycle draw", "'FILE'"),
    "draw case.yaml case.yaml other.yaml": ("negcycle draw", "other.yaml"),
    "draw case.yaml --vew loop": ("negcycle draw", "--view"),
    "draw case.yaml --view": ("negcycle", "--view"),
    "draw case.yaml --force=yes": ("negcycle", "--force"),
    "check": ("negcycle check", "'FILE'"),
    "convert case.yaml": ("negcycle convert", "'-o'"),
    "simulate": ("negcycle simulate", "'FILE'"),
    "simulate case.yaml --turn 5": ("negcycle simulate", "--turns"),
}
"""What Typer finds wrong, in its words: who says it, and what they name."""

WE_SAY = {
    "draw case.yaml --view lop": (
        "negcycle draw",
        "'lop' is not a view. Did you mean 'loop'?",
    ),
    "draw case.yaml --view loop,": (
        "negcycle draw",
        f"'' is not a view. Choose from: {', '.join(VIEWS)}.",
    ),
    "draw case.yaml --register clinicel": (
        "negcycle draw",
        "'clinicel' is not a register. Did you mean 'clinical'?",
    ),
    "draw case.yaml --dialect woolley": (
        "negcycle draw",
        f"'woolley' is not a dialect. Choose from: {', '.join(DIALECTS)}.",
    ),
    "draw case.yaml --paper a5": (
        "negcycle draw",
        "'a5' is not a paper. Choose from: a4, letter.",
    ),
    "draw case.yaml --to jpeg": (
        "negcycle draw",
        "'jpeg' is not a kind of picture I can draw. Choose from: svg, pdf, png, txt, html.",
    ),
    "draw case.yaml -o cycle.htm": (
        "negcycle draw",
        "'htm' is not a kind of picture I can draw. Did you mean 'html'?",
    ),
    "draw - --from xml": (
        "negcycle draw",
        "'xml' is not a format of a case. Choose from: yaml, json.",
    ),
    "draw case.yaml --for mary": (
        "negcycle draw",
        "--for draws one half, so it goes with --view single or iceberg and nothing else: "
        "every other view shows both.",
    ),
    "draw case.yaml --for mary --view single,loop": (
        "negcycle draw",
        "--for draws one half, so it goes with --view single or iceberg and nothing else: "
        "every other view shows both.",
    ),
    "draw case.yaml case.yaml --for mary --view single": (
        "negcycle draw",
        "--for draws one half, so it goes with --view single or iceberg and nothing else: "
        "every other view shows both.",
    ),
    "draw - --watch": (
        "negcycle draw",
        "Only files can be watched and drawn again, and '-' is none.",
    ),
    "draw case.yaml --watch -o -": (
        "negcycle draw",
        "Only files can be watched and drawn again, and '-' is none.",
    ),
    "simulate case.yaml --turns -5": (
        "negcycle simulate",
        "A run lasts more than 0 turns, and -5 is not such a number.",
    ),
    "simulate case.yaml --turns nan": (
        "negcycle simulate",
        "A run lasts more than 0 turns, and nan is not such a number.",
    ),
    "simulate case.yaml --turns 1,000": (
        "negcycle simulate",
        "'1,000' is not a number. Write it in digits, such as 0.5.",
    ),
    "simulate case.yaml --step 0": (
        "negcycle simulate",
        "A step is more than 0 turns long, and 0 is not such a length.",
    ),
    "simulate case.yaml --step inf": (
        "negcycle simulate",
        "A step is more than 0 turns long, and inf is not such a length.",
    ),
    "simulate case.yaml --noise -0.1": (
        "negcycle simulate",
        "Noise is a number from 0 to 1,000, and -0.1 is not.",
    ),
    "simulate case.yaml --noise 1000.5": (
        "negcycle simulate",
        "Noise is a number from 0 to 1,000, and 1000.5 is not.",
    ),
    "simulate case.yaml --noise nan": (
        "negcycle simulate",
        "Noise is a number from 0 to 1,000, and nan is not.",
    ),
    "simulate case.yaml --noise much": (
        "negcycle simulate",
        "'much' is not a number. Write it in digits, such as 0.5.",
    ),
    f"simulate case.yaml --noise {'9' * 5_000}x": (
        "negcycle simulate",
        f"'{'9' * 40}...' is not a number. Write it in digits, such as 0.5.",
    ),
    "simulate case.yaml --seed 1.5": (
        "negcycle simulate",
        "A seed is a whole number from 0 up, and 1.5 is not.",
    ),
    "simulate case.yaml --seed -1": (
        "negcycle simulate",
        "A seed is a whole number from 0 up, and -1 is not.",
    ),
    "simulate case.yaml --start stuk": (
        "negcycle simulate",
        "'stuk' is neither a start nor a file. Did you mean 'stuck'?",
    ),
    "simulate case.yaml --view time-curse": (
        "negcycle simulate",
        "'time-curse' is not a view of a run. Did you mean 'time-course'?",
    ),
    "simulate case.yaml --to jpeg": (
        "negcycle simulate",
        "'jpeg' is not a form of a run. Choose from: csv, nc, svg, pdf, png, html, txt.",
    ),
    "simulate case.yaml -o run.xls": (
        "negcycle simulate",
        "'xls' is not a form of a run. Choose from: csv, nc, svg, pdf, png, html, txt.",
    ),
    "simulate case.yaml -o run": (
        "negcycle simulate",
        "The name 'run' does not say what to write. "
        "Let it end with one of: .csv, .nc, .svg, .pdf, .png, .html, .txt.",
    ),
    "simulate case.yaml --json -o -": (
        "negcycle simulate",
        "--json and -o - would both write to standard output. Keep one of them.",
    ),
    "simulate case.yaml --to svg": (
        "negcycle simulate",
        "--to is for standard output. Write -o - --to svg, or -o with a name that ends in .svg.",
    ),
    "simulate case.yaml --to csv -o it.svg": (
        "negcycle simulate",
        "--to is for standard output. Write -o - --to csv, or -o with a name that ends in .csv.",
    ),
    "simulate case.yaml --view what-if --plan plan.yaml": (
        "negcycle simulate",
        "--plan has no effect on --view what-if. Leave it out, or ask for a view of the run, too, "
        "such as time-course.",
    ),
    "simulate case.yaml --view what-if --noise 0.1": (
        "negcycle simulate",
        "--noise has no effect on --view what-if. Leave it out, or ask for a view of the run, too, "
        "such as time-course.",
    ),
    "simulate case.yaml --view what-if,hysteresis --seed 1": (
        "negcycle simulate",
        "--seed has no effect on --view what-if,hysteresis. Leave it out, or ask for a view of the "
        "run, too, such as time-course.",
    ),
    "simulate case.yaml --view what-if --check -o it.svg": (
        "negcycle simulate",
        "--check has no effect on --view what-if. Leave it out, or ask for a view of the run, too, "
        "such as time-course.",
    ),
    "simulate case.yaml --view hysteresis --turns 5": (
        "negcycle simulate",
        "--turns has no effect on --view hysteresis. Leave it out, or ask for a view of the run, "
        "too, such as time-course.",
    ),
    "simulate case.yaml --view hysteresis -o h.csv": (
        "negcycle simulate",
        "'h.csv' would hold the numbers of one run, and --view hysteresis is not about one. Ask "
        "for a picture (svg, pdf, png, html) or words (txt), or leave out --view.",
    ),
    "simulate case.yaml --view what-if -o h.svg -o -": (
        "negcycle simulate",
        "'-' would hold the numbers of one run, and --view what-if is not about one. Ask for a "
        "picture (svg, pdf, png, html) or words (txt), or leave out --view.",
    ),
    "simulate case.yaml --view what-if --json": (
        "negcycle simulate",
        "--json tells how one run ends, and --view what-if is not about one. "
        "Leave one of them out.",
    ),
    "simulate - --plan -": (
        "negcycle simulate",
        "Standard input can be read once, and '-' is given several times. Give the rest as files.",
    ),
    "simulate - --start -": (
        "negcycle simulate",
        "Standard input can be read once, and '-' is given several times. Give the rest as files.",
    ),
    "convert case.yaml -o graph.gml": (
        "negcycle convert",
        "The name 'graph.gml' does not say which format it is. Name it with --to.",
    ),
    "convert - -o graph.dot": (
        "negcycle convert",
        "The name '-' does not say which format it is. Name it with --from.",
    ),
    "convert case.yaml -o - --to grapml": (
        "negcycle convert",
        "'grapml' is not a format for this. Did you mean 'graphml'?",
    ),
    "loops case.yaml --at stuk": (
        "negcycle loops",
        "'stuk' is not a state. Did you mean 'stuck'?",
    ),
    "loops case.yaml --view mop": (
        "negcycle loops",
        "'mop' is not a view of loops. Choose from: map, steps, ledger.",
    ),
    "loops case.yaml --limit 0": (
        "negcycle loops",
        "'--limit' is a whole number from 1 up, and 0 is not.",
    ),
    "loops case.yaml --limit 1.5": (
        "negcycle loops",
        "'--limit' is a whole number from 1 up, and 1.5 is not.",
    ),
    "loops case.yaml --max-length -3": (
        "negcycle loops",
        "'--max-length' is a whole number from 1 up, and -3 is not.",
    ),
    "loops case.yaml --seconds 0": (
        "negcycle loops",
        "--seconds takes a number above 0, and 0 is not.",
    ),
    "loops case.yaml --seconds nan": (
        "negcycle loops",
        "--seconds takes a number above 0, and nan is not.",
    ),
    "loops case.yaml -o it.xls": (
        "negcycle loops",
        "'xls' is not a form of loops. Choose from: txt, csv, json, svg, pdf, png, html.",
    ),
    "loops case.yaml -o it": (
        "negcycle loops",
        "The name 'it' does not say what to write. "
        "Let it end with one of: .txt, .csv, .json, .svg, .pdf, .png, .html.",
    ),
    "loops case.yaml --to csv": (
        "negcycle loops",
        "--to is for standard output. Write -o - --to csv, or -o with a name that ends in .csv.",
    ),
    "loops case.yaml --json -o -": (
        "negcycle loops",
        "--json and -o - would both write to standard output. Keep one of them.",
    ),
    "loops case.yaml --through mary.primary -o it.svg": (
        "negcycle loops",
        "A picture shows the loops of everything, so --through has no effect on it. "
        "Mark one loop with --loop.",
    ),
    "loops case.yaml --from xml": (
        "negcycle loops",
        "'xml' is not a format for this. "
        "Choose from: yaml, json, graphml, node-link, sd-json, matrix.",
    ),
    "loops graph.gml": (
        "negcycle loops",
        "The name 'graph.gml' does not say which format it is. Name it with --from.",
    ),
    "explain case.yaml -o it.pdf": (
        "negcycle explain",
        "'pdf' is not a form of an explanation. Choose from: txt, json.",
    ),
    "explain case.yaml --json -o -": (
        "negcycle explain",
        "--json and -o - would both write to standard output. Keep one of them.",
    ),
    "new form.json": (
        "negcycle new",
        "The form has comments, and JSON has none. Choose a name that ends in .yaml.",
    ),
    "new form.yaml --template sunday-silense": (
        "negcycle new",
        "'sunday-silense' is not a template. Did you mean 'sunday-silence'?",
    ),
    "new form.yaml --template sunday-silence --partners Ana": (
        "negcycle new",
        "Names go with the empty form, and an example has its own. "
        "Leave out --partners or --template.",
    ),
    "new form.yaml --partners ,,": (
        "negcycle new",
        "There is no name in ',,'. Write one or more, with commas between them, such as "
        "'Mary, John'.",
    ),
}


@pytest.mark.parametrize("line", TYPER_SAYS)
def test_wrong_usage_is_one_plain_line_and_where_help_is(
    line: str, command: Callable[..., Any], case: str, names: Callable[[], list[str]]
) -> None:
    name, word = TYPER_SAYS[line]

    done = command(*line.split())

    sentence, where = done.err.splitlines()
    assert (done.code, done.data) == (2, b"")
    assert sentence.startswith(f"{name}: ")
    assert word in sentence
    assert where == f"Try '{name} --help'."
    assert names() == [case]


@pytest.mark.parametrize("line", WE_SAY)
def test_a_word_that_is_not_known_is_met_with_those_that_are(
    line: str,
    command: Callable[..., Any],
    case: str,
    names: Callable[[], list[str]],
) -> None:
    name, sentence = WE_SAY[line]

    done = command(*line.split(" "))

    assert done == (2, b"", f"{name}: {sentence}\nTry '{name} --help'.\n")
    assert names() == [case]


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_has_a_help_in_plain_lines(
    name: str, option: str, command: Callable[..., Any]
) -> None:
    done = command(*name.split(), option)

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: negcycle {name}".rstrip())
    assert done.out.isascii()
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_the_help_names_every_command(command: Callable[..., Any]) -> None:
    shown = [
        line.split()[0] for line in command("--help").out.partition("Commands:\n")[2].splitlines()
    ]

    assert shown == list(COMMANDS)


def test_without_a_command_comes_the_help_as_a_wrong_usage(command: Callable[..., Any]) -> None:
    done = command()

    assert (done.code, done.out) == (2, "")
    assert done.err == command("--help").out


def test_the_version_is_told(command: Callable[..., Any]) -> None:
    assert command("--version") == (0, f"negcycle {negcycle.__version__}\n".encode(), "")


def test_what_one_may_choose_is_what_the_library_knows() -> None:
    assert tuple(View) == VIEWS
    assert tuple(KNOWN_DIALECTS) == DIALECTS
    assert set(ONE_BY_ONE) == KNOWN_ONE_BY_ONE
    assert tuple(Register) == REGISTERS
    assert tuple(theme.PAPERS) == PAPERS
    assert PICTURES == FORMATS
    assert get_args(Format) == SOURCES
    assert {*CHART_VIEWS} == {*asked.OF_THE_RUN}
    assert starting.STARTS == cli_simulate.STARTS
    assert STEP == cli_simulate.STEP
    assert trajectory_file.FORMATS == asked.NUMBERS
    assert {*asked.FORMS} == {*trajectory_file.FORMATS, *FORMATS}


def test_noise_may_be_as_strong_as_the_library_takes(
    command: Callable[..., Any], case: str
) -> None:
    cycle = negcycle.load(case)
    run = ["simulate", case, "--turns", "1"]

    assert command(*run, "--noise", str(numbers.LOUDEST)).code == 0
    with pytest.raises(SimulationError, match="Noise is a number from 0 to 1,000"):
        negcycle.simulate(cycle, turns=1, noise=math.nextafter(numbers.LOUDEST, math.inf))


@pytest.mark.parametrize(
    ("name", "views"), [("draw", VIEWS), ("simulate", asked.VIEWS), ("loops", loops.VIEWS)]
)
def test_the_help_of_the_view_names_all_views(
    name: str, views: tuple[str, ...], command: Callable[..., Any]
) -> None:
    words = " ".join(command(name, "--help").out.split()).replace("- ", "-")

    assert ", ".join(views) in words


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("negcycle dr", ["draw"]),
        ("negcycle draw --re", ["--register"]),
        ("negcycle draw --register ", ["plain", "clinical"]),
        ("negcycle draw --view s", ["surface", "single"]),
        ("negcycle new --template sunday", ["sunday-silence"]),
        ("negcycle simulate --to h", ["html"]),
        ("negcycle loops --view s", ["steps"]),
        ("negcycle loops --at s", ["settled", "stuck"]),
    ],
)
def test_the_shell_is_told_what_may_follow(
    typed: str,
    offered: list[str],
    command: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("_NEGCYCLE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(typed.count(" ")))

    done = command()

    assert (done.code, done.out.split()) == (0, offered)


@pytest.mark.skipif(os.name == "nt", reason="there, the shell is another one")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_that_completes_is_printed(shell: str, process: Callable[..., Any]) -> None:
    done = process("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")

    assert (done.code, done.err) == (0, "")
    assert f"complete_{shell}" in done.out


def test_every_option_is_explained() -> None:
    for one in app.registered_commands:
        assert one.callback is not None
        for name, parameter in inspect.signature(one.callback, eval_str=True).parameters.items():
            info = get_args(parameter.annotation)[1]

            assert info.help, f"{one.callback.__name__}: {name}"
