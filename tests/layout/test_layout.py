"""Where things stand: sizes, gaps, alignment, copyfitting, and what does not fit.

Pages are 100 x 100 mm unless a test says otherwise.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import workshop
from support.sheets import FONTS, Box, boxes, every_box, filled, lay_out, pages, place, sheet, slot
from support.shipped import LEXICON

from generator.content.model import Issuer, TextLength
from generator.core.errors import ContentError, DoesNotFitError, MissingResourceError, Problem
from generator.core.units import pt_to_mm
from generator.layout.copyfit import LEAST_WHOLE
from generator.layout.engine import LayoutEngine
from generator.layout.model import Fragment, Layout
from generator.sheet.model import Element, Sheet

LONG = (
    "nghĩ kỹ trước khi đăng kiểm chứng chia sẻ mạng xã hội văn minh bắt đầu từ mỗi người Ứng xử "
    "Ẳng Ễ Ỹ an toàn, lành mạnh. thông tin chính thống đáng tin cậy phường Thạnh"
)
SYLLABLES = LONG.split()
TEXTS = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=30).map(" ".join)
FEW = settings(max_examples=40, deadline=None)


def left_to_right(found: dict[str, Box]) -> dict[str, tuple[float, float]]:
    return {name: (box.x, box.width) for name, box in found.items()}


def top_to_bottom(found: dict[str, Box]) -> dict[str, tuple[float, float]]:
    return {name: (box.y, box.height) for name, box in found.items()}


def problems(one: Sheet) -> tuple[Problem, ...]:
    with pytest.raises(DoesNotFitError) as caught:
        lay_out(one)
    return caught.value.problems


class TestSizes:
    """Fixed lengths, shares of the whole, what content takes, and shares of the rest."""

    CHILDREN = '<box id="a"/><box id="b"/><box id="c"/><box id="d"/>'

    def test_of_a_row_are_fixed_then_percent_then_shares_of_the_rest(self) -> None:
        css = """row { gap: 2mm }
            #a { width: 20mm } #b { width: 25% } #c { width: 1fr } #d { width: 3fr }"""
        assert left_to_right(place(css, f"<row>{self.CHILDREN}</row>")) == {
            "a": (0, 20), "b": (22, 25), "c": (49, 12.25), "d": (63.25, 36.75),
        }  # fmt: skip

    def test_of_a_column_are_likewise(self) -> None:
        css = """column { gap: 2mm }
            #a { height: 20mm } #b { height: 25% } #c { height: 1fr } #d { height: 3fr }"""
        assert top_to_bottom(place(css, f"<column>{self.CHILDREN}</column>")) == {
            "a": (0, 20), "b": (22, 25), "c": (49, 12.25), "d": (63.25, 36.75),
        }  # fmt: skip

    def test_across_the_children_may_be_shares_of_the_whole_too(self) -> None:
        found = place("#a { width: 40%; height: 10mm }", '<column><box id="a"/></column>')
        assert found["a"] == Box(0, 0, 40, 10)
        found = place("#a { width: 10mm; height: 40% }", '<row><box id="a"/></row>')
        assert found["a"] == Box(0, 0, 10, 40)

    def test_that_are_automatic_are_what_the_text_takes(self) -> None:
        css = "row { gap: 2mm; align-items: start } p { font-size: 12pt; line-height: 2 } "
        css += "#b { width: 1fr }"
        found = place(css, '<row><p id="a">mạng xã hội</p><box id="b"/></row>')
        face = FONTS.face("Be Vietnam Pro", 400)
        words = [face.word(word) for word in ("mạng", "xã", "hội")]
        natural = sum(word.width_em for word in words) + 2 * face.space_em
        assert found["a"].width == pytest.approx(pt_to_mm(natural * 12), abs=0.01)
        assert found["a"].height == pytest.approx(pt_to_mm(24), abs=0.001)
        assert found["a"].lines == ("mạng xã hội",)
        assert found["b"].x == pytest.approx(found["a"].width + 2)
        assert found["b"].x + found["b"].width == pytest.approx(100)

    def test_that_are_automatic_are_what_the_children_take(self) -> None:
        css = """#outer { align-self: start; padding: 1mm } #inner { gap: 2mm; padding: 3mm }
            .x { width: 10mm; height: 5mm }"""
        inner = '<row id="inner"><box class="x"/><box class="x"/></row>'
        found = place(css, f'<column><column id="outer">{inner}</column></column>')
        assert (found["outer"].width, found["outer"].height) == (30, 13)
        assert (found["inner"].x, found["inner"].width) == (1, 28)

    def test_of_boxes_that_grow_take_what_is_left_over(self) -> None:
        css = """row { gap: 5mm } box { width: 20mm } #a { flex-grow: 1 } #b { flex-grow: 3 }"""
        found = place(css, '<row><box id="a"/><box id="b"/><box id="c"/></row>')
        assert left_to_right(found) == {"a": (0, 27.5), "b": (32.5, 42.5), "c": (80, 20)}

    def test_of_boxes_that_grow_leave_shares_of_the_rest_alone(self) -> None:
        css = "#a { width: 20mm; flex-grow: 1 } #b { width: 1fr }"
        found = place(css, '<row><box id="a"/><box id="b"/></row>')
        assert left_to_right(found) == {"a": (0, 20), "b": (20, 80)}

    def test_of_a_spacer_are_the_rest(self) -> None:
        css = "box { height: 20mm }"
        found = place(css, '<column><box id="a"/><spacer/><box id="b"/></column>')
        assert top_to_bottom(found) == {"a": (0, 20), "b": (80, 20)}

    def test_hold_the_border_and_the_padding_inside(self) -> None:
        css = """#a { width: 50mm; height: 40mm; border: 1mm solid var(--accent-strong);
                      padding: 5mm 4mm 3mm 2mm } #b { height: 1fr }"""
        found = place(css, '<column><column id="a"><box id="b"/></column></column>')
        assert found["a"] == Box(0, 0, 50, 40)
        assert found["b"] == Box(3, 6, 42, 30)

    @given(
        fixed=st.lists(st.integers(1, 12), min_size=1, max_size=4),
        shares=st.lists(st.integers(1, 9), min_size=1, max_size=4),
        gap=st.integers(0, 3),
    )
    @FEW
    def test_with_shares_fill_the_row_and_leave_no_hole(
        self, fixed: list[int], shares: list[int], gap: int
    ) -> None:
        widths = [f"{mm}mm" for mm in fixed] + [f"{weight}fr" for weight in shares]
        children = "".join(f'<box id="n{n}" style="width: {w}"/>' for n, w in enumerate(widths))
        found = list(place(f"row {{ gap: {gap}mm }}", f"<row>{children}</row>").values())
        for before, after in pairwise(found):
            assert after.x == pytest.approx(before.x + before.width + gap, abs=1e-4)
        assert found[-1].x + found[-1].width == pytest.approx(100, abs=1e-4)
        ours = [box.width for box in found[len(fixed) :]]
        assert ours == pytest.approx([sum(ours) * s / sum(shares) for s in shares], abs=1e-4)


