"""Brian2: the equations as text, turned into a C++ program of its own for each size of a run."""

from __future__ import annotations

import resource
import tempfile
from functools import cache
from typing import Any

from contenders.worker import one_processor, serve

one_processor()

import brian2 as b  # noqa: E402 (after that, as NumPy starts threads)
import numpy as np  # noqa: E402
from contenders import couple as c  # noqa: E402

PARTNER = """
dp{i}/dt = (tanh(C * (M{i} - y{j}) + n{i}) - p{i}) / TURN : 1
de{i}/dt = (tanh(C * (1 - a{i}) * p{i}) - e{i}) / TURN : 1
dv{i}/dt = (tanh(C * e{i}) - v{i}) / TURN : 1
dy{i}/dt = (tanh(C * v{i}) - y{i}) / TURN : 1
da{i}/dt = (OPENNESS * (1 - r{i}) * (1 - e{i}*e{i}) - a{i}) / TAU_OPEN : 1
dr{i}/dt = (f{i} * (1 - r{i}) - (FORGET + REPAIR * a{i} * a{j}) * r{i}) / TAU_BOND : 1
f{i} = (1 - a{i}) * p{i}*p{i} : 1
n{i} : 1
"""
STATES = [f"{letter}{i}" for i in (0, 1) for letter in "pevyar"]
SEEN = [*STATES, "strength"]


def numbers(noise: float) -> dict[str, Any]:
    """Return what the equations call by name."""
    second = b.second
    return {
        "C": c.C, "M0": c.MISSING[0], "M1": c.MISSING[1], "OPENNESS": c.OPENNESS,
        "FORGET": c.FORGET, "REPAIR": c.REPAIR, "TURN": c.TURN * second,
        "TAU_OPEN": c.TAU_OPEN * second, "TAU_BOND": c.TAU_BOND * second,
        "KEEPS": c.KEEPS, "FRESH": c.FRESH * noise, "NOISE": noise, "POSITION": c.POSITION,
    }  # fmt: skip


@cache
def made(couples: int, turns: int, noise: float) -> Any:
    """Return the compiled program for one size of a run."""
    b.device.reinit()
    b.device.activate()
    folder = tempfile.mkdtemp(prefix="brian-")
    b.set_device("cpp_standalone", build_on_run=False, directory=folder)
    b.prefs.codegen.cpp.extra_compile_args_gcc = ["-w", "-O3", "-ffast-math", "-march=native"]
    b.defaultclock.dt = c.STEP * b.second
    rows = "\n".join(f"sum_{x} : 1\nsquares_{x} : 1\nlow_{x} : 1\nhigh_{x} : 1" for x in SEEN)
    more = "strength = (abs(y0) + abs(y1)) / 2 : 1\nside0 : 1\nside1 : 1\nsettled : 1\n"
    text = PARTNER.format(i=0, j=1) + PARTNER.format(i=1, j=0) + more + rows
    group = b.NeuronGroup(couples, text, method="exponential_euler", namespace=numbers(noise))
    for i in (0, 1):
        setattr(group, f"a{i}", c.OPENNESS)
        setattr(group, f"n{i}", "NOISE * randn()")
    for x in SEEN:
        setattr(group, f"low_{x}", 2)
        setattr(group, f"high_{x}", -2)
    group.run_regularly(
        "n0 = KEEPS * n0 + FRESH * randn()\nn1 = KEEPS * n1 + FRESH * randn()", when="end"
    )
    look = "\n".join(
        f"sum_{x} += {x}\nsquares_{x} += {x} * {x}\n"
        f"low_{x} = clip({x}, -2, low_{x})\nhigh_{x} = clip({x}, high_{x}, 2)"
        for x in SEEN
    )
    look += "".join(f"\nnow{i} = int(y{i} >= POSITION) - int(y{i} <= -POSITION)" for i in (0, 1))
    look += "\nchanged = int(now0 != side0 or now1 != side1)\nside0 = now0\nside1 = now1"
    look += "\nsettled = changed * t / second + (1 - changed) * settled"
    # It reads at the start of a step what the last one left: at turn 1, 2, ..., but not at 0.
    looks = group.run_regularly(look, dt=c.STEP * c.EVERY * b.second, when="start")
    network = b.Network(group)
    looks.active = False
    network.run(c.STEP * b.second)
    looks.active = True
    network.run((turns - c.STEP) * b.second)
    b.device.build(directory=folder, compile=True, run=False)
    return b.device, network, group


def run(couples: int, turns: int, seed: int, noise: float) -> tuple[float, dict[str, Any]]:
    """Return the seconds that it took, and what became of the couples; each run has other ones."""
    del seed
    device, _, group = made(couples, turns, noise)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    device.run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    of_processor = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    # Brian2 counts the loop alone, by the clock on the wall; another program may be in its way.
    seconds = min(float(device._last_run_time), of_processor)
    final = np.array([getattr(group, x)[:] for x in STATES])
    last = np.vstack([final, np.abs(final[[3, 9]]).mean(axis=0)])
    mean = (np.array([getattr(group, f"sum_{x}")[:] for x in SEEN]) + last) / turns
    squares = (np.array([getattr(group, f"squares_{x}")[:] for x in SEEN]) + last**2) / turns
    low = np.minimum([getattr(group, f"low_{x}")[:] for x in SEEN], last)
    high = np.maximum([getattr(group, f"high_{x}")[:] for x in SEEN], last)
    done = final[[3, 9]]
    side = (done >= c.POSITION).astype(float) - (done <= -c.POSITION)
    changed = (side != np.array([group.side0[:], group.side1[:]])).any(axis=0)
    settled = np.where(changed, turns, group.settled[:])
    found = (final, mean, squares - mean**2, low, high, settled)
    return seconds, dict(zip(c.RESULTS, found, strict=True))


if __name__ == "__main__":
    serve(run)
