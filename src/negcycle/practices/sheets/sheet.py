"""A practice on paper, blank or filled in by somebody: what was answered, and what it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, cast

import pydantic
from pydantic import BeforeValidator, ValidationInfo, field_validator

from negcycle.errors import SimulationError, UnknownName
from negcycle.model.base import Frozen, Name
from negcycle.model.chain import Chain
from negcycle.model.cycle import Blank, Cycle, Date
from negcycle.model.entry import Entry, Source, Status
from negcycle.model.faults import as_text, cut, fault, shown, together, unknown_field
from negcycle.model.plan import BOTH, Plan
from negcycle.practices.described.becoming import CHAIN, OTHER
from negcycle.practices.described.known import ids, practice
from negcycle.practices.described.practice import AnswerKind, By, Field, Practice
from negcycle.practices.sheets.answers import YES_NO, Answer, to_answer
from negcycle.practices.sheets.planned import planned
from negcycle.words import lexicon, near, say
from negcycle.words.leaving import speaks_of_leaving

_OTHER_SPELLINGS = Chain.other_spellings


def _to_practice(value: object) -> object:
    if isinstance(value, str):
        try:
            return practice(value.strip())
        except UnknownName as error:
            raise fault("unknown-practice", "fault.verbatim", message=str(error)) from None
    if not isinstance(value, Practice):
        raise fault("unknown-practice", "sheet.not-a-practice", value=shown(value))
    return value


def _to_names(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()):
        return ()
    return (value,) if isinstance(value, str) else value


class Sheet(Frozen):
    """One practice on paper, blank or filled in. In a file, `practice` stands under ``sheet``.

    Example:
        >>> import negcycle as nc
        >>> sheet = nc.practice("pause").sheet("mary", answers={"feeling": ["sad", "tired"]})
        >>> [entry.words for entry in sheet.chain().secondary]
        ['sad', 'tired']
    """

    expected: ClassVar[str] = "sheet.expected"

    practice: Annotated[Practice, pydantic.Field(alias="sheet"), BeforeValidator(_to_practice)]
    """What it is a sheet of."""
    by: Annotated[tuple[Name, ...], BeforeValidator(_to_names)] = ()
    """Keys or names of who fills it in: one, two where both do, none while it is blank."""
    other: Name | None = None
    """Who it is about, if anybody."""
    date: Date | None = None
    """When it was filled in."""
    answers: Mapping[str, Answer] = pydantic.Field(default_factory=dict[str, Answer])
    """What was answered, in asking order, under the ids of the fields; words as they are."""

    def __hash__(self) -> int:  # the answers are a dict, which has none
        return hash((self.practice, self.by, self.other, self.date))

    @field_validator("answers", mode="before")
    @classmethod
    def _of_this_practice(cls, value: object, info: ValidationInfo) -> dict[str, Answer]:
        known: Practice | None = info.data.get("practice")
        if value is None or known is None:
            return {}  # without a practice, there is nothing to hold the answers against
        if not isinstance(value, Mapping):
            raise fault("wrong-kind", "sheet.expected-answers", value=shown(value))
        return _answers(known, cast("Mapping[object, object]", value))

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            practice: Practice | str,
            by: str | Sequence[str] = (),
            other: str | None = None,
            date: str | None = None,
            answers: Mapping[str, object] | None = None,
        ) -> None: ...

    @field_validator("by", mode="after")
    @classmethod
    def _are_as_many_as_it_needs(cls, by: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        known: Practice | None = info.data.get("practice")
        wanted = 2 if known is not None and known.by is By.BOTH else 1
        if known is not None and by and not len(by) == len({*by}) == wanted:
            raise fault("by", "sheet.by-two" if wanted == 2 else "sheet.by-one")
        return by

    @field_validator("other", mode="after")
    @classmethod
    def _is_somebody_else(cls, other: str | None, info: ValidationInfo) -> str | None:
        if other is not None and other in info.data.get("by", ()):
            raise fault("other", "sheet.other-is-by", name=other)
        return other

    @classmethod
    def hint_for(cls, value: Mapping[object, object]) -> str:
        """Say where an answer goes that stands beside ``answers``."""
        known = value.get("sheet")
        if isinstance(known, str) and known in ids():
            known = practice(known)
        names = {field.id for field in known.fields} if isinstance(known, Practice) else set[str]()
        return say("sheet.under-answers") if names & {as_text(key) for key in value} else ""

    # -- what was answered -----------------------------------------------------------------------

    @property
    def owner(self) -> str | None:
        """Who fills it in, if that is one person and known."""
        return self.by[0] if len(self.by) == 1 else None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is answered yet."""
        return not self.answers

    def answer(self, id: str) -> Answer:
        """Return what was answered to the field with this id; nothing where it is blank."""
        return self.answers.get(id, ())

    def blanks(self) -> tuple[Blank, ...]:
        """Return what is still open, as questions in asking order.

        Example:
            >>> import negcycle as nc
            >>> nc.practice("pause").sheet().blanks()[0].question
            'What has just landed on you?'
        """
        return tuple(
            Blank(f"answers.{field.id}", field.prompt)
            for field in self.practice.fields
            if not self.answer(field.id)
        )

    @property
    def open_consent(self) -> Field | None:
        """The first question of consent that is not answered with yes; None where all are.

        Example:
            >>> import negcycle as nc
            >>> nc.practice("hand_off").sheet("mary").open_consent.prompt
            'Do you want this page to be handed over?'
        """
        wanted = (field for field in self.practice.fields if field.consent)
        return next((one for one in wanted if self.answer(one.id) != (YES_NO[1],)), None)

    def open_answers(self) -> tuple[tuple[Field, Answer], ...]:
        """Return each answer that may leave the sheet, with its field, in asking order.

        What is private stays; of a practice that is private as a whole, everything does.
        """
        if self.practice.private:
            return ()
        return tuple(
            (field, self.answer(field.id))
            for field in self.practice.fields
            if self.answer(field.id) and not field.private
        )

    # -- what it becomes -------------------------------------------------------------------------

    def chain(self) -> Chain:
        """Return the half of the cycle of who fills it in, in causal order; nothing private.

        What a clinician wrote down is a guess until its owner has confirmed it.
        """
        source = Source.THERAPIST if self.practice.by is By.CLINICIAN else Source.SELF
        status = Status.CONJECTURE if source is Source.THERAPIST else None
        return self._becoming(CHAIN, source=source, status=status)

    def guesses(self) -> Chain:
        """Return what was guessed about the other, every entry marked as a guess."""
        source = Source.THERAPIST if self.practice.by is By.CLINICIAN else Source.PARTNER
        return self._becoming(OTHER, source=source, status=Status.CONJECTURE)

    def _becoming(self, where: str, **said: Any) -> Chain:
        slots: dict[str, list[Entry]] = {}
        for field, answer in self.open_answers():
            if field.becomes is not None and field.becomes.where == where:
                entries = slots.setdefault(field.becomes.what, [])
                entries += [Entry(words, **said) for words in answer]
        return Chain(**cast("Any", slots))

    def plan(
        self,
        cycle: Cycle | None = None,
        *,
        who: str | None = None,
        every: str | float | None = None,
    ) -> Plan:
        """Return what it is in a simulation, with the answers filled in; nothing private.

        Turns of help are not sessions, and a minute counts as a turn: the numbers are assumed.

        Args:
            cycle: Whose plan it is; then the one who does it is named by their key.
            who: Who does it; None means who fills the sheet in and, where that is not one person
                or not known, both.
            every: How often, such as ``"7d"``, in place of when the practice says.

        Raises:
            SimulationError: if the practice stands for nothing in a simulation, or if something
                in the answers comes before any practice.
            UnknownName: if who does it is nobody in the `cycle`.
            CaseError: if `every` is no time.

        Example:
            >>> import negcycle as nc
            >>> nc.practice("five_steps").sheet("mary").plan().items[0].partners()
            ((('five_steps',), 'mary'),)
        """
        if not self.practice.plan:
            raise SimulationError(say("sheet.no-plan", name=self.practice.name))
        if self.comes_first:
            raise SimulationError(say("safety.neutral-line"))
        return planned(self.practice, self.open_answers(), who=self._who(who, cycle), every=every)

    def _who(self, named: str | None, cycle: Cycle | None) -> str:
        who = named or (self.other if self.practice.by is By.CLINICIAN else self.owner)
        if who is None or who == BOTH:
            return BOTH
        return who if cycle is None else cycle.partner(who).key

    @property
    def comes_first(self) -> bool:
        """Whether something in the answers comes before any practice.

        Words that are not for a cycle to hold, words of leaving, or any answer but no to a question
        that is asked for this. Which of them it is, and where, is not said: others may look at the
        same page.
        """
        book = lexicon()
        for field in self.practice.fields:
            for words in self.answer(field.id):
                if field.comes_first and words.strip().casefold() != YES_NO[0]:
                    return True
                if field.kind in _IN_WORDS and (book.safety(words) or speaks_of_leaving(words)):
                    return True
        return False