class TestMargins:
    """Room around a box, which may be negative."""

    def test_stand_around_a_column_s_children(self) -> None:
        css = "column { gap: 2mm } #a { height: 10mm; margin: 1mm 2mm 3mm 4mm } #b { height: 5mm }"
        found = place(css, '<column><box id="a"/><box id="b"/></column>')
        assert found["a"] == Box(4, 1, 94, 10)
        assert found["b"] == Box(0, 16, 100, 5)

    def test_stand_around_a_row_s_children(self) -> None:
        css = "#a { width: 10mm; margin: 1mm 2mm 3mm 4mm } #b { width: 1fr }"
        found = place(css, '<row><box id="a"/><box id="b"/></row>')
        assert found["a"] == Box(4, 1, 10, 96)
        assert found["b"] == Box(16, 0, 84, 100)

    def test_stand_inside_a_grid_s_cell(self) -> None:
        css = "grid { grid-template-columns: 1fr 1fr; grid-template-rows: 1fr } "
        css += "#b { margin: 1mm 2mm 3mm 4mm }"
        found = place(css, '<grid><box id="a"/><box id="b"/></grid>')
        assert found["b"] == Box(54, 1, 44, 96)

    def test_may_be_negative(self) -> None:
        css = "#a { height: 10mm } #b { height: 10mm; margin-top: -4mm; margin-left: -3mm }"
        found = place(css, '<column><box id="a"/><box id="b"/></column>')
        assert found["b"] == Box(-3, 6, 103, 10)


