"""Theorems 2, 3 and 8: the loop gain decides, whatever time constants and delays (V33, V35).

Beside the numbers of negcycle stand those of a ring of eight lags, worked out by hand.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.graph.cycle_graph import Kind
from negcycle.system.relaxing import relax
from negcycle.system.stuck import worst
from negcycle.testing import couples

KEYS = ("ana", "ben")
SEEDS = st.integers(0, 2**32 - 1)
NEAR = 0.02
"""So near to a gain of 1 nobody is asked for a verdict."""


def couple(*, gap: float = 0.0, answers: tuple[int, int] = (1, 1), **both: float) -> nc.Cycle:
    """Return two people who differ in nothing but their need and their answer."""
    of_couple = {name: both.pop(name) for name in tuple(both) if name in nc.Dynamics.model_fields}
    people = {
        key: {
            "name": key.title(),
            "dynamics": {"need": 0.5 + way * gap / 2, "answer": answer, **both},
        }
        for key, way, answer in zip(KEYS, (1, -1), answers, strict=True)
    }
    return nc.Cycle(partners=people, dynamics=of_couple)


def gain(system: nc.System) -> float:
    """Return the loop gain at calm, by the formula: answers x reactivities x what is covered."""
    return float(np.prod([p.answer * p.reactivity * (1 - p.openness) for p in system.people]))


def with_lags(system: nc.System, chance: np.random.Generator) -> nc.System:
    """Return this system, every reaction with a time constant and every link with a delay."""
    states = [
        one if one.kind.is_slow else one._replace(tau=float(chance.uniform(0.1, 5)))
        for one in system.states
    ]
    links = [one._replace(delay=float(chance.uniform(0, 3))) for one in system.influences]
    return replace(system, states=tuple(states), influences=tuple(links))


def along(
    x: np.ndarray, parts: dict[float, np.ndarray], rates: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return how far the determinant has turned at each x, and its size, without the lags."""
    late = sum(part[None] * np.exp(-x * delay)[:, None, None] for delay, part in parts.items())
    here = x[:, None, None] * np.eye(len(rates))
    sign, size = np.linalg.slogdet(here - late)
    sign_of_lags, size_of_lags = np.linalg.slogdet(here + rates)
    return np.unwrap(np.angle(sign / sign_of_lags)), size - size_of_lags


def growing(system: nc.System) -> int:
    """Return how many ways of growing there are near calm, delays and all.

    The roots of ``det(x I - J0 - sum J_d exp(-x d))`` with a positive real part, counted by how
    often the determinant goes around zero as x goes up the imaginary axis.
    """
    parts = system.jacobians(system.calm)
    rates = np.diag([1 / one.tau for one in system.states])
    fast = np.exp(-np.mean([np.log(one.tau) for one in system.states if not one.kind.is_slow]))
    top = 5 * fast * max(1, abs(gain(system))) ** 0.125
    x = np.concatenate([np.geomspace(1e-7, 1e-3, 200), np.linspace(1e-3, top, 3000)[1:]])
    for _ in range(12):
        turned, size = along(1j * x, parts, rates)
        coarse = np.flatnonzero(np.abs(np.diff(turned)) > 1)
        if not len(coarse):
            break
        x = np.sort(np.concatenate([x, (x[coarse] + x[coarse + 1]) / 2]))
    assert np.all(np.abs(np.diff(turned)) < 2), "The steps along the axis are too long."
    assert abs(size[-1]) < 0.1
    around = (turned[-1] - turned[0]) / np.pi
    return round(-around)


# -- 2: the threshold -------------------------------------------------------------------------


@given(couples(equal_needs=True, delayed=False), SEEDS)
@settings(max_examples=100)
def test_theorem_2_calm_is_stable_exactly_below_a_gain_of_one(one: nc.Cycle, seed: int) -> None:
    """Time constants of every reaction are drawn at random, and change nothing."""
    system = nc.compile_system(one)
    strength = gain(system)
    forgets = one.dynamics.forget or 0
    assume(strength >= 0 and abs(strength - 1) >= NEAR and forgets > 0.01)
    lagged = with_lags(system, np.random.default_rng(seed))

    for each in (system, lagged):
        leading = max(np.linalg.eigvals(each.jacobian(each.calm)).real)

        assert np.sign(leading) == np.sign(strength - 1)


