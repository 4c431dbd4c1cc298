"""Sizes, colors and papers of the picture, in one place. Lengths are mm."""

from __future__ import annotations

from dataclasses import dataclass

PT = 0.3528
"""One typographic point."""

INK = "#222222"
SOFT = "#595959"
"""Captions; 7:1 on white."""
FAINT = "#9a9a9a"
"""Lines that stand back."""
PALE = "#f5f5f4"
"""A card that asks."""
GREYED = "#cfcfcf"
"""The lobe of a partner who is not here."""
HIDDEN_TINT = "#f3f5f8"
"""The part of the page below the awareness line."""
BADGE = "#fbf6e6"
WHITE = "#ffffff"
ARROW = "#333333"


@dataclass(frozen=True, slots=True)
class Ink:
    """How one partner's strand looks: its color, its dash for print in grey, the color of words."""

    strand: str
    words: str
    dash: tuple[float, ...]


INKS = (
    Ink("#0072B2", "#0072B2", ()),
    Ink("#D55E00", "#B34700", (5.5, 1.5)),
)
"""Okabe-Ito blue and vermillion; the darker vermillion is for words (5.5:1 on white)."""

ABSENT_INK = Ink(GREYED, FAINT, ())


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in landscape."""

    width: float
    height: float


PAPERS = {"a4": Paper(297.0, 210.0), "letter": Paper(279.4, 215.9)}

MARGIN = 10.0

TITLE = 18 * PT
NAME = 14 * PT
HEADING = 8 * PT
CAPTION = 8 * PT
SMALL = 7.5 * PT
BODY_SIZES = tuple(size * PT for size in (13, 12, 11.5, 11, 10.5, 10, 9.5))
"""Letter sizes that a card's words may have; one size for the whole page, so that ink is equal."""
QUESTION = 9 * PT
TAG = 8.5 * PT
LEADING = 1.22
"""From baseline to baseline, as a multiple of the letter size."""

STRAND = 1.5
GAP = 4.2
"""Width of the white gap where one strand passes over the other."""
ARROW_LENGTH = 5.0
ARROW_WIDTH = 4.4
