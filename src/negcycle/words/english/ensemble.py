"""What is said of many couples at once."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "ensemble.unknown": "There is no column '{name}' here.{hint}",
    "ensemble.not-recorded": "'{name}' was not recorded.{hint} Ask for it with `record`.",
    "ensemble.no-couple": "There is no couple number {number} here.",
    "ensemble.runs": "The number of couples is a whole number from 1 to {limit:,}, and {value} is not.",
    "ensemble.kernel": "No kernel is called '{name}'.{hint} There are 'auto', 'numpy' and 'numba'.",
    "ensemble.missing-numba": "This kernel needs numba. Install it with: pip install 'negcycle[fast]'",
    "ensemble.seven-digits": "Some number behind these couples is too large for 'float32'. Take the precision 'float64'.",
    "ensemble.precision": "No precision is called '{name}'.{hint} There are 'float64' and 'float32'.",
    "ensemble.record-twice": "A state is named twice among those to record. Name each once.",
    "ensemble.every": "States are recorded every so many turns, more than 0 and at most the {turns:g} of the run, and {value} is no such number.",
    "ensemble.after": "What is left out at the beginning lasts from 0 turns to less than the {turns:g} of the run, at least a step, and {value} is no such number.",
    # -- what differs between couples --------------------------------------------------------
    "vary.unknown": "No number is called '{name}' here.{hint}",
    "vary.needs-cycle": "'{name}' can differ between couples only where the cycle itself is given, and not its graph or system.",
    "vary.twice": "'{name}' sets every partner's, and '{other}' is given as well. Give one of the two.",
    "vary.noise-twice": "Noise is given twice: for all couples, and for each. Give one of the two.",
    "vary.given": "{count:,} values that were given ({digest})",
    "vary.for-couple": " for couple {number}",
    "vary.no-number": "'{name}' is a number, and {value} is none.",
    "vary.table": "What differs is given by name, such as {{'need': [0.4, 0.5]}}, and this is {kind}.",
    "ensemble.memory": "These rows need about {need:,.0f} GB of memory, and this computer has {have:,.0f}. Ask for fewer couples at once, record less, or use shards.",
    "vary.outside": "'{name}' lies between {low:g} and {high:g}, and is {value:g}{whose}. Choose a value in that range.",
    "vary.not-above": "'{name}' is a number above 0, and is {value:g}{whose}. Choose a larger one.",
    "vary.below": "'{name}' is a number from 0 up, and is {value:g}{whose}. Choose another one.",
    "vary.answer": "'{name}' is 1 or -1, and is {value:g}{whose}.",
    "vary.no-item": "'{name}' names an item that the plan does not have: it has {count}, counted from 0.",
    "vary.no-such-item": "'{name}' is about an item of the plan, and the plan has {count} of them, counted from 0. Give a plan that has it.",
    "vary.plan": "The plan cannot be carried out with this value of '{name}': {message}",
    "vary.no-numbers": "'{name}' needs a number, one for each couple, or what to draw it from.",
    "vary.length": "'{name}' has {count} values, and there are {runs:,} couples. Give one value for each.",
    "vary.too-much": "With these values a link is stronger than {weight:g} or later than {delay:g} turns. Choose smaller ones.",
    # -- one of them alone ------------------------------------------------------------------
    "replay.other-case": "These couples were made of another cycle (case {case}) than the one given (case {here}). Give the same one.",
}
