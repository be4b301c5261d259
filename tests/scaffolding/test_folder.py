"""A new folder: whole or not at all, and never over one that is there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from support.tools import ordinary_user

from generator.core.atomic_write import save_file
from generator.core.errors import InputOutputError, Place, Problem
from generator.core.messages import msg
from generator.scaffolding import folder as folder_module
from generator.scaffolding.folder import write_folder

FILES = {"campaign.yaml": b"title: x\n", "công văn.docx": b"PK"}


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.skipif(os.name == "nt", reason="rights of folders are of another kind on Windows")
def test_a_folder_that_may_not_be_written_is_named_as_it_was_given() -> None:
    # Not in pytest's own folder, into which only its user may look.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        with ordinary_user(), pytest.raises(InputOutputError) as caught:
            write_folder(folder / "muoi", {"campaign.yaml": b""})
        folder.chmod(0o755)
        assert str(folder / "muoi") in str(caught.value)
        assert ".part" not in str(caught.value)


def test_a_file_that_cannot_be_written_is_named_without_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: bytes, path: Path) -> None:
        raise InputOutputError(Problem("output-failed", msg("no"), place=Place(file=str(path))))

    monkeypatch.setattr("generator.scaffolding.folder.save_file", refuse)
    with pytest.raises(InputOutputError) as caught:
        write_folder(tmp_path / "muoi", {"campaign.yaml": b""})
    assert [one.place.file for one in caught.value.problems] == [str(tmp_path / "muoi")]


def test_all_files_are_there_and_nothing_else(tmp_path: Path) -> None:
    write_folder(tmp_path / "a" / "b", FILES)
    assert names(tmp_path) == ["a", "a/b", "a/b/campaign.yaml", "a/b/công văn.docx"]
    assert (tmp_path / "a/b/campaign.yaml").read_bytes() == b"title: x\n"


@pytest.mark.parametrize("kind", ["folder", "empty folder", "file", "broken link"])
def test_what_is_there_is_left_as_it_is(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "chien-dich"
    match kind:
        case "folder":
            target.mkdir()
            (target / "campaign.yaml").write_text("của tôi")
        case "empty folder":
            target.mkdir()
        case "file":
            target.write_text("của tôi")
        case _:
            if os.name == "nt":
                pytest.skip("links need rights on Windows")
            target.symlink_to(tmp_path / "nowhere")
    before = names(tmp_path)
    with pytest.raises(InputOutputError) as caught:
        write_folder(target, FILES)
    (problem,) = caught.value.problems
    assert problem.code == "campaign-exists"
    assert "-o" in str(problem.hint)
    assert names(tmp_path) == before


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "full"), MemoryError()])
def test_what_stops_in_the_middle_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    written: list[Path] = []

    def save(data: bytes, path: Path) -> None:
        if written:
            raise error
        written.append(path)
        path.parent.mkdir(parents=True)
        path.write_bytes(data)

    monkeypatch.setattr(folder_module, "save_file", save)
    with pytest.raises(type(error)):
        write_folder(tmp_path / "a" / "b", FILES)
    assert written
    assert names(tmp_path) == []


def test_a_folder_made_meanwhile_by_another_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "b"

    def slow(data: bytes, path: Path) -> None:
        save_file(data, path)
        target.mkdir(exist_ok=True)

    monkeypatch.setattr(folder_module, "save_file", slow)
    with pytest.raises(InputOutputError):
        write_folder(target, FILES)
    assert names(tmp_path) == ["b"]


def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file")
    with pytest.raises(InputOutputError) as caught:
        write_folder(tmp_path / "a" / "b", FILES)
    assert caught.value.problems[0].code == "output-folder-is-a-file"
