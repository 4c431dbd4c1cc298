"""What is true of every published model: its Jacobian, its links, its lanes, its names."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from negcycle.errors import UnknownName
from negcycle.simulation import published
from negcycle.simulation.published import PUBLISHED
from negcycle.system.protocol import MapModel, Model, ModelLink, SmoothModel

few = settings(max_examples=25)

GRID = 10**4


def between(low: float, high: float, *, shift: float = 0.318) -> st.SearchStrategy[float]:
    """Draw numbers that are never round; those of another shift are never the same.

    So no curve bends or jumps exactly at a state, where it has no derivative.
    """
    return st.integers(0, GRID - 1).map(lambda n: low + (high - low) * (n + shift) / GRID)


def pairs(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[tuple[float, float]]:
    return st.tuples(numbers, numbers)


any_number = between(-2, 2)
rate = between(0, 3)
part = between(0, 1)

straight = st.one_of(
    st.builds(published.Bilinear, any_number, any_number, any_number),
    st.builds(published.Bilinear, rate, rate),
    st.builds(published.Ojive, any_number, any_number, between(-2, 0), between(0, 2)),
    st.builds(published.Ojive, between(-2, 0), rate, between(-2, 0), between(0, 2)),
)
influences = st.recursive(
    straight,
    lambda inner: st.one_of(
        st.builds(published.Repaired, inner, rate, any_number),
        st.builds(published.Damped, inner, rate, any_number),
    ),
    max_leaves=2,
)


@st.composite
def networks(draw: st.DrawFn, model: type[Any], **fields: st.SearchStrategy[Any]) -> Any:
    """Draw a network of one to four states; each strategy of `fields` is told their number."""
    count = draw(st.integers(1, 4))
    row = st.tuples(*[st.one_of(any_number, st.just(0.0))] * count)
    return model(
        names=("a", "b", "c", "d")[:count],
        weights=draw(st.tuples(*[row] * count)),
        **{name: draw(one(count) if callable(one) else one) for name, one in fields.items()},
    )


def one_or_each(numbers: st.SearchStrategy[float]) -> Any:
    return lambda count: st.one_of(numbers, st.tuples(*[numbers] * count))


MODELS: dict[str, st.SearchStrategy[Any]] = {
    "gottman-murray": st.builds(
        published.GottmanMurray,
        a=any_number,
        r1=part,
        b=any_number,
        r2=part,
        husband_on_wife=influences,
        wife_on_husband=influences,
        update=st.sampled_from(["turn", "simultaneous"]),
    ),
    "strogatz": st.builds(
        published.Strogatz, a=any_number, b=any_number, c=any_number, d=any_number
    ),
    "sprott": st.builds(
        published.SprottTriangle,
        a=any_number,
        b=any_number,
        c=any_number,
        d=any_number,
        e=any_number,
        f=any_number,
    ),
    "felmlee": st.builds(
        published.Felmlee, own=pairs(any_number), other=pairs(any_number), ideal=pairs(any_number)
    ),
    "richardson": st.builds(
        published.Richardson,
        defence=pairs(any_number),
        fatigue=pairs(rate),
        grievance=pairs(any_number),
    ),
    "rinaldi-linear": st.builds(
        published.RinaldiLinear,
        forgetting=pairs(rate),
        reaction=pairs(any_number),
        instinct=pairs(any_number),
        appeal=pairs(any_number),
    ),
    "rinaldi-secure": st.builds(
        published.RinaldiSecure, forgetting=pairs(rate), strength=pairs(rate), appeal=pairs(rate)
    ),
    "laura-petrarch": st.builds(
        published.LauraPetrarch,
        forgetting=st.tuples(rate, rate, rate),
        reaction=st.tuples(any_number, any_number, any_number),
        gamma=between(0.5, 2),
        delta=part,
        appeal_laura=any_number,
        appeal_petrarch=any_number,
    ),
    "gone-with-the-wind": st.builds(
        published.GoneWithTheWind,
        k=between(0, 20),
        appeal_rhett=any_number,
        appeal_scarlett=any_number,
    ),
    "liebovitch": st.builds(
        published.Liebovitch,
        forgetting=pairs(rate),
        own=pairs(any_number),
        influence=pairs(any_number),
        delay=st.one_of(st.just(0.0), rate),
    ),
    "coupled-oscillators": st.builds(
        published.CoupledOscillators,
        eta=pairs(any_number),
        zeta=pairs(any_number),
        eta_cross=pairs(any_number),
        zeta_cross=pairs(any_number),
    ),
    "rey": st.builds(
        published.Rey, decay=rate, effort_effect=rate, discount=part, utility_scale=between(0, 9)
    ),
    "temporal-causal": networks(
        published.TemporalCausal,
        speed=one_or_each(rate),
        steepness=one_or_each(between(0.1, 6)),
        threshold=one_or_each(between(-0.2, 1.5)),
    ),
    "fuzzy-cognitive-map": networks(
        published.FuzzyCognitiveMap,
        squash=st.sampled_from(["logistic", "tanh"]),
        steepness=between(0.1, 3),
        keep=st.booleans(),
    ),
    "symptoms": st.builds(
        published.SymptomMeanField,
        threshold=between(-2, 8),
        connectivity=between(-2, 20),
        rate=rate,
    ),
}

every_model = pytest.mark.parametrize("key", MODELS)


@st.composite
def states(draw: st.DrawFn, model: Model, lanes: tuple[int, ...] = ()) -> NDArray[np.float64]:
    """Draw a state of shape ``(n, *lanes)``, where the model is defined."""
    count = len(model.names) * int(np.prod(lanes))
    lowest = -0.9 if isinstance(model, published.Rey | published.LauraPetrarch) else -2.0
    numbers = draw(st.tuples(*[between(lowest, 3, shift=0.618)] * count))
    return np.array(numbers).reshape(len(model.names), *lanes)


def moved(model: Any, state: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rates of a smooth model, and the next state of a map."""
    return model.next(state) if isinstance(model, MapModel) else model.rates(state)


