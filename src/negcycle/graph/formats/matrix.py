"""The labelled matrix in CSV: a row for each source, a column for each target."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from itertools import chain, islice

from negcycle.graph.formats.reading import NUMBER, few, graph_of, link_of, name_of, refuse, text_of
from negcycle.graph.formats.rows import SIGNS, AnyGraph, rows_of
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.model.faults import shown

CORNER = "from\\to"


def to_matrix(graph: AnyGraph) -> str:
    """Return `graph` as a matrix of signed weights in CSV; an empty cell is no link.

    Kept: every node in order, and of each link its sign and weight. Not kept: delays, the order of
    links, links of weight 0, and what a cycle says about its nodes. Names are written as they are,
    also where a spreadsheet would take one for a formula.

    Raises:
        ConversionError: if two links run the same way between the same two nodes, if a sign is not
            known, or if a name begins or ends with a space: a matrix cannot hold these.
    """
    rows = rows_of(graph)
    names = [row.name for row in rows.nodes]
    for name in names:
        if name != name.strip():
            refuse("graph.matrix-space", name=shown(name))
    cells: dict[tuple[str, str], str] = {}
    for link in rows.links:
        ends = (link.source, link.target)
        if ends in cells:
            refuse("graph.matrix-parallel", source=shown(ends[0]), target=shown(ends[1]))
        if link.sign == 0:
            refuse("graph.matrix-unknown", source=shown(ends[0]), target=shown(ends[1]))
        weight = repr(link.weight).removesuffix(".0")
        cells[ends] = f"{SIGNS[link.sign].removeprefix('+')}{weight}" if link.weight else ""
    header = [CORNER, *map(_quoted, names)]
    lines = [[_quoted(one), *(cells.get((one, other), "") for other in names)] for one in names]
    return "".join(",".join(line) + "\n" for line in [header, *lines])


def _quoted(name: str) -> str:
    """Return a name as a cell; quoted wherever some program might divide it."""
    return '"' + name.replace('"', '""') + '"' if re.search(r'[",;\t\r\n]', name) else name


def from_matrix(content: str | bytes) -> SignedGraph:
    r"""Read a matrix: a row for each source, a column for each target, signed weights between.

    Commas, semicolons or tabs separate the cells; beside semicolons and tabs a weight may have a
    decimal comma. A cell is a number, ``+``, ``-``, or empty or 0 for no link. The first cell is
    ``from\to``, blank, or left out.

    Raises:
        ConversionError: if this is no such matrix, with the row and column.
    """
    text = text_of(content)
    separator = _separator(text)
    rows = _rows(text, separator)
    header = next((cells for _, cells in rows), None)
    if header is None:
        refuse("graph.matrix-empty", corner=CORNER)
    first = list(islice(rows, 1))
    corner_is_missing = bool(first) and len(first[0][1]) == len(header) + 1
    columns: dict[str, str] = {}
    for number, cell in enumerate(header if corner_is_missing else _after_corner(header), start=2):
        _add(cell, f"Column {number}", columns)
    sources: dict[str, str] = {}

    def links() -> Iterator[SignedLink]:
        for number, cells in chain(first, rows):
            if len(cells) != len(columns) + 1:
                counts = {"count": len(cells), "expected": len(columns) + 1}
                refuse("graph.matrix-ragged", row=number, **counts)
            source = _add(cells[0], f"Row {number}", sources)
            for column, (target, cell) in enumerate(zip(columns, cells[1:], strict=True), start=2):
                where = f"Row {number}, column {column}"
                if weight := _weight(cell.strip(), separator, where):
                    yield link_of(source, target, {"weight": weight}, where)

    found = list(few(links()))
    return graph_of(dict.fromkeys([*sources, *columns]), found)


def _separator(text: str) -> str:
    """Return what divides the cells: the first comma, semicolon or tab outside of quotes."""
    first_line = text[: text.find("\n") + 1 or None]
    found = re.search(r"[,;\t]", re.sub(r'"[^"]*"?', "", first_line))
    return found.group() if found else ","


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Go through the rows that hold anything, each with its number."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if any(map(str.strip, cells)):
                yield number, cells
    except csv.Error:
        refuse("graph.matrix-quotes", line=reader.line_num)


def _after_corner(header: list[str]) -> list[str]:
    corner, *targets = header
    if re.sub(r"\s", "", corner).lower() not in {"", "from\\to", "from/to"}:
        refuse("graph.matrix-corner", value=shown(corner), corner=CORNER)
    return targets


def _add(cell: str, where: str, names: dict[str, str]) -> str:
    """Add the name in a cell to the `names` before it, each with its place."""
    name = name_of(cell.strip(), where)
    if name in names:
        refuse("graph.matrix-twice", where=where, name=shown(name), first=names[name])
    names[name] = where
    return name


def _weight(cell: str, separator: str, where: str) -> float:
    cell = cell.replace("\N{MINUS SIGN}", "-")
    if cell in {"", "+", "-"}:
        return {"": 0.0, "+": 1.0, "-": -1.0}[cell]
    text = cell.replace(",", ".") if separator != "," else cell
    weight = float(text) if NUMBER.fullmatch(text) else math.inf
    if math.isinf(weight):
        refuse("graph.matrix-cell", where=where, value=shown(cell))
    return weight
