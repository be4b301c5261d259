"""Small made-up sheets as files: how they look at a place, and what paints in which state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray
from support.sheets import THEME, filled, lay_out
from support.workshop import DATE, workshop

from generator.core.units import MM_PER_INCH, mm_to_pt
from generator.draw.icons import IconBook
from generator.draw.metadata import Metadata
from generator.draw.painter import Painter
from generator.draw.target import Target
from generator.sheet.css import StyleSheet
from generator.sheet.markup import parse_markup
from generator.sheet.theme import Theme

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


@cache  # A page lives no longer than its file.
def opened(data: bytes) -> pikepdf.Pdf:
    """The file, read by another program."""
    return pikepdf.open(BytesIO(data))


def first_page(data: bytes) -> pikepdf.Page:
    """The file's first page."""
    return opened(data).pages[0]


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
        """The page when it is cut."""
        left, top = round(self._left * _SCALE), round(self._top * _SCALE)
        width, height = (round(side * _SCALE) for side in self._size)
        return self._pixels[top : top + height, left : left + width]


@dataclass(frozen=True)
class Paint:
    """One painting operator and the state that it paints in.

    Attributes:
        colour: The operands of its colour; of an ink of its own its name comes first.
        overprints: Whether it does, and in mode 1, which leaves alone what it has no ink for.
        size: Of text, in pt.
        is_mark: Whether nothing says what it means, as of an artifact.
    """

    operator: str
    colour: tuple[Any, ...]
    overprints: bool
    size: float
    is_mark: bool


#: What paints, and the colour that it takes.
_PAINTING = {"f": "fill", "f*": "fill", "S": "stroke", "TJ": "fill", "sh": "fill"}


def paints(page: pikepdf.Page) -> Iterator[Paint]:
    """Everything that ``page`` paints, in order, with states as its resources define them."""
    yield from _paints(page, page.obj["/Resources"])


def _paints(content: pikepdf.Page | pikepdf.Object, resources: pikepdf.Object) -> Iterator[Paint]:
    """Everything that a page or a form paints; forms within it stand where they are drawn."""
    colours: dict[str, tuple[Any, ...]] = {}
    inks: dict[str, str] = {}
    overprints, size, is_mark = False, 0.0, False
    stack: list[tuple[dict[str, tuple[Any, ...]], dict[str, str], bool, float]] = []
    for one in pikepdf.parse_content_stream(content):
        operands: list[Any] = list(one.operands)
        operator = str(one.operator)
        which = "fill" if operator.islower() else "stroke"
        match operator:
            case "q":
                stack.append((dict(colours), dict(inks), overprints, size))
            case "Q":
                colours, inks, overprints, size = stack.pop()
            case "BMC" | "BDC" | "EMC":
                is_mark = operator == "BMC"
            case "Do" if "/Resources" in resources["/XObject"][operands[0]]:
                form = resources["/XObject"][operands[0]]
                yield from _paints(form, form["/Resources"])
            case "gs":
                overprints = _overprints(resources["/ExtGState"][operands[0]])
            case "cs" | "CS":
                inks[which] = str(resources["/ColorSpace"][operands[0]][1])
            case "k" | "rg" | "K" | "RG":
                colours[which] = tuple(round(float(part), 3) for part in operands)
            case "scn" | "SCN":
                colours[which] = (inks[which], *(round(float(part), 3) for part in operands))
            case "Tf":
                size = float(operands[1])
            case _ if operator in _PAINTING:
                colour = colours.get(_PAINTING[operator], ())
                yield Paint(operator, colour, overprints, size, is_mark)


def _overprints(state: Any) -> bool:
    """Overprint of a graphics state, for lines and areas alike (ISO 32000-2, 8.6.7)."""
    said = (bool(state["/OP"]), bool(state["/op"]), int(state["/OPM"]))
    assert said in ((True, True, 1), (False, False, 1))
    return said[0]
