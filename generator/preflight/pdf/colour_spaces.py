"""Colour spaces (ISO 32000-2, 8.6): the inks of a colour and its approximate sRGB value.

ICC based spaces count as sRGB, as grey or as FOGRA39 by their number of components, whatever
their profile says. What a single colour means to a reader (light, neutral, registration) is in
``preflight.pdf.paints``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image, ImageCms

from generator.core.assets import shipped_assets
from generator.core.inks import NO_INK, PROCESS_INKS
from generator.preflight.pdf.functions import Function, Rows, read_function
from generator.preflight.pdf.model import Paint
from generator.preflight.pdf.objects import (
    FAULTS,
    content,
    entry,
    identity,
    name,
    number,
    numbers,
)

ByteRows = NDArray[np.uint8]

#: Nesting of colour spaces. The deepest sound one has four: Pattern, Indexed, DeviceN and an
#: alternate space, of which one may be a name of the resources (ISO 32000-2, 8.6.6).
_MAX_DEPTH = 6
#: Cached colours of one space. Corpus: at most 2; a tracing of a photograph has thousands.
_MAX_CACHED_PAINTS = 4096


class ColourSpace:
    """A colour space; methods take rows of components, one row per colour.

    Attributes:
        family: As in :class:`generator.preflight.pdf.model.Paint`.
        size: How many components a colour has.
        initial: The initial colour (ISO 32000-2, 8.6.8).
        names: The inks that its colours consist of; none for additive spaces.
        ranges: Lowest and highest value of each component, as an image's samples span them.
    """

    family = ""
    size = 1
    names: tuple[str, ...] = ()

    def __init__(self) -> None:
        self._paints: dict[tuple[float, ...], Paint] = {}

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour that is current when the space is chosen."""
        return (0.0,) * self.size

    @property
    def ranges(self) -> tuple[tuple[float, float], ...]:
        """The least and greatest value of each component."""
        return ((0.0, 1.0),) * self.size

    def inks(self, rows: Rows) -> Mapping[str, Rows]:
        """The amount of each of ``names`` in each colour, 0..1."""
        return {}

    def rgb(self, rows: Rows) -> Rows:
        """The colours in sRGB, each channel 0..1."""
        raise NotImplementedError

    def paint(self, components: Sequence[float]) -> Paint:
        """One colour as a paint; missing components are zero, surplus ones are ignored."""
        values = (*components[: self.size], *(0.0,) * (self.size - len(components)))
        paint = self._paints.get(values)
        if paint is None:
            paint = self._make_paint(values)
            if len(self._paints) < _MAX_CACHED_PAINTS:
                self._paints[values] = paint
        return paint

    def _make_paint(self, values: tuple[float, ...]) -> Paint:
        row = np.array([values], dtype=np.float64)
        try:
            inks = {ink: round(float(amount[0]), 6) for ink, amount in self.inks(row).items()}
            red, green, blue = (round(float(part), 6) for part in self.rgb(row)[0])
        except FAULTS:
            return Paint(self.family, values, {}, (0.0, 0.0, 0.0))
        return Paint(self.family, values, inks, (red, green, blue))


class GreySpace(ColourSpace):
    """DeviceGray and CalGray: black ink alone."""

    names = ("Black",)

    def __init__(self, family: str = "DeviceGray") -> None:
        super().__init__()
        self.family = family

    def inks(self, rows: Rows) -> Mapping[str, Rows]:
        """The amount of each ink in each colour, 0..1."""
        return {"Black": 1 - np.clip(rows[:, 0], 0, 1)}

    def rgb(self, rows: Rows) -> Rows:
        """The colours in sRGB, each channel 0..1."""
        return np.repeat(np.clip(rows[:, :1], 0, 1), 3, axis=1)


