"""The positive cycle: the negative one turned around, station by station, as a proposal.

What was hidden is shared, what is longed for is asked for in words, and a reach is answered by a
reach. Only words that are there are used; what nobody has said yet stays a question. Touch is never
asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from negcycle.errors import PracticeError
from negcycle.model.chain import Chain, Slot
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Entry, Move, Source, Status
from negcycle.model.partner import Partner, Relation
from negcycle.model.touch import speaks_of_touch
from negcycle.practices.described.practice import By
from negcycle.practices.sheets.sheet import Sheet
from negcycle.words import say
from negcycle.words.tidying import tidy

SOFTENING, REENGAGEMENT = "softening", "reengagement"
CHANGE_EVENTS = (REENGAGEMENT, SOFTENING)
"""The practices that are change events, in the order in which they build on each other."""

_WHO = MappingProxyType({REENGAGEMENT: "who_stepped_in", SOFTENING: "who_reached"})
"""The field of each that says who spoke."""

_COUPLE = 2

LONGEST_TITLE = 90
"""Characters of a title that the title of the proposal repeats, at most."""


def positive_cycle(cycle: Cycle, *sheets: Sheet) -> Cycle:
    """Return the positive cycle that `cycle` may turn into: an ordinary cycle, to be edited.

    Every entry in it is marked as a proposal (a conjecture of the therapist's), and the title says
    so. The primary emotion and the fear stand there without a cover; the request, in words of
    reassurance, is what one does; reaching moves stay as they are. Secondary emotion and
    perception are left blank, as nobody has said what stands there instead. Numbers, links, plan
    and dates of the negative cycle are left out, because they are about that one. What its owner
    lets others see is what it was before.

    In a simulation a reach is read as if nothing were known of which way it goes: the model has no
    place for it. So the numbers of such a run say how an upset settles, and nothing of the reach.

    Of a child nothing is asked: what the child feels and needs stands there to be heard.

    Args:
        cycle: The negative cycle, of one person or several.
        sheets: Change events, filled in: the message becomes the behavior of who said it and the
            trigger of who heard it; how that one sees it now becomes their perception, and what
            they said then their behavior.

    Raises:
        PracticeError: if something comes before any practice, or a sheet is no change event.
        UnknownName: if a sheet is about nobody in the cycle.

    Sources:
        Moelbak, R. How to Turn a Negative Relationship Around. bettertherapy.com

    Example:
        >>> import negcycle as nc
        >>> turned = nc.positive_cycle(nc.load("examples/sunday-silence.yaml"))
        >>> turned.title, turned.partner("john").chain.behavior[0].words
        ('The Sunday Silence (a proposal)',
         'tell me you still care for me, even when you are not in the mood')
    """
    if any(sheet.comes_first for sheet in sheets):
        raise PracticeError(say("safety.neutral-line"))
    if comes_first(cycle):
        raise PracticeError(say("openings.waits"))
    turned = Cycle(
        title=_title(cycle),
        topic=cycle.topic,
        partners=[_turned(one) for one in cycle.partners],
        pairs=cycle.pairs,
        stressors=cycle.stressors,
        notes=_notes(cycle),
    )
    for sheet in sheets:
        turned = _with_event(turned, sheet)
    return turned


def order_note(sheets: Iterable[Sheet]) -> str:
    """Return a note on the order of the change events, for the clinician alone; often empty.

    It is there where somebody has softened and nobody has come out of withdrawing yet.

    Example:
        >>> import negcycle as nc
        >>> order_note([nc.practice("reengagement").sheet(by="tom")])
        ''
    """
    there = {sheet.practice.id for sheet in sheets}
    alone = SOFTENING in there and REENGAGEMENT not in there
    return say("positive-cycle.order") if alone else ""


def _title(cycle: Cycle) -> str:
    """Return the title of the proposal; that of a proposal stays as it is."""
    title, untitled = tidy(cycle.title or ""), say("positive-cycle.untitled")
    ending = say("positive-cycle.title", title="")
    if not title or title == untitled:
        return untitled
    title = title.removesuffix(ending)
    cut = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
    return say("positive-cycle.title", title=cut)


def _notes(cycle: Cycle) -> str:
    """Say that it is a proposal; where a child is in it, that nothing is the child's to do."""
    child = any(one.relation is Relation.CHILD for one in cycle.partners)
    more = [say("positive-cycle.note-child")] if child else []
    return " ".join([say("positive-cycle.note"), *more])


def _turned(partner: Partner) -> Partner:
    """Return one partner's half turned around."""
    chain = partner.chain
    asks = [one for one in chain.request if not speaks_of_touch(one.words)]
    reaches = [
        entry
        for entry, read in zip(chain.behavior, partner.position.evidence, strict=True)
        if read.move is Move.REACH and not speaks_of_touch(entry.words)
    ]
    does = [] if partner.relation is Relation.CHILD else [*asks, *reaches]
    return Partner(
        key=partner.key,
        name=partner.name,
        pronoun=partner.pronoun,
        side=partner.side,
        relation=partner.relation,
        chain=Chain(
            primary=_proposed(chain.primary),
            fear=_proposed(chain.fear),
            behavior=_proposed(does, moves=Move.REACH),
            need=_proposed(chain.need),
            request=_proposed(asks),
        ),
    )


def _proposed(entries: Iterable[Entry], *, moves: Move | None = None) -> list[Entry]:
    """Return the same words as proposals, each once; nothing is more shared than it was."""
    once: dict[str, Entry] = {}
    for entry in entries:
        once.setdefault(entry.words, entry)
    return [
        one.changed(
            moves=moves,
            source=Source.THERAPIST,
            status=Status.CONJECTURE,
            intensity=None,
            felt_in_session=None,
            injury=None,
        )
        for one in once.values()
    ]


# -- what was said in the room -------------------------------------------------------------------


def _with_event(cycle: Cycle, sheet: Sheet) -> Cycle:
    """Return the proposal with what one change event brought."""
    if sheet.practice.id not in CHANGE_EVENTS:
        raise PracticeError(say("positive-cycle.no-event", name=sheet.practice.name))
    sharer, listener = _who(cycle, sheet)
    cycle = _with_first(cycle, sharer, Slot.BEHAVIOR, _said(sheet, "message"), moves=Move.REACH)
    cycle = _with_first(cycle, sharer, Slot.REQUEST, _said(sheet, "wants"))
    if listener is None:
        return cycle
    heard = _said(sheet, "complaints") or _said(sheet, "absence") or _said(sheet, "landed")
    cycle = _with_first(cycle, listener, Slot.TRIGGER, _said(sheet, "message"))
    cycle = _with_first(cycle, listener, Slot.PERCEPTION, heard)
    return _with_first(cycle, listener, Slot.BEHAVIOR, _said(sheet, "response"), moves=Move.REACH)


def _who(cycle: Cycle, sheet: Sheet) -> tuple[Partner, Partner | None]:
    """Return who said it and who heard it.

    An answer says who spoke; else it is who wrote it down, or whom a clinician wrote it about.
    """
    clinicians = sheet.practice.by is By.CLINICIAN
    named = [*_answers(sheet, _WHO[sheet.practice.id]), *(() if clinicians else sheet.by)]
    if sheet.other:
        named.append(sheet.other)
    if not named:
        raise PracticeError(say("positive-cycle.who", name=sheet.practice.name))
    people = [cycle.partner(tidy(name)) for name in named]
    others = [one for one in (*people, *cycle.partners) if one.key != people[0].key]
    sure = len(cycle.partners) <= _COUPLE or len({one.key for one in people}) > 1
    return people[0], others[0] if others and sure else None


def _said(sheet: Sheet, field: str) -> list[Entry]:
    """Return an answer as entries; a private one stays on its sheet, and touch is left as it is."""
    return [Entry(words) for words in _answers(sheet, field) if not speaks_of_touch(words)]


def _answers(sheet: Sheet, field: str) -> tuple[str, ...]:
    return next((answer for asked, answer in sheet.open_answers() if asked.id == field), ())


def _with_first(
    cycle: Cycle, partner: Partner, slot: Slot, said: list[Entry], *, moves: Move | None = None
) -> Cycle:
    """Return the proposal with something that was said in front of what stands in a slot."""
    one = cycle.partner(partner.key)
    if one.relation is Relation.CHILD and slot is Slot.BEHAVIOR:
        return cycle
    return cycle.with_entry(one.key, slot, _proposed([*said, *one.chain[slot]], moves=moves))
