"""The bibliography of the practices: where each is described, under a short key."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from negcycle.files.node import plain_data
from negcycle.files.yaml_tree import read_yaml
from negcycle.model.citation import Citation


@cache
def bibliography() -> Mapping[str, Citation]:
    """Return every source by its key; the file is read when it is first asked for."""
    from importlib.resources import files  # slow to load

    folder = files("negcycle.practices.described").joinpath("known")
    text = folder.joinpath("sources.yaml").read_text("utf-8")
    entries = cast("dict[str, dict[str, Any]]", plain_data(read_yaml(text, "sources.yaml").root))
    return MappingProxyType(
        {
            key: Citation(
                key=key, text=one["text"], where=one.get("where", ""), read=one.get("read", True)
            )
            for key, one in entries.items()
        }
    )


def citation(key: str) -> Citation | None:
    """Return the source under `key`; a text of several words is a source of its own.

    None where nothing has this key.
    """
    text = " ".join(key.split())
    if " " in text:
        return Citation(key="own", text=text, where="", read=True)
    return bibliography().get(key)
