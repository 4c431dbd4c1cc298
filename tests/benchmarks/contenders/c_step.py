"""One step of a system as C, with every number folded in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from contenders.c_numbers import (
    COS,
    FARTHEST,
    LOG_1P,
    QUOTIENTS,
    SIN,
    Quotient,
    horner,
    number,
    scaled,
)
from numpy.typing import NDArray

from negcycle.system.stepping import prepare
from negcycle.system.system import Gate, System

Array = NDArray[np.float64]

GROWS = "0x9e3779b97f4a7c15ull"


class Step:
    """Writes the lines of a step; a number after `s` is a state, after `n` the chance of somebody.

    `without` leaves out parts (tanh, balances, noise), to see what they cost; `share` is how many
    tanh share one division.
    """

    def __init__(
        self,
        system: System,
        start: Array,
        step: float,
        *,
        share: int = 2,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self.system, self.start, self.share, self.without = system, start, share, without
        self.prepared = prepare(system, system.resting, step)
        self.people = len(system.people)
        self.keeps = math.exp(-step / system.tau_noise)
        self.fresh = system.noise * math.sqrt(1 - self.keeps**2)
        self.noisy = system.noise > 0 and "noise" not in without
        self.biases = {one.partner: one.bias for one in self.prepared.reactions}
        self.sizes = self._sizes()

    # -- how far each state can go ----------------------------------------------------------

    def _sizes(self) -> list[float]:
        """Return the largest size that each state can have, from this start on."""
        sizes = [1.0] * len(self.system.states)
        for _ in range(50):
            for one in self.prepared.reactions:
                reached = math.tanh(self.largest(one, sizes))
                sizes[one.place] = max(abs(float(self.start[one.place])), reached)
        return sizes

    def largest(self, one: Any, sizes: Sequence[float]) -> float:
        """Return the largest size of what stands inside a tanh."""
        farthest = self.fresh * FARTHEST / (1 - self.keeps) if self.noisy else 0.0
        pushed = abs(one.bias) + (farthest if one.partner >= 0 else 0.0)
        return pushed + sum(abs(term.weight) * sizes[term.source] for term in one.terms)

    def quotient(self, one: Any) -> Quotient:
        """Return the shortest quotient that is exact wherever the argument of a tanh can be."""
        reach = self.largest(one, self.sizes)
        for quotient in QUOTIENTS:
            if quotient.reach >= reach:
                return quotient
        message = f"no quotient is known for the tanh of arguments of up to {reach:.3g}"
        raise NotImplementedError(message)

    # -- reactions ----------------------------------------------------------------------------

    def reactions(self) -> list[str]:
        """Return the new value of every reaction."""
        lines: list[str] = []
        found = sorted(self.prepared.reactions, key=lambda one: self.system.states[one.place].kind)
        shared = [one for one in found if self.quotient(one).near]
        alone = [one for one in found if one not in shared]  # another rounding would be too many
        groups = [shared[n : n + self.share] for n in range(0, len(shared), self.share)]
        for together in [*([one] for one in alone), *groups]:
            for one in together:
                inside, factor = self.inside(one)
                lines += parts(one.place, inside, self.quotient(one), factor, one.moved)
            lines += divided([one.place for one in together])
            for one in together:
                p = one.place
                went = f"x{p}" if "tanh" in self.without else f"y{p}"
                lines.append(f"V new{p} = {number(1 - one.moved)} * s{p} + {went};")
        return lines

    def inside(self, one: Any) -> tuple[str, float]:
        """Return what stands inside a tanh, and a factor that is still to be multiplied in."""
        noisy = self.noisy and one.partner >= 0
        if len(one.terms) == 1 and not (one.terms[0].gates or one.bias or noisy):
            return f"s{one.terms[0].source}", one.terms[0].weight
        summed = [f"{product(term.weight, term.gates)} * s{term.source}" for term in one.terms]
        if noisy:
            summed.insert(0, f"n{one.partner}")  # the bias is in it
        elif one.bias:
            summed.insert(0, number(one.bias))
        return " + ".join(summed), 1.0

    # -- balances -----------------------------------------------------------------------------

    def balances(self) -> list[str]:
        """Return the new value of every balance, without any division."""
        if "balances" in self.without:
            return [f"V new{one.place} = s{one.place};" for one in self.prepared.balances]
        return [line for one in self.prepared.balances for line in self.balance(one)]

    @staticmethod
    def balance(one: Any) -> list[str]:
        """Return the new value of one balance."""
        p, drains = one.place, list(one.drains)
        always = 0.0  # what fills and what drains, where both add up to the same at all times
        for drain in one.drains:
            filled = next(
                (f for f in one.fills if (f.gates, f.factor) == (drain.gates, -drain.factor)), None
            )
            if filled is not None:
                drains.remove(drain)
                always += drain.base + filled.base
        fill = " + ".join([*map(rate, one.fills), *([number(one.help)] if one.help else [])])
        if not drains:
            always += one.help
            moved = -math.expm1(-always * one.per_step)
            share = number(moved / always)
            return [f"V new{p} = {number(1 - moved)} * s{p} + {share} * ({fill});"]
        largest = sum(abs(r.factor) + abs(r.base) for r in (*one.fills, *drains)) + always
        shape = horner(share_moved(one.per_step, largest + one.help), f"both{p}")
        return [
            f"V f{p} = {fill};",
            f"V both{p} = f{p} + ({' + '.join(map(rate, drains))});",
            f"V new{p} = s{p} + {shape} * (f{p} - both{p} * s{p});",
        ]

    # -- chance -------------------------------------------------------------------------------

    def noise(self, new: str = "V m") -> list[str]:
        """Return the next random input of each two partners: two draws of 64 bits for each pair.

        The logarithm of the first draw is a radius, times sqrt(1 - keeps^2) of the noise at once.
        Of the second, 52 bits are an angle of half a circle, and one more says which half.
        """
        if not self.noisy:
            return []
        lines: list[str] = []
        size = -2 * self.fresh**2
        for k in range(0, self.people, 2):
            lines += [
                f"U j{k} = mixed(key + EVERY({GROWS})) | EVERY(1ull);",
                f"key += EVERY(2 * {GROWS});",
                f"U k{k} = mixed(key);",
                f"V d{k} = __builtin_convertvector(j{k}, V);",
                f"I slot{k} = (I)((U)d{k} >> 48);",
                f"V r{k} = mantissa(d{k}) * __builtin_shuffle(INVERSE[0], INVERSE[1], slot{k})"
                f" - {number(1.0)};",
                f"V l{k} = power(d{k}) * {number(size * math.log(2))}"
                f" + __builtin_shuffle(LOGS[0], LOGS[1], slot{k});",
                f"l{k} = l{k} + r{k} * {horner(scaled(LOG_1P, size), f'r{k}')};",
                f"V far{k} = (V)((U)root(l{k}) ^ (k{k} & EVERY(SIGN)));",
                # A number from 2 to 4, less 3.
                f"V w{k} = (V)((k{k} & EVERY(BEHIND)) | EVERY(0x4000000000000000ull))"
                f" - {number(3.0)};",
                f"V ww{k} = w{k} * w{k};",
            ]
            turns = (horner(COS, f"ww{k}"), f"w{k} * {horner(SIN, f'ww{k}')}")
            for one, turn in zip(range(k, min(k + 2, self.people)), turns, strict=False):
                once = number(self.biases[one] * (1 - self.keeps))
                lines.append(
                    f"{new}{one} = far{k} * ({turn}) + ({number(self.keeps)} * n{one} + {once});"
                )
        return lines


def parts(p: int, inside: str, quotient: Quotient, factor: float, moved: float) -> list[str]:
    """Return what is before, above and below the line of ``moved * tanh(factor * inside)``."""
    if not quotient.near:
        factor /= 2
    above = horner(scaled(quotient.above, factor, factor**2), f"u{p}")
    below = horner(scaled(quotient.below, 1.0, factor**2), f"u{p}")
    first = [f"V x{p} = {inside};", f"V u{p} = x{p} * x{p};"]
    if not quotient.near:
        return [
            *first,
            f"V a{p} = x{p} * {above};",
            f"V b{p} = {below};",
            f"V t{p} = {number(2 * moved)} * a{p} * b{p};",
            f"V q{p} = a{p} * a{p} + b{p} * b{p};",
        ]
    above = horner(scaled(quotient.above, -moved * factor**3, factor**2), f"u{p}")
    return [
        *first,
        f"V z{p} = {number(moved * factor)} * x{p};",
        f"V t{p} = x{p} * u{p} * {above};",
        f"V q{p} = {below};",
    ]


def divided(places: Sequence[int]) -> list[str]:
    """Return several quotients, with one division for all of them."""
    if len(places) == 1:
        return [f"V y{p} = t{p} / q{p};" for p in places]
    first = places[0]
    lines = [f"V over{first} = {number(1.0)} / ({' * '.join(f'q{p}' for p in places)});"]
    for p in places:
        others = "".join(f" * q{other}" for other in places if other != p)
        lines.append(f"V y{p} = z{p} + t{p}{others} * over{first};")
    return lines


def rate(one: Any) -> str:
    """Return a rate of filling or draining."""
    through = product(one.factor, one.gates)
    return f"({number(one.base)} + {through})" if one.base else through


def product(weight: float, gates: Sequence[Gate]) -> str:
    """Return a weight times some gates."""
    if not gates:
        return number(weight)
    first, *more = gates
    return "(" + " * ".join([gate(first, weight), *(gate(one) for one in more)]) + ")"


def gate(one: Gate, weight: float = 1.0) -> str:
    """Return a weight times one gate."""
    at, (c0, c1, c2) = f"s{one.state}", (weight * c for c in one[1:])
    powers = ((c0, ""), (c1, at), (c2, f"({at} * {at})"))
    terms = [
        power if c == 1 and power else f"{number(c)} * {power}" if power else number(c)
        for c, power in powers
        if c
    ]
    return f"({' + '.join(terms)})"


def share_moved(per_step: float, largest: float) -> list[float]:
    """Return ``(1 - exp(-both per_step)) / both`` as a polynomial of `both` up to `largest`."""

    def exact(t: Array) -> Array:
        z = np.maximum((t + 1) / 2 * largest * per_step, 1e-300)
        return -np.expm1(-z) / z

    at = np.linspace(-1, 1, 1001)
    degree, found = 1, np.polynomial.Chebyshev([1.0])
    while np.max(np.abs(found(at) - exact(at))) * per_step * largest > 2e-17 and degree < 20:
        degree += 1
        found = np.polynomial.Chebyshev(np.polynomial.chebyshev.chebinterpolate(exact, degree))
    in_powers = found(np.polynomial.Polynomial([-1.0, 2 / largest]))
    return [float(c) * per_step for c in in_powers.coef]
