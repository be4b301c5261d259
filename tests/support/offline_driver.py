"""Runs a starter of the studio without a network, and prints the first page that it serves.

Started by tests as ``python offline_driver.py COMMAND…``, in a network namespace of its own where
the system allows one. Prints a JSON object: ``routes`` (the lines of the kernel's table),
``status`` and ``page`` of the first page, ``said`` on stderr.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 0x1


def main() -> None:
    if "--own-network" in sys.argv:
        sys.argv.remove("--own-network")
        _open_loopback()
    command = sys.argv[1:]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as started:
        assert started.stdout is not None
        address = started.stdout.readline().strip()
        found: dict[str, object] = {"routes": _routes(), "address": address}
        if address:
            # Straight to the server, whatever proxies the environment names.
            opener = urllib.request.build_opener(
                urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
            )
            with opener.open(address) as answer:
                found |= {"status": answer.status, "page": answer.read().decode()}
        os.killpg(started.pid, signal.SIGTERM)
        found["said"] = started.communicate()[1]
    sys.stdout.write(json.dumps(found))


def _open_loopback() -> None:
    """Bring up the loopback device of a new network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as device:
        request = struct.pack("16sh14x", b"lo", 0)
        answer = fcntl.ioctl(device, _GET_FLAGS, request)
        (flags,) = struct.unpack_from("h", answer, 16)
        fcntl.ioctl(device, _SET_FLAGS, struct.pack("16sh14x", b"lo", flags | _UP))


def _routes() -> int:
    """The number of ways that lead out of this computer."""
    table = Path("/proc/net/route")
    return len(table.read_text().splitlines()) - 1 if table.is_file() else -1


if __name__ == "__main__":
    main()
