"""Pictures of runs, portraits, there-and-back and comparisons: choose one, get a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from negcycle.analysis.dominance.dominance import Dominance
from negcycle.analysis.gain.ledger import Ledger, gain_ledger
from negcycle.analysis.rest.basins import Basins, basins
from negcycle.analysis.rest.bifurcation import bifurcation
from negcycle.analysis.rest.branches import Bifurcation
from negcycle.analysis.rest.couple_portraits import CyclePortrait, cycle_portrait
from negcycle.analysis.rest.hysteresis import Hysteresis, hysteresis
from negcycle.analysis.rest.portraits import PhasePortrait, phase_portrait
from negcycle.drawing.charts.basins import basins_chart
from negcycle.drawing.charts.bifurcation import bifurcation_chart
from negcycle.drawing.charts.comparison import comparison
from negcycle.drawing.charts.couple_portrait import couple_portrait_chart
from negcycle.drawing.charts.dominance import dominance_chart
from negcycle.drawing.charts.ledger import ledger_chart
from negcycle.drawing.charts.portrait import portrait_chart
from negcycle.drawing.charts.state_space_grid import state_space_grid
from negcycle.drawing.charts.time_course import time_course
from negcycle.drawing.charts.two_ways import hysteresis_chart
from negcycle.drawing.picture import Picture
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.errors import DrawingError, UnknownName
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.model.cycle import Cycle
from negcycle.model.trajectory import Trajectory
from negcycle.system.compile import compile_system
from negcycle.system.protocol import Model
from negcycle.system.system import System
from negcycle.words import did_you_mean, say

VIEWS = {"time-course": time_course, "state-space-grid": state_space_grid}
"""How a run can be drawn."""


def draw_trajectory(
    trajectory: Trajectory, *, view: str = "time-course", paper: str = "a4"
) -> Picture:
    """Draw a run, simulated or observed.

    Args:
        trajectory: The run.
        view: ``time-course`` (everything over time) or ``state-space-grid`` (what two people do
            together, how long, and how they move between it).
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if a view or paper is not known.
        DrawingError: if there is nothing to draw, or the view needs two people.

    Sources:
        Hollenstein, T. (2013). State Space Grids. Springer.
    """
    chart = VIEWS[_known(view, VIEWS, "view")]
    return Picture(chart(trajectory, paper=paper_of(paper)))


def draw_portrait(
    model: Cycle | CycleGraph | Model | PhasePortrait | CyclePortrait,
    *,
    x: tuple[float, float] | None = None,
    y: tuple[float, float] | None = None,
    trajectories: Trajectory | Sequence[Trajectory] = (),
    paper: str = "a4",
) -> Picture:
    """Draw where every start leads: of a couple, or of a model with two states.

    Args:
        model: A cycle, its graph or its compiled system; a model with two states; or a portrait
            that was computed before.
        x: Of a model with two states, from where to where the first one is looked at.
        y: The same of the second one.
        trajectories: Runs that are drawn into the picture.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if the paper is not known.
        DrawingError: if `x` and `y` are missing, or a run has other states.
        SimulationError: if the model has not two states, or the cycle is that of one person.

    Sources:
        Strogatz, S. H. (2015). Nonlinear Dynamics and Chaos, 2nd ed., chapter 6.
    """
    sheet = paper_of(paper)
    runs = [trajectories] if isinstance(trajectories, Trajectory) else list(trajectories)
    if isinstance(model, Cycle | CycleGraph):
        model = cycle_portrait(compile_system(model))
    elif isinstance(model, System):
        model = cycle_portrait(model)
    if isinstance(model, CyclePortrait):
        return Picture(couple_portrait_chart(model, runs, paper=sheet))
    if not isinstance(model, PhasePortrait):
        if x is None or y is None:
            raise DrawingError(say("chart.needs-ranges", names=", ".join(model.names)))
        model = phase_portrait(model, x, y)
    return Picture(portrait_chart(model, runs, paper=sheet))


def draw_hysteresis(
    found: Cycle | Hysteresis,
    parameter: str = "reactivity",
    *,
    low: float | None = None,
    high: float | None = None,
    paper: str = "a4",
) -> Picture:
    """Draw where a couple settles while a number is raised slowly and lowered again.

    Args:
        found: A cycle, or what `hysteresis` found before.
        parameter: Of a cycle, which number: one of `negcycle.analysis.rest.turning.RANGES`, or that
            of one partner, such as ``ana.reactivity``.
        low: The lowest value; None for the usual one.
        high: The highest value; None for the usual one.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if the parameter or the paper is not known.
        SimulationError: if the values make no sense, or the cycle is that of one person.
    """
    sheet = paper_of(paper)
    if isinstance(found, Cycle):
        found = hysteresis(found, parameter, low=low, high=high)
    return Picture(hysteresis_chart(found, paper=sheet))


def draw_bifurcation(
    found: Cycle | Bifurcation,
    over: str = "reactivity",
    *,
    low: float | None = None,
    high: float | None = None,
    paper: str = "a4",
) -> Picture:
    """Draw the rests for each value of a number: which hold, which tip, and where they meet.

    Args:
        found: A cycle, or what `bifurcation` found before.
        over: Of a cycle, which number, as of `bifurcation`.
        low: The lowest value; None for the usual one.
        high: The highest value; None for the usual one.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if the number or the paper is not known.
        AnalysisError: if the values make no sense.
        SimulationError: if the cycle is that of one person.
    """
    sheet = paper_of(paper)
    if isinstance(found, Cycle):
        found = bifurcation(found, over, low=low, high=high)
    return Picture(bifurcation_chart(found, paper=sheet))


def draw_basins(
    found: Cycle | CycleGraph | Model | Basins,
    *,
    x: str | None = None,
    y: str | None = None,
    paper: str = "a4",
) -> Picture:
    """Draw a plane of starts and where each of them leads.

    Args:
        found: A cycle, its graph or system, any model, or what `basins` found before.
        x: What goes from left to right, as of `basins`.
        y: What goes upward.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if a state or the paper is not known.
        AnalysisError: if the axes make no sense.
        SimulationError: if the cycle is that of one person.
    """
    sheet = paper_of(paper)
    if not isinstance(found, Basins):
        found = basins(found, x=x, y=y)
    return Picture(basins_chart(found, paper=sheet))


def draw_ledger(
    ledger: Ledger | Cycle | CycleGraph | System, *, at: str = "settled", paper: str = "a4"
) -> Picture:
    """Draw the gain of the loop between two people as a sum that grows from row to row.

    Args:
        ledger: What `gain_ledger` returned, or a cycle, its graph or system.
        at: Of a cycle, where the gates are read: ``calm``, ``settled`` or ``stuck``.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if the state or the paper is not known.
        SimulationError: if nobody is in a cycle, or there is no stuck state.
    """
    sheet = paper_of(paper)
    if not isinstance(ledger, Ledger):
        ledger = gain_ledger(ledger, at=at)
    return Picture(ledger_chart(ledger, paper=sheet))


def draw_comparison(trajectories: Mapping[str, Trajectory], *, paper: str = "a4") -> Picture:
    """Draw several runs of the same people side by side, each under its name.

    Raises:
        UnknownName: if the paper is not known.
        DrawingError: if there is no run, or one is not of the same people.
    """
    return Picture(comparison(trajectories, paper=paper_of(paper)))


def draw_dominance(found: Dominance, *, paper: str = "a4") -> Picture:
    """Draw which loops drive a run, and when: their shares of the change, stacked over time.

    What reinforces stands above, what balances below; there is a page for each part of a model that
    does not act on the others. Of many loops the strongest are told apart.

    Args:
        found: What `dominance` found.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if the paper is not known.
        DrawingError: if no loops were compared.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.load("examples/sunday-silence.yaml")
        >>> run = nc.simulate(cycle, start={"john.primary": 0.5}, turns=50)
        >>> picture = nc.draw_dominance(nc.dominance(cycle, run))
        >>> picture.scene.title
        'John and Mary: which loops drive what changes, over time'

    Sources:
        Schoenberg, W., Davidsen, P., & Eberlein, R. (2020). Understanding model behavior using the
        Loops that Matter method. Syst. Dyn. Rev. 36, 158-190. https://doi.org/10.1002/sdr.1658
    """
    return Picture(dominance_chart(found, paper=paper_of(paper)))


def paper_of(name: str) -> Paper:
    """Return the sheet of this name.

    Raises:
        UnknownName: if it is not known.
    """
    return PAPERS[_known(name, PAPERS, "paper")]


def _known(name: str, known: Iterable[str], what: str) -> str:
    names = tuple(known)
    if name not in names:
        hint = did_you_mean(name, names) or say("fault.choices", choices=", ".join(names))
        raise UnknownName(say(f"draw.unknown-{what}", name=name, hint=hint), name, names)
    return name
