"""Order and words of the tagged texts: no words joined at a line's end, no line out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from generator.core.excerpts import excerpt_words
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.checks.access import GROUP
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.model import Document, Mark
from generator.preflight.text.reading_order import (
    TaggedBlock,
    TaggedRun,
    reading_order,
)
from generator.typeset.shaping import is_unspaced

#: An address breaks where it has no spaces, so what stands before the break is no word.
_ADDRESS: Final = re.compile(r"\w\.\w|@|://")

#: Marks that share so much of the lower one's height stand on one line: a raised sign shares more
#: than half. Our own.
_SAME_LINE_SHARE: Final = 0.5
#: A line stands above another one if it reaches into it by less than this part of its height, as
#: boxes of letters do when they are set solid, and over it if it shares more than this part of the
#: narrower one's width. Our own.
_INTO_LINE_SHARE: Final = 0.2
_OVER_SHARE: Final = 0.5
#: Of fewer letters a box does not show which way they run. Our own.
_FEW_LETTERS: Final = 3

WORDS_JOINED = Rule(
    code="words-joined",
    title=msg("Two words are one in the tags"),
    cause=msg(
        "Nothing stands between the last word of a line and the first of the next one, so a "
        "screen reader says them as one word, and a search does not find them."
    ),
    remedy=msg(
        "Make the file with a program that writes a space at the end of each line of a paragraph."
    ),
    source="ISO 32000-1, 14.8.2.5",
    group=GROUP,
)
LINES_OUT_OF_ORDER = Rule(
    code="lines-out-of-order",
    title=msg("The tags have the lines of a paragraph in a wrong order"),
    cause=msg(
        "A screen reader reads the lines in the order of the tags, so the text makes no sense."
    ),
    remedy=msg("Correct the order of the tags, or make the file again from its source."),
    source="ISO 14289-1, 7.2; ISO 32000-1, 14.8.2.3",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (WORDS_JOINED, LINES_OUT_OF_ORDER)


def check_words(document: Document, brief: Brief) -> Iterator[Finding]:
    """Passages in which the tags join words where a line ends."""
    for block in reading_order(document):
        joined = [pair for pair in _neighbours(block) if _are_joined(*pair)]
        if not joined:
            continue
        (text, _), (next_text, mark) = joined[0]
        assert mark is not None
        known = {"first": text.split()[-1], "second": next_text.split()[0]}
        message = msg("the tags join “{first}” and “{second}” where a line ends", **known)
        if len(joined) > 1:
            message = msg(
                "the tags join “{first}” and “{second}” where a line ends, and more words of this "
                "paragraph: {count}",
                **known,
                count=len(joined) - 1,
            )
        place = place_on(document.pages[mark.page], mark.bounds)
        yield WORDS_JOINED.found(Severity.WARNING, message, place)


def _are_joined(run: TaggedRun, following: TaggedRun) -> bool:
    """True if a word ends one line and another begins the next, with nothing between them."""
    (text, mark), (next_text, next_mark) = run, following
    if mark is None or next_mark is None or mark.page != next_mark.page:
        return False
    if not (text[-1].isalnum() and next_text[0].isalnum()) or is_unspaced(next_text[0]):
        return False
    return _on_another_line(mark, next_mark) and not _ADDRESS.search(text.split()[-1])


def check_lines(document: Document, brief: Brief) -> Iterator[Finding]:
    """Passages in which a line is read before one that stands above it."""
    for block in reading_order(document):
        for (_, mark), (text, next_mark) in _neighbours(block):
            if mark is None or next_mark is None or mark.page != next_mark.page:
                continue
            if _is_upright(mark) and _is_upright(next_mark) and _stands_above(next_mark, mark):
                message = msg(
                    "the tags read “{words}” after a line that stands below it",
                    words=excerpt_words(" ".join(text.split())),
                )
                place = place_on(document.pages[next_mark.page], next_mark.bounds)
                yield LINES_OUT_OF_ORDER.found(Severity.WARNING, message, place)
                break


def _neighbours(block: TaggedBlock) -> Iterator[tuple[TaggedRun, TaggedRun]]:
    """Pieces that follow one another; those that show nothing are passed over."""
    shown = [run for run in block.runs if run[0]]
    return pairwise(shown)


def _on_another_line(mark: Mark, following: Mark) -> bool:
    """True if less than half of the lower one's height is beside the other."""
    shared = min(mark.bounds[3], following.bounds[3]) - max(mark.bounds[1], following.bounds[1])
    return shared < _SAME_LINE_SHARE * min(_height(mark), _height(following))


def _stands_above(mark: Mark, other: Mark) -> bool:
    """True if ``mark`` is a whole line higher than ``other``, and over it."""
    shared = min(mark.bounds[2], other.bounds[2]) - max(mark.bounds[0], other.bounds[0])
    narrower = min(mark.bounds[2] - mark.bounds[0], other.bounds[2] - other.bounds[0])
    return (
        mark.bounds[1] >= other.bounds[3] - _INTO_LINE_SHARE * _height(other)
        and shared > _OVER_SHARE * narrower
    )


def _is_upright(mark: Mark) -> bool:
    """True if the line runs from left to right, as far as its box shows."""
    assert mark.text is not None
    width = mark.bounds[2] - mark.bounds[0]
    return len(mark.text.characters.strip()) < _FEW_LETTERS or width > _height(mark)


def _height(mark: Mark) -> float:
    return mark.bounds[3] - mark.bounds[1]


FILE_CHECKS: tuple[FileCheck, ...] = (check_words, check_lines)
