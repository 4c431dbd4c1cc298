"""Which words: the lexicon, the catalogue of generated sentences, and questions about wording."""

from __future__ import annotations

from negcycle.words.catalogue import say
from negcycle.words.nearest import did_you_mean, nearest

__all__ = ["did_you_mean", "nearest", "say"]
