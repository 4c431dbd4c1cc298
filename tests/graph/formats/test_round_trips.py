"""What a format can hold comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negcycle.errors import ConversionError
from negcycle.graph.build import build_graph
from negcycle.graph.convert import READERS, WRITERS, AnyGraph, read_graph, write_graph
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.model.cycle import Cycle
from negcycle.testing import cycle_graphs, cycles, signed_graphs, words

few = settings(max_examples=20)

HARD_NAMES = words().map(str.strip).filter(bool)


def there_and_back(graph: AnyGraph, of: str) -> SignedGraph:
    return read_graph(write_graph(graph, to=of), of=of)


@pytest.mark.parametrize("whole", ["graphml", "node-link"])
@given(graph=signed_graphs())
def test_a_whole_format_keeps_every_node_and_link(whole: str, graph: SignedGraph) -> None:
    assert there_and_back(graph, whole) == graph


@given(signed_graphs())
def test_sd_json_keeps_all_but_weights_and_delays(graph: SignedGraph) -> None:
    bare = graph.changed(links=[link.changed(weight=1.0, delay=0.0) for link in graph.links])

    assert there_and_back(graph, "sd-json") == bare


@given(signed_graphs(names=HARD_NAMES, parallel=False, unknown=False))
def test_a_matrix_keeps_all_but_delays_and_order(graph: SignedGraph) -> None:
    back = there_and_back(graph, "matrix")

    bare = [link.changed(delay=0.0) for link in graph.links if link.weight]
    assert back.nodes == graph.nodes
    assert sorted(back.links, key=repr) == sorted(bare, key=repr)


@few
@given(graph=cycle_graphs(), of=st.sampled_from(("graphml", "node-link")))
def test_a_cycle_comes_back_as_its_stations_and_links(graph: CycleGraph, of: str) -> None:
    assert there_and_back(graph, of) == graph.signed()


@few
@given(cycle=cycles(max_partners=2), to=st.sampled_from(sorted(WRITERS)))
def test_a_cycle_is_written_as_its_graph(cycle: Cycle, to: str) -> None:
    graph = build_graph(cycle)
    try:
        text = write_graph(graph, to=to)
    except ConversionError:
        assert to == "matrix"
        return

    assert write_graph(cycle, to=to) == text


@pytest.mark.parametrize("of", READERS)
@given(graph=signed_graphs(names=HARD_NAMES, parallel=False, unknown=False))
def test_a_file_reads_like_its_text(of: str, graph: SignedGraph) -> None:
    text = write_graph(graph, to=of)

    assert read_graph(text.encode(), of=of) == read_graph(text, of=of)
    assert read_graph(b"\xef\xbb\xbf" + text.encode(), of=of) == read_graph(text, of=of)


def test_utf_16_is_read_where_the_first_bytes_say_so() -> None:
    graph = SignedGraph(nodes=("孤独",), links=(SignedLink(source="孤独", target="孤独"),))

    for of in READERS:
        text = write_graph(graph, to=of).replace('encoding="UTF-8"', 'encoding="UTF-16"')
        assert read_graph(text.encode("utf-16"), of=of) == graph
