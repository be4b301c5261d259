"""What a person should look at in a text, and no program may change.

Each has more than one answer, or is a matter of style: text typed for an input method that was
off, the place of tone marks, what a scanner left. What has one answer is mended in ``repair``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from generator.core.excerpts import excerpt
from generator.vietnamese.legacy_encodings import perhaps_tcvn3
from generator.vietnamese.syllables import fold_tones, is_syllable, split_tone


class RemarkKind(StrEnum):
    """What was noticed; the values are stable."""

    VIQR = "viqr"
    TELEX = "telex"
    TONE_STYLES = "tone-styles"
    MARKDOWN = "markdown"
    NO_MARKS = "missing-marks"
    TCVN3 = "perhaps-tcvn3"


@dataclass(frozen=True, slots=True)
class Remark:
    """What was noticed in a text, once for each kind.

    Attributes:
        line: 1-based, of the first place.
        column: 1-based, in that line.
        count: How many places there are.
        found: What stands at the first place.
        instead: What was probably meant; empty when nobody can tell.
    """

    kind: RemarkKind
    line: int
    column: int
    count: int
    found: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    line: int
    column: int
    found: str
    instead: str = ""


_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_MARKS_OF_VIQR: Final = {
    "^": "\u0302", "(": "\u0306", "+": "\u031b", "'": "\u0301", "`": "\u0300", "?": "\u0309",
    "~": "\u0303", ".": "\u0323",
}  # fmt: skip
# A vowel with its own mark in VIQR, which no other writing has inside a word.
_VIQR: Final = re.compile(
    r"\b(?:dd|[a-z])*(?:[aeo]\^|a\(|[uo]\+)['`?~.]?[a-z+^('`?~.]*", re.IGNORECASE
)
_ASCII_WORD: Final = re.compile(r"(?<![^\W_])[A-Za-z]{3,10}(?![^\W_])")
_TELEX_VOWELS: Final = (
    ("uow", "ươ"), ("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"), ("ow", "ơ"),
    ("uw", "ư"),
)  # fmt: skip
_TELEX_TONES: Final = dict(zip("sfrxj", "\u0301\u0300\u0309\u0303\u0323", strict=True))
# No English word is so: "door" is, and would read as "dổ".
_SURELY_TELEX: Final = re.compile("^dd|uow|j|[aeo]{2}[sfrx][cmnpt]|[aou]w[sfrx]", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_MARKDOWN: Final = re.compile(r"\*\*")
#: Words that scanners and hasty typists leave without their marks, and what they are.
_WITHOUT_MARKS: Final = {"noi nhận": "nơi nhận", "luu": "lưu"}
_NO_MARKS: Final = re.compile(r"\b(?:noi nhận|luu)\b", re.IGNORECASE)
_TELLING_WORDS: Final = 2


def remarks_on(text: str, *, numbers: Sequence[int] = ()) -> tuple[Remark, ...]:
    """What a person should look at in ``text`` (NFC), in the order of its lines.

    Args:
        text: A mended text.
        numbers: For each line, the number that the file's reader knows it by; else its own.
    """
    lines = _LINE_END.split(text)
    found = (
        _remark(RemarkKind.VIQR, list(_each(lines, _viqr_in))),
        _telex(lines),
        _tone_styles(lines),
        _remark(RemarkKind.MARKDOWN, list(_each(lines, _markdown_in))),
        _remark(RemarkKind.TCVN3, list(_each(lines, _tcvn3_in))),
        _remark(RemarkKind.NO_MARKS, list(_each(lines, _no_marks_in)), needs_marks=text),
    )
    told = (replace(r, line=numbers[r.line - 1]) if numbers else r for r in found if r is not None)
    return tuple(sorted(told, key=lambda remark: (remark.line, remark.column)))


def _remark(
    kind: RemarkKind, spots: Sequence[_Spot], *, needs_marks: str | None = None
) -> Remark | None:
    if not spots or (needs_marks is not None and needs_marks.isascii()):
        return None
    first = spots[0]
    return Remark(
        kind, first.line, first.column, len(spots), excerpt(first.found), excerpt(first.instead)
    )


def _each(
    lines: Sequence[str], find: Callable[[str], Iterator[tuple[int, str, str]]]
) -> Iterator[_Spot]:
    for number, line in enumerate(lines, start=1):
        for start, found, instead in find(line):
            yield _Spot(number, start + 1, found, instead)


def _viqr_in(line: str) -> Iterator[tuple[int, str, str]]:
    for match in _VIQR.finditer(line) if "^" in line or "(" in line or "+" in line else ():
        written = match[0]
        for word in (written, written.rstrip(".?'`~")):  # a full stop is a tone only inside
            meant = _from_viqr(word)
            if is_syllable(meant):
                yield match.start(), word, meant
                break


def _from_viqr(word: str) -> str:
    marked = "".join(_MARKS_OF_VIQR.get(c, c) for c in re.sub("dd", "đ", word))
    return unicodedata.normalize("NFC", marked)


def _telex(lines: Sequence[str]) -> Remark | None:
    spots = list(_each(lines, _telex_in))
    surely = [spot for spot in spots if _SURELY_TELEX.search(spot.found)]
    if not surely or len({spot.found.lower() for spot in spots}) < _TELLING_WORDS:
        return None
    return _remark(RemarkKind.TELEX, spots)


def _telex_in(line: str) -> Iterator[tuple[int, str, str]]:
    for match in _ASCII_WORD.finditer(line):
        word = match[0]
        meant = "" if is_syllable(word) else _from_telex(word)
        if meant and not meant.isascii() and is_syllable(meant):
            yield match.start(), word, meant


def _from_telex(word: str) -> str:
    """What Telex makes of ``word``; empty when there is nothing in it that Telex would change."""
    meant = word.lower()
    for keys, letter in _TELEX_VOWELS:
        meant = meant.replace(keys, letter)
    vowels = [at for at, letter in enumerate(meant) if letter in "âêôăơư"]
    if not vowels:
        return ""
    for at in range(len(meant) - 1, vowels[0], -1):
        mark = _TELEX_TONES.get(meant[at])
        if mark is not None:
            bare = meant[:at] + meant[at + 1 :]
            meant = bare[: vowels[-1] + 1] + mark + bare[vowels[-1] + 1 :]
            break
    meant = unicodedata.normalize("NFC", meant)
    return meant[0].upper() + meant[1:] if word[0].isupper() else meant


def _tone_styles(lines: Sequence[str]) -> Remark | None:
    """Both styles of tone marks in one text; the places are those of the rarer style."""
    old: list[_Spot] = []
    new: list[_Spot] = []
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            continue
        for match in _WORD.finditer(line):
            word = match[0]
            if (folded := fold_tones(word)) != word:
                new.append(_Spot(number, match.start() + 1, word, folded))
            elif (other := _in_new_style(word)) != word:
                old.append(_Spot(number, match.start() + 1, word, other))
    # Nothing is told when one style is all there is: the rarer one has no places then.
    return _remark(RemarkKind.TONE_STYLES, min(old, new, key=len))


def _in_new_style(word: str) -> str:
    """``word`` with its tone where the new style puts it; itself where styles do not differ."""
    letters, tones = split_tone(word)
    if len(tones) != 1 or letters[-2:].lower() not in ("oa", "oe", "uy"):
        return word
    moved = unicodedata.normalize("NFC", letters + tones)
    return moved if fold_tones(moved) == word else word


def _markdown_in(line: str) -> Iterator[tuple[int, str, str]]:
    for match in _MARKDOWN.finditer(line):
        yield match.start(), line[match.start() : match.start() + 24], ""


def _tcvn3_in(line: str) -> Iterator[tuple[int, str, str]]:
    for start, word, meant in perhaps_tcvn3(line):
        yield start, word.replace("\u00ad", "<U+00AD>"), meant


def _no_marks_in(line: str) -> Iterator[tuple[int, str, str]]:
    for match in _NO_MARKS.finditer(line):
        meant = _WITHOUT_MARKS[match[0].lower()]
        yield (
            match.start(),
            match[0],
            meant[0].upper() + meant[1:] if match[0][0].isupper() else meant,
        )
