"""A sheet as a commented file to fill in: each prompt stands as a comment above its answer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from negcycle.files.yaml_text import WIDTH, in_brackets, in_one_line
from negcycle.practices.described.practice import AnswerKind, By, Field, Practice
from negcycle.practices.sheets.sheet_file import named
from negcycle.words import say
from negcycle.words.tidying import tidy


def sheet_form(practice: Practice, *, by: Sequence[str] = (), other: str | None = None) -> str:
    """Return the text of a blank sheet, which says at each place what may stand there.

    Reading it gives the blank sheet.

    Args:
        practice: What it is a sheet of.
        by: Who fills it in; two names where both do.
        other: Who it is about, if anybody.

    Raises:
        CaseError: if a name is one that no sheet can hold, or there are too many or too few.
    """
    practice.sheet(tuple(by), other=other)
    return "\n".join(_lines(practice, by, other)) + "\n"


def _lines(practice: Practice, by: Sequence[str], other: str | None) -> Iterator[str]:
    yield from _comment(say("form.head", name=practice.name, what=practice.what))
    yield from _comment(say("form.how"))
    if practice.private:
        yield from _comment(say("page.private"))
    yield f"sheet: {named(practice)}"
    together = practice.by is By.BOTH
    names = in_brackets(list(map(_on_one_line, by))) if together else "".join(map(in_one_line, by))
    yield _field("by", names if by else "", say("form.by-two" if together else "form.by-one"))
    yield _field("other", in_one_line(other) if other else "", say("form.other"))
    yield _field("date", "", say("form.date"))
    yield "answers:"
    for field in practice.fields:
        yield from _comment(_asked(field), "  ")
        yield f"  {field.id}:"
    if practice.care:
        yield from _comment(practice.care)


def _asked(field: Field) -> str:
    """Return a prompt with its number, its hint and what kind of answer it takes."""
    choices = ", ".join(map(tidy, field.choices))
    is_text = field.kind is AnswerKind.TEXT
    kind = "" if is_text else say(f"form.kind.{field.kind}", choices=choices)
    prompt = field.prompt if field.step is None else f"{field.step}. {field.prompt}"
    needed = say("form.mandatory") if field.mandatory else ""
    private = say("page.private-answer") if field.private else ""
    return " ".join(part for part in (prompt, field.hint, kind, needed, private) if part)


def _field(name: str, value: str, question: str) -> str:
    return f"{f'{name}: {value}':<17} # {question}"


def _comment(text: str, indent: str = "") -> list[str]:
    wrapper = textwrap.TextWrapper(
        WIDTH,
        initial_indent=f"{indent}# ",
        subsequent_indent=f"{indent}# ",
        break_long_words=False,
    )
    return wrapper.wrap(tidy(text))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
