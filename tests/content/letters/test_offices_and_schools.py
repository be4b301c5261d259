"""Papers of offices that write in ways of their own: Party, Youth Union, schools, joint issues."""

from __future__ import annotations

import pytest
from support.bodies import outline, read_text
from support.letters import law_faults

from generator.content.letters.furniture import page_number_lines
from generator.content.letters.model import Letter, LetterKind
from generator.content.letters.reader import read_letter
from generator.content.sources.model import Origin, SourceLine
from generator.content.sources.plain_text import read_plain_text

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
POINTS = "1. Các thôn dọn rác.\n2. Trường học nhắc học sinh.\n"
FOOT = "Nơi nhận:\n- Các thôn;\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn Mẫu\n"


def read(text: str) -> Letter:
    """The letter; that every character of the text is in exactly one place is checked."""
    document = read_plain_text(text.encode(), name="cv.txt")
    letter = read_letter(document)
    assert law_faults(document, letter) == []
    return letter


@pytest.mark.parametrize(
    "preamble",
    [
        "Tại cuộc họp ngày 20/5/2026, Ban Thường vụ Đảng ủy kết luận như sau:",
        "Ban Thường vụ Đảng ủy thống nhất như sau:",
    ],
)
def test_a_title_that_ends_in_a_year_takes_no_sentence_of_the_body(preamble: str) -> None:
    title = "của Ban Thường vụ Đảng ủy về giảm nghèo 5 tháng đầu năm"
    letter = read(
        "ĐẢNG BỘ TỈNH MẪU\nĐẢNG ỦY XÃ VÍ DỤ\nSố 08-KL/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        f"Ví Dụ, ngày 22 tháng 5 năm 2026\nKẾT LUẬN\n{title}\n{preamble}\n{POINTS}{FOOT}"
    )
    assert letter.subject == title
    assert letter.blocks[0].text == preamble


def test_a_title_that_ends_in_a_year_goes_on_with_its_number() -> None:
    letter = read(
        f"ỦY BAN NHÂN DÂN XÃ VÍ DỤ\nSố: 8/KH-UBND\n{NATION}Ví Dụ, ngày 2 tháng 5 năm 2026\n"
        f"KẾ HOẠCH\nTuyên truyền phòng, chống cháy rừng trên địa bàn xã năm\n2026 và 2027\n"
        f"{POINTS}{FOOT}"
    )
    assert letter.subject == (
        "Tuyên truyền phòng, chống cháy rừng trên địa bàn xã năm 2026 và 2027"
    )


def test_the_sentences_after_a_greeting_are_no_addressees() -> None:
    sentence = "Trong tuần qua, trường có bốn cháu mắc bệnh. Nhà trường thông báo:"
    letter = read(
        f"TRƯỜNG MẦM NON VÍ DỤ\nVí Dụ, ngày 8 tháng 9 năm 2026\nTHÔNG BÁO\nVề việc phòng bệnh\n"
        f"Kính gửi quý phụ huynh! {sentence}\n{POINTS}HIỆU TRƯỞNG\nPhạm Thị Mẫu\n"
    )
    assert letter.addressees == ("quý phụ huynh!",)
    assert "addressees" in letter.doubtful
    assert letter.blocks[0].text == sentence


@pytest.mark.parametrize(
    "addressees",
    ["Ủy ban nhân dân TP. Ví Dụ; Công an TP. Ví Dụ và các đơn vị trực thuộc thành phố.",
     "Các hộ dân! "],
)  # fmt: skip
def test_a_stop_within_addressees_begins_no_sentence(addressees: str) -> None:
    letter = read(
        f"SỞ Y TẾ\nSố: 8/SYT-NV\nV/v phòng bệnh\n{NATION}Ví Dụ, ngày 2 tháng 5 năm 2026\n"
        f"Kính gửi: {addressees}\n{POINTS}{FOOT}"
    )
    assert " ".join(letter.addressees) == addressees.strip()
    assert "addressees" not in letter.doubtful


