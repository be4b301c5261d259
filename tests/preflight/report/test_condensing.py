"""Numbers of findings of one kind that are reported one by one."""

from __future__ import annotations

import pytest

from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.report.condensing import limit_per_page, merge_across_pages


def fault(page: int, words: str = "x") -> Finding:
    return Finding("a", Severity.ERROR, msg("{words}", words=words), None, Place(page=page))


@pytest.mark.parametrize(("pages", "reported"), [(3, 3), (4, 1)])
def test_the_same_on_four_pages_is_reported_once(pages: int, reported: int) -> None:
    found = merge_across_pages([fault(page) for page in range(1, pages + 1)])
    assert len(found) == reported


@pytest.mark.parametrize(("pages", "reported"), [(11, 11), (12, 11)])
def test_other_words_on_twelve_pages_are_reported_of_ten(pages: int, reported: int) -> None:
    found = merge_across_pages([fault(page, f"x{page}") for page in range(1, pages + 1)])
    assert len(found) == reported
    if pages > reported:
        assert str(found[-1].message) == "on 2 pages (11, 12): more places like these"


@pytest.mark.parametrize(("pages", "named"), [(5, "(1, 2, 3, 4, 5)"), (6, "(1, 2, 3, 4, 5, …)")])
def test_five_pages_are_named(pages: int, named: str) -> None:
    (found,) = merge_across_pages([fault(page) for page in range(1, pages + 1)])
    assert named in str(found.message)


@pytest.mark.parametrize(("count", "reported"), [(6, 6), (7, 6)])
def test_seven_of_a_kind_on_one_page_are_reported_as_five_and_two(
    count: int, reported: int
) -> None:
    found = limit_per_page([fault(1, f"x{number}") for number in range(count)])
    assert len(found) == reported
    if count > reported:
        assert str(found[-1].message) == "more places like these: 2"
