"""From a cycle to the pages of a view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from negcycle import __version__
from negcycle.drawing import theme
from negcycle.drawing.content import (
    STATION_ORDER,
    LobeContent,
    PageContent,
    Register,
    View,
    absent,
    emptied,
    is_of_caregiver_and_child,
    lobe,
    marked,
    name_of,
    numbered,
    positive,
    positive_absent,
)
from negcycle.drawing.describe import described
from negcycle.drawing.in_full import FullText, in_full_pages
from negcycle.drawing.infinity import Laid, infinity_page
from negcycle.drawing.loop_badge import loop_badge
from negcycle.drawing.measure import reads_right_to_left
from negcycle.drawing.rosette import rosette_pages
from negcycle.drawing.scene import Page, Scene
from negcycle.drawing.surroundings import name_lines, pressure_lines, title_lines
from negcycle.drawing.theme import Ink, Paper
from negcycle.errors import DrawingError
from negcycle.model.chain import Slot
from negcycle.model.cycle import Cycle
from negcycle.model.link import WrittenLink
from negcycle.model.partner import Partner
from negcycle.model.plan import BOTH
from negcycle.words import say
from negcycle.words.tidying import tidy

_COUPLE = 2

WITH_BADGE = frozenset({View.LOOP, View.SURFACE, View.BEFORE_AFTER})
"""The views that may have a badge of the loop: both halves are there, and it is their cycle."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a view is drawn."""

    register: Register = Register.PLAIN
    paper: Paper = theme.PAPERS["a4"]
    start: str | None = None
    """The station that gets the number 1, such as ``john.behavior``; None for no numbers."""
    whose: str | None = None
    """The key of the only partner whose half is drawn in the view ``single``."""
    loop_badge: bool = False
    """Whether a badge at the crossing says if the loop strengthens or balances."""


def scene_of(
    cycle: Cycle, view: View, options: Options, *, after: Cycle | None = None, pages_before: int = 0
) -> Scene:
    """Return the picture of one view; `pages_before` counts those of the views before it.

    Raises:
        DrawingError: if the view needs something that the cycle does not have.
    """
    contents = _contents(cycle, view, options, after)
    laid = [(content, infinity_page(content, options.paper)) for content in contents]
    parts = [(one.page, *_in_full(content, one, options)) for content, one in laid]
    if view is View.BEFORE_AFTER:  # the two pictures first, so that they stand side by side
        parts = [tuple(one.page for _, one in laid), *(part[1:] for part in parts)]
    pages = tuple(chain.from_iterable(parts))
    if len(cycle.partners) > _COUPLE and view is not View.SINGLE:
        lengths = tuple(len(part) for part in parts)
        index = rosette_pages(
            cycle, _title(cycle), options.paper, lengths, pages_before=pages_before
        )
        pages = (*index, *pages)
    return Scene(
        pages=pages,
        title=say(f"view.{view}"),
        description=described(contents),
        side_by_side=view is View.BEFORE_AFTER,
    )


def _contents(
    cycle: Cycle, view: View, options: Options, after: Cycle | None
) -> tuple[PageContent, ...]:
    if view is View.SINGLE:
        return tuple(
            _single(cycle, one, options)
            for one in cycle.partners
            if options.whose in {None, one.key}
        )
    if view is View.BEFORE_AFTER:
        if after is None:
            raise DrawingError(say("draw.before-after-needs-two"))
        return _before_after(cycle, after, options)
    if len(cycle.partners) == 1:
        return (_page(cycle, (cycle.partners[0],), view, options),)
    pairs = cycle.all_pairs()
    pages = [
        _page(cycle, tuple(cycle.partner(key) for key in pair), view, options) for pair in pairs
    ]
    if len(pairs) > 1:
        pages = [
            replace(
                page,
                label=say("page.pair", number=number, left=page.left.name, right=page.right.name),
            )
            for number, page in enumerate(pages, start=1)
        ]
    return tuple(pages)


