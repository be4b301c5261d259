"""A text that takes several pages: every block on one page, in order, and where a page may end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from support.sheets import FONTS, Box, filled, lay_out, pages, walk
from support.shipped import LEXICON

from generator.core.errors import DoesNotFitError, TemplateError
from generator.core.units import mm_to_pt
from generator.layout.engine import LayoutEngine
from generator.layout.model import Fragment, Layout
from generator.layout.pagination import LEAST_LINES, MOST_EMPTY
from generator.sheet.model import Sheet

CSS = """
.all { margin: 10mm; gap: 4mm; }
.foot { height: 6mm; }
h2, p { font-size: 10pt; line-height: 1.4; }
h2 { break-after: avoid; margin-top: 3mm; }
.item { break-inside: avoid; gap: 1mm; padding: 2mm 0; }
.row { arrange: row; gap: 2mm; }
.row .number { width: 8mm; }
.row .say { width: 1fr; }
"""
#: Of the box for the flow: 100 mm less margins, gap and foot.
ROOM_MM = 70.0
WORDS = ("mỗi", "người", "dân", "tự", "kiểm", "chứng", "tin", "trước", "khi", "chia", "sẻ", "trên")


def text(count: int, start: int = 0) -> str:
    return " ".join(f"{WORDS[n % len(WORDS)]}{n}" for n in range(start, start + count))


def flowing(*blocks: str, most: int = 60) -> Sheet:
    """A sheet whose flow holds ``blocks``, with a foot on each page."""
    markup = (
        f'<column class="all"><flow id="flow">{"".join(blocks)}</flow>'
        '<p class="foot" id="foot">Trang <page-number/>/<page-count/></p></column>'
    )
    return replace(filled(pages(CSS, markup), ()), most_pages=most)


def flow_of(page: Fragment) -> Fragment:
    waiting = [page]
    while waiting:
        one = waiting.pop()
        if one.element.tag == "flow":
            return one
        waiting += [child.fragment for child in one.children]
    raise AssertionError("no flow")


def parts(layout: Layout) -> list[list[Box]]:
    """The texts of each page's flow, in order."""
    return [[box for _, box in walk(flow_of(page), 0.0, 0.0) if box.lines] for page in layout.pages]


def lines(layout: Layout) -> list[str]:
    return [line for page in parts(layout) for box in page for line in box.lines]


def heading(number: int) -> str:
    return f"<h2>Mục {number}</h2>"


def item(number: int, words: int) -> str:
    return (
        f'<ul><li class="item row" item="i-{number}">'
        f'<column class="number" role="marker"><p>{number}.</p></column>'
        f'<column class="say"><h2>Điều {number}</h2><p>{text(words, number)}</p></column></li></ul>'
    )


def paragraph(number: int, words: int) -> str:
    return f"<p>{text(words, number)}</p>"


KINDS = {"heading": lambda n, _: heading(n), "item": item, "paragraph": paragraph}
BLOCKS = st.lists(
    st.tuples(st.sampled_from(sorted(KINDS)), st.integers(1, 260)), min_size=1, max_size=14
)


@settings(max_examples=80)
@given(BLOCKS)
@example([("item", 259)] * 3)
@example([("heading", 1)] * 5 + [("paragraph", 200)])
def test_every_line_stands_on_exactly_one_page_and_in_order(blocks: list[tuple[str, int]]) -> None:
    # More headings in a row than a page holds have no place to end one.
    longest = max(len(list(run)) for _, run in groupby(kind for kind, _ in blocks))
    assume(longest < 6)
    made = [KINDS[kind](number, words) for number, (kind, words) in enumerate(blocks)]
    # A heading at the very end has nothing to stay with.
    made.append(paragraph(99, 3))
    sheet = flowing(*made)
    layout = lay_out(sheet)
    tall = lay_out(replace(sheet, height_pt=mm_to_pt(15000)))
    assert len(tall.pages) == 1
    assert lines(layout) == lines(tall)
    for page in layout.pages:
        flow = flow_of(page)
        for child in flow.children:
            assert child.y >= -0.01
            assert child.y + child.fragment.height <= flow.height + 0.1
    for before, after in pairwise(parts(layout)):
        assert not before[-1].lines[0].startswith(("Mục", "Điều")), "a heading ends a page"
        assert after, "an empty page"


def whole_lines(blocks: Iterator[str]) -> set[tuple[str, ...]]:
    tall = lay_out(replace(flowing(*blocks), height_pt=mm_to_pt(15000)))
    return {box.lines for page in parts(tall) for box in page}


