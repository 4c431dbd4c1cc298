"""Turn a case or a graph into another format, by the names of the files or by what one says."""

from __future__ import annotations

from pathlib import Path

from negcycle.errors import CaseError, ConversionError, UnknownName
from negcycle.files.case import Format, dumps, to_case
from negcycle.files.printable import shown_path
from negcycle.files.source import LARGEST, decode
from negcycle.graph.build import build_graph
from negcycle.graph.convert import READERS, WRITERS, format_of, read_graph, write_graph
from negcycle.graph.formats.reading import LARGEST as LARGEST_GRAPH
from negcycle.graph.signed import SignedGraph
from negcycle.model.cycle import Cycle
from negcycle.words import did_you_mean, say

XMILE = "xmile"
"""The format of what moves; only a case has all that it needs."""

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
    read_as = format_to_read(file, source=source)
    write_as = to or _format_by_name(target, option="--to")
    return read_as, _known(write_as, (*CASE_FORMATS, *WRITERS, XMILE))


def format_to_read(file: str, *, source: str | None = None) -> str:
    """Return the format to read `file` as, by its name where `source` does not say it.

    Raises:
        UnknownName: if there is no such format, or the name says none.
    """
    read_as = source or _format_by_name(file, option="--from")
    return _known(read_as, (*CASE_FORMATS, *READERS))


def largest_of(source: str) -> int:
    """Return how many bytes are read of a file in a format: a graph may be larger than a case."""
    return LARGEST if source in CASE_FORMATS else LARGEST_GRAPH


def converted(data: bytes, file: str, *, source: str, to: str) -> str:
    """Return what `data` says, in another format.

    A case becomes any format; a graph becomes another graph, because it says nothing of feelings,
    and not how anything moves.

    Args:
        data: What stands in the file.
        file: Its name, for its problems.
        source: The format it has.
        to: The format to make.

    Raises:
        ConversionError: if it cannot be read, or if the format cannot hold it.
        CaseError: if it is a case with faults.
        SimulationError: if it is to move and cannot.
    """
    if source not in CASE_FORMATS and to in CASE_FORMATS:
        raise ConversionError(say("convert.no-case-in-a-graph", file=shown_path(file)))
    if source not in CASE_FORMATS and to == XMILE:
        raise ConversionError(say("convert.no-motion-in-a-graph", file=shown_path(file)))
    found = read_any(data, file, source=source)
    if isinstance(found, SignedGraph):
        return write_graph(found, to=to)
    if to in CASE_FORMATS:
        return dumps(found, format=CASE_FORMATS[to])
    return _as_xmile(found) if to == XMILE else write_graph(build_graph(found), to=to)


def read_any(data: bytes, file: str, *, source: str) -> Cycle | SignedGraph:
    """Return the case or the graph that `data` holds.

    Args:
        data: What stands in the file.
        file: Its name, for its problems.
        source: The format it has, as from `format_to_read`.

    Raises:
        ConversionError: if it cannot be read as a graph, or is one and is read as a case.
        CaseError: if it is a case with faults.
    """
    if source in CASE_FORMATS:
        try:
            return to_case(decode(data, file), format=CASE_FORMATS[source], file=file).cycle
        except CaseError:
            if source == "json" and (of := _graph_format(data)):
                shown = shown_path(file)
                raise ConversionError(say("convert.a-graph", file=shown, format=of)) from None
            raise
    try:
        return read_graph(data, of=source)
    except ConversionError as error:
        raise ConversionError(f"{shown_path(file)}: {error}") from None


def _graph_format(data: bytes) -> str | None:
    """Return the format of a graph in JSON, whose file could be named like a case."""
    for of in ("node-link", "sd-json"):
        try:
            read_graph(data, of=of)
        except ConversionError:
            continue
        return of
    return None


def _as_xmile(cycle: Cycle) -> str:
    from negcycle.system.xmile import to_xmile  # numbers, which no other format needs

    return to_xmile(cycle)


def _format_by_name(file: str, *, option: str) -> str:
    ending = Path(file).suffix.lower()
    named = format_of(file) or _CASE_SUFFIXES.get(ending) or (XMILE if ending == ".xmile" else None)
    if named is None:
        message = say("convert.unclear", file=shown_path(file), option=option)
        raise UnknownName(message, file)
    return named


def _known(name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        hint = did_you_mean(name, known) or say("fault.choices", choices=", ".join(known))
        raise UnknownName(say("convert.unknown-format", name=name, hint=hint), name, known)
    return name
