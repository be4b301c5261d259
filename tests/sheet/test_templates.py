from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.workshop import campaign

from generator.core.errors import ContentError, TemplateError
from generator.sheet.template import SLOT, FilledTemplate, Templates
from generator.sheet.template_values import campaign_values


def fill(folder: Path, source: str, **values: object) -> FilledTemplate:
    (folder / "t.xml").write_text(source, encoding="utf-8")
    return Templates([folder]).fill("t.xml", values)


def fault(folder: Path, source: str, **values: object) -> str:
    with pytest.raises(TemplateError) as caught:
        fill(folder, source, **values)
    return str(caught.value.problems[0])


def test_a_printed_value_becomes_a_slot_and_never_markup(tmp_path: Path) -> None:
    filled = fill(tmp_path, "<p>{{ text }}</p>", text="<b>&amp;")
    assert filled.slots == ("<b>&amp;",)
    assert "<b>" not in filled.markup


def test_documents_that_differ_in_texts_have_the_same_markup(tmp_path: Path) -> None:
    source = "{% for i in items %}<p>{{ i }}</p>{% endfor %}"
    one, other = (fill(tmp_path, source, items=items) for items in (["a", "b"], ["c", "<d>"]))
    assert one.markup == other.markup
    assert one.slots != other.slots


def test_a_value_in_an_attribute_is_written_in_place_and_escaped(tmp_path: Path) -> None:
    filled = fill(tmp_path, '<p class="{{ name }}">{{ name }}</p>', name='x"y<')
    assert 'class="x&#34;y&lt;"' in filled.markup


def test_vietnamese_forms_are_filters(tmp_path: Path) -> None:
    source = (
        "<p>{{ day | short_day }}{{ day | long_day }}{{ 'Phường Thới An' | in_text }}</p>"
        "{% for name in names | sorted_vi %}<p>{{ name }}</p>{% endfor %}"
    )
    filled = fill(tmp_path, source, day=dt.date(2026, 3, 5), names=["Đà Nẵng", "Dĩ An", "Ân Thi"])
    assert filled.slots == (
        "05/3/2026",
        "ngày 05 tháng 3 năm 2026",
        "phường Thới An",
        "Ân Thi",
        "Dĩ An",
        "Đà Nẵng",
    )


def test_a_macro_may_print_values(tmp_path: Path) -> None:
    source = (
        "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}"
        "{% set late = m(1) %}<p>{{ m(2) }}{{ late }}</p>"
    )
    filled = fill(tmp_path, source)
    assert filled.slots == ("1", "2")
    assert filled.markup.index("\ue0001\ue001") < filled.markup.index("\ue0000\ue001")


def test_every_tag_says_on_which_line_of_the_template_it_stands(tmp_path: Path) -> None:
    filled = fill(tmp_path, "<a>\n{% if true %}\n\n  <b/>{% endif %}</a>")
    assert '<b at="t.xml:4"/>' in filled.markup


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("<p>\n{{ missing }}</p>", "t.xml:2"),
        ("<p>\n\n{% if %}</p>", "t.xml:3"),
        ("<p>\n{{ campaign.nothing }}</p>", "t.xml:2"),
        ("\n\n\n{{ ''.__class__.__mro__ }}", "t.xml:4"),
        ("{% include 'other' %}", "t.xml"),
    ],
)
def test_a_fault_names_the_template_and_its_line(tmp_path: Path, source: str, place: str) -> None:
    assert fault(tmp_path, source, campaign="x").startswith(place)


def test_the_sandbox_forbids_what_could_harm(tmp_path: Path) -> None:
    source = "{{ campaign.items.__init__.__globals__ }}"
    assert "a template may not read" in fault(tmp_path, source, campaign={})


def test_a_flood_of_markup_is_refused(tmp_path: Path) -> None:
    assert "characters" in fault(
        tmp_path, "{% for i in range(90000) %}<p>0123456789</p>{% endfor %}"
    )


@pytest.mark.parametrize(
    "attack",
    [
        "{{ 'a' * 3000000000 }}",
        "{{ 10 ** 100000 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for i in range(10000000) %}{% endfor %}",
    ],
)
def test_an_expression_that_would_exhaust_the_machine_is_a_fault_of_the_template(
    tmp_path: Path, attack: str
) -> None:
    assert fault(tmp_path, f"<p>\n{attack}</p>").startswith("t.xml:2: cannot be filled")


