"""What a cycle can be asked, and when two descriptions are of the same cycle."""

from __future__ import annotations

import datetime
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negcycle.errors import UnknownName
from negcycle.model.chain import ELEMENTS, STATIONS, Chain, Slot, as_slot
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Partner, Relation
from negcycle.model.people import names_of
from negcycle.testing import chains, cycles
from negcycle.words.english import SENTENCES

few = settings(max_examples=20)

ASKED = ("trigger", "secondary", "behavior", "perception", "primary", "need")
TWO = {"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}

# -- the same cycle --------------------------------------------------------------------------------


@few
@given(cycle=cycles(), data=st.data())
def test_the_order_in_which_things_are_written_does_not_matter(
    cycle: Cycle, data: st.DataObject
) -> None:
    def shuffled(things: Any) -> list[Any]:
        return data.draw(st.permutations(list(things)))

    turned = cycle.changed(
        partners=shuffled(cycle.partners),
        pairs=[shuffled(pair) for pair in shuffled(cycle.pairs)],
        links=[
            link.changed(awareness=dict(shuffled(link.awareness.items())))
            for link in shuffled(cycle.links)
        ],
        stressors=[one.changed(on=shuffled(one.on)) for one in shuffled(cycle.stressors)],
    )

    assert turned.canonical() == cycle.canonical()
    assert turned.canonical().model_dump_json() == cycle.canonical().model_dump_json()


@few
@given(cycles())
def test_the_canonical_form_is_the_same_cycle_and_stays_as_it_is(cycle: Cycle) -> None:
    form = cycle.canonical()

    assert form.canonical() == form
    assert {one.key: one for one in form.partners} == {one.key: one for one in cycle.partners}
    assert {frozenset(pair) for pair in form.all_pairs()} == {
        frozenset(pair) for pair in cycle.all_pairs()
    }
    assert len(form.links) == len(cycle.links)
    assert all(link in cycle.links for link in form.links)
    assert (form.title, form.dynamics, form.plan) == (cycle.title, cycle.dynamics, cycle.plan)


@few
@given(cycles(max_partners=2), cycles(max_partners=2))
def test_cycles_are_equal_exactly_when_they_say_the_same(one: Cycle, other: Cycle) -> None:
    assert (one == other) == (one.model_dump() == other.model_dump())


# -- half a cycle is a cycle -----------------------------------------------------------------------


@few
@given(cycle=cycles(with_links=False, with_plan=False), data=st.data())
def test_everything_but_one_name_may_be_missing(cycle: Cycle, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(cycle.keys))
    slot = data.draw(st.sampled_from(list(Slot)))

    less = cycle.without_entry(key, slot)
    nothing = Cycle(partners=[Partner(key=one.key, name=one.name) for one in cycle.partners])

    assert less.partner(key).chain[slot] == ()
    assert nothing.keys == cycle.keys


@few
@given(cycles())
def test_a_question_is_asked_for_each_blank_slot_and_for_no_other(cycle: Cycle) -> None:
    blanks, names = cycle.blanks(), names_of(cycle.partners)

    expected = [
        (f"partners.{one.key}.chain.{slot}", SENTENCES[f"ask.{slot}"].format(name=names[one.key]))
        for one in cycle.partners
        for slot in ASKED
        if not one.chain[slot]
    ]
    assert [(blank.path, blank.question) for blank in blanks] == expected


def test_a_question_is_about_the_person_and_asks_for_the_surface_first() -> None:
    first, second, *_ = Cycle(partners={"ana": {"name": "Ana"}}).blanks()

    assert first.question == ("What does Ana see or hear just before? (What would a camera show?)")
    assert second.path == "partners.ana.chain.secondary"


# -- people ----------------------------------------------------------------------------------------


@few
@given(cycles())
def test_a_partner_is_found_by_key_and_by_a_name_that_only_they_have(cycle: Cycle) -> None:
    for one in cycle.partners:
        assert cycle.partner(one.key) is one
        alike = [other for other in cycle.partners if other.name.casefold() == one.name.casefold()]
        if len(alike) == 1 and one.name not in cycle.keys:
            assert cycle.partner(one.name) is one


def test_nobody_of_this_name_is_a_sentence_with_the_nearest_name() -> None:
    cycle = Cycle(partners={"john": {"name": "John"}, "jon2": {"name": "John"}})

    with pytest.raises(UnknownName) as misspelled:
        cycle.partner("jhon")
    with pytest.raises(UnknownName) as ambiguous:
        cycle.partner("JOHN")

    assert str(misspelled.value) == "No partner is called 'jhon'. Did you mean 'john'?"
    assert misspelled.value.known == ("john", "John", "jon2", "John")
    assert str(ambiguous.value) == "Two people are called 'JOHN'. Write 'john' or 'jon2'."
    assert ambiguous.value.known == ("john", "jon2")


def test_a_name_of_several_is_asked_for_by_key() -> None:
    people = {key: {"name": "Kim"} for key in ("a", "i", "k")}

    with pytest.raises(UnknownName) as ambiguous:
        Cycle(partners=people).partner("Kim")

    assert str(ambiguous.value) == "3 people are called 'Kim'. Write 'a', 'i' or 'k'."


@few
@given(cycles(2, 2))
def test_two_people_stand_on_two_sides_and_the_first_on_the_left(cycle: Cycle) -> None:
    left, right = cycle.sides()

    assert {left.key, right.key} == set(cycle.keys)
    assert left.side != "right"
    assert right.side != "left"
    if all(one.side is None for one in cycle.partners):
        assert (left, right) == cycle.partners


@few
@given(cycles(1, 1) | cycles(3, 4))
def test_only_two_people_have_sides(cycle: Cycle) -> None:
    with pytest.raises(ValueError, match="unpack"):
        cycle.sides()


@few
@given(cycles())
def test_everybody_is_in_a_cycle_with_everybody_unless_pairs_are_written(cycle: Cycle) -> None:
    pairs = {frozenset(pair) for pair in cycle.all_pairs()}

    written = cycle.pairs or combinations(cycle.keys, 2)
    assert pairs == {frozenset(pair) for pair in written}


def test_a_caregiver_and_a_child_are_people_of_a_cycle() -> None:
    mother = {"name": "M", "relation": "caregiver"}
    child = {"name": "K", "relation": "child"}

    mom, kid = Cycle(partners={"mom": mother, "kid": child}).partners

    assert (mom.relation, kid.relation) == (Relation.CAREGIVER, Relation.CHILD)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-11-21", "2026-11-21"),
        (" 2026-11 ", "2026-11"),
        (2026, "2026"),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (None, None),
    ],
)
def test_a_date_is_a_day_a_month_or_a_year(written: Any, date: str | None) -> None:
    assert Cycle(partners=TWO, date=written).date == date


# -- the chain -------------------------------------------------------------------------------------


@given(chains())
def test_the_steps_of_a_chain_are_its_elements_and_what_is_filled_in_before_them(
    chain: Chain,
) -> None:
    steps = chain.stations()

    assert steps == tuple(slot for slot in STATIONS if slot in steps)
    assert steps[-4:] == ELEMENTS
    assert all(chain[slot] or slot is Slot.TRIGGER for slot in steps[:-4])
    assert all(slot in steps for slot in STATIONS if chain[slot])
    assert len(steps) == 4 or steps[0] is Slot.TRIGGER


@given(chains())
def test_a_chain_goes_through_its_slots_in_causal_order(chain: Chain) -> None:
    assert list(chain) == [(slot, getattr(chain, slot.value)) for slot in Slot]


@pytest.mark.parametrize("name", ["behavior", "behaviour", Slot.BEHAVIOR])
def test_a_slot_has_one_name_and_one_other_spelling(name: str) -> None:
    assert as_slot(name) is Slot.BEHAVIOR
    assert Chain(behavior="x")[name] == Chain(behaviour="x").behavior  # type: ignore[call-arg]
