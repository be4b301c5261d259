"""Processes that do the work, within limits. A newer task of a key takes the place of an older.

Each worker belongs to a thread that calls it and waits. A worker that dies is replaced, and only
the task that it had is lost: its future raises :class:`WorkFailed`, in words.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from typing import Any, Final, TypeVar

from generator.core.errors import InputOutputError, Problem
from generator.core.messages import Message, msg
from generator.studio.work.fair_queue import FairQueue
from generator.studio.work.process import WorkerProcess
from generator.studio.work.terms import Lane, Terms, terms_of
from generator.studio.work.worker import Done, Limits, TaskCall

T = TypeVar("T")

#: Of what reads files from anywhere. Recognition of print takes 1.2 GB of addresses at its peak.
READ_ADDRESS_SPACE: Final = 3_000_000_000
_LIMITS: Final = {
    Lane.PREVIEW: Limits(),
    Lane.MAKE: Limits(niceness=5),
    Lane.READ: Limits(address_space=READ_ADDRESS_SPACE, cpu_s=900, niceness=5),
}


class Superseded(Exception):
    """A newer task of the same key was submitted."""


class WorkFailed(InputOutputError):
    """A task without a result, for a reason that lies not in what it was given."""


class WorkPool:
    """Workers of each lane, started when they are first needed.

    Args:
        processes: How many draw previews at the same time.
    """

    def __init__(self, processes: int) -> None:
        self._lock = threading.Lock()
        self._latest: dict[str, _PendingTask] = {}
        sizes = {Lane.PREVIEW: max(1, processes), Lane.MAKE: 1, Lane.READ: 1}
        self._lanes = {
            lane: _LaneWorkers(self, _LIMITS[lane], size) for lane, size in sizes.items()
        }

    def submit(
        self,
        task: Callable[..., T],
        /,
        *args: Any,
        key: str | None = None,
        person: str = "",
        on_progress: Callable[[Any], None] | None = None,
        **kwargs: Any,
    ) -> Future[T]:
        """Have ``task`` done, on its terms.

        Args:
            key: What waits under it is not done, and its future raises :class:`Superseded`.
            person: Who waits for it; people take turns.
            on_progress: Called with what the task reports, in a thread of the pool; the task must
                take a function ``report``.

        Raises:
            WorkFailed: if too much waits already, or the server is about to end.
        """
        terms = terms_of(task)
        call = TaskCall(task, args, kwargs, reports=on_progress is not None)
        job = _PendingTask(call, terms, key, person, on_progress)
        older: _PendingTask | None = None
        try:
            with self._lock:
                older = self._latest.get(key) if key is not None else None
                if older is not None:
                    self._lanes[older.terms.lane].supersede(older)
                self._lanes[terms.lane].add(job)
                if key is not None:
                    self._latest[key] = job
        finally:
            # Not under the lock: others are called when a future is done.
            if older is not None:
                older.fail(Superseded())
        job.future.add_done_callback(lambda _: self._ended(job))
        return job.future

    def run(self, task: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """The result of ``task``; the arguments are those of :meth:`submit`.

        Raises:
            Superseded: if a newer one of its key came.
            WorkFailed: if its process was lost, or took too long.
        """
        return self.submit(task, *args, **kwargs).result()

    def pids(self) -> list[int]:
        """The numbers of the processes that run now."""
        with self._lock:
            return [one.pid for lane in self._lanes.values() for one in lane.workers]

    def close(self) -> None:
        """End all processes; what waits is not done."""
        with self._lock:
            waiting = [job for lane in self._lanes.values() for job in lane.close()]
        for job in waiting:
            job.future.cancel()

    @property
    def lock(self) -> threading.Lock:
        """Held while a state of lanes or jobs changes."""
        return self._lock

    def _ended(self, job: _PendingTask) -> None:
        with self._lock:
            if job.key is not None and self._latest.get(job.key) is job:
                del self._latest[job.key]


class _PendingTask:
    """One task, from its submission to its end."""

    def __init__(
        self,
        call: TaskCall,
        terms: Terms,
        key: str | None,
        person: str,
        on_progress: Callable[[Any], None] | None,
    ) -> None:
        self.call, self.terms, self.key, self.person = call, terms, key, person
        self.on_progress = on_progress
        self.future: Future[Any] = Future()
        self.worker: WorkerProcess | None = None
        self.reason: Exception | None = None

    def fail(self, error: BaseException) -> None:
        with contextlib.suppress(InvalidStateError):
            self.future.set_exception(error)

    def succeed(self, value: object) -> None:
        with contextlib.suppress(InvalidStateError):
            self.future.set_result(value)


class _LaneWorkers:
    """The workers of one kind, a thread each, and what waits for them."""

    def __init__(self, pool: WorkPool, limits: Limits, size: int) -> None:
        self._changed = threading.Condition(pool.lock)
        self._limits, self._size = limits, size
        self._queue: FairQueue[_PendingTask] = FairQueue()
        self._threads = self._idle = 0
        self._is_closed = False
        self.workers: list[WorkerProcess] = []

    # -- under the lock

    def add(self, job: _PendingTask) -> None:
        if self._is_closed:
            raise WorkFailed(Problem("studio-ends", msg("the studio is about to end")))
        if self._queue.is_full_for(job.person):
            raise WorkFailed(
                Problem(
                    "too-much-waits",
                    msg("too much work is waiting already"),
                    msg("wait a moment, then do it once more"),
                )
            )
        self._queue.put(job)
        if self._idle < len(self._queue) and self._threads < self._size:
            self._threads += 1
            threading.Thread(target=self._serve, name="anpham-work", daemon=True).start()
        self._changed.notify()

    def supersede(self, job: _PendingTask) -> None:
        self._queue.remove(job)
        if job.worker is not None and job.terms.is_ended:
            job.reason = Superseded()
            job.worker.kill()

    def close(self) -> list[_PendingTask]:
        """End the workers; what waits is returned."""
        self._is_closed = True
        waiting = [self._queue.take() for _ in range(len(self._queue))]
        for worker in self.workers:
            worker.kill()
        self._changed.notify_all()
        return waiting

    # -- in the threads

    def _serve(self) -> None:
        worker: WorkerProcess | None = None
        while (job := self._next()) is not None:
            worker = self._do(job, worker)
        if worker is not None:
            self._dismiss(worker)

    def _next(self) -> _PendingTask | None:
        with self._changed:
            self._idle += 1
            while not self._queue and not self._is_closed:
                self._changed.wait()
            self._idle -= 1
            return None if self._is_closed else self._queue.take()

    def _do(self, job: _PendingTask, worker: WorkerProcess | None) -> WorkerProcess | None:
        """Do ``job``, and return the worker for the next one, if it is fit for that."""
        if job.future.done() or not job.future.set_running_or_notify_cancel():
            return worker
        worker = worker or self._hire()
        with self._changed:
            job.worker = worker
        timer = threading.Timer(job.terms.limit_s, self._end_late, (job,))
        timer.daemon = True
        timer.start()
        try:
            done = worker.call(job.call, job.on_progress)
        except EOFError:
            done = None
        except Exception as error:  # what cannot be pickled, or a callback of the caller
            done = Done(error=error)
            self._dismiss(worker)
            worker = None
        finally:
            timer.cancel()
            with self._changed:
                job.worker = None
                reason = job.reason
        return self._settled(job, done, reason, worker)

    def _settled(
        self,
        job: _PendingTask,
        done: Done | None,
        reason: Exception | None,
        worker: WorkerProcess | None,
    ) -> WorkerProcess | None:
        """Give the outcome of ``job`` to its future; the worker, if it lives and may go on."""
        if worker is not None and (
            done is None or reason or self._limits.address_space is not None
        ):
            self._dismiss(worker)
            worker = None
        if done is None:
            ends = CancelledError() if self._is_closed else None
            job.fail(reason or ends or _lost(job.terms.doing))
        elif isinstance(done.error, MemoryError):
            job.fail(_too_large(job.terms.doing))
        elif done.error is not None:
            job.fail(done.error)
        else:
            job.succeed(done.value)
        return worker

    def _end_late(self, job: _PendingTask) -> None:
        with self._changed:
            if job.worker is not None:
                job.reason = _late(job.terms)
                job.worker.kill()

    def _hire(self) -> WorkerProcess:
        worker = WorkerProcess(self._limits)
        with self._changed:
            self.workers.append(worker)
            if self._is_closed:
                worker.kill()
        return worker

    def _dismiss(self, worker: WorkerProcess) -> None:
        with self._changed:
            self.workers.remove(worker)
        worker.end()


def _lost(doing: Message) -> WorkFailed:
    return WorkFailed(
        Problem(
            "process-lost",
            msg("the process that {doing} ended before it was done", doing=doing),
            msg("do it once more; nothing that was saved is lost"),
        )
    )


def _late(terms: Terms) -> WorkFailed:
    return WorkFailed(
        Problem(
            "process-late",
            msg(
                "the process that {doing} was ended after {seconds} seconds",
                doing=terms.doing,
                seconds=round(terms.limit_s),
            ),
            msg("do it once more; if it is a file of yours that takes so long, take a smaller one"),
        )
    )


def _too_large(doing: Message) -> WorkFailed:
    return WorkFailed(
        Problem(
            "process-memory",
            msg("the process that {doing} needs more memory than it may have", doing=doing),
            msg("take a smaller file"),
        )
    )
