"""Furniture of a paper: what stands on its pages and is no content.

The nation's lines, rules, page numbers, stamps, marks of a digital signature, file paths, and the
menus of a web page. Whether a line is one depends on where it stands: these functions say only
what it may be, by its form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from generator.content.letters.folding import fold, is_capitals
from generator.content.sources.model import SourceLine

_DASH: Final = r"\-\u2010-\u2015\u2212"
#: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", also "XàHỘI" and "CỘNG\nHÒA", as copies have it.
NATION: Final = re.compile(
    r"[*_]{0,2}(?<![a-z])cong\s{0,3}ho?a\s{0,3}x\w{0,2}\s{0,3}hoi\s{0,3}chu\s{0,3}nghia\s{0,3}"
    r"viet\s{0,3}nam(?![a-z])[*_]{0,2}"
)
MOTTO: Final = re.compile(
    r"[*_]{0,2}(?<![a-z])doc\s{0,3}lap\s{0,3}[^\w\n]{0,3}\s{0,3}tu\s{0,3}do\s{0,3}"
    r"[^\w\n]{0,3}\s{0,3}hanh\s{0,3}ph[ui]c(?![a-z])[*_]{0,2}"
)
PARTY: Final = re.compile(r"(?<![a-z])dang\s{1,3}cong\s{1,3}san\s{1,3}viet\s{1,3}nam(?![a-z])")
YOUTH_UNION: Final = re.compile(r"doan\s+(?:tncs|thanh nien cong san)\s+ho chi minh")

_NATION_LETTERS: Final = ("conghoaxahoichunghiavietnam", "doclaptudohanhphuc")
#: Corpus: misread lines of scans 0.85 and more, names of bodies at most 0.55.
_MIN_LIKENESS: Final = 0.8
_MIN_NATION: Final = 15
_MAX_NATION: Final = 120

_RULE: Final = re.compile(rf"[\s{_DASH}_=*~─━═—|+:]{{2,}}|\*|[{_DASH}*\s]*o0o[{_DASH}*\s]*", re.I)
_PAGE_BREAK: Final = re.compile(
    rf"[\s{_DASH}=*\[(]*(?:page break|ngat trang|(?:page|trang|sheet)\s*(?:so\s*)?\d{{1,4}}"
    rf"(?:\s*(?:/|of|tren|-)\s*\d{{1,4}})?)[\s{_DASH}=*\])]*"
)
_PAGE_NUMBER: Final = re.compile(rf"[{_DASH}\s(\[]*(\d{{1,3}})(?:\s?/\s?\d{{1,3}})?[{_DASH}\s)\]]*")
_FILE_PATH: Final = re.compile(
    r"(?:[a-z]:\\|\\\\[\w.]+\\|file:/)\S.*|(?:/[\w.-]+){3,}\.\w{3,4}", re.I
)
_SIGNED: Final = re.compile(
    r"[\[(/]?\s*(?:da ky|da ki|ky ten|ki ten|da duyet|ky va ghi ro ho ten|ky, ghi ro ho ten"
    r"|ky dien tu|da ky dien tu|da ky so|chu ky so|con dau|dong dau)"
    r"(?:\s*(?:,|va|-|/)\s*(?:da\s+)?(?:dong dau|ky ten|ghi ro ho ten|ky)){0,3}\s*[\])/]?\.?"
)
#: Lines that programs add to a signed file.
_DIGITAL: Final = re.compile(
    r"(?:(?:duoc )?k[yi] (?:so )?boi|nguoi ky|thoi gian ky|ngay ky|gio ky|chu ky so|ky so boi|"
    r"thong tin chu ky|co quan ky|signature not verified|signature valid|digitally signed|"
    r"signed by|signing time|reason|location|date|contact)\s*(?::|by\b|$).*"
    r"|signature (?:not verified|valid|yet to be verified)\b.*"
)
#: Stamps of arrival, of copies, of urgency and secrecy, and notes on the state of a draft.
_STAMP: Final = re.compile(
    r"[\[(]?\s*(?:(?:[\w.,\- ]{0,60}\s)?(?:cong van|van ban) den\b.*"
    r"|den\s*:?|(?:so|ngay|gio) den\s*:.*|den (?:so|ngay)\s*:.*|chuyen\s*:.{0,60}"
    r"|luu (?:ho so|hs) (?:so\s*)?:?.{0,40}|so va ky hieu hs\s*:.*|ngay\s*:\s*[\d/.\s-]*"
    r"|(?:cong van|van ban) di\b.{0,40}"
    r"|hoa toc(?: hen gio.{0,30})?|thuong khan|khan|tuyet mat|toi mat|mat|"
    r"(?:du thao|ban thao)(?:\s+(?:lan(?: thu)?\s*)?\S{1,6})?|sao y(?: ban chinh)?|sao luc|"
    r"trich sao"
    r"|ban sao|ban chinh|ban goc|luu hanh noi bo|tai lieu (?:hoi nghi|mat|luu hanh noi bo)"
    r"|xem xong tra lai|da so hoa|ban dien tu)\s*[\])]?[.:]?"
)
#: Optional lines of a letterhead (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9): addresses.
_CONTACT: Final = re.compile(
    r"(?:dia chi|tru so|dien thoai|sdt|dt|tel|hotline|fax|email|e-mail|thu dien tu|website|web|"
    r"trang thong tin dien tu|cong thong tin dien tu|ma so thue|mst)\s*[:(.].*"
    r"|(?:https?://|www\.)\S+|\S+@\S+\.\w+",
)
#: What web pages put around a paper.
_WEB: Final = re.compile(
    r"trang chu\b.*|.*\s[»›>]\s.*|(?:luot (?:xem|doc|truy cap)|so lan xem|luot tai)\s*:?.*"
    r"|(?:co|kich) chu\s*:?.*|.*\bco chu\s*:\s*a.*|chia se\b.{0,60}|(?:facebook|twitter|zalo|print|"
    r"google\+?|linkedin|pinterest)(?:[\s,|/]+(?:facebook|twitter|zalo|google\+?|email|in|print))*"
    r"|in (?:bai viet|trang|bai)\b.{0,20}|gui (?:email|bai viet|mail)\b.{0,20}|ban in|dang nhap|"
    r"dang ky|tim kiem\b.{0,20}|lien he|gioi thieu|tin tuc.{0,20}|van ban|so do (?:cong|site|trang)"
    r"|menu|hoi dap|thu tuc hanh chinh|dich vu cong|tin (?:cung chuyen muc|lien quan|khac|moi|"
    r"noi bat)"
    r"\b.{0,30}|cac tin (?:khac|lien quan|da dua)\b.{0,30}|bai viet (?:khac|lien quan)\b.{0,20}"
    r"|(?:tap tin|tep|file|tai lieu)\s*(?:tin\s*)?(?:dinh kem|kem theo|tai ve)\s*:?.*|tai (?:ve|"
    r"xuong|file)\b.{0,60}"
    r"|(?:©|\(c\)|copyright|ban quyen).*|(?:so hieu|loai van ban|noi ban hanh|nguoi ky|"
    r"ngay ban hanh"
    r"|ngay hieu luc|ngay cong bao|so cong bao|linh vuc|tinh trang|trich yeu|co quan ban hanh|"
    r"ngay dang"
    r"|cap nhat|tac gia|nguon)\s*:.*|lich su hieu luc.*|van ban (?:goc|lien quan|pdf).*|luoc do"
    r"|\d{1,2}/\d{1,2}/\d{4}\s+\d{1,2}:\d{2}.*|.*\bbo qua noi dung chinh.*|ve dau trang|"
    r"len dau trang"
)
#: Marks that a web page's rest begins after the paper.
_WEB_REST: Final = re.compile(
    r"(?:tin|bai|van ban)(?: viet)? (?:cung chuyen muc|lien quan|khac|moi hon|cu hon)\b.*|"
    r"cac tin khac.*"
    r"|(?:©|copyright|ban quyen).*|luot (?:xem|truy cap).*|chia se\b.*|y kien ban doc.*|binh luan.*"
)
_STRANGE: Final = re.compile(r"[®<>©~^\\{}|¬¢£¥§•■□°»«]")


def is_rule(text: str) -> bool:
    """True if the line is drawn, not written: "-------", "*", "---o0o---"."""
    stripped = text.strip()
    return bool(stripped) and stripped not in "-–—+" and _RULE.fullmatch(stripped) is not None


def is_page_break(text: str) -> bool:
    """True for "--- PAGE BREAK ---" and "Trang 2/5"."""
    return len(text) < 60 and _PAGE_BREAK.fullmatch(fold(text)) is not None


def is_file_path(text: str) -> bool:
    """True for a line that is the path of a file."""
    return _FILE_PATH.fullmatch(text.strip()) is not None


def is_signed_note(text: str) -> bool:
    """True for "(Đã ký)" and its like."""
    return len(text) < 60 and _SIGNED.fullmatch(fold(text.strip().strip("*_"))) is not None


def is_digital_signature(text: str) -> bool:
    """True for the lines that a digital signature leaves: "Thời gian ký: ..."."""
    return len(text) < 200 and _DIGITAL.fullmatch(fold(text.strip())) is not None


def is_stamp(text: str) -> bool:
    """True for a stamp of arrival, urgency or secrecy, and for "DỰ THẢO"."""
    return len(text) < 120 and _STAMP.fullmatch(fold(text.strip().strip("*_"))) is not None


def is_contact(text: str) -> bool:
    """True for a line of a letterhead with address, telephone or the like."""
    return len(text) < 200 and _CONTACT.fullmatch(fold(text.strip())) is not None


def is_web_line(text: str) -> bool:
    """True for a line of a web page's menus, share buttons and lists of facts."""
    return len(text) < 300 and _WEB.fullmatch(fold(text.strip())) is not None


