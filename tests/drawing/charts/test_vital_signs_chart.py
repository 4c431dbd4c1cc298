"""The picture of a log: a bar for each week, a dot for each episode, no blank as a zero."""

from __future__ import annotations

import datetime
import io
import random
from collections.abc import Callable
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import assume, given, settings
from pypdf import PdfReader

import negcycle as nc
from negcycle.drawing.charts.draw_practices import draw_vital_signs
from negcycle.drawing.scene import Circle, Page, Scene
from negcycle.errors import AnalysisError, DrawingError, UnknownName
from negcycle.practices.over_time.periods import MEASURES
from negcycle.testing import episode_logs

Sound = Callable[[Scene], None]
MONDAY = datetime.datetime.fromisoformat("2026-09-28T20:00")


def made(*weeks: int, each: dict[str, Any] | None = None, **fields: Any) -> nc.EpisodeLog:
    """Return a log with an episode in each of these weeks, counted from 0."""
    episodes = [
        {"start": MONDAY + datetime.timedelta(weeks=week, minutes=at), **(each or {})}
        for at, week in enumerate(weeks)
    ]
    return nc.EpisodeLog(episodes=episodes, **fields)


def many(count: int, days: int) -> nc.EpisodeLog:
    """Return a log of many episodes with everything that can be written down."""
    chance = random.Random(3)
    names = ("أحمد", "W" * 120, "both", "\u202eturned", "<b>$x$</b>", None)
    episodes: list[dict[str, Any]] = []
    for _ in range(count):
        start = MONDAY + datetime.timedelta(minutes=chance.randrange(days * 1440))
        episodes.append(
            {
                "start": start,
                "end": start + datetime.timedelta(minutes=chance.choice([0, 10, 200, 3000])),
                "peak": chance.uniform(0, 10),
                "repair_delay": chance.choice([0, 0.5, 60, 5_000_000]),
                "exit": chance.choice([None, "none", "time_out", "pause"]),
                "repaired_by": chance.choice(names),
            }
        )
    return nc.EpisodeLog(episodes=episodes)


LOGS = {
    "one": made(0),
    "a gap": made(0, 3, each={"peak": 7, "repair_delay": 30}),
    "complete": made(0, 3, complete_from="2026-09-28", complete_until="2026-10-25"),
    "nothing happened": nc.EpisodeLog(complete_from="2026-09-01", complete_until="2026-10-31"),
    "two at once": made(0, 0, each={"peak": 10, "repair_delay": 0, "end": "2026-09-29T20:00"}),
    "many": many(300, 700),
    "many in a week": many(90, 7),
    "names of everybody": many(30, 60),
}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("every", ["week", "month"])
@pytest.mark.parametrize("log", LOGS.values(), ids=LOGS)
def test_a_picture_of_any_log_is_whole(
    log: nc.EpisodeLog, every: str, paper: str, sound: Sound
) -> None:
    sound(draw_vital_signs(log, every=every, paper=paper).scene)


def dots(page: Page, name: str) -> list[Circle]:
    return [
        item
        for item in page.items
        if isinstance(item, Circle) and (item.role, item.of) == ("episode", name)
    ]


@settings(max_examples=40)
@given(episode_logs())
def test_every_week_has_its_bar_and_every_number_its_dot(log: nc.EpisodeLog) -> None:
    assume(not log.comes_first)
    signs = nc.vital_signs(log)
    assume(signs.periods)
    (page,) = draw_vital_signs(signs).scene.pages

    bars = {bar.of: bar.box.h for bar in page.rects("count")}
    counted = {one.start.isoformat(): len(one.episodes) for one in signs.periods if one.episodes}
    assert bars.keys() == counted.keys()
    heights = {round(height / counted[of], 6) for of, height in bars.items()}
    assert len(heights) <= 1
    assert len(page.rects("unknown")) == signs.unknown
    for name in MEASURES:
        known = [one for one in log.episodes if getattr(one, name) is not None]
        assert len(dots(page, name)) == len(known)
        assert all(page.box.holds(_box(dot)) for dot in dots(page, name))


def _box(dot: Circle) -> Any:
    from negcycle.drawing.scene import Box

    x, y = dot.center
    return Box(x - dot.radius, y - dot.radius, 2 * dot.radius, 2 * dot.radius)


def test_a_hotter_episode_lies_higher_and_a_later_one_further_right() -> None:
    log = nc.EpisodeLog(
        episodes=[
            {"start": "2026-11-02T20:00", "peak": 2, "repair_delay": 5},
            {"start": "2026-11-03T08:00", "peak": 6, "repair_delay": 500},
            {"start": "2026-11-09T08:00", "peak": 9, "repair_delay": 50_000},
        ]
    )
    (page,) = draw_vital_signs(log).scene.pages

    for name in ("peak", "repair_delay"):
        xs, ys = zip(*(dot.center for dot in dots(page, name)), strict=True)
        assert list(xs) == sorted(set(xs))
        assert list(ys) == sorted(set(ys), reverse=True)


def test_a_blank_week_is_a_question_mark_and_a_complete_one_a_zero() -> None:
    (blank,) = draw_vital_signs(LOGS["a gap"]).scene.pages
    (complete,) = draw_vital_signs(LOGS["complete"]).scene.pages

    assert [text.text for text in blank.texts("unknown")] == ["?", "?"]
    assert blank.texts("none") == ()
    assert [text.text for text in complete.texts("none")] == ["0", "0"]
    assert complete.texts("unknown") == ()


def test_it_does_not_show_whose_an_episode_was() -> None:
    here = draw_vital_signs(made(0, 1, each={"repaired_by": "Ana", "peak": 3})).scene
    there = draw_vital_signs(made(0, 1, each={"repaired_by": "Ben", "peak": 3})).scene

    for one, other in zip(here.pages[0].items, there.pages[0].items, strict=True):
        if "Ana" not in str(one):
            assert one == other


def test_every_format_says_the_same_and_holds_no_private_words() -> None:
    picture = draw_vital_signs(made(0, 2, each={"topic": "zebra", "notes": "zebra", "peak": 4}))
    root = fromstring(picture.svg())
    lines = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    pdf = PdfReader(io.BytesIO(picture.pdf()))

    assert lines == [text.text for text in picture.scene.pages[0].texts()]
    assert "Episodes of the cycle over time" in pdf.pages[0].extract_text()
    assert "Week from 2026-10-12: once; how hot: 4." in picture.text()
    assert "zebra" not in picture.svg() + picture.html() + picture.text()


def test_the_words_hold_what_the_picture_shows() -> None:
    log = made(0, 0, 1, each={"peak": 4, "repair_delay": 90, "exit": "time_out"})
    told = draw_vital_signs(log).scene.description

    for sentence in nc.vital_signs(log).sentences:
        assert sentence in told
    assert "Week from 2026-09-28: 2 times; how hot: 4; made up after 90 minutes." in told


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(DrawingError) as nothing:
        draw_vital_signs(nc.EpisodeLog())
    with pytest.raises(DrawingError) as waits:
        draw_vital_signs(made(0, each={"notes": "she hit me"}))
    with pytest.raises(UnknownName):
        draw_vital_signs(made(0), paper="A4")
    with pytest.raises(UnknownName):
        draw_vital_signs(made(0), every="day")
    with pytest.raises(AnalysisError):
        draw_vital_signs(made(0, 700))

    assert str(nothing.value) == "No episode is written down in this log yet."
    assert str(waits.value).startswith("No numbers are shown here: something in this log comes")
