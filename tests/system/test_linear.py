"""A signed graph moves as its arrows say, and then everything that is asked of a model is asked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import SimulationError, UnknownName
from negcycle.system.protocol import SmoothModel
from negcycle.testing import signed_graphs

SEEDS = st.integers(0, 2**32 - 1)

BURNOUT = nc.SignedGraph(
    nodes=("hours", "done", "enough", "energy"),
    links=(
        {"source": "hours", "target": "done"},
        {"source": "done", "target": "enough", "delay": 0.5},
        {"source": "enough", "target": "hours", "sign": -1},
        {"source": "enough", "target": "energy", "weight": 0.5},
        {"source": "energy", "target": "done"},
        {"source": "hours", "target": "energy", "sign": -1},
    ),
)


@settings(max_examples=40)
@given(signed_graphs(), SEEDS, st.floats(0, 3))
def test_each_node_goes_toward_the_sum_of_what_acts_on_it(
    graph: nc.SignedGraph, seed: int, damping: float
) -> None:
    assume(graph.nodes and all(link.sign and link.weight < 1e6 for link in graph.links))
    model = nc.linear_model(graph, damping=damping)
    chance = np.random.default_rng(seed)
    state = chance.normal(size=len(graph.nodes))
    past = chance.normal(size=(len(model.delays), len(graph.nodes)))
    delays = sorted({link.delay for link in graph.links} - {0.0})

    own = -damping * state
    for link in graph.links:
        source, target = graph.nodes.index(link.source), graph.nodes.index(link.target)
        then = past[delays.index(link.delay)] if link.delay else state
        own[target] += link.sign * link.weight * then[source]

    assert isinstance(model, SmoothModel)
    assert model.delays == tuple(delays)
    scale = 1 + max((link.weight for link in graph.links), default=0.0)
    assert np.allclose(model.rates(state, past), own, atol=1e-9 * scale)
    assert np.allclose(model.jacobian(state) @ state, model.rates(state), atol=1e-9 * scale)
    together = model.rates(np.stack([state, 2 * state], axis=1))
    assert np.allclose(together, np.outer(model.rates(state), [1, 2]), atol=1e-9 * scale)


def test_the_loops_of_the_model_are_those_of_the_graph() -> None:
    model = nc.linear_model(BURNOUT)

    ours, theirs = nc.find_loops(model), nc.find_loops(BURNOUT)
    at_a_state = nc.find_loops(model, state=[0.0] * 4)

    assert ours.as_sets() == theirs.as_sets() == at_a_state.as_sets()
    assert [loop.polarity for loop in ours] == [loop.polarity for loop in theirs]
    assert [loop.local for loop in at_a_state] == [loop.structural for loop in theirs]


def test_a_graph_is_run_leant_on_and_found_at_rest() -> None:
    model = nc.linear_model(BURNOUT)
    run = nc.simulate(model, start=[1.0, 0.0, 0.0, 0.0], turns=60, step=0.05)
    (rest,) = nc.equilibria(model)
    levers = nc.leverage(model, state=[0.0] * 4)

    assert np.abs(run.states[-1]).max() < 0.01
    assert rest.values == pytest.approx([0.0] * 4, abs=1e-9)
    assert levers.leading_eigenvalue[0] < 0
    assert {link.source for link in levers.links} <= set(BURNOUT.nodes)


def test_which_loop_of_a_graph_drives_a_run_is_asked_of_the_graph_itself() -> None:
    model = nc.linear_model(BURNOUT)
    run = nc.simulate(model, start=[1.0, 0.0, 0.0, 0.0], turns=10, step=0.05)

    found = nc.dominance(BURNOUT, run)

    assert len(found.loops) == len(nc.find_loops(BURNOUT)) + 4  # and what settles by itself
    assert "hours acting on itself" in found.labels
    sums = np.abs(found.relative).sum(axis=0)
    assert np.allclose(sums[~np.isnan(sums)], 1.0)
    assert np.array_equal(found.relative, nc.dominance(model, run).relative, equal_nan=True)


def test_links_side_by_side_add_up() -> None:
    graph = nc.SignedGraph(
        nodes=("a", "b"),
        links=(
            {"source": "a", "target": "b", "weight": 2},
            {"source": "a", "target": "b", "sign": -1, "weight": 0.5},
            {"source": "b", "target": "b", "weight": 0.25},
        ),
    )

    model = nc.linear_model(graph)

    assert [(one.source, one.target, one.sign) for one in model.links] == [("a", "b", 1)]
    assert model.jacobian(np.zeros(2)).tolist() == [[-1.0, 0.0], [1.5, -0.75]]
    assert float(model.evaluate("b", np.array([1.0, 1.0]))) == 0.75


def test_what_cannot_move_is_said() -> None:
    unknown = nc.SignedGraph(nodes=("a", "b"), links=({"source": "a", "target": "b", "sign": 0},))

    with pytest.raises(SimulationError) as sign:
        nc.linear_model(unknown)
    with pytest.raises(SimulationError) as damping:
        nc.linear_model(BURNOUT, damping=-1.0)
    with pytest.raises(UnknownName, match="Did you mean 'hours'"):
        nc.linear_model(BURNOUT).evaluate("hour", np.zeros(4))

    assert str(sign.value) == (
        "Nobody knows which way 'a' acts on 'b', so the graph cannot move. Give the link a sign, "
        "or leave it out."
    )
    assert str(damping.value) == (
        "What holds each node back is a number from 0 on, and -1.0 is not."
    )