@given(couples(equal_needs=True, delayed=False), SEEDS)
@settings(max_examples=25)
def test_theorem_2_delays_do_not_move_the_threshold(one: nc.Cycle, seed: int) -> None:
    """By the characteristic equation, every link with a delay and every reaction with a lag."""
    system = nc.compile_system(one)
    strength = gain(system)
    assume(strength >= 0 and abs(strength - 1) >= NEAR and (one.dynamics.forget or 0) > 0.01)
    lagged = with_lags(system, np.random.default_rng(seed))

    assert (growing(lagged) > 0) == (strength > 1)


@pytest.mark.parametrize("delay", [0.0, 1.0, 5.0, 20.0])
@pytest.mark.parametrize(("reactivity", "grows"), [(4.6, False), (5.4, True)])
def test_theorem_2_a_run_gives_the_same_verdict_for_any_delay(
    reactivity: float, delay: float, *, grows: bool
) -> None:
    """Gains of .85 and 1.17; late answers make it slower, not different."""
    one = couple(reactivity=reactivity, delay=delay)
    start = {"ana.primary": 1e-4}

    strength = nc.simulate(one, start=start, turns=600, step=0.5)["cycle_strength"]
    early, late = (float(np.max(strength[i : i + 400])) for i in (300, 800))

    assert (late > early) == grows


@given(
    st.lists(st.floats(0.1, 8), min_size=3, max_size=4),
    st.floats(0, 1),
    st.sampled_from(["all", "path"]),
)
def test_theorem_2_among_more_people_the_spectral_radius_decides(
    reactivities: list[float], openness: float, who: str
) -> None:
    """Where signs can be turned so that nothing counteracts: all who answer -1, or a chain."""
    keys = [f"p{n}" for n in range(len(reactivities))]
    answer = -1 if who == "all" else 1
    people = {
        key: {
            "name": key,
            "dynamics": {"reactivity": g, "need": 0.5, "openness": openness, "answer": answer},
        }
        for key, g in zip(keys, reactivities, strict=True)
    }
    pairs = list(pairwise(keys)) if who == "path" else []
    system = nc.compile_system(nc.Cycle(partners=people, pairs=pairs))
    passed_on = np.zeros((len(system.states),) * 2)
    for one in system.influences:
        covered = 1 - openness if one.gates else 1.0
        passed_on[one.target, one.source] += abs(one.weight) * covered
    radius = max(abs(np.linalg.eigvals(passed_on)))
    assume(abs(radius - 1) > NEAR)

    leading = max(np.linalg.eigvals(system.jacobian(system.calm)).real)

    assert np.sign(leading) == np.sign(radius - 1)


@given(st.floats(0.05, 4), st.floats(0.05, 4), st.sampled_from([(1, -1), (-1, 1)]))
def test_two_who_answer_differently_swing_only_above_the_secant(
    first: float, second: float, answers: tuple[int, int]
) -> None:
    """Gamma below 0: with equal lags and no delay, calm holds up to sec^8(pi/8) = 1.8840."""
    one = couple(answers=answers, openness=0)
    reactivities = dict(zip(KEYS, (first, second), strict=True))
    people = [
        p.changed(dynamics=p.dynamics.changed(reactivity=reactivities[p.key])) for p in one.partners
    ]
    system = nc.compile_system(one.changed(partners=people))
    limit = (1 / np.cos(np.pi / 8)) ** 8
    assume(abs(first * second / limit - 1) > NEAR)

    values = np.linalg.eigvals(system.jacobian(system.calm))
    leading = values[np.argmax(values.real)]

    assert limit == pytest.approx(1.8840, abs=5e-5)
    assert np.sign(leading.real) == np.sign(first * second - limit)
    assert leading.real < 0 or abs(leading.imag) > 0.3


def test_theorem_2_is_about_gains_above_zero_only() -> None:
    """Beyond the claim: delays do make two who answer differently swing at a lower gain."""
    system = nc.compile_system(couple(answers=(1, -1), openness=0, reactivity=1.2))
    late = tuple(one._replace(delay=2.0) for one in system.influences)

    assert gain(system) == pytest.approx(-1.44)
    assert growing(system) == 0
    assert growing(replace(system, influences=late)) > 0


