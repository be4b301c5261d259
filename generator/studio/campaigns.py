"""The campaign of a revision, as its loader reads it, and edits that leave it one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from generator.content.campaign import load_campaign
from generator.content.campaign_structure import with_addresses
from generator.content.model import Campaign
from generator.content.stated_texts import OFFICIAL, origin_of
from generator.studio.context import Studio

CAMPAIGN_FILE: Final = "campaign.yaml"
#: Begins the names of pictures that were put in by the studio; people name theirs themselves.
OWN_PICTURE: Final = "hinh-"
#: Campaigns in the cache: those that some twenty people have open.
_CACHED: Final = 32


def campaign_of(studio: Studio, files: Mapping[str, str]) -> Campaign:
    """The campaign of these files.

    Raises:
        ContentError: if it has faults.
    """
    return _loaded(studio.folders.folder(files), studio.assets.drawings)


def campaign_data(studio: Studio, files: Mapping[str, str]) -> bytes:
    """The campaign file of these files, in which every item names its address."""
    return _addressed(studio.folders.folder(files), studio.assets.drawings)


def checked_campaign(
    studio: Studio, files: Mapping[str, str], instead: Mapping[str, bytes]
) -> Campaign:
    """The campaign of these files with others in the place of some.

    Raises:
        ContentError: if it would have faults.
    """
    folder = studio.folders.folder(files)
    return load_campaign(folder, drawings=studio.assets.drawings, instead=instead)


@lru_cache(maxsize=_CACHED)
def _loaded(folder: Path, drawings: Path) -> Campaign:
    # A folder is named by what is in it, so its campaign never changes.
    return load_campaign(folder, drawings=drawings)


@lru_cache(maxsize=_CACHED)
def _addressed(folder: Path, drawings: Path) -> bytes:
    campaign = _loaded(folder, drawings)
    lines: dict[int, str] = {}
    for item in campaign.items:
        place = campaign.places.get(origin_of(item, OFFICIAL))
        if place is not None and place.line is not None:
            lines[place.line] = item.address
    return with_addresses((folder / CAMPAIGN_FILE).read_bytes(), lines)
