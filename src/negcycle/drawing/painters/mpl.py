"""A scene as a Matplotlib figure, without pyplot: for PDF, PNG and other people's axes."""

# Matplotlib types the arguments of some functions only in part.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import io
import logging
import math
import warnings
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle as Disc
from matplotlib.patches import FancyBboxPatch, Patch, Polygon
from matplotlib.text import Text as Words
from matplotlib.textpath import text_to_path

from negcycle.drawing.measure import reads_right_to_left
from negcycle.drawing.painters.fonts import Fonts
from negcycle.drawing.scene import Circle, Item, Line, Page, Point, Rect, Scene, Shape, Text
from negcycle.errors import DrawingError
from negcycle.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase

INCH = 25.4
"""Millimeters in an inch."""
POINTS = 72.0
"""Points in an inch."""

LARGEST = 60_000
"""Dots along a side beyond which a PNG cannot be painted."""

Sized = Line2D | Patch | Words

_MARKS = {True: "\N{RIGHT-TO-LEFT MARK}", False: "\N{LEFT-TO-RIGHT MARK}"}


def to_figure(scene: Scene, page: int = 0) -> Figure:
    """Return one page as a figure of its true size, on a white ground."""
    with _our_settings():
        return _figure(scene.pages[page], _fonts(scene))


def on_axes(scene: Scene, ax: Axes, page: int = 0) -> None:
    """Draw one page on given axes: data units are mm, y runs down, letters fit the axes' size."""
    sheet = scene.pages[page]
    with _our_settings():
        _frame(ax, sheet.width, sheet.height)
        _paint(ax, [(sheet, (0.0, 0.0))], _fonts(scene))


def to_pdf(scene: Scene) -> bytes:
    """Return `scene` as PDF, one sheet a page; text can be selected, no name is in the metadata."""
    out = io.BytesIO()
    metadata: dict[str, Any] = {"Title": "negcycle map", "CreationDate": None}
    with _our_settings():
        fonts = _fonts(scene)
        mpl.rcParams["pdf.fonttype"] = 3 if fonts.compact else 42
        with PdfPages(out, metadata=metadata) as pages:
            for page in scene.pages:
                pages.savefig(_figure(page, fonts))
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
        _paint(ax, scene.placed(), _fonts(scene))
        figure.savefig(out, format="png", dpi=dpi, metadata={"Software": None})
    return out.getvalue()


def missing_letters(scene: Scene) -> tuple[str, ...]:
    """Return the letters that no font of this computer has, in order."""
    return tuple(sorted(_fonts(scene).missing))


# -- pages ------------------------------------------------------------------------------------


def _fonts(scene: Scene) -> Fonts:
    return Fonts(text.text for page in scene.pages for text in page.texts())


@contextmanager
def _our_settings() -> Generator[None]:
    """Paint alike under everybody's settings, and leave those as they were."""
    log = logging.getLogger("matplotlib.font_manager")  # says that a symbol font has no bold
    level = log.level
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        log.setLevel(logging.ERROR)
        mpl.rcdefaults()
        mpl.rcParams["text.hinting"] = "none"
        try:
            yield
        finally:
            log.setLevel(level)


def _figure(page: Page, fonts: Fonts) -> Figure:
    figure, ax = _sheet(page.width, page.height)
    _paint(ax, [(page, (0.0, 0.0))], fonts)
    return figure


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


def _paint(ax: Axes, pages: Iterable[tuple[Page, Point]], fonts: Fonts) -> None:
    ruler = _Ruler(ax)
    ax.add_artist(ruler)
    for page, corner in pages:
        for item in (Rect(page.box, fill="#ffffff"), *page.items):
            artist, size = _artist(item, corner, fonts)
            dash = item.dash if isinstance(item, Line | Rect) else ()
            ruler.sizes.append((artist, size, dash))
            artist.set_zorder(len(ruler.sizes))
            ax.add_artist(artist)
            artist.set_clip_on(True)
    ruler.fit()


