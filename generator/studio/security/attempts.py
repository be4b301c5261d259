"""Limits of signing in: after some wrong passwords each further one has to wait longer.

They are counted by login and by address, in the database, which all processes of a server share.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from generator.studio.store.database import Database

_DAY_S: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class WaitingRule:
    """Wrong attempts without a wait, the first wait, and the longest one, in s."""

    free: int
    first_s: float
    longest_s: float

    def wait_s(self, failures: int) -> float:
        """The wait after so many failures: it doubles with each."""
        if failures < self.free:
            return 0.0
        return min(self.first_s * 2.0 ** min(failures - self.free, 30), self.longest_s)


#: Of one login. The longest wait is short enough that nobody is locked out for the morning by
#: somebody else's guesses, and allows some 100 guesses a day.
OF_LOGIN: Final = WaitingRule(free=5, first_s=15.0, longest_s=900.0)
#: Of one address, behind which a whole office may sit.
OF_ADDRESS: Final = WaitingRule(free=25, first_s=15.0, longest_s=900.0)


class Attempts:
    """The attempts of the last day."""

    def __init__(self, database: Database, now: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._now = now

    def begin(self, login: str, address: str) -> dt.datetime | None:
        """Count an attempt as failed until it succeeds, or return the time to wait for.

        It is counted before the password is verified: of many attempts at once, in any process,
        no more are let through than of one after the other.
        """
        now = self._now()
        keys = ((_login_key(login), OF_LOGIN), (_address_key(address), OF_ADDRESS))
        with self._database.write() as connection:
            connection.execute("DELETE FROM attempts WHERE at < ?", (now.timestamp() - _DAY_S,))
            ends = []
            for key, limit in keys:
                failures, last = connection.execute(
                    "SELECT count(*), max(at) FROM attempts WHERE key = ?", (key,)
                ).fetchone()
                ends.append((last or 0.0) + limit.wait_s(failures))
            if max(ends) > now.timestamp():
                return dt.datetime.fromtimestamp(max(ends), now.tzinfo)
            connection.executemany(
                "INSERT INTO attempts (key, at) VALUES (?, ?)",
                [(key, now.timestamp()) for key, _ in keys],
            )
        return None

    def succeed(self, login: str, address: str) -> None:
        """Clear the attempts of a login; of its address only this one, or others could reset it."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM attempts WHERE key = ?", (_login_key(login),))
            connection.execute(
                "DELETE FROM attempts WHERE rowid ="
                " (SELECT max(rowid) FROM attempts WHERE key = ?)",
                (_address_key(address),),
            )


def _login_key(login: str) -> str:
    """A hash: people type passwords into the field of the login, too."""
    return "login:" + hashlib.sha256(login.encode("utf-8", "replace")).hexdigest()


def _address_key(address: str) -> str:
    """An IPv6 network of 64 bits is one address: whoever has one has all of them."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return f"address:{address[:64]}"
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is None:
        return f"address:{ipaddress.ip_network((parsed, 64), strict=False)}"
    return f"address:{getattr(parsed, 'ipv4_mapped', None) or parsed}"
