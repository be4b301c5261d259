"""Promises of the shipped poster and insert, whatever is printed on them.

Lengths are in mm. What is measured is the ink of texts, from the laid-out boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from layout.test_any_campaign import Ink, cards, faults, inks, laid_out
from support.made_campaigns import counts, made_campaign
from support.workshop import ISSUER, campaign, code_target

from generator.content.model import Campaign, Issuer, TextLength
from generator.core.errors import DoesNotFitError
from generator.core.units import pt_to_mm
from generator.layout.model import Fragment

SHORT, FULL = TextLength.SHORT, TextLength.FULL
#: With the contacts of the usual issuer, which take room, too.
LONG_NAME = replace(ISSUER, unit="phường Trung Mỹ Tây thành phố Hồ Chí Minh")
LONGEST_NAME = replace(
    ISSUER,
    body="Ủy ban Mặt trận Tổ quốc Việt Nam",
    unit="phường Đông Hưng Thuận Thành phố Hồ Chí Minh",
)
NAMES = pytest.mark.parametrize("who", [LONG_NAME, LONGEST_NAME], ids=["long", "longest"])


@cache
def page(
    material: str,
    size: str = "A3",
    text: TextLength = SHORT,
    groups: tuple[int, ...] = (),
    who: Issuer = ISSUER,
    theme: str = "",
) -> Fragment:
    usual = {"poster": "hien-dai", "insert": "ban-tin-1-mau"}[material]
    made = made_campaign(counts(*groups)) if groups else campaign()
    (found,) = laid_out(material, size, theme or usual, text, made, who)
    return found


def in_mm(box: Ink) -> Ink:
    return box._replace(
        left=pt_to_mm(box.left),
        top=pt_to_mm(box.top),
        right=pt_to_mm(box.right),
        bottom=pt_to_mm(box.bottom),
    )


def of_class(fragment: Fragment, name: str, x: float = 0, y: float = 0) -> Iterator[Ink]:
    """Boxes of a class or tag, in mm."""
    element = fragment.element
    if name in (element.tag, *element.attributes.get("class", "").split()):
        yield in_mm(Ink(x, y, x + fragment.width, y + fragment.height, name, fragment.font_size))
    for placed in fragment.children:
        yield from of_class(placed.fragment, name, x + placed.x, y + placed.y)


def texts(fragment: Fragment, name: str) -> list[Ink]:
    """Lines of ink of the texts of a class or tag, in mm."""
    return [
        in_mm(ink)
        for ink, text in inks(fragment)
        if name in (text.element.tag, *text.element.attributes.get("class", "").split())
    ]


class TestClearance:
    @pytest.mark.parametrize("printed", ["vd.vn", code_target().printed, "vi-du.vn/nguon/bo-suoi"])
    @pytest.mark.parametrize("theme", ["hien-dai", "ban-tin-2-mau", "ban-tin-1-mau"])
    def test_the_address_stands_clear_of_its_cards_frame(self, printed: str, theme: str) -> None:
        made = replace(campaign(), qr=replace(code_target(), printed=printed))
        for material, size in (("insert", ""), ("poster", "A5"), ("poster", "A3")):
            (found,) = laid_out(material, size, theme, SHORT, made, ISSUER)
            (card,) = of_class(found, "scan")
            lowest = max(line.bottom for line in texts(found, "address"))
            assert card.bottom - lowest >= 0.8

    @pytest.mark.parametrize("size", ["600x800mm", "500x790mm", "A3", "B5"])
    def test_a_card_has_as_much_white_above_its_text_as_below(self, size: str) -> None:
        found = page("poster", size)
        heads, supports = texts(found, "h3"), texts(found, "support")
        for card in of_class(found, "card"):
            within = [t for t in (*heads, *supports) if card.top < t.top < card.bottom]
            within = [t for t in within if card.left < t.left < card.right]
            above = min(t.top for t in within) - card.top
            below = card.bottom - max(t.bottom for t in within)
            assert min(above, below) >= max(0.8, 0.12 * pt_to_mm(max(t.size for t in within)))
            # The ink of a line differs from its box by as much as an accent is high.
            assert abs(above - below) <= 0.35 * pt_to_mm(max(t.size for t in within))

    @pytest.mark.parametrize("text", [SHORT, FULL])
    @pytest.mark.parametrize("theme", ["hien-dai", "ban-tin-1-mau"])
    def test_the_inserts_texts_keep_5_mm_from_the_trim(self, text: TextLength, theme: str) -> None:
        found = page("insert", text=text, theme=theme)
        width, height = pt_to_mm(found.width), pt_to_mm(found.height)
        for ink, _ in inks(found):
            edges = [pt_to_mm(edge) for edge in ink[:4]]
            assert min(edges[0], edges[1], width - edges[2], height - edges[3]) >= 5

    def test_the_code_cards_insets_are_equal_on_a_small_poster(self) -> None:
        found = page("poster", "A5")
        (card,) = of_class(found, "scan")
        (code,) = of_class(found, "qr")
        lowest = max(line.bottom for line in texts(found, "address"))
        insets = [code.left - card.left, code.top - card.top, card.bottom - lowest]
        assert max(insets) <= 1.2 * min(insets)

    @pytest.mark.parametrize("material", ["poster", "insert"])
    def test_a_titled_box_has_as_much_white_above_its_title_as_below_its_last_line(
        self, material: str
    ) -> None:
        found = page(material)
        (box,) = of_class(found, "apart")
        (title,) = [line for line in texts(found, "h2") if line.top > box.top]
        last = max(line.bottom for line in texts(found, "support") if line.top > box.top)
        assert title.top - box.top == pytest.approx(box.bottom - last, abs=1.5)


class TestHeadline:
    @NAMES
    @pytest.mark.parametrize(("material", "size"), [("insert", ""), ("poster", "A3")])
    def test_gives_way_when_the_issuers_name_grows(
        self, material: str, size: str, who: Issuer
    ) -> None:
        usual, grown = page(material, size), page(material, size, who=who)
        before, after = texts(usual, "h1"), texts(grown, "h1")
        assert after[0].size < before[0].size
        assert after[-1].bottom <= before[-1].bottom + 0.5

    @NAMES
    def test_stays_centred_on_the_picture(self, who: Issuer) -> None:
        found = page("poster", who=who)
        block = [*texts(found, "issuer"), *texts(found, "h1")]
        (usual,) = [
            (min(t.top for t in lines) + max(t.bottom for t in lines)) / 2
            for lines in [[*texts(page("poster"), "issuer"), *texts(page("poster"), "h1")]]
        ]
        middle = (min(t.top for t in block) + max(t.bottom for t in block)) / 2
        assert middle == pytest.approx(usual, abs=2.5)

    @NAMES
    def test_is_clear_of_what_follows(self, who: Issuer) -> None:
        for material, below in (("insert", "panel"), ("poster", "body")):
            found = page(material, who=who)
            last = texts(found, "h1")[-1]
            box = next(iter(of_class(found, below)))
            assert box.top - last.bottom >= 0.12 * pt_to_mm(last.size)


class TestEqualRoles:
    @pytest.mark.parametrize("size", ["A5", "A4", "A3", "A0"])
    @pytest.mark.parametrize("text", [SHORT, FULL])
    def test_have_equal_sizes_on_a_sheet(self, size: str, text: TextLength) -> None:
        found = page("poster", size, text)
        for role in ("h3", "support", "official"):
            sizes = [line.size for line in texts(found, role)]
            assert not sizes or max(sizes) - min(sizes) <= 0.2

    def test_stacks_of_whole_texts_end_alike(self) -> None:
        for material, name in (("poster", "card"), ("insert", "item")):
            boxes = list(of_class(page(material, text=FULL), name))
            ends = {left: max(b.bottom for b in boxes if b.left == left)
                    for left in {b.left for b in boxes}}  # fmt: skip
            assert len(ends) == 2
            assert max(ends.values()) - min(ends.values()) < 0.01

    def test_most_headlines_of_two_lines_make_all_take_two(self) -> None:
        heads = [text for _, text in inks(page("poster")) if text.element.tag == "h3"]
        assert {len(text.text.lines) for text in heads[:14] if text.text} == {2}


class TestAnyNumber:
    @pytest.mark.parametrize("groups", [(3, 2), (1, 1), (2,), (4, 2), (6, 3)])
    def test_no_card_is_larger_than_the_others(self, groups: tuple[int, ...]) -> None:
        for text in (SHORT, FULL):
            found = list(of_class(page("poster", groups=groups, text=text), "card"))
            widths = {round(card.right - card.left, 2) for card in found}
            assert len(widths) == 1
            if text is SHORT:
                heights = {round(card.bottom - card.top, 2) for card in found}
                assert len(heights) == 1

    @pytest.mark.parametrize("count", [3, 5, 7, 9, 11, 13])
    def test_an_odd_number_leaves_no_hole(self, count: int) -> None:
        found = page("poster", groups=(count, 1))
        cards_ = list(of_class(found, "card"))
        (whole,) = of_class(found, "cards")
        for top in {card.top for card in cards_}:
            row = [card for card in cards_ if card.top == top]
            assert min(card.left for card in row) == pytest.approx(whole.left, abs=0.01)
            assert max(card.right for card in row) == pytest.approx(whole.right, abs=0.01)

    @pytest.mark.parametrize("text", [SHORT, FULL])
    @pytest.mark.parametrize("donts", [3, 4, 6])
    def test_signs_do_not_lie_on_one_another_or_on_the_title(
        self, donts: int, text: TextLength
    ) -> None:
        found = page("poster", groups=(8, donts), text=text)
        signs = [
            box for box, part in cards(found) if part.element.attributes.get("class") == "mark"
        ]
        assert len(signs) == donts + 1
        assert faults(found) == []

    def test_a_group_without_items_is_not_printed(self) -> None:
        made = made_campaign(counts(6, 2))
        empty = replace(made.groups[1], items=(), title="0 việc không được làm")
        (found,) = laid_out(
            "poster", "A3", "hien-dai", SHORT, replace(made, groups=(made.groups[0], empty)), ISSUER
        )
        assert empty.title not in [ink.what for ink, _ in inks(found)]
        # The slogan takes the place beside the code, so that nothing is empty.
        (box,) = of_class(found, "apart")
        (slogan,) = {line.size for line in texts(found, "slogan")}
        assert slogan > 25
        assert all(box.top < line.top < box.bottom for line in texts(found, "slogan"))

    @pytest.mark.parametrize("material", ["poster", "insert"])
    def test_fewer_items_have_larger_texts(self, material: str) -> None:
        sizes = [texts(page(material, groups=g), "h3")[0].size for g in [(8, 2), (4, 2), (2, 1)]]
        assert sizes == sorted(sizes)
        assert sizes[-1] > 1.3 * sizes[0]

    @pytest.mark.parametrize(
        ("material", "groups"), [("poster", (3, 3, 3, 3, 2)), ("insert", (1, 13))]
    )
    def test_more_than_there_is_room_for_is_refused_with_the_number_that_fits(
        self, material: str, groups: tuple[int, ...]
    ) -> None:
        with pytest.raises(DoesNotFitError) as caught:
            page(material, groups=groups)
        (problem,) = caught.value.problems
        assert problem.code == "too-many-items"
        assert problem.message.values["count"] == 14
        assert 8 < int(str(problem.message.values["room"])) < 14

    @pytest.mark.parametrize("count", range(1, 15))
    def test_one_to_fourteen_items_are_laid_out_without_a_fault(self, count: int) -> None:
        for material in ("poster", "insert"):
            assert faults(page(material, groups=(count,))) == []

    @pytest.mark.parametrize("groups", [(2, 2, 2, 2), (1, 1, 1, 1, 1), (2, 2, 2, 2, 2, 2)])
    def test_up_to_six_groups_are_laid_out_on_a_poster(self, groups: tuple[int, ...]) -> None:
        assert faults(page("poster", groups=groups)) == []


def test_without_a_picture_the_headline_has_the_whole_width() -> None:
    made: Campaign = replace(made_campaign(counts(8, 2)), pictures={})
    (plain,) = laid_out("poster", "A3", "hien-dai", SHORT, made, ISSUER)
    (field,) = of_class(plain, "heading")
    assert field.right - field.left == pytest.approx(261, abs=0.1)
    assert texts(plain, "h1")[0].size > texts(page("poster"), "h1")[0].size


@pytest.mark.parametrize(
    "printed",
    [
        "suoimay.tinhvidu.example.vn/nguồn-nước",
        "suoimay.tinhvidu.example.vn/giu-cho-bo-suoi-luon-sach-dep",
        "cong-thong-tin-xa-suoi-may.tinh-vi-du.example.vn",
    ],
)
@pytest.mark.parametrize(("material", "size"), [("poster", "A5"), ("poster", "A3"), ("insert", "")])
def test_a_long_address_breaks_where_an_address_may(material: str, size: str, printed: str) -> None:
    made = replace(campaign(), qr=replace(code_target(), printed=printed))
    (found,) = laid_out(material, size, "hien-dai", SHORT, made, ISSUER)
    lines = [line.what for line in texts(found, "address")]
    assert "".join(lines) == printed
    assert len(lines) > 1
    assert all(line.endswith(("/", ".", "-")) for line in lines[:-1])


@pytest.mark.parametrize(
    "title", ["4 việc nên làm mỗi ngày bên bờ suối", "4 việc cả thôn nên cùng nhau làm bên bờ suối"]
)
@pytest.mark.parametrize("text", TextLength)
@pytest.mark.parametrize(
    ("material", "size", "theme"),
    [
        ("poster", "A5", "hien-dai"),
        ("poster", "A3", "hien-dai"),
        ("poster", "A5", "ban-tin-2-mau"),
        ("insert", "", "hien-dai"),
        ("insert", "", "ban-tin-1-mau"),
    ],
)
def test_a_groups_long_title_takes_a_smaller_size(
    material: str, size: str, theme: str, text: TextLength, title: str
) -> None:
    made = made_campaign(counts(4))
    made = replace(made, groups=(replace(made.groups[0], title=title),))
    (found,) = laid_out(material, size, theme, text, made, ISSUER)
    assert [line.what.casefold() for line in texts(found, "h2")] == [title.casefold()]
    assert faults(found) == []


def test_a_groups_title_that_is_too_long_is_refused_with_its_least_size() -> None:
    made = made_campaign(counts(4))
    title = "4 việc cả thôn nên cùng nhau làm để bờ suối và giếng nước luôn sạch đẹp"
    made = replace(made, groups=(replace(made.groups[0], title=title),))
    with pytest.raises(DoesNotFitError, match="at 20 pt, the smallest size allowed"):
        laid_out("poster", "A3", "hien-dai", SHORT, made, ISSUER)
