"""What a chart reads off a run: who there is, who ends where, and how it ended, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from negcycle.drawing.charts.lettering import seen
from negcycle.drawing.charts.scales import Array, number, turns
from negcycle.drawing.clusters import clusters
from negcycle.drawing.wrap import ELLIPSIS
from negcycle.errors import DrawingError
from negcycle.model.trajectory import POSITION, Trajectory
from negcycle.words import say
from negcycle.words.listing import listed

_LONG = 32
"""Letters of a name from which on it is cut in a sentence."""
_FALLS = 0.1
"""A change in resentment that is worth a word."""


def checked(trajectory: Trajectory) -> Trajectory:
    """Return `trajectory`.

    Raises:
        DrawingError: if there is nothing to draw in it, or its times fall or are not finite.
    """
    times = trajectory.times
    if not len(times) or not trajectory.names:
        raise DrawingError(say("chart.empty"))
    if not np.all(np.isfinite(times)) or np.any(np.diff(times) < 0):
        raise DrawingError(say("chart.times-fall"))
    return trajectory


def people(trajectory: Trajectory) -> dict[str, str]:
    """Return the key and name of everybody whose behavior is in the run; empty for other models."""
    return {
        key: seen(name, key)
        for key, name in trajectory.people.items()
        if f"{key}.behavior" in trajectory.names
    }


def behavior(trajectory: Trajectory, key: str) -> Array:
    """Return what somebody does over time, the mean over their behaviors. Shape ``(n_times,)``."""
    first = f"{key}.behavior"
    places = [
        place
        for place, name in enumerate(trajectory.names)
        if name == first or name.startswith(f"{first}.")
    ]
    mean: Array = trajectory.states[:, places].mean(axis=1)
    return mean


def shortened(name: str) -> str:
    """Return a name as it stands in a title or a sentence, where a very long one is cut."""
    letters = clusters(name)
    return name if len(letters) <= _LONG else "".join(letters[: _LONG - 1]).rstrip() + ELLIPSIS


def has(trajectory: Trajectory, name: str) -> bool:
    """Whether there is a state or measure of this name with a number in it."""
    known = name in trajectory.names or name in trajectory.measures
    return known and bool(np.any(np.isfinite(trajectory[name])))


def ends_of(values: Array) -> tuple[float, float]:
    """Return the first and the last number that is there."""
    good = values[np.isfinite(values)]
    return float(good[0]), float(good[-1])


def outcome_words(trajectory: Trajectory) -> str:
    """Return how the run ended, in plain words; empty where nobody asked."""
    return say(f"chart.outcome.{trajectory.outcome}") if trajectory.outcome else ""


def verdict(trajectory: Trajectory) -> str:
    """Return in a line how it ended, and where it is not calm, what became of the resentment."""
    words = outcome_words(trajectory)
    if trajectory.outcome == "calm":
        return words
    changes = [
        last - first
        for key in people(trajectory)
        if has(trajectory, f"{key}.resentment")
        for first, last in [ends_of(trajectory[f"{key}.resentment"])]
    ]
    if not changes:
        return words
    ways = {int(np.sign(one)) if abs(one) >= _FALLS else 0 for one in changes}
    if ways == {0}:
        way = "same"
    elif ways <= {0, -1}:
        way = "less"
    elif ways <= {0, 1}:
        way = "more"
    else:
        way = "both-ways"
    return f"{words} {say(f'chart.resentment.{way}')}".strip()


def position_words(trajectory: Trajectory, names: dict[str, str]) -> str:
    """Return who ends moving toward, away, or neither, in a sentence."""
    groups: dict[str, list[str]] = {"toward": [], "away": [], "neither": []}
    for key, name in names.items():
        values = behavior(trajectory, key)
        if np.any(np.isfinite(values)):
            end = ends_of(values)[1]
            way = "neither" if abs(end) < POSITION else "toward" if end > 0 else "away"
            groups[way].append(name)
    few = "" if len(names) < 3 else "-of-many"
    parts = [
        say(f"chart.ends.{way}{few}.{'one' if len(group) == 1 else 'many'}", names=listed(group))
        for way, group in groups.items()
        if group
    ]
    return say("chart.ends", parts="; ".join(parts)) if parts else ""


def course(label: str, values: Array, times: Array) -> str:
    """Return how one line runs: where it begins and ends, and its highest and lowest point."""
    head = f"{label}: " if label else ""
    good = np.isfinite(values)
    if not np.any(good):
        return head + say("chart.course-nothing")
    first, last = ends_of(values)
    low, high = float(np.min(values[good])), float(np.max(values[good]))
    if high - low <= 1e-9 * max(1.0, abs(high)):
        return head + say("chart.course-constant", value=number(first))
    filled = np.where(good, values, np.nan)
    return head + say(
        "chart.course",
        first=number(first),
        last=number(last),
        low=number(low),
        high=number(high),
        low_at=turns(float(times[np.nanargmin(filled)])),
        high_at=turns(float(times[np.nanargmax(filled)])),
    )


def about_start(trajectory: Trajectory) -> list[str]:
    """Return what was assumed about who stands where at the start, and nothing in the file says."""
    known = {say("assume.first-alone", name=name) for name in trajectory.people.values()}
    known.add(say("assume.lingers"))
    return [one for one in trajectory.assumptions if one in known]


def small_print(trajectory: Trajectory) -> list[str]:
    """Return what belongs under a picture of a run: what it is not, and how it was computed."""
    parts = [say("chart.same-for-any")] if people(trajectory) else []
    parts += about_start(trajectory)
    if trajectory.step:
        parts.append(say("chart.step", step=turns(trajectory.step)))
    if trajectory.noise:
        parts.append(say("chart.noise", noise=number(trajectory.noise), seed=trajectory.seed))
    return parts


def shared_words(names: Sequence[str]) -> str:
    """Return how lines that lie on each other are drawn."""
    if len(names) == 2:
        return say("chart.shared-by-two", first=names[0], second=names[1])
    return say("chart.shared")


def afterwords(trajectory: Trajectory) -> Iterator[str]:
    """Yield what is said below everything else: how it was decided, notes, assumptions."""
    yield trajectory.decided
    yield from trajectory.notes
    if trajectory.assumptions:
        yield say("chart.assumed", assumptions=" ".join(trajectory.assumptions))
    yield from (one for one in small_print(trajectory) if one not in trajectory.assumptions)
