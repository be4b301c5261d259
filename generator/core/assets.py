"""Where the product's own data lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def data_root() -> Path:
    """The folder that holds ``templates`` and ``assets``."""
    package = Path(__file__).parents[1]
    inside = package / "_data"
    return inside if inside.is_dir() else package.parent


def assets() -> Path:
    """The shipped ``assets`` folder: fonts, icons, themes, campaigns, issuer lists."""
    return data_root() / "assets"


def templates() -> Path:
    """The shipped ``templates`` folder, one folder a material."""
    return data_root() / "templates"
