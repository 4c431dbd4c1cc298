"""Every published model says where it comes from, in one line, and what of it is from memory."""

from __future__ import annotations

import re

import pytest

from negcycle.errors import UnknownName
from negcycle.model.citation import Citation
from negcycle.simulation.citing import cite
from negcycle.simulation.published import PUBLISHED, Rey, SprottTriangle, Strogatz

every_model = pytest.mark.parametrize("key", PUBLISHED)


@every_model
def test_a_reference_is_one_line_with_authors_and_year(key: str) -> None:
    line = cite(key)

    assert "\n" not in line
    assert "  " not in line
    assert re.match(r"[A-ZÁ][^()]+ \((19|20)\d\d\)\. .+\. ?", line)


@every_model
def test_the_key_of_a_reference_tells_author_and_year(key: str) -> None:
    citation = PUBLISHED[key].citation

    assert re.fullmatch(r"[a-z]+(-[a-z]+)?-(19|20)\d\d(-[a-z]+)?", citation.key)
    assert citation.key.split("-")[0] in citation.text.casefold()
    assert re.search(r"\d{4}", citation.key)[0] in citation.text  # type: ignore[index]


def test_no_two_models_share_a_key() -> None:
    keys = [model.citation.key for model in PUBLISHED.values()]

    assert len(set(keys)) == len(keys)


def test_what_is_from_memory_is_marked() -> None:
    marked = {key: cite(key).rpartition(" (")[2] for key in PUBLISHED if cite(key).endswith(")")}

    assert marked == {
        "gottman-murray": "order of turns recalled)",
        "sprott": "recalled)",
        "gone-with-the-wind": "parameters recalled)",
        "liebovitch": "paper recalled)",
        "rey": "recalled)",
        "temporal-causal": "rate equation recalled)",
        "symptoms": "recalled)",
    }


def test_a_model_is_cited_by_name_by_class_and_by_itself() -> None:
    romeo = Strogatz(a=0, b=-1, c=1, d=0)

    lines = {cite("strogatz"), cite("Strogatz"), cite("strogatz-1988"), cite(Strogatz), cite(romeo)}

    assert lines == {str(Strogatz.citation)}
    assert str(Strogatz.citation) == (
        "Strogatz, S. H. (1988). Love affairs and differential equations. Mathematics Magazine, "
        "61(1), 35. https://doi.org/10.1080/0025570X.1988.11977342"
    )


def test_a_link_and_a_mark_are_there_if_there_is_something_to_say() -> None:
    bare = Citation(key="a-2000", text="A (2000). B.", where="", read=True)
    recalled = Citation(key="a-2000", text="A (2000). B.", where="", read=False, recalled="all")
    partly = Citation(key="a-2000", text="A (2000). B.", where="C", read=True, recalled="numbers")

    assert bare.line == "A (2000). B."
    assert recalled.line == "A (2000). B. (recalled)"
    assert partly.line == "A (2000). B. C (numbers recalled)"


def test_a_model_that_is_not_there_is_not_cited() -> None:
    with pytest.raises(UnknownName) as raised:
        cite("strogats")

    assert str(raised.value) == (
        "No published model is called 'strogats'. Did you mean 'strogatz'? There are: "
        "gottman-murray, strogatz, sprott, felmlee, richardson, rinaldi-linear, rinaldi-secure, "
        "laura-petrarch, gone-with-the-wind, liebovitch, coupled-oscillators, rey, "
        "temporal-causal, fuzzy-cognitive-map, symptoms."
    )
    assert raised.value.name == "strogats"


def test_what_is_no_published_model_is_not_cited() -> None:
    with pytest.raises(UnknownName, match=r"^No published model is called 'float'\."):
        cite(1.5)  # type: ignore[arg-type]


def test_the_docstring_of_a_recalled_model_says_so() -> None:
    for model in (SprottTriangle, Rey):
        assert "recalled" in (model.__doc__ or "")