def test_the_equation_of_a_ring_of_lags_counts_right() -> None:
    """The counting above, on a ring whose roots are known: (x + 1)^8 = gain."""
    for reactivity, expected in ((4.0, 0), (6.0, 1), (5 * 8**4 + 1, 3)):
        system = nc.compile_system(couple(reactivity=reactivity))
        roots = np.linalg.eigvals(system.jacobian(system.calm)).real

        assert growing(system) == np.count_nonzero(roots > 0) == expected


# -- 3: robust couples ------------------------------------------------------------------------


@given(couples(equal_needs=True), SEEDS, st.floats(2, 20))
@settings(max_examples=25)
def test_theorem_3_a_robust_couple_comes_to_rest_from_anywhere(
    one: nc.Cycle, seed: int, step: float
) -> None:
    """Reactivities whose product is below 1, equal needs, and some way to heal."""
    people = []
    for p in one.partners:
        g = p.dynamics.reactivity or 1
        people.append(p.changed(dynamics=p.dynamics.changed(reactivity=g**0.2 * 0.7)))
    robust = one.changed(
        partners=people,
        dynamics=one.dynamics.changed(
            forget=max(one.dynamics.forget or 0, 0.1), tau_bond=50, tau_open=5
        ),
    )
    system = nc.compile_system(robust)
    product = np.prod([p.reactivity for p in system.people])
    assume(product < 0.8)
    chance = np.random.default_rng(seed)
    place = system.low + (system.high - system.low) * chance.random(12)
    start = dict(zip(system.names, place.tolist(), strict=True))

    settled = nc.simulate(system, start=start, step=step, turns=8000)

    assert settled.states[-1] == pytest.approx(system.calm, abs=1e-3)


def test_theorem_3_needs_a_way_to_heal() -> None:
    """Nothing forgotten and nobody open: what has built up stays, though nobody hurts any more."""
    closed = couple(reactivity=0.9, openness=0, forget=0)

    end = nc.simulate(closed, start={"ana.resentment": 0.6}, turns=3000).final

    assert end["ana.resentment"] == 0.6
    assert max(abs(end[f"{key}.primary"]) for key in KEYS) == 0


def test_theorem_3_needs_equal_needs() -> None:
    """A product just below 1 and a large gap: they rest, and not in calm."""
    robust = nc.compile_system(couple(reactivity=0.95, gap=0.8))

    assert max(np.abs(relax(robust, robust.calm) - robust.calm)) > 0.1


def test_theorem_3_above_one_there_may_be_a_stuck_state_beside_calm() -> None:
    fragile = nc.compile_system(couple(reactivity=2))

    assert abs(relax(fragile, fragile.calm)[3]) < 1e-12
    assert abs(relax(fragile, worst(fragile))[3]) > 0.5


# -- 8: closed forms --------------------------------------------------------------------------


@given(st.floats(0.02, 0.98), st.floats(0.05, 1))
@example(3 / 8, 0.8)
def test_theorem_8_the_critical_resentment(critical: float, openness: float) -> None:
    """r_c = 1 - (1 - 1/g)/alpha: held there, the ring neither grows nor fades."""
    reactivity = 1 / (1 - openness * (1 - critical))
    system = nc.compile_system(couple(reactivity=reactivity, openness=openness))
    fast = [n for n, one in enumerate(system.states) if not one.kind.is_slow]

    def growth(resentment: float) -> float:
        state = system.calm
        state = np.where([one.kind is Kind.OPENNESS for one in system.states], 0.0, state)
        for place in system.places(Kind.OPENNESS):
            state[place] = openness * (1 - resentment)
        return float(max(np.linalg.eigvals(system.jacobian(state)[np.ix_(fast, fast)]).real))

    assert growth(critical) == pytest.approx(0, abs=1e-9)
    assert growth(critical - 0.01) < 0 < growth(critical + 0.01)
    assert critical == pytest.approx(1 - (1 - 1 / reactivity) / openness, abs=1e-9)
    if (critical, openness) == (3 / 8, 0.8):
        assert reactivity == pytest.approx(2, abs=1e-12)


@given(st.floats(0.1, 30), st.floats(0, 0.95), st.floats(0.2, 5))
def test_theorem_8_how_fast_a_young_cycle_grows(
    reactivity: float, openness: float, turn: float
) -> None:
    """(Gamma^(1/8) - 1)/tau, also of a gain that is written on the links."""
    system = nc.compile_system(couple(reactivity=reactivity, openness=openness, turn=turn))
    fast = [n for n, one in enumerate(system.states) if not one.kind.is_slow]
    strength = (reactivity * (1 - openness)) ** 2

    values = np.linalg.eigvals(system.jacobian(system.calm)[np.ix_(fast, fast)])

    assert gain(system) == pytest.approx(strength)
    assert max(values.real) == pytest.approx((strength**0.125 - 1) / turn, rel=1e-6, abs=1e-6)


