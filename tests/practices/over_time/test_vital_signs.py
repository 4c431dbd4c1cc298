"""Vital signs count what was written down, say what is not known, and claim nothing."""

from __future__ import annotations

import datetime
import re
import statistics
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import AnalysisError, UnknownName
from negcycle.practices.over_time.periods import MEASURES
from negcycle.practices.over_time.vital_signs import VitalSigns
from negcycle.testing import episode_logs

few = settings(max_examples=25)
MONDAY = datetime.date(2026, 9, 28)
PERIODS = st.sampled_from(["week", "month"])


def log(*starts: str, each: dict[str, Any] | None = None, **fields: Any) -> nc.EpisodeLog:
    """Return a log of episodes that begin at 8 in the evening of these days."""
    episodes = [{"start": f"{day}T20:00", **(each or {})} for day in starts]
    return nc.EpisodeLog(episodes=episodes, **fields)


def week(number: int) -> str:
    """Return the Monday of a week, counted from 0."""
    return (MONDAY + datetime.timedelta(weeks=number)).isoformat()


def counts(found: VitalSigns) -> dict[datetime.date, int | None]:
    return {one.start: one.count for one in found.periods}


# -- what is counted ------------------------------------------------------------------------------


@few
@given(episode_logs(), PERIODS)
def test_every_episode_is_in_one_period_and_counted_once(made: nc.EpisodeLog, every: str) -> None:
    assume(not made.comes_first)
    found = nc.vital_signs(made, every=every)

    assert found.episodes == made.in_order
    assert sum(one.count or 0 for one in found.periods) == len(made.episodes)
    for one in found.periods:
        assert all(one.start <= each.start.date() < one.until for each in one.episodes)
    for one, after in zip(found.periods, found.periods[1:], strict=False):
        assert one.until == after.start


@few
@given(episode_logs(zoned=False), episode_logs(zoned=False), PERIODS)
def test_one_more_episode_never_lowers_a_count(
    made: nc.EpisodeLog, other: nc.EpisodeLog, every: str
) -> None:
    assume(other.episodes)
    more = made.changed(episodes=(*made.episodes, other.episodes[0]))
    assume(not (more.comes_first or made.comes_first))
    before, after = nc.vital_signs(made, every=every), nc.vital_signs(more, every=every)

    after_counts = counts(after)
    for start, count in counts(before).items():
        if count is not None:
            assert after_counts[start] is not None
            assert (after_counts[start] or 0) >= count
    for name in ("exits", "first_steps"):
        here, there = getattr(before, name), getattr(after, name)
        assert all(there[key] >= count for key, count in here.items())


@few
@given(episode_logs(), PERIODS)
def test_the_order_of_writing_changes_nothing(made: nc.EpisodeLog, every: str) -> None:
    assume(len({one.start for one in made.episodes}) == len(made.episodes))
    turned = made.changed(episodes=made.episodes[::-1])

    assert (
        nc.vital_signs(turned, every=every).sentences == nc.vital_signs(made, every=every).sentences
    )


SWAP = {"Ana": "Ben", "Ben": "Ana"}


@few
@given(episode_logs())
def test_swapped_partners_swap_their_counts_and_nothing_else(made: nc.EpisodeLog) -> None:
    assume(not made.comes_first)
    episodes = [
        one.changed(repaired_by=SWAP.get(one.repaired_by or "", one.repaired_by))
        for one in made.episodes
    ]
    here, there = nc.vital_signs(made), nc.vital_signs(made.changed(episodes=episodes))

    swapped = {SWAP.get(name, name): count for name, count in here.first_steps.items()}
    assert dict(there.first_steps) == swapped
    assert {**here.as_data(), "first_steps": 0, "sentences": 0} == {
        **there.as_data(), "first_steps": 0, "sentences": 0,
    }  # fmt: skip
    said, turned = (
        [re.sub(r"\d+ times|once|Ana|Ben", "", line) for line in one.sentences]
        for one in (here, there)
    )
    assert len(said) == len(turned)
    assert [line for line in said if "first step" not in line] == [
        line for line in turned if "first step" not in line
    ]


