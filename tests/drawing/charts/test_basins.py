"""A plane of starts as a picture: regions, rests, and sentences that say what is known."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

import negcycle as nc
from negcycle.analysis.rest.basins import Basins, basins
from negcycle.drawing.charts.draw import draw_basins
from negcycle.drawing.scene import Circle, Scene
from negcycle.simulation.published import GoneWithTheWind, Strogatz

Sound = Callable[[Scene], None]


def couple(*, gap: float = 0.1, answers: tuple[int, int] = (1, 1), **both: Any) -> nc.Cycle:
    people = {
        key: {"name": key.title(), "dynamics": {"need": 0.5 + way * gap / 2, "answer": s, **both}}
        for key, way, s in zip(("ana", "ben"), (1, -1), answers, strict=True)
    }
    return nc.Cycle(partners=people)


MADE: dict[str, Callable[[], Basins]] = {
    "couple": lambda: basins(couple(), size=9),
    "resentments": lambda: basins(couple(), x="ana.resentment", y="ben.resentment", size=9),
    "behaviors": lambda: basins(couple(), x="ana.behavior", y="ben.behavior", size=5),
    "swings": lambda: basins(couple(gap=0.0, answers=(1, -1), reactivity=14), size=5),
    "lingers": lambda: basins(couple(gap=0.0, reactivity=2.0028), size=5),
    "robust": lambda: basins(couple(gap=0.0, reactivity=0.9), size=5),
    "model": lambda: basins(
        GoneWithTheWind(), x_range=(0, 8), y_range=(0, 8), box=(0, 15), size=15
    ),
    "leaves": lambda: basins(Strogatz(a=1, b=0, c=0, d=1), size=5, box=(-1, 1)),
}


@cache
def made(name: str) -> Basins:
    return MADE[name]()


@pytest.mark.parametrize("name", MADE)
def test_a_plane_of_starts_is_whole(name: str, sound: Sound) -> None:
    for paper in ("a4", "letter"):
        sound(draw_basins(made(name), paper=paper).scene)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "couple",
            "Where it ends depends on where it starts: the starts in this picture lead to 2 "
            "different rests.",
        ),
        (
            "lingers",
            "There is one rest that starts in this picture lead to; not all of them were seen to "
            "arrive.",
        ),
        ("robust", "Every start in this picture leads to the same rest."),
        ("swings", "From every start in this picture it goes back and forth."),
        ("leaves", "No rest was found that the starts in this picture lead to."),
    ],
)
def test_the_sentence_says_where_starts_lead(name: str, sentence: str) -> None:
    assert draw_basins(made(name)).scene.description.splitlines()[0] == sentence


def test_rests_that_hold_are_filled_and_those_that_tip_are_open() -> None:
    page = draw_basins(made("couple")).scene.pages[0]
    marks = [one for one in page.items if isinstance(one, Circle) and one.role == "fixed-point"]
    filled = [one.fill == one.stroke for one in marks if not one.of]

    assert filled == [True, False, True]
    assert [one.text for one in page.texts("point-label")] == ["calm", "the edge", "stuck"]


def test_shares_are_of_the_picture_and_that_is_said() -> None:
    scene = draw_basins(made("couple")).scene
    told = scene.description.splitlines()
    shares = [line for line in told if line.startswith("Of the starts")]

    assert "How large a region is says nothing about couples, only about this picture." in told
    assert len(shares) == 2
    assert all(text.text.endswith("%") for text in scene.pages[0].texts("key")[-2:])


def test_regions_differ_in_gray() -> None:
    """Rests in one plane get tints that a black and white print tells apart."""
    page = draw_basins(made("couple")).scene.pages[0]
    grays = {
        round(sum(int(color[n : n + 2], 16) for n in (1, 3, 5)) / 765, 2)
        for color in {shape.fill for shape in page.shapes("basin")}
    }

    assert len(grays) == 2
    assert max(grays) - min(grays) > 0.1


def test_axes_name_the_person_and_never_what_somebody_wrote() -> None:
    page = draw_basins(made("resentments")).scene.pages[0]

    assert {text.text for text in page.texts("axis-name")} == {"resentment, Ana", "resentment, Ben"}
