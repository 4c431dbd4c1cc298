"""Whatever a run holds, its charts are whole: nothing overlaps, leaves the page or is too small."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pypdf import PdfReader

from negcycle.drawing.charts.draw import VIEWS, draw_comparison, draw_trajectory
from negcycle.drawing.picture import Picture
from negcycle.drawing.scene import Scene
from negcycle.errors import DrawingError, UnknownName
from negcycle.model.trajectory import Trajectory

Sound = Callable[[Scene], None]
Make = Callable[..., Trajectory]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_run_over_time_is_whole(any_run: Trajectory, paper: str, sound: Sound) -> None:
    sound(draw_trajectory(any_run, paper=paper).scene)


def test_a_grid_of_two_people_is_whole(couple_run: Trajectory, sound: Sound) -> None:
    if len(couple_run.people) < 2:
        pytest.skip("one person alone has no grid")

    sound(draw_trajectory(couple_run, view="state-space-grid").scene)


@pytest.mark.parametrize("count", [1, 5, 12])
def test_a_comparison_is_whole(couple_run: Trajectory, count: int, sound: Sound) -> None:
    runs = {f"{n}: what if something else had happened {n} times": couple_run for n in range(count)}

    sound(draw_comparison(runs).scene)


def test_every_format_says_the_same(any_run: Trajectory) -> None:
    picture = draw_trajectory(any_run)
    root = fromstring(picture.svg())
    lines = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]

    assert lines == [text.text for page in picture.scene.pages for text in page.texts()]
    assert "<script" not in picture.svg() + picture.html()
    assert len(picture.text().splitlines()) >= len(picture.scene.description.splitlines())


def test_a_pdf_holds_the_words_of_the_chart(make: Make) -> None:
    picture = draw_trajectory(make())
    (sheet,) = PdfReader(io.BytesIO(picture.pdf())).pages
    written = "".join(sheet.extract_text().split())

    for text in picture.scene.pages[0].texts():
        assert "".join(text.text.split()) in written


def test_the_same_run_gives_the_same_picture(make: Make) -> None:
    assert draw_trajectory(make()).svg() == draw_trajectory(make()).svg()


def test_both_partners_have_the_same_ink(make: Make) -> None:
    people = {"a": "Ana", "b": "Ben"}
    here = draw_trajectory(make(people)).scene.pages[0]
    turned = draw_trajectory(make(people, behavior=lambda n, t: np.sin(t / 60 + 2 * (1 - n)))).scene

    for page in (here, turned.pages[0]):
        of = {key: [line for line in page.lines("curve") if line.of == key] for key in people}

        assert len(of["a"]) == len(of["b"])
        assert {line.width for line in of["a"]} == {line.width for line in of["b"]}


@given(
    arrays(
        np.float64,
        st.tuples(st.integers(1, 30), st.integers(1, 4)),
        elements=st.floats(allow_nan=True, allow_infinity=True),
    )
)
def test_any_numbers_can_be_drawn(states: np.ndarray) -> None:
    names = tuple(f"x{n}" for n in range(states.shape[1]))
    times = np.arange(len(states), dtype=np.float64)
    page = draw_trajectory(Trajectory(times=times, names=names, states=states)).scene.pages[0]

    for line in page.lines("curve"):
        assert np.all(np.isfinite(line.points))
        assert all(page.box.x <= x <= page.box.right for x, _ in line.points)
        assert all(page.box.y <= y <= page.box.bottom for _, y in line.points)


@pytest.mark.parametrize("view", VIEWS)
def test_a_run_without_points_is_refused(view: str) -> None:
    empty = Trajectory(times=np.empty(0), names=("x",), states=np.empty((0, 1)))

    with pytest.raises(DrawingError) as caught:
        draw_trajectory(empty, view=view)
    assert str(caught.value) == "There is nothing to draw: the run has no points or no states."


@pytest.mark.parametrize("times", [[0.0, 2.0, 1.0], [0.0, np.nan, 1.0], [0.0, 1.0, np.inf]])
def test_times_that_fall_are_refused(times: list[float]) -> None:
    run = Trajectory(times=np.array(times), names=("x",), states=np.zeros((3, 1)))

    with pytest.raises(DrawingError, match="The times of this run fall or are not finite"):
        draw_trajectory(run)


def test_names_that_are_not_known_are_said_with_the_known_ones(make: Make) -> None:
    with pytest.raises(UnknownName) as view:
        draw_trajectory(make(), view="time-curse")
    with pytest.raises(UnknownName) as paper:
        draw_trajectory(make(), paper="A4")

    assert str(view.value) == "'time-curse' is not a view. Did you mean 'time-course'?"
    assert str(paper.value) == "'A4' is not a paper. Did you mean 'a4'?"


def test_in_a_notebook_a_run_is_an_image_with_words(make: Make) -> None:
    run = make()

    assert run._repr_html_() == draw_trajectory(run).figure_html()
    assert 'alt="John and Mary over time. ' in run._repr_html_()


def test_a_picture_of_two_million_points_stays_small() -> None:
    count = 2_000_000
    noise = np.random.default_rng(5).normal(size=(count, 2))
    run = Trajectory(times=np.arange(count) * 0.25, names=("a", "b"), states=noise)

    assert len(draw_trajectory(run).svg()) < 100_000


def test_a_picture_is_a_picture(make: Make) -> None:
    assert isinstance(draw_trajectory(make()), Picture)
    assert draw_trajectory(make()).png(dpi=40).startswith(b"\x89PNG")
