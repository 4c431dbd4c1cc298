"""The README shows today's picture, and every link in it leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import negcycle as nc

ROOT = Path(__file__).parents[2]
CASE = "examples/sunday-silence.yaml"
PICTURE = "docs/images/sunday-silence.svg"
LINKS = [
    (file.relative_to(ROOT).as_posix(), target)
    for file in (ROOT / "README.md", ROOT / "examples" / "README.md")
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", file.read_text("utf-8"))
]


def test_the_picture_is_what_is_drawn_today() -> None:
    drawn = nc.draw(nc.load(ROOT / CASE)).svg()

    assert (ROOT / PICTURE).read_text("utf-8") == drawn, (
        f"negcycle draw {CASE} -o {PICTURE} --force"
    )


def test_the_readme_shows_the_picture() -> None:
    assert ("README.md", PICTURE) in LINKS


@pytest.mark.parametrize(("page", "target"), LINKS)
def test_a_link_leads_somewhere(page: str, target: str) -> None:
    assert (ROOT / page).parent.joinpath(target).exists()
