"""How wide the columns of a table are: the longest word of each fits, and the rest is shared."""

from __future__ import annotations

from collections.abc import Sequence

from negcycle.drawing.measure import text_width

_TO_WRITE_IN = 30.0
"""Room in mm that a column with empty cells would like."""
_A_LINE = 60.0
"""A column that would be wider than this may wrap, and asks for no more."""


def column_widths(
    columns: Sequence[Sequence[str]], *, room: float, size: float, inset: float
) -> tuple[float, ...] | None:
    """Return the width of each column in mm, or None where they do not fit beside each other.

    Args:
        columns: The cells of each column, its head first.
        room: The width of the whole table in mm.
        size: The size of the letters in mm.
        inset: The room at each side of a cell in mm.
    """
    least = [max(_longest_word(cell, size) for cell in column) + 2 * inset for column in columns]
    left = room - sum(least)
    if left < 0:
        return None
    wanted = [
        max(0.0, _wish(column, size) - low) for column, low in zip(columns, least, strict=True)
    ]
    total = sum(wanted)
    shares = [one / total for one in wanted] if total else [1 / len(columns)] * len(columns)
    return tuple(low + left * share for low, share in zip(least, shares, strict=True))


def _longest_word(cell: str, size: float) -> float:
    return max((text_width(word, size, bold=True) for word in cell.split()), default=0.0)


def _wish(column: Sequence[str], size: float) -> float:
    """Return how wide a column would like to be, up to what a line may take."""
    longest = max(text_width(line, size, bold=True) for cell in column for line in cell.split("\n"))
    return max(min(longest, _A_LINE), 0.0 if all(column) else _TO_WRITE_IN)
