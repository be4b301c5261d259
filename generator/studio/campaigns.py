"""The campaign of a revision, as its loader reads it, and edits that leave it one."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from generator.content.campaign import load_campaign
from generator.content.campaign_structure import in_present_form, with_addresses
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
    return _cache.loaded(studio.folders.folder(files), studio.assets.drawings)


def campaign_data(studio: Studio, files: Mapping[str, str]) -> bytes:
    """The campaign file of these files, in which every item names its address and its group."""
    return _addressed(studio.folders.folder(files), studio.assets.drawings)


def checked_campaign(
    studio: Studio, files: Mapping[str, str], instead: Mapping[str, bytes]
) -> Campaign:
    """The campaign of these files with others in the place of some.

    It is cached, since it is that of the project as soon as the files are saved.

    Raises:
        ContentError: if it would have faults.
    """
    names = {name: hashlib.sha256(data).hexdigest() for name, data in instead.items()}
    folder = studio.folders.path({**files, **names})
    data = {**studio.folders.read(files), **instead}
    return _cache.loaded(folder, studio.assets.drawings, data)


class _Cache:
    """Campaigns by their folders. A folder is named by what is in it: its campaign is the same."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._campaigns: OrderedDict[tuple[Path, Path], Campaign] = OrderedDict()

    def loaded(
        self, folder: Path, drawings: Path, instead: Mapping[str, bytes] | None = None
    ) -> Campaign:
        """The campaign of ``folder``, or of ``instead`` if the folder is not there yet."""
        key = (folder, drawings)
        with self._lock:
            found = self._campaigns.get(key)
            if found is not None:
                self._campaigns.move_to_end(key)
                return found
        found = load_campaign(folder, drawings=drawings, instead=instead)
        with self._lock:
            self._campaigns[key] = found
            while len(self._campaigns) > _CACHED:
                self._campaigns.popitem(last=False)
        return found


_cache: Final = _Cache()


@lru_cache(maxsize=_CACHED)
def _addressed(folder: Path, drawings: Path) -> bytes:
    campaign = _cache.loaded(folder, drawings)
    lines: dict[int, str] = {}
    for item in campaign.items:
        place = campaign.places.get(origin_of(item, OFFICIAL))
        if place is not None and place.line is not None:
            lines[place.line] = item.address
    return in_present_form(with_addresses((folder / CAMPAIGN_FILE).read_bytes(), lines))
