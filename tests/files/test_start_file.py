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


# -- who begins there ---------------------------------------------------------------------------

COUPLE = nc.Cycle(partners={"mary": {"name": "Mary"}, "john": {"name": "John"}})

OTHERS = "This is a run of other people:"

UNFIT = {
    "theirs.csv": (
        "turn,ines.primary,tom.primary\n0,0.5,0.5",
        f"theirs.csv: {OTHERS} ines, tom. The case is about mary, john.",
    ),
    "theirs.json": (
        '{"final": {"ines.primary": 0.5}}',
        f"theirs.json: {OTHERS} ines. The case is about mary, john.",
    ),
    "more.csv": (
        "turn,mary.primary,kim.primary,john.primary\n0,0.5,0.5,0.5",
        f"more.csv: {OTHERS} mary, kim, john. The case is about mary, john.",
    ),
    "very-many.csv": (
        f"turn,{','.join(f'p{one}.primary' for one in range(2_000))}\n0{',0' * 2_000}",
        f"very-many.csv: {OTHERS} p0, p1, p2, p3, p4, p5 and others. The case is about mary, john.",
    ),
    "model.csv": ("turn,romeo\n0,0.5", "model.csv: No state is called 'romeo'."),
    "second.csv": (
        "turn,mary.behavior.2\n0,0.5",
        "second.csv: No state is called 'mary.behavior.2'. Did you mean 'mary.behavior'?",
    ),
    "far.csv": (
        "turn,john.openness\n0,0.5\n1,-0.25",
        "far.csv: 'john.openness' lies between 0 and 1, and -0.25 does not.",
    ),
    "only-turn.csv": (
        "turn\n0\n1",
        "only-turn.csv: This run holds no states, so no other can go on from it. "
        "Keep their columns, such as 'john.behavior'.",
    ),
    "measures.csv": (
        "turn,meeting,john.unmet_need\n0,0.5,1",
        "measures.csv: This run holds no states, so no other can go on from it. "
        "Keep their columns, such as 'john.behavior'.",
    ),
    "slips.json": (
        '{"jhon.primary": 1,\n "zoë.primary": 1,\n "mary.openness": 2.0,\n'
        ' "john.primary": 1.0000000000000002,\n "john.behaviors": 1, "mary.primary": 1}',
        "slips.json:1:2: No partner is called 'jhon'. Did you mean 'john'?\n"
        "slips.json:2:2: No partner is called 'zoë'. Choose from: mary, john.\n"
        "slips.json:3:19: 'mary.openness' lies between 0 and 1, and 2 does not.\n"
        "slips.json:4:18: 'john.primary' lies between -1 and 1, and 1.0000000000000002 does not.\n"
        "slips.json:5:2: No state is called 'john.behaviors'. Did you mean 'john.behavior'?",
    ),
    "end.json": (
        '{"final":\n {"john.primary": -7}}',
        "end.json:2:19: 'john.primary' lies between -1 and 1, and -7 does not.",
    ),
}


@pytest.mark.parametrize("name", UNFIT)
def test_a_start_that_does_not_fit_these_people_is_a_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text, sentence = UNFIT[name]
    Path(name).write_text(text, encoding="utf-8")

    with pytest.raises(CaseError) as caught:
        read_start(name, cycle=COUPLE)

    assert str(caught.value) == sentence


def test_a_hundred_faults_are_enough() -> None:
    data = json.dumps({f"p{one}.primary": 1 for one in range(1_000)}).encode()

    with pytest.raises(CaseError) as caught:
        to_start(data, file="s.json", cycle=COUPLE)

    assert len(caught.value.problems) == 100


@given(st.dictionaries(st.sampled_from(["john.primary", "mary.behavior"]), st.floats(-1, 1)))
def test_whatever_lies_in_the_boxes_fits(states: dict[str, float]) -> None:
    states = {**states, "john.openness": 0.5}

    assert to_start(json.dumps(states).encode(), file="s.json", cycle=COUPLE) == states


def test_a_netcdf_of_other_people_is_told_apart(tmp_path: Path) -> None:
    run = Trajectory(np.arange(2.0), ("ines.primary",), np.zeros((2, 1)))
    write_trajectory(run, tmp_path / "run.nc")

    with pytest.raises(CaseError, match=r"run\.nc: This is a run of other people: ines\."):
        read_start(tmp_path / "run.nc", cycle=COUPLE)


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
