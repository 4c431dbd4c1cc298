"""What somebody asks `negcycle simulate` for: words, numbers, pictures; and what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from negcycle.cli.options import one_of
from negcycle.cli.reading import STREAM
from negcycle.words import say

# The library has the same names; to import them here would make every start slower.
OF_THE_RUN = ("time-course", "state-space-grid")
DOMINANCE = "dominance"
PORTRAIT, HYSTERESIS, WHAT_IF = "phase-portrait", "hysteresis", "what-if"
VIEWS = (*OF_THE_RUN, DOMINANCE, PORTRAIT, HYSTERESIS, WHAT_IF)
NUMBERS = ("csv", "nc")
DRAWN = ("svg", "pdf", "png", "html")
WORDS = "txt"
FORMS = (*NUMBERS, *DRAWN, WORDS)
"""What a run is written as: its numbers, its picture, or words."""

_WITH_RUNS_OF_THEIR_OWN = frozenset({HYSTERESIS, WHAT_IF})
_FOLLOWED_BY_WHAT_IF = frozenset({"--turns", "--step", "--start"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for, as they wrote it."""

    views: tuple[str, ...]
    """Empty where nobody asks for one; then a picture is the time course, and words the summary."""
    forms: dict[str, str]
    """What each file, or standard output, is to hold."""
    options: tuple[str, ...]
    """The options of the run that are given, such as ``"--plan"``."""
    as_json: bool

    @property
    def pictured(self) -> tuple[str, ...]:
        """What a picture shows."""
        return self.views or OF_THE_RUN[:1]

    @property
    def is_told(self) -> bool:
        """Whether words are printed because nothing else is asked for."""
        return not self.forms and not self.as_json

    def is_picture(self, form: str) -> bool:
        """Whether a form is that of a picture; words are, where a view is asked for."""
        return form in DRAWN or (form == WORDS and bool(self.views))

    @property
    def pictures(self) -> dict[str, str]:
        """What is to hold a picture, and in which form."""
        return {target: form for target, form in self.forms.items() if self.is_picture(form)}

    @property
    def wants_picture(self) -> bool:
        return bool(self.pictures) or (self.is_told and self.is_picture(WORDS))

    def wants_run(self, *, moves: bool) -> bool:
        """Whether the run itself is in what is asked for.

        Args:
            moves: Whether something happens in it; if not, a portrait does not need it.
        """
        is_summarized = self.is_told and not self.views
        is_kept = len(self.pictures) < len(self.forms)
        shown = {*OF_THE_RUN, DOMINANCE, *([PORTRAIT] if moves else [])}
        is_drawn = self.wants_picture and not shown.isdisjoint(self.pictured)
        return self.as_json or is_summarized or is_kept or is_drawn

    def refuse_what_does_not_fit(self) -> None:
        """Say what would come to nothing.

        Raises:
            BadParameter: for an output that is there twice, and for options and numbers of a run
                that no view shows.
        """
        if self.as_json and STREAM in self.forms:
            raise typer.BadParameter(say("cli.json-and-stream"))
        if not self.views or not _WITH_RUNS_OF_THEIR_OWN.issuperset(self.views):
            return
        views = ",".join(self.views)
        for option in self.options:
            if WHAT_IF not in self.views or option not in _FOLLOWED_BY_WHAT_IF:
                raise typer.BadParameter(say("cli.no-effect", option=option, views=views))
        for file, form in self.forms.items():
            if form in NUMBERS:
                raise typer.BadParameter(say("cli.no-numbers", file=file, views=views))
        if self.as_json:
            raise typer.BadParameter(say("cli.no-end", views=views))


def views_of(
    written: str | None,
    *,
    known: Sequence[str] = VIEWS,
    otherwise: str = "cli.unknown-run-view",
) -> tuple[str, ...]:
    """Return the views that somebody asks for, or none where nobody asks.

    Args:
        written: Names with commas between them.
        known: The views there are.
        otherwise: The key of what is said of any other.
    """
    names = () if written is None else written.split(",")
    return tuple(one_of(name.strip(), known, otherwise=otherwise) for name in names)


def forms_of(
    targets: list[str] | None,
    to: str | None,
    *,
    known: Sequence[str] = FORMS,
    otherwise: str = "cli.unknown-run-format",
) -> dict[str, str]:
    """Return what each file is to hold, by its name, and standard output, by `to`.

    Args:
        targets: Names of files, and `-` for standard output.
        to: The form for standard output; the first one that is known if it is left out.
        known: The forms there are.
        otherwise: The key of what is said of any other.
    """

    def form_of(target: str) -> str:
        if target == STREAM:
            return to or known[0]
        ending = Path(target).suffix.lower().removeprefix(".")
        if not ending:
            endings = ", ".join(f".{form}" for form in known)
            raise typer.BadParameter(say("draw.no-format", file=target, known=endings))
        return one_of(ending, known, otherwise=otherwise)

    forms = {target: form_of(target) for target in targets or ()}
    if to is not None and STREAM not in forms:
        raise typer.BadParameter(say("cli.to-without-stream", form=to))
    return forms
