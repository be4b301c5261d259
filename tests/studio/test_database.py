"""The SQLite file: migrations, transactions, threads, processes, refusals in words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from support.store import begun, open_store
from support.tools import ordinary_user

from generator.core.errors import InputOutputError
from generator.studio.store.database import MIGRATIONS, Database, statements

AT = "2026-11-30T12:00:00+07:00"
WRITE = "INSERT INTO remembered (person, key, value) VALUES (0, ?, '1')"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "anpham.sqlite3")
    yield opened
    opened.close()


def count(database: Database) -> int:
    (found,) = database.connection.execute("SELECT count(*) FROM remembered").fetchone()
    return int(found)


def write_and_stop(database: Database, *keys: str) -> None:
    """Write the first key, the others each in an inner transaction; then raise."""
    with database.write() as connection:
        connection.execute(WRITE, (keys[0],))
        for key in keys[1:]:
            with database.write():
                connection.execute(WRITE, (key,))
        raise ValueError("stop")


def fill(database: Database) -> None:
    with database.write() as connection:
        for number in range(1000):
            connection.execute(WRITE, (f"{number} " + "x" * 4000,))


def schema(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT sql FROM sqlite_master ORDER BY 1")]


def make_older(path: Path, version: int) -> None:
    """The file as the anpham of that schema left it, with a project from the first of them."""
    with closing(sqlite3.connect(path)) as connection:
        for number, script in enumerate(MIGRATIONS[:version], start=1):
            for statement in statements(script):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
            if number == 1:
                connection.execute(
                    "INSERT INTO projects VALUES ('p', 'Cũ', 2, 'Hòa', ?, ?, NULL)", (AT, AT)
                )
                for revision, parent in ((1, None), (2, 1)):
                    connection.execute(
                        "INSERT INTO revisions VALUES ('p', ?, ?, '{}', '{}', '{}', 'Hòa', ?)",
                        (revision, parent, AT),
                    )
        connection.commit()


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS) + 1))
def test_the_file_of_each_older_version_opens_with_its_projects(
    tmp_path: Path, version: int
) -> None:
    make_older(tmp_path / "anpham.sqlite3", version)
    with open_store(tmp_path) as store:
        project = store.projects.get("p")
        assert (project.title, project.head.number, project.can_undo) == ("Cũ", 2, True)
        assert store.projects.undo("p", author="Hòa").title == "Cũ"


@pytest.mark.parametrize("version", range(len(MIGRATIONS) + 1))
def test_an_older_file_gets_the_schema_of_a_new_one(tmp_path: Path, version: int) -> None:
    make_older(tmp_path / "older.sqlite3", version)
    for name in ("older.sqlite3", "new.sqlite3"):
        Database(tmp_path / name).close()
    assert schema(tmp_path / "older.sqlite3") == schema(tmp_path / "new.sqlite3")


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "anpham.sqlite3"
    make_older(path, len(MIGRATIONS))
    before = schema(path)
    broken = "CREATE TABLE one (x);\nCREATE TABLE two (x) OF NO KIND;\n"
    monkeypatch.setattr("generator.studio.store.database.MIGRATIONS", (*MIGRATIONS, broken))
    with pytest.raises(sqlite3.OperationalError):
        Database(path)
    assert schema(path) == before


def test_the_file_of_a_newer_anpham_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "anpham.sqlite3"
    Database(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(InputOutputError, match="a newer anpham wrote it"):
        Database(path)


def test_a_script_is_split_where_a_statement_ends() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\nDELETE FROM b;\nDELETE FROM c;\nEND;\n"
    assert list(statements(f"SELECT ';';\n{trigger}SELECT 2")) == [
        "SELECT ';';\n",
        trigger,
        "SELECT 2",
    ]


def test_an_exception_undoes_the_whole_transaction(database: Database) -> None:
    with pytest.raises(ValueError, match="stop"):
        write_and_stop(database, "a")
    assert count(database) == 0
    with database.write() as connection:
        connection.execute(WRITE, ("b",))
    assert count(database) == 1


def test_an_inner_transaction_is_undone_with_the_outer_one(database: Database) -> None:
    with pytest.raises(ValueError, match="stop"):
        write_and_stop(database, "outer", "inner")
    assert count(database) == 0


def test_an_inner_transaction_that_fails_leaves_the_outer_one_whole(database: Database) -> None:
    with database.write() as connection:
        connection.execute(WRITE, ("outer",))
        with pytest.raises(ValueError, match="stop"):
            write_and_stop(database, "inner")
    assert [row["key"] for row in database.connection.execute("SELECT key FROM remembered")] == [
        "outer"
    ]


def test_a_commit_is_synchronised_and_the_log_is_written_ahead(database: Database) -> None:
    assert database.connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert database.connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_threads_that_ended_leave_no_connection_open(database: Database) -> None:
    for _ in range(20):
        thread = threading.Thread(target=count, args=[database])
        thread.start()
        thread.join()
    assert len(database._open) <= 2


def test_many_threads_write_beside_each_other(database: Database) -> None:
    def write(number: int) -> None:
        with database.write() as connection:
            connection.execute(WRITE, (str(number),))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(write, range(100)))
    assert count(database) == 100


def test_several_servers_open_a_new_folder_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: Database(tmp_path / "a.sqlite3"), range(16)))
    for one in opened:
        one.close()


def test_another_program_that_writes_too_long_is_reported_in_words(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.studio.store.database._BUSY_MS", 50)
    other = Database(tmp_path / "anpham.sqlite3")
    with (
        database.write(),
        pytest.raises(InputOutputError, match="another program is using it"),
        other.write(),
    ):
        pass
    other.close()


def test_a_full_disk_is_reported_in_words_and_the_next_write_works(database: Database) -> None:
    (pages,) = database.connection.execute("PRAGMA page_count").fetchone()
    database.connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(InputOutputError, match="the disk is full"):
        fill(database)
    assert count(database) == 0
    database.connection.execute("PRAGMA max_page_count = 100000")
    with database.write() as connection:
        connection.execute(WRITE, ("later",))
    assert count(database) == 1


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\0" + b"x" * 900]
)
def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "anpham.sqlite3"
    path.write_bytes(content)
    with pytest.raises(InputOutputError):
        Database(path)
    assert path.read_bytes() == content


def test_a_folder_without_the_right_to_write_is_refused_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    tmp_path.chmod(0o755)
    with ordinary_user(), pytest.raises(InputOutputError):
        Database(folder / "data" / "anpham.sqlite3")


def test_what_one_process_wrote_another_reads_at_once(tmp_path: Path) -> None:
    with open_store(tmp_path) as one, open_store(tmp_path) as other:
        assert other.projects.get(begun(one).id).title == "Chiến dịch"
