"""Every sentence that negcycle generates, in English, under stable keys.

A translation is another such table with the same keys. Fields in braces are filled in by `say`.
"""

from __future__ import annotations

from negcycle.words.english import (
    analysis,
    asking,
    charts,
    cli,
    cli_many,
    designs,
    dominance,
    drawing,
    ensemble,
    ensemble_files,
    ensemble_told,
    files,
    graph,
    loopmap,
    loops,
    many,
    many_charts,
    model,
    practices,
    report,
    schedules,
    shares,
    signs,
    simulation,
    spreading,
    stability,
    system,
)

_TABLES = (
    asking.SENTENCES,
    model.SENTENCES,
    graph.SENTENCES,
    system.SENTENCES,
    analysis.SENTENCES,
    stability.SENTENCES,
    loops.SENTENCES,
    signs.SENTENCES,
    dominance.SENTENCES,
    simulation.SENTENCES,
    schedules.SENTENCES,
    spreading.SENTENCES,
    ensemble.SENTENCES,
    ensemble_files.SENTENCES,
    designs.SENTENCES,
    many.SENTENCES,
    shares.SENTENCES,
    ensemble_told.SENTENCES,
    files.SENTENCES,
    drawing.SENTENCES,
    loopmap.SENTENCES,
    charts.SENTENCES,
    many_charts.SENTENCES,
    practices.SENTENCES,
    report.SENTENCES,
    cli.SENTENCES,
    cli_many.SENTENCES,
)

SENTENCES: dict[str, str] = {key: sentence for table in _TABLES for key, sentence in table.items()}
