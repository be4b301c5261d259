"""Signs that distinguish do from don't: they must differ by their shape, not by their colour alone.

Which signs a file has is in its tags: the labels of lists that are drawings and say in words
what they mean. Bullets and dots of two colours that are no such labels are compared as well; in a
file that has such labels those that are marked as ornament are taken to be that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.units import PT_PER_INCH, mm_to_pt
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.legibility import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.geometry import boxes_overlap, expand_box, union
from generator.preflight.pdf.marks import is_visible, visible_texts
from generator.preflight.pdf.model import Box, Document, Mark, MarkKind, Page
from generator.preflight.pdf.paints import is_neutral, printed_grey
from generator.preflight.text.reading_order import MarkedContent, StructureElement, structure_tree

ALIKE = Rule(
    "do-dont-alike-in-grey",
    msg("Two signs differ by their colour alone"),
    msg(
        "In black and white, and to people who cannot tell red from green, the sign for “do” "
        "looks like the sign for “don't”."
    ),
    msg("Give the signs different shapes, as a tick and a cross, or make one clearly darker."),
    "WCAG 2.2, 1.4.1; house rule: correlation of the signs' pixels in grey",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (ALIKE,)

#: The side of the picture in which two signs are compared. Our own; corpus: alike from 4 to 400.
_SIDE_PX = 40
#: Pixels that go together more closely show one shape: of a disc with a tick and a prohibition sign
#: it is 0.63 at most, of two discs 1. Corpus: our
#: own signs are taken for one shape with 0.6, and planted ones missed with 1.1.
_ONE_SHAPE = 0.85
#: By how much two signs of one shape must differ in grey, the mean of their pixels, 0..1. Corpus:
#: the planted green and red differ by less than 0.04.
_CLEARLY_DARKER = 0.2
#: Signs whose pixels spread less are even (the product of both standard deviations, 0..1): four
#: steps of 255 each is what rounding leaves. An even sign has the shape of another that spreads
#: less than the second. Our own.
_EVEN_SPREAD = 1e-4
_EVEN_DEVIATION = 0.05
#: Bullets and dots between these sizes are signs. Our own; corpus:
#: planted ones of 8 mm.
_SMALLEST_MM = 1.2
_MAX_MM = 15.0
#: The longer side of a dot in times of the shorter. Our own, as the next two.
_ROUND_RATIO = 1.25
#: Signs whose sides differ by less, as a part of the longer, are of one size. Our own.
_SAME_SIZE = 0.05
#: Colours that differ less, in every channel, are one colour to a reader. Corpus: planted ones
#: differ by 0.85.
_ONE_COLOUR = 0.25
#: In widths of a sign: how far signs of one column may be out of line, how far behind a sign its
#: text begins at most, and how far above or below its middle. Corpus: planted texts begin 0.4
#: behind.
_OUT_OF_LINE = 0.2
_REACH = 2.0
_OFF_MIDDLE = 0.5
#: How much of the ground around a dot is compared with it, so that its shape is seen. Our own.
_MARGIN_PT = 1.0
_BULLETS = frozenset("•‣●■◆▪▶►★✓✔✗✘×※")

_Grey = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign as it first stands in the file; ``meaning`` is in words, or empty."""

    meaning: str
    page: Page
    box: Box


def check_signs(document: Document, brief: Brief) -> Iterator[Finding]:
    """Check that signs of different meaning differ without colour."""
    labels = _labels(document)
    for one, other in combinations(labels.values(), 2):
        if _are_alike(one, other):
            yield ALIKE.found(
                Severity.ERROR,
                msg(
                    "in grey the sign for “{one}” cannot be told from the sign for “{other}”",
                    one=one.meaning,
                    other=other.meaning,
                ),
                place_on(other.page, other.box),
            )
    for page in document.pages:
        labelled = [sign.box for sign in labels.values() if sign.page.index == page.index]
        for one, other in _coloured_dots(page, labelled, has_labels=bool(labels)):
            if _are_alike(one, other):
                yield ALIKE.found(
                    Severity.WARNING,
                    msg("bullets or dots of two colours cannot be told apart in grey"),
                    place_on(page, other.box),
                )


def _labels(document: Document) -> Mapping[str, _Sign]:
    """The drawings among the labels of lists, by what they say they mean."""
    root = structure_tree(document)
    if root is None:
        return {}
    found: dict[str, _Sign] = {}
    marks: dict[tuple[int, int], list[Box]] | None = None
    for element in _within_labels(root, is_label=False):
        meaning = " ".join((element.actual or element.alt or "").split())
        if not meaning or meaning.casefold() in found:
            continue
        if marks is None:
            marks = _drawn_contents(document)
        boxes = [box for each in element.contents for box in marks.get((each.page, each.mcid), ())]
        box = union(boxes)
        if box is not None and box[2] > box[0] and box[3] > box[1]:
            page = next(each.page for each in element.contents)
            found[meaning.casefold()] = _Sign(meaning, document.pages[page], box)
    return found


def _within_labels(element: StructureElement, *, is_label: bool) -> Iterator[StructureElement]:
    """The elements at and below the tree's labels."""
    is_label = is_label or element.role == "Lbl"
    if is_label:
        yield element
    for kid in element.kids:
        if not isinstance(kid, MarkedContent):
            yield from _within_labels(kid, is_label=is_label)


def _drawn_contents(document: Document) -> dict[tuple[int, int], list[Box]]:
    """Where the marks of each piece of marked content are, by page and number."""
    found: dict[tuple[int, int], list[Box]] = {}
    for page in document.pages:
        for mark in page.marks:
            if mark.mcid is not None and is_visible(mark):
                found.setdefault((page.index, mark.mcid), []).append(mark.box)
    return found


