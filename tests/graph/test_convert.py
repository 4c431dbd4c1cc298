"""Formats are found by name and by the end of a file's name."""

from __future__ import annotations

import pytest

from negcycle.errors import UnknownName
from negcycle.graph.convert import (
    READERS,
    SUFFIXES,
    WRITERS,
    format_of,
    read_graph,
    write_graph,
)
from negcycle.graph.signed import SignedGraph


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("couple.graphml", "graphml"),
        ("couple.dot", "dot"),
        ("couple.mmd", "mermaid"),
        ("couple.csv", "matrix"),
        ("couple.graph.json", "node-link"),
        ("COUPLE.SD.JSON", "sd-json"),
        ("couple.json", None),
        ("graph.json", None),
        ("couple", None),
    ],
)
def test_a_file_name_says_its_format(file: str, name: str | None) -> None:
    assert format_of(file) == name


def test_every_format_has_a_writer_and_a_suffix_and_what_is_read_is_written() -> None:
    assert set(SUFFIXES.values()) == set(WRITERS)
    assert set(READERS) < set(WRITERS)


@pytest.mark.parametrize("name", WRITERS)
def test_an_empty_graph_is_written_and_read(name: str) -> None:
    text = write_graph(SignedGraph(nodes=()), to=name)

    assert text.endswith("\n")
    if name in READERS:
        assert read_graph(text, of=name) == SignedGraph(nodes=())


def test_an_unknown_format_is_a_sentence() -> None:
    with pytest.raises(UnknownName) as caught:
        write_graph(SignedGraph(nodes=()), to="graphlm")
    with pytest.raises(UnknownName) as unreadable:
        read_graph("", of="dot")

    assert str(caught.value) == "No format is called 'graphlm' here. Did you mean 'graphml'?"
    assert str(unreadable.value) == (
        "No format is called 'dot' here. Choose from: graphml, node-link, sd-json, matrix."
    )
