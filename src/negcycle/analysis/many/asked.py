"""What is asked of each couple, as a number: a column, or whether it ended in some way."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from negcycle.errors import AnalysisError, UnknownName
from negcycle.model.ensemble import OUTCOMES, POSITIONS, Ensemble
from negcycle.model.faults import cut
from negcycle.model.trajectory import Outcome
from negcycle.words import did_you_mean, say
from negcycle.words.listing import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Array: TypeAlias = NDArray[np.float64]

_FIRST_POSITION = -1


def asked_of_each(ensemble: Ensemble, of: str) -> Array:
    """Return what is asked of each couple as a number. Shape ``(n_couples,)``.

    Args:
        ensemble: The couples.
        of: A column, such as ``"cycle_strength.final"``; or a column of kinds and one kind, such as
            ``"outcome=stuck"`` or ``"john.position=withdraw"``, for 1 where it is so, else 0.

    Raises:
        UnknownName: if there is no such column or kind.
    """
    column, equals, kind = of.partition("=")
    if not equals:
        return ensemble.numbers(of)
    numbers = ensemble.numbers(column)
    kinds, first = kinds_of(column)
    if kind not in kinds:
        hint = did_you_mean(kind, kinds)
        message = say("among.no-kind", column=column, kind=cut(kind, 60), hint=hint)
        raise UnknownName(message, kind, tuple(kinds))
    is_so: Array = (numbers == kinds.index(kind) + first).astype(np.float64)
    return is_so


def outcome_named(name: str) -> Outcome:
    """Return an outcome by its name.

    Raises:
        UnknownName: if there is none of this name.
    """
    if name not in OUTCOMES:
        hint = did_you_mean(name, OUTCOMES)
        raise UnknownName(
            say("among.no-outcome", name=cut(str(name), 60), hint=hint), name, OUTCOMES
        )
    return Outcome(name)


def refuse_no_result(of: str, parameters: Iterable[str]) -> None:
    """Refuse what differs by design, and codes of kinds, where a result that varies is wanted.

    Args:
        of: What is asked of each couple.
        parameters: What differs between the couples.

    Raises:
        AnalysisError: if it is no result, or its numbers only stand for kinds.
    """
    if of in parameters:
        raise AnalysisError(say("among.no-result", name=of))
    kinds, _ = kinds_of(of)
    if kinds:
        example = Outcome.STUCK if of == "outcome" else kinds[0]
        raise AnalysisError(
            say("among.codes", column=of, kinds=listed(kinds), example=f"{of}={example}")
        )


def kinds_of(column: str) -> tuple[Sequence[str], int]:
    """Return the kinds that a column tells apart, and the number of the first one."""
    if column == "outcome":
        return [str(one) for one in OUTCOMES], 0
    return (POSITIONS, _FIRST_POSITION) if column.endswith(".position") else ((), 0)
