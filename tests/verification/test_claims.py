"""The claims about a cycle that the model keeps, one test each, by their number.

The texts behind negcycle make 22 claims about how a cycle moves, D1 to D22. A claim that the model
does not have, or has in part, stands in `docs/theory/what-the-model-does-not-cover.md` instead.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.graph.cycle_graph import Kind
from negcycle.system.relaxing import relax
from negcycle.testing import couples, cycles

PAGE = Path(__file__).parents[2] / "docs" / "theory" / "what-the-model-does-not-cover.md"
KEYS = ("ana", "ben")


def covering(cycle: nc.Cycle) -> nc.Cycle:
    """Return this couple with nobody quite open: who is turns nothing into defence, ever."""
    people = [
        one.changed(dynamics=one.dynamics.changed(openness=0.95 * (one.dynamics.openness or 0)))
        for one in cycle.partners
    ]
    return cycle.changed(partners=people)


CHASES = couples(answers=(1, 1), first_needs_more=True).map(covering)
"""Ana pursues, where there is anything to pursue."""
SEEDS = st.integers(0, 2**32 - 1)
shares = st.floats(0, 1)
few = settings(max_examples=25)
SMALL = 1e-9


def couple(first: float = 0.5, second: float = 0.5, **both: float) -> nc.Cycle:
    needs = zip(KEYS, (first, second), strict=True)
    return nc.Cycle(
        partners={k: {"name": k.title(), "dynamics": {"need": n, **both}} for k, n in needs}
    )


def trigger(who: str, felt: str, strength: float, lasts: float = 10) -> dict[str, Any]:
    return {"at": 0, "trigger": who, "felt": felt, "strength": strength, "for": lasts}


def opened(who: str, strength: float = 1.0, lasts: float = 50) -> dict[str, Any]:
    return {"at": 0, "open": who, "strength": strength, "for": lasts}


def run(cycle: nc.Cycle, *plan: dict[str, Any], turns: float = 60, **start: float) -> nc.Trajectory:
    """Run in steps of half a turn, from calm with some states replaced (``ana__primary``)."""
    named = {name.replace("__", "."): value for name, value in start.items()}
    return nc.simulate(cycle, plan=plan, start=named, turns=turns, step=0.5)


def inside(system: nc.System, seed: int) -> Any:
    share = np.random.default_rng(seed).random(len(system.states))
    return system.low + (system.high - system.low) * share


def test_every_claim_is_tested_here_or_named_as_not_covered_and_never_both() -> None:
    tested = re.findall(r"^def test_d(\d+)_", Path(__file__).read_text("utf-8"), re.MULTILINE)
    named = re.findall(r"\bD(\d+)\b", PAGE.read_text("utf-8").partition("<!-- claims -->")[2])

    assert sorted(map(int, tested + named)) == list(range(1, 23))
    assert set(map(int, named)) == {2, 5, 8, 10, 11, 14, 16, 18, 20}


# -- the loop ---------------------------------------------------------------------------------


@given(st.floats(0.5, 9), st.sampled_from([(1, 1), (-1, -1)]))
@few
def test_d1_above_a_gain_of_one_a_cycle_grows_and_below_it_settles(
    reactivity: float, answers: tuple[int, int]
) -> None:
    gain = (reactivity * 0.2) ** 2
    assume(abs(gain - 1) > 0.1)
    people = [
        one.changed(dynamics=one.dynamics.changed(answer=answer))
        for one, answer in zip(couple(reactivity=reactivity).partners, answers, strict=True)
    ]

    strength = run(nc.Cycle(partners=people), turns=500, ana__primary=1e-3)["cycle_strength"]

    assert (strength[-1] > strength[100]) == (gain > 1) or strength[100] == 0


@given(couples(answers=(1, 1)).map(covering))
@few
def test_d3_who_needs_more_than_the_other_brings_pursues_and_who_needs_less_withdraws(
    one: nc.Cycle,
) -> None:
    """A role is the sign of a difference between two people, and no trait of one."""
    first, second = (partner.dynamics.need or 0.0 for partner in one.partners)
    assume(first != second)

    end = run(one, turns=150).final

    assert np.sign(end["ana.behavior"]) == np.sign(first - second)
    assert np.sign(end["ben.behavior"]) == np.sign(second - first)


@given(couples(answers=(1, 1)).map(covering), st.integers(1, 32))
@few
def test_d4_the_same_person_has_the_other_role_with_another_partner(
    one: nc.Cycle, gap: int
) -> None:
    me, other = one.partners
    me = me.changed(dynamics=me.dynamics.changed(need=0.5))
    ends = []
    for need in (0.5 - gap / 64, 0.5 + gap / 64):
        with_need = other.changed(dynamics=other.dynamics.changed(need=need))
        ends.append(run(one.changed(partners=[me, with_need]), turns=150).final["ana.behavior"])

    assert ends[0] > 0 > ends[1]


@given(CHASES, st.floats(0.1, 0.5), st.floats(0.5, 1))
@few
def test_d6_less_blame_brings_the_other_closer_and_more_blame_drives_them_into_defence(
    one: nc.Cycle, less: float, more: float
) -> None:
    """Ana's push makes Ben feel too little and pull away; opened up, she pushes less."""
    hurt = trigger("ana", "absence", less)

    plain = run(one, hurt)
    softer = run(one, hurt, opened("ana"))
    harder = run(one, trigger("ana", "absence", more))

    for slot in ("primary", "secondary", "perception", "behavior"):
        assert np.all(softer[f"ben.{slot}"] >= plain[f"ben.{slot}"] - SMALL)
        assert np.all(harder[f"ben.{slot}"] <= plain[f"ben.{slot}"] + SMALL)
    assert np.all(softer["ana.behavior"] <= plain["ana.behavior"] + SMALL)


