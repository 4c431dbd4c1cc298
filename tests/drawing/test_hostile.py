"""Whatever people write, nothing overlaps, leaves its card, or vanishes."""

from __future__ import annotations

import io
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

import negcycle as nc
from negcycle.drawing.dialect import dialect
from negcycle.drawing.measure import text_width
from negcycle.drawing.painters.mpl import to_pdf, to_png
from negcycle.drawing.scene import Box, Page, Scene, Text
from negcycle.testing import cycles, words
from negcycle.words.tidying import tidy

CHINESE = "你离开时我觉得很孤单害怕不知道该怎么办才好"
ARABIC = "أشعر بالوحدة عندما تذهب ولا أعرف ماذا أفعل "
HEBREW = "אני מרגישה לבד כשאתה הולך (שוב) בשנת 2026, 50%"
STORM = "".join(letter + "\u0335\u0301\u0327\u0336" * 6 for letter in "I feel alone")
SENTENCE = "I tell myself that whatever I do is never going to be enough for you. "


def chain(words: object) -> dict[str, object]:
    """Return a chain with the same words in every slot."""
    return {slot.value: words for slot in nc.Slot}


def couple(ana: object, ben: object, *names: str, **fields: object) -> nc.Cycle:
    first, second = names or ("Ana", "Ben")
    people = {
        "ana": {"name": first, "chain": chain(ana)},
        "ben": {"name": second, "chain": chain(ben)},
    }
    incident = [*moments("ana", ana), *moments("ben", ben)]
    return nc.Cycle(**{"partners": people, "incident": incident, **fields})  # type: ignore[arg-type]


def moments(who: str, said: object) -> Iterator[dict[str, object]]:
    """Yield what somebody said as moments of an incident, seen ones and hidden ones in turn."""
    for place, one in enumerate(said if isinstance(said, list) else [said]):
        entry = one if isinstance(one, dict) else {"words": one}
        at = str(entry["words"])[:100]
        yield {**entry, "who": who, "slot": ("behavior", "primary")[place % 2], "at": at}


def group(count: int, name: str, **fields: object) -> nc.Cycle:
    people = {f"p{n}": {"name": f"{name} {n}", "chain": {"need": SENTENCE}} for n in range(count)}
    return nc.Cycle(partners=people, **fields)  # type: ignore[arg-type]


