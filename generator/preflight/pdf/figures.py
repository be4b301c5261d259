"""Figures of a page, and how near to its trim they are."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.units import pt_to_mm
from generator.preflight.pdf.geometry import boxes_overlap, union
from generator.preflight.pdf.marks import is_visible
from generator.preflight.pdf.model import Box, MarkKind, Page
from generator.preflight.pdf.paints import is_paper_white

#: A picture that covers more of the page is a ground. Our own; corpus: alike from 0.025 on.
_GROUND_SHARE = 0.5
#: A picture that sticks further out of the trim is meant to be cut. Our own; corpus: alike from
#: 0.025 to 5 mm.
_CUT_ON_PURPOSE_MM = 0.5


def find_figures(page: Page) -> Iterator[Box]:
    """Boxes of the page's figures: what is tagged so, and pictures that are no backgrounds."""
    trim = page.boxes.trimmed
    tagged: dict[int, list[Box]] = {}
    for mark in page.marks:
        if not is_visible(mark) or not boxes_overlap(mark.box, trim) or mark.is_artifact:
            continue
        if mark.paint is not None and is_paper_white(mark.paint):
            continue
        if mark.mcid is not None and "Figure" in mark.tags:
            tagged.setdefault(mark.mcid, []).append(mark.box)
        elif mark.kind is MarkKind.IMAGE and _area(mark.box) < _GROUND_SHARE * _area(trim):
            yield mark.box
    for boxes in tagged.values():
        box = union(boxes)
        if box is not None:
            yield box


def is_bled(box: Box, trim: Box) -> bool:
    """True if a figure reaches so far out of the trim that it is meant to be cut."""
    return nearest_edge(box, trim)[1] < -_CUT_ON_PURPOSE_MM


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def edge_distances(box: Box, trim: Box) -> dict[str, float]:
    """Distance of ``box`` from each edge of ``trim``, in mm; negative where it sticks out."""
    return {
        "left": pt_to_mm(box[0] - trim[0]),
        "bottom": pt_to_mm(box[1] - trim[1]),
        "right": pt_to_mm(trim[2] - box[2]),
        "top": pt_to_mm(trim[3] - box[3]),
    }


def nearest_edge(box: Box, trim: Box) -> tuple[str, float]:
    """The edge of ``trim`` that is nearest to ``box``, and how far it is, in mm."""
    distances = edge_distances(box, trim)
    side = min(distances, key=distances.__getitem__)
    return side, distances[side]
