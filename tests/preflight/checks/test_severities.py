"""Severities of findings of the structure, by where a file goes."""

from __future__ import annotations

from pikepdf import Pdf
from support.corpus import (
    office_base,
)
from support.structure_checks import structure_findings

from generator.core.findings import Severity


def _as_word_writes_it(pdf: Pdf) -> None:
    """No boxes but the MediaBox, no tags, no metadata but Info, no output intent."""
    for key in ("/StructTreeRoot", "/MarkInfo", "/Metadata", "/OutputIntents", "/Lang"):
        del pdf.Root[key]
    del pdf.Root["/ViewerPreferences"]
    page = pdf.pages[0].obj
    for key in ("/TrimBox", "/Tabs", "/StructParents"):
        del page[key]


def test_a_plain_office_file_gets_notes_and_nothing_graver() -> None:
    found = structure_findings(office_base, _as_word_writes_it, "office")
    assert {finding.severity for finding in found} == {Severity.NOTE}
    assert {finding.code for finding in found} == {
        "language-missing",
        "not-tagged",
        "title-not-shown",
        "xmp-missing",
    }


def test_what_is_published_should_be_readable_by_all() -> None:
    found = structure_findings(office_base, _as_word_writes_it, "screen")
    assert {finding.severity for finding in found} == {Severity.WARNING}


def test_a_plain_office_file_is_no_file_for_the_press() -> None:
    found = structure_findings(office_base, _as_word_writes_it, "offset")
    errors = {finding.code for finding in found if finding.severity is Severity.ERROR}
    assert errors >= {
        "annotation",
        "colour-rgb",
        "output-intent-missing",
        "page-box-missing",
        "pdfx-version",
        "xmp-missing",
    }


def test_a_broken_promise_is_an_error_anywhere() -> None:
    def plant(pdf: Pdf) -> None:
        del pdf.Root.Lang

    for profile in ("office", "screen"):
        (finding,) = structure_findings(office_base, plant, profile)
        assert (finding.code, finding.severity) == ("language-missing", Severity.ERROR)
