"""Inside the machine code: the tangent, the exponential and the normals of the compiled walk."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

import negcycle as nc
from negcycle.simulation.chance import normals, streams
from negcycle.simulation.many.kernels.choosing import kernel_named
from negcycle.simulation.many.kernels.layout import Group, Stretch, Tables

COUPLE = nc.compile_system(nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}))
ONE_STEP = Stretch(first=0, steps=1, last=8, every=8, after=0, kept_from=8, record_every=0)
KERNELS = ["numpy", "numba"]


def bare_group(
    couples: int, *, seed: int = 1, lanes: int = 64, kind: str = "float64"
) -> tuple[Tables, Group]:
    """Return couples whose links all weigh nothing: whatever is set in is all that happens."""
    pytest.importorskip("numba")
    tables = Tables(COUPLE, ())
    groups = couples // lanes
    of = streams(seed, np.arange(couples))
    n = len(COUPLE.states)

    def empty(*rows: int) -> NDArray[Any]:
        return np.zeros((groups, *rows, lanes), kind)

    group = Group(
        numbers=empty(tables.rows.end),
        states=empty(n),
        chance=empty(2),
        begins=of.begins.reshape(groups, lanes),
        strides=of.strides.reshape(groups, lanes),
        past=empty(0, 0),
        back=np.zeros((groups, 0, lanes), np.int64),
        tally=np.zeros((4, groups, n + 1, lanes), kind),
        origin=empty(n + 1),
        position=empty(2),
        changed=empty(),
        kept=empty(0, len(tables.kept)),
        least=empty(3) + 2,
        most=empty(3) - 2,
        recorded=empty(0, 0),
        to_record=np.zeros(0, np.int64),
    )
    return tables, group


@pytest.mark.parametrize("reaction", [0, 1])
@pytest.mark.parametrize("kernel", KERNELS)
def test_the_tangent_is_as_exact_inside_the_kernel(kernel: str, reaction: int) -> None:
    """Within 4e-16 of the standard library, which is itself within 1e-16 of the truth."""
    near = np.linspace(-1e-3, 1e-3, 2048)
    far = np.array([0.0, -0.0, 1e-320, 19.06, 20, 400, 709, 710, 1e6, 1e300, -1e300, -19.5])
    asked = np.concatenate([np.linspace(-25, 25, 20_000), np.linspace(-3, 3, 20_000), near, far])
    asked = np.resize(asked, -(-len(asked) // 64) * 64)
    tables, group = bare_group(len(asked))
    rows = tables.rows
    group.numbers[:, rows.moved + reaction] = 1
    if reaction == 0:
        group.numbers[:, rows.bias] = asked.reshape(-1, 64)
    else:  # the first feeling is there in full, and brings it
        group.states[:, tables.reactions[0, 0]] = 1
        weight = rows.weight + int(tables.reactions[reaction, 1])
        group.numbers[:, weight] = asked.reshape(-1, 64)

    kernel_named(kernel).walk(tables, group, ONE_STEP)

    place = int(tables.reactions[reaction, 0])
    found = group.states[:, place].reshape(-1)
    exact = np.array([math.tanh(x) for x in asked])
    assert np.abs(found - exact).max() <= 4e-16
    assert np.abs(found).max() <= 1
    assert found[asked == 0].tolist() == [0.0] * int((asked == 0).sum())
    assert np.all(np.diff(found[:20_000]) >= -2.3e-16)


@pytest.mark.parametrize("kernel", KERNELS)
def test_a_balance_goes_its_share_of_the_way_however_long_the_step(kernel: str) -> None:
    """The share is 1 - exp(-z), for z from hardly anything to far beyond the last bit."""
    asked = np.resize(np.concatenate([np.geomspace(1e-300, 1e300, 1000), [0.0]]), 1024)
    tables, group = bare_group(len(asked))
    group.numbers[:, tables.rows.help] = 1
    group.numbers[:, tables.rows.per_step] = asked.reshape(-1, 64)

    kernel_named(kernel).walk(tables, group, ONE_STEP)

    found = group.states[:, tables.slow[0]].reshape(-1)
    assert np.abs(found - -np.expm1(-asked)).max() <= 3e-16


def pushed(
    asked: NDArray[np.float64], couples: NDArray[np.int64], *, lanes: int, kind: str
) -> NDArray[Any]:
    """Return what three steps make of couples whose reactions and balances go that far."""
    tables, group = bare_group(len(asked), lanes=lanes, kind=kind)
    of = streams(1, couples)
    group.begins[:] = of.begins.reshape(-1, lanes)
    group.strides[:] = of.strides.reshape(-1, lanes)
    rows = tables.rows
    into = asked.reshape(-1, 1, lanes)
    group.states[:] = 0.3
    group.numbers[:, rows.moved : rows.bias] = 0.7
    group.numbers[:, rows.bias : rows.weight] = into * np.linspace(1, -2, 8)[:, None]
    group.numbers[:, rows.per_step : rows.help] = np.abs(into)
    group.numbers[:, rows.help : rows.base] = 0.9
    group.numbers[:, rows.fresh] = 1
    for n in range(3):
        kernel_named("numba").walk(tables, group, ONE_STEP._replace(first=n))
    states: NDArray[Any] = group.states.swapaxes(0, 1).reshape(group.states.shape[1], -1)
    return states


@pytest.mark.parametrize("kind", ["float64", "float32"])
@pytest.mark.parametrize("lanes", [1, 8, 24, 32])
def test_no_bit_hangs_on_whether_others_go_far(kind: str, lanes: int) -> None:
    """The long formula and the short one: each couple has its own, in any company."""
    n = 384
    asked = np.random.default_rng(8).uniform(-0.4, 0.4, n)
    asked[::7] *= 12
    asked[::50] *= 100
    numbers = np.arange(n)
    together = pushed(asked, numbers, lanes=64, kind=kind)
    others = np.argsort(np.abs(asked))  # mostly beside equals
    apart = pushed(asked[others], numbers[others], lanes=lanes, kind=kind)

    assert apart.tobytes() == together[:, others].tobytes()


@pytest.mark.parametrize("kernel", KERNELS)
def test_two_million_draws_inside_the_kernel_are_standard_normal(kernel: str) -> None:
    tables, group = bare_group(2**20, lanes=4096 if kernel == "numpy" else 64)
    group.numbers[:, tables.rows.fresh] = 1

    kernel_named(kernel).walk(tables, group, ONE_STEP)

    drawn = group.chance.swapaxes(0, 1).reshape(2, -1)
    expected = normals(streams(1, np.arange(2**20)), np.uint64(1))
    assert stats.kstest(drawn.reshape(-1), "norm").pvalue > 0.001
    assert np.abs(drawn - np.stack(expected)).max() < 1e-14


@pytest.mark.parametrize("kind", ["float64", "float32"])
def test_no_bit_hangs_on_whether_others_have_other_numbers(kind: Any) -> None:
    """Where all are alike a number is fetched once: by other machine code, with the same result."""
    pytest.importorskip("numba")
    cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
    asked: dict[str, Any] = {"turns": 40, "noise": 0.2, "seed": 5, "kernel": "numba"}
    alike = nc.ensemble(cycle, vary={"reactivity": 3}, runs=64, precision=kind, **asked)
    mixed = np.where(np.arange(64) % 3, 3.0, np.linspace(0.5, 12, 64))
    other = nc.ensemble(cycle, vary={"reactivity": mixed}, precision=kind, **asked)

    same = mixed == 3
    for name, column in alike.columns.items():
        assert column[same].tolist() == other.columns[name][same].tolist(), name


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("kind", ["float64", "float32"])
def test_the_ends_of_the_last_looks_are_those_of_all_of_them(kernel: str, kind: str) -> None:
    tables, group = bare_group(1280, lanes=640, kind=kind)
    chosen = np.random.default_rng(3)
    group.kept = np.full((2, 5, len(tables.kept), 640), np.nan, kind)
    group.numbers[:, tables.rows.moved : tables.rows.bias] = 0.9
    group.numbers[:, tables.rows.weight : tables.rows.per_step] = chosen.uniform(-2, 2, (2, 8, 640))
    group.numbers[:, tables.rows.fresh] = 1
    looks = Stretch(first=0, steps=12, last=12, every=2, after=0, kept_from=4, record_every=0)

    kernel_named(kernel).walk(tables, group, looks)

    done = group.kept[:, :, :2].astype(float)
    strength = np.abs(group.kept[:, :, :2]).mean(axis=2)
    assert group.least[:, :2].tolist() == done.min(axis=1).tolist()
    assert group.most[:, :2].tolist() == done.max(axis=1).tolist()
    assert group.least[:, 2].tolist() == strength.min(axis=1).tolist()
    assert group.most[:, 2].tolist() == strength.max(axis=1).tolist()
    assert group.most[:, 2].max() > 0.1
