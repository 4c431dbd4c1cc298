"""What all formats share when they are read: limits, names, numbers and signs."""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NoReturn

from negcycle.errors import CaseError, ConversionError
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.model.faults import UNPRINTABLE, as_text, shown
from negcycle.words import say

LARGEST = 5_000_000
"""Bytes or letters beyond which nothing is read."""

MOST_LINKS = 100_000
LONGEST_NAME = 2_000

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)

_SIGNS: dict[str, Literal[1, -1, 0]] = {
    **dict.fromkeys(("+", "+1", "1", "+1.0", "1.0", "positive"), 1),
    **dict.fromkeys(("-", "-1", "-1.0", "negative"), -1),
    **dict.fromkeys(("?", "0", "0.0", "", "unknown"), 0),
}


def refuse(key: str, /, **values: object) -> NoReturn:
    """Raise `ConversionError` with the sentence under `key`."""
    raise ConversionError(say(key, **values))


def text_of(content: str | bytes) -> str:
    """Return what was read as text: UTF-8, or UTF-16 where the first bytes say so."""
    check_size(content)
    if isinstance(content, bytes):
        wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        try:
            content = content.decode("utf-16" if wide else "utf-8")
        except UnicodeDecodeError:
            refuse("graph.not-utf-8")
    return content.removeprefix("\ufeff")


def check_size(content: str | bytes) -> None:
    """Refuse what is too large before looking into it."""
    if len(content) > LARGEST:
        refuse("graph.too-large", limit=LARGEST // 1_000_000)


def name_of(value: object, where: str) -> str:
    """Return the name of a node; some programs write whole numbers."""
    name = as_text(value)
    usable = isinstance(value, str | int) and not isinstance(value, bool)
    if not usable or not name.strip() or len(name) > LONGEST_NAME or UNPRINTABLE.search(name):
        refuse("graph.not-a-name", where=where, value=shown(value), limit=LONGEST_NAME)
    return name


def number_of(value: object, where: str) -> float:
    """Return a finite number, written as a number or as a text."""
    number = math.nan
    if isinstance(value, str) and NUMBER.fullmatch(value.strip()):
        number = float(value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
    if not math.isfinite(number):
        refuse("graph.not-a-number", where=where, value=shown(value))
    return number


def link_of(source: str, target: str, said: Mapping[str, object], where: str) -> SignedLink:
    """Return a link with what is `said` about it.

    The sign is in `sign`, else in `polarity`, else it is that of `weight`, else plus.
    """
    known = {name: value for name, value in said.items() if value is not None}
    weight = number_of(known.get("weight", 1.0), where)
    delay = number_of(known.get("delay", 0.0), where)
    if delay < 0:
        refuse("graph.negative-delay", where=where, value=shown(known["delay"]))
    written = known.get("sign", known.get("polarity"))
    sign = (-1 if weight < 0 else 1) if written is None else _sign_of(written, where)
    if weight < 0 and sign != -1:
        refuse("graph.two-signs", where=where, sign=shown(written), weight=shown(known["weight"]))
    return SignedLink(source=source, target=target, sign=sign, weight=abs(weight), delay=delay)


def _sign_of(value: object, where: str) -> Literal[1, -1, 0]:
    text = as_text(value).strip().replace("\N{MINUS SIGN}", "-").lower()
    if text not in _SIGNS or isinstance(value, bool):
        refuse("graph.not-a-sign", where=where, value=shown(value))
    return _SIGNS[text]


def few(links: Iterable[SignedLink]) -> Iterator[SignedLink]:
    """Go through the links until there are too many."""
    for number, link in enumerate(links):
        if number >= MOST_LINKS:
            refuse("graph.too-many-links", limit=MOST_LINKS)
        yield link


def graph_of(nodes: Iterable[str], links: Iterable[SignedLink]) -> SignedGraph:
    """Return the graph, or say why it is none: a name twice, or a link to no node."""
    try:
        return SignedGraph(nodes=tuple(nodes), links=tuple(few(links)))
    except CaseError as error:
        raise ConversionError(str(error)) from None
