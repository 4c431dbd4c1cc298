"""What is different between two versions of a case, each difference in one plain sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from negcycle.analysis.entry_changes import slot_changes
from negcycle.analysis.one_change import Change, Kind, Spot, as_json, in_quotes, matched, shown
from negcycle.errors import AnalysisError
from negcycle.model.base import Frozen
from negcycle.model.cycle import Cycle
from negcycle.model.link import Station, Stressor, WrittenLink
from negcycle.model.partner import Partner
from negcycle.model.people import names_of
from negcycle.words import say


@dataclass(frozen=True)
class Changes:
    """Every difference between two versions of a case; with none, it is false."""

    changes: tuple[Change, ...]
    """Person by person in the order of their keys and along the chain, then what is around them."""
    names: Mapping[str, str]
    """What each person is called, by key."""

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def of(self, partner: str | None) -> tuple[Change, ...]:
        """Return what changed for one person, by key; None for what belongs to nobody alone."""
        return tuple(one for one in self.changes if one.partner == partner)

    def text(self) -> str:
        """Return them in words: a heading for each person, and a line for each change."""
        if not self.changes:
            return say("changes.none")
        blocks: list[str] = []
        for key, heading in (*self.names.items(), (None, say("changes.around"))):
            if found := self.of(key):
                blocks.append("\n".join([heading, *(f"  {one.sentence}" for one in found)]))
        return "\n\n".join(blocks)

    def as_data(self) -> dict[str, Any]:
        """Return them for JSON: `changes`, a list, in the same order."""
        return {"changes": [one.as_data() for one in self.changes]}


def changes(before: Cycle, after: Cycle) -> Changes:
    """Return what is different in `after`, so that one can go either way between the two.

    Entries are told apart by their words: the same words are the same entry, and of the others
    the first that are gone were reworded into the first that are new. The order of people, links,
    pairs and pressures does not matter.

    Raises:
        AnalysisError: if the two are about other people; the keys say who is who.

    Example:
        >>> old = Cycle(partners={"ana": {"name": "Ana", "chain": {
        ...     "primary": {"words": "alone", "status": "conjecture"}}}})
        >>> new = old.with_entry("ana", "primary", {"words": "alone", "status": "confirmed"})
        >>> print(changes(old, new).text())
        Ana
          Primary emotion: the guess “alone” was confirmed.
    """
    if {*before.keys} != {*after.keys}:
        only = (
            ", ".join(sorted({*one.keys} - {*other.keys})) or say("changes.nobody")
            for one, other in ((before, after), (after, before))
        )
        raise AnalysisError(
            say("changes.other-people", **dict(zip(("gone", "new"), only, strict=True)))
        )
    names = names_of(sorted(after.partners, key=lambda one: one.key))
    alone = [one for key in names for one in _partner(before.partner(key), after.partner(key))]
    return Changes((*alone, *_around(before.canonical(), after.canonical(), names)), names)


def _partner(before: Partner, after: Partner) -> Iterator[Change]:
    here = Spot(f"partners.{after.key}", partner=after.key)
    for name in Partner.model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if name == "chain":
            for slot, entries in after.chain:
                yield from slot_changes(after.key, slot, before.chain[slot], entries)
        elif name == "dynamics":
            yield from _numbers(Spot(f"{here.path}.dynamics", partner=after.key), old, new)
        elif old != new:
            yield _field(here, name, old, new)


def _field(here: Spot, name: str, before: object, after: object) -> Change:
    """Return that something was written anew; what is long is not told again."""
    if name == "notes":
        return here.change(Kind.CHANGED, before, after, say("changes.notes"), name)
    tell = in_quotes if name in _OWN_WORDS else None
    return here.field(name, before, after, what=say(f"changes.what.{name}"), tell=tell)


_OWN_WORDS = frozenset({"name", "pronoun", "title", "topic", "evidence", "words"})


def _numbers(here: Spot, before: Frozen, after: Frozen) -> Iterator[Change]:
    for name in type(after).model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield here.field(name, old, new, what=say("changes.number", name=name))


# -- around the people ----------------------------------------------------------------------------


def _around(before: Cycle, after: Cycle, names: Mapping[str, str]) -> Iterator[Change]:
    """Yield what changed around the people, in two cases in which what has no order is sorted."""
    for name in Cycle.model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if name == "partners" or old == new:
            continue
        if name == "links":
            yield from _links(old, new, names)
        elif name == "stressors":
            yield from _pressures(old, new, names)
        elif name == "dynamics":
            yield from _numbers(Spot(name), old, new)
        elif name == "plan":
            yield _list_change(name, old.items, new.items, names)
        elif name in {"pairs", "incident"}:
            yield _list_change(name, old, new, names)
        else:
            yield _top_field(name, old, new)


def _top_field(name: str, before: object, after: object) -> Change:
    sentence = _field(Spot(""), name, before, after).sentence
    return Spot(name).change(Kind.CHANGED, before, after, sentence)


def _list_change(
    name: str,
    before: tuple[object, ...],
    after: tuple[object, ...],
    names: Mapping[str, str],
) -> Change:
    """Return the change of a list as a whole, with the items that came and went."""
    here = [
        say(
            f"changes.items.{key}",
            items=say("changes.item", item=shown(_named(as_json(one), names))),
        )
        for key, some in (
            ("added", _only_in(after, before)),
            ("taken-out", _only_in(before, after)),
        )
        for one in some
    ]
    what = say(f"changes.what.{name}")
    sentence = say("changes.list", what=what, how=" ".join(here) or say("changes.reordered"))
    return Spot(name).change(Kind.CHANGED, before, after, sentence)


def _only_in(some: tuple[object, ...], others: tuple[object, ...]) -> list[object]:
    left = list(others)
    found: list[object] = []
    for one in some:
        if one in left:
            left.remove(one)
        else:
            found.append(one)
    return found


def _named(value: object, names: Mapping[str, str]) -> object:
    """Return plain data with names where there are keys of people."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)
        return {
            field: inner if field in _OWN_WORDS else _named(inner, names)
            for field, inner in fields.items()
        }
    if isinstance(value, list):
        return [_named(one, names) for one in cast("list[object]", value)]
    return value


