"""Costs of line breaks between Vietnamese syllables: compounds, numbers, negations, dashes.

Written Vietnamese puts a space between syllables, not between words, so a line end at any space
may cut a word in two: "tài / khoản". A lexicon of compounds and a few rules about names
(``vietnamese.names``), numbers and negations decide the cost of each break.
``typeset.line_breaking`` weighs these costs against ragged lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from generator.vietnamese.break_tokens import (
    AFTER_HELPER,
    BEFORE_UNIT,
    LEADING,
    LOOSE_WORD,
    NEGATIONS,
    POINTS,
    PROBABLY_WHOLE,
    SET_PHRASE,
    UNBREAKABLE,
    WHOLE,
    WHOLE_BEHIND_SMALL,
    Token,
    bind,
    read_token,
)
from generator.vietnamese.name_words import NO_NAME
from generator.vietnamese.names import bind_dashed, bind_names
from generator.vietnamese.official_names import split_name

#: Words that a number never counts, though they follow it.
_NEVER_COUNTED = NO_NAME | frozenset(("là", "hoặc", "hay", "nhưng", "rồi", "như", "gồm", "bằng"))
#: What lasts or repeats: "mỗi ngày 30 phút" speaks of no 30th day.
_UNITS_OF_TIME = frozenset(("phút", "giờ", "giây", "lần", "tiếng", "buổi", "ca", "lượt"))
#: What a number names: it stays with the number that follows it.
_BEFORE_NUMBER = frozenset((
    "quận", "phường", "xã", "tổ", "phố", "ấp", "thôn", "đường", "số", "ngày", "tháng", "năm",
    "quý", "tuần", "lần", "thứ", "điều", "khoản", "điểm", "mục", "chương", "phần", "phụ", "lục",
    "trang", "bảng", "hình", "khóa", "kỳ", "nhóm", "mẫu", "khoảng", "định", "văn", "tư", "quyết",
    "bậc", "cấp", "mức", "lớp", "tầng", "hẻm", "lô", "đợt", "vòng", "bước", "câu", "đội",
    "hoạch", "báo", "án", "dẫn", "thị", "lệnh", "phòng", "tuyến", "khối", "ca", "lộ", "kỷ", "kênh",
    "loại", "hạng", "vụ", "tờ", "luật", "dự", "bài", "đoạn", "sở", "quầy",
))  # fmt: skip
#: The last syllable of what "số" and a number name: "Công văn số 27", "nhà số 5".
_NUMBERED = frozenset((
    "nhà", "bão", "hẻm", "đội", "tổ", "mẫu", "lục", "biểu", "phòng", "cổng", "văn", "hoạch", "tin",
    "quyết", "định", "tư", "thị", "báo", "trình", "điện", "lệnh", "luật", "bản", "dẫn", "luận",
    "án", "phép", "đồng", "lệ", "cáo", "đường", "trạm", "kênh", "quy",
))  # fmt: skip
#: What a number counts when it follows a bound number too: "ngày 21 tháng 12 năm 2022".
_DATE_WORDS = frozenset(("tháng", "năm"))
#: Before a number either a date, "ngày 30", or a span of time, "mỗi ngày 30 phút".
_DAYS = frozenset(("ngày", "tháng", "năm", "tuần"))
_MOST_BEHIND_NEGATION = 5
#: The same, of two syllables.
_MANNERS = frozenset(("tự ý", "bao giờ", "tùy tiện", "cố ý"))
#: What stands between a negation and what it denies: "không được đăng tải", "chưa từng gặp".
_AFTER_NEGATION = frozenset((
    "được", "nên", "cần", "tự", "từng", "kịp", "hề", "bị", "dám", "muốn", "cố", "thể", "ai", "vội",
))  # fmt: skip

#: Syllables whose compound goes on with a capital: "thứ Bảy". Else a capital begins a name, as in
#: "cấp nước Nhà Bè", and no "nước nhà".
_BEFORE_CAPITALS = frozenset((
    "thứ", "tháng", "tiếng", "thành", "tỉnh", "phường", "xã", "quận", "huyện", "dân", "người",
    "hàng", "bác", "đảng", "ngày", "tết", "lễ", "mùng", "sao", "chủ", "bộ", "đoàn", "ủy", "hội",
))  # fmt: skip
_NUMERALS = frozenset((
    "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "vài", "mấy",
))  # fmt: skip

#: Between the syllables of an entry: " " never breaks, "=" is inside a name or a pair, "~" inside a
#: phrase.
_JOINT = re.compile("[ ~=]")
_SPACES = str.maketrans("~=", "  ")
_COSTS = {" ": UNBREAKABLE, "=": WHOLE, "~": SET_PHRASE}
#: A compound of more syllables is a phrase, which may break between its words.
_MAX_WORD_SYLLABLES = 3
_UNBREAKABLE = (UNBREAKABLE,) * _MAX_WORD_SYLLABLES
#: Lexicons in the cache; there is one.
_CACHED_LEXICONS = 4


@dataclass(slots=True)
class _Branch:
    """The entries that begin with one syllable.

    Attributes:
        pairs: For the second syllable of each entry of two, the costs within it.
        loose: The second syllables of entries of two that are marked as separable.
        longer: Longer entries, with their costs; None until first access.
        begun: The second syllables of longer entries; ``beginnings`` all that they begin with.
    """

    pairs: dict[str, tuple[float, ...]]
    loose: set[str]
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
    branch = _Branch({}, set(), {}, set(), set())
    for written in entries:
        is_marked = "~" in written or "=" in written
        entry = written.translate(_SPACES) if is_marked else written
        syllables = entry.split(" ")
        count = len(syllables)
        costs = None
        if is_marked:
            costs = tuple([_COSTS[mark] for mark in _JOINT.findall(written)])
        elif count <= _MAX_WORD_SYLLABLES:
            costs = _UNBREAKABLE[: count - 1]
        if count == 2 and "~" in written:
            branch.loose.add(syllables[1])
            continue
        if count == 2 and costs is not None:
            branch.pairs[syllables[1]] = costs
            continue
        if count < 3:
            continue  # a word of one syllable cannot be broken
        branch.longer[entry] = costs
        # Marks behind the second syllable do not hide that an entry begins here.
        branch.begun.add(syllables[1].rstrip(POINTS))
        branch.beginnings.update(" ".join(syllables[:end]) for end in range(2, len(syllables)))
    return branch


class Lexicon:
    """Compounds: in lower case, tone marks in the old style, a space between syllables.

    Up to three syllables stay together. A longer phrase may break between its own words, which
    are those of its parts that are entries too. An entry may say itself where it may break, with
    "~" instead of a space: "người~cao tuổi"; and with "=" where it is the name of something or a
    pair, which is parted only where it is wider than the measure: "trật tự,=an toàn".
    """

    def __init__(self, entries: Iterable[str]) -> None:
        written: dict[str, list[str]] = {}
        for entry in entries:
            first = entry.partition(" ")[0]
            if "~" in first or "=" in first:
                first = _JOINT.split(first, 1)[0]
            written.setdefault(first, []).append(entry)
        self.branches = _Branches(written)
        self.size = sum(map(len, written.values()))

    def __contains__(self, entry: str) -> bool:
        first, _, rest = entry.partition(" ")
        branch = self.branches[first]
        return branch is not None and (
            rest in branch.pairs or rest in branch.loose or entry in branch.longer
        )

    def match(self, tokens: Sequence[Token], start: int) -> tuple[float, ...] | None:
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
            begun = f"{tokens[start].first} {tokens[start + 1].middle}"
            for following in tokens[start + 2 :]:
                if begun not in branch.beginnings:
                    break
                if (entry := f"{begun} {following.last}") in branch.longer:
                    found = self._costs_in(branch, entry)
                begun = f"{begun} {following.middle}"
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
                inner = self.match([read_token(syllable) for syllable in syllables[start:end]], 0)
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
    read = [read_token(token) for token in tokens]
    costs = [token.cost for token in read]
    entries = _bind_compounds(read, lexicon, costs)
    # Most tokens are neither names nor numbers.
    special = [n for n, token in enumerate(read) if token.is_special]
    if special:
        bind_dashed(read, special, costs)
        bind_names(read, special, entries, costs)
        _bind_numbers(read, special, costs)
        if not tokens[-1].islower():
            _break_before_unit(tokens, read, costs)
    _bind_words(read, entries, costs)
    return costs


def _bind_compounds(
    tokens: Sequence[Token], lexicon: Lexicon, costs: list[float]
) -> Mapping[int, int]:
    """Bind the lexicon's entries; where each begins and ends."""
    branches = lexicon.branches
    entries: dict[int, int] = {}
    end = 0
    for start, (token, following) in enumerate(pairwise(tokens)):
        if start < end:
            continue
        branch = branches[token.first]
        if branch is None or (
            token.is_plain and following.is_name and token.first not in _BEFORE_CAPITALS
        ):
            continue
        # Most pairs begin no compound, or none but their own; they need no search.
        if following.last in branch.begun:
            inner = lexicon.match(tokens, start)
        else:
            inner = branch.pairs.get(following.last)
        if inner is not None:
            end = start + len(inner) + 1
            costs[start : end - 1] = inner
            entries[start] = end
    _bind_loose(tokens, lexicon, entries, costs)
    return entries


