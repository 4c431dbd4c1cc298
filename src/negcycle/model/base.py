"""What all values of a case have in common: they are frozen, and they name every fault at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator

from negcycle.errors import CaseError
from negcycle.model.faults import (
    UNPRINTABLE,
    as_text,
    carried,
    cut,
    fault,
    faults_of,
    shown,
    together,
    unknown_field,
)
from negcycle.words import say

if TYPE_CHECKING:
    from pydantic import ModelWrapValidatorHandler

    class _Value(BaseModel):
        pass

else:

    class _OneErrorTree(type(BaseModel)):
        """Makes every constructor fail with `CaseError`, so that one `except` is enough."""

        def __call__(cls, *args, **fields):
            if len(args) == 1 and cls.shorthand:
                args, fields = (), {cls.shorthand: args[0], **fields}
            try:
                return super().__call__(*args, **fields)
            except ValidationError as error:
                raise CaseError([one.problem() for one in faults_of(error)]) from None

    class _Value(BaseModel, metaclass=_OneErrorTree):
        pass


class Frozen(_Value):
    """A value that never changes; editing gives a new one."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",  # unknown fields are refused below, with a suggestion
        populate_by_name=True,
        allow_inf_nan=False,
    )

    other_spellings: ClassVar[Mapping[str, str]] = {}
    """Names that are accepted for a field beside its own."""

    shorthand: ClassVar[str | None] = None
    """The field that a plain text stands for, when there is one."""

    expected: ClassVar[str] = "fault.expected-fields"
    """Key of the sentence for a value that is not a set of fields."""

    elsewhere: ClassVar[Mapping[str, str]] = {}
    """Names that people write here by mistake, and the key of the sentence that says where to."""

    unlisted: ClassVar[frozenset[str]] = frozenset()
    """Fields that a case file writes in another way, so that nobody is told to choose them."""

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """Return the names of the fields as a case file writes them, in their order."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    def changed(self, **fields: object) -> Self:
        """Return this value with some fields replaced, checked again; None stands for silence.

        Raises:
            CaseError: if the new value has problems.
        """
        names = type(self).model_fields
        current = {name: getattr(self, name) for name in names if name in self.model_fields_set}
        unknown = fields.keys() - names.keys()
        if unknown:
            raise CaseError(
                [
                    one.problem()
                    for name in sorted(unknown)
                    for one in faults_of(together([((name,), unknown_field(name, names), None)]))
                ]
            )
        return type(self)(**{**current, **fields})

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Show only what was said."""
        fields = type(self).model_fields
        for name, value in super().__repr_args__():
            if name is None or value != fields[name].get_default(call_default_factory=True):
                yield name, value

    @model_validator(mode="wrap")
    @classmethod
    def _every_fault(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Refuse unknown fields with a suggestion, beside all other faults of this value."""
        if isinstance(value, cls):
            return value
        inner = None
        if cls.shorthand and isinstance(value, str | list | tuple):
            inner, value = cls.shorthand, {cls.shorthand: cast("object", value)}
        if not isinstance(value, Mapping):
            raise fault("wrong-kind", cls.expected, value=shown(value), hint=_space_missing(value))
        fields, faults = cls._sorted_out(cast("Mapping[object, object]", value))
        try:
            made = handler(fields)
        except ValidationError as error:
            found = [
                (loc[1:] if loc[:1] == (inner,) else loc, one, at)
                for loc, one, at in carried(error)
            ]
            raise together([*faults, *found]) from None
        if faults:
            raise together(faults)
        return made

    @classmethod
    def _sorted_out(cls, value: Mapping[object, object]) -> tuple[dict[str, object], list[Any]]:
        """Return the known fields under their own names, and a fault for each other one."""
        python_names = dict(zip(cls.model_fields, cls.field_names(), strict=True))
        other_spellings = {**python_names, **cls.other_spellings}
        fields: dict[str, object] = {}
        faults: list[Any] = []
        for key, inner in value.items():
            written = cut(as_text(key))
            name = other_spellings.get(written, written)
            if name not in cls.field_names():
                hint = say(cls.elsewhere[name]) if name in cls.elsewhere else ""
                hint = hint or cls.hint_for(value)
                listed = [one for one in cls.field_names() if one not in cls.unlisted]
                error = unknown_field(written, listed, hint)
                faults.append(((written,), error, inner))
            elif name in fields:
                error = fault("written-twice", "fault.written-twice", name=name, other=written)
                faults.append(((written,), error, inner))
            elif inner is not None:  # a blank is the same as nothing
                fields[name] = inner
        return fields, faults

    @classmethod
    def hint_for(cls, value: Mapping[object, object]) -> str:
        """Return what to say beside an unknown field, when nothing more special is known."""
        del value
        return ""


def _space_missing(value: object) -> str:
    """Ask about a missing space where a text looks like ``name:John``."""
    looks_so = isinstance(value, str) and re.match(r"[\w-]+:\S", value)
    return say("fault.space-missing") if looks_so else ""


def _printable(text: str) -> str:
    """Refuse characters that no page and no XML can hold."""
    if found := UNPRINTABLE.search(text):
        code = f"U+{ord(found.group()):04X}"
        raise fault("control-character", "fault.control-character", code=code)
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise fault("blank", "fault.blank")
    return text


def _not_blank_or_left_out(text: str) -> str:
    if not text.strip():
        raise fault("blank", "fault.blank-or-left-out")
    return text


def _at_most(limit: int) -> AfterValidator:
    def check(text: str) -> str:
        if len(text) > limit:
            raise fault("too-long", "fault.too-long", count=len(text), limit=limit)
        return text

    return AfterValidator(check)


Words = Annotated[str, AfterValidator(_printable), AfterValidator(_not_blank), _at_most(2_000)]
"""Somebody's own words: kept exactly as they are; not blank, at most 2,000 characters."""

Name = Annotated[str, AfterValidator(_printable), AfterValidator(_not_blank), _at_most(120)]
"""What a person is called; not blank, at most 120 characters."""

Label = Annotated[
    str, AfterValidator(_printable), AfterValidator(_not_blank_or_left_out), _at_most(120)
]
"""A short text that may be left out, such as a title; not blank, at most 120 characters."""

Notes = Annotated[str, AfterValidator(_printable), _at_most(100_000)]
"""Free text that is never drawn."""
