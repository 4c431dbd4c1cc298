"""Which words: the lexicon, the catalogue of generated sentences, and questions about wording."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from negcycle.words.catalogue import say
from negcycle.words.nearest import did_you_mean, near, nearest

if TYPE_CHECKING:
    from negcycle.words.asking import SAFETY, Question, questions
    from negcycle.words.built_in import extended, lexicon, read_lexicon
    from negcycle.words.directions import (
        Direction,
        DirectionFound,
        MoveFound,
        MoveName,
        Side,
        direction_of,
        move_of,
        side_of,
    )
    from negcycle.words.matching import Match
    from negcycle.words.messages import MessageKind, message_questions
    from negcycle.words.slots import SLOTS
    from negcycle.words.suggesting import suggestions
    from negcycle.words.terms import Lexicon, Term

_HOMES = {
    "Direction": "directions",
    "DirectionFound": "directions",
    "MoveFound": "directions",
    "MoveName": "directions",
    "Side": "directions",
    "direction_of": "directions",
    "move_of": "directions",
    "side_of": "directions",
    "extended": "built_in",
    "lexicon": "built_in",
    "read_lexicon": "built_in",
    "Match": "matching",
    "MessageKind": "messages",
    "message_questions": "messages",
    "SAFETY": "asking",
    "Question": "asking",
    "questions": "asking",
    "SLOTS": "slots",
    "suggestions": "suggesting",
    "Lexicon": "terms",
    "Term": "terms",
}
"""Where the lexicon and the questions live; they load when they are first used."""

__all__ = [
    "say",
    "did_you_mean",
    "nearest",
    "near",
    "lexicon",
    "read_lexicon",
    "extended",
    "Lexicon",
    "Term",
    "Match",
    "direction_of",
    "move_of",
    "side_of",
    "Direction",
    "DirectionFound",
    "MoveFound",
    "MoveName",
    "Side",
    "questions",
    "message_questions",
    "MessageKind",
    "Question",
    "SAFETY",
    "suggestions",
    "SLOTS",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'negcycle.words' has no attribute {name!r}")
    value = getattr(import_module(f"negcycle.words.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
