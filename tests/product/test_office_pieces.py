"""Pieces that an office hangs up, has signed, and hands to those who read large print."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path

import pikepdf
import pytest
from support.made_campaigns import counts, made_campaign
from support.shipped import ASSETS
from support.structure import Element, tree
from support.verapdf import judge
from support.workshop import ISSUER, campaign, job, piece, planned, profile, workshop

from generator.content.groups import DEFAULT_MARKS
from generator.content.model import Campaign, Issuer, Item, TextLength, Tone
from generator.core.findings import Severity
from generator.core.units import pt_to_mm
from generator.job import Piece
from generator.layout.model import Fragment, Layout
from generator.preflight.checks.brief import Brief
from generator.preflight.document import open_document
from generator.preflight.run import run_checks

TODAY = dt.date(2026, 11, 24)
FULL = TextLength.FULL
PIECES = ("notice", "pledge", "sign-up", "large-print")
#: What is said of the shipped campaign's act and address, whatever its piece looks like.
OF_THE_SHIPPED_CAMPAIGN = ("act-doubtful", "qr-distance")
LONG_NAME = replace(
    ISSUER,
    unit="xã Quảng Trị Thiên Phước Long Hưng Đông",
    address="Số 123/45 đường Nguyễn Thị Minh Khai nối dài, khu phố Trung Mỹ Tây",
    website="quangtrithienphuoc.lamdong.example.gov.vn",
)
UNREACHABLE = replace(ISSUER, address="", hotline="", website="")
#: Numbers of items by group.
SHAPES = [(1,), (5,), (14,), (4, 1), (10, 4), (4, 4, 2), (3, 3, 3, 3, 1, 1)]


def bare(whole: Campaign) -> Campaign:
    """``whole`` without what a campaign need not say."""
    groups = tuple(
        replace(group, items=tuple(replace(item, support="") for item in group.items))
        for group in whole.groups
    )
    return replace(whole, slogans=(), kicker="", texts={}, qr=None, pictures={}, groups=groups)


def distinct(whole: Campaign) -> Campaign:
    """``whole`` with an official text of its own for each item."""
    return with_officials(whole, lambda item: f"{item.official} Điểm {item.id}.")


def longer(whole: Campaign, times: int) -> Campaign:
    """``whole`` with each official text said so many times in one paragraph."""
    return with_officials(whole, lambda item: " ".join([item.official.rstrip(".")] * times) + ".")


def with_officials(whole: Campaign, said: Callable[[Item], str]) -> Campaign:
    groups = tuple(
        replace(group, items=tuple(replace(item, official=said(item)) for item in group.items))
        for group in whole.groups
    )
    return replace(whole, groups=groups)


def made(
    material: str,
    *,
    theme: str | None = None,
    campaign_: Campaign | None = None,
    issuer: Issuer = ISSUER,
    for_: str = "office",
) -> Piece:
    one = job(material, campaign_=campaign_, issuer=issuer, for_=for_)
    return workshop().make(planned(replace(one, theme=theme or one.theme)))


def faults(one: Piece) -> list[str]:
    """Errors and warnings of its check, but those on the shipped campaign's act."""
    with open_document(one.pdf, "piece.pdf", icc=ASSETS.icc) as document:
        found = run_checks(document, Brief(one.profile, ASSETS, one.expected, today=TODAY))
    return [
        f"{finding.code}: {finding.message}"
        for finding in found
        if finding.severity is not Severity.NOTE and finding.code not in OF_THE_SHIPPED_CAMPAIGN
    ]


def themes(material: str) -> Sequence[str]:
    return workshop().catalogue.material(material).themes


@pytest.mark.slow
@pytest.mark.parametrize("material", PIECES)
@pytest.mark.parametrize("for_", ["copier", "offset"])
def test_it_passes_its_check_in_every_theme_with_short_and_long_names(
    material: str, for_: str
) -> None:
    issuers = cycle((LONG_NAME, UNREACHABLE, ISSUER))
    for theme, issuer in zip(themes(material), issuers, strict=False):
        one = made(material, theme=theme, issuer=issuer, for_=for_)
        assert not faults(one), (theme, issuer.unit)


