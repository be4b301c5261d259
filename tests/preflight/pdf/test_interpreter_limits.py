"""The interpreter's limits against runaway content: just inside all is read, outside it is said."""

from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name
from support.handpdf import form, marks_of, opened, page_of, pdf_of, stream

from generator.reading.pdf.call_graph import find_runaway_content

_BOX = (0, 0, 20, 20)
_EMPTY = form(b"", _BOX)
#: 10,000 operators that nobody knows cost no more than their counting.
_LONG = form(b"ZZ " * 10_000, _BOX)
_FORMS = {"XObject": {"E": _EMPTY, "L": _LONG}}


@pytest.mark.parametrize(("calls", "is_whole"), [(298, True), (299, False)])
def test_three_million_operators_of_a_page_are_run(calls: int, is_whole: bool) -> None:
    assert page_of("/L Do " * calls, _FORMS).is_whole is is_whole


@pytest.mark.parametrize(("calls", "is_whole"), [(1600, True), (1700, False)])
def test_the_call_of_a_form_counts_as_fifty_operators(calls: int, is_whole: bool) -> None:
    assert page_of("/L Do " * 290 + "/E Do " * calls, _FORMS).is_whole is is_whole


@pytest.mark.parametrize(("levels", "is_whole"), [(12, True), (13, False)])
def test_forms_are_run_twelve_levels_deep(levels: int, is_whole: bool) -> None:
    inner = form(b"0 0 5 5 re f", _BOX)
    for _ in range(levels - 1):
        inner = form(b"/N Do", _BOX, Resources=Dictionary(XObject=Dictionary(N=inner)))
    page = page_of("/N Do", {"XObject": {"N": inner}})
    assert page.is_whole is is_whole
    assert len(page.marks) == int(is_whole)
    assert bool(page.plates(72)) is is_whole


@pytest.mark.parametrize(("states", "is_whole"), [(1000, True), (1001, False)])
def test_a_thousand_states_can_be_saved(states: int, is_whole: bool) -> None:
    assert page_of("q " * states).is_whole is is_whole


@pytest.mark.parametrize(("calls", "is_runaway"), [(99, False), (100, True)])
def test_content_expands_to_at_most_100_million_bytes(calls: int, is_runaway: bool) -> None:
    # With its call each form has a million bytes.
    large = form(b" " * 999_000, _BOX)
    pdf = pdf_of("/F Do " * calls, {"XObject": {"F": large}})
    assert bool(find_runaway_content(pdf)) is is_runaway


@pytest.mark.parametrize(("calls", "is_runaway"), [(1900, False), (2100, True)])
def test_a_call_counts_as_a_thousand_bytes(calls: int, is_runaway: bool) -> None:
    large = form(b" " * 999_000, _BOX)
    forms = {"XObject": {"E": _EMPTY, "F": large}}
    pdf = pdf_of("/F Do " * 98 + "/E Do " * calls, forms)
    assert bool(find_runaway_content(pdf)) is is_runaway


@pytest.mark.parametrize(("mode", "drawn"), [(2, 1), (3, 0), (4, 1)])
def test_glyph_procedures_are_run_but_for_invisible_text(mode: int, drawn: int) -> None:
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontMatrix=Array([0.05, 0, 0, 0.05, 0, 0]),
        FontBBox=Array(_BOX),
        FirstChar=65,
        LastChar=65,
        Widths=Array([20]),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([65, Name.a])),
        CharProcs=Dictionary(a=stream(b"20 0 d0 0 0 20 20 re f")),
    )
    marks = marks_of(f"BT /F 20 Tf {mode} Tr 50 50 Td (A) Tj ET", {"Font": {"F": font}})
    assert len(marks) == 1 + drawn


@pytest.mark.parametrize(("flags", "drawn"), [(0, 1), (4, 1), (2, 0), (32, 0), (16, 1)])
def test_annotations_are_seen_unless_hidden(flags: int, drawn: int) -> None:
    annotation = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Square,
        Rect=Array([50, 50, 70, 70]),
        F=flags,
        AP=Dictionary(N=form(b"0 0 20 20 re f", _BOX)),
    )
    pdf = pdf_of("")
    scratch = annotation.AP.N
    annotation.AP.N = pdf.copy_foreign(scratch)
    pdf.pages[0].obj.Annots = Array([annotation])
    assert len(opened(pdf).pages[0].marks) == drawn
