"""Themes: a palette whose every colour has a screen value and an ink recipe, and typefaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.core.colour import Colour


@dataclass(frozen=True, slots=True)
class Theme:
    """A look that templates may ask for.

    Attributes:
        name: The folder's name, as "hien-dai".
        names: What people call it, by language ("vi", "en").
        colours: By token, as "navy"; a style sheet says ``var(--navy)``.
        faces: Font families by token, as "text"; a style sheet says ``var(--text)``.
    """

    name: str
    names: Mapping[str, str]
    colours: Mapping[str, Colour]
    faces: Mapping[str, str]