class TestAlignment:
    """Where children stand when there is room to spare."""

    @pytest.mark.parametrize(
        ("how", "y", "height"),
        [("stretch", 0, 100), ("start", 0, 0), ("center", 50, 0), ("end", 100, 0)],
    )
    def test_across_a_row(self, how: str, y: float, height: float) -> None:
        css = f"row {{ align-items: {how} }} box {{ width: 10mm }} #b {{ height: 20mm }}"
        found = place(css, '<row><box id="a"/><box id="b"/></row>')
        assert (found["a"].y, found["a"].height) == (y, height)
        spare = {"center": 40, "end": 80}.get(how, 0)
        assert (found["b"].y, found["b"].height) == (spare, 20)

    @pytest.mark.parametrize(("how", "x"), [("start", 0), ("center", 40), ("end", 80)])
    def test_across_a_column(self, how: str, x: float) -> None:
        css = f"column {{ align-items: {how} }} #a {{ width: 20mm; height: 10mm }}"
        assert place(css, '<column><box id="a"/></column>')["a"] == Box(x, 0, 20, 10)

    def test_of_one_child_goes_over_that_of_all(self) -> None:
        css = """row { align-items: start } box { width: 10mm; height: 20mm }
            #b { align-self: end }"""
        found = place(css, '<row><box id="a"/><box id="b"/></row>')
        assert (found["a"].y, found["b"].y) == (0, 80)

    @pytest.mark.parametrize(
        ("how", "starts"),
        [
            ("start", (0, 22, 44)),
            ("center", (18, 40, 62)),
            ("end", (36, 58, 80)),
            ("space-between", (0, 40, 80)),
        ],
    )
    @pytest.mark.parametrize("arrange", ["row", "column"])
    def test_along_the_children(
        self, arrange: str, how: str, starts: tuple[float, float, float]
    ) -> None:
        css = (
            f"{arrange} {{ justify-content: {how}; gap: 2mm }} box {{ width: 20mm; height: 20mm }}"
        )
        inner = '<box id="a"/><box id="b"/><box id="c"/>'
        found = place(css, f"<{arrange}>{inner}</{arrange}>").values()
        assert tuple(box.x if arrange == "row" else box.y for box in found) == starts


class TestGrid:
    """Children row by row in columns and rows of their own sizes."""

    def test_has_columns_rows_and_two_gaps(self) -> None:
        css = """grid { grid-template-columns: 1fr 2fr 32mm; grid-template-rows: 18mm 1fr;
                        gap: 2mm 4mm }"""
        found = place(css, "<grid>" + "".join(f'<box id="n{n}"/>' for n in range(5)) + "</grid>")
        assert list(found.values()) == [
            Box(0, 0, 20, 18), Box(24, 0, 40, 18), Box(68, 0, 32, 18),
            Box(0, 20, 20, 80), Box(24, 20, 40, 80),
        ]  # fmt: skip

    def test_row_without_a_size_is_as_high_as_its_highest_cell(self) -> None:
        css = "grid { grid-template-columns: 1fr 1fr } box { align-self: start } "
        css += "#a { height: 10mm } #b { height: 30mm } #c { height: 5mm }"
        found = place(css, '<grid><box id="a"/><box id="b"/><box id="c"/></grid>')
        assert (found["c"].x, found["c"].y) == (0, 30)


