"""`negcycle diff`: what is different between two versions of a case, in words and as a picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

OLD = "partners: {ana: {name: Ana, chain: {primary: {words: alone, status: conjecture}}}}"
NEW = "partners: {ana: {name: Ana, chain: {primary: {words: small, awareness: named}}}}"


@pytest.fixture
def versions(here: Path) -> tuple[str, str]:
    """Two versions of a case."""
    (here / "old.yaml").write_text(OLD)
    (here / "new.yaml").write_text(NEW)
    return "old.yaml", "new.yaml"


SAID = """\
Ana
  Primary emotion: the guess “alone” was corrected to “small”.
  Primary emotion: “small” has come up, and is named now; before, nothing was said.
"""


def test_it_says_what_is_different(command: Callable[..., Any], versions: tuple[str, str]) -> None:
    assert command("diff", *versions) == (0, SAID.encode(), "")


def test_the_same_is_told_in_one_line(command: Callable[..., Any], case: str) -> None:
    assert command("diff", case, case) == (0, b"Nothing has changed.\n", "")


def test_json_says_the_same(command: Callable[..., Any], versions: tuple[str, str]) -> None:
    found = json.loads(command("diff", "--json", *versions).out)

    assert found["schema"] == "negcycle/diff/1"
    assert [(one["kind"], one["before"], one["after"]) for one in found["changes"]] == [
        (
            "corrected",
            {"words": "alone", "status": "conjecture"},
            {"words": "small", "status": None},
        ),
        ("risen", None, "named"),
    ]


def test_a_picture_shows_both(
    command: Callable[..., Any], versions: tuple[str, str], here: Path
) -> None:
    done = command("diff", *versions, "-o", "both.svg", "-o", "both.txt")

    assert (done.code, done.err) == (0, "Wrote both.svg.\nWrote both.txt.\n")
    assert done.out.startswith("Ana\n")
    assert (here / "both.svg").read_text().startswith("<svg")
    assert "changed" in (here / "both.txt").read_text()


def test_a_picture_that_is_there_is_kept(
    command: Callable[..., Any], versions: tuple[str, str], here: Path
) -> None:
    (here / "both.svg").write_text("mine")

    done = command("diff", *versions, "-o", "both.svg")

    assert (done.code, done.out, (here / "both.svg").read_text()) == (1, "", "mine")
    assert command("diff", *versions, "-o", "both.svg", "--force").code == 0


def test_what_does_not_fit_is_wrong_usage(
    command: Callable[..., Any], versions: tuple[str, str]
) -> None:
    twice = command("diff", "-", "-", stdin=OLD)
    stream = command("diff", *versions, "-o", "-")

    assert (twice.code, stream.code) == (2, 2)
    assert "Standard input can be read once" in twice.err
    assert "The differences go to standard output, so the picture needs a file." in stream.err


def test_one_version_may_come_from_standard_input(
    command: Callable[..., Any], versions: tuple[str, str]
) -> None:
    piped = command("diff", "-", "new.yaml", stdin=OLD)

    assert piped == command("diff", *versions)


def test_other_people_are_told_in_one_sentence(
    command: Callable[..., Any], versions: tuple[str, str], case: str
) -> None:
    done = command("diff", versions[0], case)

    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "These two cases are about other people: ana before, john, mary after. Compare two "
        "versions of one case, in which everybody has the same key.\n"
    )
