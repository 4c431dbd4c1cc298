"""Draw every case of this folder: one page for each cycle, and one half a page for each person.

Try: python examples/draw_all.py pictures
"""

from __future__ import annotations

import sys
from pathlib import Path

import negcycle as nc

HERE = Path(__file__).parent


def main(folder: Path) -> None:
    """Write a PDF for each case into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in sorted(HERE.glob("*.yaml")):
        picture = nc.draw(nc.load(case), view=["loop", "single"])
        print(picture.save(folder / f"{case.stem}.pdf", overwrite=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
