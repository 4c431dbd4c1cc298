"""`negcycle practice`: from a list to a sheet, filled in, checked, printed and tried out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc
from negcycle.cli.practice import PRACTICE_COMMANDS
from negcycle.cli.practice_list import STATIONS
from negcycle.graph.cycle_graph import Kind
from negcycle.practices.described.known import ids, practice
from negcycle.words import say

Command = Callable[..., Any]
CAVEAT = (
    "A turn of help in a simulation is not a session, and the numbers are assumed: it is a "
    "question to think with, no forecast."
)
SHEET = """\
sheet: five_steps
by: Mary
other: John
answers:
  trigger: yesterday you went quiet
  deeper: [sad, unloved]
"""
TEA = """\
practice: tea
name: tea
what: Have tea.
ask: "{name}, would you like tea?"
fields:
  - {id: when, prompt: When?, kind: time}
plan:
  - {at: 5, open: "{who}", for: 10}
"""


@pytest.fixture
def sheet(here: Path) -> str:
    """Return the name of a sheet that is filled in."""
    (here / "sheet.yaml").write_text(SHEET)
    return "sheet.yaml"


@pytest.fixture
def tea(here: Path) -> str:
    """Return the name of a practice of one's own."""
    (here / "tea.yaml").write_text(TEA)
    return "tea.yaml"


# -- list -------------------------------------------------------------------------------------


def test_every_practice_is_listed_on_a_line(command: Command) -> None:
    done = command("practice", "list")

    assert done.code == 0
    assert [line.partition(":")[0] for line in done.out.splitlines()] == list(ids())
    assert "pause: Take a breath, slow down," in done.out
    assert "To fill in" not in done.out
    assert "negcycle practice print" in done.err


def test_what_fits_in_one_place_begins_with_what_is_offered_first(command: Command) -> None:
    done = command("practice", "list", "--at", "behavior")

    assert done.out.startswith("time_out: ")
    assert command("practice", "list", "--at", "behaviour").out == done.out


def test_the_places_are_the_kinds_of_node() -> None:
    assert set(STATIONS) == {kind.value for kind in Kind}


def test_a_place_that_is_none_is_wrong_usage(command: Command) -> None:
    done = command("practice", "list", "--at", "behavor")

    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[0] == (
        "negcycle practice list: 'behavor' is no part of the cycle where a practice fits. Did you "
        "mean 'behavior'?"
    )


def test_the_list_for_programs_holds_what_each_asks(command: Command) -> None:
    found = json.loads(command("practice", "list", "--json").out)

    assert found["schema"] == "negcycle/practice-list/1"
    by_id = {one["id"]: one for one in found["practices"]}
    assert list(by_id) == list(ids())
    assert by_id["five_steps"]["plan"] == "five_steps"
    assert [field["id"] for field in by_id["pause"]["fields"]] == [
        field.id for field in practice("pause").fields
    ]


# -- new --------------------------------------------------------------------------------------


def test_a_new_sheet_is_filled_in_checked_and_printed(command: Command, here: Path) -> None:
    made = command("practice", "new", "five_steps", "-o", "s.yaml", "--by", "Mary", "--other", "Jo")
    assert (made.code, made.out, made.err) == (0, "", "Wrote s.yaml.\n")

    filled = (here / "s.yaml").read_text().replace("  trigger:", "  trigger: he went quiet")
    (here / "s.yaml").write_text(filled)
    checked = command("practice", "check", "s.yaml")
    assert checked.code == 0
    assert checked.out.startswith("No faults.\nStill open:\n  answers.immediate: What did you feel")
    assert "answers.trigger" not in checked.out

    printed = command("practice", "print", "s.yaml")
    assert "    he went quiet\n" in printed.out
    assert "About: Jo\n" in printed.out


def test_a_sheet_goes_to_standard_output_unless_a_file_is_named(command: Command) -> None:
    done = command("practice", "new", "pause")

    assert (done.code, done.err) == (0, "")
    assert nc.loads_sheet(done.out) == nc.practice("pause").sheet()


