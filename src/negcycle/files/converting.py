"""Turn a case or a graph into another format, by the names of the files or by what one says."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from negcycle.errors import ConversionError
from negcycle.files.case import Format, dumps, to_case
from negcycle.files.source import decode, read_bytes, read_stream
from negcycle.graph.build import build_graph
from negcycle.graph.convert import READERS, WRITERS, format_of, read_graph, write_graph
from negcycle.words import did_you_mean, say

STREAM = "-"
CASE_FORMATS: dict[str, Format] = {"yaml": "yaml", "json": "json"}
_CASE_SUFFIXES: dict[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def converted(
    file: str, target: str, *, source: str | None = None, to: str | None = None, stream: BinaryIO
) -> str:
    """Return what stands in `file` in the format of `target`.

    A case becomes any format; a graph becomes another graph, because it says nothing of feelings.

    Args:
        file: A path, or ``-`` for `stream`.
        target: The path that will be written, for the format that its name says.
        source: The format of `file`, where its name does not say it.
        to: The format to make, where the name of `target` does not say it.
        stream: What is read for ``-``.

    Raises:
        ConversionError: if a format is not known, cannot be read, or cannot hold this graph.
        CaseError, FileError: if the case or the file cannot be read.
    """
    read_as = source or _format_by_name(file) or _unclear(file, "--from")
    write_as = to or _format_by_name(target) or _unclear(target, "--to")
    _known(read_as, (*CASE_FORMATS, *READERS))
    _known(write_as, (*CASE_FORMATS, *WRITERS))
    data = read_stream(stream, STREAM) if file == STREAM else read_bytes(file)
    if read_as in CASE_FORMATS:
        cycle = to_case(decode(data, file), format=CASE_FORMATS[read_as], file=file).cycle
        if write_as in CASE_FORMATS:
            return dumps(cycle, format=CASE_FORMATS[write_as])
        return write_graph(build_graph(cycle), to=write_as)
    if write_as in CASE_FORMATS:
        raise ConversionError(say("convert.no-case-in-a-graph", file=file))
    try:
        graph = read_graph(data, of=read_as)
    except ConversionError as error:
        raise ConversionError(f"{file}: {error}") from None
    return write_graph(graph, to=write_as)


def _format_by_name(file: str) -> str | None:
    return format_of(file) or _CASE_SUFFIXES.get(Path(file).suffix.lower())


def _unclear(file: str, option: str) -> str:
    raise ConversionError(say("convert.unclear", file=file, option=option))


def _known(name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        hint = did_you_mean(name, known) or say("fault.choices", choices=", ".join(known))
        raise ConversionError(say("convert.unknown-format", name=name, hint=hint))
