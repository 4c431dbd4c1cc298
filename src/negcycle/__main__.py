"""`python -m negcycle` is the `negcycle` command, wherever scripts are not on the PATH."""

from __future__ import annotations

from negcycle.cli import main

if __name__ == "__main__":
    main()
