"""Signs that cannot be said as they are written, put into words; numbers stay figures.

    874/QĐ-BTTTT ngày 17/6/2021  ->  874, quy-đê, bê-tê-tê-tê-tê ngày 17 tháng 6 năm 2021
    UBND, 50%, 18h30, 113        ->  Ủy ban nhân dân, 50 phần trăm, 18 giờ 30 phút, 1 1 3

Every other character is kept. Figures become words in ``spoken.speech``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from generator.vietnamese.spoken.abbreviations import EXPANSIONS, LETTERS, UNITS
from generator.vietnamese.syllables import is_syllable

#: Figures of a telephone number are said in groups of three and four.
_PHONE_GROUPS: Final = {8: (4, 4), 9: (3, 3, 3), 10: (4, 3, 3), 11: (3, 4, 4)}
#: Before a name or number of a unit.
_BEFORE_NAMES: Final = {"P": "phường", "Q": "quận", "Đ": "đường"}
#: Days that everybody names by day and month alone.
_HOLIDAYS: Final = frozenset({
    "3/2", "8/3", "26/3", "30/4", "1/5", "19/5", "1/6", "27/7", "19/8", "2/9", "10/10", "20/10",
    "20/11", "22/12",
})  # fmt: skip
_MAX_FRACTION: Final = 10

_CAPITALS: Final = "A-ZĂÂĐÊÔƠƯ"
_LETTER: Final = r"[^\W\d_]"
_UNIT: Final = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_NUMBER: Final = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_DAY_MONTH: Final = r"(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])"
_DAY_WORDS: Final = r"(?:ngày|mùng|mồng|hôm|dịp|lễ|đợt|trước|sau|từ|đến|tới)"

_PATH: Final = r"(?:/[^\s<>()“”\"]*[^\s<>()“”\".,;:!?])?"
#: In their order: the first that matches at a place is taken.
_RULES: Final = (
    ("email", r"[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}"),
    ("url", rf"https?://[\w.-]*\w(?::\d+)?{_PATH}"),
    (
        "host",
        rf"(?<![\w@.])(?:[A-Za-z0-9-]+\.)+(?:vn|com|org|net|edu|info|gov|me|io|gg|app)\b{_PATH}",
    ),
    (
        "paper",
        rf"\b\d+(?:/\d{{4}})?/[{_CAPITALS}][{_CAPITALS}0-9]*"
        rf"(?:[-/][{_CAPITALS}][{_CAPITALS}0-9]*)*(?!\w)",
    ),
    ("date", rf"(?<![\d/.]){_DAY_MONTH}[/.-](?:19|20)\d\d(?![\d/])"),
    ("month", r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/])"),
    ("quarter", r"(?<!\w)(?:IV|I{1,3})/(?:19|20)\d\d(?![\d/])"),
    ("phone", r"(?<![\d.,/])(?:\+84[ .]?|0)\d{1,3}(?:[ .-]?\d{2,4}){2,3}(?![\d/]|[.,]\d)"),
    ("hotline", r"(?<![\d.,/])1[89]00[ .]?\d{2,4}(?:[ .]?\d{2,4})?(?![\d/])"),
    (
        "time",
        r"(?<![\d:.,/])(?:[01]?\d|2[0-4])\s?(?:h(?:\s?[0-5]\d)?|g[0-5]\d)(?![\w:])"
        r"|(?<![\d:.,/])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])",
    ),
    ("measure", rf"(?<![\w.,/])(?:{_NUMBER})\s?(?:{_UNIT})(?![\w²³/])"),
    ("range", rf"(?<![\w.,/-])(?:{_NUMBER})\s?[-–]\s?(?={_NUMBER})"),
    ("slash", r"(?<![\w.,/])\d+(?:/\d+)+(?![\d/])"),
    ("number", rf"(?<![\d.,]){_NUMBER}"),
    ("city", r"\bTP\.?\s?HCM\b"),
    ("unit", rf"(?<!\w)[PQĐ]\.\s?(?=[{_CAPITALS}\d])"),
    ("office", rf"(?<!\w)[{_CAPITALS}]{{2,}}\s?&\s?[{_CAPITALS}]{{2,}}(?!\w)"),
    ("short", rf"(?<!\w)[{_CAPITALS}][{_CAPITALS}0-9]+(?!\w)(?:\.(?=\s?[{_CAPITALS}]))?"),
    ("roman", r"(?<!\w)[IVX](?!\w)"),
    ("tail", rf"(?<={_LETTER})-(?=\d)"),
    ("either", rf"(?<={_LETTER})/(?={_LETTER})"),
    ("and", r"\s?&\s?"),
)
_PATTERN: Final = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _RULES))
_EMERGENCY: Final = re.compile(
    r"(?:gọi|số|tổng đài|đường dây nóng|điện thoại|hotline|ĐT)"
    r"(?:\W*\b1\d{2,3}\b\W*(?:hoặc|và|hay)?)*\W*$",
    re.IGNORECASE,
)
_ROMAN_BEHIND: Final = re.compile(
    r"(?:khóa|chương|phần|mục|đại hội|lần thứ|thứ|thế kỷ|quý|kỳ|cấp|phụ lục|loại|đảng)\s+$",
    re.IGNORECASE,
)
_ROMAN: Final = {"I": 1, "V": 5, "X": 10}


def expand(text: str) -> str:
    """``text`` in words that can be said, its numbers in figures."""
    return _PATTERN.sub(lambda found: _SAID[found.lastgroup or ""](found), text)


def _host(found: re.Match[str]) -> str:
    """The host of an address; what stands behind it nobody can take down by ear."""
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", found[0]).split("/")[0]
    return _labels(host)


def _email(found: re.Match[str]) -> str:
    name, _, host = found[0].partition("@")
    return f"{_labels(name)} a còng {_labels(host)}"


def _labels(host: str) -> str:
    return " chấm ".join(_label(label) for label in host.split("."))


def _label(label: str) -> str:
    parts = re.findall(r"\d+|[^\W\d_]+", label)
    return " ".join(
        " ".join(part) if part.isdigit() else part if _can_be_said(part) else letters(part)
        for part in parts
    )


def _can_be_said(word: str) -> bool:
    """True if an unknown word has a vowel in each few letters: "zalo", not "mst"."""
    return bool(re.search(r"[aeiouy]", word.lower())) and not re.search(
        r"[^aeiouy]{4}", word.lower()
    )


def letters(word: str) -> str:
    """The names of the letters of ``word``, joined, so that they are not taken for words."""
    return "-".join(LETTERS.get(letter, letter.lower()) for letter in word.upper())


def _paper(found: re.Match[str]) -> str:
    """The number of a paper: its sign letter by letter, as it is written."""
    parts = re.split(r"[/-]", found[0])
    return ", ".join(part if part.isdigit() else _sign(part) for part in parts)


def _sign(part: str) -> str:
    pieces = re.findall(rf"[{_CAPITALS}]+|\d+", part)
    return " ".join(piece if piece.isdigit() else letters(piece) for piece in pieces)


def _date(found: re.Match[str]) -> str:
    day, month, year = re.split(r"[/.-]", found[0])
    return f"{_day(found)}{int(day)} tháng {int(month)} năm {year}"


def _day(found: re.Match[str]) -> str:
    """The word "ngày" before a day, where it does not stand there."""
    before = found.string[: found.start()].rstrip().lower()
    return "" if before.endswith(("ngày", "mùng", "mồng")) else "ngày "


def _month(found: re.Match[str]) -> str:
    month, year = found[0].split("/")
    before = found.string[: found.start()].rstrip().lower()
    word = "" if before.endswith("tháng") else "tháng "
    return f"{word}{int(month)} năm {year}"


def _phone(found: re.Match[str]) -> str:
    """Figure by figure, in the groups in which it is written, else in the usual ones."""
    written = re.findall(r"\d+", found[0])
    if len(written) == 1:
        lengths = _PHONE_GROUPS.get(len(written[0]), (len(written[0]),))
        ends = [sum(lengths[: n + 1]) for n in range(len(lengths))]
        written = [
            written[0][end - length : end] for end, length in zip(ends, lengths, strict=True)
        ]
    plus = "cộng " if found[0].startswith("+") else ""
    return plus + ", ".join(" ".join(group) for group in written)


def _time(found: re.Match[str]) -> str:
    hour, _, minute = re.sub(r"\s?[hg:]\s?", ":", found[0]).partition(":")
    return f"{int(hour)} giờ" + (f" {int(minute)} phút" if minute.strip("0") else "")


def _measure(found: re.Match[str]) -> str:
    number, unit = re.fullmatch(rf"({_NUMBER})\s?(.+)", found[0]).groups()  # type: ignore[union-attr]
    return f"{_plain(number)} {UNITS[unit]}"


def _range(found: re.Match[str]) -> str:
    return f"{_plain(re.split(r'[ –-]', found[0])[0])} đến "


def _slash(found: re.Match[str]) -> str:
    """A day and month, a part of a whole, or figures over one another as in a house's number."""
    figures = [int(part) for part in found[0].split("/")]
    is_bare = found.string[found.end() : found.end() + 1].isalpha() is False
    if len(figures) == 2 and is_bare:
        first, second = figures
        if 1 <= first <= 31 and 1 <= second <= 12 and _is_day(found, first, second):
            return f"{_day(found)}{first} tháng {second}"
        if 0 < first < second <= _MAX_FRACTION and not _is_behind_number(found):
            return f"{first} phần {second}"
    return _parted(" trên ".join(map(str, figures)), found)


