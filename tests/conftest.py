"""How the tests run: how many examples Hypothesis tries, and which searches wait for a budget.

Profiles: `default` on a desk; `ci`, where a failure must come back the same way, so nothing is left
to chance; and `deep`, for slow searches. Those are marked `deep`, too, and skipped unless
NEGCYCLE_DEEP says how many examples they may try:

    @pytest.mark.deep
    @settings.get_profile("deep")
    @given(cycles())
    def test_...
"""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
DEEP = int(os.environ.get("NEGCYCLE_DEEP") or 0)

# No deadline and no complaint about slowness: the speed of a computer says nothing about negcycle.
settings.register_profile(
    "default",
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "ci", settings.get_profile("default"), derandomize=True, database=None, print_blob=True
)
settings.load_profile("ci" if IN_CI else "default")
settings.register_profile("deep", settings(), max_examples=max(DEEP, 1))


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among the modules and tests, which stay to the end."""
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the deep searches when nobody gave them a budget."""
    if DEEP:
        return
    for item in items:
        if item.get_closest_marker("deep"):
            item.add_marker(pytest.mark.skip(reason="deep: set NEGCYCLE_DEEP=200 to search"))
