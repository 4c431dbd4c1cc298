"""What the differences go with: a bar as long as each share, the largest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import ArrayLike

import negcycle as nc
from negcycle.analysis.many.sensitivity import Sensitivity
from negcycle.drawing.scene import Line, Page, Scene

Whole = Callable[[Scene], None]


def shares(
    names: Sequence[str],
    first: ArrayLike,
    total: ArrayLike,
    *,
    away: float = 0.05,
    of: str = "cycle_strength.final",
) -> Sensitivity:
    one, all_ = np.array(first, dtype=float), np.array(total, dtype=float)
    return Sensitivity(
        of=of,
        names=tuple(names),
        first=one,
        total=all_,
        first_interval=np.stack([one - away, one + away], axis=-1),
        total_interval=np.stack([all_ - away, all_ + away], axis=-1),
        second=None,
        second_interval=None,
        mean=0.4,
        variance=0.1,
        chance=None,
        points=1024,
        runs=1,
        seed=0,
        people={"john": "John", "mary": "Mary"},
    )


FOUR = shares(
    ["tau_bond", "john.reactivity", "mary.openness", "links.0.strength"],
    [-0.01, 0.45, 0.2, 0.05],
    [0.0, 0.6, 0.25, 0.3],
)
FOUND = {
    "four": FOUR,
    "one": shares(["john.need"], [1.0], [1.0]),
    "thirty": shares(
        [f"p{n}.need" for n in range(30)], np.linspace(0, 0.1, 30), np.linspace(0, 0.2, 30)
    ),
    "wide": shares(["forget", "repair"], [0.2, -3.0], [0.4, 5.0], away=9.0),
    "unknown": shares(["forget", "repair"], [np.nan, 0.1], [np.nan, 0.1]),
    "long names": shares(
        ["a_very_long_name_" * 9, "שם"], [0.5, 0.1], [0.6, 0.1], of="outcome=calm"
    ),
}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", FOUND)
def test_bars_are_whole(whole: Whole, name: str, paper: str) -> None:
    whole(nc.draw_sensitivity(FOUND[name], paper=paper).scene)


def where(page: Page) -> tuple[float, float]:
    """Return where 0 lies, and how long 1 is."""
    (zero,) = page.lines("zero")
    texts = {text.text: text.x for text in page.texts("tick")}
    return zero.points[0][0], texts["1.0"] - texts["0"]


def test_bars_are_as_long_as_their_shares() -> None:
    page = nc.draw_sensitivity(FOUR).scene.pages[0]
    zero, long = where(page)
    bars = {(one.role, one.of): one.box for role in ("first", "total") for one in page.rects(role)}

    for n, name in enumerate(FOUR.names):
        for role, share in (("first", FOUR.first[n]), ("total", FOUR.total[n])):
            box = bars.get((role, name))
            assert (box.w if box else 0.0) == pytest.approx(abs(share) * long)
            if box is not None:
                assert (box.x < zero - 1e-6) == (share < 0)


def test_intervals_hold_their_shares() -> None:
    page = nc.draw_sensitivity(FOUR).scene.pages[0]
    zero, long = where(page)
    across = [line for line in page.lines("interval") if is_level(line)]
    ends = [[(x - zero) / long for x, _ in line.points] for line in across]
    order = [1, 3, 2, 0]

    assert ends == [
        pytest.approx(interval[n].tolist())
        for n in order
        for interval in (FOUR.first_interval, FOUR.total_interval)
    ]


def is_level(line: Line) -> bool:
    (_, first), (_, last) = line.points
    return first == last


def test_the_largest_share_comes_first() -> None:
    scene = nc.draw_sensitivity(FOUR).scene
    rows = [text.text for text in scene.pages[0].texts("heading")]

    assert scene.description.splitlines()[0] == (
        "In the model, the largest share goes with how much of what lands John passes on "
        "(reactivity): 0.45 alone and 0.60 together with others. It is a share of the variance "
        "between couples in this: strength of the cycle, at the end."
    )
    assert rows == [
        "how much of what lands John passes on (reactivity)",
        "how strong this link is (links.0.strength)",
        "how open Mary is when calm (openness)",
        "turns over which resentment builds or heals",
    ]


def test_of_very_many_parameters_the_largest_are_drawn() -> None:
    scene = nc.draw_sensitivity(FOUND["thirty"]).scene

    assert len(scene.pages[0].rects("total")) == 14
    assert "The 14 largest of 30 are drawn.\n" in scene.description


def test_small_shares_are_told_with_two_digits_as_all_others() -> None:
    few = replace(
        shares(["need", "turn"], [0.0049, -0.004], [0.5, 0.4]),
        first_interval=np.array([[0.0049, 0.46], [-0.2, 0.1]]),
    )
    told = " ".join(nc.draw_sensitivity(few).text().split())

    assert "alone 0.00 (0.00 to 0.46)" in told
    assert "alone 0.00 (\N{MINUS SIGN}0.20 to 0.10)" in told


def test_nobody_is_judged() -> None:
    told = nc.draw_sensitivity(FOUR).scene.description

    assert "They are no forecast, and no judgment about anybody.\n" in told


def test_both_partners_have_bars_of_the_same_color() -> None:
    page = nc.draw_sensitivity(
        shares(["john.need", "mary.need"], [0.3, 0.2], [0.4, 0.3])
    ).scene.pages[0]

    assert len({one.fill for one in page.rects("first")}) == 1
    assert len({one.box.h for one in page.rects("first")}) == 1
