"""What is written in a field of a sheet: words as they are; numbers, times and choices checked."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from typing import Any, cast

from pydantic_core import PydanticCustomError

from negcycle.model.faults import UNPRINTABLE, as_text, choices, fault, shown
from negcycle.practices.described.practice import AnswerKind, Field
from negcycle.words import did_you_mean
from negcycle.words.tidying import tidy

SCALE = ("no", "a little", "mostly", "yes")
"""The answers of a scale, in rising order; never added up."""
YES_NO = ("no", "yes")

LONGEST = 20_000
"""Characters that one answer may have."""
LONGEST_IN_A_CHAIN = 2_000
"""Characters of an answer that becomes part of a case."""
MOST = 100
"""Answers in one field."""

Answer = tuple[str, ...]
_SEVERAL = frozenset({AnswerKind.TEXT, AnswerKind.LIST})


def to_answer(field: Field, value: object) -> tuple[Answer, list[tuple[tuple[int, ...], Any]]]:
    """Return what somebody wrote in a field, and its faults, each with its place in the answer.

    A blank is no answer. Words stay as they were written.
    """
    written: list[object] = list(cast("Any", value)) if isinstance(value, list | tuple) else [value]
    in_list = isinstance(value, list | tuple)
    given = [(index, one) for index, one in enumerate(written) if not _is_blank(one)]
    if len(given) > 1 and field.kind not in _SEVERAL:
        return (), [((), fault("one-answer", "sheet.one-answer", kind=field.kind.value))]
    if len(given) > MOST:
        return (), [((), fault("too-many", "sheet.too-many", count=len(given), limit=MOST))]
    answer: list[str] = []
    faults: list[tuple[tuple[int, ...], Any]] = []
    for index, one in given:
        try:
            answer.append(_read(field, one))
        except PydanticCustomError as error:
            faults.append(((index,) if in_list else (), error))
    return tuple(answer), faults


def level(answer: str) -> int:
    """Return where an answer stands on the scale, 0 to 3."""
    return SCALE.index(answer)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not tidy(value))


def _read(field: Field, value: object) -> str:
    if isinstance(value, Mapping):
        fields = cast("Mapping[object, object]", value)
        key = "sheet.colon" if len(fields) == 1 else "sheet.not-words"
        raise fault("wrong-kind", key, value=shown(fields))
    if isinstance(value, list | tuple):
        raise fault("wrong-kind", "sheet.not-words", value=shown(cast("object", value)))
    if field.kind in _SEVERAL:
        return _words(field, value)
    if isinstance(value, bool):
        value = YES_NO[value]
    text = " ".join(as_text(value).split())
    match field.kind:
        case AnswerKind.CHOICE:
            return _chosen(text, field.choices, "sheet.not-a-choice")
        case AnswerKind.YES_NO:
            text = {"true": "yes", "false": "no", "y": "yes", "n": "no"}.get(text.casefold(), text)
            return _chosen(text, YES_NO, "sheet.not-yes-or-no")
        case AnswerKind.SCALE:
            numbered = dict(zip("0123", SCALE, strict=True))
            return _chosen(numbered.get(text, text), SCALE, "sheet.not-on-the-scale")
        case AnswerKind.DATE:
            return _date(text)
        case AnswerKind.TIME:
            return _time(text)
        case AnswerKind.MINUTES:
            return _minutes(text)
        case _:
            return _number(text)


def _words(field: Field, value: object) -> str:
    if not isinstance(value, str):
        raise fault("wrong-kind", "sheet.not-words", value=shown(value))
    if found := UNPRINTABLE.search(value):
        code = f"U+{ord(found.group()):04X}"
        raise fault("control-character", "fault.control-character", code=code)
    limit = LONGEST if field.becomes is None else LONGEST_IN_A_CHAIN
    if len(value) > limit:
        raise fault("too-long", "sheet.too-long", count=len(value), limit=limit)
    return value


def _chosen(text: str, known: tuple[str, ...], key: str) -> str:
    for one in known:
        if " ".join(one.split()).casefold() == text.casefold():
            return one
    hint = did_you_mean(text, known) or choices(known)
    raise fault("choice", key, value=shown(text), hint=hint)


def _date(text: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise fault("not-a-date", "sheet.not-a-date", value=shown(text))


_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?m\.?|(\d{1,2})[:.](\d\d)", re.I | re.ASCII)


def _time(text: str) -> str:
    """Read a time of the day, such as ``18:30`` or ``6:30 pm``."""
    if found := _TIME.fullmatch(text):
        hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
        if found[3] and 1 <= hour <= 12:
            hour = hour % 12 + 12 * (found[3].lower() == "p")
        elif found[3]:
            hour = 24
        if hour < 24 and minute < 60:
            return f"{hour:02}:{minute:02}"
    raise fault("not-a-time", "sheet.not-a-time", value=shown(text))


def _minutes(text: str) -> str:
    found = re.fullmatch(r"(\d{1,4})\s*(?:minutes?|mins?|')?", text, re.I | re.ASCII)
    if found and 0 < int(found[1]) <= 24 * 60:
        return str(int(found[1]))
    raise fault("not-minutes", "sheet.not-minutes", value=shown(text))


def _number(text: str) -> str:
    if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text, re.ASCII):
        number = float(text)
        if math.isfinite(number):
            return text
    raise fault("not-a-number", "fault.not-a-number", value=shown(text))
