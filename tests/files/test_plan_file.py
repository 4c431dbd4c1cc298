"""A plan in a file of its own: alone or under `plan:`, with every fault at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import CaseError, FileMissing, FileUnreadable
from negcycle.files.case import dumps
from negcycle.files.plan_file import load_plan, loads_plan, to_plan
from negcycle.model.coherence import check_plan
from negcycle.testing import cycles, plans

COUPLE = nc.Cycle(partners={"mary": {"name": "Mary"}, "john": {"name": "John"}})
SOFTENING = {"at": 10, "softening": 1, "for": 400}
DAYS = (
    "'7d' is a time in days, and nothing says how long a day is. "
    "Add '- day: {turns: 80, together: 60}' to the plan, or write turns."
)
EXAMPLE = "such as '- {at: 10, softening: 1, for: 400}'"


def written(plan: nc.Plan) -> list[dict[str, Any]]:
    """Return a plan as a file has it."""
    return [item.model_dump(mode="json", by_alias=True, exclude_none=True) for item in plan.items]


def faults_in(text: str | bytes, *, cycle: nc.Cycle | None = None, format: Any = "yaml") -> str:
    with pytest.raises(CaseError) as caught:
        to_plan(text, format=format, file="p.yaml", cycle=cycle)
    return str(caught.value)


@given(plans())
def test_a_plan_is_read_as_it_was_written_alone_or_under_its_name(plan: nc.Plan) -> None:
    items = written(plan)

    assert loads_plan(json.dumps(items)) == plan
    assert loads_plan(json.dumps({"plan": items})) == plan
    assert loads_plan(json.dumps(items), format="json") == plan


@settings(max_examples=20)
@given(cycles())
def test_the_plan_of_a_case_fits_its_people_in_a_file_of_its_own(cycle: nc.Cycle) -> None:
    case = json.loads(dumps(cycle, format="json"))

    plan = loads_plan(json.dumps(case.get("plan", [])), cycle=cycle)

    assert plan == cycle.plan
    check_plan(plan, cycle)


def test_the_name_of_a_file_says_how_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("plan:\n  - {at: 10, softening: 1, for: 400} # both\n")
    (tmp_path / "p.json").write_text(json.dumps([SOFTENING]))

    assert load_plan(tmp_path / "p.yaml") == nc.Plan([SOFTENING])
    assert load_plan(str(tmp_path / "p.json")) == nc.Plan([SOFTENING])


@pytest.mark.parametrize("text", ["plan:", "plan: []", "[]", "plan: null"])
def test_a_plan_may_hold_nothing(text: str) -> None:
    assert loads_plan(text) == nc.Plan()


FAULTY = {
    "- {at: 10, sofening: 1}": (
        "p.yaml:1:12: plan[0]: 'sofening' is not a field here. Did you mean 'softening'?"
    ),
    "plan:\n  - {at: x, softening: 1}\n  - {at: -1, stress: nan}": (
        "p.yaml:2:10: plan[0].at: 'x' is not a time. "
        "Write a number of turns, or days such as '7d'.\n"
        "p.yaml:3:10: plan[1].at: '-1' is below 0. Write a time of 0 or more.\n"
        "p.yaml:3:22: plan[1].stress: 'nan' is not a number that can be used here. "
        "Write a finite number."
    ),
    "- {every: 7d, check_in: both}\n- {at: 1, at: x, stress: 2}": (
        f"p.yaml:1:3: plan[0]: {DAYS}\n"
        "p.yaml:2:11: plan[1]: 'at' is here twice, in the same line. Keep one of them."
    ),
    "- {at: x, at: 1, stress: 2}": (
        "p.yaml:1:8: plan[0].at: 'x' is not a time. "
        "Write a number of turns, or days such as '7d'.\n"
        "p.yaml:1:11: plan[0]: 'at' is here twice, in the same line. Keep one of them."
    ),
    "- [at, 1]": (
        "p.yaml:1:3: plan[0]: a list stands where an input is expected, "
        "such as '{at: 10, softening: 1, for: 400}'."
    ),
    "plan: {at: 1, stress: 2}": (
        f"p.yaml:1:7: plan: a set of fields stands where a list of inputs is expected, {EXAMPLE}."
    ),
    "hello": f"p.yaml:1:1: plan: 'hello' stands where a list of inputs is expected, {EXAMPLE}.",
    "plans: []": "p.yaml:1:1: 'plans' is not a field here. Did you mean 'plan'?",
    "plan: []\ntitle: Sunday": "p.yaml:2:1: 'title' is not a field here. Choose from: plan.",
    "at: 10\nsoftening: 1": (
        "p.yaml:1:1: One input stands here alone, and a plan is a list of them. "
        "Begin it with '- ', or put '[' and ']' around it."
    ),
    "partners: {ana: {name: Ana}}\nplan: []": (
        "p.yaml:1:1: This is a case, and a plan stands in a file of its own. "
        "Copy there what is under 'plan:'."
    ),
    "# nothing\n": f"p.yaml: There is no plan here yet. Write a list of inputs, {EXAMPLE}.",
    "{}": f"p.yaml:1:1: There is no plan here yet. Write a list of inputs, {EXAMPLE}.",
    "plan: [": "p.yaml:1:7: This '[' is not closed. Add the ']'.",
    b"\x89PNG\r\n\x1a\n": "p.yaml: This is a picture, not a plan.",
    b"PK\x03\x04word/document.xml": (
        "p.yaml: This is a document, not a plan. Save it as plain text."
    ),
    b"at\x00once": "p.yaml: This is not a text. A plan is plain text, saved as UTF-8.",
    "- &a {at: 1}": (
        "p.yaml:1:3: plan[0]: A plan has no anchors. "
        "Words that begin with '&' need quotes around them."
    ),
    "- *a": (
        "p.yaml:1:3: plan[0]: A plan has no aliases. "
        "Words that begin with '*' need quotes around them."
    ),
    "- !x 1": (
        "p.yaml:1:3: plan[0]: A plan has no tags. "
        "Words that begin with '!' need quotes around them."
    ),
    "- {<<: 1}": (
        "p.yaml:1:4: plan[0]: '<<' merges fields in YAML, and a plan has no merging. "
        "Write the fields out."
    ),
    "%YAML 1.1\n---\n[]": (
        "p.yaml:1:1: A line that begins with '%' is an order to YAML, and a plan needs none. "
        "Take it out, or put the words in quotes."
    ),
    "[]\n---\n[]": (
        "p.yaml:2:1: A second document begins here, and a file holds one plan. "
        "Give it a file of its own."
    ),
    "[" * 60: (
        "p.yaml:1:51: Too many parts stand inside each other here. "
        "A plan needs fewer than five: is a bracket or a dash too many?"
    ),
    f"[{'1,' * 20_001}]": (
        "p.yaml:1:40000: There are more values here than a plan can hold: is this the right file?"
    ),
}


@pytest.mark.parametrize("text", FAULTY, ids=lambda text: repr(text)[:40])
def test_a_fault_gets_the_sentence_we_owe(text: str | bytes) -> None:
    assert faults_in(text) == FAULTY[text]


def test_json_is_strict() -> None:
    assert faults_in("at: 1", format="json") == (
        "p.yaml:1:1: JSON begins with '[' or '{'. If this is YAML, let the name of the file end "
        "in '.yaml'."
    )
    assert faults_in("[] []", format="json") == (
        "p.yaml:1:4: There is more after the end of the plan. A file holds one."
    )
    assert faults_in('[{"at": 1, "stress": "much"}]', format="json") == (
        "p.yaml:1:22: plan[0].stress: 'much' is not a number. Write it in digits, such as 0.5."
    )


UNKNOWN = """\
- {at: 1, open: jon}
- {at: x, open: Mary}
- {at: 1, trigger: both, felt: absence}
- {at: 1, timeout: {for: 3, return: true, by: ana}}
"""
NOT_A_TIME = (
    "p.yaml:2:8: plan[1].at: 'x' is not a time. Write a number of turns, or days such as '7d'."
)


def test_with_a_cycle_a_name_that_nobody_has_is_a_fault_like_others() -> None:
    assert faults_in(UNKNOWN, cycle=COUPLE).splitlines() == [
        "p.yaml:1:17: plan[0].open: No partner is called 'jon'. Did you mean 'john'?",
        NOT_A_TIME,
        "p.yaml:3:20: plan[2].trigger: No partner is called 'both'. Choose from: mary, john.",
        "p.yaml:4:47: plan[3].timeout.by: No partner is called 'ana'. Choose from: mary, john.",
    ]


def test_with_a_cycle_a_name_is_as_good_as_a_key() -> None:
    written = "- {at: 1, open: Mary}\n- {at: 9, timeout: {for: 3, return: true, by: JOHN}}\n"
    plan = loads_plan(written, cycle=COUPLE)

    assert [who for item in plan.items for _, who in item.partners()] == ["mary", "john"]


def test_without_a_cycle_every_name_may_be_meant() -> None:
    assert faults_in(UNKNOWN) == NOT_A_TIME


def test_a_plan_from_python_is_checked_against_the_people_of_a_cycle() -> None:
    plan = nc.Plan([{"at": 1, "open": "jon"}, {"at": 1, "open": "both"}])

    with pytest.raises(CaseError) as caught:
        check_plan(plan, COUPLE)

    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ("plan[0].open", "unknown-partner")
    assert problem.message == "No partner is called 'jon'. Did you mean 'john'?"


def test_what_is_no_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").touch()
    (tmp_path / "long.yaml").write_text("# " + "x" * 1_000_000)

    with pytest.raises(FileMissing, match=r"plan\.yml'\. Did you mean '.*plan\.yaml'\?"):
        load_plan(tmp_path / "plan.yml")
    with pytest.raises(FileUnreadable, match="is a folder"):
        load_plan(tmp_path)
    with pytest.raises(FileUnreadable, match="larger than 1 MB"):
        load_plan(tmp_path / "long.yaml")


def read_or_refused(text: str | bytes, format: Any) -> nc.Plan | list[str | None]:
    """Return the plan, or the file that each of the faults names."""
    try:
        return to_plan(text, format=format, file="p.yaml", cycle=COUPLE)
    except CaseError as error:
        return [one.file for one in error.problems]


@given(st.text() | st.binary(), st.sampled_from(["yaml", "json"]))
def test_any_text_is_a_plan_or_a_fault(text: str | bytes, format: Any) -> None:
    found = read_or_refused(text, format)

    assert isinstance(found, nc.Plan) or {*found} == {"p.yaml"}
