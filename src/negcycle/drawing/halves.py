"""What one half of a page says in a view: its cards, in which order, with which numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from negcycle.drawing import theme
from negcycle.drawing.chain_content import chain_lobe
from negcycle.drawing.content import (
    STATION_ORDER,
    LobeContent,
    Register,
    View,
    absent,
    emptied,
    lobe,
    numbered,
    positive,
    positive_absent,
    with_awareness_in_words,
)
from negcycle.drawing.dialect import DIALECTS, LOOP, Dialect
from negcycle.drawing.exit_content import EXITS
from negcycle.drawing.theme import Paper
from negcycle.errors import DrawingError
from negcycle.model.chain import Slot
from negcycle.model.partner import Partner
from negcycle.words import say

_OWN_PARTS = {View.EXITS: EXITS, View.LADDER: Dialect("ladder", ())}
"""What stands on the cards of a half, where that is no form of its own."""

_WITHOUT_TABS = frozenset({View.ICEBERG, View.LIST})
"""The views with no place for a tab that rises through the line of awareness."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a view is drawn."""

    register: Register = Register.PLAIN
    paper: Paper = theme.PAPERS["a4"]
    start: str | None = None
    """Who or what gets the number 1, such as ``john`` or ``john.primary``; None for no numbers."""
    whose: str | None = None
    """The key of the only partner who is drawn in the views with a page for each."""
    loop_badge: bool = False
    """Whether a badge at the crossing says if the loop strengthens or balances."""
    dialect: Dialect | None = None
    """The order of the list, and in every other view what is read first."""
    blank: bool = False
    """Whether the cards are left blank, to write on."""
    rising: bool = False
    """Whether the line of awareness goes below what has come up."""

    def dialect_of(self, view: View) -> Dialect:
        """Return what the cards of a view are, in which order."""
        if view is View.LIST:
            return self.dialect or DIALECTS["everything"]
        return _OWN_PARTS.get(view) or DIALECTS.get(view, LOOP)

    def is_worksheet(self, view: View) -> bool:
        return self.blank or view is View.BLANK


def half(
    one: Partner | None, other: Partner | None, view: View, options: Options, *, key: str
) -> LobeContent:
    """Return what one partner's half says; where nobody is, it has this `key` and says nothing."""
    if view is View.CHAIN:
        said = chain_lobe(one, key)
        return emptied(said) if options.blank else said
    order = options.dialect_of(view)
    if one is None:
        name = say("absent.name")
        if view is View.POSITIVE:
            return positive_absent(name, key)
        return _arranged(absent(name, key, options.register, order), view, options)
    content = positive(one, other) if view is View.POSITIVE else lobe(one, options.register, order)
    return _arranged(content, view, options)


def _arranged(content: LobeContent, view: View, options: Options) -> LobeContent:
    """Leave the cards of a half blank, put them in the order of a dialect, as the view has it."""
    if options.is_worksheet(view):
        content = emptied(content)
    if view in _WITHOUT_TABS:
        content = with_awareness_in_words(content)
    if options.dialect is None or view in {View.LIST, View.POSITIVE}:
        return content
    rank = options.dialect.rank
    return replace(content, cards=tuple(sorted(content.cards, key=lambda card: rank(card.place))))


def with_numbers(
    lobes: tuple[LobeContent, ...], view: View, options: Options, *, otherwise: str
) -> tuple[LobeContent, ...]:
    """Number the stations from the start, or from the same one of `otherwise` in another pair."""
    order = _stations(view, options)
    key, _, place = (options.start or "").partition(".")
    place = place or (Slot.BEHAVIOR if Slot.BEHAVIOR in order else order[-1])
    if place not in order:
        raise DrawingError(say("draw.no-such-start", start=options.start))
    key = key if key in {one.key for one in lobes} else otherwise
    rotated = sorted(lobes, key=lambda one: one.key != key)
    by_key = {one.key: one for one in numbered(tuple(rotated), Slot(place), order)}
    return tuple(by_key[one.key] for one in lobes)


def _stations(view: View, options: Options) -> tuple[Slot, ...]:
    """Return the stations of a view: in the order of the loop, on a list in that of its rows."""
    places = tuple(part.place for part in options.dialect_of(view).parts)
    if view is View.SURFACE:
        places = tuple(place for place in places if place is not Slot.PRIMARY)
    if view is View.LIST:
        return tuple(place for place in places if place in STATION_ORDER)
    return tuple(slot for slot in STATION_ORDER if slot in places)
