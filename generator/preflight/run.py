"""A whole preflight: an open file and its brief in, everything that can be said of it out."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from generator.core.findings import Finding
from generator.preflight.checks.brief import Brief
from generator.preflight.checks.registry import file_checks, page_checks
from generator.preflight.checks.text.official_text import verify_texts
from generator.preflight.pdf.model import Document, Page
from generator.preflight.qr.grading import verify_codes
from generator.preflight.report.condensing import condense, sort_findings
from generator.preflight.report.facts import facts_of
from generator.preflight.report.result import Preflight

if TYPE_CHECKING:
    pass


def preflight(document: Document, brief: Brief, notes: Iterable[Finding] = ()) -> Preflight:
    """Everything that can be said of ``document``, judged by ``brief``.

    Args:
        notes: Findings of what is at hand beside the file, to be put among its own.

    Raises:
        ValueError: if the brief has no day, which the result bears.
    """
    if brief.today is None:
        raise ValueError("a preflight bears the day of its brief")
    started = time.perf_counter()
    return Preflight(
        source=document.source,
        sha256=hashlib.sha256(document.data).hexdigest(),
        profile=brief.profile,
        expected=brief.expected,
        facts=facts_of(document),
        findings=sort_findings((*run_checks(document, brief), *notes)),
        codes=verify_codes(document),
        texts=verify_texts(document, brief),
        links=(),
        checked_on=brief.today,
        seconds=time.perf_counter() - started,
    )


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
    return condense(found)


_Subject = TypeVar("_Subject", Document, Page)


def _run(
    check: Callable[[_Subject, Brief], Iterator[Finding]], subject: _Subject, brief: Brief
) -> list[Finding]:
    try:
        return list(check(subject, brief))
    except Exception as error:
        error.add_note(f"in {check.__module__}.{getattr(check, '__name__', check)}")
        raise
