"""The corpus: a valid file says what its author meant, an invalid one gets the sentence we owe.

Beside `corpus/valid/NAME.yaml` may stand `NAME.expected.json`, where the reading is surprising, and
`NAME.remarks`, where the reader asks back. Beside `corpus/invalid/NAME.yaml` is `NAME.expected`:
what `negcycle check` prints, to the letter. A file says in its first line what its author meant.
"""

from __future__ import annotations

import json
import os
import re
import string
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any, NoReturn
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

import negcycle as nc
from negcycle.cli import main
from negcycle.errors import CaseError, FileError
from negcycle.files.case import format_of, read_case, to_case
from negcycle.files.formatting import formatted
from negcycle.files.source import decode
from negcycle.words import catalogue
from negcycle.words.english import SENTENCES

CORPUS = Path(__file__).parents[1] / "corpus"
SECONDS = 2.0
"""The longest that a person waits for an answer."""


def files_in(folder: str) -> list[str]:
    """Return the names of the case files, without what is expected of them."""
    beside = (".expected", ".expected.json", ".remarks")
    names = (path.name for path in (CORPUS / folder).iterdir())
    return sorted(name for name in names if not name.endswith(beside))


VALID, INVALID = files_in("valid"), files_in("invalid")
ODDLY_WRITTEN = [
    "blank-lines-everywhere.yaml",
    "block-of-lines.yaml",
    "braces-and-brackets.yaml",
    "byte-order-mark.yaml",
    "comments-everywhere.yaml",
    "document-marks.yaml",
    "escapes.yaml",
    "four-spaces.yaml",
    "json-in-a-yaml-file.yaml",
    "old-mac-line-breaks.yaml",
    "quotes.yaml",
    "windows-line-breaks.yaml",
]
"""Valid files of which `negcycle fmt` leaves hardly a line."""


def expected_of(name: str) -> str:
    """Return the lines that `negcycle check` owes the author of an invalid file."""
    return (CORPUS / "invalid" / name).with_suffix(".expected").read_text("utf-8")


@pytest.fixture
def among_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the folder of the valid files, so that a fault names the bare file."""
    monkeypatch.chdir(CORPUS / "valid")


@pytest.fixture
def among_invalid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the folder of the invalid files."""
    monkeypatch.chdir(CORPUS / "invalid")


# -- what others make of a file -----------------------------------------------------------------


@cache
def case_schema() -> Draft202012Validator:
    return Draft202012Validator(nc.schema())


def as_others_read(name: str, data: bytes) -> Any:
    """Return what a plain YAML 1.2 or JSON reader makes of a file, as JSON holds it.

    Raises:
        Exception: if it cannot be read.
    """
    text = decode(data)
    if format_of(name) == "json":
        return json.loads(text, parse_constant=no_constant)
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


def no_constant(word: str) -> NoReturn:
    raise ValueError(word)


READ_DIFFERENTLY = {
    "words-that-are-orders-elsewhere.yaml": "ruamel.yaml merges at '<<', and at '=' it ends.",
}
"""Valid files of which a plain reader makes something else, with the reason."""


# -- valid --------------------------------------------------------------------------------------


def test_the_corpus_is_not_small() -> None:
    assert len(VALID) >= 50
    assert len(INVALID) >= 140


def test_everything_beside_a_file_belongs_to_one() -> None:
    for folder, names in (("valid", VALID), ("invalid", INVALID)):
        stems = {Path(name).stem for name in names}
        beside = {path.name for path in (CORPUS / folder).iterdir()} - {*names}

        assert len(stems) == len(names), "Two files share what is expected of them."
        assert {name.partition(".expected")[0].removesuffix(".remarks") for name in beside} <= stems


@pytest.mark.parametrize("name", VALID)
@pytest.mark.usefixtures("among_valid")
def test_a_valid_file_says_what_its_author_meant(name: str) -> None:
    expected, remarks = Path(name).with_suffix(".expected.json"), Path(name).with_suffix(".remarks")

    case = read_case(name)

    if expected.exists():
        assert json.loads(nc.dumps(case.cycle, format="json")) == json.loads(
            expected.read_text("utf-8")
        )
        assert nc.load(expected) == case.cycle
    assert "".join(f"{one}\n" for one in case.remarks) == (
        remarks.read_text("utf-8") if remarks.exists() else ""
    )


