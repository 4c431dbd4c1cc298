"""Notes go into a cycle as they were said; nothing gets lost, what is unclear is asked about."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import CaseError
from negcycle.files.capture import captured
from negcycle.files.note_heads import DIGITS
from negcycle.model.chain import Slot
from negcycle.model.entry import Source, Status
from negcycle.testing import HARD, cycles, words

few = settings(max_examples=20)

TWO = nc.Cycle(partners={"mary": {"name": "Mary"}, "john": {"name": "John"}})
GUESS = {"words": "unloved", "source": "therapist", "status": "conjecture"}


def mary(text: str, slot: str = "primary", cycle: nc.Cycle = TWO) -> list[nc.Entry]:
    return list(nc.capture(cycle, text).partner("mary").chain[slot])


def with_primary(*entries: object) -> nc.Cycle:
    return TWO.with_entry("mary", "primary", list(entries))  # type: ignore[arg-type]


# -- what a line says -----------------------------------------------------------------------------


def test_a_line_says_who_which_slots_and_the_words() -> None:
    made = nc.capture(
        TWO, "M trigger: he goes quiet; secondary: annoyed\n\n# later\nJ> 5: hurt | sad"
    )
    chain = made.partner("mary").chain

    assert (chain.trigger, chain.secondary) == (
        (nc.Entry("he goes quiet"),),
        (nc.Entry("annoyed"),),
    )
    assert made.partner("john").chain.primary == (nc.Entry("hurt"), nc.Entry("sad"))


@pytest.mark.parametrize("who", ["M", "m", "mar", "Mary", "mary", "MARY>", "M >"])
@pytest.mark.parametrize("slot", ["5", "primary", "prim", "PRI"])
def test_who_and_which_slot_may_be_short(who: str, slot: str) -> None:
    assert mary(f"  {who} {slot} : alone ") == [nc.Entry("alone")]


@pytest.mark.parametrize(("digit", "slot"), DIGITS.items())
def test_a_digit_is_a_slot(digit: str, slot: Slot) -> None:
    assert mary(f"M {digit}: x", slot) == [nc.Entry("x")]


@pytest.mark.parametrize("slot", Slot)
@pytest.mark.parametrize("gap", ["_", " ", "-"])
def test_every_slot_has_its_full_name(slot: Slot, gap: str) -> None:
    assert mary(f"Mary {slot.replace('_', gap)}: x", slot) == [nc.Entry("x")]


def test_behaviour_is_a_behavior() -> None:
    assert mary("M behaviou: x", "behavior") == [nc.Entry("x")]


def test_of_one_person_nobody_need_be_named() -> None:
    alone = nc.Cycle(partners={"ruth": {"name": "Ruth"}})

    made = nc.capture(alone, "trigger: noise; R 5: tired\nneed: rest").partner("ruth").chain

    assert [str(made[slot][0]) for slot in ("trigger", "primary", "need")] == [
        "noise",
        "tired",
        "rest",
    ]


def test_a_line_may_go_on_with_somebody_else() -> None:
    made = nc.capture(TWO, "M 1: a; J 1: b; 2: c")

    assert made.partner("mary").chain.trigger == (nc.Entry("a"),)
    assert made.partner("john").chain.secondary == (nc.Entry("c"),)


def test_a_name_of_two_words_is_a_name() -> None:
    cycle = nc.Cycle(partners={"a": {"name": "Mary Ann"}, "b": {"name": "Mary Lou"}})

    made = nc.capture(cycle, "Mary Lou raw spot: x")

    assert made.partner("b").chain.raw_spot == (nc.Entry("x"),)


# -- marks ----------------------------------------------------------------------------------------


def test_marks_after_a_space_are_marks() -> None:
    (entry,) = mary("M 5: does he love me? ?! @own")

    assert entry == nc.Entry(
        "does he love me?",
        source="therapist",
        status="conjecture",
        felt_in_session=True,
        awareness="owned",
    )


def test_between_quotes_every_sign_is_one_of_the_words() -> None:
    text = 'M 5: "why me? ; trigger: | ""no"" = #!" ! | "x"'

    assert mary(text) == [
        nc.Entry('why me? ; trigger: | "no" = #!', felt_in_session=True),
        nc.Entry("x"),
    ]


def test_quotes_within_the_words_keep_what_is_in_them() -> None:
    text = 'M 1: he said "so what; then: go | away" and left; 2: 5" high'

    assert mary(text, "trigger") == [nc.Entry('he said "so what; then: go | away" and left')]
    assert mary(text, "secondary") == [nc.Entry('5" high')]


def test_a_mark_alone_stands_on_what_is_there() -> None:
    (entry,) = mary("M 5: ! @named", cycle=with_primary("alone"))

    assert entry == nc.Entry("alone", felt_in_session=True, awareness="named")


# -- what goes on between two ----------------------------------------------------------------------


@pytest.mark.parametrize("head", ["M from J", "M from", "m > FROM john"])
def test_somebody_comes_to_own_what_the_other_does_and_what_it_stirs(head: str) -> None:
    made = nc.capture(TWO, f"{head}: @owned; 5: sad; to J: @named")

    assert [(str(one.source), str(one.target), one.awareness) for one in made.links] == [
        ("john.behavior", "mary.primary", {"mary": "owned"}),
        ("mary.behavior", "john.primary", {"mary": "named"}),
    ]
    assert [str(one.awareness) for one in nc.status(made).markers[2:4]] == ["owned", "named"]


def test_a_link_that_is_written_is_kept_and_the_graph_gets_no_second_way() -> None:
    cycle = TWO.with_entry("mary", "trigger", "a look")
    made = nc.capture(cycle, "M from J: @owned\nJ to M: @hidden\nM from J: @shared")

    assert [(str(one.target), one.awareness) for one in made.links] == [
        ("mary.trigger", {"mary": "shared", "john": "hidden"})
    ]
    assert len(nc.build_graph(made).links) == len(nc.build_graph(cycle).links)


def test_what_became_of_a_link_is_told() -> None:
    assert captured(TWO, "M from J: @owned").lines == (
        "Mary, what John does and what it stirs in Mary: owned (marked)",
    )


# -- what is there already ------------------------------------------------------------------------


def test_words_are_added_to_what_is_there() -> None:
    assert [e.words for e in mary("M 5: b | a | b", cycle=with_primary("a"))] == ["a", "b"]


@pytest.mark.parametrize("text", ["M 5: unloved", "M 5: =", "M 5: = unloved"])
def test_a_guess_is_confirmed(text: str) -> None:
    (entry,) = mary(text, cycle=with_primary(GUESS))

    assert entry == nc.Entry("unloved", source="therapist", status="confirmed")


def test_a_guess_is_corrected_and_what_was_shared_is_not_shared_for_new_words() -> None:
    guess = {**GUESS, "share": True, "injury": True, "term": "primary.hurt.unloved"}
    (entry,) = mary("M 5: = not seen", cycle=with_primary(guess))

    assert (entry.words, entry.status, entry.source) == (
        "not seen",
        Status.CORRECTED,
        Source.SELF,
    )
    assert (entry.share, entry.injury, entry.term) == (False, True, None)


def test_a_guess_never_weakens_what_somebody_said() -> None:
    assert mary("M 5: alone ?", cycle=with_primary("alone")) == [nc.Entry("alone")]


def test_what_became_of_each_note_is_told() -> None:
    found = captured(with_primary(GUESS), "M 5: = ; need: rest ?; 5: unloved | sad")

    assert found.lines == (
        "Mary, primary emotion: “unloved” (a guess, now confirmed)",
        "Mary, need: “rest” (added as a guess)",
        "Mary, primary emotion: “unloved” (there already)",
        "Mary, primary emotion: “sad” (added)",
    )


# -- what is unclear ------------------------------------------------------------------------------

PEOPLE: dict[str, dict[str, object]] = {
    "mary": {
        "name": "Mary",
        "chain": {"primary": ["a", "b"], "need": [GUESS, {**GUESS, "words": "c"}]},
    },
    "mark": {"name": "Mark"},
    "ana": {"name": "Ana"},
}
TRIO = nc.Cycle(partners=PEOPLE, pairs=[("ana", "mary"), ("mary", "mark")])
UNCLEAR = [
    (
        "Ana trigger he",
        "1:1: There is no ':' here. Write who, a slot, a ':' and the words, such as 'M trigger: he "
        "goes quiet'.",
    ),
    (
        " Ana 1: a; b",
        "1:12: After a ';' comes another slot with its ':', such as 'secondary: annoyed'. Put "
        "quotes around words that hold a ';'.",
    ),
    ("M 5: x", "1:1: 'M' could be 'Mary' or 'Mark'. Write more letters."),
    ("M: x", "1:1: 'M' could be 'Mary' or 'Mark'. Write more letters."),
    ("Mari 5: x", "1:1: Nobody here is called 'Mari'. Did you mean 'Mary'?"),
    ("Q 5: x", "1:1: Nobody here is called 'Q'. Choose from: Mary, Mark, Ana."),
    (
        "Ana 1: a; I say: b",
        "1:11: Nobody here is called 'I'. Choose from: Mary, Mark, Ana. Put quotes around words "
        "that hold a ';'.",
    ),
    (
        "trigger: x",
        "1:1: Nothing says whose this is. Begin the line with a name or its first letters. Choose "
        "from: Mary, Mark, Ana.",
    ),
    (
        "Ana: x",
        "1:1: Nothing says where this belongs. Write a slot before the ':', such as 'M trigger: he "
        "goes quiet'.",
    ),
    (
        ": x",
        "1:1: Nothing says where this belongs. Write a slot before the ':', such as 'M trigger: he "
        "goes quiet'.",
    ),
    ("Ana secundary: x", "1:5: 'secundary' is not a slot. Did you mean 'secondary'?"),
    ("Ana p: x", "1:5: 'p' could be 'primary' or 'perception'. Write more letters."),
    ("Ana b: x", "1:5: 'b' could be 'body', 'behavior' or 'block'. Write more letters."),
    (
        "Ana 5: ",
        "1:8: No words stand here. Write them, or leave the slot out: what is blank stays a "
        "question.",
    ),
    ('Ana 5: "x', "1:8: This quote is not closed. Add a '\"' at the end of the words."),
    (
        'Ana 5: "x" y; 2: z',
        "1:12: There is more after the closing quote. Put the quotes around all of the words, and "
        "write a quote inside them twice.",
    ),
    (
        "Ana 5: lonely?",
        "1:14: This '?' touches the words. Put a space before it if it is a mark ('?' for a guess, "
        "'!' for felt in the room), or quotes around the words if it is one of their signs.",
    ),
    (
        "Ana 5: x @ownd",
        "1:10: '@ownd' is not a step of awareness. Did you mean 'owned'? If it is one of the "
        "words, put quotes around all of them.",
    ),
    (
        "Ana 5: x @h",
        "1:10: '@h' is not a step of awareness. Choose from: hidden, glimpsed, named, owned, "
        "shared, heard. If it is one of the words, put quotes around all of them.",
    ),
    ("Ana 5: a\x1bb", "1:8: The text holds the control character U+001B. Take it out."),
    (
        "Ana 5: " + "a" * 2001,
        "1:8: The text has 2001 characters, and at most 2000 fit here. Shorten it, or move the "
        "rest to 'notes'.",
    ),
    (
        "Ana 5: =",
        "1:8: There is no guess in the primary emotion of Ana that '=' could settle. Take the "
        "words down without it.",
    ),
    (
        "Mary need: = d",
        "1:12: There are several guesses in the need of Mary. To confirm one, write its words; to "
        "correct one, change it in the file.",
    ),
    (
        "Ana 5: !",
        "1:8: There is nothing in the primary emotion of Ana yet that a mark could stand on. Write "
        "the words as well.",
    ),
    (
        "Ana to: @owned",
        "1:5: Somebody else who is here comes after 'to', as in 'M to J: @owned'.",
    ),
    (
        "Ana from Ana: @owned",
        "1:5: Somebody else who is here comes after 'from', as in 'M from J: @owned'.",
    ),
    (
        "Ana to Mark: @owned",
        "1:5: 'Ana' and 'Mark' are no pair in this case. Add them to its 'pairs'.",
    ),
    (
        "Ana from Mary: gone ?",
        "1:16: What goes on between two people takes only how far somebody has come with it, such "
        "as 'M from J: @owned'.",
    ),
    (
        "Mary 5: @owned",
        "1:9: There are several entries in the primary emotion of Mary. Write the words of the one "
        "that is meant.",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), UNCLEAR, ids=[text[:20] for text, _ in UNCLEAR])
def test_what_is_unclear_has_a_place_and_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(CaseError) as raised:
        nc.capture(TRIO, text)

    assert str(raised.value) == sentence


def test_all_that_is_unclear_comes_at_once_and_under_the_name_of_the_notes() -> None:
    with pytest.raises(CaseError) as raised:
        captured(TRIO, "Ana 5: x\r\nQ 5: y\rAna p: z", "notes.txt")

    places = [(one.file, one.line, one.column) for one in raised.value.problems]
    assert places == [("notes.txt", 2, 1), ("notes.txt", 3, 5)]


def test_a_flood_of_faults_ends() -> None:
    with pytest.raises(CaseError) as raised:
        nc.capture(TWO, "x\n" * 10_000)

    assert len(raised.value.problems) == 100


@pytest.mark.parametrize(
    "text",
    [
        "M " * 100_000 + ": x",
        "M 5: " + ' "a' * 50_000,
        'M 5: "' + '""' * 100_000,
        "M 5: " + "|" * 50_000,
    ],
    ids=["head", "quotes", "doubled", "bars"],
)
def test_an_enormous_line_is_told_in_a_short_sentence(text: str) -> None:
    with pytest.raises(CaseError) as raised:
        nc.capture(TWO, text)

    assert len(str(raised.value)) < 400


# -- what stays true ------------------------------------------------------------------------------

one_line = words().map(lambda text: re.sub(r"[\r\n]", " ", text).strip()).filter(bool)


def as_quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


@few
@given(one_line)
@example("אני alone")
@example("\u202eturned\u202c")
def test_own_words_between_quotes_are_taken_down_verbatim(text: str) -> None:
    assert mary(f"M 5: {as_quoted(text)}") == [nc.Entry(text)]


@pytest.mark.parametrize("text", [text for text in HARD if not set(text) & set("\r\n")])
def test_hard_words_stay_what_they_are(text: str) -> None:
    words = text.strip()
    if words[0] in '"=@' or words[-1] in "?!" or set(words) & set(";|"):
        words = text = as_quoted(words)

    (entry,) = mary(f"M 5: {text}")

    assert entry.words == (words if words[0] != '"' else words[1:-1].replace('""', '"'))


@few
@given(
    cycles(max_partners=2, with_links=False, with_plan=False),
    st.sampled_from(Slot),
    one_line,
    st.sampled_from(("", " ?", " !", " @named", " ? ! @glimpsed")),
)
def test_a_line_taken_down_twice_changes_nothing_more_and_nothing_is_lost(
    cycle: nc.Cycle, slot: Slot, text: str, marks: str
) -> None:
    key = cycle.keys[0]
    line = f"{key}> {slot}: {as_quoted(text)}{marks}"
    once = nc.capture(cycle, line)
    old, new = (some.partner(key).chain[slot] for some in (cycle, once))

    assert nc.capture(once, line) == once
    assert [entry.words for entry in new][: len(old)] == [entry.words for entry in old]
    assert text in [entry.words.strip() for entry in new]
    assert once.changed(partners=cycle.partners) == cycle
    assert [one for one in once.partners if one.key != key] == [
        one for one in cycle.partners if one.key != key
    ]


@pytest.mark.parametrize("fault", ["?", "M 2: @owned"], ids=["unread", "unfit"])
def test_notes_are_taken_down_whole_or_not_at_all(fault: str) -> None:
    with pytest.raises(CaseError) as raised:
        nc.capture(TWO, f"M 5: a\n{fault}\nM 5: b")

    assert [one.line for one in raised.value.problems] == [2]


def test_no_notes_change_nothing() -> None:
    assert nc.capture(TWO, " \n\n# M 5: x\n") is TWO


def test_a_sign_that_turns_a_line_around_is_named_in_a_fault() -> None:
    cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})

    with pytest.raises(CaseError) as caught:
        nc.capture(cycle, "A \u202ereggirt: x\nQ\u2066: x")

    assert "\u202e" not in str(caught.value)
    assert [one.message.partition(".")[0] for one in caught.value.problems] == [
        "'U+202Ereggirt' is not a slot",
        "'QU+2066' is not a slot",
    ]