@pytest.mark.slow
@pytest.mark.parametrize("material", PIECES)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_it_passes_its_check_with_any_number_of_items_and_groups(
    material: str, shape: tuple[int, ...]
) -> None:
    whole = distinct(made_campaign(counts(*shape)))
    for theme, said in zip(themes(material), cycle((whole, bare(whole))), strict=False):
        one = made(material, theme=theme, campaign_=said)
        assert not faults(one), theme
        assert len(one.items) == sum(shape)


# -- the notice


def boxes(layout: Layout, name: str) -> list[tuple[float, float, float, float]]:
    """The boxes of a class or a tag in mm: x, y, width, height."""

    def walk(one: Fragment, x: float, y: float) -> None:
        classes = one.element.attributes.get("class", "").split()
        if name in classes or name == one.element.tag:
            found.append(tuple(map(pt_to_mm, (x, y, one.width, one.height))))  # type: ignore[arg-type]
        for placed in one.children:
            walk(placed.fragment, x + placed.x, y + placed.y)

    found: list[tuple[float, float, float, float]] = []
    for page in layout.pages:
        walk(page, 0.0, 0.0)
    return found


def words_of(layout: Layout) -> str:
    said: list[str] = []

    def walk(one: Fragment) -> None:
        if one.text is not None:
            said.append(" ".join(line.text for line in one.text.lines))
        for placed in one.children:
            walk(placed.fragment)

    for page in layout.pages:
        walk(page)
    return "\n".join(said)


def laid_out(material: str, campaign_: Campaign | None = None, theme: str | None = None) -> Layout:
    one = job(material, campaign_=campaign_)
    one = planned(replace(one, theme=theme or one.theme))
    return workshop()._engine.lay_out(workshop().sheet(one))


def test_a_notice_says_when_it_was_put_up_and_when_it_comes_down() -> None:
    said = words_of(laid_out("notice"))
    assert re.search(r"Dán ngày: …+/…+/20…+", said)
    assert re.search(r"Gỡ sau ngày: …+/…+/20…+", said)


def test_a_notice_imitates_no_official_paper() -> None:
    said = words_of(laid_out("notice")).casefold()
    for official in ("cộng hòa xã hội chủ nghĩa", "độc lập - tự do", "số:", "/tb-ubnd", "nơi nhận"):
        assert official not in said


def test_a_notice_keeps_twelve_millimetres_white_on_every_side() -> None:
    for theme in themes("notice"):
        for page in laid_out("notice", theme=theme).pages:
            for x, y, width, height in boxes(Layout((page,), {}, ((),)), "all"):
                assert min(x, y, 210 - x - width, 297 - y - height) >= 11.99


def test_the_rules_of_a_notice_are_numbered_and_its_prohibitions_bear_their_sign() -> None:
    layout = laid_out("notice")
    assert len(boxes(layout, "figure")) == 8
    assert len(boxes(layout, "line")) == 2


def test_the_code_of_a_notice_is_47_mm_wide() -> None:
    ((_, _, width, height),) = boxes(laid_out("notice"), "qr")
    assert (width, height) == pytest.approx((47, 47))


# -- the pledge and the list


def test_lines_to_write_on_are_nine_millimetres_apart_or_more() -> None:
    for theme in themes("pledge"):
        layout = laid_out("pledge", theme=theme)
        lines = sorted({round(y + height, 2) for _, y, _, height in boxes(layout, "write")})
        assert len(lines) == 2
        assert lines[1] - lines[0] >= 9
        assert len(boxes(layout, "write")) == 3
        (_, top, _, height), *_ = boxes(layout, "who")
        assert lines[0] - top >= 9, height


def test_a_pledge_has_a_box_to_tick_for_each_item_and_30_mm_for_the_signature() -> None:
    for shape in ((1,), (8, 2), (3, 3, 3, 3, 1, 1)):
        layout = laid_out("pledge", made_campaign(counts(*shape)))
        assert len(boxes(layout, "tick")) == sum(shape)
        ((_, _, _, height),) = boxes(layout, "signature")
        assert height >= 30


