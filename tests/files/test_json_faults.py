"""Each slip in a JSON text gets one sentence, at the place where a person would look for it."""

from __future__ import annotations

import pytest

from negcycle.errors import CaseError
from negcycle.files.json_tree import read_json

SLIPS = {
    # brackets
    '{"a": 1': "1:1: This '{' is not closed. Add the '}'.",
    '{"a": [1, 2': "1:7: This '[' is not closed. Add the ']'.",
    '{"a": [1, 2}': "1:12: This '}' does not close the '[' in line 1. Put a ']' before it, or in "
    "its place.",
    "[1, 2}": "1:6: This '}' does not close the '[' in line 1. Put a ']' before it, or in its "
    "place.",
    '{"a": 1]': "1:8: This ']' does not close the '{' in line 1. Put a '}' before it, or in its "
    "place.",
    "[": "1:1: This '[' is not closed. Add the ']'.",
    '{"a"': "1:1: This '{' is not closed. Add the '}'.",
    '{"a":': "1:1: This '{' is not closed. Add the '}'.",
    "[1 2]": "1:4: A ',' is missing before this, or a ']'.",
    '{"a": 1 "b": 2}': "1:9: A ',' is missing before this, or a '}'.",
    "[1,]": "1:3: Nothing follows this ','. Take it out.",
    '{"a": 1,}': "1:8: Nothing follows this ','. Take it out.",
    "[,1]": "1:2: ',' stands where a value should. Write a value, or null.",
    "[1,,2]": "1:3: Nothing follows this ','. Take it out.",
    "{,}": "1:2: ',' stands where the name of a field should, in double quotes.",
    '{"a" 1}': "1:6: A ':' is missing after 'a'.",
    '{"a"; 1}': "1:5: A ':' is missing after 'a'.",
    '{"a": }': "1:7: '}' stands where a value should. Write a value, or null.",
    '{"a": :}': "1:7: ':' stands where a value should. Write a value, or null.",
    "}": "1:1: '}' stands where a value should. Write a value, or null.",
    # names
    "{a: 1}": "1:2: The name 'a' needs double quotes in JSON.",
    "{'a': 1}": "1:2: JSON wants double quotes. Write \" for this '.",
    "{1: 2}": "1:2: The name '1' needs double quotes in JSON.",
    "{[1]: 2}": "1:2: '[' stands where the name of a field should, in double quotes.",
    '{"a": 1, : 2}': "1:10: ':' stands where the name of a field should, in double quotes.",
    # words
    "{\"a\": 'x'}": "1:7: JSON wants double quotes. Write \" for this '.",
    '{"a": x}': "1:7: a: 'x' needs double quotes in JSON; only true, false, null and numbers go "
    "without.",
    '{"a": True}': "1:7: a: 'True' needs double quotes in JSON; only true, false, null and numbers "
    "go without.",
    '{"a": None}': "1:7: a: 'None' needs double quotes in JSON; only true, false, null and numbers "
    "go without.",
    '{"a": undefined}': "1:7: a: 'undefined' needs double quotes in JSON; only true, false, null "
    "and numbers go without.",
    '{"a": hello world}': "1:7: a: 'hello' needs double quotes in JSON; only true, false, null and "
    "numbers go without.",
    '{"a": NaN}': "1:7: a: 'NaN' is no number in JSON. Write a number, or null.",
    "[-Infinity]": "1:2: [0]: '-Infinity' is no number in JSON. Write a number, or null.",
    '{"a": 01}': "1:7: a: '01' is no number in JSON. Write it like -0.5 or 12, or put words in "
    "double quotes.",
    "[+1]": "1:2: [0]: '+1' is no number in JSON. Write it like -0.5 or 12, or put words in double "
    "quotes.",
    "[.5]": "1:2: [0]: '.5' is no number in JSON. Write it like -0.5 or 12, or put words in double "
    "quotes.",
    "[1.]": "1:2: [0]: '1.' is no number in JSON. Write it like -0.5 or 12, or put words in double "
    "quotes.",
    "[0x1F]": "1:2: [0]: '0x1F' is no number in JSON. Write it like -0.5 or 12, or put words in "
    "double quotes.",
    "[1e999]": "1:2: [0]: '1e999' is too large a number. Write a smaller one.",
    "[-]": "1:2: [0]: '-' is no number in JSON. Write it like -0.5 or 12, or put words in double "
    "quotes.",
    "[1_000]": "1:2: [0]: '1_000' is no number in JSON. Write it like -0.5 or 12, or put words in "
    "double quotes.",
    "[2026-11-21]": "1:2: [0]: '2026-11-21' is no number in JSON. Write it like -0.5 or 12, or put "
    "words in double quotes.",
    "[12:30]": "1:4: A ',' is missing before this, or a ']'.",
    # texts
    '{"a": "x': '1:7: This quote is not closed. Add a " at the end of the words.',
    '{"a": "x\n"}': "1:9: The line ends before the closing quote. Add it, or write '\\n' for a new "
    "line inside the words.",
    '{"a": "x\ty"}': "1:9: A tab inside quotes is written '\\t' in JSON.",
    '{"a": "x\x01"}': "1:9: The text holds the control character U+0001. Take it out.",
    '["\\q"]': "1:3: '\\q' means nothing inside double quotes. Take the '\\' out, or write "
    "'\\\\' for a backslash.",
    '["\\x41"]': "1:3: '\\x' means nothing inside double quotes. Take the '\\' out, or write "
    "'\\\\' for a backslash.",
    '["\\u12"]': "1:3: '\\u' needs 4 hexadecimal digits after it. Write '\\\\' for a backslash.",
    '["\\': '1:2: This quote is not closed. Add a " at the end of the words.',
    '["\\ud800"]': "1:2: [0]: The text holds half a character, U+D800. Write the whole one.",
    '["\\udc00\\ud800"]': "1:2: [0]: The text holds half a character, U+DC00. Write the whole one.",
    '["\\u0001"]': "1:2: [0]: The text holds the control character U+0001. Take it out.",
    '["\\u0000"]': "1:2: [0]: The text holds the control character U+0000. Take it out.",
    '["\\uffff"]': "1:2: [0]: The text holds the control character U+FFFF. Take it out.",
    '["\x7f"]': "1:2: [0]: The text holds the control character U+007F. Take it out.",
    '{"\\u0007": 1}': "1:2: The text holds the control character U+0007. Take it out.",
    '["a\\\n"]': "1:4: The line ends before the closing quote. Add it, or write '\\n' for a new "
    "line inside the words.",
    # comments
    '{"a": 1} // x': "1:10: JSON has no comments. Take this one out, or save the file as YAML.",
    "// x\n{}": "1:1: JSON has no comments. Take this one out, or save the file as YAML.",
    '{"a": /* x */ 1}': "1:7: JSON has no comments. Take this one out, or save the file as YAML.",
    "[1, # x\n2]": "1:5: JSON has no comments. Take this one out, or save the file as YAML.",
    '{"a": 1 // x\n}': "1:9: JSON has no comments. Take this one out, or save the file as YAML.",
    # whole
    "": "There is no case here yet. Begin with 'partners:', or start from 'negcycle new'.",
    " \n ": "There is no case here yet. Begin with 'partners:', or start from 'negcycle new'.",
    "null": "There is no case here yet. Begin with 'partners:', or start from 'negcycle new'.",
    "{} {}": "1:4: There is more after the end of the case. A file holds one.",
    '{"a": 1}}': "1:9: This '}' closes nothing. Take it out, or put the words in quotes.",
    "partners:\n  john:\n": "1:1: JSON begins with '{'. If this is YAML, let the name of the file "
    "end in '.yaml'.",
    "---\npartners:\n": "1:1: JSON begins with '{'. If this is YAML, let the name of the file end "
    "in '.yaml'.",
    "[1] x": "1:5: There is more after the end of the case. A file holds one.",
    "{}\n{}\n": "2:1: There is more after the end of the case. A file holds one.",
    # twice
    '{"a": 1,\n "b": 2,\n "a": 3}': "3:2: 'a' is here twice, in line 1 and in line 3. Keep one of "
    "them.",
    '{"p": {"x": 1, "x": 2}}': "1:16: p: 'x' is here twice, in the same line. Keep one of them.",
    '{"a": 1, "\\u0061": 2}': "1:10: 'a' is here twice, in the same line. Keep one of them.",
}


@pytest.mark.parametrize(("text", "sentence"), SLIPS.items(), ids=repr)
def test_a_slip_is_explained(text: str, sentence: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_json(text)

    assert str(caught.value) == sentence


def test_values_that_json_does_not_know_are_gathered() -> None:
    text = '{"a": NaN, "b": [01, "\\ud800"],\n "a": 1e999, "c": yes}'

    with pytest.raises(CaseError) as caught:
        read_json(text, "case.json")

    assert [(one.code, one.line, one.path) for one in caught.value.problems] == [
        ("no-number", 1, "a"),
        ("odd-number", 1, "b[0]"),
        ("half-character", 1, "b[1]"),
        ("duplicate", 2, ""),
        ("huge-number", 2, ""),
        ("bare-words", 2, "c"),
    ]
    assert {one.file for one in caught.value.problems} == {"case.json"}
