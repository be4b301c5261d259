"""Projects: a campaign's folder with the choices of its pieces, and every revision of both.

A revision is never changed or lost. An edit makes a new one on top of the head; undo moves the
head to its parent, redo to the newest child. An edit after an undo begins a branch: what was undone
stays in the history, and can be restored as a new revision.

Every change has its line in the audit log, in the same transaction.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from generator.studio.store import audit as acts
from generator.studio.store.audit import AuditLog
from generator.studio.store.database import Database
from generator.studio.store.file_names import check_names
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
        title: The name of the project in the list.
    """

    project: str
    number: int
    parent: int | None
    files: Mapping[str, str]
    choices: Mapping[str, Any]
    edit: Mapping[str, Any]
    author: str
    at: dt.datetime
    title: str = ""


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
    """The content of a next revision, as an edit makes it; ``title`` is None if it stays."""

    files: Mapping[str, str]
    choices: Mapping[str, Any]
    title: str | None = None


class ProjectStore:
    """The projects of a server."""

    def __init__(
        self,
        database: Database,
        files: FileStore,
        audit: AuditLog,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._database = database
        self.files = files
        self._audit = audit
        self._now = now

    def create(
        self, title: str, files: Mapping[str, bytes], choices: Mapping[str, Any], *, author: str
    ) -> Project:
        """A new project of these files, with its first revision.

        Raises:
            ContentError: if not every system can hold files of these names.
        """
        check_names(files)
        kept = {name: self.files.put(data) for name, data in files.items()}
        return self._begin(State(kept, choices, title), author)

    def duplicate(self, identity: str, title: str, *, author: str) -> Project:
        """A new project that begins with what the head of another one holds.

        Raises:
            KeyError: if there is no such project.
        """
        head = self.get(identity).head
        return self._begin(State(head.files, head.choices, title), author, copied_from=identity)

    def get(self, identity: str) -> Project:
        """The project of that id.

        Raises:
            KeyError: if there is none.
        """
        rows = self._projects("p.id = ? AND p.deleted_at IS NULL", identity)
        if not rows:
            raise KeyError(identity)
        return rows[0]

    def listed(self) -> list[Project]:
        """All projects, the last changed first."""
        return self._projects("p.deleted_at IS NULL ORDER BY p.changed_at DESC, p.id")

    def deleted(self) -> list[Project]:
        """The projects that were taken off the list, the last one first."""
        return self._projects("p.deleted_at IS NOT NULL ORDER BY p.deleted_at DESC, p.id")

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
        """The last revisions of all branches, the newest first."""
        rows = self._database.connection.execute(
            "SELECT * FROM revisions WHERE project = ? ORDER BY number DESC LIMIT ?",
            (identity, most),
        ).fetchall()
        return [_revision(row) for row in rows]

    def branch(self, identity: str, number: int, *, most: int = 200) -> list[Revision]:
        """The revision of that number and those that it was made on, the newest first."""
        rows = self._database.connection.execute(
            "WITH RECURSIVE branch(number) AS (SELECT :number UNION ALL"
            " SELECT r.parent FROM revisions r JOIN branch b"
            " ON r.project = :project AND r.number = b.number WHERE r.parent IS NOT NULL)"
            " SELECT r.* FROM branch b JOIN revisions r"
            " ON r.project = :project AND r.number = b.number ORDER BY r.number DESC LIMIT :most",
            {"project": identity, "number": number, "most": most},
        ).fetchall()
        return [_revision(row) for row in rows]

    def commit(
        self,
        identity: str,
        change: Callable[[Revision], State],
        *,
        edit: Mapping[str, Any],
        author: str,
        act: str = acts.EDITED,
    ) -> Project:
        """Put a new revision on the head: what ``change`` makes of it.

        ``change`` is called with the head. If somebody else was faster meanwhile, it is called
        again with the new one: what it decides (that somebody else changed the same text, say)
        holds for the very revision that the new one is put on. An exception of its own leaves all
        as it was. A change that changes nothing makes no revision.

        Args:
            act: The name of the change in the audit log.

        Raises:
            KeyError: if there is no such project.
            ContentError: if not every system can hold files of these names.
        """
        while True:
            # Not within the transaction: others would wait for what takes long, as rewriting YAML.
            head = self.get(identity).head
            state = change(head)
            if state.files.keys() != head.files.keys():
                check_names(state.files)
            with self._database.write() as connection:
                if self.get(identity).head.number != head.number:
                    continue
                if not _is_same(state, head):
                    self._put(connection, head, state, edit, author, act)
                return self.get(identity)

    def undo(self, identity: str, *, author: str) -> Project:
        """Move the head to its parent; nothing happens to a first revision.

        Raises:
            KeyError: if there is no such project.
        """
        return self._move(
            identity,
            "SELECT parent FROM revisions WHERE project = ? AND number = ? AND parent IS NOT NULL",
            author,
            acts.UNDONE,
        )

    def redo(self, identity: str, *, author: str) -> Project:
        """Move the head to the newest revision that was made on it.

        Raises:
            KeyError: if there is no such project.
        """
        return self._move(
            identity,
            "SELECT number FROM revisions WHERE project = ? AND parent = ?"
            " ORDER BY number DESC LIMIT 1",
            author,
            acts.REDONE,
        )

    def restore_revision(self, identity: str, number: int, *, author: str) -> Project:
        """Put what a revision of any branch holds on the head, as a new revision.

        Raises:
            KeyError: if there is no such project or revision.
        """
        old = self.revision(identity, number)
        state = State(old.files, old.choices, old.title)
        edit = {"path": ["revision"], "value": number}
        return self.commit(identity, lambda _: state, edit=edit, author=author, act=acts.RESTORED)

    def rename(self, identity: str, title: str, *, author: str) -> Project:
        """Give the project another name in the list; it can be undone, as any edit.

        Raises:
            KeyError: if there is no such project.
        """
        return self.commit(
            identity,
            lambda head: State(head.files, head.choices, title),
            edit={"path": ["name"], "value": title},
            author=author,
            act=acts.RENAMED,
        )

    def delete(self, identity: str, *, author: str) -> None:
        """Take the project off the list; its revisions stay in the file."""
        now = self._now().isoformat()
        self._mark(identity, "IS NULL", now, author, acts.DELETED)

    def restore(self, identity: str, *, author: str) -> None:
        """Put a deleted project back on the list."""
        self._mark(identity, "IS NOT NULL", None, author, acts.UNDELETED)

    def _begin(self, state: State, author: str, **details: Any) -> Project:
        identity = secrets.token_urlsafe(_ID_BYTES)
        now = self._now().isoformat()
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO projects (id, title, head, created_by, created_at, changed_at)"
                " VALUES (?, ?, 1, ?, ?, ?)",
                (identity, state.title, author, now, now),
            )
            _insert(connection, identity, 1, None, state, {}, author, now)
            self._audit.add(author, acts.CREATED, identity, title=state.title, **details)
        return self.get(identity)

    def _put(
        self,
        connection: sqlite3.Connection,
        head: Revision,
        state: State,
        edit: Mapping[str, Any],
        author: str,
        act: str,
    ) -> None:
        now = self._now().isoformat()
        titled = replace(state, title=head.title if state.title is None else state.title)
        (number,) = connection.execute(
            "SELECT max(number) + 1 FROM revisions WHERE project = ?", (head.project,)
        ).fetchone()
        _insert(connection, head.project, number, head.number, titled, edit, author, now)
        self._set_head(connection, head.project, number, now)
        self._audit.add(author, act, head.project, revision=number, path=edit.get("path"))

    def _move(self, identity: str, sql: str, author: str, act: str) -> Project:
        with self._database.write() as connection:
            head = self.get(identity).head.number
            row = connection.execute(sql, (identity, head)).fetchone()
            if row is not None:
                self._set_head(connection, identity, row[0], self._now().isoformat())
                self._audit.add(author, act, identity, revision=row[0], left=head)
            return self.get(identity)

    def _set_head(
        self, connection: sqlite3.Connection, identity: str, number: int, now: str
    ) -> None:
        connection.execute(
            "UPDATE projects SET head = :number, changed_at = :now, title ="
            " (SELECT title FROM revisions WHERE project = :id AND number = :number)"
            " WHERE id = :id",
            {"id": identity, "number": number, "now": now},
        )

    def _mark(self, identity: str, before: str, at: str | None, author: str, act: str) -> None:
        with self._database.write() as connection:
            marked = connection.execute(
                f"UPDATE projects SET deleted_at = ? WHERE id = ? AND deleted_at {before}",
                (at, identity),
            )
            if marked.rowcount:
                self._audit.add(author, act, identity)

    def _projects(self, condition: str, *values: object) -> list[Project]:
        rows = self._database.connection.execute(
            "SELECT r.*, p.created_by, p.created_at, p.changed_at,"
            " EXISTS (SELECT 1 FROM revisions c WHERE c.project = p.id AND c.parent = p.head)"
            " AS has_child"
            " FROM projects p JOIN revisions r ON r.project = p.id AND r.number = p.head"
            f" WHERE {condition}",
            values,
        ).fetchall()
        return [_project(row) for row in rows]


def _is_same(state: State, head: Revision) -> bool:
    return (
        dict(state.files) == dict(head.files)
        and dict(state.choices) == dict(head.choices)
        and state.title in (None, head.title)
    )


def _insert(
    connection: sqlite3.Connection,
    project: str,
    number: int,
    parent: int | None,
    state: State,
    edit: Mapping[str, Any],
    author: str,
    at: str,
) -> None:
    connection.execute(
        "INSERT INTO revisions (project, number, parent, files, choices, edit, author, at, title)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            project,
            number,
            parent,
            json.dumps(dict(state.files), sort_keys=True),
            json.dumps(dict(state.choices), ensure_ascii=False, sort_keys=True),
            json.dumps(dict(edit), ensure_ascii=False),
            author,
            at,
            state.title or "",
        ),
    )


def _project(row: Mapping[str, Any]) -> Project:
    head = _revision(row)
    return Project(
        id=head.project,
        title=head.title,
        head=head,
        created_by=row["created_by"],
        created_at=dt.datetime.fromisoformat(row["created_at"]),
        changed_at=dt.datetime.fromisoformat(row["changed_at"]),
        can_undo=head.parent is not None,
        can_redo=bool(row["has_child"]),
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
        title=row["title"],
    )