class TestPlacing:
    """Layers, pages, and boxes placed by hand."""

    def test_children_of_a_layer_and_of_a_page_fill_it(self) -> None:
        css = "layer { margin: 0; padding: 10mm }"
        found = place(css, '<layer id="l"><box id="a"/><box id="b"/></layer><box id="c"/>')
        assert found["a"] == found["b"] == Box(10, 10, 80, 80)
        assert found["l"] == found["c"] == Box(0, 0, 100, 100)

    @pytest.mark.parametrize(
        ("css", "box"),
        [
            ("left: 10mm; top: 20mm; width: 30mm; height: 40mm", Box(10, 20, 30, 40)),
            ("right: 10mm; bottom: 20mm; width: 30mm; height: 40mm", Box(60, 40, 30, 40)),
            ("left: 10mm; right: 20mm; top: 5mm; bottom: 15mm", Box(10, 5, 70, 80)),
            ("inset: 1mm 2mm 3mm 4mm", Box(4, 1, 94, 96)),
            ("left: 10%; top: 20%; width: 50%; height: 25%", Box(10, 20, 50, 25)),
            ("width: 30mm; height: 40mm", Box(0, 0, 30, 40)),
            ("left: -5mm; top: -5mm; width: 30mm; height: 40mm", Box(-5, -5, 30, 40)),
        ],
    )
    def test_absolute_boxes_stand_at_their_insets(self, css: str, box: Box) -> None:
        found = place(f"#a {{ position: absolute; {css} }}", '<layer><box id="a"/></layer>')
        assert found["a"] == box

    def test_absolute_boxes_refer_to_the_padding_box_and_leave_the_flow_alone(self) -> None:
        css = """column { border: 2mm solid var(--accent-strong); padding: 5mm }
            #a { position: absolute; right: 0; bottom: 0; width: 10mm; height: 10mm }
            #b { height: 10mm }"""
        found = place(css, '<column><box id="a"/><box id="b"/></column>')
        assert found["a"] == Box(88, 88, 10, 10)
        assert found["b"] == Box(7, 7, 86, 10)

    def test_panels_are_as_wide_as_the_folds_leave_them(self) -> None:
        markup = '<panels><box id="a"/><box id="b"/><box id="c"/></panels>'
        one = sheet("", markup, width=297, height=210, folds=(97, 197))
        assert left_to_right(boxes(lay_out(one))) == {
            "a": (0, 97), "b": (97, 100), "c": (197, 100),
        }  # fmt: skip

    def test_every_page_is_as_large_as_the_trim(self) -> None:
        layout = lay_out(sheet("", '<box id="a"/>', '<box id="b"/>', width=50, height=70))
        assert len(layout.pages) == 2
        assert set(boxes(layout).values()) == {Box(0, 0, 50, 70)}


def frame_css(width: float, height: float, line_height: float = 1.3) -> str:
    return f"""column {{ position: absolute; width: {width}mm; height: {height}mm; copyfit: one }}
        p {{ font-size: 20pt; font-size-min: 5pt; text-wrap: balance; line-height: {line_height} }}
    """


def fitted(width: float, height: float, texts: Sequence[str], line_height: float = 1.3) -> Layout:
    inner = "".join(f"<p>{slot(n)}</p>" for n in range(len(texts)))
    css = frame_css(width, height, line_height)
    return lay_out(sheet(css, f"<column>{inner}</column>", slots=texts))


