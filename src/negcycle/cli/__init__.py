"""The `negcycle` command: each command reads, asks the library one thing, and prints or writes.

A command has a file of its own, and `program` puts them together. Whatever needs time to load is
imported inside the command, so that the others start without it.
"""

from __future__ import annotations

from negcycle.cli.program import app, main

__all__ = ["app", "main"]
