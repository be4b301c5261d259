"""Date lines: "Bình Minh, ngày 05 tháng 8 năm 2026", with or without "ngày", blank in drafts."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from generator.content.letters.folding import fold

_BLANK: Final = r"[.…_]{1,20}"
_WORDS: Final = re.compile(
    rf"(?:(?P<word>ngay)\s{{0,30}})?(?P<day>\d{{1,2}}|{_BLANK}|)\s{{0,30}}"
    rf"(?<![a-z])thang\s{{0,30}}(?P<month>\d{{1,2}}|{_BLANK}|)\s{{0,30}}"
    rf"(?<![a-z])nam\s{{0,30}}(?P<year>\d{{4}}|\d{{0,3}}(?:{_BLANK})?)"
)
_FIGURES: Final = re.compile(
    r"(?:(?P<word>ngay)\s{0,9})?(?P<day>\d{1,2})\s?[/.\-]\s?(?P<month>\d{1,2})\s?[/.\-]\s?"
    r"(?P<year>\d{4})(?!\d)"
)
#: "Ví Dụ,", "TP. Hồ Chí Minh,", or "Ví Dụ." as a scan reads it.
_PLACE: Final = re.compile(r"(?P<place>[^\W\d_][^,;:!?\n]{0,60}?)\s*[,.]?\s*$")
_MAX_PLACE_WORDS: Final = 8
#: What follows a date line in its cell is nothing but a stop.
_REST: Final = re.compile(r"[\s.,;*_]*$")


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date line in a text, by 0-based places.

    Attributes:
        place: The place that it names.
        date: The day; None when it is blank, or when there is no such day.
        is_blank: Whether day, month or year is left blank.
    """

    start: int
    end: int
    place: str | None
    date: dt.date | None
    is_blank: bool


def find_date_line(text: str, start: int = 0) -> DateLine | None:
    """The date line at the end of ``text``, one line, from ``start`` on; None if there is none.

    A date within a sentence is none: before it stands a place, or nothing.
    """
    folded = fold(text)
    for pattern in (_WORDS, _FIGURES):
        for found in pattern.finditer(folded, start):
            line = _date_line(text, found, start)
            if line is not None:
                return line
    return None


def _date_line(text: str, found: re.Match[str], start: int) -> DateLine | None:
    if not _REST.match(text, found.end()):
        return None
    before = text[start : found.start()]
    place = _PLACE.search(before) if before.strip() else None
    if before.strip() and not _is_place(place, found):
        return None
    if place is None and not found["word"]:
        return None
    name = " ".join(place["place"].split()) if place else None
    begin = start + place.start() if place else found.start()
    end = len(text.rstrip())
    return DateLine(begin, end, name, _day(found), not _is_filled(found))


def _is_place(place: re.Match[str] | None, found: re.Match[str]) -> bool:
    if place is None:
        return False
    name = place["place"]
    words = name.split()
    if not name[0].isupper() or len(words) > _MAX_PLACE_WORDS or place.start() > 0:
        return False
    # "Họp ngày 5/8/2026" is a sentence; a place is parted from the day.
    has_stop = place.string[place.end("place") :].strip() != ""
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in words)
    return has_stop or (bool(found["word"]) and 2 * capitals > len(words))


def _is_filled(found: re.Match[str]) -> bool:
    return (
        found["day"].isdigit()
        and found["month"].isdigit()
        and found["year"].isdigit()
        and len(found["year"]) == 4
    )


def _day(found: re.Match[str]) -> dt.date | None:
    if not _is_filled(found):
        return None
    try:
        return dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
