"""What acts on a couple at one moment: something felt, help, stress, contact and offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from negcycle.system.protocol import Array


@dataclass(frozen=True, eq=False)
class Inputs:
    """The inputs at one moment, for `n` partners in the order of the system."""

    felt: Array
    """Added to what each partner feels first: absence above 0, pressure below. Shape ``(n,)``."""
    help: Array
    """Help to open up, 0 or more. Shape ``(n,)``."""
    stress: Array
    """Times which each partner's reactivity is, above 0. Shape ``(n,)``."""
    contact: Array
    """1 where two partners are in contact, else 0. Shape ``(n, n)``, symmetric."""
    offer: Array
    """``offer[i, j]`` is 1 while j will be there for i again, else 0. Shape ``(n, n)``."""

    @classmethod
    def resting(cls, n: int) -> Inputs:
        """Return what acts when nothing happens: in contact, all offers standing."""
        return cls(
            felt=np.zeros(n),
            help=np.zeros(n),
            stress=np.ones(n),
            contact=np.ones((n, n)),
            offer=np.ones((n, n)),
        )

    def fixed(self) -> Inputs:
        """Return these inputs, whose arrays can be changed no more."""
        for one in (self.felt, self.help, self.stress, self.contact, self.offer):
            one.setflags(write=False)
        return self

    def changed(self, **fields: Array) -> Inputs:
        """Return these inputs with some of them replaced."""
        return replace(self, **fields)

    def named(self, keys: Sequence[str]) -> dict[str, float]:
        """Return these inputs by name, for partners with these keys.

        ``ana.felt``, ``ana.help`` and ``ana.stress`` are Ana's; ``ana.ben.contact`` says whether
        the two are in contact, ``ana.ben.offer`` whether Ben will be there for Ana again.
        """
        found: dict[str, float] = {}
        for i, key in enumerate(keys):
            for name, values in (("felt", self.felt), ("help", self.help), ("stress", self.stress)):
                found[f"{key}.{name}"] = float(values[i])
            for j, other in enumerate(keys):
                if i != j:
                    found[f"{key}.{other}.contact"] = float(self.contact[i, j])
                    found[f"{key}.{other}.offer"] = float(self.offer[i, j])
        return found

    @classmethod
    def from_named(cls, values: Mapping[str, float], keys: Sequence[str]) -> Inputs:
        """Return the inputs that have these names; what is not named is as at rest."""
        rest = cls.resting(len(keys))
        given = rest.named(keys) | dict(values)
        ways = [(i, j) for i in range(len(keys)) for j in range(len(keys)) if i != j]
        for name, where in (("felt", rest.felt), ("help", rest.help), ("stress", rest.stress)):
            where[:] = [given[f"{key}.{name}"] for key in keys]
        for i, j in ways:
            rest.contact[i, j] = given[f"{keys[i]}.{keys[j]}.contact"]
            rest.offer[i, j] = given[f"{keys[i]}.{keys[j]}.offer"]
        return rest
