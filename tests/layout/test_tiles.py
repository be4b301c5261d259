"""Any number of things fills its box: columns of tiles, stacks, and boxes that give way.

Pages are 100 x 100 mm.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sheets import Box, boxes, every_box, lay_out, place, sheet

from generator.core.errors import DoesNotFitError
from generator.layout.tiles import levelled, stack_ends, stack_heights, tile_rows

FEW = settings(max_examples=60, deadline=None)
GRID = "grid { tile-columns: 2; gap: 2mm 4mm } box { height: 8mm }"
HEIGHTS = st.lists(st.integers(1, 50), min_size=1, max_size=14)


def tiles(count: int, css: str = GRID, *, copyfit: bool = False) -> list[Box]:
    children = "".join(f'<box id="n{n}"/>' for n in range(count))
    css += ".all { copyfit: tiles }" if copyfit else ""
    return list(place(css, f'<column class="all"><grid>{children}</grid></column>').values())


class TestTiles:
    """Rows of equal height, no hole, and equal widths where there is room."""

    @pytest.mark.parametrize("count", range(1, 15))
    def test_fill_every_row(self, count: int) -> None:
        found = tiles(count, copyfit=True)
        for top in {box.y for box in found}:
            row = [box for box in found if box.y == top]
            assert row[0].x == 0
            assert row[-1].x + row[-1].width == pytest.approx(100, abs=1e-4)

    @pytest.mark.parametrize(("count", "columns"), [(2, 2), (3, 1), (4, 2), (7, 1), (8, 2)])
    def test_are_all_equal_where_there_is_room(self, count: int, columns: int) -> None:
        found = tiles(count, copyfit=True)
        assert {(box.width, box.height) for box in found} == {(found[0].width, 8.0)}
        assert len({box.x for box in found}) == columns

    def test_share_the_last_row_where_equal_ones_would_not_fit(self) -> None:
        found = tiles(11, copyfit=True)  # 11 rows would take 108 mm
        assert [box.width for box in found] == [48.0] * 10 + [100.0]
        assert found[-1].y == 50

    def test_that_do_not_fit_at_all_are_an_error_with_the_number_that_does(self) -> None:
        children = '<li item="x"><box/></li>' * 23
        css = "ul { arrange: grid; tile-columns: 2; gap: 2mm 4mm } .all { copyfit: tiles }"
        markup = f'<column class="all"><ul>{children}</ul></column>'
        with pytest.raises(DoesNotFitError) as caught:
            place(css + " box { height: 8mm }", markup)
        (problem,) = caught.value.problems
        assert problem.code == "too-many-items"
        assert problem.message.values == {"count": 23, "room": 20}

    def test_of_several_grids_have_one_height(self) -> None:
        css = GRID + "box { height: auto } .all { height: 100% } grid { flex-grow: 1 }"
        many, few = '<box class="x"/>' * 6, '<box class="x"/>' * 2
        markup = f'<column class="all"><grid>{many}</grid><grid>{few}</grid></column>'
        found = [box for _, box in every(css, markup) if box.width == 48]
        assert {round(box.height, 3) for box in found} == {round((100 - 4) / 4, 3)}

    @given(HEIGHTS, st.integers(0, 400))
    @FEW
    def test_levelled_rows_fill_the_height_and_none_is_too_low(
        self, naturals: list[int], spare: int
    ) -> None:
        rows = [n % 3 + 1 for n in range(len(naturals))]
        total = sum(h * r for h, r in zip(naturals, rows, strict=True)) + spare
        found = levelled(naturals, rows, total)
        assert sum(h * r for h, r in zip(found, rows, strict=True)) == pytest.approx(total)
        assert all(h >= n - 1e-9 for h, n in zip(found, naturals, strict=True))
        lowest = min(found)
        assert all(h == pytest.approx(n) or h == pytest.approx(lowest) or n > lowest
                   for h, n in zip(found, naturals, strict=True))  # fmt: skip

    @given(st.integers(1, 30), st.integers(1, 6))
    @FEW
    def test_rows_hold_every_tile_once(self, count: int, columns: int) -> None:
        rows = tile_rows(count, columns)
        assert sum(rows) == count
        assert set(rows[:-1]) <= {columns}


class TestStacks:
    """Children flow through columns, as high as each needs."""

    CSS = "column { column-count: 2; gap: 2mm 4mm }"

    def test_keep_the_order_and_end_where_the_highest_is_lowest(self) -> None:
        heights = [30, 10, 10, 10, 10]
        inner = "".join(f'<box id="n{n}" style="height: {h}mm"/>' for n, h in enumerate(heights))
        found = list(place(self.CSS, f"<column>{inner}</column>").values())
        assert [box.x for box in found] == [0, 0, 52, 52, 52]
        assert [box.y for box in found] == [0, 32, 0, 12, 24]

    def test_end_alike_where_their_children_grow(self) -> None:
        css = self.CSS + "column { height: 60mm } box { flex-grow: 1; height: 10mm }"
        inner = '<box id="a"/><box id="b"/><box id="c"/><box id="d"/>'
        found = place(css, f"<column><column>{inner}</column></column>".replace(
            "<column><column>", "<layer><column>").replace("</column></column>",
            "</column></layer>"))  # fmt: skip
        assert found["b"].y + found["b"].height == pytest.approx(100)
        assert found["d"].y + found["d"].height == pytest.approx(100)

    def test_of_very_unequal_height_are_not_made(self) -> None:
        """One card would be stretched to twice the height of those beside it."""
        inner = "".join(f'<box id="n{n}" style="height: 20mm"/>' for n in range(3))
        found = place(self.CSS, f"<column>{inner}</column>")
        assert {(box.x, box.width) for box in found.values()} == {(0, 100)}

    @given(HEIGHTS, st.integers(1, 4))
    @FEW
    def test_hold_every_child_in_order_and_no_other_split_is_lower(
        self, heights: list[int], count: int
    ) -> None:
        count = min(count, len(heights))
        ends = stack_ends(heights, 2.0, count)
        assert ends[-1] == len(heights)
        assert len(ends) == count
        totals = stack_heights(heights, 2.0, ends)
        assert min(totals) > 0
        # The mean and the highest child are bounds that no split can be below.
        gaps = 2.0 * (len(heights) - count)
        assert max(totals) >= max((sum(heights) + gaps) / count, max(heights))
        assert max(totals) <= (sum(heights) + gaps) / count + max(heights) + 2.0


class TestGrowing:
    """Texts grow to their largest size where there is room, all in step."""

    CSS = """.all { copyfit: a; height: %smm } p { line-height: 1.2; font-size: 20pt;
        font-size-min: 10pt; font-size-max: 40pt } #b { font-size: 10pt; font-size-max: 20pt }"""
    MARKUP = '<column><column class="all"><p id="a">mạng</p><p id="b">mạng</p></column></column>'

    def sizes(self, height: float) -> tuple[float, float]:
        found = boxes(lay_out(sheet(self.CSS % height, self.MARKUP)))
        return found["a"].size_pt, found["b"].size_pt

    def test_up_to_their_largest(self) -> None:
        assert self.sizes(90) == (40, 20)

    def test_in_step(self) -> None:
        large, small = self.sizes(20)
        assert 20 < large < 40
        assert large == pytest.approx(2 * small)

    def test_and_the_signs_beside_them_with_them(self) -> None:
        css = (
            self.CSS % 90
            + "icon { margin-top: 4mm; width: 8mm; height: 8mm; height-max: 12mm; fill: var(--do) }"
        )
        markup = self.MARKUP.replace("</column>", '<icon id="i" name="check"/></column>', 1)
        found = boxes(lay_out(sheet(css, markup)))
        assert (found["i"].width, found["i"].height) == pytest.approx((12, 12))

    def test_from_the_size_that_the_design_gives(self) -> None:
        assert self.sizes(13)[0] == pytest.approx(20, abs=1.5)

    def test_not_beyond_a_size_that_is_larger_already(self) -> None:
        css = self.CSS.replace("font-size-max: 40pt", "font-size-max: 15pt")
        assert boxes(lay_out(sheet(css % 90, self.MARKUP)))["a"].size_pt == 20


