"""What is different in one slot of one person: entries, their words, how sure and how far up."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.analysis.one_change import Change, Kind, Spot, matched, shown
from negcycle.model.chain import Slot
from negcycle.model.entry import Entry, Status
from negcycle.words import say

_SURENESS = ("words", "source", "status")


def slot_changes(
    partner: str, slot: Slot, before: tuple[Entry, ...], after: tuple[Entry, ...]
) -> Iterator[Change]:
    """Yield every difference in one slot, in the order in which it stands there."""
    whole = Spot(f"partners.{partner}.chain.{slot}", say(f"slot.{slot}"), partner, slot)
    places: list[int] = []
    for pair in matched(before, after, alike=lambda one: one.words):
        was, now = pair.before, pair.after
        here = _spot(whole, after, pair.at) if now else _spot(whole, before, pair.was_at)
        if was is not None and now is not None:
            places.append(pair.was_at)
            yield from _both(here, was, now)
        elif now is not None:
            key = "changes.added-guess" if now.is_guess else "changes.added"
            yield here.change(Kind.ADDED, None, now, say(key, words=_quote(now), steps=_step(now)))
        elif was is not None:
            kind = Kind.WITHDRAWN if was.is_guess else Kind.TAKEN_OUT
            sentence = say(f"changes.{kind}", words=_quote(was), steps=_step(was))
            yield here.change(kind, was, None, sentence)
    if places != sorted(places):
        yield whole.change(Kind.REORDERED, before, after, say("changes.reordered"))


def _spot(whole: Spot, entries: tuple[Entry, ...], at: int) -> Spot:
    """Return the place of one entry; one that is alone needs no number."""
    if len(entries) == 1:
        return whole
    return Spot(f"{whole.path}[{at}]", whole.within, whole.partner, whole.slot)


def _both(here: Spot, was: Entry, now: Entry) -> Iterator[Change]:
    """Yield every difference between two versions of an entry."""
    differ = [name for name in Entry.model_fields if getattr(was, name) != getattr(now, name)]
    surely = [name for name in _SURENESS if name in differ]
    kind = _surer(was, now)
    if kind is not None and surely:
        differ = [name for name in differ if name not in surely]
        same = "-same" if was.words == now.words and kind is not Kind.CONFIRMED else ""
        sentence = say(f"changes.{kind}{same}", was=_quote(was), words=_quote(now))
        yield here.change(kind, _said(was, surely), _said(now, surely), sentence, *surely)
    for name in differ:
        yield _field(here, name, was, now)


def _surer(was: Entry, now: Entry) -> Kind | None:
    """Return what became of the words and of how sure they are; None for smaller differences."""
    reworded = was.words != now.words
    if was.is_guess and not now.is_guess:
        corrected = reworded or now.status is Status.CORRECTED
        return Kind.CORRECTED if corrected else Kind.CONFIRMED
    if now.is_guess and not was.is_guess:
        return Kind.GUESSED
    return Kind.REWORDED if reworded else None


def _said(entry: Entry, names: list[str]) -> dict[str, object]:
    return {name: getattr(entry, name) for name in names}


def _field(here: Spot, name: str, was: Entry, now: Entry) -> Change:
    """Return the difference in one field of an entry."""
    old, new, words = getattr(was, name), getattr(now, name), _quote(now)
    if name == "awareness":
        return here.awareness(name, words, old, new)
    if name == "share":
        kind = Kind.SHARED if new else Kind.NOT_SHARED
        return here.change(kind, old, new, say(f"changes.{kind}", words=words), name)
    if name in {"felt_in_session", "injury"}:
        key = f"changes.{name.replace('_', '-')}.{'yes' if new else 'no'}"
        return here.change(Kind.CHANGED, old, new, say(key, words=words), name)
    what = say("changes.of-words", what=say(f"changes.what.{name}"), words=words)
    return here.field(name, old, new, what=what)


def _step(entry: Entry) -> str:
    """Return how far an entry has come up, to stand beside its words; nothing if nobody said."""
    if entry.awareness is None:
        return ""
    return say("changes.step", steps=say(f"status.step.{entry.awareness}"))


def _quote(entry: Entry) -> str:
    return say("quote.words", words=shown(entry.words))
