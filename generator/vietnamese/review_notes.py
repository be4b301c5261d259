"""Review notes: places that a person should look at and no program may change.

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
from generator.vietnamese.legacy_encodings import leftover_tcvn3_words, possible_tcvn3_words
from generator.vietnamese.stray_marks import find_on_nothing
from generator.vietnamese.syllables import fold_tones, is_syllable, retone, split_tone


class ReviewNoteKind(StrEnum):
    """Kinds of review notes; the values are stable."""

    VIQR = "viqr"
    TELEX = "telex"
    TONE_STYLES = "tone-styles"
    MARKDOWN = "markdown"
    NO_MARKS = "missing-marks"
    TCVN3 = "perhaps-tcvn3"
    MISPLACED_TONE = "misplaced-tone"
    WRONG_VOWEL = "wrong-vowel"
    WRONG_CASE = "small-letter-among-capitals"
    SCATTERED = "letters-moved-away"
    STRAY_MARK = "mark-on-nothing"


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """One note on a text, for all places of one kind.

    Attributes:
        line: 1-based, of the first place.
        column: 1-based, in that line.
        count: How many places there are.
        found: What stands at the first place.
        instead: What was probably meant; empty when it cannot be inferred.
    """

    kind: ReviewNoteKind
    line: int
    column: int
    count: int
    found: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class _Occurrence:
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
_CERTAIN_TELEX: Final = re.compile("^dd|uow|j|[aeo]{2}[sfrx][cmnpt]|[aou]w[sfrx]", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_MARKDOWN: Final = re.compile(r"\*\*")
#: Words that scanners and hasty typists leave without their marks, and what they are.
_WITHOUT_MARKS: Final = {"noi nhận": "nơi nhận", "luu": "lưu"}
_MISSING_MARKS: Final = re.compile(r"\b(?:noi nhận|luu)\b", re.IGNORECASE)
_MIN_WORDS: Final = 2
#: Syllables in ã that are no words, while those in ă are common ones.
_TILDE_FOR_BREVE: Final = re.compile(
    r"\b(?:nãm|cãn|thãm|tãng|nãng|bãng|chãm|trãm|khãn|ngãn|tãm|thãng|cãng|chãn|sãn|bãn|quãn|dãm"
    r"|thãn|gãn|chãng|nãn|bãm|ðãng)\b",
    re.IGNORECASE,
)
_WITH_BREVE: Final = str.maketrans("ãÃð", "ăĂđ")
_SMALL_AMONG_CAPITALS: Final = re.compile(
    r"\b[A-ZĐ\u00c0-\u00dd]+à[A-ZĐ\u00c0-\u00dd\u1e00-\u1eff]{2,}"
)
_MERE_VOWELS: Final = re.compile("[aeiouyàáâãèéêìíòóôõùúýăĩũơưạ-ỹ]{1,3}", re.IGNORECASE)
_MERE_CONSONANTS: Final = re.compile(
    "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x", re.IGNORECASE
)


def find_review_notes(text: str, *, numbers: Sequence[int] = ()) -> tuple[ReviewNote, ...]:
    """The review notes on ``text`` (NFC), in the order of its lines.

    Args:
        text: A mended text.
        numbers: For each line, the number to report it by; by default its own.
    """
    lines = _LINE_END.split(text)
    found = (
        _note(ReviewNoteKind.VIQR, list(_occurrences(lines, _find_viqr))),
        _telex(lines),
        _tone_styles(lines),
        _note(ReviewNoteKind.MARKDOWN, list(_occurrences(lines, _find_markdown))),
        _note(ReviewNoteKind.TCVN3, list(_occurrences(lines, _find_tcvn3))),
        *(_note(kind, list(_occurrences(lines, find))) for kind, find in _DAMAGES.items()),
        _note(
            ReviewNoteKind.NO_MARKS,
            list(_occurrences(lines, _find_missing_marks)),
            needs_marks=text,
        ),
    )
    notes = (replace(r, line=numbers[r.line - 1]) if numbers else r for r in found if r is not None)
    return tuple(sorted(notes, key=lambda note: (note.line, note.column)))


def _note(
    kind: ReviewNoteKind, occurrences: Sequence[_Occurrence], *, needs_marks: str | None = None
) -> ReviewNote | None:
    if not occurrences or (needs_marks is not None and needs_marks.isascii()):
        return None
    first = occurrences[0]
    return ReviewNote(
        kind,
        first.line,
        first.column,
        len(occurrences),
        excerpt(first.found),
        excerpt(first.instead),
    )


def _occurrences(
    lines: Sequence[str], find: Callable[[str], Iterator[tuple[int, str, str]]]
) -> Iterator[_Occurrence]:
    for number, line in enumerate(lines, start=1):
        for start, found, instead in find(line):
            yield _Occurrence(number, start + 1, found, instead)


def _find_viqr(line: str) -> Iterator[tuple[int, str, str]]:
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


def _telex(lines: Sequence[str]) -> ReviewNote | None:
    occurrences = list(_occurrences(lines, _find_telex))
    certain = [place for place in occurrences if _CERTAIN_TELEX.search(place.found)]
    if not certain or len({place.found.lower() for place in occurrences}) < _MIN_WORDS:
        return None
    return _note(ReviewNoteKind.TELEX, occurrences)


def _find_telex(line: str) -> Iterator[tuple[int, str, str]]:
    for match in _ASCII_WORD.finditer(line):
        word = match[0]
        meant = "" if is_syllable(word) else _from_telex(word)
        if meant and not meant.isascii() and is_syllable(meant):
            yield match.start(), word, meant


def _from_telex(word: str) -> str:
    """``word`` as Telex would write it; empty when Telex would change nothing in it."""
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


def _tone_styles(lines: Sequence[str]) -> ReviewNote | None:
    """Both styles of tone marks in one text; the places are those of the rarer style."""
    old: list[_Occurrence] = []
    new: list[_Occurrence] = []
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            continue
        for match in _WORD.finditer(line):
            word = match[0]
            if (folded := fold_tones(word)) != word:
                new.append(_Occurrence(number, match.start() + 1, word, folded))
            elif (other := _in_new_style(word)) != word:
                old.append(_Occurrence(number, match.start() + 1, word, other))
    # No note when the text has one style only: the rarer one has no places then.
    return _note(ReviewNoteKind.TONE_STYLES, min(old, new, key=len))


def _in_new_style(word: str) -> str:
    """``word`` with its tone where the new style puts it; itself where styles do not differ."""
    letters, tones = split_tone(word)
    if len(tones) != 1 or letters[-2:].lower() not in ("oa", "oe", "uy"):
        return word
    moved = unicodedata.normalize("NFC", letters + tones)
    return moved if fold_tones(moved) == word else word


def _find_markdown(line: str) -> Iterator[tuple[int, str, str]]:
    for match in _MARKDOWN.finditer(line):
        yield match.start(), line[match.start() : match.start() + 24], ""


def _find_tcvn3(line: str) -> Iterator[tuple[int, str, str]]:
    for start, word, meant in possible_tcvn3_words(line):
        yield start, word.replace("\u00ad", "<U+00AD>"), meant
    yield from leftover_tcvn3_words(line) if not line.isascii() else ()


def _find_missing_marks(line: str) -> Iterator[tuple[int, str, str]]:
    for match in _MISSING_MARKS.finditer(line):
        meant = _WITHOUT_MARKS[match[0].lower()]
        yield (
            match.start(),
            match[0],
            meant[0].upper() + meant[1:] if match[0][0].isupper() else meant,
        )


def _find_misplaced_tones(line: str) -> Iterator[tuple[int, str, str]]:
    """Words whose tone is on the wrong vowel, as "ngừơi": only one place makes them syllables."""
    if line.isascii():
        return
    for match in _WORD.finditer(line):
        meant = "" if match[0].isascii() or is_syllable(match[0]) else retone(match[0])
        if meant:
            yield match.start(), match[0], meant


def _find_wrong_vowels(line: str) -> Iterator[tuple[int, str, str]]:
    """ã for ă, as in "cãn cứ": with ngã these rimes make no word of the language."""
    for match in _TILDE_FOR_BREVE.finditer(line):
        meant = match[0].translate(_WITH_BREVE)
        if is_syllable(meant):
            yield match.start(), match[0], meant


def _find_wrong_case(line: str) -> Iterator[tuple[int, str, str]]:
    """A small letter among capitals: "XàHỘI" was "XÃ HỘI", whose bytes were read as another."""
    for match in _SMALL_AMONG_CAPITALS.finditer(line):
        first, last = match[0].split("à", 1)
        meant = f"{first}Ã {last}"
        is_certain = is_syllable(f"{first}Ã") and is_syllable(last)
        yield match.start(), match[0], meant if is_certain else ""


def _find_scattered(line: str) -> Iterator[tuple[int, str, str]]:
    """Vowels that stand together at the line's end, as a PDF gives them: "PH NG TH I ƯỜ Ớ"."""
    words = line.split()
    vowels = 0
    while vowels < len(words) and _MERE_VOWELS.fullmatch(words[-1 - vowels]):
        vowels += 1
    rest = words[: len(words) - vowels]
    onsets = [word for word in rest if _MERE_CONSONANTS.fullmatch(word)]
    if vowels >= _MIN_WORDS and len(onsets) >= _MIN_WORDS and 2 * len(onsets) >= len(rest) - 1:
        yield line.index(onsets[0]), line.strip(), ""


def _find_stray_marks(line: str) -> Iterator[tuple[int, str, str]]:
    for mark in find_on_nothing(line):
        near = line[max(0, mark.start() - 8) : mark.start()].strip()
        yield mark.start(), f"{near} <U+{ord(mark[0][0]):04X}>".strip(), ""


_DAMAGES: Final = {
    ReviewNoteKind.MISPLACED_TONE: _find_misplaced_tones,
    ReviewNoteKind.WRONG_VOWEL: _find_wrong_vowels,
    ReviewNoteKind.WRONG_CASE: _find_wrong_case,
    ReviewNoteKind.SCATTERED: _find_scattered,
    ReviewNoteKind.STRAY_MARK: _find_stray_marks,
}
