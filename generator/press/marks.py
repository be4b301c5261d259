"""Printer's marks: crop marks, fold marks and the slug outside of the bleed, and fold ticks.

Crop marks show where to cut, fold marks where to fold, the slug which job this is. All of them are
on every plate, so that each can be identified and laid in register, and none reaches into the
bleed, where it might stay on the trimmed piece. A sheet from an office printer is not trimmed:
its fold ticks stand in the white frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise

from generator.core.units import mm_to_pt
from generator.draw.colour_spaces import REGISTRATION
from generator.draw.content import merge_characters
from generator.draw.operators import line, number, numbers
from generator.draw.painter import PrinterMarks
from generator.draw.target import PageBoxes
from generator.press.profile import PrintMark
from generator.press.scale import MARKS_AREA_MM as MARKS_AREA_MM
from generator.sheet.model import Edges
from generator.typeset.fonts import Face
from generator.typeset.words import Word, joined

#: From the bleed's edge to a mark, and how long a mark is.
_OFFSET_MM = 1.0
_LENGTH_MM = 5.0
#: As thin as a press holds, so that nobody takes it for art.
_LINE_PT = 0.25
_DASH_PT = 2.0

_SLUG_PT = 6.0
_DOT = "·"
_SLUG_PITCH_PT = 7.0
#: Letters of half their width can still be read.
_MIN_CONDENSING = 0.5
#: The first baseline beneath the bleed, and the distance of the slug from the marks beside it.
_SLUG_DOWN_MM = 3.0
_SLUG_RIGHT_MM = 4.0

#: Of an office's fold ticks. Their inner end is at the frame's: printers leave 4 mm of the sheet
#: white, most of them, and show what is left of a tick in a frame of 5 mm.
_TICK_LENGTH_MM = 3.5
#: Thick enough to be seen on a copy.
_TICK_PT = 0.5

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Slug:
    """Description of the job, each part unbroken on one line, and its face."""

    parts: tuple[str, ...]
    face: Face


def printer_marks(
    boxes: PageBoxes,
    marks: Iterable[PrintMark],
    folds: Sequence[float] = (),
    *slugs: Slug,
    cuts: Sequence[float] = (),
) -> PrinterMarks:
    """The marks and the slug of one page.

    ``folds`` and the ``cuts`` between pieces on one sheet are in pt from the trim's left edge. Each
    of ``slugs`` stands beneath a panel of its own, from the left.
    """
    wanted = frozenset(marks)
    parts = [_lines_of(boxes, wanted, tuple(folds), tuple(cuts))]
    fonts: dict[Face, str] = {}
    if PrintMark.SLUG in wanted:
        left, _, right, _ = boxes.trim
        panels = pairwise((left, *(left + fold for fold in sorted((*folds, *cuts))), right))
        for slug, (start, end) in zip(slugs, panels, strict=False):
            operators, used = slug_operators(slug, boxes, start, end)
            parts.append(operators)
            for face, extra in used:
                fonts[face] = merge_characters(fonts.get(face, ""), extra)
    return PrinterMarks("\n".join(parts), tuple(fonts.items()))


@lru_cache(maxsize=64)
def _lines_of(
    boxes: PageBoxes,
    marks: frozenset[PrintMark],
    folds: tuple[float, ...],
    cuts: tuple[float, ...],
) -> str:
    """The operators of crop and fold marks: the same on every piece of one size."""
    parts = [f"/{REGISTRATION} CS 1 SCN {number(_LINE_PT)} w"]
    if PrintMark.CROP in marks:
        parts += [f"{line(*ends)} S" for ends in (*crop_marks(boxes), *fold_marks(boxes, cuts))]
    if PrintMark.FOLD in marks and folds:
        parts.append(f"[{number(_DASH_PT)}] 0 d")
        parts += [f"{line(*ends)} S" for ends in fold_marks(boxes, folds)]
    return "\n".join(parts)


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
    """A line above and one below the bleed at each fold, or cut."""
    near, far = mm_to_pt(_OFFSET_MM), mm_to_pt(_OFFSET_MM + _LENGTH_MM)
    _, lower, _, upper = boxes.bleed
    for fold in folds:
        x = boxes.trim[0] + fold
        yield (x, upper + near), (x, upper + far)
        yield (x, lower - near), (x, lower - far)


def fold_ticks(boxes: PageBoxes, frame: Edges, folds: Sequence[float]) -> PrinterMarks:
    """A short black line above and one below each fold or cut, in the white ``frame`` (pt)."""
    left, lower, _, upper = boxes.trim
    length = mm_to_pt(_TICK_LENGTH_MM)
    ends = [
        (edge + inwards * max(0.0, depth - length), edge + inwards * depth)
        for edge, inwards, depth in ((upper, -1, frame.top), (lower, 1, frame.bottom))
        if depth
    ]
    parts = [f"0 0 0 RG {number(_TICK_PT)} w"] if folds and ends else []
    parts += [
        f"{line((left + fold, outer), (left + fold, inner))} S"
        for fold in folds
        for outer, inner in ends
    ]
    return PrinterMarks("\n".join(parts))


def slug_operators(
    slug: Slug, boxes: PageBoxes, start: float, end: float
) -> tuple[str, tuple[tuple[Face, str], ...]]:
    """The slug on every plate beneath the bleed, between marks at these x, and its fonts.

    It takes two lines where one is too short. On a narrow piece it is condensed, down to what is
    legible; then its first parts are left out, for the last ones are the most useful.
    """
    face = slug.face
    x = start + mm_to_pt(_SLUG_RIGHT_MM)
    y = boxes.bleed[1] - mm_to_pt(_SLUG_DOWN_MM)
    room_em = (end - mm_to_pt(_SLUG_RIGHT_MM) - x) / _SLUG_PT
    for first in range(len(slug.parts)):
        texts = [f"{_DOT} {part}" if n else part for n, part in enumerate(slug.parts[first:])]
        rows = _lines([_words(text, face) for text in texts], face, room_em)
        narrow = min(1.0, room_em / max(_width_em(row, face) for row in rows))
        if narrow >= _MIN_CONDENSING:
            break
    else:
        return "", ()
    space = f"<{face.glyph(' ') or 0:04X}>"
    operators = [
        f"BT /{REGISTRATION} cs 1 scn {number(100 * narrow)} Tz"
        f" /{face.resource} {number(_SLUG_PT)} Tf"
    ]
    operators += [
        f"1 0 0 1 {numbers(x, y - n * _SLUG_PITCH_PT)} Tm "
        f"[{joined(code for word in row for code in (word.codes, space))}] TJ"
        for n, row in enumerate(rows)
    ]
    extras = "".join(word.extra for row in rows for word in row)
    return "\n".join((*operators, "ET")), ((face, extras),)


@lru_cache(maxsize=256)
def _words(text: str, face: Face) -> tuple[Word, ...]:
    """A part of the slug, measured; most parts are the same on every piece of a job."""
    # A shop's name for its profile may hold anything; what the face lacks is not printed.
    shown = (
        word if face.is_plain(word) else "".join(filter(face.is_plain, word))
        for word in text.split()
    )
    return tuple(face.word(word) for word in shown if word)


def _lines(parts: Sequence[Sequence[Word]], face: Face, room_em: float) -> list[list[Word]]:
    """One line if there is room, else two that are about as long; a line begins with no dot.

    The line breaker of ``typeset`` is not asked: it weighs words of Vietnamese prose, which takes
    longer than all else on the page, and this is a line of labels.
    """
    widths = [_width_em(part, face) + face.space_em for part in parts]
    total = sum(widths)
    if total <= room_em or len(parts) == 1:
        return [list(chain(*parts))]
    starts = list(accumulate(widths))[:-1]
    cut = min(range(len(starts)), key=lambda n: max(starts[n], total - starts[n])) + 1
    return [list(chain(*parts[:cut])), list(chain(*parts[cut:]))[1:]]


def _width_em(words: Sequence[Word], face: Face) -> float:
    return sum(word.width_em for word in words) + face.space_em * max(0, len(words) - 1)
