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
    "noun.side": "a side",
    "noun.relation": "a relation",
    "noun.felt": "a value of 'felt'",
    "noun.position": "a position",
    "noun.other": "a word",
    "position.toward": "In this cycle {name} more often moves toward: {words}.",
    "position.away": "In this cycle {name} more often moves away: {words}.",
    "position.both-ways": "Not enough information: {name}'s behaviors go both ways here: {words}.",
    "position.reach": "In this cycle {name} reaches: {words}.",
    "position.unknown": "Not enough information: no behavior here says which way {name} goes.",
    "position.blank": "Not enough information: {name}'s behavior is still blank.",
    "fault.unknown-defaults": "{value} is not a set of defaults that I know.{hint}",
    # -- words: wording questions ------------------------------------------------------------
    "words.did-you-mean": " Did you mean '{word}'?",
    "wording.contested": "'{word}' may be {one}, or {other}: which is it here?",
    "wording.reading.primary": "what is felt first",
    "wording.reading.secondary": "what covers it",
    "wording.reading.body": "what the body feels",
    "wording.reading.appraisal": "how the moment was read",
    "wording.attributional": "'{word}' also says something about the other: what is the bare "
    "feeling, perhaps {bare}?",
    "wording.or": " or ",
    "wording.secondary-in-primary": "'{word}' is often what shows on the outside: is there "
    "something softer under it?",
    "wording.primary-in-secondary": "'{word}' often lies underneath: is it shown here, or does "
    "something cover it?",
    "wording.thought": "'{word}' leads to a thought: which feeling comes with it?",
    "wording.camera": "'{word}' describes a person: what would a camera see?",
    "wording.absolute": "'{word}' takes in every time: what happened the last time?",
    "wording.first": "'{word}' can mean many things: what happened, in each person's own words?",
    "wording.strategy": "And if you got that, what would it give you?",
    "wording.direction": "Does this move go toward the other, or away?",
    "wording.direction-differs": "'{word}' sounds like going {read}, and 'moves: {moves}' like "
    "going {written}: which is it here?",
    "wording.way.toward": "toward the other",
    "wording.way.away": "away",
    "safety.neutral-line": "If anyone is afraid at home, gets hurt or thinks of hurting "
    "themselves, a cycle is not the right tool: turn to a local domestic-violence or crisis "
    "helpline, an emergency number, or a therapist, seen alone.",
    "lexicon.unknown-term": "No term of the lexicon is called '{id}'.{hint}",
    "lexicon.unknown-slot": "No slot is called '{slot}'.{hint}",
    "lexicon.unknown-slot-in-file": "'{name}' is not a slot that fits here.{hint}",
    "lexicon.unknown-part": "'{name}' cannot be added here.{hint}",
    "lexicon.unknown-move": "'{name}' is not a move I know.{hint}",
    "lexicon.safety": "'{name}' cannot be added here. An own file adds safety words under 'words', "
    "and takes none away.",
    "lexicon.version": "'{value}' is not a version of the lexicon that I know. Write 'lexicon: 1'.",
    "lexicon.not-yaml": "From here on this cannot be read as YAML. Is a quote or a bracket left "
    "open, or a key written twice?",
    "lexicon.not-fields": "Names with something under them are expected here, such as 'lonely: "
    "lonely | on the outside'.",
    "lexicon.not-a-list": "A list of words is expected here, such as '[left hanging, unheard]'.",
    "lexicon.not-words": "'{value}' stands where words are expected. Write at least one letter, "
    "in quotes where it could be a number.",
    "lexicon.one-reading": "'{word}' needs two slots to be contested, such as primary and "
    "secondary.",
    "lexicon.file-missing": "No file is called '{file}'. Check the path to the lexicon.",
    "lexicon.file-unreadable": "'{file}' cannot be read. Save the lexicon as text in UTF-8.",
    "lexicon.file-too-large": "'{file}' has more than 1 MB, which no lexicon needs. Split it.",
    # -- graph -------------------------------------------------------------------------------
    "graph.node-twice": "The node {name} is named twice. Give each node a name of its own.",
    "graph.unknown-node": "A link uses {name}, and no node is called this.",
    "graph.not-between-stations": "'{source}' cannot be linked to '{target}': links run between "
    "stations of this graph.",
    "graph.no-such-node": "No node is called '{name}'.{hint}",
    "graph.no-such-format": "No format is called '{name}' here.{hint}",
    "graph.formats": " Choose from: {formats}.",
    "graph.title-cycle": "A negative cycle: {names}",
    "graph.title-signed": "A signed graph",
    "graph.described": "Nodes: {nodes}. Links: {links}. Plus means that the target goes the same way "
    "as the source, minus that it goes the other way.",
    "graph.too-large": "This is larger than {limit} MB. Take out what does not belong to the graph.",
    "graph.too-many-links": "This graph has more than {limit} links, and so many are not read.",
    "graph.not-utf-8": "This is not text in UTF-8. Save it as UTF-8.",
    "graph.not-json": "Line {line}, column {column}: this is not JSON from here on.",
    "graph.too-deep": "This is nested too deeply for a graph.",
    "graph.not-finite": "Some number here is not finite, or far too long. Write plain numbers.",
    "graph.not-node-link": "This is not a graph in node-link form. It is an object with 'nodes' and "
    "'edges', each a list of objects.",
    "graph.not-sd-json": "This is not SD-JSON. It is an object with 'variables' and 'relationships', "
    "each a list of objects.",
    "graph.not-graphml": "This is not GraphML. It begins with 'graphml', and holds a 'graph'.",
    "graph.not-xml": "Line {line}, column {column}: this is not XML from here on.",
    "graph.dtd": "This XML declares a document type or entities, which are not read. Take out the "
    "'<!DOCTYPE' part.",
    "graph.hyperedge": "This graph holds an edge between more than two nodes. Write it as links "
    "between two.",
    "graph.undirected": "The links of this graph have no direction. Save it as a directed graph.",
    "graph.not-a-name": "{where}: {value} cannot be a name. Write words, at most {limit} characters, "
    "without control characters.",
    "graph.not-a-number": "{where}: {value} is not a number. Write it in digits, such as 0.5.",
    "graph.negative-delay": "{where}: a delay of {value} lies before the start. Write 0 or more.",
    "graph.not-a-sign": "{where}: {value} is not a sign. Write '+', '-', or '?' where it is unknown.",
    "graph.two-signs": "{where}: the sign {sign} and the weight {weight} contradict each other. Keep "
    "one of the two signs.",
    "graph.matrix-space": "A matrix cannot hold the name {name}: it begins or ends with a space. "
    "Take the space out, or choose another format.",
    "graph.matrix-parallel": "A matrix holds one link from {source} to {target}, and this graph has "
    "several. Choose another format.",
    "graph.matrix-unknown": "A matrix cannot hold the link from {source} to {target}: its sign is not "
    "known. Choose another format.",
    "graph.matrix-empty": "This matrix is empty. Begin with '{corner}' and the names of the targets.",
    "graph.matrix-corner": "Row 1, column 1: {value} stands where '{corner}' is expected. Write a row "
    "for each source and a column for each target.",
    "graph.matrix-quotes": "Line {line}: the quotes do not match, or a cell is far too long.",
    "graph.matrix-ragged": "Row {row}: there are {count} cells, and {expected} are expected.",
    "graph.matrix-twice": "{where}: {name} is named already: {first}. Give each node one row and one "
    "column.",
    "graph.matrix-cell": "{where}: {value} is not a weight. Write a number such as -0.5, '+', '-', or "
    "nothing for no link.",
    "testing.missing": "negcycle.testing needs Hypothesis. Install it with: "
    "pip install 'negcycle[testing]'",
    # -- graph: what is assumed where the file leaves it open --------------------------------
    "assume.same-for-any": "These numbers would be the same for any couple with these positions and assumptions.",
    "assume.direction": "It is not known which way {name} moves in this cycle; assumed: alone, {name} reaches harder; crowded, {name} pulls back.",
    "assume.direction-of-others": "It is not known which way everybody moves in this cycle; assumed: alone, {name} reaches harder; crowded, {name} pulls back.",
    "assume.toward": "{name} moves toward somebody who moves away; assumed: alone, {name} reaches harder; crowded, {name} pulls back.",
    "assume.away": "{name} moves away from somebody who moves toward; assumed: alone, {name} reaches harder; crowded, {name} pulls back.",
    "assume.both-away": "Everybody moves away; assumed: alone, {name} pulls away; crowded, {name} pushes back.",
    "assume.both-toward": "Everybody pushes; assumed: crowded, {name} pushes back; alone, {name} pulls away.",
    "assume.needs": "Assumed needs for closeness: {toward:g} for who moves toward, {away:g} for who moves away. Such a difference is human.",
    "assume.equal-needs": "Assumed: all need as much closeness as each other ({need:g}).",
    "assume.sizes": "Assumed and not measured ({set}): {sizes}.",
    "assume.first-alone": "Assumed: {name} is the first to feel alone.",
    "assume.adds-up": "Assumed: with more than two people, what each of them brings adds up.",
    # -- system ------------------------------------------------------------------------------
    "system.alone": "{name} is alone in this case. A simulation needs two people who are in a cycle with each other.",
    "system.nobody": "Nobody is in a cycle with anybody here. A simulation needs two people who are.",
    "system.passing-circle": "'{station}' passes on what it gets at once, and gets it back from itself. Take one of the links between trigger, appraisal and body out.",
    "system.too-much": "The way from '{source}' to '{target}' is too strong or too late to simulate. Strengths go up to {weight:,.0f}, delays up to {delay:,.0f} turns.",
    "system.unknown": "No state is called '{name}'.{hint}",
    "system.outside": "'{name}' lies between {low} and {high}, and {value} does not.",
    # -- simulation: how it ended ------------------------------------------------------------
    "outcome.calm": "Over the last {turns:g} turns the cycle strength stays between {low:.2f} and {high:.2f}, below {strong:g}, and resentment does not grow: calm.",
    "outcome.stuck": "Over the last {turns:g} turns the cycle strength stays between {low:.2f} and {high:.2f}, at {strong:g} or more: stuck.",
    "outcome.escalating": "Over the last {turns:g} turns the cycle strength rises from {low:.2f} to {high:.2f} and is still rising: escalating.",
    "outcome.oscillating": "Over the last {turns:g} turns it goes back and forth without fading; the cycle strength lies between {low:.2f} and {high:.2f}: oscillating.",
    "outcome.unsettled": "Over the last {turns:g} turns it is still changing; the cycle strength lies between {low:.2f} and {high:.2f}: unsettled.",
    "outcome.calm-mean": "Over the last {turns:g} turns the cycle strength is {mean:.2f} on average, below {strong:g}, and keeps to that: calm.",
    "outcome.stuck-mean": "Over the last {turns:g} turns the cycle strength is {mean:.2f} on average, at {strong:g} or more, and keeps to that: stuck.",
    "outcome.escalating-mean": "Over the last {turns:g} turns the cycle strength rises from third to third, up to {high:.2f}: escalating.",
    "outcome.oscillating-mean": "Over the last {turns:g} turns somebody changes again and again between moving toward and moving away: oscillating.",
    "outcome.unsettled-mean": "Over the last {turns:g} turns the cycle strength is {mean:.2f} on average and still changing: unsettled.",
    "trajectory.unknown": "Nothing in this trajectory is called '{name}'.{hint}",
    "trajectory.shape": "The states have shape {states}, for {times} times and {names} names.",
    # -- simulation: a run in words ----------------------------------------------------------
    "tell.model": "After {turns:g} units of time:",
    "tell.calm": "The run ends calm.",
    "tell.stuck": "The run ends stuck in the cycle.",
    "tell.escalating": "The cycle is still growing when the run ends.",
    "tell.oscillating": "The run ends going back and forth.",
    "tell.unsettled": "The run ends before things have settled. A longer run would show more.",
    "tell.partner": "{name} {way} (strength {strength:.2f}); openness {openness:.2f}, felt security {security:.2f}, unmet need {unmet:.2f}.",
    "tell.way-pursue": "moves toward",
    "tell.way-withdraw": "moves away",
    "tell.way-neither": "takes neither position",
    "tell.way-unknown": "not known",
    "tell.written": "In the file: {said}.",
    "tell.gain-vicious": "What sets one of them off comes back {gain:.2f} times as strong. Above 1 the cycle keeps itself going.",
    "tell.gain-virtuous": "What sets one of them off comes back {gain:.2f} times as strong. Below 1 it dies away.",
    "tell.gain-turned": "What sets one of them off comes back {gain:.2f} times as strong and the other way round: it corrects itself.",
    "tell.inputs": "What happened on the way:",
    "tell.input": "{label}, turn {start:g} to {end:g}",
    "tell.input-often": "{label}, {count} times, first at turn {start:g}",
    "tell.more-inputs": "and {count} more",
    "tell.nothing-happened": "Nothing happened that could set the cycle off: it began calm, and the plan is empty. Begin stuck, or plan a trigger.",
    "tell.what-it-is": "What this is: a model for thinking, with assumed numbers. It is no forecast, no measurement and no judgment about anybody.",
    "tell.how": "{turns:g} turns in steps of {step:g}; negcycle {version}; case {case}.",
    "tell.chance": "Noise {noise:g}, seed {seed}.",
    "tell.halving": "Half the step changes no state by more than {difference:.2g}.",
    # -- simulation: the plan ----------------------------------------------------------------
    "plan.no-next-day": "A break without 'for' lasts until the next day, and the plan has no day. Add 'for', or an item such as {{day: {{turns: 80, together: 60}}}}.",
    "plan.nobody-softening": "Nobody pursues at turn {time:g}, so there is nobody to soften. Start later or stuck, or name a partner with 'open'.",
    "plan.nobody-reengagement": "Nobody withdraws at turn {time:g}, so there is nobody to reengage. Start later or stuck, or name a partner with 'open'.",
    "plan.too-late": "The run was over before '{kind}' could start at turn {time:g}. Ask for more turns.",
    "plan.all-pause": "'{kind}' lasts {lasts:g} turns, and the pause at its beginning alone takes {pause:g}. Let it last longer.",
    "plan.clash-itself": "At turn {time:g} '{kind}' starts again before it is over. Make 'for' shorter, or 'every' longer.",
    "plan.clash-timeouts": "At turn {time:g} a time-out starts while another one goes on. Leave one out, or let it start later.",
    "plan.clash-contact": "At turn {time:g} '{kind}' starts during a time-out, and needs both in contact. Let it start later.",
    "plan.clash-felt": "At turn {time:g} {name} is to feel absence and pressure at the same time. Let one of the two start later.",
    "plan.band.trigger-absence": "{names}: felt absence",
    "plan.band.trigger-pressure": "{names}: felt pressure",
    "plan.band.softening": "softening: {names}",
    "plan.band.reengagement": "re-engagement: {names}",
    "plan.band.open": "opening: {names}",
    "plan.band.pause_risk_reach": "pause, risk, reach: {names}",
    "plan.band.five_steps": "five steps: {names}",
    "plan.band.repair_attempt": "repair attempt: {names}",
    "plan.band.check_in": "check-in: {names}",
    "plan.band.timeout-return": "time-out, picked up again",
    "plan.band.timeout-walk-out": "walked out: {names}",
    "plan.band.stress": "stress from outside",
    # -- simulation --------------------------------------------------------------------------
    "simulate.turns": "A run lasts more than 0 turns, and {value} is not such a number.",
    "simulate.step": "A step is more than 0 turns long, and {value} is not such a length.",
    "simulate.noise": "Noise is a number from 0 to 1,000, and {value} is not.",
    "simulate.seed": "A seed is a whole number from 0 up, and {value} is not.",
    "simulate.too-long": "{turns:g} turns in steps of {step:g} are {count:,.0f} steps, and a run has at most {limit:,.0f}. Ask for fewer turns or a longer step.",
    "simulate.start-unknown": "The start names what is no state here: {names}. The states are: {known}.",
    "simulate.start-missing": "The start leaves out: {names}. The states are: {known}.",
    "simulate.start-numbers": "The start must be {count} finite numbers, one for each state.",
    "simulate.unknown-start": "'{name}' is not a start that I know.{hint} Take calm, stuck, or the states themselves.",
    "simulate.start-of-model": "A model has no start with a name. Give each of its states: {names}.",
    "simulate.no-model": "'{kind}' is no cycle and no model: it can neither say its rates nor its next state.",
    "simulate.unbounded": "The state grows beyond all bounds at time {time}. Try a shorter step, or other numbers.",
    "simulate.step-over-delay": "The step {step:g} is longer than the delay {delay:g}. Take a step of {delay:g} at most.",
    "simulate.never-stuck": "These numbers hold no stuck state: from the worst start there is, the cycle strength falls to {strength:.2f}. Start calm, or raise 'reactivity'.",
    "simulate.check-with-noise": "The step is checked without noise only, because chance would hide the difference. Take noise 0.",
    # -- published models ------------------------------------------------------------------------
    "published.number": "'{field}' is {value}. Write a finite number.",
    "published.not-negative": "'{field}' is {value}. Write 0 or a finite number above.",
    "published.positive": "'{field}' is {value}. Write a finite number above 0.",
    "published.inertia": "'{field}' is {value}. Inertia goes from 0 up to, but not including, 1.",
    "published.several": "'{field}' is {value}. Write {count} numbers, such as one for each person.",
    "published.names": "'names' is {value}. Write at least one name, such as ('calm', 'angry').",
    "published.name-twice": "Two states are called '{name}'. Give each a name of its own.",
    "published.rows": "'weights' needs a row for each of the {count} states, and here it is {there}. Each row says what acts on one state.",
    "published.row": "In 'weights', the row of '{name}' needs {count} numbers, one for each state that acts on it, and here it is {there}.",
    "published.squash": "{value} is no curve that I know.{hint} Write 'logistic' or 'tanh'.",
    "published.update": "{value} is no order of speaking that I know.{hint} Write 'turn' or 'simultaneous'.",
    "published.influence": "'{field}' is {value}. Write an influence, such as Bilinear(0.8, 0.3).",
    "published.low-high": "'low' is {low} and lies above 'high', which is {high}. Change one of them.",
    "published.bent": "Steady states are found for influences of straight lines, Bilinear and Ojive. With repair or damping, look where the null clines cross.",
    "published.no-steady-state": "These numbers have no steady state, or infinitely many: the matrix has no inverse.",
    "published.hopf-own": "'own' is {value}. The delay is known for (0, 0) only, where nobody moves without the other.",
    # -- references --------------------------------------------------------------------------
    "cite.recalled": "(recalled)",
    "cite.partly-recalled": "({what} recalled)",
    "cite.unknown": "No published model is called '{name}'.{hint} There are: {known}.",
    # -- files -------------------------------------------------------------------------------
    # files: reading and writing
    "files.missing": "There is no file '{file}'.{hint}",
    "files.missing-folder": "There is no folder '{folder}', so there is no file '{file}' in it.",
    "files.folder": "'{file}' is a folder. Give the name of a file in it.",
    "files.forbidden": "You have no permission to read '{file}'.",
    "files.unreadable": "'{file}' cannot be read: {reason}.",
    "files.too-big": "'{file}' is larger than 1 MB. A case file is a short text: is this the right "
    "file?",
    "files.empty": "There is no case here yet. Begin with 'partners:', or start from 'negcycle "
    "new'.",
    "files.no-fields": "This is no case: a case is fields with names, and begins with 'partners:'.",
    "files.picture": "This is {kind}, not a case file.",
    "files.document": "This is {kind}, not a case file. Save it as plain text.",
    "files.not-text": "This is not a text: byte {number} is zero. A case file is plain text, saved "
    "as UTF-8.",
    "files.not-unicode": "Byte 0x{byte:02X} here is not {encoding} text. Save the file as UTF-8.",
    "files.no-byte-order": "This looks like UTF-16 text without its mark. Save the file as UTF-8.",
    "files.kind.png": "a PNG picture",
    "files.kind.jpeg": "a JPEG picture",
    "files.kind.gif": "a GIF picture",
    "files.kind.svg": "an SVG picture",
    "files.kind.html": "a web page",
    "files.kind.pdf": "a PDF document",
    "files.kind.zip": "a ZIP archive",
    "files.kind.gzip": "a compressed archive",
    "files.kind.sqlite": "an SQLite database",
    "files.kind.docx": "a Word document",
    "files.kind.odt": "an OpenDocument text",
    "files.kind.office": "an office document",
    "files.kind.rtf": "a rich text document",
    "files.kept": "'{file}' is already there and is kept. Add --force (in Python: overwrite=True) to replace it.",
    "files.write-into-folder": "'{file}' is a folder. Give the name of a file to write.",
    "files.no-folder-to-write": "There is no folder '{folder}' to write '{file}' into. Make it "
    "first.",
    "files.write-forbidden": "You have no permission to write '{file}'.",
    "files.disk-full": "There is no room left on the disk for '{file}'. Nothing was written.",
    "files.unwritable": "'{file}' cannot be written: {reason}.",
    # files: what no case holds
    "files.control-character": "The text holds the control character {point}. Take it out.",
    "files.half-character": "The text holds half a character, {point}. Write the whole one.",
    "files.too-deep": "More than {limit} parts stand inside each other here. A case needs fewer "
    "than ten: is a bracket or a dash too many?",
    "files.too-many-values": "There are more than {limit} values here. A case describes one "
    "couple: is this the right file?",
    "files.long-word": "A word of more than {limit} letters begins here. Is this the right file?",
    "files.duplicate": "{name} is here twice, in line {first} and in line {line}. Keep one of "
    "them.",
    "files.duplicate.in-line": "{name} is here twice, in the same line. Keep one of them.",
    # files: YAML
    "files.anchor": "{name} is an anchor in YAML, and a case has none. Words that begin with '&' "
    "need quotes around them.",
    "files.alias": "{name} is an alias in YAML, and a case has none. Words that begin with '*' "
    "need quotes around them.",
    "files.tag": "{name} is a tag in YAML, and a case has none. Words that begin with '!' need "
    "quotes around them.",
    "files.merge": "'<<' merges fields in YAML, and a case has no merging. Write the fields out.",
    "files.second-document": "A second document begins here, and a file holds one case. Give it a "
    "file of its own.",
    "files.directive": "A line that begins with '%' is an order to YAML, and a case needs none. "
    "Take it out, or put the words in quotes.",
    "files.no-word-name": "The name of a field is a word. Write it before the ':', and put quotes "
    "around it if it is 'null' or begins with a bracket.",
    "files.question-mark": "{name} stands after a '?', which YAML keeps for names of another kind. "
    "Write 'name: words', and put quotes around words that begin with '?'.",
    "files.lone-name": "{name} stands between braces without a value. Write 'name: words' there, "
    "or use '[' and ']' for a list.",
    "files.tab": "There is a tab here, and YAML wants spaces. Put spaces in its place.",
    "files.no-break-space": "There is a no-break space here, and YAML wants spaces. Put spaces in "
    "its place.",
    "files.leading-sign": "Words that begin with '{sign}' need quotes around them.",
    "files.leading-sign.bullet": "Words that begin with '{sign}' need quotes around them; an item "
    "of a list begins with '- '.",
    "files.colon-in-words": "A ':' with a space after it ends a name. Put quotes around words that "
    "hold one.",
    "files.colon-in-words.example": "A ':' with a space after it ends a name. Put quotes around "
    'words that hold one: "{words}".',
    "files.colon-in-words.in-braces": "A ':' with a space after it ends a name. Put a ',' before "
    "the name, or quotes around words that hold a ':'.",
    "files.goes-on": "This line is indented deeper than line {line}, so it goes on with the words "
    "there. Begin a field in the column of the one above it, and put quotes around words with a "
    "':'.",
    "files.no-colon": "{words} has no ':' after it. Write a name, a ':', a space, and the words.",
    "files.no-space": "A space is missing after the ':'. Write {fixed}.",
    "files.no-space.in-braces": "A space is missing after the ':' in {name}.",
    "files.indent": "The indentation of this line fits no line above it. Begin it in the column of "
    "the fields it belongs to.",
    "files.mixed-list": "A list and other lines are mixed here. Begin every item of a list with '- "
    "', and indent the list under its name.",
    "files.after-quote": "There is more after the closing quote. Put single quotes around all of "
    'the words, or write \\" for a quote inside them.',
    "files.after-quote.single": "There is more after the closing quote. Put double quotes around "
    "all of the words, or write an apostrophe inside them twice.",
    "files.open-quote": "This quote is not closed. Add a {quote} at the end of the words, or put "
    "the other kind of quotes around all of them.",
    "files.open-quote.in-json": 'This quote is not closed. Add a " at the end of the words.',
    "files.quote-spans": "This quote closes only in line {line}, and more words follow it there. "
    "Is a quote missing at the end of this line?",
    "files.after-bracket": "There is more after the closing '{sign}'. Put quotes around all of the "
    "words, or '[' and ']' around a whole list.",
    "files.open-bracket": "This '{sign}' is not closed. Add the '{closing}'.",
    "files.open-bracket.or-comma": "This '{sign}' is not closed, or a ',' is missing before line "
    "{line}. Add the '{closing}' or the ','.",
    "files.no-comma": "A ',' is missing before this, or a '{closing}'.",
    "files.stray-sign": "This '{sign}' closes nothing. Take it out, or put the words in quotes.",
    "files.nothing-there": "Nothing stands before this '{sign}'. Write the missing words, or take "
    "the ',' out.",
    "files.words-cut-off": "A '#' after a space begins a comment, so the words end here, and more "
    "of them follow in the next line. Put quotes around all of them.",
    "files.block-indent": "The lines of a text after '{sign}' are indented under its name. Put "
    "spaces before this line.",
    "files.blank-lines": "The first line of this text is blank and has more spaces than the next. "
    "Take the spaces out.",
    "files.escape": "'\\{sign}' means nothing inside double quotes. Take the '\\' out, or write "
    "'\\\\' for a backslash.",
    "files.escape-digits": "'\\{sign}' needs {digits} hexadecimal digits after it. Write '\\\\' "
    "for a backslash.",
    "files.no-character": "'{escape}' is no character. Write '\\\\' for a backslash.",
    "files.unclear": "This line is no YAML. Look here and in the line above for a missing quote, "
    "colon or space.",
    "files.cut-off": "Does {words} belong to the words before it? After a space, '#' begins a "
    "comment; quotes around all of the words keep it.",
    "files.bullet": "Is {words} meant as an item of a list? An item begins with '- '.",
    "files.runs-on": "Is {words} meant as an item of a list? Here it goes on with the words above "
    "it, because it is indented deeper.",
    # files: JSON
    "files.extra-comma": "Nothing follows this ','. Take it out.",
    "files.wrong-bracket": "This '{sign}' does not close the '{opening}' in line {line}. Put a "
    "'{closing}' before it, or in its place.",
    "files.no-colon-after": "A ':' is missing after {name}.",
    "files.bare-name": "The name {name} needs double quotes in JSON.",
    "files.no-name": "'{sign}' stands where the name of a field should, in double quotes.",
    "files.no-value": "'{sign}' stands where a value should. Write a value, or null.",
    "files.no-json": "JSON begins with '{{'. If this is YAML, let the name of the file end in "
    "'.yaml'.",
    "files.bare-words": "{value} needs double quotes in JSON; only true, false, null and numbers "
    "go without.",
    "files.no-number": "{value} is no number in JSON. Write a number, or null.",
    "files.odd-number": "{value} is no number in JSON. Write it like -0.5 or 12, or put words in "
    "double quotes.",
    "files.huge-number": "{value} is too large a number. Write a smaller one.",
    "files.comment": "JSON has no comments. Take this one out, or save the file as YAML.",
    "files.single-quote": "JSON wants double quotes. Write \" for this '.",
    "files.tab-in-quotes": "A tab inside quotes is written '\\t' in JSON.",
    "files.break-in-quotes": "The line ends before the closing quote. Add it, or write '\\n' for a "
    "new line inside the words.",
    "files.after-the-end": "There is more after the end of the case. A file holds one.",
    # -- plan files: where the sentence of a case file does not fit ----------------------------
    "plan.empty": "There is no plan here yet. Write a list of inputs, such as "
    "'- {{at: 10, softening: 1, for: 400}}'.",
    "plan.is-case": "This is a case, and a plan stands in a file of its own. Copy there what is "
    "under 'plan:'.",
    "plan.is-input": "One input stands here alone, and a plan is a list of them. Begin it with '- ', "
    "or put '[' and ']' around it.",
    "plan.picture": "This is a picture, not a plan.",
    "plan.document": "This is a document, not a plan. Save it as plain text.",
    "plan.not-text": "This is not a text. A plan is plain text, saved as UTF-8.",
    "plan.too-deep": "Too many parts stand inside each other here. A plan needs fewer than five: is "
    "a bracket or a dash too many?",
    "plan.too-many-values": "There are more values here than a plan can hold: is this the right "
    "file?",
    "plan.anchor": "A plan has no anchors. Words that begin with '&' need quotes around them.",
    "plan.alias": "A plan has no aliases. Words that begin with '*' need quotes around them.",
    "plan.tag": "A plan has no tags. Words that begin with '!' need quotes around them.",
    "plan.merge": "'<<' merges fields in YAML, and a plan has no merging. Write the fields out.",
    "plan.second-document": "A second document begins here, and a file holds one plan. Give it a "
    "file of its own.",
    "plan.directive": "A line that begins with '%' is an order to YAML, and a plan needs none. Take "
    "it out, or put the words in quotes.",
    "plan.no-json": "JSON begins with '[' or '{{'. If this is YAML, let the name of the file end in "
    "'.yaml'.",
    "plan.after-the-end": "There is more after the end of the plan. A file holds one.",
    # -- recorded runs: tables and netCDF ------------------------------------------------------
    "run.unknown-format": "The name '{file}' does not say how to keep a run. Let it end with '.csv' or "
    "'.nc'.",
    "run.missing-extra": "netCDF needs xarray and netCDF4. Install them with: "
    "pip install 'negcycle[research]'",
    "run.not-netcdf": "'{file}' is not a netCDF file.",
    "run.no-run": "'{file}' holds no run: a run is numbers over a dimension 'turn'.",
    "run.netcdf-name": "netCDF cannot hold the name {name}. Rename the state, or write CSV.",
    "run.name-twice": "{column} names two columns. Give each a name of its own.",
    "run.odd-name": "{column} cannot name a column. Write words on one line.",
    "run.no-text": "This is not text in UTF-8. Save the table as CSV in UTF-8.",
    "run.no-turn": "The first column of a run is 'turn'. Begin the first line with it.",
    "run.separator": "The cells are not separated by commas. Save the table with ',' between cells "
    "and '.' in numbers.",
    "run.no-name": "Column {number} has no name. Write one in the first line.",
    "run.quotes": "The quotes do not match, or a cell is far too long.",
    "run.ragged": "There are {count} cells, and {expected} are expected.",
    "run.no-number": "{value} is not a number. Write a finite one in digits, such as 0.5.",
    "run.blank-cell": "This cell is blank. Write a number.",
    "run.not-rising": "Time {value} does not come after {before}. Sort the rows by time, and keep one "
    "for each.",
    "run.no-rows": "This table has names and no row. A run has a row for each time.",
    "run.name.turn": "time since the start, in turns",
    "run.name.time": "time since the start, in the unit of the model",
    "run.name.cycle_strength": "cycle strength: how strongly the partners act, 0 to 1",
    "run.name.meeting": "meeting: how open both are at once, 0 to 1",
    "run.name.gain": "structural gain of the loop between the partners; above 1 it is vicious",
    "run.name.primary": "{name}: primary emotion, + too far, - too close",
    "run.name.secondary": "{name}: secondary emotion, + too far, - too close",
    "run.name.perception": "{name}: perception, + too far, - too close",
    "run.name.behavior": "{name}: behavior, + toward, - away",
    "run.name.openness": "{name}: openness, 0 to 1",
    "run.name.resentment": "{name}: resentment, 0 to 1",
    "run.name.unmet_need": "{name}: unmet need, 0 and more",
    "run.name.felt_security": "{name}: felt security, 0 to 1",
    "run.name.numbered": "{label} (number {number})",
    # -- where a run begins, and the command that runs it --------------------------------------
    "start.none": "This holds no start. Write JSON, names of states with numbers, such as "
    "'{{\"john.behavior\": -0.5}}', or what 'negcycle simulate --json' printed.",
    "cli.help.simulate": "Run a cycle forward, once, and say what happens.",
    "cli.opt.plan": "A file with inputs over time, in place of those in the case.",
    "cli.opt.turns": "How long, in turns of one exchange.",
    "cli.opt.step": "The length of a step, in turns.",
    "cli.opt.run-start": "'calm', 'stuck', or a file: what simulate --json printed, a JSON of states "
    "with numbers, or a recorded run, to go on from its end.",
    "cli.opt.noise": "How strong chance is, from 0 up; left out, what the case says.",
    "cli.opt.seed": "What the random numbers are made from; left out, it is drawn and told.",
    "cli.opt.step-check": "Run again with half the step, and say how much that changes.",
    "cli.opt.run-out": "A .csv or .nc file with the numbers, a .svg, .pdf, .png or .html picture, or "
    "the summary as .txt; - for standard output. May be given several times. Without it, the summary "
    "is printed.",
    "cli.opt.run-to": "What to write to standard output.",
    "cli.opt.run-view": "Pictures of the run: {views}; several with commas.",
    "cli.unknown-start": "'{name}' is neither a start nor a file.{hint}",
    "cli.unknown-run-format": "'{name}' is not a form of a run.{hint}",
    "cli.unknown-run-view": "'{name}' is not a view of a run.{hint}",
    "cli.stream-twice": "Standard input can be read once, and '-' is given several times. Give the rest as "
    "files.",
    "cli.json-and-stream": "--json and -o - would both write to standard output. Keep one of them.",
    "cli.seed-drawn": "Seed {seed}: with --seed {seed} the same happens again.",
    # -- drawing: captions, headings, text alternative ---------------------------------------
    "html.in-words": "The same in words",
    "draw.png-too-large": "{count} pages are too many for one PNG. Write a PDF instead.",
    "heading.plain.trigger": "When I see or hear",
    "heading.plain.primary": "What I feel underneath",
    "heading.plain.secondary": "What I show",
    "heading.plain.perception": "What I tell myself about you",
    "heading.plain.behavior": "What I do",
    "heading.plain.need": "What I long for",
    "heading.clinical.trigger": "Trigger",
    "heading.clinical.primary": "Primary emotion",
    "heading.clinical.secondary": "Secondary emotion",
    "heading.clinical.perception": "Perception",
    "heading.clinical.behavior": "Behavior",
    "heading.clinical.need": "Need",
    "heading.pressure": "From outside",
    "row.fear": "I fear:",
    "row.self_view": "about me:",
    "row.intent": "trying to:",
    "row.request": "asking:",
    "row.appraisal": "at once:",
    "row.body": "body:",
    "blank.trigger": "What sets it off?",
    "blank.primary": "What happens inside just before?",
    "blank.secondary": "What comes up to protect me?",
    "blank.perception": "What do I tell myself about you then?",
    "blank.behavior": "What do I do then, that you can see?",
    "blank.need": "What do I long for in that moment?",
    "entry.guess": "{words} (a guess)",
    "remark.guess": "a guess",
    "remark.changed": "changed",
    "remark.injury": "touches an old injury",
    "awareness.named": "named",
    "awareness.owned": "owned",
    "awareness.shared": "shared",
    "awareness.heard": "heard",
    "absent.name": "The other",
    "absent.note": "This side is theirs to tell.",
    "badge.loop": "each move sets off the other",
    "badge.single": "my half",
    "badge.positive": "each reach makes the next one easier",
    "badge.child": "the grown-up's part to change first",
    "caption.seen": "what we see",
    "caption.unseen": "what is hidden, often from ourselves too",
    "title.untitled": "The cycle between us",
    "title.topic": "{title} ({topic})",
    "title.single": "{name}'s half of the cycle",
    "title.positive": "Another way round: {title}",
    "page.pair": "Pair {number}: {left} and {right}",
    "page.before": "Before {date}",
    "page.after": "After {date}",
    "page.rosette": "Who is in a cycle with whom",
    "rosette.index": "The pairs",
    "rosette.row": "{number}  {first} and {second}, page {page}",
    "view.loop": "Infinity diagram of the cycle",
    "view.surface": "Surface view of the cycle",
    "view.single": "One half of the cycle",
    "view.blank": "Worksheet for the cycle",
    "view.positive": "The positive cycle",
    "view.before-after": "The cycle before and after",
    "footer.hypothesis": "A working guess about a pattern, not a diagnosis",
    "footer.proposal": "A proposal to change as you like, not a prescription",
    "footer.hidden": "also written, not shown here: {names}",
    "footer.one-link": "1 more link",
    "footer.links": "{count} more links",
    "footer.version": "negcycle {version}",
    "legend.guess": "dashed border: a guess",
    "legend.tab": "tab above the line: how far it has come up",
    "legend.injury": "bolt: touches an old injury",
    "legend.changed": "changed: not the same as before",
    "slot.trigger": "trigger",
    "slot.appraisal": "first thought",
    "slot.body": "body",
    "slot.primary": "primary emotion",
    "slot.fear": "fear",
    "slot.secondary": "secondary emotion",
    "slot.perception": "perception",
    "slot.self_view": "view of self",
    "slot.urge": "urge",
    "slot.behavior": "behavior",
    "slot.intent": "intent",
    "slot.need": "need",
    "slot.request": "request",
    "slot.image": "image",
    "slot.raw_spot": "raw spot",
    "slot.block": "what stopped me saying it",
    "positive.heading.hear": "What I hear underneath",
    "positive.heading.answer": "How I can answer",
    "positive.heading.settle": "What settles in me",
    "positive.heading.reach": "How I reach",
    "positive.blank.hear": "What are you longing for, under it all?",
    "positive.blank.answer": "What could I say that tells you I am here?",
    "positive.blank.settle": "What eases in me when we do this?",
    "positive.blank.reach": "What can I ask you for, in soft words?",
    "positive.remark.hear": "accessible",
    "positive.remark.answer": "responsive",
    "positive.remark.settle": "comforted",
    "positive.remark.reach": "engaged",
    "in-full.title": "In full",
    "in-full.title-of": "Title",
    "in-full.name": "Name",
    "in-full.heading": "{name}: {heading}",
    "describe.pressure": "From outside: {words}.",
    "describe.pressure-on": "From outside, on {name}: {words}.",
    "describe.absent": "{name}: {note}",
    "describe.card": "{number}{heading}: {words}{end}",
    "describe.open": "still open: {question}",
    "describe.blank": "{number}{heading}: still open. {question}",
    "draw.unknown-view": "'{name}' is not a view.{hint}",
    "draw.unknown-register": "'{name}' is not a register.{hint}",
    "draw.unknown-paper": "'{name}' is not a paper.{hint}",
    "draw.unknown-format": "'.{name}' is not a kind of picture I can write. Choose from: {known}.",
    "draw.no-format": "The name '{file}' does not say what to write. Let it end with one of: {known}.",
    "draw.no-such-start": "The numbers cannot start at '{start}': it is not a station of this view.",
    "draw.whose-needs-single": "One half alone is the view 'single'. Choose that view.",
    "draw.before-after-needs-two": "Before and after need two cycles. Give the later one as well.",
    "draw.before-after-same-people": "Before and after need the same one or two partners, under the "
    "same keys.",
    # -- charts ------------------------------------------------------------------------------
    "chart.empty": "There is nothing to draw: the run has no points or no states.",
    "chart.times-fall": "The times of this run fall or are not finite. Give them in rising order.",
    "chart.and": "{first} and {last}",
    "chart.others": "{count} others",
    "chart.times": "{label} ({count} times)",
    "chart.other-inputs": "other inputs",
    "chart.input": "{label}: from {start} to {end}.",
    "chart.inputs": "{label}: {count} times, the first from {start} on, the last until {end}.",
    "chart.title.time-course": "{names} over time",
    "chart.panel.behavior": "What they do",
    "chart.note.behavior": "toward the other or away",
    "chart.panel.openness": "How open",
    "chart.note.openness": "1: wide open, 0: closed",
    "chart.panel.resentment": "Resentment",
    "chart.note.resentment": "0: none, felt security is whole",
    "chart.panel.cycle_strength": "Strength of the cycle",
    "chart.note.cycle_strength": "0: no cycle",
    "chart.panel.gain": "Loop gain",
    "chart.note.gain": "above 1 the cycle feeds itself",
    "chart.panel.states": "All states over time",
    "chart.tick.toward": "toward",
    "chart.tick.neither": "neither",
    "chart.tick.away": "away",
    "chart.unit.turns": "turns",
    "chart.unit.time": "time",
    "chart.more-lines": "The first {shown} of {count} states are drawn.",
    "chart.one-panel": "One panel: {heading}.",
    "chart.panels": "Panels over time, from top to bottom: {headings}.",
    "chart.of-panel": "{heading}. {course}",
    "chart.course": "begins at {first} and ends at {last}; lowest {low} at {low_at}, highest "
    "{high} at {high_at}.",
    "chart.course-constant": "stays at {value}.",
    "chart.course-nothing": "no numbers.",
    "chart.outcome.calm": "It calms down.",
    "chart.outcome.stuck": "They stay in the cycle.",
    "chart.outcome.escalating": "It keeps growing.",
    "chart.outcome.oscillating": "It goes back and forth.",
    "chart.outcome.unsettled": "It has not settled yet.",
    "chart.ends": "At the end {parts}.",
    "chart.ends.toward.one": "{names} moves toward the other",
    "chart.ends.toward.many": "{names} each move toward the other",
    "chart.ends.toward-of-many.one": "{names} moves toward others",
    "chart.ends.toward-of-many.many": "{names} each move toward others",
    "chart.ends.away-of-many.one": "{names} moves away",
    "chart.ends.away-of-many.many": "{names} move away",
    "chart.ends.neither-of-many.one": "{names} moves neither toward nor away",
    "chart.ends.neither-of-many.many": "{names} move neither toward nor away",
    "chart.ends.away.one": "{names} moves away",
    "chart.ends.away.many": "{names} move away",
    "chart.ends.neither.one": "{names} moves neither toward nor away",
    "chart.ends.neither.many": "{names} move neither toward nor away",
    "chart.resentment.same": "Resentment is as it was.",
    "chart.resentment.less": "There is less resentment than before.",
    "chart.resentment.more": "There is more resentment than before.",
    "chart.resentment.both-ways": "One has more resentment than before, another less.",
    "chart.same-for-any": "These numbers would be the same for any couple with these positions and "
    "assumptions.",
    "chart.version": "Drawn with negcycle {version}.",
    "chart.step": "Computed every {step} turns.",
    "chart.noise": "Chance input of strength {noise}, seed {seed}.",
    "chart.assumed": "Assumed: {assumptions}",
    "chart.other-states": "A run drawn into this picture needs the states {names}.",
    "chart.no-couple": "A run drawn into this picture needs the resentment of everybody and the "
    "strength of the cycle.",
    "chart.title.portrait": "Where every start leads: {first} and {second}",
    "chart.null-cline": "here {name} does not change",
    "chart.stream": "which way it goes from there",
    "chart.leads-to": "from here to {number}",
    "chart.leaves": "from here out of the picture",
    "chart.circles": "from here it goes round, or settles outside the picture",
    "chart.border": "the edge between two sides",
    "chart.paths": "a run, from its ring on",
    "chart.path": "Run {number} begins at {start} and ends at {end}.",
    "chart.point.stable": "{number}: at {x}, {y} it stays and draws in",
    "chart.point.saddle": "{number}: at {x}, {y} it tips to one side or the other",
    "chart.point.unstable": "{number}: at {x}, {y} it stays only without any push",
    "chart.point.center": "{number}: at {x}, {y} it stays, and what is near circles around it",
    "chart.share": "Of the starts in the picture, {share} lead there.",
    "chart.share-leaves": "Of the starts, {share} leave the picture.",
    "chart.share-circles": "Of the starts, {share} go round or settle outside the picture.",
    "chart.portrait.none": "No state in this picture draws in what is near it.",
    "chart.portrait.one": "One state in this picture draws in what is near it.",
    "chart.portrait.many": "Where it ends depends on where it starts: {count} states draw in what is "
    "near them.",
    "chart.portrait.line-of-rest": "There is not one point of rest here but a whole line of them.",
    "chart.portrait.axes": "From left to right {first}, from {x_low} to {x_high}; upward {second}, from "
    "{y_low} to {y_high}.",
    "chart.title.couple-portrait": "Which way it goes from here",
    "chart.axis.resentment": "resentment (changes slowly)",
    "chart.axis.strength": "strength of the cycle (changes fast)",
    "chart.fast": "how strong the cycle becomes while resentment stays where it is",
    "chart.slow": "how much resentment there comes to be while the cycle stays this strong",
    "chart.holds": "it holds: after a small push it comes back",
    "chart.tips": "it tips: a small push decides which way",
    "chart.from-here.calm": "from here it calms down",
    "chart.from-here.stuck": "from here it ends up stuck",
    "chart.too-slow": "from here it goes so slowly that its end was not seen",
    "chart.couple.slow-starts": "Of the starts in the picture, {share} go so slowly that their end was "
    "not seen.",
    "chart.state.calm": "calm",
    "chart.state.stuck": "stuck",
    "chart.state.edge": "the edge",
    "chart.couple.both": "The same couple can end up calm or stuck; it depends on where they start.",
    "chart.couple.edge": "The edge between the two lies at resentment {resentment} and strength "
    "{strength}.",
    "chart.couple.calm": "It calms down.",
    "chart.couple.stuck": "It ends up stuck.",
    "chart.couple.axes": "From left to right resentment, from 0 to 1; upward the strength of the cycle, "
    "from 0 to 1.",
    "chart.couple.state-calm": "Calm holds at resentment {resentment} and strength {strength}.",
    "chart.couple.state-stuck": "Stuck holds at resentment {resentment} and strength {strength}.",
    "chart.couple.state-edge": "The edge lies at resentment {resentment} and strength {strength}; "
    "a small push decides which way it goes from there.",
    "chart.couple.fast": "With no resentment the cycle settles at strength {low}, with the most at {high}.",
    "chart.couple.slow": "Without a cycle resentment settles at {low}, in the strongest one at {high}.",
    "chart.couple.path": "Run {number} begins at resentment {hard} and strength {strong}, and ends at "
    "resentment {hard_end} and strength {strong_end}.",
    "portrait.two-states": "A portrait shows two states, and this model has {count}. Choose a model "
    "with two, or the portrait of a couple.",
    "portrait.range": "There is no picture from {low} to {high}. Give a lower number and then a higher "
    "one.",
    "hysteresis.unknown": "'{name}' is no number that can be raised and lowered here.{hint}",
    "hysteresis.range": "From {low} to {high} in {count} values with an upset of {upset} cannot be "
    "raised and lowered. Give a lower value, a higher one, 3 values or more, and an upset above 0, at "
    "most 1.",
    # -- cli ---------------------------------------------------------------------------------
    "convert.unclear": "The name '{file}' does not say which format it is. Name it with {option}.",
    "convert.unknown-format": "'{name}' is not a format for this.{hint}",
    "convert.no-case-in-a-graph": "'{file}' is a graph, and a graph holds no case. Choose a graph "
    "format.",
    "format.unknown": "'{spec}' is not a form of a cycle.{hint}",
    "cli.help": "Describe a couple's negative cycle once; check it, draw it, turn it into a graph.",
    "cli.help.demo": "See what negcycle does: one example, drawn in every form.",
    "cli.help.new": "Write a commented file to fill in.",
    "cli.help.check": "Say every fault of a file, then what is still open.",
    "cli.help.fmt": "Put files into canonical form, in place; comments stay.",
    "cli.help.schema": "Print the JSON Schema of a case file.",
    "cli.help.draw": "Draw the infinity diagram.",
    "cli.help.convert": "Turn a case or a graph into another format.",
    "cli.arg.case": "A case file; - for standard input.",
    "cli.arg.cases": "Case files; - for standard input.",
    "cli.arg.fmt": "Case files; - for standard input, which is then printed.",
    "cli.arg.new": "The file to write; - for standard output.",
    "cli.arg.after": "The same cycle later, for the view before-after.",
    "cli.arg.convert": "A case file or a graph; - for standard input.",
    "cli.opt.version": "Print the version.",
    "cli.opt.from": "What stands on standard input.",
    "cli.opt.force": "Replace a file that is already there.",
    "cli.opt.lexicon": "An own lexicon, which adds words to the built-in one.",
    "cli.opt.json": "Print one JSON document.",
    "cli.opt.demo": "The folder to make, or to make again; what you changed in it is kept.",
    "cli.opt.partners": "Names, with commas between them.",
    "cli.opt.template": "'couple' for an empty form, or the name of an example.",
    "cli.opt.fmt-check": "Change nothing; exit with 1 if something would change.",
    "cli.opt.draw-out": "A .svg, .pdf, .png, .txt or .html file, or - for standard output; may be "
    "given several times. Without it, the name of FILE with another ending, in this folder.",
    "cli.opt.view": "loop, surface, single, blank, positive, before-after; several with commas.",
    "cli.opt.register": "The words of the headings.",
    "cli.opt.paper": "The sheet, in landscape.",
    "cli.opt.numbers": "Number the stations. A loop has no beginning, so they have no numbers unless "
    "asked for.",
    "cli.opt.for": "With --view single: whose half to draw.",
    "cli.opt.start": "Number the stations from here: a partner, or a station such as mary.primary.",
    "cli.opt.draw-to": "The kind of picture, where no name says it.",
    "cli.opt.watch": "Draw again each time the file changes, until Ctrl-C.",
    "cli.opt.convert-out": "The file to write; - for standard output.",
    "cli.opt.convert-to": "The format to write, where the name of the file does not say it.",
    "cli.opt.convert-from": "The format to read, where the name of the file does not say it.",
    "cli.usage": "{command}: {sentence}\nTry '{command} --help'.",
    "cli.no-input": "Standard input is closed, so nothing can be read from it.",
    "cli.no-output": "Standard output cannot be written: {reason}.",
    "cli.closed": "it is closed",
    "cli.unknown-source": "'{name}' is not a format of a case.{hint}",
    "cli.unknown-picture": "'{name}' is not a kind of picture I can draw.{hint}",
    "cli.partners-with-template": "Names go with the empty form, and an example has its own. Leave "
    "out --partners or --template.",
    "cli.no-names": "There is no name in '{names}'. Write one or more, with commas between them, such "
    "as 'Mary, John'.",
    "cli.form-in-json": "The form has comments, and JSON has none. Choose a name that ends in .yaml.",
    "cli.for-one-half": "--for draws one half, so it goes with --view single and nothing else: every "
    "other view shows both.",
    "cli.watch-needs-files": "Only files can be watched and drawn again, and '-' is none.",
    "cli.wrote": "Wrote {file}.",
    "cli.fmt.would-change": "{file} would change.",
    "cli.missing-letters": "No font on this computer has these characters; the rest is drawn: {letters}",
    "cli.watching": "Drawing again whenever the file changes. Stop with Ctrl-C.",
    "cli.watched": "Stopped.",
    "check.nothing": "No faults, nothing is open.",
    "check.no-faults": "No faults.",
    "check.blanks": "Still open:",
    "check.questions": "One might ask:",
    "check.side-alone": "{name}'s behavior sounds like being too far away, and {words} more like "
    "being too close: is there something else underneath?",
    "check.side-crowded": "{name}'s behavior sounds like being too close, and {words} more like being "
    "too far away: is there something else underneath?",
    "demo.not-ours": "'{folder}' holds files that the demo did not make, and is kept. Choose another "
    "folder with -o.",
    "demo.no-folder": "'{folder}' is not a folder. Choose another with -o.",
    "demo.cannot-make": "The folder '{folder}' cannot be made: {reason}. Choose another with -o.",
    "demo.head": "An example: {title}.",
    "demo.file": "{what}: {path}",
    "demo.kept": "{what}: {path} (kept, because it was changed after the demo had made it)",
    "demo.case": "The case as a file",
    "demo.questions": "{count} questions are worth asking: negcycle check {path}",
    "new.names": "Partner A, Partner B",
    "new.unknown-template": "'{name}' is not a template.{hint}",
    "new.head": """\
# A negative cycle to fill in: write after the colons, in the person's own words.
# Everything may stay open. 'negcycle check' asks for what is missing, 'negcycle draw' draws what is there.
# Several things go in brackets: [hurt, lonely]. A guess: {{words: hurt, status: conjecture}}.
negcycle: 1
title:            # the couple's own name for it
topic:            # what it is about here
date:             # when you wrote this, such as 2026-11-21
partners:""",
    "new.partner": """\
  {key}:
    name: {name}
    chain:
      trigger:    # what I see or hear just before; what a camera would show
      appraisal:  # what goes through my mind at once
      primary:    # what I feel underneath: the softer, first feeling
      fear:       # what I am afraid could come true
      secondary:  # what I show: what comes up to protect me
      perception: # what I tell myself about you then
      self_view:  # what I tell myself about me
      behavior:   # what I do then, where you can see it
      intent:     # what I am trying to reach or to protect
      need:       # what I long for in that moment
      request:    # what you could say or do that would answer it""",
    "new.tail": """\
stressors:        # pressures from outside, such as [money, illness]
notes:            # free text, never drawn""",
}
