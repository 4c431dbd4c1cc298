"""From a cycle to its graph: which stations there are, how they are linked, and how strongly."""

from __future__ import annotations

import json
import math
from itertools import combinations, pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negcycle.errors import CaseError, UnknownName
from negcycle.graph.build import build_graph
from negcycle.graph.convert import to_networkx
from negcycle.graph.cycle_graph import CycleGraph, Flow, Kind, Link, Node
from negcycle.model.chain import ELEMENTS, Chain, Slot
from negcycle.model.cycle import Cycle
from negcycle.model.parameters import DEFAULTS, STANDARD
from negcycle.model.partner import Partner
from negcycle.testing import chains, cycle_graphs, cycles, partner_dynamics, words

few = settings(max_examples=20)

MORE_STATIONS = (Slot.TRIGGER, Slot.APPRAISAL, Slot.BODY)
PLAIN = st.builds(
    Chain,
    trigger=st.sampled_from(["", "x"]),
    appraisal=st.sampled_from(["", "x"]),
    body=st.sampled_from(["", "x"]),
    behavior=st.lists(words(), max_size=3),
)
"""Chains that differ only in what matters for the shape of the graph."""

plain_cycles = cycles(with_links=False, with_plan=False, chain=PLAIN)
couples = cycles(2, 2, with_links=False, with_plan=False, chain=PLAIN)


def shape(graph: CycleGraph) -> tuple[set[str], list[str], list[str]]:
    """Return what is in a graph, whatever its order."""
    return (
        {text_of(node) for node in graph.nodes},
        sorted(text_of(link) for link in graph.links),
        sorted(text_of(flow) for flow in graph.flows),
    )


def text_of(part: Node | Link | Flow) -> str:
    return json.dumps(part.model_dump(mode="json"), sort_keys=True)


def reactivity(cycle: Cycle, partner: Partner) -> float:
    otherwise = DEFAULTS[cycle.dynamics.defaults or STANDARD].values["reactivity"]
    return partner.dynamics.reactivity or otherwise


def behaviors(partner: Partner) -> int:
    return max(len(partner.chain.behavior), 1)


# -- stations --------------------------------------------------------------------------------------


@few
@given(cycles(with_plan=False, chain=chains(max_entries=2)))
def test_there_is_a_station_for_what_is_filled_in_and_for_each_element(cycle: Cycle) -> None:
    graph = build_graph(cycle)

    for one in cycle.partners:
        mine = [node for node in graph.stations() if node.partner == one.key]
        filled = [slot for slot in MORE_STATIONS if one.chain[slot]]
        lands = bool(filled) and Slot.TRIGGER not in filled
        assert len(mine) == len(filled) + lands + 3 + behaviors(one)
        assert {node.kind.value for node in mine} >= {slot.value for slot in ELEMENTS}


@few
@given(cycles(with_plan=False, chain=chains(max_entries=2)))
def test_every_entry_of_a_station_stands_at_one_node_and_nothing_else_does(cycle: Cycle) -> None:
    graph = build_graph(cycle)

    for one in cycle.partners:
        for slot in (*MORE_STATIONS, *ELEMENTS):
            at = [node for node in graph.nodes if (node.partner, node.kind) == (one.key, slot)]
            assert tuple(entry for node in at for entry in node.entries) == one.chain[slot]
    assert all(node.is_blank == (not node.entries) for node in graph.stations())


@few
@given(plain_cycles)
def test_everybody_has_two_slow_states(cycle: Cycle) -> None:
    slow = [node for node in build_graph(cycle).nodes if node.kind.is_slow]

    assert [node.id for node in slow] == [
        f"{key}.{state}" for key in cycle.keys for state in ("openness", "resentment")
    ]
    assert not any(node.is_blank for node in slow)


@few
@given(cycle_graphs())
def test_a_node_is_called_after_its_partner_and_its_place(graph: CycleGraph) -> None:
    for node in graph.nodes:
        key, kind, *number = node.id.split(".")
        assert (key, kind) == (node.partner, node.kind.value)
        assert number in ([], ["2"], ["3"])
        assert graph.node(node.id) is node


