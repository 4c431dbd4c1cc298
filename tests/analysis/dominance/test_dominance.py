"""Which loops dominate when: the published runs, and what is true of every model."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.dominance.dominance import Dominance, dominance
from negcycle.analysis.dominance.driving import Span, told
from negcycle.analysis.dominance.link_scores import link_scores
from negcycle.analysis.dominance.stock_flow import Stock, StockFlow, Variable
from negcycle.errors import AnalysisError
from negcycle.model.trajectory import Trajectory
from negcycle.simulation.integrate import integrate
from negcycle.system.inputs import Inputs
from negcycle.testing import couples

FIXTURE = (
    Path(__file__).parents[3].parent / "shared" / "fixtures" / "loops" / "stella_ltm_reference.json"
)

ARMS_RACE = StockFlow(
    stocks=(
        Stock("Our Weapons", inflows=("changing our weapons",)),
        Stock("Their Weapons", inflows=("changing their weapons",)),
    ),
    variables=(
        Variable(
            "changing our weapons",
            ("our desired weapons", "Our Weapons"),
            lambda desired, weapons: (desired - weapons) / 5,
        ),
        Variable(
            "changing their weapons",
            ("their desired weapons", "Their Weapons"),
            lambda desired, weapons: (desired - weapons) / 5,
        ),
        Variable("our desired weapons", ("Their Weapons",), lambda theirs: 1.2 * theirs),
        Variable("their desired weapons", ("Our Weapons",), lambda ours: 1.2 * ours),
    ),
)

BASS = StockFlow(
    stocks=(
        Stock("Potential Adopters", outflows=("adopting",)),
        Stock("Adopters", inflows=("adopting",)),
    ),
    variables=(
        Variable("adopting", ("adoption from word of mouth",), lambda adoption: adoption),
        Variable(
            "probability of contact with potentials",
            ("Potential Adopters",),
            lambda potential: potential / 1e6,
        ),
        Variable("adopter contacts", ("Adopters",), lambda adopters: 100 * adopters),
        Variable(
            "potentials contacts with adopters",
            ("probability of contact with potentials", "adopter contacts"),
            lambda probability, contacts: probability * contacts,
        ),
        Variable(
            "adoption from word of mouth",
            ("potentials contacts with adopters",),
            lambda contacts: 0.015 * contacts,
        ),
    ),
)

# The offsets, in steps, between the end of a step and the time that the export gives it.
PUBLISHED = {"armsRace": (ARMS_RACE, (10.0, 0.0), 0), "bassDiffusion": (BASS, (1e6 - 1, 1.0), 1)}


def euler(model: StockFlow, start: Sequence[float], *, until: float, step: float) -> Trajectory:
    count = round(until / step)
    states = np.empty((count + 1, len(start)))
    states[0] = start
    for n in range(count):
        states[n + 1] = states[n] + step * model.rates(states[n])
    return Trajectory(times=np.arange(count + 1) * step, names=model.names, states=states)


def two_points(**values: tuple[float, float]) -> Trajectory:
    return Trajectory(
        times=np.array([0.0, 1.0]),
        names=tuple(values),
        states=np.array(list(values.values())).T,
    )


def moved_from_outside(*names: str) -> tuple[Stock, ...]:
    return tuple(Stock(name) for name in names)


def every_loop(model: StockFlow) -> list[tuple[str, ...]]:
    return [tuple(loop) for loop in nx.simple_cycles(nx.DiGraph(model.links))]


# -- the published runs -----------------------------------------------------------------------


class Reference:
    """A run whose dominance was exported by Stella."""

    def __init__(self, name: str, data: dict[str, Any]) -> None:
        self.model, start, self.offset = PUBLISHED[name]
        self.step = float(data["specs"]["dt"])
        self.loops = {
            loop["id"]: tuple(link[0] for link in loop["links"]) for loop in data["loops"]
        }
        self.percent = {loop["id"]: np.array(loop["percent"])[:, 1] for loop in data["loops"]}
        self.polarity = {loop["id"]: loop["polarity"] for loop in data["loops"]}
        self.periods = data["dominantLoopsByPeriod"]
        run = euler(self.model, start, until=data["specs"]["stopTime"], step=self.step)
        self.found = dominance(self.model, run, every_loop(self.model))


@pytest.fixture(scope="module", params=sorted(PUBLISHED))
def reference(request: pytest.FixtureRequest) -> Reference:
    if not FIXTURE.exists():
        pytest.skip("the shared fixtures are not here")
    return Reference(request.param, json.loads(FIXTURE.read_text())["data"][request.param])


def test_stella_finds_the_same_loops(reference: Reference) -> None:
    assert {frozenset(loop) for loop in reference.found.loops} == {
        frozenset(loop) for loop in reference.loops.values()
    }


def test_every_step_agrees_with_stella(reference: Reference) -> None:
    offset = reference.offset

    for name, loop in reference.loops.items():
        ours = 100 * reference.found.of(loop)
        theirs = reference.percent[name][1:]
        assert len(ours) == len(theirs) >= 240
        sign = {"+": 1, "-": -1}[reference.polarity[name]]
        difference = sign * ours[offset:] - theirs[: len(theirs) - offset]
        assert np.abs(difference).max() < 1e-9


def test_the_same_loops_dominate_in_the_same_periods_as_in_stella(reference: Reference) -> None:
    names = {loop: name for name, loop in reference.loops.items()}
    by_set = {frozenset(loop): names[loop] for loop in names}

    ours = [
        (period.end, sorted(by_set[frozenset(loop)] for loop in period.loops))
        for period in reference.found.periods()
    ]

    # Stella names a period after points, the first of which is the end of our step.
    later = reference.step * (1 - reference.offset)
    assert [loops for _, loops in ours] == [one["dominantLoops"] for one in reference.periods]
    assert [end + later for end, _ in ours[:-1]] == [
        one["endTime"] for one in reference.periods[:-1]
    ]


def test_v28_the_printed_scores_of_the_bass_model() -> None:
    run = euler(BASS, (1e6 - 1, 1.0), until=15, step=1 / 16)
    loops = every_loop(BASS)
    balancing = next(loop for loop in loops if "Potential Adopters" in loop)
    reinforcing = next(loop for loop in loops if "Adopters" in loop)

    found = dominance(BASS, run, [balancing, reinforcing])

    first = int(np.flatnonzero(found.times == 9.5625)[0])
    rows = found.scores[:, first : first + 3].T
    shares = found.relative[:, first : first + 3].T
    printed = [(-9.958, 11.46), (-9358, 9806), (-10.91, 10.41)]
    assert [tuple(float(f"{x:.4g}") for x in row) for row in rows] == printed
    assert [tuple(round(float(x), 3) for x in row) for row in shares] == [
        (-0.465, 0.535),
        (-0.488, 0.512),
        (-0.512, 0.488),
    ]


def test_v29_the_loops_of_the_yeast_model_dominate_in_the_published_order() -> None:
    yeast = StockFlow(
        stocks=(Stock("cells", ("births",), ("deaths",)), Stock("alcohol", ("making",))),
        variables=(
            Variable("births", ("cells", "alcohol"), lambda cells, a: cells * (1.1 - 0.1 * a) / 16),
            Variable("deaths", ("cells", "alcohol"), lambda cells, a: cells * np.exp(a - 11) / 30),
            Variable("making", ("cells",), lambda cells: 0.01 * cells),
        ),
    )
    loops = {
        ("cells", "births"): "R",
        ("cells", "deaths"): "B1",
        ("cells", "making", "alcohol", "births"): "B2",
        ("cells", "making", "alcohol", "deaths"): "B3",
    }

    found = dominance(yeast, euler(yeast, (1.0, 0.0), until=100, step=0.5), loops)

    alone = [
        (loops[period.loops[0]], period.start)
        for period in found.periods()
        if len(period.loops) == 1
    ]
    assert [name for name, _ in alone] == ["R", "B2", "B3", "B1"]
    assert np.allclose([start for _, start in alone], [0, 54.5, 69.5, 79.5], atol=1.0)


# -- V27: the small examples ------------------------------------------------------------------


def test_v27_a_sum_shares_its_change_out_by_what_each_input_added() -> None:
    model = StockFlow(
        moved_from_outside("x", "y"), (Variable("z", ("x", "y"), lambda x, y: 2 * x + y),)
    )

    scores = link_scores(model, two_points(x=(5.0, 7.0), y=(4.0, 5.0))).scores

    assert scores["x", "z"] == pytest.approx(0.8, abs=1e-12)
    assert scores["y", "z"] == pytest.approx(0.2, abs=1e-12)


def test_v27_a_quotient_whose_parts_nearly_cancel_has_large_scores() -> None:
    model = StockFlow(
        moved_from_outside("w", "x", "y"),
        (Variable("z", ("w", "x", "y"), lambda w, x, y: (w + x) / y),),
    )

    scores = link_scores(model, two_points(w=(4.0, 7.0), x=(5.0, 7.0), y=(3.0, 5.0))).scores

    found = [float(scores[name, "z"][0]) for name in "wxy"]
    assert found == pytest.approx([5, 10 / 3, -6], rel=1e-12)


def test_inputs_that_cancel_exactly_score_nothing() -> None:
    model = StockFlow(
        moved_from_outside("x", "y"), (Variable("z", ("x", "y"), lambda x, y: x - y),)
    )

    scores = link_scores(model, two_points(x=(1.0, 2.0), y=(1.0, 2.0))).scores

    assert (float(scores["x", "z"][0]), float(scores["y", "z"][0])) == (0.0, 0.0)


@pytest.mark.parametrize(("factor", "score"), [(0.3, 1.0), (-0.3, -1.0)])
def test_v27_a_loop_alone_scores_one_with_its_polarity(factor: float, score: float) -> None:
    model = StockFlow((Stock("x", ("flow",)),), (Variable("flow", ("x",), lambda x: factor * x),))

    found = dominance(model, euler(model, (2.0,), until=5, step=0.5), [("x", "flow")])

    assert np.allclose(found.scores, score, rtol=1e-12)
    assert (found.relative == score).all()
    assert [period.loops for period in found.periods()] == [(("x", "flow"),)]


@settings(max_examples=40)
@given(
    st.lists(st.floats(-2, 2), min_size=4, max_size=4),
    st.lists(st.floats(-2, 2), min_size=2, max_size=2),
    st.floats(0.2, 3),
)
def test_v27_a_step_put_between_changes_no_score(
    weights: list[float], start: list[float], steepness: float
) -> None:
    a, b, c, d = weights
    stocks = (Stock("x", ("to x",)), Stock("y", ("to y",)))
    to_x = Variable("to x", ("x", "y"), lambda x, y: a * x + b * np.tanh(steepness * y))
    to_y = Variable("to y", ("x", "y"), lambda x, y: c * x + d * y)
    between = Variable("felt", ("y",), lambda y: np.tanh(steepness * y))
    and_on = Variable("to x", ("x", "felt"), lambda x, felt: a * x + b * felt)
    short = StockFlow(stocks, (to_x, to_y))
    long = StockFlow(stocks, (between, and_on, to_y))
    run = euler(short, start, until=2, step=0.25)

    one = dominance(short, run, [("x", "to y", "y", "to x"), ("x", "to x"), ("y", "to y")])
    two = dominance(long, run, [("x", "to y", "y", "felt", "to x"), ("x", "to x"), ("y", "to y")])

    assert np.allclose(one.scores, two.scores, rtol=1e-9, atol=1e-12)
    assert np.allclose(one.relative, two.relative, rtol=1e-9, atol=1e-12, equal_nan=True)


# -- any smooth model -------------------------------------------------------------------------


def as_stock_flow(to_x: tuple[float, float], to_y: tuple[float, float]) -> StockFlow:
    """Two linear rates, each as one flow."""

    def flow(name: str, of_x: float, of_y: float) -> Variable:
        return Variable(name, ("x", "y"), lambda x, y: of_x * x + of_y * y)

    return StockFlow(
        (Stock("x", ("to x",)), Stock("y", ("to y",))),
        (flow("to x", *to_x), flow("to y", *to_y)),
    )


@given(st.lists(st.floats(0.1, 2), min_size=4, max_size=4), st.floats(-2, 2), st.floats(-2, 2))
def test_a_smooth_model_scores_as_the_stocks_and_flows_it_stands_for(
    sizes: list[float], x: float, y: float
) -> None:
    a, b, c, d = sizes
    smooth = nc.published.Richardson(defence=(a, b), fatigue=(c, d), grievance=(0.0, 0.0))
    first, second = smooth.names
    explicit = as_stock_flow((-c, a), (b, -d))
    run = integrate(smooth, (x, y), until=3.0, step=0.25)
    renamed = replace(run, names=("x", "y"))

    ours = dominance(smooth, run, [(first, second)])
    theirs = dominance(
        explicit, renamed, [("x", "to y", "y", "to x"), ("x", "to x"), ("y", "to y")]
    )

    assert ours.loops == ((first, second), (first,), (second,))
    assert np.allclose(ours.relative, theirs.relative, rtol=1e-6, atol=1e-9, equal_nan=True)


@given(st.floats(0.1, 2), st.floats(-2, 2), st.floats(-2, 2))
def test_relative_scores_share_out_the_whole(gain: float, x: float, y: float) -> None:
    model = nc.published.Strogatz(a=-1.0, b=gain, c=-gain, d=-0.5)
    run = integrate(model, (x, y), until=4.0, step=0.25)

    found = dominance(model, run, [model.names])

    sums = np.abs(found.relative).sum(axis=0)
    assert np.allclose(sums[~np.isnan(sums)], 1.0, rtol=1e-12)
    assert (found.defined.all(axis=0) == found.defined.any(axis=0)).all()


def test_only_what_acts_on_itself_has_a_loop_of_its_own() -> None:
    model = nc.published.Strogatz(a=0.0, b=1.0, c=-1.0, d=-0.5)
    run = integrate(model, (1.0, 0.0), until=4.0, step=0.25)

    assert dominance(model, run, [model.names]).loops == (model.names, ("juliet",))
    assert dominance(model, run, [model.names], own=False).loops == (model.names,)


def test_at_rest_no_loop_dominates_and_none_is_said_to_have_no_part() -> None:
    model = nc.published.Richardson(defence=(1.0, 1.0), fatigue=(2.0, 2.0), grievance=(1.0, 1.0))
    rest = Trajectory(times=np.arange(5.0), names=model.names, states=np.ones((5, 2)))
    trembling = Trajectory(
        times=rest.times,
        names=rest.names,
        states=rest.states + 1e-14 * np.random.default_rng(1).normal(size=(5, 2)),
    )

    for run in (rest, trembling):
        found = dominance(model, run, [model.names])

        assert np.isnan(found.relative).all()
        assert not found.defined.any()
        (period,) = found.periods()
        assert (period.start, period.end, period.loops, period.moving) == (0.0, 4.0, (), False)


def test_parts_that_do_not_act_back_are_shared_out_apart() -> None:
    model = StockFlow(
        stocks=(Stock("x", ("to x",)), Stock("y", ("to y", "push"))),
        variables=(
            Variable("to x", ("x",), lambda x: -0.5 * x),
            Variable("to y", ("y",), lambda y: -0.1 * y),
            Variable("push", ("x",), lambda x: 3 * x),
        ),
    )

    found = dominance(
        model, euler(model, (1.0, 2.0), until=4, step=0.5), [("x", "to x"), ("y", "to y")]
    )

    assert found.partitions == (("x", "to x"), ("y", "to y"))
    assert (found.relative == -1.0).all()
    assert found.periods(0)[0].loops == (("x", "to x"),)
    assert found.periods(1)[0].loops == (("y", "to y"),)


def test_an_outflow_and_an_inflow_share_by_how_they_change() -> None:
    model = StockFlow(
        stocks=(Stock("x", ("births",), ("deaths",)),),
        variables=(
            Variable("births", ("x",), lambda x: 0.3 * x),
            Variable("deaths", ("x",), lambda x: 0.1 * x),
        ),
    )

    found = dominance(
        model, euler(model, (1.0,), until=2, step=0.5), [("x", "births"), ("x", "deaths")]
    )

    assert np.allclose(found.scores, [[1.5], [-0.5]], rtol=1e-9)
    assert np.allclose(found.relative, [[0.75], [-0.25]], rtol=1e-9)


def test_what_is_felt_late_scores_by_the_change_that_was_felt() -> None:
    late = nc.published.Liebovitch(influence=(2.0, -2.0), delay=2.0)
    run = integrate(late, (0.5, 0.2), until=12.0, step=0.25)
    first, second = late.names

    scores = link_scores(late, run).scores

    early = slice(0, 7)  # until the delay is over, only the start is felt
    assert (scores[second, first][early] == 0).all()
    assert np.isin(np.sign(scores[second, first][9:]), (0, 1)).all()
    assert np.isin(np.sign(scores[first, second][9:]), (0, -1)).all()
    assert (scores[first, second][9:] < 0).any()


def test_a_turned_loop_is_the_same_loop_and_counts_once() -> None:
    run = euler(ARMS_RACE, (10.0, 0.0), until=5, step=0.125)
    loops = every_loop(ARMS_RACE)
    turned = [(*loop[1:], loop[0]) for loop in loops]

    found = dominance(ARMS_RACE, run, [*loops, *turned])

    assert found.loops == tuple(loops)
    assert (found.of(turned[0]) == found.of(loops[0])).all()


def test_a_couple_in_full_swing_is_driven_by_the_loop_between_them() -> None:
    cycle = nc.load(Path(__file__).parents[3] / "examples" / "sunday-silence.yaml")
    system = nc.compile_system(cycle)
    run = integrate(system, np.full(len(system.names), 0.3), until=40.0, step=0.25)
    stations = ("primary", "secondary", "perception", "behavior")
    loop = tuple(f"{key}.{station}" for key in ("john", "mary") for station in stations)

    found = dominance(system, run, [loop], own=False)

    assert found.loops == (loop,)
    assert np.nanmin(found.relative) == 1.0  # the only loop that was asked about, and reinforcing
    assert set(dominance(system, run, [loop]).loops) > {loop, ("john.primary",)}


# -- couples, and what a plan did -------------------------------------------------------------

COUPLE = nc.Cycle(
    partners={
        "ana": {"name": "Ana", "dynamics": {"need": 0.55}},
        "ben": {"name": "Ben", "dynamics": {"need": 0.45}},
    }
)
HELPED = [{"at": 5, "softening": 1, "for": 40}, {"at": 5, "reengagement": 1, "for": 40}]


def changed(cycle: nc.Cycle, **dynamics: float) -> nc.Cycle:
    return cycle.model_copy(
        update={
            "partners": tuple(
                one.model_copy(update={"dynamics": one.dynamics.model_copy(update=dynamics)})
                for one in cycle.partners
            )
        }
    )


def test_a_cycle_its_graph_and_its_system_are_driven_by_the_same() -> None:
    run = nc.simulate(COUPLE, turns=30)

    found = [dominance(one, run) for one in (COUPLE, nc.build_graph(COUPLE), compiled(COUPLE))]

    assert {one.loops for one in found} == {found[0].loops}
    assert all(np.array_equal(one.relative, found[0].relative, equal_nan=True) for one in found)
    assert "the infinity loop" in found[0].labels
    assert "Ana's openness settling by itself" in found[0].labels
    assert len(set(found[0].labels)) == len(found[0].labels) == 25


def compiled(cycle: nc.Cycle) -> nc.System:
    return nc.compile_system(cycle)


def test_all_loops_are_compared_where_none_are_given() -> None:
    run = euler(ARMS_RACE, (10.0, 0.0), until=5, step=0.125)
    some = dominance(ARMS_RACE, run, every_loop(ARMS_RACE))

    every = dominance(ARMS_RACE, run)

    assert len(every.loops) == len(some.loops) == 3
    assert every.complete
    for loop in some.loops:
        assert np.allclose(every.of(loop), some.of(loop), rtol=1e-12)
        assert every.label(loop).count(" → ") == len(loop)


def test_loops_that_were_found_and_named_keep_their_names() -> None:
    run = nc.simulate(COUPLE, turns=30)
    loops = nc.find_loops(COUPLE)
    named = loops.named({loops.between()[0].id: "what we do"})

    found = dominance(COUPLE, run, named)

    assert "what we do" in found.labels
    assert len(found.loops) == len(loops) + 12


def test_stress_all_along_is_the_same_as_being_more_reactive() -> None:
    start = {"ana.primary": 0.4, "ben.secondary": -0.3}
    stressed = nc.simulate(COUPLE, plan=[{"at": 0, "stress": 1.5}], turns=20, start=start)
    reactive = changed(COUPLE, reactivity=3.0)
    moved = nc.simulate(reactive, turns=20, start=start)
    assert np.allclose(stressed.states, moved.states, atol=1e-12)

    one, other = dominance(COUPLE, stressed), dominance(reactive, moved)

    assert np.allclose(one.relative, other.relative, atol=1e-6, equal_nan=True)
    ignored = dominance(COUPLE, replace(stressed, acting=(), bands=()))
    assert np.nanmax(np.abs(ignored.relative - other.relative)) > 0.01


def test_a_plan_changes_what_links_carry_and_its_own_change_is_no_link_s() -> None:
    system = compiled(COUPLE)
    run = nc.simulate(COUPLE, plan=HELPED, turns=60, start="stuck")
    assert [round(one.start, 6) for one in run.acting] == [0.0, 5.0, 45.0]
    place, source = system.place("ana.openness"), system.place("ana.resentment")

    scores = link_scores(system, run).scores["ana.resentment", "ana.openness"]

    for step in (10, 19, 20, 100, 179, 180, 200):  # the help begins and ends at 20 and 180
        then, now = (
            Inputs.from_named(
                next(one for one in reversed(run.acting) if one.start <= time + 1e-9).values,
                system.keys,
            )
            for time in run.times[step - 1 : step + 1]
        )
        before, after = run.states[step - 1], run.states[step]
        mixed = before.copy()
        mixed[source] = after[source]
        old = system.rates(before, inputs=then)[place]
        part = system.rates(mixed, inputs=then)[place] - old
        whole = system.rates(after, inputs=now)[place] - old
        cause = after[source] - before[source]
        own = abs(part / whole) * np.sign(part / cause) if cause and part and whole else 0.0
        assert scores[step - 1] == pytest.approx(own, rel=1e-9, abs=1e-12), step


def test_while_two_are_apart_nothing_runs_between_them() -> None:
    plan = [{"at": 2, "timeout": {"for": 6, "return": True}}]
    run = nc.simulate(COUPLE, plan=plan, turns=20, start={"ana.primary": 0.5})
    found = dominance(COUPLE, run)
    crossing = [
        place for place, loop in enumerate(found.loops) if len({one[:3] for one in loop}) == 2
    ]

    apart = (run.times[:-1] >= 2) & (run.times[1:] < 8)
    shares = np.abs(found.relative[crossing])

    assert len(crossing) > 3
    assert np.nansum(shares[:, apart]) == 0.0
    assert np.nansum(shares[:, run.times[:-1] > 9]) > 1.0


@settings(max_examples=15, deadline=None)
@given(couples(delayed=False), st.integers(0, 2**32 - 1))
def test_who_is_listed_first_changes_no_share(cycle: nc.Cycle, seed: int) -> None:
    turned = cycle.model_copy(update={"partners": cycle.partners[::-1]})
    system = compiled(cycle)
    values = np.random.default_rng(seed).uniform(system.low, system.high)
    start = dict(zip(system.names, values.tolist(), strict=True))
    run = integrate(system, start, until=5.0, step=0.25)
    places = [system.names.index(name) for name in compiled(turned).names]
    again = replace(run, names=compiled(turned).names, states=run.states[:, places])

    one, other = dominance(cycle, run), dominance(turned, again)

    assert len(one.loops) == len(other.loops)
    for loop in one.loops:
        mine, theirs = one.of(loop), other.of(loop)
        assert np.allclose(mine, theirs, rtol=1e-6, atol=1e-6, equal_nan=True)


def test_partners_who_do_the_same_are_told_together() -> None:
    equal = changed(COUPLE, need=0.5)
    start = {"ana.primary": 0.4, "ben.primary": -0.4}

    found = dominance(equal, nc.simulate(equal, start=start, turns=40))

    for period in found.periods():
        of = [{name[:3] for name in loop} for loop in period.loops]
        assert of.count({"ana"}) == of.count({"ben"})


def test_a_run_is_told_in_plain_words() -> None:
    helped = nc.simulate(COUPLE, plan=HELPED, turns=200, start="stuck")

    told = dominance(COUPLE, helped).sentences()

    assert told[0] == (
        "From 0 to 5 turns, nothing moves: what drives it is not defined at equilibrium."
    )
    assert any(
        line.endswith("most of what changes is reinforced by the infinity loop.") for line in told
    )
    assert any(line.endswith("what drives it changes quickly.") for line in told)
    ends = [re.findall(r"From (\S+) to (\S+) turns", line)[0] for line in told]
    assert [end for _, end in ends[:-1]] == [start for start, _ in ends[1:]]
    assert (ends[0][0], ends[-1][1]) == ("0", "200")


def test_no_more_than_a_few_loops_are_named_in_a_sentence() -> None:
    span = Span(0.0, 1.0, ("a", "b", "c", "d", "e", "f"), moving=True, reinforcing=False)

    (sentence,) = told([span], turns=False)
    (nobody,) = told([span._replace(labels=())], turns=True)

    assert sentence == "From 0 to 1, most of what changes is balanced by a, b, c and 3 others."
    assert nobody == (
        "From 0 to 1 turns, no loops of one kind make up half of what changes: some reinforce it "
        "and some balance it."
    )


# -- what is refused --------------------------------------------------------------------------


def test_a_model_that_makes_no_sense_is_refused_with_a_sentence() -> None:
    def same(x: float) -> float:
        return x

    with pytest.raises(AnalysisError, match="more than once"):
        StockFlow((Stock("x"), Stock("x")))
    with pytest.raises(AnalysisError, match="'x' uses 'birth'"):
        StockFlow((Stock("x", ("birth",)),))
    with pytest.raises(AnalysisError, match="'z' uses 'y'"):
        StockFlow((Stock("x"),), (Variable("z", ("y",), same),))
    with pytest.raises(AnalysisError, match="circle"):
        StockFlow((Stock("x"),), (Variable("y", ("z",), same), Variable("z", ("y",), same)))


def test_a_question_that_makes_no_sense_is_refused_with_a_sentence() -> None:
    run = euler(ARMS_RACE, (10.0, 0.0), until=1, step=0.125)
    short = Trajectory(times=run.times[:1], names=run.names, states=run.states[:1])
    other = Trajectory(times=run.times, names=("a", "b"), states=run.states)
    loop = ("Our Weapons", "changing our weapons")
    steps = nc.published.FuzzyCognitiveMap(names=("a", "b"), weights=((0.0, 1.0), (1.0, 0.0)))

    def refused(sentence: str, model: object, *args: object) -> None:
        with pytest.raises(AnalysisError, match=sentence):
            dominance(model, *args)  # type: ignore[arg-type]

    refused(
        "no link from 'changing our weapons' to 'Their Weapons'",
        ARMS_RACE,
        run,
        [("changing our weapons", "Their Weapons")],
    )
    refused("two points", ARMS_RACE, short, [loop])
    refused("no 'Our Weapons'", ARMS_RACE, other, [loop])
    refused("at least one node", ARMS_RACE, run, [()])
    refused("neither", steps, other, [("a", "b")])
    refused("is seen in a run", ARMS_RACE)
    found: Dominance = dominance(ARMS_RACE, run, [loop])
    with pytest.raises(AnalysisError, match="not among"):
        found.of(("Their Weapons", "changing their weapons"))


def test_runs_that_cannot_be_read_are_refused_with_a_sentence() -> None:
    noisy = nc.simulate(COUPLE, turns=5, noise=0.1, seed=1)
    planned = nc.simulate(COUPLE, turns=5, plan=[{"at": 1, "trigger": "ana", "felt": "absence"}])

    with pytest.raises(AnalysisError) as chance:
        dominance(COUPLE, noisy)
    with pytest.raises(AnalysisError) as lost:
        dominance(COUPLE, replace(planned, acting=()))

    assert str(chance.value) == (
        "This run has noise in it (0.1), and what happens by chance is no loop's. Take a run "
        "without noise."
    )
    assert str(lost.value) == (
        "This run had a plan, and its file does not say what that did at each time. Take the run "
        "as `simulate` returns it, or one that was kept as .nc."
    )


def test_a_run_that_was_kept_is_read_like_the_run_itself(tmp_path: Path) -> None:
    run = nc.simulate(COUPLE, plan=HELPED, turns=30, start="stuck")
    nc.write_trajectory(run, tmp_path / "run.nc")

    again = dominance(COUPLE, nc.read_trajectory(tmp_path / "run.nc"))

    assert np.array_equal(again.relative, dominance(COUPLE, run).relative, equal_nan=True)


def test_inputs_have_names_and_come_back_from_them() -> None:
    given = Inputs(
        felt=np.array([0.5, -0.25, 0.0]),
        help=np.array([0.0, 1.0, 2.0]),
        stress=np.array([1.0, 1.5, 0.5]),
        contact=np.array([[1.0, 0, 1], [0, 1, 1], [1, 1, 1]]),
        offer=np.array([[1.0, 0, 1], [1, 1, 1], [0, 1, 1]]),
    )

    named = given.named(["a", "b", "c"])
    again = Inputs.from_named(named, ["a", "b", "c"])

    assert (named["a.felt"], named["b.a.offer"], named["a.b.offer"]) == (0.5, 1.0, 0.0)
    for name in ("felt", "help", "stress", "contact", "offer"):
        assert np.array_equal(getattr(again, name), getattr(given, name))
