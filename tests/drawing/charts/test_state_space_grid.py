"""The state space grid shows how long two people are where, and the way between."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from negcycle.drawing.charts.state_space_grid import state_space_grid
from negcycle.errors import DrawingError
from negcycle.model.trajectory import Trajectory

Make = Callable[..., Trajectory]


def apart(n: int, times: np.ndarray) -> np.ndarray:
    """First half strongly apart, then neither way."""
    return np.where(times < 300, -0.7 if n == 0 else 0.7, 0.0)


def test_the_longer_the_time_the_larger_the_dot(make: Make) -> None:
    page = state_space_grid(make(behavior=apart)).pages[0]
    radius = {item.of: item.radius for item in page.items if getattr(item, "role", "") == "dwell"}

    assert set(radius) == {"4,0", "2,2"}
    assert (radius["4,0"] / radius["2,2"]) ** 2 == pytest.approx(3.0, rel=0.02)
    assert {text.of: text.text for text in page.texts("share")} == {"4,0": "75%", "2,2": "25%"}


def test_the_first_person_goes_right_and_the_second_up(make: Make) -> None:
    page = state_space_grid(make(behavior=apart)).pages[0]
    place = {item.of: item.center for item in page.items if getattr(item, "role", "") == "dwell"}

    assert place["4,0"][0] < place["2,2"][0]
    assert place["4,0"][1] < place["2,2"][1]


def test_the_words_tell_the_same(make: Make) -> None:
    scene = state_space_grid(make(behavior=apart))

    assert scene.title == "What John and Mary do together"
    assert scene.description.splitlines()[:5] == [
        "Most of the time (75%): John: strongly away, Mary: strongly toward.",
        "It begins with John: strongly away, Mary: strongly toward.",
        "It ends with John: neither, Mary: neither.",
        "John: strongly away, Mary: strongly toward: 75% of the time (300 in all, visits: 1).",
        "John: neither, Mary: neither: 25% of the time (100 in all, visits: 1).",
    ]


def test_a_step_has_one_arrow_however_often_it_is_taken(make: Make) -> None:
    run = make(behavior=lambda _n, t: np.where(t % 40 < 20, 0.7, 0.0))
    page = state_space_grid(run).pages[0]

    assert len(page.lines("step")) == len(page.shapes("step")) == 2


def test_three_people_have_three_pages(make: Make) -> None:
    scene = state_space_grid(make({"a": "Ana", "b": "Ben", "c": "Cho"}))

    assert len(scene.pages) == 3
    assert scene.title == "What each two do together"
    assert "What Ben and Cho do together" in scene.description


def test_one_person_has_no_grid(make: Make) -> None:
    with pytest.raises(DrawingError, match="This picture needs two people"):
        state_space_grid(make({"ana": "Ana"}))
