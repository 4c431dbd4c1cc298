"""Every file says its one idea: a telling name, and a docstring that comes first."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "core", "common", "misc"}


def name_of(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_begins_with_a_sentence_that_says_its_idea(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    sentence = (ast.get_docstring(tree) or "").partition("\n\n")[0]

    assert sentence.endswith((".", ":", "?")), f"{name_of(module)} begins without a sentence."
    assert tree.body[0].lineno == 1


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_name_says_what_is_inside(module: Path) -> None:
    assert SAYS_NOTHING.isdisjoint([*module.relative_to(ROOT).parts[:-1], module.stem])
