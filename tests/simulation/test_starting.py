"""A run begins calm, stuck, in a state by name, or where another run ended."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.errors import SimulationError, UnknownName
from negcycle.simulation.starting import start_state
from negcycle.system.stuck import (
    LINGERING,
    grip,
    lingers,
    sides,
    sides_are_assumed,
    stuck,
    worst,
)
from negcycle.testing import couples
from negcycle.words import say

PURSUES = {"chain": {"behavior": {"words": "follows", "moves": "pursue"}}}
WITHDRAWS = {"chain": {"behavior": {"words": "goes quiet", "moves": "withdraw"}}}
ATTACKS = {"chain": {"behavior": {"words": "shouts", "moves": "attack"}}}
UNSAID: dict[str, Any] = {}


def system(ana: dict[str, Any], ben: dict[str, Any], *more: dict[str, Any], **fields: Any):
    bodies = dict(zip(("ana", "ben", "cleo"), (ana, ben, *more), strict=False))
    people = {key: {"name": key.title(), **body} for key, body in bodies.items()}
    return nc.compile_system(nc.Cycle(partners=people, **fields))


def numbers(**fields: float) -> dict[str, Any]:
    return {"dynamics": fields}


def test_calm_is_as_open_as_each_can_be_and_nothing_else() -> None:
    one = system(numbers(openness=0.3), numbers(openness=0.9))

    assert list(start_state(one, "calm")) == [0, 0, 0, 0, 0.3, 0, 0, 0, 0, 0, 0.9, 0]


def test_a_state_by_name_is_calm_but_for_what_is_named() -> None:
    one = system(UNSAID, UNSAID)

    state = start_state(one, {"ben.resentment": 0.7})

    assert np.flatnonzero(state != one.calm) == [11]
    assert state[11] == 0.7


def test_a_run_goes_on_where_another_one_ended() -> None:
    one = system(UNSAID, UNSAID)
    before = nc.simulate(one, start={"ana.resentment": 0.9, "ana.primary": 0.4}, turns=30)

    after = nc.simulate(one, start=before, turns=5)

    assert dict(zip(one.names, after.states[0], strict=True)) == before.final


def test_a_start_that_nobody_knows_is_named_with_the_nearest() -> None:
    with pytest.raises(SimulationError, match=r"stuk.*stuck"):
        start_state(system(UNSAID, UNSAID), "stuk")


def test_a_state_that_nobody_knows_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"resentmnt.*resentment"):
        start_state(system(UNSAID, UNSAID), {"ana.resentmnt": 0.5})


# -- on which side the first feeling stands ---------------------------------------------------


@pytest.mark.parametrize(
    ("ana", "ben", "expected"),
    [
        (PURSUES, WITHDRAWS, (1, -1)),
        (WITHDRAWS, PURSUES, (-1, 1)),
        (WITHDRAWS, WITHDRAWS, (1, 1)),
        (ATTACKS, ATTACKS, (-1, -1)),
        (PURSUES, UNSAID, (1, -1)),
        (UNSAID, WITHDRAWS, (1, -1)),
        (UNSAID, UNSAID, (1, -1)),
        (numbers(need=0.4), numbers(need=0.6), (-1, 1)),
    ],
    ids=[
        *("a chase", "a chase turned", "both pull away", "both push", "one is known"),
        *("the other is known", "nothing is known", "only needs are known"),
    ],
)
def test_the_side_follows_from_what_is_done_else_from_the_needs(
    ana: dict[str, Any], ben: dict[str, Any], expected: tuple[int, int]
) -> None:
    assert sides(system(ana, ben)) == expected


def test_a_third_person_stands_opposite_to_what_a_neighbor_brings() -> None:
    path = [("ana", "ben"), ("ben", "cleo")]

    assert sides(system(PURSUES, UNSAID, UNSAID, pairs=path)) == (1, -1, 1)


def test_everybody_has_a_side_also_where_two_pairs_have_nobody_in_common() -> None:
    people = {key: {"name": key} for key in ("ana", "ben", "cleo", "dan")}
    cycle = nc.Cycle(partners=people, pairs=[("ana", "ben"), ("cleo", "dan")])

    assert sides(nc.compile_system(cycle)) == (1, -1, 1, -1)


@pytest.mark.parametrize(
    ("ana", "ben", "assumed"),
    [
        (UNSAID, UNSAID, True),
        (PURSUES, UNSAID, False),
        (numbers(need=0.4), numbers(need=0.6), False),
    ],
    ids=["nothing is said", "a behavior is said", "needs differ"],
)
def test_who_is_alone_first_is_assumed_only_where_nothing_says_so(
    ana: dict[str, Any], ben: dict[str, Any], *, assumed: bool
) -> None:
    one = system(ana, ben)

    assert sides_are_assumed(one) is assumed


@pytest.mark.parametrize(("needs", "said"), [((0.5, 0.5), True), ((0.55, 0.45), False)])
def test_a_run_from_the_stuck_state_says_what_it_assumed(
    needs: tuple[float, float], *, said: bool
) -> None:
    one = system(*(numbers(need=need, reactivity=2.2) for need in needs))

    extra = set(nc.simulate(one, start="stuck", turns=1).assumptions) - set(one.assumptions)

    assert extra == ({say("assume.first-alone", name="Ana")} if said else set())


@given(couples())
def test_the_worst_start_is_a_corner_of_the_box(couple: nc.Cycle) -> None:
    one = nc.compile_system(couple)

    state = worst(one)

    assert np.all((state == one.low) | (state == one.high))
    assert list(state[[4, 5, 10, 11]]) == [0, 1, 0, 1]


# -- stuck ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ana", "ben", "positions"),
    [
        (PURSUES, WITHDRAWS, ("pursue", "withdraw")),
        (WITHDRAWS, PURSUES, ("withdraw", "pursue")),
        (WITHDRAWS, WITHDRAWS, ("withdraw", "withdraw")),
        (ATTACKS, ATTACKS, ("pursue", "pursue")),
    ],
    ids=["a chase", "a chase turned", "both pull away", "both push"],
)
def test_stuck_is_where_the_behaviors_of_the_file_lead(
    ana: dict[str, Any], ben: dict[str, Any], positions: tuple[str, str]
) -> None:
    run = nc.simulate(system(ana, ben), start="stuck", turns=100)

    assert run.outcome is nc.Outcome.STUCK
    assert tuple(run.found.values()) == positions
    assert tuple(run.found.values()) == tuple(run.written.values())


def test_who_is_in_the_stuck_state_stays_there() -> None:
    run = nc.simulate(system(PURSUES, WITHDRAWS), start="stuck", turns=200)

    assert np.ptp(run.states, axis=0).max() < 1e-12


@pytest.mark.parametrize(("reactivity", "held"), [(2.0, False), (2.01, True)])
def test_who_only_lingers_in_the_cycle_is_told_from_who_is_held_there(
    reactivity: float, *, held: bool
) -> None:
    """With equal needs a stuck state begins at 2.003; just below, it takes very long to get out."""
    one = system(*[numbers(reactivity=reactivity, need=0.5)] * 2)

    state = stuck(one)

    assert lingers(one, state) is not held
    assert np.max(np.abs(one.rates(state))) < 2 * LINGERING
    assert abs(state[3]) > 0.5
    assert nc.simulate(one, start="stuck", turns=1000, step=1).outcome is nc.Outcome.STUCK


def test_a_couple_that_is_never_stuck_is_told_so() -> None:
    """Reactivity 1.9 is too far below where a stuck state begins, with equal needs."""
    one = system(numbers(reactivity=1.9, need=0.5), numbers(reactivity=1.9, need=0.5))

    with pytest.raises(SimulationError, match="0"):
        stuck(one)


@pytest.mark.parametrize("sign", [1, -1])
def test_two_who_answer_differently_have_no_stuck_state(sign: int) -> None:
    mixed = system(numbers(answer=sign, need=0.5), numbers(answer=-sign, need=0.5))

    with pytest.raises(SimulationError):
        start_state(mixed, "stuck")


def test_two_who_keep_swinging_are_told_what_to_do() -> None:
    mixed = system(
        numbers(answer=1, need=0.5, reactivity=5), numbers(answer=-1, need=0.5, reactivity=5)
    )

    with pytest.raises(SimulationError) as told:
        start_state(mixed, "stuck")

    assert str(told.value) == (
        "No stuck state is reached here: from the worst start there is, it goes back and forth. "
        "Start calm, or give the states to start from."
    )


@given(couples(delayed=False))
@settings(max_examples=15)
def test_nothing_moves_in_a_stuck_state(cycle: nc.Cycle) -> None:
    one = nc.compile_system(cycle)
    found = grip(one)
    if found not in {"holds", "lingers"}:
        with pytest.raises(SimulationError):
            stuck(one)
        return

    speed = np.max(np.abs(one.rates(stuck(one))))

    assert speed <= (1e-9 if found == "holds" else LINGERING)
