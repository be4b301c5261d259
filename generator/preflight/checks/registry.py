"""All rules and all checks of a preflight: gathered from their modules, run, put in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from types import ModuleType
from typing import TypeVar

from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.preflight.checks.access import reading_order as structure
from generator.preflight.checks.access import tags as tagging
from generator.preflight.checks.brief import Brief, FileCheck, PageCheck
from generator.preflight.checks.colour import colour_space as colours
from generator.preflight.checks.colour import output_intent as intent
from generator.preflight.checks.colour import transparency
from generator.preflight.checks.file import destination as purpose
from generator.preflight.checks.file import incomplete as shortfalls
from generator.preflight.checks.file import interactive, metadata, pdfx
from generator.preflight.checks.file import runaway_content as looping
from generator.preflight.checks.graphics import line_weight as lines
from generator.preflight.checks.graphics import resolution as images
from generator.preflight.checks.ink import black, overprint
from generator.preflight.checks.ink import ink_coverage as inkcoverage
from generator.preflight.checks.legal import cited_acts as legal
from generator.preflight.checks.legibility import contrast
from generator.preflight.checks.legibility import do_dont_marks as signs
from generator.preflight.checks.page import bleed, boxes, folds
from generator.preflight.checks.page import clipped_text as cut
from generator.preflight.checks.page import safe_area as safety
from generator.preflight.checks.qr import links, qr
from generator.preflight.checks.rule import Rule
from generator.preflight.checks.text import official_text as texts
from generator.preflight.checks.text import provenance as passport
from generator.preflight.checks.text import text_digest as wording
from generator.preflight.checks.type import fonts
from generator.preflight.checks.type import type_size as type_
from generator.preflight.pdf.model import Document, Page

#: Each has RULES, and PAGE_CHECKS or FILE_CHECKS or both; a module that is not here is not run.
MODULES: tuple[ModuleType, ...] = (
    purpose,
    shortfalls,
    looping,
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

#: A fault that is the same on more pages than this is told once.
MOST_PAGES_ALIKE = 3
#: Pages that are told one by one for faults of one code that differ in their words.
MOST_PAGES_OF_A_KIND = 10
_PAGES_NAMED = 5

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


@cache
def page_checks() -> tuple[PageCheck, ...]:
    """Every check of a page, in the order of the modules."""
    return tuple(check for module in MODULES for check in getattr(module, "PAGE_CHECKS", ()))


@cache
def file_checks() -> tuple[FileCheck, ...]:
    """Every check of a whole file, in the order of the modules."""
    return tuple(check for module in MODULES for check in getattr(module, "FILE_CHECKS", ()))


def run_checks(document: Document, brief: Brief) -> tuple[Finding, ...]:
    """Findings of all checks, the gravest first.

    Each page is judged by all its checks before the next one, so that of a book no page is rendered
    twice and none is kept. A check that fails is a fault of ours, and its error is let through: a
    preflight that lost a check on its way must not pass a file. A note at the error says which
    check it was.
    """
    found: list[Finding] = []
    for file_check in file_checks():
        found += _run(file_check, document, brief)
    for page in document.pages:
        for page_check in page_checks():
            found += _run(page_check, page, brief)
    return sorted_findings(alike(gathered(purpose.without_consequences(found))))


_Subject = TypeVar("_Subject", Document, Page)


def _run(
    check: Callable[[_Subject, Brief], Iterator[Finding]], subject: _Subject, brief: Brief
) -> list[Finding]:
    try:
        return list(check(subject, brief))
    except Exception as error:
        error.add_note(f"in {check.__module__}.{getattr(check, '__name__', check)}")
        raise


def alike(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` with those that come again on many pages told once, at the first of them.

    What is said in the same words of more than a few pages is one finding. What differs is told of
    some pages, and of the others how many they are.
    """
    same: dict[tuple[str, Severity, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        same[finding.code, finding.severity, str(finding.message)].append(finding)
    of_code: dict[tuple[str, Severity], list[Finding]] = defaultdict(list)
    kept: list[Finding] = []
    for (code, severity, _), told in same.items():
        pages = _pages_of(told)
        if len(pages) > MOST_PAGES_ALIKE:
            kept.append(_on_pages(told[0], pages, told[0].message))
        else:
            of_code[code, severity] += told
    for told in of_code.values():
        pages = _pages_of(told)
        if len(pages) <= MOST_PAGES_OF_A_KIND + 1:
            kept += told
            continue
        first, left = pages[:MOST_PAGES_OF_A_KIND], pages[MOST_PAGES_OF_A_KIND:]
        kept += [finding for finding in told if finding.place.page in (None, *first)]
        more = msg("more places like these")
        kept.append(_on_pages(told[0], left, more))
    return tuple(kept)


def _pages_of(findings: Iterable[Finding]) -> list[int]:
    return sorted({finding.place.page for finding in findings if finding.place.page is not None})


def _on_pages(finding: Finding, pages: Sequence[int], said: Message) -> Finding:
    """``finding``, said of all ``pages``; it stands at the first."""
    named = ", ".join(map(str, pages[:_PAGES_NAMED]))
    if len(pages) > _PAGES_NAMED:
        named += ", …"
    message = msg("on {count} pages ({pages}): {said}", count=len(pages), pages=named, said=said)
    return replace(finding, message=message, place=Place(page=pages[0]))


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
