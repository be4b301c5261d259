"""The structure tree: what screen readers and archives read, checked as pikepdf reads it back."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from support.drawn import SIDE_MM, draw, first_page, opened
from support.sheets import THEME, place, sheet
from support.shipped import ASSETS
from support.structure import Element, marked_texts, tree
from support.verapdf import judge
from support.workshop import campaign, code_target, piece_for, profile

from generator.content.model import TextLength
from generator.core.errors import TemplateError
from generator.core.units import mm_to_pt
from generator.draw.target import Target
from generator.press.target import target_of
from generator.sheet.css import StyleSheet
from generator.sheet.markup import parse_markup
from generator.sheet.model import Edges

MATERIALS = ("poster", "leaflet", "insert")


@cache
def read(material: str, name: str = "office") -> Element:
    return tree(piece_for(material, name, TextLength.FULL).pdf)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", ["office", "offset"])
def test_every_official_text_is_one_paragraph_word_for_word(material: str, name: str) -> None:
    """Lines end in a space, so no two words are joined where a line ends."""
    paragraphs = {words(one.text) for one in read(material, name).walk() if one.role == "P"}
    for item in campaign().items:
        assert item.official in paragraphs


@pytest.mark.parametrize("material", MATERIALS)
def test_headings_begin_with_one_h1_and_skip_no_level(material: str) -> None:
    levels = [int(one.role[1]) for one in read(material).walk() if one.role in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("material", MATERIALS)
def test_do_and_dont_are_said_in_words_before_each_item(material: str) -> None:
    labels = [
        (words(label.text) or next(label.walk()).kids[0])
        for one in read(material).walk()
        if one.role == "LI"
        for label in one.kids
        if isinstance(label, Element) and label.role == "Lbl"
    ]
    said = [one.actual if isinstance(one, Element) else one for one in labels]
    for group in campaign().groups:
        assert said.count(group.mark.alt) == len(group.items)


@pytest.mark.parametrize("material", MATERIALS)
def test_list_items_are_a_label_and_a_body(material: str) -> None:
    items = [one for one in read(material).walk() if one.role == "LI"]
    assert len(items) >= len(campaign().items)
    for item in items:
        assert [kid.role for kid in item.kids if isinstance(kid, Element)] == ["Lbl", "LBody"]
    for one in read(material).walk():
        if one.role == "L":
            assert {kid.role for kid in one.kids if isinstance(kid, Element)} == {"LI"}


@pytest.mark.parametrize("material", MATERIALS)
def test_figures_are_described_in_vietnamese(material: str) -> None:
    figures = [one for one in read(material).walk() if one.role == "Figure"]
    assert f"Mã QR dẫn tới {code_target().printed}" in {figure.alt for figure in figures}
    assert all(figure.alt for figure in figures)


@pytest.mark.parametrize("material", MATERIALS)
def test_links_hold_their_annotation_and_the_press_file_has_none(material: str) -> None:
    links = [one for one in read(material).walk() if one.role == "Link"]
    assert len(links) == 2  # the code, and the printed address
    assert all(link.links >= 1 for link in links)
    assert not [one for one in read(material, "offset").walk() if one.role == "Link"]
    printed = [link.text for link in links if link.text.strip()]
    assert [words(text).replace(" ", "") for text in printed] == [code_target().printed]


def test_the_leaflet_is_read_as_a_person_unfolds_it() -> None:
    """The cover, the flap, the inside from left to right, then the back."""
    said = words(read("leaflet").text)
    texts = campaign().texts
    do, dont = campaign().groups
    order = [
        campaign().title,
        str(texts["why_title"]),
        do.title,
        do.items[0].official,
        do.items[-1].official,
        dont.title,
        dont.items[0].official,
        dont.items[-1].official,
        code_target().caption,
    ]
    places = [said.index(text) for text in order]
    assert places == sorted(places)


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", ["office", "offset"])
def test_the_parent_tree_leads_back_from_all_content(material: str, name: str) -> None:
    data = piece_for(material, name).pdf
    pdf = pikepdf.open(BytesIO(data))
    numbers = list(pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"])
    entries = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for index, page in enumerate(pdf.pages):
        holders = entries.pop(int(page.obj["/StructParents"]))
        count = sum(1 for at, _ in marked_texts(data) if at == index)
        assert len(holders) == count
        for number, holder in enumerate(holders):
            kids = holder["/K"]
            assert number in [kid for kid in kids if isinstance(kid, int)]
        for annotation in page.obj.get("/Annots", []):
            link = entries.pop(int(annotation["/StructParent"]))
            assert link["/S"] == "/Link"
    assert not entries
    # Where a program that adds to the file goes on counting.
    assert int(pdf.Root["/StructTreeRoot"]["/ParentTreeNextKey"]) == len(numbers) // 2


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", ["office", "offset"])
def test_all_that_is_painted_is_marked(material: str, name: str) -> None:
    """Text or graphics outside of any mark are a fault of PDF/UA (7.1)."""
    painting = {"f", "f*", "S", "B", "B*", "sh", "TJ", "Tj"}
    for page in pikepdf.open(BytesIO(piece_for(material, name).pdf)).pages:
        depth = 0
        for one in pikepdf.parse_content_stream(page):
            operator = str(one.operator)
            depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
            assert depth in (0, 1)
            assert depth or operator not in painting


def test_language_title_and_marks_are_declared() -> None:
    pdf = pikepdf.open(BytesIO(piece_for("poster", "offset").pdf))
    root = pdf.Root
    assert str(root["/Lang"]) == "vi-VN"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


# -- small sheets


def painted(markup: str, css: str = "", *, links: bool = True) -> Element:
    return tree(draw(css, markup, Target(links=links)))


def outline(one: Element) -> object:
    """Roles as nested lists, texts left out."""
    inner = [outline(kid) for kid in one.kids if isinstance(kid, Element)]
    return [one.role, *inner] if inner else one.role


def test_boxes_that_only_arrange_others_are_no_elements() -> None:
    markup = "<column><layer><row><p>a</p></row></layer><p>b</p></column>"
    assert outline(painted(markup)) == ["Document", "P", "P"]


def test_a_list_item_that_is_a_text_is_a_body() -> None:
    assert outline(painted("<ul><li>a</li><li>b</li></ul>")) == [
        "Document",
        ["L", ["LI", "LBody"], ["LI", "LBody"]],
    ]


def test_a_number_is_a_label_without_a_paragraph() -> None:
    markup = '<ol><li><column role="marker"><p>1</p></column><p>one</p><p>more</p></li></ol>'
    assert outline(painted(markup)) == ["Document", ["L", ["LI", "Lbl", ["LBody", "P", "P"]]]]


def test_a_drawing_without_words_is_an_ornament() -> None:
    css = "icon { width: 10mm; height: 10mm; fill: var(--accent-strong); stroke: var(--on-dark) }"
    assert outline(painted('<icon name="mark-do"/>', css)) == "Document"
    described = painted('<icon name="mark-do" alt="dấu"/>', css)
    assert outline(described) == ["Document", "Figure"]
    assert described.kids[0].alt == "dấu"  # type: ignore[union-attr]


def test_order_is_followed_across_the_page() -> None:
    markup = (
        '<column><column order="2"><p>second</p></column><p order="3">third</p>'
        '<column order="1"><p>first</p></column></column>'
    )
    assert painted(markup).text == "firstsecondthird"


def test_a_link_inside_a_text_is_its_own_element() -> None:
    markup = '<p>see <a href="https://example.org">here</a> now</p>'
    assert outline(painted(markup)) == ["Document", ["P", "Link"]]
    assert words(painted(markup).text) == "see here now"
    assert outline(painted(markup, links=False)) == ["Document", "P"]


def test_words_are_apart_at_a_forced_break() -> None:
    assert words(painted("<p>một<br/>hai</p>").text) == "một hai"


@pytest.mark.parametrize("attribute", ['order="0"', 'order="x"', 'role="label"'])
def test_an_unknown_order_or_role_is_a_fault_of_the_template(attribute: str) -> None:
    with pytest.raises(TemplateError, match="expected"):
        sheet("", f"<p {attribute}>a</p>")


# -- lists


def lists(markup: str) -> list[str]:
    return [one.numbering for one in painted(markup).walk() if one.role == "L"]


_MARKED = '<li><p role="marker">1</p><p>a</p></li>'


@pytest.mark.parametrize(
    ("markup", "numbering"),
    [
        (f"<ol>{_MARKED}</ol>", "Decimal"),
        (f"<ul>{_MARKED}</ul>", "Disc"),
        ("<ol><li>a</li><li>b</li></ol>", "None"),
        ("<ul><li>a</li></ul>", "None"),
        ("<ol><li><p>a</p><p>b</p></li></ol>", "None"),
        (f"<ol><li>a</li>{_MARKED}</ol>", "Decimal"),
    ],
)
def test_a_list_says_how_its_labels_count(markup: str, numbering: str) -> None:
    assert lists(markup) == [numbering]


def test_a_list_in_a_list_counts_for_itself() -> None:
    assert lists(f"<ul><li><p>a</p><ol>{_MARKED}</ol></li></ul>") == ["None", "Decimal"]


@pytest.mark.parametrize("material", MATERIALS)
def test_every_list_of_a_piece_says_how_it_counts(material: str) -> None:
    found = [one for one in read(material).walk() if one.role == "L"]
    assert found
    for one in found:
        labelled = any(label.role == "Lbl" for label in one.walk())
        assert one.numbering in (("Decimal", "Disc") if labelled else ("None",))


def test_markers_of_one_item_are_one_label() -> None:
    markup = (
        '<ol><li><p role="marker">1</p><p>one</p><p role="marker">a</p><p>more</p></li>'
        '<li><p role="marker">2</p><p>two</p></li></ol>'
    )
    first, second = (one for one in painted(markup).walk() if one.role == "LI")
    assert outline(first) == ["LI", "Lbl", ["LBody", "P", "P"]]
    assert [kid.text for kid in first.kids if isinstance(kid, Element)] == ["1a", "onemore"]
    assert outline(second) == ["LI", "Lbl", ["LBody", "P"]]


# -- links and codes in the label of a list item

_SIZED = "qr { width: 30mm; height: 30mm }"
_LINK = '<a href="https://example.org/1">1</a>'
_CODE = '<qr data="https://example.org/2" alt="Mã QR"/>'
_LABELS = {
    "link": (f'<p role="marker">{_LINK}</p>', ["Lbl", "Link"]),
    "links": (f'<p role="marker">{_LINK}, {_LINK}</p>', ["Lbl", "Link", "Link"]),
    "boxed": (f'<box role="marker"><p>{_LINK}</p></box>', ["Lbl", "Link"]),
    "code": (f'<column role="marker">{_CODE}</column>', ["Lbl", ["Link", "Span"]]),
}


def _items(label: str) -> str:
    return f"<column><h1>a</h1><ol><li>{label}<p>one</p></li></ol></column>"


@pytest.mark.parametrize("kind", _LABELS)
def test_a_link_in_a_label_keeps_its_annotation(kind: str) -> None:
    label, expected = _LABELS[kind]
    document = painted(_items(label), _SIZED)
    (found,) = (one for one in document.walk() if one.role == "Lbl")
    assert outline(found) == expected
    links = [one for one in found.walk() if one.role == "Link"]
    assert [one.links for one in links] == [1] * len(links)
    assert [one.actual for one in found.walk() if one.role == "Span"] == (
        ["Mã QR"] if kind == "code" else []
    )


@pytest.mark.slow
def test_links_and_codes_in_labels_keep_the_standards(tmp_path: Path) -> None:
    paths = []
    for name in ("office", "offset"):
        for kind, (label, _) in _LABELS.items():
            paths.append(tmp_path / f"{name}-{kind}.pdf")
            paths[-1].write_bytes(draw(_SIZED, _items(label), target_of(profile(name), ASSETS.icc)))
    for verdict in judge(paths):
        assert verdict.compliant, str(verdict)


# -- where things are

#: Uneven, so that no edge can be taken for another.
_UNEVEN = Target(bleed=Edges(14, 6, 9, 4), around=20)


@pytest.mark.parametrize("target", [Target(), _UNEVEN], ids=["trimmed", "bled"])
@pytest.mark.parametrize(
    "inner",
    [
        '<qr id="x" data="https://example.org" alt="Mã QR"/>',
        '<icon id="x" name="megaphone" alt="cái loa"/>',
    ],
)
@pytest.mark.parametrize(
    "markup",
    [
        "{}",
        "<row><column><p>a</p></column><column>{}</column></row>",
        '<column order="1"><p>a</p>{}</column>',
        "<ul><li><p>a</p><column>{}</column></li></ul>",
        '<ul><li><column role="marker">{}</column><p>a</p></li></ul>',
    ],
)
def test_a_figure_says_where_it_is(markup: str, inner: str, target: Target) -> None:
    css = (
        "qr, icon { width: 30mm; height: 30mm } icon { height: 40mm } "
        "column, ul { padding: 3mm 5mm 7mm 11mm } li { padding: 2mm 0 0 4mm }"
    )
    source = markup.format(inner)
    data = draw(css, f"<column>{source}</column>", target)
    expected = place(css, f"<column>{source}</column>", width=SIDE_MM, height=SIDE_MM)["x"]
    left, _, _, top = (float(edge) for edge in first_page(data).obj["/TrimBox"])
    x, y = left + mm_to_pt(expected.x), top - mm_to_pt(expected.y)
    height = mm_to_pt(expected.height)
    found = [one.box for one in tree(data).walk() if one.box]
    if "marker" in source:  # A label's drawing is said as the text that it stands for.
        assert not found
    else:
        assert found == [pytest.approx((x, y - height, x + mm_to_pt(expected.width), y), abs=0.01)]


@pytest.mark.parametrize("material", MATERIALS)
def test_the_code_of_a_piece_is_scanned_where_its_figure_says(material: str) -> None:
    data = piece_for(material, "offset").pdf
    pdf = pikepdf.open(BytesIO(data))
    found = 0
    for one in pdf.objects:
        if not isinstance(one, pikepdf.Dictionary) or one.get("/S") != "/Figure":
            continue
        if "QR" not in str(one.get("/Alt", "")):
            continue
        number = [page.obj.objgen for page in pdf.pages].index(one["/Pg"].objgen)
        left, lower, right, upper = (float(edge) * 2 for edge in one["/A"]["/BBox"])
        with pypdfium2.PdfDocument(data) as document:
            picture = document[number].render(scale=2).to_pil().convert("L")
        within = picture.crop(
            (
                round(left),
                round(picture.height - upper),
                round(right),
                round(picture.height - lower),
            )
        )
        (code,) = zxingcpp.read_barcodes(within)
        assert code.text == code_target().url
        found += 1
    assert found == 1


def links_of(data: bytes) -> list[tuple[str, str, str]]:
    """Of each link its address, what is said of it, and the text that pdfium finds in its box."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(opened(data).pages):
            text = document[number].get_textpage()
            for one in page.obj.get("/Annots", []):
                shown = text.get_text_bounded(*(float(edge) for edge in one["/Rect"]))
                found.append((str(one["/A"]["/URI"]), str(one["/Contents"]), words(shown)))
    return found


