"""A whole program in C: couples as lanes, from a start, turn by turn, into rows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from contenders.c_numbers import HEAD, LANES, SLOTS, merged, number, table
from contenders.c_step import GROWS, Step, divided, parts

from negcycle.graph.cycle_graph import Kind

READ = 4
"""Steps between two looks."""

CHUNK = 10
"""Turns after which the states that were read, still in the nearest cache, go into the rows."""

SIDE = 0.15
"""Somebody pursues from here on, and withdraws from minus this on."""


def columns(step: Step, *, rows: bool) -> list[str]:
    """Return what each row of the result is."""
    names = [f"{name}.final" for name in step.system.names]
    if rows:
        names += [
            f"{name}.{what}"
            for name in (*step.system.names, "cycle_strength")
            for what in ("mean", "variance", "lowest", "highest")
        ]
        names.append("settled")
    return names


def program(step: Step, *, rows: bool) -> str:
    """Return the source of `run`."""
    states = range(len(step.system.states))
    chance = step.noise()
    moved = [f"s{p} = new{p};" for p in states]
    moved += [f"n{one} = m{one};" for one in range(step.people) if chance]
    body = [*merged([*step.reactions(), *step.balances()], chance), *moved]
    read = [f"read[turn][{p}] = s{p};" for p in states if rows]
    return f"""{HEAD}
{tables(step)}

