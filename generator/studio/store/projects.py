"""Projects: a campaign's folder with the choices of its pieces, and every revision of both.

A revision is never changed or lost. An edit makes a new one on top of the head; undo moves the
head to its parent, redo back to the child it came from.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.studio.store.database import Database
from generator.studio.store.files import FileStore

_ID_BYTES: Final = 9


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a project.

    Attributes:
        number: From 1, in the order in which they were made.
        parent: The revision that was edited; None of the first.
        files: The campaign's folder: the sha256 of each file by its name.
        choices: Issuer, pieces, destination: what ``choices.Choices`` reads.
        edit: What was edited, as JSON: ``{"path": …, "value": …}``; for the list of changes.
    """

    project: str
    number: int
    parent: int | None
    files: Mapping[str, str]
    choices: Mapping[str, Any]
    edit: Mapping[str, Any]
    author: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Project:
    """A project with its head.

    Attributes:
        can_undo: True if the head has a parent; ``can_redo`` if it was gone back from a child.
    """

    id: str
    title: str
    head: Revision
    created_by: str
    created_at: dt.datetime
    changed_at: dt.datetime
    can_undo: bool
    can_redo: bool


@dataclass(frozen=True, slots=True)
class State:
    """What an edit makes: the content of the next revision."""

    files: Mapping[str, str]
    choices: Mapping[str, Any]
    title: str | None = None


