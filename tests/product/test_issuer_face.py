"""The issuer's own face on pieces: logo, co-issuers, photo, second code, contacts, verified."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

import anpham
from generator.content.vietqr import Transfer, read_transfer

DATE = "2026-11-24"
WARD = "phường An Phú Đông, Thành phố Hồ Chí Minh"
CO_ISSUERS = ("Công an phường An Phú Đông", "Ủy ban Mặt trận Tổ quốc Việt Nam phường An Phú Đông")
ZALO = {"kind": "zalo", "page": "https://zalo.me/123456789012", "caption": "Trang Zalo của phường"}
CONTACTS = {
    "address": "517 Quốc lộ 1, phường An Phú Đông",
    "hotline": "028 3717 0000",
    "website": "anphudong.hochiminhcity.gov.vn",
}

DEFAULTS = ("poster", "leaflet", "insert")


#: Themes that show pictures.
PICTURED = ("hien-dai", "ban-tin-2-mau")


def svg(colour: str, ratio: float = 1.0) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {100 * ratio:g} 100">'
        f'<rect width="{100 * ratio:g}" height="100" fill="{colour}"/></svg>'
    )


@cache
def workshop() -> anpham.Workshop:
    return anpham.Workshop()


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    path = tmp_path / "logo.svg"
    path.write_text(svg("#e5007d"), encoding="utf-8")
    return path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "anh.jpg"
    picture = Image.new("RGB", (1200, 900), (230, 0, 125))
    exif = picture.getexif()
    exif[0x010F] = "GEHEIM-CAMERA"
    picture.save(path, quality=95, exif=exif.tobytes())
    return path


def piece(material: str, **options: Any) -> anpham.Piece:
    (made,) = workshop().make(date=DATE, materials=material, issuer=WARD, **options)
    return made


def words(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def shares_of(pdf: bytes, near: tuple[int, int, int]) -> float:
    """The share of all pages that is of a colour near to this one."""
    found = total = 0
    for page in pypdfium2.PdfDocument(pdf):
        pixels = np.asarray(page.render(scale=0.6).to_pil().convert("RGB"), dtype=int)
        found += int((np.abs(pixels - near) < 24).all(axis=-1).sum())
        total += pixels.shape[0] * pixels.shape[1]
    return found / total


def faults(made: anpham.Piece, *, but: tuple[str, ...] = ()) -> list[str]:
    result = anpham.check(made.pdf, date=DATE)
    return [
        f"{one.code}: {one.message}"
        for one in result.findings
        if one.severity is not anpham.Severity.NOTE
        and not one.code.startswith("act-")
        and one.code not in but
    ]


def codes_of(made: anpham.Piece) -> list[str]:
    return [finding.code for finding in made.findings]


@pytest.mark.parametrize("theme", ["hien-dai", "truyen-thong", "den-trang", "ban-tin-2-mau"])
@pytest.mark.parametrize("material", DEFAULTS)
def test_a_whole_face_stands_on_each_piece_and_passes_its_check(
    material: str, theme: str, logo: Path, photo: Path
) -> None:
    made = piece(
        material,
        theme=theme,
        logo=logo,
        logo_on_code=True,
        co_issuers=CO_ISSUERS,
        photo=photo if theme in PICTURED else None,
        photo_alt="Người dân phường" if theme in PICTURED else "",
        second_qr=ZALO,
        **CONTACTS,
    )
    assert not {"face-not-printed", "co-issuers-not-printed", "contacts-not-printed"} & set(
        codes_of(made)
    )
    said = words(made.pdf)
    squeezed = said.replace(" ", "")
    for text in (*CO_ISSUERS, ZALO["caption"], *CONTACTS.values()):
        assert text.replace(" ", "") in squeezed, text
    assert "Đường dây nóng:" in said
    assert faults(made) == []


#: What other materials have no room for, by the code of the note.
WITHOUT = {
    "half-fold": set(),
    "notice": set(),
    "large-print": set(),
    "card": {"face-not-printed"},
    "flyer": {"face-not-printed"},
    "banner": {"face-not-printed"},
    "slogan": set(),
    "standee": set(),
}


@pytest.mark.slow
@pytest.mark.parametrize("material", WITHOUT)
def test_every_material_shows_logo_and_co_issuers_and_says_what_it_does_not(
    material: str, logo: Path
) -> None:
    made = piece(
        material, logo=logo, logo_on_code=True, co_issuers=CO_ISSUERS, second_qr=ZALO, **CONTACTS
    )
    # The banner is in inks, the notice and the large print in one of them.
    is_pink = material not in ("banner", "notice", "large-print")
    assert (shares_of(made.pdf, (229, 0, 125)) > 0) is is_pink
    squeezed = words(made.pdf).replace(" ", "").casefold()
    assert all(name.replace(" ", "").casefold() in squeezed for name in CO_ISSUERS)
    said = {code for code in codes_of(made) if code.endswith("-not-printed")}
    assert said == WITHOUT[material]
    assert faults(made) == []


@pytest.mark.parametrize(
    ("material", "ratio"),
    [
        ("column", 1.0),
        *(
            pytest.param(material, ratio, marks=pytest.mark.slow)
            for material in ("column", "pledge", "sign-up", "notice")
            for ratio in (0.5, 3.0)
        ),
    ],
)
def test_a_logo_of_any_shape_beside_a_short_name_leaves_what_is_below_clear(
    material: str, ratio: float, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(svg("#007d6e", ratio), encoding="utf-8")
    assert faults(piece(material, logo=logo)) == []


@pytest.mark.parametrize("material", DEFAULTS)
def test_without_a_face_a_piece_is_the_same_as_ever(material: str) -> None:
    plain, asked = piece(material), piece(material, co_issuers=(), second_qr=None, logo=None)
    assert plain.pdf == asked.pdf
    assert not [code for code in codes_of(plain) if "face" in code or "co-issuers" in code]


def test_another_issuers_logo_never_appears_in_a_workshop(tmp_path: Path) -> None:
    # The same name of a file, one workshop, one campaign: only the bytes differ.
    path = tmp_path / "logo.svg"
    path.write_text(svg("#ff0000"), encoding="utf-8")
    red = piece("poster", logo=path)
    path.write_text(svg("#00ff00"), encoding="utf-8")
    green = piece("poster", logo=path)
    bare = piece("poster")
    (other,) = workshop().make(date=DATE, materials="poster", issuer="Thới An")
    assert shares_of(red.pdf, (255, 0, 0)) > 0 == shares_of(red.pdf, (0, 255, 0))
    assert shares_of(green.pdf, (0, 255, 0)) > 0 == shares_of(green.pdf, (255, 0, 0))
    for made in (bare, other):
        assert shares_of(made.pdf, (255, 0, 0)) == shares_of(made.pdf, (0, 255, 0)) == 0


def test_the_defaults_face_is_printed_under_no_other_name(logo: Path) -> None:
    own = anpham.IssuerRequest(issuer=WARD, logo=logo, co_issuers=CO_ISSUERS)
    (mine,) = workshop().make(date=DATE, materials="poster", default_issuer=own)
    (other,) = workshop().make(date=DATE, materials="poster", default_issuer=own, issuer="Thới An")
    assert CO_ISSUERS[0] in words(mine.pdf)
    assert CO_ISSUERS[0] not in words(other.pdf)
    assert shares_of(other.pdf, (229, 0, 125)) == 0
    assert "face-left-out" in codes_of(other)


def test_logo_and_photo_are_greys_where_a_theme_has_one_ink(logo: Path, photo: Path) -> None:
    made = piece("poster", theme="ban-tin-1-mau", logo=logo, photo=photo, photo_alt="Người dân")
    assert shares_of(made.pdf, (229, 0, 125)) == 0
    # A plain poster of this theme is scanned from 0.95 m, too.
    assert faults(made, but=("qr-distance",)) == []
    press = piece(
        "poster",
        theme="ban-tin-1-mau",
        logo=logo,
        photo=photo,
        photo_alt="Người dân",
        destination="press",
    )
    with pikepdf.open(BytesIO(press.pdf)) as pdf:
        spaces = {
            str(one.ColorSpace)
            for page in pdf.pages
            for one in page.Resources.get("/XObject", {}).values()
            if one.get("/Subtype") == "/Image"
        }
    assert spaces <= {"/DeviceGray"}


def test_a_photo_fills_its_place_and_tells_nothing_of_the_camera(photo: Path) -> None:
    made = piece("poster", photo=photo, photo_alt="Người dân phường")
    assert shares_of(made.pdf, (230, 0, 125)) > 0.05
    assert b"GEHEIM" not in made.pdf
    assert "campaign-without-picture" not in codes_of(made)


@pytest.mark.parametrize(
    "values",
    [
        ZALO,
        {"kind": "phone", "number": "028 3717 0000"},
        {"kind": "map", "point": "10.8523, 106.7002"},
        {"kind": "wifi", "network": "UBND; phường", "password": "mat:khau,123"},
        {"kind": "vietqr", "bank": "Agribank", "account": "6100201000123", "purpose": "Ủng hộ"},
        {"kind": "url", "link": "https://anphudong.hochiminhcity.gov.vn/tin"},
    ],
    ids=lambda values: values["kind"],
)
def test_a_second_code_of_each_kind_is_read_back_from_the_page(values: dict[str, str]) -> None:
    made = piece("poster", second_qr=values)
    (held,) = made.expected.other_codes
    read = {code.content for code in anpham.check(made.pdf, date=DATE).codes}
    assert read == {made.qr_url, held}
    assert faults(made) == []
    if values["kind"] == "vietqr":
        assert read_transfer(held) == Transfer("970405", "6100201000123", None, "Ung ho")


def test_check_finds_a_second_code_that_is_not_what_the_file_states() -> None:
    made = piece("poster", second_qr=ZALO)
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        assert b"zalo.me/123456789012" in packet
        pdf.Root.Metadata.write(packet.replace(b"zalo.me/123456789012", b"zalo.me/123456789013"))
        changed = BytesIO()
        pdf.save(changed)
    codes = {one.code for one in anpham.check(changed.getvalue(), date=DATE).findings}
    assert codes & {"qr-missing", "qr-target"}


def test_check_finds_a_co_issuer_that_is_not_printed_as_stated() -> None:
    made = piece("poster", co_issuers=CO_ISSUERS[:1])
    stated = {one.origin for one in made.expected.stated}
    assert "issuer.co_issuers[0]" in stated


@pytest.mark.parametrize("ratio", [0.3, 1.0, 5.0])
def test_a_logo_on_the_code_leaves_it_readable_whatever_its_shape(
    tmp_path: Path, ratio: float
) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(svg("#0a7d3b", ratio), encoding="utf-8")
    for material in DEFAULTS:
        made = piece(material, logo=path, logo_on_code=True)
        assert made.qr_url in {c.content for c in anpham.check(made.pdf, date=DATE).codes}
        assert faults(made) == []


def test_a_network_and_a_payment_are_no_links_in_a_file_for_screens() -> None:
    for values in (
        {"kind": "wifi", "network": "A", "password": "12345678"},
        {"kind": "vietqr", "bank": "970405", "account": "1"},
    ):
        made = piece("poster", second_qr=values, destination="screen")
        assert not re.search(rb"/URI\s*\((WIFI|0002)", made.pdf)
        assert faults(made) == []


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"photo": "anh.jpg"}, "photo-without-words"),
        ({"logo": "khong-co.svg"}, "cannot-read"),
        ({"logo": "logo.docx"}, "wrong-value"),
        ({"co_issuers": ["Ủy ban nhân dân phường An Phú Đông"]}, "issuer-twice-named"),
        ({"co_issuers": ["Công an A", "công an a"]}, "issuer-twice-named"),
        ({"co_issuers": ["[tên đơn vị]"]}, "placeholder-left"),
        ({"co_issuers": [f"Đơn vị {n}" for n in range(7)]}, "too-many-co-issuers"),
        ({"second_qr": {"kind": "zalo"}}, "missing-key"),
        ({"logo_on_code": "yes"}, "option-wrong"),
    ],
)
def test_a_face_that_cannot_be_printed_stops_the_order(options: dict[str, Any], code: str) -> None:
    with pytest.raises(anpham.AnphamError) as caught:
        piece("poster", **options)
    assert code in [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    "data",
    [b"<svg", b"not a picture", b'<svg xmlns="http://www.w3.org/2000/svg"><text>A</text></svg>'],
)
def test_a_damaged_logo_is_refused_with_its_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "logo.svg"
    path.write_bytes(data)
    with pytest.raises(anpham.AnphamError) as caught:
        piece("poster", logo=path)
    assert "logo.svg" in str(caught.value)


def test_a_logo_for_the_code_without_a_logo_is_a_warning() -> None:
    assert "logo-missing" in codes_of(piece("poster", logo_on_code=True))


def test_what_a_small_sheet_has_no_room_for_is_said() -> None:
    made = piece("poster", size="A5", second_qr=ZALO)
    assert "face-not-printed" in codes_of(made)
    assert made.expected.other_codes == ()


@pytest.mark.parametrize("material", ["poster", "notice"])
def test_a_logo_leaves_a_small_code_of_a_short_address_as_sound_as_a_large_one(
    material: str, logo: Path
) -> None:
    made = piece(material, campaign="sot-xuat-huyet", logo=logo, logo_on_code=True)
    assert faults(made) == []


#: What makes a code of more modules than a link does: a whole payment, a network with odd letters.
LONG_CODES = (
    {
        "kind": "vietqr", "bank": "Vietcombank", "account": "0123456789", "amount": 250000,
        "purpose": "Ung ho quy phuong",
    },
    {"kind": "wifi", "network": 'Nhà văn hóa; "P:1", a', "password": '12;34:56,78"9x'},
)  # fmt: skip


@pytest.mark.parametrize("code", LONG_CODES, ids=lambda code: str(code["kind"]))
@pytest.mark.parametrize("material", ["slogan", "standee"])
def test_a_second_code_that_holds_much_is_as_large_as_its_readers_need(
    material: str, code: dict[str, object]
) -> None:
    made = piece(material, second_qr=code)
    assert "face-not-printed" not in codes_of(made)
    assert faults(made) == []


@pytest.mark.parametrize("theme", ["truyen-thong", "ban-tin-1-mau"])
def test_items_of_an_insert_come_before_the_second_code(theme: str) -> None:
    made = piece("insert", campaign="sot-xuat-huyet", theme=theme, second_qr=LONG_CODES[0])
    assert len(made.items) == made.items_in_campaign == 12
    assert "face-not-printed" in codes_of(made)
    assert faults(made) == []
