"""Gottman and Murray's mathematics of marriage: turns of talk, with inertia and influence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Literal

import numpy as np

from negcycle.errors import SimulationError
from negcycle.model.citation import Citation
from negcycle.simulation.published.base import PublishedMap, signed_links
from negcycle.simulation.published.influence import Bilinear, Influence, Ojive, check_influence
from negcycle.simulation.published.parameters import check
from negcycle.system.protocol import Array, ModelLink
from negcycle.words import did_you_mean, say

UPDATES = ("turn", "simultaneous")
"""Whether the husband hears the wife's new word, or both answer to the last ones."""


@dataclass(frozen=True, kw_only=True)
class GottmanMurray(PublishedMap):
    """W(t+1) = a + r1 W(t) + I_HW(H(t)),  H(t+1) = b + r2 H(t) + I_WH(W(t+1) or W(t)).

    W and H are how positive or negative wife and husband are in a turn, summed over 6 seconds of
    coded talk: from -24 to 24 in the original. Time in turns.

    Sources:
        The equations were read in the R package dyad, where both answer to the last words. The wife
        who speaks first (``"turn"``) is that of the paper of 1995 and the book; it was read in a
        port of the model, and is otherwise recalled.
    """

    a: float
    """What the wife starts from in each turn."""
    r1: float
    """The wife's emotional inertia, from 0 up to, but not, 1."""
    b: float
    """What the husband starts from in each turn."""
    r2: float
    """The husband's emotional inertia, from 0 up to, but not, 1."""
    husband_on_wife: Influence
    """I_HW: what the husband's last word does to the wife's next."""
    wife_on_husband: Influence
    """I_WH: what the wife's word does to the husband's next."""
    update: Literal["turn", "simultaneous"] = "turn"
    """Whether the husband answers to the wife's new word, or to her last."""

    citation: ClassVar[Citation] = Citation(
        key="cook-1995",
        text="Cook, J., Tyson, R., White, J., Rushe, R., Gottman, J., & Murray, J. (1995). "
        "Mathematics of marital conflict: qualitative dynamic mathematical modeling of marital "
        "interaction. Journal of Family Psychology, 9(2), 110-130.",
        where="https://doi.org/10.1037/0893-3200.9.2.110",
        read=True,
        recalled="order of turns",
    )

    def __post_init__(self) -> None:
        check(self, "number", "a", "b")
        check(self, "inertia", "r1", "r2")
        check_influence(self.husband_on_wife, "husband_on_wife")
        check_influence(self.wife_on_husband, "wife_on_husband")
        if self.update not in UPDATES:
            hint = did_you_mean(str(self.update), UPDATES)
            raise SimulationError(say("published.update", value=repr(self.update), hint=hint))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("wife", "husband")

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Each acts on the other with the sign of the influence, 0 where it turns."""
        return signed_links(
            {
                ("husband", "wife"): self.husband_on_wife.strength,
                ("wife", "husband"): self.wife_on_husband.strength,
            }
        )

    def next(self, state: Array) -> Array:
        """Return the state one turn later. The shape is that of `state`."""
        wife, husband = state
        new = self.a + self.r1 * wife + self.husband_on_wife(husband)
        heard = new if self.update == "turn" else wife
        return np.stack([new, self.b + self.r2 * husband + self.wife_on_husband(heard)])

    def jacobian(self, state: Array) -> Array:
        """Return d next_i / d x_j; where an influence bends, on one of its two sides.

        Shape ``(2, 2)``. In turns, what the wife says reaches the husband through her new word.
        """
        wife, husband = state
        on_wife = float(self.husband_on_wife.slope(husband))
        if self.update == "simultaneous":
            on_husband = float(self.wife_on_husband.slope(wife))
            return np.array([[self.r1, on_wife], [on_husband, self.r2]])
        on_husband = float(self.wife_on_husband.slope(self.next(np.asarray(state))[0]))
        return np.array(
            [[self.r1, on_wife], [on_husband * self.r1, self.r2 + on_husband * on_wife]]
        )

    def natural_states(self) -> tuple[float, float]:
        """Return where wife and husband would end without each other: a/(1-r1) and b/(1-r2)."""
        return self.a / (1 - self.r1), self.b / (1 - self.r2)

    def null_clines(self, values: Array) -> tuple[Array, Array]:
        """Return where each would end if the other stayed at `values`.

        First the wife's, for values of the husband; then the husband's, for values of the wife.
        Both have the shape of `values`. Where the two curves cross, both stay.
        """
        wife = (self.a + self.husband_on_wife(values)) / (1 - self.r1)
        husband = (self.b + self.wife_on_husband(values)) / (1 - self.r2)
        return wife, husband

    def steady_states(self) -> tuple[tuple[float, float], ...]:
        """Return the crossings of the null clines as (wife, husband), by rising wife.

        Both influences are made of straight lines, so each pair of lines crosses in one point,
        which counts if the couple really stays there. Lines that lie on one another are left out.

        Raises:
            SimulationError: if an influence has repair or damping, which is not straight.
        """
        on_wife, on_husband = self.husband_on_wife, self.wife_on_husband
        if not (isinstance(on_wife, Bilinear | Ojive) and isinstance(on_husband, Bilinear | Ojive)):
            raise SimulationError(say("published.bent"))
        candidates: list[tuple[float, float, float]] = []
        for one, other in product(on_wife.lines, on_husband.lines):
            gap = (1 - self.r1) * (1 - self.r2) - one.slope * other.slope
            if abs(gap) < 1e-12:
                continue
            start_wife, start_husband = self.a + one.level, self.b + other.level
            wife = (start_wife * (1 - self.r2) + start_husband * one.slope) / gap
            husband = (start_husband * (1 - self.r1) + start_wife * other.slope) / gap
            here = np.array([wife, husband])
            moved = float(np.max(np.abs(self.next(here) - here)))
            if moved <= 1e-9 * (1 + float(np.max(np.abs(here)))):
                candidates.append((moved, wife, husband))
        found: list[tuple[float, float]] = []
        for _, wife, husband in sorted(candidates):  # of two almost the same, the one that stays
            rest = (wife, husband)
            if not any(np.allclose(rest, other, rtol=1e-7, atol=1e-7) for other in found):
                found.append(rest)
        return tuple(sorted(found))

    def is_stable(self, state: Array | tuple[float, float]) -> bool:
        """Whether a steady state draws in what is near it: both eigenvalues are below 1 in size."""
        eigenvalues = np.linalg.eigvals(self.jacobian(np.asarray(state, dtype=np.float64)))
        return bool(np.max(np.abs(eigenvalues)) < 1)
