"""Sentences of what cannot be simulated."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # -- system ------------------------------------------------------------------------------
    "system.alone": "{name} is alone in this case. It takes two people who are in a cycle with each other.",
    "system.no-cycle": "'{kind}' is no cycle and no graph of one. Load the file first.",
    "system.rest": "A flow of '{node}' runs at what is missing to 1, and has a weight of {weight:g}. Write a weight from 0 to 1.",
    "system.tau": "A time constant of {tau:g} turns cannot be simulated. Write one from {low:g} to {high:g}.",
    "system.too-many-ways": "There are more than {limit:,} ways through this case that would have to be simulated. Take some of the links out that run beside or into each other.",
    "system.nobody": "Nobody is in a cycle with anybody here. It takes two people who are.",
    "system.passing-circle": "'{station}' passes on what it gets at once, and gets it back from itself. Take one of the links between trigger, appraisal and body out.",
    "system.too-much": "The way from '{source}' to '{target}' is too strong or too late to simulate. Strengths go up to {weight:,.0f}, delays up to {delay:,.0f} turns.",
    "system.unknown": "No state is called '{name}'.{hint}",
    "system.outside": "'{name}' lies between {low} and {high}, and {value} does not.",
    # -- any signed graph --------------------------------------------------------------------
    "linear.sign": "Nobody knows which way '{source}' acts on '{target}', so the graph cannot move. Give the link a sign, or leave it out.",
    "linear.damping": "What holds each node back is a number from 0 on, and {value} is not.",
    # -- XMILE -------------------------------------------------------------------------------
    "xmile.name": "A negative cycle",
    "xmile.caption": "A model for thinking with assumed numbers, the same for any couple with these positions and assumptions. It is at rest: in contact, with nothing happening; no plan and no chance is in it.",
    "xmile.start": "'{name}' is not a state to start from.{hint} Take calm or stuck, or give the states.",
    "xmile.state": "A start needs a number for each of the {count} states, and here are {found}.",
    "xmile.turns": "A model runs for a number of turns above 0, and {value} is not one.",
    "xmile.step": "A step is a number of turns above 0, and {value} is not one.",
    "xmile.delay": "A delay of {delay:g} turns is no whole number of steps of {step:g}. Choose a step that fits into it, or leave it out.",
    "xmile.delays": "No step of {shortest:g} turns or more fits into every delay of this case. Round the delays.",
    "xmile.felt": "What {who} feels first because of something outside: absence above 0, pressure below.",
    "xmile.help": "Help for {who} to open up, 0 or more.",
    "xmile.stress": "By how many times outside stress raises the reactivity of {who}.",
    "xmile.need": "Need of {who} for closeness here and now, 0 to 1.",
    "xmile.missing": "What {who} needs minus what is offered.",
    "xmile.contact": "1 while {one} and {other} are in contact, else 0.",
    "xmile.offer": "1 while {one} will be there for {other} again, else 0.",
    "xmile.late": "{state}, as it was a while ago.",
    "xmile.pushed": "All that acts on {state}.",
    "xmile.target": "Where {state} goes, -1 to 1.",
    "xmile.change": "How {state} changes in a turn.",
    "xmile.fill": "What fills {state} in a turn.",
    "xmile.drain": "What drains {state} in a turn.",
}
