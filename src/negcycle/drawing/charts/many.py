"""What every picture of many couples says: how many, how they were made, how they ended."""

from __future__ import annotations

from collections.abc import Mapping

from negcycle.drawing.charts.lettering import seen
from negcycle.drawing.charts.outcomes import outcome_words
from negcycle.drawing.charts.reading import shortened
from negcycle.drawing.charts.scales import turns
from negcycle.model.chosen import chosen
from negcycle.model.ensemble import Ensemble
from negcycle.model.trajectory import Outcome
from negcycle.words import say
from negcycle.words.listing import listed
from negcycle.words.shares import percent

_MOST_CHOSEN = 3
"""So many numbers that differ are told at the foot of a picture."""


def counted(count: int) -> str:
    """Return a count as it stands in a sentence: ``"12,000"``."""
    return f"{count:,}"


def capital(words: str) -> str:
    """Return words as they stand in a heading: with a capital letter first."""
    return words[:1].upper() + words[1:]


def made(ensemble: Ensemble) -> list[str]:
    """Return how many couples there are and what they are, for the foot of a picture."""
    facts = {"turns": turns(ensemble.turns), "seed": ensemble.seed}
    count = {"count": counted(len(ensemble)), "runs": counted(ensemble.runs)}
    return [
        say("many.made-one" if len(ensemble) == 1 else "many.made", **count, **facts),
        *([] if ensemble.is_whole else [say("many.part", **count)]),
        *_chosen(ensemble),
    ]


def _chosen(ensemble: Ensemble) -> list[str]:
    """Return what the numbers that differ were drawn from; those of a design are axes."""
    found = chosen(ensemble) if ensemble.drawn else ()
    more = len(found) - _MOST_CHOSEN
    left_out = [say("many.more-chosen", count=counted(more))] if more > 0 else []
    return [*found[:_MOST_CHOSEN], *left_out]


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
