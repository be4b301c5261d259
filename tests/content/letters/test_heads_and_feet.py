"""The fields of a paper are read from heads and feet of every layout, and nothing is lost."""

from __future__ import annotations

from typing import Any, Final

import pytest
from support.letters import law_faults
from support.paper_feet import FEET
from support.paper_heads import HEADS

from generator.content.letters.model import Letter
from generator.content.letters.reader import read_letter
from generator.content.sources.model import (
    DocumentPart,
    Medium,
    Origin,
    SourceDocument,
    SourceLine,
)
from generator.content.sources.plain_text import read_plain_text

BODY: Final = """\
Căn cứ Kế hoạch số 31/KH-UBND ngày 12/8/2026 của Ủy ban nhân dân Tỉnh Mẫu về vệ sinh môi trường, \
Ủy ban nhân dân xã đề nghị:

1. Các ấp dọn rác mỗi sáng Chủ nhật.

2. Nhà trường nhắc học sinh không xả rác.

Đề nghị các đơn vị nghiêm túc thực hiện./.
"""
CLOSING: Final = "Đề nghị các đơn vị nghiêm túc thực hiện./."
HEAD: Final = HEADS["nation first"][0]
FOOT: Final = """\
Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn Mẫu
"""


def read(text: str) -> Letter:
    """The letter; that every character of the text is in exactly one place is checked."""
    document = read_plain_text(text.encode(), name="cv.txt")
    letter = read_letter(document)
    assert law_faults(document, letter) == []
    return letter


def fields(letter: Letter) -> dict[str, Any]:
    return {
        "kind": letter.kind.value,
        "number": letter.number,
        "date": letter.date.isoformat() if letter.date else None,
        "place": letter.place,
        "issuing_body": letter.issuing_body,
        "subject": letter.subject,
        "addressees": list(letter.addressees),
    }


@pytest.mark.parametrize("name", HEADS)
def test_a_head_gives_its_fields(name: str) -> None:
    head, want = HEADS[name]
    letter = read(head + BODY + FOOT)
    assert fields(letter) == {"kind": "công văn", "addressees": []} | want
    assert letter.recipients == ("Như trên;", "Lưu: VT.")
    assert (letter.signatory.role, letter.signatory.name) == ("CHỦ TỊCH", "Nguyễn Văn Mẫu")
    assert [basis.number for basis in letter.legal_bases] == ["31/KH-UBND"]
    assert [block.marker for block in letter.blocks if block.marker[:1].isdigit()] == ["1.", "2."]
    assert letter.closing == CLOSING


@pytest.mark.parametrize("name", FEET)
def test_a_foot_gives_its_fields(name: str) -> None:
    foot, recipients, role, signatory = FEET[name]
    letter = read(HEAD + BODY + foot)
    assert list(letter.recipients) == recipients
    assert (letter.signatory.role, letter.signatory.name) == (role, signatory)
    assert letter.closing == CLOSING
    assert fields(letter) == {"kind": "công văn"} | HEADS["nation first"][1]


def test_a_day_that_does_not_exist_is_no_date_and_said_to_be_doubtful() -> None:
    letter = read(HEAD.replace("05 tháng 8", "31 tháng 6") + BODY + FOOT)
    assert (letter.date, letter.date_line) == (None, "Ví Dụ, ngày 31 tháng 6 năm 2026")
    assert "date" in letter.doubtful
    assert "date" in letter.lacks


def test_a_number_without_a_sign_is_taken_where_there_is_no_other_and_is_doubtful() -> None:
    letter = read(HEAD.replace("Số: 12/UBND-VP", "Số: 12") + BODY + FOOT)
    assert letter.number == "12"
    assert "number" in letter.doubtful
    assert "number" not in read(HEAD + BODY + FOOT).doubtful


def test_the_kind_comes_from_the_sign_where_no_title_names_it_and_is_doubtful() -> None:
    letter = read(HEAD.replace("12/UBND-VP", "12/KH-UBND") + BODY + FOOT)
    assert letter.kind.value == "kế hoạch"
    assert "kind" in letter.doubtful


def test_an_annex_behind_the_signature_is_content_with_addresses_of_its_own() -> None:
    letter = read(HEAD + BODY + FEET["annex behind"][0])
    assert [b.text for b in letter.blocks if b.address.startswith("PL.")][-1] == "Trường học"
    assert len({block.address for block in letter.blocks}) == len(letter.blocks)


def test_points_about_recipients_and_signatures_stay_in_the_body() -> None:
    points = "3. Nơi nhận báo cáo: Văn phòng.\n\n4. Người ký: chủ hộ ký vào sổ.\n\nĐề nghị"
    letter = read(HEAD + BODY.replace("Đề nghị", points) + FOOT)
    assert [b.marker for b in letter.blocks if b.marker] == ["1.", "2.", "3.", "4."]
    assert letter.blocks[-1].text == "Người ký: chủ hộ ký vào sổ."


