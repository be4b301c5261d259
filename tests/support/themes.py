"""Themes for tests."""

from __future__ import annotations

from generator.sheet.theme import ROLES

#: The entries of ``colours`` for all roles, each in black.
ROLE_COLOURS = "".join(
    f'  {role}: {{name: Đen, rgb: "#000000", cmyk: 0 0 0 100}}\n' for role in ROLES
)
