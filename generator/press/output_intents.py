"""The output intents that we know, and their ICC profiles.

Each condition has an ICC profile under ``assets/icc``; where it comes from, how good it is and how
it may be used is written there. How an intent stands in a file's catalogue is in ``draw.document``.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from generator.core.errors import MissingResourceError, Place, Problem
from generator.core.messages import msg
from generator.core.os_errors import refusal
from generator.core.output_intent import OutputIntent


class Intent(StrEnum):
    """The conditions that there is a profile for."""

    FOGRA39 = "fogra39"
    FOGRA29 = "fogra29"
    SRGB = "srgb"


#: ICC profiles in the cache: each condition's, and a few of other folders.
_CACHED_PROFILES: Final = 16
_REGISTRY: Final = "http://www.color.org"

INTENTS: Final[Mapping[str, OutputIntent]] = MappingProxyType(
    {
        Intent.FOGRA39: OutputIntent(
            condition="FOGRA39",
            registry=_REGISTRY,
            info="Coated FOGRA39, compact",
            components=4,
        ),
        Intent.FOGRA29: OutputIntent(
            condition="FOGRA29",
            registry=_REGISTRY,
            info="Uncoated FOGRA29, compact",
            components=4,
        ),
        Intent.SRGB: OutputIntent(
            condition="sRGB IEC61966-2.1",
            registry=_REGISTRY,
            info="sRGB IEC61966-2.1, compact",
            components=3,
        ),
    }
)
#: The profile of each condition in the folder of ICC profiles.
ICC_FILES: Final[Mapping[str, str]] = MappingProxyType(
    {
        Intent.FOGRA39: "FOGRA39L-compact-v2.icc",
        Intent.FOGRA29: "FOGRA29L-compact-v2.icc",
        Intent.SRGB: "sRGB-compact-v2.icc",
    }
)


@lru_cache(maxsize=_CACHED_PROFILES)
def icc_profile(key: str, folder: Path) -> bytes:
    """The ICC profile of a condition in ``folder``, read once a process.

    Raises:
        KeyError: if ``key`` is no key of :data:`INTENTS`.
        MissingResourceError: if its file cannot be read.
    """
    path = folder / ICC_FILES[key]
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


@lru_cache(maxsize=_CACHED_PROFILES)
def deflated_icc_profile(key: str, folder: Path) -> bytes:
    """The data of :func:`icc_profile` for FlateDecode, compressed once a process.

    A file that deflates it anew spends more time on that than on its page.

    Raises:
        KeyError: if ``key`` is no key of :data:`INTENTS`.
        MissingResourceError: if its file cannot be read.
    """
    return zlib.compress(icc_profile(key, folder), 9)
