"""An explanation is kind, the same for everybody, and honest about its numbers."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings

import negcycle as nc
from negcycle.errors import SimulationError, UnknownName
from negcycle.model.coming_first import comes_first
from negcycle.report.explaining import Explanation
from negcycle.system import swinging
from negcycle.testing import couples, cycles
from negcycle.words import lexicon, say
from negcycle.words.english.report import SENTENCES

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SUNDAY = ROOT / "examples" / "sunday-silence.yaml"
ABOUT_NUMBERS = ("reading.", "cross.", "compare.")
"""Sentences about numbers may speak of a change."""


def couple(gap: float = 0.0, **both: Any) -> nc.Cycle:
    people = {
        key: {"name": key.title(), "dynamics": {"need": 0.5 + way * gap / 2, **both}}
        for key, way in (("ana", 1), ("ben", -1))
    }
    return nc.Cycle(partners=people)


@cache
def explained_of(path: Path, *, at: str = "settled") -> Explanation:
    """Return the explanation of a file, made once for all tests that read it."""
    return nc.explain(nc.load(path), at=at)


def can_be_compiled(cycle: nc.Cycle) -> bool:
    """Whether a cycle has one half, which is only told, or no stations that feed each other."""
    try:
        return len(cycle.partners) < 2 or bool(nc.compile_system(cycle))
    except SimulationError:
        return False


def accusing(words: str, *, of_people: bool) -> list[str]:
    """Return what of `words` stands in the lists of the lexicon; what is quoted is people's own."""
    words = re.sub("“[^”]*”", "", words)
    book = lexicon()
    found = [*book.character_talk(words), *book.absolutes(words)]
    said = [one.said for one in found] + [one.said for one in book.attributional(words)]
    strategies = [one.said for one in book.strategy(words)] if of_people else []
    return said + strategies + (["safety"] if book.safety(words) else [])


# -- kind ----------------------------------------------------------------------------------------


def test_no_sentence_that_a_report_can_say_accuses() -> None:
    for key, sentence in SENTENCES.items():
        of_people = not key.startswith(ABOUT_NUMBERS)

        assert accusing(sentence, of_people=of_people) == [], key


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_explanation_of_an_example_accuses(path: Path) -> None:
    explained = explained_of(path)
    parts = [one.sentences for one in explained.voices]
    said = [*explained.keeps_it_going, *explained.does_it_hold, *explained.missing]

    assert accusing("\n".join([*said, *(s for part in parts for s in part)]), of_people=True) == []


def test_the_rule_would_notice() -> None:
    assert accusing("She never listens and is selfish.", of_people=True) == ["selfish", "never"]
    assert accusing("He feels “ignored” and neglected.", of_people=True) == ["neglected"]
    assert accusing("Help more.", of_people=True)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_is_said_of_both(path: Path) -> None:
    """A joint sentence needs to know that a couple is cleared for joint work, and nobody does."""
    said, _, _ = explained_of(path).text().partition(say("explain.part.assumed"))
    words = re.sub("“[^”]*”", "", said)

    assert not re.search(r"\b(both|each other|together|you two|between you|blame|fault)\b", words)


# -- the same for everybody ----------------------------------------------------------------------


@given(cycles(1, 3, with_plan=False))
@settings(max_examples=6)
def test_who_is_listed_first_turns_the_voices_and_nothing_else(cycle: nc.Cycle) -> None:
    assume(can_be_compiled(cycle))

    def data(one: nc.Cycle) -> dict[str, Any]:
        return nc.explain(one).as_data()

    straight, turned = data(cycle), data(cycle.with_partners(reversed(cycle.partners)))

    assert straight.pop("voices") == turned.pop("voices")[::-1]
    assert straight == turned


@given(couples())
@settings(max_examples=4)
def test_every_explanation_of_a_couple_can_be_written_down(cycle: nc.Cycle) -> None:
    explained = nc.explain(cycle)

    assert json.loads(json.dumps(explained.as_data(), allow_nan=False)) == explained.as_data()
    assert explained.text().endswith(say("safety.neutral-line"))


