"""People of an office: accounts, their roles on single projects, and what each chose last.

A password comes as its hash, an opaque text; who may do what is decided above, in ``rights``.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.core.errors import ContentError, Problem
from generator.core.messages import msg
from generator.studio.store import audit as acts
from generator.studio.store.audit import AuditLog
from generator.studio.store.database import Database


@dataclass(frozen=True, slots=True)
class Account:
    """A person who can sign in.

    Attributes:
        login: As it is typed, in any case of letters.
        name: As it stands in revisions, approvals and the audit log.
        role: In the office; one of ``rights.Role``.
        password: Its hash.
        is_active: False for somebody who left; what they did keeps their name.
    """

    id: int
    login: str
    name: str
    role: str
    password: str = field(repr=False)
    is_active: bool
    created_at: dt.datetime


class PeopleStore:
    """The accounts of a server, with their roles on single projects."""

    def __init__(self, database: Database, audit: AuditLog, now: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._audit = audit
        self._now = now

    def add(self, login: str, name: str, role: str, password: str, *, author: str) -> Account:
        """A new account.

        Raises:
            ContentError: if somebody has the login already.
        """
        key = login_key(login)
        with self._database.write() as connection:
            if self.by_login(key) is not None:
                raise ContentError(
                    Problem(
                        "login-taken",
                        msg("somebody already signs in as '{login}'", login=key),
                        msg("choose another name to sign in with"),
                    )
                )
            identity = connection.execute(
                "INSERT INTO people (login, name, role, password, created_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (key, name, role, password, self._now().isoformat()),
            ).lastrowid
            assert identity is not None
            self._audit.add(author, acts.PERSON_ADDED, login=key, name=name, role=role)
        return self.get(identity)

    def get(self, identity: int) -> Account:
        """The account of that id.

        Raises:
            KeyError: if there is none.
        """
        row = self._database.connection.execute(
            "SELECT * FROM people WHERE id = ?", (identity,)
        ).fetchone()
        if row is None:
            raise KeyError(identity)
        return _account(row)

    def by_login(self, login: str) -> Account | None:
        """The account of that login, active or not; None if there is none."""
        row = self._database.connection.execute(
            "SELECT * FROM people WHERE login = ?", (login_key(login),)
        ).fetchone()
        return None if row is None else _account(row)

    def all(self) -> list[Account]:
        """All accounts, in the order in which they were added."""
        rows = self._database.connection.execute("SELECT * FROM people ORDER BY id").fetchall()
        return [_account(row) for row in rows]

    def set_name(self, identity: int, name: str, *, author: str) -> None:
        """Call the person by another name from now on."""
        self._change(identity, "name", name, author, acts.PERSON_RENAMED, name=name)

    def set_password(self, identity: int, password: str, *, author: str) -> None:
        """Set the hash of another password, and end all sessions of the person."""
        with self._database.write():
            self._change(identity, "password", password, author, acts.PASSWORD_SET)
            self._end_sessions(identity)

    def set_role(self, identity: int, role: str, *, author: str) -> None:
        """Give the person another role in the office."""
        self._change(identity, "role", role, author, acts.ROLE_SET, role=role)

    def set_active(self, identity: int, is_active: bool, *, author: str) -> None:
        """Let the person sign in, or not; all sessions of one who may not end."""
        act = acts.ACTIVATED if is_active else acts.DEACTIVATED
        with self._database.write():
            self._change(identity, "is_active", int(is_active), author, act)
            if not is_active:
                self._end_sessions(identity)

    def rights_on(self, project: str) -> dict[int, str]:
        """The roles that were given on a project, by the ids of the people."""
        rows = self._database.connection.execute(
            "SELECT person, role FROM rights WHERE project = ? ORDER BY person", (project,)
        )
        return {row["person"]: row["role"] for row in rows}

    def right_on(self, project: str, identity: int) -> str | None:
        """The role that a person was given on a project; None if none was."""
        row = self._database.connection.execute(
            "SELECT role FROM rights WHERE project = ? AND person = ?", (project, identity)
        ).fetchone()
        return None if row is None else str(row["role"])

    def set_right(self, project: str, identity: int, role: str | None, *, author: str) -> None:
        """Give a person a role on one project; None takes it back.

        Raises:
            KeyError: if there is no such person.
        """
        with self._database.write() as connection:
            login = self.get(identity).login
            connection.execute(
                "DELETE FROM rights WHERE project = ? AND person = ?", (project, identity)
            )
            if role is not None:
                connection.execute(
                    "INSERT INTO rights (project, person, role) VALUES (?, ?, ?)",
                    (project, identity, role),
                )
            self._audit.add(author, acts.RIGHT_SET, project, login=login, role=role)

    def rights_of(self, identity: int) -> dict[str, str]:
        """The roles that a person was given, by the ids of the projects."""
        rows = self._database.connection.execute(
            "SELECT project, role FROM rights WHERE person = ?", (identity,)
        )
        return {row["project"]: row["role"] for row in rows}

    def add_first(self, login: str, name: str, role: str, password: str) -> Account | None:
        """The first account of a server; None if there is one already, of another process too."""
        with self._database.write() as connection:
            if connection.execute("SELECT 1 FROM people").fetchone() is not None:
                return None
            return self.add(login, name, role, password, author=name)

    def renew_hash(self, identity: int, password: str) -> None:
        """Store another hash of the same password; its sessions go on."""
        with self._database.write() as connection:
            connection.execute("UPDATE people SET password = ? WHERE id = ?", (password, identity))

    def _change(
        self, identity: int, column: str, value: object, author: str, act: str, **details: Any
    ) -> None:
        with self._database.write() as connection:
            login = self.get(identity).login
            connection.execute(f"UPDATE people SET {column} = ? WHERE id = ?", (value, identity))
            self._audit.add(author, act, login=login, **details)

    def _end_sessions(self, identity: int) -> None:
        self._database.connection.execute("DELETE FROM sessions WHERE person = ?", (identity,))


class Preferences:
    """The last choices of each person, for forms that are filled in beforehand."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, person: int, key: str) -> Any:
        """The JSON value that the person chose last; None if there is none.

        Args:
            person: 0 for the only person of a server without accounts.
        """
        row = self._database.connection.execute(
            "SELECT value FROM remembered WHERE person = ? AND key = ?", (person, key)
        ).fetchone()
        return None if row is None else json.loads(row["value"])

    def set(self, person: int, key: str, value: Any) -> None:
        """Keep a JSON value for the next time."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO remembered (person, key, value) VALUES (?, ?, ?)"
                " ON CONFLICT (person, key) DO UPDATE SET value = excluded.value",
                (person, key, json.dumps(value, ensure_ascii=False)),
            )


def login_key(login: str) -> str:
    """The login as it is stored: without blanks around it, in small letters."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def _account(row: Mapping[str, Any]) -> Account:
    return Account(
        id=row["id"],
        login=row["login"],
        name=row["name"],
        role=row["role"],
        password=row["password"],
        is_active=bool(row["is_active"]),
        created_at=dt.datetime.fromisoformat(row["created_at"]),
    )
