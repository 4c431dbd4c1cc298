"""A couple's system as XMILE, so that any system dynamics program can run it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, Literal, TypeAlias
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # it only writes

from negcycle import __version__
from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import CycleGraph, Kind
from negcycle.model.cycle import Cycle
from negcycle.system.compile import compile_system
from negcycle.system.stuck import stuck
from negcycle.system.system import Flow, Gate, Influence, System
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from negcycle.system.protocol import Array

NAMESPACE = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"

TURNS = 1_000.0
"""How long the model runs unless told, in turns."""

STEP = 0.25
"""The longest step that is chosen where none is given, in turns."""

SHORTEST = 1e-3
"""The shortest step that is chosen where none is given, in turns."""

XmileStart: TypeAlias = Literal["calm", "stuck"] | Mapping[str, float] | Sequence[float]
"""Where a model begins: a state that has a name, or one that somebody gives."""

_SATURATED = 20
"""tanh of this, and of all above, is 1 in double precision."""

_PLAIN = re.compile(r"(?!not|and|or|mod|if|then|else)[a-z][a-z0-9_]*", re.ASCII | re.IGNORECASE)
"""Names that no program takes for anything else; all others stand in quotes."""


def to_xmile(
    cycle: Cycle | CycleGraph | System,
    *,
    start: XmileStart | Array = "calm",
    turns: float = TURNS,
    step: float | None = None,
) -> str:
    """Return a couple's system as an XMILE 1.0 model, to run it in Stella, PySD or the like.

    Each state is a stock. The model is at rest: in contact, with nothing happening. What may act
    from outside is there as constants to change: what is felt, help, stress, contact and offers.
    Not kept: plans, noise, and the words of the cycle. The method is Euler's, which every program
    has; with a shorter step the run comes closer to that of `simulate`.

    Args:
        cycle: A cycle, its graph, or its compiled system.
        start: ``"calm"``, ``"stuck"``, or states by name (all others calm) or in their order.
        turns: How long the model runs.
        step: The step, in turns. None for 0.25, or less where a time constant or a delay asks for
            it; every delay must be a whole number of steps.

    Raises:
        SimulationError: if the cycle cannot be compiled, there is no such start, or the times make
            no sense or fit no delay.
        UnknownName: if a state is named that there is not.

    Example:
        >>> import negcycle as nc
        >>> model = nc.to_xmile(nc.load("examples/sunday-silence.yaml"))
        >>> model.count("<stock ")
        12

    Sources:
        Chichakly, K., Baxter, G., Eberlein, R., et al. (2015). XML Interchange Language for System
        Dynamics (XMILE) Version 1.0. OASIS.
        http://docs.oasis-open.org/xmile/xmile/v1.0/xmile-v1.0.html
    """
    system = cycle if isinstance(cycle, System) else compile_system(cycle)
    first = _start(system, start)
    size = _step(system, step)
    if not (math.isfinite(turns) and turns > 0):
        raise SimulationError(say("xmile.turns", value=turns))
    root = Element("xmile", {"version": "1.0", "xmlns": NAMESPACE})
    header = SubElement(root, "header")
    _said(header, "vendor", "negcycle")
    _said(header, "product", "negcycle", version=__version__)
    _said(header, "name", say("xmile.name"))
    _said(header, "caption", say("xmile.caption"))
    specs = SubElement(root, "sim_specs", {"method": "Euler", "time_units": "turns"})
    for name, value in (("start", 0.0), ("stop", turns), ("dt", size)):
        _said(specs, name, _number(value))
    variables = SubElement(SubElement(root, "model"), "variables")
    for one in _Equations(system).variables(first):
        variables.append(one)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _start(system: System, start: XmileStart | Array) -> list[float]:
    if isinstance(start, str):
        if start not in {"calm", "stuck"}:
            hint = did_you_mean(start, ("calm", "stuck"))
            raise SimulationError(say("xmile.start", name=start, hint=hint))
        return [float(x) for x in (system.calm if start == "calm" else stuck(system))]
    if not isinstance(start, Mapping):
        if len(start) != len(system.names):
            raise SimulationError(say("xmile.state", count=len(system.names), found=len(start)))
        start = dict(zip(system.names, map(float, start), strict=True))
    return [float(x) for x in system.named(start)]


def _step(system: System, step: float | None) -> float:
    """Return the step, checked or chosen: every delay is a whole number of steps."""
    if step is not None:
        if not (math.isfinite(step) and step > 0):
            raise SimulationError(say("xmile.step", value=step))
        for delay in system.delays:
            if abs(delay / step - round(delay / step)) > 1e-6 or delay < step / 2:
                raise SimulationError(say("xmile.delay", step=step, delay=delay))
        return step
    longest = min([STEP, *(one.tau / 4 for one in system.states)])
    if not system.delays:
        return longest
    parts = [Fraction(delay).limit_denominator(1_000) for delay in system.delays]
    common = reduce(_common, parts)
    fits = all(abs(float(a) - b) <= 1e-9 * b for a, b in zip(parts, system.delays, strict=True))
    if not fits or common < SHORTEST:
        raise SimulationError(say("xmile.delays", shortest=SHORTEST))
    return float(common / max(1, math.ceil(common / Fraction(longest) - 1e-9)))


def _common(one: Fraction, other: Fraction) -> Fraction:
    """Return the largest number of which both are whole multiples."""
    below = one.denominator * other.denominator
    return Fraction(math.gcd(int(one * below), int(other * below)), below)


def _said(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    child = SubElement(parent, tag, attributes)
    child.text = text
    return child


def _number(value: float) -> str:
    return repr(float(value)).removesuffix(".0")


class _Names:
    """Names that every program can read, each once whatever its case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, wanted: str) -> str:
        """Return `wanted` with "_" for all that is no letter or digit, numbered if it is taken."""
        plain = re.sub(r"\W", "_", wanted)
        name, number = plain, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{plain}_{number}"
        self._taken.add(name.casefold())
        return name