GUESS = {"words": "lost in all of this", "status": "conjecture", "injury": True}
CASES = {
    "nothing at all": nc.Cycle(partners={"a": {"name": "A"}, "b": {"name": "B"}}),
    "one half, and blank": nc.Cycle(partners={"a": {"name": "A", "side": "right"}}),
    "Chinese without a space": couple(
        CHINESE, CHINESE * 4, CHINESE * 3, CHINESE * 5, title=CHINESE * 5, topic=CHINESE
    ),
    "Arabic": couple(ARABIC, ARABIC * 4, ARABIC * 2, ARABIC, title=ARABIC * 2, topic="٣٤"),
    "Hebrew with numbers": couple(HEBREW, "כן", "רות בת אברהם", "יצחק", title="השתיקה"),
    "Hebrew and English": couple(
        "She said שלום עולם in 2026 (again)", "שלום, she said", "רות", "R"
    ),
    "a word of 2,000 letters": nc.Cycle(
        title="X" * 120,
        partners={
            "m": {"name": "M" * 120, "chain": {"primary": "W" * 2000, "body": "i" * 2000}},
            "l": {"name": "l" * 120, "chain": {"fear": "w" * 2000, "need": CHINESE * 90}},
        },
    ),
    "very many words": couple(SENTENCE * 25, "no", "Maria Magdalena von der Hohen Linde", "Bo"),
    "forty things in a slot": couple(
        [f"feeling {n}" for n in range(40)], [f"{SENTENCE}{n}" for n in range(25)]
    ),
    "only guesses and old injuries": couple(
        {**GUESS, "awareness": "owned"},
        [GUESS, {"words": "sad", "status": "confirmed"}],
        "Maximiliane-Alexandra von Hohenstein",
        "W" * 60,
    ),
    "a storm of marks": couple(STORM * 3, "e\u0301" * 60, STORM[:100], "b" + "\u0300" * 99),
    "a tower of marks": couple("x" + "\u0300" * 1000, "\u0301 alone", title="t" + "\u0328" * 99),
    "emoji only": couple("😢🥺👨‍👩‍👧‍👦👍🏽🇩🇪❤️1️⃣" * 4, "🙂", "👩‍👩‍👧", "🇩🇪🇫🇷", title="😢" * 40),
    "rare spaces": couple("a\u00a0b\u2003c\u200bd\u2028e\u202ff", "\u200bx", "a\u2003b", "\u200bB"),
    "nothing to be seen": couple(
        "\u200b", "\u00ad", "\u2060", "\u3164", title="\u200d", topic="\ufeff"
    ),
    "line ends and tabs": couple("one\ntwo\n\nthree\tfour\r\nfive", "- a\n" * 40, "A\nB", "C\tD"),
    "markup": couple(
        '</text><script>alert("x")</script>]]> &amp; <!-- -->',
        "${x} $x^2$ \\alpha_1 % # {} ~",
        "<script>alert(1)</script>",
        "\"Ben\" & 'Co' ]]>",
        title="<b>T</b>",
        topic="{topic} %s",
    ),
    "turned around": couple("\u202eturned\u202c and 2026", "\u2067אב\u2069 ab", "\u202eAna", "B"),
    "a mark to begin with": couple("\ufefffirst", "\u0600123 \u06dd4", "\ufeffAna", "\u0301b"),
    "Hindi and Thai": couple(
        "जब तुम जाते हो तो मुझे अकेलापन लगता है " * 2,
        "ฉันรู้สึกเหงาเมื่อคุณจากไปและไม่รู้จะทำอย่างไร",
        "मीरा",
        "ราชา",
    ),
    "Korean and Tamil": couple("당신이 떠나면 나는 외로워요 " * 3, "நீ போகும்போது நான் தனியாக " * 2),
    "rare letters": couple("𝕴 𝖋𝖊𝖊𝖑 ﷽ ⸻", "𐎠𐎡 𒀀 𓀀 \U0010fffd \ue000", "𝔄𝔫𝔞", "ᠮᠣᠩ"),
    "addresses": couple(f"https://example.org/{'x/' * 90}", "a-b-c-" * 30, "ana@example.org", "b"),
    "hyphens to be seen at a break only": couple("Donau\u00addampf\u00adschiff " * 9, "\u00ad-"),
    "pressures": couple(
        "x",
        "y",
        stressors=["money " * 30, {"words": "孤独" * 60, "on": ["ana"]}],
        title="Long " * 24,
    ),
    "a mother and a child": nc.Cycle(
        partners={
            "m": {"name": "Mother", "relation": "caregiver", "chain": chain("I do not know")},
            "k": {"name": "Kid", "relation": "child"},
        }
    ),
    "three": group(3, "Person with a rather long name", title="Many " * 24),
    "five": group(5, CHINESE),
    "six in few pairs": group(6, "P", pairs=[["p0", "p3"], ["p1", "p4"], ["p2", "p5"]]),
    "twelve": group(12, "Person"),
}
VIEWS = (
    *("loop", "surface", "single", "blank", "positive", "quadrants", "four", "iceberg", "list"),
    *("chain", "ladder", "exits"),
)
ON_A_CARD = ("heading", "remark", "body", "label", "question")
ON_ONE_CARD = {
    "trigger": ("appraisal", "body"),
    "primary": ("fear",),
    "secondary": (),
    "perception": ("self_view",),
    "behavior": ("intent",),
    "need": ("request",),
}
"""The slots that have a card, and those that share it."""

cases = pytest.mark.parametrize("name", CASES)


@cache
def drawn(name: str, view: str = "loop") -> nc.Picture:
    """Return a view; those of odd number are on letter paper, with other headings and numbers."""
    odd = VIEWS.index(view) % 2 == 1
    return nc.draw(
        CASES[name],
        view=view,
        paper="letter" if odd else "a4",
        register="clinical" if odd else "plain",
        numbers=odd,
    )


