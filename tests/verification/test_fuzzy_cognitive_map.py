"""Fuzzy cognitive maps: what forces one rest, and where two who inhibit each other flip (V25)."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.simulation.integrate import iterate
from negcycle.simulation.published import FuzzyCognitiveMap

FIXTURE = Path(__file__).parents[3] / "shared" / "fixtures" / "loops" / "fcm_dikopoulou.json"
RULES: dict[str, dict[str, bool]] = {
    "kosko": {},
    "modified_kosko": {"keep": True},
    "rescaled": {"keep": True, "centered": True},
}

sizes = st.integers(1, 6)
seeds = st.integers(0, 2**32 - 1)
CURVES = {"logistic": (lambda x: 1 / (1 + np.exp(-x)), 4.0), "tanh": (np.tanh, 1.0)}


def fuzzy(weights: Any, **fields: Any) -> FuzzyCognitiveMap:
    weights = np.asarray(weights, dtype=float)
    return FuzzyCognitiveMap(
        names=tuple(f"n{i}" for i in range(len(weights))),
        weights=tuple(map(tuple, weights.tolist())),
        **fields,
    )


@given(sizes, seeds, st.sampled_from([*CURVES]), st.floats(0.3, 5), st.sampled_from([*RULES]))
def test_v25_a_step_weighs_sums_and_squashes(
    size: int, seed: int, squash: str, steepness: float, rule: str
) -> None:
    rng = np.random.default_rng(seed)
    weights, state = rng.uniform(-1, 1, (size, size)), rng.uniform(0, 1, size)
    model = fuzzy(weights, squash=squash, steepness=steepness, **RULES[rule])

    acting = state - (1 - state) if rule == "rescaled" else state
    kept = 0 if rule == "kosko" else acting
    own = CURVES[squash][0](steepness * (weights @ acting + kept))

    assert model.next(state) == pytest.approx(own, rel=1e-12, abs=1e-15)


@given(sizes, seeds, st.sampled_from([*CURVES]), st.floats(0.3, 5), st.booleans())
def test_v25_below_the_bound_any_two_states_come_closer_at_every_step(
    size: int, seed: int, squash: str, steepness: float, keep: bool
) -> None:
    rng = np.random.default_rng(seed)
    kept = np.eye(size) if keep else np.zeros((size, size))
    bound = CURVES[squash][1]
    weights = rng.uniform(-1, 1, (size, size))
    weights *= rng.uniform(0.2, 0.95) * bound / steepness / np.max(np.sum(np.abs(weights), axis=1))
    factor = steepness / bound * np.max(np.sum(np.abs(weights + kept), axis=1))
    assume(factor < 0.96)
    model = fuzzy(weights, squash=squash, steepness=steepness, keep=keep)

    one, other = (iterate(model, rng.uniform(-1, 1, size), steps=40).states for _ in range(2))
    gaps = np.max(np.abs(one - other), axis=1)

    assert np.all(gaps[1:] <= factor * gaps[:-1] + 1e-14)


@pytest.mark.parametrize(
    ("squash", "steepness", "weights"),
    [("tanh", 1.2, [[0.5, 0.5], [0.5, 0.5]]), ("logistic", 2.0, [[3, -3], [-3, 3]])],
)
def test_v25_above_the_bound_there_may_be_two_rests(
    squash: str, steepness: float, weights: list[list[float]]
) -> None:
    model = fuzzy(weights, squash=squash, steepness=steepness)

    first, second = (
        iterate(model, np.array(start), steps=300).states[-1] for start in ((0.9, 0.2), (-0.2, 0.1))
    )

    assert abs(first[0] - second[0]) > 0.5
    assert model.next(first) == pytest.approx(first, abs=1e-9)
    assert model.next(second) == pytest.approx(second, abs=1e-9)


def test_v25_two_who_inhibit_each_other_flip_beyond_the_bound(root: Any, printed: Any) -> None:
    # At the flip w x (1 - x) = 1, where x = 1 / (1 + exp(w x)) is the state of both.
    def both(w: float) -> float:
        return root(lambda x: 1 / (1 + math.exp(w * x)) - x, 0.0, 1.0)

    flip = root(lambda w: w * both(w) * (1 - both(w)) - 1, 4.0, 10.0)
    values = np.linalg.eigvals(fuzzy([[0, -flip], [-flip, 0]]).jacobian(np.array([both(flip)] * 2)))

    assert flip == printed("5.869586")
    assert flip > 4, "the bound suffices and is not needed"
    assert sorted(values.real) == pytest.approx([-1, 1], abs=1e-9)


@pytest.mark.parametrize(("w", "apart"), [(5.869586 * 0.98, False), (5.869586 * 1.02, True)])
def test_v25_beyond_the_flip_one_of_the_two_wins(w: float, *, apart: bool) -> None:
    model = fuzzy([[0, -w], [-w, 0]])

    end = iterate(model, np.array([0.5, 0.1]), steps=2000).states[-1]

    assert (abs(end[0] - end[1]) > 0.05) == apart


# -- the map of Dikopoulou and Papageorgiou, as other programs run it --------------------------


@pytest.fixture(scope="module")
def peer() -> Any:
    if not FIXTURE.exists():
        pytest.skip("the shared fixtures are not here")
    return json.loads(FIXTURE.read_text("utf-8"))


def of_peer(peer: Any, rule: str) -> FuzzyCognitiveMap:
    acts_on = np.array(peer["weights_row_to_col"])  # the row acts on the column
    return fuzzy(acts_on.T, **RULES[rule])


@pytest.mark.parametrize("rule", RULES)
def test_a_map_stops_where_other_programs_stop_and_as_soon(peer: Any, rule: str) -> None:
    model = of_peer(peer, rule)

    run = iterate(model, peer["initial"], steps=50, still=0.001)

    assert len(run) - 1 == peer["iterations_when_reproduced"][rule]
    assert run.states[-1] == pytest.approx(peer["expected"][rule], rel=0, abs=peer["tolerance"])


@pytest.mark.parametrize("rule", RULES)
def test_a_stop_is_no_rest(peer: Any, rule: str) -> None:
    model = of_peer(peer, rule)
    stopped = nc.certify(model, iterate(model, peer["initial"], steps=50, still=0.001))

    (rest,) = nc.equilibria(model, box=(0.0, 1.0))

    assert stopped.kind == "not at rest"
    assert 1e-5 < stopped.residual < 1e-3
    assert (rest.kind, rest.stable) == ("fixed point", True)
    assert rest.residual < 1e-12


def test_the_rest_of_the_rescaled_map_is_one_half_everywhere(peer: Any) -> None:
    model = of_peer(peer, "rescaled")

    half = nc.certify(model, [0.5] * 8)
    (found,) = nc.equilibria(model, box=(0.0, 1.0))
    later = iterate(model, peer["initial"], steps=2_000)

    assert (half.kind, half.residual, half.stable) == ("fixed point", 0.0, True)
    assert abs(half.leading) < 1
    assert found.values == pytest.approx([0.5] * 8, abs=1e-9)
    assert later.states[-1] == pytest.approx([0.5] * 8, abs=1e-9)
    # what the programs call its equilibrium lies apart from it
    assert np.max(np.abs(np.array(peer["expected"]["rescaled"]) - 0.5)) > 0.014
