"""What the partners of a cycle are called in a sentence, so that nobody is taken for another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from negcycle.model.partner import Partner
from negcycle.words import say
from negcycle.words.tidying import tidy


def names_of(partners: Iterable[Partner]) -> dict[str, str]:
    """Return what each partner is called, by key, in their order.

    A name stands on one line; where nothing of it can be seen, the key stands for it. Those who
    share a name have their keys beside it.

    Example:
        >>> import negcycle as nc
        >>> names_of(nc.Cycle(partners={"a": {"name": "Ann"}, "b": {"name": "Ann"}}).partners)
        {'a': 'Ann (a)', 'b': 'Ann (b)'}
    """
    names = {one.key: tidy(one.name) or one.key for one in partners}
    count = Counter(names.values())
    return {
        key: say("people.with-key", name=name, key=key) if count[name] > 1 else name
        for key, name in names.items()
    }
