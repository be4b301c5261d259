"""Findings put in order and condensed: what only follows left out, what comes again counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.preflight.checks.file.destination import MADE_FOR_ELSEWHERE
from generator.preflight.checks.registry import rules_by_code

#: How much people read of one kind of fault: our own, so that a report of a book with a fault on
#: each page can be read. A fault that is the same on more pages than this is reported once.
MAX_PAGES_ALIKE = 3
#: Our own: pages that are reported one by one for faults of one code that differ in their words.
MAX_PAGES_OF_A_KIND = 10
#: Our own: numbers of pages that are named where a fault is reported once.
_PAGES_NAMED = 5

#: Our own: findings of one code on one page that are reported one by one; the others are counted.
MAX_OF_A_KIND = 5

_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def condense(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` as people read them: without consequences, repetitions counted, in order."""
    return sort_findings(merge_across_pages(limit_per_page(drop_consequences(findings))))


def drop_consequences(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` without those that only follow from a file's being made for elsewhere."""
    found = tuple(findings)
    if not any(finding.code == MADE_FOR_ELSEWHERE.code for finding in found):
        return found
    return tuple(finding for finding in found if not _follows_destination(finding))


def _follows_destination(finding: Finding) -> bool:
    rule = rules_by_code().get(finding.code)
    return rule is not None and rule.follows_destination


def merge_across_pages(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` with repetitions on many pages reported once, at the first of them.

    The same message on more than a few pages is one finding. Messages that differ are reported of
    some pages, and the other pages are counted.
    """
    same: dict[tuple[str, Severity, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        same[finding.code, finding.severity, str(finding.message)].append(finding)
    of_code: dict[tuple[str, Severity], list[Finding]] = defaultdict(list)
    kept: list[Finding] = []
    for (code, severity, _), repeated in same.items():
        pages = _pages_of(repeated)
        if len(pages) > MAX_PAGES_ALIKE:
            kept.append(_on_pages(repeated[0], pages, repeated[0].message))
        else:
            of_code[code, severity] += repeated
    for repeated in of_code.values():
        pages = _pages_of(repeated)
        if len(pages) <= MAX_PAGES_OF_A_KIND + 1:
            kept += repeated
            continue
        first, left = pages[:MAX_PAGES_OF_A_KIND], pages[MAX_PAGES_OF_A_KIND:]
        kept += [finding for finding in repeated if finding.place.page in (None, *first)]
        more = msg("more places like these")
        kept.append(_on_pages(repeated[0], left, more))
    return tuple(kept)


def _pages_of(findings: Iterable[Finding]) -> list[int]:
    return sorted({finding.place.page for finding in findings if finding.place.page is not None})


def _on_pages(finding: Finding, pages: Sequence[int], said: Message) -> Finding:
    """``finding`` of all ``pages``, placed on the first."""
    named = ", ".join(map(str, pages[:_PAGES_NAMED]))
    if len(pages) > _PAGES_NAMED:
        named += ", …"
    message = msg("on {count} pages ({pages}): {said}", count=len(pages), pages=named, said=said)
    return replace(finding, message=message, place=Place(page=pages[0]))


def limit_per_page(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` with no more than a few of one code on one page, and how many more there are."""
    kinds: dict[tuple[str, int | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[finding.code, finding.place.page].append(finding)
    kept: list[Finding] = []
    for (code, page), kind in kinds.items():
        # Five and a sixth that counts: where there are six, the sixth itself is no longer.
        if len(kind) <= MAX_OF_A_KIND + 1:
            kept += kind
            continue
        in_order = sort_findings(kind)
        kept += in_order[:MAX_OF_A_KIND]
        first_left = in_order[MAX_OF_A_KIND]
        more = msg("more places like these: {count}", count=len(in_order) - MAX_OF_A_KIND)
        kept.append(Finding(code, first_left.severity, more, first_left.hint, Place(page=page)))
    return tuple(kept)


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings`` by severity, page, place from top to bottom, and code; else as they came.

    What explains others comes before them.
    """
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[int, bool, int, bool, float, float, str]:
    place = finding.place
    rule = rules_by_code().get(finding.code)
    return (
        _RANKS[finding.severity],
        not (rule is not None and rule.explains_others),
        place.page or 0,
        place.y_mm is None,
        place.y_mm or 0.0,
        place.x_mm or 0.0,
        finding.code,
    )
