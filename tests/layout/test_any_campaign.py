"""Whatever a campaign holds: it is laid out without a fault, or refused with what would fit.

Faults are looked for in the laid-out boxes, by code of this test alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.made_campaigns import counts, made_campaign
from support.shipped import ASSETS, LEXICON
from support.workshop import code_target, job, planned, sheet

from generator.content.model import Campaign, Issuer, TextLength
from generator.core.errors import DoesNotFitError
from generator.core.units import mm_to_pt
from generator.layout.engine import LayoutEngine
from generator.layout.model import Fragment
from generator.typeset.fonts import FontBook, shipped_fonts

MATERIALS = ("poster", "insert")
SIZES = ("A5", "A4", "A3", "A2", "A0", "B5", "B2", "600x800mm", "500x790mm")
THEMES = ("hien-dai", "ban-tin-2-mau", "ban-tin-1-mau")
#: What a piece is refused with; ``clearance`` is not among them: there is always a way to give.
REFUSALS = {"too-many-items", "text-overflow"}

SYLLABLES = (
    "nghĩ kỹ trước khi đăng kiểm chứng chia sẻ mạng xã hội văn minh bắt đầu từ mỗi người Ứng xử "
    "Ẳng Ễ Ỹ an toàn, lành mạnh. thông tin chính thống đáng tin cậy phường Thạnh Ợ gậy"
)
WORDS = SYLLABLES.split()
HEADLINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
SUPPORTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=16).map(" ".join)
UNITS = st.sampled_from(
    (
        "phường An Phú Đông",
        "xã Ea",
        "phường Trung Mỹ Tây thành phố Hồ Chí Minh",
        "phường Đông Hưng Thuận Thành phố Hồ Chí Minh",
        "đặc khu Lý Sơn",
    )
)
BODIES = st.sampled_from(
    ("Ủy ban nhân dân", "Công an", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Đoàn TNCS Hồ Chí Minh")
)
PRINTED = st.sampled_from(
    ("vd.vn", "mst.gov.vn/van-ban-phap-luat/14668.htm", "suoimay.example.vn/nguon-nuoc/bo-suoi")
)


@st.composite
def groups(draw: st.DrawFn) -> tuple[int, ...]:
    """Sizes of 1 to 6 groups with 1 to 14 items in all."""
    total = draw(st.integers(1, 14))
    cuts = draw(st.sets(st.integers(1, 13), max_size=5))
    ends = [0, *sorted(cut for cut in cuts if cut < total), total]
    return tuple(b - a for a, b in pairwise(ends))


@st.composite
def campaigns(draw: st.DrawFn) -> Campaign:
    made = made_campaign(counts(*draw(groups())), pictures=draw(st.booleans()))
    heads = draw(st.lists(HEADLINES, min_size=1, max_size=4))
    supports = draw(st.lists(SUPPORTS, min_size=1, max_size=4))
    renewed = tuple(
        replace(
            group,
            items=tuple(
                replace(
                    item,
                    headline=heads[n % len(heads)],
                    support=supports[n % len(supports)],
                )
                for n, item in enumerate(group.items)
            ),
        )
        for group in made.groups
    )
    qr = replace(code_target(), printed=draw(PRINTED), caption=draw(HEADLINES))
    title, slogan = draw(HEADLINES), draw(HEADLINES)
    return replace(made, groups=renewed, qr=qr, title=title, slogans=(slogan,))


class Ink(NamedTuple):
    """A rectangle in pt; ``what`` says what it is."""

    left: float
    top: float
    right: float
    bottom: float
    what: str
    size: float = 0.0


def inks(fragment: Fragment, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[Ink, Fragment]]:
    """The ink of every line of text."""
    for line in fragment.text.lines if fragment.text else ():
        size = fragment.font_size
        left = x + fragment.text_x + line.x_em * size
        base = y + fragment.text_y + line.baseline_em * size
        top, bottom = base - line.top_em * size, base - line.bottom_em * size
        yield Ink(left, top, left + line.width_em * size, bottom, line.text, size), fragment
    for placed in fragment.children:
        yield from inks(placed.fragment, x + placed.x, y + placed.y)


def cards(fragment: Fragment, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[Ink, Fragment]]:
    """Boxes with a ground or a border, signs and codes; not the page itself."""
    style, tag = fragment.element.style, fragment.element.tag
    drawn = style.border_width or style.background is not None or tag in ("icon", "qr", "img")
    if drawn and tag != "page":
        border = style.border_width
        yield (
            Ink(
                x + border,
                y + border,
                x + fragment.width - border,
                y + fragment.height - border,
                f"{tag} {fragment.element.attributes.get('class', '')}",
            ),
            fragment,
        )
    for placed in fragment.children:
        yield from cards(placed.fragment, x + placed.x, y + placed.y)


def holds(fragment: Fragment, other: Fragment) -> bool:
    return fragment is other or any(holds(p.fragment, other) for p in fragment.children)


def faults(page: Fragment) -> list[str]:
    """Texts that are too close to the edges of what they stand in, or lie on something else."""
    found = []
    texts, boxes = list(inks(page)), list(cards(page))
    for ink, text in texts:
        need = max(0.12 * ink.size, mm_to_pt(0.8)) - 0.05
        for box, fragment in boxes:
            if holds(fragment, text):
                if fragment.element.style.background is None and not (
                    fragment.element.style.border_width
                ):
                    continue
                air = min(ink.left - box.left, box.right - ink.right,
                          ink.top - box.top, box.bottom - ink.bottom)  # fmt: skip
                if air < need and not is_paper(fragment):
                    found.append(f"{ink.what!r} {air / 2.835:.2f} mm from the edge of {box.what}")
            elif overlap(ink, box) and fragment.element.tag in ("icon", "qr"):
                found.append(f"{ink.what!r} on {box.what}")
    for (one, a), (other, b) in combinations(texts, 2):
        if a is not b and overlap(core(one), core(other)):
            found.append(f"{one.what!r} on {other.what!r}")
    signs = [pair for pair in boxes if pair[0].what in ("icon mark", "qr ")]
    for (one, _), (other, _) in combinations(signs, 2):
        if overlap(one, other):
            found.append(f"{one.what} on {other.what}")
    return found


def is_paper(fragment: Fragment) -> bool:
    """A box as white as the paper, without a border: its edge is not seen."""
    style = fragment.element.style
    return not style.border_width and getattr(style.background, "rgb", None) == (1.0, 1.0, 1.0)


def core(ink: Ink) -> Ink:
    """The middle of a line, without marks above and tails below."""
    height = ink.bottom - ink.top
    return ink._replace(top=ink.top + height / 3, bottom=ink.bottom - height / 3)


def overlap(one: Ink, other: Ink) -> bool:
    slack = 0.05
    return (
        min(one.right, other.right) - max(one.left, other.left) > slack
        and min(one.bottom, other.bottom) - max(one.top, other.top) > slack
    )


def laid_out(
    material: str, size: str, theme: str, text: TextLength, made: Campaign, who: Issuer
) -> Sequence[Fragment]:
    one = job(
        material, text, issuer=who, size=None if material == "insert" else size, campaign_=made
    )
    engine = LayoutEngine(FontBook(shipped_fonts(ASSETS.fonts)), LEXICON)
    return engine.lay_out(sheet(planned(replace(one, theme=theme)))).pages


@pytest.mark.slow
@given(
    material=st.sampled_from(MATERIALS),
    size=st.sampled_from(SIZES),
    theme=st.sampled_from(THEMES),
    text=st.sampled_from(TextLength),
    made=campaigns(),
    body=BODIES,
    unit=UNITS,
)
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_campaign_is_laid_out_without_a_fault_or_refused(
    material: str,
    size: str,
    theme: str,
    text: TextLength,
    made: Campaign,
    body: str,
    unit: str,
) -> None:
    try:
        pages = laid_out(material, size, theme, text, made, Issuer(body, unit))
    except DoesNotFitError as error:
        wrong = [str(p) for p in error.problems if p.code not in REFUSALS]
        if wrong:
            pytest.fail("\n".join(wrong))
        return
    for page in pages:
        assert faults(page) == []
