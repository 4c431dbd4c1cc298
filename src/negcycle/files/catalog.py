"""The example cycles that come with negcycle, and the empty form to fill in."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files
from pathlib import Path

from negcycle.errors import UnknownName
from negcycle.files.yaml_text import in_one_line
from negcycle.model.cycle import Cycle
from negcycle.model.plan import BOTH
from negcycle.words import did_you_mean, say

COUPLE = "couple"
"""The name of the empty form."""


def _folder() -> Path:
    """Return the folder of the examples: in the package, or beside it in a working copy."""
    packaged = Path(str(files("negcycle"))) / "examples"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "examples"


def template_names() -> tuple[str, ...]:
    """Return the names that `template` knows: the empty form first, then the examples."""
    return (COUPLE, *sorted(path.stem for path in _folder().glob("*.yaml")))


def template(name: str) -> str:
    """Return the text of an example case.

    Raises:
        UnknownName: if no example is called this.
    """
    known = template_names()
    if name not in known[1:]:
        hint = did_you_mean(name, known) or say("fault.choices", choices=", ".join(known))
        raise UnknownName(say("new.unknown-template", name=name, hint=hint), name, known)
    return (_folder() / f"{name}.yaml").read_text(encoding="utf-8")


def empty_form(names: list[str]) -> str:
    """Return the text of a case in which everything is still open, with a question at each slot.

    Raises:
        CaseError: if a name is one that no case can hold.
    """
    people = dict(zip(_keys(names), names, strict=True))
    Cycle(partners={key: {"name": name} for key, name in people.items()})
    head = say("new.head")
    partners = "\n".join(
        say("new.partner", key=in_one_line(key), name=in_one_line(name))
        for key, name in people.items()
    )
    return f"{head}\n{partners}\n{say('new.tail')}\n"


def _keys(names: list[str]) -> list[str]:
    """Return a short key for each name, each only once."""
    keys: list[str] = []
    for number, name in enumerate(names, start=1):
        bare = unicodedata.normalize("NFKD", name.casefold())
        bare = "".join(char for char in bare if not unicodedata.combining(char))
        key = re.sub(r"[^\w]+", "-", bare, flags=re.ASCII).strip("-_")[:30] or f"p{number}"
        if key == BOTH or key in keys:
            key = f"{key}-{number}"
        keys.append(key)
    return keys


def example(name: str) -> Cycle:
    """Return an example cycle. Raises as `template`."""
    from negcycle.files.case import loads

    return loads(template(name))