class ProjectStore:
    """The projects of a server."""

    def __init__(
        self, database: Database, files: FileStore, now: Callable[[], dt.datetime]
    ) -> None:
        self._database = database
        self.files = files
        self._now = now

    def create(
        self, title: str, files: Mapping[str, bytes], choices: Mapping[str, Any], *, author: str
    ) -> Project:
        """A new project of these files, with its first revision."""
        kept = {name: self.files.put(data) for name, data in files.items()}
        return self._begin(title, State(kept, choices), author)

    def _begin(self, title: str, state: State, author: str) -> Project:
        identity = secrets.token_urlsafe(_ID_BYTES)
        now = self._now().isoformat()
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO projects (id, title, head, created_by, created_at, changed_at)"
                " VALUES (?, ?, 1, ?, ?, ?)",
                (identity, title, author, now, now),
            )
            _insert(connection, identity, 1, None, state, {}, author, now)
        return self.get(identity)

    def get(self, identity: str) -> Project:
        """The project of that id.

        Raises:
            KeyError: if there is none.
        """
        row = self._database.connection.execute(
            "SELECT p.*, EXISTS (SELECT 1 FROM revisions c WHERE c.project = p.id"
            " AND c.parent = p.head) AS has_child FROM projects p"
            " WHERE p.id = ? AND p.deleted_at IS NULL",
            (identity,),
        ).fetchone()
        if row is None:
            raise KeyError(identity)
        return self._project(row)

    def listed(self) -> list[Project]:
        """All projects, the last changed first."""
        rows = self._database.connection.execute(
            "SELECT p.*, EXISTS (SELECT 1 FROM revisions c WHERE c.project = p.id"
            " AND c.parent = p.head) AS has_child FROM projects p"
            " WHERE p.deleted_at IS NULL ORDER BY p.changed_at DESC, p.id"
        ).fetchall()
        return [self._project(row) for row in rows]

    def deleted(self) -> list[Project]:
        """The projects that were taken off the list, the last one first."""
        rows = self._database.connection.execute(
            "SELECT p.*, 0 AS has_child FROM projects p"
            " WHERE p.deleted_at IS NOT NULL ORDER BY p.deleted_at DESC, p.id"
        ).fetchall()
        return [self._project(row) for row in rows]

    def revision(self, identity: str, number: int) -> Revision:
        """The revision of that number.

        Raises:
            KeyError: if there is none.
        """
        row = self._database.connection.execute(
            "SELECT * FROM revisions WHERE project = ? AND number = ?", (identity, number)
        ).fetchone()
        if row is None:
            raise KeyError((identity, number))
        return _revision(row)

    def history(self, identity: str, *, most: int = 200) -> list[Revision]:
        """The last revisions, the newest first."""
        rows = self._database.connection.execute(
            "SELECT * FROM revisions WHERE project = ? ORDER BY number DESC LIMIT ?",
            (identity, most),
        ).fetchall()
        return [_revision(row) for row in rows]

    def commit(
        self,
        identity: str,
        change: Callable[[Revision], State],
        *,
        edit: Mapping[str, Any],
        author: str,
    ) -> Project:
        """Put a new revision on the head: what ``change`` makes of it.

        ``change`` is called within the transaction, with the head as it is then: what it decides
        (that somebody else changed the same text, say) stays true until the revision is there.
        An exception of its own leaves all as it was.

        Raises:
            KeyError: if there is no such project.
        """
        now = self._now().isoformat()
        with self._database.write() as connection:
            head = self.get(identity).head
            state = change(head)
            (number,) = connection.execute(
                "SELECT max(number) + 1 FROM revisions WHERE project = ?", (identity,)
            ).fetchone()
            _insert(connection, identity, number, head.number, state, edit, author, now)
            connection.execute(
                "UPDATE projects SET head = ?, changed_at = ?, title = coalesce(?, title)"
                " WHERE id = ?",
                (number, now, state.title, identity),
            )
        return self.get(identity)

    def undo(self, identity: str) -> Project:
        """Move the head to its parent; nothing happens to a first revision."""
        return self._move(
            identity,
            "SELECT parent FROM revisions WHERE project = ? AND number = ? AND parent IS NOT NULL",
        )

    def redo(self, identity: str) -> Project:
        """Move the head to the newest revision that was made on it."""
        return self._move(
            identity,
            "SELECT number FROM revisions WHERE project = ? AND parent = ?"
            " ORDER BY number DESC LIMIT 1",
        )

    def rename(self, identity: str, title: str) -> None:
        """Give the project another name in the list."""
        with self._database.write() as connection:
            connection.execute("UPDATE projects SET title = ? WHERE id = ?", (title, identity))

    def delete(self, identity: str) -> None:
        """Take the project off the list; its revisions stay in the file."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE projects SET deleted_at = ? WHERE id = ?",
                (self._now().isoformat(), identity),
            )

    def restore(self, identity: str) -> None:
        """Put a deleted project back on the list."""
        with self._database.write() as connection:
            connection.execute("UPDATE projects SET deleted_at = NULL WHERE id = ?", (identity,))

    def duplicate(self, identity: str, title: str, *, author: str) -> Project:
        """A new project that begins with what the head of another one holds.

        Raises:
            KeyError: if there is no such project.
        """
        head = self.get(identity).head
        return self._begin(title, State(head.files, head.choices), author)

    def _move(self, identity: str, sql: str) -> Project:
        with self._database.write() as connection:
            head = self.get(identity).head.number
            row = connection.execute(sql, (identity, head)).fetchone()
            if row is not None:
                connection.execute(
                    "UPDATE projects SET head = ?, changed_at = ? WHERE id = ?",
                    (row[0], self._now().isoformat(), identity),
                )
        return self.get(identity)

    def _project(self, row: Mapping[str, Any]) -> Project:
        head = self.revision(row["id"], row["head"])
        return Project(
            id=row["id"],
            title=row["title"],
            head=head,
            created_by=row["created_by"],
            created_at=dt.datetime.fromisoformat(row["created_at"]),
            changed_at=dt.datetime.fromisoformat(row["changed_at"]),
            can_undo=head.parent is not None,
            can_redo=bool(row["has_child"]),
        )


def _insert(
    connection: Any,
    project: str,
    number: int,
    parent: int | None,
    state: State,
    edit: Mapping[str, Any],
    author: str,
    at: str,
) -> None:
    connection.execute(
        "INSERT INTO revisions (project, number, parent, files, choices, edit, author, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            project,
            number,
            parent,
            json.dumps(dict(state.files), sort_keys=True),
            json.dumps(dict(state.choices), ensure_ascii=False, sort_keys=True),
            json.dumps(dict(edit), ensure_ascii=False),
            author,
            at,
        ),
    )


def _revision(row: Mapping[str, Any]) -> Revision:
    return Revision(
        project=row["project"],
        number=row["number"],
        parent=row["parent"],
        files=json.loads(row["files"]),
        choices=json.loads(row["choices"]),
        edit=json.loads(row["edit"]),
        author=row["author"],
        at=dt.datetime.fromisoformat(row["at"]),
    )
