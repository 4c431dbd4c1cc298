"""What acts on a couple at one moment: something felt, help, stress, contact and offers."""

from __future__ import annotations

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

    def changed(self, **fields: Array) -> Inputs:
        """Return these inputs with some of them replaced."""
        return replace(self, **fields)
