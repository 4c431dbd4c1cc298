"""Pseudonyms in what somebody wrote: no name stays, and no other word goes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from negcycle.model.partner import Partner
from negcycle.model.pseudonyms import Pseudonyms
from negcycle.words.folding import folded
from negcycle.words.ordinary_names import ORDINARY

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def under(*names: str) -> Pseudonyms:
    return Pseudonyms([Partner(key=f"p{at}", name=one) for at, one in enumerate(names)])


@pytest.mark.parametrize(
    ("name", "written", "made"),
    [
        ("John", "_John_, John2, (john)", "_Partner 1_, Partner 1 2, (Partner 1)"),
        (
            "John",
            "Johns John's John\u2019s JOHNS",
            "Partner 1s Partner 1's Partner 1\u2019s Partner 1S",
        ),
        ("Mary Smith", "the Smiths; mary_smith", "the Partner 1s; Partner 1_Partner 1"),
        ("Mary", "MaryLou, toMary", "Partner 1Lou, toPartner 1"),
        ("James", "Jameses, James'", "Partner 1es, Partner 1'"),
        ("O'Brien", "OBrien, Obrien's, O\u2019Brien", "Partner 1, Partner 1's, Partner 1"),
        ("Mary-Lou", "marylou Mary-Lou", "Partner 1 Partner 1"),
        ("Jos\u00e9", "Jos\u00e9s, Jose, JOSE\u0301", "Partner 1s, Partner 1, Partner 1"),
        ("Jos\u00e9", "Jose\u0301s", "Partner 1s"),
        ("\u0110\u1ee9c", "duc", "Partner 1"),
        ("John", "Jo\u200bhn, J\u00adohn\u200b!", "Partner 1, Partner 1\u200b!"),
        ("John", "\uff2a\uff4f\uff48\uff4e", "Partner 1"),
        ("John", "John\u3055\u3093", "Partner 1\u3055\u3093"),
        ("\u82b1\u5b50", "\u82b1\u5b50\u3055\u3093", "Partner 1\u3055\u3093"),
        (
            "\u0e2a\u0e21\u0e0a\u0e32\u0e22",
            "\u0e04\u0e38\u0e13\u0e2a\u0e21\u0e0a\u0e32\u0e22\u0e21\u0e32",
            "\u0e04\u0e38\u0e13Partner 1\u0e21\u0e32",
        ),
        ("\u05e2\u05d5\u05de\u05e8", "\u05dc\u05e2\u05d5\u05de\u05e8", "\u05dcPartner 1"),
        (
            "\u0623\u062d\u0645\u062f",
            "\u0627\u0644\u0627\u062d\u0645\u062f",
            "\u0627\u0644Partner 1",
        ),
        ("\u0418\u0432\u0430\u043d", "\u0418\u0432\u0430\u043d\u0430", "Partner 1\u0430"),
        (
            "\uc720\uc9c4",
            unicodedata.normalize("NFD", "\uc720\uc9c4\uc774"),
            "Partner 1\u110b\u1175",
        ),
        ("Maria de la Cruz", "Cruz saw de la mar", "Partner 1 saw de la mar"),
        ("Dr. Ann Lee", "Dr. Who and Ann", "Dr. Who and Partner 1"),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, written: str, made: str) -> None:
    assert under(name).replaced(written) == made


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("John", "Johnson, Johnny, Upjohn"),
        ("Ann", "Mann and Anna are planned"),
        ("Tim", "sometimes, times"),
        ("Jean", "in jeans"),
        ("Les", "less"),
        ("Don", "I don't; Don't"),
        ("Will", "I will say it, and she wills it"),
        ("May Hope", "I may hope that you may"),
        ("Al", "also, al dente"),
        ("A", "A mess, a mess"),
        ("\u0418\u0432\u0430\u043d", "\u0434\u0438\u0432\u0430\u043d"),
        ("\u30ab\u30af", "\u30ac\u30af"),
        ("'t", "don't"),
        ("12", "at 12"),
    ],
)
def test_a_word_that_is_no_name_stays(name: str, written: str) -> None:
    assert under(name).replaced(written) == written


def test_a_name_that_is_a_word_is_one_with_a_capital_letter() -> None:
    made = under("Will", "May Hope").replaced("Will and May hope that WILL may; May Hope will")

    assert made == "Partner 1 and Partner 2 hope that Partner 1 may; Partner 2 will"


def test_short_keys_are_words() -> None:
    people = [Partner(key="a", name="Anna"), Partner(key="i", name="Ines")]
    written = "alone in a room, I am a mess"

    assert Pseudonyms(people).replaced(written) == written


def test_a_key_is_a_name_as_well() -> None:
    people = [Partner(key="annie", name="Anna"), Partner(key="wife", name="Ines")]

    made = Pseudonyms(people).replaced("annie and my wife, ANNIE2")

    assert made == "Partner 1 and my wife, Partner 1 2"


def test_nobody_is_taken_for_somebody_of_the_same_name() -> None:
    made = under("Kim", "Kim Lee").replaced("Kim Lee told Kim; the Kims, Lee")

    assert made == "Partner 2 told one of them; the one of them, Partner 2"


def test_a_name_wins_over_a_key_of_somebody_else() -> None:
    john, mary = Partner(key="mary", name="John"), Partner(key="x", name="Mary")

    assert Pseudonyms([john, mary]).replaced("mary") == "Partner 2"
    assert Pseudonyms([mary, john]).replaced("mary") == "Partner 1"
    assert Pseudonyms([john]).replaced("mary") == "Partner 1"


def test_a_pseudonym_stays() -> None:
    written = "Partner 1 and partner 2, or one of them; a Partner, p1"

    assert under("Partner 1", "Partner 2").replaced(written) == written
    assert under("Partner", "Themistokles").replaced("one of them, Partner 2") == (
        "one of them, Partner 2"
    )


names = st.text(LETTERS, min_size=3, max_size=12).map(str.title)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
spellings = st.sampled_from(
    [
        lambda name: name,
        str.upper,
        str.lower,
        lambda name: "".join(chr(ord(one) + 0xFEE0) for one in name),
        lambda name: name[0] + "\u0301" + name[1:],
        lambda name: name[:2] + "\u200b" + name[2:],
        lambda name: f"_{name}2",
        lambda name: f"{name}'s",
    ]
)


@given(names, spellings, anything, anything)
def test_no_name_remains_as_a_word(name: str, spelled: object, before: str, after: str) -> None:
    assume(name.casefold() not in ORDINARY and name not in ("Partner", "One", "Them"))
    written = f"{before} {spelled(name)} {after}"  # type: ignore[operator]  # one of the functions

    made = under(name).replaced(written)

    assert "Partner 1" in made
    assert name.casefold() not in folded(made).text.replace("_", " ").replace("'", " ").split()


@given(st.lists(names, min_size=1, max_size=4), st.lists(names | anything, max_size=6))
@example(["Partner", "Ones", "Them"], ["Ones", "Partner", "Themx"])
def test_replacing_twice_changes_nothing_more(people: list[str], words: list[str]) -> None:
    pseudonyms = under(*people)
    once = pseudonyms.replaced(" ".join([*words, *people]))

    assert pseudonyms.replaced(once) == once


@given(anything)
def test_what_names_nobody_stays_as_it_is(written: str) -> None:
    assert under("Qwxyzqx", "\u9f98\u9f98").replaced(written) == written


@given(anything)
def test_a_letter_is_where_it_was_written(written: str) -> None:
    line = folded(written)

    assert len(line.text) == len(line.starts) == len(line.ends)
    assert list(line.starts) == sorted(line.starts)
    assert all(start < end for start, end in zip(line.starts, line.ends, strict=True))
    assert max(line.ends, default=0) <= len(written)


@pytest.mark.parametrize("letter", ["a", "\u3042", "e\u0301", "a ", "\u200b"])
def test_hostile_names_end(letter: str) -> None:
    people = [(letter * 100)[: 90 + at].rstrip() + "x" for at in range(30)]

    assert under(*people).replaced(letter * 50_000) == letter * 50_000