def test_d7_one_new_move_changes_the_other_and_only_both_change_the_cycle() -> None:
    cycle = couple(0.55, 0.45)
    stuck = nc.simulate(cycle, start="stuck", turns=1)

    def helped(who: str, turns: float) -> nc.Trajectory:
        return nc.simulate(cycle, plan=[opened(who, 1, 400)], start=stuck, turns=turns)

    for mover, other in (("ana", "ben"), ("ben", "ana")):
        answer = abs(helped(mover, 390).final[f"{other}.behavior"])
        assert answer < abs(stuck.final[f"{other}.behavior"]) - 0.03
        assert helped(mover, 2500).outcome is nc.Outcome.STUCK
    assert helped("both", 2500).outcome is nc.Outcome.CALM


@given(CHASES, st.floats(0, 0.4), st.floats(0.6, 1))
@few
def test_d9_the_more_one_pushes_the_less_the_other_comes_near(
    one: nc.Cycle, less: float, more: float
) -> None:
    """Of one who answers +1. One who answers -1 pushes back instead."""
    system = nc.compile_system(one)
    done = system.place("ben.behavior")
    first, second = one.partners
    pushes_back = second.changed(dynamics=second.dynamics.changed(answer=-1))
    other = nc.compile_system(one.changed(partners=[first, pushes_back]))

    held = {"ana.resentment": 0.0, "ben.resentment": 0.0}
    nearness, returned = (
        [relax(each, each.calm, clamped={**held, "ana.behavior": y})[done] for y in (less, more)]
        for each in (system, other)
    )

    assert nearness[1] < nearness[0]
    assert returned == pytest.approx([-y for y in nearness], abs=1e-9)


# -- what builds up ---------------------------------------------------------------------------


@given(CHASES, SEEDS)
@few
def test_d12_what_is_not_opened_builds_up_and_what_has_built_up_leaks(
    one: nc.Cycle, seed: int
) -> None:
    """Resentment is filled by covered hurt and nothing else, and makes the next alarm louder."""
    system = nc.compile_system(one)
    state = inside(system, seed)
    apart = system.resting.changed(contact=np.zeros((2, 2)))
    p, a, r = (state[system.place(f"ana.{slot}")] for slot in ("primary", "openness", "resentment"))
    place = system.place("ana.resentment")

    builds_up = system.rates(state, inputs=apart)[place] * system.states[place].tau
    hurt = trigger("ana", "absence", 0.5)
    fresh, old = (run(one, hurt, ana__resentment=before) for before in (0.0, 0.9))

    assert builds_up == pytest.approx((1 - a) * p**2 * (1 - r), abs=1e-12)
    assert np.all(old["ana.secondary"] >= fresh["ana.secondary"] - SMALL)


@given(couples(), st.floats(0, 0.5), st.floats(0.5, 1))
@few
def test_d13_who_carries_more_resentment_is_less_open(
    one: nc.Cycle, less: float, more: float
) -> None:
    """Hardening: at rest, openness is what it is when calm, less the share of resentment."""
    system = nc.compile_system(one)
    openness = one.partners[0].dynamics.openness or 0.0
    calm = dict.fromkeys(
        (n for n, s in zip(system.names, system.states, strict=True) if not s.kind.is_slow), 0.0
    )

    rests = [
        relax(system, system.calm, clamped={**calm, "ana.resentment": r, "ben.resentment": 0.0})
        for r in (less, more)
    ]
    found = [float(state[system.place("ana.openness")]) for state in rests]

    assert found == pytest.approx([openness * (1 - less), openness * (1 - more)], abs=1e-5)


@given(CHASES, st.floats(0.2, 0.9))
@few
def test_d15_two_who_open_up_to_each_other_let_go_of_resentment_and_meet(
    one: nc.Cycle, resentment: float
) -> None:
    start = {"ana__resentment": resentment, "ben__resentment": resentment}

    plain, shared = run(one, **start), run(one, opened("both"), **start)

    for key in KEYS:
        assert np.all(shared[f"{key}.resentment"] <= plain[f"{key}.resentment"] + SMALL)
        assert np.all(shared[f"{key}.openness"] >= plain[f"{key}.openness"] - SMALL)
    assert np.all(shared["meeting"] >= plain["meeting"] - SMALL)
    repair = one.dynamics.repair or 0.0
    if repair > 0.1:
        assert shared.final["ana.resentment"] < plain.final["ana.resentment"]