class RgbSpace(ColourSpace):
    """DeviceRGB and CalRGB: light, no inks."""

    size = 3

    def __init__(self, family: str = "DeviceRGB") -> None:
        super().__init__()
        self.family = family

    def rgb(self, rows: Rows) -> Rows:
        """The colours in sRGB, each channel 0..1."""
        return np.clip(rows, 0, 1)


class CmykSpace(ColourSpace):
    """DeviceCMYK: the four process inks."""

    size = 4
    names = PROCESS_INKS

    def __init__(self, family: str = "DeviceCMYK") -> None:
        super().__init__()
        self.family = family

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour that is current when the space is chosen."""
        return (0.0, 0.0, 0.0, 1.0)

    def inks(self, rows: Rows) -> Mapping[str, Rows]:
        """The amount of each ink in each colour, 0..1."""
        return {ink: np.clip(rows[:, index], 0, 1) for index, ink in enumerate(PROCESS_INKS)}

    def rgb(self, rows: Rows) -> Rows:
        """The colours in sRGB, each channel 0..1."""
        return cmyk_to_srgb(_to_bytes(rows)).astype(np.float64) / 255


class LabSpace(ColourSpace):
    """CIE L*a*b*."""

    family = "Lab"
    size = 3

    def __init__(self, white: Sequence[float], limits: Sequence[float]) -> None:
        super().__init__()
        self._white = np.array(white)
        low_a, high_a, low_b, high_b = limits
        self._ranges = ((0.0, 100.0), (low_a, high_a), (low_b, high_b))

    @property
    def ranges(self) -> tuple[tuple[float, float], ...]:
        """The least and greatest value of each component."""
        return self._ranges

    def rgb(self, rows: Rows) -> Rows:
        """The colours in sRGB, each channel 0..1."""
        middle = (rows[:, 0] + 16) / 116
        parts = np.column_stack((middle + rows[:, 1] / 500, middle, middle - rows[:, 2] / 200))
        cubes = np.where(parts >= 6 / 29, parts**3, 108 / 841 * (parts - 4 / 29))
        # Scaling by the white point is adaptation enough to separate light from dark.
        linear = np.clip(cubes * _D65 @ _XYZ_TO_RGB.T, 0, 1)
        bent: Rows = np.where(
            linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055
        )
        return bent


#: IEC 61966-2-1.
_D65 = np.array((0.9505, 1.0, 1.089))
_XYZ_TO_RGB = np.array(
    (
        (3.2406, -1.5372, -0.4986),
        (-0.9689, 1.8758, 0.0415),
        (0.0557, -0.2040, 1.0570),
    )
)


class SeparationSpace(ColourSpace):
    """Separation and DeviceN: named inks, with a tint transform for devices without them."""

    def __init__(
        self, family: str, names: tuple[str, ...], base: ColourSpace, tint: Function | None
    ):
        super().__init__()
        self.family = family
        self.size = len(names)
        self.names = tuple(ink for ink in names if ink != NO_INK)
        self._columns = {ink: index for index, ink in enumerate(names) if ink != NO_INK}
        self._base = base
        self._tint = tint

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour that is current when the space is chosen."""
        return (1.0,) * self.size

    def inks(self, rows: Rows) -> Mapping[str, Rows]:
        """The amount of each ink in each colour, 0..1."""
        return {ink: np.clip(rows[:, index], 0, 1) for ink, index in self._columns.items()}

    def rgb(self, rows: Rows) -> Rows:
        """The colours in sRGB, each channel 0..1."""
        if self._tint is not None:
            try:
                return self._base.rgb(self._tint(rows))
            except FAULTS:
                pass
        densest = rows.max(axis=1, keepdims=True) if self.names else np.zeros((len(rows), 1))
        return np.repeat(1 - np.clip(densest, 0, 1), 3, axis=1)


