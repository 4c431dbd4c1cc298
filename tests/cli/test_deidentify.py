"""`negcycle deidentify`: another file without what says whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DONE = "Names, keys, notes and free text are left out; of the date the year stays.\n"


def test_it_writes_another_file(command: Callable[..., Any], case: str, here: Path) -> None:
    done = command("deidentify", case, "-o", "shared.yaml")

    text = (here / "shared.yaml").read_text()
    assert done == (0, b"", f"Wrote shared.yaml.\n{DONE}")
    assert not re.search(r"\b(mary|john|by hand)\b", text, re.IGNORECASE)
    assert "name: Partner 1" in text


def test_it_writes_json_and_to_standard_output(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    assert command("deidentify", case, "-o", "shared.json").code == 0
    assert (here / "shared.json").read_text().startswith('{\n  "negcycle": 1')
    assert command("deidentify", case, "-o", "-").out.startswith("negcycle: 1\n")


def test_what_is_kept_by_hand_is_told(command: Callable[..., Any], case: str) -> None:
    done = command(
        "deidentify", case, "-o", "-", "--keep", "mary.behavior", "--keep", "john.secondary"
    )

    assert "asks again" in done.out
    assert done.err == DONE + (
        "Kept by hand: mary.behavior, john.secondary. Names of the partners in it are replaced; "
        "please look it over for anything else that says whose it is.\n"
    )


def test_the_case_itself_is_never_replaced(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    before = (here / case).read_bytes()

    done = command("deidentify", case, "-o", f"./{case}", "--force")

    assert done.code == 2
    assert done.err.startswith(
        f"negcycle deidentify: ./{case}: that is the case itself. "
        "Choose another file, so that nothing is lost.\n"
    )
    assert (here / case).read_bytes() == before


def test_what_is_there_is_kept(command: Callable[..., Any], case: str, here: Path) -> None:
    (here / "shared.yaml").write_text("mine")

    done = command("deidentify", case, "-o", "shared.yaml")

    assert done.code == 1
    assert (here / "shared.yaml").read_text() == "mine"


def test_a_place_that_is_not_there_is_wrong_usage(command: Callable[..., Any], case: str) -> None:
    done = command("deidentify", case, "-o", "-", "--keep", "mary.behavor")

    assert (done.code, done.data) == (2, b"")
    assert "Did you mean 'mary.behavior'?" in done.err


@pytest.mark.parametrize(
    ("out", "said"),
    [
        (
            "shared.txt",
            "'.txt' is not a format that a case can be written in. "
            "Choose from: .yaml, .yml, .json.",
        ),
        (
            "shared",
            "The name 'shared' does not say what to write. "
            "Let it end with one of: .yaml, .yml, .json.",
        ),
    ],
)
def test_a_case_is_written_only_where_the_name_says_so(
    command: Callable[..., Any], case: str, here: Path, out: str, said: str
) -> None:
    done = command("deidentify", case, "-o", out)

    assert (done.code, done.data) == (2, b"")
    assert done.err.startswith(f"negcycle deidentify: {said}\n")
    assert not (here / out).exists()