class _Ruler(Artist):
    """Keeps lines and letters at their size in mm, whatever becomes of the size of the axes.

    Matplotlib knows both only in points. This artist leaves no ink; it is drawn before the others.
    """

    def __init__(self, ax: Axes) -> None:
        super().__init__()
        self.set_in_layout(False)
        self.ax = ax
        self.scale = 0.0
        self.sizes: list[tuple[Sized, float, tuple[float, ...]]] = []
        """Artists, the size of their letters or the width of their lines in mm, their dashes."""

    def draw(self, renderer: RendererBase) -> None:
        self.fit()
        super().draw(renderer)

    def fit(self) -> None:
        """Set every size in points, if a millimeter has another length than before."""
        zero, one = self.ax.transData.transform([(0.0, 0.0), (1.0, 0.0)])
        scale = float(one[0] - zero[0]) * POINTS / self.figure.dpi
        if math.isclose(scale, self.scale, rel_tol=1e-6):
            return
        self.scale = scale
        with mpl.rc_context({"lines.scale_dashes": False}):
            for artist, size, dash in self.sizes:
                if isinstance(artist, Words):
                    artist.set_fontsize(size * scale)
                else:
                    artist.set_linewidth(size * scale)
                if dash and not isinstance(artist, Words):
                    # Agg leaves out a stroke without any length, even with round ends.
                    artist.set_linestyle((0, [max(part, 0.01) * scale for part in dash]))


class _Words(Words):
    """A line of text whose letters are not moved to whole dots, so that it keeps its width."""

    def draw(self, renderer: RendererBase) -> None:
        with mpl.rc_context({"text.hinting": "none"}):
            super().draw(renderer)


# -- items ------------------------------------------------------------------------------------


def _artist(item: Item, corner: Point, fonts: Fonts) -> tuple[Sized, float]:
    """Return what Matplotlib draws for `item`, and the size in mm of its line or its letters."""
    dx, dy = corner
    match item:
        case Line():
            return _line(item, corner), item.width
        case Shape():
            points = [(x + dx, y + dy) for x, y in item.points]
            return Polygon(points, facecolor=item.fill, edgecolor="none"), 0.0
        case Rect(box=box):
            style = f"round,pad=0,rounding_size={item.radius}" if item.radius else "square,pad=0"
            place = (box.x + dx, box.y + dy)
            return _dressed(FancyBboxPatch(place, box.w, box.h, boxstyle=style), item)
        case Circle(center=(x, y)):
            return _dressed(Disc((x + dx, y + dy), item.radius), item)
        case Text():
            return _words(item, corner, fonts)


def _line(item: Line, corner: Point) -> Line2D:
    dx, dy = corner
    xs, ys = zip(*((x + dx, y + dy) for x, y in item.points), strict=True)
    line = Line2D(xs, ys, color=item.color)
    line.set_solid_capstyle("butt")
    line.set_solid_joinstyle("round")
    line.set_dash_capstyle("butt" if item.dash and item.dash[0] else "round")
    line.set_dash_joinstyle("round")
    return line


def _dressed(patch: Patch, item: Rect | Circle) -> tuple[Patch, float]:
    patch.set_facecolor(item.fill or "none")
    patch.set_edgecolor(item.stroke or "none")
    patch.set_joinstyle("round")
    return patch, item.width if item.stroke else 0.0


def _words(item: Text, corner: Point, fonts: Fonts) -> tuple[Words, float]:
    words = fonts.shown(item.text)
    font = FontProperties(
        family=fonts.families,
        weight="bold" if item.bold else "normal",
        style="italic" if item.italic and fonts.can_slant(words) else "normal",
        size=POINTS,
    )
    if reads_right_to_left(words) != item.rtl:
        words = _MARKS[item.rtl] + words
    em = text_to_path.get_text_width_height_descent(words, font, ismath=False)[0] / POINTS
    size = min(item.size, item.width / em) if em > 0 and item.width > 0 else item.size
    text = _Words(
        item.x + corner[0],
        item.y + corner[1],
        words,
        color=item.color,
        fontproperties=font,
        horizontalalignment="center" if item.anchor == "middle" else item.anchor,
        verticalalignment="baseline",
        parse_math=False,
        usetex=False,
    )
    return text, size
