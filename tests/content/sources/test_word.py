"""Word files are read into the lines that people see, each text once."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path

import docx
import mammoth
import pytest
from docx.enum.text import WD_BREAK
from docx.shared import Pt
from support.letters import PAPERS, expected, law_faults, paper, score
from support.wordfiles import (
    NAMESPACES,
    SECTION,
    cell,
    listed,
    package,
    paragraph,
    relationships,
    run,
    table,
    word_file,
)

from generator.content.letters.reader import read_letter
from generator.content.sources.model import DocumentPart, Medium, SourceDocument, SourceLine
from generator.content.sources.opening import open_source
from generator.core.findings import Severity

ADDRESS = "https://phuong.example/van-ban"
TEXT_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>{place}<a:graphic>'
    "<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
    "<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def read(*body: str, **options: object) -> SourceDocument:
    return open_source(word_file(*body, **options), name="thu.docx")  # type: ignore[arg-type]


def texts(document: SourceDocument, part: DocumentPart = DocumentPart.BODY) -> list[str]:
    return [line.text for line in document.lines if line.part is part]


def codes(document: SourceDocument) -> list[str]:
    return [finding.code for finding in document.findings]


def cells(document: SourceDocument) -> list[tuple[int, int, int, str]]:
    return [
        (line.cell.row, line.cell.column, line.cell.columns, line.text)
        for line in document.lines
        if line.cell is not None
    ]


def only(document: SourceDocument) -> SourceLine:
    assert len(document.lines) == 1
    return document.lines[0]


def test_paragraphs_are_read_in_order_and_the_kind_is_told_by_content() -> None:
    document = read(paragraph("Một"), paragraph(), paragraph("Hai"))
    assert document.medium is Medium.WORD
    assert document.is_paragraph_per_line
    assert texts(document) == ["Một", "", "Hai"]
    assert [line.origin.line for line in document.lines] == [1, 2, 3]
    assert document.findings == ()


@pytest.mark.parametrize("name", [path.stem for path in sorted(PAPERS.glob("*.docx"))])
def test_a_made_paper_is_read_whole(name: str) -> None:
    document = open_source(paper(name).read_bytes(), name=paper(name).name)
    letter = read_letter(document)
    result = score(letter, expected(name))
    assert result.faults == []
    assert result.right_fields == result.fields
    assert law_faults(document, letter) == []


@pytest.mark.parametrize("path", sorted(PAPERS.glob("*.docx")), ids=lambda path: path.stem)
def test_another_reader_finds_no_letter_that_is_not_read(path: Path) -> None:
    others = mammoth.extract_raw_text(io.BytesIO(path.read_bytes())).value
    ours = "".join(line.text for line in open_source(path.read_bytes(), name="x.docx").lines)
    assert Counter("".join(others.split())) - Counter("".join(ours.split())) == Counter()


def test_a_file_of_python_docx_is_read_as_it_was_written() -> None:
    written = docx.Document()
    written.add_heading("KẾ HOẠCH", 1)
    body = written.add_paragraph("Căn cứ ")
    body.add_run("Luật Cư trú").italic = True
    body.add_run().add_break(WD_BREAK.LINE)
    body.add_run("ngày 13/11/2020;")
    written.add_paragraph("Rửa tay", style="List Number")
    written.add_paragraph("Đeo khẩu trang", style="List Number")
    written.add_paragraph("khi ra đường", style="List Bullet")
    grid = written.add_table(2, 2)
    for at, text in enumerate(("Ngày", "Nơi", "Thứ Hai", "Nhà văn hóa")):
        grid.cell(at // 2, at % 2).text = text
    grid.cell(0, 0).paragraphs[0].runs[0].font.size = Pt(11)
    buffer = io.BytesIO()
    written.save(buffer)
    document = open_source(buffer.getvalue(), name="a.docx")
    assert [(line.marker, line.text) for line in document.lines] == [
        ("", "KẾ HOẠCH"),
        ("", "Căn cứ Luật Cư trú"),
        ("", "ngày 13/11/2020;"),
        ("1.", "Rửa tay"),
        ("2.", "Đeo khẩu trang"),
        ("•", "khi ra đường"),
        *(("", text) for text in ("Ngày", "Nơi", "Thứ Hai", "Nhà văn hóa")),
    ]
    assert document.lines[0].style.bold
    assert document.lines[2].continues
    assert document.lines[6].style.size == 11
    assert cells(document)[3] == (1, 1, 2, "Nhà văn hóa")


# Runs: breaks, tabs, signs, capitals, what is hidden.


def test_a_soft_break_begins_a_line_that_continues_the_paragraph() -> None:
    document = read(paragraph("QUYẾT ĐỊNH", "<w:r><w:br/></w:r>", "Về việc"))
    assert [(line.text, line.continues) for line in document.lines] == [
        ("QUYẾT ĐỊNH", False),
        ("Về việc", True),
    ]
    assert [(line.origin.line, line.origin.start) for line in document.lines] == [(1, 1), (1, 12)]


def test_a_page_break_before_or_behind_a_text_makes_no_line() -> None:
    new_page = '<w:r><w:br w:type="page"/></w:r>'
    assert texts(read(paragraph(new_page, "Phụ lục"), paragraph("Hết", new_page))) == [
        "Phụ lục",
        "Hết",
    ]


def test_tabs_stay_and_hyphens_that_do_not_break_are_hyphens() -> None:
    line = only(read(paragraph("<w:r><w:t>1.</w:t><w:tab/><w:t>KH</w:t><w:noBreakHyphen/>"
                               "<w:t>UBND</w:t><w:softHyphen/></w:r>")))  # fmt: skip
    assert line.text == "1.\tKH-UBND"


def test_a_text_split_over_runs_is_joined_without_a_gap() -> None:
    assert only(read(paragraph("s", "ố", run(" 12"), run("/KH", "<w:b/>")))).text == "số 12/KH"


def test_indented_xml_adds_no_space_and_no_line() -> None:
    indented = "<w:p>\n <w:r>\n  <w:t>\n   Kính gửi\n  </w:t>\n </w:r>\n</w:p>"
    assert only(read(indented)).text == "Kính gửi"


def test_all_capitals_are_read_as_they_are_seen_and_small_capitals_as_typed() -> None:
    line = only(read(paragraph(run("Ủy ban ", "<w:caps/>"), run("Nhân dân", "<w:smallCaps/>"))))
    assert line.text == "ỦY BAN Nhân dân"


def test_a_property_that_is_switched_off_is_off() -> None:
    line = only(read(paragraph(run("Ủy ban", '<w:caps w:val="0"/><w:vanish w:val="false"/>'))))
    assert line.text == "Ủy ban"


def test_hidden_text_is_not_read_and_a_finding_shows_it() -> None:
    document = read(paragraph("Thấy", run(" ẩn", "<w:vanish/>")))
    assert texts(document) == ["Thấy"]
    assert codes(document) == ["hidden-text"]
    assert "ẩn" in str(document.findings[0].message)


def test_text_that_a_style_hides_is_not_read() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Ghi"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    document = read(
        paragraph("Thấy", run("ẩn", '<w:rStyle w:val="An"/>')),
        paragraph("ẩn hết", properties='<w:pStyle w:val="Ghi"/><w:rPr><w:vanish/></w:rPr>'),
        paragraph("Cuối"),
        parts={"styles.xml": styles},
    )
    assert texts(document) == ["Thấy", "Cuối"]


@pytest.mark.parametrize(
    ("font", "code", "seen"),
    [
        ("Symbol", "F0B7", "•"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F028", "☎"),
        ("Wingdings", "00D8", "➢"),
        ("Wingdings 2", "F052", "☑"),
        ("Symbol", "F0B3", "≥"),
    ],
)
def test_a_sign_of_a_symbol_font_is_read_as_it_looks(font: str, code: str, seen: str) -> None:
    sign = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    assert only(read(paragraph(sign, " a"))).text == f"{seen} a"
    plain = run(chr(int(code, 16)), f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')
    assert only(read(paragraph(plain, " a"))).text == f"{seen} a"


def test_a_sign_without_likeness_is_told_and_never_dropped() -> None:
    document = read(paragraph('<w:r><w:sym w:font="Webdings" w:char="F0FE"/></w:r>', "a"))
    assert len(only(document).text) == 2
    assert only(document).unsure == ((0, 1),)
    assert codes(document) == ["bad-character"]


@pytest.mark.parametrize(
    ("font", "typed", "seen"),
    [
        (".VnTime", "ñy ban nh©n d©n", "ủy ban nhân dân"),
        (".VnTimeH", "ñy ban nh©n d©n", "ỦY BAN NHÂN DÂN"),
        (".VnArial", "®", "đ"),
        ("VNI-Times", "uûy ban nhaân daân", "ủy ban nhân dân"),
        ("VNI-Times", "ÑAÏI", "ĐẠI"),
        ("Times New Roman", "café ®", "café ®"),
        (".VnTime", "Ủy ban nhân dân", "Ủy ban nhân dân"),
        (".VnTime", "hòa bình", "hòa bình"),
    ],
)
def test_the_font_decides_on_the_encoding_of_its_text(font: str, typed: str, seen: str) -> None:
    document = read(paragraph(run(typed, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')))
    assert only(document).text == seen
    assert codes(document) == (["text-converted"] if typed != seen else [])


def test_a_letter_of_vni_that_is_split_over_runs_is_one_letter() -> None:
    font = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    document = read(paragraph(run("nha", font), run("ân da", font), run("ân", font)))
    assert only(document).text == "nhân dân"


def test_a_font_set_by_a_style_decides_as_well() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr>'
        '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="N"/></w:style>'
    )
    body = paragraph("nh©n d©n", properties='<w:pStyle w:val="C"/>')
    assert only(read(body, parts={"styles.xml": styles})).text == "nhân dân"


# Look.


def test_bold_of_a_style_and_of_a_character_style_cancel_each_other() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="P">'
        '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:b/></w:rPr></w:style>'
    )
    style = '<w:pStyle w:val="P"/>'
    document = read(
        paragraph("đậm", properties=style),
        paragraph(run("thường", '<w:rStyle w:val="C"/>'), properties=style),
        paragraph(run("thường", '<w:b w:val="0"/>'), properties=style),
        parts={"styles.xml": styles},
    )
    assert [line.style.bold for line in document.lines] == [True, False, False]
    assert {line.style.size for line in document.lines} == {14}


def test_a_line_is_centred_and_indented_as_its_paragraph_says() -> None:
    document = read(
        paragraph("a", properties='<w:jc w:val="center"/>'),
        paragraph("b", properties='<w:ind w:left="720" w:hanging="360"/>'),
        paragraph("c", properties='<w:ind w:left="1cm" w:firstLine="0"/>'),
    )
    assert [line.style.centred for line in document.lines] == [True, None, None]
    assert document.lines[1].style.indent == 18
    assert document.lines[2].style.indent == pytest.approx(28.35, abs=0.01)


# Fields, links, content controls.


def complex_field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_the_result_of_a_field_is_read_and_its_instruction_is_not() -> None:
    inner = complex_field(" IF 1=1 ", "một")
    document = read(
        paragraph("Trang ", complex_field(" PAGE ", "2")),
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            inner,
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            "hai",
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        paragraph('<w:fldSimple w:instr=" DATE "><w:r><w:t>ba</w:t></w:r></w:fldSimple>'),
    )
    assert texts(document) == ["Trang 2", "hai", "ba"]


def test_a_field_that_runs_over_paragraphs_is_read_once() -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert texts(read(paragraph(begin, "một"), paragraph("hai", end), paragraph("ba"))) == [
        "một",
        "hai",
        "ba",
    ]


def test_a_number_that_word_never_saves_is_told() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> AUTONUM </w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert codes(read(paragraph(field, "Mở đầu"))) == ["fields-not-read"]


def test_boxes_and_lists_of_a_form_show_their_choice() -> None:
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="{}"/>'
        '</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    choice = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="Nam"/><w:listEntry w:val="Nữ"/></w:ddList></w:ffData></w:fldChar>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    document = read(paragraph(box.format(1), "có ", box.format(0), "không ", choice))
    assert texts(document) == ["☒có ☐không Nữ"]


def test_links_to_the_web_are_found_in_hyperlinks_and_fields_and_others_are_not() -> None:
    document = read(
        paragraph(f'<w:hyperlink r:id="a">{run("trang của phường")}</w:hyperlink>'),
        paragraph(complex_field(f' HYPERLINK "{ADDRESS}/2" \\o "x" ', "đây")),
        paragraph('<w:hyperlink w:anchor="muc"><w:r><w:t>mục</w:t></w:r></w:hyperlink>'),
        paragraph(f'<w:hyperlink r:id="b">{run("tệp")}</w:hyperlink>'),
        paragraph(f'<w:hyperlink r:id="a">{run("lần nữa")}</w:hyperlink>'),
        links={"a": ADDRESS, "b": "file:///C:/thu.docx"},
    )
    assert document.links == (ADDRESS, f"{ADDRESS}/2")
    assert texts(document) == ["trang của phường", "đây", "mục", "tệp", "lần nữa"]


def test_content_controls_and_smart_tags_are_read_at_every_place() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    document = read(
        control.format(paragraph("khối")),
        paragraph(control.format(run("dòng")), f"<w:smartTag>{run(' thẻ')}</w:smartTag>"),
        f"<w:tbl>{control.format('<w:tr>' + cell('hàng') + control.format(cell('ô')) + '</w:tr>')}"
        "</w:tbl>",
    )
    assert texts(document) == ["khối", "dòng thẻ", "hàng", "ô"]


# Tracked changes and comments.


def test_insertions_are_read_deletions_are_not_and_a_finding_counts_them() -> None:
    document = read(
        paragraph(
            "trước ",
            f'<w:ins w:id="1">{run("15")}</w:ins>',
            '<w:del w:id="2"><w:r><w:delText>20</w:delText></w:r></w:del>',
            f'<w:moveFrom w:id="3">{run("cũ")}</w:moveFrom>',
            f'<w:moveTo w:id="4">{run(" tháng 8")}</w:moveTo>',
        )
    )
    assert texts(document) == ["trước 15 tháng 8"]
    assert codes(document) == ["tracked-changes"]
    assert document.findings[0].severity is Severity.WARNING
    assert document.findings[0].message.values == {"insertions": 2, "deletions": 2}


def test_a_paragraph_whose_end_is_deleted_runs_on_in_the_next() -> None:
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    gone = '<w:del w:id="2"><w:r><w:delText>bỏ</w:delText></w:r></w:del>'
    document = read(
        paragraph("một ", properties=deleted),
        paragraph("hai"),
        paragraph(gone, properties=deleted),
        paragraph("ba"),
    )
    assert texts(document) == ["một hai", "ba"]


def test_what_runs_on_stays_in_its_cell() -> None:
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    document = read(table((paragraph("a", properties=deleted), "b")), paragraph("c"))
    assert cells(document) == [(0, 0, 2, "a"), (0, 1, 2, "b")]
    assert texts(document)[-1] == "c"


def test_a_deleted_row_is_not_read() -> None:
    gone = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell('bỏ')}{cell('bỏ')}</w:tr>"
    document = read(f"<w:tbl>{gone}<w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>")
    assert texts(document) == ["a", "b"]


def test_properties_that_a_change_replaced_are_not_used() -> None:
    former = (
        '<w:pPrChange w:id="1"><w:pPr><w:jc w:val="center"/><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:pPrChange>"
    )
    line = only(read(paragraph(run("a", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"),
                               properties=former)))  # fmt: skip
    assert (line.text, line.marker, line.style.centred) == ("a", "", None)


def test_comments_are_counted_and_not_read() -> None:
    document = read(
        paragraph(
            '<w:commentRangeStart w:id="0"/>', "chữ", '<w:r><w:commentReference w:id="0"/></w:r>'
        ),
        parts={"comments.xml": f'<w:comment w:id="0">{paragraph("sửa đi")}</w:comment>'},
    )
    assert texts(document) == ["chữ"]
    assert codes(document) == ["comments-not-read"]


# Tables, text boxes, pictures.


def test_the_cells_of_a_table_are_read_row_by_row() -> None:
    document = read(table(("a", "b"), ("c", paragraph("d") + paragraph("e"))))
    assert cells(document) == [
        (0, 0, 2, "a"), (0, 1, 2, "b"), (1, 0, 2, "c"), (1, 1, 2, "d"), (1, 1, 2, "e"),
    ]  # fmt: skip


def test_merged_cells_are_read_once() -> None:
    document = read(
        table(
            (cell("cao", '<w:vMerge w:val="restart"/>'), "b"),
            (cell(paragraph(), "<w:vMerge/>"), "c"),
            (cell("rộng", '<w:gridSpan w:val="2"/>'),),
        )
    )
    assert cells(document) == [
        (0, 0, 2, "cao"), (0, 1, 2, "b"), (1, 1, 2, "c"), (2, 0, 2, "rộng"),
    ]  # fmt: skip


def test_a_table_inside_a_cell_is_read_once_and_in_its_place() -> None:
    inner = table(("c", "d"))
    document = read(table(("a", paragraph("b") + inner + paragraph("e"))))
    assert texts(document) == ["a", "b", "c", "d", "e"]
    assert [line.cell.table for line in document.lines if line.cell] == [0, 0, 1, 1, 0]


def test_a_frame_of_one_column_is_no_table() -> None:
    document = read(table(("a",), ("b",)))
    assert texts(document) == ["a", "b"]
    assert cells(document) == []


def test_a_text_box_is_read_once_though_the_file_holds_it_twice() -> None:
    box = TEXT_BOX.format(place="", content=paragraph("DỰ THẢO") + paragraph("lần 2"))
    document = read(paragraph("Số: 12", box), paragraph("Kính gửi"))
    assert texts(document) == ["Số: 12", "DỰ THẢO", "lần 2", "Kính gửi"]


def test_a_text_box_above_its_paragraph_comes_before_it() -> None:
    place = (
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>-90000</wp:posOffset></wp:positionV>'
    )
    box = TEXT_BOX.format(place=place, content=paragraph("HỎA TỐC"))
    assert texts(read(paragraph("Kính gửi", box))) == ["HỎA TỐC", "Kính gửi"]


def test_a_text_box_of_older_files_is_read() -> None:
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph('MẬT')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert texts(read(paragraph(box), paragraph("a"))) == ["", "MẬT", "a"]


def test_a_text_box_inside_a_text_box_is_read_once() -> None:
    inner = TEXT_BOX.format(place="", content=paragraph("trong"))
    outer = TEXT_BOX.format(place="", content=paragraph("ngoài", inner))
    assert texts(read(paragraph("a", outer))) == ["a", "ngoài", "trong"]


def test_words_drawn_as_a_shape_are_read() -> None:
    shape = '<w:r><w:pict><v:shape><v:textpath string="BẢN SAO"/></v:shape></w:pict></w:r>'
    assert texts(read(paragraph(shape, "a"))) == ["a", "BẢN SAO"]


def test_an_invisible_shape_is_not_read() -> None:
    shape = (
        '<w:r><w:pict><v:shape style="visibility:hidden"><v:textbox><w:txbxContent>'
        f"{paragraph('ẩn')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    assert texts(read(paragraph(shape, "a"))) == ["a"]


def test_pictures_charts_and_embedded_files_are_told() -> None:
    picture = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:blip/></a:graphic></wp:inline></w:drawing></w:r>"
    )
    embedded = "<w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r>"
    document = read(paragraph("a", picture), paragraph(embedded), '<w:altChunk r:id="x"/>')
    assert codes(document) == ["pictures-not-read", "objects-not-read"]
    assert document.findings[0].message.values == {"count": 2}
    assert document.findings[1].message.values == {"count": 2}


def test_a_formula_is_read_as_one_line_and_told() -> None:
    part = "<m:r><m:t>{}</m:t></m:r>"
    formula = (
        f"<m:oMath><m:f><m:num>{part.format('a')}</m:num><m:den>{part.format('b')}</m:den></m:f>"
        f"<m:sSup><m:e>{part.format('x')}</m:e><m:sup>{part.format('2')}</m:sup></m:sSup></m:oMath>"
    )
    document = read(paragraph("S = ", formula))
    assert texts(document) == ["S = a/bx²"]
    assert codes(document) == ["formulas-as-text"]


# Notes, headers and footers.

NOTES = (
    f'<w:footnote w:id="-1" w:type="separator">{paragraph("gạch")}</w:footnote>'
    '<w:footnote w:id="4"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Chú '
    f"thích A.</w:t></w:r></w:p>{paragraph('Thêm.')}</w:footnote>"
    f'<w:footnote w:id="2">{paragraph("Chú thích B.")}</w:footnote>'
)


def reference(identity: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{identity}"/></w:r>'


def test_a_footnote_stands_behind_its_paragraph_with_the_number_that_is_seen() -> None:
    document = read(
        paragraph("một", reference(4)),
        paragraph("hai", reference(2), " nữa"),
        parts={"footnotes.xml": NOTES},
    )
    assert [(line.part, line.marker, line.text) for line in document.lines] == [
        (DocumentPart.BODY, "", "một"),
        (DocumentPart.FOOTNOTE, "1", "Chú thích A."),
        (DocumentPart.FOOTNOTE, "", "Thêm."),
        (DocumentPart.BODY, "", "hai nữa"),
        (DocumentPart.FOOTNOTE, "2", "Chú thích B."),
    ]
    starts = [(line.origin.line, line.origin.start) for line in document.lines]
    assert len(set(starts)) == len(starts)


def test_a_footnote_of_a_cell_stands_behind_the_table() -> None:
    row = (paragraph("a", reference(4)), "b")
    document = read(table(row, ("c", "d")), parts={"footnotes.xml": NOTES})
    assert [line.text for line in document.lines] == ["a", "b", "c", "d", "Chú thích A.", "Thêm."]


def test_endnotes_have_roman_numbers_unless_the_file_says_otherwise() -> None:
    notes = f'<w:endnote w:id="1">{paragraph("Cuối.")}</w:endnote>'
    body = paragraph("a", reference(1, "endnote"))
    assert read(body, parts={"endnotes.xml": notes}).lines[1].marker == "i"
    settings = '<w:endnotePr><w:numFmt w:val="decimal"/><w:numStart w:val="3"/></w:endnotePr>'
    numbered = read(body, parts={"endnotes.xml": notes, "settings.xml": settings})
    assert numbered.lines[1].marker == "3"


def running(*references: str, title: str = "") -> str:
    made = ""
    for one in references:
        identity, _, kind = one.partition("-")
        tag = identity.rstrip("0123456789")
        made += f'<w:{tag}Reference w:type="{kind}" r:id="{identity}"/>'
    return f"<w:sectPr>{made}{title}</w:sectPr>"


def test_headers_and_footers_stand_apart_and_are_read_once() -> None:
    document = read(
        paragraph("thân"),
        parts={"header1.xml": paragraph("đầu trang"), "footer1.xml": paragraph("chân trang"),
               "header2.xml": paragraph("đầu trang")},
        section=running("header1-default", "header2-first", "footer1-default",
                        title="<w:titlePg/>"),
    )  # fmt: skip
    assert [(line.part, line.text) for line in document.lines] == [
        (DocumentPart.HEADER, "đầu trang"),
        (DocumentPart.BODY, "thân"),
        (DocumentPart.FOOTER, "chân trang"),
    ]


def test_a_header_that_no_page_shows_is_not_read() -> None:
    parts = {"header1.xml": paragraph("trang đầu"), "header2.xml": paragraph("trang chẵn")}
    section = running("header1-first", "header2-even")
    assert texts(read(paragraph("a"), parts=parts, section=section), DocumentPart.HEADER) == []
    shown = read(
        paragraph("a"),
        parts={**parts, "settings.xml": "<w:evenAndOddHeaders/>"},
        section=running("header1-first", "header2-even", title="<w:titlePg/>"),
    )
    assert texts(shown, DocumentPart.HEADER) == ["trang đầu", "trang chẵn"]


def test_a_letterhead_in_the_header_is_the_head_of_the_paper() -> None:
    head = table(("UBND XÃ VÍ DỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    document = read(
        paragraph("Kính gửi"),
        parts={"header1.xml": head, "header2.xml": paragraph("2")},
        section=running("header1-first", "header2-default", title="<w:titlePg/>"),
    )
    assert texts(document) == ["UBND XÃ VÍ DỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Kính gửi"]
    assert texts(document, DocumentPart.HEADER) == ["2"]


def test_a_header_that_a_tracked_change_replaced_is_not_read() -> None:
    change = f"<w:sectPrChange>{running('header2-default')}</w:sectPrChange>"
    section = running("header1-default", title=change)
    parts = {"header1.xml": paragraph("mới"), "header2.xml": paragraph("cũ")}
    document = read(paragraph("a"), parts=parts, section=section)
    assert texts(document, DocumentPart.HEADER) == ["mới"]


def test_a_section_in_the_middle_has_its_own_header() -> None:
    middle = running("header1-default")
    document = read(
        paragraph("a", properties=middle),
        paragraph("b"),
        parts={"header1.xml": paragraph("phần 1"), "header2.xml": paragraph("phần 2")},
        section=running("header2-default"),
    )
    assert texts(document, DocumentPart.HEADER) == ["phần 1", "phần 2"]


# Files of other programs.


def test_strict_open_xml_is_read() -> None:
    data = word_file(paragraph("a"), listed("b", 1))
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    files["word/document.xml"] = files["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert texts(open_source(package(files), name="a.docx")) == ["a", "b"]


def test_a_main_part_by_another_name_and_a_missing_part_are_no_hindrance() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    main = f"<w:document {NAMESPACES}><w:body>{paragraph('a')}{SECTION}</w:body></w:document>"
    data = package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relationships(
                f'<Relationship Id="1" Type="{kind}officeDocument" Target="/Word/Document2.xml"/>'
            ),
            "word/document2.xml": main,
            "word/_rels/document2.xml.rels": relationships(
                f'<Relationship Id="1" Type="{kind}numbering" Target="NULL"/>',
                f'<Relationship Id="2" Type="{kind}image" Target="media/none.png"/>',
            ),
        }
    )
    assert texts(open_source(data, name="a.docx")) == ["a"]


def test_text_that_was_pasted_line_by_line_is_not_taken_for_paragraphs() -> None:
    lines = [
        "Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân thành phố",
        "về phòng, chống sốt xuất huyết, Ủy ban nhân dân phường đề nghị các",
        "khu phố vận động từng hộ gia đình dọn dẹp vật chứa nước quanh nhà và",
        "báo ngay cho Trạm Y tế khi có người sốt cao liên tục từ hai ngày.",
    ]
    assert read(*map(paragraph, lines)).is_paragraph_per_line is None
    whole = ["Các khu phố vận động từng hộ gia đình dọn dẹp vật chứa nước."] * 12
    assert read(*map(paragraph, [*lines, *whole])).is_paragraph_per_line is True
    points = ["Các đơn vị khi tổ chức thực hiện chú ý những nội dung sau đây", "a) tuyên truyền"]
    assert read(*map(paragraph, points * 3)).is_paragraph_per_line is True


def test_a_damaged_text_is_read_and_the_place_is_told() -> None:
    document = read(paragraph("một"), paragraph("h\ufffdi"), paragraph("ba"))
    assert texts(document) == ["một", "h\ufffdi", "ba"]
    assert codes(document) == ["damaged-text"]
    assert document.findings[0].place.line == 2


def test_a_file_damaged_everywhere_says_so_some_times_and_not_in_each_line() -> None:
    old, lost = paragraph("ñy ban nh©n d©n ph­êng"), paragraph("h\ufffdi")
    document = read(*[old] * 5, *[lost] * 60)
    assert codes(document) == ["text-converted", *["damaged-text"] * 19]
