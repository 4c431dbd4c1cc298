"""Where a run begins may stand in a file: names with numbers, how a run ended, a recorded run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import CaseError, FileMissing, FileUnreadable
from negcycle.files.start_file import read_start, to_start
from negcycle.files.trajectory_data import as_data
from negcycle.files.trajectory_file import write_trajectory
from negcycle.model.trajectory import Trajectory
from negcycle.simulation.run import simulate

NONE = (
    "This holds no start. Write JSON, names of states with numbers, such as "
    "'{\"john.behavior\": -0.5}', or what 'negcycle simulate --json' printed."
)
NUMBER = "is not a number. Write it in digits, such as 0.5."


@given(
    st.dictionaries(
        st.text(st.characters(min_codepoint=32, max_codepoint=126)), st.floats(-1, 1), min_size=1
    )
)
def test_names_with_numbers_are_a_start(states: dict[str, float]) -> None:
    data = json.dumps({f"x.{name}": value for name, value in states.items()}).encode()

    assert to_start(data, file="s.json") == {f"x.{name}": v for name, v in states.items()}


def test_whole_numbers_and_a_byte_order_mark_are_fine() -> None:
    found = to_start('\ufeff\n{"a.behavior": 1, "b.behavior": -0.5}'.encode(), file="s.json")

    assert found == {"a.behavior": 1.0, "b.behavior": -0.5}


@pytest.mark.parametrize("ending", ["csv", "nc", "json"])
def test_a_run_goes_on_from_where_it_ended(ending: str, tmp_path: Path) -> None:
    cycle = nc.load(Path(__file__).parents[2] / "examples" / "sunday-silence.yaml")
    run = simulate(cycle, start="stuck", turns=3, plan=[{"at": 0, "open": "both", "for": 3}])
    file = tmp_path / f"run.{ending}"
    if ending == "json":
        file.write_text(json.dumps(as_data(run)))
    else:
        write_trajectory(run, file)

    assert read_start(file) == run.final


FAULTY = {
    b"": f"s.json: {NONE}",
    b"# a comment": f"s.json: {NONE}",
    b"\x89PNG\r\n\x1a\n": f"s.json: {NONE}",
    b"[0.5]": f"s.json: {NONE}",
    b"{}": f"s.json:1:1: {NONE}",
    b'{"final": [0.5]}': f"s.json:1:11: {NONE}",
    b'{"final": {}}': f"s.json:1:11: {NONE}",
    b'{"a": 1} {"a": 1}': f"s.json:1:10: {NONE}",
    b'{"a":' * 60: f"s.json:1:251: {NONE}",
    b'{"a": 1,}': "s.json:1:8: Nothing follows this ','. Take it out.",
    b'{"a": NaN}': "s.json:1:7: a: 'NaN' is no number in JSON. Write a number, or null.",
    b'{"a": "1", "b": true, "c": null, "d": [1], "e": 1}': (
        f"s.json:1:7: a: '1' {NUMBER}\n"
        f"s.json:1:17: b: 'true' {NUMBER}\n"
        f"s.json:1:28: c: nothing {NUMBER}\n"
        f"s.json:1:39: d: a list {NUMBER}"
    ),
    b'{"turns": 3,\n "final": {"john.behavior": "x"}}': (
        f"s.json:2:29: final.john.behavior: 'x' {NUMBER}"
    ),
}


@pytest.mark.parametrize("data", FAULTY, ids=lambda data: repr(data)[:30])
def test_a_fault_gets_the_sentence_we_owe(data: bytes) -> None:
    with pytest.raises(CaseError) as caught:
        to_start(data, file="s.json")

    assert str(caught.value) == FAULTY[data]


def test_what_is_no_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_start(tmp_path / "s.json")
    with pytest.raises(FileUnreadable, match="is a folder"):
        read_start(tmp_path)


# -- what a run comes to ------------------------------------------------------------------------


def test_what_a_run_comes_to_is_plain_data_without_holes() -> None:
    cycle = nc.load(Path(__file__).parents[2] / "examples" / "critic-and-cocoon.yaml")
    run = simulate(cycle, start="stuck", turns=3, noise=0.1, seed=7)

    found = as_data(run)

    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert (found["seed"], found["noise"], found["turns"]) == (7, 0.1, 3.0)
    assert found["positions"]["found"] == run.found
    assert found["gain"] == run["gain"][-1]
    assert found["final"] == run.final


def test_what_is_not_known_is_none() -> None:
    of: dict[str, Any] = {"people": {"ana": "Ana"}, "measures": {"gain": np.array([1, np.nan])}}
    run = Trajectory(np.arange(2.0), ("ana.behavior",), np.zeros((2, 1)), **of)

    found = as_data(run)

    assert (found["outcome"], found["seed"], found["gain"], found["meeting"]) == (None,) * 4
    assert found["positions"] == {"found": {"ana": None}, "written": {"ana": None}}
    assert (found["felt_security"], found["unmet_need"]) == ({"ana": None}, {"ana": None})
