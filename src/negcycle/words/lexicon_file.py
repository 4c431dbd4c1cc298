"""The text of a lexicon file, read into a `Lexicon`, or into all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from negcycle.errors import CaseError, Problem
from negcycle.words.catalogue import say
from negcycle.words.nearest import did_you_mean
from negcycle.words.slots import SLOTS
from negcycle.words.terms import Attributional, Contested, Lexicon, Pattern, Tendency, Term

VERSION = 1
ASKED = ("strategy_not_need", "not_a_behavior", "absolutes", "thoughts", "ask_first")
LISTS = (*ASKED, "touch", "idioms")
MESSAGE = (
    *("verdicts", "blame", "making", "made_to", "mind_reading", "absolutes", "past", "demands"),
    *("room", "reassurance", "return", "giving_in"),
    *("owned", "doubts", "praise", "warm", "idioms"),
)
"""The lists for a message that somebody puts together."""
OWN = (
    *("lexicon", "language", "slots", "contested", "attributional", *LISTS),
    *("safety", "message", "sides"),
)
"""What an own file may hold: it adds, so nothing that would take a word away."""
LEAVING = ("words", "unless", "places", "left", "fear")
"""The lists for words of leaving."""
BUILT_IN = (*OWN, "leaving", "directions", "tendencies", "cycles", "four_f", "plain_roles")
MOVES = ("pursue", "withdraw", "attack", "give_up", "reach")
READINGS = ("primary", "secondary", "body", "appraisal")
"""Slots in which a contested word may stand."""
DIRECTIONS = ("toward", "away")
SIDES = ("alone", "crowded", "either")

Path = tuple[str, ...]
Fields = Mapping[str, object]


def read_text(text: str, file: str | None = None, *, built_in: bool = False) -> Lexicon:
    """Return the lexicon in `text`.

    Args:
        text: YAML, in the format of the built-in lexicon.
        file: The name that problems carry.
        built_in: Whether the parts are allowed that only the built-in file has.

    Raises:
        CaseError: if something in it is no part of a lexicon; all problems are in `.problems`.
    """
    return _Reader(text, file, built_in=built_in).lexicon()


class _Reader:
    """One lexicon file, and what is wrong with it so far."""

    def __init__(self, text: str, file: str | None, *, built_in: bool) -> None:
        self.text = text
        self.file = file
        self.built_in = built_in
        self.problems: list[Problem] = []

    def lexicon(self) -> Lexicon:
        top = self.fields((), self.content())
        self.choices((), top, BUILT_IN if self.built_in else OWN, "lexicon.unknown-part")
        if top.get("lexicon", VERSION) != VERSION:
            self.wrong(("lexicon",), "lexicon.version", value=top["lexicon"])
        safety = self.fields(("safety",), top.get("safety"))
        parts = ("words", "unless") if self.built_in else ("words",)
        self.choices(("safety",), safety, parts, "lexicon.safety")
        leaving = self.fields(("leaving",), top.get("leaving"))
        message = self.fields(("message",), top.get("message"))
        self.choices(("message",), message, MESSAGE, "lexicon.unknown-part")
        found = Lexicon(
            language=str(top.get("language", "en")),
            terms=self.terms(top.get("slots")),
            contested_words=self.contested(top.get("contested")),
            attributional_words=tuple(
                Attributional(word, self.words(("attributional", word), bare))
                for word, bare in self.fields(("attributional",), top.get("attributional")).items()
            ),
            lists={
                **{name: self.words((name,), top.get(name)) for name in LISTS},
                "safety": self.words(("safety", "words"), safety.get("words")),
                "safety_unless": self.words(("safety", "unless"), safety.get("unless")),
                **{
                    f"leaving.{name}": self.words(("leaving", name), leaving.get(name))
                    for name in LEAVING
                },
                **{
                    f"message.{name}": self.words(("message", name), message.get(name))
                    for name in MESSAGE
                },
            },
            directions=self.turned("directions", top.get("directions"), DIRECTIONS),
            sides=self.turned("sides", top.get("sides"), SIDES),
            tendencies=_tendencies(top) if self.built_in else (),
            cycles=_cycles(top) if self.built_in else (),
            four_f=cast("Mapping[str, str]", top.get("four_f", {})),
            plain_roles={
                role: self.words(("plain_roles", role), words)
                for role, words in self.fields(("plain_roles",), top.get("plain_roles")).items()
            },
        )
        if self.problems:
            raise CaseError(self.problems)
        return found

    def content(self) -> object:
        """Parse the text; one that is no YAML at all is its only problem."""
        from ruamel.yaml import YAML  # takes 20 ms; only needed with a lexicon
        from ruamel.yaml.error import YAMLError

        try:
            return cast(Any, YAML(typ="safe", pure=True)).load(self.text)
        except (YAMLError, RecursionError, ValueError) as error:
            line, column = _line_and_column(getattr(error, "problem_mark", None))
            fault = Problem(say("lexicon.not-yaml"), "", "not-yaml", self.file, line, column)
            raise CaseError([fault]) from None

    # -- its parts ---------------------------------------------------------------------------

    def terms(self, slots: object) -> tuple[Term, ...]:
        found: list[Term] = []
        named = self.fields(("slots",), slots)
        self.choices(("slots",), named, SLOTS, "lexicon.unknown-slot-in-file")
        for slot, content in named.items():
            families = dict(self.fields(("slots", slot), content))
            source = str(families.pop("source", "own"))
            recalled = self.words(("slots", slot, "recalled"), families.pop("recalled", None))
            if slot == "behavior":
                self.choices(("slots", slot), families, MOVES, "lexicon.unknown-move")
            for family, terms in families.items():
                place = ("slots", slot, family)
                for slug, words in self.slugs(place, terms).items():
                    shown, *also = self.ways((*place, slug), words)
                    from_where = "R" if slug in recalled else source
                    name = f"{slot}.{family}.{slug}"
                    found.append(Term(name, slot, family, shown, from_where, tuple(also)))
        return tuple(found)

    def slugs(self, place: Path, terms: object) -> Fields:
        """Return the terms of a family under their slugs; a plain list gets them from its words."""
        if not isinstance(terms, list):
            return self.fields(place, terms)
        listed = self.words(place, cast(object, terms))
        return {_slug(words.partition("|")[0]): words for words in listed}

    def ways(self, place: Path, words: object) -> list[str]:
        """Split the ways to say a term, written between bars."""
        ways = [way.strip() for way in words.split("|")] if isinstance(words, str) else []
        if not ways or not all(any(letter.isalnum() for letter in way) for way in ways):
            self.wrong(place, "lexicon.not-words", value=words)
            return [""]
        return ways

    def contested(self, content: object) -> tuple[Contested, ...]:
        found: list[Contested] = []
        for word, readings in self.fields(("contested",), content).items():
            by_slot = self.fields(("contested", word), readings)
            self.choices(("contested", word), by_slot, READINGS, "lexicon.unknown-slot-in-file")
            if len(by_slot) < 2:
                self.wrong(("contested", word), "lexicon.one-reading", word=word)
            found.append(Contested(word, tuple((slot, str(why)) for slot, why in by_slot.items())))
        return tuple(found)

    def turned(self, part: str, content: object, known: tuple[str, ...]) -> dict[str, str]:
        """Turn lists under a heading into a heading for each word in them."""
        headings = self.fields((part,), content)
        self.choices((part,), headings, known, "lexicon.unknown-part")
        return {
            word: heading
            for heading, words in headings.items()
            for word in self.words((part, heading), words)
        }

    # -- its pieces --------------------------------------------------------------------------

    def fields(self, place: Path, value: object) -> Fields:
        if isinstance(value, dict):
            return {str(key): part for key, part in cast("dict[object, object]", value).items()}
        if value is not None:
            self.wrong(place, "lexicon.not-fields")
        return {}

    def words(self, place: Path, value: object) -> tuple[str, ...]:
        listed = cast("list[object]", value) if isinstance(value, list) else None
        if listed is None and value is not None:
            self.wrong(place, "lexicon.not-a-list")
        words: list[str] = []
        for word in listed or ():
            if isinstance(word, str) and any(letter.isalnum() for letter in word):
                words.append(word)
            else:
                self.wrong(place, "lexicon.not-words", value=word)
        return tuple(words)

    def choices(self, place: Path, names: Fields, known: tuple[str, ...], key: str) -> None:
        for name in names:
            if name not in known:
                self.wrong((*place, name), key, name=name, hint=did_you_mean(name, known))

    def wrong(self, place: Path, key: str, **values: object) -> None:
        code = key.partition(".")[2]
        line, column = _position(self.text, place)
        fault = Problem(say(key, **values), ".".join(place), code, self.file, line, column)
        self.problems.append(fault)


def _slug(words: str) -> str:
    letters = "".join(letter if letter.isalnum() else " " for letter in words.casefold())
    return "_".join(letters.split())


def _position(text: str, place: Path) -> tuple[int | None, int | None]:
    """Return line and column, from 1, of the field at `place`, or of the nearest around it."""
    from ruamel.yaml import YAML

    node = cast(Any, YAML(typ="safe", pure=True)).compose(text)
    mark = node.start_mark if node else None
    for name in place:
        pairs: list[Any] = node.value if node.id == "mapping" else []
        for key, value in pairs:
            if key.value == name:
                mark, node = key.start_mark, value
                break
        else:
            break
    return _line_and_column(mark)


def _line_and_column(mark: Any) -> tuple[int | None, int | None]:
    return (None, None) if mark is None else (mark.line + 1, mark.column + 1)


def _tendencies(top: Fields) -> tuple[Tendency, ...]:
    rules = cast("list[dict[str, Any]]", top["tendencies"])
    return tuple(
        Tendency(rule["secondary"], slot, tuple(words))
        for rule in rules
        for slot, words in rule.items()
        if slot != "secondary"
    )


def _cycles(top: Fields) -> tuple[Pattern, ...]:
    kinds = cast("dict[str, dict[str, list[str]]]", top["cycles"])
    return tuple(
        Pattern(kind, tuple(names.get("aliases", ())), tuple(names.get("johnson", ())))
        for kind, names in kinds.items()
    )
