"""The canonical form of a file: laid out in one way, with every comment, and saying the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from negcycle.errors import CaseError
from negcycle.files import formatting
from negcycle.files.case import dumps, loads
from negcycle.files.formatting import formatted
from negcycle.files.rewriting import comments_of
from negcycle.model.cycle import Cycle
from negcycle.testing import cycles

Texts = Callable[..., st.SearchStrategy[str]]

SPACES = "     "
UNTIDY = f"""\
\ufeff

# the second session   \r
title:  "Sundays"   # ours\r
partners:\r
   # he first
   john:
         name: John
         # then what happens
         chain:
               trigger: she turns
                  to the wall
               behaviour: [{{words: goes quiet}}]
               need:
               -   words: to rest
                   status: conjecture
               -   to be held
               # more to come
               primary:
                 - hurt
         # last
         notes: |
           He came late.

             She had waited.
   mary:
         name: Mary{SPACES}
         chain: {{primary: [sad, # first
            lost], secondary: [angry]}}
         # the end of her

links:
- source: john.behaviour
  target: mary.primary
incident:
- {{who: john, at: 19:40, slot: behaviour, words: says nothing}}
stressors: [{{words: rent, on: [mary]}}]
   # nearly done


"""
TIDY = """\
# the second session
negcycle: 1
title:  "Sundays"   # ours
partners:
  # he first
  john:
    name: John
    # then what happens
    chain:
      trigger: she turns
         to the wall
      behavior: goes quiet
      need:
        - words: to rest
          status: conjecture
        - to be held
      # more to come
      primary: hurt
    # last
    notes: |
      He came late.

        She had waited.
  mary:
    name: Mary
    chain: {primary: [sad, # first
       lost], secondary: angry}
    # the end of her

links:
  - source: john.behavior
    target: mary.primary
incident:
  - {who: john, at: 19:40, slot: behavior, words: says nothing}
stressors: [{words: rent, on: mary}]
# nearly done
"""


def test_an_untidy_file_becomes_tidy() -> None:
    assert formatted(UNTIDY) == TIDY


def test_a_tidy_file_stays() -> None:
    assert formatted(TIDY) == TIDY


PEOPLE = "partners: {ana: {name: Ana}}"


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        (PEOPLE, f"negcycle: 1\n{PEOPLE}\n"),
        ("{" + PEOPLE + "}", "{negcycle: 1, " + PEOPLE + "}\n"),
        (f"---\nnegcycle:   # which?\n{PEOPLE}\n", f"---\nnegcycle: 1 # which?\n{PEOPLE}\n"),
        (f"  negcycle: 1\n  {PEOPLE}\n", f"negcycle: 1\n{PEOPLE}\n"),
        (f"negcycle: 1\n{PEOPLE}\nnotes: |\n a", f"negcycle: 1\n{PEOPLE}\nnotes: |-\n a\n"),
        (f"negcycle: 1\n{PEOPLE}\nnotes: |\n  a  \n", f"negcycle: 1\n{PEOPLE}\nnotes: |\n  a  \n"),
        (
            f"negcycle: 1\n{PEOPLE}\nnotes: 'a  \n  b'\n",
            f"negcycle: 1\n{PEOPLE}\nnotes: 'a\n  b'\n",
        ),
        (f"negcycle: 1\n{PEOPLE}\nnotes:   \n", f"negcycle: 1\n{PEOPLE}\nnotes:\n"),
    ],
)
def test_one_thing_at_a_time_is_put_in_order(text: str, tidy: str) -> None:
    assert formatted(text) == tidy
    assert formatted(tidy) == tidy


def slot(text: str) -> str:
    """Return a case with `text` in a slot, which says its own line breaks and spaces."""
    return f"negcycle: 1\npartners:\n  ana:\n    name: Ana\n    chain:\n      primary:{text}\n"


@pytest.mark.parametrize(
    ("long", "short"),
    [
        (" [hurt]", " hurt"),
        (" {words: 'a, b'}", " 'a, b'"),
        ("\n        words: hurt", " hurt"),
        ("\n        - hurt", " hurt"),
        ("\n        - {words: hurt, share: true}", " {words: hurt, share: true}"),
        ("\n        - words: a\n          share: true", "\n        words: a\n        share: true"),
        ("\n        - words: a\n        - words: b", "\n        - a\n        - b"),
        (" [{words: a}, {words: b}]", " [a, b]"),
        (" [hurt, ]", " hurt"),
        ("\n        - |\n          a\n          b", " |\n          a\n          b"),
    ],
)
def test_what_may_be_short_is_short(long: str, short: str) -> None:
    assert formatted(slot(long)) == slot(short)


@pytest.mark.parametrize(
    "text",
    [
        " [hurt, ~]",
        "\n        # why\n        - hurt",
        " [hurt # why\n        ]",
        " {words: hurt, share: false}",
        " []",
        "",
    ],
)
def test_what_says_more_or_holds_a_comment_stays_long(text: str) -> None:
    assert formatted(slot(text)) == slot(text)


@pytest.mark.parametrize("word", ["no", "12:30", "2026-11-21", "0777", "1e3", "~x", "'null'"])
def test_words_are_never_taken_for_something_else(word: str) -> None:
    assert formatted(slot(f" [{word}]")) == slot(f" {word}")


def test_a_step_that_would_change_the_meaning_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(text: str) -> str:
        return text.replace("Ana", "Eva")

    def silence(text: str) -> str:
        return text.replace("# why", "")

    monkeypatch.setattr(formatting, "_STEPS", (spoil, silence))

    assert formatted(f"{PEOPLE} # why\n") == f"{PEOPLE} # why\n"


def test_a_file_with_faults_is_refused() -> None:
    with pytest.raises(CaseError, match=r"^my\.yaml:1:1: 'partners' is missing\.$"):
        formatted("title: x\n", "my.yaml")


def is_canonical(text: str, cycle: Cycle) -> None:
    note(text)
    made = formatted(text)
    note(made)

    assert loads(made) == cycle
    assert formatted(made) == made
    assert comments_of(made) == comments_of(text.removeprefix("\ufeff"))
    assert "\r" not in made
    assert made.endswith("\n")
    assert not made.startswith("\ufeff")
    assert loads(made).negcycle == 1
    assert "negcycle: 1" in made


@settings(max_examples=20)
@given(st.data())
def test_any_text_has_a_canonical_form(texts_of: Texts, data: st.DataObject) -> None:
    cycle = data.draw(cycles(max_partners=3))

    is_canonical(data.draw(texts_of(cycle)), cycle)


@pytest.mark.deep
@settings.get_profile("deep")
@given(st.data())
def test_any_text_has_a_canonical_form_in_a_long_search(
    texts_of: Texts, data: st.DataObject
) -> None:
    cycle = data.draw(cycles())

    is_canonical(data.draw(texts_of(cycle)), cycle)


@settings(max_examples=15)
@given(cycles(max_partners=3))
def test_what_we_write_is_canonical(cycle: Cycle) -> None:
    assert formatted(dumps(cycle)) == dumps(cycle)