@pytest.mark.parametrize("name", VALID)
@pytest.mark.usefixtures("among_valid")
def test_a_valid_file_keeps_its_meaning_in_either_format(name: str) -> None:
    cycle = nc.load(name)

    assert nc.loads(nc.dumps(cycle)) == cycle
    assert nc.loads(nc.dumps(cycle, format="json"), format="json") == cycle


@pytest.mark.parametrize("name", ODDLY_WRITTEN)
@pytest.mark.usefixtures("among_valid")
def test_an_oddly_written_file_keeps_its_meaning_in_canonical_form(name: str) -> None:
    text = decode(Path(name).read_bytes())

    neat = formatted(text)

    assert nc.loads(neat) == nc.loads(text)
    assert formatted(neat) == neat


@pytest.mark.parametrize("name", VALID)
@pytest.mark.usefixtures("among_valid")
def test_the_schema_accepts_a_valid_file(name: str) -> None:
    canonical = json.loads(nc.dumps(nc.load(name), format="json"))

    case_schema().validate(canonical)
    if name not in READ_DIFFERENTLY:
        case_schema().validate(as_others_read(name, Path(name).read_bytes()))


@pytest.mark.parametrize("name", VALID)
@pytest.mark.usefixtures("among_valid")
def test_a_valid_file_can_be_drawn(name: str) -> None:
    drawn = nc.draw(nc.load(name)).svg()

    assert ET.fromstring(drawn).tag.endswith("svg")


# -- invalid ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", INVALID)
@pytest.mark.usefixtures("among_invalid")
def test_the_author_of_an_invalid_file_gets_the_sentences_we_owe(name: str) -> None:
    started = time.process_time()

    with pytest.raises((CaseError, FileError)) as caught:
        nc.load(name)

    assert f"{caught.value}\n" == expected_of(name)
    assert time.process_time() - started < SECONDS


ONE_OF_EACH_ENDING = sorted({Path(name).suffix: name for name in INVALID}.values())


@pytest.mark.parametrize("name", ONE_OF_EACH_ENDING)
@pytest.mark.usefixtures("among_invalid")
def test_the_command_says_the_same(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["negcycle", "check", name])

    with pytest.raises(SystemExit) as ended:
        main()

    assert capsys.readouterr() == (expected_of(name), "")
    assert ended.value.code == 1


@pytest.mark.usefixtures("among_invalid")
def test_the_command_says_the_same_of_all_files_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "negcycle", "check", *INVALID],
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert done.stdout == "".join(expected_of(name) for name in INVALID)
    assert (done.stderr, done.returncode) == ("", 1)


CANNOT_SAY = {
    "directive-made-up.yaml",
    "directive-of-tags.yaml",
    "directive-of-yaml-1.1.yaml",
    "nothing.yaml",
    "only-spaces.yaml",
    "page-called-yaml.yaml",
    "picture-png.yaml",
    "utf-16-cut-off.yaml",
    "utf-16-half-a-character.yaml",
    "utf-16-without-a-mark-the-other-way.yaml",
    "utf-16-without-a-mark.yaml",
    "xml.yaml",
    "zero-bytes-only.yaml",
    "binary.yaml",
}
"""YAML files whose slip is the first line or the encoding: no comment can come before it."""


def test_an_invalid_file_says_first_what_its_author_meant() -> None:
    of_yaml = {name for name in INVALID if name.endswith(".yaml")}

    silent = {
        name
        for name in of_yaml
        if not (CORPUS / "invalid" / name).read_bytes().startswith(b"# Meant: ")
    }

    assert silent == CANNOT_SAY


# -- invalid, for others ------------------------------------------------------------------------

