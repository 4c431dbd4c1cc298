"""JAX: the same arrays as in NumPy, compiled by XLA as one scan, in float64."""

from __future__ import annotations

import os
import time
from functools import partial
from typing import Any

from contenders.worker import one_processor, serve

one_processor()
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax  # noqa: E402 (it reads what stands above)
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
from contenders import couple as c  # noqa: E402

jax.config.update("jax_enable_x64", val=True)
jax.config.update("jax_default_prng_impl", os.environ.get("JAX_PRNG", "unsafe_rbg"))


def step(state: Any, key: Any, noise: float) -> Any:
    """Return the state one step later."""
    p, e, v, y, a, r, eta = state
    fill = (1 - a) * p**2
    both = fill + c.FORGET + c.REPAIR * a[0] * a[1]
    target = c.OPENNESS * (1 - r) * (1 - e**2)
    missing = jnp.array(c.MISSING)[:, None]
    drawn = jax.random.normal(key, eta.shape, dtype=jnp.float64)
    return (
        p + c.MOVED * (jnp.tanh(c.C * (missing - y[::-1]) + eta) - p),
        e + c.MOVED * (jnp.tanh(c.C * (1 - a) * p) - e),
        v + c.MOVED * (jnp.tanh(c.C * e) - v),
        y + c.MOVED * (jnp.tanh(c.C * v) - y),
        a + c.MOVED_OPEN * (target - a),
        r - jnp.expm1(-both * c.STEP / c.TAU_BOND) * (fill / both - r),
        c.KEEPS * eta + c.FRESH * noise * drawn,
    )


@partial(jax.jit, static_argnums=(1, 2))
def ran(key: Any, couples: int, turns: int, noise: float) -> Any:
    """Return what became of the couples."""
    first, rest = jax.random.split(key)
    zero = jnp.zeros((2, couples))
    eta = noise * jax.random.normal(first, (2, couples), dtype=jnp.float64)
    state = (zero, zero, zero, zero, jnp.full((2, couples), c.OPENNESS), zero, eta)
    nothing = jnp.zeros((13, couples))
    rows = (nothing, nothing, nothing + 2, nothing - 2, jnp.zeros((2, couples)), nothing[0])

    def turn(carried: Any, number: Any) -> Any:
        state, (total, squares, lowest, highest, position, settled) = carried
        for one in jax.random.split(jax.random.fold_in(rest, number), c.EVERY):
            state = step(state, one, noise)
        y = state[3]
        strength = jnp.abs(y).mean(axis=0)
        now = jnp.stack([*(s[i] for i in (0, 1) for s in state[:6]), strength])
        side = jnp.sign(y) * (jnp.abs(y) >= c.POSITION)
        changed = (side != position).any(axis=0)
        rows = (
            total + now,
            squares + now**2,
            jnp.minimum(lowest, now),
            jnp.maximum(highest, now),
            side,
            jnp.where(changed, number, settled),
        )
        return (state, rows), None

    (state, rows), _ = jax.lax.scan(turn, (state, rows), jnp.arange(1.0, turns + 1))
    final = jnp.stack([s[i] for i in (0, 1) for s in state[:6]])
    mean = rows[0] / turns
    return final, mean, rows[1] / turns - mean**2, rows[2], rows[3], rows[5]


def run(couples: int, turns: int, seed: int, noise: float) -> tuple[float, dict[str, Any]]:
    """Return the seconds that it took, and what became of the couples."""
    start = time.process_time()
    found = jax.block_until_ready(ran(jax.random.key(seed), couples, turns, noise))
    seconds = time.process_time() - start
    return seconds, {name: np.asarray(v) for name, v in zip(c.RESULTS, found, strict=True)}


if __name__ == "__main__":
    serve(run)
