"""Sprott's triangle: Romeo between Juliet and Guinevere, and chaos in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negcycle.model.citation import Citation
from negcycle.simulation.published.base import DEPENDS, PublishedFlow, signed_links
from negcycle.simulation.published.parameters import check
from negcycle.system.protocol import Array, ModelLink


@dataclass(frozen=True, kw_only=True)
class SprottTriangle(PublishedFlow):
    """Four feelings: Romeo's for each of two women, and each one's for him.

    ::

        RJ' = a RJ + b (J - G) (1 - |J - G|)      J' = c RJ (1 - |RJ|) + d J
        RG' = a RG + b (G - J) (1 - |G - J|)      G' = e RG (1 - |RG|) + f G

    Too much love turns into its opposite, which is what ``1 - |x|`` says; the women do not know of
    each other, and Romeo compares. RJ + RG decays with the rate a. Time has no unit.

    Sources:
        Equations and parameters are recalled; only the abstract was read.
    """

    a: float = -3.0
    """How Romeo answers to his own feelings."""
    b: float = 4.0
    """How Romeo answers to the lead that one woman's love has over the other's."""
    c: float = -7.0
    """How Juliet answers to Romeo's feelings for her."""
    d: float = 2.0
    """How Juliet answers to her own."""
    e: float = 2.0
    """How Guinevere answers to Romeo's feelings for her."""
    f: float = -1.0
    """How Guinevere answers to her own."""

    citation: ClassVar[Citation] = Citation(
        key="sprott-2004",
        text="Sprott, J. C. (2004). Dynamical models of love. "
        "Nonlinear Dynamics, Psychology, and Life Sciences, 8(3), 303-314.",
        where="",
        read=False,
    )

    def __post_init__(self) -> None:
        check(self, "number", "a", "b", "c", "d", "e", "f")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("romeo_for_juliet", "juliet", "romeo_for_guinevere", "guinevere")

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Who acts on whom; every sign depends on how much love there is already."""
        romeo, juliet, guinevere = (DEPENDS if x else 0.0 for x in (self.b, self.c, self.e))
        return signed_links(
            {
                ("juliet", "romeo_for_juliet"): romeo,
                ("guinevere", "romeo_for_juliet"): romeo,
                ("romeo_for_juliet", "juliet"): juliet,
                ("juliet", "romeo_for_guinevere"): romeo,
                ("guinevere", "romeo_for_guinevere"): romeo,
                ("romeo_for_guinevere", "guinevere"): guinevere,
            }
        )

    def rates_now(self, state: Array) -> Array:
        """Return dx/dt. The shape is that of `state`."""
        for_juliet, juliet, for_guinevere, guinevere = state
        compared = self.b * _turning(juliet - guinevere)
        return np.stack(
            [
                self.a * for_juliet + compared,
                self.c * _turning(for_juliet) + self.d * juliet,
                self.a * for_guinevere - compared,
                self.e * _turning(for_guinevere) + self.f * guinevere,
            ]
        )

    def jacobian(self, state: Array) -> Array:
        """Return d rate_i / d x_j. Shape ``(4, 4)``."""
        for_juliet, juliet, for_guinevere, guinevere = state
        compared = self.b * _turning_slope(juliet - guinevere)
        return np.array(
            [
                [self.a, compared, 0.0, -compared],
                [self.c * _turning_slope(for_juliet), self.d, 0.0, 0.0],
                [0.0, -compared, self.a, compared],
                [0.0, 0.0, self.e * _turning_slope(for_guinevere), self.f],
            ]
        )


def _turning(x: Array) -> Array:
    turned: Array = x * (1 - np.abs(x))
    return turned


def _turning_slope(x: Array) -> Array:
    slope: Array = 1 - 2 * np.abs(x)
    return slope
