"""Rhett and Scarlett, whose equations are read and whose parameters are recalled (V08)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from negcycle.simulation.integrate import integrate
from negcycle.simulation.published import GoneWithTheWind

RESTS = {
    ("6.677864", "1.126058"): "stable",
    ("1.38976", "6.19357"): "stable",
    ("2.88889", "3.41098"): "saddle",
}


def passion(state: Any) -> Any:
    """Code the couple a second time, with k = 15, A_Rhett = 1 and A_Scarlett = 1.2."""
    rhett, scarlett = state
    return np.array(
        [
            -rhett + 1.2 + 15 * scarlett * np.exp(-scarlett),
            -scarlett + 1 + 15 * rhett * np.exp(-rhett),
        ]
    )


def slopes(state: Any) -> Any:
    rhett, scarlett = state
    return np.array(
        [
            [-1, 15 * (1 - scarlett) * np.exp(-scarlett)],
            [15 * (1 - rhett) * np.exp(-rhett), -1],
        ]
    )


def test_v08_from_indifference_they_come_to_rest_where_he_loves_and_she_does_not(
    solve: Any, printed: Any
) -> None:
    """The parameters are recalled; the equations are read."""
    again = solve(passion, (0, 0), 60.0).states[-1]
    run = integrate(GoneWithTheWind(), np.zeros(2), until=60, step=0.01)

    for rhett, scarlett in (again, run.states[-1]):
        assert rhett == printed("6.677864", tolerance=1e-5)
        assert scarlett == printed("1.126058", tolerance=1e-5)


@pytest.mark.parametrize("place", RESTS)
def test_v08_the_other_rests_are_as_computed(place: tuple[str, str], printed: Any) -> None:
    """The parameters are recalled; the equations are read."""
    model, at = GoneWithTheWind(), np.array([float(one) for one in place])
    for _ in range(6):
        at = at - np.linalg.solve(slopes(at), passion(at))

    values = sorted(np.linalg.eigvals(model.jacobian(at)).real)

    assert list(at) == [printed(one, tolerance=1e-5) for one in place]
    assert model.rates(at) == pytest.approx([0, 0], abs=1e-12)
    assert values == pytest.approx(sorted(np.linalg.eigvals(slopes(at)).real), abs=1e-9)
    assert values[0] < 0
    assert values[1] > 0 if RESTS[place] == "saddle" else values[1] < 0


def test_v08_among_those_who_do_not_hate_there_are_no_more_rests_than_these_three() -> None:
    """The parameters are recalled; the equations are read."""
    rhett = np.linspace(0, 15, 40_000)
    scarlett = 1 + 15 * rhett * np.exp(-rhett)  # she is at rest, whatever he feels

    again = passion(np.stack([rhett, scarlett]))[0]
    product = GoneWithTheWind().rates(np.stack([rhett, scarlett]))[0]

    assert product == pytest.approx(again, rel=1e-9, abs=1e-9)
    assert np.sum(np.diff(np.sign(product)) != 0) == len(RESTS)


def test_v08_with_other_appeals_two_rests_are_about_to_meet() -> None:
    """A rest at (4.75, 2) has the eigenvalue -.006, whatever the appeals that make it one."""
    at = np.array([4.75, 2.0])
    model = GoneWithTheWind(
        appeal_rhett=2 - 15 * 4.75 * np.exp(-4.75), appeal_scarlett=4.75 - 15 * 2 * np.exp(-2)
    )

    leading = max(np.linalg.eigvals(model.jacobian(at)).real)

    assert model.rates(at) == pytest.approx([0, 0], abs=1e-12)
    assert leading == pytest.approx(max(np.linalg.eigvals(slopes(at)).real), abs=1e-9)
    assert leading == pytest.approx(-0.006, abs=5e-4)
