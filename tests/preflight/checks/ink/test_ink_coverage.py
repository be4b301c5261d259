"""Ink that lies in one place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.corpus import office_base, press_base
from support.defects_look import broken_picture
from support.fakepages import (
    FakePage,
    around,
    findings,
    found_in,
    mm,
)

from generator.core.findings import Severity
from generator.preflight.checks.ink import ink_coverage as inkcoverage
from generator.preflight.checks.ink.ink_coverage import window_means


@given(
    st.integers(1, 9).flatmap(
        lambda rows: st.integers(1, 9).flatmap(
            lambda columns: st.lists(
                st.lists(st.floats(0, 4), min_size=columns, max_size=columns),
                min_size=rows,
                max_size=rows,
            )
        )
    ),
    st.integers(1, 4),
    st.integers(1, 4),
)
@example([[4.0]], 1, 1)
def test_window_means_are_the_means_of_all_windows(
    values: list[list[float]], height: int, width: int
) -> None:
    total = np.array(values)
    height, width = min(height, total.shape[0]), min(width, total.shape[1])
    windows = np.lib.stride_tricks.sliding_window_view(total, (height, width))
    assert np.allclose(window_means(total, height, width), windows.mean(axis=(2, 3)))


def test_ink_is_the_mean_of_a_window_and_not_of_a_pixel() -> None:
    def page(side_mm: float) -> FakePage:
        box = mm(40, 40, 40 + side_mm, 40 + side_mm)
        return FakePage(
            inked={ink: ((box, 1.0),) for ink in ("Cyan", "Magenta", "Yellow", "Black")}
        )

    (found,) = findings(inkcoverage.check_coverage, page(20))
    assert found.message.values["found"] == 400
    assert not findings(inkcoverage.check_coverage, page(10))


def test_ink_outside_of_the_bleed_does_not_count() -> None:
    box = (around(10)[0], around(10)[1], around(10)[2], around(3)[1])
    page = FakePage(inked={ink: ((box, 1.0),) for ink in ("Cyan", "Magenta", "Yellow", "Black")})
    assert not findings(inkcoverage.check_coverage, page)


@pytest.mark.parametrize(("side_mm", "is_found"), [(12.5, False), (14, True)])
def test_a_square_of_all_inks_counts_once_it_fills_most_of_the_window(
    side_mm: float, is_found: bool
) -> None:
    box = mm(40, 40, 40 + side_mm, 40 + side_mm)
    page = FakePage(inked={ink: ((box, 1.0),) for ink in ("Cyan", "Magenta", "Yellow", "Black")})
    assert bool(findings(inkcoverage.check_coverage, page)) is is_found


@pytest.mark.parametrize(
    ("percent", "severity"),
    [(300, None), (301, Severity.WARNING), (320, Severity.WARNING), (321, Severity.ERROR)],
)
def test_ink_may_add_up_to_what_the_profile_says(percent: int, severity: Severity | None) -> None:
    box = mm(40, 40, 70, 70)
    page = FakePage(inked={ink: ((box, percent / 400),) for ink in ("C", "M", "Y", "K")})
    found = findings(inkcoverage.check_coverage, page)
    assert [one.severity for one in found] == ([] if severity is None else [severity])


def test_a_picture_that_cannot_be_decoded_is_reported_once_for_all_inks() -> None:
    (finding,) = found_in(inkcoverage.check_measured, press_base, broken_picture)
    assert str(finding.message) == "pictures whose ink could not be measured: 1"
    assert found_in(inkcoverage.check_measured, press_base, lambda pdf: None) == []


def test_the_ink_of_pictures_is_not_asked_for_in_a_file_for_the_office() -> None:
    assert found_in(inkcoverage.check_measured, office_base, broken_picture) == []
