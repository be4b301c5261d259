"""Reader of scans: pages that are pictures of a paper, in a PDF or a picture file.

Nothing that is read here is official until a person has confirmed it: what recognition was unsure
of is marked in each line, and a finding says how much that is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean, median
from typing import Final

import numpy as np

from generator.content.sources.model import Box, Medium, Origin, SourceDocument, SourceLine
from generator.content.sources.page_layout import PlacedWord, lay_out_page
from generator.content.sources.recognition import RecognizedWord, Recognizer, missing_extra
from generator.content.sources.scan_images import cleaned
from generator.content.sources.scan_pages import ScannedPage, pdf_pages, picture_pages
from generator.core.errors import MissingResourceError, Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.shell import quoted
from generator.core.units import PT_PER_INCH
from generator.vietnamese.syllables import is_syllable

#: Height of a line that holds most of a page's, in parts of the middle one.
_USUAL_HEIGHT: Final = (0.7, 1.4)
#: Words without a letter or figure this unsure are dust, a fold or a stroke of the pen.
_DUST: Final = 60.0
#: And words this unsure that stand alone on their line: a signature.
_STROKE: Final = 30.0
#: Mean confidence of a page that is upright (scans at 200 dpi: 93 to 96; upside down: 20 to 45);
#: and how few words say nothing about it.
_UPRIGHT: Final = 70.0
_FEW_WORDS: Final = 5
#: Words of so many letters are wider than high.
_FEW_LETTERS: Final = 4
#: A page on which less than this part of the words is sure is hardly readable.
_READABLE: Final = 0.6


def read_scan(data: bytes, *, name: str, is_pdf: bool, model: Path | None) -> SourceDocument:
    """The lines of a scan.

    Args:
        data: The file's bytes as received.
        name: The file's name, for messages.
        is_pdf: Whether it is a PDF; else a picture file.
        model: The folder of the recognition model; None where nothing may be recognised.

    Raises:
        ContentError: when the file cannot be opened or is too large.
        MissingResourceError: when the extra for recognition is not installed.
    """
    if model is None:
        raise MissingResourceError(replace(missing_extra(), place=Place(name)))
    pages = pdf_pages(data, name=name) if is_pdf else picture_pages(data, name=name)
    lines: list[SourceLine] = []
    findings: list[Finding] = []
    with Recognizer(model) as recognizer:
        for page in pages:
            words, turns = _upright(recognizer, page)
            kept = [word for word in words if not _is_dust(word, words)]
            lines += _lines(page, kept)
            findings += _page_findings(name, page.number, kept, len(words) - len(kept), turns)
    return SourceDocument(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        medium=Medium.SCAN,
        lines=tuple(lines),
        is_paragraph_per_line=False,
        findings=tuple(findings),
    )


def _upright(recognizer: Recognizer, page: ScannedPage) -> tuple[tuple[RecognizedWord, ...], int]:
    """The words of a page, and by how many quarter turns it had to be turned to read them."""
    grey = cleaned(page.pixels, dpi=page.dpi)
    words = recognizer.words(grey, dpi=page.dpi)
    # Tesseract reads lines that run up or down as well, but their boxes do not lie as a page's do.
    turned = (1, 3) if _runs_down(words) else (2,) if _confidence(words) < _UPRIGHT else ()
    readings = [(recognizer.words(np.rot90(grey, turn), dpi=page.dpi), turn) for turn in turned]
    if turned != (1, 3):
        readings.append((words, 0))
    return max(readings, key=lambda reading: _confidence(reading[0]))


def _runs_down(words: Sequence[RecognizedWord]) -> bool:
    """True if most words of several letters are higher than wide."""
    boxes = [word.box for word in words if len(word.text) >= _FEW_LETTERS]
    down = sum(bottom - top > right - left for left, top, right, bottom in boxes)
    return down > len(boxes) / 2


def _confidence(words: Sequence[RecognizedWord]) -> float:
    """Mean confidence of the words that have letters; 0 without any."""
    found = [word.confidence for word in words if any(map(str.isalpha, word.text))]
    return fmean(found) if len(found) >= _FEW_WORDS else 0.0


def _is_dust(word: RecognizedWord, words: Sequence[RecognizedWord]) -> bool:
    """True for a speck, a fold, or a stroke of the pen that was taken for a word."""
    if not any(char.isalnum() for char in word.text):
        return word.confidence < _DUST
    is_alone = not any(
        abs(word.baseline - other.baseline) < word.line_height / 2
        for other in words
        if other is not word and other.confidence >= _STROKE
    )
    return word.confidence < _STROKE and is_alone


def _lines(page: ScannedPage, words: Iterable[RecognizedWord]) -> Iterator[SourceLine]:
    placed = list(_placed(page, list(words)))
    at = 1
    for line in lay_out_page(placed):
        length = max(1, len(line.text))
        yield SourceLine(
            line.text,
            Origin(page=page.number, start=at, end=at + length - 1),
            cell=line.cell,
            column=line.column,
            unsure=line.unsure,
            style=line.style,
            box=line.box,
        )
        at += length + 1


def _placed(page: ScannedPage, words: list[RecognizedWord]) -> Iterator[PlacedWord]:
    usual = median([word.line_height for word in words]) if words else 0.0
    pt = PT_PER_INCH / page.dpi
    for word in words:
        share = word.line_height / usual
        size = usual if _USUAL_HEIGHT[0] <= share <= _USUAL_HEIGHT[1] else word.line_height
        left, _, right, _ = word.box
        baseline = word.baseline * pt
        is_sure = word.is_sure and _is_plausible(word.text)
        yield PlacedWord(
            word.text,
            Box(left * pt, baseline - 0.8 * size * pt, right * pt, baseline + 0.2 * size * pt),
            baseline,
            size * pt,
            unsure=() if is_sure else ((0, len(word.text)),),
        )


def _is_plausible(text: str) -> bool:
    """True if a word's case is that of a word, and it is a syllable if it is all letters."""
    letters = "".join(char for char in text if char.isalpha())
    if not letters or not text.strip("“”\"'(),.;:!?…-/").isalpha():
        return True  # figures and signs: nothing to compare with
    is_cased = letters.islower() or letters.isupper() or letters.istitle()
    return is_cased and is_syllable(letters.lower())


