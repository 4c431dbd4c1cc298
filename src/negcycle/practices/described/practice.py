"""What a practice is: something small that a person can do, and the sheet on which they do it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import pydantic
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ValidationInfo,
    field_validator,
    model_validator,
)

from negcycle.graph.cycle_graph import Kind
from negcycle.model.base import Frozen, Label, Words
from negcycle.model.citation import Citation
from negcycle.model.faults import fault, shown, together
from negcycle.practices.described.becoming import Becoming, to_becoming
from negcycle.practices.described.sources import bibliography, citation
from negcycle.practices.described.template import WHO, template_faults
from negcycle.words import did_you_mean

if TYPE_CHECKING:
    from negcycle.practices.sheets.sheet import Sheet


class AnswerKind(StrEnum):
    """What kind of answer a field takes."""

    TEXT = "text"
    LIST = "list"
    CHOICE = "choice"
    YES_NO = "yes_no"
    DATE = "date"
    TIME = "time"
    MINUTES = "minutes"
    NUMBER = "number"
    SCALE = "scale"


class By(StrEnum):
    """Who fills a sheet in: one, every partner alone, both at one page, or the clinician."""

    ONE = "one"
    EACH = "each"
    BOTH = "both"
    CLINICIAN = "clinician"


class Wording(StrEnum):
    """What kind of message the words of a field are part of, so that they can be asked about."""

    REACH = "reach"
    SPACE = "space"
    REQUEST = "request"


class Recurs(StrEnum):
    """How often a practice comes back."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


def _to_id(value: str) -> str:
    if not re.fullmatch(r"[^\W\d][\w-]{0,59}", value):
        raise fault("id", "practice-file.id", value=shown(value))
    return value


Id = Annotated[str, AfterValidator(_to_id)]
"""A short word of letters, digits, ``_`` and ``-``."""


class Field(Frozen):
    """One question of a sheet, and what its answer becomes."""

    expected: ClassVar[str] = "practice-file.expected-field"

    id: Id
    prompt: Words
    hint: Words | None = None
    kind: AnswerKind = AnswerKind.TEXT
    choices: tuple[Label, ...] = ()
    """What one may choose from; only for the kind ``choice``."""
    required: bool = False
    """Whether the practice means little without it; left blank, it is a question."""
    mandatory: bool = False
    """Whether a sheet that has any answer has a fault without this one."""
    becomes: Annotated[Becoming | None, BeforeValidator(to_becoming)] = None
    """What the answer is elsewhere: a slot of a chain, a guess about the other, or in a plan."""
    step: Annotated[int, pydantic.Field(ge=1)] | None = None
    """Its number in the source text, if that numbers."""
    share: bool = False
    """Whether it goes on the share card."""
    private: bool = False
    """Whether its answer never leaves the sheet."""
    lines: Annotated[int, pydantic.Field(ge=1, le=20)] | None = None
    """How many lines to write on a printed sheet has; None leaves it to the kind of answer."""
    complaint: bool = False
    """Whether its answer is a complaint, in which one might ask for a longing."""
    comes_first: bool = False
    """Whether any answer but no comes before every practice."""
    consent: bool = False
    """Whether nothing is shared or handed over before this is answered with yes."""
    wording: Wording | None = None
    """The kind of message that these words are part of; fields of one kind are one message."""

    @model_validator(mode="after")
    def _choices_fit(self) -> Field:
        if self.kind is AnswerKind.CHOICE and len(self.choices) < 2:
            raise fault("choices", "practice-file.no-choices")
        if self.kind is not AnswerKind.CHOICE and self.choices:
            raise fault("choices", "practice-file.choices-elsewhere", kind=self.kind.value)
        if self.consent and self.kind is not AnswerKind.YES_NO:
            raise fault("consent", "practice-file.consent", kind=self.kind.value)
        if self.becomes is not None and not self.becomes.takes(self.kind.value):
            becomes, kind = str(self.becomes), self.kind.value
            raise fault("becomes", "practice-file.becomes-kind", becomes=becomes, kind=kind)
        return self


def _with_a_name(ask: str) -> str:
    if "{name}" not in ask:
        raise fault("ask", "practice-file.ask")
    return ask


def _to_source(key: str) -> str:
    if citation(key) is None:
        hint = did_you_mean(key, bibliography())
        raise fault("source", "practice-file.source", name=key, hint=hint)
    return key


class Deck(Frozen):
    """A list on a sheet: questions to draw from, what helps, what gets in the way."""

    expected: ClassVar[str] = "practice-file.expected-deck"

    heading: Label
    items: tuple[Words, ...]


