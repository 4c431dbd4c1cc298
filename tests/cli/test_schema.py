"""`negcycle schema`: the JSON Schema, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import negcycle


def test_the_schema_is_printed(command: Callable[..., Any]) -> None:
    done = command("schema")

    assert (done.code, done.err) == (0, "")
    assert json.loads(done.data) == negcycle.schema()
