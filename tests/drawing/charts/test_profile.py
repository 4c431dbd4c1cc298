"""The picture of a checklist: a row for each item, marks of the same size, and no sum."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing.charts.draw_practices import draw_profile
from negcycle.drawing.charts.profile import mark
from negcycle.drawing.scene import Circle, Item, Page, Scene, Shape
from negcycle.errors import DrawingError, PracticeError, UnknownName
from negcycle.practices.described.known import known_practices, read_practice
from negcycle.practices.sheets.answers import SCALE

Sound = Callable[[Scene], None]
CHECKLISTS = tuple(one for one in known_practices() if one.checklist)
SIGNS = nc.practice("low_closeness")
ITEMS = [field.id for field in SIGNS.fields]
ANSWERS = st.lists(st.sampled_from([None, *SCALE]), min_size=len(ITEMS), max_size=len(ITEMS)).map(
    lambda answers: dict(zip(ITEMS, answers, strict=True))
)
NAMES = ["Ana", "\u202eturned", "W" * 120, "نور الدين", "👩‍👩‍👧", "<b>$x$</b>", "\u200b"]


def marks(page: Page, role: str, of: str) -> list[Item]:
    """Return the marks of one person in the rows, from top to bottom."""
    key = min(text.x for text in page.texts("key-name"))
    return [
        item
        for item in page.items
        if isinstance(item, Circle | Shape) and (item.role, item.of) == (role, of)
        if center(item)[0] < key
    ]  # fmt: skip


def center(item: Item) -> tuple[float, float]:
    if isinstance(item, Circle):
        return item.center
    assert isinstance(item, Shape)
    xs, ys = zip(*item.points, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def area(item: Item) -> float:
    if isinstance(item, Circle):
        return math.pi * item.radius**2
    assert isinstance(item, Shape)
    turns = zip(item.points, (*item.points[1:], item.points[0]), strict=True)
    return abs(sum(x * b - y * a for (x, y), (a, b) in turns)) / 2


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("practice", CHECKLISTS, ids=[one.id for one in CHECKLISTS])
@pytest.mark.parametrize("people", [1, 2, 6])
def test_a_picture_of_any_checklist_is_whole(
    practice: nc.Practice, people: int, paper: str, sound: Sound
) -> None:
    answered = practice.fields[1:]
    sheets = [
        practice.sheet(
            NAMES[n],
            date=date,
            answers={field.id: SCALE[(n + k) % 4] for k, field in enumerate(answered)},
        )
        for n in range(people)
        for date in ("2026-01-01", "2026-02-02")
    ]

    sound(draw_profile(sheets, paper=paper).scene)


@settings(max_examples=40)
@given(ANSWERS, ANSWERS, ANSWERS)
def test_a_mark_stands_where_the_answer_is(
    now: dict[str, str | None], earlier: dict[str, str | None], other: dict[str, str | None]
) -> None:
    sheets = [
        SIGNS.sheet("Ana", date="2026-01-01", answers=earlier),
        SIGNS.sheet("Ana", date="2026-02-01", answers=now),
        SIGNS.sheet("Ben", date="2026-02-01", answers=other),
    ]
    (page,) = draw_profile(sheets).scene.pages
    columns = {text.text: text.x for text in page.texts("answer")}

    for name, role, answers in (
        ("Ana", "mark", now),
        ("Ana", "earlier", earlier),
        ("Ben", "mark", other),
    ):
        found = [center(item)[0] for item in marks(page, role, name)]
        wanted = [columns[one] for one in answers.values() if one is not None]
        assert found == pytest.approx(wanted)
    assert marks(page, "earlier", "Ben") == []
    blanks = [text.of for text in page.texts("blank")]
    assert blanks.count("Ana") == sum(one is None for one in now.values())
    assert blanks.count("Ben") == sum(one is None for one in other.values())


def test_all_marks_have_the_same_area_and_no_two_people_the_same_shape() -> None:
    made = [next(iter(mark((0, 0), number))) for number in range(6)]

    assert [area(one) for one in made] == pytest.approx([area(made[0])] * 6)
    shapes = [one.points if isinstance(one, Shape) else () for one in made]
    assert len({*shapes}) == 6


def test_two_people_differ_in_shape_too_so_that_grey_print_tells() -> None:
    first, second = (next(iter(mark((0, 0), number))) for number in (0, 1))

    assert isinstance(first, Circle)
    assert isinstance(second, Shape)
    assert len(second.points) == 4


def test_swapped_partners_swap_their_marks_and_nothing_else() -> None:
    ana = SIGNS.sheet("Ana", answers={"talk": "yes", "meals": "no"})
    ben = SIGNS.sheet("Ben", answers={"talk": "no", "thanks": "mostly"})
    (here,), (there,) = (draw_profile(pair).scene.pages for pair in ([ana, ben], [ben, ana]))

    for name in ("Ana", "Ben"):
        assert [center(one)[0] for one in marks(here, "mark", name)] == pytest.approx(
            [center(one)[0] for one in marks(there, "mark", name)]
        )
    for role in ("prompt", "answer", "question", "title"):
        assert here.texts(role) == there.texts(role)
    assert sorted(map(len, (marks(here, "mark", "Ana"), marks(here, "mark", "Ben")))) == [2, 2]


def test_it_holds_no_number_but_dates() -> None:
    sheets = [SIGNS.sheet(name, date="2026-02-01", answers={"talk": "yes"}) for name in ("A", "B")]
    scene = draw_profile(sheets).scene

    for text in scene.pages[0].texts():
        if text.role != "footer":  # which tells the version
            assert not any(sign.isdigit() for sign in text.text.replace("2026-02-01", ""))


def test_a_long_list_goes_on_on_another_page(tmp_path: Path, sound: Sound) -> None:
    fields = "\n".join(
        f"  - {{id: f{n}, prompt: {'Something that we look at. ' * (1 + n % 9)}, kind: scale}}"
        for n in range(60)
    )
    head = 'practice: long\nname: long\nwhat: Long.\nask: "{name}?"\nby: each\nchecklist: true\n'
    (tmp_path / "long.yaml").write_text(f"{head}fields:\n{fields}\n")
    practice = read_practice(tmp_path / "long.yaml")
    scene = draw_profile([practice.sheet("Ana", answers={"f3": "no"})]).scene

    sound(scene)
    assert len(scene.pages) > 3
    prompts = [text.of for page in scene.pages for text in page.texts("prompt")]
    assert list(dict.fromkeys(prompts)) == [f"f{n}" for n in range(60)]
    assert [len(page.texts("question")) for page in scene.pages] == [0] * (len(scene.pages) - 1) + [
        1
    ]


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(DrawingError) as crowd:
        draw_profile([SIGNS.sheet(f"p{n}") for n in range(7)])
    with pytest.raises(PracticeError):
        draw_profile([])
    with pytest.raises(UnknownName):
        draw_profile([SIGNS.sheet("Ana")], paper="A4")

    assert str(crowd.value) == (
        "Sheets of 7 people do not fit beside each other. Compare at most six."
    )


def test_what_comes_first_is_not_drawn(tmp_path: Path) -> None:
    (tmp_path / "safe.yaml").write_text(
        'practice: safe\nname: safe\nwhat: Safe.\nask: "{name}?"\nby: each\nchecklist: true\n'
        "fields:\n  - {id: stop, prompt: I am afraid at home., kind: scale, comes_first: true}\n"
    )
    practice = read_practice(tmp_path / "safe.yaml")

    draw_profile([practice.sheet("Ana", answers={"stop": "no"})])
    with pytest.raises(DrawingError, match=r"^Nothing is compared here: .* seen alone\.$"):
        draw_profile([practice.sheet("Ana", answers={"stop": "a little"})])