class TestCopyfitting:
    """One size for all of a group: the largest at which everything fits."""

    @given(
        texts=st.lists(TEXTS, min_size=1, max_size=3),
        width=st.integers(40, 100),
        height=st.integers(30, 100),
    )
    @FEW
    def test_text_that_was_fitted_fits(self, texts: list[str], width: int, height: int) -> None:
        try:
            layout = fitted(width, height, texts)
        except DoesNotFitError:
            return  # what is said then is tested below
        found = [box for _, box in every_box(layout) if box.lines]
        assert len(found) == len(texts)
        assert found[-1].y + found[-1].height <= height + 0.01
        assert all(box.width <= width for box in found)
        for fragment in fragments(layout):
            if fragment.text is not None:
                assert fragment.text.too_wide_em == 0
                assert fragment.text.height_em * fragment.font_size <= fragment.height + 0.02

    @given(
        text=TEXTS,
        width=st.integers(45, 90),
        height=st.integers(60, 90),
        narrower=st.integers(0, 10),
        lower=st.integers(0, 40),
    )
    @FEW
    def test_what_fits_a_frame_fits_a_larger_one_at_the_same_size(
        self, text: str, width: int, height: int, narrower: int, lower: int
    ) -> None:
        size = fitted(width, height, [text]).fitted["one/p"]
        try:
            smaller = fitted(width - narrower, height - lower, [text]).fitted["one/p"]
        except DoesNotFitError:
            return
        # The larger frame may take a smaller size, so that no name is cut, no word stands alone
        # and no line ends in a small one: down to LEAST_WHOLE of what fits it.
        assert 5 <= smaller <= min(20, size / LEAST_WHOLE)
        if smaller > size:
            css = frame_css(width, height).replace("20pt; font-size-min: 5pt", f"{smaller}pt")
            lay_out(sheet(css, f"<column><p>{slot(0)}</p></column>", slots=[text]))

    @given(texts=st.lists(TEXTS, min_size=2, max_size=4), height=st.integers(15, 60))
    @FEW
    def test_the_worst_member_decides_for_all_siblings(self, texts: list[str], height: int) -> None:
        markup = "".join(f'<box class="m n{n}"><p>{slot(n)}</p></box>' for n in range(len(texts)))
        # At this pitch no accents can touch, so what fits at a size fits at every smaller one.
        css = f"""row {{ gap: 1mm; height: {height}mm; position: absolute; width: 100mm }}
            .m {{ width: 1fr }} p {{ font-size: 20pt; font-size-min: 4pt; line-height: 1.8 }} """
        alone = css + "".join(f".n{n} {{ copyfit: g{n} }}" for n in range(len(texts)))
        together = css + ".m { copyfit: all }"
        try:
            sizes = lay_out(sheet(alone, f"<row>{markup}</row>", slots=texts)).fitted
        except DoesNotFitError:
            return
        layout = lay_out(sheet(together, f"<row>{markup}</row>", slots=texts))
        found = {box.size_pt for _, box in every_box(layout) if box.lines}
        assert found == {min(sizes.values())}
        assert layout.fitted == {"all/p": min(sizes.values())}

    def test_text_without_a_floor_keeps_its_size_and_takes_its_room(self) -> None:
        css = frame_css(60, 30) + " h1 { font-size: 30pt }"
        markup = '<column><h1 id="a">Một</h1><p id="b">' + LONG + "</p></column>"
        found = place(css, markup)
        assert found["a"].size_pt == 30
        assert found["b"].size_pt < 12
        assert found["b"].y + found["b"].height <= 30.01

    def test_what_fits_at_its_full_size_is_set_at_it(self) -> None:
        assert fitted(90, 90, ["Một lời"]).fitted == {"one/p": 20}

    def test_a_class_of_blanks_is_none(self) -> None:
        """As conditions in a template leave it, ``class="{{ … }} {{ … }}"``."""
        markup = f'<column><p class=" ">{slot(0)}</p></column>'
        assert lay_out(sheet(frame_css(90, 90), markup, slots=["Một lời"])).fitted == {"one/p": 20}


class TestWords:
    """Every word stands on the page, once, in its place in the order."""

    @given(
        texts=st.lists(TEXTS, min_size=1, max_size=5),
        arrange=st.sampled_from(["row", "column", "grid"]),
        wrap=st.sampled_from(["wrap", "balance", "pretty"]),
        align=st.sampled_from(["start", "center", "end", "justify"]),
    )
    @settings(max_examples=60, deadline=None)
    def test_are_placed_once_and_in_order(
        self, texts: list[str], arrange: str, wrap: str, align: str
    ) -> None:
        css = f"""* {{ text-wrap: {wrap}; text-align: {align} }} p {{ width: 1fr; font-size: 6pt }}
            grid {{ grid-template-columns: 1fr 1fr }} row {{ align-items: start }}"""
        inner = "".join(f"<p>{slot(n)}</p>" for n in range(len(texts)))
        one = sheet(css, f"<{arrange}>{inner}</{arrange}>", slots=texts, width=200, height=500)
        found = [" ".join(box.lines) for _, box in every_box(lay_out(one)) if box.lines]
        assert found == texts

    @given(text=TEXTS)
    @FEW
    def test_of_a_fitted_text_are_too(self, text: str) -> None:
        found = [" ".join(b.lines) for _, b in every_box(fitted(60, 100, [text])) if b.lines]
        assert found == [text]

    def test_of_bold_and_linked_text_are_too(self) -> None:
        markup = (
            '<p id="a">Một <b>hai</b> ba<br/><a href="https://x.vn">bốn <b>năm</b></a>, sáu</p>'
        )
        found = place("p { position: absolute; width: 90mm }", markup)
        assert found["a"].lines == ("Một hai ba", "bốn năm, sáu")