def _pressures(
    before: tuple[Stressor, ...], after: tuple[Stressor, ...], names: Mapping[str, str]
) -> Iterator[Change]:
    def people(keys: object) -> str:
        return shown(_named(as_json(keys), names))

    for pair in matched(before, after, alike=lambda one: one.words):
        was, now = pair.before, pair.after
        here = Spot(f"stressors[{pair.at if now else pair.was_at}]", say("changes.pressure"))
        if was is not None and now is not None:
            for name in Stressor.model_fields:
                old, new = getattr(was, name), getattr(now, name)
                if old != new:
                    what = say(f"changes.what.pressure-{name}")
                    tell = in_quotes if name in _OWN_WORDS else people
                    yield here.field(name, old, new, what=what, tell=tell)
        elif (one := now or was) is not None:
            kind = Kind.ADDED if now else Kind.TAKEN_OUT
            words = say("quote.words", words=shown(one.words))
            yield here.change(kind, was, now, say(f"changes.{kind}", words=words, steps=""))


def _links(
    before: tuple[WrittenLink, ...], after: tuple[WrittenLink, ...], names: Mapping[str, str]
) -> Iterator[Change]:
    """Yield the changes of links; links between the same two stations are told apart by number."""
    for ends in sorted({(one.source, one.target) for one in (*before, *after)}):
        some = (
            tuple(one for one in links if (one.source, one.target) == ends)
            for links in (before, after)
        )
        pairs = [pair for pair in matched(*some) if pair.before != pair.after]
        source, target = (_station(end, names) for end in ends)
        where = say("changes.link", source=source, target=target)
        for number, pair in enumerate(pairs, start=1):
            further = f"#{number}" if number > 1 else ""
            here = Spot(f"links[{ends[0]}>{ends[1]}{further}]", where)
            if pair.before is not None and pair.after is not None:
                yield from _one_link(here, pair.before, pair.after, names)
            else:
                kind = Kind.ADDED if pair.after else Kind.TAKEN_OUT
                sentence = say(
                    f"changes.link-{kind}", steps=_steps(pair.after or pair.before, names)
                )
                yield here.change(kind, pair.before, pair.after, sentence)


def _steps(link: WrittenLink | None, names: Mapping[str, str]) -> str:
    """Return how far each has come with a link, to stand beside it; nothing where nobody said."""
    owned = link.awareness if link else {}
    steps = [
        say("changes.step-of", name=names[key], step=say(f"status.step.{owned[key]}"))
        for key in sorted(owned)
    ]
    return say("changes.step", steps="; ".join(steps)) if steps else ""


def _one_link(
    here: Spot, before: WrittenLink, after: WrittenLink, names: Mapping[str, str]
) -> Iterator[Change]:
    for name in WrittenLink.model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if name == "awareness":
            for key in sorted({*old, *new}):
                was, now = before.awareness.get(key), after.awareness.get(key)
                if was is not now:
                    words = say("changes.link-of", name=names[key])
                    yield here.awareness(f"awareness.{key}", words, was, now)
        elif old != new:
            yield _field(here, name, old, new)


def _station(station: Station, names: Mapping[str, str]) -> str:
    key = "changes.station-further" if station.number > 1 else "changes.station"
    slot = say(f"slot.{station.slot}")
    return say(key, name=names[station.partner], slot=slot, number=station.number)
