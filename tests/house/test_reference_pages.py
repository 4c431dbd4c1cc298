"""The pages of the case file and the command say what is so; run this file to write their tables.

A table stands between a comment with its name and an end mark, and everything else on those pages
is written by hand.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from typer.models import ArgumentInfo

import negcycle
from negcycle.cli import app
from negcycle.model.parameters import DEFAULTS, PARAMETERS

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
TABLE = re.compile(r"(<!-- ([\w -]+): made by .*? -->\n).*?(<!-- end -->)", re.DOTALL)

Tables = dict[str, str]


def table(head: list[str], rows: Iterator[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    cells = [" | ".join(cell.replace("|", r"\|") for cell in line) for line in lines]
    return "".join(f"| {line} |\n" for line in cells)


# -- the command --------------------------------------------------------------------------------


def command_tables() -> Tables:
    """Return a table of the arguments and options of each command, such as ``practice new``."""
    groups = [("", app), *((f"{one.name} ", one.typer_instance) for one in app.registered_groups)]
    return {
        f"{group}{one.name or one.callback.__name__}": table(
            ["write", "for"], parameters(one.callback)
        )
        if inspect.signature(one.callback).parameters
        else "It takes no arguments.\n"
        for group, commands in groups
        if commands is not None
        for one in commands.registered_commands
        if one.callback is not None
    }


def parameters(callback: Callable[..., object]) -> Iterator[list[str]]:
    hints = get_type_hints(callback, include_extras=True)
    for name, parameter in inspect.signature(callback).parameters.items():
        kind, info = get_args(hints[name])
        yield [written(kind, info), f"{info.help}{otherwise(parameter.default)}"]


def written(kind: Any, info: Any) -> str:
    """Return how a person writes a parameter."""
    if isinstance(info, ArgumentInfo):
        return f"`{info.metavar}`"
    # Typer keeps the first name of an annotated option where its default would stand.
    names = sorted({info.default, *(info.param_decls or ())} - {...}, key=len)
    names = ", ".join(f"`{name}`" for name in names)
    if kind is bool:
        return names
    choices = isinstance(kind, type) and issubclass(kind, StrEnum)
    value = "|".join(one.value for one in kind) if choices else info.metavar
    return f"{names} `{value}`"


def otherwise(default: object) -> str:
    if default in {inspect.Parameter.empty, None, False}:
        return ""
    return f" Otherwise `{default}`."


# -- the case file ------------------------------------------------------------------------------

HEADINGS = {
    "Entry": "[an entry](#an-entry)",
    "Chain": "[a chain](#a-chain)",
    "Partner": "[a partner](#a-partner)",
    "WrittenLink": "[a link](#a-link)",
    "Stressor": "[a stressor](#a-stressor)",
    "Moment": "[a moment](#a-moment-of-an-incident)",
    "PartnerDynamics": "[numbers](#the-numbers-of-a-partner)",
    "Dynamics": "[numbers](#the-numbers-of-the-couple)",
    "Plan": "[a plan](#a-plan)",
    "When": "[a condition](#a-condition)",
    "DayLength": "[the length of a day](#the-length-of-a-day)",
    "TimeoutTerms": "[how a break is taken](#a-break)",
}
"""Where the page says more about a part of the schema."""

OTHER_SPELLINGS = {"behaviour"}


def case_tables() -> Tables:
    """Return a table of the fields of each part of a case file."""
    schema = negcycle.schema()
    parts = schema["$defs"]
    objects = {name: object_in(part) for name, part in parts.items() if name in HEADINGS}
    tables = {name: fields(part, parts) for name, part in objects.items() if part is not None}
    kinds = table(
        ["item", "fields beside `at`, `every`, `when` and `for`", "meaning"],
        (
            plan_item(parts[one["$ref"].rpartition("/")[2]], parts)
            for one in parts["Plan"]["items"]["anyOf"]
        ),
    )
    return {**tables, "Cycle": fields(schema, parts), "Plan": kinds}


def object_in(part: dict[str, Any]) -> dict[str, Any] | None:
    options = [part, *part.get("anyOf", ())]
    return next((one for one in options if one.get("type") == "object"), None)


def fields(part: dict[str, Any], parts: dict[str, Any]) -> str:
    required = part.get("required", ())
    return table(
        ["field", "value", "meaning"],
        (
            [
                f"`{name}`{', required' if name in required else ''}",
                allowed(field, parts),
                plain(field.get("description") or ""),
            ]
            for name, field in part["properties"].items()
            if name not in OTHER_SPELLINGS
        ),
    )


def plan_item(item: dict[str, Any], parts: dict[str, Any]) -> list[str]:
    kind = item["required"][0]
    others = set(item["properties"]) - {kind, "at", "every", "when", "for"}
    own = [kind, *(name for name in item["properties"] if name in others)]
    values = [f"`{name}`: {allowed(item['properties'][name], parts)}" for name in own]
    return [f"`{kind}`", "; ".join(values), plain(item["description"])]


def allowed(field: dict[str, Any], parts: dict[str, Any]) -> str:
    """Return in words which values a field takes."""
    if "anyOf" in field:
        options = [allowed(one, parts) for one in field["anyOf"] if one != {"type": "null"}]
        text = " or ".join(dict.fromkeys(options))
        return text.replace(f"a list, each {options[0]}", "a list of them")
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return HEADINGS.get(name) or allowed(parts[name], parts)
    if "enum" in field or "const" in field:
        return ", ".join(f"`{value}`" for value in field.get("enum", [field.get("const")]))
    kinds = {kind for kind in listed(field["type"]) if kind != "null"}
    if kinds == {"array"}:
        pair = field["items"].get("maxItems") == 2
        return f"a list, each {'a pair of keys' if pair else allowed(field['items'], parts)}"
    if kinds == {"object"}:
        return f"keys, each with {allowed(field['additionalProperties'], parts)}"
    return simple(field, kinds)


def listed(kind: str | list[str]) -> list[str]:
    return [kind] if isinstance(kind, str) else kind


SHAPES = {
    "john.behavior": "a station, such as `john.behavior`",
    "2026-11-21": "a date, such as `2026-11-21`, `2026-11` or `2026`",
    "7d": "turns, or days such as `7d`",
    "1.5": "a number",
    "-": "`+`, `-`",
    "1": "`1`",
}
"""What a pattern means, by the first of these texts that fits it."""


def simple(field: dict[str, Any], kinds: set[str]) -> str:
    """Return in words what a single value may be."""
    if "boolean" in kinds and "number" not in kinds:
        return "`true`, `false`"
    if "boolean" in kinds or "pattern" not in field:  # YAML reads some words as numbers
        most = field.get("maxLength")
        return f"words, at most {most:,} characters" if most else "words"
    shape = next(text for text in SHAPES if re.search(field["pattern"], text))
    return SHAPES[shape] + (limits(field) if shape == "1.5" else "")


def limits(field: dict[str, Any]) -> str:
    low, high, above = (field.get(name) for name in ("minimum", "maximum", "exclusiveMinimum"))
    if above is not None:
        return f" above {above}" + (f", up to {high}" if high is not None else "")
    return "".join(
        f" {word} {end}" for word, end in (("from", low), ("to", high)) if end is not None
    )


def plain(text: str) -> str:
    """Return a description as a reader of files needs it, who knows no None."""
    text = re.sub(r"; None when the file does not say", "", text.replace("``", "`"))
    return text.replace("None means:", "left out,").replace("None means", "left out means")


# -- the practices ------------------------------------------------------------------------------

BY = {
    "one": "one person",
    "each": "each alone",
    "both": "both together",
    "clinician": "the therapist",
}


def practice_tables() -> Tables:
    """Return a table of the practices, and one of the checklists."""
    known = negcycle.known_practices()
    head = ["id", "what it is", "filled in by", "where it steps in", "as an input", "comes back"]
    return {
        "practices": table(head, (practice(one) for one in known if not one.checklist)),
        "checklists": table(
            ["id", "what it is", "items"],
            ([f"`{one.id}`", one.what, str(len(one.fields))] for one in known if one.checklist),
        ),
    }


def practice(one: negcycle.Practice) -> list[str]:
    return [
        f"`{one.id}`",
        one.what,
        BY[one.by] + (", with a therapist" if one.guided else ""),
        ", ".join(one.at),
        f"`{one.plan_kind}`" if one.plan_kind else "",
        one.recurs or "",
    ]


# -- the numbers --------------------------------------------------------------------------------


def parameter_tables() -> Tables:
    """Return a table of the parameters with their defaults, and one of the sets of defaults."""
    rows = (
        [
            f"`{one.name}`{', of each partner' if one.each else ''}",
            one.symbol,
            one.meaning,
            one.unit,
            one.range,
            *(f"{made.values[one.name]:g}" for made in DEFAULTS.values()),
            one.source,
        ]
        for one in PARAMETERS
    )
    head = ["field", "symbol", "meaning", "unit", "range", *map("`{}`".format, DEFAULTS), "source"]
    sets = (
        [f"`{made.name}`", made.about, f"{made.need_toward:g}", f"{made.need_away:g}"]
        for made in DEFAULTS.values()
    )
    needs = ["set", "what it stands for", "need of who moves toward", "need of who moves away"]
    return {"parameters": table(head, rows), "sets": table(needs, sets)}


# -- all of them -----------------------------------------------------------------------------------

PAGES = {
    "command.md": command_tables,
    "case-file.md": case_tables,
    "parameters.md": parameter_tables,
    "practices.md": practice_tables,
}
"""Each page, and what makes its tables."""


def with_tables(text: str, tables: Tables) -> str:
    return TABLE.sub(lambda found: f"{found[1]}\n{tables[found[2]]}\n{found[3]}", text)


@pytest.mark.parametrize("page", PAGES)
def test_the_tables_of_a_page_say_what_is_so(page: str) -> None:
    text = (REFERENCE / page).read_text("utf-8")

    assert text == with_tables(text, PAGES[page]()), "python tests/house/test_reference_pages.py"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_leaves_nothing_out(page: str) -> None:
    text = (REFERENCE / page).read_text("utf-8")

    assert {found[1] for found in TABLE.findall(text)} == set(PAGES[page]())


def test_every_command_has_an_example() -> None:
    text = (REFERENCE / "command.md").read_text("utf-8")
    of_all = r"^##(?:#)? ([\w ]+)\n(.*?)(?=^##|\Z)"
    sections = dict(re.findall(of_all, text, re.MULTILINE | re.DOTALL))

    assert all(f"$ negcycle {name}" in sections[name] for name in command_tables())


if __name__ == "__main__":
    for name, tables in PAGES.items():
        page = REFERENCE / name
        page.write_text(with_tables(page.read_text("utf-8"), tables()), "utf-8")
