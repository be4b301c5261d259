from __future__ import annotations

import datetime as dt
import os
import re
import time
from io import BytesIO
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfbase import pdfdoc
from support.blockpictures import ABOUT, BLUE, GREEN, RED, block_pixels
from support.shipped import DATA

from generator.core.colour import Gradient, Stop
from generator.draw.colour_spaces import AxialShading
from generator.draw.document import PdfDocument, static_block
from generator.draw.fonts import EmbeddedFonts
from generator.draw.metadata import PRODUCER, Metadata, xmp
from generator.draw.operators import ColourMode, box_path, fill, group, translate
from generator.draw.tags import StructureKid, StructureNode, Tags
from generator.typeset.fonts import Face, FontBook

FULL = Metadata(
    title="Ứng xử văn minh <trên> mạng & xã hội",
    author="Ủy ban nhân dân phường An Phú Đông",
    date=dt.date(2026, 11, 24),
    subject="Bộ Quy tắc ứng xử (874/QĐ-BTTTT)",
    keywords="ứng xử, mạng xã hội",
    sources=("8893/UBND-VHTT, 1, bullet 1", "8893/UBND-VHTT, 2, bullet 2"),
)
GRADIENT = Gradient("to right", (Stop(0, RED), Stop(0.6, GREEN), Stop(1, BLUE)))
LINKED = Tags(
    1,
    (
        StructureKid(
            0,
            node=StructureNode(
                "P", (StructureKid(0, node=StructureNode("Link", (StructureKid(0),))),)
            ),
        ),
    ),
)
SQUARE = f"{fill(RED, ColourMode.RGB)} 10 10 50 50 re f"


@pytest.fixture(scope="module")
def face() -> Face:
    files = {("Text", 700): DATA / "fonts" / "BeVietnamPro_700Bold.ttf"}
    return FontBook(files).face("Text", 700)


def simple_pdf(about: Metadata = FULL) -> bytes:
    document = PdfDocument(about)
    document.begin_page(300, 400)
    document.add(f"/Span<</MCID 0>>BDC {SQUARE} EMC")
    document.link((10, 20, 110, 70), "https://example.org/văn bản(1)?a=%20b#c", "Mở toàn văn", 0)
    document.end_page(LINKED)
    return document.to_bytes()


