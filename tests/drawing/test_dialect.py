"""A dialect changes the order, the headings and what has a place; never a word, and it says so."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing import theme
from negcycle.drawing.dialect import DIALECTS, LOOP, Dialect, dialect
from negcycle.drawing.scene import Page
from negcycle.errors import UnknownName
from negcycle.testing import cycles
from negcycle.words import say
from negcycle.words.tidying import tidy

SENTENCE = "I tell myself that whatever I do is never going to be enough for you. "
NAMES = sorted(DIALECTS)
couples = cycles(min_partners=1, max_partners=2)

every_dialect = pytest.mark.parametrize("name", NAMES)


def told(words: str) -> nc.Cycle:
    """Return a couple who have written something in every slot."""
    return nc.Cycle(
        partners={
            key: {"name": key.title(), "chain": {slot.value: f"{words}{slot}" for slot in nc.Slot}}
            for key in ("ana", "ben")
        }
    )


def list_page(cycle: nc.Cycle, name: str, **options: object) -> Page:
    return nc.draw(cycle, view="list", dialect=name, **options).scene.pages[0]  # type: ignore[arg-type]


def cards(page: Page, key: str) -> list[str]:
    """Return the slots of one partner's cards, from the top of the page to its foot."""
    boxes = sorted(page.rects("card"), key=lambda card: card.box.y)
    return [card.of.partition(".")[2] for card in boxes if card.of.startswith(f"{key}.")]


# -- the table ---------------------------------------------------------------------------------

ORDERS = {
    "definition": "primary secondary perception behavior",
    "story": "trigger appraisal primary secondary behavior need",
    "surface-first": "trigger behavior perception secondary primary need",
    "iceberg": "need primary secondary self_view perception behavior",
    "temp": "trigger secondary perception behavior",
    "reframe": "perception secondary primary urge behavior",
    "quadrants": "behavior perception secondary primary need",
    "four": "primary perception",
    "own-part": "behavior secondary perception primary body",
    "assembly": "trigger appraisal body perception urge",
    "five-steps": "trigger secondary behavior primary need block",
    "everything": "trigger primary secondary perception behavior need",
}


@every_dialect
def test_the_rows_of_the_list_are_what_the_form_asks_in_its_order(name: str) -> None:
    page = list_page(told(""), name)

    assert cards(page, "ana") == cards(page, "ben") == ORDERS[name].split()


@pytest.mark.parametrize("one", [*DIALECTS.values(), LOOP], ids=lambda one: one.name)
def test_each_slot_has_one_place_or_is_said_to_have_none(one: Dialect) -> None:
    assert sorted([*one.slots, *one.hides]) == sorted(nc.Slot)


def test_one_dialect_hides_nothing_and_it_is_the_list_that_one_gets_unasked() -> None:
    first, *others = DIALECTS.values()

    assert first.hides == ()
    assert all(one.hides for one in others)
    assert nc.draw(told(""), view="list") == nc.draw(told(""), view="list", dialect=first)


@every_dialect
def test_the_name_of_a_dialect_is_not_that_of_a_person(name: str) -> None:
    people = {one.after.lower() for one in DIALECTS.values()} - {""}

    assert not any(person in name for person in people)
    assert (DIALECTS[name].after in DIALECTS[name].sentence()) or not DIALECTS[name].after


def test_a_dialect_that_does_not_exist_is_said_with_those_that_do() -> None:
    with pytest.raises(UnknownName) as near:
        dialect("tmp")
    with pytest.raises(UnknownName) as far:
        nc.draw(told(""), view="list", dialect="Woolley")

    assert str(near.value) == "'tmp' is not a dialect. Did you mean 'temp'?"
    assert str(far.value) == (
        "'Woolley' is not a dialect. Choose from: everything, definition, story, surface-first, "
        "iceberg, temp, reframe, quadrants, four, own-part, assembly, five-steps."
    )


# -- what it shows and what it hides -----------------------------------------------------------


@given(couples, st.sampled_from(NAMES))
def test_whatever_is_written_is_in_the_list_or_named_as_not_shown(
    cycle: nc.Cycle, name: str
) -> None:
    said = nc.describe(cycle, view="list", dialect=name)
    hidden = [line for line in said.splitlines() if line.startswith("also written, not shown")]
    named = hidden[0].partition(": ")[2].split(", ") if hidden else []
    for slot, entries in itertools.chain(*(one.chain for one in cycle.partners)):
        if slot in dialect(name).slots:
            assert all(tidy(entry.words) in said for entry in entries)
        else:
            assert say(f"slot.{slot}") in named or not entries


@every_dialect
def test_the_page_says_what_its_order_has_no_place_for(name: str) -> None:
    page = list_page(nc.Cycle(partners={"ana": {"name": "Ana"}}), name)
    caption = " ".join(text.text for text in page.texts("caption"))
    order, _, places = caption.partition("; ")
    names = ", ".join(say(f"slot.{slot}") for slot in dialect(name).hides)

    assert order.startswith("order: ")
    assert places == (f"it has no place for: {names}" if names else "it has a place for everything")


