"""negcycle: the negative cycle of a couple, described once; drawn, linked into a graph, checked.

    import negcycle as nc

    cycle = nc.load("examples/sunday-silence.yaml")
    nc.draw(cycle).save("cycle.svg")

Every public name is here; each part loads when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negcycle import errors, testing
    from negcycle.analysis.dominance import dominance
    from negcycle.analysis.gain import gain_ledger, spectral_radius
    from negcycle.analysis.leverage import leverage
    from negcycle.analysis.loop_set import Loop, LoopSet, Polarity
    from negcycle.analysis.loops import find_loops
    from negcycle.analysis.press import press
    from negcycle.analysis.signs import levins, signs
    from negcycle.analysis.stability import equilibria, stability
    from negcycle.analysis.stock_flow import Stock, StockFlow, Variable
    from negcycle.drawing.charts.draw import (
        draw_comparison,
        draw_hysteresis,
        draw_portrait,
        draw_trajectory,
    )
    from negcycle.drawing.picture import Picture, describe, draw
    from negcycle.files.case import dump, dumps, load, loads
    from negcycle.files.checking import check
    from negcycle.files.plan_file import load_plan, loads_plan
    from negcycle.files.schema import schema
    from negcycle.files.trajectory_file import read_trajectory, write_trajectory
    from negcycle.graph.build import build_graph
    from negcycle.graph.convert import read_graph, to_networkx, write_graph
    from negcycle.graph.cycle_graph import CycleGraph
    from negcycle.graph.signed import SignedGraph, SignedLink
    from negcycle.model.chain import Chain, Slot
    from negcycle.model.cycle import Cycle
    from negcycle.model.dynamics import Dynamics, PartnerDynamics
    from negcycle.model.entry import Awareness, Entry, Move, Source, Status
    from negcycle.model.link import Stressor, WrittenLink
    from negcycle.model.partner import Partner
    from negcycle.model.plan import Plan
    from negcycle.model.position import Position
    from negcycle.model.trajectory import Outcome, Trajectory
    from negcycle.simulation import published
    from negcycle.simulation.citing import cite
    from negcycle.simulation.hysteresis import hysteresis
    from negcycle.simulation.run import simulate
    from negcycle.simulation.what_ifs import what_if
    from negcycle.system.compile import compile_system
    from negcycle.system.system import System
    from negcycle.words.built_in import lexicon, read_lexicon

__version__ = "0.1.0.dev0"

_HOMES = {
    "Cycle": "model.cycle",
    "Partner": "model.partner",
    "Chain": "model.chain",
    "Slot": "model.chain",
    "Entry": "model.entry",
    "Move": "model.entry",
    "Source": "model.entry",
    "Status": "model.entry",
    "Awareness": "model.entry",
    "Position": "model.position",
    "WrittenLink": "model.link",
    "Stressor": "model.link",
    "Dynamics": "model.dynamics",
    "PartnerDynamics": "model.dynamics",
    "Plan": "model.plan",
    "load": "files.case",
    "loads": "files.case",
    "dump": "files.case",
    "dumps": "files.case",
    "schema": "files.schema",
    "check": "files.checking",
    "build_graph": "graph.build",
    "CycleGraph": "graph.cycle_graph",
    "to_networkx": "graph.convert",
    "read_graph": "graph.convert",
    "write_graph": "graph.convert",
    "SignedGraph": "graph.signed",
    "SignedLink": "graph.signed",
    "Trajectory": "model.trajectory",
    "Outcome": "model.trajectory",
    "System": "system.system",
    "compile_system": "system.compile",
    "simulate": "simulation.run",
    "what_if": "simulation.what_ifs",
    "cite": "simulation.citing",
    "load_plan": "files.plan_file",
    "loads_plan": "files.plan_file",
    "read_trajectory": "files.trajectory_file",
    "write_trajectory": "files.trajectory_file",
    "lexicon": "words.built_in",
    "read_lexicon": "words.built_in",
    "find_loops": "analysis.loops",
    "Loop": "analysis.loop_set",
    "LoopSet": "analysis.loop_set",
    "Polarity": "analysis.loop_set",
    "gain_ledger": "analysis.gain",
    "spectral_radius": "analysis.gain",
    "equilibria": "analysis.stability",
    "stability": "analysis.stability",
    "leverage": "analysis.leverage",
    "dominance": "analysis.dominance",
    "StockFlow": "analysis.stock_flow",
    "Stock": "analysis.stock_flow",
    "Variable": "analysis.stock_flow",
    "levins": "analysis.signs",
    "signs": "analysis.signs",
    "press": "analysis.press",
    "draw": "drawing.picture",
    "describe": "drawing.picture",
    "Picture": "drawing.picture",
    "draw_trajectory": "drawing.charts.draw",
    "draw_comparison": "drawing.charts.draw",
    "draw_portrait": "drawing.charts.draw",
    "draw_hysteresis": "drawing.charts.draw",
    "hysteresis": "simulation.hysteresis",
}
"""Where each public name lives."""

_MODULES = {"errors": "errors", "testing": "testing", "published": "simulation.published"}
"""Modules that are public as a whole, and where each lives."""

__all__ = [
    "__version__",
    "Cycle",
    "Partner",
    "Chain",
    "Slot",
    "Entry",
    "Move",
    "Source",
    "Status",
    "Awareness",
    "Position",
    "WrittenLink",
    "Stressor",
    "Dynamics",
    "PartnerDynamics",
    "Plan",
    "load",
    "loads",
    "dump",
    "dumps",
    "schema",
    "check",
    "build_graph",
    "CycleGraph",
    "to_networkx",
    "read_graph",
    "write_graph",
    "SignedGraph",
    "SignedLink",
    "Trajectory",
    "Outcome",
    "System",
    "compile_system",
    "simulate",
    "what_if",
    "cite",
    "load_plan",
    "loads_plan",
    "read_trajectory",
    "write_trajectory",
    "lexicon",
    "read_lexicon",
    "find_loops",
    "Loop",
    "LoopSet",
    "Polarity",
    "gain_ledger",
    "spectral_radius",
    "equilibria",
    "stability",
    "leverage",
    "dominance",
    "StockFlow",
    "Stock",
    "Variable",
    "levins",
    "signs",
    "press",
    "draw",
    "describe",
    "Picture",
    "draw_trajectory",
    "draw_comparison",
    "draw_portrait",
    "draw_hysteresis",
    "hysteresis",
    "errors",
    "testing",
    "published",
]


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return import_module(f"negcycle.{_MODULES[name]}")
    if name not in _HOMES:
        raise AttributeError(f"module 'negcycle' has no attribute {name!r}")
    value = getattr(import_module(f"negcycle.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
