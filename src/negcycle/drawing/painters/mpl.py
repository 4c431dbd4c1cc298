"""A scene as a Matplotlib figure, without pyplot: for PDF, PNG and other people's axes."""

# Matplotlib types the arguments of some functions only in part.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import io
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle as Disc
from matplotlib.patches import FancyBboxPatch, Polygon
from matplotlib.textpath import text_to_path

from negcycle.drawing.painters.fonts import BASE, MISSING, fallbacks
from negcycle.drawing.scene import Circle, Line, Page, Point, Rect, Scene, Shape, Text
from negcycle.errors import DrawingError
from negcycle.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

MM = 72 / 25.4
"""Points in a millimeter."""
INCH = 25.4

LARGEST = 60_000
"""Dots along a side beyond which a PNG cannot be painted."""


def to_figure(scene: Scene, page: int = 0) -> Figure:
    """Return one page as a figure of its true size, on a white ground."""
    sheet = scene.pages[page]
    with _our_settings():
        figure, ax = _sheet(sheet.width, sheet.height)
        _paint(ax, sheet, (0.0, 0.0), _Fonts(scene), 1.0)
    return figure


def on_axes(scene: Scene, ax: Axes, page: int = 0) -> None:
    """Draw one page on given axes: data units are mm, y runs down, letters fit the axes' size."""
    sheet = scene.pages[page]
    with _our_settings():
        room = ax.get_window_extent()
        dpi = ax.get_figure(root=True).dpi  # type: ignore[union-attr]
        scale = min(room.width / dpi * INCH / sheet.width, room.height / dpi * INCH / sheet.height)
        _frame(ax, sheet.width, sheet.height)
        _paint(ax, sheet, (0.0, 0.0), _Fonts(scene), scale)


def to_pdf(scene: Scene) -> bytes:
    """Return `scene` as PDF, one sheet a page; text can be selected, no name is in the metadata."""
    out = io.BytesIO()
    metadata: dict[str, Any] = {"Title": "negcycle map", "CreationDate": None}
    with _our_settings(), PdfPages(out, metadata=metadata) as pages:
        for number in range(len(scene.pages)):
            pages.savefig(to_figure(scene, number))
    return out.getvalue()


def to_png(scene: Scene, *, dpi: int = 200) -> bytes:
    """Return `scene` as one PNG; several pages stand below or beside each other.

    Raises:
        DrawingError: if the pages are too many for one image.
    """
    width, height = scene.size
    if max(width, height) / INCH * dpi > LARGEST:
        raise DrawingError(say("draw.png-too-large", count=len(scene.pages)))
    out = io.BytesIO()
    with _our_settings():
        figure, ax = _sheet(width, height)
        fonts = _Fonts(scene)
        for page, corner in scene.placed():
            _paint(ax, page, corner, fonts, 1.0)
        figure.savefig(out, format="png", dpi=dpi, metadata={"Software": None})
    return out.getvalue()


def missing_letters(scene: Scene) -> tuple[str, ...]:
    """Return the letters that no font of this computer has, in order."""
    return tuple(sorted(_Fonts(scene).missing))


# -- pages ------------------------------------------------------------------------------------


class _Fonts:
    """The font families for a scene, and what to do with letters that none has."""

    def __init__(self, scene: Scene) -> None:
        texts = [text.text for page in scene.pages for text in page.texts()]
        others, self.missing = fallbacks(texts)
        self.families = [BASE, *others]

    def shown(self, text: str) -> str:
        return "".join(MISSING if char in self.missing else char for char in text)


@contextmanager
def _our_settings() -> Generator[None]:
    """Paint alike under everybody's settings, and leave those as they were."""
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        mpl.rcdefaults()
        mpl.rcParams.update({"pdf.fonttype": 42, "lines.scale_dashes": False})
        yield


def _sheet(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width / INCH, height / INCH), facecolor="white")
    FigureCanvasAgg(figure)
    ax = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    _frame(ax, width, height)
    return figure, ax


def _frame(ax: Axes, width: float, height: float) -> None:
    ax.set_axis_off()
    ax.set_xlim(0.0, width)
    ax.set_ylim(height, 0.0)
    ax.set_aspect("equal")


def _paint(ax: Axes, page: Page, corner: Point, fonts: _Fonts, scale: float) -> None:
    for order, item in enumerate(page.items, start=1):
        if isinstance(item, Text):
            _write(ax, item, corner, fonts, scale=scale, order=order)
        else:
            _add(ax, item, corner, scale=scale, order=order)


def _add(
    ax: Axes, item: Line | Shape | Rect | Circle, corner: Point, *, scale: float, order: int
) -> None:
    dx, dy = corner
    match item:
        case Line():
            ax.add_line(_line(item, corner, scale, order))
        case Shape():
            points = [(x + dx, y + dy) for x, y in item.points]
            ax.add_patch(Polygon(points, facecolor=item.fill, linewidth=0.0, zorder=order))
        case Rect():
            box = item.box
            rounding = f"round,pad=0,rounding_size={item.radius}" if item.radius else "square,pad=0"
            patch = FancyBboxPatch((box.x + dx, box.y + dy), box.w, box.h, boxstyle=rounding)
            _dress(ax, patch, item, scale, order)
            if item.stroke and item.dash:
                patch.set_linestyle((0, [part * MM * scale for part in item.dash]))
        case Circle():
            x, y = item.center
            _dress(ax, Disc((x + dx, y + dy), item.radius), item, scale, order)


def _dress(ax: Axes, patch: Patch, item: Rect | Circle, scale: float, order: int) -> None:
    patch.set_facecolor(item.fill or "none")
    patch.set_edgecolor(item.stroke or "none")
    patch.set_linewidth(item.width * MM * scale if item.stroke else 0.0)
    patch.set_zorder(order)
    ax.add_patch(patch)


def _line(item: Line, corner: Point, scale: float, order: int) -> Line2D:
    dx, dy = corner
    xs, ys = zip(*((x + dx, y + dy) for x, y in item.points), strict=True)
    line = Line2D(xs, ys, color=item.color, linewidth=item.width * MM * scale, zorder=order)
    line.set_solid_capstyle("butt")
    line.set_solid_joinstyle("round")
    if item.dash:
        line.set_dash_capstyle("butt" if item.dash[0] else "round")
        line.set_linestyle((0, [part * MM * scale for part in item.dash]))
    return line


def _write(ax: Axes, item: Text, corner: Point, fonts: _Fonts, *, scale: float, order: int) -> None:
    words = fonts.shown(item.text)
    font = FontProperties(
        family=fonts.families,
        weight="bold" if item.bold else "normal",
        style="italic" if item.italic else "normal",
        size=item.size * MM,
    )
    if len(fonts.families) > 1:
        wide = text_to_path.get_text_width_height_descent(words, font, ismath=False)[0] / MM
        if wide > item.width > 0:
            font.set_size(item.size * MM * item.width / wide)
    font.set_size(font.get_size_in_points() * scale)
    ax.text(
        item.x + corner[0],
        item.y + corner[1],
        words,
        fontproperties=font,
        color=item.color,
        ha={"left": "left", "middle": "center", "right": "right"}[item.anchor],
        va="baseline",
        parse_math=False,
        usetex=False,
        zorder=order,
    )
