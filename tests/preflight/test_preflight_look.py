"""Every rule of how pages look has a planted defect, and bears with odd pages."""

from __future__ import annotations

from support.checkruns import checks_in
from support.defects_look import (
    DEFECTS,
)
from support.fakepages import (
    FakePage,
    around,
    findings,
)

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


def test_every_rule_has_a_planted_defect() -> None:
    rules = {rule.code for module in MODULES for rule in module.RULES}
    assert rules == {defect.code for defect in DEFECTS}


def test_a_page_without_an_area_is_judged_without_a_fault_of_ours() -> None:
    nowhere = (10.0, 10.0, 10.0, 10.0)
    page = FakePage(boxes=Boxes(around(10), None, nowhere, nowhere, None))
    for module in MODULES:
        for check in checks_in(module):
            assert {one.code for one in findings(check, page)} <= {"bleed-too-small"}