def test_an_unknown_node_is_a_sentence() -> None:
    graph = build_graph(Cycle(partners={"ana": {"name": "Ana"}}))

    with pytest.raises(UnknownName) as caught:
        graph.node("ana.primry")

    assert str(caught.value) == "No node is called 'ana.primry'. Did you mean 'ana.primary'?"


# -- links -----------------------------------------------------------------------------------------


@few
@given(cycle_graphs())
def test_only_a_behavior_crosses_and_it_lands_on_the_others_trigger_or_primary(
    graph: CycleGraph,
) -> None:
    for link in graph.links:
        source, target = graph.node(link.source), graph.node(link.target)
        assert link.crosses == (source.partner != target.partner)
        if link.crosses:
            assert source.kind is Kind.BEHAVIOR
            assert target.kind in {Kind.TRIGGER, Kind.PRIMARY}
            assert link.in_contact


@few
@given(graph=cycle_graphs(), data=st.data())
def test_no_other_crossing_can_be_built(graph: CycleGraph, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(graph.nodes))
    target = data.draw(st.sampled_from(graph.nodes))
    link = Link(source=source.id, target=target.id, sign=1, weight=1)

    crosses = source.partner != target.partner
    slow = source.kind.is_slow or target.kind.is_slow
    lands = source.kind is Kind.BEHAVIOR and target.kind in {Kind.TRIGGER, Kind.PRIMARY}
    if not slow and (lands or not crosses):
        assert graph.changed(links=(*graph.links, link)).links[-1] == link
        return
    with pytest.raises(CaseError) as caught:
        graph.changed(links=(*graph.links, link))
    sentence = (
        "cannot be linked to '{}': links run between stations of this graph."
        if slow
        else "cannot reach '{}': only a behavior crosses over, and it lands on the other's trigger "
        "or primary emotion."
    )
    assert str(caught.value) == f"'{source.id}' {sentence.format(target.id)}"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("ana.primary", "ben.primary"),
        ("ana.secondary", "ben.trigger"),
        ("ana.behavior", "ben.secondary"),
        ("ana.behavior", "ben.behavior"),
    ],
)
def test_a_crossing_below_the_awareness_line_cannot_be_built(source: str, target: str) -> None:
    ben = {"name": "Ben", "chain": {"trigger": "x"}}
    graph = build_graph(Cycle(partners={"ana": {"name": "Ana"}, "ben": ben}))
    link = Link(source=source, target=target, sign=1, weight=1)

    with pytest.raises(CaseError) as caught:
        graph.changed(links=(*graph.links, link))

    assert str(caught.value) == (
        f"'{source}' cannot reach '{target}': only a behavior crosses over, and it lands on the "
        "other's trigger or primary emotion."
    )


def test_a_link_to_nowhere_and_a_node_twice_cannot_be_built() -> None:
    graph = build_graph(Cycle(partners={"ana": {"name": "Ana"}}))
    link = Link(source="ana.primary", target="ana.trigger", sign=1, weight=1)

    with pytest.raises(CaseError, match="links run between stations of this graph"):
        graph.changed(links=(link,))
    with pytest.raises(CaseError, match=r"The node 'ana\.primary' is named twice"):
        graph.changed(nodes=(*graph.nodes, graph.nodes[0]))


@few
@given(cycles(1, 1, with_plan=False))
def test_one_person_alone_has_no_crossing(cycle: Cycle) -> None:
    assert build_graph(cycle).crossings() == ()


@few
@given(plain_cycles)
def test_behaviors_cross_within_each_pair_and_nowhere_else(cycle: Cycle) -> None:
    crossings = build_graph(cycle).crossings()

    pairs = [{*pair} for pair in cycle.pairs or combinations(cycle.keys, 2)]
    crossed = {
        frozenset((link.source.partition(".")[0], link.target.partition(".")[0]))
        for link in crossings
    }
    assert crossed == {frozenset(pair) for pair in pairs}
    assert len(crossings) == sum(behaviors(cycle.partner(key)) for pair in pairs for key in pair)


@few
@given(plain_cycles)
def test_every_sign_is_plus_but_the_answer_and_the_crossing(cycle: Cycle) -> None:
    graph = build_graph(cycle)

    for link in graph.links:
        source, target = graph.node(link.source), graph.node(link.target)
        if link.crosses:
            assert link.sign == -1
        elif target.kind is Kind.BEHAVIOR:
            said = cycle.partner(source.partner).dynamics.answer
            assert link.sign == said or said is None
        else:
            assert link.sign == 1


