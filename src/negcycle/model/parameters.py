"""Every number behind a simulation: what it means, its unit, range and default, and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

ASSUMPTION = "assumption"
"""Stands for a source where there is none: nobody has measured this."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number that a case may set under `dynamics`."""

    name: str
    """The field of the case file."""
    symbol: str
    """How the equations write it."""
    meaning: str
    unit: str
    """``"turns"``, or ``"none"`` for a number without unit."""
    range: str
    each: bool = False
    """Whether each partner has one of their own."""
    source: str = ASSUMPTION
    """Where the number comes from, or the word "assumption"."""


PARAMETERS = (
    Parameter(
        "need",
        "n",
        "need for closeness here and now, net of the need for room",
        "none",
        "0 to 1",
        each=True,
    ),
    Parameter(
        "reactivity",
        "g",
        "how much of what lands is passed on when closed: the product of the four links of a chain",
        "none",
        "above 0",
        each=True,
    ),
    Parameter("openness", "α", "openness when calm and unresentful", "none", "0 to 1", each=True),
    Parameter(
        "answer",
        "s",
        "+1: alone reaches harder, crowded pulls back; -1: alone pulls away, crowded pushes back",
        "none",
        "+1 or -1",
        each=True,
    ),
    Parameter("turn", "τ", "time constant of a reaction; the unit of time", "turns", "above 0"),
    Parameter("tau_open", "τa", "time to open up or shut down", "turns", "above 0"),
    Parameter(
        "tau_bond",
        "τr",
        "time in contact over which resentment builds or heals",
        "turns",
        "above 0; much longer than tau_open",
    ),
    Parameter(
        "forget",
        "δ",
        "resentment lost in ordinary contact, relative to the rate at which it builds",
        "none",
        "0 or more",
    ),
    Parameter(
        "repair",
        "ρ",
        "resentment healed when both are open and in contact, relative to the same rate",
        "none",
        "0 or more",
    ),
    Parameter("delay", "d", "time until a behavior is answered", "turns", "0 or more"),
    Parameter(
        "noise",
        "σ",
        "standard deviation of the random input, which each partner has of their own",
        "none",
        "0 or more",
    ),
    Parameter(
        "tau_noise", "τn", "time over which the random input stays alike", "turns", "above 0"
    ),
)
"""All of them, in the order of the equations."""


class DefaultSet(StrEnum):
    """The name of a set of defaults, with its version at the end."""

    ILLUSTRATIVE_1 = "illustrative-1"
    COUPLE_TYPES_1 = "couple-types-1"


@dataclass(frozen=True, slots=True)
class Defaults:
    """A named set of numbers for what a case leaves open. A set that is published never changes."""

    name: DefaultSet
    about: str
    values: Mapping[str, float]
    """By the name of the parameter."""
    need_toward: float
    """The need of who moves toward the other, where that one moves away."""
    need_away: float
    """The need of who moves away, where the other moves toward."""


_ILLUSTRATIVE = {
    "need": 0.5,
    "reactivity": 2.0,
    "openness": 0.8,
    "answer": 1.0,
    "turn": 1.0,
    "tau_open": 5.0,
    "tau_bond": 200.0,
    "forget": 0.1,
    "repair": 1.0,
    "delay": 0.0,
    "noise": 0.0,
    "tau_noise": 1.0,
}

DEFAULTS: Mapping[DefaultSet, Defaults] = MappingProxyType(
    {
        made.name: made
        for made in (
            Defaults(
                DefaultSet.ILLUSTRATIVE_1,
                "calm together; once hardened, stuck if their needs differ, and lingering if not",
                MappingProxyType(_ILLUSTRATIVE),
                need_toward=0.55,
                need_away=0.45,
            ),
            Defaults(
                DefaultSet.COUPLE_TYPES_1,
                "a little more reactive and with equal needs, to compare the types of cycles",
                MappingProxyType({**_ILLUSTRATIVE, "reactivity": 2.2}),
                need_toward=0.5,
                need_away=0.5,
            ),
        )
    }
)
"""Every set of defaults, under its name."""

STANDARD = DefaultSet.ILLUSTRATIVE_1
"""The set that is used where a case names none."""
