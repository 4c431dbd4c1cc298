"""What the exit map says: at each place of the loop, the practice with which one can step off.

The places and what fits there come from `negcycle.practices.whole_cycle.openings.exits`; they are
the same for everybody. Where something comes before any practice there are none, and one sentence
says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from negcycle.drawing.content import LobeContent, PageContent
from negcycle.drawing.dialect import Dialect, Part
from negcycle.drawing.foot import legend
from negcycle.model.chain import ELEMENTS, Slot
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Relation
from negcycle.model.touch import only_touch
from negcycle.words import say

EXITS = Dialect("exits", tuple(Part(slot) for slot in ELEMENTS))
"""What stands on the cards: the four elements in short, and nothing beside them."""


@dataclass(frozen=True, slots=True)
class Exit:
    """A door on the way into one station, the same on both halves."""

    before: Slot
    """The station that it lies before."""
    place: str
    """Where that is, in words."""
    name: str
    """The practice."""
    what: str
    """What it is, in one sentence."""
    further: str = ""
    """What fits there as well, in one sentence."""
    questions: Mapping[str, str] = field(default_factory=dict[str, str])
    """The question to each partner who is here, by key."""
    children: frozenset[str] = frozenset()
    """The keys of those to whom no practice is offered, only the question."""

    def on_the_door(self, key: str) -> str:
        """Return what stands on the door of one partner."""
        return say("exits.child") if key in self.children else self.name

    def in_words(self, key: str) -> tuple[str, tuple[str, ...]]:
        """Return what is said of it to one partner: a heading, and what stands below."""
        if key in self.children:
            return self.place, (self.questions[key],)
        heading = say("exits.heading", place=self.place, name=self.name)
        return heading, (f"{self.what} {self.further}".rstrip(), self.questions[key])


@dataclass(frozen=True, slots=True)
class ExitContent(PageContent):
    """What one exit map says."""

    exits: tuple[Exit, ...] = ()
    note: str = ""
    """What is said instead of the exits, or of those that are left out."""

    @property
    def also(self) -> tuple[str, ...]:
        """The exits in words, each with a question to everybody."""
        lines = ["", say("exits.title")] if self.exits else [""]
        for one in self.exits:
            lines.append(f"  {_here(one)}")
            if not self.worksheet:
                lines += [f"    {question}" for question in one.questions.values()]
        return (*lines, *([self.note] if self.note else []))


def _here(one: Exit) -> str:
    said = say("openings.here", place=one.place, name=one.name, what=one.what)
    return f"{said} {one.further}".rstrip()


def exit_content(page: PageContent, cycle: Cycle) -> ExitContent:
    """Return the exit map of the two halves of a page."""
    # It loads numpy, which other pictures do without.
    from negcycle.practices.whole_cycle.openings import exits

    kept = {one.name: getattr(page, one.name) for one in fields(PageContent)}
    lobes = [_plain(page.left), _plain(page.right)]
    here = [one.key for one in lobes if one.present]
    children = {key for key in here if cycle.partner(key).relation is Relation.CHILD}
    found = exits(cycle)
    doors = tuple(
        Exit(
            before=Slot(one.kind.value),
            place=say(f"openings.place.{one.kind}"),
            name=one.practices[0].name,
            what=one.practices[0].sentence,
            further=one.further,
            questions={key: one.questions[key] for key in here},
            children=frozenset(children),
        )
        for one in found
        if set(here) <= set(one.questions)
    )
    of_touch = len(doors) < len(found) or any(only_touch(cycle.partner(key)) for key in here)
    note = (
        say("openings.waits") if not found else say("openings.touch") if of_touch and doors else ""
    )
    signs = [say("legend.exit")] if doors else []
    kept.update(
        left=lobes[0],
        right=lobes[1],
        badge=say("badge.exits") if doors and len(here) > 1 and not children else page.badge,
        legend=(*legend((lobes[0], lobes[1])), *signs),
    )
    return ExitContent(**kept, exits=doors, note=note)


def waiting_content(page: PageContent) -> ExitContent:
    """Return a page that says nothing of anybody, as something comes before any practice."""
    kept = {one.name: getattr(page, one.name) for one in fields(PageContent)}
    left, right = (
        replace(
            one,
            cards=tuple(replace(card, remark="") for card in one.cards),
            present=False,
            note=say("absent.note"),
        )
        for one in (page.left, page.right)
    )
    kept.update(left=left, right=right, badge="", legend=(), form="exits")
    return ExitContent(**kept, note=say("openings.waits"))


def _plain(one: LobeContent) -> LobeContent:
    """Return a half without the signs that say where something hurts, or how far it has come up."""
    cards = tuple(replace(card, injury=False, awareness=None) for card in one.cards)
    return replace(one, cards=cards)
