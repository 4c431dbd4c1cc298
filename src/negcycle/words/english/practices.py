"""Sentences of where practices fit; what each is stands in a file of practices/described/known."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "practices.unknown": "No practice is called '{name}'.{hint}",
    # -- openings: where change has most effect --------------------------------------------------
    "openings.one": "How fast a round fades or grows hangs most on one place, which is there for everybody alike.",
    "openings.tied": "How fast a round fades or grows hangs on {count} places equally. So the question is not which one matters, but which one is easiest.",
    "openings.also.one": "How much comes back each time around hangs most on one more place.",
    "openings.also.tied": "How much comes back each time around hangs on {count} places equally.",
    "openings.ask": "Which of these is easiest? Each person answers for themselves, and there is no wrong answer.",
    "openings.ask-grown": "Which of these is easiest? Each grown-up answers for themselves, and there is no wrong answer.",
    "openings.touch": "What is about touch is left as it is: a yes and a no to it are each person's own.",
    "openings.none": "With these numbers, no loop runs through the links, so none of them counts more than another.",
    "openings.waits": "No practice is offered here: something in this case comes before any practice, and is for the therapist to take up with each person.",
    "openings.ask-child": "{name}, what would make this easier for you? Nothing here is yours to mend.",
    "openings.here": "{place}: {name}. {what}",
    "openings.also-fits": "Also here: {names}.",
    "openings.guided": "{name} (with a therapist)",
    "openings.place.trigger": "When something is seen or heard",
    "openings.place.appraisal": "When something is seen or heard",
    "openings.place.body": "When something is seen or heard",
    "openings.place.primary": "When something lands",
    "openings.place.secondary": "Before a reaction covers what is felt",
    "openings.place.perception": "Before it becomes a conclusion",
    "openings.place.behavior": "Before the old move",
    "openings.place.openness": "Where things have closed up",
    "openings.place.resentment": "Where hurt would go underground",
}
