"""Every change is told to its users in one line, in the past tense."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "changes"
FRAGMENTS = sorted(file for file in FOLDER.glob("*.md") if file.name != "README.md")
OPENINGS = {
    "added": ("Added ",),
    "changed": ("Changed ", "Renamed ", "Removed "),
    "fixed": ("Fixed ",),
}


def name_of(fragment: Path) -> str:
    return fragment.name


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=name_of)
def test_a_fragment_is_one_sentence_in_the_past_tense(fragment: Path) -> None:
    match = re.fullmatch(r"\+?[a-z0-9-]+\.(added|changed|fixed)\.md", fragment.name)
    assert match, f"docs/changes/{fragment.name} is not called like +loops.added.md"

    text = fragment.read_text("utf-8")

    assert text.startswith(OPENINGS[match[1]])
    assert text.endswith(".\n")
    assert text.count("\n") == 1
