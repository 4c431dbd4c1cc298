"""Map where calm ends in a model of one cycle: couples over two numbers, and how most of them end.

Try: python examples/where_calm_ends.py
"""

from __future__ import annotations

from pathlib import Path

import negcycle as nc

LETTERS = "cseou"
"""Calm, stuck, escalating, oscillating, unsettled."""


def main() -> None:
    """Run couples over a grid, print the map in letters, and draw it."""
    cycle = nc.load(Path(__file__).with_name("critic-and-cocoon.yaml"))
    over = {
        "reactivity": [1, 1.5, 2, 2.5, 3, 3.5, 4],
        "start.ellen.resentment": [0, 0.2, 0.4, 0.6, 0.8, 1],
    }
    grid = nc.sweep(cycle, over, runs=10, noise=0.1, turns=400, seed=1)
    found = nc.phase_diagram(grid)
    for value, row in zip(found.ys[::-1], found.most[::-1], strict=True):
        print(f"{value:4}", *(LETTERS[number] for number in row))
    print(f"{found.y} upward, {found.x} to the right; assumed numbers, no forecast")
    nc.draw_outcome_map(found).save("where-calm-ends.svg", overwrite=True)


if __name__ == "__main__":
    main()
