"""Themes: a palette whose every colour has a screen value and an ink recipe, and typefaces.

Style sheets and drawings name a colour by its *role*, so that each of them works in every theme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from generator.core.colour import Colour
from generator.core.errors import Problem

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


#: The role of what not to do, and its colour where there is no other.
DONT = "dont"
BLACK = Colour(DONT, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0))


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
        also: What else they call it.
        colours: By role, as "accent"; a style sheet says ``var(--accent)``. Of a complete theme
            all of ``ROLES`` and ``OPTIONAL_ROLES`` are there; a theme may have more.
        inks: How many inks a press needs for it.
        order: Among themes that suit a material alike, the lowest comes first.
        style_file: Its style sheet; None if it has none.
        faces: Font families by token, as "text"; a style sheet says ``var(--text)``.
        fallback: Font families for letters that a text's own face lacks.
        missing_roles: The problem that roles are missing; None if the theme is complete. Only a
            material that names the theme itself, in its older form, can be made in it.
        is_grey: Whether prohibitions are in black, for prints without colour.
        drawings: The SVG files of its folder, by name without the ending; a style sheet says
            ``background-image: url(NAME)``.
        suits: What it is made for, as "street": materials for that prefer it.
        shows_pictures: Whether campaigns' pictures are shown in it.
        saves_ink: Whether every solid ground and sign is drawn as an outline.
    """

    name: str
    names: Mapping[str, str]
    colours: Mapping[str, Colour]
    faces: Mapping[str, str]
    inks: Inks = Inks.FULL
    order: int = LAST
    style_file: Path | None = None
    fallback: tuple[str, ...] = ()
    missing_roles: Problem | None = None
    also: tuple[str, ...] = ()
    suits: tuple[str, ...] = ()
    is_grey: bool = False
    drawings: Mapping[str, str] = field(default_factory=dict)
    shows_pictures: bool = True
    saves_ink: bool = False

    def in_grey(self) -> Theme:
        """The theme for a print without colour: what not to do is in solid black.

        A red as dark as the blue beside it becomes the same grey.
        """
        if DONT not in self.colours:
            return self
        return replace(self, colours={**self.colours, DONT: BLACK}, is_grey=True)

    def in_outlines(self) -> Theme:
        """The theme for a print that takes little ink."""
        return replace(self, saves_ink=True)

    @property
    def is_complete(self) -> bool:
        """True if the theme has a colour for every role."""
        return self.missing_roles is None

    @property
    def default_colour(self) -> Colour:
        """The colour of text that no style has coloured."""
        return self.colours.get("text") or next(iter(self.colours.values()))
