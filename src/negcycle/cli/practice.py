"""`negcycle practice`: what couples do, as sheets to print, fill in and try out.

Each command of the group is a file of its own; a new one is a line below and a key of the help.
"""

from __future__ import annotations

from collections.abc import Callable

import typer

from negcycle.cli.practice_calendar import calendar
from negcycle.cli.practice_check import check
from negcycle.cli.practice_compare import compare
from negcycle.cli.practice_list import list_practices
from negcycle.cli.practice_log import log
from negcycle.cli.practice_merge import merge
from negcycle.cli.practice_new import new
from negcycle.cli.practice_plan import plan
from negcycle.cli.practice_print import print_sheet
from negcycle.cli.practice_share import share
from negcycle.cli.writing import note
from negcycle.words import say

PRACTICE_COMMANDS: dict[str, Callable[..., None]] = {
    "list": list_practices,
    "new": new,
    "check": check,
    "print": print_sheet,
    "share": share,
    "merge": merge,
    "plan": plan,
    "calendar": calendar,
    "log": log,
    "compare": compare,
}
"""In the order of the help; each is told as ``cli.help.practice.<name>`` of the catalogue."""

practice = typer.Typer(rich_markup_mode=None)

for _name, _command in PRACTICE_COMMANDS.items():
    practice.command(_name, help=say(f"cli.help.practice.{_name}"))(_command)


@practice.callback(invoke_without_command=True)
def _alone(  # pyright: ignore[reportUnusedFunction]
    context: typer.Context,
) -> None:
    """Show the help when no command is given."""
    if context.invoked_subcommand is None:
        note(context.get_help())
        raise typer.Exit(2)