def test_a_file_that_is_there_is_kept_unless_force_is_used(command: Command, sheet: str) -> None:
    for asked in (("new", "pause"), ("print", "pause"), ("plan", "five_steps")):
        target = "sheet.txt" if asked[0] == "print" else sheet
        Path(target).write_text("mine")
        kept = command("practice", *asked, "-o", target)
        assert (kept.code, Path(target).read_text()) == (1, "mine")
        assert f"'{target}' is already there and is kept." in kept.err

        assert command("practice", *asked, "-o", target, "--force").code == 0
        assert Path(target).read_text() != "mine"


def test_two_together_are_named_with_a_comma(command: Command) -> None:
    done = command("practice", "new", "closeness_and_alone_time", "--by", "Mary, John")
    assert nc.loads_sheet(done.out).by == ("Mary", "John")

    done = command("practice", "new", "closeness_and_alone_time", "--by", "Mary")
    assert done.code == 2
    assert "by: This sheet is filled in by two people together." in done.err


WRONG = [
    (("new", "five_stps"), 2, "No practice is called 'five_stps'. Did you mean 'five_steps'?"),
    (("print", "five_stps"), 2, "No practice is called 'five_stps'. Did you mean 'five_steps'?"),
    (("plan", "five_stps"), 2, "No practice is called 'five_stps'. Did you mean 'five_steps'?"),
    (("new", "pause", "-o", "s.json"), 2, "The sheet has comments, and JSON has none. Choose a "
     "name that ends in .yaml."),
    (("plan", "five_steps", "-o", "p.json"), 2, "The plan has a comment, and JSON has none. Choose "
     "a name that ends in .yaml."),
    (("print", "pause", "-o", "s.doc"), 2, "'doc' is not a form that a sheet can be printed in. "
     "Choose from: pdf, txt."),
    (("print", "pause", "-o", "s"), 2, "The name 's' does not say"),
    (("print", "nothing.yaml"), 1, "There is no file 'nothing.yaml'."),
    (("new", "./nothing.yaml"), 1, "There is no file 'nothing.yaml'."),
    (("plan", "pause"), 1, "The practice 'pause' stands for nothing in a simulation, so it has no "
     "plan."),
    (("plan", "five_steps", "--every", "often"), 2, "'often' is not a time. Write a number of "
     "turns, or days such as '7d'."),
    (("prnt",), 2, "No such command 'prnt'."),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "code", "sentence"), WRONG)
def test_what_is_wrong_is_said_in_a_sentence(
    asked: tuple[str, ...], code: int, sentence: str, command: Command, names: Any
) -> None:
    done = command("practice", *asked)

    assert (done.code, done.out, names()) == (code, "", [])
    assert sentence in done.err


# -- check ------------------------------------------------------------------------------------


def test_every_fault_of_some_sheets_is_said(command: Command, sheet: str, here: Path) -> None:
    (here / "faulty.yaml").write_text("sheet: pause\nbye: mary\nanswers: {feling: sad}\n")
    done = command("practice", "check", "faulty.yaml", sheet, "gone.yaml")

    assert done.code == 1
    assert done.out.splitlines()[:3] == [
        "faulty.yaml:2:1: 'bye' is not a field here. Did you mean 'by'?",
        "faulty.yaml:3:11: answers: 'feling' is not a field here. Did you mean 'feeling'?",
        "sheet.yaml: No faults.",
    ]
    assert done.out.endswith("There is no file 'gone.yaml'.\n")


def test_one_might_ask_about_words_that_become_part_of_a_cycle(
    command: Command, sheet: str, here: Path
) -> None:
    (here / sheet).write_text("sheet: five_steps\nanswers: {trigger: he is lazy}")

    found = json.loads(command("practice", "check", "--json", sheet).out)

    assert found["schema"] == "negcycle/practice-check/1"
    assert found["ok"]
    assert {"file": sheet, "path": "answers.trigger",
            "question": "'lazy' describes a person: what would a camera see?"} in found[
        "questions"
    ]  # fmt: skip
    assert found["blanks"][0]["path"] == "answers.immediate"


@pytest.mark.parametrize("words", ["he hit me, he is lazy", "I think about leaving, he is lazy"])
def test_where_something_comes_first_one_neutral_line_is_all(
    words: str, command: Command, sheet: str, here: Path
) -> None:
    (here / sheet).write_text(f"sheet: five_steps\nanswers: {{trigger: '{words}'}}")

    checked = command("practice", "check", sheet)
    assert checked.out.splitlines()[-1] == say("safety.neutral-line")
    assert "lazy" not in checked.out

    planned = command("practice", "plan", sheet)
    assert (planned.code, planned.out) == (1, "")
    assert planned.err == say("safety.neutral-line") + "\n"


