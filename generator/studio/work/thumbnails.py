"""Small pictures of first pages, made once for each state of what they show."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from generator import __version__
from generator.api import MakeOptions
from generator.core.atomic_write import save_file
from generator.studio.work import tasks
from generator.studio.work.pool import WorkPool

#: Twice the width at which lists show them.
_WIDTH_PX: Final = 440


class Thumbnails:
    """Pictures in ``folder``: of each owner, a project or a campaign, the last one only."""

    def __init__(self, folder: Path, work: WorkPool) -> None:
        self._folder = folder
        self._work = work

    def png(self, owner: str, state: Any, options: MakeOptions) -> bytes:
        """The first page of the piece of ``options``; empty if it cannot be made.

        Args:
            owner: Letters, figures, hyphens: part of a file's name.
            state: All that the picture depends on, as JSON can hold it.
        """
        known = json.dumps([__version__, state], sort_keys=True).encode("utf-8")
        path = self._folder / f"{owner}.{hashlib.sha256(known).hexdigest()[:24]}.png"
        try:
            return path.read_bytes()
        except FileNotFoundError:
            pass
        shown = self._work.run(tasks.preview, options, page=0, width_px=_WIDTH_PX)
        if shown.png:
            for older in self._folder.glob(f"{owner}.*.png"):
                older.unlink(missing_ok=True)
            save_file(shown.png, path)
        return shown.png
