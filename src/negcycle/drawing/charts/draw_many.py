"""Pictures of many couples: choose one, get a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negcycle.analysis.many.phase import PhaseDiagram
from negcycle.analysis.many.recovery import RecoveryCurve, recovery
from negcycle.analysis.many.sensitivity import Sensitivity, sensitivity
from negcycle.drawing.charts.draw import paper_of
from negcycle.drawing.charts.fan import fan_chart
from negcycle.drawing.charts.many import made
from negcycle.drawing.charts.outcome_map import outcome_map_chart
from negcycle.drawing.charts.outcome_shares import outcome_bars_chart, outcome_shares_chart
from negcycle.drawing.charts.recovery import recovery_chart
from negcycle.drawing.charts.sensitivity import sensitivity_chart
from negcycle.drawing.charts.tally import tally, tally_of
from negcycle.drawing.picture import Picture
from negcycle.errors import DrawingError, UnknownName
from negcycle.model.ensemble import Ensemble
from negcycle.model.faults import cut
from negcycle.words import did_you_mean, say


def draw_fan(
    ensemble: Ensemble, of: str | Sequence[str] | None = None, *, paper: str = "a4"
) -> Picture:
    """Draw where many couples are over time: half of them, nine of ten, and some single ones.

    Args:
        ensemble: The couples, simulated with `record`.
        of: Which recorded states, such as ``"john.behavior"``, at most 6 of them; None for what
            everybody does, or else the first 4 states.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if a state was not recorded, or the paper is not known.
        DrawingError: if nothing was recorded, or no couple is there.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.load("examples/sunday-silence.yaml")
        >>> couples = nc.ensemble(cycle, 20, turns=50, noise=0.2, seed=1, record="john.behavior")
        >>> nc.draw_fan(couples).scene.title
        'John and Mary: many couples of a model, over time'
    """
    _couples(ensemble)
    names = (of,) if isinstance(of, str) else tuple(of or ())
    return Picture(fan_chart(ensemble, names, paper=paper_of(paper)))


def draw_outcome_map(
    found: Ensemble | PhaseDiagram,
    x: str | None = None,
    y: str | None = None,
    *,
    paper: str = "a4",
) -> Picture:
    """Draw how many couples end, over the numbers that differ between them.

    Over two numbers it is a map: each cell shows what is most frequent there, and in it, as a
    smaller field, what is next. Over one number the shares are stacked, and over none there is a
    bar for each outcome.

    Args:
        found: The couples, or what `phase_diagram` found.
        x: Of couples, what goes from left to right, such as ``"john.reactivity"``. If `x` and `y`
            are None, these are the first two axes of a grid, or those of a design that has no more.
        y: Of couples, what goes upward; None for shares over `x` alone.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if nothing of this name differs, or the paper is not known.
        DrawingError: if `x` and `y` are one number, or no couple is there.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.load("examples/sunday-silence.yaml")
        >>> over = {"reactivity": [0.5, 1, 2], "openness": [0.5, 1]}
        >>> couples = nc.sweep(cycle, over, turns=50, start="stuck")
        >>> nc.draw_outcome_map(couples).scene.title
        'John and Mary: how it ends in the model, over two numbers'

    Sources:
        Strogatz, S. H. (2015). Nonlinear Dynamics and Chaos, 2nd ed., chapter 3 (such a map).
    """
    sheet = paper_of(paper)
    people, small = _couples(found)
    small = [*small, say("many.shares")]
    if isinstance(found, PhaseDiagram):
        pooled = _averaged(found.pooled)
        counts = tally_of(found)
        return Picture(outcome_map_chart(counts, people, [*pooled, *small], paper=sheet))
    if not len(found):
        raise DrawingError(say("many.nothing"))
    names = _over(found, x, y)
    if not names:
        return Picture(outcome_bars_chart(found, small, paper=sheet))
    small = [*_averaged([name for name in found.parameters if name not in names]), *small]
    chart = outcome_map_chart if len(names) > 1 else outcome_shares_chart
    return Picture(chart(tally(found, *names), people, small, paper=sheet))


def _over(ensemble: Ensemble, x: str | None, y: str | None) -> tuple[str, ...]:
    """Return what is drawn over, none to two names."""
    design = ensemble.design
    if x is None and y is None:
        if design is None or (design.sampling != "grid" and len(design.axes) > _TWO):
            return ()
        return tuple(design.axes)[:_TWO]
    names = tuple(name for name in (x, y) if name is not None)
    for name in names:
        if name not in ensemble.parameters:
            known = tuple(ensemble.parameters)
            hint = did_you_mean(name, known)
            raise UnknownName(
                say("many.not-varied", name=cut(str(name), 60), hint=hint), name, known
            )
    if x == y:
        raise DrawingError(say("many.one-number", name=x))
    return names


def _averaged(others: Sequence[str]) -> list[str]:
    """Return what else differs between the couples in a cell, in a sentence."""
    shown = [*others[:_OTHERS], *(["…"] if len(others) > _OTHERS else [])]
    return [say("many.others-differ", names=", ".join(shown))] if others else []


_TWO = 2
_OTHERS = 6
"""So many names of other numbers are listed."""


def draw_recovery(
    found: RecoveryCurve | Ensemble,
    over: str | None = None,
    *,
    by: str | None = None,
    outcome: str = "calm",
    paper: str = "a4",
) -> Picture:
    """Draw the share of couples that end calm at each value of a number, with intervals.

    Args:
        found: What `recovery` found, or couples on a grid.
        over: Of couples, the parameter from left to right; None for the first one.
        by: Of couples, a second parameter, with a line for each of its values; None for the other
            one of two.
        outcome: Of couples, in which way those end that are counted.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if a parameter, the outcome or the paper is not known.
        AnalysisError: if the couples are on no grid.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.load("examples/sunday-silence.yaml")
        >>> couples = nc.sweep(cycle, {"repair": [0, 1, 2]}, runs=5, noise=0.2, turns=50, seed=1)
        >>> nc.draw_recovery(couples).scene.title
        'John and Mary: in the model, how often it calms down'

    Sources:
        Wilson, E. B. (1927). J. Am. Stat. Assoc. 22(158), 209-212 (the intervals).
    """
    sheet = paper_of(paper)
    people, small = _couples(found)
    if isinstance(found, Ensemble):
        found = recovery(found, over, by=by, outcome=outcome)
    return Picture(recovery_chart(found, people, [*small, say("many.shares")], paper=sheet))


def draw_sensitivity(
    found: Sensitivity | Ensemble, of: str = "cycle_strength.final", *, paper: str = "a4"
) -> Picture:
    """Draw how much of the differences between couples goes with each number, alone and in all.

    Args:
        found: What `sensitivity` found, or couples drawn with ``sampling="sobol"``.
        of: Of couples, what is asked of each, as of `sensitivity`.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if there is no such column, or the paper is not known.
        AnalysisError: if the couples are no such design or not all there.
        MissingExtra: if SALib is not installed (extra ``research``).

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.load("examples/sunday-silence.yaml")
        >>> over = {"john.reactivity": (1, 4), "mary.reactivity": (1, 4)}
        >>> couples = nc.sweep(cycle, over, sample=16, turns=50, start="stuck", seed=1)
        >>> nc.draw_sensitivity(couples).scene.title
        'John and Mary: what the differences between couples of a model go with'

    Sources:
        Saltelli, A., et al. (2010). Comput. Phys. Commun. 181, 259-270 (the shares).
    """
    sheet = paper_of(paper)
    people, small = _couples(found)
    if isinstance(found, Ensemble):
        found = sensitivity(found, of)
    return Picture(
        sensitivity_chart(found, people, [*small, say("many.sensitivity.ranges")], paper=sheet)
    )


def _couples(
    found: Ensemble | PhaseDiagram | RecoveryCurve | Sensitivity,
) -> tuple[Mapping[str, str], list[str]]:
    """Return who the couples are, and what is said of them at the foot of a picture."""
    if isinstance(found, Ensemble):
        return found.people, made(found)
    if not isinstance(found, PhaseDiagram | RecoveryCurve | Sensitivity):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise DrawingError(say("many.no-couples", kind=type(found).__name__))
    return found.people, [say("many.any"), *found.footing[:1]]
