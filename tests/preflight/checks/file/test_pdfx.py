"""Versions of PDF that a file for the press may have."""

from __future__ import annotations

import io
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas
from support.checkruns import found_by
from support.corpus import (
    judged,
    office_base,
    press_base,
    saved,
)
from support.shipped import ASSETS

from generator.core.findings import Finding
from generator.preflight.checks.file import pdfx
from generator.preflight.document import open_document


@pytest.mark.parametrize(("version", "is_found"), [("1.6", False), ("1.7", True), ("2.0", True)])
def test_a_pdfx_4_goes_up_to_pdf_1_6(version: str, is_found: bool) -> None:
    with pikepdf.open(io.BytesIO(press_base())) as pdf:
        data = saved(pdf, min_version="1.4", force_version=version)
    codes = {one.code for one in judged(data, "offset", None)}
    assert ("pdf-version" in codes) is is_found


def _whole(data: bytes) -> list[Finding]:
    with open_document(data, "x.pdf", icc=ASSETS.icc) as document:
        return found_by(pdfx.check_whole, document)


def _as_reportlab_writes_it() -> bytes:
    output = BytesIO()
    page = Canvas(output)
    page.drawString(72, 72, "Xin")
    page.save()
    return output.getvalue()


def _written(**how: Any) -> bytes:
    with pikepdf.open(BytesIO(office_base())) as pdf:
        return saved(pdf, **how)


@pytest.mark.parametrize(
    "data",
    [
        _as_reportlab_writes_it,
        lambda: _written(linearize=True),
        lambda: _written(object_stream_mode=pikepdf.ObjectStreamMode.generate),
        lambda: b"\r\n" + office_base(),
        lambda: office_base() + b"\r\n" * 50,
        lambda: office_base().replace(b"endobj", b"endobX", 1),
    ],
    ids=["reportlab", "linearized", "object-streams", "lines-before", "lines-after", "a-slip"],
)
def test_a_whole_file_is_not_taken_for_a_damaged_one(data: Callable[[], bytes]) -> None:
    assert _whole(data()) == []


@pytest.mark.parametrize("lost", [20, 60, 200, 400])
@pytest.mark.parametrize("how", [{}, {"linearize": True}])
def test_a_file_that_breaks_off_is_damaged(lost: int, how: dict[str, Any]) -> None:
    assert [finding.code for finding in _whole(_written(**how)[:-lost])] == ["file-damaged"]
