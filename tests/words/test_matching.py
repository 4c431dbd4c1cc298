"""Finding phrases in a person's words: whole words, in any case and form, not where denied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.words import Term, lexicon
from negcycle.words.inflection import tokens_of, verb_forms
from negcycle.words.matching import Phrases, tokens
from negcycle.words.terms import wordings

TERMS = st.sampled_from(lexicon().terms)
AROUND = st.lists(
    st.sampled_from(["today", "Sunday", "evening", "kitchen,", "Anna", "often;"])
).map(" ".join)


def spoken(wording: str) -> str:
    """Return one way to say a wording: the first of its choices, its gaps left empty."""
    return " ".join(word.split("/")[0] for word in wording.split() if word != "...")


WAYS = TERMS.flatmap(
    lambda term: st.sampled_from([(term, spoken(wording)) for wording in wordings(term)])
)


@given(WAYS)
def test_a_term_finds_itself(way: tuple[Term, str]) -> None:
    term, words = way

    assert term in lexicon().find(term.slot, words)


@given(WAYS, AROUND, AROUND)
def test_what_stands_around_it_changes_nothing(
    way: tuple[Term, str], before: str, after: str
) -> None:
    term, words = way

    assert term in lexicon().find(term.slot, f"{before} {words} {after}")


@given(TERMS, st.text(alphabet="abcdefghiklmnopqrstuvwxyz ,.'-!/", max_size=40))
def test_upper_and_lower_case_change_nothing(term: Term, words: str) -> None:
    said = f"{words} {term.words}"

    assert lexicon().find(term.slot, said) == lexicon().find(term.slot, said.upper())


@given(WAYS)
def test_a_term_inside_other_words_is_not_found(way: tuple[Term, str]) -> None:
    term, words = way
    buried = "".join(letter for letter in words if letter.isalpha())

    assert lexicon().find(term.slot, f"xx{buried}xx") == ()


@given(st.text(max_size=60))
def test_any_text_can_be_searched(words: str) -> None:
    for slot in ("primary", "behavior"):
        for match in lexicon().matches(slot, words):
            assert match.said in words


@given(st.text(max_size=60))
def test_plain_words_stand_where_they_were_written(words: str) -> None:
    line = tokens(words)

    assert all(words[token.start : token.end].strip() for token in line)
    assert [token.start for token in line] == sorted(token.start for token in line)


FORMS = {
    "criticize": "criticizes criticized criticizing criticise criticises criticised criticising",
    "nag": "nags nagged nagging",
    "cry": "cries cried crying",
    "go quiet": "goes-quiet went_quiet going/quiet",
    "hit": "hits hitting",
    "push": "pushes pushed pushing",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "placate": "placates placated placating",
    "freeze": "freezes froze frozen freezing",
    "hide": "hid hidden hides hiding",
    "leave": "leaves left leaving",
    "minimize": "minimises minimised minimising",
    "cancel": "cancelled cancelling canceled",
}


@pytest.mark.parametrize(
    ("phrase", "said"),
    [(phrase, said) for phrase, forms in FORMS.items() for said in forms.split()],
)
def test_a_verb_is_found_with_its_endings(phrase: str, said: str) -> None:
    assert Phrases([(phrase, 1)], verbs=True).find(said.upper())


@pytest.mark.parametrize(
    ("phrase", "said"),
    [("hit", "white"), ("use", "us"), ("nag", "manage"), ("go", "ago"), ("cry", "crystal")],
)
def test_a_like_word_is_another_word(phrase: str, said: str) -> None:
    assert not Phrases([(phrase, 1)], verbs=True).find(said)


def test_a_feeling_is_found_as_it_stands() -> None:
    feelings = Phrases([("lost", 1), ("wounded", 1)], verbs=False)

    assert feelings.find("Lost")
    assert not feelings.find("losing, lose, wounds")


@pytest.mark.parametrize(
    "said",
    [
        "shuts out",
        "shuts me out",
        "shut her right out",
        "shutting—me—out",  # a dash between words ends a clause
        "shuts me, out",
        "shuts the neighbor's cat out",
    ],
)
def test_only_small_words_may_stand_between(said: str) -> None:
    small = said in {"shuts out", "shuts me out", "shut her right out"}

    assert bool(Phrases([("shut out", 1)], verbs=True).find(said)) is small


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("brushes off", True),
        ("brushes his cold hand off", True),
        ("brushes one two three four off", False),
        ("brushes his hand, off", False),
    ],
)
def test_a_gap_holds_up_to_three_words(said: str, found: bool) -> None:
    assert bool(Phrases([("brush ... off", 1)], verbs=True).find(said)) is found


@pytest.mark.parametrize("said", ["doesn't care", "doesn’t care", "doesnt care", "DOES NOT CARE"])
def test_apostrophes_of_any_kind_are_the_same(said: str) -> None:
    assert Phrases([("not care", 1)], verbs=False).find(said)


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert Phrases([("déçu", 1)], verbs=False).find("de\u0301c\u0327u")


DENIED = """
does not nag
doesn't ever nag
didn’t really nag
never nags
no longer nags
without nagging
without ever really nagging
instead of nagging
instead of always nagging
rather than nag
stopped nagging
quit nagging
avoids nagging
refuses to nag
hardly nags
does not shout or nag
"""

SAID = """
nags
does not shout, nags
does not shout and nags
does not listen but nags
never stops nagging
can't stop nagging
doesn't stop nagging
not only nags
can't help nagging
instead of listening he nags
I don't know why he nags
it is not that he nags
he won't stop. Nags
nags, never listens
rather silent, nags
"""


@pytest.mark.parametrize("said", DENIED.strip().splitlines())
def test_what_is_denied_is_not_found(said: str) -> None:
    assert not Phrases([("nag", 1)], verbs=True).find(said)
    assert Phrases([("nag", 1)], verbs=True, deniable=False).find(said)


@pytest.mark.parametrize("said", SAID.strip().splitlines())
def test_what_is_not_denied_is_found(said: str) -> None:
    assert Phrases([("nag", 1)], verbs=True).find(said)


def test_the_longer_phrase_hides_the_shorter_inside_it() -> None:
    phrases = Phrases([("ask", "ask"), ("stop asking", "stop")], verbs=True)

    assert [match.meant for match in phrases.find("stops asking, then asks")] == ["stop", "ask"]


def test_an_idiom_hides_what_stands_inside_it() -> None:
    phrases = Phrases([("hit", "hit"), ("hit the road", None)], verbs=True)

    assert not phrases.find("he hits the road")
    assert phrases.find("he hits the road sign and hits me")[-1].said == "hits"


def test_a_match_quotes_the_words_as_they_were_written() -> None:
    (match,) = Phrases([("go quiet", 1)], verbs=True).find("He  Goes\n really QUIET then.")

    assert match.said == "Goes\n really QUIET"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("don't", ("do", "not")),
        ("can't", ("can", "not")),
        ("she'll", ("she", "will")),
        ("he's", ("he",)),
        ("criticised", ("criticized",)),
        ("paralysed", ("paralyzed",)),
        ("towards", ("toward",)),
    ],
)
def test_a_written_word_becomes_plain_words(written: str, plain: tuple[str, ...]) -> None:
    assert tokens_of(written) == plain


def test_a_form_is_never_shorter_than_a_verb() -> None:
    assert verb_forms("used") == {"used", "use"}
