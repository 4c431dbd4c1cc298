"""Where most hangs on what somebody does, everybody is asked alike; something may come first."""

from __future__ import annotations

import json
from copy import copy
from typing import Any

import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.analysis.gain.by_step import steps_that_count
from negcycle.analysis.gain.leverage import leverage
from negcycle.graph.cycle_graph import Kind
from negcycle.model.people import names_of
from negcycle.model.touch import only_touch
from negcycle.practices.whole_cycle.openings import Openings, comes_first, exits, openings
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
        "How fast a round fades or grows hangs on 4 places equally. So the question is not which "
        "one matters, but which one is easiest.",
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
        "How fast a round fades or grows hangs most on one place, which is there for everybody "
        "alike.",
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
    names = names_of(cycle.partners)
    for one in openings(cycle, at="calm"):
        asked = {
            question.removeprefix(names[key])
            for key, question in one.questions.items()
            if cycle.partner(key).relation != "child"
        }

        assert list(one.questions) == [
            key
            for key in paired
            if one.kind is not Kind.BEHAVIOR or not only_touch(cycle.partner(key))
        ]
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


# -- who is asked ------------------------------------------------------------------------------


def people(*names: str, **more: dict[str, Any]) -> nc.Cycle:
    return nc.Cycle(
        partners={one.lower(): {"name": one, **more.get(one.lower(), {})} for one in names}
    )


def test_a_no_to_touch_is_no_old_move_and_nobody_is_asked_for_another() -> None:
    no = {"chain": {"behavior": "say no to sex"}}

    one = openings(people("Ann", "Bo", bo=no), at="calm")
    both = openings(people("Ann", "Bo", ann=no, bo=no), at="calm")

    assert [list(place.questions) for place in one] == [["ann", "bo"]] * 3 + [["ann"]]
    assert kinds(both) == FOUR[:3]
    assert [str(place.kind) for place in exits(people("Bo", bo=no))] == FOUR[:3]
    for found in (one, both):
        assert found.sentences[-2] == (
            "What is about touch is left as it is: a yes and a no to it are each person's own."
        )
    other = people("Ann", "Bo", bo={"chain": {"behavior": ["say no to sex", "slam the door"]}})
    assert [list(place.questions) for place in openings(other, at="calm")] == [["ann", "bo"]] * 4


def test_no_child_is_asked_which_is_easiest() -> None:
    child: dict[str, object] = {"relation": "child"}

    grown = openings(people("Mum", "Kid", kid=child), at="calm")
    children = openings(people("Kid", "Sis", kid=child, sis=child), at="calm")

    assert grown.sentences[-1] == (
        "Which of these is easiest? Each grown-up answers for themselves, and there is no wrong "
        "answer."
    )
    assert len(children.sentences) == 1
    assert "easiest?" not in " ".join(children.sentences)


def test_who_is_in_no_cycle_is_asked_nothing() -> None:
    cycle = people("Ann", "Bo", "Cy").changed(pairs=[("ann", "bo")])

    found = openings(cycle, at="calm")

    assert kinds(found) == FOUR
    assert found.tied
    assert all(list(place.questions) == ["ann", "bo"] for place in found)
    assert not any("cy." in end for place in found for link in place.links for end in link)


# -- into how many links a step is split -------------------------------------------------------


@pytest.mark.parametrize(
    "cycle",
    [
        people("Ann", "Bo"),
        people("Ann", "Bo", "Cy"),
        people("Ann", "Bo", "Cy", "Di"),
        people("Ann", "Bo", ann={"chain": {"behavior": ["go quiet", "walk away"]}}),
    ],
    ids=["two", "three", "four", "two who do three things"],
)
def test_around_the_round_every_step_counts_the_same(cycle: nc.Cycle) -> None:
    found = openings(cycle, at="calm")

    assert kinds(found) == FOUR
    assert found.tied
    assert found.sentences[0].startswith(
        "How fast a round fades or grows hangs on 4 places equally"
    )


def test_steps_are_equal_up_to_a_twentieth_and_no_further() -> None:
    base = leverage(people("Ann", "Bo"), at="calm")

    def groups(share: float) -> list[list[str]]:
        """Return the targets in groups, where the links into the behaviors count so much more."""
        links = tuple(
            one._replace(
                gain=one.gain * (share if one.target.endswith("behavior") else 1.0),
                sensitivity=one.sensitivity * (share if one.target.endswith("behavior") else 1.0),
            )
            for one in base.links
        )
        turned = copy(base)
        turned.__dict__["links"] = links
        by_gain = steps_that_count(turned, of="gain")
        assert [len(one) for one in steps_that_count(turned)] == [len(one) for one in by_gain]
        return [[str(step.target) for step in group] for group in by_gain]

    assert [sorted(group) for group in groups(1.04)] == [sorted(FOUR)]
    assert groups(1.08)[0] == ["behavior"]
    assert len(groups(1.08)) == 2
