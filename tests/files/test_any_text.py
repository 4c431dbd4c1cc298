"""Any text at all is a tree or has problems: nothing else ever comes out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from negcycle.errors import CaseError, Problem
from negcycle.files.json_tree import read_json
from negcycle.files.node import Tree, plain_data
from negcycle.files.yaml_tree import read_yaml

Reader = Callable[[str, str], Tree]

YAML_CASE = """\
negcycle: 1   # the version
title: "The Sunday: Silence"
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
JSON_CASE = """\
{
  "negcycle": 1,
  "partners": {
    "john": {"name": "John", "chain": {"primary": ["hurt", {"words": "\\u00e9", "share": true}]}}
  },
  "links": [], "notes": null, "dynamics": {"tau_bond": -1.5e2}
}
"""
SIGNS = list(" \n\r\t#:-'\"[]{},&*!|>%@`?~\\\x00\x07\x85\u2028\ufeff\ud800")
YAML_PIECES = ["  ", " #x", "- ", ": ", "? ", "&a ", "*a", "!b ", "<<: ", "%YAML", "---\n", "...\n"]
YAML_PIECES += ["|\n", "null: ", '"\\x"', '"\\ud800"', "\\U00110000", *YAML_CASE.split(), *SIGNS]
JSON_PIECES = [
    "//",
    "NaN",
    "1e999",
    "01",
    "True",
    '"a":',
    '"\\ud800"',
    "\\u12",
    "\\x",
    ",}",
    "null",
]
JSON_PIECES += [*JSON_CASE.split(), *SIGNS]


@st.composite
def spoiled(draw: st.DrawFn, text: str, pieces: list[str]) -> str:
    """Return a text with pieces put in, taken out and doubled."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 6))
        text = text[:start] + draw(st.sampled_from(["", text[start:end] * 2, *pieces])) + text[end:]
    return text


def made_of(pieces: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=40).map("".join)


any_text = st.one_of(
    st.text(),
    st.text(st.sampled_from(SIGNS)),
    made_of(YAML_PIECES),
    made_of(JSON_PIECES),
    spoiled(YAML_CASE, YAML_PIECES),
    spoiled(JSON_CASE, JSON_PIECES),
)


def problems_of(read: Reader, text: str) -> tuple[Problem, ...]:
    """Return the problems of a text; a text without any must be readable to its end."""
    try:
        tree = read(text, "case")
    except CaseError as error:
        return error.problems
    plain_data(tree.root)
    return tree.remarks


def all_problems_are_in_the_text(read: Reader, text: str) -> None:
    lines = re.split("\r\n|\r|\n", text)

    for one in problems_of(read, text):
        assert one.file == "case"
        assert one.message
        if one.line is not None and one.column is not None:
            assert 1 <= one.line <= len(lines)
            assert 1 <= one.column <= len(lines[one.line - 1]) + 1


@pytest.mark.parametrize("read", [read_yaml, read_json])
@given(text=any_text)
@example(text="&a [b,")
@example(text=": |\n:")
def test_any_text_is_a_tree_or_has_problems(read: Reader, text: str) -> None:
    all_problems_are_in_the_text(read, text)


@pytest.mark.deep
@pytest.mark.parametrize("read", [read_yaml, read_json])
@settings.get_profile("deep")
@given(text=any_text)
def test_any_text_is_a_tree_or_has_problems_in_a_long_search(read: Reader, text: str) -> None:
    all_problems_are_in_the_text(read, text)
