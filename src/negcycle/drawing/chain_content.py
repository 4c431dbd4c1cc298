"""The cycle as one sentence that closes on itself, in each partner's voice.

It is made of people's own words in quotation marks, and no grammar is forced on them. Its parts and
their order are those of the reframe after J. Menanno.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from negcycle.drawing.content import CardContent, LobeContent, PageContent, Row, name_of
from negcycle.errors import DrawingError
from negcycle.model.chain import Slot
from negcycle.model.partner import Partner
from negcycle.model.quoting import quoted
from negcycle.words import say

_PARTS = {
    "message": (Slot.APPRAISAL, Slot.PERCEPTION),
    "feel": (Slot.SECONDARY,),
    "inside": (Slot.PRIMARY,),
    "want": (Slot.URGE, Slot.INTENT),
    "do": (Slot.BEHAVIOR,),
}
"""What a half of the sentence says, and where that stands: in the first slot that is filled."""

_SEEN_OF_THE_OTHER = ("message", "feel", "do")

STARTS = {
    "": "message",
    Slot.PERCEPTION: "message",
    Slot.SECONDARY: "feel",
    Slot.PRIMARY: "inside",
    Slot.BEHAVIOR: "do",
}
"""Where a sentence begins that is asked to start at a station."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a sentence, with the mark behind it."""

    id: str
    """Such as ``john.message``; where it comes for the second time, ``john.message.again``."""
    owner: str
    """The key of the partner whom it is about."""
    text: str
    is_open: bool = False
    """Whether nobody has said it yet; then it asks."""
    lead: str = ""
    """What stands before the words; on a worksheet the rest is a line to write on."""


