"""The strongly connected parts of a graph: no loop leaves its part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def parts_of(following: Sequence[Sequence[int]], nodes: Iterable[int]) -> list[list[int]]:
    """Return the strongly connected parts of two nodes and more, each sorted.

    `following` leads nowhere but to `nodes`.

    Sources:
        Tarjan, R. (1972). SIAM J. Comput. 1(2), 146-160. https://doi.org/10.1137/0201010
    """
    parts: list[list[int]] = []
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    open_nodes: list[int] = []
    is_open: set[int] = set()
    for start in nodes:
        if start in number:
            continue
        ways = [(start, iter(following[start]))]
        number[start] = lowest[start] = len(number)
        open_nodes.append(start)
        is_open.add(start)
        while ways:
            node, others = ways[-1]
            for other in others:
                if other not in number:
                    number[other] = lowest[other] = len(number)
                    open_nodes.append(other)
                    is_open.add(other)
                    ways.append((other, iter(following[other])))
                    break
                if other in is_open and number[other] < lowest[node]:
                    lowest[node] = number[other]
            else:
                ways.pop()
                if ways and lowest[node] < lowest[ways[-1][0]]:
                    lowest[ways[-1][0]] = lowest[node]
                if lowest[node] == number[node]:
                    part = open_nodes[_place(open_nodes, node) :]
                    del open_nodes[len(open_nodes) - len(part) :]
                    is_open.difference_update(part)
                    if len(part) > 1:
                        parts.append(sorted(part))
    return parts


def _place(nodes: Sequence[int], node: int) -> int:
    """Return where a node stands, seen from the end."""
    place = len(nodes) - 1
    while nodes[place] != node:
        place -= 1
    return place
