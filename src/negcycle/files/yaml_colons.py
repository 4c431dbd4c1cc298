"""Slips around the colon after a name: none, one without a space, or one too many."""

from __future__ import annotations

import re

from negcycle.files.yaml_stop import CLOSING, QUOTES, Cause, Stop, without_comment
from negcycle.model.faults import shown

COLON = re.compile(r":(?=\s|$)")
"""A colon that ends a name."""

_GLUED = re.compile(r"([^\s:'\"]+):([^\s/].*)")
_BLOCK = re.compile(r"[:-]\s+([|>])[-+0-9]*$")
_WORDY_ITEM = re.compile(r"\s*-\s+(?=\S+ )")
_LINES_LOOKED_AT = 200
_LONGEST_EXAMPLE = 60


def one_colon_too_many(stop: Stop) -> Cause:
    """Explain a colon inside words."""
    inside = COLON.search(stop.head)
    if inside:
        item = _WORDY_ITEM.match(stop.head, 0, inside.start())  # no field has a space in its name
        begun = item.end() if item else inside.end()
        words = without_comment(stop.lines.line(stop.line)[begun:]).strip()
        is_short = len(words) <= _LONGEST_EXAMPLE and words.isprintable()
        if is_short and not set(words) & {*QUOTES, "\\"}:
            return Cause("colon-in-words.example", stop.at, {"words": words})
        return Cause("colon-in-words", stop.at)
    return _words_from_above(stop)


def _words_from_above(stop: Stop) -> Cause:
    """Explain a colon that is the first in its line, while the words began in a line above."""
    begun = stop.line
    for above in range(stop.line - 1, max(0, stop.line - _LINES_LOOKED_AT), -1):
        words = stop.words_of(above)
        colon = COLON.search(words)
        if words.startswith("- ") or (colon and words[colon.end() :]):
            return Cause("goes-on", stop.start_of(stop.line), {"line": above})
        if colon:
            break
        begun = above if words else begun
    return nameless(stop, begun) if begun < stop.line else stop.unclear()


def no_colon(stop: Stop) -> Cause:
    """Explain words that stand where a field should, and have no colon."""
    line, _ = stop.lines.place(stop.since)
    rest = stop.text[stop.since : stop.lines.offset(line) + len(stop.lines.line(line))]
    if stop.in_list:
        return Cause("mixed-list", stop.since)
    if rest[0] in "*&!":
        return stop.leading_sign_since()
    if rest[0] in QUOTES and rest[0] not in rest[1:]:
        return stop.open_quote()
    if rest[0] in CLOSING:
        is_closed = CLOSING[rest[0]] in rest
        return Cause("indent", stop.since) if is_closed else stop.open_bracket(rest[0], stop.since)
    return stop.unclear() if COLON.search(without_comment(rest)) else nameless(stop, line)


def nameless(stop: Stop, line: int) -> Cause:
    """Explain a line in which the colon, or the space after it, or the indentation is missing."""
    above = stop.text[: stop.lines.offset(line)].rstrip()
    block = _BLOCK.search(stop.words_of(stop.lines.place(len(above))[0]))
    if block:
        return Cause("block-indent", stop.start_of(line), {"sign": block[1]})
    words = stop.words_of(line)
    glued = _GLUED.fullmatch(words)
    if glued:
        fixed = shown(f"{glued[1]}: {glued[2]}")
        return Cause("no-space", stop.start_of(line), {"fixed": fixed})
    return Cause("no-colon", stop.start_of(line), {"words": shown(words)})
