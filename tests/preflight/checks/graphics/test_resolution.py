"""Pixels that pictures need at their size."""

from __future__ import annotations

import pytest
from pikepdf import Name, Pdf, Stream
from support.corpus import (
    add_content,
    add_resource,
    press_base,
)
from support.fakepages import SOMEWHERE, FakePage, findings
from support.structure_checks import structure_codes

from generator.core.findings import Severity
from generator.preflight.checks.graphics import resolution
from generator.preflight.pdf.model import ImageMark, Mark, MarkKind


def picture(ppi: float, *, bits: int = 8, least_px: int = 500) -> FakePage:
    image = ImageMark(500, least_px, bits, "DeviceCMYK", False, (ppi, ppi + 100))
    return FakePage((Mark(MarkKind.IMAGE, 0, SOMEWHERE, SOMEWHERE, None, image=image),))


@pytest.mark.parametrize(
    ("ppi", "severity"),
    [
        (148.4, Severity.ERROR),
        (148.6, Severity.WARNING),
        (223.4, Severity.WARNING),
        (223.6, None),
        (600.4, None),
        (600.6, Severity.NOTE),
    ],
)
def test_resolutions_are_rounded_before_they_are_compared(
    ppi: float, severity: Severity | None
) -> None:
    found = findings(resolution.check_resolution, picture(ppi))
    assert [one.severity for one in found] == ([] if severity is None else [severity])


@pytest.mark.parametrize(
    ("ppi", "severity"),
    [(299, Severity.ERROR), (300, Severity.WARNING), (599, Severity.WARNING), (600, None)],
)
def test_line_art_needs_more_pixels(ppi: float, severity: Severity | None) -> None:
    found = findings(resolution.check_resolution, picture(ppi, bits=1))
    assert [one.severity for one in found] == ([] if severity is None else [severity])


@pytest.mark.parametrize(("least_px", "is_found"), [(16, False), (17, True)])
def test_a_picture_of_sixteen_pixels_is_none(least_px: int, is_found: bool) -> None:
    page = picture(72, least_px=least_px)
    assert bool(findings(resolution.check_resolution, page)) is is_found


def test_an_icon_of_a_few_pixels_is_no_coarse_picture() -> None:
    def plant(pdf: Pdf) -> None:
        icon = Stream(
            pdf,
            bytes(4 * 16 * 16),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=16,
            Height=16,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceCMYK,
        )
        add_resource(pdf.pages[0], "/XObject", "/Im9", pdf.make_indirect(icon))
        add_content(pdf.pages[0], "50 0 0 50 60 260 cm /Im9 Do")

    assert structure_codes(press_base, plant) == set()
