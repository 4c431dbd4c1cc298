"""Every fault of a case at once: what is at fault is mended, so that the rest can be checked too.

Some faults show only when each field is fine by itself, such as a link to a station that is blank.
So whatever is at fault gets a stand-in, and the case is checked again, until nothing new is found.
A stand-in is valid, stays where the value was, and sets off no fault; it never leaves this file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, cast

from pydantic import ValidationError

from negcycle.files.node import PlainData
from negcycle.model.cycle import Cycle
from negcycle.model.faults import Fault, Loc, as_text, faults_of, shown
from negcycle.model.plan import KINDS, Plan, PlanItem
from negcycle.words import near, say

_ROUNDS = 50
"""More than any file needs; each one mends something."""

_WORDS = "?"
_DAY: dict[str, PlainData] = {"turns": 1e9, "together": 0}
_INPUT: dict[str, PlainData] = {"at": 0, "softening": 1}
_IN_PLAN: dict[str, PlainData] = {
    "at": 0,
    "every": 1,
    "for": 1,
    "when": {"flooded": 0.5},
    "flooded": 0.5,
    "resentful": 0.5,
    "position": "pursue",
    "felt": "absence",
    "softening": 1,
    "reengagement": 1,
    "stress": 1,
    "day": _DAY,
    **_DAY,
    "timeout": {"return": False},
    "return": False,
}
"""Stand-ins for the fields of a plan; one that names a partner gets a partner, the others go."""

_TIMES = ("at", "every", "when", "for")
_ABOUT_PARTNERS = {"unknown-partner", "blank-station", "not-a-pair"}
_LACKS = {
    "no-start": ("at", "every", "when"),
    "no-return-time": ("for",),
    "when": ("flooded", "resentful", "position"),
}
"""The fields that would heal a fault; one of them may be there, and its name misspelled."""


def faults_in(data: dict[str, PlainData]) -> list[Fault]:
    """Return every fault of a case that does not only follow from another one.

    A case of a newer format has just that fault. `data` is changed on the way.
    """
    version = as_text(data.get("negcycle")).strip()
    mending = _Mending(data)
    for _ in range(_ROUNDS):
        faults = mending.faults()
        if re.fullmatch(r"[0-9]+", version) and any(one.code == "version" for one in faults):
            return [one for one in faults if one.code == "version"]
        if not mending.mend(faults):
            break
    return mending.found


class _Mending:
    """A case that is mended little by little, and the faults that were found in it."""

    def __init__(self, data: dict[str, PlainData]) -> None:
        self.data: dict[str, Any] = data
        self.found: list[Fault] = []
        self.mended: set[Loc] = set()
        self.odd_names: defaultdict[Loc, list[str]] = defaultdict(list)
        """Names that are no fields, by the place where they stood."""
        self.bad_keys: dict[str, str] = {}
        """Keys that no partner can have, by the keys that stand in for them."""
        self.knows_partners = True
        self.knows_days = True

    def faults(self) -> list[Fault]:
        """Return what is at fault now, each at its place in the file."""
        found = _written_for_python(self.data)
        try:
            Cycle.model_validate(self.data)
        except ValidationError as error:
            found += [one for one in faults_of(error) if one.loc[:1] not in {f.loc for f in found}]
        return [one._replace(loc=self._place(one)) for one in found]
