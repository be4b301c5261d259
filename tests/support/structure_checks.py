"""The checks of a file's structure, run on bases of the corpus with something changed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Pdf
from support.checkruns import found_by_modules
from support.corpus import (
    expected_of,
    saved,
)
from support.shipped import ASSETS

from generator.core.findings import Finding
from generator.preflight.checks.access import tags as tagging
from generator.preflight.checks.brief import Brief
from generator.preflight.checks.colour import colour_space as colours
from generator.preflight.checks.colour import output_intent as intent
from generator.preflight.checks.colour import transparency
from generator.preflight.checks.file import interactive, metadata, pdfx
from generator.preflight.checks.graphics import resolution as images
from generator.preflight.checks.page import boxes
from generator.preflight.checks.type import fonts
from generator.preflight.document import open_document
from generator.press.profiles import load_profile

STRUCTURE_MODULES = (
    boxes,
    fonts,
    images,
    colours,
    intent,
    transparency,
    interactive,
    pdfx,
    metadata,
    tagging,
)
STRUCTURE_CODES = {rule.code for module in STRUCTURE_MODULES for rule in module.RULES}


def structure_findings(
    base: Callable[[], bytes], plant: Callable[[Pdf], None], profile: str
) -> tuple[Finding, ...]:
    """Findings of the checks of structure in a base with something changed."""
    with pikepdf.open(BytesIO(base())) as pdf:
        plant(pdf)
        data = saved(pdf)
    rules = load_profile(profile, ASSETS.profiles)
    with open_document(data, "x.pdf", icc=ASSETS.icc) as document:
        return tuple(
            found_by_modules(STRUCTURE_MODULES, document, Brief(rules, ASSETS, expected_of(base)))
        )


def structure_codes(
    base: Callable[[], bytes], plant: Callable[[Pdf], None], profile: str = "offset"
) -> set[str]:
    """Codes of the same."""
    return {finding.code for finding in structure_findings(base, plant, profile)}
