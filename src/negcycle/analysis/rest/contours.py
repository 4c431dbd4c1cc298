"""Where a field on a grid is zero: lines through the cells, by marching squares."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from negcycle.system.protocol import Array

_Edge = tuple[str, int, int]
"""``"across"`` or ``"up"``, row and column: the side of a cell that starts at this grid point."""


def zero_lines(xs: Array, ys: Array, field: Array) -> tuple[Array, ...]:
    """Return the lines along which `field` is zero.

    Args:
        xs: Where the columns of the grid stand, rising. Shape ``(nx,)``.
        ys: Where its rows stand, rising. Shape ``(ny,)``.
        field: The values. Shape ``(ny, nx)``. Cells with a corner that is not finite are left out.

    Returns:
        Lines as points ``(x, y)``, each of shape ``(n_points, 2)``; a closed one ends where it
        began. Where four lines could meet in a cell, the mean of its corners decides.

    Sources:
        Lorensen, W. E., & Cline, H. E. (1987). Computer Graphics 21(4), 163-169 (in three
        dimensions).
    """
    beside: dict[_Edge, list[_Edge]] = {}
    for one, other in _segments(field):
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    lines: list[Array] = []
    ends = [edge for edge, others in beside.items() if len(others) == 1]
    for start in (*ends, *beside):
        if beside[start]:
            walk = _walked(start, beside)
            lines.append(np.array([_crossing(edge, xs, ys, field) for edge in walk]))
    return tuple(lines)


def _segments(field: Array) -> Iterator[tuple[_Edge, _Edge]]:
    """Yield the two sides of a cell that each piece of a line joins."""
    above = field >= 0
    corners = [above[:-1, :-1], above[:-1, 1:], above[1:, 1:], above[1:, :-1]]
    finite = np.isfinite(field)
    whole = finite[:-1, :-1] & finite[:-1, 1:] & finite[1:, 1:] & finite[1:, :-1]
    count = np.sum(corners, axis=0)
    for row, column in np.argwhere(whole & (count > 0) & (count < 4)).tolist():
        sides: list[_Edge] = [
            ("across", row, column),
            ("up", row, column + 1),
            ("across", row + 1, column),
            ("up", row, column),
        ]
        signs = [bool(corner[row, column]) for corner in corners]
        cut = [side for n, side in enumerate(sides) if signs[n] != signs[(n + 1) % 4]]
        if len(cut) == 2:
            yield cut[0], cut[1]
            continue
        middle = bool(np.mean(field[row : row + 2, column : column + 2]) >= 0)
        turned = 1 if middle == signs[0] else 3  # each piece cuts off the corners of the other sign
        yield sides[0], sides[turned]
        yield sides[2], sides[(turned + 2) % 4]


def _walked(start: _Edge, beside: dict[_Edge, list[_Edge]]) -> list[_Edge]:
    """Return the sides that a line passes from `start` on, and take them out of `beside`."""
    walk = [start]
    while beside[walk[-1]]:
        here = walk[-1]
        there = beside[here].pop()
        beside[there].remove(here)
        walk.append(there)
    return walk


def _crossing(edge: _Edge, xs: Array, ys: Array, field: Array) -> tuple[float, float]:
    way, row, column = edge
    to_row, to_column = (row, column + 1) if way == "across" else (row + 1, column)
    one, other = float(field[row, column]), float(field[to_row, to_column])
    share = one / (one - other) if one != other else 0.5
    return (
        float(xs[column] + share * (xs[to_column] - xs[column])),
        float(ys[row] + share * (ys[to_row] - ys[row])),
    )
