"""Lines as a reader took them from its file, and their way through the guard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.content.sources.line_texts import guard_line
from generator.content.sources.model import (
    Cell,
    DocumentPart,
    LineStyle,
    Origin,
    SourceLine,
)
from generator.core.errors import ContentError, Place
from generator.core.findings import Finding
from generator.vietnamese.text_guard import convert_file

#: A damaged file has thousands of damaged lines; so many findings show that it is one.
MAX_FINDINGS: Final = 20


@dataclass(slots=True)
class RawLine:
    """A line whose text has not passed the guard.

    Attributes:
        number: The 1-based number of the line in its file, or of its paragraph.
        start: The 1-based place of its first character there.
        marker: The automatic number or sign before it; ``level`` that of the list.
    """

    text: str
    number: int
    start: int = 1
    part: DocumentPart = DocumentPart.BODY
    marker: str = ""
    level: int | None = None
    cell: Cell | None = None
    continues: bool = False
    style: LineStyle = field(default_factory=LineStyle)


def guard_lines(
    raw: Sequence[RawLine], *, name: str
) -> tuple[tuple[SourceLine, ...], tuple[Finding, ...]]:
    """The lines with their texts in normal form, and the findings on these.

    Args:
        raw: All lines of the file: the whole shows the legacy encoding of each.
        name: The file's name, for findings.
    """
    texts = [line.text for line in raw]
    findings: list[Finding] = []
    try:
        text, converted = convert_file("\n".join(texts), source=name)
        findings += converted
        parts = text.split("\n")
        texts = parts if len(parts) == len(texts) else texts
    except ContentError:
        pass  # a damaged line: each is guarded, and reported, by itself
    lines = []
    for line, text in zip(raw, texts, strict=True):
        place = Place(name, line.number)
        guarded = guard_line(text, place=place)
        findings += guarded.findings
        last = line.start + max(len(guarded.text) - 1, 0)
        lines.append(
            SourceLine(
                guarded.text,
                Origin(line=line.number, start=line.start, end=last),
                line.part,
                guard_line(line.marker, place=place).text if line.marker else "",
                line.level,
                line.cell,
                continues=line.continues and bool(guarded.text),
                unsure=guarded.unsure,
                style=line.style,
            )
        )
    return tuple(lines), _condensed(findings)


def _condensed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings on lines: on a conversion the first, of others one for each line, and not all."""
    kept: dict[tuple[str, int | None], Finding] = {}
    for finding in findings:
        line = None if finding.code == "text-converted" else finding.place.line
        kept.setdefault((finding.code, line), finding)
    return tuple(kept.values())[:MAX_FINDINGS]
