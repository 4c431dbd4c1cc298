"""The ladder shows each moment of an incident once, in its order, in the lane of whose it is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing.scene import Page, Text
from negcycle.testing import cycles, moments
from negcycle.words.tidying import tidy

few = settings(max_examples=20)

PEOPLE = {"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}
THREE = {**PEOPLE, "cleo": {"name": "Cleo"}}
EVENING: list[Mapping[str, object]] = [
    {"who": "ana", "at": "19:40", "words": "asks where the evening went"},
    {"who": "ben", "words": "looks at the phone"},
    {"who": "ana", "slot": "primary", "words": "alone", "status": "conjecture", "injury": True},
    {"who": "ben", "at": "later in bed", "words": "turns to the wall"},
]
COUPLE = nc.Cycle(partners=PEOPLE, incident=EVENING)

incidents = st.lists(moments(["ana", "ben"]), max_size=12).map(
    lambda some: nc.Cycle(partners=PEOPLE, incident=some)
)


def ladder(cycle: nc.Cycle, **options: object) -> tuple[Page, ...]:
    """Return the pages with rungs."""
    pages = nc.draw(cycle, view="ladder", **options).scene.pages  # type: ignore[arg-type]
    return tuple(page for page in pages if page.rects("card"))


def texts(page: Page, role: str) -> list[str]:
    return [text.text for text in page.texts(role)]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@few
@given(incidents)
def test_every_moment_stands_in_its_place_from_top_to_bottom(cycle: nc.Cycle) -> None:
    pages = ladder(cycle)
    shown = [
        (number, card.box.y, card.of)
        for number, page in enumerate(pages)
        for card in page.rects("card")
    ]
    seen = [
        f"{one.who}.{one.slot}.{place}"
        for place, one in enumerate(cycle.incident)
        if tidy(one.words)
    ]

    assert [of for _, _, of in shown] == seen
    assert shown == sorted(shown)


@few
@given(incidents)
def test_each_has_a_lane_and_the_times_stand_between_them(cycle: nc.Cycle) -> None:
    for page in ladder(cycle):
        middle = page.width / 2
        for card in page.rects("card"):
            if card.of.startswith("ana."):
                assert card.box.right < middle - 15
            else:
                assert card.box.x > middle + 15
        assert all(text.x == middle for text in page.texts("time"))


@few
@given(incidents)
def test_a_time_is_written_as_it_was_said(cycle: nc.Cycle) -> None:
    shown: dict[str, str] = {}
    for text in (text for page in ladder(cycle) for text in page.texts("time")):
        shown[text.of] = shown.get(text.of, "") + squeezed(text.text)

    assert shown == {
        f"{one.who}.{one.slot}.{place}": squeezed(tidy(one.at or ""))
        for place, one in enumerate(cycle.incident)
        if tidy(one.words) and tidy(one.at or "")
    }


@few
@given(incidents)
def test_only_what_can_be_seen_crosses_over(cycle: nc.Cycle) -> None:
    for page in ladder(cycle):
        for of in {line.of for line in page.lines("strand")}:
            (one, slot, _), (other, *_) = (end.split(".") for end in of.split(">"))
            assert one == other or slot in {"behavior", "trigger"}
        framed = {rect.of.split(".")[1] for rect in page.rects("inside")}
        assert not framed & {"behavior", "trigger"}


@few
@given(incidents)
def test_moments_that_follow_each_other_are_joined(cycle: nc.Cycle) -> None:
    for page in ladder(cycle):
        rungs = [card.of for card in page.rects("card")]
        joined = [line.of for line in (*page.lines("strand"), *page.lines("then"))]

        assert sorted(joined) == sorted(f"{a}>{b}" for a, b in itertools.pairwise(rungs))


def test_a_page_says_what_is_a_guess_and_what_is_inside() -> None:
    (page,) = ladder(COUPLE)

    assert texts(page, "heading") == [
        "What I did",
        "What I did",
        "What I felt underneath",
        "What I did",
    ]
    assert texts(page, "remark") == ["a guess"]
    assert texts(page, "time") == ["19:40", "later in bed"]
    assert texts(page, "legend")[-1] == (
        "dashed border: a guess · bolt: touches an old injury · dotted frame: felt or thought "
        "inside, where nobody sees it"
    )
    assert [shape.of for shape in page.shapes("injury")] == ["ana.primary.2"]
    assert nc.describe(COUPLE, view="ladder", numbers=True).splitlines()[3:7] == [
        "  1. 19:40 Ana, What I did: asks where the evening went",
        "  2. Ben, What I did: looks at the phone",
        "  3. Ana, What I felt underneath: alone (a guess, touches an old injury)",
        "  4. later in bed Ben, What I did: turns to the wall",
    ]


@few
@given(incidents)
def test_the_numbers_of_a_ladder_count_its_moments(cycle: nc.Cycle) -> None:
    pages = ladder(cycle, numbers=True)
    numbers = [int(text) for page in pages for text in texts(page, "number")]

    assert numbers == list(range(1, sum(len(page.rects("card")) for page in pages) + 1))


def test_without_an_incident_one_sentence_says_what_to_write() -> None:
    for partners in (PEOPLE, {"no": {"name": "No"}}, THREE):
        empty = nc.Cycle(partners=partners)
        scene = nc.draw(empty, view="ladder").scene
        page = scene.pages[-1]
        said = " ".join(texts(page, "ask"))

        assert said in scene.description
        assert said.count(".") == 1
        line = re.findall(r"'(- \{.*\})'", said)
        case = nc.dumps(empty) + "incident:\n  " + line[0]
        assert nc.loads(case).incident[0].at == "19:40"
        assert page.rects("card") == ()


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_long_incident_goes_on_on_further_pages(paper: str) -> None:
    long = [EVENING[n % 3] for n in range(300)]
    pages = ladder(nc.Cycle(partners=PEOPLE, incident=long), paper=paper)
    captions = [texts(page, "caption")[1:] for page in pages]

    assert len(pages) > 30
    assert sum(len(page.rects("card")) for page in pages) == 300
    assert captions[0] == ["goes on"]
    assert captions[1:-1] == [["went before", "goes on"]] * (len(pages) - 2)
    assert captions[-1] == ["went before"]


def test_each_pair_has_its_moments_and_says_who_else_was_there() -> None:
    evening = [*EVENING, {"who": "cleo", "words": "comes in"}, EVENING[0]]
    pages = nc.draw(nc.Cycle(partners=THREE, incident=evening), view="ladder").scene.pages[1:]
    rungs = [[card.of.partition(".")[0] for card in page.rects("card")] for page in pages]

    assert rungs == [
        ["ana", "ben", "ana", "ben", "ana"],
        ["ana", "ana", "cleo", "ana"],
        ["ben", "ben", "cleo"],
    ]
    assert [texts(page, "between") for page in pages] == [
        ["in between: Cleo"],
        ["in between: Ben", "in between: Ben"],
        ["in between: Ana", "in between: Ana", "in between: Ana"],
    ]


def test_a_blank_sheet_has_a_row_for_each_in_turn() -> None:
    (page,) = ladder(COUPLE, blank=True)

    assert [card.of.partition(".")[0] for card in page.rects("card")] == ["ana", "ben"] * 3
    assert page.texts("body") == page.texts("time") == ()


@few
@given(incidents, st.sampled_from(["a4", "letter"]))
def test_nothing_lies_on_the_times(cycle: nc.Cycle, paper: str) -> None:
    for page in ladder(cycle, paper=paper):
        for time in page.texts("time"):
            others = [card.box for card in page.rects("card")]
            runs = [line.points[1:3] for line in (*page.lines("strand"), *page.lines("then"))]

            assert not any(time.box.overlaps(box) for box in others)
            assert not any(_crosses(time, one[1], other[1]) for one, other in runs)


def _crosses(text: Text, *heights: float) -> bool:
    return any(text.box.y < y < text.box.bottom for y in heights)


@few
@given(cycles(max_partners=2), st.booleans())
def test_a_ladder_hides_the_chains_and_says_so(cycle: nc.Cycle, clinical: bool) -> None:
    register = "clinical" if clinical else "plain"
    foot = nc.describe(cycle, view="ladder", register=register).split("\n\n")[-1]
    written = any(tidy(entry.words) for one in cycle.partners for entry in one.chain.primary)

    assert ("primary emotion" in foot) >= written
