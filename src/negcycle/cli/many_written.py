"""What is made of many couples: rows in files, pictures, words or one JSON document."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from negcycle.cli.many_asked import FAN, MAP, OUTCOMES, RECOVERY, AskedOfMany
from negcycle.cli.many_options import MOST_PANELS
from negcycle.cli.pictures import contents_of
from negcycle.cli.writing import (
    note,
    refuse_to_replace,
    refuse_what_cannot_be_written,
    show,
    show_found,
    write,
)
from negcycle.errors import AnalysisError, MissingExtra
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.analysis.many.sensitivity import Sensitivity
    from negcycle.drawing.picture import Picture
    from negcycle.model.ensemble import Ensemble

STRENGTH = "cycle_strength.final"
"""What sensitivity is about where nobody says."""


def refuse_outputs(asked: AskedOfMany) -> None:
    """Say what cannot be written, before couples are run for a long time.

    Raises:
        FileError: if a file is there already, or cannot be made.
        MissingExtra: if a library for it is not installed.
    """
    refuse_to_replace(asked.forms, force=asked.force)
    refuse_what_cannot_be_written(asked.forms)
    if asked.rows:
        from negcycle.files.ensemble_file import form_of

        for form in asked.rows.values():
            form_of(f"couples.{form}")
    if asked.needs_sensitivity and find_spec("SALib") is None:
        raise MissingExtra(say("sensitivity.missing-extra"))


def hand_out(many: Ensemble, asked: AskedOfMany, *, command: str, beside: str = "") -> None:
    """Write and print what is asked for: the rows first, as they took the time.

    Args:
        many: The couples.
        asked: What is asked for.
        command: The name of the command, for JSON.
        beside: What is said beside the summary.

    Raises:
        NegcycleError: if something cannot be written, or a question has no answer; whatever else
            was asked for is there by then. Where couples are missing, that is said beside it.
    """
    for target, form in asked.rows.items():
        _write_rows(many, target, form, force=asked.force)
    pictured: Picture | None = None
    found: Sensitivity | None = None
    unanswered: list[AnalysisError] = []
    try:
        pictured = _picture(many, asked) if asked.wants_picture else None
        found = _sensitivity(many, asked)
    except AnalysisError as error:
        unanswered.append(error)
    if pictured is not None:
        for target, content in contents_of(pictured, asked.pictures).items():
            write(target, content, force=asked.force)
    for target in asked.words:
        write(target, f"{_told(many, found)}\n", force=asked.force)
    if asked.as_json:
        show_found(command, _as_data(many, found))
    elif asked.is_told and pictured is not None:
        show(pictured.text().removesuffix("\n"))
    elif asked.is_told and not asked.views:
        show(_told(many, found))
        if beside:
            note(beside)
    for problem in unanswered:
        if not many.missing:
            raise problem
        note(say("cli.no-sensitivity-yet") if asked.needs_sensitivity else str(problem))


def say_if_nothing_happened(many: Ensemble, asked: AskedOfMany) -> None:
    """Say that nothing could set a cycle off, where no summary does."""
    from negcycle.simulation.many.telling import never_moved

    if not asked.is_told and never_moved(many):
        note(say("many-told.nothing-happened"))


def _write_rows(many: Ensemble, target: str, form: str, *, force: bool) -> None:
    """Write a row for each couple; a table leaves out what was kept over time."""
    from negcycle.files import ensemble_file

    kept = many if form == "nc" else replace(many, recorded=None)
    write(target, ensemble_file.contents_of(kept, form), force=force)


# -- words and numbers ---------------------------------------------------------------------------


def _told(many: Ensemble, found: Sensitivity | None) -> str:
    from negcycle.simulation.many.telling import tell

    told = tell(many)
    return told if found is None else "\n".join([told, "", *found.sentences])


def _as_data(many: Ensemble, found: Sensitivity | None) -> dict[str, Any]:
    from negcycle.files.ensemble_data import as_data
    from negcycle.model.trajectory import Outcome
    from negcycle.simulation.many.telling import along

    data = as_data(many)
    data["libraries"] = {"negcycle": data.pop("version"), **data["libraries"]}
    if many.design is not None:
        data["along"] = {
            name: [
                {
                    "low": one.low,
                    "high": one.high,
                    "couples": one.couples,
                    "outcomes": {
                        str(way): one.outcomes.get(way, 0) / max(one.couples, 1) for way in Outcome
                    },
                }
                for one in along(many, name)
            ]
            for name in many.design.axes
        }
    if found is not None:
        data["sensitivity"] = found.as_data()
    return data


def _sensitivity(many: Ensemble, asked: AskedOfMany) -> Sensitivity | None:
    """Return how much goes with each number, where words or JSON are to say so."""
    if asked.sensitivity is None or not asked.tells_sensitivity:
        return None
    from negcycle.analysis.many.sensitivity import sensitivity

    return sensitivity(many, asked.sensitivity)


# -- pictures ------------------------------------------------------------------------------------


def _picture(many: Ensemble, asked: AskedOfMany) -> Picture:
    """Return a picture with a page or more for each view."""
    from negcycle.drawing.picture import Picture
    from negcycle.drawing.views import pages_of

    return Picture(pages_of([_drawn(many, view, asked).scene for view in asked.pictured]))


def _drawn(many: Ensemble, view: str, asked: AskedOfMany) -> Picture:
    from negcycle.drawing.charts import draw_many as draw

    paper = asked.paper
    if view == FAN:
        names = () if many.recorded is None else many.recorded.names[:MOST_PANELS]
        return draw.draw_fan(many, names, paper=paper)
    if view == OUTCOMES:
        return draw.draw_outcome_map(replace(many, design=None), paper=paper)
    if view == MAP:
        return draw.draw_outcome_map(many, asked.x, asked.y, paper=paper)
    if view == RECOVERY:
        return draw.draw_recovery(many, asked.x, by=asked.y, paper=paper)
    return draw.draw_sensitivity(many, asked.sensitivity or STRENGTH, paper=paper)
