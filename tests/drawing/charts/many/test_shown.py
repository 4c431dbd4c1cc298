"""In a notebook many couples are an image with words: over time, or else how they end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import negcycle as nc
from negcycle.errors import DrawingError
from negcycle.model.ensemble import Ensemble

Make = Callable[..., Ensemble]
OverTime = Callable[..., dict[str, Any]]


def test_couples_over_time_show_a_fan(make: Make, over_time: OverTime) -> None:
    couples = make(recorded=over_time("john.behavior"), count=30)

    assert couples._repr_html_() == nc.draw_fan(couples).figure_html()
    assert 'alt="John and Mary: many couples of a model, over time. ' in couples._repr_html_()


def test_couples_without_a_record_show_how_they_end(make: Make) -> None:
    for couples in (make(), make({"forget": [0.0, 1.0], "repair": [0.0, 1.0]})):
        assert couples._repr_html_() == nc.draw_outcome_map(couples).figure_html()


def test_a_simulated_ensemble_can_be_drawn() -> None:
    cycle = nc.load("examples/sunday-silence.yaml")
    couples = nc.ensemble(
        cycle, 6, turns=20, seed=1, noise=0.2, record="john.behavior", kernel="numpy"
    )
    swept = nc.sweep(
        cycle, {"reactivity": [1, 3], "openness": [0.2, 0.8]}, turns=20, seed=1, kernel="numpy"
    )

    assert nc.draw_fan(couples).scene.pages[0].lines("median") != ()
    assert nc.draw_outcome_map(swept).scene.pages[0].shapes("cell") != ()
    assert nc.draw_recovery(swept).scene.pages[0].lines("curve") != ()


def test_no_couple_at_all_is_told_in_a_line(make: Make) -> None:
    assert make(keep=[])._repr_html_() == ("<p>&lt;Ensemble of 0 couples over 100 turns: &gt;</p>")


@pytest.mark.parametrize(
    "draw", [nc.draw_fan, nc.draw_outcome_map, nc.draw_recovery, nc.draw_sensitivity]
)
def test_what_holds_no_couples_is_a_sentence(draw: Callable[..., Any]) -> None:
    with pytest.raises(DrawingError) as caught:
        draw(5)

    assert str(caught.value) == (
        "There is nothing to draw in int. Give what `ensemble`, `sweep` or an analysis of them "
        "returned."
    )


def test_a_picture_says_what_the_numbers_were_drawn_from(make: Make) -> None:
    names = [f"links.{n}.strength" for n in range(5)]
    couples = replace(
        make(parameters={name: np.arange(40.0) for name in names}),
        drawn=dict.fromkeys(names, "uniform(0, 40)"),
    )
    told = " ".join(nc.draw_outcome_map(couples).text().split())

    assert "Chosen and not measured: links.0.strength, drawn from uniform(0, 40)." in told
    assert "links.2.strength, drawn" in told
    assert "links.3.strength, drawn" not in told
    assert "Chosen as well: 2 more numbers that differ." in told


def test_few_couples_are_fewer_than_one_percent(make: Make) -> None:
    few = make(count=1000, ended=lambda _, index: np.where(index < 3, 2, 0))
    told = " ".join(nc.draw_outcome_map(few).text().split())

    assert "in fewer than 1% it keeps growing" in told
    assert repr(few) == "<Ensemble of 1,000 couples over 100 turns: >99% calm, <1% escalating>"
