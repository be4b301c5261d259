"""UTF-8 that was read as if each byte were a letter: "Tiáº¿ng Viá»‡t" for "Tiếng Việt".

The bytes can be had back exactly, unless some were lost on the way; which of the two it is is
found here. What is lost is never guessed. The older Vietnamese encodings are in ``legacy``, the
messages in ``textguard``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from generator.content.syllables import is_syllable


@dataclass(frozen=True, slots=True)
class Swap:
    """What shall stand for a stretch of a line; ``start`` and ``end`` are 0-based."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Where bytes are lost: 0-based line and column, and the letters around."""

    line: int
    column: int
    near: str


def _character_of(byte: int, encoding: str) -> str:
    # Windows leaves some bytes unused; browsers and editors show them as control characters.
    return bytes([byte]).decode(encoding) if _is_used(byte, encoding) else chr(byte)


def _is_used(byte: int, encoding: str) -> bool:
    try:
        bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _bytes_of_characters() -> dict[str, int]:
    """The byte that each character may have been read from.

    Readers took the bytes for Latin-1, for Windows-1252 or, on a Vietnamese Windows, for
    Windows-1258; no character stands for different bytes in them.
    """
    found: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        found[chr(byte)] = byte
    for encoding in ("cp1258", "cp1252"):
        for byte in range(0x80, 0x100):
            found[_character_of(byte, encoding)] = byte
    return found


_BYTES: Final = _bytes_of_characters()
#: Of what Windows-1258 has beside Windows-1252, only Ă comes from the UTF-8 of Vietnamese.
_READ_FROM_BYTES: Final = frozenset(
    [*map(chr, range(0x80, 0x100)), *(_character_of(b, "cp1252") for b in range(0x80, 0x100)), "Ă"]
)


def _class_of(first: int, last: int) -> str:
    """A character class of what the bytes ``first`` to ``last`` were read as."""
    return "[" + "".join(re.escape(c) for c, byte in _BYTES.items() if first <= byte <= last) + "]"


_CONTINUATION: Final = _class_of(0x80, 0xBF)
_SEQUENCE: Final = re.compile(
    f"{_class_of(0xC2, 0xDF)}{_CONTINUATION}"
    f"|{_class_of(0xE0, 0xEF)}{_CONTINUATION}{{2}}"
    f"|{_class_of(0xF0, 0xF4)}{_CONTINUATION}{{3}}"
)
#: No word begins so but one that was UTF-8: the first bytes of Vietnamese letters (E1 BA, E1 BB)
#: and of quotes and dashes (E2 80). "»" and "º" end words, too, so something must follow.
_BROKEN: Final = re.compile(
    f"(?:á[º»]|â€)(?!{_CONTINUATION})(?=\\??[^\\W\\d_])|áº(?!{_CONTINUATION})"
)
#: The first bytes of letters of two, each with what is left when its second byte is lost: a byte
#: that Windows-1252 does not use (Á, Í, Ý, Đ), or one that became a space or a question mark.
_LONE_LEAD: Final = re.compile(r"[ÃÄĂ]|[ÂÅÆ](?=[\s?]|$)|á[º»]|â€")
#: Đ and other capitals whose second byte turned into a question mark.
_LEAD_ASKED: Final = re.compile(r"[ÃÄÅÆĂ]\?(?=[^\W\d_])")
#: Signs that may well follow a capital: "“XÃ” …" is Vietnamese, and the bytes of XÔ.
_COMMON_AFTER_CAPITALS: Final = frozenset("\u00a0…“”‘’–—•·»«°®™†")
#: "Vi?t": what a program writes that saves Unicode in an older encoding. A capital after the
#: question mark is a missing space: "sao?Vì".
_ASKED_WORD: Final = re.compile(
    r"(?<!\S)[^\s?]*(?:[^\W\d_]\?(?=[^\W\d_])(?![A-ZĐÀ-Þ])|[A-ZĐÀ-Þ]\?[A-ZĐÀ-Þ])\S*"
)


def wrong_reads(lines: Sequence[str]) -> dict[int, list[Swap]]:
    """What shall stand for wrongly read bytes, by the 0-based index of the line."""
    found = {at: sequences for at, line in enumerate(lines) if (sequences := _sequences(line))}
    sure = {at for at, swaps in found.items() if any(_is_sure(lines[at], s) for s in swaps)}
    if not sure:
        return {}
    wholly = not any(_is_unicode_line(line) for line in lines)
    result = {}
    for at, swaps in found.items():
        whole = at in sure and not _is_unicode_line(lines[at])
        kept = swaps if whole or wholly else [s for s in swaps if _is_sure(lines[at], s)]
        if kept:
            result[at] = kept
    return result


