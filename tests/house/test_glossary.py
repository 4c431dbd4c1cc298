"""Every word that people write in a case or read in a picture is explained in the glossary."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from negcycle.model.chain import Chain, Slot

GLOSSARY = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text("utf-8")
ENTRIES = dict(re.findall(r"^([a-z][a-z -]+)\n  (.+)$", GLOSSARY, flags=re.MULTILINE))
SOURCES = re.findall(r"^(\d+)\. ", GLOSSARY, flags=re.MULTILINE)

IN_FULL = {Slot.PRIMARY: "primary emotion", Slot.SECONDARY: "secondary emotion"}
WORDS = [IN_FULL.get(slot, slot.value.replace("_", " ")) for slot in Slot]


@pytest.mark.parametrize("word", WORDS)
def test_every_slot_of_a_chain_is_explained(word: str) -> None:
    assert word in ENTRIES


def test_the_slots_are_those_of_the_chain() -> None:
    assert len(WORDS) == len(Chain.model_fields)


@pytest.mark.parametrize("word", ENTRIES)
def test_an_explanation_is_one_sentence(word: str) -> None:
    without_sources = re.sub(r" \[[\d, ]+\]", "", ENTRIES[word])

    assert without_sources.endswith(".")
    assert ". " not in without_sources


def test_every_source_is_listed_and_every_listed_source_is_used() -> None:
    cited = {
        number
        for text in ENTRIES.values()
        for group in re.findall(r"\[([\d, ]+)\]", text)
        for number in group.split(", ")
    }

    assert cited == set(SOURCES)
