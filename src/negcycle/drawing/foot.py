"""What stands at the foot of a page: the date, what it is, what it hides, what its signs mean."""

from __future__ import annotations

from negcycle import __version__
from negcycle.drawing.content import LobeContent, View
from negcycle.model.chain import Slot
from negcycle.model.cycle import Cycle
from negcycle.model.link import WrittenLink
from negcycle.words import say


def footer(
    cycle: Cycle, lobes: tuple[LobeContent, ...], view: View, *, pressures: bool = False
) -> tuple[str, ...]:
    """Return the items of the last lines, in order; what is hidden is named.

    `pressures` says whether there are some from outside that the page has no place for.
    """
    hidden = [] if view is View.POSITIVE else _not_shown(cycle, lobes)
    names = ", ".join([*hidden, *([say("footer.pressures")] if pressures else [])])
    return tuple(
        text
        for text in (
            cycle.date or "",
            say("footer.proposal" if view is View.POSITIVE else "footer.hypothesis"),
            say("footer.hidden", names=names) if names else "",
            say("footer.version", version=__version__),
        )
        if text
    )


def _not_shown(cycle: Cycle, lobes: tuple[LobeContent, ...]) -> list[str]:
    """Return what is written in the case and has no place on the page."""
    slots = [slot for slot in Slot if any(slot in one.hidden for one in lobes)]
    here = {one.key for one in lobes if one.present}
    shortcuts = sum(
        _is_shortcut(link, cycle) for link in cycle.links if link.source.partner in here
    )
    key = "footer.one-link" if shortcuts == 1 else "footer.links"
    links = [say(key, count=shortcuts)] if shortcuts else []
    return [*(say(f"slot.{slot}") for slot in slots), *links]


def _is_shortcut(link: WrittenLink, cycle: Cycle) -> bool:
    """Whether a link runs within one partner and not from one station to the next."""
    if link.source.partner != link.target.partner:
        return False
    stations = cycle.partner(link.source.partner).chain.stations()
    places = stations.index(link.source.slot), stations.index(link.target.slot)
    return places[1] - places[0] != 1


def legend(lobes: tuple[LobeContent, ...]) -> tuple[str, ...]:
    """Return what the signs on these cards mean."""
    cards = [card for one in lobes for card in one.cards]
    return tuple(
        say(f"legend.{name}")
        for name, applies in (
            ("guess", any(card.guess for card in cards)),
            ("tab", any(card.awareness for card in cards)),
            ("injury", any(card.injury for card in cards)),
            ("changed", any(card.changed for card in cards)),
        )
        if applies
    )
