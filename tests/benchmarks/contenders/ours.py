"""negcycle: the same couple as a cycle, its rows in the form that all contenders hand back."""

from __future__ import annotations

from typing import Literal

import numpy as np
from contenders import couple
from numpy.typing import NDArray

import negcycle as nc
from negcycle.system.compile import compile_system
from negcycle.system.system import System

Array = NDArray[np.float64]

CYCLE = nc.Cycle(
    partners={
        key: {
            "name": key.title(),
            "dynamics": {
                "need": need,
                "reactivity": couple.REACTIVITY,
                "openness": couple.OPENNESS,
            },
        }
        for key, need in zip(couple.KEYS, couple.NEEDS, strict=True)
    },
    dynamics={
        "turn": couple.TURN,
        "tau_open": couple.TAU_OPEN,
        "tau_bond": couple.TAU_BOND,
        "forget": couple.FORGET,
        "repair": couple.REPAIR,
        "tau_noise": couple.TAU_NOISE,
    },
)


def system(noise: float) -> System:
    """Return the compiled system."""
    return compile_system(CYCLE).with_noise(noise)


def run(
    couples: int,
    turns: int,
    seed: int,
    noise: float,
    *,
    kernel: Literal["numpy", "numba"],
    threads: int = 1,
    after: float = 0.0,
) -> nc.Ensemble:
    """Return the ensemble."""
    return nc.ensemble(
        CYCLE,
        runs=couples,
        turns=turns,
        step=couple.STEP,
        seed=seed,
        noise=noise,
        kernel=kernel,
        threads=threads,
        after=after,
    )


def told(found: nc.Ensemble) -> dict[str, Array]:
    """Return the rows as the other contenders have them."""
    names = [*couple.NAMES, "cycle_strength"]
    rows = {
        what: np.array([found.numbers(f"{name}.{what}") for name in names])
        for what in couple.RESULTS[1:-1]
    }
    final = np.array([found.numbers(f"{name}.final") for name in couple.NAMES])
    return {"final": final, **rows, "settled": found.numbers("settled")}


def exact(turns: int) -> dict[str, Array]:
    """Return what becomes of one couple without noise, from one run step by step."""
    of_it = nc.simulate(CYCLE, turns=turns, step=couple.STEP)
    states = np.array([of_it[name] for name in (*couple.NAMES, "cycle_strength")])
    seen = states[:, couple.EVERY :: couple.EVERY]
    values = (states[:12, -1], seen.mean(1), seen.var(1), seen.min(1), seen.max(1))
    return dict(zip(couple.RESULTS[:-1], values, strict=True))
