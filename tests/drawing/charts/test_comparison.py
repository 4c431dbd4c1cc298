"""Runs side by side can be compared: the same axes, the same people, a verdict below each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from negcycle.drawing.charts.comparison import comparison
from negcycle.drawing.scene import Scene
from negcycle.errors import DrawingError
from negcycle.model.trajectory import Band, Outcome, Trajectory
from negcycle.words import say

Make = Callable[..., Trajectory]


def constant(value: float) -> Callable[[int, np.ndarray], np.ndarray]:
    return lambda n, t: np.full_like(t, value if n else -value)


def verdicts(scene: Scene) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for page in scene.pages:
        for text in page.texts("verdict"):
            found.setdefault(text.of, []).append(text.text)
    return {name: " ".join(lines) for name, lines in found.items()}


def test_equal_numbers_lie_at_equal_heights_in_every_column(make: Make) -> None:
    page = comparison(
        {"one": make(behavior=constant(0.5)), "two": make(behavior=constant(0.5))}
    ).pages[0]
    curves = [line for line in page.lines("curve") if line.of == "mary"]
    heights = [line.points[0][1] for line in curves]

    assert heights[: len(heights) // 2] == pytest.approx(heights[len(heights) // 2 :])
    assert len({round(line.points[-1][0] - line.points[0][0], 6) for line in curves}) == 1


def test_a_short_run_beside_a_little_longer_one_has_the_same_axis_of_time(make: Make) -> None:
    short, long = make(times=np.linspace(0, 300, 301)), make(times=np.linspace(0, 400, 401))
    page = comparison({"short": short, "long": long}).pages[0]
    first, last = (
        line.points[-1][0] - line.points[0][0]
        for line in (page.lines("curve")[0], page.lines("curve")[-1])
    )

    assert first / last == pytest.approx(0.75)


def test_runs_of_very_different_length_have_an_axis_each_and_a_sentence_says_so(make: Make) -> None:
    scene = comparison({"short": make(), "long": make(times=np.linspace(0, 4000, 4001))})

    assert "The runs do not last equally long." in scene.description


def test_below_each_run_stands_how_it_ended(make: Make) -> None:
    growing = make(outcome=Outcome.UNSETTLED, behavior=lambda _n, t: t / 500)
    scene = comparison({
        "calm": make(outcome=Outcome.CALM),
        "stuck": make(outcome=Outcome.STUCK, behavior=constant(0.6)),
        "grown": growing,
    })  # fmt: skip

    assert verdicts(scene) == {
        "calm": "It calms down.",
        "stuck": "They stay in the cycle. Resentment is about as it was.",
        "grown": "It has not settled yet. There is more resentment than before.",
    }


def test_the_page_says_what_a_simulation_is_not(make: Make) -> None:
    page = comparison({"one": make()}).pages[0]

    assert page.texts("footer")[0].text.startswith(
        "These numbers would be the same for any couple with these positions and assumptions."
    )


def footer(scene: Scene) -> str:
    return " ".join(text.text for text in scene.pages[0].texts("footer"))


def test_how_long_what_was_tried_lasts_is_said_to_be_assumed(make: Make) -> None:
    opens = make(bands=[Band("open", "opening: Mary", 20, 120)])
    longer = make(bands=[Band("open", "opening: John", 20, 220)])
    apart = make(bands=[Band("timeout", "time-out", 20, 60), Band("stress", "stress", 0, 400)])
    scene = comparison({"one": opens, "two": longer, "three": apart})
    words = "How long it lasts is assumed: opening 100 to 200 turns, a break 40 turns."

    assert words in footer(scene)
    assert words in scene.description.splitlines()


def test_where_nothing_has_a_length_none_is_said(make: Make) -> None:
    to_the_end = make(bands=[Band("softening", "softening: Mary", 10, 400)])

    assert "lasts" not in comparison({"one": to_the_end, "two": make()}).description


def test_two_parts_of_one_input_have_one_length(make: Make) -> None:
    bands = [
        Band("five_steps", "five steps: both", 10, 20),
        Band("five_steps", "five steps: both", 20, 40),
        Band("observed_thing", "what somebody saw", 50, 57),
    ]
    scene = comparison({"one": make(bands=bands)})

    assert "assumed: the five steps 30 turns, observed thing 7 turns." in scene.description


def test_who_stands_where_is_said_once_where_nothing_but_an_assumption_says_it(make: Make) -> None:
    alone, lingers = say("assume.first-alone", name="Mary"), say("assume.lingers")
    run = replace(make(), assumptions=("Needs are equal.", alone, lingers))
    scene = comparison({"one": run, "two": run})

    assert f"{alone} {lingers}" in footer(scene)
    assert scene.description.splitlines().count(alone) == 1
    assert "Needs are equal." not in footer(scene)


def test_the_words_tell_each_run(make: Make) -> None:
    band = Band("softening", "softening: Mary", 10, 210)
    scene = comparison({"as they are": make(), "one opens": make(bands=[band])})
    lines = scene.description.splitlines()

    assert scene.title == "John and Mary: what would happen if"
    assert lines.index("as they are:") < lines.index("one opens:")
    assert "  softening: Mary: from 10 to 210." in lines


def test_who_has_which_line_stands_once_at_the_top(make: Make) -> None:
    page = comparison({"one": make(), "two": make()}).pages[0]

    assert [text.text for text in page.texts("key")] == ["John", "Mary"]
    assert len({line.dash for line in page.lines("key")}) == 2


def test_twelve_runs_take_two_pages(make: Make) -> None:
    scene = comparison({f"run {n}": make() for n in range(12)})

    assert [len(page.texts("run")) for page in scene.pages] == [10, 2]


def test_only_runs_of_the_same_people_are_compared(
    make: Make, model_run: Callable[..., Trajectory]
) -> None:
    sentence = "Only runs of the same people can stand side by side."

    with pytest.raises(DrawingError, match=sentence):
        comparison({"one": make(), "two": make({"ana": "Ana", "ben": "Ben"})})
    with pytest.raises(DrawingError, match=sentence):
        comparison({"model": model_run(["x"], np.zeros((3, 1)))})
    with pytest.raises(DrawingError, match="There is no run to compare"):
        comparison({})
