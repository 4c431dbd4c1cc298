"""Many couples in words: how they end, the same for every partner, and what such shares are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negcycle.model.chosen import beginning, chosen
from negcycle.model.ensemble import OUTCOMES, POSITIONS, Design, Ensemble
from negcycle.model.trajectory import POSITION, Outcome
from negcycle.words import say
from negcycle.words.listing import evenly
from negcycle.words.shares import percent

MOST_ROWS = 12
"""A table of shares along a number has no more rows than this."""

STRETCHES = 5
"""Values that were drawn are told in so many stretches with equally many couples in each."""

_INDENT = "  "


def tell(ensemble: Ensemble) -> str:
    """Return in words what became of many couples, for a terminal or a page.

    Every partner gets the same sentence, and whichever way couples end is told in the same words.
    """
    return "\n".join(_lines(ensemble))


def _lines(many: Ensemble) -> Iterator[str]:
    yield _head(many)
    yield from _shares(many)
    if not many.is_whole and not many.missing:
        yield _part(many)
    if not len(many):
        return
    yield ""
    for key, name in many.people.items():
        yield from _about(many, key, name)
    yield from _spread(many)
    if never_moved(many):
        yield say("many-told.nothing-happened")
    if many.design is not None:
        yield from _along_each(many, many.design)
    yield from _differs(many)
    if many.notes:
        yield ""
        yield from many.notes
    yield ""
    yield say("tell.what-it-is")
    yield from (f"{_INDENT}- {sentence}" for sentence in _footing(many))
    yield ""
    yield _how(many)


# -- how they end ------------------------------------------------------------------------------


def _head(many: Ensemble) -> str:
    numbers = {"count": len(many), "turns": many.turns}
    if many.design is not None:
        return say("many-told.head-design", points=many.design.points, **numbers)
    return say("many-told.head-one" if len(many) == 1 else "many-told.head", **numbers)


def _footing(many: Ensemble) -> tuple[str, ...]:
    """Return what these couples rest on; the values along a design are told above."""
    return (*(chosen(many) if many.drawn else ()), say("among.shares"), *many.assumptions)


def _part(many: Ensemble) -> str:
    numbers = {"count": len(many), "runs": many.runs}
    if many.shard is None:
        return say("many-told.part", **numbers)
    return say("many-told.shard", part=many.shard[0], of=many.shard[1], **numbers)


def _shares(many: Ensemble) -> Iterator[str]:
    """Yield how many couples end in each way, and their share."""
    counts = {name: round(share * len(many)) for name, share in many.outcomes.items()}
    rows = [(say(f"many-told.{name}"), f"{count:,}") for name, count in counts.items()]
    words, digits = (max((len(row[n]) for row in rows), default=0) for n in (0, 1))
    for (name, count), share in zip(rows, many.outcomes.values(), strict=True):
        told = percent(share, places=1, short=True)
        yield f"{_INDENT}{name:<{words}}  {count:>{digits}}  {told:>6}"


def _about(many: Ensemble, key: str, name: str) -> Iterator[str]:
    """Yield the same sentence for each partner."""
    column = f"{key}.position"
    if column not in many:
        return
    codes = many[column]
    away, neither, toward = (
        percent(np.count_nonzero(codes == code) / len(many), short=True)
        for code in range(-1, len(POSITIONS) - 1)
    )
    written = many.written.get(key)
    said = say(f"tell.way-{written or 'unknown'}")
    shares = {"toward": toward, "away": away, "neither": neither}
    yield say("many-told.position", name=name, said=said, **shares)


def _spread(many: Ensemble) -> Iterator[str]:
    settled, strength = (
        _finite(many, name) if name in many else np.empty(0)
        for name in ("settled", "cycle_strength.final")
    )
    if len(settled):
        half, most = np.quantile(settled, (0.5, 0.9), method="higher").tolist()
        key = "many-told.settled" if most > 0 else "many-told.never-moved"
        yield say(key, half=half, most=most)
    if len(strength):
        low, median, high = np.quantile(strength, (0.05, 0.5, 0.95)).tolist()
        yield say("many-told.strength", low=low, median=median, high=high)


def _finite(many: Ensemble, name: str) -> NDArray[np.float64]:
    values = many.numbers(name)
    return values[np.isfinite(values)]


# -- what differs ------------------------------------------------------------------------------


def _differs(many: Ensemble) -> Iterator[str]:
    if len(many) < 2:
        return
    yield ""
    if are_alike(many):
        yield say("many-told.all-alike")
        return
    if not many.parameters:
        yield say("many-told.by-chance")
        return
    yield say("many-told.differs")
    yield from (f"{_INDENT}{_range(name, of)}" for name, of in many.parameters.items())
    if many.design is not None and _are_alike_at_points(many, many.design):
        yield say("many-told.alike-at-points", runs=many.design.runs)


def _range(name: str, values: NDArray[np.float64]) -> str:
    low, median, high = float(values.min()), float(np.median(values)), float(values.max())
    if low == high:
        return say("many-told.constant", name=name, value=low)
    low, median, high = (float(f"{value:.4g}") for value in (low, median, high))
    return say("many-told.range", name=name, low=low, median=median, high=high)


def are_alike(many: Ensemble) -> bool:
    """Whether there are several couples, and every one came out like the first."""
    rows = (*many.parameters.values(), *many.columns.values())
    return len(many) > 1 and all(bool((values == values[0]).all()) for values in rows)


def never_moved(many: Ensemble) -> bool:
    """Whether all began calm, nothing was planned, and nobody came near a position."""
    highest = "cycle_strength.highest"
    calm = many.start == "calm" and not many.plan and len(many) > 0 and highest in many
    return calm and bool((many.numbers(highest) < POSITION).all())


def _are_alike_at_points(many: Ensemble, design: Design) -> bool:
    same = np.diff(many.index // design.runs) == 0
    return bool(same.any()) and all(
        not np.diff(values.astype(np.float64))[same].any() for values in many.columns.values()
    )


# -- along what is gone over ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """The couples with one value of a number, or with values from `low` to `high`."""

    low: float
    high: float
    couples: int
    outcomes: dict[Outcome, int]
    """How many of them end in each way."""


def along(ensemble: Ensemble, name: str) -> list[Stretch]:
    """Return how couples end along one number that differs: at each value, or in a few stretches.

    Raises:
        UnknownName: if there is no such number.
    """
    values = ensemble.numbers(name)
    ends, place = np.unique(values, return_inverse=True)
    of_a_grid = ensemble.design is not None and ensemble.design.sampling == "grid"
    low = high = ends
    if len(ends) > MOST_ROWS and not of_a_grid:
        edges = np.quantile(values, np.linspace(0, 1, STRETCHES + 1))
        place = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, STRETCHES - 1)
        low, high = edges[:-1], edges[1:]
    codes = ensemble["outcome"].astype(np.int64)
    ways = len(OUTCOMES)
    counts = np.bincount(place.reshape(-1) * ways + codes, minlength=len(low) * ways)
    return [
        Stretch(one, other, sum(row), {name: n for name, n in zip(OUTCOMES, row, strict=True) if n})
        for one, other, row in zip(
            low.tolist(), high.tolist(), counts.reshape(-1, ways).tolist(), strict=True
        )
    ]


def _along_each(many: Ensemble, design: Design) -> Iterator[str]:
    """Yield a table of shares for each axis of a design."""
    for name in design.axes:
        if name not in many.parameters:
            continue
        yield ""
        yield say("many-told.along" if len(design.axes) > 1 else "many-told.along-alone", name=name)
        found = [one for one in along(many, name) if one.couples]
        shown = [found[n] for n in evenly(len(found), MOST_ROWS)]
        yield from _table(shown, [*many.outcomes])
        if len(shown) < len(found):
            yield _INDENT + say("many-told.shown", shown=len(shown), count=len(found))


def _table(found: list[Stretch], outcomes: list[Outcome]) -> Iterator[str]:
    rows = [["", say("many-told.couples"), *map(str, outcomes)]]
    for one in found:
        ends = {"low": one.low, "high": one.high}
        value = f"{one.low:.6g}" if one.low == one.high else say("many-told.stretch", **ends)
        shares = [percent(one.outcomes.get(name, 0) / one.couples, short=True) for name in outcomes]
        rows.append([value, f"{one.couples:,}", *shares])
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = (f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True))
        yield _INDENT + "  ".join(cells)


# -- how it was made -----------------------------------------------------------------------------


def _how(many: Ensemble) -> str:
    start = beginning(many)
    if many.noise > 0 and "noise" not in many.parameters:
        start = say("many-told.with-noise", start=start, noise=many.noise)
    if many.plan:
        start = say("many-told.with-plan", start=start)
    made = {name: getattr(many, name) for name in ("turns", "step", "kernel", "precision")}
    made |= {"version": many.version, "case": many.case, "start": start}
    return f"{say('many-told.how', **made)}\n{say('many-told.again', seed=many.seed)}"
