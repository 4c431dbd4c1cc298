"""A case without what says whose it is: nothing of it is left, and it moves as before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import UnknownName
from negcycle.testing import couples, cycles

ZEBRA = "zebra"
"""A word that stands in no lexicon."""

TOLD = nc.Cycle(
    title="Zebras at the lake",
    topic="zebra crossings",
    date="2026-11-21",
    notes="zebra, zebra",
    partners={
        "zenobia": {
            "name": "Zenobia Zebrawood",
            "pronoun": "zey",
            "notes": "born near the zebras",
            "chain": {
                "trigger": "Quentin says zebra",
                "primary": ["lonely, as Quentin knows", "zebra"],
                "behavior": {"words": "zebra and yell", "moves": "attack"},
            },
            "dynamics": {"need": 0.7},
        },
        "quentin": {
            "name": "Quentin",
            "chain": {
                "secondary": {"words": "zebra", "awareness": "owned", "intensity": 7},
                "behavior": "zebra, then goes quiet",
            },
        },
    },
    links=[
        {
            "source": "zenobia.behavior",
            "target": "quentin.primary",
            "strength": 2,
            "evidence": "the zebra evening",
            "awareness": {"quentin": "owned"},
        }
    ],
    stressors=[{"words": "a zebra next door", "on": "quentin"}],
    plan=[
        {"at": 3, "trigger": "zenobia", "felt": "absence", "for": 2},
        {"at": 9, "timeout": {"for": 3, "return": True, "by": "quentin"}},
        {"at": 20, "check_in": "both", "for": 3},
    ],
)


def test_nothing_is_left_that_says_whose_it_is() -> None:
    made = nc.deidentify(TOLD)

    for text in (nc.dumps(made), nc.dumps(made, format="json")):
        lower = text.lower()
        assert not [
            word for word in ("zen", ZEBRA, "quentin", "zey", "11", "lake") if word in lower
        ]
    assert (made.title, made.topic, made.notes, made.date) == (None, None, None, "2026")
    assert made.keys == ("p1", "p2")
    assert [one.name for one in made.partners] == ["Partner 1", "Partner 2"]


def test_what_counts_in_an_analysis_stays() -> None:
    made = nc.deidentify(TOLD)

    p1, p2 = made.partners
    assert [entry.words for entry in p1.chain.primary] == ["lonely", "(omitted)"]
    assert [(entry.words, entry.moves) for entry in p1.chain.behavior] == [("yell", "attack")]
    assert [entry.moves for entry in p2.chain.behavior] == ["withdraw"]
    assert (p2.chain.secondary[0].awareness, p2.chain.secondary[0].intensity) == ("owned", 7)
    assert p1.dynamics.need == 0.7
    [link] = made.links
    assert (str(link.source), str(link.target), link.strength) == ("p1.behavior", "p2.primary", 2)
    assert (link.evidence, link.awareness) == (None, {"p2": "owned"})
    assert (made.stressors[0].words, made.stressors[0].on) == ("(omitted)", ("p2",))
    assert [name for item in made.plan.items for _, name in item.partners()] == ["p1", "p2", "both"]


def test_what_is_kept_by_hand_stays_without_the_names() -> None:
    keep = ["title", "date", "Quentin.behaviour", "zenobia.trigger", "stressors", "evidence"]

    made = nc.deidentify(TOLD, keep=keep)

    assert (made.title, made.date, made.topic) == ("Zebras at the lake", "2026-11-21", None)
    assert made.partner("p2").chain.behavior[0].words == "zebra, then goes quiet"
    assert made.partner("p1").chain.trigger[0].words == "Partner 2 says zebra"
    assert made.stressors[0].words == "a zebra next door"
    assert made.links[0].evidence == "the zebra evening"
    assert made.partner("p1").notes is None


def test_any_part_of_a_name_is_replaced_in_what_is_kept() -> None:
    cycle = TOLD.changed(notes="ZEBRAWOOD told quentin; Quentiniana and zebrawoody are others")

    made = nc.deidentify(cycle, keep=["notes"])

    assert made.notes == "Partner 1 told Partner 2; Quentiniana and zebrawoody are others"


@pytest.mark.parametrize(
    ("slot", "written", "left"),
    [
        ("behavior", "leave Zenobia", "(omitted)"),
        ("behavior", "leave her", "(omitted)"),
        ("behavior", "walk out and divorce", "(omitted)"),
        ("behavior", "leave Zenobia in the room", "(omitted)"),
        ("behavior", "does not leave the room", "(omitted)"),
        ("behavior", "left the room and zebra", "leave the room"),
        ("behavior", "goes quiet, leaves the room", "leave the room"),
        ("trigger", "leaves the house", "(omitted)"),
        ("trigger", "Zenobia comes home late", "late home"),
        ("trigger", "criticizes the zebra", "(omitted)"),
    ],
)
def test_no_other_act_is_told_than_that_which_was_said(slot: str, written: str, left: str) -> None:
    entry = {"words": written, **({"moves": "withdraw"} if slot == "behavior" else {})}
    made = nc.deidentify(nc.Cycle(partners={"q": {"name": "Quentin", "chain": {slot: entry}}}))

    assert made.partners[0].chain[nc.Slot(slot)][0].words == left


def test_a_term_that_was_chosen_by_hand_stays() -> None:
    entry = {"words": "walks out", "term": "behavior.withdraw.leave_the_room"}
    made = nc.deidentify(nc.Cycle(partners={"q": {"name": "Q", "chain": {"behavior": entry}}}))

    assert made.partners[0].chain.behavior[0].words == "leave the room"


def test_what_pseudonyms_make_too_long_is_cut() -> None:
    crowd = "Quentin " * 15 + "."
    told = TOLD.changed(title=crowd[:120], notes="Quentin " * 12_500, topic="Quentin\u3055" * 15)
    told = told.with_entry("quentin", "need", "Quentin " * 249)

    made = nc.deidentify(told, keep=["title", "topic", "notes", "quentin.need"])

    assert made.title == "Partner 2 " * 11 + "Partner\u2026"
    assert made.partners[1].chain.need[0].words.endswith("Partner 2 Partner\u2026")
    assert (made.notes or "").endswith("\u2026")
    assert (made.topic or "").endswith("\u2026")


@pytest.mark.parametrize("place", ["zenobia.trigge", "nobody.trigger", "names", "", ".", "p1.name"])
def test_what_is_not_there_cannot_be_kept(place: str) -> None:
    with pytest.raises(UnknownName):
        nc.deidentify(TOLD, keep=[place])


def test_the_nearest_place_is_offered() -> None:
    with pytest.raises(UnknownName) as refused:
        nc.deidentify(TOLD, keep=["zenobia.triger"])

    assert str(refused.value) == (
        "There is no 'zenobia.triger' here that could be kept. Did you mean 'zenobia.trigger'?"
    )


@given(cycles())
def test_doing_it_twice_changes_nothing_more(cycle: nc.Cycle) -> None:
    once = nc.deidentify(cycle)

    assert nc.deidentify(once) == once
    assert nc.loads(nc.dumps(once)) == once


@given(cycles(), st.sampled_from(["name", "title", "notes", "words"]))
def test_a_word_of_somebodys_own_is_nowhere(cycle: nc.Cycle, where: str) -> None:
    secret = "Qwxyzqx"
    first = cycle.partners[0]
    told = {
        "name": lambda: cycle.with_partner(first.changed(name=f"{secret} {first.name}"[:80])),
        "title": lambda: cycle.changed(title=secret, topic=secret),
        "notes": lambda: cycle.changed(notes=secret).with_partner(first.changed(notes=secret)),
        "words": lambda: cycle.with_entry(first.key, "need", f"{secret} and closeness"),
    }[where]()

    made = nc.deidentify(told)

    assert secret not in nc.dumps(made)
    assert secret not in nc.dumps(made, format="json")


@given(couples())
def test_everybody_stands_where_they_stood(cycle: nc.Cycle) -> None:
    made = nc.deidentify(cycle)

    assert [one.position.name for one in made.partners] == [
        one.position.name for one in cycle.partners
    ]


def test_it_runs_as_before() -> None:
    cycle = nc.load("examples/critic-and-cocoon.yaml")
    made = nc.deidentify(cycle)

    before = nc.simulate(cycle, turns=300, noise=0.1, seed=4, start="stuck")
    after = nc.simulate(made, turns=300, noise=0.1, seed=4, start="stuck")

    assert (after.states == before.states).all()


def test_an_incident_is_left_out() -> None:
    told = TOLD.changed(incident=[{"who": "quentin", "at": "19:40", "words": "zebra at the door"}])

    assert nc.deidentify(told) == nc.deidentify(TOLD)


def test_every_part_of_a_cycle_is_thought_of() -> None:
    """What is new in a case is left out until somebody has thought about it."""
    thought_of = {
        *("negcycle", "title", "topic", "date", "partners", "pairs", "links", "stressors"),
        *("dynamics", "plan", "notes"),
    }
    left_out = {"incident"}

    assert set(nc.Cycle.model_fields) - left_out == thought_of


def test_what_stands_for_words_that_are_omitted_is_in_no_lexicon() -> None:
    assert not [slot for slot in nc.Slot if nc.lexicon().find(slot, "(omitted)")]
