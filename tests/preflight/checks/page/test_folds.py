"""Content across folds, and panels that fold into each other."""

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


# Limits, each just inside and just outside


@pytest.mark.parametrize(("over_mm", "is_found"), [(0.28, False), (0.32, True)])
def test_a_text_or_figure_may_reach_three_tenths_of_a_millimetre_over_a_fold(
    over_mm: float, is_found: bool
) -> None:
    box = mm(30, 30, 50 + over_mm, 50)
    for mark in (text(box), Mark(MarkKind.IMAGE, 0, box, box, None)):
        found = findings(folds.check_across, FakePage((mark,)), expected=expected_folds((50,)))
        assert bool(found) is is_found


def words_at_a_fold(gap_pt: float, higher_pt: float = 0) -> FakePage:
    """Two words of 10 pt, the first of which ends 0.2 mm before a fold at 50 mm."""
    left, low, right, high = mm(30, 50, 49.8, 54)
    after = right + gap_pt, low + higher_pt, right + gap_pt + 40, high + higher_pt
    return FakePage((text((left, low, right, high)), text(after)))


@pytest.mark.parametrize(("gap_pt", "is_found"), [(5.9, True), (6.1, False)])
def test_words_of_one_line_are_nearer_than_six_tenths_of_their_size(
    gap_pt: float, is_found: bool
) -> None:
    page = words_at_a_fold(gap_pt)
    found = findings(folds.check_across, page, expected=expected_folds((50,)))
    assert bool(found) is is_found


@pytest.mark.parametrize(("higher_pt", "is_found"), [(2.9, True), (3.1, False)])
def test_words_of_one_line_are_as_high_but_for_three_tenths_of_their_size(
    higher_pt: float, is_found: bool
) -> None:
    page = words_at_a_fold(3, higher_pt)
    found = findings(folds.check_across, page, expected=expected_folds((50,)))
    assert bool(found) is is_found


@pytest.mark.parametrize(
    ("narrower_mm", "unlike_mm", "fits"),
    [
        (0.91, 0, True),
        (0.89, 0, False),
        (3.09, 0, True),
        (3.11, 0, False),
        (2, 0.95, True),
        (2, 1.05, False),
        (0.19, 0, True),
        (0.21, 0, False),
    ],
    ids=["least", "too little", "most", "too much", "alike", "unlike", "a fan", "no fan"],
)
def test_panels_fold_within_a_tenth_of_a_millimetre_of_what_guides_say(
    narrower_mm: float, unlike_mm: float, fits: bool
) -> None:
    middle = (100 + narrower_mm + unlike_mm) / 3
    expected = expected_folds((middle - unlike_mm, 2 * middle - unlike_mm))
    assert (not findings(folds.check_panels, FakePage(), expected=expected)) is fits


@pytest.mark.parametrize(("off_mm", "fits"), [(0.19, True), (0.21, False)])
def test_folds_of_front_and_back_meet_within_a_fifth_of_a_millimetre(
    off_mm: float, fits: bool
) -> None:
    expected = expected_folds((40,), (60 + off_mm,))
    found = findings(folds.check_sides, FakePage(), FakePage(index=1), expected=expected)
    assert (not found) is fits
