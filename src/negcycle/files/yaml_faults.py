"""Why a text is no YAML: what ruamel.yaml found, in our words and where a person would look.

Its scanner notices a slip where it can go no further. That is often lines below the slip itself,
such as a quote that was never closed, or a name without its colon.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from negcycle.files.faults import Faults
from negcycle.files.printable import shown_sign
from negcycle.files.yaml_colons import COLON, nameless, no_colon, one_colon_too_many
from negcycle.files.yaml_stop import CLOSING, QUOTES, Cause, Stop

_HASH = re.compile(r"\s*#")
_HUGE_ESCAPE = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")
_DIRECTIVE = re.compile("^%", re.MULTILINE)
_DIGITS = {"x": 2, "u": 4, "U": 8}


def explain(stop: Stop, faults: Faults) -> NoReturn:
    """Raise what was gathered, and the most likely slip that made the reading stop."""
    cause = _cause(stop)
    faults.stop(cause.code, stop.lines.place(cause.at), **cause.values)


def _cause(stop: Stop) -> Cause:
    words = stop.words
    if words and words.style in QUOTES and words.line < words.end_line == stop.line:
        return Cause("quote-spans", words.start, {"line": words.end_line})
    return next((rule(stop) for part, rule in _RULES if part in stop.said), stop.unclear())


def _nothing_said(stop: Stop) -> Cause:
    """Explain a failure that ruamel.yaml did not foresee."""
    escape = _HUGE_ESCAPE.search(stop.text, stop.at)
    if escape:
        return Cause("no-character", escape.start(), {"escape": escape.group()})
    directive = _DIRECTIVE.search(stop.text, stop.at)
    return Cause("directive", directive.start()) if directive else stop.unclear()


def _odd_sign(stop: Stop) -> Cause:
    if stop.sign == "\t":
        return Cause("tab", stop.at)
    return _trailing(stop) or stop.leading_sign()


def _trailing(stop: Stop) -> Cause | None:
    """Explain what stands behind a closing quote or bracket, if that is where it stopped."""
    last = stop.head.rstrip()[-1:]
    if last in QUOTES:
        return Cause("after-quote" if last == '"' else "after-quote.single", stop.at)
    if last in CLOSING.values():
        if stop.sign in CLOSING.values():
            return Cause("stray-sign", stop.at, {"sign": stop.sign})
        return Cause("after-bracket", stop.at, {"sign": last})
    return None


def _escape(stop: Stop) -> Cause:
    slash = stop.text.rfind("\\", 0, stop.at)
    sign = stop.text[slash + 1 : slash + 2]
    if not sign:
        return stop.open_quote()
    if sign in _DIGITS:
        return Cause("escape-digits", slash, {"sign": sign, "digits": _DIGITS[sign]})
    return Cause("escape", slash, {"sign": shown_sign(sign)})


def _directive(stop: Stop) -> Cause:
    line, _ = stop.lines.place(stop.since)
    return Cause("directive", stop.lines.offset(line))


def _blank_lines(stop: Stop) -> Cause:
    return Cause("blank-lines", stop.at)


def _second_document(stop: Stop) -> Cause:
    return Cause("second-document", stop.at)


def _after_the_end(stop: Stop) -> Cause:
    """Explain what follows a document that was complete."""
    directive = _DIRECTIVE.search(stop.text, 0, stop.at)
    if directive:
        return Cause("directive", directive.start())
    trailing = _trailing(stop)
    if trailing:
        return trailing
    if stop.root and isinstance(stop.root.value, str):
        return nameless(stop, stop.root.line)
    is_deeper = stop.root is not None and stop.root.column > len(stop.head) + 1
    return Cause("indent", stop.at) if is_deeper else stop.unclear()


def _not_the_end(stop: Stop) -> Cause:
    """Explain what cannot follow inside a list or a set of fields."""
    if stop.sign in {"]", "}", ","} and not stop.head.strip():
        return Cause("stray-sign", stop.at, {"sign": stop.sign})
    trailing = _trailing(stop)
    if trailing:
        return trailing
    if stop.words and "<scalar>" in stop.said:
        cut_off = _HASH.match(stop.text, stop.words.end)
        if stop.words.style in {"|", ">"}:
            return _blank_lines(stop)
        if cut_off:
            return Cause("words-cut-off", cut_off.end() - 1)
    if "start>" in stop.said:
        return Cause("indent", stop.at)
    if stop.in_list or "found '-'" in stop.said:
        return Cause("mixed-list", stop.at)
    if stop.sign in {"*", "&", "!"}:
        return stop.leading_sign()
    return stop.unclear() if stop.head.strip() else Cause("indent", stop.at)


def _in_brackets(stop: Stop) -> Cause:
    """Explain what cannot follow inside brackets."""
    sign = stop.text[stop.since]
    same_line = stop.lines.place(stop.since)[0] == stop.line
    if stop.sign == ":" and (same_line or COLON.search(stop.head)):
        return Cause("colon-in-words.in-braces" if sign == "{" else "colon-in-words", stop.at)
    if stop.sign in CLOSING.values():
        line, closing = stop.lines.place(stop.since)[0], CLOSING[sign]
        return Cause(
            "wrong-bracket",
            stop.at,
            {"sign": stop.sign, "opening": sign, "line": line, "closing": closing},
        )
    if same_line and stop.sign.strip():
        return Cause("no-comma", stop.at, {"closing": CLOSING[sign]})
    return stop.open_bracket(sign, stop.since)


def _nothing_there(stop: Stop) -> Cause:
    """Explain a sign that stands where a value should."""
    brackets = [one for one in stop.opened if one.sign]
    if not brackets:
        return stop.leading_sign() if stop.sign else stop.unclear()
    if "'<" in stop.said:  # the text, or the document, ends here
        line, column = brackets[-1].place
        return stop.open_bracket(brackets[-1].sign, stop.lines.offset(line) + column - 1)
    if stop.sign in {"]", "}", ","}:
        return Cause("nothing-there", stop.at, {"sign": stop.sign})
    return stop.leading_sign()


_RULES: tuple[tuple[str, Callable[[Stop], Cause]], ...] = (
    ("cannot start any token", _odd_sign),
    ("mapping values are not allowed", one_colon_too_many),
    ("could not find expected ':'", no_colon),
    ("sequence entries are not allowed", Stop.leading_sign),
    ("mapping keys are not allowed", Stop.leading_sign),
    ("double-quoted", _escape),
    ("quoted scalar", Stop.open_quote),
    ("more indented", _blank_lines),
    ("block scalar", Stop.leading_sign_since),
    ("directive", _directive),
    ("YAML d", _directive),
    ("an alias", Stop.leading_sign_since),
    ("an anchor", Stop.leading_sign_since),
    (" tag", Stop.leading_sign_since),
    ("document end marker", _second_document),
    ("node content", _nothing_there),
    ("parsing a flow", _in_brackets),
    ("<document start>", _after_the_end),
    ("<block end>", _not_the_end),
    ("", _nothing_said),
)
"""Parts of what ruamel.yaml says, and who explains them; the first one that fits counts."""
