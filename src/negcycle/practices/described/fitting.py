"""Which practice fits where: on the way into each station of the cycle, and into what is slow.

The exits of the cycle: pause once something has landed, reach instead of covering what is felt,
check the meaning before it is a conclusion, take a time-out before the old move.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from negcycle.graph.cycle_graph import Kind
from negcycle.practices.described.known import known_practices, practice
from negcycle.practices.described.practice import Practice

_LANDED = ("pause", "paraphrase")

BEFORE: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.TRIGGER: _LANDED,
        Kind.APPRAISAL: _LANDED,
        Kind.BODY: _LANDED,
        Kind.PRIMARY: _LANDED,
        Kind.SECONDARY: ("pause_risk_reach", "softening", "reengagement"),
        Kind.PERCEPTION: ("check_the_meaning",),
        Kind.BEHAVIOR: ("time_out",),
        Kind.OPENNESS: ("check_in", "start_small"),
        Kind.RESENTMENT: ("five_steps", "twenty_four_hours", "repair_attempt"),
    }
)
"""On the way into each kind of node, the ids of what fits there; the first is offered first."""


def practices_before(kind: Kind | str) -> tuple[Practice, ...]:
    """Return the practices that fit on the way into a kind of node, the first to offer first.

    Raises:
        ValueError: if there is no such kind.

    Example:
        >>> [one.name for one in practices_before("perception")]
        ['check the meaning']
    """
    return tuple(practice(one) for one in BEFORE[Kind(kind)])


def fitting(kind: Kind | str) -> tuple[Practice, ...]:
    """Return every practice that fits on the way into a kind of node, the first to offer first.

    Those that `practices_before` offers come first, then all others that name this place.

    Raises:
        ValueError: if there is no such kind.

    Example:
        >>> [one.id for one in fitting("perception")][0]
        'check_the_meaning'
    """
    first = BEFORE[Kind(kind)]
    others = (one.id for one in known_practices() if Kind(kind) in one.at and one.id not in first)
    return tuple(practice(one) for one in (*first, *others))
