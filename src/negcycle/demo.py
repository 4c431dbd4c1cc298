"""The whole product on one example, in a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from negcycle.drawing.picture import draw
from negcycle.errors import FileKept
from negcycle.files.case import loads
from negcycle.files.catalog import template
from negcycle.files.checking import check
from negcycle.files.writing import write_atomically
from negcycle.words import say

EXAMPLE = "sunday-silence"

_MARK = ".made-by-negcycle-demo"
"""A folder with this file in it was made by the demo, and may be made anew."""

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

    Raises:
        FileKept: if something is in `folder` that the demo did not make.
    """
    if folder.exists():
        if not folder.is_dir() or (any(folder.iterdir()) and not (folder / _MARK).is_file()):
            raise FileKept(say("demo.kept", folder=folder), str(folder))
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / _MARK).touch()
    text = template(EXAMPLE)
    cycle = loads(text)
    write_atomically(folder / f"{EXAMPLE}.yaml", text, overwrite=True)
    yield say("demo.head", title=cycle.title)
    yield say("demo.file", what=say("demo.case"), path=folder / f"{EXAMPLE}.yaml")
    for name, view in _PICTURES:
        path = draw(cycle, view=view).save(folder / name, overwrite=True)
        yield say("demo.file", what=say(f"view.{view}"), path=path)
    checked = check(cycle)
    for one in cycle.partners:
        yield one.position.sentence
    count = len(checked.blanks) + len(checked.questions)
    yield say("demo.questions", count=count, path=folder / f"{EXAMPLE}.yaml")