@few
@given(episode_logs(), PERIODS)
def test_the_middle_of_a_number_is_its_median(made: nc.EpisodeLog, every: str) -> None:
    assume(not made.comes_first)
    for period in nc.vital_signs(made, every=every).periods:
        for name in MEASURES:
            known = [getattr(one, name) for one in period.episodes]
            known = [one for one in known if one is not None]
            found = getattr(period, name)

            if not known:
                assert found is None
            else:
                assert found.middle == pytest.approx(statistics.median(known))
                assert (found.least, found.most) == (min(known), max(known))
                assert found.count == len(known)


# -- what is not known ----------------------------------------------------------------------------


def test_a_week_without_an_entry_is_not_known() -> None:
    found = nc.vital_signs(log(week(0), week(2)))

    assert [one.count for one in found.periods] == [1, None, 1]
    assert found.unknown == 1
    assert found.sentences[1] == (
        "In 1 week of 3 nothing is written down, so it is not known, and not counted as none. "
        "'complete_from' and 'complete_until' in the log say where nothing is missing."
    )


def test_a_week_without_an_entry_is_none_where_the_log_says_that_it_is_complete() -> None:
    found = nc.vital_signs(log(week(0), week(2), complete_from=week(0), complete_until=week(3)))

    assert [one.count for one in found.periods] == [1, 0, 1]
    assert found.unknown == 0
    assert found.sentences[1] == (
        "A week without an entry counts as none where the log says that it is complete."
    )


def test_a_week_that_is_complete_only_in_part_is_not_known() -> None:
    tuesday = (MONDAY + datetime.timedelta(weeks=1, days=1)).isoformat()
    found = nc.vital_signs(log(week(0), week(3), complete_from=tuesday))

    assert [one.count for one in found.periods] == [1, None, 0, 1]


def test_quiet_weeks_that_are_complete_are_told_too() -> None:
    found = nc.vital_signs(log(complete_from=week(0), complete_until=week(2)))

    assert [one.count for one in found.periods] == [0, 0]
    assert found.sentences == (
        "No episode is written down, and the log says that there was none.",
        "A week without an entry counts as none where the log says that it is complete.",
        "These are counts of what was written down. They do not say why.",
    )


def test_an_empty_log_says_so() -> None:
    assert nc.vital_signs(log()).sentences == ("No episode is written down in this log yet.",)


def test_what_was_all_on_one_day_says_which() -> None:
    made = nc.EpisodeLog(episodes=[{"start": f"{week(0)}T20:00"}, {"start": f"{week(0)}T22:00"}])

    assert nc.vital_signs(made).how_many == "2 episodes are written down, on 2026-09-28."


# -- in words -------------------------------------------------------------------------------------


def test_then_and_now_are_told_in_the_words_of_the_data() -> None:
    early = [{"start": f"{week(n)}T20:00", "peak": 8, "end": f"{week(n)}T21:00"} for n in (0, 1, 2)]
    late = [{"start": f"{week(7)}T20:00", "peak": 3, "end": f"{week(7)}T20:20"}]
    made = nc.EpisodeLog(episodes=[*early, *late], complete_from=week(0), complete_until=week(8))

    assert nc.vital_signs(made).sentences == (
        "4 episodes are written down, from 2026-09-28 to 2026-11-16.",
        "How often: 3 in the first 4 weeks, 1 in the last 4.",
        "A week without an entry counts as none where the log says that it is complete.",
        "How long: 60 minutes in the middle, from 20 minutes to 60 minutes. In the first 4 weeks "
        "the middle was 60 minutes, in the last 4 it was 20 minutes.",
        "How hot: 8 of 10 in the middle, from 3 to 8. In the first 4 weeks the middle was 8, in "
        "the last 4 it was 3.",
        "How long until it was made up is not written down.",
        "Which exits were used is not written down.",
        "Who made the first step is not written down.",
        "These are counts of what was written down. They do not say why.",
    )


