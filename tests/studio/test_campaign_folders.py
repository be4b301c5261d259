"""Campaign folders of revisions: whole, shared, with no copy of each picture for each edit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.studio.store.files import FileStore
from generator.studio.work.folders import CampaignFolders


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


@pytest.fixture
def folders(tmp_path: Path, files: FileStore) -> CampaignFolders:
    return CampaignFolders(tmp_path / "folders", files)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_folder_holds_the_files_of_its_revision(
    files: FileStore, folders: CampaignFolders
) -> None:
    kept = {"campaign.yaml": files.put(b"a"), "pictures/a.png": files.put(b"b")}
    assert contents(folders.folder(kept)) == {"campaign.yaml": b"a", "pictures/a.png": b"b"}


def test_an_edit_takes_no_room_for_pictures_that_stay(
    files: FileStore, folders: CampaignFolders
) -> None:
    picture = files.put(b"picture")
    for edit in (b"1", b"2"):
        folder = folders.folder({"campaign.yaml": files.put(edit), "a.png": picture})
        assert (folder / "a.png").samefile(files.path(picture))


def test_a_disk_without_links_holds_copies(
    files: FileStore, folders: CampaignFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert contents(folders.folder({"campaign.yaml": files.put(b"a")})) == {"campaign.yaml": b"a"}


def test_a_folder_is_made_once_by_many_threads(files: FileStore, folders: CampaignFolders) -> None:
    kept = {f"{number}.txt": files.put(str(number).encode()) for number in range(20)}
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(folders.folder, [kept] * 16))
    assert len(made) == 1
    folder = made.pop()
    assert len(contents(folder)) == 20
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_file_that_is_not_kept_leaves_no_folder(
    files: FileStore, folders: CampaignFolders, tmp_path: Path
) -> None:
    kept = {"a.txt": files.put(b"a"), "b.txt": "0" * 64}
    with pytest.raises(KeyError):
        folders.folder(kept)
    assert [path for path in (tmp_path / "folders").rglob("*") if path.is_file()] == []
