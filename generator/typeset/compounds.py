"""Which Vietnamese words belong together: the cost of ending a line after each of them.

Written Vietnamese puts a space between syllables, not between words, so a line end at any space
may cut a word in two: "tài / khoản". A lexicon of compounds and a few rules about names, numbers
and dashes say where a break hurts. What weighs these costs against ragged lines is
``typeset.breaking``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.resources import assets

#: Breaks that cost this much or more are not made while what they cut fits on one line.
UNBREAKABLE = 1000.0
#: Between the words of a long set phrase, as in "ủy ban / nhân dân".
SET_PHRASE = 100.0
#: After a dash between spaces, as in "đất nước - / con người".
AFTER_DASH = 200.0
#: Breaks at a pause in the sentence are better than others by this much.
AFTER_COMMA = -2.0
AFTER_STOP = -5.0

#: A negation belongs to what it denies: "mục đích không / lành mạnh" reads as its opposite.
AFTER_NEGATION = 10.0

#: A line never begins with one of these, standing alone.
DASHES = frozenset("-–—")

_OPENING = "([{“‘«\"'"
_CLOSING = ")]}”’»\"'"
_POINTS = ",;:.!?…"
#: What a number names: it stays with the number that follows it.
_BEFORE_NUMBER = frozenset((
    "quận", "phường", "xã", "tổ", "phố", "ấp", "thôn", "đường", "số", "ngày", "tháng", "năm",
    "quý", "tuần", "lần", "thứ", "điều", "khoản", "điểm", "mục", "chương", "phần", "phụ", "lục",
    "trang", "bảng", "hình", "khóa", "kỳ", "nhóm", "mẫu", "khoảng", "định", "văn", "tư", "quyết",
    "bậc", "cấp",
))  # fmt: skip
#: What a number counts when it follows a bound number too: "ngày 21 tháng 12 năm 2022".
_DATE_WORDS = frozenset(("tháng", "năm"))
_NEGATIONS = frozenset(("không", "chưa", "chớ", "đừng"))
_ABBREVIATIONS = frozenset((
    "tp.", "p.", "q.", "x.", "tx.", "tt.", "đ.", "kp.", "kt.", "tm.", "tl.", "tuq.", "ts.", "ths.",
    "gs.", "bs.", "ô.", "b.",
))  # fmt: skip

_NUMBER = re.compile(r"\d[\d.,/:%]*(?:[/-]\S*)?")
_LONGEST_NAME = 4

#: Tone marks written on the last vowel, and where the old style puts them: hoà is hòa.
_NEW_STYLE = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\W\d_])")
_OLD_STYLE = str.maketrans(dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy", strict=True)))
_FIRST_VOWEL = {
    "o": dict(zip("àáảãạèéẻẽẹ", "òóỏõọòóỏõọ", strict=True)),
    "u": dict(zip("ỳýỷỹỵ", "ùúủũụ", strict=True)),
}


def lexicon_form(text: str) -> str:
    """``text`` as the lexicon spells it: lower case, tone marks in the old style.

    "HOÀ BÌNH" and "Hòa bình" both give "hòa bình"; "quý" and "hoàn" stay as they are.
    """
    return _NEW_STYLE.sub(_moved_tone, text.lower())


def _moved_tone(match: re.Match[str]) -> str:
    first, second = match[0][0], match[0][1]
    return _FIRST_VOWEL[first][second] + second.translate(_OLD_STYLE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compounds, each as the syllables it is written with, by their first syllable.

    The lists are sorted, longest compound first.
    """

    compounds: Mapping[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, entries: Iterable[str]) -> Lexicon:
        """A lexicon of ``entries``: lower case, old-style tone marks, spaces between syllables."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for entry in entries:
            syllables = tuple(entry.split())
            if len(syllables) > 1:
                found.setdefault(syllables[0], set()).add(syllables)
        return cls({k: tuple(sorted(v, key=lambda e: (-len(e), e))) for k, v in found.items()})

    def match(self, forms: Sequence[_Form], start: int, longest: int) -> int:
        """How many of ``forms`` from ``start`` the longest compound of <= ``longest`` takes, or 1.

        Punctuation before the first and after the last syllable does not matter; between them
        only a compound that is spelled with it, as "phòng, chống", is found.
        """
        for syllables in self.compounds.get(forms[start].inner, ()):
            length = len(syllables)
            if length > longest or start + length > len(forms):
                continue
            inner = zip(forms[start + 1 : start + length - 1], syllables[1:-1], strict=True)
            if forms[start + length - 1].final == syllables[-1] and all(
                form.middle == syllable for form, syllable in inner
            ):
                return length
        return 1


@dataclass(frozen=True, slots=True)
class _Form:
    """A token in the lexicon's spelling: as a compound's first, middle or last syllable."""

    inner: str
    middle: str
    final: str

    @classmethod
    def of(cls, token: str) -> _Form:
        middle = lexicon_form(token)
        return cls(middle.lstrip(_OPENING), middle, middle.rstrip(_POINTS + _CLOSING))


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that comes with the product, ``assets/lexicon/vi.txt``."""
    text = (assets() / "lexicon" / "vi.txt").read_text(encoding="utf-8")
    return Lexicon.of(line for line in text.splitlines() if line and not line.startswith("#"))


