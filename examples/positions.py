"""Tell where each partner stands in each case, and from which words that was read.

Try: python examples/positions.py
"""

from __future__ import annotations

from pathlib import Path

import negcycle as nc


def main() -> None:
    """Print one line for each behavior: what was read from it, and on what ground."""
    for case in sorted(Path(__file__).parent.glob("*.yaml")):
        for partner in nc.load(case).partners:
            position = partner.position
            print(f"{case.stem}: {position.sentence}")
            for one in position.evidence:
                ground = f"from the term {one.term}" if one.term else "written in the file"
                print(f"    '{one.words}': {one.move or 'not known'} ({ground})")


if __name__ == "__main__":
    main()
