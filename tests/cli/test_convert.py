"""`negcycle convert`: a case becomes any format, and a graph another graph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc
from negcycle.graph.convert import READERS, WRITERS


@pytest.mark.parametrize("kind", [*WRITERS, "yaml", "json", "xmile"])
def test_a_case_becomes_every_format(
    kind: str, command: Callable[..., Any], case: str, here: Path
) -> None:
    done = command("convert", case, "-o", "-", "--to", kind)
    written = command("convert", case, "-o", f"it.{kind}", "--to", kind)

    assert (done.code, done.err) == (0, "")
    assert done.data
    assert written == (0, b"", f"Wrote it.{kind}.\n")
    assert (here / f"it.{kind}").read_bytes() == done.data


@pytest.mark.parametrize("kind", [kind for kind in WRITERS if kind in READERS])
def test_a_graph_goes_there_and_back(kind: str, command: Callable[..., Any], case: str) -> None:
    of_the_case = command("convert", case, "-o", "-", "--to", kind).data
    graph = command("convert", "-", "--from", kind, "-o", "-", "--to", "matrix", stdin=of_the_case)

    there = command("convert", "-", "--from", "matrix", "-o", "-", "--to", kind, stdin=graph.data)
    back = command("convert", "-", "--from", kind, "-o", "-", "--to", "matrix", stdin=there.data)

    assert back == graph
    assert (back.code, back.err) == (0, "")


def test_a_case_goes_to_json_and_back(command: Callable[..., Any], case: str, here: Path) -> None:
    assert command("convert", case, "-o", "case.json") == (0, b"", "Wrote case.json.\n")
    assert command("convert", "case.json", "-o", "again.yml") == (0, b"", "Wrote again.yml.\n")
    assert nc.load(here / "again.yml") == nc.load(here / case)


def test_the_names_of_files_say_the_formats(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    assert command("convert", case, "-o", "it.graphml").code == 0
    assert command("convert", "it.graphml", "-o", "it.CSV").code == 0
    assert (here / "it.CSV").read_text().startswith(r"from\to")


def test_a_graph_holds_no_case(command: Callable[..., Any], case: str) -> None:
    command("convert", case, "-o", "it.graphml")

    done = command("convert", "it.graphml", "-o", "it.yaml")

    assert done == (
        1,
        b"",
        "'it.graphml' is a graph, and a graph holds no case. Choose a graph format.\n",
    )


def test_a_graph_does_not_say_how_a_couple_moves(command: Callable[..., Any], case: str) -> None:
    command("convert", case, "-o", "it.graphml")

    done = command("convert", "it.graphml", "-o", "it.xmile")

    assert done == (
        1,
        b"",
        "'it.graphml' is a graph, and XMILE needs to know how a couple moves. Give it a case.\n",
    )


def test_a_model_for_other_programs_is_that_of_the_library(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    (here / "alone.yaml").write_text("negcycle: 1\npartners: {ana: {name: Ana}}\n")

    done = command("convert", case, "-o", "couple.xmile")
    alone = command("convert", "alone.yaml", "-o", "alone.xmile")

    assert done == (0, b"", "Wrote couple.xmile.\n")
    assert (here / "couple.xmile").read_text("utf-8") == nc.to_xmile(nc.load(here / case))
    assert (alone.code, alone.data) == (1, b"")
    assert alone.err.startswith("Ana is alone in this case.")


def test_faults_are_told_and_nothing_is_written(
    command: Callable[..., Any], faulty: str, here: Path, names: Callable[[], list[str]]
) -> None:
    (here / "broken.graphml").write_text("<graphml>")

    case = command("convert", faulty, "-o", "it.dot")
    graph = command("convert", "broken.graphml", "-o", "it.dot")
    missing = command("convert", "missing.csv", "-o", "it.dot")

    assert (case.code, case.data) == (graph.code, graph.data) == (1, b"")
    assert case.err.startswith("faulty.yaml:4:13: partners.ana.chain: ")
    assert graph.err.startswith("broken.graphml: ")
    assert missing == (1, b"", "There is no file 'missing.csv'.\n")
    assert names() == ["broken.graphml", faulty]


def test_a_file_that_is_there_is_kept(command: Callable[..., Any], case: str, here: Path) -> None:
    (here / "it.dot").write_text("mine")

    done = command("convert", case, "-o", "it.dot")

    assert (done.code, done.data) == (1, b"")
    assert done.err.startswith("'it.dot' is already there and is kept.")
    assert (here / "it.dot").read_text() == "mine"
    assert command("convert", case, "-o", "it.dot", "--force").err == "Wrote it.dot.\n"
