"""What the docs say about the traps of YAML is what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from negcycle.errors import CaseError
from negcycle.files.case import to_case

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "write-a-case-file.md").read_text("utf-8")
ROW = r"^\| `(\w+:.+?)` \| (a fault|a question|nothing)[:|].*?\| (.*?) ?\|$"
ROWS = re.findall(ROW, PAGE, flags=re.MULTILINE)


def what_happens(line: str) -> str:
    """Say whether a line of a chain has a fault, brings up a question, or neither."""
    text = f"partners:\n  ana:\n    name: Ana\n    chain:\n      {line}\n"
    try:
        remarks = to_case(text).remarks
    except CaseError:
        return "a fault"
    return "a question" if remarks else "nothing"


def test_the_table_is_found() -> None:
    assert len(ROWS) >= 10


@pytest.mark.parametrize(("written", "told", "instead"), ROWS)
def test_a_trap_is_as_it_is_told(written: str, told: str, instead: str) -> None:
    assert what_happens(written) == told
    assert what_happens(instead.strip("`") or "trigger: fine") == "nothing"


def test_a_tab_in_front_is_a_fault() -> None:
    with pytest.raises(CaseError):
        to_case("partners:\n\tana: {name: Ana}\n")
