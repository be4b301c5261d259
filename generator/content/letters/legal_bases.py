"""Documents that a preamble rests on: number, date, issuer and title, as the text has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from generator.content.letters.document_numbers import number_at
from generator.content.letters.folding import fold
from generator.content.letters.model import CitedDocument

#: Kinds of documents that are cited. "Luật" and its like have a name instead of a number.
_LAWS: Final = "bo luat|luat|phap lenh|hien phap|dieu le"
_TYPES: Final = (
    "nghi dinh|nghi quyet(?: lien tich)?|quyet dinh|thong tu(?: lien tich)?|chi thi|cong van|"
    "cong dien|"
    "ke hoach(?: lien tich| phoi hop)?|huong dan(?: lien tich| lien nganh)?|"
    "thong bao(?: ket luan| ket qua)?|"
    "ket luan|to trinh|chuong trinh(?: hanh dong| cong tac| phoi hop)?|ban tin|van ban|bao cao|"
    "quy dinh|"
    r"quy che|de an|bien ban|giay moi|thong tri|lenh|sac lenh|"
    r"phuong an(?=\s(?:so\b|\d))|quy trinh|du an|the le|"
    "van ban hop nhat|thu ngo|phieu chuyen|cong dien khan"
)
_NUMBERED: Final = re.compile(
    rf"(?<![a-z])(?:(?P<law>(?:{_LAWS})\s[^,;:\n]{{0,150}}?)|(?P<type>{_TYPES}))?"
    r"\s{0,3}(?<![a-z])so\s{0,3}:?\s{0,3}(?=\d)"
)
_BARE_NUMBERED: Final = re.compile(
    rf"(?<![a-z])(?P<type>{_TYPES})\s{{1,3}}(?=\d{{1,5}}[a-z]?\s?[/\-])"
)
_LAW: Final = re.compile(rf"(?<![a-z])(?:{_LAWS})(?![a-z])")
#: Another document behind a comma: "Luật Hộ tịch năm 2014, Nghị định số ...".
_NEXT: Final = re.compile(rf",\s{{1,3}}(?:va\s)?(?:{_TYPES}|{_LAWS})\s(?!mau\b)")
#: "... và Quyết định số 101/QĐ-TTg": a document of its own, but for titles that carry out others.
_AND_NUMBERED: Final = re.compile(rf"\s(?:va|cung)\s(?:{_TYPES})\sso\s\d")
_CARRIES_OUT: Final = re.compile(
    r"(?:triển khai|thực hiện|hướng dẫn (?:thực hiện|triển khai)|tổ chức|thi hành)"
)
#: A document that is named and has neither number nor date: "Căn cứ Quy chế làm việc của ...".
_NAMED: Final = re.compile(
    rf"(?:can cu|theo|thuc hien)\s+(?P<type>{_TYPES})(?![a-z])(?P<title>[^,;.:]{{0,160}}?)\s+cua\s"
)
_DAY: Final = re.compile(
    r"\s{0,3}[,(]?\s{0,3}(?:(?:ban "
    r"hanh\s+)?ngay\s{0,3})?(?P<day>\d{1,2}\s{0,3}[/.\-]\s{0,3}\d{1,2}\s{0,3}[/.\-]"
    r"\s{0,3}\d{4}|\d{1,2}\s{1,3}thang\s{1,3}\d{1,2}\s{1,3}nam\s{1,3}\d{4})\)?"
)
_DAY_IN_LAW: Final = re.compile(
    r"[\s,(]{1,4}ngay\s{1,3}(?P<day>\d{1,2}\s{0,3}[/.\-]\s{0,3}\d{1,2}\s{0,3}[/.\-]\s{0,3}\d{4}"
    r"|\d{1,2}\s{1,3}thang\s{1,3}\d{1,2}\s{1,3}nam\s{1,3}\d{4})\)?"
)
_OF: Final = re.compile(r"\s{0,3},?\s{0,3}cua\s{1,3}")
#: Words with which a title begins; "về" and "về việc" are no part of it.
_ABOUT: Final = re.compile(r"\s{0,3},?\s{0,3}(?:v/v|ve\s+viec|ve)\s{1,3}")
#: Verbs with which a title begins, as they are written within a sentence. Not folded: "giao" is
#: one, "Tuyên giáo" is a name.
_VERBS: Final = (
    "quy định|ban hành|phê duyệt|hướng dẫn|sửa đổi|bổ sung|triển khai|tổ chức|thành lập|công bố|"
    "giao|"
    "tăng cường|đẩy mạnh|thực hiện|phân công|phân cấp|thi hành|công nhận|kiện toàn|điều chỉnh|"
    "bãi bỏ|"
    "thay thế|đính chính|ủy quyền|uỷ quyền|tiếp tục|đẩy lùi|phát động|nâng cao|xây dựng|quản lý|"
    "thông qua|kết luận|cho phép|chấn chỉnh|phòng chống|phòng, chống|ứng phó|tuyên truyền|bảo đảm|"
    "đảm bảo|hỗ trợ|xử lý|cấp|chỉ đạo|lãnh đạo|sơ kết|tổng kết|đề nghị|yêu cầu"
)
_TITLE: Final = re.compile(rf"\s{{1,3}}(?P<verb>{_VERBS})(?!\w)")
_BREAK: Final = re.compile(r"[;:]|[.](?=\s|$)|\s[-–]\s(?=Căn cứ)|,(?=\s)")
_STOP: Final = re.compile(r"[;:]|[.](?=\s|$)")
#: An opener of another basis, behind a comma or "và".
_OPENER: Final = re.compile(
    r"[,;.]\s{1,3}(?:va\s)?(?:can cu|thuc hien|trien khai|theo|xet|tren co so|tiep theo|thi hanh|"
    r"chap hanh)(?![a-z])"
)
_OPENERS: Final = re.compile(
    r"(?<![a-z])(?:can cu|thuc hien|trien khai|theo|xet|tren co so|tiep theo|thi hanh|chap hanh|"
    r"phuc dap|tra loi|"
    r"quan triet|tiep tuc|huong ung|nhan duoc|sau khi)(?![a-z])"
)
#: The body that acts, behind the last comma: "..., Ủy ban nhân dân xã đề nghị:", or a reason.
_ACTING: Final = re.compile(
    r",\s{1,3}(?=(?:Ủy ban|Uỷ ban|UBND|Chủ tịch|Ban|Sở|Phòng|Đảng ủy|Đảng uỷ|Thường trực|Hội|"
    r"Đoàn|Mặt trận|"
    r"Công an|Trường|Văn phòng|Trung tâm|Công ty|Liên đoàn|Tỉnh ủy|Thành ủy|Huyện ủy|Chi bộ|Bộ|"
    r"Trạm|Tổ|"
    r"Chi cục|Cục|Viện|Bệnh viện|Khu phố|Thôn|Ấp|Nhà trường|Công đoàn|Quỹ|HTX|Hợp tác xã|"
    r"Hiệu trưởng|"
    r"Giám đốc|yêu cầu|đề nghị|nhằm|để|nay|và để|đồng thời|trong đó|sau (?:khi|\w+ \w+)|qua|"
    r"trước|xét|"
    r"trên cơ sở|từ|do|theo|căn cứ)(?!\w))"
)
_ACTS: Final = re.compile(
    r"(?<![a-z])(?:de nghi|yeu cau|thong bao|ban hanh|xay dung|huong dan|chi thi|trien khai|"
    r"to chuc|bao cao|phat dong|"
    r"keu goi|quyet dinh|nhu sau|sau day|kinh moi|tran trong|giao)(?![a-z])|:\s*$"
)
_PROPOSAL: Final = re.compile(
    r"(?:de nghi|y kien|bao cao)\s+cua\s+(?P<issuer>.{3,150}?)\s+tai\s+(?:\S+\s+){0,3}$"
)
_CITES: Final = re.compile(r"(?<![a-z])(?:so\s+\d|luat)")
_SPACE: Final = re.compile(r"\s{1,9}")
_INNER_ABOUT: Final = re.compile(r"\s(?:v/v|ve\s{1,3}viec|ve)\s")
_INNER_DAY: Final = re.compile(r"[\s,(]ngay\s{1,3}\d")
_NUMBER_IN_LAW: Final = re.compile(r"(?<![a-z])so\s{1,3}\d")
_LAW_ISSUER: Final = re.compile(r"\s{1,3}cua\s{1,3}(?=quoc hoi|uy ban thuong vu)")
#: "Bộ Văn hóa, Thể thao và Du lịch": what goes on with the name of a body behind a comma.
_REST_OF_NAME: Final = re.compile(
    r"\s*(?:Thể thao|Thương binh|Truyền thông|Gia đình|Du lịch|Khoa học|Xây dựng|Môi trường|"
    r"Giao thông"
    r"|Hạ tầng|Kỹ thuật|Đô thị|phường|xã|Thanh niên|Thiếu niên|Đối ngoại)"
)
_MAX_TITLE: Final = 800
_MAX_ISSUER: Final = 160


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document and its 0-based place in the paragraph."""

    document: CitedDocument
    start: int
    end: int


