"""Settings of one server: where its data lie, where it listens, who may come."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

#: The port that is tried first; the next free one is taken when somebody else has it.
USUAL_PORT: Final = 8893
LOOPBACK: Final = "127.0.0.1"
_LOOPBACK_NAMES: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})


def _new_token() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioSettings:
    """What a door hands over.

    Attributes:
        data: The folder of projects, versions and people.
        host: The address to listen on.
        port: The port that it listens on.
        public_url: The address that people type where it is another one, behind a proxy.
        has_accounts: True where people sign in: on every address that others can reach.
        token: Opens a first session, by the address that is printed; for one person alone.
        now: The clock.
        processes: How many processes make pieces.
    """

    data: Path
    now: Callable[[], dt.datetime]
    host: str = LOOPBACK
    port: int = USUAL_PORT
    public_url: str | None = None
    has_accounts: bool = False
    token: str = field(default_factory=_new_token, repr=False)
    processes: int = 2

    @property
    def address(self) -> str:
        """The address of the first page, without the token."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may name as its host."""
        if self.public_url is not None:
            return frozenset({self.public_url.partition("://")[2].rstrip("/")})
        names = {self.host} | (_LOOPBACK_NAMES if self.is_local else frozenset())
        return frozenset(f"{name}:{self.port}" for name in names)

    @property
    def origins(self) -> frozenset[str]:
        """The origins from which a form may come."""
        if self.public_url is not None:
            return frozenset({self.public_url.rstrip("/")})
        return frozenset(f"http://{host}" for host in self.hosts)

    @property
    def is_local(self) -> bool:
        """True if nobody else can reach it."""
        return self.host in _LOOPBACK_NAMES or self.host == "::1"

    @property
    def is_secure(self) -> bool:
        """True if people reach it by HTTPS, so that cookies may ask for it."""
        return (self.public_url or "").startswith("https://")
