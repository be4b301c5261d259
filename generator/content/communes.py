"""The communes of the country, and those that ended: tables that are searched by name.

The tables lie in ``assets/issuers/vietnam``, each sorted by a name's key, so that a name is found
in the lines as they are: nothing is parsed but those that have it, and nothing is read until a
name is looked up. How people write names is known to ``issuer_query``.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from generator.content.model import Issuer
from generator.reading.files import read_source
from generator.vietnamese.accents import without_accents
from generator.vietnamese.official_names import TYPE_WORDS, unit_in_text

BODY: Final = "Ủy ban nhân dân"

#: Names of people and of events: their type word has a capital, "Phường Điện Biên Phủ" (Nghị định
#: 30/2020/NĐ-CP, Phụ lục II). Only those that are certainly such names; others stay as they are.
_AFTER_PEOPLE_AND_EVENTS: Final = frozenset(
    (
        "Âu Cơ", "Chu Văn An", "Dương Minh Châu", "Đào Duy Từ", "Đặng Thùy Trâm", "Điện Biên Phủ",
        "Đồng Khởi", "Hà Huy Tập", "Hai Bà Trưng", "Hoàng Hoa Thám", "Hoàng Văn Thụ", "Hồ Đắc Kiện",
        "Hồ Thị Kỷ", "Hưng Đạo", "Khúc Thừa Dụ", "Kim Đồng", "Lê Chân", "Lê Đại Hành", "Lê Ích Mộc",
        "Lê Lợi", "Lê Quý Đôn", "Lê Thanh Nghị", "Lương Thế Trân", "Lương Văn Tri", "Lý Bôn",
        "Lý Thường Kiệt", "Lý Văn Lâm", "Ngô Mây", "Ngô Quyền", "Nguyễn Bỉnh Khiêm", "Nguyễn Du",
        "Nguyễn Đại Năng", "Nguyễn Huệ", "Nguyễn Lương Bằng", "Nguyễn Nghiêm", "Nguyễn Phích",
        "Nguyễn Trãi", "Nguyễn Úy", "Nguyễn Văn Linh", "Nguyễn Việt Khái", "Phan Đình Phùng",
        "Phan Ngọc Hiển", "Phạm Ngũ Lão", "Phạm Sư Mạnh", "Quang Trung", "Tạ An Khương",
        "Thục Phán", "Tô Hiệu", "Trần Hưng Đạo", "Trần Lãm", "Trần Liễu", "Trần Nhân Tông",
        "Trần Phán", "Trần Phú", "Trần Văn Thời", "Triệu Việt Vương", "Trương Quang Trọng",
        "Yết Kiêu",
    )
)  # fmt: skip

_APOSTROPHES: Final = re.compile(r"['’‘ʼ`´]")
_WORD: Final = re.compile(r"[^\W_]+")

#: Folders of tables in one process: the shipped one, and those of tests.
_MAX_FOLDERS: Final = 4


def words_of(text: str) -> list[str]:
    """The words of ``text`` in small letters; an apostrophe parts none: "cư", "mgar"."""
    composed = unicodedata.normalize("NFC", text).lower()
    return _WORD.findall(_APOSTROPHES.sub("", composed))


def unit_keys(unit: str) -> tuple[str, ...]:
    """The keys of a unit's name: of all of it, and of what stands behind its type word."""
    kinds = (kind for kind in TYPE_WORDS if unit.lower().startswith(f"{kind} "))
    return (name_key(unit), *(name_key(unit[len(kind) :]) for kind in kinds))


def name_key(name: str) -> str:
    """``name`` for look-ups: its words without accents, "cu mgar" for "Cư M'gar"."""
    return " ".join(without_accents(word) for word in words_of(name))


class Commune(NamedTuple):
    """A commune of today.

    Attributes:
        code: The official one, five digits.
        type: "phường", "xã" or "đặc khu".
        province: As in running text: "tỉnh Tây Ninh", "Thành phố Hồ Chí Minh".
    """

    code: str
    type: str
    name: str
    province: str

    @property
    def unit(self) -> str:
        """Its name with the type word, as running text has it."""
        return _unit(self.type, self.name)

    @property
    def full_name(self) -> str:
        """The name with the province, by which it is found alone."""
        return f"{self.unit}, {self.province}"

    @property
    def issuer(self) -> Issuer:
        """Its people's committee."""
        return Issuer(BODY, self.unit, self.province)


class District(NamedTuple):
    """A district that ended, or, without a name, a province at another time.

    Attributes:
        name: With its type word: "quận 12".
        until: The last day of its communes as they were.
    """

    code: str
    name: str
    province: str
    until: dt.date

    @property
    def full_name(self) -> str:
        """The name with its province, as running text has it."""
        return ", ".join(unit_in_text(part) for part in (self.name, self.province) if part)