def begins_web_rest(text: str) -> bool:
    """True if after a paper's end this line begins what the web page adds."""
    return len(text) < 200 and _WEB_REST.fullmatch(fold(text.strip())) is not None


def is_scan_noise(text: str) -> bool:
    """True for what a scan makes of a seal or a signature: few letters, strange signs."""
    if not 0 < len(text) < 40:
        return False
    letters = sum(c.isalpha() for c in text)
    signs = sum(not c.isalnum() and not c.isspace() for c in text)
    return (letters < 3 or _STRANGE.search(text) is not None) and signs * 2 > letters


def nation_lines(text: str) -> list[tuple[int, int]]:
    """Ranges of the nation's name and motto in ``text``, a head; 0-based."""
    folded = fold(text)
    return [m.span() for pattern in (NATION, MOTTO) for m in pattern.finditer(folded)]


def misread_nation_line(text: str) -> int | None:
    """0-based start of the nation's name or motto, misread by OCR at a line's end; or None.

    "CỘNG HÒA XÀ HỘI CHÙ NGHÌA VIỆT NAN" is no name of a body.
    """
    if not _MIN_NATION <= len(text) <= _MAX_NATION:
        return None
    folded = fold(text)
    starts = [0, *(m.end() for m in re.finditer(r"\s+", folded))]
    found: dict[int, float] = {}
    for start in starts:
        rest = re.sub(r"[^a-z]", "", folded[start:])
        for name in _NATION_LETTERS:
            if abs(len(rest) - len(name)) <= len(name) // 5:
                likeness = SequenceMatcher(None, name, rest, autojunk=False).ratio()
                found[start] = max(likeness, found.get(start, 0.0))
    best = max(found, key=lambda start: found[start], default=None)
    return best if best is not None and found[best] >= _MIN_LIKENESS else None