@pytest.mark.parametrize("joint", ["LIÊN NGÀNH", "LIÊN TỊCH", "PHỐI HỢP"])
def test_a_joint_paper_has_its_subject_below_the_kind(joint: str) -> None:
    letter = read(
        f"SỞ Y TẾ - SỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 8/KHLN-SYT-SGDĐT\n{NATION}"
        f"Ví Dụ, ngày 2 tháng 5 năm 2026\nKẾ HOẠCH {joint}\nChăm sóc răng miệng học sinh\n"
        f"{POINTS}{FOOT}"
    )
    assert (letter.kind, letter.subject) == (LetterKind.PLAN, "Chăm sóc răng miệng học sinh")


def test_two_who_sign_above_the_recipients_are_both_read_and_doubted() -> None:
    closing = "Yêu cầu các đơn vị thực hiện./."
    letter = read(
        f"SỞ Y TẾ - SỞ GIÁO DỤC\nSố: 8/KHLN\n{NATION}Ví Dụ, ngày 2 tháng 5 năm 2026\n"
        f"KẾ HOẠCH\nChăm sóc răng miệng\n{POINTS}{closing}\nSỞ GIÁO DỤC\nKT. GIÁM ĐỐC\n"
        "PHÓ GIÁM ĐỐC\nLưu Thị Mẫu\nSỞ Y TẾ\nGIÁM ĐỐC\nMạc Văn Mẫu\n"
        "Nơi nhận:\n- Các thôn;\n- Lưu: VT.\n"
    )
    assert letter.signatory.name == "Lưu Thị Mẫu Mạc Văn Mẫu"
    assert {"signatory.role", "signatory.name"} <= set(letter.doubtful)
    assert letter.closing == closing


def test_the_youth_union_names_body_and_motto() -> None:
    letter = read(
        "ĐOÀN TNCS HỒ CHÍ MINH\tĐOÀN TNCS HỒ CHÍ MINH\nBCH ĐOÀN PHƯỜNG VÍ DỤ\t\n"
        f"Số: 15 KH/ĐTN\tVí Dụ, ngày 2 tháng 3 năm 2026\nKẾ HOẠCH\nNgày Chủ nhật xanh\n"
        f"{POINTS}{FOOT}"
    )
    assert letter.number == "15 KH/ĐTN"
    assert letter.issuing_body == "ĐOÀN TNCS HỒ CHÍ MINH BCH ĐOÀN PHƯỜNG VÍ DỤ"


@pytest.mark.parametrize(
    ("line", "number"),
    [("Số: 15 KH/ĐTN", "15 KH/ĐTN"), ("Số: 15 QĐ-UBND", "15 QĐ-UBND"), ("Số: 15 Trần Phú", None)],
)
def test_a_number_may_stand_apart_from_its_sign(line: str, number: str | None) -> None:
    letter = read(
        f"XÃ ĐOÀN VÍ DỤ\n{line}\nVí Dụ, ngày 2 tháng 3 năm 2026\nTHÔNG BÁO\nTrực hè\n{POINTS}{FOOT}"
    )
    assert letter.number == number


def test_recipients_in_one_wrapped_line_are_told_apart() -> None:
    letter = read(
        f"XÃ VÍ DỤ\nSố: 5/TB-UBND\n{NATION}Ví Dụ, ngày 2 tháng 3 năm 2026\nTHÔNG BÁO\nTrực hè\n"
        f"{POINTS}Nơi nhận: - Như Điều 3; - Thường trực Đảng\nủy; - Lưu: VT.\nCHỦ TỊCH\n"
        "Nguyễn Văn Mẫu\n"
    )
    assert letter.recipients == ("Như Điều 3;", "Thường trực Đảng ủy;", "Lưu: VT.")