class FormerCommune(NamedTuple):
    """A commune that ended.

    Attributes:
        became: The communes of today that its land belongs to, the one that most is said to
            belong to first.
    """

    type: str
    name: str
    district: District
    became: tuple[Commune, ...]

    @property
    def unit(self) -> str:
        """Its name with the type word, as running text has it."""
        return _unit(self.type, self.name)

    @property
    def full_name(self) -> str:
        """The name with district and province."""
        if self.type == "huyện":  # an island without communes
            return self.district.full_name
        return f"{self.unit}, {self.district.full_name}"


class Province(NamedTuple):
    """A province of today, with the names of those that were merged into it, its own among them."""

    name: str
    former: tuple[str, ...]


class _SortedLines:
    """A file of lines that are sorted by their first cell, behind a header."""

    def __init__(self, path: Path) -> None:
        self._data = read_source(path).replace(b"\r\n", b"\n").partition(b"\n")[2]
        self._lines = self._data.splitlines()

    def rows(self, key: str) -> Iterator[list[str]]:
        """Yield the cells, without the key, of the lines that have it."""
        start = key.encode() + b","
        for at in range(bisect_left(self._lines, start), len(self._lines)):
            if not self._lines[at].startswith(start):
                break
            yield self._lines[at][len(start) :].decode().split(",")

    def rows_with(self, cell: str) -> Iterator[list[str]]:
        """Yield the cells, without the key, of the lines that have ``cell`` behind the key."""
        wanted = b"," + cell.encode() + b","
        at = self._data.find(wanted)
        while at >= 0:
            start, end = self._data.rfind(b"\n", 0, at) + 1, self._data.find(b"\n", at)
            yield self._data[start:end].decode().split(",")[1:]
            at = self._data.find(wanted, end)

    def lines(self) -> Iterator[list[str]]:
        """Yield the cells of all lines, the key first."""
        for line in self._lines:
            yield line.decode().split(",")

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All keys, in their order."""
        return tuple(dict.fromkeys(line.partition(b",")[0].decode() for line in self._lines))


class CommuneTables:
    """The tables in a folder; each is read when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_code: dict[str, Commune] = {}
        self._by_district: dict[str, District] = {}

    def named(self, key: str) -> list[Commune]:
        """The communes of today whose names have ``key``."""
        return [_commune(cells) for cells in self._today.rows(key)]

    def former_named(self, key: str) -> list[FormerCommune]:
        """The former communes whose names have ``key``."""
        return [self._former_commune(cells) for cells in self._former.rows(key)]

    def all(self) -> list[Commune]:
        """All communes of today, in the order of their codes."""
        found = (_commune(cells) for _, *cells in self._today.lines())
        return sorted(found, key=lambda commune: commune.code)

    def former_in(self, district: District) -> list[FormerCommune]:
        """The communes of a former district."""
        return [
            self._former_commune(cells)
            for cells in self._former.rows_with(district.code)
            if cells[2] == district.code
        ]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all names of today."""
        return self._today.keys

    @cached_property
    def provinces(self) -> tuple[Province, ...]:
        """The provinces of today."""
        text = read_source(self._folder / "provinces.csv").decode()
        rows = (line.split(",") for line in text.splitlines()[1:])
        return tuple(
            Province(unit_in_text(name), tuple(map(unit_in_text, former.split(";"))))
            for _, name, former in rows
        )

    def districts(self) -> list[District]:
        """All former districts."""
        return [self._district(code) for code, *_ in self._districts.lines()]

    def _district(self, code: str) -> District:
        found = self._by_district.get(code)
        if found is None:
            name, province, until = next(self._districts.rows(code))
            found = District(code, name, unit_in_text(province), dt.date.fromisoformat(until))
            self._by_district[code] = found
        return found

    @cached_property
    def _today(self) -> _SortedLines:
        return _SortedLines(self._folder / "communes.csv")

    @cached_property
    def _former(self) -> _SortedLines:
        return _SortedLines(self._folder / "former-communes.csv")

    @cached_property
    def _districts(self) -> _SortedLines:
        return _SortedLines(self._folder / "former-districts.csv")

    def _former_commune(self, cells: list[str]) -> FormerCommune:
        kind, name, district, became = cells
        return FormerCommune(
            kind, name, self._district(district), tuple(map(self._commune_of, became.split()))
        )

    def _commune_of(self, code: str) -> Commune:
        found = self._by_code.get(code)
        if found is None:
            rows = (_commune(cells) for cells in self._today.rows_with(code))
            found = self._by_code[code] = next(one for one in rows if one.code == code)
        return found


@lru_cache(maxsize=_MAX_FOLDERS)
def commune_tables(folder: Path) -> CommuneTables:
    """The tables in ``folder``."""
    return CommuneTables(folder)


def _unit(kind: str, name: str) -> str:
    unit = unit_in_text(f"{kind} {name}")
    return unit[:1].upper() + unit[1:] if name in _AFTER_PEOPLE_AND_EVENTS else unit


def _commune(cells: list[str]) -> Commune:
    code, name, kind, _, province = cells
    return Commune(code, kind, name, unit_in_text(province))
