"""Many couples in words: the same for every partner, in shares that say no more than there is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.model.ensemble import OUTCOMES, Design, Ensemble
from negcycle.simulation.many.telling import MOST_ROWS, STRETCHES, along, are_alike, tell

SUNDAY = "examples/sunday-silence.yaml"


@cache
def couples() -> Ensemble:
    vary = {"reactivity": nc.Uniform(1, 4)}
    return nc.ensemble(nc.load(SUNDAY), 40, vary=vary, turns=20, seed=1, start="stuck")


def made(outcomes: list[int], values: list[float], design: Design | None = None) -> Ensemble:
    """Return couples that ended so, with these numbers."""
    return Ensemble(
        np.arange(len(outcomes)),
        {"turn": np.array(values)},
        {"outcome": np.array(outcomes, dtype=np.int8)},
        runs=len(outcomes),
        turns=1.0,
        step=1.0,
        look=1.0,
        seed=1,
        design=design,
    )


def test_every_partner_gets_the_same_sentence() -> None:
    told = tell(couples())

    lines = [line for line in told.splitlines() if line.startswith(("John: ", "Mary: "))]
    assert [line[:4] for line in lines] == ["John", "Mary"]
    words = {"".join(sign for sign in line[4:] if not sign.isdigit()) for line in lines}
    assert len(words) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "40 couples of a model, 20 turns each. They end:",
        "  reactivity: 1.0",
        "What this is: a model for thinking, with assumed numbers. It is no forecast, no "
        "measurement and no judgment about anybody.",
        "A share says how many of these chosen numbers lead there",
        "20 turns in steps of 0.25, beginning stuck; kernel numpy, float64; negcycle ",
        "Seed 1: the same case, options and seed give the same couples again.",
    ],
)
def test_it_says_what_it_is_and_how_to_have_it_again(sentence: str) -> None:
    assert sentence in tell(couples())


def test_a_part_says_of_what_it_is_a_part() -> None:
    part = nc.ensemble(nc.load(SUNDAY), 10, turns=2, seed=1, shard=(2, 3), noise=0.1)

    assert "These are 3 of 10 couples: shard 2/3." in tell(part)
    assert "Only chance differs between them." in tell(part)
    assert ", beginning calm, noise 0.1; kernel numpy" in tell(part)


def test_couples_that_are_all_the_same_are_said_to_be() -> None:
    alike = nc.ensemble(nc.load(SUNDAY), 3, turns=2, seed=1)

    assert are_alike(alike)
    assert "All couples are the same: " in tell(alike)
    assert not are_alike(couples())
    one = nc.ensemble(nc.load(SUNDAY), 1, turns=2, seed=1)
    assert "All couples" not in tell(one)
    assert tell(one).startswith("One couple of a model, 2 turns. It ends:\n  calm  1  100.0%\n")


def test_what_numbers_were_drawn_from_is_told() -> None:
    drawn = "  - Chosen and not measured: reactivity, drawn from uniform(1, 4)."

    assert drawn in tell(couples()).splitlines()


def test_given_states_are_not_listed() -> None:
    told = tell(replace(couples(), start="john.primary 0, john.openness 0.80000000000000004"))

    assert "20 turns in steps of 0.25, from given states; kernel " in told
    assert "john.openness" not in told


def test_a_small_share_is_not_nothing_and_a_large_one_not_all() -> None:
    ended = [1] * 400 + [0] + [0] * 399 + [1]
    values = [1.0] * 401 + [2.0] * 400
    told = tell(made(ended, values, Design("grid", {"turn": (1.0, 2.0)}, 2, 400)))

    table = [line.split() for line in told.splitlines() if line.strip().startswith(("1  ", "2  "))]
    assert table == [["1", "401", "<1%", ">99%"], ["2", "400", ">99%", "<1%"]]


@given(
    st.lists(
        st.tuples(st.integers(0, len(OUTCOMES) - 1), st.sampled_from([n / 40 for n in range(40)])),
        min_size=1,
        max_size=80,
    ),
    st.booleans(),
)
def test_along_a_number_every_couple_is_counted_once(
    rows: list[tuple[int, float]], of_a_grid: bool
) -> None:
    outcomes, values = [one for one, _ in rows], [value for _, value in rows]
    axes = {"turn": tuple(sorted({*values}))}
    ensemble = made(outcomes, values, Design("grid" if of_a_grid else "random", axes, len(rows)))

    found = along(ensemble, "turn")

    distinct = len({*values})
    assert len(found) == (distinct if of_a_grid or distinct <= MOST_ROWS else STRETCHES)
    assert sum(one.couples for one in found) == len(rows)
    for n, way in enumerate(OUTCOMES):
        assert sum(one.outcomes.get(way, 0) for one in found) == outcomes.count(n)
    for one in found:
        assert sum(one.outcomes.values()) == one.couples
        assert one.couples <= sum(one.low <= value <= one.high for value in values)


def test_a_long_axis_is_told_in_part() -> None:
    values = [n / 100 for n in range(101)]
    told = tell(made([0] * 101, values, Design("grid", {"turn": tuple(values)}, 101)))

    assert "  11 of 101 values are shown." in told.splitlines()
    assert [line.split()[0] for line in told.splitlines() if line.endswith("  1  100%")] == [
        f"{n / 10:g}" for n in range(11)
    ]
