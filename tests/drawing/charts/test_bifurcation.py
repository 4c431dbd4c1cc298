"""Rests over a number as a picture: solid where they hold, dashed where they tip, in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

import negcycle as nc
from negcycle.analysis.rest.bifurcation import bifurcation
from negcycle.analysis.rest.branches import Bifurcation
from negcycle.drawing.charts.draw import draw_bifurcation
from negcycle.drawing.scene import Scene
from negcycle.errors import UnknownName
from negcycle.simulation.published import Liebovitch, RinaldiSecure

Sound = Callable[[Scene], None]


def couple(*, gap: float = 0.0, answers: tuple[int, int] = (1, 1), **both: Any) -> nc.Cycle:
    people = {
        key: {"name": key.title(), "dynamics": {"need": 0.5 + way * gap / 2, "answer": s, **both}}
        for key, way, s in zip(("ana", "ben"), (1, -1), answers, strict=True)
    }
    return nc.Cycle(partners=people)


def secure(appeal: float) -> RinaldiSecure:
    return RinaldiSecure(forgetting=(1, 1), strength=(2, 2), appeal=(appeal, appeal))


def late(strength: float) -> Liebovitch:
    return Liebovitch(influence=(strength, -strength), delay=1.0)


MADE: dict[str, Callable[[], Bifurcation]] = {
    "equal": lambda: bifurcation(couple(), starts=4, count=2),
    "apart": lambda: bifurcation(couple(gap=0.1), starts=16),
    "mixed": lambda: bifurcation(couple(answers=(1, -1)), low=1, high=9, starts=8),
    "of one": lambda: bifurcation(couple(gap=0.1), "ana.openness", low=0.5, high=1, starts=8),
    "differ": lambda: bifurcation(
        nc.Cycle(
            partners={
                "a": {"name": "Maximiliane " * 8, "dynamics": {"reactivity": 1.5}},
                "b": {"name": "רות", "dynamics": {"reactivity": 3.0}},
            }
        ),
        starts=4, count=2,
    ),
    "model": lambda: bifurcation(secure, "appeal", low=-1, high=1, box=(-4, 4)),
    "late": lambda: bifurcation(late, "some_strength", low=0.2, high=3, box=(-2, 2)),
    "nowhere": lambda: bifurcation(secure, "appeal", low=-1, high=1, box=(40, 41)),
}  # fmt: skip


@cache
def made(name: str) -> Bifurcation:
    return MADE[name]()


@pytest.mark.parametrize("name", MADE)
def test_rests_over_a_number_are_whole(name: str, sound: Sound) -> None:
    for paper in ("a4", "letter"):
        sound(draw_bifurcation(made(name), paper=paper).scene)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "equal",
            "Up to 2.003, only calm holds. From 2.003 to 5, calm and the stuck state both hold, "
            "and it depends on where they start. Above 5, only the stuck state holds. This couple "
            "has 2.",
        ),
        ("mixed", "Up to 6.863, only calm holds. Above 6.863, no rest holds. This couple has 2."),
        (
            "of one",
            "Up to 0.5895, only the stuck state holds. Above 0.5895, calm and the stuck state both "
            "hold, and it depends on where they start. This couple has 0.8.",
        ),
        (
            "model",
            "Up to \N{MINUS SIGN}0.5328, one rest holds. From \N{MINUS SIGN}0.5328 to 0.5328, 2 "
            "rests hold, and it depends on where it starts. Above 0.5328, one rest holds.",
        ),
        (
            "late",
            "From 0.2 to 3, it is left open what holds, as some things are felt late.",
        ),
        ("nowhere", "From \N{MINUS SIGN}1 to 1, no rest holds."),
    ],
)
def test_the_sentence_says_what_holds_where(name: str, sentence: str) -> None:
    lines = draw_bifurcation(made(name)).scene.description.splitlines()

    assert " ".join(lines).startswith(sentence)


def test_what_holds_is_solid_and_what_tips_is_dashed() -> None:
    page = draw_bifurcation(made("apart")).scene.pages[0]

    assert {line.dash for line in page.lines("holds")} == {()}
    assert all(line.dash for line in page.lines("tips"))
    assert page.lines("holds")
    assert page.lines("tips")


def test_a_rest_and_its_mirror_image_are_drawn_once() -> None:
    """Dashes on dashes would look like another kind of line."""
    page = draw_bifurcation(made("equal")).scene.pages[0]

    assert len(page.lines("holds")) == 2  # calm, and one of the two stuck ones
    assert len([one.text for one in page.texts("turning-point")]) == 2


def test_folds_are_labeled_with_their_values() -> None:
    page = draw_bifurcation(made("apart")).scene.pages[0]

    assert sorted(one.text for one in page.texts("turning-point")) == ["1.6", "2.52", "2.884"]


def test_whose_number_it_is_stands_in_the_title() -> None:
    assert draw_bifurcation(made("of one")).scene.title == (
        "What holds: how open Ana is when calm (openness)"
    )


def test_that_nothing_proves_that_there_are_no_others_stands_below() -> None:
    footer = " ".join(
        text.text for text in draw_bifurcation(made("model")).scene.pages[0].texts("footer")
    )

    assert "nothing proves that there are no others" in footer


def test_a_number_that_is_not_known_is_said() -> None:
    with pytest.raises(UnknownName):
        draw_bifurcation(couple(), "reactivty")
