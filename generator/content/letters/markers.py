"""Markers of official papers: "II.", "1-", "a)", "Điều 2.", "1.1.", "►".

A line's beginning may be read as several markers ("i)" is a letter and a number), or be none at
all ("1.000 đồng", "20/10;"): :func:`marker_candidates` gives what it can be by its form. What it is
by the markers before it picks ``marker_sequence``; which belongs to which, ``block_tree``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from generator.content.letters.model import BlockType


class MarkerFamily(StrEnum):
    """Families of markers; those of one family and delimiter count on."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    NAMED_CLAUSE = "named clause"
    STEP = "step"
    QUESTION = "question"
    ROMAN = "roman"
    CAPITAL = "capital"
    ARABIC = "arabic"
    DECIMAL = "decimal"
    LETTER = "letter"
    SMALL_ROMAN = "small roman"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class MarkerKind:
    """Kind of a marker: "1." and "1)" are two kinds, "1." and "2." are one.

    Attributes:
        style: The delimiter, or the bullet itself; all dashes are one.
        depth: How many numbers a decimal has; else 1. Its style is what its first number is.
    """

    family: MarkerFamily
    style: str
    depth: int = 1

    @property
    def is_bullet(self) -> bool:
        """True if markers of this kind do not count."""
        return self.family is MarkerFamily.BULLET


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as it stands.

    Attributes:
        numbers: What it counts, outermost first: (1, 2) of "1.2."; a letter's is its place in the
            Vietnamese order of letters; empty of a bullet.
        name: Its part of an address: "II", "a", "Đ2"; empty of a bullet.
        length: How many characters of the line it takes, white space at the line's start included;
            0 for one that stands not in the text.
    """

    text: str
    kind: MarkerKind
    numbers: tuple[int, ...]
    name: str
    length: int

    @property
    def is_first(self) -> bool:
        """True if a numbering begins with it; a bullet always may."""
        return not self.numbers or self.numbers[-1] == 1

    def follows(self, before: Marker) -> bool:
        """True if it is the next of the same numbering after ``before``."""
        if not self.numbers or len(self.numbers) != len(before.numbers):
            return False
        if self.kind.family is MarkerFamily.LETTER or self.kind.family is MarkerFamily.CAPITAL:
            return _letter_follows(before.name, self.name)
        return self.numbers[:-1] == before.numbers[:-1] and (
            self.numbers[-1] == before.numbers[-1] + 1
        )

    @property
    def type(self) -> BlockType:
        """The type of the block that it begins."""
        if self.kind.is_bullet:
            return BlockType.PLUS if self.kind.style.startswith("+") else BlockType.DASH
        return _TYPES[self.kind.family]


_TYPES: Final = {
    MarkerFamily.PART: BlockType.HEADING,
    MarkerFamily.CHAPTER: BlockType.HEADING,
    MarkerFamily.SECTION: BlockType.HEADING,
    MarkerFamily.SUBSECTION: BlockType.HEADING,
    MarkerFamily.ARTICLE: BlockType.ARTICLE,
    MarkerFamily.NAMED_CLAUSE: BlockType.CLAUSE,
    MarkerFamily.STEP: BlockType.CLAUSE,
    MarkerFamily.QUESTION: BlockType.CLAUSE,
    MarkerFamily.ROMAN: BlockType.HEADING,
    MarkerFamily.CAPITAL: BlockType.HEADING,
    MarkerFamily.ARABIC: BlockType.CLAUSE,
    MarkerFamily.DECIMAL: BlockType.CLAUSE,
    MarkerFamily.LETTER: BlockType.POINT,
    MarkerFamily.SMALL_ROMAN: BlockType.POINT,
}

#: Order of the letters of points (Nghị định 30/2020/NĐ-CP: a, b, c, d, đ, e).
_VIETNAMESE: Final = "abcdđeghiklmnopqrstuvxy"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_WORDS: Final = {
    "phần": (MarkerFamily.PART, "Ph"),
    "chương": (MarkerFamily.CHAPTER, "Ch"),
    "mục": (MarkerFamily.SECTION, "M"),
    "tiểu mục": (MarkerFamily.SUBSECTION, "TM"),
    "điều": (MarkerFamily.ARTICLE, "Đ"),
    "khoản": (MarkerFamily.NAMED_CLAUSE, ""),
    "bước": (MarkerFamily.STEP, "B"),
    "câu": (MarkerFamily.QUESTION, "C"),
    "câu hỏi": (MarkerFamily.QUESTION, "C"),
}
_ORDINALS: Final = {
    w: n
    for n, w in enumerate(
        ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"), start=1
    )
}
#: All dashes are one bullet: people and programs mix them within one list.
_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
#: Signs that are bullets wherever a paragraph begins with them.
_BULLETS: Final = frozenset(
    _DASHES
    + "+*•·●○◦∙⦁⚫▪▫■□◼◻▮►▶▸▹‣➢➤➔→⇒»❖◆◇♦★☆✓✔☑☐✗✘§¤※¶❑❒❏◘◙"
    + "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf071\uf06e\uf0a8"  # Wingdings and Symbol
)
#: Letters that Wingdings and Symbol show as bullets and plain text as themselves ("o", "Ø", "v").
_LETTER_BULLETS: Final = frozenset("oØüvq§Ÿ")

#: Letters with which a marker of two letters and more begins: "Điều", "II", "iv".
_BEGINNERS: Final = frozenset("ĐCMPKTBIVXLivx")
#: A marker, with the white space before it and what follows it, is within so many characters.
_MAX_HEAD: Final = 120
_END: Final = r"(?=$|\s|[^\W\d_]|[\"“”‘’'«(\[…*_])"
_WORDED: Final = re.compile(
    r"(?P<word>Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Khoản|KHOẢN|Tiểu mục|TIỂU MỤC"
    r"|Bước|BƯỚC|Câu hỏi|CÂU HỎI|Câu|CÂU)\s+"
    r"(?P<number>\d{1,4}(?P<letter>[a-zđ]?)|[IVXL]+|(?:thứ|THỨ)\s+(?:[^\W\d_]+))"
    r"(?P<mark>\s?(?:\.-|[.:)\-\u2013\u2014/])|)(?=$|\s|[^\W\d_])"
)
_NUMBERED: Final = re.compile(
    r"(?P<open>\(?)"
    r"(?:(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,5})"
    r"|(?P<mixed>(?:[IVXL]{1,5}|[A-ZĐa-zđ])(?:\.\d{1,2}){1,4}|[a-zđ]\d{1,2}(?=[.)]))"
    r"|(?P<arabic>\d{1,3})|(?P<roman>[IVXL]{1,7})"
    r"|(?P<small>[ivx]{1,5})(?![^\W\d_])|(?P<letter>[a-zđA-ZĐ])(?![^\W\d_]))"
    r"(?P<mark>\.\)|\.-|\.\u2013|[.)/:]|\s?[-\u2013\u2014]|)" + _END
)
#: A number and symbol of a document, not a marker: "12-CV/ĐU", "45/KH-UBND".
_DOCUMENT_NUMBER: Final = re.compile(
    r"\d{1,4}\s?[-/\u2013]\s?(?:\d{4}\s?/\s?)?[A-ZĐƯƠ][\wĐđƯư]{0,6}\s?[-/\u2013]"
)
_TELEPHONE: Final = re.compile(r"\+\s?\d[\d .]{5,}")


def _letter_follows(before: str, after: str) -> bool:
    """True if ``after`` is the letter after ``before`` in Vietnamese papers or in Latin order."""
    first, second = before.lower()[-1:], after.lower()[-1:]
    for row in (_VIETNAMESE, _LATIN):
        at = row.find(first)
        if at >= 0 and row[at + 1 : at + 2] == second:
            return True
    return False


def _roman_value(text: str) -> int:
    """Value of a Roman number, 0 if it is none."""
    values = {"I": 1, "V": 5, "X": 10, "L": 50}
    total = 0
    for at, digit in enumerate(text):
        value = values[digit]
        following = values.get(text[at + 1 : at + 2], 0)
        total += -value if value < following else value
    return total if _to_roman(total) == text else 0


def _to_roman(number: int) -> str:
    parts = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    out = ""
    for value, digit in parts:
        while number >= value:
            out, number = out + digit, number - value
    return out


def _letter_number(letter: str) -> int:
    at = _VIETNAMESE.find(letter.lower())
    return at + 1 if at >= 0 else 100 + _LATIN.find(letter.lower())


def marker_candidates(text: str, *, bullets: frozenset[str] = frozenset()) -> tuple[Marker, ...]:
    """Markers that the beginning of ``text`` can be by its form, the likeliest first.

    Args:
        text: A line or paragraph; white space at its beginning is allowed.
        bullets: Uncommon signs that stand at the beginning of several lines of the paper.
    """
    head = text[:_MAX_HEAD]
    start = len(head) - len(head.lstrip())
    found = _candidates(head[start:], bullets)
    if start == 0:
        return found
    return tuple(replace(marker, length=marker.length + start) for marker in found)


@lru_cache(maxsize=8192)
def _candidates(head: str, bullets: frozenset[str]) -> tuple[Marker, ...]:
    """Markers at the very beginning of ``head``."""
    if not head or (head[1:2].isalpha() and head[0].isalpha() and head[0] not in _BEGINNERS):
        return ()
    if head[0].isalnum() or head[0] == "(":
        found = _worded(head, 0) or _numbered(head, 0)
        if found:
            return found
    bullet = _bullet(head, 0, bullets)
    return (bullet,) if bullet else ()


def automatic_marker(text: str) -> Marker:
    """The marker that Word numbers by itself; a bullet if its form is none of ours."""
    shown = " ".join(text.split())
    for found in marker_candidates(shown):
        if found.length == len(shown):
            return Marker(shown, found.kind, found.numbers, found.name, 0)
    number = re.search(r"\d+", shown)
    if number:  # "Bước 2:"
        style = shown.replace(number[0], "#", 1)
        kind = MarkerKind(MarkerFamily.ARABIC, style)
        return Marker(shown, kind, (int(number[0]),), number[0], 0)
    style = "-" if shown and shown[0] in _DASHES else shown
    return Marker(shown, MarkerKind(MarkerFamily.BULLET, style), (), "", 0)


def _worded(head: str, start: int) -> tuple[Marker, ...]:
    match = _WORDED.match(head)
    if match is None:
        return ()
    family, short = _WORDS[" ".join(match["word"].lower().split())]
    number = match["number"]
    rest = head[match.end() :].lstrip()
    if not match["mark"] and rest and not _is_title_in_capitals(rest):
        return ()
    if number[0].isdigit():
        value, name = int(number.rstrip("abcdefghijklmnopqrstuvwxyzđ")), number
    elif number[0] in "IVXL":
        value, name = _roman_value(number), number
    else:
        value = _ORDINALS.get(number.split()[-1].lower(), 0)
        name = str(value)
    if not value:
        return ()
    # "Điều 5a" stands between 5 and 6: it counts as 5 for what follows it.
    kind = MarkerKind(family, "")
    return (Marker(_folded(match[0]), kind, (value,), short + name, start + match.end()),)


def _is_title_in_capitals(text: str) -> bool:
    words = text.split()
    return bool(words) and words[0].isupper() and len(words[0]) > 1 and text.isupper()


def _numbered(head: str, start: int) -> tuple[Marker, ...]:
    match = _NUMBERED.match(head)
    if match is None or _DOCUMENT_NUMBER.match(head):
        return ()
    mark = match["mark"].strip().replace("\u2013", "-").replace("\u2014", "-")
    following = head[match.end() : match.end() + 1]
    if match["open"] and mark != ")":
        return ()
    if not mark and not ((match["decimal"] or match["mixed"]) and following.isspace()):
        return ()
    style = match["open"] + mark
    text, length = _folded(match[0]), start + match.end()
    made: list[Marker] = []

    def add(family: MarkerFamily, numbers: tuple[int, ...], name: str) -> None:
        made.append(Marker(text, MarkerKind(family, style), numbers, name, length))

    if match["decimal"] or match["mixed"]:
        decimal = _decimal(match["decimal"] or match["mixed"], text, length)
        if decimal:
            made.append(decimal)
    elif match["arabic"]:
        value = int(match["arabic"])
        is_lower = following.islower() and mark in (".", "-", "/", ":")
        if value and not match["arabic"].startswith("0") and not is_lower:
            add(MarkerFamily.ARABIC, (value,), match["arabic"])
    elif match["roman"]:
        value = _roman_value(match["roman"])
        if value:
            add(MarkerFamily.ROMAN, (value,), match["roman"])
        if len(match["roman"]) == 1:
            add(MarkerFamily.CAPITAL, (_letter_number(match["roman"]),), match["roman"])
    else:
        small, letter = match["small"], match["letter"] or match["small"]
        glued = bool(following) and following.isalpha()
        if len(letter) == 1 and not (glued and (mark != ")" and following.islower())):
            if letter.islower() and mark != ":":
                add(MarkerFamily.LETTER, (_letter_number(letter),), letter)
            elif not glued:
                add(MarkerFamily.CAPITAL, (_letter_number(letter),), letter)
        if small and not glued and (value := _roman_value(small.upper())):
            add(MarkerFamily.SMALL_ROMAN, (value,), small)
    return tuple(made)


def _decimal(numbers: str, text: str, length: int) -> Marker | None:
    """The marker with several numbers, "1.2", "II.1", "a.1", "a1"; None for "1.05" or "0.5"."""
    first, *others = re.findall(r"[^\W\d]+|\d+", numbers)
    if any(part.startswith("0") for part in (first, *others)):
        return None
    style, value = "", 0
    if first.isdigit():
        value = int(first)
    elif first[0] in "IVXL" and (value := _roman_value(first)):
        style = "I"
    elif len(first) == 1:
        style, value = ("a" if first.islower() else "A"), _letter_number(first)
    counted = (value, *map(int, others))
    kind = MarkerKind(MarkerFamily.DECIMAL, style, len(counted))
    return Marker(text, kind, counted, others[-1], length) if value else None


def _bullet(head: str, start: int, bullets: frozenset[str]) -> Marker | None:
    first = head[0]
    following = head[1:2]
    if first in _LETTER_BULLETS and first.isalpha():
        if not following.isspace() or not head[1:].lstrip()[:1].isupper():
            return None
        if first in "vq" and first not in bullets:
            return None
        return _bullet_marker(first, start)
    double = re.match(r"(?:[-=\u2013\u2014]{1,2}>|--|\+\+|>>)(?=\s|[^\W\d_])", head)
    if double:
        return _bullet_marker(double[0], start)
    if first not in _BULLETS and first not in bullets:
        return None
    if first == "+" and _TELEPHONE.match(head):
        return None
    if following and following == first:
        return None  # a rule of dashes, stars
    return _bullet_marker(first, start)


def _bullet_marker(text: str, start: int) -> Marker:
    style = "-" if text in _DASHES else text
    return Marker(text, MarkerKind(MarkerFamily.BULLET, style), (), "", start + len(text))


def _folded(text: str) -> str:
    return " ".join(text.split())


def repeated_bullets(texts: Iterable[str]) -> frozenset[str]:
    """Bullets: signs that begin more than one line, before a text.

    Quotation marks, brackets and stops are none: they belong to the text.
    """
    counted: Counter[str] = Counter()
    for text in texts:
        head = text.lstrip()[:3]
        if len(head) < 2:
            continue
        is_bullet = (
            unicodedata.category(head[0]) in _BULLET_CATEGORIES and head[0] not in _NO_BULLETS
        )
        if is_bullet or (head[0] in _LETTER_BULLETS and head[1].isspace()):
            counted[head[0]] += 1
    return frozenset(bullet for bullet, n in counted.items() if n > 1)


#: Symbols, private use (Wingdings), dashes, other punctuation.
_BULLET_CATEGORIES: Final = frozenset({"So", "Sm", "Sk", "Co", "Pd", "Po", "Cn"})
_NO_BULLETS: Final = frozenset("\"'.,;:!?…/\\%&|@")
