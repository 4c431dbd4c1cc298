"""Whom the telling of loops asks, what it leaves out, and how it names people and nodes."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

import pytest

import negcycle as nc
from negcycle.analysis.findings import Bounds, Findings, findings
from negcycle.analysis.rest import tipping
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.report.strength import times
from negcycle.report.telling_loops import answer, tell_loops, where_a_change_counts

WAITS = (
    "No practice is offered here: something in this case comes before any practice, and is for "
    "the therapist to take up with each person."
)
EASIEST = "Which of these is easiest to change"


@pytest.fixture(autouse=True)
def no_tipping_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the tipping points out: to find them takes a while."""
    monkeypatch.setattr(
        "negcycle.analysis.rest.stability.tipping_points",
        lambda of, _: tipping.tipping_points(of, None),
    )


def people(*names: str, pairs: Any = (), **more: dict[str, Any]) -> nc.Cycle:
    partners = {one.lower(): {"name": one, **more.get(one.lower(), {})} for one in names}
    return nc.Cycle(partners=partners, pairs=pairs)


def graph(*links: tuple[str, float, str]) -> SignedGraph:
    made = [
        SignedLink.model_validate(
            {
                "source": source,
                "target": target,
                "sign": "-" if weight < 0 else "+",
                "weight": abs(weight),
            }
        )
        for source, weight, target in links
    ]
    nodes = dict.fromkeys(end for one in made for end in (one.source, one.target))
    return SignedGraph(nodes=tuple(nodes), links=tuple(made))


def asked(cycle: nc.Cycle) -> list[str]:
    found = findings(cycle, at="calm")
    return [one for one in where_a_change_counts(found) if one.endswith(("?", "mend."))]


# -- something may come first ------------------------------------------------------------------


@cache
def of_a_case(trigger: str, *, injury: bool) -> Findings:
    chain = {"trigger": {"words": trigger, "injury": injury}, "behavior": "walk away"}
    return findings(people("Ann", "Bo", ann={"chain": chain}))


def test_where_something_comes_first_nobody_is_asked_and_which_it_is_is_not_told() -> None:
    plain = of_a_case("a letter", injury=False)
    injured = of_a_case("a letter", injury=True)
    unsafe = of_a_case("he hit me and locked me in", injury=False)

    assert EASIEST in tell_loops(plain)
    assert tell_loops(injured) == tell_loops(unsafe)
    assert [*answer(injured)] == [WAITS]
    assert [*where_a_change_counts(injured)] == []
    told = tell_loops(injured)
    assert told.startswith(f"{WAITS}\n\n")
    assert not any(one in told for one in (EASIEST, "counts most", "comes back 0", "sets one of"))


# -- who is asked ------------------------------------------------------------------------------


def test_a_child_is_asked_nothing_but_what_would_help() -> None:
    child = {"relation": "child"}

    assert asked(people("Mum", "Dad", "Kid", kid=child)) == [
        "Which of these is easiest to change, for Mum and Dad each?",
        "Kid, what would make this easier for you? Nothing here is yours to mend.",
    ]
    assert asked(people("Kid", "Mum", kid=child)) == [
        "Which of these is easiest to change for Mum?",
        "Kid, what would make this easier for you? Nothing here is yours to mend.",
    ]
    assert not any(EASIEST in one for one in asked(people("Kid", "Sis", kid=child, sis=child)))


def test_who_is_in_no_cycle_is_not_asked() -> None:
    assert asked(people("Ann", "Bo", "Cy", pairs=[("ann", "bo")])) == [
        "Which of these is easiest to change, for Ann and Bo each?"
    ]


def test_touch_is_left_as_it_is() -> None:
    no = {"chain": {"behavior": {"words": "say no to sex", "moves": "withdraw"}}}
    said = "What is about touch is left as it is: a yes and a no to it are each person's own."

    assert said in tell_loops(findings(people("Ann", "Bo", bo=no), at="calm"))
    assert said not in tell_loops(findings(people("Ann", "Bo"), at="calm"))


def test_steps_are_summed_up_before_they_are_compared() -> None:
    lines = [*where_a_change_counts(findings(people("Ann", "Bo", "Cy", "Di"), at="calm"))]

    assert lines[1] == (
        "For how fast a round fades or grows, a small change counts most where the first feeling "
        "turns into a reaction, the reaction turns into a conclusion, the conclusion turns into "
        "behavior and the behavior of one is felt by the other."
    )
    assert len(lines) == 3


# -- more than two people ----------------------------------------------------------------------


def withdrawing(**numbers: float) -> nc.Cycle:
    one = {"dynamics": numbers, "chain": {"behavior": {"words": "go quiet", "moves": "withdraw"}}}
    return people("Ann", "Bo", "Cy", ann=one, bo=one, cy=one)


def test_of_three_the_eigenvalue_decides_and_no_gain_between_two() -> None:
    found = findings(withdrawing(reactivity=3))

    assert found.kind == "keeps-together"
    assert next(answer(found)) == (
        "Where they settle from calm, several rounds together keep the cycle going (spectral "
        "radius 1.05). The strongest rounds are equal, the infinity loop of Ann and Bo, the "
        "infinity loop of Ann and Cy and the infinity loop of Bo and Cy: along each of them alone, "
        "what sets one of them off comes back 0.36 times as strong."
    )
    assert findings(withdrawing(reactivity=1)).kind == "fades-together"


