"""There and back as a picture: two ways, and the places where it falls in and climbs out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

import negcycle as nc
from negcycle.analysis.rest.hysteresis import Hysteresis
from negcycle.drawing.charts.draw import draw_hysteresis
from negcycle.drawing.scene import Scene

Sound = Callable[[Scene], None]
VALUES = np.linspace(1.0, 5.0, 9)


def made_up(
    falls: float | None, climbs: float | None, *, parameter: str = "reactivity"
) -> Hysteresis:
    """Return two ways that are apart from where it climbs out to where it falls in."""
    up = np.where((falls if falls is not None else 9) <= VALUES, 0.8, 0.1)
    down = np.where((climbs if climbs is not None else -9) < VALUES, 0.8, 0.1)
    return Hysteresis(parameter, VALUES, up, down, up, down)


CASES = {
    "both": made_up(4.0, 2.0),
    "never climbs out": made_up(4.0, None),
    "never falls in": made_up(None, 2.0),
    "neither": made_up(None, None),
    "no difference": made_up(3.0, 2.5),
    "the other way": Hysteresis(
        "repair", VALUES, *[np.where(limit >= VALUES, 0.8, 0.1) for limit in (4.0, 2.0)] * 2
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_there_and_back_is_whole(name: str, paper: str, sound: Sound) -> None:
    sound(draw_hysteresis(CASES[name], paper=paper).scene)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "both",
            "Raised slowly, the couple falls into the cycle at 4; lowered again, it climbs out "
            "only at 2.",
        ),
        (
            "never climbs out",
            "Raised slowly, the couple falls into the cycle at 4; lowered again to 1, it does "
            "not climb out.",
        ),
        (
            "never falls in",
            "Raised to 5, the couple does not fall into the cycle from calm; a couple in it "
            "climbs out at 2.",
        ),
        (
            "neither",
            "From 1 to 5 a calm couple stays calm, and a couple in the cycle stays in it.",
        ),
        ("no difference", "From 1 to 5 it makes no difference where the couple comes from."),
        (
            "the other way",
            "Lowered slowly, the couple falls into the cycle at 2; raised again, it climbs out "
            "only at 4.5.",
        ),
    ],
)
def test_the_sentence_says_what_the_curve_shows(name: str, sentence: str) -> None:
    assert draw_hysteresis(CASES[name]).scene.description.splitlines()[0] == sentence


def test_where_it_falls_in_and_climbs_out_is_marked() -> None:
    page = draw_hysteresis(CASES["both"]).scene.pages[0]
    words = [text.text for text in page.texts("turning-point")]

    assert words == ["falls in at 4", "climbs out at 2"]
    assert page.texts("turning-point")[1].x < page.texts("turning-point")[0].x


def test_the_couples_own_value_is_marked() -> None:
    scene = draw_hysteresis(replace(CASES["both"], own=(("", 3.0),))).scene
    (line,) = scene.pages[0].lines("own")
    ticks = {text.text: text.x for text in scene.pages[0].texts("tick")}

    assert [x for x, _ in line.points] == pytest.approx([ticks["3"]] * 2)
    assert [text.text for text in scene.pages[0].texts("own")] == ["here"]
    assert scene.description.splitlines()[0].endswith("This couple has 3.")


def test_partners_with_values_of_their_own_are_marked_by_name(sound: Sound) -> None:
    own = (("John", 2.0), ("Mary", 4.0), ("Kim", 9.0))
    scene = draw_hysteresis(replace(CASES["both"], own=own)).scene

    sound(scene)
    assert [text.text for text in scene.pages[0].texts("own")] == ["here: John", "here: Mary"]
    assert "Here John has 2, Mary has 4 and Kim has 9; in the picture" in scene.description


def test_nothing_marks_a_value_that_is_not_known_or_not_in_the_picture() -> None:
    for own in ((), (("", 0.5),)):
        page = draw_hysteresis(replace(CASES["both"], own=own)).scene.pages[0]

        assert not page.lines("own")


def test_where_it_had_not_settled_is_said() -> None:
    some, none = VALUES > 4.2, VALUES > 9
    one = replace(CASES["both"], drifts_up=VALUES == 2.0, drifts_down=none)
    many = replace(CASES["both"], drifts_up=none, drifts_down=some)

    for found, words in (
        (one, "At 2 it had not settled; there the lines show where it was."),
        (many, "Between 4.5 and 5 it had not always settled; there the lines show where it was."),
    ):
        assert words in draw_hysteresis(found).scene.description.splitlines()[0]
    assert "settled; there" not in draw_hysteresis(CASES["both"]).scene.description


def test_arrows_go_right_on_the_way_up_and_left_on_the_way_down() -> None:
    page = draw_hysteresis(CASES["both"]).scene.pages[0]

    for role, way in (("up-arrow", 1), ("down-arrow", -1)):
        arrows = page.shapes(role)
        assert arrows
        for arrow in arrows:
            tip, left, right = arrow.points
            assert (tip[0] - (left[0] + right[0]) / 2) * way > 0


def test_the_two_ways_differ_in_their_dash() -> None:
    page = draw_hysteresis(CASES["both"]).scene.pages[0]

    assert {line.dash for line in page.lines("up")} != {line.dash for line in page.lines("down")}


def test_a_cycle_is_raised_and_lowered() -> None:
    def person(name: str, moves: str) -> dict[str, object]:
        return {"name": name, "chain": {"behavior": {"words": "does something", "moves": moves}}}

    cycle = nc.Cycle(
        partners={"john": person("John", "withdraw"), "mary": person("Mary", "pursue")}
    )
    scene = draw_hysteresis(cycle, low=1.0, high=4.0).scene

    assert "falls into the cycle at" in scene.description
    assert "climbs out only at" in scene.description
