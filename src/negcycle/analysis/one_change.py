"""One difference between two versions of a case: what it is, where, before and after."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, Generic, NamedTuple, TypeVar, cast

from negcycle.model.base import Frozen
from negcycle.model.chain import Slot
from negcycle.model.entry import Awareness
from negcycle.model.faults import cut
from negcycle.words import say
from negcycle.words.tidying import tidy

T = TypeVar("T")


class Kind(StrEnum):
    """What kind of difference it is."""

    ADDED = "added"
    TAKEN_OUT = "taken-out"
    REWORDED = "reworded"
    CONFIRMED = "confirmed"
    """A guess is no guess any more, in the same words."""
    CORRECTED = "corrected"
    """A guess has given way to what the person made of it."""
    WITHDRAWN = "withdrawn"
    """A guess is gone."""
    GUESSED = "guessed"
    """What was sure is a guess now."""
    RISEN = "risen"
    """It has come up further."""
    GONE_BACK = "gone-back"
    """It has gone back below."""
    SHARED = "shared"
    """Its owner agrees now that others see it."""
    NOT_SHARED = "not-shared"
    """Its owner does not agree any more."""
    REORDERED = "reordered"
    CHANGED = "changed"
    """Something else is not as it was."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. With `before` and `after` one can go either way."""

    kind: Kind
    paths: tuple[str, ...]
    """The fields that differ; places in a list are those of the later version, and of what is gone
    those of the earlier one."""
    before: Any
    """As plain data; None where there was nothing."""
    after: Any
    """As plain data; None where there is nothing."""
    sentence: str
    partner: str | None = None
    """The key of whose it is; None where it belongs to nobody alone."""
    slot: Slot | None = None

    def as_data(self) -> dict[str, Any]:
        """Return it for JSON, with the same names."""
        return {
            "kind": str(self.kind),
            "partner": self.partner,
            "slot": None if self.slot is None else str(self.slot),
            "paths": list(self.paths),
            "before": self.before,
            "after": self.after,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a case at which something may differ."""

    path: str
    within: str = ""
    """What the sentence begins with; empty where it needs no beginning."""
    partner: str | None = None
    slot: Slot | None = None

    def change(
        self, kind: Kind, before: object, after: object, sentence: str, *fields: str
    ) -> Change:
        """Return what differs here, or in some fields of what stands here."""
        paths = tuple(f"{self.path}.{name}" for name in fields) or (self.path,)
        if self.within:
            sentence = say("changes.within", place=self.within, sentence=sentence)
        return Change(
            kind,
            paths,
            as_json(before),
            as_json(after),
            f"{sentence[:1].upper()}{sentence[1:]}",
            self.partner,
            self.slot,
        )

    def field(
        self,
        name: str,
        before: object,
        after: object,
        *,
        what: str,
        tell: Callable[[object], str] | None = None,
    ) -> Change:
        """Return that a field is not as it was; `what` is what a person calls it.

        What it holds is told by `tell`; without it, as it is written.
        """
        was, now = ((tell or _as_written)(one) for one in (before, after))
        sentence = say("changes.field", what=what, was=was, now=now)
        return self.change(Kind.CHANGED, before, after, sentence, name)

    def awareness(
        self, name: str, words: str, before: Awareness | None, after: Awareness | None
    ) -> Change:
        """Return how far something has come up, or has gone back; silence is below every step."""
        kind = Kind.RISEN if _rank(after) > _rank(before) else Kind.GONE_BACK
        end = "-said" if before is None else "-unsaid" if after is None else ""
        was, now = (say(f"status.step.{step or 'unsaid'}") for step in (before, after))
        sentence = say(f"changes.{kind}{end}", words=words, was=was, now=now)
        return self.change(kind, before, after, sentence, name)


def in_quotes(words: object) -> str:
    """Return somebody's own words in quotation marks; of none, that nothing was said."""
    return say("quote.words", words=shown(words)) if words else shown(words)


def _as_written(value: object) -> str:
    return shown(as_json(value))


def _rank(step: Awareness | None) -> int:
    return -1 if step is None else step.rank


class Pair(NamedTuple, Generic[T]):
    """What belongs together in two versions of a list; None for what is in one of them only."""

    before: T | None
    after: T | None
    was_at: int
    at: int


def matched(
    before: Sequence[T], after: Sequence[T], *, alike: Callable[[T], Hashable] | None = None
) -> list[Pair[T]]:
    """Return what belongs together in two lists, in the order of the later one.

    Equal items belong together, then those that are `alike`, then what is left in its order.
    What is only in the earlier list comes last.
    """
    old, new = dict(enumerate(before)), dict(enumerate(after))
    pairs: list[Pair[T]] = []
    keys: list[Callable[[T], object]] = [_itself, *([alike] if alike else []), _any]
    for key in keys:
        for at, one in list(new.items()):
            was_at = next((i for i, other in old.items() if key(other) == key(one)), None)
            if was_at is not None:
                pairs.append(Pair(old.pop(was_at), new.pop(at), was_at, at))
    pairs += [Pair(None, one, -1, at) for at, one in new.items()]
    pairs.sort(key=lambda pair: pair.at)
    return pairs + [Pair(one, None, was_at, -1) for was_at, one in old.items()]


def _itself(value: object) -> object:
    return value


def _any(_: object) -> object:
    return None


def as_json(value: object) -> Any:
    """Return a part of a case as plain data; what was not said is left out."""
    if isinstance(value, Frozen):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [as_json(one) for one in cast("Sequence[object]", value)]
    return value


_LONGEST = 200


def shown(value: object) -> str:
    """Return plain data as it stands in a sentence."""
    if value is None or value in ("", [], {}):
        return say("changes.nothing")
    if isinstance(value, bool):
        return say("changes.yes" if value else "changes.no")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str):
        return cut(tidy(value), _LONGEST)
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)
        return ", ".join(f"{name} {shown(inner)}" for name, inner in fields.items())
    if isinstance(value, list):
        return ", ".join(shown(one) for one in cast("list[object]", value))
    return json.dumps(value)
