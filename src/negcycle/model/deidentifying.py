"""A cycle without what says whose it is: for supervision, teaching and research."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from negcycle.errors import UnknownName
from negcycle.model.chain import Chain, Slot
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Entry, Move
from negcycle.model.link import Station, Stressor, WrittenLink
from negcycle.model.partner import Partner
from negcycle.model.plan import BOTH, Plan, PlanItem
from negcycle.model.position import position_of
from negcycle.model.pseudonyms import Pseudonyms
from negcycle.words import did_you_mean, lexicon, say
from negcycle.words.inflection import verb_forms
from negcycle.words.matching import ARTICLES, Match, tokens
from negcycle.words.slots import DONE
from negcycle.words.terms import Term

OF_THE_CASE = ("title", "topic", "date", "notes", "stressors", "evidence")
"""What of the case itself can be kept by hand; the evidence is that of all links."""

OF_A_PARTNER = ("pronoun", "notes")
"""What of a partner can be kept, beside the slots of their chain."""

_MOST_WORDS = 2_000
_MOST = {"title": 120, "topic": 120, "pronoun": 120, "notes": 100_000}
"""How many characters fit into a field of a case."""


def deidentify(cycle: Cycle, *, keep: Collection[str] = ()) -> Cycle:
    """Return a cycle without what says whose it is.

    Keys become p1, p2 and so on in the order of the partners, and names *Partner 1*, *Partner 2*.
    Title, topic, notes and pronouns go, of the date the year stays. Free text is left out: where
    terms of the lexicon stand in it, they stay, and nothing else of it; of a behavior or a trigger
    only where the term itself was said and not something like it. Numbers, moves, awareness
    and who said it stay, so that the cycle is analyzed and simulated as before.

    Args:
        cycle: The cycle.
        keep: What is kept by hand: ``"title"``, ``"topic"``, ``"date"`` (whole), ``"notes"``,
            ``"stressors"``, ``"evidence"`` (of links), a slot such as ``"john.trigger"``, or
            ``"john.notes"`` and ``"john.pronoun"``. In what is kept the names of the partners and
            their keys are replaced, as `negcycle.model.pseudonyms` says. Any other name in it
            stays, so look it over.

    Raises:
        UnknownName: if something to be kept is not there.

    Example:
        >>> import negcycle as nc
        >>> made = nc.deidentify(nc.load("examples/sunday-silence.yaml"))
        >>> made.date, made.keys, made.partner("p1").name
        ('2026', ('p1', 'p2'), 'Partner 1')
        >>> [entry.words for entry in made.partner("p2").chain.primary]
        ['discarded', 'sad']
    """
    return _Deidentifying(cycle, frozenset(_known(cycle, keep))).cycle()


def _known(cycle: Cycle, keep: Collection[str]) -> Iterator[str]:
    """Yield what is to be kept, with the keys of partners for their names.

    Raises:
        UnknownName: if something is not there.
    """
    places = (*OF_A_PARTNER, *Slot)
    known = (*OF_THE_CASE, *(f"{key}.{place}" for key in cycle.keys for place in places))
    for path in (keep,) if isinstance(keep, str) else keep:
        name, _, place = path.rpartition(".")
        place = Chain.other_spellings.get(place, place)
        full = f"{cycle.partner(name).key}.{place}" if name else place
        if full not in known:
            hint = did_you_mean(path, known)
            raise UnknownName(say("deidentify.unknown", name=path, hint=hint), path, known)
        yield full


class _Deidentifying:
    """One cycle that is being made anonymous."""

    def __init__(self, cycle: Cycle, keep: frozenset[str]) -> None:
        self._cycle = cycle
        self._keep = keep
        self._keys = {key: f"p{number}" for number, key in enumerate(cycle.keys, start=1)}
        self._names = {
            one.key: say("deidentify.name", number=number)
            for number, one in enumerate(cycle.partners, start=1)
        }
        self._pseudonyms = Pseudonyms(cycle.partners)

    def cycle(self) -> Cycle:
        cycle = self._cycle
        return Cycle.model_validate(
            {
                "title": self._text("title", cycle.title),
                "topic": self._text("topic", cycle.topic),
                "date": cycle.date if "date" in self._keep else (cycle.date or "")[:4] or None,
                "notes": self._text("notes", cycle.notes),
                "partners": [self._partner(one) for one in cycle.partners],
                "pairs": [tuple(self._keys[key] for key in pair) for pair in cycle.pairs],
                "links": [self._link(one) for one in cycle.links],
                "stressors": [self._stressor(one) for one in cycle.stressors],
                "dynamics": cycle.dynamics,
                "plan": Plan([self._item(one) for one in cycle.plan.items]),
            }
        )

    # -- texts ------------------------------------------------------------------------------

    def _text(self, path: str, text: str | None) -> str | None:
        if text is None or path not in self._keep:
            return None
        return self._without_names(text, most=_MOST.get(path.rpartition(".")[2], _MOST_WORDS))

    def _without_names(self, text: str, *, most: int = _MOST_WORDS) -> str:
        """Return what is kept; where pseudonyms make it longer than a case holds, its beginning."""
        made = self._pseudonyms.replaced(text)
        if len(made) <= most:
            return made
        return made[: most - 1].rpartition(" ")[0] + "\u2026"

    # -- people -----------------------------------------------------------------------------

    def _partner(self, one: Partner) -> Partner:
        chain = {slot.value: tuple(self._entries(one, slot)) for slot in Slot if one.chain[slot]}
        return one.changed(
            key=self._keys[one.key],
            name=self._names[one.key],
            pronoun=self._text(f"{one.key}.pronoun", one.pronoun),
            notes=self._text(f"{one.key}.notes", one.notes),
            chain=chain,
        )

    def _entries(self, one: Partner, slot: Slot) -> Iterator[Entry]:
        moves = [found.move for found in position_of(one).evidence]
        for number, entry in enumerate(one.chain[slot]):
            more: dict[str, Any] = {"moves": moves[number]} if slot is Slot.BEHAVIOR else {}
            if f"{one.key}.{slot}" in self._keep:
                yield entry.changed(words=self._without_names(entry.words), **more)
                continue
            yield entry.changed(words=self._terms(entry, slot, **more), **more)

    def _terms(self, entry: Entry, slot: Slot, *, moves: Move | None = None) -> str:
        """Return the words of the lexicon that say the same, as far as it has some.

        Of a behavior and a trigger only those whose own words were said: another wording may be
        wider, as leaving is than leaving the room, and would tell of something that nobody did. Of
        a behavior only those that go the same way: where that is not known, it stays so.
        """
        book = lexicon()
        if entry.term is not None:
            terms = [book.term(entry.term)]
        else:
            found = book.matches(slot, entry.words)
            terms = [one.meant for one in found if slot not in DONE or _is_as_specific(one)]
        if slot is Slot.BEHAVIOR:
            way = book.directions.get
            terms = [one for one in terms if moves and way(one.family) == way(moves)]
        words = dict.fromkeys(one.words for one in terms)
        return ", ".join(words) or say("deidentify.left-out")

    # -- what refers to people ----------------------------------------------------------------

    def _link(self, one: WrittenLink) -> WrittenLink:
        return one.changed(
            source=self._station(one.source),
            target=self._station(one.target),
            evidence=self._text("evidence", one.evidence),
            awareness={self._keys[key]: known for key, known in one.awareness.items()},
        )

    def _station(self, one: Station) -> Station:
        return one._replace(partner=self._keys[one.partner])

    def _stressor(self, one: Stressor) -> Stressor:
        kept = "stressors" in self._keep
        words = self._without_names(one.words) if kept else say("deidentify.left-out")
        return Stressor(words, on=[key if key == BOTH else self._keys[key] for key in one.on])

    def _item(self, one: PlanItem) -> PlanItem:
        fields: dict[str, Any] = one.model_dump(by_alias=True, exclude_none=True)
        for path, name in one.partners():
            if name != BOTH:
                *before, last = path
                place = fields
                for step in before:
                    place = place[step]
                place[last] = self._keys[self._cycle.partner(name).key]
        return type(one).model_validate(fields)


def _is_as_specific(found: Match[Term]) -> bool:
    """Whether each word of a term, in any of its forms, stands in what was said."""
    said = frozenset[str]().union(*(verb_forms(token.text) for token in tokens(found.said)))
    wanted = (token.text for token in tokens(found.meant.words))
    return all(word in ARTICLES or not said.isdisjoint(verb_forms(word)) for word in wanted)
