"""Runaway content: recursive streams and streams that expand to too much."""

from __future__ import annotations

from support.handpdf import form, opened, pdf_of

from generator.reading.pdf.call_graph import find_runaway_content


def test_forms_that_share_the_pages_resources_are_no_loop() -> None:
    pdf = pdf_of("/N Do", {"XObject": {"N": form(b"0 g 0 0 200 200 re f", (0, 0, 200, 200))}})
    shared = pdf.make_indirect(pdf.pages[0].obj.Resources)
    pdf.pages[0].Resources = shared
    shared.XObject.N.Resources = shared
    assert find_runaway_content(pdf) == ()
    document = opened(pdf)
    assert document.drawable is document.pdf


def test_a_loop_is_found_whatever_its_name_is_written_like() -> None:
    pdf = pdf_of("/N Do", {"XObject": {"N": form(b"/#4e % x\nDo", (0, 0, 9, 9))}})
    assert [tangle.is_recursive for tangle in find_runaway_content(pdf)] == [True]
