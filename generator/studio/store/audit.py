"""The audit log: who changed and approved what, and when. Lines are added, never changed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.studio.store.database import Database

#: Names of what the store itself writes down; other rooms add names of their own.
CREATED: Final = "project-created"
EDITED: Final = "edited"
UNDONE: Final = "undone"
REDONE: Final = "redone"
RESTORED: Final = "revision-restored"
RENAMED: Final = "project-renamed"
DELETED: Final = "project-deleted"
UNDELETED: Final = "project-undeleted"
VERSION_MADE: Final = "version-made"
VERSION_RENAMED: Final = "version-renamed"
PERSON_ADDED: Final = "person-added"
PERSON_RENAMED: Final = "person-renamed"
PASSWORD_SET: Final = "password-set"
ROLE_SET: Final = "role-set"
ACTIVATED: Final = "person-activated"
DEACTIVATED: Final = "person-deactivated"
RIGHT_SET: Final = "right-set"
SIGNED_IN: Final = "signed-in"
SIGNED_OUT: Final = "signed-out"
SIGN_IN_FAILED: Final = "sign-in-failed"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the log.

    Attributes:
        id: Rises with time.
        who: The name of the person, as it was then.
        what: One of this module's names, or of another room's.
        project: None for what concerns the server, as a log-in.
        details: What belongs to it, as JSON: the revision's number, the path of the value.
    """

    id: int
    at: dt.datetime
    who: str
    what: str
    project: str | None
    details: Mapping[str, Any]


class AuditLog:
    """The log of a server."""

    def __init__(self, database: Database, now: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, who: str, what: str, project: str | None = None, **details: Any) -> None:
        """Write a line.

        Inside ``Database.write`` it is a part of that transaction: no change is without its line,
        and no line without its change.
        """
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO audit (at, who, project, what, details) VALUES (?, ?, ?, ?, ?)",
                (
                    self._now().isoformat(),
                    who,
                    project,
                    what,
                    json.dumps(details, ensure_ascii=False, sort_keys=True),
                ),
            )

    def read(
        self, project: str | None = None, *, most: int = 100, before: int | None = None
    ) -> list[AuditLine]:
        """The newest lines, the last one first.

        Args:
            project: Only its lines; None for all.
            before: Only lines that are older than the line of this id: the next page.
        """
        rows = self._database.connection.execute(
            "SELECT * FROM audit WHERE (:project IS NULL OR project = :project)"
            " AND (:before IS NULL OR id < :before) ORDER BY id DESC LIMIT :most",
            {"project": project, "before": before, "most": most},
        ).fetchall()
        return [_line(row) for row in rows]


def _line(row: Mapping[str, Any]) -> AuditLine:
    return AuditLine(
        id=row["id"],
        at=dt.datetime.fromisoformat(row["at"]),
        who=row["who"],
        what=row["what"],
        project=row["project"],
        details=json.loads(row["details"]),
    )
