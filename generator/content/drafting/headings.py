"""Headings of a letter's sections: their title, their tone, and what they add to each item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.content.drafting.headlines import MOST, NO_LEAD, Lead, abridge, upper_first
from generator.content.drafting.prohibitions import (
    forbids,
    frees_from,
    is_about_people,
    read_prohibition,
)
from generator.content.model import Tone
from generator.vietnamese.break_tokens import lexicon_form
from generator.vietnamese.compounds import Lexicon
from generator.vietnamese.official_names import TYPE_WORDS

_DEMAND: Final = re.compile(r"\b(?:nên|cần|phải|hãy|việc làm|nghĩa vụ|khuyến khích)\b")
#: A heading of two kinds: "Những việc nên làm và không nên làm".
_BOTH: Final = re.compile(
    r"\b(?P<first>(?:không )?nên)(?P<do> làm)?(?:,| và| hoặc| hay)"
    r" (?P<last>(?:không )?nên)(?P<did> làm)?\b",
    re.IGNORECASE,
)
#: A heading of things to know: "Những dấu hiệu cần biết", "Các triệu chứng thường gặp".
_TO_KNOW: Final = re.compile(
    r"(?:(?:một số|những|các) )?(?:dấu hiệu|triệu chứng|biểu hiện)\b|.*\bcần biết\b"
)
_PEOPLE: Final = re.compile(r"(?:những |các )?(?:người(?! dân)|trường hợp|đối tượng|hộ|trẻ)\b")
#: A listing behind a negation, as in "Nghiêm cấm các hành vi": the list follows.
_LISTED: Final = re.compile(r"(?<=cấm) (?:các|những) (?:hành vi|việc|nội dung)$", re.IGNORECASE)
_MACHINERY: Final = re.compile(
    r"tổ chức thực hiện|phân công|tiến độ|kinh phí|nguồn kinh phí|chế độ báo cáo|báo cáo|dự toán.*"
    r"|hiệu lực(?: thi hành)?|điều khoản thi hành|mục đích|mục tiêu|yêu cầu|căn cứ|phạm vi|thi hành"
    r"|mục đích,? (?:và )?yêu cầu|trách nhiệm (?:thi hành|thực hiện)|thời gian báo cáo"
    r"|khen thưởng.*|đối tượng áp dụng|phạm vi điều chỉnh.*|triển khai thực hiện|công tác phối hợp"
    r"|khẩu hiệu|kiểm tra,? giám sát"
)
#: Headings that say nothing of the matter.
_GENERAL: Final = re.compile(
    r"(?:những |các )?(?:nội dung|nhiệm vụ|giải pháp|biện pháp|nhiệm vụ,? (?:và )?giải pháp"
    r"|nội dung (?:thực hiện|cụ thể|công việc)|nhiệm vụ cụ thể"
    r"|nội dung,? (?:và )?(?:biện pháp|giải pháp))"
)
_SLOGANS: Final = re.compile(r"(?:các )?khẩu hiệu(?: tuyên truyền| cổ động)?")
_FOLLOWS: Final = re.compile(r",? (?:cụ thể )?(?:như )?(?:sau đây|dưới đây|sau)$|,? cụ thể$", re.I)
_ADDRESSED: Final = re.compile(r"^Đối với (?=\S)", re.I)
#: Bodies of state and party, unions, their offices: what they are to do is no matter of a poster.
OFFICES: Final = re.compile(
    r"(?:(?:đề nghị|yêu cầu|giao|đối với|việc của|nhiệm vụ của|trách nhiệm của|các|đồng chí"
    r"|lực lượng) )*(?:"
    r"(?:công an|ủy ban|ubnd|hội đồng nhân dân|mặt trận|đảng ủy|chi bộ|đảng bộ|trạm y tế|trạm xá"
    r"|trung tâm|phòng|văn phòng|đoàn thanh niên|đoàn thể|liên đoàn|công đoàn|đài|nhà mạng"
    r"|chánh văn phòng|bí thư|chủ tịch|hiệu trưởng|nhà trường|trường học|cán bộ|công chức|dân quân"
    r"|quân sự|cơ quan|đơn vị(?! thi công)|sở|bộ|đội|thủ trưởng|tài chính|nhà văn hóa|thành viên"
    r"|công ty điện lực"
    r"|ban (?:điều hành|chỉ huy|chỉ đạo|quản lý|công tác|giám hiệu|tuyên giáo|thường vụ|dân vận)"
    r"|hội (?:phụ nữ|nông dân|cựu chiến binh|người cao tuổi|chữ thập|liên hiệp|luật|khuyến)"
    r"|tổ (?:công nghệ|dân phố|trưởng|công tác|y tế|tự quản)"
    r"|trưởng (?:ấp|thôn|khu|phòng|trạm|công an|ban|xóm|bản|các))\b"
    r"|(?:khu phố|ấp|thôn|xã|phường)(?::|, (?:xã|phường)| (?:báo cáo|lập|tổ chức|phối hợp|chọn|cử"
    r"|gửi|tổng hợp|chỉ đạo|căn cứ|có trách nhiệm|chi)\b))"
)
_CITIZENS: Final = re.compile(
    r"\b(?:người dân|(?<!ban )(?<!hội đồng )nhân dân|bà con|hộ dân|hộ gia đình|mọi người)\b"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as a group takes it.

    Attributes:
        title: Its words as a group's title; empty for the heading of all.
        tone: None where its words say none.
        titles: Of a heading of two kinds ("nên và không nên"), the title of each.
        is_machinery: Whether the section is the paper's own: purposes, costs, who does what.
        is_slogans: Whether slogans stand under it.
        is_for_offices: Whether it names offices as those who are to act.
    """

    title: str = ""
    tone: Tone | None = None
    lead: Lead = NO_LEAD
    titles: Mapping[Tone, str] = field(default_factory=dict)
    is_machinery: bool = False
    is_slogans: bool = False
    is_for_offices: bool = False


