"""A way round: the shortest line between two labels that keeps away from all others."""

from __future__ import annotations

import heapq
import math

import numpy as np

from negcycle.drawing.loopmap.geometry import Array, hitting

_STEP = 2.0
_CLEAR = 1.6
_MOVES = tuple(
    (across, down, math.hypot(across, down))
    for across in (-1, 0, 1)
    for down in (-1, 0, 1)
    if (across, down) != (0, 0)
)


def detour(
    middles: Array, half: Array, room: tuple[float, float], source: int, target: int
) -> Array | None:
    """Return the points of a way from the middle of one label to that of another, or None.

    Found on a grid (A*), pulled straight where nothing stands between, its corners rounded.

    Sources:
        Hart, P. E., Nilsson, N. J., & Raphael, B. (1968). IEEE Trans. SSC 4(2), 100-107.
    """
    others = [node for node in range(len(middles)) if node not in (source, target)]
    centers, reach = middles[others], half[others] + _CLEAR
    across, down = int(room[0] / _STEP) + 1, int(room[1] / _STEP) + 1
    points = np.stack(np.meshgrid(np.arange(across), np.arange(down), indexing="ij"), -1) * _STEP
    taken = np.zeros((across, down), dtype=np.bool_)
    for center, away in zip(centers, reach, strict=True):
        taken |= (np.abs(points - center) < away).all(axis=-1)
    cells = _cells(taken.tolist(), _cell(middles[source]), _cell(middles[target]))
    if cells is None:
        return None
    way = [middles[source], *(np.array(cell) * _STEP for cell in cells[1:-1]), middles[target]]
    pulled = _pulled(way, centers, reach - 0.3)
    smooth = _rounded(pulled)
    clear = not hitting(smooth[:-1, None], smooth[1:, None], centers, reach - 0.5).any()
    return smooth if clear else np.array(pulled)


def _cell(point: Array) -> tuple[int, int]:
    return int(point[0] / _STEP + 0.5), int(point[1] / _STEP + 0.5)


def _cells(
    taken: list[list[bool]], start: tuple[int, int], goal: tuple[int, int]
) -> list[tuple[int, int]] | None:
    across, down = len(taken), len(taken[0])
    best: dict[tuple[int, int], float] = {start: 0.0}
    before: dict[tuple[int, int], tuple[int, int]] = {}
    queue = [(math.dist(start, goal), start)]
    while queue:
        _, here = heapq.heappop(queue)
        if here == goal:
            way = [here]
            while here in before:
                here = before[here]
                way.append(here)
            return way[::-1]
        for dx, dy, far in _MOVES:
            there = here[0] + dx, here[1] + dy
            if not (1 <= there[0] < across - 1 and 1 <= there[1] < down - 1):
                continue
            if taken[there[0]][there[1]] and there != goal:
                continue
            cost = best[here] + far
            if cost < best.get(there, math.inf) - 1e-9:
                best[there] = cost
                before[there] = here
                heapq.heappush(queue, (cost + math.dist(there, goal), there))
    return None


def _pulled(way: list[Array], centers: Array, reach: Array) -> list[Array]:
    """Return a way without the points between two that see each other."""
    kept = [way[0]]
    place = 0
    while place < len(way) - 1:
        for further in range(len(way) - 1, place, -1):
            if (
                further == place + 1
                or not hitting(way[place][None], way[further][None], centers, reach).any()
            ):
                place = further
                break
        kept.append(way[place])
    return kept


def _rounded(way: list[Array]) -> Array:
    """Return a way with its corners cut twice (Chaikin)."""
    points = np.array(way)
    for _ in range(3):
        cut = np.concatenate(
            [0.75 * points[:-1] + 0.25 * points[1:], 0.25 * points[:-1] + 0.75 * points[1:]], axis=1
        ).reshape(-1, 2)
        points = np.concatenate([points[:1], cut[1:-1], points[-1:]])
    return points
