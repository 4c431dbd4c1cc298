"""A value of a case never changes, and is equal to whatever says the same."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from negcycle.errors import CaseError
from negcycle.graph.build import build_graph
from negcycle.model.base import Frozen
from negcycle.model.chain import Chain
from negcycle.model.cycle import Cycle
from negcycle.model.dynamics import Dynamics, PartnerDynamics
from negcycle.model.entry import Entry
from negcycle.model.link import Stressor, WrittenLink
from negcycle.model.partner import Partner
from negcycle.model.plan import Plan
from negcycle.testing import (
    chains,
    cycles,
    dynamics,
    entries,
    moments,
    partner_dynamics,
    partners,
    plans,
    signed_graphs,
    stressors,
    words,
)

few = settings(max_examples=20)

values: st.SearchStrategy[Frozen] = st.one_of(
    entries("behavior"),
    chains(),
    partner_dynamics(),
    dynamics(),
    partners("ana"),
    stressors(["ana"]),
    moments(["ana"]),
    plans(),
    cycles(max_partners=2),
    signed_graphs(),
)
NAMES = {
    value.__name__: value
    for value in (Chain, Cycle, Dynamics, Entry, Partner, PartnerDynamics, Plan, WrittenLink)
}


@given(values)
def test_a_value_can_stand_in_a_set_where_its_copy_finds_it(value: Frozen) -> None:
    assert copy.deepcopy(value) in {value}


def test_a_cycle_with_a_written_link_can_stand_in_a_set() -> None:
    link = {"source": "ana.behavior", "target": "ben.primary", "awareness": {"ana": "owned"}}
    cycle = Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}, links=[link])

    assert {cycle: 1}[copy.deepcopy(cycle)] == 1
    assert {build_graph(cycle): 1}[build_graph(cycle)] == 1


@given(values)
def test_a_copy_is_equal_however_it_is_made(value: Frozen) -> None:
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value
    assert value.changed() == value
    assert type(value)(**{name: getattr(value, name) for name in type(value).model_fields}) == value


@given(values)
def test_it_comes_back_from_json(value: Frozen) -> None:
    for by_alias in (True, False):
        text = value.model_dump_json(by_alias=by_alias)
        assert type(value)(**json.loads(text)) == value
        assert type(value).model_validate_json(text) == value


@given(values)
def test_what_was_not_said_need_not_be_written(value: Frozen) -> None:
    said = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    assert type(value)(**said) == value


@given(values, st.data())
def test_no_field_can_be_set(value: Frozen, data: st.DataObject) -> None:
    before = value.model_dump_json()
    name = data.draw(st.sampled_from(sorted(type(value).model_fields)))

    with pytest.raises(ValidationError, match="frozen"):
        setattr(value, name, None)
    with pytest.raises(ValidationError, match="frozen"):
        delattr(value, name)
    assert value.model_dump_json() == before


@given(values)
def test_it_shows_only_what_was_said(value: Frozen) -> None:
    shown = dict(value.__repr_args__())

    fields = type(value).model_fields
    for name, field in fields.items():
        default = field.get_default(call_default_factory=True)
        assert (name in shown) == (getattr(value, name) != default)
    assert repr(value).startswith(type(value).__name__ + "(")


@given(text=words(), intensity=st.none() | st.floats(0, 10))
def test_what_is_shown_makes_it_again(text: str, intensity: float | None) -> None:
    entry = Entry(text, intensity=intensity)
    one = Partner(key="ana", name="Ana", chain={"primary": entry, "behavior": [entry, text]})

    assert eval(repr(one), dict(NAMES)) == one


def test_a_small_partner_shows_itself_like_this() -> None:
    one = Partner(key="ana", name="Ana", chain={"primary": ["hurt", "alone"]}, notes="")

    assert repr(one) == (
        "Partner(key='ana', name='Ana', chain=Chain(primary=(Entry(words='hurt'), "
        "Entry(words='alone'))), notes='')"
    )


# -- editing ---------------------------------------------------------------------------------------


@few
@given(cycle=cycles(with_links=False), new=entries(), data=st.data())
def test_a_new_entry_gives_a_new_cycle_and_changes_nothing_else(
    cycle: Cycle, new: Entry, data: st.DataObject
) -> None:
    before = cycle.model_dump_json()
    key = data.draw(st.sampled_from(cycle.keys))
    slot = data.draw(st.sampled_from(["primary", "need", "trigger", "block"]))

    edited = cycle.with_entry(key, slot, new)

    assert cycle.model_dump_json() == before
    assert edited.partner(key).chain[slot] == (new,)
    assert edited.with_entry(key, slot, cycle.partner(key).chain[slot]) == cycle
    assert edited.without_entry(key, slot) == cycle.without_entry(key, slot)


@few
@given(cycle=cycles(max_partners=3, with_plan=False), new=partners("zoe"))
def test_a_partner_is_added_or_replaced_in_place(cycle: Cycle, new: Partner) -> None:
    everybody = [one.changed(side=None) for one in cycle.partners]
    cycle = cycle.with_partners(everybody)

    grown = cycle.with_partner(new)
    renamed = cycle.with_partner(everybody[0].changed(name="Z"))

    assert grown.partners == (*cycle.partners, new)
    assert grown.with_partner(new) == grown
    assert renamed.keys == cycle.keys
    assert renamed.partners[1:] == cycle.partners[1:]


@few
@given(cycles(with_plan=False))
def test_a_link_is_added_at_the_end(cycle: Cycle) -> None:
    key = cycle.keys[0]
    link = WrittenLink.model_validate({"source": f"{key}.primary", "target": f"{key}.behavior"})

    assert cycle.with_link(link).links == (*cycle.links, link)


@given(entries())
def test_a_change_is_checked_like_a_new_value(entry: Entry) -> None:
    with pytest.raises(CaseError) as caught:
        entry.changed(wordz="x", intensity=5)
    with pytest.raises(CaseError) as too_strong:
        entry.changed(intensity=11)

    assert str(caught.value) == "'wordz' is not a field here. Did you mean 'words'?"
    assert str(too_strong.value) == "intensity: '11' is too large. Write 10 or less."


# -- other ways to write the same ------------------------------------------------------------------


@few
@given(cycles(max_partners=3))
def test_mappings_and_values_make_the_same_cycle(cycle: Cycle) -> None:
    fields = cycle.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    listed = fields.pop("partners")
    people = {one["key"]: {k: v for k, v in one.items() if k != "key"} for one in listed}

    assert Cycle(**fields, partners=people) == cycle
    assert Cycle(**fields, partners=listed) == cycle
    assert Cycle(**fields, partners=cycle.partners) == cycle
    assert Cycle(**fields, partners={one.key: one for one in cycle.partners}) == cycle


@given(entries(), entries())
def test_one_entry_needs_no_list_and_words_alone_are_an_entry(one: Entry, other: Entry) -> None:
    fields: dict[str, Any] = other.model_dump(mode="json")

    assert Chain(primary=one) == Chain(primary=[one])
    assert Chain(primary=one.words) == Chain(primary=[{"words": one.words}])
    assert Chain(primary=[one, fields]) == Chain(primary=(one, other))


@pytest.mark.parametrize("blank", [None, "", " \n", [], [None, ""]])
def test_a_blank_slot_is_no_entry(blank: Any) -> None:
    assert Chain(primary=blank, behaviour=blank) == Chain()


@pytest.mark.parametrize("blank", [None, {}])
def test_a_blank_field_is_as_good_as_none(blank: Any) -> None:
    bare = Cycle(partners={"ana": {"name": "Ana"}})
    ana = {"name": "Ana", "chain": blank, "dynamics": blank}

    assert Cycle(partners={"ana": ana}, dynamics=blank) == bare
    none = dict.fromkeys(("links", "pairs", "stressors", "incident", "plan"))
    assert Cycle(partners={"ana": ana}, **none) == bare


def test_a_pressure_may_be_words_alone_and_weigh_on_one() -> None:
    assert Stressor("money") == Stressor(words="money", on=())
    assert Stressor("money", on="ana") == Stressor("money", on=["ana"])