void run(long couples, long looks, uint64_t seed, double *out, long wide) {{
  for (long block = 0; block < couples; block += LANES) {{
{indented(beginning(step, rows=rows), 4)}
    for (long first = 0; first < looks; first += {CHUNK}) {{
      const int chunk = looks - first < {CHUNK} ? looks - first : {CHUNK};
      for (int turn = 0; turn < chunk; turn++) {{
        for (int part = 0; part < {READ}; part++) {{
{indented(body, 10)}
        }}
{indented(read, 8)}
      }}
{indented(looks_of(step) if rows else [], 6)}
    }}
{indented(end(step, rows=rows), 4)}
  }}
}}
{checks(step)}"""


def indented(lines: Sequence[str], by: int) -> str:
    """Return lines as text."""
    return "\n".join(" " * by + line for line in lines)


def tables(step: Step) -> str:
    """Return the factors that bring a mantissa near 1, and their logarithms."""
    size = -2 * step.fresh**2
    middles = [1 + (n + 0.5) / SLOTS for n in range(SLOTS)]
    # A hair more than nothing even for the largest draw, so that each root is of a number above 0.
    logs = [size * (math.log(one) - 64 * math.log(2) - 1e-15) for one in middles]
    return (
        f"static const V INVERSE[2] = {{{table([1 / one for one in middles])}}};\n"
        f"static const V LOGS[2] = {{{table(logs)}}};"
    )


def beginning(step: Step, *, rows: bool) -> list[str]:
    """Return the start of one block of lanes."""
    count = len(step.system.states)
    lines = [f"V s{p} = {number(float(step.start[p]))};" for p in range(count)]
    if step.noisy:
        numbered = ", ".join(f"block + {lane}" for lane in range(LANES))
        lines.append(
            f"U key = mixed(mixed((U){{{numbered}}} + EVERY(1ull)) + EVERY(seed * {GROWS}));"
        )
        # One draw that is as wide as the noise itself: it is stationary from the start.
        wide = step.system.noise / step.fresh
        lines += [f"V n{one} = {number(0.0)};" for one in range(step.people)]
        lines += ["{", *step.noise("n"), "}"]
        for one in range(step.people):
            bias = step.biases[one]
            once = number(bias * (1 - step.keeps))
            lines.append(f"n{one} = {number(wide)} * (n{one} - {once}) + {number(bias)};")
    if rows:
        lines.append(f"V kept[{count + 1}][4], read[{CHUNK}][{count}];")
        lines.append(f"for (int q = 0; q <= {count}; q++) {{")
        lines.append(f"  kept[q][0] = kept[q][1] = {number(0.0)};")
        lines.append(f"  kept[q][2] = {number(2.0)}; kept[q][3] = {number(-2.0)};")
        lines.append("}")
        lines.append(f"V settled = {number(0.0)};")
        behaviors = step.system.places(Kind.BEHAVIOR)
        lines += [f"V side{p} = {number(0.0)};" for p in behaviors]
    return lines


def looks_of(step: Step) -> list[str]:
    """Return how what was read at some turns goes into the rows."""
    lines = taken_in(step, "chunk")
    # A loop whose number of turns is known has no end that a processor has to guess.
    known = [line.replace("< chunk", f"< {CHUNK}") for line in lines]
    return [f"if (chunk == {CHUNK}) {{", *known, "} else {", *lines, "}"]


def taken_in(step: Step, chunk: str) -> list[str]:
    """Return how what was read at `chunk` turns goes into the rows."""
    count, behaviors = len(step.system.states), step.system.places(Kind.BEHAVIOR)
    every = f"for (int turn = 0; turn < {chunk}; turn++) {{"
    sizes = " + ".join(f"(V)((U)read[turn][{p}] & EVERY(~SIGN))" for p in behaviors)
    lines: list[str] = []
    for q in range(count + 1):
        shift = float(step.start[q]) if q < count else 0.0
        now = f"read[turn][{q}]" if q < count else f"{number(1 / len(behaviors))} * ({sizes})"
        away = f"now - {number(shift)}" if shift else "now"
        lines += [
            f"{{ V sum = kept[{q}][0], squares = kept[{q}][1];",
            f"V low = kept[{q}][2], high = kept[{q}][3];",
            every,
            f"  V now = {now}, away = {away};",
            "  sum += away; squares += away * away; low = least(low, now); high = most(high, now);",
            "}",
            f"kept[{q}][0] = sum; kept[{q}][1] = squares;",
            f"kept[{q}][2] = low; kept[{q}][3] = high; }}",
        ]
    lines.append(every)
    for p in behaviors:
        lines.append(f"  const V y{p} = read[turn][{p}];")
        lines.append(f"  const I toward{p} = (I)(y{p} >= {number(SIDE)}) & (I){number(1.0)};")
        lines.append(f"  const I away{p} = (I)(y{p} <= {number(-SIDE)}) & (I){number(-1.0)};")
        lines.append(f"  const V now{p} = (V)(toward{p} | away{p});")
    changed = " | ".join(f"(I)(now{p} != side{p})" for p in behaviors)
    lines.append(f"  const I changed = {changed};")
    lines.append("  const double ago = first + turn + 1;")
    lines.append("  settled = (V)(((I)settled & ~changed) | ((I)ALL(ago) & changed));")
    lines += [f"  side{p} = now{p};" for p in behaviors]
    lines.append("}")
    return lines


def end(step: Step, *, rows: bool) -> list[str]:
    """Return how the results of one block of lanes are put away."""
    count = len(step.system.states)
    lines = [f"*(V *)(out + {p} * wide + block) = s{p};" for p in range(count)]
    if not rows:
        return lines
    for q in range(count + 1):
        shift = float(step.start[q]) if q < count else 0.0
        at = count + 4 * q
        lines += [
            f"{{ V mean = kept[{q}][0] / (double)looks;",
            f"V spread = kept[{q}][1] / (double)looks - mean * mean;",
            f"*(V *)(out + {at} * wide + block) = mean + {number(shift)};",
            f"*(V *)(out + {at + 1} * wide + block) = most(spread, {number(0.0)});",
            f"*(V *)(out + {at + 2} * wide + block) = kept[{q}][2];",
            f"*(V *)(out + {at + 3} * wide + block) = kept[{q}][3]; }}",
        ]
    lines.append(f"*(V *)(out + {count + 4 * (count + 1)} * wide + block) = settled;")
    return lines


def checks(step: Step) -> str:
    """Return functions that show the tanh and the random numbers of the program by themselves."""
    text = [tanh_of(one, *step.inside(one), step) for one in step.prepared.reactions]
    lines = step.noise("n")
    if lines:
        zeros = [f"V n{one} = {number(0.0)};" for one in range(step.people)]
        put = [
            f"*(V *)(out + ({step.people} * i + {one}) * LANES) = n{one} - "
            f"{number(step.biases[one] * (1 - step.keeps))};"
            for one in range(step.people)
        ]
        text.append(
            "void normals(long count, uint64_t seed, double *out) {\n"
            "  U key = mixed((U){1, 2, 3, 4, 5, 6, 7, 8} + EVERY(seed));\n"
            "  for (long i = 0; i < count; i++) {\n"
            + indented([*zeros, *lines, *put], 4)
            + "\n  }\n}\n"
        )
    return "\n".join(text)


def tanh_of(one: Any, _inside: str, factor: float, step: Step) -> str:
    """Return a function that takes the tanh of `factor` times many numbers, as one reaction does.

    A number shares its division with its neighbor, as two reactions do.
    """
    quotient = step.quotient(one)
    first = parts(0, "*(V *)(from + i)", quotient, factor, 1.0)
    second = parts(1, "*(V *)(from + i + LANES)", quotient, factor, 1.0)
    lines = [*first, *second]
    lines += divided([0, 1]) if quotient.near else [*divided([0]), *divided([1])]
    lines += ["*(V *)(to + i) = y0;", "*(V *)(to + i + LANES) = y1;"]
    return (
        f"void tanh_of_{one.place}(long count, const double *from, double *to) {{\n"
        "  for (long i = 0; i < count; i += 2 * LANES) {\n" + indented(lines, 4) + "\n  }\n}\n"
    )
