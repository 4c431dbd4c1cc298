"""What stands on a page is what somebody wrote; a guess says so, and what is open asks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing import theme
from negcycle.drawing.scene import Page
from negcycle.words.tidying import tidy

GUESS = {"words": "alone", "status": "conjecture"}
SAID = {"words": "hurt", "status": "confirmed"}


def page_of(chain: dict[str, object], view: str = "loop", **fields: object) -> Page:
    """Return the page of a couple, the first of whom has this chain."""
    people = {"ana": {"name": "Ana", "chain": chain}, "ben": {"name": "Ben"}}
    return nc.draw(nc.Cycle(partners=people, **fields), view=view).scene.pages[0]  # type: ignore[arg-type]


def said(page: Page, of: str, *roles: str) -> list[str]:
    return [text.text for text in page.texts() if text.of == of and text.role in roles]


def is_dashed(page: Page, of: str) -> bool:
    (card,) = [rect for rect in page.rects("card") if rect.of == of]
    return bool(card.dash)


# -- guesses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chain", "dashed", "words"),
    [
        ({"primary": GUESS}, True, ["alone"]),
        ({"primary": [GUESS, GUESS]}, True, ["alone, alone"]),
        ({"primary": SAID}, False, ["hurt"]),
        ({"primary": [SAID, GUESS]}, False, ["hurt, alone (a guess)"]),
        ({"primary": GUESS, "fear": GUESS}, True, ["alone", "alone"]),
        ({"primary": SAID, "fear": GUESS}, False, ["hurt", "alone (a guess)"]),
        ({"primary": GUESS, "fear": SAID}, False, ["alone (a guess)", "hurt"]),
        ({"fear": GUESS}, True, ["alone"]),
        ({"primary": {"words": "alone", "source": "partner"}}, True, ["alone"]),
        ({"primary": {**GUESS, "status": "corrected"}}, False, ["alone"]),
    ],
)
def test_a_guess_is_marked_once(chain: dict[str, object], dashed: bool, words: list[str]) -> None:
    page = page_of(chain)

    assert said(page, "ana.primary", "body") == words
    assert is_dashed(page, "ana.primary") is dashed
    assert said(page, "ana.primary", "remark") == (["a guess"] if dashed else [])


def test_a_guess_stays_one_on_the_positive_page() -> None:
    page = page_of({"need": GUESS, "request": SAID}, "positive")

    assert said(page, "ben.hear", "body") == ["alone (a guess)"]
    assert said(page, "ana.reach", "body") == ["hurt"]


@pytest.mark.parametrize("words", ["hug me when I cry", "kiss him", "have sex more often"])
@pytest.mark.parametrize(
    ("slot", "card"),
    [
        ("request", "ana.reach"),
        ("need", "ana.reach"),
        ("need", "ben.hear"),
        ("behavior", "ana.answer"),
    ],
)
def test_the_positive_page_asks_for_no_touch(slot: str, card: str, words: str) -> None:
    moves = {"moves": "reach"} if slot == "behavior" else {}
    page = page_of({slot: [{"words": words, **moves}]}, "positive")
    beside = page_of({slot: [{"words": words, **moves}, {"words": "text me", **moves}]}, "positive")

    assert said(page, card, "body") == []
    assert said(page, card, "question")
    assert words not in repr(page)
    assert said(beside, card, "body") == ["text me"]


def test_of_a_child_the_positive_page_asks_no_answer_and_no_reach() -> None:
    chain = {"request": "ask me first", "behavior": {"words": "waves", "moves": "reach"}}
    family = nc.Cycle(
        partners={
            "ana": {"name": "Ana", "relation": "caregiver"},
            "kid": {"name": "Kid", "relation": "child", "chain": chain},
        }
    )
    told = nc.describe(family, view="positive")
    kid = told.partition("\nKid\n")[2]

    assert "The grown-up's part to change first.\n" in told
    assert kid.count("What would help me: still open. What would make this easier for me?") == 2
    for words in ("ask me first", "waves", "How I reach", "How I can answer", "responsive"):
        assert words not in kid


@pytest.mark.parametrize(
    "entry", [{"words": "left out", "injury": True}, "you hit me"], ids=["injury", "safety"]
)
def test_where_something_comes_first_the_positive_page_waits(entry: object) -> None:
    waits = (
        "No practice is offered here: something in this case comes before any practice, and is for "
        "the therapist to take up with each person."
    )
    chain: dict[str, object] = {"request": "text me", "need": "to matter"}
    page = page_of({**chain, "fear": entry}, "positive")

    assert " ".join(text.text for text in page.texts("exit-note")) == waits
    assert page == page_of({"request": "call me", "raw_spot": "you hit me"}, "positive")
    assert not page.texts("body") + page.texts("question") + page.texts("remark")
    for words in ("text me", "to matter", "each reach", "next one easier"):
        assert words not in repr(page)
    assert not page_of(chain, "positive").texts("exit-note")


@pytest.mark.parametrize("slot", ["primary", "fear", "trigger", "body", "request"])
def test_an_old_injury_has_a_bolt_wherever_it_is_touched(slot: str) -> None:
    card = {"fear": "primary", "body": "trigger", "request": "need"}.get(slot, slot)
    page = page_of({slot: {"words": "left alone", "injury": True}})

    assert [shape.of for shape in page.shapes("injury")] == [f"ana.{card}"]
    assert "bolt: touches an old injury" in [text.text for text in page.texts("legend")]


# -- what is open ------------------------------------------------------------------------------


def test_a_card_whose_second_slot_alone_is_filled_asks_for_the_first() -> None:
    page = page_of({"fear": "to be left"})
    question = " ".join(said(page, "ana.primary", "question"))

    assert question == "What happens inside just before?"
    assert said(page, "ana.primary", "label", "body") == ["I fear:", "to be left"]


@pytest.mark.parametrize(
    "words", ["\u200b", "\u00ad\u2060", "\u3164", "\u2800", "\u202e\u202c", "\ufe0f"]
)
def test_words_that_cannot_be_seen_leave_the_question_open(words: str) -> None:
    page = page_of({"primary": {"words": words, "injury": True}, "fear": words})

    assert said(page, "ana.primary", "body", "label", "remark") == []
    assert said(page, "ana.primary", "question") == ["What happens inside just before?"]
    assert page.shapes("injury") == ()


def test_a_reach_that_cannot_be_seen_leaves_the_question_open() -> None:
    page = page_of({"behavior": {"words": "\u200b", "moves": "reach"}}, "positive")

    assert said(page, "ana.answer", "body") == []
    assert said(page, "ana.answer", "question")


def test_a_name_that_cannot_be_seen_is_the_key() -> None:
    cycle = nc.Cycle(partners={"ana": {"name": "\u200b"}, "ben": {"name": "Ben"}}, title="\u2060")
    page, *_ = nc.draw(cycle).scene.pages

    assert [text.text for text in page.texts("name")] == ["ana", "Ben"]
    assert [text.text for text in page.texts("title")] == ["The cycle between us"]


def test_a_partner_who_is_not_here_says_nothing() -> None:
    alone = nc.Cycle(partners={"ana": {"name": "Ana", "chain": {"need": "a hug"}}})
    for view in ("loop", "surface", "positive"):
        page, *_ = nc.draw(alone, view=view).scene.pages
        mine, theirs = (
            [text.text for text in page.texts("heading") if (text.color == theme.FAINT) is grey]
            for grey in (False, True)
        )

        assert [text.text for text in page.texts("note")] == ["This side is theirs to tell."]
        assert set(theirs) <= set(mine)
        assert {text.role for text in page.texts() if text.of.startswith("other-ana")} == {
            "heading",
            "name",
        }


# -- pressures from outside --------------------------------------------------------------------

PRESSED = ["no sleep", {"words": "her mother", "on": ["ana"]}, {"words": "rent", "on": ["both"]}]


def test_each_half_has_only_the_pressures_on_itself() -> None:
    people = {"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}
    cycle = nc.Cycle(partners=people, stressors=PRESSED)
    halves = nc.draw(cycle, view="single").scene.pages

    assert [[text.text for text in page.texts("pressure")] for page in halves] == [
        ["no sleep; her mother; rent"],
        ["no sleep; rent"],
    ]


def test_each_pair_has_only_the_pressures_on_itself() -> None:
    people = {key: {"name": key} for key in ("ana", "ben", "cleo")}
    cycle = nc.Cycle(partners=people, stressors=PRESSED)
    pairs = nc.draw(cycle).scene.pages[1:]

    assert [[text.text for text in page.texts("pressure")] for page in pairs] == [
        ["no sleep; her mother; rent"],
        ["no sleep; her mother; rent"],
        ["no sleep; rent"],
    ]


def test_arrows_show_on_whom_a_pressure_weighs() -> None:
    def pushed(*stressors: object) -> list[str]:
        return [shape.of for shape in page_of({}, stressors=list(stressors)).shapes("push")]

    assert pushed(PRESSED[1]) == ["ana"]
    assert pushed(PRESSED[0]) == pushed(PRESSED[2]) == ["ana", "ben"]
    assert pushed() == []


# -- around the cards --------------------------------------------------------------------------


def test_one_half_tells_no_link_of_the_other() -> None:
    people = {"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}
    links = [{"source": "ana.perception", "target": "ana.primary"}]
    cycle = nc.Cycle(partners=people, links=links)
    hers, his = (
        " ".join(text.text for text in page.texts("footer"))
        for page in nc.draw(cycle, view="single").scene.pages
    )

    assert "not shown here" in hers
    assert "not shown here" not in his


def test_long_names_leave_room_for_the_whole_legend() -> None:
    touched = {"words": "sad", "injury": True, "awareness": "heard", "status": "offered"}
    people = {key: {"name": "W" * 60, "chain": {"primary": touched}} for key in ("ana", "ben")}
    before = nc.Cycle(partners=people)
    after = before.with_entry("ana", "primary", {**touched, "words": "hurt"})
    for paper in ("a4", "letter"):
        page = nc.draw(before, after=after, paper=paper).scene.pages[1]
        *names, legend = page.texts("legend")

        assert legend.text.count(" · ") == 3
        assert "…" not in legend.text
        assert page.box.holds(legend.box)
        assert names[-1].box.right < legend.box.x


# -- words on one line -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (" a \n\t b\u2028c\x85d ", "a b c d"),
        ("\u202eturned\u202c \u2067x\u2069", "turned x"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("می\u200cترسم", "می\u200cترسم"),
        ("e\u0301\u0302", "e\u0301\u0302"),
        ("x" + "\u0300" * 6, "x" + "\u0300" * 6),
        ("x" + "\u0300" * 7 + "y", "x\u0300\u0300y"),
        ("\u200b \u00ad", ""),
        ("\U0010fffd", "\U0010fffd"),
        ("\u0301", "\u0301"),
        ("", ""),
    ],
)
def test_words_stand_on_one_line_as_they_were_written(written: str, shown: str) -> None:
    assert tidy(written) == shown


@given(st.text())
def test_tidy_words_stay_as_they_are(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@settings(max_examples=25)
@given(
    st.text(
        st.characters(
            categories=("L", "N", "P", "Zs", "Sm"), exclude_characters="\u3164\uffa0\u115f\u1160"
        )
    )
)
def test_no_letter_and_no_number_is_lost(text: str) -> None:
    assert tidy(text) == " ".join(text.split())
