"""JSON text becomes plain values that keep their kind and know their places."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.files.json_tree import read_json
from negcycle.files.node import Node, PlainData, locate, plain_data

TEXT = """\
{
  "negcycle": 1,
  "partners": {"john": {"name": "John", "share": true}},
  "links": [{"strength": -0.5},
            null]
}
"""


def data(text: str) -> PlainData:
    return plain_data(read_json(text).root)


letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))
texts = st.text(letters | st.sampled_from('\n\t"\\/'))
numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.booleans() | numbers | texts | st.none(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=30,
)


@given(values.filter(lambda value: value is not None), st.booleans(), st.sampled_from([None, 0, 3]))
def test_it_agrees_with_the_standard_library(value: Any, ascii_only: bool, indent: int) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)

    assert repr(data(text)) == repr(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("7", 7), ("-0", 0), ("7.0", 7.0), ("1e3", 1000.0), ("true", True), ('"7"', "7")],
)
def test_a_value_keeps_its_kind(text: str, value: object) -> None:
    (one,) = list_of(read_json(f"[{text}]").root)

    assert one.value == value
    assert type(one.value) is type(value)
    assert one.plain is (text[0] != '"')


def list_of(node: Node) -> list[Node]:
    assert isinstance(node.value, list)
    return node.value


def test_many_digits_are_no_burden() -> None:
    assert data(f"[{'9' * 300}]") == [int("9" * 300)]
    assert data(f"[0.{'1' * 100_000}]") == [0.1111111111111111]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_everything_knows_its_place(line_break: str) -> None:
    root = read_json(TEXT.replace("\n", line_break)).root

    assert root.place == (1, 1)
    assert root.keys == {"negcycle": (2, 3), "partners": (3, 3), "links": (4, 3)}
    assert locate(root, ("negcycle",)) == (2, 15)
    assert locate(root, ("partners", "john", "share"), key=True) == (3, 41)
    assert locate(root, ("partners", "john", "share")) == (3, 50)
    assert locate(root, ("links", 0, "strength")) == (4, 26)
    assert locate(root, ("links", 1)) == (5, 13)


def test_a_byte_order_mark_is_no_part_of_it() -> None:
    assert data("\ufeff[1]") == [1]


def test_fifty_levels_are_enough() -> None:
    assert data("[" * 50 + "]" * 50)
