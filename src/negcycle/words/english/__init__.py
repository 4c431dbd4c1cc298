"""Every sentence that negcycle generates, in English, under stable keys.

A translation is another such table with the same keys. Fields in braces are filled in by `say`.
"""

from __future__ import annotations

from negcycle.words.english import (
    analysis,
    asking,
    charts,
    cli,
    dominance,
    drawing,
    files,
    graph,
    loopmap,
    loops,
    model,
    practices,
    report,
    signs,
    simulation,
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
    files.SENTENCES,
    drawing.SENTENCES,
    loopmap.SENTENCES,
    charts.SENTENCES,
    practices.SENTENCES,
    report.SENTENCES,
    cli.SENTENCES,
)

SENTENCES: dict[str, str] = {key: sentence for table in _TABLES for key, sentence in table.items()}
