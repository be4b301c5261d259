"""Versions: what was made of a revision, with all files; every one is kept."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.studio.store.audit import VERSION_MADE, VERSION_RENAMED, AuditLog
from generator.studio.store.database import Database

#: With the number of each version among those of its project: none is ever deleted.
_NUMBERED: Final = (
    "SELECT v.*, (SELECT count(*) FROM versions o WHERE o.project = v.project AND o.id <= v.id)"
    " AS number FROM versions v WHERE v.project = ?"
)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a project.

    Attributes:
        number: From 1, in the order in which the project's versions were made.
        files: The sha256 of each file by its name.
        findings: What was made and found, as JSON.
    """

    id: int
    project: str
    number: int
    revision: int
    name: str
    files: Mapping[str, str]
    findings: Sequence[Any]
    author: str
    at: dt.datetime


class VersionStore:
    """The versions of a server."""

    def __init__(self, database: Database, audit: AuditLog, now: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._audit = audit
        self._now = now

    def add(
        self,
        project: str,
        revision: int,
        files: Mapping[str, str],
        findings: Sequence[Any],
        *,
        author: str,
        name: str = "",
    ) -> Version:
        """A new version, whose files are in the store of files."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO versions (project, revision, name, files, findings, author, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    project,
                    revision,
                    name,
                    json.dumps(dict(files), ensure_ascii=False),
                    json.dumps(list(findings), ensure_ascii=False),
                    author,
                    self._now().isoformat(),
                ),
            )
            made = self.listed(project, most=1)[0]
            self._audit.add(author, VERSION_MADE, project, version=made.number, revision=revision)
        return made

    def listed(self, project: str, *, most: int = -1) -> list[Version]:
        """The versions of a project, the newest first; the newest ``most``, unless it is -1."""
        rows = self._database.connection.execute(
            f"{_NUMBERED} ORDER BY v.id DESC LIMIT ?", (project, most)
        ).fetchall()
        return [_version(row) for row in rows]

    def get(self, project: str, number: int) -> Version:
        """The version of that number.

        Raises:
            KeyError: if the project has none.
        """
        row = None
        if number >= 1:
            row = self._database.connection.execute(
                f"{_NUMBERED} ORDER BY v.id LIMIT 1 OFFSET ?", (project, number - 1)
            ).fetchone()
        if row is None:
            raise KeyError((project, number))
        return _version(row)

    def rename(self, project: str, number: int, name: str, *, author: str) -> None:
        """Give a version another name.

        Raises:
            KeyError: if the project has none of that number.
        """
        with self._database.write() as connection:
            identity = self.get(project, number).id
            connection.execute("UPDATE versions SET name = ? WHERE id = ?", (name, identity))
            self._audit.add(author, VERSION_RENAMED, project, version=number, name=name)


def _version(row: Mapping[str, Any]) -> Version:
    return Version(
        id=row["id"],
        project=row["project"],
        number=row["number"],
        revision=row["revision"],
        name=row["name"],
        files=json.loads(row["files"]),
        findings=json.loads(row["findings"]),
        author=row["author"],
        at=dt.datetime.fromisoformat(row["at"]),
    )
