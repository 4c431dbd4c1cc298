"""Where a partner stands in one cycle: read off the behaviors in it, never a trait of a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from negcycle.model.entry import Move
from negcycle.words import say
from negcycle.words.tidying import tidy

if TYPE_CHECKING:
    from negcycle.model.partner import Partner


@dataclass(frozen=True, slots=True)
class Evidence:
    """One behavior, and what was read from it."""

    words: str
    """The behavior as it was written."""
    move: Move | None
    """What kind of move it is; None where that cannot be told."""
    term: str | None = None
    """The lexicon term that was found in the words; None where the file says `moves` itself."""


@dataclass(frozen=True, slots=True)
class Position:
    """The position of one partner in this cycle, with its evidence.

    `name` is ``"pursue"``, ``"withdraw"`` or None, which means: not enough information.
    """

    partner: str
    name: Literal["pursue", "withdraw"] | None
    evidence: tuple[Evidence, ...]
    sentence: str
    """The same in plain words."""

    def __bool__(self) -> bool:
        return self.name is not None


TOWARD = frozenset({Move.PURSUE, Move.ATTACK})
AWAY = frozenset({Move.WITHDRAW, Move.GIVE_UP})


def position_of(partner: Partner) -> Position:
    """Return where `partner` stands in this cycle, read off the behaviors written there."""
    evidence = tuple(_read(entry.words, entry.moves) for entry in partner.chain.behavior)
    moves = {one.move for one in evidence} - {None}
    toward, away = bool(moves & TOWARD), bool(moves & AWAY)
    name: Literal["pursue", "withdraw"] | None
    if toward and away:
        name, key = None, "position.both-ways"
    elif toward:
        name, key = "pursue", "position.toward"
    elif away:
        name, key = "withdraw", "position.away"
    elif Move.REACH in moves:
        name, key = None, "position.reach"
    else:
        name, key = None, "position.unknown" if evidence else "position.blank"
    quoted = ", ".join(f"'{tidy(one.words)}'" for one in evidence if one.move)
    return Position(
        partner.key, name, evidence, say(key, name=tidy(partner.name) or partner.key, words=quoted)
    )


def _read(words: str, moves: Move | None) -> Evidence:
    if moves is not None:
        return Evidence(words, moves)
    from negcycle.words import move_of

    found = move_of(words)
    return Evidence(words, None if found.move is None else Move(found.move), found.term)
