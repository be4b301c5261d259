"""Contents of the finished files, asked of programs that did not make them."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from support.rendering import render
from support.shipped import ASSETS, DATA
from support.tools import need_tool
from support.workshop import ISSUER, campaign, piece, workshop

from generator.content.issuer_directory import load_directory
from generator.content.model import Issuer, TextLength
from generator.job import Piece

SHORT, FULL = TextLength.SHORT, TextLength.FULL
MATERIALS = ("poster", "leaflet", "insert")
URL = "https://mst.gov.vn/van-ban-phap-luat/14668.htm"
#: Wards of former District 12, and names with a dash, an apostrophe, a number and a twin elsewhere.
ISSUERS = [
    load_directory(ASSETS.issuers).find(name)
    for name in (
        "An Phú Đông", "Thới An, TP.HCM", "Tân Thới Hiệp", "Trung Mỹ Tây", "Đông Hưng Thuận",
        "Xuân Hương - Đà Lạt", "Cư M'gar, Đắk Lắk", "Móng Cái 2", "Tân An, Cần Thơ",
    )
]  # fmt: skip


def words(text: str) -> str:
    """``text`` as one line: only what is between words may differ between readers."""
    return " ".join(text.split())


def read_with_pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def read_with_program(command: list[str], pdf: bytes, folder: Path) -> str:
    path = folder / "piece.pdf"
    path.write_bytes(pdf)
    output = ["-"] if command[0] == "pdftotext" else []
    run = subprocess.run(
        [need_tool(command[0]), *command[1:], str(path), *output],
        capture_output=True,
        check=True,
    )
    return run.stdout.decode("utf-8")


def every_reading(pdf: bytes, folder: Path) -> Iterator[tuple[str, str]]:
    yield "pypdfium2", read_with_pdfium(pdf)
    yield "pdftotext", read_with_program(["pdftotext", "-raw"], pdf, folder)
    yield "mutool", read_with_program(["mutool", "draw", "-q", "-F", "txt"], pdf, folder)


def issuer_id(issuer: Issuer) -> str:
    return f"{issuer.unit}-{issuer.until or 'today'}"


@pytest.mark.parametrize("issuer", ISSUERS, ids=issuer_id)
def test_every_reader_returns_all_official_texts_of_the_leaflet_word_for_word(
    issuer: Issuer, tmp_path: Path
) -> None:
    for reader, text in every_reading(piece("leaflet", issuer=issuer).pdf, tmp_path):
        flat = words(text)
        assert unicodedata.is_normalized("NFC", text), reader
        for item in campaign().items:
            assert words(item.official) in flat, (reader, item.id)
        assert issuer.unit.upper() in flat, reader


@pytest.mark.parametrize("issuer", ISSUERS, ids=issuer_id)
def test_every_reader_returns_the_headlines_of_the_poster(issuer: Issuer, tmp_path: Path) -> None:
    for reader, text in every_reading(piece("poster", issuer=issuer).pdf, tmp_path):
        flat = words(text)
        for item in campaign().items:
            assert words(item.headline) in flat, (reader, item.id)
        assert campaign().title in flat, reader
        assert issuer.name.upper() in flat, reader


def bullets_of_the_letter() -> list[bytes]:
    """The bullets of the letter's two sections, cut out of its bytes without our parser."""
    lines = letter_file().read_bytes().split(b"\n")
    first = next(n for n, line in enumerate(lines) if line.startswith(b"1. "))
    return [line[2:].strip() for line in lines[first:] if line.startswith(b"- ")][:10]


def letter_file() -> Path:
    return DATA / "campaigns" / "ung-xu-mang-xa-hoi" / "letter.txt"


SAMPLES_WITH_OFFICIAL_TEXTS = [
    ("leaflet", SHORT, None),
    ("insert", FULL, None),
    *[("poster", FULL, size.name) for size in workshop().catalogue.material("poster").sizes],
]


@pytest.mark.parametrize(
    ("material", "text", "size"),
    SAMPLES_WITH_OFFICIAL_TEXTS,
    ids=lambda value: str(value or "default"),
)
def test_the_official_texts_of_every_sample_are_the_letters_byte_for_byte(
    material: str, text: TextLength, size: str | None, tmp_path: Path
) -> None:
    made = piece(material, text, size=size)
    assert made.official_items == tuple(item.id for item in campaign().items)
    bullets = bullets_of_the_letter()
    assert len(bullets) == len(campaign().items) == 10
    for reader, read in every_reading(made.pdf, tmp_path):
        # Only line ends may differ, which are the sheet's.
        flat = words(read).encode("utf-8")
        for bullet in bullets:
            assert bullet in flat, (reader, bullet.decode("utf-8"))


def test_a_text_with_one_word_changed_is_not_found(tmp_path: Path) -> None:
    """The reading itself can fail."""
    flat = words(read_with_pdfium(piece("leaflet").pdf))
    assert words(campaign().items[0].official).replace("tuân thủ", "tuân theo") not in flat