def find_citations(text: str) -> tuple[Citation, ...]:
    """The documents that a paragraph of the preamble rests on, in order.

    A document named in the title of another is part of that title.
    """
    return tuple(_CitationReader(text).read())


class _CitationReader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = fold(text)

    def read(self) -> Iterator[Citation]:
        opener = _OPENERS.search(self._folded)
        at = opener.start() if opener else len(self._text)
        for start, complete in sorted(self._candidates(at), key=lambda found: found[0]):
            found = complete() if start >= at else None
            if found is not None:
                yield found
                at = max(found.end, found.start + 1)

    def _candidates(self, at: int) -> Iterator[tuple[int, Callable[[], Citation | None]]]:
        """Starts of possible citations, each with its reader; at one start numbered ones first."""
        for pattern in (_NUMBERED, _BARE_NUMBERED):
            for found in pattern.finditer(self._folded, at):
                end = number_at(self._text, found.end())
                if end is not None:
                    yield found.start(), partial(self._complete, found, end)
        for found in _LAW.finditer(self._folded, at):
            if self._text[found.start()].isupper():
                yield found.start(), partial(self._law, found)
        for found in _NAMED.finditer(self._folded, at):
            if self._text[found.start("type")].isupper():
                yield found.start("type"), partial(self._named, found)

    def _limit(self, begin: int) -> int:
        """The furthest end of a title."""
        return min(len(self._text), begin + _MAX_TITLE)

    # -- with a number --

    def _complete(self, found: re.Match[str], number_end: int) -> Citation:
        text = self._text
        law = found.groupdict().get("law")
        title = text[found.start("law") : found.end("law")].strip(" ,") if law else None
        title = title if title and " " in title else None
        at = number_end
        day, at = self._day(at)
        issuer, at = self._issuer(at, found.start())
        if day is None:
            day, at = self._day(at)
        named, at = self._title(at)
        document = CitedDocument(text[found.end() : number_end], day, issuer, title or named)
        return Citation(document, found.start(), at)

    def _day(self, at: int) -> tuple[str | None, int]:
        found = _DAY.match(self._folded, at)
        if found is None:
            return None, at
        return self._text[found.start("day") : found.end("day")].strip(), found.end()

    def _issuer(self, at: int, start: int) -> tuple[str | None, int]:
        before = _PROPOSAL.search(self._folded[max(0, start - 200) : start])
        if before is not None:
            offset = max(0, start - 200)
            a, b = before.span("issuer")
            return self._text[offset + a : offset + b].strip(), at
        of = _OF.match(self._folded, at)
        space = _SPACE.match(self._text, at)
        begin = of.end() if of else space.end() if space else at
        if of is None and not (self._text[begin : begin + 1].isupper() and begin > at):
            return None, at
        end = self._issuer_end(begin)
        issuer = self._text[begin:end].strip()
        return (issuer, end) if issuer else (None, at)

    def _issuer_end(self, begin: int) -> int:
        limit = min(len(self._text), begin + _MAX_ISSUER)
        ends = [limit]
        stop = _BREAK.search(self._text, begin, limit)
        if stop is not None:
            ends.append(self._comma_end(stop, begin, limit))
        for pattern, text in (
            (_INNER_ABOUT, self._folded),
            (_INNER_DAY, self._folded),
            (_TITLE, self._text),
        ):
            found = pattern.search(text, begin, limit)
            if found is not None:
                ends.append(found.start())
        return min(ends)

    def _comma_end(self, stop: re.Match[str], begin: int, limit: int) -> int:
        """A comma within the name of a body, "Bộ Văn hóa, Thể thao và Du lịch", ends no issuer."""
        while stop[0] == "," and _REST_OF_NAME.match(self._text, stop.end(), limit):
            following = _BREAK.search(self._text, stop.end(), limit)
            if following is None:
                return limit
            stop = following
        return stop.start()

    def _title(self, at: int) -> tuple[str | None, int]:
        about = _ABOUT.match(self._folded, at)
        verb = _TITLE.match(self._text, at)
        if about is not None:
            begin = about.end()
        elif verb is not None:
            begin = verb.start("verb")
        else:
            return None, at
        end = self._title_end(begin)
        title = self._text[begin:end].strip(" ,")
        return (title, end) if title else (None, at)

    def _title_end(self, begin: int) -> int:
        stop = _STOP.search(self._text, begin, self._limit(begin))
        end = stop.start() if stop else self._limit(begin)
        opener = _OPENER.search(self._folded, begin, end)
        # "tổ chức, thực hiện phong trào" goes on; "thực hiện Kế hoạch số 5" is another document.
        if opener is not None and _CITES.search(self._folded, opener.end(), opener.end() + 60):
            end = opener.start()
        if not _CARRIES_OUT.match(self._text, begin):
            further = _AND_NUMBERED.search(self._folded, begin, end)
            end = further.start() if further else end
        acting = self._acting(begin, end)
        return end if acting is None else acting

    def _acting(self, begin: int, end: int) -> int | None:
        """Start of the clause of the body that acts, within the sentence."""
        for comma in _ACTING.finditer(self._text, begin, end):
            stop = _STOP.search(self._text, comma.end(), self._limit(comma.end()))
            clause_end = stop.end() if stop else self._limit(comma.end())
            is_capital = self._text[comma.end()].isupper()
            is_last = stop is None or stop[0] == ":"
            if (is_capital or is_last) and _ACTS.search(self._folded, comma.end(), clause_end):
                return comma.start()
        return None

    # -- without --

    def _law(self, found: re.Match[str]) -> Citation | None:
        """A law, which is cited by its name; None for the one whose number follows."""
        text, start = self._text, found.start()
        stop = _BREAK.search(text, found.end(), self._limit(start))
        end = stop.start() if stop else self._limit(start)
        if stop is not None and stop[0] == ",":
            end = self._law_end(found.end())
        if _NUMBER_IN_LAW.search(self._folded, start, end):
            return None
        day = _DAY_IN_LAW.search(self._folded, start, end)
        of = _LAW_ISSUER.search(self._folded, start, end)
        title_end = min(m.start() for m in (day, of) if m) if day or of else end
        return Citation(
            CitedDocument(
                number=None,
                date=text[day.start("day") : day.end("day")] if day else None,
                issuer=text[of.end() : end].strip() if of else None,
                title=text[start:title_end].strip(" ,"),
            ),
            start,
            end,
        )

    def _law_end(self, begin: int) -> int:
        """The end of a law's name, which may hold commas: "Luật Tổ chức xã, phường"."""
        stop = _STOP.search(self._text, begin, self._limit(begin))
        end = stop.start() if stop else self._limit(begin)
        ends = [end]
        day = _DAY_IN_LAW.search(self._folded, begin, end)
        if day is not None:
            ends.append(day.end())
        for pattern in (_OPENER, _NEXT):
            following = pattern.search(self._folded, begin, end)
            if following is not None:
                ends.append(following.start())
        acting = self._acting(begin, end)
        if acting is not None:
            ends.append(acting)
        return min(ends)

    def _named(self, found: re.Match[str]) -> Citation | None:
        end = self._issuer_end(found.end())
        issuer = self._text[found.end() : end].strip()
        title = self._text[found.start("type") : found.end("title")].strip()
        return Citation(CitedDocument(None, None, issuer or None, title), found.start("type"), end)
