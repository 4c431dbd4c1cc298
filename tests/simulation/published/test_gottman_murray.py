"""Turns of talk: influences of every shape, null clines, and where a couple stays."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from negcycle.errors import SimulationError
from negcycle.simulation.integrate import iterate
from negcycle.simulation.published import (
    Bilinear,
    Damped,
    GottmanMurray,
    Ojive,
    Repaired,
)

numbers = st.floats(-3, 3).map(lambda x: round(x, 3))
places = st.floats(-30, 30)
stairs = st.builds(Ojive, numbers, numbers, st.floats(-3, 0), st.floats(0, 3))
straight = st.one_of(st.builds(Bilinear, numbers, numbers), stairs)


def couples(influence: st.SearchStrategy[Any] = straight) -> st.SearchStrategy[GottmanMurray]:
    inertia = st.floats(0, 0.95).map(lambda x: round(x, 3))
    return st.builds(
        GottmanMurray,
        a=numbers,
        r1=inertia,
        b=numbers,
        r2=inertia,
        husband_on_wife=influence,
        wife_on_husband=influence,
        update=st.sampled_from(["turn", "simultaneous"]),
    )


# -- influences ------------------------------------------------------------------------------------


def test_a_bilinear_influence_has_two_slopes() -> None:
    influence = Bilinear(0.8, 0.3)

    assert [float(influence(x)) for x in (-2, 0, 2)] == [-1.6, 0, 0.6]
    assert [float(influence.slope(x)) for x in (-2, 0, 2)] == [0.8, 0.8, 0.3]


def test_an_ojive_is_a_stair() -> None:
    influence = Ojive(-1, 2, -0.5, 0.5)

    assert [float(influence(x)) for x in (-9, -0.5, -0.4, 0.5, 0.6, 9)] == [-1, -1, 0, 0, 2, 2]
    assert not influence.slope(np.array([-9, 0, 9])).any()


@given(places, st.floats(0, 9), st.floats(-5, 5))
def test_repair_only_helps_and_only_below_its_threshold(x: float, c: float, k: float) -> None:
    plain = Bilinear(0.5, 0.2)

    helped = float(Repaired(plain, c, k)(x) - plain(x))

    assert 0 <= helped <= 2 * c + 1e-9
    assert (helped == 0) or x < k


@given(places, st.floats(0, 9), st.floats(-5, 5))
def test_damping_is_repair_seen_in_a_mirror(x: float, c: float, k: float) -> None:
    up, down = Bilinear(0.5, 0.2), Bilinear(0.2, 0.5)

    np.testing.assert_allclose(Damped(up, c, k)(x), -Repaired(down, c, -k)(-x), atol=1e-12)


@given(st.floats(-5, 5), st.floats(0.1, 9))
def test_repair_is_the_published_form_wherever_that_is_a_number(k: float, c: float) -> None:
    x = np.linspace(k - 10, k + 10, 201)
    d = x - k
    with np.errstate(invalid="ignore", divide="ignore"):
        published = c * (np.abs(d) - d) / (1 - d)
    there = np.abs(d - 1) > 1e-6

    found = Repaired(Bilinear(0, 0), c, k)(x)

    assert np.isfinite(found).all()
    np.testing.assert_allclose(found[there], published[there], atol=1e-9)


@pytest.mark.parametrize(
    ("influence", "sign"),
    [
        (Bilinear(0.8, 0.3), 1),
        (Bilinear(-0.8, -0.3), -1),
        (Bilinear(-0.8, 0.3), 0),
        (Bilinear(0.8, 0.0), 1),
        (Bilinear(0.8, 0.3, threshold=1), 0),
        (Bilinear(0.3, 0.8, threshold=1), 1),
        (Ojive(-1, 1, 0, 0), 1),
        (Ojive(1, -1, 0, 0), -1),
        (Ojive(1, 1, 0, 0), 0),
        (Repaired(Bilinear(0.8, 0.3), 1, -2), 0),
        (Repaired(Bilinear(-0.8, -0.3), 1, -2), -1),
        (Repaired(Bilinear(0.8, 0.3), 0, -2), 1),
        (Damped(Repaired(Bilinear(0, 0), 0, -2), 1, 2), -1),
    ],
)
def test_the_link_has_the_sign_that_the_influence_keeps(influence: Any, sign: int) -> None:
    couple = GottmanMurray(
        a=0, r1=0, b=0, r2=0, husband_on_wife=influence, wife_on_husband=influence
    )

    assert [link.sign for link in couple.links] == [sign, sign]


@given(influence=st.one_of(straight, st.builds(Repaired, straight, st.floats(0, 3), numbers)))
def test_an_influence_with_a_sign_never_goes_the_other_way(influence: Any) -> None:
    couple = GottmanMurray(
        a=0, r1=0, b=0, r2=0, husband_on_wife=influence, wife_on_husband=influence
    )
    said = np.linspace(-12, 12, 401)

    heard = influence(said)

    steps = np.diff(heard)
    sign = couple.links[0].sign if couple.links else None
    if sign is None:
        assert not heard.any()
    elif sign:
        assert (sign * steps >= -1e-12).all()


# -- where they stay -------------------------------------------------------------------------------


@given(couples())
def test_a_couple_stays_in_its_steady_states(couple: GottmanMurray) -> None:
    for state in couple.steady_states():
        wife, husband = state
        on_wife, on_husband = couple.null_clines(np.array([husband, wife]))

        np.testing.assert_allclose(couple.next(np.array(state)), state, atol=1e-6)
        np.testing.assert_allclose([on_wife[0], on_husband[1]], state, rtol=1e-5, atol=1e-5)


@given(couples())
def test_no_crossing_of_the_null_clines_is_left_out(couple: GottmanMurray) -> None:
    """Along the wife's null cline, the distance to the husband's passes 0 at every crossing."""
    alone = (1 - couple.r1) * (1 - couple.r2)
    for one, other in product(couple.husband_on_wife.lines, couple.wife_on_husband.lines):
        assume(abs(alone - one.slope * other.slope) > 1e-9)  # lines on one another

    def apart(husband: NDArray[np.float64]) -> NDArray[np.float64]:
        wife, _ = couple.null_clines(husband)
        return couple.null_clines(wife)[1] - husband

    low = np.linspace(-40, 40, 4001) + 0.00317
    low, high = low[:-1], low[1:]
    above = apart(low) > 0
    changes = above != (apart(high) > 0)
    low, high, above = low[changes], high[changes], above[changes]
    for _ in range(60):
        middle = (low + high) / 2
        before = (apart(middle) > 0) == above
        low, high = np.where(before, middle, low), np.where(before, high, middle)
    crossings = low[np.abs(apart(low)) < 1e-8]  # not where a stair jumps over 0

    found = [husband for _, husband in couple.steady_states()]

    assert all(np.isclose(found, one, atol=1e-6).any() for one in crossings)


@given(couples(st.builds(Bilinear, numbers, numbers)), places)
def test_what_is_stable_draws_in_what_is_near(couple: GottmanMurray, where: float) -> None:
    for state in couple.steady_states():
        here = np.array(state)
        sizes = abs(np.linalg.eigvals(couple.jacobian(here)))
        if max(sizes) > 0.9 or min(abs(here)) < 0.01:  # too slow, or near a bend
            continue

        run = iterate(couple, here + 1e-6 * np.array([np.cos(where), np.sin(where)]), steps=400)

        assert couple.is_stable(state)
        np.testing.assert_allclose(run.states[-1], here, atol=1e-9)


def test_an_unstable_state_throws_out_what_is_near() -> None:
    loud = Bilinear(0.9, 0.9)
    couple = GottmanMurray(a=0, r1=0.5, b=0, r2=0.5, husband_on_wife=loud, wife_on_husband=loud)

    run = iterate(couple, np.array([1e-6, 1e-6]), steps=60)

    assert couple.steady_states() == ((0.0, 0.0),)
    assert not couple.is_stable((0, 0))
    assert run.final["wife"] > 1


@given(couples())
def test_who_is_not_heard_ends_in_the_natural_state(couple: GottmanMurray) -> None:
    nothing = Bilinear(0, 0)
    alone = GottmanMurray(
        a=couple.a,
        r1=couple.r1,
        b=couple.b,
        r2=couple.r2,
        husband_on_wife=nothing,
        wife_on_husband=nothing,
    )

    (state,) = alone.steady_states()

    np.testing.assert_allclose(state, alone.natural_states(), atol=1e-9)
    assert alone.is_stable(state)


@given(couples())
def test_who_speaks_first_changes_no_steady_state(couple: GottmanMurray) -> None:
    other = "turn" if couple.update == "simultaneous" else "simultaneous"
    fields = {name: getattr(couple, name) for name in vars(couple)}

    turned = GottmanMurray(**{**fields, "update": other})

    here, there = couple.steady_states(), turned.steady_states()
    np.testing.assert_allclose(here, there, atol=1e-6)


def test_in_turns_the_husband_answers_to_the_new_word() -> None:
    line = Bilinear(1, 1)
    fields: dict[str, Any] = {
        "a": 1, "r1": 0.5, "b": 0, "r2": 0, "husband_on_wife": line, "wife_on_husband": line
    }  # fmt: skip

    in_turns = GottmanMurray(**fields, update="turn").next(np.array([2.0, 3.0]))
    at_once = GottmanMurray(**fields, update="simultaneous").next(np.array([2.0, 3.0]))

    assert in_turns.tolist() == [5.0, 5.0]
    assert at_once.tolist() == [5.0, 2.0]


def test_lines_on_one_another_cross_nowhere() -> None:
    line = Bilinear(0.5, 0.5)
    couple = GottmanMurray(a=0, r1=0.5, b=0, r2=0.5, husband_on_wife=line, wife_on_husband=line)

    assert couple.steady_states() == ()


def test_bent_null_clines_are_looked_at_and_not_solved() -> None:
    line = Bilinear(0.5, 0.5)
    couple = GottmanMurray(
        a=0, r1=0.5, b=0, r2=0.5, husband_on_wife=line, wife_on_husband=Repaired(line, 1, -1)
    )

    with pytest.raises(SimulationError) as raised:
        couple.steady_states()

    assert str(raised.value) == (
        "Steady states are found for influences of straight lines, Bilinear and Ojive. With repair "
        "or damping, look where the null clines cross."
    )


def test_two_lines_that_nearly_fall_together_give_one_steady_state() -> None:
    couple = GottmanMurray(
        a=0,
        r1=0,
        b=1,
        r2=0.5,
        husband_on_wife=Bilinear(1, 1),
        wife_on_husband=Bilinear(0, 1e-9),
    )

    ((wife, husband),) = couple.steady_states()

    assert wife == husband == pytest.approx(2 / (1 - 2e-9), rel=1e-14)
