"""Couples are spread over a real cluster of Dask: two worker processes on this computer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pytest

from negcycle.errors import SimulationError
from negcycle.simulation.many.sharding import read_shard
from negcycle.simulation.many.spreading import spread
from negcycle.simulation.many.workers import number_of_workers

distributed = pytest.importorskip("distributed", reason="install the extra `cluster` to try Dask")


class Numbers:
    """Each couple is its number, with the process that it was computed in."""

    def piece(self, first: int, last: int) -> Callable[[], Any]:
        return lambda: (np.arange(first, last), os.getpid())


class Fails:
    def piece(self, _first: int, _last: int) -> Callable[[], Any]:
        return partial(read_shard, "x")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            local_directory=tmp_path_factory.mktemp("dask"),
        ) as cluster,
        distributed.Client(cluster) as one,
    ):
        yield one


def test_a_cluster_computes_every_couple_once_and_in_order(client: Any) -> None:
    made = spread(Numbers(), 7, 3_000, executor=client.get_executor(), block=16)
    numbers, processes = zip(*(part for _, part in made.parts), strict=True)

    assert np.concatenate(numbers).tolist() == list(range(7, 3_000))
    assert os.getpid() not in processes
    assert made.missing == ()


def test_the_threads_of_its_workers_are_counted(client: Any) -> None:
    assert number_of_workers(client.get_executor()) == 2


def test_what_a_piece_raises_on_a_cluster_is_raised_here(client: Any) -> None:
    with pytest.raises(SimulationError) as raised:
        spread(Fails(), 0, 100, executor=client.get_executor())

    assert str(raised.value).startswith("'x' is no shard.")


def test_after_ctrl_c_the_cluster_can_go_on(client: Any) -> None:
    def progress(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    made = spread(Numbers(), 0, 3_000, executor=client.get_executor(), progress=progress)
    again = spread(Numbers(), 0, 3_000, executor=client.get_executor())

    assert made.interrupted
    assert made.parts
    assert sum(len(one) for one in made.missing) + sum(len(one) for one, _ in made.parts) == 3_000
    assert again.missing == ()


def test_a_client_is_not_its_executor(client: Any) -> None:
    with pytest.raises(SimulationError, match=r"^Client is no executor\. .*client\.get_executor"):
        spread(Numbers(), 0, 10, executor=client)
