"""A file that holds something else than many couples, or that somebody changed, is a sentence."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pyarrow
import pytest
import xarray
from pyarrow import parquet

import negcycle as nc
from negcycle.errors import FileUnreadable
from negcycle.files import ensemble_origin
from negcycle.files.ensemble_file import contents_of
from negcycle.model.ensemble import Design, Ensemble, Recorded
from negcycle.model.trajectory import Trajectory

ROWS = Ensemble(
    index=np.array([0, 2, 5]),
    parameters={"jo.reactivity": np.array([1.0, 2.0, 3.0])},
    columns={
        "outcome": np.array([1, 0, 4], np.int8),
        "settled": np.array([12.5, np.nan, 0.0]),
        "jo.position": np.array([-1, -1, 0], np.int8),
        "jo.behavior.mean": np.array([0.1, -1.0, 2e-16]),
    },
    runs=6,
    turns=1_000.0,
    step=0.25,
    look=1.0,
    seed=7,
    names=("jo.behavior",),
    people={"jo": "Jo"},
)

OVER_TIME = replace(
    ROWS, recorded=Recorded(np.array([0.0, 0.5]), ("jo.behavior",), np.zeros((3, 2, 1)))
)

WHOLE = pytest.mark.parametrize("ending", ["nc", "parquet"])
"""What an ensemble can be read from."""


def table_of(ensemble: Ensemble) -> Any:
    return parquet.read_table(pyarrow.BufferReader(b"".join(contents_of(ensemble, "parquet"))))


# -- somebody changed it -------------------------------------------------------------------------

NOT_ONE = "'{file}' holds no ensemble: how it was made is missing, or somebody changed it."
CODES = "which is none of: 0, 1, 2, 3, 4."

Change = Callable[[xarray.Dataset], xarray.Dataset]


def with_attributes(**attributes: Any) -> Change:
    return lambda dataset: dataset.assign_attrs(attributes)


def with_values(name: str, values: Any) -> Change:
    return lambda dataset: dataset.assign({name: ("couple", values)})


DESIGN = {
    "sampling": "grid",
    "axes": {"jo.reactivity": [1.0, 2.0, 3.0]},
    "points": 3,
    "runs": 2,
    "distributions": {},
    "second_order": False,
}
"""That of six couples."""

ODD_DESIGNS: tuple[dict[str, Any], ...] = (
    {"axes": {}},
    {"axes": {"jo.reactivity": []}},
    {"axes": {"jo.reactivity": [1.0, 2.0]}},
    {"axes": {"jo.reactivity": [1.0, 2.0, math.inf]}},
    {"points": 4},
    {"points": 0},
    {"runs": 1},
    {"sampling": "latin"},
    {"sampling": "sobol", "axes": {"jo.reactivity": [1.0, 2.0]}, "second_order": True},
)

CHANGED: dict[str, tuple[Change, str]] = {
    "another layout": (with_attributes(schema="something/1"), NOT_ONE),
    "a later layout": (
        with_attributes(schema="negcycle/ensemble/2"),
        "'{file}' is laid out as 'negcycle/ensemble/2', and this version reads "
        "'negcycle/ensemble/1'. Read it with the version of negcycle that wrote it, or a newer "
        "one.",
    ),
    "a run": (
        with_attributes(schema="negcycle/trajectory/1"),
        "'{file}' holds one run, and not many couples. Read it with `read_trajectory`.",
    ),
    "no attributes": (lambda dataset: dataset.drop_attrs(), NOT_ONE),
    "a seed in words": (with_attributes(seed="seven"), NOT_ONE),
    "broken people": (with_attributes(people="{"), NOT_ONE),
    "people as a number": (with_attributes(people=7), NOT_ONE),
    "columns as a number": (with_attributes(columns="7"), NOT_ONE),
    "names as a word": (with_attributes(names='"jo.behavior"'), NOT_ONE),
    "a design of nothing": (with_attributes(design='{"sampling": "dice"}'), NOT_ONE),
    "odd reasons": (with_attributes(missed='[{"place": 1}]'), NOT_ONE),
    "the number of couples": (
        with_attributes(runs=0),
        "There is a couple number 0 in '{file}', which has 0 couples, from number 0 on. Write the "
        "file again.",
    ),
    **{
        f"{what}, {value}": (
            with_attributes(**{name: value}),
            f"'{{file}}' says how its couples were made, and {what} there cannot be. Somebody "
            "changed it: write it again.",
        )
        for name, value, what in (
            ("turns", np.nan, "the number of turns"),
            ("turns", 0.0, "the number of turns"),
            ("step", 0.0, "the step"),
            ("step", 2_000.0, "the step"),
            ("look", np.inf, "the time between two looks"),
            ("after", 1_000.0, "the time that is left out at the beginning"),
            ("noise", -1.0, "the noise"),
            ("seed", -1, "the seed"),
            ("kernel", "abacus", "the kernel"),
            ("precision", "float16", "the precision"),
            ("shard", "3/2", "the shard"),
            ("start", "somewhere", "the start"),
            ("start", "jo.behavior nan", "the start"),
            ("start", "jo.behavior much", "the start"),
            ("plan", "[[[", "the plan"),
            ("plan", '{"items": [{"at": -1, "stress": 2}]}', "the plan"),
            ("plan", "[" * 100_000, "the plan"),
            *(
                ("design", json.dumps({**DESIGN, **changed}), "the design")
                for changed in ODD_DESIGNS
            ),
        )
    },
    "a column missing": (
        lambda dataset: dataset.drop_vars("settled"),
        "'{file}' should have a column 'settled' and has none. Somebody took it out, or writing "
        "stopped early: write it again.",
    ),
    "no couples": (
        lambda dataset: dataset.drop_vars("couple"),
        "'{file}' should have a column 'couple' and has none. Somebody took it out, or writing "
        "stopped early: write it again.",
    ),
    "no times": (
        lambda dataset: dataset.drop_vars("time"),
        "'{file}' should have a column 'time' and has none. Somebody took it out, or writing "
        "stopped early: write it again.",
    ),
    "a state of one number": (
        lambda dataset: dataset.assign({"jo.behavior": 1.0}),
        "The column 'jo.behavior' in '{file}' has not one number for each couple. Write the file "
        "again.",
    ),
    "another shape": (
        lambda dataset: dataset.assign({"settled": ("time", [1.0, 2.0])}),
        "The column 'settled' in '{file}' has not one number for each couple. Write the file "
        "again.",
    ),
    "words for numbers": (
        with_values("settled", ["a", "b", "c"]),
        "The column 'settled' in '{file}' has not one number for each couple. Write the file "
        "again.",
    ),
    "no whole numbers": (
        with_values("couple", [0.0, np.nan, 2.0]),
        "The numbers of the couples in '{file}' are not whole numbers. Write the file again.",
    ),
    "out of order": (
        with_values("couple", [0, 5, 2]),
        "In '{file}' couple 2 comes after couple 5. Sort the rows by their couple, and keep one "
        "for each.",
    ),
    "one twice": (
        with_values("couple", [0, 2, 2]),
        "In '{file}' couple 2 comes after couple 2. Sort the rows by their couple, and keep one "
        "for each.",
    ),
    "too many": (
        with_values("couple", [0, 2, 6]),
        "There is a couple number 6 in '{file}', which has 6 couples, from number 0 on. Write the "
        "file again.",
    ),
    "below nothing": (
        with_values("couple", [-1, 2, 3]),
        "There is a couple number -1 in '{file}', which has 6 couples, from number 0 on. Write the "
        "file again.",
    ),
    "an unknown outcome": (
        with_values("outcome", np.array([0, 9, 1], np.int8)),
        f"The column 'outcome' in '{{file}}' says 9, {CODES}",
    ),
    "half an outcome": (
        with_values("outcome", [0, 0.5, 1]),
        f"The column 'outcome' in '{{file}}' says 0.5, {CODES}",
    ),
    "no position": (
        with_values("jo.position", [0, 2, 1]),
        "The column 'jo.position' in '{file}' says 2, which is none of: -1, 0, 1.",
    ),
}


def test_a_design_that_can_be_is_read(tmp_path: Path) -> None:
    design = Design("sobol", {"jo.reactivity": (1.0, 3.0)}, points=3, runs=2)
    nc.write_ensemble(replace(ROWS, design=design), tmp_path / "rows.nc")

    assert nc.read_ensemble(tmp_path / "rows.nc").design == design


@pytest.mark.parametrize(("change", "sentence"), CHANGED.values(), ids=CHANGED)
def test_a_netcdf_that_somebody_changed_is_a_sentence(
    change: Change, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    change(nc.to_dataset(OVER_TIME)).to_netcdf("rows.nc", engine="netcdf4")

    with pytest.raises(FileUnreadable) as caught:
        nc.read_ensemble("rows.nc")

    assert str(caught.value) == sentence.format(file="rows.nc")


def test_a_netcdf_of_something_else_is_a_sentence(tmp_path: Path) -> None:
    run = Trajectory(np.arange(3.0), ("x",), np.ones((3, 1)))
    nc.write_trajectory(run, tmp_path / "run.nc")
    xarray.Dataset().to_netcdf(tmp_path / "nothing.nc", engine="netcdf4")

    with pytest.raises(FileUnreadable, match=r"holds one run, and not many couples\. Read it with"):
        nc.read_ensemble(tmp_path / "run.nc")
    with pytest.raises(FileUnreadable, match="holds no ensemble"):
        nc.read_ensemble(tmp_path / "nothing.nc")
    nc.write_ensemble(ROWS, tmp_path / "rows.nc")
    with pytest.raises(FileUnreadable, match="holds no run"):
        nc.read_trajectory(tmp_path / "rows.nc")


ORIGIN: dict[str, Any] = json.loads(table_of(ROWS).schema.metadata[b"negcycle"])


def without(name: str) -> Callable[[Any], Any]:
    return lambda table: table.drop_columns([name])


def having(name: str, values: Any) -> Callable[[Any], Any]:
    def change(table: Any) -> Any:
        return table.set_column(table.schema.get_field_index(name), name, pyarrow.array(values))

    return change


CHANGED_TABLES: dict[str, tuple[Callable[[Any], Any], str]] = {
    "no origin": (lambda table: table.replace_schema_metadata(), NOT_ONE),
    "no JSON": (lambda table: table.replace_schema_metadata({"negcycle": "{"}), NOT_ONE),
    "no object": (lambda table: table.replace_schema_metadata({"negcycle": "7"}), NOT_ONE),
    "very deep": (
        lambda table: table.replace_schema_metadata({"negcycle": "[" * 100_000}),
        NOT_ONE,
    ),
    "no turns": (
        lambda table: table.replace_schema_metadata(
            {"negcycle": json.dumps({**ORIGIN, "turns": math.nan})}
        ),
        CHANGED["the number of turns, nan"][1],
    ),
    "a column missing": (without("settled"), CHANGED["a column missing"][1]),
    "no couples": (without("couple"), CHANGED["no couples"][1]),
    "a hole": (
        having("settled", [1.0, None, 2.0]),
        CHANGED["another shape"][1],
    ),
    "words for numbers": (having("settled", ["a", "b", "c"]), CHANGED["another shape"][1]),
    "a couple without a number": (
        having("couple", [0, None, 2]),
        "The column 'couple' in '{file}' has not one number for each couple. Write the file again.",
    ),
    "no whole numbers": (having("couple", [0.0, 1.0, 2.0]), CHANGED["no whole numbers"][1]),
    "out of order": (having("couple", [0, 5, 2]), CHANGED["out of order"][1]),
    "an unknown outcome": (
        having("outcome", ["calm", "happy", "stuck"]),
        "The column 'outcome' in '{file}' says 'happy', which is none of: calm, stuck, escalating, "
        "oscillating, unsettled.",
    ),
    "no outcome": (
        having("outcome", ["calm", None, "stuck"]),
        "The column 'outcome' in '{file}' says nothing, which is none of: calm, stuck, escalating, "
        "oscillating, unsettled.",
    ),
    "an outcome in numbers": (
        having("outcome", [0, 1, 2]),
        "The column 'outcome' in '{file}' says '0', which is none of: calm, stuck, escalating, "
        "oscillating, unsettled.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), CHANGED_TABLES.values(), ids=CHANGED_TABLES)
def test_a_parquet_that_somebody_changed_is_a_sentence(
    change: Callable[[Any], Any], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    parquet.write_table(change(table_of(ROWS)), "rows.parquet")

    with pytest.raises(FileUnreadable) as caught:
        nc.read_ensemble("rows.parquet")

    assert str(caught.value) == sentence.format(file="rows.parquet")


@WHOLE
@pytest.mark.parametrize("data", [b"", b"couple\n0\n", b"PAR1", b"\x89HDF\r\n\x1a\n" + bytes(99)])
def test_what_is_another_kind_of_file_is_a_sentence(
    data: bytes, ending: str, tmp_path: Path
) -> None:
    (tmp_path / f"rows.{ending}").write_bytes(data)
    kind = {"nc": "netCDF", "parquet": "Parquet"}[ending]

    with pytest.raises(FileUnreadable, match=rf"rows\.{ending}' is not a {kind} file\."):
        nc.read_ensemble(tmp_path / f"rows.{ending}")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
@WHOLE
def test_a_pipe_cannot_be_read_in_any_order(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo(f"rows.{ending}")
    writer = Thread(target=Path(f"rows.{ending}").write_bytes, args=(b"rows",))
    writer.start()

    with pytest.raises(FileUnreadable) as caught:
        nc.read_ensemble(f"rows.{ending}")

    writer.join()
    assert str(caught.value) == (
        f"'rows.{ending}' is no file that can be read in any order. Save it as a file first."
    )


@WHOLE
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_is_a_sentence(share: float, ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"rows.{ending}"
    nc.write_ensemble(ROWS, file)
    os.truncate(file, int(file.stat().st_size * share))

    with pytest.raises(FileUnreadable):
        nc.read_ensemble(file)


TOO_BIG = (
    "'rows.{ending}' holds more than 10 GB, and so much is not read at once. Keep its shards in "
    "files of their own, or open it with xarray or pyarrow, which read a part."
)


@WHOLE
def test_a_file_that_is_far_too_large_is_not_read(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    nc.write_ensemble(ROWS, f"rows.{ending}")
    os.truncate(f"rows.{ending}", ensemble_origin.LARGEST + 1)

    with pytest.raises(FileUnreadable) as caught:
        nc.read_ensemble(f"rows.{ending}")

    assert str(caught.value) == TOO_BIG.format(ending=ending)


@WHOLE
def test_a_small_file_of_very_many_rows_is_not_read(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ensemble_origin, "LARGEST", 100_000)
    if ending == "nc":
        zeros = xarray.Dataset({"x": ("couple", np.zeros(100_000))})
        zeros.to_netcdf("rows.nc", engine="netcdf4", encoding={"x": {"zlib": True}})
    else:
        parquet.write_table(pyarrow.table({"x": np.zeros(100_000)}), "rows.parquet")

    assert Path(f"rows.{ending}").stat().st_size < ensemble_origin.LARGEST
    with pytest.raises(FileUnreadable) as caught:
        nc.read_ensemble(f"rows.{ending}")
    assert str(caught.value) == TOO_BIG.format(ending=ending)