_IN_WORDS = frozenset({AnswerKind.TEXT, AnswerKind.LIST})


def _answers(known: Practice, written: Mapping[object, object]) -> dict[str, Answer]:
    """Return the answers in asking order, or raise every fault of them."""
    names = [field.id for field in known.fields]
    found: dict[str, object] = {}
    faults: list[Any] = []
    odd: list[str] = []
    for key, value in written.items():
        name = cut(as_text(key))
        meant = _OTHER_SPELLINGS.get(name, name) if name not in names else name
        if meant not in names:
            odd.append(name)
            faults.append(((name,), unknown_field(name, names), value))
        elif meant in found:
            error = fault("written-twice", "fault.written-twice", name=meant, other=name)
            faults.append(((name,), error, value))
        else:
            found[meant] = value
    answers: dict[str, Answer] = {}
    for field in known.fields:
        answer, wrong = to_answer(field, found.get(field.id))
        faults += [((field.id, *loc), error, found.get(field.id)) for loc, error in wrong]
        if answer or wrong:
            answers[field.id] = answer
    for field in known.fields:
        is_there = field.id in answers or any(near(name, [field.id]) for name in odd)
        if field.mandatory and answers and not is_there:
            values = {"name": field.id, "practice": known.name, "prompt": field.prompt}
            faults.append(((field.id,), fault("mandatory", "sheet.mandatory", **values), None))
    if faults:
        raise together(faults)
    return answers