class TestGivingWay:
    """A box with ``height-min`` is smaller where its neighbours need the room."""

    CSS = """#hero { height: 60mm; height-min: 30mm } .body { height: 1fr; copyfit: a }
        p { font-size: 20pt; font-size-min: 10pt; line-height: 10mm; margin-bottom: 0.5mm }"""

    def hero(self, lines: int) -> Box:
        inner = "<p>mạng</p>" * lines
        markup = f'<column><box id="hero"/><column class="body">{inner}</column></column>'
        return place(self.CSS, markup)["hero"]

    def test_keeps_its_height_while_there_is_room(self) -> None:
        assert self.hero(3).height == 60

    def test_gives_as_much_as_is_needed(self) -> None:
        assert self.hero(5).height == pytest.approx(100 - 5 * 10.5)

    def test_does_not_give_more_than_its_floor(self) -> None:
        assert self.hero(8).height == pytest.approx(30)

    def test_a_sign_gets_smaller_in_step_with_the_text_beside_it(self) -> None:
        css = """.body { copyfit: a; height: %smm } row { gap: 2mm }
            icon { width: 20mm; height: 20mm; height-min: 10mm; color: var(--do) }
            p { width: 1fr; font-size: 30pt; font-size-min: 15pt }"""
        markup = """<column><column class="body"><row><icon id="i" name="check"/>
            <p id="p">mạng</p></row></column></column>"""
        for height, share in ((30, 1.0), (15, 0.75)):
            found = boxes(lay_out(sheet(css % height, markup)))
            assert found["i"].height == pytest.approx(20 * share, abs=0.4)
            assert found["i"].width == found["i"].height
            assert found["p"].size_pt == pytest.approx(30 * share, abs=0.4)


