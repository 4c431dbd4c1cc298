"""Safety words are found before all else, and ordinary fear is not among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.words import SAFETY, Question, lexicon, questions, say
from negcycle.words.fear_of_somebody import is_afraid_of
from negcycle.words.slots import SLOTS

FOUND = """
he hit me
hits me
he's hitting me
I was hit
she hits the pillow
AFRAID OF HIM
I am afraid of you
afraid of them
I'm scared of her when she drinks
terrified of my husband
afraid of his temper
afraid of her temper
afraid of what he might do
afraid of what she'll do
afraid he will hurt me
walking on eggshells
he choked me
strangled
threatened me
threatens me
threatens to kill me
forced me to sign
I was forced
with a knife
a weapon
locked me in
locked in the bedroom by him
he locks me out of the house
won’t let me leave
stalks me
stalking
abusive
hurt myself
I could kill myself
suicidal
want to die
grabbed my arm
shoved me
pushed me against the wall
throws plates
threw a glass at me
punches the wall
slapped me
beats me up
raped
I fear him
I fear for my life
he did not hit me this time
never hit me before
he hit me that night
he hit the wall
gave me a slap in the face
punched me in the stomach
choked me up against the wall
he will kill me when he finds out
hit me on the head
afraid of him going crazy
afraid of him losing control
I fear he will hurt me
he pushes me around
he threatened
when she threatens
threatens to take the kids
he made me have sex
he makes me have sex
talks me into having sex
bruises
bruises on my arm
no longer want to live
I don't want to live
I don't want to be here anymore
do not want to be here any more
"""

ORDINARY = """
afraid
scared
terrified of being left
scared of losing you
afraid she will leave me
afraid of him leaving me
afraid of her leaving
afraid of you not wanting me
afraid of his anger
afraid of her anger
afraid of their disappointment
I fear the silence
I fear losing you
fear of rejection
threatened
threatens to leave
hurt
you hurt me
it hit me how long ago it was
she hits on other men
I fear you will laugh
I fear her rejection
it hit me that we had not talked for days
hit rock bottom
he hits the gym after work
a white hat
choked up
like a slap in the face
like a punch in the gut
my heart beats fast
I beat myself up about it
it kills me to see her cry
a forced smile
locked in this argument
locks himself in the bathroom
silence as a weapon
jumps the gun
I threw it back at him
throws a look at me
hits it off with her
begun
I hit the brakes
we hit a wall
we hit a brick wall
my heart hits hard
it hits me hard
forced to smile
I forced myself to talk
he threatens to leave
she threatens divorce
I feel threatened
my ego is bruised
a bruised ego
I don't want to live like this
I no longer want to live here
pushes my buttons
it hurts me
he hurts me
afraid of Tom
I want to be here
"""


@pytest.mark.parametrize("words", FOUND.strip().splitlines())
def test_a_safety_word_is_found(words: str) -> None:
    assert lexicon().safety(words)


@pytest.mark.parametrize("words", ORDINARY.strip().splitlines())
def test_ordinary_fear_and_figures_of_speech_are_no_safety_words(words: str) -> None:
    assert not lexicon().safety(words)


@pytest.mark.parametrize("sign", ["\u200b", "\u200d", "\u00ad", "\u2060", "\u202e", "\ufeff"])
@pytest.mark.parametrize("words", ["h{}it me", "{}hit me", "hit{}me", "afraid{} of h{}im"])
def test_a_sign_that_nobody_sees_hides_nothing(words: str, sign: str) -> None:
    assert lexicon().safety(words.replace("{}", sign))


@pytest.mark.parametrize("name", ["Tom", "Mary Ann", "Zoë", "O'Neill", "Ana/Ben", "م", "X"])
def test_fear_of_somebody_by_name_is_fear_of_them(name: str) -> None:
    for words in (
        f"I am afraid of {name}",
        f"scared of {name.upper()} when it gets late",
        f"afraid of {name}'s temper",
        f"afraid {name} might hit me",
        f"I fear {name}",
    ):
        assert is_afraid_of(words, ("Someone", name)), words
        assert not is_afraid_of(words, ("Someone",)), words
    for words in (
        f"afraid of {name} leaving",
        f"afraid of losing {name}",
        f"scared of {name}'s anger",
        f"I fear {name} will laugh",
        f"{name} is afraid",
    ):
        assert not is_afraid_of(words, (name,)), words


@pytest.mark.parametrize("name", ["A", "...", "/", "the", "\u200b"])
def test_a_name_of_no_word_is_no_name_to_look_for(name: str) -> None:
    assert not is_afraid_of("afraid of being left, afraid of ... a dog", (name,))


HIS_AND_HERS = ["anger", "temper", "rage", "silence", "tears", "leaving", "mother", "reaction"]


@pytest.mark.parametrize("noun", HIS_AND_HERS)
def test_he_and_she_are_treated_alike(noun: str) -> None:
    for afraid in ("afraid of", "I fear"):
        his, hers = f"{afraid} his {noun}", f"{afraid} her {noun}"

        assert lexicon().safety(his) == lexicon().safety(hers)


@given(
    st.sampled_from(SLOTS),
    st.sampled_from(FOUND.strip().splitlines()),
    st.sampled_from(["", "always lazy, rejected and anxious. ", "text me; follows me. "]),
    st.sampled_from([None, "pursue", "withdraw"]),
)
def test_where_a_safety_word_stands_nothing_else_is_asked(
    slot: str, words: str, before: str, moves: str | None
) -> None:
    assert questions(slot, before + words, moves) == (Question(SAFETY, ""),)


def test_the_neutral_line_says_where_to_turn_and_claims_nothing() -> None:
    assert say("safety.neutral-line") == (
        "If anyone is afraid at home, gets hurt or thinks of hurting themselves, a cycle is not "
        "the "
        "right tool: turn to a local domestic-violence or crisis helpline, an emergency number, "
        "or a "
        "therapist, seen alone."
    )
