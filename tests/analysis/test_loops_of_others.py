"""Loops that other people and programs have counted are found here, too."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from negcycle.analysis.loop_set import Loop, Polarity
from negcycle.analysis.loops import find_loops
from negcycle.graph.signed import SignedGraph, SignedLink

FOLDER = Path(__file__).parents[3] / "shared" / "fixtures" / "loops"
LETTERS = {Polarity.REINFORCING: "R", Polarity.BALANCING: "B", Polarity.AMBIGUOUS: "?"}


def fixture(name: str) -> Any:
    file = FOLDER / name
    if not file.exists():
        pytest.skip(f"{name} with the loops that others counted is not beside this repository")
    return json.loads(file.read_text("utf-8"))


def graph_of(links: list[SignedLink]) -> SignedGraph:
    nodes = dict.fromkeys(end for link in links for end in (link.source, link.target))
    return SignedGraph(nodes=tuple(nodes), links=tuple(links))


def of_matrix(signs: list[list[int]], names: list[str]) -> SignedGraph:
    """Return the graph of a matrix of effects of columns on rows."""
    return graph_of(
        [
            SignedLink(source=names[source], target=names[target], sign=sign)
            for target, row in enumerate(signs)
            for source, sign in enumerate(row)
            if sign
        ]
    )


def around(loop: Loop) -> tuple[str, frozenset[tuple[str, str]]]:
    return LETTERS[loop.polarity], frozenset((a, b) for a, b, _ in loop.links)


def test_cap_and_trade_has_three_reinforcing_and_four_balancing_loops() -> None:
    data = fixture("cld_ca_cap_and_trade.json")
    loops = find_loops(
        graph_of(
            [
                SignedLink(source=source, target=target, sign=sign, delay=float(late))
                for source, target, sign, late in data["edges_from_to_sign_delayed"]
            ]
        )
    )

    assert (len(loops), len(loops.reinforcing), len(loops.balancing)) == (7, 3, 4)
    assert Counter(str(loop.length) for loop in loops) == data["by_length"]


@pytest.mark.parametrize(
    ("name", "count"), [("burnout", 3), ("cld-shifting-the-burden", 3), ("cld-adoption", 2)]
)
def test_small_diagrams_have_their_loops(name: str, count: int) -> None:
    data = fixture("cld_vensim_small.json")["data"][name]
    loops = find_loops(
        graph_of([SignedLink(source=a, target=b, sign=sign) for a, b, sign in data["edges"]])
    )
    expected = {
        (letter, frozenset(zip(nodes, [*nodes[1:], nodes[0]], strict=True)))
        for letter, nodes in data["loops"]
    }

    assert len(loops) == len(expected) == count
    assert {around(loop) for loop in loops} == expected


def test_loopdetect_s_loops_are_found_with_their_signs() -> None:
    data = fixture("loopdetect.json")["loopdetect"]
    loops = find_loops(of_matrix(data["signed_jacobian_row_col"], list("0123")))

    assert len(loops) == 6
    assert {(loop.nodes, loop.structural) for loop in loops} == {
        (tuple(str(node) for node in nodes), float(sign)) for nodes, sign in data["loops"]
    }
    assert len(loops.through(("2", "3"))) == 2


def test_turning_two_signs_turns_two_loops_and_no_self_loop() -> None:
    signs = fixture("loopdetect.json")["loopdetect"]["signed_jacobian_row_col"]
    before = find_loops(of_matrix(signs, list("0123")))
    after = find_loops(
        of_matrix(
            [
                [-sign if row < 2 and column == 3 else sign for column, sign in enumerate(of_row)]
                for row, of_row in enumerate(signs)
            ],
            list("0123"),
        )
    )

    assert [one.id for one in before] == [one.id for one in after]
    assert [one.length for one, two in zip(before, after, strict=True) if one != two] == [3, 4]


@pytest.mark.parametrize("name", ["cm.levins", "submatrix"])
def test_levins_s_loops_all_balance(name: str) -> None:
    data = fixture("levins_loop_analysis.json")["data"][name]
    loops = find_loops(of_matrix(data["cm_effect_of_column_on_row"], data["names"]))

    assert len(loops) == data["loops_total"]
    assert len(loops.reinforcing) == data["loops_positive"]
    assert len(loops.balancing) == data["loops_negative"]
