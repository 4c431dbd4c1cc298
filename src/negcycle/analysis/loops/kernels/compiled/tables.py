"""What a search in machine code keeps in its tables: a row for each thing known, by its name here.

A graph is given as its pairs of nodes, each once, sorted by source and target. A *way* leads from
one node that a search stops at to the next; it is a row of pairs, and most often a single one.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Table: TypeAlias = NDArray[np.int64]
"""Whole numbers, in one row or in several."""

at: Final = np.uint64
"""A place in a row that is never negative: so it is not counted from the end, nor looked at."""

# -- of each node, or of each place on the path ----------------------------------------------------

FIRST: Final = 0
"""Its first pair; its last one stands before the first pair of the next node."""
FIRST_IN: Final = 1
"""Where the pairs that lead to it begin in INCOMING."""
MEMBERS: Final = 2
"""All nodes, those of one part side by side."""
PART: Final = 3
"""Where its part begins in MEMBERS."""
SIZE: Final = 4
"""How many nodes the part has that begins here."""
NUMBER: Final = 5
LOWEST: Final = 6
QUEUE: Final = 7
FIRST_WAY: Final = 8
"""Its first way, or -1."""
FIRST_WAY_IN: Final = 9
"""Of the ways that lead to it, the first, or -1."""
WAYS: Final = 10
"""How many ways it has."""
WAYS_IN: Final = 11
"""How many ways lead to it."""
LOCK: Final = 12
"""Only a path of fewer nodes may enter it."""
PATH: Final = 13
"""The n-th node on the path."""
CURSOR: Final = 14
"""Of the n-th node on the path: the next slot to try."""
BACK: Final = 15
"""Of the n-th node on the path: the fewest links back to the root."""
ENTERED: Final = 16
"""Of the n-th node on the path: how many pairs lead there."""
TAKEN: Final = 17
"""Of the n-th node on the path: the slot that leads there from the one before."""
BRANCH: Final = 18
"""Of the n-th node on the path: the branch that stands for the path so far, once there is one."""
ON_PATH: Final = 19
"""Whether it is on the path."""
QUEUED: Final = 20
"""Whether it waits in QUEUE."""
AWAITED: Final = 21
"""Whether any way to it may WAIT."""
FIRST_SLOT: Final = 22
"""The slot of its first way; those of its other ways follow."""
NODE_ROWS: Final = 23

# -- of each pair, or of each way ------------------------------------------------------------------

SOURCE: Final = 0
TARGET: Final = 1
INCOMING: Final = 2
"""All pairs, sorted by target."""
WAY_SOURCE: Final = 3
WAY_TARGET: Final = 4
NEXT: Final = 5
"""The next way from the same node, or -1."""
BEFORE: Final = 6
"""The way before it from the same node, or -1."""
NEXT_IN: Final = 7
"""Another way to the same node, or -1."""
BEFORE_IN: Final = 8
"""The way that has this one as its NEXT_IN, or -1."""
CHAIN: Final = 9
"""The pair or link of CHAINS that it consists of."""
LENGTH: Final = 10
"""How many pairs it consists of."""
WAITS: Final = 11
"""Whether its source is to be set free together with its target."""
PAIR_ROWS: Final = 12

# -- of ways that were joined ----------------------------------------------------------------------

LEFT: Final = 0
RIGHT: Final = 1
PAIRS: Final = 2
"""The pairs of all ways in a row."""
TODO: Final = 3

# -- of slots: the ways of a part once more, those from one node side by side, and then an end -----

SLOT_WAY: Final = 4
SLOT_TARGET: Final = 5
"""Where the way leads; at the end, the number of nodes, which stands for nowhere."""
SLOT_LENGTH: Final = 6
"""How many pairs the way consists of."""
SLOT_START: Final = 7
"""Where these begin in PAIRS."""
SLOT_KEPT: Final = 8
"""Its number among the ways that loops were found along, or -1; a pair has its own number."""
CHAIN_ROWS: Final = 9
CHAINS_PER_PAIR: Final = 8
"""How many columns there are for each pair and each node."""

# -- what was found --------------------------------------------------------------------------------
#
# Loops that begin alike are kept as a tree: a branch goes on from another one along a way, and a
# loop is a branch with the way that closes it. Branch 0 is the beginning, where nothing was taken.
# Here each one has a row, and what is known of it is in the columns.

BEFORE_IT: Final = 0
"""Of a branch: the one that it goes on from; of a loop: the branch that it closes."""
ALONG: Final = 1
"""The way that leads on, or back to the root."""
LONG: Final = 2
"""Of a loop: how many pairs it has."""
BRANCH_COLUMNS: Final = 2
LOOP_COLUMNS: Final = 3

# -- how far a search is ---------------------------------------------------------------------------

ROOT: Final = 0
"""The node that it searches from; -1 at the beginning."""
DEPTH: Final = 1
"""How many nodes are on the path."""
LOOPS: Final = 2
"""How many loops were written."""
PLACES: Final = 3
"""How many nodes these have together."""
BRANCHES: Final = 4
"""How many branches were written."""
GROWN: Final = 5
"""For how many nodes on the path there is a branch."""
WAYS_KEPT: Final = 6
"""How many ways were written."""
PROGRESS: Final = 7