class IndexedSpace(ColourSpace):
    """A table of colours of another space."""

    family = "Indexed"

    def __init__(self, base: ColourSpace, table: Rows) -> None:
        super().__init__()
        self.base = base
        self.table = table
        self.names = base.names

    @property
    def ranges(self) -> tuple[tuple[float, float], ...]:
        """The least and greatest value of each component."""
        # An image's samples are the indices themselves, whatever their number of bits.
        return ((0.0, 255.0),)

    def lookup(self, rows: Rows) -> Rows:
        """The base space's colours for rows of indices."""
        chosen = np.clip(np.nan_to_num(rows[:, 0]), 0, len(self.table) - 1)
        colours: Rows = self.table[chosen.astype(int)]
        return colours

    def inks(self, rows: Rows) -> Mapping[str, Rows]:
        """The amount of each ink in each colour, 0..1."""
        return self.base.inks(self.lookup(rows))

    def rgb(self, rows: Rows) -> Rows:
        """The colours in sRGB, each channel 0..1."""
        return self.base.rgb(self.lookup(rows))


class PatternSpace(ColourSpace):
    """Pattern; uncoloured tiling patterns take a colour of ``base``."""

    family = "Pattern"

    def __init__(self, base: ColourSpace | None = None) -> None:
        super().__init__()
        self.base = base
        self.size = base.size if base else 0
        self.names = base.names if base else ()

    def _make_paint(self, values: tuple[float, ...]) -> Paint:
        if self.base is None:
            return Paint(self.family, values, {}, (0.5, 0.5, 0.5))
        base = self.base.paint(values)
        return Paint(self.family, values, base.inks, base.rgb)


DEVICE_GRAY = GreySpace()
DEVICE_RGB = RgbSpace()
DEVICE_CMYK = CmykSpace()
PATTERN = PatternSpace()
_DEVICE_SPACES: Mapping[str, ColourSpace] = {
    "DeviceGray": DEVICE_GRAY,
    "CalGray": GreySpace("CalGray"),
    "DeviceRGB": DEVICE_RGB,
    "CalRGB": RgbSpace("CalRGB"),
    "DeviceCMYK": DEVICE_CMYK,
    "CalCMYK": DEVICE_CMYK,
    "Pattern": PATTERN,
}
#: Of inline images; a page may well call a space of its own so.
_INLINE_ABBREVIATIONS: Mapping[str, ColourSpace] = {
    "G": DEVICE_GRAY,
    "RGB": DEVICE_RGB,
    "CMYK": DEVICE_CMYK,
}
_ICC_BASED = {1: GreySpace("ICCBased"), 3: RgbSpace("ICCBased"), 4: CmykSpace("ICCBased")}


class ColourSpaces:
    """The colour spaces of a file, each parsed once."""

    def __init__(self) -> None:
        self._known: dict[object, ColourSpace | None] = {}

    def of(self, source: Any, resources: Any, depth: int = 0) -> ColourSpace | None:
        """The space of a Name or array object; None if it cannot be read."""
        if depth > _MAX_DEPTH:
            return None
        plain = name(source)
        if plain is not None:
            named = entry(entry(resources, "/ColorSpace"), f"/{plain}")
            if plain in _DEVICE_SPACES:
                return _DEVICE_SPACES[plain]
            if named is None:
                return _INLINE_ABBREVIATIONS.get(plain)
            return self.of(named, None, depth + 1)
        if not isinstance(source, pikepdf.Array):
            return None
        key = identity(source)
        if key not in self._known:
            try:
                self._known[key] = self._read(list(source), resources, depth)
            except FAULTS:
                self._known[key] = None
        return self._known[key]

    def _read(self, parts: list[Any], resources: Any, depth: int) -> ColourSpace | None:
        family = name(parts[0])
        match family:
            case "ICCBased":
                return _ICC_BASED.get(int(number(entry(parts[1], "/N")) or 0))
            case "Lab":
                white = numbers(entry(parts[1], "/WhitePoint"), 3) or (0.9642, 1.0, 0.8249)
                limits = numbers(entry(parts[1], "/Range"), 4) or (-100.0, 100.0, -100.0, 100.0)
                return LabSpace(white, limits)
            case "Separation" | "DeviceN" | "NChannel":
                names = parts[1] if family != "Separation" else [parts[1]]
                base = self.of(parts[2], resources, depth + 1) or DEVICE_GRAY
                tint = read_function(parts[3])
                return SeparationSpace(family, tuple(name(ink) or "" for ink in names), base, tint)
            case "Indexed" | "I":
                base_space = self.of(parts[1], resources, depth + 1)
                return None if base_space is None else _indexed(base_space, parts[3])
            case "Pattern":
                return (
                    PatternSpace(self.of(parts[1], resources, depth + 1)) if parts[1:] else PATTERN
                )
            case _:
                return _DEVICE_SPACES.get(family or "")


