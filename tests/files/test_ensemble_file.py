"""Many couples as a file: netCDF and Parquet give everything back, CSV every number."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import netCDF4
import numpy as np
import pyarrow
import pytest
import xarray
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pyarrow import parquet

import negcycle as nc
from negcycle.errors import (
    ConversionError,
    FileKept,
    FileMissing,
    FileUnreadable,
    MissingExtra,
    UnknownName,
)
from negcycle.files import ensemble_parquet, ensemble_table
from negcycle.files.ensemble_file import contents_of, form_of
from negcycle.files.ensemble_netcdf import from_dataset
from negcycle.model.ensemble import OUTCOMES, Design, Ensemble, Recorded
from negcycle.model.missed import Missed, Notes, Why
from negcycle.model.trajectory import Trajectory

MISSED = (Missed(0, "softening", Why.ONCE, "nobody-softening", "", 2, 10.0, 10.0),)
PLANNED = Notes(MISSED).sentences(3)

PLAN = '{"items":[{"at":10.0,"softening":0.8,"for":6.0}]}'
"""As an ensemble says what acted on it."""

ROWS = Ensemble(
    index=np.array([0, 2, 5]),
    parameters={
        "jo.reactivity": np.array([1 / 3, 2.0, -0.0]),
        "turn": np.array([1.0, 2.0, 3e-300]),
    },
    columns={
        "outcome": np.array([1, 0, 4], np.int8),
        "settled": np.array([12.5, np.nan, 0.0]),
        "zoë.position": np.array([1, 0, -1], np.int8),
        "jo.position": np.array([-1, -1, 0], np.int8),
        "zoë.behavior.mean": np.array([0.1, -1.0, 2e-16]),
        "cycle_strength.variance": np.array([0.0, np.inf, 0.5]),
    },
    runs=6,
    turns=1_000.0,
    step=0.25,
    look=1.0,
    seed=4_034_607_968,
    after=200.0,
    noise=0.25,
    names=("zoë.behavior", "jo.behavior"),
    people={"zoë": 'Zoë "Z"', "jo": "שקט"},
    written={"zoë": None, "jo": "withdraw"},
    shard=(1, 2),
    start="stuck",
    plan=PLAN,
    kernel="numba",
    precision="float64",
    assumptions=("Zoë, alone, reaches harder.", "All numbers are assumed."),
    notes=(*PLANNED, "Couples 1, 3 and 4 are missing."),
    missed=MISSED,
    missing="Couples 1, 3 and 4 are missing.",
    version="1.2.3",
    libraries={"numpy": "2.4.6", "numba": "0.61"},
    case="abc123",
)
"""Some couples, of whom everything is said that can be said, but for states over time."""

OVER_TIME = replace(
    ROWS,
    recorded=Recorded(
        np.array([0.0, 0.5]), ("zoë.behavior", "cycle_strength"), np.arange(12.0).reshape(3, 2, 2)
    ),
)

AXES = {"jo.need": (0.25, 0.5, 1.0), "turn": (1.0, 2.0)}
"""Of a grid with two couples at each point."""

GRID = replace(
    ROWS,
    index=np.arange(12),
    runs=12,
    shard=None,
    drawn={"jo.need": "uniform(0, 1)"},
    parameters={
        "jo.need": np.repeat([0.25, 0.5, 1.0], 4),
        "turn": np.tile(np.repeat([1.0, 2.0], 2), 3),
        "noise": np.linspace(0, 1, 12),
    },
    columns={"outcome": np.arange(12, dtype=np.int8) % 5, "settled": np.arange(12.0)},
    design=Design("grid", AXES, points=6, runs=2),
    recorded=Recorded(np.array([0.0, 9.0]), ("jo.behavior",), np.arange(24.0).reshape(12, 2, 1)),
)

BARE = Ensemble(np.arange(2), {}, {"outcome": np.zeros(2, np.int8)}, 2, 9.0, 0.25, 1.0, seed=1)
"""Couples of whom nothing is known but how they ended."""


def told(ensemble: Ensemble) -> dict[str, Any]:
    """Return everything about an ensemble so that it can be compared, bit for bit."""
    recorded = ensemble.recorded
    return {
        **{one.name: getattr(ensemble, one.name) for one in fields(ensemble)},
        "index": bits(ensemble.index),
        "parameters": [(name, bits(values)) for name, values in ensemble.parameters.items()],
        "columns": [(name, bits(values)) for name, values in ensemble.columns.items()],
        "recorded": recorded and (recorded.names, bits(recorded.times), bits(recorded.values)),
    }


def bits(values: Any) -> tuple[str, tuple[int, ...], bytes]:
    return values.dtype.str, values.shape, values.tobytes()


ENDINGS = pytest.mark.parametrize("ending", ["nc", "csv", "parquet"])
WHOLE = pytest.mark.parametrize("ending", ["nc", "parquet"])
"""What an ensemble can be read from."""


# -- any ensemble ---------------------------------------------------------------------------------

KEYS = st.sampled_from(["jo", "zoë", "שקט", "a b", "x,y", "1st", "_", 'say "x"'])
SENTENCE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=20)
LINES = st.lists(SENTENCE.map("So {}.".format), max_size=2).map(tuple)
SIZES = st.floats(1e-9, 1e6)


@st.composite
def ensembles(draw: st.DrawFn, *, over_time: bool = True) -> Ensemble:
    """Return any ensemble: whole or in part, with a design or without."""
    precision = draw(st.sampled_from(["float64", "float32"]))
    people = draw(st.lists(KEYS, unique=True, max_size=2))
    design = draw(st.none() | designs())
    shape = design.shape if design else (draw(st.integers(1, 6)),)
    runs = int(np.prod(shape))
    all_numbers = np.arange(runs)
    index = all_numbers[draw(arrays(bool, runs))] if draw(st.booleans()) else all_numbers

    def numbers(*shape: int, kind: str = "float64") -> Any:
        width = 32 if kind == "float32" else 64
        return draw(arrays(np.dtype(kind), (len(index), *shape), elements=st.floats(width=width)))

    def codes(low: int, high: int) -> Any:
        return draw(arrays(np.int8, len(index), elements=st.integers(low, high)))

    parameters = {name: numbers() for name in draw(st.sets(st.sampled_from(["turn", "need"])))}
    if design and design.sampling == "grid" and draw(st.booleans()):
        places = np.indices(shape).reshape(len(shape), -1)[:, index]
        for place, (name, values) in enumerate(design.axes.items()):
            parameters[name] = np.array(values)[places[place]]
    names = tuple(f"{key}.behavior" for key in people)
    recorded = None
    if over_time and draw(st.booleans()):
        count = draw(st.integers(0, 3))
        times = np.arange(float(count))
        recorded = Recorded(times, names, numbers(count, len(names), kind=precision))
        if not names:  # then nothing says in which precision there is nothing
            recorded = Recorded(times, names, np.empty((len(index), count, 0)))
    return Ensemble(
        index=index,
        parameters=parameters,
        columns={
            "outcome": codes(0, len(OUTCOMES) - 1),
            "settled": numbers(),
            **{f"{key}.position": codes(-1, 1) for key in people},
            **{f"{name}.mean": numbers(kind=precision) for name in names},
        },
        runs=runs,
        turns=draw(st.floats(1, 1e6)),
        step=draw(st.floats(1e-9, 1)),
        look=draw(SIZES),
        seed=draw(st.integers(0) | st.just(2**80 + 1)),
        after=draw(st.floats(0, 0.99)),
        noise=draw(SIZES),
        names=names,
        people={key: draw(SENTENCE) for key in people},
        written={key: draw(st.sampled_from([None, "pursue", "withdraw"])) for key in people},
        design=design,
        drawn=draw(st.dictionaries(st.sampled_from(["turn", "need"]), SENTENCE)),
        shard=draw(st.none() | st.just((2, 3))),
        recorded=recorded,
        start=draw(st.sampled_from(["calm", "stuck", ", ".join(f"{one} 0.25" for one in names)]))
        if names
        else "calm",
        plan=draw(st.just("") | st.just(PLAN)),
        kernel=draw(st.sampled_from(["numpy", "numba"])),
        precision=precision,
        assumptions=draw(LINES),
        notes=draw(LINES),
        missed=draw(st.just(()) | st.just(MISSED)),
        missing=draw(SENTENCE),
        version="1",
        libraries=draw(st.dictionaries(st.sampled_from(["numpy", "numba"]), SENTENCE)),
        case=draw(SENTENCE),
    )


@st.composite
def designs(draw: st.DrawFn) -> Design:
    sampling = draw(st.sampled_from(["grid", "sobol"]))
    number = st.floats(allow_nan=False, allow_infinity=False)
    fewest, most = (1, 3) if sampling == "grid" else (2, 2)
    values = st.lists(number, min_size=fewest, max_size=most).map(tuple)
    names = st.sampled_from(["turn", "jo.need"])
    axes = draw(st.dictionaries(names, values, min_size=1, max_size=2))
    both = draw(st.booleans())
    points = int(np.prod([len(of) for of in axes.values()]))
    if sampling == "sobol":
        points = 2 * len(axes) + 2 if both else len(axes) + 2
    drawn_from = {name: draw(SENTENCE) for name in axes}
    return Design(sampling, axes, points, draw(st.integers(1, 2)), drawn_from, both)


def fresh(folder: pytest.TempPathFactory, name: str) -> Path:
    file = folder.getbasetemp() / name
    file.unlink(missing_ok=True)
    return file


def is_as(design: Design | None) -> Any:
    """Return a design so that not a number is itself."""
    return design and repr(replace(design, axes={**design.axes}))


@settings(max_examples=30)
@given(ensembles())
def test_netcdf_gives_everything_back(
    tmp_path_factory: pytest.TempPathFactory, ensemble: Ensemble
) -> None:
    file = fresh(tmp_path_factory, "any.nc")
    nc.write_ensemble(ensemble, file)

    again = nc.read_ensemble(file)

    assert told(replace(again, design=None)) == told(replace(ensemble, design=None))
    assert is_as(again.design) == is_as(ensemble.design)


@settings(max_examples=30)
@given(ensembles(over_time=False))
def test_parquet_gives_everything_back(
    tmp_path_factory: pytest.TempPathFactory, ensemble: Ensemble
) -> None:
    file = fresh(tmp_path_factory, "any.parquet")
    nc.write_ensemble(ensemble, file)

    again = nc.read_ensemble(file)

    assert told(replace(again, design=None)) == told(replace(ensemble, design=None))
    assert is_as(again.design) == is_as(ensemble.design)


@settings(max_examples=10)
@given(ensembles())
def test_a_dataset_is_an_ensemble_too(ensemble: Ensemble) -> None:
    again = from_dataset(nc.to_dataset(ensemble))

    assert told(replace(again, design=None)) == told(replace(ensemble, design=None))


@settings(max_examples=30)
@given(ensembles(over_time=False))
def test_a_table_gives_every_number_back(
    tmp_path_factory: pytest.TempPathFactory, ensemble: Ensemble
) -> None:
    file = fresh(tmp_path_factory, "any.csv")
    nc.write_ensemble(ensemble, file)

    with file.open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))

    assert [int(row["couple"]) for row in rows] == ensemble.index.tolist()
    for name in ensemble:
        cells = [row[name] for row in rows]
        if ensemble[name].dtype == np.int8:
            words = ("withdraw", "neither", "pursue") if "position" in name else OUTCOMES
            first = -1 if "position" in name else 0
            assert cells == [words[code - first] for code in ensemble[name].tolist()]
        else:
            read = np.array([float(cell or "nan") for cell in cells], ensemble[name].dtype)
            assert np.array_equal(read, ensemble[name], equal_nan=True)
            assert (np.signbit(read) == np.signbit(ensemble[name]))[~np.isnan(read)].all()


# -- every form -----------------------------------------------------------------------------------


@ENDINGS
def test_the_same_ensemble_gives_the_same_bytes(ending: str, tmp_path: Path) -> None:
    one, other = tmp_path / f"one.{ending}", tmp_path / f"OTHER.{ending.upper()}"
    nc.write_ensemble(ROWS, one)
    nc.write_ensemble(replace(ROWS), other)

    assert one.read_bytes() == other.read_bytes()
    assert b"".join(contents_of(ROWS, ending)) == one.read_bytes()


@WHOLE
def test_an_ensemble_that_was_read_is_written_as_it_was(ending: str, tmp_path: Path) -> None:
    one, other = tmp_path / f"one.{ending}", tmp_path / f"other.{ending}"
    nc.write_ensemble(replace(GRID, recorded=None), one)
    nc.write_ensemble(nc.read_ensemble(one), other)

    assert one.read_bytes() == other.read_bytes()


@ENDINGS
def test_a_file_that_is_there_is_kept(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"rows.{ending}"
    file.write_text("mine")

    with pytest.raises(FileKept):
        nc.write_ensemble(ROWS, file)
    assert file.read_text() == "mine"


@pytest.mark.parametrize("name", ["rows", "rows.txt", "rows.nc4", ".csv"])
def test_the_name_says_how_couples_are_kept(name: str, tmp_path: Path) -> None:
    expected = (
        f"The name '{tmp_path / name}' does not say how to keep many couples. "
        "Let it end with '.nc', '.csv' or '.parquet'."
    )
    for use in (lambda: nc.write_ensemble(ROWS, tmp_path / name), lambda: form_of(tmp_path / name)):
        with pytest.raises(UnknownName) as caught:
            use()

        assert str(caught.value) == expected
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_table_has_no_place_for_states_over_time(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"rows.{ending}"
    for use in (
        lambda: nc.write_ensemble(OVER_TIME, file),
        lambda: form_of(file, recorded=True),
        lambda: contents_of(OVER_TIME, ending),
    ):
        with pytest.raises(ConversionError) as caught:
            use()

        assert str(caught.value) == (
            "A table has a row for each couple, and no place for states over time. Let the name "
            "end with '.nc', or keep the rows alone: dataclasses.replace(ensemble, recorded=None)."
        )
    nc.write_ensemble(replace(OVER_TIME, recorded=None), file)
    assert form_of(tmp_path / "rows.nc", recorded=True) == "nc"


def test_a_table_does_not_say_how_couples_were_made(tmp_path: Path) -> None:
    nc.write_ensemble(ROWS, tmp_path / "rows.csv")

    with pytest.raises(ConversionError) as caught:
        nc.read_ensemble(tmp_path / "rows.csv")

    assert str(caught.value) == (
        f"'{tmp_path / 'rows.csv'}' is a table, which has no place for the seed, the plan and what "
        "else an ensemble needs. Read one from '.nc' or '.parquet'; pandas and R read the table."
    )


@ENDINGS
@pytest.mark.parametrize("name", ["couple", "run", "time", "outcome"])
def test_two_columns_have_two_names(name: str, ending: str, tmp_path: Path) -> None:
    ensemble = replace(BARE, parameters={name: np.zeros(2)})

    with pytest.raises(ConversionError) as caught:
        nc.write_ensemble(ensemble, tmp_path / f"rows.{ending}")
    assert str(caught.value) == f"'{name}' names two columns. Give each a name of its own."
    assert list(tmp_path.iterdir()) == []


@ENDINGS
@pytest.mark.parametrize("name", ["", " ", "a\rb", "a\nb", "\x07"])
def test_a_name_stands_on_one_line(name: str, ending: str, tmp_path: Path) -> None:
    ensemble = replace(BARE, parameters={name: np.zeros(2)})

    with pytest.raises(ConversionError, match="cannot name a column"):
        nc.write_ensemble(ensemble, tmp_path / f"rows.{ending}")


@WHOLE
def test_what_is_no_file_is_a_sentence(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"folder.{ending}").mkdir()
    (tmp_path / f"run.{ending}").touch()

    with pytest.raises(FileMissing, match=rf"no file '.*rum.*Did you mean '.*run\.{ending}"):
        nc.read_ensemble(tmp_path / f"rum.{ending}")
    with pytest.raises(FileUnreadable, match="is a folder"):
        nc.read_ensemble(tmp_path / f"folder.{ending}")
    with pytest.raises(FileMissing, match="There is no folder"):
        nc.write_ensemble(BARE, tmp_path / "nowhere" / f"run.{ending}")


@pytest.mark.parametrize(
    ("ending", "missing", "sentence"),
    [
        ("nc", "xarray", "netCDF needs xarray and netCDF4. Install them with: "),
        ("nc", "netCDF4", "netCDF needs xarray and netCDF4. Install them with: "),
        ("parquet", "pyarrow", "Parquet needs pyarrow. Install it with: "),
    ],
)
def test_without_the_extra_comes_the_line_that_installs_it(
    ending: str, missing: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    file = tmp_path / f"rows.{ending}"

    for use in (
        lambda: nc.write_ensemble(BARE, file),
        lambda: nc.read_ensemble(file),
        lambda: form_of(file),
    ):
        with pytest.raises(MissingExtra) as caught:
            use()

        assert str(caught.value) == f"{sentence}pip install 'negcycle[research]'"


def test_csv_needs_no_extra(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules.update(xarray=None, netCDF4=None, pandas=None, pyarrow=None);"
        "import numpy as np; import negcycle as nc; from negcycle.model.ensemble import Ensemble;"
        "of = Ensemble(np.arange(2), {}, {'settled': np.arange(2.)}, 2, 9., 1., 1., seed=1);"
        "nc.write_ensemble(of, 'rows.csv'); print(open('rows.csv').read())"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.stderr) == ("couple,settled\n0,0.0\n1,1.0\n\n", "")


# -- CSV ------------------------------------------------------------------------------------------


def test_a_table_has_a_row_for_each_couple() -> None:
    assert b"".join(contents_of(ROWS, "csv")).decode() == (
        "couple,jo.reactivity,turn,outcome,settled,zoë.position,jo.position,zoë.behavior.mean,"
        "cycle_strength.variance\n"
        "0,0.3333333333333333,1.0,stuck,12.5,pursue,withdraw,0.1,0.0\n"
        "2,2.0,2.0,calm,,neither,withdraw,-1.0,inf\n"
        "5,-0.0,3e-300,unsettled,0.0,withdraw,neither,2e-16,0.5\n"
    )


@pytest.mark.parametrize(("ending", "of"), [("csv", ensemble_table), ("parquet", ensemble_parquet)])
def test_a_table_is_the_same_in_parts_of_any_size(
    ending: str, of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = replace(GRID, recorded=None)
    whole = b"".join(contents_of(rows, ending))
    monkeypatch.setattr(of, "_PART", 5)

    again = b"".join(contents_of(rows, ending))

    if ending == "csv":
        assert again == whole
    else:
        one, other = (parquet.read_table(pyarrow.BufferReader(data)) for data in (whole, again))
        assert one.equals(other)


# -- netCDF ---------------------------------------------------------------------------------------


def test_a_whole_grid_has_a_dimension_for_each_axis() -> None:
    found = nc.to_dataset(GRID)

    assert dict(found.sizes) == {"jo.need": 3, "turn": 2, "run": 2, "time": 2}
    assert found["outcome"].dims == ("jo.need", "turn", "run")
    assert found["jo.behavior"].dims == ("jo.need", "turn", "run", "time")
    assert found["noise"].dims == ("jo.need", "turn", "run")
    for name, values in AXES.items():
        assert found[name].to_numpy().tolist() == list(values)
    at = found.sel({"jo.need": 0.5, "turn": 2.0}).isel(run=1)
    number = int(at["couple"])
    assert GRID.couple(number) == {"jo.need": 0.5, "turn": 2.0, "noise": float(at["noise"])}
    assert float(at["settled"]) == GRID.numbers("settled")[number]
    assert at["jo.behavior"].to_numpy().tolist() == GRID.recorded["jo.behavior"][number].tolist()


NOT_GRIDS = {
    "a part": replace(
        GRID, index=np.arange(12) + 12, runs=24, design=Design("grid", AXES, points=6, runs=4)
    ),
    "sampled points": replace(
        GRID, design=Design("latin", {"jo.need": (0.25, 1.0), "turn": (1.0, 2.0)}, 6, 2)
    ),
    "other values": replace(GRID, parameters={**GRID.parameters, "turn": np.ones(12)}),
    "an axis that is nowhere": replace(GRID, parameters={"turn": GRID.parameters["turn"]}),
    "another number of points": replace(
        GRID, runs=24, design=Design("grid", {"turn": (1.0, 2.0)}, 2, 12)
    ),
}


@pytest.mark.parametrize("ensemble", NOT_GRIDS.values(), ids=NOT_GRIDS)
def test_what_is_no_whole_grid_has_a_dimension_for_couples(
    ensemble: Ensemble, tmp_path: Path
) -> None:
    nc.write_ensemble(ensemble, tmp_path / "rows.nc")

    assert dict(nc.to_dataset(ensemble).sizes) == {"couple": 12, "time": 2}
    assert told(nc.read_ensemble(tmp_path / "rows.nc")) == told(ensemble)


def test_whoever_opens_it_finds_units_words_and_where_it_comes_from(tmp_path: Path) -> None:
    nc.write_ensemble(OVER_TIME, tmp_path / "rows.nc")

    found = xarray.load_dataset(tmp_path / "rows.nc", engine="netcdf4")

    assert dict(found.sizes) == {"couple": 3, "time": 2}
    assert {name: (one.attrs["long_name"], one.attrs["units"]) for name, one in found.items()} == {
        "jo.reactivity": (
            "שקט: reactivity: how much of what lands is passed on when closed",
            "1",
        ),
        "turn": ("time constant of a reaction", "turn"),
        "outcome": ("how the couple ended", "1"),
        "settled": ("turns until nobody changed position any more", "turn"),
        "zoë.position": ('Zoë "Z": position at the end', "1"),
        "jo.position": ("שקט: position at the end", "1"),
        "zoë.behavior.mean": ('Zoë "Z": behavior, + toward, - away; mean over time', "1"),
        "cycle_strength.variance": (
            "cycle strength: how strongly the partners act, 0 to 1; variance over time",
            "1",
        ),
        "zoë.behavior": ('Zoë "Z": behavior, + toward, - away', "1"),
        "cycle_strength": ("cycle strength: how strongly the partners act, 0 to 1", "1"),
    }
    assert found["couple"].attrs == {"long_name": "number of the couple, from 0", "units": "1"}
    assert found["time"].attrs == {"long_name": "time since the start, in turns", "units": "turn"}
    outcome, position = found["outcome"], found["zoë.position"]
    assert (outcome.dtype, position.dtype) == (np.int8, np.int8)
    assert outcome.attrs["flag_values"].tolist() == [0, 1, 2, 3, 4]
    assert outcome.attrs["flag_values"].dtype == np.int8
    assert outcome.attrs["flag_meanings"] == "calm stuck escalating oscillating unsettled"
    assert position.attrs["flag_values"].tolist() == [-1, 0, 1]
    assert position.attrs["flag_meanings"] == "withdraw neither pursue"
    of = found.attrs
    assert of["schema"] == "negcycle/ensemble/1"
    assert (of["seed"], of["runs"], of["turns"], of["step"]) == (4_034_607_968, 6, 1_000, 0.25)
    assert (of["case"], of["version"], of["shard"]) == ("abc123", "1.2.3", "1/2")
    assert (of["kernel"], of["precision"], of["start"]) == ("numba", "float64", "stuck")
    assert json.loads(of["libraries"]) == {"numpy": "2.4.6", "numba": "0.61"}
    assert of["assumptions"].splitlines() == list(ROWS.assumptions)


def test_numbers_of_couples_beyond_32_bits_come_back(tmp_path: Path) -> None:
    far = replace(BARE, index=np.array([0, 2**31]), runs=2**40)
    nc.write_ensemble(far, tmp_path / "rows.nc")

    assert told(nc.read_ensemble(tmp_path / "rows.nc")) == told(far)


def test_a_column_that_we_do_not_know_is_its_own_name() -> None:
    found = nc.to_dataset(replace(BARE, columns={"somebody.position": np.zeros(2, np.int8)}))

    assert found["somebody.position"].attrs["long_name"] == "somebody.position"
    assert nc.to_dataset(replace(BARE, columns={"x": np.zeros(2)}))["x"].attrs == {
        "long_name": "x",
        "units": "1",
    }


LABELS = {
    "need": "everybody: need for closeness, net of the need for room, 0 to 1",
    "noise": "standard deviation of the random input",
    "zoë.answer": 'Zoë "Z": answer: +1 alone reaches harder, -1 alone pulls away',
    "start.zoë.resentment": 'Zoë "Z": resentment, 0 to 1; at the start',
    "plan.2.strength": "plan.2.strength",
    "links.0.delay": "links.0.delay",
    "nobody.need": "nobody.need",
}
UNITS = {"plan.0.for": "turn", "links.0.delay": "turn", "tau_bond": "turn", "zoë.need": "1"}


def test_every_number_that_can_differ_is_said_in_words() -> None:
    found = nc.to_dataset(
        replace(ROWS, parameters={name: np.zeros(3) for name in (*LABELS, *UNITS)})
    )

    assert {name: found[name].attrs["long_name"] for name in LABELS} == LABELS
    assert {name: found[name].attrs["units"] for name in UNITS} == UNITS


def test_r_can_read_it(tmp_path: Path) -> None:
    """The package ncdf4 reads numbers over named dimensions: no groups, no texts in variables."""
    for number, ensemble in enumerate((GRID, OVER_TIME, BARE)):
        nc.write_ensemble(ensemble, tmp_path / f"{number}.nc")
        with netCDF4.Dataset(tmp_path / f"{number}.nc") as found:
            assert not found.groups
            assert {**found.vltypes, **found.cmptypes, **found.enumtypes} == {}
            for name, variable in found.variables.items():
                assert variable.dtype.kind in "if", name
                assert variable.dtype.kind == "f" or variable.dtype.itemsize <= 4, name
                assert variable.dimensions
                assert set(variable.dimensions) <= set(found.dimensions)
                assert "_FillValue" not in variable.ncattrs()
                assert all(
                    isinstance(variable.getncattr(key), str) or key == "flag_values"
                    for key in variable.ncattrs()
                )
            for name, dimension in found.dimensions.items():
                assert not dimension.isunlimited()
                assert found[name].dimensions == (name,)
            for name in found.ncattrs():
                assert np.asarray(found.getncattr(name)).dtype != np.int64, name


@pytest.mark.parametrize("seed", [0, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**53 + 1, 2**63 - 1])
def test_r_reads_the_seed_to_the_last_digit(seed: int, tmp_path: Path) -> None:
    """R has whole numbers of 32 bits, and others of 53 bits; ncdf4 rounds what is longer."""
    nc.write_ensemble(replace(BARE, seed=seed), tmp_path / "rows.nc")

    with netCDF4.Dataset(tmp_path / "rows.nc") as found:
        kept = found.getncattr("seed")
    assert int(kept) == nc.read_ensemble(tmp_path / "rows.nc").seed == seed
    assert isinstance(kept, str) == (seed >= 2**32)


@pytest.mark.parametrize(
    "name", ["a/b", " a", "a ", "=a", "zoe\u0308", "x" * 256, "é" * 128, "_nc4_non_coord_x"]
)
def test_a_name_that_netcdf_cannot_hold_is_a_sentence(name: str, tmp_path: Path) -> None:
    ensemble = replace(BARE, parameters={name: np.zeros(2)})

    with pytest.raises(ConversionError, match="netCDF cannot hold the name"):
        nc.write_ensemble(ensemble, tmp_path / "rows.nc")


NAMES = st.text(st.characters(codec="utf-8").filter(str.isprintable), min_size=1, max_size=20)


@settings(max_examples=30)
@given(NAMES, st.sampled_from(["nc", "parquet"]))
def test_a_name_that_is_not_refused_is_held(
    tmp_path_factory: pytest.TempPathFactory, name: str, ending: str
) -> None:
    file = fresh(tmp_path_factory, f"named.{ending}")
    ensemble = replace(BARE, parameters={name: np.zeros(2)})

    try:
        nc.write_ensemble(ensemble, file)
    except ConversionError:
        return

    assert list(nc.read_ensemble(file).parameters) == [name]


def test_a_run_is_a_dataset_too() -> None:
    run = Trajectory(np.arange(3.0), ("x",), np.ones((3, 1)))

    assert dict(nc.to_dataset(run).sizes) == {"turn": 3}


# -- Parquet --------------------------------------------------------------------------------------


def test_a_parquet_with_plain_words_is_read_too(tmp_path: Path) -> None:
    table = parquet.read_table(pyarrow.BufferReader(b"".join(contents_of(ROWS, "parquet"))))
    place = table.schema.get_field_index("outcome")
    words = pyarrow.array(["stuck", "calm", "unsettled"])
    parquet.write_table(table.set_column(place, "outcome", words), tmp_path / "rows.parquet")

    assert told(nc.read_ensemble(tmp_path / "rows.parquet")) == told(ROWS)


def test_a_parquet_says_in_json_how_it_was_made() -> None:
    table = parquet.read_table(pyarrow.BufferReader(b"".join(contents_of(ROWS, "parquet"))))
    said = json.loads(table.schema.metadata[b"negcycle"])

    assert table.column("outcome").to_pylist() == ["stuck", "calm", "unsettled"]
    assert table.column("zoë.position").to_pylist() == ["pursue", "neither", "withdraw"]
    assert table.schema.field("settled").metadata == {
        b"long_name": b"turns until nobody changed position any more",
        b"units": b"turn",
    }
    assert (said["schema"], said["seed"], said["runs"]) == ("negcycle/ensemble/1", ROWS.seed, 6)
    assert (said["assumptions"], said["shard"]) == (list(ROWS.assumptions), "1/2")


@pytest.mark.parametrize("use", [lambda: nc.write_ensemble(ROWS, 5), lambda: nc.read_ensemble(5)])
def test_a_file_is_told_by_its_name(use: Callable[[], Any]) -> None:
    with pytest.raises(UnknownName) as caught:
        use()

    assert str(caught.value) == "A file is told by its name or path, and int is neither."
