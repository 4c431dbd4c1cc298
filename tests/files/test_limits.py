"""A hostile text is answered soon, in one sentence: nothing hangs, nothing grows without end."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from negcycle.errors import CaseError
from negcycle.files.growing import DEEPEST, MOST_VALUES
from negcycle.files.json_tree import read_json
from negcycle.files.node import Tree
from negcycle.files.yaml_tree import LONGEST_WORD, read_yaml

Reader = Callable[[str], Tree]
SECONDS = 20.0
"""Far more than it takes, and far less than a scanner that goes over a text again and again."""

DEEP = (
    "More than 50 parts stand inside each other here. A case needs fewer than ten: is a bracket "
    "or a dash too many?"
)
MANY = (
    "There are more than 20,000 values here. A case describes one couple: is this the right file?"
)
LONG = "A word of more than 100,000 letters begins here. Is this the right file?"

HOSTILE: dict[str, tuple[Reader, str, str]] = {
    "brackets": (read_yaml, "[" * 900_000, f"1:51: {DEEP}"),
    "brackets in JSON": (read_json, "[" * 900_000, f"1:51: {DEEP}"),
    "braces": (read_yaml, "[{a: " * 180_000, f"1:126: {DEEP}"),
    "500 levels": (read_yaml, "[" * 500 + "]" * 500, f"1:51: {DEEP}"),
    "500 levels of JSON": (read_json, '{"a":' * 500 + "1" + "}" * 500, f"1:251: {DEEP}"),
    "dashes": (read_yaml, "- " * 450_000, f"1:101: {DEEP}"),
    "stairs": (read_yaml, "".join(" " * i + "a:\n" for i in range(1_300)), f"51:51: {DEEP}"),
    "items": (read_yaml, "[" + "a," * 450_000 + "]", f"1:40000: {MANY}"),
    "items in JSON": (read_json, "[" + "1," * 450_000 + "1]", f"1:40000: {MANY}"),
    "fields": (read_yaml, "".join(f"k{i}: v\n" for i in range(90_000)), f"20000:9: {MANY}"),
    "lines": (read_yaml, "- a\n" * 225_000, f"20000:3: {MANY}"),
    "fans": (read_yaml, "[" + ("[" * 48 + "]" * 48 + ",") * 9_000 + "]", ""),
    "a tag": (read_yaml, "a: !" + "x" * 900_000, f"1:4: {LONG}"),
    "flat text": (read_yaml, "a: " + "!" * 900_000, f"1:4: {LONG}"),
}


def answer(read: Reader, text: str) -> str:
    try:
        read(text)
    except CaseError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("read", "text", "sentence"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_refused_soon(read: Reader, text: str, sentence: str) -> None:
    started = time.process_time()

    assert answer(read, text).endswith(sentence or MANY)
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "x" * 300_000,
        "a: " + "x " * 150_000,
        "a: b #" + "#" * 300_000,
        'a: "' + "\\n" * 150_000 + '"',
        "a: '" + "\n" * 300_000 + "'",
        "a: |\n" + " \n" * 150_000,
        "a:" + "\n" * 300_000 + " b",
        "%a\n" * 100_000 + "---\na: b",
        "- &a [*a" + ", *a" * 70_000,
        "a: 1\n" * 60_000,
        "{a " + "#" * 300_000,
        '"' * 300_000,
        "a: \u2028" + "\ue000" * 300_000,
        "!x " * 300_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_a_large_text_is_answered_soon(text: str) -> None:
    started = time.process_time()

    answer(read_yaml, text)
    answer(read_json, text)

    assert time.process_time() - started < SECONDS


def test_the_largest_case_is_read() -> None:
    values = MOST_VALUES - 1

    assert answer(read_json, "[" + "1," * (values - 1) + "1]") == ""
    assert answer(read_json, "[" + "1," * values + "1]").endswith(MANY)
    assert answer(read_yaml, "[" * DEEPEST + "]" * DEEPEST) == ""
    assert answer(read_yaml, "a: " + "!" * LONGEST_WORD) != LONG


def test_a_hundred_faults_are_enough() -> None:
    with pytest.raises(CaseError) as caught:
        read_yaml("- *a\n" * 5_000)

    assert len(caught.value.problems) == 100
