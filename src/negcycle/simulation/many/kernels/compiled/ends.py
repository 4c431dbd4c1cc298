"""Between which numbers the last looks at each couple lie, in machine code."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from negcycle.simulation.many.kernels.compiled.bits import in_wide_vectors, larger, smaller
from negcycle.system.machine_code import UNFUSED, machine_code


@cache
def ends_for(kind: str) -> Callable[..., None]:
    """Return `ends` in machine code, for numbers of a kind such as ``"float64"``."""
    kept, found = f"{kind}[:, :, :, ::1]", "float64[:, :, ::1]"
    signature = f"void(int64[:, ::1], {kept}, {found}, {kind}[::1], float64[::1])"
    return machine_code(signature, rounding=UNFUSED)(ends)


def ends(moving: Any, all_kept: Any, all_found: Any, done: Any, strength: Any) -> None:
    """Find them; see `Kernel.ends`. `done` and `strength` are room for a number of each lane."""
    in_wide_vectors()
    n_groups, n_looks, _, n_lanes = all_kept.shape
    n_people = len(moving)
    weakest, strongest = 2 * n_people, 2 * n_people + 1
    for group in range(n_groups):
        found = all_found[group]
        for look in range(n_looks):
            kept = all_kept[group, look]
            for lane in range(n_lanes):
                strength[lane] = 0.0
            for p in range(n_people):
                first, end = moving[p, 0], moving[p, 1]
                of_all = done.dtype.type(end - first)
                for lane in range(n_lanes):
                    done[lane] = kept[first, lane]
                for n in range(first + 1, end):
                    for lane in range(n_lanes):
                        done[lane] += kept[n, lane]
                for lane in range(n_lanes):
                    x = np.float64(done[lane] / of_all)
                    strength[lane] += abs(x)
                    found[p, lane] = smaller(found[p, lane], x)
                    found[n_people + p, lane] = larger(found[n_people + p, lane], x)
            for lane in range(n_lanes):
                x = strength[lane] / n_people
                found[weakest, lane] = smaller(found[weakest, lane], x)
                found[strongest, lane] = larger(found[strongest, lane], x)