def _bind_loose(
    tokens: Sequence[Token], lexicon: Lexicon, entries: Mapping[int, int], costs: list[float]
) -> None:
    """Bind separable pairs, none of which takes a syllable from another entry.

    In "trong nhà trường" it is "nhà trường" that stays whole.
    """
    end = 0
    for start, (token, following) in enumerate(pairwise(tokens)):
        if start in entries:
            end = entries[start]
        if start < end or start + 1 in entries:
            continue
        branch = lexicon.branches[token.first]
        if branch is not None and following.last in branch.loose:
            costs[start] = LOOSE_WORD
            end = start + 2


def _bind_words(tokens: Sequence[Token], entries: Mapping[int, int], costs: list[float]) -> None:
    """Bind a negation to what it denies, and "đến hết" to the day after it."""
    ends = {end - 1 for end in entries.values()}
    for index, token in enumerate(tokens[:-1]):
        if token.middle in NEGATIONS and index not in ends:
            _bind_negation(tokens, index, entries, costs)
        elif token.middle == "hết" and index and tokens[index - 1].middle == "đến":
            bind(costs, index - 1, WHOLE)
            bind(costs, index, WHOLE)
        elif token.middle in _NUMERALS and tokens[index + 1].is_plain:
            following = tokens[index + 1].last
            if following not in _NUMERALS and following not in NO_NAME:
                bind(costs, index, AFTER_HELPER)  # "mất bốn giờ"


