"""Transparency: the spaces in which pages and groups are blended."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf, Stream
from support.corpus import (
    add_content,
    add_resource,
    expected_of,
    judged,
    press_base,
    saved,
)
from support.structure_checks import structure_codes

from generator.core.findings import Severity


def test_the_press_gets_one_finding_of_one_fault() -> None:
    def plant(pdf: Pdf) -> None:
        pdf.pages[0].obj.Group.CS = Name.DeviceRGB

    with pikepdf.open(BytesIO(press_base())) as pdf:
        plant(pdf)
        data = saved(pdf)
    found = [f for f in judged(data, "offset", expected_of(press_base)) if f.code == "blend-space"]
    assert [finding.severity for finding in found] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("space", "is_found"),
    [(Name.DeviceGray, False), (Name.DeviceCMYK, False), (Name.DeviceRGB, True)],
)
def test_groups_in_grey_do_no_harm_to_inks(space: Name, is_found: bool) -> None:
    def plant(pdf: Pdf) -> None:
        group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=space)
        form = Stream(
            pdf, b"0 g 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]
        )
        form.Group = group
        add_resource(pdf.pages[0], "/XObject", "/FmGroup", pdf.make_indirect(form))
        add_content(pdf.pages[0], "/FmGroup Do")

    assert structure_codes(press_base, plant) == ({"blend-space"} if is_found else set())
