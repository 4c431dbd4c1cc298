"""Every fault of a case at once: what is at fault is mended, so that the rest can be checked too.

Some faults show only when each field is fine by itself, such as a link to a station that is blank.
So whatever is at fault gets a stand-in, and the case is checked again, until nothing new is found.
A stand-in stays where the value was, is valid and sets off no fault; it never leaves this file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from negcycle.model.chain import Slot
from negcycle.model.cycle import Cycle
from negcycle.model.faults import Fault, Loc, as_text, choices, cut, faults_of, path_of, shown
from negcycle.model.link import Station
from negcycle.model.partner import Partner
from negcycle.model.plan import KINDS, Plan, PlanItem
from negcycle.words import did_you_mean, near, nearest, say

_MOST_ROUNDS = 30
"""Each round mends something, and few files need more than five."""

_UNKNOWN = "?"
_DAY = {"turns": 1e9, "together": 0}
_INPUT = {"at": 0, "softening": 1}
_IN_PLAN: dict[str, object] = {
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
    "turns": _DAY["turns"],
    "together": _DAY["together"],
    "timeout": {"return": False},
    "return": False,
}
"""Stand-ins for the fields of an input that may be needed and name no partner."""

_ACROSS = {
    "too-many",
    "no-partner",
    "same-key",
    "side",
    "unknown-partner",
    "pair",
    "not-a-pair",
    "hidden-crossing",
    "link-to-itself",
    "blank-station",
}
"""Faults of the case as a whole: nothing is checked after them, so nothing needs mending."""

_LACKS = {
    "no-start": ("at", "every", "when"),
    "no-return-time": ("for",),
    "when": ("flooded", "resentful", "position"),
}
"""What would heal a fault, and may be there under a misspelled name."""


def faults_in(data: dict[str, Any], unread: Collection[str] = ()) -> list[Fault]:
    """Return every fault of a case, without those that only follow from another one.

    A case of a newer format has that one fault.

    Args:
        data: the case.
        unread: paths of parts that could not be read and are blank, or left out, for that reason.
    """
    mending = _Mending(data, unread)
    for _ in range(_MOST_ROUNDS):
        faults = mending.faults()
        newer = [one for one in faults if one.code == "version"]
        if newer and re.fullmatch(r"[0-9.]+", as_text(data["negcycle"]).strip()):
            return newer
        if not mending.mend(faults):
            break
    return mending.found


def only_in_python(data: dict[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each form that the model takes from Python code and no file has."""
    partners, plan = data.get("partners"), data.get("plan")
    if _is_list(partners):
        message = say("fault.expected-partners", value=shown(partners))
        yield Fault(("partners",), "wrong-kind", message)
    if _is_fields(plan):
        yield Fault(("plan",), "wrong-kind", say(Plan.expected, value=shown(plan)))
    for key, body in _fields(partners).items():
        if "key" in _fields(body):
            yield _no_field(("partners", key, "key"))
    for index, item in enumerate(_items(plan)):
        for inside in ((), ("timeout",)):
            for name in ("for_", "return_"):
                if name in (_fields(_fields(item).get("timeout")) if inside else _fields(item)):
                    yield _no_field(("plan", index, *inside, name))


def _no_field(loc: Loc) -> Fault:
    listed = [name for name in Partner.field_names() if name not in Partner.unlisted]
    hint = did_you_mean(str(loc[-1]), ("for", "return")) or choices(listed)
    return Fault(loc, "unknown-field", say("fault.unknown-field", name=loc[-1], hint=hint))


