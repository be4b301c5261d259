"""Files by their content: whole, on the disk before they are named, checked when they are read."""

from __future__ import annotations

import datetime as dt
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.store import NOON
from support.tools import ordinary_user

from generator.core.errors import InputOutputError
from generator.studio.store.files import FileStore

ABSENT = "0" * 64


def test_what_was_put_is_got_by_its_sum(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    assert store.get(store.put(b"abc")) == b"abc"
    assert store.get(FileStore(tmp_path / "files").put(b"")) == b""


def test_a_file_and_its_name_are_on_the_disk_before_it_is_returned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = FileStore(tmp_path / "files")
    done: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(opened: int) -> None:
        place = Path(f"/proc/self/fd/{opened}").readlink()
        done.append("folder" if place.is_dir() else "file")
        sync(opened)

    def replaced(path: Path, target: Path) -> Path:
        done.append("rename")
        return replace(path, target)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("reads the names of open files from /proc")
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    store.put(b"abc")
    assert done == ["folder", "file", "rename", "folder"]
    done.clear()
    store.put(b"abc")  # whose name another process may have given a moment ago
    assert done == ["folder"]


def test_a_file_that_the_disk_cut_off_is_put_anew(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    name = store.put(b"abcdef")
    store.path(name).write_bytes(b"abc")
    assert store.put(b"abcdef") == name
    assert store.get(name) == b"abcdef"


def test_a_file_that_the_disk_altered_is_never_returned(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    name = store.put(b"abcdef")
    store.path(name).write_bytes(b"abcdeX")
    with pytest.raises(InputOutputError) as caught:
        store.get(name)
    assert caught.value.problems[0].code == "stored-file-damaged"


@pytest.mark.parametrize("name", [ABSENT, "", "../x", "A" * 64, "0" * 63, "0" * 63 + "/"])
def test_a_sum_that_is_not_kept_or_is_none_is_a_key_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyError):
        FileStore(tmp_path / "files").get(name)


def test_many_put_the_same_at_once(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(store.put, [b"the same" * 1000] * 40))
    assert len(names) == 1
    assert store.get(names.pop()) == b"the same" * 1000
    assert list((tmp_path / "files" / "scratch").iterdir()) == []


def test_only_leftovers_that_nobody_writes_any_more_are_cleared(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    old, new = (tmp_path / "files" / "scratch" / name for name in ("old.part", "new.part"))
    for path, at in ((old, NOON - dt.timedelta(hours=2)), (new, NOON)):
        path.write_bytes(b"half")
        os.utime(path, (at.timestamp(), at.timestamp()))
    assert store.clear_leftovers(before=NOON - dt.timedelta(hours=1)) == 1
    assert [path.name for path in (tmp_path / "files" / "scratch").iterdir()] == ["new.part"]


def test_a_folder_without_the_right_to_write_is_refused_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    tmp_path.chmod(0o755)
    with ordinary_user(), pytest.raises(InputOutputError):
        FileStore(folder / "files")
