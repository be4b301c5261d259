"""Icons that are not there are reported where they are named."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from support.shipped import ASSETS, TEMPLATES
from support.workshop import job, workshop

from generator import pipeline
from generator.content.campaign import load_campaign
from generator.core.assets import shipped_assets
from generator.core.errors import MissingResourceError


def campaign_with(folder: Path, *pairs: tuple[str, str]) -> Path:
    shutil.copytree(ASSETS.campaigns / "ung-xu-mang-xa-hoi", folder)
    file = folder / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    return file


def test_icons_of_a_campaign_file_name_its_line_and_the_item_all_at_once(tmp_path: Path) -> None:
    file = campaign_with(
        tmp_path / "own",
        ("icon: scroll-text", "icon: scrol-text"),
        ("icon: mark-dont,", "icon: nope,"),
    )
    one = job("insert", campaign_=load_campaign(file.parent))
    with pytest.raises(MissingResourceError) as caught:
        workshop().make(one)
    item, mark = caught.value.problems
    lines = file.read_text(encoding="utf-8").splitlines()
    assert (item.place.file, item.place.item) == (str(file), "do-1")
    assert "scrol-text" in lines[(item.place.line or 0) - 1]
    assert "near are: scroll-text" in str(item.hint)
    assert "icon: nope" in lines[(mark.place.line or 0) - 1]


def test_an_icon_of_a_template_names_the_templates_line(tmp_path: Path) -> None:
    for name in ("insert", "_parts"):
        shutil.copytree(TEMPLATES / name, tmp_path / name)
    sheet_file = tmp_path / "insert" / "sheet.xml.j2"
    text = sheet_file.read_text(encoding="utf-8")
    text = text.replace("</page>", '<icon name="nope"/>\n</page>')
    sheet_file.write_text(text, encoding="utf-8")
    own = pipeline.Pipeline(shipped_assets(tmp_path))
    one = replace(job("insert"), material=own.catalogue.material("insert"))
    with pytest.raises(MissingResourceError) as caught:
        own.make(one)
    (problem,) = caught.value.problems
    assert problem.place.file == "insert/sheet.xml.j2"
    assert 'name="nope"' in text.splitlines()[(problem.place.line or 0) - 1]
