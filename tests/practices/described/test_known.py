"""The built-in practices: each loads, cites its sources, and none is missing."""

from __future__ import annotations

from collections import Counter

import pytest

from negcycle.model.chain import Slot
from negcycle.model.plan import KINDS
from negcycle.practices.described.fitting import BEFORE
from negcycle.practices.described.known import ids, known_practices, practice
from negcycle.practices.described.practice import AnswerKind, By, Practice, Wording
from negcycle.practices.described.sources import bibliography

EACH = pytest.mark.parametrize("one", known_practices(), ids=lambda one: one.id)

OF_THE_FIELD = {
    "five_steps",
    "pause_risk_reach",
    "softening",
    "reengagement",
    "closeness_and_alone_time",
    "complaint_to_longing",
    "retelling",
    "standing_beliefs",
    "closing_question",
    "new_beginning",
    "time_out",
    "check_in",
    "state_of_us",
    "twenty_four_hours",
    "blank_page",
    "small_promises",
    "risk_ladder",
    "tonights_question",
    "openers",
    "reflection_questions",
    "four_week_plan",
    "weekly_time",
    "boosters_and_drainers",
    "tech_free",
    "listener_skills",
    "strengths",
    "hand_off",
    "five_barriers",
    "low_closeness",
    "secure_bond",
    "listener_habits",
    "pause",
    "paraphrase",
    "check_the_meaning",
    "start_small",
    "repair_attempt",
    "journal",
    "raw_spot",
    "recurring_topic",
    "decision_to_move_toward",
    "speak_up",
    "practice_log",
    "doing_together",
}
"""What couples do, as far as the source texts tell it."""


def test_every_practice_of_the_sources_is_there_once() -> None:
    assert set(ids()) == OF_THE_FIELD
    assert len({one.name for one in known_practices()}) == len(ids())


@EACH
def test_a_practice_says_who_wrote_about_it(one: Practice) -> None:
    assert one.sources
    assert all(key in bibliography() for key in one.sources)
    assert one.source is not None
    assert one.source.read


def test_every_source_is_used_and_says_where_it_is() -> None:
    used = {key for one in known_practices() for key in one.sources}

    assert used == set(bibliography())
    assert all(one.text and one.where for one in bibliography().values())


@EACH
def test_a_practice_asks_at_least_two_things_each_under_its_own_name(one: Practice) -> None:
    counted = Counter(field.id for field in one.fields)

    assert len(counted) >= 2
    assert max(counted.values()) == 1
    assert one.minutes is not None
    assert one.care


@EACH
def test_what_an_answer_becomes_is_a_slot(one: Practice) -> None:
    slots = {slot.value for slot in Slot}

    assert all(
        field.becomes.where in {"chain", "other"} and field.becomes.what in slots
        for field in one.fields
        if field.becomes is not None
    )


@EACH
def test_nothing_private_is_shared(one: Practice) -> None:
    assert not any(field.share and (field.private or one.private) for field in one.fields)


@EACH
def test_every_practice_has_something_that_is_asked_for_when_it_is_blank(one: Practice) -> None:
    assert one.checklist or any(field.required for field in one.fields)


def test_what_fits_on_the_way_into_a_station_says_so_itself() -> None:
    for kind, fitting in BEFORE.items():
        assert all(kind in practice(fits).at for fits in fitting), kind


def test_a_page_that_two_fill_in_is_one_for_two() -> None:
    assert all(one.together for one in known_practices() if one.by is By.BOTH)
    assert not any(one.together for one in known_practices() if one.by is By.ONE)


def test_what_a_therapist_fills_in_is_a_step_of_a_therapy() -> None:
    assert {one.id for one in known_practices() if one.guided} == {"softening", "reengagement"}
    assert {one.id for one in known_practices() if one.by is By.CLINICIAN} == {
        "softening",
        "reengagement",
    }


def test_the_order_of_the_two_change_events_is_for_the_clinician_only() -> None:
    for one in (practice("softening"), practice("reengagement")):
        seen_by_the_couple = " ".join([one.what, one.care or "", *(f.prompt for f in one.fields)])

        assert one.clinician is not None
        assert "One source article tells it the other way round." in one.clinician
        assert "first" not in seen_by_the_couple.lower().split()


# -- the five steps ----------------------------------------------------------------------------


