"""Every fault of a case at once, and no fault that only follows from another one."""

from __future__ import annotations

import copy
import json
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from negcycle.errors import CaseError, Problem
from negcycle.files.case import loads

BASE: dict[str, Any] = {
    "negcycle": 1,
    "title": "Sundays",
    "date": "2026-11-21",
    "partners": {
        "ana": {
            "name": "Ana",
            "pronoun": "she",
            "chain": {
                "trigger": "he comes late",
                "primary": ["hurt", {"words": "sad", "intensity": 7}, None, {"words": "lost"}],
                "secondary": {"words": "angry", "status": "offered"},
                "behavior": ["shouts", {"words": "leaves", "moves": "withdraw"}],
            },
            "dynamics": {"need": 0.5, "answer": 1},
        },
        "ben": {"name": "Ben", "chain": {"body": "cold", "fear": "x", "need": "y"}},
        "cleo": {"name": "Cleo", "chain": {"trigger": "a door", "primary": "torn"}},
    },
    "pairs": [["ana", "ben"], ["ben", "cleo"]],
    "links": [
        {"source": "ana.behavior.2", "target": "ben.primary", "strength": 1},
        {"source": "ben.body", "target": "ben.primary", "awareness": {"ben": "owned"}},
        {"source": "ben.behavior", "target": "cleo.trigger"},
        {"source": "cleo.primary", "target": "cleo.secondary"},
    ],
    "stressors": ["rent", {"words": "noise", "on": ["ana"]}],
    "incident": [
        {"who": "ana", "at": "19:40", "words": "asks"},
        {"who": "ben", "slot": "primary", "words": "alone"},
        {"who": "cleo", "at": "later", "words": "leaves"},
        {"who": "cleo", "words": "comes back"},
    ],
    "dynamics": {"tau_bond": 200},
    "plan": [
        {"day": {"turns": 80, "together": 60}},
        {"at": "1d", "trigger": "ben", "felt": "absence", "strength": 0.5},
        {"when": {"flooded": 0.5}, "timeout": {"for": 10, "return": True}},
        {"every": "7d", "check_in": "both", "for": 15},
        {"at": 0, "softening": 1},
        {"at": 3, "open": "cleo"},
        {"at": 5, "stress": 2},
    ],
}

Place = tuple[Any, ...]
Slip = tuple[Place, Any, str]

GONE = object()
CHAIN = ("partners", "ana", "chain")