class TestAlikeLines:
    """Where most texts of a grid take two lines, all do."""

    CSS = """grid { tile-columns: 2; gap: 4mm } .all { copyfit: a; height: 100% }
        p { font-size: 15pt; font-size-min: 10pt; text-wrap: balance; text-lines: alike }"""
    LONG = "kiểm chứng trước khi chia sẻ"

    def lines(self, *texts: str) -> list[int]:
        inner = "".join(f'<box><p id="n{n}">{text}</p></box>' for n, text in enumerate(texts))
        markup = f'<column class="all"><grid>{inner}</grid></column>'
        found = boxes(lay_out(sheet(self.CSS, markup)))
        return [len(found[f"n{n}"].lines) for n in range(len(texts))]

    def test_one_short_text_follows_most(self) -> None:
        assert self.lines(self.LONG, self.LONG, self.LONG, "nghĩ kỹ mỗi ngày") == [2, 2, 2, 2]

    def test_most_do_not_follow_one(self) -> None:
        assert self.lines(self.LONG, *["nghĩ kỹ mỗi ngày"] * 3) == [2, 1, 1, 1]

    def test_no_syllable_is_left_alone_for_it(self) -> None:
        assert self.lines(self.LONG, self.LONG, self.LONG, "trồng tre") == [2, 2, 2, 1]


def every(css: str, markup: str) -> list[tuple[str, Box]]:
    return every_box(lay_out(sheet(css, markup)))


def test_of_equal_stacks_the_first_hold_most() -> None:
    assert stack_ends([10.0] * 3, 2.0, 2) == (2, 3)
    assert stack_ends([10.0] * 5, 2.0, 3) == (2, 4, 5)
    assert stack_ends([10.0, 10.0, 25.0], 2.0, 2) == (2, 3)
    assert stack_ends([25.0, 10.0, 10.0], 2.0, 2) == (1, 3)
