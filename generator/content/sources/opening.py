"""Opening of a source file: its kind is detected from its content, and its reader called.

Readers are loaded when a file of their kind is met, for some bring a library.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath

from generator.content.sources.model import SourceDocument
from generator.content.sources.source_kinds import (
    ENDINGS,
    NAMES,
    SCAN_CODE,
    SourceKind,
    no_text_in_pictures,
    sniff,
)
from generator.core.errors import ContentError, Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.reading.files import MAX_BYTES, not_too_large


def open_source(data: bytes, *, name: str, recognition: Path | None = None) -> SourceDocument:
    """The lines of the paper in ``data``, whatever its format.

    Args:
        data: The file's bytes as received.
        name: The file's name, for messages; its ending is compared with the kind.
        recognition: The folder of the model that reads print off pictures; None where a scan shall
            not be read.

    Raises:
        ContentError: if it is of a kind that is not read, damaged, or no text.
        MissingResourceError: if it is a scan, and the extra that reads it is not installed.
    """
    kind = sniff(data, name=name)
    document = _read(kind, data, name, recognition)
    finding = _wrong_ending(kind, name)
    if finding is None:
        return document
    return replace(document, findings=(finding, *document.findings))


def _read(kind: SourceKind, data: bytes, name: str, recognition: Path | None) -> SourceDocument:
    match kind:
        case SourceKind.TEXT:
            from generator.content.sources.plain_text import read_plain_text

            return read_plain_text(not_too_large(data, MAX_BYTES, name), name=name)
        case SourceKind.WORD:
            from generator.content.sources.word import read_word

            return read_word(data, name=name)
        case SourceKind.PDF:
            return _read_pdf(data, name, recognition)
        case SourceKind.PICTURE if recognition is not None:
            from generator.content.sources.scan import read_scan

            return read_scan(data, name=name, is_pdf=False, model=recognition)
        case SourceKind.PICTURE:
            raise ContentError(no_text_in_pictures(name))
        case SourceKind.WEB:
            from generator.content.sources.web import read_web

            return read_web(data, name=name)
        case SourceKind.WEB_ARCHIVE:
            from generator.content.sources.web_archive import read_web_archive

            return read_web_archive(data, name=name)


def _read_pdf(data: bytes, name: str, recognition: Path | None) -> SourceDocument:
    from generator.content.sources.pdf import read_pdf

    try:
        return read_pdf(data, name=name)
    except ContentError as error:
        is_scan = any(problem.code == SCAN_CODE for problem in error.problems)
        if not is_scan or recognition is None:
            raise
    from generator.content.sources.scan import read_scan

    return read_scan(data, name=name, is_pdf=True, model=recognition)


def _wrong_ending(kind: SourceKind, name: str) -> Finding | None:
    """The finding on a name that ends as those of another kind do."""
    ending = PurePath(name).suffix.lower().removeprefix(".")
    others = {one for other in ENDINGS.values() for one in other if one} | {"doc", "rtf", "odt"}
    if ending in ENDINGS[kind] or ending not in others:
        return None
    return Finding(
        "wrong-ending",
        Severity.NOTE,
        msg(
            "the name ends in .{ending}, but this is {kind}; it was read as that",
            ending=ending,
            kind=NAMES[kind],
        ),
        msg("rename it to .{ending}", ending=ENDINGS[kind][0]),
        Place(name),
    )
