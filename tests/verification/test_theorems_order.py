"""Theorems 5, 6 and 7: who comes to pursue, and that worse is never better (V34, V35).

Both hold without noise, in contact, and where everything that is felt lies on one side for each
partner; the last tests show that they do not hold elsewhere. A time-out keeps no order at all.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.system.relaxing import relax
from negcycle.system.stuck import worst
from negcycle.testing import couples

KEYS = ("ana", "ben")
SLOTS = ("primary", "secondary", "perception", "behavior", "openness", "resentment")
STEPS = st.floats(0.05, 20)
shares = st.floats(0, 1)


class Kind(NamedTuple):
    """A kind of couple, and the side on which each partner's feelings lie."""

    answers: tuple[int, int]
    sides: tuple[int, int]
    couples: st.SearchStrategy[nc.Cycle]

    @property
    def worse(self) -> dict[str, int]:
        """Which way of each state is worse: +1 up, -1 down."""
        ways: dict[str, int] = {}
        for key, side, answer in zip(KEYS, self.sides, self.answers, strict=True):
            each = (side, side, side, side * answer, -1, 1)
            ways |= {f"{key}.{slot}": way for slot, way in zip(SLOTS, each, strict=True)}
        return ways

    def felt(self, key: str) -> str:
        """Return what hurts this partner on the side where they stand."""
        return "absence" if self.sides[KEYS.index(key)] > 0 else "pressure"


CHASE = Kind((1, 1), (1, -1), couples(answers=(1, 1), first_needs_more=True))
"""Ana needs as much closeness as Ben or more, and both answer +1: a chase."""
APART = Kind((-1, -1), (1, 1), couples(answers=(-1, -1), equal_needs=True))
"""Both answer -1, need the same, and are alone: both pull away."""
PUSH = Kind((-1, -1), (-1, -1), APART.couples)
"""Both answer -1, need the same, and are crowded: both push."""
KINDS = pytest.mark.parametrize("kind", [CHASE, APART, PUSH], ids=["chase", "apart", "push"])


@st.composite
def starts(draw: st.DrawFn, kind: Kind) -> dict[str, float]:
    """Return a start on the sides where the kind of couple stands."""
    slow = {name for name in kind.worse if name.endswith(("openness", "resentment"))}
    return {
        name: draw(shares) if name in slow else way * draw(shares)
        for name, way in kind.worse.items()
    }


@st.composite
def plans(draw: st.DrawFn, kind: Kind) -> list[dict[str, Any]]:
    """Return triggers, help and stress that leave everybody on their side."""
    made: list[dict[str, Any]] = []
    for what in draw(st.lists(st.sampled_from(("trigger", "open", "stress")), max_size=3)):
        at, lasts = draw(st.floats(0, 80)), draw(st.floats(1, 80))
        key, much = draw(st.sampled_from(KEYS)), draw(st.floats(0.1, 1))
        if what == "trigger":
            item = {"trigger": key, "felt": kind.felt(key), "strength": much}
        elif what == "open":
            item = {"open": key, "strength": much}
        else:
            item = {"stress": 4 * much}
        made.append({**item, "at": at, "for": lasts})
    return made


