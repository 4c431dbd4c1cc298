"""Where most hangs on what somebody does, everybody is asked alike; something may come first."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.analysis.gain.leverage import leverage
from negcycle.practices.openings import Openings, comes_first, exits, openings
from negcycle.testing import couples, cycles

SUNDAY = "examples/sunday-silence.yaml"
FOUR = ["primary", "secondary", "perception", "behavior"]


def kinds(found: Openings) -> list[str]:
    return [str(one.kind) for one in found]


def pair(**ana: object) -> nc.Cycle:
    return nc.Cycle(partners={"ana": {"name": "Ana", **ana}, "ben": {"name": "Ben"}})


def test_in_the_ring_all_places_count_alike() -> None:
    found = openings(nc.load(SUNDAY))

    assert kinds(found) == FOUR
    assert sum(len(one.links) for one in found) == 8
    assert found.sentences == (
        "How fast things settle hangs on 4 places equally. So the question is not which one "
        "matters, but which one is easiest.",
        "Which of these is easiest? Each person answers for themselves, and there is no wrong "
        "answer.",
    )


def test_where_resentment_has_closed_things_up_that_comes_first_and_the_round_after_it() -> None:
    found = openings(nc.load(SUNDAY), at="stuck")

    assert [str(one.kind) for one in found.places] == ["openness"]
    assert found.places[0].links == (
        ("john.resentment", "john.openness"),
        ("mary.resentment", "mary.openness"),
    )
    assert [str(one.kind) for one in found.also] == FOUR
    assert found.sentences[:2] == (
        "How fast things settle hangs most on one place, which is there for everybody alike.",
        "How much comes back each time around hangs on 4 places equally.",
    )


@given(couples())
@settings(max_examples=10)
def test_the_links_that_count_most_are_there_and_those_of_the_other_with_them(
    cycle: nc.Cycle,
) -> None:
    found = leverage(cycle, at="calm")
    links = {link for one in openings(cycle, found=found) for link in one.links}
    other = {"ana": "ben", "ben": "ana"}

    assert {*found.strongest} <= links
    there = {(one.source, one.target) for one in found.links}
    for link in links:
        mirrored = tuple(
            f"{other[key]}.{rest}" for key, _, rest in (end.partition(".") for end in link)
        )
        assert mirrored in links or mirrored not in there


@given(cycles(2, 4, with_links=False))
@settings(max_examples=12)
def test_everybody_in_a_cycle_is_asked_and_all_alike(cycle: nc.Cycle) -> None:
    paired = sorted({key for pair in cycle.all_pairs() for key in pair})
    for one in openings(cycle, at="calm"):
        asked = {
            question.removeprefix(" ".join(cycle.partner(key).name.split()))
            for key, question in one.questions.items()
            if cycle.partner(key).relation != "child"
        }

        assert list(one.questions) == paired
        assert len(asked) <= 1


@given(cycles(2, 3, with_links=False))
@settings(max_examples=8)
def test_who_is_listed_first_changes_nothing(cycle: nc.Cycle) -> None:
    turned = cycle.with_partners(reversed(cycle.partners))

    def plain(one: nc.Cycle) -> list[object]:
        found = openings(one.canonical(), at="calm")
        return [found.sentences, [(p.kind, p.links, p.questions) for p in found]]

    assert plain(cycle) == plain(turned)


@pytest.mark.parametrize(
    "chain",
    [
        {"trigger": {"words": "the letter", "injury": True}},
        {"raw_spot": {"words": "that winter", "injury": True}},
        {"trigger": "he choked me"},
    ],
    ids=["an injury", "an injury elsewhere", "a word that is not for a cycle"],
)
def test_something_may_come_before_any_practice_and_which_is_not_said(
    chain: dict[str, object],
) -> None:
    """All look the same: others may see the screen."""
    found = openings(pair(chain=chain))

    assert comes_first(pair(chain=chain))
    assert exits(pair(chain=chain)) == ()
    assert found.as_data() == {
        "at": "settled",
        "waits": True,
        "tied": False,
        "sentences": [
            "No practice is offered here: something in this case comes before any practice, and is "
            "for the therapist to take up with each person."
        ],
        "places": [],
        "also": [],
    }


def test_ordinary_fear_holds_nothing_up() -> None:
    assert not comes_first(pair(chain={"primary": "scared of losing you"}))


def test_of_a_child_nothing_is_asked_but_what_would_help() -> None:
    found = openings(nc.load("examples/parent-and-teen.yaml"))

    assert {one.questions["lucia"] for one in found} == {
        "Lucía, what would make this easier for you? Nothing here is yours to mend."
    }
    assert all("mend" not in one.questions["miguel"] for one in found)


def test_where_no_loop_runs_no_place_counts_more() -> None:
    links = [
        {"source": f"{one}.behavior", "target": f"{other}.primary", "strength": 0}
        for one, other in (("ana", "ben"), ("ben", "ana"))
    ]
    found = openings(pair().changed(links=links), at="calm")

    assert found.sentences == (
        "With these numbers, no loop runs through the links, so none of them counts more than "
        "another.",
    )


def test_one_half_alone_has_its_exits() -> None:
    found = exits(nc.load("examples/mother-of-two.yaml"))

    assert [str(one.kind) for one in found] == FOUR
    assert dict(found[0].questions) == {
        "ruth": "Ruth, what could help you take one slow breath when something lands on you?"
    }
    assert found[3].sentence == (
        "Before the old move: time-out with a return. Ask for a break, say when one will be back, "
        "say that one will be, and come back."
    )


def test_the_data_can_be_written_as_json() -> None:
    data = json.loads(json.dumps(openings(nc.load(SUNDAY)).as_data()))

    assert set(data) == {"at", "waits", "tied", "sentences", "places", "also"}
    assert set(data["places"][0]) == {"kind", "links", "practices", "questions"}
    assert data["places"][0]["links"][0] == {"source": "john.behavior", "target": "mary.primary"}
