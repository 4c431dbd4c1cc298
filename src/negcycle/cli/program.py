"""All commands together, and how one of them is run: what is wrong is said in plain lines."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import warnings
from collections.abc import Callable
from functools import cache
from io import TextIOWrapper
from typing import Annotated

import typer

from negcycle.cli.capture import capture
from negcycle.cli.check import check
from negcycle.cli.convert import convert
from negcycle.cli.deidentify import deidentify
from negcycle.cli.demo import demo
from negcycle.cli.diff import diff
from negcycle.cli.draw import draw
from negcycle.cli.ensemble import ensemble
from negcycle.cli.explain import explain
from negcycle.cli.fmt import fmt
from negcycle.cli.handout import handout
from negcycle.cli.loops import loops
from negcycle.cli.merge import merge
from negcycle.cli.new import new
from negcycle.cli.practice import practice
from negcycle.cli.schema import schema
from negcycle.cli.simulate import simulate
from negcycle.cli.status import status
from negcycle.cli.sweep import sweep
from negcycle.cli.writing import note, show
from negcycle.errors import NegcycleError
from negcycle.words import say

app = typer.Typer(
    name="negcycle",
    help=say("cli.help"),
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain lines, for every terminal and every screen reader
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS: tuple[Callable[..., None], ...] = (
    demo,
    new,
    check,
    fmt,
    schema,
    draw,
    handout,
    loops,
    explain,
    simulate,
    ensemble,
    sweep,
    merge,
    convert,
    status,
    diff,
    capture,
    deidentify,
)
"""In the order of the help; each is told as ``cli.help.<name>`` of the catalogue."""

for _command in COMMANDS:
    app.command(help=say(f"cli.help.{_command.__name__}"))(_command)

app.add_typer(practice, name="practice", help=say("cli.help.practice"))


def main() -> None:
    """Run the command; what is wrong is said in plain lines on standard error."""
    _hurry()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may know ASCII only
    if not sys.warnoptions:  # a warning of a library shows the source of it, and helps nobody here
        warnings.simplefilter("ignore")
    try:
        sys.exit(_built()(prog_name="negcycle", standalone_mode=False))
    except typer.TyperException as error:
        note(_usage(error))
        sys.exit(2)
    except NegcycleError as error:
        note(str(error))
        sys.exit(1)
    except MemoryError:
        note(say("cli.memory"))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


@cache  # it takes as long as many a command itself, for those who call `main` more than once
def _built() -> Callable[..., int | None]:
    """Return all commands with their options, as they are read from the functions."""
    return typer.main.get_command(app)


def _hurry() -> None:
    """Leave out what helps long programs: a command is over in a moment."""
    gc.set_threshold(100_000)  # to look for garbage while modules load takes a tenth of the time
    atexit.register(gc.freeze)  # and so does looking for it once more at the end
    # Pydantic would look for plugins in the metadata of every package that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _usage(error: typer.TyperException) -> str:
    """Return what is wrong with how the command was called, and where help is."""
    context: typer.Context | None = getattr(error, "ctx", None)
    command = context.command_path if context else "negcycle"
    ours = isinstance(error, typer.BadParameter) and error.message
    return say("cli.usage", command=command, sentence=ours or error.format_message())


def _show_version(wanted: bool) -> None:
    if wanted:
        from negcycle import __version__

        show(f"negcycle {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _alone(  # pyright: ignore[reportUnusedFunction]
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help=say("cli.opt.version")
        ),
    ] = False,
) -> None:
    """Show the help when no command is given."""
    del version
    if context.invoked_subcommand is None:
        note(context.get_help())
        raise typer.Exit(2)
