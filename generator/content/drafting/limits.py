"""Parts of a text that limit what it says, and that no abridgement may lose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from generator.content.drafting.clauses import ClauseWord, forms, is_denial, is_in_compound

_NUMERALS: Final = frozenset((
    "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "nửa", "vài", "mươi",
    "trăm", "nghìn", "triệu", "tỷ",
))  # fmt: skip
#: What a limit counts: a numeral in words says no number without one ("một mình").
_UNITS: Final = frozenset((
    "giờ", "phút", "giây", "ngày", "tuần", "tháng", "năm", "quý", "lần", "lượt", "buổi", "tuổi",
    "mét", "m", "km", "cm", "lít", "kg", "gam", "đồng", "triệu", "tỷ", "người", "hộ", "nhà", "xe",
    "em", "trẻ", "cụ", "đêm", "bữa", "viên", "bình", "bước", "điểm", "điều", "loại", "việc", "tầng",
    "khu", "phần", "mũi", "liều", "độ", "can", "sào", "cây", "túi", "thùng", "con", "chiếc", "số",
))  # fmt: skip
#: Words that say on which side of a number the limit lies, up to three of them before it.
_BOUNDS: Final = frozenset((
    "ít", "nhất", "nhiều", "tối", "đa", "thiểu", "không", "quá", "hơn", "dưới", "trên", "trước",
    "sau", "trong", "từ", "đến", "cách", "chậm", "muộn", "đủ", "cao", "dài", "sâu", "rộng", "mỗi",
    "hằng", "ngày", "tháng", "năm", "thứ", "chừng", "khoảng", "vòng", "số", "đúng", "xa", "hạn",
    "mùng", "hết", "lúc", "vào", "còn", "cả", "tới", "kể", "gần", "đầu",
))  # fmt: skip
_LONE: Final = frozenset(("chỉ", "trừ", "nếu", "khi", "miễn", "riêng", "hễ"))
_PART_OF_WORDS: Final = frozenset(("chỉ", "trừ", "riêng", "miễn"))
_PAIRS: Final = frozenset((
    "ngoại trừ", "trường hợp", "cho đến", "ít nhất", "tối đa", "tối thiểu", "không quá",
    "chậm nhất", "muộn nhất", "trước khi", "sau khi", "kể từ", "bất cứ", "bất kỳ", "hằng ngày",
    "hằng tuần", "hằng tháng", "hằng năm", "hàng ngày", "hàng tuần", "hàng tháng", "hàng năm",
    "mỗi ngày", "mỗi tuần", "mỗi tháng", "mỗi năm", "mỗi lần", "chủ nhật", "tuyệt đối",
))  # fmt: skip
_WEEKDAYS: Final = frozenset(("hai", "ba", "tư", "năm", "sáu", "bảy"))
_ADDRESS: Final = re.compile(r"https?://\S+|\S+@\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?")


def limits(words: Sequence[ClauseWord]) -> tuple[str, ...]:
    """The limiting parts of ``words``, in order, in the lexicon's spelling.

    Negations, exceptions, conditions, bounds, numbers with what they count, days and hours,
    telephone numbers, addresses.
    """
    found: list[tuple[int, int]] = []
    for at in range(len(words)):
        for first, last in _kept_at(words, at):
            if found and first <= found[-1][1]:
                found[-1] = (min(first, found[-1][0]), max(last, found[-1][1]))
            else:
                found.append((first, last))
    return tuple(" ".join(forms(words[first : last + 1])) for first, last in found)


def _kept_at(words: Sequence[ClauseWord], at: int) -> Iterable[tuple[int, int]]:
    """First and last index of what is kept for the word at ``at``."""
    form = words[at].form
    following = words[at + 1].form if at + 1 < len(words) and not words[at].punctuation else ""
    if is_denial(words, at):
        yield at, at
    if f"{form} {following}" in _PAIRS or (form == "thứ" and following in _WEEKDAYS):
        yield at, at + 1
    elif form in _LONE and not (form in _PART_OF_WORDS and is_in_compound(words, at)):
        yield at, at
    if _ADDRESS.fullmatch(form) and not form[:1].isdigit():
        yield at, at
    if _is_number(words, at):
        yield _with_bounds(words, at)


def _is_number(words: Sequence[ClauseWord], at: int) -> bool:
    form = words[at].form
    if form[:1].isdigit():
        return True
    following = words[at + 1].form if at + 1 < len(words) else ""
    return form in _NUMERALS and (following in _UNITS or following in _NUMERALS)


def _with_bounds(words: Sequence[ClauseWord], at: int) -> tuple[int, int]:
    first = at
    while first and at - first < 4 and not words[first - 1].punctuation and (
        words[first - 1].form in _BOUNDS
    ):  # fmt: skip
        first -= 1
    last = at
    if not words[at].punctuation and at + 1 < len(words) and words[at + 1].form in _UNITS:
        last += 1
    return first, last


def keeps_all(parts: Iterable[str], *texts: Sequence[ClauseWord]) -> bool:
    """True if each of ``parts`` stands in one of ``texts``, as often as it is asked for."""
    written = [f" {' '.join(forms(text))} " for text in texts]
    asked: dict[str, int] = {}
    for part in parts:
        asked[part] = asked.get(part, 0) + 1
    return all(
        sum(text.count(f" {part} ") for text in written) >= count for part, count in asked.items()
    )
