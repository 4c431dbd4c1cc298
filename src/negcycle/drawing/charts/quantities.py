"""What a number that differs between couples, or a state that was recorded, is called in a picture.

The names are those of `negcycle.simulation.many.varying`, such as ``john.reactivity``.
"""

from __future__ import annotations

from collections.abc import Mapping

from negcycle.drawing.charts.lettering import seen
from negcycle.drawing.charts.reading import shortened
from negcycle.words import say

_OF_A_COUPLE = (
    "need",
    "reactivity",
    "openness",
    "answer",
    "turn",
    "tau_open",
    "tau_bond",
    "forget",
    "repair",
    "delay",
    "noise",
    "tau_noise",
    "need_gap",
)
_OF_EACH = ("need", "reactivity", "openness", "answer")
_OF_A_LINK = ("strength", "delay")
_OF_THE_PLAN = ("strength", "for", "at", "every")
_STATIONS = (
    "trigger",
    "appraisal",
    "body",
    "primary",
    "secondary",
    "perception",
    "behavior",
    "openness",
    "resentment",
)
_READINGS = ("final", "mean", "variance", "lowest", "highest")


def parameter_words(name: str, people: Mapping[str, str]) -> str:
    """Return what a parameter is called, with its name and its unit, if it has one.

    Args:
        name: As it stands in `Ensemble.parameters`, such as ``"john.reactivity"``.
        people: The key and the name of each partner; where it has no name, the key stands for it.
    """
    head, _, last = name.rpartition(".")
    if not head and last in _OF_A_COUPLE:
        return say(f"chart.parameter.{last}")
    if head and "." not in head and last in _OF_EACH:
        return say(f"chart.parameter-of.{last}", name=_person(head, people))
    kind, _, further = head.partition(".")
    if kind == "links" and last in _OF_A_LINK:
        return say(f"many.link.{last}", name=name)
    if kind == "plan" and further:
        what = last if further.isdecimal() and last in _OF_THE_PLAN else "other"
        return say(f"many.plan.{what}", name=name)
    first, _, state = name.partition(".")
    if first == "start" and state:
        return say("many.start", what=state_words(state, people))
    return state_words(name, people)


def state_words(name: str, people: Mapping[str, str]) -> str:
    """Return what a state, or a column of it such as ``"john.behavior.mean"``, is called."""
    whole, _, reading = name.rpartition(".")
    if whole and reading in _READINGS:
        return say(f"many.reading.{reading}", what=state_words(whole, people))
    if name == "cycle_strength":
        return say("many.cycle-strength")
    key, _, state = name.partition(".")
    station, _, number = state.partition(".")
    if station not in _STATIONS or not key:
        return seen(name.replace("_", " "), "?")
    words = say(f"loop.passes.{station}")
    if number:
        words = say("loop.numbered", what=words, number=number)
    return say("chart.of-person", what=words, name=_person(key, people))


def _person(key: str, people: Mapping[str, str]) -> str:
    return shortened(seen(people.get(key, key), key))
