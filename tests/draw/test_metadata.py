"""Metadata of a file: which standards it keeps, where its texts come from, what it is."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from support.drawn import opened
from support.sheets import lay_out, sheet
from support.workshop import campaign, code_target, job, piece_for

from generator.content.model import LegalBasis, TextLength
from generator.content.stated_texts import citations, official_citations
from generator.core.provenance import NAMESPACE, Expected, StatedText, statements
from generator.draw.document import PdfDocument, static_block
from generator.draw.metadata import Metadata
from generator.draw.tags import StructureKid, StructureNode, Tags
from generator.job import expected_of

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
PDFX = "{http://www.npes.org/pdfx/ns/id/}"

NAMES = ("offset", "uncoated", "wide-format", "office", "copier", "screen")


def statements_in(data: bytes) -> dict[str, str | tuple[str, ...]]:
    """Statements at the top of the XMP packet, read as any XML; lists by their members."""
    root = ET.fromstring(opened(data).Root["/Metadata"].read_bytes())
    found: dict[str, str | tuple[str, ...]] = {}
    for description in root.iter(f"{RDF}Description"):
        for one in description:
            members = tuple(member.text or "" for member in one.iter(f"{RDF}li"))
            is_list = one.find(f"{RDF}Seq") is not None
            found[one.tag] = members if is_list else one.text or ""
    return found


# -- by destination


@pytest.mark.parametrize("name", NAMES)
def test_every_file_says_that_it_is_a_pdf_a_2a_and_a_pdf_ua_1(name: str) -> None:
    said = statements_in(piece_for("poster", name).pdf)
    assert (said[f"{PDFA}part"], said[f"{PDFA}conformance"]) == ("2", "A")
    assert said[f"{PDFUA}part"] == "1"


@pytest.mark.parametrize("name", NAMES)
def test_only_a_file_for_the_press_says_that_it_is_a_pdf_x_4(name: str) -> None:
    said = statements_in(piece_for("poster", name).pdf).get(f"{PDFX}GTS_PDFXVersion")
    assert said == ("PDF/X-4" if name in ("offset", "uncoated", "wide-format") else None)


@pytest.mark.parametrize("name", ["offset", "office", "screen"])
def test_a_file_names_its_letter_and_the_hash_of_every_official_text(name: str) -> None:
    said = statements_in(piece_for("leaflet", name).pdf)[f"{DC}source"]
    assert isinstance(said, str)
    letter = campaign().letter
    assert said.splitlines() == [
        f"{item.id}: {letter.reference}, {item.address}, "
        f"sha256 {hashlib.sha256(item.official.encode()).hexdigest()}"
        for item in campaign().items
    ]


@pytest.mark.parametrize("name", ["offset", "office", "screen"])
def test_a_file_bears_the_provenance_record_of_its_piece(name: str) -> None:
    made = piece_for("leaflet", name)
    said = statements_in(made.pdf)
    stated = {
        key.removeprefix(f"{{{NAMESPACE}}}"): value
        for key, value in said.items()
        if key.startswith(f"{{{NAMESPACE}}}")
    }
    assert stated == statements(made.expected)
    assert stated["Profile"] == name


# -- identifiers

ABOUT = Metadata(title="Ứng xử", author="Ủy ban", date=dt.date(2026, 11, 24))


def identifiers(
    operators: str = "0 g",
    *,
    alt: str = "dấu",
    url: str = "https://a.example",
    about: Metadata = ABOUT,
) -> tuple[str, str]:
    """Those of the document and of this version of it."""
    document = PdfDocument(about)
    document.begin_page(10, 10)
    document.add_block(static_block(f"/Figure<</MCID 0>>BDC {operators} EMC"))
    document.link((0, 0, 5, 5), url, "x", 0)
    link = StructureNode(
        "Link", (StructureKid(0, node=StructureNode("Figure", (StructureKid(0),), alt=alt)),)
    )
    document.end_page(
        Tags(1, (StructureKid(0, node=StructureNode("P", (StructureKid(0, node=link),))),))
    )
    packet = opened(document.to_bytes()).Root["/Metadata"].read_bytes().decode()
    one, other = (
        re.findall(f"<xmpMM:{key}>uuid:([-0-9a-f]{{36}})<", packet)
        for key in ("DocumentID", "InstanceID")
    )
    return one[0], other[0]


def test_equal_files_have_equal_identifiers() -> None:
    assert identifiers() == identifiers()
    document, instance = identifiers()
    assert document != instance


@pytest.mark.parametrize(
    "changed",
    [{"operators": "1 g"}, {"alt": "dấu khác"}, {"url": "https://b.example"}],
    ids=lambda changed: next(iter(changed)),
)
def test_a_file_that_shows_says_or_opens_something_else_is_another_version(
    changed: dict[str, str],
) -> None:
    here, there = identifiers(), identifiers(**changed)  # type: ignore[arg-type]
    assert there[0] == here[0]
    assert there[1] != here[1]


def test_a_file_about_something_else_is_another_document() -> None:
    here, there = identifiers(), identifiers(about=replace(ABOUT, title="Khác"))
    assert here[0] != there[0]
    assert here[1] != there[1]


# -- the acts that a piece cites


def act(number: str) -> LegalBasis:
    return replace(campaign().legal[0], number=number)


def expected(texts: Mapping[str, str], numbers: Sequence[str], shown: Sequence[str]) -> Expected:
    """Expectations of a piece that shows ``shown``, of a campaign of these texts and acts."""
    own = replace(campaign(), texts=dict(texts), legal=tuple(map(act, numbers)))
    stated = tuple(StatedText(f"campaign.texts.{key}", texts[key]) for key in shown)
    made = replace(sheet("", "<p>a</p>"), stated=stated)
    return expected_of(
        replace(job("insert"), campaign=own), made, lay_out(made), own.items, citations(own)
    )


def cited(text: str, *numbers: str) -> list[str]:
    """The acts among ``numbers`` that a piece is expected to cite whose legal line is ``text``."""
    return [act.number for act in expected({"line": text}, numbers, ["line"]).acts]


@pytest.mark.parametrize(
    "text", ["Căn cứ 15/2020/NĐ-CP của Chính phủ", "(15/2020/NĐ-CP);", "15/2020/NĐ-CP"]
)
def test_an_act_that_a_shown_text_names_is_cited_and_no_other(text: str) -> None:
    assert cited(text, "15/2020/NĐ-CP", "874/QĐ-BTTTT") == ["15/2020/NĐ-CP"]


@pytest.mark.parametrize("number", ["5/2020/NĐ-CP", "2020/NĐ-CP", "15/2020/N"])
def test_an_act_whose_number_is_a_part_of_another_is_not_cited(number: str) -> None:
    assert cited("Nghị định 15/2020/NĐ-CP.", number) == []


def test_an_act_of_a_text_that_the_piece_does_not_set_is_not_cited() -> None:
    assert not expected({"line": "theo 874/QĐ-BTTTT"}, ["874/QĐ-BTTTT"], []).acts


def test_an_act_that_an_official_text_names_is_cited_where_the_text_is_set_whole() -> None:
    item = replace(campaign().items[0], official="Thực hiện 874/QĐ-BTTTT.")
    group = replace(campaign().groups[0], items=(item,))
    own = replace(campaign(), groups=(group,), texts={}, legal_line="")
    made = sheet("", "<p>a</p>")
    for text, numbers in ((TextLength.FULL, ["874/QĐ-BTTTT"]), (TextLength.SHORT, [])):
        one = replace(job("insert", text), campaign=own)
        acts = expected_of(
            one, made, lay_out(made), own.items, {**citations(own), **official_citations(own)}
        ).acts
        assert [act.number for act in acts] == numbers


def test_a_code_is_expected_where_the_template_sets_one() -> None:
    def target(markup: str) -> str | None:
        made = sheet("qr { width: 30mm; height: 30mm }", markup)
        return expected_of(job("insert"), made, lay_out(made), (), {}).qr_target

    assert target("<p>a</p>") is None
    assert target('<qr data="https://a.example" alt="Mã QR"/>') == code_target().url