def test_where_one_card_stands_for_several_slots_each_of_them_has_a_label() -> None:
    page = list_page(told("in "), "temp")
    rows = [
        (text.role, text.text)
        for text in page.texts()
        if text.of == "ana.secondary" and text.role in ("label", "body")
    ]

    assert rows == [
        ("label", "on the outside:"),
        ("body", "in secondary"),
        ("label", "underneath:"),
        ("body", "in primary"),
        ("label", "I fear:"),
        ("body", "in fear"),
    ]


def test_the_first_of_several_slots_asks_where_only_another_is_filled() -> None:
    cycle = nc.Cycle(partners={"ana": {"name": "Ana", "chain": {"primary": "alone"}}})

    assert (
        "  What I feel: on the outside: still open: What comes up to protect me?; underneath: alone"
    ) in nc.describe(cycle, view="list", dialect="temp").splitlines()


# -- the page ----------------------------------------------------------------------------------


@every_dialect
@pytest.mark.parametrize("paper", sorted(theme.PAPERS))
@pytest.mark.parametrize("words", ["", SENTENCE * 6, "W" * 400])
def test_every_list_keeps_its_words_on_cards_that_lie_apart(
    name: str, paper: str, words: str
) -> None:
    for blank in (False, True):
        page = list_page(told(words), name, paper=paper, blank=blank, register="clinical")
        boxes = {card.of: card.box for card in page.rects("card")}
        loose = [text.box for text in page.texts() if text.of not in boxes]

        assert all(page.box.holds(box) for box in [*boxes.values(), *loose])
        assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes.values(), 2))
        assert not any(text.overlaps(box) for text in loose for box in boxes.values())
        assert not any(a.overlaps(b, gap=-0.3) for a, b in itertools.combinations(loose, 2))
        assert all(boxes[text.of].holds(text.box) for text in page.texts() if text.of in boxes)


@every_dialect
def test_both_columns_have_the_same_rows_and_so_has_the_page_to_write_on(name: str) -> None:
    full = told("").with_entry("ana", "perception", SENTENCE * 9)
    places = [
        [
            sorted((round(card.box.y, 6), round(card.box.h, 6)) for card in page.rects("card")
                   if card.of.startswith(key))
            for key in ("ana", "ben")
        ]
        for page in (list_page(full, name), list_page(full, name, blank=True))
    ]  # fmt: skip

    assert places[0][0] == places[0][1] == places[1][0] == places[1][1]


def test_how_far_something_has_come_up_is_said_in_a_word() -> None:
    cycle = told("").with_entry("ana", "primary", {"words": "sad", "awareness": "shared"})
    page = list_page(cycle, "definition")

    assert [text.text for text in page.texts("remark")] == ["shared"]
    assert page.rects("tab") == ()
    assert "tab above" not in " ".join(text.text for text in page.texts("legend"))


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("definition", {"primary": 2, "secondary": 3, "perception": 4, "behavior": 1}),
        ("surface-first", {"behavior": 1, "perception": 2, "secondary": 3, "primary": 4}),
        ("five-steps", {"secondary": 3, "behavior": 1, "primary": 2}),
    ],
)
def test_the_numbers_of_a_list_follow_its_rows(name: str, numbers: dict[str, int]) -> None:
    page = list_page(told(""), name, numbers=True)
    found = {text.of: int(text.text) for text in page.texts("number")}
    count = len(found)

    assert sorted(found.values()) == list(range(1, count + 1))
    assert found["ana.behavior"] == 1
    for key in ("ana", "ben"):
        order = [found[f"{key}.{slot}"] for slot in ORDERS[name].split() if slot in numbers]
        assert [(number - order[0]) % count for number in order] == list(range(len(order)))


# -- what is read first in the other views -----------------------------------------------------


@settings(max_examples=25)
@given(
    couples,
    st.sampled_from(["loop", "surface", "single", "quadrants", "four", "iceberg"]),
    st.sampled_from(NAMES),
)
def test_in_other_views_a_dialect_changes_what_is_read_first_and_nothing_to_be_seen(
    cycle: nc.Cycle, view: str, name: str
) -> None:
    plain, ordered = (nc.draw(cycle, view=view, dialect=one).scene for one in (None, name))
    lines, other_lines = (scene.description.splitlines() for scene in (plain, ordered))

    for page, other in zip(plain.pages, ordered.pages, strict=True):
        if page.rects("card"):
            assert Counter(map(repr, page.items)) == Counter(map(repr, other.items))
    assert Counter(lines) == Counter(other_lines)


def test_the_words_of_the_loop_are_read_in_the_order_of_a_dialect() -> None:
    said = nc.describe(told("in "), dialect="surface-first").splitlines()
    first = [line.partition(": ")[2].partition(";")[0] for line in said if line.startswith("  ")]

    assert first[:6] == [f"in {slot}" for slot in ORDERS["surface-first"].split()]
