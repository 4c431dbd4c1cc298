"""List what is still open in some cases: what to ask whom.

Try: python examples/ask_what_is_open.py examples/*.yaml
"""

from __future__ import annotations

import sys

import negcycle as nc


def main(files: list[str]) -> None:
    """Print the open questions of each file, or its faults."""
    for file in files:
        try:
            checked = nc.check(nc.load(file))
        except nc.errors.NegcycleError as error:
            print(error)
            continue
        for one in [*checked.blanks, *checked.questions]:
            print(f"{file}: {one.question}")
        if checked.where_to_turn:
            print(checked.where_to_turn)


if __name__ == "__main__":
    main(sys.argv[1:])
