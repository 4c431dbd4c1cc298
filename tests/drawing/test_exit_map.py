"""The exit map has the same doors for everybody, none where something comes first, and no touch."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing.scene import Box, Line, Page
from negcycle.graph.cycle_graph import Kind
from negcycle.model.coming_first import comes_first
from negcycle.model.touch import only_touch, speaks_of_touch
from negcycle.practices.described.fitting import practices_before
from negcycle.testing import cycles

few = settings(max_examples=20)

KINDS = ("primary", "secondary", "perception", "behavior")
COUPLE = nc.Cycle(
    partners={
        "ana": {"name": "Ana", "chain": {"primary": "alone", "behavior": "asks again"}},
        "ben": {"name": "Ben", "chain": {"behavior": "goes quiet"}},
    }
)
WAITS = (
    "No practice is offered here: something in this case comes before any practice, and is for the "
    "therapist to take up with each person."
)

couples = cycles(min_partners=1, max_partners=2, with_links=False, with_plan=False)
papers = st.sampled_from(["a4", "letter"])


def map_of(cycle: nc.Cycle, **options: object) -> Page:
    return nc.draw(cycle, view="exits", **options).scene.pages[0]  # type: ignore[arg-type]


def doors(page: Page) -> dict[str, Box]:
    return {rect.of: rect.box for rect in page.rects("door")}


def words(page: Page, of: str) -> str:
    return " ".join(text.text for text in page.texts("door") if text.of == of)


def note(page: Page) -> str:
    return " ".join(text.text for text in page.texts("exit-note"))


def test_each_door_is_what_fits_there() -> None:
    page = map_of(COUPLE)
    first = {kind: practices_before(Kind(kind))[0].name for kind in KINDS}

    assert {of: words(page, of) for of in doors(page)} == {
        f"{key}.exit.{kind}": first[kind] for key in COUPLE.keys for kind in KINDS
    }
    assert first["secondary"] == "pause, risk, reach"


@few
@given(cycles(min_partners=2, max_partners=2))
def test_both_have_the_same_doors_in_mirrored_places(cycle: nc.Cycle) -> None:
    page = map_of(cycle)
    first, second = (
        {
            of.rpartition(".")[2]: (
                round(abs(box.center[0] - page.width / 2), 6),
                box.y,
                box.w,
                box.h,
            )
            for of, box in doors(page).items()
            if of.startswith(f"{key}.exit.")
        }
        for key in cycle.keys
    )

    assert first == second


@few
@given(couples, papers, st.booleans())
def test_a_door_is_in_nobodys_way(cycle: nc.Cycle, paper: str, numbers: bool) -> None:
    page = map_of(cycle, paper=paper, numbers=numbers)
    cards = [card.box for card in page.rects("card")]
    boxes = doors(page)
    heads = [_around(shape.points) for shape in page.shapes("arrowhead")]
    others = [text.box for text in page.texts() if text.role != "door"]

    assert all(page.box.holds(box) for box in boxes.values())
    assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes.values(), 2))
    assert not any(a.overlaps(b) for a in boxes.values() for b in [*cards, *heads, *others])
    assert all(boxes[text.of].holds(text.box) for text in page.texts("door"))
    for line in page.lines("way-out"):
        assert not any(_crosses(line, box) for box in [*cards, *others])


def _around(points: tuple[tuple[float, float], ...]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _crosses(line: Line, box: Box) -> bool:
    (x0, y0), (x1, y1) = line.points
    steps = [(x0 + (x1 - x0) * k / 50, y0 + (y1 - y0) * k / 50) for k in range(51)]
    return any(box.x < x < box.right and box.y < y < box.bottom for x, y in steps)


@few
@given(couples)
def test_a_way_out_begins_on_the_strand_that_leads_to_the_station(cycle: nc.Cycle) -> None:
    page = map_of(cycle)
    strands = {line.of.partition(">")[2]: line for line in page.lines("strand")}
    for line in page.lines("way-out"):
        strand = strands[line.of.replace(".exit.", ".")]
        start, end = line.points

        assert min(math.dist(start, point) for point in strand.points) < 1.0
        assert doors(page)[line.of].grown(0.1).holds(Box(end[0], end[1], 0, 0))


@few
@given(couples)
def test_where_something_comes_first_there_is_no_door_and_one_sentence(cycle: nc.Cycle) -> None:
    page = map_of(cycle)

    assert (note(page) == WAITS) == comes_first(cycle)
    assert not (comes_first(cycle) and doors(page))


@pytest.mark.parametrize("slot", [slot for slot in nc.Slot if slot != nc.Slot.PRIMARY])
def test_the_page_does_not_say_what_comes_first(slot: nc.Slot) -> None:
    """Whose entry touches an old injury, or which one, cannot be told apart."""
    hurt = [
        COUPLE.with_entry("ana", "primary", {"words": "alone", "injury": True}),
        COUPLE.changed(incident=[{"who": "ben", "words": "leaves", "injury": True}]),
        COUPLE.changed(incident=[{"who": "ana", "slot": slot, "words": "he choked me"}]),
    ]

    assert len({nc.draw(cycle, view="exits").svg() for cycle in hurt}) == 1


def test_a_child_is_asked_and_offered_nothing() -> None:
    family = COUPLE.with_partners(
        [
            COUPLE.partner("ana").changed(relation="caregiver"),
            COUPLE.partner("ben").changed(relation="child"),
        ]
    )
    page, in_words = nc.draw(family, view="exits").scene.pages
    kid = [text.text for text in in_words.texts() if text.of.startswith("ben.")]

    assert {words(page, f"ben.exit.{kind}") for kind in KINDS} == {
        "What would make this easier for you?"
    }
    assert words(page, "ana.exit.primary") == "pause"
    badge = " ".join(text.text for text in page.texts("badge"))
    assert badge == "the grown-up's part to change first"
    assert not [text for text in kid if "pause" in text or "risk" in text]


@few
@given(couples)
def test_no_door_asks_for_touch_and_a_no_to_it_has_none(cycle: nc.Cycle) -> None:
    people = zip(cycle.partners, ("Ana", "Ben"), strict=False)  # a name may say anything
    cycle = cycle.with_partners(one.changed(name=name) for one, name in people)
    pages = nc.draw(cycle, view="exits").scene.pages
    said = [text.text for page in pages for text in page.texts() if ".exit." in text.of]
    of_touch = any(map(only_touch, cycle.partners))
    behaviors = [of for of in doors(pages[0]) if of.endswith(".exit.behavior")]

    assert not any(map(speaks_of_touch, said))
    assert len(behaviors) == (0 if of_touch or comes_first(cycle) else len(cycle.partners))


def test_where_touch_is_left_as_it_is_a_sentence_says_so() -> None:
    page = map_of(COUPLE.with_entry("ben", "behavior", "say no to sex"))

    assert sorted(doors(page)) == [
        f"{key}.exit.{kind}" for key in COUPLE.keys for kind in sorted(KINDS[:3])
    ]
    assert note(page) == (
        "What is about touch is left as it is: a yes and a no to it are each person's own."
    )


def test_the_second_page_says_each_exit_in_words_with_a_question() -> None:
    scene = nc.draw(COUPLE, view="exits").scene
    said = " ".join(text.text for text in scene.pages[1].texts())

    for kind in KINDS:
        first = practices_before(Kind(kind))[0]
        assert first.what in said
        for name in ("Ana", "Ben"):
            assert first.question(name) in said
            assert first.question(name) in scene.description


@few
@given(couples)
def test_the_doors_stand_on_a_blank_sheet_too(cycle: nc.Cycle) -> None:
    filled, blank = map_of(cycle), map_of(cycle, blank=True)

    assert doors(filled) == doors(blank)
    assert note(filled) == note(blank)
