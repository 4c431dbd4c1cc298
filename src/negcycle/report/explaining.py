"""A cycle in plain sentences: each voice, the loops, how strong they are, and what can change."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from negcycle.analysis.loops.loop_set import LoopSet
from negcycle.analysis.loops.way_back import WayBack
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.practices.whole_cycle.openings import Opening, Openings, exits, openings
from negcycle.report.coming_back import how_it_comes_back
from negcycle.report.finding import find
from negcycle.report.reading import Reading
from negcycle.report.sentences import how_it_holds, how_strong, readings_of, what_keeps_it_going
from negcycle.report.voice import Voice, voices
from negcycle.words import say
from negcycle.words.tidying import tidy


@dataclass(frozen=True)
class Explanation:
    """What a cycle comes to, in sentences. It is the therapist's own copy, as `draw` is.

    It quotes everything that the file holds, of everybody. What may be handed to one person is that
    person's voice and nothing else; no sentence here says anything of "both".
    """

    title: str
    """The couple's own name for their cycle, in one line."""
    at: str | None
    """calm, settled or stuck; None where one half is here and nothing can be computed."""
    voices: tuple[Voice, ...]
    """Each partner's half in their own voice, in the order of the partners."""
    missing: tuple[str, ...] = ()
    """What is not here yet and would be needed, in sentences."""
    keeps_it_going: tuple[str, ...] = ()
    """The loops."""
    comes_back: tuple[str, ...] = ()
    """How each behavior comes back to who does it."""
    how_strongly: tuple[str, ...] = ()
    """The gain, in words."""
    does_it_hold: tuple[str, ...] = ()
    """What a slight upset leads to."""
    can_change: Openings | None = None
    """Where most hangs on what somebody does; None where one half is here."""
    exits: tuple[Opening, ...] = ()
    """Where one can step off; only where one half is here."""
    ways_back: tuple[WayBack, ...] = ()
    """How each behavior comes back to who does it, in the order of names."""
    readings: tuple[Reading, ...] = ()
    """Every number, with what it rests on."""
    assumptions: tuple[str, ...] = ()
    """What was assumed and not known."""
    loops: LoopSet | None = field(default=None, repr=False)
    """The loops that were found."""

    @property
    def standing(self) -> str:
        """The sentence that stands beside every number."""
        return say("assume.same-for-any")

    def text(self) -> str:
        """Return everything as text, for a terminal or a page."""
        return "\n".join(_lines(self))

    def __str__(self) -> str:
        return self.text()

    def as_data(self) -> dict[str, object]:
        """Return everything for JSON.

        Keys, which stay as they are: `title`; `at`; `voices` (each `key`, `name`, `others`, `lines`
        of `part`, `sentence`, `open`); `missing`, `keeps_it_going`, `comes_back`, `how_strongly`,
        `does_it_hold` and `assumptions`, each a list of sentences; `can_change` (see
        `Openings.as_data`; null for one half); `exits`; `ways_back` (see `WayBack.as_data`);
        `readings` (each `name`, `value`, `sentence`, `assumption`, `what_would_change_it`);
        `standing`, the sentence that belongs beside every number.
        """
        return {
            "title": self.title,
            "at": self.at,
            "voices": [one.as_data() for one in self.voices],
            "missing": list(self.missing),
            "keeps_it_going": list(self.keeps_it_going),
            "comes_back": list(self.comes_back),
            "how_strongly": list(self.how_strongly),
            "does_it_hold": list(self.does_it_hold),
            "can_change": None if self.can_change is None else self.can_change.as_data(),
            "exits": [one.as_data() for one in self.exits],
            "ways_back": [one.as_data() for one in self.ways_back],
            "readings": [one.as_data() for one in self.readings],
            "assumptions": list(self.assumptions),
            "standing": self.standing,
        }

    def _repr_html_(self) -> str:
        return f'<pre style="white-space: pre-wrap">{html.escape(self.text())}</pre>'


