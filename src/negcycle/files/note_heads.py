"""What stands before the colon of a note: who is meant, and which slot or what between two."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from negcycle.errors import CaseError, Problem
from negcycle.files.place import Place
from negcycle.model.chain import Chain, Slot
from negcycle.model.cycle import Cycle
from negcycle.model.faults import choices, shown
from negcycle.model.people import names_of
from negcycle.words import did_you_mean, say

DIGITS: Mapping[str, Slot] = MappingProxyType(
    {
        "1": Slot.TRIGGER,
        "2": Slot.SECONDARY,
        "3": Slot.BEHAVIOR,
        "4": Slot.PERCEPTION,
        "5": Slot.PRIMARY,
        "6": Slot.NEED,
        "7": Slot.REQUEST,
        "8": Slot.FEAR,
        "9": Slot.BODY,
    }
)
"""One keystroke for a slot: the first six in the order in which one asks."""

_WAYS = ("from", "to")
_MOST_PARTS = 40
"""No name of a person has more words than this."""

Parts = list[tuple[str, Place]]
"""The words of a head, each with its place."""


def unclear(place: Place, code: str, /, **values: object) -> CaseError:
    """Return that one place in the notes cannot be read, with what to do about it."""
    line, column = place
    message = say(f"capture.{code}", **values)
    return CaseError([Problem(message, code=code, line=line, column=column)])


@dataclass(frozen=True, slots=True)
class Head:
    """Whose note it is, and where it belongs."""

    who: str = ""
    """The key of the partner; empty where nothing says it yet."""
    slot: Slot | None = None
    link: tuple[str, str] | None = None
    """Whose behavior stirs whose feeling, where it is about that."""


def read_head(parts: Parts, cycle: Cycle, before: Head) -> Head:
    """Return what a head says; `before` is the one before it in its line.

    Raises:
        CaseError: where nobody, no slot, or more than one is meant.
    """
    return _Reader(cycle, before).head(parts)


class _Reader:
    """Reads one head of a line."""

    def __init__(self, cycle: Cycle, before: Head) -> None:
        self.cycle = cycle
        self.before = before.who
        self.called = [*names_of(cycle.partners).values()]
        self.later = say("capture.later") if before.slot else ""
        """What follows a ';' may be one of the words before it."""

    def head(self, parts: Parts) -> Head:
        for count, (word, place) in enumerate(parts[: _MOST_PARTS + 1]):
            if word.casefold() in _WAYS and (self.before or count):
                who = self.who(parts[:count]) if count else self.before
                return Head(who, Slot.BEHAVIOR, self.between(who, word, place, parts[count + 1 :]))
        for count in range(min(len(parts), _MOST_PARTS)):
            try:
                who = self.who(parts[:count]) if count else self.before
                if who:
                    return Head(who, self.slot(parts[count:]))
            except CaseError:
                continue
        raise self.misread(parts)

    def misread(self, parts: Parts) -> CaseError:
        """Return what is wrong with a head in which no partner and slot can be found."""
        whose = unclear(parts[0][1], "whose", choices=choices(self.called))
        if len(parts) == 1 and not self.before:
            try:
                self.who(parts)
            except CaseError as error:
                if error.problems[0].code == "ambiguous-who":
                    return error
                self.slot(parts)
                return whose
            return unclear(parts[0][1], "no-slot")
        if len(parts) > 1:
            self.who(parts[:1])
            parts = parts[1:]
        self.slot(parts)
        return whose

    def between(self, who: str, way: str, place: Place, parts: Parts) -> tuple[str, str]:
        """Return whose behavior stirs whose feeling."""
        others = [key for key in self.cycle.keys if key != who]
        other = self.who(parts) if parts else others[0] if len(others) == 1 else who
        if other == who:
            raise unclear(place, "needs-other", way=way.casefold())
        if {who, other} not in [{*pair} for pair in self.cycle.all_pairs()]:
            names = names_of(self.cycle.partners)
            raise unclear(place, "no-pair", one=shown(names[who]), other=shown(names[other]))
        return (other, who) if way.casefold() == "from" else (who, other)

    def who(self, parts: Parts) -> str:
        """Return the key of the partner who is meant."""
        written, place = " ".join(word for word, _ in parts), parts[0][1]
        wanted = _plain(written)
        people = [(one.key, {_plain(one.key), _plain(one.name)}) for one in self.cycle.partners]
        exact = [key for key, names in people if wanted in names]
        begun = [key for key, names in people if any(name.startswith(wanted) for name in names)]
        for found in (exact, begun):
            if len(found) == 1:
                return found[0]
            if found:
                names = names_of(self.cycle.partners)
                some = _either([shown(names[key]) for key in found])
                raise unclear(place, "ambiguous-who", name=shown(written), names=some)
        known = [name for one in self.cycle.partners for name in (one.name, one.key)]
        hint = did_you_mean(written, known) or choices(self.called)
        raise unclear(place, "unknown-who", name=shown(written), hint=hint + self.later)

    def slot(self, parts: Parts) -> Slot:
        """Return the slot that is meant."""
        written, place = " ".join(word for word, _ in parts), parts[0][1]
        wanted = written.casefold().replace(" ", "_").replace("-", "_")
        if wanted in DIGITS:
            return DIGITS[wanted]
        names = {**{slot.value: slot.value for slot in Slot}, **Chain.other_spellings}
        if wanted in names:
            return Slot(names[wanted])
        begun = list(dict.fromkeys(slot for name, slot in names.items() if name.startswith(wanted)))
        if len(begun) == 1:
            return Slot(begun[0])
        if begun:
            slots = _either([shown(slot) for slot in begun])
            raise unclear(place, "ambiguous-slot", name=shown(written), slots=slots)
        hint = did_you_mean(wanted, list(names)) or choices(slot.value for slot in Slot)
        raise unclear(place, "unknown-slot", name=shown(written), hint=hint + self.later)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _either(parts: list[str]) -> str:
    """Return several parts with "or" before the last one."""
    return say("capture.or", first=", ".join(parts[:-1]), last=parts[-1])
