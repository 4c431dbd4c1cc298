"""Sentences of signs without numbers, and of presses."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "signs.unknown": "No node is called '{name}'.{hint}",
    "signs.rows": "Say what the rows of the matrix are: rows='target' where an entry is the effect of the column node on the row node, rows='source' where it is the effect of the row node on the column node.",
    "signs.square": "A matrix of effects needs as many columns as rows and a different name for each; here are {rows} rows and {names} different names. Check the rows and the names.",
    "signs.numbers": "A matrix of effects needs finite numbers. Write 0 where there is no effect.",
    "signs.size": "Signs without numbers can be worked out for 1 to {most} nodes; here are {count}. Leave out nodes that only pass something on.",
    "signs.table": "How each row answers in the end, when the node with the number above is pushed up and kept there (+ up, - down, 0 not at all, ? depends on the strengths):",
    "signs.many": "So many links run among these {count} nodes that working their signs out would take minutes. Leave out nodes that only pass something on.",
    "signs.free": "{count} nodes without a self-effect hang together, and at most {most} can be tried. Say which nodes hold themselves back (damped).",
    "press.count": "Presses need a count from 1 on, and at least as many tries; here are {count} and {tries}.",
    "press.none": "None of {tries} drawn systems was stable and agreed with what is known. Check the signs, the self-effects (damped) and the known outcomes.",
    "press.link": "Nothing acts from '{source}' on '{target}', so the link cannot be uncertain. Check the two names and their order.",
    "press.undamped": "Nothing holds {nodes} back, so no strengths make this stable. Say which nodes hold themselves back (damped).",
    "press.never": "Whatever the strengths, {nodes} do not come to rest together: no loops that take up {level} of them hold back. Check the signs and the self-effects (damped).",
    "press.any": "Whatever the strengths, when a node is pushed up and kept there:",
    "press.most": "In at least {share:.0%} of {kept:,} systems with drawn strengths, beside that:",
    "press.none-any": "Nothing follows whatever the strengths.",
    "press.none-most": "Nothing else holds in at least {share:.0%} of {kept:,} systems with drawn strengths.",
    "press.line": "  {to}: {answers}",
    "press.answer": "{of} {sign}",
}
