"""Bodies of papers: paragraphs, markers, the tree, the closing."""

from __future__ import annotations

import pytest
from support.bodies import addresses, outline, read_text, source_lines

from generator.content.letters.body import read_body
from generator.content.sources.model import Cell, DocumentPart, Origin, SourceLine


def test_wrapped_lines_are_one_paragraph() -> None:
    body = read_text(
        """
        Thực hiện Công văn số 12/UBND-YT ngày 28/7/2026 của Ủy ban nhân dân Thành phố
        Ví Dụ về phòng bệnh; để không có ổ dịch, Ủy ban nhân dân phường Bình
        Minh đề nghị:
        1. Trạm Y tế phường lập bản đồ các điểm nguy cơ, đến từng điểm ít nhất mười ngày
        một lần; khi có ca bệnh thì xử lý trong 48 giờ.
        2. Khu phố nhắc từng hộ.
        Đề nghị các đơn vị thực hiện./.
        """
    )
    assert addresses(body) == ["p1", "1", "2"]
    assert body.blocks[0].text.endswith("Ủy ban nhân dân phường Bình Minh đề nghị:")
    assert body.blocks[1].text.endswith("mười ngày một lần; khi có ca bệnh thì xử lý trong 48 giờ.")
    assert body.closing == "Đề nghị các đơn vị thực hiện./."


def test_a_sentence_may_end_with_a_line_in_capitals() -> None:
    body = read_text(
        """
        Ban Thường trực kêu gọi quý vị ủng hộ người nghèo bằng một trong các cách:
        - Chuyển khoản vào số 0000 111 222, Ngân hàng Mẫu, chủ tài khoản là quỹ của
        UBMTTQVN PHUONG VI DU;
        - Dừng ngay thiết bị hỏng, treo ở nơi dễ nhìn thấy nhất một tấm biển ghi chữ
        “TẠM DỪNG”.
        PHẦN HAI CỦA KẾ HOẠCH
        - Nộp tiền mặt.
        """
    )
    assert outline(body)[1:] == [
        "1 | - | Chuyển khoản vào số 0000 111 222, Ngân hàng Mẫu, chủ tài khoản là quỹ của "
        "UBMTTQVN PHUONG VI DU;",
        "2 | - | Dừng ngay thiết bị hỏng, treo ở nơi dễ nhìn thấy nhất một tấm biển ghi chữ "
        "“TẠM DỪNG”.",
        "p2 |  | PHẦN HAI CỦA KẾ HOẠCH",
        "3 | - | Nộp tiền mặt.",
    ]


def test_a_word_that_a_line_breaks_behind_its_hyphen_is_whole() -> None:
    body = read_text(
        """
        Theo đề nghị của Trưởng phòng Kinh tế xã Ví Dụ tại Tờ trình số 40/TTr-
        KT ngày 08 tháng 4 năm 2026 và của các tổ chức chính trị -
        xã hội, Ủy ban nhân dân xã Ví Dụ đề nghị các ấp, các trường học và/
        hoặc các hộ dân thực hiện những việc sau đây trong giai đoạn 2026-
        2030 cho đến khi có thông báo mới của Ủy ban nhân dân xã về việc này.
        """
    )
    text = " ".join((*(block.text for block in body.blocks), body.closing or ""))
    for part in ("40/TTr-KT", "chính trị - xã hội", "và/hoặc", "2026-2030"):
        assert part in text


def test_levels_follow_the_order_in_which_kinds_of_markers_are_met() -> None:
    body = read_text(
        """
        a) Nhóm một:
        1. Người lớn;
        2. Trẻ em.
        b) Nhóm hai:
        1. Người già.
        """
    )
    assert outline(body) == [
        "a | a) | Nhóm một:",
        "a.1 | 1. | Người lớn;",
        "a.2 | 2. | Trẻ em.",
        "b | b) | Nhóm hai:",
        "b.1 | 1. | Người già.",
    ]


def test_numbers_that_a_wrapped_line_begins_with_are_no_markers() -> None:
    body = read_text(
        """
        1. Các hộ dân đưa người già, trẻ em lên nhà văn hóa trước 17 giờ ngày
        20/10; mang theo nước uống, mỗi nhà được hỗ trợ tiền mua gạo là
        1.000 đồng một người, có thắc mắc thì gọi ngay trong đêm cho số máy
        0200 000 666 hoặc báo cho trưởng ấp, chậm nhất là vào sáng ngày
        15. Tháng sau ấp báo cáo một lần, giữ số liệu trong giai đoạn 2026
        - 2030 và gửi về Phòng Văn hóa
        - Xã hội để tổng hợp chung cho toàn xã rồi gửi lên cấp trên.
        2. Ấp báo cáo.
        """
    )
    assert addresses(body) == ["1", "2"]


