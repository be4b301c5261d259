"""Files by their content: each is kept once, under its sha256, and never changes.

A file that :meth:`FileStore.put` has returned outlasts a crash, so a row of the database that names
it may be written next.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Final

from generator.core.atomic_write import save_file, sync_folder
from generator.core.errors import InputOutputError, Place, Problem
from generator.core.messages import msg
from generator.core.os_errors import refusal

#: Where files are written before they get their names; leftovers are from killed processes.
_SCRATCH: Final = "scratch"
_FIGURES: Final = frozenset("0123456789abcdef")


class FileStore:
    """A folder of files, named by their sha256, in 256 folders by its first two figures.

    Several processes may use it at once.

    Raises:
        InputOutputError: if the folder cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._scratch = folder / _SCRATCH
        try:
            self._scratch.mkdir(parents=True, exist_ok=True)
            sync_folder(folder)
        except OSError as error:
            raise _unusable(error, folder) from error

    def put(self, data: bytes) -> str:
        """Keep ``data``, and return its sha256. It is on the disk when this returns.

        Raises:
            InputOutputError: if it cannot be written; nothing is half kept.
        """
        name = hashlib.sha256(data).hexdigest()
        path = self.path(name)
        try:
            # A file of another size is what a failing disk has left of it.
            if path.is_file() and path.stat().st_size == len(data):
                # Another process may have named it a moment ago, and not synchronised yet.
                sync_folder(path.parent)
                return name
            if not path.parent.is_dir():
                path.parent.mkdir(exist_ok=True)
                sync_folder(self._folder)
        except OSError as error:
            raise _unusable(error, path.parent) from error
        save_file(data, path, scratch=self._scratch, is_durable=True)
        return name

    def get(self, sha256: str) -> bytes:
        """The bytes of that sha256.

        Raises:
            KeyError: if they are not kept.
            InputOutputError: if the disk returns other bytes.
        """
        path = self.path(sha256)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise KeyError(sha256) from None
        except OSError as error:
            raise _unusable(error, path) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise InputOutputError(
                Problem(
                    "stored-file-damaged",
                    msg("a file of the studio's data is damaged"),
                    msg("check the disk, and put the file back from a backup"),
                    Place(file=str(path)),
                )
            )
        return data

    def path(self, sha256: str) -> Path:
        """The place of the bytes of that sha256.

        Raises:
            KeyError: if it is no sha256.
        """
        if len(sha256) != 64 or not set(sha256) <= _FIGURES:
            raise KeyError(sha256)
        return self._folder / sha256[:2] / sha256

    def clear_leftovers(self, before: dt.datetime) -> int:
        """Delete what processes that were killed left half written; the count of such files.

        Args:
            before: What is younger may still be written, by another process.
        """
        count = 0
        for path in self._scratch.iterdir():
            try:
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()
                    count += 1
            except OSError:  # another process got its name, or was first
                continue
        return count


def _unusable(error: OSError, path: Path) -> InputOutputError:
    return InputOutputError(
        Problem(
            "studio-data-unusable",
            msg("the studio's data cannot be used: {reason}", reason=refusal(error)),
            msg("check the disk and the rights on the folder, or choose another with --data"),
            Place(file=str(path)),
        )
    )
