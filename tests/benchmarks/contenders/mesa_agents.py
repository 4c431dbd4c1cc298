"""Mesa: each couple is an agent with its states in a small NumPy array, stepped one by one."""

from __future__ import annotations

import time
from typing import Any

from contenders.worker import one_processor, serve

one_processor()

import mesa  # noqa: E402 (after that, as NumPy starts threads)
import numpy as np  # noqa: E402
from contenders import couple as c  # noqa: E402

MISSING = np.array(c.MISSING)


class Couple(mesa.Agent):  # type: ignore[misc]
    """Two partners; each state is an array of two."""

    def __init__(self, model: Any) -> None:
        super().__init__(model)
        self.state = np.zeros((6, 2))
        self.state[4] = c.OPENNESS
        self.eta = model.noise * model.chance.standard_normal(2)
        self.total, self.squares = np.zeros(13), np.zeros(13)
        self.lowest, self.highest = np.full(13, 2.0), np.full(13, -2.0)
        self.position, self.settled = np.zeros(2), 0.0

    def step(self) -> None:
        """Go on by one step."""
        p, e, v, y, a, r = self.state
        fill = (1 - a) * p**2
        both = fill + c.FORGET + c.REPAIR * a[0] * a[1]
        inner = np.array(
            [c.C * (MISSING - y[::-1]) + self.eta, c.C * (1 - a) * p, c.C * e, c.C * v]
        )
        new = np.empty((6, 2))
        new[:4] = self.state[:4] + c.MOVED * (np.tanh(inner) - self.state[:4])
        new[4] = a + c.MOVED_OPEN * (c.OPENNESS * (1 - r) * (1 - e**2) - a)
        new[5] = r + (1 - np.exp(-both * c.STEP / c.TAU_BOND)) * (fill / both - r)
        self.state = new
        model = self.model
        drawn = model.chance.standard_normal(2)
        self.eta = c.KEEPS * self.eta + c.FRESH * model.noise * drawn

    def look(self) -> None:
        """Note what is to be seen now."""
        y = self.state[3]
        now = np.append(self.state.T.ravel(), np.abs(y).mean())
        self.total += now
        self.squares += now**2
        np.minimum(self.lowest, now, out=self.lowest)
        np.maximum(self.highest, now, out=self.highest)
        side = np.sign(y) * (np.abs(y) >= c.POSITION)
        if (side != self.position).any():
            self.position, self.settled = side, float(self.model.turn)


class Couples(mesa.Model):  # type: ignore[misc]
    """All of them."""

    def __init__(self, couples: int, seed: int, noise: float) -> None:
        super().__init__()
        self.noise, self.turn = noise, 0
        self.chance = np.random.default_rng(seed)
        Couple.create_agents(self, couples)

    def step(self) -> None:
        """Go on by one turn."""
        self.turn += 1
        for _ in range(c.EVERY):
            self.agents.do("step")
        self.agents.do("look")


def run(couples: int, turns: int, seed: int, noise: float) -> tuple[float, dict[str, Any]]:
    """Return the seconds that it took, and what became of the couples."""
    start = time.process_time()
    model = Couples(couples, seed, noise)
    for _ in range(turns):
        model.step()
    all_of_them = list(model.agents)
    mean = np.array([one.total for one in all_of_them]).T / turns
    found = (
        np.array([one.state.T.ravel() for one in all_of_them]).T,
        mean,
        np.array([one.squares for one in all_of_them]).T / turns - mean**2,
        np.array([one.lowest for one in all_of_them]).T,
        np.array([one.highest for one in all_of_them]).T,
        np.array([one.settled for one in all_of_them]),
    )
    seconds = time.process_time() - start
    return seconds, dict(zip(c.RESULTS, found, strict=True))


if __name__ == "__main__":
    serve(run)
