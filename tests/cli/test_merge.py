"""`negcycle merge`: parts of an ensemble, put together to what was never divided."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc
from negcycle.drawing.charts import draw_many
from negcycle.simulation.many.telling import tell

RUN = ("--turns", "6", "--seed", "4", "--noise", "0.1")
ENSEMBLE = ("ensemble", "case.yaml", *RUN, "--runs", "70", "--vary", "need=uniform(0.2, 0.6)")
GRID = ("sweep", "case.yaml", *RUN, "--over", "need=0.2:0.6:3", "--runs", "4")
DRAWN = ("sweep", "case.yaml", *RUN, "--over", "need=0.2:0.6", "--over", "answer=choice(1, -1)")
WAYS = {
    "ensemble": ENSEMBLE,
    "recorded": (*ENSEMBLE, "--record", "john.behavior", "--every", "2"),
    "grid": GRID,
    "sobol": (*DRAWN, "--sample", "4"),
}


@pytest.fixture
def parts(command: Callable[..., Any], case: str) -> list[str]:
    """Return the names of three parts, out of order."""
    del case
    names = ["b.nc", "c.nc", "a.nc"]
    for name, shard in zip(names, ("2/3", "3/3", "1/3"), strict=True):
        assert command(*ENSEMBLE, "--shard", shard, "-o", name).code == 0
    return names


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("way", WAYS)
def test_merged_shards_are_byte_for_byte_what_was_never_divided(
    way: str, command: Callable[..., Any], here: Path
) -> None:
    forms = ["nc", "csv"] if way != "recorded" else ["nc"]
    for shard in ("2/2", "1/2"):
        command(*WAYS[way], "--shard", shard, "-o", f"{shard[0]}.nc")

    whole = command(*WAYS[way], *(f"-owhole.{form}" for form in forms))
    done = command("merge", "2.nc", "1.nc", *(f"-omerged.{form}" for form in forms))

    assert (whole.code, done.code, done.data) == (0, 0, b"")
    assert done.err == "".join(f"Wrote merged.{form}.\n" for form in forms)
    for form in forms:
        assert (here / f"merged.{form}").read_bytes() == (here / f"whole.{form}").read_bytes()


def test_parts_may_be_parquet(command: Callable[..., Any], case: str, here: Path) -> None:
    del case
    for shard in ("1/2", "2/2"):
        command(*ENSEMBLE, "--shard", shard, "-o", f"{shard[0]}.parquet")
    command(*ENSEMBLE, "-o", "whole.parquet")

    done = command("merge", "1.parquet", "2.parquet", "-o", "merged.parquet")

    assert done == (0, b"", "Wrote merged.parquet.\n")
    assert (here / "merged.parquet").read_bytes() == (here / "whole.parquet").read_bytes()


def test_what_is_merged_is_told_and_in_json(
    command: Callable[..., Any], parts: list[str], here: Path
) -> None:
    whole = nc.merge(nc.read_ensemble(here / part) for part in parts)

    told = command("merge", *parts)
    found = json.loads(command("merge", *parts, "--json").data)

    assert told == (0, f"{tell(whole)}\n".encode(), "")
    assert (found["schema"], found["done"], found["missing"]) == ("negcycle/merge/1", 70, [])


def test_missing_couples_are_said(command: Callable[..., Any], parts: list[str]) -> None:
    missing = (
        "Missing are 23 of 70 couples: couples 23 to 45. Run them with the same seed, as the "
        "shards they belong to, and merge all parts."
    )

    kept = command("merge", *parts[1:], "-o", "it.nc")

    assert kept == (0, b"", f"Wrote it.nc.\n{missing}\n")
    assert missing in command("merge", *parts[1:]).out
    assert json.loads(command("merge", *parts[1:], "--json").data)["missing"] == [[23, 45]]
    command("merge", "it.nc", parts[0], "-o", "whole.nc")
    assert command("merge", "whole.nc") == command("merge", *parts)


@pytest.mark.usefixtures("case")
def test_what_is_kept_can_be_drawn(
    command: Callable[..., Any], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command(*ENSEMBLE, "--record", "john.resentment", "-o", "couples.nc")
    command(*GRID, "-o", "grid.nc")
    command(*DRAWN, "--sample", "4", "-o", "sobol.nc")
    couples, grid, sobol = (
        nc.read_ensemble(here / f"{name}.nc") for name in ("couples", "grid", "sobol")
    )
    drawn = {
        "couples.nc --view fan": draw_many.draw_fan(couples, "john.resentment"),
        "couples.nc --view outcomes": draw_many.draw_outcome_map(couples),
        "couples.nc --x need --view map": draw_many.draw_outcome_map(couples, "need"),
        "grid.nc --x need": draw_many.draw_outcome_map(grid, "need"),
        "grid.nc": draw_many.draw_outcome_map(grid),
        "grid.nc --view recovery": draw_many.draw_recovery(grid),
        "sobol.nc": draw_many.draw_sensitivity(sobol),
        "sobol.nc --sensitivity john.behavior.mean": draw_many.draw_sensitivity(
            sobol, "john.behavior.mean"
        ),
    }
    for asked, picture in drawn.items():
        done = command("merge", *asked.split(), "-o", "-", "--to", "svg")

        assert (done.code, done.err, done.out) == (0, "", picture.svg()), asked

    none = command("merge", "grid.nc", "--sensitivity", "outcome=calm", "-o", "it.svg")
    assert none.code == 1
    assert none.err.startswith("Sobol indices need couples at the points that belong to them.")
    monkeypatch.setattr("negcycle.cli.many_written.find_spec", dict[str, str]().get)
    assert command("merge", "grid.nc", "-o", "it.svg").code == 0
    needed = command("merge", "sobol.nc", "--sensitivity", "outcome=calm", "-o", "too.svg")
    assert (needed.code, needed.err.startswith("Sobol indices need SALib.")) == (1, True)


def test_what_does_not_belong_together_is_a_sentence(
    command: Callable[..., Any], parts: list[str], here: Path
) -> None:
    command(*ENSEMBLE, "--seed", "5", "-o", "other.nc")
    (here / "it.nc").write_text("mine")

    other = command("merge", *parts, "other.nc", "-o", "all.nc")
    kept = command("merge", *parts, "-o", "it.nc")
    table = command("merge", "a.csv", "-o", "all.nc")
    unknown = command("merge", "case.yaml")

    assert other == (
        1,
        b"",
        "Part 4 is of another ensemble than part 1: the seed is 5 there, and 4 in part 1. Merge "
        "parts of one ensemble.\n",
    )
    assert (kept.code, kept.err.startswith("'it.nc' is already there and is kept.")) == (1, True)
    assert (table.code, table.err.startswith("'a.csv' is a table, ")) == (1, True)
    assert unknown.code == 2
    assert unknown.err.startswith("negcycle merge: The name 'case.yaml' does not say how to keep ")
    assert not (here / "all.nc").exists()
