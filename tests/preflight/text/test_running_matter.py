"""Running matter: what comes again from page to page, and what only looks like it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
from support.shipped import ASSETS
from support.workshop import campaign, piece

from generator.content.model import TextLength
from generator.preflight.document import open_document
from generator.preflight.text.running_matter import text_without_running_matter
from generator.preflight.text.search import extracted_text

#: A line, and its height on the page in pt.
Line = tuple[str, float]


def file_of(*pages: Sequence[Line]) -> bytes:
    """A PDF with such lines on its pages, in this order."""
    pdf = pikepdf.new()
    for lines in pages:
        page = pdf.add_blank_page(page_size=(300, 400))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        shown = "\n".join(f"BT /F 12 Tf 1 0 0 1 20 {y} Tm ({text}) Tj ET" for text, y in lines)
        page.Contents = pdf.make_stream(shown.encode("ascii"))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def flowing(pdf: bytes) -> str:
    with open_document(pdf, "one.pdf", icc=ASSETS.icc) as document:
        return text_without_running_matter(document).text


def test_heads_feet_and_page_numbers_are_left_out() -> None:
    pages = [
        [("Large print", 380), (words, 300), (f"Page {n} of 3", 20)]
        for n, words in enumerate(("A text that", "goes on", "to the end"), start=1)
    ]
    assert flowing(file_of(*pages)) == "A text that goes on to the end"


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (("Foot", 90.0), "it stands elsewhere"),
        (("Food", 20.0), "it says something else"),
        (("Foot", 20.0), ""),
    ],
)
def test_a_line_is_left_out_where_it_says_the_same_at_the_same_place(
    second: Line, why: str
) -> None:
    said = flowing(file_of([("One", 300), ("Foot", 20)], [("Two", 300), second]))
    assert said == (f"One Foot Two {second[0]}" if why else "One Two")


def test_lines_with_other_numbers_than_a_page_has_are_kept() -> None:
    pages = [[(f"Act {n}", 20.0)] for n in (12, 27, 91)]
    assert flowing(file_of(*pages)) == "Act 12 Act 27 Act 91"


def test_lines_amid_a_page_are_kept_though_they_come_again() -> None:
    page = [("One", 300.0), ("again", 200.0)]
    assert flowing(file_of([*page, ("x", 90)], [*page[:0], ("Two", 310), page[1], ("y", 90)])) == (
        "One again x Two again y"
    )


def test_an_official_text_is_whole_without_the_feet_of_the_large_print() -> None:
    with open_document(
        piece("large-print", TextLength.FULL).pdf, "one.pdf", icc=ASSETS.icc
    ) as document:
        said = text_without_running_matter(document).text
        assert "Trang 1/3" in extracted_text(document).text
    assert "Trang 1/3" not in said
    assert all(item.official in said for item in campaign().items)


def test_a_leaflet_has_no_running_matter() -> None:
    with open_document(piece("leaflet").pdf, "one.pdf", icc=ASSETS.icc) as document:
        assert text_without_running_matter(document).text == extracted_text(document).text
