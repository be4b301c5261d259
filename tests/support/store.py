"""The studio's store without its pages: needs nothing but the standard library."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from generator.studio.store.audit import AuditLog
from generator.studio.store.database import Database
from generator.studio.store.files import FileStore
from generator.studio.store.people import PeopleStore, Preferences
from generator.studio.store.projects import Project, ProjectStore, Revision, State
from generator.studio.store.versions import VersionStore

NOON: Final = dt.datetime(2026, 11, 30, 12, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@dataclass(frozen=True, slots=True)
class Store:
    """All parts of the store on one folder; ``with`` closes it."""

    database: Database
    files: FileStore
    audit: AuditLog
    projects: ProjectStore
    versions: VersionStore
    people: PeopleStore
    preferences: Preferences

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.database.close()


def open_store(folder: Path) -> Store:
    """The store on ``folder``, whose clock stands at noon."""
    database = Database(folder / "anpham.sqlite3")
    files = FileStore(folder / "files")
    audit = AuditLog(database, now)
    return Store(
        database=database,
        files=files,
        audit=audit,
        projects=ProjectStore(database, files, audit, now),
        versions=VersionStore(database, audit, now),
        people=PeopleStore(database, audit, now),
        preferences=Preferences(database),
    )


def now() -> dt.datetime:
    return NOON


def begun(store: Store, title: str = "Chiến dịch") -> Project:
    """A project with one file."""
    return store.projects.create(
        title, {"campaign.yaml": b"title: A\n"}, {"count": 0}, author="Hòa"
    )


def edited(store: Store, project: Project, value: object, *, title: str | None = None) -> Project:
    """The project after an edit that sets ``value``, and perhaps another title."""

    def change(head: Revision) -> State:
        return State(head.files, {**head.choices, "value": value}, title)

    edit = {"path": ["value"], "value": value}
    return store.projects.commit(project.id, change, edit=edit, author="Bình")
