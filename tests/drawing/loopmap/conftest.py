"""Graphs to map, ordinary and odd ones, and what is in the way of what on a finished page."""

from __future__ import annotations

import itertools
import json
import math
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc
from negcycle.drawing.scene import Box, Circle, Page, Scene, Text

FOLDER = Path(__file__).parents[4] / "shared" / "fixtures" / "loops"
EXAMPLES = Path(__file__).parents[3] / "examples"
OUTSIDE = ("title", "sentence", "footer", "key", "loop-badge", "loop-name", "told", "name")

InTheWay = Callable[[Page], list[str]]


def graph_of(links: Sequence[nc.SignedLink], nodes: Sequence[str] = ()) -> nc.SignedGraph:
    names = dict.fromkeys((*nodes, *(end for link in links for end in (link.source, link.target))))
    return nc.SignedGraph(nodes=tuple(names), links=tuple(links))


def link(source: str, target: str, sign: int | str = 1, delay: float = 0.0) -> nc.SignedLink:
    return nc.SignedLink.model_validate(
        {"source": source, "target": target, "sign": sign, "delay": delay}
    )


def at_random(count: int, links: int, seed: int) -> nc.SignedGraph:
    chance = random.Random(seed)
    names = [f"variable {number}" for number in range(count)]
    pairs = chance.sample(list(itertools.permutations(names, 2)), links)
    return graph_of([link(a, b, chance.choice((1, -1)), chance.choice((0, 1))) for a, b in pairs])


def fixture(name: str) -> Any:
    file = FOLDER / name
    if not file.exists():
        pytest.skip(f"{name} with the diagrams of others is not beside this repository")
    return json.loads(file.read_text("utf-8"))


def small(name: str) -> nc.SignedGraph:
    edges = fixture("cld_vensim_small.json")["data"][name]["edges"]
    return graph_of([link(a, b, sign) for a, b, sign in edges])


def cap_and_trade() -> nc.SignedGraph:
    edges = fixture("cld_ca_cap_and_trade.json")["edges_from_to_sign_delayed"]
    return graph_of([link(a, b, sign, float(late)) for a, b, sign, late in edges])


def couple(*, unequal: bool = True) -> nc.Cycle:
    needs = (0.55, 0.45) if unequal else (0.5, 0.5)
    return nc.Cycle(
        partners={
            key: {"name": key.title(), "dynamics": {"need": need, "answer": 1}}
            for key, need in zip(("john", "mary"), needs, strict=True)
        }
    )


LONG = (
    "a label that is exactly forty letters ok",
    "perceived adequacy of accomplishments",
    "שלום לכולם וברוכים הבאים אל הבית הזה",
    "孤独で、寂しい気持ちがあふれてくる",
    "أشعر بالوحدة في هذا البيت الكبير",
    "Donaudampfschifffahrtsgesellschaftskapitän",
)
GRAPHS: dict[str, Callable[[], Any]] = {
    "couple": couple,
    "couple of the same need": lambda: couple(unequal=False),
    "sunday silence": lambda: nc.find_loops(nc.load(EXAMPLES / "sunday-silence.yaml"), at="stuck"),
    "two behaviors": lambda: nc.load(EXAMPLES / "critic-and-cocoon.yaml"),
    "three people": lambda: nc.load(EXAMPLES / "three-of-us.yaml"),
    "stations of three people": lambda: nc.build_graph(
        nc.load(EXAMPLES / "three-of-us.yaml")
    ).signed(),
    "cap and trade": cap_and_trade,
    "burnout": lambda: small("burnout"),
    "shifting the burden": lambda: small("cld-shifting-the-burden"),
    "adoption": lambda: small("cld-adoption"),
    "twelve nodes": lambda: at_random(12, 22, 1),
    "twelve nodes, many arrows": lambda: at_random(12, 36, 2),
    "long labels": lambda: graph_of(
        [
            link(LONG[source], LONG[target], (1, -1, 0)[(source + target) % 3], source % 2)
            for source, target in itertools.permutations(range(6), 2)
            if (source * target + target) % 3 != 1
        ]
    ),
    "by itself": lambda: graph_of([link("fear", "fear")]),
    "side by side": lambda: graph_of(
        [link("a", "b"), link("a", "b", -1, 2), link("b", "a"), link("b", "b", -1), link("b", "b")]
    ),
    "no arrow": lambda: graph_of([], ["one", "another"]),
    "no loop": lambda: graph_of([link("cause", "effect"), link("cause", "another effect", -1)]),
    "nothing": lambda: graph_of([]),
}


@dataclass(frozen=True)
class Drawn:
    """A graph, its loops and its finished map."""

    graph: Any
    loops: nc.LoopSet
    scene: Scene

    @property
    def page(self) -> Page:
        (page,) = self.scene.pages
        return page


@cache
def drawn_once(kind: str) -> Drawn:
    """Return what there is of a kind; drawn once for all tests, because that takes its time."""
    graph = GRAPHS[kind]()
    loops = graph if isinstance(graph, nc.LoopSet) else nc.find_loops(graph)
    return Drawn(graph, loops, nc.draw_loops(graph).scene)


@pytest.fixture(scope="session")
def drawn() -> Callable[[str], Drawn]:
    """Return the finished map of a kind of graph, by name."""
    return drawn_once


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for `kind` the name of every graph."""
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", GRAPHS)


@pytest.fixture(scope="session")
def in_the_way() -> InTheWay:
    """Return what lists everything that lies on something else, or beyond the page."""
    return lambda page: list(_in_the_way(page))


def _in_the_way(page: Page) -> Iterator[str]:
    labels = [(rect.of, rect.box) for rect in page.rects("label")]
    signs = [(f"sign {text.of}", _ink(text)) for text in page.texts("sign")]
    discs = [one for one in page.items if isinstance(one, Circle) and one.role == "badge-ground"]
    badges = [(f"badge {one.of}", _around(one)) for one in discs]
    words = [text for text in page.texts() if text.role in OUTSIDE]
    around = [(f"{text.role} {text.text}", text.box) for text in words]
    kinds = [[(f"label {name}", box) for name, box in labels], signs, badges]
    for some in (kinds[0], signs):
        yield from _overlapping(itertools.combinations(some, 2))
    for some, others in itertools.combinations([*kinds, around], 2):
        yield from _overlapping(itertools.product(some, others))
    yield from _overlapping(itertools.combinations(around, 2), gap=-0.5)
    for one, other in itertools.combinations(discs, 2):
        if math.dist(one.center, other.center) < one.radius + other.radius:
            yield f"badge {one.of} on badge {other.of}"
    for line, (name, box) in itertools.product(page.lines("arrow"), labels):
        if name not in line.of.split(">") and any(
            box.x < x < box.right and box.y < y < box.bottom for x, y in line.points
        ):
            yield f"arrow {line.of} through label {name}"
    yield from (
        f"{text.text} beyond the page" for text in page.texts() if not page.box.holds(text.box)
    )


def _overlapping(
    pairs: Iterable[tuple[tuple[str, Box], tuple[str, Box]]], *, gap: float = 0.0
) -> Iterator[str]:
    for (one, box), (other, beside) in pairs:
        if box.overlaps(beside, gap=gap):
            yield f"{one} on {other}"


def _around(disc: Circle) -> Box:
    (x, y), radius = disc.center, disc.radius
    return Box(x - radius, y - radius, 2 * radius, 2 * radius)


def _ink(sign: Text) -> Box:
    """Return the room that a sign really fills: it is drawn around the middle of small letters."""
    return Box(sign.x - sign.width / 2, sign.y - 0.72 * sign.size, sign.width, 0.72 * sign.size)
