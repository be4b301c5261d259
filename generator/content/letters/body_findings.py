"""Findings on a body that was read: what is implausible in it, and of what the reader is unsure.

An official text is never to be retyped or completed: a hint says what to compare, and which file
of the same paper tells more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.content.letters.block_tree import BlockTree, NumberingFault, OddNumber, is_title
from generator.content.letters.markers import Marker, marker_candidates
from generator.content.letters.model import LetterBlock
from generator.content.letters.paragraphs import BodyParagraph, DoubtKind, LineDoubt
from generator.content.sources.model import SourceLine
from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg

#: A stop, then what looks like a marker before a capital letter.
_INNER: Final = re.compile(
    r"[;.:]\s+(?=(?P<marker>\(?(?:\d{1,2}|[a-zđ]|[IVX]{1,4})(?:[.)/]|-(?=\s))|[-\u2013+•])\s+[^\W\d_])"
)
_LONE_NUMBER: Final = re.compile(r"(?P<word>[^\W\d_]+)\s+(?P<number>\d{1,3})$")
#: Words that a number belongs to: "Khu phố 7", "mục 3", "tháng 12".
_NUMBERED_WORDS: Final = re.compile(
    r"(?:số|phố|ấp|tổ|quý|quận|phường|khóa|khoá|lần|điều|khoản|mục|đợt|đoạn|lớp|tháng|ngày|cấp|khu"
    r"|thôn|đội|nhóm|bảng|mẫu|lục|chương|đường|nhà|tầng|phòng|kỳ|vòng|hạng|loại|và|đến|từ|là|hơn"
    r"|dưới|trên|gọi|xóm|bản|hẻm|ngõ|ngách|kiệt|xã|phần|bậc|trang|bài|chặng|tuyến|hồ|bến|cầu|trạm"
    r"|bước|tuổi|điểm|trường|sở|cư|lô)",
    re.I,
)
#: A title is short: a longer text without a stop may have lost its end, or took a number with it.
_MIN_WORDS: Final = 7


def body_findings(
    paragraphs: Sequence[BodyParagraph], tree: BlockTree, ending: Sequence[BodyParagraph]
) -> tuple[Finding, ...]:
    """All findings, in the order of the blocks.

    Args:
        paragraphs: Those of ``tree.blocks``, one for each.
        ending: The paragraphs of the closing.
    """
    odd = {fault.block.address: fault for fault in tree.odd_numbers}
    found: list[Finding] = []
    for paragraph, block in zip(paragraphs, tree.blocks, strict=True):
        if block.address in odd:
            found.append(_odd_number(odd[block.address], paragraph.lines[0]))
        found += _implausible(paragraph, block)
        found += [_doubtful(doubt, block.address) for doubt in paragraph.doubts]
    for paragraph in ending:
        found += [_doubtful(doubt, "closing") for doubt in paragraph.doubts]
    return tuple(found)


def _odd_number(odd: OddNumber, line: SourceLine) -> Finding:
    block = odd.block
    if odd.fault is NumberingFault.REPEAT:
        return _warning(
            "letter-numbering-repeat",
            msg("number “{marker}” stands a second time, at {address}", **_shown(block)),
            msg("compare with the official paper; if it stands there so, nothing needs to change"),
            line,
        )
    if odd.before:
        message = msg(
            "“{marker}” follows “{before}”: a number between them is missing",
            marker=block.marker,
            before=odd.before,
        )
    else:
        message = msg("a numbering begins with “{marker}”, at {address}", **_shown(block))
    return _warning(
        "letter-numbering-gap",
        message,
        msg("compare with the official paper; if a point is missing here, take another file of it"),
        line,
    )


def _implausible(paragraph: BodyParagraph, block: LetterBlock) -> Iterator[Finding]:
    inner = _inner_marker(paragraph.marker, block.text)
    if inner:
        yield _warning(
            "letter-marker-inside",
            msg(
                "within the text of {address} stands “{inner}”, as if a point began there",
                address=block.address,
                inner=inner,
            ),
            msg(
                "compare with the official paper; if points run together in this file, take another"
            ),
            paragraph.lines[0],
        )
    lone = _LONE_NUMBER.search(block.text[-40:])
    is_long = len(block.text.split()) >= _MIN_WORDS and not paragraph.is_row
    if lone and is_long and is_title(block.text) and not _NUMBERED_WORDS.fullmatch(lone["word"]):
        yield _warning(
            "letter-lone-number",
            msg(
                "{address} ends with a number alone, “{number}”: perhaps that of a page",
                address=block.address,
                number=lone["number"],
            ),
            msg("compare with the official paper; a page's number is no part of its text"),
            paragraph.lines[-1],
        )


def _inner_marker(marker: Marker | None, text: str) -> str | None:
    """The first marker within ``text`` that counts on from its own, or begins a list there."""
    for match in _INNER.finditer(text):
        shown = match["marker"]
        if shown[0] in "-\u2013+•":
            if marker is not None and marker.kind.is_bullet and text[match.start()] == ";":
                return shown
            continue
        for inner in marker_candidates(shown):
            counts_on = marker is not None and (inner.kind == marker.kind and inner.follows(marker))
            if counts_on or (inner.is_first and text[match.start()] == ":"):
                return shown
    return None


def _doubtful(doubt: LineDoubt, address: str) -> Finding:
    if doubt.kind is DoubtKind.TORN:
        return _warning(
            "letter-text-torn",
            msg("the sentence of {address} goes on behind a blank line", address=address),
            msg("compare with the official paper that nothing is missing between the two parts"),
            doubt.line,
        )
    if doubt.kind is DoubtKind.BARE_NUMBER:
        return _warning(
            "letter-lone-number",
            msg(
                "within the text of {address} stands a line with “{number}” alone, perhaps a page",
                address=address,
                number=doubt.sign,
            ),
            msg("compare with the official paper; a page's number is no part of its text"),
            doubt.line,
        )
    if doubt.kind is DoubtKind.BOUNDARY:
        return _warning(
            "letter-paragraph-unsure",
            msg("from this line on {address} may be a paragraph of its own", address=address),
            msg("compare with the official paper; a Word file of it says where paragraphs end"),
            doubt.line,
        )
    if doubt.kind is DoubtKind.MAY_GO_ON:
        return _warning(
            "letter-paragraph-unsure",
            msg("{address} may go on with the paragraph before it", address=address),
            msg("compare with the official paper; a Word file of it says where paragraphs end"),
            doubt.line,
        )
    if doubt.kind is DoubtKind.UNREAD_MARKER:
        return _warning(
            "letter-marker-unsure",
            msg(
                "a line of {address} begins with “{marker}”: it was read as part of the sentence",
                address=address,
                marker=doubt.sign,
            ),
            msg("compare with the official paper; a Word file of it says where points begin"),
            doubt.line,
        )
    return _warning(
        "letter-marker-unsure",
        msg(
            "{address} begins with “{marker}” though the sentence before it has no end",
            address=address,
            marker=doubt.sign,
        ),
        msg("compare with the official paper; a Word file of it says where points begin"),
        doubt.line,
    )


def _shown(block: LetterBlock) -> dict[str, str]:
    return {"marker": block.marker, "address": block.address}


def _warning(code: str, message: Message, hint: Message, line: SourceLine) -> Finding:
    place = Place(line=line.origin.line, page=line.origin.page)
    return Finding(code, Severity.WARNING, message, hint, place)
