"""Sessions: a random token in a cookie, of which only the sha256 is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import Final

from generator.core.messages import LANGUAGES, Language
from generator.studio.store.database import Database

#: Without a request.
IDLE: Final = dt.timedelta(hours=12)
#: Even if it is used all the time.
LONGEST: Final = dt.timedelta(days=7)
#: A request writes down that the session is used only if that was not done as lately.
_SPARING: Final = dt.timedelta(minutes=10)


class Sessions:
    """The sessions of a server."""

    def __init__(self, database: Database, now: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._now = now

    def start(self, person: int | None, language: Language = "vi", *, instead_of: str = "") -> str:
        """The token of a new session; None for the only person of a server without accounts.

        Args:
            instead_of: The token of the session before; it ends, so that one who knew it from
                before somebody signed in has nothing of it.
        """
        token = secrets.token_urlsafe(32)
        now = self._now()
        with self._database.write() as connection:
            connection.execute(
                "DELETE FROM sessions WHERE token_sha256 = ? OR seen_at < ? OR created_at < ?",
                (_digest(instead_of), (now - IDLE).isoformat(), (now - LONGEST).isoformat()),
            )
            connection.execute(
                "INSERT INTO sessions (token_sha256, person, language, created_at, seen_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (_digest(token), person, language, now.isoformat(), now.isoformat()),
            )
        return token

    def find(self, token: str) -> tuple[int | None, Language] | None:
        """The person and language of a session; None if it is unknown or too old."""
        row = self._database.connection.execute(
            "SELECT person, language, created_at, seen_at FROM sessions WHERE token_sha256 = ?",
            (_digest(token),),
        ).fetchone()
        if row is None:
            return None
        now = self._now()
        unused = now - dt.datetime.fromisoformat(row["seen_at"])
        if unused > IDLE or now - dt.datetime.fromisoformat(row["created_at"]) > LONGEST:
            return None
        if unused > _SPARING:
            with self._database.write() as connection:
                connection.execute(
                    "UPDATE sessions SET seen_at = ? WHERE token_sha256 = ?",
                    (now.isoformat(), _digest(token)),
                )
        language = next((one for one in LANGUAGES if one == row["language"]), LANGUAGES[0])
        return row["person"], language

    def end(self, token: str) -> None:
        """End the session."""
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
    """The token that a session's forms bring back; the session's own cannot be computed from it."""
    return hmac.new(token.encode("utf-8", "replace"), b"csrf", hashlib.sha256).hexdigest()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
