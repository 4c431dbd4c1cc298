"""The positive cycle is a proposal from words that are there: it reaches, and asks for no touch."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings

import negcycle as nc
from negcycle.errors import PracticeError, UnknownName
from negcycle.model.coming_first import comes_first
from negcycle.model.touch import speaks_of_touch
from negcycle.practices.whole_cycle.positive import order_note
from negcycle.report.shown_to import is_shared, joint_part_of
from negcycle.testing import cycles
from negcycle.words import say

SUNDAY = nc.load("examples/sunday-silence.yaml")
COCOON = nc.load("examples/critic-and-cocoon.yaml")


def words_in(cycle: nc.Cycle, key: str, slot: str) -> list[str]:
    return [entry.words for entry in cycle.partner(key).chain[slot]]


def event(id: str, *, other: str | None = None, **answers: Any) -> nc.Sheet:
    return nc.practice(id).sheet("Tess", other=other, answers=answers)


def couple(ana: dict[str, Any], ben: dict[str, Any] | None = None, **more: Any) -> nc.Cycle:
    return nc.Cycle(
        partners={
            "ana": {"name": "Ana", "chain": ana, **more},
            "ben": {"name": "Ben", "chain": ben or {}},
        }
    )


def test_the_silence_of_john_and_mary_turned_around() -> None:
    turned = nc.positive_cycle(SUNDAY)

    assert turned.title == "The Sunday Silence (a proposal)"
    assert turned.topic == "evenings"
    assert turned.date is None
    assert words_in(turned, "mary", "primary") == ["discarded", "sad"]
    for slot in ("trigger", "appraisal", "secondary", "perception", "block"):
        assert words_in(turned, "mary", slot) == []
    assert words_in(turned, "mary", "behavior") == [
        "tell me when you are hurt instead of shutting me out"
    ]
    assert turned.notes == (
        "A proposal, made from the negative cycle by turning it around. Nobody has said it this "
        "way yet; what fits is kept, the rest is changed or taken out."
    )


@given(cycles(1, 3))
@settings(max_examples=20)
def test_every_entry_is_a_proposal_in_words_that_are_there(cycle: nc.Cycle) -> None:
    assume(not comes_first(cycle))
    turned = nc.positive_cycle(cycle)

    assert turned.keys == cycle.keys
    assert turned.title is not None
    assert "proposal" in turned.title
    for one in turned.partners:
        there = {e.words for _, entries in cycle.partner(one.key).chain for e in entries}
        for _, entries in one.chain:
            for entry in entries:
                assert entry.words in there
                assert (entry.source, entry.status) == ("therapist", "conjecture")
        assert {str(entry.moves) for entry in one.chain.behavior} <= {"reach"}
        if one.relation == "child":
            assert one.chain.behavior == ()


@given(cycles(1, 3))
@settings(max_examples=20)
def test_nothing_is_more_shared_than_it_was(cycle: nc.Cycle) -> None:
    assume(not comes_first(cycle))

    for one in nc.positive_cycle(cycle).partners:
        told = [e for _, entries in cycle.partner(one.key).chain for e in entries if is_shared(e)]
        proposed = [e for _, entries in one.chain for e in entries if is_shared(e)]
        assert {e.words for e in proposed} <= {e.words for e in told}


def test_a_request_that_is_not_shared_is_on_no_joint_page() -> None:
    turned = nc.positive_cycle(SUNDAY)
    shared = turned.with_entry("mary", "request", {"words": "tell me what hurts", "share": True})

    assert [one.chain for one in joint_part_of(turned).partners] == [nc.Chain(), nc.Chain()]
    assert words_in(joint_part_of(shared), "mary", "request") == ["tell me what hurts"]


@given(cycles(1, 3))
@settings(max_examples=20)
def test_nothing_that_is_done_or_asked_for_is_touch(cycle: nc.Cycle) -> None:
    assume(not comes_first(cycle))
    touched = cycle.with_partners(
        one.changed(
            chain=one.chain.changed(
                request=[*one.chain.request, "hold me", "more sex"],
                behavior=[*one.chain.behavior, {"words": "give a hug", "moves": "reach"}],
            )
        )
        for one in cycle.partners
    )

    for one in nc.positive_cycle(touched).partners:
        asked = [*one.chain.behavior, *one.chain.request, *one.chain.trigger]
        assert not [entry.words for entry in asked if speaks_of_touch(entry.words)]


@given(cycles(1, 3))
@settings(max_examples=20)
def test_it_is_an_ordinary_cycle_and_turning_it_again_changes_nothing(cycle: nc.Cycle) -> None:
    assume(not comes_first(cycle))
    turned = nc.positive_cycle(cycle)

    assert nc.loads(nc.dumps(turned)) == turned
    assert nc.positive_cycle(turned) == turned


@given(cycles(2, 2))
@settings(max_examples=20)
def test_in_which_order_the_partners_stand_changes_nothing(cycle: nc.Cycle) -> None:
    assume(not comes_first(cycle))
    swapped = cycle.with_partners(reversed(cycle.partners))

    assert nc.positive_cycle(swapped).canonical() == nc.positive_cycle(cycle).canonical()


@pytest.mark.parametrize("cycle", [SUNDAY, COCOON], ids=["Sunday", "cocoon"])
def test_with_the_default_numbers_an_upset_settles(cycle: nc.Cycle) -> None:
    """The numbers of the negative cycle are about that one, so they are left out."""
    numbers = {"reactivity": 6, "openness": 0.1}
    hot = cycle.with_partners(one.changed(dynamics=numbers) for one in cycle.partners)
    turned = nc.positive_cycle(hot)

    assert upset(hot) is nc.Outcome.STUCK
    assert upset(turned) is nc.Outcome.CALM
    assert [one.position.name for one in turned.partners] == [None, None]


def upset(cycle: nc.Cycle) -> nc.Outcome | None:
    """Return what becomes of a cycle in which something lands on both at once."""
    landing = {"at": 5, "felt": "absence", "strength": 1, "for": 3}
    plan = nc.Plan([{**landing, "trigger": key} for key in cycle.keys])
    return nc.simulate(cycle, plan=plan).outcome


def test_it_draws_and_says_everything_once() -> None:
    turned = nc.positive_cycle(SUNDAY)

    assert "a proposal" in nc.describe(turned)
    view = nc.describe(turned, view="positive")
    assert view.count("tell me when you are hurt instead of shutting me out") == 1
    assert "(a proposal)" in f"{turned:svg}"


def test_what_reached_already_stays() -> None:
    reaching = couple({"behavior": [{"words": "say that I miss us", "moves": "reach"}, "shout"]})

    assert words_in(nc.positive_cycle(reaching), "ana", "behavior") == ["say that I miss us"]


def test_a_long_title_still_fits() -> None:
    turned = nc.positive_cycle(SUNDAY.changed(title="x" * 120))

    assert turned.title == "x" * 89 + "… (a proposal)"
    assert nc.positive_cycle(SUNDAY.changed(title=None)).title == "A proposal"


# -- children, and what comes first ----------------------------------------------------------------


def test_of_a_child_nothing_is_asked() -> None:
    cycle = nc.load("examples/parent-and-teen.yaml")
    turned = nc.positive_cycle(cycle)
    (child,) = (one for one in turned.partners if one.relation == "child")

    assert child.chain.behavior == ()
    assert child.chain.primary
    assert turned.notes is not None
    assert turned.notes.endswith(
        "What a child feels and needs stands here to be heard; every step is for the grown-ups."
    )
    assert "both" not in turned.notes


def test_what_a_child_asks_for_is_heard_and_not_made_into_a_move() -> None:
    half = {"request": "ask me first", "behavior": {"words": "say so", "moves": "reach"}}
    turned = nc.positive_cycle(couple(half, half, relation="child"))

    assert words_in(turned, "ana", "behavior") == []
    assert words_in(turned, "ana", "request") == ["ask me first"]
    assert words_in(turned, "ben", "behavior") == ["ask me first", "say so"]


@pytest.mark.parametrize("entry", [{"words": "that night", "injury": True}, "he hit me"])
def test_where_something_comes_first_there_is_no_positive_cycle(entry: Any) -> None:
    with pytest.raises(PracticeError) as refused:
        nc.positive_cycle(couple({"raw_spot": entry}))

    assert str(refused.value) == say("openings.waits")


# -- change events ---------------------------------------------------------------------------------


def test_a_softening_stands_where_it_was_said_and_where_it_was_heard() -> None:
    said = event(
        "softening",
        who_reached="Ellen",
        message="I get desperate when I am not sure of you",
        complaints="as missing me",
        landed="he looked up",
        response="I did not know; I am here",
    )
    turned = nc.positive_cycle(COCOON, said)

    assert words_in(turned, "ellen", "behavior")[0] == "I get desperate when I am not sure of you"
    assert words_in(turned, "tom", "trigger") == ["I get desperate when I am not sure of you"]
    assert words_in(turned, "tom", "perception") == ["as missing me"]
    assert words_in(turned, "tom", "behavior")[0] == "I did not know; I am here"
    assert all(entry.is_guess for one in turned.partners for _, some in one.chain for entry in some)


def test_a_reengagement_brings_what_is_wanted() -> None:
    said = event(
        "reengagement",
        other="tom",
        message="I feel small and I want to be close",
        wants="time to find words",
        landed="she saw him",
        response="thank you for saying so",
    )
    turned = nc.positive_cycle(COCOON, said)

    assert words_in(turned, "tom", "behavior")[0] == "I feel small and I want to be close"
    assert words_in(turned, "tom", "request")[0] == "time to find words"
    assert words_in(turned, "ellen", "perception") == ["she saw him"]


def test_touch_in_an_answer_is_left_out() -> None:
    said = event("softening", other="ellen", message="hold me", landed="x", response="a long hug")
    turned = nc.positive_cycle(COCOON, said)

    assert "hold me" not in nc.dumps(turned)
    assert "a long hug" not in nc.dumps(turned)


def test_with_more_than_two_nobody_is_taken_for_the_one_who_heard() -> None:
    three = nc.load("examples/three-of-us.yaml")
    key = three.keys[0]
    turned = nc.positive_cycle(three, event("softening", other=key, message="stay", response="yes"))

    assert words_in(turned, key, "behavior")[0] == "stay"
    assert all(words_in(turned, other, "trigger") == [] for other in three.keys)


def test_every_refusal_of_a_sheet_is_one_clear_sentence() -> None:
    with pytest.raises(PracticeError) as nobody:
        nc.positive_cycle(COCOON, event("softening", message="stay"))
    with pytest.raises(PracticeError) as other:
        nc.positive_cycle(COCOON, nc.practice("five_steps").sheet("ellen"))
    with pytest.raises(PracticeError) as first:
        nc.positive_cycle(COCOON, event("softening", other="ellen", message="he hit me"))

    assert str(nobody.value) == (
        "This sheet of 'speaking from the longing' does not say who spoke. Write their name after "
        "'other'."
    )
    assert str(other.value) == (
        "'five steps' is no change event. Give a sheet of speaking from the longing or of stepping "
        "in."
    )
    assert str(first.value) == say("safety.neutral-line")
    with pytest.raises(UnknownName, match=r"No partner is called 'Elen'\. Did you mean 'ellen'\?"):
        nc.positive_cycle(COCOON, event("softening", other="Elen", message="stay"))


def test_the_order_is_a_note_for_the_clinician_alone() -> None:
    softened, stepped_in = event("softening", other="ellen"), event("reengagement", other="tom")

    assert order_note([softened]) == (
        "For the clinician: there is a sheet of somebody who spoke from the longing, and none of "
        "somebody who stepped in yet. Reaching out asks for somebody to reach, so in most accounts "
        "the one who withdraws steps in first."
    )
    assert order_note([softened, stepped_in]) == order_note([stepped_in]) == order_note([]) == ""
    turned = nc.positive_cycle(COCOON, softened)
    assert order_note([softened]) not in nc.dumps(turned) + nc.describe(turned)
