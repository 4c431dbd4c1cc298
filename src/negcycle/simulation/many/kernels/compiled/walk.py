"""Many couples, a step after the other, in machine code.

A group of lanes goes all its steps before the next group begins, so that its numbers stay in the
nearest memory. A step has few loops over lanes: one for what stands inside each reaction, one for
what moves each balance, and then one each for all that go there. All of it is one function: to hand
arrays on to another would count who holds them, once for each step.

Where a short formula is exact for small numbers only, each lane takes the formula that its own
number calls for. That the long one is left out where no lane needs it changes no bit of any lane.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from negcycle.model.trajectory import POSITION
from negcycle.simulation.many.kernels.compiled.arrangement import (
    GATED,
    KEEPS_TOTAL,
    PLAIN,
    PUSHED,
    TWO_PRODUCTS,
)
from negcycle.simulation.many.kernels.compiled.bits import (
    fused,
    in_wide_vectors,
    larger,
    smaller,
)
from negcycle.simulation.many.kernels.compiled.functions import (
    NEAR,
    SHORT,
    fading,
    fading_twice,
    radius_of,
    share_per_way,
    two_draws,
    two_half_tangents,
    two_normals,
    two_tangents,
)
from negcycle.system.machine_code import UNFUSED, machine_code

AT_ONCE = 16
"""So many looks are kept before they are added up: to add up is mostly to fetch the sums."""


EACH = 1
"""How far it is from the number of one couple to that of the next; 0 where all have the same.

