"""Each practice says what it is, where it comes from and what it asks; none asks for touch."""

from __future__ import annotations

import json
import re

import pytest

from negcycle.errors import UnknownName
from negcycle.graph.cycle_graph import Kind
from negcycle.model.plan import KINDS
from negcycle.model.touch import speaks_of_touch
from negcycle.practices.described.fitting import BEFORE, fitting, practices_before
from negcycle.practices.described.known import known_practices, practice
from negcycle.practices.described.practice import Practice
from negcycle.words import lexicon
from negcycle.words.english.practices import SENTENCES

EACH = pytest.mark.parametrize("one", known_practices(), ids=lambda one: one.id)


@EACH
def test_a_practice_is_one_sentence_and_one_question(one: Practice) -> None:
    assert re.fullmatch(r"[A-Z][^.?]*\.", one.sentence)
    assert re.fullmatch(r"Ana, [^.?]*\?", one.question("Ana"))
    assert one.source is not None
    assert one.source.line


@EACH
def test_a_practice_asks_everybody_the_same(one: Practice) -> None:
    assert one.question("Ana").replace("Ana", "Ben") == one.question("Ben")


@EACH
def test_no_practice_asks_for_touch(one: Practice) -> None:
    said = f"{one.name}. {one.sentence} {one.question('Ana')}"

    assert not speaks_of_touch(said)


@EACH
def test_what_stands_for_it_in_a_simulation_is_an_input_that_plans_have(one: Practice) -> None:
    assert one.plan_kind in {None, *KINDS}
    assert (one.plan_kind is None) == (not one.plan)


def test_what_fits_at_a_station_begins_with_what_is_offered_first() -> None:
    for kind in Kind:
        first = practices_before(kind)
        all_of_them = fitting(kind)

        assert all_of_them[: len(first)] == first
        assert {one.id for one in all_of_them} >= {
            one.id for one in known_practices() if kind in one.at
        }
        assert len({one.id for one in all_of_them}) == len(all_of_them)


def test_something_fits_at_every_station_and_for_what_is_slow() -> None:
    assert set(BEFORE) == set(Kind)


def test_the_exits_are_where_the_map_has_them() -> None:
    first = {str(kind): practices_before(kind)[0].id for kind in Kind}

    assert first["appraisal"] == "pause"
    assert first["secondary"] == "pause_risk_reach"
    assert first["perception"] == "check_the_meaning"
    assert first["behavior"] == "time_out"


def test_a_time_out_says_when_and_that_one_comes_back() -> None:
    assert practice("time_out").sentence == (
        "Ask for a break, say when one will be back, say that one will be, and come back."
    )


def test_no_sentence_of_a_practice_accuses() -> None:
    book = lexicon()
    for key, sentence in SENTENCES.items():
        found = (
            *book.character_talk(sentence),
            *book.absolutes(sentence),
            *book.attributional(sentence),
            *book.strategy(sentence),
        )

        assert not found, key
        assert not book.safety(sentence), key


def test_the_rule_would_notice() -> None:
    assert lexicon().character_talk("she is lazy")
    assert lexicon().strategy("you could help more")


def test_an_unknown_practice_is_an_error_with_a_hint() -> None:
    with pytest.raises(UnknownName) as caught:
        practice("timeout")

    assert str(caught.value) == "No practice is called 'timeout'. Did you mean 'time_out'?"


def test_the_data_can_be_written_as_json() -> None:
    assert json.loads(json.dumps(practice("pause").as_data())) == {
        "id": "pause",
        "name": "pause",
        "sentence": "Take a breath, slow down, and find a word for what is felt before anything is "
        "done.",
        "source": "Badamo, C. 3 Steps to Create Closeness. An article for couples.",
        "plan": None,
        "guided": False,
    }


@pytest.mark.parametrize(
    "words",
    ["say no to sex", "refuse the hug", "turn away when he touches me", "pull back from a massage",
     "want to be held", "not tonight, no kiss"],
)  # fmt: skip
def test_a_yes_and_a_no_to_touch_are_both_about_touch(words: str) -> None:
    assert speaks_of_touch(words)


@pytest.mark.parametrize("words", ["go quiet", "touch the topic", "slam the door", ""])
def test_other_moves_are_not(words: str) -> None:
    assert not speaks_of_touch(words)