def _bind_negation(
    tokens: Sequence[Token], index: int, entries: Mapping[int, int], costs: list[float]
) -> None:
    """Bind "không" to what it denies, with the words between: "không được đăng tải"."""
    at = entries.get(index, index + 1) - 1  # "không nên" is an entry, and so is "không gian"
    if at > index and tokens[at].middle not in _AFTER_NEGATION:
        return
    last = min(at + _MOST_BEHIND_NEGATION, len(tokens) - 1)
    while at < last and not tokens[at].is_closed:
        bind(costs, at, WHOLE_BEHIND_SMALL if at == index else WHOLE)
        at += 1
        if " ".join([token.middle for token in tokens[at : at + 2]]) in _MANNERS:
            at += 1
            continue
        if at in entries or tokens[at].middle not in _AFTER_NEGATION:
            break


def _break_before_unit(tokens: Sequence[str], read: Sequence[Token], costs: list[float]) -> None:
    """Favour the break before the unit where the whole text names an office, as a letter's head.

    "Người dân cần biết tại phường Thới An" names none: words lead up to its unit.
    """
    body, unit = split_name(" ".join(tokens))
    first = len(body.split())
    if not (body and unit and read[0].starts_name | read[0].is_capitals):
        return
    before = read[first - 1]
    is_led_to = before.last in NO_NAME or before.last in LEADING
    if any(token.ends_sentence or token.is_number for token in read[:first]) or before.is_closed:
        return  # a sentence that ends in a name
    # Behind the type word, which may be two syllables, all is a name: "M'Droh", "Móng Cái 2".
    ends_there = not any(token[0].islower() for token in tokens[first + 2 :])
    if ends_there and not is_led_to:
        costs[first - 1] = BEFORE_UNIT


def _bind_numbers(tokens: Sequence[Token], special: Sequence[int], costs: list[float]) -> None:
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
            # "Ban Chỉ đạo 389"
            or costs[index - 1] >= WHOLE
        )
        if before is not None and before.first in _DAYS and following is not None:
            is_named = following.last not in _UNITS_OF_TIME
        if is_named:
            costs[index - 1] = UNBREAKABLE
        if before is not None and before.first == "số" and index > 1:
            kind = tokens[index - 2]  # "Công văn số 454/UBND"
            if not kind.is_closed and (kind.last in _NUMBERED or "/" in token.middle):
                bind(costs, index - 2, WHOLE)
        if following is None:
            continue
        if is_named and following.last in _DATE_WORDS:
            costs[index] = PROBABLY_WHOLE if following.last == "tháng" else SET_PHRASE
        elif following.is_unit or (
            (not is_named or following.last in _UNITS_OF_TIME)
            and following.is_plain
            and following.last not in _NEVER_COUNTED
        ):
            costs[index] = UNBREAKABLE
