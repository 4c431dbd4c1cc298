"""One run: what goes in is checked, what comes out can be repeated, traced and read."""

from __future__ import annotations

import copy
import math
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import CaseError, SimulationError, UnknownName
from negcycle.model.cycle import Cycle
from negcycle.model.trajectory import Outcome, Trajectory
from negcycle.simulation.asked import MOST_STEPS
from negcycle.simulation.run import simulate
from negcycle.system.compile import compile_system
from negcycle.testing import cycles

Couple = Callable[..., Cycle]
EXAMPLES = Path(__file__).parents[2] / "examples"

KICK: list[dict[str, Any]] = [{"at": 2, "trigger": "ana", "felt": "absence", "for": 3}]


# -- what comes out --------------------------------------------------------------------------------


def test_a_run_has_the_length_and_the_step_that_were_asked_for(couple: Couple) -> None:
    made = simulate(couple(), turns=10, step=0.3)

    assert made.times[0] == 0
    assert made.times[-1] == pytest.approx(10)
    assert made.step <= 0.3
    assert np.allclose(np.diff(made.times), made.step)


def test_it_starts_calm_unless_told(couple: Couple) -> None:
    made = simulate(couple(ana={"openness": 0.6}), turns=1)

    first = dict(zip(made.names, made.states[0], strict=True))
    assert (first.pop("ana.openness"), first.pop("ben.openness")) == (0.6, 0.8)
    assert set(first.values()) == {0.0}


def test_the_stuck_state_stays_as_it_is(couple: Couple) -> None:
    made = simulate(couple(), start="stuck", turns=500)

    assert made.outcome is Outcome.STUCK
    assert np.ptp(made.states, axis=0).max() < 1e-9


def test_a_start_by_name_leaves_all_else_calm(couple: Couple) -> None:
    made = simulate(couple(), start={"ana.resentment": 0.4}, turns=1)

    assert made.at(0)["ana.resentment"] == 0.4
    assert made.at(0)["ben.resentment"] == 0
    assert made.at(0)["ben.openness"] == 0.8


def test_a_run_goes_on_where_another_ended(couple: Couple) -> None:
    whole = simulate(couple(), plan=KICK, turns=40)
    first = simulate(couple(), plan=KICK, turns=25)
    second = simulate(couple(), start=first, turns=15)

    assert second.states[-1] == pytest.approx(whole.states[-1], abs=1e-12)


def test_the_plan_of_the_case_is_used_unless_another_is_given(couple: Couple) -> None:
    cycle = couple(plan=KICK)

    assert [band.kind for band in simulate(cycle, turns=9).bands] == ["trigger"]
    assert simulate(cycle, turns=9, plan=[]).bands == ()


def test_a_graph_and_a_system_run_like_their_cycle(couple: Couple) -> None:
    cycle = couple()
    from_cycle = simulate(cycle, plan=KICK, turns=30)

    assert from_cycle.is_close(simulate(nc.build_graph(cycle), plan=KICK, turns=30), tolerance=0)
    assert from_cycle.is_close(simulate(compile_system(cycle), plan=KICK, turns=30), tolerance=0)


def test_the_arrays_cannot_be_written(couple: Couple) -> None:
    made = simulate(couple(), turns=5)

    for array in (made.times, made.states, made["gain"], made["ana.behavior"]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_states_and_measures_are_asked_for_by_name(couple: Couple) -> None:
    made = simulate(couple(), start="stuck", turns=5)

    assert made["ana.felt_security"] == pytest.approx(1 - made["ana.resentment"])
    assert made["meeting"] == pytest.approx(made["ana.openness"] * made["ben.openness"])
    with pytest.raises(UnknownName) as found:
        made["ana.behaviour"]
    assert (
        str(found.value)
        == "Nothing in this trajectory is called 'ana.behaviour'. Did you mean 'ana.behavior'?"
    )


def test_what_is_assumed_is_listed_in_the_result() -> None:
    unknown = Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})

    made = simulate(unknown, start="stuck", turns=5)

    assert made.assumptions == (
        "These numbers would be the same for any couple with these positions and assumptions.",
        "It is not known which way Ana moves in this cycle; assumed: alone, Ana reaches harder; "
        "crowded, Ana pulls back.",
        "It is not known which way Ben moves in this cycle; assumed: alone, Ben reaches harder; "
        "crowded, Ben pulls back.",
        "Assumed: all need as much closeness as each other (0.5).",
        "Assumed and not measured (illustrative-1): reactivity 2, openness 0.8, turn 1, tau_open "
        "5, tau_bond 200, forget 0.1, repair 1.",
        "Assumed: Ana is the first to feel alone.",
        "With these numbers nothing holds them in the cycle for good; the run begins where they "
        "linger longest.",
    )


