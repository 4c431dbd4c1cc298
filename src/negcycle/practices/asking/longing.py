"""From a complaint to the longing that may be in it: asked, never asserted.

A complaint about the dishes may be a longing to be a team (after Moelbak, "How to Increase the
Intimacy in Your Relationship"). Whether it is, only the person knows who complains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from negcycle.model.touch import speaks_of_touch
from negcycle.words import lexicon, say
from negcycle.words.leaving import speaks_of_leaving
from negcycle.words.matching import Phrases
from negcycle.words.tidying import tidy

MOST = 2
"""So many longings are asked about; more would be a guessing game."""

TERMS: Mapping[str, str] = MappingProxyType(
    {
        "appraisal.any.blamed": "acceptance",
        "appraisal.any.here_we_go_again": "room",
        "appraisal.any.invisible": "mattering",
        "appraisal.any.not_good_enough": "acceptance",
        "appraisal.any.not_important": "mattering",
        "appraisal.any.not_wanted": "mattering",
        "appraisal.any.shut_out": "closeness",
        "appraisal.any.trapped": "room",
        "perception.about_pursuing_partner": "acceptance",
        "perception.about_pursuing_partner.controlling": "room",
        "perception.about_pursuing_partner.demanding": "room",
        "perception.about_pursuing_partner.suffocating": "room",
        "perception.about_pursuing_partner.dangerous": "security",
        "perception.about_pursuing_partner.unpredictable": "security",
        "perception.about_withdrawing_partner": "closeness",
        "perception.about_withdrawing_partner.does_not_care": "mattering",
        "perception.about_withdrawing_partner.does_not_love_me": "mattering",
        "perception.about_withdrawing_partner.does_not_need_me": "mattering",
        "perception.about_withdrawing_partner.dishonest": "security",
        "perception.about_withdrawing_partner.selfish": "partnership",
        "perception.about_withdrawing_partner.unreliable": "security",
        "perception.either.against_me": "partnership",
        "perception.either.cannot_be_counted_on": "security",
        "perception.either.does_not_respect_me": "acceptance",
        "perception.either.does_not_see_me": "mattering",
        "perception.either.does_not_trust_me": "acceptance",
        "perception.either.judging_me": "acceptance",
        "perception.either.not_on_my_side": "partnership",
        "perception.either.putting_others_first": "mattering",
        "perception.either.will_leave": "security",
        "primary.fear": "security",
        "primary.helplessness": "partnership",
        "primary.hurt": "mattering",
        "primary.loneliness": "closeness",
        "primary.longing": "closeness",
        "primary.sadness": "closeness",
        "primary.shame": "acceptance",
        "trigger.action.changing_the_subject": "closeness",
        "trigger.action.checking_up": "room",
        "trigger.action.forgotten_promise": "security",
        "trigger.action.going_to_bed_alone": "closeness",
        "trigger.action.late_home": "mattering",
        "trigger.action.leaving_mid_talk": "closeness",
        "trigger.action.money_decision_alone": "partnership",
        "trigger.action.phone_during_talk": "mattering",
        "trigger.action.raising_the_topic_again": "room",
        "trigger.action.taking_the_other_side": "partnership",
        "trigger.action.unanswered_message": "security",
        "trigger.action.unfinished_chore": "partnership",
        "trigger.action.walking_out": "security",
        "trigger.action.working_late": "mattering",
        "trigger.face_body": "closeness",
        "trigger.face_body.look_of_disappointment": "acceptance",
        "trigger.face_body.look_of_disapproval": "acceptance",
        "trigger.voice.criticism": "acceptance",
        "trigger.voice.eye_roll": "acceptance",
        "trigger.voice.interruption": "mattering",
        "trigger.voice.lecture": "acceptance",
        "trigger.voice.one_word_answer": "closeness",
        "trigger.voice.question_after_question": "room",
        "trigger.voice.raised_voice": "acceptance",
        "trigger.voice.sarcasm": "acceptance",
        "trigger.voice.sharp_tone": "acceptance",
        "trigger.voice.silence": "closeness",
        "behavior.pursue.nag": "acceptance",
    }
)
"""Terms of the lexicon, or whole families of them, and the family of needs that each may hide."""

PHRASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "partnership": (
            *("dishwasher", "dishes", "trash", "garbage", "laundry", "chores", "housework"),
            *("clean up", "tidy up", "do everything", "have to do it all", "left with all"),
            *("help me", "help out", "help with", "lift a finger", "the kids", "the children"),
        ),
        "closeness": (
            *("watch tv/television", "in front of the tv/television", "fall asleep", "screen"),
            *("talk to me", "talk with me", "talk about feelings", "open up", "spend time"),
            *("come to bed", "always out", "with your/his/her/their friends"),
        ),
        "mattering": (
            *("listen to me", "listen", "notice me", "notice", "ask me how", "ask about me"),
            *("forget my/our birthday", "birthday", "anniversary", "make time for me"),
            *("look at me", "work comes first", "everything else comes first"),
        ),
        "security": (
            *("text me", "call me", "text back", "say when", "keep your/his/her/their word"),
            *("promised", "let me know", "rely on"),
        ),
        "acceptance": (
            *("thank me", "thank you", "say thanks", "good enough", "nothing is right"),
            *("can do nothing right", "put me down", "make fun of me", "correct me"),
        ),
        "room": (
            *("leave me alone", "leave me in peace", "a minute to myself", "time to myself"),
            *("a moment of peace", "on my back", "on top of me", "get off my case"),
        ),
    }
)
"""Ways in which people complain, by the family of needs that may be in it."""

_SLOTS = ("need", "trigger", "appraisal", "perception", "primary", "behavior")


def longings(complaint: str) -> tuple[str, ...]:
    """Return questions about what may be longed for in a complaint; the last one is open.

    Nothing is asked where the words are not for a cycle to hold; and of what is about touch only
    the open question is, because a yes and a no to it are each person's own.

    Args:
        complaint: What somebody says, verbatim.

    Example:
        >>> longings("you never take out the trash")[0]
        'Could it be that there is a longing in it to be a team, and not to be alone with it all?'
    """
    if lexicon().safety(complaint) or speaks_of_leaving(complaint) or not tidy(complaint):
        return ()
    families = () if speaks_of_touch(complaint) else tuple(dict.fromkeys(_families(complaint)))
    asked = [say(f"longing.{family}") for family in families[:MOST]]
    return (*asked, say("longing.else" if asked else "longing.open"))


def _families(complaint: str) -> Iterator[str]:
    """Yield the families of needs that words of the complaint may hide, the plainest first."""
    for match in _complaints().find(complaint):
        yield match.meant
    for slot in _SLOTS:
        for term in lexicon().find(slot, complaint):
            family = f"{term.slot}.{term.family}"
            if term.slot == "need":
                yield term.family
            elif known := TERMS.get(term.id, TERMS.get(family)):
                yield known


@cache
def _complaints() -> Phrases[str]:
    phrases = [(phrase, family) for family, some in PHRASES.items() for phrase in some]
    return Phrases(phrases, verbs=True, deniable=False)
