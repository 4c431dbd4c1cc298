"""Hypothesis strategies for every value of negcycle, for our tests and for other people's.

    from hypothesis import given
    from negcycle.testing import cycles

    @given(cycles(min_partners=2, max_partners=2))
    def test_a_couple_has_two_crossings_at_least(cycle):
        assert len(build_graph(cycle).crossings()) >= 2

All of them shrink toward what is short and plain: one partner, blank slots, simple words.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache
from itertools import combinations, permutations
from typing import Any

from negcycle.errors import MissingExtra
from negcycle.graph.build import build_graph
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.model.chain import ELEMENTS, STATIONS, Chain, Slot
from negcycle.model.cycle import Cycle
from negcycle.model.dynamics import Dynamics, PartnerDynamics
from negcycle.model.entry import Awareness, Entry, Move, Source, Status
from negcycle.model.faults import UNPRINTABLE
from negcycle.model.incident import Moment
from negcycle.model.link import Station, Stressor, WrittenLink
from negcycle.model.parameters import DefaultSet
from negcycle.model.partner import Partner, Relation, Side
from negcycle.model.plan import BOTH, Felt, Plan
from negcycle.practices.described.known import ids, known_practices
from negcycle.practices.described.practice import AnswerKind, By, Practice
from negcycle.practices.described.practice import Field as SheetField
from negcycle.practices.over_time.episodes import EpisodeLog
from negcycle.practices.sheets.answers import SCALE, YES_NO
from negcycle.practices.sheets.sheet import Sheet
from negcycle.words import lexicon, say
from negcycle.words.tidying import tidy

try:
    from hypothesis import strategies as st
except ImportError:
    raise MissingExtra(say("testing.missing")) from None

__all__ = [
    "HARD",
    "PLAIN",
    "chains",
    "couples",
    "cycle_graphs",
    "cycles",
    "dynamics",
    "entries",
    "episode_logs",
    "keys",
    "links",
    "moments",
    "partner_dynamics",
    "partners",
    "plans",
    "sheets",
    "signed_graphs",
    "signed_links",
    "stressors",
    "words",
]

PLAIN = (
    "hurt",
    "lonely",
    "angry",
    "she does not want me",
    "goes quiet and pulls away",
    "shouts and follows me",
    "does not know what to do",
)
"""Words as people write them."""

HARD = (
    *("no", "null", "~", "true", "12:30", "1.0", "0x1f", "1_000", "2026-11-21", "=1+1"),
    *("- x", "a: b", "#x", "? y", "[z]", "{w}", "&v", "*u", "!t", "%s", "@r", "|", ">", "`", "---"),
    *("say 'yes'", 'say "no"', "back\\slash", "<b>&amp;</b>", "; rm", "a,b", "a\tb", "100 %", "$$"),
    *(" leading", "trailing ", "two  spaces", "one\ntwo\n\nthree", "one\r\ntwo", "end\n"),
    *("孤独で、寂しい", "נעלבתי", "وحيد ومجروح", "אני alone", "\u202eturned\u202c", "Zürich", "ß"),
    *("😢", "👩‍👩‍👧", "e\u0301 and é", "x\u0335y", "a\u00a0b", "a\u2028b", "a\x85b", "\ufefffirst"),
)
"""Words that files, terminals and pictures easily get wrong; all of them are somebody's words."""


_UNPRINTABLE_LETTERS = [chr(n) for n in range(0x10000) if UNPRINTABLE.match(chr(n))]


@cache
def words(max_size: int = 40) -> st.SearchStrategy[str]:
    """Return texts as they may stand in a case: not blank, and otherwise anything printable."""
    letters = st.characters(codec="utf-8", exclude_characters=_UNPRINTABLE_LETTERS)
    anything = st.text(letters, min_size=1, max_size=max_size)
    return (st.sampled_from(PLAIN) | st.sampled_from(HARD) | anything).filter(_not_blank)


def _not_blank(text: str) -> bool:
    return bool(tidy(text))


@cache
def keys() -> st.SearchStrategy[str]:
    """Return keys of partners, such as ``"ana"``; also ones that YAML could take for no or 1."""
    return st.sampled_from([key for together in _TOGETHER for key in together])


