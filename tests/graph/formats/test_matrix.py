"""The labelled matrix reads like a spreadsheet, however people save it."""

from __future__ import annotations

import pytest
from hypothesis import given

from negcycle.errors import ConversionError
from negcycle.graph.convert import from_matrix, to_matrix
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.testing import signed_graphs

A_TO_B = SignedLink(source="a", target="b", sign=-1, weight=0.5)
B_TO_A = SignedLink(source="b", target="a", sign=1, weight=2)
GRAPH = SignedGraph(nodes=("a", "b"), links=(A_TO_B, B_TO_A))


def test_it_is_written_with_a_row_for_each_source() -> None:
    assert to_matrix(GRAPH) == "from\\to,a,b\na,,-0.5\nb,2,\n"


def test_a_link_of_no_weight_is_no_link() -> None:
    graph = GRAPH.changed(links=(A_TO_B.changed(weight=0),))

    assert to_matrix(graph) == "from\\to,a,b\na,,\nb,,\n"


@pytest.mark.parametrize("name", ["=1+1", "@x", "+a", "-a", "a,b", 'say "no"', "one\ntwo", "a;b"])
def test_a_name_is_written_and_read_exactly_as_it_is(name: str) -> None:
    graph = SignedGraph(nodes=(name,), links=(SignedLink(source=name, target=name),))

    assert from_matrix(to_matrix(graph)) == graph


@pytest.mark.parametrize(
    "text",
    [
        "from\\to,a,b\na,,-0.5\nb,2,\n",
        "\ufefffrom\\to,a,b\na,,-0.5\nb,2,\n",
        "from\\to;a;b\na;;-0,5\nb;2,0;\n",
        "from\\to\ta\tb\na\t\t-.5\nb\t+2.\t\n",
        "from\\to,a,b\r\na,,-0.5\r\nb,2,\r\n",
        "from\\to,a,b\ra,,-0.5\rb,2,\r",
        'From \\ To,"a", b \n"a",0,-5e-1\n b ,2, -0 \n',
        "from/to,a,b\na,,-0.5\nb,2,",
        ",a,b\na,,\N{MINUS SIGN}0.5\nb,2,\n\n,,\n",
        "a,b\na,,-0.5\nb,2,0.0\n",
    ],
    ids=[
        "as we write it",
        "byte order mark",
        "semicolons and decimal commas",
        "tabs",
        "line ends of Windows",
        "line ends of old",
        "quotes and spaces",
        "slash",
        "blank corner, minus sign and blank rows",
        "no corner",
    ],
)
def test_it_is_read_however_it_was_saved(text: str) -> None:
    assert from_matrix(text) == GRAPH


def test_a_bare_sign_is_a_weight_of_one() -> None:
    read = from_matrix("from\\to,a,b\na,+,-\nb,,\n")

    assert [(link.sign, link.weight) for link in read.links] == [(1, 1.0), (-1, 1.0)]


def test_sources_and_targets_may_differ() -> None:
    read = from_matrix("from\\to,b,c\na,1,-1\n")

    assert read.nodes == ("a", "b", "c")


@given(signed_graphs(names=None, parallel=False, unknown=False))
def test_a_name_with_a_space_at_an_end_is_a_sentence(graph: SignedGraph) -> None:
    with_space = next((name for name in graph.nodes if name != name.strip()), None)
    if with_space is None:
        from_matrix(to_matrix(graph))
        return

    with pytest.raises(ConversionError, match="begins or ends with a space"):
        to_matrix(graph)


@pytest.mark.parametrize(
    ("links", "sentence"),
    [
        (
            (A_TO_B, A_TO_B),
            "A matrix holds one link from 'a' to 'b', and this graph has several. Choose another "
            "format.",
        ),
        (
            (A_TO_B.changed(sign=0),),
            "A matrix cannot hold the link from 'a' to 'b': its sign is not known. Choose another "
            "format.",
        ),
    ],
)
def test_what_it_cannot_hold_is_a_sentence(links: tuple[SignedLink, ...], sentence: str) -> None:
    with pytest.raises(ConversionError) as caught:
        to_matrix(GRAPH.changed(links=links))

    assert str(caught.value) == sentence


NO_NAME = " cannot be a name. Write words, at most 2000 characters, without control characters."
EMPTY = "This matrix is empty. Begin with 'from\\to' and the names of the targets."
QUOTES = "Line {}: the quotes do not match, or a cell is far too long."
WEIGHT = (
    "Row {}, column {}: {} is not a weight. Write a number such as -0.5, '+', '-', or nothing for "
    "no link."
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", EMPTY),
        ("\n , \n", EMPTY),
        (
            "day,a,b\nmonday,1,2\n",
            "Row 1, column 1: 'day' stands where 'from\\to' is expected. Write a row for each "
            "source and a column for each target.",
        ),
        ("from\\to,a\na,\nb\n", "Row 3: there are 1 cells, and 2 are expected."),
        ("from\\to,a\n\na,1,2,3\n", "Row 3: there are 4 cells, and 2 are expected."),
        (
            "from\\to,a,b,a\n",
            "Column 4: 'a' is named already: Column 2. Give each node one row and one column.",
        ),
        (
            "from\\to,a\na,\na,\n",
            "Row 3: 'a' is named already: Row 2. Give each node one row and one column.",
        ),
        (
            "from\\to,a,,b\n",
            "Column 3: ''" + NO_NAME,
        ),
        ("from\\to,a\na,nan\n", WEIGHT.format(2, 2, "'nan'")),
        ("from\\to,a\na,-inf\n", WEIGHT.format(2, 2, "'-inf'")),
        ("from\\to,a\na,1e999\n", WEIGHT.format(2, 2, "'1e999'")),
        ("from\\to,a,b\na,1,?\nb,,\n", WEIGHT.format(2, 3, "'?'")),
        ("from\\to;a\na;1,2,3\n", WEIGHT.format(2, 2, "'1,2,3'")),
        ("from\\to,a\na,1_0\n", WEIGHT.format(2, 2, "'1_0'")),
        ('from\\to,a\n"a,1\n', QUOTES.format(2)),
        ('from\\to,a\n"a"b,1\n', QUOTES.format(2)),
    ],
)
def test_what_is_no_such_matrix_is_a_sentence_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(ConversionError) as caught:
        from_matrix(text)

    assert str(caught.value) == sentence