def read_heading(text: str, lexicon: Lexicon) -> Heading:
    """The heading whose words are ``text``; of a whole sentence the label before its colon."""
    bare = _FOLLOWS.sub("", text.strip().rstrip(":.; "))
    label, _, said = bare.partition(": ")
    if said and not text.rstrip().endswith(":"):
        bare = label
    form = lexicon_form(bare)
    title = "" if _GENERAL.fullmatch(form) else title_of(bare, lexicon)
    return Heading(
        title=title,
        tone=_tone(form),
        lead=NO_LEAD if _BOTH.search(form) else read_prohibition(bare),
        titles=_titles_by_tone(title),
        is_machinery=_MACHINERY.fullmatch(form) is not None,
        is_slogans=_SLOGANS.fullmatch(form) is not None,
        is_for_offices=is_for_offices(form) and _CITIZENS.search(form) is None,
    )


def is_for_offices(form: str) -> bool:
    """True if the clause ``form``, in the lexicon's spelling, begins with an office that acts."""
    return OFFICES.match(form) is not None


def title_of(bare: str, lexicon: Lexicon) -> str:
    """The words of a heading as a group's title, in the official order, none added."""
    title = _LISTED.sub("", _ADDRESSED.sub("", bare))
    if len(title.split()) > MOST:
        title = abridge(title, lexicon).headline
    if title.isupper() and not any(f" {word} " in f" {title.lower()} " for word in TYPE_WORDS):
        title = title.lower()
    return upper_first(title)


def _tone(form: str) -> Tone | None:
    if _BOTH.search(form):
        return None
    if is_about_people(form) or frees_from(form):
        return Tone.INFO
    if forbids(form):
        return Tone.DONT
    if _TO_KNOW.match(form):
        return Tone.INFO
    return Tone.DO if _DEMAND.search(form) and not _PEOPLE.match(form) else None


def _titles_by_tone(title: str) -> Mapping[Tone, str]:
    """The titles of a heading of two kinds, each in the heading's words; empty for another."""
    found = _BOTH.search(title)
    if found is None or found["first"].lower() == found["last"].lower():
        return {}
    made = found["do"] or found["did"] or ""
    titles = {}
    for part in (found["first"], found["last"]):
        tone = Tone.DONT if part.lower().startswith("không") else Tone.DO
        titles[tone] = upper_first(f"{title[: found.start()]}{part}{made}{title[found.end() :]}")
    return titles
