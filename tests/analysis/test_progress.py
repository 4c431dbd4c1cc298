"""Where the work stands: what is counted, what silence means, and that nobody is rated."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.ownership import Marker, ownings
from negcycle.analysis.progress import Progress
from negcycle.model.chain import ELEMENTS, Slot
from negcycle.model.entry import Awareness
from negcycle.model.link import Station, WrittenLink
from negcycle.testing import cycles

people = cycles(with_plan=False)
few = settings(max_examples=15)


def two(ana: dict[str, object], ben: dict[str, object], **more: object) -> nc.Cycle:
    chains = {"ana": ana, "ben": ben}
    return nc.Cycle(
        partners={key: {"name": key.title(), "chain": chain} for key, chain in chains.items()},
        **more,  # type: ignore[arg-type]
    )


def step_of(cycle: nc.Cycle, partner: str, marker: str) -> Awareness | None:
    (found,) = [
        one.awareness for one in ownings(cycle) if (one.partner, one.marker) == (partner, marker)
    ]
    return found


def test_the_three_questions_stand_in_one_line() -> None:
    cycle = two(
        {
            "primary": {"words": "alone", "awareness": "owned", "felt_in_session": True},
            "secondary": {"words": "angry", "awareness": "named"},
            "perception": {"words": "he is gone", "status": "conjecture"},
            "behavior": {"words": "ask again", "awareness": "glimpsed"},
        },
        {"behavior": "go quiet"},
    )

    assert nc.status(cycle).line == (
        "You know it 5 of 8 (1 a guess), they know it 2 of 8 (2 not said), felt in the room 1 of 8."
    )


def test_several_guesses_are_counted() -> None:
    guess = {"words": "x", "status": "offered"}

    assert nc.status(two({"primary": guess, "behavior": guess}, {})).line == (
        "You know it 2 of 8 (2 guesses), they know it 0 of 8 (2 not said), felt in the room 0 of 8."
    )


def test_of_one_person_there_are_four_stations_and_of_three_twelve() -> None:
    assert nc.status(nc.load("examples/mother-of-two.yaml")).coverage.of == 4
    assert nc.status(nc.load("examples/three-of-us.yaml")).coverage.of == 12


def test_each_person_is_told_alike() -> None:
    cycle = two(
        {"primary": "alone", "behavior": {"words": "ask again", "awareness": "shared"}},
        {"primary": {"words": "small", "awareness": "hidden"}, "behavior": "go quiet"},
        links=[
            {"source": "ana.behavior", "target": "ben.primary", "awareness": {"ana": "owned"}},
            {"source": "ana.behavior", "target": "ben.primary", "awareness": {"ben": "named"}},
        ],
    )

    assert nc.status(cycle).text().split("\n\n")[1:] == [
        "Ana\n"
        "  Known 2 of 4, known to them 1 of 4 (1 not said), felt in the room 0 of 4.\n"
        "  What they do: owned and shared.\n"
        "  The softer feeling under it: not said.\n"
        "  What Ben does, and what it stirs in them: not said.\n"
        "  What they do, and what it stirs in Ben: owned.",
        "Ben\n"
        "  Known 2 of 4, known to them 0 of 4 (1 not said), felt in the room 0 of 4.\n"
        "  What they do: not said.\n"
        "  The softer feeling under it: hidden so far.\n"
        "  What Ana does, and what it stirs in them: named.\n"
        "  What they do, and what it stirs in Ana: not said.",
        "This page is the therapist's own. It counts what is written, and rates nobody.",
    ]


def test_a_guess_is_told_as_one_with_its_owner() -> None:
    found = nc.status(two({"need": {"words": "to matter", "source": "partner"}}, {}))

    assert "Guesses so far\n  Ana, need: “to matter”" in found.text()
    assert [one.path for one in found.guesses] == ["partners.ana.chain.need"]
    assert found.coverage.guesses == 0  # a need is no station


def test_a_child_has_nothing_to_own_and_the_caregiver_has() -> None:
    cycle = nc.load("examples/parent-and-teen.yaml")
    found = nc.status(cycle)

    assert {one.partner for one in found.markers} == {"miguel"}
    assert [one.other for one in found.markers] == [None, None, "lucia", "lucia"]
    assert found.text().count("A child has nothing to own here; the grown-up does.") == 1
    assert found.line.startswith("You know it 4 of 4, they know it 0 of 4 (4 not said)")
    assert "Lucía\n  Known 4 of 4 (1 a guess), felt in the room 0 of 4.\n" in found.text()


@pytest.mark.parametrize(
    ("marker", "slot"), [("position", "behavior"), ("emotion", "primary")], ids=str
)
def test_one_marker_is_about_one_slot(marker: str, slot: str) -> None:
    cycle = two({}, {}).with_entry("ana", slot, [nc.Entry("a"), nc.Entry("b", awareness="owned")])

    assert step_of(cycle, "ana", marker) is Awareness.OWNED
    assert step_of(cycle, "ben", marker) is None


def test_a_link_is_owned_by_the_one_who_owns_it_and_by_nobody_else() -> None:
    link = {"source": "ana.behavior", "target": "ben.primary", "awareness": {"ben": "owned"}}
    cycle = two({"behavior": "shout"}, {"primary": "small"}, links=[link])

    assert step_of(cycle, "ben", "landing") is Awareness.OWNED
    assert [step_of(cycle, "ana", marker) for marker in ("landing", "effect")] == [None, None]
    assert step_of(cycle, "ben", "effect") is None


@few
@given(people)
def test_nothing_is_read_from_silence(cycle: nc.Cycle) -> None:
    silent = cycle.changed(
        links=[link.changed(awareness={}) for link in cycle.links],
        partners=[
            one.changed(
                chain={
                    slot.value: [entry.changed(awareness=None) for entry in entries]
                    for slot, entries in one.chain
                }
            )
            for one in cycle.partners
        ],
    )
    found = nc.status(silent)

    assert found.coverage.named == 0
    assert found.coverage.unsaid == found.coverage.known
    assert {one.awareness for one in found.markers} <= {None}


@few
@given(people)
def test_who_is_listed_first_changes_no_count(cycle: nc.Cycle) -> None:
    turned = cycle.with_partners(reversed(cycle.partners))
    here, there = nc.status(cycle), nc.status(turned)

    assert here.line == there.line
    assert {one["key"]: one for one in here.as_data()["partners"]} == {
        one["key"]: one for one in there.as_data()["partners"]
    }
    assert here.as_data()["markers"] == there.as_data()["markers"]


@few
@given(cycles(min_partners=2, max_partners=2, with_plan=False))
def test_two_people_are_told_in_as_many_lines(cycle: nc.Cycle) -> None:
    grown = cycle.with_partners(one.changed(relation="partner") for one in cycle.partners)
    line, one, other, *_ = nc.status(grown.changed(pairs=())).text().split("\n\n")

    assert len(line.splitlines()) == 1
    assert len(one.splitlines()) == len(other.splitlines()) == 6


def counts(found: Progress) -> list[int]:
    owned = [found.owned(marker)[0] for marker in Marker]
    return [found.coverage.named, found.coverage.felt, *owned]


@few
@given(people, st.data())
def test_no_count_falls_when_something_comes_up(cycle: nc.Cycle, data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(cycle.partners))
    filled = [slot for slot, entries in one.chain if entries]
    slot = data.draw(st.sampled_from(filled)) if filled else None
    up = data.draw(st.sampled_from(Awareness))
    risen = cycle
    if slot is not None:
        entries = [
            entry.changed(awareness=max(entry.awareness or up, up, key=lambda step: step.rank))
            for entry in one.chain[slot]
        ]
        risen = cycle.with_entry(one.key, slot, entries)

    assert all(
        was <= now
        for was, now in zip(counts(nc.status(cycle)), counts(nc.status(risen)), strict=True)
    )


@few
@given(cycles(min_partners=2, max_partners=2), st.sampled_from(Awareness))
def test_owning_a_link_is_counted_from_owned_on(cycle: nc.Cycle, step: Awareness) -> None:
    one, other = (person.changed(relation="partner") for person in cycle.partners)
    link = WrittenLink(
        source=Station(one.key, Slot.BEHAVIOR),
        target=Station(other.key, Slot.PRIMARY),
        awareness={one.key: step},
    )
    found = nc.status(cycle.changed(links=[link], partners=[one, other], pairs=()))

    owns = step.rank >= Awareness.OWNED.rank
    assert found.owned("effect") == (int(owns), 2)
    assert found.owned("landing") == (0, 2)


@few
@given(people)
def test_every_entry_is_told_once_and_verbatim(cycle: nc.Cycle) -> None:
    told = [(one.partner, one.slot, one.words) for one in nc.status(cycle).told]

    assert told == [
        (one.key, slot, entry.words)
        for one in cycle.partners
        for slot, entries in one.chain
        for entry in entries
    ]
    assert len({one.path for one in nc.status(cycle).told}) == len(told)


@few
@given(people)
def test_the_counts_hang_together(cycle: nc.Cycle) -> None:
    owners = [one.key for one in cycle.partners if one.relation != "child"]
    every = [nc.status(cycle).of(key) for key in owners]
    whole = nc.status(cycle).coverage

    assert whole.of == len(ELEMENTS) * len(owners)
    for name in ("known", "guesses", "named", "unsaid", "felt"):
        assert getattr(whole, name) == sum(getattr(one, name) for one in every)
    assert whole.named + whole.unsaid <= whole.known <= whole.of
