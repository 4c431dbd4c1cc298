"""A case file in canonical form: the same cycle and the same comments, laid out in one way.

Each step changes one thing in the text. A step that would change what the file says, or lose a
comment, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress

from negcycle.files.indenting import indented
from negcycle.files.layout import Group, Part, Spot, Words
from negcycle.files.reading import to_case
from negcycle.files.rewriting import comments_of, says
from negcycle.files.splicing import Splice
from negcycle.files.yaml_text import Written

_SPACES_AT_END = re.compile(r"[ \t]+(?=\n|\Z)")
_OWN_INDENT = re.compile(r"[|>][+-]?[0-9]")


def formatted(text: str, file: str | None = None) -> str:
    r"""Return the text of a YAML case in canonical form.

    Lines end in ``\n`` and without spaces. Fields are indented by two, and so is the dash of an
    item. The version of the format is said, `behaviour` is spelled `behavior`, and what may be
    short is short. Comments, quotes and the order of fields stay.

    Raises:
        CaseError: if the text has faults; then nothing can be put in order.

    Example:
        >>> print(formatted("partners:\n    ana: {name: Ana}   # alone"), end="")
        negcycle: 1
        partners:
          ana: {name: Ana}   # alone
    """
    cycle = to_case(text, file=file).cycle
    made = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))
    comments = comments_of(made)
    for step in _STEPS:
        with suppress(NotImplementedError):
            changed = step(made)
            if changed != made and says(changed, cycle) and comments_of(changed) == comments:
                made = changed
    return made


def _ended(text: str) -> str:
    """Return the text without blank lines around it, and with a line break at its end."""
    splice = Splice(text)
    last = [*_words(splice.root)][-1]
    if last.in_lines and not text.endswith("\n"):  # with a break, the words would end in one, too
        splice.put(last.header_end, last.header_end, "-")
    return splice.result().strip("\n") + "\n"


def _with_version(text: str) -> str:
    """Return the text with the version of the format."""
    splice = Splice(text)
    root = splice.root
    said = _value(root, "negcycle")
    if said is None and root.bracket:
        splice.change_between_commas(root, [], {0: ["negcycle: 1"]})
    elif said is None:
        splice.insert_lines(root, 0, ["negcycle: 1"])
    elif isinstance(said.part, Words) and said.part.is_blank:
        splice.replace(said, Written("1"))
    return splice.result()


def _spelled(text: str) -> str:
    """Return the text with `behavior` for `behaviour` wherever it is a name."""
    splice = Splice(text)
    spelled = [spot.name for chain in _chains(splice.root) for spot in chain.spots]
    for link in _inner(_value(splice.root, "links")):
        for end in ("source", "target"):
            spot = _value(link.part, end)
            spelled.append(spot.part if spot and isinstance(spot.part, Words) else None)
    for moment in _inner(_value(splice.root, "incident")):
        spot = _value(moment.part, "slot")
        spelled.append(spot.part if spot and isinstance(spot.part, Words) else None)
    for words in filter(None, spelled):
        written = text[words.start : words.end]
        if re.search(r"\bbehaviour\b", words.text):
            splice.put(words.start, words.end, written.replace("behaviour", "behavior"))
    return splice.result()


def _shortened(text: str) -> str:
    """Return the text with a list of one entry as the entry, and bare words as the words."""
    while True:
        splice = Splice(text)
        pressures = _inner(_value(splice.root, "stressors"))
        for spot in (spot for chain in _chains(splice.root) for spot in chain.spots):
            _shorten(splice, spot)
        for spot in pressures:
            _shorten(splice, spot)
            on = _value(spot.part, "on")
            if on:
                _shorten(splice, on)
        made = splice.result()
        if made == text:
            return made
        text = made


def _shorten(splice: Splice, spot: Spot) -> None:
    """Take the brackets, the dash or the name away where only one thing stands in them."""
    group = spot.part
    if not isinstance(group, Group):
        return
    only = group.spots[0] if len(group.spots) == 1 else None
    if only and (group.is_list or (only.name and only.name.text == "words")):
        if not (isinstance(only.part, Words) and only.part.is_blank):
            _unwrap(splice, spot, group, only)
    elif group.is_list:
        for item in group.spots:
            _shorten(splice, item)


def _unwrap(splice: Splice, spot: Spot, group: Group, only: Spot) -> None:
    """Put the only value of a group in the place of the group, unless a comment is in the way."""
    part = only.part
    layout, text = splice.layout, splice.text
    if layout.comments_in(spot.head, part.start) or layout.comments_in(part.end, group.end):
        return
    if isinstance(part, Words) and _OWN_INDENT.match(text, part.start):
        return
    if group.bracket:
        if "\n" not in text[part.start : part.end]:
            space = " " if text[group.start - 1] == ":" else ""
            splice.put(group.start, part.start, space)
            splice.put(part.end, group.end, "")
    elif isinstance(part, Group) and not part.bracket:
        if layout.is_first(only.start):
            splice.put(only.start, only.head, " ")
    else:
        splice.put(spot.head, part.start, " ")


def _trimmed(text: str) -> str:
    """Return the text without spaces at the ends of lines, but for those in somebody's words."""
    splice = Splice(text)
    several_lines = [one for one in _words(splice.root) if "\n" in text[one.start : one.end]]
    for found in _SPACES_AT_END.finditer(text):
        at = found.start()
        words = next((one for one in several_lines if one.start < at < one.end), None)
        if words is None or _may_go(text, at, words):
            splice.put(at, found.end(), "")
    return splice.result()


def _may_go(text: str, at: int, words: Words) -> bool:
    """Whether spaces at the end of a line in the middle of some words mean nothing."""
    if words.in_lines:
        return at == words.header_end
    return not (words.style == '"' and text[at - 1] == "\\")


_STEPS: tuple[Callable[[str], str], ...] = (
    _ended,
    _with_version,
    _spelled,
    _shortened,
    indented,
    _trimmed,
)


# -- looking around ---------------------------------------------------------------------------


def _value(part: Part, name: str) -> Spot | None:
    """Return the field of this name, if `part` has it."""
    spots = part.spots if isinstance(part, Group) and not part.is_list else []
    return next((spot for spot in spots if spot.name and spot.name.text == name), None)


def _inner(spot: Spot | None) -> list[Spot]:
    return spot.part.spots if spot and isinstance(spot.part, Group) else []


def _chains(root: Group) -> Iterator[Group]:
    for partner in _inner(_value(root, "partners")):
        chain = _value(partner.part, "chain")
        if chain and isinstance(chain.part, Group):
            yield chain.part


def _words(part: Part) -> Iterator[Words]:
    """Yield all values that are words, in order."""
    if isinstance(part, Words):
        yield part
        return
    for spot in part.spots:
        yield from _words(spot.part)
