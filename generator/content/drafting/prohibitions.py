"""Headings that deny what stands below them: "Không được:", "Các hành vi bị nghiêm cấm".

A point under such a heading says the opposite of what is meant, "Đốt rác ngoài trời", so its
headline begins with the heading's words: "Không được đốt rác ngoài trời".
"""

from __future__ import annotations

import re
from typing import Final

from generator.content.drafting.headlines import NO_LEAD, Lead
from generator.vietnamese.break_tokens import lexicon_form

#: Words that forbid, in the lexicon's spelling; of those at one place the longest.
_FORBID: Final = re.compile(
    r"\b(?:(?:tuyệt đối )?không được(?: phép)?|không cho phép|tuyệt đối không|không nên"
    r"|chưa được(?: phép)?|(?:bị )?nghiêm cấm|(?:bị )?cấm|đừng|chớ|không)\b"
    r"(?! (?:quá|khí|gian|chỉ|những|đủ|còn|có|thuộc|bắt buộc|phải|cần|thu|hạn chế|giới hạn"
    r"|mất|tính|tốn|kể)\b)"
)
#: Words that free from a duty, or say that there is no limit.
_FREE: Final = re.compile(
    r"\bkhông (?:bắt buộc(?: phải)?|phải(?! là\b)|cần(?: thiết)?(?: phải)?|hạn chế|giới hạn"
    r"|(?:thu|mất|tính|tốn) (?:phí|tiền|lệ phí|học phí|thêm|bất kỳ)|thu)\b"
)
_AVERT: Final = re.compile(r"\b(?:(?:cần|nên|phải) )?tránh\b(?! xa| thai)")
#: What the points below are with these: people or places, not things that are forbidden.
_WHO: Final = re.compile(
    r"(?:những |các )?(?:người|trường hợp|đối tượng|hộ|trẻ|phụ nữ|học sinh|khu vực|nơi|điểm|xe)\b"
)
_LISTING: Final = re.compile(r"(?:những|các|một số|việc|điều|hành vi|nội dung)\b")
#: Behind the negation: what leaves open what is forbidden, and when it is.
_OPEN: Final = re.compile(
    r"(?:làm|thực hiện)?\s*(?:(?:các|những|một số)\s+)?(?:hành vi|việc|điều|nội dung|hoạt động|"
    r"phương tiện|loại|trường hợp|người dân|nhân dân|bà con|mọi người|công dân|hộ dân"
    r"|(?:mọi )?tổ chức,? (?:và )?cá nhân)?"
)
_WHEN: Final = re.compile(r"\s*(?:\bkhi|\btrong khi|\bnếu|\blúc|\btrong thời gian|\bđối với)\b.*")
#: Headings over acts as they are done.
_ACTS: Final = re.compile(r"\b(?:hành vi|vi phạm|nghiêm cấm|bị cấm|cấm)\b")
#: Whom every heading speaks of: the title of the group says it.
_ALL: Final = re.compile(r"(?:người dân|nhân dân|bà con|mọi người)\b")
#: The longest heading that is said whole before a point.
_MOST_WORDS: Final = 6


def forbids(form: str) -> bool:
    """True if the heading ``form``, in the lexicon's spelling, forbids what stands below it."""
    found = _find(form)
    return found is not None and not _names_who(form, found)


def frees_from(form: str) -> bool:
    """True if the heading ``form`` says what nobody has to do or pay: "Không bắt buộc"."""
    return _find(form) is None and _FREE.search(form) is not None


def is_about_people(form: str) -> bool:
    """True if a heading says of whom or where something is forbidden, as the points then name."""
    found = _find(form)
    return found is not None and _names_who(form, found)


def read_prohibition(heading: str) -> Lead:
    """The words of ``heading`` that deny each point below it; none if it does not forbid."""
    form = lexicon_form(heading)
    found = _find(form) or _FREE.search(form)
    if found is None or _names_who(form, found) or len(form) != len(heading):
        return NO_LEAD
    written = heading.lower() if heading.isupper() else heading
    first = found.start() + (len("bị ") if found[0].startswith("bị ") else 0)
    first += len(found[0]) - len("tránh") if found[0].endswith(" tránh") else 0
    behind = _WHEN.sub("", written[found.end() :]).strip(" :,")
    if (
        not behind
        and len(written.split()) <= _MOST_WORDS
        and not _LISTING.match(form)
        and not _ALL.match(form)
    ):
        first = 0  # "Học sinh không được": who is part of it
    rest = "" if _OPEN.fullmatch(lexicon_form(behind)) else behind
    negation = written[first : found.end()]
    return Lead(
        negation[:1].upper() + negation[1:], rest, lists_acts=_ACTS.search(form) is not None
    )


def _find(form: str) -> re.Match[str] | None:
    return _FORBID.search(form) or _AVERT.search(form)


def _names_who(form: str, found: re.Match[str]) -> bool:
    return _WHO.match(form) is not None and bool(form[found.end() :].strip(" :"))
