"""All rules and all checks of a preflight: gathered from their modules, run, put in order."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from types import ModuleType

from generator.errors import Place
from generator.findings import Finding, Severity
from generator.messages import msg
from generator.preflight import (
    black,
    bleed,
    boxes,
    colours,
    contrast,
    cut,
    folds,
    fonts,
    images,
    inkcoverage,
    intent,
    interactive,
    legal,
    lines,
    links,
    metadata,
    overprint,
    passport,
    pdfx,
    purpose,
    qr,
    safety,
    shortfalls,
    signs,
    structure,
    tagging,
    texts,
    transparency,
    type_,
    wording,
)
from generator.preflight.model import Check, Document, Rule

#: Each has RULES and CHECKS; a module that is not here is not run.
MODULES: tuple[ModuleType, ...] = (
    purpose,
    shortfalls,
    boxes,
    bleed,
    folds,
    safety,
    cut,
    fonts,
    type_,
    images,
    lines,
    colours,
    intent,
    transparency,
    inkcoverage,
    black,
    overprint,
    contrast,
    signs,
    interactive,
    pdfx,
    metadata,
    tagging,
    structure,
    qr,
    links,
    passport,
    texts,
    wording,
    legal,
)

#: Findings of one code on one page that are told one by one; the others are counted.
MOST_OF_A_KIND = 5

#: What explains all else that is found.
_FIRST = frozenset({purpose.MADE_FOR_ELSEWHERE.code, pdfx.DAMAGED.code})

_BY_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


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


def all_checks() -> tuple[Check, ...]:
    """Every check that needs no more than the document."""
    return tuple(check for module in MODULES for check in module.CHECKS)


def run_checks(document: Document, today: dt.date | None = None) -> tuple[Finding, ...]:
    """What all checks find, the gravest first.

    A check that fails is a fault of ours, and its error is let through: a preflight that lost a
    check on its way must not pass a file. A note at the error says which check it was.

    Args:
        today: Counts for "how long ago"; without it, what depends on the day is not judged.
    """
    checks = all_checks()
    if today is not None:
        checks += (legal.legal_check(today),)
    found: list[Finding] = []
    for check in checks:
        try:
            found += check(document)
        except Exception as error:
            error.add_note(f"in {check.__module__}.{getattr(check, '__name__', check)}")
            raise
    return sorted_findings(gathered(purpose.without_consequences(found)))


def gathered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` with no more than a few of one code on one page, and how many more there are."""
    kinds: dict[tuple[str, int | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[finding.code, finding.place.page].append(finding)
    kept: list[Finding] = []
    for (code, page), kind in kinds.items():
        # Five and a sixth that counts: where there are six, the sixth itself is no longer.
        if len(kind) <= MOST_OF_A_KIND + 1:
            kept += kind
            continue
        told = sorted_findings(kind)
        kept += told[:MOST_OF_A_KIND]
        first_left = told[MOST_OF_A_KIND]
        more = msg("more places like these: {count}", count=len(told) - MOST_OF_A_KIND)
        kept.append(Finding(code, first_left.severity, more, first_left.hint, Place(page=page)))
    return tuple(kept)


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` by severity, page, place from top to bottom, and code; else as they came.

    What explains others comes before them.
    """
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[int, bool, int, bool, float, float, str]:
    place = finding.place
    return (
        _BY_WEIGHT[finding.severity],
        finding.code not in _FIRST,
        place.page or 0,
        place.y_mm is None,
        place.y_mm or 0.0,
        place.x_mm or 0.0,
        finding.code,
    )
