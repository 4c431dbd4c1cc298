"""Charts of runs and models as scenes: what happened, where it leads, what changes that.

Each file makes one kind of chart; `draw` has the functions that give a finished picture.
"""

from __future__ import annotations