@dataclass(frozen=True, slots=True)
class Voice:
    """The sentence as one partner would say it."""

    key: str
    name: str
    clauses: tuple[Clause, ...]
    closes: bool
    """Whether it comes back to where it began."""

    @property
    def heading(self) -> str:
        return say("chain.voice", name=self.name)

    @property
    def sentence(self) -> str:
        return " ".join(clause.text for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class ChainContent(PageContent):
    """What the pages of one couple say."""

    voices: tuple[Voice, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """The sentences, each below its heading."""
        lines = [("", voice.heading, f"  {voice.sentence}") for voice in self.voices]
        return tuple(line for voice in lines for line in voice)


def chain_lobe(partner: Partner | None, key: str) -> LobeContent:
    """Return what one partner's half of the sentence says; that of nobody says that."""
    if partner is None:
        return LobeContent(key, say("absent.name"), (), present=False, note=say("absent.note"))
    cards = tuple(_card(partner, part) for part in _PARTS)
    shown = {card.place for card in cards if card.rows}
    hidden = tuple(slot for slot, some in partner.chain if quoted(some) and slot not in shown)
    return LobeContent(partner.key, name_of(partner), cards, hidden=hidden)


def _card(partner: Partner, part: str) -> CardContent:
    said = {slot: quoted(partner.chain[slot]) for slot in _PARTS[part]}
    place = next((slot for slot, words in said.items() if words), _PARTS[part][-1])
    return CardContent(
        id=f"{partner.key}.{part}",
        place=place,
        heading=say(f"chain.heading.{part}"),
        rows=(Row(said[place]),) if said[place] else (),
        question=say(f"chain.ask.me.{part}"),
    )


def chain_content(page: PageContent, *, child: bool, start: str | None) -> ChainContent:
    """Return the sentences of two halves: one for each partner who is here.

    Args:
        page: The two halves as `chain_lobe` makes them, and everything around them.
        child: Whether one of the two is a child: then the halves are not joined.
        start: The partner or station to start with, such as ``mary`` or ``mary.primary``.

    Raises:
        DrawingError: if a sentence cannot start there.
    """
    key, _, place = (start or "").partition(".")
    if place not in STARTS:
        raise DrawingError(say("chain.no-such-start", start=start))
    here = [one for one in (page.left, page.right) if one.present]
    here.sort(key=lambda one: (one.key != key, one.key != page.first))
    part = STARTS[place]
    voices = [
        _voice(me, next(one for one in (page.left, page.right) if one is not me), part, page, child)
        for me in here
    ]
    whole = len(here) > 1 and not child
    kept = {one.name: getattr(page, one.name) for one in fields(PageContent)}
    kept["badge"] = say("badge.chain" if whole else "badge.chain-half")
    return ChainContent(**kept, voices=tuple(voices))


@dataclass(frozen=True, slots=True)
class _Part:
    """One part before it is joined to the one before it."""

    owner: str
    id: str
    lead: str
    text: str
    join: str
    """``then`` and ``and`` begin something new, ``also`` goes on, and nothing needs no word."""
    is_open: bool = False


def _voice(
    me: LobeContent, other: LobeContent, start: str, page: PageContent, child: bool
) -> Voice:
    mine = [("me", card) for card in me.cards]
    first = 0 if child else next(n for n, (_, one) in enumerate(mine) if _part_of(one) == start)
    yours = [("you", one) for one in other.cards if _part_of(one) in _SEEN_OF_THE_OTHER]
    ring: list[_Part] = []

    def tell(cards: list[tuple[str, CardContent]]) -> None:
        for who, card in cards:
            asked = any(part.is_open for part in ring)
            ring.append(_part(who, card, page.worksheet, briefly=asked))

    tell(mine[first:])
    if child:
        ring.append(_told(me.key, "child", join="and"))
    elif other.present:
        tell(yours)
    else:
        ring.append(_told(other.key, "unknown", join="then"))
    tell(mine[:first])
    if not child:
        who, card = mine[first]
        ring.append(_part(who, card, page.worksheet, again=True))
    return Voice(me.key, me.name, tuple(_joined(ring)), closes=not child)


def _told(owner: str, what: str, *, join: str) -> _Part:
    """Return what is said instead of the other's half."""
    text = say(f"chain.{what}")
    return _Part(owner, f"{owner}.{what}", text, text, join)


def _part_of(card: CardContent) -> str:
    return card.id.rpartition(".")[2]


def _part(
    who: str, card: CardContent, to_write: bool, *, again: bool = False, briefly: bool = False
) -> _Part:
    """Return one part; a blank asks its question, which is said `briefly` from the second on."""
    part, owner = _part_of(card), card.id.rpartition(".")[0]
    is_open = not card.rows and not to_write
    kind = ("-asked" if briefly else "-open") if is_open and part == "message" else ""
    key = f"chain.{who}.{part}{kind}"
    if to_write:
        words = say("chain.to-write")
    elif card.rows:
        words = card.rows[0].words
    elif again:
        words = say("chain.open-again")
    else:
        question = say(f"chain.ask.{who}.{part}")
        words = say("chain.asked" if briefly else "chain.open", question=question)
    new = {"me.message": "and", "you.message": "then"}.get(f"{who}.{part}", "")
    return _Part(
        owner,
        f"{card.id}.again" if again else card.id,
        say(key, words="").rstrip(" ,"),
        say(key, words=words),
        "again" if again else new or ("also" if part == "do" else ""),
        is_open,
    )


def _joined(ring: list[_Part]) -> list[Clause]:
    """Join the parts to one sentence: the first with *when*, what is new behind a semicolon."""
    clauses: list[Clause] = []
    for place, part in enumerate(ring):
        join = "first" if place == 0 else part.join.replace("also", "and")
        following = ring[place + 1].join if place + 1 < len(ring) else "."
        mark = "." if following == "." else ";" if place and following not in {"", "also"} else ","
        lead, text = (
            say(f"chain.join.{join}", clause=one) if join else one for one in (part.lead, part.text)
        )
        clauses.append(Clause(part.id, part.owner, text + mark, part.is_open, lead))
    return clauses