SLIPS: list[Slip] = [
    (("title",), " ", "title: blank"),
    (("topc",), "x", ": unknown-field"),
    (("date",), "21.11.2026", "date: not-a-date"),
    (("partners", "ana", "pronuon"), "she", "partners.ana: unknown-field"),
    (("partners", "ana", "side"), "up", "partners.ana.side: unknown-word"),
    (("partners", "ana", "dynamics", "need"), 2, "partners.ana.dynamics.need: out-of-range"),
    (("partners", "ana", "dynamics", "answer"), "x", "partners.ana.dynamics.answer: not-a-sign"),
    ((*CHAIN, "trigger"), ["x", ["y"]], "partners.ana.chain.trigger[1]: wrong-kind"),
    (
        (*CHAIN, "primary", 1, "intensity"),
        11,
        "partners.ana.chain.primary[1].intensity: out-of-range",
    ),
    (
        (*CHAIN, "primary", 3, "moves"),
        "reach",
        "partners.ana.chain.primary[3].moves: moves-elsewhere",
    ),
    (
        (*CHAIN, "secondary", "moves"),
        "reach",
        "partners.ana.chain.secondary.moves: moves-elsewhere",
    ),
    ((*CHAIN, "secondary", "words"), GONE, "partners.ana.chain.secondary: missing"),
    (
        (*CHAIN, "behavior", 1, "moves"),
        "widthraw",
        "partners.ana.chain.behavior[1].moves: unknown-word",
    ),
    ((*CHAIN, "behavior", 0), 5, "partners.ana.chain.behavior[0]: wrong-kind"),
    ((*CHAIN, "behaviour"), "x", "partners.ana.chain: written-twice"),
    (("partners", "ben", "name"), GONE, "partners.ben: missing"),
    (
        ("partners", "ben", "chain", "need"),
        {"wrods": "x"},
        "partners.ben.chain.need: unknown-field",
    ),
    (("partners", "cleo", "notes"), [], "partners.cleo.notes: wrong-kind"),
    (("partners", "cleo", "key"), "cleo", "partners.cleo: unknown-field"),
    (("links", 0, "strength"), "much", "links[0].strength: not-a-number"),
    (("links", 0, "evidnce"), "x", "links[0]: unknown-field"),
    (("links", 1, "awareness", "bne"), "owned", "links[1].awareness.bne: unknown-partner"),
    (("links", 2, "source"), "ben.behavor", "links[2].source: not-a-station"),
    (("links", 3, "target"), "cleo.body", "links[3].target: blank-station"),
    (("stressors", 0), {"words": ""}, "stressors[0].words: blank"),
    (("stressors", 1, "on"), ["bne"], "stressors[1].on: unknown-partner"),
    (("incident", 0), "asks", "incident[0]: wrong-kind"),
    (("incident", 2, "who"), "bne", "incident[2].who: unknown-partner"),
    (("incident", 2, "at"), "", "incident[2].at: blank"),
    (("incident", 3, "who"), GONE, "incident[3]: missing"),
    (("incident", 1, "slot"), "prmary", "incident[1].slot: unknown-word"),
    (("incident", 1, "words"), GONE, "incident[1]: missing"),
    (("dynamics", "tau_bond"), 0, "dynamics.tau_bond: out-of-range"),
    (("plan", 0, "day", "turns"), 0, "plan[0].day.turns: out-of-range"),
    (("plan", 1, "felt"), GONE, "plan[1]: missing"),
    (("plan", 1, "trigger"), "bne", "plan[1].trigger: unknown-partner"),
    (("plan", 1, "at"), GONE, "plan[1]: no-start"),
    (("plan", 1, "strength"), 2, "plan[1].strength: out-of-range"),
    (("plan", 2, "when"), {"floded": 0.5}, "plan[2].when: unknown-field"),
    (("plan", 2, "timeout", "for"), GONE, "plan[2].timeout: no-return-time"),
    (("plan", 2, "at"), 3, "plan[2]: two-starts"),
    (("plan", 3, "every"), "0d", "plan[3]: every-zero"),
    (("plan", 3, "for"), "long", "plan[3].for: not-a-time"),
    (("plan", 3, "check_in"), "bne", "plan[3].check_in: unknown-partner"),
    (("plan", 4), "soften", "plan[4]: wrong-kind"),
    (("plan", 5, "open"), ["cleo"], "plan[5].open: wrong-kind"),
    (("plan", 6, "for_"), 3, "plan[6]: unknown-field"),
]
"""Slips, each at a place of its own, and what they are called."""


def spoiled(*slips: tuple[Place, Any]) -> dict[str, Any]:
    case = copy.deepcopy(BASE)
    for place, value in slips:
        group: Any = case
        for part in place[:-1]:
            group = group[part]
        if value is GONE:
            del group[place[-1]]
        else:
            group[place[-1]] = copy.deepcopy(value)
    return case


def problems(case: Any) -> list[Problem]:
    try:
        loads(json.dumps(case), format="json")
    except CaseError as error:
        return list(error.problems)
    return []


def faults(case: Any) -> list[str]:
    return [f"{one.path}: {one.code}" for one in problems(case)]


def test_the_case_has_no_fault_to_begin_with() -> None:
    assert problems(BASE) == []


@pytest.mark.parametrize(("place", "value", "said"), SLIPS)
def test_one_slip_is_one_fault(place: Place, value: Any, said: str) -> None:
    assert faults(spoiled((place, value))) == [said]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(SLIPS), unique_by=lambda slip: slip[2]))
@example(SLIPS)
def test_several_slips_are_all_said_and_nothing_else(slips: list[Slip]) -> None:
    found = problems(spoiled(*(slip[:2] for slip in slips)))

    places = [(one.line or 0, one.column or 0) for one in found]
    assert sorted(f"{one.path}: {one.code}" for one in found) == sorted(said for *_, said in slips)
    assert places == sorted(places)


