"""Small made-up sheets as files: how they look at a place, and what paints in which state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray
from sheets import THEME, filled, lay_out
from workshop import DATE, workshop

from generator.draw.icons import IconBook
from generator.draw.metadata import Metadata
from generator.draw.painter import Painter
from generator.draw.target import Target
from generator.sheet.css import StyleSheet
from generator.sheet.markup import parse_markup
from generator.sheet.theme import Theme
from generator.units import MM_PER_INCH, mm_to_pt

#: Four inches, so that edges fall on whole points.
SIDE_MM = 4 * MM_PER_INCH
_SCALE = 2


def draw(
    css: str,
    markup: str,
    target: Target | None = None,
    *,
    theme: Theme = THEME,
    icons: IconBook | None = None,
) -> bytes:
    """The file of one square page."""
    source = f"<sheet><page>{markup}</page></sheet>"
    skeleton = parse_markup(source, StyleSheet([("s.css", css)]), theme, mm_to_pt(100), "t").pages
    layout = lay_out(filled(skeleton, (), width=SIDE_MM, height=SIDE_MM))
    about = Metadata(title="t", author="a", date=DATE)
    return Painter(icons or workshop().icons, theme, target).paint(layout, about)


def first_page(data: bytes) -> pikepdf.Page:
    """The file's first page, for as long as nobody closes it."""
    page = pikepdf.open(BytesIO(data)).pages[0]
    return page


class Look:
    """A page as pixels, asked by places in mm from the trim's top left corner, y down."""

    def __init__(self, data: bytes) -> None:
        left, lower, right, upper = (float(edge) for edge in first_page(data).obj["/TrimBox"])
        with pypdfium2.PdfDocument(data) as document:
            picture = document[0].render(scale=_SCALE)
            self._pixels: NDArray[np.uint8] = picture.to_numpy()[:, :, 2::-1].copy()
        height = self._pixels.shape[0] / _SCALE
        self._left, self._top = left, height - upper
        self._size = (right - left, upper - lower)

    def at(self, x_mm: float, y_mm: float) -> tuple[int, int, int]:
        """The colour in RGB."""
        x, y = (mm_to_pt(x_mm) + self._left) * _SCALE, (mm_to_pt(y_mm) + self._top) * _SCALE
        red, green, blue = self._pixels[int(y), int(x)].tolist()
        return red, green, blue

    @property
    def trimmed(self) -> NDArray[np.uint8]:
        """What is left when the page is cut."""
        left, top = round(self._left * _SCALE), round(self._top * _SCALE)
        width, height = (round(side * _SCALE) for side in self._size)
        return self._pixels[top : top + height, left : left + width]


@dataclass(frozen=True)
class Paint:
    """One painting operator and the state that it paints in.

    Attributes:
        colour: The operands of its colour; of an ink of its own its name comes first.
        overprints: For lines, for areas and text, and the mode.
        size: Of text, in pt.
        text: What a ``TJ`` shows, as glyph codes.
    """

    operator: str
    colour: tuple[Any, ...]
    overprints: tuple[bool, bool, int]
    size: float
    text: bytes = b""
    in_slug: bool = False


_KNOCKS_OUT = (False, False, 0)
#: For what paints as they do, and the colour that it takes.
_PAINTING = {"f": "fill", "f*": "fill", "S": "stroke", "TJ": "fill", "sh": "fill"}


def paints(page: pikepdf.Page) -> Iterator[Paint]:
    """Everything that ``page`` paints, in order, with states as its resources define them."""
    colours: dict[str, tuple[Any, ...]] = {}
    spaces: dict[str, str] = {}
    overprints, size, mark, stack = _KNOCKS_OUT, 0.0, "", []
    for one in pikepdf.parse_content_stream(page):
        operands: list[Any] = list(one.operands)
        match operator := str(one.operator):
            case "q":
                stack.append((dict(colours), dict(spaces), overprints, size))
            case "Q":
                colours, spaces, overprints, size = stack.pop()
            case "BMC" | "BDC" | "EMC":
                mark = operator
            case "gs":
                state = page.obj["/Resources"]["/ExtGState"][operands[0]]
                overprints = (bool(state["/OP"]), bool(state["/op"]), int(state["/OPM"]))
            case "cs" | "CS":
                spaces[operator.lower() + operator] = str(operands[0])
                which = "fill" if operator == "cs" else "stroke"
                spaces[which] = str(page.obj["/Resources"]["/ColorSpace"][operands[0]][1])
            case "k" | "rg" | "scn" | "K" | "RG" | "SCN":
                which = "fill" if operator.islower() else "stroke"
                named = (spaces[which],) if operator.lower() == "scn" else ()
                colours[which] = (*named, *(round(float(part), 3) for part in operands))
            case "Tf":
                size = float(operands[1])
            case _ if operator in _PAINTING:
                codes = (
                    [bytes(part) for part in operands[0] if isinstance(part, pikepdf.String)]
                    if operator == "TJ"
                    else []
                )
                yield Paint(
                    operator,
                    colours.get(_PAINTING[operator], ()),
                    overprints,
                    size,
                    b"".join(codes),
                    mark == "BMC",
                )