ONLY_THE_LOADER_REFUSES = {
    "other readers follow anchors, tags, merges and orders, and a schema sees what came of them": (
        "anchor-and-alias.yaml",
        "anchor-on-a-chain.yaml",
        "directive-of-tags.yaml",
        "directive-of-yaml-1.1.yaml",
        "merge-key.yaml",
        "name-without-a-value-in-braces.yaml",
        "question-mark-in-the-long-form.yaml",
        "tag-of-a-string.yaml",
    ),
    "other readers of JSON keep the last of two fields with one name": (
        "json-name-twice-in-a-line.json",
        "json-name-twice.json",
    ),
    "no pattern of the schema speaks of characters that cannot be printed": (
        "escape-of-a-control-character.yaml",
        "escape-of-half-a-character.yaml",
        "json-control-character-escaped.json",
        "json-half-a-character.json",
        "json-zero-character.json",
    ),
    "other readers of YAML make numbers and nothing of words, so both may stand for words": (
        "json-pair-of-numbers.json",
        "json-title-is-a-number.json",
        "json-words-are-a-number.json",
        "partner-with-a-blank-name.yaml",
    ),
    "to a schema 1.0 is 1, and no number is too large to hold": (
        "json-number-too-large.json",
        "json-version-is-a-fraction.json",
        "numbers-too-large-to-hold.yaml",
        "version-1.0.yaml",
    ),
    "a time of days is words to a schema, so it may be none": ("plan-every-zero.yaml",),
    "the schema does not hold the lexicon": ("misspelled-term.yaml", "unknown-term.yaml"),
    "a schema speaks of one field at a time, and this shows between several": (
        "behavior-in-both-spellings.yaml",
        "link-across-no-pair.yaml",
        "link-awareness-of-a-stranger.yaml",
        "link-between-what-is-hidden.yaml",
        "link-from-a-stranger.yaml",
        "link-from-a-third-behavior.yaml",
        "link-to-a-blank-station.yaml",
        "link-to-itself.yaml",
        "moves-in-four-slots.yaml",
        "moves-on-a-feeling.yaml",
        "moves-on-the-second-feeling.yaml",
        "pair-by-name.yaml",
        "pair-twice.yaml",
        "pair-with-a-stranger.yaml",
        "pair-with-oneself.yaml",
        "plan-condition-of-none.yaml",
        "plan-condition-of-two.yaml",
        "plan-day-too-short.yaml",
        "plan-day-twice.yaml",
        "plan-day-with-a-time.yaml",
        "plan-days-without-a-day-inside.yaml",
        "plan-days-without-a-day.yaml",
        "plan-no-start.yaml",
        "plan-open-a-stranger.yaml",
        "plan-timeout-by-a-stranger.yaml",
        "plan-timeout-by-both.yaml",
        "plan-timeout-without-an-end.yaml",
        "plan-trigger-for-both.yaml",
        "plan-two-starts.yaml",
        "same-side.yaml",
        "sides-of-three.yaml",
        "stressor-on-a-stranger.yaml",
    ),
}
"""Invalid files that a plain reader can read and the JSON Schema accepts, with the reason."""


def others_accept(name: str) -> bool:
    """Return whether a plain reader and the schema have nothing against a file."""
    try:
        found = as_others_read(name, (CORPUS / "invalid" / name).read_bytes())
    except Exception:  # noqa: BLE001  # the readers of others raise errors of many kinds
        return False
    return case_schema().is_valid(found)


def test_the_schema_refuses_what_it_can() -> None:
    accepted = {name for name in INVALID if others_accept(name)}

    assert accepted == {name for names in ONLY_THE_LOADER_REFUSES.values() for name in names}


# -- every sentence is shown somewhere -----------------------------------------------------------

NOT_SHOWN = {
    "no field brings it up yet; it is there for the next one": {"fault.other", "noun.other"},
    "only Python can build it: a file is told earlier or in other words": {
        "fault.control-character",
        "fault.expected-fields",
        "fault.same-key",
        "fault.unknown-slot",
    },
    "it is about the path, not about what stands in the file": {
        "files.missing",
        "files.missing-folder",
        "files.folder",
        "files.forbidden",
        "files.unreadable",
    },
    "it is about writing": {
        "files.kept",
        "files.write-into-folder",
        "files.no-folder-to-write",
        "files.write-forbidden",
        "files.disk-full",
        "files.unwritable",
    },
    "the file is made by a test below, because it is large": {
        "files.long-word",
        "files.too-big",
        "files.too-many-values",
    },
}
"""Sentences about a case that no file of the corpus shows, with the reason."""


class Recording(dict[str, str]):
    """A catalogue that notes what is said."""

    def __init__(self, sentences: dict[str, str]) -> None:
        super().__init__(sentences)
        self.said: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.said.add(key)
        return super().__getitem__(key)