def test_a_paragraph_between_dashes_stands_beside_them_and_closes_them() -> None:
    body = read_text(
        """
        1. Ấp ven suối
        - Đưa người già lên cao;
        Riêng Ấp 5 không ai được qua cầu.
        - Để sẵn đèn pin.
        2. Ấp khác.
        """
    )
    assert addresses(body) == ["1", "1.1", "1.p1", "1.2", "2"]


def codes(text: str) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.place.line) for finding in read_text(text).findings]


def test_a_gap_in_the_numbers_is_named_at_its_line() -> None:
    assert codes("1. Một việc.\n2. Hai việc.\n4. Bốn việc.\n5. Năm việc.") == [
        ("letter-numbering-gap", 3)
    ]
    assert codes("1. Một việc.\n2. Hai việc.\n3. Ba việc.") == []


def test_a_numbering_that_begins_late_is_named() -> None:
    assert codes("1. Việc:\nb) Hai;\nc) Ba.") == [("letter-numbering-gap", 2)]


def test_a_number_met_twice_is_named_and_its_address_is_unique() -> None:
    text = "I. MỘT\n1. Việc.\nII. HAI\n1. Việc.\nII. HAI NỮA\n1. Việc."
    assert codes(text) == [("letter-numbering-repeat", 5)]
    assert addresses(read_text(text)) == ["I", "I.1", "II", "II.1", "II~2", "II~2.1"]


def test_letters_with_and_without_dd_count_on() -> None:
    assert codes("c) Ba;\nd) Bốn;\nđ) Năm;\ne) Sáu;\ng) Bảy.") == [("letter-numbering-gap", 1)]
    assert codes("a) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\ne) Năm;\nf) Sáu;\ng) Bảy.") == []


def test_points_that_run_together_are_named() -> None:
    assert codes("a) Kẻ vạch; b) Đặt biển;\nc) Trực cổng.") == [
        ("letter-marker-inside", 1),
        ("letter-numbering-gap", 2),
    ]
    assert codes("a) Kẻ vạch (điểm b của mục 1); đặt biển;\nb) Trực cổng.") == []


def test_a_number_alone_at_the_end_of_a_point_is_named() -> None:
    text = "- Không để xảy ra cháy do quên tắt bếp, đốt vàng mã 2\n- Có bình chữa cháy."
    assert codes(text) == [("letter-lone-number", 1)]
    assert codes("- Lễ phát động tổ chức tại nhà văn hóa của Khu phố 2\n- Có loa.") == []


def test_a_sentence_that_goes_on_behind_a_blank_line_is_joined_and_named() -> None:
    text = "1. Cắt bỏ cáp không còn dùng, không để vương trên\n\nvỉa hè.\n2. Gắn thẻ."
    body = read_text(text)
    assert outline(body)[0] == "1 | 1. | Cắt bỏ cáp không còn dùng, không để vương trên vỉa hè."
    assert [(f.code, f.place.line) for f in body.findings] == [("letter-text-torn", 3)]
    assert body.doubtful == ("blocks.1",)


def test_lines_as_a_browser_copies_them_are_joined() -> None:
    body = read_text(
        """
        Căn cứ Luật Tổ chức Mẫu ngày 26 tháng 11
        năm 2003 và Nghị định số 13/2008/NĐ-CP ngày 04 tháng 02 năm 2008 của Chính phủ;
        Xét đề nghị của Trưởng phòng,
        QUYẾT
        ĐỊNH:
        Điều 1.
        Ban hành kèm theo Quyết định này Quy định về tổ chức của Đội xung kích phường
        Bình Minh.
        Điều 2. Vị trí và chức
        năng:
        Đội xung kích giúp Ủy ban nhân dân phường trong việc phòng, chống thiên tai, có
        trụ sở tại nhà văn hóa.
        Điều 3.
        Chánh Văn phòng, Đội trưởng chịu trách nhiệm thi hành
        Quyết định này./.
        """
    )
    assert outline(body) == [
        "p1 |  | Căn cứ Luật Tổ chức Mẫu ngày 26 tháng 11 năm 2003 và Nghị định số "
        "13/2008/NĐ-CP ngày 04 tháng 02 năm 2008 của Chính phủ;",
        "p2 |  | Xét đề nghị của Trưởng phòng,",
        "p3 |  | QUYẾT ĐỊNH:",
        "Đ1 | Điều 1. | Ban hành kèm theo Quyết định này Quy định về tổ chức của Đội xung kích "
        "phường Bình Minh.",
        "Đ2 | Điều 2. | Vị trí và chức năng:",
        "Đ2.p1 |  | Đội xung kích giúp Ủy ban nhân dân phường trong việc phòng, chống thiên tai, "
        "có trụ sở tại nhà văn hóa.",
        "Đ3 | Điều 3. | Chánh Văn phòng, Đội trưởng chịu trách nhiệm thi hành Quyết định này./.",
    ]


