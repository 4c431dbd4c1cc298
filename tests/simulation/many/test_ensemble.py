"""Ensembles and sweeps as people ask for them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

import negcycle as nc
from negcycle.errors import CaseError, SimulationError, UnknownName
from negcycle.simulation.many import running
from negcycle.simulation.many.kernels import choosing
from negcycle.system.machine_code import is_installed

COUPLE = nc.Cycle(
    partners={
        "ana": {"name": "Ana", "chain": {"behavior": {"words": "asks", "moves": "pursue"}}},
        "ben": {"name": "Ben", "chain": {"behavior": {"words": "leaves", "moves": "withdraw"}}},
    }
)
KEPT_FROM = {"turns": 40, "seed": 3}


def same(one: nc.Ensemble, other: nc.Ensemble) -> None:
    """Hold two ensembles against each other, to the last bit."""
    assert one.index.tobytes() == other.index.tobytes()
    for name in one:
        assert one[name].tobytes() == other[name].tobytes(), name


def test_a_row_says_how_each_couple_ended_and_what_differed() -> None:
    many = nc.ensemble(COUPLE, 40, vary={"reactivity": nc.Uniform(1, 8)}, noise=0.1, **KEPT_FROM)

    assert len(many) == many.runs == 40
    assert many.is_whole
    assert sum(many.outcomes.values()) == pytest.approx(1)
    assert 1 < many["reactivity"].min() < many["reactivity"].max() < 8
    assert list(many)[:4] == ["reactivity", "outcome", "settled", "ana.position"]
    assert many["ana.behavior.lowest"].min() >= -1
    assert many.noise == 0.1
    assert (many.seed, many.turns, many.step, many.version) == (3, 40, 0.25, nc.__version__)
    assert any("ana" not in one and "measured" in one for one in many.assumptions)


def test_what_differs_is_not_called_an_assumption() -> None:
    all_at_once = {"reactivity": nc.Uniform(1, 2), "openness": 0.5}
    fixed, differing = (nc.ensemble(COUPLE, 3, vary=v, **KEPT_FROM) for v in ({}, all_at_once))

    assert "reactivity 2" in " ".join(fixed.assumptions)
    assert "reactivity" not in " ".join(differing.assumptions)


@pytest.mark.parametrize("more", [1, 90])
def test_the_first_couples_stay_the_same_when_more_are_asked_for(more: int) -> None:
    vary = {"ben.need": nc.Normal(0.5, 0.1), "noise": nc.Uniform(0, 0.3)}
    few = nc.ensemble(COUPLE, 30, vary=vary, **KEPT_FROM)
    many = nc.ensemble(COUPLE, 30 + more, vary=vary, **KEPT_FROM)

    for name in few:
        assert few[name].tobytes() == many[name][:30].tobytes()


WAYS: dict[str, Callable[[], dict[str, Any]]] = {
    "one thread": lambda: {"threads": 1},
    "three threads": lambda: {"threads": 3},
    "an executor": lambda: {"executor": ThreadPoolExecutor(2)},
}


@pytest.mark.parametrize("way", WAYS)
def test_it_does_not_matter_who_works_it_out(way: str, kernel: str) -> None:
    vary = {"ana.reactivity": nc.Uniform(1, 8)}
    asked: dict[str, Any] = {"vary": vary, "noise": 0.2, "kernel": kernel, **KEPT_FROM}

    same(nc.ensemble(COUPLE, 700, **asked), nc.ensemble(COUPLE, 700, **asked, **WAYS[way]()))


def test_shards_put_together_are_the_whole(kernel: str) -> None:
    over = {"reactivity": [2, 4, 6], "start.ana.resentment": [0, 0.5, 0.9]}
    asked: dict[str, Any] = {
        "over": over,
        "runs": 5,
        "noise": 0.2,
        "kernel": kernel,
        "record": ["ana.behavior"],
        **KEPT_FROM,
    }
    whole = nc.sweep(COUPLE, **asked)
    parts = [nc.sweep(COUPLE, **asked, shard=f"{n}/4") for n in (3, 1, 4, 2)]
    merged = nc.merge(parts)

    same(whole, merged)
    assert merged.is_whole
    assert merged.shard is None
    assert [part.shard for part in parts] == [(3, 4), (1, 4), (4, 4), (2, 4)]
    assert whole.recorded is not None
    assert merged.recorded is not None
    assert whole.recorded.values.tobytes() == merged.recorded.values.tobytes()
    assert merged.design == whole.design


def test_every_couple_can_be_looked_at_alone() -> None:
    plan = [
        {"at": 2, "trigger": "ana", "felt": "absence", "for": 3},
        {"at": 8, "open": "both", "for": 9},
    ]
    vary = {
        "ben.openness": nc.Uniform(0.2, 1),
        "plan.1.for": nc.Uniform(2, 20),
        "start.ana.resentment": nc.Uniform(0, 1),
    }
    for start in ("calm", "stuck", {"ben.behavior": 0.3, "ana.openness": 0.4}):
        many = nc.ensemble(
            COUPLE,
            9,
            vary=vary,
            plan=plan,
            noise=0.2,
            start=start,
            record="ana.primary",
            **KEPT_FROM,
        )
        for couple in (0, 5, 8):
            run = nc.replay(COUPLE, many, couple)
            for name, value in run.final.items():
                assert many[f"{name}.final"][couple] == pytest.approx(value, abs=1e-11)
            assert many.recorded is not None
            recorded = many.recorded["ana.primary"][couple]
            assert recorded == pytest.approx(run["ana.primary"][::4], abs=1e-11)


def test_a_couple_of_another_cycle_is_not_looked_at() -> None:
    many = nc.ensemble(COUPLE, 3, **KEPT_FROM)
    other = nc.varied(COUPLE, {"tau_bond": 10})

    with pytest.raises(SimulationError) as refused:
        nc.replay(other, many, 1)
    with pytest.raises(UnknownName, match="There is no couple number 3 here"):
        nc.replay(COUPLE, many, 3)

    assert "were made of another cycle" in str(refused.value)


def test_quantiles_are_those_of_what_was_recorded() -> None:
    many = nc.ensemble(COUPLE, 50, noise=0.2, record=["ben.behavior"], every=5, **KEPT_FROM)

    assert many.recorded is not None
    assert many.recorded.times.tolist() == [0, 5, 10, 15, 20, 25, 30, 35, 40]
    middle = many.recorded.quantiles("ben.behavior", [0.5])
    assert middle[0] == pytest.approx(np.median(many.recorded["ben.behavior"], axis=0))
    assert many.recorded["ben.behavior"][:, -1] == pytest.approx(many["ben.behavior.final"])


def test_what_is_left_out_at_the_beginning_is_left_out() -> None:
    whole = nc.ensemble(COUPLE, 5, start="stuck", plan=[{"at": 0, "open": "both"}], **KEPT_FROM)
    later = nc.ensemble(
        COUPLE, 5, start="stuck", plan=[{"at": 0, "open": "both"}], after=20, **KEPT_FROM
    )

    assert later["cycle_strength.highest"].max() < whole["cycle_strength.highest"].min()
    assert later["cycle_strength.final"].tolist() == whole["cycle_strength.final"].tolist()


def test_a_couple_that_cannot_do_what_is_planned_goes_without_it() -> None:
    plan = [{"at": 1, "softening": 1, "for": 4}]
    many = nc.ensemble(
        COUPLE, 10, vary={"start.ana.behavior": [0] * 4 + [0.9] * 6}, plan=plan, **KEPT_FROM
    )

    assert many.notes == (
        "'softening' at turn 1 did not happen in 4 of 10 couples: nobody pursued.",
    )


def test_half_as_many_digits_are_enough_for_the_picture(kernel: str) -> None:
    one, other = (
        nc.ensemble(COUPLE, 20, noise=0.1, kernel=kernel, precision=p, **KEPT_FROM)
        for p in ("float64", "float32")
    )

    assert other.precision == "float32"
    for name in one.names:
        assert one[f"{name}.final"] == pytest.approx(other[f"{name}.final"], abs=1e-4)
    assert one.outcomes == other.outcomes


def test_numba_is_taken_where_it_is_there_and_worth_while() -> None:
    small, large = (choosing.chosen("auto", work) for work in (1e3, 1e9))

    assert small == "numpy"
    assert large == ("numba" if is_installed() else "numpy")
    assert nc.ensemble(COUPLE, 3, **KEPT_FROM).kernel == "numpy"


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no couples": (
        {"runs": 0},
        "The number of couples is a whole number from 1 to 100,000,000, and 0 is not.",
    ),
    "half a couple": (
        {"runs": 2.5},
        "The number of couples is a whole number from 1 to 100,000,000, and 2.5 is not.",
    ),
    "another kernel": (
        {"kernel": "nunba"},
        "No kernel is called 'nunba'. Did you mean 'numba'? There are 'auto', 'numpy' and 'numba'.",
    ),
    "another precision": (
        {"precision": "float16"},
        "No precision is called 'float16'. Did you mean 'float64'? There are 'float64' and"
        " 'float32'.",
    ),
    "more than seven digits hold": (
        {"precision": "float32", "vary": {"repair": 1e300}},
        "Some number behind these couples is too large for 'float32'. Take the precision"
        " 'float64'.",
    ),
    "no threads": (
        {"threads": 0},
        "threads is 0. Give a whole number from 1",
    ),
    "fewer than no threads": (
        {"threads": -4},
        "threads is -4. Give a whole number from 1",
    ),
    "too few values": (
        {"vary": {"ana.need": [0.1, 0.2]}, "runs": 3},
        "'ana.need' has 2 values, and there are 3 couples. Give one value for each.",
    ),
    "a table": (
        {"vary": {"ana.need": [[0.1, 0.2]]}, "runs": 3},
        "'ana.need' has 1 x 2 values, and there are 3 couples. Give one value for each.",
    ),
    "a word": (
        {"vary": {"ana.need": "much"}, "runs": 3},
        "'ana.need' needs a number, one for each couple, or what to draw it from.",
    ),
    "nothing": (
        {"vary": {"ana.need": None}, "runs": 3},
        "'ana.need' needs a number, one for each couple, or what to draw it from.",
    ),
    "yes": (
        {"vary": {"ana.need": True}, "runs": 3},
        "'ana.need' needs a number, one for each couple, or what to draw it from.",
    ),
    "nan": (
        {"vary": {"ana.need": [0.1, float("nan")]}},
        "'ana.need' lies between 0 and 1, and is nan for couple 1. Choose a value in that range.",
    ),
    "a strange seed": (
        {"seed": -1},
        "A seed is a whole number from 0 up, and -1 is not.",
    ),
    "recorded too rarely": (
        {"record": "ana.need", "every": 50},
        "No state is called 'ana.need'.",
    ),
    "every so often": (
        {"record": "ana.primary", "every": 50},
        "States are recorded every so many turns, more than 0 and at most the 40 of the run, and 50"
        " is no such number.",
    ),
    "twice": (
        {"record": ["ana.primary", "ana.primary"]},
        "A state is named twice among those to record. Name each once.",
    ),
    "all left out": (
        {"after": 40},
        "What is left out at the beginning lasts from 0 turns to less than the 40 of the run, at"
        " least a step, and 40 is no such number.",
    ),
    "all but nothing left out": (
        {"after": 39.9},
        "What is left out at the beginning lasts from 0 turns to less than the 40 of the run, at"
        " least a step, and 39.9 is no such number.",
    ),
    "nobody": (
        {"vary": {"need": []}},
        "The number of couples is a whole number from 1 to 100,000,000, and 0 is not.",
    ),
    "words as numbers": (
        {"vary": {"need": ["0.5", "0.6"]}},
        "'need' needs a number, one for each couple, or what to draw it from.",
    ),
    "a list of names": (
        {"vary": ["need"]},
        "What differs is given by name, such as {'need': [0.4, 0.5]}, and this is list.",
    ),
    "never, and nothing to record": (
        {"every": -1},
        "States are recorded every so many turns, more than 0 and at most the 40 of the run, and -1"
        " is no such number.",
    ),
    "the second number of the plan": (
        {
            "vary": {"plan.0.strength": [0.1, 0.2], "plan.0.every": [0, 5]},
            "plan": [{"every": 10, "open": "both", "for": 2}],
        },
        "The plan cannot be carried out with this value of 'plan.0.every': 'every: 0' would start",
    ),
    "a link too strong": (
        {"vary": {"reactivity": 1e300}},
        "With these values a link is stronger than 1e+06 or later than 100000 turns. Choose smaller"
        " ones.",
    ),
    "noise twice": (
        {"vary": {"noise": 0.1}, "noise": 0.2},
        "Noise is given twice: for all couples, and for each. Give one of the two.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_said_in_a_sentence(case: str) -> None:
    asked, sentence = REFUSED[case]
    with pytest.raises((SimulationError, UnknownName)) as refused:
        nc.ensemble(COUPLE, **{**KEPT_FROM, **asked})

    assert str(refused.value).startswith(sentence)


def test_a_plan_is_checked_before_anything_runs() -> None:
    with pytest.raises(CaseError):
        nc.ensemble(COUPLE, 3, plan=[{"at": 1, "softning": 1}])
    with pytest.raises(UnknownName):
        nc.ensemble(COUPLE, 3, plan=[{"at": 1, "open": "cleo"}])


def test_without_numba_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "is_installed", lambda: False)

    assert choosing.chosen("auto", 1e12) == "numpy"
    with pytest.raises(nc.errors.MissingExtra) as refused:
        nc.ensemble(COUPLE, 3, kernel="numba", **KEPT_FROM)
    assert str(refused.value) == (
        "This kernel needs numba. Install it with: pip install 'negcycle[fast]'"
    )


def test_what_somebody_gives_stays_theirs() -> None:
    needs = np.linspace(0.2, 0.8, 8).reshape(4, 2)
    many = nc.ensemble(COUPLE, vary={"need": needs[:, 0]}, **KEPT_FROM)

    needs[0, 0] = 0.99

    assert many["need"][0] == 0.2


def test_it_is_kept_what_was_drawn_from() -> None:
    vary = {"reactivity": nc.Uniform(1, 2), "ben.need": 0.4, "tau_bond": [10, 20, 30]}
    many = nc.ensemble(COUPLE, 3, vary=vary, **KEPT_FROM)

    assert many.drawn["reactivity"] == "uniform(1, 2)"
    assert many.drawn["ben.need"] == "0.4"
    assert many.drawn["tau_bond"].startswith("3 values that were given (")


def test_somebody_may_be_called_like_the_beginning() -> None:
    cycle = nc.Cycle(partners={"start": {"name": "Star"}, "plan": {"name": "Ann"}})
    vary = {"start.need": [0.4, 0.5], "plan.openness": 0.3, "start.start.resentment": 0.2}
    many = nc.ensemble(cycle, vary=vary, **KEPT_FROM)

    assert many["start.need"].tolist() == [0.4, 0.5]
    assert nc.replay(cycle, many, 1)["start.resentment"][0] == 0.2


VARIED: dict[str, tuple[dict[str, Any], str]] = {
    "an answer between": ({"answer": 1.7}, "'answer' is 1 or -1, and is 1.7."),
    "a word": ({"need": "much"}, "'need' is a number, and 'much' is none."),
    "nothing": ({"need": None}, "'need' is a number, and None is none."),
    "too much": (
        {"ana.need": 2},
        "'ana.need' lies between 0 and 1, and is 2. Choose a value in that range.",
    ),
    "twice": (
        {"need": 0.4, "ana.need": 0.3},
        "'need' sets every partner's, and 'ana.need' is given as well. Give one of the two.",
    ),
}


@pytest.mark.parametrize("case", VARIED)
def test_one_couple_takes_no_other_numbers_than_many(case: str) -> None:
    asked, sentence = VARIED[case]
    with pytest.raises(SimulationError) as refused:
        nc.varied(COUPLE, asked)

    assert str(refused.value) == sentence


ROOM = {
    "many couples": ({"runs": 20_000_000}, 11),
    "all states of some": ({"runs": 10_000, "record": list(nc.compile_system(COUPLE).names)}, 4),
}


@pytest.mark.parametrize("case", ROOM)
def test_more_than_fits_is_refused_before_it_is_made(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, size = ROOM[case]
    monkeypatch.setattr(running, "_memory", lambda: 3e9)
    with pytest.raises(SimulationError) as refused:
        nc.ensemble(COUPLE, **asked, every=0.01, step=0.01, turns=40)

    assert str(refused.value) == (
        f"These rows need about {size} GB of memory, and this computer has 3. Ask for fewer couples"
        " at once, record less, or use shards."
    )


@pytest.mark.parametrize("over", [["need"], None, "need"])
def test_what_is_gone_over_has_names(over: Any) -> None:
    with pytest.raises(SimulationError) as refused:
        nc.sweep(COUPLE, over, **KEPT_FROM)

    assert str(refused.value) == (
        "What differs is given by name, such as {'need': [0.4, 0.5]}, and this is"
        f" {type(over).__name__}."
    )
