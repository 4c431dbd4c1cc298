"""What did not happen in some couples adds up, in whatever order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from negcycle.model.missed import Missed, Notes, Why


@st.composite
def notes(draw: st.DrawFn) -> Notes:
    some = st.builds(
        Missed,
        place=st.integers(0, 1),
        kind=st.just("open"),
        why=st.sampled_from((Why.ONCE, Why.NEVER)),
        problem=st.just("clash-apart"),
        name=st.just(""),
        couples=st.integers(1, 9),
        first=st.integers(0, 9),
        last=st.integers(9, 19),
    )
    return Notes(draw(st.lists(some, max_size=4)))


@given(notes(), notes(), notes())
def test_in_which_order_notes_are_added_does_not_matter(one: Notes, two: Notes, six: Notes) -> None:
    assert one + two == two + one
    assert (one + two) + six == one + (two + six)
    assert one + Notes() == one


@given(notes(), notes())
def test_no_couple_gets_lost(one: Notes, two: Notes) -> None:
    def couples(some: Notes) -> int:
        return sum(missed.couples for missed in some.missed)

    assert couples(one + two) == couples(one) + couples(two)


def test_the_same_of_other_couples_is_one_thing_from_the_first_time_to_the_last() -> None:
    early = Missed(2, "softening", Why.ONCE, "nobody-softening", "", 3, 5, 7)
    late = Missed(2, "softening", Why.ONCE, "nobody-softening", "", 4, 6, 8)

    together = Missed(2, "softening", Why.ONCE, "nobody-softening", "", 7, 5, 8)
    assert (Notes([early]) + Notes([late])).missed == (together,)
    assert (Notes([late]) + Notes([early])).missed == (together,)


def test_what_is_another_thing_stays_beside_it_in_the_order_of_the_plan() -> None:
    apart = Missed(1, "check_in", Why.AGAIN, "clash-apart", "", 3, 5, 5)
    away = Missed(1, "check_in", Why.AGAIN, "clash-contact", "", 3, 5, 5)
    never = Missed(0, "open", Why.NEVER, "", "", 4, 0, 0)

    assert Notes([away, apart, never]).missed == (never, apart, away)
