"""PySD, which shares no code with negcycle, runs a couple's XMILE to the same numbers."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

import negcycle as nc
from negcycle.simulation.integrate import integrate
from negcycle.system.inputs import Inputs

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("pysd") is None,
    reason="PySD (it comes with the extra dev) is not here, so nobody else runs the XMILE",
)

RUN = """
import json, sys
import pysd

found = []
for file, params in json.load(sys.stdin):
    run = pysd.read_xmile(file).run(params=params)
    found.append({name: run[name].tolist() for name in run.columns})
json.dump(found, sys.stdout)
"""

TURNS = 30.0


def chain(**slots: Any) -> dict[str, Any]:
    return {"primary": "hurt", "secondary": "anger", "perception": "you do not care", **slots}


def couple() -> nc.Cycle:
    """Two who go opposite ways, with an uneven start and strong links."""
    return nc.Cycle(
        partners={
            "john": {
                "name": "John",
                "chain": chain(behavior={"words": "leaves", "moves": "withdraw"}),
            },
            "mary": {
                "name": "Mary",
                "chain": chain(behavior={"words": "calls", "moves": "pursue"}),
            },
        },
        dynamics={"tau_bond": 40, "turn": 1.5, "forget": 0.3},
    )


def household() -> nc.Cycle:
    """Three whose keys are words of other languages and programs, with stations, delays, twins."""
    return nc.Cycle(
        partners={
            "time": {
                "name": "Time",
                "chain": chain(
                    trigger="a look",
                    appraisal="again",
                    body="a stone",
                    behavior=[
                        {"words": "calls", "moves": "pursue"},
                        {"words": "shouts", "moves": "attack"},
                    ],
                ),
                "dynamics": {"reactivity": 3, "need": 0.7},
            },
            "notburga-ß": {"name": "Notburga", "dynamics": {"openness": 0.3, "answer": -1}},
            "9Élodie": {"name": "Élodie", "chain": chain(trigger="silence")},
            "9éLODIE": {"name": "Her twin"},
        },
        pairs=[["time", "notburga-ß"], ["time", "9Élodie"], ["9éLODIE", "time"]],
        links=[
            {"source": "notburga-ß.primary", "target": "notburga-ß.secondary", "delay": 0.75},
            {"source": "time.behavior.2", "target": "9Élodie.trigger", "delay": 1.5},
        ],
        dynamics={"delay": 0.5, "tau_bond": 60},
    )


def uneven(system: nc.System) -> dict[str, float]:
    chance = np.random.default_rng(4)
    return dict(zip(system.names, chance.uniform(system.low, system.high).tolist(), strict=True))


def euler(
    system: nc.System, start: Mapping[str, float], *, step: float, inputs: Inputs | None = None
) -> np.ndarray[Any, Any]:
    """Euler's method on our rates; before the start, all was as at the start."""
    count = round(TURNS / step)
    states = np.empty((count + 1, len(system.names)))
    states[0] = [start[name] for name in system.names]
    for n in range(count):
        late = [states[max(0, n - round(delay / step))] for delay in system.delays]
        past = np.stack(late) if late else None
        states[n + 1] = states[n] + step * system.rates(states[n], past, inputs=inputs)
    return states


def stock(name: str) -> str:
    """The name under which PySD shows a state."""
    return name.replace(".", "_").replace("-", "_")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, list[float]]]:
    """Every run of this file by PySD, made by one process, since it starts slowly."""
    folder = tmp_path_factory.mktemp("xmile")
    jobs: list[tuple[str, dict[str, float]]] = []
    for number, (cycle, step, params) in enumerate(RUNS):
        system = nc.compile_system(cycle)
        file = folder / f"model_{number}.xmile"
        text = nc.to_xmile(cycle, start=uneven(system), turns=TURNS, step=step)
        file.write_text(text, encoding="utf-8")
        jobs.append((str(file), params))
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, list[float]]] = json.loads(done.stdout)
    return found


PUSHED = {
    "john_felt": 0.4,
    "mary_help": 0.7,
    "john_stress": 2.5,
    "john_mary_contact": 0.0,
    "mary_offers_john": 0.0,
}
RUNS: Sequence[tuple[nc.Cycle, float | None, dict[str, float]]] = (
    (couple(), 0.25, {}),
    (couple(), 0.125, {}),
    (couple(), 0.25, PUSHED),
    (household(), None, {}),
)


def found_by(ran: list[dict[str, list[float]]], number: int) -> np.ndarray[Any, Any]:
    names = nc.compile_system(RUNS[number][0]).names
    return np.column_stack([ran[number][stock(name)] for name in names])


def test_a_couple_runs_to_the_same_numbers_at_the_same_step(
    ran: list[dict[str, list[float]]],
) -> None:
    system = nc.compile_system(couple())

    for number, step in ((0, 0.25), (1, 0.125)):
        ours = euler(system, uneven(system), step=step)

        assert np.ptp(ours, axis=0).max() > 0.5  # it moves
        assert np.abs(found_by(ran, number) - ours).max() < 1e-12


def test_a_shorter_step_comes_closer_to_runge_and_kutta(
    ran: list[dict[str, list[float]]],
) -> None:
    system = nc.compile_system(couple())
    exact = integrate(system, uneven(system), until=TURNS, step=0.0625).states

    errors = [
        float(np.abs(found_by(ran, number) - exact[::every]).max())
        for number, every in ((0, 4), (1, 2))
    ]

    assert errors[0] < 0.1
    assert 1.7 < errors[0] / errors[1] < 2.4  # Euler's method is of the first order


def test_what_acts_from_outside_acts_the_same(ran: list[dict[str, list[float]]]) -> None:
    system = nc.compile_system(couple())
    inputs = system.resting.changed(
        felt=np.array([0.4, 0.0]),
        help=np.array([0.0, 0.7]),
        stress=np.array([2.5, 1.0]),
        contact=np.zeros((2, 2)),
        offer=np.array([[1.0, 0.0], [1.0, 1.0]]),
    )

    ours = euler(system, uneven(system), step=0.25, inputs=inputs)

    assert np.abs(found_by(ran, 2) - ours).max() < 1e-12


def test_four_with_odd_keys_and_delays_run_to_the_same_numbers(
    ran: list[dict[str, list[float]]],
) -> None:
    system = nc.compile_system(household())
    assert system.delays == (0.5, 0.75, 1.5)

    ours = euler(system, uneven(system), step=0.25)
    theirs = ran[3]

    for place, name in enumerate(system.names):
        column = stock(name)
        if name.startswith("9éLODIE"):
            column = next(one for one in theirs if one.casefold() == column.casefold() + "_2")
        assert np.abs(np.array(theirs[column]) - ours[:, place]).max() < 1e-12, name
