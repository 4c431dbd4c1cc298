"""Sentences of the faults of a case."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # -- model: faults of a case -------------------------------------------------------------
    "fault.other": "{value} cannot be read here: {reason}.",
    "fault.verbatim": "{message}",
    "fault.a-list": "a list",
    "fault.fields": "a set of fields",
    "fault.nothing": "nothing",
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
    "fault.blank-or-left-out": "This is blank. Write the words, or leave the field out.",
    "fault.blank": "This is blank. Write the words.",
    "fault.too-long": "The text has {count} characters, and at most {limit} fit here. Shorten it, or "
    "move the rest to 'notes'.",
    "fault.expected-fields": "{value} stands where fields are expected, such as 'name: Mary'.{hint}",
    "fault.expected-list": "{value} stands where a list is expected. Put it between '[' and ']', or "
    "after '- '.",
    "fault.expected-pair": "{value} stands where a pair is expected, as in 'pairs: [[mary, john]]'.",
    "fault.expected-entry": "{value} stands where words are expected, such as 'hurt' or "
    "'{{words: hurt, intensity: 7}}'.",
    "fault.expected-chain": "{value} stands where the slots of a chain are expected, such as 'primary: hurt'.{hint}",
    "fault.expected-dynamics": "{value} stands where numbers are expected, such as 'need: 0.5'.{hint}",
    "fault.expected-partner": "{value} stands where a partner is expected, such as 'name: Mary'.{hint}",
    "fault.expected-partners": "{value} stands where the partners are expected, each under a key, such "
    "as 'mary: {{name: Mary}}'.",
    "fault.expected-couple-dynamics": "{value} stands where numbers with names are expected, such as 'tau_bond: 200'.{hint}",
    "fault.expected-awareness": "{value} stands where fields are expected, such as 'mary: owned'.",
    "fault.space-missing": " Is a space missing after the colon?",
    "fault.quote-the-colon": " Put quotes around words that hold a ':'.",
    "fault.under-chain": " It belongs under 'chain'.",
    "fault.under-a-partner": " It belongs under a partner.",
    "fault.beside-words": " It belongs beside 'words'.",
    "fault.expected-link": "{value} stands where a link is expected, such as "
    "'{{source: john.behavior, target: mary.primary}}'.",
    "fault.expected-stressor": "{value} stands where a pressure from outside is expected, such as "
    "'money'.",
    "fault.expected-moment": "{value} stands where a moment of an incident is expected, such as "
    "'{{who: mary, words: asks again}}'.",
    "fault.too-many-moments": "{count} moments are more than the {limit} that one incident can hold. "
    "Write what comes later into a second case.",
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
    "fault.negative-time": "{value} is below 0. Write a time of 0 or more.",
    "fault.when-one": "A condition is one of 'flooded', 'resentful' and 'position'. Write exactly one.",
    "fault.two-starts": "'when' does not go with 'at' or 'every'. Keep one of them.",
    "fault.no-start": "This '{kind}' never starts. Add 'at', 'every' or 'when'.",
    "fault.for-zero": "'for: 0' would be over before it began. Write a time above 0.",
    "fault.within-without-when": "'within' goes with 'when': how long to wait once the condition holds. Add 'when', or take 'within' out.",
    "fault.for-outside-timeout": "A time-out has its 'for' inside, such as 'timeout: {{for: 20, return: true}}'. Move it there.",
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
    "people.alike": "{count} people are called '{name}'. Write {keys}.",
    "people.alike.two": "Two people are called '{name}'. Write {keys}.",
    "fault.unknown-partner": "No partner is called '{name}'.{hint}",
    "fault.too-many-partners": "{count} partners are more than the {limit} that one cycle can hold.",
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
    "noun.slot": "a slot of a chain",
    "noun.side": "a side",
    "noun.relation": "a relation",
    "noun.felt": "a value of 'felt'",
    "noun.position": "a position",
    "noun.defaults": "a set of defaults",
    "noun.other": "a word",
    "position.toward": "In this cycle {name} more often moves toward: {words}.",
    "position.away": "In this cycle {name} more often moves away: {words}.",
    "position.both-ways": "Not enough information: {name}'s behaviors go both ways here: {words}.",
    "position.reach": "In this cycle {name} reaches: {words}.",
    "position.unknown": "Not enough information: no behavior here says which way {name} goes.",
    "position.blank": "Not enough information: {name}'s behavior is still blank.",
}
