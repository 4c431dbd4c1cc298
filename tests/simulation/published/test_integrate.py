"""How runs are computed: of fourth order, late answers included, and no number that is none."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negcycle.errors import SimulationError
from negcycle.simulation import published
from negcycle.simulation.integrate import integrate, iterate
from negcycle.system.protocol import Array, ModelLink


@dataclass(frozen=True)
class Late:
    """x' = -x(t - delay) + forcing x(t - second): a line of its own, to have closed forms."""

    delay: float
    second: float = 0.0
    forcing: float = 0.0

    names = ("x",)
    links: tuple[ModelLink, ...] = ()

    @property
    def delays(self) -> tuple[float, ...]:
        return tuple(sorted(one for one in (self.delay, self.second) if one))

    def rates(self, state: Array, past: Array | None = None) -> Array:
        if past is None:
            return (self.forcing - 1) * state
        first = past[self.delays.index(self.delay)]
        return -first + (self.forcing * past[self.delays.index(self.second)] if self.second else 0)

    def evaluate(self, name: str, state: Array) -> Array:
        del name
        return self.rates(state)[0]

    def jacobian(self, state: Array) -> Array:
        return np.full((1, 1), self.forcing - 1) + 0 * state


UNBOUNDED = r"^The state grows beyond all bounds at time "

SECURE = published.RinaldiSecure(forgetting=(1, 0.7), strength=(2, 1.5), appeal=(0.3, -0.1))


