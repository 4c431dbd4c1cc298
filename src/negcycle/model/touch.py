"""Touch: a yes and a no to it are each person's own, and neither is ever a move to change."""

from __future__ import annotations

from functools import cache

from negcycle.model.partner import Partner
from negcycle.words import lexicon
from negcycle.words.matching import Phrases
from negcycle.words.tidying import tidy

_MORE = ("massage", "back rub", "rub my/your/his/her/their", "sleep with me/you/him/her/them")


def speaks_of_touch(words: str) -> bool:
    """Whether `words` speak of touch or sex, be it a yes or a no.

    Example:
        >>> speaks_of_touch("say no to a hug"), speaks_of_touch("go quiet")
        (True, False)
    """
    return bool(_phrases().find(words))


def only_touch(partner: Partner) -> bool:
    """Whether everything that somebody does is about touch, so that nothing of it is to change.

    Example:
        >>> import negcycle as nc
        >>> only_touch(nc.Partner(key="bo", name="Bo", chain={"behavior": "say no to sex"}))
        True
    """
    said = [entry.words for entry in partner.chain.behavior if tidy(entry.words)]
    return bool(said) and all(map(speaks_of_touch, said))


@cache
def _phrases() -> Phrases[str]:
    book = lexicon()
    listed = (*book.lists.get("touch", ()), *_MORE)
    idioms = [(one, None) for one in book.lists.get("idioms", ()) if one not in listed]
    return Phrases([*((one, one) for one in listed), *idioms], verbs=True, deniable=False)
