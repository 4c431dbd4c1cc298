"""The mathematics of marriage of Gottman and Murray: null clines, rests, repair (V14 to V17)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from negcycle.simulation.integrate import iterate
from negcycle.simulation.published import Bilinear, Damped, GottmanMurray, Ojive, Repaired

REFERENCE = (
    Path(__file__).parents[3] / "shared" / "fixtures" / "dyad_reference" / "reference_output.txt"
)

inertia = st.floats(0, 0.9)
slope = st.integers(-1000, 1000).map(lambda n: n / 1000)
level = st.floats(-3, 3)


def bent(negative: float, positive: float) -> Callable[[Any], Any]:
    """Code the bilinear influence a second time."""
    return lambda x: negative * min(x, 0.0) + positive * max(x, 0.0)


def tries(
    *, a: float, r1: float, b: float, r2: float, on_wife: Any, on_husband: Any
) -> Iterator[tuple[int, int, float, float]]:
    """Solve the linear equation of each quadrant: which one, and the wife and husband there."""
    for w_above, h_above in product((0, 1), repeat=2):
        matrix = np.array([[1 - r1, -on_wife[h_above]], [-on_husband[w_above], 1 - r2]])
        if abs(np.linalg.det(matrix)) > 1e-12:
            w, h = np.linalg.solve(matrix, [a, b])
            yield w_above, h_above, float(w), float(h)


def bent_rests(**couple: Any) -> list[tuple[float, float]]:
    """Return the rests of a bilinear couple: the solutions that lie in their own quadrant."""
    found = tries(**couple)
    return sorted(
        (w, h) for w_above, h_above, w, h in found if (w > 0, h > 0) == (w_above, h_above)
    )


def marriage(
    *,
    a: float,
    r1: float,
    b: float,
    r2: float,
    on_wife: tuple[float, float],
    on_husband: tuple[float, float],
    update: str = "turn",
) -> GottmanMurray:
    """Return a couple of the model, with the slopes below and above zero."""
    return GottmanMurray(
        a=a,
        r1=r1,
        b=b,
        r2=r2,
        husband_on_wife=Bilinear(negative=on_wife[0], positive=on_wife[1]),
        wife_on_husband=Bilinear(negative=on_husband[0], positive=on_husband[1]),
        update=update,  # type: ignore[arg-type]
    )


# -- fitted couples -------------------------------------------------------------------------------

DYAD: dict[str, Any] = {
    "a": -0.68618533,
    "r1": 0.69850294,
    "b": 0.13859095,
    "r2": 0.59262659,
    "on_wife": (-0.22012991, 0.070803127),
    "on_husband": (-0.36606818, 0.22331018),
}


@pytest.mark.parametrize("update", ["turn", "simultaneous"])
def test_v14_the_couple_that_dyad_fitted_has_one_rest_and_comes_to_it(
    update: str, printed: Any
) -> None:
    model = marriage(**DYAD, update=update)
    run = iterate(model, np.array([5.0, -5.0]), steps=200)

    own = bent_rests(**DYAD)

    assert len(own) == len(model.steady_states()) == 1
    for wife, husband in (own[0], model.steady_states()[0], run.states[-1]):
        assert wife == printed("-1.8133642")
        assert husband == printed("1.9697061")
    assert model.natural_states() == (printed("-2.2759271"), printed("0.34020619"))
    assert model.is_stable(np.array(model.steady_states()[0]))


def test_v14_the_couple_of_the_stored_fit_rests_where_dyad_says() -> None:
    if not REFERENCE.exists():
        pytest.skip("The numbers that dyad wrote are stored beside the project, not in it.")
    lines = (line.split() for line in REFERENCE.read_text("utf-8").splitlines())
    said = {key: values for kind, key, *values in lines if kind == "orig.bilin"}
    one = {key: float(values[0]) for key, values in said.items() if len(values) == 1}
    rest = tuple(float(said[f"{who}setpoints"][-1]) for who in "wh")
    couple: dict[str, Any] = {
        **{key: one[key] for key in ("a", "r1", "b", "r2")},
        "on_wife": (one["lh"], one["rh"]),
        "on_husband": (one["lw"], one["rw"]),
    }

    model = marriage(**couple)

    assert bent_rests(**couple) == [pytest.approx(rest, rel=1e-6)]
    assert model.steady_states() == (pytest.approx(rest, rel=1e-6),)
    assert model.natural_states() == pytest.approx((one["natw"], one["nath"]), rel=1e-6)


EXAMPLE: dict[str, Any] = {
    "a": 0.1,
    "r1": 0.5,
    "b": 0.1,
    "r2": 0.5,
    "on_wife": (0.8, 0.3),
    "on_husband": (0.8, 0.3),
}
OTHER: dict[str, Any] = {
    "a": 0.3,
    "r1": 0.6,
    "b": -0.2,
    "r2": 0.4,
    "on_wife": (0.9, 0.2),
    "on_husband": (0.7, 0.5),
}


# -- null clines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("update", "radii"),
    [("simultaneous", (1.3, 0.8)), ("turn", (1.4699, 0.7619))],
)
def test_v15_the_bitter_rest_repels_and_the_sweet_one_attracts(
    update: str, radii: tuple[float, float]
) -> None:
    model = marriage(**EXAMPLE, update=update)
    rests = sorted(model.steady_states())

    own = bent_rests(**EXAMPLE)

    assert np.array(own) == pytest.approx(np.array([(-1 / 3, -1 / 3), (0.5, 0.5)]), rel=1e-9)
    assert np.array(rests) == pytest.approx(np.array(own), rel=1e-9)
    for rest, radius, i in zip(rests, radii, (0.8, 0.3), strict=True):
        # Whoever speaks second has heard the first: a step of the map, by hand.
        second = [0.5 * i, 0.5 + i * i] if update == "turn" else [i, 0.5]
        again = np.linalg.eigvals(np.array([[0.5, i], second]))
        values = np.linalg.eigvals(model.jacobian(np.array(rest)))

        assert max(abs(again)) == pytest.approx(radius, rel=1e-4)
        assert max(abs(values)) == pytest.approx(radius, rel=1e-4)
        assert model.is_stable(np.array(rest)) == (radius < 1)


def test_v15_a_hair_decides_which_way_the_bitter_rest_is_left() -> None:
    model = marriage(**EXAMPLE)
    rest = np.array([-1 / 3, -1 / 3])

    up = iterate(model, rest + 1e-6, steps=100).states[-1]
    down = iterate(model, rest - 1e-6, steps=40).states[-1]

    assert up == pytest.approx([0.5, 0.5], rel=1e-6)
    assert np.all(down < -1)


couples = st.fixed_dictionaries(
    {
        "a": level,
        "r1": inertia,
        "b": level,
        "r2": inertia,
        "on_wife": st.tuples(slope, slope),
        "on_husband": st.tuples(slope, slope),
    }
)


@given(couples)
def test_v15_every_rest_is_a_crossing_of_the_null_clines_and_none_is_missed(
    couple: dict[str, Any],
) -> None:
    a, r1, b, r2 = (couple[key] for key in ("a", "r1", "b", "r2"))
    on_wife, on_husband = couple["on_wife"], couple["on_husband"]
    steepness = [(1 - r1) * (1 - r2) - i * j for i in on_wife for j in on_husband]
    assume(min(map(abs, steepness)) > 1e-3)
    assume(all(min(abs(w), abs(h)) > 1e-6 for _, _, w, h in tries(**couple)))
    model, together = marriage(**couple), marriage(**couple, update="simultaneous")

    rests = sorted(model.steady_states())
    own = bent_rests(**couple)

    assert len(rests) == len(own)
    for rest, again in zip(rests, own, strict=True):
        w, h = rest
        i, j = on_wife[h > 0], on_husband[w > 0]
        radius = max(abs(np.roots([1, -(r1 + r2), r1 * r2 - i * j])))
        assume(abs(radius - 1) > 1e-6)

        assert rest == pytest.approx(again, rel=1e-9, abs=1e-9)
        assert w == pytest.approx((a + bent(*on_wife)(h)) / (1 - r1), rel=1e-9, abs=1e-9)
        assert h == pytest.approx((b + bent(*on_husband)(w)) / (1 - r2), rel=1e-9, abs=1e-9)
        assert model.next(np.array(rest)) == pytest.approx(rest, rel=1e-9, abs=1e-9)
        assert together.is_stable(np.array(rest)) == (radius < 1)


def test_v15_a_rest_on_the_threshold_is_found_once() -> None:
    for sign in (1, -1):
        model = marriage(a=0.1 * sign, r1=0.5, b=0, r2=0.5, on_wife=(0.8, 0.3), on_husband=(0, 0))

        assert model.steady_states() == (pytest.approx((0.2 * sign, 0), abs=1e-12),)


@pytest.mark.parametrize("update", ["turn", "simultaneous"])
def test_v15_a_step_is_the_one_of_the_book(update: str) -> None:
    model = marriage(**OTHER, update=update)
    w, h = -2.0, 1.5

    wife = 0.3 + 0.6 * w + 0.2 * h
    heard = wife if update == "turn" else w
    husband = -0.2 + 0.4 * h + 0.7 * heard

    assert heard < 0
    assert model.next(np.array([w, h])) == pytest.approx([wife, husband], rel=1e-12)


def test_v15_a_null_cline_is_drawn_where_one_partner_rests() -> None:
    model = marriage(**OTHER)
    values = np.linspace(-3, 3, 13)

    wife, husband = model.null_clines(values)

    assert wife == pytest.approx([(0.3 + bent(0.9, 0.2)(v)) / 0.4 for v in values], rel=1e-12)
    assert husband == pytest.approx([(-0.2 + bent(0.7, 0.5)(v)) / 0.6 for v in values], rel=1e-12)


# -- thresholds, repair and damping ---------------------------------------------------------------


def step(x: float, negative: float, positive: float, low: float, high: float) -> float:
    """Code the ojive a second time."""
    if x <= low:
        return negative
    return positive if x > high else 0.0


@pytest.mark.parametrize("update", ["turn", "simultaneous"])
def test_v16_three_levels_make_three_rests_and_all_attract(update: Any) -> None:
    ojive = Ojive(negative=-1, positive=1, low=-1, high=1)
    model = GottmanMurray(
        a=0.1, r1=0.5, b=0.1, r2=0.5, husband_on_wife=ojive, wife_on_husband=ojive, update=update
    )
    levels = [(0.1 + one) / 0.5 for one in (-1, 0, 1)]
    own = [
        (w, h)
        for w in levels
        for h in levels
        if w == (0.1 + step(h, -1, 1, -1, 1)) / 0.5 and h == (0.1 + step(w, -1, 1, -1, 1)) / 0.5
    ]
    rests = sorted(model.steady_states())
    ends = [iterate(model, np.array([s, s]), steps=80).states[-1, 0] for s in (-3.0, 0.0, 3.0)]

    published = np.array([-1.8, 0.2, 2.2])

    assert np.array(own) == pytest.approx(np.column_stack([published, published]), rel=1e-12)
    assert np.array(rests) == pytest.approx(np.array(own), rel=1e-12)
    assert np.array(ends) == pytest.approx(published, rel=1e-12)
    assert all(model.is_stable(np.array(rest)) for rest in rests)


@given(level, level, st.floats(-2, 0), st.floats(0, 2), st.floats(-5, 5))
def test_v16_an_ojive_belongs_below_at_its_lower_threshold_and_above_after_the_upper(
    negative: float, positive: float, low: float, high: float, x: float
) -> None:
    ojive = Ojive(negative=negative, positive=positive, low=low, high=high)

    for at in (x, low, high):
        assert ojive(np.array([at]))[0] == step(at, negative, positive, low, high)


@pytest.mark.parametrize(
    ("x", "published"), [(-1, -0.5), (-2, -1), (-3, 1.5), (-5, 2), (-12, -0.545455)]
)
def test_v17_repair_lifts_what_is_worse_than_its_threshold(x: float, published: float) -> None:
    repaired = Repaired(Bilinear(negative=0.5, positive=0.5), c=3, k=-2)
    own = 0.5 * x + (2 * 3 * (-2 - x) / (1 - 2 - x) if x < -2 else 0)

    assert own == pytest.approx(published, abs=6e-7)
    assert repaired(np.array([float(x)]))[0] == pytest.approx(own, rel=1e-9)
    assert repaired(np.array([float(x)]))[0] == pytest.approx(published, rel=1e-6)


@pytest.mark.parametrize(("x", "published"), [(3, 1.5), (4, 2), (5, 1.5), (8, 2.4)])
def test_v17_damping_lowers_what_is_better_than_its_threshold(x: float, published: float) -> None:
    damped = Damped(Bilinear(negative=0.5, positive=0.5), c=1, k=4)
    far = abs(x - 4)
    own = 0.5 * x - (far + x - 4) / (1 + far)

    assert own == pytest.approx(published, rel=1e-12)
    assert damped(np.array([float(x)]))[0] == pytest.approx(published, rel=1e-6)


@given(slope, slope, st.floats(0, 5), st.integers(-8, 0), st.integers(0, 8))
def test_v17_neither_has_a_hole_anywhere(
    negative: float, positive: float, c: float, low: int, high: int
) -> None:
    plain = Bilinear(negative=negative, positive=positive)
    # The literal formula of the repair is 0/0 at low + 1, which is on this grid.
    grid = np.arange(-24 * 64, 24 * 64 + 1) / 64
    base = np.array([bent(negative, positive)(x) for x in grid])
    worse, better = np.maximum(low - grid, 0), np.maximum(grid - high, 0)

    repaired, damped = Repaired(plain, c=c, k=low), Damped(plain, c=c, k=high)

    assert low + 1 in grid
    assert repaired(grid) == pytest.approx(base + 2 * c * worse / (1 + worse), abs=1e-12)
    assert damped(grid) == pytest.approx(base - 2 * c * better / (1 + better), abs=1e-12)
    for influence in (plain, repaired, damped):
        assert np.all(np.isfinite(influence(grid)))
        assert np.all(np.isfinite(influence.slope(grid)))


@given(slope, slope, st.floats(0, 5), st.integers(-8, 0), st.integers(0, 8))
def test_v17_a_slope_is_how_fast_the_influence_rises(
    negative: float, positive: float, c: float, low: int, high: int
) -> None:
    plain = Bilinear(negative=negative, positive=positive)
    grid = np.arange(-12, 12) + 0.37  # away from the corners, which are at whole numbers

    for influence in (plain, Repaired(plain, c=c, k=low), Damped(plain, c=c, k=high)):
        rise = (influence(grid + 1e-5) - influence(grid - 1e-5)) / 2e-5

        assert influence.slope(grid) == pytest.approx(rise, abs=1e-6)