def _page(cycle: Cycle, people: tuple[Partner, ...], view: View, options: Options) -> PageContent:
    """Return one page for a couple, or for one partner beside a grey lobe."""
    left, right = _sides(cycle, people)
    first = people[0].key
    lobes = tuple(
        _lobe(one, other, view, options.register, key=f"other-{first}")
        for one, other in ((left, right), (right, left))
    )
    if options.start is not None:
        lobes = _with_numbers(lobes, view, options.start, otherwise=first)
    child = is_of_caregiver_and_child(cycle, tuple(one.key for one in people))
    if view is View.POSITIVE:
        badge = "positive"
    else:
        badge = "single" if None in (left, right) else "child" if child else "loop"
    return PageContent(
        left=lobes[0],
        right=lobes[1],
        first=first,
        title=_title(cycle)
        if view is not View.POSITIVE
        else say("title.positive", title=_title(cycle)),
        badge=say(f"badge.{badge}"),
        footer=_footer(cycle, lobes, view),
        stressors=() if view in {View.POSITIVE, View.BLANK} else _stressors(cycle, people),
        form="surface" if view is View.SURFACE else "loop",
        worksheet=view is View.BLANK,
        awareness_line=view is not View.POSITIVE,
        legend=_legend(lobes),
        loop=loop_badge(cycle, (people[0], people[1]))
        if options.loop_badge and view in WITH_BADGE and len(people) == _COUPLE
        else None,
    )


def _sides(cycle: Cycle, people: tuple[Partner, ...]) -> tuple[Partner | None, Partner | None]:
    """Return who stands left and right; a partner who is not here is None.

    Names that read from right to left mirror the page: who is listed first stands on the right.
    """
    if len(people) == 1:
        one = people[0]
        return (None, one) if one.side == "right" else (one, None)
    if len(cycle.partners) == _COUPLE and any(one.side for one in people):
        return cycle.sides()
    first, second = people
    mirrored = reads_right_to_left(first.name) and reads_right_to_left(second.name)
    return (second, first) if mirrored else (first, second)


def _lobe(
    one: Partner | None, other: Partner | None, view: View, register: Register, *, key: str
) -> LobeContent:
    if one is None:
        name = say("absent.name")
        return positive_absent(name, key) if view is View.POSITIVE else absent(name, key, register)
    if view is View.POSITIVE:
        return positive(one, other)
    content = lobe(one, register)
    return emptied(content) if view is View.BLANK else content


def _with_numbers(
    lobes: tuple[LobeContent, ...], view: View, start: str, *, otherwise: str
) -> tuple[LobeContent, ...]:
    """Number the stations from `start`, or from the same one of `otherwise` in another pair."""
    order = tuple(
        slot for slot in STATION_ORDER if not (view is View.SURFACE and slot is Slot.PRIMARY)
    )
    key, _, place = start.partition(".")
    if place not in order:
        raise DrawingError(say("draw.no-such-start", start=start))
    key = key if key in {one.key for one in lobes} else otherwise
    rotated = sorted(lobes, key=lambda one: one.key != key)
    by_key = {one.key: one for one in numbered(tuple(rotated), Slot(place), order)}
    return tuple(by_key[one.key] for one in lobes)


def _single(cycle: Cycle, partner: Partner, options: Options) -> PageContent:
    """Return the page of one partner's half: the other lobe is grey and says nothing."""
    people = cycle.partners if len(cycle.partners) == _COUPLE else (partner,)
    left, right = _sides(cycle, people)
    lobes = tuple(
        lobe(one, options.register)
        if one is not None and one.key == partner.key
        else absent(
            name_of(one) if one else say("absent.name"),
            one.key if one else "other",
            options.register,
        )
        for one in (left, right)
    )
    if options.start is not None:  # as in the whole picture, so that the halves fit together
        lobes = _with_numbers(lobes, View.SINGLE, options.start, otherwise=people[0].key)
    return PageContent(
        left=lobes[0],
        right=lobes[1],
        first=people[0].key,
        title=say("title.single", name=name_of(partner)),
        badge=say("badge.single"),
        footer=_footer(cycle, lobes, View.SINGLE),
        stressors=_stressors(cycle, (partner,)),
        legend=_legend(lobes),
    )