def _ref(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else f'"{name}"'


class _Equations:
    """The equations of a system, under names of their own."""

    def __init__(self, system: System) -> None:
        self.system = system
        names = _Names()
        self.stocks = [names.new(name) for name in system.names]
        self.names = names
        keys, pairs = system.keys, [tuple(sorted(pair)) for pair in system.pairs]
        self.felt = [names.new(f"{key}_felt") for key in keys]
        self.help = [names.new(f"{key}_help") for key in keys]
        self.stress = [names.new(f"{key}_stress") for key in keys]
        self.need = [names.new(f"{key}_need") for key in keys]
        self.missing = [names.new(f"{key}_missing") for key in keys]
        self.contact = {(i, j): names.new(f"{keys[i]}_{keys[j]}_contact") for i, j in pairs}
        self.offer = {(i, j): names.new(f"{keys[j]}_offers_{keys[i]}") for i, j in system.directed}
        self.late = {
            (one.source, one.delay): names.new(f"{system.names[one.source]}_late")
            for one in system.influences
            if one.delay
        }

    def variables(self, first: Sequence[float]) -> Iterator[Element]:
        """Yield all variables: inputs, then each state with what moves it."""
        yield from self._inputs()
        for (source, delay), name in self.late.items():
            late = f"DELAY({_ref(self.stocks[source])}, {_number(delay)})"
            yield _variable("aux", name, late, say("xmile.late", state=self.system.names[source]))
        for place, value in enumerate(first):
            slow = self.system.states[place].kind.is_slow
            yield from (self._balance if slow else self._reaction)(place, value)

    def _inputs(self) -> Iterator[Element]:
        system = self.system
        for i, one in enumerate(system.people):
            for name, value, what in (
                (self.felt[i], 0.0, "felt"),
                (self.help[i], 0.0, "help"),
                (self.stress[i], 1.0, "stress"),
                (self.need[i], one.need, "need"),
            ):
                yield _variable("aux", name, _number(value), say(f"xmile.{what}", who=one.key))
            lacking = [
                f"{_ref(self.need[i])} - {_ref(self.offer[i, j])} * {_ref(self.need[j])}"
                for a, j in system.directed
                if a == i
            ]
            words = say("xmile.missing", who=one.key)
            yield _variable("aux", self.missing[i], " + ".join(lacking) or "0", words)
        for (i, j), name in self.contact.items():
            words = say("xmile.contact", one=system.keys[i], other=system.keys[j])
            yield _variable("aux", name, "1", words)
        for (i, j), name in self.offer.items():
            words = say("xmile.offer", one=system.keys[j], other=system.keys[i])
            yield _variable("aux", name, "1", words)

    # -- reactions ------------------------------------------------------------------------

    def _reaction(self, place: int, first: float) -> Iterator[Element]:
        one, stock = self.system.states[place], self.stocks[place]
        pushed, target, change = (
            self.names.new(f"{stock}_{part}") for part in ("pushed", "target", "change")
        )
        lands = [
            (land.weight, [_ref(self.missing[land.partner])])
            for land in self.system.landings
            if land.target == place
        ]
        acting = [
            (link.weight, self._passed(link))
            for link in self.system.influences
            if link.target == place
        ]
        eqn = f"{_ref(self.stress[one.partner])}^0.25 * ({_sum([*lands, *acting])})"
        if one.kind is Kind.PRIMARY:
            eqn += f" + {_ref(self.felt[one.partner])}"
        yield _variable("aux", pushed, eqn, say("xmile.pushed", state=one.name))
        # XMILE has no TANH, and EXP overflows where it is 1 anyway
        tanh = f"1 - 2 / (EXP(2 * MIN({_ref(pushed)}, {_SATURATED})) + 1)"
        yield _variable("aux", target, tanh, say("xmile.target", state=one.name))
        flow = _per_turn(f"({_ref(target)} - {_ref(stock)})", one.tau)
        yield _variable("flow", change, flow, say("xmile.change", state=one.name))
        yield _stock(stock, first, one.name, inflow=change)

    def _passed(self, link: Influence) -> list[str]:
        """Return the factors of an influence but for its weight."""
        late = self.late.get((link.source, link.delay))
        source = _ref(late if link.delay and late else self.stocks[link.source])
        return [*self._together(link.contact), *map(self._gate, link.gates), source]

    def _together(self, pair: tuple[int, int] | None) -> list[str]:
        return [] if pair is None else [_ref(self.contact[min(pair), max(pair)])]

    def _gate(self, gate: Gate) -> str:
        x = _ref(self.stocks[gate.state])
        shapes: dict[tuple[float, float, float], str] = {
            (0, 1, 0): x,
            (1, -1, 0): f"(1 - {x})",
            (0, 0, 1): f"{x}^2",
            (1, 0, -1): f"(1 - {x}^2)",
        }
        return shapes.get((gate.c0, gate.c1, gate.c2)) or (
            f"({gate.c0!r} + {x} * ({gate.c1!r} + {gate.c2!r} * {x}))"
        )

    # -- balances -------------------------------------------------------------------------

    def _balance(self, place: int, first: float) -> Iterator[Element]:
        one, stock = self.system.states[place], self.stocks[place]
        rates: dict[str, list[str]] = {"fill": [], "drain": []}
        for flow in self.system.flows:
            if flow.target == place:
                rates[flow.direction].append(self._rate(flow))
        if one.kind is Kind.OPENNESS:
            rates["fill"].append(_ref(self.help[one.partner]))
        names = {way: self.names.new(f"{stock}_{way}") for way in rates}
        room = {"fill": f"(1 - {_ref(stock)})", "drain": _ref(stock)}
        for way, some in rates.items():
            eqn = _per_turn(f"({' + '.join(some) or '0'}) * {room[way]}", one.tau)
            yield _variable("flow", names[way], eqn, say(f"xmile.{way}", state=one.name))
        yield _stock(stock, first, one.name, inflow=names["fill"], outflow=names["drain"])

    def _rate(self, flow: Flow) -> str:
        passed = [_number(flow.weight), *map(self._gate, flow.gates)]
        rate = " * ".join(passed)
        if flow.rest:
            rate = f"(1 - {rate})"
        return " * ".join([*self._running(flow), rate])

    def _running(self, flow: Flow) -> list[str]:
        if flow.contact != "anybody":
            return self._together(flow.contact)
        me = self.system.states[flow.target].partner
        found = [_ref(name) for pair, name in self.contact.items() if me in pair]
        return [reduce(lambda a, b: f"MAX({a}, {b})", found)] if found else []


def _sum(terms: Iterable[tuple[float, Sequence[str]]]) -> str:
    """Return weighted products, added up."""
    written = ""
    for weight, factors in terms:
        if weight:
            sign = (" - " if weight < 0 else " + ") if written else "-" if weight < 0 else ""
            written += sign + " * ".join([_number(abs(weight)), *factors])
    return written or "0"


def _per_turn(eqn: str, tau: float) -> str:
    return eqn if tau == 1 else f"{eqn} / {_number(tau)}"


def _variable(tag: str, name: str, eqn: str, words: str) -> Element:
    made = Element(tag, {"name": name})
    _said(made, "doc", words)
    _said(made, "eqn", eqn)
    return made


def _stock(name: str, first: float, words: str, **flows: str) -> Element:
    made = _variable("stock", name, _number(first), words)
    for tag, flow in flows.items():
        _said(made, tag, _ref(flow))
    return made
