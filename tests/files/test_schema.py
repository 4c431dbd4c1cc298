"""The JSON Schema and the loader agree: whatever one can be read as a case, the schema accepts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

import negcycle as nc
from negcycle.errors import CaseError
from negcycle.files.case import dumps, loads
from negcycle.files.form import as_written
from negcycle.files.schema import schema
from negcycle.files.yaml_text import yaml_text
from negcycle.model.cycle import Cycle
from negcycle.testing import cycles

ONLY_LOAD_REFUSES = {
    # what several fields together say
    *("side", "unknown-partner", "pair", "not-a-pair"),
    *("link-to-itself", "hidden-crossing", "blank-station", "moves-elsewhere", "written-twice"),
    *("no-start", "two-starts", "every-zero", "when", "timed-day", "day", "no-return-time"),
    *("two-days", "days-unknown"),
    # what one value says, and no pattern does
    *("control-character", "unknown-term", "not-a-date", "key"),
    # what stands in quotes, or could be a text without them
    *("wrong-kind", "missing", "out-of-range", "not-a-number", "negative-time", "not-a-time"),
}
"""Codes of the faults that only `load` finds."""


@cache
def case_schema() -> Draft202012Validator:
    return Draft202012Validator(schema())


class NoDates(SafeConstructor):
    """Leaves dates as texts, as JSON has them."""


NoDates.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


def as_others_read(text: str) -> Any:
    """Return what a plain YAML 1.2 reader makes of a text, as JSON holds it."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = NoDates
    return json.loads(json.dumps(yaml.load(text)))


def refused(text: str, kind: Any) -> set[str]:
    """Return the codes of the faults of a text."""
    try:
        loads(text, format=kind)
    except CaseError as error:
        return {one.code for one in error.problems}
    return set()


# -- agreement --------------------------------------------------------------------------------


@settings(max_examples=20)
@given(cycles())
def test_every_cycle_has_a_valid_form(cycle: Cycle) -> None:
    case_schema().validate(as_written(cycle))
    case_schema().validate(json.loads(dumps(cycle, format="json")))
    case_schema().validate(as_others_read(dumps(cycle)))


VALUES: list[Any] = [None, "", " ", "x", "hurt", "7", " 1 ", "-0", "1.0", "1e3", "7d", "yes", "+"]
VALUES += ["\N{MINUS SIGN}", "2026", "2026-13-01", "both", "ana", "ana.primary", "ben.behaviour.2"]
VALUES += ["pursue", "left", "owned", True, False, 0, 1, -1, 0.5, 7, 1e9, [], {}, [None], ["x"]]
VALUES += [["ana", "ben"], {"words": "x"}, {"flooded": "0.5"}, {"return": "no"}, {"name": "x"}]
NAMES = ["negcycle", "date", "plan", "words", "moves", "term", "behaviour", "behavior", "side"]
NAMES += [
    "key",
    "items",
    "at",
    "for",
    "for_",
    "every",
    "when",
    "softening",
    "trigger",
    "felt",
    "on",
]


