"""The joint part of a handout: the whole diagram, and on the next page each one's own voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from negcycle.analysis.loops.way_back import ways_back
from negcycle.drawing.content import is_of_caregiver_and_child
from negcycle.drawing.picture import draw
from negcycle.model.cycle import Cycle
from negcycle.practices.whole_cycle.openings import Opening
from negcycle.report.document import Block, Bullets, Heading, PageBreak, Paragraph
from negcycle.report.pictures import figures
from negcycle.report.sections import pressures, steps_off_together, strong_sides, told_as_well
from negcycle.report.voice import Voice, voices
from negcycle.words import say
from negcycle.words.tidying import tidy

_COUPLE = 2


def joint_part(
    seen: Cycle,
    *,
    waits: bool = False,
    exits: Sequence[Opening] = (),
    strengths: Sequence[str] = (),
    paper: str = "a4",
) -> list[Block]:
    """Return the pages that everybody in the cycle gets together.

    Args:
        seen: What may stand on them, and nothing else.
        waits: Whether something comes before any practice; then it is left open what comes of
            what each does, and nothing is said of a cycle that both are in alike.
        exits: Where one can step off; none leaves room for notes there.
        strengths: What is good between them.
        paper: ``a4`` or ``letter``.
    """
    subtitle = "" if waits else _subtitle(seen)
    badge = say("badge.loop") if waits else ""
    several = len(seen.partners) > _COUPLE
    return [
        *figures(draw(seen, paper=paper), subtitle=subtitle, badge=badge, in_full=several),
        PageBreak(),
        Heading(_title(seen)),
        *([Paragraph(subtitle)] if subtitle else []),
        *pressures(seen),
        *(block for one in _voices(seen, waits=waits) for block in _said(one, seen)),
        *([PageBreak()] if several else []),
        *strong_sides(strengths),
        *steps_off_together(exits, seen),
    ]


def _subtitle(cycle: Cycle) -> str:
    """Return whose the problem is not; nothing where a child is in it with a grown-up."""
    child = any(is_of_caregiver_and_child(cycle, pair) for pair in cycle.all_pairs())
    more = ".more" if len(cycle.partners) > _COUPLE else ""
    return "" if child else say(f"handout.common-enemy{more}")


def _title(cycle: Cycle) -> str:
    title, topic = tidy(cycle.title or "") or say("title.untitled"), tidy(cycle.topic or "")
    return say("title.topic", title=title, topic=topic) if topic else title


def _voices(cycle: Cycle, *, waits: bool) -> Iterator[Voice]:
    if not waits:
        return iter(voices(cycle, ways_back(cycle.canonical(), at="calm")))
    left_open = say("voice.back.waits")
    return (
        replace(
            one,
            lines=tuple(
                replace(line, sentence=left_open) if line.part == "back" else line
                for line in one.lines
            ),
        )
        for one in voices(cycle)
    )


def _said(voice: Voice, seen: Cycle) -> list[Block]:
    more = told_as_well(seen.partner(voice.key))
    return [Heading(voice.name, level=2), Bullets([*voice.sentences, *more])]
