"""Where a couple or a model rests, whether that holds, and how far it is to the tipping point."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.rest import tipping as tipping_of
from negcycle.analysis.rest.equilibria import equilibria, fixed_points
from negcycle.analysis.rest.stability import stability
from negcycle.errors import AnalysisError, SimulationError
from negcycle.graph.cycle_graph import Kind
from negcycle.simulation.published import (
    Bilinear,
    GoneWithTheWind,
    GottmanMurray,
    LauraPetrarch,
    Liebovitch,
    Strogatz,
)
from negcycle.system.measuring import gain
from negcycle.system.relaxing import relax
from negcycle.testing import couples

STATES = {
    "calm": (0.20065, 0.05038, 0.05984, 0.07105, 0.78868, 0.01165),
    "saddle": (0.55558, 0.33974, 0.38339, 0.42676, 0.46451, 0.34360),
    "stuck": (0.71011, 0.64683, 0.64647, 0.64622, 0.08840, 0.81002),
}
"""Primary, secondary, perception, behavior, openness and resentment of the first partner."""


def couple(
    *, gap: float = 0.0, answers: tuple[int, int] = (1, 1), shared: Any = None, **both: Any
) -> nc.Cycle:
    people = {
        key: {"name": key.title(), "dynamics": {"need": 0.5 + way * gap / 2, "answer": s, **both}}
        for key, way, s in zip(("ana", "ben"), (1, -1), answers, strict=True)
    }
    return nc.Cycle(partners=people, dynamics=shared or {})


# -- equilibria -------------------------------------------------------------------------------


def test_v36_all_three_states_of_the_default_couple_are_found() -> None:
    found = equilibria(couple(gap=0.1))

    assert [one.values[:6] for one in found] == [
        pytest.approx(state, abs=1.1e-5) for state in STATES.values()
    ]
    assert [one.stable for one in found] == [True, False, True]
    assert all(one.kind == "fixed point" and one.residual < 1e-12 for one in found)
    assert found[1].leading.real == pytest.approx(0.0024, abs=5e-5)


@pytest.mark.parametrize("seed", [1, 2])
def test_v36_whatever_the_seed(seed: int) -> None:
    assert len(equilibria(couple(gap=0.1), seed=seed, starts=20)) == 3


@given(couples(delayed=False))
@settings(max_examples=8, deadline=None)
def test_every_fixed_point_is_one(one: nc.Cycle) -> None:
    """Certified a second time: by the rates and by the eigenvalues."""
    system = nc.compile_system(one)

    for found in fixed_points(system, starts=20):
        leading = max(np.linalg.eigvals(system.jacobian(found.values)).real)
        assert np.max(np.abs(system.rates(found.values))) < 1e-9
        assert np.all((found.values >= system.low) & (found.values <= system.high))
        if found.stable is not None:
            assert found.stable == (leading < 0)


def test_v08_rhett_and_scarlett_rest_in_three_places_without_hate() -> None:
    found = equilibria(GoneWithTheWind(), box=(0, 15))

    assert [tuple(one.state.values()) for one in found] == [
        pytest.approx(place, abs=1e-5)
        for place in ((1.38976, 6.19357), (2.88889, 3.41098), (6.677864, 1.126058))
    ]
    assert [one.stable for one in found] == [True, False, True]


def test_a_map_rests_where_it_stays_as_it_is() -> None:
    marriage = GottmanMurray(
        a=0.2,
        r1=0.3,
        b=0.2,
        r2=0.3,
        husband_on_wife=Bilinear(0.9, 0.5),
        wife_on_husband=Bilinear(0.9, 0.5),
    )

    found = equilibria(marriage)

    for one in found:
        assert marriage.next(one.values) == pytest.approx(one.values, abs=1e-9)
        assert one.stable == (abs(one.leading) < 1)
    assert [round(one.state["wife"], 9) for one in found if one.stable] == [1.0]


def test_v06_petrarch_goes_around() -> None:
    """Where no fixed point holds, runs are followed; Runge-Kutta measures the period again."""
    model = LauraPetrarch()
    found = equilibria(model, box={"laura": (-3, 3), "petrarch": (-1, 1), "poetry": (0, 20)})
    cycle = next(one for one in found if one.kind == "limit cycle")

    state, count = cycle.values, 4000
    step = (cycle.period or 0) / count
    for _ in range(count):
        k1 = model.rates(state)
        k2 = model.rates(state + step / 2 * k1)
        k3 = model.rates(state + step / 2 * k2)
        state = state + step / 6 * (k1 + 2 * k2 + 2 * k3 + model.rates(state + step * k3))

    assert [one.stable for one in found if one.kind == "fixed point"] == [False]
    assert state == pytest.approx(cycle.values, rel=0.02, abs=0.02)


def test_with_delays_the_eigenvalues_alone_decide_only_what_no_delay_can_change() -> None:
    """c, -c swings from some delay on; two who calm each other weakly never do."""
    swings = equilibria(Liebovitch(influence=(2.0, -2.0), delay=3.0), box=(-2, 2))
    fades = equilibria(Liebovitch(influence=(0.5, -0.5), delay=3.0), box=(-2, 2))

    assert swings[0].stable is None
    assert fades[0].stable is True


def test_an_eigenvalue_on_the_border_decides_nothing() -> None:
    found = equilibria(Strogatz(a=0, b=1, c=-1, d=0))

    assert found[0].stable is None


# -- stability --------------------------------------------------------------------------------


@given(couples(equal_needs=True, delayed=False))
@settings(max_examples=60)
def test_theorem_2_calm_holds_exactly_below_a_gain_of_one(one: nc.Cycle) -> None:
    system = nc.compile_system(one)
    gain = float(np.prod([p.answer * p.reactivity * (1 - p.openness) for p in system.people]))
    assume(gain >= 0 and abs(gain - 1) > 0.02 and (one.dynamics.forget or 0) > 0.01)

    found = stability(system, at="calm")

    assert found.stable == (gain < 1)
    assert (found.regime == "trapped") == (gain > 1)
    assert found.gain_calm == pytest.approx(gain, rel=1e-9)


@given(couples(equal_needs=True))
@settings(max_examples=60)
def test_theorem_3_decides_the_regime(one: nc.Cycle) -> None:
    system = nc.compile_system(one)
    product = float(np.prod([p.reactivity for p in system.people]))
    assume(abs(product - 1) > 1e-6 and (one.dynamics.forget or 0) > 0.01)

    assert (stability(system, at="calm").regime == "robust") == (product < 1)


@given(couples())
@settings(max_examples=30)
def test_the_regime_is_of_equal_needs_only(one: nc.Cycle) -> None:
    system = nc.compile_system(one)
    assume(system.people[0].need != system.people[1].need)

    assert stability(system, at="calm").regime is None


def test_asking_leaves_the_system_as_it_was() -> None:
    system = nc.compile_system(couple())
    calm = system.calm.copy()

    assert stability(system).tipping
    assert np.array_equal(system.calm, calm)


@pytest.mark.parametrize(
    ("one", "at", "outcome", "regime"),
    [
        (couple(), "settled", "calm", "possibly_fragile"),
        (couple(gap=0.1), "stuck", "stuck", None),
        (couple(reactivity=6), "settled", "stuck", "trapped"),
        (couple(reactivity=0.9), "settled", "calm", "robust"),
        (couple(answers=(1, -1), openness=0), "settled", "oscillating", "possibly_fragile"),
    ],
)
def test_a_slight_upset_leads_there(
    one: nc.Cycle, at: Any, outcome: str, regime: str | None
) -> None:
    found = stability(one, at=at)

    assert (found.outcome, found.regime) == (outcome, regime)


def test_the_bound_is_said_with_its_numbers() -> None:
    bounds = [stability(couple(reactivity=g)).bound for g in (0.9, 2, 6)]

    assert bounds == [
        "Even with nobody open, less comes back than went out (0.81, below 1), their needs are "
        "equal and resentment heals: calm holds from any start.",
        "A small upset fades at calm (0.16), and with nobody open more may come back (4): there "
        "may be a stuck state beside calm.",
        "At calm more comes back than went out (1.44, above 1): the smallest upset grows.",
    ]


def test_theorem_8_the_critical_resentment_of_equals() -> None:
    assert stability(couple()).critical_resentment == pytest.approx(3 / 8)
    assert stability(couple(reactivity=0.9)).critical_resentment is None
    assert stability(couple(answers=(1, -1))).critical_resentment is None


@given(couples(delayed=False))
@settings(max_examples=20)
def test_the_critical_resentment_is_where_the_gain_reaches_one(one: nc.Cycle) -> None:
    """Halved a second time, on the gain alone, each as open as that resentment leaves them."""
    system = nc.compile_system(one)

    def gain_at(resentment: float) -> float:
        state = system.calm.copy()
        for place in system.places(Kind.OPENNESS):
            state[place] *= 1 - resentment
        return float(gain(system, state))

    assume(abs(gain_at(0) - 1) > 1e-9 and abs(gain_at(1) - 1) > 1e-9)
    found = stability(system, at="calm").critical_resentment

    assert (found is None) == (gain_at(0) > 1 or gain_at(1) < 1)
    if found is not None:
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (low, middle) if gain_at(middle) >= 1 else (middle, high)
        assert found == pytest.approx(high, abs=1e-9)


def test_the_critical_resentment_minds_what_is_written() -> None:
    links = [{"source": "ana.primary", "target": "ana.secondary", "strength": 3}]
    stronger = stability(couple().changed(links=links))
    both = [{"words": "say yes", "moves": "withdraw"}, {"words": "go away", "moves": "withdraw"}]
    in_two_ways = stability(couple().with_entry("ana", "behavior", both))

    assert stronger.critical_resentment == pytest.approx(
        1 - (1 - stronger.gain_closed**-0.5) / 0.8, abs=1e-9
    )
    assert stronger.critical_resentment == pytest.approx(0.1435, abs=1e-4)
    assert in_two_ways.critical_resentment == pytest.approx(3 / 8)


def test_of_two_who_answer_differently_a_swing_is_what_there_may_be() -> None:
    bounds = [stability(couple(answers=(1, -1), reactivity=g)).bound for g in (1.2, 2, 8)]

    assert bounds == [
        "A small upset fades at calm (0.0576, the other way round), and even with nobody open no "
        "more comes back than such a loop bears (1.44, against 1.88). From any start that is not "
        "proved.",
        "A small upset fades at calm (0.16, the other way round), and with nobody open more may "
        "come back than such a loop surely bears (4, against 1.88, or less where answers come "
        "late): there may be a swing beside calm.",
        "The smallest upset swings at calm and grows, as the partners answer differently and the "
        "gain of -2.56 is beyond what such a loop bears.",
    ]


def three(reactivity: float, **behavior: Any) -> nc.Cycle:
    return nc.Cycle(
        partners={
            key: {
                "name": key,
                "dynamics": {"reactivity": reactivity},
                "chain": {"behavior": behavior or []},
            }
            for key in "abc"
        }
    )


@pytest.mark.parametrize(
    ("cycle", "bound"),
    [
        (
            three(0.4, words="go quiet", moves="withdraw"),
            "Even with nobody open, less comes back over all loops than went out (0.946 for each "
            "link, below 1), their needs are equal and resentment heals: calm holds from any "
            "start.",
        ),
        (
            three(2.0, words="go quiet", moves="withdraw"),
            "A small upset fades at calm (leading eigenvalue -0.0069, below 0), and with nobody "
            "open more may come back over all loops (1.41 for each link): there may be a stuck "
            "state beside calm.",
        ),
        (
            three(2.0),
            "A small upset fades at calm (leading eigenvalue -0.0069, below 0), and with nobody "
            "open more may come back over all loops (1.41 for each link), some of it the other "
            "way round: there may be a stuck state or a swing beside calm.",
        ),
        (
            three(3.0, words="go quiet", moves="withdraw"),
            "At calm more comes back over all loops than went out (1.05 for each link, above 1): "
            "the smallest upset grows.",
        ),
    ],
    ids=["robust", "fragile", "fragile and mixed", "trapped"],
)
def test_of_more_than_two_the_number_that_decided_is_said(cycle: nc.Cycle, bound: str) -> None:
    assert stability(cycle).bound == bound


# -- a swing beside calm ----------------------------------------------------------------------


def test_a_swing_beside_calm_is_found() -> None:
    """No fixed point but calm, which holds; from the worst start it goes around all the same."""
    mixed = couple(answers=(1, -1), reactivity=5)
    found = equilibria(mixed, starts=20)

    assert [(one.kind, one.stable) for one in found] == [
        ("fixed point", True),
        ("limit cycle", True),
    ]
    period = found[1].period
    assert period is not None
    run = nc.simulate(mixed, start=found[1].state, turns=period, step=0.005)
    assert np.ptp(run.states, axis=0).max() > 1
    assert run.states[-1] == pytest.approx(run.states[0], abs=0.03)
    assert [one.kind for one in equilibria(couple(answers=(1, -1)), starts=20)] == ["fixed point"]


# -- the tipping point ------------------------------------------------------------------------


@given(st.floats(1.2, 4.5), st.floats(0.3, 0.75))
@settings(max_examples=6, deadline=None)
def test_calm_of_equals_tips_where_the_gain_is_one(reactivity: float, openness: float) -> None:
    """By the formula: a factor of 1/(g (1 - alpha)) on reactivity."""
    factor = 1 / (reactivity * (1 - openness))
    assume(factor > 1.05)

    found = stability(couple(reactivity=reactivity, openness=openness)).tipping
    tipping = found["reactivity"]

    assert tipping is not None
    assert tipping.at == pytest.approx(factor, abs=1e-5)
    less_open = found["openness"]
    assert less_open is not None
    assert less_open.at * openness == pytest.approx(1 - 1 / reactivity, abs=1e-5)


@pytest.mark.parametrize(("past", "strong"), [(-0.004, False), (0.004, True)])
def test_beyond_the_tipping_point_the_couple_ends_elsewhere(past: float, *, strong: bool) -> None:
    """More reactivity, from calm with needs .55 and .45: runs decide on either side."""
    tipping = stability(couple(gap=0.1)).tipping["reactivity"]
    assert tipping is not None
    system = nc.compile_system(couple(gap=0.1, reactivity=2 * (tipping.at + past)))

    rest = relax(system, system.calm)

    assert (rest[3] > 0.5) == strong


def test_the_stuck_state_is_lost_with_more_repair_or_less_reactivity() -> None:
    tipping = stability(couple(gap=0.1), at="stuck").tipping
    repair, reactivity = tipping["repair"], tipping["reactivity"]

    assert repair is not None
    assert repair.change > 0
    assert reactivity is not None
    assert reactivity.change < 0


def test_of_two_ways_in_which_a_state_is_lost_the_nearer_one_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As if it were lost at either end: everybody's openness goes from 0 to 1.25 times 0.8."""
    monkeypatch.setattr(tipping_of, "_lost", lambda _knob, _state, end: end)
    system = nc.compile_system(couple())

    found = tipping_of.tipping_points(system, system.calm)

    assert found["reactivity"] == tipping_of.Tipping(1.0, 0.0)
    assert found["openness"] == tipping_of.Tipping(1.0, 1.25)


def test_who_is_robust_loses_calm_by_no_lack_of_openness() -> None:
    tipping = stability(couple(reactivity=0.9)).tipping

    assert tipping["openness"] is None
    assert json.dumps(stability(couple(reactivity=0.9)).as_data(), allow_nan=False)


# -- what cannot be answered ------------------------------------------------------------------


def test_questions_that_have_no_answer_say_why() -> None:
    with pytest.raises(AnalysisError) as nothing:
        equilibria(couple(), starts=0)
    with pytest.raises(AnalysisError) as box:
        equilibria(GoneWithTheWind(), box=(1, 0))
    with pytest.raises(SimulationError):
        stability(couple(reactivity=0.9), at="stuck")

    assert str(nothing.value) == "The search begins at 1 state or more, and 0 is not such a number."
    assert str(box.value) == ("The box of 'rhett' must be two finite numbers, the lower one first.")
