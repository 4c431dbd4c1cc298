"""What is handed over: single halves unless a joint page is asked for; a picture and its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.drawing import theme
from negcycle.errors import DrawingError, FileKept, PracticeError, UnknownName
from negcycle.report.document import Figure
from negcycle.report.shown_to import half_of, joint_part_of
from negcycle.testing import cycles
from negcycle.words import say

from .printed import reader_of, tags_of, words_of

EXAMPLES = Path(__file__).parents[2] / "examples"
SILENCE = nc.load(EXAMPLES / "sunday-silence.yaml")
COMMON_ENEMY = say("handout.common-enemy")
NEUTRAL = " ".join(say("safety.neutral-line").split())


def shared(words: str) -> dict[str, object]:
    return {"words": words, "share": True}


def couple(ana: dict[str, object], ben: dict[str, object], **fields: object) -> nc.Cycle:
    people = {"ana": {"name": "Ana", "chain": ana}, "ben": {"name": "Ben", "chain": ben}}
    return nc.Cycle(partners=people, **fields)  # type: ignore[arg-type]


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def text_of(cycle: nc.Cycle, **options: object) -> str:
    return in_one_line(nc.handout(cycle, **options).text())  # type: ignore[arg-type]


# -- parts and pages ----------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", ["sunday-silence", "critic-and-cocoon", "two-women-money"])
def test_a_part_is_a_page_for_the_picture_and_one_for_the_words(name: str, paper: str) -> None:
    cycle = nc.load(EXAMPLES / f"{name}.yaml")

    for options, parts in (({}, 2), ({"whose": cycle.keys[0]}, 1), ({"cleared": True}, 1)):
        pages = reader_of(nc.handout(cycle, paper=paper, **options).pdf()).pages  # type: ignore[arg-type]
        across = [page.mediabox.width > page.mediabox.height for page in pages]

        assert across == [True, False] * parts


def test_each_part_ends_with_where_to_turn_and_begins_on_a_page_of_its_own() -> None:
    pages = [
        in_one_line(page.extract_text()) for page in reader_of(nc.handout(SILENCE).pdf()).pages
    ]

    assert [NEUTRAL in page for page in pages] == [False, True, False, True]
    assert "John's half of the cycle" in pages[0]
    assert "Mary's half of the cycle" in pages[2]


def test_the_picture_and_its_words_say_the_same_and_can_be_selected() -> None:
    pdf = nc.handout(SILENCE, whose="john").pdf()
    said = words_of(pdf)
    figures = [alt for tag, alt in tags_of(pdf) if tag == "/Figure"]

    assert len(figures) == 1
    for words in ("go quiet and shut down", "hurt", "unloved", "a sign of rejection"):
        assert said.count(words) >= 2
        assert words in figures[0]
    assert "it felt silly to mind so much" in said  # the picture has no place for it


def test_the_foot_of_the_page_says_when_and_that_it_is_a_guess() -> None:
    words = in_one_line(reader_of(nc.handout(SILENCE, whose="john").pdf()).pages[1].extract_text())

    assert f"2026-11-21 · {say('footer.hypothesis')} · negcycle" in words


@pytest.mark.parametrize("name", ["sunday-silence", "critic-and-cocoon", "two-women-money"])
def test_no_page_in_large_print_holds_only_where_to_turn(name: str) -> None:
    made = nc.handout(nc.load(EXAMPLES / f"{name}.yaml"), cleared=True, large=True)
    pages = [in_one_line(page.extract_text()) for page in reader_of(made.pdf()).pages]

    assert "Which of these is easiest?" in pages[-1]
    assert "Places to step off" in pages[-1]
    assert NEUTRAL in pages[-1]


@given(cycles(max_partners=3))
@settings(max_examples=10)
def test_whoever_is_in_it_there_is_a_part_for_everybody(cycle: nc.Cycle) -> None:
    parts = list(nc.handout(cycle).document.parts())

    assert len(parts) == len(cycle.partners)
    assert all(isinstance(part[0], Figure) for part in parts)


@given(cycles(min_partners=2, max_partners=2))
@settings(max_examples=10)
def test_the_order_of_partners_changes_only_the_order_of_parts(cycle: nc.Cycle) -> None:
    turned = cycle.with_partners(reversed(cycle.partners))

    for key in cycle.keys:
        words, others = (
            list(nc.handout(one, whose=key).document.blocks[2:]) for one in (cycle, turned)
        )
        assert words == others


# -- single halves --------------------------------------------------------------------------------

HALVES = couple(
    {"primary": "lonely", "behavior": "asks again", "need": shared("to matter"), "intent": "reach"},
    {"primary": {"words": "small", "awareness": "heard"}, "behavior": "goes quiet"},
    title="The Long Evening",
)


def test_a_half_holds_ones_own_words_and_what_the_other_shares() -> None:
    ana, ben = text_of(HALVES, whose="ana"), text_of(HALVES, whose="ben")

    assert "Underneath I feel: “lonely”." in ana
    assert "Intent: “reach”." in ana
    assert "What Ben feels underneath: “small”." in ana
    assert "goes quiet" not in ana
    assert "What does Ben do then?" in ana
    assert "What Ana longs for: “to matter”." in ben
    assert "lonely" not in ben


def test_what_another_guessed_is_handed_to_its_owner_only_when_it_is_shared() -> None:
    guess = {"words": "jealous", "source": "partner", "status": "conjecture"}

    assert "jealous" not in text_of(couple({"primary": guess}, {}), whose="ana")
    assert "jealous" in text_of(couple({"primary": {**guess, "share": True}}, {}), whose="ana")
    assert "jealous" in text_of(
        couple({"primary": {**guess, "status": "confirmed"}}, {}), whose="ana"
    )


@pytest.mark.parametrize(
    "guess",
    [
        {"source": "therapist"},
        {"source": "therapist", "status": "conjecture"},
        {"status": "conjecture"},
    ],
)
@pytest.mark.parametrize("slot", ["primary", "behavior"])
def test_a_guess_is_in_print_once_it_was_offered_and_stays_marked(
    slot: str, guess: dict[str, object]
) -> None:
    def about_ana(**more: object) -> nc.Cycle:
        return couple({slot: {"words": "jealous", **guess, **more}}, {})

    blank = couple({}, {})
    seen = slot == "behavior"
    for options in ({"whose": "ana"}, {"whose": "ben"}, {"cleared": True}):
        assert text_of(about_ana(), **options) == text_of(blank, **options)
        assert "“jealous” (a guess)" in text_of(about_ana(share=True), **options)
        offered = text_of(about_ana(status="offered"), **options)
        own = options == {"whose": "ana"} or (seen and "cleared" in options)
        assert ("“jealous” (a guess)" in offered) == own
    assert "“jealous” (a guess)" in text_of(about_ana(share=True), supervisor=True)


def test_ones_own_guess_about_oneself_is_ones_own_to_read() -> None:
    guess = {"words": "jealous", "source": "self", "status": "conjecture"}
    cycle = couple({"behavior": guess}, {})

    assert "“jealous” (a guess)" in text_of(cycle, whose="ana")
    assert "jealous" not in text_of(cycle, cleared=True)


def test_nothing_on_a_half_is_about_both() -> None:
    halves = text_of(SILENCE)

    for key in ("badge.loop", "handout.common-enemy", "openings.ask", "title.untitled"):
        assert say(key) not in halves
    assert "And that lands on" not in halves
    assert "comes back" not in halves
    assert SILENCE.title not in halves


def test_each_half_has_as_many_lines_as_the_other() -> None:
    blocks = {key: nc.handout(HALVES, whose=key).document.blocks for key in ("ana", "ben")}
    kinds = {key: [type(block) for block in some] for key, some in blocks.items()}

    assert kinds["ana"] == kinds["ben"]


def test_with_one_half_only_there_is_no_other_to_share() -> None:
    alone = nc.Cycle(partners={"ana": {"name": "Ana", "chain": {"primary": "lonely"}}})

    assert "shares" not in text_of(alone)
    assert text_of(alone) == text_of(alone, whose="ana")


@pytest.mark.parametrize(
    "entry", [{"words": "the move", "injury": True}, "you hit me"], ids=["injury", "safety"]
)
@pytest.mark.parametrize("place", ["entry", "moment"])
def test_what_one_may_step_off_with_hangs_on_nothing_private_of_the_other(
    place: str, entry: object
) -> None:
    if place == "entry":
        cycle = HALVES.with_entry("ana", "raw_spot", entry)  # type: ignore[arg-type]
    else:
        said = entry if isinstance(entry, dict) else {"words": entry}
        cycle = HALVES.changed(incident=[{"who": "ana", **said}])

    for paper in ("a4", "letter"):
        assert (
            nc.handout(cycle, whose="ben", paper=paper).pdf()
            == nc.handout(HALVES, whose="ben", paper=paper).pdf()
        )
    for options in ({"whose": "ana"}, {"cleared": True}, {"supervisor": True}):
        assert "Places to step off" in text_of(HALVES, **options)
        assert "Places to step off" not in text_of(cycle, **options)


# -- a joint page ---------------------------------------------------------------------------------


def test_a_joint_page_shows_what_can_be_seen_and_what_is_shared() -> None:
    joint = text_of(HALVES, cleared=True)

    for words in ("asks again", "goes quiet", "“to matter”", "“small”", "The Long Evening"):
        assert words in joint
    assert "lonely" not in joint
    assert "reach" not in joint.split("Places to step off")[0]
    assert nc.handout(HALVES, cleared=True).unshared == 2


def test_the_common_enemy_is_named_on_a_joint_page_of_grown_ups_only() -> None:
    teen = nc.load(EXAMPLES / "parent-and-teen.yaml")

    joint = nc.handout(SILENCE, cleared=True)
    assert words_of(joint.pdf()).count(COMMON_ENEMY) == 2  # below the title, and in the words
    assert COMMON_ENEMY not in text_of(SILENCE)
    assert COMMON_ENEMY not in text_of(teen)
    assert COMMON_ENEMY not in text_of(teen, cleared=True)
    assert "not any of us" not in text_of(teen, cleared=True)


def test_what_a_card_shares_beside_its_first_words_is_told_in_full() -> None:
    words = "that it will all fall apart " * 9
    joint = text_of(couple({"fear": shared(words.strip())}, {}), cleared=True)

    assert f"Fear: “{words.strip()}”." in joint


def test_both_voices_have_as_many_lines() -> None:
    blocks = nc.handout(SILENCE, cleared=True).document.blocks
    voices = [block.items for block in blocks if hasattr(block, "items")][:2]

    assert [len(one) for one in voices] == [8, 8]  # type: ignore[arg-type]


def test_three_people_have_a_page_for_each_pair_and_a_line_that_fits_them() -> None:
    three = nc.load(EXAMPLES / "three-of-us.yaml")
    joint = nc.handout(three, cleared=True)

    figures = [block for block in joint.document.blocks if isinstance(block, Figure)]
    assert len(figures) == 1 + len(three.all_pairs())
    assert "The cycle is the problem, not any of us." in in_one_line(joint.text())
    assert COMMON_ENEMY not in in_one_line(joint.text())


def test_a_child_is_asked_for_nothing() -> None:
    teen = nc.load(EXAMPLES / "parent-and-teen.yaml")

    hers = text_of(teen, whose="Lucía")
    asked = "Lucía, what would make this easier for you? Nothing here is yours to mend."
    assert hers.count(asked) == 1
    assert "Places to step off" not in hers
    assert "Room for notes" in hers
    for practice in ("pause", "pause, risk, reach", "check the meaning", "time-out"):
        assert f": {practice}" not in hers
    assert say("openings.ask-grown") in text_of(teen, cleared=True)


# -- what comes first -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "entry",
    [{"words": "left out", "injury": True}, {"words": "left out. you hit me"}],
    ids=["an old injury", "a safety word"],
)
def test_where_something_comes_first_nothing_is_offered_and_nothing_says_why(
    entry: dict[str, object],
) -> None:
    cycle = HALVES.with_entry("ana", "raw_spot", entry)

    for options in ({"whose": "ana"}, {"cleared": True}):
        handed = text_of(cycle, **options)
        plain = text_of(HALVES, **options)
        assert "Places to step off" in plain
        assert "Places to step off" not in handed
        assert "Room for notes" in handed
        for telling in ("injury", "comes before", "therapist to take up"):
            assert telling not in handed
    joint = nc.handout(cycle, cleared=True)
    for said in (COMMON_ENEMY, "each move sets", "off the other", "Each move sets off the other."):
        assert said not in words_of(joint.pdf())
        assert said not in repr(joint.document)
        assert said in repr(nc.handout(HALVES, cleared=True).document)
    assert "left out" not in in_one_line(joint.text())


def test_which_of_them_comes_first_changes_no_byte() -> None:
    hurt = HALVES.with_entry("ana", "raw_spot", {"words": "the move", "injury": True})
    hit = HALVES.with_entry("ana", "raw_spot", "you hit me")

    for options in ({"whose": "ben"}, {"cleared": True}):
        assert nc.handout(hurt, **options).pdf() == nc.handout(hit, **options).pdf()  # type: ignore[arg-type]


def test_on_a_handout_nothing_is_marked_as_an_old_injury_or_rated() -> None:
    entry = {"words": "lonely", "injury": True, "intensity": 9}
    cycle = couple({"primary": entry, "trigger": entry}, {})

    for options in ({}, {"cleared": True}):
        drawn = nc.handout(cycle, **options).document.blocks[0]  # type: ignore[arg-type]
        assert isinstance(drawn, Figure)
        assert "injury" not in drawn.svg + drawn.alt


@pytest.mark.parametrize("words", ["say no to a hug", "turns away in bed when he wants sex"])
def test_a_no_to_touch_is_never_a_move_to_change(words: str) -> None:
    cycle = HALVES.with_entry("ana", "behavior", words)

    assert "Before the old move" not in text_of(cycle, whose="ana")
    assert say("voice.back.touch", others="Ben") in text_of(cycle, cleared=True)


# -- pressures, strengths -------------------------------------------------------------------------


def test_a_pressure_stands_on_the_pages_of_those_it_weighs_on() -> None:
    cycle = HALVES.changed(stressors=["money", {"words": "a secret debt", "on": "ana"}])

    assert "From outside: money; a secret debt." in text_of(cycle, whose="ana")
    for options in ({"whose": "ben"}, {"cleared": True}):
        assert "From outside: money." in text_of(cycle, **options)
        assert "debt" not in text_of(cycle, **options)


EVERY_PAGE: tuple[dict[str, object], ...] = (
    {"whose": "ana"},
    {"whose": "ben"},
    {"cleared": True},
    {"supervisor": True},
    {"supervisor": True, "cleared": True},
)


@pytest.mark.parametrize("options", EVERY_PAGE, ids=str)
def test_no_safety_word_stands_in_a_pressure_a_title_or_a_topic(options: dict[str, object]) -> None:
    hit = "the night Ben hit me"
    plain = HALVES.changed(stressors=["money"], topic="dishes")
    told = [
        plain.changed(stressors=["money", hit, {"words": hit, "on": "ana"}]),
        plain.changed(topic=hit),
        plain.changed(title=hit),
    ]
    made = [nc.handout(one, **options) for one in told]  # type: ignore[arg-type]

    for one in made:
        assert "hit me" not in repr(one.document) + in_one_line(one.text())
        assert "the night" not in repr(one.document)
    assert made[0] == made[1]


@pytest.mark.parametrize("options", EVERY_PAGE, ids=str)
def test_where_something_comes_first_no_pressure_and_no_topic_is_in_print(
    options: dict[str, object],
) -> None:
    hurt = HALVES.with_entry("ana", "raw_spot", {"words": "the move", "injury": True})
    hit = HALVES.with_entry("ana", "raw_spot", "you hit me")
    more = {"stressors": ["the court date"], "topic": "the court"}

    for cycle in (hurt, hit):
        assert nc.handout(cycle.changed(**more), **options) == nc.handout(cycle, **options)  # type: ignore[arg-type]
    if "whose" not in options or options == {"whose": "ben"}:
        assert nc.handout(hurt, **options).pdf() == nc.handout(hit, **options).pdf()  # type: ignore[arg-type]


@pytest.mark.parametrize("slot", ["trigger", "secondary", "perception", "behavior"])
def test_what_is_kept_back_stands_on_no_page_for_others(slot: str) -> None:
    def said(**more: object) -> nc.Cycle:
        return couple({slot: {"words": "slams doors", **more}}, {})

    for options in ({"cleared": True}, {"whose": "ben"}, {"supervisor": True}):
        for kept in ({"share": False}, {"share": False, "awareness": "heard"}):
            assert text_of(said(**kept), **options) == text_of(couple({}, {}), **options)
    assert "slams doors" in text_of(said(share=False), whose="ana")
    assert "slams doors" in text_of(said(), cleared=True)
    assert nc.handout(said(share=False), cleared=True).unshared == 1


def test_strengths_stand_on_every_part() -> None:
    listed = ["We laugh a lot", " ", "the move"]
    sheet = nc.practice("strengths").sheet(
        ["ana", "ben"], answers={"through": ["We laugh a lot", "the move"], "good_at": ["plans"]}
    )

    assert text_of(HALVES, strengths=listed).count("Strengths") == 2
    assert "- We laugh a lot - the move - plans" in text_of(HALVES, strengths=sheet, cleared=True)


def test_a_sheet_in_which_something_comes_first_lists_no_strengths() -> None:
    sheet = nc.practice("strengths").sheet(
        ["ana", "ben"], answers={"through": ["that he hit me"], "good_at": ["plans"]}
    )

    assert text_of(HALVES, strengths=sheet) == text_of(HALVES)


# -- a supervisor, a worksheet --------------------------------------------------------------------


@pytest.mark.parametrize("cleared", [False, True])
def test_a_supervisor_meets_nobody_by_name(cleared: bool) -> None:
    cycle = couple(
        {"primary": shared("alone since Ben left"), "behavior": shared("calls ANA’s mother, ben!")},
        {"behavior": shared("Ana's list is put away")},
        title="Ana and Ben",
        topic="Ana",
        date="2026-03-14",
        notes="Ana",
    )
    made = nc.handout(cycle, supervisor=True, cleared=cleared, strengths=["Ana sings"])
    text = in_one_line(made.text())

    assert "ana" not in text.lower().replace("analy", "")
    assert "ben" not in text.lower()
    assert "“alone since Partner 2 left”" in text
    assert "“calls Partner 1’s mother, Partner 2!”" in text
    assert "Partner 1 sings" in text
    assert "2026 ·" in text
    assert "2026-03" not in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Weiß", "Weiß and WEISS"),
        ("Jos\u00e9", "Jose\u0301 and JOS\u00c9"),
        ("\u0130pek", "\u0130pek and \u0130PEK"),
        ("Isa", "\u0131sa and ISA"),
        ("Mary Ann", "mary ann and Ann"),
        ("O'Brien", "OBrien and o'brien"),
        ("John", "\uff2a\uff4f\uff48\uff4e and J\u00adohn"),
    ],
)
def test_a_name_is_found_however_it_is_spelled(name: str, words: str) -> None:
    people = {"a": {"name": name, "chain": {"need": shared(words)}}, "b": {"name": "B"}}
    cycle = nc.Cycle(partners=people)  # type: ignore[arg-type]

    assert "“Partner 1 and Partner 1”" in text_of(cycle, supervisor=True, whose="a")


def test_a_supervisor_sees_only_what_is_shared() -> None:
    for cleared in (False, True):
        assert "lonely" not in text_of(HALVES, supervisor=True, cleared=cleared)
    assert "asks again" not in text_of(HALVES, supervisor=True)


def test_the_part_for_one_can_be_shown_to_a_supervisor() -> None:
    assert "Partner 2's half of the cycle" in text_of(HALVES, supervisor=True, whose="Ben")


def test_a_worksheet_takes_nothing_of_the_case_but_names() -> None:
    blank = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
    full = HALVES.changed(date="2026-01-02", topic="money", stressors=["money"])

    for cleared in (False, True):
        made = nc.handout(full, blank=True, cleared=cleared)
        assert made.document == nc.handout(blank, blank=True, cleared=cleared).document
    assert say("title.untitled") not in text_of(full, blank=True)


def test_a_blank_half_lies_where_it_lies_in_the_whole() -> None:
    whole = {rect.of: rect.box for rect in nc.draw(HALVES).scene.pages[0].rects("card")}
    drawn = [
        block.svg
        for block in nc.handout(HALVES, blank=True).document.blocks
        if isinstance(block, Figure)
    ]

    for svg, key, other in zip(drawn, ("ana", "ben"), ("ben", "ana"), strict=True):
        cards = [line for line in svg.split("\n") if theme.INKS[0].strand in line]
        assert any(f'x="{whole[f"{key}.primary"].x:.2f}"' in line for line in cards)
        assert not any(f'x="{whole[f"{other}.primary"].x:.2f}"' in line for line in cards)


# -- saving, and what is refused ------------------------------------------------------------------


def test_it_is_saved_as_pdf_or_text(tmp_path: Path) -> None:
    made = nc.handout(HALVES)

    assert made.save(tmp_path / "a.pdf").read_bytes() == made.pdf()
    assert made.save(tmp_path / "a.TXT").read_text("utf-8") == made.text()
    with pytest.raises(FileKept):
        made.save(tmp_path / "a.pdf")
    made.save(tmp_path / "a.pdf", overwrite=True)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DrawingError) as refused:
        nc.handout(HALVES).save(tmp_path / "a.doc")

    assert str(refused.value) == (
        "'.doc' is not a kind of picture I can write. Choose from: .pdf, .txt."
    )


@pytest.mark.parametrize(
    ("cycle", "options", "sentence"),
    [
        (
            HALVES,
            {"cleared": True, "whose": "ana"},
            "A joint page is for everybody in the case. Leave out whose half it is, or leave out "
            "'cleared'.",
        ),
        (
            nc.Cycle(partners={"ana": {"name": "Ana"}}),
            {"cleared": True},
            "Only one half is here, and a joint page needs two. Leave out 'cleared'.",
        ),
    ],
)
def test_a_joint_page_is_for_all(
    cycle: nc.Cycle, options: dict[str, object], sentence: str
) -> None:
    with pytest.raises(DrawingError) as refused:
        nc.handout(cycle, **options)  # type: ignore[arg-type]

    assert str(refused.value) == sentence


def test_somebody_who_is_not_there_is_told() -> None:
    with pytest.raises(UnknownName, match=r"No partner is called 'anna'\. Did you mean 'ana'\?"):
        nc.handout(HALVES, whose="anna")


# -- what pages are made from ----------------------------------------------------------------------


@given(cycles(min_partners=2, max_partners=3))
@settings(max_examples=25)
def test_what_a_page_is_made_from_is_never_more_than_the_case(cycle: nc.Cycle) -> None:
    for made in (joint_part_of(cycle), *(half_of(cycle, key) for key in cycle.keys)):
        for one in made.partners:
            for slot, entries in one.chain:
                written = [entry.words for entry in cycle.partner(one.key).chain[slot]]
                assert [entry.words for entry in entries if entry.words not in written] == []
        assert made.notes is None
        assert all(one.notes is None for one in made.partners)
        assert made.incident == ()


def test_only_a_sheet_of_strengths_by_people_of_the_case_stands_on_a_handout() -> None:
    others = {
        "This is a sheet of 'five steps', and a handout takes one of the practice 'strengths' "
        "only.": nc.practice("five_steps").sheet("ana", answers={"trigger": "a secret"}),
        "Who filled in this sheet of strengths is not in the case. Write their names after 'by:' "
        "as the case has them.": nc.practice("strengths").sheet(
            ["ana", "zoe"], answers={"through": ["a secret"]}
        ),
    }
    for message, sheet in others.items():
        with pytest.raises(PracticeError) as caught:
            nc.handout(HALVES, strengths=sheet)
        assert str(caught.value) == message
