"""A sheet as a printed page: the same order and prompts, whether it is blank or filled in."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.errors import PracticeError
from negcycle.practices.described.practice import AnswerKind, By, Field, Practice
from negcycle.practices.sheets.answers import SCALE, YES_NO
from negcycle.practices.sheets.sheet import Sheet
from negcycle.report.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Prompt,
    Scale,
    Table,
)
from negcycle.words import say

_IN_WORDS = (AnswerKind.TEXT, AnswerKind.LIST)
"""Kinds of answers that need several lines to write on; the others need one."""
_FEW = 4
"""Up to so many questions have three lines each; more of them two, so that one page may do."""


def sheet_document(sheet: Sheet, *, clinician: bool = False) -> Document:
    """Return a sheet as it is printed: prompts in asking order, with answers or lines to write on.

    A page for two at once is for those only who are cleared for it; who prints it knows that. On
    such a page private questions stay blank. A copy for the clinician and a page to hand over do
    not have them at all. The note for the clinician stands only where it is asked for.

    Args:
        sheet: The sheet, blank or filled in.
        clinician: Whether it is the clinician's own copy.

    Raises:
        PracticeError: if it is a clinician's copy of a sheet that stays with its owner, or a page
            to hand over to which its owner has not said yes.

    Example:
        >>> import negcycle as nc
        >>> from negcycle.report.document import to_text
        >>> page = sheet_document(nc.practice("pause").sheet("Mary"))
        >>> to_text(page).splitlines()[0]
        'Pause'
    """
    practice = sheet.practice
    _refuse_what_stays(sheet, clinician=clinician)
    fields = _shown(practice, clinician=clinician)
    blocks: list[Block] = [Paragraph(practice.what), *_remarks(practice)]
    blocks.append(_people(sheet))
    numbered = any(field.step is not None for field in fields)
    first = {field.step: field for field in reversed(fields)}  # a number is shown once
    few = sum(field.kind in _IN_WORDS for field in fields) <= _FEW
    for place, field in enumerate(fields, start=1):
        step = field.step if first[field.step] is field else None
        number = step if numbered else place
        lines = field.lines or (2 + few if field.kind in _IN_WORDS else 1)
        answer = () if field.private and practice.together else sheet.answer(field.id)
        blocks += _question(field, answer, number, lines)
    blocks += [Bullets(deck.items, deck.heading) for deck in practice.lists]
    if practice.care:
        blocks += [Heading(say("page.care"), 2), Paragraph(practice.care)]
    if clinician and practice.clinician:
        blocks += [Heading(say("page.clinician"), 2), Paragraph(practice.clinician)]
    if practice.citations:
        sources = " ".join(f"{one.line.rstrip('.')}." for one in practice.citations)
        blocks.append(Paragraph(say("page.sources", sources=sources), small=True))
    return Document(practice.name[:1].upper() + practice.name[1:], tuple(blocks))


def _refuse_what_stays(sheet: Sheet, *, clinician: bool) -> None:
    """Refuse a page that somebody else gets to see and its owner keeps back."""
    practice = sheet.practice
    if sheet.is_blank:
        return
    if clinician and practice.private:
        raise PracticeError(say("page.not-for-clinician", name=practice.name))
    if practice.hand_over and (open_yes := sheet.open_consent):
        words = {"name": practice.name, "prompt": open_yes.prompt}
        raise PracticeError(say("page.no-consent", **words))


def _shown(practice: Practice, *, clinician: bool) -> tuple[Field, ...]:
    """Return what stands on a page: what is private not where somebody else gets to see it."""
    if not clinician and not practice.hand_over:
        return practice.fields
    return tuple(field for field in practice.fields if not field.private)


def _remarks(practice: Practice) -> Iterator[Block]:
    if practice.guided:
        yield Paragraph(say("page.guided"))
    if practice.private:
        yield Paragraph(say("page.private"))
    if practice.checklist:
        yield Paragraph(say("page.checklist"))
    places = dict.fromkeys(say(f"openings.place.{kind}") for kind in practice.at)
    if places:
        yield Paragraph(say("page.at", places="; ".join(places)), small=True)


def _people(sheet: Sheet) -> Block:
    """Return who fills it in, who it is about and when, as cells to write in where that is open."""
    cells = {say("page.by"): say("page.and").join(sheet.by)}
    if sheet.practice.by is not By.BOTH:
        cells[say("page.other")] = sheet.other or ""
    cells[say("page.date")] = sheet.date or ""
    return Table(tuple(cells), (tuple(cells.values()),))


def _question(
    field: Field, answer: tuple[str, ...], number: int | None, lines: int
) -> Iterator[Block]:
    hints = [field.hint or "", say("page.private-answer") if field.private else ""]
    hint = " ".join(one for one in hints if one)
    choices = _choices(field)
    if not choices:
        yield Prompt(field.prompt, answer, number, hint, lines)
        return
    prompt = field.prompt if number is None else say("page.number", n=number, prompt=field.prompt)
    yield Scale(prompt, choices, next(iter(answer), None))
    if hint:
        yield Paragraph(hint, small=True)


def _choices(field: Field) -> tuple[str, ...]:
    if field.kind is AnswerKind.SCALE:
        return SCALE
    return YES_NO[::-1] if field.kind is AnswerKind.YES_NO else field.choices
