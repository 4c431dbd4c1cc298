"""A cycle shows itself: after a colon in an f-string, and as a picture with words in a notebook."""

from __future__ import annotations

import base64
import json
from html.parser import HTMLParser

import nbformat
import pytest
from nbclient import NotebookClient

import negcycle as nc
from negcycle.drawing.showing import FORMS, shown_as
from negcycle.graph.convert import to_dot, to_mermaid

CYCLE = nc.Cycle(
    title='The "Sunday" <Silence> & more',
    partners={
        "john": {"name": "<script>John</script>", "chain": {"primary": "hurt"}},
        "mary": {"name": "Mary"},
    },
)

KEPT = {"figure": set[str](), "img": {"alt", "src"}}
"""What JupyterLab leaves of these tags in a notebook that is not trusted; its rules also let pass
``src`` of an image only with `data:` or a web address, and drop every `svg`."""


class Sanitized(HTMLParser):
    """Reads HTML as an untrusted notebook does: tags and attributes that it does not know go."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.dropped: set[str] = set()
        self.images: list[dict[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in KEPT:
            self.dropped.add(tag)
        if tag == "img":
            self.images.append({name: value or "" for name, value in attrs if name in KEPT["img"]})


def test_every_form_is_what_its_name_says() -> None:
    graph = nc.build_graph(CYCLE)
    picture = nc.draw(CYCLE)

    assert f"{CYCLE:mermaid}" == to_mermaid(graph)
    assert f"{CYCLE:dot}" == to_dot(graph)
    assert f"{CYCLE:text}" == picture.text()
    assert f"{CYCLE:svg}" == picture.svg()
    assert f"{CYCLE:html}" == picture.figure_html()
    assert nc.loads(f"{CYCLE:yaml}") == CYCLE
    assert json.loads(f"{CYCLE:json}")["partners"]["mary"] == {"name": "Mary"}
    assert f"{CYCLE}" == str(CYCLE)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_something_to_show_of_a_blank_cycle(form: str) -> None:
    blank = nc.Cycle(partners={"a": {"name": "Ana"}})

    assert format(blank, form).strip()
    assert format(blank, form) == shown_as(blank, form)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("mermad", "'mermad' is not a form of a cycle. Did you mean 'mermaid'?"),
        (
            "10.2f",
            "'10.2f' is not a form of a cycle. Choose from: text, mermaid, dot, svg, html, yaml, "
            "json.",
        ),
    ],
)
def test_a_form_that_does_not_exist_is_refused(form: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="is not a form of a cycle") as caught:
        format(CYCLE, form)

    assert str(caught.value) == sentence


def test_in_a_notebook_a_cycle_is_an_image_with_words() -> None:
    found = Sanitized(CYCLE._repr_html_())
    (image,) = found.images
    kind, _, data = image["src"].partition(",")
    picture = nc.draw(CYCLE)

    assert found.dropped == set()
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == picture.svg()
    assert image["alt"] == f"{picture.scene.title}. {picture.scene.description}".strip()


def test_a_picture_shows_itself_as_its_cycle_does() -> None:
    assert nc.draw(CYCLE)._repr_html_() == CYCLE._repr_html_()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_a_notebook_that_is_run_holds_the_picture_and_its_words() -> None:
    begin = "import negcycle as nc\ncycle = nc.Cycle(partners={'ana': {'name': 'Ana'}})"
    cells = [begin, "cycle", "nc.draw(cycle, view='positive')", "print(f'{cycle:mermaid}')"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    _, cycle, picture, printed = ([*cell.outputs] for cell in notebook.cells)
    ana = nc.Cycle(partners={"ana": {"name": "Ana"}})

    assert cycle[0].data["text/html"] == ana._repr_html_()
    assert picture[0].data["text/html"] == nc.draw(ana, view="positive").figure_html()
    assert "What I feel underneath: still open." in cycle[0].data["text/html"]
    assert printed[0].text == f"{ana:mermaid}\n"