def test_steps_and_questions_are_markers_that_count() -> None:
    body = read_text(
        """
        A. Chuẩn bị
        Bước 1: Họp tổ.
        Bước 2: Phân công.
        B. Hỏi đáp
        Câu 1: Khi nào nghỉ học?
        Khi con sốt.
        Câu 2. Ở nhà làm gì?
        - Rửa tay;
        - Lau nhà.
        """
    )
    assert outline(body) == [
        "A | A. | Chuẩn bị",
        "A.B1 | Bước 1: | Họp tổ.",
        "A.B2 | Bước 2: | Phân công.",
        "B | B. | Hỏi đáp",
        "B.C1 | Câu 1: | Khi nào nghỉ học?",
        "B.C1.p1 |  | Khi con sốt.",
        "B.C2 | Câu 2. | Ở nhà làm gì?",
        "B.C2.1 | - | Rửa tay;",
        "B.C2.2 | - | Lau nhà.",
    ]


def test_a_list_that_a_paragraph_introduces_after_the_last_clause_stands_beside_it() -> None:
    body = read_text(
        """
        1) Ngày 24/9: tiêm sởi.
        2) Ngày 25/9: tiêm vét.
        Khi đưa con đi tiêm, cha mẹ cần:
        a. Mang sổ tiêm;
        b. Ở lại trạm 30 phút.
        """
    )
    assert [(block.marker, block.parent) for block in body.blocks] == [
        ("1)", ""), ("2)", ""), ("", ""), ("a.", ""), ("b.", ""),
    ]  # fmt: skip


def notice(
    title: str, *, number: str = "8/TB-UBND", body: str = POINTS, foot: str = FOOT
) -> Letter:
    return read(
        f"ỦY BAN NHÂN DÂN XÃ VÍ DỤ\nSố: {number}\n{NATION}Ví Dụ, ngày 2 tháng 5 năm 2026\n"
        f"{title}\n{body}{foot}"
    )


@pytest.mark.parametrize(
    "end", ["Nội quy chợ", "giá vé", "nội quy bến đò", "an toàn trên địa bàn xã"]
)
def test_a_title_is_ended_by_whoever_decides_whatever_its_last_word(end: str) -> None:
    authority = "CHỦ TỊCH HỘI ĐỒNG QUẢN LÝ CHỢ"
    letter = notice(
        f"QUYẾT ĐỊNH\nBan hành {end}",
        body=f"{authority}\nCăn cứ Nghị định số 6/2024/NĐ-CP;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành.\n",
    )
    assert letter.subject == f"Ban hành {end}"
    assert letter.blocks[0].text == authority


@pytest.mark.parametrize(
    ("rest", "is_title"),
    [
        ("Bình Mẫu năm 2026", True),
        ("Thạnh", True),
        ("Bệnh dại lây từ chó sang người và chưa có thuốc chữa, ai cũng phải phòng.", False),
        ("Chó mèo thả rông rất nhiều", False),
    ],
)
def test_a_title_that_ends_in_a_kind_of_place_goes_on_with_a_name_only(
    rest: str, *, is_title: bool
) -> None:
    title = "Phòng, chống bệnh dại trên địa bàn xã"
    letter = notice(f"KẾ HOẠCH\n{title}\n{rest}")
    assert letter.subject == (f"{title} {rest}" if is_title else title)


@pytest.mark.parametrize("number", ["1.204/UBND-VP", "12.345/TB-SYT"])
def test_a_number_may_have_a_stop_for_its_thousands(number: str) -> None:
    assert notice("THÔNG BÁO\nTrực hè", number=number).number == number


@pytest.mark.parametrize("role", ["P. HIỆU TRƯỞNG", "P.CHỦ TỊCH", "P. TRƯỞNG BAN"])
def test_a_deputy_is_one_though_abbreviated(role: str) -> None:
    foot = f"Nơi nhận:\n- Phụ huynh;\n- Lưu: VT.\n{role}\nHuỳnh Thị Mẫu\n"
    letter = notice("THÔNG BÁO\nTrực hè", foot=foot)
    assert (letter.signatory.role, letter.recipients) == (role, ("Phụ huynh;", "Lưu: VT."))


