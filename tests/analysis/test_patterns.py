"""Patterns: of a cycle and with evidence, or that there is not enough information."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

import negcycle as nc
from negcycle.errors import UnknownName
from negcycle.testing import couples, cycles


def couple(one: str | list[str], other: str | list[str], **relations: str) -> nc.Cycle:
    """Return Ana and Ben with moves, each with the behavior 'does this' and its number."""

    def chain(moves: str | list[str]) -> dict[str, Any]:
        given = [moves] if isinstance(moves, str) else moves
        entries = [{"words": f"thing {n}", "moves": move} for n, move in enumerate(given) if move]
        return {"behavior": entries}

    return nc.Cycle(
        partners={
            "ana": {"name": "Ana", "chain": chain(one)},
            "ben": {"name": "Ben", "chain": chain(other), **relations},
        }
    )


@pytest.mark.parametrize(
    ("one", "other", "family"),
    [
        ("pursue", "withdraw", "pursue_withdraw"),
        ("pursue", "give_up", "pursue_withdraw"),
        ("attack", "withdraw", "attack_withdraw"),
        (["pursue", "attack"], "withdraw", "attack_withdraw"),
        ("attack", "attack", "attack_attack"),
        ("withdraw", "withdraw", "withdraw_withdraw"),
        ("give_up", "give_up", "withdraw_withdraw"),
        ("give_up", "withdraw", "burnt_out_pursuer"),
        ("pursue", ["withdraw", "attack"], "reactive_pursue_withdraw"),
        ("withdraw", ["withdraw", "pursue"], "reactive_pursue_withdraw"),
        ("reach", "reach", "reach_respond"),
        ("pursue", "pursue", None),
        ("pursue", "attack", None),
        ("reach", "withdraw", None),
        (["pursue", "withdraw"], ["pursue", "withdraw"], None),
        ("pursue", "", None),
        ("", "", None),
    ],
)
def test_the_pattern_is_read_off_what_both_do(
    one: str | list[str], other: str | list[str], family: str | None
) -> None:
    [found] = nc.patterns(couple(one, other))
    [turned] = nc.patterns(couple(other, one))

    assert found.family == family
    assert turned.family == family


def test_john_and_mary_do_not_chase_each_other() -> None:
    [found] = nc.patterns(nc.load("examples/sunday-silence.yaml"))

    assert found.family is nc.Family.WITHDRAW_WITHDRAW
    assert found.sentence == (
        "Here, this looks like withdraw/withdraw: John “go quiet and shut down” (away); "
        "Mary “brush him off when he reaches out again” (away)."
    )
    assert found.question == (
        "Has one of the two come closer more often at an earlier time, and stopped?"
    )


def test_it_belongs_to_the_topic_and_not_to_a_person() -> None:
    evenings = nc.load("examples/two-women-evenings.yaml")
    money = nc.load("examples/two-women-money.yaml")

    [one], [other] = nc.patterns(evenings), nc.patterns(money)

    assert one.family is other.family is nc.Family.PURSUE_WITHDRAW
    assert [seen.partner for seen in one.evidence if seen.move == "pursue"] == ["ines"]
    assert [seen.partner for seen in other.evidence if seen.move == "pursue"] == ["amal"]


def test_where_too_little_is_known_it_says_what_to_ask() -> None:
    [found] = nc.patterns(couple("pursue", ""))

    assert not found
    assert found.sentence == (
        "There is not enough information to name a pattern: what Ben does is not written yet, "
        "or which way it goes is not clear."
    )
    assert found.question == (
        "When it gets hard, what would a camera see Ben do: come closer, or go away?"
    )


def test_a_guess_is_told_as_one() -> None:
    cycle = couple("pursue", "").with_entry(
        "ben", "behavior", {"words": "leave", "moves": "withdraw", "status": "conjecture"}
    )

    [found] = nc.patterns(cycle)

    assert found.sentence == (
        "Here, this looks like pursue/withdraw: "
        "Ana “thing 0” (toward); Ben “leave” (away, a guess)."
    )


@pytest.mark.parametrize(
    ("before", "now", "family"),
    [
        (("pursue", "withdraw"), ("withdraw", "withdraw"), "burnt_out_pursuer"),
        (("pursue", "withdraw"), ("give_up", "pursue"), "reactive_pursue_withdraw"),
        (("pursue", "withdraw"), ("pursue", "withdraw"), "pursue_withdraw"),
        (("withdraw", "withdraw"), ("pursue", "withdraw"), "pursue_withdraw"),
        (("pursue", "withdraw"), ("reach", "reach"), "reach_respond"),
    ],
)
def test_an_earlier_time_tells_more(
    before: tuple[str, str], now: tuple[str, str], family: str
) -> None:
    [found] = nc.patterns(couple(*now), earlier=couple(*before))

    assert found.family == family


def test_an_earlier_case_of_other_people_is_refused() -> None:
    other = nc.Cycle(partners={"cleo": {"name": "Cleo"}})

    with pytest.raises(UnknownName) as refused:
        nc.patterns(couple("pursue", "withdraw"), earlier=other)

    assert str(refused.value) == (
        "Nobody has the key 'ana' in the earlier case. "
        "Compare two versions of the case of the same people."
    )


def test_nothing_is_named_with_a_child_or_where_something_comes_first() -> None:
    with_child = couple("pursue", "withdraw", relation="child")
    hurt = couple("pursue", "withdraw").with_entry(
        "ana", "primary", {"words": "alone", "injury": True}
    )
    afraid = couple("attack", "withdraw").with_entry("ben", "trigger", "he choked me")

    found = [nc.patterns(one)[0] for one in (with_child, hurt, afraid)]

    assert {one.family for one in found} == {None}
    assert {one.sentence for one in found} == {"No pattern is named here."}
    assert [one.evidence for one in found] == [()] * 3


@given(couples())
def test_who_is_listed_first_changes_nothing(cycle: nc.Cycle) -> None:
    turned = cycle.with_partners(reversed(cycle.partners))

    assert nc.patterns(turned) == nc.patterns(cycle)


@given(cycles())
def test_every_pair_has_one_and_its_evidence_is_what_was_written(cycle: nc.Cycle) -> None:
    found = nc.patterns(cycle)

    written = {(one.key, entry.words) for one in cycle.partners for entry in one.chain.behavior}
    assert sorted(one.pair for one in found) == sorted(
        (min(pair), max(pair)) for pair in cycle.all_pairs()
    )
    assert {(seen.partner, seen.words) for one in found for seen in one.evidence} <= written
    assert all(one.as_data()["sentence"] for one in found)


def test_no_pattern_is_called_by_a_word_for_a_person() -> None:
    said = " ".join(one.label for one in nc.Family).lower()

    assert "pursuer" not in said
    assert "withdrawer" not in said
    assert nc.Family.PURSUE_WITHDRAW.aliases[-1] == "protest polka (Sue Johnson's name for it)"
    assert nc.Family.REACTIVE.aliases == ()