def _is_day(found: re.Match[str], day: int, month: int) -> bool:
    before = found.string[: found.start()].rstrip()
    is_named = re.search(rf"{_DAY_WORDS}$", before, re.IGNORECASE) is not None
    return is_named or (f"{day}/{month}" in _HOLIDAYS and not _is_behind_number(found))


def _is_behind_number(found: re.Match[str]) -> bool:
    """True behind "số": a house's number."""
    return found.string[: found.start()].rstrip().lower().endswith("số")


def _parted(said: str, found: re.Match[str]) -> str:
    """``said`` with a space to letters beside it: "khu phố 5A"."""
    before = found.string[found.start() - 1 : found.start()] if found.start() else ""
    after = found.string[found.end() : found.end() + 1]
    return f"{' ' if before.isalpha() else ''}{said}{' ' if after.isalpha() else ''}"


def _number(found: re.Match[str]) -> str:
    figures = found[0]
    before = found.string[: found.start()]
    if re.fullmatch(r"1\d{2,3}", figures) and len(figures) <= 4 and _EMERGENCY.search(before):
        return " ".join(figures)
    return _parted(_plain(figures), found)


def _plain(figures: str) -> str:
    """A number without points between its thousands; any other point in it is a comma."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", figures):
        return figures.replace(".", "")
    return figures.replace(".", ",")


def _short(found: re.Match[str]) -> str:
    """An abbreviation in full; of an unknown one the letters; a word in capitals as it stands."""
    whole = found[0]
    bare = whole.rstrip(".")
    if bare in EXPANSIONS:
        # The point of "TP. Thủ Đức" is the abbreviation's; any other ends a sentence.
        return EXPANSIONS[bare] + ("" if bare == "TP" else whole[len(bare) :])
    if re.fullmatch(r"[IVX]+", bare):
        return _roman(found)
    return whole if _is_word(bare) else _sign(bare) + whole[len(bare) :]


def _office(found: re.Match[str]) -> str:
    bare = re.sub(r"\s?&\s?", "", found[0])
    if bare in EXPANSIONS:
        return EXPANSIONS[bare]
    return " và ".join(letters(part.strip()) for part in found[0].split("&"))


def _is_word(capitals: str) -> bool:
    return capitals.isalpha() and (is_syllable(capitals.lower()) or _can_be_said_aloud(capitals))


def _can_be_said_aloud(capitals: str) -> bool:
    """True of words in capitals that are no abbreviation: COVID, FACEBOOK."""
    return len(capitals) > 3 and _can_be_said(capitals) and capitals.isascii()


def _roman(found: re.Match[str]) -> str:
    """A Roman number behind what is counted so; else as it is written."""
    bare = found[0].rstrip(".")
    if not _ROMAN_BEHIND.search(found.string[: found.start()]):
        return found[0]
    return f"{_roman_value(bare)}{found[0][len(bare) :]}"


def _roman_value(signs: str) -> int:
    values = [_ROMAN[sign] for sign in signs]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _quarter(found: re.Match[str]) -> str:
    quarter, year = found[0].split("/")
    return f"{_roman_value(quarter)} năm {year}"


_SAID: Final[dict[str, Callable[[re.Match[str]], str]]] = {
    "email": _email,
    "url": _host,
    "host": _host,
    "paper": _paper,
    "date": _date,
    "month": _month,
    "phone": _phone,
    "hotline": _phone,
    "time": _time,
    "measure": _measure,
    "range": _range,
    "slash": _slash,
    "number": _number,
    "city": lambda _: EXPANSIONS["TPHCM"],
    "unit": lambda found: f"{_BEFORE_NAMES[found[0][0]]} ",
    "office": _office,
    "quarter": _quarter,
    "short": _short,
    "roman": _roman,
    "tail": lambda _: " ",
    "either": lambda _: " hoặc ",
    "and": lambda _: " và ",
}
