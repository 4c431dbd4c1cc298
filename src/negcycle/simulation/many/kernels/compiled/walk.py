"""Many couples, a step after the other, in machine code.

A group of lanes goes all its steps before the next group begins, so that its numbers stay in the
nearest memory. Each loop over lanes does one small thing to all of them. All of it is one function:
to hand arrays on to another would count who holds them, once for each step.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from negcycle.model.trajectory import POSITION
from negcycle.simulation.many.kernels.compiled.bits import in_wide_vectors
from negcycle.simulation.many.kernels.compiled.functions import fading, tangent, two_normals
from negcycle.system.machine_code import QUICK, machine_code


def _signature(kind: str) -> str:
    """Return the types of what the walk is given, for numbers of one kind."""
    n1, n2, n3, n4 = (f"{kind}[{':, ' * n}::1]" for n in range(4))
    i1, i2, i3 = (f"int64[{':, ' * n}::1]" for n in range(3))
    graph = f"{i2}, {i2}, {i2}, {i2}, {i2}, {n2}, {i1}, {i2}, {i2}, {i1}, {i1}, {i1}, {i1}"
    streams = "uint64[:, ::1], uint64[:, ::1]"
    couples = f"{n3}, {n3}, {n3}, {streams}, {n4}, {i3}"
    tallies = f"{n3}, {n3}, {n3}, {n3}, {n3}, {n3}, {n2}, {n4}, {n4}"
    room = f"{n2}, {n2}, {n1}, {n1}, {n2}, {n1}, {n1}, {n1}, {n1}, {n1}"
    return f"void({graph}, {couples}, {tallies}, {room})"


@machine_code([_signature("float64"), _signature("float32")], rounding=QUICK)
def walk(  # noqa: PLR0912, PLR0915, PLR0917 (one function, for the reason above)
    reactions: Any,
    influences: Any,
    balances: Any,
    flows: Any,
    gates: Any,
    shapes: Any,
    late_ones: Any,
    behaviors: Any,
    people: Any,
    to_keep: Any,
    to_record: Any,
    rows: Any,
    stretch: Any,
    all_numbers: Any,
    all_states: Any,
    all_chance: Any,
    begins: Any,
    strides: Any,
    all_past: Any,
    all_back: Any,
    all_sums: Any,
    all_squares: Any,
    all_lowest: Any,
    all_highest: Any,
    all_origin: Any,
    all_position: Any,
    all_changed: Any,
    all_kept: Any,
    all_recorded: Any,
    inner_overlapping: Any,
    left_overlapping: Any,
    all_inner_overlapping: Any,
    all_left_overlapping: Any,
    goals: Any,
    factor: Any,
    fill: Any,
    drain: Any,
    done: Any,
    strength: Any,
) -> None:
    """Take some steps, in place; see `layout` for what is given, and `kernel` for the room."""
    in_wide_vectors()
    inner, all_inner = inner_overlapping, all_inner_overlapping
    left, all_left = left_overlapping, all_left_overlapping
    n_groups, n_states, n_lanes = all_states.shape
    moved, bias, weights, per_step, helps = rows[0], rows[1], rows[2], rows[3], rows[4]
    bases, rates, keeps, fresh, parts = rows[5], rows[6], rows[7], rows[8], rows[9]
    first, steps, last, every = stretch[0], stretch[1], stretch[2], stretch[3]
    after, kept_from, record_every = stretch[4], stretch[5], stretch[6]
    pairs = all_chance.shape[1] // 2
    n_back, n_late = all_past.shape[1], all_past.shape[2]
    one, none = inner.dtype.type(1), inner.dtype.type(0)
    limit = inner.dtype.type(POSITION)
    moving = none
    for p in range(len(people)):
        moving += one if people[p, 2] else none

    for group in range(n_groups):
        numbers, states, chance = all_numbers[group], all_states[group], all_chance[group]
        past, back, origin = all_past[group], all_back[group], all_origin[group]
        sums, squares = all_sums[group], all_squares[group]
        lowest, highest = all_lowest[group], all_highest[group]
        position, changed = all_position[group], all_changed[group]
        begin, stride = begins[group], strides[group]

        for step in range(first, first + steps):
            # -- what stands inside each tangent ------------------------------------------------
            for k in range(n_late):
                source = late_ones[k]
                for lane in range(n_lanes):
                    past[step % n_back, k, lane] = states[source, lane]
            for r in range(len(reactions)):
                for lane in range(n_lanes):
                    inner[r, lane] = numbers[bias + r, lane]
                rank = reactions[r, 3]
                if pairs > 0 and rank >= 0:
                    for lane in range(n_lanes):
                        inner[r, lane] += chance[rank, lane]
                for k in range(reactions[r, 1], reactions[r, 2]):
                    source, late, weight = influences[k, 0], influences[k, 2], weights + k
                    g, end = influences[k, 3], influences[k, 4]
                    if late < 0 and end == g:
                        for lane in range(n_lanes):
                            inner[r, lane] += numbers[weight, lane] * states[source, lane]
                        continue
                    if late < 0 and end - g == 1:
                        read = gates[g, 0]
                        c0, c1, c2 = shapes[g, 0], shapes[g, 1], shapes[g, 2]
                        for lane in range(n_lanes):
                            x = states[read, lane]
                            share = c0 + x * (c1 + c2 * x)
                            inner[r, lane] += numbers[weight, lane] * share * states[source, lane]
                        continue
                    for lane in range(n_lanes):
                        factor[lane] = numbers[weight, lane]
                    for gate in range(g, end):
                        read = gates[gate, 0]
                        c0, c1, c2 = shapes[gate, 0], shapes[gate, 1], shapes[gate, 2]
                        for lane in range(n_lanes):
                            x = states[read, lane]
                            factor[lane] *= c0 + x * (c1 + c2 * x)
                    if late < 0:
                        for lane in range(n_lanes):
                            inner[r, lane] += factor[lane] * states[source, lane]
                    else:  # each lane looks back as far as it does
                        for lane in range(n_lanes):
                            ago = step - back[late, lane]
                            near = past[max(ago, 0) % n_back, late, lane]
                            far = past[max(ago - 1, 0) % n_back, late, lane]
                            share = numbers[parts + late, lane]
                            brought = (one - share) * near + share * far
                            inner[r, lane] += factor[lane] * brought

            # -- what fills and what drains each balance ----------------------------------------
            for b in range(len(balances)):
                place = balances[b, 0]
                for lane in range(n_lanes):
                    fill[lane] = numbers[helps + b, lane]
                    drain[lane] = none
                for f in range(balances[b, 1], balances[b, 2]):
                    g, end = flows[f, 1], flows[f, 2]
                    if end - g == 2:
                        here, there = gates[g, 0], gates[g + 1, 0]
                        c0, c1, c2 = shapes[g, 0], shapes[g, 1], shapes[g, 2]
                        d0, d1, d2 = shapes[g + 1, 0], shapes[g + 1, 1], shapes[g + 1, 2]
                        for lane in range(n_lanes):
                            x, y = states[here, lane], states[there, lane]
                            share = (c0 + x * (c1 + c2 * x)) * (d0 + y * (d1 + d2 * y))
                            factor[lane] = numbers[rates + f, lane] * share
                    else:
                        for lane in range(n_lanes):
                            factor[lane] = numbers[rates + f, lane]
                        for gate in range(g, end):
                            read = gates[gate, 0]
                            c0, c1, c2 = shapes[gate, 0], shapes[gate, 1], shapes[gate, 2]
                            for lane in range(n_lanes):
                                x = states[read, lane]
                                factor[lane] *= c0 + x * (c1 + c2 * x)
                    if flows[f, 0]:
                        for lane in range(n_lanes):
                            drain[lane] += numbers[bases + f, lane] + factor[lane]
                    else:
                        for lane in range(n_lanes):
                            fill[lane] += numbers[bases + f, lane] + factor[lane]
                for lane in range(n_lanes):
                    both = fill[lane] + drain[lane]
                    runs = both > none
                    goal = fill[lane] / (both if runs else one)
                    goals[b, lane] = goal if runs else states[place, lane]
                    left[b, lane] = both * numbers[per_step + b, lane]

            # -- there it goes: all nodes of all lanes in a row, so that few couples are quick --
            for n in range(len(all_inner)):
                all_inner[n] = tangent(all_inner[n])
            for n in range(len(all_left)):
                all_left[n] = fading(all_left[n])
            for r in range(len(reactions)):
                place = reactions[r, 0]
                for lane in range(n_lanes):
                    x = states[place, lane]
                    states[place, lane] = x + numbers[moved + r, lane] * (inner[r, lane] - x)
            for b in range(len(balances)):
                place = balances[b, 0]
                for lane in range(n_lanes):
                    x = states[place, lane]
                    states[place, lane] = x + (one - left[b, lane]) * (goals[b, lane] - x)
            for pair in range(pairs):
                place_in_stream = np.uint64((step + 1) * pairs + pair)
                for lane in range(n_lanes):
                    drawn, also = two_normals(begin[lane], stride[lane], place_in_stream)
                    kept, new = numbers[keeps, lane], numbers[fresh, lane]
                    chance[2 * pair, lane] = kept * chance[2 * pair, lane] + new * drawn
                    chance[2 * pair + 1, lane] = kept * chance[2 * pair + 1, lane] + new * also

            # -- what is read off ---------------------------------------------------------------
            taken = step + 1
            if record_every > 0 and taken % record_every == 0:
                for n in range(len(to_record)):
                    place = to_record[n]
                    for lane in range(n_lanes):
                        all_recorded[group, taken // record_every, n, lane] = states[place, lane]
            if (last - taken) % every:
                continue
            for lane in range(n_lanes):
                strength[lane] = none
            for p in range(len(people)):
                begins_at, end = people[p, 0], people[p, 1]
                share = one / inner.dtype.type(end - begins_at)
                for lane in range(n_lanes):
                    done[lane] = none
                for n in range(begins_at, end):
                    place = behaviors[n, 0]
                    for lane in range(n_lanes):
                        done[lane] += states[place, lane] * share
                for lane in range(n_lanes):
                    x = done[lane]
                    code = (one if x >= limit else none) - (one if x <= -limit else none)
                    before = changed[lane]
                    changed[lane] = before if code == position[p, lane] else taken
                    position[p, lane] = code
                if people[p, 2]:
                    for lane in range(n_lanes):
                        strength[lane] += abs(done[lane]) / moving
            if taken > after:
                for lane in range(n_lanes):
                    x = strength[lane]
                    sums[n_states, lane] += x
                    squares[n_states, lane] += x * x
                    low, high = lowest[n_states, lane], highest[n_states, lane]
                    lowest[n_states, lane] = x if x < low else low
                    highest[n_states, lane] = x if x > high else high
                for n in range(n_states):
                    for lane in range(n_lanes):
                        x = states[n, lane]
                        away = x - origin[n, lane]
                        sums[n, lane] += away
                        squares[n, lane] += away * away
                        low, high = lowest[n, lane], highest[n, lane]
                        lowest[n, lane] = x if x < low else low
                        highest[n, lane] = x if x > high else high
            if taken >= kept_from:
                at = (taken - kept_from) // every
                for n in range(len(to_keep)):
                    place = to_keep[n]
                    for lane in range(n_lanes):
                        all_kept[group, at, n, lane] = states[place, lane]
