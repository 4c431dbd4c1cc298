"""What somebody does not share reaches nobody: not in words, pictures, metadata or streams."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

import negcycle as nc
from negcycle.errors import NegcycleError
from negcycle.model.coming_first import comes_first
from negcycle.report.document import Document
from negcycle.report.share_cards import share_card_document
from negcycle.report.shown_to import SEEN, is_shared
from negcycle.report.typeset import to_pdf
from negcycle.testing import cycles

from .printed import everything_in

SECRET = "quetzal"
"""A word that stands nowhere else."""


def secrets(key: str) -> dict[str, object]:
    """Return a half in which everything that is not seen holds a secret of its owner."""
    chain: dict[str, object] = {
        slot.value: [f"{SECRET}{key}{slot.value}", {"words": f"{SECRET}{key}more", "injury": True}]
        for slot in nc.Slot
        if slot not in SEEN
    }
    kept = {"words": f"{SECRET}{key}kept", "share": False}
    seen = {slot.value: [f"seen{key}{slot.value}", kept] for slot in SEEN}
    shared = {"need": {"words": f"shared{key}need", "share": True}}
    guess = {"words": f"{SECRET}guess", "source": "partner", "status": "conjecture"}
    unoffered = {"words": f"{SECRET}unoffered", "source": "therapist"}
    guesses = {"secondary": [f"seen{key}secondary", kept, guess, unoffered]}
    return {**chain, **seen, **shared, **guesses}


CASE = nc.Cycle(
    title="The Long Evening",
    date="2026-03-14",
    notes=f"{SECRET}notes",
    partners={
        key: {"name": key.title(), "notes": f"{SECRET}{key}notes", "chain": secrets(key)}
        for key in ("ana", "ben")
    },
    stressors=[{"words": f"{SECRET}{key}debt", "on": key} for key in ("ana", "ben")],
    links=[{"source": "ana.behavior", "target": "ben.primary", "evidence": f"{SECRET}evidence"}],
    incident=[
        {"who": key, "words": f"{SECRET}{key}moment{share}", "share": share}
        for key in ("ana", "ben")
        for share in (True, False)
    ],
)


def said_by(cycle: nc.Cycle, **options: object) -> str:
    """Return all that a handout gives away, in any form."""
    made = nc.handout(cycle, **options)  # type: ignore[arg-type]
    return "\n".join([everything_in(made.pdf()), made.text(), repr(made.document)])


OTHERS: dict[str, tuple[dict[str, object], str]] = {
    "Ana's half": ({"whose": "ana"}, "ben"),
    "Ben's half": ({"whose": "ben"}, "ana"),
    "Ana's half in large print": ({"whose": "ana", "large": True}, "ben"),
    "a joint page, of Ana": ({"cleared": True}, "ana"),
    "a joint page, of Ben": ({"cleared": True, "paper": "letter"}, "ben"),
    "a supervisor": ({"supervisor": True}, ""),
    "a supervisor, jointly": ({"supervisor": True, "cleared": True}, ""),
    "a worksheet": ({"blank": True}, ""),
    "a joint worksheet": ({"blank": True, "cleared": True}, ""),
}


@pytest.mark.parametrize(("options", "owner"), OTHERS.values(), ids=OTHERS)
def test_nobody_else_finds_what_is_not_shared(options: dict[str, object], owner: str) -> None:
    found = said_by(CASE, **options).lower()

    assert f"{SECRET}{owner}" not in found
    for of_the_therapist in ("notes", "ananotes", "bennotes", "evidence", "guess", "unoffered"):
        assert f"{SECRET}{of_the_therapist}" not in found
    assert "anamoment" not in found
    assert "benmoment" not in found


def test_the_search_would_find_it() -> None:
    found = said_by(CASE, whose="ana")

    assert f"{SECRET}anaprimary" in found
    assert f"{SECRET}anakept" in found
    assert "seenanabehavior" in said_by(CASE, cleared=True)
    assert "sharedbenneed" in found
    assert "seenbenbehavior" not in found


def test_a_part_can_be_handed_over_without_the_other() -> None:
    parts = list(nc.handout(CASE).document.parts())

    for part, other in zip(parts, ("ben", "ana"), strict=True):
        assert f"{SECRET}{other}" not in everything_in(to_pdf(Document("", part)))


@pytest.mark.parametrize("form", ["svg", "html", "text", "pdf"])
def test_the_single_picture_holds_nothing_of_the_other(form: str) -> None:
    drawn: Callable[[], str | bytes] = getattr(nc.draw(CASE, view="single", whose="ana"), form)
    content = drawn()
    found = everything_in(content) if isinstance(content, bytes) else content

    for mark in (f"{SECRET}ben", "seenben", "sharedben", f"{SECRET}notes"):
        assert mark not in found


# -- what is hidden changes nothing --------------------------------------------------------------


def replaced(cycle: nc.Cycle, reader: str | None) -> nc.Cycle:
    """Return a case with other words wherever `reader` may not read them; None for a joint page."""

    def may_read(key: str, slot: nc.Slot, entry: nc.Entry) -> bool:
        answered = entry.status is nc.Status.OFFERED and entry.source is not nc.Source.PARTNER
        known = answered or not entry.is_guess
        seen = reader is None and slot in SEEN and not entry.is_kept_back
        own = key == reader and entry.source is nc.Source.SELF
        return is_shared(entry) or own or ((key == reader or seen) and known)

    def partner(one: nc.Partner) -> nc.Partner:
        chain = {
            slot.value: [
                entry if may_read(one.key, slot, entry) else entry.changed(words="other words")
                for entry in entries
            ]
            for slot, entries in one.chain
        }
        return one.changed(chain=chain, notes="other notes")

    incident = [
        one if one.who == reader else one.changed(words="other words") for one in cycle.incident
    ]
    people = map(partner, cycle.partners)
    return cycle.with_partners(people).changed(notes="other notes", incident=incident)


def pages(cycle: nc.Cycle) -> Iterator[tuple[str | None, dict[str, object]]]:
    yield None, {"cleared": True}
    for key in cycle.keys:
        yield key, {"whose": key}


@given(cycles(min_partners=2, max_partners=3))
@settings(max_examples=8)
def test_what_one_may_not_read_changes_nothing_on_the_page(cycle: nc.Cycle) -> None:
    for reader, options in pages(cycle):
        other = replaced(cycle, reader)
        assume(comes_first(other) == comes_first(cycle))

        assert (
            nc.handout(other, **options).document  # type: ignore[arg-type]
            == nc.handout(cycle, **options).document  # type: ignore[arg-type]
        )


# -- whether it was asked ------------------------------------------------------------------------


def test_a_joint_page_leaves_no_trace_in_what_is_made_without_one() -> None:
    before = {key: nc.handout(CASE, whose=key).pdf() for key in CASE.keys}
    nc.handout(CASE, cleared=True).pdf()

    assert {key: nc.handout(CASE, whose=key, cleared=False).pdf() for key in CASE.keys} == before


@pytest.mark.parametrize("options", [{}, {"cleared": True}], ids=["halves", "joint"])
def test_no_page_says_whether_anybody_was_cleared(options: dict[str, object]) -> None:
    found = said_by(CASE, **options).lower()

    for word in ("cleared", "clearance", "screened", "violence risk"):
        assert word not in found


def test_a_case_cannot_hold_whether_somebody_was_cleared() -> None:
    with pytest.raises(NegcycleError, match="'cleared' is not a field here"):
        nc.loads("{cleared: true, partners: {ana: {name: Ana}}}")


# -- sheets and cards ----------------------------------------------------------------------------


def test_a_share_card_holds_what_is_to_be_shared_and_nothing_else() -> None:
    steps = nc.practice("five_steps")
    words = {field.id: f"{SECRET}{field.id}" for field in steps.fields}
    sheet = steps.sheet("Ana", other="Ben", answers=words)
    shared = [
        f"{SECRET}{field.id}"
        for field in steps.fields
        if field.share and field.becomes is not None and field.becomes.where == "chain"
    ]
    found = everything_in(to_pdf(share_card_document(nc.share_card(sheet))))

    assert shared
    for word in words.values():
        assert (word in found) == (word in shared)


def test_metadata_and_names_of_files_name_nobody(tmp_path: Path) -> None:
    path = nc.handout(CASE).save(tmp_path / "map.pdf")

    metadata = path.read_bytes().partition(b"<x:xmpmeta")[2].partition(b"</x:xmpmeta>")[0]
    assert metadata
    for word in (b"Ana", b"Ben", b"Evening", b"2026", b"creator>"):
        assert word not in metadata