@pytest.mark.parametrize(
    ("moves", "answers"),
    [
        (("pursue", "withdraw"), (1, 1)),
        (("withdraw", "give_up"), (-1, -1)),
        (("attack", "pursue"), (-1, -1)),
        ((None, "withdraw"), (1, 1)),
        ((None, None), (1, 1)),
        (("reach", "reach"), (1, 1)),
        (("withdraw",), (1,)),
    ],
)
def test_answers_come_from_the_positions(moves: tuple[str, ...], answers: tuple[int, ...]) -> None:
    partners = {
        key: {"name": key, "chain": {"behavior": {"words": "x y z", "moves": move}}}
        for key, move in zip(("ana", "ben"), moves, strict=False)
    }

    graph = build_graph(Cycle(partners=partners))

    found = [link.sign for link in graph.links if link.target.endswith(".behavior")]
    assert tuple(found) == answers


# -- weights ---------------------------------------------------------------------------------------


def passed_on(graph: CycleGraph, partner: Partner, landing: str) -> float:
    """Return the product of the weights from where something lands to one behavior."""
    steps = {(link.source, link.target): link.weight for link in graph.links}
    path = [node.id for node in graph.stations() if node.partner == partner.key]
    last = path.index(f"{partner.key}.behavior")
    weights = [steps[pair] for pair in pairwise(path[: last + 1])]
    assert path[0] == landing
    return math.prod(weights)


@few
@given(plain_cycles)
def test_a_chain_passes_on_its_reactivity_however_finely_it_is_filled_in(cycle: Cycle) -> None:
    graph = build_graph(cycle)

    for source, target in [one for pair in cycle.all_pairs() for one in (pair, pair[::-1])]:
        other = cycle.partner(target)
        landing = next(node.id for node in graph.nodes if node.partner == target)
        arriving = [
            link.weight
            for link in graph.crossings()
            if link.target == landing and link.source.startswith(f"{source}.")
        ]
        whole = sum(arriving) * passed_on(graph, other, landing)
        assert math.isclose(whole, reactivity(cycle, other), rel_tol=1e-12)


@few
@given(plain_cycles)
def test_several_behaviors_share_one_crossing(cycle: Cycle) -> None:
    graph = build_graph(cycle)

    for source, target in cycle.all_pairs():
        arriving = [
            link
            for link in graph.crossings()
            if link.source.startswith(f"{source}.") and link.target.startswith(f"{target}.")
        ]
        other = cycle.partner(target)
        before = any(other.chain[slot] for slot in MORE_STATIONS)
        assert {graph.node(link.target).kind for link in arriving} == {
            Kind.TRIGGER if before else Kind.PRIMARY
        }
        assert len({link.weight for link in arriving}) == 1
        whole = 1.0 if before else reactivity(cycle, other) ** 0.25
        assert math.isclose(sum(link.weight for link in arriving), whole, rel_tol=1e-12)


@few
@given(couples)
def test_the_gain_of_a_couple_is_the_product_of_both_reactivities(couple: Cycle) -> None:
    first, second = couple.partners
    graph = to_networkx(couple)

    gain = 0.0
    for loop in nx.simple_cycles(graph):
        edges = zip(loop, loop[1:] + loop[:1], strict=True)
        steps = [graph.edges[source, target, 0] for source, target in edges]
        gain += math.prod(step["sign"] * step["weight"] for step in steps)

    assert math.isclose(
        abs(gain), reactivity(couple, first) * reactivity(couple, second), rel_tol=1e-12
    )
    answers = [one.dynamics.answer for one in couple.partners]
    if None not in answers or answers == [None, None]:
        assert (gain > 0) == (answers[0] == answers[1])


@few
@given(couples)
def test_the_awareness_line_gates_one_link_of_each_chain(couple: Cycle) -> None:
    gated = {link.source: link.gates for link in build_graph(couple).links if link.gates}

    assert gated.keys() == {f"{key}.primary" for key in couple.keys}
    for source, gates in gated.items():
        key = source.partition(".")[0]
        assert [(gate.node, gate.shape) for gate in gates] == [(f"{key}.openness", "rest")]


