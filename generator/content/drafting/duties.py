"""Clauses below a heading that forbids: which say themselves what holds, and which it denies.

"Thả trâu ngoài đồng; phải cho ăn đủ rơm" below "Không được:" forbids the first and demands the
second. A negation before a duty turns an instruction round, so where neither is sure, nobody may
put one there, nor take one away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.content.drafting.clauses import (
    ClauseWord,
    denies,
    forms,
    frees,
    is_denial,
    is_in_compound,
    read_words,
    verb_at,
)
from generator.vietnamese.compounds import Lexicon

#: A clause that begins with one of these commands, allows or limits.
_COMMANDS: Final = frozenset((
    "phải", "nên", "cần", "hãy", "chỉ", "luôn", "nhớ", "xin", "mời", "được", "trừ", "riêng", "mà",
    "nhưng", "song", "đề nghị", "yêu cầu", "khuyến khích", "vui lòng", "ngoại trừ", "thay vào",
    "đồng thời", "chủ động", "kịp thời", "nhanh chóng", "khẩn trương", "thường xuyên", "bắt buộc",
))  # fmt: skip
#: Openings that say when or of whom a clause speaks.
_OPENERS: Final = frozenset((
    "nếu", "khi", "hễ", "ai", "mọi", "người", "hộ", "trường hợp", "trong trường", "trong khi",
    "nhà", "mỗi", "chủ", "sau", "trước", "lúc", "tất cả", "bà con", "nhân dân", "học sinh", "trẻ",
    "phụ huynh", "cha mẹ", "cơ sở", "khách", "xe", "tàu", "thuyền", "các hộ", "các cơ", "tổ chức",
))  # fmt: skip
_MODALS: Final = frozenset(("phải", "cần", "hãy", "nên", "được", "sẽ"))
#: What is to be done when something was seen: below a heading that forbids, no forbidden act.
_RESPONSES: Final = frozenset((
    "gọi", "báo", "mang", "đưa", "liên hệ", "thông báo", "trình báo", "tố giác", "tránh", "cúi",
    "đến", "di chuyển", "sơ tán", "giữ", "dùng", "chờ", "hỏi",
))  # fmt: skip
_TELEPHONE: Final = re.compile(r"(?:0\d{2,}|1\d{2}|1[89]00)[\d.]*")
#: "Chỉ huy", "trừ sâu" are other words.
_WORD_PARTS: Final = ("chỉ", "trừ", "riêng", "được", "yêu")
#: Behind a negation these make a sentence of it that no heading governs: "không nên", "không được".
_OWN_MODALS: Final = frozenset(("nên", "được"))


def is_duty(words: Sequence[ClauseWord]) -> bool:
    """True if the clause says itself what is to be done, is allowed or is so.

    "Phải đeo rọ mõm", "ai phát hiện thì gọi 0200", "chỉ chuyển khi đã xác minh".
    """
    if not words or denies(words):
        return False
    own = _clause(words)
    written = forms(own)
    pair = " ".join(written[:2])
    is_command = written[0] in _COMMANDS or pair in _COMMANDS
    if is_command and not (written[0] in _WORD_PARTS and is_in_compound(own, 0)):
        return True
    if "thì" in written:
        return True
    if begins_openly(own):
        return _has_modal(own) or _answers(own)
    has_telephone = any(_TELEPHONE.fullmatch(form) for form in written)
    return has_telephone and (written[0] in _RESPONSES or pair in _RESPONSES)


def begins_openly(words: Sequence[ClauseWord]) -> bool:
    """True if the clause begins with whom or when it speaks of: no negation may stand before it."""
    written = forms(words[:2])
    return bool(written) and (written[0] in _OPENERS or " ".join(written) in _OPENERS)


def says_its_denial(words: Sequence[ClauseWord]) -> bool:
    """True if a denied clause is no act that may be forbidden: "người dân không nên tụ tập"."""
    return frees(words) or any(
        is_denial(words, at)
        and words[at].form == "không"
        and at + 1 < len(words)
        and words[at + 1].form in _OWN_MODALS
        for at in range(len(words))
    )


def is_doubtful(words: Sequence[ClauseWord]) -> bool:
    """True if a clause is neither an act nor clearly a duty: whom or when it speaks of, "phải"."""
    own = _clause(words)
    return begins_openly(own) or (verb_at(own) != 0 and _has_modal(own))


def is_open(words: Sequence[ClauseWord]) -> bool:
    """True if no rule decides whether a negation before holds for the clause as well."""
    return not denies(words) and not is_duty(words) and not _informs(words)


def affirmed(text: str, lexicon: Lexicon) -> str:
    """``text`` without what its negations may deny; itself if it has none."""
    words = read_words(text, lexicon)
    kept: list[str] = []
    is_denied = False
    for at, word in enumerate(words):
        before = words[at - 1].punctuation if at else ""
        if is_denial(words, at):
            is_denied = True
        elif is_denied and (
            (before and before in ";.!?") or (before == "," and is_duty(_clause(words[at:])))
        ):
            is_denied = False
        if not is_denied:
            kept.append(word.text)
    return text if len(kept) == len(words) else " ".join(kept)


def part_duties(words: Sequence[ClauseWord]) -> list[tuple[ClauseWord, ...]]:
    """A statement below a heading that forbids, split before a duty behind a comma."""
    if begins_openly(words) or is_duty(words):
        return [tuple(words)]
    for at in range(1, len(words)):
        before = words[at - 1]
        if before.punctuation == "," and not before.is_inside and is_duty(_clause(words[at:])):
            return [tuple(words[:at]), tuple(words[at:])]
    return [tuple(words)]


def _clause(words: Sequence[ClauseWord]) -> Sequence[ClauseWord]:
    """``words`` up to the next comma; behind an opening, all of them."""
    if begins_openly(words):
        return words
    end = next((at + 1 for at, word in enumerate(words) if word.punctuation == ","), len(words))
    return words[:end]


def _has_modal(words: Sequence[ClauseWord]) -> bool:
    return any(
        word.form in _MODALS
        and not word.is_bound
        and (at == 0 or not (is_denial(words, at - 1) or words[at - 1].is_bound))
        and (at == 0 or words[at - 1].form != "khi")
        for at, word in enumerate(words)
    )


def _answers(words: Sequence[ClauseWord]) -> bool:
    """True if an opening is followed by what is to be done: "khi có khói, cúi thấp người"."""
    written = forms(words)
    starts = [at + 1 for at, word in enumerate(words[:-1]) if word.punctuation == ","]
    return any(
        written[at] in _RESPONSES or " ".join(written[at : at + 2]) in _RESPONSES for at in starts
    ) or any(_TELEPHONE.fullmatch(form) for form in written)


def _informs(words: Sequence[ClauseWord]) -> bool:
    """True for a number or a label with what it says: "Mức phạt: 5 triệu đồng"."""
    has_number = any(word.form[:1].isdigit() for word in words)
    return verb_at(words) < 0 and has_number
