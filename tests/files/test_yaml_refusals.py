"""A case needs little of YAML; the rest of it is refused, and so is what no case can hold."""

from __future__ import annotations

import pytest

from negcycle.errors import CaseError
from negcycle.files.yaml_tree import read_yaml

REFUSED = {
    # not ours
    "john: &j\n  name: John\nmary: *j\n": "1:7: john: '&j' is an anchor in YAML, and a case has "
    "none. Words that begin with '&' need quotes around them.\n3:7: mary: '*j' is an alias in "
    "YAML, and a case has none. Words that begin with '*' need quotes around them.",
    "*sigh* : x": "1:1: '*sigh*' is an alias in YAML, and a case has none. Words that begin with "
    "'*' need quotes around them.",
    "primary: *sigh*": "1:10: primary: '*sigh*' is an alias in YAML, and a case has none. Words "
    "that begin with '*' need quotes around them.",
    "trigger: *sigh* again": "1:10: trigger: '*sigh*' is an alias in YAML, and a case has none. "
    "Words that begin with '*' need quotes around them.",
    "trigger: !important thing": "1:10: trigger: '!important' is a tag in YAML, and a case has "
    "none. Words that begin with '!' need quotes around them.",
    "intensity: !!int 7": "1:12: intensity: '!!int' is a tag in YAML, and a case has none. Words "
    "that begin with '!' need quotes around them.",
    "john: &j !!map\n  name: x\n": "1:7: john: '&j' is an anchor in YAML, and a case has none. "
    "Words that begin with '&' need quotes around them.",
    "john:\n  <<: {name: x}\n": "2:3: john: '<<' merges fields in YAML, and a case has no merging. "
    "Write the fields out.",
    "a: b\n---\nc: d\n": "2:1: A second document begins here, and a file holds one case. Give it a "
    "file of its own.",
    "a: b\n...\nc: d\n": "3:1: A second document begins here, and a file holds one case. Give it a "
    "file of its own.",
    "a: b\n... c\n": "2:5: A second document begins here, and a file holds one case. Give it a "
    "file of its own.",
    "%YAML 1.1\n---\na: b\n": "1:1: A line that begins with '%' is an order to YAML, and a case "
    "needs none. Take it out, or put the words in quotes.",
    "%TAG ! x\n---\na: b\n": "1:1: A line that begins with '%' is an order to YAML, and a case "
    "needs none. Take it out, or put the words in quotes.",
    "%YAML 1.2\na: b\n": "1:1: A line that begins with '%' is an order to YAML, and a case needs "
    "none. Take it out, or put the words in quotes.",
    "a: b\n% of the time\n": "2:1: A line that begins with '%' is an order to YAML, and a case "
    "needs none. Take it out, or put the words in quotes.",
    "%YAML 2.0\n---\n": "1:1: A line that begins with '%' is an order to YAML, and a case needs "
    "none. Take it out, or put the words in quotes.",
    "? a\n: b\n": "1:3: 'a' stands after a '?', which YAML keeps for names of another kind. Write "
    "'name: words', and put quotes around words that begin with '?'.",
    "chain:\n  ? need: x\n": "2:5: chain: 'need' stands after a '?', which YAML keeps for names of "
    "another kind. Write 'name: words', and put quotes around words that begin with '?'.",
    "? {a: b}\n: c\n": "1:3: The name of a field is a word. Write it before the ':', and put "
    "quotes around it if it is 'null' or begins with a bracket.",
    "john:\n\xa0 name: John\n": "2:1: There is a no-break space here, and YAML wants spaces. Put "
    "spaces in its place.",
    "behavior: {? a : b}": "1:14: behavior: 'a' stands after a '?', which YAML keeps for names of "
    "another kind. Write 'name: words', and put quotes around words that begin with '?'.",
    "[a]: b\n": "1:1: The name of a field is a word. Write it before the ':', and put quotes "
    "around it if it is 'null' or begins with a bracket.",
    "{a: b}: c\n": "1:1: The name of a field is a word. Write it before the ':', and put quotes "
    "around it if it is 'null' or begins with a bracket.",
    "null: x": "1:1: The name of a field is a word. Write it before the ':', and put quotes around "
    "it if it is 'null' or begins with a bracket.",
    "~: x": "1:1: The name of a field is a word. Write it before the ':', and put quotes around it "
    "if it is 'null' or begins with a bracket.",
    ": x": "1:1: The name of a field is a word. Write it before the ':', and put quotes around it "
    "if it is 'null' or begins with a bracket.",
    "? - a\n: b\n": "1:3: The name of a field is a word. Write it before the ':', and put quotes "
    "around it if it is 'null' or begins with a bracket.",
    "moves: {withdraw}": "1:9: moves: 'withdraw' stands between braces without a value. Write "
    "'name: words' there, or use '[' and ']' for a list.",
    "behavior: {words: x, withdraw}": "1:22: behavior: 'withdraw' stands between braces without a "
    "value. Write 'name: words' there, or use '[' and ']' for a list.",
    "primary: [?why]": "1:12: primary[0]: 'why' stands after a '?', which YAML keeps for names of "
    "another kind. Write 'name: words', and put quotes around words that begin with '?'.",
    # twice
    "name: John\ntopic: x\nname: Jon\n": "3:1: 'name' is here twice, in line 1 and in line 3. Keep "
    "one of them.",
    "partners:\n  john: {name: John, name: Jon}\n": "2:22: partners.john: 'name' is here twice, in "
    "the same line. Keep one of them.",
    "a: 1\na: 2\na: 3\n": "2:1: 'a' is here twice, in line 1 and in line 2. Keep one of "
    "them.\n3:1: 'a' is here twice, in line 1 and in line 3. Keep one of them.",
    '"name": x\nname: y\n': "2:1: 'name' is here twice, in line 1 and in line 2. Keep one of them.",
    # control
    "name: Jo\x07hn": "1:9: The text holds the control character U+0007. Take it out.",
    "a: b\nname: Jo\x00hn": "2:9: The text holds the control character U+0000. Take it out.",
    "name: \x9bJohn": "1:7: The text holds the control character U+009B. Take it out.",
    'name: "\\x01"': "1:7: name: The text holds the control character U+0001. Take it out.",
    'name: "\\ud800"': "1:7: name: The text holds half a character, U+D800. Write the whole one.",
    'name: "\\uffff"': "1:7: name: The text holds the control character U+FFFF. Take it out.",
    '"\\x01": x': "1:1: The text holds the control character U+0001. Take it out.",
}

