"""The letter parser: official wording word for word, and a full account of what is missing."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shipped import DATA
from support.syllabary import as_tcvn3, as_vni, as_wrong_utf8, cp1258_bytes

from generator.content.letter import parse_letter
from generator.content.model import Bullet, CitedDocument, Letter
from generator.core.errors import ContentError

SHIPPED = (DATA / "campaigns" / "ung-xu-mang-xa-hoi" / "letter.txt").read_bytes()

OTHER = """\
UBND THÀNH PHỐ HỒ CHÍ MINH
SỞ VĂN HÓA VÀ THỂ THAO
-------
Số: 05 / SVHTT - VP        An Phú Đông, ngày 05 tháng 01 năm 2026
Về việc tuyên truyền
phòng cháy

Kính gửi: Ủy ban nhân dân các phường,
xã trên địa bàn.

Căn cứ Luật Phòng cháy;
Căn cứ Nghị định số 105/2025/NĐ-CP ngày 15 tháng 5 năm 2025 của Chính phủ về việc
thi hành Luật; Sở đề nghị:

1) Nên làm:
– Tắt bếp trước khi
ra khỏi nhà;
• Báo cháy theo số 114.
2) Không làm
+ Không câu điện
  trái phép.

Trân trọng cảm ơn và đề nghị các đơn vị thực hiện./.
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT.CHỦ TỊCH
(Đã ký)
Nguyễn Văn A
"""


def parse(text: str) -> Letter:
    return parse_letter(text.encode("utf-8"), source="thu.txt")


def problems_of(data: bytes) -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse_letter(data, source="thu.txt")
    return [str(problem) for problem in caught.value.problems]


def test_the_shipped_letter_is_read_whole() -> None:
    letter = parse_letter(SHIPPED, source="letter.txt")
    assert letter.sha256 == hashlib.sha256(SHIPPED).hexdigest()
    assert letter.number == "8893/UBND-VHTT"
    assert letter.date == dt.date(2022, 12, 21)
    assert letter.place == "Quận 12"
    assert letter.issuing_body == "ỦY BAN NHÂN DÂN QUẬN 12"
    assert letter.subject == "đẩy mạnh công tác tuyên truyền Bộ Quy tắc ứng xử trên mạng xã hội"
    assert letter.addressees == (
        "Ủy ban Mặt trận Tổ quốc Việt Nam quận và các tổ chức chính trị xã hội quận",
        "Các phòng, ban, ngành, trung tâm, công ty thuộc quận",
        "Ủy ban nhân dân 11 phường",
    )
    assert letter.basis == CitedDocument(
        "874/QĐ-BTTTT",
        dt.date(2021, 6, 17),
        "Bộ Thông tin và Truyền thông",
        "ban hành Bộ Quy tắc ứng xử trên mạng xã hội",
    )
    assert [(s.number, len(s.bullets), s.line) for s in letter.sections] == [(1, 8, 22), (2, 2, 40)]
    assert letter.sections[0].title == "Những nội dung nên làm khi tham gia mạng xã hội"
    assert letter.closing.startswith("Nhằm xây dựng chuẩn mực đạo đức")
    assert letter.closing.endswith("nghiêm túc thực hiện")
    assert letter.signatory_role == "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"
    assert letter.signatory == "Võ Thị Chính"


def test_official_bullets_are_the_letters_own_lines() -> None:
    lines = SHIPPED.decode("utf-8").split("\n")
    letter = parse_letter(SHIPPED, source="letter.txt")
    for section in letter.sections:
        for bullet in section.bullets:
            assert "- " + bullet.text == lines[bullet.line - 1].strip()


@pytest.mark.parametrize("form", ["CRLF", "BOM", "NFD", "UTF-16", "CR"])
def test_every_way_of_saving_gives_the_same_letter(form: str) -> None:
    text = SHIPPED.decode("utf-8")
    data = {
        "CRLF": text.replace("\n", "\r\n").encode("utf-8"),
        "CR": text.replace("\n", "\r").encode("utf-8"),
        "BOM": text.encode("utf-8-sig"),
        "NFD": unicodedata.normalize("NFD", text).encode("utf-8"),
        "UTF-16": text.encode("utf-16"),
    }[form]
    saved = parse_letter(data, source="letter.txt")
    shipped = parse_letter(SHIPPED, source="letter.txt")
    assert saved.sections == shipped.sections
    assert (saved.closing, saved.number, saved.date) == (
        shipped.closing,
        shipped.number,
        shipped.date,
    )


def test_a_letter_of_another_hand_is_read() -> None:
    letter = parse(OTHER)
    assert letter.number == "05/SVHTT-VP"
    assert (letter.place, letter.date) == ("An Phú Đông", dt.date(2026, 1, 5))
    assert letter.issuing_body == "UBND THÀNH PHỐ HỒ CHÍ MINH SỞ VĂN HÓA VÀ THỂ THAO"
    assert letter.subject == "tuyên truyền phòng cháy"
    assert letter.addressees == ("Ủy ban nhân dân các phường, xã trên địa bàn",)
    assert letter.basis == CitedDocument(
        "105/2025/NĐ-CP", dt.date(2025, 5, 15), "Chính phủ", "thi hành Luật"
    )
    assert [section.bullets for section in letter.sections] == [
        (Bullet("Tắt bếp trước khi ra khỏi nhà;", 16), Bullet("Báo cháy theo số 114.", 18)),
        (Bullet("Không câu điện trái phép.", 20),),
    ]
    assert letter.closing == "Trân trọng cảm ơn và đề nghị các đơn vị thực hiện"
    assert letter.signatory_role == "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH"
    assert letter.signatory == "Nguyễn Văn A"


def test_a_subject_may_bear_a_date_and_ends_at_the_blank_line() -> None:
    letter = parse(
        OTHER.replace(
            "tuyên truyền\nphòng cháy", "họp, ngày 16/3/2026\nvà ngày 17/3/2026\n\nBản sao"
        )
        .replace("Về việc", "V/v: ")
        .replace("An Phú Đông, ngày 05 tháng 01 năm 2026\n", "\n")
        .replace("Kính gửi", "Thới An, ngày 05/01/2026\nKính gửi")
    )
    assert (letter.place, letter.date) == ("Thới An", dt.date(2026, 1, 5))
    assert letter.subject == "họp, ngày 16/3/2026 và ngày 17/3/2026"


REMOVED = {
    "number": ("Số: 05 / SVHTT - VP", "letter-number-missing"),
    "date": ("ngày 05 tháng 01 năm 2026", "letter-date-missing"),
    "subject": ("Về việc tuyên truyền\n", "letter-subject-missing"),
    "addressees": ("Kính gửi: ", "letter-addressees-missing"),
    "citation": ("số 105/2025/NĐ-CP", "letter-basis-unclear"),
    "bullets": ("– Tắt bếp trước khi\nra khỏi nhà;\n• Báo cháy theo số 114.\n", None),
    "closing": ("Trân trọng cảm ơn và đề nghị các đơn vị thực hiện./.\n", "letter-closing-missing"),
    "name": ("Nguyễn Văn A\n", "letter-signature-missing"),
}


@pytest.mark.parametrize(("part", "code"), REMOVED.values(), ids=REMOVED.keys())
def test_each_missing_part_is_named_and_only_that(part: str, code: str | None) -> None:
    assert part in OTHER
    text = OTHER.replace(part, "")
    if code is None:
        assert [len(section.bullets) for section in parse(text).sections] == [0, 1]
        return
    with pytest.raises(ContentError) as caught:
        parse(text)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_of_what_is_no_letter_everything_it_lacks_is_reported_with_lines() -> None:
    found = problems_of("Chào bạn,\n\nhôm nay trời đẹp.\n".encode())
    assert len(found) == 8
    assert all(problem.startswith("thu.txt:") for problem in found)
    assert found[0] == "thu.txt:1: no number found; expected a line as “Số: 8893/UBND-VHTT”"


def test_a_letter_cut_off_in_its_middle_points_at_the_cut() -> None:
    cut = SHIPPED.decode("utf-8").split("\n")[:30]
    assert problems_of("\n".join(cut).encode("utf-8")) == [
        "thu.txt:30: no closing paragraph found; expected one above “Nơi nhận”, ended by “./.”",
        "thu.txt:30: no signature found; expected a role in capitals and below it a name",
    ]


def test_days_that_do_not_exist_are_refused_at_their_line() -> None:
    found = problems_of(OTHER.replace("05 tháng 01", "31 tháng 02").encode("utf-8"))
    assert found == ["thu.txt:4: there is no such day: 31 tháng 02 năm 2026"]


def test_a_bullet_torn_by_a_page_break_is_never_cut_in_silence() -> None:
    torn = SHIPPED.decode("utf-8").replace(" văn hóa tốt đẹp", "\n\nvăn hóa tốt đẹp")
    assert problems_of(torn.encode("utf-8")) == [
        "thu.txt:36: this line seems to go on with the text above the blank line"
    ]


FILES = {
    "word": (b"PK\x03\x04 word/document.xml", "not-plain-text"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1", "not-plain-text"),
    "pdf": (b"%PDF-1.7", "not-plain-text"),
    "rtf": (b"{\\rtf1", "not-plain-text"),
    "binary": (b"ab\0\1\2", "not-plain-text"),
    "latin-1": ("Cité: 1\nMüller".encode("latin-1"), None),
    "empty": (b"", "empty-file"),
    "blank": (b" \r\n\n", "empty-file"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), FILES.values(), ids=FILES.keys())
def test_files_of_other_kinds_are_reported_as_what_they_are(data: bytes, code: str | None) -> None:
    with pytest.raises(ContentError) as caught:
        parse_letter(data, source="thu.txt")
    (problem,) = caught.value.problems
    assert problem.code == (code or "not-plain-text")
    if code is None:
        assert str(problem) == "thu.txt:1: the file is not UTF-8 text"


AS_RECEIVED = {
    "tcvn3 bytes": as_tcvn3(OTHER).encode("cp1252"),
    "tcvn3 pasted": as_tcvn3(OTHER).encode(),
    "vni bytes": as_vni(OTHER).encode("cp1252"),
    "vni pasted": as_vni(OTHER).encode(),
    "windows-1258 bytes": cp1258_bytes(OTHER.replace("•", "+").replace("–", "-")),
    "wrongly read": as_wrong_utf8(OTHER).encode(),
}


@pytest.mark.parametrize("data", AS_RECEIVED.values(), ids=AS_RECEIVED.keys())
def test_a_letter_in_an_old_encoding_says_the_same_and_says_so_once(data: bytes) -> None:
    letter, meant = parse_letter(data, source="thu.txt"), parse(OTHER)
    assert (letter.date, letter.basis.date) == (meant.date, meant.basis.date)
    assert [b.text for s in letter.sections for b in s.bullets] == [
        b.text for s in meant.sections for b in s.bullets
    ]
    assert letter.signatory == meant.signatory
    assert letter.sha256 == hashlib.sha256(data).hexdigest()
    (finding,) = letter.findings
    assert finding.code == "text-converted"
    assert str(finding.place).startswith("thu.txt:1:")
    assert meant.findings == ()


def test_a_damaged_letter_is_reported_at_its_line() -> None:
    assert problems_of("Tiếng\nTi\ufffdng Vi\ufffdt\n".encode()) == [
        "thu.txt:2:3: characters were lost here (U+FFFD)"
    ]
    lossy = as_wrong_utf8(OTHER).replace("\x81", "").replace("\x90", "?").encode()
    assert problems_of(lossy) == ["thu.txt:1:15: characters were lost here: “PHá»?”"]


def test_unprintable_characters_are_named_with_their_lines() -> None:
    assert problems_of(OTHER.replace("Tắt bếp", "Tắt\x07 bếp").encode("utf-8")) == [
        "thu.txt:16: character U+0007 cannot be printed"
    ]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_letter_or_one_clear_error(data: bytes) -> None:
    with pytest.raises(ContentError):
        parse_letter(data, source="thu.txt")


@given(st.lists(st.sampled_from(OTHER.split("\n")), max_size=40))
def test_any_order_of_lines_gives_a_letter_or_one_clear_error(lines: list[str]) -> None:
    with suppress(ContentError):
        assert parse("\n".join(lines)).sections
