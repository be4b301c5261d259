"""Spots and their recipes."""

from __future__ import annotations

import pytest
from support.checkruns import found_by
from support.handpdf import opened, pdf_of, spot

from generator.preflight.checks.colour import colour_space


@pytest.mark.parametrize(("off", "is_found"), [(0.009, False), (0.011, True)])
def test_recipes_of_one_ink_are_the_same_within_a_hundredth(off: float, is_found: bool) -> None:
    spaces = {"A": spot("Sen", 0.5, 0.4, 0, 0), "B": spot("Sen", 0.5, 0.4 + off, 0, 0)}
    content = "/A cs 1 scn 10 10 50 50 re f /B cs 1 scn 80 80 50 50 re f"
    document = opened(pdf_of(content, {"ColorSpace": spaces}))
    found = found_by(colour_space.check_recipes, document)
    assert [one.code for one in found] == (["spot-recipes-differ"] if is_found else [])