# -- the equations ---------------------------------------------------------------------------------

SHAPES = {
    "value": lambda x: x,
    "rest": lambda x: 1 - x,
    "square": lambda x: x * x,
    "rest-of-square": lambda x: 1 - x * x,
}
share = st.floats(0, 1)
states = st.tuples(*[share] * 8)


def rate(flows: tuple[Flow, ...], name: str, state: dict[str, float], talk: float) -> float:
    """Return Fill (1 - x) - Drain x for one slow state."""
    total = 0.0
    for flow in flows:
        if flow.node == name:
            opened = math.prod(SHAPES[gate.shape](state[gate.node]) for gate in flow.gates)
            size = 1 - flow.weight * opened if flow.rest else flow.weight * opened
            size *= talk if flow.in_contact else 1
            total += size * (1 - state[name]) if flow.direction == "fill" else -size * state[name]
    return total


@few
@given(
    first=partner_dynamics(),
    couple=st.fixed_dictionaries({}, optional={"forget": share, "repair": st.floats(0, 5)}),
    values=states,
    talk=st.sampled_from((0.0, 1.0)),
)
def test_the_slow_states_of_a_couple_move_as_in_equation_2(
    first: Any, couple: dict[str, float], values: tuple[float, ...], talk: float
) -> None:
    ana = Partner(key="ana", name="Ana", dynamics=first)
    ben = Partner(key="ben", name="Ben")
    graph = build_graph(Cycle(partners=[ana, ben], dynamics=couple))
    names = [
        f"{key}.{name}"
        for key in ("ana", "ben")
        for name in ("primary", "secondary", "openness", "resentment")
    ]
    state = dict(zip(names, values, strict=True))

    p, e, a, r, _, _, other_a, _ = values
    alpha = 0.8 if first.openness is None else first.openness
    delta, rho = couple.get("forget", 0.1), couple.get("repair", 1.0)
    opening = -a + alpha * (1 - r) * (1 - e**2)
    building = (1 - a) * p**2 * (1 - r) - talk * (delta + rho * a * other_a) * r
    assert math.isclose(
        rate(graph.flows, "ana.openness", state, talk), opening, rel_tol=1e-12, abs_tol=1e-12
    )
    assert math.isclose(
        rate(graph.flows, "ana.resentment", state, talk), building, rel_tol=1e-12, abs_tol=1e-12
    )


def test_the_fast_states_of_a_couple_are_moved_as_in_equation_2() -> None:
    ana = {"name": "Ana", "dynamics": {"reactivity": 16, "answer": -1}}
    graph = build_graph(Cycle(partners={"ana": ana, "ben": {"name": "Ben"}}))

    into_ana = {
        link.target: (link.source, link.sign * link.weight, [gate.shape for gate in link.gates])
        for link in graph.links
        if link.target.startswith("ana.")
    }
    assert into_ana == {
        "ana.primary": ("ben.behavior", -2.0, []),
        "ana.secondary": ("ana.primary", 2.0, ["rest"]),
        "ana.perception": ("ana.secondary", 2.0, []),
        "ana.behavior": ("ana.perception", -2.0, []),
    }


@few
@given(cycles(3, 4, with_plan=False, chain=st.just(Chain())))
def test_several_people_meet_in_each_of_their_pairs(cycle: Cycle) -> None:
    flows = build_graph(cycle).flows

    for key in cycle.keys:
        meeting = [
            {gate.node for gate in flow.gates}
            for flow in flows
            if flow.node == f"{key}.resentment" and flow.direction == "drain" and flow.gates
        ]
        mine = [pair for pair in cycle.all_pairs() if key in pair]
        assert meeting == [{f"{one}.openness" for one in pair} for pair in mine]


# -- symmetry --------------------------------------------------------------------------------------


@few
@given(cycles(with_plan=False))
def test_the_order_of_everything_changes_no_node_link_or_flow(cycle: Cycle) -> None:
    turned = cycle.changed(
        partners=cycle.partners[::-1], pairs=cycle.pairs[::-1], links=cycle.links[::-1]
    )

    assert shape(build_graph(turned)) == shape(build_graph(cycle))
    assert shape(build_graph(cycle.canonical())) == shape(build_graph(cycle))


