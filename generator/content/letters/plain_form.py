"""A letter as plain text in the order of Nghị định 30/2020/NĐ-CP: for a person to correct.

What recognition misread in a scan is corrected here, in an editor, beside the paper; the corrected
text is then a letter of its own. Furniture is left out but for the nation's lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.content.letters.model import BlockType, Letter, LetterKind

_NATION: Final = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PARTY_SIGN: Final = re.compile(r"[-/](?:ĐU|TU|HU|TW|CB|BTG|BTGDV)\b")
_PARTY: Final = ("ĐẢNG CỘNG SẢN VIỆT NAM",)


def letter_text(letter: Letter) -> str:
    """``letter`` as a text that is read back to its fields and blocks, a paragraph a line."""
    parts = [*_head(letter), *_body(letter), *_foot(letter)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(letter: Letter) -> Iterator[str]:
    is_dispatch = letter.kind in (LetterKind.DISPATCH, LetterKind.OTHER)
    number = f"Số: {letter.number}" if letter.number else ""
    subject = f"V/v {letter.subject}" if letter.subject and is_dispatch else ""
    yield "\n".join(line for line in (letter.issuing_body, number, subject) if line)
    motto = _PARTY if letter.number and _PARTY_SIGN.search(letter.number) else _NATION
    yield "\n".join((*motto, *([letter.date_line] if letter.date_line else ())))
    if not is_dispatch:
        title = [letter.kind.value.upper(), *([letter.subject] if letter.subject else ())]
        yield "\n".join(title)
    if len(letter.addressees) == 1:
        yield f"Kính gửi: {letter.addressees[0]}"
    elif letter.addressees:
        yield "\n".join(("Kính gửi:", *(f"- {name}" for name in letter.addressees)))


def _body(letter: Letter) -> Iterator[str]:
    rows: list[str] = []
    for block in letter.blocks:
        text = f"{block.marker} {block.text}" if block.marker else block.text
        if block.type is BlockType.ROW:
            rows.append(text)
            continue
        if rows:
            yield "\n".join(rows)
            rows = []
        yield text
    yield "\n".join(rows)
    yield letter.closing or ""


def _foot(letter: Letter) -> Iterator[str]:
    if letter.recipients:
        yield "\n".join(("Nơi nhận:", *(f"- {name}" for name in letter.recipients)))
    yield letter.signatory.role or ""
    yield letter.signatory.name or ""
