"""Which loop keeps a cycle going, in words, as data and as a table."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.analysis.findings import HEAD, Bounds, findings
from negcycle.analysis.rest import tipping
from negcycle.errors import AnalysisError, SimulationError, UnknownName
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.report.telling_loops import MOST_LISTED, tell_loops
from negcycle.testing import couples


@pytest.fixture(autouse=True)
def no_tipping_points(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Leave the tipping points out, except where they are looked at: to find them takes a while."""
    if "tipping_points" not in request.fixturenames:
        monkeypatch.setattr(
            "negcycle.analysis.rest.stability.tipping_points",
            lambda of, _: tipping.tipping_points(of, None),
        )


@pytest.fixture
def tipping_points() -> None:
    """Look for the tipping points."""


def couple(**numbers: Any) -> nc.Cycle:
    """Return Ana and Ben, each with these numbers; a pair of numbers is one for each."""
    partners: dict[str, dict[str, Any]] = {}
    for place, name in enumerate(("Ana", "Ben")):
        own = {key: v[place] if isinstance(v, tuple) else v for key, v in numbers.items()}
        partners[name.lower()] = {"name": name, "dynamics": own}
    return nc.Cycle(partners=partners)


def graph(*links: str) -> SignedGraph:
    """Return a graph of links such as ``"a -2 b"``; a mere sign has the weight 1."""
    made: list[SignedLink] = []
    for link in links:
        source, strength, target = link.split()
        written = {"source": source, "target": target, "sign": strength[0]}
        weight = float(strength[1:] or 1)
        made.append(SignedLink.model_validate({**written, "weight": weight}))
    nodes = dict.fromkeys(end for one in made for end in (one.source, one.target))
    return SignedGraph(nodes=tuple(nodes), links=tuple(made))


def first_line(of: nc.Cycle | SignedGraph, at: str | None = None) -> str:
    return tell_loops(findings(of, at=at)).partition("\n")[0]


# -- the answer --------------------------------------------------------------------------------


def test_calm_the_loop_of_an_ordinary_couple_dies_away() -> None:
    assert first_line(couple(), "calm") == (
        "Where they are calm, no loop keeps the cycle going: along the infinity loop, what sets "
        "one of them off comes back 0.16 times as strong. Below 1 it dies away."
    )


def test_stuck_the_infinity_loop_keeps_the_cycle_going() -> None:
    found = findings(couple(need=(0.55, 0.45)), at="stuck")

    assert tell_loops(found).partition("\n")[0] == (
        "Where they are stuck, the infinity loop keeps the cycle going: what sets one of them off "
        "comes back 3.32 times as strong. Above 1 it feeds itself."
    )
    assert found.strongest is not None
    assert found.strongest.length == 8
    assert found.ledger is not None
    assert found.strongest.structural == pytest.approx(found.ledger.gain)


def test_what_is_held_without_a_loop_that_feeds_itself_is_said() -> None:
    far_apart = couple(need=(0.95, 0.05), reactivity=1)

    assert first_line(far_apart) == (
        "Where they settle from calm, no loop keeps the cycle going: along the infinity loop, what "
        "sets one of them off comes back 0.903 times as strong, which alone would die away. What "
        "holds it is what is missing between them."
    )


def test_two_who_answer_differently_correct_themselves() -> None:
    assert first_line(couple(answer=(1, -1))) == (
        "Where they settle from calm, no loop keeps the cycle going: along the infinity loop, what "
        "sets one of them off comes back 0.16 times as strong and the other way round, so it "
        "corrects itself."
    )


def test_two_who_answer_differently_and_strongly_swing() -> None:
    assert first_line(couple(answer=(1, -1), reactivity=8), "calm") == (
        "Where they are calm, the infinity loop keeps the cycle swinging: what sets one of them "
        "off comes back 2.56 times as strong and the other way round, which is more than such a "
        "loop bears."
    )


def test_somebody_all_open_closes_the_loop() -> None:
    found = findings(couple(openness=(1, 0.8)))

    assert found.strongest is None
    assert tell_loops(found).partition("\n")[0] == (
        "Where they settle from calm, no loop keeps the cycle going: along the loop of Ana and "
        "Ben, nothing comes back of what sets one of them off."
    )
    assert "nothing passes  Ana's primary emotion to Ana's secondary emotion" in tell_loops(found)


@pytest.mark.parametrize(
    ("links", "answer"),
    [
        ((), "There is no feedback loop here: nothing comes back to where it began."),
        (("a + b", "b - a"), "No loop reinforces here, so nothing keeps itself going."),
        (
            ("a + b", "b ? a"),
            "No loop is known to reinforce: 1 with a link of unknown sign may.",
        ),
        (
            ("a + b", "b + a", "b + c", "c - b"),
            "One loop reinforces, and can keep something going: a → b → a.",
        ),
        (
            ("a + b", "b + a", "b - c", "c - b"),
            "2 loops reinforce, and can keep something going; by the weights as written, none is "
            "stronger than all others.",
        ),
        (
            ("a + b", "b + a", "b -2 c", "c -3 b", "c -9 c"),
            "The strongest loop that reinforces, and can keep something going, is b → c → b: 6 "
            "times as much comes back.",
        ),
    ],
)
def test_of_a_plain_graph_what_can_keep_going_is_said(links: tuple[str, ...], answer: str) -> None:
    assert first_line(graph(*links)) == answer


