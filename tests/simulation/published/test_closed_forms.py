"""What models say about themselves in closed form is what runs of them do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from negcycle.errors import SimulationError
from negcycle.simulation import published
from negcycle.simulation.integrate import integrate
from negcycle.simulation.published.squash import alogistic_slope, logistic

numbers = st.floats(-2, 2)
rates = st.floats(0.1, 3)


# -- linear models ---------------------------------------------------------------------------------

linear = st.one_of(
    st.builds(
        published.Felmlee,
        own=st.tuples(numbers, numbers),
        other=st.tuples(numbers, numbers),
        ideal=st.tuples(numbers, numbers),
    ),
    st.builds(
        published.RinaldiLinear,
        forgetting=st.tuples(rates, rates),
        reaction=st.tuples(numbers, numbers),
        appeal=st.tuples(numbers, numbers),
    ),
)


@given(linear)
def test_nothing_moves_in_a_steady_state(model: published.Felmlee) -> None:
    assume(abs(np.linalg.det(model.matrix)) > 0.01)

    state = model.steady_state()

    np.testing.assert_allclose(model.rates(state), 0, atol=1e-9)


@settings(max_examples=20)
@given(linear)
def test_a_stable_model_settles_and_another_does_not(model: published.Felmlee) -> None:
    eigenvalues = np.linalg.eigvals(model.matrix)
    slowest = np.max(eigenvalues.real)
    assume(abs(slowest) > 0.3 and np.min(np.abs(eigenvalues)) > 0.01)
    rest = model.steady_state()

    run = integrate(model, rest + np.array([0.001, 0.002]), until=20, step=0.1)

    near = bool(np.linalg.norm(run.states[-1] - rest) < 0.001)
    assert model.is_stable() == near == (slowest < 0)


def test_a_model_without_an_inverse_has_no_steady_state() -> None:
    drifting = published.Felmlee(own=(0, 0), other=(1, 1), ideal=(1, 2))

    with pytest.raises(SimulationError) as raised:
        drifting.steady_state()

    assert str(raised.value) == (
        "These numbers have no steady state, or infinitely many: the matrix has no inverse."
    )


@given(st.tuples(rates, rates), st.tuples(numbers, numbers))
def test_an_arms_race_is_stable_as_its_eigenvalues_say(
    fatigue: tuple[float, float], defence: tuple[float, float]
) -> None:
    race = published.Richardson(defence=defence, fatigue=fatigue, grievance=(1, 1))
    slowest = np.max(np.linalg.eigvals(race.matrix).real)
    assume(abs(slowest) > 1e-6)

    assert race.is_stable() == (slowest < 0)


def test_a_race_of_two_who_never_tire_does_not_end() -> None:
    race = published.Richardson(defence=(-1, 1), fatigue=(0, 0), grievance=(0, 0))

    assert not race.is_stable()


def test_a_person_who_does_not_answer_has_no_style() -> None:
    model = published.Strogatz(a=1, b=-1, c=0, d=-1)

    assert model.style() == ("narcissistic nerd", "")


# -- folds, delays, effort -------------------------------------------------------------------------


@given(st.floats(2.001, 15))
def test_a_fold_is_a_steady_state_that_neither_grows_nor_shrinks(threshold: float) -> None:
    folds = published.SymptomMeanField(threshold=threshold, connectivity=1).folds()

    assert len(folds) == 2
    assert folds[0][1] <= folds[1][1]
    for x, k in folds:
        model = published.SymptomMeanField(threshold=threshold, connectivity=k)
        state = np.array([x])
        np.testing.assert_allclose(model.rates(state), 0, atol=1e-9)
        np.testing.assert_allclose(model.jacobian(state), 0, atol=1e-6)


def test_between_the_folds_health_and_illness_both_stay() -> None:
    low, high = (k for _, k in published.SymptomMeanField(connectivity=1).folds())

    def ends(k: float) -> list[float]:
        model = published.SymptomMeanField(connectivity=k)
        return [integrate(model, [x], until=400, step=0.2).final["activity"] for x in (0.0, 1.0)]

    below, between, above = ends(low - 0.1), ends((low + high) / 2), ends(high + 1)
    assert max(below) < 0.5
    assert between[0] < 0.1
    assert between[1] > 0.9
    assert min(above) > 0.9


@given(st.floats(-5, 2))
def test_symptoms_that_start_easily_have_no_folds(threshold: float) -> None:
    assert published.SymptomMeanField(threshold=threshold, connectivity=1).folds() == ()


answers = st.floats(1.2, 3)


@settings(max_examples=15)
@given(st.floats(0.5, 1.1), st.floats(0.5, 1.1), answers, answers)
def test_one_who_answers_late_to_one_who_answers_the_other_way_begins_to_swing(
    m1: float, m2: float, c1: float, c2: float
) -> None:
    couple = published.Liebovitch(forgetting=(m1, m2), influence=(c1, -c2))
    limit = couple.hopf_delay()
    assert limit is not None

    def growth(delay: float) -> float:
        late = published.Liebovitch(forgetting=(m1, m2), influence=(c1, -c2), delay=delay)
        run = integrate(late, [1e-6, 0], until=60 * limit + 60, step=delay / 4)
        swings = np.abs(run.states).max(axis=1)
        third = len(swings) // 3
        return float(swings[-third:].max() / swings[third : 2 * third].max())

    assert growth(0.9 * limit) < 1 < growth(1.1 * limit)


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_only_a_strong_mixed_couple_can_be_made_to_swing(c1: float, c2: float) -> None:
    swings = published.Liebovitch(influence=(c1, c2)).hopf_delay()

    assert (swings is not None) == (c1 * c2 < -1)
    assert swings is None or swings > 0


def test_the_delay_is_not_told_where_nobody_rests_at_0() -> None:
    with pytest.raises(SimulationError) as raised:
        published.Liebovitch(influence=(2, -2), own=(0.5, 0)).hopf_delay()

    assert str(raised.value) == (
        "'own' is (0.5, 0.0). The delay is known for (0, 0) only, where nobody moves without the "
        "other."
    )


@given(rates, rates, st.floats(0, 1), rates)
def test_the_best_effort_keeps_the_feeling_and_is_unstable(
    decay: float, effect: float, discount: float, scale: float
) -> None:
    model = published.Rey(decay=decay, effort_effect=effect, discount=discount, utility_scale=scale)

    feeling, effort = model.steady_state()

    state = np.array([feeling, effort])
    assert feeling > 0
    assert effort == pytest.approx(decay * feeling / effect)
    np.testing.assert_allclose(model.rates(state), 0, atol=1e-9)
    low, high = sorted(np.linalg.eigvals(model.jacobian(state)).real)
    assert low < 0 < high


# -- curves ----------------------------------------------------------------------------------------


@given(st.floats(-700, 700))
def test_the_logistic_curve_is_the_plain_formula_without_overflow(x: float) -> None:
    with np.errstate(over="ignore"):
        expected = 1 / (1 + np.exp(-x))

    assert logistic(np.float64(x)) == pytest.approx(expected, abs=1e-15)


@given(st.floats(-3, 3), st.floats(0.1, 9), st.floats(-2, 2))
@example(3.0, 9.0, -1.9375)
def test_the_advanced_logistic_curve_starts_at_0_and_only_rises(
    total: float, steepness: float, threshold: float
) -> None:
    here = published.alogistic(total, steepness, threshold)
    further = published.alogistic(total + 0.1, steepness, threshold)

    assert (here == 0) if total <= 0 else (0 <= here <= 1)
    assert further >= here - 1e-12
    assert alogistic_slope(total, steepness, threshold) >= 0
    assert published.alogistic(0, steepness, threshold) == 0
