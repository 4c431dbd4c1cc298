"""`negcycle explain`: a case in plain sentences, both voices, and nothing of it for a graph."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc


def test_the_explanation_is_printed(command: Callable[..., Any], case: str, here: Path) -> None:
    done = command("explain", case)

    assert (done.code, done.err) == (0, "")
    assert done.out == f"{nc.explain(nc.load(here / case)).text()}\n"
    assert "John" in done.out
    assert "Mary" in done.out


def test_a_state_is_asked_for(command: Callable[..., Any], case: str, here: Path) -> None:
    stuck = nc.explain(nc.load(here / case), at="stuck")

    assert command("explain", case, "--at", "stuck").out == f"{stuck.text()}\n"


def test_the_same_as_data(command: Callable[..., Any], case: str, here: Path) -> None:
    done = command("explain", case, "--json")

    found = json.loads(done.data, parse_constant=pytest.fail)
    assert (done.code, done.err, done.data.isascii()) == (0, "", True)
    assert found["schema"] == "negcycle/explain/1"
    assert found["version"] == nc.__version__
    assert (
        found.items() >= json.loads(json.dumps(nc.explain(nc.load(here / case)).as_data())).items()
    )


def test_it_is_written_by_name(command: Callable[..., Any], case: str, here: Path) -> None:
    done = command("explain", case, "-o", "it.txt", "-o", "it.json")

    assert done == (0, b"", "Wrote it.txt.\nWrote it.json.\n")
    assert (here / "it.txt").read_text("utf-8") == command("explain", case).out
    assert (here / "it.json").read_bytes() == command("explain", case, "--json").data
    assert command("explain", case, "-o", "it.txt").err.startswith("'it.txt' is already there")
    assert command("explain", case, "-o", "it.txt", "--force").code == 0


def test_a_case_comes_from_standard_input(command: Callable[..., Any], case: str) -> None:
    as_json = command("convert", case, "-o", "-", "--to", "json").data

    assert command("explain", "-", stdin=Path(case).read_bytes()) == command("explain", case)
    assert command("explain", "-", "--from", "json", stdin=as_json).code == 0


def test_a_graph_is_not_explained(command: Callable[..., Any], here: Path) -> None:
    (here / "it.csv").write_text("from\\to,a\na,1\n")

    assert command("explain", "it.csv") == (
        1,
        b"",
        "'it.csv' is a graph, and only a couple's case can be explained. See its loops with: "
        "negcycle loops\n",
    )


def test_a_fault_is_told(command: Callable[..., Any], faulty: str) -> None:
    done = command("explain", faulty)

    assert (done.code, done.data) == (1, b"")
    assert done.err.startswith("faulty.yaml:4:13: partners.ana.chain: ")


def test_the_cycle_is_told_from_outside(command: Callable[..., Any], case: str, here: Path) -> None:
    told = nc.retelling(nc.load(here / case))

    done = command("explain", case, "--retold")

    assert (done.code, done.err, done.out) == (0, "", f"{told.text()}\n")
    assert json.loads(command("explain", case, "--retold", "--json").data)["halves"]


def test_from_outside_no_state_is_looked_at(command: Callable[..., Any], case: str) -> None:
    done = command("explain", case, "--retold", "--at", "calm")

    assert (done.code, done.data) == (2, b"")
    assert done.err.startswith(
        "negcycle explain: --retold tells the words of the case, with no numbers: leave --at out.\n"
    )
