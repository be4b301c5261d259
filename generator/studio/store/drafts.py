"""Papers that were handed in and are no project yet: a reload or a crash loses none of them."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from generator.studio.store.database import Database
from generator.studio.store.files import FileStore

_ID_BYTES: Final = 9


class KeptPage(NamedTuple):
    """A picture of a page in the store, and the page's size in pt."""

    sha256: str
    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper of which a project is to be made.

    Attributes:
        person: Whose it is; nobody else sees it.
        name: As the person's computer calls the file, for people.
        source: Our own name of the file, for messages and for the campaign's folder.
        sha256: Of the file in the store.
        pages: Pictures of its pages; empty of a paper without pages, or before it was read.
        answers: What the person has ticked and filled in so far, as fields of the form.
    """

    id: str
    person: int
    name: str
    source: str
    sha256: str
    pages: tuple[KeptPage, ...]
    answers: Mapping[str, Any]
    created_at: dt.datetime
    changed_at: dt.datetime


class DraftStore:
    """The papers of a server that wait for their projects."""

    def __init__(
        self, database: Database, files: FileStore, now: Callable[[], dt.datetime]
    ) -> None:
        self._database = database
        self._files = files
        self._now = now

    def create(self, name: str, source: str, data: bytes, *, person: int) -> PaperDraft:
        """Keep a paper that was handed in."""
        sha256 = self._files.put(data)
        identity = secrets.token_urlsafe(_ID_BYTES)
        now = self._now().isoformat()
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO drafts (id, person, name, source, sha256, created_at, changed_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (identity, person, name, source, sha256, now, now),
            )
        return self.get(identity, person=person)

    def get(self, identity: str, *, person: int) -> PaperDraft:
        """The draft of that id.

        Raises:
            KeyError: if the person has none.
        """
        row = self._database.connection.execute(
            "SELECT * FROM drafts WHERE id = ? AND person = ?", (identity, person)
        ).fetchone()
        if row is None:
            raise KeyError(identity)
        return _draft(row)

    def listed(self, *, person: int) -> list[PaperDraft]:
        """The drafts of the person, the last changed first."""
        rows = self._database.connection.execute(
            "SELECT * FROM drafts WHERE person = ? ORDER BY changed_at DESC, id", (person,)
        ).fetchall()
        return [_draft(row) for row in rows]

    def keep_pages(self, identity: str, pages: Sequence[KeptPage]) -> None:
        """Say which pictures of the store show the pages of the paper."""
        self._set(identity, "pages", [list(page) for page in pages])

    def save_answers(self, identity: str, answers: Mapping[str, Any]) -> None:
        """Keep what the person has ticked and filled in."""
        self._set(identity, "answers", dict(answers))

    def delete(self, identity: str) -> None:
        """Take it off the list; its files stay in the store, where a project may use them."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM drafts WHERE id = ?", (identity,))

    def _set(self, identity: str, column: str, value: object) -> None:
        with self._database.write() as connection:
            connection.execute(
                f"UPDATE drafts SET {column} = ?, changed_at = ? WHERE id = ?",
                (json.dumps(value, ensure_ascii=False), self._now().isoformat(), identity),
            )


def _draft(row: Mapping[str, Any]) -> PaperDraft:
    return PaperDraft(
        id=row["id"],
        person=row["person"],
        name=row["name"],
        source=row["source"],
        sha256=row["sha256"],
        pages=tuple(KeptPage(*page) for page in json.loads(row["pages"])),
        answers=json.loads(row["answers"]),
        created_at=dt.datetime.fromisoformat(row["created_at"]),
        changed_at=dt.datetime.fromisoformat(row["changed_at"]),
    )
