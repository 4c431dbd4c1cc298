"""The version, the license and the way to cite negcycle are told once, or told alike."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

from ruamel.yaml import YAML

import negcycle

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CITATION = YAML(typ="safe").load(ROOT / "CITATION.cff")
LICENSE = (ROOT / "LICENSE").read_text("utf-8")


def test_the_version_is_one() -> None:
    assert negcycle.__version__ == PROJECT["version"] == CITATION["version"]
    assert metadata.version("negcycle") == PROJECT["version"]


def test_the_license_is_one() -> None:
    assert LICENSE.startswith(f"{PROJECT['license']} License\n")
    assert (
        CITATION["license"]
        == PROJECT["license"]
        == metadata.metadata("negcycle")["License-Expression"]
    )


def test_the_authors_are_the_same() -> None:
    names = [author["name"] for author in PROJECT["authors"]]

    assert [author["name"] for author in CITATION["authors"]] == names
    assert f"Copyright (c) 2026 {names[0]}\n" in LICENSE


def test_what_is_installed_is_what_is_here() -> None:
    extras = metadata.metadata("negcycle").get_all("Provides-Extra") or []

    assert set(extras) == set(PROJECT["optional-dependencies"])


def test_every_python_that_is_promised_is_tried_by_make() -> None:
    promised = [
        text.rpartition(" ")[2]
        for text in PROJECT["classifiers"]
        if text.startswith("Programming Language :: Python :: 3.")
    ]
    makefile = (ROOT / "Makefile").read_text("utf-8")

    assert PROJECT["requires-python"] == f">={promised[0]}"
    assert " ".join(f"python{version}" for version in reversed(promised)) in makefile
