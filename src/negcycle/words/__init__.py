"""Which words: the lexicon, the catalogue of generated sentences, and questions about wording."""

from __future__ import annotations

from negcycle.words.catalogue import say
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
from negcycle.words.lexicon import extended, lexicon, read_lexicon
from negcycle.words.matching import Match
from negcycle.words.nearest import did_you_mean, near, nearest
from negcycle.words.questions import SAFETY, Question, questions
from negcycle.words.slots import SLOTS
from negcycle.words.suggestions import suggestions
from negcycle.words.terms import Lexicon, Term

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
    "Question",
    "SAFETY",
    "suggestions",
    "SLOTS",
]
