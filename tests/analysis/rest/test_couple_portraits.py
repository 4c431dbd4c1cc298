"""The portrait of a couple finds what holds, what tips, and where every start leads."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.rest.couple_portraits import SWINGING, CyclePortrait, Settled, cycle_portrait
from negcycle.analysis.rest.portraits import NOWHERE
from negcycle.simulation.run import simulate
from negcycle.system.compile import compile_system
from negcycle.system.relaxing import relax

EXAMPLES = Path(__file__).parents[3] / "examples"


def person(name: str, moves: str, **dynamics: float) -> dict[str, object]:
    behavior = {"words": "does something", "moves": moves}
    return {"name": name, "chain": {"behavior": behavior}, "dynamics": dynamics}


def couple(**dynamics: float) -> nc.Cycle:
    return nc.Cycle(
        partners={
            "john": person("John", "withdraw", **dynamics),
            "mary": person("Mary", "pursue", **dynamics),
        }
    )


def different(*, reactivity: float = 6.0) -> nc.Cycle:
    """Return two who answer each other differently."""
    return nc.Cycle(
        partners={
            "ana": person("Ana", "pursue", answer=1, reactivity=reactivity),
            "ben": person("Ben", "withdraw", answer=-1, reactivity=reactivity),
        }
    )


@cache
def portrait() -> CyclePortrait:
    return cycle_portrait(compile_system(couple()))


@cache
def of_three() -> CyclePortrait:
    return cycle_portrait(compile_system(nc.load(EXAMPLES / "three-of-us.yaml")))


def away_from_slow(found: CyclePortrait, one: Settled) -> float:
    """Return how far a state is from the slow null cline."""
    point = np.array([one.resentment, one.strength])
    return min(
        float(np.hypot(*(start + share * (end - start) - point)))
        for line in found.slow
        for start, end in pairwise(line)
        for share in np.linspace(0, 1, 11)
    )


def test_a_couple_can_end_calm_or_stuck_and_has_an_edge_between() -> None:
    calm, edge, stuck = portrait().settled

    assert (calm.stable, edge.stable, stuck.stable) == (True, False, True)
    assert (calm.in_position, stuck.in_position) == (False, True)
    assert (calm.strength, edge.strength, stuck.strength) == pytest.approx(
        (0.07105, 0.42676, 0.6462), abs=1e-3
    )
    assert (calm.resentment, edge.resentment, stuck.resentment) == pytest.approx(
        (0.01165, 0.34360, 0.8100), abs=1e-3
    )


@pytest.mark.parametrize("which", [portrait, of_three])
def test_both_null_clines_pass_through_every_state_that_stays(which: object) -> None:
    """Also where three people differ: each one's resentment and behavior is as in these states."""
    found = which()  # type: ignore[operator]

    assert [one.stable for one in found.settled] == [True, False, True]
    for one in found.settled:
        fast = np.interp(one.resentment, found.resentments, found.from_calm)
        assert fast == pytest.approx(one.strength, abs=2e-3)
        assert away_from_slow(found, one) < 3e-3


def test_three_people_are_not_taken_for_equals() -> None:
    """At the edge one of them does nearly twice what another does."""
    system = compile_system(nc.load(EXAMPLES / "three-of-us.yaml"))
    edge = of_three().settled[1]

    assert of_three().people == system.keys
    assert edge.strength == pytest.approx(0.338, abs=1e-3)
    assert edge.resentment == pytest.approx(0.1836, abs=1e-3)


def test_more_resentment_never_settles_at_a_weaker_cycle() -> None:
    found = portrait()

    assert np.all(np.diff(found.from_calm) >= -1e-6)
    assert np.all(found.from_stuck >= found.from_calm - 1e-6)


def test_where_calm_gives_way_the_cycle_rises_at_once() -> None:
    """With equal needs calm holds up to some resentment; beyond it there is no half-way."""
    found = cycle_portrait(compile_system(couple(need=0.5)))
    up = np.flatnonzero(found.from_calm > 1e-3)[0]

    assert found.from_calm[:up] == pytest.approx(0, abs=1e-3)
    assert found.from_calm[up + 3] > 0.1
    assert found.from_calm == pytest.approx(found.from_stuck, abs=1e-3)


