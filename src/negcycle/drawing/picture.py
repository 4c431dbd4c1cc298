"""Draw a cycle: choose views, get a picture, save it or show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negcycle.drawing import theme
from negcycle.drawing.content import Register, View
from negcycle.drawing.dialect import Dialect
from negcycle.drawing.dialect import dialect as dialect_named
from negcycle.drawing.halves import Options
from negcycle.drawing.rising import LINES, WITH_RISING_LINE
from negcycle.drawing.scene import Scene
from negcycle.drawing.views import ONE_BY_ONE, WITH_BADGE, pages_of, scene_of
from negcycle.errors import DrawingError, UnknownName
from negcycle.files.writing import write_atomically
from negcycle.model.chain import Slot
from negcycle.model.cycle import Cycle
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMATS = ("svg", "pdf", "png", "txt", "html")
"""What a picture can be saved as, by the ending of the file."""

_KNOWN = ", ".join(f".{one}" for one in FORMATS)


@dataclass(frozen=True)
class Picture:
    """A finished picture. Every form of it says the same; the same input gives the same bytes."""

    scene: Scene
    """The picture as plain data, in mm."""

    def svg(self) -> str:
        """Return it as SVG: pages below each other, real text, a title and a description."""
        from negcycle.drawing.painters.svg import to_svg

        return to_svg(self.scene)

    def html(self) -> str:
        """Return it as one page that needs nothing else: the picture, and the same in words."""
        from negcycle.drawing.painters.html import to_html

        return to_html(self.scene)

    def text(self) -> str:
        """Return it in words, for a terminal or a screen reader."""
        from negcycle.drawing.painters.text import to_text

        return to_text(self.scene)

    def pdf(self) -> bytes:
        """Return it as PDF: vectors, text that can be selected, no names in the metadata."""
        from negcycle.drawing.painters.mpl import to_pdf

        return to_pdf(self.scene)

    def png(self, *, dpi: int = 200) -> bytes:
        """Return it as PNG with `dpi` dots per inch."""
        from negcycle.drawing.painters.mpl import to_png

        return to_png(self.scene, dpi=dpi)

    def figure(self, page: int = 0) -> Figure:
        """Return one page as a Matplotlib figure, made without pyplot."""
        from negcycle.drawing.painters.mpl import to_figure

        return to_figure(self.scene, page)

    def on(self, ax: Axes, page: int = 0) -> None:
        """Draw one page on given Matplotlib axes."""
        from negcycle.drawing.painters.mpl import on_axes

        on_axes(self.scene, ax, page)

    def missing_letters(self) -> tuple[str, ...]:
        """Return the characters that no font of this computer can put into a PDF or PNG."""
        from negcycle.drawing.painters.mpl import missing_letters

        return missing_letters(self.scene)

    def save(self, path: str | Path, *, overwrite: bool = False) -> Path:
        """Write the picture; the ending of `path` says as what.

        Raises:
            DrawingError: if the ending is not one of `FORMATS`.
            FileKept: if something is there already and `overwrite` is False.
        """
        target = Path(path)
        write_atomically(target, self.to(format_of(target)), overwrite=overwrite)
        return target

    def to(self, format: str) -> str | bytes:
        """Return the picture in one of `FORMATS`.

        Raises:
            DrawingError: if there is no such format.
        """
        makers: dict[str, Callable[[], str | bytes]] = {
            "svg": self.svg,
            "pdf": self.pdf,
            "png": self.png,
            "txt": self.text,
            "html": self.html,
        }
        if format not in makers:
            raise DrawingError(_unknown_format(format))
        return makers[format]()

    def figure_html(self) -> str:
        """Return it as an HTML figure: an image with its text alternative, to paste anywhere."""
        from negcycle.drawing.painters.html import to_figure_html

        return to_figure_html(self.scene)

    def _repr_html_(self) -> str:
        return self.figure_html()


def format_of(path: Path) -> str:
    """Return the format that the ending of a path stands for.

    Raises:
        DrawingError: if it stands for none.
    """
    ending = path.suffix.lower().removeprefix(".")
    if not ending:
        raise DrawingError(say("draw.no-format", file=path.name, known=_KNOWN))
    if ending not in FORMATS:
        raise DrawingError(_unknown_format(ending))
    return ending


def _unknown_format(name: str) -> str:
    return say("draw.unknown-format", name=name, known=_KNOWN)


def draw(
    cycle: Cycle,
    *,
    view: str | View | Sequence[str | View] = View.LOOP,
    after: Cycle | None = None,
    register: str | Register = Register.PLAIN,
    paper: str = "a4",
    numbers: bool = False,
    start: str | None = None,
    whose: str | None = None,
    loop_badge: bool = False,
    dialect: str | Dialect | None = None,
    blank: bool = False,
    line: str = "still",
) -> Picture:
    """Draw a cycle: as an infinity diagram, or in another view.

    Args:
        cycle: The cycle to draw.
        view: ``loop`` (all four elements), ``surface`` (three, as on the common therapist form),
            ``single`` (one half a page), ``blank`` (a worksheet), ``positive`` (the way out),
            ``before-after`` (with `after`), ``quadrants`` (what shows above what lies underneath),
            ``four`` (two hurts, two judgments), ``iceberg`` (one partner a page), ``list`` (rows
            in the order of `dialect`), ``chain`` (one sentence that closes on itself, in each
            voice), ``ladder`` (one incident, moment by moment) or ``exits`` (where one can step
            off); several give one page after the other.
        after: The later cycle of ``before-after``; giving it chooses that view.
        register: Headings in ``plain`` or ``clinical`` words.
        paper: ``a4`` or ``letter``, in landscape.
        numbers: Whether the stations are numbered. A loop has no beginning, so they are not unless
            asked for.
        start: The partner or station that is number 1, such as ``"mary"`` (her behavior) or
            ``"mary.primary"``; turns the numbers on. In the view ``chain``, which has none, whose
            voice comes first and where it begins; the numbers of a ``ladder`` begin at the top.
        whose: In the views ``single`` and ``iceberg``, the only partner who is drawn; None for
            everybody.
        loop_badge: Whether a badge at the crossing says if each round of the loop strengthens the
            next (R) or works against it (B). In the views ``loop``, ``surface`` and
            ``before-after``, with two partners.
        dialect: The order of the slots, by the name of a form: ``everything``, ``definition``,
            ``story``, ``surface-first``, ``iceberg``, ``temp``, ``reframe``, ``quadrants``,
            ``four``, ``own-part``, ``assembly`` or ``five-steps``. It makes the rows of the view
            ``list`` (``everything``, unless told); in the other views it says what is read first.
        blank: Whether the cards are left blank, to write on by hand.
        line: The line of awareness lies ``still``, or it is ``rising``: it goes through the middle
            of a feeling that is owned, and below one that is shared or heard. In the views
            ``loop``, ``surface``, ``single`` and ``before-after``.

    Raises:
        UnknownName: if a view, register, paper, dialect, line or partner is not known.
        DrawingError: if a view needs something that the cycle does not have.

    Example:
        >>> cycle = Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
        >>> draw(cycle).svg()[:4]
        '<svg'

    Sources:
        Johnson, S. M. (2004). The Practice of Emotionally Focused Couple Therapy.
    """
    names = [view] if isinstance(view, str) else list(view) or [""]
    views = [View(_known(str(name), [one.value for one in View], "view")) for name in names]
    if after is not None and View.BEFORE_AFTER not in views:
        views = [View.BEFORE_AFTER] if views == [View.LOOP] else [*views, View.BEFORE_AFTER]
    if whose is not None and not ONE_BY_ONE.intersection(views):
        raise DrawingError(say("draw.whose-needs-single"))
    if loop_badge and (len(cycle.partners) == 1 or not WITH_BADGE.intersection(views)):
        raise DrawingError(say("draw.badge-needs-two"))
    rising = _known(line, LINES, "line") == "rising"
    if rising and not WITH_RISING_LINE.intersection(views):
        raise DrawingError(say("draw.no-line-to-rise", views=", ".join(sorted(WITH_RISING_LINE))))
    if blank and View.BEFORE_AFTER in views:
        raise DrawingError(say("draw.blank-has-no-after"))
    options = Options(
        register=Register(_known(str(register), [one.value for one in Register], "register")),
        paper=theme.PAPERS[_known(paper, theme.PAPERS, "paper")],
        start=_start(cycle, start) if numbers or start is not None else None,
        whose=cycle.partner(whose).key if whose is not None else None,
        loop_badge=loop_badge,
        dialect=dialect_named(dialect) if isinstance(dialect, str) else dialect,
        blank=blank,
        rising=rising,
    )
    scenes: list[Scene] = []
    for one in views:
        before = sum(len(scene.pages) for scene in scenes)
        scenes.append(scene_of(cycle, one, options, after=after, pages_before=before))
    return Picture(pages_of(scenes))


def _known(name: str, known: Sequence[str] | dict[str, theme.Paper], what: str) -> str:
    if name not in known:
        hint = did_you_mean(name, known) or say("fault.choices", choices=", ".join(known))
        raise UnknownName(say(f"draw.unknown-{what}", name=name, hint=hint), name, tuple(known))
    return name


def _start(cycle: Cycle, start: str | None) -> str:
    """Return the partner or station that is number 1; a partner stands for what they do."""
    if start is None:
        return cycle.partners[0].key
    name, _, slot = start.rpartition(".")
    try:
        partner, slot = cycle.partner(start), ""
    except UnknownName:
        if not name:
            raise
        partner = cycle.partner(name)
    return f"{partner.key}.{Slot.BEHAVIOR if slot == 'behaviour' else slot}".rstrip(".")


def describe(cycle: Cycle, **options: Any) -> str:
    """Return in words what `draw` with the same options shows, in reading order."""
    return draw(cycle, **options).scene.description
