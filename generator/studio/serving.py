"""A running server: the address is printed first, and a signal ends it cleanly."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace

import uvicorn

from generator.core.assets import Assets
from generator.core.errors import InputOutputError, Problem
from generator.core.messages import msg
from generator.core.os_errors import refusal
from generator.studio.app import create_app
from generator.studio.settings import StudioSettings

#: How many ports after the usual one are tried.
_MORE_PORTS = 20


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
        InputOutputError: if nothing can listen there.
    """
    listening = _listen(settings, is_fixed_port=is_fixed_port)
    port = listening.getsockname()[1]
    settings = replace(settings, port=port)
    app = create_app(settings, assets)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=settings.public_url is not None,
        timeout_graceful_shutdown=3,
    )
    with listening:
        listening.listen()
        entrance = "" if settings.has_accounts else f"/enter?token={settings.token}"
        on_ready(settings.address + entrance)
        uvicorn.Server(config).run(sockets=[listening])


def _listen(settings: StudioSettings, *, is_fixed_port: bool) -> socket.socket:
    ports = [settings.port]
    if not is_fixed_port:
        ports += range(settings.port + 1, settings.port + _MORE_PORTS + 1)
    last: OSError | None = None
    for port in ports:
        try:
            return socket.create_server((settings.host, port))
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
    )
