"""What a number that is turned is called in a picture."""

from __future__ import annotations

from negcycle.analysis.rest.turning import OF_EACH, RANGES
from negcycle.drawing.charts.lettering import seen
from negcycle.drawing.charts.reading import shortened
from negcycle.words import say


def number_words(parameter: str, of: str = "") -> str:
    """Return a number of a couple in plain words; that of a model is called as it is called.

    Args:
        parameter: Its name, such as ``"reactivity"`` or ``"ana.reactivity"``.
        of: The name of the partner whose number it is; empty where it is everybody's.
    """
    name = parameter.rpartition(".")[2]
    if of and name in OF_EACH:
        return say(f"chart.parameter-of.{name}", name=shortened(of))
    if parameter in RANGES:
        return say(f"chart.parameter.{name}")
    return seen(parameter.replace("_", " "), "?")
