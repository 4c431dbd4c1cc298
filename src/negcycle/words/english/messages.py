"""Sentences of what is asked about a message that somebody puts together."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "message.unknown-kind": "'{name}' is not a kind of message.{hint} There are {known}.",
    "message.verdict": "'{word}' describes a person: what did you see or hear, as a camera would show it?",
    "message.blame": "'{word}' can be hard to hear: how would it sound if it began with what you felt?",
    "message.mind-reading": "'{word}' is about what is inside the other: which feeling of yours comes with it?",
    "message.absolute": "'{word}' takes in every time: what happened the last time?",
    "message.past": "'{word}' brings in an earlier time: what would you like to be heard with today?",
    "message.demand": "'{word}' leaves little room for a no: how would it sound as a wish, with what you long for in it?",
    "message.room": "This asks for room: what could you say with it, so that the other knows that they matter, and when you will be back?",
    "message.reassurance": "This asks for room: what could you say with it, so that the other knows that they matter?",
    "message.return": "This asks for room: when and how will you be back with the other?",
    "message.giving-in": "'{word}' leaves little room for you: what would you like in it yourself?",
}
