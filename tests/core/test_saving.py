"""Saving: the whole file or none, and a reason with a cure when none."""

from __future__ import annotations

import errno
import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.tools import ordinary_user

from generator.core import atomic_write as saving
from generator.core.atomic_write import save_file
from generator.core.errors import InputOutputError


def code_of_failure(data: bytes, path: Path) -> str:
    with pytest.raises(InputOutputError) as caught:
        save_file(data, path)
    (problem,) = caught.value.problems
    assert problem.hint is not None, "every failure to save comes with a cure"
    assert problem.place.file == str(path)
    return problem.code


@pytest.fixture
def break_writing(monkeypatch: pytest.MonkeyPatch) -> Callable[[OSError], None]:
    """Makes every file take half of what it is given and then fail."""

    def breaking(error: OSError) -> None:
        class Broken(io.FileIO):
            def write(self, data: Any) -> int:
                super().write(data[: len(data) // 2])
                raise error

        monkeypatch.setattr(
            type(Path()), "open", lambda path, mode: Broken(path, mode.replace("b", ""))
        )

    return breaking


def test_saved_file_has_the_bytes_and_no_company(tmp_path: Path) -> None:
    save_file(b"%PDF", tmp_path / "a" / "b" / "poster.pdf")
    assert (tmp_path / "a" / "b" / "poster.pdf").read_bytes() == b"%PDF"
    assert [p.name for p in (tmp_path / "a" / "b").iterdir()] == ["poster.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX file modes")
def test_saved_file_may_be_read_by_those_whom_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        save_file(b"%PDF", tmp_path / "poster.pdf")
    finally:
        os.umask(before)
    assert (tmp_path / "poster.pdf").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_full_disk_leaves_the_old_file_and_no_half_one(
    tmp_path: Path, break_writing: Callable[[OSError], None], number: int
) -> None:
    (tmp_path / "poster.pdf").write_bytes(b"old")
    break_writing(OSError(number, os.strerror(number)))
    assert code_of_failure(b"new and longer", tmp_path / "poster.pdf") == "disk-full"
    assert [p.name for p in tmp_path.iterdir()] == ["poster.pdf"]
    with io.FileIO(tmp_path / "poster.pdf") as old:
        assert old.read() == b"old"


def test_interruption_leaves_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(type(tmp_path), "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_file(b"%PDF", tmp_path / "poster.pdf")
    assert list(tmp_path.iterdir()) == []


def test_temporary_file_never_goes_through_a_link_that_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "victim").write_bytes(b"precious")
    (tmp_path / ".anpham-0.part").symlink_to(tmp_path / "victim")
    monkeypatch.setattr("secrets.token_hex", lambda _: "0")
    code_of_failure(b"%PDF", tmp_path / "poster.pdf")
    assert (tmp_path / "victim").read_bytes() == b"precious"


def test_folder_in_the_place_of_the_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "poster.pdf").mkdir()
    assert code_of_failure(b"%PDF", tmp_path / "poster.pdf") == "output-is-a-folder"


@pytest.mark.parametrize("path", ["output/poster.pdf", "output/deeper/poster.pdf"])
def test_file_in_the_place_of_the_folder_is_reported_by_its_name(tmp_path: Path, path: str) -> None:
    (tmp_path / "output").write_text("a file")
    with pytest.raises(InputOutputError) as caught:
        save_file(b"%PDF", tmp_path / path)
    (problem,) = caught.value.problems
    assert problem.code == "output-folder-is-a-file"
    assert problem.place.file == str(tmp_path / "output")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in other ways")
def test_folder_without_right_to_write_is_reported() -> None:
    # Not tmp_path: others than its owner may not even look into that.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        with ordinary_user():
            assert code_of_failure(b"%PDF", folder / "poster.pdf") == "output-not-allowed"
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENAMETOOLONG, "File name too long"), "file-name-too-long"),
        (OSError(errno.EROFS, "Read-only file system"), "output-not-allowed"),
        (PermissionError(errno.EACCES, "Permission denied"), "output-not-allowed"),
        (OSError(errno.EIO, "Input/output error"), "output-failed"),
    ],
)
def test_every_refusal_of_the_system_has_its_code(
    tmp_path: Path, break_writing: Callable[[OSError], None], error: OSError, code: str
) -> None:
    break_writing(error)
    assert code_of_failure(b"%PDF", tmp_path / "poster.pdf") == code


def test_file_held_open_by_a_viewer_on_windows_asks_to_close_it(
    tmp_path: Path, break_writing: Callable[[OSError], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "poster.pdf").write_bytes(b"old")
    break_writing(PermissionError(errno.EACCES, "Permission denied"))
    monkeypatch.setattr(saving, "_ON_WINDOWS", True)
    assert code_of_failure(b"%PDF", tmp_path / "poster.pdf") == "file-is-open"