@pytest.mark.parametrize(
    ("model", "start", "until", "step"),
    [
        (SECURE, (0.2, -0.9), 2.0, 0.05),
        (published.LauraPetrarch(), (0.0, 0.0, 0.0), 1.0, 0.01),
        (published.CoupledOscillators(eta=(-2, -1), zeta=(-0.1, 0.1)), (1, 0, 0, 1), 4.0, 0.1),
        (published.GoneWithTheWind(), (0.0, 0.0), 1.0, 0.02),
    ],
    ids=["secure", "petrarch", "oscillators", "wind"],
)
def test_half_the_step_leaves_a_sixteenth_of_the_error(
    model: published.PublishedFlow, start: tuple[float, ...], until: float, step: float
) -> None:
    first = np.array(start)
    best = integrate(model, first, until=until, step=step / 32).states  # type: ignore[arg-type]

    errors: list[float] = []
    for part in (1, 2, 4):
        run = integrate(model, first, until=until, step=step / part)  # type: ignore[arg-type]
        errors.append(np.abs(run.states - best[:: 32 // part]).max())

    assert 14 < errors[0] / errors[1] < 18.5
    assert 14 < errors[1] / errors[2] < 18.5


def test_the_halving_check_tells_the_error_of_the_run() -> None:
    start = {"first": 0.2, "second": -0.9}

    plain = integrate(SECURE, start, until=3, step=0.2)
    run = integrate(SECURE, start, until=3, step=0.2, check=True)

    best = integrate(SECURE, start, until=3, step=0.2 / 32)
    error = float(np.max(np.abs(run.states - best.states[::32])))
    assert plain.halving is None
    assert run.is_close(plain, tolerance=0)
    assert run.halving == pytest.approx(error, rel=0.1)


def late_in_closed_form(t: float, delay: float) -> float:
    """Return x(t) of x' = -x(t - delay), which is 1 up to the start: the method of steps."""
    total, factor = 1.0, 1.0
    for n in range(1, ceil(t / delay) + 1):
        factor /= n
        total += (-1) ** n * factor * (t - (n - 1) * delay) ** n
    return total


@given(delay=st.floats(0.2, 2), steps=st.integers(1, 8))
def test_a_late_answer_follows_its_closed_form(delay: float, steps: int) -> None:
    """In the first four delays the solution is of degree 4 at most, and the method is exact."""
    run = integrate(Late(delay), np.array([1.0]), until=4 * delay, step=delay / steps)

    expected = [late_in_closed_form(t, delay) for t in run.times]
    np.testing.assert_allclose(run["x"], expected, atol=1e-12)


def test_a_late_answer_is_of_fourth_order_later_on() -> None:
    exact = late_in_closed_form(12, 1)

    errors = [
        abs(integrate(Late(1), np.array([1.0]), until=12, step=h)["x"][-1] - exact)
        for h in (1 / 4, 1 / 8, 1 / 16)
    ]

    assert errors[0] / errors[1] > 13
    assert errors[1] / errors[2] > 13


def test_steps_that_do_not_fit_the_delay_still_come_close() -> None:
    run = integrate(Late(1), np.array([1.0]), until=5, step=0.13)

    expected = [late_in_closed_form(t, 1) for t in run.times]
    assert np.max(np.abs(run["x"] - expected)) < 2e-3


def test_two_delays_are_told_apart() -> None:
    """With x' = -x(t - 1) + x(t - 2) / 2, x is a line up to 1, and a parabola up to 2."""
    run = integrate(Late(1, 2, 0.5), np.array([1.0]), until=2, step=0.1)

    early = run.times <= 1
    t = run.times[~early] - 1
    np.testing.assert_allclose(run["x"][early], 1 - run.times[early] / 2, atol=1e-12)
    np.testing.assert_allclose(run["x"][~early], 0.5 - t / 2 + t**2 / 4, atol=1e-12)


def test_a_step_a_hair_longer_than_the_delay_reads_no_past_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So it comes by rounding. New memory may hold anything, and here it holds the worst."""
    monkeypatch.setattr(np, "empty", lambda shape: np.full(shape, np.nan))
    delay = 0.1 + 0.2

    run = integrate(Late(0.3), np.array([1.0]), until=4 * delay, step=delay)

    assert run.step > 0.3
    expected = [late_in_closed_form(t, 0.3) for t in run.times]
    np.testing.assert_allclose(run["x"], expected, atol=1e-12)


def test_a_step_longer_than_the_delay_is_refused() -> None:
    with pytest.raises(SimulationError) as raised:
        integrate(Late(0.5), np.array([1.0]), until=2, step=1)

    sentence = "The step 1 is longer than the delay 0.5. Take a step of 0.5 at most."
    assert str(raised.value) == sentence


@settings(max_examples=20)
@given(delay=st.floats(0.1, 1), answer=st.floats(0.1, 0.95))
def test_what_comes_late_changes_no_steady_state(delay: float, answer: float) -> None:
    at_once = published.Liebovitch(influence=(answer, answer), own=(0.3, 0.1))
    late = published.Liebovitch(influence=(answer, answer), own=(0.3, 0.1), delay=delay)
    settled = integrate(at_once, np.zeros(2), until=600, step=0.5).states[-1]

    run = integrate(late, settled, until=5, step=delay)

    np.testing.assert_allclose(run.states, np.broadcast_to(settled, run.states.shape), atol=1e-9)


def test_a_run_ends_when_it_should() -> None:
    run = integrate(SECURE, np.zeros(2), until=1, step=0.3)

    assert run.times[-1] == 1
    assert len(run) == 5
    assert run.step == 0.25


@pytest.mark.parametrize("start", [{"wife": 1.0, "husband": -2.0}, np.array([1.0, -2.0])])
def test_a_map_is_repeated(start: dict[str, float] | Array) -> None:
    model = published.GottmanMurray(
        a=0.2,
        r1=0.4,
        b=-0.1,
        r2=0.3,
        husband_on_wife=published.Bilinear(0.5, 0.2),
        wife_on_husband=published.Bilinear(0.4, 0.1),
    )

    run = iterate(model, start, steps=3)

    np.testing.assert_array_equal(run.times, [0, 1, 2, 3])
    for before, after in zip(run.states[:-1], run.states[1:], strict=True):
        np.testing.assert_array_equal(after, model.next(before))


def test_what_grows_beyond_all_bounds_is_a_sentence_and_no_warning() -> None:
    runaway = published.LauraPetrarch(forgetting=(0, 0, 0), reaction=(-9, 9, 9), delta=0)
    steep = published.Bilinear(9, 9)
    quarrel = published.GottmanMurray(
        a=1, r1=0.9, b=1, r2=0.9, husband_on_wife=steep, wife_on_husband=steep
    )

    with pytest.raises(SimulationError, match=UNBOUNDED):
        integrate(runaway, np.array([0.0, 5.0, 0.0]), until=50, step=0.1)
    with pytest.raises(SimulationError, match=UNBOUNDED):
        iterate(quarrel, np.array([1.0, 1.0]), steps=2_000)
    with pytest.raises(SimulationError, match=UNBOUNDED):
        integrate(published.Rey(), np.array([-1.0, 0.0]), until=1, step=0.1)


def test_the_decay_of_one_person_alone_is_exact_to_the_order_of_the_step() -> None:
    alone = published.RinaldiLinear(forgetting=(1, 2), reaction=(0, 0), appeal=(0, 0))

    run = integrate(alone, np.array([1.0, 1.0]), until=2, step=0.01)

    assert run.final["first"] == pytest.approx(exp(-2), abs=1e-9)
    assert run.final["second"] == pytest.approx(exp(-4), abs=1e-9)