def explain(cycle: Cycle, *, at: str = "settled") -> Explanation:
    """Return in plain sentences what a cycle comes to: each partner's voice first, then the loops.

    Every partner gets the same sentences in the same order, so that nobody is described more than
    anybody else; people's own words stand in quotation marks as they were written, and a blank slot
    is a question. Who is listed first changes the order of the voices and nothing else. One half
    alone has its voice, and what is missing is said. Where something in the case comes before any
    practice, there are the voices and that sentence, and nothing that says how one person brings
    about what another does; which something it is, is not told.

    This is the therapist's own copy, as the picture of `draw` is: it quotes the words of everybody,
    whether they share them or not, and it knows nothing of whether a couple has been cleared for
    joint work. Hand out single voices only.

    Args:
        cycle: The cycle.
        at: Where the loops are read: ``"calm"``, ``"settled"`` (where they settle from calm) or
            ``"stuck"``.

    Raises:
        UnknownName: if no state has this name.
        SimulationError: if there is no stuck state, or the numbers of the cycle are beyond what is
            simulated.

    Example:
        >>> import negcycle as nc
        >>> print(explain(nc.load("examples/sunday-silence.yaml")).voices[0].sentences[1])
        Underneath I feel: “hurt”, “rejected” and “unloved”.
    """
    title = _title(cycle)
    if len(cycle.partners) < 2:
        waits = (say("openings.waits"),) if comes_first(cycle) else ()
        return Explanation(
            title=title,
            at=None,
            voices=voices(cycle),
            missing=(say("explain.one-half"), *waits),
            exits=exits(cycle),
        )
    found = find(cycle, at=at)
    if comes_first(cycle):
        return Explanation(
            title=title,
            at=at,
            voices=voices(cycle),
            missing=tuple(_missing(cycle)),
            can_change=openings(cycle, found=found.leverage),
            loops=found.loops,
        )
    return Explanation(
        title=title,
        at=at,
        voices=voices(cycle, found.back),
        missing=tuple(_missing(cycle)),
        keeps_it_going=tuple(what_keeps_it_going(found)),
        comes_back=tuple(how_it_comes_back(cycle, found.back)),
        how_strongly=tuple(how_strong(found)),
        does_it_hold=tuple(how_it_holds(found)),
        can_change=openings(cycle, found=found.leverage),
        ways_back=found.back,
        readings=tuple(readings_of(found)),
        assumptions=tuple(sorted({*found.system.assumptions} - {say("assume.same-for-any")})),
        loops=found.loops,
    )


def _title(cycle: Cycle) -> str:
    title = tidy(cycle.title or "") or say("explain.untitled")
    topic = tidy(cycle.topic or "")
    return say("title.topic", title=title, topic=topic) if topic else title


def _missing(cycle: Cycle) -> Iterator[str]:
    """Say how much is still blank, of everybody together: nobody is shown to have said less."""
    count = len(cycle.blanks())
    if count:
        yield say("explain.blank-one" if count == 1 else "explain.blank", count=count)


# -- as text -------------------------------------------------------------------------------------


def _lines(explained: Explanation) -> Iterator[str]:
    yield explained.title
    yield say("explain.own-copy")
    for one in explained.voices:
        yield from ("", one.name, *_indented(one.sentences))
    yield from _part("keeps-it-going", explained.keeps_it_going)
    yield from _part("comes-back", explained.comes_back)
    yield from _part("how-strongly", explained.how_strongly)
    yield from _part("does-it-hold", explained.does_it_hold)
    yield from _part("can-change", tuple(_changes(explained)))
    yield from _part("missing", explained.missing)
    if explained.readings:
        lines = [line for one in explained.readings for line in one.lines()]
        yield from _part("readings", lines)
        yield from _part("assumed", [f"- {one}" for one in explained.assumptions])
        yield from ("", explained.standing, say("tell.what-it-is"))
    yield from ("", say("safety.neutral-line"))


def _part(name: str, sentences: Sequence[str]) -> Iterator[str]:
    if sentences:
        yield from ("", say(f"explain.part.{name}"), *_indented(sentences))


def _indented(sentences: Sequence[str]) -> Iterator[str]:
    return (f"  {one}" for one in sentences)


def _changes(explained: Explanation) -> Iterator[str]:
    places: Sequence[Opening] = explained.exits
    ask: tuple[str, ...] = ()
    if explained.can_change is not None:
        found = explained.can_change
        yield from (one for one in found.sentences if one != found.ask)
        places, ask = tuple(found), tuple(filter(None, (found.ask,)))
    for one in places:
        yield f"- {one.sentence}"
        yield from (f"    {question}" for question in one.questions.values())
        if one.further:
            yield f"    {one.further}"
    yield from ask
