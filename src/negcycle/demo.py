"""The whole product on one example, in a folder of its own."""

from __future__ import annotations

import hashlib
import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from negcycle.analysis.findings import findings
from negcycle.drawing.charts.draw import draw_comparison
from negcycle.drawing.loopmap.draw import draw_loops
from negcycle.drawing.picture import Picture, draw
from negcycle.errors import FileKept, FileUnreadable, MissingExtra
from negcycle.files.case import loads
from negcycle.files.catalog import template
from negcycle.files.checking import check
from negcycle.files.printable import shown_path
from negcycle.files.writing import write_atomically
from negcycle.report.explaining import explain
from negcycle.report.handout import handout
from negcycle.report.telling_loops import answer, where_a_change_counts
from negcycle.simulation.what_ifs import what_if
from negcycle.words import say

EXAMPLE = "sunday-silence"

_MARK = ".made-by-negcycle-demo"
"""A folder with this file in it was made by the demo; it holds the digests of what it made."""

WHAT_IF = ("what-if.pdf", "what-if.svg")
"""Where the picture of what would happen if is put."""

LOOPS = (("loops.svg", False), ("loops-step-by-step.html", True))
"""Where the loops are put, drawn at once and step by step."""

HANDOUT = "handout.pdf"
"""Where the pages to hand over are put."""

AT = "stuck"
"""Where the couple is when its loops are read: there, the cycle is all there is."""

_PICTURES = (
    ("cycle.svg", "loop"),
    ("cycle.pdf", "loop"),
    ("cycle.png", "loop"),
    ("cycle.html", "loop"),
    ("halves.pdf", "single"),
    ("worksheet.pdf", "blank"),
    ("another-way-round.pdf", "positive"),
)


def make_demo(folder: Path) -> Iterator[str]:
    """Make the demo and yield what to tell: where each file is, and what was found.

    Nothing is ever deleted, and what somebody changed in the folder is kept.

    Raises:
        FileKept: if something is there that the demo did not make.
        FileUnreadable: if the folder cannot be made or written.
    """
    made = _Folder(folder)
    text = template(EXAMPLE)
    cycle = loads(text)
    case = f"{EXAMPLE}.yaml"
    yield say("demo.head", title=cycle.title)
    yield made.put(case, text.encode(), what=say("demo.case"))
    for name, view in _PICTURES:
        yield made.put(name, _content(draw(cycle, view=view), name), what=say(f"view.{view}"))
    runs = what_if(cycle)
    picture = draw_comparison(runs)
    for name in WHAT_IF:
        yield made.put(name, _content(picture, name), what=say("view.what-if"))
    for name, steps in LOOPS:
        drawn = _content(draw_loops(cycle, at=AT, steps=steps), name)
        yield made.put(name, drawn, what=say("demo.steps" if steps else "demo.loops"))
    try:
        yield made.put(HANDOUT, handout(cycle).pdf(), what=say("demo.handout"))
    except MissingExtra as missing:
        yield say("demo.without", what=say("demo.handout"), reason=str(missing))
    explained = f"{explain(cycle, at=AT).text()}\n".encode()
    yield made.put("explanation.txt", explained, what=say("demo.explained"))
    for one in cycle.partners:
        yield one.position.sentence
    found = findings(cycle, at=AT)
    yield from answer(found)
    yield from where_a_change_counts(found)
    for title, run in runs.items():
        yield say("demo.what-if", title=title, ending=say(f"tell.{run.outcome}"))
    yield say("demo.what-it-is")
    checked = check(cycle)
    count = len(checked.blanks) + len(checked.questions)
    yield say("demo.questions", count=count, path=shlex.quote(shown_path(folder / case)))


def _content(picture: Picture, name: str) -> bytes:
    content = picture.to(Path(name).suffix.removeprefix("."))
    return content.encode() if isinstance(content, str) else content


class _Folder:
    """The folder of a demo, which knows what the demo has made in it."""

    def __init__(self, path: Path) -> None:
        shown = shown_path(path)
        try:
            path.mkdir(parents=True, exist_ok=True)
            is_ours = (path / _MARK).is_file()
            is_empty = not any(path.iterdir())
        except FileExistsError:
            raise FileKept(say("demo.no-folder", folder=shown), str(path)) from None
        except OSError as error:
            message = say("demo.cannot-make", folder=shown, reason=error.strerror)
            raise FileUnreadable(message, str(path)) from None
        if not is_ours and not is_empty:
            raise FileKept(say("demo.not-ours", folder=shown), str(path))
        self._path = path
        mark = (path / _MARK).read_text(encoding="utf-8", errors="replace") if is_ours else ""
        self._digests = dict.fromkeys(mark.split())

    def put(self, name: str, data: bytes, *, what: str) -> str:
        """Write a file, unless somebody changed the one that is there, and say which of the two."""
        path = self._path / name
        shown = shown_path(path)
        if os.path.lexists(path) and not self._made(path):
            return say("demo.kept", what=what, path=shown)
        self._digests[_digest(data)] = None  # first, so that half a demo is still known as ours
        mark = "".join(f"{one}\n" for one in self._digests)
        write_atomically(self._path / _MARK, mark, overwrite=True)
        write_atomically(path, data, overwrite=True)
        return say("demo.file", what=what, path=shown)

    def _made(self, path: Path) -> bool:
        is_file = path.is_file() and not path.is_symlink()
        return is_file and _digest(path.read_bytes()) in self._digests


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
