"""Printers' marks and the slug: what stands outside of the bleed for the people at the press.

Crop marks show where to cut, fold marks where to fold, the slug which job this is. All of them are
on every plate or in black, thin, and none reaches into the bleed, where it might stay on the
trimmed piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.draw.document import ALL_PLATES
from generator.draw.operators import line, number, numbers
from generator.draw.painter import Furniture
from generator.draw.target import PageBoxes
from generator.press.profile import PrintMark
from generator.typeset.fonts import Face
from generator.typeset.paragraph import Align, Run, TextSpec, Wrap, prepare
from generator.units import mm_to_pt

#: Paper beyond the bleed on every side, in mm: room for marks and the slug.
ROOM_MM = 7.0
#: From the bleed's edge to a mark, and how long a mark is.
_OFFSET_MM = 1.0
_LENGTH_MM = 5.0
#: Source: a line that every press holds and nobody mistakes for art (Acrobat's own marks).
_LINE_PT = 0.25
_DASH_PT = 2.0

_SLUG_PT = 6.0
_SLUG_PITCH_PT = 7.0
_SLUG_LINES = 2
#: The first baseline beneath the bleed, and how far the slug keeps from the marks beside it.
_SLUG_DOWN_MM = 3.0
_SLUG_RIGHT_MM = 4.0
#: The slug is tried in measures that grow by this factor, beginning with one of a few words.
_LONGER = 1.1
_LEAST_MEASURE_EM = 10.0
_SLUG_SPEC = TextSpec(align=Align.START, wrap=Wrap.WRAP, line_height=1.2)

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Slug:
    """The job's line, and the face that it is set in."""

    text: str
    face: Face


def furniture(
    boxes: PageBoxes,
    marks: Iterable[PrintMark],
    folds: Sequence[float] = (),
    slug: Slug | None = None,
) -> Furniture:
    """The marks and the slug of one page; ``folds`` are in pt from the trim's left edge."""
    wanted = frozenset(marks)
    width = boxes.trim[2] - boxes.trim[0]
    parts = [f"/{ALL_PLATES} CS 1 SCN {number(_LINE_PT)} w"]
    if PrintMark.CROP in wanted:
        parts += [f"{line(*ends)} S" for ends in crop_marks(boxes)]
    if PrintMark.FOLD in wanted and folds:
        parts.append(f"[{number(_DASH_PT)}] 0 d")
        parts += [f"{line(*ends)} S" for ends in fold_marks(boxes, folds)]
    fonts: tuple[tuple[Face, str], ...] = ()
    if PrintMark.SLUG in wanted and slug is not None:
        operators, fonts = _slug(slug, boxes, boxes.trim[0] + min(folds, default=width))
        parts.append(operators)
    return Furniture("\n".join(parts), fonts)


def crop_marks(boxes: PageBoxes) -> Iterator[tuple[_Point, _Point]]:
    """The two lines at each corner of the trim, which end outside of the bleed."""
    left, lower, right, upper = boxes.trim
    bleed_left, bleed_lower, bleed_right, bleed_upper = boxes.bleed
    near, far = mm_to_pt(_OFFSET_MM), mm_to_pt(_OFFSET_MM + _LENGTH_MM)
    for x in (left, right):
        yield (x, bleed_upper + near), (x, bleed_upper + far)
        yield (x, bleed_lower - near), (x, bleed_lower - far)
    for y in (lower, upper):
        yield (bleed_left - near, y), (bleed_left - far, y)
        yield (bleed_right + near, y), (bleed_right + far, y)


def fold_marks(boxes: PageBoxes, folds: Sequence[float]) -> Iterator[tuple[_Point, _Point]]:
    """A line above and one below the bleed at each fold."""
    near, far = mm_to_pt(_OFFSET_MM), mm_to_pt(_OFFSET_MM + _LENGTH_MM)
    _, lower, _, upper = boxes.bleed
    for fold in folds:
        x = boxes.trim[0] + fold
        yield (x, upper + near), (x, upper + far)
        yield (x, lower - near), (x, lower - far)


def _slug(slug: Slug, boxes: PageBoxes, end: float) -> tuple[str, tuple[tuple[Face, str], ...]]:
    """The slug in black beneath the bleed, before the next mark at x ``end``, and its fonts.

    It takes two lines where one is too short. On a narrow piece it is condensed rather than cut:
    every word of it is for someone.
    """
    x = boxes.trim[0] + mm_to_pt(_SLUG_RIGHT_MM)
    y = boxes.bleed[1] - mm_to_pt(_SLUG_DOWN_MM)
    room = end - mm_to_pt(_SLUG_RIGHT_MM) - x
    runs = (Run(slug.text, slug.face, None),)
    measure = max(room / _SLUG_PT, _LEAST_MEASURE_EM)
    while len(lines := prepare(runs, _SLUG_SPEC).set_lines(measure).lines) > _SLUG_LINES:
        measure *= _LONGER
    widest = max(line.width_em for line in lines) * _SLUG_PT
    narrow = min(1.0, room / widest)
    parts = [f"BT 0 0 0 1 k {number(100 * narrow)} Tz /{slug.face.resource} {number(_SLUG_PT)} Tf"]
    parts += [
        f"1 0 0 1 {numbers(x + segment.x_em * _SLUG_PT * narrow, y - n * _SLUG_PITCH_PT)} Tm "
        f"[{segment.codes}] TJ"
        for n, line in enumerate(lines)
        for segment in line.segments
    ]
    extras = "".join(segment.extra for line in lines for segment in line.segments)
    return "\n".join((*parts, "ET")), ((slug.face, extras),)
