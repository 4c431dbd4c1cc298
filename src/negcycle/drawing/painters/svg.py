"""A scene as SVG, with nothing but the standard library: real text, a title, a description."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from zlib import crc32

from negcycle.drawing.scene import Circle, Item, Line, Point, Rect, Scene, Shape, Text

FONTS = "DejaVu Sans, Verdana, sans-serif"

# XML 1.0 knows no such characters, not even escaped.
_UNKNOWN_TO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_svg(scene: Scene) -> str:
    """Return `scene` as one SVG image in mm; several pages stand below or beside each other.

    The same scene gives the same text. It needs no font, script or file from elsewhere, and can be
    pasted into a web page: its ids differ from those of every other scene.
    """
    title, description, body = (
        escaped(scene.title),
        escaped(scene.description),
        "".join(_pages(scene)),
    )
    mark = f"nc-{crc32(f'{title} {description} {body}'.encode()):08x}"
    width, height = map(_n, scene.size)
    language = escaped(scene.language)
    names, described = f"{mark}-title", ""
    if description:
        names += f" {mark}-desc"
        described = f'<desc id="{mark}-desc">{description}</desc>\n'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{names}" lang="{language}" xml:lang="{language}" '
        f'font-family="{FONTS}" direction="ltr" fill="none" stroke-linejoin="round">\n'
        f'<title id="{mark}-title">{title}</title>\n'
        f"{described}{body}</svg>\n"
    )


def _pages(scene: Scene) -> Iterator[str]:
    for page, (x, y) in scene.placed():
        yield f'<g transform="translate({_n(x)} {_n(y)})">\n'
        yield f'<rect width="{_n(page.width)}" height="{_n(page.height)}" fill="#ffffff"/>\n'
        for item in page.items:
            yield f"{_item(item)}\n"
        yield "</g>\n"


def _item(item: Item) -> str:
    match item:
        case Line():
            return f'<path d="{_path(item.points)}"{_stroke(item.color, item.width, item.dash)}/>'
        case Shape():
            return f'<path d="{_path(item.points)}Z"{_fill(item.fill)}/>'
        case Rect():
            return _rect(item)
        case Circle():
            x, y = item.center
            stroke = _stroke(item.stroke, item.width)
            return (
                f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(item.radius)}"'
                f"{_fill(item.fill)}{stroke}/>"
            )
        case Text():
            return _text(item)


def _rect(rect: Rect) -> str:
    box = rect.box
    place = f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.w)}" height="{_n(box.h)}"'
    round_corners = f' rx="{_n(rect.radius)}"' if rect.radius else ""
    return (
        f"<rect {place}{round_corners}{_fill(rect.fill)}"
        f"{_stroke(rect.stroke, rect.width, rect.dash)}/>"
    )


def _text(line: Text) -> str:
    # The direction tells where a line starts: at its right end when it reads from right to left.
    ends = {"left": "start", "middle": "middle", "right": "end"}
    if line.rtl:
        ends |= {"left": "end", "right": "start"}
    return (
        f'<text x="{_n(line.x)}" y="{_n(line.y)}" font-size="{_n(line.size)}"'
        + (f' textLength="{_n(line.width)}" lengthAdjust="spacingAndGlyphs"' if line.width else "")
        + (f' text-anchor="{ends[line.anchor]}"' if ends[line.anchor] != "start" else "")
        + (' direction="rtl" unicode-bidi="embed"' if line.rtl else "")
        + (' font-weight="bold"' if line.bold else "")
        + (' font-style="italic"' if line.italic else "")
        + f"{_fill(line.color)}>{escaped(line.text)}</text>"
    )


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _fill(color: str | None) -> str:
    return f' fill="{escaped(color)}"' if color else ""


def _stroke(color: str | None, width: float, dash: tuple[float, ...] = ()) -> str:
    if not color:
        return ""
    stroke = f' stroke="{escaped(color)}" stroke-width="{_n(width)}"'
    if dash:
        stroke += f' stroke-dasharray="{" ".join(map(_n, dash))}"'
    if dash and not dash[0]:
        stroke += ' stroke-linecap="round"'
    return stroke


def _n(value: float) -> str:
    """Return a length to a hundredth of a millimeter, without needless zeros."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def escaped(text: str) -> str:
    """Return `text` for a place in XML or HTML; an impossible character becomes a sign for it."""
    return escape(_UNKNOWN_TO_XML.sub("\ufffd", text))
