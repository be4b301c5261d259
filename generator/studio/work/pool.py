"""Processes that do the work. A newer task of the same key takes the place of an older one."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class Superseded(Exception):
    """A newer task of the same key was submitted."""


class WorkPool:
    """``processes`` workers, started when they are first needed, each with a warm workshop."""

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._lock = threading.Lock()
        self._executor: ProcessPoolExecutor | None = None
        self._latest: dict[str, Future[object]] = {}

    def submit(
        self, task: Callable[..., T], /, *args: Any, key: str | None = None, **kwargs: Any
    ) -> Future[T]:
        """Start ``task``, a function of ``work.tasks``; what waits under ``key`` is cancelled."""
        with self._lock:
            if self._executor is None:
                self._executor = ProcessPoolExecutor(
                    self._processes, mp_context=multiprocessing.get_context("spawn")
                )
            if key is not None and (older := self._latest.get(key)) is not None:
                older.cancel()
            future = self._executor.submit(task, *args, **kwargs)
            if key is not None:
                self._latest[key] = future  # type: ignore[assignment]
            return future

    def run(self, task: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """The result of ``task``."""
        return self.submit(task, *args, **kwargs).result()

    def close(self) -> None:
        """End all processes; what waits is not done."""
        with self._lock:
            if self._executor is not None:
                self._executor.shutdown(wait=False, cancel_futures=True)
                self._executor = None
