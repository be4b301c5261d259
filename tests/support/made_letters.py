"""Letters made for tests, without a file."""

from __future__ import annotations

from generator.content.letters.model import (
    BlockType,
    Letter,
    LetterBlock,
    LetterKind,
    Signatory,
    Span,
)

TYPES = {
    "-": BlockType.DASH,
    "+": BlockType.PLUS,
    ".": BlockType.CLAUSE,
    ")": BlockType.POINT,
    "": BlockType.PARAGRAPH,
}


def block(
    address: str,
    text: str,
    marker: str = "",
    *,
    kind: BlockType | None = None,
    line: int = 1,
    unsure: tuple[tuple[int, int], ...] = (),
) -> LetterBlock:
    """A block that belongs to the one whose address its own begins with."""
    parent = address.rpartition(".")[0]
    known = kind if kind is not None else TYPES[marker[-1:]]
    return LetterBlock(address, marker, parent, text, known, at=Span(line, line), unsure=unsure)


def letter_with(*blocks: LetterBlock, source: str = "letter.txt", sha256: str = "a" * 64) -> Letter:
    """A letter with these blocks."""
    return Letter(
        source=source,
        sha256=sha256,
        kind=LetterKind.DISPATCH,
        number="15/UBND-KT",
        date_line=None,
        date=None,
        place=None,
        issuing_body="ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
        subject="phân loại rác",
        addressees=("Các thôn;",),
        recipients=(),
        legal_bases=(),
        blocks=blocks,
        closing="Đề nghị các thôn thực hiện./.",
        signatory=Signatory("CHỦ TỊCH", "Nguyễn Văn Ví Dụ"),
    )