def test_every_published_model_is_tried() -> None:
    assert MODELS.keys() == PUBLISHED.keys()


@every_model
@few
@given(data=st.data())
def test_it_is_a_model_of_its_class(key: str, data: st.DataObject) -> None:
    model = data.draw(MODELS[key])

    assert isinstance(model, PUBLISHED[key])
    assert isinstance(model, SmoothModel) != isinstance(model, MapModel)
    assert len(set(model.names)) == len(model.names) > 0


@every_model
@given(data=st.data())
def test_the_jacobian_is_what_small_changes_do(key: str, data: st.DataObject) -> None:
    model = data.draw(MODELS[key])
    state = data.draw(states(model))
    h = 1e-6

    found = model.jacobian(state)

    changes = [
        (moved(model, state + h * one) - moved(model, state - h * one)) / (2 * h)
        for one in np.eye(len(state))
    ]
    expected = np.stack(changes, axis=1)
    assert found.shape == expected.shape
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-6 * (1 + abs(expected).max()))


@every_model
@given(data=st.data())
def test_the_links_have_the_signs_of_the_jacobian(key: str, data: st.DataObject) -> None:
    model = data.draw(MODELS[key])
    links = {(link.source, link.target): link for link in model.links}

    jacobian = model.jacobian(data.draw(states(model)))

    assert len(links) == len(model.links)
    assert all(source != target for source, target in links)
    for i, target in enumerate(model.names):
        for j, source in enumerate(model.names):
            link = links.get((source, target))
            if i != j and link is None:
                assert jacobian[i, j] == 0
            elif link is not None:
                assert link.sign == 0 or link.sign * jacobian[i, j] >= 0


TURNING = [
    published.SprottTriangle(),
    published.LauraPetrarch(),
    published.GoneWithTheWind(),
    published.GottmanMurray(
        a=0,
        r1=0.5,
        b=0,
        r2=0.5,
        husband_on_wife=published.Bilinear(-1, 1),
        wife_on_husband=published.Damped(published.Bilinear(1, 1), 4, 1),
        update="simultaneous",
    ),
]


