"""What of a sheet may be shared: the deeper feeling and the need, once the other can hear it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negcycle.errors import PracticeError
from negcycle.model.chain import Slot
from negcycle.practices.between_people.people import called
from negcycle.practices.described.practice import Field
from negcycle.practices.sheets.sheet import Sheet
from negcycle.words import say
from negcycle.words.listing import listed
from negcycle.words.tidying import tidy

KEPT_BACK = frozenset(
    {
        *(Slot.TRIGGER, Slot.APPRAISAL, Slot.SECONDARY, Slot.PERCEPTION),
        *(Slot.URGE, Slot.BEHAVIOR, Slot.BLOCK),
    }
)
"""Slots that no card tells, whatever a practice says: what set it off, the heat and the moves."""


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What one person would like the other to know, and the question that comes first."""

    owner: str
    """Whose words they are."""
    other: str
    """Who is asked; empty where the sheet names nobody."""
    question: str
    """Whether the other can hear it now."""
    choices: tuple[str, ...]
    """The plain answers to it, each as good as the others."""
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    """Headings, each with the owner's words, verbatim."""
    care: str
    """What is said under the question."""
    date: str = ""
    """When the sheet was filled in; empty where it does not say."""

    def text(self) -> str:
        """Return the card as plain text: the question first, and what is shared after it."""
        title = say("share-card.title", owner=self.owner)
        told = [_line(heading, words) for heading, words in self.lines]
        boxes = [say("share-card.choice", choice=choice) for choice in self.choices]
        asks = [title, "", self.question, *boxes, self.care]
        return "\n".join([*asks, "", *told, "", say("safety.neutral-line")]) + "\n"

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `owner`, `other`, `question`, `choices`, `care` and `lines`."""
        return {
            "owner": self.owner,
            "other": self.other,
            "question": self.question,
            "choices": list(self.choices),
            "care": self.care,
            "lines": [{"heading": heading, "words": list(words)} for heading, words in self.lines],
        }


def share_card(sheet: Sheet) -> ShareCard:
    """Return what its owner may share of a sheet: the answers that are marked to be shared.

    On it stands nothing of what set it off, what was done, or what was in the way of saying it, and
    no guess about the other.

    Raises:
        PracticeError: if the sheet is private, is not one person's own, holds nothing to share yet,
            asks for a yes that is not there, or if something comes before any practice.

    Sources:
        Moelbak, R. 5 Steps to Turning Resentment into Greater Closeness. bettertherapy.com

    Example:
        >>> import negcycle as nc
        >>> sheet = nc.practice("five_steps").sheet(
        ...     by="Mary", other="John",
        ...     answers={"trigger": "he went quiet", "deeper": "discarded", "need": "to matter"},
        ... )
        >>> print(nc.share_card(sheet).text())
        From Mary
        <BLANKLINE>
        John, there is something about me that I would like you to know. Can you hear it now?
        [ ] Yes, now.
        [ ] Later. When?
        [ ] Not now.
        Each of these answers is a good one, and what follows can wait.
        <BLANKLINE>
        What I feel underneath: “discarded”
        What I long for: “to matter”
        <BLANKLINE>
        If anyone is afraid at home, gets hurt or thinks of hurting themselves, ...
    """
    if sheet.comes_first:
        raise PracticeError(say("safety.neutral-line"))
    if sheet.practice.private:
        raise PracticeError(say("share-card.private", name=sheet.practice.name))
    if sheet.owner is None:
        raise PracticeError(say("share-card.nobody", name=sheet.practice.name))
    if open_yes := sheet.open_consent:
        words = {"name": sheet.practice.name, "prompt": open_yes.prompt}
        raise PracticeError(say("share-card.no-consent", **words))
    lines = tuple(_lines(sheet))
    if not lines:
        raise PracticeError(say("share-card.blank", name=sheet.practice.name))
    owner, other = called(sheet.owner), called(sheet.other or "")
    return ShareCard(
        owner=owner,
        other=other,
        question=say("share-card.ask-name", name=other) if other else say("share-card.ask"),
        choices=tuple(say(f"share-card.{one}") for one in ("yes", "later", "not-now")),
        lines=lines,
        care=say("share-card.care"),
        date=sheet.date or "",
    )


def _lines(sheet: Sheet) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a heading and the words for each field that is shared and filled in."""
    for field in sheet.practice.fields:
        words = tuple(one for one in sheet.answer(field.id) if tidy(one))
        if words and _may_be_shared(field):
            yield _heading(field), words


def _may_be_shared(field: Field) -> bool:
    """Whether an answer goes on the card: marked so, the owner's own, and no part of the heat."""
    place = field.becomes
    if not field.share or field.private:
        return False
    return place is None or (place.where == "chain" and place.what not in KEPT_BACK)


def _heading(field: Field) -> str:
    slot = field.becomes.what if field.becomes else ""
    return say(f"share-card.{slot}") if slot in _HEADINGS else tidy(field.prompt)


_HEADINGS = frozenset({"primary", "fear", "need", "request"})


def _line(heading: str, words: tuple[str, ...]) -> str:
    """Return a heading with its words; a question needs no colon."""
    if heading.endswith("?"):
        return say("share-card.answer", question=heading, words=_quoted(words))
    return say("share-card.line", heading=heading, words=_quoted(words))


def _quoted(words: tuple[str, ...]) -> str:
    return listed([say("quote.words", words=tidy(one)) for one in words])
