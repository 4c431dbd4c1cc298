"""Errors form one tree, and the first lines of `negcycle.errors` draw it as it is."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

from negcycle import errors

ROOT = Path(__file__).parents[2]
TREE = [
    cls
    for _, cls in inspect.getmembers(errors, inspect.isclass)
    if issubclass(cls, BaseException) and cls.__module__ == errors.__name__
]


def drawn() -> dict[str, str]:
    """Return the parent of each name in the tree of the docstring; the root's is empty."""
    parents: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"(?P<indent>[ │├└─]*)(?P<name>[A-Z]\w+)( {2,}|$)", line)
        if match and match["indent"]:
            depth = len(match["indent"])
            above = [entry for entry in above if entry[0] < depth]
            parents[match["name"]] = above[-1][1] if above else ""
            above.append((depth, match["name"]))
    return parents


def test_every_error_is_a_negcycle_error() -> None:
    assert len(TREE) > 1
    assert all(issubclass(cls, errors.NegcycleError) for cls in TREE)


def test_the_tree_is_drawn_as_it_is() -> None:
    real = {cls.__name__: cls.__bases__[0].__name__ for cls in TREE}
    real[errors.NegcycleError.__name__] = ""

    assert drawn() == real


def test_errors_live_in_one_file() -> None:
    elsewhere = [
        f"{module.relative_to(ROOT).as_posix()}: {node.name}"
        for module in (ROOT / "src").rglob("*.py")
        if module.name != "errors.py"
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and any(re.search(r"(Error|Exception)\b", ast.unparse(base)) for base in node.bases)
    ]

    assert elsewhere == []
