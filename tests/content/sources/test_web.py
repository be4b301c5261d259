"""Web pages are read into the lines that a browser shows, tables as cells."""

from __future__ import annotations

import quopri

import pytest
from support.letters import expected, law_faults, paper, score

from generator.content.letters.reader import read_letter
from generator.content.sources.model import DocumentPart, Medium, SourceDocument
from generator.content.sources.opening import open_source
from generator.core.errors import ContentError


def read(body: str, *, name: str = "a.html") -> SourceDocument:
    return open_source(f"<!DOCTYPE html><body>{body}</body></html>".encode(), name=name)


def texts(body: str) -> list[str]:
    return [line.text for line in read(body).lines]


def marked(body: str) -> list[tuple[str, str]]:
    return [(line.marker, line.text) for line in read(body).lines]


def cells(body: str) -> list[tuple[int, int, int, int, str]]:
    return [
        (line.cell.table, line.cell.row, line.cell.column, line.cell.columns, line.text)
        for line in read(body).lines
        if line.cell is not None
    ]


def test_a_saved_page_is_read_whole() -> None:
    name = "24-phone-fraud-saved-page"
    document = open_source(paper(name).read_bytes(), name=paper(name).name)
    letter = read_letter(document)
    assert document.medium is Medium.WEB
    assert document.is_paragraph_per_line
    assert law_faults(document, letter) == []
    assert score(letter, expected(name)).faults == []


def test_blocks_are_lines_and_inline_elements_are_none() -> None:
    page = "trước<div>một <b>hai</b><p>ba</div>bốn<h2>năm</h2><section>sáu</section>"
    assert texts(page) == ["trước", "một hai", "ba", "bốn", "năm", "sáu"]


def test_white_space_is_folded_as_a_browser_folds_it() -> None:
    assert texts("<p>\n  a \n b<b> c </b> <i> d</i>\n</p>  \n <p> </p>") == ["a b c d"]


def test_spaces_that_do_not_break_stay() -> None:
    assert texts("<p>Số:&nbsp;&nbsp;12</p><p>&nbsp;</p><p>b</p>") == ["Số:\xa0\xa012", "", "b"]


def test_a_break_begins_a_line_that_continues_and_two_leave_a_blank_one() -> None:
    lines = read("<p>a<br>b<br/><br>c<br></p><p>d</p>").lines
    assert [(line.text, line.continues) for line in lines] == [
        ("a", False), ("b", True), ("", False), ("c", False), ("d", False),
    ]  # fmt: skip


def test_preformatted_text_keeps_its_lines_and_spaces() -> None:
    document = read("<pre>\nSố: 12      Hà Nội\n\n  a\tb</pre>")
    assert [line.text for line in document.lines] == ["Số: 12      Hà Nội", "", "  a\tb"]
    assert document.is_paragraph_per_line is None
    styled = read("<div style='white-space: pre-wrap'>a\nb</div><p>và một đoạn dài hơn</p>")
    assert [line.text for line in styled.lines][:2] == ["a", "b"]
    assert styled.is_paragraph_per_line


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>", "<style>x</style>", "<noscript>x</noscript>", "<!-- x -->",
        "<template>x</template>", "<p hidden>x</p>", "<p style='display:none'>x</p>",
        "<span style='DISPLAY: none'>x</span>", "<p style='visibility:hidden'>x</p>",
        "<span style='mso-hide:all'>x</span>", "<!--[if gte mso 9]><p>x</p><![endif]-->",
        "<textarea hidden>x</textarea>", "<input value=x>", "<img alt=x>", "<iframe>x</iframe>",
        "<svg><title>x</title></svg>",
    ],
)  # fmt: skip
def test_what_no_browser_shows_is_not_read(hidden: str) -> None:
    assert texts(f"<p>a</p>{hidden}<p>b</p>") == ["a", "b"]


def test_the_title_is_no_text_and_a_choice_shows_one_option() -> None:
    page = "<head><title>T</title></head><p>Lọc: <select><option>A<option selected>B</select></p>"
    assert texts(page) == ["Lọc: B"]


