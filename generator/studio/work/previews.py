"""Previews of the whole server: drawn once for all who ask, cached within a bound of bytes."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Final

from generator import __version__
from generator.core.errors import Problem
from generator.core.messages import msg
from generator.studio.work import tasks
from generator.studio.work.outcomes import Preview
from generator.studio.work.pool import Superseded, WorkFailed, WorkPool

if TYPE_CHECKING:
    from generator.api import MakeOptions

#: A poster 1,000 px wide has some 350 kB.
CACHED_BYTES: Final = 48_000_000
#: A preview without a picture takes some, too.
_LEAST_BYTES: Final = 2_000


class Previews:
    """Draws pages of pieces in the pool; what somebody saw lately costs nothing."""

    def __init__(self, work: WorkPool, *, most_bytes: int = CACHED_BYTES) -> None:
        self._work = work
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._cached: OrderedDict[str, Preview] = OrderedDict()
        self._bytes = 0
        self._running: dict[str, Future[Preview]] = {}

    @property
    def cached_bytes(self) -> int:
        """The size of what is cached."""
        return self._bytes

    def name(self, options: MakeOptions, page: int, width_px: int) -> str:
        """The name of a picture by all that it depends on: of the same name are the same pixels.

        The folder of the campaign must be named by its content, as ``CampaignFolders`` does.
        """
        state = repr((__version__, options, page, width_px))
        return hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def shown(
        self, options: MakeOptions, page: int, width_px: int, *, key: str, person: str
    ) -> Preview:
        """Page ``page``, from 0, of the piece of ``options``.

        Args:
            key: A newer preview that is asked for under it takes the place of one that waits.
            person: Who waits for it.

        Raises:
            Superseded: if a newer one came.
            WorkFailed: if it could not be drawn, or too much waits.
        """
        name = self.name(options, page, width_px)
        while True:
            with self._lock:
                cached = self._cached.get(name)
                if cached is not None:
                    self._cached.move_to_end(name)
                    return cached
                running = self._running.get(name)
                if running is None:
                    # Under the lock, or two who ask at once would take each other's place.
                    mine = self._running[name] = self._work.submit(
                        tasks.preview, options, page=page, width_px=width_px, key=key, person=person
                    )
            if running is None:
                return self._drawn(name, mine)
            try:
                return _result(running)
            except Superseded:
                continue  # by somebody who changed it since; here the older one is asked for

    def _drawn(self, name: str, future: Future[Preview]) -> Preview:
        try:
            shown = _result(future)
            self._put(name, shown)
            return shown
        finally:
            with self._lock:
                if self._running.get(name) is future:
                    del self._running[name]

    def _put(self, name: str, shown: Preview) -> None:
        with self._lock:
            if name not in self._cached:
                self._cached[name] = shown
                self._bytes += _size(shown)
            while self._bytes > self._most_bytes:
                _, oldest = self._cached.popitem(last=False)
                self._bytes -= _size(oldest)


def _size(shown: Preview) -> int:
    return max(len(shown.data), _LEAST_BYTES)


def _result(future: Future[Preview]) -> Preview:
    try:
        return future.result()
    except CancelledError:
        raise WorkFailed(Problem("studio-ends", msg("the studio is about to end"))) from None
