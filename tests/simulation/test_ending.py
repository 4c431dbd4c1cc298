"""How a run ended: from behaviors over time to one word, and how it was decided."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.model.trajectory import Band, Outcome
from negcycle.simulation.ending import Ending, ending

TIMES = np.linspace(0, 400, 1601)


def ended(
    ana: object,
    ben: object = None,
    resentment: object = 0.1,
    *,
    noise: float = 0,
    till: float = 0,
    met: object = True,
) -> Ending:
    """Decide on two behaviors over time; Ben's is the opposite of Ana's unless given."""
    first = np.broadcast_to(np.asarray(ana, dtype=float), TIMES.shape)
    second = -first if ben is None else np.broadcast_to(np.asarray(ben, dtype=float), TIMES.shape)
    hurt = np.broadcast_to(np.asarray(resentment, dtype=float), TIMES.shape)
    bands = [Band("trigger", "a look", 0, till)] if till else []
    together = np.broadcast_to(np.asarray(met, dtype=bool), TIMES.shape)
    done, hurts = np.stack([first, second]), np.stack([hurt, hurt])
    return ending(TIMES, done, hurts, together, bands, noise=noise)


RAMP = np.clip((TIMES - 250) / 150, 0, 1)

CASES = {
    "nothing": (ended(0), Outcome.CALM),
    "a little": (ended(0.1), Outcome.CALM),
    "one in a position, the other not": (ended(0.16, 0.0), Outcome.STUCK),
    "calm because apart": (ended(0, met=TIMES < 320), Outcome.UNSETTLED),
    "strong when together": (
        ended(np.where(TIMES % 80 < 60, 0.6, 0), met=TIMES % 80 < 60),
        Outcome.STUCK,
    ),
    "calm when together": (
        ended(np.where(TIMES % 80 < 60, 0.05, 0), met=TIMES % 80 < 60),
        Outcome.CALM,
    ),
    "as strong either way": (
        ended(np.where(TIMES < 350, 0.5, -0.5), noise=0.1),
        Outcome.STUCK,
    ),
    "much": (ended(0.6), Outcome.STUCK),
    "much, both away": (ended(-0.6, -0.6), Outcome.STUCK),
    "rising": (ended(0.1 + 0.6 * RAMP), Outcome.ESCALATING),
    "falling": (ended(0.7 - 0.6 * RAMP), Outcome.UNSETTLED),
    "quiet and hardening": (ended(0.1, resentment=0.1 + 0.3 * RAMP), Outcome.UNSETTLED),
    "quiet and healing": (ended(0.1, resentment=0.5 - 0.3 * RAMP), Outcome.CALM),
    "to and fro": (ended(0.5 * np.sin(TIMES / 2.4)), Outcome.OSCILLATING),
    "to and fro beside zero": (ended(0.6 + 0.2 * np.sin(TIMES / 2.4)), Outcome.OSCILLATING),
    "fading": (
        ended(0.5 * np.sin(TIMES / 2.4) * np.exp(-TIMES / 150)),
        Outcome.UNSETTLED,
    ),
    "chance around calm": (
        ended(0.1 * np.sin(TIMES * 1.7) + 0.05 * np.sin(TIMES * 7.1), noise=0.1),
        Outcome.CALM,
    ),
    "chance around stuck": (ended(0.6 + 0.2 * np.sin(TIMES * 1.7), noise=0.1), Outcome.STUCK),
    "chance, changing sides": (ended(0.6 * np.sin(TIMES / 5), noise=0.1), Outcome.OSCILLATING),
    "chance, rising": (ended(0.1 + 0.6 * RAMP, noise=0.1), Outcome.ESCALATING),
    "chance, falling": (ended(0.7 - 0.6 * RAMP, noise=0.1), Outcome.UNSETTLED),
    "triggers to the end": (
        ended(np.where(TIMES % 20 < 4, 0.6, 0.05), till=400),
        Outcome.CALM,
    ),
}


@pytest.mark.parametrize(("made", "outcome"), CASES.values(), ids=CASES)
def test_a_run_ends_as_it_looks(made: Ending, outcome: Outcome) -> None:
    assert made.outcome is outcome
    assert made.decided.endswith(f": {outcome}.")


def test_how_it_was_decided_is_said_with_its_numbers() -> None:
    assert ended(0.6).decided == (
        "Over the last 100 turns nothing moves, and somebody is in a position (0.15 or more); "
        "cycle strength 0.60 to 0.60: stuck."
    )
    assert ended(0, met=False).decided == (
        "For most of the last 100 turns they are apart, so this run does not show how it ends: "
        "unsettled."
    )


def test_only_the_last_quarter_counts() -> None:
    made = ended(np.where(TIMES < 299, 0.6, 0.02), till=299)

    assert TIMES[made.first] == 300
    assert made.outcome is Outcome.CALM


@given(
    ana=st.lists(st.floats(-1, 1), min_size=2, max_size=40),
    noise=st.sampled_from([0.0, 1.0]),
    till=st.floats(0, 50),
    met=st.lists(st.booleans(), max_size=40),
)
def test_any_run_ends_somehow_and_the_same_with_partners_swapped(
    ana: list[float], noise: float, till: float, met: list[bool]
) -> None:
    done = np.stack([np.array(ana), np.array(ana[::-1])])
    times = np.arange(len(ana), dtype=float)
    bands = [Band("trigger", "a look", 0, till)]

    met = np.array(met + [True] * len(ana))[: len(ana)]
    made = ending(times, done, np.abs(done), met, bands, noise=noise)
    swapped = ending(times, done[::-1], np.abs(done[::-1]), met, bands, noise=noise)

    assert made.outcome in Outcome
    assert made.outcome is swapped.outcome