@few
@given(couples)
def test_two_who_swap_names_swap_places_in_the_graph(couple: Cycle) -> None:
    first, second = couple.partners
    swapped = couple.with_partners(
        [first.changed(key=second.key), second.changed(key=first.key)]
    ).changed(stressors=())

    names = {first.key: second.key, second.key: first.key}

    def renamed(name: str) -> str:
        key, _, rest = name.partition(".")
        return f"{names[key]}.{rest}"

    here, there = build_graph(couple), build_graph(swapped)
    assert {renamed(node.id) for node in here.nodes} == {node.id for node in there.nodes}
    assert {(renamed(x.source), renamed(x.target), x.sign, x.weight) for x in here.links} == {
        (x.source, x.target, x.sign, x.weight) for x in there.links
    }


# -- what the file says about a link ---------------------------------------------------------------

TWO = {"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}


def links_between(cycle: Cycle, source: str, target: str) -> list[Link]:
    return [
        link for link in build_graph(cycle).links if (link.source, link.target) == (source, target)
    ]


def test_what_is_written_about_a_link_replaces_the_default_and_the_rest_stays() -> None:
    written = {
        "source": "ana.primary",
        "target": "ana.secondary",
        "strength": 3,
        "delay": 2,
        "evidence": "monday",
        "awareness": {"ben": "owned"},
    }
    cycle = Cycle(partners=TWO, links=[written])

    (default,) = links_between(cycle.changed(links=()), "ana.primary", "ana.secondary")
    (link,) = links_between(cycle, "ana.primary", "ana.secondary")

    assert link == default.changed(
        weight=3, delay=2, evidence="monday", awareness={"ben": "owned"}, written=True
    )
    assert link.gates


def test_a_second_word_about_a_link_runs_beside_the_first() -> None:
    ends = {"source": "ana.perception", "target": "ana.behavior"}
    ana = {"name": "Ana", "dynamics": {"answer": -1}}
    words = [{**ends, "strength": 0.5}, {**ends, "delay": 3}]

    cycle = Cycle(partners={**TWO, "ana": ana}, links=words)

    found = {(link.sign, link.weight, link.delay) for link in links_between(cycle, *ends.values())}
    assert found == {(-1, 0.5, 0.0), (-1, 2**0.25, 3.0)}


def test_a_link_that_only_the_file_knows_is_as_strong_as_any() -> None:
    inside = {"source": "ana.secondary", "target": "ana.behavior"}
    across = {"source": "ana.behavior", "target": "ben.primary"}
    partners = {**TWO, "ben": {"name": "Ben", "chain": {"trigger": "x"}}}
    cycle = Cycle(partners=partners, links=[inside, across], dynamics={"delay": 4})

    (first,) = links_between(cycle, *inside.values())
    (second,) = links_between(cycle, *across.values())

    assert (first.sign, first.weight, first.delay, first.in_contact) == (1, 1.0, 0.0, False)
    assert (second.sign, second.weight, second.delay, second.in_contact) == (-1, 1.0, 4.0, True)


@few
@given(cycles(2, 3, with_plan=False))
def test_every_written_link_is_in_the_graph(cycle: Cycle) -> None:
    written = [link for link in build_graph(cycle).links if link.written]

    assert sorted((link.source, link.target) for link in written) == sorted(
        (str(link.source), str(link.target)) for link in cycle.links
    )


@few
@given(cycles(with_plan=False))
def test_only_what_is_written_differs_from_the_default(cycle: Cycle) -> None:
    bare = build_graph(cycle.changed(links=()))

    unwritten = [link for link in build_graph(cycle).links if not link.written]
    assert all(link in bare.links for link in unwritten)
    ends = {(str(link.source), str(link.target)) for link in cycle.links}
    assert len(unwritten) == sum(1 for link in bare.links if (link.source, link.target) not in ends)


@few
@given(cycles(1, 2))
def test_the_signed_graph_has_the_stations_and_links(cycle: Cycle) -> None:
    graph = build_graph(cycle)

    signed = graph.signed()

    assert signed.nodes == tuple(node.id for node in graph.stations())
    assert [(x.source, x.target, x.sign, x.weight, x.delay) for x in signed.links] == [
        (x.source, x.target, x.sign, x.weight, x.delay) for x in graph.links
    ]
