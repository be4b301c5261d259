"""Files by their content: each is kept once, under its sha256, and never changes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from generator.core.atomic_write import save_file


class FileStore:
    """A folder of files, named by their sha256, 256 folders deep by its first two figures."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep ``data``, and return its sha256. It is on the disk when this returns."""
        name = hashlib.sha256(data).hexdigest()
        path = self.path(name)
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            save_file(data, path)
        return name

    def get(self, sha256: str) -> bytes:
        """The bytes of that sha256.

        Raises:
            KeyError: if they are not kept.
        """
        try:
            return self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise KeyError(sha256) from None

    def path(self, sha256: str) -> Path:
        """The place of the bytes of that sha256."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise KeyError(sha256)
        return self._folder / sha256[:2] / sha256
