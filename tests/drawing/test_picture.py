"""`draw` says which names it does not know, numbers what one asks for, and keeps what is there."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from pypdf import PdfReader

import negcycle as nc
from negcycle.drawing import theme
from negcycle.drawing.content import Register, View
from negcycle.drawing.picture import FORMATS, Picture, format_of
from negcycle.drawing.scene import Page
from negcycle.errors import DrawingError, FileKept, FileMissing, UnknownName

KNOWN_VIEWS = ", ".join(View)
JOHN_AND_MARY = nc.Cycle(
    title="The Sunday Silence",
    date="2026-03",
    partners={
        "john": {"name": "John", "chain": {"primary": "hurt", "behavior": "goes quiet"}},
        "mary": {"name": "Mary", "chain": {"behavior": "asks again"}},
    },
)
LATER = JOHN_AND_MARY.changed(date="2026-10").with_entry("john", "behavior", "says he is hurt")
WITH_DOTS = nc.Cycle(partners={"who": {"name": "Dr. Who"}, "b": {"name": "B."}})
THREE = nc.Cycle(
    title="The Calendar",
    partners={"noor": {"name": "Noor"}, "sam": {"name": "Sam"}, "kit": {"name": "Kit"}},
)


def numbers(page: Page) -> dict[str, int]:
    return {text.of: int(text.text) for text in page.texts("number")}


def words(page: Page, role: str) -> list[str]:
    return [text.text for text in page.texts(role)]


# -- names that are not known ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"view": "lop"}, "'lop' is not a view. Did you mean 'loop'?"),
        (
            {"view": "picture"},
            f"'picture' is not a view. Choose from: {KNOWN_VIEWS}.",
        ),
        (
            {"view": []},
            f"'' is not a view. Choose from: {KNOWN_VIEWS}.",
        ),
        ({"view": ["loop", "single "]}, "'single ' is not a view. Did you mean 'single'?"),
        ({"register": "plane"}, "'plane' is not a register. Did you mean 'plain'?"),
        ({"register": "x"}, "'x' is not a register. Choose from: plain, clinical."),
        ({"paper": "A4"}, "'A4' is not a paper. Did you mean 'a4'?"),
        ({"paper": "legal"}, "'legal' is not a paper. Choose from: a4, letter."),
        ({"start": "jon"}, "No partner is called 'jon'. Did you mean 'john'?"),
        ({"start": "jon.primary"}, "No partner is called 'jon'. Did you mean 'john'?"),
    ],
)
def test_an_unknown_name_is_said_with_the_known_ones(
    options: dict[str, object], sentence: str
) -> None:
    with pytest.raises(UnknownName) as caught:
        nc.draw(JOHN_AND_MARY, **options)  # type: ignore[arg-type]

    assert str(caught.value) == sentence
    assert caught.value.known


@pytest.mark.parametrize("start", ["john.need", "john.trigger", "john.shouting"])
def test_numbers_start_only_at_a_station(start: str) -> None:
    with pytest.raises(DrawingError) as caught:
        nc.draw(JOHN_AND_MARY, start=start)

    assert str(caught.value) == (
        f"The numbers cannot start at '{start}': it is not a station of this view."
    )


def test_the_surface_view_has_no_number_on_what_is_underneath() -> None:
    with pytest.raises(DrawingError, match=r"cannot start at 'john\.primary'"):
        nc.draw(JOHN_AND_MARY, view="surface", start="john.primary")

    assert len(numbers(nc.draw(JOHN_AND_MARY, view="surface", numbers=True).scene.pages[0])) == 6


def test_before_and_after_need_two_cycles_of_the_same_people() -> None:
    with pytest.raises(DrawingError) as alone:
        nc.draw(JOHN_AND_MARY, view="before-after")
    with pytest.raises(DrawingError) as others:
        nc.draw(JOHN_AND_MARY, after=WITH_DOTS)
    with pytest.raises(DrawingError) as many:
        nc.draw(THREE, after=THREE)

    assert str(alone.value) == ("Before and after need two cycles. Give the later one as well.")
    assert (
        str(others.value)
        == str(many.value)
        == ("Before and after need the same one or two partners, under the same keys.")
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "map",
            "The name 'map' does not say what to write. "
            "Let it end with one of: .svg, .pdf, .png, .txt, .html.",
        ),
        (
            "map.jpeg",
            "'.jpeg' is not a kind of picture I can write. "
            "Choose from: .svg, .pdf, .png, .txt, .html.",
        ),
    ],
)
def test_a_name_must_say_what_to_write(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(DrawingError) as caught:
        nc.draw(JOHN_AND_MARY).save(tmp_path / name)

    assert str(caught.value) == sentence
    assert not list(tmp_path.iterdir())


def test_a_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(DrawingError, match=r"'\.gif' is not a kind of picture I can write"):
        nc.draw(JOHN_AND_MARY).to("gif")


# -- files -------------------------------------------------------------------------------------


def test_a_file_that_is_there_is_kept_unless_one_says_so(tmp_path: Path) -> None:
    picture, file = nc.draw(JOHN_AND_MARY), tmp_path / "map.svg"
    file.write_text("mine", encoding="utf-8")

    with pytest.raises(FileKept):
        picture.save(file)
    assert file.read_text(encoding="utf-8") == "mine"
    assert picture.save(file, overwrite=True) == file
    assert file.read_text(encoding="utf-8") == picture.svg()


def test_a_picture_for_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        nc.draw(JOHN_AND_MARY).save(tmp_path / "nowhere" / "map.svg")


@pytest.mark.parametrize("name", ["map.svg", "map.SVG", "a.b.txt", "Map.Html", "x.pdf", "x.PNG"])
def test_the_ending_says_what_is_written(tmp_path: Path, name: str) -> None:
    picture, file = nc.draw(JOHN_AND_MARY), str(tmp_path / name)
    content = picture.to(format_of(Path(name)))

    assert picture.save(file) == Path(file)
    assert Path(file).read_bytes() == (content.encode() if isinstance(content, str) else content)


def test_every_format_is_made_by_its_painter() -> None:
    picture = nc.draw(JOHN_AND_MARY)
    starts = [
        (made.encode() if isinstance(made, str) else made)[:4] for made in map(picture.to, FORMATS)
    ]

    assert starts == [b"<svg", b"%PDF", b"\x89PNG", b"Infi", b"<!DO"]


def test_two_processes_make_the_same_bytes_and_load_little() -> None:
    program = (
        "import hashlib, sys, negcycle as nc; p = nc.draw(nc.load(sys.argv[1]), view=['loop', "
        "'positive', 'quadrants', 'four', 'iceberg', 'list', 'chain', 'ladder']); "
        "made = p.svg() + p.html() + p.text() + p.figure_html();"
        "print(hashlib.sha256(made.encode()).hexdigest(), sorted("
        "{'numpy', 'networkx', 'matplotlib', 'rich'} & set(sys.modules)))"
    )
    example = Path(__file__).parents[2] / "examples" / "sunday-silence.yaml"
    outs = [
        subprocess.run(
            [sys.executable, "-c", program, str(example)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert outs[0] == outs[1]
    assert outs[0].endswith(" []\n")


# -- views -------------------------------------------------------------------------------------


def test_views_registers_and_papers_may_be_words_or_names() -> None:
    by_name = nc.draw(JOHN_AND_MARY, view=View.SURFACE, register=Register.CLINICAL)
    by_word = nc.draw(JOHN_AND_MARY, view="surface", register="clinical")

    assert by_name == by_word
    assert by_name != nc.draw(JOHN_AND_MARY)
    assert {
        (page.width, page.height) for page in nc.draw(JOHN_AND_MARY, paper="letter").scene.pages
    } == {(279.4, 215.9)}


def test_several_views_follow_each_other() -> None:
    both = nc.draw(JOHN_AND_MARY, view=["surface", "blank"]).scene
    surface, blank = (nc.draw(JOHN_AND_MARY, view=view).scene for view in ("surface", "blank"))

    assert both.pages == (*surface.pages, *blank.pages)
    assert both.title == f"{surface.title}, {blank.title}"
    assert both.description == f"{surface.description}\n{blank.description}"


def test_a_later_cycle_chooses_before_and_after() -> None:
    chosen = nc.draw(JOHN_AND_MARY, after=LATER)
    before, after = chosen.scene.pages

    assert chosen == nc.draw(JOHN_AND_MARY, view="before-after", after=LATER)
    assert (words(before, "above-title"), words(after, "above-title")) == (
        ["Before 2026-03"],
        ["After 2026-10"],
    )
    assert chosen.scene.side_by_side
    assert words(before, "remark") == []
    assert [text.of for text in after.texts("remark")] == ["john.behavior"]
    assert words(after, "remark") == ["changed"]
    assert len(nc.draw(JOHN_AND_MARY, view="surface", after=LATER).scene.pages) == 3


def test_after_may_list_the_partners_in_another_order() -> None:
    turned = LATER.with_partners(reversed(LATER.partners))

    assert nc.draw(JOHN_AND_MARY, after=turned) == nc.draw(JOHN_AND_MARY, after=LATER)


# -- numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "first"),
    [
        (None, "john.behavior"),
        ("mary", "mary.behavior"),
        ("Mary", "mary.behavior"),
        ("mary.behaviour", "mary.behavior"),
        ("MARY.primary", "mary.primary"),
        ("mary.", "mary.behavior"),
    ],
)
def test_the_numbers_start_where_one_says(start: str | None, first: str) -> None:
    (page,) = nc.draw(JOHN_AND_MARY, numbers=True, start=start).scene.pages

    assert numbers(page)[first] == 1
    assert sorted(numbers(page).values()) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert numbers(nc.draw(JOHN_AND_MARY).scene.pages[0]) == {}


def test_numbers_follow_the_loop() -> None:
    (page,) = nc.draw(JOHN_AND_MARY, start="john.primary").scene.pages

    assert sorted(numbers(page), key=numbers(page).__getitem__) == [
        f"{key}.{slot}"
        for key in ("john", "mary")
        for slot in ("primary", "secondary", "perception", "behavior")
    ]


@pytest.mark.parametrize("start", ["Dr. Who", "Dr. Who.behavior", "who", "B."])
def test_a_name_may_have_a_dot(start: str) -> None:
    (page,) = nc.draw(WITH_DOTS, start=start).scene.pages

    assert numbers(page)["b.behavior" if start == "B." else "who.behavior"] == 1


@pytest.mark.parametrize(
    "view", ["blank", "single", "positive", "quadrants", "iceberg", "list", "exits"]
)
def test_every_view_can_have_numbers(view: str) -> None:
    pages = nc.draw(JOHN_AND_MARY, view=view, start="mary").scene.pages
    found = {of: number for page in pages for of, number in numbers(page).items()}

    assert sorted(found.values()) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert found["mary.reach" if view == "positive" else "mary.behavior"] == 1


def test_a_pair_without_the_one_to_start_with_starts_with_its_first() -> None:
    pages = nc.draw(THREE, start="kit").scene.pages[1:]

    assert [[of for of, number in numbers(page).items() if number == 1] for page in pages] == [
        ["noor.behavior"],
        ["kit.behavior"],
        ["kit.behavior"],
    ]


# -- three or more -----------------------------------------------------------------------------


def test_each_pair_says_its_number_and_the_index_its_page() -> None:
    pages = nc.draw(THREE, view=["loop", "surface"]).scene.pages
    index = [words(page, "index") for page in pages if page.texts("index")]

    assert [words(page, "above-title") for page in pages[1:4]] == [
        ["Pair 1: Noor and Sam"],
        ["Pair 2: Noor and Kit"],
        ["Pair 3: Sam and Kit"],
    ]
    assert index == [
        ["1 Noor and Sam, page 2", "2 Noor and Kit, page 3", "3 Sam and Kit, page 4"],
        ["1 Noor and Sam, page 6", "2 Noor and Kit, page 7", "3 Sam and Kit, page 8"],
    ]


def test_the_index_keeps_the_page_of_people_with_long_names() -> None:
    long = THREE.with_partners(one.changed(name=one.name * 25) for one in THREE.partners)

    for row in words(nc.draw(long).scene.pages[0], "index"):
        assert row.count("…") == 2
        assert row.partition(", page ")[2].isdecimal()


# -- the whole way, with the examples ----------------------------------------------------------

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
SUNDAY = nc.load(next(file for file in EXAMPLES if file.stem == "sunday-silence"))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
@pytest.mark.parametrize(
    "view",
    [view for view in View if view is not View.BEFORE_AFTER],
)
def test_a_page_is_small_and_a_letter_can_be_read_from_a_couch(file: Path, view: str) -> None:
    picture = nc.draw(nc.load(file), view=view)

    for page in picture.scene.pages:
        assert len(Picture(replace(picture.scene, pages=(page,))).svg().encode()) < 40_000
        assert all(
            text.size >= 9.5 * theme.PT - 1e-9
            for text in page.texts("body")
            if not text.of.endswith("trigger")
        )


def test_the_words_of_a_pdf_are_those_of_the_picture() -> None:
    views = [view for view in View if view is not View.BEFORE_AFTER]
    picture = nc.draw(SUNDAY, view=views, paper="letter")
    pdf = PdfReader(io.BytesIO(picture.pdf()))

    for sheet, page in zip(pdf.pages, picture.scene.pages, strict=True):
        assert "".join(sheet.extract_text().split()) == "".join(
            "".join(text.text.split()) for text in page.texts()
        )
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(
            (792.0, 612.0)
        )


def test_no_file_tells_a_name_beside_the_picture() -> None:
    picture = nc.draw(SUNDAY)
    pdf, png = picture.pdf(), picture.png(dpi=40)
    metadata = PdfReader(io.BytesIO(pdf)).metadata or {}

    assert not [word for word in (b"John", b"Mary", b"Sunday") if word in pdf + png]
    assert {key: str(value).split()[0] for key, value in metadata.items()} == {
        "/Title": "negcycle",
        "/Creator": "Matplotlib",
        "/Producer": "Matplotlib",
    }
    assert "John" not in picture.svg().partition("<title")[0]
    assert "John" not in picture.html().partition("</head>")[0]


def test_axes_beside_the_picture_stay_as_they_were() -> None:
    figure = Figure()
    left, right = figure.subplots(1, 2)
    left.plot([1, 2], [3, 4])
    before = left.get_xlim(), left.get_ylim(), left.get_position().bounds, len(left.get_children())
    nc.draw(SUNDAY).on(right)

    assert before == (
        left.get_xlim(),
        left.get_ylim(),
        left.get_position().bounds,
        len(left.get_children()),
    )
    assert figure.axes == [left, right]
    assert "The Sunday Silence (evenings)" in [text.get_text() for text in right.texts]
