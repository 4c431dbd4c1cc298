"""SD-JSON is what system dynamics tools with a language model read and answer."""

from __future__ import annotations

import json

import pytest

from negcycle.errors import ConversionError
from negcycle.graph.convert import from_sd_json, to_sd_json
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.model.cycle import Cycle

GRAPH = SignedGraph(
    nodes=("births", "people"),
    links=(
        SignedLink(source="births", target="people"),
        SignedLink(source="people", target="births", sign=-1),
        SignedLink(source="people", target="people", sign=0),
    ),
)
RELATIONSHIPS = [
    {"from": "births", "to": "people", "polarity": "+"},
    {"from": "people", "to": "births", "polarity": "-"},
    {"from": "people", "to": "people", "polarity": ""},
]
NO_NAME = " cannot be a name. Write words, at most 2000 characters, without control characters."
NOT_SD_JSON = (
    "This is not SD-JSON. It is an object with 'variables' and 'relationships', each a list of "
    "objects."
)


def test_it_has_variables_and_relationships() -> None:
    assert json.loads(to_sd_json(GRAPH)) == {
        "variables": [
            {"name": "births", "type": "variable"},
            {"name": "people", "type": "variable"},
        ],
        "relationships": RELATIONSHIPS,
    }


def test_the_words_of_a_cycle_document_its_variables() -> None:
    cycle = Cycle(partners={"ana": {"name": "Ana", "chain": {"primary": ["hurt", "alone"]}}})

    first, second, *_ = json.loads(to_sd_json(cycle))["variables"]

    assert first == {"name": "ana.primary", "type": "variable", "documentation": "hurt; alone"}
    assert second == {"name": "ana.secondary", "type": "variable"}


@pytest.mark.parametrize(
    "tree",
    [
        {"relationships": RELATIONSHIPS, "variables": []},
        {"relationships": RELATIONSHIPS, "title": "x", "explanation": "y"},
        {"success": True, "model": {"relationships": RELATIONSHIPS}},
        {"relationships": RELATIONSHIPS, "variables": [{"name": "births"}, {"name": "people"}]},
        {
            "relationships": [
                *RELATIONSHIPS[:2],
                {"from": "people", "to": "people", "polarity": "?"},
            ],
            "variables": [{"name": name, "type": "stock", "eqn": "1"} for name in GRAPH.nodes],
        },
    ],
)
def test_the_answers_of_such_tools_are_read(tree: object) -> None:
    assert from_sd_json(json.dumps(tree)) == GRAPH


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        ([], NOT_SD_JSON),
        ({"variables": []}, NOT_SD_JSON),
        ({"variables": {}, "relationships": []}, NOT_SD_JSON),
        ({"relationships": ["a"]}, NOT_SD_JSON),
        (
            {"relationships": [{"from": "a", "to": "b", "polarity": "0.5"}]},
            "Relationship 1: '0.5' is not a sign. Write '+', '-', or '?' where it is unknown.",
        ),
        (
            {"relationships": [{"from": "a"}]},
            "Relationship 1: nothing" + NO_NAME,
        ),
        (
            {"variables": [{"type": "stock"}], "relationships": []},
            "Variable 1: nothing" + NO_NAME,
        ),
        (
            {"variables": [{"name": "a"}], "relationships": [{"from": "a", "to": "A"}]},
            "A link uses 'A', and no node is called this.",
        ),
    ],
)
def test_what_is_no_such_graph_is_a_sentence(tree: object, sentence: str) -> None:
    with pytest.raises(ConversionError) as caught:
        from_sd_json(json.dumps(tree))

    assert str(caught.value) == sentence
