"""The picture of a run shows who does what, when something happened, and says so in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from negcycle.drawing.charts.draw import VIEWS
from negcycle.drawing.charts.time_course import time_course
from negcycle.drawing.scene import Page, Scene
from negcycle.model.trajectory import Band, Outcome, Trajectory
from negcycle.words import say

Make = Callable[..., Trajectory]


def steady(n: int, times: np.ndarray) -> np.ndarray:
    """John goes away, Mary toward."""
    return np.full_like(times, -0.6 if n == 0 else 0.7)


def said(scene: Scene) -> list[str]:
    return scene.description.splitlines()


def words(page: Page, role: str) -> list[str]:
    return [text.text for text in page.texts(role)]


def test_the_words_say_who_ends_where_and_what_happened(make: Make) -> None:
    band = Band("softening", "softening: Mary", 10, 210, ("mary",))
    scene = time_course(make(bands=[band], behavior=steady))

    assert scene.title == "John and Mary over time"
    assert said(scene)[:4] == [
        "Panels over time, from top to bottom: What they do, How open, Resentment, Strength of the "
        "cycle and Loop gain.",
        "They stay in the cycle.",
        "At the end Mary moves toward the other; John moves away.",
        "softening: Mary: from 10 to 210.",
    ]
    assert "What they do. Mary: stays at 0.70." in said(scene)
    assert "It was looked at." in said(scene)
    assert "Assumed: Needs are equal." in said(scene)
    assert "These numbers would be the same for any couple" in scene.description


def test_a_line_that_changes_is_told_with_its_ends_and_its_peaks(make: Make) -> None:
    run = make(times=np.array([0.0, 10.0, 20.0]), behavior=lambda _n, _t: np.array([0.0, 0.9, 0.2]))

    assert (
        "What they do. John: begins at 0.00 and ends at 0.20; lowest 0.00 at 0, highest 0.90 at 10."
        in said(time_course(run))
    )


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Outcome.CALM, "It calms down."),
        (Outcome.STUCK, "They stay in the cycle."),
        (Outcome.ESCALATING, "It keeps growing."),
        (Outcome.OSCILLATING, "It goes back and forth."),
        (Outcome.UNSETTLED, "It has not settled yet."),
        (None, "At the end"),
    ],
)
def test_the_outcome_is_said_first(make: Make, outcome: Outcome | None, sentence: str) -> None:
    page = time_course(make(outcome=outcome)).pages[0]

    assert words(page, "sentence")[0].startswith(sentence)


def test_every_line_of_a_panel_has_its_name_at_its_end(make: Make) -> None:
    page = time_course(make(behavior=steady)).pages[0]
    ends = {line.of: line.points[-1][1] for line in page.lines("curve")[:2]}
    labels = {text.of: text for text in page.texts("end-label")[:2]}

    assert {key: text.text for key, text in labels.items()} == {"john": "John", "mary": "Mary"}
    for key, height in ends.items():
        assert labels[key].box.y < height < labels[key].box.bottom


def test_names_at_the_ends_of_equal_lines_stand_below_each_other(make: Make) -> None:
    page = time_course(make(behavior=lambda _n, t: np.full_like(t, 0.4))).pages[0]
    first, second = page.texts("end-label")[:2]

    assert not first.box.overlaps(second.box)


def test_toward_is_up_and_away_is_down(make: Make) -> None:
    page = time_course(make(behavior=steady)).pages[0]
    john, mary = (line.points[0][1] for line in page.lines("curve")[:2])
    ticks = {text.text: text.y for text in page.texts("tick") if text.of == "behavior"}

    assert mary < john
    assert ticks["toward"] < ticks["neither"] < ticks["away"]


def test_the_loop_gain_has_a_line_at_one(make: Make) -> None:
    page = time_course(make()).pages[0]
    guides = [line.points[0][1] for line in page.lines("guide")]
    ticks = {text.text: text.box.center[1] for text in page.texts("tick") if text.of == "gain"}

    assert min(abs(guide - ticks["1"]) for guide in guides) < 1.0


def test_a_gain_below_zero_is_drawn_too(make: Make) -> None:
    run = make()
    turned = replace(run, measures={**run.measures, "gain": np.linspace(-2, -1, len(run))})
    page = time_course(turned).pages[0]

    assert "\u22122" in [text.text for text in page.texts("tick") if text.of == "gain"]


def test_dashes_tell_the_partners_apart_without_color(make: Make) -> None:
    page = time_course(make(behavior=steady)).pages[0]
    john, mary = page.lines("curve")[:2]

    assert john.dash != mary.dash
    assert john.width == mary.width


@pytest.mark.parametrize("view", ["time-course", "state-space-grid"])
def test_who_stands_where_by_assumption_is_said_on_every_picture_of_a_run(
    make: Make, view: str
) -> None:
    alone, lingers = say("assume.first-alone", name="Mary"), say("assume.lingers")
    run = replace(make(), assumptions=("Needs are equal.", alone, lingers))
    scene = VIEWS[view](run)
    footer = " ".join(words(scene.pages[0], "footer"))

    assert f"{alone} {lingers}" in footer
    assert "Needs are equal." not in footer
    assert scene.description.count(alone) == 1


def test_inputs_are_bars_above_and_tints_behind(make: Make) -> None:
    page = time_course(make(bands=[Band("softening", "softening: Mary", 100, 300)])).pages[0]
    (bar,), (tint,) = page.rects("input"), page.rects("shade")
    lines = page.lines("curve")
    start, end = lines[0].points[0][0], lines[0].points[-1][0]

    assert bar.box.x == pytest.approx(start + (end - start) / 4)
    assert bar.box.right == pytest.approx(start + 3 * (end - start) / 4)
    assert (tint.box.x, tint.box.w) == pytest.approx((bar.box.x, bar.box.w))
    assert words(page, "input-label") == ["softening: Mary"]


def test_what_goes_up_and_down_densely_is_drawn_as_its_mean(make: Make) -> None:
    chance = np.random.default_rng(3).uniform(-0.9, 0.9, size=40_000)
    run = make({"a": "Ana", "b": "Ben"}, times=np.arange(40_000.0), behavior=lambda _n, _t: chance)
    page = time_course(run).pages[0]
    thick = [line for line in page.lines("curve") if line.width > 0.5 and line.of == "a"]

    assert "Where a line goes up and down too fast to be drawn" in " ".join(words(page, "sentence"))
    assert np.ptp([y for _, y in thick[0].points]) < 6.0


def test_a_model_has_one_panel_with_its_own_names(model_run: Callable[..., Trajectory]) -> None:
    scene = time_course(model_run(["romeo", "juliet_s_love"], np.eye(2)))

    assert scene.title == "romeo and juliet s love over time"
    assert words(scene.pages[0], "end-label") == ["romeo", "juliet s love"]
    assert words(scene.pages[0], "unit") == ["time"]
    assert said(scene)[0] == "One panel: All states over time."


def test_of_many_states_twelve_are_drawn_and_a_sentence_says_so(
    model_run: Callable[..., Trajectory],
) -> None:
    scene = time_course(
        model_run([f"s{n}" for n in range(40)], np.random.default_rng(0).random((9, 40)))
    )

    assert len(scene.pages[0].texts("end-label")) == 12
    assert "The first 12 of 40 states are drawn." in said(scene)
    assert scene.title == "s0, s1, s2, s3 and 36 others over time"


def test_a_person_with_two_behaviors_is_drawn_with_their_mean() -> None:
    run = Trajectory(
        times=np.array([0.0, 1.0]),
        names=("ana.behavior", "ana.behavior.2"),
        states=np.array([[0.2, 0.6], [0.2, 0.6]]),
        people={"ana": "Ana"},
    )

    assert "What they do. Ana: stays at 0.40." in said(time_course(run))


def test_an_observed_run_may_know_only_what_people_do() -> None:
    run = Trajectory(
        times=np.array([0.0, 1.0, 5.0]),
        names=("ana.behavior", "ben.behavior"),
        states=np.array([[0.2, np.nan], [0.3, -0.5], [np.nan, -0.6]]),
        people={"ana": "Ana", "ben": "Ben"},
    )
    scene = time_course(run)

    assert said(scene)[0] == "One panel: What they do."
    assert "At the end Ana moves toward the other; Ben moves away." in said(scene)
