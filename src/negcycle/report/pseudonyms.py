"""A case under pseudonyms, for a supervisor: whoever they are, they are Partner 1, Partner 2."""

from __future__ import annotations

from collections.abc import Sequence

from negcycle.model.chain import Slot
from negcycle.model.cycle import Cycle
from negcycle.model.deidentifying import deidentify
from negcycle.model.pseudonyms import Pseudonyms
from negcycle.words.tidying import tidy


def under_pseudonyms(
    cycle: Cycle, whose: str | None, strengths: Sequence[str]
) -> tuple[Cycle, str | None, tuple[str, ...]]:
    """Return a case, the key of one person in it, and some words, all without names of the people.

    People's own words stay, and in them each name and each key of somebody in the case is replaced.

    Args:
        cycle: The case.
        whose: A key of it, or None.
        strengths: Words in which names are replaced as well.
    """
    kept = ("stressors", *(f"{key}.{slot}" for key in cycle.keys for slot in Slot))
    made = deidentify(cycle, keep=kept)
    key = None if whose is None else made.keys[cycle.keys.index(whose)]
    without_names = Pseudonyms(cycle.partners).replaced
    return made, key, tuple(without_names(tidy(words)) for words in strengths)
