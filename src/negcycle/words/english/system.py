"""Sentences of what cannot be simulated."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # -- system ------------------------------------------------------------------------------
    "system.alone": "{name} is alone in this case. A simulation needs two people who are in a cycle with each other.",
    "system.no-cycle": "'{kind}' is no cycle and no graph of one. Load the file first.",
    "system.tau": "A time constant of {tau:g} turns cannot be simulated. Write one from {low:g} to {high:g}.",
    "system.too-many-ways": "There are more than {limit:,} ways through this case that would have to be simulated. Take some of the links out that run beside or into each other.",
    "system.nobody": "Nobody is in a cycle with anybody here. A simulation needs two people who are.",
    "system.passing-circle": "'{station}' passes on what it gets at once, and gets it back from itself. Take one of the links between trigger, appraisal and body out.",
    "system.too-much": "The way from '{source}' to '{target}' is too strong or too late to simulate. Strengths go up to {weight:,.0f}, delays up to {delay:,.0f} turns.",
    "system.unknown": "No state is called '{name}'.{hint}",
    "system.outside": "'{name}' lies between {low} and {high}, and {value} does not.",
}
