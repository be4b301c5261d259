"""Themes: a palette whose every colour has a screen value and an ink recipe, and typefaces.

Style sheets and drawings name a colour by its *role*, so that each of them works in every theme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.core.colour import Colour

#: What every theme has a colour for, the colour of text first: the default.
ROLES = (
    "text",
    "text-muted",
    "ground",
    "surface",
    "accent",
    "accent-strong",
    "do",
    "do-tint",
    "dont",
    "dont-tint",
    "highlight",
    "on-dark",
)
#: What a theme may have a colour for, and the role whose colour is the fallback.
OPTIONAL_ROLES: Mapping[str, str] = {
    "accent-alt": "accent",
    "line": "text-muted",
    "ornament": "accent",
    "ornament-light": "do-tint",
}


#: Where a theme or material that states no ``order`` stands: behind those that do, by name.
LAST = 1000


class Inks(StrEnum):
    """Numbers of inks that a theme takes, and that a material may be printed in."""

    ONE = "one"
    TWO = "two"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Theme:
    """A look that templates may ask for.

    Attributes:
        name: The folder's name, as "hien-dai".
        names: What people call it, by language ("vi", "en").
        colours: By role, as "accent"; a style sheet says ``var(--accent)``. All of ``ROLES``
            and ``OPTIONAL_ROLES`` are there; a theme may have more.
        inks: How many inks a press needs for it.
        order: Among themes that suit a material alike, the lowest comes first.
        style_file: Its style sheet; None if it has none.
        faces: Font families by token, as "text"; a style sheet says ``var(--text)``.
    """

    name: str
    names: Mapping[str, str]
    colours: Mapping[str, Colour]
    faces: Mapping[str, str]
    inks: Inks = Inks.FULL
    order: int = LAST
    style_file: Path | None = None
