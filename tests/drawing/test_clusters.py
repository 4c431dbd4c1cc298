"""What a reader takes for one letter stays one."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.drawing.clusters import clusters

WHOLE = {
    "accent": "e\u0301",
    "many marks": "Z\u0363\u0348\u035a",
    "a line end": "\r\n",
    "family": "👨‍👩‍👧‍👦",
    "couple with heart": "👩‍❤️‍💋‍👨",
    "profession": "👩🏽‍⚕️",
    "skin tone": "👍🏿",
    "flag": "🇩🇪",
    "rainbow flag": "🏳️‍🌈",
    "flag of Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "key cap": "1️⃣",
    "heart in color": "❤️",
    "Hangul letters": "\u1112\u1161\u11ab",
    "Hangul block and letter": "\uac00\u11a8",
    "Devanagari conjunct": "क्ष",
    "Devanagari conjunct with a vowel": "स्त्री",
    "Devanagari with a joiner": "क्\u200dष",
    "Bengali": "ক্ষি",
    "Thai": "กำ",
    "Hebrew points": "שָׁ",
    "Arabic vowel": "لَّ",
    "Arabic number sign": "\u06005",
}


@pytest.mark.parametrize("cluster", WHOLE.values(), ids=WHOLE.keys())
def test_a_cluster_is_never_torn(cluster: str) -> None:
    assert clusters(f"a{cluster}{cluster}b") == ["a", cluster, cluster, "b"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("ab", ["a", "b"]),
        ("🇩🇪🇫🇷🇮", ["🇩🇪", "🇫🇷", "🇮"]),
        ("👨👩", ["👨", "👩"]),
        ("a\u200db", ["a\u200d", "b"]),
        ("क्\u200cष", ["क्\u200c", "ष"]),
        ("가나", ["가", "나"]),
        ("\n\u0301", ["\n", "\u0301"]),
        ("日本", ["日", "本"]),
    ],
)
def test_what_is_two_comes_apart(text: str, parts: list[str]) -> None:
    assert clusters(text) == parts


@given(st.text())
def test_clusters_joined_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(st.text(st.sampled_from("ae\u0301\u0308\ufe0f\u200d👨👩❤🏽🇩🇪\u0915\u094d\u0937 \n가\u11a8")))
def test_no_cluster_begins_with_a_mark_unless_nothing_can_carry_it(text: str) -> None:
    found = clusters(text)

    assert not [
        (before, cluster)
        for before, cluster in pairwise(found)
        if unicodedata.category(cluster[0]) in {"Mn", "Me", "Mc"} and before != "\n"
    ]
