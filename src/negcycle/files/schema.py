"""The JSON Schema of a case file, made from the model."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema

from negcycle.model.base import Frozen
from negcycle.model.cycle import Cycle

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a case file as plain data.

    It describes one file field by field. What only the whole file shows, such as a link to a
    partner who is not there, is for `load` to say.

    Example:
        >>> schema()["required"]
        ['partners']
    """
    made = Cycle.model_json_schema(schema_generator=_InOrder)
    definitions = made.pop("$defs", {})
    for name, model in _models().items():
        body = made if model is Cycle else definitions.get(name)
        if body is not None:
            _finish(body, model)
            if model is not Cycle:
                definitions[name] = _with_shorthand(body, model)
    return {"$schema": DIALECT, "title": "negcycle case file", **made, "$defs": definitions}


class _InOrder(GenerateJsonSchema):
    """Keeps fields in the order of the format."""

    def sort(self, value: Any, parent_key: str | None = None) -> Any:
        return value


def _models() -> dict[str, type[Frozen]]:
    found: dict[str, type[Frozen]] = {}
    waiting: list[type[Frozen]] = [Frozen]
    while waiting:
        model = waiting.pop()
        found[model.__name__] = model
        waiting += model.__subclasses__()
    return found


def _finish(body: dict[str, Any], model: type[Frozen]) -> None:
    """Refuse unknown fields, accept other spellings and short forms, and describe each field."""
    properties: dict[str, Any] = body.setdefault("properties", {})
    for name, text in _descriptions(model).items():
        field = model.model_fields.get(name)
        alias = (field.alias or name) if field else name
        if alias in properties:
            properties[alias].setdefault("description", text)
    for name in properties.keys() - set(body.get("required", ())):
        properties[name] = _or_blank(properties[name])
    for other, name in model.other_spellings.items():
        if name in properties:
            properties[other] = {**properties[name]}
    body["additionalProperties"] = False
    body["description"] = (inspect.getdoc(model) or "").partition("\n")[0]


def _or_blank(field: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a field that may also be left blank."""
    about = {name: field[name] for name in ("description",) if name in field}
    rest = {name: value for name, value in field.items() if name not in ("title", *about)}
    options = rest.pop("anyOf", None) or [rest]
    rest = {name: value for name, value in rest.items() if name == "default"}
    known = [one for one in options if one != {"type": "null"}]
    return {**about, **rest, "anyOf": [*known, {"type": "null"}]}


def _with_shorthand(body: dict[str, Any], model: type[Frozen]) -> dict[str, Any]:
    """Return the schema of a value that may be written as its most important field."""
    if model.shorthand is None:
        return body
    inner = body["properties"][model.shorthand]
    about = {"description": body["description"]}
    if model.shorthand in body.get("required", ()):
        return {**about, "anyOf": [inner, body]}
    return {**about, **next(one for one in inner["anyOf"] if one.get("type") == "array")}


def _descriptions(model: type[Frozen]) -> dict[str, str]:
    """Return the text below each field in the source of `model` and its bases."""
    texts: dict[str, str] = {}
    for base in model.__mro__:
        if not issubclass(base, Frozen):
            continue
        tree = ast.parse(textwrap.dedent(inspect.getsource(base)))
        body = cast("ast.ClassDef", tree.body[0]).body
        for field, text in zip(body, body[1:], strict=False):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
                and isinstance(text.value.value, str)
            ):
                texts.setdefault(field.target.id, " ".join(text.value.value.split()))
    return texts
