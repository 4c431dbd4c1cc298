"""The handout: what a therapist gives to the people themselves, or shows to a supervisor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from negcycle import __version__
from negcycle.errors import DrawingError, PracticeError, UnknownName
from negcycle.files.writing import write_atomically
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.practices.described.known import practice
from negcycle.practices.sheets.sheet import Sheet
from negcycle.practices.whole_cycle.openings import exits
from negcycle.report.document import Block, Document, PageBreak, to_text
from negcycle.report.joint_part import joint_part
from negcycle.report.one_half import one_half
from negcycle.report.pseudonyms import under_pseudonyms
from negcycle.report.shown_to import (
    half_of,
    how_many_unshared,
    joint_part_of,
    own_part_of,
    shared_part_of,
    to_hand_over,
)
from negcycle.report.typeset import missing_letters, to_pdf
from negcycle.report.worksheet import worksheet
from negcycle.words import say

FORMATS = ("pdf", "txt")
"""What a handout can be saved as, by the ending of the file."""
_STRENGTHS = "strengths"
"""The one practice whose sheet goes onto a handout."""


@dataclass(frozen=True)
class Handout:
    """A finished handout. The same case and the same choices give the same bytes."""

    document: Document
    """What stands on its pages, before it has a shape."""
    paper: str = "a4"
    """``a4`` or ``letter``."""
    large: bool = False
    """Whether the words are in large print."""
    unshared: int = 0
    """On a joint page, how many entries stand there as questions because nobody shares them."""

    def pdf(self) -> bytes:
        """Return it as a tagged PDF for paper and for screen readers.

        Raises:
            MissingExtra: if typst is not installed.
        """
        return to_pdf(self.document, paper=self.paper, large=self.large)

    def text(self) -> str:
        """Return all its words, for a terminal or a screen reader."""
        return to_text(self.document)

    def missing_letters(self) -> tuple[str, ...]:
        """Return the characters that no font of this computer can put on paper."""
        return missing_letters(self.document)

    def to(self, format: str) -> str | bytes:
        """Return it in one of `FORMATS`.

        Raises:
            DrawingError: if there is no such format.
        """
        if format not in FORMATS:
            known = ", ".join(f".{one}" for one in FORMATS)
            raise DrawingError(say("draw.unknown-format", name=format, known=known))
        return self.pdf() if format == "pdf" else self.text()

    def save(self, path: str | Path, *, overwrite: bool = False) -> Path:
        """Write it; the ending of `path` says as what.

        Raises:
            DrawingError: if the ending is not one of `FORMATS`.
            FileKept: if something is there already and `overwrite` is False.
        """
        target = Path(path)
        content = self.to(target.suffix.lower().removeprefix("."))
        write_atomically(target, content, overwrite=overwrite)
        return target


def handout(
    cycle: Cycle,
    *,
    whose: str | None = None,
    cleared: bool = False,
    blank: bool = False,
    supervisor: bool = False,
    strengths: Sheet | Sequence[str] = (),
    paper: str = "a4",
    large: bool = False,
) -> Handout:
    """Return the pages to hand over: for each part the diagram, and the same in words on the next.

    Each person gets their own half, which begins on a page of its own so that it can be handed over
    alone, and with it what the others share: entries with ``share: true``, or whose awareness is
    shared or heard. What they do not share stands there as a question. A joint page exists only
    when `cleared` says so for this call; nothing of that is stored, and no file tells whether it
    was asked. It shows what can be seen of each and what each shares. ``share: false`` keeps
    anything off the pages for others. A guess of the therapist's stands on a page once it was
    offered, and no safety word ever stands in a title, a topic or a pressure from outside.

    Args:
        cycle: The case.
        whose: The partner whose part is wanted; None for a part for everybody.
        cleared: Whether the therapist has looked at this couple and gives them a page together.
        blank: A worksheet to fill in by hand; of the case only names are taken.
        supervisor: For somebody who knows none of the people: pseudonyms for their names and keys,
            also within words, no title, and of the date the year. It shows only what is shared,
            too. Other names, such as those of places, stay: look it over.
        strengths: What is good between the people, in their words: a filled-in sheet of the
            practice ``strengths``, or a list.
        paper: ``a4`` or ``letter``.
        large: Whether the words are in large print.

    Raises:
        UnknownName: if nobody is called `whose`, or there is no such paper.
        DrawingError: if a joint page is asked for one person alone.
        PracticeError: if `strengths` is a sheet of something else, or not of people of the case.

    Example:
        >>> import negcycle as nc
        >>> made = nc.handout(nc.load("examples/sunday-silence.yaml"), whose="mary")
        >>> made.text().splitlines()[0]
        "Mary's half of the cycle"
    """
    if cleared and len(cycle.partners) == 1:
        raise DrawingError(say("handout.joint-needs-two"))
    if cleared and whose is not None:
        raise DrawingError(say("handout.joint-needs-all"))
    key = None if whose is None else cycle.partner(whose).key
    strengths = _said(strengths, cycle)
    waits = comes_first(cycle)
    cycle = to_hand_over(cycle)
    if supervisor:
        cycle, key, strengths = under_pseudonyms(cycle, key, strengths)
    keys = cycle.keys if key is None else (key,)
    if cleared:
        parts = [_joint(cycle, waits=waits, blank=blank, strengths=strengths, paper=paper)]
    else:
        parts = [
            worksheet(cycle, (one,), paper=paper)
            if blank
            else _half(
                cycle, one, waits=waits, supervisor=supervisor, strengths=strengths, paper=paper
            )
            for one in keys
        ]
    blocks: list[Block] = parts[0]
    for part in parts[1:]:
        blocks += [PageBreak(new_part=True), *part]
    document = Document("", tuple(blocks), _footer(cycle, blank=blank))
    unshared = how_many_unshared(cycle) if cleared and not blank else 0
    return Handout(document, paper, large, unshared)


def _said(strengths: Sheet | Sequence[str], cycle: Cycle) -> tuple[str, ...]:
    """Return what is good between people as a list; nothing where something comes before it."""
    if not isinstance(strengths, Sheet):
        return tuple(strengths)
    if strengths.practice != practice(_STRENGTHS):
        name = strengths.practice.name
        raise PracticeError(say("handout.not-strengths", name=name, known=_STRENGTHS))
    if not strengths.by or not all(_is_there(cycle, name) for name in strengths.by):
        raise PracticeError(say("handout.strengths-of-others"))
    if strengths.comes_first:
        return ()
    return tuple(words for _, answer in strengths.open_answers() for words in answer)


def _is_there(cycle: Cycle, name: str) -> bool:
    try:
        return bool(cycle.partner(name))
    except UnknownName:
        return False


def _half(
    cycle: Cycle, key: str, *, waits: bool, supervisor: bool, strengths: Sequence[str], paper: str
) -> list[Block]:
    if supervisor:
        shown, offered = shared_part_of(cycle), () if waits else exits(cycle)
    else:
        shown, offered = half_of(cycle, key), exits(own_part_of(cycle, key))
    return one_half(shown, key, exits=offered, strengths=strengths, paper=paper)


def _joint(
    cycle: Cycle, *, waits: bool, blank: bool, strengths: Sequence[str], paper: str
) -> list[Block]:
    if blank:
        return worksheet(cycle, cycle.keys, paper=paper)
    return joint_part(
        joint_part_of(cycle),
        waits=waits,
        exits=() if waits else exits(cycle),
        strengths=strengths,
        paper=paper,
    )


def _footer(cycle: Cycle, *, blank: bool) -> str:
    date = "" if blank else cycle.date or ""
    parts = (date, say("footer.hypothesis"), say("footer.version", version=__version__))
    return " · ".join(filter(None, parts))
