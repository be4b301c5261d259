"""Pieces with letters and signs beyond Vietnamese in every kind of text: made, fit, copied."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from support.shaped import copied
from support.shipped import ASSETS
from support.workshop import ISSUER, campaign, job, workshop

from generator.content.model import Campaign, TextLength
from generator.core.findings import Severity
from generator.job import Piece
from generator.preflight.checks.brief import Brief
from generator.preflight.document import open_document
from generator.preflight.run import run_checks

OFFICE = replace(ISSUER, unit="xã Ƀuôn Tơ̆ng")
SUPPORT = "☎ 1900 → klei ê̆ ơ̆ng, № 5, CO₂ ☐"


def minority_campaign() -> Campaign:
    """The shipped campaign with other letters in its title and in the support lines."""
    known = campaign()
    groups = tuple(
        replace(group, items=tuple(replace(item, support=SUPPORT) for item in group.items))
        for group in known.groups
    )
    return replace(known, title="Giữ sạch ƀuôn sang ê̆ mình", groups=groups)


@cache
def made(material: str, destination: str) -> Piece:
    one = job(
        material,
        TextLength.SHORT,
        campaign_=minority_campaign(),
        issuer=OFFICE,
        for_=destination,
    )
    return workshop().make(one)


@pytest.mark.parametrize("destination", ["office", "offset"])
@pytest.mark.parametrize("material", ["poster", "insert"])
def test_a_piece_with_such_letters_is_fit(material: str, destination: str) -> None:
    piece = made(material, destination)
    brief = Brief(piece.profile, ASSETS, piece.expected)
    with open_document(piece.pdf, "a.pdf", icc=ASSETS.icc) as document:
        found = [f for f in run_checks(document, brief) if f.severity is not Severity.NOTE]
    codes = {finding.code for finding in found}
    assert not codes & {
        "text-map-lies", "glyph-missing", "glyph-blank", "text-unreadable", "text-not-composed",
        "words-changed", "stated-text-differs", "official-text-hidden", "text-hidden",
        "texts-overlap", "words-joined",
    }, [str(finding.message) for finding in found]  # fmt: skip


def test_such_letters_are_copied_from_a_piece(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made("poster", "offset").pdf)
    for program, text in copied(path).items():
        for part in ("ƀuôn", "ê̆", "☎", "№", "CO₂", "Tơ̆ng"):
            assert part in text, (program, part)


def test_the_slug_says_an_issuers_name_in_full(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made("poster", "offset").pdf)
    assert f"{OFFICE.name} ·" in copied(path)["poppler"]


def test_no_font_is_embedded_twice_for_letters_of_one_face() -> None:
    with pikepdf.open(io.BytesIO(made("poster", "office").pdf)) as file:
        names = [
            str(font.BaseFont).partition("+")[2] for font in file.pages[0].Resources.Font.values()
        ]
    # A face, and once more with glyphs for clusters.
    assert all(names.count(name) <= 2 for name in names), names
