"""What a person writes for a parameter is read as it is meant, and what cannot be read is told."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import SimulationError
from negcycle.simulation.many.distributions import Distribution
from negcycle.simulation.many.written import MOST_VALUES, read_distribution, read_values

short = st.floats(0.001, 999).map(lambda value: float(f"{value:.3g}"))
written = st.one_of(
    st.tuples(short, short).map(lambda ends: nc.Uniform(-ends[0], ends[1])),
    st.builds(nc.Normal, mean=short, sd=short),
    st.builds(nc.LogNormal, median=short, sigma=short),
    st.lists(short, min_size=1, max_size=4).map(nc.Choice),
    st.lists(short, min_size=1, max_size=4).map(lambda values: nc.Choice(values, weights=values)),
)


@given(written)
def test_what_a_distribution_is_called_reads_as_the_same(of: Distribution) -> None:
    assert read_distribution(str(of)) == of
    assert read_distribution(f"  {str(of).upper().replace(',', ' ,')} ") == of


def test_a_number_and_two_ends_are_distributions_too() -> None:
    assert read_distribution(" 2.5") == nc.Choice([2.5])
    assert read_distribution("-1:4e0") == nc.Uniform(-1, 4)


@given(st.integers(-50, 50), st.integers(1, 100), st.integers(2, 40))
def test_steps_are_the_nearest_numbers_to_evenly_spaced_ones(
    tenths: int, wide: int, count: int
) -> None:
    values = read_values(f"{tenths / 10}:{(tenths + wide) / 10}:{count}")

    assert values == tuple(
        float(Fraction(tenths, 10) + Fraction(wide * n, 10 * (count - 1))) for n in range(count)
    )


def test_values_go_down_where_they_are_written_so() -> None:
    assert read_values("1:0:3") == (1.0, 0.5, 0.0)
    assert read_values("1,-1") == (1.0, -1.0)


def test_the_smallest_numbers_take_no_time() -> None:
    """A fraction with such a denominator would fill the memory."""
    assert read_values("1e-999999999:1:2") == (0.0, 1.0)


@pytest.mark.parametrize(
    ("read", "text", "sentence"),
    [
        (
            read_values,
            "0:1",
            "'0:1' gives no values. Write START:STOP:N, such as 0:1:5, or the values with commas "
            "between, such as 0.2, 0.5.",
        ),
        (read_values, "0: x:3", "In '0: x:3', at sign 4: a number was expected, and 'x' is none."),
        (read_values, "1_0,2", "In '1_0,2', at sign 1: a number was expected, and '1_0' is none."),
        (
            read_values,
            "1,,2",
            "In '1,,2', at sign 3: a number was expected, and nothing stands there.",
        ),
        (read_values, "", "In '', at sign 1: a number was expected, and nothing stands there."),
        (
            read_values,
            "0:1:1",
            f"In '0:1:1', at sign 5: a whole number from 2 to {MOST_VALUES:,} was expected, and "
            "'1' is none.",
        ),
        (
            read_values,
            "2:2:3",
            "'2:2:3' begins and ends with 2. Give two different ends, or the one value alone.",
        ),
        (
            read_distribution,
            "norml(2, 1)",
            "In 'norml(2, 1)', 'norml' is no distribution. Did you mean 'normal'? Take uniform, "
            "normal, lognormal or choice.",
        ),
        (read_distribution, "normal(2)", "In 'normal(2)', 2 numbers were expected, not 1."),
        (
            read_distribution,
            "choice(1:2, 3)",
            "In 'choice(1:2, 3)', 2 numbers were expected, not 1.",
        ),
        (
            read_distribution,
            "uniform(1, )",
            "In 'uniform(1, )', at sign 12: a number was expected, and nothing stands there.",
        ),
        (
            read_distribution,
            "uniform(1, 4",
            "'uniform(1, 4' is nothing to draw from. Write uniform(1, 4), normal(2, 0.3), "
            "lognormal(2, 0.2), choice(1, -1), 1:4, or a number.",
        ),
        (
            read_distribution,
            "normal(1, 0)",
            "A standard deviation is above 0, and 0 is not. To give everybody the same, write the "
            "plain number.",
        ),
        (read_distribution, "1:2:3", "In '1:2:3', 2 numbers were expected, not 3."),
    ],
)
def test_what_cannot_be_read_is_told(
    read: Callable[[str], object], text: str, sentence: str
) -> None:
    with pytest.raises(SimulationError) as told:
        read(text)

    assert str(told.value) == sentence


@given(st.text(max_size=60))
def test_any_text_is_read_or_told(text: str) -> None:
    for read in (read_values, read_distribution):
        try:
            read(text)
        except SimulationError as error:
            told = str(error)
        else:
            continue
        assert told.isprintable()
