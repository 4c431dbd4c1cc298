"""Scores stand as they are; of the RDAS alone it is known which change is more than chance."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import AnalysisError, CaseError
from negcycle.practices.over_time.instruments import KNOWN, series

WHOLE = st.integers(0, 69)


def scores(*values: float, name: str = "RDAS", by: str = "Ana") -> list[nc.Score]:
    """Return scores of the first days of a year."""
    return [
        nc.Score(name=name, date=f"2026-01-{day:02}", value=value, by=by)
        for day, value in enumerate(values, start=1)
    ]


SENTENCES = {
    (41, 55): "That is more than the 11.58 points which the measure alone may vary, and it crosses "
    "the published cut-off of 47.31: the source calls both together clinically significant.",
    (55, 41): "That is more than the 11.58 points which the measure alone may vary, and it crosses "
    "the published cut-off of 47.31: the source calls both together clinically significant.",
    (
        30,
        44,
    ): "That is more than the 11.58 points which the measure alone may vary, and both scores "
    "lie on the same side of the published cut-off of 47.31.",
    (47, 48): "The scores lie on either side of the published cut-off of 47.31, and the change is "
    "not more than the 11.58 points which the measure alone may vary.",
    (40, 40): "The change is not more than the 11.58 points which the measure alone may vary, and "
    "both scores lie on the same side of the published cut-off of 47.31.",
}


@pytest.mark.parametrize(("pair", "sentence"), SENTENCES.items())
def test_the_rdas_is_told_with_its_source(pair: tuple[int, int], sentence: str) -> None:
    found = nc.reliable_change(scores(*pair))

    assert found.sentences[1] == sentence
    assert found.sentences[2] == (
        "They say nothing of why it changed, and nothing of the other person. Both numbers: "
        "Anderson, S. R., Tambling, R. B., Huff, S. C., Heafner, J., Johnson, L. N., & Ketring, "
        "S. A. (2014). The development of a reliable change index and cutoff for the Revised "
        "Dyadic Adjustment Scale. J. Marital Fam. Ther. 40(4), 525-534. "
        "https://doi.org/10.1111/jmft.12095 (its summary)"
    )


def test_more_fewer_and_the_same_are_told_alike() -> None:
    told = [nc.reliable_change(scores(41, last)).sentences[0] for last in (55, 40, 41)]

    assert told == [
        "RDAS, filled in by Ana: 41 on 2026-01-01 and 55 on 2026-01-02, 14 points more.",
        "RDAS, filled in by Ana: 41 on 2026-01-01 and 40 on 2026-01-02, 1 point fewer.",
        "RDAS, filled in by Ana: 41 on 2026-01-01 and 41 on 2026-01-02, the same.",
    ]


@given(WHOLE, WHOLE)
def test_up_and_down_count_alike(first: int, last: int) -> None:
    there, back = nc.reliable_change(scores(first, last)), nc.reliable_change(scores(last, first))

    assert (there.reliable, there.crossed, there.clinical) == (
        back.reliable,
        back.crossed,
        back.clinical,
    )
    assert there.points == -back.points
    assert there.sentences[1:] == back.sentences[1:]


@pytest.mark.parametrize("name", ["rdas", "R-DAS", "RDAS ", "Rdas"])
def test_the_rdas_is_known_however_it_is_written(name: str) -> None:
    assert nc.reliable_change(scores(40, 60, name=name)).clinical is True


@pytest.mark.parametrize("name", ["CSI-16", "DAS", "KMSS", "our own", "孤独", "RDAS-2"])
def test_of_any_other_questionnaire_no_constants_are_known(name: str) -> None:
    found = nc.reliable_change(scores(-5, 1000.5, name=name))

    assert (found.reliable, found.crossed, found.clinical) == (None, None, None)
    assert found.points == 1005.5
    assert found.sentences[1:] == (
        f"No published constants of '{name}' are known here, so its scores stand as they are.",
    )
    assert [*KNOWN] == ["RDAS"]


def test_a_series_is_that_of_one_person_in_the_order_of_the_days() -> None:
    ana, ben = scores(40, 50), scores(60, 61, 62, by="Ben")

    found = series([*ana[::-1], *ben])

    assert found["RDAS", "Ana"] == tuple(ana)
    assert found["RDAS", "Ben"] == tuple(ben)
    assert nc.reliable_change(ana[::-1]).points == 10


REFUSED: list[tuple[list[nc.Score], str]] = [
    ([], "A change needs two scores of different days."),
    (scores(40), "A change needs two scores of different days."),
    ([*scores(40), *scores(50)], "Two of these scores are of 2026-01-01. Keep one of them."),
    (
        [*scores(40), *scores(50, by="Ben")],
        "These scores are of several people or questionnaires. Give those of one person in one "
        "questionnaire; 'series' sorts them.",
    ),
    (
        scores(40, 70),
        "A score of 70 is not possible in the RDAS, which goes from 0 to 69.",
    ),
]


@pytest.mark.parametrize(("given", "sentence"), REFUSED)
def test_what_is_no_series_is_refused(given: list[nc.Score], sentence: str) -> None:
    with pytest.raises(AnalysisError) as caught:
        nc.reliable_change(given)

    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "fields",
    [{"value": "much"}, {"value": float("nan")}, {"date": "today"}, {"by": " "}, {"name": ""}],
)
def test_a_score_has_a_name_a_day_a_number_and_a_person(fields: dict[str, Any]) -> None:
    with pytest.raises(CaseError):
        nc.Score(**{"name": "RDAS", "date": "2026-01-01", "value": 40, "by": "Ana", **fields})