def _indexed(base: ColourSpace, table: Any) -> IndexedSpace | None:
    data = content(table) if isinstance(table, pikepdf.Stream) else bytes(table)
    count = len(data) // base.size if base.size else 0
    if not count:
        return None
    shares = np.frombuffer(data[: count * base.size], dtype=np.uint8).astype(np.float64) / 255
    low, high = np.array(base.ranges).T
    return IndexedSpace(base, low + shares.reshape(count, base.size) * (high - low))


def _to_bytes(rows: Rows) -> ByteRows:
    scaled: ByteRows = np.rint(np.clip(np.nan_to_num(rows), 0, 1) * 255).astype(np.uint8)
    return scaled


class _UnserializedProfile(ImageCms.ImageCmsProfile):
    """A profile that Pillow does not serialize into each picture, which takes a millisecond."""

    def tobytes(self) -> bytes:
        return b""


@cache
def _transform(to_ink: bool) -> ImageCms.ImageCmsTransform:
    press = _UnserializedProfile(str(shipped_assets().icc / "FOGRA39L-compact-v2.icc"))
    screen = _UnserializedProfile(ImageCms.createProfile("sRGB"))
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    if to_ink:
        # sRGB black becomes the darkest printable colour.
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        return ImageCms.buildTransform(screen, press, "RGB", "CMYK", intent, flags)
    # Few colours are converted: a lookup table of all would take longer and be less exact.
    flags = ImageCms.Flags.NOOPTIMIZE
    return ImageCms.buildTransform(press, screen, "CMYK", "RGB", intent, flags)


def cmyk_to_srgb(inks: ByteRows) -> ByteRows:
    """Rows of CMYK, 255 the full ink, as sRGB when printed on coated paper (FOGRA39)."""
    return _convert(inks, "CMYK", to_ink=False)


def srgb_to_cmyk(colours: ByteRows) -> ByteRows:
    """Rows of sRGB as CMYK, 255 the full ink, for coated paper (FOGRA39)."""
    return _convert(colours, "RGB", to_ink=True)


def _convert(rows: ByteRows, mode: str, *, to_ink: bool) -> ByteRows:
    if not len(rows):
        return np.zeros((0, 4 if to_ink else 3), dtype=np.uint8)
    picture = Image.frombytes(mode, (len(rows), 1), np.ascontiguousarray(rows).tobytes())
    changed = ImageCms.applyTransform(picture, _transform(to_ink))
    if changed is None:
        raise ValueError("no picture came back")
    found: ByteRows = np.asarray(changed)[0]
    return found


def ink_amounts(space: ColourSpace, rows: Rows) -> Mapping[str, Rows]:
    """The amount of each ink in the colours; RGB and Lab are converted to process inks."""
    if space.names or isinstance(space, SeparationSpace):
        return space.inks(rows)
    if isinstance(space, IndexedSpace):
        return ink_amounts(space.base, space.lookup(rows))
    converted = srgb_to_cmyk(_to_bytes(space.rgb(rows))).astype(np.float64) / 255
    return {ink: converted[:, index] for index, ink in enumerate(PROCESS_INKS)}