def test_a_result_can_be_traced_to_its_case(couple: Couple) -> None:
    one, same, other = (
        simulate(cycle, turns=1) for cycle in (couple(), couple(), couple(ana={"need": 0.56}))
    )

    assert one.case == same.case != other.case
    assert one.version == nc.__version__


def test_the_halving_check_tells_the_difference_and_shrinks_with_the_step(couple: Couple) -> None:
    coarse, fine = (
        simulate(couple(), plan=KICK, turns=20, step=step, check=True).halving
        for step in (0.25, 0.0625)
    )

    assert coarse is not None
    assert fine is not None
    assert 0 < fine < coarse / 3


def test_positions_found_stand_beside_positions_written() -> None:
    made = simulate(nc.load(EXAMPLES / "sunday-silence.yaml"), start="stuck", turns=5)

    assert made.written == made.found == {"john": "withdraw", "mary": "withdraw"}


# -- chance ----------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_run_and_another_seed_another(couple: Couple) -> None:
    one, same, other = (simulate(couple(), noise=0.5, seed=seed, turns=50) for seed in (7, 7, 8))

    assert one.is_close(same, tolerance=0)
    assert not one.is_close(other, tolerance=1e-3)


def test_a_seed_that_was_drawn_is_kept_and_repeats_the_run(couple: Couple) -> None:
    drawn = simulate(couple(), noise=0.5, turns=50)
    again = simulate(couple(), noise=0.5, turns=50, seed=drawn.seed)

    assert drawn.seed is not None
    assert drawn.is_close(again, tolerance=0)


def test_without_noise_there_is_no_seed_unless_given(couple: Couple) -> None:
    assert simulate(couple(), turns=1).seed is None
    assert simulate(couple(), turns=1, seed=3).seed == 3


def test_noise_from_the_case_is_used_unless_told(couple: Couple) -> None:
    noisy = couple(dynamics={"noise": 0.4})

    assert simulate(noisy, turns=5).noise == 0.4
    assert simulate(noisy, turns=5, noise=0).noise == 0


@pytest.mark.parametrize("step", [0.1, 0.5, 2.0])
def test_the_noise_has_the_stationary_deviation_at_any_step(step: float) -> None:
    """Seen through a first feeling that follows at once (turn tiny) and nearly straight (tanh)."""
    still = {"need": 0.5, "reactivity": 1e-9}
    cycle = Cycle(
        partners={
            "ana": {"name": "Ana", "dynamics": still},
            "ben": {"name": "Ben", "dynamics": still},
        },
        dynamics={"turn": 1e-6, "noise": 0.05, "tau_noise": 1.0},
    )

    felt = simulate(cycle, turns=40_000 * step, step=step, seed=1).states[1:, [0, 6]]

    assert felt.std(axis=0) == pytest.approx([0.05, 0.05], rel=0.05)
    lag = [np.corrcoef(one[:-1], one[1:])[0, 1] for one in felt.T]
    assert lag == pytest.approx([math.exp(-step)] * 2, abs=0.03)
    assert abs(np.corrcoef(felt.T)[0, 1]) < 0.05


# -- what goes in ----------------------------------------------------------------------------------