def test_addressees_of_one_line_are_told_apart_by_semicolons() -> None:
    letter = read(
        f"SỞ Y TẾ\nSố: 8/SYT-NV\nV/v phòng bệnh\n{NATION}Ví Dụ, ngày 2 tháng 5 năm 2026\n"
        f"Kính gửi: Các phòng chuyên môn; Các trường học; 28 khu phố.\n{POINTS}{FOOT}"
    )
    assert letter.addressees == ("Các phòng chuyên môn;", "Các trường học;", "28 khu phố.")


def test_addressees_of_one_wrapped_line_are_told_apart() -> None:
    letter = read(
        f"SỞ Y TẾ\nSố: 8/SYT-NV\nV/v phòng bệnh\n{NATION}Ví Dụ, ngày 2 tháng 5 năm 2026\n"
        "Kính gửi: Các phòng chuyên môn; Trung tâm Phục vụ hành chính\ncông; Các trường học; 28\n"
        f"khu phố.\n{POINTS}{FOOT}"
    )
    assert letter.addressees == (
        "Các phòng chuyên môn;",
        "Trung tâm Phục vụ hành chính công;",
        "Các trường học;",
        "28 khu phố.",
    )


def test_the_wrapped_sentence_after_a_greeting_is_no_addressee() -> None:
    letter = read(
        f"TRƯỜNG MẦM NON VÍ DỤ\nVí Dụ, ngày 8 tháng 9 năm 2026\nTHÔNG BÁO\nVề việc phòng bệnh\n\n"
        "Kính gửi quý phụ huynh! Trong tuần qua, trường có bốn cháu\n"
        "mắc bệnh. Nhà trường đề nghị:\n"
        f"{POINTS}HIỆU TRƯỞNG\nPhạm Thị Mẫu\n"
    )
    assert letter.addressees == ("quý phụ huynh!",)
    assert letter.blocks[0].text == (
        "Trong tuần qua, trường có bốn cháu mắc bệnh. Nhà trường đề nghị:"
    )


def test_the_last_recipient_goes_on_behind_the_signature_above_the_list() -> None:
    foot = "CHỦ TỊCH\nNguyễn Văn Mẫu\nNơi nhận: - Như Điều 3; - Thường trực Đảng\nủy; - Lưu: VT.\n"
    letter = notice("THÔNG BÁO\nTrực hè", foot=foot)
    assert letter.recipients == ("Như Điều 3;", "Thường trực Đảng ủy;", "Lưu: VT.")


def test_a_recipient_far_right_in_a_centred_list_signs_nothing() -> None:
    foot = (
        "            Nơi nhận:                        TL. TỔNG GIÁM ĐỐC\n"
        "     - UBND phường (để biết);            GIÁM ĐỐC CHI NHÁNH\n"
        "       - Đài truyền thanh;\n"
        "              - Lưu.\n"
        "                                           Trịnh Văn Nước\n"
    )
    letter = notice("THÔNG BÁO\nTrực hè", foot=foot)
    assert letter.recipients == ("UBND phường (để biết);", "Đài truyền thanh;", "Lưu.")
    assert letter.signatory.role == "TL. TỔNG GIÁM ĐỐC GIÁM ĐỐC CHI NHÁNH"


def test_a_digital_signature_between_role_and_name_is_furniture() -> None:
    foot = (
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nKý bởi: Sở Xây dựng\nCơ quan: UBND tỉnh Ví Dụ\n"
        "Thời gian ký: 07.03.2026 16:20:11 +07:00\nĐặng Văn Mẫu\n"
        "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n"
    )
    letter = notice("THÔNG BÁO\nPhân luồng", foot=foot)
    assert (letter.signatory.role, letter.signatory.name) == (
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        "Đặng Văn Mẫu",
    )


