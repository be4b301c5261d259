"""An official paper as a frozen value: fields, and the body as a tree of blocks.

The law: every character of the source that is no white space is in exactly one of the fields
``number``, ``date_line``, ``issuing_body``, ``subject``, ``addressees``, ``recipients``,
``closing``, ``signatory``, a block's ``marker`` or ``text``, ``furniture`` or ``labels``.
(``date``, ``place`` and ``legal_bases`` are views of those.) Texts are as they stand, inner line
breaks as one space.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath

from generator.core.findings import Finding
from generator.core.public import public


class LetterKind(StrEnum):
    """Kinds of official papers, by their Vietnamese names (Nghị định 30/2020/NĐ-CP)."""

    DISPATCH = "công văn"
    PLAN = "kế hoạch"
    NOTICE = "thông báo"
    DECISION = "quyết định"
    DIRECTIVE = "chỉ thị"
    GUIDANCE = "hướng dẫn"
    OPEN_LETTER = "thư ngỏ"
    OTHER = "khác"


class BlockType(StrEnum):
    """Types of blocks."""

    HEADING = "heading"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"
    DASH = "dash"
    PLUS = "plus"
    PARAGRAPH = "paragraph"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Span:
    """Place of a field or block in its file, 1-based, both ends included.

    Attributes:
        line: The first line (of a PDF or scan: None); ``to_line`` the last.
        page: The first page (of a text, Word or HTML file: None); ``to_page`` the last.
        start: First character in the first line or page; ``end`` the last in the last one.
    """

    line: int | None = None
    to_line: int | None = None
    page: int | None = None
    to_page: int | None = None
    start: int = 1
    end: int = 1


@public
@dataclass(frozen=True, slots=True)
class LetterBlock:
    """One block of the body, word for word.

    Attributes:
        address: Unique in the letter, as "II.1.a" or "p2".
        marker: As it stands before the text, "II." or "a)"; empty without one.
        parent: The address of the block that it belongs to; empty at the top.
        is_auto: Whether the marker is Word's automatic numbering, not in the file's text.
        at: Where it stands.
        unsure: Parts of the text that recognition was unsure of, as 0-based (start, end).
    """

    address: str
    marker: str
    parent: str
    text: str
    type: BlockType
    is_auto: bool = False
    at: Span = field(default=Span(), compare=False)
    unsure: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that the preamble rests on, each part as the text has it; None where it has none.

    Attributes:
        date: As it is written, "28/7/2026" or "05 tháng 01 năm 2026".
        title: Without a leading "về việc" or "về"; a law has its name as title.
    """

    number: str | None
    date: str | None
    issuer: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Signatory:
    """Signatory: the role, its lines joined by spaces, and the name with its title."""

    role: str | None = None
    name: str | None = None


@public
@dataclass(frozen=True, slots=True)
class Letter:
    """An official paper as it was read.

    Attributes:
        source: The file's name, for messages.
        sha256: Of the file's bytes as received.
        number: Number and symbol as they stand, "8893/UBND-VHTT".
        date_line: As it stands, "Quận 12, ngày 21 tháng 12 năm 2022"; ``place`` and ``date`` are
            views of it, None if blank or absent.
        issuing_body: All lines of the body's cell, joined, in the letter's own case.
        addressees: Items of "Kính gửi", ``recipients`` those of "Nơi nhận", without their bullets.
        blocks: All of the body, in reading order.
        closing: The last unmarked paragraph of the body, with a polite formula after it.
        furniture: What is no content: the nation's lines, rules, page numbers, stamps.
        labels: The form's own words: "Số:", "V/v", "Kính gửi:", bullets of items.
        lacks: Names of required fields that the paper does not have.
        doubtful: Names of fields of which the reader is unsure.
        at: Where each field stands, by its name ("signatory.role", "legal_bases.1"; 1-based).
        links: Web addresses behind the words of a Word file or PDF, in reading order; not compared.
        findings: On how the file was read, and what is implausible in it.
    """

    source: str
    sha256: str
    kind: LetterKind
    number: str | None
    date_line: str | None
    date: dt.date | None
    place: str | None
    issuing_body: str | None
    subject: str | None
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    legal_bases: tuple[CitedDocument, ...]
    blocks: tuple[LetterBlock, ...]
    closing: str | None
    signatory: Signatory
    furniture: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    at: Mapping[str, Span] = field(default_factory=dict, compare=False)
    links: tuple[str, ...] = field(default=(), compare=False)
    findings: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def plain_number(self) -> str:
        """The number without spaces, as lists and files name the letter; empty without one."""
        return "".join((self.number or "").split())

    @property
    def reference(self) -> str:
        """Number and date by which files name the letter, "8893/UBND-VHTT, 2022-12-21".

        A letter that has neither is named by its file.
        """
        day = self.date.isoformat() if self.date is not None else ""
        named = ", ".join(part for part in (self.plain_number, day) if part)
        return named or PurePath(self.source).name
