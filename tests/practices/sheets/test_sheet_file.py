"""A sheet in a file: it comes back as it was, and every fault stands at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import CaseError, FileMissing, FileUnreadable
from negcycle.practices.described.known import known_practices
from negcycle.practices.described.practice import By, Practice
from negcycle.practices.sheets.sheet_file import read_either, to_sheet
from negcycle.practices.sheets.sheet_form import sheet_form
from negcycle.testing import HARD, sheets, words

EACH = pytest.mark.parametrize("one", known_practices(), ids=lambda one: one.id)
BOTH = next(one for one in known_practices() if one.by is By.BOTH)
TEA = """\
practice: tea
name: tea
what: Have tea.
ask: "{name}, would you like tea?"
fields:
  - {id: behavior, prompt: What did you do?, becomes: chain.behaviour}
"""


def faults_in(text: str | bytes, *, format: str = "yaml", file: str = "s.yaml") -> list[str]:
    with pytest.raises(CaseError) as caught:
        to_sheet(text, format=format, file=file)  # type: ignore[arg-type]
    return str(caught.value).splitlines()


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    """Return the file of a practice of one's own."""
    file = tmp_path / "tea.yaml"
    file.write_text(TEA)
    return file


@settings(max_examples=100)
@given(sheets())
def test_a_sheet_comes_back_as_it_was(sheet: nc.Sheet) -> None:
    assert nc.loads_sheet(nc.dumps_sheet(sheet)) == sheet
    assert nc.loads_sheet(nc.dumps_sheet(sheet, format="json"), format="json") == sheet


@EACH
def test_a_form_to_fill_in_is_the_blank_sheet(one: Practice) -> None:
    by = ("Mary", "John") if one.by is By.BOTH else ("Mary",)

    assert nc.loads_sheet(sheet_form(one)) == one.sheet()
    assert nc.loads_sheet(sheet_form(one, by=by, other="Eve")) == one.sheet(by, other="Eve")
    assert max(map(len, sheet_form(one).splitlines())) <= 100


@EACH
def test_a_form_asks_everything_in_asking_order(one: Practice) -> None:
    said = " ".join(sheet_form(one).replace("#", " ").split())

    places = [said.index(" ".join(field.prompt.split())) for field in one.fields]
    assert places == sorted(places)


@given(words(20), words(20), st.sampled_from(HARD))
def test_a_form_holds_any_name_and_any_prompt(by: str, other: str, hard: str) -> None:
    names = [" ".join(name.split()) for name in (by, other)]
    odd = Practice(
        id="odd", name=hard, what=hard, ask="{name}" + hard, care=hard,
        fields=[
            {"id": "a", "prompt": hard, "hint": hard, "kind": "choice", "choices": ["a", hard]}
        ],
    )  # fmt: skip
    if len({*names}) == 1:
        names[1] += "2"

    together = sheet_form(BOTH, by=names)
    assert nc.loads_sheet(together).by == tuple(names)

    text = sheet_form(odd, by=names[:1], other=names[1])
    read = nc.loads_sheet(text.replace("sheet: odd.yaml", "sheet: pause").replace("  a:", ""))
    assert (read.by, read.other) == ((names[0],), names[1])
    assert text.count("\n  a:\n") == 1


# -- faults -----------------------------------------------------------------------------------

SHEET = "sheet: five_steps\nanswers:\n"

