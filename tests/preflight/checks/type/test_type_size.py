"""Sizes below which type is too small."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.fakepages import (
    BLACK,
    OFFSET,
    SOMEWHERE,
    FakePage,
    cmyk,
    findings,
    mm,
    text,
)

from generator.core.findings import Severity
from generator.preflight.checks.type import type_size as type_
from generator.preflight.pdf.model import Paint
from generator.press.profile import Limit


def test_sizes_of_type_are_rounded_to_a_tenth_before_they_are_compared() -> None:
    assert not findings(type_.check_sizes, FakePage((text(SOMEWHERE, size_pt=4.96),)))
    assert findings(type_.check_sizes, FakePage((text(SOMEWHERE, size_pt=4.94),)))


def test_a_profile_may_warn_of_small_type_before_it_refuses_it() -> None:
    profile = replace(OFFSET, text_one_ink_pt=Limit(error=5, warning=6))
    cases = (
        (4.0, Severity.ERROR, "asks for at least 5 pt"),
        (5.5, Severity.WARNING, "advises at least 6 pt"),
    )
    for size, severity, said in cases:
        page = FakePage((text(SOMEWHERE, size_pt=size),))
        (found,) = findings(type_.check_sizes, page, profile=profile)
        assert found.severity is severity
        assert str(found.message).endswith(said)


def test_small_text_is_judged_by_its_inks_and_its_ground() -> None:
    dark = ((mm(10, 40, 70, 60), (20, 40, 80)),)
    white = text(SOMEWHERE, cmyk(0, 0, 0, 0), 6)
    cases = {
        "black": FakePage((text(SOMEWHERE, size_pt=6),)),
        "several": FakePage((text(SOMEWHERE, cmyk(1, 0.5, 0, 0), 6),)),
        "reversed": FakePage((white,), seen=dark),
    }
    found = {
        name: [f.code for f in findings(type_.check_sizes, page)] for name, page in cases.items()
    }
    assert found == {
        "black": [],
        "several": ["coloured-text-too-small"],
        "reversed": ["reversed-text-too-small"],
    }


def test_text_that_is_not_seen_is_not_judged() -> None:
    hidden = (
        text(SOMEWHERE, size_pt=2, mode=3),
        text(SOMEWHERE, size_pt=2, alpha=0),
        text(SOMEWHERE, size_pt=2, characters="  "),
        text((10, 10, 10, 10), size_pt=2),
    )
    assert not findings(type_.check_sizes, FakePage(hidden))


@pytest.mark.parametrize(
    ("paint", "is_on_dark", "least_pt"),
    [(BLACK, False, 5), (cmyk(1, 0.5, 0, 0), False, 7), (cmyk(0, 0, 0, 0), True, 7)],
    ids=["one ink", "several", "reversed"],
)
def test_text_may_be_as_small_as_the_profile_says_and_no_smaller(
    paint: Paint, is_on_dark: bool, least_pt: float
) -> None:
    seen = ((mm(10, 40, 70, 60), (20, 40, 80)),) if is_on_dark else ()
    for size, is_found in ((least_pt, False), (least_pt - 0.1, True)):
        page = FakePage((text(SOMEWHERE, paint, size),), seen=seen)
        assert bool(findings(type_.check_sizes, page)) is is_found
