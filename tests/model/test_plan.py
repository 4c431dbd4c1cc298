"""A plan holds inputs over time, in the order they were written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from negcycle.model.cycle import Cycle
from negcycle.model.plan import KINDS, Plan, PlanItem, Softening
from negcycle.testing import cycles, plans

few = settings(max_examples=20)

EVERY_KIND: list[dict[str, Any]] = [
    {"day": {"turns": 80, "together": 60}},
    {"at": 0, "trigger": "mary", "felt": "absence", "strength": 0.8, "for": 3},
    {"at": 10, "softening": 1, "for": 400},
    {"at": 10, "reengagement": 1, "for": 400},
    {"at": 10, "open": "mary", "strength": 0.5, "for": 20},
    {"when": {"position": "pursue"}, "pause_risk_reach": "both"},
    {"when": {"resentful": 0.5}, "five_steps": "john"},
    {"at": 1, "repair_attempt": "john"},
    {"when": {"flooded": 0.5}, "check_in": "both", "for": 15, "within": "1d"},
    {"when": {"flooded": 0.45}, "timeout": {"for": 10, "return": True, "by": "john"}},
    {"at": 50, "stress": 1.5, "for": 100},
]


def test_every_kind_can_be_written() -> None:
    plan = Plan(EVERY_KIND)

    assert [item.kind for item in plan.items] == list(KINDS)
    assert len(plan) == len(KINDS)
    assert plan.day is not None
    assert plan.day.turns == 80
    assert all(type(item) is KINDS[item.kind] for item in plan.items)


def test_a_plan_belongs_to_the_people_of_its_cycle() -> None:
    couple = {"mary": {"name": "Mary"}, "john": {"name": "John"}}

    assert Cycle(partners=couple, plan=EVERY_KIND).plan == Plan(EVERY_KIND)
    assert [item.partners() for item in Plan(EVERY_KIND).items if item.partners()] == [
        ((("trigger",), "mary"),),
        ((("open",), "mary"),),
        ((("pause_risk_reach",), "both"),),
        ((("five_steps",), "john"),),
        ((("repair_attempt",), "john"),),
        ((("check_in",), "both"),),
        ((("timeout", "by"), "john"),),
    ]


@given(plans())
def test_items_stay_in_their_order_and_of_their_kind(plan: Plan) -> None:
    again = Plan([item.model_dump(by_alias=True, exclude_none=True) for item in plan.items])

    assert again == plan
    assert [type(item) for item in again.items] == [type(item) for item in plan.items]
    assert Plan(plan.items) == plan


@given(plans())
def test_only_a_plan_that_says_how_long_a_day_is_counts_in_days(plan: Plan) -> None:
    counts_in_days = any(item.uses_days for item in plan.items)

    assert plan.day is not None or not counts_in_days


@pytest.mark.parametrize(
    ("written", "time"),
    [
        (0, 0.0),
        ("12", 12.0),
        (" 1.5e2 ", 150.0),
        (".5", 0.5),
        (1e-9, 1e-9),
        ("7d", "7d"),
        (" 0.5d ", "0.5d"),
    ],
)
def test_a_time_is_turns_or_days(written: Any, time: float | str) -> None:
    day = {"day": {"turns": 80, "together": 60}}

    (_, item) = Plan([day, {"at": written, "softening": 1}]).items

    assert item.at == time
    assert item.uses_days == isinstance(time, str)


@few
@given(cycles())
def test_a_plan_names_only_people_of_the_cycle(cycle: Cycle) -> None:
    named = {key for item in cycle.plan.items for _, key in item.partners()}

    assert named <= {*cycle.keys, "both"}


def test_an_item_may_be_a_value_or_a_mapping() -> None:
    item = Softening.model_validate({"softening": 1, "at": 2, "for": 3})

    assert Plan([item]) == Plan([{"softening": 1, "at": 2, "for": 3}])
    assert isinstance(Plan([item]).items[0], PlanItem)
    assert item.times() == (2.0, 3.0)
