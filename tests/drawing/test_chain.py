"""The chain is one sentence that closes on itself, in own words, and alike in both voices."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing.scene import Page
from negcycle.errors import DrawingError
from negcycle.testing import cycles
from negcycle.words.english import SENTENCES

few = settings(max_examples=20)

JOHN = {
    "trigger": "she turns away",
    "appraisal": "I am not wanted",
    "secondary": {"words": "angry", "status": "conjecture"},
    "primary": ["hurt", "unloved"],
    "perception": "she does not want me",
    "urge": "to get away",
    "behavior": "goes quiet",
}
MARY = {"perception": "he punishes me", "intent": "to reach him", "behavior": "asks again"}
COUPLE = nc.Cycle(
    partners={"john": {"name": "John", "chain": JOHN}, "mary": {"name": "Mary", "chain": MARY}}
)
OPEN = "something we do not know yet"

couples = cycles(min_partners=2, max_partners=2, with_links=False, with_plan=False)


def voices(cycle: nc.Cycle, **options: Any) -> list[tuple[str, str]]:
    """Return the headings of the voices, each with what it says."""
    lines = nc.describe(cycle, view="chain", **options).splitlines()
    return [(heading, line.strip()) for heading, line in pairwise(lines) if line.startswith("  ")]


def sentences(cycle: nc.Cycle, **options: Any) -> list[str]:
    return [sentence for _, sentence in voices(cycle, **options)]


def grown_up(cycle: nc.Cycle) -> nc.Cycle:
    return cycle.with_partners(one.changed(relation="partner") for one in cycle.partners)


def drawn(page: Page) -> str:
    """Return the sentence as it stands on a page, without spaces."""
    lines = [text.text for text in page.texts() if text.role in {"body", "question", "label"}]
    return re.sub(r"\s", "", "".join(lines))


def test_each_voice_starts_with_its_own_and_comes_back_to_it() -> None:
    assert dict(voices(COUPLE)) == {
        "John's voice": "When I get the message “I am not wanted”, I feel “angry” (a guess), "
        "inside there is “hurt” and “unloved”, what I want is “to get away”, and what I do is "
        "“goes quiet”; then you get the message “he punishes me”, you feel something we do not "
        "know yet (what comes up in you?), and what you do is “asks again”; and again I get the "
        "message “I am not wanted”.",
        "Mary's voice": "When I get the message “he punishes me”, I feel something we do not know "
        "yet (what comes up first?), inside there is (what is underneath?), what I want is “to "
        "reach him”, and what I do is “asks again”; then you get the message “I am not wanted”, "
        "you feel “angry” (a guess), and what you do is “goes quiet”; and again I get the message "
        "“he punishes me”.",
    }


def test_a_blank_is_named_once_and_then_only_asks_its_question() -> None:
    nobody = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})

    assert sentences(nobody) == 2 * [
        "When I get a message, something we do not know yet (what do I hear in it?), I feel (what "
        "comes up first?), inside there is (what is underneath?), what I want is (what am I drawn "
        "to do?), and what I do is (what can you see me do?); then you get a message (what do you "
        "hear in it?), you feel (what comes up in you?), and what you do is (what can I see you "
        "do?); and again I get a message, something we do not know yet."
    ]


def test_it_may_start_at_any_station() -> None:
    assert sentences(COUPLE, start="mary.behavior")[1] == (
        "When what I do is “goes quiet”, then you get the message “he punishes me”, you feel "
        "something we do not know yet (what comes up in you?), and what you do is “asks again”; "
        "and I get the message “I am not wanted”, I feel “angry” (a guess), inside there is “hurt” "
        "and “unloved”, what I want is “to get away”; and again what I do is “goes quiet”."
    )
    with pytest.raises(DrawingError) as caught:
        nc.draw(COUPLE, view="chain", start="mary.need")

    assert str(caught.value) == (
        "The sentence cannot start at 'mary.need'. It starts at a partner, or at their perception, "
        "secondary, primary or behavior, such as 'mary.primary'."
    )


@few
@given(couples, st.sampled_from([None, "perception", "secondary", "primary", "behavior"]))
def test_two_who_say_the_same_have_the_same_sentence(cycle: nc.Cycle, slot: str | None) -> None:
    first, second = grown_up(cycle).partners
    alike = cycle.with_partners(
        [first.changed(relation="partner"), second.changed(relation="partner", chain=first.chain)]
    )
    one, other = sentences(alike, start=f"{first.key}.{slot}" if slot else None)

    assert one == other


@few
@given(couples)
def test_two_voices_have_as_many_words_that_are_not_their_own(cycle: nc.Cycle) -> None:
    def bare(sentence: str) -> list[str]:
        known = re.sub(r"“.*?”", "X", sentence)
        asked = re.sub(rf"{OPEN}( \([a-zI ]+\?\))?|\([a-zI ]+\?\)", "X", known)
        asked = re.sub("a message,? X", "the message X", asked)
        return re.sub(r"X( \(a guess\))?((, | and )X( \(a guess\))?)*", "X", asked).split()

    plain = grown_up(cycle).with_partners(
        one.changed(
            relation="partner",
            chain={slot.value: ["said"] * len(some) for slot, some in one.chain if some},
        )
        for one in cycle.partners
    )
    one, other = (bare(sentence) for sentence in sentences(plain))

    assert one == other


@few
@given(couples, st.data())
def test_turning_the_start_changes_the_start_alone(cycle: nc.Cycle, data: st.DataObject) -> None:
    cycle = grown_up(cycle)
    slots = ("perception", "secondary", "primary", "behavior")
    starts = [f"{cycle.keys[0]}.{data.draw(st.sampled_from(slots))}" for _ in range(2)]
    rings: list[list[str]] = []
    for start in starts:
        page = nc.draw(cycle, view="chain", start=start).scene.pages[0]
        ring = [card.of for card in page.rects("card")]
        assert ring[-1] == f"{ring[0]}.again"
        rings.append(ring[:-1])
    turned = rings[1].index(rings[0][0])

    assert rings[1][turned:] + rings[1][:turned] == rings[0]


@few
@given(couples)
def test_who_is_listed_first_changes_only_whose_voice_comes_first(cycle: nc.Cycle) -> None:
    cycle = cycle.changed(pairs=()).with_partners(one.changed(side=None) for one in cycle.partners)
    turned = cycle.with_partners(reversed(cycle.partners))

    assert voices(cycle) == voices(turned)[::-1]


@few
@given(cycles(max_partners=2))
def test_the_sentence_on_the_page_is_that_of_the_text_alternative(cycle: nc.Cycle) -> None:
    pages = nc.draw(cycle, view="chain").scene.pages
    said = [re.sub(r"\s", "", one) for one in sentences(cycle)]

    for page, sentence in zip(pages, said, strict=False):
        shown = drawn(page)
        assert shown == sentence or "…" in shown


@few
@given(couples)
def test_all_that_stands_in_quotation_marks_was_said_by_somebody(cycle: nc.Cycle) -> None:
    plain = cycle.with_partners(
        one.changed(chain={slot.value: f"{one.key} {slot}" for slot, some in one.chain if some})
        for one in cycle.partners
    )
    said = {entry.words for one in plain.partners for _, some in one.chain for entry in some}

    for sentence in sentences(plain):
        assert set(re.findall("“(.*?)”", sentence)) <= said


def test_of_one_who_is_not_here_nothing_is_said() -> None:
    (sentence,) = sentences(nc.Cycle(partners={"john": {"name": "John", "chain": JOHN}}))

    assert sentence.endswith(
        "“goes quiet”; then what happens in the other we do not know; and again I get the message "
        "“I am not wanted”."
    )
    assert "you" not in re.sub("“.*?”", "", sentence).split()


@few
@given(couples)
def test_a_child_and_a_grown_up_do_not_set_each_other_off(cycle: nc.Cycle) -> None:
    first, second = cycle.partners
    family = cycle.with_partners(
        [first.changed(relation="caregiver"), second.changed(relation="child")]
    )
    plain = [re.sub("“.*?”", "", one) for one in sentences(family)]
    (page, *_) = nc.draw(family, view="chain").scene.pages

    assert all(
        one.endswith("; and the first step out of this is the grown-up's to take.") for one in plain
    )
    assert not any(re.search("you get|you feel|you do|again", one) for one in plain)
    assert page.shapes("arrowhead") == ()


def test_nothing_is_said_of_he_or_she() -> None:
    fixed = [text for key, text in SENTENCES.items() if key.startswith(("chain.", "ladder."))]

    assert len(fixed) > 30
    assert not [one for one in fixed if re.search(r"\b(he|she|him|her|his|hers)\b", one, re.I)]


def test_a_blank_sheet_has_lines_and_no_words_of_anybody() -> None:
    pages = nc.draw(COUPLE, view="chain", blank=True).scene.pages

    assert [len(page.lines("rule")) for page in pages] == [9, 9]
    assert drawn(pages[0]).startswith("WhenIgetthemessageIfeelinsidethereis")
    assert not any(page.texts("body") for page in pages)


def test_what_stands_on_a_side_belongs_to_whoever_has_it() -> None:
    for page in nc.draw(COUPLE, view="chain").scene.pages:
        lefts = {card.of.partition(".")[0]: card.box.x for card in page.rects("card")}

        assert lefts["john"] < lefts["mary"]
