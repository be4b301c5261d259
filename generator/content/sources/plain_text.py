"""Reader of plain text: the bytes of a .txt, in any encoding that ``anpham text`` knows."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from generator.content.sources.line_texts import guard_line, places_in
from generator.content.sources.model import Medium, Origin, SourceDocument, SourceLine
from generator.core.errors import ContentError, Place
from generator.core.findings import Finding
from generator.vietnamese.decoding import decode_text
from generator.vietnamese.text_guard import convert_file

#: Not splitlines(): that also breaks at the soft breaks, which keep their line's number here.
_LINE_END: Final = re.compile(r"\r\n|\r|\n|\u0085")
#: Breaks inside a line: those of Word (Shift+Enter, a new page), and Unicode's own.
_BREAK: Final = re.compile(r"([\v\f\u2028\u2029])")
#: After these the paragraph goes on.
_SOFT_BREAKS: Final = "\v\u2028"
#: One finding on damage for each code and line is enough; a broken file has thousands.
_MAX_FINDINGS: Final = 20


def read_plain_text(data: bytes, *, name: str) -> SourceDocument:
    """The lines of the text in ``data``.

    Args:
        data: The file's bytes as received.
        name: The file's name, for messages.

    Raises:
        ContentError: when the bytes are no text, or none that is not empty.
    """
    text, findings = _converted(decode_text(data, source=name), name)
    lines, more = _lines(text, name)
    return SourceDocument(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        medium=Medium.TEXT,
        lines=lines,
        findings=(*findings, *_condensed(more, is_converted=bool(findings))),
    )


def _converted(text: str, name: str) -> tuple[str, tuple[Finding, ...]]:
    """``text`` in Unicode; a damaged one as it is, its lines report the damage."""
    try:
        return convert_file(text, source=name)
    except ContentError:
        return text, ()


def _lines(text: str, name: str) -> tuple[tuple[SourceLine, ...], list[Finding]]:
    lines: list[SourceLine] = []
    findings: list[Finding] = []
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        start, continues = 1, False
        pieces = _BREAK.split(raw)
        for piece, end in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            guarded = guard_line(piece, place=Place(name, number))
            findings += guarded.findings
            lines.append(
                SourceLine(
                    guarded.text,
                    Origin(
                        line=number,
                        start=start,
                        end=max(start, start + len(piece) - 1),
                        places=places_in(piece, guarded.text, start=start),
                    ),
                    continues=continues and bool(guarded.text),
                    unsure=guarded.unsure,
                )
            )
            start += len(piece) + 1
            continues = bool(end) and end in _SOFT_BREAKS
    return tuple(lines), findings


def _condensed(findings: list[Finding], *, is_converted: bool) -> tuple[Finding, ...]:
    """The findings on single lines: each code once a line, and one on conversion in all."""
    kept: dict[tuple[str, int | None], Finding] = {}
    for finding in findings:
        if finding.code == "text-converted":
            if not is_converted:
                kept.setdefault((finding.code, None), finding)
        else:
            kept.setdefault((finding.code, finding.place.line), finding)
    return tuple(kept.values())[:_MAX_FINDINGS]