def test_little_resentment_leads_to_calm_and_much_to_stuck() -> None:
    basins = portrait().basins

    assert np.all(basins[:, 0] == 0)
    assert np.all(basins[:, -1] == 2)
    assert NOWHERE not in basins
    for row in basins:
        assert np.all(np.diff(row) >= 0)


def test_the_edge_lies_on_the_border_of_the_basins() -> None:
    for found in (portrait(), of_three()):
        rows, columns = found.basins.shape
        edge = found.settled[1]
        row = found.basins[round(edge.strength * (rows - 1))]
        border = np.flatnonzero(np.diff(row))

        assert len(border) == 1
        assert border[0] / (columns - 1) == pytest.approx(edge.resentment, abs=0.01)


def test_a_start_leads_where_the_run_goes() -> None:
    system = compile_system(couple())
    _, columns = portrait().basins.shape

    for share in (0.12, 0.3, 0.4, 0.5, 0.9):
        column = round(share * (columns - 1))
        start = system.calm.copy()
        for name in ("john.resentment", "mary.resentment"):
            start[system.place(name)] = column / (columns - 1)
        end = relax(system, start)
        which = portrait().basins[0, column]
        assert end[system.place("mary.behavior")] == pytest.approx(
            portrait().settled[which].strength, abs=0.02
        )


def test_where_nothing_can_lock_in_every_start_calms_down() -> None:
    found = cycle_portrait(compile_system(couple(reactivity=0.8)))

    assert [one.stable for one in found.settled] == [True]
    assert np.unique(found.basins).tolist() == [0]


def test_who_only_lingers_in_the_cycle_is_told_from_who_is_held() -> None:
    """Just below the numbers at which it holds, nobody sees the end for thousands of turns."""
    found = cycle_portrait(compile_system(couple(need=0.5)))

    assert [one.in_position for one in found.settled] == [False]
    assert np.unique(found.basins).tolist() == [NOWHERE, 0]
    assert found.basins[-1, -1] == NOWHERE


def test_two_who_answer_differently_go_back_and_forth_where_their_runs_do() -> None:
    found = cycle_portrait(compile_system(different()))
    start = {"ana.resentment": 0.9, "ben.resentment": 0.9, "ana.behavior": 0.5}
    run = simulate(different(), start=start, turns=600, step=0.05)

    assert run.outcome == "oscillating"
    assert found.basins[found.basins.shape[0] // 2, -1] == SWINGING


def test_long_steps_make_nobody_swing() -> None:
    found = cycle_portrait(compile_system(different(reactivity=3.0)))

    assert np.unique(found.basins).tolist() == [0]


def test_who_is_in_no_cycle_is_left_out() -> None:
    three = {
        "john": person("John", "withdraw"),
        "mary": person("Mary", "pursue"),
        "kim": person("Kim", "pursue"),
    }
    both = nc.Cycle(partners=three, pairs=[["john", "mary"]])

    found = cycle_portrait(compile_system(both))

    assert found.people == ("john", "mary")
    assert [one.strength for one in found.settled] == pytest.approx(
        [one.strength for one in portrait().settled]
    )
    assert [one.resentment for one in found.settled] == pytest.approx(
        [one.resentment for one in portrait().settled]
    )


@given(st.floats(1.0, 4.0), st.floats(0.3, 0.7), st.floats(1.0, 4.0), st.floats(0.3, 0.7))
@settings(max_examples=8, deadline=None)
def test_what_stays_does_not_move_and_every_end_holds(
    a: float, b: float, c: float, d: float
) -> None:
    """Whoever pursues needs no less closeness: the plane is that of the positions as written."""
    less, more = sorted((b, d))
    people = {
        "john": person("John", "withdraw", reactivity=a, need=less),
        "mary": person("Mary", "pursue", reactivity=c, need=more),
    }
    system = compile_system(nc.Cycle(partners=people))

    found = cycle_portrait(system)
    ends = set(np.unique(found.basins).tolist()) - {NOWHERE}

    assert all(found.settled[n].stable for n in ends)
    assert any(one.stable for one in found.settled)
    for start in (system.calm, relax(system, system.calm)):
        end = relax(system, start)
        strength = float(np.mean(np.abs(end[[system.place(f"{key}.behavior") for key in people]])))
        slow = float(np.max(np.abs(system.rates(end)))) > 1e-9
        assert slow or min(abs(one.strength - strength) for one in found.settled) < 1e-3
