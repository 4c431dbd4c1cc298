"""From a cycle to the pages of a view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from negcycle.drawing import theme
from negcycle.drawing.chain import chain_page
from negcycle.drawing.chain_content import chain_content
from negcycle.drawing.content import (
    NOBODY,
    PageContent,
    View,
    absent,
    is_of_caregiver_and_child,
    marked,
    name_of,
)
from negcycle.drawing.describe import described
from negcycle.drawing.exit_content import exit_content, waiting_content
from negcycle.drawing.exit_map import exit_page
from negcycle.drawing.foot import footer, legend
from negcycle.drawing.halves import Options, half, with_numbers
from negcycle.drawing.iceberg import iceberg_page
from negcycle.drawing.in_full import FullText, in_full_pages
from negcycle.drawing.infinity import infinity_page
from negcycle.drawing.ladder import ladder_page
from negcycle.drawing.ladder_content import ladder_content
from negcycle.drawing.list_page import list_page
from negcycle.drawing.loop_badge import loop_badge
from negcycle.drawing.measure import reads_right_to_left
from negcycle.drawing.placed import Laid
from negcycle.drawing.quadrants import quadrants_page
from negcycle.drawing.rising import risen
from negcycle.drawing.rosette import rosette_pages
from negcycle.drawing.scene import Page, Scene
from negcycle.drawing.surroundings import name_lines, pressure_lines, title_lines
from negcycle.drawing.theme import Ink, Paper
from negcycle.errors import DrawingError
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Partner
from negcycle.model.plan import BOTH
from negcycle.words import say
from negcycle.words.tidying import tidy

_COUPLE = 2

WITH_BADGE = frozenset({View.LOOP, View.SURFACE, View.BEFORE_AFTER})
"""The views that may have a badge of the loop: both halves are there, and it is their cycle."""

ONE_BY_ONE = frozenset({View.SINGLE, View.ICEBERG})
"""The views that have one page for each partner."""

_LAYOUTS: dict[str, Callable[[Any, Paper], Laid]] = {
    "loop": infinity_page,
    "surface": infinity_page,
    "four": infinity_page,
    "quadrants": quadrants_page,
    "iceberg": iceberg_page,
    "list": list_page,
    "chain": chain_page,
    "exits": exit_page,
    "ladder": ladder_page,
}
_WITHOUT_STATIONS = frozenset({View.CHAIN, View.LADDER})
"""The views with no stations of the loop that could be numbered."""

_OWN_PAGES = frozenset({View.CHAIN, View.LADDER, View.EXITS})
"""The views with no place for what weighs from outside."""


def scene_of(
    cycle: Cycle, view: View, options: Options, *, after: Cycle | None = None, pages_before: int = 0
) -> Scene:
    """Return the picture of one view; `pages_before` counts those of the views before it.

    Raises:
        DrawingError: if the view needs something that the cycle does not have.
    """
    contents = _contents(cycle, view, options, after)
    if options.rising:
        contents = tuple(map(risen, contents))
    laid = [(content, _LAYOUTS[content.form](content, options.paper)) for content in contents]
    parts = [(one.page, *one.more, *_in_full(content, one, options)) for content, one in laid]
    if view is View.BEFORE_AFTER:  # the two pictures first, so that they stand side by side
        parts = [tuple(one.page for _, one in laid), *(part[1:] for part in parts)]
    pages = tuple(chain.from_iterable(parts))
    if len(cycle.partners) > _COUPLE and view not in ONE_BY_ONE:
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
    if view in ONE_BY_ONE:
        pages = tuple(
            _single(cycle, one, view, options)
            for one in cycle.partners
            if options.whose in {None, one.key}
        )
        cards = tuple(card for page in pages for one in page.lobes for card in one.cards)
        return tuple(replace(page, alike=cards) for page in pages)
    if view is View.BEFORE_AFTER:
        if after is None:
            raise DrawingError(say("draw.before-after-needs-two"))
        return _before_after(cycle, after, options)
    if len(cycle.partners) == 1:
        return (_page(cycle, (cycle.partners[0],), view, options),)
    pairs = cycle.all_pairs()
    both = [
        _page(cycle, tuple(cycle.partner(key) for key in pair), view, options) for pair in pairs
    ]
    if len(pairs) > 1:
        both = [
            replace(
                page,
                label=say("page.pair", number=number, left=page.left.name, right=page.right.name),
            )
            for number, page in enumerate(both, start=1)
        ]
    return tuple(both)


def _page(cycle: Cycle, people: tuple[Partner, ...], view: View, options: Options) -> PageContent:
    """Return one page for a couple, or for one partner beside a grey lobe."""
    left, right = _sides(cycle, people)
    first = people[0].key
    lobes = tuple(
        half(one, other, view, options, key=f"other-{first}")
        for one, other in ((left, right), (right, left))
    )
    if options.start is not None and view not in _WITHOUT_STATIONS:
        lobes = with_numbers(lobes, view, options, otherwise=first)
    child = is_of_caregiver_and_child(cycle, tuple(one.key for one in people))
    if view is View.POSITIVE and not child:
        badge = "positive"
    else:
        both = "four" if view is View.FOUR else "loop"
        badge = "single" if None in (left, right) else "child" if child else both
    order = options.dialect_of(view)
    pressures = () if options.is_worksheet(view) else _stressors(cycle, people)
    page = PageContent(
        left=lobes[0],
        right=lobes[1],
        first=first,
        title=_title(cycle)
        if view is not View.POSITIVE
        else say("title.positive", title=_title(cycle)),
        badge=order.sentence() if view is View.LIST else say(f"badge.{badge}"),
        footer=footer(cycle, lobes, view, pressures=bool(pressures) and view in _OWN_PAGES),
        stressors=() if view in {View.POSITIVE, *_OWN_PAGES} else pressures,
        form=view.value if view in _LAYOUTS else "loop",
        worksheet=options.is_worksheet(view),
        awareness_line=view not in {View.POSITIVE, View.LIST},
        legend=legend(lobes),
        loop=loop_badge(cycle, (people[0], people[1]))
        if options.loop_badge and view in WITH_BADGE and len(people) == _COUPLE
        else None,
    )
    if view is View.CHAIN:
        return chain_content(page, child=child, start=options.start)
    if view is View.POSITIVE and comes_first(cycle):
        return waiting_content(page)
    if view is View.EXITS:
        return exit_content(page, cycle)
    if view is View.LADDER:
        return ladder_content(page, cycle, options.register, numbered=options.start is not None)
    return page


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


def _single(cycle: Cycle, partner: Partner, view: View, options: Options) -> PageContent:
    """Return the page of one partner: the other half is grey and says nothing, or is not there."""
    people = cycle.partners if len(cycle.partners) == _COUPLE else (partner,)
    left, right = _sides(cycle, people)
    lobes = tuple(
        half(one, None, view, options, key="")
        if one is not None and one.key == partner.key
        else absent(
            name_of(one) if one else say("absent.name"),
            one.key if one else "other",
            options.register,
            options.dialect_of(view),
        )
        for one in (left, right)
    )
    if options.start is not None:  # as in the whole picture, so that the halves fit together
        lobes = with_numbers(lobes, view, options, otherwise=people[0].key)
    if view is View.ICEBERG:
        lobes = (*(one for one in lobes if one.present), NOBODY)
    return PageContent(
        left=lobes[0],
        right=lobes[1],
        first=people[0].key,
        title=say(f"title.{view}", name=name_of(partner)),
        badge=say("badge.single"),
        footer=footer(cycle, lobes, view),
        stressors=() if options.blank else _stressors(cycle, (partner,)),
        form=view.value if view in _LAYOUTS else "loop",
        worksheet=options.blank,
        legend=legend(lobes),
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
            legend=legend((left, right)),
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


def _in_full(content: PageContent, laid: Laid, options: Options) -> tuple[Page, ...]:
    """Return the pages with everything that the picture had to shorten."""
    texts: list[FullText] = []
    plain = Ink(theme.SOFT, theme.SOFT, ())
    if not title_lines(content.title, options.paper)[1].whole:
        texts.append(FullText(say("in-full.title-of"), (content.title,), plain, -1))
    if content.stressors and not pressure_lines(content).whole:
        pressures = tuple(words for words, _ in content.stressors)
        texts.append(FullText(say("heading.pressure"), pressures, plain, 1))
    for one, side in zip(content.lobes, (-1, 1), strict=False):
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
