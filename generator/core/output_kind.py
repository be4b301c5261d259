"""Kinds of files that a piece comes out as."""

from __future__ import annotations

from enum import StrEnum

from generator.core.public import public


@public
class OutputKind(StrEnum):
    """A kind of file.

    A PDF, a PNG and an SVG show a sheet. A TXT beside them holds the alternative texts of its
    pages; of a material without a sheet, TXT and DOCX are the piece.
    """

    PDF = "pdf"
    PNG = "png"
    SVG = "svg"
    TXT = "txt"
    DOCX = "docx"