def test_questions_and_answers_stand_by_themselves_in_a_wrapped_text() -> None:
    body = read_text(
        """
        Tài khoản định danh điện tử là tài khoản của mỗi người dân để làm thủ
        tục trên mạng.
        1. Hỏi: Trẻ em có được cấp không?
        Đáp: Có; đăng ký qua tài khoản của cha, mẹ.
        2. Hỏi: Có phải nộp tiền không?
        Trả lời: Không.
        """
    )
    assert outline(body)[1:] == [
        "1 | 1. | Hỏi: Trẻ em có được cấp không?",
        "1.p1 |  | Đáp: Có; đăng ký qua tài khoản của cha, mẹ.",
        "2 | 2. | Hỏi: Có phải nộp tiền không?",
        "2.p1 |  | Trả lời: Không.",
    ]


def test_rows_by_tabs_are_rows_though_blank_lines_part_them() -> None:
    body = read_text(
        """
        Lịch trực:

        TT	Đơn vị	Số người

        1	Công an xã	8

        2	Dân quân	12

        1. Trực đủ người.
        """
    )
    assert [b.text for b in body.blocks if b.type == "row"] == [
        "TT Đơn vị Số người", "1 Công an xã 8", "2 Dân quân 12",
    ]  # fmt: skip


def test_an_addressee_may_begin_with_a_count_on_a_line_of_its_own() -> None:
    letter = read(
        f"SỞ Y TẾ\nSố: 8/SYT-NV\nV/v phòng bệnh\n{NATION}Ví Dụ, ngày 2 tháng 5 năm 2026\n"
        f"Kính gửi: Các phòng chuyên môn; Các trường học;\n28 khu phố.\n{POINTS}{FOOT}"
    )
    assert letter.addressees[1:] == ("Các trường học;", "28 khu phố.")


@pytest.mark.parametrize("label", ["Luật số", "Nghị quyết số", "Số"])
def test_the_kind_before_a_number_is_of_its_label(label: str) -> None:
    letter = read(
        f"QUỐC HỘI\n{label}: 91/2026/QH16\n{NATION}LUẬT\nAN TOÀN VUI CHƠI\n"
        "Căn cứ Hiến pháp;\nĐiều 1. Phạm vi.\nCHỦ TỊCH QUỐC HỘI\nTrần Văn Mẫu\n"
    )
    assert (letter.number, letter.subject) == ("91/2026/QH16", "AN TOÀN VUI CHƠI")
    assert letter.blocks[0].text == "Căn cứ Hiến pháp;"


def test_a_recipient_goes_on_in_brackets() -> None:
    foot = (
        "Nơi nhận:\n- Ban Thường trực Mặt trận tỉnh\n(b/c);\n- Lưu: VT.\nCHỦ TỊCH\n(Đã ký)\n"
        "Nguyễn Văn Mẫu\n"
    )
    letter = notice("THÔNG BÁO\nTrực hè", foot=foot)
    assert letter.recipients == ("Ban Thường trực Mặt trận tỉnh (b/c);", "Lưu: VT.")
    assert "(Đã ký)" in letter.furniture


@pytest.mark.parametrize(
    ("text", "is_footer"),
    [
        ("Văn bản điện tử - trang 2", True),
        ("Trang 2/5", True),
        ("Page 2 of 5", True),
        ("Văn bản điện tử - trang 3", False),
        ("Mẫu đơn ở trang 2.", False),
    ],
)
def test_a_footer_that_names_its_own_page_is_furniture(text: str, *, is_footer: bool) -> None:
    lines = [
        SourceLine("Kế hoạch như sau:", Origin(page=2)),
        SourceLine("1. Dọn rác.", Origin(page=2)),
        SourceLine(text, Origin(page=2)),
    ]
    assert page_number_lines(lines) == (frozenset({2}) if is_footer else frozenset())
