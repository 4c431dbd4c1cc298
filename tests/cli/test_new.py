"""`negcycle new`: a form that is faultless and all open, whatever the people are called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import CaseError
from negcycle.files.catalog import template_names

ODD = (
    "Seán O'Brien",
    '"Kit"',
    "Ana: the first",
    "#1",
    "- Jo",
    "[Jo]",
    "{Jo}",
    "Null",
    "null",
    "Yes",
    "No",
    "~",
    "1",
    "12:30",
    "1e3",
    "&Jo",
    "*Jo",
    "!Jo",
    "%Jo",
    "@Jo",
    "| Jo",
    "both",
    "'",
    '"',
    "\\",
    "?",
    "Jo #2",
    "🌧️",
    "👨‍👩‍👧",
    "שרה",
    "فاطمة",
    "美咲",
    "Ωμέγα",
)


def is_a_name(text: str) -> bool:
    """Whether a case can hold this as a name."""
    try:
        nc.Partner(key="somebody", name=text)
    except CaseError:
        return False
    return "," not in text


def in_one_line(name: str) -> str:
    return " ".join(name.split())


NAMES = st.sampled_from(ODD) | st.text(max_size=130).map(in_one_line).filter(is_a_name)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(names=st.lists(NAMES, min_size=1, max_size=4))
def test_the_form_has_no_faults_and_everything_is_open(
    names: list[str], command: Callable[..., Any]
) -> None:
    done = command("new", "-", f"--partners={', '.join(names)}")

    cycle = nc.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert [one.name for one in cycle.partners] == names
    assert len(cycle.blanks()) == 6 * len(names)
    assert all(one.chain == nc.Chain() for one in cycle.partners)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=200))
def test_a_name_that_no_case_can_hold_is_wrong_usage(
    name: str, command: Callable[..., Any]
) -> None:
    assume("," not in name and name.strip() and not is_a_name(in_one_line(name)))

    done = command("new", "-", f"--partners={name}")

    assert (done.code, done.data) == (2, b"")
    assert done.err.startswith("negcycle new: ")


def test_the_form_is_written_and_says_so(command: Callable[..., Any], here: Path) -> None:
    done = command("new", "us.yaml", "--partners", "Mary, John")

    assert done == (0, b"", "Wrote us.yaml.\n")
    assert [one.key for one in nc.load(here / "us.yaml").partners] == ["mary", "john"]


def test_without_names_two_partners_stand_there(command: Callable[..., Any]) -> None:
    cycle = nc.loads(command("new", "-").out)

    assert [one.name for one in cycle.partners] == ["Partner A", "Partner B"]


def test_a_name_is_one_line(command: Callable[..., Any]) -> None:
    cycle = nc.loads(command("new", "-", "--partners", " Mary\r\n  Ann ,\tJo").out)

    assert [one.name for one in cycle.partners] == ["Mary Ann", "Jo"]


def test_two_people_of_one_name_have_keys_of_their_own(command: Callable[..., Any]) -> None:
    cycle = nc.loads(command("new", "-", "--partners", "Kim,Kim,Kim").out)

    assert [one.key for one in cycle.partners] == ["kim", "kim-2", "kim-3"]


def test_a_file_that_is_there_is_kept(command: Callable[..., Any], case: str, here: Path) -> None:
    before = (here / case).read_bytes()

    done = command("new", case)

    assert (done.code, done.data) == (1, b"")
    assert done.err.startswith("'case.yaml' is already there and is kept.")
    assert (here / case).read_bytes() == before


def test_a_file_is_replaced_with_force(command: Callable[..., Any], case: str, here: Path) -> None:
    assert command("new", case, "--force") == (0, b"", "Wrote case.yaml.\n")
    assert nc.load(here / case).partners[0].name == "Partner A"


@pytest.mark.parametrize("name", template_names())
def test_every_template_loads(name: str, command: Callable[..., Any], here: Path) -> None:
    done = command("new", "it.yaml", "--template", name)

    assert done == (0, b"", "Wrote it.yaml.\n")
    assert nc.load(here / "it.yaml").partners


def test_a_form_that_is_filled_in_keeps_its_lines(command: Callable[..., Any], here: Path) -> None:
    command("new", "us.yaml", "--partners", "Mary,John")
    cycle = nc.load(here / "us.yaml").with_entry("mary", "primary", "lonely")

    nc.dump(cycle, here / "us.yaml", overwrite=True)

    written = (here / "us.yaml").read_text(encoding="utf-8")
    assert nc.load(here / "us.yaml") == cycle
    assert written.count("# what I feel underneath") == 2
