"""How much of a change each link carries: the link scores of Loops That Matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.dominance.stock_flow import StockFlow
from negcycle.errors import AnalysisError
from negcycle.model.trajectory import Trajectory
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array, Model, SmoothModel
from negcycle.system.system import System
from negcycle.words import say


@dataclass(frozen=True, eq=False)
class LinkScores:
    """The score of every link over every step of a run."""

    times: Array
    """The end of each step. Shape ``(n_steps,)``."""
    scores: Mapping[tuple[str, str], Array]
    """By (source, target), with the sign of the link then; 0 where nothing changes through it.
    Without unit. Each of shape ``(n_steps,)``."""
    changes: Mapping[str, Array]
    """By stock: its change over each step, as part of its largest size in the run."""


def link_scores(model: StockFlow | Model, trajectory: Trajectory) -> LinkScores:
    """Return how much of the change of each target each link accounts for, step by step.

    Into a variable z from its input x: ``abs(D_x z / D z) * sign(D_x z / D x)``, with D the change
    over the step and D_x z the change if only x had changed. From a flow into its stock: the change
    of the flow by that of the net flow, with a minus for an outflow. Both are 0 where one of the
    changes is 0.

    Every smooth model has them: each state is a stock, its rate the one flow into it, and the two
    links on the way are given as one. Then all that one state does to another, at once or late,
    is one link; late links of different delay between the same two are added up.

    A couple's run says what acted on them from outside (`Trajectory.acting`: what was felt, help,
    stress, contact, offers), and that is kept to: it changes what the links pass on, and its own
    change counts as no link's. A run that does not say it is read as if nothing had acted.

    Raises:
        AnalysisError: if the model runs in steps, or the run has fewer than two times, lacks a
            stock of the model, has noise in it, or had a plan and does not say what it did.

    Sources:
        Schoenberg, W., Davidsen, P., & Eberlein, R. (2020). Understanding model behavior using the
        Loops that Matter method. Syst. Dyn. Rev. 36, 158-190. https://doi.org/10.1002/sdr.1658
        Schoenberg, W., Hayward, J., & Eberlein, R. (2023). Improving Loops that Matter.
        Syst. Dyn. Rev. 39, 140-151 (flow to stock).
    """
    if not isinstance(model, (StockFlow, SmoothModel)):
        raise AnalysisError(say("dominance.kind", kind=type(model).__name__))
    if len(trajectory) < 2:
        raise AnalysisError(say("dominance.short", count=len(trajectory)))
    for name in model.names:
        if name not in trajectory.names:
            raise AnalysisError(say("dominance.missing", name=name))
    if trajectory.noise > 0:
        raise AnalysisError(say("dominance.noise", noise=trajectory.noise))
    if trajectory.bands and not trajectory.acting:
        raise AnalysisError(say("dominance.plan-lost"))
    stocks = {name: trajectory[name] for name in model.names}
    return LinkScores(
        times=trajectory.times[1:],
        scores=_of_stock_flow(model, stocks)
        if isinstance(model, StockFlow)
        else _of_smooth(model, stocks, trajectory),
        changes={
            name: np.diff(values) / (np.abs(values).max() or 1.0) for name, values in stocks.items()
        },
    )


def score(part: Array, whole: Array, cause: Array) -> Array:
    """Return ``abs(part / whole) * sign(part / cause)``, or 0 where one of them is 0."""
    there = (part != 0) & (whole != 0) & (cause != 0)
    size = np.divide(np.abs(part), np.abs(whole), out=np.zeros(np.shape(part)), where=there)
    return size * np.sign(part) * np.sign(cause)


def _of_stock_flow(model: StockFlow, stocks: Mapping[str, Array]) -> dict[tuple[str, str], Array]:
    values = model.values(stocks)
    found: dict[tuple[str, str], Array] = {}
    for one in model.variables:
        before = [values[name][:-1] for name in one.inputs]
        whole = np.diff(values[one.name])
        for source in dict.fromkeys(one.inputs):
            mixed = [
                values[name][1:] if name == source else old
                for name, old in zip(one.inputs, before, strict=True)
            ]
            part = np.asarray(one.formula(*mixed), dtype=np.float64) - values[one.name][:-1]
            found[source, one.name] = score(part, whole, np.diff(values[source]))
    for stock in model.stocks:
        whole = np.diff(model.net(stock, values))
        for name in dict.fromkeys((*stock.inflows, *stock.outflows)):
            change = np.diff(values[name])
            share = stock.inflows.count(name) - stock.outflows.count(name)
            found[name, stock.name] = score(share * change, whole, change)
    return found


def _of_smooth(
    model: SmoothModel, stocks: Mapping[str, Array], trajectory: Trajectory
) -> dict[tuple[str, str], Array]:
    states = np.stack([stocks[name] for name in model.names])
    late = [_earlier(states, trajectory.times, delay) for delay in model.delays]
    slots: Array = np.stack([states, *late])
    there = {(link.source, link.target) for link in model.links}
    before, after = slots[..., :-1], slots[..., 1:]
    acting = list(_stretches(model, trajectory))
    old = _rates(model, before, acting)
    whole = _rates(model, after, acting, later=1) - old
    found: dict[tuple[str, str], Array] = {}
    for j, source in enumerate(model.names):
        total = np.zeros(whole.shape)
        for slot in range(len(slots)):
            mixed = before.copy()
            mixed[slot, j] = after[slot, j]
            cause = np.broadcast_to(after[slot, j] - before[slot, j], whole.shape)
            total += score(_rates(model, mixed, acting) - old, whole, cause)
        for i, target in enumerate(model.names):
            if i == j or (source, target) in there:
                found[source, target] = total[i]
    return found


def _stretches(model: SmoothModel, trajectory: Trajectory) -> Iterator[tuple[int, int, Inputs]]:
    """Yield from which to which point of the run the same inputs act; of a couple only."""
    if not isinstance(model, System) or not trajectory.acting:
        return
    starts = [one.start - 1e-9 for one in trajectory.acting[1:]]
    firsts = [0, *np.searchsorted(trajectory.times, starts).tolist(), len(trajectory)]
    for one, (first, end) in zip(trajectory.acting, pairwise(firsts), strict=True):
        yield first, end, Inputs.from_named(one.values, model.keys)


def _rates(
    model: SmoothModel,
    slots: NDArray[np.float64],
    acting: Sequence[tuple[int, int, Inputs]],
    *,
    later: int = 0,
) -> Array:
    """Return the rates with the state in ``slots[0]`` and the past in the others.

    Column n is at point ``n + later`` of the run, whose inputs act.
    """
    past = slots[1:] if len(slots) > 1 else None
    if not (acting and isinstance(model, System)):
        return model.rates(slots[0], past)
    rates = np.empty(slots[0].shape)
    for first, end, inputs in acting:
        here = slice(max(first - later, 0), max(end - later, 0))
        then = None if past is None else past[..., here]
        rates[:, here] = model.rates(slots[0][:, here], then, inputs=inputs)
    return rates


def _earlier(states: Array, times: Array, delay: float) -> Array:
    """Return the states `delay` ago; before the start they were as at the start."""
    late = np.empty_like(states)
    for place, row in enumerate(states):
        late[place] = np.interp(times - delay, times, row)
    return late
