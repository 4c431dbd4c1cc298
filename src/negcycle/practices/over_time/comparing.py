"""Checklists side by side: item by item what each person answered, without a sum or a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from negcycle.errors import PracticeError
from negcycle.practices.described.practice import Practice
from negcycle.practices.sheets.sheet import Sheet
from negcycle.words import say
from negcycle.words.listing import listed
from negcycle.words.tidying import tidy


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a checklist, and what each person answered."""

    id: str
    prompt: str
    now: Mapping[str, str | None]
    """By person, the answer on their last sheet, such as ``"mostly"``; None where it is blank."""
    earlier: Mapping[str, str | None]
    """The same on their first sheet, for those who have another one."""

    @property
    def sentence(self) -> str:
        """Where the answers are alike and where they differ, in plain words."""
        said = [answer for answer in self.now.values() if answer is not None]
        if len(self.now) == 1:
            text = said[0] if said else say("side-by-side.not-yet")
            text = say("side-by-side.alone", answer=text)
        elif not said:
            text = say("side-by-side.nobody")
        elif len(said) == len(self.now) and len({*said}) == 1:
            text = say("side-by-side.alike", answer=said[0])
        else:
            key = "side-by-side.differently" if len({*said}) > 1 else "side-by-side.partly"
            text = say(key, answers=_listed(self.now))
        return f"{text} {self._earlier}".strip()

    @property
    def _earlier(self) -> str:
        if not self.earlier:
            return ""
        if len(self.now) == 1:
            (answer,) = self.earlier.values()
            return say("side-by-side.earlier", answers=answer or say("side-by-side.not-yet"))
        return say("side-by-side.earlier", answers=_listed(self.earlier))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sheets of one checklist, by one person or several, side by side."""

    practice: Practice
    dates: Mapping[str, tuple[str | None, ...]]
    """By person, in the order in which they came, when they filled it in, the earliest first."""
    rows: tuple[Row, ...]
    """In the order of the list; none where something comes first."""
    waits: bool = False
    """Whether something in the answers comes before any comparing."""

    @property
    def people(self) -> tuple[str, ...]:
        """Whose answers these are."""
        return tuple(self.dates)

    @property
    def question(self) -> str:
        """The question at the end; each person answers it for themselves."""
        if self.waits:
            return ""
        key = {1: "side-by-side.ask-one", 2: "side-by-side.ask"}
        return say(key.get(len(self.dates), "side-by-side.ask-many"))

    @property
    def own_copy(self) -> str:
        """For whom this is, where it holds what several people answered."""
        return say("side-by-side.own-copy") if len(self.dates) > 1 and not self.waits else ""

    @property
    def care(self) -> str:
        """What to take care of: that of the practice, or the therapist's where several answered."""
        if len(self.dates) > 1:
            return say("side-by-side.alone-first")
        return self.practice.care or ""

    @property
    def when(self) -> str:
        """Who filled it in, and when."""
        return say("side-by-side.when", people="; ".join(self._when()))

    def _when(self) -> Iterator[str]:
        for name, dates in self.dates.items():
            days = [date or say("side-by-side.no-date") for date in dates]
            yield say("side-by-side.on", name=name, days=listed(days))

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it in plain words, item by item in the order of the list."""
        if self.waits:
            return say("side-by-side.waits"), say("safety.neutral-line")
        rows = [
            say("side-by-side.row", prompt=tidy(row.prompt), told=row.sentence) for row in self.rows
        ]
        care = (say("side-by-side.no-sum"), self.care, self.own_copy)
        return tuple(one for one in (self.when, *rows, *care, self.question) if one)

    def as_data(self) -> dict[str, object]:
        """Return it for JSON."""
        return {
            "practice": self.practice.id,
            "waits": self.waits,
            "dates": {name: list(dates) for name, dates in self.dates.items()},
            "items": [
                {
                    "id": row.id,
                    "prompt": row.prompt,
                    "now": dict(row.now),
                    "earlier": dict(row.earlier),
                    "sentence": row.sentence,
                }
                for row in self.rows
            ],
            "question": self.question,
            "sentences": list(self.sentences),
        }


def compare_sheets(sheets: Sequence[Sheet]) -> Comparison:
    """Return what some filled sheets of one checklist say, side by side, item by item.

    Several sheets of one person are put in order of their dates; the first and the last of them are
    compared. What is private stays on its sheet. Nothing is added up.

    Args:
        sheets: One or more, each filled in by one person.

    Raises:
        PracticeError: if there is none, if they are not of one checklist, if one does not say who
            filled it in, if two by the same person have the same date, or if the sheet is one that
            stays with its owner.

    Example:
        >>> import negcycle as nc
        >>> barriers = nc.practice("five_barriers")
        >>> ana = barriers.sheet("Ana", answers={"just_know": "yes"})
        >>> ben = barriers.sheet("Ben", answers={"just_know": "no"})
        >>> nc.compare_sheets([ana, ben]).rows[3].sentence
        'Answered differently: Ana yes, Ben no.'
    """
    practice = _one_checklist(sheets)
    by_person = _by_person(sheets)
    dates = {name: tuple(one.date for one in some) for name, some in by_person.items()}
    if any(one.comes_first for one in sheets):
        return Comparison(practice, MappingProxyType(dates), (), waits=True)
    rows = [
        Row(
            field.id,
            field.prompt,
            MappingProxyType({name: _said(some[-1], field.id) for name, some in by_person.items()}),
            MappingProxyType(
                {
                    name: _said(some[0], field.id)
                    for name, some in by_person.items()
                    if len(some) > 1
                }
            ),
        )
        for field in practice.fields
        if not field.private
    ]
    return Comparison(practice, MappingProxyType(dates), tuple(rows))


def _one_checklist(sheets: Sequence[Sheet]) -> Practice:
    if not sheets:
        raise PracticeError(say("side-by-side.nothing"))
    practice = sheets[0].practice
    for one in sheets:
        if one.practice != practice:
            names = {"first": practice.name, "second": one.practice.name}
            raise PracticeError(say("side-by-side.two-lists", **names))
    if practice.private:
        raise PracticeError(say("side-by-side.private", name=practice.name))
    if not practice.checklist:
        raise PracticeError(say("side-by-side.no-checklist", name=practice.name))
    return practice


def _by_person(sheets: Sequence[Sheet]) -> dict[str, list[Sheet]]:
    """Return the sheets of each person by their dates, under the name as it was first written."""
    names: dict[str, str] = {}
    found: dict[str, list[Sheet]] = {}
    for one in sheets:
        if one.owner is None:
            raise PracticeError(say("side-by-side.nobody-said"))
        name = tidy(one.owner) or "?"
        name = names.setdefault(name.casefold(), name)
        found.setdefault(name, []).append(one)
    for name, some in found.items():
        some.sort(key=lambda one: one.date or "")
        days = [one.date for one in some]
        if len({*days}) < len(days):
            raise PracticeError(say("side-by-side.same-date", name=name))
    return found


def _said(sheet: Sheet, id: str) -> str | None:
    return next(iter(sheet.answer(id)), None)


def _listed(answers: Mapping[str, str | None]) -> str:
    parts = [
        say("side-by-side.said", name=name, answer=answer or say("side-by-side.not-yet"))
        for name, answer in answers.items()
    ]
    return ", ".join(parts)
