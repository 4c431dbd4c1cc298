"""Pictures of what couples wrote down over time: vital signs, and checklists side by side."""

from __future__ import annotations

from collections.abc import Sequence

from negcycle.drawing.charts.draw import paper_of
from negcycle.drawing.charts.profile import profile
from negcycle.drawing.charts.vital_signs import vital_signs_chart
from negcycle.drawing.picture import Picture
from negcycle.practices.over_time.comparing import Comparison, compare_sheets
from negcycle.practices.over_time.episodes import EpisodeLog
from negcycle.practices.over_time.vital_signs import VitalSigns, vital_signs
from negcycle.practices.sheets.sheet import Sheet


def draw_vital_signs(
    found: VitalSigns | EpisodeLog, *, every: str = "week", paper: str = "a4"
) -> Picture:
    """Draw how often the cycle went round, how long, how hot, and how soon it was made up.

    Args:
        found: What `vital_signs` found, or a log of episodes.
        every: Of a log, ``"week"`` or ``"month"``.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if `every` or the paper is not known.
        AnalysisError: if the log spans too many weeks or months.
        DrawingError: if nothing is written down, or something in the log comes first.

    Example:
        >>> import negcycle as nc
        >>> log = nc.EpisodeLog(episodes=[{"start": "2026-11-02T20:10", "peak": 7}])
        >>> nc.draw_vital_signs(log).scene.title
        'Episodes of the cycle over time'
    """
    sheet = paper_of(paper)
    signs = vital_signs(found, every=every) if isinstance(found, EpisodeLog) else found
    return Picture(vital_signs_chart(signs, paper=sheet))


def draw_profile(found: Comparison | Sequence[Sheet], *, paper: str = "a4") -> Picture:
    """Draw sheets of one checklist side by side: a row for each item, a mark for each person.

    Args:
        found: What `compare_sheets` found, or the sheets.
        paper: ``a4`` or ``letter``, in landscape.

    Raises:
        UnknownName: if the paper is not known.
        PracticeError: if the sheets cannot be compared.
        DrawingError: if something in the answers comes first, or there are more than six people.

    Example:
        >>> import negcycle as nc
        >>> sheet = nc.practice("five_barriers").sheet("Ana", answers={"rejection": "mostly"})
        >>> nc.draw_profile([sheet]).scene.title
        'Side by side: five things that make closeness hard'
    """
    sheet = paper_of(paper)
    comparison = found if isinstance(found, Comparison) else compare_sheets(found)
    return Picture(profile(comparison, paper=sheet))
