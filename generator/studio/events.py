"""Server-sent events of a project: another person saved an edit, a version is being made.

All processes of a server see them, because they are read off the database: one thread a process
looks twice a second whether anything changed, as long as somebody listens.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, Final

from generator.studio.store.database import Database
from generator.studio.store.makings import Makings
from generator.studio.store.projects import ProjectStore, Revision

#: In s: how often the database is looked at.
_EVERY: Final = 0.5
#: In s: proxies close what is silent for a minute.
_HEARTBEAT: Final = 15.0
#: In s: then the browser connects anew, and is asked for its right again.
_LONGEST: Final = 600.0
#: A page has one; browsers open six connections to a server.
MAX_OF_ONE: Final = 8
MAX_OF_ALL: Final = 300
_BEAT: Final = b": \n\n"
#: In ms: how soon a browser connects again.
_RETRY: Final = b"retry: 2000\n\n"


@dataclass(frozen=True, slots=True)
class _News:
    """The state of a project: ``making`` is how far its last version is."""

    head: int
    author: str
    tab: str = ""
    making: tuple[tuple[str, Any], ...] = ()


@dataclass(eq=False, slots=True)
class _Listener:
    project: str
    person: str
    loop: asyncio.AbstractEventLoop
    queue: asyncio.Queue[_News | None] = field(default_factory=asyncio.Queue)

    def put(self, news: _News | None) -> None:
        """Hand ``news`` over from another thread; None ends the stream."""
        with contextlib.suppress(RuntimeError):  # the loop has ended, and the stream with it
            self.loop.call_soon_threadsafe(self.queue.put_nowait, news)


class Events:
    """Streams of events, and the thread that watches the database for all of them."""

    def __init__(self, database: Database, projects: ProjectStore, makings: Makings) -> None:
        self._database, self._projects, self._makings = database, projects, makings
        self._lock = threading.Lock()
        self._listeners: list[_Listener] = []
        self._is_watching = self._is_closed = False

    def is_full_for(self, person: str) -> bool:
        """True if the person, or the server, has as many streams as it may have."""
        with self._lock:
            own = sum(one.person == person for one in self._listeners)
            return own >= MAX_OF_ONE or len(self._listeners) >= MAX_OF_ALL

    async def stream(
        self, project: str, person: str, name: str, known: int, tab: str = ""
    ) -> AsyncIterator[bytes]:
        """Yield the events of ``project`` as they are sent, until the server ends.

        Args:
            person: Who listens, for the bound; ``name`` as it stands in revisions.
            known: The revision that the page shows.
            tab: The page that listens, as its edits name it: what the same person does in another
                window is none of its own. Without it, all edits of the person are.
        """
        listener = _Listener(project, person, asyncio.get_running_loop())
        seen = _News(known, "")
        end = time.monotonic() + _LONGEST
        yield _RETRY
        self._add(listener)
        try:
            while time.monotonic() < end:
                try:
                    news = await asyncio.wait_for(listener.queue.get(), _HEARTBEAT)
                except TimeoutError:
                    yield _BEAT
                    continue
                if news is None:
                    return
                for event in _events(seen, news, name, tab):
                    yield event
                seen = news
        finally:
            with self._lock:
                self._listeners.remove(listener)

    def close(self) -> None:
        """End all streams, half a second later at most. A handler of signals may call it."""
        self._is_closed = True

    def close_on_signals(self) -> None:
        """End all streams when the server is asked to end: it waits for open answers first."""
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            previous = signal.getsignal(number)
            if callable(previous):
                signal.signal(number, self._closing_before(previous))

    def _closing_before(
        self, previous: Callable[[int, FrameType | None], Any]
    ) -> Callable[[int, FrameType | None], None]:
        def handle(number: int, frame: FrameType | None) -> None:
            self.close()
            previous(number, frame)

        return handle

    def _add(self, listener: _Listener) -> None:
        with self._lock:
            self._listeners.append(listener)
            if not self._is_watching:
                self._is_watching = True
                threading.Thread(target=self._watch, name="anpham-events", daemon=True).start()

    def _watch(self) -> None:
        """Hand news to listeners until there are none."""
        version, known = -1, dict[_Listener, _News]()
        while True:
            with self._lock:
                listeners = list(self._listeners)
                if not listeners:
                    self._is_watching = False
                    return
            if self._is_closed:
                for listener in listeners:
                    listener.put(None)
            else:
                is_new = any(one not in known for one in listeners)
                before, version = version, self._version()
                if is_new or before != version:
                    known = self._report(listeners, known)
            time.sleep(_EVERY)

    def _report(
        self, listeners: list[_Listener], known: dict[_Listener, _News]
    ) -> dict[_Listener, _News]:
        projects = {one.project for one in listeners}
        found = {project: self._news(project) for project in projects}
        reported: dict[_Listener, _News] = {}
        for listener in listeners:
            news = found[listener.project]
            if news is None:
                listener.put(None)
            else:
                reported[listener] = news
                if known.get(listener) != news:
                    listener.put(news)
        return reported

    def _version(self) -> int:
        """A number that is another one when anybody else wrote (SQLite, PRAGMA data_version)."""
        (found,) = self._database.connection.execute("PRAGMA data_version").fetchone()
        return int(found)

    def _news(self, project: str) -> _News | None:
        """The state of ``project``; None if it is not there any more."""
        try:
            head = self._projects.get(project).head
        except KeyError:
            return None
        making = self._makings.latest(project)
        if making is None:
            return _News(head.number, head.author, _tab_of(head))
        known = {
            "id": making.id,
            "state": making.state.value,
            "done": making.done,
            "count": making.count,
            "version": making.version,
        }
        return _News(head.number, head.author, _tab_of(head), tuple(known.items()))


def _tab_of(head: Revision) -> str:
    """The page on which the revision was made; empty if it is not known."""
    return str(head.edit.get("tab") or "")


def _events(seen: _News, news: _News, name: str, tab: str) -> list[bytes]:
    """The events between two states; of a page that comes late the missed ones, as one."""
    found = []
    if news.head != seen.head:
        by_name = news.author == name
        data = {
            "number": news.head,
            "author": news.author,
            "is_same_person": by_name,
            "is_own": by_name and (not tab or news.tab == tab),
        }
        found.append(_event("revision", data, news.head))
    if news.making and news.making != seen.making:
        found.append(_event("progress", dict(news.making)))
    return found


def _event(kind: str, data: dict[str, Any], identity: int | None = None) -> bytes:
    lines = [f"event: {kind}", f"data: {json.dumps(data, ensure_ascii=False)}", "", ""]
    if identity is not None:
        lines.insert(0, f"id: {identity}")
    return "\n".join(lines).encode("utf-8")
