"""A run in words: the same sentences for every partner, and what a simulation is and is not."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.model.trajectory import POSITION, Outcome, Trajectory
from negcycle.words import say


def tell(trajectory: Trajectory) -> str:
    """Return in words what happened in a run of a couple, for a terminal or a page.

    Every partner gets the same sentences in the same order, so that nobody is described more than
    anybody else. Of another model it says where each state ends.
    """
    return "\n".join(_lines(trajectory))


def _lines(run: Trajectory) -> Iterator[str]:
    if run.outcome is None:
        yield say("tell.model", turns=run.turns)
        yield from (f"  {name}: {value:.6g}" for name, value in run.final.items())
        return
    yield say(f"tell.{run.outcome}")
    yield f"  {run.decided}"
    yield ""
    for key, name in run.people.items():
        yield from _about(run, key, name)
    yield ""
    yield _about_the_loop(run)
    if run.bands:
        yield ""
        yield say("tell.inputs")
        yield from _inputs(run)
    elif run.outcome is Outcome.CALM and run["cycle_strength"].max() < POSITION:
        yield say("tell.nothing-happened")
    yield from run.notes
    yield ""
    yield say("tell.what-it-is")
    yield from (f"  - {sentence}" for sentence in run.assumptions)
    yield ""
    yield _how(run)


def _about(run: Trajectory, key: str, name: str) -> Iterator[str]:
    """Yield the same two sentences for each partner."""
    yield say(
        "tell.partner",
        name=name,
        way=say(f"tell.way-{run.found.get(key, 'neither')}"),
        strength=abs(run.done(key)),
        openness=run.final[f"{key}.openness"],
        security=float(run[f"{key}.felt_security"][-1]),
        unmet=float(run[f"{key}.unmet_need"][-1]),
    )
    written = run.written.get(key)
    said = say(f"tell.way-{written}") if written else say("tell.way-unknown")
    yield "  " + say("tell.written", said=said)


def _about_the_loop(run: Trajectory) -> str:
    gain = float(run["gain"][-1])
    if gain < 0:
        return say("tell.gain-turned", gain=abs(gain))
    if gain > 1:
        return say("tell.gain-vicious", gain=gain)
    stuck = run.outcome is Outcome.STUCK
    return say("tell.gain-not-the-loop" if stuck else "tell.gain-virtuous", gain=gain)


_MOST_LISTED = 12


def _inputs(run: Trajectory) -> Iterator[str]:
    """Yield each input once, with how often it came where it came more than once."""
    labels: dict[str, list[tuple[float, float]]] = {}
    for band in run.bands:
        labels.setdefault(band.label, []).append((band.start, band.end))
    for label, spans in list(labels.items())[:_MOST_LISTED]:
        first = spans[0]
        key = "tell.input" if len(spans) == 1 else "tell.input-often"
        yield "  " + say(key, label=label, start=first[0], end=first[1], count=len(spans))
    if len(labels) > _MOST_LISTED:
        yield "  " + say("tell.more-inputs", count=len(labels) - _MOST_LISTED)


def _how(run: Trajectory) -> str:
    numbers = {"turns": run.turns, "step": run.step, "version": run.version, "case": run.case}
    line = say("tell.how", **numbers)
    if run.seed is not None:
        line += " " + say("tell.chance", noise=run.noise, seed=run.seed)
    if run.halving is not None:
        line += " " + say("tell.halving", difference=run.halving)
    return line
