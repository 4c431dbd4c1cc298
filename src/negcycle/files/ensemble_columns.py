"""What the columns of many couples are: in words, in which unit, and which codes stand for what."""

from __future__ import annotations

from collections.abc import Mapping

from negcycle.errors import ConversionError
from negcycle.files.netcdf import label_of
from negcycle.model.dynamics import Dynamics, PartnerDynamics
from negcycle.model.ensemble import OUTCOMES, POSITIONS, READINGS, Ensemble
from negcycle.model.faults import shown
from negcycle.words import say

COUPLE = "couple"
"""The number of each couple."""
RUN = "run"
"""Which of the couples at one point of a grid."""
TIME = "time"
"""When states were recorded, in turns. It is not called ``turn``, as a parameter is."""

_IN_TURNS = frozenset(
    {"settled", "turn", "tau_open", "tau_bond", "tau_noise", "delay", "for", "at", "every"}
)
_FIELDS = frozenset({*PartnerDynamics.model_fields, *Dynamics.model_fields})


def codes_of(name: str) -> dict[int, str]:
    """Return what the codes in a column stand for; nothing where it has none."""
    if name == "outcome":
        return {code: str(outcome) for code, outcome in enumerate(OUTCOMES)}
    if name.endswith(".position"):
        return dict(enumerate(POSITIONS, -1))
    return {}


def unit_of(name: str) -> str:
    """Return the unit of a column: turns, or none."""
    return "turn" if name.rpartition(".")[2] in _IN_TURNS else "1"


def label_of_column(name: str, people: Mapping[str, str]) -> str:
    """Return what a column says of a couple, in words where we know them."""
    before, _, last = name.rpartition(".")
    if name in {"outcome", "settled"}:
        return say(f"ensemble-file.{name}")
    if last == "position" and before in people:
        return say("ensemble-file.position", name=people[before])
    if last in READINGS:
        return say(f"ensemble-file.{last}", label=label_of(before, people))
    return name


def label_of_parameter(name: str, people: Mapping[str, str]) -> str:
    """Return what differs between couples, in words where we know them."""
    before, _, last = name.rpartition(".")
    if before.startswith("start.") or before == "start":
        return say("ensemble-file.start", label=label_of(name.partition(".")[2], people))
    if last not in _FIELDS or last == "defaults" or (before and before not in people):
        return name
    what = say(f"ensemble-file.number.{last}")
    if before:
        return say("ensemble-file.of-one", name=people[before], what=what)
    return say("ensemble-file.of-all", what=what) if last in PartnerDynamics.model_fields else what


def refuse_names(ensemble: Ensemble) -> None:
    """Refuse names under which no column could be found again.

    Raises:
        ConversionError: if two columns have one name, or one that no table can hold.
    """
    recorded = ensemble.recorded.names if ensemble.recorded else ()
    seen = {COUPLE, RUN, TIME}
    for name in (*ensemble, *recorded):
        if not (name.strip() and name.isprintable()):
            raise ConversionError(say("run.odd-name", column=shown(name)))
        if name in seen:
            raise ConversionError(say("run.name-twice", column=shown(name)))
        seen.add(name)
