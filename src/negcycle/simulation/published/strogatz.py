"""Strogatz's Romeo and Juliet: two people whose feelings follow each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negcycle.model.citation import Citation
from negcycle.simulation.published.base import LinearFlow
from negcycle.simulation.published.parameters import check
from negcycle.system.protocol import Array

STYLES = {
    (1, 1): "eager beaver",
    (1, -1): "narcissistic nerd",
    (-1, 1): "cautious lover",
    (-1, -1): "hermit",
}
"""What a person is called by the signs of the answers to the own and to the other's feelings."""


@dataclass(frozen=True, kw_only=True)
class Strogatz(LinearFlow):
    """R' = a R + b J,  J' = c R + d J.

    R is Romeo's love for Juliet and J hers for him, below 0 where it is hate. Time has no unit.

    Sources:
        The equations and the four styles were read in a program that quotes the paper.
    """

    a: float
    """How Romeo answers to his own feelings."""
    b: float
    """How Romeo answers to Juliet's."""
    c: float
    """How Juliet answers to Romeo's."""
    d: float
    """How Juliet answers to her own."""

    citation: ClassVar[Citation] = Citation(
        key="strogatz-1988",
        text="Strogatz, S. H. (1988). Love affairs and differential equations. "
        "Mathematics Magazine, 61(1), 35.",
        where="https://doi.org/10.1080/0025570X.1988.11977342",
        read=True,
    )

    def __post_init__(self) -> None:
        check(self, "number", "a", "b", "c", "d")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("romeo", "juliet")

    @property
    def matrix(self) -> Array:
        """The four answers. Shape ``(2, 2)``."""
        return np.array([[self.a, self.b], [self.c, self.d]])

    def style(self) -> tuple[str, str]:
        """Return what Romeo and what Juliet is called; empty for one with an answer of 0."""
        romeo = STYLES.get((int(np.sign(self.a)), int(np.sign(self.b))), "")
        juliet = STYLES.get((int(np.sign(self.d)), int(np.sign(self.c))), "")
        return romeo, juliet
