"""Findings about QR symbols: grades, distances and severities."""

from __future__ import annotations

import pytest
from support.checkruns import found_by_modules
from support.corpus import (
    Base,
    expected_of,
    leaflet_base,
    office_base,
    profile_name_of,
)
from support.defects_qr import DEFECTS
from support.qr_symbols import (
    PROFILE,
    opened,
    page_of,
)
from support.shipped import ASSETS

from generator.core.findings import Severity
from generator.preflight.checks.brief import Brief
from generator.preflight.checks.qr import symbols as qr
from generator.preflight.checks.qr.symbols import contrast_grade, needed_distance_m
from generator.preflight.document import open_document
from generator.preflight.qr.grading import (
    verify_codes,
)
from generator.press.profiles import load_profile


def test_contrast_has_the_grades_of_the_standard() -> None:
    assert [contrast_grade(value) for value in (0.7, 0.69, 0.54, 0.39, 0.19)] == list("ABCDF")


@pytest.mark.parametrize(
    ("size_mm", "metres"),
    [((148, 210), 0.3), ((210, 297), 0.5), ((297, 420), 1), ((594, 420), 1.5), ((841, 1189), 3)],
)
def test_readers_stand_farther_from_larger_paper(
    size_mm: tuple[float, float], metres: float
) -> None:
    with opened(page_of("", *size_mm)) as document:
        assert needed_distance_m(document.pages[0]) == metres


def severities(code: str) -> list[Severity]:
    """Of the findings of that code in the files planted for it, in their order."""
    reported = []
    for defect in DEFECTS:
        if defect.code == code:
            profile = load_profile(defect.profile_name, ASSETS.profiles)
            with open_document(defect.planted(), "x.pdf", icc=ASSETS.icc) as document:
                found = found_by_modules(
                    (qr,), document, Brief(profile, ASSETS, defect.expectation)
                )
            reported += [finding.severity for finding in found if finding.code == code]
    return reported


@pytest.mark.parametrize("base", [office_base, leaflet_base], ids=lambda base: str(base.__name__))
def test_of_a_clean_file_only_the_distance_is_reported(base: Base) -> None:
    profile = load_profile(profile_name_of(base), ASSETS.profiles)
    with open_document(base(), "clean.pdf", icc=ASSETS.icc) as document:
        found = found_by_modules((qr,), document, Brief(profile, ASSETS, expected_of(base)))
        assert all(code.steps_read == len(code.steps) for code in verify_codes(document))
    assert [(finding.code, finding.severity) for finding in found] == [
        ("qr-distance", Severity.NOTE)
    ]


@pytest.mark.parametrize("code", ["qr-quiet-zone", "qr-module-size", "qr-contrast", "qr-damage"])
def test_a_little_too_little_is_a_warning_and_much_too_little_an_error(code: str) -> None:
    assert severities(code) == [Severity.WARNING, Severity.ERROR]


def test_a_code_that_is_not_read_from_where_readers_stand_is_a_warning() -> None:
    assert severities("qr-distance") == [Severity.WARNING]


def test_a_file_of_which_nothing_is_known_needs_no_code() -> None:
    with opened(page_of("")) as document:
        assert found_by_modules((qr,), document, Brief(PROFILE, ASSETS)) == []
