"""Campaign folders on the disk, of revisions in the store: what loaders read.

A folder is named by what is in it, so one that is there is whole and right, and two revisions with
the same files share it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.studio.store.files import FileStore


class CampaignFolders:
    """Folders below ``root``, made from files of the store when they are first asked for."""

    def __init__(self, root: Path, files: FileStore) -> None:
        self._root = root
        self._files = files

    def folder(self, files: Mapping[str, str], *, name: str = "campaign") -> Path:
        """The folder that holds these files, by their names and sha256.

        Args:
            name: Of the folder, a slug: what is made of a campaign is named after its folder.
        """
        path = self.path(files, name=name)
        if path.is_dir():
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".part-", dir=path.parent))
        try:
            for name, sha256 in files.items():
                # Names come from the store alone, where they are checked when they enter.
                target = made / name
                target.parent.mkdir(parents=True, exist_ok=True)
                self._place(sha256, target)
            made.rename(path)
        except BaseException as error:
            shutil.rmtree(made, ignore_errors=True)
            if not (isinstance(error, OSError) and path.is_dir()):  # else another was first
                raise
        return path

    def path(self, files: Mapping[str, str], *, name: str = "campaign") -> Path:
        """Where :meth:`folder` puts these files; perhaps they are not there yet."""
        named = json.dumps(dict(files), sort_keys=True).encode("utf-8")
        return self._root / hashlib.sha256(named).hexdigest()[:32] / name

    def _place(self, sha256: str, target: Path) -> None:
        try:
            # Each edit has a folder of its own: its pictures take no room, and are on the disk
            # already, so that a power failure leaves no empty file behind a whole name.
            target.hardlink_to(self._files.path(sha256))
        except OSError:  # a USB stick knows no links
            target.write_bytes(self._files.get(sha256))

    def read(self, files: Mapping[str, str]) -> dict[str, bytes]:
        """The bytes of these files by their names."""
        return {name: self._files.get(sha256) for name, sha256 in files.items()}