@pytest.mark.parametrize("material", ["pledge", "sign-up"])
def test_who_signs_is_asked_for_no_number_of_an_identity_card_or_telephone(material: str) -> None:
    for theme in themes(material):
        said = words_of(laid_out(material, theme=theme)).casefold()
        for asked in ("căn cước", "cccd", "cmnd", "định danh", "điện thoại", "số đt", "ngày sinh"):
            assert asked not in said


MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@pytest.mark.parametrize(
    ("texts", "is_shown"), [({}, False), ({"motto": "no"}, False), ({"motto": "yes"}, True)]
)
def test_the_national_title_stands_on_a_pledge_only_where_the_campaign_asks(
    texts: dict[str, str], is_shown: bool
) -> None:
    asking = replace(campaign(), texts={**campaign().texts, **texts})
    said = words_of(laid_out("pledge", asking))
    assert [line in said for line in MOTTO] == [is_shown] * 2


@pytest.mark.slow
def test_a_pledge_with_the_national_title_passes_its_check_in_every_theme() -> None:
    asking = replace(campaign(), texts={**campaign().texts, "motto": "yes"})
    for theme in themes("pledge"):
        assert not faults(made("pledge", theme=theme, campaign_=asking, issuer=LONG_NAME)), theme


def test_a_pledge_says_each_groups_title_in_the_words_of_who_signs_where_there_are_such() -> None:
    own = words_of(laid_out("pledge"))
    assert "Tôi cam kết làm 8 điều" in own
    assert campaign().groups[0].title not in own
    others = {key: text for key, text in campaign().texts.items() if not key.startswith("pledge")}
    usual = words_of(laid_out("pledge", replace(campaign(), texts=others)))
    assert f"Tôi cam kết: {campaign().groups[0].title}" in usual


#: Every number of items in one group or two, and some in more.
LISTS = [
    *((one,) for one in range(1, 15)),
    *((one, two) for one in range(1, 13) for two in range(1, min(5, 15 - one))),
    *((5, 5, 4), (4, 4, 4), (3, 2, 1), (6, 3, 3), (5, 4, 2, 1), (1,) * 6, (3, 3, 3, 3, 1, 1)),
]


def heights_of_lines(layout: Layout) -> list[float]:
    return [height for _, _, _, height in boxes(layout, "line")][1:]


@pytest.mark.slow
def test_a_list_has_lines_of_nine_millimetres_for_as_many_as_there_is_room_for() -> None:
    for shape in LISTS:
        heights = heights_of_lines(laid_out("sign-up", made_campaign(counts(*shape))))
        assert len(heights) >= 12, shape
        assert min(heights) >= 9, shape


def test_fifteen_people_and_more_have_room_on_the_list_of_the_shipped_campaign() -> None:
    for theme in themes("sign-up"):
        layout = laid_out("sign-up", theme=theme)
        heights = heights_of_lines(layout)
        assert len(heights) >= 15
        assert min(heights) >= 9
        said = words_of(layout)
        for item in campaign().items:
            assert item.short_headline in said
        for title in ("STT", "Họ và tên", "Địa chỉ", "Ký tên"):
            assert title in said


# -- large print


def test_no_letter_of_the_large_print_is_smaller_than_16_points() -> None:
    for theme in themes("large-print"):
        for page in laid_out("large-print", theme=theme).pages:
            assert _sizes(page)
            assert min(_sizes(page)) >= 16


def _sizes(one: Fragment) -> list[float]:
    own = [one.font_size] if one.text is not None else []
    return own + [size for placed in one.children for size in _sizes(placed.fragment)]


def test_the_large_print_has_no_line_of_capitals_in_any_theme() -> None:
    for theme in themes("large-print"):
        for line in words_of(laid_out("large-print", theme=theme)).split("\n"):
            letters = [sign for sign in line if sign.isalpha()]
            assert not letters or any(sign.islower() for sign in letters), line


@pytest.mark.parametrize("text", list(TextLength))
def test_the_large_print_holds_every_official_text_whole(text: TextLength) -> None:
    one = piece("large-print", text)
    assert one.official_items == tuple(item.id for item in campaign().items)
    said = words_of(laid_out("large-print"))
    for item in campaign().items:
        assert item.official in said


