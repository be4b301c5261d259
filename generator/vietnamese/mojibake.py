"""Mojibake: UTF-8 that was decoded byte by byte, as "Tiáº¿ng Viá»‡t" for "Tiếng Việt".

The bytes can be recovered exactly, unless some were lost on the way; both cases are detected
here. Lost bytes are never guessed. Legacy Vietnamese encodings are in ``legacy_encodings``, the
messages in ``repair``.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.vietnamese.syllables import is_syllable


@dataclass(frozen=True, slots=True)
class Replacement:
    """New text for a range of a line; ``start`` and ``end`` are 0-based, ``end`` is exclusive."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class LostBytes:
    """A place where bytes are lost: 0-based line and column, and the letters around."""

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
_LEAD_BEFORE_QUESTION_MARK: Final = re.compile(r"[ÃÄÅÆĂ]\?(?=[^\W\d_])")
#: Signs that may well follow a capital: "“XÃ” …" is Vietnamese, and the bytes of XÔ.
_COMMON_AFTER_CAPITALS: Final = frozenset("\u00a0…“”‘’–—•·»«°®™†")
#: The first byte of à alone, in a word of small letters: its second became a space. "tÃ i".
_SPLIT_A: Final = re.compile(r"(?<=[bcdghklmnprstvx])Ã(?=\s|$)")
#: "Vi?t", "?y", "s?": the output of a program that saves Unicode in a legacy encoding.
_QUESTIONED_WORD: Final = re.compile(r"[^\W\d_]*\?[^\W\d_?]*(?:\?[^\W\d_?]*)*")
#: U+00A0 may be the second byte of à.
_QUESTIONED_CHUNK: Final = re.compile("[\\S\u00a0]*\\?[\\S\u00a0]*")
_IN_ADDRESSES: Final = ("://", "@", "www.", "=")
#: What may stand for one question mark; a syllable may bear sắc whatever its end is.
_LOST_LETTERS: Final = "đăâêôơưíáéóúýắấếốớứ"
#: The nearest letters that such a program writes for some Vietnamese ones.
_NEAREST: Final = {"u": "uư", "o": "oơ", "a": "aă", "d": "dđ"}
_OPENING: Final = "“‘„(["
#: The marks of decomposed Vietnamese: tones, circumflex, breve, horn.
_VIETNAMESE_MARKS: Final = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
#: In a text of so few words one such word is evidence enough.
_FEW_WORDS: Final = 3
#: More than any syllable has; this bounds the search, too.
_MAX_LOST: Final = 3
_MAX_SYLLABLE_LENGTH: Final = 7


def find_mojibake(lines: Sequence[str]) -> dict[int, list[Replacement]]:
    """The replacements of wrongly decoded bytes, by the 0-based index of their line."""
    found = {at: sequences for at, line in enumerate(lines) if (sequences := _sequences(line))}
    sure = {
        at
        for at, replacements in found.items()
        if any(_is_sure(lines[at], s) for s in replacements)
    }
    if not sure:
        return {}
    wholly = not any(_is_unicode_line(line) for line in lines)
    result = {}
    for at, replacements in found.items():
        whole = at in sure and not _is_unicode_line(lines[at])
        kept = (
            replacements if whole or wholly else [s for s in replacements if _is_sure(lines[at], s)]
        )
        if kept:
            result[at] = kept
    return result


def find_lost_bytes(lines: Sequence[str]) -> LostBytes | None:
    """The first place where bytes are missing, so that the text cannot be recovered; or None."""
    found = [_sequences(line) for line in lines]
    sure = [
        any(_is_sure(line, s) for s in replacements)
        for line, replacements in zip(lines, found, strict=True)
    ]
    wholly = any(sure) and not any(_is_unicode_line(line) for line in lines)
    for at, line in enumerate(lines):
        if line.isascii():
            continue
        column = _lost_at(line, found[at], in_wrong_read=sure[at] or wholly)
        if column is not None:
            return LostBytes(at, column, _around(line, column))
    return _find_question_marks(lines)


def _sequences(line: str) -> list[Replacement]:
    """Each range of ``line`` that is one character in UTF-8, if texts of ours may hold it."""
    if line.isascii():
        return []
    replacements = []
    for found in _SEQUENCE.finditer(line):
        try:
            after = bytes(_BYTES[c] for c in found[0]).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _is_expected(after):
            replacements.append(Replacement(found.start(), found.end(), after))
    return replacements


def _is_expected(character: str) -> bool:
    """True if texts of ours may hold ``character``, or it may again be a wrongly decoded byte."""
    if character in _BYTES or character == "\ufeff":
        return True
    category = unicodedata.category(character)[0]
    if category == "M":
        # A grave and U+00A0 are the bytes of U+0320: in decomposed Vietnamese, "là" and a space.
        return character in _VIETNAMESE_MARKS
    if category in "PSZ":
        return True
    return unicodedata.name(character, "").startswith("LATIN")


