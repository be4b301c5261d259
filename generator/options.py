"""What a person asks for and what they get: the values that every door hands to the pipeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from generator.findings import Finding

if TYPE_CHECKING:
    from generator.press.passport import Expected
    from generator.press.profile import Profile


class TextLength(StrEnum):
    """Which text of an item is set: the support line, or the whole official text."""

    SHORT = "short"
    FULL = "full"


class Destination(StrEnum):
    """Where a piece is printed or read."""

    OFFICE = "office"
    PRESS = "press"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeOptions:
    """What to make. Names are as ``anpham list`` prints them.

    Attributes:
        materials: Empty means every material there is.
        campaign: A name, or a folder with a ``campaign.yaml``.
        issuer: A name to look up in the issuer lists; None means the campaign's default.
        issuer_name: Any name, used as it is instead of a look-up.
        address: With ``hotline`` and ``website``: the issuer's contacts where they are printed.
        size: For materials that come in several sizes; None means the material's default.
        theme: None means each material's default.
        preferred_theme: Without ``theme``: the theme of those materials that come in it.
        destination: Where it is printed or read; None means where the profile is for, else the
            office.
        profile: What the place of printing takes: a name that ``anpham list profiles`` prints, or
            a YAML file; None means the destination's usual one.
        templates: A user's folder of templates, searched before the shipped ones.
        date: The date the files bear. An input, so that equal input gives equal bytes.
    """

    date: dt.date
    materials: tuple[str, ...] = ()
    campaign: str | Path = "ung-xu-mang-xa-hoi"
    issuer: str | None = None
    issuer_name: str | None = None
    address: str = ""
    hotline: str = ""
    website: str = ""
    size: str | None = None
    theme: str | None = None
    preferred_theme: str | None = None
    text: TextLength = TextLength.SHORT
    destination: Destination | None = None
    profile: str | Path | None = None
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One finished piece, in memory.

    Attributes:
        name: A file name without its ending, as "poster-a3-an-phu-dong".
        size: The size's name, as "A3" or "600x800mm".
        trim_mm: Width and height in mm.
        items: The ids of the items whose text is in the piece.
        official_items: The ids of those whose official text is in it word for word.
        fitted_pt: For each copyfitted role of text, the size it took, in pt.
        expected: What its preflight must find.
        profile: What it was made for.
        seconds: How long it took to make; no part of what the piece is.
    """

    name: str
    material: str
    size: str
    theme: str
    issuer: str
    trim_mm: tuple[float, float]
    pages: int
    items: tuple[str, ...]
    official_items: tuple[str, ...]
    qr_url: str
    fitted_pt: Mapping[str, float]
    pdf: bytes
    profile: Profile
    expected: Expected
    findings: tuple[Finding, ...] = field(default=())
    seconds: float = field(default=0.0, compare=False)
