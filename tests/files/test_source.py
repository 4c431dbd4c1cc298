"""A file that cannot be read, or is no text, is refused with one sentence that says what to do."""

from __future__ import annotations

import codecs
import io
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.errors import CaseError, FileMissing, FileUnreadable
from negcycle.files.source import LARGEST, decode, read_bytes, read_stream

MARKS = [
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
]


def refusal(data: bytes) -> str:
    with pytest.raises(CaseError) as caught:
        decode(data, "case.yaml")
    return str(caught.value)


# -- bytes ------------------------------------------------------------------------------------


def test_the_bytes_of_a_file_are_returned_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"a: b\r\n\xff")

    assert read_bytes(path) == b"a: b\r\n\xff"
    assert read_bytes(str(path)) == b"a: b\r\n\xff"


def test_a_missing_file_names_the_one_that_may_be_meant(tmp_path: Path) -> None:
    (tmp_path / "mary-john.yaml").touch()
    path = tmp_path / "mary-jon.yaml"

    with pytest.raises(FileMissing) as caught:
        read_bytes(path)

    assert str(caught.value) == (
        f"There is no file '{path}'. Did you mean '{tmp_path / 'mary-john.yaml'}'?"
    )
    assert caught.value.file == str(path)


def test_a_missing_file_with_no_likely_neighbor_is_only_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes.txt").touch()

    with pytest.raises(FileMissing) as caught:
        read_bytes("mary.yaml")

    assert str(caught.value) == "There is no file 'mary.yaml'."


def test_a_missing_file_in_a_folder_that_cannot_be_listed_is_only_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", fail)

    with pytest.raises(FileMissing) as caught:
        read_bytes(tmp_path / "mary.yaml")
    assert str(caught.value) == f"There is no file '{tmp_path / 'mary.yaml'}'."


def test_the_name_of_a_missing_file_cannot_speak_to_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(FileMissing) as caught:
        read_bytes("\x1b[31m\n\udc80.yaml")

    assert str(caught.value) == "There is no file '\ufffd[31m\ufffd\ufffd.yaml'."


@pytest.mark.parametrize("path", ["nowhere/case.yaml", "case.yaml/case.yaml"])
def test_a_missing_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("case.yaml").touch()

    with pytest.raises(FileMissing) as caught:
        read_bytes(path)

    folder = path.partition("/")[0]
    assert str(caught.value) == (
        f"There is no folder '{folder}', so there is no file 'case.yaml' in it."
    )


def test_a_path_that_no_system_knows_is_missing() -> None:
    with pytest.raises(FileMissing):
        read_bytes("a\x00b")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable) as caught:
        read_bytes(tmp_path)

    assert str(caught.value) == f"'{tmp_path}' is a folder. Give the name of a file in it."


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(13, "Permission denied"), "You have no permission to read '{path}'."),
        (OSError(5, "Input/output error"), "'{path}' cannot be read: Input/output error."),
    ],
    ids=repr,
)
def test_what_the_system_says_becomes_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str
) -> None:
    path = tmp_path / "case.yaml"
    path.touch()

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", fail)

    with pytest.raises(FileUnreadable) as caught:
        read_bytes(path)
    assert str(caught.value) == sentence.format(path=path)


def test_a_large_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"x" * LARGEST)
    assert len(read_bytes(path)) == LARGEST
    path.write_bytes(b"x" * (LARGEST + 1))
    monkeypatch.delattr(Path, "open")

    with pytest.raises(FileUnreadable) as caught:
        read_bytes(path)

    assert str(caught.value) == (
        f"'{path}' is larger than 1 MB. A case file is a short text: is this the right file?"
    )


def test_no_more_than_a_little_is_taken_from_a_stream() -> None:
    stream = io.BytesIO(b"x" * (3 * LARGEST))

    with pytest.raises(FileUnreadable, match=r"^'-' is larger than 1 MB\."):
        read_stream(stream, "-")

    assert stream.tell() == LARGEST + 1
    assert read_stream(io.BytesIO(b"a: b"), "-") == b"a: b"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"a: b\n" * 50_000,))
    writer.start()

    data = read_bytes(path)
    writer.join()

    assert data == b"a: b\n" * 50_000


