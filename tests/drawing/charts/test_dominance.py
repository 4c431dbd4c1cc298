"""The picture of what drives a run: stacked shares that fill the whole, with honest gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.dominance.dominance import Dominance
from negcycle.drawing.charts.dominance import MOST_PAGES
from negcycle.drawing.charts.stack import FILLS, OTHERS
from negcycle.drawing.charts.stacking import MOST, areas_of, by_column
from negcycle.drawing.scene import Line, Page, Scene, Shape
from negcycle.errors import DrawingError, UnknownName

Sound = Callable[[Scene], None]

COUPLE = nc.Cycle(
    partners={
        "john": {"name": "John", "dynamics": {"need": 0.45}},
        "mary": {"name": "Mary", "dynamics": {"need": 0.55}},
    }
)
HELPED = [{"at": 10, "softening": 1, "for": 40}, {"at": 10, "reengagement": 1, "for": 40}]


def made_up(
    shares: list[list[float]],
    *,
    labels: list[str] | None = None,
    people: dict[str, str] | None = None,
) -> Dominance:
    """Shares of loops that have nothing to do with each other but that all add up to 1."""
    relative = np.array(shares, dtype=float)
    count, steps = relative.shape
    names = tuple((f"a{n}", f"b{n}") for n in range(count))
    return Dominance(
        times=np.arange(1.0, steps + 1.0),
        start=0.0,
        loops=names,
        scores=relative,
        relative=relative,
        partitions=(tuple(name for loop in names for name in loop),),
        _groups=(tuple(range(count)),),
        labels=tuple(labels or [f"loop number {n}" for n in range(count)]),
        people=people or {},
    )


def helped() -> Dominance:
    run = nc.simulate(COUPLE, start="stuck", plan=HELPED, turns=100)
    return nc.dominance(COUPLE, run)


def random_shares(loops: int, steps: int, seed: int = 3) -> list[list[float]]:
    drawn = np.random.default_rng(seed).normal(size=(loops, steps))
    return (drawn / np.abs(drawn).sum(axis=0)).tolist()


EVERY = {
    "helped": helped,
    "at rest": lambda: nc.dominance(COUPLE, nc.simulate(COUPLE, start="stuck", turns=20)),
    "one step": lambda: made_up([[0.75], [-0.25]]),
    "two steps": lambda: made_up([[0.75, -0.5], [-0.25, 0.5]]),
    "thirty loops": lambda: made_up(random_shares(30, 50)),
    "many steps": lambda: made_up(random_shares(6, 20_000)),
    "gaps": lambda: made_up(
        [[0.5, np.nan, np.nan, 1.0, np.nan], [-0.5, np.nan, np.nan, 0.0, np.nan]]
    ),
    "long names": lambda: made_up(
        random_shares(8, 20),
        labels=[f"{n} {'Maximiliane-Alexandra ' * 9}" for n in range(8)],
        people={"m": "Maximiliane-Alexandra " * 6, "w": "W" * 120},
    ),
    "odd names": lambda: made_up(
        random_shares(4, 20),
        labels=["<b>&", "\u202eturned", "רות בת אברהם", " \t "],
        people={"a": "\u200b", "b": "أشعر بالوحدة"},
    ),
}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", EVERY)
def test_every_picture_is_whole(name: str, paper: str, sound: Sound) -> None:
    sound(nc.draw_dominance(EVERY[name](), paper=paper).scene)


def field_of(page: Page) -> tuple[float, float]:
    """The line of nothing, and how high a whole is above it, in mm."""
    (zero,) = page.lines("zero")
    guides = [line.points[0][1] for line in page.lines("guide")]
    half = max(abs(at - zero.points[0][1]) for at in guides)
    return zero.points[0][1], 2 * half


def heights(page: Page, x: float) -> tuple[float, float]:
    """How high areas reach above the line of nothing at one place, and how deep below it."""
    zero, whole = field_of(page)
    up = down = 0.0
    for shape in page.items:
        if not (isinstance(shape, Shape) and shape.role == "area"):
            continue
        edge = np.array(shape.points[:-2])
        if edge[0, 0] - 1e-9 <= x <= edge[-1, 0] + 1e-9:
            at = (zero - float(np.interp(x, edge[:, 0], edge[:, 1]))) / whole
            up, down = max(up, at), min(down, at)
    return up, down


def test_what_is_drawn_is_the_whole_wherever_it_is_defined() -> None:
    found = made_up(random_shares(12, 40))
    (page,) = nc.draw_dominance(found).scene.pages
    (zero,) = page.lines("zero")
    left, right = zero.points[0][0], zero.points[-1][0]

    for step in range(40):
        x = left + (step + 0.5) * (right - left) / 40
        up, down = heights(page, x)

        shares = found.relative[:, step]
        assert up == pytest.approx(shares[shares > 0].sum(), abs=0.05)
        assert down == pytest.approx(shares[shares < 0].sum(), abs=0.05)


def test_the_strongest_loops_are_told_apart_and_the_rest_is_one() -> None:
    shares = np.array(random_shares(30, 50))
    shares[7] *= 40
    shares /= np.abs(shares).sum(axis=0)
    found = made_up(shares.tolist())

    areas = areas_of(found, 0)

    assert len(areas) == MOST
    assert (areas[0].label, areas[-1].label) == ("loop number 7", "23 others")
    assert [area.rest for area in areas] == [False] * (MOST - 1) + [True]
    assert all(one.size >= other.size for one, other in pairwise(areas[:-1]))
    assert sorted(place for area in areas for place in area.places) == list(range(30))
    total = sum(area.up - area.down for area in areas)
    assert np.allclose(total, 1.0)


def test_loops_that_are_alike_are_shown_both_or_neither() -> None:
    shares = np.full((10, 4), 0.05)
    shares[:6] = np.array([0.2, 0.15, 0.14, 0.12, 0.1, 0.09])[:, None]
    areas = areas_of(made_up(shares.tolist()), 0)

    assert [area.label for area in areas[:-1]] == [f"loop number {n}" for n in range(6)]
    assert areas[-1].label == "4 others"


def test_of_a_couple_what_settles_by_itself_is_one_area_for_each() -> None:
    found = helped()

    labels = [area.label for area in areas_of(found, 0)]

    assert {"what settles by itself in John", "what settles by itself in Mary"} <= set(labels)
    assert "the infinity loop" in labels
    assert len(labels) <= MOST


def test_what_is_not_defined_is_hatched_and_said() -> None:
    (page,) = nc.draw_dominance(EVERY["gaps"]()).scene.pages
    picture = nc.draw_dominance(EVERY["at rest"]())
    said = " ".join(text.text for text in picture.scene.pages[0].texts())
    (zero,) = page.lines("zero")
    left, right = zero.points[0][0], zero.points[-1][0]

    def hatched(x: float) -> bool:
        return any(
            isinstance(item, Line) and item.role == "gap"
            and min(p[0] for p in item.points) <= x <= max(p[0] for p in item.points)
            for item in page.items
        )  # fmt: skip

    places = [left + (step + 0.5) * (right - left) / 5 for step in range(5)]
    assert [hatched(x) for x in places] == [False, True, True, False, True]
    assert [heights(page, x) != (0.0, 0.0) for x in places] == [True, False, False, True, False]
    assert "not defined" in said
    assert "0%" not in picture.scene.description
    assert not [item for item in picture.scene.pages[0].items if isinstance(item, Shape)]


def test_reinforcing_stands_above_and_balancing_below() -> None:
    (page,) = nc.draw_dominance(made_up([[0.75, 0.75], [-0.25, -0.25]])).scene.pages
    zero, _ = field_of(page)
    (up,) = page.texts("heading")[:1]
    down = page.texts("heading")[1]

    assert up.text == "Reinforcing"
    assert down.text == "Balancing"
    assert up.y < zero < down.y


def luminance(color: str) -> float:
    red, green, blue = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_areas_beside_each_other_differ_in_grey_print() -> None:
    for one, other in pairwise([*FILLS[: MOST - 1], OTHERS]):
        assert abs(luminance(one) - luminance(other)) > 0.12


def test_the_number_of_an_area_stands_inside_it_and_in_the_key() -> None:
    (page,) = nc.draw_dominance(made_up([[0.7] * 30, [0.2] * 30, [-0.1] * 30])).scene.pages
    numbers = [text.text for text in page.texts("badge")]

    assert sorted(numbers) == ["1", "1", "2", "2", "3", "3"]
    assert {text.text for text in page.texts("key")} == {f"loop number {n}" for n in range(3)}


def test_a_long_name_is_a_number_in_the_sentence_of_a_graph() -> None:
    picture = nc.draw_dominance(made_up([[0.7] * 4, [-0.3] * 4]))
    (sentence,) = picture.scene.pages[0].texts("sentence")

    assert sentence.text == "From 0 to 4, most of what changes is reinforced by loop 1."
    assert "most of what changes is reinforced by loop number 0." in picture.scene.description


def test_parts_that_do_not_act_on_each_other_have_pages_of_their_own() -> None:
    shares = random_shares(9, 10)
    found = replace(
        made_up(shares),
        partitions=tuple((f"a{n}", f"b{n}") for n in range(9)),
        _groups=tuple((n,) for n in range(9)),
        complete=False,
    )

    scene = nc.draw_dominance(found).scene

    assert len(scene.pages) == MOST_PAGES
    assert scene.pages[1].texts("title")[0].text.endswith("(2 of 9)")
    assert "6 of 9 parts that do not act on each other are drawn." in scene.description
    assert "There are more loops than the 9 that were compared." in scene.description


@settings(max_examples=50)
@given(
    st.lists(st.floats(-1, 1) | st.just(np.nan), min_size=1, max_size=40),
    st.integers(1, 60),
    st.integers(0, 2**32 - 1),
)
def test_columns_keep_the_mean_and_stay_within_what_is_there(
    values: list[float], count: int, seed: int
) -> None:
    steps = np.random.default_rng(seed).uniform(0.1, 1, len(values))
    edges = np.concatenate([[0.0], np.cumsum(steps)])
    given_values = np.array(values)

    found = by_column(given_values, edges, np.linspace(0.0, edges[-1], count + 1))

    good, there = given_values[np.isfinite(given_values)], found[np.isfinite(found)]
    assert len(found) == count
    assert not len(there) or (good.min() - 1e-9 <= there.min() and there.max() <= good.max() + 1e-9)
    assert bool(len(good)) or not len(there)
    if len(good) == len(values) >= count:
        mean = float((given_values * steps).sum() / edges[-1])
        assert float(found.mean()) == pytest.approx(mean, abs=1e-9)


def test_the_numbers_are_said_to_be_assumptions() -> None:
    told = nc.draw_dominance(helped()).scene.description

    assert "These numbers would be the same for any couple" in told


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(DrawingError) as empty:
        nc.draw_dominance(replace(made_up([[1.0]]), loops=(), partitions=(), _groups=()))
    with pytest.raises(UnknownName):
        nc.draw_dominance(made_up([[1.0]]), paper="A4")

    assert str(empty.value) == "There is nothing to draw: no loops were compared."