def text_pdf(face: Face) -> bytes:
    """Two pages that say "Ứng xử" in an embedded font."""
    fonts = EmbeddedFonts()
    document = PdfDocument(FULL, fonts)
    codes = "".join(f"{face.glyph(character):04X}" for character in "Ứng xử")
    for _ in range(2):
        document.begin_page(300, 400)
        document.add(f"BT /{fonts.use(face)} 40 Tf 20 200 Td <{codes}> Tj ET")
        document.end_page()
    return document.to_bytes()


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file, read by a parser that repairs nothing in silence."""
    file = pikepdf.open(BytesIO(pdf), suppress_warnings=True, attempt_recovery=False)
    assert file.check_pdf_syntax() == []
    assert file.get_warnings() == []
    return file


# -- the file


def test_equal_input_gives_equal_bytes() -> None:
    assert simple_pdf() == simple_pdf()


def test_neither_clock_nor_environment_enters(monkeypatch: pytest.MonkeyPatch) -> None:
    before = simple_pdf()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert os.environ["SOURCE_DATE_EPOCH"] == "86400"
    assert simple_pdf() == before


def test_the_id_distinguishes_files_by_content_and_by_metadata() -> None:
    def file_id(about: Metadata, operators: str) -> bytes:
        document = PdfDocument(about)
        document.begin_page(10, 10)
        document.add_block(static_block(operators))
        document.end_page()
        return bytes(opened(document.to_bytes()).trailer["/ID"][0])

    ids = {file_id(FULL, "0 g"), file_id(FULL, "1 g"), file_id(ABOUT, "0 g")}
    assert len(ids) == 3
    assert all(len(one) == 16 for one in ids)


def test_the_file_is_pdf_1_6_and_sound() -> None:
    pdf = simple_pdf()
    assert pdf.startswith(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
    assert opened(pdf).pdf_version == "1.6"


def test_every_stream_ends_with_a_line_end_that_is_not_counted(face: Face) -> None:
    pdf = text_pdf(face)
    streams = list(re.finditer(rb"/Length (\d+)[^\n]*\nstream\n", pdf))
    assert len(streams) >= 5
    for stream in streams:
        end = stream.end() + int(stream[1])
        assert pdf[end : end + 10] == b"\nendstream"


def test_a_stream_that_reportlab_writes_gets_its_line_end_too() -> None:
    class Fonts:
        def finish(self, doc: pdfdoc.PDFDocument) -> dict[str, pdfdoc.PDFObjectReference]:
            stream = pdfdoc.PDFStream(content="glyphs\n")
            return {"F": doc.Reference(stream)}  # type: ignore[no-untyped-call]

    document = PdfDocument(FULL, Fonts())
    document.begin_page(10, 10)
    document.end_page()
    assert b"\nstream\nglyphs\n\nendstream\nendobj" in document.to_bytes()


def test_text_is_stored_as_it_is_without_ascii85() -> None:
    assert b"ASCII85" not in simple_pdf()


# -- pages


def test_trim_and_media_box_are_the_page() -> None:
    file = opened(simple_pdf())
    page = file.pages[0]
    assert [float(x) for x in page.obj["/MediaBox"]] == [0, 0, 300, 400]
    assert [float(x) for x in page.obj["/TrimBox"]] == [0, 0, 300, 400]
    assert "/Trans" not in page.obj
    assert "/CropBox" not in page.obj


def test_pages_keep_their_order_and_sizes() -> None:
    document = PdfDocument(FULL)
    for width in (100, 200, 150):
        document.begin_page(width, 50)
        document.end_page()
    sizes = [float(page.mediabox[2]) for page in opened(document.to_bytes()).pages]
    assert sizes == [100, 200, 150]


def test_content_is_painted_in_the_order_it_was_added() -> None:
    whole = "0 0 100 100 re f"
    document = PdfDocument(FULL)
    document.begin_page(100, 100)
    document.add(f"{fill(RED, ColourMode.RGB)} {whole}")
    document.add_block(static_block(f"{fill(GREEN, ColourMode.RGB)} {whole}"))
    document.add(f"{fill(BLUE, ColourMode.RGB)} 0 0 50 100 re f")
    document.end_page()
    with pypdfium2.PdfDocument(document.to_bytes()) as pdf:
        image = pdf[0].render().to_pil().convert("RGB")
    assert image.getpixel((25, 50)) == (0, 0, 255)
    assert image.getpixel((75, 50)) == (0, 255, 0)


def test_a_block_is_one_stream_that_documents_share() -> None:
    block = static_block(SQUARE)

    def streams() -> list[bytes]:
        document = PdfDocument(FULL)
        document.begin_page(100, 100)
        for _ in range(3):
            document.add_block(block)
        document.add("1 g")
        document.end_page()
        file = opened(document.to_bytes())
        page = file.pages[0]
        return [stream.read_bytes() for stream in page.obj["/Contents"]]

    expected = [SQUARE.encode() + b"\n"] * 3 + [b"1 g\n"]
    assert streams() == expected
    assert streams() == expected


def test_what_one_page_shows_is_not_on_the_next() -> None:
    document = PdfDocument(FULL)
    document.begin_page(100, 100)
    document.add(SQUARE)
    document.link((0, 0, 10, 10), "https://example.org", "x", 0)
    document.shading(GRADIENT, (0, 0), (100, 0))
    document.end_page(LINKED)
    document.begin_page(100, 100)
    document.end_page()
    file = opened(document.to_bytes())
    page = file.pages[1]
    assert "/Annots" not in page.obj
    assert "/Shading" not in page.obj["/Resources"]
    assert list(page.obj["/Contents"]) == []


# -- fonts


def test_no_font_is_named_that_is_not_embedded(face: Face) -> None:
    assert b"Helvetica" not in simple_pdf()
    assert b"Helvetica" not in text_pdf(face)
    for page in opened(text_pdf(face)).pages:
        for font in page.obj["/Resources"]["/Font"].values():
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert "/FontFile2" in descriptor


def test_text_is_found_again_on_every_page(face: Face) -> None:
    with pypdfium2.PdfDocument(text_pdf(face)) as pdf:
        assert [page.get_textpage().get_text_bounded() for page in pdf] == ["Ứng xử", "Ứng xử"]


# -- gradients


def test_a_shading_bears_the_same_name_in_every_document() -> None:
    names = set()
    for other in ((), (AxialShading(GRADIENT, (1, 0), (2, 0)),)):
        document = PdfDocument(FULL)
        document.begin_page(100, 100)
        document.add_block(static_block("", other))
        names.add(document.shading(GRADIENT, (0, 0), (100, 0)))
    assert names == {AxialShading(GRADIENT, (0, 0), (100, 0)).name}


def test_a_shading_used_twice_is_stored_once() -> None:
    shading = AxialShading(GRADIENT, (0, 0), (100, 0))
    document = PdfDocument(FULL)
    for _ in range(2):
        document.begin_page(100, 100)
        document.add_block(static_block(f"/{shading.name} sh", [shading]))
        document.add_block(static_block(f"/{shading.name} sh", [shading]))
        document.end_page()
    assert document.to_bytes().count(b"/ShadingType 2") == 1


def test_a_shading_blends_in_rgb_and_goes_on_beyond_its_ends() -> None:
    shading = AxialShading(GRADIENT, (20, 0), (80, 0))
    operators = group(translate(0, 0), f"{box_path(100, 10)} W n /{shading.name} sh")
    row = block_pixels(operators, 100, 10, shadings=[shading])[5].astype(int)
    assert row[5] == pytest.approx([255, 0, 0], abs=3)
    assert row[95] == pytest.approx([0, 0, 255], abs=3)
    assert row[56] == pytest.approx([0, 255, 0], abs=8)


# -- links


def test_a_link_opens_its_address_and_says_what_it_is() -> None:
    file = opened(simple_pdf())
    (link,) = file.pages[0].obj["/Annots"]
    assert link["/Subtype"] == "/Link"
    assert [float(x) for x in link["/Rect"]] == [10, 20, 110, 70]
    assert [int(x) for x in link["/Border"]] == [0, 0, 0]
    assert int(link["/F"]) == 4
    assert str(link["/Contents"]) == "Mở toàn văn"
    assert link["/A"]["/S"] == "/URI"
    assert str(link["/A"]["/URI"]) == "https://example.org/v%C4%83n%20b%E1%BA%A3n(1)?a=%20b#c"


# -- metadata


def test_info_says_who_and_what_and_when() -> None:
    file = opened(simple_pdf())
    assert {key: str(value) for key, value in file.docinfo.items()} == {
        "/Title": FULL.title,
        "/Author": FULL.author,
        "/Subject": FULL.subject,
        "/Keywords": FULL.keywords,
        "/Creator": "anpham",
        "/Producer": PRODUCER,
        "/CreationDate": "D:20261124000000Z",
        "/ModDate": "D:20261124000000Z",
        "/Trapped": "/False",
    }


def test_the_catalog_names_the_language_and_shows_the_title() -> None:
    file = opened(simple_pdf())
    root = file.Root
    assert str(root["/Lang"]) == "vi-VN"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert "/Filter" not in root["/Metadata"]


def test_xmp_agrees_with_info_and_names_the_sources() -> None:
    with opened(simple_pdf()).open_metadata(set_pikepdf_as_editor=False) as meta:
        assert meta["dc:title"] == FULL.title
        assert meta["dc:creator"] == [FULL.author]
        assert meta["dc:description"] == FULL.subject
        assert meta["dc:language"] == {"vi-VN"}
        assert meta["dc:source"].splitlines() == list(FULL.sources)
        assert meta["pdf:Keywords"] == FULL.keywords
        assert meta["pdf:Producer"] == PRODUCER
        assert meta["xmp:CreatorTool"] == "anpham"
        assert meta["xmp:CreateDate"] == meta["xmp:ModifyDate"] == "2026-11-24T00:00:00Z"


def test_metadata_with_markup_in_it_stays_well_formed() -> None:
    packet = xmp(Metadata(title="<a> & ]]>", author='"', date=dt.date(2026, 1, 1)))
    texts = [element.text for element in ET.fromstring(packet).iter()]
    assert "<a> & ]]>" in texts
    assert '"' in texts
