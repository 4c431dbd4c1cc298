"""The JSON Schema of a case file, read off the model.

It says of each field by itself what `load` says: closed, with the short forms, and with a blank
where one may stand. Other readers of YAML take an unquoted 7, true or Null for no text, so a text
may look like that, and a number may stand in quotes. What only the whole case shows is for `load`
to say.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise
from typing import Annotated, Any, Literal, TypeAlias, cast, get_args, get_origin
from typing import get_type_hints as hints_of

from pydantic import AfterValidator

from negcycle.files.form import order, plain
from negcycle.model.base import Frozen, Label, Name, Notes, Words
from negcycle.model.chain import STATIONS, Slot
from negcycle.model.cycle import Cycle, Date, Pair
from negcycle.model.dynamics import Sign
from negcycle.model.entry import Entries, Entry
from negcycle.model.incident import MOST_MOMENTS, Moment
from negcycle.model.link import StationName, Stressor
from negcycle.model.partner import MOST_PARTNERS, Partner, Partners
from negcycle.model.plan import KINDS, Plan, Time

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema: TypeAlias = dict[str, Any]
Kind: TypeAlias = type[Frozen] | type[Enum]


def schema() -> Schema:
    """Return the JSON Schema (2020-12) of a case file as plain data.

    Example:
        >>> schema()["required"]
        ['partners']
    """
    return {
        "$schema": DIALECT,
        "title": "negcycle case file",
        **_fields(Cycle),
        "$defs": {kind.__name__: _definition(kind) for kind in _kinds_in(Cycle)},
    }


# -- what stands in a field -------------------------------------------------------------------

_DIGITS = r"([0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)([eE][+-]?[0-9_]+)?"
_NUMBER: Schema = {"type": ["number", "string"], "pattern": rf"^\s*[+-]?{_DIGITS}\s*$"}
_TIME: Schema = {**_NUMBER, "minimum": 0, "pattern": rf"^\s*[+-]?{_DIGITS}d?\s*$"}
_SIGN = "^\\s*(\\+|\\+?1|[-\N{MINUS SIGN}]1?)(\\.0)?\\s*$"

_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}
_SOME_TEXT: Schema = {**_TEXT, "pattern": r"\S"}
_WORDS = 2_000

_TRUTHS = ("true", "false", "yes", "no", "on", "off", "t", "f", "y", "n", "1", "0")
_IN_ANY_CASE = (
    "".join(f"[{sign}{sign.upper()}]" for sign in word) if word.isalpha() else word
    for word in _TRUTHS
)
_TRUTH: Schema = {
    "type": ["boolean", "string", "integer"],
    "pattern": f"^({'|'.join(_IN_ANY_CASE)})$",
    "minimum": 0,
    "maximum": 1,
}

_NO_LETTER = r"\x00-,./:-@\[-^`{-\x7f"
_KEY = rf"^(?!both$)[^{_NO_LETTER}_-][^{_NO_LETTER}]{{0,39}}$"
"""Leaves out the ASCII that stands in no key; for other signs, patterns have no common language."""

_DATE = r"^\s*[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\s*$"
_STATIONS = "|".join([*(slot.value for slot in STATIONS), "behaviour"])
_STATION = rf"^[^.]*\.(({_STATIONS})\.?|behaviou?r\.[1-9][0-9]{{0,3}})$"


def _ref(kind: type) -> Schema:
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _list_of(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _or_blank(one: Schema) -> Schema:
    """Return the schema of a value that may also be left blank."""
    if "type" in one:
        types = [one["type"]] if isinstance(one["type"], str) else one["type"]
        return {**one, "type": list(dict.fromkeys([*types, "null"]))}
    return {"anyOf": [*one.get("anyOf", [one]), {"type": "null"}]}


_NAMED: tuple[tuple[object, Schema], ...] = (
    (Name, {**_SOME_TEXT, "maxLength": 120}),
    (Label, {**_SOME_TEXT, "maxLength": 120}),
    (Words, {**_SOME_TEXT, "maxLength": _WORDS}),
    (Notes, {**_TEXT, "maxLength": 100_000}),
    (Entries, {"anyOf": [_ref(Entry), _list_of(_or_blank(_ref(Entry)))]}),
    (
        Partners,
        {
            "type": "object",
            "propertyNames": {"pattern": _KEY},
            "additionalProperties": _ref(Partner),
            "minProperties": 1,
            "maxProperties": MOST_PARTNERS,
        },
    ),
    (Date, {"type": ["string", "integer"], "pattern": _DATE, "minimum": 1, "maximum": 9999}),
    (Pair, {**_list_of(_TEXT), "minItems": 2, "maxItems": 2}),
    (StationName, {"type": "string", "pattern": _STATION}),
    (Sign, {"anyOf": [{"enum": [1, -1]}, {"type": "string", "pattern": _SIGN}]}),
    (Time, _TIME),
)
"""The types that have a name in the model."""

_READ_IN_ANOTHER_WAY: dict[tuple[type[Frozen], str], Schema] = {
    (Cycle, "negcycle"): {"anyOf": [{"const": 1}, {"type": "string", "pattern": r"^\s*1\s*$"}]},
    (Stressor, "on"): {"anyOf": [_TEXT, _list_of(_TEXT)]},
    (Cycle, "incident"): {**_list_of(_ref(Moment)), "maxItems": MOST_MOMENTS},
    (Moment, "slot"): {"anyOf": [_ref(Slot), {"const": "behaviour"}]},
}

_LIMITS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "min_length": "minLength",
}


def _schema_of(hint: Any) -> Schema:
    """Return the schema of the values of one type of the model."""
    for named, known in _NAMED:
        if hint == named:
            return known
    if isinstance(hint, type):
        return {bool: _TRUTH, float: _NUMBER, str: _TEXT}.get(hint) or _ref(hint)
    kind, parts = get_origin(hint), get_args(hint)
    if kind is Annotated:
        if any(isinstance(one, AfterValidator) for one in parts):
            raise TypeError(f"{hint} needs a schema among the types that have a name.")
        return {**_schema_of(parts[0]), **_limits(parts[1:])}
    if kind is Literal:
        return {"enum": list(parts)}
    if kind is dict:
        return {"type": "object", "additionalProperties": _schema_of(parts[1])}
    if kind is tuple:
        return _list_of(_schema_of(parts[0]))
    return _schema_of(parts[0])  # something or None


def _limits(metadata: tuple[Any, ...]) -> Schema:
    found: Schema = {}
    for limit in (one for field in metadata for one in getattr(field, "metadata", ())):
        found |= {
            said: getattr(limit, name) for name, said in _LIMITS.items() if hasattr(limit, name)
        }
    return found


# -- values with fields -----------------------------------------------------------------------


def _kinds_in(kind: type[Frozen]) -> Iterator[Kind]:
    """Yield the kinds of values that one kind holds, however deep, each once."""
    found: dict[Kind, None] = {}
    waiting: list[Any] = [kind]
    while waiting:
        hint = waiting.pop(0)
        if isinstance(hint, type) and issubclass(hint, Frozen | Enum) and hint not in found:
            found[hint] = None
            if hint is Plan:
                waiting += KINDS.values()
            elif issubclass(hint, Frozen):
                fields = hints_of(hint, include_extras=True)
                waiting += [fields[name] for name in hint.model_fields]
        else:
            waiting[:0] = get_args(hint)
    yield from (one for one in found if one is not kind)


def _definition(kind: Kind) -> Schema:
    about = {"description": _plain_words((inspect.getdoc(kind) or "").partition("\n")[0])}
    if issubclass(kind, Enum):
        return {**about, "enum": [one.value for one in kind]}
    if issubclass(kind, Plan):
        return {**about, **_list_of({"anyOf": [_ref(one) for one in KINDS.values()]})}
    fields = _fields(kind)
    short = {Entry: {**_TEXT, "maxLength": _WORDS}, Stressor: {**_SOME_TEXT, "maxLength": _WORDS}}
    return {**about, "anyOf": [short[kind], fields]} if kind in short else {**about, **fields}


def _fields(kind: type[Frozen]) -> Schema:
    """Return the schema of a set of fields, in the order of the format."""
    hints = hints_of(kind, include_extras=True)
    texts = _descriptions(kind)
    properties: Schema = {}
    required: list[str] = []
    for name, field in kind.model_fields.items():
        written = field.alias or name
        one = _READ_IN_ANOTHER_WAY.get((kind, name)) or _schema_of(hints[name])
        about: Schema = {"description": texts[name]} if name in texts else {}
        if field.is_required():
            required.append(written)
        else:
            one = _or_blank(one)
            default = plain(field.get_default(call_default_factory=True))
            about |= {"default": default} if default not in (None, [], {}) else {}
        properties[written] = {**about, **one}
    properties = {name: properties[name] for name in order(kind)}
    for other, name in kind.other_spellings.items():
        properties[other] = properties[name]
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in required if name in properties],
        "additionalProperties": False,
    }


def _descriptions(kind: type[Frozen]) -> dict[str, str]:
    """Return the text below each field in the source of `kind` and its bases."""
    texts: dict[str, str] = {}
    for base in kind.__mro__:
        if issubclass(base, Frozen):
            tree = ast.parse(textwrap.dedent(inspect.getsource(base)))
            for field, text in pairwise(cast("ast.ClassDef", tree.body[0]).body):
                match field, text:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)),
                        ast.Expr(value=ast.Constant(value=str(said))),
                    ):
                        texts.setdefault(name, _plain_words(said))
                    case _:
                        pass
    return texts


def _plain_words(docstring: str) -> str:
    """Return a text from the source without its line breaks and markup."""
    return " ".join(docstring.split()).replace("``", "`")
