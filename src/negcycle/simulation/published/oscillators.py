"""Two coupled oscillators: feelings that swing, and how two swings take hold of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negcycle.model.citation import Citation
from negcycle.simulation.published.base import LinearFlow
from negcycle.simulation.published.parameters import Pair, check_several
from negcycle.system.protocol import Array


@dataclass(frozen=True, kw_only=True)
class CoupledOscillators(LinearFlow):
    """x1'' = eta1 x1 + zeta1 x1' + eta12 x2 + zeta12 x2', and the same for the second.

    Alone and undamped, the period is 2 pi / sqrt(-eta). Time in the unit of the observations, such
    as days.

    Sources:
        The equations were read in the vignettes of the R package rties, which quote the papers.
    """

    eta: Pair
    """The pull back to the middle, below 0 where it swings: (eta1, eta2). Per time squared."""
    zeta: Pair
    """Damping below 0, amplification above: (zeta1, zeta2). Per time."""
    eta_cross: Pair = (0.0, 0.0)
    """The pull of where the other is: (eta12, eta21). Per time squared."""
    zeta_cross: Pair = (0.0, 0.0)
    """The pull of where the other is going: (zeta12, zeta21). Per time."""

    citation: ClassVar[Citation] = Citation(
        key="boker-laurenceau-2006",
        text="Boker, S. M., & Laurenceau, J.-P. (2006). Dynamical systems modeling: an application "
        "to the regulation of intimacy and disclosure in marriage. In T. A. Walls & J. L. Schafer "
        "(Eds.), Models for Intensive Longitudinal Data (pp. 195-218). Oxford University Press.",
        where="",
        read=True,
    )

    def __post_init__(self) -> None:
        check_several(self, "number", 2, "eta", "zeta", "eta_cross", "zeta_cross")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("first", "first_rate", "second", "second_rate")

    @property
    def matrix(self) -> Array:
        """The pulls on each place and on its rate. Shape ``(4, 4)``."""
        (eta1, eta2), (zeta1, zeta2) = self.eta, self.zeta
        (eta12, eta21), (zeta12, zeta21) = self.eta_cross, self.zeta_cross
        return np.array(
            [
                [0.0, 1.0, 0.0, 0.0],
                [eta1, zeta1, eta12, zeta12],
                [0.0, 0.0, 0.0, 1.0],
                [eta21, zeta21, eta2, zeta2],
            ]
        )
