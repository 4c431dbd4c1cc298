"""Between which ends a share lies, when it was seen in so many couples drawn at random."""

from __future__ import annotations

from statistics import NormalDist
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

LEVEL = 0.95
"""How often such an interval holds the share of all couples, in the long run."""


def wilson(
    count: NDArray[np.int64], total: NDArray[np.int64], level: float = LEVEL
) -> tuple[Array, Array]:
    """Return the ends of the score interval of a share; NaN where there is nobody.

    Unlike the share plus or minus two standard errors, it never leaves 0 to 1 and is wider than
    nothing where all or none were of the kind.

    Args:
        count: Of how many it is so. Any shape.
        total: Of how many in all. The same shape.
        level: 0 to 1.

    Example:
        >>> import numpy as np
        >>> low, high = wilson(np.array([0]), np.array([20]))
        >>> low.round(4).tolist(), high.round(4).tolist()
        ([0.0], [0.1611])

    Sources:
        Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
        J. Am. Stat. Assoc. 22(158), 209-212. Newcombe, R. G. (1998). Stat. Med. 17, 857-872, method
        3 (examples).
    """
    z = NormalDist().inv_cdf(0.5 + level / 2)
    n = np.where(total > 0, total, np.nan)
    share = count / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return np.clip(middle - half, 0.0, share), np.clip(middle + half, share, 1.0)