def as_pattern(sentence: str) -> str:
    """Return a pattern for a sentence with its fields filled in."""
    parts = string.Formatter().parse(sentence)
    return "".join(re.escape(text) + ("" if field is None else ".*") for text, field, *_ in parts)


def test_every_sentence_about_a_case_is_shown_by_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    about_a_case = {
        key
        for key in SENTENCES
        if key.startswith(("fault.", "files.", "noun.", "lexicon.unknown-term"))
    }
    recording = Recording(SENTENCES)
    monkeypatch.setattr(catalogue, "SENTENCES", recording)
    told: list[str] = []
    for folder, names in (("valid", VALID), ("invalid", INVALID)):
        monkeypatch.chdir(CORPUS / folder)
        for name in names:
            try:
                told += [str(remark) for remark in read_case(name).remarks]
            except (CaseError, FileError) as error:
                told.append(str(error))
    lines = "\n".join(told)
    shown = {key for key in recording.said if re.search(as_pattern(SENTENCES[key]), lines)}

    assert about_a_case - shown == {key for keys in NOT_SHOWN.values() for key in keys}


# -- too much of everything ----------------------------------------------------------------------

TWO = "partners:\n  john: {name: John, chain: {behavior: goes quiet}}\n  mary: {name: Mary}\n"
ENTRIES = "partners:\n  john:\n    name: John\n    chain:\n      primary:\n"
DEEP = (
    "More than 50 parts stand inside each other here. A case needs fewer than ten: is a bracket or "
    "a dash too many?"
)
BIG = "is larger than 1 MB. A case file is a short text: is this the right file?"
MANY = (
    "There are more than 20,000 values here. A case describes one couple: is this the right file?"
)
LARGE: dict[str, tuple[str, str]] = {
    "over-1-mb.yaml": (
        "#" * 1_000_001,
        f"'over-1-mb.yaml' {BIG}",
    ),
    "over-1-mb.json": (
        " " * 1_000_001,
        f"'over-1-mb.json' {BIG}",
    ),
    "keys.yaml": ("".join(f"{n:x}:\n" for n in range(100_000)), f"keys.yaml:20000:6: {MANY}"),
    "keys.json": (
        "{" + ",".join(f'"{n:x}":1' for n in range(100_000)) + "}",
        f"keys.json:1:175632: {MANY}",
    ),
    "deep.yaml": ("partners: " + "[" * 300_000, f"deep.yaml:1:60: {DEEP}"),
    "deep.json": ('{"a":' * 150_000, f"deep.json:1:251: {DEEP}"),
    "long-word.yaml": (
        f"notes: !{'x' * 200_000}\n{TWO}",
        "long-word.yaml:1:8: A word of more than 100,000 letters begins here. Is this the right "
        "file?",
    ),
    "long-notes.yaml": (
        f"notes: {'x ' * 50_001}y\n{TWO}",
        "long-notes.yaml:1:8: notes: The text has 100003 characters, and at most 100000 fit here. "
        "Shorten it, or move the rest to 'notes'.",
    ),
    "aliases.yaml": (
        "a: &a [x]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*a'] * 99)}]\n" for n in range(99)),
        "aliases.yaml:1:4: a: '&a' is an anchor in YAML, and a case has none. Words that begin "
        "with '&' need quotes around them.",
    ),
    "strangers-in-pairs.yaml": (
        f"{TWO}pairs:\n" + "".join(f"  - [a{n}, b{n}]\n" for n in range(2_500)),
        "strangers-in-pairs.yaml:5:5: pairs[0]: No partner is called 'a0'. Choose from: john, "
        "mary.",
    ),
    "misspelled-terms.yaml": (
        ENTRIES
        + "".join(f"        - {{words: x, term: primary.hurt.unlovd{n}}}\n" for n in range(1_000)),
        "misspelled-terms.yaml:6:28: partners.john.chain.primary[0].term: No term of the lexicon "
        "is called 'primary.hurt.unlovd0'. Did you mean 'primary.hurt.unloved'?",
    ),
    "misspelled-moves.yaml": (
        ENTRIES + "".join(f"        - {{words: x, moves: persue{n}}}\n" for n in range(1_500)),
        "misspelled-moves.yaml:6:29: partners.john.chain.primary[0].moves: 'persue0' is not a move "
        "I know. Did you mean 'pursue'?",
    ),
}
"""Texts of files that are too large to be kept, and the first line of the answer."""