def test_a_practice_of_ones_own_is_checked_as_well(command: Command, tea: str, here: Path) -> None:
    assert command("practice", "check", tea).out == "No faults, nothing is open.\n"

    (here / tea).write_text(TEA.replace("kind: time", "knd: time"))
    done = command("practice", "check", tea)
    assert (done.code, done.out) == (
        1,
        "tea.yaml:6:31: fields[0]: 'knd' is not a field here. Did you mean 'kind'?\n",
    )


def test_a_sheet_may_come_from_standard_input(command: Command) -> None:
    assert command("practice", "check", "-", stdin=SHEET).out.startswith("No faults.\n")
    assert "    unloved\n" in command("practice", "print", "-", stdin=SHEET).out


# -- print ------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", [one for one in ids() if practice(one).together])
def test_a_page_for_two_is_printed_only_where_they_are_cleared(
    id: str, command: Command, names: Any
) -> None:
    refused = command("practice", "print", id, "-o", "it.txt")
    assert (refused.code, names()) == (2, [])
    assert refused.err.splitlines()[0] == (
        f"negcycle practice print: '{practice(id).name}' puts two people at one page. Where both "
        "can safely sit at it, add --cleared; otherwise print a sheet that each fills in alone."
    )

    assert command("practice", "print", id, "-o", "it.txt", "--cleared").code == 0
    assert "cleared" not in Path("it.txt").read_text()


def test_cleared_or_not_a_page_for_one_is_the_same(command: Command) -> None:
    plain = command("practice", "print", "pause")

    assert command("practice", "print", "pause", "--cleared") == plain
    assert plain.out.rstrip().endswith("seen alone.")


def test_a_sheet_prints_on_paper(command: Command, sheet: str, here: Path) -> None:
    pytest.importorskip("typst")

    for name, options in {"a": (), "b": ("--paper", "letter"), "c": ("--large",)}.items():
        assert command("practice", "print", sheet, "-o", f"{name}.pdf", *options).code == 0
    pages = {(here / f"{name}.pdf").read_bytes() for name in "abc"}
    assert len(pages) == 3
    assert all(page.startswith(b"%PDF-") and b"Mary" not in page for page in pages)


def test_a_text_file_ends_with_one_line_break(command: Command, here: Path) -> None:
    command("practice", "print", "pause", "-o", "it.txt")

    text = (here / "it.txt").read_text()
    assert text.endswith("seen alone.\n")
    assert text == command("practice", "print", "pause").out


# -- plan -------------------------------------------------------------------------------------


def test_a_plan_is_one_that_simulate_takes(command: Command, case: str, here: Path) -> None:
    made = command(
        "practice", "plan", "five_steps", "--who", "mary", "--every", "7d", "-o", "p.yaml"
    )

    assert (made.code, made.out) == (0, "")
    assert made.err == f"Wrote p.yaml.\n{CAVEAT}\n"
    assert (here / "p.yaml").read_text() == (
        "# five steps, as inputs of a simulation: negcycle simulate CASE --plan p.yaml\n"
        f"# {CAVEAT}\n"
        "plan:\n"
        "  - {day: {turns: 80, together: 60}}\n"
        "  - {at: 10, every: 7d, five_steps: mary, for: 15}\n"
    )
    assert command("simulate", case, "--plan", "p.yaml", "--turns", "20").code == 0


def test_the_one_who_fills_a_sheet_in_is_in_its_plan(command: Command, sheet: str) -> None:
    assert "five_steps: Mary" in command("practice", "plan", sheet).out
    assert "five_steps: both" in command("practice", "plan", "five_steps").out


# -- practices of one's own -------------------------------------------------------------------


def test_a_practice_of_ones_own_goes_all_the_way(command: Command, tea: str, here: Path) -> None:
    assert command("practice", "new", "./tea.yaml", "-o", "s.yaml", "--by", "Ana").code == 0
    (here / "s.yaml").write_text((here / "s.yaml").read_text().replace("  when:", "  when: 5 pm"))

    assert command("practice", "check", "s.yaml").out == "No faults, nothing is open.\n"
    assert "    17:00\n" in command("practice", "print", "s.yaml").out
    assert "{at: 5, open: Ana, for: 10}" in command("practice", "plan", "s.yaml").out
    assert "1. When?\n" in command("practice", "print", tea).out


