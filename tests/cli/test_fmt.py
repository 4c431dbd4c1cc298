"""`negcycle fmt`: the same case in canonical form, or the file exactly as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
UNTIDY = """\
partners:
      mary:  # she began
          name: 'Mary'
          chain: {behaviour: {words: asks again}}   \n"""
TIDY = """\
negcycle: 1
partners:
  mary:  # she began
    name: 'Mary'
    chain: {behavior: asks again}
"""


@pytest.fixture
def untidy(here: Path) -> Path:
    """Return a case file that has no faults and is not in canonical form."""
    (here / "untidy.yaml").write_bytes(UNTIDY.encode())
    return here / "untidy.yaml"


def test_a_file_is_put_in_order_where_it_is(command: Callable[..., Any], untidy: Path) -> None:
    done = command("fmt", "untidy.yaml")

    assert done == (0, b"", "Wrote untidy.yaml.\n")
    assert untidy.read_bytes() == TIDY.encode()


def test_a_file_in_order_is_not_written_again(command: Callable[..., Any], untidy: Path) -> None:
    command("fmt", "untidy.yaml")
    before = untidy.stat()  # reading a file changes only when it was last read

    assert command("fmt", "untidy.yaml") == (0, b"", "")
    assert command("fmt", "--check", "untidy.yaml") == (0, b"", "")
    assert untidy.stat().st_ino == before.st_ino
    assert untidy.stat().st_mtime_ns == before.st_mtime_ns


def test_check_changes_nothing_and_says_what_would(
    command: Callable[..., Any], untidy: Path
) -> None:
    done = command("fmt", "--check", "untidy.yaml")

    assert done == (1, b"", "untidy.yaml would change.\n")
    assert untidy.read_bytes() == UNTIDY.encode()


def test_a_faulty_file_stays_as_it_is_and_the_others_go_on(
    command: Callable[..., Any], faulty: str, untidy: Path, here: Path
) -> None:
    before = (here / faulty).read_bytes()

    done = command("fmt", faulty, "missing.yaml", "untidy.yaml")

    lines = done.err.splitlines()
    assert (done.code, done.data) == (1, b"")
    assert lines[0].startswith("faulty.yaml:4:13: partners.ana.chain: ")
    assert lines[-2:] == ["There is no file 'missing.yaml'.", "Wrote untidy.yaml."]
    assert (here / faulty).read_bytes() == before
    assert untidy.read_bytes() == TIDY.encode()


def test_standard_input_becomes_standard_output(
    command: Callable[..., Any], names: Callable[[], list[str]]
) -> None:
    assert command("fmt", "-", stdin=UNTIDY) == (0, TIDY.encode(), "")
    assert command("fmt", "-", stdin=TIDY) == (0, TIDY.encode(), "")
    assert command("fmt", "--check", "-", stdin=UNTIDY) == (1, b"", "- would change.\n")
    assert names() == []


def test_json_is_put_in_order_too(command: Callable[..., Any], here: Path) -> None:
    text = '{"partners":{"mary":{"name":"Mary"}},"title":"Sundays"}'
    (here / "case.json").write_text(text)

    done = command("fmt", "case.json")

    tidy = (here / "case.json").read_text()
    assert done == (0, b"", "Wrote case.json.\n")
    assert json.loads(tidy) == {"negcycle": 1, "title": "Sundays"} | json.loads(text)
    assert tidy == nc.dumps(nc.loads(text, format="json"), format="json")
    assert command("fmt", "-", "--from", "json", stdin=text).out == tidy


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_in_order(path: Path, command: Callable[..., Any]) -> None:
    assert command("fmt", "--check", str(path)) == (0, b"", "")
