"""The iceberg: one partner a page, what can be seen above the surface, the rest below it."""

from __future__ import annotations

from hypothesis import given, settings

import negcycle as nc
from negcycle.drawing.scene import Box, Page, Point
from negcycle.testing import cycles

ABOVE = {"secondary", "behavior"}
BELOW = {"self_view", "perception", "primary", "need"}
COUPLE = nc.Cycle(
    partners={
        "ana": {"name": "Ana", "chain": {"primary": {"words": "alone", "awareness": "owned"}}},
        "ben": {"name": "Ben", "chain": {"behavior": "asks, and asks again, " * 8}},
    },
    stressors=["no sleep", {"words": "her mother", "on": ["ana"]}],
)


def cards(page: Page) -> dict[str, Box]:
    return {card.of.partition(".")[2]: card.box for card in page.rects("card")}


def sizes(page: Page) -> dict[str, tuple[float, float, float]]:
    return {slot: (box.y, box.w, box.h) for slot, box in cards(page).items()}


def is_inside(point: Point, outline: tuple[Point, ...]) -> bool:
    """Whether a point lies in a polygon: a ray to the right crosses its edge an odd time."""
    x, y = point
    edges = zip(outline, (*outline[1:], outline[0]), strict=True)
    return bool(
        sum((y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0)
            for (x0, y0), (x1, y1) in edges) % 2
    )  # fmt: skip


@settings(max_examples=25)
@given(cycles(max_partners=3))
def test_each_partner_has_a_page_with_the_same_cards(cycle: nc.Cycle) -> None:
    scene = nc.draw(cycle, view="iceberg").scene
    pages = [page for page in scene.pages if page.rects("card")]
    owners = [{card.of.partition(".")[0] for card in page.rects("card")} for page in pages]

    assert owners == [{key} for key in cycle.keys]
    assert all(sizes(page) == sizes(pages[0]) for page in pages)
    assert not any(page.shapes("arrowhead") for page in pages)


def test_what_can_be_seen_is_above_the_surface_and_all_of_it_lies_on_the_ice() -> None:
    for paper in ("a4", "letter"):
        page, *_ = nc.draw(COUPLE, view="iceberg", paper=paper).scene.pages
        (surface,) = page.lines("awareness-line")
        heights = [y for _, y in surface.points]
        (ice,) = page.shapes("ice")
        found = cards(page)

        assert set(found) == ABOVE | BELOW
        assert all(found[slot].bottom < min(heights) for slot in ABOVE)
        assert all(found[slot].y > max(heights) for slot in BELOW)
        assert all(
            is_inside(corner, ice.points)
            for box in found.values()
            for corner in ((box.x, box.y), (box.right, box.y), (box.x, box.bottom),
                           (box.right, box.bottom))
        )  # fmt: skip
        assert all(0 < x < page.width and 0 < y < page.height for x, y in ice.points)


def test_the_deeper_it_lies_the_less_it_shows() -> None:
    found = cards(nc.draw(COUPLE, view="iceberg").scene.pages[0])
    depths = [found[slot].y for slot in ("behavior", "perception", "primary", "need")]

    assert depths == sorted(depths)
    assert found["behavior"].y == found["secondary"].y
    assert found["perception"].y == found["self_view"].y


def test_both_pages_have_letters_of_one_size() -> None:
    pages = nc.draw(COUPLE, view="iceberg").scene.pages
    alone = nc.draw(COUPLE, view="iceberg", whose="ana").scene.pages

    assert len({text.size for page in pages for text in page.texts("body")}) == 1
    assert {text.size for page in alone for text in page.texts("body")} != {
        text.size for page in pages for text in page.texts("body")
    }


def test_each_page_has_only_what_weighs_on_its_partner() -> None:
    ana, ben = (page for page in nc.draw(COUPLE, view="iceberg").scene.pages if page.rects("card"))

    assert [text.text for text in ana.texts("pressure")] == ["no sleep; her mother"]
    assert [text.text for text in ben.texts("pressure")] == ["no sleep"]
    assert [text.text for text in ana.texts("remark")] == ["owned"]
    assert "Ben" not in nc.describe(COUPLE, view="iceberg", whose="ana")


def test_a_name_that_reads_from_right_to_left_mirrors_the_page() -> None:
    there, here = (
        nc.draw(nc.Cycle(partners={"a": {"name": name}}), view="iceberg").scene.pages[0]
        for name in ("Ruth", "רות")
    )
    width = there.width

    assert {slot: (round(width - box.right, 6), box.y) for slot, box in cards(there).items()} == {
        slot: (round(box.x, 6), box.y) for slot, box in cards(here).items()
    }
