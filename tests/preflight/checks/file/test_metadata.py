"""Metadata: Info and XMP agree, however they are written."""

from __future__ import annotations

import pytest
from pikepdf import Pdf, String
from support.corpus import (
    change_xmp,
    press_base,
)
from support.structure_checks import structure_codes


@pytest.mark.parametrize("date", ["D:20261101070000+07'00'", "D:20261031190000-05'00", "D:202611"])
def test_one_moment_may_be_written_in_several_ways(date: str) -> None:
    def plant(pdf: Pdf) -> None:
        pdf.docinfo["/CreationDate"] = String(date)

    # The last one knows no zone and no day: midnight of the first.
    assert structure_codes(press_base, plant) == set()


@pytest.mark.parametrize("date", ["D:20261199", "yesterday", "D:2026110107+99'00'"])
def test_a_date_that_cannot_be_read_agrees_with_none(date: str) -> None:
    def plant(pdf: Pdf) -> None:
        pdf.docinfo["/ModDate"] = String(date)

    assert structure_codes(press_base, plant) == {"xmp-info-differ"}


def test_several_authors_may_stand_in_one_text() -> None:
    def plant(pdf: Pdf) -> None:
        author = str(pdf.docinfo["/Author"])
        change_xmp(pdf, f"<rdf:li>{author}</rdf:li>", "<rdf:li>An</rdf:li><rdf:li>Bình</rdf:li>")
        pdf.docinfo["/Author"] = String("An; Bình")

    assert structure_codes(press_base, plant) == set()


def test_the_short_form_of_xmp_is_read() -> None:
    def plant(pdf: Pdf) -> None:
        change_xmp(pdf, "<pdf:Producer>corpus</pdf:Producer>", "")
        change_xmp(pdf, 'rdf:about="" xmlns:dc', 'rdf:about="" pdf:Producer="corpus" xmlns:dc')

    assert structure_codes(press_base, plant) == set()