CANNOT: dict[str, tuple[dict[str, Any], str]] = {
    "no turns": ({"turns": 0}, "A run lasts more than 0 turns, and 0 is not such a number."),
    "turns back": ({"turns": -5}, "A run lasts more than 0 turns, and -5 is not such a number."),
    "nan turns": (
        {"turns": math.nan},
        "A run lasts more than 0 turns, and nan is not such a number.",
    ),
    "no step": ({"step": 0}, "A step is more than 0 turns long, and 0 is not such a length."),
    "endless step": (
        {"step": math.inf},
        "A step is more than 0 turns long, and inf is not such a length.",
    ),
    "too long": (
        {"turns": 1e9},
        "1e+09 turns in steps of 0.25 are more than 2,000,000 steps, and a run has no more than "
        "that. Ask for fewer turns or a longer step.",
    ),
    "far too long": (
        {"turns": 1e308, "step": 1e-308},
        "1e+308 turns in steps of 1e-308 are more than 2,000,000 steps, and a run has no more than "
        "that. Ask for fewer turns or a longer step.",
    ),
    "noise": ({"noise": -1}, "Noise is a number from 0 to 1,000, and -1 is not."),
    "nan noise": ({"noise": math.nan}, "Noise is a number from 0 to 1,000, and nan is not."),
    "seed": ({"seed": -1}, "A seed is a whole number from 0 up, and -1 is not."),
    "half seed": ({"seed": 0.5}, "A seed is a whole number from 0 up, and 0.5 is not."),
    "start": (
        {"start": "stuk"},
        "'stuk' is not a start that I know. Did you mean 'stuck'? Take calm, stuck, or the states "
        "themselves.",
    ),
    "box": (
        {"start": {"ana.resentment": -0.1}},
        "'ana.resentment' lies between 0 and 1, and -0.1 does not.",
    ),
    "nan": (
        {"start": {"ana.behavior": math.nan}},
        "'ana.behavior' lies between -1 and 1, and nan does not.",
    ),
    "check": (
        {"check": True, "noise": 0.1},
        "The step is checked without noise only, because chance would hide the difference. Take "
        "noise 0.",
    ),
}


@pytest.mark.parametrize(("options", "sentence"), CANNOT.values(), ids=CANNOT)
def test_what_cannot_be_is_said_in_one_sentence(
    couple: Couple, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(SimulationError) as found:
        simulate(couple(), **options)

    assert str(found.value) == sentence


def test_the_longest_run_is_as_long_as_is_said(couple: Couple) -> None:
    with pytest.raises(SimulationError):
        simulate(couple(), turns=MOST_STEPS + 1, step=1)


def test_somebody_alone_is_in_no_cycle() -> None:
    with pytest.raises(SimulationError) as found:
        simulate(Cycle(partners={"ana": {"name": "Ana"}}))

    assert str(found.value) == (
        "Ana is alone in this case. It takes two people who are in a cycle with each other."
    )


def test_a_couple_that_cannot_be_stuck_is_told_so(couple: Couple) -> None:
    with pytest.raises(SimulationError) as found:
        simulate(couple(ana={"reactivity": 1}, ben={"reactivity": 1}), start="stuck")

    assert str(found.value) == (
        "These numbers hold no stuck state: from the worst start there is, the cycle strength "
        "falls to 0.03. Start calm, or raise 'reactivity'."
    )


def test_two_who_answer_differently_are_not_told_to_be_more_reactive(couple: Couple) -> None:
    with pytest.raises(SimulationError) as found:
        simulate(couple(ana={"need": 0.5}, ben={"need": 0.5, "answer": -1}), start="stuck")

    assert str(found.value) == (
        "Two people answer each other differently here, which corrects itself: from the worst "
        "start there is, the cycle strength falls to 0.00. Start calm, or give the states to start "
        "from."
    )


def test_stations_that_pass_on_in_a_circle_are_refused() -> None:
    chain = {"trigger": "a look", "appraisal": "a sign"}
    cycle = Cycle(
        partners={"ana": {"name": "Ana", "chain": chain}, "ben": {"name": "Ben"}},
        links=[{"source": "ana.appraisal", "target": "ana.trigger"}],
    )

    with pytest.raises(SimulationError) as found:
        simulate(cycle)

    assert str(found.value) == (
        "'ana.trigger' passes on what it gets at once, and gets it back from itself. Take one of "
        "the links between trigger, appraisal and body out."
    )


@pytest.mark.parametrize("said", [{"strength": 1e300}, {"delay": 1e300}])
def test_a_link_beyond_all_measure_is_refused(said: dict[str, float]) -> None:
    cycle = Cycle(
        partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}},
        links=[{"source": "ana.behavior", "target": "ben.primary", **said}],
    )

    with pytest.raises(SimulationError) as found:
        simulate(cycle)

    assert str(found.value) == (
        "The way from 'ana.behavior' to 'ben.primary' is too strong or too late to simulate. "
        "Strengths go up to 1,000,000, delays up to 100,000 turns."
    )


