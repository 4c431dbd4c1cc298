"""What a lasting push does, over many drawn strengths: which answers hold for most of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.signs.levins import Levins, Sign, levins
from negcycle.analysis.signs.sign_stability import never_stable
from negcycle.analysis.signs.signs import Rows, Signs, signs
from negcycle.errors import AnalysisError
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.analysis.loops.arrows import AnyGraph
    from negcycle.analysis.state import State

Responses: TypeAlias = NDArray[np.int8]
"""+1, 0 or -1 for each."""


MOST = 0.95
"""The share from which an answer is said to hold for most strengths."""

_NOTHING = 1e-9
"""A response smaller than this, beside the largest of its system, is none: it is rounding."""

_AT_ONCE = 2_000
"""Systems drawn in one go."""

_IN_VAIN = 20_000
"""Where none of so many systems is stable, no more are drawn unless somebody asks for them."""


class Known(NamedTuple):
    """An outcome that is known: `of` went this way when `to` was pushed up."""

    of: str
    to: str
    sign: Literal["+", "-", "0"]


class Shares(NamedTuple):
    """The part of the drawn systems in which a node rises, stays, or falls. They sum to 1."""

    up: float
    none: float
    down: float


class Answer(NamedTuple):
    """A response that holds: `of` goes this way when `to` is pushed up."""

    of: str
    to: str
    sign: Literal["+", "-", "0"]
    share: float
    """Of the drawn systems."""


@dataclass(frozen=True, eq=False)
class Press:
    """How every node answers to a lasting push on every other, in many drawn systems."""

    signs: Signs
    """What they were drawn from."""
    shares: NDArray[np.float64]
    """``shares[k, i, j]``: part of systems in which node i goes up (k = 0), stays (1) or goes down
    (2) after a push up on node j. Shape ``(3, n, n)``."""
    kept: int
    """Systems that were stable and agreed with all that is known."""
    stable: int
    """Systems that were stable."""
    tries: int
    """Systems that were drawn."""
    seed: int
    """What the random numbers were made from."""
    uncertain: frozenset[tuple[str, str]] = frozenset()
    """(source, target) of the links that were there in about half the systems."""
    known: tuple[Known, ...] = ()
    """The outcomes that every kept system agrees with."""

    def share(self, *, of: str, to: str) -> Shares:
        """Return in which part of the systems `of` rises, stays or falls after a push on `to`."""
        return Shares(*map(float, self.shares[:, self.signs.place(of), self.signs.place(to)]))

    @cached_property
    def _exact(self) -> tuple[Levins, Levins]:
        """The responses with all links, and without the uncertain ones."""
        names = self.signs.names
        sure = tuple(
            tuple(
                Fraction(0) if (source, target) in self.uncertain else value
                for source, value in zip(names, row, strict=True)
            )
            for target, row in zip(names, self.signs.effects, strict=True)
        )
        without = Signs(names, sure, self.signs.unknown - self.uncertain)
        return levins(self.signs), levins(without)

    def for_any(self) -> tuple[Answer, ...]:
        """Return the answers that hold for any strengths; a matter of proof, not of chance.

        They follow from the signs: all that carries the push agrees. What is known is not used.
        """
        every, without = self._exact
        found: list[Answer] = []
        for of in self.signs.names:
            for to in self.signs.names:
                sign = every.response(of=of, to=to)
                if (
                    sign != "?"
                    and every.holds(of=of, to=to)
                    and without.response(of=of, to=to) == sign
                ):
                    found.append(Answer(of, to, sign, self._of(of, to, sign)))
        return tuple(found)

    def for_most(self, share: float = MOST) -> tuple[Answer, ...]:
        """Return the answers of at least this part of the systems (above 0.5), the clear ones too.

        They are a finding about the strengths that were drawn, uniform between 0 and 1.
        """
        return tuple(
            Answer(of, to, sign, self._of(of, to, sign))
            for of in self.signs.names
            for to in self.signs.names
            for sign in _SIGNS
            if self._of(of, to, sign) >= max(share, 0.5 + 1e-12)
        )

    def text(self, share: float = MOST) -> str:
        """Return what holds whatever the strengths, and what for most, by the node that is pushed.

        What stays as it is is left out.
        """
        sure = self.for_any()
        known = {(one.of, one.to) for one in sure}
        likely = [one for one in self.for_most(share) if (one.of, one.to) not in known]
        said = {"share": share, "kept": self.kept}
        lines: list[str] = []
        for key, answers in (("any", sure), ("most", likely)):
            by_push = list(self._by_push(answers))
            lines += [say(f"press.{key}" if by_push else f"press.none-{key}", **said), *by_push]
        return "\n".join(lines)

    def _by_push(self, answers: Sequence[Answer]) -> Iterator[str]:
        for to in self.signs.names:
            moved = [one for one in answers if one.to == to and one.sign != "0"]
            if moved:
                parts = (say("press.answer", of=one.of, sign=one.sign) for one in moved)
                yield say("press.line", to=to, answers=", ".join(parts))

    def response(self, *, of: str, to: str, share: float = MOST) -> Sign:
        """Return the answer of at least this part of the systems, or ``?``."""
        for sign in _SIGNS:
            if self._of(of, to, sign) >= max(share, 0.5 + 1e-12):
                return sign
        return "?"

    def _of(self, of: str, to: str, sign: Literal["+", "-", "0"]) -> float:
        return self.share(of=of, to=to)[_SIGNS.index(sign)]


_SIGNS: tuple[Literal["+", "0", "-"], ...] = ("+", "0", "-")
_NUMBERS = {"+": 1, "0": 0, "-": -1}


def press(
    graph: AnyGraph | Signs | Sequence[Sequence[float | Fraction]],
    *,
    seed: int,
    count: int = 1_000,
    tries: int | None = None,
    names: Sequence[str] | None = None,
    rows: Rows | None = None,
    damped: bool | Collection[str] = False,
    at: str = "settled",
    state: State | None = None,
    uncertain: Collection[tuple[str, str]] = (),
    known: Collection[Known] = (),
) -> Press:
    """Draw strengths, keep the stable systems, and push every node up, one at a time.

    Each strength is uniform in (0, 1]; an unknown sign is + or - and an uncertain link there or
    not, each with even odds. A system is stable if all eigenvalues have a negative real part.

    Args:
        graph: A cycle, its graph or system, any model, a signed graph, one of NetworkX, or a
            square matrix. Only the signs count.
        seed: What the random numbers are made from.
        count: How many systems to keep; fewer if `tries` run out.
        tries: How many systems to draw at most. If left out, 100 times `count`, and 20,000 where
            none of them is stable.
        names: What the rows and columns of a matrix are called; see `signs`.
        rows: Whether the rows of a matrix are targets or sources; see `signs`.
        damped: The nodes that get a self-effect of -1 where none is drawn; see `signs`.
        at: Where a couple is: ``"calm"``, ``"settled"`` or ``"stuck"``.
        state: Another state of a couple or a model; see `signs`.
        uncertain: (source, target) of links that may not exist.
        known: Outcomes that every kept system has to agree with.

    Raises:
        AnalysisError: if no strengths make it stable, no drawn system is stable and agrees with
            what is known, a count is not positive, an uncertain link is none, the matrix cannot be
            read, or there is no such state.
        UnknownName: if a name is unknown.

    Example:
        >>> found = press([[-1, -1], [1, -1]], names=["hare", "lynx"], rows="target", seed=1)
        >>> found.share(of="lynx", to="hare")
        Shares(up=1.0, none=0.0, down=0.0)

    Sources:
        Melbourne-Thomas, J., Wotherspoon, S., Raymond, B., & Constable, A. (2012).
        Comprehensive evaluation of model uncertainty in qualitative network analyses.
        Ecol. Monogr. 82, 505-519.
    """
    read = _only_signs(signs(graph, names=names, rows=rows, damped=damped, at=at, state=state))
    most = 100 * count if tries is None else tries
    if count < 1 or most < count:
        raise AnalysisError(say("press.count", count=count, tries=most))
    doubted = frozenset(uncertain)
    for source, target in sorted(doubted):
        if not read.possible[read.place(target)][read.place(source)]:
            raise AnalysisError(say("press.link", source=source, target=target))
    never = never_stable(read)
    if never is not None:
        nodes = ", ".join(never.nodes)
        if never.level == 1:
            raise AnalysisError(say("press.undamped", nodes=nodes))
        raise AnalysisError(say("press.never", nodes=nodes, level=never.level))
    outcomes = tuple(Known(*one) for one in known)
    wanted = [(read.place(k.of), read.place(k.to), _NUMBERS[k.sign]) for k in outcomes]
    chance = np.random.default_rng(seed)
    size = len(read.names)
    totals = np.zeros((3, size, size))
    drawn = stable = kept = 0
    while kept < count and drawn < most:
        # the same draws for any count, so that a larger count only adds systems
        batch = _draw(read, doubted, chance)[: most - drawn]
        responses, are_stable = _responses(batch)
        agree = are_stable.copy()
        for i, j, sign in wanted:
            agree &= responses[:, i, j] == sign
        places = np.flatnonzero(agree)[: count - kept]
        used = int(places[-1]) + 1 if kept + len(places) == count else len(batch)
        chosen = responses[places]
        totals += np.stack([(chosen == sign).sum(axis=0) for sign in (1, 0, -1)])
        drawn += used
        stable += int(are_stable[:used].sum())
        kept += len(places)
        if tries is None and not stable and drawn >= _IN_VAIN:
            break
    if not kept:
        raise AnalysisError(say("press.none", tries=f"{drawn:,}"))
    shares = totals / kept
    shares.setflags(write=False)
    return Press(read, shares, kept, stable, drawn, seed, doubted, outcomes)


def _only_signs(read: Signs) -> Signs:
    effects = tuple(
        tuple(Fraction((value > 0) - (value < 0)) for value in row) for row in read.effects
    )
    return Signs(read.names, effects, read.unknown)


def _draw(
    read: Signs, uncertain: frozenset[tuple[str, str]], chance: np.random.Generator
) -> NDArray[np.float64]:
    """Return matrices of effects of column on row. Shape ``(_AT_ONCE, n, n)``."""
    size = len(read.names)
    shape = (_AT_ONCE, size, size)
    matrices = np.array(read.effects, dtype=np.float64) * (1.0 - chance.random(shape))
    for source, target in sorted(read.unknown):
        i, j = read.place(target), read.place(source)
        strengths = 1.0 - chance.random(_AT_ONCE)
        matrices[:, i, j] = strengths * chance.choice((-1.0, 1.0), _AT_ONCE)
    for source, target in sorted(uncertain):
        i, j = read.place(target), read.place(source)
        matrices[:, i, j] *= chance.integers(0, 2, _AT_ONCE)
    return matrices


def _responses(matrices: NDArray[np.float64]) -> tuple[Responses, NDArray[np.bool_]]:
    """Return the signs of ``(-A)**-1``, and which systems are stable; zeros where one is not."""
    stable = np.linalg.eigvals(matrices).real.max(axis=1) < -_NOTHING
    answers = np.linalg.inv(-matrices[stable])
    largest = np.abs(answers).max(axis=(1, 2), keepdims=True)
    responses = np.zeros(matrices.shape, dtype=np.int8)
    responses[stable] = np.where(np.abs(answers) > _NOTHING * largest, np.sign(answers), 0)
    return responses, stable
