"""Versions of PDF that a file for the press may have."""

from __future__ import annotations

import io

import pikepdf
import pytest
from support.corpus import judged, press_base, saved


@pytest.mark.parametrize(("version", "is_found"), [("1.6", False), ("1.7", True), ("2.0", True)])
def test_a_pdfx_4_goes_up_to_pdf_1_6(version: str, is_found: bool) -> None:
    with pikepdf.open(io.BytesIO(press_base())) as pdf:
        data = saved(pdf, min_version="1.4", force_version=version)
    codes = {one.code for one in judged(data, "offset", None)}
    assert ("pdf-version" in codes) is is_found