Then one is fetched for all lanes, also of rows that have one for each lane.
"""


def _signature(kind: str) -> str:
    """Return the types of what the walk is given, for numbers of one kind."""
    n1, n2, n3, n4 = (f"{kind}[{':, ' * n}::1]" for n in range(4))
    i1, i2, i3 = (f"int64[{':, ' * n}::1]" for n in range(3))
    graph = f"{i2}, {i2}, {i2}, {i2}, {i1}, {n2}, {n2}"
    places = f"{i2}, {i1}, {i1}, {i1}, {i2}, {i1}, {i1}, {i1}, {i1}"
    streams = "uint64[:, ::1], uint64[:, ::1]"
    couples = f"{n3}, boolean[:, ::1], {n3}, {n3}, {streams}, {n4}, {i3}"
    tallies = f"{n3}, {n3}, {n3}, {n3}, {n3}, {n3}, {n2}, {n4}, {n3}, {n3}, {n4}"
    streams_room = f"uint64[::1], uint64[::1], float64[::1], {n3}"
    room = ", ".join([*[n1] * 14, streams_room])
    known = (f"UniTuple({kind}, {n})" for n in (15, 10, 9))
    constants = ", ".join([*known, "UniTuple(float64, 29)", "UniTuple(uint64, 8)"])
    return f"void({graph}, {places}, {couples}, {tallies}, {room}, {constants})"


@cache
def walk_for(kind: str, *, alike: bool) -> Callable[..., None]:
    """Return `walk` in machine code.

    Args:
        kind: Of what kind its numbers are, such as ``"float64"``.
        alike: Whether all couples of a group have the same numbers. Each is then fetched once.
    """
    constants = {"EACH": 0 if alike else 1}
    return machine_code(_signature(kind), rounding=UNFUSED, constants=constants)(walk)


def walk(  # noqa: PLR0912, PLR0915, PLR0917 (one function, for the reason above)
    reactions: Any,
    influences: Any,
    balances: Any,
    flows: Any,
    gates: Any,
    shapes: Any,
    ways: Any,
    chunks: Any,
    row_of: Any,
    late_ones: Any,
    behaviors: Any,
    people: Any,
    to_keep: Any,
    to_record: Any,
    rows: Any,
    stretch: Any,
    all_numbers: Any,
    bounded: Any,
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
    all_least: Any,
    all_most: Any,
    all_recorded: Any,
    states_flat: Any,
    inner_flat: Any,
    moved_flat: Any,
    both_flat: Any,
    fill_flat: Any,
    per_step_flat: Any,
    fills_anyway_flat: Any,
    drains_anyway_flat: Any,
    way_flat: Any,
    factor: Any,
    fill: Any,
    drain: Any,
    done: Any,
    strength: Any,
    for_radius: Any,
    for_angle: Any,
    radius: Any,
    seen: Any,
    of_fading: Any,
    of_tangent: Any,
    of_share: Any,
    of_normals: Any,
    bits_are: Any,
) -> None:
    """Take some steps, in place; see `arrangement` for what is given, and `kernel` for the room."""
    in_wide_vectors()
    n_groups, n_states, n_lanes = all_states.shape
    moved, bias, weights, per_step, helps = rows[0], rows[1], rows[2], rows[3], rows[4]
    bases, rates, keeps, fresh, parts = rows[5], rows[6], rows[7], rows[8], rows[9]
    first, steps, last, every = stretch[0], stretch[1], stretch[2], stretch[3]
    after, kept_from, record_every = stretch[4], stretch[5], stretch[6]
    pairs = all_chance.shape[1] // 2
    n_back, n_late = all_past.shape[1], all_past.shape[2]
    one, none = factor.dtype.type(1), factor.dtype.type(0)
    limit, nearby, short = (
        factor.dtype.type(POSITION),
        factor.dtype.type(NEAR),
        factor.dtype.type(SHORT),
    )
    two = one + one
    moving = none
    for p in range(len(people)):
        moving += one if people[p, 2] else none
    part_of_strength = one / moving if moving > none else none
    half, slow = len(inner_flat) // 2, len(inner_flat)
    states = states_flat.reshape((len(states_flat) // n_lanes, n_lanes))
    inner = inner_flat.reshape((slow // n_lanes, n_lanes))
    share_of = moved_flat.reshape((slow // n_lanes, n_lanes))
    both_of = both_flat.reshape((len(balances), n_lanes))
    fill_of = fill_flat.reshape((len(balances), n_lanes))
    fills_anyway = fills_anyway_flat.reshape((len(balances), n_lanes))
    drains_anyway = drains_anyway_flat.reshape((len(balances), n_lanes))
    way_of = way_flat.reshape((len(balances), n_lanes))
    per_step_of = per_step_flat.reshape((len(balances), n_lanes))
    first_inner, second_inner = inner_flat[:half], inner_flat[half:]
    first_share, second_share = moved_flat[:half], moved_flat[half:]
    first_states, second_states = states_flat[:half], states_flat[half:slow]
    slow_states = states_flat[slow:]
    keeping = np.uint64(np.count_nonzero(balances[:, 1] == KEEPS_TOTAL) * n_lanes)

    for group in range(n_groups):
        numbers, chance = all_numbers[group], all_chance[group]
        past, back, origin = all_past[group], all_back[group], all_origin[group]
        sums, squares = all_sums[group], all_squares[group]
        lowest, highest = all_lowest[group], all_highest[group]
        position, changed = all_position[group], all_changed[group]
        least, most = all_least[group], all_most[group]
        begin, stride = begins[group], strides[group]
        for n in range(n_states):
            for lane in range(n_lanes):
                states[row_of[n], lane] = all_states[group, n, lane]
        for r in range(len(reactions)):
            row, mine = reactions[r, 0], moved + reactions[r, 1]
            for lane in range(n_lanes):
                share_of[row, lane] = numbers[mine, EACH * lane]
        for b in range(len(balances)):
            per, helped = per_step + balances[b, 0], helps + balances[b, 0]
            for lane in range(n_lanes):
                per_step_of[b, lane] = numbers[per, EACH * lane]
                fills_anyway[b, lane] = numbers[helped, EACH * lane]
                drains_anyway[b, lane] = none
            for k in range(balances[b, 2], balances[b, 3]):
                flows_anyway = one if flows[k, 1] == flows[k, 2] else none
                rate, base = rates + k, bases + k
                for lane in range(n_lanes):
                    x = fused(flows_anyway, numbers[rate, EACH * lane], numbers[base, EACH * lane])
                    if flows[k, 0]:
                        drains_anyway[b, lane] += x
                    else:
                        fills_anyway[b, lane] += x
            if balances[b, 1] == KEEPS_TOTAL:
                for lane in range(n_lanes):
                    both = fills_anyway[b, lane] + drains_anyway[b, lane]
                    z = both * per_step_of[b, lane]
                    soon = per_step_of[b, lane] * share_per_way(smaller(z, short), of_share)
                    late_on = (one - fading(z, of_fading)) / (both if both > none else one)
                    both_of[b, lane] = both
                    way_of[b, lane] = soon if z <= short else late_on

        held = 0
        for step in range(first, first + steps):
            # -- what stands inside each tangent ------------------------------------------------
            for k in range(n_late):
                source = late_ones[k]
                for lane in range(n_lanes):
                    past[step % n_back, k, lane] = states[source, lane]
            for r in range(len(reactions)):
                row, felt, k = reactions[r, 0], bias + reactions[r, 1], reactions[r, 2]
                rank, inside, weight = reactions[r, 4], reactions[r, 5], weights + k
                if inside == PUSHED and pairs == 0:
                    inside = PLAIN
                if inside == PLAIN:
                    source = influences[k, 0]
                    for lane in range(n_lanes):
                        x, y = numbers[felt, EACH * lane], numbers[weight, EACH * lane]
                        inner[row, lane] = fused(y, states[source, lane], x)
                elif inside == PUSHED:
                    source = influences[k, 0]
                    for lane in range(n_lanes):
                        x, y = numbers[felt, EACH * lane], numbers[weight, EACH * lane]
                        inner[row, lane] = fused(y, states[source, lane], x + chance[rank, lane])
                elif inside == GATED:
                    source, g = influences[k, 0], influences[k, 2]
                    read, c0, c1, c2 = gates[g], shapes[g, 0], shapes[g, 1], shapes[g, 2]
                    for lane in range(n_lanes):
                        y = states[read, lane]
                        y = fused(fused(c2, y, c1), y, c0) * numbers[weight, EACH * lane]
                        x = numbers[felt, EACH * lane]
                        inner[row, lane] = fused(y, states[source, lane], x)
                else:
                    for lane in range(n_lanes):
                        inner[row, lane] = numbers[felt, EACH * lane]
                    if pairs > 0 and rank >= 0:
                        for lane in range(n_lanes):
                            inner[row, lane] += chance[rank, lane]
                    for k in range(reactions[r, 2], reactions[r, 3]):
                        source, late, weight = influences[k, 0], influences[k, 1], weights + k
                        for lane in range(n_lanes):
                            factor[lane] = numbers[weight, EACH * lane]
                        for g in range(influences[k, 2], influences[k, 3]):
                            read, c0, c1, c2 = gates[g], shapes[g, 0], shapes[g, 1], shapes[g, 2]
                            for lane in range(n_lanes):
                                y = states[read, lane]
                                factor[lane] *= fused(fused(c2, y, c1), y, c0)
                        if late < 0:
                            for lane in range(n_lanes):
                                x = inner[row, lane]
                                inner[row, lane] = fused(factor[lane], states[source, lane], x)
                            continue
                        for lane in range(n_lanes):  # each looks back as far as it does
                            ago = step - back[late, lane]
                            near = past[max(ago, 0) % n_back, late, lane]
                            far = past[max(ago - 1, 0) % n_back, late, lane]
                            brought = fused(numbers[parts + late, EACH * lane], far - near, near)
                            inner[row, lane] = fused(factor[lane], brought, inner[row, lane])

            # -- what fills each balance, and both that and what drains it ----------------------
            longest = none
            for b in range(len(balances)):
                f, d = rates + balances[b, 4], rates + balances[b, 5]
                r0, r1, r2, r3 = balances[b, 6], balances[b, 7], balances[b, 8], balances[b, 9]
                f0, f1, f2 = ways[b, 0], ways[b, 1], ways[b, 2]
                g0, g1, g2 = ways[b, 3], ways[b, 4], ways[b, 5]
                if balances[b, 1] == KEEPS_TOTAL:
                    for lane in range(n_lanes):
                        x, y = states[r0, lane], states[r1, lane]
                        x = fused(fused(f2, x, f1), x, f0) * fused(fused(g2, y, g1), y, g0)
                        x = fused(numbers[f, EACH * lane], x, fills_anyway[b, EACH * lane])
                        fill_of[b, lane] = x
                elif balances[b, 1] == TWO_PRODUCTS:
                    h0, h1, h2 = ways[b, 6], ways[b, 7], ways[b, 8]
                    i0, i1, i2 = ways[b, 9], ways[b, 10], ways[b, 11]
                    for lane in range(n_lanes):
                        x, y = states[r0, lane], states[r1, lane]
                        x = fused(fused(f2, x, f1), x, f0) * fused(fused(g2, y, g1), y, g0)
                        full = fused(numbers[f, EACH * lane], x, fills_anyway[b, EACH * lane])
                        x, y = states[r2, lane], states[r3, lane]
                        x = fused(fused(h2, x, h1), x, h0) * fused(fused(i2, y, i1), y, i0)
                        out = fused(numbers[d, EACH * lane], x, drains_anyway[b, EACH * lane])
                        both = full + out
                        fill_of[b, lane] = full
                        both_of[b, lane] = both
                        longest = larger(longest, both * per_step_of[b, lane])
                else:
                    for lane in range(n_lanes):
                        fill[lane] = fills_anyway[b, EACH * lane]
                        drain[lane] = drains_anyway[b, EACH * lane]
                    for k in range(balances[b, 2], balances[b, 3]):
                        if flows[k, 1] == flows[k, 2]:
                            continue
                        for lane in range(n_lanes):
                            factor[lane] = numbers[rates + k, EACH * lane]
                        for g in range(flows[k, 1], flows[k, 2]):
                            read, c0, c1, c2 = gates[g], shapes[g, 0], shapes[g, 1], shapes[g, 2]
                            for lane in range(n_lanes):
                                y = states[read, lane]
                                factor[lane] *= fused(fused(c2, y, c1), y, c0)
                        if flows[k, 0]:
                            for lane in range(n_lanes):
                                drain[lane] += factor[lane]
                        else:
                            for lane in range(n_lanes):
                                fill[lane] += factor[lane]
                    for lane in range(n_lanes):
                        both = fill[lane] + drain[lane]
                        fill_of[b, lane] = fill[lane]
                        both_of[b, lane] = both
                        longest = larger(longest, both * per_step_of[b, lane])

            # -- there it goes: all nodes of all lanes in a row ---------------------------------
            for c in range(len(chunks)):
                since, until = np.uint64(chunks[c, 0]), np.uint64(chunks[c, 1])
                peak = none
                if not bounded[group, c]:
                    for n in range(since, until):
                        peak = larger(peak, larger(abs(first_inner[n]), abs(second_inner[n])))
                if peak <= nearby:
                    for n in range(since, until):
                        t, s = two_half_tangents(first_inner[n], second_inner[n], of_tangent)
                        x, y = first_states[n], second_states[n]
                        first_states[n] = fused(first_share[n], fused(two, t, -x), x)
                        second_states[n] = fused(second_share[n], fused(two, s, -y), y)
                else:
                    for n in range(since, until):
                        x, y = first_inner[n], second_inner[n]
                        near_x = smaller(larger(x, -nearby), nearby)
                        near_y = smaller(larger(y, -nearby), nearby)
                        t, s = two_half_tangents(near_x, near_y, of_tangent)
                        far_t, far_s = two_tangents(
                            fading_twice(x, of_fading), fading_twice(y, of_fading), of_fading
                        )
                        t = t if abs(x) <= nearby else far_t / two
                        s = s if abs(y) <= nearby else far_s / two
                        x, y = first_states[n], second_states[n]
                        first_states[n] = fused(first_share[n], fused(two, t, -x), x)
                        second_states[n] = fused(second_share[n], fused(two, s, -y), y)
            for n in range(keeping):
                x = slow_states[n]
                slow_states[n] = fused(way_flat[n], fused(-both_flat[n], x, fill_flat[n]), x)
            if longest <= short:
                for n in range(keeping, np.uint64(len(both_flat))):
                    x, both, per = slow_states[n], both_flat[n], per_step_flat[n]
                    way = fused(-both, x, fill_flat[n])
                    slow_states[n] = fused(per * share_per_way(both * per, of_share), way, x)
            else:
                for n in range(keeping, np.uint64(len(both_flat))):
                    x, both, per = slow_states[n], both_flat[n], per_step_flat[n]
                    z = both * per
                    way = fused(-both, x, fill_flat[n])
                    soon = fused(per * share_per_way(smaller(z, short), of_share), way, x)
                    goal = fill_flat[n] / (both if both > none else one)
                    late_on = fused(one - fading(z, of_fading), goal - x, x)
                    slow_states[n] = soon if z <= short else late_on
            for pair in range(pairs):
                place_in_stream = np.uint64((step + 1) * pairs + pair)
                for lane in range(n_lanes):
                    how_far, which_way = two_draws(
                        begin[lane], stride[lane], place_in_stream, bits_are
                    )
                    for_radius[lane], for_angle[lane] = how_far, which_way
                for lane in range(n_lanes):
                    radius[lane] = radius_of(for_radius[lane], of_normals, bits_are)
                for lane in range(n_lanes):
                    drawn, also = two_normals(radius[lane], for_angle[lane], of_normals, bits_are)
                    kept, new = numbers[keeps, EACH * lane], numbers[fresh, EACH * lane]
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
                share = one / factor.dtype.type(end - begins_at)
                for lane in range(n_lanes):
                    done[lane] = none
                for n in range(begins_at, end):
                    place = behaviors[n]
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
                        strength[lane] += abs(done[lane]) * part_of_strength
                if taken >= kept_from:
                    for lane in range(n_lanes):
                        least[p, lane] = smaller(least[p, lane], done[lane])
                        most[p, lane] = larger(most[p, lane], done[lane])
            if taken > after:
                for lane in range(n_lanes):
                    seen[held, n_states, lane] = strength[lane]
                for n in range(n_states):
                    place = row_of[n]
                    for lane in range(n_lanes):
                        seen[held, n, lane] = states[place, lane]
                held += 1
            if held == AT_ONCE:
                held = 0
                for n in range(n_states + 1):
                    for lane in range(n_lanes):
                        total, square = sums[n, lane], squares[n, lane]
                        low, high, zero = lowest[n, lane], highest[n, lane], origin[n, lane]
                        for k in range(AT_ONCE):
                            x = seen[k, n, lane]
                            total, square = total + (x - zero), fused(x - zero, x - zero, square)
                            low, high = smaller(low, x), larger(high, x)
                        sums[n, lane], squares[n, lane] = total, square
                        lowest[n, lane], highest[n, lane] = low, high
            if taken >= kept_from:
                for lane in range(n_lanes):
                    x, n = strength[lane], len(people)
                    least[n, lane] = smaller(least[n, lane], x)
                    most[n, lane] = larger(most[n, lane], x)
                at = (taken - kept_from) // every
                for n in range(len(to_keep)):
                    place = to_keep[n]
                    for lane in range(n_lanes):
                        all_kept[group, at, n, lane] = states[place, lane]
        for k in range(held):
            for n in range(n_states + 1):
                for lane in range(n_lanes):
                    x, zero = seen[k, n, lane], origin[n, lane]
                    sums[n, lane] += x - zero
                    squares[n, lane] = fused(x - zero, x - zero, squares[n, lane])
                    lowest[n, lane] = smaller(lowest[n, lane], x)
                    highest[n, lane] = larger(highest[n, lane], x)
        for n in range(n_states):
            for lane in range(n_lanes):
                all_states[group, n, lane] = states[row_of[n], lane]
