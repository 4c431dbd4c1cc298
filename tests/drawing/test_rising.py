"""The line of awareness that moves with the work: what it goes through; nothing else moves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing.scene import Box, Page
from negcycle.errors import DrawingError, UnknownName
from negcycle.model.entry import Awareness
from negcycle.testing import cycles

few = settings(max_examples=15)
couples = cycles(min_partners=1, max_partners=2, with_plan=False)
views = st.sampled_from(("loop", "surface", "single"))
papers = st.sampled_from(("a4", "letter"))


def couple(ana: str | None, ben: str | None = None) -> nc.Cycle:
    return nc.Cycle(
        partners={
            key: {"name": key.title(), "chain": {"primary": {"words": "hurt", "awareness": step}}}
            for key, step in (("ana", ana), ("ben", ben))
        }
    )


def line_of(page: Page) -> tuple[tuple[float, float], ...]:
    (line,) = page.lines("awareness-line")
    return line.points


def heights(page: Page, box: Box) -> set[float]:
    """How high the line lies beside and behind a card."""
    ends = box.x - 1.0, box.right + 1.0
    points = line_of(page)
    return {
        round(y, 6) for (x, y), (after, _) in pairwise(points) if x <= ends[1] and after >= ends[0]
    }


def box_of(page: Page, of: str) -> Box:
    return next(card.box for card in page.rects("card") if card.of == of)


@pytest.mark.parametrize("view", ["loop", "surface"])
@pytest.mark.parametrize("step", [None, *(step.value for step in Awareness)])
def test_what_is_owned_stands_above_it_by_half_and_what_is_shared_wholly(
    step: str | None, view: str
) -> None:
    (page,) = nc.draw(couple(step), view=view, line="rising").scene.pages
    primary, need = box_of(page, "ana.primary"), box_of(page, "ana.need")

    for y in heights(page, primary):
        if step in {"shared", "heard"}:
            assert primary.bottom < y < need.y
        elif step == "owned":
            assert y == round(primary.center[1], 6)
        else:
            assert y < primary.y
    assert max(heights(page, box_of(page, "ben.primary"))) < primary.y


@few
@given(couples, views, papers)
def test_only_the_line_moves(cycle: nc.Cycle, view: str, paper: str) -> None:
    pages = [
        nc.draw(cycle, view=view, paper=paper, line=line).scene.pages
        for line in ("still", "rising")
    ]
    rest = [
        [
            [
                item
                for item in page.items
                if item.role not in {"awareness-line", "hidden-tint", "legend"}
            ]
            for page in some
        ]
        for some in pages
    ]

    assert rest[0] == rest[1]


@few
@given(couples, views, papers)
def test_it_crosses_no_words_and_stays_on_the_page(cycle: nc.Cycle, view: str, paper: str) -> None:
    page = nc.draw(cycle, view=view, paper=paper, line="rising").scene.pages[0]
    points = line_of(page)
    on_cards = {card.of for card in page.rects("card")}
    words = [text.box for text in page.texts() if text.of not in on_cards]
    lowest = [card.box for card in page.rects("card") if card.of.endswith(".need")]

    assert (points[0][0], points[-1][0]) == (0.0, page.width)
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert not any(
        box.x < x < box.right and box.y < y < box.bottom for box in words for x, y in points
    )
    assert all(y < box.y for box in lowest for _, y in points)


@few
@given(cycles(min_partners=2, max_partners=2, with_plan=False))
def test_both_sides_are_drawn_alike(cycle: nc.Cycle) -> None:
    one, other = (person.changed(side=None) for person in cycle.partners)
    here = cycle.with_partners([one.changed(side="left"), other.changed(side="right")])
    there = cycle.with_partners([one.changed(side="right"), other.changed(side="left")])
    lines = [line_of(nc.draw(some, line="rising").scene.pages[0]) for some in (here, there)]
    width = nc.draw(here).scene.pages[0].width
    mirrored = [(round(width - x, 6), round(y, 6)) for x, y in reversed(lines[1])]

    assert [(round(x, 6), round(y, 6)) for x, y in lines[0]] == mirrored


def test_before_and_after_show_how_far_it_went() -> None:
    pages = nc.draw(couple("hidden"), after=couple("owned"), line="rising").scene.pages
    lowest = [max(y for _, y in line_of(page)) for page in pages]

    assert lowest[0] < lowest[1]


def test_the_legend_tells_of_tab_and_line() -> None:
    still, rising = (
        [t.text for t in nc.draw(couple("owned"), line=line).scene.pages[0].texts("legend")][-1]
        for line in ("still", "rising")
    )

    assert still == "tab above the line: how far it has come up"
    assert rising == "tab and line: how far it has come up"


def test_of_a_worksheet_the_line_lies_still() -> None:
    cycle = couple("heard", "heard")
    filled, blank = (
        nc.draw(cycle, line="rising", blank=bare).scene.pages[0] for bare in (False, True)
    )
    boxes = [[card.box for card in page.rects("card")] for page in (filled, blank)]

    assert len({y for _, y in line_of(blank)}) == 1
    assert boxes[0] == boxes[1]


def test_a_view_without_the_line_says_so() -> None:
    with pytest.raises(DrawingError) as raised:
        nc.draw(couple(None), view="positive", line="rising")

    assert str(raised.value) == (
        "The line of awareness can rise in these views: before-after, loop, single, surface. "
        "Choose one of them, or leave the line still."
    )
    with pytest.raises(UnknownName, match="'risin' is not a way to draw the line of awareness"):
        nc.draw(couple(None), line="risin")
