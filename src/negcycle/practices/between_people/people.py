"""Who is meant on some sheets: the same person under one key, however the name is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from negcycle.errors import PracticeError
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Partner
from negcycle.model.plan import BOTH
from negcycle.practices.sheets.sheet import Sheet
from negcycle.words import did_you_mean, say
from negcycle.words.tidying import tidy

_KEY = re.compile(r"[^\W_][\w-]{0,39}")


@dataclass(frozen=True, slots=True)
class People:
    """Everybody on some sheets, and who is in a cycle with whom."""

    partners: tuple[Partner, ...]
    """With names and keys, and without a chain."""
    owners: tuple[str, ...]
    """The key of who filled in each sheet, sheet by sheet."""
    others: tuple[str | None, ...]
    """The key of whom each sheet is about; None where there is nobody else."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Who is in a cycle with whom, where there are more than two."""


def people_on(sheets: Sequence[Sheet], known: Cycle | None = None) -> People:
    """Return who filled in some sheets, and whom they are about.

    Args:
        sheets: One or more, each filled in by one person.
        known: A case that says who they are; None where the sheets are all there is.

    Raises:
        PracticeError: if two are by the same person, if it is not clear who belongs together, or if
            the case knows somebody not.
    """
    owners = [_identity(sheet.owner or "", known) for sheet in sheets]
    for number, one in enumerate(owners):
        if one in owners[:number]:
            raise PracticeError(say("merging.twice", name=called(sheets[number].owner or "")))
    others = [_other(sheet, owners, number, known) for number, sheet in enumerate(sheets)]
    everybody = sorted({*owners, *(one for one in others if one is not None)})
    partners = _partners(everybody, sheets, known)
    keys = dict(zip(everybody, (one.key for one in partners), strict=True))
    pairs = {
        (min(keys[one], keys[other]), max(keys[one], keys[other]))
        for one, other in zip(owners, others, strict=True)
        if other is not None
    }
    return People(
        partners=_in_order(partners, known),
        owners=tuple(keys[one] for one in owners),
        others=tuple(None if one is None else keys[one] for one in others),
        pairs=tuple(sorted(pairs)) if len(everybody) > 2 else (),
    )


def called(name: str) -> str:
    """Return somebody's name on one line; a key alone gets the capital letter of a name.

    Example:
        >>> called("mary"), called("Anna Maria"), called("van der Berg")
        ('Mary', 'Anna Maria', 'van der Berg')
    """
    bare = tidy(name)
    return bare.capitalize() if re.fullmatch("[a-z]+", bare) else bare


def _identity(name: str, known: Cycle | None) -> str:
    """Return what makes two names those of one person: the key in the case, else the letters."""
    return tidy(name).casefold() if known is None else known.partner(name).key


def _other(sheet: Sheet, owners: list[str], number: int, known: Cycle | None) -> str | None:
    """Return whom a sheet is about; with other sheets there, it is somebody who filled one in."""
    mine, name = called(sheet.owner or ""), called(sheet.other or "")
    if not name:
        if len(owners) > 2:
            raise PracticeError(say("merging.about-whom", name=mine, count=len(owners)))
        rest = [one for one in owners if one != owners[number]]
        return rest[0] if rest else None
    other = _identity(sheet.other or "", known)
    if other == owners[number]:
        raise PracticeError(say("merging.about-oneself", name=mine))
    if len(owners) > 1 and other not in owners:
        hint = did_you_mean(other, [one for one in owners if one != owners[number]])
        raise PracticeError(say("merging.not-here", name=mine, other=name, hint=hint))
    return other


def _partners(everybody: list[str], sheets: Sequence[Sheet], known: Cycle | None) -> list[Partner]:
    if known is not None:
        there = [known.partner(key) for key in everybody]
        return [
            Partner(
                key=one.key,
                name=one.name,
                pronoun=one.pronoun,
                side=one.side,
                relation=one.relation,
            )
            for one in there
        ]
    keys = _keys(everybody)
    return [
        Partner(key=key, name=_name(one, sheets)) for one, key in zip(everybody, keys, strict=True)
    ]


def _keys(everybody: list[str]) -> Iterator[str]:
    """Yield a key for each: the name, where it can be one, else a letter and a number."""
    used: set[str] = set()
    for one in everybody:
        key = re.sub(r"[^\w-]+", "-", one).strip("-_")[:40]
        if not _KEY.fullmatch(key) or key in used or key == BOTH:
            key = next(key for n in count(1) if (key := f"p{n}") not in {*used, *everybody})
        used.add(key)
        yield key


def _name(one: str, sheets: Sequence[Sheet]) -> str:
    """Return the name as its owner writes it, else as others do, whichever sheet comes first."""
    owners = {called(sheet.owner) for sheet in sheets if sheet.owner}
    others = {called(sheet.other) for sheet in sheets if sheet.other}
    return next(
        name for ways in (owners, others) for name in sorted(ways) if name.casefold() == one
    )


def _in_order(partners: list[Partner], known: Cycle | None) -> tuple[Partner, ...]:
    """Return them in the order of the case, else by key: in which order they came plays no part."""
    if known is None:
        return tuple(sorted(partners, key=lambda one: one.key))
    return tuple(sorted(partners, key=lambda one: known.keys.index(one.key)))
