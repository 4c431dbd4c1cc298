"""The strongly connected parts of a graph, in machine code: no loop leaves its part."""

from __future__ import annotations

from negcycle.analysis.loops.kernels.compiled.tables import (
    CURSOR,
    FIRST,
    LOWEST,
    MEMBERS,
    NUMBER,
    PART,
    PATH,
    QUEUE,
    SIZE,
    TARGET,
    Table,
)
from negcycle.system.machine_code import machine_code

_TO_SPLIT = -2


@machine_code("void(int64[:, ::1], int64[:, ::1], int64, int64)")
def split(by_node: Table, by_pair: Table, begin: int, end: int) -> None:
    """Split some members, which are one part so far, into strongly connected parts.

    Sources:
        Tarjan, R. (1972). SIAM J. Comput. 1(2), 146-160. https://doi.org/10.1137/0201010
    """
    members, part, size, first = by_node[MEMBERS], by_node[PART], by_node[SIZE], by_node[FIRST]
    number, lowest, target = by_node[NUMBER], by_node[LOWEST], by_pair[TARGET]
    path, cursor, waiting = by_node[PATH], by_node[CURSOR], by_node[QUEUE]
    for node in members[begin:end]:
        number[node] = 0
        part[node] = _TO_SPLIT
    starts = members[begin:end].copy()
    count = n_waiting = 0
    written = begin
    for start in starts:
        if number[start]:
            continue
        depth = 1
        path[0], cursor[0] = start, first[start]
        count += 1
        number[start] = lowest[start] = count
        waiting[n_waiting] = start
        n_waiting += 1
        while depth:
            node = path[depth - 1]
            pair = cursor[depth - 1]
            if pair < first[node + 1]:
                cursor[depth - 1] += 1
                other = target[pair]
                if part[other] != _TO_SPLIT:
                    continue
                if not number[other]:
                    path[depth], cursor[depth] = other, first[other]
                    depth += 1
                    count += 1
                    number[other] = lowest[other] = count
                    waiting[n_waiting] = other
                    n_waiting += 1
                elif number[other] < lowest[node]:
                    lowest[node] = number[other]
                continue
            depth -= 1
            if depth and lowest[node] < lowest[path[depth - 1]]:
                lowest[path[depth - 1]] = lowest[node]
            if lowest[node] != number[node]:
                continue
            here, one = written, -1
            while one != node:
                n_waiting -= 1
                one = waiting[n_waiting]
                part[one] = here
                members[written] = one
                written += 1
            size[here] = written - here