def test_a_heading_in_capitals_may_be_longer_than_a_line() -> None:
    body = read_text(
        """
        I. VỀ VIỆC BẢO ĐẢM AN TOÀN CHO NGƯỜI ĐI BỘ,
        NGƯỜI KHUYẾT TẬT VÀ HỌC SINH TẠI CÁC ĐIỂM GIAO CẮT ĐƯỜNG SẮT
        1. Gác chắn phải có người trực trong suốt thời gian tàu chạy, kể cả
        ngày lễ.
        2. Không tự mở lối đi qua đường sắt trên địa bàn phường trong mọi
        trường hợp.
        """
    )
    assert addresses(body) == ["I", "I.1", "I.2"]


def test_one_sign_is_nested_by_its_indent() -> None:
    body = read_text(
        """
        1. Vật tư:
          - Bao cát:
            - Loại to;
            - Loại nhỏ.
          - Đèn pin.
        2. Con người.
        """
    )
    assert addresses(body) == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2"]


def test_a_list_that_begins_anew_below_a_point_belongs_to_it() -> None:
    body = read_text(
        """
        1. Hồ sơ
        a) Giấy tờ:
        1. Đơn;
        2. Ảnh.
        b) Nơi nộp.
        2. Lệ phí.
        """
    )
    assert addresses(body) == ["1", "1.a", "1.a.1", "1.a.2", "1.b", "2"]


def test_numbers_with_a_letter_or_a_roman_number_before_them_are_markers() -> None:
    text = "I. CÂY\nI.1. Trồng.\nI.2. Giữ.\nII. VIỆC LÀM\nII.1. Đào hố:\na) Sâu;\nb) Rộng."
    assert addresses(read_text(text)) == ["I", "I.1", "I.2", "II", "II.1", "II.1.a", "II.1.b"]
    text = "a) Nhóm một:\na.1) Người lớn;\na.2) Trẻ em.\nb) Nhóm hai:\nb1) Người già."
    assert addresses(read_text(text)) == ["a", "a.1", "a.2", "b", "b.1"]
    assert addresses(read_text("1. Việc.\nP.12 Quận 1 làm.\n2. Việc.")) == ["1", "p1", "2"]


def test_levels_of_word_decide_on_its_own_numbers() -> None:
    lines = [
        SourceLine("Đối với nhà trường.", Origin(line=1), marker="1.", level=0),
        SourceLine("Kẻ vạch.", Origin(line=2), marker="1.", level=1),
        SourceLine("Trực cổng.", Origin(line=3), marker="2.", level=1),
        SourceLine("Đối với cha mẹ.", Origin(line=4), marker="2.", level=0),
        SourceLine("Bước đầu.", Origin(line=5), marker="Bước 1:", level=0),
        SourceLine("Bước sau.", Origin(line=6), marker="Bước 2:", level=0),
    ]
    body = read_body(lines, is_paragraph_per_line=True)
    assert addresses(body) == ["1", "1.1", "1.2", "2", "2.B1", "2.B2"]
    assert [block.marker for block in body.blocks][-2:] == ["Bước 1:", "Bước 2:"]
    assert all(block.is_auto for block in body.blocks)


def test_soft_breaks_part_sentences_and_points_but_no_sentence() -> None:
    lines = [
        SourceLine("Căn cứ Luật Mẫu;", Origin(line=1)),
        SourceLine("Căn cứ Nghị định số 5/2025/NĐ-CP của", Origin(line=1), continues=True),
        SourceLine("Chính phủ,", Origin(line=1), continues=True),
        SourceLine("1. Việc:", Origin(line=2)),
        SourceLine("- Một;", Origin(line=2), continues=True),
        SourceLine("- Hai.", Origin(line=2), continues=True),
    ]
    assert outline(read_body(lines, is_paragraph_per_line=True)) == [
        "p1 |  | Căn cứ Luật Mẫu;",
        "p2 |  | Căn cứ Nghị định số 5/2025/NĐ-CP của Chính phủ,",
        "1 | 1. | Việc:",
        "1.1 | - | Một;",
        "1.2 | - | Hai.",
    ]


