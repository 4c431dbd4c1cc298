"""Each slip in a YAML text gets one sentence, at the place where a person would look for it."""

from __future__ import annotations

import pytest

from negcycle.errors import CaseError
from negcycle.files.yaml_tree import read_yaml

SLIPS = {
    # indentation
    "partners:\n\tjohn: x\n": "2:1: There is a tab here, and YAML wants spaces. Put spaces in its "
    "place.",
    "name:\tJohn": "1:6: There is a tab here, and YAML wants spaces. Put spaces in its place.",
    "name: John\t\n": "1:11: There is a tab here, and YAML wants spaces. Put spaces in its place.",
    "need: to be\tseen": "1:12: There is a tab here, and YAML wants spaces. Put spaces in its "
    "place.",
    "partners:\n  john:\n    name: John\n   mary:\n    name: Mary\n": "4:4: The indentation of "
    "this line fits no line above it. Begin it in the column of the fields it belongs to.",
    "  name: John\npronoun: he\n": "2:1: The indentation of this line fits no line above it. Begin "
    "it in the column of the fields it belongs to.",
    'name: "John"\n  pronoun: he\n': "2:3: The indentation of this line fits no line above it. "
    "Begin it in the column of the fields it belongs to.",
    "chain:\n  - hurt\n - sad\n": "3:2: The indentation of this line fits no line above it. Begin "
    "it in the column of the fields it belongs to.",
    # lists
    "primary:\n  - hurt\n  need: x\n": "3:3: A list and other lines are mixed here. Begin every "
    "item of a list with '- ', and indent the list under its name.",
    "name: John\n- Mary\n": "2:1: A list and other lines are mixed here. Begin every item of a "
    "list with '- ', and indent the list under its name.",
    "- hurt\nsad\n": "2:1: A list and other lines are mixed here. Begin every item of a list with "
    "'- ', and indent the list under its name.",
    'primary: "hurt"\n  - sad\n': "2:3: The indentation of this line fits no line above it. Begin "
    "it in the column of the fields it belongs to.",
    # colons
    "topic: x\nperception: she says: you never listen\n": "2:21: A ':' with a space after it ends "
    'a name. Put quotes around words that hold one: "she says: you never listen".',
    'perception: "she" says: no': "1:19: There is more after the closing quote. Put single quotes "
    'around all of the words, or write \\" for a quote inside them.',
    "behavior: {words: she said: no}": "1:27: A ':' with a space after it ends a name. Put a ',' "
    "before the name, or quotes around words that hold a ':'.",
    "behavior: [she said: no: never]": "1:24: A ':' with a space after it ends a name. Put quotes "
    "around words that hold one.",
    "- she says: a: b": "1:14: A ':' with a space after it ends a name. Put quotes around words "
    'that hold one: "she says: a: b".',
    "- words: a: b": "1:11: A ':' with a space after it ends a name. Put quotes around words that "
    'hold one: "a: b".',
    "trigger: she says: no\u2028never": "1:18: A ':' with a space after it ends a name. Put quotes "
    "around words that hold one.",
    "perception: she\n  thinks\n  says: no\n": "3:3: This line is indented deeper than line 1, so "
    "it goes on with the words there. Begin a field in the column of the one above it, and put "
    "quotes around words with a ':'.",
    "name: John\n  pronoun: he\n": "2:3: This line is indented deeper than line 1, so it goes on "
    "with the words there. Begin a field in the column of the one above it, and put quotes around "
    "words with a ':'.",
    "- hurt\n  since: June\n": "2:3: This line is indented deeper than line 1, so it goes on with "
    "the words there. Begin a field in the column of the one above it, and put quotes around words "
    "with a ':'.",
    "partners:\n  john\n    name: John\n": "2:3: 'john' has no ':' after it. Write a name, a ':', "
    "a space, and the words.",
    "name: John\npronoun\nnotes: x\n": "2:1: 'pronoun' has no ':' after it. Write a name, a ':', a "
    "space, and the words.",
    "topic: x\nnotes": "2:1: 'notes' has no ':' after it. Write a name, a ':', a space, and the "
    "words.",
    "name:John\npronoun: he\n": "1:1: A space is missing after the ':'. Write 'name: John'.",
    "john:\n  pronoun: he\n  name:John\n": "3:3: A space is missing after the ':'. Write 'name: "
    "John'.",
    "behavior: {words:shouts}": "1:12: behavior: A space is missing after the ':' in "
    "'words:shouts'.",
    "http://example.org\nnotes: x\n": "1:1: 'http://example.org' has no ':' after it. Write a "
    "name, a ':', a space, and the words.",
    # quotes
    'trigger: "Fine" she says': "1:17: There is more after the closing quote. Put single quotes "
    'around all of the words, or write \\" for a quote inside them.',
    'trigger: "Fine" @home': "1:17: There is more after the closing quote. Put single quotes "
    'around all of the words, or write \\" for a quote inside them.',
    "trigger: 'I'm fine'": "1:13: There is more after the closing quote. Put double quotes around "
    "all of the words, or write an apostrophe inside them twice.",
    '"trigger" she: says': "1:11: There is more after the closing quote. Put single quotes around "
    'all of the words, or write \\" for a quote inside them.',
    'trigger: "she left\nneed: x\n': '1:10: This quote is not closed. Add a " at the end of the '
    "words, or put the other kind of quotes around all of them.",
    "trigger: 'tis late\nneed: x\n": "1:10: This quote is not closed. Add a ' at the end of the "
    "words, or put the other kind of quotes around all of them.",
    'trigger: "she left\nneed: "to know"\nnotes: x\n': "1:10: This quote closes only in line 2, "
    "and more words follow it there. Is a quote missing at the end of this line?",
    'name: John\n"trigger: x\nneed": y\n': '2:1: This quote is not closed. Add a " at the end of '
    "the words, or put the other kind of quotes around all of them.",
    'trigger: "x\n---\n"': '1:10: This quote is not closed. Add a " at the end of the words, or '
    "put the other kind of quotes around all of them.",
    'need: "she left\\': '1:7: This quote is not closed. Add a " at the end of the words, or put '
    "the other kind of quotes around all of them.",
    '"name"\npronoun: he\n': "1:1: '\"name\"' has no ':' after it. Write a name, a ':', a space, "
    "and the words.",
    "need: x\nrequ #est: y\n": "2:1: 'requ' has no ':' after it. Write a name, a ':', a space, and "
    "the words.",
    "requ #est: y\nneed: x\n": "1:1: 'requ' has no ':' after it. Write a name, a ':', a space, and "
    "the words.",
    "need: x\n[request: y\nnotes: z\n": "2:1: This '[' is not closed, or a ',' is missing before "
    "line 3. Add the ']' or the ','.",
    "dynamics:\n{tau: 2}\nplan: []\n": "2:1: The indentation of this line fits no line above it. "
    "Begin it in the column of the fields it belongs to.",
    # brackets
    "trigger: [sigh] again": "1:17: There is more after the closing ']'. Put quotes around all of "
    "the words, or '[' and ']' around a whole list.",
    "trigger: {a: b} again": "1:17: There is more after the closing '}'. Put quotes around all of "
    "the words, or '[' and ']' around a whole list.",
    "primary: [hurt, sad\nsecondary: angry\n": "1:10: This '[' is not closed, or a ',' is missing "
    "before line 2. Add the ']' or the ','.",
    "name: x\nprimary: [hurt, sad": "2:10: This '[' is not closed. Add the ']'.",
    "name: x\nprimary: [hurt, ": "2:10: This '[' is not closed. Add the ']'.",
    "behavior: {words: x\nneed: y\n": "1:11: This '{' is not closed, or a ',' is missing before "
    "line 2. Add the '}' or the ','.",
    "primary: [hurt}": "1:15: This '}' does not close the '[' in line 1. Put a ']' before it, or "
    "in its place.",
    "x: {a: b,\n c: d]": "2:6: This ']' does not close the '{' in line 1. Put a '}' before it, or "
    "in its place.",
    "primary: [hurt]]": "1:16: This ']' closes nothing. Take it out, or put the words in quotes.",
    "trigger: {sigh} again": "1:17: There is more after the closing '}'. Put quotes around all of "
    "the words, or '[' and ']' around a whole list.",
    "primary: [hurt,,sad]": "1:16: Nothing stands before this ','. Write the missing words, or "
    "take the ',' out.",
    "primary: [,hurt]": "1:11: Nothing stands before this ','. Write the missing words, or take "
    "the ',' out.",
    "name: John\n]\n": "2:1: This ']' closes nothing. Take it out, or put the words in quotes.",
    "primary: [a]\n}\n": "2:1: This '}' closes nothing. Take it out, or put the words in quotes.",
    "primary: [[hurt], [sad] x]": "1:25: A ',' is missing before this, or a ']'.",
    "primary: [a,\n---\n": "1:10: This '[' is not closed, or a ',' is missing before line 2. Add "
    "the ']' or the ','.",
    # escapes
    'notes: "c:\\path"': "1:11: '\\p' means nothing inside double quotes. Take the '\\' out, "
    "or write '\\\\' for a backslash.",
    'notes: "C:\\Users"': "1:11: '\\U' needs 8 hexadecimal digits after it. Write '\\\\' for a "
    "backslash.",
    'notes: "\\x4"': "1:9: '\\x' needs 2 hexadecimal digits after it. Write '\\\\' for a "
    "backslash.",
    'notes: "\\UFFFFFFFF"': "1:9: '\\UFFFFFFFF' is no character. Write '\\\\' for a backslash.",
    'notes: "\\U00110000"': "1:9: '\\U00110000' is no character. Write '\\\\' for a backslash.",
    # texts
    "notes: he said #1\n  and more\nname: x\n": "1:16: A '#' after a space begins a comment, so "
    "the words end here, and more of them follow in the next line. Put quotes around all of them.",
    "notes: he said\n  #1\n  and more\n": "2:3: A '#' after a space begins a comment, so the words "
    "end here, and more of them follow in the next line. Put quotes around all of them.",
    "notes: | # a story\n\nIt was late.\n": "3:1: The lines of a text after '|' are indented under "
    "its name. Put spaces before this line.",
    "notes: >-\nIt was late.\nname: x\n": "2:1: The lines of a text after '>' are indented under "
    "its name. Put spaces before this line.",
    "notes: a > b\nIt was late.\nname: x\n": "2:1: 'It was late.' has no ':' after it. Write a "
    "name, a ':', a space, and the words.",
    "primary:\n  * hurt\n  * sad\n": "2:3: Words that begin with '*' need quotes around them; an "
    "item of a list begins with '- '.",
    "notes: |\n    \n  x\n": "3:3: The first line of this text is blank and has more spaces than "
    "the next. Take the spaces out.",
    "notes: |0\n x\n": "1:8: Words that begin with '|' need quotes around them.",
    "notes: |\n\n     \n x\n": "4:2: The first line of this text is blank and has more spaces than "
    "the next. Take the spaces out.",
}

