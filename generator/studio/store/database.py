"""The SQLite file: one connection a thread, WAL, migrations in order.

A crash loses nothing that was answered: each write is one transaction, synchronised before the
answer leaves (``synchronous=FULL``; in WAL mode SQLite itself promises no more than integrity
without it: https://sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from generator.core.atomic_write import sync_folder
from generator.core.errors import InputOutputError, Place, Problem
from generator.core.messages import Message, msg
from generator.core.os_errors import refusal

_HINT: Final = msg("check the disk and the rights on the folder, or choose another with --data")
#: The kinds of errors that are none of ours, each with its reason.
_REASONS: Final = {
    sqlite3.SQLITE_BUSY: msg("another program is using it"),
    sqlite3.SQLITE_LOCKED: msg("another program is using it"),
    sqlite3.SQLITE_FULL: msg("the disk is full"),
    sqlite3.SQLITE_READONLY: msg("you do not have the right to do this"),
    sqlite3.SQLITE_PERM: msg("you do not have the right to do this"),
    sqlite3.SQLITE_CANTOPEN: msg("it cannot be opened"),
    sqlite3.SQLITE_IOERR: msg("the disk does not work as it should"),
    sqlite3.SQLITE_CORRUPT: msg("the file is damaged"),
    sqlite3.SQLITE_NOTADB: msg("it is no database of anpham"),
}

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
    # An undo takes the title back as well: each revision has its own.
    """
    ALTER TABLE revisions ADD COLUMN title TEXT NOT NULL DEFAULT '';
    UPDATE revisions SET title = (SELECT title FROM projects WHERE id = revisions.project);
    CREATE INDEX revisions_by_parent ON revisions(project, parent);
    """,
    """
    CREATE TABLE makings (
        id TEXT PRIMARY KEY, project TEXT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
        revision INTEGER NOT NULL, author TEXT NOT NULL, state TEXT NOT NULL,
        done INTEGER NOT NULL, count INTEGER NOT NULL, version INTEGER, beat REAL NOT NULL);
    CREATE INDEX makings_by_project ON makings(project);
    """,
    # Papers that were handed in and are no project yet.
    """
    CREATE TABLE drafts (
        id TEXT PRIMARY KEY, person INTEGER NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL,
        sha256 TEXT NOT NULL, pages TEXT NOT NULL DEFAULT '[]',
        answers TEXT NOT NULL DEFAULT '{}', created_at TEXT NOT NULL, changed_at TEXT NOT NULL);
    CREATE INDEX drafts_by_person ON drafts(person, changed_at);
    """,
    # Why a making failed: a message with its hint, as JSON.
    """
    ALTER TABLE makings ADD COLUMN problem TEXT;
    """,
)
#: In ms: another process of the server may be writing.
_BUSY_MS: Final = 10_000
#: SQLite asks for the change to WAL at once, without waiting for other processes: so often again.
_WAL_ATTEMPTS: Final = 200
_WAL_PAUSE_S: Final = 0.02
#: The part of SQLite's code that names the kind of an error; the rest is detail.
_PRIMARY_CODE: Final = 0xFF


class Database:
    """The file at ``path``, brought up to date when it is opened.

    Any thread may use it, and any number of processes.

    Raises:
        InputOutputError: if the file cannot be opened, or is of a newer anpham.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._open: dict[threading.Thread, sqlite3.Connection] = {}
        self._lock = threading.Lock()
        with self._refusals_in_words():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._enter_wal()
            self._migrate()
            sync_folder(path.parent)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread, for reading."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = self._connect()
            with self._lock:
                # Threads of a pool end when they are idle; their connections end here.
                for thread in [one for one in self._open if not one.is_alive()]:
                    self._open.pop(thread).close()
                self._open[threading.current_thread()] = found
        return found

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction that nobody else writes beside; undone if an exception leaves it.

        Inside another one of the same thread it is a part of that: what the outer one does not
        commit, the inner one has not done.

        Raises:
            InputOutputError: if the file cannot be written; nothing was.
        """
        connection = self.connection
        if connection.in_transaction:
            begin, commit = "SAVEPOINT inner_part", "RELEASE inner_part"
            rollback = "ROLLBACK TO inner_part; RELEASE inner_part"
        else:
            begin, commit, rollback = "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"
        with self._refusals_in_words():
            connection.execute(begin)
            try:
                yield connection
                connection.execute(commit)
            except BaseException:
                # SQLite itself has ended a transaction for which the disk had no room.
                if connection.in_transaction:
                    for statement in rollback.split("; "):
                        connection.execute(statement)
                raise

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for connection in self._open.values():
                connection.close()
            self._open.clear()

    def _connect(self) -> sqlite3.Connection:
        made = sqlite3.connect(
            self._path,
            timeout=_BUSY_MS / 1000,
            isolation_level=None,
            check_same_thread=False,  # the connections of ended threads are closed by others
        )
        made.row_factory = sqlite3.Row
        made.execute("PRAGMA synchronous = FULL")
        made.execute("PRAGMA foreign_keys = ON")
        return made

    def _enter_wal(self) -> None:
        """Write-ahead logging is a property of the file; the first process sets it."""
        for attempt in range(_WAL_ATTEMPTS):
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if _kind(error) != sqlite3.SQLITE_BUSY or attempt == _WAL_ATTEMPTS - 1:
                    raise
            time.sleep(_WAL_PAUSE_S)

    def _migrate(self) -> None:
        with self.write() as connection:
            (known,) = connection.execute("PRAGMA user_version").fetchone()
            if known > len(MIGRATIONS):
                raise self._unusable(
                    msg("a newer anpham wrote it"), msg("install the newest version of anpham")
                )
            for number, script in enumerate(MIGRATIONS[known:], start=known + 1):
                for statement in statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")

    @contextmanager
    def _refusals_in_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._unusable(refusal(error)) from error
        except sqlite3.DatabaseError as error:
            if (reason := _REASONS.get(_kind(error))) is None:
                raise
            raise self._unusable(reason) from error

    def _unusable(self, reason: Message | str, hint: Message = _HINT) -> InputOutputError:
        return InputOutputError(
            Problem(
                "studio-data-unusable",
                msg("the studio's data cannot be used: {reason}", reason=reason),
                hint,
                Place(file=str(self._path)),
            )
        )


def statements(script: str) -> Iterator[str]:
    """The statements of a script; ``executescript`` would commit before the first."""
    statement = ""
    for line in script.strip().splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def _kind(error: sqlite3.Error) -> int:
    return (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY_CODE