def test_numbers_aside_whoever_needs_more_is_told_the_same() -> None:
    """Nobody is described more than anybody else, on whichever side they stand."""

    def told(gap: float) -> str:
        return re.sub(r"[\d.]+", "#", nc.explain(couple(gap)).text())

    assert told(0.1) == told(-0.1)


# -- what is in it -------------------------------------------------------------------------------


def test_what_keeps_john_and_mary_going() -> None:
    explained = explained_of(SUNDAY)

    assert explained.title == "The Sunday Silence (evenings)"
    assert explained.keeps_it_going == (
        "What John does reaches what Mary feels first, and what Mary does reaches what John feels "
        "first. Once around, it comes back the same way: more brings more, and less brings less.",
        "At this state that is the only loop at work.",
    )
    assert explained.how_strongly == (
        "What lands on one of them comes back 0.19 times as strong after one round. Below 1, an "
        "upset fades at calm. With all closed it would be 4.84; being as open as people are here "
        "leaves 0.04 of that.",
        "Once the cycle has taken hold, it comes back 3.8 times as strong.",
    )
    assert explained.does_it_hold == (
        "From calm, a small upset fades. From the worst start there is, the cycle holds. So with "
        "these numbers there are two places to rest, and what came before decides which of them it "
        "is.",
    )


def test_each_move_of_each_comes_back() -> None:
    assert explained_of(ROOT / "examples" / "critic-and-cocoon.yaml").comes_back == (
        "Ellen's “criticize what he does and make snide remarks” reaches what Tom feels first; by "
        "way of what Tom does then, it comes back to what Ellen feels first, 0.25 times as strong, "
        "as more of the same.",
        "Tom's “say yes to have peace” reaches what Ellen feels first; by way of what Ellen does "
        "then, it comes back to what Tom feels first, 0.25 times as strong, as more of the same.",
        "Tom's “crawl into my cocoon” reaches what Ellen feels first; by way of what Ellen does "
        "then, it comes back to what Tom feels first, 0.25 times as strong, as more of the same.",
    )


@pytest.mark.parametrize(
    ("behavior", "told"),
    [
        ("say no to a hug", None),
        ({"words": "say what I miss", "moves": "reach"}, "is a reach"),
        ([], "Ana's behavior (still open) reaches what Ben feels first"),
    ],
    ids=["a no to touch", "a reach", "a blank"],
)
def test_touch_is_left_out_a_reach_is_one_and_a_blank_stays_blank(
    behavior: Any, told: str | None
) -> None:
    found = nc.explain(couple().with_entry("ana", "behavior", behavior)).comes_back

    mine = [one for one in found if one.startswith("Ana's ")]
    assert len(mine) == (told is not None)
    assert told is None or told in mine[0]


def test_nothing_of_a_child_comes_back_that_it_would_have_to_mend() -> None:
    found = explained_of(ROOT / "examples" / "parent-and-teen.yaml").comes_back

    assert [one.split("'s ")[0] for one in found] == ["Miguel"]


def test_in_the_cycle_the_loops_within_each_are_named() -> None:
    explained = explained_of(SUNDAY, at="stuck")

    assert explained.keeps_it_going[1:] == (
        "Within a person, this runs as well: John's resentment and openness, John's flooding and "
        "openness, Mary's resentment and openness and Mary's flooding and openness.",
        "In all, 13 loops are at work at this state: 13 reinforcing and 0 balancing.",
    )
    assert explained.does_it_hold == (
        "Here the cycle holds: a slight easing fades again, and it takes more than that, or "
        "longer, to leave.",
    )


