"""Everybody gets the same sentences; their own words stand as they said them; a blank is asked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.analysis.loops.way_back import ways_back
from negcycle.report.voice import voices
from negcycle.testing import chains, cycles

PARTS = ["trigger", "primary", "secondary", "perception", "behavior", "lands", "need", "back"]


def couple(ana: dict[str, Any], ben: dict[str, Any] | None = None, **more: Any) -> nc.Cycle:
    return nc.Cycle(
        partners={
            "ana": {"name": "Ana", "chain": ana, **more},
            "ben": {"name": "Ben", "chain": ben or {}},
        }
    )


def back_of(cycle: nc.Cycle) -> str:
    """Return the last sentence of the first partner's voice."""
    return voices(cycle, ways_back(cycle, at="calm"))[0].sentences[-1]


def test_john_and_mary_in_their_own_words() -> None:
    cycle = nc.load("examples/sunday-silence.yaml")
    john, mary = nc.explain(cycle).voices

    assert john.sentences == (
        "What sets it off for me: “I rub her shoulders and she moves away a little”.",
        "Underneath I feel: “hurt”, “rejected” and “unloved”.",
        "What I show: “angry”.",
        "What I tell myself about Mary: “she does not want me near” (a guess).",
        "What I do then: “go quiet and shut down”.",
        "And that lands on Mary.",
        "What I long for: “to be sure of her affection”.",
        "What I do is there to protect me; yet by way of Mary it comes back to where it hurts, and "
        "pulls away from what I long for.",
    )
    assert mary.sentences == (
        "What sets it off for me: “he goes silent because I did not want the back rub”.",
        "Underneath I feel: “discarded” and “sad”.",
        "What I show: “annoyed”.",
        "What I tell myself about John: “he pulls away to punish me”.",
        "What I do then: “brush him off when he reaches out again”.",
        "And that lands on John.",
        "What I long for: “to matter to him, also when he does not like what I say”.",
        "What I do is there to protect me; yet by way of John it comes back to where it hurts, and "
        "pulls away from what I long for.",
    )


@given(cycles(1, 4))
@settings(max_examples=20)
def test_every_voice_has_the_same_parts(cycle: nc.Cycle) -> None:
    told = voices(cycle)

    assert [one.key for one in told] == list(cycle.keys)
    for one in told:
        assert [line.part for line in one.lines] == PARTS


@given(chains())
@settings(max_examples=20)
def test_two_who_say_the_same_are_told_in_the_same_words(chain: nc.Chain) -> None:
    cycle = couple({}).with_partners(one.changed(chain=chain) for one in couple({}).partners)
    ana, ben = voices(cycle, ways_back(cycle, at="calm"))
    from_ana = [line.sentence for line in ana.lines if line.part in {"lands", "back"}]
    from_ben = [line.sentence for line in ben.lines if line.part in {"lands", "back"}]

    assert [words.replace("Ben", "Ana") for words in from_ana] == from_ben
    assert [(line.part, line.is_open) for line in ana.lines] == [
        (line.part, line.is_open) for line in ben.lines
    ]


@given(cycles(1, 3))
@settings(max_examples=20)
def test_a_voice_holds_nothing_of_the_others_but_their_names(cycle: nc.Cycle) -> None:
    """What is below the other's line of awareness stays with them."""
    for one in cycle.partners:
        blank = [
            other if other.key == one.key else other.changed(chain=nc.Chain())
            for other in cycle.partners
        ]
        alone = cycle.changed(partners=blank, links=())
        (full,) = (voice for voice in voices(cycle) if voice.key == one.key)
        (held,) = (voice for voice in voices(alone) if voice.key == one.key)

        assert full.sentences[:-1] == held.sentences[:-1]


def test_a_blank_slot_is_a_question_and_never_filled_in() -> None:
    ana, _ = voices(couple({}))

    assert ana.sentences[:5] == (
        "What do I see or hear just before? (still open)",
        "What do I feel underneath? (still open)",
        "What do I show? (still open)",
        "What do I tell myself about Ben then? (still open)",
        "What do I do then, where it can be seen? (still open)",
    )
    assert [line.is_open for line in ana.lines] == [True] * 5 + [False, True, True]


def test_a_blank_voice_is_about_as_long_as_a_full_one() -> None:
    """Nobody who has said less yet is shown as less."""
    slots = ("trigger", "primary", "secondary", "perception", "behavior", "need")
    full, blank = voices(couple(dict.fromkeys(slots, "one word or three")), ())

    lengths = [sum(len(one.split()) for one in voice.sentences) for voice in (full, blank)]
    assert max(lengths) <= 1.25 * min(lengths)


def test_words_that_nobody_can_see_are_no_words() -> None:
    ana, _ = voices(couple({"primary": "\u200b\u200d"}))

    assert ana.lines[1].is_open


def test_line_breaks_in_somebodys_words_break_no_line() -> None:
    ana, _ = voices(couple({"primary": "alone\n\n  and small"}))

    assert ana.sentences[1] == "Underneath I feel: “alone and small”."


@pytest.mark.parametrize(
    ("chain", "sentence"),
    [
        (
            {"behavior": {"words": "say what I miss", "moves": "reach"}},
            "What I do here is a reach: it tells Ben something of what I feel underneath, and goes "
            "toward what I long for.",
        ),
        (
            {"behavior": "say no to sex"},
            "What I do here is about touch, and a yes and a no to it are mine alone; it may stay "
            "as it is.",
        ),
        (
            {"behavior": ["say no to sex", "slam the door"]},
            "Touch is left out here, as a yes and a no to it are mine alone. What I do is there to "
            "protect me; yet by way of Ben it comes back to where it hurts, and pulls away from "
            "what I long for.",
        ),
        (
            {"behavior": "slam the door", "trigger": {"words": "that word", "injury": True}},
            "What comes of it is left open here.",
        ),
        (
            {},
            "What I do is there to protect me; how does it come back to me by way of Ben, and to "
            "what I long for? (still open)",
        ),
    ],
    ids=["a reach", "a no to touch", "a no to touch among others", "an old injury", "a blank"],
)
def test_what_comes_back_is_told_kindly(chain: dict[str, Any], sentence: str) -> None:
    assert back_of(couple(chain)) == sentence


def test_between_two_who_answer_differently_it_may_ease() -> None:
    cycle = nc.Cycle(
        partners={
            "ana": {"name": "Ana", "chain": {"behavior": "call"}, "dynamics": {"answer": 1}},
            "ben": {"name": "Ben", "dynamics": {"answer": -1}},
        }
    )

    assert back_of(cycle) == (
        "What I do is there to protect me; by way of Ben it comes back the other way round, and "
        "may ease what I feel underneath."
    )


def test_a_child_has_nothing_to_mend() -> None:
    _, lucia = nc.explain(nc.load("examples/parent-and-teen.yaml")).voices

    assert lucia.sentences[-1] == (
        "What I do is my answer to what reaches me from Miguel, and it is not mine to mend this."
    )


def test_who_stands_between_two_others_names_both() -> None:
    _, sam, _ = voices(nc.load("examples/three-of-us.yaml"))

    assert sam.others == ("Kit", "Noor")
    assert sam.sentences[5] == "And that lands on Kit and Noor."