def test_a_stuck_state_beside_is_pointed_to() -> None:
    apart = couple(need=(0.55, 0.45))

    assert findings(apart).beside == "stuck"
    assert tell_loops(findings(apart)).splitlines()[1] == (
        "There is a stuck state, too. Look at it with --at stuck."
    )
    assert findings(apart, at="stuck").beside is None
    assert findings(couple(answer=(1, -1))).beside is None


def test_a_swing_beside_is_said() -> None:
    swings = findings(couple(answer=(1, -1), reactivity=5))

    assert swings.beside == "swings"
    assert tell_loops(swings).splitlines()[1] == (
        "From the worst start there is, it goes back and forth without fading."
    )


def test_what_lasts_without_being_held_is_said() -> None:
    alike = couple(reactivity=2)

    assert tell_loops(findings(alike)).splitlines()[1] == (
        "From the worst start there is, the cycle lingers for long, though nothing holds it for "
        "good. Look at that with --at stuck."
    )
    lingering = tell_loops(findings(alike, at="stuck"))
    assert lingering.startswith("Where they linger longest, ")
    assert "This is no state of rest: things move on from here" in lingering


# -- what is listed ----------------------------------------------------------------------------


def test_each_loop_has_a_line() -> None:
    lines = tell_loops(findings(couple(need=(0.55, 0.45)))).splitlines()

    assert "13 loops: 13 reinforcing." in lines
    assert (
        "  R  loop-cjnn4srwnx  meeting, by way of Ana's behavior and Ben's resentment "
        "(between Ana and Ben, local gain 0.00035)" in lines
    )
    assert (
        "  R  loop-izf7q4wutz  the infinity loop "
        "(between Ana and Ben, structural gain 0.179, local gain 0.161)" in lines
    )


def test_badges_gains_and_delays_of_a_plain_graph() -> None:
    of = graph("a +2 b", "b -0.5 a", "b ? c", "c + b", "c + c")
    late = of.model_copy(
        update={"links": tuple(one.model_copy(update={"delay": 1.5}) for one in of.links)}
    )

    text = tell_loops(findings(late))

    assert "3 loops: 1 reinforcing, 1 balancing and 1 with a link of unknown sign." in text
    assert "a → b → a (gain -1, delay 3)" in text
    assert "?  loop-" in text
    assert "b → c → b (delay 3)" in text
    assert "c → c (gain 1, delay 1.5)" in text


def test_of_many_loops_the_first_are_listed() -> None:
    names = [f"n{one}" for one in range(6)]
    full = graph(*(f"{one} + {other}" for one in names for other in names if one != other))

    text = tell_loops(findings(full))

    assert text.count("  R  loop-") == MOST_LISTED
    assert f"  and {409 - MOST_LISTED} more; write all with -o loops.csv" in text


def test_a_search_that_ended_early_says_so() -> None:
    full = graph("a + b", "b + a", "b + c", "c + b", "c + a", "a + c")

    few = findings(full, bounds=Bounds(limit=2))
    short = findings(full, bounds=Bounds(max_length=2))

    assert not few.loops.complete
    assert (
        "There are more: the search ended at 2. Raise --limit, or ask for short ones with "
        "--max-length." in tell_loops(few)
    )
    assert short.loops.complete
    assert "Longer loops than 2 nodes were not looked for." in tell_loops(short)


def test_a_search_without_time_says_so() -> None:
    names = [f"n{one}" for one in range(16)]
    full = graph(*(f"{one} + {other}" for one in names for other in names if one != other))

    found = findings(full, bounds=Bounds(limit=10**7, seconds=0.05))

    assert not found.loops.complete
    assert (
        "There may be more: the search ended after 0.05 s. Raise --seconds, or ask for short ones "
        "with --max-length." in tell_loops(found)
    )


# -- what is asked for -------------------------------------------------------------------------


def test_loops_through_a_node_and_one_loop_are_chosen() -> None:
    cycle = couple(need=(0.55, 0.45))
    everything = findings(cycle)
    (infinity,) = (one for one in everything.loops if one.structural is not None)

    by_id = findings(cycle, loop=infinity.id)
    by_name = findings(cycle, loop="the infinity loop")
    by_node = findings(cycle, loop="ana.behavior")
    through = findings(cycle, through="ana.behavior")
    both = findings(cycle, through="ana.openness", loop="meeting")

    assert [one.id for one in by_id.chosen] == [one.id for one in by_name.chosen] == [infinity.id]
    assert [*by_node.chosen] == [*through.chosen] == [*everything.loops.through("ana.behavior")]
    assert [one.length for one in both.chosen] == [4]
    assert len(by_id.loops) == 13
    assert "Asked for: 1 of them." in tell_loops(by_id)
    assert "    Ana: Ben's behavior is felt, " in tell_loops(by_id, one_by_one=True)


