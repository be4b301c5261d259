"""A PDF made to keep a program busy is refused at once; what it hides is reported."""

from __future__ import annotations

import random
import time
import zlib
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from support.handpdf import form, helvetica, pdf_of, saved
from support.paper_pdfs import lines_pdf

from generator.content.sources.model import SourceDocument
from generator.content.sources.opening import open_source
from generator.core.errors import ContentError

TEXT = b"BT /F 12 Tf 50 300 Td (one line) Tj ET "


def read(data: bytes | pikepdf.Pdf) -> SourceDocument:
    whole = saved(data) if isinstance(data, pikepdf.Pdf) else data
    return open_source(whole, name="thu.pdf")


def refusal(data: bytes | pikepdf.Pdf, *, seconds: float = 2) -> str:
    """The code of the error, which comes in time."""
    begun = time.process_time()
    with pytest.raises(ContentError) as caught:
        read(data)
    assert time.process_time() - begun < seconds
    (problem,) = caught.value.problems
    assert problem.hint is not None
    return problem.code


def paper(content: bytes = TEXT, **forms: Stream) -> pikepdf.Pdf:
    return pdf_of(content, {"Font": {"F": helvetica()}, "XObject": forms})


def test_a_form_that_draws_itself_is_refused_and_one_drawn_often_is_read() -> None:
    pdf = paper(TEXT + b"/X Do", X=form(b"/X Do /X Do", (0, 0, 9, 9)))
    own = pdf.pages[0].Resources.XObject.X
    own.Resources = Dictionary(XObject=Dictionary(X=own))
    assert refusal(pdf) == "nested-too-deep"
    assert (
        len(read(paper(TEXT + b"/X Do " * 500, X=form(b"0 0 1 1 re f", (0, 0, 9, 9)))).lines) == 1
    )


def test_forms_that_draw_ten_others_each_are_refused() -> None:
    pdf = paper(TEXT + b"/X Do", X=form(b"/X Do " * 10, (0, 0, 9, 9)))
    last = pdf.pages[0].Resources.XObject.X
    for _ in range(9):
        inner = pdf.make_stream(
            b"/X Do " * 10, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9])
        )
        last.Resources = Dictionary(XObject=Dictionary(X=inner))
        last = inner
    assert refusal(pdf) == "nested-too-deep"


@pytest.mark.parametrize("times", [1, 2])
def test_what_unpacks_to_more_than_memory_is_refused(times: int) -> None:
    packed = b"\n" * 200_000_000
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    pdf = paper()
    filters = Array([Name.FlateDecode] * times)
    pdf.pages[0].Contents = Stream(pdf, packed, Filter=filters)
    assert refusal(saved(pdf, compress_streams=False)) == "file-too-large"


def test_a_large_stream_within_the_limit_is_read() -> None:
    pdf = paper()
    pdf.Root.Spare = pdf.make_stream(bytes(30_000_000))
    assert len(read(saved(pdf, compress_streams=True)).lines) == 1


def test_more_characters_than_any_page_holds_are_refused() -> None:
    many = b"BT /F 1 Tf 50 300 Td " + b"(some words of it) Tj " * 70_000 + b"ET"
    assert refusal(paper(many)) == "file-too-large"
    long_strings = b"BT /F 0.01 Tf 50 300 Td " + (b"(" + b"a" * 9_000 + b") Tj ") * 9 + b"ET"
    assert refusal(paper(long_strings)) == "file-too-large"


def test_a_page_tree_in_a_circle_is_refused() -> None:
    pdf = paper()
    pdf.Root.Pages.Kids = Array([pdf.Root.Pages, pdf.Root.Pages])
    assert refusal(pdf) in ("damaged-file",)


def test_a_page_without_sound_boxes_is_read() -> None:
    for box in ([0, 0, 0, 0], [0, 0, 9e9, 9e9], [0, 0, -5, 400]):
        pdf = paper()
        pdf.pages[0].MediaBox = Array(box)
        assert [line.text for line in read(pdf).lines] == ["one line"]


def test_thousands_of_rules_are_a_drawing_and_no_table() -> None:
    lines = b"".join(b"%d 0 m %d 420 l S 0 %d m 300 %d l S " % (x, x, x, x) for x in range(300))
    document = read(paper(TEXT + lines * 20))
    assert [(line.text, line.cell) for line in document.lines] == [("one line", None)]


def annotated(count: int, **entries: Any) -> pikepdf.Pdf:
    """A page with annotations that show a text."""
    pdf = paper()
    look = pdf.make_stream(
        b"BT /F 8 Tf 2 4 Td (Signed by: A) Tj ET",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 90, 20],
        Resources=Dictionary(Font=Dictionary(F=helvetica())),
    )
    one: dict[str, Any] = {
        "Type": Name.Annot,
        "Subtype": Name.FreeText,
        "Rect": Array([50, 100, 140, 120]),
        "F": 4,
    }
    made = Dictionary(**(one | entries), AP=Dictionary(N=look))
    pdf.pages[0].Annots = Array([pdf.make_indirect(made) for _ in range(count)])
    pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].Annots)
    return pdf


def test_what_annotations_and_form_fields_show_is_read_apart_from_the_page() -> None:
    signature = {"Subtype": Name.Widget, "FT": Name.Sig, "T": String("s")}
    for kind in ({"Subtype": Name.FreeText}, signature):
        document = read(annotated(1, **kind))
        assert [line.text for line in document.lines] == ["one line", "Signed by: A"]
        assert document.lines[1].box is not None
        assert document.lines[1].box.top == pytest.approx(420 - 104 - 6.4, abs=2)


def test_annotations_that_are_hidden_show_nothing() -> None:
    assert [line.text for line in read(annotated(1, F=2)).lines] == ["one line"]


def test_more_annotations_than_can_be_drawn_are_reported() -> None:
    document = read(annotated(400))
    assert [finding.code for finding in document.findings] == ["annotations-not-read"]
    assert [line.text for line in document.lines] == ["one line"]


def test_a_file_cut_short_is_refused_or_read_but_never_a_crash() -> None:
    whole = lines_pdf(["Một dòng chữ"] * 20)
    for share in range(1, 20):
        part = whole[: len(whole) * share // 20]
        try:
            document = read(part)
        except ContentError:
            assert refusal(part) in ("damaged-file", "empty-file")
        else:
            assert document.lines


def test_what_follows_the_end_of_a_deflated_stream_keeps_nobody_busy() -> None:
    noise = zlib.compress(random.Random(1).randbytes(1_300_000))
    pdf = paper()
    pdf.Root.Spare = Stream(pdf, noise + b"\n" * 50, Filter=Name.FlateDecode)
    assert len(read(saved(pdf, compress_streams=False)).lines) == 1
