"""Words that begin the parts of a paper: the preamble, organisations, people addressed."""

from __future__ import annotations

import re
from typing import Final

from generator.content.letters.folding import fold, is_capitals

#: A preamble begins so: what the paper rests on, or why it is written.
_BASIS: Final = re.compile(
    r"[\s*_\-–+•]*(?:can\s+cu|thuc\s+hien|thi\s+hanh|chap\s+hanh|trien\s+khai|theo|xet|"
    r"tren\s+co\s+so"
    r"|tiep\s+theo|tiep\s+tuc|phuc\s+dap|tra\s+loi|quan\s+triet|y\s+kien|duoc\s+su)\s",
)
_REASON: Final = re.compile(
    r"\s*(?:de|nham|sau\s+khi|qua|vua\s+qua|hien\s+nay|thoi\s+gian|trong\s+thoi|trong\s+nhung|"
    r"huong\s+ung"
    r"|chao\s+mung|nhan\s+dip|nhan\s+ngay|tu\s+(?:ngay|dau|nam|thang)|ngay\s+\d|kinh\s+thua|thua\s"
    r"|than\s+gui|de\s+nghi|uy\s+ban\s+nhan\s+dan.{3,80}(?:thong\s+bao|de\s+nghi|yeu\s+cau|"
    r"ban\s+hanh|kinh))"
    r"\b"
)
_NUMBERED: Final = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*\s?[.)/\-]|[IVX]{1,5}\s?[.)\-/]|Điều\s+\d+|ĐIỀU\s+\d+|[Pp]hần|PHẦN"
    r"|Chương|CHƯƠNG|[aA]\s?[.)])\s?\S"
)
#: Names of bodies begin so; folded, since they are long enough not to be taken for other words.
_LONG_ORGANISATIONS: Final = (
    "uy ban|y ban|ubnd|hoi dong|hdnd|chi cuc|tong cuc|hoc vien|dai hoc|trung tam|cong ty|"
    "tong cong ty|tap doan|xi nghiep|nha may|hop tac xa|htx|lien doan|cong doan|lien hiep hoi|"
    "lien hiep|hiep hoi|mat tran|mttq|ubmttq|dang bo|dang uy|chi bo|thanh uy|tinh uy|huyen uy|"
    "quan uy|dang doan|tong lien doan|cong an|bo chi huy|benh vien|toa an|vien kiem sat|van phong|"
    "thanh tra|kho bac|ngan hang|buu dien|nha van hoa|khu pho|thi tran|thi xa|thanh pho|tp|"
    "chinh phu|quoc hoi|thu tuong|chu tich|bch|trung uong|doan thanh nien|doan tncs|lien minh|"
    "ban (?:quan ly|chi dao|chi huy|to chuc|thuong vu|chap hanh|giam hieu|dan|nhan dan)|"
    "nha xuat ban|chi nhanh|don vi"
)
#: With their accents: "Bỏ" is no "Bộ".
_SHORT_ORGANISATIONS: Final = (
    "sở|phòng|ban|bộ|cục|vụ|viện|trường|đoàn|hội|trạm|đài|báo|tổ|thôn|ấp|bản|buôn|xã|phường|quận|"
    "huyện|tỉnh|quỹ|đội|khoa|tw"
)
_ORGANISATION: Final = re.compile(rf"[\s*_\"“(]*(?:(?:{_LONG_ORGANISATIONS})(?![a-z]))", re.I)
_SHORT_ORGANISATION: Final = re.compile(rf"[\s*_\"“(]*(?:{_SHORT_ORGANISATIONS})(?!\w)", re.I)
_PEOPLE: Final = re.compile(
    r"\s*(?:các|toàn thể|ông|bà|anh|chị|đồng chí|đ/c|nhân dân|bà con|quý|hộ|chủ|hiệu trưởng|"
    r"thủ trưởng"
    r"|giám đốc|bí thư|trưởng|thường trực|lãnh đạo|cán bộ|công chức|đoàn viên|hội viên|phụ huynh|"
    r"cha mẹ"
    r"|học sinh|sinh viên|thanh niên|người|gia đình|mọi|tất cả|thành viên|cộng đồng|thầy|cô|"
    r"bạn)(?!\w)",
    re.I,
)
_COUNT: Final = re.compile(r"^\s*\d{1,4}\s+")
_ADDRESS: Final = re.compile(
    r"[*_\s]*(?:kinh|than|k[il1]nh|tran trong|than men|than ai)\s{0,3}(?:gui|goi|trinh|moi|chuyen)"
    r"\s{0,9}[:;.]?[*_]{0,2}\s*"
)
_SUBJECT: Final = re.compile(
    r"[*_\s\"“'(]*(v\s?/\s?v|viv|ve\s+viec)(?![a-z])\s{0,9}[:.]?[*_]{0,2}\s*"
)
_RECIPIENTS: Final = re.compile(r"[\W_]*n[oi0][il1]\s{0,3}nh[ae]n\b[*_]{0,2}\s{0,9}[:;.]?[*_]{0,2}")
_AUTHORITY: Final = re.compile(
    r"\s*(?:chu tich|uy ban nhan dan|hoi dong|giam doc|truong|ban (?:thuong vu|chap hanh|quan ly|"
    r"chi)"
    r"|dang uy|bi thu|hieu truong|thu truong|tong giam doc|cuc truong|chi cuc|bo truong|"
    r"thu tuong)\b"
)

#: A paragraph is longer than the lines of a form.
LONG_LINE: Final = 120


def begins_basis(text: str) -> bool:
    """True if ``text`` begins as a legal basis does: "Căn cứ ...", "Thực hiện ..."."""
    return _BASIS.match(fold(text[:60])) is not None


def begins_preamble(text: str) -> bool:
    """True if ``text`` begins as a preamble does."""
    return begins_basis(text) or _REASON.match(fold(text[:160])) is not None


def begins_numbered(text: str) -> bool:
    """True if ``text`` begins with a number of the body: "1.", "II.", "Điều 1"."""
    return _NUMBERED.match(text[:40]) is not None and not subject_label(text)


def is_organisation(text: str) -> bool:
    """True if ``text`` begins as the name of a body does."""
    return (
        _ORGANISATION.match(fold(text[:60])) is not None
        or _SHORT_ORGANISATION.match(text[:60]) is not None
    )


def is_addressed(text: str) -> bool:
    """True if ``text`` begins as people or bodies who are addressed do: "28 khu phố"."""
    text = _COUNT.sub("", text)
    return _PEOPLE.match(text[:60]) is not None or is_organisation(text)


def is_authority(text: str) -> bool:
    """True for the line of a decision that names who decides, in capitals."""
    return is_capitals(text) and _AUTHORITY.match(fold(text[:60])) is not None


def address_label(text: str) -> int:
    """The length of "Kính gửi:" at the beginning of ``text``; 0 without it."""
    found = _ADDRESS.match(fold(text[:60]))
    return found.end() if found else 0


def subject_label(text: str) -> int:
    """The length of "V/v" or "Về việc" at the beginning of ``text``; 0 without it."""
    found = _SUBJECT.match(fold(text[:30]))
    return found.end() if found else 0


def recipients_label(text: str) -> int:
    """The length of "Nơi nhận:" at the beginning of ``text``; 0 without it.

    "Nơi nhận báo cáo: ..." is a point of the body.
    """
    found = _RECIPIENTS.match(fold(text[:60]))
    if found is None:
        return 0
    has_stop = text[: found.end()].rstrip("*_ ").endswith((":", ";", "."))
    rest = text[found.end() :].strip()
    return found.end() if has_stop or not rest or not rest[0].isalpha() else 0
