"""PDFs with text are read into the lines that people see, in the order in which they read them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from support.handpdf import helvetica, pdf_of, saved
from support.paper_pdfs import (
    BODY,
    HEIGHT,
    LEFT,
    NATION,
    RIGHT,
    WIDTH,
    Paper,
    dispatch,
    draw_glyphs,
    draw_line,
    draw_twice,
    draw_words,
    lines_pdf,
)

from generator.content.sources.model import DocumentPart, Medium, SourceDocument
from generator.content.sources.opening import open_source
from generator.core.errors import ContentError

Draw = Callable[[Canvas, float, float, str, str, float], None]

LIGATURES = str.maketrans({"ﬁ": "fi", "ﬃ": "ffi", "ﬂ": "fl"})

LETTERS = Path(__file__).parents[2] / "data" / "letters"


def read(data: bytes) -> SourceDocument:
    return open_source(data, name="thu.pdf")


def texts(data: bytes) -> list[str]:
    return [line.text for line in read(data).lines]


HEAD_AND_FOOT = (
    "ỦY BAN NHÂN DÂN", "XÃ VÍ DỤ", "Số: 12/UBND-VX", "V/v phòng bệnh mùa mưa", *NATION,
    "Ví Dụ, ngày 05 tháng 8 năm 2026", "Kính gửi: Trưởng các ấp.", *" ".join(BODY).split(),
    "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Mẫu",
)  # fmt: skip


@pytest.mark.parametrize("draw", [draw_line, draw_words, draw_glyphs, draw_twice])
def test_a_paper_is_read_in_order_however_its_program_places_the_text(draw: Draw) -> None:
    document = read(dispatch(draw).data())
    assert document.medium is Medium.PDF
    joined = " ".join(line.text for line in document.lines)
    assert joined == " ".join(HEAD_AND_FOOT)
    assert document.findings == ()


def test_the_cells_of_head_and_foot_are_columns_and_the_body_is_none() -> None:
    columns = {line.text: line.column for line in read(dispatch().data()).lines}
    assert columns["V/v phòng bệnh mùa mưa"] == 0
    assert columns["Ví Dụ, ngày 05 tháng 8 năm 2026"] == 1
    assert columns["- Lưu: VT."] == 0
    assert columns["Nguyễn Văn Mẫu"] == 1
    assert columns["Kính gửi: Trưởng các ấp."] is None
    assert all(columns[text] is None for text in columns if text.startswith(("1.", "2.", "Theo")))


@pytest.mark.parametrize("shift", [-6.0, -3.0, 2.0, 5.0, 8.5])
def test_columns_whose_lines_are_not_level_are_still_columns(shift: float) -> None:
    paper = Paper()
    paper.columns(("HỘI CHỮ THẬP ĐỎ", "XÃ VÍ DỤ", "Số: 8/CV-CTĐ"), NATION, shift=shift)
    paper.paragraph(BODY[0])
    assert texts(paper.data())[:5] == ["HỘI CHỮ THẬP ĐỎ", "XÃ VÍ DỤ", "Số: 8/CV-CTĐ", *NATION]


def test_the_last_line_of_the_body_stays_out_of_the_foot_below_it() -> None:
    paper = Paper()
    paper.paragraph(
        "Nhận được công văn này, đề nghị các ấp, các trường và các hộ dân nghiêm túc thực hiện, "
        "sớm làm./."
    )
    paper.columns(("Nơi nhận:", "- Lưu: VT."), ("CHỦ TỊCH", "Lê Thị Mẫu"), is_left_aligned=True)
    read_lines = texts(paper.data())
    assert " ".join(read_lines[:2]).endswith("làm./.")
    assert read_lines[2:] == ["Nơi nhận:", "- Lưu: VT.", "CHỦ TỊCH", "Lê Thị Mẫu"]


def test_justified_text_has_no_columns() -> None:
    paper = Paper(size=14, pitch=20)
    for text in BODY * 3:
        paper.paragraph(text, is_justified=True, right=330)
    document = read(paper.data())
    assert all(line.column is None and line.cell is None for line in document.lines)
    body = [line.text for line in document.lines if line.part is DocumentPart.BODY]
    assert " ".join(body) == " ".join(BODY * 3)


def test_hanging_texts_beside_their_marks_are_no_column() -> None:
    paper = Paper()
    for mark in ("a)", "b)", "c)"):
        paper.at(LEFT, paper.y, mark)
        paper.paragraph("Đổ bỏ nước đọng, thả cá, ngủ màn " * 4, indent=40, hang=40)
    lines = read(paper.data()).lines
    assert all(line.column is None for line in lines)
    assert lines[0].text.startswith("a) Đổ bỏ nước đọng")


def test_indent_size_and_weight_are_told() -> None:
    paper = Paper()
    paper.centred((LEFT + RIGHT) / 2, paper.y, "KẾ HOẠCH", font="NotoSans-Bold", size=14)
    paper.y += 24
    for text in BODY:
        paper.paragraph(text)
    title, first, second, *_ = read(paper.data()).lines
    assert (title.style.bold, title.style.centred, title.style.size) == (True, True, 14)
    assert (first.style.bold, first.style.centred) == (False, False)
    assert first.style.indent == pytest.approx(28, abs=1)
    assert second.style.indent == pytest.approx(0, abs=1)
    assert first.box is not None
    assert first.box.left == pytest.approx(LEFT + 28, abs=1)


def test_page_numbers_and_running_heads_are_parts_of_their_own() -> None:
    paper = Paper()
    for text in BODY:
        paper.at(LEFT, 40, "Kế hoạch phòng cháy năm 2026")
        paper.paragraph(text)
        paper.next_page()
    parts = {(line.text, line.part) for line in read(paper.data()).lines}
    assert ("Kế hoạch phòng cháy năm 2026", DocumentPart.HEADER) in parts
    assert {("1", DocumentPart.FOOTER), ("3", DocumentPart.FOOTER)} <= parts
    body = {text for text, part in parts if part is DocumentPart.BODY}
    assert set(" ".join(body).split()) == set(" ".join(BODY).split())


def test_origins_count_pages_and_the_characters_of_each() -> None:
    paper = Paper()
    paper.at(LEFT, 200, "Một hai")
    paper.at(LEFT, 300, "ba")
    paper.next_page(has_number=False)
    paper.at(LEFT, 200, "Bốn")
    origins = [line.origin for line in read(paper.data()).lines]
    assert [(o.page, o.start, o.end) for o in origins] == [(1, 1, 7), (1, 9, 10), (2, 1, 3)]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(angle: int) -> None:
    paper = Paper()
    canvas = paper.canvas
    canvas.setPageRotation(angle)
    if angle == 180:
        canvas.translate(WIDTH, HEIGHT)
    elif angle == 90:
        canvas.translate(HEIGHT, 0)  # ReportLab turns the MediaBox, too
    else:
        canvas.translate(0, WIDTH)
    canvas.rotate(angle)
    for number, text in enumerate(("Dòng thứ nhất", "Dòng thứ hai")):
        draw_line(canvas, 60, 400 - number * 20, text, "NotoSans", 12)
    document = read(paper.data())
    assert [line.text for line in document.lines] == ["Dòng thứ nhất", "Dòng thứ hai"]
    first, second = (line.box for line in document.lines)
    assert first is not None
    assert second is not None
    assert first.left == pytest.approx(60, abs=2)
    assert second.left == pytest.approx(60, abs=2)
    assert second.top > first.top


def test_text_that_stands_across_the_page_is_a_line_of_its_own() -> None:
    paper = dispatch()
    paper.canvas.saveState()
    paper.canvas.translate(200, 300)
    paper.canvas.rotate(45)
    draw_line(paper.canvas, 0, 0, "BẢN SAO", "NotoSans", 60)
    paper.canvas.restoreState()
    read_lines = texts(paper.data())
    assert read_lines[-1] == "BẢN SAO"
    assert " ".join(read_lines[:-1]) == " ".join(HEAD_AND_FOOT)


def test_letters_that_are_spaced_out_are_words() -> None:
    paper = Paper()
    paper.at(LEFT, 100, "T H Ô N G   B Á O")
    text = paper.canvas.beginText(LEFT, HEIGHT - 140)
    text.setFont("NotoSans", 12)
    text.setCharSpace(4)
    text.textOut("QUYẾT ĐỊNH")
    paper.canvas.drawText(text)
    assert texts(paper.data()) == ["THÔNG BÁO", "QUYẾT ĐỊNH"]


def test_marks_that_are_drawn_apart_from_their_letters_are_composed() -> None:
    assert texts(lines_pdf(["Tie\u0302\u0301ng Vie\u0323\u0302t"])) == ["Tiếng Việt"]


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    paper = Paper()
    rows = (("STT", "Địa điểm", "Thời gian"), ("1", "Nhà văn hóa", "Sáng"), ("2", "Trạm", "Chiều"))
    paper.canvas.grid([85, 130, 330, 500], [HEIGHT - 100 - 30 * n for n in range(4)])
    for r, row in enumerate(rows):
        for x, text in zip((90, 135, 335), row, strict=True):
            paper.at(x, 120 + 30 * r, text)
    paper.at(135, 193, "ấp Hai")
    lines = read(paper.data()).lines
    cells = [(line.cell.row, line.cell.column, line.text) for line in lines if line.cell]
    assert cells[:3] == [(0, 0, "STT"), (0, 1, "Địa điểm"), (0, 2, "Thời gian")]
    assert cells[6:] == [(2, 0, "2"), (2, 1, "Trạm"), (2, 1, "ấp Hai"), (2, 2, "Chiều")]
    assert {line.cell.columns for line in lines if line.cell} == {3}


def test_a_table_without_rules_is_read_row_by_row() -> None:
    paper = Paper()
    rows = (("Họ tên", "Ấp", "Ghi chú"), ("Lê Văn A", "Ấp 1", "Tổ trưởng"),
            ("Trần B", "Ấp 2", ""), ("Ngô Thị C", "Ấp 3", "Tổ phó"))  # fmt: skip
    for r, row in enumerate(rows):
        for x, text in zip((90, 250, 380), row, strict=True):
            paper.at(x, 120 + 18 * r, text)
    lines = read(paper.data()).lines
    assert [line.text for line in lines] == [text for row in rows for text in row if text]
    assert [line.cell.row for line in lines if line.cell] == [0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3]


def test_links_are_those_that_can_be_clicked_and_those_that_are_printed() -> None:
    paper = Paper()
    paper.at(LEFT, 100, "Xem thêm tại đây, hoặc tại www.vidu.example/tin.")
    paper.canvas.linkURL("https://vidu.example/hd?id=3", (85, HEIGHT - 105, 200, HEIGHT - 90))
    paper.canvas.linkURL("javascript:alert(1)", (85, HEIGHT - 205, 200, HEIGHT - 190))
    links = read(paper.data()).links
    assert links == ("https://vidu.example/hd?id=3", "https://www.vidu.example/tin")


def test_text_that_a_scan_hides_under_its_picture_is_read_and_reported() -> None:
    paper = Paper()
    paper.canvas.setFillGray(0.9)
    paper.canvas.drawImage(_grey_picture(), 0, 0, WIDTH, HEIGHT)
    _unpainted(paper, "Số: 5/UBND")
    document = read(paper.data())
    assert [line.text for line in document.lines] == ["Số: 5/UBND"]
    assert [finding.code for finding in document.findings] == ["recognised-text"]


def test_text_that_nobody_sees_is_left_out_and_reported() -> None:
    paper = Paper()
    paper.at(LEFT, 100, "Chữ nhìn thấy")
    _unpainted(paper, "Chữ giấu")
    document = read(paper.data())
    assert [line.text for line in document.lines] == ["Chữ nhìn thấy"]
    assert [finding.code for finding in document.findings] == ["hidden-text"]


def _unpainted(paper: Paper, text: str) -> None:
    hidden = paper.canvas.beginText(LEFT, HEIGHT - 300)
    hidden.setFont("NotoSans", 12)
    hidden.setTextRenderMode(3)
    hidden.textOut(text)
    paper.canvas.drawText(hidden)


def _grey_picture() -> ImageReader:
    return ImageReader(Image.new("L", (200, 280), 230))


def test_a_page_that_is_a_picture_is_named_and_a_file_of_pictures_refused() -> None:
    paper = dispatch()
    paper.next_page(has_number=False)
    paper.canvas.drawImage(_grey_picture(), 0, 0, WIDTH, HEIGHT)
    (finding,) = read(paper.data()).findings
    assert (finding.code, finding.place.page) == ("page-without-text", 2)
    scan = Paper()
    scan.canvas.drawImage(_grey_picture(), 0, 0, WIDTH, HEIGHT)
    with pytest.raises(ContentError) as caught:
        read(scan.data())
    assert caught.value.problems[0].code == "scan-without-text"
    assert "anpham[ocr]" in str(caught.value.problems[0].hint)


def test_a_file_that_asks_for_a_password_is_refused_and_one_that_only_limits_is_read() -> None:
    locked = Paper(encrypt=StandardEncryption("abc", ownerPassword="xyz"))
    locked.at(LEFT, 100, "Kín")
    with pytest.raises(ContentError) as caught:
        read(locked.data())
    assert caught.value.problems[0].code == "file-encrypted"
    limited = Paper(encrypt=StandardEncryption("", ownerPassword="xyz", canCopy=0))
    limited.at(LEFT, 100, "Không kín")
    assert texts(limited.data()) == ["Không kín"]


def test_what_is_no_whole_pdf_is_refused() -> None:
    for data in (b"%PDF-1.7\n", dispatch().data()[:300], b"%PDF-1.4\nrubbish" * 50):
        with pytest.raises(ContentError) as caught:
            read(data)
        assert caught.value.problems[0].code == "damaged-file"


def test_an_empty_page_and_a_book_are_refused() -> None:
    with pytest.raises(ContentError) as caught:
        read(lines_pdf([" "]))
    assert caught.value.problems[0].code == "empty-file"
    book = Paper()
    for _ in range(500):
        book.next_page()
    with pytest.raises(ContentError) as caught:
        read(book.data())
    assert caught.value.problems[0].code == "file-too-large"


@pytest.mark.parametrize("name", ["20-fire-two-pages", "21-notice-two-columns"])
def test_letters_from_a_second_font_are_read_at_their_places(name: str) -> None:
    joined = " ".join(texts((LETTERS / f"{name}.pdf").read_bytes()))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in joined


def test_ligatures_and_letters_drawn_twice_are_told_apart() -> None:
    font = helvetica()
    font.Encoding = Dictionary(
        Type=Name.Encoding, Differences=Array([1, Name.fi, Name.ffi, Name.fl])
    )
    twice = b"BT /F 12 Tf 50 300 Td (Of\001ce e\002cient \003ow cccc) Tj ET "
    pdf = pdf_of(twice + twice.replace(b"50 ", b"50.4 "), {"Font": {"F": font}})
    assert texts(saved(pdf)) == ["Ofﬁce eﬃcient ﬂow cccc".translate(LIGATURES)]


def legacy(name: str, text: str) -> bytes:
    """A page in a simple font of that name, with a character for each byte."""
    font = helvetica()
    font.BaseFont = Name(f"/ABCDEF+{name}")
    font.Encoding = Name.WinAnsiEncoding
    content = b"BT /F 12 Tf 20 300 Td (" + text.encode("cp1252") + b") Tj ET"
    return saved(pdf_of(content, {"Font": {"F": font}}))


@pytest.mark.parametrize(
    ("font", "text", "seen"),
    [
        (".VnTime", "ñy ban nh©n d©n x· VÝ Dô", "ủy ban nhân dân xã Ví Dụ"),
        (".VnTimeH", "th«ng b¸o", "THÔNG BÁO"),
        ("VNI-Times,Bold", "phöôøng Bình Minh", "phường Bình Minh"),
    ],
)
def test_fonts_of_old_encodings_are_decoded_by_their_names(font: str, text: str, seen: str) -> None:
    document = read(legacy(font, text))
    assert "text-converted" in [finding.code for finding in document.findings]
    assert [line.text for line in document.lines] == [seen]


def test_white_letters_are_read_where_they_are_seen_and_left_out_where_not() -> None:
    paper = Paper()
    paper.at(LEFT, 100, "Chữ đen")
    paper.canvas.rect(60, HEIGHT - 215, 300, 30, fill=1)
    paper.canvas.setFillGray(1)
    paper.at(LEFT, 205, "Trắng trên đen")
    paper.at(LEFT, 300, "Trắng trên trắng")
    document = read(paper.data())
    assert [line.text for line in document.lines] == ["Chữ đen", "Trắng trên đen"]
    (finding,) = document.findings
    assert finding.code == "hidden-text"


def test_what_a_browser_prints_in_the_margins_is_no_body() -> None:
    paper = dispatch()
    paper.at(40, 25, "30/11/26, 10:05")
    paper.at(300, 25, "Về việc phòng bệnh")
    paper.at(40, HEIGHT - 20, "https://vidu.example/van-ban/12")
    paper.at(540, HEIGHT - 20, "1/1")
    document = read(paper.data())
    assert document.lines[0].part is DocumentPart.HEADER
    assert document.lines[-1].part is DocumentPart.FOOTER
    body = [line.text for line in document.lines if line.part is DocumentPart.BODY]
    assert " ".join(body) == " ".join(HEAD_AND_FOOT)


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("Xyqk zwvb hklt prrm cxvz btgh qwrt lkjh gfds mnbv", ["damaged-text"]),
        ("Kinh gui cac don vi va ba con trong xa ve viec phong benh", ["damaged-text"]),
        ("Kính gửi các đơn vị và bà con trong xã về việc phòng bệnh", []),
    ],
)
def test_letters_that_are_not_those_shown_are_reported(line: str, codes: list[str]) -> None:
    assert [finding.code for finding in read(lines_pdf([line] * 8)).findings] == codes


def test_a_scan_with_a_number_over_it_is_still_a_scan() -> None:
    paper = Paper()
    paper.canvas.drawImage(_grey_picture(), 0, 0, WIDTH, HEIGHT)
    paper.at(LEFT, 100, "Số: 2061/QĐ-UBND")
    with pytest.raises(ContentError) as caught:
        read(paper.data())
    assert caught.value.problems[0].code == "scan-without-text"


def test_a_soft_hyphen_is_the_hyphen_that_is_seen() -> None:
    assert texts(lines_pdf(["Công ty Infor\u00ad", "mation"]))[0] == "Công ty Infor-"


def test_a_line_with_a_wide_gap_is_one_line_with_a_run_of_spaces() -> None:
    paper = Paper()
    paper.paragraph(BODY[0])
    paper.at(LEFT, paper.y, "Họ và tên: Lê Văn A")
    paper.at(LEFT + 260, paper.y, "Năm sinh: 1980")
    line = read(paper.data()).lines[-1]
    assert line.text.split() == ["Họ", "và", "tên:", "Lê", "Văn", "A", "Năm", "sinh:", "1980"]
    assert "Lê Văn A     " in line.text
    assert line.column is None


def test_cells_that_no_rule_parts_are_one() -> None:
    paper = Paper()
    x, y = (85, 200, 330, 500), (HEIGHT - 100, HEIGHT - 140, HEIGHT - 180)
    lines = [(x[0], level, x[3], level) for level in y]
    lines += [(x[0], y[0], x[0], y[2]), (x[3], y[0], x[3], y[2])]
    lines += [(x[1], y[1], x[1], y[2]), (x[2], y[1], x[2], y[2])]
    paper.canvas.lines(lines)
    paper.at(180, 125, "Lịch trực của ba ấp trong hè")
    for left, text in zip(x, ("Ấp 1", "Ấp 2", "Ấp 3"), strict=False):
        paper.at(left + 8, 165, text)
    cells = [(line.cell.row, line.cell.column) for line in read(paper.data()).lines if line.cell]
    assert cells == [(0, 0), (1, 0), (1, 1), (1, 2)]


def test_a_line_that_leaves_the_page_is_reported_and_doubtful() -> None:
    paper = Paper()
    paper.at(LEFT, 100, "Chữ nhìn thấy")
    paper.at(WIDTH - 100, 140, "Mức phạt là hai triệu đồng với mỗi hộ vi phạm")
    paper.at(-60, 180, "Không được đốt rác")
    document = read(paper.data())
    sound, *cut = document.lines
    assert sound.text == "Chữ nhìn thấy"
    assert not sound.unsure
    assert [bool(line.unsure) for line in cut] == [True, True]
    (finding,) = document.findings
    assert (finding.code, finding.place.page) == ("text-outside-page", 1)


@pytest.mark.parametrize("place", [(WIDTH + 50, 140), (LEFT, HEIGHT + 40), (-200, 300)])
def test_text_wholly_outside_of_the_page_is_counted(place: tuple[float, float]) -> None:
    paper = Paper()
    paper.at(LEFT, 100, "Chữ nhìn thấy")
    paper.at(*place, "Chữ giấu")
    document = read(paper.data())
    assert [(line.text, line.unsure) for line in document.lines] == [("Chữ nhìn thấy", ())]
    (finding,) = document.findings
    assert finding.code == "text-outside-page"
    assert finding.message.values["count"] == 7


def test_text_up_to_the_edge_of_the_page_is_whole() -> None:
    paper = Paper()
    paper.at(0, 100, "Chữ ở mép trang")
    document = read(paper.data())
    assert not document.findings
    assert not document.lines[0].unsure
