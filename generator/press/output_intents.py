"""Output intents: for which inks and paper, or which screen, the colours of a file are meant.

Each condition has an ICC profile under ``assets/icc``; where it comes from, how good it is and how
it may be used is told there. How an intent stands in a file's catalogue is in ``draw.document``.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.core.errors import MissingResourceError, Place, Problem
from generator.core.messages import msg
from generator.core.os_errors import refusal


class Intent(StrEnum):
    """The conditions that there is a profile for."""

    FOGRA39 = "fogra39"
    FOGRA29 = "fogra29"
    SRGB = "srgb"


@dataclass(frozen=True, slots=True)
class OutputIntent:
    """A condition as an output intent dictionary names it (ISO 32000-2, 14.11.5).

    Attributes:
        condition: OutputConditionIdentifier: the condition's name in the registry.
        registry: RegistryName: whose names these are; nothing where the name is in none.
        info: Info: the condition in words. Never the file name of somebody else's profile.
        components: N of the profile's stream: 4 for inks, 3 for a screen.
        file: The profile's file name in ``assets/icc``.
    """

    condition: str
    registry: str
    info: str
    components: int
    file: str


#: ICC profiles kept: each condition's, and a few of other folders.
_PROFILES: Final = 16
_REGISTRY: Final = "http://www.color.org"

INTENTS: Final[Mapping[str, OutputIntent]] = MappingProxyType(
    {
        Intent.FOGRA39: OutputIntent(
            condition="FOGRA39",
            registry=_REGISTRY,
            info="Coated FOGRA39, compact",
            components=4,
            file="FOGRA39L-compact-v2.icc",
        ),
        Intent.FOGRA29: OutputIntent(
            condition="FOGRA29",
            registry=_REGISTRY,
            info="Uncoated FOGRA29, compact",
            components=4,
            file="FOGRA29L-compact-v2.icc",
        ),
        Intent.SRGB: OutputIntent(
            condition="sRGB IEC61966-2.1",
            registry=_REGISTRY,
            info="sRGB IEC61966-2.1, compact",
            components=3,
            file="sRGB-compact-v2.icc",
        ),
    }
)


@lru_cache(maxsize=_PROFILES)
def icc_profile(key: str, folder: Path) -> bytes:
    """The ICC profile of a condition in ``folder``, read once a process.

    Raises:
        KeyError: if ``key`` is no key of :data:`INTENTS`.
        MissingResourceError: if its file cannot be read.
    """
    path = folder / INTENTS[key].file
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingResourceError(
            Problem(
                "icc-missing",
                msg("cannot read the colour profile: {reason}", reason=refusal(error)),
                msg("install anpham again; this file is a part of it"),
                Place(str(path)),
            )
        ) from error


@lru_cache(maxsize=_PROFILES)
def deflated_icc_profile(key: str, folder: Path) -> bytes:
    """As :func:`icc_profile`, as FlateDecode takes it; deflated once a process.

    A file that deflates it anew spends more time on that than on its page.

    Raises:
        KeyError: if ``key`` is no key of :data:`INTENTS`.
        MissingResourceError: if its file cannot be read.
    """
    return zlib.compress(icc_profile(key, folder), 9)
