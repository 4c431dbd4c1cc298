"""From pydantic's errors to our sentences: every fault of a value, at once, with its place.

Validators raise `fault(...)`; a constructor that fails raises `CaseError` with a `Problem` each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from negcycle.errors import Problem
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Loc = tuple[int | str, ...]
"""Where in a case: ``("partners", "mary", "chain", "behavior", 0, "moves")``."""

_UNKNOWN_FIELD = "unknown-field"


class Fault(NamedTuple):
    """One fault with the place it belongs to, before a file gives it a line and a column."""

    loc: Loc
    code: str
    message: str

    @property
    def on_key(self) -> bool:
        """Whether the fault is about the name of a field rather than about its value."""
        return self.code in {_UNKNOWN_FIELD, "written-twice"}

    @property
    def path(self) -> str:
        """The place; for a field that should or should not be there, the place of its neighbors."""
        return path_of(self.loc[:-1] if self.on_key or self.code == "missing" else self.loc)

    def problem(self) -> Problem:
        return Problem(message=self.message, path=self.path, code=self.code)


def path_of(loc: Loc) -> str:
    """Return a place as people read it: ``partners.mary.chain.primary[1].moves``."""
    text = ""
    for part in loc:
        if part != "[key]":  # pydantic's mark for a fault in a name of a mapping
            text += f"[{part}]" if isinstance(part, int) else f".{cut(part, 60)}"
    return text.removeprefix(".")


def fault(code: str, key: str, /, **values: object) -> PydanticCustomError:
    """Return the error that a validator raises: a stable `code`, and the sentence under `key`."""
    clean = {
        name: cut(value) if isinstance(value, str) else value for name, value in values.items()
    }
    return _carrying(code, say(key, **clean))


def _carrying(code: str, message: str) -> PydanticCustomError:
    return PydanticCustomError(
        code,  # pyright: ignore[reportArgumentType]  (all codes are literals in this package)
        "{message}",
        {"message": message},
    )


def unknown_field(name: str, known: Iterable[str], hint: str = "") -> PydanticCustomError:
    """Return the error for a field that is not in the format.

    It offers the nearest one that is, else the `hint` where there is one, else all of them.
    """
    known = tuple(known)
    hint = did_you_mean(name, known) or hint or choices(known)
    return fault(_UNKNOWN_FIELD, "fault.unknown-field", name=cut(name, 60), hint=hint)


def choices(known: Iterable[str]) -> str:
    """Return ``" Choose from: ..."``, to follow a sentence."""
    return say("fault.choices", choices=", ".join(known))


def together(faults: Iterable[tuple[Loc, PydanticCustomError, object]]) -> ValidationError:
    """Return one error that carries several faults, each with its place and the value at fault."""
    details = [InitErrorDetails(type=error, loc=loc, input=value) for loc, error, value in faults]
    return ValidationError.from_exception_data("case", details)


def carried(
    error: ValidationError, *under: int | str
) -> list[tuple[Loc, PydanticCustomError, object]]:
    """Return the faults inside `error` so that they can be raised again `under` a further place."""
    return [
        (
            (*under, *one["loc"]),
            _carrying(code, message),
            one["input"],
        )
        for one in error.errors(include_url=False)
        for code, message in [_sentence(one)]
    ]


def faults_of(error: ValidationError) -> list[Fault]:
    """Return every fault in a pydantic error, in our words."""
    return [Fault(one["loc"], *_sentence(one)) for one in error.errors(include_url=False)]


def shown(value: object) -> str:
    """Return a value as it stands in a sentence: in quotes, and cut when it is long.

    A sign that would turn the sentence around is shown as its code point, such as ``U+202E``.
    """
    if isinstance(value, list | tuple):
        return say("fault.a-list")
    if isinstance(value, dict):
        return say("fault.fields")
    if value is None:
        return say("fault.nothing")
    if isinstance(value, bool):
        return f"'{str(value).lower()}'"
    text = cut(" ".join(as_text(value).split()), 60)
    return f"'{_TURNS.sub(lambda found: f'U+{ord(found.group()):04X}', text)}'"


_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that say in which direction one reads."""


def as_text(value: object) -> str:
    """Return a value as a text, whatever it is."""
    try:
        return str(value)
    except ValueError:  # Python writes no number of more than 4,300 digits
        return type(value).__name__


UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no page, no terminal and no XML can hold."""


def cut(text: str, length: int = 400) -> str:
    """Return `text` fit for a sentence: not too long, on one line, and printable."""
    text = " ".join(text.splitlines())
    text = text if len(text) <= length else f"{text[: length - 3]}..."
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _sentence(one: ErrorDetails) -> tuple[str, str]:
    """Return the code and sentence for one pydantic error."""
    kind, value = one["type"], one["input"]
    context: dict[str, Any] = one.get("ctx", {})
    field = str(one["loc"][-1]) if one["loc"] else ""
    if "message" in context:
        return kind, str(context["message"])
    if kind == "missing" or (kind == "string_type" and value is None):
        return "missing", say("fault.missing", name=field)
    if kind in {"enum", "literal_error"}:
        return "unknown-word", _not_in_list(one["loc"], value, str(context["expected"]))
    if kind in {"bool_parsing", "bool_type"}:
        return "not-yes-or-no", say("fault.not-yes-or-no", value=shown(value))
    if kind == "string_too_short":
        return "blank", say("fault.blank")
    if kind.startswith("string_"):
        return "wrong-kind", say("fault.not-words", value=shown(value))
    if kind.startswith(("tuple_", "list_")):
        return "wrong-kind", say("fault.expected-list", value=shown(value))
    if kind.startswith(("dict_", "mapping_")):
        return "wrong-kind", say("fault.expected-fields", value=shown(value), hint="")
    if kind == "finite_number":
        return "not-finite", say("fault.not-finite", value=shown(value))
    limits: dict[str, float] = {
        name: context[name] for name in ("ge", "gt", "le", "lt") if name in context
    }
    if limits:
        return "out-of-range", _out_of_range(value, limits)
    if kind.startswith(("float_", "int_")):
        return "not-a-number", say("fault.not-a-number", value=shown(value))
    return kind.replace("_", "-"), say("fault.other", value=shown(value), reason=one["msg"])


def _not_in_list(loc: Loc, value: object, expected: str) -> str:
    known = [word for word in expected.replace("'", "").replace(" or ", ", ").split(", ") if word]
    hint = did_you_mean(as_text(value), known) or choices(known)
    noun = say(f"noun.{next((part for part in reversed(loc) if part in _NOUNS), 'other')}")
    return say("fault.unknown-word", value=shown(value), noun=noun, hint=hint)


_NOUNS = {
    "moves",
    "status",
    "source",
    "awareness",
    "slot",
    "side",
    "relation",
    "felt",
    "position",
    "defaults",
}


def _out_of_range(value: object, limits: dict[str, float]) -> str:
    if "ge" in limits:
        key = "fault.at-least"
    elif "gt" in limits:
        key = "fault.more-than"
    else:
        key = "fault.at-most"
    numbers = {name: f"{limit:g}" for name, limit in limits.items()}
    return say(key, value=shown(value), **numbers)