@settings(max_examples=40)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=8))
def test_a_paragraph_leaves_no_line_alone_on_either_side(counts: list[int]) -> None:
    blocks = [paragraph(number, words) for number, words in enumerate(counts)]
    whole = whole_lines(iter(blocks))
    for page in parts(lay_out(flowing(*blocks))):
        for box in page:
            assert box.lines in whole or len(box.lines) >= LEAST_LINES


def test_the_lines_of_a_part_keep_their_pitch_and_stand_at_the_head_of_the_page() -> None:
    layout = lay_out(flowing(paragraph(0, 300)))
    first, second = (flow_of(page).children[0].fragment for page in layout.pages[:2])
    assert first.text is not None
    assert second.text is not None
    assert not first.is_continued
    assert second.is_continued
    pitch = first.text.lines[1].baseline_em - first.text.lines[0].baseline_em
    assert second.text.lines[1].baseline_em - second.text.lines[0].baseline_em == pytest.approx(
        pitch
    )
    assert second.text.lines[0].baseline_em == pytest.approx(first.text.lines[0].baseline_em)


def test_an_item_stays_whole_where_no_more_than_a_third_of_the_page_stays_empty() -> None:
    """And beside it one that is parted, because more would."""
    for before, is_whole in ((68, True), (25, False)):
        layout = lay_out(flowing(paragraph(0, before), item(1, 45)))
        assert len(layout.pages) == 2
        said = [box.lines for box in parts(layout)[0]]
        filled_mm = max(box.y + box.height for box in parts(layout)[0])
        assert (("1.",) not in said) is is_whole
        assert ROOM_MM - filled_mm <= MOST_EMPTY * ROOM_MM


def test_each_page_says_its_number_and_how_many_there_are() -> None:
    layout = lay_out(flowing(paragraph(0, 700)))
    feet = [
        box.lines[0] for page in layout.pages for name, box in walk(page, 0, 0) if name == "foot"
    ]
    count = len(layout.pages)
    assert count > 2
    assert feet == [f"Trang {number}/{count}" for number in range(1, count + 1)]
    assert layout.folds == ((),) * count


def test_pages_of_a_sheet_without_a_flow_are_counted_too() -> None:
    sheet = filled(pages(CSS, *['<p id="n"><page-number/>/<page-count/></p>'] * 3), ())
    said = [box.lines for page in lay_out(sheet).pages for name, box in walk(page, 0, 0) if name]
    assert said == [("1/3",), ("2/3",), ("3/3",)]


def test_a_second_sheet_of_the_engine_has_its_own_numbers() -> None:
    """Fragments are cached; a page number is not taken from a longer text."""
    engine = LayoutEngine(FONTS, LEXICON)
    skeleton = flowing(paragraph(0, 700))
    first = engine.lay_out(skeleton)
    again = engine.lay_out(skeleton)
    assert lines(first) == lines(again)
    shorter = engine.lay_out(replace(skeleton, height_pt=skeleton.height_pt * 2))
    (foot,) = {
        box.lines[0].partition("/")[2]
        for page in shorter.pages
        for name, box in walk(page, 0, 0)
        if name == "foot"
    }
    assert int(foot) == len(shorter.pages) < len(first.pages)


def test_what_is_higher_than_a_page_and_cannot_be_parted_is_named() -> None:
    with pytest.raises(DoesNotFitError) as caught:
        lay_out(flowing(f'<h2 part="head">{text(400)}</h2>'))
    (problem,) = caught.value.problems
    assert problem.code == "flow-box-too-high"
    assert problem.place.item == "head"


def test_more_pages_than_the_material_allows_are_refused_with_both_numbers() -> None:
    with pytest.raises(DoesNotFitError) as caught:
        lay_out(flowing(paragraph(0, 700), most=2))
    (problem,) = caught.value.problems
    assert problem.code == "too-many-pages"
    assert problem.message.values["most"] == 2
    assert lay_out(flowing(paragraph(0, 100), most=2)).pages


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<column><flow/><flow/></column>", "a second <flow>"),
        ("<grid><flow/></grid>", "cannot stand in <grid>"),
        ("<panels><flow/></panels>", "cannot stand in <panels>"),
        ("<flow><box class='fit'><p>a</p></box></flow>", "within a flow"),
    ],
)
def test_a_flow_that_cannot_be_repeated_is_refused(markup: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        pages(".fit { copyfit: one; }", markup)


def test_what_stands_around_a_flow_is_read_after_it_unless_it_has_a_place() -> None:
    (page,) = pages("", "<column><p>Trang</p><flow><p>a</p></flow><p order='3'>b</p></column>")
    orders = [e.attributes.get("order") for e in page.walk() if e.tag == "p"]
    assert orders == ["9999", None, "3"]
