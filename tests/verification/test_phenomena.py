"""What the model was made to show, (i) to (v), and the types of couples (V37, V38).

Tested are inequalities and who does what, through `nc.simulate` and real plans; the decimals of a
default state stand in `test_theorems_equilibria`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import negcycle as nc

KEYS = ("ana", "ben")
EXAMPLES = Path(__file__).parents[2] / "examples"
RESENTFUL = {"ana.resentment": 0.7, "ben.resentment": 0.7}


def couple(
    first: float = 0.5, second: float = 0.5, answers: tuple[int, int] = (1, 1), **both: float
) -> nc.Cycle:
    """Return Ana and Ben with these needs; all else alike."""
    people = {
        key: {"name": key.title(), "dynamics": {"need": need, "answer": answer, **both}}
        for key, need, answer in zip(KEYS, (first, second), answers, strict=True)
    }
    return nc.Cycle(partners=people)


def kick(who: str = "ana", strength: float = 0.1, felt: str = "absence") -> dict[str, Any]:
    return {"at": 0, "trigger": who, "felt": felt, "strength": strength, "for": 3}


def strength(run: nc.Trajectory) -> float:
    return float(run["cycle_strength"][-1])


def highest_resentment(run: nc.Trajectory) -> float:
    return max(run.final[f"{key}.resentment"] for key in KEYS)


# -- (i) the threshold ------------------------------------------------------------------------


def test_i_a_small_kick_fades_below_a_gain_of_one_and_grows_above_it() -> None:
    """Equal needs, a kick of .1 for 3 turns; gains .16, .64, .96, 1.04 and 1.44."""
    reactivities = (2, 4, 4.9, 5.1, 6)
    runs = [nc.simulate(couple(reactivity=g), plan=[kick()], turns=600) for g in reactivities]
    ends = [strength(run) for run in runs]

    assert [run["gain"][0] for run in runs] == pytest.approx([0.16, 0.64, 0.9604, 1.0404, 1.44])
    assert ends == sorted(ends)
    assert max(ends[:2]) < 1e-4
    assert ends[2] < 0.01
    assert ends[4] > ends[3] > 0.25
    assert [run.outcome for run in runs[:3]] == [nc.Outcome.CALM] * 3
    assert runs[4].outcome is nc.Outcome.STUCK


# -- (ii) positions ---------------------------------------------------------------------------


def test_ii_the_same_person_pursues_rests_or_withdraws_with_another_partner() -> None:
    """Sam needs .5, and the partner .4, .5 or .6."""
    calm = [nc.simulate(couple(0.5, other), turns=300).final for other in (0.4, 0.5, 0.6)]
    resentful = [
        nc.simulate(couple(0.5, other), start=RESENTFUL, turns=600).found
        for other in (0.4, 0.5, 0.6)
    ]

    assert [np.sign(end["ana.behavior"]) for end in calm] == [1, 0, -1]
    assert [found.get("ana") for found in resentful] == ["pursue", None, "withdraw"]
    assert [found.get("ben") for found in resentful] == ["withdraw", None, "pursue"]


@pytest.mark.parametrize(("first", "other"), [("ana", "ben"), ("ben", "ana")])
def test_ii_of_two_alike_and_resentful_whoever_first_feels_alone_pursues(
    first: str, other: str
) -> None:
    run = nc.simulate(couple(), plan=[kick(first)], start=RESENTFUL, turns=600)

    assert run.found == {first: "pursue", other: "withdraw"}


# -- (iii) hysteresis -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def swept() -> tuple[dict[float, nc.Trajectory], dict[float, nc.Trajectory]]:
    """Return the runs while reactivity is raised slowly, and while it is lowered again."""
    levels = [round(1.4 + 0.2 * n, 1) for n in range(20)]
    start: Any = "calm"

    def run(level: float) -> nc.Trajectory:
        nonlocal start
        start = nc.simulate(couple(0.51, 0.49, reactivity=level), start=start, turns=1000, step=1)
        return start

    return {level: run(level) for level in levels}, {level: run(level) for level in levels[::-1]}


def test_iii_a_couple_falls_into_the_cycle_late_and_climbs_out_later(
    swept: tuple[dict[float, nc.Trajectory], dict[float, nc.Trajectory]],
) -> None:
    up, down = swept
    falls = min(level for level, run in up.items() if strength(run) > 0.25)
    climbs = max(level for level, run in down.items() if strength(run) < 0.25)

    assert 4 < falls < 5
    assert 1.4 < climbs < 2.2


def test_iii_between_the_two_it_depends_on_where_they_come_from(
    swept: tuple[dict[float, nc.Trajectory], dict[float, nc.Trajectory]],
) -> None:
    up, down = swept

    assert highest_resentment(up[3.0]) < 0.01
    assert highest_resentment(down[3.0]) > 0.8


# -- (iv) softening and re-engagement ---------------------------------------------------------


def helped(*items: dict[str, Any]) -> nc.Trajectory:
    """Return what becomes of an entrenched couple with some help, 2500 turns later."""
    return nc.simulate(couple(0.55, 0.45), plan=items, start="stuck", turns=2500, step=0.5)


def opened(who: str, turns: float) -> dict[str, Any]:
    return {"at": 0, "open": who, "strength": 1, "for": turns}


SOFTENING = {"at": 0, "softening": 1, "for": 400}
REENGAGEMENT = {"at": 0, "reengagement": 1, "for": 400}


def test_iv_softening_and_reengagement_together_lead_out() -> None:
    run = helped(SOFTENING, REENGAGEMENT)

    assert (strength(helped()), highest_resentment(helped())) == pytest.approx(
        (0.65, 0.81), abs=0.01
    )
    assert run.outcome is nc.Outcome.CALM
    assert strength(run) < 0.15
    assert highest_resentment(run) < 0.1


@pytest.mark.parametrize(
    "items",
    [(SOFTENING,), (REENGAGEMENT,), (SOFTENING, SOFTENING), (REENGAGEMENT, REENGAGEMENT)],
    ids=["softening", "reengagement", "softening twice", "reengagement twice"],
)
def test_iv_one_side_alone_falls_back_even_with_double_effort(
    items: tuple[dict[str, Any], ...],
) -> None:
    run = helped(*items)

    assert run.outcome is nc.Outcome.STUCK
    assert run.found == {"ana": "pursue", "ben": "withdraw"}


def test_iv_the_two_help_whoever_stands_there_when_they_begin() -> None:
    """Softening opens the one who pursues, re-engagement the one who withdraws."""
    run = helped(SOFTENING, REENGAGEMENT)

    assert {(band.kind, band.partners) for band in run.bands} == {
        ("softening", ("ana",)),
        ("reengagement", ("ben",)),
    }


def test_iv_who_goes_first_makes_no_difference_here() -> None:
    """A limit of the model: in therapy, the order matters."""
    late = {"at": 100}

    one = helped(SOFTENING | late, REENGAGEMENT)
    other = helped(SOFTENING, REENGAGEMENT | late)

    assert one.outcome is other.outcome is nc.Outcome.CALM
    assert highest_resentment(one) == pytest.approx(highest_resentment(other), abs=1e-6)


@pytest.mark.parametrize(
    ("items", "enough"),
    [
        ([opened("both", 307)], False),
        ([opened("both", 327)], True),
        ([opened("ana", 553)] * 2, False),
        ([opened("ana", 593)] * 2, True),
        ([opened("ana", 821)], False),
        ([opened("ana", 861)], True),
    ],
    ids=["both 307", "both 327", "double 553", "double 593", "one 821", "one 861"],
)
def test_iv_two_together_need_far_less_help_than_one_alone(
    items: list[dict[str, Any]], *, enough: bool
) -> None:
    """The shortest help that suffices: both 317 turns, one at double strength 573, one 841."""
    run = nc.simulate(couple(0.55, 0.45), plan=items, start="stuck", turns=3000, step=0.25)

    assert (strength(run) < 0.25) == enough


# -- (v) time-outs ----------------------------------------------------------------------------

DAYS = [
    {"day": {"turns": 80, "together": 60}},
    {"trigger": "ana", "felt": "absence", "strength": 1, "every": "1d", "for": 3},
]
FLOODED = {"when": {"flooded": 0.45}}


def sixty_days(*timeouts: dict[str, Any]) -> dict[str, float]:
    """Return the resentment of each after 60 days of 80 turns, with a trigger every day."""
    start = {"ana.resentment": 0.5, "ben.resentment": 0.5}
    plan = [*DAYS, *({**FLOODED, "timeout": one} for one in timeouts)]
    end = nc.simulate(couple(0.55, 0.45), plan=plan, start=start, turns=4800).final
    return {key: end[f"{key}.resentment"] for key in KEYS}


def test_v_a_break_helps_when_it_is_picked_up_again_and_walking_out_harms() -> None:
    """Ana has the trigger, is flooded first, and is the one who goes."""
    stay = sixty_days()
    come_back = sixty_days({"for": 10, "return": True})
    drop_it = sixty_days({"for": 57, "return": True})
    walk_out = sixty_days({"return": False, "by": "ana"})

    assert max(come_back.values()) < 0.5 < max(drop_it.values())
    assert max(drop_it.values()) < min(stay.values())
    assert walk_out["ben"] > max(stay.values())
    assert walk_out["ben"] > walk_out["ana"]
    assert walk_out["ana"] > come_back["ana"]


def test_v_the_one_who_is_left_is_hurt_whoever_leaves() -> None:
    stay = sixty_days()

    left = sixty_days({"return": False, "by": "ben"})

    assert left["ana"] > max(stay.values())
    assert left["ana"] > left["ben"]


def test_v_a_break_begins_in_the_heat_and_ends_when_it_said() -> None:
    plan = [*DAYS, {**FLOODED, "timeout": {"for": 10, "return": True}}]

    run = nc.simulate(couple(0.55, 0.45), plan=plan, start=RESENTFUL, turns=160)
    breaks = [band for band in run.bands if band.kind == "timeout"]
    begins = run.at(breaks[0].start)

    assert [band.end - band.start for band in breaks] == [10] * len(breaks)
    assert max(abs(begins["ana.secondary"]), abs(begins["ben.secondary"])) >= 0.45
    assert breaks[0].partners == ("ana",)


# -- the types of couples ---------------------------------------------------------------------

REACTIVE = {"reactivity": 2.2}
ALONE, CROWDED = (
    {"ana.primary": 0.3, "ben.primary": 0.3},
    {"ana.primary": -0.3, "ben.primary": -0.3},
)
TYPES = pytest.mark.parametrize(
    ("answers", "first", "signs"),
    [
        ((1, 1), {"ana.primary": 0.3}, (1, -1)),
        ((1, 1), {"ben.primary": 0.3}, (-1, 1)),
        ((-1, -1), ALONE, (-1, -1)),
        ((-1, -1), CROWDED, (1, 1)),
        ((1, -1), {"ana.primary": 0.3}, (0, 0)),
        ((-1, 1), ALONE, (0, 0)),
    ],
    ids=[
        *("pursue/withdraw", "withdraw/pursue", "withdraw/withdraw", "attack/attack"),
        *("hot and cold", "hot and cold, turned"),
    ],
)


@TYPES
def test_v38_who_is_resentful_locks_into_the_pattern_of_the_answers(
    answers: tuple[int, int], first: dict[str, float], signs: tuple[int, int]
) -> None:
    run = nc.simulate(couple(answers=answers, **REACTIVE), start=RESENTFUL | first, turns=2000)
    done = [run.final[f"{key}.behavior"] for key in KEYS]

    assert [round(float(np.sign(y))) if abs(y) > 0.01 else 0 for y in done] == list(signs)
    assert run.outcome is (nc.Outcome.STUCK if any(signs) else nc.Outcome.CALM)
    assert all(abs(abs(y) - abs(sign) * 0.645) < 0.01 for y, sign in zip(done, signs, strict=True))


@TYPES
def test_v38_who_is_less_resentful_calms_down(
    answers: tuple[int, int], first: dict[str, float], signs: tuple[int, int]
) -> None:
    start = {"ana.resentment": 0.3, "ben.resentment": 0.3, **first}

    mild, locked = (
        nc.simulate(couple(answers=answers, **REACTIVE), start=begins, turns=2000)
        for begins in (start, RESENTFUL | first)
    )

    assert mild.outcome is nc.Outcome.CALM
    assert strength(mild) < 0.01
    assert (strength(locked) > 0.25) == any(signs)


@pytest.mark.parametrize(("gain", "swings"), [(1.7, False), (2.05, True)])
def test_v38_hot_and_cold_swings_only_beyond_the_secant(gain: float, *, swings: bool) -> None:
    """sec^8(pi/8) = 1.8840; without any openness, so that the gain stays what it is.

    With short steps: a step of a quarter of a turn makes the swing begin at 1.6 already.
    """
    hot_and_cold = couple(answers=(1, -1), reactivity=gain**0.5, openness=0)

    run = nc.simulate(hot_and_cold, start={"ana.primary": 0.3}, turns=600, step=0.05)
    done = run["ana.behavior"]
    early, late = (float(np.max(np.abs(done[i : i + 800]))) for i in (2000, 11_000))

    assert (late > 0.1) == swings
    assert (late > 0.8 * early) == swings
    assert run.outcome is (nc.Outcome.OSCILLATING if swings else nc.Outcome.CALM)


def test_v38_a_young_swing_has_the_period_of_the_ring() -> None:
    """2 pi/tan(pi/8) = 15.17 time constants, as long as it is small; here of 2 turns each."""
    people = [
        one.changed(dynamics=one.dynamics.changed(reactivity=1.95**0.5, openness=0))
        for one in couple(answers=(1, -1)).partners
    ]
    slow = nc.Cycle(partners=people, dynamics={"turn": 2})

    run = nc.simulate(slow, start={"ana.primary": 1e-3}, turns=300, step=0.02)
    done = run["ana.behavior"]
    rises = run.times[1:][(done[:-1] < 0) & (done[1:] >= 0)][3:]

    assert np.max(np.abs(done)) < 0.05
    assert np.mean(np.diff(rises)) == pytest.approx(15.17 * 2, rel=0.02)


# -- the couples of the examples --------------------------------------------------------------


def test_john_and_mary_lock_into_pulling_away_both() -> None:
    """Two who are hurt and go quiet: no chase."""
    cycle = nc.load(EXAMPLES / "sunday-silence.yaml")
    absence = [kick(key, 0.5) for key in ("john", "mary")]
    start = {"john.resentment": 0.7, "mary.resentment": 0.7}

    stuck = nc.simulate(cycle, start="stuck", turns=100)
    hurt = nc.simulate(cycle, plan=absence, start=start)

    for run in (stuck, hurt):
        assert run.found == {"john": "withdraw", "mary": "withdraw"} == dict(run.written)
        assert run.outcome is nc.Outcome.STUCK
        assert run["john.primary"][-1] > 0.5
        assert run["john.primary"] == pytest.approx(run["mary.primary"], abs=1e-12)


def test_john_and_mary_answer_alike_and_need_the_same() -> None:
    people = nc.build_graph(nc.load(EXAMPLES / "sunday-silence.yaml")).numbers.people

    assert [(one.answer, one.need) for one in people] == [(-1, 0.5), (-1, 0.5)]


def test_the_critic_and_the_cocoon_lock_into_a_chase() -> None:
    cycle = nc.load(EXAMPLES / "critic-and-cocoon.yaml")
    remark = [kick("ellen", 0.5)]
    start = {"ellen.resentment": 0.7, "tom.resentment": 0.7}

    stuck = nc.simulate(cycle, start="stuck", turns=100)
    hurt = nc.simulate(cycle, plan=remark, start=start)

    for run in (stuck, hurt):
        assert run.found == {"ellen": "pursue", "tom": "withdraw"} == dict(run.written)
        assert run.outcome is nc.Outcome.STUCK
    assert np.all(stuck["tom.behavior"] == stuck["tom.behavior.2"])
