"""The structure tree, and tagged blocks in logical reading order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from support.corpus import (
    OFFICIAL,
    add_content,
    add_tagged,
    office_base,
    press_base,
    saved,
    text_at,
)
from support.shipped import ASSETS

from generator.preflight.document import OpenDocument, open_document
from generator.preflight.text.reading_order import (
    _read,
    read_structure,
    reading_order,
)


@contextmanager
def opened(data: bytes) -> Iterator[OpenDocument]:
    with open_document(data, "test.pdf", icc=ASSETS.icc) as document:
        yield document


def tree(*kids: object, **entries: Any) -> pikepdf.Pdf:
    """A file of one page with these kids of its Document: numbers, or roles with their kids."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    page = pdf.pages[0].obj

    def made(kid: object) -> object:
        if not isinstance(kid, tuple):
            return kid
        role, *inner = kid
        element = Dictionary(S=Name(role), Pg=page, K=Array([made(one) for one in inner]))
        return pdf.make_indirect(element)

    root = Dictionary(Type=Name.StructTreeRoot, K=Array([made(("/Document", *kids))]), **entries)
    pdf.Root.StructTreeRoot = pdf.make_indirect(root)
    return pdf


def test_kids_of_every_form_are_read_in_order() -> None:
    pdf = tree(3)
    document = pdf.Root.StructTreeRoot.K[0]
    document.K.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[0].obj, MCID=7))
    document.K.append(Dictionary(Type=Name.OBJR))
    root = read_structure(pdf)
    assert root is not None
    assert [(c.page, c.mcid) for c in root.contents] == [(0, 3), (0, 7)]


def test_an_only_kid_needs_no_array() -> None:
    pdf = tree()
    pdf.Root.StructTreeRoot.K[0].K = 5
    root = read_structure(pdf)
    assert root is not None
    assert [c.mcid for c in root.contents] == [5]


def test_roles_of_the_files_own_become_standard_ones() -> None:
    roles = Dictionary({"/Lead": Name("/Opening"), "/Opening": Name("/P"), "/Odd": Name("/Odd")})
    root = read_structure(tree(("/Lead", 0), ("/Odd", 1), RoleMap=roles))
    assert root is not None
    (document,) = root.kids
    assert [getattr(kid, "role", "") for kid in getattr(document, "kids", ())] == ["P", "Odd"]


def test_a_tree_that_comes_back_to_itself_ends() -> None:
    pdf = tree(0)
    document = pdf.Root.StructTreeRoot.K[0]
    document.K.append(document)
    root = read_structure(pdf)
    assert root is not None
    assert len(list(root.contents)) == 1


def test_a_file_without_tags_has_no_reading_order() -> None:
    assert read_structure(pikepdf.new()) is None


def test_the_reading_order_is_that_of_the_tags() -> None:
    with opened(press_base()) as document:
        blocks = reading_order(document)
    assert [block.role for block in blocks][:6] == [
        "H1",
        "H2",
        "Lbl",
        "LBody",
        "Lbl",
        "LBody",
    ]
    assert [p.text for p in blocks if p.role == "LBody"] == list(OFFICIAL)


def test_a_link_within_a_paragraph_is_a_part_of_it() -> None:
    with pikepdf.open(io.BytesIO(office_base())) as pdf:
        element = add_tagged(pdf, "0 0 0 rg " + text_at(20, 100, 12, "Xem "))
        page = pdf.pages[0]
        add_content(
            page, f"/Link <</MCID 90>> BDC {text_at(40, 100, 12, 'trang này')} EMC", marked=False
        )
        element.K.append(Dictionary(S=Name.Link, Pg=page.obj, K=90))
        data = saved(pdf)
    with opened(data) as document:
        assert reading_order(document)[-1].text == "Xem trang này"


def test_a_replacement_text_is_what_is_read() -> None:
    with pikepdf.open(io.BytesIO(office_base())) as pdf:
        add_tagged(pdf, "0 0 0 rg 60 300 9 9 re f ", "P", ActualText=String("Nên"))
        data = saved(pdf)
    with opened(data) as document:
        assert reading_order(document)[-1].text == "Nên"


@pytest.mark.parametrize(("levels", "found"), [(55, 1), (65, 0)])
def test_a_tree_is_read_down_to_sixty_levels(levels: int, found: int) -> None:
    kid: object = 7
    for _ in range(levels):
        kid = ("/Sect", kid)
    root = read_structure(tree(kid))
    assert root is not None
    assert len(list(root.contents)) == found


@pytest.mark.parametrize(("levels", "is_whole"), [(60, True), (61, False)])
def test_tags_are_read_sixty_levels_deep(levels: int, is_whole: bool) -> None:
    inner: object = ("/Span", 0)
    for _ in range(levels - 2):
        inner = ("/Sect", inner)
    root, was_read = _read(tree(inner))
    assert root is not None
    assert was_read is is_whole
    assert bool(list(root.contents)) is is_whole