class Practice(Frozen):
    """One practice of the field, in plain words, with the sheet on which it is done.

    No practice asks for touch or sex: what is asked for is words of reassurance. A field of a
    practice file has the name of the attribute; `id` stands there as ``practice``.

    Example:
        >>> import negcycle as nc
        >>> [field.id for field in nc.practice("five_steps").fields][:3]
        ['trigger', 'immediate', 'behavior']
    """

    expected: ClassVar[str] = "practice-file.expected"

    id: Annotated[Id, pydantic.Field(alias="practice")]
    """Stable in every language, such as ``"time_out"``; the name of its file."""
    name: Label
    """What it is called."""
    what: Words
    """What it is, in one plain sentence."""
    ask: Annotated[Words, AfterValidator(_with_a_name)]
    """The question for one person, with ``{name}`` where the name goes."""
    by: By = By.ONE
    """Who fills the sheet in."""
    at: tuple[Kind, ...] = ()
    """The kinds of node on whose way it steps into the loop."""
    guided: bool = False
    """Whether it is a step of a therapy, done in the room and not at home."""
    together: bool = False
    """Whether two people sit at one page, so that it is printed only where they are cleared."""
    private: bool = False
    """Whether the whole sheet stays with its owner."""
    hand_over: bool = False
    """Whether its page is for somebody else, so that nothing private is ever printed on it."""
    sources: tuple[Annotated[Label, AfterValidator(_to_source)], ...] = ()
    """Where it is described: keys of the bibliography or, in an own file, texts."""
    fields: tuple[Field, ...] = ()
    """What the sheet asks, in asking order."""
    plan: tuple[dict[str, Any], ...] = ()
    """What it is in a simulation: items of a plan, ``{who}`` for who does it."""
    recurs: Recurs | None = None
    """How often it comes back; None means once."""
    minutes: Annotated[float, pydantic.Field(gt=0, le=1440)] | None = None
    """How long it takes, in minutes."""
    lists: tuple[Deck, ...] = ()
    """What else stands on the sheet."""
    care: Words | None = None
    """What makes it fail and when to stop, at the foot of the sheet."""
    clinician: Words | None = None
    """A note for the clinician's sheet only."""
    checklist: bool = False
    """Whether every field is a scale; compared, and never added up to a verdict."""

    def __hash__(self) -> int:  # the plan holds dicts, which have none
        return hash((self.id, self.name, self.fields))

    @field_validator("fields", mode="after")
    @classmethod
    def _have_names_of_their_own(
        cls, fields: tuple[Field, ...], info: ValidationInfo
    ) -> tuple[Field, ...]:
        faults: list[Any] = []
        seen = {WHO}
        for index, field in enumerate(fields):
            if field.id in seen:
                error = fault("field-id", "practice-file.field-twice", name=field.id)
                faults.append(((index, "id"), error, field.id))
            seen.add(field.id)
            somebodys = field.becomes is not None and field.becomes.is_somebodys
            if somebodys and info.data.get("by") is By.BOTH:
                error = fault("both", "practice-file.both", becomes=str(field.becomes))
                faults.append(((index, "becomes"), error, str(field.becomes)))
        if faults:
            raise together(faults)
        return fields

    @field_validator("plan", mode="after")
    @classmethod
    def _gaps_can_be_filled(
        cls, plan: tuple[dict[str, Any], ...], info: ValidationInfo
    ) -> tuple[dict[str, Any], ...]:
        fields: tuple[Field, ...] | None = info.data.get("fields")
        if fields is None:  # they have faults of their own
            return plan
        stay = {one.id for one in fields if one.private or info.data.get("private")}
        faults = template_faults(plan, {one.id for one in fields} - stay, stay)
        if faults:
            raise together(faults)
        return plan

    @field_validator("checklist", mode="after")
    @classmethod
    def _is_all_scales(cls, checklist: bool, info: ValidationInfo) -> bool:
        fields: tuple[Field, ...] = info.data.get("fields", ())
        others = [one.id for one in fields if one.kind is not AnswerKind.SCALE]
        if checklist and others:
            raise fault("checklist", "practice-file.checklist", name=others[0])
        return checklist

    @property
    def sentence(self) -> str:
        """What it is, in one plain sentence; the same as `what`."""
        return self.what

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where it is described."""
        return tuple(found for key in self.sources if (found := citation(key)) is not None)

    @property
    def source(self) -> Citation | None:
        """Where it is described first; None where an own practice does not say."""
        return next(iter(self.citations), None)

    @property
    def plan_kind(self) -> str | None:
        """The input of a plan that stands for it in a simulation; None where there is none."""
        from negcycle.model.plan import KINDS

        return next((name for item in self.plan for name in item if name in KINDS), None)

    def question(self, name: str) -> str:
        """Return the question for one person, the same for everybody."""
        return self.ask.replace("{name}", name)

    def field(self, id: str) -> Field | None:
        """Return the field with this id; None where there is none."""
        return next((one for one in self.fields if one.id == id), None)

    def sheet(
        self,
        by: str | Sequence[str] = (),
        *,
        other: str | None = None,
        date: str | None = None,
        answers: Mapping[str, object] | None = None,
    ) -> Sheet:
        """Return a sheet of this practice, blank or with answers.

        Args:
            by: Who fills it in; two names where both do.
            other: Who it is about, if anybody.
            date: When, such as ``"2026-11-22"``.
            answers: By the id of a field: words, or a list of them.

        Raises:
            CaseError: with every fault of it.
        """
        sheets = import_module("negcycle.practices.sheets.sheet")  # it imports this file
        kind: type[Sheet] = sheets.Sheet
        return kind(practice=self, by=by, other=other, date=date, answers=answers)

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `id`, `name`, `sentence`, `source`, `plan` and `guided`."""
        return {
            "id": self.id,
            "name": self.name,
            "sentence": self.sentence,
            "source": self.source.line if self.source else None,
            "plan": self.plan_kind,
            "guided": self.guided,
        }
