"""What a plan makes of a run: what acts when, on whom, and what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from negcycle.errors import NegcycleError, SimulationError, UnknownName
from negcycle.model.cycle import Cycle
from negcycle.model.plan import Plan
from negcycle.model.trajectory import Trajectory
from negcycle.simulation.run import simulate
from negcycle.simulation.schedule import Schedule
from negcycle.system.compile import compile_system
from negcycle.system.inputs import Inputs
from negcycle.testing import plans

Couple = Callable[..., Cycle]
Acts = Callable[..., Inputs]

DAY = {"day": {"turns": 80, "together": 60}}
PURSUIT = {"ana.behavior": 0.5, "ben.behavior": -0.5}


@pytest.fixture
def acts(couple: Couple) -> Acts:
    """What acts at some time, in a state that stays as it is."""
    system = compile_system(couple())

    def made(items: list[Any], time: float, state: dict[str, float] | None = None) -> Inputs:
        schedule = Schedule(system, Plan(items), 0.25)
        held = system.named(state or {}).tolist()
        for moment in np.arange(0, time, 0.25):
            schedule.at(float(moment), held)
        return schedule.at(time, held)

    return made


def run(cycle: Cycle, *items: Any, **options: Any) -> Trajectory:
    return simulate(cycle, plan=list(items), **options)


# -- what each input does --------------------------------------------------------------------------


@pytest.mark.parametrize(("felt", "side"), [("absence", 1), ("pressure", -1)])
def test_a_trigger_is_felt_on_its_side_as_long_as_it_lasts(
    acts: Acts, felt: str, side: int
) -> None:
    items = [{"at": 5, "trigger": "ben", "felt": felt, "strength": 0.8, "for": 2}]

    assert acts(items, 4.75).felt.tolist() == [0, 0]
    assert acts(items, 5).felt.tolist() == [0, 0.8 * side]
    assert acts(items, 6.75).felt.tolist() == [0, 0.8 * side]
    assert acts(items, 7).felt.tolist() == [0, 0]


def test_a_trigger_lasts_three_turns_unless_told(acts: Acts) -> None:
    items = [{"at": 0, "trigger": "ana", "felt": "absence"}]

    assert acts(items, 2.75).felt.tolist() == [1, 0]
    assert acts(items, 3).felt.tolist() == [0, 0]


def test_softening_helps_whoever_pursues_and_reengagement_whoever_withdraws(acts: Acts) -> None:
    soft = acts([{"at": 1, "softening": 0.7}], 1, PURSUIT)
    back = acts([{"at": 1, "reengagement": 0.7}], 1, PURSUIT)

    assert soft.help.tolist() == [0.7, 0]
    assert back.help.tolist() == [0, 0.7]


def test_who_is_helped_is_settled_at_the_start(couple: Couple) -> None:
    """Help makes the pursuit go away, and stays with the one it was for."""
    made = run(couple(), {"at": 0, "softening": 1, "for": 50}, start="stuck", turns=100)

    assert [band.partners for band in made.bands] == [("ana",)]
    assert made.bands[0].end == 50


def test_help_from_several_sides_adds_up(acts: Acts) -> None:
    items = [{"at": 0, "open": "ana", "strength": 0.5}, {"at": 0, "check_in": "both", "for": 5}]

    assert acts(items, 1).help.tolist() == [1.5, 1]
    assert acts(items, 5).help.tolist() == [0.5, 0]


@pytest.mark.parametrize(("kind", "pause"), [("pause_risk_reach", 5), ("five_steps", 10)])
def test_a_pause_comes_first_and_help_after_it(acts: Acts, kind: str, pause: float) -> None:
    items = [{"at": 0, kind: "ana", "strength": 0.6, "for": 16}]

    apart, then, over = acts(items, pause - 0.25), acts(items, pause), acts(items, 16)

    assert (apart.contact[0, 1], apart.help.sum(), apart.offer.min()) == (0, 0, 1)
    assert (then.contact[0, 1], then.help.tolist()) == (1, [0.6, 0])
    assert over.help.sum() == 0


def test_a_break_with_a_return_keeps_the_offer(acts: Acts) -> None:
    inputs = acts([{"at": 0, "timeout": {"for": 4, "return": True, "by": "ben"}}], 1)

    assert inputs.contact[0, 1] == inputs.contact[1, 0] == 0
    assert inputs.offer.tolist() == [[1, 1], [1, 1]]


def test_walking_out_takes_the_offer_from_the_one_who_is_left(acts: Acts) -> None:
    inputs = acts([{"at": 0, "timeout": {"for": 4, "return": False, "by": "ben"}}], 1)

    assert inputs.contact[0, 1] == 0
    assert inputs.offer[0, 1] == 0  # Ben is not there for Ana
    assert inputs.offer[1, 0] == 1  # Ana is still there for Ben


def test_who_is_flooded_most_leaves(acts: Acts) -> None:
    items = [{"at": 0, "timeout": {"for": 4, "return": False}}]

    only_ana = acts(items, 0, {"ana.secondary": 0.6, "ben.secondary": -0.5}).offer
    both = acts(items, 0, {"ana.secondary": 0.6, "ben.secondary": -0.6}).offer

    assert (only_ana[1, 0], only_ana[0, 1]) == (0, 1)
    assert (both[1, 0], both[0, 1]) == (0, 0)


def test_walking_out_lasts_until_the_next_day(acts: Acts) -> None:
    items = [DAY, {"at": 90, "timeout": {"return": False, "by": "ana"}}]

    assert acts(items, 159.75).offer[1, 0] == 0
    assert acts(items, 160).offer[1, 0] == 1


def test_stress_multiplies_everybodys_reactivity(acts: Acts) -> None:
    items = [{"at": 0, "stress": 1.5, "for": 9}, {"at": 5, "stress": 2, "for": 9}]

    assert acts(items, 1).stress.tolist() == [1.5, 1.5]
    assert acts(items, 6).stress.tolist() == [3, 3]
    assert acts(items, 10).stress.tolist() == [2, 2]


def test_stress_is_the_same_as_more_reactivity(couple: Couple) -> None:
    fourfold = couple(ana={"reactivity": 4}, ben={"reactivity": 4})
    stressed = couple(ana={"reactivity": 2}, ben={"reactivity": 2})
    kick = {"at": 3, "trigger": "ana", "felt": "absence"}

    one = run(fourfold, kick, turns=100)
    other = run(stressed, kick, {"at": 0, "stress": 2}, turns=100)

    assert one.is_close(other, tolerance=1e-12)


# -- when ------------------------------------------------------------------------------------------


def test_what_comes_every_so_often_comes_first_at_its_time_or_at_once(couple: Couple) -> None:
    made = run(
        couple(),
        {"at": 7, "every": 20, "check_in": "both", "for": 3},
        {"every": 50, "trigger": "ana", "felt": "pressure"},
        turns=100,
    )

    starts = {
        kind: [band.start for band in made.bands if band.kind == kind]
        for kind in ("check_in", "trigger")
    }
    assert starts == {"check_in": [7, 27, 47, 67, 87], "trigger": [0, 50]}


def test_days_are_as_long_as_the_plan_says(couple: Couple) -> None:
    made = run(couple(), DAY, {"at": "1d", "every": "2d", "open": "ana", "for": "0.5d"}, turns=400)

    assert [(band.start, band.end) for band in made.bands] == [
        (80, 120),
        (240, 280),
        (400 - 0, 400),
    ][:2]


def test_apart_nobody_is_in_contact_and_offers_stand(acts: Acts) -> None:
    assert acts([DAY], 59.75).contact[0, 1] == 1
    assert acts([DAY], 60).contact[0, 1] == 0
    assert acts([DAY], 60).offer[0, 1] == 1
    assert acts([DAY], 80).contact[0, 1] == 1


def test_a_condition_starts_an_input_when_it_holds_and_again_if_it_still_does(
    couple: Couple,
) -> None:
    made = run(
        couple(),
        {"every": 100, "trigger": "ana", "felt": "absence", "strength": 1},
        {"when": {"flooded": 0.4}, "timeout": {"for": 10, "return": True}},
        turns=400,
        start={"ana.resentment": 0.6, "ben.resentment": 0.6},
    )

    breaks = [band for band in made.bands if band.kind == "timeout"]
    ends = {band.end for band in breaks}
    flood = np.abs(np.stack([made["ana.secondary"], made["ben.secondary"]])).max(axis=0)
    assert len(breaks) >= 2
    assert any(band.start in ends for band in breaks)
    for band in breaks:
        then = round(band.start / made.step)
        assert flood[then] >= 0.4
        assert flood[then - 1] < 0.4 or band.start in ends


@pytest.mark.parametrize(
    "when", [{"resentful": 0.5}, {"position": "pursue"}, {"position": "withdraw"}]
)
def test_other_conditions_are_read_off_the_state(acts: Acts, when: dict[str, Any]) -> None:
    items = [{"when": when, "open": "ana", "for": 5}]

    there = acts(items, 1, {**PURSUIT, "ben.resentment": 0.5})
    not_there = acts(items, 1, {"ben.resentment": 0.49, "ana.behavior": 0.1, "ben.behavior": -0.1})

    assert there.help.tolist() == [1, 0]
    assert not_there.help.tolist() == [0, 0]


def test_the_talk_within_a_day_waits_until_the_flood_is_past(couple: Couple) -> None:
    """The 24-hour rule: as soon as both are calm and together, and no later than a day."""
    storm = {"at": 10, "trigger": "ana", "felt": "absence", "strength": 1, "for": 4}
    talk = {"when": {"flooded": 0.3}, "check_in": "both", "within": "1d", "for": 15}
    hardened = {"ana.resentment": 0.4, "ben.resentment": 0.4}

    made = run(couple(), DAY, storm, talk, turns=160, start=hardened)

    (band,) = [band for band in made.bands if band.kind == "check_in"]
    flood = np.abs(np.stack([made["ana.secondary"], made["ben.secondary"]])).max(axis=0)
    at = round(band.start / made.step)
    assert flood[:at].max() >= 0.3 > flood[at]
    assert band.start <= 10 + 80 + 4


def test_the_talk_comes_after_a_day_at_the_latest(couple: Couple) -> None:
    talk = {"when": {"flooded": 0.3}, "check_in": "both", "within": "1d", "for": 15}

    made = run(couple(), DAY, talk, turns=200, start="stuck")

    assert made.bands[0].start == 80


# -- what cannot be --------------------------------------------------------------------------------

CANNOT: dict[str, tuple[list[Any], str]] = {
    "nobody pursues": (
        [{"at": 10, "softening": 1}],
        "Nobody pursues at turn 10, so there is nobody to soften. Start later or stuck, or name a "
        "partner with 'open'.",
    ),
    "nobody withdraws": (
        [{"at": 10, "reengagement": 1}],
        "Nobody withdraws at turn 10, so there is nobody to reengage. Start later or stuck, or "
        "name a partner with 'open'.",
    ),
    "no next day": (
        [{"at": 1, "timeout": {"return": False}}],
        "A break without 'for' lasts until the next day, and the plan has no day. Add 'for', or an "
        "item such as {day: {turns: 80, together: 60}}.",
    ),
    "two breaks": (
        [
            {"at": 1, "timeout": {"return": True, "for": 9}},
            {"at": 5, "timeout": {"return": False, "for": 9}},
        ],
        "At turn 5 a time-out starts while another one goes on. Leave one out, or let it start "
        "later.",
    ),
    "talk in a break": (
        [{"at": 1, "timeout": {"return": True, "for": 9}}, {"at": 5, "check_in": "both"}],
        "At turn 5 'check_in' starts during a time-out, and needs both in contact. Let it start "
        "later.",
    ),
    "a break in a talk": (
        [{"at": 1, "check_in": "both", "for": 9}, {"at": 5, "timeout": {"return": True, "for": 9}}],
        "At turn 5 a time-out starts during something that needs both in contact. Let it start "
        "later.",
    ),
    "a talk while apart": (
        [DAY, {"at": 70, "check_in": "both"}],
        "At turn 70 'check_in' starts while they are apart for the day, and needs both in contact. "
        "Let it start when they are together.",
    ),
    "too often": (
        [{"every": 0.1, "open": "ana", "for": 0.1}],
        "'open' comes every 0.1 turns, and a step is 0.25 turns long. Let it come less often, or "
        "take a shorter step.",
    ),
    "short day": (
        [{"day": {"turns": 1e-9, "together": 0}}],
        "A day of 1e-09 turns is shorter than two steps of 0.25. Write a longer day, or take a "
        "shorter step.",
    ),
    "absence and pressure": (
        [
            {"at": 1, "trigger": "ana", "felt": "absence"},
            {"at": 2, "trigger": "ana", "felt": "pressure"},
        ],
        "At turn 2 Ana is to feel absence and pressure at the same time. Let one of the two start "
        "later.",
    ),
    "all pause": (
        [{"at": 1, "five_steps": "ana", "for": 10}],
        "'five_steps' lasts 10 turns, and the pause at its beginning alone takes 10. Let it last "
        "longer.",
    ),
}


@pytest.mark.parametrize(("items", "sentence"), CANNOT.values(), ids=CANNOT)
def test_what_cannot_be_is_said_in_one_sentence(
    couple: Couple, items: list[Any], sentence: str
) -> None:
    with pytest.raises(SimulationError) as found:
        run(couple(), *items, turns=80)

    assert str(found.value) == sentence


def test_absence_for_one_and_pressure_for_the_other_go_together(acts: Acts) -> None:
    items = [
        {"at": 1, "trigger": "ana", "felt": "absence"},
        {"at": 2, "trigger": "ben", "felt": "pressure"},
    ]

    assert acts(items, 2).felt.tolist() == [1, -1]


def test_an_unknown_partner_is_named_with_a_suggestion(couple: Couple) -> None:
    with pytest.raises(UnknownName) as found:
        run(couple(), {"at": 1, "open": "anna"})

    assert str(found.value) == "No partner is called 'anna'. Did you mean 'ana'?"


def test_what_comes_again_and_again_may_find_nobody_and_says_so_once(couple: Couple) -> None:
    made = run(couple(), {"every": 10, "softening": 1, "for": 5}, turns=50)

    assert made.bands == ()
    assert made.notes == ("'softening' was passed over 5 times, first at turn 0: nobody pursued.",)


def test_what_would_start_before_it_is_over_waits_and_says_so(couple: Couple) -> None:
    made = run(couple(), {"every": 10, "open": "ana", "for": 15}, turns=50)

    assert [band.start for band in made.bands] == [0, 20, 40]
    assert made.notes == (
        "'open' was passed over 2 times, first at turn 10: it was not over yet from the time "
        "before.",
    )


def test_what_is_too_late_is_said(couple: Couple) -> None:
    made = run(couple(), {"at": 100, "open": "ana"}, turns=50)

    assert made.notes == (
        "The run was over before 'open' could start at turn 100. Ask for more turns.",
    )


def test_without_a_length_a_run_goes_on_after_the_plan(couple: Couple) -> None:
    made = run(couple(), {"at": 100, "open": "ana", "for": 400}, step=1)

    assert made.turns == 1500


@settings(max_examples=40)
@given(plan=plans())
def test_any_plan_runs_or_says_why_not(plan: Plan) -> None:
    cycle = Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
    try:
        made = simulate(cycle, plan=plan, turns=60, step=1)
    except NegcycleError:  # the sentences are tested above
        return

    assert np.all(np.isfinite(made.states))
    assert all(0 <= band.start <= band.end <= 60 for band in made.bands)


def test_what_comes_when_they_are_apart_is_passed_over_and_said(couple: Couple) -> None:
    talk = {"at": 70, "every": 100, "check_in": "both", "for": 5}

    made = run(couple(), DAY, talk, turns=180)

    assert [band.start for band in made.bands] == [170]
    assert made.notes == ("'check_in' was passed over at turn 70: they were apart for the day.",)


def test_a_condition_that_never_came_true_is_told(couple: Couple) -> None:
    made = run(couple(), {"when": {"flooded": 0.9}, "open": "ana", "for": 5}, turns=50)

    assert made.notes == ("The condition of 'open' never came true.",)


def test_a_break_ends_when_its_band_says(couple: Couple) -> None:
    """What is shorter than a step acts for a whole one, and its band says so."""
    made = run(
        couple(), {"at": 3, "trigger": "ana", "felt": "absence", "for": 0.1}, turns=10, step=1
    )

    (band,) = made.bands
    assert (band.start, band.end) == (3, 4)


def test_the_length_of_a_break_counts_for_the_length_of_a_run(couple: Couple) -> None:
    made = run(couple(), {"at": 100, "timeout": {"for": 300, "return": True}}, step=1)

    assert made.turns == 1400


def test_nobody_is_named_as_the_one_who_left_unless_the_plan_does(couple: Couple) -> None:
    """A trifle decides who is flooded more, and a picture would make it look like a trait."""
    left = {"for": 4, "return": False}

    whoever = run(couple(), {"at": 1, "timeout": left}, turns=9).bands
    named = run(couple(), {"at": 1, "timeout": {**left, "by": "ben"}}, turns=9).bands

    assert [band.label for band in whoever] == ["walked out: whoever is flooded more"]
    assert [band.label for band in named] == ["walked out: Ben"]
