"""What a file is that is no case file, told by its first bytes."""

from __future__ import annotations

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
)
_INSIDE_ZIP = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "office"),
    (b"word/document.xml", "docx"),
    (b"xl/workbook.xml", "office"),
    (b"ppt/presentation.xml", "office"),
)
_MARKUP = ((b"<svg", "svg"), (b"<!doctype html", "html"), (b"<html", "html"))

HOLDS_TEXT = frozenset({"rtf", "docx", "odt", "office", "pdf", "html"})
"""Kinds from which a person can save the words as plain text."""


def kind_of(data: bytes) -> str | None:
    """Return a short name such as ``"png"``, or None when the bytes may be a plain text.

    The catalogue says it in words under ``files.kind.<name>``.
    """
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return _kind_of_archive(data) if kind == "zip" else kind
    first = data[:1000].lstrip().lower()
    if first.startswith(b"<"):
        return next((kind for sign, kind in _MARKUP if sign in first), None)
    return None


def _kind_of_archive(data: bytes) -> str:
    return next((kind for sign, kind in _INSIDE_ZIP if sign in data), "zip")
