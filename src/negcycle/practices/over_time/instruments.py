"""Scores of named questionnaires over time, and whether a change of one is more than chance.

No questionnaire comes with negcycle, and none is scored here: somebody writes down what it came to.
Published constants are known for the RDAS only.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator

from negcycle.errors import AnalysisError
from negcycle.model.base import Frozen, Label, Name
from negcycle.model.citation import Citation
from negcycle.model.dynamics import Number
from negcycle.practices.over_time.episodes import to_day
from negcycle.words import say
from negcycle.words.tidying import tidy

RDAS = "RDAS"


@dataclass(frozen=True, slots=True)
class Constants:
    """What is published about the change of one questionnaire."""

    name: str
    least: float
    """The lowest score there can be."""
    most: float
    """The highest."""
    reliable_change: float
    """A change of more points than this is unlikely to come from the measure alone."""
    cutoff: float
    """Between the scores of couples in distress, below it, and those of others."""
    source: Citation


KNOWN: Mapping[str, Constants] = MappingProxyType(
    {
        RDAS: Constants(
            name=RDAS,
            least=0,
            most=69,
            reliable_change=11.58,
            cutoff=47.31,
            source=Citation(
                key="anderson-2014",
                text="Anderson, S. R., Tambling, R. B., Huff, S. C., Heafner, J., Johnson, L. N., "
                "& Ketring, S. A. (2014). The development of a reliable change index and cutoff "
                "for the Revised Dyadic Adjustment Scale. J. Marital Fam. Ther. 40(4), 525-534.",
                where="https://doi.org/10.1111/jmft.12095 (its summary)",
                read=True,
            ),
        )
    }
)
"""The questionnaires of which constants are known, by name."""


class Score(Frozen):
    """What somebody's answers to a questionnaire came to on one day.

    Example:
        >>> import negcycle as nc
        >>> nc.Score(name="RDAS", date="2026-01-10", value=41, by="Ana").value
        41.0
    """

    name: Label
    """Of the questionnaire, such as ``"RDAS"``."""
    date: Annotated[datetime.date, BeforeValidator(to_day)]
    """When it was filled in."""
    value: Number
    """The score, as its own key gives it."""
    by: Name
    """Who filled it in."""

    if TYPE_CHECKING:

        def __init__(
            self, *, name: str, date: datetime.date | str, value: float, by: str
        ) -> None: ...


@dataclass(frozen=True, slots=True)
class Change:
    """How the score of one person has changed, from the first to the last."""

    by: str
    first: Score
    last: Score
    constants: Constants | None
    """None where nothing is published here; then `reliable`, `crossed` and `clinical` are None."""

    @property
    def points(self) -> float:
        """How many points more, or fewer where negative."""
        return round(self.last.value - self.first.value, 9)

    @property
    def reliable(self) -> bool | None:
        """Whether it changed by more points than the measure's own unsteadiness."""
        return None if self.constants is None else abs(self.points) > self.constants.reliable_change

    @property
    def crossed(self) -> bool | None:
        """Whether the two scores lie on either side of the published cut-off."""
        if self.constants is None:
            return None
        cutoff = self.constants.cutoff
        return (self.first.value < cutoff) != (self.last.value < cutoff)

    @property
    def clinical(self) -> bool | None:
        """Whether both hold, which the source calls clinically significant."""
        return None if self.constants is None else bool(self.reliable and self.crossed)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What changed, in plain words, with the source of each number."""
        points = abs(self.points)
        way = "same" if not points else "more" if self.points > 0 else "fewer"
        unit = say("instrument.point" if points == 1 else "instrument.points")
        changed = say(
            f"instrument.changed.{way}",
            name=tidy(self.first.name),
            by=tidy(self.by) or "?",
            first=f"{self.first.value:g}",
            from_=self.first.date,
            last=f"{self.last.value:g}",
            until=self.last.date,
            points=f"{points:g} {unit}",
        )
        if self.constants is None:
            return changed, say("instrument.unknown", name=tidy(self.first.name))
        numbers = {
            "change": self.constants.reliable_change,
            "cutoff": self.constants.cutoff,
        }
        if self.clinical:
            found = "both"
        else:
            found = "reliable" if self.reliable else "crossed" if self.crossed else "neither"
        return (
            changed,
            say(f"instrument.{found}", **numbers),
            say("instrument.source", source=self.constants.source.line),
        )

    def as_data(self) -> dict[str, object]:
        """Return it for JSON."""
        return {
            "by": self.by,
            "name": self.first.name,
            "first": {"date": self.first.date.isoformat(), "value": self.first.value},
            "last": {"date": self.last.date.isoformat(), "value": self.last.value},
            "points": self.points,
            "reliable": self.reliable,
            "crossed": self.crossed,
            "clinical": self.clinical,
            "sentences": list(self.sentences),
        }


def series(scores: Iterable[Score]) -> Mapping[tuple[str, str], tuple[Score, ...]]:
    """Return the scores of each questionnaire and each person, by when they were filled in.

    Example:
        >>> import negcycle as nc
        >>> scores = [nc.Score(name="RDAS", date="2026-01-10", value=41, by="Ana")]
        >>> list(series(scores))
        [('RDAS', 'Ana')]
    """
    found: dict[tuple[str, str], list[Score]] = {}
    for one in scores:
        found.setdefault((_questionnaire(one), tidy(one.by)), []).append(one)
    return MappingProxyType(
        {key: tuple(sorted(some, key=lambda one: one.date)) for key, some in found.items()}
    )


def reliable_change(scores: Sequence[Score]) -> Change:
    """Return how the score of one person in one questionnaire changed, from first to last.

    For the RDAS a change of more than 11.58 points is more than the measure's own unsteadiness, so
    at least 12 points where scores are whole; together with crossing 47.31 the source calls it
    clinically significant. Of other questionnaires no constants are known here, and the numbers
    stand as they are.

    Args:
        scores: Of one person and one questionnaire, in any order; two or more, of different days.

    Raises:
        AnalysisError: if they are of several people or questionnaires, or fewer than two, or two of
            them of one day, or if a score is one that the questionnaire cannot have.

    Example:
        >>> import negcycle as nc
        >>> days = {"2026-01-10": 41, "2026-06-20": 55}
        >>> scores = [nc.Score(name="RDAS", date=d, value=v, by="Ana") for d, v in days.items()]
        >>> nc.reliable_change(scores).clinical
        True

    Sources:
        Anderson, S. R., et al. (2014). J. Marital Fam. Ther. 40(4), 525-534.
        https://doi.org/10.1111/jmft.12095 (its summary)
    """
    found = series(scores)
    if len(found) > 1:
        raise AnalysisError(say("instrument.several"))
    if len(scores) < 2:
        raise AnalysisError(say("instrument.one"))
    (((name, by), some),) = found.items()
    constants = KNOWN.get(name)
    for one, after in pairwise(some):
        if one.date == after.date:
            raise AnalysisError(say("instrument.same-day", day=one.date))
    for one in some:
        if constants and not constants.least <= one.value <= constants.most:
            limits = {"least": constants.least, "most": constants.most}
            raise AnalysisError(
                say("instrument.outside", name=name, value=f"{one.value:g}", **limits)
            )
    return Change(by, some[0], some[-1], constants)


def _questionnaire(one: Score) -> str:
    """Return the name of a questionnaire, however it is written where constants are known."""
    name = tidy(one.name)
    known = name.upper().replace("-", "").replace(" ", "")
    return known if known in KNOWN else name
