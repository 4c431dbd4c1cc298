"""The practices that are known, as data: each with its source."""

from __future__ import annotations

from negcycle.errors import UnknownName
from negcycle.model.citation import Citation
from negcycle.practices.practice import Practice
from negcycle.words import did_you_mean, say

_BADAMO = Citation(
    key="badamo",
    text="Badamo, C. 3 Steps to Create Closeness.",
    where="An article for couples.",
    read=True,
)
_TURN_AROUND = Citation(
    key="moelbak-turn-around",
    text="Moelbak, R. How to Turn a Negative Relationship Around.",
    where="bettertherapy.com",
    read=True,
)
_RESENTMENT = Citation(
    key="moelbak-resentment",
    text="Moelbak, R. 5 Steps to Turning Resentment into Greater Closeness.",
    where="bettertherapy.com",
    read=True,
)
_SECURE = Citation(
    key="moelbak-secure",
    text="Moelbak, R. An article on the signs of a secure bond.",
    where="bettertherapy.com",
    read=True,
)
_GUIDE = Citation(
    key="closeness-guide",
    text="A guide to emotional closeness, by an author it does not name.",
    where="Its practices are taken up here; its statistics name no sources and are left out.",
    read=True,
)
_HABIT = Citation(
    key="closer-habit",
    text="This Habit Will Help You Get Closer To Your Partner, Say Experts.",
    where="A magazine article.",
    read=True,
)

KNOWN: tuple[Practice, ...] = (
    Practice("pause", _BADAMO),
    Practice("paraphrase", _GUIDE),
    Practice("pause_risk_reach", _BADAMO, plan="pause_risk_reach"),
    Practice("softening", _TURN_AROUND, plan="softening", guided=True),
    Practice("reengagement", _TURN_AROUND, plan="reengagement", guided=True),
    Practice("check_the_meaning", _SECURE),
    Practice("time_out", _HABIT, plan="timeout"),
    Practice("check_in", _GUIDE, plan="check_in"),
    Practice("start_small", _GUIDE, plan="open"),
    Practice("five_steps", _RESENTMENT, plan="five_steps"),
    Practice("twenty_four_hours", _GUIDE, plan="check_in"),
    Practice("repair_attempt", _GUIDE, plan="repair_attempt"),
)
"""All of them; where each fits is in `negcycle.practices.fitting`."""


def practice(id: str) -> Practice:
    """Return the practice with this id.

    Raises:
        UnknownName: if there is none.

    Example:
        >>> practice("time_out").name
        'time-out with a return'
    """
    for one in KNOWN:
        if one.id == id:
            return one
    known = tuple(one.id for one in KNOWN)
    raise UnknownName(say("practices.unknown", name=id, hint=did_you_mean(id, known)), id, known)
