"""What one might ask about the messages of a sheet, before they are said to anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from negcycle.files.checking import Asked
from negcycle.practices.described.practice import AnswerKind, Field, Wording
from negcycle.practices.sheets.sheet import Sheet
from negcycle.words import SAFETY, Question, message_questions
from negcycle.words.messages import ABOUT_ROOM

_IN_WORDS = frozenset({AnswerKind.TEXT, AnswerKind.LIST})


def about_messages(sheet: Sheet) -> Iterator[Asked]:
    """Yield what one might ask about the messages that a sheet holds.

    The answers to all fields of one kind of wording are one message, and what goes on a share card
    is part of a message that reaches, so that a wish for room in one
    field and the comfort in the next are read together. A question stands at the field whose words
    it is about, or at the first field of the message.

    Example:
        >>> import negcycle as nc
        >>> sheet = nc.practice("complaint_to_longing").sheet(
        ...     by="Ana", answers={"longing": "I miss you. You never come to bed."}
        ... )
        >>> [(one.path, one.question) for one in about_messages(sheet)]
        [('answers.longing', "'You never' takes in every time: what happened the last time?")]
    """
    for wording in Wording:
        said = {
            field.id: "\n".join(sheet.answer(field.id))
            for field in sheet.practice.fields
            if _wording(field) is wording and sheet.answer(field.id)
        }
        asked = message_questions("\n".join(said.values()), kind=wording.value)
        alone = {name: message_questions(words, kind=wording.value) for name, words in said.items()}
        for one in asked:
            if one.code == SAFETY:
                return
            yield Asked(f"answers.{_place(one, alone)}", one.text)


def _wording(field: Field) -> Wording | None:
    """Return which message an answer is part of; words that go on a share card reach the other."""
    if field.wording is None and field.share and field.kind in _IN_WORDS:
        return Wording.REACH
    return field.wording


def _place(asked: Question, alone: Mapping[str, tuple[Question, ...]]) -> str:
    """Return the field whose words are asked about; the first where it is about them all."""
    its_own = (name for name, some in alone.items() if asked in some)
    first = next(iter(alone))
    return first if asked.code in ABOUT_ROOM else next(its_own, first)
