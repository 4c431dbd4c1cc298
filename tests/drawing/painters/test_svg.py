"""An SVG says what the scene says: to eyes, to screen readers and to programs."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from typing import Literal
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from negcycle.drawing.painters.svg import to_svg
from negcycle.drawing.scene import Box, Line, Page, Rect, Scene, Shape, Text

SVG = "{http://www.w3.org/2000/svg}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

numbers = st.floats(-1e4, 1e4)


def scene(*items: Line | Rect | Shape | Text, title: str = "A map", description: str = "") -> Scene:
    return Scene((Page(297, 210, items),), title, description)


def line_of(text: str, **options: object) -> Text:
    return replace(Text(text, 10, 20, 3.5, 30, "#222222"), **options)  # type: ignore[arg-type]


def as_read(text: str) -> str:
    """Return `text` as an XML reader gives it back."""
    known = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    return re.sub("\r\n?", "\n", known)


def parsed(svg: str) -> Element:
    return fromstring(svg)


@given(st.text(), st.text(), st.text(), st.text())
def test_any_words_arrive_as_they_were(
    words: str, title: str, description: str, language: str
) -> None:
    picture = replace(scene(line_of(words), title=title, description=description))
    root = parsed(to_svg(replace(picture, language=language)))

    assert (root.findtext(f"{SVG}title") or "") == as_read(title)
    assert (root.findtext(f"{SVG}desc") or "") == as_read(description)
    assert (root.findtext(f".//{SVG}text") or "") == as_read(words)


@pytest.mark.parametrize("words", ["<script>", "</text>", "]]>", "&amp;", "\"'", "\x00\x1b\x7f"])
def test_markup_in_words_stays_words(words: str) -> None:
    root = parsed(to_svg(scene(line_of(words), title=words, description=words)))

    assert {node.tag.removeprefix(SVG) for node in root.iter()} == {
        "svg", "title", "desc", "g", "rect", "text"
    }  # fmt: skip
    assert root.findtext(f".//{SVG}text") == as_read(words)


def test_a_screen_reader_finds_title_and_description(everything: Scene) -> None:
    root = parsed(to_svg(everything))
    ids = {node.get("id"): node.text for node in root.iter() if node.get("id")}

    assert root.get("role") == "img"
    assert root.get("lang") == root.get(LANG) == "en"
    assert [ids[name] for name in (root.get("aria-labelledby") or "").split()] == [
        everything.title,
        everything.description,
    ]


def test_without_a_description_the_title_is_the_name() -> None:
    root = parsed(to_svg(scene()))

    assert root.find(f"{SVG}desc") is None
    assert (root.get("aria-labelledby") or "").endswith("-title")


def test_two_pictures_in_one_document_share_no_id(everything: Scene) -> None:
    others = [
        everything,
        replace(everything, title="Another"),
        replace(everything, description="Other words"),
        replace(everything, pages=everything.pages[:1]),
    ]
    ids = [set(re.findall(r'id="([^"]+)"', to_svg(other))) for other in others]

    assert all(len(one) == 2 for one in ids)
    assert len(set().union(*ids)) == 2 * len(others)


def test_every_line_of_text_is_as_wide_as_it_measures(everything: Scene) -> None:
    drawn = parsed(to_svg(everything)).findall(f".//{SVG}text")
    texts = [text for page in everything.pages for text in page.texts()]

    assert [node.text for node in drawn] == [text.text for text in texts]
    assert [float(node.get("textLength") or 0) for node in drawn] == pytest.approx(
        [text.width for text in texts], abs=0.005
    )
    assert {node.get("lengthAdjust") for node in drawn} == {"spacingAndGlyphs"}


@pytest.mark.parametrize(
    ("anchor", "rtl", "start"),
    [
        ("left", False, None),
        ("middle", False, "middle"),
        ("right", False, "end"),
        ("left", True, "end"),
        ("middle", True, "middle"),
        ("right", True, None),
    ],
)
def test_the_anchor_is_a_place_and_not_a_direction(
    anchor: Literal["left", "middle", "right"], rtl: bool, start: str | None
) -> None:
    node = parsed(to_svg(scene(line_of("x", anchor=anchor, rtl=rtl)))).find(f".//{SVG}text")

    assert node is not None
    assert node.get("text-anchor") == start
    assert node.get("direction") == ("rtl" if rtl else None)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5), numbers)
def test_numbers_are_short_and_never_minus_zero(
    points: list[tuple[float, float]], size: float
) -> None:
    items = [
        Line(tuple(points), "#000000", abs(size), dash=(abs(size),)),
        Shape(tuple(points), "#000000"),
        Rect(Box(size, size, abs(size), abs(size)), fill="#ffffff", radius=abs(size)),
        Text("", size, size, abs(size), abs(size), "#000000"),
    ]
    body = to_svg(scene(*items)).partition("</title>")[2]

    for number in re.findall(r"-?\d[\d.e+-]*", re.sub("#[0-9a-f]{6}", "", body)):
        assert re.fullmatch(r"-?\d+(\.\d{1,2})?", number)
        assert number != "-0"


def test_pages_stand_below_or_beside_each_other() -> None:
    two = Scene((Page(297, 210, ()), Page(200, 100, ())), "Two", "")
    below, beside = (parsed(to_svg(replace(two, side_by_side=side))) for side in (False, True))

    assert (below.get("width"), below.get("height")) == ("297mm", "310mm")
    assert below.get("viewBox") == "0 0 297 310"
    assert [g.get("transform") for g in below.iter(f"{SVG}g")][1] == "translate(0 210)"
    assert (beside.get("width"), beside.get("height")) == ("497mm", "210mm")
    assert [g.get("transform") for g in beside.iter(f"{SVG}g")][1] == "translate(297 0)"


def test_each_page_is_white_paper(everything: Scene) -> None:
    for group, page in zip(
        parsed(to_svg(everything)).iter(f"{SVG}g"), everything.pages, strict=True
    ):
        ground = group[0]

        assert ground.get("fill") == "#ffffff"
        assert (ground.get("width"), ground.get("height")) == (
            f"{page.width:g}",
            f"{page.height:g}",
        )


def test_a_dash_without_length_is_a_round_dot() -> None:
    dotted = Line(((0, 0), (9, 0)), "#000000", 0.4, dash=(0.0, 1.4))
    dashed = replace(dotted, dash=(2.0, 1.0))
    first, second = parsed(to_svg(scene(dotted, dashed))).iter(f"{SVG}path")

    assert (first.get("stroke-dasharray"), first.get("stroke-linecap")) == ("0 1.4", "round")
    assert (second.get("stroke-dasharray"), second.get("stroke-linecap")) == ("2 1", None)


def test_nothing_is_fetched_run_or_told(everything: Scene) -> None:
    svg = to_svg(everything)

    assert re.findall(r"https?://[^\"']*", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<script|<style|<image|<metadata|href|url\(|on\w+=", svg)


def test_a_page_is_small(everything: Scene) -> None:
    assert len(to_svg(replace(everything, pages=everything.pages[:1])).encode()) < 40_000


def test_it_takes_only_the_standard_library() -> None:
    program = (
        "import sys, negcycle.drawing.painters.svg as svg; from negcycle.drawing.scene import *;"
        "svg.to_svg(Scene((Page(9, 9, ()),), 'a', 'b'));"
        "print(sorted({'numpy', 'matplotlib', 'networkx'} & set(sys.modules)))"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert out.stdout.strip() == "[]"