def find_lost(lines: Sequence[str]) -> Lost | None:
    """The first place where bytes are missing, so that the text cannot be had back; or None."""
    found = [_sequences(line) for line in lines]
    sure = [any(_is_sure(line, s) for s in swaps) for line, swaps in zip(lines, found, strict=True)]
    wholly = any(sure) and not any(_is_unicode_line(line) for line in lines)
    for at, line in enumerate(lines):
        if line.isascii():
            continue
        column = _lost_at(line, found[at], in_wrong_read=sure[at] or wholly)
        if column is not None:
            return Lost(at, column, _around(line, column))
    return _asked(lines)


def _sequences(line: str) -> list[Swap]:
    """Each stretch of ``line`` that is one character in UTF-8, if a text may hold such a one."""
    if line.isascii():
        return []
    swaps = []
    for found in _SEQUENCE.finditer(line):
        try:
            after = bytes(_BYTES[c] for c in found[0]).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _is_expected(after):
            swaps.append(Swap(found.start(), found.end(), after))
    return swaps


def _is_expected(character: str) -> bool:
    """Whether texts of ours may hold ``character``, or it may again be a wrongly read byte."""
    if character in _BYTES or character == "\ufeff":
        return True
    if unicodedata.category(character)[0] in "PSZM":
        return True
    return unicodedata.name(character, "").startswith("LATIN")


def _is_sure(line: str, swap: Swap) -> bool:
    """Whether no other text than wrongly read UTF-8 can hold this sequence here."""
    first, second = line[swap.start], line[swap.start + 1]
    if swap.end - swap.start > 2:
        # A guillemet inside a quotation, as in “«cá»”, makes three such characters, too.
        return not (second == "»" and line[swap.end - 1] in "”’…")
    if second not in _COMMON_AFTER_CAPITALS or not first.isupper():
        return True
    before = line[swap.start - 1 : swap.start]
    after = line[swap.end : swap.end + 1]
    return before.islower() or (second in "‘“«" and after.islower())


def _is_unicode_line(line: str) -> bool:
    """Whether ``line`` holds a letter that nobody got by reading bytes: it was Unicode before."""
    return any(c not in _READ_FROM_BYTES and c.isalpha() and not c.isascii() for c in line)


def _lost_at(line: str, sequences: Sequence[Swap], *, in_wrong_read: bool) -> int | None:
    """The column of the first character that was part of a sequence which is not whole."""
    covered = {at for swap in sequences for at in range(swap.start, swap.end)}
    patterns = [_BROKEN, _LEAD_ASKED, *([_LONE_LEAD] if in_wrong_read else [])]
    places = [
        found.start()
        for pattern in patterns
        for found in pattern.finditer(line)
        if found.start() not in covered and not _stands_in_good_word(line, found.start())
    ]
    return min(places, default=None)


def _stands_in_good_word(line: str, at: int) -> bool:
    """Whether the word around is good Vietnamese, in a line that holds some Unicode."""
    start = end = at
    while start > 0 and line[start - 1].isalpha():
        start -= 1
    while end < len(line) and line[end].isalpha():
        end += 1
    return _is_unicode_line(line) and is_syllable(line[start:end])


def _asked(lines: Sequence[str]) -> Lost | None:
    """The first of several words with a question mark inside, when they are many."""
    words = sum(len(line.split()) for line in lines)
    asked = [
        Lost(at, found.start() + found[0].index("?"), found[0])
        for at, line in enumerate(lines)
        if "?" in line
        for found in _asked_words(line)
    ]
    # One may be a missing space ("sao?Vì"); an address has its own question marks.
    return asked[0] if len(asked) >= 2 and len(asked) * 5 >= words else None


def _asked_words(line: str) -> Iterator[re.Match[str]]:
    return (m for m in _ASKED_WORD.finditer(line) if "://" not in m[0] and "@" not in m[0])


def _around(line: str, column: int) -> str:
    start = line.rfind(" ", 0, column) + 1
    end = line.find(" ", column)
    word = line[start : len(line) if end == -1 else end]
    return "".join(c if c.isprintable() else "?" for c in word)[:40]