@pytest.mark.parametrize("target", [Target(), _UNEVEN], ids=["trimmed", "bled"])
def test_a_link_lies_on_its_text_and_on_nothing_else(target: Target) -> None:
    css = "column { padding: 9mm 5mm 7mm 21mm } p { font-size: 11pt }"
    markup = (
        "<column><p>above</p><column><p>see <a href='https://a.example'>here</a> now, or "
        "<a href='https://b.example'>there</a>.</p></column><p>below</p></column>"
    )
    assert links_of(draw(css, markup, target)) == [
        ("https://a.example", "here", "here"),
        ("https://b.example", "there", "there"),
    ]


def test_each_part_of_a_broken_link_opens_and_says_all_of_it() -> None:
    css = "p { width: 24mm; font-size: 11pt } column { padding: 9mm }"
    address = "https://example.org/quy-tac"
    markup = f"<column><p>see <a href='{address}'>all of the rules of it</a></p></column>"
    found = links_of(draw(css, markup))
    assert len(found) > 1
    assert {(url, said) for url, said, _ in found} == {(address, "all of the rules of it")}
    assert " ".join(shown for _, _, shown in found) == "all of the rules of it"


@pytest.mark.parametrize("material", MATERIALS)
def test_the_printed_address_of_a_piece_is_its_links_text(material: str) -> None:
    texts = [
        (said, shown) for _, said, shown in links_of(piece_for(material, "office").pdf) if shown
    ]
    said = {one.replace(" ", "") for one, _ in texts}
    assert said == {code_target().printed}
    assert "".join(shown for _, shown in texts).replace(" ", "") == code_target().printed


