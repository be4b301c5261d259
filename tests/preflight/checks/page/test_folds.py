"""What lies across folds, and panels that fold into each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from support.corpus import (
    expected_of,
    press_base,
)
from support.fakepages import (
    FakePage,
    fill,
    findings,
    mm,
    text,
)

from generator.core.findings import Severity
from generator.core.provenance import Expected
from generator.preflight.checks.page import folds
from generator.preflight.pdf.model import (
    Box,
    Mark,
    MarkKind,
)


def expected_folds(*pages: tuple[float, ...], allowed: Iterable[str] = ()) -> Expected:
    expected = expected_of(press_base)
    assert expected is not None
    return replace(expected, folds_mm=pages, may_cross_folds=tuple(allowed))


@pytest.mark.parametrize(
    ("panels", "fits"),
    [
        ((34, 34, 32), True),
        ((32, 34, 34), True),
        ((100 / 3, 100 / 3, 100 / 3), True),
        ((33.5, 33.5, 33), False),
        ((36, 36, 28), False),
        ((30, 40, 30), False),
    ],
    ids=["last in", "first in", "a fan", "too wide", "too narrow", "two narrow"],
)
def test_the_panel_folded_in_is_one_to_three_millimetres_narrower(
    panels: tuple[float, float, float], fits: bool
) -> None:
    first, middle, _ = panels
    expected = expected_folds((first, first + middle))
    assert (not findings(folds.check_panels, FakePage(), expected=expected)) is fits


def test_words_of_one_line_on_both_sides_of_a_fold_cross_it() -> None:
    words = text(mm(30, 50, 49.7, 54)), text(mm(50.4, 50, 60, 54))
    found = findings(folds.check_across, FakePage(words), expected=expected_folds((50,)))
    assert [one.code for one in found] == ["crosses-a-fold"]
    columns = text(mm(30, 50, 46, 54)), text(mm(54, 50, 60, 54))
    assert not findings(folds.check_across, FakePage(columns), expected=expected_folds((50,)))


@pytest.mark.parametrize(
    ("over_mm", "is_found"), [(0.2, False), (0.4, True), (1, True)], ids=["0.2", "0.4", "1"]
)
def test_what_reaches_over_a_fold_by_more_than_folding_is_exact_crosses_it(
    over_mm: float, is_found: bool
) -> None:
    expected = expected_folds((50,))
    for box in (mm(30, 50, 50 + over_mm, 54), mm(50 - over_mm, 50, 70, 54)):
        assert bool(findings(folds.check_across, FakePage((text(box),)), expected=expected)) is (
            is_found
        )


def test_words_at_a_fold_on_different_lines_do_not_cross_it() -> None:
    left, right = text(mm(30, 50, 49.7, 54)), text(mm(50.4, 45, 60, 49))
    assert not findings(folds.check_across, FakePage((left, right)), expected=expected_folds((50,)))


@pytest.mark.parametrize(
    ("box", "more", "is_found"),
    [
        (mm(40, 30, 60, 50), {}, True),
        (mm(30, 30, 50.2, 50), {}, False),
        (mm(40, -3, 60, 50), {}, False),
        (mm(0, 0, 100, 60), {}, False),
        (mm(40, 30, 60, 50), {"tags": ("Artifact",)}, False),
    ],
    ids=["across", "beside", "bled", "a ground", "an ornament"],
)
def test_figures_keep_to_one_panel_and_grounds_need_not(
    box: Box, more: dict[str, Any], is_found: bool
) -> None:
    page = FakePage((Mark(MarkKind.IMAGE, 0, box, box, None, **more),))
    found = findings(folds.check_across, page, expected=expected_folds((50,)))
    assert [one.severity for one in found] == ([Severity.WARNING] if is_found else [])


def test_a_drawing_of_many_parts_that_is_tagged_as_a_figure_is_one_figure_across_a_fold() -> None:
    parts = [
        fill(mm(40 + 2 * place, 30, 41 + 2 * place, 50), tags=("Figure",), mcid=3)
        for place in range(10)
    ]
    found = findings(folds.check_across, FakePage(tuple(parts)), expected=expected_folds((50.5,)))
    assert [str(one.message) for one in found] == ["a figure lies across the fold at 50.5 mm"]


def test_a_headline_that_is_meant_to_cross_a_fold_may() -> None:
    mark = text(mm(20, 50, 80, 60), size_pt=30, characters="8 điều nên làm ")
    for allowed, count in ((("8 điều nên làm khi tham gia",), 0), (("8 điều",), 1), ((), 1)):
        expected = expected_folds((50,), allowed=allowed)
        assert len(findings(folds.check_across, FakePage((mark,)), expected=expected)) == count