def test_entities_are_characters() -> None:
    page = "<p>&Acirc;n &#272;&#x1EA1;i &ldquo;x&rdquo; &#150; &lt;b&gt; a &amp; b</p>"
    assert texts(page) == ["Ân Đại “x” – <b> a & b"]


def test_quotation_elements_show_their_marks() -> None:
    assert texts("<p>nói <q>đừng sợ</q> rồi</p>") == ["nói “đừng sợ” rồi"]


@pytest.mark.parametrize(
    ("page", "expected_lines"),
    [
        ("<ol><li>a<li>b</ol>", [("1.", "a"), ("2.", "b")]),
        ("<ol type=a start=3><li>a<li>b</ol>", [("c.", "a"), ("d.", "b")]),
        ("<ol type=I><li>a<li value=5>b<li>c</ol>", [("I.", "a"), ("V.", "b"), ("VI.", "c")]),
        ("<ol reversed><li>a<li>b</ol>", [("2.", "a"), ("1.", "b")]),
        ("<ol style='list-style-type: lower-roman'><li>a</ol>", [("i.", "a")]),
        ("<ol style='list-style: none'><li>1) a</ol>", [("", "1) a")]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", [("•", "a"), ("◦", "b"), ("•", "c")]),
        ("<ul type=square><li>a</ul>", [("▪", "a")]),
        ("<ul><li>- a<li>a) b<li>c</ul>", [("", "- a"), ("", "a) b"), ("•", "c")]),
        ("<ul><li><p>a</p><p>b</p></li></ul>", [("•", "a"), ("", "b")]),
        ("<ol><li>1. a<li>2) b<li>a) c</ol>", [("", "1. a"), ("", "2) b"), ("3.", "a) c")]),
        ("<ul class='list-unstyled x'><li>a</ul>", [("", "a")]),
        ("<ul><li style='list-style: none'>a<li>b</ul>", [("", "a"), ("•", "b")]),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", [("1.", "a"), ("•", "b"), ("2.", "c")]),
    ],
)
def test_items_of_lists_have_the_marker_that_a_browser_shows(
    page: str, expected_lines: list[tuple[str, str]]
) -> None:
    assert marked(page) == expected_lines


def test_items_of_lists_have_their_level() -> None:
    assert [line.level for line in read("<ol><li>a<ol><li>b</ol></ol><p>c").lines] == [0, 1, None]


def test_menus_and_page_feet_stand_apart_and_their_links_are_none_of_the_paper_s() -> None:
    document = read(
        "<header><a href='https://p.example/'>Trang chủ</a></header>"
        "<nav><ul><li><a href='https://p.example/tin'>Tin</a></ul></nav>"
        "<div class='main-menu'><ul><li>Mục</ul></div>"
        "<article><header>CÔNG VĂN</header><p>Xem <a href='https://p.example/bieu-mau'>mẫu</a></p>"
        "<footer>Người ký</footer></article><aside>Tin khác</aside><footer>Bản quyền</footer>"
    )
    assert [(line.part, line.marker, line.text) for line in document.lines] == [
        (DocumentPart.HEADER, "", "Trang chủ"),
        (DocumentPart.HEADER, "", "Tin"),
        (DocumentPart.HEADER, "", "Mục"),
        (DocumentPart.BODY, "", "CÔNG VĂN"),
        (DocumentPart.BODY, "", "Xem mẫu"),
        (DocumentPart.BODY, "", "Người ký"),
        (DocumentPart.FOOTER, "", "Tin khác"),
        (DocumentPart.FOOTER, "", "Bản quyền"),
    ]
    assert document.links == ("https://p.example/bieu-mau",)


def test_links_are_complete_and_each_stands_once() -> None:
    saved = "<!-- saved from url=(0028)https://p.example/van-ban/1 -->"
    page = (
        f"<html>{saved}<body><a href='../mau.docx'>a</a><a href='#top'>b</a>"
        "<a href='javascript:x()'>c</a><a href='mailto:ubnd@p.example'>d</a>"
        "<a href='/mau.docx'>e</a><a>f</a><a href='http://['>g</a>"
    )
    document = open_source(page.encode(), name="a.html")
    assert document.links == ("https://p.example/mau.docx", "mailto:ubnd@p.example")
    based = read("<base href='https://q.example/'><a href='x'>a</a>")
    assert based.links == ("https://q.example/x",)


def test_the_cells_of_a_table_are_read_row_by_row() -> None:
    page = "<table><thead><tr><th>a<th>b<tbody><tr><td>c<p>d<td>e</table>f"
    assert cells(page) == [
        (0, 0, 0, 2, "a"), (0, 0, 1, 2, "b"), (0, 1, 0, 2, "c"), (0, 1, 0, 2, "d"),
        (0, 1, 1, 2, "e"),
    ]  # fmt: skip
    assert texts(page)[-1] == "f"


def test_a_table_that_only_places_parts_of_a_page_is_none() -> None:
    inner = "<table><tr><td>x<td>y</table>"
    assert cells(f"<table><tr><td>menu<td><p>a</p>{inner}</table>") == [
        (0, 0, 0, 2, "x"), (0, 0, 1, 2, "y"),
    ]  # fmt: skip
    assert cells("<table><tr><td>a<tr><td>b</table>") == []
    assert cells(f"<table><tr><td>menu<td>{'dài ' * 400}</table>") == []
    assert cells("<table role=presentation><tr><td>a<td>b</table>") == []


def test_look_is_read_from_elements_and_style() -> None:
    lines = read(
        "<center><b>a</b></center><p align=center>b</p><p style='text-align:center'><i>c</i></p>"
        "<div style='font-weight:bold'>d <span style='font-weight:normal'>e</span></div><h3>f</h3>"
    ).lines
    assert [line.style.centred for line in lines] == [True, True, True, None, None]
    assert [line.style.bold for line in lines] == [True, False, False, False, True]
    assert lines[2].style.italic


def test_a_page_that_word_saved_shows_its_numbers_and_signs() -> None:
    bullet = (
        "<p class=MsoListParagraph><![if !supportLists]><span style='font-family:{font}'>"
        "<span style='mso-list:Ignore'>{sign}<span style='font:7.0pt \"Times New Roman\"'>&nbsp; "
        "</span></span></span><![endif]>Rửa tay<o:p></o:p></p>"
    )
    assert texts(bullet.format(font="Symbol", sign="·")) == ["•\xa0 Rửa tay"]
    assert texts(bullet.format(font="Wingdings", sign="Ø")) == ["➢\xa0 Rửa tay"]


def test_a_legacy_font_decides_on_the_encoding_of_its_text() -> None:
    document = read("<p><font face='.VnTimeH'>ñy ban</font> <span style='font-family:\".VnTime\"'>"
                    "nh©n d©n</span> và ®</p>")  # fmt: skip
    assert document.lines[0].text == "ỦY BAN nhân dân và ®"


def test_capitals_of_a_style_are_read_as_they_are_seen() -> None:
    assert texts("<p style='text-transform:uppercase'>Kế hoạch</p>") == ["KẾ HOẠCH"]


def test_lines_say_where_they_stand_in_the_file() -> None:
    page = "<html>\n<body>\n<p>a\nb</p><p>\n\nc<br>\nd</p>\n\n<table>\n<tr><td>e</table>"
    document = open_source(page.encode(), name="a.html")
    assert [(line.text, line.origin.line) for line in document.lines] == [
        ("a b", 3), ("c", 6), ("d", 7), ("e", 10),
    ]  # fmt: skip


def test_lines_of_one_line_of_the_file_have_places_of_their_own() -> None:
    lines = read("<p>Một</p><p>Hai<br>Ba</p>").lines
    assert [(line.origin.line, line.origin.start, line.origin.end) for line in lines] == [
        (1, 1, 3), (1, 5, 7), (1, 9, 10),
    ]  # fmt: skip


def test_text_after_the_end_of_the_page_is_read() -> None:
    page = "<html><style>p{}</style></body></html><p>sau</p>"
    assert [line.text for line in open_source(page.encode(), name="a.html").lines] == ["sau"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", "iso-8859-1"),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1258", "windows-1258"),
        ("utf-8", "no-such-charset"),
    ],
)
def test_every_encoding_of_a_page_gives_the_same_text(encoding: str, declared: str) -> None:
    meta = f"<meta charset={declared}>" if declared else ""
    text = "Kính g\u01b0\u0309i các hô\u0323 dân" if encoding == "cp1258" else "Kính gửi các hộ dân"
    page = f"<!DOCTYPE html><head>{meta}<body><p>{text}</p>"
    assert open_source(page.encode(encoding), name="a.html").lines[0].text == "Kính gửi các hộ dân"


