"""The page of the lexicon lists every term; run this file to write its tables anew."""

from __future__ import annotations

from pathlib import Path

from negcycle.words import lexicon
from negcycle.words.slots import SLOTS
from negcycle.words.terms import Term

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "lexicon.md"
BEGIN = "<!-- terms: made by `python tests/words/test_reference_page.py` -->\n"
END = "<!-- end of terms -->"


def tables() -> str:
    """Return a table of terms for each slot that has any."""
    return "\n".join(
        "\n".join([f"### {slot}", "", *HEAD, *(row(term) for term in terms), ""])
        for slot in SLOTS
        if (terms := lexicon().for_slot(slot))
    )


HEAD = ["| words | also | id | source |", "|---|---|---|---|"]


def row(term: Term) -> str:
    also = ", ".join(f"`{way}`" for way in term.also)
    return f"| {term.words} | {also} | `{term.id}` | {term.source} |"


def parts() -> tuple[str, str, str]:
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    shown, _, after = rest.partition(END)
    return before, shown, after


def test_the_page_lists_every_term() -> None:
    _, shown, _ = parts()

    assert shown == f"\n{tables()}\n"


if __name__ == "__main__":
    before, _, after = parts()
    PAGE.write_text(f"{before}{BEGIN}\n{tables()}\n{END}{after}", "utf-8")
