"""The couple that everybody computes, in plain numbers, for programs that know nothing of negcycle.

For each of two partners: primary, secondary, perception, behavior, openness, resentment. Twelve
states from calm on, in steps of a quarter of a turn; a random input of their own pushes each first
feeling. At every fourth step a look: mean, variance, least and largest value of each state and of
the strength of the cycle, and the last turn at which somebody had changed position.
"""

from __future__ import annotations

import math

KEYS = ("john", "mary")
KINDS = ("primary", "secondary", "perception", "behavior", "openness", "resentment")
NAMES = tuple(f"{key}.{kind}" for key in KEYS for kind in KINDS)
"""The states, in the order of every result."""

NEEDS = (0.55, 0.45)
REACTIVITY = 2.0
OPENNESS = 0.8
TURN = 1.0
TAU_OPEN = 5.0
TAU_BOND = 200.0
FORGET = 0.1
REPAIR = 1.0
NOISE = 0.1
TAU_NOISE = 1.0

STEP = 0.25
"""Turns."""
EVERY = 4
"""Steps between two looks."""
POSITION = 0.15
"""Somebody pursues from here on, and withdraws from minus this on."""

C = REACTIVITY**0.25
"""What each of the four links of a chain passes on."""
MISSING = (NEEDS[0] - NEEDS[1], NEEDS[1] - NEEDS[0])
MOVED = 1 - math.exp(-STEP / TURN)
MOVED_OPEN = 1 - math.exp(-STEP / TAU_OPEN)
"""What opens and what closes add up to 1, so openness goes the same share of its way each time."""
KEEPS = math.exp(-STEP / TAU_NOISE)
FRESH = math.sqrt(1 - KEEPS**2)

RESULTS = ("final", "mean", "variance", "lowest", "highest", "settled")
"""What a contender hands back, by name: arrays whose last axis is the couple. The first has a row
for each state, the next four also one for the strength of the cycle, ``settled`` has no rows."""
