"""Many couples follow a plan side by side, each just as it would alone."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import SimulationError, UnknownName
from negcycle.model.cycle import Cycle
from negcycle.model.missed import Missed, Notes, Why
from negcycle.model.plan import Plan
from negcycle.simulation.many.schedules import Schedules
from negcycle.simulation.schedule import Schedule
from negcycle.simulation.starting import start_state
from negcycle.system.compile import compile_system
from negcycle.system.inputs import Inputs
from negcycle.system.stepping import prepare, stepped
from negcycle.system.system import System
from negcycle.testing import couples, plans
from negcycle.words import say

FIELDS = ("felt", "help", "stress", "contact", "offer")
KEYS = ("ana", "ben", "cleo")
SYSTEMS = {
    count: compile_system(Cycle(partners={key: {"name": key.title()} for key in KEYS[:count]}))
    for count in (2, 3)
}
TWO = SYSTEMS[2]
DAY = {"day": {"turns": 80, "together": 60}}
STORM = {"ana.secondary": 0.8, "ben.secondary": -0.3}
PURSUIT = {"ana.behavior": 0.5, "ben.behavior": -0.5}


class Alone(Schedule):
    """One couple that goes on without what cannot start."""

    def _begin(self, one: Any, time: float, state: Any) -> None:
        try:
            super()._begin(one, time, state)
        except SimulationError as error:
            one.passed_over, one.reason = 1, str(error)

    @property
    def last_end(self) -> float:
        return max((band.end for band in self.bands(math.inf)), default=-math.inf)

    @property
    def missed(self) -> list[tuple[int, str]]:
        """Which items did not happen each time, and the first reason; empty where nothing did."""
        return [
            (number, one.reason)
            for number, one in enumerate(self._planned)
            if one.passed_over or not one.started
        ]


def why_alone(one: Missed) -> str:
    """Return the reason as one run says it."""
    if one.why is Why.ONCE:
        words = {"kind": one.kind, "time": round(one.first, 6), "name": one.name}
        return say(f"plan.{one.problem}", **words)
    return say(f"plan.reason.{one.problem}", name=one.name) if one.problem else ""


def moods(system: System, seed: int, steps: int, width: int) -> Any:
    """Return states that jump about, with values in common. ``(steps, n_states, width)``."""
    chance = np.random.default_rng(seed)
    shape = (steps, len(system.states), width)
    values = chance.integers(0, 9, shape) / 8
    values[:, system.low < 0] *= chance.choice([-1, 1], (steps, int((system.low < 0).sum()), width))
    stays = chance.random((steps, width)) < 0.8
    calm = chance.random((steps, width)) < 0.2
    for n in range(1, steps):
        values[n][:, calm[n]] = 0.0
        values[n][:, stays[n]] = values[n - 1][:, stays[n]]
    return values


def each(inputs: Inputs, width: int) -> list[dict[str, Any]]:
    """Return the inputs of each couple."""
    n = inputs.felt.shape[0]
    shapes = {"contact": (n, n), "offer": (n, n)}
    wide = {
        name: np.broadcast_to(getattr(inputs, name), (*shapes.get(name, (n,)), width))
        for name in FIELDS
    }
    return [{name: wide[name][..., one] for name in FIELDS} for one in range(width)]


def all_alike(system: System, plan: Plan, step: float, states: Any) -> None:
    """Check that side by side each couple gets what it gets alone, at each step."""
    width = states.shape[2]
    try:
        together = Schedules(system, plan, step, width)
    except (SimulationError, UnknownName):
        return
    alone = [Alone(system, plan, step) for _ in range(width)]
    for n, now in enumerate(states):
        inputs = together.at(n * step, now)
        for number, found in enumerate(each(inputs, width)):
            expected = alone[number].at(n * step, now[:, number].tolist())
            for name in FIELDS:
                np.testing.assert_array_equal(found[name], getattr(expected, name), name)
    assert together.last_end.tolist() == [one.last_end for one in alone]
    places = [place for place, item in enumerate(plan.items) if item.timed]
    here = Counter[Any]()
    for one in together.notes().missed:
        here[one.place, why_alone(one)] += one.couples
    there = Counter((places[number], why) for one in alone for number, why in one.missed)
    assert here == there


@st.composite
def stories(draw: st.DrawFn) -> tuple[System, Plan, float, Any]:
    """Return a plan, and states that couples who follow it go through."""
    count = draw(st.sampled_from((2, 3)))
    plan = draw(plans(KEYS[:count], max_items=6))
    step = draw(st.sampled_from((1.0, 0.3, 4.0)))
    width = draw(st.integers(1, 4))
    states = moods(SYSTEMS[count], draw(st.integers(0, 999)), 90, width)
    return SYSTEMS[count], plan, step, states


@given(stories())
def test_each_couple_gets_what_it_gets_alone(story: tuple[System, Plan, float, Any]) -> None:
    all_alike(*story)


@pytest.mark.deep
@settings.get_profile("deep")
@given(stories())
def test_each_couple_gets_what_it_gets_alone_in_a_long_search(
    story: tuple[System, Plan, float, Any],
) -> None:
    all_alike(*story)


@settings(max_examples=25)
@given(plan=plans(max_items=4), people=st.lists(couples(delayed=False), min_size=2, max_size=3))
def test_couples_that_run_side_by_side_get_what_they_get_alone(
    plan: Plan, people: list[Cycle]
) -> None:
    systems = [compile_system(one) for one in people]
    states = [start_state(one, STORM | PURSUIT).tolist() for one in systems]
    try:
        together = Schedules(systems[0], plan, 2.0, len(systems))
    except SimulationError:
        return
    alone = [Alone(one, plan, 2.0) for one in systems]
    for n in range(100):
        found = each(together.at(2.0 * n, np.transpose(states)), len(systems))
        acting = [one.at(2.0 * n, now) for one, now in zip(alone, states, strict=True)]
        states = [
            stepped(prepare(one, inputs, 2.0), now)
            for one, inputs, now in zip(systems, acting, states, strict=True)
        ]
        for one, inputs in zip(found, acting, strict=True):
            assert all(np.array_equal(one[name], getattr(inputs, name)) for name in FIELDS)


# -- what is not as the plan says ------------------------------------------------------------------

VARIED: dict[str, tuple[float, float]] = {
    "plan.1.at": (0, 40),
    "plan.1.every": (4, 40),
    "plan.1.for": (0.5, 20),
    "plan.1.strength": (0.1, 1),
    "plan.2.at": (0, 40),
    "plan.2.strength": (0.1, 1),
    "plan.3.strength": (0.5, 3),
    "plan.4.for": (1, 20),
    "plan.5.for": (10.5, 30),
}


def as_varied(numbers: dict[str, float]) -> Plan:
    """Return the plan of one couple."""
    items: list[dict[str, Any]] = [
        DAY,
        {"at": 5, "every": 20, "trigger": "ana", "felt": "absence"},
        {"at": 10, "softening": 1, "for": 30},
        {"every": 50, "stress": 2, "for": 9},
        {"at": 3, "every": 30, "timeout": {"return": False}},
        {"when": {"flooded": 0.6}, "five_steps": "both", "for": 30},
    ]
    strengths = {2: "softening", 3: "stress"}
    for full, value in numbers.items():
        _, place, name = full.split(".")
        item = items[int(place)]
        if name == "strength":
            item[strengths.get(int(place), name)] = value
        else:
            item.get("timeout", item)[name] = value
    return Plan(items)


@given(st.data())
def test_the_numbers_of_a_plan_may_differ_between_couples(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 4))
    names = data.draw(st.lists(st.sampled_from(sorted(VARIED)), unique=True))
    varied = {
        name: np.array([data.draw(st.floats(*VARIED[name])) for _ in range(width)])
        for name in names
    }
    states = moods(TWO, data.draw(st.integers(0, 99)), 80, width)

    together = Schedules(TWO, as_varied({}), 1.5, width, varied=varied)

    alone = [
        Alone(TWO, as_varied({name: float(varied[name][one]) for name in names}), 1.5)
        for one in range(width)
    ]
    for n, now in enumerate(states):
        inputs = together.at(1.5 * n, now)
        for number, found in enumerate(each(inputs, width)):
            expected = alone[number].at(1.5 * n, now[:, number].tolist())
            assert all(np.array_equal(found[name], getattr(expected, name)) for name in FIELDS)
    assert together.last_end.tolist() == [one.last_end for one in alone]


@pytest.mark.parametrize(
    ("item", "name", "value", "sentence"),
    [
        (
            {"every": 5, "open": "ana", "for": 2},
            "every",
            0.1,
            "'open' comes every 0.1 turns, and a step is 0.25 turns long. Let it come less often, "
            "or take a shorter step.",
        ),
        (
            {"at": 5, "five_steps": "ana"},
            "for",
            9,
            "'five_steps' lasts 9 turns, and the pause at its beginning alone takes 10. Let it "
            "last longer.",
        ),
    ],
)
def test_the_shortest_of_the_varied_times_has_to_be_possible(
    item: Any, name: str, value: float, sentence: str
) -> None:
    with pytest.raises(SimulationError) as found:
        Schedules(TWO, Plan([item]), 0.25, 2, varied={f"plan.0.{name}": np.array([20, value])})

    assert str(found.value) == sentence


# -- one object as long as nothing changes ---------------------------------------------------------


def side_by_side(items: list[Any], *states: dict[str, float], turns: float = 50) -> Schedules:
    """Return what a plan has come to, with each couple in a state that stays as it is."""
    schedules = Schedules(TWO, Plan(items), 0.5, len(states))
    held = np.transpose([TWO.named(one) for one in states])
    for time in np.arange(0, turns, 0.5):
        schedules.at(float(time), held)
    return schedules


@given(stories())
def test_the_object_stays_the_same_until_something_changes(
    story: tuple[System, Plan, float, Any],
) -> None:
    system, plan, step, states = story
    try:
        schedules = Schedules(system, plan, step, states.shape[2])
    except SimulationError:
        return
    before = schedules.at(0.0, states[0])
    for n, now in enumerate(states[1:], 1):
        known = schedules.until()
        inputs = schedules.at(n * step, now)
        alike = [
            np.array_equal(*np.broadcast_arrays(getattr(before, name), getattr(inputs, name)))
            for name in FIELDS
        ]
        assert (inputs is before) == all(alike)
        assert [getattr(before, name) is getattr(inputs, name) for name in FIELDS] == alike
        if not schedules.asks_at_every_step and n * step < known:
            assert inputs is before
        before = inputs


def test_what_is_the_same_for_all_is_there_once() -> None:
    items = [
        DAY,
        {"at": 1, "open": "ana"},
        {"at": 2, "trigger": "ben", "felt": "pressure", "for": 90},
        {"at": 3, "timeout": {"return": False, "by": "ana"}},
    ]
    schedules = side_by_side(items, STORM, PURSUIT, {})

    inputs = schedules.at(50, np.transpose([TWO.calm] * 3))

    assert [getattr(inputs, name).shape for name in FIELDS] == [
        (2, 1),
        (2, 1),
        (2, 1),
        (2, 2, 1),
        (2, 2, 1),
    ]
    assert inputs.help[:, 0].tolist() == [1, 0]
    assert inputs.offer[:, :, 0].tolist() == [[0, 1], [0, 1]]


def test_what_differs_is_there_for_each() -> None:
    items = [{"at": 1, "softening": 0.5}, {"at": 2, "timeout": {"for": 90, "return": True}}]
    schedules = side_by_side(items, PURSUIT, STORM)

    inputs = schedules.at(50, np.transpose([TWO.calm] * 2))

    assert inputs.help.tolist() == [[0.5, 0], [0, 0]]
    assert inputs.contact[:, :, 1].tolist() == [[0, 0], [0, 1]]
    assert inputs.felt.shape == (2, 1)


def test_without_conditions_nobody_has_to_ask_before_something_changes() -> None:
    items = [{"at": 7, "softening": 1, "for": 3}, {"at": 12, "open": "ana", "for": 1}]
    held = np.transpose([TWO.named(PURSUIT), TWO.calm])
    schedules = Schedules(TWO, Plan(items), 0.5, 2)

    met: list[float] = []
    for _ in range(5):
        met.append(round(schedules.until(), 6))
        schedules.at(max(met[-1], 0), held)

    assert not schedules.asks_at_every_step
    assert met == [-math.inf, 7, 10, 12, 13]
    assert schedules.until() == math.inf


def test_a_condition_has_to_be_asked_about_at_every_step() -> None:
    plan = Plan([{"when": {"flooded": 0.5}, "open": "ana"}])

    assert Schedules(TWO, plan, 1, 3).asks_at_every_step


# -- what did not happen ---------------------------------------------------------------------------

TOLD: dict[str, tuple[list[Any], tuple[str, ...]]] = {
    "nobody pursues": (
        [{"at": 10, "softening": 1}],
        ("'softening' at turn 10 did not happen in 2 of 3 couples: nobody pursued.",),
    ),
    "nobody withdraws, again and again": (
        [{"at": 5, "every": 10, "reengagement": 1, "for": 3}],
        ("'reengagement' was passed over in 2 of 3 couples, first at turn 5: nobody withdrew.",),
    ),
    "a talk in a break": (
        [
            {"when": {"flooded": 0.5}, "timeout": {"return": True, "for": 90}},
            {"at": 5, "check_in": "both"},
        ],
        (
            "The condition of 'timeout' never came true in 2 of 3 couples.",
            "'check_in' at turn 5 did not happen in 1 of 3 couples: a time-out went on.",
        ),
    ),
    "absence and pressure": (
        [
            {"when": {"flooded": 0.5}, "trigger": "both", "felt": "absence", "for": 90},
            {"at": 5, "trigger": "ben", "felt": "pressure"},
        ],
        (
            "The condition of 'trigger' never came true in 2 of 3 couples.",
            "'trigger' at turn 5 did not happen in 1 of 3 couples: Ben felt the opposite at that "
            "moment.",
        ),
    ),
    "apart for the day": (
        [{"day": {"turns": 20, "together": 10}}, {"at": 15, "every": 30, "check_in": "both"}],
        (
            "'check_in' was passed over in 3 of 3 couples, first at turn 15: they were apart for "
            "the day.",
        ),
    ),
    "not over yet": (
        [{"every": 10, "open": "ana", "for": 15}],
        (
            "'open' was passed over in 3 of 3 couples, first at turn 10: it was not over yet from "
            "the time before.",
        ),
    ),
    "still waiting": (
        [{"when": {"flooded": 0.5}, "check_in": "both", "within": 80}],
        (
            "The condition of 'check_in' never came true in 2 of 3 couples.",
            "'check_in' was still waiting for calm in 1 of 3 couples when the run was over.",
        ),
    ),
    "too late": (
        [{"at": 60, "open": "ana"}],
        ("The run was over before 'open' could start at turn 60. Ask for more turns.",),
    ),
}


@pytest.mark.parametrize(("items", "sentences"), TOLD.values(), ids=TOLD)
def test_what_did_not_happen_is_told_with_how_many(
    items: list[Any], sentences: tuple[str, ...]
) -> None:
    assert side_by_side(items, STORM, PURSUIT, {}).notes().sentences(3) == sentences


def test_what_happened_to_everybody_is_not_told() -> None:
    made = side_by_side([{"at": 10, "softening": 1}], PURSUIT, PURSUIT)

    assert made.notes() == Notes()
    assert made.notes().sentences(2) == ()


def test_notes_of_other_couples_add_up() -> None:
    items = [{"at": 10, "softening": 1}, {"every": 20, "reengagement": 1, "for": 5}]
    one = side_by_side(items, STORM, PURSUIT).notes()
    other = side_by_side(items, *[{}] * 998).notes()

    assert (one + other).sentences(1000) == (
        "'softening' at turn 10 did not happen in 999 of 1,000 couples: nobody pursued.",
        "'reengagement' was passed over in 999 of 1,000 couples, first at turn 0: nobody withdrew.",
    )


def test_what_was_planned_for_other_times_in_other_couples_is_told_with_the_first() -> None:
    late = {"plan.0.at": np.array([3.0, 60.0, 70.0, 5.0])}
    schedules = Schedules(TWO, Plan([{"at": 1, "softening": 1}]), 1, 4, varied=late)
    for time in range(50):
        schedules.at(float(time), np.transpose([TWO.calm] * 4))

    assert schedules.notes().sentences(4) == (
        "'softening' was passed over in 2 of 4 couples, first at turn 3: nobody pursued.",
        "The run was over before 'softening' could start in 2 of 4 couples, in the first of them "
        "at turn 60. Ask for more turns.",
    )


def test_a_break_until_the_next_day_needs_days() -> None:
    with pytest.raises(SimulationError) as found:
        Schedules(TWO, Plan([{"when": {"flooded": 1}, "timeout": {"return": False}}]), 1, 2)

    assert str(found.value) == (
        "A break without 'for' lasts until the next day, and the plan has no day. Add 'for', or an "
        "item such as {day: {turns: 80, together: 60}}."
    )


def test_an_unknown_partner_is_named_with_a_suggestion() -> None:
    with pytest.raises(UnknownName) as found:
        Schedules(TWO, Plan([{"at": 1, "open": "anna"}]), 1, 2)

    assert str(found.value) == "No partner is called 'anna'. Did you mean 'ana'?"


# -- what does not happen ---------------------------------------------------------------------

HELP = {"at": 10, "open": "both", "for": 100}
PAUSE = {"when": {"flooded": 0.2}, "timeout": {"for": 20, "return": True}}


@pytest.mark.parametrize(
    ("name", "item", "dose"),
    [
        ("for", HELP, 50.0),
        ("strength", HELP, 0.5),
        ("strength", {"at": 10, "stress": 1, "for": 30}, 0.5),
        ("for", {"at": 10, "timeout": {"for": 20, "return": True}}, 5.0),
        ("for", PAUSE, 5.0),
    ],
    ids=["length", "strength", "stress", "time-out", "condition"],
)
def test_a_dose_of_0_is_a_couple_without_it(name: str, item: Any, dose: float) -> None:
    """It does not happen, nothing is missed, and the next item keeps its place."""
    cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
    after = {"at": 40, "trigger": "ana", "felt": "absence", "for": 2}
    over = {f"plan.0.{name}": [0, dose], "plan.1.strength": [0.5]}
    made = nc.sweep(cycle, over, plan=[item, after], start="stuck", turns=60, kernel="numpy")
    final = made.numbers("ben.resentment.final")

    assert made.notes == ()
    for row, value in enumerate([0.0, dose]):
        given = {f"plan.0.{name}": value, "plan.1.strength": 0.5}
        alone = nc.varied(cycle.changed(plan=[item, after]), given)
        assert len(alone.plan.items) == 1 + (value > 0)
        run = nc.simulate(alone, start="stuck", turns=60)
        assert final[row] == pytest.approx(run.final["ben.resentment"], abs=1e-12)
    assert final[0] != final[1]


def test_where_nobody_gets_a_dose_nothing_is_told() -> None:
    schedules = Schedules(TWO, Plan([HELP]), 0.25, 3, varied={"plan.0.for": np.zeros(3)})

    assert np.all(schedules.at(10, np.zeros((len(TWO.states), 3))).help == 0)
    assert schedules.until() == math.inf
    assert schedules.notes().missed == ()
