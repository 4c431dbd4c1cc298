"""A number with what it needs beside it: a plain sentence, its assumption, what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from negcycle.words import say


@dataclass(frozen=True, slots=True)
class Reading:
    """One metric, never without what it rests on."""

    name: str
    """Stable, such as ``"loop_gain"``."""
    value: float | int | str | None
    """None where it does not exist here."""
    sentence: str
    assumption: str
    what_would_change_it: str

    @property
    def shown(self) -> str:
        """The value as a person reads it."""
        if self.value is None:
            return say("reading.none")
        return (
            f"{self.value:.3g}"
            if isinstance(self.value, float)
            else str(self.value).replace("_", " ")
        )

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `name`, `value`, `sentence`, `assumption`, `what_would_change_it`."""
        return {
            "name": self.name,
            "value": self.value,
            "sentence": self.sentence,
            "assumption": self.assumption,
            "what_would_change_it": self.what_would_change_it,
        }

    def lines(self) -> Iterator[str]:
        """Yield it as lines of a text."""
        title = say(f"reading.{self.name}.title")
        yield say("reading.line", title=title, value=self.shown, sentence=self.sentence)
        yield "  " + say("reading.assumed", what=self.assumption)
        yield "  " + say("reading.change", what=self.what_would_change_it)


def reading(name: str, value: float | str | None, sentence: str = "") -> Reading:
    """Return a reading whose words stand in the catalogue under ``reading.<name>``."""
    return Reading(
        name=name,
        value=value,
        sentence=sentence or say(f"reading.{name}.sentence"),
        assumption=say(f"reading.{name}.assumption"),
        what_would_change_it=say(f"reading.{name}.change"),
    )
