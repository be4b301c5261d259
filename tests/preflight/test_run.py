"""Many pages: what comes again is reported once, and pages are let go once judged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.checkruns import office_brief
from support.handpdf import helvetica, opened, pdf_of

from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight import run
from generator.preflight.checks.brief import Brief
from generator.preflight.checks.rule import place_on
from generator.preflight.document import CACHED_PAGES, OpenDocument
from generator.preflight.pdf.model import Page
from generator.preflight.report.condensing import merge_across_pages
from generator.preflight.run import run_checks

PAGES = 3 * CACHED_PAGES


def book() -> OpenDocument:
    pdf = pdf_of("BT /F 20 Tf 20 20 Td (Abc) Tj ET", {"Font": {"F": helvetica()}})
    for _ in range(PAGES - 1):
        pdf.pages.append(pdf.pages[0])
    return opened(pdf)


def fault(page: int | None, words: str = "x", code: str = "a") -> Finding:
    return Finding(code, Severity.ERROR, msg("{words}", words=words), None, Place(page=page))


def test_what_is_the_same_on_many_pages_is_reported_once() -> None:
    reported = merge_across_pages([fault(page) for page in range(1, 301)])
    assert [str(finding.message) for finding in reported] == [
        "on 300 pages (1, 2, 3, 4, 5, …): x",
    ]
    assert reported[0].place == Place(page=1)


def test_what_is_on_a_few_pages_is_reported_of_each() -> None:
    few = tuple(fault(page) for page in (1, 2, 3))
    assert merge_across_pages(few) == few


def test_other_words_on_very_many_pages_are_counted() -> None:
    reported = merge_across_pages([fault(page, str(page)) for page in range(1, 31)])
    assert len(reported) == 11
    assert (
        str(reported[-1].message) == "on 20 pages (11, 12, 13, 14, 15, …): more places like these"
    )


def test_faults_of_the_file_are_reported_beside_those_of_its_pages() -> None:
    reported = merge_across_pages([fault(None, "file"), *(fault(page) for page in range(1, 20))])
    assert {finding.place.page for finding in reported} == {None, 1}


def test_each_page_is_judged_by_all_checks_before_the_next_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[str, int]] = []

    def check_one(page: Page, _: Brief) -> Iterator[Finding]:
        seen.append(("one", page.index))
        assert page.document.source == "a.pdf"
        yield Finding("a", Severity.NOTE, msg("x"), None, place_on(page))

    def check_other(page: Page, _: Brief) -> Iterator[Finding]:
        seen.append(("other", page.index))
        yield from ()

    monkeypatch.setattr(run, "file_checks", tuple)
    monkeypatch.setattr(run, "page_checks", lambda: (check_one, check_other))
    found = run_checks(book(), office_brief())
    assert seen == [(name, index) for index in range(PAGES) for name in ("one", "other")]
    assert [finding.place.page for finding in found] == [1]


def test_marks_beyond_the_room_for_them_are_read_again_and_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("generator.preflight.document._MAX_MARK_BYTES", 0)
    monkeypatch.setattr("generator.preflight.document._MAX_CHARACTER_BYTES", 0)
    document = book()
    first = [(page.marks, page.characters) for page in document.pages]
    assert [(page.marks, page.characters) for page in document.pages] == first
    assert document.pages[-1].marks is document.pages[-1].marks