class TestOverflow:
    """Text that does not fit is never cut: it is reported, with item, place and measure."""

    MARKUP = f'<column item="do-3"><h3>Một</h3><p>{slot(0)}</p></column>'

    def css(self, height: float) -> str:
        return f"""column {{ position: absolute; left: 12mm; top: 34mm; width: 50mm;
                             height: {height}mm; copyfit: cards }}
            h3 {{ font-size: 12pt; font-size-min: 9pt }}
            p {{ font-size: 14pt; font-size-min: 8pt; line-height: 1.8 }}"""

    def test_names_item_page_place_size_and_characters(self) -> None:
        one = sheet(self.css(15), "<box/>", self.MARKUP, slots=[LONG])
        (problem,) = problems(one)
        assert problem.code == "text-overflow"
        assert re.fullmatch(
            r"the text is \d+ characters too long at 8 pt, the smallest size allowed",
            str(problem.message),
        )
        place = problem.place
        assert (place.item, place.page, place.x_mm, place.y_mm) == ("do-3", 2, 12.0, 34.0)

    @given(text=TEXTS, height=st.integers(12, 22))
    @example(text=LONG, height=12)
    @FEW
    def test_that_many_characters_fewer_fit_and_one_word_more_does_not(
        self, text: str, height: int
    ) -> None:
        one = sheet(self.css(height), self.MARKUP, slots=[text])
        try:
            lay_out(one)
        except DoesNotFitError as error:
            (problem,) = error.problems
            excess = problem.message.values["excess"]
            assert isinstance(excess, int)
            shorter = text[:-excess]
            lay_out(filled(one.pages, [shorter]))
            kept = len(shorter.split())
            problems(filled(one.pages, [" ".join(text.split()[: kept + 1])]))

    def test_without_a_floor_is_reported_at_the_size_there_is(self) -> None:
        css = "p { position: absolute; width: 30mm; height: 5mm; font-size: 20pt }"
        (problem,) = problems(sheet(css, '<p part="slogan">nghĩ kỹ trước khi đăng</p>'))
        said = str(problem.message)
        assert re.match(r"the text is \d+ characters too long at 20 pt", said)
        assert problem.place.item == "slogan"

    def test_of_a_line_that_is_only_too_tall_says_by_how_much(self) -> None:
        css = "p { position: absolute; width: 95mm; height: 8mm; font-size: 20pt }"
        markup = '<p part="slogan">SẴN SÀNG HỖ TRỢ</p>'
        (problem,) = problems(sheet(css, markup))
        stated = re.fullmatch(
            r"the line is (\d\.\d) mm too tall at 20 pt, the smallest size allowed",
            str(problem.message),
        )
        assert stated
        assert problem.place.item == "slogan"
        assert "characters" not in str(problem)
        assert "--text" not in str(problem)
        over = float(stated[1])
        lay_out(sheet(css.replace("8mm", f"{8 + over}mm"), markup))
        problems(sheet(css.replace("8mm", f"{8 + over - 0.1}mm"), markup))

    def test_of_a_fitted_line_that_is_only_too_tall_says_so_too(self) -> None:
        css = """p { position: absolute; width: 95mm; height: 6mm; copyfit: titles;
                     font-size: 20pt; font-size-min: 16pt }"""
        (problem,) = problems(sheet(css, '<p part="slogan">SẴN SÀNG HỖ TRỢ</p>'))
        assert re.match(r"the line is \d\.\d mm too tall at 16 pt", str(problem.message))

    def test_never_advises_to_shorten_an_official_text(self) -> None:
        css = "p, official { position: absolute; width: 30mm; height: 5mm; font-size: 20pt }"
        (problem,) = problems(sheet(css, f"<p>{LONG}</p>"))
        assert str(problem.hint) == "shorten the text"
        whole = sheet(css, '<official item="do-1"/>', slots=[LONG])
        (problem,) = problems(replace(whole, origins=("do-1.official",)))
        assert str(problem.hint) == "leave items out of the campaign"
        assert problem.place.text == "do-1.official"

    @pytest.mark.parametrize("words", [1, 2, 3, 5, 9])
    def test_is_by_one_character_at_least(self, words: int) -> None:
        css = "p { position: absolute; width: 30mm; height: 7mm; font-size: 20pt }"
        for problem in problems(sheet(css, f"<p>{' '.join(['nghiêng'] * words * 2)}</p>")):
            assert problem.message.values.get("excess", 1) != 0

    def test_of_more_lines_than_allowed_is_reported(self) -> None:
        css = "p { position: absolute; width: 30mm; font-size: 12pt; max-lines: 2 }"
        (problem,) = problems(sheet(css, f'<p item="do-1">{LONG}</p>'))
        assert (problem.code, problem.place.item) == ("text-overflow", "do-1")

    def test_of_a_word_wider_than_its_measure_is_reported(self) -> None:
        css = "p { position: absolute; width: 5mm; font-size: 20pt }"
        (problem,) = problems(sheet(css, "<p>nghiêng</p>"))
        assert problem.code == "text-overflow"

    def test_of_boxes_without_text_says_that_no_shortening_helps(self) -> None:
        css = "column { height: 10mm; position: absolute; width: 10mm } box { height: 8mm }"
        (problem,) = problems(sheet(css, '<column part="tower"><box/><box/></column>'))
        assert str(problem.message) == ("its box is too small for what is in it, even without text")
        assert problem.place.item == "tower"

    def test_of_a_row_is_reported_in_millimetres_with_the_template_s_line(self) -> None:
        css = "box { width: 30mm } row { gap: 10mm; position: absolute; top: 20mm; width: 100% }"
        markup = '<row at="t.xml:7"><box/><box/><box/></row>'
        (problem,) = problems(sheet(css, markup))
        assert problem.code == "box-overflow"
        assert str(problem.message) == "what stands side by side is 10 mm too wide"
        assert "t.xml:7" in str(problem.hint)
        assert (problem.place.page, problem.place.x_mm, problem.place.y_mm) == (1, 0.0, 20.0)

    def test_everything_that_does_not_fit_is_reported_at_once_and_only_once(self) -> None:
        css = """li { height: 6mm; copyfit: all; width: 30mm } p { font-size: 12pt }"""
        inner = "".join(f'<li item="do-{n}"><p>{LONG}</p></li>' for n in (1, 2, 3))
        found = problems(sheet(css, f"<ul>{inner}</ul>"))
        assert [problem.place.item for problem in found] == ["do-1", "do-2", "do-3"]