LEADING_SIGNS = {
    "john:\n  need: x\n *pronoun: he\n": "3:2",
    "trigger: @home": "1:10",
    "trigger: `sigh`": "1:10",
    "trigger: %s": "1:10",
    "trigger: * sigh": "1:10",
    "trigger: & so on": "1:10",
    "trigger: !e!sigh x": "1:10",
    'trigger: !"sigh"': "1:10",
    "trigger: - she leaves": "1:10",
    "trigger: | she leaves": "1:10",
    "trigger: > 3 hours": "1:10",
    "trigger: ? why": "1:10",
    "trigger: , and then": "1:10",
    "trigger: ] what": "1:10",
    "x: 1\n*sigh*\ny: 2\n": "2:1",
    "primary: [@home]": "1:11",
    "primary: [- hurt]": "1:11",
}


def said(text: str) -> str:
    with pytest.raises(CaseError) as caught:
        read_yaml(text)
    return str(caught.value)


@pytest.mark.parametrize(("text", "sentence"), SLIPS.items(), ids=repr)
def test_a_slip_is_explained(text: str, sentence: str) -> None:
    assert said(text) == sentence


@pytest.mark.parametrize(("text", "place"), LEADING_SIGNS.items(), ids=repr)
def test_a_sign_that_yaml_keeps_for_itself_needs_quotes(text: str, place: str) -> None:
    line, column = map(int, place.split(":"))
    sign = text.splitlines()[line - 1][column - 1]

    assert said(text) == f"{place}: Words that begin with '{sign}' need quotes around them."


