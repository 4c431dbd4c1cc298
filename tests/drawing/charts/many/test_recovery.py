"""How often it calms down: every share at its height, with its interval, a line for each level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

import negcycle as nc
from negcycle.analysis.many.recovery import recovery
from negcycle.drawing.scene import Circle, Page, Scene
from negcycle.model.ensemble import Ensemble

Make = Callable[..., Ensemble]
Whole = Callable[[Scene], None]


def rising(given: Mapping[str, np.ndarray], index: np.ndarray) -> np.ndarray:
    """Calm more often where the first number is larger."""
    first = next(iter(given.values()))
    share = (first - first.min()) / (np.ptp(first) or 1.0)
    return np.where(index % 10 >= 10 * share, 1, 0)


COUPLES: dict[str, dict[str, Any]] = {
    "one curve": {"over": {"repair": np.linspace(0, 4, 9)}, "runs": 10},
    "three levels": {
        "over": {"repair": np.linspace(0, 4, 9), "john.need": [0.2, 0.4, 0.6]},
        "runs": 10,
    },
    "forty levels by ratio": {
        "over": {"tau_bond": np.geomspace(1, 1e4, 9), "links.0.strength": np.linspace(-1, 1, 40)},
        "runs": 2,
    },
    "many values": {"over": {"repair": np.linspace(-2, 4, 300)}, "runs": 4},
    "one value": {"over": {"repair": [2.0]}, "runs": 4},
    "a part": {
        "over": {"repair": [0.0, 1.0, 2.0], "forget": [0.0, 0.5]},
        "runs": 4,
        "keep": [*range(7), 20, 21],
    },
    "hard names": {
        "over": {"a.need": [0.1, 0.2, 0.3], "b.openness": [0.3, 0.4]},
        "runs": 4,
        "people": {"a": "Maximiliane-Alexandra " * 6, "b": "רות בת", "c": "孤独で、寂しい"},
    },
}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", COUPLES)
def test_a_recovery_is_whole(make: Make, whole: Whole, name: str, paper: str) -> None:
    whole(nc.draw_recovery(make(**COUPLES[name], ended=rising), paper=paper).scene)


@pytest.mark.parametrize("outcome", ["calm", "stuck", "escalating", "oscillating", "unsettled"])
def test_every_outcome_can_be_counted(make: Make, whole: Whole, outcome: str) -> None:
    whole(nc.draw_recovery(make(**COUPLES["three levels"]), outcome=outcome).scene)


def field(page: Page) -> tuple[float, float]:
    """Return where 0 and 1 lie."""
    box = next(rect.box for rect in page.rects("axis"))
    return box.bottom, box.y


@pytest.mark.parametrize("name", ["one curve", "three levels", "a part"])
def test_shares_and_intervals_lie_at_their_heights(make: Make, name: str) -> None:
    couples = make(**COUPLES[name], ended=rising)
    found = recovery(couples)
    page = nc.draw_recovery(found).scene.pages[0]
    zero, one = field(page)
    dots = [item for item in page.items if isinstance(item, Circle) and item.role == "share"]
    lines = page.lines("interval")
    drawn = [(zero - dot.center[1]) / (zero - one) for dot in dots]
    between = [[(zero - y) / (zero - one) for _, y in line.points] for line in lines]
    there = np.isfinite(found.shares)

    assert drawn == pytest.approx(found.shares[there].tolist())
    assert between == [
        pytest.approx(ends) for ends in zip(found.low[there], found.high[there], strict=True)
    ]


def test_every_line_has_the_same_ink(make: Make) -> None:
    page = nc.draw_recovery(make(**COUPLES["three levels"], ended=rising)).scene.pages[0]

    assert len({line.width for line in page.lines("curve")}) == 1
    assert len({(line.color, line.dash) for line in page.lines("curve")}) == 3
    assert len({line.dash for line in page.lines("curve")}) == 3
    assert [text.text for text in page.texts("end-label")] == ["0.2", "0.4", "0.6"]


def test_of_many_levels_six_are_drawn(make: Make) -> None:
    scene = nc.draw_recovery(make(**COUPLES["forty levels by ratio"], ended=rising)).scene

    assert {line.of for line in scene.pages[0].lines("curve")} == set("012345")
    assert "6 of 40 lines are drawn.\n" in scene.description


def test_values_by_ratio_are_equally_far_apart(make: Make) -> None:
    couples = make({"tau_bond": np.geomspace(1, 1e4, 9)}, runs=4, ended=rising)
    page = nc.draw_recovery(couples).scene.pages[0]
    places = [line.points[0][0] for line in page.lines("interval")]

    assert np.diff(places) == pytest.approx(np.full(8, np.diff(places)[0]))
    assert [text.text for text in page.texts("tick")][:3] == ["1", "3.16", "10"]


def test_what_is_seen_is_told(make: Make) -> None:
    couples = make({"repair": [0.0, 1.0, 2.0]}, runs=10, ended=rising)
    scene = nc.draw_recovery(couples).scene

    assert scene.title == "John and Mary: in the model, how often it calms down"
    assert scene.description.splitlines()[:4] == [
        "In the model, it calms down in 0% to 100% of the couples.",
        "Half of the couples are passed between 0 and 1.",
        "From left to right how much resentment open contact heals (repair), from 0 to 2; "
        "upward the share of the couples.",
        "The shares: 0% (0% to 28%) at 0, 50% (24% to 76%) at 1 and 100% (72% to 100%) at 2.",
    ]


def test_couples_that_are_all_alike_have_no_interval(make: Make) -> None:
    couples = make({"repair": [0.0, 1.0]}, runs=3, ended=lambda given, _: given["repair"])
    alike = Ensemble(
        **{
            **{name: getattr(couples, name) for name in couples.__dataclass_fields__},
            "columns": {**couples.columns, "cycle_strength.final": couples.parameters["repair"]},
        }
    )
    scene = nc.draw_recovery(alike).scene

    assert scene.pages[0].lines("interval") == ()
    assert "The couples at one point are all alike, so there is no interval.\n" in scene.description
