"""A run as a file: CSV gives the same numbers back, netCDF everything that is known about it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import negcycle as nc
from negcycle.errors import (
    CaseError,
    ConversionError,
    FileKept,
    FileMissing,
    FileUnreadable,
    MissingExtra,
    NegcycleError,
    UnknownName,
)
from negcycle.files import trajectory_table
from negcycle.files.trajectory_file import read_trajectory, write_trajectory
from negcycle.files.trajectory_netcdf import from_dataset, to_dataset
from negcycle.files.trajectory_table import LARGEST, to_csv
from negcycle.model.trajectory import Acting, Band, Outcome, Trajectory
from negcycle.simulation.run import simulate

TIMES = np.array([0.0, 0.25, 0.5, 1.0])
STATES = [[0.1, -0.0, 1 / 3], [-1e-300, 0.2, np.pi], [1.0, 0.5, 2e-16], [0.0, 1.0, -1.0]]

RUN = Trajectory(
    times=TIMES,
    names=("zoë.behavior", "zoë.behavior.2", "jo.behavior"),
    states=np.array(STATES),
    measures={
        "cycle_strength": np.sqrt(TIMES),
        "gain": np.array([np.nan, 1.5, np.nan, -2.0]),
        "jo.felt_security": TIMES / 3,
    },
    bands=(Band("open", "Zoë opens", 0.0, 3.0, ("zoë",)), Band("stress", "x 1.5", 1.0, 2.0)),
    acting=(Acting(0.0, {"zoë.help": 1.0}), Acting(2.0, {"zoë.help": 0.0, "jo.felt": 1 / 3})),
    outcome=Outcome.STUCK,
    decided="The cycle strength stays at 0.65.",
    people={"zoë": 'Zoë "Z"', "jo": "שקט"},
    written={"zoë": None, "jo": "withdraw"},
    indices={"zoë": {"tuned_in": 0.1}, "jo": {"tuned_in": 1 / 3}},
    assumptions=("Zoë, alone, reaches harder.", "All numbers are assumed."),
    notes=("Nobody was  flooded.",),
    step=0.25,
    noise=0.05,
    seed=4_034_607_968,
    version="1.2.3",
    case="abc123",
    halving=1e-9,
)
"""A run in which everything is said that a run can say."""

BARE = Trajectory(times=TIMES, names=("x",), states=TIMES[:, None])
"""A run of which nothing but numbers is known."""


def told(run: Trajectory) -> dict[str, Any]:
    """Return everything about a run so that it can be compared: not a number is itself here."""
    columns = {"times": run.times, "states": run.states, **run.measures}
    return {
        **{one.name: getattr(run, one.name) for one in fields(run)},
        "measures": list(run.measures),
        **{name: repr(values.tolist()) for name, values in columns.items()},
    }


@pytest.fixture
def couple() -> Trajectory:
    """Return a run of a couple with chance in it, as it comes from a simulation."""
    cycle = nc.load(Path(__file__).parents[2] / "examples" / "sunday-silence.yaml")
    plan = [{"at": 1, "open": "both", "for": 2}]
    return simulate(cycle, start="stuck", turns=5, noise=0.1, seed=7, plan=plan)


# -- both -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["run.csv", "run.nc", "RUN.CSV"])
def test_the_same_run_gives_the_same_bytes(name: str, couple: Trajectory, tmp_path: Path) -> None:
    write_trajectory(couple, tmp_path / name)
    before = (tmp_path / name).read_bytes()
    write_trajectory(replace(couple), tmp_path / name, overwrite=True)

    assert (tmp_path / name).read_bytes() == before


@pytest.mark.parametrize("ending", ["csv", "nc"])
def test_a_run_that_was_read_is_written_as_it_was(
    ending: str, couple: Trajectory, tmp_path: Path
) -> None:
    one, other = tmp_path / f"one.{ending}", tmp_path / f"other.{ending}"
    write_trajectory(couple, one)
    write_trajectory(read_trajectory(one), other)

    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("ending", ["csv", "nc"])
def test_a_file_that_is_there_is_kept(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"run.{ending}"
    file.write_text("mine")

    with pytest.raises(FileKept):
        write_trajectory(BARE, file)
    assert file.read_text() == "mine"


@pytest.mark.parametrize("name", ["run", "run.txt", "run.nc4", ".csv"])
def test_the_name_says_how_a_run_is_kept(name: str, tmp_path: Path) -> None:
    expected = rf"The name '.*{name}' does not say how .* end with '\.csv' or '\.nc'\."

    with pytest.raises(UnknownName, match=expected):
        write_trajectory(BARE, tmp_path / name)
    with pytest.raises(UnknownName, match=expected):
        read_trajectory(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["csv", "nc"])
@pytest.mark.parametrize("name", ["turn", "gain"])
def test_two_columns_have_two_names(name: str, ending: str, tmp_path: Path) -> None:
    run = Trajectory(TIMES, (name,), TIMES[:, None], measures={"gain": TIMES})

    with pytest.raises(ConversionError, match=f"^'{name}' names two columns"):
        write_trajectory(run, tmp_path / f"run.{ending}")


@pytest.mark.parametrize("ending", ["csv", "nc"])
@pytest.mark.parametrize("name", ["", " ", "a\rb", "a\nb", "\x07"])
def test_a_name_stands_on_one_line(name: str, ending: str, tmp_path: Path) -> None:
    with pytest.raises(ConversionError, match="cannot name a column"):
        write_trajectory(replace(BARE, names=(name,)), tmp_path / f"run.{ending}")


@pytest.mark.parametrize("ending", ["csv", "nc"])
def test_what_is_no_file_is_a_sentence(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"folder.{ending}").mkdir()
    (tmp_path / f"run.{ending}").touch()

    with pytest.raises(
        FileMissing, match=rf"There is no file '.*rum.*Did you mean '.*run\.{ending}'"
    ):
        read_trajectory(tmp_path / f"rum.{ending}")
    with pytest.raises(FileUnreadable, match="is a folder"):
        read_trajectory(tmp_path / f"folder.{ending}")
    with pytest.raises(FileMissing, match="There is no folder"):
        write_trajectory(BARE, tmp_path / "nowhere" / f"run.{ending}")


@pytest.mark.parametrize("ending", ["csv", "nc"])
def test_a_file_that_is_far_too_large_is_not_read(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"run.{ending}"
    write_trajectory(BARE, file)
    os.truncate(file, LARGEST + 1)  # most file systems keep what was never written as nothing

    with pytest.raises(FileUnreadable, match=r"run\.(csv|nc)' holds more than 1 GB\. "):
        read_trajectory(file)


# -- CSV ------------------------------------------------------------------------------------------


def test_a_table_has_a_row_for_each_time_and_a_column_for_each_name() -> None:
    assert "".join(to_csv(RUN)) == (
        "turn,zoë.behavior,zoë.behavior.2,jo.behavior,cycle_strength,gain,jo.felt_security\n"
        "0.0,0.1,-0.0,0.3333333333333333,0.0,,0.0\n"
        "0.25,-1e-300,0.2,3.141592653589793,0.5,1.5,0.08333333333333333\n"
        "0.5,1.0,0.5,2e-16,0.7071067811865476,,0.16666666666666666\n"
        "1.0,0.0,1.0,-1.0,1.0,-2.0,0.3333333333333333\n"
    )


def test_a_table_gives_every_number_back(couple: Trajectory, tmp_path: Path) -> None:
    for run in (RUN, BARE, couple):
        write_trajectory(run, tmp_path / "run.csv", overwrite=True)
        again = read_trajectory(tmp_path / "run.csv")

        kept = replace(BARE, times=run.times, names=run.names, states=run.states)
        assert told(again) == told(replace(kept, measures=run.measures))


PRINTABLE = st.characters(codec="utf-8").filter(str.isprintable)


@given(
    arrays(np.float64, (3, 2), elements=st.floats(allow_nan=False, allow_infinity=False)),
    st.lists(st.text(PRINTABLE), min_size=2, max_size=2, unique=True),
)
def test_any_numbers_and_names_come_back(
    tmp_path_factory: pytest.TempPathFactory, states: Any, names: list[str]
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    run = Trajectory(TIMES[:3], tuple(f"x{name}" for name in names), states)
    write_trajectory(run, file, overwrite=True)

    again = read_trajectory(file)

    assert told(again) == told(run)


def test_the_csv_module_and_numpy_read_the_same(couple: Trajectory, tmp_path: Path) -> None:
    write_trajectory(couple, tmp_path / "run.csv")

    with (tmp_path / "run.csv").open(newline="", encoding="utf-8") as opened:
        first = next(csv.DictReader(opened))
    table = np.genfromtxt(tmp_path / "run.csv", delimiter=",", names=True, deletechars="")

    assert float(first["john.behavior"]) == couple["john.behavior"][0]
    assert table["turn"].tolist() == couple.times.tolist()
    assert table["john.behavior"].tolist() == couple["john.behavior"].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "turn,x,gain\n0,1,\n2,3,4\n",
        "\ufeffturn,x,gain\r\n0,1,NA\r\n2,3,4\r\n",
        '"turn","x","gain"\n"0","1","NaN"\n\n"2"," 3 ","4e0"',
    ],
    ids=["ours", "Excel", "R"],
)
def test_a_table_of_another_program_is_read(text: str, tmp_path: Path) -> None:
    (tmp_path / "run.csv").write_text(text, encoding="utf-8", newline="")

    run = read_trajectory(tmp_path / "run.csv")

    assert (run.times.tolist(), run.names, run["x"].tolist()) == ([0, 2], ("x",), [1, 3])
    assert repr(run.measures["gain"].tolist()) == "[nan, 4.0]"


FAULTY = {
    "": "r.csv:1: The first column of a run is 'turn'. Begin the first line with it.",
    "\nturn,x\n0,1": "r.csv:1: The first column of a run is 'turn'. Begin the first line with it.",
    "time,x\n0,1": "r.csv:1: The first column of a run is 'turn'. Begin the first line with it.",
    "turn;x\n0;1": (
        "r.csv:1: The cells are not separated by commas. "
        "Save the table with ',' between cells and '.' in numbers."
    ),
    "turn,x,,x\n0,1,2,3": (
        "r.csv:1: Column 3 has no name. Write one in the first line.\n"
        "r.csv:1: 'x' names two columns. Give each a name of its own."
    ),
    "turn,x\n": "r.csv:1: This table has names and no row. A run has a row for each time.",
    "turn,x\n0,1\n1\n2,3,4": (
        "r.csv:3: There are 1 cells, and 2 are expected.\n"
        "r.csv:4: There are 3 cells, and 2 are expected."
    ),
    "turn,x\n0,much\n1,\n2,inf\n3,1e999\n4,1_0\nnan,٣": (
        "r.csv:2: x: 'much' is not a number. Write a finite one in digits, such as 0.5.\n"
        "r.csv:3: x: This cell is blank. Write a number.\n"
        "r.csv:4: x: 'inf' is not a number. Write a finite one in digits, such as 0.5.\n"
        "r.csv:5: x: '1e999' is not a number. Write a finite one in digits, such as 0.5.\n"
        "r.csv:6: x: '1_0' is not a number. Write a finite one in digits, such as 0.5.\n"
        "r.csv:7: turn: 'nan' is not a number. Write a finite one in digits, such as 0.5.\n"
        "r.csv:7: x: '٣' is not a number. Write a finite one in digits, such as 0.5."
    ),
    "turn,x\n0,1\n0,1\n-1,1\n5,1": (
        "r.csv:3: turn: Time 0 does not come after 0. "
        "Sort the rows by time, and keep one for each.\n"
        "r.csv:4: turn: Time -1 does not come after 0. "
        "Sort the rows by time, and keep one for each."
    ),
    'turn,x\n0,"1': "r.csv:2: The quotes do not match, or a cell is far too long.",
    "turn,x\n0,\0": (
        "r.csv:2: x: '\\u0000' is not a number. Write a finite one in digits, such as 0.5."
    ),
    "turn,x\n0,1\n1,1.2.3\n2,-\n3, 4 ": (
        "r.csv:3: x: '1.2.3' is not a number. Write a finite one in digits, such as 0.5.\n"
        "r.csv:4: x: '-' is not a number. Write a finite one in digits, such as 0.5."
    ),
    "turn,x\n0,é": "r.csv: This is not text in UTF-8. Save the table as CSV in UTF-8.",
}


@pytest.mark.parametrize("text", FAULTY, ids=lambda text: repr(text)[:30])
def test_every_fault_of_a_table_has_its_line(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.csv").write_bytes(text.encode("latin-1" if "é" in text else "utf-8"))

    with pytest.raises(CaseError) as caught:
        read_trajectory("r.csv")

    assert str(caught.value) == FAULTY[text]


def test_a_hundred_faults_are_enough(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("turn,x\n" + "a,b\n" * 1_000)

    with pytest.raises(CaseError) as caught:
        read_trajectory(tmp_path / "r.csv")

    assert len(caught.value.problems) == 100


SECONDS = 10.0
"""Far more than it takes, and far less than to compare every name with every other one."""


def test_a_table_may_be_very_wide(tmp_path: Path) -> None:
    names = [f"x{number}" for number in range(200_000)]
    cells = ",0.5" * len(names)
    (tmp_path / "wide.csv").write_text(f"turn,{','.join(names)}\n0{cells}\n")
    started = time.process_time()

    run = read_trajectory(tmp_path / "wide.csv")
    write_trajectory(run, tmp_path / "again.csv")

    assert run.names == tuple(names)
    assert time.process_time() - started < SECONDS


@given(st.binary())
def test_any_bytes_are_a_run_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.csv"
    file.write_bytes(b"turn,x\n" + data)

    try:
        run = read_trajectory(file)
    except NegcycleError:
        return

    assert len(run) > 0


# -- netCDF ---------------------------------------------------------------------------------------


def test_netcdf_gives_everything_back(couple: Trajectory, tmp_path: Path) -> None:
    alone = replace(RUN, bands=(), assumptions=(), notes=(), seed=None, halving=None, outcome=None)
    for run in (RUN, BARE, couple, alone, replace(RUN, seed=2**80 + 1)):
        write_trajectory(run, tmp_path / "run.nc", overwrite=True)

        again = read_trajectory(tmp_path / "run.nc")

        assert told(again) == told(run)


def test_whoever_opens_it_finds_units_words_and_where_it_comes_from(
    couple: Trajectory, tmp_path: Path
) -> None:
    write_trajectory(couple, tmp_path / "run.nc")

    found = xarray.load_dataset(tmp_path / "run.nc", engine="netcdf4")

    assert dict(found.sizes) == {"turn": 21}
    assert found["turn"].attrs == {"long_name": "time since the start, in turns", "units": "turn"}
    assert found["john.behavior"].attrs == {
        "long_name": "John: behavior, + toward, - away",
        "units": "1",
    }
    assert all(values.attrs["long_name"] != name for name, values in found.data_vars.items())
    assert found.attrs["schema"] == "negcycle/trajectory/1"
    assert found.attrs["version"] == nc.__version__
    assert (found.attrs["seed"], found.attrs["noise"], found.attrs["step"]) == (7, 0.1, 0.25)
    assert found.attrs["case"] == couple.case
    assert found.attrs["outcome"] == couple.outcome
    assert found.attrs["assumptions"].splitlines() == list(couple.assumptions)
    assert json.loads(found.attrs["bands"])[0]["kind"] == "open"


def test_a_second_behavior_is_told_apart_and_an_unknown_state_is_its_own_name() -> None:
    assert to_dataset(RUN)["zoë.behavior.2"].attrs["long_name"] == (
        'Zoë "Z": behavior, + toward, - away (number 2)'
    )
    assert to_dataset(BARE)["x"].attrs["long_name"] == "x"
    assert to_dataset(BARE)["turn"].attrs == {
        "long_name": "time since the start, in the unit of the model"
    }


def test_a_dataset_is_a_run_too() -> None:
    assert told(from_dataset(to_dataset(RUN))) == told(RUN)


def test_numbers_over_turn_are_a_run_whoever_wrote_them(tmp_path: Path) -> None:
    theirs = xarray.Dataset(
        {"x": ("turn", [1, 2]), "who": ("turn", ["a", "b"]), "other": ("place", [1.0])},
        coords={"turn": [0.0, 1.0]},
    )
    theirs.to_netcdf(tmp_path / "run.nc", engine="netcdf4")

    run = read_trajectory(tmp_path / "run.nc")

    assert told(run) == told(Trajectory(np.array([0, 1]), ("x",), np.array([[1], [2]])))


@pytest.mark.parametrize("name", ["a/b", " a", "a ", "=a"])
def test_a_name_that_netcdf_cannot_hold_is_a_sentence(name: str, tmp_path: Path) -> None:
    run = replace(BARE, names=(name,))

    with pytest.raises(ConversionError, match="netCDF cannot hold the name"):
        write_trajectory(run, tmp_path / "run.nc")


@given(st.text(PRINTABLE, min_size=1, max_size=20))
def test_a_name_that_is_not_refused_is_held(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "named.nc"
    run = replace(BARE, names=(name,))

    try:
        write_trajectory(run, file, overwrite=True)
    except ConversionError:
        return

    assert read_trajectory(file).names == (name,)


@pytest.mark.parametrize(
    ("attributes", "is_run"),
    [
        ({}, True),
        ({"outcome": "happy"}, False),
        ({"people": "{"}, False),
        ({"bands": '[{"kind": "open"}]'}, False),
        ({"seed": "seven"}, False),
        ({"people": 7}, False),
    ],
)
def test_a_file_that_somebody_changed_is_a_run_or_a_sentence(
    attributes: dict[str, Any], is_run: bool, tmp_path: Path
) -> None:
    dataset = to_dataset(BARE).assign_attrs(attributes)
    dataset.to_netcdf(tmp_path / "run.nc", engine="netcdf4")

    if is_run:
        assert read_trajectory(tmp_path / "run.nc").names == ("x",)
    else:
        with pytest.raises(FileUnreadable, match="holds no run: a run is numbers over"):
            read_trajectory(tmp_path / "run.nc")


def test_a_small_netcdf_of_very_many_zeros_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trajectory_table, "LARGEST", 100_000)
    times = np.arange(100_000.0)
    packed = {"x": {"zlib": True}, "turn": {"zlib": True}}
    dataset = xarray.Dataset({"x": ("turn", 0 * times)}, coords={"turn": 0 * times})
    dataset.to_netcdf(tmp_path / "run.nc", engine="netcdf4", encoding=packed)

    assert (tmp_path / "run.nc").stat().st_size < trajectory_table.LARGEST
    with pytest.raises(FileUnreadable, match="holds more than 1 GB"):
        read_trajectory(tmp_path / "run.nc")


def test_netcdf_without_turns_holds_no_run(tmp_path: Path) -> None:
    for number, dataset in enumerate(
        (xarray.Dataset(), xarray.Dataset(coords={"turn": [0.0]}), xarray.Dataset({"turn": 1}))
    ):
        dataset.to_netcdf(tmp_path / f"{number}.nc", engine="netcdf4")

        with pytest.raises(FileUnreadable, match="holds no run: a run is numbers over"):
            read_trajectory(tmp_path / f"{number}.nc")


@pytest.mark.parametrize(
    "data", [b"", b"turn,x\n0,1\n", b"CDF\x01", b"\x89HDF\r\n\x1a\n" + bytes(99)]
)
def test_what_is_no_netcdf_is_a_sentence(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "run.nc").write_bytes(data)

    with pytest.raises(FileUnreadable, match=r"run\.nc' is not a netCDF file\."):
        read_trajectory(tmp_path / "run.nc")


@pytest.mark.parametrize("missing", ["xarray", "netCDF4"])
def test_without_the_extra_comes_the_line_that_installs_it(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)

    for use in (
        lambda: write_trajectory(BARE, tmp_path / "run.nc"),
        lambda: read_trajectory(tmp_path / "run.nc"),
        lambda: to_dataset(BARE),
    ):
        with pytest.raises(MissingExtra, match=r"pip install 'negcycle\[research\]'"):
            use()


def test_csv_needs_no_extra(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules.update(xarray=None, netCDF4=None, pandas=None);"
        "import numpy as np; from negcycle.files.trajectory_file import *;"
        "from negcycle.model.trajectory import Trajectory;"
        "write_trajectory(Trajectory(np.arange(2.), ('x',), np.ones((2, 1))), 'run.csv');"
        "print(read_trajectory('run.csv').names)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.stderr) == ("('x',)\n", "")
