"""In a couple, loops run along whatever the Jacobian holds: chains, gates and slow states."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given

import negcycle as nc
from negcycle.analysis.loops.finding import find_loops
from negcycle.analysis.loops.loop_set import Polarity
from negcycle.errors import SimulationError, UnknownName
from negcycle.system.measuring import gain
from negcycle.system.relaxing import relax
from negcycle.testing import couples

SLOW = ("openness", "resentment")


def couple(john: float = 0.55, mary: float = 0.45, **more: Any) -> nc.Cycle:
    return nc.Cycle(
        partners={
            "john": {"name": "John", "dynamics": {"need": john, "answer": 1}},
            "mary": {"name": "Mary", "dynamics": {"need": mary, "answer": 1}},
        },
        **more,
    )


def test_the_ordinary_couple_has_thirteen_loops_and_all_reinforce() -> None:
    loops = find_loops(couple())

    assert (loops.at, loops.complete) == ("settled", True)
    assert Counter(loop.length for loop in loops) == {2: 4, 4: 1, 8: 5, 10: 2, 12: 1}
    assert {loop.polarity for loop in loops} == {Polarity.REINFORCING}


def test_flooding_closes_openness_and_what_is_closed_floods() -> None:
    (loop,) = find_loops(couple()).through(("john.secondary", "john.openness"))[:1]

    assert loop.nodes == ("john.openness", "john.secondary")
    assert (loop.scope, loop.partners, loop.crossings) == ("within", ("john",), 0)
    assert loop.structural is None
    assert loop.local is not None


def test_the_loop_through_all_eight_reactions_has_the_gain_of_the_couple() -> None:
    system = nc.compile_system(couple())
    settled = relax(system, system.calm)
    (loop,) = (loop for loop in find_loops(system) if loop.structural is not None)

    assert loop.length == 8
    assert loop.structural == pytest.approx(float(gain(system, settled)), rel=1e-12)
    assert loop.structural == pytest.approx(0.1786, abs=1e-4)
    assert (loop.scope, loop.partners, loop.crossings) == ("between", ("john", "mary"), 2)


def test_the_local_gain_counts_in_units_of_each_state_s_own_relaxation() -> None:
    system = nc.compile_system(couple())
    slopes = system.jacobian(relax(system, system.calm))

    for loop in find_loops(system):
        assert loop.local == pytest.approx(
            math.prod(
                slopes[system.place(target), system.place(source)]
                / -slopes[system.place(target), system.place(target)]
                for source, target, _ in loop.links
            )
        )


def test_what_acts_side_by_side_at_once_is_one_arrow_with_the_sum() -> None:
    system = nc.compile_system(couple(0.5, 0.5))
    crossing = next(one for one in system.influences if one.contact)
    beside = replace(system, influences=(*system.influences, crossing._replace(weight=-0.3)))
    (loop,) = find_loops(beside, at="calm")

    assert loop.structural == pytest.approx(float(gain(beside, beside.calm)), rel=1e-12)


def test_calm_and_equal_nothing_works_but_the_great_loop() -> None:
    (loop,) = find_loops(couple(0.5, 0.5))

    assert {name.partition(".")[2] for name in loop.nodes}.isdisjoint(SLOW)
    assert loop.structural == pytest.approx(0.16, rel=1e-12)


def test_a_state_can_be_named_or_given() -> None:
    system = nc.compile_system(couple())
    stuck = find_loops(couple(), at="stuck")
    run = nc.simulate(couple(), start="stuck", turns=5)

    assert (stuck.at, len(stuck)) == ("stuck", 13)
    assert find_loops(couple(), at="calm").at == "calm"
    given_states = (run, run.final, np.array([run.final[name] for name in system.names]))
    first, *others = (list(find_loops(system, state=state)) for state in given_states)
    assert others == [first, first]
    assert find_loops(system, state=run.final).at == "given"
    assert {one.id for one in first} == {one.id for one in stuck}


def test_a_couple_of_one_plus_and_one_minus_balances() -> None:
    cycle = nc.Cycle(
        partners={
            "ana": {"name": "Ana", "dynamics": {"need": 0.5, "answer": 1}},
            "ben": {"name": "Ben", "dynamics": {"need": 0.5, "answer": -1}},
        }
    )
    (loop,) = find_loops(cycle, at="calm")

    assert loop.polarity is Polarity.BALANCING
    assert loop.structural is not None
    assert loop.structural < 0


def test_a_late_answer_makes_a_late_loop() -> None:
    (loop,) = find_loops(couple(dynamics={"delay": 3}), at="calm")

    assert (loop.delay, loop.delayed) == (6.0, True)
    assert not find_loops(couple(), at="calm")[0].delayed


@given(couples())
def test_the_order_of_partners_changes_no_loop(cycle: nc.Cycle) -> None:
    turned = cycle.with_partners(reversed(cycle.partners))
    loops, again = find_loops(cycle, at="calm"), find_loops(turned, at="calm")

    assert [one.id for one in loops] == [one.id for one in again]
    assert [one.polarity for one in loops] == [one.polarity for one in again]
    assert loops.as_sets() == again.as_sets()
    assert loops.local == pytest.approx(again.local, rel=1e-9, nan_ok=True)


@given(couples(answers=(1, 1), first_needs_more=True, delayed=False))
def test_every_loop_reinforces_where_the_theorem_says_so(cycle: nc.Cycle) -> None:
    try:
        loops = find_loops(cycle)
    except SimulationError:
        assume(condition=False)
        raise

    assert {loop.polarity for loop in loops} <= {Polarity.REINFORCING}


@given(couples())
def test_within_and_between_share_all_loops(cycle: nc.Cycle) -> None:
    loops = find_loops(cycle, state={"ana.primary": 0.4, "ben.secondary": -0.3})
    own = [loop for key in ("ana", "ben") for loop in loops.within(key)]

    assert {loop.scope for loop in own} <= {"within"}
    assert sorted([*own, *loops.between()], key=lambda one: one.id) == sorted(
        loops, key=lambda one: one.id
    )


def test_the_graph_of_a_cycle_has_its_loops_too() -> None:
    cycle = couple()

    assert list(find_loops(nc.build_graph(cycle))) == list(find_loops(cycle))


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (
            lambda: find_loops(couple(), at="stuk"),
            "No state is called 'stuk' here. Did you mean 'stuck'? Choose from: calm, settled, "
            "stuck.",
        ),
        (
            lambda: find_loops(couple()).through("jon.behavior"),
            "No node is called 'jon.behavior'. Did you mean 'john.behavior'?",
        ),
        (
            lambda: find_loops(couple()).within("jhon"),
            "No partner has the key 'jhon' here. Did you mean 'john'?",
        ),
    ],
)
def test_unknown_names_are_told(ask: Any, sentence: str) -> None:
    with pytest.raises(UnknownName) as caught:
        ask()

    assert str(caught.value) == sentence


def test_who_is_alone_has_no_loops_to_find() -> None:
    with pytest.raises(SimulationError, match="Ana is alone in this case"):
        find_loops(nc.Cycle(partners={"ana": {"name": "Ana"}}))
