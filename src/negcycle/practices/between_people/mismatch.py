"""What one person guessed of the other, beside the other's own words: told, and never counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from negcycle.model.chain import Chain, Slot
from negcycle.model.entry import Entry
from negcycle.model.quoting import quoted
from negcycle.words import lexicon, say
from negcycle.words.matching import tokens
from negcycle.words.slots import FELT


class Nearness(StrEnum):
    """How a guess stands beside somebody's own words."""

    CLOSE = "close"
    """They share words, or a family of the lexicon."""
    DIFFERENT = "different"
    """The lexicon finds both, in families that have nothing in common."""
    OPEN = "open"
    """The lexicon does not know enough of the words to say; the two of them do."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A guess and the own words that it was about; nothing here counts or grades."""

    slot: Slot
    """What the guess was about."""
    owner: str
    """The key of the person whom it was about."""
    guesser: str
    """The key of the person who guessed."""
    guessed: tuple[str, ...]
    """The guess, verbatim."""
    said: tuple[str, ...]
    """The own words, verbatim."""
    nearness: Nearness
    sentence: str
    """Both, quoted, in one form for everybody; it ends in a question."""

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `slot`, `owner`, `guesser`, both quotes, `nearness`, `sentence`."""
        return {
            "slot": str(self.slot),
            "owner": self.owner,
            "guesser": self.guesser,
            "guessed": list(self.guessed),
            "said": list(self.said),
            "nearness": str(self.nearness),
            "sentence": self.sentence,
        }


def mismatches(
    own: Chain, guesses: Chain, *, owner: str, guesser: str, names: Mapping[str, str]
) -> Iterator[Mismatch]:
    """Yield each slot that somebody guessed and its owner filled in, in causal order.

    Args:
        own: What the owner said of themselves.
        guesses: What the guesser thinks is so in the owner.
        owner: The key of the person whom the guesses are about.
        guesser: The key of the person who guessed.
        names: What each is called, by key.

    Example:
        >>> told = mismatches(
        ...     Chain(primary="hurt"), Chain(primary="angry"),
        ...     owner="john", guesser="mary", names={"john": "John", "mary": "Mary"},
        ... )
        >>> print(next(told).sentence)
        Underneath, Mary guessed “angry” in John, and John's own words are “hurt”. These are
        different. What is it like to hear that?
    """
    for slot in Slot:
        guessed, said = guesses[slot], own[slot]
        if not (guessed and said):
            continue
        nearness = nearness_of(slot, guessed, said)
        sentence = say(
            "mismatch.sentence",
            place=say(f"mismatch.place.{slot}"),
            guesser=names[guesser],
            owner=names[owner],
            guessed=quoted(guessed, marked=False),
            said=quoted(said, marked=False),
            how=say(f"mismatch.{nearness}"),
        )
        yield Mismatch(
            slot=slot,
            owner=owner,
            guesser=guesser,
            guessed=tuple(entry.words for entry in guessed),
            said=tuple(entry.words for entry in said),
            nearness=nearness,
            sentence=sentence,
        )


def nearness_of(slot: Slot, some: Iterable[Entry], others: Iterable[Entry]) -> Nearness:
    """Return how two sets of entries of one slot stand to each other; either may come first.

    Example:
        >>> str(nearness_of(Slot.PRIMARY, [Entry("unloved")], [Entry("rejected and small")]))
        'close'
    """
    one, other = [entry.words for entry in some], [entry.words for entry in others]
    if {_plain(words) for words in one} & {_plain(words) for words in other}:
        return Nearness.CLOSE
    families = _families(slot, one), _families(slot, other)
    if not all(families):
        return Nearness.OPEN
    return Nearness.CLOSE if families[0] & families[1] else Nearness.DIFFERENT


def _plain(words: str) -> tuple[str, ...] | str:
    """Return words without case and signs; those that hold no letter, as they are."""
    return tuple(token.text for token in tokens(words)) or words


def _families(slot: Slot, said: Iterable[str]) -> set[tuple[str, str]]:
    """Return the families of the lexicon that stand in some words; a feeling, of either kind."""
    places = sorted(FELT) if slot in FELT else [slot.value]
    found = (term for words in said for place in places for term in lexicon().find(place, words))
    return {(term.slot, term.family) for term in found}
