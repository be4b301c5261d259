"""Limits of an official text that a headline or support line has lost or added.

Only what is sure by the words themselves is reported. A negation, "trừ" or "chỉ" is lost if the
words that it stood before stand in the display text without it; a number is added if it is in no
official text of the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from generator.content.model import Item, Tone
from generator.content.yaml_nodes import YamlNode
from generator.core.findings import Finding, Severity
from generator.core.messages import msg

_WORD: Final = re.compile(r"\w+")
_SENTENCE_END: Final = re.compile(r"[.;!?]+(?=\s|$)")
_CLAUSE: Final = re.compile(r"[.,;:!?()“”\"]+(?=\s|$)|[(“\"]")
_NEGATIONS: Final = frozenset(("không", "chưa", "đừng", "chớ", "chẳng", "cấm"))
#: With one of these in its sentence, a display text may deny or limit in other words.
_DENYING: Final = _NEGATIONS | frozenset((
    "tránh", "hạn", "ngừng", "dừng", "thôi", "chống", "phòng", "bỏ", "ngăn", "khỏi", "miễn",
    "kiêng", "tắt", "trừ", "chỉ", "thiếu", "chậm", "quên", "khó", "hết", "mất",
))  # fmt: skip
_EXCEPTING: Final = frozenset(("trừ", "không", "riêng", "ngoài", "miễn", "khỏi", "cấm", "chưa"))
_ONLY: Final = frozenset(("chỉ", "mới", "duy", "riêng", "đúng", "thôi", "không", "trừ", "cấm"))
#: Between a negation and what it denies.
_HELPERS: Final = frozenset(("được", "nên", "phép", "tự", "ý", "bao", "giờ", "để", "cho", "các"))
#: Pairs that neither deny nor limit: "không gian", "hàng không", "địa chỉ", "chỉ đạo".
_BEHIND: Final = {
    "không": frozenset((
        "gian", "khí", "quân", "chỉ", "những", "trung", "may", "phận", "quá", "ít", "bắt", "hạn",
        "giới", "thể", "phải",
    )),
    "chỉ": frozenset((
        "huy", "đạo", "dẫn", "thị", "số", "tiêu", "định", "trích", "cần", "là", "có", "đường",
    )),
    "trừ": frozenset(("sâu", "tà", "khử", "diệt", "bì", "hao", "khi")),
}  # fmt: skip
_BEFORE: Final = {
    "không": frozenset(("hàng", "trên", "hay", "hoặc", "có", "số")),
    "chỉ": frozenset(("địa", "không", "tín", "chứng", "kim", "sợi")),
    "trừ": frozenset(("diệt", "khấu", "bài", "loại", "phép", "phòng", "tiễu", "ngoại")),
    "cấm": frozenset(("hàng", "biển", "lệnh", "chất", "vùng", "danh", "bị")),
}  # fmt: skip
_NUMERALS: Final = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6,
    "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "đôi": 2, "rưỡi": 30, "nửa": 30,
}  # fmt: skip
#: Amounts may be written in other units: "1,5 triệu", "1.500.000".
_AMOUNTS: Final = re.compile(r"\b(?:triệu|nghìn|ngàn|tỷ|trăm|mươi|chục|tá)\b|%")


def lost_limits(official: str, text: str) -> tuple[str, ...]:
    """Words that ``text`` has lost of the official text, and numbers that only it has, in order."""
    return (*_lost_words(official, text), *_added_numbers(official, text))


def limit_findings(
    nodes: Sequence[YamlNode], items: Sequence[Item], tones: Mapping[str, Tone]
) -> Iterator[Finding]:
    """A finding for each display text of an item that has lost or added a limit.

    Args:
        tones: Of the groups, by name: what stands in one that forbids is denied by its title.
    """
    for node, item in zip(nodes, items, strict=True):
        is_denied = tones.get(item.group) is Tone.DONT
        texts = {"headline": item.headline, "support": item.support}
        if "short_headline" in node:
            texts["short_headline"] = item.short_headline
        for key, text in texts.items():
            parts = [
                part
                for part in lost_limits(item.official, text)
                if not (is_denied and part in _NEGATIONS)
            ]
            if parts:
                yield Finding(
                    "limit-lost",
                    Severity.WARNING,
                    msg(
                        "“{text}” says something else than the official text “{official}”: {parts}",
                        text=text,
                        official=item.official,
                        parts=", ".join(f"“{part}”" for part in parts),
                    ),
                    msg("compare both, and correct the negation, the exception or the number"),
                    node.place(key if key in node else "headline"),
                )


def _lost_words(official: str, text: str) -> Iterator[str]:
    said = [_words(sentence) for sentence in _SENTENCE_END.split(text)]
    reported: set[str] = set()
    for limit, pair in _limited(official):
        bare = _free_uses(official, pair)
        for words in said:
            at = _find(words, pair)
            excuses = {"trừ": _EXCEPTING, "chỉ": _ONLY}.get(limit, _DENYING)
            if at >= 0 and not bare and excuses.isdisjoint(words) and limit not in reported:
                reported.add(limit)
                yield limit


def _limited(official: str) -> Iterator[tuple[str, list[str]]]:
    """Each limiting word of ``official`` with the two words behind it."""
    for clause in _CLAUSE.split(official):
        words = _words(clause)
        for at, word in enumerate(words):
            if word not in _NEGATIONS and word not in ("trừ", "chỉ"):
                continue
            before = words[at - 1] if at else ""
            start = at + 1
            behind = words[start] if start < len(words) else ""
            if behind in _BEHIND.get(word, ()) or before in _BEFORE.get(word, ()):
                continue
            while start < len(words) and words[start] in _HELPERS:
                start += 1
            pair = words[start : start + 2]
            if len(pair) == 2:
                yield word, pair


def _free_uses(official: str, pair: list[str]) -> bool:
    """True if ``pair`` stands in a clause of ``official`` that has no limit before it."""
    for clause in _CLAUSE.split(official):
        words = _words(clause)
        at = _find(words, pair)
        if at >= 0 and _DENYING.isdisjoint(words[:at]):
            return True
    return False


def _find(words: list[str], pair: list[str]) -> int:
    return next((at for at in range(len(words) - 1) if words[at : at + 2] == pair), -1)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _added_numbers(official: str, text: str) -> Iterator[str]:
    asked = dict.fromkeys(re.findall(r"\d+", _joined(text)))
    if not asked or _AMOUNTS.search(text) or _AMOUNTS.search(official):
        return
    known = _numbers(official) | _numerals(_words(official))
    parts = re.findall(r"\d+", text)
    for found in asked:
        number = int(found)
        is_evening = re.search(rf"\b{found}\s*(?:giờ|h)\b.*\b(?:chiều|tối|đêm)", text) is not None
        is_known = number in known or (is_evening and number + 12 in known)
        if not is_known and not (found not in parts and all(int(p) in known for p in parts)):
            yield found


def _numbers(text: str) -> set[int | None]:
    return {int(one) for form in (text, _joined(text)) for one in re.findall(r"\d+", form)}


def _joined(text: str) -> str:
    """``text`` with the groups of a long number as one: "0200 000 111"."""
    return re.sub(r"(?<=\d{3})[ .](?=\d{3})", "", text)


def _numerals(words: Sequence[str]) -> set[int | None]:
    """The numbers up to 19 that ``words`` spell."""
    found: set[int | None] = set()
    for before, word in pairwise(("", *words)):
        if (digit := _NUMERALS.get(word)) is not None:
            found.add(digit + 10 if before == "mười" else digit)
    return found
