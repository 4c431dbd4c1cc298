"""Sentences of ours: about anybody, whoever they are, and kind."""

from __future__ import annotations

import re

import pytest

from negcycle.words.english import SENTENCES

OF_A_GENDER = re.compile(
    r"\b(he|she|him|her|his|hers|himself|herself|husband|wife|boyfriend|girlfriend|man|woman"
    r"|men|women|guys?|mr|mrs|ms|lad(y|ies)|gentlem[ae]n)\b",
    re.IGNORECASE,
)
SCOLDING = re.compile(
    r"\b(you (always|never|should have|must)|your (own )?fault|to blame|shame on|stupid|lazy"
    r"|selfish|toxic|narcissis\w*|codependent|needy|clingy|dysfunctional|pathological)\b",
    re.IGNORECASE,
)

QUOTED = re.compile("(?<!\\w)'[^']*'(?!\\w)|“[^”]*”")
"""Examples of what somebody may write."""


@pytest.mark.parametrize(
    "said", ["what he does", "Her half", "a wife", "you never listen", "it is your fault", "needy"]
)
def test_what_is_looked_for_would_be_found(said: str) -> None:
    assert OF_A_GENDER.search(said) or SCOLDING.search(said)


def test_nothing_that_is_said_is_of_a_gender_or_scolds() -> None:
    ours = {key: QUOTED.sub("", sentence) for key, sentence in SENTENCES.items()}
    found = {
        key: said for key, said in ours.items() if OF_A_GENDER.search(said) or SCOLDING.search(said)
    }

    assert found == {}
