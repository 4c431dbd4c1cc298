"""How runs ended: from behaviors over time to one word each, and how it was decided."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise
from statistics import median
from typing import Required, TypedDict

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from negcycle.model.ensemble import OUTCOMES
from negcycle.model.trajectory import Band, Outcome
from negcycle.simulation.ending import (
    UNDECIDED,
    Ending,
    Endings,
    by_ends,
    ending,
    endings,
    looked_at,
    shows_trend,
)
from negcycle.system.protocol import Array

TIMES = np.linspace(0, 400, 1601)

Flags = NDArray[np.bool_]


class Run(TypedDict, total=False):
    """What two people do over time; Ben does the opposite of Ana unless given."""

    ana: Required[object]
    ben: object
    resentment: object
    met: object
    noise: float
    till: float


def over_time(values: object) -> Array:
    return np.broadcast_to(np.asarray(values, dtype=float), TIMES.shape)


def seen(run: Run, shortest: float) -> tuple[Array, Array, Flags]:
    """Return what both do when it is looked at, their resentment, and if they are together."""
    looks = looked_at(1600, 0.25, day=None, shortest=shortest)
    ana = over_time(run["ana"])
    hurts = np.broadcast_to(np.asarray(run.get("resentment", 0.1)), (2, len(TIMES)))
    done = np.stack([ana, over_time(run["ben"]) if "ben" in run else -ana])
    met = over_time(run.get("met", True)) > 0
    return done[:, looks], hurts[:, looks], met[looks]


def ended(run: Run, *, shortest: float = 1) -> Ending:
    times = TIMES[looked_at(1600, 0.25, day=None, shortest=shortest)]
    till = run.get("till", 0)
    bands = [Band("trigger", "a look", 0, till)] if till else []
    return ending(times, *seen(run, shortest), bands, noise=run.get("noise", 0))


RAMP = np.clip((TIMES - 250) / 150, 0, 1)
BY_DAY = TIMES % 80 < 60

CASES: dict[str, tuple[Run, Outcome]] = {
    "nothing": ({"ana": 0}, Outcome.CALM),
    "a little": ({"ana": 0.1}, Outcome.CALM),
    "one in a position, the other not": ({"ana": 0.16, "ben": 0.0}, Outcome.STUCK),
    "calm because apart": ({"ana": 0, "met": TIMES < 320}, Outcome.UNSETTLED),
    "strong when together": (
        {"ana": np.where(BY_DAY, 0.6, 0), "met": BY_DAY},
        Outcome.STUCK,
    ),
    "calm when together": (
        {"ana": np.where(BY_DAY, 0.05, 0), "met": BY_DAY},
        Outcome.CALM,
    ),
    "as strong either way": (
        {"ana": np.where(TIMES < 350, 0.5, -0.5), "noise": 0.1},
        Outcome.STUCK,
    ),
    "much": ({"ana": 0.6}, Outcome.STUCK),
    "much, both away": ({"ana": -0.6, "ben": -0.6}, Outcome.STUCK),
    "rising": ({"ana": 0.1 + 0.6 * RAMP}, Outcome.ESCALATING),
    "rising to a level": (
        {"ana": 0.1 + 0.6 * np.clip((TIMES - 310) / 60, 0, 1)},
        Outcome.ESCALATING,
    ),
    "falling": ({"ana": 0.7 - 0.6 * RAMP}, Outcome.UNSETTLED),
    "much, and slowly falling": ({"ana": 0.7 - 0.04 * RAMP}, Outcome.UNSETTLED),
    "quiet and hardening": (
        {"ana": 0.1, "resentment": 0.1 + 0.3 * RAMP},
        Outcome.UNSETTLED,
    ),
    "quiet, and one of them hardening": (
        {"ana": 0.1, "resentment": np.stack([0.5 - 0.3 * RAMP, 0.1 + 0.05 * RAMP])},
        Outcome.UNSETTLED,
    ),
    "quiet and healing": ({"ana": 0.1, "resentment": 0.5 - 0.3 * RAMP}, Outcome.CALM),
    "to and fro": ({"ana": 0.5 * np.sin(TIMES / 2.4)}, Outcome.OSCILLATING),
    "to and fro beside zero": (
        {"ana": 0.6 + 0.2 * np.sin(TIMES / 2.4)},
        Outcome.OSCILLATING,
    ),
    "fading": (
        {"ana": 0.5 * np.sin(TIMES / 2.4) * np.exp(-TIMES / 150)},
        Outcome.UNSETTLED,
    ),
    "chance around calm": (
        {"ana": 0.1 * np.sin(TIMES * 1.7) + 0.05 * np.sin(TIMES * 7.1), "noise": 0.1},
        Outcome.CALM,
    ),
    "chance around stuck": (
        {"ana": 0.6 + 0.2 * np.sin(TIMES * 1.7), "noise": 0.1},
        Outcome.STUCK,
    ),
    "chance, changing sides": (
        {"ana": 0.6 * np.sin(TIMES / 5), "noise": 0.1},
        Outcome.OSCILLATING,
    ),
    "chance, rising": ({"ana": 0.1 + 0.6 * RAMP, "noise": 0.1}, Outcome.ESCALATING),
    "chance, falling": ({"ana": 0.7 - 0.6 * RAMP, "noise": 0.1}, Outcome.UNSETTLED),
    "chance, up and half down again": (
        {"ana": np.where(TIMES < 333, 0.1, np.where(TIMES < 367, 0.6, 0.4)), "noise": 0.1},
        Outcome.UNSETTLED,
    ),
    "as strong either way, with a pause": (
        {"ana": 0.5 * ((TIMES > 355) - 1.0 * (TIMES < 345)), "noise": 0.1},
        Outcome.STUCK,
    ),
    "one trembles, the other goes": (
        {"ana": 0.1 * np.sin(TIMES / 2.4), "ben": 0.7 - 0.6 * RAMP},
        Outcome.UNSETTLED,
    ),
    "rounding is no turning point": (
        {"ana": np.where(TIMES < 380, 0.7 + 1e-13 * (TIMES // 1 % 2), 1.4 - RAMP * 0.8)},
        Outcome.UNSETTLED,
    ),
    "triggers to the end": (
        {"ana": np.where(TIMES % 20 < 4, 0.6, 0.05), "till": 400},
        Outcome.CALM,
    ),
}


@pytest.mark.parametrize("shortest", [1, 0.25], ids=["looks", "every step"])
@pytest.mark.parametrize(("run", "outcome"), CASES.values(), ids=CASES)
def test_a_run_ends_as_it_looks(run: Run, outcome: Outcome, shortest: float) -> None:
    made = ended(run, shortest=shortest)

    assert made.outcome is outcome
    assert made.decided.endswith(f": {outcome}.")


def test_how_it_was_decided_is_said_with_its_numbers() -> None:
    assert ended({"ana": 0.6}).decided == (
        "Over the last 100 turns nothing moves, and somebody is in a position (0.15 or more); "
        "cycle strength 0.60 to 0.60: stuck."
    )
    assert ended({"ana": 0.6, "noise": 1}).decided == (
        "Over the last 100 turns somebody is in a position (0.15 or more) on average, and that "
        "does not change; cycle strength 0.60: stuck."
    )
    assert ended({"ana": 0, "met": False}).decided == (
        "For most of the last 100 turns they are apart, so this run does not show how it ends: "
        "unsettled."
    )


def test_with_too_few_days_there_is_no_trend() -> None:
    looks = looked_at(640, 0.25, day=80, shortest=1)
    rising, met = np.linspace([0.1, -0.1], [0.7, -0.7], len(looks)).T, np.ones(len(looks), bool)

    for day, outcome in ((80, Outcome.STUCK), (50, Outcome.ESCALATING)):
        run = ending(TIMES[looks], rising, 0 * rising, met, (), day=day, noise=0.1)
        assert run.outcome is outcome


def test_together_for_a_quarter_of_the_time_is_enough() -> None:
    met = np.arange(8) >= 6

    assert ending(TIMES[:8], np.full((2, 8), 0.6), np.zeros((2, 8)), met, ()).outcome is (
        Outcome.STUCK
    )


def test_between_two_looks_in_the_middle_is_halfway() -> None:
    """Of an even number of looks, half with 0.28 and half with none: 0.14 is no position."""
    done = np.array([0.28, 0, 0.28, 0])[None, :, None]

    made = endings(done, 0 * done, np.ones(4, dtype=bool), lively=True, trend=False)

    assert OUTCOMES[made.outcome[0]] is Outcome.CALM


def test_an_input_counts_that_ends_after_the_first_look() -> None:
    until, longer = (ended({"ana": 0.6, "till": till}).decided for till in (300, 300.25))

    assert "on average" not in until
    assert "on average" in longer


# -- many couples ------------------------------------------------------------------------------


def couples(seed: int, width: int, looks: int, people: int = 2) -> tuple[Array, Array]:
    """Return what people do, and their resentment, in couples that rest, drift, swing or stir."""
    chance = np.random.default_rng(seed)
    time = np.linspace(0, 1, looks)[:, None]
    level, slope, swing, pace, fade, hardening = chance.uniform(
        [-0.5, -0.5, 0, 0, 0, -0.06], [0.5, 0.5, 0.4, 60, 3, 0.06], (people, 1, width, 6)
    ).transpose(3, 0, 1, 2)
    patterns = [
        level + slope * time / 10,
        level + slope * time,
        level + swing * np.sin(pace * time) * np.exp(-fade * time),
        level + swing * chance.standard_normal((people, looks, width)),
        np.round(4 * (level + swing * np.sin(pace * time))) / 4,
    ]
    same, own = chance.integers(0, 5, (1, 1, width)), chance.integers(0, 5, (people, 1, width))
    patterns_of = np.where(chance.random((1, 1, width)) < 0.7, same, own)
    done = np.clip(np.choose(patterns_of, patterns), -1, 1)
    return done, 0.5 + hardening * time


def fields(made: Endings, couple: int) -> list[bytes]:
    return [values[couple].tobytes() for values in made]


def assert_each_as_if_alone(
    made: Endings,
    done: NDArray[np.floating],
    hurts: NDArray[np.floating],
    met: Flags,
    lively: Flags,
    *,
    trend: bool = True,
) -> None:
    for n in range(done.shape[-1]):
        alone = endings(
            done[..., [n]].astype(np.float64),
            hurts[..., [n]].astype(np.float64),
            met if met.ndim == 1 else met[:, n],
            bool(lively[n]),
            trend=trend,
        )
        assert fields(made, n) == fields(alone, 0)


def test_couples_of_every_kind_beside_one_another_end_as_each_does_alone() -> None:
    runs = [run for run, _ in CASES.values()]
    expected = [outcome for _, outcome in CASES.values()]
    lively = np.array([run.get("noise", 0) > 0 or "till" in run for run in runs])
    often = 60  # more couples than are decided in one go
    done, hurts, met = (
        np.tile(np.stack(values, axis=-1), often)
        for values in zip(*(seen(run, shortest=1) for run in runs), strict=True)
    )

    made = endings(done, hurts, met, np.tile(lively, often))

    assert [OUTCOMES[number] for number in made.outcome] == expected * often
    assert_each_as_if_alone(made, done, hurts, met, np.tile(lively, often))
    sentences = [made.decided(n, turns=100) for n in range(len(runs))]
    assert sentences == [ended(run).decided for run in runs]


@given(
    seed=st.integers(0, 2**32),
    width=st.integers(1, 7),
    looks=st.integers(2, 70),
    people=st.integers(2, 3),
    dtype=st.sampled_from([np.float64, np.float32]),
    apart=st.sampled_from(["never", "as all others", "differently"]),
    lively=st.one_of(st.booleans(), st.just("differently")),
    trend=st.booleans(),
)
def test_a_couple_ends_the_same_whoever_stands_beside_it(
    *,
    seed: int,
    width: int,
    looks: int,
    people: int,
    dtype: type[np.floating],
    apart: str,
    lively: bool | str,
    trend: bool,
) -> None:
    done, hurts = (values.astype(dtype) for values in couples(seed, width, looks, people))
    chance = np.random.default_rng(seed)
    met = chance.random((looks, width)) < chance.choice([0.2, 0.5, 1], width)
    met = {"never": np.ones(looks, dtype=bool), "as all others": met[:, 0]}.get(apart, met)
    of_each = chance.random(width) < (0.5 if isinstance(lively, str) else lively)

    made = endings(done, hurts, met, lively if isinstance(lively, bool) else of_each, trend=trend)

    assert_each_as_if_alone(made, done, hurts, met, of_each, trend=trend)


@pytest.mark.parametrize("apart", ["never", "as all others", "differently"])
def test_long_rows_of_looks_are_added_up_alike_whoever_stands_beside(apart: str) -> None:
    done, hurts = couples(1, 65, 251)
    chance = np.random.default_rng(1)
    met = chance.random((251, 65)) < chance.choice([0.5, 1], 65)
    met = {"never": np.ones(251, dtype=bool), "as all others": met[:, 3]}.get(apart, met)
    lively = chance.random(65) < 0.5

    made = endings(done, hurts, met, lively)

    assert_each_as_if_alone(made, done, hurts, met, lively)


def plainly(done: Array, hurts: Array, met: Flags, *, lively: bool) -> Outcome:
    """Decide how one run ended by the rules as the page on parameters has them."""
    if met.mean() < 0.25:
        return Outcome.UNSETTLED
    y = [[float(value) for value in one[met]] for one in done]
    strength = [float(value) for value in np.abs(done[:, met]).mean(axis=0)]
    if lively or not met.all():
        middles = [median(third) for third in np.array_split(strength, 3) if len(third)]
        grown = middles[-1] - middles[0]
        if any(changes(value > 0 for value in one if abs(value) >= 0.15) >= 4 for one in y):
            return Outcome.OSCILLATING
        if abs(grown) <= 0.1:
            somebody = any(abs(median(one)) >= 0.15 for one in y) or np.mean(strength) >= 0.25
            return Outcome.STUCK if somebody else Outcome.CALM
        rises = grown > 0 and middles == sorted(middles)
        return Outcome.ESCALATING if rises else Outcome.UNSETTLED
    grown = strength[-1] - strength[0]
    widest = max(span(one) for one in y)
    if widest <= 0.05:
        if any(abs(one[-1]) >= 0.15 for one in y):
            return Outcome.UNSETTLED if grown < -0.02 else Outcome.STUCK
        hardens = any(one[-1] - one[0] > 0.02 for one in hurts)
        return Outcome.UNSETTLED if hardens else Outcome.CALM
    if any(swings(one) for one in y if span(one) == widest):
        return Outcome.OSCILLATING
    rises = grown > 0.02 and strength[-1] >= strength[-2]
    return Outcome.ESCALATING if rises else Outcome.UNSETTLED


def changes(values: Iterable[bool]) -> int:
    return len(list(groupby(values))) - 1


def span(values: list[float]) -> float:
    return max(values) - min(values)


def swings(values: list[float]) -> bool:
    moves = [after - before for before, after in pairwise(values)]
    half = len(values) // 2
    fades = span(values[half:]) < 0.8 * span(values[:half])
    return changes(move > 0 for move in moves if abs(move) > 1e-12) >= 4 and not fades


@given(
    seed=st.integers(0, 2**32),
    looks=st.integers(2, 70),
    met=st.sampled_from([0.1, 0.25, 0.6, 1, 1, 1]),
    lively=st.booleans(),
)
def test_couples_end_as_the_rules_say(seed: int, looks: int, met: float, *, lively: bool) -> None:
    done, hurts = couples(seed, 20, looks)
    together = np.random.default_rng(seed).permutation(looks) < met * looks

    made = endings(done, hurts, together, lively)

    assert [OUTCOMES[number] for number in made.outcome] == [
        plainly(done[..., n], hurts[..., n], together, lively=lively) for n in range(20)
    ]


@given(seed=st.integers(0, 2**32), shrunk=st.sampled_from([1, 0.3, 0.1]), trend=st.booleans())
def test_where_all_looks_are_alike_their_ends_say_what_all_of_them_say(
    seed: int, shrunk: float, *, trend: bool
) -> None:
    done, hurts = couples(seed, 200, 30)
    level = np.random.default_rng(seed).choice([0, 0.1, 0.149, 0.151, 0.3, -0.4], (2, 1, 200))
    near = np.clip(level + shrunk * (done - done.mean(axis=1, keepdims=True)), -1, 1)
    met = np.ones(30, dtype=np.bool_)
    strength = np.abs(near).mean(axis=0)

    told = endings(near, hurts, met, True, trend=trend).outcome
    quick = by_ends(near.min(1), near.max(1), strength.min(0), strength.max(0))

    assert quick[quick != UNDECIDED].tolist() == told[quick != UNDECIDED].tolist()
    if shrunk == 0.1:
        assert (quick != UNDECIDED).any()


@given(seed=st.integers(0, 2**32), met=st.sampled_from([0.5, 1]), lively=st.booleans())
def test_couples_end_the_same_with_partners_swapped(seed: int, met: float, *, lively: bool) -> None:
    done, hurts = couples(seed, 20, looks=50)
    together = np.random.default_rng(seed).random(50) < met

    made = endings(done, hurts, together, lively)
    swapped = endings(done[::-1], hurts[::-1], together, lively)

    assert [fields(made, n) for n in range(20)] == [fields(swapped, n) for n in range(20)]


def test_of_two_who_move_as_much_either_may_be_the_one_who_goes_on() -> None:
    fading = 0.5 * np.sin(TIMES / 2.4) * np.exp(-((TIMES - 300) ** 2) / 2000)
    late = np.where(TIMES > 300, fading, 0)
    last = late[1200:]
    done = np.stack([last, last[::-1]])
    met = np.ones(len(last), dtype=bool)

    for both in (done, done[::-1]):
        assert ending(TIMES[1200:], both, 0 * both, met, ()).outcome is Outcome.OSCILLATING


# -- when to look ------------------------------------------------------------------------------


def test_the_last_quarter_counts_a_turn_apart() -> None:
    assert looked_at(4000, 0.25, day=None, shortest=1) == range(3000, 4001, 4)
    assert looked_at(4000, 0.25, day=None, shortest=0.6) == range(3000, 4001, 2)
    assert looked_at(1000, 0.1, day=None, shortest=0.3) == range(751, 1001, 3)


def test_of_a_short_run_every_step_counts() -> None:
    assert looked_at(1, 0.25, day=None, shortest=1) == range(2)
    assert looked_at(400, 0.25, day=None, shortest=1) == range(300, 401)


def test_of_a_very_long_run_no_more_looks_are_taken_than_can_be_kept() -> None:
    assert len(looked_at(2_000_000, 0.25, day=None, shortest=1)) == 3_969


def test_whole_days_count_and_three_of_them_at_least() -> None:
    assert looked_at(4480, 0.25, day=80, shortest=1) == range(3200, 4481, 4)
    assert looked_at(1600, 0.25, day=80, shortest=1) == range(640, 1601, 4)
    assert looked_at(640, 0.25, day=80, shortest=1) == range(0, 641, 4)


def test_fewer_days_than_three_show_no_trend() -> None:
    assert shows_trend(160, day=None)
    assert shows_trend(240, day=80)
    assert not shows_trend(239, day=80)


@given(
    count=st.integers(1, 2_000_000),
    step=st.floats(1e-3, 10),
    day=st.one_of(st.none(), st.floats(0.1, 1000)),
    shortest=st.floats(1e-3, 100),
)
@example(count=1000, step=0.1, day=None, shortest=0.3)
def test_looks_are_even_and_near_enough_to_each_other(
    count: int, step: float, day: float | None, shortest: float
) -> None:
    looks = looked_at(count, step, day=day, shortest=shortest)
    covered = (count - looks.start) * step
    wanted = min(count * step / 4 if day is None else max(count * step / 4, 3 * day), count * step)

    assert looks[-1] == count
    assert looks.start >= 0
    assert 2 <= len(looks) <= 4_000
    assert len(looks) > min(60, 0.9 * wanted / step)
    assert looks.step * step <= max(shortest, step) * 1.001 or len(looks) > 1_900
    assert covered > wanted - (looks.step + 1) * step
    if day is None:
        assert covered <= max(wanted * 1.001, step)
