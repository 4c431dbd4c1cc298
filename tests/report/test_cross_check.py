"""Signs, gains, eigenvalues and runs tell the same; where they do not, that is a finding."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.analysis.signs.levins import levins
from negcycle.errors import SimulationError
from negcycle.report import checks
from negcycle.report.checks import Look, look
from negcycle.report.cross_check import CrossCheck
from negcycle.testing import couples
from negcycle.words import say

ROOT = Path(__file__).parents[2]
SUNDAY = ROOT / "examples" / "sunday-silence.yaml"


def couple(gap: float = 0.0, *, answers: tuple[int, int] = (1, 1), **both: Any) -> nc.Cycle:
    people = {
        key: {"name": key.title(), "dynamics": {"need": 0.5 + way * gap, "answer": answer, **both}}
        for key, way, answer in (("ana", 0.5, answers[0]), ("ben", -0.5, answers[1]))
    }
    return nc.Cycle(partners=people)


@pytest.fixture(scope="module")
def sunday() -> CrossCheck:
    return nc.cross_check(nc.load(SUNDAY))


@pytest.fixture(scope="module")
def equal() -> Look:
    return look(couple())


def agreed(found: CrossCheck) -> dict[str, bool | None]:
    return {check.name: check.agree for check in found.checks}


def test_of_john_and_mary_everything_agrees(sunday: CrossCheck) -> None:
    found = sunday

    assert found.agree
    assert agreed(found) == {
        "loops-and-gain": True,
        "gain-and-eigenvalue": True,
        "signs-and-eigenvalue": None,
        "signs-and-swinging": True,
        "signs-and-response": True,
        "eigenvalue-and-run": True,
        "stuck-and-run": True,
        "proof-and-run": None,
        "written-and-found": True,
    }
    assert found.text().splitlines()[:4] == [
        "Signs, gains, eigenvalues and runs do not contradict each other.",
        "  agree: The loops through the first feelings of the two where most comes back add up to "
        "0.1936, and the ledger says 0.1936.",
        "  agree: The gains say that an upset fades (0.8144 against 1), and so does the leading "
        "eigenvalue (-0.0037 against 0).",
        "  left open: The signs alone leave open whether an upset fades: it depends on the "
        "strengths, which are assumed. With them the leading eigenvalue is -0.0037.",
    ]


@pytest.mark.parametrize(
    ("cycle", "verdicts"),
    [
        (couple(reactivity=0.9, openness=0.5), {"proof-and-run": True, "stuck-and-run": True}),
        (couple(reactivity=8.0), {"proof-and-run": True, "gain-and-eigenvalue": True}),
        (couple(answers=(1, -1), reactivity=5), {"signs-and-swinging": None}),
        (couple(0.4), {"gain-and-eigenvalue": True, "eigenvalue-and-run": True}),
    ],
    ids=["robust", "trapped", "mixed", "wide apart"],
)
def test_each_kind_of_couple_agrees_with_itself(
    cycle: nc.Cycle, verdicts: dict[str, bool | None]
) -> None:
    found = nc.cross_check(cycle)

    assert found.agree
    assert {name: agreed(found)[name] for name in verdicts} == verdicts


@pytest.mark.parametrize(
    ("cycle", "ends"),
    [
        (couple(answers=(1, -1)), "calm"),
        (couple(answers=(1, -1), reactivity=5), "oscillating"),
        (nc.Cycle(partners={f"p{n}": {"name": f"P{n}"} for n in range(4)}), "calm"),
    ],
    ids=["mixed", "mixed and strong", "four"],
)
def test_a_run_from_the_worst_start_ends_as_the_explanation_says(
    cycle: nc.Cycle, ends: str
) -> None:
    """Long steps, and runs that end early, let people swing who come to rest."""
    seen = look(cycle)

    assert checks.stuck_and_run(seen) == (
        True,
        f"No stuck state is reached from the worst start, and a run from there ends {ends}.",
        {"outcome": ends},
    )
    assert seen.grip == {"calm": "lets_go", "oscillating": "swings"}[ends]
    told_otherwise = replace(seen, grip="swings" if ends == "calm" else "lets_go")
    agree, sentence, _ = checks.stuck_and_run(told_otherwise)
    assert agree is (False if ends == "calm" else None)
    assert agree is None or sentence == (
        "No stuck state is reached from the worst start, so a run from there was expected to end "
        "oscillating, and it ends calm."
    )


def test_a_swing_that_narrows_would_have_to_go_on() -> None:
    """At this reactivity it fades after 2,800 turns."""
    agree, sentence, _ = checks.stuck_and_run(look(couple(answers=(1, -1), reactivity=3.0)))

    assert agree is None
    assert sentence == (
        "No stuck state was found; a run from the worst start would have to go on to say more."
    )


@given(couples(delayed=False))
@settings(max_examples=4)
def test_no_couple_contradicts_itself(cycle: nc.Cycle) -> None:
    found = nc.cross_check(cycle)

    assert [check for check in found.checks if check.agree is False] == []


@pytest.mark.deep
@settings.get_profile("deep")
@given(couples())
def test_no_couple_contradicts_itself_searched_longer(cycle: nc.Cycle) -> None:
    found = nc.cross_check(cycle)

    assert [check for check in found.checks if check.agree is False] == []


def test_who_is_listed_first_changes_not_even_the_last_digit() -> None:
    cycle = couple(0.1)
    turned = cycle.with_partners(reversed(cycle.partners))

    assert nc.cross_check(cycle).as_data() == nc.cross_check(turned).as_data()


def test_a_move_that_no_run_shows_is_a_finding() -> None:
    """Noor is written as moving away; between Sam and Kit the run has them move toward."""
    found = nc.cross_check(nc.load(ROOT / "examples" / "three-of-us.yaml"))
    (check,) = (one for one in found.checks if one.agree is False)

    assert not found.agree
    assert check.name == "written-and-found"
    assert (check.numbers["noor.written"], check.numbers["noor.found"]) == ("withdraw", "pursue")
    assert check.sentence == (
        "Once the cycle has taken hold, the run moves Noor the other way than the file says. The "
        "file knows better."
    )
    assert found.text().startswith("Not everything agrees. That is a finding: ")


# -- a check that cannot fail is none: each is shown what would contradict -----------------------


def test_loops_that_do_not_add_up_would_be_noticed(equal: Look) -> None:
    seen = equal
    wrong = replace(seen, ledger=replace(seen.ledger, rows=seen.ledger.rows[1:]))

    assert checks.loops_and_gain(seen)[0] is True
    assert checks.loops_and_gain(wrong)[0] is False


def test_an_eigenvalue_of_the_wrong_sign_would_be_noticed(equal: Look) -> None:
    seen = equal
    wrong = replace(
        seen, stability=replace(seen.stability, leading_eigenvalue=(0.004, 0.2), stable=False)
    )

    assert checks.gain_and_eigenvalue(wrong)[0] is False
    assert checks.signs_and_swinging(wrong)[0] is False
    assert checks.eigenvalue_and_run(wrong)[0] is False


def test_a_run_that_leaves_where_it_should_stay_would_be_noticed() -> None:
    seen = look(couple(reactivity=8.0))
    wrong = replace(
        seen, stability=replace(seen.stability, leading_eigenvalue=(-0.1, 0.0), stable=True)
    )

    assert checks.eigenvalue_and_run(seen)[0] is True
    assert checks.eigenvalue_and_run(wrong)[0] is False


def test_a_stuck_state_that_lets_go_would_be_noticed() -> None:
    seen = look(couple(0.1))
    lets_go = nc.simulate(seen.system, start="calm", turns=200, noise=0)
    robust = replace(seen.stability, regime="robust")

    assert checks.stuck_and_run(replace(seen, from_stuck=lets_go))[0] is False
    assert checks.stuck_and_run(replace(seen, stuck=None, grip="lets_go"))[0] is False
    assert checks.proof_and_run(replace(seen, stability=robust))[0] is False


def test_positions_that_differ_would_be_noticed() -> None:
    seen = look(nc.load(SUNDAY))
    assert seen.from_stuck is not None
    turned = seen.cycle.with_entry("john", "behavior", {"words": "call", "moves": "pursue"})

    assert checks.written_and_found(replace(seen, cycle=turned))[0] is False


def test_signs_that_do_not_foretell_would_be_noticed(
    equal: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turned(effects: Any, **more: Any) -> Any:
        """Return what the signs of another system foretell: everything acts the other way."""
        other = [[-value for value in row] for row in effects]
        return levins(other, **more)

    agree, _, numbers = checks.signs_and_response(equal)
    monkeypatch.setattr(checks, "levins", turned)

    assert (agree, numbers) == (True, {"told": 8, "alike": 8, "of": 8})
    assert checks.signs_and_response(equal)[0] is False


# -- the rest ------------------------------------------------------------------------------------


def test_answers_that_come_too_quickly_for_a_run_leave_it_open() -> None:
    found = nc.cross_check(couple().changed(dynamics={"delay": 1e-9}))

    assert agreed(found)["eigenvalue-and-run"] is None
    assert agreed(found)["stuck-and-run"] is None


def test_the_data_can_be_written_as_json(sunday: CrossCheck) -> None:
    data = json.loads(json.dumps(sunday.as_data(), allow_nan=False))

    assert list(data) == ["agree", "checks", "assumptions", "standing"]
    assert list(data["checks"][0]) == ["name", "agree", "sentence", "numbers"]
    assert data["standing"] == say("assume.same-for-any")


def test_a_check_can_be_asked_for(sunday: CrossCheck) -> None:
    check = sunday.check("loops-and-gain")
    assert check is not None
    assert isinstance(check.numbers, MappingProxyType)
    assert sunday.check("stars-and-cards") is None


def test_nobody_alone_can_be_checked() -> None:
    with pytest.raises(SimulationError, match="Ruth is alone in this case"):
        nc.cross_check(nc.load(ROOT / "examples" / "mother-of-two.yaml"))
