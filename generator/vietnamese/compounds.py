"""Costs of line breaks between Vietnamese syllables: compounds, names, numbers and dashes.

Written Vietnamese puts a space between syllables, not between words, so a line end at any space
may cut a word in two: "tài / khoản". A lexicon of compounds and a few rules about names, numbers
and dashes decide the cost of each break. ``typeset.line_breaking`` weighs these costs against
ragged lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from generator.vietnamese.official_names import split_name
from generator.vietnamese.syllables import fold_tones

#: Breaks that cost this much or more are not made while what they cut fits on one line.
UNBREAKABLE = 1000.0
#: Between the words of a long set phrase, as in "ủy ban / nhân dân".
SET_PHRASE = 100.0
#: After a hyphen between spaces, as in "đất nước - / con người".
AFTER_DASH = 200.0
#: Breaks at a pause in the sentence are better than others by this much.
AFTER_COMMA = -2.0
AFTER_STOP = -8.0

#: Before the unit that ends the name of an office, as in "ban chỉ huy quân sự / phường Thới An":
#: worth any ragged edge of two lines (``breaking.RAGGED`` for each).
BEFORE_UNIT = -200.0
#: A negation belongs to what it denies: "mục đích không / lành mạnh" reads as its opposite.
AFTER_NEGATION = 60.0
#: A word that leads on to the next one had better begin a line than end it: "trả lời mỗi / kiến
#: nghị".
AFTER_LEADING = 16.0

#: A line never begins with one of these, standing alone.
DASHES = frozenset("-–—")

_OPENING = "([{“‘«\"'"
_CLOSING = ")]}”’»\"'"
_POINTS = ",;:.!?…"
#: Of people, and of some places too.
_TITLES = frozenset(("ông", "bà"))
#: In a text that is all capitals, what shows that a name has ended.
_NO_NAME = frozenset((
    "và", "của", "để", "tại", "ở", "trên", "dưới", "trong", "ngoài", "với", "cho", "về", "từ",
    "đến", "khi", "là", "có", "được", "bị", "đã", "sẽ", "đang", "hãy", "nên", "phải", "không",
    "các", "những", "mọi", "mỗi", "này", "cùng", "do", "vì", "thì", "mà", "ra", "vào", "theo",
))  # fmt: skip
#: Words that a number never counts, though they follow it.
_NEVER_COUNTED = _NO_NAME | frozenset(("là", "hoặc", "hay", "nhưng", "rồi", "như", "gồm", "bằng"))
#: What lasts or repeats: "mỗi ngày 30 phút" speaks of no 30th day.
_UNITS_OF_TIME = frozenset(("phút", "giờ", "giây", "lần", "tiếng", "buổi", "ca", "lượt"))
#: What a number names: it stays with the number that follows it.
_BEFORE_NUMBER = frozenset((
    "quận", "phường", "xã", "tổ", "phố", "ấp", "thôn", "đường", "số", "ngày", "tháng", "năm",
    "quý", "tuần", "lần", "thứ", "điều", "khoản", "điểm", "mục", "chương", "phần", "phụ", "lục",
    "trang", "bảng", "hình", "khóa", "kỳ", "nhóm", "mẫu", "khoảng", "định", "văn", "tư", "quyết",
    "bậc", "cấp", "mức", "lớp", "tầng", "hẻm", "lô", "đợt", "vòng", "bước", "câu", "đội",
    "hoạch", "báo", "án", "dẫn", "thị", "lệnh", "phòng", "tuyến", "khối", "ca", "lộ", "kỷ", "kênh",
    "loại", "hạng", "vụ", "tờ", "luật", "dự", "bài", "đoạn", "sở",
))  # fmt: skip
#: What a name is the name of: it stays with the name that follows it.
_BEFORE_NAME = frozenset((
    "phường", "xã", "quận", "huyện", "tỉnh", "phố", "khu", "trấn", "đường", "ấp", "thôn", "ông",
    "bà",
))  # fmt: skip
#: What a number counts when it follows a bound number too: "ngày 21 tháng 12 năm 2022".
_DATE_WORDS = frozenset(("tháng", "năm"))
#: Before a number either a date, "ngày 30", or a span of time, "mỗi ngày 30 phút".
_DAYS = frozenset(("ngày", "tháng", "năm", "tuần"))
#: Words that lead on: quantifiers, and those that make a phrase depend on what came before.
_LEADING = frozenset(
    ("mỗi", "các", "những", "mọi", "từng", "của", "để", "khi", "rằng", "bằng", "bị")
)
_NEGATIONS = frozenset(("không", "chưa", "chớ", "đừng"))
_ABBREVIATIONS = frozenset((
    "tp.", "p.", "q.", "x.", "tx.", "tt.", "đ.", "kp.", "kt.", "tm.", "tl.", "tuq.", "ts.", "ths.",
    "gs.", "bs.", "ô.", "b.",
))  # fmt: skip

#: Signs that a number keeps behind it, beside words in small letters.
_UNIT_SIGNS = frozenset((
    "%", "‰", "°", "°C", "₫", "đ", "VND", "VNĐ", "USD", "m²", "m2", "m³", "m3", "km²", "km2", "cm²",
    "km/h", "kg/m²", "ha", "kW", "kWh", "kV", "V", "W", "A", "kB", "KB", "MB", "GB", "TB", "Mb/s",
))  # fmt: skip

_NUMBER = re.compile(r"\d[\d.,/:%]*(?:[/-]\S*)?")
_JOINT = re.compile("[ ~]")
_MAX_NAME_SYLLABLES = 4
#: A compound of more syllables is a phrase, which may break between its words.
_MAX_WORD_SYLLABLES = 3
#: Tokens in the cache.
_CACHED_TOKENS = 4096
#: Lexicons in the cache; there is one.
_CACHED_LEXICONS = 4


def lexicon_form(text: str) -> str:
    """``text`` as the lexicon spells it: lower case, tone marks in the old style.

    "HOÀ BÌNH" and "Hòa bình" both give "hòa bình"; "quý" and "hoàn" stay as they are.
    """
    return fold_tones(text.lower())


@dataclass(slots=True)
class _Branch:
    """The entries that begin with one syllable.

    Attributes:
        pairs: For the second syllable of each entry of two, the costs within it.
        longer: Longer entries, with their costs; None until first access.
        begun: The second syllables of longer entries; ``beginnings`` all that they begin with.
    """

    pairs: dict[str, tuple[float, ...]]
    longer: dict[str, tuple[float, ...] | None]
    begun: set[str]
    beginnings: set[str]


class _Branches(dict[str, "_Branch | None"]):
    """The branches by their first syllable, each parsed on first access."""

    def __init__(self, written: Mapping[str, Sequence[str]]) -> None:
        self._written = written

    def __missing__(self, first: str) -> _Branch | None:
        entries = self._written.get(first)
        branch = self[first] = _read_branch(entries) if entries else None
        return branch


def _read_branch(entries: Iterable[str]) -> _Branch:
    branch = _Branch({}, {}, set(), set())
    for written in entries:
        entry = written.replace("~", " ")
        syllables = entry.split(" ")
        costs = None
        if "~" in written or len(syllables) <= _MAX_WORD_SYLLABLES:
            costs = tuple(
                [SET_PHRASE if mark == "~" else UNBREAKABLE for mark in _JOINT.findall(written)]
            )
        if len(syllables) == 2 and costs is not None:
            branch.pairs[syllables[1]] = costs
            continue
        if len(syllables) < 3:
            continue  # a word of one syllable cannot be broken
        branch.longer[entry] = costs
        # Marks behind the second syllable do not hide that an entry begins here.
        branch.begun.add(syllables[1].rstrip(_POINTS))
        branch.beginnings.update(
            " ".join([syllables[0], syllables[1].rstrip(_POINTS), *syllables[2:end]])
            for end in range(2, len(syllables))
        )
    return branch


class Lexicon:
    """Compounds: in lower case, tone marks in the old style, a space between syllables.

    Up to three syllables stay together. A longer phrase may break between its own words, which
    are those of its parts that are entries too. An entry may say itself where it may break, with
    "~" instead of a space: "người~cao tuổi".
    """

    def __init__(self, entries: Iterable[str]) -> None:
        written: dict[str, list[str]] = {}
        for entry in entries:
            written.setdefault(_JOINT.split(entry, 1)[0], []).append(entry)
        self.branches = _Branches(written)
        self.size = sum(map(len, written.values()))

    def __contains__(self, entry: str) -> bool:
        first, _, rest = entry.partition(" ")
        branch = self.branches[first]
        return branch is not None and (rest in branch.pairs or entry in branch.longer)

    def match(self, tokens: Sequence[_Token], start: int) -> tuple[float, ...] | None:
        """The costs within the longest compound that ``tokens`` has at ``start``.

        Punctuation before the first and after the last syllable does not matter; inside, only a
        compound that is spelled with it, as "phòng, chống", is found.
        """
        branch = self.branches[tokens[start].first]
        if branch is None:
            return None
        second = tokens[start + 1].last
        found = branch.pairs.get(second)
        if second in branch.begun:
            begun = f"{tokens[start].first} {second}"
            for token, following in pairwise(tokens[start + 1 :]):
                if begun not in branch.beginnings or token.is_closed:
                    break
                begun = f"{begun} {following.last}"
                if begun in branch.longer:
                    found = self._costs_in(branch, begun)
        return found

    def _costs_in(self, branch: _Branch, entry: str) -> tuple[float, ...]:
        """The costs within a longer entry; cached."""
        costs = branch.longer[entry]
        if costs is None:
            costs = branch.longer[entry] = self._between_words(entry.split(" "))
        return costs

    def _between_words(self, syllables: Sequence[str]) -> tuple[float, ...]:
        """The costs within a phrase: high between its own words, prohibitive inside them."""
        count = len(syllables)
        costs = [SET_PHRASE] * (count - 1)
        start = 0
        while start < count:
            end = min(count, start + count - 1)
            while end > start + 1 and " ".join(syllables[start:end]) not in self:
                end -= 1
            if end > start + 1:
                inner = self.match([_token(syllable) for syllable in syllables[start:end]], 0)
                costs[start : end - 1] = inner or ()
            start = end
        return tuple(costs)


@lru_cache(maxsize=_CACHED_LEXICONS)
def load_lexicon(path: Path) -> Lexicon:
    """The lexicon in the file ``path``, one entry a line; the same object each time."""
    text = path.read_text(encoding="utf-8")
    return Lexicon(line for line in text.splitlines() if line and not line.startswith("#"))


def break_costs(tokens: Sequence[str], lexicon: Lexicon) -> list[float]:
    """The cost of a line end after each of ``tokens``, the space-separated parts of a text.

    0 is an ordinary break; less is a good one. The last entry means nothing.
    """
    read = [_token(token) for token in tokens]
    costs = [token.cost for token in read]
    _bind_compounds(read, lexicon, costs)
    # Most tokens are neither names nor numbers.
    special = [n for n, token in enumerate(read) if token.is_special]
    if special:
        _bind_names(read, special, costs)
        _bind_numbers(read, special, costs)
        if not tokens[-1].islower():
            _break_before_unit(tokens, read, costs)
    return costs


class _Token(NamedTuple):
    """A part of a text with its properties that do not depend on its neighbours.

    Attributes:
        first: In the lexicon's spelling, as the first syllable of a compound: without opening
            marks. ``middle`` has all its marks, ``last`` no closing ones.
        cost: Of a break behind it.
        starts_name: Whether it is capitalised, perhaps behind an opening mark.
        is_name: Whether it is capitalised and no mark is before it.
        is_capitals: Whether it is capitals only, perhaps with a mark behind it.
        is_closed: Whether a mark is behind it.
        is_plain: Whether it is a lower-case word, perhaps with a mark behind it.
        is_letter: Whether it is one Latin capital, perhaps with a mark behind it.
        is_unit: Whether it is the sign of a unit, as m² or kWh.
        is_special: Whether it may be part of a name or a number.
    """

    first: str
    middle: str
    last: str
    cost: float
    starts_name: bool
    is_name: bool
    is_capitals: bool
    is_closed: bool
    is_plain: bool
    is_unit: bool
    is_number: bool
    is_slashed: bool
    is_letter: bool
    is_special: bool


@lru_cache(maxsize=_CACHED_TOKENS)
def _token(text: str) -> _Token:
    form = lexicon_form(text)
    opened = text.rstrip(_POINTS + _CLOSING)
    core = opened.lstrip(_OPENING)
    letters = core.replace("'", "").replace("’", "")  # "M'gar", "H'leo"
    is_capitalised = letters.isalpha() and core[0].isupper() and core[1:] == core[1:].lower()
    is_capitals = opened.isalpha() and opened.isupper()
    is_number = _NUMBER.fullmatch(core) is not None
    is_slashed = text.startswith("/") and len(text) > 1
    return _Token(
        first=form.lstrip(_OPENING),
        middle=form,
        last=form.rstrip(_POINTS + _CLOSING),
        cost=_cost_after(text, form),
        starts_name=is_capitalised,
        is_name=is_capitalised and core == opened,
        is_capitals=is_capitals,
        is_closed=opened != text,
        is_plain=opened.isalpha() and opened.islower(),
        is_unit=opened in _UNIT_SIGNS,
        is_number=is_number,
        is_slashed=is_slashed,
        is_letter=len(opened) == 1 and opened.isascii() and opened.isupper(),
        is_special=is_capitalised or is_capitals or is_number or is_slashed,
    )


def _cost_after(text: str, form: str) -> float:
    """The cost of a break behind a token, as far as the token alone decides it."""
    if text in DASHES:
        # A hyphen between spaces joins two halves; a real dash parts two clauses.
        return AFTER_DASH if text == "-" else AFTER_COMMA
    if form in _ABBREVIATIONS:
        return UNBREAKABLE
    if form in _NEGATIONS:
        return AFTER_NEGATION
    if form in _LEADING:
        return AFTER_LEADING
    end = text.rstrip(_CLOSING)[-1:]
    if end == ",":
        return AFTER_COMMA
    return AFTER_STOP if end and end in ";:.!?…" else 0.0


def _bind_compounds(tokens: Sequence[_Token], lexicon: Lexicon, costs: list[float]) -> None:
    branches = lexicon.branches
    end = 0
    for start, (token, following) in enumerate(pairwise(tokens)):
        if start < end:
            continue
        branch = branches[token.first]
        if branch is None:
            continue
        # Most pairs begin no compound, or none but their own; they need no search.
        if following.last in branch.begun:
            inner = lexicon.match(tokens, start)
        else:
            inner = branch.pairs.get(following.last)
        if inner is not None:
            end = start + len(inner) + 1
            costs[start : end - 1] = inner


def _bind_names(tokens: Sequence[_Token], special: Sequence[int], costs: list[float]) -> None:
    """Bind names: two to four capitalised syllables in a row, as "An Phú Đông".

    A name stays with what it is the name of: "phường An Phú Đông".

    Longer runs are headings with Capitals For Each Word, and say nothing. Where all is capitals,
    up to three syllables after such a word are probably a name: "PHƯỜNG AN PHÚ ĐÔNG".
    """
    for start in special:
        if (
            start > 1
            and tokens[start].starts_name
            and tokens[start - 1].first in DASHES
            and tokens[start - 2].is_name
        ):
            costs[start - 1] = AFTER_DASH  # "Văn Miếu – Quốc Tử Giám"
    for start in special:
        if tokens[start].is_capitals and tokens[start].middle in _BEFORE_NAME:
            _bind_capitals(tokens, costs, start)
        if tokens[start].is_letter and start and tokens[start - 1].is_plain:
            costs[start - 1] = UNBREAKABLE  # "vitamin A", "nhóm máu O"
    end = 0
    for start in special:
        if start < end or not tokens[start].starts_name:
            continue
        end = start + 1
        while end < len(tokens) and tokens[end].is_name and not tokens[end - 1].is_closed:
            end += 1
        # "Bà Rịa" is a name, "Bà Nguyễn Thị Lan" names somebody.
        titled = tokens[start].first in _BEFORE_NAME and end - start > 1
        first = start + (titled and not (tokens[start].first in _TITLES and end - start == 2))
        if first and tokens[first - 1].first in _BEFORE_NAME:
            costs[first - 1] = SET_PHRASE
        last = end
        if end < len(tokens) and costs[end - 1] >= UNBREAKABLE:
            if end - start == 2:
                last -= 1  # "Sở Giáo dục": the last capital begins a word of its own
                costs[last - 1] = max(costs[last - 1], SET_PHRASE)
            elif end - start > 2:
                costs[end - 1] = tokens[end - 1].cost  # "Phan Văn Hương vừa": no "hương vừa"
        if 2 <= last - first <= _MAX_NAME_SYLLABLES:
            costs[first : last - 1] = [UNBREAKABLE] * (last - first - 1)


def _break_before_unit(tokens: Sequence[str], read: Sequence[_Token], costs: list[float]) -> None:
    """Favour the break before the unit where the whole text names an office, as a letter's head.

    "Người dân cần biết tại phường Thới An" names none: words lead up to its unit.
    """
    body, unit = split_name(" ".join(tokens))
    first = len(body.split())
    if not (body and unit and read[0].starts_name | read[0].is_capitals):
        return
    before = read[first - 1]
    is_led_to = before.last in _NO_NAME or before.last in _LEADING or before.is_closed
    # Behind the type word, which may be two syllables, all is a name: "M'Droh", "Móng Cái 2".
    ends_there = not any(token[0].islower() for token in tokens[first + 2 :])
    if ends_there and not is_led_to:
        costs[first - 1] = BEFORE_UNIT


def _bind_capitals(tokens: Sequence[_Token], costs: list[float], before: int) -> None:
    for index in range(before, min(before + _MAX_NAME_SYLLABLES - 1, len(tokens) - 1)):
        following = tokens[index + 1]
        if not following.is_capitals or following.last in _NO_NAME or tokens[index].is_closed:
            break
        costs[index] = max(costs[index], SET_PHRASE)


def _bind_numbers(tokens: Sequence[_Token], special: Sequence[int], costs: list[float]) -> None:
    """Bind each number to what it names, "Quận 12", or else to what it counts, "8 điều".

    The groups of a telephone number stay together: "028 3891 0000".
    """
    for index in special:
        token = tokens[index]
        if token.is_slashed and index:
            costs[index - 1] = UNBREAKABLE
        if not token.is_number:
            continue
        following = None if token.is_closed or index + 1 == len(tokens) else tokens[index + 1]
        before = tokens[index - 1] if index else None
        if before is not None and before.is_number and not before.is_closed:
            costs[index - 1] = UNBREAKABLE
            continue
        is_named = before is not None and (
            before.first in _BEFORE_NUMBER
            # "7 giờ 30"
            or (before.first == "giờ" and index > 1 and tokens[index - 2].is_number)
            or (before.first == "học" and index > 1 and tokens[index - 2].first == "năm")
        )
        if before is not None and before.first in _DAYS and following is not None:
            is_named = following.last not in _UNITS_OF_TIME
        if is_named:
            costs[index - 1] = UNBREAKABLE
        if following is None:
            continue
        if is_named and following.last in _DATE_WORDS:
            costs[index] = SET_PHRASE
        elif following.is_unit or (
            (not is_named or following.last in _UNITS_OF_TIME)
            and following.is_plain
            and following.last not in _NEVER_COUNTED
        ):
            costs[index] = UNBREAKABLE