@st.composite
def worse_plans(draw: st.DrawFn, plan: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the same plan with bigger triggers, less help and more stress."""
    made: list[dict[str, Any]] = []
    for item in plan:
        part = draw(st.floats(0.01, 1))
        if "trigger" in item:
            made.append({**item, "strength": 1 - part * (1 - item["strength"])})
        elif "open" in item:
            made.append({**item, "strength": part * item["strength"]})
        else:
            made.append({**item, "stress": item["stress"] / part})
    return made


@st.composite
def worse_starts(draw: st.DrawFn, kind: Kind, start: dict[str, float]) -> dict[str, float]:
    """Return a start that is worse in some states and better in none."""
    made: dict[str, float] = {}
    for name, value in start.items():
        end = 0.0 if name.endswith("openness") else 1.0 * kind.worse[name]
        made[name] = value + draw(shares) * (end - value)
    return made


@st.composite
def worse_couples(draw: st.DrawFn, kind: Kind, couple: nc.Cycle) -> nc.Cycle:
    """Return a couple with more reactivity, less openness, and less forgetting and repair.

    In a chase, the one who needs more may need still more.
    """
    people: list[nc.Partner] = []
    for one in couple.partners:
        numbers = one.dynamics
        need = numbers.need or 0.0
        more = {
            "reactivity": (numbers.reactivity or 1) * draw(st.floats(1, 3)),
            "openness": (numbers.openness or 0) * draw(shares),
            "need": need + (1 - need) * draw(shares) if kind is CHASE and not people else need,
        }
        people.append(one.changed(dynamics=numbers.changed(**more)))
    of_couple = couple.dynamics
    less = {
        "forget": (of_couple.forget or 0) * draw(shares),
        "repair": (of_couple.repair or 0) * draw(shares),
    }
    return couple.changed(partners=people, dynamics=of_couple.changed(**less))


def turned(run: nc.Trajectory, kind: Kind) -> Any:
    """Return the states so that more is worse. Shape ``(n_times, n_states)``."""
    return run.states * np.array([kind.worse[name] for name in run.names])


# -- 5: positions -----------------------------------------------------------------------------


@KINDS
@given(st.data())
@settings(max_examples=30)
def test_theorem_5_everybody_stays_on_their_side(kind: Kind, data: st.DataObject) -> None:
    """Without noise, in contact, any step and delay."""
    couple, start = data.draw(kind.couples), data.draw(starts(kind))
    plan, step = data.draw(plans(kind)), data.draw(STEPS)

    run = nc.simulate(couple, plan=plan, start=start, step=step, turns=step * 150)
    slow = [name.endswith("openness") for name in run.names]

    assert np.all(turned(run, kind)[:, np.logical_not(slow)] >= 0)


@given(couples(answers=(1, 1)))
@settings(max_examples=30)
def test_theorem_5_who_needs_more_closeness_comes_to_pursue(couple: nc.Cycle) -> None:
    """From calm, with nothing happening, the sign of the difference is the sign of what is done."""
    first, second = (one.dynamics.need or 0.0 for one in couple.partners)
    way = np.sign(first - second)

    run = nc.simulate(couple, turns=150, step=1)

    assert np.all(way * run["ana.behavior"] >= 0)
    assert np.all(way * run["ben.behavior"] <= 0)
    assert way != 0 or not np.any(run["ana.behavior"])


def chase(first: float = 0.5, second: float = 0.5, **both: float) -> nc.Cycle:
    needs = zip(KEYS, (first, second), strict=True)
    return nc.Cycle(
        partners={k: {"name": k.title(), "dynamics": {"need": n, **both}} for k, n in needs}
    )


RESENTFUL = {"ana.resentment": 0.7, "ben.resentment": 0.7}


@pytest.mark.parametrize(
    ("first_alone", "who"), [("ana", ("pursue", "withdraw")), ("ben", ("withdraw", "pursue"))]
)
def test_theorem_5_claims_nothing_where_the_other_is_alone_first(
    first_alone: str, who: tuple[str, str]
) -> None:
    """Pinned: Ana needs .52 and Ben .48, and whoever feels alone for ten turns comes to pursue."""
    couple = chase(0.52, 0.48, reactivity=2.2)
    trigger = {"at": 0, "trigger": first_alone, "felt": "absence", "strength": 0.5, "for": 10}

    run = nc.simulate(couple, plan=[trigger], start=RESENTFUL, turns=2000)

    assert tuple(run.found.values()) == who
    assert run.outcome is nc.Outcome.STUCK


# -- 6: worse is never better -----------------------------------------------------------------


def least_worsening(kind: Kind, data: st.DataObject, *, steps: int) -> float:
    """Draw two runs of which one is worse, and return by how much at least, over all states."""
    couple, start = data.draw(kind.couples), data.draw(starts(kind))
    plan, step = data.draw(plans(kind)), data.draw(STEPS)
    how = {"step": step, "turns": step * steps}

    better = nc.simulate(couple, plan=plan, start=start, **how)
    worse = nc.simulate(
        data.draw(worse_couples(kind, couple)),
        plan=data.draw(worse_plans(plan)),
        start=data.draw(worse_starts(kind, start)),
        **how,
    )
    return float(np.min(turned(worse, kind) - turned(better, kind)))


@KINDS
@given(st.data())
@settings(max_examples=50)
def test_theorem_6_what_is_worse_is_never_better_for_anybody_at_any_time(
    kind: Kind, data: st.DataObject
) -> None:
    """A worse start, bigger triggers, less help, more reactivity, less openness and healing."""
    assert least_worsening(kind, data, steps=120) >= -1e-9


@pytest.mark.deep
@KINDS
@settings.get_profile("deep")
@given(st.data())
def test_theorem_6_holds_in_long_runs_too(kind: Kind, data: st.DataObject) -> None:
    assert least_worsening(kind, data, steps=3000) >= -1e-9


@KINDS
@given(st.data())
@settings(max_examples=15)
def test_theorem_6_two_who_answer_alike_do_not_swing(kind: Kind, data: st.DataObject) -> None:
    couple, start = data.draw(kind.couples), data.draw(starts(kind))

    run = nc.simulate(couple, start=start, step=2, turns=1500)

    assert run.outcome is not nc.Outcome.OSCILLATING


def loops(system: nc.System, state: Any) -> list[tuple[int, int]]:
    """Return length and sign of every feedback loop of the Jacobian at a state."""
    slopes = system.jacobian(state)
    graph: Any = nx.DiGraph()
    for i, j in zip(*np.nonzero(np.abs(slopes) > 1e-12), strict=True):
        if i != j:
            graph.add_edge(int(j), int(i), sign=int(np.sign(slopes[i, j])))
    found: list[tuple[int, int]] = []
    for loop in nx.simple_cycles(graph):
        around = zip(loop, [*loop[1:], loop[0]], strict=True)
        found.append((len(loop), int(np.prod([graph[a][b]["sign"] for a, b in around]))))
    return found


@KINDS
@given(st.data())
@settings(max_examples=20)
def test_theorem_6_every_feedback_loop_is_reinforcing(kind: Kind, data: st.DataObject) -> None:
    """Wherever everybody is on their side, and so where such a couple settles, too."""
    system = nc.compile_system(data.draw(kind.couples))
    start = data.draw(starts(kind))
    anywhere = np.array([start[name] for name in system.names])

    found = loops(system, anywhere) + loops(system, relax(system, anywhere, turns=2000))

    assert {sign for _, sign in found} <= {1}


@pytest.mark.parametrize("start", ["calm", "stuck"])
def test_theorem_6_the_default_couple_with_unequal_needs_has_thirteen_loops(start: str) -> None:
    """Four of length 2, one of 4, five of 8, two of 10 and one of 12."""
    system = nc.compile_system(chase(0.55, 0.45))

    found = loops(system, relax(system, system.calm if start == "calm" else worst(system)))

    assert Counter(length for length, _ in found) == {2: 4, 4: 1, 8: 5, 10: 2, 12: 1}
    assert {sign for _, sign in found} == {1}


def test_theorem_6_in_calm_with_equal_needs_the_ring_is_all_there_is() -> None:
    """Without hurt and alarm nothing acts on what is slow, and resentment only closes."""
    system = nc.compile_system(chase())

    assert loops(system, system.calm) == [(8, 1)]


def compared(**fields: Any) -> float:
    """Return how much better a more resentful start ever is, in any state; 0 where it never is."""
    couple, start = chase(0.55, 0.45), fields.pop("start", {})
    runs = [
        turned(nc.simulate(couple, start={**start, **more}, turns=300, **fields), CHASE)
        for more in ({}, {"ana.resentment": 0.3})
    ]
    return float(-min(0.0, np.min(runs[1] - runs[0])))


def test_theorem_6_claims_nothing_with_noise() -> None:
    """Pinned: chance throws a partner to the other side, where more resentment is less hurt."""
    assert compared() == 0
    assert compared(noise=0.3, seed=0) > 0.04
    assert compared(noise=1.0, seed=0) > 0.1


def test_theorem_6_claims_nothing_off_the_sides() -> None:
    """Pinned: who starts on the other side is carried over sooner by less resentment."""
    assert compared(start={"ana.primary": -0.9}) > 0.005


# -- 7: a time-out is not monotone ------------------------------------------------------------


def after(couple: nc.Cycle, start: dict[str, float], **terms: Any) -> nc.Trajectory:
    """Return 100 turns, 60 of them apart if there are terms for it."""
    plan = [{"at": 0, "timeout": {"for": 60, "by": "ben", **terms}}] if terms else []
    return nc.simulate(couple, start=start, plan=plan, turns=100)


def resentment(run: nc.Trajectory) -> tuple[float, float]:
    return run.final["ana.resentment"], run.final["ben.resentment"]


def test_theorem_7_a_time_out_stops_the_cycle() -> None:
    """In the heat of it, being apart for a while spares both a good deal."""
    couple = chase(0.55, 0.45)
    hot = nc.simulate(couple, start="stuck", turns=1).final | RESENTFUL

    stayed, paused = after(couple, hot), after(couple, hot, **{"return": True})

    assert all(a < b for a, b in zip(resentment(paused), resentment(stayed), strict=True))


def test_theorem_7_a_time_out_stops_the_healing_too() -> None:
    """Two who are open and have something to heal: apart, it stays."""
    couple = chase(0.5, 0.5)
    mild = {"ana.resentment": 0.2, "ben.resentment": 0.2}

    stayed, paused = after(couple, mild), after(couple, mild, **{"return": True})

    assert all(a > b for a, b in zip(resentment(paused), resentment(stayed), strict=True))


def test_theorem_7_a_time_out_without_a_word_hurts_the_one_who_is_left() -> None:
    couple = chase(0.55, 0.45)
    hot = nc.simulate(couple, start="stuck", turns=1).final | RESENTFUL

    kindly, left = (after(couple, hot, **{"return": comes_back}) for comes_back in (True, False))

    assert left.final["ana.resentment"] > kindly.final["ana.resentment"]
    assert left["ana.unmet_need"][1] == pytest.approx(0.55)
    assert kindly["ana.unmet_need"][1] == pytest.approx(0.1)
