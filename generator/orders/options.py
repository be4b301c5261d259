"""Options of an order: the values that every door hands over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.content.model import TextLength
from generator.press.profile import Destination

if TYPE_CHECKING:
    pass


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
