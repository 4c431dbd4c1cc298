"""The examples in docstrings print what they show."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import negcycle

ROOT = Path(__file__).parents[2]
MODULES = [
    "negcycle",
    *(info.name for info in pkgutil.walk_packages(negcycle.__path__, "negcycle.")),
]


@pytest.mark.parametrize("name", [name for name in MODULES if name != "negcycle.__main__"])
def test_docstring_examples_print_what_they_show(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    result = doctest.testmod(
        importlib.import_module(name),
        extraglobs={"nc": negcycle},
        optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE,
    )

    assert result.failed == 0