# -- faults of how things are read


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ('<p at="t:7" role="marker">a</p>', "'role' is 'marker' outside of <li>"),
        (
            '<ul at="t:5"><li at="t:6"><column at="t:6"><p at="t:7" role="marker">a</p></column>'
            "</li></ul>",
            "'role' is 'marker' outside of <li>",
        ),
        ('<p at="t:7" role="text">a</p>', "'role' is 'text'; expected 'marker'"),
        ('<h2 at="t:7" role="note">a</h2>', "'role' is 'note'; expected 'marker', 'text'"),
        ('<ul at="t:6"><li at="t:7" order="1">a</li></ul>', "<li> cannot have an 'order'"),
        (
            '<column at="t:5" order="1"><p at="t:7" order="2">a</p></column>',
            "'order' on <p> is inside of something that has one",
        ),
        (
            '<column at="t:5" order="1"><row at="t:6"><p at="t:7" order="1">a</p></row></column>',
            "'order' on <p> is inside of something that has one",
        ),
        ('<qr at="t:7" data="https://a.example" alt=""/>', "the 'alt' of <qr> is empty"),
        ('<qr at="t:7" data="https://a.example" alt="  "/>', "the 'alt' of <qr> is empty"),
    ],
)
def test_a_fault_of_how_things_are_read_names_its_line(inner: str, why: str) -> None:
    markup = f'<sheet at="t:1"><page at="t:2">{inner}</page></sheet>'
    with pytest.raises(TemplateError) as caught:
        parse_markup(markup, StyleSheet([]), THEME, 800.0, "t")
    (problem,) = caught.value.problems
    assert why in str(problem.message)
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == ("t", 7)


@pytest.mark.parametrize(
    "inner",
    [
        '<ul order="1"><li><p role="marker">1</p><p>a</p></li></ul>',
        '<column order="1"><p>a</p></column><column order="2"><p>b</p></column>',
        '<qr data="https://a.example" alt="Mã QR"/>',
    ],
)
def test_what_is_read_well_is_no_fault(inner: str) -> None:
    page = f"<sheet><page>{inner}</page></sheet>"
    assert parse_markup(page, StyleSheet([]), THEME, 800.0, "t").pages
