"""An own lexicon adds words, takes none away, and gets a clear sentence where it is off."""

from __future__ import annotations

from pathlib import Path

import pytest

from negcycle.errors import CaseError, FileMissing, FileUnreadable
from negcycle.words import (
    direction_of,
    extended,
    lexicon,
    questions,
    read_lexicon,
    side_of,
    suggestions,
)

ROOT = Path(__file__).parents[2]
OWN = """\
lexicon: 1
slots:
  primary:
    loneliness:
      lonely: einsam | verlassen
      on_the_outside: on the outside | looking in
    ache: [an ache, homesick | missing home]
  behavior:
    withdraw: [goes to the shed]
contested: {bitter: {primary: grief, secondary: heat-up}}
attributional: {ghosted: [lonely, hurt]}
strategy_not_need: [send me]
not_a_behavior: [childish]
safety: {words: [the cellar]}
ask_first: [track my phone]
idioms: [angry birds]
sides: {alone: [ache]}
"""


def test_an_own_file_adds_to_everything() -> None:
    book = extended(OWN)

    assert [term.id for term in book.find("primary", "on the outside")] == [
        "primary.loneliness.on_the_outside"
    ]
    assert [term.id for term in book.find("primary", "homesick")] == ["primary.ache.homesick"]
    assert book.term("primary.ache.homesick").source == "own"
    assert side_of("homesick", book=book) == "alone"
    assert direction_of("goes to the shed", book=book).direction == "away"
    assert [one.code for one in questions("secondary", "bitter", book=book)] == ["contested"]
    assert [one.code for one in questions("primary", "ghosted", book=book)] == ["attributional"]
    assert [one.code for one in questions("need", "send me flowers", book=book)] == ["strategy"]
    assert [one.code for one in questions("behavior", "is childish", book=book)] == ["camera"]
    assert [one.code for one in questions("trigger", "in the cellar", book=book)] == ["safety"]
    assert [one.code for one in questions("behavior", "tracks my phone", book=book)] == [
        "ask-first"
    ]
    assert book.find("secondary", "angry birds") == ()
    assert "homesick" in [term.words for term in suggestions("primary", 100, book=book)]


def test_the_example_of_the_reference_page_can_be_read() -> None:
    page = (ROOT / "docs" / "reference" / "lexicon.md").read_text("utf-8")
    book = extended(page.partition("```yaml\n")[2].partition("```")[0])

    assert [term.words for term in book.find("primary", "cut to the quick")] == ["cut to the quick"]
    assert direction_of("hides in the shed", book=book).direction == "away"


def test_other_words_for_a_known_id_are_another_way_to_say_it() -> None:
    term = extended(OWN).term("primary.loneliness.lonely")

    assert term.words == "lonely"
    assert term.also[-2:] == ("einsam", "verlassen")
    assert extended(OWN).find("primary", "Einsam") == (term,)


def test_an_own_file_takes_nothing_away() -> None:
    before, after = lexicon(), extended(OWN)

    assert {term.id for term in before.terms} < {term.id for term in after.terms}
    assert all(set(words) <= set(after.lists[name]) for name, words in before.lists.items())
    assert set(before.contested_words) < set(after.contested_words)
    assert dict(before.sides).items() <= dict(after.sides).items()
    assert not lexicon().safety("in the cellar")


def test_one_own_file_can_stand_on_another() -> None:
    first = extended("slots: {image: {weather: [a storm]}}")
    both = extended("slots: {image: {weather: [fog]}}", first)

    assert [term.words for term in both.for_slot("image")] == ["a storm", "fog"]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "lexicon: 1\n", "slots:\n"])
def test_an_empty_file_adds_nothing(text: str) -> None:
    assert extended(text).terms == lexicon().terms


