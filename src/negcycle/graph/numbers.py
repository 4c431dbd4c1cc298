"""The numbers of a cycle: what the file says, what its words imply, and what is assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from negcycle.model.base import Frozen
from negcycle.model.cycle import Cycle
from negcycle.model.dynamics import NotNegative, Positive, Share, Sign
from negcycle.model.entry import Move
from negcycle.model.parameters import DEFAULTS, STANDARD, Defaults
from negcycle.model.partner import Partner
from negcycle.model.people import names_of
from negcycle.words import say

_COUPLE = 2

Direction = Literal["pursue", "withdraw"]


class Person(Frozen):
    """The numbers of one partner in this cycle."""

    key: str
    name: str
    need: Share
    """Need for closeness here and now. 0 to 1."""
    reactivity: Positive
    """Product of the weights of the chain. Above 0."""
    openness: Share
    """Openness when calm and unresentful. 0 to 1."""
    answer: Sign
    """+1: alone reaches harder, crowded pulls back; -1: alone pulls away, crowded pushes back."""
    position: Direction | None = None
    """Where the behaviors that are written down place this partner; None: not known."""

    @property
    def side(self) -> Literal[1, -1, 0]:
        """On which side the first feeling starts: +1 too far, -1 too close, 0 not known."""
        if self.position is None:
            return 0
        return self.answer if self.position == "pursue" else -self.answer  # pyright: ignore[reportReturnType]


class Numbers(Frozen):
    """All numbers that a simulation needs, with what had to be assumed."""

    people: tuple[Person, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    """Who is in a cycle with whom."""
    turn: Positive = 1.0
    """Time constant of a reaction, in turns."""
    tau_open: Positive = 5.0
    """In turns."""
    tau_bond: Positive = 200.0
    """In turns."""
    forget: NotNegative = 0.1
    repair: NotNegative = 1.0
    delay: NotNegative = 0.0
    """In turns."""
    noise: NotNegative = 0.0
    tau_noise: Positive = 1.0
    """In turns."""
    assumptions: tuple[str, ...] = ()
    """What was assumed and not known, in sentences."""

    def person(self, key: str) -> Person:
        """Return the numbers of the partner with this key."""
        return next(one for one in self.people if one.key == key)


def numbers_of(cycle: Cycle) -> Numbers:
    """Return the numbers of a cycle: as written, else from the directions of the behaviors.

    Words set signs, never sizes. Two behaviors that go opposite ways give answers +1 and, between
    the two, a difference in need; two that go the same way give answers -1 and equal needs; where
    one is not known, both answer +1 with equal needs, and that is listed as an assumption.
    """
    defaults = DEFAULTS[cycle.dynamics.defaults or STANDARD]
    positions: dict[str, Direction | None] = {one.key: one.position.name for one in cycle.partners}
    answers = _answers(positions)
    needs = _needs(positions, defaults)
    names = names_of(cycle.partners)
    people = tuple(
        Person(
            key=one.key,
            name=names[one.key],
            need=_or(one.dynamics.need, needs[one.key]),
            reactivity=_or(one.dynamics.reactivity, defaults.values["reactivity"]),
            openness=_or(one.dynamics.openness, defaults.values["openness"]),
            answer=one.dynamics.answer or answers[one.key],
            position=positions[one.key],
        )
        for one in cycle.partners
    )
    shared = {
        name: _or(getattr(cycle.dynamics, name), defaults.values[name])
        for name in (
            *("turn", "tau_open", "tau_bond", "forget", "repair", "delay", "noise", "tau_noise"),
        )
    }
    return Numbers(
        people=people,
        pairs=cycle.all_pairs(),
        **shared,
        assumptions=tuple(_assumptions(cycle, positions, defaults)),
    )


def _or(said: float | None, default: float) -> float:
    return default if said is None else said


def _alike(positions: Mapping[str, Direction | None]) -> bool:
    """Whether all go the same way, and that is known."""
    return (
        len(positions) > 1 and None not in positions.values() and len(set(positions.values())) == 1
    )


def _opposite(positions: Mapping[str, Direction | None]) -> bool:
    """Whether each is known to go one way, and not all the same."""
    return None not in positions.values() and len(set(positions.values())) == _COUPLE


def _answers(positions: Mapping[str, Direction | None]) -> dict[str, Literal[1, -1]]:
    return dict.fromkeys(positions, -1 if _alike(positions) else 1)


def _needs(positions: Mapping[str, Direction | None], defaults: Defaults) -> dict[str, float]:
    if not _opposite(positions):
        return dict.fromkeys(positions, defaults.values["need"])
    return {
        key: defaults.need_toward if position == "pursue" else defaults.need_away
        for key, position in positions.items()
    }


def _assumptions(
    cycle: Cycle, positions: Mapping[str, Direction | None], defaults: Defaults
) -> Iterator[str]:
    yield say("assume.same-for-any")
    yield from _about_signs(cycle.partners, positions)
    unsaid = [one for one in cycle.partners if one.dynamics.need is None]
    if unsaid and _opposite(positions):
        yield say("assume.needs", toward=defaults.need_toward, away=defaults.need_away)
    elif unsaid:
        yield say("assume.equal-needs", need=defaults.values["need"])
    if sizes := list(_sizes(cycle, defaults)):
        yield say("assume.sizes", sizes=", ".join(sizes), set=defaults.name)
    if len(cycle.partners) > _COUPLE:
        yield say("assume.adds-up")


def _about_signs(
    partners: tuple[Partner, ...], positions: Mapping[str, Direction | None]
) -> Iterator[str]:
    names = names_of(partners)
    known = None not in positions.values()
    for one in partners:
        name = names[one.key]
        if one.dynamics.answer is not None:
            continue
        if not known:
            yield say(_what_is_known(one), name=name)
        elif _alike(positions):
            away = positions[one.key] == "withdraw"
            yield say("assume.both-away" if away else "assume.both-toward", name=name)
        else:
            toward = positions[one.key] == "pursue"
            yield say("assume.toward" if toward else "assume.away", name=name)


def _what_is_known(partner: Partner) -> str:
    """Return the sentence for somebody in a cycle in which not every direction is known."""
    if partner.position.name is not None:
        return "assume.direction-of-others"
    reaches = any(one.move is Move.REACH for one in partner.position.evidence)
    return "assume.direction-reach" if reaches else "assume.direction"


def _sizes(cycle: Cycle, defaults: Defaults) -> Iterator[str]:
    """Yield each size that the file leaves open, such as ``"reactivity 2"``."""
    for name in ("reactivity", "openness"):
        if any(getattr(one.dynamics, name) is None for one in cycle.partners):
            yield f"{name} {defaults.values[name]:g}"
    for name in ("turn", "tau_open", "tau_bond", "forget", "repair"):
        if getattr(cycle.dynamics, name) is None:
            yield f"{name} {defaults.values[name]:g}"