_TOGETHER = (
    ("ana", "ben", "cleo", "dan"),
    ("mary", "john", "eve", "adam"),
    ("no", "y", "1", "null"),
    ("x_", "Ana", "a-b", "a_b"),
    ("名前", "é", "שרה", "k" * 40),
)
"""Keys of people who are in one cycle; few sets, so that what is made from them is made once."""


@cache
def entries(slot: Slot | str = Slot.PRIMARY) -> st.SearchStrategy[Entry]:
    """Return entries for one slot; only those of a behavior say where it moves."""
    said: dict[str, st.SearchStrategy[Any]] = {
        "intensity": _numbers(0, 10),
        "source": st.sampled_from(Source),
        "status": st.sampled_from(Status),
        "awareness": st.sampled_from(Awareness),
        "term": st.deferred(lambda: st.sampled_from([term.id for term in lexicon().terms])),
        "felt_in_session": st.booleans(),
        "share": st.booleans(),
        "injury": st.booleans(),
    }
    if slot == Slot.BEHAVIOR:
        said["moves"] = st.sampled_from(Move)
    bare = words().map(Entry)
    return bare | _some({"words": words()}, said).map(lambda fields: Entry(**fields))


@cache
def chains(max_entries: int = 3) -> st.SearchStrategy[Chain]:
    """Return chains with any slots filled in, a station with up to `max_entries` entries."""
    slots: dict[str, st.SearchStrategy[Any]] = {}
    for slot in Slot:
        several = st.lists(entries(slot), min_size=min(2, max_entries), max_size=max_entries)
        slots[slot.value] = entries(slot) | several if slot in STATIONS else entries(slot)
    elements = {slot.value: slots[slot.value] for slot in ELEMENTS}
    stations = {slot.value: slots[slot.value] for slot in STATIONS}
    return st.one_of(
        _some({}, stations).map(_chain),
        _some({}, slots).map(_chain),
        _some(elements, slots).map(_chain),
    )


def _chain(fields: dict[str, Any]) -> Chain:
    return Chain(**fields)


@cache
def partner_dynamics() -> st.SearchStrategy[PartnerDynamics]:
    """Return the numbers of one partner, each there or not."""
    return _some(
        {},
        {
            "need": _numbers(0, 1),
            "reactivity": _numbers(0.01, 10),
            "openness": _numbers(0, 1),
            "answer": _signs(),
        },
    ).map(lambda fields: PartnerDynamics(**fields))


@cache
def dynamics() -> st.SearchStrategy[Dynamics]:
    """Return the numbers of a couple, each there or not."""
    above_zero = ("turn", "tau_open", "tau_bond", "tau_noise")
    not_negative = ("forget", "repair", "delay", "noise")
    return _some(
        {},
        {
            **{name: _numbers(0.01, 500) for name in above_zero},
            **{name: _numbers(0, 20) for name in not_negative},
            "defaults": st.sampled_from(DefaultSet),
        },
    ).map(lambda fields: Dynamics(**fields))


def partners(
    key: str | None = None, *, chain: st.SearchStrategy[Chain] | None = None
) -> st.SearchStrategy[Partner]:
    """Return partners with this `key`, or any, and with a `chain` of one's own strategy, or any."""
    key_too = keys() if key is None else st.just(key)
    both = st.tuples(key_too, _people(chain))
    return both.map(lambda two: Partner(key=two[0], **two[1]))


@cache
def _people(chain: st.SearchStrategy[Chain] | None) -> st.SearchStrategy[dict[str, Any]]:
    """Return the fields of a person who has no key yet."""
    said = {
        "pronoun": st.sampled_from(("she", "he", "they", "ze/hir", "no")),
        "relation": st.sampled_from(Relation),
        "dynamics": partner_dynamics(),
        "notes": words(),
    }
    if chain is None:
        return _some({"name": words(20), "chain": chains()}, said)
    return _some({"name": words(20), "chain": chain}, {"dynamics": said["dynamics"]})