def test_a_page_in_an_encoding_of_its_own_is_decoded_as_it_declares() -> None:
    page = "<!DOCTYPE html><head><meta charset='shift_jis'><body><p>日本</p>"
    assert open_source(page.encode("shift_jis"), name="a.html").lines[0].text == "日本"


def test_a_damaged_byte_of_a_page_is_told_and_the_rest_is_read() -> None:
    page = "<!DOCTYPE html><head><meta charset='utf-8'><body><p>Kính gửi</p><p>h".encode()
    document = open_source(page + b"\xe1\xbb</p><p>h\xe1\xbb\x99</p>", name="a.html")
    assert [line.text for line in document.lines][::2] == ["Kính gửi", "hộ"]
    assert [finding.code for finding in document.findings] == ["damaged-text"]


def test_a_piece_of_a_page_is_known_by_its_tags() -> None:
    document = open_source("Kính gửi:<br>- A;<br>- B;<br>- C;<br><b>D</b>".encode(), name="a")
    assert document.medium is Medium.WEB
    assert [line.text for line in document.lines] == ["Kính gửi:", "- A;", "- B;", "- C;", "D"]
    plain = open_source("Nếu a < b và <br> thì c".encode(), name="a")
    assert plain.medium is Medium.TEXT


def test_a_page_in_tcvn3_is_converted_and_a_finding_says_so() -> None:
    page = "<html><body><p>ñy ban nh©n d©n ph­êng th«ng b¸o cho nh©n d©n</p>"
    document = open_source(page.encode("latin-1"), name="a.html")
    assert document.lines[0].text.lower() == "ủy ban nhân dân phường thông báo cho nhân dân"
    assert [finding.code for finding in document.findings] == ["text-converted"]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(ContentError) as caught:
        read("<script>app()</script><img src=scan.jpg>")
    assert caught.value.problems[0].code == "empty-file"


