"""Letters that are cut through by what clips them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.fakepages import FakePage, findings, text

from generator.preflight.checks.page import clipped_text
from generator.preflight.pdf.model import Character


@pytest.mark.parametrize(("lost", "is_found"), [(0.11, False), (0.13, True)])
@pytest.mark.parametrize("is_level", [True, False])
def test_a_letter_may_lose_an_eighth_of_its_width_or_height(
    lost: float, is_level: bool, is_found: bool
) -> None:
    letter = (100.0, 100.0, 110.0, 110.0)
    right, low = (110 - 10 * lost, 100) if is_level else (110, 100 + 10 * lost)
    mark = replace(text(letter), box=(100.0, low, right, 110.0))
    page = FakePage((mark,), characters=(Character("a", letter),))
    assert bool(findings(clipped_text.check_cut, page)) is is_found
