"""Only what changed changes: comments, quotes, order and spaces of a file stay."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from negcycle.errors import CaseError
from negcycle.files import rewriting
from negcycle.files.case import loads
from negcycle.files.layout import Layout
from negcycle.files.rewriting import comments_of, rewritten
from negcycle.files.splicing import Splice
from negcycle.model.cycle import Cycle, Partner
from negcycle.testing import cycles

Texts = Callable[..., st.SearchStrategy[str]]

CASE = """\
# Sunday, after the second session
title: "The Sunday Silence"   # their own name for it
date: 2026-11-21
partners:

  # he speaks first
  john:
    name:   John
    chain:
      trigger:            # not yet
      primary: [hurt, 'rejected' , unloved]   # said twice
      behaviour: {words: goes quiet, moves: withdraw}
      need:
        - to be sure   # of her
        # to ask about
        - words: to rest
          status: conjecture
      # more to come
  mary:
    name: Mary
    chain: {primary: sad, fear: losing him}
links:
- source: john.behavior   # every time
  target: mary.primary
  strength: 0.50
notes: >   # never drawn
  He came late, and she
  had waited.
# the end
"""


def change(new: Cycle, text: str = CASE) -> list[str]:
    """Return the lines that differ: what went with a `-`, what came with a `+`."""
    made = rewritten(text, new)
    lines = difflib.ndiff(text.splitlines(keepends=True), made.splitlines(keepends=True))
    assert loads(made) == new
    return [line[:2].strip() + line[2:].removesuffix("\n") for line in lines if line[0] in "+-"]


def case() -> Cycle:
    return loads(CASE)


def test_a_text_that_says_it_already_stays() -> None:
    assert rewritten(CASE, case()) == CASE


def test_words_change_in_their_quotes() -> None:
    assert change(case().changed(title='The "Long" Sunday')) == [
        '-title: "The Sunday Silence"   # their own name for it',
        '+title: "The \\"Long\\" Sunday"   # their own name for it',
    ]


def test_a_new_field_comes_where_the_format_has_it() -> None:
    assert change(case().changed(topic="evenings", stressors=["rent: due"])) == [
        "+topic: evenings",
        "+stressors: ['rent: due']",
    ]


def test_a_field_goes_with_its_line_and_what_stands_behind_it() -> None:
    assert change(case().changed(title=None)) == [
        '-title: "The Sunday Silence"   # their own name for it'
    ]


def test_a_blank_is_filled_in_and_the_comment_keeps_its_column() -> None:
    assert change(case().with_entry("john", "trigger", "she turns")) == [
        "-      trigger:            # not yet",
        "+      trigger: she turns  # not yet",
    ]


def test_a_list_keeps_the_items_that_stay() -> None:
    assert change(case().with_entry("john", "primary", ["hurt", "a, b", "unloved", "sad"])) == [
        "-      primary: [hurt, 'rejected' , unloved]   # said twice",
        "+      primary: [hurt, 'a, b' , unloved, sad]   # said twice",
    ]


def test_an_item_in_lines_is_added_and_one_taken_out() -> None:
    rest = case().partner("john").chain.need[1]

    assert change(case().with_entry("john", "need", [rest, "to be held"])) == [
        "-        - to be sure   # of her",
        "+        - to be held",
    ]


def test_one_field_of_an_entry_changes_alone() -> None:
    sure, rest = case().partner("john").chain.need
    needs = [sure, rest.changed(status="confirmed", intensity=7)]

    assert change(case().with_entry("john", "need", needs)) == [
        "+          intensity: 7",
        "-          status: conjecture",
        "+          status: confirmed",
    ]


def test_a_new_slot_stands_behind_the_comments_of_the_one_before() -> None:
    dynamics = {"need": 0.5}
    john = case().partner("john").changed(dynamics=dynamics)
    made = rewritten(CASE, case().with_partner(john).with_entry("john", "request", "stay"))

    before, _, after = made.partition("          status: conjecture\n")
    assert CASE.startswith(before)
    assert after.splitlines()[:4] == [
        "      request: stay",
        "      # more to come",
        "    dynamics: {need: 0.5}",
        "  mary:",
    ]


def test_the_other_spelling_stays() -> None:
    assert change(case().with_entry("john", "behavior", "shouts")) == [
        "-      behaviour: {words: goes quiet, moves: withdraw}",
        "+      behaviour: shouts",
    ]


def test_a_number_changes_and_its_neighbors_keep_their_form() -> None:
    [link] = case().links

    assert change(case().changed(links=[link.changed(delay=2)])) == ["+  delay: 2"]
    assert change(case().changed(links=[link.changed(strength=0.25)])) == [
        "-  strength: 0.50",
        "+  strength: 0.25",
    ]


def test_between_brackets_a_field_is_added_and_taken_out() -> None:
    cycle = case().without_entry("mary", "primary").with_entry("mary", "need", "room: enough")

    assert change(cycle) == [
        "-    chain: {primary: sad, fear: losing him}",
        "+    chain: {fear: losing him, need: 'room: enough'}",
    ]


def test_folded_words_stay_folded() -> None:
    late, cold = "He came late, and she had waited.", " It was cold."
    notes = f"{late}{cold * 6} So.\nThen not.\n"

    assert change(case().changed(notes=notes)) == [
        "-  He came late, and she",
        "-  had waited.",
        f"+  {late}{cold * 5}",
        "+  It was cold. So.",
        "+",
        "+  Then not.",
    ]


def test_lines_of_words_become_one_line_and_keep_their_comment() -> None:
    assert change(case().changed(notes="short")) == [
        "-notes: >   # never drawn",
        "+notes: short   # never drawn",
        "-  He came late, and she",
        "-  had waited.",
    ]


def test_a_partner_is_added_in_lines() -> None:
    kit = Partner(key="kit", name="Kit", chain={"primary": ["torn", "afraid"]})

    assert change(case().with_partner(kit)) == [
        "+  kit:",
        "+    name: Kit",
        "+    chain:",
        "+      primary: [torn, afraid]",
    ]


def test_a_partner_moves_with_the_comments_inside() -> None:
    moved = rewritten(CASE, case().with_partners(reversed(case().partners)))

    assert moved.splitlines()[4:9] == [
        "",
        "  # he speaks first",
        "  mary:",
        "    name: Mary",
        "    chain: {primary: sad, fear: losing him}",
    ]
    assert Counter(moved.splitlines()) == Counter(CASE.splitlines())


def test_a_partner_gets_another_key() -> None:
    john, mary = case().partners
    [link] = case().links
    cycle = case().changed(
        partners=[john.changed(key="jon"), mary],
        links=[link.changed(source="jon.behavior")],
    )

    assert change(cycle) == [
        "-  john:",
        "+  jon:",
        "-- source: john.behavior   # every time",
        "+- source: jon.behavior   # every time",
    ]


def test_a_partner_goes_and_full_lines_of_comment_stay() -> None:
    cycle = case().changed(partners=case().partners[1:], links=[])

    made = rewritten(CASE, cycle)

    assert loads(made) == cycle
    assert comments_of(CASE) - comments_of(made) == Counter(
        ["# not yet", "# said twice", "# of her", "# every time"]
    )


def test_line_breaks_and_the_byte_order_mark_stay() -> None:
    text = "\ufeff" + CASE.replace("\n", "\r\n")

    made = rewritten(text, case().changed(topic="evenings", notes="one\ntwo\n"))

    assert made.startswith("\ufeff# Sunday")
    assert made.count("\n") == made.count("\r\n")
    assert "\r\ntopic: evenings\r\n" in made


def test_a_last_line_without_a_break_is_no_trap() -> None:
    text = "partners: {ana: {name: Ana}}  # alone"
    ana = loads(text)

    assert rewritten(text, ana.changed(notes="a\nb\n")) == f"{text}\nnotes: |\n  a\n  b\n"
    assert (
        rewritten(f"{text}\ntitle: x", ana.changed(stressors=["rent"]))
        == f"{text}\nstressors: [rent]\n"
    )
    assert rewritten(text, ana.changed(stressors=["rent"], notes="z")) == (
        f"{text}\nstressors: [rent]\nnotes: z\n"
    )


def test_a_form_to_fill_in_stays_one() -> None:
    head = "partners:\n  ana:\n    name: Ana\n    chain:\n"
    slots = ["      primary: sad\n", "      need:   # what for?\n"]
    text = head + slots[0] + slots[1]

    assert rewritten(text, loads(text).without_entry("ana", "primary")) == head + slots[1]


def test_a_partner_with_a_blank_goes_whole() -> None:
    text = "partners:\n  ana: {name: Ana}\n  ben:\n    name: Ben\n    notes:   # later\n"

    made = rewritten(text, loads("partners: {ana: {name: Ana}}"))

    assert made == "partners:\n  ana: {name: Ana}\n"


def test_a_field_behind_a_dash_goes_and_the_next_takes_its_place() -> None:
    text = "partners: {ana: {name: Ana}}\nplan:\n  - at: 3\n    every: 9   # yes\n    stress: 1\n"
    cycle = loads(text).changed(plan=[{"every": 9, "stress": 1}])

    assert rewritten(text, cycle) == text.replace("at: 3\n    ", "")


def test_what_cannot_be_changed_in_part_is_changed_as_a_whole() -> None:
    text = "partners: {ana: {name: Ana}}\nplan:\n  - at: 3   # a\n    stress: 1   # b\n"
    cycle = loads(text).changed(plan=[{"when": {"flooded": 0.5}, "stress": 1}])

    made = rewritten(text, cycle)

    assert loads(made) == cycle
    assert comments_of(made) == comments_of(text)
    assert "  - {when: {flooded: 0.5}, stress: 1}   # b\n" in made


def test_a_comment_in_the_middle_of_what_is_replaced_moves_up() -> None:
    text = (
        "partners:\n  ana: {name: Ana, chain: {primary: {  # why\n    words: sad, share: true}}}\n"
    )
    cycle = loads(text).with_entry("ana", "primary", ["hurt", "sad"])

    made = rewritten(text, cycle)

    assert made == "partners:\n  # why\n  ana: {name: Ana, chain: {primary: [hurt, sad]}}\n"


def test_as_a_last_resort_the_comments_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rewriting, "_DEPTHS", ())

    made = rewritten(
        "# a\npartners: {ana: {name: Ana}}  # b\n", Cycle(partners={"b": {"name": "B"}})
    )

    assert made == "# a\n# b\nnegcycle: 1\npartners:\n  b:\n    name: B\n"


def test_a_text_with_faults_is_refused() -> None:
    with pytest.raises(CaseError, match=r"^my\.yaml:1:1: 'partners' is missing\.$"):
        rewritten("title: x", case(), "my.yaml")


# -- whatever the text and the change ---------------------------------------------------------


def lines_of_comment(text: str) -> Counter[str]:
    found = Layout(text.removeprefix("\ufeff")).comments
    return Counter(one.text for one in found if one.is_alone)


def says_the_new_and_keeps_the_comments(text: str, old: Cycle, new: Cycle) -> None:
    note(text)
    made = rewritten(text, new)
    note(made)

    assert loads(made) == new
    assert rewritten(text, old) == text
    assert rewritten(made, new) == made
    assert made.startswith("\ufeff") == text.startswith("\ufeff")
    assert lines_of_comment(text) <= comments_of(made.removeprefix("\ufeff"))


@settings(max_examples=25)
@given(st.data())
def test_any_text_can_say_any_other_cycle(texts_of: Texts, data: st.DataObject) -> None:
    old, new = data.draw(cycles(max_partners=3)), data.draw(cycles(max_partners=3))

    says_the_new_and_keeps_the_comments(data.draw(texts_of(old)), old, new)


@pytest.mark.deep
@settings.get_profile("deep")
@given(st.data())
def test_any_text_can_say_any_other_cycle_in_a_long_search(
    texts_of: Texts, data: st.DataObject
) -> None:
    old, new = data.draw(cycles()), data.draw(cycles())

    says_the_new_and_keeps_the_comments(data.draw(texts_of(old)), old, new)


@settings(max_examples=25)
@given(st.data())
def test_lines_without_a_changed_field_stay(texts_of: Texts, data: st.DataObject) -> None:
    old = data.draw(cycles(max_partners=2))
    text = data.draw(texts_of(old))
    new = old.changed(title="Something Else", notes=None)

    made = rewritten(text, new)

    body = text.removeprefix("\ufeff")
    held = [
        body[spot.start : spot.end]
        for spot in Splice(body).root.spots
        if spot.name and spot.name.text not in {"title", "notes"}
    ]
    assert all(one in made for one in held)
    assert len(made.splitlines()) <= len(text.splitlines()) + 1
