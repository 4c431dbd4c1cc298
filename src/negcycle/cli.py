"""The `negcycle` command: each command reads, asks the library one thing, and prints or writes."""

from __future__ import annotations

import atexit
import gc
import json
import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from negcycle.errors import FileKept, FileUnreadable, NegcycleError, UnknownName
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from negcycle.drawing.picture import Picture
    from negcycle.files.case import Case, Format

app = typer.Typer(
    name="negcycle",
    help=say("cli.help"),
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain lines, for every terminal and every screen reader
    context_settings={"help_option_names": ["-h", "--help"]},
)

STREAM = "-"
"""Stands for standard input or standard output."""

# The library has the same names; to import them here would make every start slower.
SOURCES = ("yaml", "json")
PICTURES = ("svg", "pdf", "png", "txt", "html")
VIEWS = ("loop", "surface", "single", "blank", "positive", "before-after")
REGISTERS = ("plain", "clinical")
PAPERS = ("a4", "letter")


def main() -> None:
    """Run the command; what is wrong is said in plain lines on standard error."""
    _hurry()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may know ASCII only
    try:
        sys.exit(app(prog_name="negcycle", standalone_mode=False))
    except typer.TyperException as error:
        _note(_usage(error))
        sys.exit(2)
    except NegcycleError as error:
        _note(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


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


@contextmanager
def _as_wrong_usage(kind: type[NegcycleError]) -> Generator[None]:
    """Turn an error of the library into one about how the command was called."""
    try:
        yield
    except kind as error:
        raise typer.BadParameter(str(error)) from None


# -- what one may choose from -----------------------------------------------------------------


def _one_of(name: str, known: Sequence[str], *, otherwise: str) -> str:
    """Return `name` if it is known, else say so with the nearest name; `otherwise` is the key."""
    if name not in known:
        hint = did_you_mean(name, known) or say("fault.choices", choices=", ".join(known))
        raise typer.BadParameter(say(otherwise, name=name, hint=hint))
    return name


def _choice(name: str, known: Sequence[str], *, help: str, otherwise: str) -> Any:
    """Return an option that takes one of some words."""

    def checked(word: str) -> str:
        return _one_of(word, known, otherwise=otherwise)

    def completed() -> list[str]:
        return list(known)

    metavar = "|".join(known)
    return typer.Option(
        name, metavar=metavar, callback=checked, autocompletion=completed, help=say(help)
    )


CaseFile = Annotated[str, typer.Argument(metavar="FILE", help=say("cli.arg.case"))]
CaseFiles = Annotated[list[str], typer.Argument(metavar="FILE", help=say("cli.arg.cases"))]
From = Annotated[
    str, _choice("--from", SOURCES, help="cli.opt.from", otherwise="cli.unknown-source")
]
Force = Annotated[bool, typer.Option("--force", help=say("cli.opt.force"))]
AsJson = Annotated[bool, typer.Option("--json", help=say("cli.opt.json"))]


# -- reading ----------------------------------------------------------------------------------


def _bytes(file: str) -> bytes:
    """Return what stands in a file or on standard input."""
    from negcycle.files.source import read_bytes, read_stream

    if file != STREAM:
        return read_bytes(file)
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise FileUnreadable(say("cli.no-input"), STREAM)
    return read_stream(sys.stdin.buffer, STREAM)


def _read(file: str, source: str = "yaml") -> Case:
    """Read a case from a file or from standard input."""
    from negcycle.files.case import read_case

    return _to_case(_bytes(file), source, file) if file == STREAM else read_case(file)


def _to_case(data: bytes, source: str, file: str) -> Case:
    from negcycle.files.case import to_case
    from negcycle.files.source import decode

    return to_case(decode(data, file), format=cast("Format", source), file=file)


# -- writing ----------------------------------------------------------------------------------


def _print(data: str | bytes) -> None:
    """Write to standard output what was asked for; nothing else goes there."""
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise FileUnreadable(say("cli.no-output", reason=say("cli.closed")), STREAM)
    try:
        if isinstance(data, str):
            print(data)
        else:
            sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has had enough, as `head` has
        raise
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())  # Python would try again at its end, and complain
        raise FileUnreadable(say("cli.no-output", reason=error.strerror), STREAM) from None


def _print_json(document: dict[str, Any]) -> None:
    """Print one document in ASCII, so that no terminal and no pipe can spoil it."""
    _print(json.dumps(document, indent=2))


def _note(line: str) -> None:
    """Say something beside what was asked for."""
    if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison]
        print(line, file=sys.stderr, flush=True)


