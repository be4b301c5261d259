"""How much of one ink is in each colour, and what changes its plate: the rules of overprint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pikepdf

from generator.preflight.pdf.colour_spaces import (
    ALL,
    CMYK,
    GREY,
    PROCESS,
    Indexed,
    Inks,
    Pattern,
    Space,
    Spaces,
    amounts,
)
from generator.preflight.pdf.functions import Rows
from generator.preflight.pdf.image_samples import Samples
from generator.preflight.pdf.objects import FAULTS, entry, identity
from generator.preflight.pdf.operators import Step, image_object, steps_of
from generator.preflight.render.separations.segments import Part, parts_of


@dataclass(frozen=True, slots=True)
class Colour:
    """A current colour; a pattern is known by its resource."""

    space: Space | None = GREY
    components: tuple[float, ...] = (0.0,)
    pattern: Any = None

    @property
    def key(self) -> object:
        """Equal for equal colours."""
        return id(self.space), self.components, identity(self.pattern)


@dataclass(slots=True)
class State:
    """What of the graphics state decides what comes onto a plate."""

    fill: Colour = Colour()
    stroke: Colour = Colour()
    fill_overprints: bool = False
    stroke_overprints: bool = False
    overprint_mode: int = 0
    text_mode: int = 0

    @property
    def key(self) -> object:
        """Equal for states in which a form comes out the same."""
        return (
            self.fill.key,
            self.stroke.key,
            self.fill_overprints,
            self.stroke_overprints,
            self.overprint_mode,
            self.text_mode,
        )


class Workshop:
    """What the plates of one page share: its colour spaces, contents and the samples of its images.

    Attributes:
        pdf: May be changed at will.
        spots: The names of the inks beside the process's that the page was found to use.
    """

    def __init__(self, pdf: pikepdf.Pdf, most_pixels: int) -> None:
        self.pdf = pdf
        self.spots: dict[str, None] = {}
        self._most_pixels = most_pixels
        self._spaces = Spaces()
        self._samples: dict[object, Samples | None] = {}
        self._parts: dict[object, tuple[Part, ...]] = {}
        self._inline: dict[int, Any] = {}
        self._amounts: dict[object, Mapping[str, float]] = {}

    def space(self, source: Any, resources: Any) -> Space | None:
        """A colour space; its inks are noted."""
        found = self._spaces.of(source, resources)
        if found is not None:
            self.spots |= dict.fromkeys(ink for ink in found.names if ink not in (*PROCESS, ALL))
        return found

    def know(self, stream: Any, steps: Iterable[Step]) -> None:
        """Takes over what has been read of a page's, a form's or a pattern's content."""
        self._parts[_key(stream)] = tuple(parts_of(steps))

    def parts(self, stream: Any) -> tuple[Part, ...]:
        """What a page's, a form's or a pattern's content says."""
        if _key(stream) not in self._parts:
            self.know(stream, steps_of(stream))
        return self._parts[_key(stream)]

    def samples(self, image: Any, space: Space) -> Samples | None:
        """An image's samples; None if they cannot be decoded."""
        key = identity(image)
        if key not in self._samples:
            try:
                self._samples[key] = Samples(image, space, self._most_pixels)
            except (*FAULTS, OSError):
                self._samples[key] = None
        return self._samples[key]

    def amounts(self, space: Space, components: tuple[float, ...]) -> Mapping[str, float]:
        """How much of each ink a colour prints with."""
        key = id(space), components
        if key not in self._amounts:
            row = np.array([components], dtype=np.float64)
            try:
                found = amounts(space, row)
                self._amounts[key] = {ink: float(share[0]) for ink, share in found.items()}
            except FAULTS:
                self._amounts[key] = {}
        return self._amounts[key]

    def outline(self, image: Any) -> Any:
        """An inline image as an XObject."""
        key = id(image)
        if key not in self._inline:
            self._inline[key] = image_object(self.pdf, image)
        return self._inline[key]


def _key(stream: Any) -> object:
    return identity(stream.obj if isinstance(stream, pikepdf.Page) else stream)


class Shares:
    """The shares of one ink.

    Attributes:
        has_ink: Whether anything was painted with the ink.
    """

    def __init__(self, workshop: Workshop, ink: str) -> None:
        self.ink = ink
        self.has_ink = False
        self._shop = workshop
        self._is_process = ink in PROCESS
        self._greys: dict[object, float] = {}

    def of(self, space: Space, rows: Rows) -> Rows:
        """How much of the ink each colour has; registration colour has all of every ink."""
        found = amounts(space, rows)
        share = found.get(self.ink, found.get(ALL))
        return np.zeros(len(rows)) if share is None else share

    def grey(self, colour: Colour) -> float:
        """The grey that a colour becomes; a pattern's is that of what is under it."""
        space = colour.space.base if isinstance(colour.space, Pattern) else colour.space
        if space is None:
            return 1.0
        key = id(space), colour.components
        grey = self._greys.get(key)
        if grey is None:
            found = self._shop.amounts(space, colour.components)
            share = found.get(self.ink, found.get(ALL, 0.0))
            grey = self._greys[key] = round(1 - share, 5)
        return grey

    def lands(self, colour: Colour, overprints: bool, overprint_mode: int) -> bool:
        """Whether painting with a colour changes the plate at all."""
        space = colour.space.base if isinstance(colour.space, Pattern) else colour.space
        if not overprints:
            return True
        if entry(colour.pattern, "/PatternType") == 2:
            shading = entry(colour.pattern, "/Shading")
            return self.space_lands(self._shop.space(entry(shading, "/ColorSpace"), None))
        if space is None:
            return True
        if overprint_mode == 1 and space is CMYK:
            return self._is_process and self.grey(colour) < 1
        return self.space_lands(space)

    def space_lands(self, space: Space | None) -> bool:
        """Whether what overprints in a space changes the plate: only its own inks do."""
        while isinstance(space, Indexed):
            space = space.base
        if isinstance(space, Inks):
            return self.ink in space.names or ALL in space.names
        return self._is_process

    def note(self, colour: Colour) -> None:
        """Something is painted with the colour."""
        self.has_ink = self.has_ink or self.grey(colour) < 1