def places(form: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every group of fields or list of a form, with each name or index in it."""
    inner: list[Any] = []
    if isinstance(form, dict | list):
        inner = list(form) if isinstance(form, dict) else list(range(len(form)))
    for at in inner:
        yield form, at
        yield from places(form[at])


@st.composite
def spoiled(draw: st.DrawFn) -> Any:
    """Return the form of a cycle with a few things in it changed."""
    form = json.loads(json.dumps(as_written(draw(cycles(max_partners=2)))))
    for _ in range(draw(st.integers(1, 3))):
        group, at = draw(st.sampled_from(list(places(form))))
        value = draw(st.sampled_from(VALUES))
        way = draw(st.sampled_from(("put", "add", "take", "quote", "wrap")))
        if way == "take" and isinstance(group, dict):
            del group[at]
        elif way == "add" and isinstance(group, dict):
            group[draw(st.sampled_from(NAMES))] = value
        elif way == "quote" and isinstance(group[at], int | float | bool):
            group[at] = json.dumps(group[at])
        elif way == "wrap":
            group[at] = [group[at]]
        else:
            group[at] = value
    return form


def agrees(form: Any) -> None:
    for text, kind, seen in (
        (json.dumps(form), "json", form),
        (yaml_text(form), "yaml", as_others_read(yaml_text(form))),
    ):
        codes = refused(text, kind)
        if case_schema().is_valid(seen):
            assert codes <= ONLY_LOAD_REFUSES
        else:
            assert codes


@settings(max_examples=100)
@given(spoiled())
def test_what_the_schema_refuses_the_loader_refuses(form: Any) -> None:
    agrees(form)


@pytest.mark.deep
@settings.get_profile("deep")
@given(spoiled())
def test_what_the_schema_refuses_the_loader_refuses_in_a_long_search(form: Any) -> None:
    agrees(form)


# -- what it says -----------------------------------------------------------------------------


def ana(**fields: Any) -> dict[str, Any]:
    return {"partners": {"ana": {"name": "Ana", **fields}}}


@pytest.mark.parametrize(
    "form",
    [
        ana(),
        {"negcycle": 1, "title": None, "links": None, "plan": None, **ana(chain=None)},
        ana(chain={"primary": "hurt", "fear": None, "need": ["a", None, {"words": "b"}]}),
        ana(chain={"behaviour": {"words": "x", "moves": "reach", "share": True}}),
        {**ana(), "date": 2026, "stressors": ["rent", {"words": "x", "on": "both"}]},
        {**ana(), "incident": [{"who": "ana", "at": 1940, "slot": "behaviour", "words": "x"}]},
        {**ana(), "plan": [{"at": "7d", "open": "both"}, {"day": {"turns": 80, "together": 60}}]},
        {
            **ana(),
            "links": [{"source": "ana.primary", "target": "ana.secondary", "sign": "+"}],
        },
    ],
)
def test_short_forms_and_blanks_are_accepted(form: Any) -> None:
    case_schema().validate(form)


@pytest.mark.parametrize(
    "form",
    [
        [],
        {},
        {"partners": {}},
        {"partners": [{"key": "ana", "name": "Ana"}]},
        {"partners": {"both": {"name": "Ana"}}},
        {"partners": {"a b": {"name": "Ana"}}},
        ana(key="ana"),
        ana(name=" "),
        ana(side="up"),
        ana(chain={"behaviors": "x"}),
        ana(chain={"primary": {"words": "x", "intensity": 11}}),
        ana(chain={"primary": "x" * 2001}),
        {**ana(), "date": "21.11.2026"},
        {**ana(), "plan": {"items": []}},
        {**ana(), "plan": [{"at": 0, "softening": 1, "stress": 1}]},
        {**ana(), "plan": [{"at": -1, "softening": 1}]},
        {**ana(), "plan": [{"at": 0, "softening": 1, "for_": 3}]},
        {**ana(), "links": [{"source": "ana.fear", "target": "ana.primary"}]},
        {**ana(), "pairs": [["ana"]]},
        {**ana(), "colour": "red"},
    ],
)
def test_what_no_case_has_is_refused(form: Any) -> None:
    assert not case_schema().is_valid(form)
    assert refused(json.dumps(form), "json")


def test_it_is_a_schema_and_leaves_nothing_open() -> None:
    made = schema()
    groups = [made, *made["$defs"].values()]
    groups += [one for group in groups for one in group.get("anyOf", ())]

    Draft202012Validator.check_schema(made)
    assert all(one["additionalProperties"] is False for one in groups if "properties" in one)
    assert nc.schema() == made


def test_every_field_is_explained_in_the_words_of_the_model() -> None:
    made = schema()
    entry = made["$defs"]["Entry"]["anyOf"][1]["properties"]

    assert made["properties"]["topic"]["description"] == (
        "What it is about here; positions may differ by topic."
    )
    assert entry["moves"]["description"] == "Where it goes; only for a behavior."
    assert made["$defs"]["Chain"]["properties"]["primary"]["description"] == (
        'The vulnerable first feeling, such as `"lonely"`.'
    )


def test_fields_come_in_the_order_of_the_format() -> None:
    made = schema()

    assert list(made["properties"])[:5] == ["negcycle", "title", "topic", "date", "partners"]
    assert list(made["$defs"]["Softening"]["properties"])[-1] == "for"
    assert "key" not in made["$defs"]["Partner"]["properties"]
