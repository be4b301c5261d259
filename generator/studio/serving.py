"""A running server: the address is printed first, and a signal ends it cleanly.

One process answers all requests, or several that share the listening socket; what they have to
agree on (sessions, counted attempts, the first administrator) lies in the database.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import FrameType
from typing import Any, Final

import uvicorn

from generator.core.assets import Assets
from generator.core.errors import InputOutputError, Problem
from generator.core.messages import msg
from generator.core.os_errors import refusal
from generator.studio.settings import StudioSettings, is_loopback
from generator.studio.store.database import Database

#: How many ports after the usual one are tried.
_MORE_PORTS: Final = 20
#: In s: for answers that are on their way, and for processes that end.
_GRACE_S: Final = 2
_END_S: Final = 8
#: A process that ended before it was so old, in s, so often in a row, will not get better.
_YOUNG_S: Final = 5.0
_MOST_DEATHS: Final = 5
#: Connections at a time of one process: 20 people with a few each, and room for a bad day.
_MOST_CONNECTIONS: Final = 400
#: Any address outside (RFC 5737): nothing is sent to find out which of ours leads there.
_SOMEWHERE: Final = ("192.0.2.1", 9)


def serve(
    settings: StudioSettings,
    assets: Assets,
    *,
    is_fixed_port: bool,
    on_ready: Callable[[str], None],
) -> None:
    """Serve until a signal ends it.

    Args:
        is_fixed_port: False if another port will do when this one is taken.
        on_ready: Called with the address to open, when the server listens.

    Raises:
        InputOutputError: if nothing can listen there, or the data cannot be used.
        KeyboardInterrupt: when Ctrl-C ended it.
    """
    os.umask(0o077)  # the data are those of whoever starts the server
    with _listen(settings, is_fixed_port=is_fixed_port) as listening, _ending_by_signals():
        settings = replace(settings, port=listening.getsockname()[1], names=_names(settings))
        address = settings.address + _entrance(settings)
        listening.listen(2048)
        if settings.workers == 1:
            server = _server(settings, assets)
            on_ready(address)
            _run(server, listening)
        else:
            _Workers(settings, assets, listening).run(lambda: on_ready(address))


def _entrance(settings: StudioSettings) -> str:
    """The path that the printed address opens, while it has one of its own."""
    database = Database(Path(settings.data) / "anpham.sqlite3")
    try:
        row = database.connection.execute("SELECT 1 FROM people").fetchone()
    finally:
        database.close()
    if not settings.has_accounts:
        return f"/enter?token={settings.token}"
    return f"/khoi-tao?token={settings.token}" if row is None else ""


class _Server(uvicorn.Server):
    """A server that a signal ends without ending the process at once.

    Attributes:
        ended_by: The signal.
    """

    ended_by: int | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Answer what is on its way, then stop; a second Ctrl-C does not wait."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True
        self.ended_by = sig


def _server(settings: StudioSettings, assets: Assets) -> _Server:
    # Here, since the first of several processes answers nothing and need not wait for it.
    from generator.studio.app import create_app

    config = uvicorn.Config(
        create_app(settings, assets),
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        lifespan="on",
        # The address of a request is taken from the proxy's header where there is a proxy.
        proxy_headers=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=_GRACE_S,
    )
    return _Server(config)


def _run(server: _Server, listening: socket.socket) -> None:
    server.run(sockets=[listening])
    if server.ended_by == signal.SIGINT:
        raise KeyboardInterrupt


@contextlib.contextmanager
def _ending_by_signals() -> Iterator[None]:
    """Outside the server's own time, SIGTERM ends the process with 0, without a traceback."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: object) -> None:
        sys.exit(0)

    ending = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {one: signal.signal(one, end) for one in ending}
    if hasattr(signal, "SIGHUP"):  # the terminal was closed
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


class _Workers:
    """Processes that share the listening socket; one that dies is replaced."""

    def __init__(self, settings: StudioSettings, assets: Assets, listening: socket.socket) -> None:
        share = max(1, settings.processes // settings.workers)
        self._arguments = (replace(settings, processes=share), assets, listening)
        self._count = settings.workers
        self._context = multiprocessing.get_context("spawn")
        self._processes: dict[Any, float] = {}
        self._early_deaths = 0
        # Its end tells each process that this one is gone, even if it was killed.
        self._watched, self._held = self._context.Pipe(duplex=False)

    def run(self, on_ready: Callable[[], None]) -> None:
        """Start them, and replace the dead until a signal comes."""
        try:
            for _ in range(self._count):
                self._start()
            on_ready()
            while True:
                ended = wait([process.sentinel for process in self._processes])
                for process in [one for one in self._processes if one.sentinel in ended]:
                    self._replace(process)
        finally:
            self._end()

    def _start(self) -> None:
        process = self._context.Process(target=_work, args=(*self._arguments, self._watched))
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is answered here alone
        try:
            process.start()
        finally:
            signal.signal(signal.SIGINT, handler)
        self._processes[process] = time.monotonic()

    def _replace(self, process: Any) -> None:
        age = time.monotonic() - self._processes.pop(process)
        process.join()
        self._early_deaths = self._early_deaths + 1 if age < _YOUNG_S else 0
        if self._early_deaths >= _MOST_DEATHS:
            raise InputOutputError(
                Problem(
                    "studio-process-ended",
                    msg("the studio's processes end again and again"),
                    msg("run it with --workers 1 to see why"),
                )
            )
        self._start()

    def _end(self) -> None:
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, signal.SIG_IGN)  # a second signal would leave processes behind
        self._held.close()
        for process in self._processes:
            process.terminate()
        until = time.monotonic() + _END_S
        for process in self._processes:
            process.join(max(0.0, until - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()


def _work(
    settings: StudioSettings, assets: Assets, listening: socket.socket, watched: Connection
) -> None:
    """One process of several."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with _ending_by_signals():
        server = _server(settings, assets)
        threading.Thread(target=_end_with_parent, args=(watched, server), daemon=True).start()
        server.run(sockets=[listening])


def _end_with_parent(watched: Connection, server: _Server) -> None:
    with contextlib.suppress(EOFError, OSError):
        watched.recv_bytes()
    server.should_exit = True


def _listen(settings: StudioSettings, *, is_fixed_port: bool) -> socket.socket:
    ports = [settings.port]
    if not is_fixed_port:
        ports += range(settings.port + 1, settings.port + _MORE_PORTS + 1)
    last: OSError | None = None
    for port in ports:
        try:
            return _bound(settings.host, port)
        except OSError as error:
            last = error
    assert last is not None
    raise InputOutputError(
        Problem(
            "cannot-listen",
            msg(
                "cannot listen on {host}:{port}: {reason}",
                host=settings.host,
                port=settings.port,
                reason=refusal(last),
            ),
            msg("choose another port with --port, or another address with --host"),
        )
    ) from last


def _bound(host: str, port: int) -> socket.socket:
    """A socket at an address or name of this computer; ``::`` takes IPv4 as well."""
    host = host.strip("[]")
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    is_both = host == "::" and socket.has_dualstack_ipv6()
    return socket.create_server((host, port), family=family, dualstack_ipv6=is_both)


def _names(settings: StudioSettings) -> tuple[str, ...]:
    """The names of this computer in its network, the one to be printed first."""
    if is_loopback(settings.host) or settings.public_url is not None:
        return settings.names
    name = socket.gethostname().lower()
    names = [name, f"{name.partition('.')[0]}.local"]
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.connect(_SOMEWHERE)
        names.insert(0, asked.getsockname()[0])
    return (*settings.names, *names)
