"""Couples to draw, made by hand, and what must hold of every page that is drawn from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pytest
from numpy.typing import NDArray

from negcycle.drawing.scene import Circle, Item, Line, Page, Point, Rect, Scene, Shape
from negcycle.model.ensemble import OUTCOMES, Design, Ensemble, Recorded

Array = NDArray[np.float64]
Outcomes = Callable[[Mapping[str, Array], NDArray[np.int64]], NDArray[np.int64]]

JOHN_AND_MARY = MappingProxyType({"john": "John", "mary": "Mary"})
HARD_NAMES = MappingProxyType(
    {"a": "Maximiliane-Alexandra " * 6, "b": "רות בת אברהם", "c": "محمد ٣٤", "d": "孤独で、寂しい"}
)


def taking_turns(_: Mapping[str, Array], index: NDArray[np.int64]) -> NDArray[np.int64]:
    """Every outcome in its turn, so that cells of several couples are mixed."""
    return (index // 3 + index % 2) % len(OUTCOMES)


def made_up(
    over: Mapping[str, Sequence[float]] = MappingProxyType({}),
    *,
    runs: int = 1,
    count: int = 40,
    ended: Outcomes = taking_turns,
    keep: Sequence[int] | None = None,
    people: Mapping[str, str] = JOHN_AND_MARY,
    parameters: Mapping[str, Array] = MappingProxyType({}),
    recorded: Mapping[str, Array] = MappingProxyType({}),
) -> Ensemble:
    """Return couples on a grid, or without a design; `recorded`: arrays ``(count, n_times)``."""
    design = None
    given = dict(parameters)
    if over:
        points = [one.ravel() for one in np.meshgrid(*over.values(), indexing="ij")]
        axes = {name: tuple(map(float, values)) for name, values in over.items()}
        design = Design("grid", axes, len(points[0]), runs)
        given = {name: np.repeat(one, runs) for name, one in zip(over, points, strict=True)}
        count = design.points * runs
    whole = np.arange(count)
    index = whole if keep is None else np.array(keep, dtype=np.int64)
    given = {name: np.asarray(one, dtype=np.float64)[index] for name, one in given.items()}
    kept = None
    if recorded:
        values = np.stack([np.asarray(one)[index] for one in recorded.values()], axis=2)
        times: Array = np.linspace(0.0, 2.0 * values.shape[1] - 2.0, values.shape[1])
        kept = Recorded(times, tuple(recorded), values)
    return Ensemble(
        index=index,
        parameters=given,
        columns={"outcome": ended(given, index).astype(np.int8)},
        runs=count,
        turns=100.0,
        step=0.25,
        look=1.0,
        seed=7,
        names=tuple(f"{key}.{name}" for key in people for name in ("primary", "behavior")),
        people=people,
        design=design,
        recorded=kept,
    )


def fans(*names: str, count: int = 30, times: int = 50) -> dict[str, Array]:
    """Return what every couple of some does over time, each on a way of its own."""
    t = np.linspace(0, 6, times)
    each = np.linspace(-1, 1, count)[:, None]
    return {name: np.tanh(each * t + 0.2 * np.sin(3 * t + n)) for n, name in enumerate(names)}


@pytest.fixture(scope="session")
def make() -> Callable[..., Ensemble]:
    """Return `made_up`."""
    return made_up


@pytest.fixture(scope="session")
def over_time() -> Callable[..., dict[str, Array]]:
    """Return `fans`."""
    return fans


@pytest.fixture(scope="session")
def whole(sound: Callable[[Scene], None]) -> Callable[[Scene], None]:
    """Return what must hold of every picture of many couples."""

    def check(scene: Scene) -> None:
        sound(scene)
        assert "model" in scene.title
        assert "assumed" in scene.description or "model" in scene.description
        for page in scene.pages:
            assert [item for item in page.items if not inside(item, page)] == []

    return check


def inside(item: Item, page: Page) -> bool:
    return all(0 <= x <= page.width and 0 <= y <= page.height for x, y in corners(item))


def corners(item: Item) -> list[Point]:
    match item:
        case Line(points=points) | Shape(points=points):
            return list(points)
        case Rect(box=box):
            return [(box.x, box.y), (box.right, box.bottom)]
        case Circle(center=(x, y), radius=r):
            return [(x - r, y - r), (x + r, y + r)]
        case _:
            return []  # texts are checked as in every chart