FAULTY = {
    "sheet: five_stps": ["1:8: sheet: No practice is called 'five_stps'. Did you mean "
                         "'five_steps'?"],
    "by: mary": ["1:1: 'sheet' is missing."],
    "sheet: [a]": ["1:8: sheet: a list is not a practice. Write its name, such as 'sheet: pause'."],
    f"{SHEET}  triger: x": ["3:3: answers: 'triger' is not a field here. Did you mean 'trigger'?"],
    "sheet: pause\nanswers: sad": ["2:10: answers: 'sad' stands where the answers are expected, "
                                   "each under the name of its field."],
    "sheet: five_steps\ntrigger: x": ["2:1: 'trigger' is not a field here. It belongs under "
                                      "'answers'."],
    f"{SHEET}  deeper: {{sad: 3}}": ["3:11: answers.deeper: a set of fields stands where words are "
                                     "expected. Put quotes around words that hold a ':'."],
    f"{SHEET}  trigger: a\n  trigger: b": ["4:3: answers: 'trigger' is here twice, in line 3 and "
                                           "in line 4. Keep one of them."],
    "sheet: &a pause": ["1:8: sheet: A sheet has no anchors. Words that begin with '&' need quotes "
                        "around them."],
    "- pause": ["1:1: This is no sheet: a sheet is fields with names, and begins with 'sheet:'."],
    "partners: {a: {name: A}}": ["1:1: This is a case, and a sheet is a file of its own. 'negcycle "
                                 "practice new' writes one, and 'negcycle check' checks a case."],
    "practice: pause": ["1:1: This is a practice, and a sheet of it begins with 'sheet:'. "
                        "'negcycle practice new' writes one."],
    "": [" There is nothing here yet. A sheet begins with 'sheet:'."],
    "sheet: pause\n---\nsheet: pause": ["2:1: A second document begins here, and a file holds one "
                                        "sheet. Give it a file of its own."],
}  # fmt: skip


@pytest.mark.parametrize(("text", "sentences"), FAULTY.items())
def test_a_fault_stands_at_its_place(text: str, sentences: list[str]) -> None:
    assert faults_in(text) == [f"s.yaml:{one}" for one in sentences]


def test_all_faults_of_a_file_are_named_at_once_in_its_order() -> None:
    text = (
        "sheet: time_out\n"
        "by: [mary, john]\n"
        "dat: 2026-11-22\n"
        "answers:\n"
        "  return_at: soon\n"
        "  came_back: perhaps\n"
        "  calmng: a walk\n"
    )

    assert faults_in(text) == [
        "s.yaml:2:5: by: This sheet is filled in by one person. Write one name, such as 'by: "
        "mary'.",
        "s.yaml:3:1: 'dat' is not a field here. Did you mean 'date'?",
        "s.yaml:5:3: answers.reassurance: 'reassurance' is still blank, and the practice 'time-out "
        "with a return' needs it: What will you say so that your partner knows that you are coming "
        "back, and that they matter?",
        "s.yaml:5:14: answers.return_at: 'soon' is not a time of the day I can read. Write it as "
        "18:30.",
        "s.yaml:6:14: answers.came_back: 'perhaps' is neither yes nor no. Write one of the two.",
        "s.yaml:7:3: answers: 'calmng' is not a field here. Did you mean 'calming'?",
    ]


def test_a_misspelled_answer_is_not_missing_as_well() -> None:
    text = "sheet: time_out\nanswers: {retrun_at: '8:00', reassurance: I am back at eight}"

    assert faults_in(text) == [
        "s.yaml:2:11: answers: 'retrun_at' is not a field here. Did you mean 'return_at'?"
    ]


HOSTILE = {
    "brackets": ("sheet: pause\nanswers: " + "[" * 500_000, "Too many parts stand inside"),
    "items": (
        "sheet: pause\nanswers: {feeling: [" + "a," * 400_000 + "]}",
        "more values here than",
    ),
    "many answers": ("sheet: pause\nanswers: {feeling: [" + "a," * 5_000 + "]}", "5000 answers"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "This is a picture, not a sheet."),
    "a page": (b"<html>", "This is a document, not a sheet. Save it as plain text."),
    "zeros": (b"sheet: a\x00", "This is not a text. A sheet is plain text, saved as UTF-8."),
    "an escape": ('sheet: "\x1b[2J"', "The text holds the control character U+001B."),
    "a long practice": ("sheet: " + "x" * 10_000, "No practice is called 'xxx"),
    "a long field": ("sheet: pause\nanswers: {" + "x" * 900 + ": y}", "is not a field here"),
}


