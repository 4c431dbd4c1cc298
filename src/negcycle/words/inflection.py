"""English as it is typed: contractions, spellings and endings, folded into comparable forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

CONTRACTIONS: Mapping[str, tuple[str, ...]] = {
    "can't": ("can", "not"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "wont": ("will", "not"),
    "shan't": ("shall", "not"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "isnt": ("is", "not"),
    "wasnt": ("was", "not"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
}
SHORTENED: Mapping[str, tuple[str, ...]] = {
    "n't": ("not",),
    "'m": ("am",),
    "'re": ("are",),
    "'ve": ("have",),
    "'ll": ("will",),
    "'d": ("would",),
    "'s": (),  # he's and partner's: nothing that a search needs
}
SPELLINGS: Mapping[str, str] = {"towards": "toward", "ok": "okay", "alright": "all right"}

AUXILIARIES: Mapping[str, str] = {
    **dict.fromkeys(("am", "are", "is", "was", "were", "been", "being"), "be"),
    **dict.fromkeys(("does", "did", "done", "doing"), "do"),
    **dict.fromkeys(("has", "had", "having"), "have"),
}
IRREGULAR: Mapping[str, str] = {
    past: verb
    for verb, pasts in {
        "beat": "beaten",
        "become": "became",
        "begin": "began begun",
        "bite": "bit bitten",
        "bleed": "bled",
        "blow": "blew blown",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "catch": "caught",
        "choose": "chose chosen",
        "cling": "clung",
        "come": "came",
        "deal": "dealt",
        "die": "dying dies",
        "draw": "drew drawn",
        "drink": "drank drunk",
        "drive": "drove driven",
        "fall": "fell fallen",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "fling": "flung",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone goes going",
        "hang": "hung",
        "hear": "heard",
        "hide": "hid hidden",
        "hold": "held",
        "keep": "kept",
        "leave": "left",
        "lie": "lying lies lied lay lain",
        "lose": "lost",
        "make": "made",
        "mean": "meant",
        "pay": "paid",
        "plead": "pled",
        "ride": "rode ridden",
        "run": "ran",
        "say": "said says",
        "see": "saw seen",
        "send": "sent",
        "shake": "shook shaken",
        "sit": "sat",
        "sleep": "slept",
        "speak": "spoke spoken",
        "stand": "stood",
        "stick": "stuck",
        "strike": "struck stricken",
        "swear": "swore sworn",
        "sweep": "swept",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "understand": "understood",
        "wake": "woke woken",
        "weep": "wept",
        "withdraw": "withdrew withdrawn",
        "write": "wrote written",
    }.items()
    for past in pasts.split()
}

BRITISH = re.compile(r"(?<=[a-z]{3})([iy])s(e|es|ed|er|ing)$")
DOUBLED = re.compile(r"([bcdfgklmnprtvz])\1$")
SHORTEST = 3
"""Letters that a verb keeps when an ending is taken off: 'used' is not 'us'."""


def tokens_of(word: str) -> tuple[str, ...]:
    """Return the plain words in one written word: ``don't`` is ``do`` and ``not``."""
    if word in CONTRACTIONS:
        return CONTRACTIONS[word]
    for ending, spelled_out in SHORTENED.items():
        if word.endswith(ending) and word != ending:
            return (_spelled(word.removesuffix(ending)), *spelled_out)
    return tuple(_spelled(word).split())


def _spelled(word: str) -> str:
    """Fold British spelling into American; 'raise' folds too, on both sides alike."""
    return SPELLINGS.get(word) or BRITISH.sub(r"\1z\2", word)


def same(token: str) -> frozenset[str]:
    """Return the forms under which a feeling or a thought is compared: as it stands.

    Only the auxiliaries are alike: ``was`` and ``is`` are ``be``.
    """
    return frozenset({AUXILIARIES.get(token, token)})


@lru_cache(maxsize=4096)
def verb_forms(token: str) -> frozenset[str]:
    """Return `token` and every verb or noun that it may be a form of: ``nagging`` gives ``nag``."""
    known = AUXILIARIES.get(token) or IRREGULAR.get(token)
    if known:
        return frozenset({token, known})

    forms = {token}
    if token.endswith(("ies", "ied")):
        forms.add(token[:-3] + "y")
    elif token.endswith("s") and not token.endswith(("ss", "us", "is")):
        forms.add(token[:-1])
        if token.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
            forms.add(token[:-2])
    for ending in ("ing", "ed"):
        if token.endswith(ending):
            stem = token.removesuffix(ending)
            forms |= {stem, stem + "e", DOUBLED.sub(r"\1", stem)}
    return frozenset(form for form in forms if form == token or len(form) >= SHORTEST)


def words_in(text: str) -> frozenset[str]:
    """Return the words of `text`, which are parted by blanks."""
    return frozenset(text.split())
