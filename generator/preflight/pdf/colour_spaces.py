"""Colour spaces (ISO 32000-2, 8.6): the inks of a colour and its approximate sRGB value.

ICC based spaces count as sRGB, as grey or as CMYK of one printing condition by their number of
components, whatever their profile says. What a single colour means to a reader (light, neutral,
registration) is in ``preflight.pdf.paints``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pikepdf

from generator.core.inks import NO_INK, PROCESS_INKS
from generator.preflight.pdf.cmyk_conversion import ByteRows, CmykConversion
from generator.preflight.pdf.functions import Function, Rows, read_function
from generator.preflight.pdf.model import Paint
from generator.reading.pdf.objects import (
    FAULTS,
    content,
    entry,
    identity,
    name,
    number,
    numbers,
)

#: Nesting of colour spaces. The deepest sound one has four: Pattern, Indexed, DeviceN and an
#: alternate space, of which one may be a name of the resources (ISO 32000-2, 8.6.6).
_MAX_DEPTH = 6
#: Cached colours of one space. Corpus: at most 2; a tracing of a photograph has thousands.
_MAX_CACHED_PAINTS = 4096


class ColourSpace(ABC):
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

    @abstractmethod
    def rgb(self, rows: Rows) -> Rows:
        """The colours in sRGB, each channel 0..1."""

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

    def __init__(self, conversion: CmykConversion, family: str = "DeviceCMYK") -> None:
        super().__init__()
        self.family = family
        self._conversion = conversion

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour that is current when the space is chosen."""
        return (0.0, 0.0, 0.0, 1.0)

    def inks(self, rows: Rows) -> Mapping[str, Rows]:
        """The amount of each ink in each colour, 0..1."""
        return {ink: np.clip(rows[:, index], 0, 1) for index, ink in enumerate(PROCESS_INKS)}

    def rgb(self, rows: Rows) -> Rows:
        """The colours in sRGB, each channel 0..1."""
        return self._conversion.to_srgb(_to_bytes(rows)).astype(np.float64) / 255


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

    def rgb(self, rows: Rows) -> Rows:
        """Raise: no table, alternate space or picture may be in patterns (ISO 32000-2, 8.6.6).

        Raises:
            ValueError: always; it is among ``FAULTS``.
        """
        raise ValueError("a pattern is no colour")

    def _make_paint(self, values: tuple[float, ...]) -> Paint:
        if self.base is None:
            return Paint(self.family, values, {}, (0.5, 0.5, 0.5))
        base = self.base.paint(values)
        return Paint(self.family, values, base.inks, base.rgb)


DEVICE_GRAY = GreySpace()
DEVICE_RGB = RgbSpace()
PATTERN = PatternSpace()
_DEVICE_SPACES: Mapping[str, ColourSpace] = {
    "DeviceGray": DEVICE_GRAY,
    "CalGray": GreySpace("CalGray"),
    "DeviceRGB": DEVICE_RGB,
    "CalRGB": RgbSpace("CalRGB"),
    "Pattern": PATTERN,
}
#: Of inline images; a page may well call a space of its own so.
_INLINE_ABBREVIATIONS: Mapping[str, ColourSpace] = {
    "G": DEVICE_GRAY,
    "RGB": DEVICE_RGB,
}
_ICC_BASED: Mapping[int, ColourSpace] = {1: GreySpace("ICCBased"), 3: RgbSpace("ICCBased")}


class ColourSpaces:
    """The colour spaces of a file, each parsed once.

    Attributes:
        conversion: Between CMYK and sRGB, for the spaces that have only one of them.
        cmyk: DeviceCMYK.
    """

    def __init__(self, conversion: CmykConversion) -> None:
        self.conversion = conversion
        self.cmyk = CmykSpace(conversion)
        self._device = {**_DEVICE_SPACES, "DeviceCMYK": self.cmyk, "CalCMYK": self.cmyk}
        self._inline = {**_INLINE_ABBREVIATIONS, "CMYK": self.cmyk}
        self._icc_based = {**_ICC_BASED, 4: CmykSpace(conversion, "ICCBased")}
        self._known: dict[object, ColourSpace | None] = {}

    def of(self, source: Any, resources: Any, depth: int = 0) -> ColourSpace | None:
        """The space of a Name or array object; None if it cannot be read."""
        if depth > _MAX_DEPTH:
            return None
        plain = name(source)
        if plain is not None:
            named = entry(entry(resources, "/ColorSpace"), f"/{plain}")
            if plain in self._device:
                return self._device[plain]
            if named is None:
                return self._inline.get(plain)
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
                return self._icc_based.get(int(number(entry(parts[1], "/N")) or 0))
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
                return self._device.get(family or "")


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


def ink_amounts(space: ColourSpace, rows: Rows, conversion: CmykConversion) -> Mapping[str, Rows]:
    """The amount of each ink in the colours; RGB and Lab are converted to process inks."""
    if space.names or isinstance(space, SeparationSpace):
        return space.inks(rows)
    if isinstance(space, IndexedSpace):
        return ink_amounts(space.base, space.lookup(rows), conversion)
    converted = conversion.to_cmyk(_to_bytes(space.rgb(rows))).astype(np.float64) / 255
    return {ink: converted[:, index] for index, ink in enumerate(PROCESS_INKS)}
