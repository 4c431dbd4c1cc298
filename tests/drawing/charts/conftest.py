"""Runs to draw, ordinary and odd ones, and what must hold of every page that is drawn from them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pytest
from numpy.typing import NDArray

from negcycle.drawing import theme
from negcycle.drawing.scene import Circle, Item, Line, Page, Rect, Scene, Shape, Text
from negcycle.model.trajectory import Band, Outcome, Trajectory

Array = NDArray[np.float64]

JOHN_AND_MARY = {"john": "John", "mary": "Mary"}


def made_up(
    people: Mapping[str, str] = MappingProxyType(JOHN_AND_MARY),
    *,
    times: Array | None = None,
    bands: Sequence[Band] = (),
    outcome: Outcome | None = Outcome.STUCK,
    behavior: Callable[[int, Array], Array] | None = None,
) -> Trajectory:
    """Return a run in which everybody goes a way of their own, with all that a couple's run has."""
    times = np.linspace(0.0, 400.0, 801) if times is None else times
    each = behavior or (lambda n, t: np.tanh(np.sin(t / 60 + 2 * n)))
    columns: dict[str, Array] = {}
    for number, key in enumerate(people):
        done = each(number, times)
        columns |= {
            f"{key}.primary": -done,
            f"{key}.behavior": done,
            f"{key}.openness": (1 - done**2) / 1.25,
            f"{key}.resentment": np.clip(0.5 + done / 3, 0, 1),
        }
    done = np.stack([values for name, values in columns.items() if name.endswith("behavior")])
    return Trajectory(
        times=times,
        names=tuple(columns),
        states=np.column_stack(list(columns.values())),
        measures={
            "cycle_strength": np.abs(done).mean(axis=0),
            "gain": 0.2 + 3 * np.abs(done).mean(axis=0),
        },
        bands=tuple(bands),
        outcome=outcome,
        decided="It was looked at.",
        people=people,
        step=0.5,
        assumptions=("Needs are equal.",),
    )


def any_model(names: Sequence[str], values: Array) -> Trajectory:
    """Return a run of a model that knows nothing of couples; values of shape (n_times, n_names)."""
    times = np.arange(len(values), dtype=np.float64)
    return Trajectory(times=times, names=tuple(names), states=values)


