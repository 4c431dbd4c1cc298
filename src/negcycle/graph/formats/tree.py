"""JSON from strangers, read with care."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NoReturn, cast

from negcycle.graph.formats.reading import refuse, text_of

Fields = Mapping[str, object]


def object_in(content: str | bytes, *, otherwise: str) -> Fields:
    """Return the object that a JSON text holds.

    Raises:
        ConversionError: if it is too large or nested too deeply, or no JSON; or, with the sentence
            under `otherwise`, if it holds no object.
    """
    text = text_of(content)
    try:
        tree: object = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        refuse("graph.not-json", line=error.lineno, column=error.colno)
    except RecursionError:
        refuse("graph.too-deep")
    except ValueError:  # a whole number of more than 4,300 digits
        _no_number()
    if not isinstance(tree, dict):
        refuse(otherwise)
    return cast("Fields", tree)


def _no_number(_: str = "") -> NoReturn:
    refuse("graph.not-finite")


def objects_at(fields: Fields, *names: str, otherwise: str) -> list[Fields]:
    """Return the list of objects under the first of `names` that is there.

    Raises:
        ConversionError: with the sentence under `otherwise`, if there is none.
    """
    found = next((fields[name] for name in names if name in fields), None)
    items = cast("list[object]", found) if isinstance(found, list) else [None]
    if not all(isinstance(one, dict) for one in items):
        refuse(otherwise)
    return cast("list[Fields]", items)
