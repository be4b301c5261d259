"""The smallest white between any two lines of text, measured on what is drawn.

A checker of ``typeset.ink_profiles`` that shares nothing with it: it reads finished PDFs, draws
each line of text alone (``drawnlines``), and looks for the least distance between the ink of two
lines, of one paragraph or of two. The distance is Euclid's, between the edges of pixels; where one
line reaches into the other from beside, only the way sideways counts, which can make a gap smaller
than it is, never larger.

    python -m benchmarks.vietnamese.gaps [--short]
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, hypot, inf
from typing import Final, NamedTuple

import pikepdf

from benchmarks.vietnamese.drawnlines import (
    DrawnLine,
    Known,
    LineDrawer,
    Silhouette,
    read_lines,
)
from benchmarks.vietnamese.samples import Sample, samples
from generator.core.units import pt_to_mm

__all__ = ["MIN_GAP_EM", "Gap", "Sample", "gap_between", "measure_gaps", "report", "samples"]

#: The goal: lines that are closer than this touch when ink spreads on paper.
MIN_GAP_EM: Final = 0.02
#: Of the smaller of two texts; a gap of 0.01 em is two pixels.
PIXELS_PER_EM: Final = 200
#: Lines that are farther apart, in em of the smaller, are not compared.
_NEAR_EM: Final = 0.75


@dataclass(frozen=True, slots=True)
class Gap:
    """The smallest gap of a sample.

    Attributes:
        page: Counted from 0.
        upper: The text of the line whose baseline is higher; ``lower`` is that of the other.
        gap_em: In em of the smaller of the two; 0 or less where they touch or overlap.
    """

    sample: str
    page: int
    upper: str
    lower: str
    gap_em: float
    gap_mm: float


class _Extent(NamedTuple):
    """A line with the box of its ink on the page, in pt, y up."""

    line: DrawnLine
    left: float
    bottom: float
    right: float
    top: float


class _Pair(NamedTuple):
    """Two lines, and the distance of their boxes in em of the smaller: they are no closer."""

    upper: DrawnLine
    lower: DrawnLine
    boxes_em: float


def measure_gaps(drawn: Iterable[Sample], known: Known | None = None) -> list[Gap]:
    """The smallest gap of each sample that has two lines near each other, smallest first."""
    known = known or Known()
    found = (_smallest(sample, known) for sample in drawn)
    return sorted((gap for gap in found if gap is not None), key=lambda gap: gap.gap_em)


def report(gaps: Sequence[Gap], *, most: int = 5) -> str:
    """The smallest gaps in words, a line for each two texts, with the first sample they are in."""
    if not gaps:
        return "no two lines of text are near each other"
    pairs: dict[tuple[str, str], list[Gap]] = {}
    for gap in gaps:
        pairs.setdefault((gap.upper, gap.lower), []).append(gap)
    lines = [f"gaps between lines, the smallest of each of {len(gaps)} samples"]
    for (upper, lower), found in list(pairs.items())[:most]:
        gap, others = found[0], f" and {len(found) - 1} more" if len(found) > 1 else ""
        lines.append(
            f"  {gap.gap_em:.3f} em ({gap.gap_mm:.2f} mm)  {upper} / {lower}"
            f"  ({gap.sample}, page {gap.page + 1}{others})"
        )
    touching = sum(gap.gap_em <= MIN_GAP_EM for gap in gaps)
    lines.append(f"  goal: > {MIN_GAP_EM} em in every sample; missed in {touching}")
    return "\n".join(lines)


def gap_between(upper: Silhouette, lower: Silhouette, right: int, up: float) -> float:
    """The least distance of two silhouettes, in their pixels.

    Args:
        upper: The line whose baseline is higher, if they differ.
        right: Where ``lower`` starts, in columns from the start of ``upper``.
        up: Where its baseline is, above that of ``upper``; usually below, so less than 0.

    Returns:
        0 where they touch; less where they overlap, by as many rows; inf where either is empty.
    """
    least = _rows_between(upper, lower, right, up)
    farthest = len(upper.tops) + len(lower.tops) + abs(right)
    for apart in range(1, farthest):
        if apart - 1 >= least:
            break
        for moved in (right - apart, right + apart):
            rows = _rows_between(upper, lower, moved, up)
            least = min(least, hypot(apart - 1, max(0.0, rows)))
    return least


def _rows_between(upper: Silhouette, lower: Silhouette, right: int, up: float) -> float:
    """The fewest white rows in a column that holds ink of both; inf if there is none."""
    upper_first, lower_first = upper.first, lower.first + right
    start = max(upper_first, lower_first)
    end = min(upper_first + len(upper.bottoms), lower_first + len(lower.tops))
    if start >= end:
        return inf
    bottoms = upper.bottoms[start - upper_first : end - upper_first]
    tops = lower.tops[start - lower_first : end - lower_first]
    return float((bottoms - tops).min()) - up


def _smallest(sample: Sample, known: Known) -> Gap | None:
    with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
        lines = read_lines(pdf)
        with LineDrawer(pdf, lines, known) as drawer:
            found = [
                pair
                for page in range(len(pdf.pages))
                for pair in _near(_extents(drawer, [x for x in lines if x.page == page]))
            ]
            least, closest = inf, None
            for pair in sorted(found, key=lambda pair: pair.boxes_em):
                if pair.boxes_em >= least:
                    break
                gap_em = _gap_em(drawer, pair.upper, pair.lower)
                if gap_em < least:
                    least, closest = gap_em, pair
            if closest is None:
                return None
            upper, lower = closest.upper, closest.lower
            gap_mm = pt_to_mm(least * _em_pt(upper, lower))
            texts = (drawer.text(upper), drawer.text(lower))
            return Gap(sample.name, upper.page, *texts, least, gap_mm)


def _em_pt(one: DrawnLine, other: DrawnLine) -> float:
    return min(one.size_pt, other.size_pt)


def _extents(drawer: LineDrawer, lines: Iterable[DrawnLine]) -> list[_Extent]:
    found = []
    for line in lines:
        ink = drawer.silhouette(line, PIXELS_PER_EM)
        if not ink.empty:
            pixel_pt = line.size_pt / PIXELS_PER_EM
            left = line.x_pt + ink.first * pixel_pt
            found.append(
                _Extent(
                    line,
                    left,
                    line.y_pt + float(ink.bottoms.min()) * pixel_pt,
                    left + len(ink.tops) * pixel_pt,
                    line.y_pt + float(ink.tops.max()) * pixel_pt,
                )
            )
    return found


def _near(extents: Sequence[_Extent]) -> Iterator[_Pair]:
    """The pairs of lines that may be near each other."""
    ordered = sorted(extents, key=lambda extent: -extent.line.y_pt)
    for number, upper in enumerate(ordered):
        for lower in ordered[number + 1 :]:
            down = upper.bottom - lower.top
            across = max(upper.left - lower.right, lower.left - upper.right)
            em_pt = _em_pt(upper.line, lower.line)
            if max(down, across) < _NEAR_EM * em_pt:
                boxes_em = hypot(max(0.0, down), max(0.0, across)) / em_pt
                yield _Pair(upper.line, lower.line, boxes_em)


def _gap_em(drawer: LineDrawer, upper: DrawnLine, lower: DrawnLine) -> float:
    """The gap of two lines, both drawn so fine that the smaller has enough pixels."""
    pixel_pt = _em_pt(upper, lower) / PIXELS_PER_EM
    one, other = (_in_pixels(drawer, line, pixel_pt) for line in (upper, lower))
    right = round((lower.x_pt - upper.x_pt) / pixel_pt)
    up = (lower.y_pt - upper.y_pt) / pixel_pt
    return gap_between(one, other, right, up) / PIXELS_PER_EM


def _in_pixels(drawer: LineDrawer, line: DrawnLine, pixel_pt: float) -> Silhouette:
    """The line's ink in pixels of this size; it is drawn in somewhat smaller ones."""
    pixels_per_em = line.size_pt / pixel_pt
    finer = 10 * ceil(round(pixels_per_em / 10, 6))
    return drawer.silhouette(line, finer).coarser(max(1.0, round(finer / pixels_per_em, 6)))


def main() -> None:
    """Measure every sample and print the smallest gaps; exit with 1 where two lines touch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="one sample of each kind")
    gaps = measure_gaps(samples(short=parser.parse_args().short))
    print(report(gaps, most=12))
    sys.exit(any(gap.gap_em <= MIN_GAP_EM for gap in gaps))


if __name__ == "__main__":
    main()