@pytest.mark.parametrize("name", LARGE)
def test_too_much_is_answered_soon(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, first_line = LARGE[name]
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(text, encoding="utf-8")
    started = time.process_time()

    with pytest.raises((CaseError, FileError)) as caught:
        nc.load(name)

    assert time.process_time() - started < SECONDS
    assert str(caught.value).partition("\n")[0] == first_line


# -- spoiled files --------------------------------------------------------------------------------

PIECES = [
    b"\t",
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\x1b",
    b"\r",
    b"\n",
    b" ",
]
PIECES += [
    b": ",
    b":",
    b"- ",
    b"? ",
    b"&a ",
    b"*a",
    b"!b ",
    b"<<: ",
    b"%",
    b"---\n",
    b"...\n",
    b"#",
    b" #",
]
PIECES += [
    b'"',
    b"'",
    b"[",
    b"]",
    b"{",
    b"}",
    b",",
    b"|",
    b">",
    b"@",
    b"`",
    b"\\",
    b"\\ud83d",
    b"null",
    b"~",
]
PIECES += [
    b"NaN",
    b"1e999",
    b"-1",
    b"\xe2\x80\xa8",
    b"\xc2\x85",
    b"\xc2\xa0",
    b"both",
    b"words",
    b"moves: reach",
]


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return the name of a valid file, and its bytes after some slips."""
    name = draw(st.sampled_from(VALID))
    data = (CORPUS / "valid" / name).read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        data = draw(spoiled_bytes(data) | spoiled_lines(data))
    return name, data


@st.composite
def spoiled_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    """Return bytes with some of them put in, taken out, doubled or changed."""
    start = draw(st.integers(0, len(data)))
    part = data[start : start + draw(st.integers(0, 6))]
    new = draw(st.sampled_from([b"", part * 2, part[::-1], *PIECES]) | st.binary(max_size=2))
    return data[:start] + new + data[start + len(part) :]


@st.composite
def spoiled_lines(draw: st.DrawFn, data: bytes) -> bytes:
    """Return bytes with a line moved, doubled, left out, joined or indented in another way."""
    lines = data.split(b"\n")
    one, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    line = lines[one]
    deeper = b" " * draw(st.integers(1, 6))
    slips: list[list[bytes]] = [
        [],
        [line, line],
        [lines[other]],
        [line, lines[other]],
        [deeper + line],
        [line.removeprefix(deeper)],
        [line.lstrip()],
        [line.rstrip() + deeper + b"".join(lines[one + 1 : one + 2])],
        [line.replace(b":", b"", 1)],
        [line.replace(b": ", b":", 1)],
        [line[: len(line) // 2], line[len(line) // 2 :]],
    ]
    return b"\n".join([*lines[:one], *draw(st.sampled_from(slips)), *lines[one + 1 :]])


def a_spoiled_file_is_a_cycle_or_has_problems(name: str, data: bytes) -> None:
    try:
        cycle = to_case(decode(data, name), format=format_of(name), file=name).cycle
    except CaseError as error:
        for one in error.problems:
            assert_in_the_file(one, name, data)
        return
    form = nc.dumps(cycle, format="json")
    assert nc.loads(nc.dumps(cycle)) == cycle == nc.loads(form, format="json")
    case_schema().validate(json.loads(form))


def assert_in_the_file(one: nc.errors.Problem, name: str, data: bytes) -> None:
    """Check that a problem is one line, and that its place is a place of the file."""
    assert one.file == name
    assert one.message.strip()
    assert len(str(one).splitlines()) == 1
    assert (one.line is None) == (one.column is None)
    if one.line is not None and one.column is not None and one.code != "not-unicode":
        lines = re.split("\r\n|\r|\n", decode(data))  # as an editor counts them
        assert 1 <= one.line <= len(lines)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1


@given(file=spoiled())
def test_a_spoiled_file_is_a_cycle_or_has_problems(file: tuple[str, bytes]) -> None:
    a_spoiled_file_is_a_cycle_or_has_problems(*file)


@pytest.mark.deep
@settings.get_profile("deep")
@given(file=spoiled())
def test_a_spoiled_file_is_a_cycle_or_has_problems_in_a_long_search(
    file: tuple[str, bytes],
) -> None:
    a_spoiled_file_is_a_cycle_or_has_problems(*file)
