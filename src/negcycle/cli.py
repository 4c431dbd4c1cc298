"""The `negcycle` command: each command reads, asks the library one thing, and prints or writes."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from negcycle.errors import CaseError, NegcycleError, Problem
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.drawing.picture import Picture
    from negcycle.files.case import Case

app = typer.Typer(
    name="negcycle",
    help=say("cli.help"),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

STREAM = "-"
"""Stands for standard input or standard output."""


class From(StrEnum):
    """What stands on standard input."""

    YAML = "yaml"
    JSON = "json"


class RegisterOption(StrEnum):
    """The words of the headings."""

    PLAIN = "plain"
    CLINICAL = "clinical"


class PaperOption(StrEnum):
    """The sheet."""

    A4 = "a4"
    LETTER = "letter"


CaseFile = Annotated[str, typer.Argument(metavar="FILE", help=say("cli.arg.case"))]
CaseFiles = Annotated[list[str], typer.Argument(metavar="FILE...", help=say("cli.arg.cases"))]
FromOption = Annotated[From, typer.Option("--from", help=say("cli.opt.from"))]
Force = Annotated[bool, typer.Option("--force", help=say("cli.opt.force"))]
AsJson = Annotated[bool, typer.Option("--json", help=say("cli.opt.json"))]


def main() -> None:
    """Run the command; what is wrong is one sentence on standard error, and exit code 1."""
    try:
        app()
    except NegcycleError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        sys.stderr.close()
        sys.exit(1)


def _print_version(wanted: bool) -> None:
    if wanted:
        import negcycle

        typer.echo(f"negcycle {negcycle.__version__}")
        raise typer.Exit


@app.callback()
def _options(  # pyright: ignore[reportUnusedFunction]
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help=say("cli.opt.version")
        ),
    ] = False,
) -> None:
    del version


# -- reading ----------------------------------------------------------------------------------


def _read(file: str, format: From = From.YAML) -> Case:
    """Read a case from a file or from standard input."""
    from negcycle.files.case import read_case, to_case
    from negcycle.files.source import decode, read_stream

    if file != STREAM:
        return read_case(file)
    text = decode(read_stream(sys.stdin.buffer, STREAM), STREAM)
    return to_case(text, format=format.value, file=STREAM)


# -- writing ----------------------------------------------------------------------------------


def _write(path: str, data: str | bytes, *, force: bool) -> None:
    """Write to a file, or to standard output without a word beside it."""
    from negcycle.files.writing import write_atomically

    if path == STREAM:
        out = data.encode() if isinstance(data, str) else data
        sys.stdout.buffer.write(out)
        sys.stdout.buffer.flush()
        return
    write_atomically(path, data, overwrite=force)
    typer.echo(say("cli.wrote", file=path), err=True)


def _print_json(schema: str, **content: Any) -> None:
    import negcycle

    document = {"schema": f"negcycle/{schema}/1", "version": negcycle.__version__, **content}
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


# -- the commands -----------------------------------------------------------------------------


@app.command(help=say("cli.help.demo"))
def demo(
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help=say("cli.opt.demo"))
    ] = Path("negcycle-demo"),
) -> None:
    """Make everything that negcycle makes of one example, in a folder of its own."""
    from negcycle.demo import make_demo

    for line in make_demo(out):
        typer.echo(line)


@app.command(help=say("cli.help.new"))
def new(
    file: Annotated[str, typer.Argument(metavar="FILE", help=say("cli.arg.new"))],
    partners: Annotated[
        str | None, typer.Option("--partners", metavar="NAMES", help=say("cli.opt.partners"))
    ] = None,
    template: Annotated[
        str, typer.Option("--template", metavar="NAME", help=say("cli.opt.template"))
    ] = "couple",
    force: Force = False,
) -> None:
    """Write a commented file to fill in."""
    from negcycle.files import catalog

    if template != catalog.COUPLE:
        if partners:
            raise typer.BadParameter(say("cli.partners-with-template"), param_hint="--partners")
        text = catalog.template(template)
    else:
        names = [name.strip() for name in (partners or say("new.names")).split(",")]
        text = catalog.empty_form([name for name in names if name])
    _write(file, text, force=force)


@app.command(help=say("cli.help.check"))
def check(files: CaseFiles, source: FromOption = From.YAML, as_json: AsJson = False) -> None:
    """Say every fault of some files, then what is blank and what one might ask."""
    from negcycle.files.checking import check as look_over

    found: list[tuple[str, tuple[Problem, ...], Any]] = []
    for file in files:
        try:
            case = _read(file, source)
        except CaseError as error:
            found.append((file, error.problems, None))
        except NegcycleError as error:
            found.append((file, (Problem(str(error), code="file"),), None))
        else:
            found.append((file, (), (look_over(case.cycle), case.remarks)))
    ok = not any(problems for _, problems, _ in found)
    if as_json:
        _print_json("check", **_check_json(found))
    else:
        for line in _check_lines(found, several=len(files) > 1):
            typer.echo(line)
    raise typer.Exit(0 if ok else 1)


def _check_json(found: list[tuple[str, tuple[Problem, ...], Any]]) -> dict[str, Any]:
    problems = [
        {
            "file": one.file or file,
            "line": one.line,
            "column": one.column,
            "path": one.path,
            "code": one.code,
            "message": one.message,
        }
        for file, faults, _ in found
        for one in faults
    ]
    looked = [(file, *result) for file, _, result in found if result is not None]
    several = len(found) > 1
    blanks = [
        {**({"file": file} if several else {}), "path": one.path, "question": one.question}
        for file, checked, _ in looked
        for one in checked.blanks
    ]
    questions = [
        {**({"file": file} if several else {}), "path": path, "question": question}
        for file, checked, remarks in looked
        for path, question in [
            *((one.path, one.message) for one in remarks),
            *((one.path, one.question) for one in checked.questions),
        ]
    ]
    turn = next((checked.where_to_turn for _, checked, _ in looked if checked.where_to_turn), None)
    return {
        "ok": not problems,
        "problems": problems,
        "blanks": blanks,
        "questions": questions,
        "where_to_turn": turn,
    }


def _check_lines(
    found: list[tuple[str, tuple[Problem, ...], Any]], *, several: bool
) -> Iterator[str]:
    """Yield the lines of a report: faults, blanks, questions, and last the one neutral line."""
    turn = None
    for file, problems, result in found:
        yield from (str(problem) for problem in problems)
        if result is None:
            continue
        checked, remarks = result
        about = f"{file}: " if several else ""
        if not (checked.blanks or checked.questions or remarks):
            yield about + say("cli.check.nothing")
        elif not several:
            yield say("cli.check.no-faults")
        for heading, asked in (
            ("cli.check.blanks", [(one.path, one.question) for one in checked.blanks]),
            (
                "cli.check.questions",
                [
                    *((f"line {one.line}", one.message) for one in remarks),
                    *((one.path, one.question) for one in checked.questions),
                ],
            ),
        ):
            if asked:
                yield about + say(heading)
                yield from (f"  {path}: {question}" for path, question in asked)
        turn = turn or checked.where_to_turn
    if turn:
        yield turn


@app.command(help=say("cli.help.fmt"))
def fmt(
    files: CaseFiles,
    only_check: Annotated[bool, typer.Option("--check", help=say("cli.opt.fmt-check"))] = False,
) -> None:
    """Put files into canonical form, in place, comments kept."""
    from negcycle.files.case import dumps, format_of
    from negcycle.files.rewriting import formatted
    from negcycle.files.source import decode, read_bytes

    failed = False
    for file in files:
        try:
            data = read_bytes(file)
            text = decode(data, file)
            if format_of(Path(file)) == "json":
                made = dumps(_read(file).cycle, format="json")
            else:
                made = formatted(text, file)
        except NegcycleError as error:
            typer.echo(str(error), err=True)
            failed = True
            continue
        if made.encode() == data:
            continue
        if only_check:
            typer.echo(say("cli.fmt.would-change", file=file))
            failed = True
        else:
            _write(file, made, force=True)
    raise typer.Exit(1 if failed else 0)


@app.command(help=say("cli.help.schema"))
def schema() -> None:
    """Print the JSON Schema of a case file."""
    from negcycle.files.schema import schema as made

    typer.echo(json.dumps(made(), ensure_ascii=False, indent=2))


def _as_views(text: str) -> list[str]:
    from negcycle.drawing.content import View
    from negcycle.words import did_you_mean

    names = [name.strip() for name in text.split(",") if name.strip()]
    known = [view.value for view in View]
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or say("fault.choices", choices=", ".join(known))
            raise typer.BadParameter(say("draw.unknown-view", name=name, hint=hint))
    return names


@app.command(help=say("cli.help.draw"))
def draw(
    file: CaseFile,
    after: Annotated[
        str | None, typer.Argument(metavar="FILE2", help=say("cli.arg.after"))
    ] = None,
    out: Annotated[
        list[str] | None, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.draw-out"))
    ] = None,
    view: Annotated[
        str, typer.Option("--view", metavar="VIEW,...", help=say("cli.opt.view"))
    ] = "loop",
    register: Annotated[
        RegisterOption, typer.Option("--register", help=say("cli.opt.register"))
    ] = RegisterOption.PLAIN,
    paper: Annotated[
        PaperOption, typer.Option("--paper", help=say("cli.opt.paper"))
    ] = PaperOption.A4,
    numbers: Annotated[bool, typer.Option("--numbers", help=say("cli.opt.numbers"))] = False,
    start: Annotated[
        str | None, typer.Option("--start", metavar="NAME", help=say("cli.opt.start"))
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=say("cli.opt.draw-to"))] = "svg",
    source: FromOption = From.YAML,
    watch: Annotated[bool, typer.Option("--watch", help=say("cli.opt.watch"))] = False,
    force: Force = False,
) -> None:
    """Draw the infinity diagram of a case."""
    from negcycle.drawing import picture

    views = _as_views(view)
    targets = out or [Path(file).with_suffix(".svg").name if file != STREAM else STREAM]
    kinds = {one: to if one == STREAM else picture.format_of(Path(one)) for one in targets}

    def once(*, force: bool) -> None:
        cycle = _read(file, source).cycle
        made = picture.draw(
            cycle,
            view=views,
            after=_read(after).cycle if after else None,
            register=register.value,
            paper=paper.value,
            numbers=numbers,
            start=start,
        )
        _say_missing(made, list(kinds.values()))
        for target, kind in kinds.items():
            _write(target, made.to(kind), force=force)

    once(force=force)
    if watch:
        inputs = [Path(one) for one in (file, after) if one and one != STREAM]
        _again_and_again(inputs, lambda: once(force=True))


def _say_missing(made: Picture, formats: list[str]) -> None:
    """Name the characters that a PDF or PNG cannot show on this computer."""
    if {"pdf", "png"}.intersection(formats) and (missing := made.missing_letters()):
        typer.echo(say("cli.missing-letters", letters=" ".join(missing)), err=True)


def _again_and_again(files: list[Path], action: Callable[[], None]) -> None:
    """Run `action` each time one of `files` changes, until Ctrl-C."""
    typer.echo(say("cli.watching"), err=True)
    seen = _stamps(files)
    try:
        while True:
            time.sleep(0.2)
            now = _stamps(files)
            if now == seen:
                continue
            seen = now
            try:
                action()
            except NegcycleError as error:  # the file is half written or has a fault: wait for more
                typer.echo(str(error), err=True)
    except KeyboardInterrupt:
        typer.echo(say("cli.watched"), err=True)


def _stamps(files: list[Path]) -> list[tuple[int, int] | None]:
    stamps: list[tuple[int, int] | None] = []
    for file in files:
        try:
            stat = file.stat()
        except OSError:
            stamps.append(None)
        else:
            stamps.append((stat.st_mtime_ns, stat.st_size))
    return stamps


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
    from negcycle.files.converting import converted

    text = converted(file, out, source=source, to=to, stream=sys.stdin.buffer)
    _write(out, text, force=force)


if __name__ == "__main__":
    main()