def test_that_needs_differ_is_never_a_reason() -> None:
    """A gap this wide leaves no calm state, and a difference is human: nobody is told so."""
    explained = nc.explain(couple(0.4))

    assert explained.does_it_hold == (
        "With these numbers the cycle holds once it runs. What people need may differ, and that is "
        "human; what can move is how it is met.",
    )
    regime = next(one for one in explained.readings if one.name == "regime")
    assert (regime.value, regime.sentence) == (
        None,
        "The proofs are for equal needs, so nothing is claimed here.",
    )


def test_two_who_answer_differently_correct_themselves() -> None:
    people = {
        key: {"name": key.title(), "dynamics": {"need": 0.5, "answer": answer}}
        for key, answer in (("ana", 1), ("ben", -1))
    }
    explained = nc.explain(nc.Cycle(partners=people))

    assert explained.keeps_it_going[0].endswith(
        "Once around, it comes back the other way: more brings less, so it corrects itself."
    )
    assert explained.how_strongly[0].startswith(
        "What lands on one of them comes back 0.16 times as strong after one round, and the other "
        "way round."
    )


def mixed(reactivity: float, gap: float = 0.0) -> nc.Cycle:
    """Return two who answer each other differently."""
    return nc.Cycle(
        partners={
            key: {
                "name": key.title(),
                "dynamics": {
                    "answer": way,
                    "reactivity": reactivity,
                    "need": 0.5 + way * gap / 2,
                },
            }
            for key, way in (("ana", 1), ("ben", -1))
        }
    )


def reading_of(explained: Explanation, name: str) -> tuple[Any, str]:
    return next((one.value, one.sentence) for one in explained.readings if one.name == name)


@pytest.mark.parametrize(
    ("reactivity", "told"),
    [
        (
            5.0,
            "From calm, a small upset fades. The worst start there is leads elsewhere: it goes "
            "back and forth without fading from there.",
        ),
        (
            2.0,
            "From calm, a small upset fades. From the worst start there is, the cycle lets go as "
            "well.",
        ),
    ],
)
def test_whether_two_who_answer_differently_keep_swinging_is_said(
    reactivity: float, told: str
) -> None:
    assert nc.explain(mixed(reactivity)).does_it_hold == (told,)


def test_a_swing_beside_a_cycle_that_holds_is_said() -> None:
    assert nc.explain(mixed(5.0, gap=0.3)).does_it_hold == (
        "With these numbers the cycle holds once it runs. What people need may differ, and that is "
        "human; what can move is how it is met.",
        "The worst start there is leads elsewhere: it goes back and forth without fading from "
        "there.",
    )


def test_a_swing_whose_end_was_not_seen_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swinging, "_MOST_TURNS", 1_000.0)

    assert nc.explain(mixed(3.5)).does_it_hold == (
        "From calm, a small upset fades. From the worst start there is, it goes back and forth for "
        "so long that its end was not seen.",
    )


def test_why_there_is_no_critical_resentment_is_said() -> None:
    why = [
        reading_of(nc.explain(one, at="calm"), "critical_resentment")
        for one in (
            mixed(2.0),
            couple(reactivity=6.0),
            couple(reactivity=0.9),
            nc.Cycle(partners={key: {"name": key} for key in "abc"}),
        )
    ]

    assert [value for value, _ in why] == [None] * 4
    assert [sentence.removeprefix("There is no such number here: ") for _, sentence in why] == [
        "what comes back is the other way round, so the round does not feed itself.",
        "at calm the round feeds itself without any resentment.",
        "even with all the resentment there is, the round at calm would not feed itself.",
        "it exists for two people.",
    ]


def test_what_comes_back_the_other_way_round_once_it_has_taken_hold_says_so() -> None:
    assert nc.explain(mixed(2.0, gap=0.4), at="calm").how_strongly[-1] == (
        "Once the cycle has taken hold, it comes back 0.26 times as strong, and the other way "
        "round."
    )