def test_what_an_imported_template_sets_does_not_outlive_a_filling(tmp_path: Path) -> None:
    (tmp_path / "parts.xml").write_text(
        '{% set sign %}{{ "Mới:" }}{% endset %}{% set count = namespace(n=0) %}'
        "{% macro numbered(text) %}{% set count.n = count.n + 1 %}"
        "<p>{{ sign }} {{ count.n }} {{ text }}</p>{% endmacro %}",
        encoding="utf-8",
    )
    (tmp_path / "t.xml").write_text(
        '{% from "parts.xml" import numbered %}<p>{{ text }}</p>{{ numbered(text) }}',
        encoding="utf-8",
    )
    templates = Templates([tmp_path])
    for text in ("một", "hai", "ba"):
        filled = templates.fill("t.xml", {"text": text})
        shown = [filled.slots[int(number)] for number in SLOT.findall(filled.markup)]
        assert shown == [text, "Mới:", "1", text]


def test_an_attribute_may_hold_the_sign_that_ends_a_tag(tmp_path: Path) -> None:
    filled = fill(tmp_path, "<p alt=\"a -> {{ x }}\" class='b > {{ x }}'>{{ x }}</p>", x="1<2")
    assert filled.markup.count("1&lt;2") == 2
    assert len(SLOT.findall(filled.markup)) == 1


def test_no_template_can_change_what_the_next_one_sees(tmp_path: Path) -> None:
    said = campaign_values(campaign(), campaign().items)
    source = '{% set x = campaign.texts.update({"call": campaign.title}) %}<p>a</p>'
    assert fault(tmp_path, source, campaign=said).startswith("t.xml:1")
    assert said.texts["call"] == campaign().texts["call"]


@pytest.mark.parametrize("sign", ["\ue0001\ue001", "\ue002", "\ue003"])
def test_a_template_cannot_hold_the_marker_of_a_slot(tmp_path: Path, sign: str) -> None:
    with pytest.raises(ContentError, match=r"t\.xml:2:4: character U\+E00"):
        fill(tmp_path, f"<p>{{{{ text }}}}</p>\n<p>{sign}</p>", text="a")


def test_a_template_cannot_write_the_marker_of_a_slot_as_an_escape(tmp_path: Path) -> None:
    source = '<p>{{ text }}</p>\n<p>{{ "\\ue0001\\ue001" }}</p>'
    assert fault(tmp_path, source, text="a").startswith("t.xml:2: syntax: a character of the")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le"])
def test_a_template_in_another_encoding_is_refused_with_its_line(
    tmp_path: Path, encoding: str
) -> None:
    (tmp_path / "t.xml").write_bytes("<p>a</p>\n<p>\xe9t\xe9</p>".encode(encoding))
    with pytest.raises(ContentError, match=r"t\.xml:[12]: "):
        Templates([tmp_path]).fill("t.xml", {})


def test_a_template_in_utf_8_with_a_mark_in_front_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.xml").write_bytes("<p>Phường</p>".encode("utf-8-sig"))
    assert Templates([tmp_path]).fill("t.xml", {}).markup.startswith("<p")


def test_the_own_texts_of_a_template_are_not_those_of_another(tmp_path: Path) -> None:
    for name, text in (("a.xml", "một"), ("b.xml", "hai")):
        (tmp_path / name).write_text(f"<p>{text}</p>", encoding="utf-8")
    templates = Templates([tmp_path])
    templates.fill("a.xml", {})
    templates.fill("b.xml", {})
    assert set(templates.own_texts("a.xml")) == {"một"}
    assert set(templates.own_texts("b.xml")) == {"hai"}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ texts[99].headline }}", "there is no entry 99"),
        ("{{ 'a'.__class__ }}", "a template may not read “__class__”"),
        ("{% for one in 7 %}{{ one }}{% endfor %}", "a list is needed here"),
        ("{{ 'a' + 1 }}", "values of different kinds"),
        ("{{ 7 | length }}", "a list is needed here"),
        ("{% for a, b in [1] %}{% endfor %}", "an entry has not as many parts"),
        ("{{ 'x' | replace }}", "got too many values, or too few"),
        ("{{ texts | select('zz') | list }}", "there is no test “zz”"),
        ("{{ 'a }}", "a quotation mark is not closed"),
    ],
)
def test_faults_of_filling_are_told_in_words_of_ours(
    tmp_path: Path, source: str, words: str
) -> None:
    said = fault(tmp_path, f"<p>{source}</p>", texts=["a"])
    assert words in said
    assert not any(
        theirs in said for theirs in ("unsafe", "object", "iterable", "positional", "char")
    )
