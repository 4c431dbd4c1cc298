"""What somebody chose for many couples, in sentences: where they began, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negcycle.words import say
from negcycle.words.listing import listed

if TYPE_CHECKING:
    from negcycle.model.ensemble import Design, Ensemble

_MOST_LISTED = 8
"""More values of an axis than this are told by their ends."""

_BY_NAME = frozenset({"calm", "stuck"})


def beginning(ensemble: Ensemble) -> str:
    """Return where the couples began: ``"beginning calm"``, or ``"from given states"``."""
    if ensemble.start in _BY_NAME:
        return say("among.beginning", start=ensemble.start)
    return say("among.given-start")


def chosen(ensemble: Ensemble) -> tuple[str, ...]:
    """Return in a sentence for each number that differs which values somebody chose for it."""
    design = ensemble.design
    along = () if design is None else tuple(_along(design, name) for name in design.axes)
    return along + tuple(_drawn(ensemble, name, of) for name, of in ensemble.drawn.items())


def _along(design: Design, name: str) -> str:
    """Return which values an axis of a design has."""
    values = design.axes[name]
    ends = {"low": min(values), "high": max(values)}
    if design.sampling != "grid":
        drawn = design.distributions.get(name) or say("among.between", **ends)
        return say("among.drawn", name=name, what=drawn)
    if len(values) > _MOST_LISTED:
        return say("among.axis-long", name=name, count=len(values), **ends)
    return say("among.axis", name=name, values=listed([f"{value:g}" for value in values]))


def _drawn(ensemble: Ensemble, name: str, of: str) -> str:
    """Return what a parameter was drawn from, or which values it was given."""
    values = ensemble.parameters.get(name)
    if values is not None and len(values) and not (values != values[0]).any():
        return say("among.axis", name=name, values=f"{float(values[0]):g}")
    return say("among.given" if of[:1].isdigit() else "among.drawn", name=name, what=of)
