from __future__ import annotations

import pytest
from support.sheets import THEME

from generator.core.errors import TemplateError
from generator.sheet.css import StyleSheet
from generator.sheet.markup import parse_markup
from generator.sheet.model import Element, PageCounter


def page(inner: str) -> Element:
    sheet = f'<sheet at="t:1"><page at="t:2">{inner}</page></sheet>'
    return parse_markup(sheet, StyleSheet([]), THEME, 800.0, "t").pages[0]


def problems(markup: str) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        parse_markup(markup, StyleSheet([]), THEME, 800.0, "t")
    return [str(p) for p in caught.value.problems]


def texts(element: Element) -> list[tuple[str | int | PageCounter, ...]]:
    return [inline.parts for inline in element.texts]


def test_white_space_collapses_as_in_html() -> None:
    p = page("<p>  Nghĩ  kỹ \n <b> trước</b> <br/>  khi  đăng  </p>").children[0]
    assert texts(p) == [("Nghĩ kỹ ",), (" trước",), ("\n",), ("khi đăng",)]


def test_slots_are_found_in_texts_and_counted_up_the_tree() -> None:
    column = page("<column><p>a \ue0003\ue001</p><p>\ue0001\ue001</p></column>").children[0]
    assert texts(column.children[0]) == [("a ", 3)]
    assert column.slots == (1, 3)


@pytest.mark.parametrize("reference", ["&#xE000;", "&#x000e003;", "&#57344;", "&#057347;"])
def test_a_reference_to_a_slots_marker_is_refused_with_its_line(reference: str) -> None:
    markup = f'<sheet at="t:1"><page at="t:2"><p at="t:7">{reference}1&#xe001;</p></page></sheet>'
    (problem,) = problems(markup)
    assert problem.startswith(f"t:7: '{reference}' is a character that marks slots")


def test_a_copyfit_box_within_another_is_refused() -> None:
    inner = '<column at="t:3" style="copyfit: a"><column at="t:4" style="copyfit: b"/></column>'
    (problem,) = problems(f'<sheet at="t:1"><page at="t:2">{inner}</page></sheet>')
    assert problem.startswith("t:4: 'copyfit: b' within 'copyfit: a'")


def test_references_to_other_characters_are_read() -> None:
    assert texts(page("<p>&#xE004;&#57348;&#38;</p>").children[0]) == [("\ue004\ue004&",)]


def test_a_link_carries_its_address_and_bold_its_weight() -> None:
    p = page('<p>a <a href="https://x.vn"><b>b</b></a></p>').children[0]
    assert (p.texts[1].href, p.texts[1].font_weight) == ("https://x.vn", 700)


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ("<colum/>", "unknown element <colum>"),
        ("<row>text</row>", "<row> cannot hold text"),
        ("<icon/>", "<icon> needs the attribute 'name'"),
        ('<p onclick="x">a</p>', "<p> has no attribute 'onclick'"),
        ("<p><row/></p>", "<row> cannot stand in <p>"),
        ("<li>a<row/></li>", "<li> holds text and boxes"),
        ("<ul><p>a</p></ul>", "<p> cannot stand in <ul>"),
        ('<p><span style="width: 3mm">a</span></p>', "<span> cannot change 'width'"),
    ],
)
def test_a_breach_of_the_schema_names_the_line(inner: str, why: str) -> None:
    marked = inner.replace("<", "<").replace("/>", ' at="t:7"/>') if "/>" in inner else inner
    found = problems(f'<sheet at="t:1"><page at="t:2">{marked}</page></sheet>')
    assert any(why in text for text in found), found


def test_all_breaches_are_reported_at_once() -> None:
    found = problems('<sheet at="t:1"><page at="t:2"><x at="t:3"/><y at="t:4"/></page></sheet>')
    assert [text.split(":")[1] for text in found] == ["3", "4"]


def test_markup_that_is_not_well_formed_names_the_last_tag_before_the_fault() -> None:
    assert problems('<sheet at="t:1">\n<page at="t:2">\n<p at="t:3">a</row></page></sheet>')[
        0
    ].startswith("t:3: not well-formed")


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]><sheet>&a;</sheet>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><sheet/>',
    ],
)
def test_entities_and_outside_files_are_refused(bomb: str) -> None:
    assert "not allowed" in problems(bomb)[0]


def test_a_tree_too_deep_is_refused_before_it_can_exhaust_the_stack() -> None:
    deep = "<column>" * 70 + "</column>" * 70
    assert "nested deeper" in problems(f"<sheet><page>{deep}</page></sheet>")[0]
