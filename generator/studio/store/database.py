"""The SQLite file: one connection a thread, WAL, migrations in order.

A crash loses nothing that was answered: each write is one transaction, synchronised before the
answer leaves (``synchronous=FULL``; in WAL mode SQLite itself promises no more than integrity
without it: https://sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

#: Each is run once, in its order; what is here never changes, a change is one more.
MIGRATIONS: Final = (
    """
    CREATE TABLE people (
        id INTEGER PRIMARY KEY, login TEXT NOT NULL UNIQUE COLLATE NOCASE, name TEXT NOT NULL,
        role TEXT NOT NULL, password TEXT NOT NULL, is_active INTEGER NOT NULL DEFAULT 1,
        created_at TEXT NOT NULL);
    CREATE TABLE sessions (
        token_sha256 TEXT PRIMARY KEY, person INTEGER REFERENCES people(id) ON DELETE CASCADE,
        language TEXT NOT NULL DEFAULT 'vi', created_at TEXT NOT NULL, seen_at TEXT NOT NULL);
    CREATE TABLE projects (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, head INTEGER NOT NULL, created_by TEXT NOT NULL,
        created_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT);
    CREATE TABLE revisions (
        project TEXT NOT NULL REFERENCES projects(id) ON DELETE CASCADE, number INTEGER NOT NULL,
        parent INTEGER, files TEXT NOT NULL, choices TEXT NOT NULL, edit TEXT NOT NULL,
        author TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (project, number)) WITHOUT ROWID;
    CREATE TABLE versions (
        id INTEGER PRIMARY KEY, project TEXT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
        revision INTEGER NOT NULL, name TEXT NOT NULL DEFAULT '', files TEXT NOT NULL,
        findings TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL);
    CREATE TABLE rights (
        project TEXT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
        person INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE, role TEXT NOT NULL,
        PRIMARY KEY (project, person)) WITHOUT ROWID;
    CREATE TABLE remembered (
        person INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (person, key)) WITHOUT ROWID;
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, project TEXT,
        what TEXT NOT NULL, details TEXT NOT NULL DEFAULT '{}');
    CREATE TABLE attempts (key TEXT NOT NULL, at REAL NOT NULL);
    CREATE INDEX attempts_by_key ON attempts(key, at);
    CREATE INDEX audit_by_project ON audit(project, id);
    CREATE INDEX versions_by_project ON versions(project, id);
    """,
)
#: In ms: another process of the server may be writing.
_BUSY_MS: Final = 10_000


class Database:
    """The file at ``path``, brought up to date when it is opened. Any thread may use it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._migrate()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(
                self._path,
                timeout=_BUSY_MS / 1000,
                isolation_level=None,
                check_same_thread=False,
            )
            found.row_factory = sqlite3.Row
            found.execute("PRAGMA journal_mode = WAL")
            found.execute("PRAGMA synchronous = FULL")
            found.execute("PRAGMA foreign_keys = ON")
            self._local.connection = found
            with self._lock:
                self._open.append(found)
        return found

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction that nobody else writes beside; undone if an exception leaves it."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()

    def _migrate(self) -> None:
        with self.write() as connection:
            (known,) = connection.execute("PRAGMA user_version").fetchone()
            for number, script in enumerate(MIGRATIONS[known:], start=known + 1):
                for statement in script.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
