"""Sessions: a random token in a cookie, of which only the sha256 is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import Final

from generator.core.messages import Language
from generator.studio.store.database import Database

_IDLE: Final = dt.timedelta(hours=12)


class Sessions:
    """The sessions of a server."""

    def __init__(self, database: Database, now: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._now = now

    def start(self, person: int | None) -> str:
        """The token of a new session; None for the only person of a server without accounts."""
        token = secrets.token_urlsafe(32)
        now = self._now().isoformat()
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO sessions (token_sha256, person, created_at, seen_at)"
                " VALUES (?, ?, ?, ?)",
                (_digest(token), person, now, now),
            )
        return token

    def find(self, token: str) -> tuple[int | None, Language] | None:
        """The person and language of a session; None if it is unknown or too old."""
        row = self._database.connection.execute(
            "SELECT person, language, seen_at FROM sessions WHERE token_sha256 = ?",
            (_digest(token),),
        ).fetchone()
        if row is None or self._now() - dt.datetime.fromisoformat(row["seen_at"]) > _IDLE:
            return None
        return row["person"], row["language"]

    def end(self, token: str) -> None:
        """Forget the session."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM sessions WHERE token_sha256 = ?", (_digest(token),))

    def set_language(self, token: str, language: Language) -> None:
        """The language of the pages from now on."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE sessions SET language = ? WHERE token_sha256 = ?",
                (language, _digest(token)),
            )


def csrf_of(token: str) -> str:
    """What the forms of a session bring back. The session's token cannot be computed from it."""
    return hmac.new(token.encode(), b"csrf", hashlib.sha256).hexdigest()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
