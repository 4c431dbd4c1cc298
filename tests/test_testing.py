"""The strategies reach every field, shrink to what is plain, and say what to install without them."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import find, settings
from hypothesis import strategies as st

from negcycle import testing
from negcycle.model.base import Frozen
from negcycle.model.chain import Chain
from negcycle.model.cycle import Cycle
from negcycle.model.dynamics import Dynamics, PartnerDynamics
from negcycle.model.entry import Entry
from negcycle.model.link import Stressor, WrittenLink
from negcycle.model.partner import Partner
from negcycle.model.plan import KINDS

PEOPLE = [Partner(key="ana", name="Ana"), Partner(key="ben", name="Ben")]
EVERY_VALUE: dict[type[Frozen], st.SearchStrategy[Any]] = {
    Entry: testing.entries("behavior"),
    Chain: testing.chains(),
    PartnerDynamics: testing.partner_dynamics(),
    Dynamics: testing.dynamics(),
    Partner: testing.partners() | testing.cycles(2, 2).map(lambda cycle: cycle.partners[0]),
    WrittenLink: testing.links(PEOPLE),
    Stressor: testing.stressors(["ana"]),
    Cycle: testing.cycles(),
}
FIELDS = [(value, name) for value in EVERY_VALUE for name in value.model_fields]

once = settings(max_examples=2_000, database=None, derandomize=True)


def first(strategy: st.SearchStrategy[Any], said: Any) -> Any:
    """Return the smallest example of which something is true; fail if there is none."""
    return find(strategy, said, settings=once)


@pytest.mark.parametrize(
    ("value", "name"), FIELDS, ids=[f"{value.__name__}.{name}" for value, name in FIELDS]
)
def test_every_field_of_every_value_is_said_some_time(value: type[Frozen], name: str) -> None:
    default = value.model_fields[name].get_default(call_default_factory=True)
    if name == "negcycle":
        return

    found = next(
        one
        for one in (EVERY_VALUE[value].example() for _ in range(1))
        if getattr(one, name) != default
    )
    assert found
