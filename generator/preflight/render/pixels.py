"""What several checks of looks share: a page's pixels by place, colours told apart, what is seen.

Pixels are those of :meth:`Page.picture` and :meth:`Page.plates`: rows go down, the first is at the
upper edge of the rendered box. Boxes are in pt, y up.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from generator.core.excerpts import excerpt
from generator.core.units import mm_to_pt
from generator.preflight.pdf.geometry import union
from generator.preflight.pdf.model import Box, Mark, MarkKind, Page, Paint, Plate

#: At which pages are looked at: a pixel is a quarter of a millimetre.
LOOKING_DPI = 100.0
#: At which ink is weighed; its window of 15 mm is 21 pixels wide.
WEIGHING_DPI = 36.0

#: A channel below this is ink and not paper; lighter is what antialiasing and JPEG leave behind.
PAPER = 253
#: Of an ink of which there is less nobody can tell that there is any.
TRACE = 0.02
#: Inks by which registration marks are known, beside the ink that is called "All".
_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
#: Text rendering modes that paint nothing (ISO 32000-2, table 104).
_UNSEEN_MODES = (3, 7)
#: Channels of black ink alone lie closer together than this.
_NEUTRAL = 0.1

#: A text of more letters tells by itself which one it is.
_FEW_LETTERS = 3
#: In em: a wider gap between letters is a space, and one wider still the end of a line's part. How
#: far above or below each other the ink of two letters of a line may lie, as of a dot and a quote.
_SPACE_EM = 0.18
_WIDEST_GAP_EM = 1.0
_APART_EM = 0.6
#: Neighbours are painted soon after each other; further back none is looked for.
_LATEST = 20

Pixels = NDArray[np.uint8]
Rgb = tuple[float, float, float]
_T = TypeVar("_T")
_K = TypeVar("_K", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Where the pixels of a rendered box lie.

    Attributes:
        box: What was rendered.
        rows: How many rows of pixels; ``columns`` likewise.
    """

    box: Box
    rows: int
    columns: int

    @property
    def pt_per_row(self) -> float:
        """The height of a pixel."""
        return (self.box[3] - self.box[1]) / self.rows

    @property
    def pt_per_column(self) -> float:
        """The width of a pixel."""
        return (self.box[2] - self.box[0]) / self.columns

    def row(self, y: float) -> float:
        """How many rows down ``y`` is."""
        return (self.box[3] - y) / self.pt_per_row

    def column(self, x: float) -> float:
        """How many columns to the right ``x`` is."""
        return (x - self.box[0]) / self.pt_per_column

    def touched(self, box: Box) -> tuple[slice, slice]:
        """The rows and columns that ``box`` has a part of: one at least, if it lies inside."""
        left, top = int(self.column(box[0])), int(self.row(box[3]))
        right = max(left + 1, int(np.ceil(self.column(box[2]))))
        bottom = max(top + 1, int(np.ceil(self.row(box[1]))))
        return _within(top, bottom, self.rows), _within(left, right, self.columns)

    def filled(self, box: Box) -> tuple[slice, slice]:
        """The rows and columns that lie in ``box`` whole, but for a tenth of a pixel; or none."""
        slack = 0.1
        top = int(np.ceil(self.row(box[3]) - slack))
        left = int(np.ceil(self.column(box[0]) - slack))
        bottom = max(top, int(self.row(box[1]) + slack))
        right = max(left, int(self.column(box[2]) + slack))
        return _within(top, bottom, self.rows), _within(left, right, self.columns)

    def box_of(self, rows: slice, columns: slice) -> Box:
        """The box that these pixels cover."""
        left, top = self.box[0], self.box[3]
        return (
            left + columns.start * self.pt_per_column,
            top - rows.stop * self.pt_per_row,
            left + columns.stop * self.pt_per_column,
            top - rows.start * self.pt_per_row,
        )


def _within(start: int, stop: int, length: int) -> slice:
    start = min(max(0, start), length)
    return slice(start, min(max(start, stop), length))


def looked_at(page: Page) -> tuple[Grid, Pixels]:
    """The page's pixels in sRGB at :data:`LOOKING_DPI`, and where they lie."""
    pixels = page.picture(LOOKING_DPI)
    return Grid(page.boxes.media, *pixels.shape[:2]), pixels


def weighed(page: Page) -> tuple[Grid, Mapping[str, Plate]] | None:
    """The page's plates to the BleedBox's edges at :data:`WEIGHING_DPI`; None without any ink."""
    bled = page.boxes.bled
    if bled[0] >= bled[2] or bled[1] >= bled[3]:
        return None
    plates = page.plates(WEIGHING_DPI, bled)
    for plate in plates.values():
        return Grid(bled, *plate.shape), plates
    return None