def _coloured_dots(
    page: Page, labelled: Sequence[Box], *, has_labels: bool
) -> Iterator[tuple[_Sign, _Sign]]:
    """Pairs of bullets or dots of one size and two colours that look like signs.

    They do if both colours come more than once, or if each of two stands before a text, in one
    column or row. Dots that bear texts of their own, as 1, 2 and 3, are told apart by these.
    """
    groups: dict[tuple[float, float, float], list[Mark]] = {}
    for mark in (*_bullets(page), *_dots(page)):
        if mark.paint is None or is_neutral(mark.paint.rgb):
            continue
        is_ornament = has_labels and mark.is_artifact
        if not is_ornament and not any(boxes_overlap(mark.box, box) for box in labelled):
            groups.setdefault(mark.paint.rgb, []).append(mark)
    lines = [mark.box for mark in visible_texts(page)] if len(groups) > 1 else []
    for (one, these), (other, those) in combinations(groups.items(), 2):
        first, second = these[0].box, those[0].box
        differ = max(abs(a - b) for a, b in zip(one, other, strict=True)) > _ONE_COLOUR
        if not differ or not _is_as_large(first, second):
            continue
        if _bear_different_texts(page, *(_as_large(first, dots) for dots in (these, those))):
            continue
        are_many = min(len(these), len(those)) > 1
        if are_many or (
            _are_in_line(first, second) and all(_leads(box, lines) for box in (first, second))
        ):
            yield (
                _Sign("", page, expand_box(first, _MARGIN_PT, _MARGIN_PT)),
                _Sign("", page, expand_box(second, _MARGIN_PT, _MARGIN_PT)),
            )


def _as_large(box: Box, dots: Sequence[Mark]) -> Sequence[Mark]:
    return [mark for mark in dots if _is_as_large(box, mark.box)]


def _bear_different_texts(page: Page, these: Sequence[Mark], those: Sequence[Mark]) -> bool:
    """True if each of the dots has a text on it, and no text is on dots of both colours."""
    ours, theirs = ({_text_on(page, mark.box) for mark in dots} for dots in (these, those))
    return "" not in ours | theirs and ours.isdisjoint(theirs)


def _text_on(page: Page, box: Box) -> str:
    """The text whose middle is within ``box``; empty if there is none."""
    return "".join(
        mark.text.characters.strip()
        for mark in visible_texts(page)
        if mark.text is not None and _has_middle_in(mark.box, box)
    )


def _has_middle_in(one: Box, other: Box) -> bool:
    x, y = (one[0] + one[2]) / 2, (one[1] + one[3]) / 2
    return other[0] < x < other[2] and other[1] < y < other[3]


def _are_in_line(one: Box, other: Box) -> bool:
    """True if two boxes of one size stand in one column or row."""
    slack = _OUT_OF_LINE * (one[2] - one[0])
    return abs(one[0] - other[0]) < slack or abs(one[1] - other[1]) < slack


def _leads(box: Box, lines: Sequence[Box]) -> bool:
    """True if a line of text begins right behind ``box``, at its height."""
    middle, width = (box[1] + box[3]) / 2, box[2] - box[0]
    off = _OFF_MIDDLE * width
    return any(
        line[1] - off < middle < line[3] + off and 0 <= line[0] - box[2] < _REACH * width
        for line in lines
    )


def _bullets(page: Page) -> Iterator[Mark]:
    for mark in visible_texts(page):
        if mark.text is not None and mark.text.characters.strip() in _BULLETS:
            yield mark


def _dots(page: Page) -> Iterator[Mark]:
    smallest, largest = mm_to_pt(_SMALLEST_MM), mm_to_pt(_MAX_MM)
    for mark in page.marks:
        if mark.kind is MarkKind.FILL and is_visible(mark):
            short, long = sorted((mark.box[2] - mark.box[0], mark.box[3] - mark.box[1]))
            if short > smallest and long < min(largest, _ROUND_RATIO * short):
                yield mark


def _is_as_large(one: Box, other: Box) -> bool:
    sizes = [(box[2] - box[0], box[3] - box[1]) for box in (one, other)]
    return all(abs(a - b) < _SAME_SIZE * max(a, b) for a, b in zip(*sizes, strict=True))


def _are_alike(one: _Sign, other: _Sign) -> bool:
    """True if two signs have one shape and nearly one grey."""
    first, second = _seen_in_grey(one), _seen_in_grey(other)
    if np.abs(first - second).mean() >= _CLEARLY_DARKER:
        return False
    spread = first.std() * second.std()
    if spread < _EVEN_SPREAD:
        # At least one of them fills its box evenly: it is as good as a square.
        return bool(max(first.std(), second.std()) < _EVEN_DEVIATION)
    together = ((first - first.mean()) * (second - second.mean())).mean() / spread
    return bool(together > _ONE_SHAPE)


def _seen_in_grey(sign: _Sign) -> _Grey:
    """The sign's box, stretched to a square, in grey from 0 to 1."""
    longer = max(sign.box[2] - sign.box[0], sign.box[3] - sign.box[1])
    picture = sign.page.picture(PT_PER_INCH * _SIDE_PX / longer, sign.box)
    square = Image.fromarray(picture).resize((_SIDE_PX, _SIDE_PX), Image.Resampling.BILINEAR)
    return printed_grey(np.asarray(square, dtype=np.float64) / 255)


FILE_CHECKS: tuple[FileCheck, ...] = (check_signs,)