class _Mending:
    """A case that is mended bit by bit, and the faults that were found in it."""

    def __init__(self, data: dict[str, Any], unread: Collection[str]) -> None:
        self.in_file: dict[str, str] = {}
        """Names as the file has them, under those that stand in for them here."""
        self.data = _copy(data, self.in_file)
        self.unread = unread
        self.found: list[Fault] = []
        self.mended: set[Loc] = set()
        self.odd_names: defaultdict[Loc, list[str]] = defaultdict(list)
        """Names that are no fields, under the place where they stood."""
        self.bad_keys: list[str] = []
        """Keys that no partner can have."""
        self.knows_partners = not {"", "partners"} & {*unread}
        self.knows_days = True

    def faults(self) -> list[Fault]:
        """Return what is at fault now, each at its place in the file."""
        faults = list(only_in_python(self.data))
        if not faults:
            try:
                Cycle.model_validate(self.data)
            except ValidationError as error:
                faults = faults_of(error)
        return [one._replace(loc=self._place(one)) for one in faults]

    def mend(self, faults: list[Fault]) -> bool:
        """Note what is new among the faults and mend them; return whether that changed anything.

        Names come first: what else is wrong there may only follow from a misspelled one. Keys come
        last: until then a partner is found under the old one.
        """
        if any(one.code == "no-partner" for one in faults):
            self.knows_partners = False
        batch = [one for one in faults if one.on_key] or faults
        for one in batch:
            if not self._follows(one):
                self.found.append(self._as_reported(one))
        changed = [self._heal(one) for one in sorted(batch, key=lambda one: one.code == "key")]
        return any(changed)

    # -- where ------------------------------------------------------------------------------

    def _place(self, one: Fault) -> Loc:
        """Return where a fault is in the data, whose short forms the model makes longer."""
        place: list[int | str] = []
        here: object = self.data
        for part in one.loc:
            at = part
            if isinstance(part, int) != _is_list(here):
                continue
            if isinstance(part, int) and one.code == "moves-elsewhere":  # counted without blanks
                at = [n for n, item in enumerate(_items(here)) if not _is_blank(item)][part]
            place.append(at)
            here = _inner(here, at)
        return tuple(place)

    def _at(self, loc: Loc) -> Any:
        here: Any = self.data
        for part in loc:
            here = _inner(here, part)
        return here

    def _as_reported(self, one: Fault) -> Fault:
        if one.code == "missing" and one.loc == ("partners",) and "partners" in self.data:
            return Fault(one.loc, "no-partner", say("fault.no-partner"))
        return one._replace(loc=tuple(self.in_file.get(str(part), part) for part in one.loc))

    # -- what only follows ------------------------------------------------------------------

    def _follows(self, one: Fault) -> bool:
        """Whether a fault may be there only because of another one."""
        loc = one.loc
        if any(self._is_replaced(loc[:length]) for length in range(len(loc) + 1)):
            return True
        if not self.knows_partners and one.code in _ACROSS - {"no-partner"}:
            return True
        match one.code:
            case "unknown-partner":
                bad = [say("fault.unknown-partner", name=key, hint="") for key in self.bad_keys]
                return one.message.startswith(tuple(bad))
            case "not-a-pair":
                return any(other.loc[0] == "pairs" for other in self.found)
            case "blank-station":
                return self._may_be_filled(Station.read(as_text(self._at(loc))))
            case "days-unknown":
                return not self.knows_days
            case "no-kind":
                return loc in self.odd_names
            case "missing":
                return self._is_a_colon(loc) or self._is_misspelled(loc[:-1], (str(loc[-1]),))
            case _:
                return self._is_misspelled(loc, _LACKS.get(one.code, ()))

    def _is_a_colon(self, loc: Loc) -> bool:
        """Whether words are missing in an item of a list because a colon in them made a field."""
        item = loc[:-1]
        in_list = loc[-1] == "words" and isinstance(item[-1], int)
        return in_list and item in self.odd_names and not self._at(item)

    def _may_be_filled(self, station: Station) -> bool:
        chain: Loc = ("partners", station.partner, "chain")
        slot = station.slot.value
        places = (chain[:-1], chain, (*chain, slot))
        return any(map(self._is_replaced, places)) or self._is_misspelled(chain, (slot,))

    def _is_replaced(self, loc: Loc) -> bool:
        return loc in self.mended or path_of(loc) in self.unread

    def _is_misspelled(self, loc: Loc, names: tuple[str, ...]) -> bool:
        """Whether one of these names may be there, a little different."""
        return bool(names) and any(near(odd, names) for odd in self.odd_names.get(loc, ()))

    # -- stand-ins --------------------------------------------------------------------------

    def _heal(self, one: Fault) -> bool:
        """Change the data so that this fault is gone; return whether that was needed."""
        if one.code in _ACROSS:
            return False
        loc, here = one.loc, self._at(one.loc)
        match one.code:
            case "unknown-field" | "written-twice":
                self.odd_names[loc[:-1]].append(str(loc[-1]))
                _fields(self._at(loc[:-1])).pop(str(loc[-1]), None)
            case "no-start":
                here["at"] = 0
            case "every-zero":
                here["every"] = 1
            case "two-starts":
                del here["when"]
            case "timed-day":
                for name in PlanItem.field_names():
                    here.pop(name, None)
            case "no-return-time":
                here["for"] = 1
            case "days-unknown":
                if not any("day" in item for item in self.data["plan"]):
                    self.data["plan"].append({"day": _DAY})
            case "key":
                self._give_another_key(str(loc[-1]))
            case _:
                return self._replace(loc)
        return True

    def _replace(self, loc: Loc) -> bool:
        """Put a stand-in where something is at fault or, where that did not help, around it."""
        while loc in self.mended:
            loc = loc[:-1]
        if not loc:
            return False
        self.mended.add(loc)
        parent, name = self._at(loc[:-1]), loc[-1]
        stand_in = self._stand_in(loc)
        if stand_in is None and _is_fields(parent):
            parent.pop(name, None)
        elif stand_in is not None and (_is_fields(parent) or _is_list(parent)):
            parent[name] = stand_in
        else:
            self._replace(loc[:-1])
        return True

    def _stand_in(self, loc: Loc) -> object:
        """Return what may stand at a place; None if nothing needs to."""
        key = next(iter(_fields(self.data.get("partners"))), _UNKNOWN)
        match loc:
            case ("negcycle",):
                return 1
            case ("partners",):
                self.knows_partners = False
                return {"x": {"name": _UNKNOWN}}
            case ("partners", _):
                return {"name": _UNKNOWN}
            case (
                ("partners", _, "name")
                | ("partners", _, "chain", _)
                | ("partners", _, "chain", _, int())
                | ("stressors", int())
                | (*_, "words")
            ):
                return _UNKNOWN
            case ("pairs", int()):
                return [_UNKNOWN, _UNKNOWN]
            case ("links", int()):
                return {"source": f"{key}.primary", "target": f"{key}.secondary"}
            case ("links", int(), "source" | "target"):
                return self._other_end(loc, key)
            case ("incident", int()):
                return {"who": key, "words": _UNKNOWN}
            case ("incident", int(), "who"):
                return key
            case ("plan", int()):
                return self._input(loc, key)
            case ("plan", int(), *_, str(name)):
                names_partner = name in KINDS and name not in _IN_PLAN
                return key if names_partner else _IN_PLAN.get(name)
            case _:
                return None

    def _other_end(self, loc: Loc, key: str) -> str:
        """Return a station that any link may have as its other end."""
        link = self._at(loc[:-1])
        try:
            other = Station.read(as_text(link.get("target" if loc[-1] == "source" else "source")))
        except PydanticCustomError:
            other = Station(key, Slot.SECONDARY if loc[-1] == "source" else Slot.PRIMARY)
        slot = Slot.SECONDARY if other.slot is Slot.PRIMARY else Slot.PRIMARY
        return f"{other.partner}.{slot}"

    def _input(self, loc: Loc, key: str) -> dict[str, object]:
        """Return an input of the kind whose name is nearest to one that is here, or of any kind."""
        fields = _fields(self._at(loc))
        if not any(kind in fields for kind in KINDS):
            for name in (*fields, *self.odd_names.get(loc, ())):
                kind = nearest(name, KINDS)
                if kind:
                    rest = {other: value for other, value in fields.items() if other != name}
                    return {**rest, kind: fields.get(name, _IN_PLAN.get(kind, key))}
        self.knows_days = False
        return dict(_INPUT)

    def _give_another_key(self, bad: str) -> None:
        key = f"{len(self.in_file):040d}"  # nobody takes it for the name that somebody meant
        self.in_file[key] = self.in_file.get(bad, bad)
        self.bad_keys.append(bad)
        partners = self.data["partners"].items()
        self.data["partners"] = {key if one == bad else one: body for one, body in partners}


def _copy(data: Any, in_file: dict[str, str]) -> Any:
    """Return a case to mend; a name that the model would cut gets a shorter one, see `in_file`."""
    if _is_list(data):
        return [_copy(item, in_file) for item in _items(data)]
    if not _is_fields(data):
        return data
    copy: dict[str, Any] = {}
    for name, inner in _fields(data).items():
        short = name
        if cut(name) != name:
            short = f"{cut(name, 380)}{len(in_file)}"
            in_file[short] = name
        copy[short] = _copy(inner, in_file)
    return copy


def _is_fields(value: object) -> bool:
    return isinstance(value, dict)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _fields(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if _is_fields(value) else {}


def _items(value: object) -> list[Any]:
    return cast("list[Any]", value) if _is_list(value) else []


def _inner(value: object, part: int | str) -> Any:
    if isinstance(part, str):
        return _fields(value).get(part)
    items = _items(value)
    return items[part] if part < len(items) else None


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