def test_the_five_steps_are_asked_in_the_order_of_the_source() -> None:
    five = practice("five_steps")

    assert [(field.id, field.step, str(field.becomes)) for field in five.fields] == [
        ("trigger", 1, "chain.trigger"),
        ("immediate", 2, "chain.secondary"),
        ("behavior", 3, "chain.behavior"),
        ("deeper", 4, "chain.primary"),
        ("need", 5, "chain.need"),
        ("request", None, "chain.request"),
        ("block", 4, "chain.block"),
        ("guess", None, "other.primary"),
    ]


def test_only_the_deeper_feeling_and_the_need_are_shared() -> None:
    assert [field.id for field in practice("five_steps").fields if field.share] == [
        "deeper",
        "need",
    ]


# -- pause, risk, reach ------------------------------------------------------------------------


def test_the_first_answer_covers_and_the_deeper_ones_lie_underneath() -> None:
    becomes = {field.id: str(field.becomes) for field in practice("pause_risk_reach").fields}

    assert becomes["first"] == "chain.secondary"
    assert becomes["deeper"] == "chain.primary"
    assert (becomes["need"], becomes["fear"]) == ("chain.need", "chain.fear")


def test_the_message_is_put_together_from_complaint_feeling_doubt_and_requests() -> None:
    message = [
        field.id for field in practice("pause_risk_reach").fields if field.wording is Wording.REACH
    ]

    assert message == ["complaint", "feeling", "self_doubt", "requests"]


def test_both_ways_that_fail_stand_on_the_sheet() -> None:
    headings = {deck.heading: deck.items for deck in practice("pause_risk_reach").lists}

    assert len(headings["Two ways that seldom work"]) == 2


# -- breaks, agreements, privacy -----------------------------------------------------------------


def test_a_break_needs_a_time_of_return_and_a_kind_word() -> None:
    fields = {field.id: field for field in practice("time_out").fields}

    assert fields["initiator"].required
    assert fields["return_at"].mandatory
    assert fields["return_at"].kind is AnswerKind.TIME
    assert fields["reassurance"].mandatory


def test_closeness_and_room_have_the_same_lines() -> None:
    asked = {field.id for field in practice("closeness_and_alone_time").fields}

    for line in ("who", "feeling", "ask", "reassurance"):
        assert {f"closeness_{line}", f"room_{line}"} <= asked
    assert {"room_return", "trial", "review"} <= asked


def test_what_is_ones_own_stays_with_oneself() -> None:
    assert {one.id for one in known_practices() if one.private} == {"small_promises", "journal"}


def test_the_blank_page_needs_two_keys_and_its_draft_never_leaves() -> None:
    fields = {field.id: field for field in practice("blank_page").fields}

    assert practice("blank_page").together
    assert fields["draft"].private
    assert fields["my_yes"].kind is fields["their_yes"].kind is AnswerKind.YES_NO
    assert [field.id for field in practice("blank_page").fields if field.share] == ["shared"]


# -- checklists ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "count"),
    [("five_barriers", 5), ("low_closeness", 6), ("secure_bond", 5), ("listener_habits", 8)],
)
def test_a_checklist_is_marked_by_each_and_comes_to_no_sum(id: str, count: int) -> None:
    one = practice(id)

    assert one.checklist
    assert one.by is By.EACH
    assert len(one.fields) == count
    assert not any(field.becomes or field.share for field in one.fields)


def test_where_two_are_to_come_closer_thinking_of_leaving_comes_first() -> None:
    line = (
        "If one of you is thinking of leaving, or is afraid at home, leave this page and talk with "
        "a professional first, each alone."
    )
    for one in known_practices():
        if one.together or one.checklist:
            assert one.care is not None
            assert one.care.endswith(line), one.id


# -- over time -------------------------------------------------------------------------------------


def test_practices_that_act_over_time_have_a_plan() -> None:
    kinds = {one.id: one.plan_kind for one in known_practices() if one.plan}

    assert set(kinds.values()) <= set(KINDS)
    assert {
        "five_steps": "five_steps",
        "pause_risk_reach": "pause_risk_reach",
        "softening": "softening",
        "reengagement": "reengagement",
        "time_out": "timeout",
        "check_in": "check_in",
        "state_of_us": "check_in",
        "twenty_four_hours": "check_in",
        "start_small": "open",
        "repair_attempt": "repair_attempt",
    }.items() <= kinds.items()


@EACH
def test_a_plan_comes_as_often_as_the_calendar_says(one: Practice) -> None:
    days = {"daily": "1d", "weekly": "7d", "monthly": "30d"}
    every = {item["every"] for item in one.plan if "every" in item}

    if every:
        assert one.recurs is not None
        assert every == {days[one.recurs.value]}
