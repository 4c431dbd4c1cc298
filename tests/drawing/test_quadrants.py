"""The quadrants and the four cards: what shows over what lies underneath, and what crosses over."""

from __future__ import annotations

import pytest

import negcycle as nc
from negcycle.drawing.scene import Page

CHAIN = {slot.value: f"in {slot}" for slot in nc.Slot}
COUPLE = nc.Cycle(
    partners={"ana": {"name": "Ana", "chain": CHAIN}, "ben": {"name": "Ben", "chain": CHAIN}}
)


def slots(page: Page, *, above: bool) -> list[str]:
    """Return the slots of Ana's cards above or below the line of awareness, downwards."""
    (line,) = page.lines("awareness-line")
    y = line.points[0][1]
    found = [card for card in page.rects("card") if (card.box.bottom < y) is above]
    ordered = sorted(found, key=lambda card: card.box.y)
    return [of.removeprefix("ana.") for card in ordered if (of := card.of).startswith("ana.")]


def rows(page: Page, of: str) -> list[str]:
    return [t.text for t in page.texts() if t.of == of and t.role in ("label", "body")]


def not_shown(page: Page) -> str:
    return " ".join(text.text for text in page.texts("footer"))


def test_the_upper_quadrants_hold_what_shows_and_the_lower_what_lies_underneath() -> None:
    page, *_ = nc.draw(COUPLE, view="quadrants").scene.pages

    assert slots(page, above=True) == ["behavior", "perception", "secondary"]
    assert slots(page, above=False) == ["primary", "need"]
    assert rows(page, "ana.perception") == [
        "about you:", "in perception", "about me:", "in self_view", "at once:", "in appraisal",
    ]  # fmt: skip
    assert rows(page, "ben.need") == [
        "longing for:", "in need", "I fear:", "in fear", "asking:", "in request",
    ]  # fmt: skip
    assert "not shown here: trigger, body, urge, image, raw spot" in not_shown(page)


def test_the_arrows_rise_within_a_half_and_fall_into_what_the_other_feels() -> None:
    page, *_ = nc.draw(COUPLE, view="quadrants").scene.pages
    for head in page.shapes("arrowhead"):
        source, target = head.of.split(">")
        tip, *tails = head.points
        crosses = source.partition(".")[0] != target.partition(".")[0]

        assert (tip[1] > max(y for _, y in tails) - 2.0) if crosses else tip[1] < tails[0][1]
        assert (source.endswith(".behavior") and target.endswith(".primary")) is crosses


def test_a_tab_rises_through_the_line_beside_the_arrow() -> None:
    cycle = COUPLE.with_entry("ana", "primary", {"words": "alone", "awareness": "shared"})
    for view in ("quadrants", "four"):
        page, *_ = nc.draw(cycle, view=view).scene.pages
        (line,), (tab,) = page.lines("awareness-line"), page.rects("tab")

        assert [text.text for text in page.texts("tab")] == ["shared"]
        assert tab.box.y < line.points[0][1] < tab.box.bottom


def test_the_four_cards_are_two_hurts_and_two_judgments() -> None:
    page, *_ = nc.draw(COUPLE, view="four").scene.pages
    arrows = {head.of for head in page.shapes("arrowhead")}

    assert slots(page, above=True) == ["perception"]
    assert slots(page, above=False) == ["primary"]
    assert [text.text for text in page.texts("heading")] == ["My hurt", "My judgment of you"] * 2
    assert [text.text for text in page.texts("body")] == ["in primary", "in perception"] * 2
    assert arrows == {
        "ana.primary>ana.perception",
        "ana.perception>ben.primary",
        "ben.primary>ben.perception",
        "ben.perception>ana.primary",
    }


def test_the_four_cards_say_that_what_is_done_lies_between() -> None:
    page, *_ = nc.draw(COUPLE, view="four").scene.pages
    badge = " ".join(text.text for text in page.texts("badge"))

    assert badge == "how each one acts on it reaches the other's hurt"
    assert "not shown here: trigger, first thought, body, fear, secondary emotion" in not_shown(
        page
    )
    assert "behavior" in not_shown(page)


@pytest.mark.parametrize("view", ["quadrants", "four"])
def test_beside_a_child_no_view_shares_out_the_part(view: str) -> None:
    people = {
        "m": {"name": "Mother", "relation": "caregiver"},
        "k": {"name": "Kid", "relation": "child"},
    }
    page, *_ = nc.draw(nc.Cycle(partners=people), view=view).scene.pages

    assert " ".join(text.text for text in page.texts("badge")) == (
        "the grown-up's part to change first"
    )


def test_the_numbers_of_the_four_cards_begin_where_one_says() -> None:
    for start, first in ((None, "ana.perception"), ("ben", "ben.perception"),
                         ("ben.primary", "ben.primary")):  # fmt: skip
        page, *_ = nc.draw(COUPLE, view="four", start=start, numbers=True).scene.pages
        numbers = {text.of: text.text for text in page.texts("number")}

        assert numbers[first] == "1"
        assert sorted(numbers.values()) == ["1", "2", "3", "4"]


def test_a_page_to_compare_cannot_be_left_blank() -> None:
    with pytest.raises(nc.errors.DrawingError, match="a blank page has nothing to compare"):
        nc.draw(COUPLE, after=COUPLE, blank=True)
