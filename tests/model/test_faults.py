"""Every fault of a case is one clear sentence with its place, and all of them come at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negcycle.errors import CaseError, Problem, UnknownName
from negcycle.model.base import Frozen
from negcycle.model.chain import Chain, as_slot
from negcycle.model.coherence import MOST_PARTNERS
from negcycle.model.cycle import Cycle
from negcycle.model.dynamics import Dynamics, PartnerDynamics
from negcycle.model.entry import Entry
from negcycle.model.incident import MOST_MOMENTS, Moment
from negcycle.model.link import Stressor, WrittenLink
from negcycle.model.partner import Partner
from negcycle.model.plan import Plan
from negcycle.testing import cycles
from negcycle.words import catalogue
from negcycle.words.english import SENTENCES

few = settings(max_examples=20)

TWO = {"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}
THREE = {**TWO, "cleo": {"name": "Cleo"}}
ANA = {"source": "ana.behavior", "target": "ben.primary"}
COLON = "Is a space missing after the colon?"


def breaking() -> Iterator[object]:
    yield ANA
    raise OSError


def cycle(**fields: Any) -> Callable[[], object]:
    return lambda: Cycle(**{"partners": TWO, **fields})


def chain(**slots: Any) -> Callable[[], object]:
    return cycle(partners={"ana": {"name": "Ana", "chain": slots}})


def item(**fields: Any) -> Callable[[], object]:
    return lambda: Plan([fields])


FAULTS: list[tuple[Callable[[], object], str]] = [
    # fields
    (cycle(tite="x"), "'tite' is not a field here. Did you mean 'title'?"),
    (
        lambda: Cycle(partners={"ana": {"name": "Ana", "x\x1b\n": 1}}),
        r"partners.ana: 'x\u001b' is not a field here. Choose from: name, pronoun, side, relation, "
        "chain, dynamics, notes.",
    ),
    (
        lambda: Cycle(partners={"ana": {"name": "Ana", "primary": "hurt"}}),
        "partners.ana: 'primary' is not a field here. It belongs under 'chain'.",
    ),
    (
        cycle(relation="child"),
        "'relation' is not a field here. It belongs under a partner.",
    ),
    (
        lambda: Chain(status="offered"),  # type: ignore[call-arg]
        "'status' is not a field here. It belongs beside 'words'.",
    ),
    (
        lambda: Chain(primary=[{"he says": "no"}]),
        "primary[0]: 'he says' is not a field here. Put quotes around words that hold a ':'.\n"
        "primary[0]: 'words' is missing.",
    ),
    (lambda: Chain(primary={"words": " "}), "primary.words: This is blank. Write the words."),
    (lambda: Cycle(partners={"ana": {}}), "partners.ana: 'name' is missing."),
    (lambda: Cycle(partners={"ana": {"name": None}}), "partners.ana: 'name' is missing."),
    (
        lambda: Chain(behavior="a", behaviour="b"),  # type: ignore[call-arg]
        "'behavior' is written twice here, the second time as 'behaviour'. Keep one.",
    ),
    (
        item(at=1, softening=1, **{"for": 1, "for_": 2}),
        "items[0]: 'for' is written twice here, the second time as 'for_'. Keep one.",
    ),
    (
        cycle(partners={"ana": {"name": "Ana", "key": "eva"}}),
        "partners.ana: 'ana' is written twice here, the second time as 'eva'. Keep one.",
    ),
    (
        cycle(partners={"ana": Partner(key="eva", name="Eva")}),
        "partners.ana: 'ana' is written twice here, the second time as 'eva'. Keep one.",
    ),
    # words
    (
        chain(primary={"words": 5}),
        "partners.ana.chain.primary.words: '5' stands where words are "
        "expected. Write it as one text.",
    ),
    (cycle(title=" \n"), "title: This is blank. Write the words, or leave the field out."),
    (cycle(title="a\x07"), "title: The text holds the control character U+0007. Take it out."),
    (
        cycle(title="a" * 121),
        "title: The text has 121 characters, and at most 120 fit here. Shorten "
        "it, or move the rest to 'notes'.",
    ),
    (
        chain(primary={"words": "x", "status": "conjectur"}),
        "partners.ana.chain.primary.status: "
        "'conjectur' is not a status I know. Did you mean 'conjecture'?",
    ),
    (
        chain(primary={"words": "x", "source": "?"}),
        "partners.ana.chain.primary.source: '?' is not "
        "a source I know. Choose from: self, partner, therapist.",
    ),
    (
        chain(primary={"words": "x", "awareness": []}),
        "partners.ana.chain.primary.awareness: a "
        "list is not a step of awareness I know. Choose from: hidden, glimpsed, named, owned, "
        "shared, heard.",
    ),
    (
        chain(behavior={"words": "x", "moves": "persue"}),
        "partners.ana.chain.behavior.moves: 'persue' is not a move I know. Did you mean 'pursue'?",
    ),
    (
        chain(primary={"words": "x", "moves": "pursue"}),
        "partners.ana.chain.primary[0].moves: 'moves' "
        "belongs to a behavior, not to 'primary'. Take it out here.",
    ),
    (
        chain(primary={"words": "x", "term": "primary.hurt.unlovd"}),
        "partners.ana.chain.primary"
        ".term: No term of the lexicon is called 'primary.hurt.unlovd'. Did you mean "
        "'primary.hurt.unloved'?",
    ),
    (
        cycle(partners={"ana": {"name": "x", "side": "middle"}}),
        "partners.ana.side: 'middle' is not a side I know. Choose from: left, right.",
    ),
    (
        cycle(partners={"ana": {"name": "x", "relation": {}}}),
        "partners.ana.relation: a set of fields "
        "is not a relation I know. Choose from: partner, caregiver, child.",
    ),
    (
        item(at=1, trigger="ana", felt="press"),
        "items[0].felt: 'press' is not a value of 'felt' I know. Did you mean 'pressure'?",
    ),
    (
        item(softening=1, when={"position": 1}),
        "items[0].when.position: '1' is not a position I know. Choose from: pursue, withdraw.",
    ),
    (
        cycle(links=[{**ANA, "awareness": {"ana": "ownd"}}]),
        "links[0].awareness.ana: 'ownd' is not a step of awareness I know. Did you mean 'owned'?",
    ),
    (lambda: as_slot("behavor"), "'behavor' is not a slot of a chain. Did you mean 'behavior'?"),
    # numbers
    (
        chain(primary={"words": "x", "share": "perhaps"}),
        "partners.ana.chain.primary.share: 'perhaps' is neither yes nor no. Write true or false.",
    ),
    (
        lambda: PartnerDynamics(need=float("nan")),
        "need: 'nan' is not a number that can be used here. Write a finite number.",
    ),
    (
        lambda: PartnerDynamics(need="much"),
        "need: 'much' is not a number. Write it in digits, such "  # type: ignore[arg-type]
        "as 0.5.",
    ),
    (
        lambda: PartnerDynamics(need=True),
        "need: 'true' is not a number. Write it in digits, such as 0.5.",
    ),
    (
        lambda: Dynamics(forget=10**5000),
        "forget: 'int' is not a number. Write it in digits, such as 0.5.",
    ),
    (lambda: Dynamics(forget=-1), "forget: '-1' is too small. Write 0 or more."),
    (lambda: Dynamics(turn=0), "turn: '0' is too small. Write a number above 0."),
    (lambda: Entry("x", intensity=11), "intensity: '11' is too large. Write 10 or less."),
    (lambda: PartnerDynamics(answer=0), "answer: '0' is not a sign. Write 1 or -1."),  # type: ignore[arg-type]
    # what stands in the place of something else
    (
        cycle(links={}),
        "links: a set of fields stands where a list is expected. Put it between '[' "
        "and ']', or after '- '.",
    ),
    (
        cycle(links=[{**ANA, "awareness": []}]),
        "links[0].awareness: a list stands where fields are expected, such as 'mary: owned'.",
    ),
    (
        chain(primary=5),
        "partners.ana.chain.primary: '5' stands where words are expected, such as "
        "'hurt' or '{words: hurt, intensity: 7}'.",
    ),
    (
        cycle(partners={"ana": {"name": "x", "chain": "primary:hurt"}}),
        "partners.ana.chain: "
        "'primary:hurt' stands where the slots of a chain are expected, such as 'primary: hurt'. "
        + COLON,
    ),
    (
        lambda: Cycle(partners={"ana": {"name": "Ana", "dynamics": 5}}),
        "partners.ana.dynamics: '5' stands where numbers are expected, such as 'need: 0.5'.",
    ),
    (
        cycle(dynamics="turn:1"),
        f"dynamics: 'turn:1' stands where numbers with names are expected, "
        f"such as 'tau_bond: 200'. {COLON}",
    ),
    (
        cycle(partners={"ana": "Ana"}),
        "partners.ana: 'Ana' stands where a partner is expected, such as 'name: Mary'.",
    ),
    (
        cycle(partners="Ana"),
        "partners: 'Ana' stands where the partners are expected, each under a "
        "key, such as 'mary: {name: Mary}'.",
    ),
    (cycle(partners=None), "'partners' is missing."),
    (
        cycle(stressors=[None]),
        "stressors[0]: nothing stands where a pressure from outside is expected, such as 'money'.",
    ),
    (
        cycle(links=["x"]),
        "links[0]: 'x' stands where a link is expected, such as '{source: "
        "john.behavior, target: mary.primary}'.",
    ),
    (
        cycle(stressors=[5]),
        "stressors[0]: '5' stands where a pressure from outside is expected, such as 'money'.",
    ),
    (
        cycle(plan=5),
        "plan: '5' stands where a list of inputs is expected, such as '- {at: 10, "
        "softening: 1, for: 400}'.",
    ),
    (
        cycle(plan=[5]),
        "plan[0]: '5' stands where an input is expected, such as '{at: 10, softening: "
        "1, for: 400}'.",
    ),
    (
        item(softening=1, when=5),
        "items[0].when: '5' stands where a condition is expected, such as '{flooded: 0.45}'.",
    ),
    (
        item(day=5),
        "items[0].day: '5' stands where the length of a day is expected, such as '{turns: "
        "80, together: 60}'.",
    ),
    (
        item(at=1, timeout=5),
        "items[0].timeout: '5' stands where a break is expected, such as '{for: "
        "10, return: true}'.",
    ),
    (
        cycle(pairs=[["ana"]]),
        "pairs[0]: a list stands where a pair is expected, as in 'pairs: [[mary, john]]'.",
    ),
    # people
    (
        lambda: Cycle(partners={}),
        "partners: Nobody is in this cycle yet. Add one partner with a name.",
    ),
    (
        cycle(partners=[Partner(key=f"p{n}", name="P") for n in range(31)]),
        "partners: 31 partners are more than the 30 that one cycle can hold.",
    ),
    (
        cycle(partners={f"p{number}": {"name": "x"} for number in range(MOST_PARTNERS + 1)}),
        "partners: 31 partners are more than the 30 that one cycle can hold.",
    ),
    (
        cycle(partners=[Partner(key="ana", name="A")] * 2),
        "partners: Two partners share the key 'ana'. Give each a key of their own.",
    ),
    (
        cycle(partners={"both": {"name": "x"}}),
        "partners.both: 'both' stands for everybody in a plan. "
        "Choose another key for this partner.",
    ),
    (
        cycle(partners={"a\n": {"name": "x"}}),
        "partners.a: 'a' cannot be a key. Use a short word of letters and digits, such as 'mary'.",
    ),
    (
        cycle(partners={"a b": {"name": "x"}}),
        "partners.a b: 'a b' cannot be a key. Use a short word "
        "of letters and digits, such as 'mary'.",
    ),
    (
        lambda: Partner(key=5, name="x"),
        "key: '5' cannot be a key. Use a short word of letters and "  # type: ignore[arg-type]
        "digits, such as 'mary'.",
    ),
    (
        lambda: Cycle(partners={key: {"name": key, "side": "left"} for key in "ab"}),
        "partners.b.side: Both partners are on the left. Change one 'side', or take both out.",
    ),
    (
        cycle(partners={**THREE, "ana": {"name": "x", "side": "left"}}),
        "partners.ana.side: Sides are "
        "for two partners. Take 'side' out; the pairs set the sides here.",
    ),
    (cycle(pairs=[["ana", "bem"]]), "pairs[0]: No partner is called 'bem'. Choose from: ana, ben."),
    (cycle(pairs=[["ana", "ana"]]), "pairs[0]: A pair needs two people, and 'ana' is named twice."),
    (
        cycle(pairs=[["ana", "ben"], ["ben", "ana"]]),
        "pairs[1]: The pair of 'ben' and 'ana' is written twice. Keep one.",
    ),
    (
        cycle(stressors=[{"words": "x", "on": "eva"}]),
        "stressors[0].on: No partner is called 'eva'. Choose from: ana, ben.",
    ),
    (
        cycle(date="yesterday"),
        "date: 'yesterday' is not a date I can read. Write it as 2026-11-21, 2026-11 or 2026.",
    ),
    (
        cycle(date="2026-02-30"),
        "date: '2026-02-30' is not a date I can read. Write it as 2026-11-21, 2026-11 or 2026.",
    ),
    (
        cycle(negcycle=2),
        "negcycle: '2' is not a version of the format that I know. Write 'negcycle: "
        "1'; a newer file needs a newer negcycle.",
    ),
    # links
    (
        cycle(links=[{**ANA, "source": "ana.behavor"}]),
        "links[0].source: 'ana.behavor' is not a "
        "station of a chain, such as 'john.behavior'. Did you mean 'behavior'?",
    ),
    (
        cycle(links=[{**ANA, "source": "ana.primary.2"}]),
        "links[0].source: 'ana.primary.2' is not a "
        "station. Only behaviors are numbered, from 2, such as 'john.behavior.2'.",
    ),
    (
        cycle(links=[{**ANA, "source": "bem.behavior"}]),
        "links[0].source: No partner is called 'bem'. Choose from: ana, ben.",
    ),
    (
        cycle(links=[{**ANA, "awareness": {"eva": "owned"}}]),
        "links[0].awareness.eva: No partner is called 'eva'. Choose from: ana, ben.",
    ),
    (
        cycle(links=[{"source": "ana.primary", "target": "ana.primary"}]),
        "links[0]: 'ana.primary' is linked to itself. A link runs between two stations.",
    ),
    (
        cycle(links=[{**ANA, "source": "ana.primary"}]),
        "links[0]: 'ana.primary' cannot reach "
        "'ben.primary': only a behavior crosses over, and it lands on the other's trigger or "
        "primary emotion.",
    ),
    (
        cycle(links=[{**ANA, "source": "ana.behavior.2"}]),
        "links[0].source: 'ana.behavior.2' is blank "
        "in this case, so no link can use it. Fill it in first.",
    ),
    (
        cycle(links=[{**ANA, "target": "ben.trigger"}]),
        "links[0].target: 'ben.trigger' is blank in "
        "this case, so no link can use it. Fill it in first.",
    ),
    (
        cycle(partners=THREE, links=[ANA], pairs=[["ana", "cleo"]]),
        "links[0]: 'ana.behavior' cannot "
        "reach 'ben.primary': the two are no pair here. Add them to 'pairs'.",
    ),
    (
        cycle(dynamics={"defaults": "illustrative"}),
        "dynamics.defaults: 'illustrative' is not a set of defaults I know. "
        "Did you mean 'illustrative-1'?",
    ),
    # plans
    (item(softening=1), "items[0]: This 'softening' never starts. Add 'at', 'every' or 'when'."),
    (
        item(softening=1, at=1, when={"flooded": 1}),
        "items[0]: 'when' does not go with 'at' or 'every'. Keep one of them.",
    ),
    (
        item(softening=1, every=0),
        "items[0]: 'every: 0' would start without end. Write a time above 0.",
    ),
    (
        item(softening=1, at=1, **{"for": 0}),
        "items[0]: 'for: 0' would be over before it began. Write a time above 0.",
    ),
    (
        item(check_in="both", at=1, within=5),
        "items[0]: 'within' goes with 'when': how long to wait once the condition holds. Add "
        "'when', or take 'within' out.",
    ),
    (
        item(timeout={"for": 9, "return": True}, at=1, **{"for": 5}),
        "items[0]: A time-out has its 'for' inside, such as 'timeout: {for: 20, return: true}'. "
        "Move it there.",
    ),
    (
        item(softening=1, at="soon"),
        "items[0].at: 'soon' is not a time. Write a number of turns, or days such as '7d'.",
    ),
    (
        item(softening=1, at=-1),
        "items[0].at: '-1' is below 0. Write a time of 0 or more.",
    ),
    (
        item(softening=1, at="1d"),
        "items[0]: '1d' is a time in days, and nothing says how long a day "
        "is. Add '- day: {turns: 80, together: 60}' to the plan, or write turns.",
    ),
    (
        item(softening=1, when={}),
        "items[0].when: A condition is one of 'flooded', 'resentful' and "
        "'position'. Write exactly one.",
    ),
    (
        item(day={"turns": 80, "together": 60}, at=1),
        "items[0]: 'day' describes the whole plan and has no time. Take the time out here.",
    ),
    (
        item(day={"turns": 80, "together": 90}),
        "items[0].day: A day of 80 turns cannot hold 90 turns together. Make 'together' smaller.",
    ),
    (
        lambda: Plan([{"day": {"turns": 80, "together": 60}}] * 2),
        "items[1]: 'day' is written twice in this plan. Keep one.",
    ),
    (
        item(at=1, timeout={"return": True}),
        "items[0].timeout: A break with a return needs 'for': the time until they come back.",
    ),
    (
        item(at=1, softening=1, stress=2),
        "items[0]: 'softening' and 'stress' are two inputs. Write each as an item of its own.",
    ),
    (
        item(at=1, softning=1),
        "items[0]: 'softning' is not a field here. Did you mean 'softening'?",
    ),
    (
        item(at=1),
        "items[0]: This input does not say what happens. Choose from: day, trigger, "
        "softening, reengagement, open, pause_risk_reach, five_steps, repair_attempt, check_in, "
        "timeout, stress.",
    ),
    (
        cycle(plan=[{"at": 1, "open": "eva"}]),
        "plan[0].open: No partner is called 'eva'. Choose from: ana, ben.",
    ),
    (
        cycle(plan=[{"at": 1, "trigger": "both", "felt": "absence"}]),
        "plan[0].trigger: No partner is called 'both'. Choose from: ana, ben.",
    ),
    # an incident
    (
        cycle(incident=["shouts"]),
        "incident[0]: 'shouts' stands where a moment of an incident is expected, such as "
        "'{who: mary, words: asks again}'.",
    ),
    (
        cycle(incident=[{"who": "anna", "words": "leaves"}]),
        "incident[0].who: No partner is called 'anna'. Did you mean 'ana'?",
    ),
    (
        cycle(incident=[{"who": "ana", "slot": "behavor", "words": "leaves"}]),
        "incident[0].slot: 'behavor' is not a slot of a chain I know. Did you mean 'behavior'?",
    ),
    (
        cycle(incident=[{"who": "ana", "words": "asks again"}] * (MOST_MOMENTS + 1)),
        "incident: 301 moments are more than the 300 that one incident can hold. Write what comes "
        "later into a second case.",
    ),
    # anything else
    (
        lambda: Cycle(partners=TWO, links=breaking()),  # type: ignore[arg-type]
        "links[2]: '<generator object breaking>' cannot be read here: Error "
        "iterating over object, error: OSError.",
    ),
]
"""One way to each sentence, and the sentence with its place."""


def sentence_of(make: Callable[[], object]) -> str:
    with pytest.raises((CaseError, UnknownName)) as caught:
        make()
    return re.sub(" at 0x[0-9a-fA-F]+", "", str(caught.value))


@pytest.mark.parametrize(
    ("make", "sentence"), FAULTS, ids=[sentence[:60] for _, sentence in FAULTS]
)
def test_a_fault_is_said_in_this_sentence(make: Callable[[], object], sentence: str) -> None:
    assert sentence_of(make) == sentence


class Recording(dict[str, str]):
    """A catalogue that remembers which of its sentences were asked for."""

    def __init__(self, sentences: dict[str, str]) -> None:
        super().__init__(sentences)
        self.used: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.used.add(key)
        return super().__getitem__(key)


def test_no_sentence_about_a_fault_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = Recording(SENTENCES)
    monkeypatch.setattr(catalogue, "SENTENCES", recording)

    for make, _ in FAULTS:
        sentence_of(make)

    ours = {key for key in SENTENCES if key.startswith(("fault.", "noun."))}
    for_fields_to_come = {"noun.other", "fault.expected-fields"}
    assert recording.used >= ours - for_fields_to_come


# -- all at once -----------------------------------------------------------------------------------

WRONG: dict[str, tuple[object, str, str]] = {
    "tite": (1, "", "'tite' is not a field here. Did you mean 'title'?"),
    "negcycle": (0, "negcycle", SENTENCES["fault.version"].format(value="'0'")),
    "title": (" ", "title", SENTENCES["fault.blank-or-left-out"]),
    "date": ("?", "date", SENTENCES["fault.not-a-date"].format(value="'?'")),
    "pairs": (
        [["ana", "ben"], 5],
        "pairs[1]",
        SENTENCES["fault.expected-pair"].format(value="'5'"),
    ),
    "links": ([{"source": "ana.primary"}], "links[0]", "'target' is missing."),
    "stressors": (["money", ""], "stressors[1]", SENTENCES["fault.blank"]),
    "incident": ([{"who": "ana", "words": ""}], "incident[0].words", SENTENCES["fault.blank"]),
    "dynamics": (
        {"turn": 0},
        "dynamics.turn",
        SENTENCES["fault.more-than"].format(value="'0'", gt=0),
    ),
    "plan": (
        [{"at": -1, "stress": 2}],
        "plan[0].at",
        SENTENCES["fault.negative-time"].format(value="'-1'"),
    ),
    "notes": (7, "notes", SENTENCES["fault.not-words"].format(value="'7'")),
}


@given(st.sets(st.sampled_from(sorted(WRONG)), min_size=1))
def test_all_faults_are_named_at_once(names: set[str]) -> None:
    fields: dict[str, Any] = {name: WRONG[name][0] for name in names}

    with pytest.raises(CaseError) as caught:
        Cycle(partners=TWO, **fields)

    found = {(problem.path, problem.message) for problem in caught.value.problems}
    assert found == {WRONG[name][1:] for name in names}
    assert len(caught.value.problems) == len(names)


def test_faults_inside_each_other_are_all_named() -> None:
    john = {
        "nam": "John",
        "chain": {"primary": ["hurt", {"words": " ", "status": "x"}], "scondary": "angry"},
        "dynamics": {"need": 2, "answer": "?"},
    }

    with pytest.raises(CaseError) as caught:
        Cycle(partners={"john": john, "mary": {"name": "", "side": "up"}}, titel="x")  # type: ignore[call-arg]

    assert str(caught.value).splitlines() == [
        "'titel' is not a field here. Did you mean 'title'?",
        "partners.john: 'nam' is not a field here. Did you mean 'name'?",
        "partners.john: 'name' is missing.",
        "partners.john.chain: 'scondary' is not a field here. Did you mean 'secondary'?",
        "partners.john.chain.primary[1].words: This is blank. Write the words.",
        "partners.john.chain.primary[1].status: 'x' is not a status I know. Choose from: "
        "conjecture, offered, confirmed, corrected.",
        "partners.john.dynamics.need: '2' is too large. Write 1 or less.",
        "partners.john.dynamics.answer: '?' is not a sign. Write 1 or -1.",
        "partners.mary.name: This is blank. Write the words.",
        "partners.mary.side: 'up' is not a side I know. Choose from: left, right.",
    ]


def test_faults_of_the_whole_are_all_named_in_the_order_of_its_fields() -> None:
    with pytest.raises(CaseError) as caught:
        Cycle(
            partners=[Partner(key=key, name=key, side="left") for key in "abab"],  # type: ignore[arg-type]
            pairs=[("a", "c"), ("b", "b")],
            links=[{"source": "a.body", "target": "b.body", "awareness": {"c": "owned"}}],
            stressors=[{"words": "money", "on": ["a", "c"]}],
            incident=[{"who": "a", "words": "leaves"}, {"who": "c", "words": "stays"}],
            plan=[{"at": 1, "open": "c"}, {"at": 1, "timeout": {"return": False, "by": "both"}}],
        )

    assert [problem.path for problem in caught.value.problems] == [
        *("partners", "partners", *(f"partners.{key}.side" for key in "abab")),
        *("pairs[0]", "pairs[1]"),
        *(
            "links[0].awareness.c",
            "links[0]",
            "stressors[0].on",
            "incident[1].who",
            "plan[0].open",
            "plan[1].timeout.by",
        ),
    ]


# -- strangers -------------------------------------------------------------------------------------

VALUES = (
    *(Chain, Cycle, Dynamics, Entry, Moment, Partner, PartnerDynamics, Plan, Stressor, WrittenLink),
)
NAMES = sorted(
    {name for value in VALUES for name in value.field_names()} | {"ana", "open", "trigger"}
)

leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**400),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=4),
    st.sampled_from(["\ud800", "ana.primary", "1d", "\x1b[2J", "a" * 3000, "both"]),
    st.binary(max_size=3),
    st.sampled_from([object(), len, Cycle, Ellipsis, range(3), Exception("x")]),
)
keys = st.sampled_from(NAMES) | st.integers() | st.text(max_size=3) | st.none()
anything = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(keys, inner, max_size=4),
        st.frozensets(leaves, max_size=2),
        st.lists(inner, max_size=2).map(iter),
    ),
    max_leaves=8,
)


def value_or_sentences(make: Callable[..., Frozen], *args: object, **fields: object) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        repr(make(*args, **fields))
    except CaseError as error:
        problems = error.problems
        assert problems
    for text in map(str, problems):
        assert text == " ".join(text.splitlines())
        assert len(text) < 1500
        assert text.endswith((".", "?"))
        assert "validator" not in text
        text.encode("utf-8")


@pytest.mark.parametrize("value", VALUES)
@given(fields=st.dictionaries(st.sampled_from(NAMES), anything, max_size=4))
def test_fields_of_any_kind_give_a_value_or_sentences(
    value: type[Frozen], fields: dict[str, object]
) -> None:
    value_or_sentences(value, **fields)


@pytest.mark.parametrize("value", [Entry, Plan, Stressor])
@given(written=anything)
def test_a_short_form_of_any_kind_gives_a_value_or_sentences(
    value: type[Frozen], written: object
) -> None:
    value_or_sentences(value, written)


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Go through every place in a tree of mappings and lists."""
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for name, inner in inside:
        yield (*path, name)
        if isinstance(inner, dict | list):
            yield from places(inner, (*path, name))


@few
@given(cycle=cycles(max_partners=2), data=st.data(), put=anything)
def test_one_wrong_thing_in_a_good_case_gives_a_value_or_sentences(
    cycle: Cycle, data: st.DataObject, put: object
) -> None:
    tree = cycle.model_dump(mode="json", by_alias=True)
    *path, last = data.draw(st.sampled_from(list(places(tree))))
    inner: Any = tree
    for name in path:
        inner = inner[name]
    inner[last] = put

    value_or_sentences(Cycle, **tree)


@few
@given(cycle=cycles(max_partners=2), data=st.data())
def test_one_unknown_field_anywhere_is_named(cycle: Cycle, data: st.DataObject) -> None:
    tree = cycle.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    tree["partners"] = {one.pop("key"): one for one in tree["partners"]}
    people = [("partners", key) for key in tree["partners"]]
    where = data.draw(st.sampled_from([(), *people]))
    inner = tree if not where else tree["partners"][where[1]]
    inner["nonsense"] = 1

    with pytest.raises(CaseError) as caught:
        Cycle(**tree)

    assert [(one.path, one.code) for one in caught.value.problems] == [
        (".".join(where), "unknown-field")
    ]
