"""Assets are a value that the doors hand in."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from support.shipped import ASSETS

from generator.core.assets import Assets, shipped_assets

GENERATOR = Path(__file__).parents[2] / "generator"
#: Who may look for the shipped data.
DOORS = ("cli/", "api.py", "orders/workshop.py")


@pytest.mark.parametrize("field", [field.name for field in fields(Assets)])
def test_every_shipped_folder_is_there(field: str) -> None:
    value = getattr(ASSETS, field)
    paths = value if isinstance(value, tuple) else (value,)
    assert all(path.exists() for path in paths)


def test_a_users_folders_are_searched_before_the_shipped_ones(tmp_path: Path) -> None:
    assets = shipped_assets(tmp_path)
    assert assets.templates == (tmp_path, *ASSETS.templates)
    assert assets.themes == (tmp_path / "themes", *ASSETS.themes)
    assert assets.icons == (tmp_path / "icons", *ASSETS.icons)
    assert assets.profiles == (tmp_path / "profiles", *ASSETS.profiles)
    assert assets.user_fonts == (tmp_path / "fonts",)


def test_only_the_doors_look_for_the_shipped_data() -> None:
    asking = [
        path.relative_to(GENERATOR).as_posix()
        for path in GENERATOR.rglob("*.py")
        if "shipped_assets" in path.read_text(encoding="utf-8")
    ]
    others = [name for name in asking if not name.startswith(DOORS)]
    assert others == ["core/assets.py"]
