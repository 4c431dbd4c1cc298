"""negcycle: the negative cycle of a couple, described once; drawn, analyzed, simulated.

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
    from negcycle.analysis.changes import changes
    from negcycle.analysis.comparing import compare
    from negcycle.analysis.dominance.dominance import dominance
    from negcycle.analysis.dominance.stock_flow import Stock, StockFlow, Variable
    from negcycle.analysis.gain.ledger import gain_ledger, spectral_radius
    from negcycle.analysis.gain.leverage import leverage
    from negcycle.analysis.loops.finding import find_loops
    from negcycle.analysis.loops.loop_set import Loop, LoopSet, Polarity
    from negcycle.analysis.loops.telling import called, told
    from negcycle.analysis.many.phase import phase_diagram
    from negcycle.analysis.many.recovery import recovery
    from negcycle.analysis.many.sensitivity import sensitivity
    from negcycle.analysis.many.summary import summarize
    from negcycle.analysis.next_question import next_questions
    from negcycle.analysis.patterns import Family, Pattern, patterns
    from negcycle.analysis.progress import status
    from negcycle.analysis.rest.basins import basins
    from negcycle.analysis.rest.bifurcation import bifurcation
    from negcycle.analysis.rest.equilibria import equilibria
    from negcycle.analysis.rest.equilibrium import certify
    from negcycle.analysis.rest.hysteresis import hysteresis
    from negcycle.analysis.rest.stability import stability
    from negcycle.analysis.signs.levins import levins
    from negcycle.analysis.signs.press import press
    from negcycle.analysis.signs.sign_stability import sign_stability
    from negcycle.analysis.signs.signs import signs
    from negcycle.drawing.charts.draw import (
        draw_basins,
        draw_bifurcation,
        draw_comparison,
        draw_dominance,
        draw_hysteresis,
        draw_ledger,
        draw_portrait,
        draw_trajectory,
    )
    from negcycle.drawing.charts.draw_many import (
        draw_fan,
        draw_outcome_map,
        draw_recovery,
        draw_sensitivity,
    )
    from negcycle.drawing.charts.draw_practices import draw_profile, draw_vital_signs
    from negcycle.drawing.loopmap.draw import draw_loops
    from negcycle.drawing.picture import Picture, describe, draw
    from negcycle.files.capture import capture
    from negcycle.files.case import dump, dumps, load, loads
    from negcycle.files.checking import check
    from negcycle.files.dataset import to_dataset
    from negcycle.files.ensemble_couples import read_couples
    from negcycle.files.ensemble_file import read_ensemble, write_ensemble
    from negcycle.files.plan_file import load_plan, loads_plan
    from negcycle.files.schema import schema
    from negcycle.files.trajectory_file import read_trajectory, write_trajectory
    from negcycle.graph.build import build_graph
    from negcycle.graph.convert import read_graph, to_networkx, write_graph
    from negcycle.graph.cycle_graph import CycleGraph
    from negcycle.graph.signed import SignedGraph, SignedLink
    from negcycle.model.chain import Chain, Slot
    from negcycle.model.cycle import Cycle
    from negcycle.model.deidentifying import deidentify
    from negcycle.model.dynamics import Dynamics, PartnerDynamics
    from negcycle.model.ensemble import Ensemble
    from negcycle.model.entry import Awareness, Entry, Move, Source, Status
    from negcycle.model.incident import Moment
    from negcycle.model.link import Stressor, WrittenLink
    from negcycle.model.merging import merge
    from negcycle.model.partner import Partner
    from negcycle.model.plan import Plan
    from negcycle.model.position import Position
    from negcycle.model.trajectory import Outcome, Trajectory
    from negcycle.practices.asking.longing import longings
    from negcycle.practices.between_people.merging import merge_sheets
    from negcycle.practices.between_people.share_card import share_card
    from negcycle.practices.described.known import known_practices, practice, read_practice
    from negcycle.practices.described.practice import Practice
    from negcycle.practices.over_time.calendar import calendar
    from negcycle.practices.over_time.comparing import compare_sheets
    from negcycle.practices.over_time.episode_file import (
        dump_episodes,
        dumps_episodes,
        load_episodes,
        loads_episodes,
    )
    from negcycle.practices.over_time.episodes import Episode, EpisodeLog
    from negcycle.practices.over_time.instruments import Score, reliable_change
    from negcycle.practices.over_time.vital_signs import vital_signs
    from negcycle.practices.sheets.numbered import numbered
    from negcycle.practices.sheets.sheet import Sheet
    from negcycle.practices.sheets.sheet_file import dumps_sheet, load_sheet, loads_sheet
    from negcycle.practices.whole_cycle.positive import positive_cycle
    from negcycle.practices.whole_cycle.retelling import retelling
    from negcycle.report.cross_check import cross_check
    from negcycle.report.explaining import explain
    from negcycle.report.handout import Handout, handout
    from negcycle.simulation import published
    from negcycle.simulation.citing import cite
    from negcycle.simulation.many.distributions import Choice, LogNormal, Normal, Uniform
    from negcycle.simulation.many.ensemble import ensemble
    from negcycle.simulation.many.replaying import replay
    from negcycle.simulation.many.sweep import sweep
    from negcycle.simulation.many.varying import varied
    from negcycle.simulation.run import simulate
    from negcycle.simulation.what_ifs import what_if
    from negcycle.system.compile import compile_system
    from negcycle.system.linear import linear_model
    from negcycle.system.system import System
    from negcycle.system.xmile import to_xmile
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
    "Moment": "model.incident",
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
    "Ensemble": "model.ensemble",
    "Outcome": "model.trajectory",
    "System": "system.system",
    "compile_system": "system.compile",
    "to_xmile": "system.xmile",
    "linear_model": "system.linear",
    "simulate": "simulation.run",
    "ensemble": "simulation.many.ensemble",
    "sweep": "simulation.many.sweep",
    "replay": "simulation.many.replaying",
    "varied": "simulation.many.varying",
    "what_if": "simulation.what_ifs",
    "Uniform": "simulation.many.distributions",
    "Normal": "simulation.many.distributions",
    "LogNormal": "simulation.many.distributions",
    "Choice": "simulation.many.distributions",
    "cite": "simulation.citing",
    "load_plan": "files.plan_file",
    "loads_plan": "files.plan_file",
    "read_trajectory": "files.trajectory_file",
    "write_trajectory": "files.trajectory_file",
    "read_ensemble": "files.ensemble_file",
    "write_ensemble": "files.ensemble_file",
    "read_couples": "files.ensemble_couples",
    "to_dataset": "files.dataset",
    "merge": "model.merging",
    "lexicon": "words.built_in",
    "read_lexicon": "words.built_in",
    "find_loops": "analysis.loops.finding",
    "called": "analysis.loops.telling",
    "told": "analysis.loops.telling",
    "Loop": "analysis.loops.loop_set",
    "LoopSet": "analysis.loops.loop_set",
    "Polarity": "analysis.loops.loop_set",
    "gain_ledger": "analysis.gain.ledger",
    "spectral_radius": "analysis.gain.ledger",
    "equilibria": "analysis.rest.equilibria",
    "certify": "analysis.rest.equilibrium",
    "bifurcation": "analysis.rest.bifurcation",
    "basins": "analysis.rest.basins",
    "stability": "analysis.rest.stability",
    "status": "analysis.progress",
    "next_questions": "analysis.next_question",
    "changes": "analysis.changes",
    "capture": "files.capture",
    "patterns": "analysis.patterns",
    "deidentify": "model.deidentifying",
    "Pattern": "analysis.patterns",
    "Family": "analysis.patterns",
    "leverage": "analysis.gain.leverage",
    "dominance": "analysis.dominance.dominance",
    "sensitivity": "analysis.many.sensitivity",
    "phase_diagram": "analysis.many.phase",
    "recovery": "analysis.many.recovery",
    "summarize": "analysis.many.summary",
    "StockFlow": "analysis.dominance.stock_flow",
    "Stock": "analysis.dominance.stock_flow",
    "Variable": "analysis.dominance.stock_flow",
    "compare": "analysis.comparing",
    "cross_check": "report.cross_check",
    "explain": "report.explaining",
    "handout": "report.handout",
    "Handout": "report.handout",
    "levins": "analysis.signs.levins",
    "sign_stability": "analysis.signs.sign_stability",
    "signs": "analysis.signs.signs",
    "press": "analysis.signs.press",
    "draw": "drawing.picture",
    "describe": "drawing.picture",
    "Picture": "drawing.picture",
    "draw_loops": "drawing.loopmap.draw",
    "draw_trajectory": "drawing.charts.draw",
    "draw_comparison": "drawing.charts.draw",
    "draw_dominance": "drawing.charts.draw",
    "draw_portrait": "drawing.charts.draw",
    "draw_hysteresis": "drawing.charts.draw",
    "draw_bifurcation": "drawing.charts.draw",
    "draw_basins": "drawing.charts.draw",
    "draw_ledger": "drawing.charts.draw",
    "draw_fan": "drawing.charts.draw_many",
    "draw_outcome_map": "drawing.charts.draw_many",
    "draw_recovery": "drawing.charts.draw_many",
    "draw_sensitivity": "drawing.charts.draw_many",
    "hysteresis": "analysis.rest.hysteresis",
    "merge_sheets": "practices.between_people.merging",
    "share_card": "practices.between_people.share_card",
    "positive_cycle": "practices.whole_cycle.positive",
    "retelling": "practices.whole_cycle.retelling",
    "longings": "practices.asking.longing",
    "numbered": "practices.sheets.numbered",
    "Episode": "practices.over_time.episodes",
    "EpisodeLog": "practices.over_time.episodes",
    "load_episodes": "practices.over_time.episode_file",
    "loads_episodes": "practices.over_time.episode_file",
    "dump_episodes": "practices.over_time.episode_file",
    "dumps_episodes": "practices.over_time.episode_file",
    "vital_signs": "practices.over_time.vital_signs",
    "draw_vital_signs": "drawing.charts.draw_practices",
    "compare_sheets": "practices.over_time.comparing",
    "draw_profile": "drawing.charts.draw_practices",
    "Score": "practices.over_time.instruments",
    "reliable_change": "practices.over_time.instruments",
    "calendar": "practices.over_time.calendar",
    "practice": "practices.described.known",
    "known_practices": "practices.described.known",
    "read_practice": "practices.described.known",
    "Practice": "practices.described.practice",
    "Sheet": "practices.sheets.sheet",
    "load_sheet": "practices.sheets.sheet_file",
    "loads_sheet": "practices.sheets.sheet_file",
    "dumps_sheet": "practices.sheets.sheet_file",
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
    "Moment",
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
    "Ensemble",
    "Outcome",
    "System",
    "compile_system",
    "to_xmile",
    "linear_model",
    "simulate",
    "ensemble",
    "sweep",
    "replay",
    "varied",
    "what_if",
    "Uniform",
    "Normal",
    "LogNormal",
    "Choice",
    "cite",
    "load_plan",
    "loads_plan",
    "read_trajectory",
    "write_trajectory",
    "read_ensemble",
    "write_ensemble",
    "read_couples",
    "to_dataset",
    "merge",
    "lexicon",
    "read_lexicon",
    "find_loops",
    "called",
    "told",
    "Loop",
    "LoopSet",
    "Polarity",
    "gain_ledger",
    "spectral_radius",
    "equilibria",
    "certify",
    "bifurcation",
    "basins",
    "stability",
    "deidentify",
    "status",
    "next_questions",
    "changes",
    "capture",
    "patterns",
    "Pattern",
    "Family",
    "leverage",
    "dominance",
    "sensitivity",
    "phase_diagram",
    "recovery",
    "summarize",
    "compare",
    "cross_check",
    "explain",
    "handout",
    "Handout",
    "StockFlow",
    "Stock",
    "Variable",
    "levins",
    "sign_stability",
    "signs",
    "press",
    "draw",
    "describe",
    "Picture",
    "draw_loops",
    "draw_trajectory",
    "draw_comparison",
    "draw_dominance",
    "draw_portrait",
    "draw_hysteresis",
    "draw_bifurcation",
    "draw_basins",
    "draw_ledger",
    "draw_fan",
    "draw_outcome_map",
    "draw_recovery",
    "draw_sensitivity",
    "hysteresis",
    "merge_sheets",
    "share_card",
    "positive_cycle",
    "retelling",
    "longings",
    "numbered",
    "Episode",
    "EpisodeLog",
    "load_episodes",
    "loads_episodes",
    "dump_episodes",
    "dumps_episodes",
    "vital_signs",
    "draw_vital_signs",
    "compare_sheets",
    "draw_profile",
    "Score",
    "reliable_change",
    "calendar",
    "practice",
    "known_practices",
    "read_practice",
    "Practice",
    "Sheet",
    "load_sheet",
    "loads_sheet",
    "dumps_sheet",
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
