"""Spots and their recipes."""

from __future__ import annotations

import pytest
from pikepdf import Pdf
from support.checkruns import found_by
from support.corpus import (
    add_content,
    add_resource,
    press_base,
    press_spot_base,
    separation,
    text_at,
)
from support.handpdf import opened, pdf_of, spot
from support.structure_checks import structure_codes, structure_findings

from generator.preflight.checks.colour import colour_space
from generator.preflight.checks.colour import colour_space as colours


@pytest.mark.parametrize(("off", "is_found"), [(0.009, False), (0.011, True)])
def test_recipes_of_one_ink_are_the_same_within_a_hundredth(off: float, is_found: bool) -> None:
    spaces = {"A": spot("Sen", 0.5, 0.4, 0, 0), "B": spot("Sen", 0.5, 0.4 + off, 0, 0)}
    content = "/A cs 1 scn 10 10 50 50 re f /B cs 1 scn 80 80 50 50 re f"
    document = opened(pdf_of(content, {"ColorSpace": spaces}))
    found = found_by(colour_space.check_recipes, document)
    assert [one.code for one in found] == (["spot-recipes-differ"] if is_found else [])


def test_one_ink_may_be_defined_twice_alike() -> None:
    def plant(pdf: Pdf) -> None:
        again = separation(pdf, "PANTONE 3145 C", (1, 0.22, 0.3, 0.1))
        add_resource(pdf.pages[0], "/ColorSpace", "/Again", again)
        add_content(pdf.pages[0], "/Again cs 0.3 scn 60 300 20 20 re f")

    assert structure_codes(press_spot_base, plant) == set()


def test_unlike_numbers_are_unlike_inks() -> None:
    spots = {"PANTONE 3145 C": 0, "Pantone 3146 C": 0, "PANTONE Black 7 C": 0, "Black 7": 0}
    assert list(colours._alike(spots)) == []


def test_registration_marks_outside_of_the_bleed_are_no_fault() -> None:
    assert "registration-colour" not in structure_codes(press_base, lambda _: None)


def test_many_things_in_screen_colours_are_reported_as_a_number_of_them() -> None:
    def plant(pdf: Pdf) -> None:
        for x in (60, 80, 100):
            add_content(pdf.pages[0], f"0.8 0.9 1 rg {x} 260 9 9 re f")
        add_content(pdf.pages[0], f"0.1 0.1 0.5 rg {text_at(20, 110, 12, 'A')}")

    found = [f for f in structure_findings(press_base, plant, "offset") if f.code == "colour-rgb"]
    assert sorted(str(finding.message) for finding in found) == [
        "1 text in screen colours (DeviceRGB); the profile asks for CMYK",
        "3 areas in screen colours (DeviceRGB); the profile asks for CMYK",
    ]
