"""Files with rubbish in them, and pages without an area, make no check fail."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from support.checkruns import checks_in
from support.corpus import (
    BASES,
)
from support.fakepages import (
    FakePage,
    around,
    findings,
)
from support.structure_checks import STRUCTURE_CODES, structure_findings

from generator.preflight.checks.graphics import line_weight as lines
from generator.preflight.checks.ink import black, overprint
from generator.preflight.checks.ink import ink_coverage as inkcoverage
from generator.preflight.checks.legibility import contrast
from generator.preflight.checks.legibility import do_dont_marks as signs
from generator.preflight.checks.page import bleed, folds
from generator.preflight.checks.page import clipped_text as cut
from generator.preflight.checks.page import safe_area as safety
from generator.preflight.checks.type import type_size as type_
from generator.preflight.pdf.model import (
    Boxes,
)

MODULES = (bleed, safety, folds, inkcoverage, lines, type_, black, overprint, contrast, signs, cut)


def _junk(dice: random.Random, pdf: Pdf) -> Any:
    return dice.choice(
        (
            Name.Junk,
            True,
            0,
            Decimal("-1e30"),
            String("\xff\xfe"),
            Array([]),
            Array([Name.DeviceN, 1]),
            Array([Array([Name.Separation])] * 3),
            Dictionary(),
            pdf.make_stream(b"\0junk"),
            pdf.Root,
            pdf.pages[0].obj,
        )
    )


@pytest.mark.parametrize("seed", range(25))
def test_no_rubbish_in_a_file_makes_a_check_fail(seed: int) -> None:
    dice = random.Random(seed)
    base = dice.choice(BASES)

    def plant(pdf: Pdf) -> None:
        holders = [one for one in pdf.objects if isinstance(one, Dictionary) and one.keys()]
        for _ in range(3):
            holder = dice.choice(holders)
            # Without a page tree there is nothing to check.
            if holder.get("/Type") not in ("/Pages", "/Catalog"):
                holder[dice.choice(sorted(holder.keys()))] = _junk(dice, pdf)

    profile = dice.choice(("offset", "office", "screen"))
    for finding in structure_findings(base, plant, profile):
        assert finding.code in STRUCTURE_CODES
        assert str(finding.message)


def test_a_page_without_an_area_is_judged_without_a_fault_of_ours() -> None:
    nowhere = (10.0, 10.0, 10.0, 10.0)
    page = FakePage(boxes=Boxes(around(10), None, nowhere, nowhere, None))
    for module in MODULES:
        for check in checks_in(module):
            assert {one.code for one in findings(check, page)} <= {"bleed-too-small"}
