"""The amount of one ink in each colour, and the rules of overprint.

Pages are rewritten for one ink's plate in ``preflight.render.separations.plate_writer``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pikepdf

from generator.core.inks import ALL_INKS, PROCESS_INKS
from generator.preflight.pdf.cmyk_conversion import CmykConversion
from generator.preflight.pdf.colour_spaces import (
    DEVICE_GRAY,
    ColourSpace,
    ColourSpaces,
    IndexedSpace,
    PatternSpace,
    SeparationSpace,
    ink_amounts,
)
from generator.preflight.pdf.functions import Rows
from generator.preflight.pdf.image_samples import ImageSamples
from generator.preflight.render.separations.segments import Segment, split_segments
from generator.reading.pdf.objects import FAULTS, entry, identity
from generator.reading.pdf.operators import Instruction, inline_image_as_xobject, parse_content


@dataclass(frozen=True, slots=True)
class PlateColour:
    """A current colour; a pattern is identified by its resource."""

    space: ColourSpace | None = DEVICE_GRAY
    components: tuple[float, ...] = (0.0,)
    pattern: Any = None

    @property
    def key(self) -> object:
        """Equal for equal colours."""
        return id(self.space), self.components, identity(self.pattern)


@dataclass(slots=True)
class PlateState:
    """The part of the graphics state that affects plates."""

    fill: PlateColour = PlateColour()
    stroke: PlateColour = PlateColour()
    fill_overprints: bool = False
    stroke_overprints: bool = False
    overprint_mode: int = 0
    text_mode: int = 0

    @property
    def key(self) -> object:
        """Equal for states in which a form looks the same on a plate."""
        return (
            self.fill.key,
            self.stroke.key,
            self.fill_overprints,
            self.stroke_overprints,
            self.overprint_mode,
            self.text_mode,
        )


class SeparationContext:
    """Shared by the plates of one page: colour spaces, parsed content, samples of images.

    Attributes:
        pdf: A copy of the file, which is modified.
        spots: Names of the spot inks found on the page so far.
        undecoded: Keys of the images whose samples could not be decoded so far.
    """

    def __init__(self, pdf: pikepdf.Pdf, max_pixels: int, conversion: CmykConversion) -> None:
        self.pdf = pdf
        self.spots: dict[str, None] = {}
        self.undecoded: set[object] = set()
        self._max_pixels = max_pixels
        self._spaces = ColourSpaces(conversion)
        self._samples: dict[object, ImageSamples | None] = {}
        self._parts: dict[object, tuple[Segment, ...]] = {}
        self._inline: dict[int, Any] = {}
        self._amounts: dict[object, Mapping[str, float]] = {}

    @property
    def cmyk(self) -> ColourSpace:
        """DeviceCMYK."""
        return self._spaces.cmyk

    def space(self, source: Any, resources: Any) -> ColourSpace | None:
        """The colour space of an object; adds its inks to :attr:`spots`."""
        found = self._spaces.of(source, resources)
        if found is not None:
            self.spots |= dict.fromkeys(
                ink for ink in found.names if ink not in (*PROCESS_INKS, ALL_INKS)
            )
        return found

    def register(self, stream: Any, instructions: Iterable[Instruction]) -> None:
        """Stores the parsed content of a page, a form or a pattern."""
        self._parts[_key(stream)] = tuple(split_segments(instructions))

    def segments(self, stream: Any) -> tuple[Segment, ...]:
        """Segments of a page's, a form's or a pattern's content."""
        if _key(stream) not in self._parts:
            self.register(stream, parse_content(stream))
        return self._parts[_key(stream)]

    def samples(self, image: Any, space: ColourSpace) -> ImageSamples | None:
        """An image's samples; None if they cannot be decoded."""
        key = identity(image)
        if key not in self._samples:
            try:
                self._samples[key] = ImageSamples(
                    image, space, self._max_pixels, self._spaces.conversion
                )
            except (*FAULTS, OSError):
                self._samples[key] = None
        return self._samples[key]

    def ink_rows(self, space: ColourSpace, rows: Rows) -> Mapping[str, Rows]:
        """The amount of each ink in each colour."""
        return ink_amounts(space, rows, self._spaces.conversion)

    def ink_amounts(self, space: ColourSpace, components: tuple[float, ...]) -> Mapping[str, float]:
        """The amount of each ink in a colour."""
        key = id(space), components
        if key not in self._amounts:
            row = np.array([components], dtype=np.float64)
            try:
                found = self.ink_rows(space, row)
                self._amounts[key] = {ink: float(amount[0]) for ink, amount in found.items()}
            except FAULTS:
                self._amounts[key] = {}
        return self._amounts[key]

    def inline_image(self, image: Any) -> Any:
        """An inline image as an XObject."""
        key = id(image)
        if key not in self._inline:
            self._inline[key] = inline_image_as_xobject(self.pdf, image)
        return self._inline[key]


def _key(stream: Any) -> object:
    return identity(stream.obj if isinstance(stream, pikepdf.Page) else stream)


class InkAmounts:
    """Amounts of one ink in colours.

    Attributes:
        has_ink: True once anything was painted with the ink.
    """

    def __init__(self, context: SeparationContext, ink: str) -> None:
        self.ink = ink
        self.has_ink = False
        self._context = context
        self._is_process = ink in PROCESS_INKS
        self._greys: dict[object, float] = {}

    def of(self, space: ColourSpace, rows: Rows) -> Rows:
        """The amount of the ink in each colour; registration colour has all of every ink."""
        found = self._context.ink_rows(space, rows)
        amount = found.get(self.ink, found.get(ALL_INKS))
        return np.zeros(len(rows)) if amount is None else amount

    def grey(self, colour: PlateColour) -> float:
        """The grey that stands for a colour; of an uncoloured pattern, for its colour."""
        space = colour.space.base if isinstance(colour.space, PatternSpace) else colour.space
        if space is None:
            return 1.0
        key = id(space), colour.components
        grey = self._greys.get(key)
        if grey is None:
            found = self._context.ink_amounts(space, colour.components)
            amount = found.get(self.ink, found.get(ALL_INKS, 0.0))
            grey = self._greys[key] = round(1 - amount, 5)
        return grey

    def changes_plate(self, colour: PlateColour, overprints: bool, overprint_mode: int) -> bool:
        """True if painting with a colour changes the plate (ISO 32000-2, 8.6.7)."""
        space = colour.space.base if isinstance(colour.space, PatternSpace) else colour.space
        if not overprints:
            return True
        if entry(colour.pattern, "/PatternType") == 2:
            shading = entry(colour.pattern, "/Shading")
            return self.space_changes_plate(
                self._context.space(entry(shading, "/ColorSpace"), None)
            )
        if space is None:
            return True
        if overprint_mode == 1 and space is self._context.cmyk:
            return self._is_process and self.grey(colour) < 1
        return self.space_changes_plate(space)

    def space_changes_plate(self, space: ColourSpace | None) -> bool:
        """True if overprinting in a space changes the plate: it has the ink among its own."""
        while isinstance(space, IndexedSpace):
            space = space.base
        if isinstance(space, SeparationSpace):
            return self.ink in space.names or ALL_INKS in space.names
        return self._is_process

    def note(self, colour: PlateColour) -> None:
        """Records that something is painted with the colour."""
        self.has_ink = self.has_ink or self.grey(colour) < 1
