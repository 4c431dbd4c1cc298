"""The lexicon as a value: its terms, its lists, and what of them stands in a person's own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from negcycle.errors import UnknownName
from negcycle.words.catalogue import say
from negcycle.words.matching import Match, Phrases, read_both_ways
from negcycle.words.nearest import did_you_mean, near
from negcycle.words.slots import DONE, FELT, SLOTS, known_slot

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Term:
    """A short phrase of the field, to offer for a slot or to find in a person's words."""

    id: str
    """Stable in every language: slot.family.slug, such as ``"primary.hurt.unloved"``."""
    slot: str
    family: str
    words: str
    source: str
    """S: seen in a source that was read; R: recalled; M: mixed; own: from the user's file."""
    also: tuple[str, ...] = ()
    """Other ways in which people say it."""

    @property
    def slug(self) -> str:
        """The last part of the id."""
        return self.id.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Contested:
    """A word that stands in different slots in different sources: slot by slot, with the reason."""

    words: str
    readings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Attributional:
    """A feeling word that also says something about the other, and the bare feelings in it."""

    words: str
    bare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tendency:
    """What often comes with a family of secondary emotions, says the source text; to teach with."""

    secondary: str
    slot: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kind of cycle, and other names for it."""

    id: str
    aliases: tuple[str, ...] = ()
    johnson: tuple[str, ...] = ()
    """Names by Sue Johnson, used only with her name beside them."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Terms and lists of a language. A term is a suggestion; the person's own words always win."""

    language: str
    terms: tuple[Term, ...] = ()
    contested_words: tuple[Contested, ...] = ()
    attributional_words: tuple[Attributional, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Plain lists of phrases, under their names in the file, such as ``"ask_first"``."""
    directions: Mapping[str, str] = field(default_factory=dict[str, str])
    """Family of a behavior to ``"toward"`` or ``"away"``."""
    sides: Mapping[str, str] = field(default_factory=dict[str, str])
    """Family or slug of a primary feeling to ``"alone"``, ``"crowded"`` or ``"either"``."""
    tendencies: tuple[Tendency, ...] = ()
    cycles: tuple[Pattern, ...] = ()
    four_f: Mapping[str, str] = field(default_factory=dict[str, str])
    """Fight, flight, freeze and fawn, each with its secure counterpart."""
    plain_roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    # -- its terms ---------------------------------------------------------------------------

    def term(self, id: str) -> Term:
        """Return the term with this id.

        Raises:
            UnknownName: if there is none.
        """
        if id not in self._by_id:
            slot = id.partition(".")[0] + "."
            same_slot = [known for known in self._by_id if known.startswith(slot)]
            hint = did_you_mean(id, same_slot or self._by_id)
            raise UnknownName(
                say("lexicon.unknown-term", id=id, hint=hint), name=id, known=tuple(self._by_id)
            )
        return self._by_id[id]

    def for_slot(self, slot: str) -> tuple[Term, ...]:
        """Return the terms of `slot`, family by family; none where there is nothing to offer.

        Raises:
            UnknownName: if no slot is called this.
        """
        return self._by_slot[known_slot(slot)]

    def suggest(self, slot: str, written: str, n: int = 3) -> tuple[Term, ...]:
        """Return up to `n` terms of `slot`: those that stand in `written`, then those like it."""
        by_words = {words: term for term in self.for_slot(slot) for words in wordings(term)}
        alike = (by_words[words] for words in near(written, by_words, n))
        return tuple(dict.fromkeys([*self.find(slot, written), *alike]))[:n]

    def extended_by(self, other: Lexicon) -> Lexicon:
        """Return this lexicon with everything of `other` added; nothing is ever taken away.

        The words of a term that is here already become another way to say it.
        """
        terms = dict(self._by_id)
        for term in other.terms:
            known = terms.get(term.id)
            more = term if known is None else replace(known, also=known.also + wordings(term))
            terms[term.id] = more
        return replace(
            self,
            terms=tuple(terms.values()),
            contested_words=self.contested_words + other.contested_words,
            attributional_words=self.attributional_words + other.attributional_words,
            lists={name: here + other.lists.get(name, ()) for name, here in self.lists.items()},
            sides={**other.sides, **self.sides},
        )

    # -- what of it stands in a person's words ---------------------------------------------------

    def find(self, slot: str, words: str) -> tuple[Term, ...]:
        """Return the terms of `slot` that stand in `words`, in order, each once."""
        return tuple(dict.fromkeys(match.meant for match in self.matches(slot, words)))

    def matches(self, slot: str, words: str) -> tuple[Match[Term], ...]:
        """Return the terms of `slot` that stand in `words`, and how each was said."""
        if slot not in self._finders:
            phrases = [(words, term) for term in self.for_slot(slot) for words in wordings(term)]
            self._finders[slot] = self._phrases(phrases, verbs=slot in DONE)
        return self._finders[slot].find(words)

    def safety(self, words: str) -> bool:
        """Whether a safety word stands in `words`; 'not' or 'never' in front change nothing."""
        return any(self._safety.find(way) for way in read_both_ways(words))

    def contested(self, words: str, slot: str) -> tuple[Match[Contested], ...]:
        """Return the words that may belong elsewhere; asked only in the slots of a feeling."""
        return self._contested.find(words) if slot in FELT else ()

    def attributional(self, words: str) -> tuple[Match[Attributional], ...]:
        """Return the feeling words that also say something about the other."""
        return self._attributional.find(words)

    def strategy(self, words: str) -> tuple[Match[str], ...]:
        """Return the phrases that ask for one way to meet a need, such as 'text me'."""
        return self._listed("strategy_not_need", words, verbs=True)

    def character_talk(self, words: str) -> tuple[Match[str], ...]:
        """Return the words about somebody's character, such as 'lazy'."""
        return self._listed("not_a_behavior", words, verbs=True)

    def absolutes(self, words: str) -> tuple[Match[str], ...]:
        """Return 'always' and 'never'."""
        return self._listed("absolutes", words)

    def thoughts(self, words: str) -> tuple[Match[str], ...]:
        """Return the openings of a thought, such as 'feel that'."""
        return self._listed("thoughts", words, verbs=True)

    def ask_first(self, words: str) -> tuple[Match[str], ...]:
        """Return what may be a move of the cycle and may be something else, such as 'follow'."""
        return self._listed("ask_first", words, verbs=True)

    def touch(self, words: str) -> tuple[Match[str], ...]:
        """Return the words of touch and sex."""
        return self._listed("touch", words, verbs=True)

    def _listed(self, name: str, words: str, *, verbs: bool = False) -> tuple[Match[str], ...]:
        if name not in self._list_finders:
            phrases = [(phrase, phrase) for phrase in self.lists.get(name, ())]
            self._list_finders[name] = self._phrases(phrases, verbs=verbs)
        return self._list_finders[name].find(words)

    def _phrases(self, phrases: Iterable[tuple[str, T]], *, verbs: bool) -> Phrases[T]:
        """Make `phrases` findable, except inside an idiom, unless the idiom is one of them."""
        wanted = list(phrases)
        named = {phrase for phrase, _ in wanted}
        idioms = [(one, None) for one in self.lists.get("idioms", ()) if one not in named]
        return Phrases([*wanted, *idioms], verbs=verbs)

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def _by_slot(self) -> dict[str, tuple[Term, ...]]:
        return {slot: tuple(term for term in self.terms if term.slot == slot) for slot in SLOTS}

    @cached_property
    def _finders(self) -> dict[str, Phrases[Term]]:
        return {}

    @cached_property
    def _list_finders(self) -> dict[str, Phrases[str]]:
        return {}

    @cached_property
    def _safety(self) -> Phrases[str]:
        words = [(phrase, phrase) for phrase in self.lists.get("safety", ())]
        unless = [(phrase, None) for phrase in self.lists.get("safety_unless", ())]
        return Phrases([*words, *unless], verbs=True, deniable=False)

    @cached_property
    def _contested(self) -> Phrases[Contested]:
        ways: dict[str, set[str]] = {}
        for term in self.terms:
            ways.setdefault(term.words, set()).update(wordings(term))
        return self._phrases(
            [
                (way, word)
                for word in self.contested_words
                for way in ways.get(word.words, {word.words})
            ],
            verbs=False,
        )

    @cached_property
    def _attributional(self) -> Phrases[Attributional]:
        return self._phrases([(word.words, word) for word in self.attributional_words], verbs=False)


def wordings(term: Term) -> tuple[str, ...]:
    """Return the ways to say `term`; the one to show comes first."""
    return (term.words, *term.also)
