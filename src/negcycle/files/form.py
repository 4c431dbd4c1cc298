"""A cycle in the form of a case file: plain data, short where the format allows it, in a fixed order."""

from __future__ import annotations

from enum import Enum
from typing import Any

from negcycle.model.base import Frozen
from negcycle.model.chain import Chain
from negcycle.model.cycle import Cycle
from negcycle.model.link import Station, Stressor
from negcycle.model.plan import Plan

PlainData = Any
"""Texts, numbers, booleans, lists and dictionaries with texts as keys."""


def as_written(cycle: Cycle) -> dict[str, PlainData]:
    """Return `cycle` as a case file writes it; what was not said is left out.

    Reading the result gives an equal cycle.
    """
    form = _fields(cycle)
    form["partners"] = {
        one.key: {name: value for name, value in _fields(one).items() if name != "key"}
        for one in cycle.partners
    }
    order = ("negcycle", *(name for name in Cycle.field_names() if name != "negcycle"))
    form["negcycle"] = cycle.negcycle
    return {name: form[name] for name in order if name in form}


def _fields(value: Frozen) -> dict[str, PlainData]:
    """Return what was said in the fields of one value, under the names that a file uses."""
    said: dict[str, PlainData] = {}
    for name, field in type(value).model_fields.items():
        inner = getattr(value, name)
        if field.is_required() or inner != field.get_default(call_default_factory=True):
            said[field.alias or name] = _plain(inner, alone=_may_stand_alone(value, name))
    return said


def _may_stand_alone(value: Frozen, name: str) -> bool:
    """Whether a list of one item may be written as the item."""
    return isinstance(value, Chain) or (isinstance(value, Stressor) and name == "on")


def _plain(value: object, *, alone: bool = False) -> PlainData:
    if isinstance(value, Station | Enum):
        return str(value)
    if isinstance(value, Plan):
        return [_fields(item) for item in value.items]
    if isinstance(value, Frozen):
        said = _fields(value)
        return said[value.shorthand] if list(said) == [value.shorthand] else said
    if isinstance(value, tuple):
        items = [_plain(item) for item in value]
        return items[0] if alone and len(items) == 1 else items
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
