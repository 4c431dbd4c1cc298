"""The vital signs of a cycle: how often, how long, how hot, how soon made up, and by which exit.

They count what was written down. A week without an entry is not known, unless the log says that it
is complete there; and what became more or less is told in the numbers themselves, without a claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from negcycle.errors import UnknownName
from negcycle.files.checking import Asked
from negcycle.practices.described.known import ids
from negcycle.practices.over_time.episodes import BOTH, NONE, Episode, EpisodeLog, exit_name
from negcycle.practices.over_time.periods import (
    EVERY,
    MEASURES,
    Every,
    Period,
    measured,
    periods_of,
)
from negcycle.practices.over_time.telling_time import how_long, times
from negcycle.words import did_you_mean, say
from negcycle.words.tidying import tidy

_COMPARED = 4
"""How many weeks or months at the beginning stand beside as many at the end, at most."""


@dataclass(frozen=True)
class VitalSigns:
    """What a log of episodes says of the cycle over time."""

    log: EpisodeLog
    every: Every
    periods: tuple[Period, ...]
    """Week after week, or month after month, without a gap; none where something comes first."""
    exits: Mapping[str, int]
    """How often each exit was used, by its id, in the order of the practices."""
    first_steps: Mapping[str, int]
    """How often each person made the first step, by name, in the order of the names."""

    @property
    def waits(self) -> bool:
        """Whether something in the log comes before any numbers."""
        return self.log.comes_first

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """All episodes that count, by when they began."""
        return tuple(one for period in self.periods for one in period.episodes)

    @property
    def unknown(self) -> int:
        """Of how many weeks or months it is not known how often."""
        return sum(one.count is None for one in self.periods)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it in plain words, without a verdict and without a claim about chance."""
        return tuple(one for one in self._told() if one)

    @property
    def questions(self) -> tuple[Asked, ...]:
        """What one may ask about the log; none where something comes first."""
        return () if self.waits else self.log.asked()

    def as_data(self) -> dict[str, object]:
        """Return them for JSON."""
        known = measured(self.episodes, "minutes"), measured(self.episodes, "peak")
        repair = measured(self.episodes, "repair_delay")
        whole = zip(MEASURES, (*known, repair), strict=True)
        return {
            "every": self.every,
            "waits": self.waits,
            "count": len(self.episodes),
            "unknown": self.unknown,
            **{name: one and one.as_data() for name, one in whole},
            "exits": dict(self.exits),
            "first_steps": dict(self.first_steps),
            "periods": [one.as_data() for one in self.periods],
            "sentences": list(self.sentences),
            "questions": [{"path": one.path, "question": one.question} for one in self.questions],
        }

    # -- in words ---------------------------------------------------------------------------------

    def _told(self) -> Iterator[str]:
        if self.waits:
            yield say("vital.waits")
            yield say("safety.neutral-line")
            return
        if not self.periods:
            yield say("vital.nothing")
            return
        yield self.how_many
        yield self._often()
        yield from self.known_weeks
        for name in MEASURES:
            yield self._measure(name)
        yield self._exits()
        yield self._first_steps()
        yield say("vital.only-counts")

    @property
    def how_many(self) -> str:
        """How many episodes are written down, and from when to when."""
        found = self.episodes
        if not found:
            return say("vital.none")
        days = [one.start.date().isoformat() for one in found]
        if len(found) == 1:
            return say("vital.one", day=days[0])
        if days[0] == days[-1]:
            return say("vital.many-on-one-day", count=len(found), day=days[0])
        return say("vital.many", count=len(found), first=days[0], last=days[-1])

    def _often(self) -> str:
        ends = self._ends()
        if ends is None:
            return ""
        first, last = ends
        counts = [sum(len(one.episodes) for one in part) for part in ends]
        text = say(f"vital.often.{self.every}", first=counts[0], last=counts[1], n=len(first))
        unknown = sum(one.count is None for one in (*first, *last))
        return text + (say(f"vital.of-unknown.{self.every}", count=unknown) if unknown else "")

    @property
    def known_weeks(self) -> tuple[str, ...]:
        """What is not known, and where the log says that nothing is missing."""
        if not self.periods:
            return ()
        said = list[str]()
        if self.unknown:
            keyed = "one" if self.unknown == 1 else "many"
            key = f"vital.unknown.{self.every}.{keyed}"
            said.append(say(key, count=self.unknown, all=len(self.periods)))
        if any(one.complete and not one.episodes for one in self.periods):
            said.append(say(f"vital.complete.{self.every}"))
        return tuple(said)

    def _measure(self, name: str) -> str:
        """Return how long, how hot, or how soon made up: in the middle, and then and now."""
        whole = measured(self.episodes, name)
        if whole is None:
            return say(f"vital.{name}.unknown") if self.episodes else ""
        tell = SAID[name]
        numbers = {at: tell(getattr(whole, at)) for at in ("middle", "least", "most")}
        known = len(self.episodes) - whole.count
        missing = say("vital.not-of-all", count=known) if known else ""
        key = "one" if whole.count == 1 else "many"
        text = say(f"vital.{name}.{key}", **numbers, count=whole.count) + missing
        return " ".join(one for one in (text, self._then_and_now(name)) if one)

    def _then_and_now(self, name: str) -> str:
        ends = self._ends()
        if ends is None:
            return ""
        found = [measured([one for part in end for one in part.episodes], name) for end in ends]
        if found[0] is None or found[1] is None:
            return ""
        first, last = (SAID[name](one.middle) for one in found if one)
        return say(f"vital.then.{self.every}", n=len(ends[0]), first=first, last=last)

    def _exits(self) -> str:
        if not self.episodes:
            return ""
        parts = [
            say("vital.part", name=exit_name(one), times=times(count))
            for one, count in self.exits.items()
        ]
        return self._counted("exits", parts, sum(self.exits.values()))

    def _first_steps(self) -> str:
        if not self.episodes:
            return ""
        parts = [
            say("vital.part", name=person_name(one), times=times(count))
            for one, count in self.first_steps.items()
        ]
        return self._counted("first-steps", parts, sum(self.first_steps.values()))

    def _counted(self, what: str, parts: Sequence[str], known: int) -> str:
        if not known:
            return say(f"vital.{what}.unknown")
        missing = len(self.episodes) - known
        rest = say("vital.not-said", times=times(missing)) if missing else ""
        return say(f"vital.{what}", parts="; ".join(parts), rest=rest)

    def _ends(self) -> tuple[tuple[Period, ...], tuple[Period, ...]] | None:
        """Return the first periods and as many at the end, where there are enough of them."""
        n = min(_COMPARED, len(self.periods) // 2)
        if n < 2 or not self.episodes:
            return None
        return self.periods[:n], self.periods[-n:]


def vital_signs(log: EpisodeLog, *, every: str = "week") -> VitalSigns:
    """Return how often, how long, how hot and how soon made up, week by week or month by month.

    A week begins on Monday; an episode belongs to the day on which it began, by the clock with
    which it was written down.

    Args:
        log: The episodes.
        every: ``"week"`` or ``"month"``.

    Raises:
        UnknownName: if `every` is neither.
        AnalysisError: if the log spans more than 600 of them.

    Example:
        >>> import negcycle as nc
        >>> log = nc.EpisodeLog(
        ...     episodes=[{"start": "2026-11-02T20:10", "end": "2026-11-02T20:50"}],
        ...     complete_until="2026-11-15",
        ... )
        >>> [one.count for one in nc.vital_signs(log).periods]
        [1, 0]
    """
    if every not in EVERY:
        hint = did_you_mean(every, EVERY) or say("fault.choices", choices=", ".join(EVERY))
        raise UnknownName(say("vital.unknown-every", name=every, hint=hint), every, EVERY)
    chosen: Every = "week" if every == EVERY[0] else "month"
    if log.comes_first:
        empty: Mapping[str, int] = MappingProxyType({})
        return VitalSigns(log, chosen, (), empty, empty)
    episodes = log.in_order
    periods = tuple(periods_of(log, episodes, chosen))
    return VitalSigns(log, chosen, periods, _exits(episodes), _first_steps(log, episodes))


def person_name(name: str) -> str:
    """Return what somebody who made the first step is called in a sentence."""
    return say("vital.same-time") if name == BOTH else name


def _of_ten(value: float) -> str:
    return f"{value:.2g}" if value < 10 else "10"


SAID: Mapping[str, Callable[[float], str]] = MappingProxyType(
    {"minutes": how_long, "peak": _of_ten, "repair_delay": how_long}
)
"""How each number is said."""


# -- counts ---------------------------------------------------------------------------------------


def _exits(episodes: Iterable[Episode]) -> Mapping[str, int]:
    count = Counter(one.exit for one in episodes if one.exit is not None)
    order = (*ids(), NONE)
    return MappingProxyType({one: count[one] for one in order if count[one]})


def _first_steps(log: EpisodeLog, episodes: Iterable[Episode]) -> Mapping[str, int]:
    """Return how often each made the first step; those of the log who never did have a zero."""
    names = {tidy(name).casefold(): tidy(name) for name in log.partners}
    count = Counter[str]()
    for one in episodes:
        if one.repaired_by is not None:
            name = tidy(one.repaired_by) or one.repaired_by
            key = name.casefold()
            names.setdefault(key, BOTH if key == BOTH else name)
            count[key] += 1
    if not count:
        return MappingProxyType({})
    order = sorted(names, key=lambda key: (key == BOTH, key))
    return MappingProxyType({names[key]: count[key] for key in order})
