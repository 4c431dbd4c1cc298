"""Laura and Petrarch, whose cycle Rinaldi found in the dated poems (V06, V07)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from negcycle.simulation.integrate import integrate
from negcycle.simulation.published import LauraPetrarch

FASTER = LauraPetrarch(forgetting=(3.6, 1.2, 0.12), reaction=(1.2, 6, 12))
SLOWER = LauraPetrarch()
SETTLED = 40
"""Years after which the cycle has been reached to ten digits."""


def poems(a: tuple[float, ...], b: tuple[float, ...]) -> Any:
    """Code the three equations a second time, with gamma = delta = 1 and appeals of 2 and -1."""

    def rates(state: Any) -> Any:
        laura, petrarch, poetry = state
        return np.array(
            [
                -a[0] * laura + b[0] * (petrarch * (1 - petrarch**2) - 1),
                -a[1] * petrarch + b[1] * (laura + 2 / (1 + poetry)),
                -a[2] * poetry + b[2] * petrarch,
            ]
        )

    return rates


AGAIN = {
    "1": poems((3, 1, 0.1), (1, 5, 10)),
    "2": poems((3.6, 1.2, 0.12), (1.2, 6, 12)),
}
MODELS = {"1": SLOWER, "2": FASTER}


@pytest.fixture(scope="module")
def again(solve: Any) -> Any:
    """Return one solution of the own coding for each set."""
    return {key: solve(rates, (0, 0, 0), 58.0) for key, rates in AGAIN.items()}


@pytest.fixture(scope="module")
def runs() -> Any:
    """Return one run of the model for each set."""
    return {
        "1": integrate(SLOWER, np.zeros(3), until=58, step=0.006),
        "2": integrate(FASTER, np.zeros(3), until=58, step=0.005),
    }


@pytest.fixture(scope="module")
def periods(runs: Any, again: Any, crossings: Any) -> Any:
    """Return the period by the own coding and by the model for each set."""

    def period(times: Any, states: Any, slopes: Any) -> float:
        rises = crossings(times, states[:, 2], slopes[:, 2], 5.124726)
        rises = rises[rises > SETTLED]
        return float((rises[-1] - rises[0]) / (len(rises) - 1))

    return {
        key: (
            period(*again[key]),
            period(run.times, run.states, MODELS[key].rates(run.states.T).T),
        )
        for key, run in runs.items()
    }


@pytest.mark.parametrize(("key", "published"), [("1", 4.54731), ("2", 3.78943)])
def test_v06_petrarchs_cycle_has_the_published_period(
    key: str, published: float, periods: Any
) -> None:
    own, product = periods[key]

    assert own == pytest.approx(published, rel=1e-4)
    assert product == pytest.approx(published, rel=1e-4)
    assert product == pytest.approx(own, rel=1e-5)


def test_v06_all_rates_a_fifth_faster_make_the_period_a_fifth_shorter(periods: Any) -> None:
    for slower, faster in zip(periods["1"], periods["2"], strict=True):
        assert slower / faster == pytest.approx(1.2, rel=1e-6)


@pytest.mark.parametrize(("key", "time"), [("1", "0.307"), ("2", "0.256")])
def test_v06_his_first_ecstasy_has_the_published_height_and_time(
    key: str, time: str, again: Any, runs: Any, printed: Any
) -> None:
    for times, petrarch in (
        (again[key].times, again[key].states[:, 1]),
        (runs[key].times, runs[key]["petrarch"]),
    ):
        near = int(np.argmax(petrarch[times < 1]))
        bend = np.polyfit(times[near - 1 : near + 2], petrarch[near - 1 : near + 2], 2)
        peak = -bend[1] / (2 * bend[0])

        assert peak == printed(time, tolerance=3e-3)
        assert np.polyval(bend, peak) == printed("1.2979", tolerance=1e-4)


def test_v07_the_unstable_rest_is_the_published_one_with_its_eigenvalues(
    root: Any, printed: Any
) -> None:
    # What is left when Petrarch p is given: poetry is 100 p and Laura is (p - p^3 - 1) / 3.
    p = root(lambda p: -p + 5 * ((p - p**3 - 1) / 3 + 2 / (1 + 100 * p)), 0.0, 0.2)
    at = np.array([(p - p**3 - 1) / 3, p, 100 * p])
    slopes = np.array(
        [[-3, 1 - 3 * p**2, 0], [5, -1, -10 / (1 + 100 * p) ** 2], [0, 10, -0.1]],
    )
    own, product = (
        sorted(np.linalg.eigvals(matrix), key=lambda one: (one.real, one.imag))
        for matrix in (slopes, SLOWER.jacobian(at))
    )

    assert list(at) == [printed("-0.316296"), printed("0.051247"), printed("5.124726")]
    assert SLOWER.rates(at) == pytest.approx(np.zeros(3), abs=1e-9)
    for values in (own, product):
        assert values[0] == printed("-4.269162", tolerance=1e-5)
        assert values[2].real == printed("0.084581", tolerance=1e-5)
        assert values[2].imag == printed("1.349153", tolerance=1e-5)
    assert product == pytest.approx(own, rel=1e-9)


def test_v07_gamma_delta_and_the_appeals_stand_where_the_source_has_them() -> None:
    model = LauraPetrarch(
        forgetting=(2, 3, 5),
        reaction=(7, 11, 13),
        gamma=0.5,
        delta=1.7,
        appeal_laura=1.9,
        appeal_petrarch=-0.3,
    )
    laura, petrarch, poetry = state = np.array([0.4, -0.7, 1.5])

    own = [
        -2 * laura + 7 * (petrarch * (1 - (petrarch / 0.5) ** 2) - 0.3),
        -3 * petrarch + 11 * (laura + 1.9 / (1 + 1.7 * poetry)),
        -5 * poetry + 13 * petrarch,
    ]

    assert model.rates(state) == pytest.approx(own, rel=1e-12)


@pytest.mark.parametrize("key", ["1", "2"])
def test_v07_laura_never_loves_him_on_the_cycle_and_all_keep_their_published_ranges(
    key: str, again: Any, runs: Any, printed: Any
) -> None:
    published = (("-0.4381", "-0.2182"), ("-0.4134", "0.4876"), ("2.367", "8.720"))

    for times, states in (
        (again[key].times, again[key].states),
        (runs[key].times, runs[key].states),
    ):
        cycle = states[times > SETTLED]

        assert cycle[:, 0].max() < 0
        for values, (low, high) in zip(cycle.T, published, strict=True):
            assert values.min() == printed(low, tolerance=1e-3)
            assert values.max() == printed(high, tolerance=1e-3)
