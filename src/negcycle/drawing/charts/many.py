"""What every picture of many couples says: how many, how they were made, how they ended."""

from __future__ import annotations

from collections.abc import Mapping

from negcycle.drawing.charts.lettering import seen
from negcycle.drawing.charts.outcomes import outcome_words
from negcycle.drawing.charts.reading import shortened
from negcycle.drawing.charts.scales import turns
from negcycle.model.ensemble import Ensemble
from negcycle.model.trajectory import Outcome
from negcycle.words import say
from negcycle.words.listing import listed

_ONE_PERCENT = 0.005


def counted(count: int) -> str:
    """Return a count as it stands in a sentence: ``"12,000"``."""
    return f"{count:,}"


def capital(words: str) -> str:
    """Return words as they stand in a heading: with a capital letter first."""
    return words[:1].upper() + words[1:]


def evenly(count: int, most: int) -> list[int]:
    """Return at most so many places of `count`, from the first to the last, evenly apart."""
    if count <= most:
        return list(range(count))
    return sorted({round(n * (count - 1) / (most - 1)) for n in range(most)})


def percent(share: float) -> str:
    """Return a share as it stands in a sentence: ``"62%"``; what is not all is never 100%."""
    if 0 < share <= _ONE_PERCENT:
        return say("chart.below-one")
    if 1 - _ONE_PERCENT <= share < 1:
        return say("many.above-99")
    return f"{share:.0%}"


def made(ensemble: Ensemble) -> list[str]:
    """Return how many couples there are and what they are, for the foot of a picture."""
    facts = {"turns": turns(ensemble.turns), "seed": ensemble.seed}
    count = {"count": counted(len(ensemble)), "runs": counted(ensemble.runs)}
    return [
        say("many.made-one" if len(ensemble) == 1 else "many.made", **count, **facts),
        *([] if ensemble.is_whole else [say("many.part", **count)]),
    ]


def titled(key: str, people: Mapping[str, str]) -> str:
    """Return the title under `key`, which tells what is shown, with everybody's name before it."""
    names = listed([shortened(seen(name, one)) for one, name in people.items()])
    title = say(key)
    return say("many.title-of", names=names, title=title) if names else capital(title)


def shares_told(outcomes: Mapping[Outcome, float]) -> list[str]:
    """Return in a sentence which share of the couples ended in which way, the most first."""
    shares = sorted(outcomes.items(), key=lambda one: -one[1])
    if len(shares) < 2:
        return [say(f"many.all.{outcome}") for outcome, _ in shares]
    parts = [
        say("many.share", what=outcome_words(outcome), share=percent(share))
        for outcome, share in shares
    ]
    return [say("many.of-them", parts=listed(parts))]
