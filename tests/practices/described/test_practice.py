"""A practice is data: a file that is read whole, or whose every fault is named at its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

import negcycle as nc
from negcycle.errors import CaseError, FileMissing, FileUnreadable
from negcycle.practices.described.known import known_practices
from negcycle.practices.described.practice import AnswerKind, By, Field, Practice
from negcycle.practices.described.practice_file import to_practice

EACH = pytest.mark.parametrize("one", known_practices(), ids=lambda one: one.id)
HEAD = 'practice: tea\nname: tea\nwhat: Have tea.\nask: "{name}, would you like tea?"\n'


def faults_in(text: str | bytes, *, named: str | None = "tea") -> str:
    with pytest.raises(CaseError) as caught:
        to_practice(text, file="tea.yaml", named=named)
    return str(caught.value)


def in_file(one: Practice) -> dict[str, object]:
    """Return a practice as a file has it."""
    return one.model_dump(mode="json", by_alias=True, exclude_defaults=True) | {
        "fields": [
            field.model_dump(mode="json", exclude_defaults=True)
            | ({} if field.becomes is None else {"becomes": str(field.becomes)})
            for field in one.fields
        ]
    }


@EACH
def test_a_practice_is_the_same_when_it_is_written_and_read_again(one: Practice) -> None:
    assert to_practice(json.dumps(in_file(one)), format="json", named=one.id) == one


@EACH
def test_every_practice_has_a_blank_sheet(one: Practice) -> None:
    sheet = one.sheet()

    assert sheet.is_blank
    assert [blank.question for blank in sheet.blanks()] == [field.prompt for field in one.fields]
    assert [sheet.chain(), sheet.guesses()] == [nc.Chain(), nc.Chain()]
    assert not sheet.comes_first


def test_a_practice_of_ones_own_needs_only_a_few_words(tmp_path: Path) -> None:
    file = tmp_path / "tea.yaml"
    file.write_text(HEAD + "sources: [My aunt in May]\nfields: [{id: when, prompt: When?}]\n")

    tea = nc.read_practice(file)

    assert (tea.id, tea.by, tea.fields[0].kind) == ("tea", By.ONE, AnswerKind.TEXT)
    assert tea.question("Ana") == "Ana, would you like tea?"
    assert tea.source is not None
    assert tea.source.line == "My aunt in May"
    assert tea.plan_kind is None
    assert nc.Practice(id="tea", name="tea", what="Have tea.", ask="{name}?").source is None


def test_a_question_is_no_template() -> None:
    tea = to_practice(HEAD.replace("tea?", "tea {0.__class__} {id}?"), named="tea")

    assert tea.question("{what}") == "{what}, would you like tea {0.__class__} {id}?"


def test_the_field_that_is_not_there_is_none() -> None:
    assert nc.practice("pause").field("nowhere") is None


FAULTY = {
    "by: on": "5:5: by: 'on' is not a word I know. Did you mean 'one'?",
    "bye: one": "5:1: 'bye' is not a field here. Did you mean 'by'?",
    "at: [behaviur]": "5:6: at[0]: 'behaviur' is not a word I know. Did you mean 'behavior'?",
    "sources: [badmo]": "5:11: sources[0]: 'badmo' is not in the list of sources. Did you mean "
    "'badamo'? A source of your own is a text in full, such as 'A talk at the library, 2026'.",
    "minutes: 0": "5:10: minutes: '0' is too small. Write a number above 0.",
    "fields: [tea]": "5:10: fields[0]: 'tea' stands where a field is expected, such as "
    "'{id: trigger, prompt: What happened?}'.",
    "lists: [tea]": "5:9: lists[0]: 'tea' stands where a list with a heading is expected, such as "
    "'{heading: To begin with, items: [...]}'.",
    "fields: [{id: a b, prompt: Why?}]": "5:15: fields[0].id: 'a b' cannot be the name of a "
    "practice or a field. Use a short word of letters, digits and '_'.",
    "fields: [{id: a, prompt: Why?}, {id: a, prompt: How?}]": "5:38: fields[1].id: The name 'a' "
    "is taken already. Give each field a name of its own.",
    "fields: [{id: a}]": "5:10: fields[0]: 'prompt' is missing.",
    "fields: [{id: a, prompt: Why?, kind: choice}]": "5:10: fields[0]: A field of the kind "
    "'choice' needs 'choices', two or more of them.",
    "fields: [{id: a, prompt: Why?, choices: [b, c]}]": "5:10: fields[0]: 'choices' go with the "
    "kind 'choice', and this field has the kind 'text'. Take them out, or change the kind.",
    "fields: [{id: a, prompt: Why?, becomes: chain.primery}]": "5:41: fields[0].becomes: "
    "'chain.primery' is nothing that an answer can become. Did you mean 'chain.primary'?",
    "fields: [{id: a, prompt: Why?, becomes: plan.for}]": "5:10: fields[0]: An answer of the kind "
    "'text' cannot become 'plan.for'. Change 'kind', or take 'becomes' out.",
    "by: both\nfields: [{id: a, prompt: Why?, becomes: chain.need}]": "6:41: fields[0].becomes: "
    "'chain.need' is in the chain of one person, and this sheet is filled in by both. Write "
    "'by: each', or take 'becomes' out.",
    "checklist: true\nfields: [{id: a, prompt: Why?, kind: text}]": "5:12: checklist: Every "
    "field of a checklist has the kind 'scale', and 'a' has another. Change the kind, or take "
    "'checklist' out.",
    "plan: [{at: 1, open: \"{whom}\"}]": "5:8: plan[0]: '{whom}' stands for no field here. "
    "Did you mean 'who'?",
    "fields: [{id: a, prompt: Why?, private: true}]\nplan: [{at: 1, open: \"{a}\"}]": "6:8: "
    "plan[0]: '{a}' stands for an answer that never leaves the sheet, so no plan can use it. "
    "Take it out.",
    "plan: [{opn: \"{who}\", at: 1}]": "5:9: plan[0]: 'opn' is not a field here. Did you mean "
    "'open'?",
}  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), FAULTY.items())
def test_a_fault_is_named_at_its_place(text: str, sentence: str) -> None:
    assert faults_in(f"{HEAD}{text}\n") == f"tea.yaml:{sentence}"


def test_all_faults_are_named_at_once() -> None:
    text = (
        "practice: coffee\nname: {a: b}\nask: What now?\nguidd: true\nrecurs: weekly\n"
        "fields:\n  - {id: who, prompt: Who?}\n  - {id: b, prompt: Who?, hnt: x}\n"
        "sources: [nobody]\n"
    )

    assert faults_in(text).splitlines() == [
        "tea.yaml:1:1: 'what' is missing.",
        "tea.yaml:1:11: practice: The practice is called 'coffee' here, and its file 'tea'. Give "
        "both the same name.",
        "tea.yaml:2:7: name: a set of fields stands where words are expected. Write it as one "
        "text.",
        "tea.yaml:3:6: ask: The question does not say where the name goes. Write '{name}' in it, "
        "such as '{name}, what would help?'.",
        "tea.yaml:4:1: 'guidd' is not a field here. Did you mean 'guided'?",
        "tea.yaml:8:27: fields[1]: 'hnt' is not a field here. Did you mean 'hint'?",
        "tea.yaml:9:11: sources[0]: 'nobody' is not in the list of sources. A source of your own "
        "is a text in full, such as 'A talk at the library, 2026'.",
    ]


def test_a_field_is_never_called_as_the_one_who_does_it() -> None:
    assert faults_in(f"{HEAD}fields: [{{id: who, prompt: Who?}}]") == (
        "tea.yaml:5:15: fields[0].id: The name 'who' is taken already. Give each field a name of "
        "its own."
    )


TEXTS: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "tea.yaml: There is nothing here yet. A practice begins with 'practice:'."),
    "nothing in bytes": (b" ", "tea.yaml: There is nothing here yet."),
    "a list": ("- a", "tea.yaml:1:1: This is no practice: a practice is fields with names"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "tea.yaml: This is a picture, not a practice."),
    "a tag": (HEAD.replace(": tea", ": !a tea", 1), "tea.yaml:1:11: practice: A practice has no"),
    "too deep": ("[" * 100, "tea.yaml:1:51: Too many parts stand inside each other here."),
    "zeros": (b"a\x00b" * 9, "tea.yaml: This is not a text. A practice is plain text"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "beginning"), TEXTS.values(), ids=TEXTS)
def test_what_is_no_practice_at_all_is_said_in_one_sentence(
    text: str | bytes, beginning: str
) -> None:
    said = faults_in(text)

    assert said.startswith(beginning)
    assert "\n" not in said
    assert "case" not in said


def test_a_file_that_is_not_there_or_too_large_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        nc.read_practice(tmp_path / "tea.yaml")

    (tmp_path / "tea.yaml").write_text(HEAD + "#" * 1_000_000)
    with pytest.raises(FileUnreadable, match="larger than 1 MB"):
        nc.read_practice(tmp_path / "tea.yaml")


def test_consent_is_a_yes_or_a_no() -> None:
    with pytest.raises(ValidationError, match="'consent' goes with the kind 'yes_no'"):
        Field.model_validate({"id": "ok", "prompt": "Is it fine?", "consent": True})
