"""A cycle as a file has it: short, in order, and the same for every reader of YAML."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from negcycle.files.case import dumps, loads
from negcycle.files.form import as_written
from negcycle.files.yaml_text import folded, in_brackets, in_one_line, words, yaml_text
from negcycle.model.cycle import Cycle
from negcycle.testing import cycles
from negcycle.testing import words as any_words

COUPLE = Cycle(
    title="The Sunday: Silence",
    date="2026-11-21",
    partners={
        "john": {
            "name": "John",
            "chain": {
                "trigger": "no",
                "primary": ["hurt", "unloved"],
                "behavior": {"words": "goes quiet, pulls away", "moves": "withdraw"},
                "need": ["to be wanted", {"words": "to rest", "status": "conjecture"}],
            },
            "dynamics": {"need": 0.5},
        },
        "mary": {"name": "Mary", "relation": "partner", "chain": {}},
    },
    links=[{"source": "john.behavior", "target": "mary.primary", "strength": 1, "sign": -1}],
    stressors=[{"words": "money", "on": ["john"]}, "it's: rent"],
    incident=[{"words": "says nothing", "at": "19:40", "who": "john"}],
    dynamics={"tau_bond": 200, "noise": 1e-7},
    plan=[
        {"trigger": "mary", "for": 3, "felt": "absence", "at": 0},
        {"timeout": {"return": True, "for": 10}, "when": {"flooded": 0.45}},
    ],
    notes="He came late.\n\n# no comment\n",
)
WRITTEN = """\
negcycle: 1
title: 'The Sunday: Silence'
date: 2026-11-21
partners:
  john:
    name: John
    chain:
      trigger: 'no'
      primary: [hurt, unloved]
      behavior: {words: 'goes quiet, pulls away', moves: withdraw}
      need:
        - to be wanted
        - {words: to rest, status: conjecture}
    dynamics: {need: 0.5}
  mary:
    name: Mary
links:
  - {source: john.behavior, target: mary.primary, strength: 1, sign: -1}
stressors:
  - {words: money, 'on': john}
  - "it's: rent"
incident:
  - {who: john, at: '19:40', words: says nothing}
dynamics: {tau_bond: 200, noise: 1.0e-07}
plan:
  - {at: 0, trigger: mary, felt: absence, for: 3}
  - {when: {flooded: 0.45}, timeout: {for: 10, return: true}}
notes: |
  He came late.

  # no comment
"""


def test_a_case_is_written_as_people_like_to_read_it() -> None:
    assert dumps(COUPLE) == WRITTEN


def test_json_has_the_same_content() -> None:
    assert json.loads(dumps(COUPLE, format="json")) == as_written(COUPLE)


@settings(max_examples=40)
@given(cycles())
@example(COUPLE)
def test_what_was_written_reads_as_an_equal_cycle(cycle: Cycle) -> None:
    assert loads(dumps(cycle)) == cycle
    assert loads(dumps(cycle, format="json"), format="json") == cycle


@settings(max_examples=20)
@given(cycles())
def test_other_yaml_readers_see_the_same(cycle: Cycle) -> None:
    form = as_written(cycle)
    date = form.pop("date", None)

    seen = YAML(typ="safe", pure=True).load(dumps(cycle))

    assert seen.pop("date", None) in {date, None} or str(date) in dumps(cycle)
    assert seen == form


def test_a_cycle_says_nothing_that_was_not_said() -> None:
    cycle = Cycle(partners={"ana": {"name": "Ana", "relation": "partner", "chain": {"fear": []}}})

    assert as_written(cycle) == {"negcycle": 1, "partners": {"ana": {"name": "Ana"}}}


def test_one_entry_or_one_partner_stands_without_a_list() -> None:
    chain = {"primary": ["hurt"], "secondary": [{"words": "angry"}]}
    cycle = Cycle(
        partners={"ana": {"name": "Ana", "chain": chain}},
        stressors=[{"words": "rent", "on": ["ana"]}],
    )

    form = as_written(cycle)

    assert form["partners"]["ana"]["chain"] == {"primary": "hurt", "secondary": "angry"}
    assert form["stressors"] == [{"words": "rent", "on": "ana"}]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("goes quiet", "goes quiet"),
        ("don't", "don't"),
        ("", "''"),
        ("no", "'no'"),
        ("12:30", "'12:30'"),
        ("1e3", "'1e3'"),
        ("2026-11-21", "'2026-11-21'"),
        ("Null", "'Null'"),
        ("a: b", "'a: b'"),
        ("it's: b", '"it\'s: b"'),
        ("#1", "'#1'"),
        ("a #1", "'a #1'"),
        ("a#1", "a#1"),
        ("ends:", "'ends:'"),
        (" x", "' x'"),
        ("a, b", "a, b"),
        ("one\ntwo", '"one\\ntwo"'),
        ("a\x85b\u2028\ufeff", '"a\\x85b\\u2028\\ufeff"'),
        ("می\N{ZERO WIDTH NON-JOINER}خواهم", "می\N{ZERO WIDTH NON-JOINER}خواهم"),
    ],
)
def test_words_have_quotes_only_where_they_need_them(text: str, written: str) -> None:
    assert words(text) == written


def test_between_brackets_more_words_need_quotes() -> None:
    assert in_brackets(["a, b", "c [d]", "e"]) == "['a, b', 'c [d]', e]"


def test_words_keep_the_quotes_that_they_have() -> None:
    assert words("plain", quote='"') == '"plain"'
    assert words("it's", quote="'") == "'it''s'"
    assert words("two\nlines", quote="'") == '"two\\nlines"'


def test_a_long_list_stands_in_lines() -> None:
    assert yaml_text({"x": ["word " * 9 + "a", "word " * 9 + "b", "c"]}).splitlines() == [
        "x:",
        f"  - {'word ' * 9}a",
        f"  - {'word ' * 9}b",
        "  - c",
    ]


@given(any_words())
def test_one_line_holds_all_words(text: str) -> None:
    line = in_one_line(text)

    assert loads(f"partners: {{a: {{name: b}}}}\nnotes: {line}").notes == " ".join(text.split())


@given(st.lists(st.sampled_from(("word ", "a", "\n", ": ", "# ", "- ", " x", "long " * 30))))
def test_folded_words_are_the_same_words(parts: list[str]) -> None:
    text = "".join(parts)
    made = folded(text)

    if made:
        lines = "\n".join((f"notes: {made.head}", *made.body))
        assert loads(f"partners: {{a: {{name: b}}}}\n{lines}\n").notes == text