DAMAGES = {
    "plain": lambda p: p,
    "blurred": lambda p: p.filter(ImageFilter.GaussianBlur(1.5)),
    "rotated by 7 degrees": lambda p: p.rotate(7, expand=True, fillcolor="white"),
    "grey": lambda p: p.convert("L"),
    "half the size": lambda p: p.resize((p.width // 2, p.height // 2), Image.Resampling.BILINEAR),
}


def decoded(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(np.asarray(picture))]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(
    ("material", "text"),
    [("poster", SHORT), ("poster", FULL), ("leaflet", SHORT), ("insert", SHORT), ("insert", FULL)],
)
def test_the_code_leads_to_the_decision(material: str, text: TextLength, damage: str) -> None:
    picture = render(piece(material, text).pdf, 0, 150)
    assert decoded(DAMAGES[damage](picture)) == [URL]


@pytest.mark.parametrize("size", ["A5", "A4", "B5", "A2", "A1", "A0", "B3", "600x850mm"])
def test_the_code_reads_on_every_size_of_poster(size: str) -> None:
    dpi = 150 if size in ("A5", "A4", "B5") else 60
    assert decoded(render(piece("poster", size=size).pdf, 0, dpi)) == [URL]


def test_a_code_with_its_corner_covered_is_not_read() -> None:
    """The decoder is no yes-man."""
    picture = render(piece("poster").pdf, 0, 150).copy()
    mm = 150 / 25.4
    picture.paste("white", tuple(round(v * mm) for v in (217, 309, 232, 324)))  # type: ignore[arg-type]
    assert decoded(picture) == []


@pytest.mark.parametrize("material", MATERIALS)
def test_the_sheet_is_exactly_as_large_as_its_trim(material: str) -> None:
    made = piece(material)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == made.pages
        for page in pdf.pages:
            width, height = (float(side) * 25.4 / 72 for side in page.mediabox[2:])
            assert (width, height) == pytest.approx(made.trim_mm, abs=0.001)


@pytest.mark.parametrize("material", MATERIALS)
def test_every_font_is_embedded_and_there_is_no_picture_in_the_file(material: str) -> None:
    with pikepdf.open(io.BytesIO(piece(material).pdf)) as pdf:
        fonts = [font for page in pdf.pages for font in page.resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        kinds = {str(o.get("/Subtype")) for o in pdf.objects if isinstance(o, pikepdf.Stream)}
        assert "/Image" not in kinds


@pytest.mark.parametrize("material", MATERIALS)
def test_code_and_printed_address_are_links_to_the_decision(material: str) -> None:
    with pikepdf.open(io.BytesIO(piece(material).pdf)) as pdf:
        links = [a for page in pdf.pages for a in page.get("/Annots", [])]
        assert {str(link.A.URI) for link in links} == {URL}
        assert len(links) >= 2  # an address in two lines is two rectangles
        assert all(str(link.Contents) for link in links)


@pytest.mark.parametrize("material", MATERIALS)
def test_equal_input_gives_equal_bytes_also_from_a_fresh_workshop(material: str) -> None:
    from support.workshop import job

    from generator.pipeline import Pipeline

    assert Pipeline(ASSETS).make(job(material)).pdf == Pipeline(ASSETS).make(job(material)).pdf


def test_the_file_says_which_item_and_place_in_the_letter_each_official_text_came_from() -> None:
    with pikepdf.open(io.BytesIO(piece("leaflet").pdf)) as pdf:
        packet = bytes(pdf.Root.Metadata.read_bytes()).decode("utf-8")
    assert "8893/UBND-VHTT" in packet
    assert re.search(r"do-8; 1\.8; [0-9a-f]{64}", packet)


def test_the_longest_names_of_issuers_fit_every_material() -> None:
    long = Issuer("Ủy ban nhân dân", "phường Văn Miếu - Quốc Tử Giám", "Thành phố Hà Nội")
    for material in MATERIALS:
        made: Piece = piece(material, issuer=long)
        assert made.fitted_pt


def test_contacts_are_printed_with_labels_and_nothing_stands_for_missing_ones() -> None:
    with_contacts = words(read_with_pdfium(piece("leaflet").pdf))
    assert (
        f"Địa chỉ: {ISSUER.address} Đường dây nóng: {ISSUER.hotline} "
        f"Trang thông tin: {ISSUER.website}"
    ) in with_contacts
    one = Issuer("Ủy ban nhân dân", "xã A", hotline="028 3717 0000")
    with_one = words(read_with_pdfium(piece("leaflet", issuer=one).pdf))
    assert "Đường dây nóng: 028 3717 0000" in with_one
    bare = words(read_with_pdfium(piece("leaflet", issuer=replace(one, hotline="")).pdf))
    for text in (with_one, bare):
        assert not any(sign in text for sign in ("[", "Địa chỉ", "Trang thông tin"))
    assert "Đường dây nóng" not in bare


def test_long_contacts_fit_the_leaflet() -> None:
    long = Issuer(
        "Ủy ban nhân dân",
        "phường Xuân Trường - Đà Lạt",
        "tỉnh Lâm Đồng",
        "Tổ dân phố số 12, đường Hùng Vương nối dài, phường Xuân Trường - Đà Lạt, tỉnh Lâm Đồng",
        "0263 3822 000 - 0909 123 789 (giờ hành chính)",
        "xuantruongdalat.lamdong.gov.vn, facebook.com/phuongxuantruongdalat",
    )
    text = words(read_with_pdfium(piece("leaflet", issuer=long).pdf))
    assert all(contact in text for contact in long.contacts)