def test_a_practice_in_another_folder_is_found_when_that_is_named(
    command: Command, tea: str, here: Path
) -> None:
    (here / "own").mkdir()
    (here / tea).rename(here / "own" / tea)

    made = command("practice", "new", "own/tea.yaml", "-o", "s.yaml")
    assert made.err.splitlines()[-1] == (
        "The practice is in another folder. Whoever reads this sheet gives it with --practices own."
    )
    missing = command("practice", "check", "s.yaml")
    assert (missing.code, "There is no practice file 'tea.yaml'" in missing.out) == (1, True)
    for asked in ("check", "print", "plan"):
        assert command("practice", asked, "s.yaml", "--practices", "own").code == 0


# -- the group --------------------------------------------------------------------------------


def test_without_a_command_the_help_is_shown(command: Command) -> None:
    done = command("practice")

    assert (done.code, done.out) == (2, "")
    assert all(f"  {name} " in done.err for name in PRACTICE_COMMANDS)


@pytest.mark.parametrize("name", PRACTICE_COMMANDS)
def test_every_command_has_a_help(name: str, command: Command) -> None:
    done = command("practice", name, "--help")

    assert done.code == 0
    assert say(f"cli.help.practice.{name}").partition(" ")[0] in done.out


def test_sheets_merge_into_a_case_that_takes_the_plan_of_one_of_them(
    command: Command, sheet: str, here: Path
) -> None:
    john = SHEET.replace("by: Mary\nother: John", "by: John\nother: Mary")
    (here / "john.yaml").write_text(john)
    assert command("practice", "merge", sheet, "john.yaml", "-o", "both.yaml").code == 0
    assert command("practice", "plan", sheet, "-o", "help.yaml").code == 0

    done = command("simulate", "both.yaml", "--plan", "help.yaml", "--turns", "20")
    assert (done.code, done.out != "") == (0, True)


def test_a_sheet_of_one_person_takes_one_name(command: Command) -> None:
    done = command("practice", "new", "five_steps", "--by", "mary,john")

    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[0].endswith(
        "A sheet of 'five steps' is filled in by one person. Give one name with --by, and write "
        "another sheet for the other."
    )


@pytest.mark.parametrize("told", [("merge", "-o", "-"), ("share",), ("print",), ("plan",)])
def test_standard_output_ends_with_one_line_break(
    told: tuple[str, ...], command: Command, sheet: str
) -> None:
    out = command("practice", told[0], sheet, *told[1:]).out

    assert out.endswith("\n")
    assert not out.endswith("\n\n")


@pytest.mark.parametrize("used", [("status",), ("handout", "-o", "-"), ("draw", "-o", "-")])
def test_a_command_for_cases_says_that_it_was_given_a_sheet(
    used: tuple[str, ...], command: Command, sheet: str
) -> None:
    done = command(used[0], sheet, *used[1:])

    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[0].endswith(say("files.is-sheet"))


@pytest.mark.parametrize(
    ("used", "what"),
    [
        (("practice", "check"), "sheet"),
        (("practice", "print"), "sheet"),
        (("practice", "log"), "log of episodes"),
        (("status",), "case file"),
    ],
)
def test_what_is_too_large_is_called_what_it_should_be(
    used: tuple[str, ...], what: str, command: Command, here: Path
) -> None:
    (here / "big.yaml").write_bytes(b"#" * 2_100_000)
    done = command(*used, "big.yaml")

    limit = 2 if what == "log of episodes" else 1
    expected = say("files.too-big", file="big.yaml", limit=limit, what=what)
    assert f"A {what} is a short text: is this the right file?" in expected
    assert expected in done.out + done.err


def test_a_sheet_for_a_case_says_that_it_is_none_of_strengths(
    command: Command, case: str, sheet: str
) -> None:
    done = command("handout", case, "--strengths", sheet, "-o", "-")

    assert (done.code, done.out) == (1, "")
    assert "This is a sheet of 'five steps', and a handout takes one of the practice" in done.err
