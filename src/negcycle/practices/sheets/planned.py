"""From the answers of a sheet to inputs over time: the plan of a practice with its gaps filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from negcycle.model.plan import Day, Plan, Timeout
from negcycle.practices.described.becoming import PLAN
from negcycle.practices.described.practice import AnswerKind, Field, Practice
from negcycle.practices.described.template import WHO, filled, with_days
from negcycle.practices.sheets.answers import SCALE, Answer, level

_DAYS = {"daily": "1d", "weekly": "7d", "monthly": "30d", "yearly": "365d"}


def planned(
    practice: Practice,
    answers: Sequence[tuple[Field, Answer]],
    *,
    who: str,
    every: str | float | None = None,
) -> Plan:
    """Return the plan of a practice with these answers; the length of a day only where it counts.

    Args:
        practice: What is done.
        answers: What may leave the sheet.
        who: The key of who does it, or ``"both"``.
        every: How often, in place of when the practice says.

    Raises:
        CaseError: if `every` is no time.
    """
    gaps = {field.id: _value(field, answer[0]) for field, answer in answers}
    items = filled(practice.plan, {**gaps, WHO: who})
    for field, answer in answers:
        if field.becomes is not None and field.becomes.where == PLAN:
            items = [
                one
                for item in items
                for one in [_with(item, field.becomes.what, _input(field, answer[0]))]
                if one is not None
            ]
    if every is not None:
        items = [_with(item, "every", every) or item for item in items]
    return Plan(with_days(items))


def _value(field: Field, answer: str) -> object:
    """Return an answer as it stands in a gap of the plan."""
    if field.kind in {AnswerKind.MINUTES, AnswerKind.NUMBER}:
        return float(answer)
    if field.kind is AnswerKind.YES_NO:
        return answer == "yes"
    return _DAYS.get(answer, answer)


def _input(field: Field, answer: str) -> object:
    """Return an answer as a part of the plan: a number out of ten or on a scale is a share."""
    if field.becomes is not None and field.becomes.what == "strength":
        share = level(answer) / (len(SCALE) - 1) if answer in SCALE else float(answer) / 10
        return min(share, 1.0)
    return _value(field, answer)


def _with(item: dict[str, Any], name: str, value: object) -> dict[str, Any] | None:
    """Return an item with one field replaced; None where the answer leaves nothing of it."""
    if Day.kind in item:
        return item
    if name in {"every", "at"}:
        rest = {key: inner for key, inner in item.items() if key != "when"}
        return {**rest, name: value}
    if isinstance(value, float) and value <= 0:
        return None
    if name == "for" and Timeout.kind in item:
        terms = cast("dict[str, Any]", item[Timeout.kind])
        return {**item, Timeout.kind: {**terms, "for": value}}
    return {**item, name: value}