def test_theorem_8_a_run_grows_at_that_rate() -> None:
    """Gain 1.44, in its first turns; steps of a hundredth of a turn."""
    run = nc.simulate(couple(reactivity=6), start={"ana.primary": 1e-7}, turns=120, step=0.01)

    strength = run["cycle_strength"]
    rate = np.log(strength[-1] / strength[6000]) / 60

    assert strength[-1] < 1e-2
    assert rate == pytest.approx(1.44**0.125 - 1, rel=0.01)


@given(st.floats(0.1, 4), st.floats(0.1, 4), st.floats(0.3, 0.95), st.floats(0.3, 0.95))
@example(2.0, 2.0, 0.8, 0.8)
def test_theorem_8_a_position_is_a_difference_times_an_amplifier(
    first: float, second: float, open_first: float, open_second: float
) -> None:
    """y_A/D = G_A (1 + G_B)/(1 - G_A G_B), of which .6667 is the default."""
    passed = (first * (1 - open_first), second * (1 - open_second))
    assume(passed[0] * passed[1] < 0.9)
    gap = 2.0**-20
    base = couple(gap=gap)
    people = [
        p.changed(dynamics=p.dynamics.changed(reactivity=g, openness=a))
        for p, g, a in zip(base.partners, (first, second), (open_first, open_second), strict=True)
    ]
    system = nc.compile_system(base.changed(partners=people))

    rest = relax(system, system.calm)
    amplified = rest[3] / gap

    assert amplified == pytest.approx(
        passed[0] * (1 + passed[1]) / (1 - passed[0] * passed[1]), rel=1e-6, abs=1e-6
    )
    if (first, second, open_first, open_second) == (2.0, 2.0, 0.8, 0.8):
        assert amplified == pytest.approx(2 / 3, abs=1e-6)


@given(st.floats(0.2, 4.5), st.floats(0.2, 4.5), st.floats(0.2, 3))
def test_theorem_8_one_hurt_becomes_so_much_hurt_in_all(
    first: float, second: float, turn: float
) -> None:
    """1/(1 - Gamma) times as much; the sum over time is read off the inverse of the Jacobian."""
    base = couple(turn=turn)
    people = [
        p.changed(dynamics=p.dynamics.changed(reactivity=g))
        for p, g in zip(base.partners, (first, second), strict=True)
    ]
    system = nc.compile_system(base.changed(partners=people))
    strength = gain(system)
    assume(strength < 0.95)

    in_all = -np.linalg.inv(system.jacobian(system.calm))[0, 0] / turn

    assert in_all == pytest.approx(1 / (1 - strength), rel=1e-9)


def test_theorem_8_a_run_adds_up_to_that_much_hurt() -> None:
    run = nc.simulate(couple(), start={"ana.primary": 1e-3}, turns=200, step=0.05)

    in_all = float(np.trapezoid(run["ana.primary"], run.times)) / 1e-3

    assert in_all == pytest.approx(1.1905, rel=0.01)


@given(st.floats(0.5, 20), st.floats(0.5, 20))
def test_theorem_8_every_link_of_the_ring_counts_equally(first: float, second: float) -> None:
    """Elasticity of the leading eigenvalue: Gamma^(1/8)/(8 (Gamma^(1/8) - 1)), for all eight."""
    base = couple()
    people = [
        p.changed(dynamics=p.dynamics.changed(reactivity=g))
        for p, g in zip(base.partners, (first, second), strict=True)
    ]
    system = nc.compile_system(base.changed(partners=people))
    root = gain(system) ** 0.125
    assume(abs(root - 1) > 0.02)
    fast = [n for n, one in enumerate(system.states) if not one.kind.is_slow]
    h = 1e-5

    def leading(one: nc.System) -> float:
        slopes = one.jacobian(one.calm)[np.ix_(fast, fast)]
        return float(max(np.linalg.eigvals(slopes).real))

    def elasticity(n: int) -> float:
        rates = []
        for way in (1 + h, 1 - h):
            links = list(system.influences)
            links[n] = links[n]._replace(weight=links[n].weight * way)
            rates.append(leading(replace(system, influences=tuple(links))))
        return (rates[0] - rates[1]) / (2 * h) / leading(system)

    found = [elasticity(n) for n in range(len(system.influences))]

    assert len(found) == 8
    assert found == pytest.approx([root / (8 * (root - 1))] * 8, rel=1e-4)


