"""Standards that a file claims."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Pdf
from support.corpus import (
    change_xmp,
    office_base,
    press_base,
    saved,
)
from support.shipped import ASSETS
from support.structure_checks import structure_codes

from generator.preflight.checks.standards import Standard, claimed_standards
from generator.preflight.document import open_document
from generator.preflight.pdf.xmp import DC, PDF, PDFA_ID, XMP_MM, read_xmp
from generator.preflight.report.facts import facts_of


def test_facts_and_findings_agree_on_the_standards_that_a_file_claims() -> None:
    """A part of PDF/A named elsewhere than among the file's own properties claims nothing."""

    def plant(pdf: Pdf) -> None:
        change_xmp(pdf, "<pdfaid:part>2</pdfaid:part>", "")
        inner = '<rdf:li rdf:parseType="Resource"><pdfaid:part>3</pdfaid:part></rdf:li>'
        pantry = f"<xmpMM:Pantry><rdf:Bag>{inner}</rdf:Bag></xmpMM:Pantry>"
        space = f'rdf:about="" xmlns:xmpMM="{XMP_MM}" xmlns:pdfaid="{PDFA_ID}"'
        change_xmp(
            pdf, "</rdf:RDF>", f"<rdf:Description {space}>{pantry}</rdf:Description></rdf:RDF>"
        )

    with pikepdf.open(BytesIO(office_base())) as pdf:
        plant(pdf)
        data = saved(pdf)
    with open_document(data, "x.pdf", icc=ASSETS.icc) as document:
        standards = facts_of(document).standards
        assert standards == tuple(claimed_standards(document).values()) == ("PDF/UA-1",)
    assert "pdfa-not-claimed" in structure_codes(office_base, plant, "office")


def test_what_is_claimed_is_read_from_the_metadata() -> None:
    with open_document(press_base(), "x.pdf", icc=ASSETS.icc) as document:
        assert claimed_standards(document) == {
            Standard.PDFX: "PDF/X-4",
            Standard.PDFA: "PDF/A-2a",
            Standard.PDFUA: "PDF/UA-1",
        }
        packet = read_xmp(document.pdf)
        assert packet.first(PDF, "Trapped") == "False"
        assert packet.values(DC, "nothing") == ()
