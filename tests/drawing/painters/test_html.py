"""The web page needs nothing else, runs nothing, and says all twice: as picture and in words."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from negcycle.drawing.painters.html import to_figure_html, to_html
from negcycle.drawing.painters.svg import to_svg
from negcycle.drawing.scene import Page, Scene

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class Reader(HTMLParser):
    """Collects the tags with their attributes, and the text of each tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "img"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1]] = self.texts.get(self.open[-1], "") + data


def test_the_page_is_complete_and_closed(everything: Scene) -> None:
    page = to_html(everything)
    found = Reader(page)
    metas = [attrs for tag, attrs in found.tags if tag == "meta"]

    assert page.startswith("<!DOCTYPE html>\n")
    assert found.open == []
    assert ("html", {"lang": "en"}) in found.tags
    assert metas[0] == {"charset": "utf-8"}
    assert metas[1] == {"http-equiv": "Content-Security-Policy", "content": POLICY}
    assert {"main", "h1", "figure", "svg", "section", "h2", "pre"} <= {tag for tag, _ in found.tags}


def test_nothing_is_fetched_or_run(everything: Scene) -> None:
    page = to_html(everything)

    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in Reader(page).tags}
    assert set(re.findall(r"https?://[^\"']*", page)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|url\(", page)


def test_the_tab_of_the_browser_tells_nothing(everything: Scene) -> None:
    head = to_html(everything).partition("</head>")[0]

    assert "<title>negcycle map</title>" in head
    assert "Sunday" not in head


def test_every_page_is_a_picture_of_its_own_named_by_its_label(everything: Scene) -> None:
    page = to_html(everything)

    assert page.count("<svg ") == 2
    assert re.findall(r"<title id=[^>]*>([^<]*)<", page) == ["The cycle", "In full"]


def test_the_sheet_is_that_of_the_scene(everything: Scene) -> None:
    letter = Scene((Page(279.4, 215.9, ()),), "a", "b")

    assert "@page { size: 297mm 210mm; margin: 0; }" in to_html(everything)
    assert "@page { size: 279.4mm 215.9mm; margin: 0; }" in to_html(letter)


def test_two_pages_stand_beside_each_other_when_the_scene_says_so(everything: Scene) -> None:
    assert '<figure class="beside">' in to_html(replace(everything, side_by_side=True))
    assert "<figure>" in to_html(everything)


@given(st.text(), st.text())
def test_any_words_arrive_as_words(title: str, description: str) -> None:
    scene = Scene((Page(9, 9, (), "One"),), title, description)
    found = Reader(to_html(scene))

    def as_read(text: str) -> str:
        return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)

    assert found.open == []
    assert found.texts.get("pre", "") == as_read(description)
    assert found.texts.get("h1", "") == as_read(title)


def test_the_figure_keeps_its_words_where_only_an_image_survives(everything: Scene) -> None:
    found = Reader(to_figure_html(everything))
    ((_, attrs),) = [tag for tag in found.tags if tag[0] == "img"]
    kind, _, data = (attrs["src"] or "").partition(",")

    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == to_svg(everything)
    assert attrs["alt"] == f"{everything.title}. {everything.description}".strip()
