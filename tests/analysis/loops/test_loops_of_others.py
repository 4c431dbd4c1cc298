"""Loops that other people and programs have counted are found here, too."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias
from xml.sax.saxutils import quoteattr

import numpy as np
import pytest

import negcycle as nc
from negcycle.analysis.loops.finding import find_loops
from negcycle.analysis.loops.loop_set import Loop, LoopSet, Polarity
from negcycle.graph.convert import READERS
from negcycle.graph.signed import SignedGraph, SignedLink

FOLDER = Path(__file__).parents[4] / "shared" / "fixtures" / "loops"
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


# -- the same diagrams as files, in every format that is read ----------------------------------

Drawn: TypeAlias = Sequence[tuple[str, str, str, bool]]
"""The arrows of a diagram: from, to, + or -, and whether it is late."""


def nodes_of(drawn: Drawn) -> list[str]:
    return list(dict.fromkeys(end for source, target, *_ in drawn for end in (source, target)))


def as_matrix(drawn: Drawn) -> str:
    nodes, signs = nodes_of(drawn), {(a, b): sign for a, b, sign, _ in drawn}
    rows = io.StringIO()
    written = csv.writer(rows)
    written.writerow([r"from\to", *nodes])
    written.writerows([[a, *(signs.get((a, b), "") for b in nodes)] for a in nodes])
    return rows.getvalue()


def as_node_link(drawn: Drawn) -> str:
    links = [
        {"source": a, "target": b, "sign": sign, "delay": int(late)} for a, b, sign, late in drawn
    ]
    nodes = [{"id": name} for name in nodes_of(drawn)]
    return json.dumps({"directed": True, "nodes": nodes, "links": links})


def as_graphml(drawn: Drawn) -> str:
    lines = [
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        '<key id="p" for="edge" attr.name="polarity" attr.type="string"/>',
        '<key id="d" for="edge" attr.name="delay" attr.type="double"/>',
        '<graph edgedefault="directed">',
        *(f"<node id={quoteattr(name)}/>" for name in nodes_of(drawn)),
        *(
            f"<edge source={quoteattr(a)} target={quoteattr(b)}>"
            f'<data key="p">{sign}</data><data key="d">{int(late)}</data></edge>'
            for a, b, sign, late in drawn
        ),
        "</graph></graphml>",
    ]
    return "\n".join(lines)


def as_sd_json(drawn: Drawn) -> str:
    return json.dumps(
        {
            "variables": [{"name": name, "type": "variable"} for name in nodes_of(drawn)],
            "relationships": [{"from": a, "to": b, "polarity": sign} for a, b, sign, _ in drawn],
        }
    )


FORMATS: dict[str, Callable[[Drawn], str]] = {
    "matrix": as_matrix,
    "node-link": as_node_link,
    "graphml": as_graphml,
    "sd-json": as_sd_json,
}
KEEP_DELAYS = {"node-link", "graphml"}
EVERY_FORMAT = pytest.mark.parametrize("of", FORMATS)


def test_every_format_that_is_read_is_tried() -> None:
    assert set(FORMATS) == set(READERS)


def loops_of_file(drawn: Drawn, of: str) -> LoopSet:
    return nc.find_loops(nc.read_graph(FORMATS[of](drawn).encode(), of=of))


def cap_and_trade() -> Drawn:
    found: Drawn = fixture("cld_ca_cap_and_trade.json")["edges_from_to_sign_delayed"]
    return found


@EVERY_FORMAT
def test_cap_and_trade_has_its_seven_loops_in_every_format(of: str) -> None:
    data, drawn = fixture("cld_ca_cap_and_trade.json"), cap_and_trade()
    loops = loops_of_file(drawn, of)

    assert len(loops) == data["loops_total"] == 7
    assert len(loops.reinforcing) == data["loops_reinforcing"] == 3
    assert len(loops.balancing) == data["loops_balancing"] == 4
    assert loops.complete
    assert Counter(str(loop.length) for loop in loops) == data["by_length"]
    late = {(source, target) for source, target, _, is_late in drawn if is_late}
    through = [loop for loop in loops if late & {(a, b) for a, b, _ in loop.links}]
    assert len(through) == 2
    assert [loop for loop in loops if loop.delayed] == (through if of in KEEP_DELAYS else [])


@EVERY_FORMAT
@pytest.mark.parametrize(
    ("name", "count"), [("burnout", 3), ("cld-shifting-the-burden", 3), ("cld-adoption", 2)]
)
def test_small_diagrams_have_their_loops_in_every_format(name: str, count: int, of: str) -> None:
    data = fixture("cld_vensim_small.json")["data"][name]
    loops = loops_of_file([(a, b, sign, False) for a, b, sign in data["edges"]], of)

    expected = {
        (letter, frozenset(zip(nodes, [*nodes[1:], nodes[0]], strict=True)))
        for letter, nodes in data["loops"]
    }
    assert len(loops) == len(expected) == count
    assert {around(loop) for loop in loops} == expected


@EVERY_FORMAT
def test_loopdetect_s_loops_have_their_signs_in_every_format(of: str) -> None:
    data = fixture("loopdetect.json")["loopdetect"]
    signs: list[list[int]] = data["signed_jacobian_row_col"]
    drawn = [
        (str(source), str(target), "+" if sign > 0 else "-", False)
        for target, row in enumerate(signs)
        for source, sign in enumerate(row)
        if sign
    ]
    loops = loops_of_file(drawn, of)

    assert {(loop.nodes, loop.structural) for loop in loops} == {
        (tuple(map(str, nodes)), float(sign)) for nodes, sign in data["loops"]
    }
    assert len(loops) == 6


@EVERY_FORMAT
def test_what_holds_whatever_the_strengths_is_asked_of_any_file(of: str) -> None:
    data = fixture("cld_vensim_small.json")["data"]["cld-shifting-the-burden"]
    graph = nc.read_graph(FORMATS[of]([(a, b, sign, False) for a, b, sign in data["edges"]]), of=of)

    answers = nc.levins(graph, damped=True)
    pressed = nc.press(graph, damped=True, seed=1, count=50)
    stable = nc.sign_stability(graph, damped=True)

    symptom, fix = "problem symptom", "external intervention"
    assert nc.signs(graph).effect(source=symptom, target=fix) == 1
    assert answers.response(of=fix, to=symptom) == "+"
    assert answers.response(of="capabilities of internal actors", to=symptom) == "-"
    assert pressed.share(of=fix, to=symptom).up == 1.0
    assert not stable.stable
    assert stable.longer_loop is not None
    assert len(stable.longer_loop) == 4


@EVERY_FORMAT
def test_which_loop_drives_a_run_is_asked_of_any_file(of: str) -> None:
    data = fixture("cld_vensim_small.json")["data"]["burnout"]
    graph = nc.read_graph(FORMATS[of]([(a, b, sign, False) for a, b, sign in data["edges"]]), of=of)
    start = {name: float(name == "energy level") for name in graph.nodes}
    run = nc.simulate(nc.linear_model(graph), start=start, turns=10, step=0.05)

    found = nc.dominance(graph, run)

    expected = {frozenset(nodes) for _, nodes in data["loops"]}
    assert {frozenset(loop) for loop in found.loops if len(loop) > 1} == expected
    for letter, nodes in data["loops"]:
        scores = found.scores[[set(loop) == set(nodes) for loop in found.loops]]
        assert np.all(scores * {"R": 1, "B": -1}[letter] >= 0)
        assert np.any(scores != 0)