def party_line(text: str) -> tuple[int, int] | None:
    """Range of "ĐẢNG CỘNG SẢN VIỆT NAM" in a line of a head, in capitals; None without it."""
    found = PARTY.search(fold(text))
    if found is None or not is_capitals(found[0] and text[found.start() : found.end()]):
        return None
    is_alone = not text[found.end() :].strip("*_ \t")
    return found.span() if is_alone else None


def page_number_lines(lines: Sequence[SourceLine]) -> frozenset[int]:
    """Indices of lines that are page numbers: lone numbers that count on through the paper.

    On a page of a PDF the first and last lines may be ones; in a text they count up, with lines of
    content between them.
    """
    numbers: dict[int, int] = {}
    for index, line in enumerate(lines):
        found = _PAGE_NUMBER.fullmatch(line.text.strip()) if len(line.text) < 20 else None
        if found is not None and line.cell is None and not line.marker:
            numbers[index] = int(found[1])
    edges = _page_edges(lines)
    at_edges = {index for index in edges if index in numbers or _names_its_page(lines[index])}
    return frozenset(at_edges | (_counted_numbers(lines, numbers) if numbers else set()))


def _page_edges(lines: Sequence[SourceLine]) -> set[int]:
    """Indices of the first and last line of each page of a PDF."""
    edges: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.text.strip() and line.origin.page is not None:
            edges.setdefault(line.origin.page, []).append(index)
    return {index for indices in edges.values() for index in (indices[0], indices[-1])}


def _names_its_page(line: SourceLine) -> bool:
    """True for a page's footer with its number: "Văn bản điện tử - trang 1"."""
    if len(line.text) > _MAX_FOOTER or line.marker or line.cell is not None:
        return False
    found = _PAGE_FOOTER.fullmatch(fold(line.text.strip()))
    return found is not None and int(found[1]) == line.origin.page


_MAX_FOOTER: Final = 100
_PAGE_FOOTER: Final = re.compile(
    r"(?:.*\W)?(?:trang|page)\s{0,3}:?\s{0,3}(\d{1,4})(?:\s{0,3}(?:/|of|tren)\s{0,3}\d{1,4})?"
)
#: A page holds more lines than this; the numbers of a list stand closer.
_MIN_LINES_OF_PAGE: Final = 6
_MAX_FIRST_NUMBER: Final = 2


def _counted_numbers(lines: Sequence[SourceLine], numbers: Mapping[int, int]) -> set[int]:
    filled = [0]
    for line in lines:
        filled.append(filled[-1] + bool(line.text.strip()))
    chosen: list[int] = []
    for index, number in numbers.items():
        if not chosen:
            begins = number <= _MAX_FIRST_NUMBER and filled[index] >= _MIN_LINES_OF_PAGE
            ends = number == 1 and filled[index + 1] == filled[-1]
            if begins or ends:
                chosen.append(index)
        else:
            last = chosen[-1]
            is_next = number == numbers[last] + 1
            if is_next and filled[index] - filled[last] > _MIN_LINES_OF_PAGE:
                chosen.append(index)
    return set(chosen)
