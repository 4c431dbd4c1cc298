"""Change a case: each change is a new cycle, and the file keeps its comments.

Try: python examples/edit_a_case.py .
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import negcycle as nc

CASE = Path(__file__).parent / "sunday-silence.yaml"


def main(folder: Path) -> None:
    """Write a changed copy of the case, and a picture of before and after, into `folder`."""
    file = Path(shutil.copy(CASE, folder))
    before = nc.load(file)

    reaching = nc.Entry("tell him that I miss him", moves="reach")
    after = before.with_entry("mary", "behavior", reaching)
    after = after.without_entry("john", "block").changed(date="2027-02-14")

    nc.dump(after, file, overwrite=True)
    print(before.partner("mary").chain.behavior[0], "->", after.partner("mary").chain.behavior[0])
    print(nc.draw(before, after=after).save(folder / "before-after.html", overwrite=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