WRONG = {
    "slots: {primry: {hurt: [x]}}": (
        "own.yaml:1:9: slots.primry: 'primry' is not a slot that fits here. Did you mean 'primary'?"
    ),
    "slots:\n  behavior:\n    persue: [pokes]": (
        "own.yaml:3:5: slots.behavior.persue: 'persue' is not a move I know. Did you mean 'pursue'?"
    ),
    "contestd: {}": (
        "own.yaml:1:1: contestd: 'contestd' cannot be added here. Did you mean 'contested'?"
    ),
    "directions: {toward: [withdraw]}": (
        "own.yaml:1:1: directions: 'directions' cannot be added here."
    ),
    "safety:\n  unless: [hit me]": (
        "own.yaml:2:3: safety.unless: 'unless' cannot be added here. An own file adds safety words "
        "under 'words', and takes none away."
    ),
    "lexicon: 2": (
        "own.yaml:1:1: lexicon: '2' is not a version of the lexicon that I know. Write 'lexicon: "
        "1'."
    ),
    "slots: [primary]": (
        "own.yaml:1:1: slots: Names with something under them are expected here, such as 'lonely: "
        "lonely | on the outside'."
    ),
    "just words": (
        "own.yaml:1:1: Names with something under them are expected here, such as 'lonely: "
        "lonely | "
        "on the outside'."
    ),
    "ask_first: follow": (
        "own.yaml:1:1: ask_first: A list of words is expected here, such as '[left hanging, "
        "unheard]'."
    ),
    "slots:\n  primary:\n    hurt:\n      seven: 7": (
        "own.yaml:4:7: slots.primary.hurt.seven: '7' stands where words are expected. Write at "
        "least "
        "one letter, in quotes where it could be a number."
    ),
    "idioms: ['...']": (
        "own.yaml:1:1: idioms: '...' stands where words are expected. Write at least one letter, "
        "in "
        "quotes where it could be a number."
    ),
    "contested: {bitter: {primary: grief}}": (
        "own.yaml:1:13: contested.bitter: 'bitter' needs two slots to be contested, such as "
        "primary "
        "and secondary."
    ),
    "contested: {bitter: {primary: grief, need: x}}": (
        "own.yaml:1:38: contested.bitter.need: 'need' is not a slot that fits here."
    ),
    "slots: {primary": (
        "own.yaml:1:16: From here on this cannot be read as YAML. Is a quote or a bracket left "
        "open, "
        "or a key written twice?"
    ),
    "idioms: []\nidioms: []": (
        "own.yaml:2:1: From here on this cannot be read as YAML. Is a quote or a bracket left "
        "open, "
        "or a key written twice?"
    ),
}


@pytest.mark.parametrize(("text", "sentence"), WRONG.items(), ids=range(len(WRONG)))
def test_what_is_off_is_said_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(CaseError) as error:
        extended(text, file="own.yaml")

    assert str(error.value) == sentence


def test_all_problems_come_at_once_and_in_order() -> None:
    with pytest.raises(CaseError) as error:
        extended("contestd: {}\nslots: {primry: {}}\nask_first: follow\n")

    assert [(fault.line, fault.code) for fault in error.value.problems] == [
        (1, "unknown-part"),
        (2, "unknown-slot-in-file"),
        (3, "not-a-list"),
    ]


@pytest.mark.parametrize("text", ["[" * 100_000, "a: &a [*a]", "\x00", "? [x]\n: y"])
def test_a_strange_text_is_a_problem_and_no_crash(text: str) -> None:
    with pytest.raises(CaseError):
        extended(text)


def test_a_file_is_read_with_its_name_in_the_problems(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, "utf-8-sig")

    assert read_lexicon(path).find("primary", "einsam")
    path.write_text("contestd: {}", "utf-8")
    with pytest.raises(CaseError, match=r"own\.yaml:1:1: contestd: "):
        read_lexicon(path)


def test_a_file_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"

    with pytest.raises(FileMissing) as missing:
        read_lexicon(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileUnreadable) as unreadable:
        read_lexicon(path)
    path.write_text("# " + "x" * 1_000_000, "utf-8")
    with pytest.raises(FileUnreadable) as large:
        read_lexicon(path)
    with pytest.raises(FileUnreadable):
        read_lexicon(tmp_path)

    assert str(missing.value) == f"No file is called '{path}'. Check the path to the lexicon."
    assert str(unreadable.value) == f"'{path}' cannot be read. Save the lexicon as text in UTF-8."
    assert str(large.value) == f"'{path}' has more than 1 MB, which no lexicon needs. Split it."
