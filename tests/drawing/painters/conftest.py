"""A scene with every kind of item and with texts that are hard to paint."""

from __future__ import annotations

import math

import pytest

from negcycle.drawing.measure import reads_right_to_left, text_width
from negcycle.drawing.scene import (
    Box,
    Circle,
    Item,
    Line,
    Page,
    Rect,
    Scene,
    Shape,
    Text,
)
from negcycle.drawing.wrap import wrap

INK = "#222222"
HARD = {
    "Latin": "When you turn away I feel alone – Grüße, façade, Łódź, đặc biệt, AVATAR Wolf",
    "Greek and Cyrillic": "Νιώθω μόνος όταν φεύγεις. Мне одиноко, когда ты уходишь.",
    "Hebrew": "אני מרגישה לבד כשאתה הולך (שוב)",
    "Arabic": "أشعر بالوحدة عندما تذهب، سَلَامٌ",
    "Persian": "من دلتنگ تو هستم و گاهی می‌ترسم",
    "Mixed": "She said שלום עולם and left in 2026 (again)",
    "Chinese and Japanese": "你离开时我觉得很孤单。あなたが黙ると、私は不安になる。",
    "Korean": "당신이 떠나면 나는 외로워요",
    "Devanagari": "जब तुम जाते हो तो मुझे अकेलापन लगता है",
    "Thai": "ฉันรู้สึกเหงาเมื่อคุณจากไป",
    "Emoji": "sad 😢 🥺 👨‍👩‍👧‍👦 👍🏽 🇩🇪 ❤️ 1️⃣ ok",
    "Signs": r"$x^2$ _a_ \alpha 100% & <b>\"quoted\"</b> ]]> #1 ~ {}",
    "Long": "I tell myself that whatever I do is never going to be enough for you, and then I ask "
    "again and again, louder each time, until you leave the room and close the door, and I stand "
    "there and do not know who I am to you any more, honestly not.",
}


def block(words: str, *, x: float, y: float, width: float, size: float, bold: bool) -> list[Item]:
    """Return `words` in lines of text, each with a hairline box of its measured width."""
    wrapped = wrap(words, width, size, lines=4, bold=bold)
    rtl = reads_right_to_left(words)
    anchor = "right" if rtl else "left"
    items: list[Item] = []
    for number, (line, wide) in enumerate(zip(wrapped.lines, wrapped.widths, strict=True)):
        place = (x + width if rtl else x, y + number * size * 1.3)
        text = Text(line, *place, size, wide, INK, bold=bold, anchor=anchor, rtl=rtl)
        items += [Rect(text.box, stroke="#bbbbbb", width=0.1), text]
    return items


def picture() -> Page:
    """Return a page with every kind of item."""
    turn = [i * 2 * math.pi / 180 for i in range(181)]
    curve = tuple((148.5 + 100 * math.cos(t), 110 + 50 * math.sin(2 * t)) for t in turn)
    items: list[Item] = [
        Rect(Box(0, 75.5, 297, 134.5), fill="#f3f4f6"),
        Line(((0, 75.5), (297, 75.5)), "#777777", 0.4, dash=(0.0, 1.4)),
        Line(curve[:91], "#0072B2", 1.2),
        Line(curve[90:], "#D55E00", 1.2, dash=(4.0, 1.5)),
        Shape(((148, 106), (154, 110), (148, 114)), INK),
        Circle((148.5, 60), 8, "#ffffff", stroke="#444444"),
        Text("1", 148.5, 61.4, 4, text_width("1", 4, bold=True), INK, bold=True, anchor="middle"),
        Rect(Box(20, 20, 60, 30), fill="#ffffff", stroke="#0072B2", width=0.5, radius=3),
        Rect(
            Box(217, 20, 60, 30),
            fill="#ffffff",
            stroke="#B34700",
            width=0.5,
            radius=3,
            dash=(2.0, 1.2),
        ),
        *block(HARD["Long"], x=24, y=26, width=52, size=3.35, bold=False),
    ]
    for number, anchor in enumerate(("left", "middle", "right")):
        for rtl, words in ((False, "anchored"), (True, "מעוגן")):
            x, y = 148.5, 150 + 8 * number + 28 * rtl
            width = text_width(words, 5)
            line = Text(words, x, y, 5, width, "#0072B2", anchor=anchor, rtl=rtl, italic=not rtl)  # type: ignore[arg-type]
            items += [Rect(line.box, stroke="#bbbbbb", width=0.1), line]
    return Page(297, 210, tuple(items), "The cycle")


def languages() -> Page:
    """Return a page of texts in many scripts, regular and bold."""
    items: list[Item] = []
    for number, (name, words) in enumerate(HARD.items()):
        x, y = 10 + 145 * (number % 2), 15 + 28 * (number // 2)
        items += block(name, x=x, y=y, width=60, size=2.5, bold=False)
        items += block(words, x=x, y=y + 5, width=64, size=3.35, bold=False)
        items += block(words, x=x + 68, y=y + 5, width=64, size=3.35, bold=True)
    return Page(297, 210, tuple(items), "In full")


@pytest.fixture(scope="session")
def everything() -> Scene:
    """Return both pages."""
    words = "".join(f"{name}: {words}\n" for name, words in HARD.items())
    return Scene((picture(), languages()), 'The <Sunday> & "Silence"', words)
