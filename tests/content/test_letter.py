"""Letters as files of text: wording word for word, and a full account of what is missing."""

from __future__ import annotations

import datetime as dt
import hashlib
import pickle
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shipped import DATA
from support.syllabary import as_tcvn3, as_vni, as_wrong_utf8, cp1258_bytes

from generator.content.letter import parse_letter
from generator.content.letters.model import BlockType, CitedDocument, Letter, LetterKind, Signatory
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


def texts_of(letter: Letter) -> list[tuple[str, str, str]]:
    return [(block.address, block.marker, block.text) for block in letter.blocks]


def test_the_shipped_letter_is_read_whole() -> None:
    letter = parse_letter(SHIPPED, source="letter.txt")
    assert letter.sha256 == hashlib.sha256(SHIPPED).hexdigest()
    assert letter.kind is LetterKind.DISPATCH
    assert (letter.number, letter.plain_number) == ("8893 /UBND-VHTT", "8893/UBND-VHTT")
    assert letter.date_line == "Quận 12, ngày 21 tháng 12 năm 2022"
    assert (letter.date, letter.place) == (dt.date(2022, 12, 21), "Quận 12")
    assert letter.reference == "8893/UBND-VHTT, 2022-12-21"
    assert letter.issuing_body == "ỦY BAN NHÂN DÂN QUẬN 12"
    assert letter.subject == "đẩy mạnh công tác tuyên truyền Bộ Quy tắc ứng xử trên mạng xã hội"
    assert letter.addressees == (
        "Ủy ban Mặt trận Tổ quốc Việt Nam quận và các tổ chức chính trị xã hội quận;",
        "Các phòng, ban, ngành, trung tâm, công ty thuộc quận;",
        "Ủy ban nhân dân 11 phường.",
    )
    assert letter.legal_bases == (
        CitedDocument(
            "874/QĐ-BTTTT",
            "17/6/2021",
            "Bộ Thông tin và Truyền thông",
            "ban hành Bộ Quy tắc ứng xử trên mạng xã hội",
        ),
    )
    assert [block.address for block in letter.blocks] == [
        "p1", "1", *(f"1.{n}" for n in range(1, 9)), "2", "2.1", "2.2", "p2",
    ]  # fmt: skip
    assert letter.blocks[1].text == "Những nội dung nên làm khi tham gia mạng xã hội:"
    assert [block.at.line for block in letter.blocks[1:4]] == [22, 24, 26]
    assert letter.closing is not None
    assert letter.closing.startswith("Nhằm xây dựng chuẩn mực đạo đức")
    assert letter.closing.endswith("nghiêm túc thực hiện./.")
    assert letter.recipients[-1] == "Lưu: VT, VHTT, (D)."
    assert letter.signatory == Signatory("KT.CHỦ TỊCH PHÓ CHỦ TỊCH", "Võ Thị Chính")
    assert (letter.lacks, letter.doubtful) == ((), ())
    # A scan left it above the recipients.
    assert "luu" in letter.furniture
    assert [(one.code, one.place.line) for one in letter.findings] == [("letter-stray-words", 50)]


def test_official_points_are_the_letters_own_lines() -> None:
    lines = SHIPPED.decode("utf-8").split("\n")
    points = [b for b in parse_letter(SHIPPED, source="l").blocks if b.type is BlockType.DASH]
    assert len(points) == 10
    for point in points:
        assert point.at.line is not None
        assert "- " + point.text == lines[point.at.line - 1].strip()


@pytest.mark.parametrize("form", ["CRLF", "BOM", "NFD", "UTF-16", "CR", "no blank lines"])
def test_every_way_of_saving_gives_the_same_letter(form: str) -> None:
    text = SHIPPED.decode("utf-8")
    data = {
        "CRLF": text.replace("\n", "\r\n").encode("utf-8"),
        "CR": text.replace("\n", "\r").encode("utf-8"),
        "BOM": text.encode("utf-8-sig"),
        "NFD": unicodedata.normalize("NFD", text).encode("utf-8"),
        "UTF-16": text.encode("utf-16"),
        "no blank lines": "\n".join(line for line in text.split("\n") if line.strip()).encode(),
    }[form]
    saved = parse_letter(data, source="letter.txt")
    shipped = parse_letter(SHIPPED, source="letter.txt")
    assert texts_of(saved) == texts_of(shipped)
    for name in ("closing", "number", "date", "subject", "addressees", "recipients", "signatory"):
        assert getattr(saved, name) == getattr(shipped, name), name


