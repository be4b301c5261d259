"""Makings: versions that are being made now, with how far each is.

In the database, because the process of the server that is asked need not be the one that makes.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from generator.studio.store.database import Database

#: In s: a making whose process said nothing for so long has no process any more.
_LOST_AFTER: Final = 15.0
_ID_BYTES: Final = 9


class MakingState(StrEnum):
    """The state of a making; ``LOST`` if the server ended in its midst."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Making:
    """A making.

    Attributes:
        revision: The revision that is made.
        done: The number of pieces that are finished, of ``count``.
        version: The version that it became; None before.
        problem: Why it failed, as JSON; None if it did not, or for a fault of our own.
    """

    id: str
    project: str
    revision: int
    author: str
    state: MakingState
    done: int
    count: int
    version: int | None
    problem: Mapping[str, Any] | None = None

    @property
    def is_running(self) -> bool:
        """True if it will go on."""
        return self.state is MakingState.RUNNING


class Makings:
    """The makings of a server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, project: str, revision: int, count: int, *, author: str) -> tuple[Making, bool]:
        """A new making, and True; if one of the project is running, that one and False."""
        identity = secrets.token_urlsafe(_ID_BYTES)
        with self._database.write() as connection:
            latest = self.latest(project)
            if latest is not None and latest.is_running:
                return latest, False
            connection.execute(
                "INSERT INTO makings (id, project, revision, author, state, done, count, beat)"
                " VALUES (?, ?, ?, ?, ?, 0, ?, ?)",
                (
                    identity,
                    project,
                    revision,
                    author,
                    MakingState.RUNNING.value,
                    count,
                    time.time(),
                ),
            )
        return self.get(identity), True

    def get(self, identity: str) -> Making:
        """The making of that id.

        Raises:
            KeyError: if there is none.
        """
        row = self._database.connection.execute(
            "SELECT * FROM makings WHERE id = ?", (identity,)
        ).fetchone()
        if row is None:
            raise KeyError(identity)
        return _making(row)

    def latest(self, project: str) -> Making | None:
        """The making of the project that was started last."""
        row = self._database.connection.execute(
            "SELECT * FROM makings WHERE project = ? ORDER BY rowid DESC LIMIT 1", (project,)
        ).fetchone()
        return _making(row) if row is not None else None

    def goes_on(self, identity: str, done: int) -> bool:
        """Note that ``done`` pieces are finished; False if the making was cancelled."""
        with self._database.write() as connection:
            changed = connection.execute(
                "UPDATE makings SET done = ?, beat = ? WHERE id = ? AND state = ?",
                (done, time.time(), identity, MakingState.RUNNING.value),
            ).rowcount
        return changed == 1

    def end(
        self,
        identity: str,
        state: MakingState,
        version: int | None = None,
        *,
        problem: Mapping[str, Any] | None = None,
    ) -> bool:
        """End a running making; False if it was not running."""
        why = json.dumps(problem, ensure_ascii=False) if problem is not None else None
        with self._database.write() as connection:
            changed = connection.execute(
                "UPDATE makings SET state = ?, version = ?, problem = ? WHERE id = ? AND state = ?",
                (state.value, version, why, identity, MakingState.RUNNING.value),
            ).rowcount
        return changed == 1


def _making(row: Mapping[str, Any]) -> Making:
    state = MakingState(row["state"])
    if state is MakingState.RUNNING and time.time() - row["beat"] > _LOST_AFTER:
        state = MakingState.LOST
    return Making(
        id=row["id"],
        project=row["project"],
        revision=row["revision"],
        author=row["author"],
        state=state,
        done=row["done"],
        count=row["count"],
        version=row["version"],
        problem=json.loads(row["problem"]) if row["problem"] is not None else None,
    )