# -- one person -------------------------------------------------------------------------------


@given(CHASES, st.floats(0.05, 0.5), st.floats(0.5, 1))
@few
def test_d17_the_more_is_longed_for_in_vain_the_stronger_the_complaint(
    one: nc.Cycle, less: float, more: float
) -> None:
    """Of what happens, and of what is needed."""
    first, second = one.partners
    needs_more = one.changed(
        partners=[first.changed(dynamics=first.dynamics.changed(need=1)), second]
    )
    longs, longs_more = (run(one, trigger("ana", "absence", s)) for s in (less, more))
    needs = run(needs_more, trigger("ana", "absence", less))

    for other in (longs_more, needs):
        assert np.all(other["ana.behavior"] >= longs["ana.behavior"] - SMALL)
    assert np.max(longs_more["ana.behavior"]) > 0


@given(CHASES, st.floats(0, 0.5), st.floats(0.5, 1), st.floats(0.1, 1))
@few
def test_d19_the_more_secure_somebody_feels_the_less_badly_they_read_the_other(
    one: nc.Cycle, less: float, more: float, strength: float
) -> None:
    """Felt security is 1 - resentment."""
    hurt = trigger("ana", "absence", strength)

    secure, insecure = (run(one, hurt, ana__resentment=r, ben__resentment=r) for r in (less, more))

    assert np.all(secure["ana.felt_security"] >= insecure["ana.felt_security"] - SMALL)
    for key in KEYS:
        assert np.all(
            np.abs(secure[f"{key}.perception"]) <= np.abs(insecure[f"{key}.perception"]) + SMALL
        )


@given(couples(delayed=False), SEEDS, shares, shares)
def test_d21_the_less_open_the_more_of_the_hurt_shows_as_something_else(
    one: nc.Cycle, seed: int, openness: float, other: float
) -> None:
    """What is covered, 1 - a of it, feeds the secondary emotion, and the other sees neither."""
    system = nc.compile_system(one)
    state = inside(system, seed)
    place = {slot: system.place(f"ana.{slot}") for slot in ("primary", "secondary", "openness")}
    turned: list[float] = []
    for a in sorted((openness, other)):
        state[place["openness"]] = a
        _, target = system.targets(state)
        turned.append(abs(float(target[place["secondary"]])))

    hidden = system.jacobian(state)[6:, [place["primary"], place["secondary"]]]

    assert turned[0] >= turned[1]
    assert not np.any(hidden)


@given(cycles(min_partners=2, max_partners=3, with_plan=False))
def test_d22_what_lies_below_the_line_reaches_nobody_else(cycle: nc.Cycle) -> None:
    """Whatever a file says: only what is done, and being open when they meet, crosses over."""
    try:
        system = nc.compile_system(cycle)
    except nc.errors.SimulationError:
        assume(condition=False)
        return
    owner = {one.name: one.partner for one in system.states}
    kinds = {one.name: one.kind for one in system.states}

    across = [link for link in system.links if owner[link.source] != owner[link.target]]
    met = {kinds[link.target] for link in across if kinds[link.source] is Kind.OPENNESS}

    assert {kinds[link.source] for link in across} <= {Kind.BEHAVIOR, Kind.OPENNESS}
    assert met <= {Kind.RESENTMENT}


# -- the half that is covered of two more -----------------------------------------------------


@given(CHASES, st.floats(0.05, 0.5), st.floats(0.5, 1))
@few
def test_who_is_put_under_more_pressure_is_less_open_to_the_other(
    one: nc.Cycle, less: float, more: float
) -> None:
    """Distress closes people; that they are also less there is not in the model."""
    pressed, pressed_more = (run(one, trigger("ben", "pressure", s)) for s in (less, more))

    assert np.all(pressed_more["ben.openness"] <= pressed["ben.openness"] + SMALL)


@given(CHASES, st.floats(0, 0.5), st.floats(0.5, 1))
@few
def test_security_quiets_the_alarm_about_an_absence_and_not_the_first_hurt(
    one: nc.Cycle, less: float, more: float
) -> None:
    """As long as the other has not answered yet, the hurt itself is the same."""
    system = nc.compile_system(one)
    left = system.resting.changed(felt=np.array([0.5, 0.0]))
    targets = []
    for resentment in (less, more):
        openness = (one.partners[0].dynamics.openness or 0.0) * (1 - resentment)
        state = system.named(
            {"ana.resentment": resentment, "ana.openness": openness, "ana.primary": 0.5}
        )
        targets.append(system.targets(state, inputs=left)[1])
    hurt, alarm = system.place("ana.primary"), system.place("ana.secondary")

    assert targets[0][hurt] == targets[1][hurt]
    assert targets[0][alarm] <= targets[1][alarm]
