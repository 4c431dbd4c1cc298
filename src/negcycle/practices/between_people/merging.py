"""Sheets that people filled in alone become one cycle; own words count, guesses stay guesses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from negcycle.errors import PracticeError
from negcycle.model.chain import Chain, Slot
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Entry
from negcycle.model.people import names_of
from negcycle.practices.between_people.mismatch import Mismatch, mismatches
from negcycle.practices.between_people.people import People, people_on
from negcycle.practices.described.practice import By
from negcycle.practices.sheets.sheet import Sheet
from negcycle.words import say
from negcycle.words.listing import listed


@dataclass(frozen=True, slots=True)
class Merged:
    """One cycle from some sheets, with what stands side by side in them."""

    cycle: Cycle
    mismatches: tuple[Mismatch, ...]
    """Each guess about somebody who filled in the same slot, beside their own words."""
    notes: tuple[str, ...]
    """What is to be known about it, in sentences."""

    def as_data(self) -> dict[str, object]:
        """Return what was found for JSON: `mismatches` and `notes`."""
        return {
            "mismatches": [one.as_data() for one in self.mismatches],
            "notes": list(self.notes),
        }


def merge_sheets(sheets: Iterable[Sheet], *, people: Cycle | None = None) -> Merged:
    """Return the cycle of some people from the sheets that each of them filled in alone.

    Whatever order the sheets come in, everybody's own words fill their own half, slot by slot. A
    guess about somebody else fills only what they left blank, and stays marked as a guess. Of one
    sheet alone comes one half, and the other one as it is seen from there.

    Args:
        sheets: Filled sheets of any practice that asks for a chain, one of each person. With more
            than two, each has to say whom it is about.
        people: A case that says who they are: keys, names, pronouns, sides and relations are taken
            from it, and nothing else.

    Raises:
        PracticeError: if something comes before any practice; if a sheet is private, was not filled
            in by one person, or holds nothing for a cycle; if two are by the same person; or if it
            is not clear who belongs together.
        UnknownName: if `people` does not know somebody.

    Sources:
        Moelbak, R. 5 Steps to Turning Resentment into Greater Closeness. bettertherapy.com

    Example:
        >>> import negcycle as nc
        >>> steps = nc.practice("five_steps")
        >>> mary = steps.sheet("Mary", other="John", answers={"deeper": "sad", "guess": "angry"})
        >>> john = steps.sheet("John", other="Mary", answers={"deeper": "unloved"})
        >>> merged = nc.merge_sheets([mary, john])
        >>> merged.cycle.partner("john").chain.primary[0].words, len(merged.mismatches)
        ('unloved', 1)
    """
    given = tuple(sheets)
    if any(sheet.comes_first for sheet in given):
        raise PracticeError(say("safety.neutral-line"))
    if not given:
        raise PracticeError(say("merging.none"))
    for sheet in given:
        _refuse_what_does_not_merge(sheet)
    who = people_on(given, people)
    chains = _chains(given, who)
    cycle = Cycle(
        date=_date(given),
        partners=[one.changed(chain=chains[one.key]) for one in who.partners],
        pairs=who.pairs,
    )
    if comes_first(cycle):
        raise PracticeError(say("safety.neutral-line"))
    side_by_side = tuple(_side_by_side(given, who))
    return Merged(cycle, side_by_side, tuple(_notes(given, who, side_by_side)))


def _refuse_what_does_not_merge(sheet: Sheet) -> None:
    name = sheet.practice.name
    if sheet.practice.private:
        raise PracticeError(say("merging.private", name=name))
    if len(sheet.by) > 1:
        raise PracticeError(say("merging.together", name=name))
    if sheet.practice.by is By.CLINICIAN:
        raise PracticeError(say("merging.clinician", name=name))
    if sheet.owner is None:
        raise PracticeError(say("merging.nobody", name=name))
    places = [field.becomes for field in sheet.practice.fields if field.becomes is not None]
    if not any(place.is_somebodys for place in places):
        raise PracticeError(say("merging.no-chain", name=name))


def _chains(sheets: Sequence[Sheet], who: People) -> dict[str, Chain]:
    """Return everybody's chain: own words first, and guesses of others where there are none."""
    own = {key: sheet.chain() for key, sheet in zip(who.owners, sheets, strict=True)}
    made: dict[str, Chain] = {}
    for one in who.partners:
        chain = own.get(one.key, Chain())
        filled = {slot.value: list(entries) for slot, entries in chain}
        guessed = {slot.value: list(_guessed(slot, one.key, sheets, who)) for slot in Slot}
        made[one.key] = Chain(**{slot: filled[slot] or guessed[slot] for slot in filled})
    return made


def _guessed(slot: Slot, key: str, sheets: Sequence[Sheet], who: People) -> Iterator[Entry]:
    """Yield what others guess in one slot of somebody, by the key of who guessed, each once."""
    told: set[str] = set()
    for _, sheet in sorted(
        ((owner, sheet) for owner, sheet, other in _rows(sheets, who) if other == key),
        key=lambda row: row[0],
    ):
        for entry in sheet.guesses()[slot]:
            if entry.words not in told:
                told.add(entry.words)
                yield entry


def _side_by_side(sheets: Sequence[Sheet], who: People) -> Iterator[Mismatch]:
    """Yield each guess beside own words: by whom it is about, and then by who guessed."""
    own = {owner: sheet.chain() for owner, sheet, _ in _rows(sheets, who)}
    names = names_of(who.partners)
    order = [one.key for one in who.partners]
    rows = [row for row in _rows(sheets, who) if row[2] in own]
    for owner, sheet, other in sorted(
        rows, key=lambda row: (order.index(row[2] or ""), order.index(row[0]))
    ):
        if other is not None:
            yield from mismatches(
                own[other], sheet.guesses(), owner=other, guesser=owner, names=names
            )


def _rows(sheets: Sequence[Sheet], who: People) -> Iterator[tuple[str, Sheet, str | None]]:
    """Yield each sheet with the keys of who filled it in and of whom it is about."""
    yield from zip(who.owners, sheets, who.others, strict=True)


def _date(sheets: Sequence[Sheet]) -> str | None:
    dates = _dates(sheets)
    return dates[0] if len(dates) == 1 else None


def _dates(sheets: Sequence[Sheet]) -> list[str]:
    return sorted({sheet.date for sheet in sheets if sheet.date})


def _notes(sheets: Sequence[Sheet], who: People, side_by_side: Sequence[Mismatch]) -> Iterator[str]:
    names = names_of(who.partners)
    if len(dates := _dates(sheets)) > 1:
        yield say("merging.dates", dates=listed(dates))
    if side_by_side:
        yield say("merging.own-words")
    for owner, sheet, other in _rows(sheets, who):
        if other is not None and other not in who.owners:
            guessed = any(entries for _, entries in sheet.guesses())
            key = "merging.as-seen" if guessed else "merging.one-half"
            yield say(key, name=names[owner], other=names[other])
