"""What must be true of every page: nothing overlaps, leaves its card or points the wrong way."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing import theme
from negcycle.drawing.content import View
from negcycle.drawing.scene import Box, Circle, Line, Page, Rect, Shape, Text
from negcycle.testing import cycles

CARD_TEXTS = ("heading", "remark", "body", "label", "question")
FOLDED = {"trigger": "primary", "appraisal": "primary", "body": "primary"}
"""Stations that stand in the tag beside the strand, not on it."""

LOBES = ("loop", "surface", "quadrants", "four", "exits")
"""The views with two halves, strands between them and a line of awareness."""
IN_LANES = ("chain", "ladder")
"""The views that go down the page, each partner on a side of their own."""

couples = cycles(min_partners=1, max_partners=2)
views = st.sampled_from([view.value for view in View if view is not View.BEFORE_AFTER])
papers = st.sampled_from(sorted(theme.PAPERS))


def box_of(points: tuple[tuple[float, float], ...]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def cards_of(page: Page) -> dict[str, Box]:
    return {card.of: card.box for card in page.rects("card")}


def items_with_place(page: Page) -> Counter[str]:
    """All items of a page with everything but x."""

    def without_x(item: object) -> str:
        if isinstance(item, Text):
            return repr(replace(item, x=0.0))
        if isinstance(item, Rect):
            return repr(replace(item, box=replace(item.box, x=0.0)))
        if isinstance(item, Circle):
            return repr(replace(item, center=(0.0, item.center[1])))
        assert isinstance(item, Line | Shape)
        heights = sorted(round(y, 6) for _, y in item.points)
        return repr(replace(item, points=tuple((0.0, y) for y in heights)))

    return Counter(without_x(item) for item in page.items)


@given(couples, views, papers)
def test_no_card_overlaps_a_card_or_leaves_the_page(cycle: nc.Cycle, view: str, paper: str) -> None:
    for page in nc.draw(cycle, view=view, paper=paper).scene.pages:
        cards = list(cards_of(page).values())

        assert all(page.box.holds(card) for card in cards)
        assert not any(a.overlaps(b) for a, b in itertools.combinations(cards, 2))


@given(couples, views, papers, st.booleans())
def test_the_words_of_a_card_stay_on_it_and_apart(
    cycle: nc.Cycle, view: str, paper: str, numbers: bool
) -> None:
    for page in nc.draw(cycle, view=view, paper=paper, numbers=numbers).scene.pages:
        for of, card in cards_of(page).items():
            texts = [t.box for t in page.texts() if t.of == of and t.role in CARD_TEXTS]

            assert all(card.holds(box) for box in texts)
            assert not any(a.overlaps(b, gap=-0.3) for a, b in itertools.combinations(texts, 2))


@given(couples, views, papers)
def test_nothing_else_lies_on_the_words(cycle: nc.Cycle, view: str, paper: str) -> None:
    for page in nc.draw(cycle, view=view, paper=paper).scene.pages:
        words = [text for text in page.texts() if text.role not in CARD_TEXTS]
        heads = [box_of(shape.points) for shape in page.shapes("arrowhead")]
        cards = list(cards_of(page).values())
        inside = [text for text in page.texts() if text.role in CARD_TEXTS]
        strands = [point for line in page.lines("strand") for point in line.points]
        loose = [text.box for text in words if text.role not in ("tab", "number")]

        assert all(page.box.holds(text.box) for text in page.texts())
        assert not any(a.overlaps(b, gap=-0.3) for a, b in itertools.combinations(loose, 2))
        assert not any(box.overlaps(card, gap=-0.2) for box in loose for card in cards)
        assert not any(text.box.overlaps(head) for text in [*words, *inside] for head in heads)
        assert not any(
            box.x < x < box.right and box.y < y < box.bottom for box in loose for x, y in strands
        )


@given(couples, st.sampled_from([*LOBES, *IN_LANES, "single", "blank", "positive"]), papers)
def test_each_arrowhead_is_seen_whole_and_points_to_its_target(
    cycle: nc.Cycle, view: str, paper: str
) -> None:
    for page in nc.draw(cycle, view=view, paper=paper).scene.pages:
        cards = cards_of(page)
        for head in page.shapes("arrowhead"):
            target = cards[head.of.partition(">")[2]]
            tip, *tails = head.points
            tail = ((tails[0][0] + tails[1][0]) / 2, (tails[0][1] + tails[1][1]) / 2)

            assert math.dist(tip, tail) >= 4.0
            assert math.dist(tip, target.center) < math.dist(tail, target.center)
            assert not any(
                box_of(head.points).grown(-0.8).overlaps(card) for card in cards.values()
            )


@given(cycles(min_partners=2, max_partners=2), st.sampled_from(["loop", "quadrants"]))
def test_the_arrows_are_those_of_the_graph(cycle: nc.Cycle, view: str) -> None:
    plain = cycle.changed(links=())
    graph = nc.build_graph(plain)

    def station(node: str) -> str:
        key, slot, *_ = node.split(".")
        return f"{key}.{FOLDED.get(slot, slot)}"

    linked = {(station(link.source), station(link.target)) for link in graph.links}
    (page, *_) = nc.draw(plain, view=view).scene.pages
    drawn = {tuple(head.of.split(">")) for head in page.shapes("arrowhead")}

    assert drawn == {(source, target) for source, target in linked if source != target}


@given(couples, st.sampled_from([*LOBES, "single", "blank", "iceberg"]), papers)
def test_the_awareness_line_lies_between_what_is_shown_and_what_is_felt_underneath(
    cycle: nc.Cycle, view: str, paper: str
) -> None:
    for page in nc.draw(cycle, view=view, paper=paper).scene.pages:
        for line in page.lines("awareness-line"):
            y = line.points[0][1]
            cards = cards_of(page)

            assert all(box.bottom < y for of, box in cards.items() if of.endswith(".secondary"))
            assert all(box.y > y for of, box in cards.items() if of.endswith((".primary", ".need")))


@given(couples, views)
def test_the_text_alternative_says_what_the_cards_say(cycle: nc.Cycle, view: str) -> None:
    scene = nc.draw(cycle, view=view).scene
    said = " ".join(scene.description.split())
    for page in scene.pages:
        for of in cards_of(page):
            texts = [t for t in page.texts() if t.of == of and t.role in ("heading", "body")]
            bodies = [t.text for t in texts if t.role == "body"]

            assert not any(t.role == "heading" and t.text not in said for t in texts if bodies)
            assert all(" ".join(body.rstrip("…").split()) in said for body in bodies)


@given(
    cycles(min_partners=2, max_partners=2),
    st.sampled_from([*LOBES, *IN_LANES, "blank", "list", "iceberg"]),
)
def test_swapping_the_sides_changes_only_x(cycle: nc.Cycle, view: str) -> None:
    one, other = (person.changed(side=None) for person in cycle.partners)
    as_is = cycle.with_partners([one.changed(side="left"), other.changed(side="right")])
    turned = cycle.with_partners([one.changed(side="right"), other.changed(side="left")])
    (page, *_), (swapped, *_) = (nc.draw(c, view=view).scene.pages for c in (as_is, turned))

    assert items_with_place(page) == items_with_place(swapped)


@given(cycles(min_partners=2, max_partners=2), st.data())
def test_turning_the_numbers_changes_only_the_numbers(cycle: nc.Cycle, data: st.DataObject) -> None:
    stations = [f"{key}.{slot}" for key in cycle.keys for slot in ("primary", "behavior")]
    first, second = (data.draw(st.sampled_from(stations)) for _ in range(2))
    pages = [nc.draw(cycle, start=start).scene.pages[0] for start in (first, second)]
    bare = [[item for item in page.items if item.role != "number"] for page in pages]
    numbers = [sorted(int(t.text) for t in page.texts("number")) for page in pages]

    assert bare[0] == bare[1]
    assert numbers == [list(range(1, 9))] * 2
    for page, start in zip(pages, (first, second), strict=True):
        assert [t.of for t in page.texts("number") if t.text == "1"] == [start]


@given(couples)
def test_the_worksheet_has_the_coordinates_of_the_filled_page(cycle: nc.Cycle) -> None:
    filled, blank = (nc.draw(cycle, view=view).scene.pages[0] for view in ("loop", "blank"))

    assert cards_of(filled) == cards_of(blank)


@given(couples, st.sampled_from([*LOBES, "single", "iceberg", "list", "positive"]), papers)
def test_every_view_can_be_left_blank_and_stays_as_it_is(
    cycle: nc.Cycle, view: str, paper: str
) -> None:
    filled, blank = (
        nc.draw(cycle, view=view, paper=paper, blank=empty).scene.pages for empty in (False, True)
    )
    sheets = [page for page in filled if page.rects("card")]

    assert [cards_of(page) for page in blank] == [cards_of(page) for page in sheets]
    assert not any(page.texts("body") or page.shapes("injury") for page in blank)


@given(cycles(min_partners=2, max_partners=2), st.sampled_from([*LOBES, "positive", "list"]))
def test_both_lobes_have_the_same_cards_in_the_same_size(cycle: nc.Cycle, view: str) -> None:
    page, *_ = nc.draw(cycle, view=view).scene.pages
    sizes = {
        key: sorted(
            (of.partition(".")[2], round(box.w, 9), round(box.h, 9), round(box.y, 9))
            for of, box in cards_of(page).items()
            if of.startswith(f"{key}.")
        )
        for key in cycle.keys
    }
    letters = {text.size for text in page.texts("body") if not text.of.endswith(".trigger")}

    assert sizes[cycle.keys[0]] == sizes[cycle.keys[1]]
    assert len(letters) <= 1


@pytest.mark.parametrize("count", [3, 4, 5, 6, 7, 8, 9, 12])
def test_a_rosette_shows_each_pair_once_and_nothing_overlaps(count: int) -> None:
    cycle = nc.Cycle(
        partners={
            f"p{n}": {"name": f"Person {n}", "chain": {"primary": "sad"}} for n in range(count)
        }
    )
    pages = nc.draw(cycle).scene.pages
    index = [text.text for page in pages for text in page.texts("index")]
    names = [rect.box for rect in pages[0].rects("name-card")]
    badges = [
        Box(c.center[0] - c.radius, c.center[1] - c.radius, 2 * c.radius, 2 * c.radius)
        for c in pages[0].items
        if isinstance(c, Circle)
    ]

    assert len(index) == count * (count - 1) // 2
    assert not any(a.overlaps(b) for a, b in itertools.combinations([*names, *badges], 2))
    assert all(page.box.holds(text.box) for page in pages for text in page.texts())
    for row in index:
        place = int(row.rpartition(" ")[2]) - 1
        number = row.split()[0]
        assert pages[place].label.startswith(f"Pair {number}:")


@given(
    cycles(min_partners=2, max_partners=2),
    st.sampled_from([0, 1]),
    st.sampled_from(["single", "iceberg"]),
)
def test_one_half_is_one_page_and_says_nothing_of_the_other(
    cycle: nc.Cycle, place: int, view: str
) -> None:
    key, other = cycle.keys[place], cycle.keys[1 - place]
    scene = nc.draw(cycle, view=view, whose=key).scene
    pages = [page for page in scene.pages if page.rects("card")]
    said = [
        text for page in pages for text in page.texts("body") if text.of.startswith(other + ".")
    ]

    assert len(pages) == 1
    assert said == []


def test_one_half_is_not_asked_of_a_joint_page() -> None:
    cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})

    with pytest.raises(nc.errors.DrawingError, match="One half alone is the view 'single'"):
        nc.draw(cycle, whose="ana")


def test_the_two_strands_differ_in_grey() -> None:
    def luma(color: str) -> float:
        red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    first, second = theme.INKS

    assert abs(luma(first.strand) - luma(second.strand)) >= 25
    assert first.dash != second.dash
