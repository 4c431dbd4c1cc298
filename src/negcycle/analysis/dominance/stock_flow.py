"""Who computes what from what: stocks, the flows that change them, and what flows depend on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from negcycle.errors import AnalysisError
from negcycle.system.protocol import Array
from negcycle.words import say


class Stock(NamedTuple):
    """What changes only through its flows; without any it is moved from outside."""

    name: str
    inflows: tuple[str, ...] = ()
    outflows: tuple[str, ...] = ()


class Variable(NamedTuple):
    """What is computed at each time: a flow, or anything on the way to one."""

    name: str
    inputs: tuple[str, ...]
    """Stocks and variables, in the order in which `formula` takes them."""
    formula: Callable[..., Array | float]
    """Takes an array for each input, all of one shape, and returns one of that shape."""


@dataclass(frozen=True)
class StockFlow:
    """A stock-and-flow model. Constants stand in the formulas.

    Raises:
        AnalysisError: if a name stands twice or is unknown, or variables compute one another in a
            circle.

    Example:
        >>> cooling = StockFlow(
        ...     stocks=(Stock("warmth", outflows=("loss",)),),
        ...     variables=(Variable("loss", ("warmth",), lambda warmth: 0.1 * warmth),),
        ... )
        >>> cooling.links
        (('warmth', 'loss'), ('loss', 'warmth'))
    """

    stocks: tuple[Stock, ...]
    variables: tuple[Variable, ...] = ()

    def __post_init__(self) -> None:
        names = [*self.names, *(one.name for one in self.variables)]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise AnalysisError(say("dominance.twice", name=twice))
        computed = {variable.name for variable in self.variables}
        uses = [(one.name, one.inputs, set(names)) for one in self.variables]
        uses += [(one.name, (*one.inflows, *one.outflows), computed) for one in self.stocks]
        for user, used, known in uses:
            for name in used:
                if name not in known:
                    raise AnalysisError(say("dominance.unknown", user=user, name=name))
        _ = self.in_order

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the stocks: the states."""
        return tuple(stock.name for stock in self.stocks)

    @cached_property
    def links(self) -> tuple[tuple[str, str], ...]:
        """(source, target) of everything that something is computed from."""
        inputs = ((x, one.name) for one in self.variables for x in one.inputs)
        flows = ((f, one.name) for one in self.stocks for f in (*one.inflows, *one.outflows))
        return tuple(dict.fromkeys((*inputs, *flows)))

    @cached_property
    def in_order(self) -> tuple[Variable, ...]:
        """The variables, each after what it is computed from."""
        known, order, left = set(self.names), list[Variable](), list(self.variables)
        while left:
            ready = [one for one in left if known.issuperset(one.inputs)]
            if not ready:
                names = ", ".join(one.name for one in left)
                raise AnalysisError(say("dominance.circle", names=names))
            order += ready
            known |= {one.name for one in ready}
            left = [one for one in left if one.name not in known]
        return tuple(order)

    def values(self, stocks: Mapping[str, Array]) -> dict[str, Array]:
        """Return every stock and every variable, all of the shape of the stocks."""
        found = dict(stocks)
        shape = np.shape(next(iter(stocks.values())))
        for one in self.in_order:
            made = np.asarray(one.formula(*(found[x] for x in one.inputs)), dtype=np.float64)
            found[one.name] = np.broadcast_to(made, shape)
        return found

    def net(self, stock: Stock, values: Mapping[str, Array]) -> Array:
        """Return what flows in minus what flows out."""
        total = np.zeros(np.shape(values[stock.name]))
        for name in stock.inflows:
            total = total + values[name]
        for name in stock.outflows:
            total = total - values[name]
        return total

    def rates(self, state: Array, past: Array | None = None) -> Array:  # noqa: ARG002
        """Return the net flow of each stock, as a `SmoothModel` does. There are no delays."""
        values = self.values(dict(zip(self.names, state, strict=True)))
        return np.stack([self.net(stock, values) for stock in self.stocks])