def test_a_letter_of_another_hand_is_read() -> None:
    letter = parse(OTHER)
    assert letter.plain_number == "05/SVHTT-VP"
    assert (letter.place, letter.date) == ("An Phú Đông", dt.date(2026, 1, 5))
    assert letter.issuing_body == "UBND THÀNH PHỐ HỒ CHÍ MINH SỞ VĂN HÓA VÀ THỂ THAO"
    assert letter.subject == "tuyên truyền phòng cháy"
    assert letter.addressees == ("Ủy ban nhân dân các phường, xã trên địa bàn.",)
    assert letter.legal_bases[-1] == CitedDocument(
        "105/2025/NĐ-CP", "15 tháng 5 năm 2025", "Chính phủ", "thi hành Luật"
    )
    points = [text for text in texts_of(letter) if "." in text[0]]
    assert points == [
        ("1.1", "–", "Tắt bếp trước khi ra khỏi nhà;"),
        ("1.2", "•", "Báo cháy theo số 114."),
        ("2.1", "+", "Không câu điện trái phép."),
    ]
    assert letter.closing == "Trân trọng cảm ơn và đề nghị các đơn vị thực hiện./."
    assert letter.signatory == Signatory("TM. ỦY BAN NHÂN DÂN KT.CHỦ TỊCH", "Nguyễn Văn A")


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
    "number": ("Số: 05 / SVHTT - VP", "number"),
    "date": ("An Phú Đông, ngày 05 tháng 01 năm 2026", "date"),
    "subject": ("Về việc tuyên truyền\nphòng cháy\n", "subject"),
    "addressees": ("Kính gửi: Ủy ban nhân dân các phường,\nxã trên địa bàn.\n", "addressees"),
    "name": ("Nguyễn Văn A\n", "signatory"),
}


@pytest.mark.parametrize(("part", "name"), REMOVED.values(), ids=REMOVED.keys())
def test_each_missing_part_is_named_and_only_that(part: str, name: str) -> None:
    assert part in OTHER
    assert parse(OTHER).lacks == ()
    assert parse(OTHER.replace(part, "")).lacks == (name,)


def test_what_is_no_letter_is_read_as_text_and_everything_it_lacks_is_named() -> None:
    letter = parse("Chào bạn,\n\nhôm nay trời đẹp.\n")
    assert letter.kind is LetterKind.OTHER
    assert {"issuing_body", "signatory"} <= set(letter.lacks)
    words = " ".join([*(block.text for block in letter.blocks), letter.closing or ""])
    assert words.strip() == "Chào bạn, hôm nay trời đẹp."


def test_a_letter_cut_off_in_its_middle_says_that_it_has_no_signature() -> None:
    cut = parse("\n".join(SHIPPED.decode("utf-8").split("\n")[:30]))
    assert cut.lacks == ("signatory",)
    assert texts_of(cut)[-1][0] == "1.4"


def test_days_that_do_not_exist_are_no_date_and_are_told() -> None:
    letter = parse(OTHER.replace("05 tháng 01", "31 tháng 02"))
    assert letter.date is None
    assert letter.date_line == "An Phú Đông, ngày 31 tháng 02 năm 2026"
    assert "date" in (*letter.lacks, *letter.doubtful)


def test_a_point_torn_by_a_page_break_is_never_cut_in_silence() -> None:
    torn = parse(SHIPPED.decode("utf-8").replace(" văn hóa tốt đẹp", "\n\nvăn hóa tốt đẹp"))
    whole = parse_letter(SHIPPED, source="thu.txt")
    official = {block.text for block in whole.blocks}
    if not official <= {block.text for block in torn.blocks}:
        assert [finding.place.line for finding in torn.findings] != []


FILES = {
    "binary": b"ab\0\1\2",
    "latin-1": "Cité: 1\nMüller".encode("latin-1"),
    "empty": b"",
    "blank": b" \r\n\n",
}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES.keys())
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ContentError) as caught:
        parse_letter(data, source="thu.txt")
    (problem,) = caught.value.problems
    assert problem.code in ("not-plain-text", "empty-file")


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
    assert (letter.date, letter.legal_bases[-1].date) == (meant.date, meant.legal_bases[-1].date)
    assert [(a, t) for a, _, t in texts_of(letter)] == [(a, t) for a, _, t in texts_of(meant)]
    assert letter.signatory.name == meant.signatory.name
    assert letter.sha256 == hashlib.sha256(data).hexdigest()
    (finding,) = letter.findings
    assert finding.code == "text-converted"
    assert str(finding.place).startswith("thu.txt:1:")
    assert meant.findings == ()


def test_a_damaged_letter_is_read_and_reported_at_its_line() -> None:
    letter = parse("Số: 5/A\n\nTiếng\nTi\ufffdng Vi\ufffdt\n")
    assert [(f.code, str(f.place)) for f in letter.findings] == [("damaged-text", "thu.txt:4")]


def test_a_letter_can_be_handed_to_another_process() -> None:
    letter = parse(OTHER)
    assert pickle.loads(pickle.dumps(letter)) == letter
    assert pickle.loads(pickle.dumps(letter)).at == letter.at


@given(st.binary(max_size=300))
def test_any_bytes_give_a_letter_or_one_clear_error(data: bytes) -> None:
    with suppress(ContentError):
        assert parse_letter(data, source="thu.txt").sha256 == hashlib.sha256(data).hexdigest()


@given(st.lists(st.sampled_from(OTHER.split("\n")), max_size=40))
def test_of_lines_in_any_order_no_character_is_lost_or_added(lines: list[str]) -> None:
    text = "\n".join(lines)
    if not text.strip():
        return
    letter = parse(text)
    read = [
        letter.number, letter.date_line, letter.issuing_body, letter.subject, letter.closing,
        letter.signatory.role, letter.signatory.name, *letter.addressees, *letter.recipients,
        *letter.furniture, *letter.labels, *(b.marker + b.text for b in letter.blocks),
    ]  # fmt: skip
    assert sorted("".join("".join(part or "" for part in read).split())) == sorted(
        "".join(text.split())
    )
