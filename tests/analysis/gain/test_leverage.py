"""How much hangs on each link, beside finite differences and what is known of rings."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.gain.leverage import leverage
from negcycle.analysis.gain.sensitivities import radius_slopes, sensitivities
from negcycle.analysis.gain.strongest_loop import strongest_loop
from negcycle.errors import AnalysisError
from negcycle.simulation.published import Bilinear, GoneWithTheWind, GottmanMurray, Strogatz

SEEDS = st.integers(0, 2**32 - 1)


def couple(*, gap: float = 0.0, **both: Any) -> nc.Cycle:
    people = {
        key: {"name": key.title(), "dynamics": {"need": 0.5 + way * gap / 2, **both}}
        for key, way in (("ana", 1), ("ben", -1))
    }
    return nc.Cycle(partners=people)


def with_gain(gain: float) -> nc.Cycle:
    return couple(reactivity=math.sqrt(gain) / 0.2)


def matrix(seed: int, *, size: int = 7, share: float = 0.4) -> Any:
    chance = np.random.default_rng(seed)
    links = chance.normal(size=(size, size)) * (chance.random((size, size)) < share)
    return links - np.diag(np.diag(links)) - np.diag(chance.uniform(0.5, 2, size))


def leading(jacobian: Any) -> complex:
    values = np.linalg.eigvals(jacobian)
    return complex(max(values, key=lambda one: (round(one.real, 12), one.imag)))


# -- theorem 8 --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gain", "value", "elasticity"), [(0.25, -0.159104, -0.660652), (2.0, 0.090508, 1.506097)]
)
def test_theorem_8_every_link_of_the_ring_counts_equally(
    gain: float, value: float, elasticity: float
) -> None:
    found = leverage(with_gain(gain), at="calm")
    ring = [found.link(*ends) for ends in found.strongest]

    assert len(ring) == 8
    assert found.ties == (found.strongest,)
    assert found.leading_eigenvalue == pytest.approx((value, 0), abs=5e-7)
    assert [one.elasticity for one in ring] == pytest.approx([elasticity] * 8, abs=5e-7)
    assert sum(one.elasticity or 0 for one in ring) == pytest.approx(8 * elasticity, abs=4e-6)


@given(st.floats(0.02, 50).filter(lambda gain: abs(gain - 1) > 0.01))
def test_theorem_8_by_the_formula(gain: float) -> None:
    """Gamma^(1/8) / (8 (Gamma^(1/8) - 1)); of the radius, an eighth each."""
    root = gain**0.125

    found = leverage(with_gain(gain), at="calm")

    for ends in found.strongest:
        one = found.link(*ends)
        assert one.elasticity == pytest.approx(root / (8 * (root - 1)), rel=1e-9)
        assert one.gain == pytest.approx(1 / 8, rel=1e-9)


@given(st.lists(st.floats(0.1, 3), min_size=2, max_size=8))
def test_v30_the_sum_over_a_ring_is_its_number_of_links_times_each(weights: list[float]) -> None:
    """A ring of equal lags whose links differ: each counts the same all the same."""
    n = len(weights)
    ring = -np.eye(n)
    for place, weight in enumerate(weights):
        ring[(place + 1) % n, place] = weight
    root = math.prod(weights) ** (1 / n)
    assume(abs(root - 1) > 0.01)

    found = sensitivities(ring)
    each = np.array([found.growth[(k + 1) % n, k] for k in range(n)]) / found.value.real

    assert each == pytest.approx([root / (n * (root - 1))] * n, rel=1e-9)
    assert each.sum() == pytest.approx(n * each[0], rel=1e-9)


# -- beside finite differences ----------------------------------------------------------------


@given(SEEDS)
def test_slopes_are_those_of_finite_differences(seed: int) -> None:
    """Where the leading eigenvalue belongs to a loop, stands alone and is not crossed."""
    jacobian = matrix(seed)
    found = sensitivities(jacobian)
    values = sorted(np.linalg.eigvals(jacobian), key=lambda one: -one.real)
    assume(found.method == "eigenvectors" and abs(found.value - leading(jacobian)) < 1e-9)
    apart = [
        one for one in values if abs(one - found.value) > 1e-9 < abs(one - np.conj(found.value))
    ]
    assume(len(apart) >= 5 and max(one.real for one in apart) < found.value.real - 0.05)
    h = 1e-5

    for i, j in zip(*np.nonzero(jacobian), strict=True):
        ends = []
        for way in (1 + h, 1 - h):
            changed = jacobian.copy()
            changed[i, j] *= way
            ends.append(leading(changed))
        slope = (ends[0] - ends[1]) / (2 * h)

        assert found.growth[i, j] == pytest.approx(slope.real, rel=1e-3, abs=1e-5)
        if abs(found.value.imag) > 0.05:
            assert found.turning[i, j] == pytest.approx(slope.imag, rel=1e-3, abs=1e-5)


@pytest.mark.parametrize("at", ["settled", "stuck"])
def test_the_couples_slopes_are_those_of_finite_differences(at: Any) -> None:
    found = leverage(couple(gap=0.1), at=at)

    for one in found.links:
        i, j = found.names.index(one.target), found.names.index(one.source)
        ends = []
        for way in (1 + 1e-4, 1 - 1e-4):
            changed = found.jacobian.copy()
            changed[i, j] *= way
            ends.append(leading(changed).real)

        assert one.sensitivity == pytest.approx((ends[0] - ends[1]) / 2e-4, rel=1e-4, abs=1e-9)


@given(st.floats(0.5, 4), st.floats(0.5, 4), st.floats(-0.1, 0.1), st.sampled_from([1, -1]))
@settings(max_examples=30)
def test_the_swap_of_the_partners_changes_nothing(
    first: float, second: float, gap: float, answer: int
) -> None:
    one = couple(gap=gap, answer=answer)
    people = [
        person.changed(dynamics=person.dynamics.changed(reactivity=reactivity))
        for person, reactivity in zip(one.partners, (first, second), strict=True)
    ]
    state = dict.fromkeys(nc.compile_system(one).names, 0.25)

    here, turned = (
        leverage(one.changed(partners=order), state=state) for order in (people, people[::-1])
    )
    assume(here.method == turned.method == "eigenvectors")
    most = abs(here.links[0].sensitivity)

    assert here.leading_eigenvalue == pytest.approx(turned.leading_eigenvalue, abs=1e-9)
    for each in here.links:
        other = turned.link(each.source, each.target)
        assert other.sensitivity / most == pytest.approx(each.sensitivity / most, abs=1e-5)
        assert other.gain == pytest.approx(each.gain, abs=1e-9)


def test_a_multiple_eigenvalue_is_said_to_be_one() -> None:
    """Two loops with the same gain, side by side: no slope, so each link is tried."""
    pair = np.array([[-1.0, 0.5], [0.5, -1.0]])
    twice = np.kron(np.eye(2), pair)
    twice[2, 1] = 1.0
    twice[1, 2] = 1e-14

    found = sensitivities(twice)

    assert found.method == "finite differences"
    assert np.isfinite(found.growth).all()
    assert found.growth[0, 1] > 0


def test_two_loops_that_lead_together_count_alike() -> None:
    """Side by side and never touching; whichever is made stronger is the one that leads then."""
    pair = np.array([[-1.0, 0.5], [0.5, -1.0]])
    twice = np.kron(np.eye(2), pair)

    found = sensitivities(twice)
    slopes = [found.growth[i, j] for i, j in ((0, 1), (1, 0), (2, 3), (3, 2))]

    assert found.method == "finite differences"
    assert slopes == pytest.approx([slopes[0]] * 4, rel=1e-9)
    assert slopes[0] > 0
    assert np.isnan(radius_slopes(np.abs(twice) - np.eye(4))).all()


def test_an_eigenvalue_without_enough_vectors_has_no_slope() -> None:
    """[[a, 1], [0, a]] with a loop closed by hardly anything: the slope would be beyond measure."""
    defective = np.array([[-1.0, 1.0], [1e-14, -1.0]])

    found = sensitivities(defective)

    assert found.method == "finite differences"
    assert np.isfinite(found.growth).all()


def test_of_a_map_that_goes_to_and_fro_both_eigenvalues_agree() -> None:
    """0 -> a, a -> 0: plus and minus the root of the gain are equally large, and move alike."""
    found = sensitivities(np.array([[0.0, 0.8], [0.5, 0.0]]), steps=True)

    assert found.method == "eigenvectors"
    assert abs(found.value) == pytest.approx(math.sqrt(0.4))
    assert found.growth[0, 1] == pytest.approx(math.sqrt(0.4) / 2)


@given(SEEDS, st.floats(0.3, 1), st.integers(2, 8))
@settings(max_examples=40)
def test_slopes_of_the_radius_are_those_of_finite_differences(
    seed: int, share: float, size: int
) -> None:
    gains = np.abs(matrix(seed, size=size, share=share))
    np.fill_diagonal(gains, 0)
    found, h = radius_slopes(gains), 1e-5
    before = max(abs(np.linalg.eigvals(gains)))
    assume(np.isfinite(found).all() and before > 1e-3)

    for i, j in zip(*np.nonzero(gains), strict=True):
        ends = []
        for way in (1 + h, 1 - h):
            changed = gains.copy()
            changed[i, j] *= way
            ends.append(max(abs(np.linalg.eigvals(changed))))

        assert found[i, j] == pytest.approx((ends[0] - ends[1]) / (2 * h * before), abs=1e-5)
    assert found.sum() == pytest.approx(1 if found.any() else 0)


@given(SEEDS)
@settings(max_examples=40)
def test_ties_are_within_five_percent_of_the_larger(seed: int) -> None:
    jacobian = matrix(seed, share=0.7)
    found = leverage(Network(np.array(jacobian)), state=np.zeros(len(jacobian)))
    sizes = {(one.source, one.target): abs(one.sensitivity) for one in found.links}
    groups = [found.strongest, *(group for group in found.ties if group != found.strongest)]

    for group in groups:
        assert min(sizes[one] for one in group) >= 0.95 * max(sizes[one] for one in group) - 1e-15
    tied = {one for group in found.ties for one in group}
    alone = [size for one, size in sizes.items() if one not in tied and size > 0]
    for first, second in combinations(sorted(alone, reverse=True), 2):
        assert second < 0.95 * first


def test_without_a_loop_no_link_counts() -> None:
    alone = Strogatz(a=-1, b=2, c=0, d=-2)

    found = leverage(alone, state=[0, 0])

    assert (found.method, found.strongest, found.strongest_loop) == ("none", (), None)
    assert found.leading_eigenvalue == (-1, 0)
    assert found.note == (
        "No loop runs through these links, so none of them moves the leading eigenvalue."
    )


def test_of_a_swing_growth_and_frequency_are_told_apart() -> None:
    """R' = b J, J' = c R with b = 2, c = -8: it swings at sqrt(16), and both links share that."""
    found = leverage(Strogatz(a=0, b=2, c=-8, d=0), state=[0, 0])

    assert found.leading_eigenvalue == pytest.approx((0, 4))
    for one in found.links:
        assert one.elasticity is None
        assert one.sensitivity == pytest.approx(0, abs=1e-12)
        assert one.frequency == pytest.approx(0.5)


def test_of_a_map_the_size_of_the_eigenvalue_counts() -> None:
    marriage = GottmanMurray(
        a=0.2,
        r1=0.3,
        b=0.2,
        r2=0.3,
        husband_on_wife=Bilinear(0.5, 0.5),
        wife_on_husband=Bilinear(0.5, 0.5),
        update="simultaneous",
    )

    found = leverage(marriage, state={"wife": 1, "husband": 1})

    assert found.leading_eigenvalue == pytest.approx((0.8, 0))
    assert [one.elasticity for one in found.links] == pytest.approx([0.25 / 0.8] * 2)


# -- without a link ---------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["calm", "stuck"])
def test_a_knock_out_is_the_eigenvalue_without_the_link(at: Any) -> None:
    found = leverage(couple(gap=0.1), at=at)

    assert len(found.knock_outs) == len(found.links)
    for (source, target), value in found.knock_outs.items():
        without = found.jacobian.copy()
        without[found.names.index(target), found.names.index(source)] = 0
        assert value[0] == pytest.approx(leading(without).real, abs=1e-9)


def test_without_one_link_of_the_ring_a_trapped_couple_is_calm() -> None:
    found = leverage(with_gain(2), at="calm")

    assert all(found.knock_outs[ends][0] < 0 for ends in found.strongest)


# -- the strongest loop, and the smallest sets ------------------------------------------------


@given(SEEDS, st.floats(0.2, 1))
@settings(max_examples=60)
def test_the_strongest_loop_is_the_one_that_a_list_of_all_loops_gives(
    seed: int, share: float
) -> None:
    gains = np.abs(matrix(seed, size=6, share=share))
    np.fill_diagonal(gains, 0)
    graph = nx.DiGraph([(int(j), int(i)) for i, j in zip(*np.nonzero(gains), strict=True)])
    means = [
        math.prod(gains[b, a] for a, b in zip(loop, (*loop[1:], loop[0]), strict=True))
        ** (1 / len(loop))
        for loop in nx.simple_cycles(graph)
    ]
    names = [str(place) for place in range(6)]

    found = strongest_loop(names, gains)

    if found is None:
        assert not means
        return
    places = [int(name) for name in found.nodes]
    onward = (*places[1:], places[0])
    assert found.mean == pytest.approx(max(means), rel=1e-9)
    assert found.gain == pytest.approx(
        math.prod(gains[b, a] for a, b in zip(places, onward, strict=True)), rel=1e-9
    )
    assert found.nodes[0] == min(found.nodes)


def test_of_a_ring_of_gain_four_any_three_links_halved_will_do() -> None:
    """Two halved give exactly 1, which is not below."""
    found = leverage(with_gain(4.0000001), at="calm").smallest_sets()

    assert found.complete
    assert len(found.sets) == math.comb(8, 3)
    assert {len(one) for one in found.sets} == {3}


@given(SEEDS, st.sampled_from([0.3, 0.5, 1.0]))
@settings(max_examples=25)
def test_the_smallest_sets_are_those_of_trying_everything(seed: int, share: float) -> None:
    """Every set of up to three links, and none that holds a smaller one that would do."""
    chance = np.random.default_rng(seed)
    model = Network(np.abs(matrix(seed, size=4, share=0.6)) * chance.uniform(0.5, 2))
    found = leverage(model, state=np.zeros(4))
    small = found.smallest_sets(share=share, at_most=3)
    entries = [(int(i), int(j)) for i, j in zip(*np.nonzero(found.gains), strict=True) if i != j]

    def enough(some: Any) -> bool:
        weak = found.gains.copy()
        for i, j in some:
            weak[i, j] *= 1 - share
        return bool(max(abs(np.linalg.eigvals(weak))) < 1 - 1e-12)

    minimal: list[set[tuple[int, int]]] = []
    for size in () if enough([]) else (1, 2, 3):
        for some in combinations(entries, size):
            if not any(one <= set(some) for one in minimal) and enough(some):
                minimal.append(set(some))
    expected = {
        tuple(sorted((found.names[j], found.names[i]) for i, j in some)) for some in minimal
    }

    assert small.complete
    assert set(small.sets) == expected


class Network:
    """Links of any strength between states that relax at rate 1."""

    delays = ()

    def __init__(self, strengths: Any) -> None:
        self.matrix = strengths - np.diag(np.diag(strengths)) - np.eye(len(strengths))
        self.names = tuple("abcdefgh"[: len(strengths)])
        self.links = ()

    def evaluate(self, name: str, state: Any) -> Any:
        return self.rates(state)[self.names.index(name)]

    def rates(self, state: Any, past: Any = None) -> Any:
        del past
        return self.matrix @ state

    def jacobian(self, state: Any) -> Any:
        del state
        return self.matrix


# -- what cannot be answered ------------------------------------------------------------------


def test_questions_that_have_no_answer_say_why() -> None:
    found = leverage(couple())

    with pytest.raises(AnalysisError) as nowhere:
        leverage(GoneWithTheWind())
    with pytest.raises(AnalysisError) as missing:
        leverage(GoneWithTheWind(), state={"rhett": 1})
    with pytest.raises(AnalysisError) as share:
        found.smallest_sets(share=0)
    with pytest.raises(AnalysisError) as link:
        found.link("ana.primary", "ben.primary")

    assert str(nowhere.value) == (
        "A model has no state with a name. Say with 'state' where to look."
    )
    assert str(missing.value) == (
        "A state of this model is 2 finite numbers, one for each of: rhett, scarlett."
    )
    assert str(share.value) == "A link is weakened by a share between 0 and 1, and 0 is not."
    assert str(link.value) == "No link leads from 'ana.primary' to 'ben.primary' at this state."