def _write(file: str, data: str | bytes, *, force: bool) -> None:
    """Write to a file, or to standard output without a word beside it."""
    from negcycle.files.printable import shown_path
    from negcycle.files.writing import write_atomically

    content = data.encode() if isinstance(data, str) else data
    if file == STREAM:
        _print(content)
    else:
        write_atomically(file, content, overwrite=force)
        _note(say("cli.wrote", file=shown_path(file)))


# -- the commands -----------------------------------------------------------------------------


def _print_version(wanted: bool) -> None:
    if wanted:
        from negcycle import __version__

        _print(f"negcycle {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _alone(  # pyright: ignore[reportUnusedFunction]
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help=say("cli.opt.version")
        ),
    ] = False,
) -> None:
    """Show the help when no command is given."""
    del version
    if context.invoked_subcommand is None:
        _note(context.get_help())
        raise typer.Exit(2)


@app.command(help=say("cli.help.demo"))
def demo(
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help=say("cli.opt.demo"))
    ] = Path("negcycle-demo"),
) -> None:
    """Make everything that negcycle makes of one example, in a folder of its own."""
    from negcycle.demo import make_demo

    for line in make_demo(out):
        _print(line)


def _templates() -> list[str]:
    from negcycle.files.catalog import template_names

    return list(template_names())


@app.command(help=say("cli.help.new"))
def new(
    file: Annotated[str, typer.Argument(metavar="FILE", help=say("cli.arg.new"))],
    partners: Annotated[
        str | None, typer.Option("--partners", metavar="NAMES", help=say("cli.opt.partners"))
    ] = None,
    template: Annotated[
        str,
        typer.Option(
            "--template",
            metavar="NAME",
            autocompletion=_templates,
            help=say("cli.opt.template"),
        ),
    ] = "couple",
    force: Force = False,
) -> None:
    """Write a commented file to fill in."""
    from negcycle.files import catalog

    if Path(file).suffix.lower() == ".json":
        raise typer.BadParameter(say("cli.form-in-json"))
    if template != catalog.COUPLE and partners is not None:
        raise typer.BadParameter(say("cli.partners-with-template"))
    with _as_wrong_usage(NegcycleError):
        if template != catalog.COUPLE:
            text = catalog.template(template)
        else:
            text = catalog.empty_form(_names(partners))
    _write(file, text, force=force)


def _names(text: str | None) -> list[str]:
    """Return the names between commas, each on one line."""
    written = say("new.names") if text is None else text
    names = [" ".join(name.split()) for name in written.split(",") if name.strip()]
    if not names:
        raise typer.BadParameter(say("cli.no-names", names=written))
    return names


