"""The plan of a practice, with gaps: ``{who}`` for who does it, ``{<field>}`` for an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from pydantic import ValidationError

from negcycle.model.faults import carried, fault
from negcycle.model.plan import BOTH, Plan
from negcycle.words import did_you_mean

WHO = "who"
_GAP = re.compile(r"\{([\w-]+)\}")
_DAY = {"day": {"turns": 80, "together": 60}}
"""How long a day is where a plan of a practice counts in days; without them none is added."""

Item = Mapping[str, Any]


def filled(template: Sequence[Item], values: Mapping[str, object]) -> list[dict[str, Any]]:
    """Return the items with every gap filled in; a field whose gap has no value is left out."""
    return [cast("dict[str, Any]", _filled(item, values)) for item in template]


def with_days(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the items with the length of a day in front, if any of them counts in days."""
    in_days = any(re.fullmatch(r"[\d.]+d", word) for item in items for word in _words(item))
    known = any("day" in item for item in items)
    return [dict(_DAY), *items] if in_days and not known else items


def template_faults(
    template: Sequence[Item], usable: set[str], private: set[str]
) -> list[tuple[tuple[int | str, ...], Any, object]]:
    """Return what is wrong with a plan that has gaps: a gap for nothing, or no plan at all.

    Args:
        template: The items with their gaps.
        usable: The ids of the fields whose answers may leave the sheet.
        private: The ids of the others.
    """
    faults: list[tuple[tuple[int | str, ...], Any, object]] = []
    for index, item in enumerate(template):
        for gap in sorted({found for word in _words(item) for found in _GAP.findall(word)}):
            if gap != WHO and gap not in usable:
                key = "practice-file.private-gap" if gap in private else "practice-file.gap"
                error = fault("gap", key, name=gap, hint=did_you_mean(gap, (WHO, *usable)))
                faults.append(((index,), error, gap))
    if template and not faults:
        try:
            Plan.model_validate(with_days(filled(template, {WHO: BOTH})))
        except ValidationError as error:
            faults += [((*loc,), one, at) for loc, one, at in carried(error)]
    return faults


def _filled(value: object, values: Mapping[str, object]) -> object:
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)
        made = {name: _filled(inner, values) for name, inner in fields.items()}
        return {name: inner for name, inner in made.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_filled(inner, values) for inner in cast("Sequence[object]", value)]
    gap = _GAP.fullmatch(value) if isinstance(value, str) else None
    return values.get(gap[1]) if gap else value


def _words(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for inner in cast("Mapping[str, object]", value).values():
            yield from _words(inner)
    elif isinstance(value, list | tuple):
        for inner in cast("Sequence[object]", value):
            yield from _words(inner)
    elif isinstance(value, str):
        yield value
