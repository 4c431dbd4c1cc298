"""Which kind of cycle this is, pair by pair, with its evidence; or that too little is known.

A pattern is one of a cycle, about one topic at one time. It is never one of a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from negcycle.errors import UnknownName
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Move
from negcycle.model.partner import Partner, Relation
from negcycle.model.people import names_of
from negcycle.model.position import AWAY, TOWARD, position_of
from negcycle.words import lexicon, say
from negcycle.words.listing import listed
from negcycle.words.tidying import tidy


class Family(StrEnum):
    """Kinds of cycles, by their ids in the lexicon."""

    PURSUE_WITHDRAW = "pursue_withdraw"
    ATTACK_ATTACK = "attack_attack"
    WITHDRAW_WITHDRAW = "withdraw_withdraw"
    ATTACK_WITHDRAW = "attack_withdraw"
    REACTIVE = "reactive_pursue_withdraw"
    BURNT_OUT_PURSUER = "burnt_out_pursuer"
    REACH_RESPOND = "reach_respond"

    @property
    def label(self) -> str:
        """What it is called."""
        return say(f"pattern.{self}.label")

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names for it; those of Sue Johnson say so."""
        known = next((one for one in lexicon().cycles if one.id == self), None)
        if known is None:
            return ()
        hers = (say("pattern.johnson", name=name) for name in known.johnson)
        return (*known.aliases, *hers)