def test_long_words_are_not_repeated_in_the_sentence() -> None:
    assert said("perception: she says: " + "no " * 30) == (
        "1:21: A ':' with a space after it ends a name. Put quotes around words that hold one."
    )


def test_an_anchor_before_an_open_bracket_does_not_hide_it() -> None:
    assert said("a: &x\n  [b,") == (
        "1:4: a: '&x' is an anchor in YAML, and a case has none. Words that begin with '&' need "
        "quotes around them."
    )


def test_what_nobody_foresaw_is_still_one_sentence() -> None:
    assert said("a: b\n" + "c" * 1_100 + ": d") == (
        "2:1101: This line is no YAML. Look here and in the line above for a missing quote, "
        "colon or space."
    )


def test_the_likely_cause_in_the_same_line_is_enough() -> None:
    """After `*sigh*` the words cannot be read; the alias says it better."""
    assert said("trigger: *sigh* again").count("\n") == 0


def test_faults_are_gathered_up_to_the_slip() -> None:
    text = "a: &x b\nc: d\nc: e\nf: *x\ng: 'I'm'\nh: !t i\n"

    with pytest.raises(CaseError) as caught:
        read_yaml(text, "case.yaml")

    assert [(one.code, one.line, one.path) for one in caught.value.problems] == [
        ("anchor", 1, "a"),
        ("duplicate", 3, ""),
        ("alias", 4, "f"),
        ("after-quote", 5, ""),
    ]
    assert {one.file for one in caught.value.problems} == {"case.yaml"}