@app.command(help=say("cli.help.check"))
def check(
    files: CaseFiles,
    source: From = "yaml",
    lexicon: Annotated[
        str | None, typer.Option("--lexicon", metavar="FILE", help=say("cli.opt.lexicon"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say every fault of some files, then what is blank and what one might ask."""
    from negcycle import __version__
    from negcycle.files import reporting
    from negcycle.words import read_lexicon

    book = read_lexicon(lexicon) if lexicon else None
    reports = [reporting.report(file, lambda name: _read(name, source), book) for file in files]
    found = reporting.as_data(reports)
    if as_json:
        _print_json({"schema": "negcycle/check/1", "version": __version__, **found})
    else:
        for line in reporting.as_lines(reports):
            _print(line)
    raise typer.Exit(0 if found["ok"] else 1)


@app.command(help=say("cli.help.fmt"))
def fmt(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=say("cli.arg.fmt"))],
    source: From = "yaml",
    only_check: Annotated[bool, typer.Option("--check", help=say("cli.opt.fmt-check"))] = False,
) -> None:
    """Put files into canonical form, in place, comments kept."""
    worked = [_put_in_order(file, source, only_check=only_check) for file in files]
    raise typer.Exit(0 if all(worked) else 1)


def _put_in_order(file: str, source: str, *, only_check: bool) -> bool:
    """Put one file into canonical form, and return whether it is in it now."""
    from negcycle.files.case import dumps, format_of
    from negcycle.files.formatting import formatted
    from negcycle.files.printable import shown_path
    from negcycle.files.source import decode

    try:
        data = _bytes(file)
        if (source if file == STREAM else format_of(file)) == "json":
            made = dumps(_to_case(data, "json", file).cycle, format="json").encode()
        else:
            made = formatted(decode(data, file), file).encode()
        if only_check and made != data:
            _note(say("cli.fmt.would-change", file=shown_path(file)))
            return False
        if not only_check and (made != data or file == STREAM):
            _write(file, made, force=True)
    except NegcycleError as error:
        _note(str(error))
        return False
    return True


@app.command(help=say("cli.help.schema"))
def schema() -> None:
    """Print the JSON Schema of a case file."""
    from negcycle.files.schema import schema as made

    _print_json(made())


def _views() -> list[str]:
    return list(VIEWS)


@app.command(help=say("cli.help.draw"))
def draw(
    file: CaseFile,
    after: Annotated[str | None, typer.Argument(metavar="FILE2", help=say("cli.arg.after"))] = None,
    out: Annotated[
        list[str] | None, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.draw-out"))
    ] = None,
    view: Annotated[
        str,
        typer.Option("--view", metavar="VIEW,...", autocompletion=_views, help=say("cli.opt.view")),
    ] = "loop",
    register: Annotated[
        str,
        _choice(
            "--register", REGISTERS, help="cli.opt.register", otherwise="draw.unknown-register"
        ),
    ] = "plain",
    paper: Annotated[
        str, _choice("--paper", PAPERS, help="cli.opt.paper", otherwise="draw.unknown-paper")
    ] = "a4",
    numbers: Annotated[bool, typer.Option("--numbers", help=say("cli.opt.numbers"))] = False,
    start: Annotated[
        str | None, typer.Option("--start", metavar="NAME", help=say("cli.opt.start"))
    ] = None,
    whose: Annotated[
        str | None, typer.Option("--for", metavar="NAME", help=say("cli.opt.for"))
    ] = None,
    to: Annotated[
        str, _choice("--to", PICTURES, help="cli.opt.draw-to", otherwise="cli.unknown-picture")
    ] = "svg",
    source: From = "yaml",
    watch: Annotated[bool, typer.Option("--watch", help=say("cli.opt.watch"))] = False,
    force: Force = False,
) -> None:
    """Draw the infinity diagram of a case."""
    views = [
        _one_of(name.strip(), VIEWS, otherwise="draw.unknown-view") for name in view.split(",")
    ]
    targets = out or [STREAM if file == STREAM else f"{Path(file).stem}.{to}"]
    formats = {target: _format_of(target, to) for target in targets}
    inputs = [file, after] if after else [file]
    if whose is not None and (views != ["single"] or after):
        raise typer.BadParameter(say("cli.for-one-half"))
    if watch and STREAM in {*inputs, *formats}:
        raise typer.BadParameter(say("cli.watch-needs-files"))

    def once(*, force: bool) -> None:
        from negcycle.drawing import picture

        cycles = [_read(one, source).cycle for one in inputs]
        made = picture.draw(
            cycles[0],
            view=views,
            after=cycles[1] if after else None,
            register=register,
            paper=paper,
            numbers=numbers,
            start=start,
            whose=whose,
        )
        _save(made, formats, force=force)

    if watch:
        _again_and_again(inputs, once, force=force)
    else:
        once(force=force)


def _format_of(target: str, otherwise: str) -> str:
    """Return the kind of picture that the name of a file stands for, if it stands for any."""
    ending = Path(target).suffix.lower().removeprefix(".")
    if target == STREAM or not ending:
        return otherwise
    return _one_of(ending, PICTURES, otherwise="cli.unknown-picture")


def _save(made: Picture, formats: dict[str, str], *, force: bool) -> None:
    """Write a picture to some files, or to none when one of them is there already."""
    from negcycle.files.printable import shown_path

    kept = [target for target in formats if target != STREAM and Path(target).is_file()]
    if kept and not force:
        raise FileKept(say("files.kept", file=shown_path(kept[0])), kept[0])
    if {"pdf", "png"}.intersection(formats.values()) and (missing := made.missing_letters()):
        _note(say("cli.missing-letters", letters=" ".join(missing)))
    contents = {target: made.to(kind) for target, kind in formats.items()}
    for target, content in contents.items():
        _write(target, content, force=force)


def _again_and_again(inputs: list[str], once: Callable[..., None], *, force: bool) -> None:
    """Draw, and draw again each time that one of the files changes, until Ctrl-C."""
    from negcycle.files.watching import changes

    changed = changes([Path(one) for one in inputs])
    next(changed)
    once(force=force)
    _note(say("cli.watching"))
    try:
        for _ in changed:
            try:
                once(force=True)
            except NegcycleError as error:  # half written, or with a fault: wait for the next save
                _note(str(error))
    except KeyboardInterrupt:
        _note(say("cli.watched"))


@app.command(help=say("cli.help.convert"))
def convert(
    file: Annotated[str, typer.Argument(metavar="FILE", help=say("cli.arg.convert"))],
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.convert-out"))
    ],
    to: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help=say("cli.opt.convert-to"))
    ] = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help=say("cli.opt.convert-from"))
    ] = None,
    force: Force = False,
) -> None:
    """Turn a case or a graph into another format."""
    from negcycle.files.converting import converted, formats_for

    with _as_wrong_usage(UnknownName):
        read_as, write_as = formats_for(file, out, source=source, to=to)
    _write(out, converted(_bytes(file), file, source=read_as, to=write_as), force=force)


if __name__ == "__main__":
    main()