@pytest.mark.parametrize(("name", "tau"), [("turn", 1e-320), ("tau_bond", 1e300)])
def test_a_time_constant_beyond_all_measure_is_refused(name: str, tau: float) -> None:
    cycle = Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}, dynamics={name: tau})

    with pytest.raises(SimulationError) as found:
        simulate(cycle)

    assert str(found.value) == (
        f"A time constant of {tau:g} turns cannot be simulated. Write one from 1e-09 to 1e+12."
    )


def test_a_plan_that_is_no_plan_is_a_fault_of_the_plan(couple: Couple) -> None:
    with pytest.raises(CaseError):
        simulate(couple(), plan=[{"at": 1, "soften": 1}])


def test_something_that_is_no_model_is_refused() -> None:
    with pytest.raises(SimulationError) as found:
        simulate(5, start={})  # type: ignore[arg-type]

    assert str(found.value) == (
        "'int' is no cycle and no model: it can neither say its rates nor its next state."
    )


@settings(max_examples=20)
@given(cycle=cycles(2, 4, with_plan=False), start=st.sampled_from(["calm", "stuck"]))
def test_every_case_runs_or_says_why_not(cycle: Cycle, start: str) -> None:
    try:
        made = simulate(cycle, start=start, turns=20, step=1, seed=1)
    except SimulationError:  # the sentences are tested above
        return

    assert isinstance(made, Trajectory)
    fast = [place for place, name in enumerate(made.names) if not name.endswith(("ness", "ment"))]
    slow = [place for place in range(len(made.names)) if place not in fast]
    assert np.abs(made.states[:, fast]).max() <= 1
    assert made.states[:, slow].min() >= 0
    assert made.states[:, slow].max() <= 1
    assert all(np.all(np.isfinite(values)) for values in made.measures.values())


def test_where_nothing_holds_them_a_couple_lingers_and_that_is_said() -> None:
    """John and Mary's needs are equal, and the stuck state of such a couple begins at 2.003."""
    cycle = nc.load(EXAMPLES / "sunday-silence.yaml")

    standard = cycle.changed(dynamics={"defaults": "illustrative-1"})

    lingering = simulate(standard, start="stuck", turns=3000, step=1)
    held = simulate(cycle, start="stuck", turns=3000, step=1)

    said = "With these numbers nothing holds them in the cycle for good"
    assert any(said in sentence for sentence in lingering.assumptions)
    assert not any(said in sentence for sentence in held.assumptions)
    assert lingering.outcome is held.outcome is Outcome.STUCK
    assert lingering["cycle_strength"][-1] < lingering["cycle_strength"][0] - 0.001
    assert np.ptp(held["cycle_strength"]) < 1e-9


def test_a_result_travels_between_processes_and_can_be_copied(couple: Couple) -> None:
    made = simulate(couple(), plan=KICK, turns=20)

    for again in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made), copy.copy(made)):
        assert again.is_close(made, tolerance=0)
        assert (again.bands, again.outcome, again.assumptions) == (
            made.bands,
            made.outcome,
            made.assumptions,
        )
        assert dict(again.people) == {"ana": "Ana", "ben": "Ben"}
        with pytest.raises(TypeError):
            again.people["ana"] = "Eva"
        with pytest.raises(ValueError, match="read-only"):
            again["gain"][0] = 1


def test_a_result_and_a_system_say_in_a_line_what_they_are(couple: Couple) -> None:
    assert repr(simulate(couple(), turns=10)) == (
        "<Trajectory of 41 times and 12 states, from 0 to 10, calm>"
    )
    assert repr(compile_system(couple())) == "<System of Ana, Ben: 12 states, 8 influences>"


# -- who is listed first ---------------------------------------------------------------------------


@settings(max_examples=8)
@given(
    cycle=cycles(2, 3, with_plan=False),
    noise=st.sampled_from([0.0, 0.5]),
    start=st.sampled_from(["calm", "stuck"]),
)
def test_nothing_changes_with_who_is_listed_first(cycle: Cycle, noise: float, start: str) -> None:
    turned = cycle.with_partners(reversed(cycle.partners))
    plan = [{"at": 2, "timeout": {"return": False, "for": 3}}]
    try:
        one, other = (
            simulate(each, plan=plan, noise=noise, seed=4, start=start, turns=20, step=0.5)
            for each in (cycle, turned)
        )
    except SimulationError:
        return

    assert set(one.names) == set(other.names)
    for name in (*one.names, *one.measures):
        assert one[name] == pytest.approx(other[name], abs=1e-9)
    assert (one.outcome, one.found, one.case) == (other.outcome, other.found, other.case)


