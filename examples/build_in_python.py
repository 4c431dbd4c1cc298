"""Build a cycle without a file, ask what is still open, and write a picture and a case file.

Try: python examples/build_in_python.py .
"""

from __future__ import annotations

import sys
from pathlib import Path

import negcycle as nc


def main(folder: Path) -> None:
    """Write the cycle of Noa and Eli into `folder`."""
    noa = nc.Partner(
        key="noa",
        name="Noa",
        chain=nc.Chain(
            trigger="his phone lights up at dinner, and he takes it",
            primary=["lonely", nc.Entry("not worth the wait", status="conjecture")],
            secondary="irritated",
            behavior=nc.Entry("ask who is more important than we are", moves="pursue"),
        ),
    )
    eli = nc.Partner(key="eli", name="Eli", chain={"behavior": "leave the table"})
    cycle = nc.Cycle(title="The Third Plate", partners=[noa, eli])

    for blank in cycle.blanks():
        print(blank.question)
    print(nc.draw(cycle).save(folder / "third-plate.svg", overwrite=True))
    nc.dump(cycle, folder / "third-plate.yaml", overwrite=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
