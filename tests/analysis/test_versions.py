"""What is different between two versions: all of it, once, in plain words, and either way round."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.changes import Changes
from negcycle.errors import AnalysisError
from negcycle.model.chain import Slot
from negcycle.testing import chains, cycles, entries, plans, stressors, words
from negcycle.words import say

few = settings(max_examples=15)

GUESS = {"words": "unloved", "source": "therapist", "status": "conjecture"}
LINK = {"source": "ana.behavior", "target": "ben.primary"}


def two(primary: object = (), **fields: object) -> nc.Cycle:
    people = {"ana": {"name": "Ana", "chain": {"primary": primary}}, "ben": {"name": "Ben"}}
    return nc.Cycle(**{"partners": people, **fields})  # type: ignore[arg-type]


def told(before: nc.Cycle, after: nc.Cycle) -> list[str]:
    return [one.sentence for one in nc.changes(before, after)]


ENTRIES: list[tuple[object, object, list[str]]] = [
    ((), "hurt", ["“hurt” was added."]),
    ((), GUESS, ["“unloved” was added as a guess."]),
    ("hurt", (), ["“hurt” was taken out."]),
    ((), {"words": "hurt", "awareness": "named"}, ["“hurt” was added (named)."]),
    ({**GUESS, "awareness": "hidden"}, (), ["the guess “unloved” was withdrawn (hidden so far)."]),
    (GUESS, (), ["the guess “unloved” was withdrawn."]),
    ("hurt", "lonely", ["“hurt” became “lonely”."]),
    (GUESS, {**GUESS, "status": "confirmed"}, ["the guess “unloved” was confirmed."]),
    (GUESS, {**GUESS, "status": "corrected"}, ["the guess “unloved” counts as corrected now."]),
    (GUESS, "lonely", ["the guess “unloved” was corrected to “lonely”."]),
    ("lonely", GUESS, ["“lonely” became the guess “unloved”."]),
    ("unloved", GUESS, ["“unloved” counts as a guess now."]),
    (
        GUESS,
        {**GUESS, "status": "offered"},
        ["“unloved”: its status is offered now, and was conjecture before."],
    ),
    (
        {"words": "hurt", "awareness": "hidden"},
        {"words": "hurt", "awareness": "heard"},
        ["“hurt” has come up, from hidden so far to owned, shared and heard."],
    ),
    (
        {"words": "hurt", "awareness": "owned"},
        {"words": "hurt", "awareness": "named"},
        ["“hurt” has gone back, from owned to named."],
    ),
    (
        "hurt",
        {"words": "hurt", "awareness": "hidden"},
        ["“hurt” has come up, and is hidden so far now; before, nothing was said."],
    ),
    (
        {"words": "hurt", "awareness": "named"},
        "hurt",
        ["how far “hurt” has come up is not said any more; before, it was named."],
    ),
    ("hurt", {"words": "hurt", "share": True}, ["“hurt” may be shown to others now."]),
    ({"words": "hurt", "share": True}, "hurt", ["“hurt” stays with its owner now."]),
    (
        "hurt",
        {"words": "hurt", "felt_in_session": True, "injury": True, "intensity": 7},
        [
            "“hurt”: its intensity is 7 now, and was not said before.",
            "“hurt” was felt in the room.",
            "“hurt” is marked as touching an old injury.",
        ],
    ),
    (
        {"words": "hurt", "felt_in_session": True, "injury": True},
        "hurt",
        [
            "“hurt” is not marked as felt in the room any more.",
            "“hurt” is not marked as touching an old injury any more.",
        ],
    ),
    (["hurt", "sad"], ["sad", "hurt"], ["the order has changed."]),
    (["hurt", "sad"], ["sad", "small"], ["“hurt” became “small”.", "the order has changed."]),
    (["hurt", GUESS], ["hurt", "lonely", "sad"], None),  # type: ignore[list-item]
]


@pytest.mark.parametrize(("before", "after", "expected"), ENTRIES[:-1])
def test_an_entry_in_one_sentence(before: object, after: object, expected: list[str]) -> None:
    found = told(two(before), two(after))

    assert found == [f"Primary emotion: {one}" for one in expected]


def test_what_is_there_twice_is_matched_by_its_words_first() -> None:
    before, after, _ = ENTRIES[-1]

    assert told(two(before), two(after)) == [
        "Primary emotion: the guess “unloved” was corrected to “lonely”.",
        "Primary emotion: “sad” was added.",
    ]


AROUND: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({}, {"title": "Tag"}, ["The title is “Tag” now, and was not said before."]),
    ({"notes": "a"}, {"notes": "b"}, ["The notes were written anew."]),
    (
        {"dynamics": {"tau_bond": 100}},
        {"dynamics": {"tau_bond": 250.5}},
        ["The number tau_bond is 250.5 now, and was 100 before."],
    ),
    ({}, {"stressors": ["money"]}, ["A pressure from outside: “money” was added."]),
    (
        {"stressors": ["money"]},
        {"stressors": [{"words": "money", "on": ["ben", "ana"]}]},
        ["A pressure from outside: on whom it weighs is Ana, Ben now, and was not said before."],
    ),
    (
        {"stressors": ["money"]},
        {"stressors": ["no money"]},
        ["A pressure from outside: the wording is “no money” now, and was “money” before."],
    ),
    ({"stressors": ["money"]}, {}, ["A pressure from outside: “money” was taken out."]),
    (
        {},
        {"links": [LINK]},
        ["From Ana's behavior to Ben's primary emotion: this link was added."],
    ),
    (
        {},
        {"links": [{**LINK, "awareness": {"ben": "named", "ana": "owned"}}]},
        [
            "From Ana's behavior to Ben's primary emotion: this link was added (Ana: owned; Ben: "
            "named)."
        ],
    ),
    (
        {"links": [LINK]},
        {},
        ["From Ana's behavior to Ben's primary emotion: this link was taken out."],
    ),
    (
        {"links": [LINK]},
        {"links": [{**LINK, "strength": 0.5, "awareness": {"ana": "owned"}}]},
        [
            "From Ana's behavior to Ben's primary emotion: the strength is 0.5 now, and was not "
            "said before.",
            "From Ana's behavior to Ben's primary emotion: what Ana owns of it has come up, and is "
            "owned now; before, nothing was said.",
        ],
    ),
    (
        {"links": [LINK], "incident": [{"who": "ana", "words": "ben"}]},
        {"links": [{**LINK, "evidence": "she said so"}], "incident": []},
        [
            "From Ana's behavior to Ben's primary emotion: how one knows is “she said so” now, and "
            "was not said before.",
            "The incident: “who Ana, words ben” was taken out.",
        ],
    ),
    (
        {"plan": [{"softening": 1, "at": 10}]},
        {"plan": [{"softening": 1, "at": 10}, {"open": "ana", "at": 5}]},
        ["The plan: “at 5, open Ana” was added."],
    ),
    (
        {"plan": [{"softening": 1, "at": 10}]},
        {"plan": [{"softening": 1, "at": 10, "for": 4}]},
        ["The plan: “at 10, for 4, softening 1” was added. “at 10, softening 1” was taken out."],
    ),
    (
        {"plan": [{"softening": 1, "at": 10}, {"open": "ana", "at": 5}]},
        {"plan": [{"open": "ana", "at": 5}, {"softening": 1, "at": 10}]},
        ["The plan: the order has changed."],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), AROUND)
def test_what_is_around_them(
    before: dict[str, Any], after: dict[str, Any], expected: list[str]
) -> None:
    assert told(two(**before), two(**after)) == expected


def test_each_person_has_a_heading_and_what_belongs_to_nobody_comes_last() -> None:
    before = two("hurt")
    after = two("sad", topic="evenings").with_entry("ben", "need", "rest")
    after = after.with_partner(after.partner("ben").changed(pronoun="he", dynamics={"need": 0.5}))

    assert nc.changes(before, after).text() == (
        "Ana\n"
        "  Primary emotion: “hurt” became “sad”.\n"
        "\n"
        "Ben\n"
        "  The pronoun is “he” now, and was not said before.\n"
        "  Need: “rest” was added.\n"
        "  The number need is 0.5 now, and was not said before.\n"
        "\n"
        "Around them\n"
        "  The topic is “evenings” now, and was not said before."
    )


@pytest.mark.parametrize(
    ("kind", "told_otherwise"),
    [
        (nc.Entry, {"words", "awareness", "share", "felt_in_session", "injury"}),
        (nc.Partner, {"key", "chain", "dynamics", "notes"}),
        (nc.Cycle, {"negcycle", "partners", "links", "stressors", "dynamics", "notes"}),
        (nc.WrittenLink, {"source", "target", "awareness"}),
    ],
)
def test_every_field_has_a_name_in_a_sentence(kind: Any, told_otherwise: set[str]) -> None:
    for name in {*kind.model_fields} - told_otherwise:
        assert say(f"changes.what.{name}")


def test_other_people_are_no_other_version() -> None:
    other = nc.Cycle(partners={"ana": {"name": "Ana"}, "cleo": {"name": "Cleo"}})

    with pytest.raises(AnalysisError) as raised:
        nc.changes(two(), other)

    assert str(raised.value) == (
        "These two cases are about other people: ben before, cleo after. Compare two versions of "
        "one case, in which everybody has the same key."
    )


@st.composite
def versions(draw: st.DrawFn) -> tuple[nc.Cycle, nc.Cycle]:
    """Two versions of a case: a few things are different, or none."""
    before = draw(cycles(max_partners=3, with_links=False))
    keys = list(before.keys)
    after = before
    for one in before.partners:
        how = draw(st.sampled_from(("same", "other chain", "one slot", "entry")))
        if how == "other chain":
            after = after.with_partner(one.changed(chain=draw(chains())))
        elif how == "one slot":
            after = after.with_entry(one.key, "primary", draw(st.lists(entries(), max_size=3)))
        elif how == "entry" and one.chain.primary:
            first, *rest = one.chain.primary
            other = draw(entries()).changed(words=first.words)
            after = after.with_entry(one.key, "primary", draw(st.permutations([other, *rest])))
    if draw(st.booleans()):
        after = after.changed(
            stressors=draw(st.lists(stressors(keys), max_size=3)),
            title=draw(words()).strip() or "x",
        )
    if draw(st.booleans()):
        after = after.changed(plan=draw(plans(keys, max_items=2)))
    ends = {"source": f"{keys[0]}.primary", "target": f"{keys[0]}.secondary"}
    some = [
        {**ends, **draw(st.sampled_from(({}, {"strength": 1}, {"awareness": {keys[0]: "owned"}})))}
        for _ in range(draw(st.integers(0, 3)))
    ]
    return before.changed(links=some[:1]), after.changed(links=some)


@few
@given(cycles())
def test_from_itself_nothing_is_different(cycle: nc.Cycle) -> None:
    found = nc.changes(cycle, cycle)

    assert (len(found), bool(found), found.text()) == (0, False, "Nothing has changed.")


@few
@given(versions())
def test_something_is_told_exactly_where_something_is_different(
    two_of_them: tuple[nc.Cycle, nc.Cycle],
) -> None:
    before, after = two_of_them

    assert bool(nc.changes(before, after)) == (before.canonical() != after.canonical())


@few
@given(versions())
def test_each_path_is_told_once(two_of_them: tuple[nc.Cycle, nc.Cycle]) -> None:
    paths = [path for one in nc.changes(*two_of_them) for path in one.paths]

    assert len(paths) == len({*paths})


def facts(found: Changes, *, turned: bool = False) -> Counter[str]:
    """Whose it is, which fields of what, before and after."""
    both = (([one.before, one.after], one) for one in found)
    return Counter(
        json.dumps(
            [
                one.partner,
                one.slot,
                sorted(re.sub(r"\[\d+\]", "", path) for path in one.paths),
                ends[::-1] if turned else ends,
            ]
        )
        for ends, one in both
    )


@few
@given(versions())
def test_the_way_back_tells_the_same_the_other_way_round(
    two_of_them: tuple[nc.Cycle, nc.Cycle],
) -> None:
    before, after = two_of_them

    assert facts(nc.changes(before, after)) == facts(nc.changes(after, before), turned=True)


@few
@given(versions())
def test_who_is_listed_first_changes_nothing(two_of_them: tuple[nc.Cycle, nc.Cycle]) -> None:
    before, after = two_of_them
    turned = nc.changes(
        before.with_partners(reversed(before.partners)),
        after.with_partners(reversed(after.partners)),
    )

    assert turned == nc.changes(before, after)


@few
@given(entries(), entries())
def test_of_one_entry_every_field_that_differs_is_told(one: nc.Entry, other: nc.Entry) -> None:
    found = nc.changes(two(one), two(other))
    fields = {name for name in nc.Entry.model_fields if getattr(one, name) != getattr(other, name)}

    assert {path for change in found for path in change.paths} == {
        f"partners.ana.chain.primary.{name}" for name in fields
    }


@few
@given(versions())
def test_each_sentence_stands_on_one_line_and_begins_large(
    two_of_them: tuple[nc.Cycle, nc.Cycle],
) -> None:
    for one in nc.changes(*two_of_them):
        assert len(one.sentence.splitlines()) == 1
        assert one.sentence.endswith(".")
        assert one.sentence[0] == one.sentence[0].upper()


def test_the_data_are_plain() -> None:
    data = nc.changes(two("hurt"), two("sad", title="x")).as_data()

    assert json.loads(json.dumps(data)) == data
    assert data["changes"][0] == {
        "kind": "reworded",
        "partner": "ana",
        "slot": Slot.PRIMARY.value,
        "paths": ["partners.ana.chain.primary.words"],
        "before": {"words": "hurt"},
        "after": {"words": "sad"},
        "sentence": "Primary emotion: “hurt” became “sad”.",
    }