@pytest.mark.parametrize(("text", "part"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_gets_one_short_sentence(text: str | bytes, part: str) -> None:
    said = faults_in(text)

    assert len(said) == 1
    assert part in said[0]
    assert len(said[0]) < 1_000
    assert said[0].isprintable()


def test_a_fault_of_json_stands_at_its_place() -> None:
    text = '{"sheet": "pause", "answers": {"feeling": 7}}'

    assert faults_in(text, format="json", file="s.json") == [
        "s.json:1:43: answers.feeling: '7' stands where words are expected. Write it as one text, "
        "or as a list of texts."
    ]


def test_what_is_too_large_or_not_there_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    with pytest.raises(FileMissing):
        nc.load_sheet(file)

    file.write_text("sheet: pause\n" + "#" * 1_000_000)
    with pytest.raises(FileUnreadable, match="larger than 1 MB"):
        nc.load_sheet(file)


# -- practices of one's own -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tea.yaml", "./tea.yaml"])
def test_a_practice_of_ones_own_is_found_beside_the_sheet(tea: Path, name: str) -> None:
    file = tea.with_name("s.yaml")
    file.write_text(f"sheet: {name}\nby: mary\nanswers: {{behaviour: drank it}}\n")

    sheet = nc.load_sheet(file)

    assert sheet.practice == nc.read_practice(tea)
    assert sheet.chain().behavior[0].words == "drank it"
    assert nc.dumps_sheet(sheet).startswith("sheet: tea.yaml\n")
    assert nc.loads_sheet(nc.dumps_sheet(sheet), practices=tea.parent) == sheet


def test_a_practice_of_ones_own_is_found_in_a_folder_that_is_given(tea: Path) -> None:
    sheet = nc.loads_sheet("sheet: tea.yaml", practices=tea.parent)

    assert sheet == nc.read_practice(tea).sheet()


@pytest.mark.parametrize("ending", ["yml", "json"])
def test_the_file_of_an_own_practice_may_end_otherwise(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"tea.{ending}"
    file.write_text('{"practice": "tea", "name": "t", "what": "Tea.", "ask": "{name}?"}')
    sheet = nc.read_practice(file).sheet("Ana")

    assert nc.loads_sheet(nc.dumps_sheet(sheet), practices=tmp_path) == sheet


def test_an_own_practice_with_the_name_of_a_known_one_keeps_its_file(tmp_path: Path) -> None:
    file = tmp_path / "pause.yaml"
    file.write_text(TEA.replace("practice: tea", "practice: pause"))

    own = nc.read_practice(file).sheet()

    assert nc.dumps_sheet(own) == "sheet: pause.yaml\n"
    assert nc.loads_sheet("sheet: pause", practices=tmp_path).practice == nc.practice("pause")


def test_what_is_wrong_with_an_own_practice_is_said_with_all_else(tea: Path) -> None:
    file = str(tea.with_name("s.yaml"))
    rest = "\nby: [a, b]\ndate: soon\nanswers: {x: y}"

    tea.write_text(TEA.replace("ask:", "ak:"))
    assert faults_in(f"sheet: tea.yaml{rest}", file=file) == [
        f"{file}:1:8: sheet: The practice in '{tea}' has faults of its own. 'negcycle practice "
        "check' says which.",
        f"{file}:3:7: date: 'soon' is not a date I can read. Write it as 2026-11-21, 2026-11 or "
        "2026.",
    ]
    assert faults_in("sheet: tee.yaml", file=file) == [
        f"{file}:1:8: sheet: There is no practice file 'tee.yaml' beside this sheet. Did you mean "
        "'tea.yaml'? Give its folder with --practices (in Python: practices=)."
    ]


@pytest.mark.parametrize("name", ["../tea.yaml", "/etc/passwd.yaml", "a/tea.yaml", "..\\tea.yaml"])
def test_a_sheet_from_elsewhere_has_no_file_read_that_is_not_beside_it(
    tea: Path, name: str
) -> None:
    inner = tea.parent / "inner"
    inner.mkdir()

    assert faults_in(f"sheet: {name}", file=str(inner / "s.yaml")) == [
        f"{inner}/s.yaml:1:8: sheet: '{name}' is not beside this sheet. Write only the name of the "
        "file, and give its folder with --practices (in Python: practices=)."
    ]


def test_a_file_may_be_a_sheet_or_a_practice(tea: Path) -> None:
    assert read_either(TEA, file=str(tea)) == nc.read_practice(tea)
    assert read_either("sheet: pause") == nc.practice("pause").sheet()
    with pytest.raises(CaseError, match="The practice is called 'tea' here, and its file 'coffee'"):
        read_either(TEA, file="coffee.yaml")
