"""Titles of groups with a capital that bears two accents fit wherever a group is headed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from support.shipped import ASSETS, LEXICON
from support.workshop import DATE, campaign, job, sheet

import anpham as api
from generator.content.model import TextLength
from generator.core.findings import Severity
from generator.layout.engine import LayoutEngine
from generator.typeset.fonts import FontBook, shipped_fonts

MATERIALS = ("poster", "leaflet", "insert")
THEMES = ("hien-dai", "ban-tin-1-mau", "ban-tin-2-mau")
#: Everyday words whose capitals are the tallest of Vietnamese: Ẩ, Ể, Ẵ, Ỗ, Ổ.
WORDS = ("chuẩn bị", "để nhớ", "đẩy lùi", "sẵn sàng", "hỗ trợ", "thay đổi")

ENGINE = LayoutEngine(FontBook(shipped_fonts(ASSETS.fonts)), LEXICON)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("material", MATERIALS)
@pytest.mark.parametrize("text", TextLength)
@pytest.mark.parametrize("word", WORDS)
def test_a_title_with_the_tallest_capitals_fits_in_every_theme_and_material(
    theme: str, material: str, text: TextLength, word: str
) -> None:
    groups = tuple(
        replace(group, title=f"{len(group.items)} điều {word}", long_title=f"Những điều {word}")
        for group in campaign().groups
    )
    own = replace(campaign(), groups=groups)
    sizes = ("A3", "A5") if material == "poster" else (None,)
    for size in sizes:
        planned = replace(job(material, text, campaign_=own, size=size), theme=theme)
        assert ENGINE.lay_out(sheet(planned)).pages


@pytest.mark.parametrize("theme", THEMES)
def test_capitals_above_and_tails_below_a_heading_touch_no_neighbour(
    theme: str, tmp_path: Path
) -> None:
    folder = tmp_path / "campaign"
    shutil.copytree(ASSETS.campaigns / "ung-xu-mang-xa-hoi", folder)
    file = folder / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ("title: 8 điều nên làm\n", "title: 8 ổ ẨỂỔẴỖ gỵ\n"),
        ("title: 2 điều không được đăng tải\n", "title: 2 ổ ẨỂỔẴỖ gỵ\n"),
    ):
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    made = api.make(
        date=DATE, materials=MATERIALS, theme=theme, campaign=folder, output=tmp_path / "out"
    )
    assert len(made.files) == len(MATERIALS)
    errors = [
        str(finding.message)
        for one in made.files
        for finding in (one.preflight.findings if one.preflight else ())
        if finding.severity is Severity.ERROR
    ]
    assert errors == []