def links(
    people: Sequence[Partner], pairs: Sequence[tuple[str, str]] | None = None
) -> st.SearchStrategy[WrittenLink]:
    """Return links that may be written in a cycle of these people: within one, and crossing over.

    `pairs` says who is in a cycle with whom; None means every pair.
    """
    by_key = {one.key: _stations(one) for one in people}
    inside = [pair for stations in by_key.values() for pair in permutations(stations, 2)]
    across: list[tuple[Station, Station]] = []
    for pair in combinations(by_key, 2) if pairs is None else pairs:
        for key, other in (pair, pair[::-1]):
            across += [
                (source, target)
                for source in by_key[key]
                for target in by_key[other]
                if source.slot is Slot.BEHAVIOR and target.slot in {Slot.TRIGGER, Slot.PRIMARY}
            ]
    ends = st.sampled_from(inside)
    both = st.tuples(
        ends | st.sampled_from(across) if across else ends, _said_of_links(tuple(by_key))
    )
    return both.map(lambda two: WrittenLink(source=two[0][0], target=two[0][1], **two[1]))


@cache
def _said_of_links(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    return _some(
        {},
        {
            "strength": _numbers(0, 10),
            "delay": _numbers(0, 10),
            "sign": _signs(),
            "evidence": words(),
            "awareness": _some({}, {key: st.sampled_from(Awareness) for key in names}),
        },
    )


def _stations(partner: Partner) -> list[Station]:
    """Return the stations that a link may use, every behavior one of its own."""
    return [
        Station(partner.key, slot, number)
        for slot in partner.chain.stations()
        for number in range(1, max(len(partner.chain.behavior), 1) + 1)
        if slot is Slot.BEHAVIOR or number == 1
    ]


def stressors(people: Sequence[str] = ()) -> st.SearchStrategy[Stressor]:
    """Return pressures from outside, on some of the `people` (keys) or on everybody."""
    on = st.lists(st.sampled_from((*people, BOTH)), max_size=3)
    return _some({"words": words()}, {"on": on}).map(lambda fields: Stressor(**fields))


def moments(people: Sequence[str] = ("ana", "ben")) -> st.SearchStrategy[Moment]:
    """Return moments of an incident between the `people` (keys)."""
    said: dict[str, st.SearchStrategy[Any]] = {
        "at": st.sampled_from(("19:40", "later in bed")) | words(20),
        "slot": st.sampled_from(Slot),
        "source": st.sampled_from(Source),
        "status": st.sampled_from(Status),
        "awareness": st.sampled_from(Awareness),
        "share": st.booleans(),
        "injury": st.booleans(),
    }
    needed = {"who": st.sampled_from(tuple(people)), "words": words()}
    return _some(needed, said).map(lambda fields: Moment(**fields))


def plans(people: Sequence[str] = ("ana", "ben"), *, max_items: int = 4) -> st.SearchStrategy[Plan]:
    """Return plans in which the `people` (keys) take part; some count in days."""
    day = st.just({"day": {"turns": 80, "together": 60.5}})
    in_turns = st.lists(_items(tuple(people), _turns()), max_size=max_items)
    in_days = st.lists(_items(tuple(people), _turns_or_days()), max_size=max_items)
    return (in_turns | st.tuples(day, in_days).map(lambda both: [both[0], *both[1]])).map(Plan)


@cache
def _items(
    people: tuple[str, ...], times: st.SearchStrategy[float | str]
) -> st.SearchStrategy[dict[str, Any]]:
    someone = st.sampled_from(people)
    share = _numbers(0.01, 1)
    openings = ("open", "pause_risk_reach", "five_steps", "repair_attempt", "check_in")
    kinds = [
        _some({"softening": share}, {}),
        _some({"reengagement": share}, {}),
        _some({"trigger": someone, "felt": st.sampled_from(Felt)}, {"strength": share}),
        *(_some({kind: someone | st.just(BOTH)}, {"strength": share}) for kind in openings),
        _some({"stress": _numbers(0.01, 5)}, {}),
    ]
    lasts = times.filter(_not_zero)
    breaks = [
        _some({"timeout": _some({"return": st.just(False)}, {"by": someone, "for": lasts})}, {}),
        _some({"timeout": _some({"return": st.just(True), "for": lasts}, {"by": someone})}, {}),
    ]
    when = st.sampled_from(("flooded", "resentful")).flatmap(lambda name: _some({name: share}, {}))
    position = _some({"position": st.sampled_from(("pursue", "withdraw"))}, {})
    condition = _some({"when": when | position}, {})
    starts = _some({"at": times}, {}) | _some({"every": lasts}, {"at": times}) | condition
    waiting = _some({"check_in": someone, "within": times}, {})
    parts = (
        st.tuples(st.one_of(kinds), starts, _some({}, {"for": lasts}))
        | st.tuples(waiting, condition, _some({}, {"for": lasts}))
        | st.tuples(st.one_of(breaks), starts)
    )
    return parts.map(lambda some: {name: value for part in some for name, value in part.items()})


@cache
def _turns() -> st.SearchStrategy[float | str]:
    return _numbers(0, 500)


@cache
def _turns_or_days() -> st.SearchStrategy[float | str]:
    return _turns() | st.sampled_from(("1d", "7d", "0.5d", "0d"))


def _not_zero(time: float | str) -> bool:
    return float(str(time).removesuffix("d")) > 0


def cycles(
    min_partners: int = 1,
    max_partners: int = 4,
    *,
    with_links: bool = True,
    with_plan: bool = True,
    chain: st.SearchStrategy[Chain] | None = None,
) -> st.SearchStrategy[Cycle]:
    """Return whole cycles, from one blank partner to several with everything around them.

    A `chain` of one's own makes every partner from that strategy.
    """
    several = st.lists(_people(chain), min_size=min_partners, max_size=max_partners)

    @st.composite
    def made(draw: st.DrawFn) -> Cycle:
        bodies = draw(several)
        more = tuple(f"p{number}" for number in range(5, len(bodies) + 1))
        names = (*draw(st.sampled_from(_TOGETHER)), *more)[: len(bodies)]
        people = [Partner(key=key, **body) for key, body in zip(names, bodies, strict=True)]
        pairs = draw(_pairs(names))
        fields: dict[str, Any] = {**draw(_surroundings(names)), "pairs": pairs}
        if with_links:
            fields["links"] = draw(_written(people, pairs or None))
        if with_plan and draw(st.booleans()):
            fields["plan"] = draw(plans(names, max_items=2))
        return Cycle(partners=draw(_on_sides(people)), **fields)

    return made()


@st.composite
def _on_sides(draw: st.DrawFn, people: list[Partner]) -> list[Partner]:
    """Return the people, some of them with a side; only two or one stand on sides."""
    left, right = Side.LEFT, Side.RIGHT
    sides = ((None, None), (left, right), (right, left), (left, None), (None, left), (None, right))
    drawn = draw(st.sampled_from(sides))
    if len(people) > len(drawn):
        return people
    return [one.changed(side=side) for one, side in zip(people, drawn, strict=False)]


@st.composite
def _pairs(draw: st.DrawFn, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return no pairs (which means all of them), or some, each either way round."""
    every = list(combinations(names, 2))
    chosen = draw(st.lists(st.integers(0, 5), unique=True, max_size=3))
    turned = draw(st.booleans())
    pairs = [every[number] for number in chosen if number < len(every)]
    return [(b, a) if turned else (a, b) for a, b in pairs]


@st.composite
def _written(
    draw: st.DrawFn, people: Sequence[Partner], pairs: Sequence[tuple[str, str]] | None
) -> list[WrittenLink]:
    """Return a few links; some run beside another one."""
    if not draw(st.booleans()):
        return []
    written = draw(st.lists(links(people, pairs), min_size=1, max_size=3))
    beside = [written[0].changed(strength=0.5, evidence=None)] if draw(st.booleans()) else []
    return [*written, *beside]


@cache
def _surroundings(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Return what stands around the partners, each there or not."""
    return _some(
        {},
        {
            "title": words(),
            "topic": words(),
            "date": st.dates().map(str) | st.sampled_from(("2026", "2026-11")),
            "stressors": st.lists(stressors(names), max_size=2),
            "incident": st.lists(moments(names), max_size=3),
            "dynamics": dynamics(),
            "notes": words(),
        },
    )


@cache
def couples(
    *,
    answers: tuple[int, int] | None = None,
    equal_needs: bool = False,
    first_needs_more: bool = False,
    delayed: bool = True,
) -> st.SearchStrategy[Cycle]:
    """Return couples, ``ana`` and ``ben``, of whom every number is said and no word; without noise.

    Needs are whole 64ths, so that the difference between two of them has no rounding error.

    Args:
        answers: Those of Ana and Ben; None for any.
        equal_needs: Whether both need the same.
        first_needs_more: Whether Ana needs as much as Ben or more.
        delayed: Whether some of them answer late.
    """
    each = {"reactivity": _numbers(0.1, 8), "openness": _numbers(0, 1)}
    shared = {
        "turn": _numbers(0.2, 5),
        "tau_open": _numbers(0.5, 50),
        "tau_bond": _numbers(20, 500),
        "forget": _numbers(0, 2),
        "repair": _numbers(0, 5),
        "delay": st.just(0.0) | _numbers(0, 10) if delayed else st.just(0.0),
    }

    @st.composite
    def made(draw: st.DrawFn) -> Cycle:
        needs = [draw(st.integers(0, 64)) / 64 for _ in range(2)]
        if first_needs_more:
            needs = sorted(needs, reverse=True)
        if equal_needs:
            needs = needs[:1] * 2
        signs = answers or (draw(_signs()), draw(_signs()))
        people = [
            Partner(
                key=key,
                name=key.title(),
                dynamics={"need": need, "answer": sign, **draw(_some(each, {}))},
            )
            for key, need, sign in zip(("ana", "ben"), needs, signs, strict=True)
        ]
        return Cycle(partners=people, dynamics={**draw(_some(shared, {})), "noise": 0})

    return made()


def sheets(practice: Practice | None = None) -> st.SearchStrategy[Sheet]:
    """Return sheets of this `practice`, or of any that is built in, blank or with some answers."""
    if practice is not None:
        return _sheets_of(practice)
    return st.deferred(lambda: st.sampled_from(known_practices())).flatmap(_sheets_of)


def _sheets_of(practice: Practice) -> st.SearchStrategy[Sheet]:
    """Return sheets of a practice; one that has answers has those that it cannot do without."""
    names = st.lists(words(20), min_size=3, max_size=3, unique=True)
    needed = {one.id: _answers_to(one) for one in practice.fields if one.mandatory}
    said = {one.id: _answers_to(one) for one in practice.fields if not one.mandatory}
    answers = st.just(dict[str, Any]()) | _some(needed, said)
    date = st.dates().map(str) | st.none()

    @st.composite
    def made(draw: st.DrawFn) -> Sheet:
        first, second, third = draw(names)
        by = (first, second) if practice.by is By.BOTH else (first,)
        return practice.sheet(
            by if draw(st.booleans()) else (),
            other=third if draw(st.booleans()) else None,
            date=draw(date),
            answers=draw(answers),
        )

    return made()


def _answers_to(field: SheetField) -> st.SearchStrategy[Any]:
    """Return what people may write in a field, as it stands on the sheet."""
    match field.kind:
        case AnswerKind.TEXT:
            return words()
        case AnswerKind.LIST:
            return words() | st.lists(words(), min_size=2, max_size=3)
        case AnswerKind.CHOICE:
            return st.sampled_from(field.choices)
        case AnswerKind.YES_NO:
            return st.sampled_from(YES_NO)
        case AnswerKind.SCALE:
            return st.sampled_from(SCALE)
        case AnswerKind.DATE:
            return st.dates().map(str)
        case AnswerKind.TIME:
            return st.times().map(lambda time: f"{time:%H:%M}")
        case AnswerKind.MINUTES:
            return st.integers(1, 24 * 60).map(str)
        case AnswerKind.NUMBER:
            return st.integers(0, 10).map(str) | _numbers(-1e6, 1e6).map(str)


def episode_logs(*, zoned: bool | None = None) -> st.SearchStrategy[EpisodeLog]:
    """Return logs of up to eight episodes of a few weeks, with times in a zone or without one."""
    names = st.sampled_from(("Ana", "Ben", "both"))
    said: dict[str, st.SearchStrategy[Any]] = {
        "end": st.integers(0, 600),
        "peak": _numbers(0, 10),
        "repair_delay": _numbers(0, 5000),
        "exit": st.sampled_from((*ids(), "none")),
        "repaired_by": names,
        "topic": words(),
        "notes": words(),
    }
    start = st.integers(0, 60 * 24 * 7 * 9)
    log: dict[str, st.SearchStrategy[Any]] = {
        "partners": st.just(("Ana", "Ben")),
        "complete_from": st.dates(datetime.date(2026, 9, 28), datetime.date(2026, 10, 20)),
        "complete_until": st.dates(datetime.date(2026, 10, 20), datetime.date(2026, 11, 30)),
    }

    @st.composite
    def made(draw: st.DrawFn) -> EpisodeLog:
        in_zone = draw(st.booleans()) if zoned is None else zoned
        first = datetime.datetime(2026, 9, 28, tzinfo=datetime.UTC if in_zone else None)
        episodes: list[dict[str, Any]] = []
        for fields in draw(st.lists(_some({"start": start}, said), max_size=8)):
            begun = first + datetime.timedelta(minutes=fields["start"])
            if "end" in fields:
                fields["end"] = begun + datetime.timedelta(minutes=fields["end"])
            episodes.append({**fields, "start": begun})
        return EpisodeLog(episodes=episodes, **draw(_some({}, log)))

    return made()


def cycle_graphs(min_partners: int = 1, max_partners: int = 3) -> st.SearchStrategy[CycleGraph]:
    """Return the graphs of cycles."""
    return cycles(min_partners, max_partners, with_plan=False).map(build_graph)


def signed_links(names: Sequence[str], *, unknown: bool = True) -> st.SearchStrategy[SignedLink]:
    """Return links between the nodes called `names`; with `unknown`, some signs are not known."""
    end = st.sampled_from(tuple(names))
    sign = _signs() | st.just(0) if unknown else _signs()
    return _some(
        {"source": end, "target": end},
        {"sign": sign, "weight": _numbers(0, 1e6), "delay": _numbers(0, 100)},
    ).map(lambda fields: SignedLink(**fields))


def signed_graphs(
    max_nodes: int = 6,
    max_links: int = 10,
    *,
    names: st.SearchStrategy[str] | None = None,
    parallel: bool = True,
    unknown: bool = True,
) -> st.SearchStrategy[SignedGraph]:
    """Return plain signed graphs, with names as people may write them.

    Without `parallel`, one link at most runs from one node to another; without `unknown`, every
    sign is known.
    """

    def linked(nodes: list[str]) -> st.SearchStrategy[SignedGraph]:
        some: st.SearchStrategy[list[SignedLink]] = st.just([])
        if nodes:
            some = st.lists(
                signed_links(nodes, unknown=unknown),
                max_size=max_links,
                unique_by=None if parallel else lambda link: (link.source, link.target),
            )
        return some.map(lambda links: SignedGraph(nodes=tuple(nodes), links=tuple(links)))

    called = words() if names is None else names
    return st.lists(called, unique=True, max_size=max_nodes).flatmap(linked)


@cache
def _numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Return numbers between two limits: whole ones first, and any fraction."""
    fractions = st.floats(low, high, allow_subnormal=False)
    whole = st.integers(int(low) + (low > int(low)), int(high)).map(float)
    return whole | fractions


@cache
def _signs() -> st.SearchStrategy[int]:
    return st.sampled_from((1, -1))


def _some(
    needed: dict[str, st.SearchStrategy[Any]], said: dict[str, st.SearchStrategy[Any]]
) -> st.SearchStrategy[dict[str, Any]]:
    """Return fields: all that are `needed`, and any of those that may be `said`.

    What is said is drawn as a list, because Hypothesis is best at taking things out of lists.
    """
    pairs = [st.tuples(st.just(name), strategy) for name, strategy in said.items()]
    several = st.lists(st.one_of(pairs), max_size=len(pairs))

    @st.composite
    def fields(draw: st.DrawFn) -> dict[str, Any]:
        made = {name: draw(strategy) for name, strategy in needed.items()}
        return {**made, **dict(draw(several) if pairs else ())}

    return fields()