def test_a_footnote_belongs_to_the_block_before_it_even_within_a_row() -> None:
    def cell(row: int, column: int) -> Cell:
        return Cell(0, row, column, 2)

    note = SourceLine("Theo giờ mùa hè.", Origin(line=1), part=DocumentPart.FOOTNOTE, marker="1")
    lines = [
        SourceLine("Lịch:", Origin(line=1), marker="1."),
        SourceLine("Ấp 1", Origin(line=2), cell=cell(0, 0)),
        note,
        SourceLine("7 giờ", Origin(line=3), cell=cell(0, 1)),
        SourceLine("Ấp 2", Origin(line=4), cell=cell(1, 0)),
        SourceLine("8 giờ", Origin(line=5), cell=cell(1, 1)),
    ]
    assert outline(read_body(lines, is_paragraph_per_line=True)) == [
        "1 | 1. | Lịch:",
        "1.t1 |  | Ấp 1 7 giờ",
        "1.t1.n1 | 1 | Theo giờ mùa hè.",
        "1.t2 |  | Ấp 2 8 giờ",
    ]


def test_unsure_parts_are_carried_over_to_the_texts_of_blocks() -> None:
    lines = [
        SourceLine("1.  Công  ty yêu câu", Origin(line=1), unsure=((0, 2), (16, 20))),
        SourceLine("thay bóng.", Origin(line=2), unsure=((5, 9),), continues=True),
    ]
    (block,) = read_body(lines, is_paragraph_per_line=True).blocks
    assert block.text == "Công ty yêu câu thay bóng."
    assert [block.text[start:end] for start, end in block.unsure] == ["câu", "bóng"]


@pytest.mark.parametrize(
    ("ending", "closing"),
    [
        (
            "4. Việc.\nĐề nghị các ấp thực hiện.\nTrân trọng./.",
            "Đề nghị các ấp thực hiện. Trân trọng./.",
        ),
        ("4. Việc.\nĐề nghị thực hiện./.\n(Gửi kèm: tờ rơi).", "Đề nghị thực hiện./."),
        ("4. Việc.\n(Đính kèm danh sách).", None),
        ("4. Việc.", None),
        ("4. Kinh phí\nTừ ngân sách xã.", None),
        ("4. Kinh phí\nTừ ngân sách xã.\nTrên đây là Kế hoạch.", "Trên đây là Kế hoạch."),
        ("4. Việc:\na\tb\tc\n1\t2\t3", None),
    ],
)
def test_the_closing_is_the_last_unmarked_paragraph(ending: str, closing: str | None) -> None:
    body = read_text(f"1. Một.\n2. Hai.\n3. Ba.\n{ending}")
    assert body.closing == closing


def test_pipes_of_a_table_are_furniture() -> None:
    body = read_text("1. Lịch:\n| TT | Ấp |\n|---|---|\n| 1 | Ấp Đông |\n2. Khác.")
    assert outline(body)[1:3] == ["1.t1 |  | TT Ấp", "1.t2 |  | 1 Ấp Đông"]
    assert "".join(body.furniture).count("|") == 9


def test_blank_lines_above_and_below_a_body_part_no_paragraphs_in_it() -> None:
    """Its head and foot always stand apart: that says nothing of blank lines within."""
    text = """\
Thực hiện kế hoạch, đề nghị các đơn vị:
Điều 1. Dọn vệ sinh;
Riêng các trường dọn sân trường.
Điều 2. Phòng Văn hóa - Xã hội kiểm tra
từng hộ, nhắc nhở và lập biên bản nhanh.
Riêng các chợ dọn mỗi ngày.
"""
    plain = read_body(source_lines(text.strip()), is_paragraph_per_line=None)
    apart = read_body(source_lines(f"\n\n{text}\n\n"), is_paragraph_per_line=None)
    assert plain.closing == "Riêng các chợ dọn mỗi ngày."
    assert plain.doubtful
    assert (apart.closing, apart.doubtful) == (plain.closing, plain.doubtful)
