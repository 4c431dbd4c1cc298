"""Kinds of faults that a text may have, whatever it holds: a case, a plan or a sheet."""

from __future__ import annotations

NOTHING_LEFT_OUT = frozenset({"duplicate", "directive"})
"""Faults of a text that take nothing away from what it says."""

OF_A_CASE = frozenset(
    {
        "empty",
        "picture",
        "document",
        "not-text",
        "too-deep",
        "too-many-values",
        "anchor",
        "alias",
        "tag",
        "merge",
        "second-document",
        "directive",
        "no-json",
        "after-the-end",
    }
)
"""Faults of a text whose sentence speaks of a case; other kinds have sentences of their own."""