def _before_after(before: Cycle, after: Cycle, options: Options) -> tuple[PageContent, ...]:
    if set(before.keys) != set(after.keys) or len(before.partners) > _COUPLE:
        raise DrawingError(say("draw.before-after-same-people"))
    after = after.with_partners(after.partner(key) for key in before.keys)
    people = tuple(after.partner(key).changed(side=before.partner(key).side) for key in before.keys)
    after = after.with_partners(people)
    pages = [_page(one, one.partners, View.BEFORE_AFTER, options) for one in (before, after)]
    was = {one.key: one for one in (pages[0].left, pages[0].right)}
    first, second = pages
    left, right = (
        marked(one, was[one.key]) if one.present else one for one in (second.left, second.right)
    )
    return (
        replace(first, label=say("page.before", date=before.date or "").strip()),
        replace(
            second,
            left=left,
            right=right,
            legend=_legend((left, right)),
            label=say("page.after", date=after.date or "").strip(),
        ),
    )


def _title(cycle: Cycle) -> str:
    title, topic = tidy(cycle.title or "") or say("title.untitled"), tidy(cycle.topic or "")
    return say("title.topic", title=title, topic=topic) if topic else title


def _stressors(
    cycle: Cycle, people: tuple[Partner, ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the pressures that weigh on these people, each with the keys of those it weighs on."""
    here = {BOTH, *(one.key for one in people)}
    return tuple(
        (words, one.on)
        for one in cycle.stressors
        if (words := tidy(one.words)) and (not one.on or here.intersection(one.on))
    )


def _footer(cycle: Cycle, lobes: tuple[LobeContent, ...], view: View) -> tuple[str, ...]:
    names = ", ".join(_not_shown(cycle, lobes)) if view is not View.POSITIVE else ""
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


def _legend(lobes: tuple[LobeContent, ...]) -> tuple[str, ...]:
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


def _in_full(content: PageContent, laid: Laid, options: Options) -> tuple[Page, ...]:
    """Return the pages with everything that the picture had to shorten."""
    texts: list[FullText] = []
    plain = Ink(theme.SOFT, theme.SOFT, ())
    if not title_lines(content.title, options.paper)[1].whole:
        texts.append(FullText(say("in-full.title-of"), (content.title,), plain, -1))
    if content.stressors and not pressure_lines(content).whole:
        pressures = tuple(words for words, _ in content.stressors)
        texts.append(FullText(say("heading.pressure"), pressures, plain, 1))
    for one, side in ((content.left, -1), (content.right, 1)):
        ink = theme.INKS[0 if one.key == content.first else 1]
        if not name_lines(one.name)[1].whole:
            texts.append(FullText(say("in-full.name"), (one.name,), ink, side, one.key))
        for card in one.cards:
            if card in laid.too_long:
                rows = tuple(row.text for row in card.rows)
                heading = say("in-full.heading", name=one.name, heading=card.heading)
                texts.append(FullText(heading, rows, ink, side, card.id))
    if not texts:
        return ()
    return in_full_pages(tuple(texts), options.paper, say("in-full.title"))


def pages_of(scenes: Sequence[Scene]) -> Scene:
    """Put several views into one picture, page after page."""
    if len(scenes) == 1:
        return scenes[0]
    return Scene(
        pages=tuple(page for one in scenes for page in one.pages),
        title=", ".join(one.title for one in scenes),
        description="\n".join(one.description for one in scenes),
        one_by_one=any(one.one_by_one for one in scenes),
    )