def test_theorem_8_near_the_threshold_everything_takes_long() -> None:
    """Critical slowing down: the leading eigenvalue of calm goes to 0 as the gain goes to 1."""

    def slowness(strength: float) -> float:
        system = nc.compile_system(couple(reactivity=5 * strength**0.5, forget=2))
        fast = [n for n, one in enumerate(system.states) if not one.kind.is_slow]
        slopes = system.jacobian(system.calm)[np.ix_(fast, fast)]
        return -1 / float(max(np.linalg.eigvals(slopes).real))

    waits = [slowness(strength) for strength in (0.5, 0.9, 0.99, 0.999)]

    assert waits == sorted(waits)
    assert waits[-1] == pytest.approx(8 / 0.001, rel=0.01)


@pytest.mark.parametrize(
    ("start", "expected"), [("calm", 0.16), ({"ana.openness": 0, "ben.openness": 0}, 4.0)]
)
def test_the_default_gain_is_sixteen_hundredths_at_calm_and_four_when_hardened(
    start: Any, expected: float
) -> None:
    assert nc.simulate(couple(), start=start, turns=1)["gain"][0] == pytest.approx(
        expected, abs=1e-12
    )


# -- how finely a chain is told changes nothing -----------------------------------------------

ELEMENTS = {"primary": "hurt", "secondary": "angry", "perception": "she is cold"}
TELLINGS = [
    {},
    {"trigger": "x"},
    {"trigger": "x", "appraisal": "y"},
    {"trigger": ["x", "z"], "appraisal": "y", "body": "w"},
]
TRIGGERED = [
    {"at": 3, "trigger": "ana", "felt": "absence", "for": 3},
    {"at": 90, "timeout": {"for": 9, "return": False, "by": "ana"}},
]


def told(couple: nc.Cycle, ana: dict[str, Any], ben: dict[str, Any]) -> nc.Cycle:
    people = [
        one.changed(chain={**ELEMENTS, **chain})
        for one, chain in zip(couple.partners, (ana, ben), strict=True)
    ]
    return couple.changed(partners=people)


@given(couples(), st.sampled_from(TELLINGS), st.sampled_from(TELLINGS))
@settings(max_examples=15)
def test_stations_that_only_pass_on_change_nothing(
    couple: nc.Cycle, ana: dict[str, Any], ben: dict[str, Any]
) -> None:
    """From 0 to 3 of trigger, appraisal and body, each side as it likes, apart and together."""
    start = {"ana.resentment": 0.7, "ben.resentment": 0.5}

    plain, finely = (
        nc.simulate(one, plan=TRIGGERED, start=start, turns=150, step=0.5)
        for one in (couple, told(couple, ana, ben))
    )

    assert finely.names == plain.names
    assert finely.states == pytest.approx(plain.states, rel=0, abs=1e-9)
    assert finely["gain"] == pytest.approx(plain["gain"], rel=1e-9)
    assert finely["ana.unmet_need"] == pytest.approx(plain["ana.unmet_need"], abs=1e-9)


@given(couples(), st.integers(1, 4), st.integers(1, 4))
@settings(max_examples=15)
def test_several_behaviors_of_one_chain_change_nothing(
    couple: nc.Cycle, of_ana: int, of_ben: int
) -> None:
    one = told(couple, {"behavior": "x"}, {"behavior": "x"})
    many = told(couple, {"behavior": ["x"] * of_ana}, {"behavior": ["x"] * of_ben})
    start = {"ana.resentment": 0.7, "ben.resentment": 0.5}

    first, second = (
        nc.simulate(each, plan=TRIGGERED, start=start, turns=150, step=0.5) for each in (one, many)
    )

    assert len(second.names) == 10 + of_ana + of_ben
    for name in first.names:
        assert second[name] == pytest.approx(first[name], rel=0, abs=1e-9)
    for name in ("gain", "cycle_strength", "meeting", "ben.unmet_need"):
        assert second[name] == pytest.approx(first[name], rel=1e-9, abs=1e-9)
    assert (second.found, second.outcome) == (first.found, first.outcome)