# -- what only follows ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slips", "said"),
    [
        # a misspelled name, and what seems to be missing
        (
            [(("partners", "ben", "name"), GONE), (("partners", "ben", "nmae"), "Ben")],
            ["partners.ben: unknown-field"],
        ),
        ([(("plan", 4), {"att": 0, "softening": 1})], ["plan[4]: unknown-field"]),
        (
            [((*CHAIN, "primary"), ["a", {"he said": "b"}])],
            ["partners.ana.chain.primary[1]: unknown-field"],
        ),
        # a key that cannot be one, and those who point at it
        (
            [(("partners", "a b"), {"name": "X"}), (("stressors", 1, "on"), ["a b"])],
            ["partners.a b: key"],
        ),
        # a chain, or a slot, that cannot be read, and a link to it
        ([(("partners", "ben", "chain"), "x")], ["partners.ben.chain: wrong-kind"]),
        ([(("partners", "ben", "chain"), {"boody": "x"})], ["partners.ben.chain: unknown-field"]),
        ([((*CHAIN, "behavior"), 5)], ["partners.ana.chain.behavior: wrong-kind"]),
        # a pair that cannot be read, and a link across it
        ([(("pairs", 1), ["ben", "clo"])], ["pairs[1]: unknown-partner"]),
        # nobody, and everybody who is pointed at
        ([(("partners",), [])], ["partners: wrong-kind"]),
        ([(("partners",), {})], ["partners: no-partner"]),
        ([(("partners",), None)], ["partners: no-partner"]),
        ([(("partners",), GONE), (("partnrs",), {})], [": unknown-field"]),
        # days that nobody can read, and times in days
        ([(("plan", 0, "day"), 80)], ["plan[0].day: wrong-kind"]),
        # a newer format
        ([(("negcycle",), 2), (("colour",), "red")], ["negcycle: version"]),
    ],
)
def test_what_only_follows_is_not_said(slips: Any, said: list[str]) -> None:
    assert faults(spoiled(*slips)) == said


def test_a_misspelled_kind_of_input_is_one_fault() -> None:
    assert len(problems(spoiled((("plan", 0), {"dya": {"turns": 80, "together": 60}})))) == 1


def test_a_version_that_is_no_number_hides_nothing() -> None:
    case = spoiled((("negcycle",), "first"), (("colour",), "red"))

    assert faults(case) == ["negcycle: version", ": unknown-field"]


def test_faults_of_the_text_are_said_with_those_of_the_case() -> None:
    text = """\
partners:
  john:
    name: *x
    chain: {trigger: !a b, primary: [a, *b, {words: c, moves: reach}]}
    sied: left
  mary:
    name: Mary
    name: M
    side: up
links: [{source: john.trigger, target: jon.primary}]
"""
    with pytest.raises(CaseError) as caught:
        loads(text)

    assert [(one.line, one.column, one.path, one.code) for one in caught.value.problems] == [
        (3, 11, "partners.john.name", "alias"),
        (4, 22, "partners.john.chain.trigger", "tag"),
        (4, 41, "partners.john.chain.primary[1]", "alias"),
        (4, 63, "partners.john.chain.primary[2].moves", "moves-elsewhere"),
        (5, 5, "partners.john", "unknown-field"),
        (8, 5, "partners.mary", "duplicate"),
        (9, 11, "partners.mary.side", "unknown-word"),
        (10, 40, "links[0].target", "unknown-partner"),
    ]


# -- hostile ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "partners: {a: {name: x}}\n" + "".join(f"title{n}: x\n" for n in range(3000)),
        "partners: {a: {name: x}}\n" + "".join(f"{'q' * 450}{n}: x\n" for n in range(1000)),
        "partners:\n"
        + "".join(f"  p{n}: {{chain: {{primary: {{moves: x}}}}}}\n" for n in range(1000)),
        "partners:\n" + "".join(f"  'p {n}': {{name: x}}\n" for n in range(1000)),
        "partners: {a: {name: x}}\nplan:\n" + "- {at: 7d, opne: b, for: -1}\n" * 1000,
        "partners: {a: {name: x}}\nlinks:\n" + "- {source: b.primary, target: c.x}\n" * 1000,
    ],
)
def test_thousands_of_faults_are_found_in_seconds(text: str) -> None:
    started = time.process_time()

    with pytest.raises(CaseError) as caught:
        loads(text)

    assert len(caught.value.problems) >= 1000
    assert len({*caught.value.problems}) == len(caught.value.problems)
    assert time.process_time() - started < 5


ANYTHING = st.recursive(
    st.sampled_from((None, "", "x", "ana", "7d", "ana.primary", 1, -1, True)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("words", "name", "at", "when", "day", "timeout", "open", "primary", "x")
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@settings(max_examples=100)
@given(st.data())
def test_whatever_stands_there_is_refused_or_read(data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([slip[0] for slip in SLIPS]))

    case = spoiled((place, data.draw(ANYTHING)))

    assert all(one.message and one.line for one in problems(case))
