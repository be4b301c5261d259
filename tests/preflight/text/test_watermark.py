"""Watermarks: pale outlines under a text are no edge to it, whatever else is painted there is."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from support import corpus
from support.corpus import add_content, add_tagged, line_at, office_base, text_at
from support.shipped import ASSETS

from generator.preflight.document import open_document

WATERMARK = "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n"


def with_rule(before: str, rgb: str, y_mm: float, *, tagged: bool = True) -> bytes:
    """A text at 100 mm, and a rule of this colour in an artifact of this kind at ``y_mm``."""
    with pikepdf.open(BytesIO(office_base())) as pdf:
        page = pdf.pages[0]
        rule = f"{rgb} RG {line_at(50, y_mm, 110, y_mm, 2)}"
        add_content(page, f"{before}{rule}\nEMC\n", marked=False)
        if tagged:
            add_tagged(pdf, f"0 0 0 rg {text_at(60, 100, 10, 'TAY HAY')}")
        data = BytesIO()
        pdf.save(data)
        return data.getvalue()


def codes(data: bytes) -> set[str]:
    name, expected = corpus.profile_name_of(office_base), corpus.expected_of(office_base)
    return {one.code for one in corpus.judged(data, name, expected)}


#: A little darker than the ground of the base, 0.94 0.98 0.97.
PALE, DARK = "0.84 0.88 0.87", "0.6 0.64 0.63"
NEAR = "text-too-near-an-edge"


@pytest.mark.parametrize("y_mm", [99.6, 101.2, 103.2])
def test_a_pale_watermark_near_or_under_a_text_is_no_edge(y_mm: float) -> None:
    assert NEAR not in codes(with_rule(WATERMARK, PALE, y_mm))


def test_the_same_line_of_another_artifact_is_one() -> None:
    assert NEAR in codes(with_rule("/Artifact BMC\n", PALE, 99.4))


@pytest.mark.parametrize("y_mm", [99.4, 101.2])
def test_a_dark_line_is_one_though_it_calls_itself_a_watermark(y_mm: float) -> None:
    assert NEAR in codes(with_rule(WATERMARK, DARK, y_mm))


def test_a_watermark_is_an_artifact() -> None:
    with open_document(with_rule(WATERMARK, PALE, 99), "x.pdf", icc=ASSETS.icc) as document:
        marks = [mark for mark in document.pages[0].marks if mark.is_watermark]
        assert marks
        assert all(mark.is_artifact for mark in marks)
    assert not any(
        code in codes(with_rule(WATERMARK, PALE, 50, tagged=False))
        for code in ("content-untagged", "artifact-in-content")
    )
