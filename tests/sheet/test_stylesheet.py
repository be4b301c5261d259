from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.sheets import THEME

from generator.core.errors import TemplateError
from generator.core.units import mm_to_pt
from generator.sheet.css import PROPERTIES, SIDES, StyleSheet
from generator.sheet.markup import Skeleton, parse_markup
from generator.sheet.model import Edges, Fraction, Percent

A3_SHORT = mm_to_pt(297)


def skeleton(css: str, markup: str = "<p>x</p>", short_side_pt: float = A3_SHORT) -> Skeleton:
    sheet = f'<sheet at="t:1"><page at="t:2">{markup}</page></sheet>'
    return parse_markup(sheet, StyleSheet([("s.css", css)]), THEME, short_side_pt, "t")


def problems(css: str, markup: str = "<p>x</p>") -> list[str]:
    with pytest.raises(TemplateError) as caught:
        skeleton(css, markup)
    return [str(p) for p in caught.value.problems]


def test_every_unit_is_converted_to_points_once() -> None:
    page = skeleton("p { padding: 10mm 1cm 12pt 2em; font-size: 20pt }").pages[0]
    padding = page.children[0].style.padding
    assert padding == Edges(mm_to_pt(10), mm_to_pt(10), 12.0, 40.0)


def test_design_units_are_millimetres_and_points_on_a3_and_shrink_with_the_sheet() -> None:
    css = "p { width: 27um; height: 3u; font-size: 19.5up }"
    on_a3 = skeleton(css).pages[0].children[0].style
    assert on_a3.width == pytest.approx(mm_to_pt(27))
    assert on_a3.height == pytest.approx(mm_to_pt(9))
    assert on_a3.font_size == pytest.approx(19.5)
    on_half = skeleton(css, short_side_pt=A3_SHORT / 2).pages[0].children[0].style
    assert on_half.font_size == pytest.approx(9.75)


def test_max_keeps_a_floor() -> None:
    style = skeleton("p { font-size: max(8up, 6pt) }", short_side_pt=A3_SHORT / 2)
    assert style.pages[0].children[0].style.font_size == 6.0


def test_the_more_specific_rule_wins_whatever_the_order() -> None:
    css = ".a { color: var(--dont) } p { color: var(--accent-strong) }"
    style = skeleton(css, '<p class="a">x</p>').pages[0].children[0].style
    assert style.color.name == "dont"


def test_a_style_attribute_beats_every_rule() -> None:
    css = "#i { color: var(--dont) }"
    style = (
        skeleton(css, '<p id="i" style="color: var(--accent-strong)">x</p>')
        .pages[0]
        .children[0]
        .style
    )
    assert style.color.name == "accent-strong"


def test_text_properties_are_inherited_and_box_properties_are_not() -> None:
    css = "column { color: var(--dont); padding: 5mm; font-weight: 700 }"
    inner = skeleton(css, "<column><p>x</p></column>").pages[0].children[0].children[0].style
    assert (inner.color.name, inner.font_weight) == ("dont", 700)
    assert inner.padding == Edges()


def test_a_new_font_size_drops_the_inherited_floor() -> None:
    css = "column { font-size: 20pt; font-size-min: 10pt } .own { font-size: 12pt }"
    column = skeleton(css, '<column><p>x</p><p class="own">y</p></column>').pages[0].children[0]
    assert column.children[0].style.font_size_min == 10.0
    assert column.children[1].style.font_size_min is None


def test_sizes_may_be_shares_and_fractions() -> None:
    style = skeleton("p { width: 40%; height: 2fr }").pages[0].children[0].style
    assert (style.width, style.height) == (Percent(0.4), Fraction(2.0))


def test_the_first_line_may_have_a_colour_of_its_own() -> None:
    page = skeleton("p { color: var(--text) } p::first-line { color: var(--accent-strong) }").pages[
        0
    ]
    (text,) = page.children
    assert text.style.color.name == "text"
    assert text.style.first_line_color == THEME.colours["accent-strong"]


def test_the_colour_of_a_first_line_is_not_inherited_by_boxes_inside() -> None:
    page = skeleton("page::first-line { color: var(--accent-strong) }").pages[0]
    assert page.children[0].style.first_line_color is None


@pytest.mark.parametrize(
    ("css", "why"),
    [
        ("p {}\np::marker { color: var(--accent-strong) }", "unknown '::marker'"),
        ("p {}\np::first-line { font-size: 9pt }", "'::first-line' cannot change 'font-size'"),
    ],
)
def test_what_a_pseudo_element_cannot_do_is_reported(css: str, why: str) -> None:
    (fault,) = problems(css)
    assert fault.startswith("s.css:2:")
    assert why in fault


def test_a_raw_colour_is_refused_because_it_has_no_ink_recipe() -> None:
    assert "expected a colour of the theme" in problems("p { color: #ff0000 }")[0]


def test_every_fault_is_reported_at_once_with_its_line() -> None:
    css = "p {\n  colr: var(--accent);\n  width: 3 apples;\n  gap: 1mm 2mm 3mm;\n}\n@media x {}"
    found = problems(css)
    assert [re.match(r"s\.css:(\d+)", text)[1] for text in found] == ["2", "6"]  # type: ignore[index]
    found = problems(css.replace("colr", "color").replace("@media x {}", ""))
    assert [re.match(r"s\.css:(\d+)", text)[1] for text in found] == ["3", "4"]  # type: ignore[index]


def test_a_misspelt_property_suggests_the_near_one() -> None:
    with pytest.raises(TemplateError) as caught:
        skeleton("p { paddin: 1mm }")
    assert str(caught.value.problems[0].hint) == "did you mean 'padding'?"