def runs(flags: NDArray[np.bool_], shortest: int = 1) -> Iterator[slice]:
    """Where ``flags`` are set for at least ``shortest`` in a row."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if stop - start >= shortest:
            yield slice(start, stop)


# Colours


def luminance(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """Relative luminance of sRGB colours, each channel 0..1 on the last axis.

    Source: WCAG 2.2, definition of relative luminance.
    """
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    light: NDArray[np.float64] = linear @ np.array([0.2126, 0.7152, 0.0722])
    return light


def grey_of(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """The grey, 0..1, that printers and copiers make of sRGB colours.

    It is reckoned from the channels as they are, not from their light: a pure red and a pure blue
    come out darker than they look.

    Source: ITU-R BT.601-7, 2.5.1.
    """
    grey: NDArray[np.float64] = rgb @ np.array([0.299, 0.587, 0.114])
    return grey


def is_neutral(rgb: Rgb) -> bool:
    """Whether a colour is a grey, a black or a white to the eye."""
    return max(rgb) - min(rgb) < _NEUTRAL


# Marks


def is_seen(mark: Mark) -> bool:
    """Whether the mark leaves anything on the page."""
    left, low, right, high = mark.box
    if right <= left or high <= low or mark.alpha <= 0:
        return False
    return mark.text is None or mark.text.mode not in _UNSEEN_MODES


def overlap(one: Box, other: Box, least_pt: float = 0.0) -> bool:
    """Whether two boxes share an area, more than ``least_pt`` in both directions."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > least_pt
        and min(one[3], other[3]) - max(one[1], other[1]) > least_pt
    )


def texts(page: Page) -> Iterator[Mark]:
    """The page's visible texts on the part that is kept when it is cut, spaces left out."""
    for mark in page.marks:
        if mark.kind is not MarkKind.TEXT or mark.text is None or not is_seen(mark):
            continue
        if mark.text.characters.strip() and overlap(mark.box, page.boxes.trimmed):
            yield mark


def words_of(mark: Mark) -> str:
    """The beginning of a text, as messages quote it."""
    return excerpt(_characters(mark), 40)


def quoted(page: Page, mark: Mark) -> str:
    """The beginning of a text on ``page``, as messages quote it: of a letter, its whole line.

    Some programs set each letter by itself, and one letter does not tell a reader which text is
    meant.
    """
    if mark.text is None or len(mark.text.characters.strip()) > _FEW_LETTERS:
        return words_of(mark)
    shown = list(texts(page))
    place = next((index for index, other in enumerate(shown) if other is mark), None)
    if place is None:
        return words_of(mark)
    first = last = place
    while first > 0 and _gap(shown[first - 1], shown[first]) is not None:
        first -= 1
    while last + 1 < len(shown) and _gap(shown[last], shown[last + 1]) is not None:
        last += 1
    line = _characters(shown[first])
    for before, after in pairwise(shown[first : last + 1]):
        is_spaced = (_gap(before, after) or 0.0) > _SPACE_EM
        line += (" " if is_spaced else "") + _characters(after)
    return excerpt(" ".join(line.split()), 40)


def _characters(mark: Mark) -> str:
    return mark.text.characters if mark.text else ""


def _gap(before: Mark, after: Mark) -> float | None:
    """How far ``after`` stands behind ``before``, in em; None if it does not go on with its line.

    A line is of one size and one colour.
    """
    if before.text is None or after.text is None or before.paint != after.paint:
        return None
    size = before.text.size_pt
    if abs(after.text.size_pt - size) > 0.05 * size or not size:
        return None
    apart = max(before.box[1] - after.box[3], after.box[1] - before.box[3]) / size
    gap = (after.box[0] - before.box[2]) / size
    is_next = apart < _APART_EM and -_SPACE_EM < gap < _WIDEST_GAP_EM
    return gap if is_next and after.box[2] > before.box[2] else None


def is_registration(paint: Paint) -> bool:
    """Whether a colour lies on every plate, as printers' marks do."""
    if paint.inks.get("All", 0.0) > 0.99:
        return True
    return all(paint.inks.get(ink, 0.0) > 0.99 for ink in _PROCESS)


def is_black_alone(paint: Paint) -> bool:
    """Whether a colour is the full black ink and no other."""
    return paint.used_inks == ("Black",) and paint.inks["Black"] > 0.99


def is_unpainted(paint: Paint) -> bool:
    """Whether a colour leaves the paper as it is: no ink at all, or white light."""
    if paint.inks:
        return not paint.used_inks
    return paint.space != "Pattern" and min(paint.rgb) > 0.99


def grouped(marks: Iterable[tuple[_K, Mark]]) -> Iterator[tuple[_K, list[Mark]]]:
    """The marks of each key that stand together, in painting order of their first.

    Lines of a paragraph are one thing to a reader, and one finding.
    """
    groups: dict[_K, list[list[Mark]]] = {}
    for key, mark in marks:
        known = groups.setdefault(key, [])
        latest = islice(reversed(known), _LATEST)
        near = next((group for group in latest if _is_near(group[-1], mark)), None)
        if near is None:
            known.append([mark])
        else:
            near.append(mark)
    for key, found in groups.items():
        for group in found:
            yield key, group


def _is_near(one: Mark, other: Mark) -> bool:
    """Whether two marks are less than a line apart."""
    size = max(mark.text.size_pt if mark.text else mm_to_pt(1) for mark in (one, other))
    left, low, right, high = one.box
    return overlap((left - size, low - size, right + size, high + size), other.box)


def box_around(marks: Iterable[Mark]) -> Box:
    """The bounds of what is seen of at least one mark."""
    found = union(mark.box for mark in marks)
    assert found is not None
    return found
