"""Ask of every case what keeps its cycle going, and whether signs, gains and runs agree.

Try: python examples/what_keeps_it_going.py
"""

from __future__ import annotations

from pathlib import Path

import negcycle as nc


def main() -> None:
    """Print the loops of every case, how much comes back, and whether the answers agree."""
    for case in sorted(Path(__file__).parent.glob("*.yaml")):
        cycle = nc.load(case)
        try:
            ledger = nc.gain_ledger(cycle)
        except nc.errors.SimulationError as error:
            print(f"{case.stem}: {error}")
            continue
        loops = nc.find_loops(cycle)
        agree = {True: "agree", False: "differ", None: "leave something open"}
        print(f"{case.stem}: loops {len(loops)}, between people {len(loops.between())}")
        print(f"  {ledger.gain:.3f} of what lands comes back after one round")
        print(f"  signs, gains and runs {agree[nc.cross_check(cycle).agree]}")


if __name__ == "__main__":
    main()
