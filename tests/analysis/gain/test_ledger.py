"""The ledger adds up to the gain, and closed gates are a finding and no fault."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.gain.ledger import gain_ledger, spectral_radius
from negcycle.errors import AnalysisError, SimulationError
from negcycle.system.measuring import gain
from negcycle.testing import couples, cycles

SEEDS = st.integers(0, 2**32 - 1)


def couple(*, gap: float = 0.0, **both: Any) -> nc.Cycle:
    people = {
        key: {"name": key.title(), "dynamics": {"need": 0.5 + way * gap / 2, **both}}
        for key, way in (("ana", 1), ("ben", -1))
    }
    return nc.Cycle(partners=people)


def inside(system: nc.System, seed: int) -> Any:
    chance = np.random.default_rng(seed)
    return system.low + (system.high - system.low) * chance.random(len(system.states))


@given(couples(), SEEDS)
def test_the_ledger_adds_up_to_the_gain(one: nc.Cycle, seed: int) -> None:
    system = nc.compile_system(one)
    state = inside(system, seed)

    ledger = gain_ledger(system, at=state)

    assert ledger.total == pytest.approx(math.log(abs(gain(system, state))), abs=1e-12)
    assert sum(ledger.by_partner.values()) == pytest.approx(ledger.total, abs=1e-12)
    assert sum(ledger.by_link.values()) == pytest.approx(ledger.total, abs=1e-12)
    assert ledger.sign == np.sign(gain(system, state)) == np.sign(ledger.gain)


@given(cycles(max_partners=3), SEEDS)
@settings(max_examples=60)
def test_the_ledger_adds_up_where_links_run_side_by_side(one: nc.Cycle, seed: int) -> None:
    """Several behaviors, written links, more people: whatever the file holds."""
    try:
        system = nc.compile_system(one)
        state = inside(system, seed)
        expected = float(gain(system, state))
    except SimulationError:
        assume(condition=False)
        raise
    ledger = gain_ledger(system, at=state)

    assert ledger.gain == pytest.approx(expected, rel=1e-9, abs=1e-300)
    if expected and not ledger.closed:
        assert ledger.total == pytest.approx(math.log(abs(expected)), abs=1e-9)


@given(couples(), SEEDS)
def test_a_partners_rows_are_what_they_pass_on(one: nc.Cycle, seed: int) -> None:
    """By the formula: ln g + ln(1 - a) for each."""
    system = nc.compile_system(one)
    state = inside(system, seed)

    ledger = gain_ledger(system, at=state)

    for person in system.people:
        covered = 1 - state[system.place(f"{person.key}.openness")]
        assert ledger.by_partner[person.key] == pytest.approx(
            math.log(person.reactivity) + math.log(covered), abs=1e-9
        )


@given(couples(), SEEDS)
def test_the_order_of_partners_changes_no_row(one: nc.Cycle, seed: int) -> None:
    system, turned = (
        nc.compile_system(one),
        nc.compile_system(one.changed(partners=tuple(reversed(one.partners)))),
    )
    state = inside(system, seed)
    moved = np.array([state[system.place(name)] for name in turned.names])

    assert set(gain_ledger(system, at=state).rows) == set(gain_ledger(turned, at=moved).rows)


def test_the_default_couple_has_ten_rows_and_the_gains_in_print() -> None:
    gains = {at: gain_ledger(couple(gap=0.1), at=at) for at in ("calm", "settled", "stuck")}

    assert len(gains["calm"].rows) == 10
    assert gains["calm"].gain == pytest.approx(0.16, abs=1e-12)
    assert gains["settled"].gain == pytest.approx(0.1786, abs=5e-5)
    assert gains["stuck"].gain == pytest.approx(3.3241, abs=5e-5)
    assert gains["calm"].sentences == (
        "The loop gain is 0.16; the logarithms of its factors add up to -1.8326.",
    )


def test_a_closed_gate_is_a_sentence_and_no_fault() -> None:
    """Whoever is wholly open passes nothing on, so nothing comes back."""
    open_wide = couple(openness=1)

    ledger = gain_ledger(open_wide)

    assert (ledger.total, ledger.gain, ledger.sign) == (-math.inf, 0, 0)
    assert [row.reads for row in ledger.closed] == ["ana.openness", "ben.openness"]
    assert ledger.sentences == (
        "The loop is closed: nothing comes back, and the gain is 0.",
        "'ana.openness' lets nothing pass from 'ana.primary' to 'ana.secondary'.",
        "'ben.openness' lets nothing pass from 'ben.primary' to 'ben.secondary'.",
    )
    assert json.loads(json.dumps(ledger.as_data(), allow_nan=False))["total"] is None


def test_a_chain_without_a_way_through_is_a_sentence_and_no_fault() -> None:
    system = nc.compile_system(couple())
    cut = replace(system, influences=tuple(one for one in system.influences if one.source != 2))

    ledger = gain_ledger(cut, at="calm")

    assert ledger.gain == 0
    assert ledger.sentences[1:] == ("No way leads from 'ana.primary' to 'ben.primary'.",)


def test_several_behaviors_are_told_as_one_and_change_nobody_s_sum() -> None:
    one = couple()
    two_ways = one.changed(
        partners=[
            one.partners[0].changed(chain={"behavior": ["shout", "follow you around"]}),
            one.partners[1],
        ]
    )

    ledger = gain_ledger(two_ways, at="calm")

    ways = [row for row in ledger.rows if row.kind == "ways"]
    assert [(row.partner, row.source, row.target) for row in ways] == [
        ("ana", "ana.perception", "ana.behavior"),
        ("ben", "ana.behavior", "ben.primary"),
    ]
    assert abs(ledger.gain) == pytest.approx(0.16, abs=1e-12)
    assert ledger.by_partner["ana"] == pytest.approx(ledger.by_partner["ben"], abs=1e-12)


@given(couples(), SEEDS)
def test_the_radius_of_a_ring_is_the_eighth_root_of_its_gain(one: nc.Cycle, seed: int) -> None:
    system = nc.compile_system(one)
    state = inside(system, seed)
    assume(abs(gain(system, state)) > 1e-6)

    radius = spectral_radius(system, at=state)

    assert radius**8 == pytest.approx(abs(gain(system, state)), rel=1e-6)


@given(couples(equal_needs=True))
def test_at_calm_with_equal_needs_the_local_radius_is_the_structural_one(one: nc.Cycle) -> None:
    """Without slopes below 1 and without hurt, the two gains are the same; slow states wait."""
    assume(abs(float(gain(nc.compile_system(one), nc.compile_system(one).calm))) > 1e-6)
    assume((one.dynamics.forget or 0) > 0)

    local = spectral_radius(one, at="calm", kind="local")

    assert local == pytest.approx(spectral_radius(one, at="calm"), rel=1e-6)


def test_questions_that_have_no_answer_say_why() -> None:
    with pytest.raises(AnalysisError) as nobody:
        gain_ledger(couple(), pair=("ana", "zoe"))

    assert str(nobody.value) == (
        "'ana' and 'zoe' are not two who are in a cycle with each other here."
    )
