"""A scene as one web page that needs nothing else, and as a figure to paste anywhere."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

from negcycle.drawing.painters import steps
from negcycle.drawing.painters.svg import escaped, to_svg
from negcycle.drawing.scene import Scene
from negcycle.words import say

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

# On paper a page of the scene fills a sheet, and the words follow on a sheet of their own.
_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 75rem; padding: 1rem; background: #ffffff; color: #222222;
  font: 1rem/1.5 "DejaVu Sans", Verdana, sans-serif; }
figure { margin: 0; }
svg { display: block; width: 100%; height: auto; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; font: inherit; }
@media screen {
  svg { outline: 1px solid #dddddd; }
  .beside { display: grid; grid-template-columns: 1fr 1fr; }
}
@media print {
  body { max-width: none; padding: 0; }
  h1 { display: none; }
  svg { max-height: 100vh; break-after: page; break-inside: avoid; }
  section { padding: 12mm; }
}
"""


def to_html(scene: Scene) -> str:
    """Return a page with the picture and, below it, the same in words. No outside resource.

    Only a scene whose pages show one by one has a script, for its buttons.
    """
    title, words = escaped(scene.title), escaped(scene.description)
    first = scene.pages[0]
    paper = f"@page {{ size: {first.width:g}mm {first.height:g}mm; margin: 0; }}"
    beside = ' class="beside"' if scene.side_by_side else ""
    policy, style, shown = _POLICY, _STYLE, f"<figure{beside}>\n{_pictures(scene)}</figure>\n"
    if scene.one_by_one:
        policy, style, shown = f"{_POLICY}; {steps.POLICY}", _STYLE + steps.STYLE, steps.body(scene)
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(scene.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>negcycle map</title>\n<style>{style}{paper}\n</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{shown}"
        f"<section>\n<h2>{escaped(say('html.in-words'))}</h2>\n<pre>{words}</pre>\n</section>\n"
        "</main>\n</body>\n</html>\n"
    )


def _pictures(scene: Scene) -> str:
    """Return each page as an image of its own, without the words, which stand below."""
    return "".join(
        to_svg(replace(scene, pages=(page,), title=page.label or scene.title, description=""))
        for page in scene.pages
    )


def to_figure_html(scene: Scene) -> str:
    """Return an HTML figure whose image and text alternative survive in an untrusted notebook."""
    image = b64encode(to_svg(scene).encode()).decode("ascii")
    alt = escaped(f"{scene.title}. {scene.description}".strip())
    return (
        f'<figure style="margin:0"><img alt="{alt}" src="data:image/svg+xml;base64,{image}" '
        'style="max-width:100%;height:auto"></figure>'
    )
