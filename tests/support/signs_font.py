"""The builder of "Anpham Signs", the font of signs that text faces lack (assets/fonts/README.md).

Each sign is an icon of Lucide whose lines are turned into outlines as thick as the stems of
Be Vietnam Pro. Run ``PYTHONPATH=tests python -m support.signs_font FOLDER`` to write both weights.
It needs fontTools and skia-pathops.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import lucide
import pathops
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.transform import Transform
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.svgLib.path import SVGPath

FAMILY = "Anpham Signs"
#: In font units, of 1000 to the em: the capitals and stems of Be Vietnam Pro. An icon of many lines
#: takes thinner ones.
CAP_HEIGHT = 740
STEMS = {400: 84, 700: 132}
STYLES = {400: "Regular", 700: "Bold"}
SIDE_BEARING = 60
#: The date in the files: 2026-01-01, in seconds since 1904.
_DATE = 3_850_070_400


@dataclass(frozen=True)
class Sign:
    """A sign: Lucide's icon, the height of its ink, how much thicker than a stem its lines are."""

    icon: str
    height: int = CAP_HEIGHT
    heavier: float = 1.0
    is_filled: bool = False


SIGNS = {
    "←": Sign("arrow-left", 520),
    "↑": Sign("arrow-up", 620),
    "→": Sign("arrow-right", 520),
    "↓": Sign("arrow-down", 620),
    "★": Sign("star", is_filled=True),
    "☆": Sign("star", heavier=0.8),
    "☎": Sign("phone", is_filled=True),
    "☐": Sign("square", heavier=0.8),
    "☑": Sign("square-check", heavier=0.8),
    "☒": Sign("square-x", heavier=0.8),
    "♻": Sign("recycle", heavier=0.7),
    "⚠": Sign("triangle-alert", heavier=0.75),
    "✆": Sign("phone", heavier=0.75),
    "✉": Sign("mail", 600, 0.8),
    "✓": Sign("check", 540),
    "✔": Sign("check", 580, 1.6),
    "✗": Sign("x", 600),
    "✘": Sign("x", 640, 1.6),
    "\U0001f4de": Sign("phone", is_filled=True),
}


def build(weight: int) -> bytes:
    """The font file of that weight; the same bytes each time."""
    order = [".notdef", "space", *(f"u{ord(char):04X}" for char in SIGNS)]
    glyphs: dict[str, Any] = {"space": TTGlyphPen(None).glyph(), ".notdef": _notdef()}
    widths = {"space": 260, ".notdef": 500}
    for char, sign in SIGNS.items():
        name = f"u{ord(char):04X}"
        glyphs[name], widths[name] = _glyph(sign, STEMS[weight])
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap({0x20: "space", **{ord(char): f"u{ord(char):04X}" for char in SIGNS}})
    font.setupGlyf({name: glyphs[name] for name in order})
    glyf = font.font["glyf"]
    metrics = {name: (widths[name], getattr(glyf[name], "xMin", 0)) for name in order}
    font.setupHorizontalMetrics(metrics)
    font.setupHorizontalHeader(ascent=1000, descent=-265)
    style = STYLES[weight]
    font.setupNameTable(
        {
            "copyright": "Drawings: Lucide, Copyright (c) Lucide Icons and Contributors",
            "familyName": FAMILY,
            "styleName": style,
            "uniqueFontIdentifier": f"{FAMILY} {style} 1.0",
            "fullName": f"{FAMILY} {style}",
            "version": "Version 1.0",
            "psName": f"AnphamSigns-{style}",
            "licenseDescription": "ISC License, see LICENSE-Lucide-ISC.txt",
        },
        mac=False,
    )
    font.setupOS2(
        sTypoAscender=1000, sTypoDescender=-265, usWinAscent=1000, usWinDescent=265,
        usWeightClass=weight, fsType=0, sCapHeight=CAP_HEIGHT,
    )  # fmt: skip
    font.setupPost(keepGlyphNames=False)
    font.font["head"].created = font.font["head"].modified = _DATE
    font.font.recalcTimestamp = False
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _glyph(sign: Sign, stem: int) -> tuple[Any, int]:
    """The outline of ``sign``, centred on half the capitals' height, and its advance."""
    svg = re.sub(r"<svg[^>]*>", '<svg xmlns="http://www.w3.org/2000/svg">', _svg(sign.icon))
    lines = pathops.Path()
    SVGPath.fromstring(svg.encode()).draw(lines.getPen())
    left, top, right, bottom = lines.bounds
    thick = stem * sign.heavier
    scale = (sign.height - thick) / (bottom - top)
    middle = Transform(scale, 0, 0, -scale, thick / 2 - left * scale + SIDE_BEARING,
                       CAP_HEIGHT / 2 + (top + bottom) / 2 * scale)  # fmt: skip
    placed = pathops.Path()
    lines.draw(TransformPen(placed.getPen(), middle))
    whole = pathops.Path(placed)
    whole.stroke(thick, pathops.LineCap.ROUND_CAP, pathops.LineJoin.ROUND_JOIN, 4)
    whole.convertConicsToQuads()
    if sign.is_filled:
        # The stroke's inner edge is covered by what it encloses.
        whole = pathops.op(whole, placed, pathops.PathOp.UNION)
    whole.simplify(fix_winding=True, clockwise=True)
    whole.convertConicsToQuads()
    pen = TTGlyphPen(None)
    whole.draw(Cu2QuPen(pen, max_err=0.5, reverse_direction=False))
    glyph = pen.glyph()
    width = round(2 * SIDE_BEARING + thick + (right - left) * scale)
    return glyph, width


def _svg(icon: str) -> str:
    svg: str = lucide.lucide_icon(icon)
    return svg


def _notdef() -> Any:
    pen = TTGlyphPen(None)
    for box in ((50, 0, 450, CAP_HEIGHT), (110, 60, 390, CAP_HEIGHT - 60)):
        x0, y0, x1, y1 = box
        corners = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
        corners = corners if box[0] == 50 else corners[::-1]
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    for weight, style in STYLES.items():
        (Path(sys.argv[1]) / f"AnphamSigns_{weight}{style}.ttf").write_bytes(build(weight))
