"""The text of a case file changed so that it says another cycle: only what changed changes.

The old cycle and the new one are compared field by field, and the parts that differ are replaced
where they stand. A comment in a line of its own always stays. One behind a value stays, too, unless
its whole line goes. The result is read again; if it does not say what it should, larger parts are
replaced, and at last everything, with the old comments on top.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import cast

from negcycle.errors import CaseError
from negcycle.files.form import as_written, order, plain, said
from negcycle.files.layout import Group, Layout, Spot, Words
from negcycle.files.node import PlainData
from negcycle.files.reading import to_case
from negcycle.files.splicing import Splice
from negcycle.files.yaml_text import (
    Written,
    field_lines,
    folded,
    in_brackets,
    item_text,
    words,
    written,
    yaml_text,
)
from negcycle.model.base import Frozen
from negcycle.model.chain import Chain
from negcycle.model.cycle import Cycle
from negcycle.model.dynamics import Dynamics, PartnerDynamics
from negcycle.model.link import Station
from negcycle.model.partner import Partner
from negcycle.model.plan import Plan

_MARK = "\ufeff"
_QUOTES = frozenset({"'", '"'})

_DEPTHS = (50, 3, 2, 1)
"""How deep parts are compared, tried in this order; what differs below is replaced as a whole."""


def rewritten(text: str, cycle: Cycle, file: str | None = None) -> str:
    r"""Return the text of a YAML case changed so that it says `cycle`, with its comments.

    Args:
        text: a case without faults.
        cycle: what it should say.
        file: the name of the file, for the faults of the old text.

    Raises:
        CaseError: if the old text has faults.

    Example:
        >>> old = "partners: {ana: {name: Ana}}  # she came alone"
        >>> rewritten(old, to_case(old).cycle.changed(title="Sundays"))
        'title: Sundays\npartners: {ana: {name: Ana}}  # she came alone'
    """
    old = to_case(text, file=file).cycle
    if old == cycle:
        return text
    mark = _MARK if text.startswith(_MARK) else ""
    body = text.removeprefix(_MARK)
    comments = comments_of(body)
    for deepest in _DEPTHS:
        try:
            change = _Change(_with_partners_in_order(body, old, cycle), deepest)
            change.fields(change.root, said(old), said(cycle), names=order(Cycle))
            made = change.result()
        except NotImplementedError:
            continue
        if says(made, cycle) and comments - change.dropped <= comments_of(made):
            return mark + made
    anew = yaml_text(as_written(cycle))
    return mark + "".join(f"{one}\n" for one in comments.elements()) + anew


def says(text: str, cycle: Cycle) -> bool:
    """Return whether a text can be read and says this cycle."""
    try:
        return to_case(text).cycle == cycle
    except CaseError:
        return False


def comments_of(text: str) -> Counter[str]:
    """Return the comments of a YAML text."""
    return Counter(one.text for one in Layout(text).comments)


class _Change(Splice):
    """The edits that turn the text of one cycle into that of another."""

    def __init__(self, text: str, deepest: int) -> None:
        super().__init__(text)
        self.deepest = deepest

    def fields(
        self,
        group: Group,
        old: Mapping[str, object],
        new: Mapping[str, object],
        *,
        names: Sequence[str],
        other_names: Mapping[str, str] | None = None,
        around: str = "",
        depth: int = 0,
    ) -> None:
        """Change a set of fields; `names` is the order in which the format has them."""
        here = [
            (other_names or {}).get(spot.name.text, spot.name.text)
            for spot in group.spots
            if spot.name
        ]
        gone: list[int] = []
        for index, (spot, name) in enumerate(zip(group.spots, here, strict=True)):
            before, after = old.get(name), new.get(name)
            if after is None and isinstance(before, _OF_BLANKS) and _has_blanks(spot):
                after = type(before)()  # a form to fill in stays one
            if after is not None:
                before = _nothing(after) if before is None else before
                self.value(spot, before, after, name=name, around=around, depth=depth + 1)
            elif before is not None:
                gone.append(index)
        added: defaultdict[int, list[str]] = defaultdict(list)
        for number, name in enumerate(names):
            if name in new and name not in here:
                before = [at for at, other in enumerate(here) if other in names[:number]]
                added[max(before, default=-1) + 1].append(name)
        if group.bracket:
            texts = {
                index: [in_brackets({name: plain(new[name])})[1:-1] for name in some]
                for index, some in added.items()
            }
            self.change_between_commas(group, gone, texts)
            return
        for index in gone:
            self.cut_lines(group, index)
        indent = " " * self.layout.column(group.spots[0].start)
        for index, some in added.items():
            forms = [(name, plain(new[name])) for name in some]
            lines = [field_lines(*one, indent=indent, around=around) for one in forms]
            self.insert_lines(group, index, [line for some in lines for line in some])

    def value(
        self, spot: Spot, old: object, new: object, *, name: str, around: str, depth: int
    ) -> None:
        """Change one value where it stands, if it differs."""
        if old == new:
            return
        group = spot.part
        form = plain(new)
        gets_short = isinstance(form, str) and isinstance(plain(old), dict)
        if isinstance(group, Group) and depth < self.deepest and not gets_short:
            if isinstance(old, Plan) and isinstance(new, Plan):
                old, new = old.items, new.items
            if group.is_list and self.items(group, old, new, depth=depth):
                return
            if not group.is_list and self.inner_fields(group, old, new, name=name, depth=depth):
                return
        self.replace(spot, self.written(spot, form, name=name, around=around))

    def inner_fields(
        self, group: Group, old: object, new: object, *, name: str, depth: int
    ) -> bool:
        """Change the fields of a value; return False if the two have nothing in common."""
        old, new = _alone(old), _alone(new)
        if isinstance(old, Frozen) and isinstance(new, Frozen):
            self.fields(
                group,
                said(old),
                said(new),
                names=order(type(new)),
                other_names=type(new).other_spellings,
                around=name,
                depth=depth,
            )
        elif isinstance(old, dict) and isinstance(new, dict):
            olds, news = cast("dict[str, object]", old), cast("dict[str, object]", new)
            renamed = _renamed(olds, news) if name == "partners" else {}
            for spot in group.spots:
                if spot.name and spot.name.text in renamed:
                    self.put(spot.name.start, spot.name.end, words(renamed[spot.name.text]))
            olds = {renamed.get(key, key): value for key, value in olds.items()}
            names = list(news)
            self.fields(
                group, olds, news, names=names, other_names=renamed, around=name, depth=depth
            )
        else:
            return False
        return True

    def items(self, group: Group, old: object, new: object, *, depth: int) -> bool:
        """Change the items of a list; return False if it has to be written anew."""
        olds, news = cast("tuple[object, ...]", old), cast("tuple[object, ...]", new)
        here = [index for index, spot in enumerate(group.spots) if not _is_blank(spot)]
        if len(here) != len(olds) or not here:
            return False
        gone: list[int] = []
        added: dict[int, list[str]] = {}
        matcher = SequenceMatcher(None, _as_texts(olds), _as_texts(news), autojunk=False)
        for kind, i1, i2, j1, j2 in matcher.get_opcodes():
            if kind == "equal":
                continue
            both = min(i2 - i1, j2 - j1)
            for i, j in zip(range(i1, i1 + both), range(j1, j1 + both), strict=True):
                self.value(
                    group.spots[here[i]], olds[i], news[j], name="", around="", depth=depth + 1
                )
            gone += here[i1 + both : i2]
            if j1 + both < j2:
                forms = [plain(one) for one in news[j1 + both : j2]]
                index = here[i2 - 1] + 1 if i2 else 0
                added[index] = [
                    in_brackets(one) if group.bracket else item_text(one) for one in forms
                ]
        if group.bracket:
            self.change_between_commas(group, gone, added)
            return True
        for index in gone:
            self.cut_lines(group, index)
        indent = " " * self.layout.column(group.spots[0].start)
        for index, texts in added.items():
            self.insert_lines(group, index, [f"{indent}- {text}" for text in texts])
        return True

    def written(self, spot: Spot, form: PlainData, *, name: str, around: str) -> Written:
        """Return how a new value is written in the place of another one."""
        part = spot.part
        if isinstance(part, Words) and part.style in _QUOTES and isinstance(form, str):
            return Written(words(form, in_brackets=spot.in_brackets, quote=part.style))
        if spot.in_brackets:
            return Written(in_brackets(form))
        if not spot.name:
            return Written(item_text(form))
        indent = " " * self.layout.column(spot.start)
        if isinstance(part, Words) and part.style == ">" and isinstance(form, str):
            in_lines = folded(form, indent=indent)
            if in_lines:
                return in_lines
        return written(form, name=name, around=around, indent=indent, room=len(name) + 2)


_OF_BLANKS = (Chain, Dynamics, PartnerDynamics, Plan)
"""Kinds of values in which everything may be blank."""


def _nothing(like: object) -> object:
    """Return the value that means nothing was said, of the same kind as `like`."""
    if isinstance(like, _OF_BLANKS):
        return type(like)()
    if isinstance(like, dict):
        return {}
    return () if isinstance(like, tuple) and not isinstance(like, Station) else None


def _alone(value: object) -> object:
    """Return the item of a list of one, which may stand without the list."""
    items = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
    return items[0] if len(items) == 1 else items


def _as_texts(values: tuple[object, ...]) -> list[str]:
    return [json.dumps(plain(one), sort_keys=True) for one in values]


def _has_blanks(spot: Spot) -> bool:
    """Whether a value is a set of fields some of which are still blank."""
    group = spot.part
    return isinstance(group, Group) and not group.is_list and any(map(_is_blank, group.spots))


def _is_blank(spot: Spot) -> bool:
    return isinstance(spot.part, Words) and spot.part.is_blank


# -- partners ---------------------------------------------------------------------------------


def _renamed(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, str]:
    """Return the new key of each partner who has another one, told by the name or the chain."""
    renamed: dict[str, str] = {}
    for key in old:
        if key not in new:
            free = [one for one in new if one not in old and one not in renamed.values()]
            same = [one for one in free if _are_one_person(old[key], new[one])]
            renamed.update(zip([key], same, strict=False))
    return renamed


def _are_one_person(one: object, other: object) -> bool:
    if not (isinstance(one, Partner) and isinstance(other, Partner)):
        return False
    return one.name == other.name or one.chain == other.chain != Chain()


def _with_partners_in_order(text: str, old: Cycle, new: Cycle) -> str:
    """Return the text with those partners who stay in the order that they will have."""
    olds, news = ({one.key: one for one in cycle.partners} for cycle in (old, new))
    renamed = _renamed(olds, news)
    here = [renamed.get(key, key) for key in olds]
    staying = [at for at, key in enumerate(here) if key in news]
    wanted = [here.index(key) for key in news if key in here]
    if staying == wanted:
        return text
    places = list(range(len(here)))
    for at, other in zip(staying, wanted, strict=True):
        places[at] = other
    splice = Splice(text)
    group = next(
        spot.part for spot in splice.root.spots if spot.name and spot.name.text == "partners"
    )
    splice.reorder(cast("Group", group), places)
    return splice.result()