# A page in one file (.mht).


def web_archive(body: str, *, encoding: str = "utf-8") -> bytes:
    page = quopri.encodestring(f"<html><body>{body}</body></html>".encode(encoding))
    head = (
        "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n--B\r\n'
        f"Content-Type: text/html; charset={encoding}\r\nContent-Transfer-Encoding: "
        "quoted-printable\r\nContent-Location: https://p.example/tin/1\r\n\r\n"
    )
    tail = "\r\n--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
    return head.encode() + page + tail.encode() + b"--B--\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1258"])
def test_a_page_saved_as_one_file_is_read(encoding: str) -> None:
    data = web_archive("<p>B\xe1o <a href='2'>xem</a></p>", encoding=encoding)
    document = open_source(data, name="a.mht")
    assert [line.text for line in document.lines] == ["Báo xem"]
    assert document.links == ("https://p.example/tin/2",)
    assert document.findings == ()


def test_a_mail_with_an_attachment_is_not_taken_for_the_paper() -> None:
    data = (
        b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="B"\n\n--B\n'
        b"Content-Type: text/html\n\n<p>xem file</p>\n--B\nContent-Type: application/pdf\n"
        b'Content-Disposition: attachment; filename="cv.pdf"\n\nx\n--B--\n'
    )
    with pytest.raises(ContentError, match="e-mail"):
        open_source(data, name="thu.eml")
