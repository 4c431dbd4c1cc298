"""What a practice is: something small that a person can do at one place of the cycle."""

from __future__ import annotations

from dataclasses import dataclass

from negcycle.model.citation import Citation
from negcycle.words import say


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice of the field, in plain words.

    No practice asks for touch or sex: what is asked for is words of reassurance.
    """

    id: str
    """Stable in every language, such as ``"time_out"``."""
    source: Citation
    """Where it is described."""
    plan: str | None = None
    """The input of a plan that stands for it in a simulation; None where there is none."""
    guided: bool = False
    """Whether it is a step of a therapy, done in the room and not at home."""

    @property
    def name(self) -> str:
        """What it is called."""
        return say(f"practice.{self.id}.name")

    @property
    def sentence(self) -> str:
        """What it is, in one plain sentence."""
        return say(f"practice.{self.id}.what")

    def question(self, name: str) -> str:
        """Return the question for one person, the same for everybody."""
        return say(f"practice.{self.id}.ask", name=name)

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `id`, `name`, `sentence`, `source`, `plan` and `guided`."""
        return {
            "id": self.id,
            "name": self.name,
            "sentence": self.sentence,
            "source": self.source.line,
            "plan": self.plan,
            "guided": self.guided,
        }
