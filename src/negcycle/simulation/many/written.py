"""What a parameter takes, as a person writes it: ``normal(2, 0.3)``, ``0:1:5``, ``1, 2, 4``."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from negcycle.errors import SimulationError
from negcycle.simulation.many.distributions import (
    Choice,
    Distribution,
    LogNormal,
    Normal,
    Uniform,
    plain,
)
from negcycle.words import did_you_mean, say

MOST_VALUES = 10_000
"""An axis has no more values than this."""

_LONGEST = 40
"""Signs of what cannot be read that are shown."""
_CALL = re.compile(r"\s*(?P<name>[^\W\d]\w*)\s*\((?P<inside>.*)\)\s*", re.DOTALL)
_WHOLE = re.compile(r"\s*\d{1,9}\s*", re.ASCII)


def read_distribution(text: str) -> Distribution:
    """Return what a text says that a parameter is drawn from.

    Args:
        text: ``uniform(LOW, HIGH)``, ``normal(MEAN, SD)``, ``lognormal(MEDIAN, SIGMA)``,
            ``choice(VALUE, ...)``, where each value may have a weight as in ``choice(1:3, -1:1)``;
            ``LOW:HIGH``, which is uniform; or a number, which everybody gets.

    Raises:
        SimulationError: if it says nothing of that kind; it tells where and what was expected.

    Example:
        >>> print(read_distribution("normal(2, 0.3)"), read_distribution("1:4"))
        normal(2, 0.3) uniform(1, 4)
    """
    call = _CALL.fullmatch(text)
    if call is None:
        if text.strip()[:1].isalpha() or "(" in text:
            raise SimulationError(say("written.no-distribution", text=_short(text)))
        ends = _numbers(text, _parts(text, 0, ":"))
        return Choice(ends) if len(ends) == 1 else Uniform(*_so_many(text, ends, _TWO))
    name = call["name"].lower()
    if name not in _KINDS:
        hint = did_you_mean(name, _KINDS)
        raise SimulationError(
            say("written.unknown", text=_short(text), name=call["name"], hint=hint)
        )
    parts = list(_parts(call["inside"], call.start("inside"), ","))
    return _KINDS[name](text, parts)


def read_values(text: str) -> tuple[float, ...]:
    """Return the values that a text gives an axis of a grid.

    Args:
        text: ``START:STOP:N`` for N values evenly apart, both ends among them; or the values
            themselves with commas between.

    Raises:
        SimulationError: if it is neither; it tells where and what was expected.

    Example:
        >>> read_values("0:1:6"), read_values("0.5, 2")
        ((0.0, 0.2, 0.4, 0.6, 0.8, 1.0), (0.5, 2.0))
    """
    if ":" not in text:
        return _numbers(text, _parts(text, 0, ","))
    parts = list(_parts(text, 0, ":"))
    if len(parts) != 3:
        raise SimulationError(say("written.no-steps", text=_short(text)))
    start, stop = (Fraction(repr(one)) for one in _numbers(text, parts[:2]))
    place, count = parts[2]
    if not _WHOLE.fullmatch(count) or not 2 <= int(count) <= MOST_VALUES:
        raise _expected(text, place, count, say("written.a-count", most=MOST_VALUES))
    if start == stop:
        raise SimulationError(
            say("written.same-ends", text=_short(text), value=plain(float(start)))
        )
    last = int(count) - 1
    return tuple(float(start + (stop - start) * n / last) for n in range(last + 1))


_Parts = Sequence[tuple[int, str]]
"""Parts of a text, each with its place in it."""
_TWO = 2


def _uniform(text: str, parts: _Parts) -> Distribution:
    low, high = _so_many(text, _numbers(text, parts), _TWO)
    return Uniform(low, high)


def _normal(text: str, parts: _Parts) -> Distribution:
    mean, sd = _so_many(text, _numbers(text, parts), _TWO)
    return Normal(mean, sd)


def _lognormal(text: str, parts: _Parts) -> Distribution:
    median, sigma = _so_many(text, _numbers(text, parts), _TWO)
    return LogNormal(median, sigma)


def _choice(text: str, parts: _Parts) -> Distribution:
    if not any(":" in part for _, part in parts):
        return Choice(_numbers(text, parts))
    pairs = [_so_many(text, _numbers(text, _parts(part, at, ":")), _TWO) for at, part in parts]
    return Choice((value for value, _ in pairs), (weight for _, weight in pairs))


_KINDS: dict[str, Callable[[str, _Parts], Distribution]] = {
    "uniform": _uniform,
    "normal": _normal,
    "lognormal": _lognormal,
    "choice": _choice,
}


def _parts(text: str, begin: int, between: str) -> Iterator[tuple[int, str]]:
    for part in text.split(between):
        yield begin, part
        begin += len(part) + 1


def _numbers(text: str, parts: Iterator[tuple[int, str]] | _Parts) -> tuple[float, ...]:
    return tuple(_number(text, place, part) for place, part in parts)


def _number(text: str, place: int, part: str) -> float:
    try:
        number = float(part) if "_" not in part else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise _expected(text, place, part, say("written.a-number"))
    return number


def _so_many(text: str, numbers: Sequence[float], count: int) -> Sequence[float]:
    if len(numbers) != count:
        raise SimulationError(
            say("written.so-many", text=_short(text), count=count, found=len(numbers))
        )
    return numbers


def _expected(text: str, place: int, part: str, what: str) -> SimulationError:
    """Return an error that tells the place of a part in a text, and what was expected there."""
    at = place + len(part) - len(part.lstrip()) + 1
    key = "written.expected" if part.strip() else "written.expected-nothing"
    return SimulationError(
        say(key, text=_short(text), place=at, what=what, part=_short(part.strip()))
    )


def _short(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."