@pytest.mark.parametrize(
    "line",
    ["Chào bạn, hôm nay trời đẹp.", "1", "-", "Nơi nhận:", "Số:", "Kính gửi:", "V/v", "|", "***"],
)
def test_any_text_is_a_letter_that_lacks_what_it_has_not(line: str) -> None:
    letter = read(line)
    assert "signatory" in letter.lacks
    assert letter.number is None


def test_a_word_that_a_scan_left_above_the_recipients_is_no_text_and_is_said() -> None:
    letter = read(HEAD + BODY + "\nluu\n" + FOOT)
    assert letter.closing == CLOSING
    assert "luu" in letter.furniture
    (finding,) = letter.findings
    assert finding.code == "letter-stray-words"
    assert str(finding.place) == f"cv.txt:{(HEAD + BODY).count(chr(10)) + 2}"
    assert read(HEAD + BODY + FOOT).findings == ()


@pytest.mark.parametrize(
    ("foot", "code"),
    [
        (FEET["joint signatures"][0], "letter-signatories"),
        (
            FOOT.replace("CHỦ TỊCH", f"CHỦ TỊCH\n{'ký thay theo giấy ủy quyền ' * 3}"),
            "letter-signature-unsure",
        ),
    ],
)
def test_what_is_odd_in_a_signature_is_said(foot: str, code: str) -> None:
    letter = read(HEAD + BODY + foot)
    assert code in [finding.code for finding in letter.findings]
    assert "signatory.name" in letter.doubtful


def test_no_hint_asks_to_retype_or_to_complete_an_official_text() -> None:
    letter = read(HEAD.replace("05 tháng 8", "31 tháng 6") + BODY + "luu\n" + FOOT)
    hints = [str(finding.hint) for finding in letter.findings]
    assert len(hints) == 2
    assert all("compare" in hint for hint in hints)


def test_text_behind_the_signature_is_kept_and_said_unless_a_heading_announces_it() -> None:
    letter = read(HEAD + BODY + FOOT + "\nLưu ý khi dọn rác nhớ đeo găng tay.\n")
    assert letter.blocks[-1].text == "Lưu ý khi dọn rác nhớ đeo găng tay."
    assert [finding.code for finding in letter.findings] == ["letter-text-behind"]
    assert read(HEAD + BODY + FEET["annex behind"][0]).findings == ()


def test_a_head_in_the_page_header_is_read_where_the_text_has_none() -> None:
    head = ["UBND XÃ VÍ DỤ", "Số: 12/UBND-VP", "V/v dọn vệ sinh"]
    body = ["Kính gửi: Trưởng các ấp", "Đề nghị các ấp dọn rác./.", "CHỦ TỊCH", "Nguyễn Văn Mẫu"]
    lines = [
        *(SourceLine(text, Origin(line=1), part=DocumentPart.HEADER) for text in head),
        *(SourceLine(text, Origin(line=n)) for n, text in enumerate(body, start=2)),
    ]
    letter = read_letter(SourceDocument("cv.docx", "", Medium.WORD, tuple(lines), True))
    assert (letter.number, letter.subject) == ("12/UBND-VP", "dọn vệ sinh")


def test_a_role_broken_over_two_lines_is_no_name() -> None:
    foot = FOOT.replace("CHỦ TỊCH", "TM. ỦY BAN\nNHÂN DÂN\nCHỦ TỊCH")
    letter = read(HEAD + BODY + foot)
    assert letter.signatory.role == "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"
    assert letter.signatory.name == "Nguyễn Văn Mẫu"
    assert letter.doubtful == ()


@pytest.mark.parametrize("signature", ["CHỦ TỊCH\n\nNguyễn Văn Mẫu\n\n", ""])
def test_a_deadline_that_ends_the_text_above_a_signature_is_no_date_of_the_paper(
    signature: str,
) -> None:
    wrapped = (
        "Đề nghị các đơn vị báo cáo kết quả về Ủy ban nhân dân xã trước\nngày 20 tháng 6 năm 2026."
    )
    foot = signature + FOOT if signature else FOOT
    letter = read(HEAD + BODY.replace(CLOSING, wrapped) + "\n" + foot)
    assert letter.closing == wrapped.replace("\n", " ")