def test_each_page_of_the_large_print_bears_its_number() -> None:
    layout = laid_out("large-print")
    said = words_of(layout)
    count = len(layout.pages)
    assert count == 3
    for number in range(1, count + 1):
        assert f"Trang {number}/{count}" in said


def test_the_expected_pages_of_the_large_print_are_those_of_its_text() -> None:
    one, more = made("large-print"), made("large-print", campaign_=longer(campaign(), 5))
    for piece_ in (one, more):
        pages = len(pikepdf.open(io.BytesIO(piece_.pdf)).pages)
        assert piece_.pages == piece_.expected.pages == pages
    assert more.pages > 2 * one.pages


@cache
def parted() -> Piece:
    """Large print whose official texts go on on the next page."""
    return made("large-print", campaign_=longer(campaign(), 5))


def test_an_official_text_that_goes_on_on_the_next_page_is_one_paragraph_of_the_tags() -> None:
    document = tree(parted().pdf)
    paragraphs = {" ".join(one.text.split()) for one in document.walk() if one.role == "P"}
    for item in longer(campaign(), 5).items:
        assert item.official in paragraphs
    lists = [one for one in document.walk() if one.role == "L"]
    assert [len(one.kids) for one in lists] == [8, 2], "one list for each group"
    for entry in (e for one in lists for e in one.kids):
        assert isinstance(entry, Element)
        assert [kid.role for kid in entry.kids if isinstance(kid, Element)] == ["Lbl", "LBody"]


def test_running_feet_are_read_after_everything_else() -> None:
    roles = [(kid.role, kid.text) for kid in tree(parted().pdf).kids if isinstance(kid, Element)]
    feet = [number for number, (_, text) in enumerate(roles) if re.search(r"Trang \d+/", text)]
    assert feet == list(range(len(roles) - parted().pages, len(roles)))


def test_its_check_reads_an_official_text_over_the_foot_between_two_pages() -> None:
    assert not faults(parted())


def test_its_check_reads_a_legal_line_over_the_foot_between_two_pages() -> None:
    legal = " ".join(f"Công văn số {n}/UBND-VHTT ngày 21/12/2022;" for n in range(100, 230))
    one = made("large-print", campaign_=replace(campaign(), legal_line=legal))
    assert one.pages > 4
    assert not faults(one)


@pytest.mark.parametrize("known", [True, False], ids=["campaign", "hash alone"])
def test_a_word_changed_in_a_text_that_goes_on_is_found(known: bool) -> None:
    """The neighbour of the sound file: the same file, of which a word was to be another."""
    sound = parted().expected
    texts = tuple(replace(one, text=one.text if known else None) for one in sound.texts)
    assert not faults(replace(parted(), expected=replace(sound, texts=texts)))
    if not known:
        return
    other = replace(texts[2], text=(texts[2].text or "").replace("an ninh", "an toàn", 1))
    wrong = replace(sound, texts=(*texts[:2], other, *texts[3:]))
    assert any("official-text-differs" in one for one in faults(replace(parted(), expected=wrong)))


@pytest.mark.slow
def test_what_goes_on_on_further_pages_passes_the_standards_for_archives_and_readers(
    tmp_path: Path,
) -> None:
    files = []
    for name in ("office", "offset"):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(made("large-print", campaign_=longer(campaign(), 5), for_=name).pdf)
        files.append(file)
    assert not [verdict for verdict in judge(files) if verdict.failures]


def test_two_orders_of_one_engine_have_each_their_own_pages() -> None:
    """Fragments are cached; pages of a long text do not come up in a short one."""
    before = made("large-print").pdf
    made("large-print", campaign_=longer(campaign(), 3))
    assert made("large-print").pdf == before
    assert profile("office").name == "office"


@pytest.mark.parametrize("theme", ["ban-tin-1-mau", "hien-dai"])
def test_an_icon_of_two_groups_stands_for_the_sign_of_one_of_them_alone(theme: str) -> None:
    whole = campaign()
    known = replace(whole.groups[0], name="info", tone=Tone.INFO, mark=DEFAULT_MARKS[Tone.INFO])
    said = replace(whole, groups=(whole.groups[0], known))
    assert not faults(made("pledge", theme=theme, campaign_=said))
