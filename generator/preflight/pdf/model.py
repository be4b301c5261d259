"""Values that a finished PDF is read into: pages, the marks on them, fonts.

How a file is read into these values is in ``preflight.document`` and ``preflight.pdf.interpreter``,
how it is rendered in ``preflight.render.pages``.

Coordinates are in pt in the page's own space: origin where the file puts it, y up.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

#: Left, lower, right, upper edge in pt, y up.
Box = tuple[float, float, float, float]

#: Height x width, 0..1: how much of one ink lies on each pixel.
Plate = NDArray[np.float32]
#: Height x width x 3, 0..255, sRGB.
Picture = NDArray[np.uint8]
#: Height x width, 0..255: what a camera without colour sees.
GreyPicture = NDArray[np.uint8]


#: Amounts of ink up to this are rounding errors of a tint transform: a quarter of one of the 255
#: levels that a plate has.
_ZERO_AMOUNT = 0.001


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour as a content stream sets it.

    Attributes:
        space: The family: "DeviceGray", "DeviceRGB", "DeviceCMYK", "ICCBased", "CalGray", "CalRGB",
            "Lab", "Indexed", "Separation", "DeviceN" or "Pattern".
        components: As set.
        inks: The amount of each ink, 0..1, zeros too: a process ink's name (``pdf.inks``) or a
            spot's. Grey is "Black" alone. Empty where the space has no inks (RGB, Lab).
        rgb: Approximate sRGB, each channel 0..1.
    """

    space: str
    components: tuple[float, ...]
    inks: Mapping[str, float]
    rgb: tuple[float, float, float]

    @property
    def used_inks(self) -> tuple[str, ...]:
        """The inks with an amount above zero, rounding errors excepted."""
        return tuple(name for name, amount in self.inks.items() if amount > _ZERO_AMOUNT)


class MarkKind(StrEnum):
    """The kinds of painting operations."""

    TEXT = "text"
    FILL = "fill"
    STROKE = "stroke"
    IMAGE = "image"
    SHADING = "shading"


@dataclass(frozen=True, slots=True)
class TextMark:
    """The text of a mark.

    Attributes:
        characters: As the font's ToUnicode map (or encoding) reads them; U+FFFD where it has none.
        codes: The character codes shown; ``glyphs`` are the ids in the font's program, None where
            they are unknown.
        clusters: The characters of each glyph; empty where each has exactly one.
        axes: Where an em to the right, and one up, lead to on the page: x and y of each, in pt.
        font: An index into ``Document.fonts``.
        size_pt: On the page, transformed.
        mode: The text rendering mode; 3 is invisible.
    """

    characters: str
    codes: tuple[int, ...]
    font: int
    size_pt: float
    mode: int
    glyphs: tuple[int | None, ...] = ()
    clusters: tuple[str, ...] = ()
    axes: tuple[float, float, float, float] = (1.0, 0.0, 0.0, 1.0)

    @property
    def shown(self) -> Iterator[tuple[str, int | None]]:
        """The characters of each glyph, in NFC, with its id."""
        if not self.clusters:
            return zip(self.characters, self.glyphs, strict=True)
        composed = (unicodedata.normalize("NFC", cluster) for cluster in self.clusters)
        return zip(composed, self.glyphs, strict=True)


@dataclass(frozen=True, slots=True)
class ImageMark:
    """The image of a mark: its pixels and its effective resolution in each direction.

    Attributes:
        space: The family of its colour space, as of a :class:`Paint`; "" of a mask.
        inks: The inks that the space has, whether used or not; none of RGB, Lab or a mask.
    """

    width_px: int
    height_px: int
    bits: int
    space: str
    is_mask: bool
    ppi: tuple[float, float]
    inks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShadingMark:
    """The shading of a mark: its type (2 axial, 3 radial ...), and its space as of an image."""

    kind: int
    space: str
    inks: tuple[str, ...]


#: Tag of an artifact whose subtype is Watermark (ISO 32000-2, 14.8.2.2.2).
WATERMARK: Final = "Artifact/Watermark"