def test_of_equals_whose_calm_does_not_hold_needs_are_not_spoken_of() -> None:
    explained = nc.explain(couple(reactivity=6.0))

    assert explained.does_it_hold == (
        "At calm a small upset grows with these numbers, and the cycle holds once it runs. How "
        "open people are, and how strongly each reacts, is what can move.",
    )
    assert explained.how_strongly[0].startswith(
        "What lands on one of them comes back 1.4 times as strong after one round. Above 1, the "
        "round feeds itself until it can grow no further."
    )
    assert reading_of(explained, "leading_eigenvalue")[1] == (
        "Not below 0: a slight upset does not fade by itself."
    )
    assert reading_of(explained_of(SUNDAY), "leading_eigenvalue")[1] == (
        "Below 0: a slight upset fades, and the nearer to 0, the more slowly."
    )


def test_with_three_the_eigenvalue_decides_and_no_pair() -> None:
    quiet = {"words": "go quiet", "moves": "withdraw"}
    three = nc.Cycle(
        partners={
            key: {
                "name": key.title(),
                "dynamics": {"reactivity": 3.0},
                "chain": {"behavior": quiet},
            }
            for key in ("ann", "bo", "cy")
        }
    )
    explained = nc.explain(three)

    assert explained.how_strongly[0] == (
        "Between Ann and Bo: What lands on one of them comes back 0.36 times as strong after one "
        "round. With all closed it would be 9; being as open as people are here leaves 0.04 of "
        "that."
    )
    assert explained.how_strongly[3:] == (
        "With more than two, no pair decides alone. Over all loops the leading eigenvalue is "
        "0.047, above 0: a slight upset grows.",
        "Once the cycle has taken hold, between the two where most comes back it is 8.6 times as "
        "strong.",
    )
    assert reading_of(explained, "regime") == (
        "trapped",
        "At calm more comes back over all loops than went out (1.05 for each link, above 1): the "
        "smallest upset grows.",
    )
    assert (
        explained_of(ROOT / "examples" / "three-of-us.yaml")
        .how_strongly[2]
        .endswith("below 0: a slight upset fades.")
    )


def test_the_numbers_say_what_they_decide_and_where() -> None:
    explained = explained_of(SUNDAY)

    assert reading_of(explained, "spectral_radius")[1] == (
        "What all loops come to for each link. At calm, an upset fades below 1; above 1 it may "
        "grow, and the leading eigenvalue decides."
    )
    assert reading_of(explained, "leverage")[1] == (
        "So many links count most for how fast the round itself fades or grows; resentment that "
        "no loop reaches takes longer. Differences below 5 % are none."
    )


def test_the_first_step_between_a_grown_up_and_a_child_is_the_grown_ups() -> None:
    explained = explained_of(ROOT / "examples" / "parent-and-teen.yaml")

    assert explained.keeps_it_going[0].startswith(
        "What Miguel does reaches what Lucía feels first, and Lucía answers it. The first step is "
        "the grown-up's."
    )


def test_with_three_every_pair_is_told() -> None:
    explained = explained_of(ROOT / "examples" / "three-of-us.yaml")

    assert [one.split(":")[0] for one in explained.how_strongly[:2]] == [
        "Between Kit and Sam",
        "Between Noor and Sam",
    ]


def test_of_very_many_pairs_some_are_told_and_the_others_counted() -> None:
    people = {f"p{n}": {"name": f"P{n}"} for n in range(6)}
    explained = nc.explain(nc.Cycle(partners=people), at="calm")

    assert explained.keeps_it_going[12] == "Of 3 further pairs the same could be told."


def test_one_half_has_its_voice_and_what_is_missing_is_said() -> None:
    explained = explained_of(ROOT / "examples" / "mother-of-two.yaml")

    assert (explained.at, explained.can_change, explained.readings) == (None, None, ())
    assert explained.voices[0].sentences[5] == "And that lands on the other."
    assert explained.missing == (
        "One half is here. What keeps a cycle going, how strongly, and where most hangs on it can "
        "be said only with the other half, which is the other's to tell.",
    )
    assert len(explained.exits) == 4


def test_open_questions_are_counted_for_everybody_together() -> None:
    assert nc.explain(couple()).missing == (
        "12 questions are still open. Nothing is filled in for them.",
    )


