"""Whatever a stranger sends, a reader gives a graph or one clear sentence, and quickly."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.errors import ConversionError
from negcycle.graph.convert import READERS, read_graph, write_graph
from negcycle.graph.formats import reading
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.testing import signed_graphs

MEGABYTE = 1_000_000
TOO_DEEP = "This is nested too deeply for a graph."

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("id", "source", "nodes", "x")), inner, max_size=3)
    ),
    max_leaves=6,
)
fields = st.sampled_from(
    ("id", "source", "target", "sign", "weight", "delay", "from", "to", "polarity", "name")
)
json_rows = st.lists(st.dictionaries(fields, json_values | st.just("a"), max_size=4), max_size=3)
json_graphs = st.dictionaries(
    st.sampled_from(("nodes", "edges", "links", "variables", "relationships", "directed", "model")),
    json_rows | json_values,
    max_size=4,
)


def graph_or_sentence(content: str | bytes, of: str) -> None:
    try:
        graph = read_graph(content, of=of)
    except ConversionError as error:
        sentence = str(error)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        sentence.encode("utf-8")
    else:
        assert isinstance(graph, SignedGraph)


@pytest.mark.parametrize("of", READERS)
@given(content=st.binary(max_size=60) | st.text(max_size=60))
def test_anything_at_all(of: str, content: str | bytes) -> None:
    graph_or_sentence(content, of)


@pytest.mark.parametrize("of", READERS)
@given(data=st.data(), graph=signed_graphs(max_nodes=3, max_links=2))
def test_a_damaged_file(of: str, data: st.DataObject, graph: SignedGraph) -> None:
    try:
        text = write_graph(graph, to=of)
    except ConversionError:
        return
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    put = data.draw(st.text(max_size=3) | st.sampled_from(('"', ",", "<", "&#0;", "]", "1e999")))

    graph_or_sentence(text[:start] + put + text[end:], of)


@pytest.mark.parametrize("of", ["node-link", "sd-json"])
@given(tree=json_graphs)
def test_any_json(of: str, tree: dict[str, Any]) -> None:
    graph_or_sentence(json.dumps(tree), of)


@pytest.mark.parametrize(
    ("of", "start", "again"),
    [
        ("node-link", "", "["),
        ("node-link", '{"nodes":', "["),
        ("sd-json", "", '{"model":'),
        ("graphml", "", "<graph>"),
        ("graphml", "", "<graphml xmlns='x'>"),
        ("matrix", "", '"'),
        ("matrix", "", ","),
        ("matrix", "from\\to,", "a,"),
        ("matrix", "from\\to\n", "a\n"),
    ],
)
def test_a_megabyte_of_the_same_is_refused_quickly(of: str, start: str, again: str) -> None:
    began = time.perf_counter()

    with pytest.raises(ConversionError):
        read_graph(start + again * (MEGABYTE // len(again)), of=of)

    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("of", ["node-link", "sd-json"])
def test_deep_json_is_a_sentence(of: str) -> None:
    with pytest.raises(ConversionError) as caught:
        read_graph("[" * 100_000 + "]" * 100_000, of=of)

    assert str(caught.value) == TOO_DEEP


@pytest.mark.parametrize("of", READERS)
def test_more_than_five_megabytes_are_not_looked_into(of: str) -> None:
    with pytest.raises(ConversionError) as caught:
        read_graph("x" * (5 * MEGABYTE + 1), of=of)

    assert str(caught.value) == (
        "This is larger than 5 MB. Take out what does not belong to the graph."
    )


@pytest.mark.parametrize("of", READERS)
def test_a_crowd_of_links_is_refused(of: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("a", "b", "c")
    links = tuple(SignedLink(source=one, target=other) for one in names for other in names)
    text = write_graph(SignedGraph(nodes=names, links=links), to=of)

    assert len(read_graph(text, of=of).links) == 9
    monkeypatch.setattr(reading, "MOST_LINKS", 8)
    with pytest.raises(ConversionError) as caught:
        read_graph(text, of=of)
    assert str(caught.value) == "This graph has more than 8 links, and so many are not read."


@pytest.mark.parametrize("of", ["node-link", "sd-json", "matrix"])
def test_other_letters_than_utf_8_are_a_sentence(of: str) -> None:
    with pytest.raises(ConversionError) as caught:
        read_graph("é".encode("latin-1"), of=of)

    assert str(caught.value) == "This is not text in UTF-8. Save it as UTF-8."