def _page_findings(
    name: str, page: int, words: list[RecognizedWord], dust: int, turns: int
) -> Iterator[Finding]:
    unsure = sum(not word.is_sure or not _is_plausible(word.text) for word in words)
    place = Place(name, page=page)
    if not words:
        yield Finding(
            "scan-page-empty",
            Severity.WARNING,
            msg("no words were found on this page"),
            msg("look at it: if there is text, scan it again upright, at 300 dpi"),
            place,
        )
        return
    if 1 - unsure / len(words) < _READABLE:
        yield Finding(
            "scan-hardly-readable",
            Severity.WARNING,
            msg(
                "of {count} words, {unsure} could not be read for sure",
                count=len(words),
                unsure=unsure,
            ),
            msg(
                "scan the page again, upright and at 300 dpi, or ask for the file that it was "
                "printed from"
            ),
            place,
        )
    elif unsure:
        yield Finding(
            "scan-unsure",
            Severity.NOTE,
            msg(
                "{unsure} of {count} words were not read for sure; they are marked",
                count=len(words),
                unsure=unsure,
            ),
            msg(
                "compare them with the paper; to correct some: anpham letter {file} --text > "
                "van-ban.txt, correct that file, and go on with it",
                file=quoted(name),
            ),
            place,
        )
    if turns:
        yield Finding(
            "scan-turned",
            Severity.NOTE,
            msg("the page lay on its side or head and was turned by {angle}°", angle=turns * 90),
            place=place,
        )
    if dust:
        yield Finding(
            "scan-dust",
            Severity.NOTE,
            msg("{count} marks on this page were taken for dust or strokes of a pen", count=dust),
            place=place,
        )