@dataclass(frozen=True, slots=True)
class Seen:
    """A behavior that tells which pattern it is."""

    partner: str
    """The key of who does it."""
    words: str
    """As they were written."""
    move: Move
    guess: bool
    """Whether it is somebody's guess."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The pattern between two people in this cycle.

    `family` is None where too little is known, or where what is known fits none.
    """

    pair: tuple[str, str]
    """The keys of the two, in order of the alphabet."""
    family: Family | None
    evidence: tuple[Seen, ...]
    """The behaviors it is read off, by partner."""
    sentence: str
    """The same in plain words, with the evidence."""
    question: str
    """What to ask to be surer; empty where there is nothing to ask."""

    def __bool__(self) -> bool:
        return self.family is not None

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `pair`, `family`, `evidence`, `sentence` and `question`."""
        return {
            "pair": list(self.pair),
            "family": None if self.family is None else str(self.family),
            "evidence": [
                {
                    "partner": one.partner,
                    "words": one.words,
                    "moves": str(one.move),
                    "guess": one.guess,
                }
                for one in self.evidence
            ],
            "sentence": self.sentence,
            "question": self.question,
        }


def patterns(cycle: Cycle, *, earlier: Cycle | None = None) -> tuple[Pattern, ...]:
    """Return the pattern of each pair, with its evidence, or that there is not enough information.

    It is read off the behaviors that are written, and off nothing else. Nothing is named between a
    caregiver and a child, and nothing where something in the case comes before any practice.

    Args:
        cycle: The cycle.
        earlier: The same people at an earlier time. Who pursued then and pulls away now tells of a
            burnt-out pursuer; two who have changed places tell of a reactive pattern.

    Raises:
        UnknownName: if somebody of `cycle` is not in the earlier one.

    Example:
        >>> import negcycle as nc
        >>> [found] = nc.patterns(nc.load("examples/sunday-silence.yaml"))
        >>> str(found.family), found.sentence[:42]
        ('withdraw_withdraw', 'Here, this looks like withdraw/withdraw: J')

    Sources:
        Johnson, S. M. (2004). The Practice of Emotionally Focused Couple Therapy (2nd ed.).
    """
    if earlier is not None:
        for key in cycle.keys:
            if key not in earlier.keys:
                raise UnknownName(say("pattern.not-there", name=key), key, earlier.keys)
    waits = comes_first(cycle) or (earlier is not None and comes_first(earlier))
    names = names_of(cycle.partners)
    pairs = sorted((min(pair), max(pair)) for pair in cycle.all_pairs())
    found: list[Pattern] = []
    for pair in pairs:
        people = (cycle.partner(pair[0]), cycle.partner(pair[1]))
        before = None if earlier is None else (earlier.partner(pair[0]), earlier.partner(pair[1]))
        found.append(_pattern(people, before, names, waits=waits))
    return tuple(found)


Two = tuple[Partner, Partner]


def _pattern(people: Two, before: Two | None, names: dict[str, str], *, waits: bool) -> Pattern:
    pair = (people[0].key, people[1].key)
    if waits or Relation.CHILD in {one.relation for one in people}:
        return Pattern(pair, None, (), say("pattern.not-named"), "")
    evidence = tuple(one for person in people for one in _seen(person))
    moves = [frozenset(one.move for one in evidence if one.partner == key) for key in pair]
    blank = [names[key] for key, known in zip(pair, moves, strict=True) if not known]
    if blank:
        said = say("pattern.blank", names=listed(blank))
        return Pattern(pair, None, evidence, said, say("pattern.blank.ask", names=listed(blank)))
    family, reason = _family(moves, None if before is None else [_moves(one) for one in before])
    key = str(family) if family is not None else reason
    quoted = [
        say("pattern.quoted", name=names[one.partner], words=_quoted(one), way=_way(one))
        for one in evidence
    ]
    head = (
        say("pattern.looks", label=family.label)
        if family is not None
        else say(f"pattern.{reason}.says")
    )
    sentence = say("pattern.because", head=head, evidence="; ".join(quoted))
    return Pattern(pair, family, evidence, sentence, say(f"pattern.{key}.ask"))


def _quoted(one: Seen) -> str:
    return say("quote.words", words=tidy(one.words))


def _way(one: Seen) -> str:
    return (
        say("pattern.guessed", move=say(f"pattern.move.{one.move}"))
        if one.guess
        else say(f"pattern.move.{one.move}")
    )


def _seen(person: Partner) -> Iterator[Seen]:
    """Yield the behaviors of somebody whose kind of move is known."""
    read = position_of(person).evidence
    for entry, found in zip(person.chain.behavior, read, strict=True):
        if found.move is not None and tidy(entry.words):
            yield Seen(person.key, entry.words, found.move, entry.is_guess)


def _moves(person: Partner) -> frozenset[Move]:
    return frozenset(one.move for one in _seen(person))


Moves = frozenset[Move]


def _family(moves: list[Moves], before: list[Moves] | None) -> tuple[Family | None, str]:
    """Return the family of two sets of moves, or None and why. It does not matter who is first."""
    acted = [one - {Move.REACH} for one in moves]
    if not any(acted):
        return Family.REACH_RESPOND, ""
    if not all(acted):
        return None, "one-reaches"
    toward = [bool(one & TOWARD) for one in acted]
    away = [bool(one & AWAY) for one in acted]
    if before is not None and (turned := _turned(toward, away, before)):
        return turned, ""
    both_ways = [t and a for t, a in zip(toward, away, strict=True)]
    if all(both_ways):
        return None, "both-ways"
    if any(both_ways):
        return Family.REACTIVE, ""
    if all(away):
        tired = any(Move.GIVE_UP in one for one in acted) and any(
            Move.WITHDRAW in one for one in acted
        )
        return (Family.BURNT_OUT_PURSUER if tired else Family.WITHDRAW_WITHDRAW), ""
    if all(toward):
        if all(Move.ATTACK in one for one in acted):
            return Family.ATTACK_ATTACK, ""
        return None, "both-toward"
    attacks = any(Move.ATTACK in one for one in acted)
    return (Family.ATTACK_WITHDRAW if attacks else Family.PURSUE_WITHDRAW), ""


def _turned(toward: list[bool], away: list[bool], before: list[Moves]) -> Family | None:
    """Return what it means that somebody has changed sides since an earlier time."""
    pursued = [bool(one & TOWARD) and not one & AWAY for one in before]
    withdrew = [bool(one & AWAY) and not one & TOWARD for one in before]
    gave_up = [
        was and not now and gone for was, now, gone in zip(pursued, toward, away, strict=True)
    ]
    came_out = [was and now for was, now in zip(withdrew, toward, strict=True)]
    if any(gave_up) and any(came_out):
        return Family.REACTIVE
    if any(gave_up) and all(away):
        return Family.BURNT_OUT_PURSUER
    return None
