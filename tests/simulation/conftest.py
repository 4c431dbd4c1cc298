"""A couple to simulate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from negcycle.model.cycle import Cycle


def _couple(
    *, ana: dict[str, Any] | None = None, ben: dict[str, Any] | None = None, **more: Any
) -> Cycle:
    return Cycle(
        partners={
            "ana": {"name": "Ana", "dynamics": {"need": 0.55, "answer": 1, **(ana or {})}},
            "ben": {"name": "Ben", "dynamics": {"need": 0.45, "answer": 1, **(ben or {})}},
        },
        **more,
    )


@pytest.fixture(scope="session")
def couple() -> Callable[..., Cycle]:
    """Ana needs a little more closeness than Ben; other numbers may be given."""
    return _couple
