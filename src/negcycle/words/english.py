"""Every sentence that negcycle generates, in English, under stable keys.

A translation is another such table with the same keys. Fields in braces are filled in by `say`.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # -- slots: what a person is asked for ---------------------------------------------------
    "ask.trigger": "What does {name} see or hear just before? (What would a camera show?)",
    "ask.secondary": "What does {name} show or feel first: what comes up to protect them?",
    "ask.behavior": "What does {name} do then, where the other can see it?",
    "ask.perception": "What does {name} tell themselves about the other in that moment?",
    "ask.primary": "What happens inside {name} just before that: the softer feeling underneath?",
    "ask.need": "What does {name} long for in that moment?",
    # -- model: faults of a case -------------------------------------------------------------
    "fault.other": "{value} cannot be read here: {reason}.",
    "fault.verbatim": "{message}",
    "fault.a-list": "a list",
    "fault.fields": "a set of fields",
    "fault.choices": " Choose from: {choices}.",
    "fault.unknown-field": "'{name}' is not a field here.{hint}",
    "fault.written-twice": "'{name}' is written twice here, the second time as '{other}'. Keep one.",
    "fault.missing": "'{name}' is missing.",
    "fault.unknown-word": "{value} is not {noun} I know.{hint}",
    "fault.not-yes-or-no": "{value} is neither yes nor no. Write true or false.",
    "fault.not-words": "{value} stands where words are expected. Write it as one text.",
    "fault.not-finite": "{value} is not a number that can be used here. Write a finite number.",
    "fault.not-a-number": "{value} is not a number. Write it in digits, such as 0.5.",
    "fault.at-least": "{value} is too small. Write {ge} or more.",
    "fault.more-than": "{value} is too small. Write a number above {gt}.",
    "fault.at-most": "{value} is too large. Write {le} or less.",
    "fault.control-character": "The text holds the control character {code}. Take it out.",
    "fault.blank": "This is blank. Write the words, or leave the field out.",
    "fault.too-long": "The text has {count} characters, and at most {limit} fit here. Shorten it, or "
    "move the rest to 'notes'.",
    "fault.expected-fields": "{value} stands where fields are expected, such as 'name: Mary'. Is a "
    "space missing after the colon?",
    "fault.expected-entry": "{value} stands where words are expected, such as 'hurt' or "
    "'{{words: hurt, intensity: 7}}'.",
    "fault.expected-chain": "{value} stands where the slots of a chain are expected, such as "
    "'primary: hurt'. Is a space missing after the colon?",
    "fault.expected-dynamics": "{value} stands where numbers are expected, such as 'need: 0.5'. Is a "
    "space missing after the colon?",
    "fault.expected-partner": "{value} stands where a partner is expected, such as 'name: Mary'. Is a "
    "space missing after the colon?",
    "fault.expected-partners": "{value} stands where the partners are expected, each under a key, such "
    "as 'mary: {{name: Mary}}'.",
    "fault.expected-link": "{value} stands where a link is expected, such as "
    "'{{source: john.behavior, target: mary.primary}}'.",
    "fault.expected-stressor": "{value} stands where a pressure from outside is expected, such as "
    "'money'.",
    "fault.expected-plan": "{value} stands where a list of inputs is expected, such as "
    "'- {{at: 10, softening: 1, for: 400}}'.",
    "fault.expected-item": "{value} stands where an input is expected, such as "
    "'{{at: 10, softening: 1, for: 400}}'.",
    "fault.expected-when": "{value} stands where a condition is expected, such as "
    "'{{flooded: 0.45}}'.",
    "fault.expected-day": "{value} stands where the length of a day is expected, such as "
    "'{{turns: 80, together: 60}}'.",
    "fault.expected-timeout": "{value} stands where a break is expected, such as "
    "'{{for: 10, return: true}}'.",
    "fault.unknown-slot": "'{name}' is not a slot of a chain.{hint}",
    "fault.moves-elsewhere": "'moves' belongs to a behavior, not to '{slot}'. Take it out here.",
    "fault.not-a-sign": "{value} is not a sign. Write 1 or -1.",
    "fault.not-a-time": "{value} is not a time. Write a number of turns, or days such as '7d'.",
    "fault.negative-time": "{value} lies before the start. Write a time of 0 or more.",
    "fault.when-one": "A condition is one of 'flooded', 'resentful' and 'position'. Write exactly one.",
    "fault.two-starts": "'when' does not go with 'at' or 'every'. Keep one of them.",
    "fault.no-start": "This '{kind}' never starts. Add 'at', 'every' or 'when'.",
    "fault.every-zero": "'every: 0' would start without end. Write a time above 0.",
    "fault.timed-day": "'{kind}' describes the whole plan and has no time. Take the time out here.",
    "fault.day-too-short": "A day of {turns:g} turns cannot hold {together:g} turns together. Make "
    "'together' smaller.",
    "fault.no-return-time": "A break with a return needs 'for': the time until they come back.",
    "fault.two-kinds": "{kinds} are two inputs. Write each as an item of its own.",
    "fault.no-kind": "This input does not say what happens.{hint}",
    "fault.two-days": "'day' is written twice in this plan. Keep one.",
    "fault.days-unknown": "'{time}' is a time in days, and nothing says how long a day is. Add "
    "'- day: {{turns: 80, together: 60}}' to the plan, or write turns.",
    "fault.not-a-station": "{value} is not a station of a chain, such as 'john.behavior'.{hint}",
    "fault.not-numbered": "{value} is not a station. Only behaviors are numbered, from 2, such as "
    "'john.behavior.2'.",
    "fault.key-both": "'both' stands for everybody in a plan. Choose another key for this partner.",
    "fault.key": "{key} cannot be a key. Use a short word of letters and digits, such as 'mary'.",
    "fault.not-a-date": "{value} is not a date I can read. Write it as 2026-11-21, 2026-11 or 2026.",
    "fault.version": "{value} is not a version of the format that I know. Write 'negcycle: 1'; a "
    "newer file needs a newer negcycle.",
    "fault.unknown-partner": "No partner is called '{name}'.{hint}",
    "fault.no-partner": "Nobody is in this cycle yet. Add one partner with a name.",
    "fault.same-key": "Two partners share the key '{key}'. Give each a key of their own.",
    "fault.side-of-many": "Sides are for two partners. Take 'side' out; the pairs set the sides here.",
    "fault.same-side": "Both partners are on the {side}. Change one 'side', or take both out.",
    "fault.pair-of-one": "A pair needs two people, and '{name}' is named twice.",
    "fault.pair-twice": "The pair of '{first}' and '{second}' is written twice. Keep one.",
    "fault.link-to-itself": "'{source}' is linked to itself. A link runs between two stations.",
    "fault.hidden-crossing": "'{source}' cannot reach '{target}': only a behavior crosses over, and it "
    "lands on the other's trigger or primary emotion.",
    "fault.not-a-pair": "'{source}' cannot reach '{target}': the two are no pair here. Add them to "
    "'pairs'.",
    "fault.blank-station": "'{station}' is blank in this case, so no link can use it. Fill it in "
    "first.",
    "noun.moves": "a move",
    "noun.status": "a status",
    "noun.source": "a source",
    "noun.awareness": "a step of awareness",
    "noun.side": "a side",
    "noun.relation": "a relation",
    "noun.felt": "a way it is felt",
    "noun.position": "a position",
    "noun.other": "a word",
    "position.toward": "In this cycle {name} more often moves toward: {words}.",
    "position.away": "In this cycle {name} more often moves away: {words}.",
    "position.both-ways": "Not enough information: {name}'s behaviors go both ways here: {words}.",
    "position.unknown": "Not enough information: no behavior here says which way {name} goes.",
    "position.blank": "Not enough information: {name}'s behavior is still blank.",
    # -- words: wording questions ------------------------------------------------------------
    "words.did-you-mean": " Did you mean '{word}'?",
    # -- graph -------------------------------------------------------------------------------
    "graph.node-twice": "The node {name} is named twice. Give each node a name of its own.",
    "graph.unknown-node": "A link uses {name}, and no node is called this.",
    "graph.not-between-stations": "'{source}' cannot be linked to '{target}': links run between "
    "stations of this graph.",
    "graph.no-such-node": "No node is called '{name}'.{hint}",
    # -- files -------------------------------------------------------------------------------
    # -- drawing: captions, headings, text alternative ---------------------------------------
    # -- cli ---------------------------------------------------------------------------------
}
