"""All rules and all checks of a preflight, gathered from their modules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import ModuleType

from generator.preflight.checks import (
    access,
    colour,
    file,
    graphics,
    ink,
    legal,
    legibility,
    page,
    qr,
    text,
)
from generator.preflight.checks import type as type_
from generator.preflight.checks.access import reading_order, tags
from generator.preflight.checks.brief import FileCheck, PageCheck
from generator.preflight.checks.colour import colour_space, output_intent, transparency
from generator.preflight.checks.file import (
    destination,
    incomplete,
    interactive,
    metadata,
    pdfx,
    runaway_content,
)
from generator.preflight.checks.graphics import line_weight, resolution
from generator.preflight.checks.ink import black, ink_coverage, overprint
from generator.preflight.checks.legal import cited_acts, validity
from generator.preflight.checks.legibility import contrast, do_dont_marks
from generator.preflight.checks.page import bleed, boxes, clearance, clipped_text, folds, safe_area
from generator.preflight.checks.qr import links, symbols
from generator.preflight.checks.rule import CheckGroup, Rule
from generator.preflight.checks.text import (
    draft,
    official_text,
    provenance,
    stated_text,
    text_digest,
)
from generator.preflight.checks.type import fonts, type_size

#: Each has RULES, and PAGE_CHECKS or FILE_CHECKS or both; a module that is not here is not run.
MODULES: tuple[ModuleType, ...] = (
    destination,
    incomplete,
    runaway_content,
    boxes,
    bleed,
    folds,
    safe_area,
    clipped_text,
    clearance,
    fonts,
    type_size,
    resolution,
    line_weight,
    colour_space,
    output_intent,
    transparency,
    ink_coverage,
    black,
    overprint,
    contrast,
    do_dont_marks,
    interactive,
    pdfx,
    metadata,
    tags,
    reading_order,
    symbols,
    links,
    draft,
    provenance,
    official_text,
    stated_text,
    text_digest,
    cited_acts,
    validity,
)

#: In the order in which a certificate and ``docs/preflight.md`` show them.
GROUPS: tuple[CheckGroup, ...] = (
    page.GROUP,
    type_.GROUP,
    graphics.GROUP,
    colour.GROUP,
    ink.GROUP,
    legibility.GROUP,
    file.GROUP,
    access.GROUP,
    qr.GROUP,
    text.GROUP,
    legal.GROUP,
)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the modules; each code once.

    Raises:
        ValueError: if two rules have one code.
    """
    rules = tuple(rule for module in MODULES for rule in module.RULES)
    codes = [rule.code for rule in rules]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise ValueError(f"several rules have the code {', '.join(twice)}")
    return rules


@cache
def rules_by_code() -> Mapping[str, Rule]:
    """Every rule by its code."""
    return {rule.code: rule for rule in all_rules()}


@cache
def page_checks() -> tuple[PageCheck, ...]:
    """Every check of a page, in the order of the modules."""
    return tuple(check for module in MODULES for check in getattr(module, "PAGE_CHECKS", ()))


@cache
def file_checks() -> tuple[FileCheck, ...]:
    """Every check of a whole file, in the order of the modules."""
    return tuple(check for module in MODULES for check in getattr(module, "FILE_CHECKS", ()))
