"""What a printed page holds, wherever in the file it stands: for tests that look for something."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject


def reader_of(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def words_of(pdf: bytes) -> str:
    """Return the words that can be selected, on one line."""
    pages = (page.extract_text() for page in reader_of(pdf).pages)
    return " ".join(" ".join(pages).split())


def everything_in(pdf: bytes) -> str:
    """Return all that can be found in a file: words, alternatives, metadata, streams, raw bytes."""
    reader = reader_of(pdf)
    found = [words_of(pdf), pdf.decode("latin-1")]
    for number in range(1, int(str(reader.trailer["/Size"]))):
        found += _texts(reader.get_object(number))
    return "\n".join(found)


def _texts(thing: Any) -> Iterator[str]:
    match thing:
        case None | IndirectObject():
            return
        case DictionaryObject():
            if isinstance(thing, StreamObject):
                data = thing.get_data()
                yield from (data.decode(code, "replace") for code in ("utf-8", "utf-16-be"))
            for value in thing.values():
                yield from _texts(value)
        case ArrayObject():
            for value in thing:
                yield from _texts(value)
        case _:
            yield str(thing)


def tags_of(pdf: bytes) -> list[tuple[str, str]]:
    """Return the tag and the text alternative of each element, in reading order."""
    root = reader_of(pdf).trailer["/Root"]
    return list(_tags(root["/StructTreeRoot"]["/K"]))


def _tags(element: Any) -> Iterator[tuple[str, str]]:
    one = element.get_object()
    if isinstance(one, ArrayObject):
        for part in one:
            yield from _tags(part)
    elif isinstance(one, DictionaryObject):
        if "/S" in one:
            yield str(one["/S"]), str(one.get("/Alt", ""))
        if "/K" in one:
            yield from _tags(one["/K"])


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Return the fonts of all pages and pictures by name, and whether each is embedded."""
    found: dict[str, bool] = {}
    seen: set[int] = set()

    def look(resources: Any) -> None:
        for font in (resources.get("/Font") or {}).values():
            described = font.get_object()
            for one in described.get("/DescendantFonts", [described]):
                descriptor = one.get_object().get("/FontDescriptor")
                inside = descriptor.get_object() if descriptor else {}
                embedded = any(f"/FontFile{n}" in inside for n in ("", 2, 3))
                found[str(described["/BaseFont"])] = embedded
        for form in (resources.get("/XObject") or {}).values():
            drawn = form.get_object()
            if id(drawn) not in seen and "/Resources" in drawn:
                seen.add(id(drawn))
                look(drawn["/Resources"].get_object())

    for page in reader_of(pdf).pages:
        look(page["/Resources"])
    return found