class TestFolds:
    """No text crosses a fold unless it may."""

    MARKUP = '<p at="t.xml:3">nghĩ kỹ trước khi đăng, kiểm chứng trước khi chia sẻ</p>'
    CSS = "p { position: absolute; left: 20mm; top: 30mm; width: 70mm; font-size: 9pt } "

    def test_a_line_across_one_is_reported_with_its_text_and_place(self) -> None:
        (problem,) = problems(sheet(self.CSS, "<box/>", self.MARKUP, folds=(50,)))[-1:]
        assert problem.code == "text-crosses-fold"
        assert str(problem.message).startswith("'nghĩ kỹ trước khi đăng")
        assert str(problem.message).endswith("crosses the fold at 50 mm")
        assert (problem.place.page, problem.place.x_mm, problem.place.y_mm) == (2, 50.0, 30.0)

    def test_a_line_across_one_may_be_allowed(self) -> None:
        one = lay_out(sheet(self.CSS + "p { fold-crossing: allow }", self.MARKUP, folds=(50,)))
        assert fragments(one)

    def test_lines_beside_one_are_none_of_its_business(self) -> None:
        beside = lay_out(sheet(self.CSS + "p { width: 30mm }", self.MARKUP, folds=(50,)))
        between = lay_out(sheet(self.CSS, self.MARKUP, folds=(19.9, 95)))
        assert fragments(beside)
        assert fragments(between)


