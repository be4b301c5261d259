"""Settings of one server: where its data lie, where it listens, who may come."""

from __future__ import annotations

import datetime as dt
import ipaddress
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

#: The port that is tried first; the next free one is taken when somebody else has it.
USUAL_PORT: Final = 8893
LOOPBACK: Final = "127.0.0.1"
#: Left out of addresses by browsers.
_HTTP_PORT: Final = 80
_LOOPBACK_NAMES: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
_ALL_ADDRESSES: Final = frozenset({"0.0.0.0", "::"})


def _new_token() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudioSettings:
    """The settings that a door hands over.

    Attributes:
        data: The folder of projects, versions and people.
        host: The address to listen on.
        port: The port that it listens on.
        names: Further names of this computer in its network, by which a request may call it.
        public_url: The address that people type where it is another one, behind a proxy.
        proxies: Addresses and networks of proxies on other computers, which are believed what
            they say of addresses; those on this computer are, where there is a ``public_url``.
        has_accounts: True where people sign in: on every address that others can reach.
        token: Opens a first session, by the address that is printed: of the only person, or
            of the first administrator.
        now: The clock.
        processes: How many processes make pieces.
        workers: How many processes answer requests, on one data folder.
    """

    data: Path
    now: Callable[[], dt.datetime]
    host: str = LOOPBACK
    port: int = USUAL_PORT
    names: tuple[str, ...] = ()
    public_url: str | None = None
    proxies: tuple[str, ...] = ()
    has_accounts: bool = False
    token: str = field(default_factory=_new_token, repr=False)
    processes: int = 2
    workers: int = 1

    def __post_init__(self) -> None:
        """Refuse to open data to others without accounts.

        Raises:
            ValueError: then; a door sees to it before.
        """
        if not self.has_accounts and not (self.is_local and self.public_url is None):
            raise ValueError("people sign in wherever others can reach the studio")

    @property
    def address(self) -> str:
        """The address of the first page, without the token."""
        name = self.names[0] if self.is_on_all_addresses and self.names else self.host
        port = "" if self.port == _HTTP_PORT else f":{self.port}"
        return self.public_origin or f"http://{bracketed(name)}{port}"

    @property
    def hosts(self) -> frozenset[str]:
        """The names that a request may give as its host, in small letters."""
        if self.public_origin is not None:
            return frozenset({self.public_origin.partition("://")[2]})
        names = {bracketed(name.lower()) for name in (self.host, *self.names)}
        if self.is_local or self.is_on_all_addresses:
            names |= _LOOPBACK_NAMES
        with_port = {f"{name}:{self.port}" for name in names}
        return frozenset(with_port | (names if self.port == _HTTP_PORT else set()))

    @property
    def public_origin(self) -> str | None:
        """The public address as browsers name an origin."""
        if self.public_url is None:
            return None
        scheme, _, host = self.public_url.rstrip("/").lower().partition("://")
        usual = ":443" if scheme == "https" else ":80"
        return f"{scheme}://{host.removesuffix(usual)}"

    @property
    def is_local(self) -> bool:
        """True if nobody else can reach the address; a proxy may still lead to it."""
        return is_loopback(self.host)

    @property
    def is_on_all_addresses(self) -> bool:
        """True if it listens on every address of this computer."""
        return self.host in _ALL_ADDRESSES

    def is_proxy(self, address: str) -> bool:
        """True if requests from that address are those that a proxy handed on."""
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        parsed = getattr(parsed, "ipv4_mapped", None) or parsed
        if self.public_url is None:
            return False
        named = (ipaddress.ip_network(one, strict=False) for one in self.proxies)
        return parsed.is_loopback or any(parsed in network for network in named)

    @property
    def is_secure(self) -> bool:
        """True if people reach it by HTTPS, so that cookies may ask for it."""
        return (self.public_origin or "").startswith("https://")

    @property
    def cookie(self) -> str:
        """The name of the session's cookie.

        Browsers hand a cookie to every port of a computer, so the port is in its name; with
        ``__Host-`` they take it from HTTPS alone, and from no other computer of the domain.
        """
        return "__Host-anpham" if self.is_secure else f"anpham-{self.port}"


def is_loopback(host: str) -> bool:
    """True if only this computer itself can reach that address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def bracketed(host: str) -> str:
    """The host as it stands in an address of the web: IPv6 in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
