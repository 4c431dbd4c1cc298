"""Every sentence of the catalogue can be filled in, is American English, and is kind."""

from __future__ import annotations

import re
from string import Formatter
from types import ModuleType

import pytest

from negcycle.words import english, say
from negcycle.words.english import SENTENCES

BRITISH = re.compile(
    r"\b\w*(?:aviour|olour|avour|abour|eighbour|onour|umour)\w*\b"
    r"|\b(?:critici|apologi|reali|recogni|organi|minimi|summari|emphasi|normali|analy)s(?:e|es"
    r"|ed|ing)\b"
    r"|\b(?:centre|defence|grey|whilst|cancelled|labelled|modelled|judgement|catalogue"
    r"|programme)\b",
    re.IGNORECASE,
)
ACCUSING = re.compile(
    r"\b(?:your fault|you failed|you should|you forgot|you did not|stupid|idiot|bad|guilty|blame"
    r"|abuser"
    r"|victim|perpetrator|illegal|invalid|incorrect|wrongly|obviously|of course)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"'[^']*'")


def test_every_sentence_can_be_filled_in() -> None:
    """A brace without its partner is an error of the formatter."""
    for key, sentence in SENTENCES.items():
        fields = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]

        assert sentence.strip(), key
        assert all(name.isidentifier() for name in fields), key


@pytest.mark.parametrize(
    "rule", [re.compile("!"), ACCUSING, BRITISH], ids=["loud", "hard", "British"]
)
def test_no_sentence_is_loud_hard_or_british(rule: re.Pattern[str]) -> None:
    broken = [key for key, words in SENTENCES.items() if rule.search(QUOTED.sub("''", words))]

    assert broken == []


def test_every_key_is_dotted_and_in_small_letters() -> None:
    odd = [key for key in SENTENCES if not re.fullmatch(r"[a-z_-]+(\.[a-z0-9_-]+)+", key)]

    assert odd == []


def test_no_key_stands_in_two_tables() -> None:
    tables = [
        set(module.SENTENCES)
        for module in vars(english).values()
        if isinstance(module, ModuleType) and hasattr(module, "SENTENCES")
    ]

    assert len(tables) > 5
    assert sum(map(len, tables)) == len(SENTENCES)


def test_the_rules_would_notice() -> None:
    assert BRITISH.search("a behaviour that he criticised")
    assert ACCUSING.search("This is your fault.")


def test_a_sentence_is_filled_in() -> None:
    assert say("words.did-you-mean", word="x") == " Did you mean 'x'?"
    with pytest.raises(KeyError):
        say("no.such-key")
