"""The one equation on arrays: its targets, its slopes, its arrows, and many states side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import SimulationError, UnknownName
from negcycle.graph.cycle_graph import Kind
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import MapModel, SmoothModel
from negcycle.testing import couples, cycles

SEEDS = st.integers(0, 2**32 - 1)
ORDINARY = nc.Cycle(
    partners={
        "ana": {"name": "Ana", "dynamics": {"need": 0.55}},
        "ben": {"name": "Ben", "dynamics": {"need": 0.45}},
    }
)


def compiled(cycle: nc.Cycle) -> nc.System:
    try:
        return nc.compile_system(cycle)
    except SimulationError:
        assume(condition=False)
        raise


def mild(system: nc.System) -> bool:
    """Whether no link is so strong that differences drown in rounding errors."""
    return all(abs(one.weight) < 100 for one in system.influences)


def inside(system: nc.System, chance: np.random.Generator, *lanes: int) -> Any:
    """Return states anywhere in the box."""
    width = (system.high - system.low).reshape(-1, *[1] * len(lanes))
    low = system.low.reshape(-1, *[1] * len(lanes))
    return low + width * chance.random((len(system.states), *lanes))


def anything(system: nc.System, chance: np.random.Generator) -> Inputs:
    """Return inputs of any kind: something felt, help, stress, some apart, some offers lost."""
    n = len(system.people)
    contact = np.triu(chance.integers(0, 2, (n, n)), 1).astype(float)
    return Inputs(
        felt=chance.uniform(-2, 2, n),
        help=chance.uniform(0, 2, n) * chance.integers(0, 2, n),
        stress=chance.uniform(0.2, 3, n),
        contact=contact + contact.T,
        offer=chance.integers(0, 2, (n, n)).astype(float),
    )


@given(cycles(min_partners=2, max_partners=3, with_plan=False), SEEDS)
def test_every_target_lies_in_the_box_and_no_speed_is_negative(cycle: nc.Cycle, seed: int) -> None:
    """With this, a step toward a target cannot leave the box, and some state stays where it is."""
    system, chance = compiled(cycle), np.random.default_rng(seed)
    past = inside(system, chance, len(system.delays)).swapaxes(0, 1)

    speed, target = system.targets(inside(system, chance), past, inputs=anything(system, chance))

    assert np.all(speed >= 0)
    assert np.all(target >= system.low)
    assert np.all(target <= system.high)


@given(cycles(min_partners=2, max_partners=3, with_plan=False), SEEDS)
def test_states_side_by_side_move_as_each_would_alone(cycle: nc.Cycle, seed: int) -> None:
    system, chance = compiled(cycle), np.random.default_rng(seed)
    lanes, inputs = inside(system, chance, 3), anything(system, chance)
    pasts = np.stack([inside(system, chance, 3) for _ in system.delays] or [lanes])

    together = system.rates(lanes, pasts, inputs=inputs)
    alone = [system.rates(lanes[:, n], pasts[:, :, n], inputs=inputs) for n in range(3)]

    assert together == pytest.approx(np.stack(alone, axis=1), rel=1e-12, abs=1e-12)


@given(cycles(min_partners=2, max_partners=3, with_plan=False), SEEDS)
def test_a_rate_is_a_speed_times_the_way_to_the_target(cycle: nc.Cycle, seed: int) -> None:
    system, chance = compiled(cycle), np.random.default_rng(seed)
    state = inside(system, chance)

    speed, target = system.targets(state)

    assert np.all(system.rates(state) == speed * (target - state))
    assert [system.evaluate(name, state) for name in system.names] == list(system.rates(state))


@given(cycles(min_partners=2, max_partners=3, with_plan=False), SEEDS)
def test_the_jacobian_is_that_of_the_rates(cycle: nc.Cycle, seed: int) -> None:
    """Against central differences; what is late counts as at once."""
    system, chance = compiled(cycle), np.random.default_rng(seed)
    assume(mild(system))
    state, inputs, h = inside(system, chance), anything(system, chance), 1e-5
    ahead, behind = state[:, None] + h * np.eye(len(state)), state[:, None] - h * np.eye(len(state))

    jacobian = system.jacobian(state, inputs=inputs)
    differences = (system.rates(ahead, inputs=inputs) - system.rates(behind, inputs=inputs)) / (
        2 * h
    )
    scale = max(1.0, float(np.max(np.abs(jacobian))))

    assert jacobian == pytest.approx(differences, rel=0, abs=1e-4 * scale)


@given(couples(), SEEDS)
def test_the_jacobian_of_a_couple_is_that_of_the_rates_to_many_digits(
    couple: nc.Cycle, seed: int
) -> None:
    """Against differences of the fourth order."""
    system, chance = nc.compile_system(couple), np.random.default_rng(seed)
    state, h = inside(system, chance), 1e-4
    one = np.eye(len(state))

    def slope(step: float) -> Any:
        ahead, behind = state[:, None] + step * one, state[:, None] - step * one
        return (system.rates(ahead) - system.rates(behind)) / (2 * step)

    fourth_order = (4 * slope(h) - slope(2 * h)) / 3
    scale = max(1.0, float(np.max(np.abs(fourth_order))))

    assert system.jacobian(state) == pytest.approx(fourth_order, rel=0, abs=1e-9 * scale)


@given(couples(), SEEDS)
def test_the_parts_of_the_jacobian_are_what_acts_at_once_and_what_acts_late(
    couple: nc.Cycle, seed: int
) -> None:
    system, chance = nc.compile_system(couple), np.random.default_rng(seed)
    state = inside(system, chance)
    past = np.stack([state for _ in system.delays] or [state])
    h = 1e-6

    parts = system.jacobians(state)

    assert set(parts) == {0.0, *system.delays}
    assert np.sum(list(parts.values()), axis=0) == pytest.approx(system.jacobian(state))
    for n, delay in enumerate(system.delays):
        ahead, behind = past.copy(), past.copy()
        source = system.place("ana.behavior")
        ahead[n, source] += h
        behind[n, source] -= h
        differences = (system.rates(state, ahead) - system.rates(state, behind)) / (2 * h)
        assert parts[delay][:, source] == pytest.approx(differences, rel=1e-6, abs=1e-7)


@given(cycles(min_partners=2, max_partners=3, with_plan=False), SEEDS)
def test_every_arrow_that_the_jacobian_knows_is_a_link_and_has_its_sign(
    cycle: nc.Cycle, seed: int
) -> None:
    system, chance = compiled(cycle), np.random.default_rng(seed)
    signs: dict[tuple[str, str], set[int]] = {}
    for link in system.links:
        signs.setdefault((link.source, link.target), set()).add(link.sign)

    jacobian = system.jacobian(inside(system, chance))

    for i, j in zip(*np.nonzero(jacobian), strict=True):
        if i != j:
            said = signs[system.names[j], system.names[i]]
            assert 0 in said or len(said) > 1 or said == {int(np.sign(jacobian[i, j]))}


def test_a_system_keeps_the_protocol_of_a_smooth_model() -> None:
    system = nc.compile_system(ORDINARY)

    assert isinstance(system, SmoothModel)
    assert not isinstance(system, MapModel)


def test_the_states_are_six_for_each_partner_in_the_order_of_the_chain() -> None:
    system = nc.compile_system(ORDINARY)
    each = ("primary", "secondary", "perception", "behavior", "openness", "resentment")

    assert system.names == tuple(f"{key}.{one}" for key in ("ana", "ben") for one in each)
    assert system.keys == ("ana", "ben")
    assert list(system.low) == [-1, -1, -1, -1, 0, 0] * 2
    assert list(system.high) == [1] * 12


def test_the_couple_has_the_equations_of_the_book() -> None:
    """Coded a second time, from the equations and without the first code."""
    system = nc.compile_system(ORDINARY)
    chance = np.random.default_rng(5)
    state = inside(system, chance)
    c, alpha, forget, repair = 2**0.25, 0.8, 0.1, 1.0
    needs, rates = (0.55, 0.45), []
    for me in (0, 1):
        p, e, v, y, a, r = state[6 * me : 6 * me + 6]
        other_y, other_a = state[6 * (1 - me) + 3], state[6 * (1 - me) + 4]
        t = needs[me] - needs[1 - me] - other_y
        rates += [
            np.tanh(c * t) - p,
            np.tanh(c * (1 - a) * p) - e,
            np.tanh(c * e) - v,
            np.tanh(c * v) - y,
            (-a + alpha * (1 - r) * (1 - e**2)) / 5,
            ((1 - a) * p**2 * (1 - r) - (forget + repair * a * other_a) * r) / 200,
        ]

    assert system.rates(state) == pytest.approx(np.array(rates), rel=1e-12, abs=1e-15)


def test_apart_nothing_crosses_and_nothing_heals() -> None:
    system = nc.compile_system(ORDINARY)
    state = inside(system, np.random.default_rng(7))
    apart = system.resting.changed(contact=np.zeros((2, 2)))
    other = state.copy()
    other[6:] = inside(system, np.random.default_rng(8))[6:]

    rates = system.rates(state, inputs=apart)

    assert np.all(rates[:6] == system.rates(other, inputs=apart)[:6])
    assert rates[5] >= 0
    assert rates[11] >= 0


def test_the_one_who_is_left_without_an_offer_misses_all_that_they_need() -> None:
    system = nc.compile_system(ORDINARY)
    offer = np.ones((2, 2))
    offer[0, 1] = 0

    missing = system.missing(system.resting.changed(offer=offer))

    assert missing == pytest.approx([0.55, -0.1])


def test_stress_multiplies_the_reactivity() -> None:
    stressed = nc.compile_system(ORDINARY)
    more = [one.changed(dynamics=one.dynamics.changed(reactivity=6)) for one in ORDINARY.partners]
    reactive = nc.compile_system(ORDINARY.changed(partners=more))
    state = inside(stressed, np.random.default_rng(3))

    rates = stressed.rates(state, inputs=stressed.resting.changed(stress=np.full(2, 3.0)))

    assert rates == pytest.approx(reactive.rates(state), rel=1e-12)


def test_help_opens_up_and_nothing_else() -> None:
    system = nc.compile_system(ORDINARY)
    state = inside(system, np.random.default_rng(4))

    helped = system.rates(state, inputs=system.resting.changed(help=np.array([1.0, 0.0])))
    changed = helped - system.rates(state)

    assert changed[4] == pytest.approx((1 - state[4]) / 5)
    assert np.count_nonzero(np.abs(changed) > 1e-15) == 1


def test_a_balance_that_nothing_moves_stays_where_it_is() -> None:
    """Apart, and with nothing that hurts, resentment neither builds nor heals."""
    system = nc.compile_system(ORDINARY)
    state = system.named({"ana.resentment": 0.4})
    apart = system.resting.changed(contact=np.zeros((2, 2)))

    speed, target = system.targets(state, inputs=apart)

    assert (speed[5], target[5]) == (0, 0.4)
    assert np.all(np.isfinite(target))


def test_only_behaviors_and_openness_are_seen_by_the_other() -> None:
    """What is below the line reaches nobody but through what is done, and through being open."""
    system = nc.compile_system(ORDINARY)

    across = {
        (link.source.partition(".")[2], link.target.partition(".")[2])
        for link in system.links
        if link.source[:3] != link.target[:3]
    }

    assert across == {("behavior", "primary"), ("openness", "resentment")}


def test_the_links_make_one_graph_in_which_everything_reaches_everything() -> None:
    graph = nx.DiGraph((link.source, link.target) for link in nc.compile_system(ORDINARY).links)

    assert nx.is_strongly_connected(graph)
    assert len(graph) == 12


# -- states by name ---------------------------------------------------------------------------


def test_states_that_are_not_named_are_calm() -> None:
    system = nc.compile_system(ORDINARY)

    state = system.named({"ben.resentment": 0.7})

    assert system.calm == pytest.approx([0, 0, 0, 0, 0.8, 0] * 2)
    assert state[11] == 0.7
    assert list(state[:11]) == list(system.calm[:11])


@pytest.mark.parametrize(
    ("name", "value"),
    [("ana.openness", -0.1), ("ana.primary", 1.01), ("ana.resentment", float("nan"))],
)
def test_a_value_outside_its_box_is_refused_by_name(name: str, value: float) -> None:
    system = nc.compile_system(ORDINARY)

    with pytest.raises(SimulationError, match=name):
        system.named({name: value})


def test_a_state_that_is_not_there_is_named_with_the_nearest() -> None:
    system = nc.compile_system(ORDINARY)

    with pytest.raises(UnknownName, match=r"ana\.openness"):
        system.named({"ana.opennes": 0.1})


def test_places_are_found_by_kind_and_by_partner() -> None:
    system = nc.compile_system(ORDINARY)

    assert system.places(Kind.OPENNESS) == (4, 10)
    assert system.places(Kind.OPENNESS, 1) == (10,)
    assert system.place("ben.primary") == 6


def test_noise_is_changed_on_a_new_system() -> None:
    system = nc.compile_system(ORDINARY)

    noisy = system.with_noise(0.3)

    assert (system.noise, noisy.noise) == (0.0, 0.3)
    assert replace(noisy, noise=0.0).names == system.names
