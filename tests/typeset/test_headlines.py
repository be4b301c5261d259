"""The twenty hardest headlines: where their lines end, and how they look.

Each is here for what makes it hard. The lines are what a Vietnamese typographer would choose; the
pictures show that no mark touches another.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from support.rendering import GOLDENS, compare, render

from benchmarks.vietnamese.gaps import MIN_GAP_EM, Sample, measure_gaps
from benchmarks.vietnamese.specimen import paint_page, set_page
from generator.core.units import pt_to_mm
from generator.layout.model import Layout
from generator.typeset.paragraph import SetText

#: Like the poster's h1, and the narrow face, whose lines come as near as they may.
LOOKS = {
    "left": "font-family: Be Vietnam Pro; font-weight: 800; letter-spacing: -0.012em",
    "centred": "font-family: Be Vietnam Pro; font-weight: 800; letter-spacing: -0.012em;"
    " text-align: center",
    "narrow": "font-family: Barlow Condensed; font-weight: 700",
}
LINE_HEIGHTS = {"left": 1.18, "centred": 1.18, "narrow": 1.08}
SIZE_PT = 21.0
MARGIN_MM = 2.0
DPI = 72
#: Tones are rounded to eight, which makes a golden half as large. A tone that renderers round
#: apart is within the tolerance of ``compare``.
GREYS = 255 / 7


@dataclass(frozen=True)
class Headline:
    """A headline in one of the :data:`LOOKS`, in a measure of so many em, and its lines."""

    look: str
    measure_em: float
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


HEADLINES = {
    # The two that need the most pitch: dots above stacked capitals, line under line.
    "01-dots-over-stacks": Headline("left", 13, ("NGƯỜI TỐT, VIỆC TỐT", "LAN TỎA ĐIỀU TÍCH CỰC")),
    "02-dots-over-stacks": Headline("centred", 13, ("QUẬN 12 HỢP LỰC", "ĐẨY LÙI TIN XẤU, ĐỘC")),
    # Ợ Ự Ỵ above Ẵ Ẩ Ổ.
    "03-dots-over-stacks": Headline("left", 14, ("PHÒNG BỆNH KIẾT LỴ:", "SẴN SÀNG TỪ MỖI BẾP ĂN")),
    "04-dots-over-stacks": Headline(
        "narrow", 7.5, ("TRỢ LỰC, TỰ QUẢN,", "ẨM THỰC SẠCH,", "ĐỜI SỐNG ỔN ĐỊNH")
    ),
    # A capital with two marks under tails and dots.
    "05-stack-under-tails": Headline("left", 12, ("Nghĩ kỹ, gõ đúng.", "Ổn định từ mỗi gia đình")),
    "06-stack-under-tails": Headline("left", 12, ("Đừng ngại gặng hỏi.", "Ẩn danh, phải giữ lời")),
    # Six syllables that are one idea.
    "07-long-compound": Headline("left", 15, ("TRẬT TỰ AN TOÀN XÃ HỘI", "TỪ MỖI NGÕ, MỖI NẾP NHÀ")),
    "08-long-compound": Headline(
        "centred", 11, ("Trách nhiệm giữ gìn", "trật tự an toàn xã hội", "của mỗi gia đình")
    ),
    # Names that hold together, with their dash, their apostrophe, and what they are the name of.
    "09-name-with-dash": Headline(
        "left", 15, ("Văn Miếu - Quốc Tử Giám", "mở hội chữ xuân Bính Ngọ")
    ),
    "10-name-with-dash": Headline(
        "centred", 14.5, ("XUÂN TRƯỜNG - ĐÀ LẠT", "GÌN GIỮ TỪNG GỐC THÔNG")
    ),
    "11-name-with-apostrophe": Headline(
        "narrow", 9, ("Xã Cư M'gar đón Tết", "ấm áp, an toàn, tiết kiệm")
    ),
    "12-ward": Headline(
        "left", 15.5, ("PHƯỜNG ĐÔNG HƯNG THUẬN", "BẢO VỆ TRẺ EM", "TRƯỚC BẠO LỰC TRÊN MẠNG")
    ),
    # Old and new places of the tone mark make the same lines.
    "13-tone-old": Headline("left", 13.5, ("Uỷ ban phường trả lời", "mỗi kiến nghị trong 24 giờ")),
    "14-tone-new": Headline("left", 13.5, ("Ủy ban phường trả lời", "mỗi kiến nghị trong 24 giờ")),
    # No last line of one syllable.
    "15-lone-syllable": Headline("left", 10, ("Cùng xây dựng", "không gian mạng", "lành mạnh hơn")),
    "16-lone-syllable": Headline("narrow", 9, ("ĐỂ KHÔNG AI BỊ BỎ LẠI", "TRÊN HÀNH TRÌNH SỐ")),
    # Numbers, dates, telephone numbers.
    "17-date": Headline("left", 15.5, ("Từ ngày 05 tháng 01:", "nộp hồ sơ tại Tổ 12, Khu phố 3")),
    "18-telephone": Headline("centred", 14, ("GẶP TIN GIẢ, LỪA ĐẢO:", "GỌI NGAY 028 0000 0000")),
    # Quotation marks stay with their words.
    "19-quotes": Headline(
        "left", 13.5, ("“Nói lời hay, làm việc đẹp”", "từ mỗi bài đăng, bài viết")
    ),
    # Commas are where lines like to end.
    "20-commas": Headline(
        "narrow",
        11,
        ("KHÔNG ĐĂNG TIN SAI SỰ THẬT,", "KHÔNG XÚC PHẠM DANH DỰ,", "NHÂN PHẨM NGƯỜI KHÁC"),
    ),
}


def set_headline(headline: Headline) -> Layout:
    """The headline on a page of its own that is a little larger than it."""
    css = (
        f"column {{ padding: {MARGIN_MM}mm }}"
        f" h1 {{ {LOOKS[headline.look]}; line-height: {LINE_HEIGHTS[headline.look]};"
        f" font-size: {SIZE_PT}pt; text-wrap: balance; color: var(--accent-strong) }}"
    )
    markup = f"<column><h1>{headline.text}</h1></column>"
    width_mm = in_em(headline.measure_em)
    high_enough = set_page(css, markup, width_mm=width_mm, height_mm=in_em(9))
    height_mm = in_em(set_text(high_enough).height_em)
    return set_page(css, markup, width_mm=width_mm, height_mm=height_mm)


def in_em(length_em: float) -> float:
    """The side in mm of a page whose inside is so many em long."""
    return pt_to_mm(length_em * SIZE_PT) + 2 * MARGIN_MM


def set_text(layout: Layout) -> SetText:
    """The one text of a page with nothing else in it."""
    (column,) = layout.pages[0].children
    (h1,) = column.fragment.children
    assert h1.fragment.text is not None
    return h1.fragment.text


def lines(headline: Headline) -> tuple[str, ...]:
    return tuple(line.text for line in set_text(set_headline(headline)).lines)


def test_there_are_twenty() -> None:
    assert len(HEADLINES) == 20


@pytest.mark.parametrize("name", HEADLINES)
def test_the_lines_of_a_headline_end_where_a_typographer_ends_them(name: str) -> None:
    headline = HEADLINES[name]
    assert lines(headline) == headline.lines


def test_no_two_lines_of_a_headline_touch() -> None:
    drawn = [Sample(name, paint_page(set_headline(one))) for name, one in HEADLINES.items()]
    gaps = measure_gaps(drawn)
    assert len(gaps) == len(HEADLINES)
    assert [gap for gap in gaps if gap.gap_em <= MIN_GAP_EM] == []


def test_they_are_hard() -> None:
    """At their line height alone the ink of two fifths of them would be too near."""
    wider = 0
    for headline in HEADLINES.values():
        set_lines = set_text(set_headline(headline)).lines
        pitch = max(b.baseline_em - a.baseline_em for a, b in pairwise(set_lines))
        wider += pitch > LINE_HEIGHTS[headline.look] + 0.005
    assert wider >= 8


@pytest.mark.parametrize("name", HEADLINES)
def test_a_headline_looks_as_accepted(name: str, update_goldens: bool) -> None:
    headline = HEADLINES[name]
    assert lines(headline) == headline.lines
    page = render(paint_page(set_headline(headline)), 0, DPI).convert("L")
    picture = page.point(lambda tone: round(tone / GREYS) * GREYS).convert("RGB")
    compare(f"headline-{name}", picture, update=update_goldens)
    assert (GOLDENS / f"headline-{name}.png").stat().st_size < 3200
