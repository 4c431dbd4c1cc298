"""Notes in a terse form, a line at a time: who, which slot, and the words as they were said.

    M trigger: he goes quiet; secondary: annoyed
    J 5: small | rejected ?

A partner is a key, a name or its first letters. A slot is its name, its first letters or a digit
(see `negcycle.files.note_heads.DIGITS`). Several entries have ``|`` between them. After the words
and a space, ``?`` marks a guess of the therapist, ``!`` what was felt in the room, and ``@owned``
how far it has come up. ``=`` before the words settles a guess: alone it confirms it, with words it
corrects it. Quotes keep every sign that stands between them. Lines that begin with ``#`` are left
out.

In the place of a slot, ``from J`` is what John does and what it stirs in Mary, and ``to J`` what
Mary does and what it stirs in John: ``M from J: @owned`` says how far Mary has come with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from negcycle.errors import CaseError, Problem
from negcycle.files.note_heads import Head, read_head, unclear
from negcycle.files.place import Place
from negcycle.model.chain import Slot
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Awareness, Entry
from negcycle.model.faults import choices, shown
from negcycle.words import did_you_mean, say

MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to take down."""

    place: Place
    """Where it stands in the notes."""
    partner: str
    """The key of whose it is."""
    slot: Slot
    words: str = ""
    """Verbatim; empty where only a mark is set on what is there."""
    guess: bool = False
    felt: bool = False
    awareness: Awareness | None = None
    settles: bool = False
    """Whether it confirms or corrects a guess."""
    link: tuple[str, str] | None = None
    """Whose behavior stirs whose feeling, where it is about that; then it has no words."""


def read_notes(text: str, cycle: Cycle, file: str | None = None) -> tuple[Note, ...]:
    """Return what some notes say about the people of a cycle, in their order.

    Raises:
        CaseError: with everything that cannot be read, each with line and column; of a line the
            first place.
    """
    found: list[Note] = []
    problems: list[Problem] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        try:
            found += _Line(line, number, cycle).notes()
        except CaseError as error:
            problems += (replace(one, file=file) for one in error.problems)
            if len(problems) >= MOST_FAULTS:
                break
    if problems:
        raise CaseError(problems)
    return tuple(found)


_CLOSING = re.compile(r'"(?=[\s;|]|\Z)')
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')
_MARK = re.compile(r"(?:\A|(?<=\s))(?:[?!]+|@[^\s@]*)\Z")
_PART = re.compile(r"[^\s>]+")


class _Line:
    """One line of notes, while it is read."""

    def __init__(self, text: str, number: int, cycle: Cycle) -> None:
        self.text = text
        self.number = number
        self.cycle = cycle
        self.at = 0
        self.closing = [found.start() for found in _CLOSING.finditer(text)]

    def place(self, at: int) -> Place:
        return self.number, at + 1

    def unclear(self, at: int, code: str, /, **values: object) -> CaseError:
        return unclear(self.place(at), code, **values)

    def notes(self) -> Iterator[Note]:
        self._skip_spaces()
        if self._is_over() or self.text[self.at] == "#":
            return
        only = self.cycle.keys if len(self.cycle.partners) == 1 else ()
        head = Head(only[0] if only else "")
        while not self._is_over():
            head = self._head(head)
            more = True
            while more:
                yield self._entry(head)
                more = self._next() == "|"
            self._skip_spaces()

    def _is_over(self) -> bool:
        return self.at >= len(self.text)

    def _skip_spaces(self) -> None:
        while not self._is_over() and self.text[self.at].isspace():
            self.at += 1

    def _next(self) -> str:
        """Step over the sign that ends an entry, and return it."""
        sign = self.text[self.at : self.at + 1]
        self.at += 1
        return sign

    def _head(self, before: Head) -> Head:
        """Read who is meant, and which slot or what between two people."""
        start, end = self.at, self.text.find(":", self.at)
        if end < 0:
            code = "no-colon-after" if before.slot else "no-colon"
            raise self.unclear(start, code, later=say("capture.later"))
        parts = [
            (found.group(), self.place(start + found.start()))
            for found in _PART.finditer(self.text[start:end])
        ]
        self.at = end + 1
        if not parts:
            raise self.unclear(end, "no-slot")
        return read_head(parts, self.cycle, before)

    # -- the words --------------------------------------------------------------------------------

    def _entry(self, head: Head) -> Note:
        self._skip_spaces()
        start = self.at
        settles = self.text[start : start + 1] == "="
        if settles:
            self.at += 1
            self._skip_spaces()
        here = self.at
        words, signs = self._quoted() if self.text[here : here + 1] == '"' else self._bare()
        marks = "".join(sign for sign in signs if not sign.startswith("@"))
        steps = [sign[1:] for sign in signs if sign.startswith("@")]
        if head.link and (words or settles or marks or not steps):
            raise self.unclear(start, "link-with-words")
        if not (words or signs or settles):
            raise self.unclear(start, "no-words")
        if words:
            self._check(words, here)
        return Note(
            self.place(start),
            head.who,
            head.slot or Slot.BEHAVIOR,
            words,
            guess="?" in marks,
            felt="!" in marks,
            awareness=self._step(steps[-1], self.text.rfind(f"@{steps[-1]}", here, self.at))
            if steps
            else None,
            settles=settles,
            link=head.link,
        )

    def _quoted(self) -> tuple[str, list[str]]:
        """Read words between quotes, and the marks behind them."""
        start = self.at
        found = _QUOTED.match(self.text, start)
        if not found:
            raise self.unclear(start, "open-quote")
        self.at = found.end()
        self._run()
        rest = self.text[found.end() : self.at]
        signs, left = _marks(rest)
        if left.strip():
            raise self.unclear(found.end() + len(rest) - len(rest.lstrip()), "after-quote")
        return found.group(1).replace('""', '"').strip(), signs

    def _bare(self) -> tuple[str, list[str]]:
        """Read words without quotes around them, and the marks behind them."""
        start = self.at
        self._run()
        signs, words = _marks(self.text[start : self.at])
        words = words.strip()
        if words and words[-1] in "?!" and not signs:
            at = start + len(self.text[start : self.at].rstrip()) - 1
            raise self.unclear(at, "touching", sign=words[-1])
        return words, signs

    def _run(self) -> None:
        """Go on to the sign that ends an entry; what stands between quotes does not."""
        while not self._is_over() and self.text[self.at] not in "|;":
            if self.text[self.at] == '"' and (self.at == 0 or self.text[self.at - 1].isspace()):
                number = bisect_left(self.closing, self.at + 1)
                if number < len(self.closing):
                    self.at = self.closing[number]
            self.at += 1

    def _step(self, written: str, at: int) -> Awareness:
        """Return the step of awareness that is meant."""
        names = [step.value for step in Awareness]
        begun = [name for name in names if written and name.startswith(written.casefold())]
        if written.casefold() not in names and len(begun) != 1:
            hint = did_you_mean(written, names) or choices(names)
            raise self.unclear(at, "unknown-step", name=shown(f"@{written}"), hint=hint)
        return Awareness(begun[0] if len(begun) == 1 else written.casefold())

    def _check(self, words: str, at: int) -> None:
        """Say what no case can hold."""
        try:
            Entry(words)
        except CaseError as error:
            raise self.unclear(at, "words", message=error.problems[0].message) from None


def _marks(text: str) -> tuple[list[str], str]:
    """Return the marks at the end of a text, and the text without them."""
    signs: list[str] = []
    text = text.rstrip()
    while found := _MARK.search(text[-80:]):
        signs.append(found.group())
        text = text[: len(text) - len(found.group())].rstrip()
    return signs, text
