"""Parts of one ensemble, merged, are the ensemble that was never divided."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import SimulationError
from negcycle.model.ensemble import Design, Ensemble, Recorded
from negcycle.model.merging import missing
from negcycle.model.missed import Missed, Notes, Why

RUNS = 40
CHANCE = np.random.default_rng(1)

TOLD = ("'stress' had no end.",)

WHOLE = Ensemble(
    index=np.arange(RUNS),
    parameters={"jo.need": CHANCE.random(RUNS), "turn": np.full(RUNS, -0.0)},
    columns={
        "outcome": CHANCE.integers(0, 5, RUNS).astype(np.int8),
        "settled": np.where(CHANCE.random(RUNS) < 0.5, np.nan, CHANCE.random(RUNS)),
        "jo.behavior.mean": CHANCE.random(RUNS).astype(np.float32),
    },
    runs=RUNS,
    turns=1_000.0,
    step=0.25,
    look=1.0,
    seed=7,
    after=100.0,
    names=("jo.behavior",),
    people={"jo": "Jo"},
    written={"jo": "withdraw"},
    design=Design("grid", {"turn": (-0.0, -0.0)}, 2, RUNS // 2),
    drawn={"jo.need": "uniform(0.4, 0.5)"},
    recorded=Recorded(np.arange(3.0), ("jo.behavior",), CHANCE.random((RUNS, 3, 1))),
    start="stuck",
    plan="- at: 1\n  open: both\n",
    assumptions=("All numbers are assumed.",),
    notes=TOLD,
    version="1.2.3",
    libraries={"numpy": "2.4.6"},
    case="abc123",
)


def rows(numbers: Iterable[int], of: Ensemble = WHOLE, **fields: Any) -> Ensemble:
    """Return some couples of an ensemble, as if no other had been computed."""
    index = np.array(sorted(numbers), dtype=np.int64)
    recorded = of.recorded
    return replace(
        of,
        index=index,
        parameters={name: values[index] for name, values in of.parameters.items()},
        columns={name: values[index] for name, values in of.columns.items()},
        recorded=recorded and replace(recorded, values=recorded.values[index]),
        **fields,
    )


def told(ensemble: Ensemble) -> dict[str, Any]:
    """Return everything about an ensemble so that it can be compared, bit for bit."""

    def bits(values: Any) -> tuple[str, tuple[int, ...], bytes]:
        return values.dtype.str, values.shape, values.tobytes()

    recorded = ensemble.recorded
    return {
        **{one.name: getattr(ensemble, one.name) for one in fields(ensemble)},
        "index": bits(ensemble.index),
        "parameters": [(name, bits(values)) for name, values in ensemble.parameters.items()],
        "columns": [(name, bits(values)) for name, values in ensemble.columns.items()],
        "recorded": recorded and (recorded.names, bits(recorded.times), bits(recorded.values)),
    }


# -- what comes out -------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 4), min_size=RUNS, max_size=RUNS), st.permutations(range(5)))
def test_parts_in_any_order_are_the_whole(of_part: list[int], order: list[int]) -> None:
    parts = [
        rows((couple for couple in range(RUNS) if of_part[couple] == part), shard=(part + 1, 5))
        for part in order
    ]

    assert told(nc.merge(parts)) == told(WHOLE)


@given(st.lists(st.sets(st.integers(0, RUNS - 1)), min_size=1, max_size=4))
def test_parts_may_have_couples_in_common(of_parts: list[set[int]]) -> None:
    merged = nc.merge([rows(numbers) for numbers in of_parts])

    there = set.union(*of_parts)
    expected = rows(there, missing=merged.missing, notes=merged.notes)
    assert told(merged) == told(expected)
    assert merged.is_whole == (not merged.missing)
    absent = {at for first, last in missing(merged.index, RUNS) for at in range(first, last + 1)}
    assert absent == set(range(RUNS)) - there


@given(st.lists(st.integers(0, 3), min_size=RUNS, max_size=RUNS))
def test_parts_may_be_merged_one_by_one(of_part: list[int]) -> None:
    parts = [rows(couple for couple in range(RUNS) if of_part[couple] == part) for part in range(4)]
    merged = parts[0]
    for part in parts[1:]:
        merged = nc.merge([merged, part])

    assert told(merged) == told(WHOLE)


def test_rows_alone_are_merged_too() -> None:
    alone = replace(WHOLE, recorded=None)

    assert told(nc.merge([rows(range(20, 40), alone), rows(range(20), alone)])) == told(alone)


def test_the_parts_stay_as_they_are() -> None:
    parts = [rows(range(20)), rows(range(20, 40))]
    before = [told(part) for part in parts]
    merged = nc.merge(iter(parts))

    assert [told(part) for part in parts] == before
    assert not any(values.flags.writeable for values in merged.columns.values())


def test_what_is_missing_is_said() -> None:
    sentence = (
        "Missing are 21 of 40 couples: couples 10 to 29, couple 39. Run them with the same seed, "
        "as the shards they belong to, and merge all parts."
    )
    merged = nc.merge([rows(range(30, 39), shard=(2, 2)), rows(range(10), shard=(1, 2))])

    assert (merged.missing, merged.notes) == (sentence, (*TOLD, sentence))
    assert (merged.is_whole, merged.shard) == (False, None)
    rest = nc.merge([merged, rows(range(10, 30)), rows([39])])
    assert told(rest) == told(WHOLE)


def test_pieces_of_one_shard_stay_that_shard() -> None:
    merged = nc.merge([rows([0, 1], shard=(1, 2)), rows([5], shard=(1, 2))])

    assert merged.shard == (1, 2)


def test_very_many_gaps_are_not_all_listed() -> None:
    merged = nc.merge([rows(range(0, RUNS, 2))])

    assert merged.missing == (
        "Missing are 20 of 40 couples: couple 1, couple 3, couple 5, couple 7, couple 9, couple "
        "11, couple 13, couple 15, couple 17, couple 19, couple 21, couple 23, and 8 more ranges. "
        "Run them with the same seed, as the shards they belong to, and merge all parts."
    )


def missed(couples: int, first: float, last: float) -> tuple[Missed, ...]:
    return (Missed(0, "softening", Why.AGAIN, "nobody-softening", "", couples, first, last),)


def planned(part: Ensemble, of_it: tuple[Missed, ...], absent: str = "") -> Ensemble:
    """Return a part in which some of the plan did not happen, told as an ensemble tells it."""
    sentences = Notes(of_it).sentences(len(part))
    notes = (*sentences, *TOLD, *([absent] if absent else []))
    return replace(part, missed=of_it, missing=absent, notes=notes)


def test_what_did_not_happen_is_counted_over_all_parts() -> None:
    parts = [
        planned(rows(range(10)), missed(3, 10, 20), "Stopped before the end."),
        planned(rows(range(10, 40)), missed(4, 5, 12)),
    ]

    assert told(nc.merge(parts)) == told(planned(WHOLE, missed(7, 5, 20)))


def test_what_did_not_happen_is_counted_once_for_each_couple() -> None:
    killed = planned(rows(range(5)), missed(2, 10, 20), "Stopped before the end.")
    again = planned(rows(range(10)), missed(3, 10, 20))
    rest = planned(rows(range(10, 40)), missed(4, 5, 12))

    assert told(nc.merge([killed, rest, again, again])) == told(planned(WHOLE, missed(7, 5, 20)))


TWICE = (
    "Some couples are in several of the parts that were merged. What of the plan did not happen "
    "may be counted twice for them, so it is true of that many couples or fewer."
)


def test_where_couples_may_be_counted_twice_that_is_said_until_it_is_known() -> None:
    parts = [
        planned(rows(range(30)), missed(25, 2, 2)),
        planned(rows(range(5, 40)), missed(30, 2, 2)),
    ]

    merged = nc.merge(parts)
    assert merged.missed == missed(40, 2, 2)  # no more than there are
    assert merged.notes == (*Notes(merged.missed).sentences(40), TWICE, *TOLD)
    assert nc.merge([merged, parts[0]]).notes == merged.notes
    exact = planned(WHOLE, missed(31, 2, 2))
    assert nc.merge([parts[0], exact]).notes == exact.notes
    assert nc.merge([merged, exact]).notes in (merged.notes, exact.notes)


def test_versions_of_libraries_may_differ_and_that_is_said() -> None:
    parts = [
        rows(range(20), libraries={"numpy": "2.4.6"}),
        rows(range(20, 30), libraries={"numpy": "2.5.0", "numba": "0.61"}),
        rows(range(30, 40), libraries={"numpy": "2.4.6"}),
    ]
    merged = nc.merge(parts)

    assert merged.libraries == {"numpy": "2.4.6, 2.5.0", "numba": "0.61"}
    assert merged.notes == (
        *TOLD,
        "Parts were computed with different versions of numpy: 2.4.6, 2.5.0.",
    )
    assert told(nc.merge([nc.merge(parts[:2]), parts[2]])) == told(merged)


# -- what does not belong together ----------------------------------------------------------------

SCALARS: dict[str, tuple[Any, str]] = {
    "case": ("xyz", "the case is 'xyz' there, and 'abc123' in part 1"),
    "version": ("2", "the version of negcycle is '2' there, and '1.2.3' in part 1"),
    "seed": (8, "the seed is 8 there, and 7 in part 1"),
    "runs": (41, "the number of couples in all is 41 there, and 40 in part 1"),
    "turns": (900.0, "the number of turns is 900.0 there, and 1000.0 in part 1"),
    "step": (0.05, "the step is 0.05 there, and 0.25 in part 1"),
    "look": (2.0, "the time between two looks is 2.0 there, and 1.0 in part 1"),
    "after": (
        0.0,
        "the time that is left out at the beginning is 0.0 there, and 100.0 in part 1",
    ),
    "noise": (0.5, "the noise is 0.5 there, and 0.0 in part 1"),
    "start": ("calm", "the start is 'calm' there, and 'stuck' in part 1"),
    "kernel": ("numba", "the kernel is 'numba' there, and 'numpy' in part 1"),
    "precision": ("float32", "the precision is 'float32' there, and 'float64' in part 1"),
    "plan": ("", "the plans differ"),
    "names": (("x",), "the states differ"),
    "people": ({"jo": "Joe"}, "the partners differ"),
    "written": ({"jo": None}, "the written positions differ"),
    "design": (None, "the designs differ"),
    "drawn": (
        {"jo.need": "uniform(0.4, 0.6)"},
        "jo.need is drawn from uniform(0.4, 0.6) there, and from uniform(0.4, 0.5) in part 1",
    ),
    "parameters": ({"turn": np.zeros(20)}, "the parameters differ"),
    "columns": (
        {**rows(range(20, 40)).columns, "jo.behavior.mean": np.zeros(20)},
        "the columns differ",
    ),
    "recorded": (None, "the recorded states differ"),
}


def test_every_field_is_compared_or_has_its_own_rule() -> None:
    own = {"index", "shard", "assumptions", "notes", "missed", "missing", "libraries"}

    assert {one.name for one in fields(Ensemble)} == own | set(SCALARS)


@pytest.mark.parametrize("name", SCALARS)
def test_parts_of_another_ensemble_are_refused(name: str) -> None:
    value, sentence = SCALARS[name]
    other = replace(rows(range(20, 40)), **{name: value})

    with pytest.raises(SimulationError) as caught:
        nc.merge([rows(range(20)), other])

    assert str(caught.value) == (
        f"Part 2 is of another ensemble than part 1: {sentence}. Merge parts of one ensemble."
    )


def test_parts_whose_numbers_were_drawn_from_something_else_are_refused() -> None:
    cycle = nc.load("examples/sunday-silence.yaml")

    def part(need: object, shard: str) -> Ensemble:
        vary: Any = {"need": need}
        return nc.ensemble(cycle, 4, vary=vary, turns=1, seed=1, shard=shard)

    assert nc.merge([part(0.4, "1/2"), part(0.4, "2/2")]).is_whole
    for one, other in (
        (0.4, 0.5),
        (nc.Uniform(0, 0.5), nc.Uniform(0, 0.6)),
        ([0.4] * 4, [0.5] * 4),
    ):
        with pytest.raises(SimulationError, match=r"Part 2 is of another .* need is drawn"):
            nc.merge([part(one, "1/2"), part(other, "2/2")])


def test_states_that_were_recorded_at_other_times_are_refused() -> None:
    recorded = WHOLE.recorded
    assert recorded is not None
    other = replace(WHOLE, recorded=replace(recorded, times=recorded.times + 1))

    with pytest.raises(SimulationError, match=r"than part 1: the recorded times differ\. Merge"):
        nc.merge([rows(range(20)), rows(range(20, 40), of=other)])


CONFLICTS: dict[str, Callable[[Any], Any]] = {
    "settled": lambda values: np.full(len(values), 2.0),
    "turn": lambda values: np.zeros(len(values)),  # not -0
    "outcome": lambda values: (values + 1) % 5,
    "recorded": lambda values: values + 1,
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_couple_that_is_there_twice_is_there_once_or_refused(name: str) -> None:
    change, other = CONFLICTS[name], rows(range(19, 40))
    if name in other.parameters:
        changed = {"parameters": {**other.parameters, name: change(other.parameters[name])}}
    elif name in other.columns:
        changed = {"columns": {**other.columns, name: change(other.columns[name])}}
    else:
        assert other.recorded is not None
        changed = {"recorded": replace(other.recorded, values=change(other.recorded.values))}

    assert told(nc.merge([rows(range(20)), other])) == told(WHOLE)
    with pytest.raises(SimulationError) as caught:
        nc.merge([rows(range(20)), replace(other, **changed)])
    assert str(caught.value) == (
        f"Couple 19 is there twice, and its rows differ in '{name}'. Find out which part is right, "
        "and leave the other out."
    )


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (
            [WHOLE, 1],
            "Part 2 is int, and no ensemble. Give what `ensemble`, `sweep` or `read_ensemble` "
            "returned.",
        ),
        (WHOLE, "Parts are given together, as in merge([one, other]), and this is Ensemble."),
        (5, "Parts are given together, as in merge([one, other]), and this is int."),
    ],
    ids=["a number among them", "one alone", "a number"],
)
def test_what_is_no_part_is_a_sentence(parts: Any, sentence: str) -> None:
    with pytest.raises(SimulationError) as caught:
        nc.merge(parts)

    assert str(caught.value) == sentence


def test_nothing_cannot_be_merged() -> None:
    with pytest.raises(SimulationError) as caught:
        nc.merge(iter([]))

    assert str(caught.value) == "There is nothing to merge. Give the parts of one ensemble."


def test_numbers_that_cannot_be_are_sentences() -> None:
    falling = replace(rows([1, 2]), index=np.array([2, 1]))
    beyond = replace(rows([1, 2]), index=np.array([1, 40]))

    with pytest.raises(SimulationError) as caught:
        nc.merge([rows([0]), falling])
    assert str(caught.value) == (
        "The couples of part 2 are not in the order of their numbers. Make that part again."
    )
    with pytest.raises(SimulationError) as caught:
        nc.merge([beyond])
    assert str(caught.value) == (
        "There is a couple number 40, and this ensemble has 40 couples, from number 0 on."
    )
