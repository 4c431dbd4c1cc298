"""Signs without numbers: exact answers, and what they promise for every strength."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import permutations
from math import prod
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.signs.exact import (
    adjoint_and_feedback,
    permanent_minors,
    permanents_by_level,
)
from negcycle.analysis.signs.levins import levins
from negcycle.analysis.signs.sign_stability import sign_stability
from negcycle.analysis.signs.signs import Signs, signs
from negcycle.errors import AnalysisError, UnknownName
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.testing import couples

FIXTURE = (
    Path(__file__).parents[3].parent / "shared" / "fixtures" / "loops" / "levins_loop_analysis.json"
)

COUPLE = nc.Cycle(
    partners={
        "ana": {"name": "Ana", "dynamics": {"need": 0.55}},
        "ben": {"name": "Ben", "dynamics": {"need": 0.45}},
    }
)

LEVINS = ((-1, -1, 0, 0), (1, 0, -1, -1), (0, 1, 0, 0), (0, 1, 0, -1))
"""Levins & Schultz 1996: resource R, herbivore H, predators x and y. Column acts on row."""


def matrices(least: int = 1, most: int = 4) -> st.SearchStrategy[list[list[int]]]:
    return st.integers(least, most).flatmap(
        lambda n: st.lists(
            st.lists(st.integers(-1, 1), min_size=n, max_size=n), min_size=n, max_size=n
        )
    )


def exactly(matrix: list[list[int]]) -> tuple[tuple[Fraction, ...], ...]:
    return tuple(tuple(map(Fraction, row)) for row in matrix)


def permanent(matrix: list[list[int]]) -> int:
    places = range(len(matrix))
    return sum(prod(matrix[i][p[i]] for i in places) for p in permutations(places))


@pytest.fixture(scope="module")
def published() -> dict[str, dict[str, object]]:
    if not FIXTURE.exists():
        pytest.skip("the shared fixtures are not here")
    data: dict[str, dict[str, object]] = json.loads(FIXTURE.read_text())["data"]
    return data


# -- the published numbers --------------------------------------------------------------------


def test_v31_the_predictions_of_levins_and_schultz_are_met_exactly() -> None:
    found = levins(LEVINS, names=tuple("RHxy"), rows="target")

    pressed = {to: "".join(found.response(of=of, to=to) for of in "RHxy") for to in "RHxy"}
    assert pressed == {"R": "+0+0", "H": "00+0", "x": "+-+-", "y": "00-+"}
    assert found.determinant == 1
    assert [one.sign for one in found.feedback] == ["-", "-", "-", "-"]


@pytest.mark.parametrize("name", ["cm.levins", "submatrix"])
def test_the_published_adjoints_and_permanents_are_met_exactly(
    published: dict[str, dict[str, object]], name: str
) -> None:
    data = published[name]

    found = levins(data["cm_effect_of_column_on_row"], names=data["names"], rows="target")

    assert [list(row) for row in found.adjoint] == data["adjoint_of_minus_cm"]
    assert [list(row) for row in found.terms] == data["absolute_feedback_T"]
    assert found.determinant == data["det_minus_cm"]


def test_the_published_community_effects_are_the_table_turned(
    published: dict[str, dict[str, object]],
) -> None:
    data = published["cm.levins"]

    found = levins(data["cm_effect_of_column_on_row"], names=data["names"], rows="target")

    numbers = [[{"+": 1, "-": -1, "0": 0}[sign] for sign in row] for row in found.table]
    assert np.transpose(numbers).tolist() == published["cem.levins"]


def test_the_table_says_who_answers_and_who_is_pushed() -> None:
    told = levins(LEVINS, names=("resource", "H", "x", "y"), rows="target").text().splitlines()

    assert told[0].startswith("How each row answers in the end, when the node with the number")
    assert told[1:] == [
        "             1  2  3  4",
        " 1 resource  +  0  +  0",
        " 2 H         0  0  -  0",
        " 3 x         +  +  +  -",
        " 4 y         0  0  -  +",
    ]


# -- what is true of every matrix -------------------------------------------------------------


@given(matrices(most=6))
def test_the_adjoint_times_its_matrix_is_the_determinant(matrix: list[list[int]]) -> None:
    adjoint, coefficients = adjoint_and_feedback(exactly(matrix))

    minus = -np.array(matrix, dtype=object)
    product = np.array(adjoint, dtype=object) @ minus
    assert (product == coefficients[-1] * np.eye(len(matrix), dtype=int)).all()


@given(matrices(most=6))
def test_feedback_is_the_characteristic_polynomial(matrix: list[list[int]]) -> None:
    found = levins(matrix, rows="target")

    levels = [-float(one.total) for one in found.feedback]
    assert np.allclose([1.0, *levels], np.poly(np.array(matrix, dtype=float)), atol=1e-6)


@given(matrices())
def test_permanents_are_sums_over_all_permutations(matrix: list[list[int]]) -> None:
    strengths = [[abs(value) for value in row] for row in matrix]
    size = range(len(matrix))

    minors = permanent_minors(exactly(strengths))
    levels = permanents_by_level(exactly(strengths))

    assert [list(row) for row in minors] == [
        [
            permanent(
                [[x for c, x in enumerate(r) if c != i] for a, r in enumerate(strengths) if a != j]
            )
            for j in size
        ]
        for i in size
    ]
    assert levels[-1] == permanent(strengths)
    assert levels[1] == sum(strengths[i][i] for i in size)


@given(matrices(least=2), st.fractions(Fraction(1, 9), 9, max_denominator=9))
def test_a_unit_of_strength_comes_out_again_exactly(
    matrix: list[list[int]], unit: Fraction
) -> None:
    size = len(matrix)
    plain = levins(matrix, rows="target")

    scaled = levins([[unit * value for value in row] for row in matrix], rows="target")

    for power, ours, theirs in (
        (size - 1, scaled.adjoint, plain.adjoint),
        (size - 1, scaled.terms, plain.terms),
    ):
        assert ours == tuple(tuple(unit**power * value for value in row) for row in theirs)
    for one, other in zip(scaled.feedback, plain.feedback, strict=True):
        assert one.total == unit**one.level * other.total
        assert one.terms == unit**one.level * other.terms
    assert scaled.table == plain.table


@given(matrices(most=5))
def test_turning_the_matrix_and_saying_so_changes_nothing(matrix: list[list[int]]) -> None:
    turned = [list(row) for row in zip(*matrix, strict=True)]

    assert levins(matrix, rows="target") == levins(turned, rows="source")


@given(matrices(most=5), st.data())
def test_the_order_of_nodes_changes_no_response(
    matrix: list[list[int]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(matrix))))
    names = [str(place) for place in order]
    moved = [[matrix[i][j] for j in order] for i in order]

    first = levins(matrix, names=list(map(str, range(len(matrix)))), rows="target")
    second = levins(moved, names=names, rows="target")

    for of in names:
        for to in names:
            assert first.response(of=of, to=to) == second.response(of=of, to=to)
            assert first.weight(of=of, to=to) == second.weight(of=of, to=to)


@given(matrices(most=5), st.integers(0, 2**32 - 1))
def test_what_holds_for_any_strengths_holds_for_drawn_ones(
    matrix: list[list[int]], seed: int
) -> None:
    chance = np.random.default_rng(seed)
    found = levins(matrix, rows="target")
    strong = np.array(matrix) * chance.uniform(0.1, 1.0, (len(matrix), len(matrix)))
    if np.linalg.det(-strong) <= 1e-6:
        return  # only a system with det(-A) > 0 can come to rest

    moved = np.linalg.inv(-strong)

    for of in found.signs.names:
        for to in found.signs.names:
            if found.holds(of=of, to=to):
                number = moved[found.signs.place(of), found.signs.place(to)]
                told = found.response(of=of, to=to)
                assert abs(number) < 1e-9 if told == "0" else number * int(f"{told}1") > 0


@given(matrices(most=5))
def test_no_prediction_weighs_more_than_all_its_terms(matrix: list[list[int]]) -> None:
    found = levins(matrix, rows="target")

    for adjoint, terms in zip(found.adjoint, found.terms, strict=True):
        assert all(abs(a) <= t for a, t in zip(adjoint, terms, strict=True))
    assert all(abs(one.total) <= one.terms for one in found.feedback)


# -- signs that are not known, and weights ----------------------------------------------------


def test_paths_that_disagree_are_weighed_against_one_threshold() -> None:
    graph = SignedGraph(
        nodes=("a", "b", "c", "d", "e"),
        links=tuple(
            SignedLink(source=s, target=t, sign=sign)
            for s, t, sign in (
                ("a", "b", 1),
                ("a", "c", 1),
                ("a", "d", 1),
                ("b", "e", 1),
                ("c", "e", 1),
                ("d", "e", -1),
            )
        ),
    )

    told = levins(graph, damped=True, clear=0.3)
    asked = levins(graph, damped=True)

    assert told.weight(of="e", to="a") == Fraction(1, 3)
    assert (told.response(of="e", to="a"), asked.response(of="e", to="a")) == ("+", "?")
    assert not told.holds(of="e", to="a")


def side_by_side(ups: int, downs: int) -> list[list[int]]:
    """Paths from the first node to the last, each through a node of its own; all damped."""
    size = ups + downs + 2
    found = [[-int(i == j) for j in range(size)] for i in range(size)]
    for path in range(ups + downs):
        found[1 + path][0] = 1
        found[-1][1 + path] = 1 if path < ups else -1
    return found


def test_a_weight_at_the_threshold_is_told() -> None:
    found = levins(side_by_side(3, 1), rows="target", clear=0.5)

    assert found.weight(of="6", to="1") == Fraction(1, 2)
    assert found.response(of="6", to="1") == "+"


def test_paths_that_cancel_are_a_question_and_no_path_is_a_nought() -> None:
    found = levins(side_by_side(1, 1), rows="target", clear=0.0)

    assert found.response(of="4", to="1") == "?"
    assert found.response(of="1", to="4") == "0"


def test_links_side_by_side_that_disagree_are_a_sign_that_nobody_knows() -> None:
    graph = SignedGraph(
        nodes=("a", "b"),
        links=(
            SignedLink(source="a", target="b", sign=1),
            SignedLink(source="a", target="b", sign=-1),
            SignedLink(source="b", target="a", sign=1),
            SignedLink(source="b", target="a", sign=1),
        ),
    )

    found = levins(graph, damped=True, clear=0.0)

    assert found.signs.unknown == {("a", "b")}
    assert found.signs.effect(source="b", target="a") == 1
    assert found.table == (("+", "+"), ("?", "+"))
    assert [one.sign for one in found.feedback] == ["-", "?"]


def test_only_nodes_without_a_self_effect_are_damped() -> None:
    read = signs([[1, 0, 0], [0, 0, 0], [0, 0, 0]], rows="target", damped=("1", "2"))

    assert [read.effect(source=name, target=name) for name in read.names] == [1, -1, 0]


def test_a_sign_that_nobody_knows_leaves_only_what_it_touches_open() -> None:
    graph = SignedGraph(
        nodes=("a", "b", "c"),
        links=(
            SignedLink(source="a", target="b", sign=0),
            SignedLink(source="c", target="b", sign=-1),
        ),
    )

    found = levins(graph, damped=True)

    assert found.response(of="b", to="a") == "?"
    assert found.response(of="b", to="c") == "-"
    assert found.weight(of="b", to="a") is None


def test_a_graph_and_its_matrix_say_the_same() -> None:
    names = tuple("RHxy")
    links = tuple(
        SignedLink(source=s, target=t, sign=LEVINS[i][j], weight=0.3)
        for i, t in enumerate(names)
        for j, s in enumerate(names)
        if LEVINS[i][j]
    )

    graph = SignedGraph(nodes=names, links=links)

    assert signs(graph) == signs(LEVINS, names=names, rows="target")


def test_twelve_nodes_are_answered_exactly() -> None:
    size = 12
    ring = [[-1 if i == j else int((j + 1) % size == i) for j in range(size)] for i in range(size)]
    ring[0][size - 1] = -1

    found = levins(ring, rows="target")

    assert found.determinant == 2
    assert all(found.holds(of=of, to=to) for of in found.signs.names for to in found.signs.names)


def test_a_large_graph_with_few_links_is_answered_exactly() -> None:
    size = 40
    links = [(n, (n + 1) % size, 1) for n in range(size)] + [
        (n, n - 2, -1) for n in range(2, size, 3)
    ]
    graph = SignedGraph(
        nodes=tuple(f"n{n}" for n in range(size)),
        links=tuple(SignedLink(source=f"n{a}", target=f"n{b}", sign=s) for a, b, s in links),
    )
    matrix = np.array(signs(graph, damped=True).effects, dtype=float)

    found = levins(graph, damped=True)

    assert float(found.determinant) == pytest.approx(np.linalg.det(-matrix))
    moved = np.linalg.inv(-matrix) * float(found.determinant)
    assert np.allclose(np.array(found.adjoint, dtype=float), moved, atol=1e-6)


@given(matrices(least=6, most=6))
def test_nothing_is_left_out_where_most_entries_are_0(matrix: list[list[int]]) -> None:
    thin = [[x if (i + j) % 3 else 0 for j, x in enumerate(row)] for i, row in enumerate(matrix)]
    strengths = [[abs(value) for value in row] for row in thin]

    minors = permanent_minors(exactly(strengths))
    levels = permanents_by_level(exactly(strengths))

    assert minors is not None
    assert levels is not None
    assert minors[0][1] == permanent([row[1:] for n, row in enumerate(strengths) if n != 1])
    assert levels[-1] == permanent(strengths)
    assert sum(levels) == permanent(
        [[x + (i == j) for j, x in enumerate(row)] for i, row in enumerate(strengths)]
    )


# -- couples, models and graphs of others -----------------------------------------------------


def somewhere(cycle: nc.Cycle, seed: int) -> tuple[nc.System, np.ndarray]:
    system = nc.compile_system(cycle)
    return system, np.random.default_rng(seed).uniform(system.low, system.high)


@settings(max_examples=25, deadline=None)
@given(couples(delayed=False), st.integers(0, 2**32 - 1))
def test_the_signs_of_a_couple_are_those_of_its_jacobian(cycle: nc.Cycle, seed: int) -> None:
    system, state = somewhere(cycle, seed)
    slopes = system.jacobian(state)

    found = signs(cycle, state=state)

    assert found == signs(nc.build_graph(cycle), state=state) == signs(system, state=state)
    assert signs(cycle, at="calm") == signs(cycle, state=system.calm)
    assert found.names == system.names
    assert not found.unknown
    numbers = np.array(found.effects, dtype=float)
    clear = np.abs(slopes) > 1e-9
    assert (numbers[clear] == np.sign(slopes)[clear]).all()
    assert np.abs(slopes[numbers == 0]).max() < 1e-9


@settings(max_examples=25, deadline=None)
@given(couples(delayed=False), st.integers(0, 2**32 - 1))
def test_what_holds_for_any_strengths_holds_for_the_couple(cycle: nc.Cycle, seed: int) -> None:
    system, state = somewhere(cycle, seed)
    slopes = system.jacobian(state)
    assume(np.linalg.eigvals(slopes).real.max() < -1e-6)

    found = levins(cycle, state=state)
    moved = np.linalg.inv(-slopes)

    for of in found.signs.names:
        for to in found.signs.names:
            if found.holds(of=of, to=to):
                number = moved[system.place(of), system.place(to)]
                told = found.response(of=of, to=to)
                assert abs(number) < 1e-9 if told == "0" else number * int(f"{told}1") > -1e-9


def test_more_hurt_in_one_is_more_of_everything_for_a_couple_at_calm() -> None:
    found = levins(COUPLE, at="calm")

    answers = {name: found.response(of=name, to="ana.primary") for name in found.signs.names}
    chain = ("primary", "secondary", "perception", "behavior")
    assert {answers[f"ana.{station}"] for station in chain} == {"+"}
    assert {answers[f"ben.{station}"] for station in chain} == {"-"}  # the other side of the box
    assert {answers[f"{key}.openness"] for key in ("ana", "ben")} == {"0"}


def test_a_graph_of_networkx_is_read_like_a_signed_one() -> None:
    graph = SignedGraph(
        nodes=("y", "x"),
        links=(
            SignedLink(source="y", target="x", sign=-1),
            SignedLink(source="x", target="y"),
            SignedLink(source="x", target="x", sign=-1),
        ),
    )

    assert signs(nc.to_networkx(graph)) == signs(graph)
    assert levins(nc.to_networkx(graph)).table == levins(graph).table
    assert sign_stability(nc.to_networkx(graph)).stable
    assert signs(graph).names == ("y", "x")


def test_a_model_says_more_at_a_state_than_without_one() -> None:
    model = nc.published.Richardson(defence=(1.0, 1.0), fatigue=(2.0, 2.0), grievance=(1.0, 1.0))
    first, second = model.names
    grows = nc.published.FuzzyCognitiveMap(names=("a", "b"), weights=((0.0, 1.0), (-1.0, 0.0)))

    read, at_a_state = signs(model), signs(model, state=[1.0, 1.0])

    assert read.effect(source=first, target=second) == 1
    assert read.effect(source=first, target=first) == 0
    assert at_a_state.effect(source=first, target=first) == -1
    # of a map, what stays is what does not hold itself back
    assert signs(grows, state=[0.5, 0.5]).effects == ((-1, 1), (-1, -1))


def test_only_what_has_states_is_asked_at_one() -> None:
    graph = SignedGraph(nodes=("a",))

    for kind in (graph, nc.to_networkx(graph), signs(graph), [[0]]):
        with pytest.raises(AnalysisError) as caught:
            signs(kind, rows="target", at="calm")

        assert str(caught.value) == (
            "A plain graph has no states, so its loops cannot be read at one. Leave 'at' and "
            "'state' out."
        )
    with pytest.raises(UnknownName, match="Did you mean 'stuck'"):
        levins(COUPLE, at="stock")


# -- stable because of the signs --------------------------------------------------------------


def chain(size: int, *damped: int) -> list[list[int]]:
    """Each eats the one before; the nodes named hold themselves back."""
    found = [[0] * size for _ in range(size)]
    for i in range(size - 1):
        found[i + 1][i], found[i][i + 1] = 1, -1
    for i in damped:
        found[i][i] = -1
    return found


def test_a_food_chain_held_back_at_its_end_is_stable_for_any_strengths() -> None:
    assert sign_stability(chain(5, 0), rows="target").stable


def test_jeffries_chain_meets_the_five_conditions_and_still_swings() -> None:
    found = sign_stability(chain(5, 2), rows="target")

    assert found.quirk_ruppert
    assert not found.stable
    assert abs(np.linalg.eigvals(np.array(chain(5, 2), dtype=float)).real.max()) < 1e-12


@pytest.mark.parametrize(
    ("matrix", "field"),
    [
        ([[1, 0], [0, -1]], "no_self_reinforcing"),
        ([[0, -1], [1, 0]], "some_self_damped"),
        ([[-1, 1], [1, -1]], "no_two_way_alike"),
        ([[-1, 0], [0, 0]], "covered"),
        (chain(5, 2), "no_free_swing"),
    ],
)
def test_each_condition_can_fail_alone(matrix: list[list[int]], field: str) -> None:
    found = sign_stability(matrix, rows="target")

    names = (
        "no_self_reinforcing",
        "some_self_damped",
        "no_two_way_alike",
        "covered",
        "no_free_swing",
    )
    failed = [name for name in names if not getattr(found, name)]
    # two nodes that chase each other undamped swing too
    assert failed == [field, *(["no_free_swing"] if field == "some_self_damped" else [])]
    assert found.longer_loop is None


def test_the_shortest_longer_loop_is_shown_and_always_the_same_one() -> None:
    ring = [[-int(i == j) or int((j + 1) % 6 == i) for j in range(6)] for i in range(6)]
    ring[0][2] = ring[3][5] = -1  # two short cuts make loops of three

    found = sign_stability(ring, rows="target")

    assert found.longer_loop == ("1", "2", "3")
    assert not found.stable


@st.composite
def food_webs(draw: st.DrawFn) -> list[list[int]]:
    """Trees in which one of each two neighbors eats the other."""
    size = draw(st.integers(1, 7))
    found = [[0] * size for _ in range(size)]
    for i in range(1, size):
        eaten = draw(st.integers(0, i - 1))
        found[i][eaten] = draw(st.sampled_from((1, -1)))
        found[eaten][i] = -found[i][eaten]
    for i in range(size):
        found[i][i] = -draw(st.integers(0, 1))
    return found


@given(food_webs(), st.integers(0, 2**32 - 1))
def test_what_is_stable_by_its_signs_is_stable_for_drawn_strengths(
    web: list[list[int]], seed: int
) -> None:
    found = sign_stability(web, rows="target")

    drawn = np.array(web) * np.random.default_rng(seed).uniform(0.1, 1.0, (len(web), len(web)))

    worst = float(np.linalg.eigvals(drawn).real.max())
    assert worst < 1e-9  # a food web never grows by itself
    if found.stable:
        assert worst < -1e-9


def test_a_sign_that_nobody_knows_promises_nothing() -> None:
    read = Signs(
        names=("a", "b"),
        effects=signs([[-1, 0], [1, -1]], rows="target").effects,
        unknown=frozenset({("b", "a")}),
    )

    assert not sign_stability(read).stable


# -- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matrix", "names", "rows"),
    [
        ([[0]], None, None),
        ([[0]], None, "column"),
        ([[0, 1]], None, "target"),
        ([[0]], ["a", "b"], "target"),
        ([[0, 0], [0, 0]], ["a", "a"], "target"),
        ([[float("nan")]], None, "target"),
        ([[float("inf")]], None, "target"),
        ([["x"]], None, "target"),
        ([], None, "target"),
        ([[0] * 61] * 61, None, "target"),
        ([[1] * 20] * 20, None, "target"),
    ],
)
def test_a_matrix_that_cannot_be_read_is_refused_with_a_sentence(
    matrix: list[list[float]], names: list[str] | None, rows: str | None
) -> None:
    with pytest.raises(AnalysisError, match=r"\.$"):
        levins(matrix, names=names, rows=rows)  # type: ignore[arg-type]


def test_an_unknown_node_is_named_with_a_hint() -> None:
    with pytest.raises(UnknownName, match="'herbivor'"):
        levins([[-1]], names=["herbivore"], rows="target").response(of="herbivor", to="herbivore")
    with pytest.raises(UnknownName):
        signs([[-1]], rows="target", damped=("2",))
