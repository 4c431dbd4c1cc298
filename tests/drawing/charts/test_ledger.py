"""The ledger as a picture: bars that add up from row to row, on either side of gain 1."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing.charts.draw import draw_ledger
from negcycle.drawing.scene import Rect, Scene
from negcycle.errors import SimulationError, UnknownName
from negcycle.testing import couples, cycles

Sound = Callable[[Scene], None]


def couple(*, names: tuple[str, str] = ("Ana", "Ben"), **both: Any) -> nc.Cycle:
    people = {
        key: {"name": name, "dynamics": both}
        for key, name in zip(("ana", "ben"), names, strict=True)
    }
    return nc.Cycle(partners=people)


def rects(scene: Scene, role: str) -> list[Rect]:
    return [item for item in scene.pages[0].items if isinstance(item, Rect) and item.role == role]


@given(couples(), st.sampled_from(["calm", "settled"]))
@settings(max_examples=10, deadline=None)
def test_bars_add_up_from_row_to_row(cycle: nc.Cycle, at: Any) -> None:
    """In mm on the axis of logarithms: each begins where the one before ended."""
    ledger = nc.gain_ledger(cycle, at=at)
    assume(not ledger.closed and any(abs(row.log) > 0.1 for row in ledger.rows))
    scene = draw_ledger(ledger).scene
    bars, (total,) = rects(scene, "bar"), rects(scene, "total")
    (line,) = scene.pages[0].lines("gain-one")
    one = line.points[0][0]
    longest = max(range(len(bars)), key=lambda n: abs(ledger.rows[n].log))
    scale = bars[longest].box.w / abs(ledger.rows[longest].log)

    so_far = one
    for bar, row in zip(bars, ledger.rows, strict=True):
        ends = bar.box.x, bar.box.right
        start, end = ends if row.log >= 0 else ends[::-1]
        assert start == pytest.approx(so_far, abs=0.4)
        assert end - start == pytest.approx(row.log * scale, abs=0.4)
        so_far = end
    assert so_far - one == pytest.approx(ledger.total * scale, abs=1e-6 + 0.4 * len(bars))
    assert (total.box.x < one - 0.4) == (ledger.total * scale < -0.4)


@given(cycles(max_partners=3))
@settings(max_examples=15, deadline=None)
def test_every_ledger_is_whole(sound: Sound, cycle: nc.Cycle) -> None:
    try:
        ledger = nc.gain_ledger(cycle, at="calm")
    except SimulationError:
        assume(condition=False)
        raise

    sound(draw_ledger(ledger).scene)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "one",
    [
        couple(names=("Maximiliane-Alexandra " * 4, "W" * 90)),
        couple(names=("רות בת אברהם", "أشعر بالوحدة")),
        couple(openness=1),
        couple(reactivity=40),
        couple(reactivity=1, openness=0),
    ],
)
def test_odd_ones_are_whole_too(one: nc.Cycle, paper: str, sound: Sound) -> None:
    sound(draw_ledger(one, at="calm", paper=paper).scene)


def test_both_partners_have_as_many_rows_in_the_same_words() -> None:
    scene = draw_ledger(couple(), at="calm").scene
    rows = {
        key: sorted(
            text.text.replace(name, "NAME").replace(other, "OTHER")
            for text in scene.pages[0].texts("row")
            if text.of == key
        )
        for key, name, other in (("ana", "Ana", "Ben"), ("ben", "Ben", "Ana"))
    }

    assert rows["ana"] == rows["ben"]
    assert rows["ana"] == [
        "NAME: OTHER's behavior into first feeling",
        "NAME: conclusion into behavior",
        "NAME: first feeling into reaction",
        "NAME: reaction into conclusion",
        "NAME: what of it stays closed",
    ]


@pytest.mark.parametrize(
    ("one", "at", "sentence"),
    [
        (
            couple(),
            "calm",
            "What sets one of them off comes back 0.16 times as strong: it dies away.",
        ),
        (
            couple(reactivity=6),
            "calm",
            "What sets one of them off comes back 1.44 times as strong: it feeds itself.",
        ),
        (
            couple(reactivity=5),
            "calm",
            "What sets one of them off comes back about as strong as it was.",
        ),
        (couple(openness=1), "calm", "Nothing comes back of what sets one of them off."),
    ],
)
def test_the_sentence_says_what_the_sum_says(one: nc.Cycle, at: Any, sentence: str) -> None:
    assert draw_ledger(one, at=at).scene.description.splitlines()[1] == sentence


def test_a_closed_gate_is_an_empty_bar_and_the_sum_is_nothing() -> None:
    scene = draw_ledger(couple(openness=1), at="calm").scene

    assert len(rects(scene, "closed")) == 2
    assert all(bar.dash and bar.fill is None for bar in rects(scene, "closed"))
    assert rects(scene, "total")[0].fill is None
    assert scene.pages[0].texts("factor")[-1].text == "\N{MULTIPLICATION SIGN} 0"
    assert "Ana: what of it stays closed: nothing passes." in scene.description


def test_the_same_is_told_in_words() -> None:
    ledger = nc.gain_ledger(couple(), at="calm")
    told = [line for line in draw_ledger(ledger).scene.description.splitlines() if "so far" in line]

    assert len(told) == len(ledger.rows)
    assert told[-1].endswith("so far 0.16.")
    assert math.exp(ledger.total) == pytest.approx(0.16)


def test_a_state_that_is_not_known_is_said() -> None:
    with pytest.raises(UnknownName, match="No state is called 'stuk' here"):
        draw_ledger(couple(), at="stuk")
