"""On request the infinity diagram says at its crossing whether the loop strengthens or balances."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing.scene import Box, Page
from negcycle.errors import DrawingError
from negcycle.testing import cycles

views = st.sampled_from(["loop", "surface"])


def couple(john: str = "goes quiet", mary: str = "shouts", **more: object) -> nc.Cycle:
    return nc.Cycle.model_validate(
        {
            "partners": {
                "john": {"name": "John", "chain": {"behavior": john} if john else {}},
                "mary": {"name": "Mary", "chain": {"behavior": mary} if mary else {}},
            },
            **more,
        }
    )


def badge(page: Page) -> list[str]:
    return [text.text for text in page.texts("loop-badge")]


def box_of(points: tuple[tuple[float, float], ...]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@settings(max_examples=20)
@given(cycles(max_partners=3), st.sampled_from(["loop", "surface", "single", "blank"]))
def test_nobody_has_it_who_does_not_ask(cycle: nc.Cycle, view: str) -> None:
    assert all(badge(page) == [] for page in nc.draw(cycle, view=view).scene.pages)


@settings(max_examples=20)
@given(cycles(min_partners=2, max_partners=3), views)
def test_it_changes_nothing_else_and_touches_nothing(cycle: nc.Cycle, view: str) -> None:
    plain = nc.draw(cycle, view=view).scene.pages
    with_badge = nc.draw(cycle, view=view, loop_badge=True).scene.pages
    for page, other in zip(plain, with_badge, strict=True):
        mine = [item for item in other.items if item.role == "loop-badge"]
        if not mine:
            continue
        rest = [item for item in other.items if item.role != "loop-badge"]
        boxes = [text.box for text in other.texts("loop-badge")]
        boxes += [box_of(line.points) for line in other.lines("loop-badge")]
        around = [text.box for text in other.texts() if text.role != "loop-badge"]
        around += [rect.box for rect in (*other.rects("card"), *other.rects("badge"))]
        around += [box_of(shape.points) for shape in other.shapes("arrowhead")]
        strands = [point for line in other.lines("strand") for point in line.points]

        assert rest == list(page.items)
        assert not any(a.overlaps(b, gap=-0.3) for a, b in itertools.product(boxes, around))
        assert not any(
            box.x < x < box.right and box.y < y < box.bottom for box in boxes for x, y in strands
        )


@pytest.mark.parametrize("view", ["loop", "surface"])
def test_what_each_does_makes_the_other_s_stronger(view: str) -> None:
    scene = nc.draw(couple(), view=view, loop_badge=True).scene
    letter, *sentence = badge(scene.pages[0])

    assert (letter, " ".join(sentence)) == ("R", "reinforcing: each round strengthens the next")
    assert "The loop (R): reinforcing: each round strengthens the next." in scene.description


def test_opposite_answers_balance() -> None:
    cycle = nc.Cycle(
        partners={
            "john": {"name": "John", "dynamics": {"answer": 1}},
            "mary": {"name": "Mary", "dynamics": {"answer": -1}},
        }
    )
    letter, *sentence = badge(nc.draw(cycle, loop_badge=True).scene.pages[0])

    assert (letter, " ".join(sentence)) == (
        "B",
        "balancing: each round works against the one before",
    )


@pytest.mark.parametrize(("john", "mary"), [("", "shouts"), ("goes quiet", ""), ("", "")])
def test_where_a_move_is_not_known_it_is_an_assumption(john: str, mary: str) -> None:
    letter, *sentence = badge(nc.draw(couple(john, mary), loop_badge=True).scene.pages[0])

    assert letter == "R"
    assert " ".join(sentence) == "assumed: reinforcing, each round strengthens the next"


def test_ways_round_that_differ_are_not_counted_for_each_other() -> None:
    shortcut = {"source": "john.behavior", "target": "mary.primary", "sign": "+"}
    cycle = couple(links=[shortcut, {**shortcut, "sign": "-"}])
    polarities = {loop.polarity.value for loop in nc.find_loops(nc.build_graph(cycle).signed())}
    letter, *sentence = badge(nc.draw(cycle, loop_badge=True).scene.pages[0])

    assert polarities == {"reinforcing", "balancing"}
    assert (letter, " ".join(sentence)) == ("?", "some ways round strengthen, some balance")


def test_both_pages_of_before_and_after_have_it() -> None:
    pages = nc.draw(couple(), after=couple(mary="asks softly"), loop_badge=True).scene.pages

    assert [badge(page)[0] for page in pages] == ["R", "R"]


def test_of_several_views_those_have_it_that_can() -> None:
    pages = nc.draw(couple(), view=["loop", "blank", "positive"], loop_badge=True).scene.pages

    assert [bool(badge(page)) for page in pages] == [True, False, False]


@pytest.mark.parametrize("view", ["single", "blank", "positive"])
def test_a_view_without_it_says_so(view: str) -> None:
    with pytest.raises(DrawingError) as caught:
        nc.draw(couple(), view=view, loop_badge=True)

    assert str(caught.value) == (
        "The badge of the loop needs both halves. Draw two partners, as 'loop', 'surface' or "
        "'before-after'."
    )


def test_one_person_alone_has_no_loop_between_two() -> None:
    with pytest.raises(DrawingError, match="needs both halves"):
        nc.draw(nc.Cycle(partners={"ana": {"name": "Ana"}}), loop_badge=True)
