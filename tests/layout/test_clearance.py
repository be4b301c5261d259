"""The white between texts and what is painted beside them, and what gives way for it.

Pages are 100 x 100 mm. A text of 10 pt needs 0.8 mm, one of 30 pt 0.12 of its size: 1.27 mm.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.sheets import FONTS, boxes, filled, lay_out, pages, sheet, slot
from support.shipped import LEXICON

from generator.core.errors import DoesNotFitError, Problem
from generator.core.units import mm_to_pt
from generator.layout.clearance import Clearance
from generator.layout.engine import LayoutEngine
from generator.layout.model import Fragment
from generator.sheet.model import Sheet

CARD = "#card { background: var(--accent-strong); color: var(--on-dark); align-self: start; }"
ONE_CARD = '<column><column id="card"><p id="text">mạng</p></column></column>'


def problems(one: Sheet) -> tuple[Problem, ...]:
    with pytest.raises(DoesNotFitError) as caught:
        lay_out(one)
    return caught.value.problems


def is_clear(css: str, markup: str) -> bool:
    try:
        lay_out(sheet(css, markup))
    except DoesNotFitError as error:
        return {problem.code for problem in error.problems} != {"clearance"}
    return True


class TestEdges:
    """The ink of a text, not its line box, keeps its distance."""

    # In “mạng” the ink ends at the dot below, 0.26 em under the baseline; a line of 1 em puts the
    # baseline 0.865 em below its top, so that the ink reaches 0.125 em beyond the box.
    @pytest.mark.parametrize(("padding", "clear"), [(1.4, True), (1.0, False)])
    def test_text_keeps_its_distance_from_the_box_it_stands_on(
        self, padding: float, clear: bool
    ) -> None:
        css = CARD + f"#card {{ padding: {padding}mm }} p {{ font-size: 10pt; line-height: 1 }}"
        assert is_clear(css, ONE_CARD) is clear

    def test_a_larger_text_needs_more(self) -> None:
        css = CARD + "#card { padding: 1mm } p { font-size: %dpt; line-height: 1.3 }"
        assert is_clear(css % 10, ONE_CARD)
        assert not is_clear(css % 30, ONE_CARD)

    def test_a_border_counts_from_its_inner_edge(self) -> None:
        css = """#card { border: %smm solid var(--accent); padding: 1mm; align-self: start }
            p { font-size: 10pt; line-height: 1.3 }"""
        markup = ONE_CARD
        assert is_clear(css % 3, markup)
        css = css.replace("padding: 1mm", "padding: 0.2mm")
        assert not is_clear(css % 3, markup)

    def test_a_box_of_the_colour_behind_it_has_no_edge(self) -> None:
        css = "page { background: var(--surface) } #card { background: var(--%s); margin: 5mm }"
        markup = '<column><column id="card"><p>mạng</p></column></column>'
        assert is_clear(css % "surface", markup)
        assert not is_clear(css % "do-tint", markup)

    @pytest.mark.parametrize(("gap", "clear"), [(0.6, False), (1.0, True)])
    def test_text_keeps_its_distance_from_what_is_painted_beside_it(
        self, gap: float, clear: bool
    ) -> None:
        css = f"""row {{ gap: {gap}mm; margin: 9mm }} p {{ font-size: 10pt }}
            icon {{ width: 9mm; height: 9mm; color: var(--do) }}"""
        assert is_clear(css, '<row><icon name="check"/><p>mạng</p></row>') is clear

    @pytest.mark.parametrize("style", ["clearance: auto", "clearance: none"])
    def test_a_style_may_let_a_text_stand_close(self, style: str) -> None:
        css = CARD + f"#card {{ {style} }} p {{ font-size: 10pt; line-height: 1 }}"
        assert is_clear(css, ONE_CARD) is style.endswith("none")

    def test_text_keeps_the_safe_distance_from_the_trim(self) -> None:
        one = sheet("column { margin: 4mm } p { font-size: 10pt }", "<column><p>mạng</p></column>")
        lay_out(replace(one, safe_pt=mm_to_pt(4)))
        (problem,) = problems(replace(one, safe_pt=mm_to_pt(5)))
        assert problem.code == "clearance"
        assert problem.message.values["need"] == 5

    def test_a_fault_names_item_place_and_both_distances(self) -> None:
        css = CARD + "#card { padding: 0.5mm } p { font-size: 10pt; line-height: 1.3 }"
        (problem,) = problems(
            sheet(
                css, '<column><column id="card" item="do-1"><p part="x">mạng</p></column></column>'
            )
        )
        assert problem.place is not None
        assert (problem.place.item, problem.place.page) == ("x", 1)
        gap, need = (float(str(problem.message.values[name])) for name in ("gap", "need"))
        assert 0 < gap < need == 0.8


class TestCoveredEdges:
    """An edge that is painted over is no edge: a label laid across the foot of a field."""

    MARKUP = '<layer class="field"><column class="label"><p>mạng</p></column></layer>'
    CSS = """.field { background: var(--accent-strong); height: 30mm; margin: 9mm }
        .label { position: absolute; left: 5mm; bottom: -6mm; width: 40mm; padding: 4mm }
        p { font-size: 10pt; line-height: 1.3 }"""

    def test_a_text_may_stand_across_them_on_a_ground_of_its_own(self) -> None:
        assert is_clear(f"{self.CSS} .label {{ background: var(--surface) }}", self.MARKUP)

    def test_a_text_without_a_ground_may_not(self) -> None:
        assert not is_clear(self.CSS, self.MARKUP)

    def test_a_ground_that_is_too_small_does_not_cover_them(self) -> None:
        css = f"{self.CSS} .label {{ background: var(--surface); padding: 0 }}"
        assert not is_clear(css, self.MARKUP)


class TestOverlaps:
    """Nothing in the flow lies over its neighbour."""

    def test_a_sign_over_another_is_a_fault(self) -> None:
        css = "column { gap: %smm } icon { width: 9mm; height: 9mm; color: var(--do) }"
        markup = """<column><icon name="check"/>
            <box style="margin-top: -4mm"><icon name="check"/></box></column>"""
        assert is_clear(css % 5, markup)
        assert not is_clear(css % 3, markup)

    def test_a_sign_that_is_laid_over_a_box_is_meant(self) -> None:
        css = """layer { width: 20mm; height: 20mm; background: var(--do-tint) }
            icon { position: absolute; right: -2mm; bottom: -2mm; width: 8mm; height: 8mm;
                   color: var(--do) }"""
        assert is_clear(css, '<column><layer><icon name="check"/></layer></column>')

    def test_a_text_over_another_is_a_fault(self) -> None:
        css = "p { font-size: 20pt } #b { margin-top: %smm }"
        markup = '<column><p id="a">mạng</p><p id="b">mạng</p></column>'
        assert is_clear(css % 0, markup)
        assert not is_clear(css % -6, markup)

    def test_a_text_under_a_sign_is_a_fault(self) -> None:
        css = """p { font-size: 20pt }
            icon { margin-top: -6mm; width: 9mm; height: 9mm; color: var(--do) }"""
        assert not is_clear(css, '<column><p>mạng</p><icon name="check"/></column>')


class TestGivingWay:
    """Fitted texts get smaller before they are too close."""

    # A line of 36 pt takes 1.2 em, 15.24 mm; the dot below reaches to 0.01 em above the line's end.
    CSS = """.all { margin-top: 9mm } #head { height: %smm; copyfit: head }
        #below { height: 20mm; background: var(--do) }
        p { font-size: 36pt; font-size-min: %spt; line-height: 1.2 }"""
    MARKUP = """<column class="all">
        <column id="head"><p id="text">Ứng xử mạng</p></column><box id="below"/></column>"""

    def test_a_headline_gets_smaller_until_it_is_clear_of_what_follows(self) -> None:
        size = boxes(lay_out(sheet(self.CSS % (16.6, 20), self.MARKUP)))["text"].size_pt
        assert 20 < size < 36
        # At the next larger step it would be too close.
        fixed = self.CSS.replace("copyfit: head;", "").replace("36pt; font-size-min: ", "")
        assert is_clear(fixed % (16.6, size), self.MARKUP)
        assert not is_clear(fixed % (16.6, size + 0.25), self.MARKUP)

    def test_a_headline_that_is_clear_keeps_its_size(self) -> None:
        found = boxes(lay_out(sheet(self.CSS % (22, 20), self.MARKUP)))
        assert found["text"].size_pt == 36

    def test_what_is_too_close_at_its_floor_is_an_error(self) -> None:
        (problem,) = problems(sheet(self.CSS % (15.6, 35), self.MARKUP))
        assert problem.code == "clearance"

    def test_a_page_that_follows_a_clear_one_is_judged_anew(self) -> None:
        """Things that stood clear on one page are not compared again, but a changed text is."""
        css = CARD + "#card { padding: 1mm } #card p { font-size: 10pt; line-height: 1 }"
        skeleton = pages(css, f'<column><column id="card"><p>{slot(0)}</p></column></column>')
        engine = LayoutEngine(FONTS, LEXICON)
        engine.lay_out(filled(skeleton, ["man"]))
        with pytest.raises(DoesNotFitError):
            engine.lay_out(filled(skeleton, ["mạng"]))
        engine.lay_out(filled(skeleton, ["men"]))


def test_a_box_made_anew_around_the_same_sign_is_still_around_it() -> None:
    """The white frame makes elements anew; caches that outlive them must not part them."""
    css = CARD + "#card { padding: 2mm } icon { width: 10mm; height: 10mm }"
    markup = '<column><column id="card"><icon name="mark-do" alt="Nên"/></column></column>'
    one = sheet(css, markup)
    engine = LayoutEngine(FONTS, LEXICON)
    page = engine.lay_out(one).pages[0]
    check = Clearance()
    assert not check.faults(page, 0.0)
    assert not check.faults(_with_boxes_anew(page), 0.0)


def _with_boxes_anew(fragment: Fragment) -> Fragment:
    """The fragment with equal but new elements for the boxes that are painted around others."""
    children = tuple(replace(c, fragment=_with_boxes_anew(c.fragment)) for c in fragment.children)
    is_painted = bool(children) and fragment.element.style.background is not None
    element = replace(fragment.element) if is_painted else fragment.element
    return replace(fragment, element=element, children=children)