@pytest.mark.parametrize(
    "number",
    [
        "12/UBND-CT",
        "1234/UBND-VP.KT1",
        "12 / UBND - VX",
        "12/UBND–VX",
        "05/CV-UBND",
        "123a/UBND",
        "12/2026/UBND-VX",
        "12/UBND-VHXH&TT",
        "12/UBND_VX",
        "12/PGDĐT-TH",
        "12-CV/ĐU",
    ],
)
def test_numbers_of_every_scheme_are_read_as_they_stand(number: str) -> None:
    letter = read(HEAD.replace("12/UBND-VP", number) + BODY + FOOT)
    assert (letter.number, letter.kind.value) == (number, "công văn")
    assert letter.issuing_body == "ỦY BAN NHÂN DÂN XÃ VÍ DỤ"
    assert letter.doubtful == ()


BODIES = {
    "a table with a column of recipients": (
        "Căn cứ Kế hoạch số 1/KH-UBND ngày 1/1/2026 của UBND tỉnh, UBND xã phân công:\n\n"
        "TT\tViệc\tNơi nhận\n1\tRác\tẤp 1\n2\tNước\tẤp 2\n\nTrân trọng./.\n"
    ),
    "points about recipients": (
        "Căn cứ Kế hoạch số 1/KH-UBND ngày 1/1/2026 của UBND tỉnh, UBND xã đề nghị:\n\n"
        "1. Nơi nhận hồ sơ: Văn phòng xã.\n\n2. Nơi nhận: Bộ phận Một cửa.\n\nTrân trọng./.\n"
    ),
    "points about those who sign": (
        "Căn cứ Luật Đất đai ngày 18/01/2024;\n\n1. Chủ tịch Ủy ban nhân dân xã chỉ đạo.\n\n"
        "2. CÔNG AN XÃ\n\nTRƯỞNG CÔNG AN XÃ chịu trách nhiệm.\n\nTrân trọng./.\n"
    ),
    "a list of names": (
        "Thực hiện Quyết định số 5/QĐ-UBND ngày 3/3/2026, UBND xã cử:\n\n"
        "1. Ông Nguyễn Văn A, Phó Chủ tịch.\n\n2. Bà Trần Thị B, công chức.\n\nTrân trọng./.\n"
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_words_of_a_form_within_the_body_are_no_foot(name: str) -> None:
    letter = read(HEAD + BODIES[name] + FOOT)
    assert letter.recipients == ("Như trên;", "Lưu: VT.")
    assert (letter.signatory.role, letter.signatory.name) == ("CHỦ TỊCH", "Nguyễn Văn Mẫu")
    assert letter.closing == "Trân trọng./."
    assert len(letter.legal_bases) == 1


def test_a_title_and_a_sign_that_name_different_kinds_are_doubtful() -> None:
    head, want = HEADS["title with its subject on one line"]
    letter = read(head.replace("20/TB-UBND", "20/KH-UBND") + BODY + FOOT)
    assert letter.kind.value == want["kind"]
    assert "kind" in letter.doubtful
    assert read(head + BODY + FOOT).doubtful == ()


def test_a_citation_says_where_in_its_line_it_stands() -> None:
    text = HEAD + BODY + FOOT
    span = read(text).at["legal_bases.1"]
    assert span.line is not None
    line = text.split("\n")[span.line - 1]
    assert line[span.start - 1 : span.end].startswith("Kế hoạch số 31/KH-UBND")
    assert line[span.start - 1 : span.end].endswith("vệ sinh môi trường")


@pytest.mark.parametrize(
    "head",
    [
        "\tỦY BAN NHÂN DÂN\nXÃ VÍ DỤ\nSố: 12/UBND-VX\n",
        "\t\tỦY BAN NHÂN DÂN\n\tXÃ VÍ DỤ\nSố: 12/UBND-VX\n",
        f"{' ' * 30}ỦY BAN NHÂN DÂN\n{' ' * 33}XÃ VÍ DỤ\nSố: 12/UBND-VX\n",
        "\tỦY BAN NHÂN DÂN\nXÃ VÍ DỤ\nSố: 12/UBND-VX\n\n\tVí Dụ, ngày 5 tháng 6 năm 2026\n",
    ],
)
def test_an_indent_with_nothing_at_its_left_is_no_column(head: str) -> None:
    text = f"{head}\nV/v vệ sinh môi trường\n\n{BODY}"
    letter = read_letter(read_plain_text(text.encode(), name="a.txt"))
    assert letter.issuing_body == "ỦY BAN NHÂN DÂN XÃ VÍ DỤ"
    assert letter.number == "12/UBND-VX"


@pytest.mark.parametrize("line", ["Chủ tịch Lê Văn Thử", "CHỦ TỊCH LÊ VĂN THỬ"])
def test_a_role_that_may_hold_the_name_of_who_signs_is_doubtful(line: str) -> None:
    letter = read(HEAD + BODY + f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n{line}\n")
    assert "signatory.role" in letter.doubtful
    sound = read(HEAD + BODY + "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn Thử\n")
    assert "signatory.role" not in sound.doubtful
