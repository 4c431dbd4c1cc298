"""A map of outcomes shows every cell as it is: what is most frequent, what is next, and gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import negcycle as nc
from negcycle.analysis.many.phase import phase_diagram
from negcycle.drawing.charts.outcome_map import outcome_map_chart
from negcycle.drawing.charts.outcomes import LOOKS
from negcycle.drawing.charts.tally import tally
from negcycle.drawing.scene import Page, Scene, Shape
from negcycle.errors import DrawingError, UnknownName
from negcycle.model.ensemble import OUTCOMES, Ensemble

Make = Callable[..., Ensemble]
Whole = Callable[[Scene], None]

GRIDS: dict[str, dict[str, Any]] = {
    "one cell": {"over": {"forget": [0.1], "repair": [1.0]}},
    "three values": {"over": {"forget": [0.0, 0.1, 0.2], "repair": [1.0, 2.0, 4.0]}, "runs": 7},
    "forty by forty": {
        "over": {"john.reactivity": np.linspace(1, 6, 40), "mary.need": np.linspace(0, 1, 40)},
        "runs": 2,
    },
    "a row": {"over": {"forget": np.linspace(0, 1, 30), "repair": [1.0]}, "runs": 3},
    "log and negative": {
        "over": {"tau_bond": np.geomspace(1, 1e5, 9), "start.john.behavior": [-1, -0.5, 0.3]},
        "runs": 3,
    },
    "hard names": {
        "over": {"a.need": [0.1, 0.2], "b.openness": [0.3, 0.4]},
        "people": {"a": "Maximiliane-Alexandra " * 6, "b": "רות בת אברהם", "c": "孤独で、寂しい"},
    },
    "a part": {
        "over": {"forget": np.linspace(0, 1, 8), "repair": np.linspace(0, 1, 8)},
        "runs": 2,
        "keep": range(71),
    },
    "five hundred": {
        "over": {"forget": np.linspace(0, 1, 500), "repair": np.linspace(0, 1, 300)},
    },
}


@pytest.fixture(params=GRIDS)
def couples(request: pytest.FixtureRequest, make: Make) -> Ensemble:
    """Every grid, one after the other."""
    return make(**GRIDS[request.param])


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_map_is_whole(couples: Ensemble, paper: str, whole: Whole) -> None:
    whole(nc.draw_outcome_map(couples, paper=paper).scene)


def areas(page: Page, role: str) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for shape in page.shapes(role):
        found[shape.of] += area(shape)
    return found


def area(shape: Shape) -> float:
    (left, top), _, (right, foot), _ = shape.points
    return (right - left) * (foot - top)


@given(
    arrays(
        np.int64, st.tuples(st.integers(1, 5), st.integers(1, 5), st.just(5)),
        elements=st.integers(0, 3),
    )
)  # fmt: skip
def test_areas_are_shares(make: Make, whole: Whole, counts: np.ndarray) -> None:
    """What is seen of each outcome is as large as its cells; inner fields as their shares."""
    columns, rows, _ = counts.shape
    runs = int(counts.sum(axis=-1).max())
    if not runs:
        return
    ended = [np.repeat(np.arange(5), cell) for cell in counts.reshape(-1, 5)]
    keep = np.concatenate([n * runs + np.arange(len(one)) for n, one in enumerate(ended)])
    over = {"forget": np.arange(columns), "repair": np.arange(rows)}
    all_of_them = np.concatenate(ended)
    couples = make(over, runs=runs, keep=keep, ended=lambda *_: all_of_them)
    scene = nc.draw_outcome_map(couples).scene
    whole(scene)
    page = scene.pages[0]
    box = next(rect.box for rect in page.rects("axis"))
    cell = box.w * box.h / (columns * rows)
    most, second = np.zeros(5), np.zeros(5)
    for one in counts.reshape(-1, 5):
        ranked = np.argsort(-one, kind="stable")
        if one.sum():
            most[ranked[0]] += 1
            second[ranked[1]] += one[ranked[1]] / one.sum()
    drawn, inner = areas(page, "cell"), areas(page, "second")
    in_key = sum(area(one) for one in page.shapes("second") if one.of == "")

    assert [drawn[str(one)] / cell for one in OUTCOMES] == pytest.approx(list(most), rel=0.02)
    assert [inner[str(one)] / cell for one in OUTCOMES] == pytest.approx(list(second), abs=1e-6)
    assert (in_key > 0) == bool(np.any(np.sum(counts > 0, axis=-1) > 1))


def test_no_two_outcomes_look_alike_in_gray() -> None:
    grays = {outcome: gray(look.fill) for outcome, look in LOOKS.items()}

    assert set(LOOKS) == set(OUTCOMES)
    for one, other in combinations(LOOKS, 2):
        assert abs(grays[one] - grays[other]) >= 20
        assert LOOKS[one].pattern != LOOKS[other].pattern
    assert list(grays.values()) == sorted(grays.values(), reverse=True)


def gray(color: str) -> float:
    red, green, blue = (int(color[n : n + 2], 16) for n in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_a_cell_without_couples_stays_without_an_outcome(make: Make) -> None:
    over = {"forget": [0.0, 1.0], "repair": [0.0, 1.0]}
    scene = nc.draw_outcome_map(make(over, keep=[0, 1, 2])).scene
    page = scene.pages[0]
    box = next(rect.box for rect in page.rects("axis"))
    x, y = box.center
    in_it = [
        one for one in page.shapes("cell") if one.points[2][0] > x + 1 and one.points[0][1] < y - 1
    ]

    assert in_it == []
    assert "no couple here" in [text.text for text in page.texts("key")]
    assert "1 of 4 cells hold no couple.\n" in scene.description
    assert "3 of 4 couples are here so far.\n" in scene.description


def test_the_share_is_written_where_a_cell_is_large_enough(make: Make) -> None:
    over = {"forget": [0.0, 1.0], "repair": [0.0]}
    couples = make(over, runs=4, ended=lambda _, index: np.where(index > 6, 0, 1))
    page = nc.draw_outcome_map(couples).scene.pages[0]

    assert [text.text for text in page.texts("share")] == ["75%"]


def test_rows_are_told_in_words(make: Make) -> None:
    over = {"john.reactivity": [1, 2, 4], "forget": [0.0, 0.5]}
    ended = {(1, 0.0): 0, (2, 0.0): 1, (4, 0.0): 1, (1, 0.5): 3, (2, 0.5): 3, (4, 0.5): 3}

    def ends(given: Mapping[str, np.ndarray], _: np.ndarray) -> np.ndarray:
        return np.array([ended[one] for one in zip(*given.values(), strict=True)])

    scene = nc.draw_outcome_map(make(over, ended=ends)).scene

    assert scene.title == "John and Mary: how it ends in the model, over two numbers"
    assert scene.description.splitlines() == [
        "In the model, in 50% it goes back and forth, in 33% they stay in the cycle and in 17% it "
        "calms down.",
        "From left to right how much of what lands John passes on (reactivity), from 1 to 4; "
        "upward how much resentment ordinary contact takes away (forget), from 0 to 0.5. Most "
        "frequent in each row:",
        "how much resentment ordinary contact takes away (forget) 0: at 1 it calms down; from 2 to "
        "4 they stay in the cycle.",
        "how much resentment ordinary contact takes away (forget) 0.5: from 1 to 4 it goes back "
        "and forth.",
        "The values are not equally far apart; their cells are equally large.",
        "6 couples of a model, with assumed numbers, 100 turns each; seed 7.",
        "A share says how many of these assumed numbers lead there. It is no forecast, and says "
        "nothing about how often couples go this way.",
    ]


def test_a_phase_diagram_gives_the_same_cells(couples: Ensemble) -> None:
    pages = [nc.draw_outcome_map(one).scene.pages[0] for one in (couples, phase_diagram(couples))]

    assert pages[0].shapes("cell") != ()
    assert areas(pages[0], "cell") == pytest.approx(areas(pages[1], "cell"), rel=0.1)
    assert [one.text for one in pages[0].texts("axis-name")] == [
        one.text for one in pages[1].texts("axis-name")
    ]


def test_names_choose_the_axes_and_the_others_are_said(make: Make, whole: Whole) -> None:
    over = {"forget": [0.0, 1.0], "repair": [0.0, 1.0], "mary.need": [0.2, 0.4, 0.6]}
    scene = nc.draw_outcome_map(make(over), "mary.need", "forget").scene
    across, up = scene.pages[0].texts("axis-name")

    whole(scene)
    assert across.text == "how much closeness Mary needs here and now (need)"
    assert up.text == "how much resentment ordinary contact takes away (forget)"
    assert "In each cell these differ as well: repair.\n" in scene.description


@pytest.mark.parametrize("names", [("john.need", "reactivity"), ("reactivity",)])
def test_what_was_drawn_by_chance_is_put_into_stretches(
    make: Make, whole: Whole, names: tuple[str, ...]
) -> None:
    chance = np.random.default_rng(3)
    drawn = {"john.need": chance.uniform(size=400), "reactivity": chance.lognormal(size=400)}
    couples = make(count=400, parameters=drawn)
    scene = nc.draw_outcome_map(couples, *names).scene
    counts = tally(couples, *names)

    whole(scene)
    assert counts.total.sum() == 400
    assert all(len(axis) <= 24 for axis in counts.axes)
    assert "Values drawn by chance are put together in stretches.\n" in scene.description


def test_a_name_that_does_not_differ_is_refused(make: Make) -> None:
    couples = make({"john.need": [0.1, 0.2]})
    with pytest.raises(UnknownName) as unknown:
        nc.draw_outcome_map(couples, "jon.need")
    with pytest.raises(DrawingError) as twice:
        nc.draw_outcome_map(couples, "john.need", "john.need")
    with pytest.raises(UnknownName) as paper:
        nc.draw_outcome_map(couples, paper="A4")

    assert str(unknown.value) == (
        "'jon.need' does not differ between these couples. Did you mean 'john.need'?"
    )
    assert str(twice.value) == (
        "Both axes are 'john.need'. Choose two numbers, or give one of them only."
    )
    assert str(paper.value) == "'A4' is not a paper. Did you mean 'a4'?"


def test_nobody_is_not_drawn(make: Make) -> None:
    with pytest.raises(DrawingError, match=r"^There is no couple to draw here\. Simulate"):
        nc.draw_outcome_map(make({"forget": [0.0, 1.0]}, keep=[]))


def test_a_large_map_stays_small(make: Make) -> None:
    over = {"forget": np.linspace(0, 1, 100), "repair": np.linspace(0, 1, 100)}
    alike = make(over, runs=2, ended=lambda given, _: (given["forget"] > 0.5).astype(int))
    mixed = nc.draw_outcome_map(make(over, runs=2))

    assert len(nc.draw_outcome_map(alike).scene.pages[0].shapes("cell")) == 2
    assert len(mixed.svg()) < 3_000_000


def test_more_cells_than_can_be_seen_are_drawn_together(make: Make) -> None:
    couples = make(**GRIDS["five hundred"])
    scene = nc.draw_outcome_map(couples).scene
    counts = tally(couples, "forget", "repair")
    coarse = counts.coarser((100, 100))

    assert coarse.total.sum() == counts.total.sum() == len(couples)
    assert coarse.counts.sum(axis=(0, 1)).tolist() == counts.counts.sum(axis=(0, 1)).tolist()
    assert [len(axis) for axis in coarse.axes] == [100, 100]
    assert "so neighbors are drawn as one" in scene.description


def test_every_format_says_the_same(make: Make) -> None:
    picture = nc.draw_outcome_map(make(**GRIDS["hard names"]))
    root = fromstring(picture.svg())
    lines = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]

    assert lines == [text.text for text in picture.scene.pages[0].texts()]
    assert picture.png(dpi=40).startswith(b"\x89PNG")


def test_the_names_of_nobody_make_no_title(make: Make) -> None:
    counts = tally(make({"forget": [0.0, 1.0], "repair": [0.0, 1.0]}), "forget", "repair")

    assert outcome_map_chart(counts, {}, []).title == "How it ends in the model, over two numbers"
