"""A scene as one web page that needs nothing else, and as a figure to paste anywhere."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from negcycle.drawing.painters.svg import to_svg
from negcycle.drawing.scene import Scene
from negcycle.words import say

_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 75rem; padding: 1rem; background: #ffffff; color: #222222;
  font: 1rem/1.5 "DejaVu Sans", Verdana, sans-serif; }
figure { margin: 0; }
svg { display: block; width: 100%; height: auto; }
pre { white-space: pre-wrap; font: inherit; }
@page { size: landscape; margin: 8mm; }
@media print { section { break-before: page; } body { max-width: none; padding: 0; } }
"""


def to_html(scene: Scene) -> str:
    """Return a page with the picture and, below it, the same in words. No script, no resource."""
    title, words = escape(scene.title), escape(scene.description)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(scene.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n<figure>\n{to_svg(scene)}</figure>\n"
        f"<section>\n<h2>{escape(say('html.in-words'))}</h2>\n<pre>{words}</pre>\n</section>\n"
        "</main>\n</body>\n</html>\n"
    )


def to_figure_html(scene: Scene) -> str:
    """Return an HTML figure whose image and text alternative survive in an untrusted notebook."""
    image = b64encode(to_svg(scene).encode()).decode("ascii")
    alt = escape(f"{scene.title}. {scene.description}".strip())
    return (
        f'<figure style="margin:0"><img alt="{alt}" src="data:image/svg+xml;base64,{image}" '
        'style="max-width:100%;height:auto"></figure>'
    )
