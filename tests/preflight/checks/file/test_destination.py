"""Files that were made for elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from support.corpus import (
    expected_of,
    judged,
    office_base,
    press_base,
    saved,
)


@pytest.mark.parametrize(("base", "profile"), [(press_base, "office"), (office_base, "offset")])
def test_what_follows_from_being_made_for_elsewhere_is_left_out_and_no_other_fault(
    base: Callable[[], bytes], profile: str
) -> None:
    with pikepdf.open(BytesIO(base())) as pdf:
        del pdf.Root.Lang
        data = saved(pdf)
    found = judged(data, profile, expected_of(base))
    assert found[0].code == "made-for-elsewhere"
    assert {finding.code for finding in found} == {
        "made-for-elsewhere",
        "language-missing",
        "qr-distance",
    }


def test_a_file_for_the_office_may_be_judged_for_the_screen() -> None:
    found = judged(office_base(), "screen", expected_of(office_base))
    assert {finding.code for finding in found} == {"qr-distance"}
