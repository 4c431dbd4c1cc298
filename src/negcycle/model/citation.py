"""Where a model or a number comes from, and what of it is from memory."""

from __future__ import annotations

from dataclasses import dataclass

from negcycle.words import say


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference, and whether what we took from it was read or only recalled."""

    key: str
    """A short name, such as ``"strogatz-1988"``."""
    text: str
    """Authors, year, title and place of publication."""
    where: str
    """A link, or the place in the work; may be empty."""
    read: bool
    """Whether the equations were read, there or in a work that quotes them; False: recalled."""
    recalled: str = ""
    """What else is from memory where the equations were read, such as ``"parameters"``."""

    @property
    def line(self) -> str:
        """The reference in one line, with a mark where something in it is from memory."""
        mark = ""
        if not self.read:
            mark = say("cite.recalled")
        elif self.recalled:
            mark = say("cite.partly-recalled", what=self.recalled)
        return " ".join(part for part in (self.text, self.where, mark) if part)

    def __str__(self) -> str:
        return self.line