def test_what_is_not_there_is_met_with_what_is() -> None:
    with pytest.raises(UnknownName) as loop:
        findings(couple(), loop="the infinity lop")
    with pytest.raises(UnknownName) as node:
        findings(couple(), through="ana.behaviour")
    with pytest.raises(UnknownName) as state:
        findings(couple(), at="stuk")

    assert str(loop.value) == (
        "No loop and no node is called 'the infinity lop' here. Did you mean 'the infinity loop'?"
    )
    assert str(node.value) == "No node is called 'ana.behaviour'. Did you mean 'ana.behavior'?"
    assert "Did you mean 'stuck'?" in str(state.value)


def test_what_cannot_be_asked_is_a_sentence() -> None:
    with pytest.raises(SimulationError) as alone:
        findings(nc.Cycle(partners={"ana": {"name": "Ana"}}))
    with pytest.raises(SimulationError, match="These numbers hold no stuck state"):
        findings(couple(reactivity=1), at="stuck")
    with pytest.raises(AnalysisError, match="A plain graph has no states"):
        findings(graph("a + b"), at="stuck")

    assert str(alone.value) == (
        "Ana is alone in this case. It takes two people who are in a cycle with each other."
    )


# -- what it rests on --------------------------------------------------------------------------


def test_where_a_change_counts_is_the_same_for_everybody() -> None:
    text = tell_loops(findings(couple(), at="calm"))

    assert (
        "For how fast a round fades or grows, a small change counts most where the first feeling "
        "turns into a reaction, the reaction turns into a conclusion, the conclusion turns into "
        "behavior and the behavior of one is felt by the other.\n"
        "Which of these is easiest to change, for Ana and Ben each?" in text
    )


@given(couples())
@settings(max_examples=4)
def test_where_a_change_counts_names_nobody(cycle: nc.Cycle) -> None:
    lines = tell_loops(findings(cycle)).splitlines()
    counts = [one for one in lines if one.startswith(("For how fast a round", "After that, "))]

    assert counts
    assert not any(f"{one.name}'s" in line for one in cycle.partners for line in counts)


def test_whether_the_state_holds_is_said() -> None:
    assert "This state holds: a slight upset fades" in tell_loops(findings(couple()))
    assert "This state does not hold: a slight upset grows" in tell_loops(
        findings(couple(reactivity=20))
    )
    assert "This is no state of rest: things move on from here" in tell_loops(
        findings(couple(need=(0.6, 0.4)), at="calm")
    )


@pytest.mark.usefixtures("tipping_points")
def test_where_the_state_would_be_lost_is_said() -> None:
    text = tell_loops(findings(couple(need=(0.55, 0.45))))

    assert (
        "It would be lost, if one of these changed alone, at:\n"
        "  everybody's reactivity 1.44 times what it is\n"
        "  everybody's openness 0.883 times what it is\n"
        "  repair 0.142 (now 1)\n"
        "  a gap between their needs of 0.2 (now 0.1)\n" in text
    )


def test_every_text_of_a_couple_says_what_the_numbers_are() -> None:
    text = tell_loops(findings(couple()))

    assert "What this is: a model for thinking, with assumed numbers." in text
    assert "These numbers would be the same for any couple" in text
    assert "What this is" not in tell_loops(findings(graph("a + b", "b + a")))


@given(couples())
@settings(max_examples=4)
def test_what_is_found_is_plain_data(cycle: nc.Cycle) -> None:
    found = findings(cycle).as_data()

    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_no_number_in_the_data_is_beyond_all_numbers() -> None:
    found = findings(graph("a +1e300 b", "b +1e300 a"))

    (one,) = json.loads(json.dumps(found.as_data(), allow_nan=False))["loops"]
    assert one["gain"] == {"structural": None, "local": None}
    assert "gain inf" not in tell_loops(found)
    assert found.as_csv().splitlines()[1].split(",")[3:7] == ["2", "", "", "0.0"]


def test_the_table_has_a_row_for_each_loop() -> None:
    found = findings(couple(need=(0.55, 0.45)))

    rows = list(csv.DictReader(io.StringIO(found.as_csv())))

    assert tuple(rows[0]) == HEAD
    assert [row["id"] for row in rows] == [one.id for one in found.loops]
    meeting = next(row for row in rows if row["name"] == "meeting")
    assert meeting["nodes"] == "ana.openness > ben.resentment > ben.openness > ana.resentment"
    assert (meeting["structural"], meeting["partners"]) == ("", "ana ben")
    assert meeting["crossings"] == "2"
    assert float(meeting["local"]) == pytest.approx(1.0067e-4, rel=1e-3)
