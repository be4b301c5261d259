"""The names of offices as official papers write them.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (the head of a letter) and Phụ lục II (capitals). Nothing
here makes capitals small or small letters of a name capital: "Cư M'gar" and "UBND" cannot be
distinguished by rule.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

#: What a unit of the country's administration is, before its name.
TYPE_WORDS: Final = (
    "thủ đô", "đặc khu", "thị trấn", "thị xã", "thành phố", "phường", "xã", "quận", "huyện", "tỉnh",
)  # fmt: skip
#: Units whose type word is always capital.
_ALWAYS_CAPITAL: Final = ("thủ đô hà nội", "thành phố hồ chí minh")

_TYPE: Final = re.compile(rf"(?<!\S)(?:{'|'.join(TYPE_WORDS)})(?=\s+(\S))", re.IGNORECASE)
# "hợp tác xã" is a cooperative; "bảo hiểm xã hội" insures.
_COOPERATIVE: Final = re.compile(r"hợp tác\s+$", re.IGNORECASE)
# Bodies, not units: a society, a party committee, a youth union. Yet there are xã Hội Sơn, phường
# Hội An and xã Đoàn Kết: a small type word, or a body that only units have, distinguishes them.
_BODY: Final = re.compile(r"(?:xã\s+hội|\S+\s+(?:ủy|uỷ|đoàn))(?!\S)", re.IGNORECASE)
_OF_UNITS: Final = re.compile(
    r"(?:nhân dân|công an|quân sự|đảng (?:ủy|uỷ|bộ)|y tế)\s+$", re.IGNORECASE
)


#: The people's committee of a unit, with the tone mark in either place; for patterns.
PEOPLES_COMMITTEE: Final = "(?:ủy|uỷ) ban nhân dân"
_COMMITTEE: Final = re.compile(PEOPLES_COMMITTEE, re.IGNORECASE)


class NameParts(NamedTuple):
    """A name in two: "Ủy ban nhân dân" and "phường An Phú Đông". Either may be empty."""

    body: str
    unit: str


def split_name(name: str) -> NameParts:
    """``name`` split before the type word of its unit; without one, all of it is the body.

    So a letter's head breaks it: ỦY BAN NHÂN DÂN / PHƯỜNG AN PHÚ ĐÔNG. Works for names in
    capitals, too. A type word at the beginning splits nothing off: all is a unit without a body.
    """
    text = " ".join(unicodedata.normalize("NFC", name).split())
    for found in _TYPE.finditer(text):
        named = found[1]
        ahead = text[: found.start()]
        is_body = _BODY.match(text, found.start()) and not (
            found[0].islower() or _OF_UNITS.search(ahead)
        )
        if _COOPERATIVE.search(ahead) or is_body:
            continue
        if named.isupper() or named.isdigit():
            return NameParts(ahead.rstrip(), text[found.start() :])
    return NameParts(text, "")


def is_peoples_committee(body: str) -> bool:
    """True if ``body`` is a people's committee and no other body of a unit."""
    return _COMMITTEE.fullmatch(body) is not None


def unit_in_text(unit: str) -> str:
    """``unit`` as running text spells it: "phường An Phú Đông", but "Quận 12".

    The type word is small before a name and capital before a number; the names that the decree
    excepts keep their capital. What is wholly in capitals stays: its name cannot be told from
    its type word's neighbours. A ward that is named after a person or a day keeps the capital
    that its list gives it ("Phường Điện Biên Phủ"), so do not ask for units that come from one.
    """
    found = _TYPE.match(unit)
    is_numbered = found is not None and found[1].isdigit()
    if found is None or (unit.isupper() and not is_numbered):
        return unit
    word = found[0].lower()
    if is_numbered or unit.lower().startswith(_ALWAYS_CAPITAL):
        word = word[0].upper() + word[1:]
    return word + unit[found.end() :]