def _is_sure(line: str, replacement: Replacement) -> bool:
    """True if no other text than wrongly decoded UTF-8 can hold this sequence here."""
    first, second = line[replacement.start], line[replacement.start + 1]
    if replacement.end - replacement.start > 2:
        # A guillemet inside a quotation, as in “«cá»”, makes three such characters, too.
        return not (second == "»" and line[replacement.end - 1] in "”’…")
    if second not in _COMMON_AFTER_CAPITALS or not first.isupper():
        return True
    before = line[replacement.start - 1 : replacement.start]
    after = line[replacement.end : replacement.end + 1]
    return before.islower() or (second in "‘“«" and after.islower())


def _is_unicode_line(line: str) -> bool:
    """True if ``line`` holds a letter that no byte decodes to: it was Unicode before."""
    return any(c not in _READ_FROM_BYTES and c.isalpha() and not c.isascii() for c in line)


def _lost_at(line: str, sequences: Sequence[Replacement], *, in_wrong_read: bool) -> int | None:
    """The column of the first character of an incomplete sequence; None if there is none."""
    covered = {at for replacement in sequences for at in range(replacement.start, replacement.end)}
    patterns = [
        _BROKEN,
        _LEAD_BEFORE_QUESTION_MARK,
        _SPLIT_A,
        *([_LONE_LEAD] if in_wrong_read else []),
    ]
    places = [
        found.start()
        for pattern in patterns
        for found in pattern.finditer(line)
        if found.start() not in covered and not _is_in_valid_word(line, found.start())
    ]
    return min(places, default=None)


def _is_in_valid_word(line: str, at: int) -> bool:
    """True if the word around is good Vietnamese, in a line that holds some Unicode."""
    if line[at].isupper() and line[at - 1 : at].islower():
        return False
    start = end = at
    while start > 0 and line[start - 1].isalpha():
        start -= 1
    while end < len(line) and line[end].isalpha():
        end += 1
    return _is_unicode_line(line) and is_syllable(line[start:end])


def _find_question_marks(lines: Sequence[str]) -> LostBytes | None:
    """The first of several words with a question mark inside, when they are many."""
    words = sum(len(line.split()) for line in lines)
    questioned = [
        (LostBytes(at, start + word.index("?"), word), not word.endswith("?"))
        for at, line in enumerate(lines)
        if "?" in line
        for start, word in _questioned_words(line)
    ]
    if not questioned:
        return None
    # One alone, at the end of a word, may ask: "a hay b?"
    first, inside = questioned[0]
    if len(questioned) == 1:
        return first if inside and words <= _FEW_WORDS else None
    # "a hay b? c hay d?" only asks.
    return first if any(len(lost.near) > len("b?") for lost, _ in questioned) else None


def _questioned_words(line: str) -> Iterator[tuple[int, str]]:
    """The words in which a question mark stands for a letter, each with its column."""
    for chunk in _QUESTIONED_CHUNK.finditer(line):
        if any(sign in chunk[0] for sign in _IN_ADDRESSES):
            continue
        for word in _QUESTIONED_WORD.finditer(chunk[0]):
            if not _continues_legacy_word(chunk[0][: word.start()]) and _has_lost_letter(word[0]):
                yield chunk.start() + word.start(), word[0]


def _continues_legacy_word(before: str) -> bool:
    """True if a word begins with signs of a legacy encoding: "ng?" is part of "kh«ng?"."""
    return not before[-1:].isascii() and bool(before.strip(_OPENING))


@lru_cache(maxsize=4096)
def _has_lost_letter(word: str) -> bool:
    """True if ``word`` is a syllable only with letters in place of its question marks.

    "không?" is one without, and "Facebook?" is none with any letter. "sao?Vì" lacks a space.
    """
    pieces = [piece for piece in word.split("?") if piece]
    if not pieces:
        return False
    rest = word.rstrip("?")
    if "?" not in rest and (is_syllable(rest) or (len(rest) == 1 and rest.isupper())):
        return False
    if any(piece[0].isupper() and not piece.isupper() for piece in pieces[1:]):
        return False
    return any(_fits(candidate) for candidate in dict.fromkeys((word, rest)))


def _fits(word: str) -> bool:
    """True if some letters for the question marks of ``word`` make it a syllable."""
    if not 0 < word.count("?") <= _MAX_LOST or len(word) > _MAX_SYLLABLE_LENGTH:
        return False
    choices = [_LOST_LETTERS if c == "?" else _NEAREST.get(c, c) for c in word.lower()]
    return any(is_syllable("".join(letters)) for letters in itertools.product(*choices))


def surrounding_words(line: str, column: int) -> str:
    """The word at ``column`` and its neighbours, with unprintable characters as “?”."""
    start, end = column, column
    for _ in range(2):
        start = line.rfind(" ", 0, max(0, start - 1)) + 1
        end = line.find(" ", end + 1) if line.find(" ", end + 1) != -1 else len(line)
    near = line[max(start, column - 30) : min(end, column + 30)]
    return "".join(c if c.isprintable() else "?" for c in near).strip()


def _around(line: str, column: int) -> str:
    start = line.rfind(" ", 0, column) + 1
    end = line.find(" ", column)
    word = line[start : len(line) if end == -1 else end]
    return "".join(c if c.isprintable() else "?" for c in word)[:40]