NO_CASE = ["", "  \n", "# only a note\n", "---\n", "null", "~"]

REMARKS = {
    "trigger: he said #1 priority": "1:18: trigger: Does '#1 priority' belong to the words before "
    "it? After a space, '#' begins a comment; quotes around all of the words keep it.",
    'trigger: "Fine"#1': "1:16: trigger: Does '#1' belong to the words before it? After a space, "
    "'#' begins a comment; quotes around all of the words keep it.",
    "need: #todo": "1:7: need: Does '#todo' belong to the words before it? After a space, '#' "
    "begins a comment; quotes around all of the words keep it.",
    "- #1": "1:3: [0]: Does '#1' belong to the words before it? After a space, '#' begins a "
    "comment; quotes around all of the words keep it.",
    "primary: hurt\n  - sad\n": "2:3: primary: Is '- sad' meant as an item of a list? Here it goes "
    "on with the words above it, because it is indented deeper.",
    "primary:\n - hurt\n  - sad\n": "3:3: primary[0]: Is '- sad' meant as an item of a list? Here "
    "it goes on with the words above it, because it is indented deeper.",
}


@pytest.mark.parametrize(("text", "sentences"), REFUSED.items(), ids=repr)
def test_it_is_refused_in_a_sentence(text: str, sentences: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_yaml(text)

    assert str(caught.value) == sentences


def test_a_version_with_very_many_digits_is_refused_like_any_other() -> None:
    with pytest.raises(CaseError, match=r"^1:1: A line that begins with '%' is an order to YAML"):
        read_yaml("%YAML " + "1" * 5_000)


@pytest.mark.parametrize("text", NO_CASE)
def test_a_text_without_a_value_is_no_case(text: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_yaml(text)

    assert str(caught.value) == (
        "There is no case here yet. Begin with 'partners:', or start from 'negcycle new'."
    )


@pytest.mark.parametrize(("text", "question"), REMARKS.items(), ids=repr)
def test_words_that_may_be_lost_are_asked_about(text: str, question: str) -> None:
    assert [str(one) for one in read_yaml(text).remarks] == [question]


@pytest.mark.parametrize(
    "text",
    [
        "a: b # note",
        "a: b #",
        "a: b ##### note",
        "a:  #note\n  b: c",
        "#note\na: b",
        "a: 'b #1'",
        "a: b#1",
        "a: |\n  b #1\n  - c\n",
        "a: b\n  and -c\n",
    ],
)
def test_an_ordinary_comment_or_dash_is_no_question(text: str) -> None:
    assert read_yaml(text).remarks == ()
