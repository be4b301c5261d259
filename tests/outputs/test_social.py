"""Pictures for networks: each of its size, with all that it must say, and no code."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from support.made_campaigns import counts, made_campaign
from support.pieces import LONG_ISSUER, boxes, faults, job_of, laid_out, without
from support.rendering import compare
from support.workshop import DATE, ISSUER, campaign, job, profile, workshop

import anpham
from generator.job import Piece
from generator.preflight.render.trimmed import draw_trim
from generator.sheet.catalogue import Manifest
from generator.sheet.said_texts import said_texts

SIZES = {
    "1080x1080px": 8,
    "1080x1350px": 1,
    "1200x630px": 1,
    "1920x1080px": 1,
}
#: Smallest letters of a picture that is looked at on a telephone: 2.5 % of its short side.
SMALLEST_PX = {"1080x1080px": 27, "1080x1350px": 27, "1200x630px": 25}


def material() -> Manifest:
    return workshop().catalogue.material("social")


@cache
def piece(size: str, theme: str = "hien-dai") -> Piece:
    return workshop().make(
        replace(
            job("poster"),
            material=material(),
            size=material().size(size),
            theme=theme,
            profile=profile("screen"),
        )
    )


def pictures(size: str, folder: Path, **options: Any) -> list[Image.Image]:
    order: dict[str, Any] = {"date": DATE, "materials": "social", "issuer": "Thới An"}
    (file,) = anpham.make(**{**order, "size": size, "output": folder, **options}).files
    assert file.preflight is not None
    assert file.preflight.fits()
    return [
        Image.open(io.BytesIO(one.path.read_bytes())) for one in file.outputs if one.kind == "png"
    ]


def test_all_sizes_are_made_where_none_is_named_and_a_carousel_has_eight_pictures() -> None:
    assert [size.name for size in material().usual_sizes] == list(SIZES)
    assert [piece(size).pages for size in SIZES] == list(SIZES.values())


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_a_picture_has_its_pixels_is_light_and_bears_no_code(size: str, tmp_path: Path) -> None:
    found = pictures(size, tmp_path)
    width, height = map(int, size.removesuffix("px").split("x"))
    assert {picture.size for picture in found} == {(width, height)}
    assert all(path.stat().st_size < 1_000_000 for path in tmp_path.glob("*.png"))
    assert not any(zxingcpp.read_barcodes(picture) for picture in found)


@pytest.mark.parametrize("size", SIZES)
def test_a_picture_names_who_says_it_and_where_more_is(size: str) -> None:
    for alt in piece(size).alts:
        assert alt.startswith("Ủy ban nhân dân phường")
        assert size == "1200x630px" or "mst.gov.vn/van-ban-phap-luat/14668.htm" in alt
        assert "Quét mã" not in alt


def test_a_carousel_says_slogan_questions_rules_prohibitions_and_source() -> None:
    alts = piece("1080x1080px").alts
    assert "Nghĩ kỹ trước khi đăng" in alts[0]
    assert "Trước khi đăng, hãy tự hỏi:" in alts[1]
    assert [alt.count("Nên làm") for alt in alts[2:6]] == [1] * 4
    assert "7. Cùng bảo vệ trẻ em trên mạng" in alts[5]
    assert alts[6].count("Không") >= 3
    assert "Nguồn: Quyết định số 874/QĐ-BTTTT" in alts[7]
    assert len(piece("1080x1080px").items) == 10


@pytest.mark.parametrize("size", SMALLEST_PX)
@pytest.mark.parametrize("theme", ["hien-dai", "truyen-thong"])
def test_the_smallest_letter_is_read_on_a_telephone(size: str, theme: str) -> None:
    layout = (
        workshop()
        ._laid_out(  # the sizes that texts took are not in the piece
            replace(
                job("poster"),
                material=material(),
                size=material().size(size),
                theme=theme,
                profile=profile("screen"),
            ),
            _target(),
        )
        .layout
    )
    sizes = [size_pt for page in layout.pages for size_pt in _sizes(page)]
    assert min(sizes) / 0.75 >= SMALLEST_PX[size] - 0.01


def _target() -> Any:
    from generator.press.target import target_of

    return target_of(profile("screen"), workshop()._icc)


def _sizes(fragment: Any) -> list[float]:
    own = [fragment.font_size] if fragment.text is not None else []
    return own + [size for placed in fragment.children for size in _sizes(placed.fragment)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "numbers", [(1,), (3,), (5,), (11,), (14,), (7, 7), (3, 4, 4, 3), (1,) * 6]
)
@pytest.mark.parametrize("size", SIZES)
def test_any_number_of_items_is_laid_out(size: str, numbers: tuple[int, ...]) -> None:
    made = workshop().make(
        replace(
            job("poster"),
            campaign=made_campaign(counts(*numbers)),
            material=material(),
            size=material().size(size),
            theme="hien-dai",
            profile=profile("screen"),
        )
    )
    if size == "1080x1080px":
        assert len(made.items) == sum(numbers)
        assert made.pages >= 2 + sum(-(-number // 2) for number in numbers if number > 3)


def test_said_texts_of_a_page_are_in_the_order_of_reading() -> None:
    sheet = workshop().sheet(
        replace(
            job("poster"),
            material=material(),
            size=material().size("1200x630px"),
            theme="hien-dai",
            profile=profile("screen"),
        )
    )
    texts = [said.text for said in said_texts(sheet, 0) if not said.is_drawn]
    assert texts[-2:] == ["Nghĩ kỹ trước khi đăng", "Kiểm chứng trước khi chia sẻ"]


#: Of the drawn size: what stands where, in px: left edge, and top of the text's line or of the box.
#: 1 px is 0.26 mm, so 1.9 px are half a millimetre.
SPEC = {
    "1080x1080px": {
        ".issuer": (72.0, 69.0),
        ".kicker": (72.0, 111.0),
        ".typing": (570.0, 556.0),
        ".answer": (72.0, 818.0),
        ".address": (72.0, 967.0),
    },
    "1080x1350px": {".issuer": (72.0, 69.0), ".kicker": (72.0, 112.0), ".question": (72.0, 556.0)},
    "1200x630px": {".issuer": (64.0, 53.0), ".answer": (64.0, 470.0)},
}
#: Departures: the bubble is the family's drawing, with its own proportions, and the lines stand
#: where their accents keep clear of one another.
_NEAR_PX = 1.9


@pytest.mark.parametrize("size", SPEC)
def test_boxes_stand_where_the_design_has_them(size: str) -> None:
    (page, *_) = laid_out(job_of("social", size=size, theme="hien-dai", profile_="screen")).pages
    for step, place in SPEC[size].items():
        _, x, y = next(boxes(page, step))
        assert (x / 0.75, y / 0.75) == pytest.approx(place, abs=_NEAR_PX), step


#: Golden: size, page, box in px, and the scale of the small picture.
LOOKS = {
    "social-slogan": ("hien-dai", "1080x1080px", 0, (540, 480, 1080, 1000)),
    "social-rule": ("hien-dai", "1080x1080px", 2, (60, 60, 760, 560)),
    "social-question": ("hien-dai", "1080x1350px", 0, (60, 900, 760, 1240)),
    "social-traditional": ("truyen-thong", "1080x1080px", 0, (40, 40, 760, 400)),
    "social-screen": ("hien-dai", "1920x1080px", 0, (640, 0, 1340, 420)),
}


@pytest.mark.parametrize("name", LOOKS)
def test_a_picture_looks_as_accepted(name: str, update_goldens: bool) -> None:
    theme, size, page, box = LOOKS[name]
    width, height = map(int, size.removesuffix("px").split("x"))
    picture = Image.fromarray(draw_trim(piece(size, theme).pdf, page, (width, height)))
    small = picture.crop(box).resize(((box[2] - box[0]) // 4, (box[3] - box[1]) // 4))
    compare(name, small, update=update_goldens)


@pytest.mark.parametrize(
    "parts",
    [("qr",), ("slogan",), ("questions",), ("kicker",), ("qr", "slogan", "kicker", "texts")],
)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.slow
def test_what_a_campaign_lacks_leaves_no_fault(size: str, parts: tuple[str, ...]) -> None:
    for issuer in (ISSUER, LONG_ISSUER):
        one = job_of(
            "social", without(campaign(), *parts), issuer=issuer, size=size, profile_="screen"
        )
        assert faults(one) == []