def break_costs(tokens: Sequence[str], lexicon: Lexicon) -> list[float]:
    """The cost of a line end after each of ``tokens``, the space-separated parts of a text.

    0 is an ordinary break; less is a good one. The last entry means nothing.
    """
    costs = [_after(token) for token in tokens]
    _bind_compounds(tokens, lexicon, costs)
    _bind_names(tokens, costs)
    _bind_numbers(tokens, costs)
    return costs


def _after(token: str) -> float:
    """What the token itself says about a break behind it."""
    if token in DASHES:
        return AFTER_DASH
    form = lexicon_form(token)
    if form in _ABBREVIATIONS:
        return UNBREAKABLE
    if form in _NEGATIONS:
        return AFTER_NEGATION
    end = token.rstrip(_CLOSING)[-1:]
    if end == ",":
        return AFTER_COMMA
    return AFTER_STOP if end and end in ";:.!?…" else 0.0


def _bind_compounds(tokens: Sequence[str], lexicon: Lexicon, costs: list[float]) -> None:
    forms = [_Form.of(token) for token in tokens]
    for start, end in _compounds(forms, lexicon, 0, len(forms), len(forms)):
        _bind_compound(forms, lexicon, costs, start, end)


def _bind_compound(
    forms: Sequence[_Form], lexicon: Lexicon, costs: list[float], start: int, end: int
) -> None:
    """Up to three syllables stay together; a longer phrase may break between its own words."""
    if end - start <= 3:
        costs[start : end - 1] = [UNBREAKABLE] * (end - start - 1)
        return
    for first, last in _compounds(forms, lexicon, start, end, end - start - 1):
        _bind_compound(forms, lexicon, costs, first, last)
        if last < end:
            costs[last - 1] = SET_PHRASE


def _compounds(
    forms: Sequence[_Form], lexicon: Lexicon, start: int, end: int, longest: int
) -> Iterator[tuple[int, int]]:
    """The first syllable of each compound of <= ``longest``, and the one behind its last.

    A syllable that is in no compound is its own.
    """
    while start < end:
        length = lexicon.match(forms[:end], start, longest)
        yield start, start + length
        start += length


def _bind_names(tokens: Sequence[str], costs: list[float]) -> None:
    """Two to four capitalised syllables in a row are a name: "An Phú Đông".

    Longer runs are headings with Capitals For Each Word, and say nothing.
    """
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and _is_capitalised(tokens[end], first=end == start):
            end += 1
            if tokens[end - 1][-1] in _POINTS + _CLOSING:
                break
        if 2 <= end - start <= _LONGEST_NAME:
            costs[start : end - 1] = [UNBREAKABLE] * (end - start - 1)
        start = max(end, start + 1)


def _is_capitalised(token: str, *, first: bool) -> bool:
    core = (token.lstrip(_OPENING) if first else token).rstrip(_POINTS + _CLOSING)
    return core[:1].isupper() and core[1:].islower() and core.isalpha()


def _bind_numbers(tokens: Sequence[str], costs: list[float]) -> None:
    """A number stays with what it names, "Quận 12", or else with what it counts, "8 điều"."""
    for index, token in enumerate(tokens):
        core = token.strip(_OPENING + _CLOSING + _POINTS)
        if not _NUMBER.fullmatch(core):
            if token.startswith("/") and index and len(token) > 1:
                costs[index - 1] = UNBREAKABLE
            continue
        named = index > 0 and lexicon_form(tokens[index - 1].lstrip(_OPENING)) in _BEFORE_NUMBER
        if named:
            costs[index - 1] = UNBREAKABLE
        if index + 1 == len(tokens) or token[-1] in _POINTS + _CLOSING:
            continue
        following = tokens[index + 1].rstrip(_POINTS + _CLOSING)
        if named and lexicon_form(following) in _DATE_WORDS:
            costs[index] = SET_PHRASE
        elif not named and following.isalpha() and following.islower():
            costs[index] = UNBREAKABLE
