"""A cycle in the form of a case file: what was said, short where the format allows it, in order."""

from __future__ import annotations

from enum import Enum
from typing import cast

from negcycle.files.node import PlainData
from negcycle.model.base import Frozen
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Entry
from negcycle.model.link import Station
from negcycle.model.partner import Partner
from negcycle.model.plan import Plan, PlanItem

_EXACT = 1e15
"""Below this, a whole number is written without a point."""


def as_written(cycle: Cycle) -> dict[str, PlainData]:
    """Return `cycle` as a case file writes it; what was not said is left out.

    Reading the result gives an equal cycle.
    """
    form = {name: plain(value) for name, value in said(cycle).items()}
    return {"negcycle": cycle.negcycle, **form}


def said(value: Frozen) -> dict[str, object]:
    """Return what was said in the fields of `value`, under the names and in the order of a file.

    The partners of a cycle stand under their keys.
    """
    found: dict[str, object] = {}
    for name, field in type(value).model_fields.items():
        inner = getattr(value, name)
        is_said = inner != field.get_default(call_default_factory=True)
        kept_back = name == "share" and isinstance(value, Entry) and value.is_kept_back
        if field.is_required() or is_said or kept_back:
            found[field.alias or name] = inner
    if isinstance(value, Cycle):
        found["partners"] = {one.key: one for one in value.partners}
    return {name: found[name] for name in order(type(value)) if name in found}


def order(kind: type[Frozen]) -> list[str]:
    """Return the fields of a kind of value in the order in which a file has them."""
    names = [name for name in kind.field_names() if (kind, name) != (Partner, "key")]
    if issubclass(kind, PlanItem):
        names.sort(key=lambda name: name == "for")  # it reads better behind what happens
    return names


def plain(value: object) -> PlainData:
    """Return a part of a cycle as plain data, in its short form where there is one."""
    if isinstance(value, Station | Enum):
        return str(value)
    if isinstance(value, Frozen):
        form = {name: plain(inner) for name, inner in said(value).items()}
        if isinstance(value, Plan):
            return form.get("items", [])
        short = value.shorthand
        return form[short] if short and list(form) == [short] else form
    if isinstance(value, tuple):
        items = [plain(item) for item in cast("tuple[object, ...]", value)]
        alone = len(items) == 1 and isinstance(value[0], Entry | str)
        return items[0] if alone else items
    if isinstance(value, dict):
        fields = cast("dict[object, object]", value)
        return {str(key): plain(inner) for key, inner in fields.items()}
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    return cast("PlainData", value)
