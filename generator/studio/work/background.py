"""Threads that go on after the answer to a request, and write down their end in the database."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Background:
    """The threads of a server. They end when the work pool is closed: what they wait for fails."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []

    def start(self, name: str, run: Callable[[], None]) -> None:
        """Call ``run`` in a thread of its own."""
        thread = threading.Thread(target=run, name=name, daemon=True)
        with self._lock:
            self._threads = [one for one in self._threads if one.is_alive()]
            self._threads.append(thread)
            thread.start()

    def join(self, limit_s: float) -> None:
        """Wait until all have ended, at most so long."""
        end = time.monotonic() + limit_s
        with self._lock:
            threads = list(self._threads)
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))
