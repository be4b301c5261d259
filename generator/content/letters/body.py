"""Body of an official paper: its lines as blocks in a tree, and the closing paragraph.

In: the lines between head and foot. Out: a :class:`LetterBody` in which every character of the
lines that is no white space is in exactly one block, the closing or the furniture, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.content.letters.block_tree import build_blocks, is_title
from generator.content.letters.body_findings import body_findings
from generator.content.letters.model import LetterBlock, Span
from generator.content.letters.paragraphs import BodyParagraph, group_lines
from generator.content.letters.places import span_of
from generator.content.letters.regime import line_regime
from generator.content.sources.model import SourceLine
from generator.core.findings import Finding
from generator.vietnamese.official_names import PEOPLES_COMMITTEE

_ATTACHED: Final = re.compile(
    r"\W*(?:(?:đính|gửi|kèm)\s+(?:kèm|theo)\b|(?:có|xem|chi tiết|theo)\b[^.]{0,120}\bkèm\b"
    r"|(?:danh sách|mẫu|phụ lục|tài liệu|văn bản|biểu)\b[^.]{0,120}\b(?:kèm|đính)\b)",
    re.I,
)
_POLITE: Final = re.compile(
    r"(?:xin |rất )?(?:chân thành |trân trọng |kính )?"
    r"(?:trân trọng|cảm ơn|cám ơn|kính chào|kính báo|kính mong|kính đề nghị)\b",
    re.I,
)
_CLOSES: Final = re.compile(
    r"(?:trên đây|vậy|đề nghị|yêu cầu|nhận được|trong quá trình|rất mong|kính|mong|trân trọng|xin"
    rf"|nếu có|giao|{PEOPLES_COMMITTEE}|chủ tịch|đảng ủy|ban thường vụ|thường trực)\b",
    re.I,
)
_BASIS: Final = re.compile(r"(?:Căn cứ|Thực hiện|Theo|Xét)\b", re.I)
#: A polite formula is short: what is longer is a paragraph that ends politely.
_MAX_POLITE_WORDS: Final = 14


@dataclass(frozen=True, slots=True)
class LetterBody:
    """The body as it was read.

    Attributes:
        closing: The last unmarked paragraph, with a polite formula after it; None when the text
            ends in a marked block. ``closing_at`` is its place.
        labels: The form's own words among the lines.
        furniture: Rules, pipes of tables.
        doubtful: "closing" if that is unsure, and "blocks.ADDRESS" of each unsure block.
    """

    blocks: tuple[LetterBlock, ...]
    closing: str | None
    closing_at: Span | None
    labels: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_body(
    lines: Sequence[SourceLine], *, is_paragraph_per_line: bool | None = None
) -> LetterBody:
    """The body that ``lines`` are, in reading order, blank ones too.

    Args:
        is_paragraph_per_line: What the source's format says; None where the lines decide.
    """
    groups = group_lines(lines, line_regime(lines, is_paragraph_per_line))
    furniture = [sign for group in groups for sign in group.furniture]
    furniture += [group.text for group in groups if _is_rule(group)]
    groups = tuple(group for group in groups if not _is_rule(group) and group.text + _shown(group))
    closing = _closing(groups)
    others = [g for n, g in enumerate(groups) if n not in closing]
    ending = [groups[n] for n in closing]
    tree = build_blocks(others)
    doubtful = [f"blocks.{b.address}" for g, b in zip(others, tree.blocks, strict=True) if g.doubts]
    return LetterBody(
        blocks=tree.blocks,
        closing=" ".join(group.text for group in ending) or None,
        closing_at=span_of([line for group in ending for line in group.lines]) if ending else None,
        furniture=tuple(furniture),
        doubtful=(*doubtful, *(["closing"] if any(g.doubts for g in ending) else [])),
        findings=body_findings(others, tree, ending),
    )


def _shown(group: BodyParagraph) -> str:
    return group.marker.text if group.marker else ""


def _is_rule(group: BodyParagraph) -> bool:
    """True for a line of dashes, stars, pipes: it holds no letter or digit, and no marker."""
    return group.marker is None and not any(c.isalnum() for c in group.text)


def _closing(groups: Sequence[BodyParagraph]) -> list[int]:
    """The indices of the closing paragraph and of the polite formula after it."""
    plain = [n for n, g in enumerate(groups) if not g.is_note]
    marked = [n for n in plain if groups[n].marker is not None]
    after = marked[-1] + 1 if marked else 0
    tail = [n for n in plain if n >= after]
    while tail and _ATTACHED.match(groups[tail[-1]].text):
        tail.pop()
    if not tail or groups[tail[-1]].is_row:
        return []
    if len(tail) == 1 and not marked and _BASIS.match(groups[tail[0]].text):
        return []
    owned = 1 if marked and is_title(groups[marked[-1]].text) else 0
    last = groups[tail[-1]].text
    if owned and len(tail) == 1 and not _CLOSES.match(last):
        return []
    if _is_polite(last) and len(tail) > 1 + owned and not groups[tail[-2]].is_row:
        return tail[-2:]
    return tail[-1:]


def _is_polite(text: str) -> bool:
    return len(text.split()) <= _MAX_POLITE_WORDS and _POLITE.match(text) is not None
