"""Edits of a YAML text, gathered first and made together; everything else stays as it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from negcycle.files.layout import Comment, Group, Layout, Spot, Words
from negcycle.files.yaml_text import Written

_BREAK = re.compile(r"\r\n|\r|\n")
_SPACES = re.compile(r" *")
_PADDING = re.compile(r"( +)#")


class Splice:
    """A YAML text and what will change in it.

    An edit raises NotImplementedError where the text is laid out in a way that it does not know.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.layout = Layout(text)
        self.dropped: Counter[str] = Counter()
        """Comments that go with their line."""
        self._edits: list[tuple[int, int, str]] = []
        found = _BREAK.search(text)
        self._break = found.group() if found else "\n"
        self._is_ended = text.endswith(("\n", "\r"))
        """Whether the last line that stays has a line break."""

    @property
    def root(self) -> Group:
        """The fields of the case."""
        if not isinstance(self.layout.root, Group):
            raise NotImplementedError
        return self.layout.root

    def result(self) -> str:
        """Return the text with all edits made.

        Raises:
            NotImplementedError: if two edits overlap.
        """
        made: list[str] = []
        at = 0
        for start, end, text in sorted(self._edits, key=lambda edit: edit[:2]):
            if start < at:
                raise NotImplementedError
            made += [self.text[at:start], text]
            at = end
        return "".join([*made, self.text[at:]])

    def put(self, start: int, end: int, text: str) -> None:
        """Put `text` in the place of what is between two offsets."""
        self._edits.append((start, end, text))

    def put_lines(self, at: int, lines: Iterable[str], *, until: int | None = None) -> None:
        """Put lines before the one that begins at `at`, in the place of those `until` another."""
        until = at if until is None else until
        new = "".join(f"{line}{self._break}" for line in lines)
        if at == len(self.text) and not self._is_ended:
            new = self._break + new
        self._is_ended = self._is_ended or until == len(self.text)
        self.put(at, until, new)

    # -- in lines of their own ----------------------------------------------------------------

    def cut_lines(self, group: Group, index: int) -> None:
        """Take a field or an item out with its lines; full lines of comment stay."""
        spot = group.spots[index]
        if not self.layout.is_first(spot.start):  # the first field behind a dash
            self._cut_behind_dash(group, index)
            return
        start, end = self.layout.line_start(spot.start), self.layout.line_end(spot.end)
        comments = self.layout.comments_in(start, end)
        self.dropped.update(one.text for one in comments if not one.is_alone)
        self.put_lines(start, [self._line(one) for one in comments if one.is_alone], until=end)

    def _cut_behind_dash(self, group: Group, index: int) -> None:
        spot, following = group.spots[index], group.spots[index + 1 : index + 2]
        if not following or self.layout.comments_in(spot.start, following[0].start):
            raise NotImplementedError
        self.put(spot.start, following[0].start, "")

    def insert_lines(self, group: Group, index: int, lines: Iterable[str]) -> None:
        """Put the lines of new fields or items before the one with this index."""
        first = group.spots[0].start
        if index == 0 and self.layout.is_first(first):
            self.put_lines(self.layout.line_start(first), lines)
        else:
            self.put_lines(self.behind(group, max(index - 1, 0)), lines)

    def behind(self, group: Group, index: int) -> int:
        """Return where the lines of a field or an item end, with the comments inside it."""
        at = self.layout.line_end(group.spots[index].end)
        column = self.layout.column(group.spots[0].start)
        for one in self.layout.comments:
            if one.start >= at:
                follows = one.is_alone and self.layout.line_start(one.start) == at
                if not follows or self.layout.column(one.start) <= column:
                    break
                at = self.layout.line_end(one.end)
        return at

    def _line(self, comment: Comment) -> str:
        return self.text[self.layout.line_start(comment.start) : comment.end]

    # -- between brackets ---------------------------------------------------------------------

    def change_between_commas(
        self, group: Group, gone: Sequence[int], added: dict[int, list[str]]
    ) -> None:
        """Take some fields or items out, and put new ones before those with these indices."""
        spots = group.spots
        left = [index for index in range(len(spots)) if index not in gone]
        if not left:
            new = ", ".join(text for texts in added.values() for text in texts)
            start, end = (spots[0].start, spots[-1].end) if spots else (group.start + 1,) * 2
            self.put(start, end, new + self._moved(start, end))
            return
        for index in gone:
            if index < left[-1]:
                start, end = spots[index].start, spots[index + 1].start
            else:
                start, end = spots[index - 1].end, spots[index].end
            self.put(start, end, self._moved(start, end))
        for index, texts in added.items():
            before = [one for one in left if one < index]
            if before:
                at = spots[before[-1]].end
                self.put(at, at, "".join(f", {text}" for text in texts))
            else:
                at = spots[left[0]].start
                self.put(at, at, "".join(f"{text}, " for text in texts))

    def _moved(self, start: int, end: int) -> str:
        """Return the comments between two offsets as they may stand between brackets."""
        indent = " " * self.layout.column(start)
        comments = self.layout.comments_in(start, end)
        return "".join(f" {one.text}{self._break}{indent}" for one in comments)

    # -- order ------------------------------------------------------------------------------

    def reorder(self, group: Group, places: Sequence[int]) -> None:
        """Put the fields or items of a group into another order, with the comments around them."""
        spots = group.spots
        if group.bracket:
            ranges = [(spot.start, spot.end) for spot in spots]
        elif self.layout.is_first(spots[0].start):
            ends = [self.behind(group, index) for index in range(len(spots))]
            ranges = list(zip([self.layout.line_start(spots[0].start), *ends], ends, strict=False))
        else:
            raise NotImplementedError
        texts = [self.text[start:end] for start, end in ranges]
        if not group.bracket and self.layout.line_start(ranges[-1][1]) < ranges[-1][1]:
            texts[-1] += self._break  # the last line of the text has none
        for (start, end), place in zip(ranges, places, strict=True):
            if texts[place] != self.text[start:end]:
                self.put(start, end, texts[place])

    # -- one value ----------------------------------------------------------------------------

    def replace(self, spot: Spot, new: Written) -> None:
        """Put a new value where another one stands; the comments inside that one stay."""
        part = spot.part
        start, end, body = self._head_and_body(spot)
        if new.head and start == end:
            end += self._padding(start, len(new.head) + 1)
            self.put(start, end, f" {new.head}")
        elif new.head or self.layout.comments_in(spot.head, start):
            self.put(start, end, new.head)
        else:
            self.put(spot.head, end, "")
        if body is None:
            self._lift_comments(start, end)
            if new.body:
                self.put_lines(self.layout.line_end(part.end), new.body)
            return
        indent = self._indent(spot.start) + "  "
        comments = [f"{indent}{one.text}" for one in self.layout.comments_in(*body)]
        self.put_lines(body[0], [*new.body, *comments], until=body[1])

    def _head_and_body(self, spot: Spot) -> tuple[int, int, tuple[int, int] | None]:
        """Return where a value stands behind its name or dash, and where its own lines are."""
        part, layout = spot.part, self.layout
        if isinstance(part, Words) and part.in_lines:
            body = layout.line_end(part.start), layout.line_end(part.end)
            return part.start, part.header_end, body
        if isinstance(part, Group) and not part.bracket and layout.is_first(part.start):
            body = layout.line_start(part.start), layout.line_end(part.end)
            return spot.head, spot.head, body
        return part.start, part.end, None

    def _lift_comments(self, start: int, end: int) -> None:
        """Put the comments between two offsets into lines above."""
        at = self.layout.line_start(start)
        indent = self._indent(start)
        comments = self.layout.comments_in(start, end)
        if comments:
            self.put_lines(at, [f"{indent}{one.text}" for one in comments])

    def _padding(self, at: int, length: int) -> int:
        """Return how many spaces before a comment may go, so that it stays in its column."""
        found = _PADDING.match(self.text, at)
        return max(0, min(length, len(found[1]) - 1)) if found else 0

    def _indent(self, at: int) -> str:
        found = _SPACES.match(self.text, self.layout.line_start(at))
        return found.group() if found else ""