class TestFonts:
    """A face or a character that is not there is an error, never another face."""

    def test_a_missing_glyph_names_character_item_and_font(self) -> None:
        one = sheet("", f'<column><p item="do-2">{slot(0)}</p></column>', slots=["Văn bản № 8"])
        with pytest.raises(ContentError) as caught:
            lay_out(one)
        (problem,) = caught.value.problems
        assert problem.code == "missing-glyph"
        assert "№" in str(problem.message)
        assert "U+2116" in str(problem.message)
        assert "BeVietnamPro_400Regular.ttf" in str(problem.message)
        assert problem.place.item == "do-2"

    def test_an_unknown_weight_names_those_there_are(self) -> None:
        with pytest.raises(MissingResourceError) as caught:
            lay_out(sheet("p { font-weight: 300 }", "<p>a</p>"))
        (problem,) = caught.value.problems
        assert (problem.code, str(problem.message)) == (
            "unknown-font-weight",
            "there is no weight 300 of 'Be Vietnam Pro'",
        )
        assert str(problem.hint) == "weights there are: 400, 500, 600, 700, 800, 900"

    def test_an_unknown_family_names_those_there_are(self) -> None:
        with pytest.raises(MissingResourceError) as caught:
            lay_out(sheet('p { font-family: "Không Có" }', "<p>a</p>"))
        (problem,) = caught.value.problems
        assert problem.code == "unknown-font"
        assert "Be Vietnam Pro" in str(problem.hint)


def fragments(layout: Layout) -> list[Fragment]:
    found: list[Fragment] = []

    def walk(fragment: Fragment) -> None:
        found.append(fragment)
        for child in fragment.children:
            walk(child.fragment)

    for page in layout.pages:
        walk(page)
    return found


def drawn(layout: Layout) -> list[object]:
    """All that draw makes use of, in order."""
    return [
        (
            tuple((child.x, child.y) for child in fragment.children),
            (fragment.width, fragment.height, fragment.text, fragment.text_x, fragment.text_y),
            (fragment.element, fragment.font_size),
        )
        for fragment in fragments(layout)
    ] + [dict(layout.fitted)]


@cache
def card_pages() -> tuple[Element, ...]:
    """A group of two cards beside a text that decides how much room they have."""
    css = """column { gap: 1mm } row { height: 1fr; gap: 2mm }
        box { width: 1fr; copyfit: cards } h1 { font-size: 20pt }
        p { font-size: 14pt; font-size-min: 3pt }"""
    cards = "".join(f"<box><p>{slot(n)}</p></box>" for n in (1, 2))
    return pages(css, f"<column><h1>{slot(0)}</h1><row>{cards}</row></column>")


class TestMemory:
    """Remembering makes layout quick, and changes nothing."""

    ENGINE = LayoutEngine(FONTS, LEXICON)

    @given(title=TEXTS, texts=st.tuples(TEXTS, TEXTS))
    @FEW
    def test_a_layout_remembered_in_part_equals_a_fresh_one(
        self, title: str, texts: tuple[str, str]
    ) -> None:
        one = filled(card_pages(), [title, *(" ".join([text] * 8) for text in texts)])
        assert drawn(self.ENGINE.lay_out(one)) == drawn(lay_out(one))
        assert drawn(self.ENGINE.lay_out(one)) == drawn(lay_out(one))

    @pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
    def test_a_piece_for_the_next_issuer_equals_a_fresh_one(self, material: str) -> None:
        engine = LayoutEngine(FONTS, LEXICON)
        names = ("phường Thới An", "phường Trung Mỹ Tây và các khu phố", "xã Ẳ")
        for unit in (*names, names[0]):
            issuer = Issuer("Ủy ban nhân dân", unit, hotline="028 0000 0000")
            one = workshop.sheet(workshop.job(material, TextLength.FULL, issuer=issuer))
            assert drawn(engine.lay_out(one)) == drawn(lay_out(one)), unit

    def test_an_error_is_reported_again_the_next_time(self) -> None:
        engine = LayoutEngine(FONTS, LEXICON)
        one = filled(card_pages(), ("Một", " ".join([LONG] * 60), "Hai"))
        reported = []
        for _ in range(2):
            with pytest.raises(DoesNotFitError) as caught:
                engine.lay_out(one)
            reported.append([str(problem) for problem in caught.value.problems])
        assert reported[0] == reported[1]

    def test_stays_bounded_however_many_sheets_are_laid_out(self) -> None:
        engine = LayoutEngine(FONTS, LEXICON)
        skeleton = pages("p { font-size: 6pt }", f"<p>{slot(0)}</p>")
        counts = []
        for start in (0, 1100):
            for number in range(start, start + 1100):
                engine.lay_out(filled(skeleton, [str(number)]))
            gc.collect()
            counts.append(sum(isinstance(thing, Fragment) for thing in gc.get_objects()))
        assert counts[1] <= counts[0] + 100
