"""The reliable change of the RDAS, coded a second time from the words of its source."""

from __future__ import annotations

import pytest

import negcycle as nc

CUTOFF = "47.31"
INDEX = "11.58"
"""Anderson et al. (2014), summary: "a cutoff of 47.31 and reliable change index of 11.58"."""
AT_LEAST = 12
"""The same: across the cutoff, and a change of "12 or more points"."""


def change(first: float, last: float) -> tuple[bool | None, bool | None, bool | None]:
    scores = [
        nc.Score(name="RDAS", date=f"2026-0{month}-01", value=value, by="Ana")
        for month, value in ((1, first), (7, last))
    ]
    found = nc.reliable_change(scores)
    return found.reliable, found.crossed, found.clinical


@pytest.mark.parametrize("first", range(70))
def test_every_pair_of_whole_scores_is_judged_as_the_source_says(first: int) -> None:
    for last in range(70):
        points = last - first if last > first else first - last
        crossed = min(first, last) <= 47 and max(first, last) >= 48
        enough = points >= AT_LEAST

        assert change(first, last) == (enough, crossed, enough and crossed)


def test_the_index_lies_between_eleven_and_twelve_whole_points() -> None:
    assert 11 < float(INDEX) < AT_LEAST
    assert 47 < float(CUTOFF) < 48
    assert change(0, float(INDEX))[0] is False
    assert change(0, float(INDEX) + 0.01)[0] is True
    assert change(float(CUTOFF), 47)[1] is True
    assert change(float(CUTOFF), 48)[1] is False