def test_of_three_the_one_strongest_round_is_named() -> None:
    uneven = withdrawing(reactivity=3)
    cy = uneven.partner("cy")
    uneven = uneven.with_partners(
        (*uneven.partners[:2], cy.changed(dynamics=cy.dynamics.changed(reactivity=2.5)))
    )

    assert "The strongest round is the infinity loop of Ann and Bo: " in tell_loops(
        findings(uneven, at="calm")
    )


# -- a search that did not end -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("links", "bounds", "said"),
    [
        (
            (("a", -1, "b"), ("b", 1, "a"), ("b", 1, "c"), ("c", 1, "b")),
            Bounds(limit=1),
            "Of the loops that were looked at, ",
        ),
        (
            (("a", 1, "b"), ("b", 1, "a")),
            Bounds(max_length=1),
            "No feedback loop was found as far as the search went. ",
        ),
        (
            (("a", 1, "b"), ("b", 1, "a"), ("b", 1, "c"), ("c", 1, "a")),
            Bounds(max_length=2),
            "Of the loops that were looked at, one reinforces, and can keep something going: ",
        ),
        (
            (("a", 1, "b"), ("b", 1, "a")),
            Bounds(max_length=2),
            "One loop reinforces, and can keep something going: a → b → a.",
        ),
    ],
    ids=["a limit", "nothing that short", "a length", "a length that reaches all"],
)
def test_the_answer_goes_as_far_as_the_search(links: Any, bounds: Bounds, said: str) -> None:
    assert tell_loops(findings(graph(*links), bounds=bounds)).startswith(said)


def test_one_node_is_one_node() -> None:
    told = tell_loops(findings(graph(("a", 1, "a")), bounds=Bounds(max_length=1)))

    assert "Longer loops than 1 node were not looked for." in told


# -- names and numbers -------------------------------------------------------------------------


def test_no_name_breaks_a_line_or_turns_the_direction() -> None:
    name = "a\nR  loop-forged\tb\u202ec"

    told = tell_loops(findings(graph((name, 1, "d"), ("d", 1, name))), one_by_one=True)
    couple = nc.Cycle(partners={"a": {"name": "Ann\tX\u202e"}, "b": {"name": "Bo"}})

    assert not any(sign in told for sign in "\t\u202e")
    assert "a R loop-forged bc → d" in told
    assert "between Ann X and Bo" in tell_loops(findings(couple, at="calm"))


def test_data_keeps_the_names_of_nodes_as_they_are() -> None:
    found = findings(graph(("a\nb", 1, "c"), ("c", 1, "a\nb")))

    (one,) = cast("list[dict[str, object]]", found.as_data()["loops"])
    assert one["nodes"] == ["a\nb", "c"]
    assert "a\nb > c" in found.as_csv()


def test_two_of_one_name_are_told_apart() -> None:
    couple = nc.Cycle(partners={"a": {"name": "Ann"}, "b": {"name": "Ann"}})

    assert asked(couple) == ["Which of these is easiest to change, for Ann (a) and Ann (b) each?"]


def test_people_are_named_in_one_order() -> None:
    told = tell_loops(findings(people("Zoe", "Ann"), at="calm"))

    assert "(between Zoe and Ann, " in told
    assert "the gain between Zoe and Ann" in told
    assert "for Zoe and Ann each?" in told
    assert "Ann and Zoe" not in told
    of_three = tell_loops(findings(people("Zoe", "Bo", "Ann"), at="calm"))
    assert "the infinity loop of Zoe and Ann (between Zoe and Ann, " in of_three
    assert "the round of Zoe, " in of_three


def test_one_is_a_word_and_what_is_not_one_is_not_told_as_one() -> None:
    assert times(1.0) == "as strong as it was"
    assert times(0.9999) == "0.9999 times as strong"
    assert times(0.16) == "0.16 times as strong"
    told = tell_loops(findings(graph(("a", 1, "b"), ("b", 1, "a"), ("b", 0.5, "c"), ("c", 1, "b"))))
    assert told.startswith(
        "The strongest loop that reinforces, and can keep something going, is a → b → a: as much "
        "comes back."
    )


def test_a_gain_that_is_too_small_for_a_number_is_not_nothing() -> None:
    told = tell_loops(findings(graph(("a", 1e-200, "b"), ("b", 1e-200, "a"))))

    assert "(gain below 1e-300)" in told


def test_the_structural_gain_is_said_to_decide_at_calm() -> None:
    assert "at calm, above 1 a small change grows." in tell_loops(
        findings(people("Ann", "Bo"), at="calm")
    )


def test_the_eigenvalue_of_the_elasticities_stands_beside_them() -> None:
    found = findings(people("Ann", "Bo"), at="calm")
    assert found.leverage is not None

    data = found.as_data()

    assert data["leverage_leading_eigenvalue"] == [*found.leverage.leading_eigenvalue]
    assert findings(graph(("a", 1, "a"))).as_data()["leverage_leading_eigenvalue"] is None


@pytest.mark.parametrize(("other", "is_one"), [(0.99, True), (1.0, False), (1 - 1e-12, False)])
def test_the_strongest_is_the_only_one_that_is_as_strong(other: float, is_one: bool) -> None:
    links = (("a", 1.0, "b"), ("b", 1.0, "a"), ("b", other, "c"), ("c", 1.0, "b"))

    found = findings(graph(*links))

    assert (found.strongest is not None) == is_one


def test_of_a_couple_the_strongest_is_between_the_two() -> None:
    found = findings(people("Ann", "Bo", "Cy", pairs=[("bo", "cy")]), at="calm")

    assert found.strongest is not None
    assert found.strongest.partners == ("bo", "cy")
    assert not found.of_many
