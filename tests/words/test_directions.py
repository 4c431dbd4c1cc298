"""Which way a behavior goes: what couples and therapists type, and what is read in it."""

from __future__ import annotations

import pytest

from negcycle.words import direction_of, lexicon, move_of, questions, side_of

TOWARD = """
criticizes him
criticises her in front of his mother
criticised the way I cook
she's criticizing me again
makes snide remarks
makes a snarky comment
tells him what he should do
tells me how I should raise the kids
points out his mistakes
pointed out everything I did wrong
keeps asking what is wrong
kept asking, over and over
asks again and again
won't stop asking
never stops asking
doesn't stop criticising
can't help criticizing
won't let it go
nags about the dishes
complains that he is never home
demands an answer right now
raises her voice
raises his voice and follows her
yells
shouts at me
screams
lectures him about money
pushes for an answer
pressures him to talk
interrogates her
gives him advice
brings up the past
brought it up again
pleads with him to stay
begs him to listen
cries
burst into tears
accuses her of lying
blames him
blaming me for everything
not only criticizes but yells
calls me names
insults him
makes fun of her
is sarcastic
rolls his eyes
slams the door
swears at her
lashes out
snaps at the kids
blew up
loses her temper
bites my head off
belittles her
puts him down
throws it back at her
gets loud
picks a fight
interrupts her
cuts me off
tells him off
instead of listening he yells
texts him twenty times
sends message after message until he answers
threatens to leave
gives an ultimatum
explains again why it matters
CRITICIZES HIM
"""

AWAY = """
goes quiet and pulls away
goes quiet
went really quiet
gone quiet
becomes silent
falls silent
stays silent
says nothing
doesn't say a word
doesn’t answer
didnt reply
won't talk
wont talk to me
refuses to talk
stops talking
brushes off his hand
brushes his hand off
turns towards the wall
turns toward the wall
turned his back on me
turns her back away
turns away
rolls over
walks away
walked out
storms out
leaves the room
left the house
leaves
hangs up
closes the door
shuts the door behind him
locks himself in the bathroom
goes to bed without a word
goes to bed early
shuts down
shut me out
shuts me out completely
stonewalls
gives the silent treatment
gives me the cold shoulder
ignores her
pulls back
pulls her hand away
pushes him away
withdraws
withdrew
retreats to the garage
hides in the garage
keeps his distance
avoids her
avoids conflict
avoids eye contact
looks at the floor
looks away
doesn't look at me
changes the subject
minimises it
says he's fine
says it's nothing
shrugs
laughs it off
gets defensive
defends himself
makes excuses
gives in
placates her
apologizes just to end it
agrees just to end the argument
bottles it up
keeps it to himself
pretends everything is fine
freezes
zones out
buries himself in work
works late
scrolls on her phone
is on his phone
plays video games
gives one-word answers
answers in single words and types on
says yes to have peace
crawls into his cocoon
stops asking
stopped trying
gave up
does her own thing
sleeps on the couch
sleeps in the guest room
cries in the bathroom
lives like roommates
goes numb
problem-solves
apologizes, then leaves the room
rather than criticize, she leaves the room
stops listening
"""

NEITHER = """
goes to the gym
makes dinner
does not criticize
never yells
doesn't nag any more
does not yell or criticize
without blaming
instead of yelling
rather than yelling
stopped criticizing
no longer criticizes
criticizes and then goes quiet
leaves the room and slams the door
yells, then storms out
listens
apologizes
asks for a hug
says it hurt
says she is scared
stays and listens
asks for a break
manages to stay calm
fixes dinner
drinks coffee
answers the question
sighs
mentions the whiteboard

...
"""


def phrases(table: str) -> list[str]:
    return table.strip("\n").split("\n")


@pytest.mark.parametrize("words", phrases(TOWARD))
def test_it_goes_toward(words: str) -> None:
    assert direction_of(words).direction == "toward"


@pytest.mark.parametrize("words", phrases(AWAY))
def test_it_goes_away(words: str) -> None:
    assert direction_of(words).direction == "away"


@pytest.mark.parametrize("words", phrases(NEITHER))
def test_it_cannot_be_told(words: str) -> None:
    assert direction_of(words) == (None, None)


HERS = {"he": "she", "him": "her", "his": "her", "himself": "herself"}
THEIRS = {
    **dict.fromkeys(("he", "she"), "they"),
    **dict.fromkeys(("himself", "herself"), "themselves"),
    "him": "them",
    "his": "their",
}


def asked(words: str) -> list[str]:
    return [question.code for question in questions("behavior", words)]


@pytest.mark.parametrize("pronouns", [HERS, THEIRS], ids=["her", "them"])
def test_it_is_the_same_for_him_for_her_and_for_them(pronouns: dict[str, str]) -> None:
    for words in phrases(TOWARD + AWAY + NEITHER):
        turned = " ".join(pronouns.get(word, word) for word in words.split())

        assert direction_of(turned) == direction_of(words)
        assert asked(turned) == asked(words)


@pytest.mark.parametrize(
    ("words", "move"),
    [
        ("criticizes him", "pursue"),
        ("insults her", "attack"),
        ("goes quiet", "withdraw"),
        ("stops asking", "give_up"),
        ("says he misses her", "reach"),
        ("listens, then goes quiet", "withdraw"),
        ("stops asking and leaves the room", "give_up"),
        ("criticizes, then goes quiet", None),
        ("goes to the gym", None),
    ],
)
def test_the_move_is_the_family_of_what_was_found(words: str, move: str | None) -> None:
    found = move_of(words)

    assert found.move == move
    assert (found.term is None) == (move is None)


@pytest.mark.parametrize(
    ("moves", "direction"),
    [
        ("pursue", "toward"),
        ("attack", "toward"),
        ("withdraw", "away"),
        ("give_up", "away"),
        ("reach", None),
    ],
)
def test_what_the_case_says_counts_more_than_the_words(moves: str, direction: str | None) -> None:
    assert direction_of("goes quiet and criticizes", moves) == (direction, None)


def test_the_evidence_is_a_term_that_says_so() -> None:
    direction, evidence = direction_of("brushes off his hand")

    assert direction == "away"
    assert evidence is not None
    assert lexicon().term(evidence).words == "brush off"


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("lonely", "alone"),
        ("sad, missing her", "alone"),
        ("longing", "alone"),
        ("ashamed", "crowded"),
        ("not good enough", "crowded"),
        ("overwhelmed", "crowded"),
        ("like a failure", "crowded"),
        ("hurt", "either"),
        ("hurt, unloved", "either"),
        ("hurt and lonely", "alone"),
        ("scared", "either"),
        ("alone", "either"),
        ("hopeless", "either"),
        ("lonely and ashamed", "either"),
        ("not lonely, ashamed", "crowded"),
        ("blue as the sea", None),
        ("", None),
    ],
)
def test_a_feeling_stands_on_the_side_of_its_family(words: str, side: str | None) -> None:
    assert side_of(words) == side