# -- text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mark", "encoding"), MARKS)
def test_a_mark_tells_the_encoding(mark: bytes, encoding: str) -> None:
    text = "name: Zoë 😀\r\nb: c\r"

    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n...", "This is a PNG picture, not a case file."),
        (b"\xff\xd8\xff\xe0...", "This is a JPEG picture, not a case file."),
        (b"GIF89a...", "This is a GIF picture, not a case file."),
        (b"<?xml?>\n<svg xmlns=''>", "This is an SVG picture, not a case file."),
        (b"SQLite format 3\x00...", "This is an SQLite database, not a case file."),
        (b"PK\x03\x04...", "This is a ZIP archive, not a case file."),
        (b"\x1f\x8b\x08...", "This is a compressed archive, not a case file."),
        (
            b"PK\x03\x04..[Content_Types].xml..word/document.xml",
            "This is a Word document, not a case file. Save it as plain text.",
        ),
        (
            b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.textPK",
            "This is an OpenDocument text, not a case file. Save it as plain text.",
        ),
        (
            b"PK\x03\x04..xl/workbook.xml",
            "This is an office document, not a case file. Save it as plain text.",
        ),
        (b"%PDF-1.7", "This is a PDF document, not a case file. Save it as plain text."),
        (b"{\\rtf1", "This is a rich text document, not a case file. Save it as plain text."),
        (b" <!DOCTYPE html>", "This is a web page, not a case file. Save it as plain text."),
        (
            b"abc\x00def",
            "This is not a text: byte 4 is zero. A case file is plain text, saved as UTF-8.",
        ),
        (
            bytes(64),
            "This is not a text: byte 1 is zero. A case file is plain text, saved as UTF-8.",
        ),
        (
            "name: John".encode("utf-16-le"),
            "This looks like UTF-16 text without its mark. Save the file as UTF-8.",
        ),
        (
            b"",
            "There is no case here yet. Begin with 'partners:', or start from 'negcycle new'.",
        ),
        (
            b" \r\n\t",
            "There is no case here yet. Begin with 'partners:', or start from 'negcycle new'.",
        ),
    ],
)
def test_what_is_no_text_is_called_by_its_name(data: bytes, sentence: str) -> None:
    assert refusal(data) == f"case.yaml: {sentence}"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a: b\nname: Zo\xeb", "2:9: Byte 0xEB here is not UTF-8 text."),
        (b"caf\xc3\xa9 \x93quoted\x94", "1:6: Byte 0x93 here is not UTF-8 text."),
        (b"a\r\rb\xed\xa0\x80", "3:2: Byte 0xED here is not UTF-8 text."),
        (codecs.BOM_UTF8 + b"a\xff", "1:2: Byte 0xFF here is not UTF-8 text."),
        (b"\xff\xfea\x00\x00\xd8", "1:2: Byte 0x00 here is not UTF-16 text."),
        (b"\xff\xfe\x00\x00a\x00\x00\x00\xff", "1:2: Byte 0xFF here is not UTF-32 text."),
    ],
)
def test_an_unknown_encoding_is_found_at_its_first_byte(data: bytes, sentence: str) -> None:
    assert refusal(data) == f"case.yaml:{sentence} Save the file as UTF-8."


def test_a_text_without_a_file_has_no_file_in_its_problems() -> None:
    with pytest.raises(CaseError) as caught:
        decode(b"")

    assert caught.value.problems[0].file is None
    assert caught.value.problems[0].code == "empty"


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_a_text_or_have_a_problem(data: bytes) -> None:
    try:
        text = decode(data)
    except CaseError:
        return

    assert data in [mark + text.encode(encoding) for mark, encoding in MARKS]
