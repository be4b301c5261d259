"""Ornaments of themes from style sheets alone: lines, stripes, curves, drawings, own boxes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.drawn import Look, draw
from support.sheets import THEME

from generator.core.errors import TemplateError
from generator.core.units import mm_to_pt
from generator.draw.target import Target
from generator.sheet.model import Edges
from generator.sheet.theme import Theme

BOX = '<column><box class="a"/></column>'
AT = ".a { position: absolute; left: 20mm; top: 20mm; width: 60mm; height: 40mm; "
BLACK = "dont"
DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<rect width="10" height="10" fill="var(--do)"/></svg>'
)
DRAWN: Theme = replace(THEME, drawings={"dot": DOT})


def rgb(name: str) -> object:
    return pytest.approx([round(255 * part) for part in THEME.colours[name].rgb], abs=3)


WHITE = pytest.approx([255, 255, 255], abs=3)


def look(css: str, markup: str = BOX, theme: Theme = THEME, target: Target | None = None) -> Look:
    return Look(draw(css, markup, target or Target(), theme=theme))


def test_a_line_stands_at_one_edge_alone() -> None:
    seen = look(AT + "border-top: 4mm solid var(--dont) }")
    assert seen.at(50, 22) == rgb(BLACK)
    assert seen.at(50, 26) == WHITE
    assert seen.at(21, 40) == WHITE
    assert seen.at(50, 59) == WHITE


def test_border_says_what_each_side_is_until_one_says_otherwise() -> None:
    seen = look(AT + "border: 4mm solid var(--dont); border-left: none }")
    assert seen.at(50, 58) == rgb(BLACK)
    assert seen.at(21, 40) == WHITE
    seen = look(AT + "border-top: 4mm solid var(--dont); border: none }")
    assert seen.at(50, 22) == WHITE


def test_the_lower_edge_is_a_curve_with_bands_below() -> None:
    seen = look(AT + "background: var(--accent); curve: 12mm 4mm var(--dont) }")
    assert seen.at(50, 58) == rgb("accent"), "deep in the middle"
    assert seen.at(50, 62) == rgb(BLACK), "the band follows"
    assert seen.at(50, 66) == WHITE
    assert seen.at(21, 47) == rgb("accent")
    assert seen.at(20.6, 57) == WHITE, "high at the sides"


def test_a_curve_and_its_bands_bleed() -> None:
    bleed = mm_to_pt(3)
    target = Target(bleed=Edges(bleed, bleed, bleed, bleed), around=mm_to_pt(7))
    css = ".a { width: 101.6mm; height: 40mm; background: var(--accent); "
    seen = look(css + "curve: 9mm 4mm var(--dont) }", target=target)
    assert seen.at(-2, 20) == rgb("accent")
    assert seen.at(-2, 33) == rgb(BLACK)
    assert seen.at(-4, 20) == WHITE


def test_stripes_are_as_wide_as_their_gaps_and_take_their_room() -> None:
    css = AT + "stripes: 6mm 5mm var(--dont) } .b { height: 5mm; background: var(--do) }"
    seen = look(css, '<column><column class="a"><box class="b"/></column></column>')
    row = [seen.at(x / 2, 23) for x in range(50, 150)]
    dark = sum(pixel == rgb(BLACK) for pixel in row)
    assert 40 <= dark <= 60
    assert seen.at(50, 28) == rgb("do"), "what stands in the box begins below them"


@pytest.mark.parametrize("arrange", ["grid-template-columns: 1fr 1fr", "tile-columns: 2"])
def test_lines_stand_in_the_gaps_between_children(arrange: str) -> None:
    css = (
        f".a {{ width: 80mm; height: 60mm; {arrange}; gap: 6mm; column-rule: 2mm solid "
        "var(--dont); row-rule: 2mm solid var(--dont) } .b { height: 27mm }"
    )
    cells = '<box class="b"/>' * 4
    seen = look(css, f'<column><grid class="a">{cells}</grid></column>')
    assert seen.at(40, 10) == rgb(BLACK), "between columns"
    assert seen.at(20, 30) == rgb(BLACK), "between rows"
    assert seen.at(20, 59) == WHITE, "not below the last"
    assert seen.at(79, 10) == WHITE, "not beside the last"


def test_a_drawing_of_the_theme_lies_in_the_shape_of_the_box() -> None:
    css = (
        AT + "background: var(--accent); background-image: url(dot); background-size: 20mm auto; "
        "background-position: 100% 0% }"
    )
    seen = look(css, theme=DRAWN)
    assert seen.at(70, 30) == rgb("do")
    assert seen.at(50, 30) == rgb("accent")
    rounded = look(css.replace("background:", "border-radius: 20mm; background:"), theme=DRAWN)
    assert rounded.at(79.5, 20.5) == WHITE, "cut off with the corner"


def test_a_drawing_that_the_theme_has_not_is_an_error_that_names_those_it_has() -> None:
    with pytest.raises(TemplateError) as caught:
        look(AT + "background-image: url(star) }", theme=DRAWN)
    assert "dot.svg" in str(caught.value.problems[0])


def test_a_style_sheet_adds_boxes_before_and_behind_the_children() -> None:
    css = (
        '.a { width: 80mm; height: 10mm; align-items: stretch } .a::before { content: ""; '
        "width: 1fr; background: var(--dont) } .b { width: 30mm; background: var(--do) }"
    )
    seen = look(css, '<column><row class="a"><box class="b"/></row></column>')
    assert seen.at(20, 5) == rgb(BLACK)
    assert seen.at(65, 5) == rgb("do")
    without = look(
        css.replace('content: ""; ', ""), '<column><row class="a"><box class="b"/></row></column>'
    )
    assert without.at(15, 5) == rgb("do"), "as in CSS, only where content is set"


def test_boxes_beside_a_text_are_refused_with_a_way_out() -> None:
    with pytest.raises(TemplateError) as caught:
        look('p::before { content: "" }', "<column><p>Chữ</p></column>")
    (problem,) = caught.value.problems
    assert "background-image" in str(problem.hint)


def test_content_that_is_a_text_is_refused() -> None:
    with pytest.raises(TemplateError):
        look('.a::before { content: "Chữ" }', BOX)


def test_to_save_ink_a_solid_ground_is_an_outline_and_a_tint_is_nothing() -> None:
    solid = look("page { print-color-adjust: economy } " + AT + "background: var(--accent) }")
    assert solid.at(50, 40) == WHITE
    assert solid.at(50, 20.25) == rgb("accent")
    tint = look("page { print-color-adjust: economy } " + AT + "background: var(--do-tint) }")
    assert tint.at(50, 40) == WHITE
    kept = look(
        "page { print-color-adjust: economy } "
        + AT
        + "background: var(--accent); print-color-adjust: exact }"
    )
    assert kept.at(50, 40) == rgb("accent")


def test_where_little_ink_is_asked_for_no_ground_is_kept() -> None:
    css = AT + "background: var(--accent); print-color-adjust: exact }"
    assert look(css, theme=THEME.in_outlines()).at(50, 40) == WHITE


def test_no_line_of_the_gaps_runs_through_a_tile_that_is_wider_than_those_above() -> None:
    css = (
        ".a { width: 80mm; height: 60mm; tile-columns: 2; gap: 6mm; copyfit: a; "
        "column-rule: 2mm solid var(--dont); row-rule: 2mm solid var(--dont) } "
        "p { font-size: 40pt; font-size-min: 6pt }"
    )
    words = "<box><p>Vừa</p></box><box><p>Vừa</p></box><box><p>Một câu dài hơn nhiều</p></box>"
    seen = look(css, f'<column><grid class="a">{words}</grid></column>')
    upright = [seen.at(40, y) == rgb(BLACK) for y in range(1, 60)]
    assert 5 < sum(upright) < 40, "it ends where the row ends"
