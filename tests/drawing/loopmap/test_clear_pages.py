"""What must be true of every loop map: nothing lies on anything else, and every arrow is whole."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing import theme
from negcycle.drawing.loopmap.reading import MOST_BESIDE, MOST_LINKS, MOST_NODES, content_of
from negcycle.drawing.picture import Picture
from negcycle.drawing.scene import Circle, Item, Line, Page, Rect, Scene, Shape, Text
from negcycle.testing import HARD, couples, cycles, signed_graphs

InTheWay = Callable[[Page], list[str]]
Maps = Callable[[str], Any]

names = (
    st.sampled_from(
        (
            "a label that is exactly forty letters ok",
            "perceived adequacy of accomplishments",
            "שלום לכולם וברוכים הבאים",
            "孤独で、寂しい気持ちがあふれてくる",
            "M" * 40,
        )
    )
    | st.sampled_from(HARD)
    | st.integers(0, 99).map(lambda number: f"variable {number}")
)


def test_nothing_is_in_the_way(kind: str, drawn: Maps, in_the_way: InTheWay) -> None:
    assert in_the_way(drawn(kind).page) == []


@pytest.mark.parametrize("narrow", ["couple", "burnout", "by itself"])
def test_nothing_is_in_the_way_on_letter_paper(
    narrow: str, drawn: Maps, in_the_way: InTheWay
) -> None:
    (page,) = nc.draw_loops(drawn(narrow).graph, paper="letter").scene.pages

    assert (page.width, page.height) == (279.4, 215.9)
    assert in_the_way(page) == []


@settings(max_examples=15)
@given(signed_graphs(max_nodes=12, max_links=24, names=names), st.sampled_from(("a4", "letter")))
def test_nothing_is_in_the_way_in_any_graph(
    in_the_way: InTheWay, graph: nc.SignedGraph, paper: str
) -> None:
    (page,) = nc.draw_loops(graph, paper=paper).scene.pages

    assert in_the_way(page) == []


@pytest.mark.deep
@settings.get_profile("deep")
@given(signed_graphs(max_nodes=14, max_links=60, names=names), st.sampled_from(("a4", "letter")))
def test_nothing_is_in_the_way_in_any_large_graph(
    in_the_way: InTheWay, graph: nc.SignedGraph, paper: str
) -> None:
    (page,) = nc.draw_loops(graph, paper=paper).scene.pages

    assert in_the_way(page) == []


@settings(max_examples=6)
@given(couples())
def test_nothing_is_in_the_way_in_any_couple(in_the_way: InTheWay, cycle: nc.Cycle) -> None:
    (page,) = nc.draw_loops(cycle).scene.pages

    assert in_the_way(page) == []


@settings(max_examples=4)
@given(cycles(min_partners=2, max_partners=2, with_plan=False))
def test_nothing_is_in_the_way_among_the_stations_of_any_couple(
    in_the_way: InTheWay, cycle: nc.Cycle
) -> None:
    page, *_ = nc.draw_loops(nc.build_graph(cycle).signed()).scene.pages

    assert in_the_way(page) == []


def test_what_is_in_the_way_would_be_noticed(drawn: Maps, in_the_way: InTheWay) -> None:
    page = drawn("twelve nodes").page
    label = page.rects("label")[0]
    middle = label.box.center
    sign, *_ = page.texts("sign")
    badge, *_ = (one for one in page.items if isinstance(one, Circle))
    arrow = next(one for one in page.lines("arrow") if label.of not in one.of.split(">"))
    added = (
        replace(label, of="another"),
        replace(sign, x=middle[0], y=middle[1]),
        replace(badge, center=middle),
        replace(arrow, points=(*arrow.points, middle)),
        replace(sign, x=-1.0),
    )
    found = in_the_way(replace(page, items=(*page.items, *added)))

    for what in ("label", "sign", "badge", "through label", "beyond the page"):
        assert any(what in one for one in found), what


def test_every_arrow_and_sign_of_the_graph_is_drawn_once(kind: str, drawn: Maps) -> None:
    loops, page = drawn(kind).loops, drawn(kind).page
    wanted = Counter((f"{one.source}>{one.target}", one.sign) for one in loops.arrows.arrows)
    signs = {"+": 1, "\N{MINUS SIGN}": -1, "?": 0}

    assert Counter((text.of, signs[text.text]) for text in page.texts("sign")) == wanted
    assert Counter(head.of for head in page.shapes("arrow-head")) == Counter(
        text.of for text in page.texts("sign")
    )


def test_a_head_ends_at_its_target_and_a_line_begins_at_its_source(kind: str, drawn: Maps) -> None:
    page = drawn(kind).page
    boxes = {rect.of: rect.box for rect in page.rects("label")}
    for head in page.shapes("arrow-head"):
        target = head.of.split(">")[1]
        (x, y), *_ = head.points
        tip = boxes[target].grown(2.5)

        assert tip.x < x < tip.right
        assert tip.y < y < tip.bottom
    for line in page.lines("arrow"):
        source = boxes[line.of.split(">")[0]].grown(2.5)

        assert source.x < line.points[0][0] < source.right
        assert source.y < line.points[0][1] < source.bottom


def test_a_late_arrow_has_two_strokes_and_no_other(kind: str, drawn: Maps) -> None:
    loops, page = drawn(kind).loops, drawn(kind).page
    late = Counter(f"{one.source}>{one.target}" for one in loops.arrows.arrows if one.delay > 0)

    assert Counter(line.of for line in page.lines("delay")) == late + late


def test_arrows_side_by_side_run_apart(drawn: Maps) -> None:
    page = drawn("side by side").page
    for one, other in itertools.combinations(page.lines("arrow"), 2):
        middles = [line.points[len(line.points) // 2] for line in (one, other)]

        assert math.dist(*middles) > 5.0


def test_a_badge_turns_as_its_loop_runs(drawn: Maps) -> None:
    for kind in ("burnout", "shifting the burden", "adoption"):  # no arrow crosses another here
        loops, page = drawn(kind).loops, drawn(kind).page
        paths = {line.of: line.points for line in page.lines("arrow")}
        for loop in loops:
            around = [p for a, b, _ in loop.links for p in paths[f"{a}>{b}"]]
            turn = next(line for line in page.lines("badge") if line.of == loop.id)

            assert _area(around) * _area(list(turn.points)) > 0


def _area(points: list[tuple[float, float]]) -> float:
    ends = zip(points, [*points[1:], points[0]], strict=True)
    return sum(x * b - y * a for (x, y), (a, b) in ends)


@pytest.mark.parametrize("kind_of_example", ["burnout", "couple", "cap and trade"])
def test_letters_are_large_enough_to_read(kind_of_example: str, drawn: Maps) -> None:
    page = drawn(kind_of_example).page
    letters = {text.size for text in page.texts() if text.role in ("label", "loop-name", "sign")}
    letters |= {text.size for text in page.texts("key") if " " in text.text}

    assert min(letters) >= 9 * theme.PT - 1e-9


# -- what may change and what not ---------------------------------------------------------------


@settings(max_examples=10)
@given(signed_graphs(max_nodes=5, max_links=8), st.randoms(use_true_random=False))
def test_the_order_of_writing_changes_nothing(graph: nc.SignedGraph, chance: Any) -> None:
    nodes, links = list(graph.nodes), list(graph.links)
    chance.shuffle(nodes)
    chance.shuffle(links)
    turned = nc.SignedGraph(nodes=tuple(nodes), links=tuple(links))

    assert _seen(nc.draw_loops(graph).scene) == _seen(nc.draw_loops(turned).scene)


def _seen(scene: Scene) -> list[object]:
    """Return a picture without the ids of its loops, which tell arrows side by side apart."""
    items = [item for page in scene.pages for item in page.items]
    return [replace(item, of="") for item in items]


def test_the_same_graph_gives_the_same_bytes(drawn: Maps) -> None:
    for kind in ("couple", "side by side"):
        again = nc.draw_loops(drawn(kind).graph).svg()

        assert again == Picture(drawn(kind).scene).svg()


def test_many_nodes_are_drawn_in_part_and_told(in_the_way: InTheWay) -> None:
    nodes = [f"node {number}" for number in range(200)]
    links = [
        {"source": nodes[n], "target": nodes[(7 * n + 13 * k + k * k) % 200], "sign": (-1) ** k}
        for n in range(200)
        for k in range(1, 11)
    ]
    big = nc.SignedGraph.model_validate({"nodes": nodes, "links": links})
    scene = nc.draw_loops(big).scene
    (page,) = scene.pages
    drawn, arrows = page.rects("label"), page.texts("sign")

    assert in_the_way(page) == []
    assert 12 <= len(drawn) <= MOST_NODES
    assert len(drawn) < len(arrows) <= MOST_LINKS
    assert f"Of 200 nodes the {len(drawn)} that count most are drawn." in scene.description
    assert f"Of 2,000 arrows {len(arrows)} are drawn." in scene.description
    assert "strongest loops have a badge." in scene.description


def test_between_the_nodes_that_are_drawn_every_arrow_is_drawn() -> None:
    nodes = [f"node {number}" for number in range(90)]
    links = [{"source": nodes[n], "target": nodes[(n + k) % 90]} for n in range(90) for k in (1, 5)]
    content = content_of(nc.SignedGraph.model_validate({"nodes": nodes, "links": links}))
    here = {node.id for node in content.nodes}
    between = [one for one in links if one["source"] in here and one["target"] in here]

    assert len(content.links) == len(between) <= MOST_LINKS


def test_of_very_many_arrows_side_by_side_some_are_drawn(in_the_way: InTheWay) -> None:
    ends = [("a", "b")] * 20 + [("b", "a")] * 20 + [("b", "b")] * 20
    links = [{"source": source, "target": target} for source, target in ends]
    crowded = nc.SignedGraph.model_validate({"nodes": ["a", "b"], "links": links})
    scene = nc.draw_loops(crowded).scene

    assert in_the_way(scene.pages[0]) == []
    assert len(scene.pages[0].texts("sign")) == 3 * MOST_BESIDE
    assert f"Of 60 arrows {3 * MOST_BESIDE} are drawn." in scene.description


# -- couples -------------------------------------------------------------------------------------


def test_both_halves_of_a_couple_have_the_same_ink(drawn: Maps) -> None:
    page = drawn("couple").page
    middle = page.width / 2
    points = {
        (item.role, round(10 * (x - middle)), round(10 * y))
        for item in page.items
        if item.role in ("arrow", "arrow-head", "delay", "label", "badge-ground", "sign")
        for x, y in _corners(item)
    }

    assert len(points) > 500
    for role, x, y in points:  # in tenths of a millimeter; one of them may be lost in rounding
        near = itertools.product((-x - 1, -x, -x + 1), (y - 1, y, y + 1))
        assert any((role, *place) in points for place in near), (role, x, y)


def _corners(item: Item) -> Iterable[tuple[float, float]]:
    match item:
        case Line() | Shape():
            return item.points
        case Rect():
            return (item.box.center,)
        case Circle():
            return (item.center,)
        case Text():
            return ((item.x, item.y),) if item.role == "sign" else ()


def test_partners_keep_their_colors_and_the_second_a_dash(drawn: Maps) -> None:
    page = drawn("couple").page
    for line in page.lines("arrow"):
        ink = theme.INKS[0 if line.of.startswith("john.") else 1]

        assert line.color == ink.strand
        assert bool(line.dash) == bool(ink.dash)


def test_who_is_listed_first_stands_left_unless_the_names_read_from_right_to_left() -> None:
    def where(first: str, second: str) -> list[float]:
        pair = nc.Cycle(partners={"a": {"name": first}, "b": {"name": second}})
        (page,) = nc.draw_loops(pair, at="calm").scene.pages
        return [text.x for text in page.texts("name")]

    left, right = where("Ana", "Ben")
    first, second = where("רות", "יצחק")

    assert left < right
    assert first > second


def test_swapping_the_sides_of_a_couple_mirrors_the_map() -> None:
    turned = nc.Cycle(
        partners={
            "john": {"name": "John", "side": "right", "dynamics": {"need": 0.55, "answer": 1}},
            "mary": {"name": "Mary", "side": "left", "dynamics": {"need": 0.45, "answer": 1}},
        }
    )
    (page,) = nc.draw_loops(turned).scene.pages
    boxes = {rect.of: rect.box for rect in page.rects("label")}

    assert boxes["mary.primary"].center[0] < page.width / 2 < boxes["john.primary"].center[0]
