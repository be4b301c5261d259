"""Many pages: what comes again is told once, and pages are let go when they have been looked at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.handpdf import helvetica, opened, pdf_of

from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.checks import registry as rules
from generator.preflight.checks.registry import alike, run_checks
from generator.preflight.document import PAGES_AT_HAND, OpenDocument
from generator.preflight.pdf.model import Document, place_on

PAGES = 3 * PAGES_AT_HAND


def book() -> OpenDocument:
    pdf = pdf_of("BT /F 20 Tf 20 20 Td (Abc) Tj ET", {"Font": {"F": helvetica()}})
    for _ in range(PAGES - 1):
        pdf.pages.append(pdf.pages[0])
    return opened(pdf)


def fault(page: int | None, words: str = "x", code: str = "a") -> Finding:
    return Finding(code, Severity.ERROR, msg("{words}", words=words), None, Place(page=page))


def test_what_is_the_same_on_many_pages_is_told_once() -> None:
    told = alike([fault(page) for page in range(1, 301)])
    assert [str(finding.message) for finding in told] == [
        "on 300 pages (1, 2, 3, 4, 5, …): x",
    ]
    assert told[0].place == Place(page=1)


def test_what_is_on_a_few_pages_is_told_of_each() -> None:
    few = tuple(fault(page) for page in (1, 2, 3))
    assert alike(few) == few


def test_other_words_on_very_many_pages_are_counted() -> None:
    told = alike([fault(page, str(page)) for page in range(1, 31)])
    assert len(told) == 11
    assert str(told[-1].message) == "on 20 pages (11, 12, 13, 14, 15, …): more places like these"


def test_faults_of_the_file_are_told_beside_those_of_its_pages() -> None:
    told = alike([fault(None, "file"), *(fault(page) for page in range(1, 20))])
    assert {finding.place.page for finding in told} == {None, 1}


def test_checks_by_page_see_each_page_once_and_few_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[list[int]] = []

    def check_page(document: Document) -> Iterator[Finding]:
        seen.append([page.index for page in document.pages])
        assert document.source == "a.pdf"
        for page in document.pages:
            yield Finding("a", Severity.NOTE, msg("x"), None, place_on(page))

    monkeypatch.setattr(rules, "all_checks", lambda: (check_page,))
    monkeypatch.setattr(rules, "_BY_PAGE", frozenset((check_page,)))
    found = run_checks(book())
    assert [index for part in seen for index in part] == list(range(PAGES))
    assert max(map(len, seen)) < PAGES_AT_HAND
    assert [finding.place.page for finding in found] == [1]


def test_marks_beyond_the_room_for_them_are_read_again_and_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("generator.preflight.document._MOST_BYTES_OF_MARKS", 0)
    monkeypatch.setattr("generator.preflight.document._MOST_BYTES_OF_CHARACTERS", 0)
    document = book()
    first = [(page.marks, page.characters) for page in document.pages]
    assert [(page.marks, page.characters) for page in document.pages] == first
    assert document.pages[-1].marks is document.pages[-1].marks