SIXTY_DAYS = tuple(
    band
    for day in range(60)
    for band in (
        Band("trigger", "Mary: felt absence", 80.0 * day, 80.0 * day + 3, ("mary",)),
        Band("timeout", "time-out, picked up again", 80.0 * day + 5, 80.0 * day + 15),
    )
)
MANY_KINDS = tuple(
    Band(f"kind_{n % 9}", f"something new that happens on day {n}", 7.0 * n, 7.0 * n + 5)
    for n in range(50)
)
RUNS = {
    "ordinary": made_up(bands=[Band("softening", "softening: Mary", 10, 210, ("mary",))]),
    "sixty days": made_up(
        times=np.arange(0.0, 4800.0, 0.5),
        bands=SIXTY_DAYS,
        behavior=lambda n, t: (1 - 2 * n) * np.exp(-(t % 80) / 20),
    ),
    "many kinds of inputs": made_up(bands=MANY_KINDS),
    "chance": made_up(
        times=np.arange(0.0, 9000.0, 0.25),
        behavior=lambda n, t: np.tanh(np.random.default_rng(n).normal(size=len(t))),
    ),
    "nothing happens": made_up(behavior=lambda _n, t: np.zeros_like(t)),
    "one moment": made_up(times=np.array([7.0])),
    "two equal moments": made_up(times=np.array([7.0, 7.0])),
    "Hebrew": made_up({"r": "רות בת אברהם", "y": "יצחק (שוב)"}),
    "Arabic": made_up({"a": "أشعر بالوحدة", "b": "محمد ٣٤"}),
    "very long names": made_up({"m": "Maximiliane-Alexandra " * 6, "w": "W" * 120}),
    "names of nothing": made_up({"a": "\u200b", "b": " \t "}),
    "markup": made_up({"a": "<script>alert(1)</script>", "b": '$x^2$ & "co" ]]>'}),
    "alone": made_up({"ana": "Ana"}),
    "six": made_up({name.lower(): name for name in ("Noor", "Sam", "Kit", "Ana", "Ben", "Joe")}),
    "nine": made_up({f"p{n}": f"Person {n}" for n in range(9)}),
    "gaps": made_up(behavior=lambda n, t: np.where((t + 50 * n) % 200 < 120, 0.6, np.nan)),
    "nothing but gaps": made_up(behavior=lambda _n, t: np.full_like(t, np.nan)),
    "beyond its box": made_up(behavior=lambda n, t: 40.0 * np.sin(t / 50 + n)),
}
MODELS = {
    "two states": any_model(["romeo", "juliet"], np.column_stack([np.sin(np.arange(50) / 5)] * 2)),
    "one state": any_model(["activity"], np.linspace(0, 1, 30)[:, None]),
    "constant": any_model(["x", "y"], np.full((20, 2), 3.25)),
    "one point": any_model(["x", "y"], np.array([[1.0, -2.0]])),
    "forty states": any_model(
        [f"state_{n}" for n in range(40)], np.random.default_rng(1).normal(size=(60, 40))
    ),
    "huge numbers": any_model(["x", "y"], np.array([[-1e308, 1.0], [0.0, 1e308], [1e308, -1e308]])),
    "tiny numbers": any_model(["x"], np.linspace(0, 1e-300, 9)[:, None]),
    "not finite": any_model(
        ["x", "y"], np.array([[0, np.inf], [np.nan, 1], [2, -np.inf], [3, 4.0]])
    ),
    "long names": any_model(["a_very_long_name_" * 8, "\u202eturned"], np.ones((5, 2))),
}


@pytest.fixture(params=[*RUNS, *MODELS])
def any_run(request: pytest.FixtureRequest) -> Trajectory:
    """Every run, one after the other."""
    return {**RUNS, **MODELS}[request.param]


@pytest.fixture(params=RUNS)
def couple_run(request: pytest.FixtureRequest) -> Trajectory:
    """Every run of people."""
    return RUNS[request.param]


@pytest.fixture
def make() -> Callable[..., Trajectory]:
    """Return `made_up`, to make a run of one's own."""
    return made_up


@pytest.fixture
def model_run() -> Callable[..., Trajectory]:
    """Return `any_model`, to make the run of a model."""
    return any_model


@pytest.fixture(scope="session")
def sound() -> Callable[[Scene], None]:
    """Return what must hold of every chart, whatever it shows."""

    def check(scene: Scene) -> None:
        assert scene.title.strip()
        assert len(scene.description.split()) > 5
        for page in scene.pages:
            texts = page.texts()
            assert page.texts("title")
            assert off_the_page(page) == []
            assert covered(texts) == []
            assert [text.text for text in texts if text.size < 8 * theme.PT - 1e-9] == []
            assert all(math.isfinite(number) for item in page.items for number in numbers(item))

    return check


def covered(texts: Sequence[Text]) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie on each other."""
    return [
        (one.text, other.text)
        for one, other in itertools.combinations(texts, 2)
        if one.box.overlaps(other.box, gap=-0.25)
    ]


def off_the_page(page: Page) -> list[str]:
    return [text.text for text in page.texts() if not page.box.holds(text.box)]


def numbers(item: Item) -> list[float]:
    """Return every length of an item."""
    match item:
        case Line():
            return [*itertools.chain(*item.points), item.width, *item.dash]
        case Shape():
            return [*itertools.chain(*item.points)]
        case Rect(box=box):
            return [box.x, box.y, box.w, box.h]
        case Circle():
            return [*item.center, item.radius]
        case Text():
            return [item.x, item.y, item.size, item.width]
