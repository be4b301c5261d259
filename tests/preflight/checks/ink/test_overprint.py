"""Colours that must not overprint."""

from __future__ import annotations

import pytest
from support.fakepages import (
    BLACK,
    OFFICE,
    SOMEWHERE,
    FakePage,
    cmyk,
    fill,
    findings,
)

from generator.preflight.checks.ink import overprint
from generator.preflight.pdf.model import (
    Paint,
)


@pytest.mark.parametrize(
    ("paint", "code"),
    [
        (cmyk(0, 0, 0, 0), "white-overprints"),
        (Paint("DeviceGray", (1.0,), {"Black": 0.0}, (1, 1, 1)), "white-overprints"),
        (Paint("DeviceGray", (0.0,), {"Black": 1.0}, (0, 0, 0)), "grey-overprints"),
        (BLACK, None),
        (Paint("Separation", (0.5,), {"PANTONE 3145 C": 0.5}, (0.4, 0.7, 0.7)), None),
    ],
)
def test_white_and_grey_must_not_overprint(paint: Paint, code: str | None) -> None:
    def page(*, is_over: bool) -> FakePage:
        return FakePage((fill(SOMEWHERE, paint, overprint=is_over, overprint_mode=1),))

    found = findings(overprint.check_overprint, page(is_over=True))
    assert [one.code for one in found] == ([] if code is None else [code])
    assert not findings(overprint.check_overprint, page(is_over=False))


def test_overprint_is_a_matter_of_files_in_inks() -> None:
    page = FakePage((fill(SOMEWHERE, cmyk(0, 0, 0, 0), overprint=True, overprint_mode=1),))
    assert findings(overprint.check_overprint, page)
    assert not findings(overprint.check_overprint, page, profile=OFFICE)