@dataclass(frozen=True, slots=True)
class Mark:
    """One painting operation on a page, with its enclosing forms resolved.

    Attributes:
        box: Its bounding box clipped by the clipping path; empty (zero area) if all is clipped.
        bounds: Its bounding box before clipping.
        paint: None for shadings and images, but for masks, which take the current colour. Of a
            shading pattern, the colour halfway; of a coloured tiling pattern, unknown.
        shading: Of what ``sh`` paints. A gradient as a Pattern is a FILL or STROKE or TEXT.
        line_width_pt: Of strokes, on the page; where an uneven pen is narrowest.
        thinnest_pt: Of fills: thickness and length of the thinnest polygon of few corners, in any
            direction; None without one.
        overprint: True if it overprints (OP or op, as it applies); ``overprint_mode`` is OPM.
        alpha: Constant alpha, 0..1; ``has_soft_mask`` when an SMask is set.
        blend: "Normal", "Multiply" and so on.
        tags: Marked-content tags around it, outermost first, as ("Artifact",) or ("P",).
        mcid: Of the innermost marked content that has one.
    """

    kind: MarkKind
    page: int
    box: Box
    bounds: Box
    paint: Paint | None
    line_width_pt: float | None = None
    thinnest_pt: tuple[float, float] | None = None
    text: TextMark | None = None
    image: ImageMark | None = None
    shading: ShadingMark | None = None
    overprint: bool = False
    overprint_mode: int = 0
    alpha: float = 1.0
    has_soft_mask: bool = False
    blend: str = "Normal"
    tags: tuple[str, ...] = ()
    mcid: int | None = None

    @property
    def is_artifact(self) -> bool:
        """True if it has no meaning: background, ornament, printer's mark."""
        return "Artifact" in self.tags or self.is_watermark

    @property
    def is_watermark(self) -> bool:
        """True if it says of itself that it lies under the page's content."""
        return WATERMARK in self.tags


@dataclass(frozen=True, slots=True)
class Boxes:
    """A page's boxes as the file gives them, inherited ones too; None where there is none."""

    media: Box
    crop: Box | None
    bleed: Box | None
    trim: Box | None
    art: Box | None

    @property
    def trimmed(self) -> Box:
        """The finished page: TrimBox, else ArtBox, else CropBox, else MediaBox."""
        return self.trim or self.art or self.crop or self.media

    @property
    def bled(self) -> Box:
        """The area that ink may cover: BleedBox, else the finished page."""
        return self.bleed or self.trimmed


@dataclass(frozen=True, slots=True)
class Character:
    """One character as an independent reader (pdfium) finds it on the page."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Separations:
    """The plates of a page by ink name.

    Attributes:
        undecoded_images: Images whose samples could not be decoded: how much ink they have is not
            in the plates.
    """

    plates: Mapping[str, Plate]
    undecoded_images: int = 0


class Page(Protocol):
    """One page; expensive properties are computed on first use."""

    #: Zero-based.
    index: int
    boxes: Boxes
    #: Multiples of 90, clockwise.
    rotate: int
    user_unit: float

    @property
    def document(self) -> Document:
        """The file that the page is of."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Everything painted, in painting order."""

    @property
    def is_whole(self) -> bool:
        """False if the interpreter stopped at a limit, so that marks are missing."""

    @property
    def characters(self) -> tuple[Character, ...]:
        """The page's text as pdfium extracts it, in its order."""

    def picture(self, dpi: float, box: Box | None = None) -> Picture:
        """The page in sRGB, or the part of it in ``box``; by default the MediaBox. Rows go down."""

    def grey_picture(self, dpi: float, box: Box | None = None) -> GreyPicture:
        """The same in grey, in a third of the time."""

    def plates(self, dpi: float, box: Box | None = None) -> Mapping[str, Plate]:
        """The page's plates by ink name, overprint counted; by default the MediaBox."""

    def undecoded_images(self, dpi: float, box: Box | None = None) -> int:
        """Images whose samples could not be decoded for the same plates."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font that content shows text with.

    Attributes:
        name: BaseFont without the subset's tag.
        kind: "Type0", "TrueType", "Type1", "Type3", "MMType1".
        program: The embedded font program's bytes; None if there is none.
        has_unicode: True if it has a ToUnicode map.
    """

    name: str
    kind: str
    program: bytes | None
    is_subset: bool
    has_unicode: bool


class Space(Protocol):
    """A colour space.

    Attributes:
        family: As in :class:`Paint`.
        size: How many components a colour has.
        names: The inks that its colours consist of; none for additive spaces.
    """

    family: str
    size: int
    names: tuple[str, ...]


class SpaceReader(Protocol):
    """The colour spaces of a file."""

    def of(self, source: Any, resources: Any, /) -> Space | None:
        """The space of a Name or array object; None if it cannot be read."""


class Document(Protocol):
    """A finished PDF, opened once."""

    #: The pikepdf.Pdf.
    pdf: Any
    data: bytes
    #: For messages.
    source: str

    @property
    def spaces(self) -> SpaceReader:
        """The colour spaces."""

    @property
    def pages(self) -> Sequence[Page]:
        """The pages in order."""

    @property
    def drawable(self) -> Any:
        """The pikepdf.Pdf to be rewritten for a renderer: ``pdf`` without runaway content."""

    @property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts in use, in order of first use."""
