"""`negcycle handout`: pages to hand over, under a name that names nobody."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import negcycle as nc

EXAMPLES = Path(__file__).parents[2] / "examples"
SILENCE = str(EXAMPLES / "sunday-silence.yaml")
MOTHER = str(EXAMPLES / "mother-of-two.yaml")

HALVES = (
    "These are single halves, a part for each person. A page for both together is made with "
    "--cleared, where both can safely sit at it.\n"
)
Run = Callable[..., Any]


def test_without_a_word_there_are_halves_under_a_name_that_names_nobody(
    command: Run, here: Path
) -> None:
    done = command("handout", SILENCE)

    assert (done.code, done.out) == (0, "")
    assert done.err == f"Wrote map-2026-11-21.pdf.\n{HALVES}"
    assert [path.name for path in here.iterdir()] == ["map-2026-11-21.pdf"]
    made = (here / "map-2026-11-21.pdf").read_bytes()
    assert made == nc.handout(nc.load(SILENCE)).pdf()
    assert len(PdfReader(io.BytesIO(made)).pages) == 4


def test_a_case_without_a_date_has_the_day_of_today_in_the_name(command: Run, here: Path) -> None:
    done = command("handout", MOTHER)
    today = datetime.datetime.now().astimezone().date()

    assert done.err in {f"Wrote map-{today - datetime.timedelta(days=n)}.pdf.\n" for n in (0, 1)}
    assert len(list(here.iterdir())) == 1


def test_a_joint_page_is_made_when_it_is_asked_for_and_says_what_is_left_out(
    command: Run, here: Path
) -> None:
    done = command("handout", SILENCE, "--cleared", "-o", "page.pdf")

    assert done.code == 0
    assert done.err == (
        "Wrote page.pdf.\n"
        "14 entries are left out, because their owners do not share them yet (share: true), or "
        "because they are guesses that were not offered yet (status: offered). "
        "Where a card has nothing else, it asks its question.\n"
    )
    assert (here / "page.pdf").read_bytes() == nc.handout(nc.load(SILENCE), cleared=True).pdf()


def test_it_is_text_where_the_name_says_so_or_on_standard_output(command: Run, here: Path) -> None:
    expected = nc.handout(nc.load(SILENCE), whose="mary").text()
    done = command("handout", SILENCE, "--for", "Mary", "-o", "-")
    command("handout", SILENCE, "--for", "mary", "-o", "page.txt")

    assert (done.code, done.out, done.err) == (0, expected, "")
    assert (here / "page.txt").read_text("utf-8") == expected


@pytest.mark.parametrize(
    ("given", "options"),
    [
        (["--blank"], {"blank": True}),
        (["--supervisor"], {"supervisor": True}),
        (["--paper", "letter"], {"paper": "letter"}),
        (["--large"], {"large": True}),
    ],
    ids=["blank", "supervisor", "letter", "large"],
)
def test_each_option_does_what_the_library_does(
    command: Run, here: Path, given: list[str], options: dict[str, Any]
) -> None:
    done = command("handout", SILENCE, *given, "-o", "page.pdf")

    assert done.code == 0
    assert (here / "page.pdf").read_bytes() == nc.handout(nc.load(SILENCE), **options).pdf()


def test_for_a_supervisor_the_name_of_the_file_has_the_year_only(command: Run, here: Path) -> None:
    command("handout", SILENCE, "--supervisor")

    assert [path.name for path in here.iterdir()] == ["map-2026.pdf"]


def test_strengths_come_from_a_sheet(command: Run, here: Path) -> None:
    (here / "good.yaml").write_text(
        "{sheet: strengths, by: [mary, john], answers: {through: [the move], good_at: [plans]}}"
    )
    done = command("handout", SILENCE, "--strengths", "good.yaml", "-o", "-")

    assert done.out.count("- the move\n- plans\n") == 2


def test_nothing_is_kept_of_whether_it_was_asked(command: Run, here: Path) -> None:
    (here / "case.yaml").write_bytes(Path(SILENCE).read_bytes())
    command("handout", "case.yaml", "-o", "before.pdf")
    command("handout", "case.yaml", "--cleared", "-o", "joint.pdf")
    command("handout", "case.yaml", "-o", "after.pdf")
    joint, again = here / "joint.pdf", here / "again.pdf"
    command("handout", "case.yaml", "--cleared", "-o", "again.pdf")

    assert (here / "case.yaml").read_bytes() == Path(SILENCE).read_bytes()
    assert (here / "before.pdf").read_bytes() == (here / "after.pdf").read_bytes()
    assert joint.read_bytes() == again.read_bytes()
    names = {"case.yaml", "before.pdf", "joint.pdf", "after.pdf", "again.pdf"}
    assert {path.name for path in here.iterdir()} == names


def test_what_is_there_is_kept_unless_one_says_so(command: Run, here: Path) -> None:
    (here / "page.pdf").write_bytes(b"mine")
    done = command("handout", SILENCE, "-o", "page.pdf")

    assert done.code == 1
    assert (here / "page.pdf").read_bytes() == b"mine"
    assert command("handout", SILENCE, "-o", "page.pdf", "--force").code == 0


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            ["--cleared", "--for", "Mary"],
            "--cleared makes a page for everybody together, and --for a part for one. "
            "Leave out one of them.",
        ),
        (
            ["-o", "page.doc"],
            "'.doc' is not a kind of handout I can write. Choose from: pdf, txt.",
        ),
        (
            ["-o", "page"],
            "The name 'page' does not say what to write. Let it end with one of: .pdf, .txt.",
        ),
        (["--paper", "a3"], "'a3' is not a paper. Choose from: a4, letter."),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(command: Run, given: list[str], sentence: str) -> None:
    done = command("handout", SILENCE, *given)

    assert (done.code, done.out) == (2, "")
    assert done.err == f"negcycle handout: {sentence}\nTry 'negcycle handout --help'.\n"


def test_somebody_who_is_not_there_is_told(command: Run, here: Path) -> None:
    done = command("handout", SILENCE, "--for", "Marry")

    assert (done.code, done.err) == (1, "No partner is called 'Marry'. Did you mean 'mary'?\n")
    assert list(here.iterdir()) == []


def test_a_letter_that_no_font_has_is_named(
    command: Run, monkeypatch: pytest.MonkeyPatch, here: Path
) -> None:
    monkeypatch.setattr("negcycle.drawing.painters.fonts._others", lambda: iter(()))
    (here / "case.yaml").write_text(
        "partners: {a: {name: A, chain: {need: to be 漢}}}", encoding="utf-8"
    )
    done = command("handout", "case.yaml", "-o", "page.pdf")

    assert done.err == (
        "Wrote page.pdf.\nNo font on this computer has these characters; the rest is drawn: 漢\n"
    )


def test_it_is_in_the_help(command: Run) -> None:
    assert "handout" in command("--help").out
