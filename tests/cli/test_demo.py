"""`negcycle demo`: everything in one folder, and nothing of anybody's is ever lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc
from negcycle import demo
from negcycle.analysis.findings import findings
from negcycle.simulation.what_ifs import what_if

MADE = [
    ".made-by-negcycle-demo",
    "another-way-round.pdf",
    "cycle.html",
    "cycle.pdf",
    "cycle.png",
    "cycle.svg",
    "explanation.txt",
    "halves.pdf",
    "handout.pdf",
    "loops-step-by-step.html",
    "loops.svg",
    "sunday-silence.yaml",
    "what-if.pdf",
    "what-if.svg",
    "worksheet.pdf",
]


def once(asked: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that computes its answer the first time only: here, all ask the same."""
    answers: list[Any] = []

    def answer(*given: Any, **more: Any) -> Any:
        if not answers:
            answers.append(asked(*given, **more))
        return answers[0]

    return answer


FOUND = once(findings)
EXPLAINED = once(nc.explain)


@pytest.fixture(autouse=True)
def quick_pictures(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Let the pictures be words, except where all of them are looked at: they take a while."""
    if "as_it_is" not in request.fixturenames:
        quick = [(name, view) for name, view in demo._PICTURES if name.endswith((".svg", ".html"))]
        monkeypatch.setattr(demo, "_PICTURES", quick)
        monkeypatch.setattr(demo, "WHAT_IF", ("what-if.svg",))
        monkeypatch.setattr(demo, "LOOPS", ())
        monkeypatch.setattr(demo, "findings", FOUND)
        monkeypatch.setattr(demo, "explain", EXPLAINED)
        monkeypatch.setattr(demo, "HANDOUT", "handout.txt")
        monkeypatch.setattr(nc.Handout, "pdf", lambda made: made.text().encode())
        monkeypatch.setattr(demo, "what_if", partial(what_if, turns=40, step=1))


@pytest.fixture
def as_it_is() -> None:
    """Make all pictures."""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.usefixtures("as_it_is")
def test_it_shows_the_whole_product_and_says_where(command: Callable[..., Any], here: Path) -> None:
    done = command("demo")

    folder = here / "negcycle-demo"
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert sorted(contents(folder)) == MADE
    assert all(contents(folder).values())
    assert nc.load(folder / "sunday-silence.yaml").title == "The Sunday Silence"
    assert lines[0] == "An example: The Sunday Silence."
    told = [line.rpartition(": ")[2] for line in lines[1:15]]
    assert sorted(told) == [str(Path("negcycle-demo", name)) for name in MADE[1:]]
    assert lines[15:] == [
        "In this cycle John more often moves away: 'go quiet and shut down'.",
        "In this cycle Mary more often moves away: 'brush him off when he reaches out again'.",
        "Where they are stuck, the infinity loop keeps the cycle going: what sets one of them off "
        "comes back 3.79 times as strong. Above 1 it feeds itself.",
        "For how fast a round fades or grows, a small change counts most where resentment closes "
        "openness.",
        "After that, where what stays closed builds resentment.",
        "Which of these is easiest to change, for John and Mary each?",
        "As it is: The run ends stuck in the cycle.",
        "John opens: The run ends stuck in the cycle.",
        "Mary opens: The run ends stuck in the cycle.",
        "Both open: The run ends calm.",
        "A break, picked up again: The run ends calm.",
        "A break, not picked up: The run ends stuck in the cycle.",
        "That was a model for thinking, with assumed numbers; it is no forecast.",
        f"2 questions are worth asking: negcycle check {told[0]}",
    ]


def test_without_typst_it_says_what_to_install(
    command: Callable[..., Any], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "A printed page needs typst. Install it with: pip install 'negcycle[handout]'"

    def missing(_: nc.Handout) -> bytes:
        raise nc.errors.MissingExtra(sentence)

    monkeypatch.setattr(nc.Handout, "pdf", missing)

    done = command("demo", "-o", "it")

    assert done.code == 0
    assert f"Pages to hand over, a part for each: left out. {sentence}" in done.out.splitlines()
    assert not (here / "it" / "handout.txt").exists()


def test_a_second_demo_writes_the_same_again(command: Callable[..., Any], here: Path) -> None:
    command("demo", "-o", "it")
    before = contents(here / "it")
    (here / "it" / "cycle.svg").unlink()

    assert command("demo", "-o", "it").code == 0
    assert contents(here / "it") == before


def test_a_file_that_was_changed_is_kept_and_said(command: Callable[..., Any], here: Path) -> None:
    command("demo", "-o", "it")
    (here / "it" / "sunday-silence.yaml").write_text("mine")

    done = command("demo", "-o", "it")

    assert done.code == 0
    assert (here / "it" / "sunday-silence.yaml").read_text() == "mine"
    assert done.out.splitlines()[1] == (
        f"The case as a file: {Path('it', 'sunday-silence.yaml')} "
        "(kept, because it was changed after the demo had made it)"
    )


def test_a_file_that_was_added_stays(command: Callable[..., Any], here: Path) -> None:
    command("demo", "-o", "it")
    (here / "it" / "notes.txt").write_text("mine")
    (here / "it" / "deeper").mkdir()

    assert command("demo", "-o", "it").code == 0
    assert (here / "it" / "notes.txt").read_text() == "mine"
    assert (here / "it" / "deeper").is_dir()


def test_pictures_of_an_older_version_are_made_anew(
    command: Callable[..., Any], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr("negcycle.drawing.foot.__version__", "0.0.1")
        command("demo", "-o", "it")
    before = (here / "it" / "cycle.svg").read_bytes()

    assert "kept" not in command("demo", "-o", "it").out
    assert b"0.0.1" in before
    assert b"0.0.1" not in (here / "it" / "cycle.svg").read_bytes()


def test_a_folder_with_other_files_is_kept(
    command: Callable[..., Any], here: Path, names: Callable[[], list[str]]
) -> None:
    (here / "mine.txt").write_text("mine")

    done = command("demo", "-o", ".")

    assert done == (
        1,
        b"",
        "'.' holds files that the demo did not make, and is kept. Choose another folder with -o.\n",
    )
    assert names() == ["mine.txt"]


def test_an_empty_folder_is_used_as_it_is(command: Callable[..., Any], here: Path) -> None:
    assert command("demo", "-o", ".").code == 0
    assert (here / "cycle.svg").is_file()


def test_folders_on_the_way_are_made(command: Callable[..., Any], here: Path) -> None:
    assert command("demo", "-o", "a/b c").code == 0
    assert (here / "a" / "b c" / "cycle.svg").is_file()
    assert command("demo", "-o", "a/b c").out.endswith(
        "negcycle check 'a/b c/sunday-silence.yaml'\n"
    )


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("folder", "sentence"),
    [
        ("case.yaml", "'case.yaml' is not a folder. Choose another with -o."),
        (
            "case.yaml/it",
            "The folder 'case.yaml/it' cannot be made: Not a directory. Choose another with -o.",
        ),
    ],
)
def test_where_no_folder_can_be_is_said(
    folder: str, sentence: str, command: Callable[..., Any]
) -> None:
    assert command("demo", "-o", folder) == (1, b"", f"{sentence}\n")


@pytest.mark.skipif(os.name == "nt", reason="links need a permission there")
def test_links_are_followed_to_a_folder_and_kept_as_files(
    command: Callable[..., Any], here: Path
) -> None:
    (here / "real").mkdir()
    (here / "link").symlink_to("real")
    (here / "precious.txt").write_text("mine")

    first = command("demo", "-o", "link")
    (here / "real" / "cycle.svg").unlink()
    (here / "real" / "cycle.svg").symlink_to(here / "precious.txt")
    second = command("demo", "-o", "link")

    assert (first.code, second.code) == (0, 0)
    assert (here / "link").is_symlink()
    assert (here / "precious.txt").read_text() == "mine"
    assert "cycle.svg (kept" in second.out


def test_a_mark_that_says_nothing_makes_no_file_ours(
    command: Callable[..., Any], here: Path
) -> None:
    (here / ".made-by-negcycle-demo").write_bytes(b"\xff\x00")
    (here / "cycle.svg").write_text("mine")

    assert command("demo", "-o", ".").code == 0
    assert (here / "cycle.svg").read_text() == "mine"
