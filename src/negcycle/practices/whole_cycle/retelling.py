"""The cycle told again as "they": as somebody would tell it who watches the two from outside.

To step back and look at it together is itself a way out (after Moelbak, on couples who can take a
view from above). What is told is joint, so it is the therapist's own copy; a page for the couple
asks for clearance first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negcycle.errors import PracticeError
from negcycle.model.chain import Slot
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Partner, Relation
from negcycle.model.people import names_of
from negcycle.model.quoting import quoted
from negcycle.words import say
from negcycle.words.listing import listed

TOLD = (Slot.TRIGGER, Slot.PRIMARY, Slot.SECONDARY, Slot.PERCEPTION, Slot.BEHAVIOR)
"""The slots that are told again, in the order of the telling."""


@dataclass(frozen=True, slots=True)
class ToldHalf:
    """One partner's half, told as "they"."""

    key: str
    name: str
    sentences: tuple[str, ...]
    """As many for everybody, in the same order; the last one reaches the other."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """A cycle told from outside; it ends where it began."""

    opening: str
    halves: tuple[ToldHalf, ...]
    closing: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, sentence by sentence."""
        told = (sentence for half in self.halves for sentence in half.sentences)
        return (self.opening, *told, *self.closing)

    def text(self) -> str:
        """Return it as it can be read aloud: a paragraph for each half."""
        parts = [self.opening, *(" ".join(half.sentences) for half in self.halves)]
        return "\n\n".join([*parts, " ".join(self.closing)]) + "\n"

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `opening`, `halves` and `closing`."""
        halves = [
            {"key": half.key, "name": half.name, "sentences": list(half.sentences)}
            for half in self.halves
        ]
        return {"opening": self.opening, "halves": halves, "closing": list(self.closing)}


def retelling(cycle: Cycle, *, of: tuple[str, str] | None = None) -> Retelling:
    """Return the cycle of two people as a third person would tell it, both halves alike.

    Everybody is called by their name and "they". Own words stand as they were said; what nobody has
    said is a question. Where one of the two is a child, it is not told as something that the two
    share: the first step is the grown-up's.

    Args:
        cycle: The cycle, of one person or several.
        of: The keys of the two, where there are several pairs.

    Raises:
        UnknownName: if nobody is called so.
        PracticeError: if there are several pairs and none is named, if the two are no pair, or if
            something in the case comes before any practice.

    Sources:
        Moelbak, R. An article on the signs of a secure bond. bettertherapy.com

    Example:
        >>> import negcycle as nc
        >>> nc.retelling(nc.load("examples/sunday-silence.yaml")).halves[0].sentences[1]
        'What they feel underneath: “hurt”, “rejected” and “unloved”.'
    """
    if comes_first(cycle):
        raise PracticeError(say("openings.waits"))
    people = _two(cycle, of)
    names = names_of(cycle.partners)
    halves = tuple(
        _half(one, name=names[one.key], other=_other(one, people, names)) for one in people
    )
    children = sorted(names[one.key] for one in people if one.relation is Relation.CHILD)
    grown = [names[one.key] for one in people if one.relation is not Relation.CHILD]
    return Retelling(
        opening=say("retelling.opening", names=listed([half.name for half in halves])),
        halves=halves,
        closing=tuple(_closing(children, grown)),
    )


def _two(cycle: Cycle, of: tuple[str, str] | None) -> tuple[Partner, ...]:
    """Return the two people it is about, or the only one there is."""
    pairs = cycle.all_pairs()
    if of is not None:
        people = tuple(cycle.partner(key) for key in of)
        keys = {one.key for one in people}
        if not any(set(pair) == keys for pair in pairs):
            raise PracticeError(say("retelling.no-pair", names=listed([p.name for p in people])))
        return people
    if len(pairs) > 1:
        names = names_of(cycle.partners)
        known = "; ".join(listed([names[key] for key in pair]) for pair in pairs)
        raise PracticeError(say("retelling.which-pair", pairs=known))
    return tuple(cycle.partner(key) for key in pairs[0]) if pairs else cycle.partners[:1]


def _other(one: Partner, people: tuple[Partner, ...], names: dict[str, str]) -> str:
    others = [names[other.key] for other in people if other.key != one.key]
    return others[0] if others else say("voice.the-other")


def _half(one: Partner, *, name: str, other: str) -> ToldHalf:
    told: list[str] = []
    for slot in TOLD:
        words = quoted(one.chain[slot])
        key = f"retelling.{slot}" if words else f"retelling.open.{slot}"
        told.append(say(key, words=words, name=name, other=other))
    return ToldHalf(one.key, name, (*told, say("retelling.lands", other=other)))


def _closing(children: list[str], grown: list[str]) -> Iterator[str]:
    """Say how it closes; who is a child mends nothing, and who is alone here is one half."""
    if len(children) + len(grown) == 1:
        yield say("retelling.one-half")
    elif not children:
        yield say("retelling.around")
        yield say("retelling.ask")
    else:
        key = "child" if grown else "children"
        yield say(f"retelling.{key}", grown=listed(grown), child=listed(children))
        yield say("retelling.ask-grown")
