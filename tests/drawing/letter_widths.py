"""Makes the package's table of letter widths from the DejaVu fonts that Matplotlib ships.

    python tests/drawing/letter_widths.py

writes `src/negcycle/drawing/letter_widths.json`; `test_measure.py` checks that it is up to date.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import matplotlib
from matplotlib.ft2font import FT2Font, LoadFlags

FILE = Path(__file__).parents[2] / "src" / "negcycle" / "drawing" / "letter_widths.json"
FONTS = {"regular": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}


def font(weight: str) -> FT2Font:
    return FT2Font(f"{matplotlib.get_data_path()}/fonts/ttf/{FONTS[weight]}")


def widths(weight: str) -> dict[int, int]:
    """Return the advance width of every code point, in font units."""
    face = font(weight)
    return {
        code: face.load_glyph(glyph, LoadFlags.NO_SCALE).horiAdvance
        for code, glyph in sorted(face.get_charmap().items())
    }


def runs(table: dict[int, int]) -> dict[str, list[int]]:
    """Return `table` as widths of neighboring code points under the first one, in hex."""
    found: dict[str, list[int]] = {}
    start = ""
    for before, code in pairwise([-2, *table]):
        if code != before + 1:
            start = f"{code:x}"
        found.setdefault(start, []).append(table[code])
    return found


def as_json() -> str:
    table = {"units": font("regular").units_per_EM, **{name: runs(widths(name)) for name in FONTS}}
    return json.dumps(table, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_json(), encoding="ascii")
