"""How the lines of a chart look: a color and a dash for each person, for each line without one."""

from __future__ import annotations

from collections.abc import Iterable

from negcycle.drawing.theme import INKS, Ink

LINE = 0.6
"""Width of every line that shows somebody or something, so that ink is equal."""
THIN = 0.2

MANY_INKS = (
    *INKS,
    Ink("#009E73", "#00714F", (1.2, 1.2)),
    Ink("#A0487C", "#A0487C", (6.0, 1.2, 1.2, 1.2)),
    Ink("#444444", "#444444", (3.0, 1.2)),
    Ink("#2F86B8", "#1F6E9C", (9.0, 1.5)),
)
"""The two inks of the cycle diagram, and four more for larger groups; each has its own dash."""


def ink(number: int) -> Ink:
    """Return the ink of the person or line with this number; they repeat after six."""
    return MANY_INKS[number % len(MANY_INKS)]


def inks_of(keys: Iterable[str]) -> dict[str, Ink]:
    """Return an ink for each key, in order."""
    return {key: ink(number) for number, key in enumerate(keys)}
