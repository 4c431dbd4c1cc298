"""Whether the loop between two people strengthens or balances, for a badge at its crossing."""

from __future__ import annotations

from dataclasses import dataclass

from negcycle.graph.build import build_graph
from negcycle.graph.signed import SignedGraph
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Partner
from negcycle.words import say


@dataclass(frozen=True, slots=True)
class LoopBadge:
    """What the badge says."""

    letter: str
    """R, B or ?."""
    sentence: str


def loop_badge(cycle: Cycle, pair: tuple[Partner, Partner]) -> LoopBadge:
    """Return the badge of the loop between two partners, read off the signs of their chains.

    Where it is not known which way one of them moves, the signs are an assumption, and it says so.
    """
    from negcycle.analysis.loops.finding import find_loops
    from negcycle.analysis.loops.loop_set import (
        Polarity,  # loads numpy, which other pictures do without
    )

    here = tuple(f"{one.key}." for one in pair)
    signed = build_graph(cycle).signed()
    between = SignedGraph(
        nodes=tuple(node for node in signed.nodes if node.startswith(here)),
        links=tuple(
            link
            for link in signed.links
            if link.source.startswith(here) and link.target.startswith(here)
        ),
    )
    polarities = {
        loop.polarity
        for loop in find_loops(between, limit=_MOST)
        if {node.partition(".")[0] for node in loop.nodes} == {one.key for one in pair}
    }
    known = all(one.position or one.dynamics.answer for one in pair)
    kind = polarities.pop() if len(polarities) == 1 else Polarity.AMBIGUOUS
    letter = {Polarity.REINFORCING: "R", Polarity.BALANCING: "B"}.get(kind, "?")
    assumed = "" if known or letter == "?" else ".assumed"
    return LoopBadge(letter, say(f"loop-badge.{kind}{assumed}"))


_MOST = 2_000
