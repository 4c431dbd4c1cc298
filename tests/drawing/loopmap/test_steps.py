"""One layer at a time: a page each, and in a web page buttons that need nothing from elsewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import negcycle as nc
from negcycle.drawing.picture import Picture


class Reader(HTMLParser):
    """Collects tags with their attributes, and what is written in each script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script" and data.strip():
            self.scripts.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


HOSTILE = nc.SignedGraph.model_validate(
    {
        "nodes": ["<script>alert(1)</script>", '\'" onload="alert(2)'],
        "links": [
            {"source": "<script>alert(1)</script>", "target": '\'" onload="alert(2)'},
            {"source": '\'" onload="alert(2)', "target": "<script>alert(1)</script>"},
        ],
    }
)


@cache
def steps(which: str) -> Picture:
    if which == "hostile":
        return nc.draw_loops(HOSTILE, steps=True)
    cycle = nc.Cycle(
        partners={
            "john": {"name": "John", "dynamics": {"need": 0.55, "answer": 1}},
            "mary": {"name": "Mary", "dynamics": {"need": 0.45, "answer": 1}},
        }
    )
    return nc.draw_loops(cycle, steps=True)


def test_first_what_there_is_then_the_arrows_each_loop_and_all() -> None:
    pages = steps("couple").scene.pages

    assert [page.short for page in pages] == [
        "What there is",
        "The arrows",
        *(f"R{number}" for number in range(1, 14)),
        "All together",
    ]
    assert pages[2].label == "R1: the infinity loop"
    assert pages[2].words.startswith(
        "R1, the infinity loop, is reinforcing: each round strengthens the next. It runs like this:"
    )


def test_each_page_adds_its_layer_and_nothing_moves() -> None:
    first, arrows, *loops, last = steps("couple").scene.pages
    labels = first.rects("label")

    assert (len(first.lines("arrow")), len(first.texts("badge"))) == (0, 0)
    assert (len(arrows.lines("arrow")), len(arrows.texts("badge"))) == (20, 0)
    assert len(last.texts("badge")) == 13
    for page in loops:
        assert len(page.texts("badge")) == 1
        assert [rect.box for rect in page.rects("label")] == [rect.box for rect in labels]


def test_nothing_is_in_the_way_on_any_page(in_the_way: Callable[[Any], list[str]]) -> None:
    for page in steps("couple").scene.pages:
        assert in_the_way(page) == []


def test_no_sentence_is_cut_short() -> None:
    for page in steps("couple").scene.pages:
        written = [text.text for role in ("sentence", "told") for text in page.texts(role)]

        assert " ".join(written) == page.words


def test_an_empty_graph_has_one_page_and_no_buttons() -> None:
    made = nc.draw_loops(nc.SignedGraph(nodes=()), steps=True)

    assert len(made.scene.pages) == 1
    assert "<button" not in made.html()


def test_the_web_page_has_back_next_and_a_button_for_each_page() -> None:
    found = Reader(steps("couple").html())
    goes = [one["data-go"] for one in found.of("button") if "data-go" in one]
    labels = [one["aria-label"] for one in found.of("button") if "data-step" in one]

    assert goes == ["back", "next"]
    assert labels == [page.label for page in steps("couple").scene.pages]
    assert {one["type"] for one in found.of("button")} == {"button"}
    assert [one["aria-label"] for one in found.of("nav")] == ["Steps"]
    assert [one["aria-live"] for one in found.of("p")] == ["polite"]


def test_without_a_script_every_page_is_there_and_no_button() -> None:
    found = Reader(steps("couple").html())
    figures = [one for one in found.of("figure") if one.get("class") == "step"]

    assert len(figures) == 16
    assert not any("hidden" in one for one in figures)
    assert "hidden" in found.of("nav")[0]
    assert len(found.of("svg")) == 16


def test_only_its_own_script_may_run_and_nothing_is_fetched() -> None:
    for which in ("couple", "hostile"):
        page = steps(which).html()
        found = Reader(page)
        (script,) = found.scripts
        digest = b64encode(sha256(script.encode()).digest()).decode()
        policy = next(
            one["content"]
            for one in found.of("meta")
            if one.get("http-equiv") == "Content-Security-Policy"
        )

        assert policy == (
            f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
        )
        assert not any(
            {"src", "href", "onclick", "onload"} & attrs.keys() for _, attrs in found.tags
        )
        assert (
            re.findall(r"https?://[^\"' ]+", page.replace("http://www.w3.org/2000/svg", "")) == []
        )


def test_hostile_names_stay_words() -> None:
    html = steps("hostile").html()

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert 'onload="alert' not in html


def test_motion_is_only_for_those_who_do_not_mind() -> None:
    html = steps("hostile").html()
    before, _, after = html.partition("prefers-reduced-motion: no-preference")

    assert "animation:" not in before
    assert "animation:" in after


def test_the_same_steps_are_pages_of_one_picture() -> None:
    scene = steps("hostile").scene

    assert steps("hostile").svg().count("<g transform") == len(scene.pages) == 4
