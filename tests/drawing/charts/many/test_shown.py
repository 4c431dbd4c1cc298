"""In a notebook many couples are an image with words: over time, or else how they end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import negcycle as nc
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
