"""Portraits as pictures: what holds is filled, what tips is hollow, and every region says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import negcycle as nc
from negcycle.analysis.rest.couple_portraits import CyclePortrait, cycle_portrait
from negcycle.analysis.rest.portraits import phase_portrait
from negcycle.drawing.charts.draw import draw_portrait
from negcycle.drawing.scene import Circle, Line, Page, Scene
from negcycle.errors import DrawingError
from negcycle.model.trajectory import Trajectory
from negcycle.simulation.published import GoneWithTheWind, Strogatz, TemporalCausal
from negcycle.simulation.run import simulate
from negcycle.system.compile import compile_system

Sound = Callable[[Scene], None]
TWO_WELLS = TemporalCausal(
    names=("asking_louder", "leaving"),
    weights=((0, 1), (1, 0)),
    speed=0.5,
    steepness=8.0,
    threshold=0.5,
)
MODELS = {
    "two wells": (TWO_WELLS, (0, 1), (0, 1)),
    "a spiral": (Strogatz(a=-0.1, b=1, c=-1, d=-0.2), (-2, 2), (-2, 2)),
    "a center": (Strogatz(a=0, b=1, c=-1, d=0), (-2, 2), (-2, 2)),
    "a line of rest": (Strogatz(a=-1, b=1, c=1, d=-1), (-2, 2), (-2, 2)),
    "many points": (GoneWithTheWind(), (-2, 12), (-2, 12)),
    "nothing in sight": (Strogatz(a=-1, b=0, c=0, d=-1), (5, 6), (5, 6)),
    "a very wide range": (Strogatz(a=-1, b=0, c=0, d=-1), (-1e9, 1e9), (-1e-3, 1e-3)),
}


def marks(page: Page) -> list[Circle]:
    return [
        item
        for item in page.items
        if isinstance(item, Circle) and item.role == "fixed-point" and item.of != "key"
    ]


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_portrait_is_whole(name: str, paper: str, sound: Sound) -> None:
    model, x, y = MODELS[name]

    sound(draw_portrait(phase_portrait(model, x, y, size=41), paper=paper).scene)


def test_what_draws_in_is_filled_and_what_tips_is_hollow() -> None:
    page = draw_portrait(TWO_WELLS, x=(0, 1), y=(0, 1)).scene.pages[0]
    low, saddle, high = marks(page)

    assert low.fill == high.fill != saddle.fill
    assert low.center[0] < saddle.center[0] < high.center[0]
    assert low.center[1] > saddle.center[1] > high.center[1]


def test_null_clines_differ_in_their_dash_and_not_in_color_alone() -> None:
    page = draw_portrait(TWO_WELLS, x=(0, 1), y=(0, 1)).scene.pages[0]
    dashes = {line.of: line.dash for line in page.lines("null-cline")}

    assert set(dashes) == {"asking_louder", "leaving"}
    assert dashes["asking_louder"] != dashes["leaving"]


def test_arrows_point_the_way_it_goes() -> None:
    portrait = phase_portrait(Strogatz(a=-1, b=0, c=0, d=-1), (1, 2), (1, 2), size=21)
    page = draw_portrait(portrait).scene.pages[0]

    for arrow in page.lines("stream"):
        (x, y), (u, v) = arrow.points
        assert u < x
        assert v > y


def test_the_words_say_what_is_where() -> None:
    scene = draw_portrait(TWO_WELLS, x=(0, 1), y=(0, 1)).scene
    lines = scene.description.splitlines()

    assert scene.title == "Where every start leads: asking louder and leaving"
    assert (
        lines[0] == "Where it ends depends on where it starts: 2 states draw in what is near them."
    )
    assert lines[1] == (
        "From left to right asking louder, from 0.00 to 1.00; upward leaving, from 0.00 to 1.00."
    )
    assert lines[2].startswith(
        "1: at 0.00, 0.00 it stays and draws in. Of the starts in the picture,"
    )
    assert lines[3] == "2: at 0.51, 0.51 it tips to one side or the other."


def test_a_run_is_drawn_from_its_start() -> None:
    run = simulate(TWO_WELLS, start={"asking_louder": 0.9, "leaving": 0.05}, turns=30)
    scene = draw_portrait(TWO_WELLS, x=(0, 1), y=(0, 1), trajectories=run).scene
    (path,) = scene.pages[0].lines("path")
    (ring,) = [item for item in scene.pages[0].items if getattr(item, "role", "") == "path-start"]

    assert isinstance(ring, Circle)
    assert path.points[0] == pytest.approx(ring.center)
    assert "Run 1 begins at 0.90, 0.05 and ends at" in scene.description


def test_a_run_that_leaves_the_picture_is_cut_at_its_border(
    model_run: Callable[..., Trajectory],
) -> None:
    run = model_run(["romeo", "juliet"], np.array([[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 1.0]]))
    portrait = phase_portrait(Strogatz(a=-1, b=0, c=0, d=-1), (-2, 2), (-2, 2), size=21)
    page = draw_portrait(portrait, trajectories=[run]).scene.pages[0]
    border = page.lines("axis")[-1].points
    xs, ys = zip(*border, strict=True)

    for line in page.lines("path"):
        assert all(min(xs) - 1e-6 <= x <= max(xs) + 1e-6 for x, _ in line.points)
        assert all(min(ys) - 1e-6 <= y <= max(ys) + 1e-6 for _, y in line.points)


def test_a_very_long_run_stays_a_small_picture(model_run: Callable[..., Trajectory]) -> None:
    run = model_run(["romeo", "juliet"], np.random.default_rng(2).normal(size=(300_000, 2)))
    portrait = phase_portrait(Strogatz(a=-1, b=0, c=0, d=-1), (-2, 2), (-2, 2), size=21)

    assert len(draw_portrait(portrait, trajectories=run).svg()) < 1_000_000


def test_what_is_missing_is_said(model_run: Callable[..., Trajectory]) -> None:
    portrait = phase_portrait(TWO_WELLS, (0, 1), (0, 1), size=11)

    with pytest.raises(DrawingError, match="from where to where its states are looked at"):
        draw_portrait(TWO_WELLS)
    with pytest.raises(DrawingError, match="needs the states asking_louder and leaving"):
        draw_portrait(portrait, trajectories=model_run(["x"], np.zeros((3, 1))))


# -- a couple ---------------------------------------------------------------------------------


def person(name: str, moves: str, **dynamics: float) -> dict[str, object]:
    behavior = {"words": "does something", "moves": moves}
    return {"name": name, "chain": {"behavior": behavior}, "dynamics": dynamics}


CYCLE = nc.Cycle(partners={"john": person("John", "withdraw"), "mary": person("Mary", "pursue")})


@cache
def couple() -> CyclePortrait:
    return cycle_portrait(compile_system(CYCLE))


def test_the_portrait_of_a_couple_is_whole(sound: Sound) -> None:
    runs = [
        simulate(CYCLE, start="stuck", turns=50),
        simulate(
            CYCLE, plan=[{"at": 0, "trigger": "mary", "felt": "absence", "for": 20}], turns=99
        ),
    ]

    sound(draw_portrait(couple()).scene)
    sound(draw_portrait(couple(), trajectories=runs, paper="letter").scene)


def test_a_run_looks_unlike_the_lines_that_hold_for_every_run() -> None:
    """Without color too: it is wider and paler, and lies below them."""
    runs = [simulate(CYCLE, start="stuck", turns=50), simulate(CYCLE, turns=50)]
    page = draw_portrait(couple(), trajectories=runs).scene.pages[0]
    path, cline = page.lines("path")[0], page.lines("null-cline")[0]
    order = [item.role for item in page.items if isinstance(item, Line)]

    assert path.width > 2 * cline.width
    assert path.color != cline.color
    assert max(n for n, role in enumerate(order) if role == "path") < order.index("null-cline")
    assert [text.text for text in page.texts("path-name")] == ["run 1", "run 2"]


def test_one_run_has_its_name_where_it_starts() -> None:
    run = simulate(CYCLE, start={"mary.resentment": 0.6, "john.resentment": 0.6}, turns=50)
    page = draw_portrait(couple(), trajectories=run).scene.pages[0]
    (ring,) = [item for item in page.items if getattr(item, "role", "") == "path-start"]
    (name,) = page.texts("path-name")

    assert isinstance(ring, Circle)
    assert name.text == "a run"
    assert np.hypot(name.box.x - ring.center[0], name.box.center[1] - ring.center[1]) < 12


def test_the_two_null_clines_of_three_people_cross_at_every_state_that_stays() -> None:
    three = nc.load(Path(__file__).parents[3] / "examples" / "three-of-us.yaml")
    page = draw_portrait(three).scene.pages[0]

    for mark in marks(page):
        for of in ("fast", "slow"):
            points = [
                np.array(one) + share * (np.array(other) - one)
                for line in page.lines("null-cline")
                if line.of == of
                for one, other in pairwise(line.points)
                for share in np.linspace(0, 1, 41)
            ]
            assert min(np.hypot(*(point - mark.center)) for point in points) < 0.6


def test_who_goes_back_and_forth_has_a_region_that_says_so(sound: Sound) -> None:
    people = {
        "ana": person("Ana", "pursue", answer=1, reactivity=6),
        "ben": person("Ben", "withdraw", answer=-1, reactivity=6),
    }
    scene = draw_portrait(nc.Cycle(partners=people)).scene

    sound(scene)
    assert "it goes back and forth and does not settle" in scene.description
    assert "from here it goes back and forth" in [text.text for text in scene.pages[0].texts()]


def test_a_start_that_rests_on_an_assumption_says_so() -> None:
    """Equal needs, and no word on who moves which way."""
    people = {key: {"name": key.title(), "dynamics": {"reactivity": 2.4}} for key in ("ana", "ben")}
    cycle = nc.Cycle(partners=people)
    scene = draw_portrait(cycle, trajectories=simulate(cycle, start="stuck", turns=20)).scene
    words = "Assumed: Ana is the first to feel alone."

    assert words in " ".join(text.text for text in scene.pages[0].texts("footer"))
    assert words in scene.description.splitlines()


def test_the_portrait_of_a_couple_names_calm_stuck_and_the_edge() -> None:
    page = draw_portrait(couple()).scene.pages[0]
    calm, edge, stuck = marks(page)
    regions = [text.text for text in page.texts("region")]

    assert calm.fill == stuck.fill != edge.fill
    assert [text.text for text in page.texts("point-label")] == ["calm", "the edge", "stuck"]
    assert regions == ["from here it calms down", "from here it ends up stuck"]


def test_the_words_of_a_couple_say_where_the_edge_lies() -> None:
    scene = draw_portrait(couple()).scene

    assert scene.description.splitlines()[0] == (
        "The same couple can end up calm or stuck; it depends on where they start. The edge "
        "between the two lies at resentment 0.34 and strength 0.43."
    )
    assert "would be the same for any couple" in scene.description


def test_resentment_creeps_from_the_edge_to_both_sides() -> None:
    page = draw_portrait(couple()).scene.pages[0]
    edge = marks(page)[1].center[0]
    tips = sorted((shape.points[0], shape.points[1]) for shape in page.shapes("drift"))

    assert len(tips) == 3
    for (tip, _), (tail, _) in tips[:1]:
        assert tip < tail < edge
    for (tip, _), (tail, _) in tips[1:2]:
        assert edge < tail < tip


def test_only_runs_of_a_couple_are_drawn_into_it(model_run: Callable[..., Trajectory]) -> None:
    with pytest.raises(DrawingError, match="needs the resentment of everybody"):
        draw_portrait(couple(), trajectories=model_run(["x"], np.zeros((3, 1))))


def test_a_couple_that_always_calms_down_has_one_region() -> None:
    people = {
        "john": person("John", "withdraw", reactivity=0.8),
        "mary": person("Mary", "pursue", reactivity=0.8),
    }
    scene = draw_portrait(nc.Cycle(partners=people)).scene

    assert scene.description.splitlines()[0] == "It calms down."
    assert [text.text for text in scene.pages[0].texts("region")] == ["from here it calms down"]


def test_lines_are_lines() -> None:
    page = draw_portrait(couple()).scene.pages[0]

    assert all(isinstance(line, Line) and len(line.points) > 1 for line in page.lines("null-cline"))
    assert {line.of for line in page.lines("null-cline")} == {"fast", "slow"}
