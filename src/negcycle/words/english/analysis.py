"""Sentences of the search for loops."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # -- analysis: loops ---------------------------------------------------------------------
    "loops.count": "'{name}' is a whole number from 1 up, and {value} is not.",
    "loops.seconds": "'seconds' is a number above 0, and {value} is not.",
    "loops.no-kernel": "'kernel' is auto, python or numba, and {value} is none of them.",
    "loops.no-numba": "This kernel needs numba. Install it with: pip install 'negcycle[fast]'",
    "loops.no-graph": "'{kind}' is no cycle, graph or model. Load the file first.",
    "loops.no-state": "A plain graph has no states, so its loops cannot be read at one. Leave 'at' and 'state' out.",
    "loops.model-state": "Only a couple has a state called '{at}'. Give the state of a model as 'state', or leave 'at' out.",
    "loops.no-such-node": "No node is called '{name}'.{hint}",
    "loops.no-such-partner": "No partner has the key '{name}' here.{hint}",
    "loops.no-such-loop": "No loop has the id '{name}' here.{hint}",
}
