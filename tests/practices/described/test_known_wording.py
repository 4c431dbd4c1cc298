"""How the practices speak: plain, kind, to everybody alike, and never asking for touch."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from negcycle.model.touch import speaks_of_touch
from negcycle.practices.described.known import known_practices
from negcycle.practices.described.practice import Practice
from negcycle.words import lexicon

EACH = pytest.mark.parametrize("one", known_practices(), ids=lambda one: one.id)

GENDERED = re.compile(r"\b(he|she|him|her|his|hers|husband|wife|mom|dad|mother|father)\b", re.I)
ACCUSING = re.compile(r"\b(blam\w*|faults?|guilty|wrong with you two|your mistake)\b", re.I)
FIGURES = re.compile(r"\d\s*(%|percent|per cent|times (more|less|higher))", re.I)


def texts(one: Practice) -> Iterator[str]:
    """Yield everything that may stand on a sheet of a practice."""
    yield from (one.name, one.what, one.question("Ana"), one.care or "", one.clinician or "")
    yield from prompts(one)
    for deck in one.lists:
        yield from (deck.heading, *deck.items)


def prompts(one: Practice) -> Iterator[str]:
    """Yield what the fields of a practice ask."""
    for field in one.fields:
        yield from (field.prompt, field.hint or "", *field.choices)


@EACH
def test_nothing_asks_for_touch(one: Practice) -> None:
    assert [text for text in texts(one) if speaks_of_touch(text)] == []


@EACH
def test_nothing_accuses_or_takes_in_every_time(one: Practice) -> None:
    book = lexicon()
    for text in texts(one):
        found = (
            *book.character_talk(text),
            *book.absolutes(text),
            *book.attributional(text),
            *book.strategy(text),
        )

        assert not found, text
        assert not ACCUSING.search(text), text
        assert not book.safety(text), text


@EACH
def test_nothing_takes_one_for_a_man_or_a_woman(one: Practice) -> None:
    assert [text for text in texts(one) if GENDERED.search(text)] == []


@EACH
def test_no_figures_are_claimed(one: Practice) -> None:
    assert [text for text in texts(one) if FIGURES.search(text) or "!" in text] == []


@EACH
def test_a_practice_is_one_sentence_and_one_question(one: Practice) -> None:
    assert re.fullmatch(r"[A-Z][^.?]*\.", one.what)
    assert re.fullmatch(r"Ana, [^.?]*\?", one.question("Ana"))
    assert one.question("Ana").replace("Ana", "Ben") == one.question("Ben")


@EACH
def test_every_prompt_is_a_sentence_and_short(one: Practice) -> None:
    for field in one.fields:
        assert field.prompt[0].isupper()
        assert field.prompt[-1] in ".?"
        assert len(field.prompt) <= 110, field.prompt
        assert len(field.hint or "") <= 130, field.hint


@EACH
def test_a_checklist_speaks_for_the_one_who_marks_it(one: Practice) -> None:
    if one.checklist:
        assert all(re.search(r"\b(I|We|we)\b|Thanks", field.prompt) for field in one.fields)


@EACH
def test_a_reader_of_the_seventh_grade_can_read_it(one: Practice) -> None:
    assert grade(list(prompts(one))) <= 7
    assert grade([one.what, one.question("Ana"), one.care or ""]) <= 9


def test_the_rules_would_notice() -> None:
    assert speaks_of_touch("Ask for a hug.")
    assert ACCUSING.search("Who is to blame?")
    assert FIGURES.search("31 % fewer fights")
    assert grade(["Articulate the underlying psychological vulnerabilities accompanying it."]) > 12


def grade(said: list[str]) -> float:
    """Return the school grade of some sentences, as Kincaid and others (1975) reckon it."""
    lines = [part for text in said for part in re.split(r"[.?:]+(?:\s|$)", text)]
    spoken = [words for line in lines if (words := re.findall(r"[A-Za-z']+", line))]
    count = sum(len(line) for line in spoken)
    syllables = sum(_syllables(word) for line in spoken for word in line)
    return 0.39 * count / len(spoken) + 11.8 * syllables / count - 15.59


def _syllables(word: str) -> int:
    spoken = re.sub(r"(?<=[^aeiouyl])(es|ed|e)$", "", word.casefold())
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))
