"""Turn a case or a graph into another format, by the names of the files or by what one says."""

from __future__ import annotations

from pathlib import Path

from negcycle.errors import ConversionError, UnknownName
from negcycle.files.case import Format, dumps, to_case
from negcycle.files.printable import shown_path
from negcycle.files.source import decode
from negcycle.graph.build import build_graph
from negcycle.graph.convert import READERS, WRITERS, format_of, read_graph, write_graph
from negcycle.words import did_you_mean, say

CASE_FORMATS: dict[str, Format] = {"yaml": "yaml", "json": "json"}
_CASE_SUFFIXES: dict[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def formats_for(
    file: str, target: str, *, source: str | None = None, to: str | None = None
) -> tuple[str, str]:
    """Return the format to read `file` as, and the one to write `target` in.

    Args:
        file: The path to read.
        target: The path to write.
        source: The format of `file`, where its name does not say it.
        to: The format of `target`, where its name does not say it.

    Raises:
        UnknownName: if there is no such format, or a name says none.
    """
    read_as = source or _format_by_name(file, option="--from")
    write_as = to or _format_by_name(target, option="--to")
    return (
        _known(read_as, (*CASE_FORMATS, *READERS)),
        _known(write_as, (*CASE_FORMATS, *WRITERS)),
    )


def converted(data: bytes, file: str, *, source: str, to: str) -> str:
    """Return what `data` says, in another format.

    A case becomes any format; a graph becomes another graph, because it says nothing of feelings.

    Args:
        data: What stands in the file.
        file: Its name, for its problems.
        source: The format it has.
        to: The format to make.

    Raises:
        ConversionError: if it cannot be read, or if the format cannot hold it.
        CaseError: if it is a case with faults.
    """
    if source in CASE_FORMATS:
        cycle = to_case(decode(data, file), format=CASE_FORMATS[source], file=file).cycle
        if to in CASE_FORMATS:
            return dumps(cycle, format=CASE_FORMATS[to])
        return write_graph(build_graph(cycle), to=to)
    if to in CASE_FORMATS:
        raise ConversionError(say("convert.no-case-in-a-graph", file=shown_path(file)))
    try:
        graph = read_graph(data, of=source)
    except ConversionError as error:
        raise ConversionError(f"{shown_path(file)}: {error}") from None
    return write_graph(graph, to=to)


def _format_by_name(file: str, *, option: str) -> str:
    named = format_of(file) or _CASE_SUFFIXES.get(Path(file).suffix.lower())
    if named is None:
        message = say("convert.unclear", file=shown_path(file), option=option)
        raise UnknownName(message, file)
    return named


def _known(name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        hint = did_you_mean(name, known) or say("fault.choices", choices=", ".join(known))
        raise UnknownName(say("convert.unknown-format", name=name, hint=hint), name, known)
    return name