# -- honest about numbers ------------------------------------------------------------------------


def test_every_number_comes_with_what_it_rests_on_and_what_would_change_it() -> None:
    explained = explained_of(SUNDAY)

    assert [one.name for one in explained.readings] == [
        "loops",
        "loop_gain",
        "loop_gain_stuck",
        "spectral_radius",
        "leading_eigenvalue",
        "regime",
        "critical_resentment",
        "leverage",
    ]
    assert all(
        one.sentence and one.assumption and one.what_would_change_it for one in explained.readings
    )
    values = {one.name: one.value for one in explained.readings}
    assert values["loop_gain"] == pytest.approx(0.1936)
    assert values["spectral_radius"] == pytest.approx(0.1936 ** (1 / 8))
    assert values["critical_resentment"] == pytest.approx(1 - (1 - 1 / 2.2) / 0.8)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_where_there_are_numbers_it_says_that_they_are_assumed(path: Path) -> None:
    explained = explained_of(path)

    assert (say("assume.same-for-any") in explained.text()) == bool(explained.readings)
    assert (say("tell.what-it-is") in explained.text()) == bool(explained.readings)


def test_the_keys_of_the_data_stay_as_they_are() -> None:
    data = explained_of(SUNDAY).as_data()

    assert list(data) == [
        "title",
        "at",
        "voices",
        "missing",
        "keeps_it_going",
        "comes_back",
        "how_strongly",
        "does_it_hold",
        "can_change",
        "exits",
        "ways_back",
        "readings",
        "assumptions",
        "standing",
    ]


def test_a_notebook_shows_it_and_no_word_of_a_case_is_markup() -> None:
    cycle = couple().with_entry("ana", "primary", "<b>alone</b>")

    assert "“&lt;b&gt;alone&lt;/b&gt;”" in nc.explain(cycle)._repr_html_()


# -- what cannot be explained --------------------------------------------------------------------


@given(cycles(1, 3))
@settings(max_examples=8)
def test_any_cycle_is_explained_in_calm(cycle: nc.Cycle) -> None:
    assume(can_be_compiled(cycle))
    explained = nc.explain(cycle, at="calm")

    assert len(explained.voices) == len(cycle.partners)
    assert bool(explained.readings) == (len(cycle.partners) > 1 and not comes_first(cycle))


def test_a_state_that_is_not_there_is_said() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'stuck'"):
        nc.explain(couple(), at="stock")
    with pytest.raises(SimulationError, match="These numbers hold no stuck state"):
        nc.explain(couple(reactivity=0.5), at="stuck")


def test_stations_that_feed_each_other_are_said() -> None:
    cycle = couple().with_entry("ana", "appraisal", "danger").with_entry("ana", "body", "cold")
    links = [{"source": "ana.body", "target": "ana.trigger"}]

    with pytest.raises(SimulationError, match="ana"):
        nc.explain(cycle.changed(links=links))


def test_where_something_comes_first_nothing_is_excused_and_which_it_is_is_not_told() -> None:
    """The words of the file are quoted; beside them, all is the same whatever comes first."""

    def told(trigger: dict[str, Any]) -> Explanation:
        return nc.explain(couple().with_entry("ana", "trigger", trigger))

    injured = told({"words": "the letter", "injury": True})
    unsafe = told({"words": "he hit me"})

    text = injured.text()
    assert text.replace("the letter", "he hit me") == unsafe.text()
    assert (injured.keeps_it_going, injured.comes_back, injured.how_strongly) == ((), (), ())
    assert (injured.does_it_hold, injured.ways_back, injured.readings) == ((), (), ())
    assert {one.lines[-1].sentence for one in injured.voices} == {
        "What comes of it is left open here."
    }
    assert text.count(say("openings.waits")) == 1
    for words in ("protect me", "its reasons", "more brings more", "reaches what", "comes back"):
        assert words not in text
