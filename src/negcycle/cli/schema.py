"""`negcycle schema`: the JSON Schema of a case file."""

from __future__ import annotations

from negcycle.cli.writing import show_json


def schema() -> None:
    """Print the JSON Schema of a case file."""
    from negcycle.files.schema import schema as made

    show_json(made())
