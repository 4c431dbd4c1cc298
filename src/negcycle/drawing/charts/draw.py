"""Pictures of runs, portraits, there-and-back and comparisons: choose one, get a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from negcycle.drawing.charts.comparison import comparison
from negcycle.drawing.charts.couple_portrait import couple_portrait_chart
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
from negcycle.simulation.couple_portraits import CyclePortrait, cycle_portrait
from negcycle.simulation.hysteresis import Hysteresis, hysteresis
from negcycle.simulation.portraits import PhasePortrait, phase_portrait
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
    return Picture(chart(trajectory, paper=_paper(paper)))


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
    sheet = _paper(paper)
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
        parameter: Of a cycle, which number: ``reactivity``, ``openness``, ``forget``, ``repair``.
        low: The lowest value; None for the usual one.
        high: The highest value; None for the usual one.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if the parameter or the paper is not known.
        SimulationError: if the values make no sense, or the cycle is that of one person.
    """
    sheet = _paper(paper)
    if isinstance(found, Cycle):
        found = hysteresis(found, parameter, low=low, high=high)
    return Picture(hysteresis_chart(found, paper=sheet))


def draw_comparison(trajectories: Mapping[str, Trajectory], *, paper: str = "a4") -> Picture:
    """Draw several runs of the same people side by side, each under its name.

    Raises:
        UnknownName: if the paper is not known.
        DrawingError: if there is no run, or one is not of the same people.
    """
    return Picture(comparison(trajectories, paper=_paper(paper)))


def _paper(name: str) -> Paper:
    return PAPERS[_known(name, PAPERS, "paper")]


def _known(name: str, known: Iterable[str], what: str) -> str:
    names = tuple(known)
    if name not in names:
        hint = did_you_mean(name, names) or say("fault.choices", choices=", ".join(names))
        raise UnknownName(say(f"draw.unknown-{what}", name=name, hint=hint), name, names)
    return name
