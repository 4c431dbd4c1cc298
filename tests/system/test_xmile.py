"""XMILE says the same equations as the system, in names that every program can read."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import SimulationError, UnknownName
from negcycle.system.inputs import Inputs
from negcycle.testing import couples, cycles

NAME = re.compile(r'"([^"]*)"|(?<![\w.])([^\W\d]\w*)')
FUNCTIONS = {"EXP": math.exp, "MIN": min, "MAX": max, "DELAY": lambda x, _: x}

COUPLE = nc.Cycle(
    partners={
        "ana": {"name": "Ana", "dynamics": {"need": 0.55}},
        "ben": {"name": "Ben", "dynamics": {"need": 0.45}},
    }
)


class Model:
    """An XMILE model, evaluated by Python itself."""

    def __init__(self, text: str) -> None:
        self.root = fromstring(text)
        self.variables = list(self.root.find(".//{*}variables"))
        self.eqns = {one.get("name"): one.findtext("{*}eqn") for one in self.variables}
        self.stocks = {
            one.get("name"): [
                [flow.text.strip('"') for flow in one.findall(f"{{*}}{way}flow")]
                for way in ("in", "out")
            ]
            for one in self.variables
            if one.tag.endswith("stock")
        }

    def rates(self, given: dict[str, float]) -> list[float]:
        """Return the net flow of each stock, with some variables given."""
        known = dict(given)

        def value(name: str) -> Any:
            if name in FUNCTIONS:
                return FUNCTIONS[name]
            if name not in known:
                known[name] = evaluated(self.eqns[name])
            return known[name]

        def evaluated(eqn: str) -> float:
            code = NAME.sub(lambda found: f"value({found[1] or found[2]!r})", eqn)
            return float(eval(code.replace("^", "**"), {"value": value}))

        return [
            sum(value(name) for name in into) - sum(value(name) for name in out)
            for into, out in self.stocks.values()
        ]


def of_the_inputs(system: nc.System, inputs: Inputs) -> dict[str, float]:
    """Return what the constants of a model must be for these inputs to act."""
    given: dict[str, float] = {}
    keys = [re.sub(r"\W", "_", key) for key in system.keys]
    assume(len({key.casefold() for key in keys}) == len(keys))  # else they are numbered
    for i, key in enumerate(keys):
        for name in ("felt", "help", "stress"):
            given[f"{key}_{name}"] = float(getattr(inputs, name)[i])
    for i, j in system.directed:
        a, b = keys[i], keys[j]
        given[f"{a}_{b}_contact"] = float(inputs.contact[i, j])
        given[f"{b}_offers_{a}"] = float(inputs.offer[i, j])
    return given


@settings(max_examples=25, deadline=None)
@given(couples(delayed=False) | cycles(2, 3, with_plan=False), st.integers(0, 2**32 - 1))
def test_the_equations_are_those_of_the_system(cycle: nc.Cycle, seed: int) -> None:
    try:
        system = nc.compile_system(cycle)
        model = Model(nc.to_xmile(system))
    except SimulationError:
        assume(condition=False)
        raise
    chance = np.random.default_rng(seed)
    state = chance.uniform(system.low, system.high)
    n = len(system.people)
    contact = np.triu(chance.integers(0, 2, (n, n)), 1).astype(float)
    inputs = Inputs(
        felt=chance.uniform(-1, 1, n),
        help=chance.uniform(0, 2, n),
        stress=chance.uniform(0.2, 3, n),
        contact=contact + contact.T,
        offer=chance.integers(0, 2, (n, n)).astype(float),
    )
    given_now = {**of_the_inputs(system, inputs), **dict(zip(model.stocks, state, strict=True))}

    ours = system.rates(state, inputs=inputs)

    scale = max(1.0, *(abs(one.weight) for one in system.influences))
    assert np.allclose(model.rates(given_now), ours, rtol=1e-9, atol=1e-12 * scale)


@given(cycles(2, 4, with_plan=False))
@settings(max_examples=30, deadline=None)
def test_no_two_names_are_one_to_a_program_and_none_needs_guessing(cycle: nc.Cycle) -> None:
    try:
        model = Model(nc.to_xmile(cycle))
    except SimulationError:
        assume(condition=False)
        raise

    names = [name.casefold() for name in model.eqns]
    assert len(set(names)) == len(model.variables)
    assert all(re.fullmatch(r"\w+", name) and not name.startswith("_") for name in names)


def test_a_key_that_begins_like_an_operator_stands_in_quotes() -> None:
    cycle = nc.Cycle(partners={"notburga": {"name": "Notburga"}, "max": {"name": "Max"}})

    text = nc.to_xmile(cycle)

    assert '"notburga_primary"' in text
    assert "notburga_primary" not in re.sub(r'"[^"]*"', "", text.replace("<doc>", ""))
    assert '"max_primary" -' not in text  # a plain name stays plain
    assert "max_primary_target - max_primary" in text


def test_the_specs_say_how_long_and_in_which_steps() -> None:
    late = COUPLE.model_copy(update={"dynamics": nc.Dynamics(delay=0.3, turn=4.0)})
    quick = COUPLE.model_copy(update={"dynamics": nc.Dynamics(turn=0.2)})

    def specs(*args: Any, **fields: Any) -> list[str]:
        root = fromstring(nc.to_xmile(*args, **fields))
        return [root.findtext(f".//{{*}}sim_specs/{{*}}{name}") for name in ("start", "stop", "dt")]

    assert specs(COUPLE) == ["0", "1000", "0.25"]
    assert specs(COUPLE, turns=12.5, step=0.1) == ["0", "12.5", "0.1"]
    assert specs(late) == ["0", "1000", "0.15"]
    assert specs(quick) == ["0", "1000", "0.05"]


def test_it_begins_where_it_is_told() -> None:
    system = nc.compile_system(COUPLE)

    def first(start: Any) -> list[float]:
        model = Model(nc.to_xmile(system, start=start))
        return [float(model.eqns[name]) for name in model.stocks]

    assert first("calm") == system.calm.tolist()
    assert first({"ana.resentment": 0.5}) == system.named({"ana.resentment": 0.5}).tolist()
    assert first(system.calm / 2) == (system.calm / 2).tolist()
    assert first("stuck") == pytest.approx(
        list(nc.simulate(system, start="stuck", turns=1).states[0])
    )


def test_the_same_case_is_the_same_text() -> None:
    assert nc.to_xmile(COUPLE) == nc.to_xmile(nc.build_graph(COUPLE))
    assert "an assumed" not in nc.to_xmile(COUPLE)
    assert "assumed numbers" in nc.to_xmile(COUPLE)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"start": "stock"},
            "'stock' is not a state to start from. Did you mean 'stuck'? Take calm or stuck, or "
            "give the states.",
        ),
        ({"start": [0.0]}, "A start needs a number for each of the 12 states, and here are 1."),
        ({"turns": 0.0}, "A model runs for a number of turns above 0, and 0.0 is not one."),
        ({"step": -1.0}, "A step is a number of turns above 0, and -1.0 is not one."),
        (
            {"step": 0.2},
            "A delay of 0.5 turns is no whole number of steps of 0.2. Choose a step that fits into "
            "it, or leave it out.",
        ),
    ],
)
def test_what_no_program_could_run_is_refused(fields: dict[str, Any], sentence: str) -> None:
    late = COUPLE.model_copy(update={"dynamics": nc.Dynamics(delay=0.5)})

    with pytest.raises(SimulationError) as caught:
        nc.to_xmile(late, **fields)

    assert str(caught.value) == sentence


def test_delays_without_a_common_step_are_refused() -> None:
    odd = COUPLE.model_copy(update={"dynamics": nc.Dynamics(delay=math.pi)})

    with pytest.raises(SimulationError) as caught:
        nc.to_xmile(odd)

    assert str(caught.value) == (
        "No step of 0.001 turns or more fits into every delay of this case. Round the delays."
    )


def test_a_state_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"No state is called 'ana\.anger'"):
        nc.to_xmile(COUPLE, start={"ana.anger": 0.1})