@pytest.mark.parametrize("model", TURNING, ids=lambda model: type(model).__name__)
def test_a_link_has_the_sign_0_where_both_signs_happen(model: Any) -> None:
    random = np.random.default_rng(1)
    seen: dict[tuple[str, str], set[float]] = {}
    for _ in range(200):
        jacobian = model.jacobian(random.uniform(-3, 3, len(model.names)))
        for link in model.links:
            i, j = model.names.index(link.target), model.names.index(link.source)
            seen.setdefault(link[:2], set()).add(float(np.sign(jacobian[i, j])))

    turning = {link[:2] for link in model.links if link.sign == 0}
    assert turning == {link for link, signs in seen.items() if signs >= {1.0, -1.0}} != set()


def signs(links: tuple[ModelLink, ...]) -> dict[tuple[str, str], int]:
    return {(link.source, link.target): link.sign for link in links}


def test_who_does_not_answer_has_no_link() -> None:
    nothing = published.Bilinear(0, 0)
    alone = {"a": 1, "r1": 0, "b": 1, "r2": 0, "wife_on_husband": published.Ojive(-1, 1, 0, 0)}

    one_way = published.GottmanMurray(husband_on_wife=nothing, **alone)
    juliet = published.Strogatz(a=1, b=-1, c=0, d=1)
    cold = published.GoneWithTheWind(k=0)

    assert signs(one_way.links) == {("wife", "husband"): 1}
    assert signs(juliet.links) == {("juliet", "romeo"): -1}
    assert cold.links == ()


def test_the_loop_of_a_couple_can_be_read_off_its_links() -> None:
    pursue_and_withdraw = published.Liebovitch(influence=(2, -2), delay=0.5)

    links = pursue_and_withdraw.links

    assert links == (
        ModelLink("second", "first", 1, 0.5),
        ModelLink("first", "second", -1, 0.5),
    )
    assert pursue_and_withdraw.delays == (0.5,)
    assert published.Liebovitch(influence=(2, -2)).delays == ()


@every_model
@few
@given(data=st.data())
def test_states_side_by_side_move_as_each_alone(key: str, data: st.DataObject) -> None:
    model = data.draw(MODELS[key])
    lanes = data.draw(states(model, (2, 3)))

    together = moved(model, lanes)

    assert together.shape == lanes.shape
    for place in np.ndindex(2, 3):
        here = (slice(None), *place)
        np.testing.assert_allclose(together[here], moved(model, lanes[here]), 1e-9, 1e-9)


@every_model
@few
@given(data=st.data())
def test_one_state_is_evaluated_as_among_all(key: str, data: st.DataObject) -> None:
    model = data.draw(MODELS[key])
    state = data.draw(states(model, (2,)))

    every = moved(model, state)

    for place, name in enumerate(model.names):
        np.testing.assert_array_equal(model.evaluate(name, state), every[place])


@every_model
@few
@given(data=st.data())
def test_the_same_numbers_make_the_same_model(key: str, data: st.DataObject) -> None:
    model = data.draw(MODELS[key])
    fields = {name: value for name, value in vars(model).items() if not name.startswith("_")}

    again = type(model)(**{n: list(v) if type(v) is tuple else v for n, v in fields.items()})

    assert again == model
    assert hash(again) == hash(model)


def test_a_state_that_is_not_there_is_not_evaluated() -> None:
    model = published.Strogatz(a=1, b=1, c=1, d=1)

    with pytest.raises(UnknownName) as raised:
        model.evaluate("julia", np.zeros(2))

    assert str(raised.value) == "No state is called 'julia'. Did you mean 'juliet'?"
    assert raised.value.known == ("romeo", "juliet")


@few
@given(data=st.data())
def test_only_the_other_is_heard_late(data: st.DataObject) -> None:
    model = published.Liebovitch(influence=(2, -3), own=(0.1, 0.2), delay=1)
    now, before = data.draw(states(model, (2,))), data.draw(states(model, (2,)))

    late = model.rates(now, before[None])

    np.testing.assert_allclose(late[0], -now[0] + 0.1 + 2 * np.tanh(before[1]), rtol=1e-12)
    np.testing.assert_allclose(late[1], -now[1] + 0.2 - 3 * np.tanh(before[0]), rtol=1e-12)
    np.testing.assert_array_equal(model.rates(now, None), model.rates(now, now[None]))
