"""A table of couples to run gives its numbers back, and every fault has its line and column."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import negcycle as nc
from negcycle.errors import CaseError, FileMissing, FileUnreadable, NegcycleError
from negcycle.files import ensemble_couples
from negcycle.model.ensemble import Ensemble

NUMBERS = arrays(np.float64, (3, 2), elements=st.floats(allow_nan=False, allow_infinity=False))
NAMES = st.text(st.characters(codec="utf-8").filter(str.isprintable)).map("x{}".format)


@given(NUMBERS, st.lists(NAMES.filter(lambda name: name == name.strip()), min_size=2, max_size=2))
def test_any_numbers_and_names_come_back(
    tmp_path_factory: pytest.TempPathFactory, numbers: Any, names: list[str]
) -> None:
    file = tmp_path_factory.getbasetemp() / "couples.csv"
    names = [f"{name}{place}" for place, name in enumerate(names)]
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([names, *numbers.tolist()])

    read = nc.read_couples(file)

    assert list(read) == names
    assert np.column_stack(list(read.values())).tobytes() == numbers.tobytes()


TABLES = {
    "ours": "john.need,noise\n0.5,1\n.25,-2e0\n",
    "Excel": "\ufeffjohn.need,noise\r\n0.5,1\r\n0.25,-2\r\n",
    "R": '"","john.need","noise"\n"1",0.5,1\n"2",0.25,-2\n',
    "pandas": ",john.need,noise\n0,0.5,1.0\n1,0.25,-2.0\n",
    "with labels": "couple,john.need,index,noise\nthe first,0.5,9,1\nthe other,0.25,9,-2",
    "with blanks": "john.need, noise\n\n0.5, 1\n\n 0.25 ,-2\n\n",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_a_table_of_any_program_is_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(text, encoding="utf-8", newline="")

    read = nc.read_couples(tmp_path / "c.csv")

    assert {name: values.tolist() for name, values in read.items()} == {
        "john.need": [0.5, 0.25],
        "noise": [1.0, -2.0],
    }
    assert all(values.dtype == np.float64 for values in read.values())


def test_the_arrays_can_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("a,b\n1,2\n")
    read = nc.read_couples(tmp_path / "c.csv")
    read["a"][0] = 5

    assert read["b"].tolist() == [2.0]


SEMICOLONS = (
    "c.csv:1: The cells are separated by semicolons. Save the table with ',' between cells and '.' "
    "in numbers."
)
NUMBER = "is not a number. Write a finite one in digits, such as 0.5."
FAULTY = {
    "": "c.csv:1: The first line is blank. Write the names of the parameters there, such as "
    "'john.reactivity'.",
    "\na\n1\n": "c.csv:1: The first line is blank. Write the names of the parameters there, such "
    "as 'john.reactivity'.",
    ",,\n1,2,3\n": "c.csv:1: The first line is blank. Write the names of the parameters there, "
    "such as 'john.reactivity'.",
    "0.5,1\n0.25,2\n": "c.csv:1: The first line holds numbers. Write the names of the parameters "
    "there, such as 'john.reactivity'.",
    "couple\n1\n": "c.csv:1: No column says what differs between the couples. Add one for each "
    "parameter, such as 'john.reactivity'.",
    "a;b\n0,5;1\n": SEMICOLONS,
    "couple;a\n1;0,5\n": SEMICOLONS,
    "a\tb\n1\t2\n": "c.csv:1: The cells are separated by tabs. Save the table with ',' between "
    "cells and '.' in numbers.",
    "a,,a,\n1,2,3,4\n": "c.csv:1: Column 2 has no name. Write one in the first line.\n"
    "c.csv:1: 'a' names two columns. Keep one of them.\n"
    "c.csv:1: Column 4 has no name. Write one in the first line.",
    "a,outcome\n1,stuck\n": "c.csv:1: The column 'outcome' holds results. Keep the columns of the "
    "parameters alone.",
    "a,b\n": "c.csv:1: This table has names and no row. Write a row for each couple.",
    "a,b\n1\n1,2,3\n": "c.csv:2: There are 1 cells, and 2 are expected.\n"
    "c.csv:3: There are 3 cells, and 2 are expected.",
    "couple,a,b\n1,0,5,0,25\n": "c.csv:2: There are 5 cells, and 3 are expected. In numbers write "
    "'.', and no ','.",
    'a,b\n"0,5",much\n,nan\ninf,NA\n1e999,1_0\n٣,0x1\n1,?\n': (
        "c.csv:2: a: '0,5' has a comma. Write '0.5'.\n"
        f"c.csv:2: b: 'much' {NUMBER}\n"
        "c.csv:3: a: This cell is blank. Write a number: each couple needs its own.\n"
        f"c.csv:3: b: 'nan' {NUMBER}\n"
        f"c.csv:4: a: 'inf' {NUMBER}\n"
        f"c.csv:4: b: 'NA' {NUMBER}\n"
        f"c.csv:5: a: '1e999' {NUMBER}\n"
        f"c.csv:5: b: '1_0' {NUMBER}\n"
        f"c.csv:6: a: '٣' {NUMBER}\n"
        f"c.csv:6: b: '0x1' {NUMBER}\n"
        f"c.csv:7: b: '?' {NUMBER}"
    ),
    'a,b\n"1,2\n': "c.csv:2: The quotes do not match, or a cell is far too long.",
    "a,b\n1,é\n": "c.csv: This is not text in UTF-8. Save the table as CSV in UTF-8.",
}


@pytest.mark.parametrize("text", FAULTY, ids=lambda text: repr(text)[:30])
def test_every_fault_of_a_table_has_its_line(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("c.csv").write_bytes(text.encode("latin-1" if "é" in text else "utf-8"))

    with pytest.raises(CaseError) as caught:
        nc.read_couples("c.csv")

    assert str(caught.value) == FAULTY[text]


def test_a_hundred_faults_are_enough(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("a,b\n" + "x,y\n" * 1_000)

    with pytest.raises(CaseError) as caught:
        nc.read_couples(tmp_path / "c.csv")

    assert len(caught.value.problems) == 100


def test_a_table_may_not_hold_too_many_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ensemble_couples, "MOST_NUMBERS", 5)
    Path("c.csv").write_text("a,b\n" + "1,2\n" * 9)

    with pytest.raises(CaseError) as caught:
        nc.read_couples("c.csv")

    assert str(caught.value) == (
        "c.csv:4: This table has more than 5 numbers. Split it, and run its parts as ensembles of "
        "their own."
    )


def test_what_is_no_table_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "couples.csv").write_text("a\n1\n")

    with pytest.raises(FileMissing, match=r"no file '.*cuples\.csv'.* Did you mean '.*couples"):
        nc.read_couples(tmp_path / "cuples.csv")
    with pytest.raises(FileUnreadable, match="is a folder"):
        nc.read_couples(tmp_path)
    os.truncate(tmp_path / "couples.csv", ensemble_couples.LARGEST + 1)
    with pytest.raises(FileUnreadable, match="is larger than 1000 MB"):
        nc.read_couples(tmp_path / "couples.csv")


def test_parameters_that_were_written_are_read(tmp_path: Path) -> None:
    numbers = np.array([1 / 3, 2.0])
    ensemble = Ensemble(np.arange(2), {"noise": numbers}, {}, 2, 9.0, 0.25, 1.0, seed=1)
    nc.write_ensemble(ensemble, tmp_path / "rows.csv")

    assert nc.read_couples(tmp_path / "rows.csv")["noise"].tolist() == numbers.tolist()


@given(st.binary())
def test_any_bytes_are_couples_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.csv"
    file.write_bytes(b"a,b\n" + data)

    try:
        read = nc.read_couples(file)
    except NegcycleError:
        return

    assert all(len(values) > 0 and np.isfinite(values).all() for values in read.values())