def test_unknown_weeks_are_said_beside_then_and_now() -> None:
    found = nc.vital_signs(log(week(0), week(7)))

    assert found.sentences[1] == (
        "How often: 1 in the first 4 weeks, 1 in the last 4. Of these weeks, 6 are not known."
    )


def test_few_weeks_are_not_compared() -> None:
    assert not any("in the first" in line for line in nc.vital_signs(log(week(0))).sentences)


def test_first_steps_are_counts_in_the_order_of_names_and_nobody_is_left_out() -> None:
    who = ("Mary", "mary", None, "both", "Mary")
    episodes = [
        {"start": f"{week(n)}T20:00", "repaired_by": name, "exit": "time_out" if n else "none"}
        for n, name in enumerate(who)
    ]
    found = nc.vital_signs(nc.EpisodeLog(episodes=episodes, partners=["Mary", "John"]))

    assert dict(found.first_steps) == {"John": 0, "Mary": 3, "both": 1}
    assert dict(found.exits) == {"time_out": 4, "none": 1}
    assert found.sentences[-3:-1] == (
        "Exits used: time-out with a return 4 times; no exit once.",
        "The first step to make up: John 0 times; Mary 3 times; both together once; not written "
        "down once.",
    )


CLAIMS = r"significan|better|worse|improv|deteriorat|more often than|less often|most|fewest|trend|!"


@few
@given(episode_logs(), PERIODS)
def test_nothing_is_claimed_and_nobody_is_compared(made: nc.EpisodeLog, every: str) -> None:
    assume(not made.comes_first)
    told = " ".join(nc.vital_signs(made, every=every).sentences)

    assert not re.search(CLAIMS, told)


@few
@given(episode_logs(), PERIODS)
def test_no_words_of_topic_or_notes_are_told(made: nc.EpisodeLog, every: str) -> None:
    marked = made.changed(
        episodes=[one.changed(topic="zebra", notes="zebra") for one in made.episodes]
    )

    assert "zebra" not in str(nc.vital_signs(marked, every=every).as_data())


def test_what_comes_first_leaves_one_neutral_line() -> None:
    found = nc.vital_signs(log(week(0), each={"notes": "he choked me", "repaired_by": "Ana"}))

    assert found.waits
    assert found.as_data() == {
        **found.as_data(), "count": 0, "exits": {}, "first_steps": {}, "periods": [],
        "questions": [],
    }  # fmt: skip
    assert found.sentences == (
        "No numbers are shown here: something in this log comes before them, and is for a "
        "professional to take up with each person.",
        "If anyone is afraid at home, gets hurt or thinks of hurting themselves, a cycle is not "
        "the right tool: turn to a local domestic-violence or crisis helpline, an emergency "
        "number, or a therapist, seen alone.",
    )


# -- what is refused ------------------------------------------------------------------------------


def test_another_period_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownName) as caught:
        nc.vital_signs(log(week(0)), every="weak")

    assert str(caught.value) == "'weak' is neither a week nor a month. Did you mean 'week'?"


def test_a_year_that_is_mistyped_is_not_counted_through() -> None:
    made = log("2026-11-02", "2062-11-02")
    with pytest.raises(AnalysisError) as by_week:
        nc.vital_signs(made)

    assert str(by_week.value) == (
        "This log goes from 2026-11-02 to 2062-11-02, which is more than 600 weeks. Is a year "
        "mistyped? If not, look at it by month."
    )
    assert len(nc.vital_signs(made, every="month").periods) == 433
    with pytest.raises(AnalysisError, match=r"more than 600 months\. Is a year mistyped\?$"):
        nc.vital_signs(log("1926-11-02", "2062-11-02"), every="month")
