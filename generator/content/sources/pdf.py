"""Reader of PDFs that have text: pages to words to lines, with links and what is in annotations.

A page that is only a picture has no text here; a finding names it. Glyphs come from ``pdf_glyphs``,
words from ``pdf_words``, lines from ``page_layout``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

import pypdfium2

from generator.content.sources.font_encodings import encoding_of_font
from generator.content.sources.model import Box, Medium, SourceDocument, SourceLine
from generator.content.sources.page_layout import PageLine, PageRule, lay_out_page
from generator.content.sources.page_lines import LaidOutPage, source_lines
from generator.content.sources.pdf_annotations import (
    annotation_glyphs,
    count_shown,
    link_targets,
    printed_links,
)
from generator.content.sources.pdf_drawings import read_drawings
from generator.content.sources.pdf_findings import (
    ReadPage,
    damaged_error,
    damaged_page_error,
    locked_error,
    page_findings,
    too_long_error,
    without_text_error,
)
from generator.content.sources.pdf_glyphs import (
    Glyph,
    GlyphRun,
    PageFrame,
    TooManyGlyphsError,
    read_glyphs,
    turned,
)
from generator.content.sources.pdf_limits import (
    MAX_PAGE_CHARACTERS,
    MAX_PAGES,
    MAX_SHOWN_ANNOTATIONS,
    refuse_hostile,
    too_many_characters,
)
from generator.content.sources.pdf_visibility import visible_glyphs
from generator.content.sources.pdf_words import words_of

#: Of a page: pictures that cover more are its scan, not a seal or a signature.
_PICTURE_SHARE: Final = 0.35
#: A scan with fewer letters over it is not read: those are a number and a mark of its signature.
_FEW_LETTERS: Final = 150


def read_pdf(data: bytes, *, name: str) -> SourceDocument:
    """The lines of the PDF in ``data``.

    Args:
        data: The file's bytes as received.
        name: The file's name, for messages.

    Raises:
        ContentError: when it is no PDF, is broken, asks for a password, is beyond a limit, or has
            no text.
    """
    refuse_hostile(data, name=name)
    document = _open(data, name)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise too_long_error(name, count)
        pages = [_read_page(document, number, name) for number in range(count)]
    finally:
        document.close()
    lines, findings = source_lines([read.page for read in pages], name=name)
    if not any(line.text for line in lines) or all(read.is_picture for read in pages):
        raise without_text_error(name, is_scan=any(read.is_picture for read in pages))
    return SourceDocument(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        medium=Medium.PDF,
        lines=lines,
        is_paragraph_per_line=False,
        findings=(*page_findings(pages, lines, name), *findings),
        links=tuple(_links(pages, lines)),
    )


def _links(pages: Iterable[ReadPage], lines: Sequence[SourceLine]) -> dict[str, None]:
    """Targets page by page, each once: those that can be clicked, then those that are printed."""
    found: dict[str, None] = {}
    for read in pages:
        found.update(dict.fromkeys(read.links))
        for line in lines:
            if line.origin.page == read.page.number:
                found.update(dict.fromkeys(printed_links(line.text)))
    return found


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        if not len(document):
            document.close()
            raise pypdfium2.PdfiumError("no pages")
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise locked_error(name) from error
        raise damaged_error(name, data) from error
    return document


def _read_page(document: pypdfium2.PdfDocument, number: int, name: str) -> ReadPage:
    try:
        page = document[number]
    except pypdfium2.PdfiumError as error:
        raise damaged_page_error(name, number + 1) from error
    try:
        frame = PageFrame.of(page)
        found = read_glyphs(page, frame, limit=MAX_PAGE_CHARACTERS)
        drawings = read_drawings(page, frame)
        is_picture = drawings.picture_share > _PICTURE_SHARE
        seen = visible_glyphs(found, page, is_scan=is_picture)
        lines = _lines(seen.glyphs, found.runs, drawings.rules)
        links = link_targets(document, page)
        annotations = count_shown(page)
    except TooManyGlyphsError as error:
        raise too_many_characters(name, number + 1) from error
    finally:
        page.close()
    letters = sum(glyph.text.isalpha() for glyph in seen.glyphs)
    if 0 < annotations <= MAX_SHOWN_ANNOTATIONS:
        shown = annotation_glyphs(document, number, frame)
        if shown is not None:
            lines = _between(lines, _lines(shown.glyphs, shown.runs, ()))
    return ReadPage(
        LaidOutPage(number + 1, frame.height, lines),
        is_picture=is_picture and not seen.is_recognised and letters < _FEW_LETTERS,
        is_recognised=seen.is_recognised,
        hidden=seen.hidden,
        outside=found.outside,
        links=tuple(links),
        unread_annotations=annotations if annotations > MAX_SHOWN_ANNOTATIONS else 0,
        encodings=frozenset(filter(None, (encoding_of_font(run.family) for run in found.runs))),
    )


def _between(own: Sequence[PageLine], shown: Sequence[PageLine]) -> tuple[PageLine, ...]:
    """A page's own lines, with those of its annotations before them in its upper half, or after."""
    if not own:
        return tuple(shown)
    middle = (min(line.box.top for line in own) + max(line.box.bottom for line in own)) / 2
    above = [line for line in shown if line.box.top < middle]
    below = [line for line in shown if line.box.top >= middle]
    return (*above, *own, *below)


def _lines(
    glyphs: Iterable[Glyph], runs: Sequence[GlyphRun], rules: Sequence[PageRule]
) -> tuple[PageLine, ...]:
    """A page's lines: upright text, then what is written in other directions."""
    by_angle: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        by_angle.setdefault(runs[glyph.run].angle, []).append(glyph)
    lines: list[PageLine] = []
    for angle, written in sorted(by_angle.items(), key=lambda pair: -len(pair[1])):
        words = words_of(written, runs)
        if angle:
            lines += [_turned_back(line, angle) for line in lay_out_page(words)]
        else:
            lines += lay_out_page(words, rules)
    return tuple(lines)


def _turned_back(line: PageLine, angle: int) -> PageLine:
    """A line whose box is along its writing, with the box that it has on the page."""
    box = line.box
    corners = [turned(x, y, -angle) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return replace(line, box=Box(min(xs), min(ys), max(xs), max(ys)))
