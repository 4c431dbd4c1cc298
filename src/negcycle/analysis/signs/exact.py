"""Exact arithmetic on small square matrices: adjoint, characteristic polynomial, permanents.

Everything is done in whole numbers: a matrix is first multiplied by what its fractions have in
common, and the results are divided again.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import TypeAlias

Exact: TypeAlias = tuple[tuple[Fraction, ...], ...]
"""A square matrix of exact numbers."""

MOST_SETS = 15_000
"""Sets of columns that are kept apart at once: enough for any 16 nodes; more would take minutes."""

_Whole: TypeAlias = list[list[int]]


def adjoint_and_feedback(matrix: Exact) -> tuple[Exact, tuple[Fraction, ...]]:
    """Return the adjoint of ``-A`` and the coefficients of ``det(z I - A)``.

    The coefficients are those of ``z**n`` (which is 1), ``z**(n - 1)``, ..., 1; the last is
    ``det(-A)``. Works for a singular matrix too.

    Sources:
        Faddeev, D. K., & Sominsky, I. S. (1949). The method of Le Verrier in its later form.
    """
    size = len(matrix)
    whole, unit = _whole(matrix)
    coefficients = [1]
    adjoint = [[int(i == j) for j in range(size)] for i in range(size)]
    for level in range(1, size + 1):
        product = _times(whole, adjoint)
        coefficients.append(-sum(product[i][i] for i in range(size)) // level)  # leaves no rest
        if level < size:
            adjoint = product
            for i in range(size):
                adjoint[i][i] += coefficients[-1]
    return (
        _divided(adjoint, unit ** (size - 1) if size else 1),
        tuple(Fraction(value, unit**level) for level, value in enumerate(coefficients)),
    )


def permanent_minors(matrix: Exact) -> Exact | None:
    """Return, at ``[i][j]``, the permanent without row j and column i.

    It stands where the adjoint has the determinant of the same minor: the sum of the same terms,
    each without its sign if the matrix has none. Takes about ``n**2 * 2**n`` steps where the matrix
    is full, and far fewer where it is not; None where that takes too long.
    """
    size = len(matrix)
    whole, unit = _whole(matrix)
    full = (1 << size) - 1
    without: list[dict[int, int]] = []
    for row in range(size):
        sums = _by_columns([*whole[:row], *whole[row + 1 :]], size)
        if sums is None:
            return None
        without.append(sums)
    found = [[without[j].get(full ^ 1 << i, 0) for j in range(size)] for i in range(size)]
    return _divided(found, unit ** (size - 1) if size else 1)


def permanents_by_level(matrix: Exact) -> tuple[Fraction, ...] | None:
    """Return the sum of the permanents of all principal minors of 0, 1, ..., n nodes.

    None where that takes too long.
    """
    size = len(matrix)
    whole, unit = _whole(matrix)
    full = (1 << size) - 1
    aside = [[*row] for row in whole]  # each node may stay out, and takes its column with it
    for place, row in enumerate(aside):
        row[place] = 1
    later_columns = _later(aside)
    sums: dict[int, list[int]] = {0: [1] + [0] * size}  # by the columns used, then by level
    for place, row in enumerate(whole):
        later: dict[int, list[int]] = {}
        for used, levels in sums.items():
            for column, value in enumerate(row):
                out = column == place
                if used >> column & 1 or not (value or out):
                    continue
                key = used | 1 << column
                if key | later_columns[place] != full:  # a column is left that no row will take
                    continue
                total = later.setdefault(key, [0] * (size + 1))
                for level, count in enumerate(levels):
                    if count:
                        total[level] += count if out else 0
                        if value:
                            total[level + 1] += count * value
        if len(later) > MOST_SETS:
            return None
        sums = later
    found = sums.get(full, [])
    return tuple(Fraction(value, unit**level) for level, value in enumerate(found))


def _by_columns(rows: Sequence[Sequence[int]], size: int) -> dict[int, int] | None:
    """Return the permanent of `rows` with each choice of as many columns, as bits.

    One column may be left over, and no more.
    """
    full = (1 << size) - 1
    later_columns = _later(rows)
    sums = {0: 1}
    for place, row in enumerate(rows):
        there = [(1 << column, value) for column, value in enumerate(row) if value]
        later: dict[int, int] = {}
        for used, total in sums.items():
            for bit, value in there:
                if not used & bit:
                    key = used | bit
                    missing = full & ~(key | later_columns[place])
                    if not missing & (missing - 1):
                        later[key] = later.get(key, 0) + total * value
        if len(later) > MOST_SETS:
            return None
        sums = later
    return sums


def _later(rows: Sequence[Sequence[int]]) -> list[int]:
    """Return, for each row, the columns that a row after it may take, as bits."""
    found = [0] * len(rows)
    for place in range(len(rows) - 1, 0, -1):
        here = sum(1 << column for column, value in enumerate(rows[place]) if value)
        found[place - 1] = found[place] | here
    return found


def _whole(matrix: Exact) -> tuple[_Whole, int]:
    """Return the matrix in whole numbers, and by what it was multiplied."""
    unit = lcm(*(value.denominator for row in matrix for value in row))
    return [[int(value * unit) for value in row] for row in matrix], unit


def _divided(matrix: _Whole, unit: int) -> Exact:
    return tuple(tuple(Fraction(value, unit) for value in row) for row in matrix)


def _times(left: _Whole, right: _Whole) -> _Whole:
    there = [[(place, value) for place, value in enumerate(row) if value] for row in left]
    return [
        [sum(value * right[place][j] for place, value in row) for j in range(len(left))]
        for row in there
    ]
