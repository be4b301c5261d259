"""The structure tree: what screen readers and archives read, checked as pikepdf reads it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from sheets import lay_out, sheet
from test_press import piece
from workshop import DATE, campaign, workshop

from generator.draw.metadata import Metadata
from generator.draw.painter import Painter
from generator.draw.target import Target
from generator.errors import TemplateError
from generator.options import TextLength

MATERIALS = ("poster", "leaflet", "insert")


@dataclass
class Element:
    """A structure element as read: texts of its marked content, and its elements, in order."""

    role: str
    alt: str = ""
    actual: str = ""
    kids: list[Element | str] = field(default_factory=list)
    links: int = 0

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)


def tree(data: bytes) -> Element:
    """The file's structure, each piece of marked content as the text that pdfium finds in it."""
    pdf = pikepdf.open(BytesIO(data))
    texts = marked_texts(data)
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}

    def read(node: Any, parent: Any) -> Element:
        assert parent is None or node["/P"].objgen == parent.objgen
        found = Element(
            str(node["/S"]).lstrip("/"), str(node.get("/Alt", "")), str(node.get("/ActualText", ""))
        )
        kids = node["/K"]
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                found.kids.append(texts.pop((pages[node["/Pg"].objgen], kid)))
            elif kid.get("/Type") == "/OBJR":
                found.links += 1
                assert kid["/Obj"]["/Subtype"] == "/Link"
            else:
                found.kids.append(read(kid, node))
        return found

    root = pdf.Root["/StructTreeRoot"]
    document = read(root["/K"], None)
    assert not texts, "marked content that no element holds"
    return document


def marked_texts(data: bytes) -> dict[tuple[int, int], str]:
    """The text of every numbered piece of marked content, by page and number."""
    found: dict[tuple[int, int], str] = {}
    for index, page in enumerate(pikepdf.open(BytesIO(data)).pages):
        characters: dict[str, str] = {}
        place: tuple[int, int] | None = None
        for one in pikepdf.parse_content_stream(page):
            operands: list[Any] = list(one.operands)
            match str(one.operator):
                case "BDC":
                    place = (index, int(operands[1]["/MCID"]))
                    assert place not in found, "a number is given twice"
                    found[place] = ""
                case "EMC":
                    place = None
                case "Tf":
                    characters = to_unicode(page.obj["/Resources"]["/Font"][operands[0]])
                case "TJ" if place is not None:
                    for part in operands[0]:
                        if isinstance(part, pikepdf.String):
                            codes = bytes(part).hex().upper()
                            found[place] += "".join(
                                characters[codes[n : n + 4]] for n in range(0, len(codes), 4)
                            )
    return found


def to_unicode(font: Any) -> dict[str, str]:
    """The character of each code of a font, both in hexadecimal."""
    lines = bytes(font["/ToUnicode"].read_bytes()).decode()
    return {
        code: bytes.fromhex(text).decode("utf-16-be")
        for code, text in re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", lines)
    }


@cache
def read(material: str, name: str = "office") -> Element:
    return tree(piece(material, name, TextLength.FULL).pdf)


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
    dos, donts = len(campaign().dos), len(campaign().donts)
    assert said.count("Nên làm") == dos
    assert said.count("Điều cấm") == donts


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
    assert f"Mã QR dẫn tới {campaign().qr.printed}" in {figure.alt for figure in figures}
    assert all(figure.alt for figure in figures)


@pytest.mark.parametrize("material", MATERIALS)
def test_links_hold_their_annotation_and_the_press_file_has_none(material: str) -> None:
    links = [one for one in read(material).walk() if one.role == "Link"]
    assert len(links) == 2  # the code, and the printed address
    assert all(link.links >= 1 for link in links)
    assert not [one for one in read(material, "offset").walk() if one.role == "Link"]
    printed = [link.text for link in links if link.text.strip()]
    assert [words(text).replace(" ", "") for text in printed] == [campaign().qr.printed]


def test_the_leaflet_is_read_as_a_person_unfolds_it() -> None:
    """The cover, the flap, the inside from left to right, then the back."""
    said = words(read("leaflet").text)
    texts = campaign().texts
    order = [
        campaign().title,
        str(texts["why_title"]),
        str(texts["do_title_long"]),
        campaign().dos[0].official,
        campaign().dos[-1].official,
        str(texts["dont_title"]),
        campaign().donts[0].official,
        campaign().donts[-1].official,
        campaign().qr.caption,
    ]
    places = [said.index(text) for text in order]
    assert places == sorted(places)


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", ["office", "offset"])
def test_the_parent_tree_leads_back_from_all_content(material: str, name: str) -> None:
    data = piece(material, name).pdf
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


@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("name", ["office", "offset"])
def test_all_that_is_painted_is_marked(material: str, name: str) -> None:
    """Text or graphics outside of any mark are a fault of PDF/UA (7.1)."""
    painting = {"f", "f*", "S", "B", "B*", "sh", "TJ", "Tj"}
    for page in pikepdf.open(BytesIO(piece(material, name).pdf)).pages:
        depth = 0
        for one in pikepdf.parse_content_stream(page):
            operator = str(one.operator)
            depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
            assert depth in (0, 1)
            assert depth or operator not in painting


def test_language_title_and_marks_are_declared() -> None:
    pdf = pikepdf.open(BytesIO(piece("poster", "offset").pdf))
    root = pdf.Root
    assert str(root["/Lang"]) == "vi-VN"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


# -- small sheets


def painted(markup: str, css: str = "", *, links: bool = True) -> Element:
    painter = Painter(workshop().icons, workshop().catalogue.theme("hien-dai"), Target(links=links))
    layout = lay_out(sheet(css, markup))
    return tree(painter.paint(layout, Metadata(title="t", author="a", date=DATE)))


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
    css = "icon { width: 10mm; height: 10mm; fill: var(--navy); stroke: var(--trang) }"
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
