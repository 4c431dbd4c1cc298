"""What a loop map says in sentences: above the picture, step by step, and as text alternative."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.analysis.loops.loop_set import Polarity
from negcycle.drawing.loopmap.content import COUPLE, MapContent, MapLoop
from negcycle.words import say


def summary(content: MapContent) -> tuple[str, ...]:
    """Return the sentences above the whole picture."""
    return tuple(_summary(content))


def _summary(content: MapContent) -> Iterator[str]:
    if not content.nodes:
        yield say("map.empty")
        return
    yield _counted(content)
    if content.strong is not None:
        loop = content.loops[content.strong]
        yield say("map.strong", badge=loop.badge, name=loop.name)
    if content.too_long:
        yield say("map.too-long", count=content.too_long)
    if content.people and content.at is not None:
        more = "-many" if content.at == "settled" and len(content.people) > COUPLE else ""
        yield say(f"map.at.{content.at}{more}")
    yield from left_out(content)
    if content.people:
        yield say("map.assumed")


def _counted(content: MapContent) -> str:
    count, kinds = content.loop_count.of, content.kinds
    if not count:
        return say("map.count.none")
    if count == 1 and content.all_found:
        return say("map.count.one", kind=say(f"map.kind.{next(iter(kinds))}"))
    if len(kinds) == 1 and content.all_found:
        return say("map.count.all", count=f"{count:,}", kind=say(f"map.kind.{next(iter(kinds))}"))
    said = [
        say("map.kinds", count=f"{kinds[kind]:,}", kind=say(f"map.kind.{kind}"))
        for kind in Polarity
        if kinds.get(kind)
    ]
    key = "map.count.many" if content.all_found else "map.count.at-least"
    return say(key, count=f"{count:,}", kinds=", ".join(said))


def left_out(content: MapContent) -> Iterator[str]:
    """Yield a sentence for each kind of thing that has no room on the page."""
    if content.node_count.left_out:
        yield _of(content, "nodes")
    if content.link_count.left_out:
        yield _of(content, "links")
    if content.loop_count.left_out:
        shown = content.loop_count.shown
        key = {0: "no-loop", 1: "one-loop"}.get(shown, "loops")
        yield say(f"map.left-out.{key}", shown=shown)


def _of(content: MapContent, what: str) -> str:
    count = content.node_count if what == "nodes" else content.link_count
    return say(f"map.left-out.{what}", shown=f"{count.shown:,}", of=f"{count.of:,}")


def loop_step(loop: MapLoop) -> str:
    """Return the sentence that stands over one loop."""
    return say(f"map.step.{loop.polarity}", badge=loop.badge, name=loop.name)


def loop_told(content: MapContent, loop: MapLoop) -> str:
    """Return how one loop runs."""
    return say("map.step.runs", told=loop.told or _around(content, loop))


def described(content: MapContent) -> tuple[str, ...]:
    """Return all that the map says, line by line, in reading order."""
    return tuple(_described(content))


def _described(content: MapContent) -> Iterator[str]:
    yield content.title
    yield from summary(content)
    if content.people:
        yield say("map.words.people", names=", ".join(content.people))
    if content.loops:
        yield say("map.words.loops")
        for loop in content.loops:
            kind = say(f"map.kind.{loop.polarity}")
            yield say("map.words.loop", badge=loop.badge, kind=kind, name=loop.name)
            yield say("map.words.around", nodes=_around(content, loop))
            if loop.told:
                yield say("map.words.around", nodes=loop.told)
    if content.nodes:
        yield say("map.words.nodes")
        for place, node in enumerate(content.nodes):
            key = "map.words.slow-node" if node.slow else "map.words.node"
            yield say(key, name=content.name_of(place))
    if content.links:
        yield say("map.words.links")
        for link in content.links:
            ends = {
                "source": content.name_of(link.source),
                "target": content.name_of(link.target),
            }
            said = say(f"map.words.link.{link.sign}", **ends)
            yield say("map.words.late", link=said) if link.delayed else said


def _around(content: MapContent, loop: MapLoop) -> str:
    names = [content.name_of(node) for node in (*loop.nodes, loop.nodes[0])]
    return " → ".join(names)
