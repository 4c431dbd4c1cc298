"""Sentences of what a person is asked, for what is blank and how it is worded."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # -- slots: what a person is asked for ---------------------------------------------------
    "ask.trigger": "What does {name} see or hear just before? (What would a camera show?)",
    "ask.secondary": "What does {name} show or feel first: what comes up to protect them?",
    "ask.behavior": "What does {name} do then, where the other can see it?",
    "ask.perception": "What does {name} think about the other in that moment?",
    "ask.primary": "What happens inside {name} just before that: the softer feeling underneath?",
    "ask.need": "What does {name} long for in that moment?",
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
}
