"""YAML text becomes plain values that keep the words and know their places."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from negcycle.files.node import Node, PlainData, plain_data
from negcycle.files.yaml_tree import read_yaml

CASE = """\
negcycle: 1   # the version
title: "The Sunday: Silence"
date: 2026-11-21
partners:
  john:
    name: John
    chain:
      trigger: Mary turns
        to the wall
      primary: [hurt, 'I''m unloved']
      behavior: {words: goes quiet, moves: withdraw}
      secondary:
      - words: angry
        intensity: 7
      - cold
    notes: |
      He came late
      and left.
links: []
"""


def data(text: str) -> PlainData:
    return plain_data(read_yaml(text).root)


def test_a_case_is_plain_data_of_words() -> None:
    assert data(CASE) == {
        "negcycle": "1",
        "title": "The Sunday: Silence",
        "date": "2026-11-21",
        "partners": {
            "john": {
                "name": "John",
                "chain": {
                    "trigger": "Mary turns to the wall",
                    "primary": ["hurt", "I'm unloved"],
                    "behavior": {"words": "goes quiet", "moves": "withdraw"},
                    "secondary": [{"words": "angry", "intensity": "7"}, "cold"],
                },
                "notes": "He came late\nand left.\n",
            }
        },
        "links": [],
    }


@pytest.mark.parametrize(
    "words",
    ["no", "Yes", "true", "12:30", "2026-11-21", "0777", "1e3", ".nan", "0x1F", "1_000", "Null"],
)
def test_plain_words_stay_as_they_were_written(words: str) -> None:
    assert data(f"a: {words}") == {"a": words}
    assert data(f"{words}: a") == {words: "a"}


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_only_plain_nothing_is_none(nothing: str) -> None:
    assert data(f"a: {nothing}") == {"a": None}
    assert data(f'a: "{nothing}"') == {"a": nothing}


@pytest.mark.parametrize(
    ("written", "is_plain"), [("a", True), ("'a'", False), ('"a"', False), ("|\n a", False)]
)
def test_a_value_tells_whether_it_was_quoted(written: str, is_plain: bool) -> None:
    root = read_yaml(f"x: {written}").root

    assert isinstance(root.value, dict)
    assert root.value["x"].plain is is_plain


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029", "\ufeff"])
def test_no_rare_sign_breaks_a_line(sign: str) -> None:
    root = read_yaml(f"a: she{sign}said{sign}no\nb: c").root

    assert plain_data(root) == {"a": f"she{sign}said{sign}no", "b": "c"}
    assert root.keys["b"] == (2, 1)


def test_the_rare_signs_are_kept_beside_their_stand_ins() -> None:
    assert data("a: \ue000\x85\ue001\u2028") == {"a": "\ue000\x85\ue001\u2028"}


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_any_line_break_will_do(line_break: str) -> None:
    text = "a: b\nc:\n  - d\n  - e: f\n".replace("\n", line_break)
    root = read_yaml(text).root

    assert plain_data(root) == {"a": "b", "c": ["d", {"e": "f"}]}
    assert root.keys == {"a": (1, 1), "c": (2, 1)}


def test_a_character_may_be_written_in_two_halves_as_in_json() -> None:
    assert data(r'"\ud83d\ude00"') == "😀"


@pytest.mark.parametrize(
    "text", ["%YAML 1.2\n---\na: b\n", "---\na: b\n...\n", "\ufeffa: b", "# note\n\n---\na: b"]
)
def test_the_frame_of_a_document_is_allowed(text: str) -> None:
    assert data(text) == {"a": "b"}


def test_words_without_fields_are_left_to_the_field_they_stand_in() -> None:
    assert data("name:John") == "name:John"


def test_fifty_levels_are_enough() -> None:
    assert data("[" * 50 + "]" * 50)


# -- places -----------------------------------------------------------------------------------


def single_values(node: Node) -> list[Node]:
    """Return the single values below a node, in the order of the file."""
    if isinstance(node.value, dict):
        return [one for inner in node.value.values() for one in single_values(inner)]
    if isinstance(node.value, list):
        return [one for inner in node.value for one in single_values(inner)]
    return [node]


def names(node: Node) -> list[tuple[str, int, int]]:
    """Return the names below a node with their places."""
    inner = node.value.values() if isinstance(node.value, dict) else node.value
    below = [name for one in inner for name in names(one)] if isinstance(inner, list) else []
    if isinstance(node.value, dict):
        below = [name for one in node.value.values() for name in names(one)]
    return [(name, *place) for name, place in node.keys.items()] + below


def test_values_and_names_stand_where_the_tree_says() -> None:
    root, lines = read_yaml(CASE).root, CASE.splitlines()

    for one in single_values(root):
        rest = lines[one.line - 1][one.column - 1 :]
        assert rest.lstrip("'\"").startswith(str(one.value)[:2]) or rest.startswith("|")
    for name, line, column in names(root):
        assert lines[line - 1][column - 1 :].startswith(f"{name}:")


def test_lists_and_fields_start_at_their_first_sign() -> None:
    root = read_yaml("a: [b]\nc:\n  - d\ne:\n- f\ng:\n  h: i\nj: {k: l}\nm:\n").root

    assert isinstance(root.value, dict)
    assert {name: node.place for name, node in root.value.items()} == {
        "a": (1, 4),
        "c": (3, 3),
        "e": (5, 1),
        "g": (7, 3),
        "j": (8, 4),
        "m": (9, 3),
    }


# -- agreement with ruamel.yaml ---------------------------------------------------------------

printable = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cc", "Cs", "Cn", "Co"),
        exclude_characters="?\u2028\u2029",
    )
    | st.sampled_from("\n\t :#-'\"[]{},&*!|>%@`~\\"),
    max_size=100,
)  # ruamel.yaml breaks lines at the last two, and in brackets it takes '?a' for the name 'a'
short = printable.filter(
    lambda text: "\n" not in text and len(text) < 30 and not text.startswith("\xa0")
)  # a name that begins with a no-break space was meant to be indented, which we say
nested = st.recursive(
    printable,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(short, inner, max_size=4),
    max_leaves=20,
)


@given(nested, st.booleans(), st.sampled_from([20, 80, 4096]))
def test_what_ruamel_yaml_writes_is_read_as_ruamel_yaml_reads_it(
    value: Any, flow: bool, width: int
) -> None:
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = flow
    writer.width = width
    written = StringIO()
    writer.dump({"root": value}, written)
    text = written.getvalue()
    try:
        assume(YAML(typ="safe", pure=True).load(text) == {"root": value})
    except YAMLError:  # inside brackets it cannot read all that it writes
        reject()

    assert data(text) == {"root": value}