def pages(name: str) -> Iterator[Page]:
    """Yield the pages of every view; of many pairs, the first ones."""
    for view in VIEWS:
        yield from drawn(name, view).scene.pages[:6]


def letters(text: str) -> str:
    """Return `text` without its spaces, which a line break may take."""
    return re.sub(r"\s", "", text)


def around(points: tuple[tuple[float, float], ...]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def texts_of(page: Page, *roles: str) -> list[Text]:
    return [text for text in page.texts() if text.role in roles]


@cases
def test_everything_stays_on_the_page_and_on_its_card(name: str) -> None:
    for page in pages(name):
        cards = {card.of: card.box for card in page.rects("card")}

        assert all(page.box.holds(text.box) for text in page.texts())
        for text in texts_of(page, *ON_A_CARD):
            assert cards[text.of].holds(text.box)


@cases
def test_no_words_lie_on_words_or_cards(name: str) -> None:
    for page in pages(name):
        names = ("name-card", "card", "pressure", "badge")
        loose = [
            text.box for text in page.texts()
            if text.role not in (*ON_A_CARD, "tab", "number", "badge", "index-number")
            and not text.role.startswith("pressure")
        ]  # fmt: skip
        cards = [box.box for role in names for box in page.rects(role)]
        inside = [box.box for box in page.rects("name-card")]
        free = [text for text in loose if not any(box.holds(text) for box in inside)]

        assert not any(a.overlaps(b, gap=-0.3) for a, b in itertools.combinations(loose, 2))
        assert not any(a.overlaps(b, gap=-0.2) for a in free for b in cards)
        assert not any(a.overlaps(b) for a, b in itertools.combinations(cards, 2))


@cases
def test_a_bolt_touches_neither_words_nor_arrows(name: str) -> None:
    for page in pages(name):
        bolts = [around(shape.points) for shape in page.shapes("injury")]
        others = [
            *(around(shape.points) for shape in page.shapes("arrowhead")),
            *(text.box for text in page.texts()),
            *(box.box for box in page.rects("tab")),
        ]

        assert not any(bolt.overlaps(other) for bolt in bolts for other in others)


IN_A_SENTENCE = {
    "message": ("appraisal", "perception"),
    "feel": ("secondary",),
    "inside": ("primary",),
    "want": ("urge", "intent"),
    "do": ("behavior",),
}
"""The parts of a chain, each with the slots of which the first that is filled stands in it."""


def placed(cycle: nc.Cycle, view: str) -> Iterator[tuple[str, str]]:
    """Yield all words that a view has a place for, each with the name of the place."""
    if view == "ladder":
        for place, moment in enumerate(cycle.incident):
            yield f"{moment.who}.{moment.slot}.{place}", moment.words
        return
    for one in cycle.partners:
        if view == "chain":
            for part, slots in IN_A_SENTENCE.items():
                said = [[e for e in one.chain[slot] if tidy(e.words)] for slot in slots]
                for entry in next((some for some in said if some), ()):
                    yield f"{one.key}.{part}", entry.words
            continue
        for slot, beside in on_one_card(view).items():
            for each in (slot, *beside):
                for entry in one.chain[each]:
                    yield f"{one.key}.{slot}", entry.words


def on_one_card(view: str) -> dict[str, tuple[str, ...]]:
    """Return the slots that have a card in a view, and those that share it."""
    if view == "exits":
        return dict.fromkeys(("primary", "secondary", "perception", "behavior"), ())
    if view not in {"quadrants", "four", "iceberg", "list"}:
        return ON_ONE_CARD
    parts = dialect("everything" if view == "list" else view).parts
    return {part.place: part.beside for part in parts}


def lost_words(cycle: nc.Cycle, scene: Scene, view: str) -> list[str]:
    """Return what somebody wrote that stands neither on its card nor in full below."""
    shown: dict[str, str] = {}
    for text in (text for page in scene.pages for text in texts_of(page, "body", "full-body")):
        shown[text.of] = shown.get(text.of, "") + letters(text.text)
    return [
        said for of, said in placed(cycle, view) if letters(tidy(said)) not in shown.get(of, "")
    ]


@cases
@pytest.mark.parametrize(
    "view", [one for one in VIEWS if one not in {"single", "blank", "positive"}]
)
def test_every_word_stands_on_its_card_or_in_full_below(name: str, view: str) -> None:
    assert lost_words(CASES[name], drawn(name, view).scene, view) == []


@given(
    cycles(max_partners=2),
    st.sampled_from(list(ON_ONE_CARD)),
    words().flatmap(lambda some: st.lists(st.just(some * 20), min_size=1, max_size=3)),
    st.sampled_from([one for one in VIEWS if one not in {"blank", "positive"}]),
)
def test_no_words_of_anybody_are_lost(
    cycle: nc.Cycle, slot: str, long: list[str], view: str
) -> None:
    cycle = cycle.with_entry(cycle.keys[0], slot, long)

    assert lost_words(cycle, nc.draw(cycle, view=view).scene, view) == []


@cases
def test_what_is_cut_still_says_something(name: str) -> None:
    for page in pages(name):
        assert "…" not in [text.text for text in texts_of(page, "body", "name", "title")]


@cases
def test_every_title_and_name_stands_on_the_page_or_in_full_below(name: str) -> None:
    cycle, scene = CASES[name], drawn(name).scene
    said = letters("".join(
        text.text for page in scene.pages for text in texts_of(page, "title", "name", "full-body")
    ))  # fmt: skip
    wanted = [cycle.title or "", cycle.topic or "", *(one.name for one in cycle.partners)]

    assert all(letters(tidy(words)) in said for words in wanted)


@cases
def test_what_cannot_be_seen_is_no_answer(name: str) -> None:
    for page in pages(name):
        answered = {text.of for text in texts_of(page, "body")}
        asked = {text.of for text in texts_of(page, "question")}
        present = {text.of for text in texts_of(page, "heading") if text.color != "#9a9a9a"}
        if not page.texts("heading"):  # a chain has none
            present = {card.of for card in page.rects("card")}

        assert answered | asked == present
        assert all(tidy(text.text) for text in texts_of(page, "title", "name", "body", "legend"))


@cases
def test_no_letter_carries_more_marks_than_a_script_needs(name: str) -> None:
    for text in (text for page in pages(name) for text in page.texts()):
        marks = "".join("^" if unicodedata.category(char) == "Mn" else " " for char in text.text)

        assert "^" * 7 not in marks


@cases
def test_every_format_takes_it(name: str) -> None:
    picture = drawn(name)
    root = fromstring(picture.svg())
    lines = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]

    assert lines == [text.text for page in picture.scene.pages for text in page.texts()]
    assert "<script" not in picture.svg() + picture.html()
    assert len(picture.text().splitlines()) >= len(picture.scene.description.splitlines())


def test_a_pdf_and_a_png_take_them_all() -> None:
    lines: list[Text] = []
    for name in CASES:
        page, *_ = drawn(name).scene.pages
        lines += [*texts_of(page, "title", "name"), *texts_of(page, "body")[:2]]
    below = [replace(line, x=10, y=5 + n, anchor="left") for n, line in enumerate(lines)]
    scene = Scene((Page(297, 210, tuple(below)),), "All of them", "")
    pdf = PdfReader(io.BytesIO(to_pdf(scene)))
    png = Image.open(io.BytesIO(to_png(scene, dpi=60)))

    assert "I tell myself that" in pdf.pages[0].extract_text()
    assert png.size == (701, 496)


@pytest.mark.parametrize(
    "sign", ["\u200b", "\u2060", "\u200d", "\u00ad", "\u200e", "\ufeff", "\u034f"]
)
def test_a_sign_without_ink_moves_nothing_in_a_pdf(sign: str) -> None:
    def page(words: str) -> Scene:
        line = Text(words, 10, 20, 6, text_width("alone", 6), "#000000")
        return Scene((Page(100, 40, (line,)),), "A map", "")

    assert to_pdf(page(f"al{sign}one")) == to_pdf(page("alone"))