@pytest.mark.parametrize(
    ("css", "why"),
    [
        ("p { color: var(--rose) }", "the theme has no colour 'rose'"),
        ("p { width: 3furlong }", "unknown unit 'furlong'"),
        ("p { text-wrap: tight }", "expected one of wrap, balance, pretty, nowrap"),
        ("p { max-lines: 0 }", "expected a whole number from 1"),
        ("p { background: linear-gradient(var(--accent-strong)) }", "at least two colours"),
        ("p { border: 1mm dotted var(--accent-strong) }", "expected one of solid"),
        ("p { left: 1fr }", "a fraction (fr) has no meaning here"),
    ],
)
def test_a_bad_value_says_what_was_expected(css: str, why: str) -> None:
    assert why in problems(css)[0]


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ("font-size: 1pt", "font-size: 0.99pt"),
        ("font-size: 5000pt", "font-size: 5001pt"),
        ("font-size-min: 1pt", "font-size-min: 0"),
        ("font-size: 1.1pt", "font-size: 1e-300pt"),
        ("letter-spacing: -1em", "letter-spacing: -1.01em"),
        ("letter-spacing: 10em", "letter-spacing: 10.1em"),
        ("margin: -20000mm", "margin: -20001mm"),
        ("left: 20000mm", "left: 20001mm"),
        ("top: -20000mm", "top: -1e308mm"),
        ("height: 2000cm", "height: 1e999pt"),
        ("width: max(1mm, 2mm)", "width: max(1mm, 1e999pt)"),
        ("width: 10000%", "width: 10001%"),
        ("left: -10000%", "left: -10001%"),
        ("width: 10000fr", "width: 10001fr"),
        ("line-height: 10000", "line-height: 1e308"),
        (
            "background: linear-gradient(var(--text) 0%, var(--text) 100%)",
            "background: linear-gradient(var(--text) 0%, var(--text) 101%)",
        ),
    ],
)
def test_sizes_and_lengths_are_within_named_limits(inside: str, outside: str) -> None:
    assert skeleton(f"p {{ {inside} }}").pages
    (fault,) = problems(f"p {{\n  {outside} }}")
    assert fault.startswith(f"s.css:2:3: {inside.partition(':')[0]}: '")


@pytest.mark.parametrize(
    "declaration",
    [
        "padding: 1mm -1mm",
        "padding-left: -1mm",
        "gap: -1mm",
        "border: -1mm solid var(--text)",
        "border-radius: -1mm",
        "tail: 1mm -1mm 1mm",
        "width: -1mm",
        "height: -1%",
        "grid-template-columns: 1fr -1fr",
        "flex-grow: -1",
        "stroke-width: -1",
        "line-height: -1",
        "line-height: -1mm",
    ],
)
def test_what_cannot_be_negative_is_refused_where_it_is(declaration: str) -> None:
    (fault,) = problems(f"p {{\n  {declaration} }}")
    name = declaration.partition(":")[0]
    assert re.fullmatch(rf"s\.css:2:3: {name}: '-1\w*%?' is negative", fault)
    assert skeleton(f"p {{ {declaration.replace('-1', '1')} }}").pages


def test_margins_and_insets_may_be_negative() -> None:
    style = skeleton("p { margin: -1mm; left: -2mm }").pages[0].children[0].style
    assert (style.margin.left, style.inset.left) == (-mm_to_pt(1), -mm_to_pt(2))


@pytest.mark.parametrize(
    ("css", "line", "why"),
    [
        ("p {}\nh1 { color: var(--text);\np { width: 1mm }", 2, "what is opened here"),
        ("p {}\nh1 { color: var(--text; }", 2, "what is opened here"),
        ("p {}\n/* h1 {}", 2, "this comment is never closed"),
        (f"p {{}}\nh1 {{ width: {'9' * 5000}mm }}", 2, "a number of 5000 digits"),
        (f"p {{}}\nh1 {{ width: {'max(' * 3000}1mm{')' * 3000} }}", 2, "nested more than 20"),
        (f"p {{}}\n{'h1 {' * 3000}{'}' * 3000}", 2, "nested more than 20"),
        (f"p {{}}\n{':not(' * 3000}h1{')' * 3000} {{}}", 2, "nested more than 20"),
        (f"p {{}}\n{'h1 ' * 5000} {{}}", 2, "the selector is too long"),
    ],
)
def test_a_sheet_that_no_parser_should_be_given_is_refused_with_its_line(
    css: str, line: int, why: str
) -> None:
    fault = problems(css)[0]
    assert fault.startswith(f"s.css:{line}:")
    assert why in fault


def test_a_style_attribute_is_held_to_the_same_limits() -> None:
    markup = '<p at="t:7" style="{}">x</p>'
    for style in ("font-size: 0", f"width: {'9' * 5000}mm", f"width: {'max(' * 99}1mm{')' * 99}"):
        (fault,) = problems("", markup.format(style))
        assert fault.startswith("t:7: ")


def test_a_fault_of_a_rule_is_reported_once_however_many_elements_it_matches() -> None:
    assert len(problems("p { gap: -1mm }", "<p>a</p><p>b</p><p>c</p>")) == 1


def test_closed_blocks_comments_and_strings_are_no_faults() -> None:
    assert skeleton('p { font-family: "Be Vietnam Pro" } /* a { b */\n').pages
    assert skeleton("/* nothing */").pages


def test_the_reference_names_every_property_and_no_other() -> None:
    text = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    reference = text.split("\n## Properties\n")[1].split("\n## ")[0]
    rows = [line for line in reference.splitlines() if line.startswith("| `")]
    table = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row.split("|")[1])}
    # Sides of margin and padding are reported in their rows' values.
    assert table == {*PROPERTIES, *(name for name in SIDES if "-" not in name)}