# -- together and apart ----------------------------------------------------------------------------


def test_a_couple_kept_apart_is_not_called_calm(couple: Couple) -> None:
    for_good = [{"at": 10, "timeout": {"for": 1000, "return": True}}]
    never_together = [{"day": {"turns": 80, "together": 0}}]

    for plan in (for_good, never_together):
        made = simulate(couple(), plan=plan, start="stuck", turns=400)
        assert made.outcome is Outcome.UNSETTLED
        assert "apart" in made.decided


@pytest.mark.parametrize("turns", [160, 200, 1000, 1039])
def test_the_hour_at_which_a_run_ends_decides_nothing(couple: Couple, turns: float) -> None:
    nights = [{"day": {"turns": 80, "together": 60}}]

    made = simulate(couple(), plan=nights, start="stuck", turns=turns)

    assert made.outcome is Outcome.STUCK


def test_others_do_not_dilute_what_two_are_stuck_in() -> None:
    def people(names: list[str]) -> dict[str, Any]:
        return {name: {"name": name, "dynamics": {"reactivity": 3}} for name in names}

    alone = simulate(Cycle(partners=people(["a", "b"])), start="stuck", turns=50)
    among = simulate(
        Cycle(partners=people(["a", "b", "c", "d", "e"]), pairs=[["a", "b"]]),
        start="stuck",
        turns=50,
    )

    assert among.outcome is alone.outcome is Outcome.STUCK
    assert among["cycle_strength"] == pytest.approx(alone["cycle_strength"])


def test_two_who_answer_differently_are_told_of_the_step(couple: Couple) -> None:
    mixed = couple(ben={"answer": -1})

    assert simulate(mixed, turns=5).notes == (
        "The partners answer differently, and steps of 0.25 let such a couple swing too early. To "
        "be sure, take steps of 0.05 or less.",
    )
    assert simulate(mixed, turns=5, step=0.05).notes == ()


# -- what a model takes ----------------------------------------------------------------------------


def test_a_model_has_no_plan_and_no_chance() -> None:
    model = nc.published.Strogatz(a=0, b=1, c=-1, d=0)
    for extra in ({"plan": []}, {"noise": 0.1}, {"seed": 1}):
        with pytest.raises(SimulationError) as found:
            simulate(model, start=[1, 0], turns=1, **extra)
        assert str(found.value) == (
            "A plan, noise and a seed are for couples. This model has none of them."
        )


@pytest.mark.parametrize("given", ["examples/sunday-silence.yaml", None, {}])
def test_what_is_no_cycle_is_said(given: Any) -> None:
    with pytest.raises(SimulationError, match="is no cycle"):
        simulate(given)
    with pytest.raises(SimulationError, match="Load the file first"):
        compile_system(given)


@pytest.mark.parametrize(
    "options",
    [
        {"turns": "10"},
        {"step": None},
        {"noise": "x"},
        {"seed": "1"},
        {"start": 5},
        {"start": [0.0]},
        {"start": {"ana.behavior": "x"}},
        {"start": {1: 1}},
    ],
)
def test_what_is_no_number_is_said_in_a_sentence(couple: Couple, options: dict[str, Any]) -> None:
    with pytest.raises((SimulationError, UnknownName)):
        simulate(couple(), **options)


def test_states_may_be_given_in_their_order(couple: Couple) -> None:
    first = simulate(couple(), plan=KICK, turns=10)

    again = simulate(couple(), start=first.states[-1], turns=1)

    assert again.states[0].tolist() == first.states[-1].tolist()


def test_a_case_with_endless_ways_through_it_is_refused() -> None:
    behaviors = [f"does {n}" for n in range(9)]
    names = ["ana.behavior", *(f"ana.behavior.{n}" for n in range(2, 10))]
    cycle = Cycle(
        partners={"ana": {"name": "Ana", "chain": {"behavior": behaviors}}, "ben": {"name": "Ben"}},
        links=[{"source": a, "target": b} for a in names for b in names if a != b],
    )

    with pytest.raises(SimulationError) as found:
        simulate(cycle, turns=1)

    assert str(found.value) == (
        "There are more than 1,000 ways through this case that would have to be simulated. Take "
        "some of the links out that run beside or into each other."
    )
