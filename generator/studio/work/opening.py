"""Campaigns that come as a file: of another office (``.anpham``), or an own folder as a zip.

Both come from anywhere: they are opened in a worker of their own, and what they hold is a campaign
only once it was loaded as one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from generator.content.letter_lock import CAMPAIGN_NAME
from generator.core.errors import AnphamError, ContentError, Problem
from generator.core.messages import msg
from generator.studio.store.archive import read_archive
from generator.studio.store.project_file import imported
from generator.studio.work.terms import Lane, Terms, task

_OPEN: Final = Terms(Lane.READ, 60.0, msg("opens the campaign"))
_MANIFEST: Final = "manifest.json"
#: What other systems add to archives, and no campaign needs.
_LITTER: Final = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class OpenedCampaign:
    """A campaign that came as a file.

    Attributes:
        choices: Those that came with it, as anybody may have written them; None without any.
    """

    title: str
    files: Mapping[str, bytes]
    choices: Mapping[str, Any] | None


@task(_OPEN)
def open_campaign(path: str) -> OpenedCampaign:
    """The campaign in the file at ``path``.

    Raises:
        ContentError: if there is none in it, or with every fault that it has.
    """
    data = Path(path).read_bytes()
    entries = read_archive(data, has_folders=True)
    if _MANIFEST in entries:
        content = imported(data)
        return OpenedCampaign(_checked(content.files), content.files, content.choices)
    files = _folder_of(entries)
    return OpenedCampaign(_checked(files), files, None)


def _folder_of(entries: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the campaign's folder, wherever in the archive it is.

    Raises:
        ContentError: if there is none, or several.
    """
    names = [name for name in entries if not _is_litter(name)]
    folders = [
        name.removesuffix(CAMPAIGN_NAME)
        for name in names
        if name == CAMPAIGN_NAME or name.endswith(f"/{CAMPAIGN_NAME}")
    ]
    if len(folders) != 1:
        raise ContentError(
            Problem(
                "campaign-not-in-archive",
                msg("the file holds no campaign.yaml")
                if not folders
                else msg("the file holds several campaigns"),
                msg("pack the folder of one campaign, with its campaign.yaml and its letter"),
            )
        )
    (folder,) = folders
    return {name.removeprefix(folder): entries[name] for name in names if name.startswith(folder)}


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER[0]) or name.rpartition("/")[2] in _LITTER


def _checked(files: Mapping[str, bytes]) -> str:
    """The title of the campaign in these files.

    Raises:
        ContentError: with every fault that it has.
    """
    from generator.content.campaign import load_campaign
    from generator.studio.work.worker_assets import worker_assets

    with tempfile.TemporaryDirectory() as folder:
        _write(files, Path(folder))
        try:
            return load_campaign(Path(folder), drawings=worker_assets().drawings).title
        except AnphamError as error:
            raise error.of(_without_folder(one, folder) for one in error.problems) from error


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        # The names were checked when the archive was read.
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _without_folder(problem: Problem, folder: str) -> Problem:
    """``problem`` without our own folder in its place."""
    file = problem.place.file
    if file is None:
        return problem
    return replace(problem, place=replace(problem.place, file=file.removeprefix(folder + "/")))
